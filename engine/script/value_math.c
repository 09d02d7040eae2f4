/* Arithmetic and order of values: exact decimals, and units that know what may be mixed. Sums and
 * products are exact wherever they fit; where a quotient of 34 digits takes part, the last digits are
 * rounded, far below anything a form can print. */
#include "script/host.h"

bool operand_of(const struct value *v, struct operand *out)
{
    if (v->kind != VALUE_NUMBER && v->kind != VALUE_DURATION)
        return false;
    *out = (struct operand){v->number, v->unit};
    return true;
}

/* The shortest decimal that reads back as the same number: what the author wrote. */
static bool float_to_decimal(lua_State *L, lua_Number n, struct decimal *out)
{
    char text[64];
    for (int digits = 1; digits <= 17; digits++) {
        (void)snprintf(text, sizeof(text), "%.*g", digits, n);
        if (!lua_stringtonumber(L, text))
            return false;
        lua_Number back = lua_tonumber(L, -1);
        lua_pop(L, 1);
        if (!(back < n) && !(back > n))
            break;
    }
    return decimal_parse(slice_str(text), out);
}

bool number_to_decimal(lua_State *L, int index, struct decimal *out)
{
    if (lua_type(L, index) != LUA_TNUMBER)
        return false;
    if (lua_isinteger(L, index)) {
        *out = decimal_int(lua_tointeger(L, index));
        return true;
    }
    if (!float_to_decimal(L, lua_tonumber(L, index), out))
        rule_raise(L, "数值无法精确表示", "the number cannot be told exactly");
    return true;
}

bool operand_get(lua_State *L, int index, struct operand *out)
{
    const struct value *v = value_get(L, index);
    if (v)
        return operand_of(v, out);
    out->unit = unit_none();
    return number_to_decimal(L, index, &out->number);
}

static struct decimal power_of_ten(int exponent)
{
    struct decimal d = decimal_int(1);
    d.exponent = exponent;
    return d;
}

struct decimal operand_plain(struct operand a)
{
    struct decimal out;
    if (a.unit.dimension != UNIT_RATIO || a.unit.scale == 0 ||
        !decimal_multiply(a.number, power_of_ten(a.unit.scale), &out))
        return a.number;
    return out;
}

static bool is_scalar(struct unit u)
{
    return u.dimension == UNIT_NONE || u.dimension == UNIT_RATIO;
}

/* A form that does not say 元 or 万元 means the same by all its amounts. */
static bool both_unscaled_money(struct unit a, struct unit b)
{
    return a.dimension == UNIT_MONEY && b.dimension == UNIT_MONEY && !a.known_scale &&
           !b.known_scale && slice_equal(a.name, b.name);
}

bool unit_same_class(struct unit a, struct unit b)
{
    return (is_scalar(a) && is_scalar(b)) || both_unscaled_money(a, b) || unit_compatible(a, b);
}

/* Brings both to one unit; false when there is none. */
static bool operands_align(struct operand *a, struct operand *b, struct unit *unit)
{
    *unit = a->unit;
    if (is_scalar(a->unit) && is_scalar(b->unit)) {
        if (a->unit.dimension == b->unit.dimension && a->unit.scale == b->unit.scale)
            return true;
        a->number = operand_plain(*a);
        b->number = operand_plain(*b);
        *unit = unit_none();
        return true;
    }
    if (both_unscaled_money(a->unit, b->unit))
        return true;
    return unit_compatible(a->unit, b->unit) &&
           unit_convert(b->number, b->unit, a->unit, &b->number);
}

/* A bare number beside a quantity is meant in the quantity's own unit: `p.budget_total > 0`. */
bool operand_compare(struct operand a, struct operand b, int *order)
{
    struct unit unit;
    bool bare = (a.unit.dimension == UNIT_NONE) != (b.unit.dimension == UNIT_NONE) &&
                !(is_scalar(a.unit) && is_scalar(b.unit));
    if (!bare && !operands_align(&a, &b, &unit))
        return false;
    *order = decimal_compare(a.number, b.number);
    return true;
}

static bool is_day(const struct value *v)
{
    return v && (v->kind == VALUE_DATE || v->kind == VALUE_PERIOD);
}

static int date_order(const struct value *a, const struct value *b)
{
    int order = value_date_compare(a->start, b->start);
    return order ? order : value_date_compare(a->end, b->end);
}

bool value_order(const struct value *a, const struct value *b, int *order)
{
    struct operand x, y;
    if (is_day(a) && is_day(b)) {
        *order = date_order(a, b);
        return true;
    }
    return operand_of(a, &x) && operand_of(b, &y) && operand_compare(x, y, order);
}

bool order_get(lua_State *L, int a, int b, int *order)
{
    const struct value *v = value_get(L, a), *w = value_get(L, b);
    struct operand x, y;
    charge(L, 4);
    if (v && w)
        return value_order(v, w, order);
    return operand_get(L, a, &x) && operand_get(L, b, &y) && operand_compare(x, y, order);
}

/* ---- the four operations ---- */

enum { ROUGH_PLACES = 20 };

static bool decimal_sum(struct decimal a, struct decimal b, bool subtract, struct decimal *out)
{
    if (subtract)
        b = decimal_negate(b);
    return decimal_add(a, b, out) ||
           (decimal_round(a, ROUGH_PLACES, &a) && decimal_round(b, ROUGH_PLACES, &b) &&
            decimal_add(a, b, out));
}

/* a × b, by way of a ÷ (1 ÷ b) where the product has too many digits */
bool decimal_product(struct decimal a, struct decimal b, struct decimal *out)
{
    struct decimal inverse;
    return decimal_multiply(decimal_trim(a), decimal_trim(b), out) ||
           (decimal_divide(decimal_int(1), b, &inverse) && decimal_divide(a, inverse, out));
}

bool operand_add(struct operand a, struct operand b, bool subtract, struct operand *out)
{
    struct unit unit;
    if (!operands_align(&a, &b, &unit))
        return false;
    out->unit = unit;
    return decimal_sum(a.number, b.number, subtract, &out->number);
}

static _Noreturn void raise_mixed(lua_State *L, const char *sign, struct operand a,
                                  struct operand b)
{
    struct slice x = a.unit.name, y = b.unit.name;
    x = x.len ? x : SLICE("(无单位)");
    y = y.len ? y : SLICE("(无单位)");
    rule_raise(L, "单位不能混算：%.*s %s %.*s", "units do not mix: %.*s %s %.*s", SLICE_ARG(x), sign,
               SLICE_ARG(y));
}

static bool operand_multiply(struct operand a, struct operand b, struct operand *out)
{
    if (a.unit.dimension == UNIT_NONE || (is_scalar(a.unit) && !is_scalar(b.unit))) {
        struct operand swap = a;
        a = b;
        b = swap;
    }
    out->unit = a.unit;
    if (is_scalar(a.unit) && b.unit.dimension == UNIT_RATIO) { /* 50% × 50% is 0.25 */
        a.number = operand_plain(a);
        out->unit = unit_none();
    }
    return decimal_product(a.number, operand_plain(b), &out->number);
}

static bool operand_divide(struct operand a, struct operand b, struct operand *out)
{
    struct unit unit;
    out->unit = a.unit;
    if (is_scalar(b.unit) && !(is_scalar(a.unit) && b.unit.dimension == UNIT_RATIO))
        return decimal_divide(a.number, operand_plain(b), &out->number);
    out->unit = unit_none();
    if (is_scalar(a.unit))
        return decimal_divide(operand_plain(a), operand_plain(b), &out->number);
    return operands_align(&a, &b, &unit) && decimal_divide(a.number, b.number, &out->number);
}

static bool may_combine(enum arithmetic op, struct operand a, struct operand b)
{
    switch (op) {
    case MULTIPLY: return is_scalar(a.unit) || is_scalar(b.unit);
    case DIVIDE: return is_scalar(b.unit) || unit_same_class(a.unit, b.unit);
    case ADD:
    case SUBTRACT: break;
    }
    return unit_same_class(a.unit, b.unit);
}

void arithmetic_push(lua_State *L, enum arithmetic op, int x, int y)
{
    static const char *const signs[] = {"+", "-", "×", "÷"};
    struct operand a, b, out;
    charge(L, 10);
    if (!operand_get(L, x, &a) || !operand_get(L, y, &b) ||
        (op == DIVIDE && decimal_sign(b.number) == 0)) {
        lua_pushnil(L);
        return;
    }
    if (!may_combine(op, a, b))
        raise_mixed(L, signs[op], a, b);
    bool fits = op == MULTIPLY ? operand_multiply(a, b, &out)
                : op == DIVIDE ? operand_divide(a, b, &out)
                               : operand_add(a, b, op == SUBTRACT, &out);
    if (!fits)
        rule_raise(L, "计算结果超出范围", "the result is out of range");
    value_push_number(L, out.number, out.unit);
}

/* ---- days ---- */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

int64_t date_days(struct value_date d, bool last)
{
    int month = d.month >= 1 && d.month <= 12 ? d.month : last ? 12 : 1;
    int day = d.month && d.day ? d.day : last ? month_days(d.year, month) : 1;
    int64_t year = d.year - (month <= 2);
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}
