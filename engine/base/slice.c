/* Slices: comparing, searching, trimming bytes that somebody else owns. */
#include "base/slice.h"

int slice_compare(struct slice a, struct slice b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
    if (c)
        return c;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool slice_starts(struct slice s, struct slice prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool slice_ends(struct slice s, struct slice suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

size_t slice_find(struct slice s, struct slice needle, size_t start)
{
    if (start > s.len || needle.len > s.len - start)
        return SIZE_MAX;
    if (needle.len == 0)
        return start;
    const char *hit = memmem(s.ptr + start, s.len - start, needle.ptr, needle.len);
    return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

/* Bytes of the blank that `s` begins with, or 0. */
static size_t blank_head(struct slice s)
{
    if (s.len == 0)
        return 0;
    unsigned char c = (unsigned char)s.ptr[0];
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    if (slice_starts(s, SLICE("\xC2\xA0")))
        return 2;
    return slice_starts(s, SLICE("\xE3\x80\x80")) ? 3 : 0;
}

static size_t blank_tail(struct slice s)
{
    if (s.len == 0)
        return 0;
    unsigned char c = (unsigned char)s.ptr[s.len - 1];
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    if (slice_ends(s, SLICE("\xC2\xA0")))
        return 2;
    return slice_ends(s, SLICE("\xE3\x80\x80")) ? 3 : 0;
}

/* Backtracks to the last * only, which is enough. */
bool slice_fits(struct slice s, struct slice pattern, char one)
{
    size_t p = 0, i = 0, star = SIZE_MAX, from = 0;
    while (i < s.len) {
        char c = p < pattern.len ? pattern.ptr[p] : '\0';
        if (p < pattern.len && c == '*') {
            star = p++;
            from = i;
        } else if (p < pattern.len && (c == one || c == s.ptr[i])) {
            p++;
            i++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            i = ++from;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.ptr[p] == '*')
        p++;
    return p == pattern.len;
}

struct slice slice_trim(struct slice s)
{
    size_t n;
    while ((n = blank_head(s)) > 0)
        s = slice_of(s.ptr + n, s.len - n);
    while ((n = blank_tail(s)) > 0)
        s.len -= n;
    return s;
}
