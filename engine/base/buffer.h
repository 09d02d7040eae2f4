/* A growing run of bytes with a mandatory maximum. Failure sticks: after the first refused append
 * nothing more is added and `failed` stays true, so a writer checks once at the end. */
#ifndef JIHE_BASE_BUFFER_H
#define JIHE_BASE_BUFFER_H

#include "base/slice.h"
#include <stdarg.h>

struct buffer {
    char *ptr;
    size_t len, cap, max; /* bytes */
    bool failed;
};

void buffer_init(struct buffer *b, size_t max);
void buffer_put(struct buffer *b, struct slice s);
static inline void buffer_byte(struct buffer *b, char c)
{
    if (!b->failed && b->len < b->cap && b->len < b->max)
        b->ptr[b->len++] = c;
    else
        buffer_put(b, slice_of(&c, 1));
}
void buffer_text(struct buffer *b, const char *s);
void buffer_format(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD, control characters and
 * U+2028/9 are escaped, so the result is safe inside a script element too ('<' is escaped). */
void buffer_json(struct buffer *b, struct slice s);
struct slice buffer_slice(const struct buffer *b);
void buffer_clear(struct buffer *b);
void buffer_release(struct buffer *b);

#endif
