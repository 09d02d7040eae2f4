/* See measure.h. */
#include "script/measure.h"

enum { PERCENT_SCALE = -2 };

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

/* A bare number above 1 set against a percentage is so many per cent ("98%" answered "97.2"); else it
 * is the share itself ("95%" answered "0.96"). */
static struct decimal share_plain(struct operand n, struct unit other)
{
    struct decimal share;
    if (n.unit.dimension == UNIT_NONE && n.unit.scale == 0 && other.scale == PERCENT_SCALE &&
        decimal_compare(n.number, decimal_int(1)) > 0 &&
        decimal_shift(n.number, PERCENT_SCALE, &share))
        return share;
    return operand_plain(n);
}

bool measures_align(struct operand *t, struct operand *a)
{
    if (a->unit.dimension == UNIT_NONE || t->unit.dimension == UNIT_NONE ||
        (a->unit.dimension == UNIT_RATIO && t->unit.dimension == UNIT_RATIO)) {
        if (t->unit.dimension == UNIT_RATIO || a->unit.dimension == UNIT_RATIO) {
            t->number = share_plain(*t, a->unit);
            a->number = share_plain(*a, t->unit);
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

int measures_side(const struct value *target, const struct value *actual)
{
    struct operand low = {target->low, target->unit}, high = {target->high, target->unit}, a;
    int below, above;
    if (!operand_of(actual, &a) || !operand_compare(a, low, &below) ||
        !operand_compare(a, high, &above))
        return 2;
    return below < 0 ? -1 : above > 0 ? 1 : 0;
}
