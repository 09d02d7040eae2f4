/* The columns of area:rows: what a map asks for, and the heading of a table that has it all. */
#include "script/form_rows.h"

/* ---- arguments ---- */

static void columns_read(lua_State *L, struct rows *r)
{
    int names = form_names_push(L, 2, COLUMNS_MAX);
    lua_Integer n = (lua_Integer)lua_rawlen(L, names);
    if (n == 0)
        rule_raise(L, "rows 没有列", "rows has no columns");
    r->columns = lua_newuserdatauv(L, COLUMNS_MAX * sizeof(*r->columns), 0);
    luaL_checkstack(L, 4 * COLUMNS_MAX + 40, NULL);
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
        c->must = !c->labels->optional;
    }
}

struct column *column_find(lua_State *L, struct rows *r, struct slice name)
{
    for (size_t i = 0; i < r->count; i++)
        if (!r->columns[i].ticked && slice_equal(slice_at(L, r->columns[i].name), name))
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

static void nth_read(lua_State *L, struct rows *r, int value)
{
    lua_Integer n = lua_isinteger(L, value) ? lua_tointeger(L, value) : 0;
    if (n < 1 || n > COLUMNS_MAX)
        rule_raise(L, "nth 是第几个相同的表头，从 1 起", "nth counts equal headings, from 1");
    r->nth = (uint32_t)n;
}

static void option_read(lua_State *L, struct rows *r, struct slice key)
{
    int value = lua_gettop(L);
    struct near near;
    near_init(&near, key);
    near_offer(&near, SLICE("carry"));
    near_offer(&near, SLICE("stop"));
    near_offer(&near, SLICE("tables"));
    near_offer(&near, SLICE("term"));
    near_offer(&near, SLICE("nth"));
    near_offer(&near, SLICE("ticked"));
    if (slice_equal(key, SLICE("tables")))
        r->all = slice_equal(slice_at(L, value), SLICE("all"));
    else if (slice_equal(key, SLICE("nth")))
        nth_read(L, r, value);
    else if (!slice_equal(key, SLICE("carry")) && !slice_equal(key, SLICE("stop")) &&
             !slice_equal(key, SLICE("term")) && !slice_equal(key, SLICE("ticked")))
        rule_unknown(L, "选项", "option", &near);
}

/* "annual", or { long = label, annual = label } */
static void term_read(lua_State *L, struct rows *r)
{
    static const char *const terms[2] = {"annual", "long"};
    int given = lua_gettop(L);
    for (int i = 0; i < 2; i++) {
        r->bands[i].term = terms[i];
        if (lua_type(L, given) == LUA_TSTRING && slice_equal(slice_at(L, given), slice_str(terms[i])))
            r->term = terms[i];
        else if (lua_istable(L, given) && lua_getfield(L, given, terms[i]) != LUA_TNIL)
            r->bands[i].labels = labels_read(L, -1, false);
    }
    if (lua_istable(L, given))
        r->term = "annual";
    else if (!r->term)
        rule_raise(L, "term 写 \"annual\"、\"long\" 或 { long = 标签, annual = 标签 }",
                   "term is \"annual\", \"long\" or { long = label, annual = label }");
}

/* { name = { label, label, … }, … } */
static void ticked_read(lua_State *L, struct rows *r)
{
    int given = lua_gettop(L);
    if (!lua_istable(L, given))
        rule_raise(L, "ticked 写 { 名称 = { 表头, 表头 } }", "ticked is { name = { heading, heading } }");
    int names = form_names_push(L, given, TICKED_MAX);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, names); i++) {
        struct ticked *t = &r->ticked[r->ticked_count++];
        lua_rawgeti(L, names, i);
        *t = (struct ticked){lua_gettop(L), r->count, 0};
        lua_pushvalue(L, -1);
        lua_gettable(L, given);
        int list = lua_gettop(L);
        size_t n = sequence_length(L, list);
        if (n > COLUMNS_MAX - r->count)
            rule_limit(L, "列过多（上限 %d）", "too many columns (limit %d)", (int)COLUMNS_MAX);
        luaL_checkstack(L, 3 * COLUMNS_MAX, NULL);
        for (; t->count < n; t->count++) {
            struct column *c = &r->columns[r->count++];
            lua_geti(L, list, (lua_Integer)t->count + 1);
            *c = (struct column){.name = t->name, .ticked = true, .labels = labels_read(L, -1, false)};
        }
    }
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
    if (lua_istable(L, 3) && lua_getfield(L, 3, "term") != LUA_TNIL)
        term_read(L, r);
    if (lua_istable(L, 3) && lua_getfield(L, 3, "ticked") != LUA_TNIL)
        ticked_read(L, r);
}

void rows_arguments(lua_State *L, struct rows *r)
{
    if (!lua_istable(L, 2))
        rule_argument(L, 2, "表 { 名称 = 表头 }", "a table { name = heading }");
    columns_read(L, r);
    options_read(L, r);
}

/* ---- the heading ---- */

bool column_is(lua_State *L, struct rows *r, const struct spread *s, size_t index,
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

/* Below a heading already taken and no wider: 年度指标值 over 指标性质, 指标值 and 度量单位. */
static bool is_within(const struct column *c, const struct document_cell *cell)
{
    return c->found && cell->row >= c->below && cell->column >= c->first &&
           cell->column + cell->columns - 1 <= c->last && c->last > c->first;
}

static bool stands_above(const struct column *c, uint32_t row)
{
    return c->found && c->below == row + 1;
}

/* Whether a heading of the upper row stands right above one of the lower row that is another column. */
static bool headings_clash(const struct rows *r, uint32_t row)
{
    for (size_t k = 0; k < r->count; k++)
        for (size_t i = 0; stands_above(&r->columns[k], row) && i < r->count; i++)
            if (r->columns[i].found && r->columns[i].below == row + 2 &&
                r->columns[i].first == r->columns[k].first)
                return true;
    return false;
}

/* A text keeps no merged cells: below 绩效指标 | 年度指标值 | 实际完成值 come 一级指标 … 度量单位. What is among those
 * counts there (指标值); what stands above without parts of its own, from 实际完成值 on, stands behind them. */
static void upper_move(lua_State *L, struct rows *r, const struct spread *s, uint32_t row)
{
    uint32_t groups = UINT32_MAX, lower = 0;
    if (!headings_clash(r, row))
        return;
    while (lower < s->t->columns && !is_free(s->t, row + 1, lower))
        lower++;
    for (size_t k = 0; k < r->count; k++) {
        struct column *c = &r->columns[k];
        for (size_t i = table_row_start(s->t, row + 1);
             stands_above(c, row) && i < table_row_start(s->t, row + 2); i++)
            if (column_is(L, r, s, i, c->labels))
                column_take(c, s->t, &s->t->cells[i]);
        if (stands_above(c, row) && c->first < groups)
            groups = c->first;
    }
    for (size_t k = 0; lower > groups && k < r->count; k++)
        if (stands_above(&r->columns[k], row)) {
            r->columns[k].first += lower - groups;
            r->columns[k].last = r->columns[k].first;
        }
}

/* True when the rows from `row` on hold all headings that must be there. */
static bool heading_at(lua_State *L, struct rows *r, const struct spread *s, uint32_t row,
                       uint32_t depth)
{
    size_t end = table_row_start(s->t, row + depth);
    size_t start = table_row_start(s->t, row);
    charge(L, 1 + (end - start) * (1 + r->count / 4));
    for (size_t k = 0; k < r->count; k++) {
        r->columns[k].found = false;
        r->columns[k].seen = 0;
    }
    /* a heading of a column that is ticked counts where its neighbours are there too */
    for (size_t i = start; i < end; i++)
        for (size_t k = 0; k < r->count; k++)
            if ((r->columns[k].seen < r->nth || is_within(&r->columns[k], &s->t->cells[i])) &&
                (r->columns[k].must || !r->columns[k].ticked) &&
                column_is(L, r, s, i, r->columns[k].labels)) {
                column_take(&r->columns[k], s->t, &s->t->cells[i]);
                r->columns[k].seen++;
                break;
            }
    bool any = false;
    for (size_t k = 0; k < r->count; k++) {
        if (!r->columns[k].found && r->columns[k].must)
            return false;
        any |= r->columns[k].found;
    }
    if (any && depth == 2 && r->f->doc->kind == SOURCE_TEXT)
        upper_move(L, r, s, row);
    return any;
}

void ticked_look(lua_State *L, struct rows *r, const struct spread *s, const struct ticked *t)
{
    bool here[COLUMNS_MAX] = {false};
    size_t found = 0, end = table_row_start(s->t, s->to);
    uint32_t row = UINT32_MAX;
    for (size_t i = table_row_start(s->t, s->from); i < end && (found < 2 || s->t->cells[i].row == row); i++) {
        charge(L, 1);
        if (s->t->cells[i].row != row) {
            row = s->t->cells[i].row;
            found = 0;
            memset(here, 0, sizeof(here));
        }
        for (size_t k = 0; k < t->count; k++)
            if (!here[k] && column_is(L, r, s, i, r->columns[t->first + k].labels)) {
                here[k] = true;
                found++;
            }
    }
    for (size_t k = 0; k < t->count; k++)
        r->columns[t->first + k].must = found >= 2 && here[k];
}

bool columns_find(lua_State *L, struct rows *r, const struct spread *s, uint32_t *row)
{
    for (uint32_t depth = 1; depth <= HEADING_DEPTH; depth++)
        for (*row = s->from; *row + depth <= s->to; ++*row)
            if (heading_at(L, r, s, *row, depth))
                return true;
    return false;
}
