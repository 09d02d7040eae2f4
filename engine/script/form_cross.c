/* area:cross: the cell where a row and a column meet, for tables of sums whose rows and columns both have
 * names. In a text whose merged cells got lost, rows begin further right or left than their heading says. */
#include "script/form_host.h"

enum { ANCHOR_ROWS = 8 };

struct meeting {
    const struct form_document *f;
    const struct document_table *t;
    const struct document_cell *head;
    uint32_t block;
};

/* The second heading of its row: the first stands above the names of the rows. */
static uint32_t first_column(const struct meeting *m)
{
    size_t filled = 0;
    for (size_t i = table_row_start(m->t, m->head->row);
         i < m->t->count && m->t->cells[i].row == m->head->row; i++)
        if (m->t->cells[i].text.len && ++filled == 2)
            return m->t->cells[i].column;
    return m->head->column;
}

/* The first cell in this row that holds the text, or NULL. */
static const struct document_cell *holding(const struct meeting *m, uint32_t row, struct slice text)
{
    for (size_t i = table_row_start(m->t, row); i < m->t->count && m->t->cells[i].row == row; i++)
        if (slice_find(m->t->cells[i].text, text, 0) != SIZE_MAX)
            return &m->t->cells[i];
    return NULL;
}

/* How far right of its heading the row stands: a rate tells it, by its %; else where the names end. */
static int64_t shift_of(const struct meeting *m, const struct document_cell *name)
{
    const struct document_cell *rate = holding(m, m->head->row, SLICE("率"));
    for (uint32_t k = 1; rate && k <= ANCHOR_ROWS; k++) {
        const struct document_cell *share = holding(m, m->head->row + k, SLICE("%"));
        if (share)
            return (int64_t)share->column - rate->column;
    }
    uint32_t first = first_column(m), end = name->column + name->columns;
    return end > first ? end - first : 0;
}

static void meeting_push(lua_State *L, const struct meeting *m, const struct document_cell *name)
{
    int64_t column = m->head->column;
    if (m->f->doc->kind == SOURCE_TEXT) /* elsewhere the grid is true */
        column += shift_of(m, name);
    uint32_t at = column < 0 ? 0 : (uint32_t)column;
    if (table_at(m->t, name->row, at) == name)
        lua_pushnil(L); /* the name alone in its row: its values went astray */
    else
        cell_push_at(L, m->block, name->row, at);
}

int area_cross(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    const struct labels *row = labels_read(L, 2, false), *column = labels_read(L, 3, false);
    struct meeting m = {.f = f};
    struct cell_walk w;
    for (walk_open(&w, f, a); walk_next(L, &w) && !(m.head && w.block != m.block);) {
        bool named = f->doc->blocks[w.block].kind == BLOCK_TABLE &&
                     cell_is(L, f, &w, m.head ? row : column);
        if (!named || (m.head && w.cell->row <= m.head->row))
            continue;
        f->used[w.number] = 1;
        if (m.head) {
            charge(L, (uint64_t)m.t->columns * 2);
            meeting_push(L, &m, w.cell);
            return 1;
        }
        m = (struct meeting){f, &f->doc->blocks[w.block].table, w.cell, w.block};
    }
    lua_pushnil(L);
    return 1;
}
