/* A cell's text as the parser sees it: one character at a time, with the damage that
 * forms come with undone on the way. Full-width letters and signs become ASCII, HTML tags
 * and entities, OCR mathematics and invisible characters become blanks or the sign they
 * stand for, and a word is found though a PDF broke it with blanks. Nothing is copied:
 * positions stay bytes of the original. */
#ifndef JIHE_VALUE_LEX_H
#define JIHE_VALUE_LEX_H

#include "base/slice.h"

enum { LEX_END = 0 }; /* the character behind the last one */

/* The character that begins at byte `pos`, and *next behind it. Blanks of every kind give
 * ' ', line ends and HTML block tags '\n', the end LEX_END (then *next is pos). */
uint32_t lex_char(struct slice text, size_t pos, size_t *next);
/* The first byte at or after `pos` that is no blank; line ends are blanks too. */
size_t lex_skip(struct slice text, size_t pos);
/* The character there: lex_char behind lex_skip. `next` may be NULL. */
uint32_t lex_peek(struct slice text, size_t pos, size_t *next);
/* The byte behind `word` when the text has it at `pos` (blanks inside allowed), else 0.
 */
size_t lex_word(struct slice text, size_t pos, struct slice word);

/* True when the character at `pos`, blanks skipped, is one of `set`. */
bool lex_among(struct slice text, size_t pos, const char *set);
/* The first character of a NUL-terminated word. */
uint32_t lex_first(const char *word);

bool lex_is_blank(uint32_t c);
bool lex_is_digit(uint32_t c);
bool lex_is_letter(uint32_t c);  /* ASCII */
bool lex_is_wording(uint32_t c); /* a digit, a letter, an ideograph: no mark, no blank */

#endif
