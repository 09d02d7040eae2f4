/* list.*: over Lua tables, read-only views, record lists and word lists alike. Callbacks run as any
 * rule code does, within the same budget; nil stands for "leave out", so results have no holes. */
#include "script/host.h"

static size_t list_check(lua_State *L)
{
    size_t n = sequence_length(L, 1);
    charge(L, 2 + n);
    return n;
}

static void function_check(lua_State *L)
{
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
}

/* Pushes f(item i): [] → [item, result] */
static void call_item(lua_State *L, size_t i)
{
    sequence_item(L, 1, i);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_call(L, 1, 1);
}

static size_t count_true(lua_State *L, size_t n, bool stop_at, bool stops)
{
    size_t count = 0;
    for (size_t i = 1; i <= n; i++) {
        call_item(L, i);
        bool yes = lua_toboolean(L, -1);
        lua_pop(L, 2);
        count += yes;
        if (stops && yes == stop_at)
            break;
    }
    return count;
}

/* Without a function: how many there are. */
static int list_count(lua_State *L)
{
    size_t n = list_check(L);
    if (!lua_isnoneornil(L, 2)) {
        function_check(L);
        n = count_true(L, n, false, false);
    }
    lua_pushinteger(L, (lua_Integer)n);
    return 1;
}

static int list_any(lua_State *L)
{
    size_t n = list_check(L);
    function_check(L);
    lua_pushboolean(L, count_true(L, n, true, true) > 0);
    return 1;
}

static int list_all(lua_State *L)
{
    size_t n = list_check(L);
    function_check(L);
    lua_pushboolean(L, count_true(L, n, false, true) == n);
    return 1;
}

static int list_filter(lua_State *L)
{
    size_t n = list_check(L);
    lua_Integer kept = 0;
    function_check(L);
    list_new(L, n);
    for (size_t i = 1; i <= n; i++) {
        call_item(L, i);
        bool yes = lua_toboolean(L, -1);
        lua_pop(L, 1);
        if (yes)
            lua_rawseti(L, 3, ++kept);
        else
            lua_pop(L, 1);
    }
    return 1;
}

static int list_map(lua_State *L)
{
    size_t n = list_check(L);
    lua_Integer kept = 0;
    function_check(L);
    list_new(L, n);
    for (size_t i = 1; i <= n; i++) {
        call_item(L, i);
        if (lua_isnil(L, -1))
            lua_pop(L, 1);
        else
            lua_rawseti(L, 3, ++kept);
        lua_pop(L, 1);
    }
    return 1;
}

/* The place of the item on top in the list at `list` (n items), 0 when it is not there. The item's
 * text or number is found in the table at `index`; values and records are compared one by one. */
static lua_Integer place_of(lua_State *L, int list, int index, lua_Integer n)
{
    int type = lua_type(L, -1);
    if (type != LUA_TUSERDATA) {
        lua_pushvalue(L, -1);
        lua_rawget(L, index);
        lua_Integer at = lua_tointeger(L, -1);
        lua_pop(L, 1);
        return at;
    }
    for (lua_Integer i = 1; i <= n; i++) {
        charge(L, 4);
        lua_rawgeti(L, list, i);
        bool same = lua_compare(L, -1, -2, LUA_OPEQ);
        lua_pop(L, 1);
        if (same)
            return i;
    }
    return 0;
}

/* Remembers the item on top as number `n`. NaN is no key, nil no item. */
static void place_put(lua_State *L, int list, int index, lua_Integer n)
{
    lua_pushvalue(L, -1);
    lua_rawseti(L, list, n);
    if (lua_type(L, -1) == LUA_TUSERDATA)
        return;
    lua_pushvalue(L, -1);
    lua_pushinteger(L, n);
    lua_rawset(L, index);
}

static int list_distinct(lua_State *L)
{
    size_t n = list_check(L);
    lua_Integer kept = 0;
    lua_settop(L, 1);
    lua_newtable(L); /* 2: the answer */
    lua_newtable(L); /* 3: item → place */
    for (size_t i = 1; i <= n; i++) {
        sequence_item(L, 1, i);
        if (!lua_isnil(L, -1) && place_of(L, 2, 3, kept) == 0)
            place_put(L, 2, 3, ++kept);
        lua_pop(L, 1);
    }
    lua_settop(L, 2);
    return 1;
}

static int list_contains(lua_State *L)
{
    size_t n = list_check(L);
    bool found = false;
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    for (size_t i = 1; i <= n && !found; i++) {
        charge(L, 2);
        sequence_item(L, 1, i);
        found = lua_compare(L, -1, 2, LUA_OPEQ);
        lua_pop(L, 1);
    }
    lua_pushboolean(L, found);
    return 1;
}

static int list_join(lua_State *L)
{
    size_t n = list_check(L);
    struct slice gap = lua_isnoneornil(L, 2) ? SLICE("、") : slice_check(L, 2);
    struct buffer *b = &host_of(L)->other;
    buffer_clear(b);
    for (size_t i = 1; i <= n; i++) {
        sequence_item(L, 1, i);
        if (!lua_isstring(L, -1) && !value_get(L, -1))
            rule_raise(L, "第 %d 项是 %s，不能连接", "item %d is a %s and cannot be joined", (int)i,
                       luaL_typename(L, -1));
        text_push(L, -1);
        if (i > 1)
            buffer_put(b, gap);
        buffer_put(b, slice_at(L, -1));
        charge(L, 2 + (gap.len + slice_at(L, -1).len) / 8);
        lua_pop(L, 2);
    }
    buffer_push(L, b);
    return 1;
}

/* 3: the answer, 4: keys by place, 5: key → place; [item, key] → [] */
static void group_add(lua_State *L, lua_Integer *count)
{
    lua_Integer at = place_of(L, 4, 5, *count);
    if (at == 0) {
        at = ++*count;
        place_put(L, 4, 5, at);
        lua_createtable(L, 0, 2);
        lua_pushvalue(L, -2);
        lua_setfield(L, -2, "key");
        lua_newtable(L);
        lua_setfield(L, -2, "items");
        lua_rawseti(L, 3, at);
    }
    lua_rawgeti(L, 3, at);
    lua_getfield(L, -1, "items");
    lua_pushvalue(L, -4);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    lua_pop(L, 4);
}

static int list_group(lua_State *L)
{
    size_t n = list_check(L);
    lua_Integer count = 0;
    function_check(L);
    lua_newtable(L);
    lua_newtable(L);
    lua_newtable(L);
    for (size_t i = 1; i <= n; i++) {
        charge(L, 8);
        call_item(L, i);
        if (lua_isnil(L, -1))
            lua_pop(L, 2);
        else
            group_add(L, &count);
    }
    lua_settop(L, 3);
    return 1;
}

void list_open(lua_State *L)
{
    static const struct label label = {" list 函数", "list function", false};
    static const struct export list[] = {
        {"count", list_count},       {"any", list_any},           {"all", list_all},
        {"filter", list_filter},     {"map", list_map},           {"distinct", list_distinct},
        {"contains", list_contains}, {"join", list_join},         {"group", list_group},
        {NULL, NULL},
    };
    exports_push(L, list);
    table_freeze(L, &label);
    lua_setfield(L, -2, "list");
}
