/* One table of another kind of file, copied as CSV into a nameless temporary file: the readers of CSV
 * take it from there, however large it is, and every field keeps the place it was copied from. */
#ifndef JIHE_DECODE_COPY_H
#define JIHE_DECODE_COPY_H

#include "base/file.h"
#include "decode/format_reader.h"

struct copy_cell {
    struct slice text;
    uint32_t row, column; /* its place in the table, from 1 */
};

enum { COPY_SAME_MAX = 8 };

struct copy {
    struct spool rows;
    struct buffer line;
    bool begun;
    uint32_t long_row; /* the first row that is longer than the limit, 0: none */
    bool no_memory;
    size_t columns;            /* of the heading row */
    struct slice same_headings[COPY_SAME_MAX]; /* copy_same */
    struct copy_cell same[COPY_SAME_MAX];
    size_t same_count;
};

void copy_init(struct copy *c, const struct limits *limits);
/* Every row gets one more cell behind those of the heading row: what was said once for all; at most
 * COPY_SAME_MAX of them. Before the heading row; the texts are not copied and must stay. */
void copy_same(struct copy *c, struct slice heading, struct copy_cell cell);
/* The heading row comes first; every row has as many cells as it. A row without any text is left out.
 * Failure is told by copy_open. */
void copy_row(struct copy *c, uint32_t row, const struct copy_cell *cells, size_t count);
/* The copy as an input that reads like the table `table` (from 1) of `of`. The copy may be released. */
int copy_open(struct copy *c, struct input *out, const struct input *of, uint32_t table,
              struct error *err);
void copy_release(struct copy *c);

#endif
