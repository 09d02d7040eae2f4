/* What rules do with values: members, operators, and the functions number, quantity, percent, money,
 * round, abs, min, max, sum and their relatives. A missing operand gives nil, so that a rule asks once
 * at the end instead of at every step. */
#include "script/host.h"

enum member_name {
    V_KIND, V_TEXT, V_OP, V_OP_WRITTEN, V_VALUE, V_LOW, V_HIGH, V_UNIT, V_DIMENSION, V_PARTS,
    V_START, V_FINISH, V_YEAR, V_MONTH, V_DAY, V_CHANGE, V_FALLING, V_APPROXIMATE, V_SPAN
};

static const struct member members[] = {
    {"kind", V_KIND},         {"text", V_TEXT},       {"op", V_OP},
    {"op_written", V_OP_WRITTEN}, {"value", V_VALUE}, {"low", V_LOW},
    {"high", V_HIGH},         {"unit", V_UNIT},       {"dimension", V_DIMENSION},
    {"parts", V_PARTS},       {"start", V_START},     {"finish", V_FINISH},
    {"year", V_YEAR},         {"month", V_MONTH},     {"day", V_DAY},
    {"change", V_CHANGE},     {"falling", V_FALLING}, {"approximate", V_APPROXIMATE},
    {"span", V_SPAN},         {NULL, 0},
};

static void member_unknown(lua_State *L)
{
    struct near near;
    luaL_checktype(L, 2, LUA_TSTRING);
    near_init(&near, slice_at(L, 2));
    for (const struct member *m = members; m->name; m++)
        near_offer(&near, slice_str(m->name));
    rule_unknown(L, "值的属性", "member of a value", &near);
}

static bool is_day(const struct value *v)
{
    return v->kind == VALUE_DATE || v->kind == VALUE_PERIOD;
}

static void number_or_nil(lua_State *L, bool there, struct decimal n, struct unit u)
{
    if (there)
        value_push_number(L, n, u);
    else
        lua_pushnil(L);
}

static void date_or_nil(lua_State *L, const struct value *v, struct value_date d)
{
    if (is_day(v))
        value_push_date(L, d);
    else
        lua_pushnil(L);
}

static void integer_or_nil(lua_State *L, int n)
{
    if (n)
        lua_pushinteger(L, n);
    else
        lua_pushnil(L);
}

static void parts_push(lua_State *L, const struct value *v)
{
    charge(L, 4 * v->part_count);
    lua_createtable(L, (int)v->part_count, 0);
    for (size_t i = 0; i < v->part_count; i++) {
        value_push(L, &v->parts[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

struct slice value_dimension(const struct value *v)
{
    static const char *const names[] = {
        [UNIT_NONE] = "none",     [UNIT_RATIO] = "ratio",     [UNIT_MONEY] = "money",
        [UNIT_TIME] = "time",     [UNIT_PEOPLE] = "people",   [UNIT_COUNT] = "count",
        [UNIT_MEASURE] = "measure", [UNIT_SCORE] = "score",
    };
    return slice_str(names[v->unit.dimension]);
}

static int value_index(lua_State *L)
{
    const struct value *v = value_get(L, 1);
    bool one = v->kind == VALUE_NUMBER || v->kind == VALUE_DURATION;
    bool range = v->kind == VALUE_RANGE;
    charge(L, 2);
    switch (member_code(L, OBJECT_VALUE)) {
    case V_KIND: lua_pushstring(L, value_kind_name(v->kind)); break;
    case V_TEXT:
        if (v->text.len)
            slice_push(L, v->text);
        else
            text_push(L, 1);
        break;
    case V_OP: lua_pushstring(L, value_op_name(v->op == OP_NONE ? OP_EQ : v->op)); break;
    case V_OP_WRITTEN: lua_pushboolean(L, v->op_written); break;
    case V_VALUE: number_or_nil(L, one, v->number, v->unit); break;
    case V_LOW: number_or_nil(L, range, v->low, v->unit); break;
    case V_HIGH: number_or_nil(L, range, v->high, v->unit); break;
    case V_UNIT: slice_push(L, v->unit.name); break;
    case V_DIMENSION: slice_push(L, value_dimension(v)); break;
    case V_PARTS: parts_push(L, v); break;
    case V_START: date_or_nil(L, v, v->start); break;
    case V_FINISH: date_or_nil(L, v, v->end); break;
    case V_YEAR: integer_or_nil(L, is_day(v) ? v->start.year : 0); break;
    case V_MONTH: integer_or_nil(L, is_day(v) ? v->start.month : 0); break;
    case V_DAY: integer_or_nil(L, is_day(v) ? v->start.day : 0); break;
    case V_CHANGE: lua_pushboolean(L, v->change); break;
    case V_FALLING: lua_pushboolean(L, v->falling); break;
    case V_APPROXIMATE: lua_pushboolean(L, v->approximate); break;
    case V_SPAN: slice_push(L, v->span); break;
    default: member_unknown(L);
    }
    return 1;
}

/* ---- operators ---- */

static int value_add(lua_State *L)
{
    arithmetic_push(L, ADD, 1, 2);
    return 1;
}

static int value_sub(lua_State *L)
{
    arithmetic_push(L, SUBTRACT, 1, 2);
    return 1;
}

static int value_mul(lua_State *L)
{
    arithmetic_push(L, MULTIPLY, 1, 2);
    return 1;
}

static int value_div(lua_State *L)
{
    arithmetic_push(L, DIVIDE, 1, 2);
    return 1;
}

static int value_unm(lua_State *L)
{
    struct operand a;
    if (operand_get(L, 1, &a))
        value_push_number(L, decimal_negate(a.number), a.unit);
    else
        lua_pushnil(L);
    return 1;
}

static const char *kind_at(lua_State *L, int index)
{
    const struct value *v = value_get(L, index);
    return v ? value_kind_name(v->kind) : luaL_typename(L, index);
}

static int order_check(lua_State *L)
{
    int order;
    if (!order_get(L, 1, 2, &order))
        rule_raise(L, "不能比较大小：%s 与 %s（单位或种类不同，先用 comparable 判断）",
                   "cannot be compared: %s and %s (unit or kind differ, ask comparable first)",
                   kind_at(L, 1), kind_at(L, 2));
    return order;
}

static int value_lt(lua_State *L)
{
    lua_pushboolean(L, order_check(L) < 0);
    return 1;
}

static int value_le(lua_State *L)
{
    lua_pushboolean(L, order_check(L) <= 0);
    return 1;
}

static int value_eq(lua_State *L)
{
    const struct value *a = value_get(L, 1), *b = value_get(L, 2);
    int order;
    if (order_get(L, 1, 2, &order))
        lua_pushboolean(L, order == 0);
    else
        lua_pushboolean(L, a && b && a->kind == b->kind && slice_equal(a->text, b->text) &&
                               a->text.len + b->text.len > 0);
    return 1;
}

static int value_concat(lua_State *L)
{
    struct buffer *b = &host_of(L)->other;
    concat_guard(L);
    buffer_clear(b);
    for (int i = 1; i <= 2; i++) {
        if (!lua_isstring(L, i) && !value_get(L, i))
            rule_argument(L, i, "文字", "a text");
        text_push(L, i);
        buffer_put(b, slice_at(L, -1));
    }
    charge(L, 4 + b->len / 16);
    buffer_push(L, b);
    return 1;
}

static int value_tostring(lua_State *L)
{
    text_push(L, 1);
    return 1;
}

/* ---- functions ---- */

static int fn_number(lua_State *L)
{
    struct operand a;
    luaL_checkany(L, 1);
    charge(L, 4);
    number_or_nil(L, operand_get(L, 1, &a), a.number, unit_none());
    return 1;
}

static int fn_is_number(lua_State *L)
{
    struct operand a;
    luaL_checkany(L, 1);
    lua_pushboolean(L, operand_get(L, 1, &a));
    return 1;
}

static int fn_quantity(lua_State *L)
{
    if (value_get(L, 1)) {
        lua_settop(L, 1);
        return 1;
    }
    value_push_text(L, slice_check(L, 1), MODE_VALUE);
    return 1;
}

static int fn_same_unit(lua_State *L)
{
    struct operand a, b;
    lua_pushboolean(L, operand_get(L, 1, &a) && operand_get(L, 2, &b) &&
                           unit_same_class(a.unit, b.unit));
    return 1;
}

static int fn_comparable(lua_State *L)
{
    int order;
    lua_pushboolean(L, order_get(L, 1, 2, &order));
    return 1;
}

static int fn_equal(lua_State *L)
{
    if (!value_get(L, 1) && !value_get(L, 2)) {
        lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPEQ));
        return 1;
    }
    return value_eq(L);
}

/* What the unit of a price counts: 亩 of 元/亩, 人 of 元/人·月. */
static bool price_unit(const struct script *s, struct unit price, struct unit *money, struct unit *per)
{
    size_t slash = slice_find(price.name, SLICE("/"), 0);
    if (price.dimension != UNIT_MONEY || slash == SIZE_MAX)
        return false;
    struct slice behind = slice_from(price.name, slash + 1);
    size_t dot = slice_find(behind, SLICE("·"), 0);
    if (dot != SIZE_MAX)
        behind.len = dot;
    return unit_find(slice_sub(price.name, 0, slash), units_of(s), money) && unit_find(behind, units_of(s), per);
}

/* So many of what a price is for; a number of Lua's own counts in the price's unit. */
static bool count_in(struct operand count, bool literal, struct unit per, struct decimal *out)
{
    *out = count.number;
    if (literal)
        return true;
    return count.unit.dimension != UNIT_NONE && count.unit.dimension != UNIT_RATIO &&
           unit_convert(count.number, count.unit, per, out);
}

static int fn_cost_of(lua_State *L)
{
    struct operand price, count;
    struct unit money, per;
    struct decimal n;
    charge(L, 20);
    if (!operand_get(L, 1, &price) || !operand_get(L, 2, &count) ||
        !price_unit(host_of(L), price.unit, &money, &per) ||
        !count_in(count, lua_type(L, 2) == LUA_TNUMBER, per, &n)) {
        lua_pushnil(L);
        return 1;
    }
    if (!decimal_product(price.number, n, &n))
        rule_raise(L, "计算结果超出范围", "the result is out of range");
    value_push_number(L, n, money);
    return 1;
}

enum { PLACES_MAX = 12, PERCENT_PLACES = 2 };

static int places_at(lua_State *L, int index, int otherwise)
{
    lua_Integer n = luaL_optinteger(L, index, otherwise);
    if (n < 0 || n > PLACES_MAX)
        rule_raise(L, "小数位数应在 0 到 %d 之间", "the number of places is 0 to %d", PLACES_MAX);
    return (int)n;
}

/* With `places` told, exactly that many; else at most two, without trailing zeros. */
static int fn_percent(lua_State *L)
{
    struct operand a;
    struct decimal n;
    bool told = !lua_isnoneornil(L, 2);
    int places = places_at(L, 2, PERCENT_PLACES);
    charge(L, 10);
    if (!operand_get(L, 1, &a)) {
        lua_pushnil(L);
        return 1;
    }
    n = operand_plain(a);
    n.exponent += 2;
    if (n.exponent > DECIMAL_EXPONENT_MAX || !decimal_round(n, places, &n))
        rule_raise(L, "计算结果超出范围", "the result is out of range");
    struct buffer *b = &host_of(L)->out;
    buffer_clear(b);
    decimal_put(b, told ? n : decimal_trim(n));
    buffer_byte(b, '%');
    buffer_push(L, b);
    return 1;
}

static int fn_money(lua_State *L)
{
    struct operand a;
    charge(L, 10);
    if (!operand_get(L, 1, &a)) {
        lua_pushnil(L);
        return 1;
    }
    struct value v = {.kind = VALUE_NUMBER, .number = a.number, .unit = a.unit};
    struct buffer *b = &host_of(L)->out;
    buffer_clear(b);
    value_put(b, &v);
    buffer_push(L, b);
    return 1;
}

static int fn_round(lua_State *L)
{
    struct operand a;
    int places = places_at(L, 2, 0);
    bool there = operand_get(L, 1, &a);
    charge(L, 10);
    if (there && !decimal_round(a.number, places, &a.number))
        rule_raise(L, "计算结果超出范围", "the result is out of range");
    number_or_nil(L, there, a.number, a.unit);
    return 1;
}

static int fn_abs(lua_State *L)
{
    struct operand a;
    bool there = operand_get(L, 1, &a);
    if (there && decimal_sign(a.number) < 0)
        a.number = decimal_negate(a.number);
    number_or_nil(L, there, a.number, a.unit);
    return 1;
}

/* The smallest (sign -1) or greatest argument; nil when one of them is no number. */
static int extreme_push(lua_State *L, int sign)
{
    int n = lua_gettop(L), best = 1;
    luaL_checkany(L, 1);
    for (int i = 1; i <= n; i++) {
        int order;
        struct operand a;
        charge(L, 4);
        if (!operand_get(L, i, &a)) {
            lua_pushnil(L);
            return 1;
        }
        if (!order_get(L, i, best, &order))
            rule_raise(L, "单位不同，不能比较大小", "units differ, there is no greatest");
        if (order * sign > 0)
            best = i;
    }
    lua_pushvalue(L, best);
    return 1;
}

static int fn_min(lua_State *L)
{
    return extreme_push(L, -1);
}

static int fn_max(lua_State *L)
{
    return extreme_push(L, 1);
}

static int fn_sum(lua_State *L)
{
    size_t n = sequence_length(L, 1);
    struct operand total = {decimal_int(0), unit_none()}, a;
    bool first = true;
    for (size_t i = 1; i <= n; i++) {
        charge(L, 8);
        lua_geti(L, 1, (lua_Integer)i);
        if (operand_get(L, -1, &a)) {
            if (first)
                total = a;
            else if (!operand_add(total, a, false, &total))
                rule_raise(L, "第 %d 项的单位不同，不能相加", "item %d has another unit", (int)i);
            first = false;
        }
        lua_pop(L, 1);
    }
    value_push_number(L, total.number, total.unit);
    return 1;
}

static int nil_result(lua_State *L)
{
    lua_pushnil(L);
    return 1;
}

/* nil + 1 is nil: a missing operand goes through a calculation and comes out at its end. */
static void nil_open(lua_State *L)
{
    static const char *const names[] = {"__add", "__sub", "__mul", "__div", "__unm", NULL};
    lua_pushnil(L);
    lua_createtable(L, 0, 6);
    for (const char *const *n = names; *n; n++) {
        lua_pushcfunction(L, nil_result);
        lua_setfield(L, -2, *n);
    }
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

void value_open(lua_State *L)
{
    static const struct export operators[] = {
        {"__add", value_add}, {"__sub", value_sub},       {"__mul", value_mul},
        {"__div", value_div}, {"__unm", value_unm},       {"__lt", value_lt},
        {"__le", value_le},   {"__eq", value_eq},         {"__concat", value_concat},
        {"__tostring", value_tostring}, {NULL, NULL},
    };
    static const struct export functions[] = {
        {"number", fn_number},       {"is_number", fn_is_number}, {"quantity", fn_quantity},
        {"same_unit", fn_same_unit}, {"comparable", fn_comparable}, {"equal", fn_equal},
        {"percent", fn_percent},     {"money", fn_money},         {"round", fn_round},
        {"abs", fn_abs},             {"min", fn_min},             {"max", fn_max},
        {"sum", fn_sum},             {"cost_of", fn_cost_of},     {NULL, NULL},
    };
    object_define(L, OBJECT_VALUE, operators, value_index, members);
    for (const struct export *e = functions; e->name; e++) {
        lua_pushcfunction(L, e->function);
        lua_setfield(L, -2, e->name);
    }
    nil_open(L);
}
