/* Building documents. The grid is made once, when a table is finished: a dense array of slots, whose
 * size is bounded over the whole document, so that no span written in a file can ask for more than the
 * limit. What a cell means is left to its readers. */
#include "model/document.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

void document_init(struct document *d, const struct limits *limits)
{
    *d = (struct document){.limits = limits};
    arena_init(&d->arena, limits->document_bytes);
}

void document_release(struct document *d)
{
    arena_release(&d->arena);
    *d = (struct document){0};
}

static struct document_block *block_add(struct document *d, enum block_kind kind)
{
    if (d->count >= d->limits->document_blocks)
        return NULL;
    struct document_block *blocks =
        arena_room(&d->arena, d->blocks, d->count, &d->cap, sizeof(*d->blocks));
    if (!blocks)
        return NULL;
    d->blocks = blocks;
    struct document_block *b = &blocks[d->count++];
    *b = (struct document_block){.kind = kind};
    return b;
}

struct document_cell *document_add_text(struct document *d, struct slice text, struct address at)
{
    struct slice kept;
    if (!arena_copy(&d->arena, text, &kept))
        return NULL;
    struct document_block *b = block_add(d, BLOCK_TEXT);
    if (!b)
        return NULL;
    b->text = (struct document_cell){.text = kept, .at = at, .rows = 1, .columns = 1};
    return &b->text;
}

struct document_table *document_add_table(struct document *d, struct slice name, struct address at)
{
    struct slice kept;
    if (!arena_copy(&d->arena, name, &kept))
        return NULL;
    struct document_block *b = block_add(d, BLOCK_TABLE);
    if (!b)
        return NULL;
    b->table.name = kept;
    b->table.at = at;
    return &b->table;
}

struct document_cell *table_add_cell(struct document *d, struct document_table *t, uint32_t row,
                                     uint32_t column, struct slice text, struct address at)
{
    struct slice kept;
    if (row >= d->limits->document_rows || column >= d->limits->columns ||
        !arena_copy(&d->arena, text, &kept))
        return NULL;
    struct document_cell *cells =
        arena_room(&d->arena, t->cells, t->count, &t->cap, sizeof(*cells));
    if (!cells)
        return NULL;
    t->cells = cells;
    struct document_cell *c = &cells[t->count++];
    *c = (struct document_cell){
        .text = kept, .at = at, .row = row, .column = column, .rows = 1, .columns = 1};
    return c;
}

/* ---- the grid ---- */

static int by_place(const void *a, const void *b)
{
    const struct document_cell *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

static void extent(const struct document *d, struct document_table *t)
{
    t->rows = t->columns = 0;
    for (size_t i = 0; i < t->count; i++) {
        struct document_cell *c = &t->cells[i];
        uint32_t row_max = (uint32_t)d->limits->document_rows - c->row;
        uint32_t column_max = (uint32_t)d->limits->columns - c->column;
        c->rows = c->rows == 0 ? 1 : c->rows > row_max ? row_max : c->rows;
        c->columns = c->columns == 0 ? 1 : c->columns > column_max ? column_max : c->columns;
        /* An empty area says nothing of how far the table reaches. */
        uint32_t rows = c->text.len ? c->rows : 1, columns = c->text.len ? c->columns : 1;
        if (c->row + rows > t->rows)
            t->rows = c->row + rows;
        if (c->column + columns > t->columns)
            t->columns = c->column + columns;
    }
}

/* The cell takes the free places of its area; false when its first place is taken. */
static bool cell_place(struct document_table *t, size_t index)
{
    struct document_cell *c = &t->cells[index];
    if (c->row + c->rows > t->rows)
        c->rows = t->rows - c->row;
    if (c->column + c->columns > t->columns)
        c->columns = t->columns - c->column;
    uint32_t *row = t->slots + (size_t)c->row * t->columns;
    if (row[c->column])
        return false;
    uint32_t columns = 1, rows = 1;
    while (columns < c->columns && !row[c->column + columns])
        columns++;
    for (; rows < c->rows; rows++) {
        const uint32_t *next = row + (size_t)rows * t->columns;
        uint32_t k = 0;
        while (k < columns && !next[c->column + k])
            k++;
        if (k < columns)
            break;
    }
    c->columns = columns;
    c->rows = rows;
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t k = 0; k < columns; k++)
            row[(size_t)r * t->columns + c->column + k] = (uint32_t)index + 1;
    return true;
}

bool table_finish(struct document *d, struct document_table *t, size_t *overlaps)
{
    size_t kept = 0;
    *overlaps = 0;
    if (t->count > 1)
        qsort(t->cells, t->count, sizeof(*t->cells), by_place);
    extent(d, t);
    size_t slots = (size_t)t->rows * t->columns;
    if (slots > d->limits->document_slots - d->slots)
        return false;
    d->slots += slots;
    t->slots = slots ? arena_zero(&d->arena, slots, sizeof(*t->slots)) : NULL;
    if (slots && !t->slots)
        return false;
    for (size_t i = 0; i < t->count; i++) {
        t->cells[kept] = t->cells[i];
        if (cell_place(t, kept))
            kept++;
        else
            ++*overlaps;
    }
    t->count = kept;
    return true;
}

const struct document_cell *table_at(const struct document_table *t, uint32_t row, uint32_t column)
{
    if (row >= t->rows || column >= t->columns)
        return NULL;
    uint32_t slot = t->slots[(size_t)row * t->columns + column];
    return slot ? &t->cells[slot - 1] : NULL;
}
