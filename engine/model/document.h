/* A file as people see it: tables and the text between them, each cell with its address. Made by a
 * decoder, read by form maps and by the reader of plain tables. All memory belongs to the document. */
#ifndef JIHE_MODEL_DOCUMENT_H
#define JIHE_MODEL_DOCUMENT_H

#include "base/arena.h"
#include "model/address.h"
#include "model/limits.h"

#include <stdbool.h>

/* One cell, or one merged area. */
struct document_cell {
    struct slice text;      /* as shown, without outer blanks; a ticked box is ☑, any other □ */
    struct address at;      /* of the cell that holds the text */
    uint32_t row, column;   /* its first place in the grid, from 0 */
    uint32_t rows, columns; /* how far it reaches, at least 1 */
    bool hidden;            /* in a hidden row or column */
};

struct document_table {
    struct slice name; /* the worksheet's; empty elsewhere */
    struct address at; /* of the table itself: b and c are 0 */
    struct document_cell *cells; /* by row, then column */
    size_t count, cap;
    uint32_t rows, columns; /* of the grid */
    uint32_t *slots;        /* rows × columns: 1 + index into cells, 0 for no cell */
    bool hidden;            /* a hidden worksheet */
};

enum block_kind { BLOCK_TEXT, BLOCK_TABLE };

struct document_block {
    enum block_kind kind;
    struct document_cell text;   /* BLOCK_TEXT: one paragraph or line; row and column are 0 */
    struct document_table table; /* BLOCK_TABLE */
};

struct document {
    struct arena arena; /* owns everything below */
    enum source_kind kind;
    uint32_t file; /* index of its source */
    struct slice path;
    struct document_block *blocks; /* in the order of reading */
    size_t count, cap;
    size_t slots;               /* used by all tables */
    const struct limits *limits;
};

void document_init(struct document *d, const struct limits *limits);
void document_release(struct document *d);

/* Each returns NULL or false when a limit is reached or the arena refuses. What
 * was returned before stays valid for blocks' contents, not for the blocks' own addresses. Texts are
 * copied. */
struct document_cell *document_add_text(struct document *d, struct slice text, struct address at);
/* The new table is the last block. Cells are added to it, then it is finished. */
struct document_table *document_add_table(struct document *d, struct slice name,
                                          struct address at);
/* Spans of 0 count as 1. */
struct document_cell *table_add_cell(struct document *d, struct document_table *t, uint32_t row,
                                     uint32_t column, struct slice text, struct address at);
/* Puts the cells in order and makes the grid. Spans that run into other cells or beyond the limit of
 * columns are cut; a cell that begins where another one already stands is dropped and counted in
 * *overlaps. */
bool table_finish(struct document *d, struct document_table *t, size_t *overlaps);

/* The cell that covers this place, or NULL. */
const struct document_cell *table_at(const struct document_table *t, uint32_t row,
                                     uint32_t column);

#endif
