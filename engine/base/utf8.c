/* UTF-8 decoding by the table of well-formed sequences (Unicode 15, table 3-7). */
#include "base/utf8.h"

/* Length of the well-formed sequence at p (n bytes there), or 0. */
static size_t sequence(const unsigned char *p, size_t n, uint32_t *code)
{
    unsigned char c = p[0];
    if (c < 0x80) {
        *code = c;
        return 1;
    }
    size_t len = c >= 0xC2 && c <= 0xDF ? 2 : (c & 0xF0) == 0xE0 ? 3 : c >= 0xF0 && c <= 0xF4 ? 4 : 0;
    if (len == 0 || len > n)
        return 0;
    unsigned char low = 0x80, high = 0xBF;
    if (c == 0xE0)
        low = 0xA0;
    else if (c == 0xED)
        high = 0x9F;
    else if (c == 0xF0)
        low = 0x90;
    else if (c == 0xF4)
        high = 0x8F;
    if (p[1] < low || p[1] > high)
        return 0;
    uint32_t value = c & (0xFFu >> (len + 1));
    value = value << 6 | (p[1] & 0x3Fu);
    for (size_t i = 2; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (p[i] & 0x3Fu);
    }
    *code = value;
    return len;
}

uint32_t utf8_next_any(struct slice s, size_t *pos)
{
    uint32_t code = UTF8_BAD;
    size_t len = sequence((const unsigned char *)s.ptr + *pos, s.len - *pos, &code);
    *pos += len ? len : 1;
    return len ? code : UTF8_BAD;
}

size_t utf8_put(char out[4], uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t utf8_invalid(struct slice s)
{
    size_t pos = 0;
    while (pos < s.len) {
        uint64_t word;
        if (s.len - pos >= 8) {
            memcpy(&word, s.ptr + pos, 8);
            if (!(word & UINT64_C(0x8080808080808080))) {
                pos += 8;
                continue;
            }
        }
        uint32_t code;
        size_t len = sequence((const unsigned char *)s.ptr + pos, s.len - pos, &code);
        if (len == 0)
            return pos;
        pos += len;
    }
    return SIZE_MAX;
}

size_t utf8_count(struct slice s)
{
    size_t n = 0;
    for (size_t pos = 0; pos < s.len; n++)
        (void)utf8_next(s, &pos);
    return n;
}

struct slice utf8_head(struct slice s, size_t chars)
{
    size_t pos = 0;
    while (pos < s.len && chars-- > 0)
        (void)utf8_next(s, &pos);
    return slice_of(s.ptr, pos);
}

size_t utf8_cut(struct slice s, size_t max)
{
    if (max > s.len)
        max = s.len;
    size_t start = max;
    while (start > 0 && max - start < 3 && ((unsigned char)s.ptr[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return max;
    unsigned char lead = (unsigned char)s.ptr[start - 1];
    size_t need = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return start - 1 + need > max ? start - 1 : max;
}
