/* See measure.h. */
#include "script/measure.h"

bool measures_get(const struct value *target, const struct value *actual, struct operand *t,
                  struct operand *a)
{
    int order;
    if (!target || !actual || !operand_of(target, t) || !operand_of(actual, a))
        return false;
    if (target->change && target->falling && !actual->change && decimal_sign(a->number) < 0)
        a->number = decimal_negate(a->number); /* "下降15%以上" answered "-16%" */
    return (!actual->change || (target->change && target->falling == actual->falling)) &&
           operand_compare(*t, *a, &order);
}

/* Whether a bare number of at most 1 is nearer to the percentage as a share ("0.96" to 95%) than as so
 * many per cent ("0.1" to 0.41%); a tenth of it is half-way between the two. */
static bool is_share(struct decimal n, struct operand percentage)
{
    struct decimal half_way;
    return decimal_compare(n, decimal_int(1)) <= 0 && decimal_shift(n, -1, &half_way) &&
           decimal_compare(operand_plain(percentage), half_way) >= 0;
}

/* A bare number set against a percentage is so many per cent ("98%" answered "97.2") or the share itself
 * ("95%" answered "0.96"); against "0.9‰" it is so many per mille. */
static struct decimal share_plain(struct operand n, struct operand other)
{
    struct decimal share;
    if (n.unit.dimension == UNIT_NONE && n.unit.scale == 0 && other.unit.scale < 0 &&
        !is_share(n.number, other) && decimal_shift(n.number, other.unit.scale, &share))
        return share;
    return operand_plain(n);
}

/* "8万" is 80000, whatever it is that was counted. */
static void spell_out(struct operand *n)
{
    struct decimal all;
    if (n->unit.dimension != UNIT_NONE || n->unit.scale <= 0 ||
        !decimal_shift(n->number, n->unit.scale, &all))
        return;
    n->number = all;
    n->unit = unit_none();
}

bool measures_align(struct operand *t, struct operand *a)
{
    spell_out(t);
    spell_out(a);
    if (a->unit.dimension == UNIT_NONE || t->unit.dimension == UNIT_NONE ||
        (a->unit.dimension == UNIT_RATIO && t->unit.dimension == UNIT_RATIO)) {
        if (t->unit.dimension == UNIT_RATIO || a->unit.dimension == UNIT_RATIO) {
            struct decimal share = share_plain(*t, *a);
            a->number = share_plain(*a, *t);
            t->number = share;
        }
        return true;
    }
    struct decimal n = a->number;
    if (unit_compatible(a->unit, t->unit) && !unit_convert(a->number, a->unit, t->unit, &n))
        return false;
    a->number = n;
    return true;
}

bool measures_reverse(enum value_op op)
{
    return op == OP_LE || op == OP_LT;
}

bool measures_met(enum value_op op, struct decimal t, struct decimal a)
{
    int order = decimal_compare(a, t);
    if (measures_reverse(op) || (decimal_sign(t) == 0 && op != OP_GE && op != OP_GT))
        return order <= 0;
    return order >= 0;
}

enum { SECONDS_OF_DAY = 86400, SHORT_MONTH = 28, LONG_MONTH = 31, TENTHS = 304, AWAY = 3 };

static bool is_time(const struct value *v, const char *base)
{
    return (v->kind == VALUE_DURATION || v->kind == VALUE_NUMBER) && !v->change &&
           v->unit.dimension == UNIT_TIME && slice_equal(v->unit.base, slice_str(base));
}

/* What `v` is in days at least and at most: n months are between 28n and 31n days, and never further than
 * three days from 30.4n. */
static bool days_of(const struct value *v, struct decimal *least, struct decimal *most)
{
    struct decimal n = v->number, mean, low, high;
    uint32_t factor = v->unit.factor ? v->unit.factor : 1;
    if (!decimal_multiply(n, decimal_int((int64_t)factor), &n))
        return false;
    if (is_time(v, "秒")) {
        bool ok = decimal_divide(n, decimal_int(SECONDS_OF_DAY), least);
        *most = *least;
        return ok;
    }
    if (!decimal_multiply(n, decimal_int(SHORT_MONTH), &low) ||
        !decimal_multiply(n, decimal_int(LONG_MONTH), &high) ||
        !decimal_multiply(n, decimal_int(TENTHS), &mean) || !decimal_shift(mean, -1, &mean) ||
        !decimal_subtract(mean, decimal_int(AWAY), least) ||
        !decimal_add(mean, decimal_int(AWAY), most))
        return false;
    if (decimal_compare(low, *least) > 0)
        *least = low;
    if (decimal_compare(high, *most) < 0)
        *most = high;
    return true;
}

int measures_months(enum value_op op, const struct value *target, const struct value *actual)
{
    struct decimal t[2], a[2];
    bool pair = target && actual &&
                ((is_time(target, "个月") && is_time(actual, "秒")) ||
                 (is_time(target, "秒") && is_time(actual, "个月")));
    if (!pair || !days_of(target, &t[0], &t[1]) || !days_of(actual, &a[0], &a[1]))
        return -1;
    bool met = measures_met(op, t[0], a[1]);
    return met == measures_met(op, t[1], a[0]) && met == measures_met(op, t[0], a[0]) &&
                   met == measures_met(op, t[1], a[1])
               ? met
               : -1;
}

int measures_side(const struct value *target, const struct value *actual)
{
    struct operand low = {target->low, target->unit}, high = {target->high, target->unit}, a;
    int below, above;
    if (!operand_of(actual, &a) || !operand_compare(a, low, &below) ||
        !operand_compare(a, high, &above))
        return 2;
    return below < 0 ? -1 : above > 0 ? 1 : 0;
}
