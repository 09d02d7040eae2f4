/* A table whose columns are known only when its last row is: rows are put away as they come, in
 * memory and then in a temporary file, and handed back in order with all columns. */
#ifndef JIHE_WRITE_SHEET_H
#define JIHE_WRITE_SHEET_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"

struct sheet_column {
    struct slice heading;
    uint32_t rank;  /* columns stand by rank, then as they came */
    uint32_t id;
    bool optional;  /* a row without it says nothing about it: a key that is only repeated here */
    uint64_t cells; /* rows that have it */
};

struct sheet {
    struct arena arena;
    struct map ids; /* heading → column id */
    struct sheet_column *columns;
    size_t count, cap;
    struct archive archive;
    struct buffer row;
    uint64_t rows;
    uint64_t offset;  /* where reading stands */
    char *read;       /* the row read last */
    size_t read_cap;
    struct slice *cells; /* of the row read last, by column; ptr NULL: the row has no such cell */
};

void sheet_init(struct sheet *s);
void sheet_release(struct sheet *s);

/* A cell of the row that is being made; the column is made when it is new. A second cell for one column
 * and row is refused: false there, and when out of memory (s->row.failed). */
bool sheet_put(struct sheet *s, struct slice heading, uint32_t rank, bool optional, struct slice text);
/* A column that stands though no row has a cell of it. */
bool sheet_column_add(struct sheet *s, struct slice heading, uint32_t rank, bool optional);
int sheet_row_end(struct sheet *s, struct error *err);

/* After the last row: puts the columns in order; s->columns[k] is then the k-th from the left and may
 * be taken out with sheet_drop. */
int sheet_finish(struct sheet *s, struct error *err);
void sheet_drop(struct sheet *s, struct slice heading);
/* True when some row lacks a column that is not optional. */
bool sheet_is_ragged(const struct sheet *s);
/* 1: s->cells holds the next row; 0: there are no more. */
int sheet_next(struct sheet *s, struct error *err);

#endif
