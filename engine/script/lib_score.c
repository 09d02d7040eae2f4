/* What self-evaluation is measured by: the score that a target, an actual value and a weight give under
 * the platform's rules by sign. It answers nil rather than guess. */
#include "script/measure.h"

enum { SCORE_PLACES = 2 };

enum score_mode { SCORE_PLATFORM, SCORE_RATIO };

static enum score_mode mode_check(lua_State *L, int index)
{
    static const char *const names[] = {"platform", "ratio", NULL};
    return (enum score_mode)luaL_checkoption(L, index, "platform", names);
}

/* The share of the weight that a miss leaves, as a fraction, so that nothing is rounded before the
 * score is. */
struct share {
    struct decimal above, below;
};

/* False when it cannot be told. */
static bool share_missed(struct decimal t, struct decimal a, bool reverse, enum score_mode mode,
                         struct share *out)
{
    struct decimal twice;
    *out = (struct share){decimal_int(0), decimal_int(1)};
    if (!reverse && decimal_sign(t) <= 0)
        return false;
    if (!reverse) {
        if (decimal_sign(a) > 0)
            *out = (struct share){a, t};
        return true;
    }
    if (decimal_sign(t) <= 0)
        return decimal_sign(t) == 0; /* nothing was allowed and something came: nothing is left */
    if (mode == SCORE_RATIO) {
        *out = (struct share){t, a};
        return true;
    }
    if (!decimal_add(t, t, &twice) || !decimal_subtract(twice, a, &out->above))
        return false;
    out->below = t; /* 1 - (a - t) / t */
    if (decimal_sign(out->above) < 0)
        out->above = decimal_int(0);
    return true;
}

static bool score_of(struct share share, struct decimal weight, struct decimal *out)
{
    return decimal_multiply(share.above, weight, out) && decimal_divide(*out, share.below, out) &&
           decimal_round(*out, SCORE_PLACES, out);
}

static int score_expected(lua_State *L)
{
    const struct value *target = value_get(L, 1), *actual = value_get(L, 2);
    enum score_mode mode = mode_check(L, 4);
    struct operand t, a, w;
    struct share share = {decimal_int(1), decimal_int(1)};
    struct decimal score;
    charge(L, 20);
    bool known = operand_get(L, 3, &w) && target && actual;
    if (known && target->kind == VALUE_RANGE) {
        known = measures_side(target, actual) == 0;
    } else if (known) {
        known = measures_get(target, actual, &t, &a) && measures_align(&t, &a);
        enum value_op op = target->op;
        bool reverse = measures_reverse(op) || (known && decimal_sign(t.number) == 0);
        if (known && !measures_met(op, t.number, a.number))
            known = share_missed(t.number, a.number, reverse, mode, &share);
    }
    if (known && score_of(share, w.number, &score))
        value_push_number(L, score, unit_none());
    else
        lua_pushnil(L);
    return 1;
}

/* ---- agrees ---- */

enum { PRINTED_PLACES_MAX = 8 };

static int places_printed(struct slice text)
{
    size_t point = slice_find(text, SLICE("."), 0), at = point + 1;
    if (point == SIZE_MAX)
        return 0;
    while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9')
        at++;
    size_t n = at - point - 1;
    return n < PRINTED_PLACES_MAX ? (int)n : PRINTED_PLACES_MAX;
}

/* [printed, exact, slack, places] → whether a figure as printed is the exact one, rounded to the
 * decimals it is printed with (at most `places`), its last place off by `slack` at most; nil where
 * one of them is no number */
static int score_agrees(lua_State *L)
{
    const struct value *printed = value_get(L, 1);
    struct operand p, e;
    struct decimal gap, allowed;
    lua_Integer slack = luaL_optinteger(L, 3, 0);
    lua_Integer most = luaL_optinteger(L, 4, PRINTED_PLACES_MAX);
    charge(L, 10);
    if (!printed || !operand_of(printed, &p) || !operand_get(L, 2, &e)) {
        lua_pushnil(L);
        return 1;
    }
    int places = places_printed(printed->text);
    if (places > most)
        places = (int)(most < 0 ? 0 : most);
    bool ok = decimal_round(e.number, places, &e.number) &&
              decimal_subtract(e.number, p.number, &gap) &&
              decimal_shift(decimal_int(slack < 0 ? 0 : slack), -places, &allowed);
    if (ok && decimal_sign(gap) < 0)
        gap = decimal_negate(gap);
    lua_pushboolean(L, ok && decimal_compare(gap, allowed) <= 0);
    return 1;
}

void score_open(lua_State *L)
{
    static const struct label label = {" score 函数", "score function", false};
    static const struct export list[] = {
        {"expected", score_expected}, {"agrees", score_agrees}, {NULL, NULL}};
    exports_push(L, list);
    table_freeze(L, &label);
    lua_setfield(L, -2, "score");
}
