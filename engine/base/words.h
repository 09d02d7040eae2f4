/* A list of words made ready for being searched for in many texts: one walk through the text instead
 * of one per word. Plain data in an arena, read-only afterwards, shared by any number of threads. */
#ifndef JIHE_BASE_WORDS_H
#define JIHE_BASE_WORDS_H

#include "base/arena.h"

struct word_index;

/* NULL in *out where there is nothing to gain or no way to: no words, too many, or one that is no
 * UTF-8. False when the arena refuses. Empty words are left out; the bytes stay the caller's. */
bool word_index_build(struct arena *a, const struct slice *words, size_t count,
                      const struct word_index **out);
/* The leftmost word at or after `from`, the longest where several begin; its offset, or SIZE_MAX. The
 * text may be any bytes. */
size_t word_index_find(const struct word_index *index, struct slice text, size_t from,
                       struct slice *word);

#endif
