/* area:rows: what stands under a heading, row by row. Tables in forms are drawn for the eye: headings
 * stand above each other, reach over columns that lost their merging, level names are written once for
 * many rows. What is settled here, no map has to know. */
#include "script/form_rows.h"

/* ---- rows that lost merged cells ---- */

/* "产出指标(50分)" and "产出指标（必填）" are "产出指标" */
static struct slice without_note(struct slice name)
{
    static const char *const opens[] = {"(", "（"};
    bool closed = slice_ends(name, SLICE(")")) || slice_ends(name, SLICE("）"));
    for (size_t i = 0; closed && i < 2; i++) {
        size_t at = slice_find(name, slice_str(opens[i]), 0);
        if (at != SIZE_MAX)
            return slice_sub(name, 0, at);
    }
    return name;
}

/* Which level a name belongs to: 1, 2, 3 for either, 0 for none. */
static int level_of(struct slice name)
{
    static const char *const first[] = {"产出", "效益", "效果", NULL};
    static const char *const second[] = {"数量", "质量", "时效", "经济效益", "社会效益", "生态效益", "可持续影响",
                                         "服务对象满意度", "经济成本", "社会成本", "生态环境成本", NULL};
    static const char *const either[] = {"成本", "满意度", NULL};
    static const char *const *const lists[] = {first, second, either};
    name = without_note(name);
    if (slice_ends(name, SLICE("指标")))
        name.len -= sizeof("指标") - 1;
    for (int i = 0; i < 3; i++)
        for (const char *const *k = lists[i]; *k; k++)
            if (slice_equal(name, slice_str(*k)))
                return i + 1;
    return 0;
}

static int level_at(lua_State *L, struct rows *r, const struct spread *s, uint32_t row, uint32_t column)
{
    const struct document_cell *cell = table_at(s->t, row, column);
    if (!cell || cell->text.len == 0)
        return 0;
    uint32_t index = (uint32_t)(cell - s->t->cells);
    return level_of(cell_squeezed(L, r->f, cell_number(r->f, s->block, index), cell));
}

/* "≥200", "10", "=8个": no level is called so */
static bool value_begins(struct slice text)
{
    static const char *const signs[] = {"≥", "≤", "≧", "≦", "=", "＝", "═", "﹦", ">", "＞", "<", "＜"};
    for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
        if (slice_starts(text, slice_str(signs[i])))
            return true;
    return text.len && text.ptr[0] >= '0' && text.ptr[0] <= '9';
}

/* Whether a row begins with its third level: a value stands where the second level should, and at the right end
 * as many cells are blank as there are levels above. */
static bool lacks_levels(const struct spread *s, uint32_t row, const struct column *second,
                         const struct column *third)
{
    if (!second || !second->found || second->first == 0 || !third || !third->found)
        return false;
    const struct document_cell *cell = table_at(s->t, row, second->first);
    if (!cell || !value_begins(cell->text))
        return false;
    for (uint32_t k = 1; k <= third->first; k++) {
        const struct document_cell *last = table_at(s->t, row, s->t->columns - k);
        if (last && last->text.len)
            return false;
    }
    return true;
}

/* In a text that was made of a page, a cell that reaches down stands in its first row only, and the rows below
 * begin further left. A level's name in the first place tells how far. */
static uint32_t row_shift(lua_State *L, struct rows *r, const struct spread *s, uint32_t row,
                          uint32_t before)
{
    const struct column *columns[3] = {column_find(L, r, SLICE("level1")),
                                       column_find(L, r, SLICE("level2")),
                                       column_find(L, r, SLICE("level3"))};
    const struct document_cell *cell = table_at(s->t, row, 0);
    if (r->f->doc->kind != SOURCE_TEXT || !cell || cell->text.len == 0)
        return 0;
    int level = level_at(L, r, s, row, 0);
    if (level == 3)
        level = level_at(L, r, s, row, 1) >= 2 ? 1 : 2;
    if (level == 0 && (before || lacks_levels(s, row, columns[1], columns[2])))
        level = 3; /* below a row that was shifted, under the same level names */
    return level && columns[level - 1] && columns[level - 1]->found ? columns[level - 1]->first : 0;
}

/* ---- rows ---- */

/* What stands under a column in this row: a cell's index, or NO_CELL and then the place. */
static uint32_t under(const struct spread *s, const struct column *c, uint32_t row)
{
    uint32_t first = NO_CELL;
    if (c->last < s->shift)
        return NO_CELL;
    uint32_t from = c->first < s->shift ? 0 : c->first - s->shift;
    for (uint32_t at = from; at <= c->last - s->shift && at < s->t->columns; at++) {
        const struct document_cell *cell = table_at(s->t, row, at);
        if (!cell || cell->column < from)
            continue; /* it belongs to the column before: a total over the whole width */
        uint32_t index = (uint32_t)(cell - s->t->cells);
        if (cell->text.len)
            return index;
        if (first == NO_CELL)
            first = index;
    }
    return first;
}

static bool is_blank(const struct spread *s, uint32_t index)
{
    return index == NO_CELL || s->t->cells[index].text.len == 0;
}

/* Blank level names take what stands above; a new one ends those of the narrower levels. */
static void carry(struct rows *r, const struct spread *s, uint32_t *cells)
{
    for (size_t k = 0; k < r->carried; k++) {
        struct column *c = &r->columns[r->order[k]];
        uint32_t *now = &cells[r->order[k]];
        if (!c->found)
            continue;
        if (is_blank(s, *now)) {
            if (c->has_last)
                *now = c->last_index;
            continue;
        }
        const struct document_table *above = &r->f->doc->blocks[c->last_block].table;
        bool other = !c->has_last || !slice_equal(s->t->cells[*now].text,
                                                  above->cells[c->last_index].text);
        for (size_t i = k + 1; other && i < r->carried; i++)
            r->columns[r->order[i]].has_last = false;
        c->has_last = true;
        c->last_block = s->block;
        c->last_index = *now;
    }
}

/* A row or a line that says which term the indicators below are of; true when it says nothing else. */
static bool band_take(lua_State *L, struct rows *r, const struct spread *s, uint32_t row)
{
    size_t end = table_row_start(s->t, row + 1), filled = 0, named = 0;
    for (size_t i = table_row_start(s->t, row); r->term && i < end; i++) {
        filled += s->t->cells[i].text.len > 0;
        for (size_t k = 0; k < 2; k++)
            if (r->bands[k].labels && column_is(L, r, s, i, r->bands[k].labels)) {
                r->term = r->bands[k].term;
                r->f->used[cell_number(r->f, s->block, (uint32_t)i)] = 1;
                named++;
            }
    }
    return named && named == filled;
}

static void band_take_text(lua_State *L, struct rows *r, uint32_t block)
{
    struct cell_walk w;
    walk_to(&w, r->f, (struct memo_answer){.found = true, .block = block});
    for (size_t k = 0; k < 2 && r->term; k++)
        if (r->bands[k].labels && cell_is(L, r->f, &w, r->bands[k].labels)) {
            r->term = r->bands[k].term;
            r->f->used[w.number] = 1;
        }
}

static bool row_stops(lua_State *L, struct rows *r, const struct spread *s, uint32_t row)
{
    size_t end = table_row_start(s->t, row + 1);
    for (size_t i = table_row_start(s->t, row); r->stop && i < end; i++)
        if (column_is(L, r, s, i, r->stop))
            return true;
    return false;
}

/* The heading once more, at the top of a new page. */
static bool row_repeats(lua_State *L, struct rows *r, const struct spread *s,
                        const uint32_t *cells)
{
    for (size_t k = 0; k < r->count; k++)
        if (r->columns[k].found && (is_blank(s, cells[k]) ||
                                    !column_is(L, r, s, cells[k], r->columns[k].labels)))
            return false;
    return true;
}

/* Nothing of its own: blanks, and cells that reach down from a row above, whose row has been read. */
static bool row_is_blank(const struct rows *r, const struct spread *s, const uint32_t *cells, uint32_t row)
{
    for (size_t k = 0; k < r->count; k++)
        if (r->columns[k].found && !r->columns[k].carried && !is_blank(s, cells[k]) &&
            s->t->cells[cells[k]].row == row)
            return false;
    return true;
}

/* A cell that says something other than that it is not ticked. */
static bool is_ticked(const struct spread *s, uint32_t index)
{
    static const char *const no[] = {"□", "☐", "×", "✗", "否", "无", "0", "/", "-", "—", NULL};
    if (is_blank(s, index))
        return false;
    for (const char *const *k = no; *k; k++)
        if (slice_equal(s->t->cells[index].text, slice_str(*k)))
            return false;
    return true;
}

/* The names of the columns ticked in this row, joined; blank at the first of them where none is. */
static void ticked_push(lua_State *L, struct rows *r, const struct spread *s, uint32_t row,
                        const uint32_t *cells, const struct ticked *t)
{
    size_t place = COLUMNS_MAX, named = 0;
    struct buffer *said = &host_of(L)->other;
    buffer_clear(said);
    for (size_t k = t->first; k < t->first + t->count; k++) {
        const struct column *c = &r->columns[k];
        bool ticked = c->found && is_ticked(s, cells[k]);
        if (c->found && cells[k] != NO_CELL)
            r->f->used[cell_number(r->f, s->block, cells[k])] = 1;
        if (c->found && (place == COLUMNS_MAX || (ticked && named == 0)))
            place = k;
        if (ticked && named++)
            buffer_put(said, SLICE("、"));
        if (ticked)
            buffer_put(said, c->labels->items[0].text);
    }
    if (place == COLUMNS_MAX) {
        lua_pushnil(L);
        return;
    }
    cell_push_at(L, s->block, row, r->columns[place].first);
    buffer_push(L, said);
    cell_push_derived(L, object_get(L, -2, OBJECT_CELL));
}

static void row_push(lua_State *L, struct rows *r, const struct spread *s, uint32_t row,
                     const uint32_t *cells)
{
    lua_createtable(L, 0, (int)r->count + 1);
    int table = lua_gettop(L);
    for (size_t k = 0; k < r->count; k++) {
        const struct column *c = &r->columns[k];
        if (!c->found || c->ticked)
            continue;
        lua_pushvalue(L, c->name);
        if (cells[k] == NO_CELL)
            cell_push_at(L, s->block, row, c->first);
        else
            cell_push_number(L, c->carried && c->has_last ? c->last_block : s->block, cells[k]);
        cell_use(r->f, object_get(L, -1, OBJECT_CELL));
        lua_rawset(L, table);
    }
    area_push(L, AREA_ROW, (struct form_place){s->block, row},
              (struct form_place){s->block, row + 1});
    lua_setfield(L, table, "at");
    for (size_t i = 0; i < r->ticked_count; i++) {
        ticked_push(L, r, s, row, cells, &r->ticked[i]);
        if (!lua_isnil(L, -1)) {
            lua_pushvalue(L, r->ticked[i].name);
            lua_insert(L, -2);
            lua_rawset(L, table);
        }
        lua_settop(L, table);
    }
    if (r->term) {
        lua_pushstring(L, r->term);
        lua_setfield(L, table, "term");
    }
    row_settle_target(L, table);
    lua_rawseti(L, r->list, ++r->made);
}

static void row_read(lua_State *L, struct rows *r, struct spread *s, uint32_t row)
{
    uint32_t cells[COLUMNS_MAX];
    charge(L, 2 + r->count);
    s->shift = row_shift(L, r, s, row, s->shift);
    for (size_t k = 0; k < r->count; k++)
        cells[k] = r->columns[k].found ? under(s, &r->columns[k], row) : NO_CELL;
    if (row_repeats(L, r, s, cells)) {
        for (size_t k = 0; k < r->count; k++)
            if (r->columns[k].found)
                r->f->used[cell_number(r->f, s->block, cells[k])] = 1;
        return;
    }
    carry(r, s, cells);
    if (!row_is_blank(r, s, cells, row))
        row_push(L, r, s, row, cells);
}

/* A heading that must not reach into its neighbour: blanks at a heading's right end there. */
static void heading_use(struct rows *r, const struct spread *s, uint32_t *below)
{
    *below = 0;
    for (size_t k = 0; k < r->count; k++) {
        struct column *c = &r->columns[k];
        c->has_last = false;
        if (!c->found)
            continue;
        if (c->below > *below)
            *below = c->below;
        for (size_t i = 0; i < r->count; i++)
            if (i != k && r->columns[i].found && r->columns[i].first > c->first &&
                r->columns[i].first <= c->last)
                c->last = r->columns[i].first - 1;
    }
    for (size_t i = 0; i < table_row_start(s->t, *below); i++)
        for (size_t k = 0; k < r->count; k++)
            if (r->columns[k].found && s->t->cells[i].column == r->columns[k].first &&
                s->t->cells[i].row + s->t->cells[i].rows == r->columns[k].below)
                r->f->used[cell_number(r->f, s->block, (uint32_t)i)] = 1;
}

/* Reads the rows from `row` on; true when they reach to the end of the table. */
static bool rows_read(lua_State *L, struct rows *r, struct spread *s, uint32_t row)
{
    for (; row < s->to && !row_stops(L, r, s, row); row++)
        if (!band_take(L, r, s, row))
            row_read(L, r, s, row);
    return row == s->to && s->to == s->t->rows;
}

/* A page break in a Word form makes two tables of one; the second has no heading. It is as wide as the first,
 * stands right behind it, and its first row fills the columns that every row fills and says no label. */
static bool goes_on(lua_State *L, struct rows *r, const struct spread *before, const struct spread *s)
{
    if (r->f->doc->kind == SOURCE_XLSX || s->block != before->block + 1 || s->from > 0 ||
        s->to == 0 || s->t->columns != before->t->columns)
        return false;
    size_t end = table_row_start(s->t, 1);
    charge(L, 1 + end + r->count);
    for (size_t i = 0; i < end; i++)
        if (r->f->used[cell_number(r->f, s->block, (uint32_t)i)])
            return false;
    for (size_t k = 0; k < r->count; k++) {
        const struct column *c = &r->columns[k];
        if (c->found && c->must && !c->carried && !c->ticked && is_blank(s, under(s, c, 0)))
            return false;
    }
    return !row_stops(L, r, s, 0);
}

/* True when the table has the heading. *open: the next one may go on with it. */
static bool table_read(lua_State *L, struct rows *r, struct spread *s, bool *open)
{
    uint32_t row, below;
    for (size_t i = 0; i < r->ticked_count; i++)
        ticked_look(L, r, s, &r->ticked[i]);
    if (!columns_find(L, r, s, &row))
        return false;
    heading_use(r, s, &below);
    for (row = s->from; row < below; row++)
        (void)band_take(L, r, s, row);
    *open = rows_read(L, r, s, below);
    return true;
}

/* Looks for a heading in a copy: those found in the table before stay known. */
static bool has_heading(lua_State *L, const struct rows *r, const struct spread *s)
{
    struct column columns[COLUMNS_MAX];
    struct rows copy = *r;
    uint32_t row;
    memcpy(columns, r->columns, r->count * sizeof(*columns));
    copy.columns = columns;
    return columns_find(L, &copy, s, &row);
}

int area_rows(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct rows r = {.f = form_now(L), .nth = 1};
    lua_settop(L, 3);
    rows_arguments(L, &r);
    lua_newtable(L);
    r.list = lua_gettop(L);
    uint32_t end = a->to.row ? a->to.block + 1 : a->to.block;
    struct spread before = {0};
    bool open = false, found = false;
    for (uint32_t b = a->from.block; b < end && b < r.f->doc->count; b++) {
        const struct document_block *block = &r.f->doc->blocks[b];
        charge(L, 1);
        if (block->kind != BLOCK_TABLE) {
            band_take_text(L, &r, b);
            continue;
        }
        struct spread s = {&block->table, b, b == a->from.block ? a->from.row : 0,
                           block->table.rows, 0};
        if (b == a->to.block && a->to.row < s.to)
            s.to = a->to.row;
        if (open && !has_heading(L, &r, &s) && goes_on(L, &r, &before, &s)) {
            open = rows_read(L, &r, &s, 0);
        } else if (found && !r.all) {
            break;
        } else {
            open = false;
            found |= table_read(L, &r, &s, &open);
        }
        before = s;
    }
    lua_settop(L, r.list);
    return 1;
}
