/* table.*: every loop bound is checked and charged before the loop, and sorting is our own: stable and
 * without a random pivot, so that a bad comparator gives the same wrong order everywhere. */
#include "script/host.h"

/* The length of a plain table that may be written to. */
static lua_Integer writable_length(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TTABLE)
        rule_argument(L, index, "表", "a table");
    if (lua_getmetatable(L, index))
        refuse_write(L);
    size_t n = lua_rawlen(L, index);
    if (n > SEQUENCE_MAX)
        rule_limit(L, "列表过长（上限 %d 项）", "the list is too long (limit %d items)",
                   SEQUENCE_MAX);
    return (lua_Integer)n;
}

static int table_insert(lua_State *L)
{
    lua_Integer n = writable_length(L, 1), at = n + 1;
    int args = lua_gettop(L);
    if (args == 3) {
        at = luaL_checkinteger(L, 2);
        luaL_argcheck(L, at >= 1 && at <= n + 1, 2, "position out of bounds");
    } else if (args != 2) {
        rule_raise(L, "table.insert 要两个或三个参数", "table.insert takes two or three arguments");
    }
    charge(L, (uint64_t)(n + 1 - at) + 2);
    for (lua_Integer i = n; i >= at; i--) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, 1, i + 1);
    }
    lua_rawseti(L, 1, at);
    return 0;
}

static int table_remove(lua_State *L)
{
    lua_Integer n = writable_length(L, 1), at = luaL_optinteger(L, 2, n);
    if (n == 0)
        return 0;
    luaL_argcheck(L, at >= 1 && at <= n + 1, 2, "position out of bounds");
    charge(L, (uint64_t)(n + 1 - at) + 2);
    lua_rawgeti(L, 1, at);
    for (lua_Integer i = at; i < n; i++) {
        lua_rawgeti(L, 1, i + 1);
        lua_rawseti(L, 1, i);
    }
    if (at <= n) {
        lua_pushnil(L);
        lua_rawseti(L, 1, n);
    }
    return 1;
}

static int table_concat(lua_State *L)
{
    size_t n = sequence_length(L, 1), gap_len;
    const char *gap = luaL_optlstring(L, 2, "", &gap_len);
    lua_Integer from = luaL_optinteger(L, 3, 1), to = luaL_optinteger(L, 4, (lua_Integer)n);
    struct buffer *b = &host_of(L)->other;
    buffer_clear(b);
    if (from < 1 || to > (lua_Integer)n)
        rule_raise(L, "table.concat 的范围超出列表", "table.concat reaches outside the list");
    for (lua_Integer i = from; i <= to; i++) {
        lua_geti(L, 1, i);
        if (!lua_isstring(L, -1) && !value_get(L, -1))
            rule_raise(L, "第 %d 项是 %s，不能连接", "item %d is a %s and cannot be joined", (int)i,
                       luaL_typename(L, -1));
        text_push(L, -1);
        struct slice s = slice_at(L, -1);
        charge(L, 2 + (s.len + gap_len) / 8);
        buffer_put(b, s);
        if (i < to)
            buffer_put(b, slice_of(gap, gap_len));
        lua_pop(L, 2);
    }
    buffer_push(L, b);
    return 1;
}

static int table_unpack(lua_State *L)
{
    size_t n = sequence_length(L, 1);
    lua_Integer from = luaL_optinteger(L, 2, 1), to = luaL_optinteger(L, 3, (lua_Integer)n);
    if (from > to)
        return 0;
    if ((lua_Unsigned)to - (lua_Unsigned)from >= UNPACK_MAX)
        rule_limit(L, "table.unpack 的项过多（上限 %d）", "too many items to unpack (limit %d)",
                   UNPACK_MAX);
    luaL_checkstack(L, UNPACK_MAX, NULL);
    int count = (int)(to - from) + 1;
    for (int i = 0; i < count; i++)
        lua_geti(L, 1, from + i);
    return count;
}

static int table_pack(lua_State *L)
{
    int n = lua_gettop(L);
    charge(L, (uint64_t)n);
    lua_createtable(L, n, 1);
    lua_insert(L, 1);
    for (int i = n; i >= 1; i--)
        lua_rawseti(L, 1, i);
    lua_pushinteger(L, n);
    lua_setfield(L, 1, "n");
    return 1;
}

/* ---- sort ---- */

/* 2: the comparator or nil; is item `a` of the table at `from` before item `b`? */
static bool is_before(lua_State *L, int from, lua_Integer a, lua_Integer b)
{
    bool before;
    charge(L, 4);
    if (lua_isnil(L, 2)) {
        lua_rawgeti(L, from, a);
        lua_rawgeti(L, from, b);
        before = lua_compare(L, -2, -1, LUA_OPLT);
        lua_pop(L, 2);
        return before;
    }
    lua_pushvalue(L, 2);
    lua_rawgeti(L, from, a);
    lua_rawgeti(L, from, b);
    lua_call(L, 2, 1);
    before = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return before;
}

/* Merges [low, middle) and [middle, high) of table `from` into `to`; on a tie the left one leads. */
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle,
                  lua_Integer high)
{
    lua_Integer a = low, b = middle;
    for (lua_Integer k = low; k < high; k++) {
        bool right = a >= middle || (b < high && is_before(L, from, b, a));
        lua_rawgeti(L, from, right ? b++ : a++);
        lua_rawseti(L, to, k);
    }
}

/* 1: the table, 2: the comparator, 3 and 4: two copies that take turns */
static int table_sort(lua_State *L)
{
    lua_Integer n = writable_length(L, 1);
    lua_settop(L, 2);
    if (!lua_isnil(L, 2))
        luaL_checktype(L, 2, LUA_TFUNCTION);
    if (n > SORT_MAX)
        rule_limit(L, "排序的列表过长（上限 %d 项）", "the list to sort is too long (limit %d items)",
                   SORT_MAX);
    lua_createtable(L, (int)n, 0);
    lua_createtable(L, (int)n, 0);
    charge(L, (uint64_t)n * 2);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, 3, i);
    }
    int from = 3, to = 4;
    for (lua_Integer width = 1; width < n; width *= 2) {
        for (lua_Integer low = 1; low <= n; low += 2 * width) {
            lua_Integer middle = low + width <= n + 1 ? low + width : n + 1;
            lua_Integer high = low + 2 * width <= n + 1 ? low + 2 * width : n + 1;
            merge(L, from, to, low, middle, high);
        }
        from = 7 - from;
        to = 7 - to;
    }
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, from, i);
        lua_rawseti(L, 1, i);
    }
    return 0;
}

void tables_open(lua_State *L)
{
    static const struct label label = {" table 函数", "table function", false};
    static const struct export list[] = {
        {"concat", table_concat}, {"insert", table_insert}, {"pack", table_pack},
        {"remove", table_remove}, {"sort", table_sort},     {"unpack", table_unpack},
        {NULL, NULL},
    };
    exports_push(L, list);
    table_freeze(L, &label);
    lua_setfield(L, -2, "table");
}
