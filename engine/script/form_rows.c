/* area:rows: what stands under a heading, row by row. Tables in forms are drawn for the eye: headings
 * stand above each other, reach over columns that lost their merging, level names are written once for
 * many rows. What is settled here, no map has to know. */
#include "script/form_host.h"

enum { COLUMNS_MAX = 64, TICKED_MAX = 8, HEADING_DEPTH = 3 };

struct column {
    int name;         /* stack place */
    const struct labels *labels;
    bool found, carried;
    uint32_t first, last; /* columns of the grid that it reaches over */
    uint32_t below;       /* the first row below its heading */
    uint32_t last_block, last_index; /* carried: the cell that stands above */
    bool has_last;
    uint32_t seen; /* how often its heading stands here */
    bool must, ticked; /* the heading has to be there; one of several columns that are ticked */
};

/* Several columns in one of which a tick stands, read as one value: the names of those ticked. */
struct ticked {
    int name; /* stack place */
    size_t first, count; /* columns */
};

/* What stands above indicators of one term: 长期绩效指标. */
struct band {
    const struct labels *labels;
    const char *term;
};

struct rows {
    struct form_document *f;
    struct column *columns;
    size_t count;
    size_t order[COLUMNS_MAX]; /* carried columns, widest first */
    size_t carried;
    struct ticked ticked[TICKED_MAX];
    size_t ticked_count;
    struct band bands[2];
    const char *term; /* of the rows that follow, or NULL */
    const struct labels *stop;
    uint32_t nth; /* which of several equal headings counts */
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

static struct column *column_find(lua_State *L, struct rows *r, struct slice name)
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
    for (size_t k = 0; k < r->count; k++) {
        r->columns[k].found = false;
        r->columns[k].seen = 0;
    }
    /* a heading of a column that is ticked counts where its neighbours are there too */
    for (size_t i = start; i < end; i++)
        for (size_t k = 0; k < r->count; k++)
            if (r->columns[k].seen < r->nth && (r->columns[k].must || !r->columns[k].ticked) &&
                is_label(L, r, s, i, r->columns[k].labels)) {
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
    return any;
}

/* Columns to be ticked have to be found where a row of the table holds two of them or more. */
static void ticked_look(lua_State *L, struct rows *r, const struct spread *s, const struct ticked *t)
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
            if (!here[k] && is_label(L, r, s, i, r->columns[t->first + k].labels)) {
                here[k] = true;
                found++;
            }
    }
    for (size_t k = 0; k < t->count; k++)
        r->columns[t->first + k].must = found >= 2 && here[k];
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

/* A row or a line that says which term the indicators below are of; true when it says nothing else. */
static bool band_take(lua_State *L, struct rows *r, const struct spread *s, uint32_t row)
{
    size_t end = table_row_start(s->t, row + 1), filled = 0, named = 0;
    for (size_t i = table_row_start(s->t, row); r->term && i < end; i++) {
        filled += s->t->cells[i].text.len > 0;
        for (size_t k = 0; k < 2; k++)
            if (r->bands[k].labels && is_label(L, r, s, i, r->bands[k].labels)) {
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
    if (!heading_find(L, r, s, &row))
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
    return heading_find(L, &copy, s, &row);
}

int area_rows(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct rows r = {.f = form_now(L), .nth = 1};
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
