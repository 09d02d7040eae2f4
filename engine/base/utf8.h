/* UTF-8 as bytes: decoding, checking, counting. What needs the Unicode tables is in unicode.h. */
#ifndef JIHE_BASE_UTF8_H
#define JIHE_BASE_UTF8_H

#include "base/slice.h"

#define UTF8_BAD UINT32_C(0xFFFFFFFF)

/* For utf8_next: any character. */
uint32_t utf8_next_any(struct slice s, size_t *pos);

/* Whether the three bytes at p, all of them there, are a character that needs no further look: nearly all of
 * Chinese. Those from `low` to `high` (lead bytes between E1 and EC) only. */
static inline bool utf8_is_common(const unsigned char *p, unsigned char low, unsigned char high)
{
    return p[0] >= low && p[0] <= high && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
}

/* The code point at byte *pos, and *pos moved behind it. Invalid bytes give UTF8_BAD and move one
 * byte. *pos must be < s.len. Most text is ASCII and characters of three bytes without special cases. */
static inline uint32_t utf8_next(struct slice s, size_t *pos)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *pos;
    if (p[0] < 0x80) {
        *pos += 1;
        return p[0];
    }
    if (s.len - *pos >= 3 && utf8_is_common(p, 0xE1, 0xEC)) {
        *pos += 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    return utf8_next_any(s, pos);
}
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
