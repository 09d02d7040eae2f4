/* The basic functions: Lua's own where they are harmless, our own where they would leak addresses,
 * keep no order, or look behind a read-only view. */
#include "script/host.h"

static int base_type(lua_State *L)
{
    luaL_checkany(L, 1);
    bool listed = lua_type(L, 1) == LUA_TUSERDATA && sequence_is(L, 1);
    lua_pushstring(L, listed ? "table" : luaL_typename(L, 1));
    return 1;
}

static int base_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    charge(L, 2);
    text_push(L, 1);
    return 1;
}

/* An error tells its text; what is no text is told by its type, never asked. */
static _Noreturn void raise_object(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TSTRING && lua_type(L, index) != LUA_TNUMBER)
        rule_raise(L, "错误值是 %s，不是文字", "the error is a %s value", luaL_typename(L, index));
    struct buffer *b = &host_of(L)->out;
    buffer_clear(b);
    text_push(L, index);
    struct slice text = slice_at(L, -1);
    clean_put(b, slice_of(text.ptr, text.len < REASON_MAX ? text.len : REASON_MAX));
    struct slice clean = buffer_slice(b);
    rule_raise(L, "%.*s", "%.*s", SLICE_ARG(clean));
}

static int base_error(lua_State *L)
{
    lua_settop(L, 1);
    raise_object(L, 1);
}

static int base_assert(lua_State *L)
{
    luaL_checkany(L, 1);
    if (lua_toboolean(L, 1))
        return lua_gettop(L);
    if (lua_gettop(L) < 2)
        rule_raise(L, "断言不成立", "assertion failed");
    raise_object(L, 2);
}

enum { NUMERAL_MAX = 200 };

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

static int integer_in_base(lua_State *L, struct slice s, int base)
{
    s = slice_trim(s);
    bool minus = s.len && s.ptr[0] == '-';
    s = slice_from(s, minus);
    lua_Unsigned n = 0;
    for (size_t i = 0; i < s.len; i++) {
        int d = digit_of(s.ptr[i]);
        if (d >= base)
            return 0;
        n = n * (lua_Unsigned)base + (lua_Unsigned)d;
    }
    if (s.len == 0)
        return 0;
    lua_pushinteger(L, (lua_Integer)(minus ? 0u - n : n));
    return 1;
}

static int base_tonumber(lua_State *L)
{
    luaL_checkany(L, 1);
    if (value_get(L, 1))
        rule_raise(L, "tonumber 会丢失精度：请用 number(v)", "tonumber is not exact: use number(v)");
    struct slice s = slice_at(L, 1);
    if (lua_type(L, 1) == LUA_TNUMBER && lua_isnoneornil(L, 2)) {
        lua_settop(L, 1);
        return 1;
    }
    if (lua_type(L, 1) != LUA_TSTRING || s.len > NUMERAL_MAX) {
        lua_pushnil(L);
        return 1;
    }
    if (!lua_isnoneornil(L, 2)) {
        lua_Integer base = luaL_checkinteger(L, 2);
        luaL_argcheck(L, base >= 2 && base <= 36, 2, "base out of range");
        if (!integer_in_base(L, s, (int)base))
            lua_pushnil(L);
    } else if (lua_stringtonumber(L, s.ptr) != s.len + 1) {
        lua_pushnil(L);
    }
    return 1;
}

/* ---- pairs in a defined order ---- */

struct key {
    struct slice text; /* of a string key; it stays while the table holds it */
    lua_Number number;
    lua_Integer integer;
    bool is_text, is_integer;
};

static int key_compare(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    if (x->is_text != y->is_text)
        return x->is_text ? 1 : -1;
    if (x->is_text)
        return slice_compare(x->text, y->text);
    if (x->is_integer && y->is_integer)
        return x->integer < y->integer ? -1 : x->integer > y->integer;
    return x->number < y->number ? -1 : x->number > y->number;
}

static struct key key_read(lua_State *L, int index)
{
    struct key k = {.is_text = lua_type(L, index) == LUA_TSTRING};
    if (k.is_text) {
        k.text = slice_at(L, index);
    } else if (lua_type(L, index) == LUA_TNUMBER) {
        k.is_integer = lua_isinteger(L, index);
        k.integer = k.is_integer ? lua_tointeger(L, index) : 0;
        k.number = lua_tonumber(L, index);
    } else {
        rule_raise(L, "pairs 只遍历数字和文字键，这里有 %s 键",
                   "pairs goes through number and text keys only, here is a %s key",
                   luaL_typename(L, index));
    }
    return k;
}

static size_t keys_count(lua_State *L, int table)
{
    size_t n = 0;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
        if (++n > SEQUENCE_MAX)
            rule_limit(L, "表过大（上限 %d 项）", "the table is too large (limit %d items)",
                       SEQUENCE_MAX);
    return n;
}

/* Pushes a list of the keys of the table at `table`, in order. */
static void keys_push(lua_State *L, int table)
{
    size_t n = keys_count(L, table), at = 0;
    charge(L, 4 * n + 1);
    struct key *keys = lua_newuserdatauv(L, (n + 1) * sizeof(*keys), 0);
    for (lua_pushnil(L); lua_next(L, table) && at < n; lua_pop(L, 1))
        keys[at++] = key_read(L, -2);
    qsort(keys, at, sizeof(*keys), key_compare);
    lua_createtable(L, (int)at, 0);
    for (size_t i = 0; i < at; i++) {
        if (keys[i].is_text)
            slice_push(L, keys[i].text);
        else if (keys[i].is_integer)
            lua_pushinteger(L, keys[i].integer);
        else
            lua_pushnumber(L, keys[i].number);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_remove(L, -2);
}

/* upvalues: table, its keys, place */
static int table_step(lua_State *L)
{
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(3));
    for (;;) {
        charge(L, 1);
        if (lua_rawgeti(L, lua_upvalueindex(2), ++at) == LUA_TNIL)
            return 1;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
            break;
        lua_pop(L, 2); /* taken out meanwhile */
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

/* upvalues: object, place */
static int object_step(lua_State *L)
{
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));
    charge(L, 1);
    lua_pushinteger(L, at + 1);
    lua_replace(L, lua_upvalueindex(2));
    void *plain = object_get(L, lua_upvalueindex(1), OBJECT_PLAIN);
    if (plain)
        return plain_step(L, plain, (size_t)at) ? 2 : 0;
    lua_pushinteger(L, at + 1);
    return lua_geti(L, lua_upvalueindex(1), at + 1) == LUA_TNIL ? 0 : 2;
}

static int base_pairs(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    if (lua_type(L, 1) == LUA_TUSERDATA && sequence_is(L, 1)) {
        lua_pushinteger(L, 0);
        lua_pushcclosure(L, object_step, 2);
        return 1;
    }
    if (!lua_istable(L, 1))
        rule_argument(L, 1, "表", "a table");
    if (table_thaw(L, 1))
        lua_replace(L, 1);
    keys_push(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, table_step, 3);
    return 1;
}

/* [names] → [names], with a function of the standard library under the same name */
static void borrow(lua_State *L, int from, const char *const *list)
{
    for (; *list; list++) {
        lua_getfield(L, from, *list);
        lua_setfield(L, -2, *list);
    }
}

static void math_open(lua_State *L)
{
    static const struct label label = {" math 函数", "math function", false};
    static const char *const list[] = {"abs",  "ceil",      "floor", "fmod",       "max",
                                       "min",  "sqrt",      "type",  "tointeger",  "huge",
                                       "pi",   "maxinteger", "mininteger", NULL};
    lua_getglobal(L, LUA_MATHLIBNAME);
    lua_newtable(L);
    borrow(L, lua_gettop(L) - 1, list);
    table_freeze(L, &label);
    lua_remove(L, -2);
}

void base_open(lua_State *L)
{
    static const char *const borrowed[] = {"ipairs", "select", NULL};
    static const struct export own[] = {
        {"assert", base_assert},     {"error", base_error}, {"pairs", base_pairs},
        {"tonumber", base_tonumber}, {"tostring", base_tostring},
        {"type", base_type},         {NULL, NULL},
    };
    lua_pushglobaltable(L);
    lua_insert(L, -2);
    borrow(L, lua_gettop(L) - 1, borrowed);
    lua_remove(L, -2);
    for (const struct export *e = own; e->name; e++) {
        lua_pushcfunction(L, e->function);
        lua_setfield(L, -2, e->name);
    }
    math_open(L);
    lua_setfield(L, -2, "math");
}
