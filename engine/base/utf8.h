/* UTF-8 as bytes: decoding, checking, counting. What needs the Unicode tables is in unicode.h. */
#ifndef JIHE_BASE_UTF8_H
#define JIHE_BASE_UTF8_H

#include "base/slice.h"

#define UTF8_BAD UINT32_C(0xFFFFFFFF)

/* The code point at byte *pos, and *pos moved behind it. Invalid bytes give UTF8_BAD and move one
 * byte. *pos must be < s.len. */
uint32_t utf8_next(struct slice s, size_t *pos);
/* Writes 1 to 4 bytes; returns how many. */
size_t utf8_put(char out[4], uint32_t code);
/* Byte offset of the first invalid byte, or SIZE_MAX when all is valid. Refuses overlong forms,
 * surrogates and anything above U+10FFFF. */
size_t utf8_invalid(struct slice s);
/* Characters (code points; an invalid byte counts as one). */
size_t utf8_count(struct slice s);
/* The first `chars` characters. */
struct slice utf8_head(struct slice s, size_t chars);
/* Byte length of the longest prefix of at most `max` bytes that ends at a character boundary. */
size_t utf8_cut(struct slice s, size_t max);

#endif
