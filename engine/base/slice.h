/* A slice is a run of bytes that somebody else owns. Cells, fields and numbers inside a field are
 * slices of one source, which is what makes addresses free. Not NUL-terminated. */
#ifndef JIHE_BASE_SLICE_H
#define JIHE_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
    const char *ptr; /* may be NULL when len is 0 */
    size_t len;      /* bytes */
};

#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})
#define SLICE_NONE ((struct slice){NULL, 0})
/* For printf's "%.*s". */
#define SLICE_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

static inline struct slice slice_of(const char *ptr, size_t len)
{
    return (struct slice){ptr, len};
}

/* A NUL-terminated string as a slice; NULL gives the empty slice. */
static inline struct slice slice_str(const char *s)
{
    return (struct slice){s, s ? strlen(s) : 0};
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline struct slice slice_from(struct slice s, size_t start)
{
    return start >= s.len ? SLICE_NONE : slice_of(s.ptr + start, s.len - start);
}

static inline struct slice slice_sub(struct slice s, size_t start, size_t len)
{
    struct slice rest = slice_from(s, start);
    return slice_of(rest.ptr, len < rest.len ? len : rest.len);
}

/* Bytewise order, shorter first on a tie: <0, 0, >0. */
int slice_compare(struct slice a, struct slice b);
bool slice_starts(struct slice s, struct slice prefix);
bool slice_ends(struct slice s, struct slice suffix);
/* Byte offset of the first occurrence at or after `start`, or SIZE_MAX. */
size_t slice_find(struct slice s, struct slice needle, size_t start);
/* Whether the whole of `s` fits a pattern in which each * stands for any bytes, each `one` for any single
 * byte ('*': there is none of those). */
bool slice_fits(struct slice s, struct slice pattern, char one);
/* Without ASCII blanks, line ends, U+3000 and U+00A0 at either end. */
struct slice slice_trim(struct slice s);

#endif
