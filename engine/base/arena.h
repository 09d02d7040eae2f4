/* An arena hands out memory that is given back all at once. Not thread-safe: one owner. */
#ifndef JIHE_BASE_ARENA_H
#define JIHE_BASE_ARENA_H

#include "base/slice.h"

struct arena_block;
struct arena {
    struct arena_block *first; /* all blocks, kept on clear */
    struct arena_block *now;   /* the block being filled */
    size_t used;               /* bytes handed out since init or clear */
    size_t max;                /* refuses beyond this many bytes */
};

void arena_init(struct arena *a, size_t max);
/* NULL when memory or `max` is exhausted. Aligned for any type. The bytes are not zeroed. */
void *arena_alloc(struct arena *a, size_t size);
/* As arena_alloc, zeroed; NULL also when count * size overflows. */
void *arena_zero(struct arena *a, size_t count, size_t size);
/* A copy of the bytes in the arena, with a NUL after them. On failure false and *out untouched. */
bool arena_copy(struct arena *a, struct slice s, struct slice *out);
/* Forgets the contents, keeps the blocks for reuse. */
void arena_clear(struct arena *a);
void arena_release(struct arena *a);

#endif
