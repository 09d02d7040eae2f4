/* string and utf8. What is linear in a text charges its length; sizes are checked before anything is
 * built; there are no patterns (they loop inside C where no hook fires) and no addresses. Letters are
 * ASCII letters whatever the locale. */
#include "script/host.h"

static void charge_bytes(lua_State *L, size_t bytes)
{
    charge(L, 2 + bytes / 16);
}

static struct slice string_check(lua_State *L, int index)
{
    size_t len;
    const char *s = luaL_checklstring(L, index, &len);
    charge_bytes(L, len);
    return slice_of(s, len);
}

/* A position from the end when negative; 1..len+1 and 0..len as string.sub has them. */
static size_t position(lua_Integer p, size_t len)
{
    if (p >= 0)
        return (size_t)p;
    return (lua_Unsigned)-(p + 1) >= len ? 0 : len - (size_t)(-(p + 1));
}

static struct slice range_of(lua_State *L, struct slice s, lua_Integer first, lua_Integer last)
{
    (void)L;
    size_t from = position(first, s.len), to = position(last, s.len);
    if (from < 1)
        from = 1;
    if (to > s.len)
        to = s.len;
    return from > to ? SLICE_NONE : slice_of(s.ptr + from - 1, to - from + 1);
}

static int string_len(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)string_check(L, 1).len);
    return 1;
}

static int string_sub(lua_State *L)
{
    struct slice s = string_check(L, 1);
    slice_push(L, range_of(L, s, luaL_checkinteger(L, 2), luaL_optinteger(L, 3, -1)));
    return 1;
}

static int string_byte(lua_State *L)
{
    struct slice s = string_check(L, 1);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    struct slice r = range_of(L, s, first, luaL_optinteger(L, 3, first));
    if (r.len > UNPACK_MAX)
        rule_limit(L, "一次取出的字节过多（上限 %d）", "too many bytes at once (limit %d)",
                   UNPACK_MAX);
    luaL_checkstack(L, UNPACK_MAX, NULL);
    for (size_t i = 0; i < r.len; i++)
        lua_pushinteger(L, (unsigned char)r.ptr[i]);
    return (int)r.len;
}

static int string_char(lua_State *L)
{
    int n = lua_gettop(L);
    luaL_Buffer b;
    char *p = luaL_buffinitsize(L, &b, (size_t)n);
    for (int i = 1; i <= n; i++) {
        lua_Integer c = luaL_checkinteger(L, i);
        luaL_argcheck(L, c >= 0 && c <= 255, i, "value out of range");
        p[i - 1] = (char)c;
    }
    luaL_pushresultsize(&b, (size_t)n);
    return 1;
}

static char letter_change(char c, char from)
{
    return c >= from && c <= from + 25 ? (char)(c ^ 0x20) : c;
}

static int letters_push(lua_State *L, char from)
{
    struct slice s = string_check(L, 1);
    luaL_Buffer b;
    char *p = luaL_buffinitsize(L, &b, s.len);
    for (size_t i = 0; i < s.len; i++)
        p[i] = letter_change(s.ptr[i], from);
    luaL_pushresultsize(&b, s.len);
    return 1;
}

static int string_lower(lua_State *L)
{
    return letters_push(L, 'A');
}

static int string_upper(lua_State *L)
{
    return letters_push(L, 'a');
}

static int string_reverse(lua_State *L)
{
    struct slice s = string_check(L, 1);
    luaL_Buffer b;
    char *p = luaL_buffinitsize(L, &b, s.len);
    for (size_t i = 0; i < s.len; i++)
        p[i] = s.ptr[s.len - 1 - i];
    luaL_pushresultsize(&b, s.len);
    return 1;
}

static int string_rep(lua_State *L)
{
    struct slice s = string_check(L, 1);
    lua_Integer n = luaL_checkinteger(L, 2);
    size_t gap_len;
    const char *gap = luaL_optlstring(L, 3, "", &gap_len);
    size_t each = s.len + gap_len;
    if (n <= 0 || each == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if (each > TEXT_MAX || (lua_Unsigned)n > TEXT_MAX / each)
        rule_limit(L, "文字过长", "the text is too long");
    size_t total = (size_t)n * each - gap_len;
    charge(L, total / 4 + (uint64_t)n);
    luaL_Buffer b;
    char *p = luaL_buffinitsize(L, &b, total);
    for (char *at = p; at < p + total; at += gap_len) {
        memcpy(at, s.ptr, s.len);
        at += s.len;
        if (at + gap_len <= p + total)
            memcpy(at, gap, gap_len);
    }
    luaL_pushresultsize(&b, total);
    return 1;
}

/* ---- format ---- */

/* %a and %p would show how numbers and memory lie; what has no text of its own has none here. */
static void format_check(lua_State *L, struct slice format)
{
    for (size_t i = 0; i + 1 < format.len; i++) {
        if (format.ptr[i] != '%')
            continue;
        i++;
        while (i < format.len && strchr("-+ #0123456789.", format.ptr[i]) && format.ptr[i])
            i++;
        char c = i < format.len ? format.ptr[i] : '\0';
        if (c == 'p' || c == 'a' || c == 'A')
            rule_raise(L, "string.format 不支持 %%%c", "string.format has no %%%c", c);
    }
}

static int string_format(lua_State *L)
{
    format_check(L, string_check(L, 1));
    int n = lua_gettop(L);
    for (int i = 2; i <= n; i++) {
        if (value_get(L, i)) {
            text_push(L, i);
            lua_replace(L, i);
        }
        int type = lua_type(L, i);
        if (type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA)
            rule_argument(L, i, "文字、数或值", "a text, a number or a value");
        charge_bytes(L, slice_at(L, i).len);
    }
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* A function of the utf8 library behind the price of its texts. upvalue 1: the function */
static int utf8_priced(lua_State *L)
{
    int n = lua_gettop(L);
    for (int i = 1; i <= n; i++)
        charge_bytes(L, slice_at(L, i).len);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static void utf8_make(lua_State *L)
{
    static const struct label label = {" utf8 函数", "utf8 function", false};
    static const char *const list[] = {"char", "codepoint", "len", "offset", NULL};
    lua_getglobal(L, LUA_UTF8LIBNAME);
    lua_newtable(L);
    for (const char *const *name = list; *name; name++) {
        lua_getfield(L, -2, *name);
        lua_pushcclosure(L, utf8_priced, 1);
        lua_setfield(L, -2, *name);
    }
    table_freeze(L, &label);
    lua_remove(L, -2);
}

static void string_make(lua_State *L)
{
    static const struct label label = {" string 函数", "string function", false};
    static const struct export list[] = {
        {"byte", string_byte},   {"char", string_char}, {"len", string_len},
        {"lower", string_lower}, {"rep", string_rep},   {"reverse", string_reverse},
        {"sub", string_sub},     {"upper", string_upper}, {NULL, NULL},
    };
    exports_push(L, list);
    lua_getglobal(L, LUA_STRLIBNAME);
    lua_getfield(L, -1, "format");
    lua_pushcclosure(L, string_format, 1);
    lua_setfield(L, -3, "format");
    lua_pop(L, 1);
    table_freeze(L, &label);
}

/* ("x"):rep(3) finds the same functions as string.rep, and nothing else. */
void string_open(lua_State *L)
{
    string_make(L);
    lua_pushliteral(L, "");
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
    lua_setfield(L, -2, "string");
    utf8_make(L);
    lua_setfield(L, -2, "utf8");
}
