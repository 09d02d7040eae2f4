/* area:values: for each name the value that belongs to its label. All labels of the call are known
 * before any value is taken, so that the label of a neighbour is never taken for a blank value's text. */
#include "script/form_host.h"

enum { ENTRIES_MAX = 100 };

enum value_where { WHERE_BESIDE, WHERE_BELOW, WHERE_PLACE };

struct entry {
    int name;  /* stack places */
    const struct labels *labels;
    enum value_where where;
    lua_Integer steps;   /* WHERE_PLACE */
    bool found, in_line; /* a label of its own cell, or inside a line of text */
    uint32_t block, index;
    size_t from, to;     /* in_line: the value's bytes */
};

struct values {
    struct entry *entries;
    size_t count;
    const struct labels *all[ENTRIES_MAX];
};

/* [… spec] : { below = "…" }, { label = "…", beside = 2 } */
static void entry_table(lua_State *L, struct entry *e)
{
    int spec = lua_gettop(L);
    if (lua_getfield(L, spec, "below") != LUA_TNIL) {
        e->where = WHERE_BELOW;
        e->labels = labels_read(L, -1, false);
    } else if (lua_getfield(L, spec, "label") != LUA_TNIL) {
        e->labels = labels_read(L, -1, false);
        lua_getfield(L, spec, "beside");
        e->where = lua_isnil(L, -1) ? WHERE_BESIDE : WHERE_PLACE;
        e->steps = luaL_optinteger(L, -1, 1);
    } else {
        e->labels = labels_read(L, spec, false);
    }
}

static void entry_read(lua_State *L, struct values *v, int names, lua_Integer i)
{
    struct entry *e = &v->entries[v->count];
    *e = (struct entry){0};
    luaL_checkstack(L, 12, NULL);
    lua_rawgeti(L, names, i);
    e->name = lua_gettop(L);
    lua_pushvalue(L, -1);
    lua_gettable(L, 2);
    int spec = lua_gettop(L);
    if (lua_istable(L, spec) && lua_rawlen(L, spec) == 0)
        entry_table(L, e);
    else
        e->labels = labels_read(L, spec, false);
    /* what holds the labels stays on the stack, above the name */
    v->all[v->count++] = e->labels;
}

int form_names_push(lua_State *L, int table, int max)
{
    lua_newtable(L);
    int list = lua_gettop(L);
    lua_Integer n = 0;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            rule_raise(L, "这里每一项写成 名称 = 标签", "each entry here is name = label");
        lua_Integer at = ++n;
        if (n > max)
            rule_limit(L, "项目过多（上限 %d）", "too many entries (limit %d)", max);
        for (; at > 1; at--) {
            lua_rawgeti(L, list, at - 1);
            if (slice_compare(slice_at(L, -1), slice_at(L, -3)) < 0) {
                lua_pop(L, 1);
                break;
            }
            lua_rawseti(L, list, at);
        }
        lua_pushvalue(L, -2);
        lua_rawseti(L, list, at);
    }
    charge(L, (uint64_t)(n * n / 4 + 1));
    return list;
}

static void values_read(lua_State *L, struct values *v)
{
    int names = form_names_push(L, 2, ENTRIES_MAX);
    lua_Integer n = (lua_Integer)lua_rawlen(L, names);
    v->entries = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof(*v->entries), 0);
    v->count = 0;
    for (lua_Integer i = 1; i <= n; i++)
        entry_read(L, v, names, i);
}

/* A cell that says just the label; the first of each entry. */
static void labels_look(lua_State *L, struct form_document *f, const struct area_box *a,
                        struct values *v)
{
    struct cell_walk w;
    size_t left = v->count;
    for (walk_open(&w, f, a); left && walk_next(L, &w);) {
        if (w.cell->text.len == 0)
            continue;
        for (size_t i = 0; i < v->count; i++) {
            struct entry *e = &v->entries[i];
            if (e->found || !cell_is(L, f, &w, e->labels))
                continue;
            e->found = true;
            e->block = w.block;
            e->index = w.index;
            f->used[w.number] = 1;
            left--;
            break;
        }
    }
}

/* The value ends where the next label of the call begins. */
static size_t line_end(lua_State *L, const struct values *v, struct slice text, size_t from)
{
    size_t end = text.len;
    for (size_t i = 0; i < v->count; i++) {
        size_t at, value;
        charge(L, (text.len - from) / 8);
        /* a label right at the value's beginning counts too: 单位： 日期：2024 */
        struct slice rest = slice_from(text, from);
        if (labels_inline(v->all[i], rest, 0, &at, &value) && from + at < end)
            end = from + at;
    }
    return end;
}

/* A label inside a line, with its value behind it. */
static void lines_look(lua_State *L, struct form_document *f, const struct area_box *a,
                       struct values *v)
{
    struct cell_walk w;
    size_t left = 0;
    for (size_t i = 0; i < v->count; i++)
        left += !v->entries[i].found;
    for (walk_open(&w, f, a); left && walk_next(L, &w);) {
        if (w.cell->text.len == 0)
            continue;
        for (size_t i = 0; i < v->count; i++) {
            struct entry *e = &v->entries[i];
            size_t at;
            charge(L, 1 + w.cell->text.len / 8);
            if (e->found || !labels_inline(e->labels, w.cell->text, 0, &at, &e->from))
                continue;
            e->found = e->in_line = true;
            e->block = w.block;
            e->index = w.index;
            e->to = line_end(L, v, w.cell->text, e->from);
            f->used[w.number] = 1;
            left--;
        }
    }
}

static void value_push_of(lua_State *L, const struct values *v, const struct entry *e)
{
    cell_push_number(L, e->block, e->index);
    int label = lua_gettop(L);
    const struct cell_box *c = object_get(L, label, OBJECT_CELL);
    if (e->in_line) {
        struct slice text = cell_text(L, label, c);
        cell_push_text(L, c, slice_sub(text, e->from, e->to - e->from));
        return;
    }
    if (e->where == WHERE_BESIDE) {
        value_beside_push(L, c, v->all, v->count);
        return;
    }
    bool down = e->where == WHERE_BELOW;
    lua_getfield(L, label, down ? "below" : "beside");
    lua_pushvalue(L, label);
    lua_pushinteger(L, down ? 1 : e->steps);
    lua_call(L, 2, 1);
}

int area_values(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct values v = {0};
    if (!lua_istable(L, 2))
        rule_argument(L, 2, "表 { 名称 = 标签 }", "a table { name = label }");
    lua_settop(L, 2);
    values_read(L, &v);
    labels_look(L, f, a, &v);
    lines_look(L, f, a, &v);
    lua_newtable(L);
    int out = lua_gettop(L);
    luaL_checkstack(L, 20, NULL);
    for (size_t i = 0; i < v.count; i++) {
        if (!v.entries[i].found)
            continue;
        value_push_of(L, &v, &v.entries[i]);
        const struct cell_box *c = cell_get(L, -1);
        if (c)
            cell_use(f, c);
        lua_pushvalue(L, v.entries[i].name);
        lua_pushvalue(L, -2);
        lua_rawset(L, out);
        lua_settop(L, out);
    }
    return 1;
}
