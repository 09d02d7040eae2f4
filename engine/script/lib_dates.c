/* dates.*: days between dates, before and after, the length of a year. A date that names no day begins
 * on the first and ends on the last day it can mean. */
#include "script/host.h"

/* A value, or a text that says a date. False when there is no date in it. */
static bool date_get(lua_State *L, int index, struct value_date *start, struct value_date *end)
{
    const struct value *v = value_get(L, index);
    struct value read;
    if (!v && lua_type(L, index) == LUA_TSTRING) {
        struct slice s = slice_at(L, index);
        charge(L, 10 + s.len);
        value_read(L, s, MODE_VALUE, &read);
        v = &read;
    } else if (!v && !lua_isnoneornil(L, index)) {
        rule_argument(L, index, "日期", "a date");
    }
    if (!v || (v->kind != VALUE_DATE && v->kind != VALUE_PERIOD))
        return false;
    *start = v->start;
    *end = v->end;
    return true;
}

/* From the beginning of a to the end of b: the same day gives 0. */
static int dates_days(lua_State *L)
{
    struct value_date a, b, unused;
    charge(L, 4);
    if (date_get(L, 1, &a, &unused) && date_get(L, 2, &unused, &b))
        lua_pushinteger(L, (lua_Integer)(date_days(b, true) - date_days(a, false)));
    else
        lua_pushnil(L);
    return 1;
}

/* a is over before b begins. */
static int dates_before(lua_State *L)
{
    struct value_date a, b, unused;
    charge(L, 4);
    if (date_get(L, 1, &unused, &a) && date_get(L, 2, &b, &unused))
        lua_pushboolean(L, date_days(a, true) < date_days(b, false));
    else
        lua_pushnil(L);
    return 1;
}

static int dates_year_days(lua_State *L)
{
    lua_Integer y;
    struct operand o;
    int64_t n;
    if (value_get(L, 1)) {
        if (!operand_get(L, 1, &o) || !decimal_to_int64(o.number, &n))
            rule_argument(L, 1, "年份", "a year");
        y = n;
    } else {
        y = luaL_checkinteger(L, 1);
    }
    if (y < 1 || y > 9999)
        rule_argument(L, 1, "年份", "a year");
    struct value_date first = {(int)y, 1, 1}, last = {(int)y, 12, 31};
    lua_pushinteger(L, (lua_Integer)(date_days(last, true) - date_days(first, false) + 1));
    return 1;
}

void dates_open(lua_State *L)
{
    static const struct label label = {" dates 函数", "dates function", false};
    static const struct export list[] = {{"days", dates_days},
                                         {"before", dates_before},
                                         {"year_days", dates_year_days},
                                         {NULL, NULL}};
    exports_push(L, list);
    table_freeze(L, &label);
    lua_setfield(L, -2, "dates");
}
