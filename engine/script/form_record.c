/* What `read` returns becomes a record. Keys are the fields of the record model, values are cells with
 * their addresses or plain texts; whatever does not fit is an error of the map, with the nearest real
 * name. That nothing at all is filled in is told apart from a record with gaps. */
#include "script/form_host.h"

#include "base/utf8.h"

enum { EXTRAS_MAX = 200, LIST_MAX = 200, KEY_BYTES_MAX = 200 };

struct filling {
    struct form_document *f;
    struct project *p;
    bool filled; /* something that a clerk typed is there */
};

static _Noreturn void refused(lua_State *L, const struct project *p)
{
    if (p->arena.used >= p->arena.max / 2)
        rule_limit(L, "项目过大", "the project is too large");
    rule_starved(L);
}

/* ---- cells ---- */

static struct slice text_keep(lua_State *L, struct project *p, struct slice s, bool unwrap)
{
    struct buffer *b = &host_of(L)->other;
    struct slice out;
    charge(L, 4 + s.len / 16);
    if (unwrap) {
        buffer_clear(b);
        unwrap_put(b, s);
        if (b->failed)
            rule_starved(L);
        s = buffer_slice(b);
    }
    if (!arena_copy(&p->arena, slice_trim(s), &out))
        refused(L, p);
    return out;
}

/* The value at the top as text: a cell, a text, a number. False for nil and false: absent. */
static bool value_read_at(lua_State *L, struct slice key, struct slice *text,
                          const struct cell_box **cell)
{
    *cell = cell_get(L, -1);
    if (*cell) {
        *text = cell_text(L, -1, *cell);
        return true;
    }
    switch (lua_type(L, -1)) {
    case LUA_TNIL: return false;
    case LUA_TSTRING: *text = slice_at(L, -1); return true;
    case LUA_TNUMBER:
        if (!lua_isinteger(L, -1))
            rule_raise(L, "%.*s 是小数，请用文字，以免丢失精度",
                       "%.*s is a fraction: use a text, which is exact", SLICE_ARG(key));
        (void)lua_tolstring(L, -1, NULL);
        *text = slice_at(L, -1);
        return true;
    case LUA_TBOOLEAN:
        if (!lua_toboolean(L, -1))
            return false;
        break;
    default: break;
    }
    rule_raise(L, "%.*s 应当是单元格或文字，不是 %s", "%.*s must be a cell or a text, not a %s",
               SLICE_ARG(key), luaL_typename(L, -1));
}

/* The value at the top into a cell. */
static void cell_fill(lua_State *L, struct filling *g, struct slice key, bool level,
                      struct address row, struct cell *to)
{
    const struct cell_box *c;
    struct slice text;
    if (!value_read_at(L, key, &text, &c))
        return;
    *to = (struct cell){.text = text_keep(L, g->p, text, level || g->f->call->unwrap),
                        .at = c ? cell_address(g->f, c) : row,
                        .state = CELL_PRESENT};
    if (c)
        cell_use(g->f, c);
}

/* Several values in one list field: each item by itself, the cell's text joined. */
static void list_fill(lua_State *L, struct filling *g, struct slice key, enum project_field field,
                      struct address row)
{
    struct cell *to = &g->p->cells[field];
    struct list *list = &g->p->lists[LIST_INDEX(field)];
    int table = lua_gettop(L);
    size_t n = sequence_length(L, table);
    struct buffer *joined = &host_of(L)->out;
    if (n > LIST_MAX)
        rule_limit(L, "列表过长（上限 %d 项）", "the list is too long (limit %d items)",
                   (int)LIST_MAX);
    *to = (struct cell){.at = row, .state = CELL_PRESENT};
    list->items = arena_zero(&g->p->arena, n + 1, sizeof(*list->items));
    if (!list->items)
        refused(L, g->p);
    lua_getfield(L, table, "at");
    const struct cell_box *at = cell_get(L, -1);
    bool placed = at != NULL;
    if (at) {
        to->at = cell_address(g->f, at);
        cell_use(g->f, at);
    }
    lua_settop(L, table);
    buffer_clear(joined);
    for (size_t i = 1; i <= n; i++) {
        struct cell item = {0};
        lua_geti(L, table, (lua_Integer)i);
        cell_fill(L, g, key, false, row, &item);
        if (!placed && cell_get(L, -1)) {
            to->at = item.at;
            placed = true;
        }
        lua_settop(L, table);
        if (item.text.len == 0)
            continue;
        if (list->count)
            buffer_text(joined, "；");
        buffer_put(joined, item.text);
        list->items[list->count++] = item.text;
    }
    if (joined->failed)
        rule_starved(L);
    to->text = text_keep(L, g->p, buffer_slice(joined), false);
}

/* ---- places ---- */

/* Where the whole of a record stands: its `at`, a cell or an area. */
static bool at_read(lua_State *L, struct filling *g, int table, struct address *out)
{
    lua_getfield(L, table, "at");
    const struct cell_box *c = cell_get(L, -1);
    const struct area_box *a = area_get(L, -1);
    bool found = c || (a && a->from.block < g->f->doc->count);
    if (c) {
        *out = cell_address(g->f, c);
    } else if (found) {
        const struct document_block *b = &g->f->doc->blocks[a->from.block];
        struct cell_box place = {.block = a->from.block, .row = a->from.row, .index = NO_CELL};
        if (b->kind == BLOCK_TABLE) {
            size_t i = table_row_start(&b->table, a->from.row);
            if (i < b->table.count && b->table.cells[i].row == a->from.row)
                place.index = (uint32_t)i;
        }
        *out = cell_address(g->f, &place);
        if (b->kind == BLOCK_TABLE)
            out->c = 0;
    } else if (!lua_isnil(L, -1)) {
        rule_raise(L, "at 应当是单元格或区域", "at must be a cell or an area");
    }
    lua_pop(L, 1);
    return found;
}

/* The lowest row among the cells of a table of fields: names that were carried down stand above. */
static bool lowest_read(lua_State *L, struct filling *g, int table, struct address *out)
{
    const struct cell_box *lowest = NULL;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        const struct cell_box *c = cell_get(L, -1);
        if (c && (!lowest || c->block > lowest->block ||
                  (c->block == lowest->block && c->row > lowest->row)))
            lowest = c;
    }
    if (!lowest)
        return false;
    *out = cell_address(g->f, lowest);
    if (g->f->doc->blocks[lowest->block].kind == BLOCK_TABLE)
        out->c = 0;
    return true;
}

static struct address row_read(lua_State *L, struct filling *g, int table)
{
    struct address at = g->p->row;
    if (!at_read(L, g, table, &at))
        (void)lowest_read(L, g, table, &at);
    return at;
}

/* ---- keys ---- */

/* Keys of the map's own begin with _; `at` is read elsewhere. */
static bool is_own(struct slice key)
{
    return (key.len && key.ptr[0] == '_') || slice_equal(key, SLICE("at"));
}

static bool is_cut_mark(struct slice key)
{
    return slice_equal(key, SLICE("truncated"));
}

static struct slice key_check(lua_State *L)
{
    if (lua_type(L, -2) != LUA_TSTRING)
        rule_raise(L, "记录的键应当是栏目名", "the keys of a record are names of fields");
    return slice_at(L, -2);
}

static _Noreturn void key_unknown(lua_State *L, enum field_scope scope, struct slice key)
{
    struct near near;
    near_init(&near, key);
    field_near(scope, &near);
    near_offer(&near, SLICE("extra"));
    if (scope == SCOPE_PROJECT)
        near_offer(&near, SLICE("truncated"));
    rule_unknown(L, scope == SCOPE_PROJECT ? "项目栏目" : scope == SCOPE_INDICATOR ? "指标栏目"
                                                                               : "目标栏目",
                 scope == SCOPE_PROJECT     ? "project field"
                 : scope == SCOPE_INDICATOR ? "indicator field"
                                            : "goal field",
                 &near);
}

static int by_text(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* extra = { ["heading"] = cell }, in the order of the headings' texts. */
static void extra_fill(lua_State *L, struct filling *g, struct extras *to, struct address row)
{
    int table = lua_gettop(L);
    struct slice keys[EXTRAS_MAX];
    size_t n = 0;
    if (!lua_istable(L, table))
        rule_raise(L, "extra 应当是表", "extra must be a table");
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        struct slice key = key_check(L);
        if (n == EXTRAS_MAX || key.len > KEY_BYTES_MAX)
            rule_limit(L, "extra 过大", "extra is too large");
        keys[n++] = key;
    }
    qsort(keys, n, sizeof(*keys), by_text);
    for (size_t i = 0; i < n; i++) {
        struct cell cell = {0};
        slice_push(L, keys[i]);
        lua_gettable(L, table);
        cell_fill(L, g, keys[i], false, row, &cell);
        lua_settop(L, table);
        if (cell.state == CELL_ABSENT)
            continue;
        struct extra *e = project_add_extra(g->p, to, text_keep(L, g->p, keys[i], false));
        if (!e)
            refused(L, g->p);
        e->cell = cell;
        g->filled |= cell.text.len > 0;
    }
}

static void seq_fill(lua_State *L, struct indicator *i)
{
    int64_t n = 0;
    if (lua_isinteger(L, -1))
        n = lua_tointeger(L, -1);
    else if (cell_get(L, -1))
        return; /* read from its cell when the record is settled */
    if (n < 1 || n > UINT32_MAX)
        rule_raise(L, "seq 应当是正整数", "seq must be a positive whole number");
    i->seq = (uint32_t)n;
}

/* The place in the form, where the map left it out. */
static void seq_say(lua_State *L, struct filling *g, struct indicator *i)
{
    struct cell *c = &i->cells[I_SEQ];
    char number[16];
    if (c->state == CELL_PRESENT)
        return;
    (void)snprintf(number, sizeof(number), "%u", i->seq);
    *c = (struct cell){.text = text_keep(L, g->p, slice_str(number), false), .at = i->row,
                       .state = CELL_PRESENT};
}

/* More than what templates print: "指标1：", "……", "≥   %". */
static bool says_something(int field, struct slice text)
{
    bool number = field != I_LEVEL3 && field != I_CODE;
    if (!number && slice_starts(text, SLICE("指标")))
        text = slice_from(text, SLICE("指标").len);
    for (size_t pos = 0; pos < text.len;) {
        uint32_t c = utf8_next(text, &pos);
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x3400 && c < 0xFE00) ||
                      c >= 0x20000;
        if (letter || (number && c >= '0' && c <= '9'))
            return true;
    }
    return false;
}

/* Weights and scores are printed in many templates. */
static bool is_telling_indicator(int field)
{
    return field == I_LEVEL3 || field == I_CODE || field == I_DESCRIPTION || field == I_TARGET ||
           field == I_TARGET_BASIS || field == I_TARGET_VALUE || field == I_ACTUAL ||
           field == I_FORECAST || field == I_REASON;
}

/* The table at the top. */
static void indicator_fill(lua_State *L, struct filling *g)
{
    int table = lua_gettop(L);
    struct address row = row_read(L, g, table);
    if (g->p->indicator_count >= host_of(L)->limits.indicators)
        rule_limit(L, "指标过多（上限 %zu）", "too many indicators (limit %zu)",
                   host_of(L)->limits.indicators);
    struct indicator *i = project_add_indicator(g->p, row);
    if (!i)
        refused(L, g->p);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        struct slice key = key_check(L);
        int field = field_find(SCOPE_INDICATOR, key);
        if (is_own(key))
            continue;
        if (slice_equal(key, SLICE("extra"))) {
            extra_fill(L, g, &i->extras, row);
            continue;
        }
        if (field < 0)
            key_unknown(L, SCOPE_INDICATOR, key);
        if (field == I_SEQ)
            seq_fill(L, i);
        cell_fill(L, g, key, field == I_LEVEL1 || field == I_LEVEL2, row, &i->cells[field]);
        g->filled |= is_telling_indicator(field) && says_something(field, i->cells[field].text);
    }
    seq_say(L, g, i);
}

static void goal_fill(lua_State *L, struct filling *g)
{
    int table = lua_gettop(L);
    struct address row = row_read(L, g, table);
    if (g->p->goal_count >= host_of(L)->limits.indicators)
        rule_limit(L, "目标过多", "too many goals");
    struct goal *to = project_add_goal(g->p, row);
    if (!to)
        refused(L, g->p);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        struct slice key = key_check(L);
        int field = field_find(SCOPE_GOAL, key);
        if (is_own(key))
            continue;
        if (field < 0)
            key_unknown(L, SCOPE_GOAL, key);
        cell_fill(L, g, key, false, row, &to->cells[field]);
        g->filled |= field != G_TERM && to->cells[field].text.len > 0;
    }
}

/* The list at the top, each item by `fill`. */
static void items_fill(lua_State *L, struct filling *g, struct slice key,
                       void (*fill)(lua_State *L, struct filling *g))
{
    int list = lua_gettop(L);
    if (!lua_istable(L, list))
        rule_raise(L, "%.*s 应当是列表", "%.*s must be a list", SLICE_ARG(key));
    size_t n = sequence_length(L, list);
    for (size_t i = 1; i <= n; i++) {
        lua_geti(L, list, (lua_Integer)i);
        if (!lua_istable(L, -1))
            rule_raise(L, "%.*s[%zu] 应当是表，不是 %s", "%.*s[%zu] must be a table, not a %s",
                       SLICE_ARG(key), i, luaL_typename(L, -1));
        fill(L, g);
        lua_settop(L, list);
    }
}

static int month_read(lua_State *L)
{
    struct slice s = slice_at(L, -2);
    lua_Integer month = 0;
    if (lua_isinteger(L, -2))
        month = lua_tointeger(L, -2);
    for (size_t i = 0; i < s.len && i < 3; i++)
        month = s.ptr[i] >= '0' && s.ptr[i] <= '9' ? month * 10 + (s.ptr[i] - '0') : 99;
    if (month < 1 || month > 12)
        rule_raise(L, "payment_plan 的键应当是月份 1 到 12",
                   "the keys of payment_plan are months, 1 to 12");
    return (int)month;
}

static void plan_fill(lua_State *L, struct filling *g)
{
    int table = lua_gettop(L);
    if (!lua_istable(L, table))
        rule_raise(L, "payment_plan 应当是表", "payment_plan must be a table");
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        int month = month_read(L);
        struct cell cell = {0};
        cell_fill(L, g, SLICE("payment_plan"), false, g->p->row, &cell);
        if (cell.state == CELL_ABSENT)
            continue;
        for (size_t i = 0; i < g->p->plan_count; i++)
            if (g->p->plan[i].month == month)
                rule_raise(L, "payment_plan 里 %d 月有两次", "payment_plan holds month %d twice",
                           month);
        struct plan_entry *e = project_add_plan(g->p, month);
        if (!e)
            refused(L, g->p);
        e->cell = cell;
    }
}

/* What tells a form that somebody filled in from a template. */
static bool is_telling(int field)
{
    return field == P_PROJECT_NAME || field == P_PROJECT_CODE || field == P_PURPOSE ||
           field == P_CONTENT || field == P_EXECUTED || field == P_BUDGET_TOTAL ||
           field == P_BUDGET_FISCAL || field == P_BUDGET_INITIAL || field == P_LEGAL_BASIS ||
           field == P_DEVIATION_REASON || field == P_IMPROVEMENT;
}

/* A cell with boxes under a list field means what is ticked. */
static void boxes_replace(lua_State *L)
{
    const struct cell_box *c = cell_get(L, -1);
    if (!c || !text_has_box(cell_text(L, -1, c)))
        return;
    lua_pushcfunction(L, cell_ticked);
    lua_insert(L, -2);
    lua_call(L, 1, 1);
}

static void project_key(lua_State *L, struct filling *g, struct slice key)
{
    struct project *p = g->p;
    int field = field_find(SCOPE_PROJECT, key);
    bool list = field >= P_CATEGORY && field <= P_TYPE;
    if (is_own(key) || is_cut_mark(key))
        return;
    if (slice_equal(key, SLICE("extra"))) {
        extra_fill(L, g, &p->extras, p->row);
        return;
    }
    if (field < 0 || field == P_SOURCE)
        key_unknown(L, SCOPE_PROJECT, key);
    if (list)
        boxes_replace(L);
    if ((field == P_INDICATORS || field == P_GOALS || field == P_PAYMENT_PLAN) &&
        lua_istable(L, -1)) /* the form has them, though there may be none */
        p->cells[field].state = CELL_PRESENT;
    if (field == P_INDICATORS)
        items_fill(L, g, key, indicator_fill);
    else if (field == P_GOALS)
        items_fill(L, g, key, goal_fill);
    else if (field == P_PAYMENT_PLAN)
        plan_fill(L, g);
    else if (list && lua_istable(L, -1))
        list_fill(L, g, key, (enum project_field)field, p->row);
    else
        cell_fill(L, g, key, false, p->row, &p->cells[field]);
    g->filled |= is_telling(field) && p->cells[field].text.len > 0;
}

static void cut_tell(lua_State *L, struct filling *g, struct slice end, struct address at)
{
    struct slice name = g->p->cells[P_PROJECT_NAME].text;
    struct buffer *b = &host_of(L)->out;
    buffer_clear(b);
    buffer_format(b, "“%.*s”的文字在“%.*s”之后中断，可能被截断：缺少的内容请核对原件", SLICE_ARG(name),
                  SLICE_ARG(end));
    slice_push(L, buffer_slice(b));
    buffer_clear(b);
    buffer_format(b, "the text of '%.*s' breaks off behind '%.*s' and may have been cut off: look up what is "
                     "missing in the original", SLICE_ARG(name), SLICE_ARG(end));
    slice_push(L, buffer_slice(b));
    form_remark_keep(L, slice_at(L, -2), slice_at(L, -1), at);
    lua_pop(L, 2);
}

/* truncated = the cell behind which the text breaks off: told, and kept for what lowers findings. */
static void cut_fill(lua_State *L, struct filling *g, int index)
{
    lua_getfield(L, index, "truncated");
    const struct cell_box *c = cell_get(L, -1);
    if (c) {
        struct extra *e = project_add_extra(g->p, &g->p->extras, SLICE("truncated"));
        if (!e)
            refused(L, g->p);
        e->cell = (struct cell){.text = SLICE("是"), .at = cell_address(g->f, c), .state = CELL_PRESENT};
        cut_tell(L, g, cell_text(L, -1, c), e->cell.at);
    } else if (lua_toboolean(L, -1)) {
        rule_raise(L, "truncated 应当是文字在其后中断的单元格",
                   "truncated must be the cell behind which the text breaks off");
    }
    lua_pop(L, 1);
}

bool record_fill(lua_State *L, struct form_document *f, int index, struct project *p)
{
    struct filling g = {.f = f, .p = p};
    luaL_checkstack(L, 40, NULL);
    p->row = form_begins(f);
    (void)at_read(L, &g, index, &p->row);
    for (size_t i = 0; i < P_COUNT; i++)
        p->cells[i].at = p->row;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        project_key(L, &g, key_check(L));
    if (g.filled)
        cut_fill(L, &g, index);
    return g.filled;
}
