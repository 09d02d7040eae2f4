/* A text source that gives a string in pieces of a chosen size, and the sizes to try. */
#ifndef JIHE_TESTS_FORMAT_CHUNKS_H
#define JIHE_TESTS_FORMAT_CHUNKS_H

#include "format/text.h"

static const size_t chunk_sizes[] = {1, 2, 3, 5, 7, 16, 61, 4096, 1 << 18};
enum { CHUNK_SIZES = sizeof(chunk_sizes) / sizeof(*chunk_sizes) };

struct piecewise {
    struct slice rest;
};

static inline int piecewise_read(void *context, char *out, size_t cap, size_t *got,
                                 struct error *err)
{
    struct piecewise *p = context;
    (void)err;
    *got = p->rest.len < cap ? p->rest.len : cap;
    if (*got)
        memcpy(out, p->rest.ptr, *got);
    p->rest = slice_from(p->rest, *got);
    return 0;
}

static inline struct text_source piecewise_source(struct piecewise *p, size_t chunk,
                                                  size_t line_max)
{
    return (struct text_source){piecewise_read, p, chunk, line_max};
}

#endif
