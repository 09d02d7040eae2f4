/* area:cross: the cell where a row and a column meet, for tables of sums whose rows and columns both have
 * names. Where conversion lost merged cells, a row may begin further right than its heading says. */
#include "script/form_host.h"

/* The second heading of its row: the first stands above the names of the rows. */
static uint32_t first_column(const struct document_table *t, const struct document_cell *head)
{
    size_t filled = 0;
    for (size_t i = table_row_start(t, head->row); i < t->count && t->cells[i].row == head->row; i++)
        if (t->cells[i].text.len && ++filled == 2)
            return t->cells[i].column;
    return head->column;
}

static void meeting_push(lua_State *L, const struct form_document *f, uint32_t block,
                         const struct document_cell *head, const struct document_cell *name)
{
    const struct document_table *t = &f->doc->blocks[block].table;
    uint32_t first = first_column(t, head), end = name->column + name->columns;
    cell_push_at(L, block, name->row, head->column + (end > first ? end - first : 0));
}

int area_cross(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    const struct labels *row = labels_read(L, 2, false), *column = labels_read(L, 3, false);
    const struct document_cell *head = NULL;
    uint32_t block = 0;
    struct cell_walk w;
    for (walk_open(&w, f, a); walk_next(L, &w) && !(head && w.block != block);) {
        bool named = f->doc->blocks[w.block].kind == BLOCK_TABLE &&
                     cell_is(L, f, &w, head ? row : column);
        if (!named || (head && w.cell->row <= head->row))
            continue;
        f->used[w.number] = 1;
        if (head) {
            meeting_push(L, f, block, head, w.cell);
            return 1;
        }
        head = w.cell;
        block = w.block;
    }
    lua_pushnil(L);
    return 1;
}
