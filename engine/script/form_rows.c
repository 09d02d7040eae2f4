/* area:rows: what stands under a heading, row by row. Tables in forms are drawn for the eye: headings
 * stand above each other, reach over columns that lost their merging, level names are written once for
 * many rows. What is settled here, no map has to know. */
#include "script/form_host.h"

enum { COLUMNS_MAX = 64, HEADING_DEPTH = 3 };

struct column {
    int name;         /* stack place */
    const struct labels *labels;
    bool found, carried;
    uint32_t first, last; /* columns of the grid that it reaches over */
    uint32_t below;       /* the first row below its heading */
    uint32_t last_block, last_index; /* carried: the cell that stands above */
    bool has_last;
};

struct rows {
    struct form_document *f;
    struct column *columns;
    size_t count;
    size_t order[COLUMNS_MAX]; /* carried columns, widest first */
    size_t carried;
    const struct labels *stop;
    bool all;
    int list;
    lua_Integer made;
};

/* The table being read. */
struct spread {
    const struct document_table *t;
    uint32_t block, from, to;
    uint32_t shift; /* how far left of their headings the cells of the row being read stand */
};

/* ---- arguments ---- */

static void columns_read(lua_State *L, struct rows *r)
{
    int names = form_names_push(L, 2, COLUMNS_MAX);
    lua_Integer n = (lua_Integer)lua_rawlen(L, names);
    if (n == 0)
        rule_raise(L, "rows 没有列", "rows has no columns");
    r->columns = lua_newuserdatauv(L, (size_t)n * sizeof(*r->columns), 0);
    luaL_checkstack(L, 3 * COLUMNS_MAX + 20, NULL);
    for (lua_Integer i = 1; i <= n; i++) {
        struct column *c = &r->columns[r->count++];
        *c = (struct column){0};
        lua_rawgeti(L, names, i);
        c->name = lua_gettop(L);
        if (slice_equal(slice_at(L, c->name), SLICE("at")))
            rule_raise(L, "列名 at 已用来表示行", "the name at stands for the row");
        lua_pushvalue(L, c->name);
        lua_gettable(L, 2);
        c->labels = labels_read(L, -1, true); /* stays on the stack */
    }
}

static struct column *column_find(lua_State *L, struct rows *r, struct slice name)
{
    for (size_t i = 0; i < r->count; i++)
        if (slice_equal(slice_at(L, r->columns[i].name), name))
            return &r->columns[i];
    return NULL;
}

static void carry_add(lua_State *L, struct rows *r, struct slice name, bool must)
{
    struct column *c = column_find(L, r, name);
    struct near near;
    if (!c && must) {
        near_init(&near, name);
        for (size_t i = 0; i < r->count; i++)
            near_offer(&near, slice_at(L, r->columns[i].name));
        rule_unknown(L, "列", "column", &near);
    }
    if (!c || c->carried)
        return;
    c->carried = true;
    r->order[r->carried++] = (size_t)(c - r->columns);
}

static void option_read(lua_State *L, struct rows *r, struct slice key)
{
    int value = lua_gettop(L);
    struct near near;
    near_init(&near, key);
    near_offer(&near, SLICE("carry"));
    near_offer(&near, SLICE("stop"));
    near_offer(&near, SLICE("tables"));
    if (slice_equal(key, SLICE("tables")))
        r->all = slice_equal(slice_at(L, value), SLICE("all"));
    else if (!slice_equal(key, SLICE("carry")) && !slice_equal(key, SLICE("stop")))
        rule_unknown(L, "选项", "option", &near);
}

static void options_read(lua_State *L, struct rows *r)
{
    bool given = false;
    if (!lua_isnil(L, 3) && !lua_istable(L, 3))
        rule_argument(L, 3, "选项表", "a table of options");
    for (lua_pushnil(L); lua_istable(L, 3) && lua_next(L, 3); lua_pop(L, 1))
        option_read(L, r, slice_at(L, -2));
    if (lua_istable(L, 3) && lua_getfield(L, 3, "carry") != LUA_TNIL) {
        size_t n = sequence_length(L, -1);
        int list = lua_gettop(L);
        given = true;
        for (size_t i = 1; i <= n; i++) {
            lua_geti(L, list, (lua_Integer)i);
            carry_add(L, r, slice_check(L, -1), true);
            lua_pop(L, 1);
        }
    }
    if (!given) {
        carry_add(L, r, SLICE("goal"), false);
        carry_add(L, r, SLICE("level1"), false);
        carry_add(L, r, SLICE("level2"), false);
    }
    if (lua_istable(L, 3) && lua_getfield(L, 3, "stop") != LUA_TNIL)
        r->stop = labels_read(L, -1, false);
}

/* ---- the heading ---- */

static bool is_label(lua_State *L, struct rows *r, const struct spread *s, size_t index,
                     const struct labels *l)
{
    const struct document_cell *cell = &s->t->cells[index];
    if (cell->text.len == 0)
        return false;
    size_t number = cell_number(r->f, s->block, (uint32_t)index);
    return labels_match(l, cell_squeezed(L, r->f, number, cell));
}

/* A blank, or no cell at all. */
static bool is_free(const struct document_table *t, uint32_t row, uint32_t column)
{
    const struct document_cell *c = table_at(t, row, column);
    return !c || c->text.len == 0;
}

/* A heading reaches over the blank cells to its right. */
static void column_take(struct column *c, const struct document_table *t,
                        const struct document_cell *cell)
{
    c->found = true;
    c->first = cell->column;
    c->last = cell->column + cell->columns - 1;
    c->below = cell->row + cell->rows;
    while (c->last + 1 < t->columns && is_free(t, cell->row, c->last + 1))
        c->last++;
}

/* True when the rows from `row` on hold all headings that must be there. */
static bool heading_at(lua_State *L, struct rows *r, const struct spread *s, uint32_t row,
                       uint32_t depth)
{
    size_t end = table_row_start(s->t, row + depth);
    size_t start = table_row_start(s->t, row);
    charge(L, 1 + (end - start) * (1 + r->count / 4));
    for (size_t k = 0; k < r->count; k++)
        r->columns[k].found = false;
    for (size_t i = start; i < end; i++)
        for (size_t k = 0; k < r->count; k++)
            if (!r->columns[k].found && is_label(L, r, s, i, r->columns[k].labels)) {
                column_take(&r->columns[k], s->t, &s->t->cells[i]);
                break;
            }
    bool any = false;
    for (size_t k = 0; k < r->count; k++) {
        if (!r->columns[k].found && !r->columns[k].labels->optional)
            return false;
        any |= r->columns[k].found;
    }
    return any;
}

static bool heading_find(lua_State *L, struct rows *r, const struct spread *s, uint32_t *row)
{
    for (uint32_t depth = 1; depth <= HEADING_DEPTH; depth++)
        for (*row = s->from; *row + depth <= s->to; ++*row)
            if (heading_at(L, r, s, *row, depth))
                return true;
    return false;
}

/* ---- rows that lost merged cells ---- */

/* Which level a name belongs to: 1, 2, 3 for either, 0 for none. */
static int level_of(struct slice name)
{
    static const char *const first[] = {"产出", "效益", "效果", NULL};
    static const char *const second[] = {"数量", "质量", "时效", "经济效益", "社会效益", "生态效益", "可持续影响",
                                         "服务对象满意度", "经济成本", "社会成本", "生态环境成本", NULL};
    static const char *const either[] = {"成本", "满意度", NULL};
    static const char *const *const lists[] = {first, second, either};
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
    if (level == 0 && before)
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

static bool row_stops(lua_State *L, struct rows *r, const struct spread *s, uint32_t row)
{
    size_t end = table_row_start(s->t, row + 1);
    for (size_t i = table_row_start(s->t, row); r->stop && i < end; i++)
        if (is_label(L, r, s, i, r->stop))
            return true;
    return false;
}

/* The heading once more, at the top of a new page. */
static bool row_repeats(lua_State *L, struct rows *r, const struct spread *s,
                        const uint32_t *cells)
{
    for (size_t k = 0; k < r->count; k++)
        if (r->columns[k].found && (is_blank(s, cells[k]) ||
                                    !is_label(L, r, s, cells[k], r->columns[k].labels)))
            return false;
    return true;
}

static bool row_is_blank(const struct rows *r, const struct spread *s, const uint32_t *cells)
{
    for (size_t k = 0; k < r->count; k++)
        if (r->columns[k].found && !r->columns[k].carried && !is_blank(s, cells[k]))
            return false;
    return true;
}

static void row_push(lua_State *L, struct rows *r, const struct spread *s, uint32_t row,
                     const uint32_t *cells)
{
    lua_createtable(L, 0, (int)r->count + 1);
    int table = lua_gettop(L);
    for (size_t k = 0; k < r->count; k++) {
        const struct column *c = &r->columns[k];
        if (!c->found)
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
    if (!row_is_blank(r, s, cells))
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
    while (row < s->to && !row_stops(L, r, s, row))
        row_read(L, r, s, row++);
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
        if (c->found && !c->carried && !c->labels->optional && is_blank(s, under(s, c, 0)))
            return false;
    }
    return !row_stops(L, r, s, 0);
}

/* True when the table has the heading. *open: the next one may go on with it. */
static bool table_read(lua_State *L, struct rows *r, struct spread *s, bool *open)
{
    uint32_t row, below;
    if (!heading_find(L, r, s, &row))
        return false;
    heading_use(r, s, &below);
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
    return heading_find(L, &copy, s, &row);
}

int area_rows(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct rows r = {.f = form_now(L)};
    lua_settop(L, 3);
    if (!lua_istable(L, 2))
        rule_argument(L, 2, "表 { 名称 = 表头 }", "a table { name = heading }");
    columns_read(L, &r);
    options_read(L, &r);
    lua_newtable(L);
    r.list = lua_gettop(L);
    uint32_t end = a->to.row ? a->to.block + 1 : a->to.block;
    struct spread before = {0};
    bool open = false, found = false;
    for (uint32_t b = a->from.block; b < end && b < r.f->doc->count; b++) {
        const struct document_block *block = &r.f->doc->blocks[b];
        charge(L, 1);
        if (block->kind != BLOCK_TABLE)
            continue;
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
