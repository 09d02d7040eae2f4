/* What self-evaluation is measured by: the score that a target, an actual value and a weight give under
 * the platform's rules by sign, and whether an indicator missed its target. Both answer nil rather
 * than guess. */
#include "script/host.h"

enum { SCORE_PLACES = 2, PERCENT_SCALE = -2 };

enum score_mode { SCORE_PLATFORM, SCORE_RATIO };

static enum score_mode mode_check(lua_State *L, int index)
{
    static const char *const names[] = {"platform", "ratio", NULL};
    return (enum score_mode)luaL_checkoption(L, index, "platform", names);
}

/* Both are numbers of one kind, and either both or neither tell a change in the same direction. */
static bool measures_get(const struct value *target, const struct value *actual, struct operand *t,
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

/* In one unit, so that they can be divided: the actual value told in the target's. */
static bool measures_align(struct operand *t, struct operand *a)
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

static bool is_reverse(enum value_op op)
{
    return op == OP_LE || op == OP_LT;
}

/* "= 0" is met by zero or less, any other "=" by as much or more (the platform's reading). */
static bool is_met(enum value_op op, struct decimal t, struct decimal a)
{
    int order = decimal_compare(a, t);
    if (is_reverse(op) || (decimal_sign(t) == 0 && op != OP_GE && op != OP_GT))
        return order <= 0;
    return order >= 0;
}

static bool score_of(struct share share, struct decimal weight, struct decimal *out)
{
    return decimal_multiply(share.above, weight, out) && decimal_divide(*out, share.below, out) &&
           decimal_round(*out, SCORE_PLACES, out);
}

static int range_side(const struct value *target, const struct value *actual)
{
    struct operand low = {target->low, target->unit}, high = {target->high, target->unit}, a;
    int below, above;
    if (!operand_of(actual, &a) || !operand_compare(a, low, &below) ||
        !operand_compare(a, high, &above))
        return 2;
    return below < 0 ? -1 : above > 0 ? 1 : 0;
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
        known = range_side(target, actual) == 0;
    } else if (known) {
        known = measures_get(target, actual, &t, &a) && measures_align(&t, &a);
        enum value_op op = target->op;
        bool reverse = is_reverse(op) || (known && decimal_sign(t.number) == 0);
        if (known && !is_met(op, t.number, a.number))
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

/* ---- unmet ---- */

enum verdict_of_row { ROW_MET, ROW_UNMET, ROW_UNKNOWN };

static enum verdict_of_row by_numbers(const struct value *target, enum value_op op,
                                      const struct value *actual)
{
    struct operand t, a;
    if (target->change && actual->change && target->falling != actual->falling)
        return is_reverse(op) ? ROW_MET : ROW_UNMET; /* a fall was wanted and it rose */
    if (target->kind == VALUE_RANGE) {
        int side = range_side(target, actual);
        return side == 2 ? ROW_UNKNOWN : side ? ROW_UNMET : ROW_MET;
    }
    if (!measures_get(target, actual, &t, &a) || !measures_align(&t, &a))
        return ROW_UNKNOWN;
    return is_met(op, t.number, a.number) ? ROW_MET : ROW_UNMET;
}

/* The text at `index` without the words of the list (none: as it is), pushed. */
static void text_without(lua_State *L, int index, const char *list)
{
    const struct word_list *w = scene_words(host_of(L), slice_str(list));
    struct word_search search;
    struct found_word f;
    struct slice s = slice_at(L, index);
    struct buffer *b = &host_of(L)->other;
    buffer_clear(b);
    size_t at = 0;
    if (w) {
        words_push(L, w);
        search_open(L, s, lua_gettop(L), &search);
        while ((f = search_next(L, &search, at)).at != SIZE_MAX) {
            buffer_put(b, slice_sub(s, at, f.at - at));
            buffer_byte(b, ' ');
            at = f.at + f.word.len;
        }
        lua_pop(L, 2);
    }
    buffer_put(b, slice_from(s, at));
    buffer_push(L, b);
}

static bool is_among(const struct word_list *w, struct slice word)
{
    for (size_t i = 0; w && i < w->count; i++)
        if (slice_equal(w->words[i], word))
            return true;
    return false;
}

/* A word of failing that the target itself uses is no failing: "下降" where a fall was the aim. Nor is
 * any other word of falling, where less was wanted: "不高于上年" answered "下降6%". */
static bool says_unmet(lua_State *L, struct slice actual, struct slice target, bool less)
{
    const struct word_list *w = scene_words(host_of(L), SLICE("unmet"));
    const struct word_list *falls = scene_words(host_of(L), SLICE("falls"));
    for (size_t i = 0; w && i < w->count; i++) {
        charge(L, 2 + actual.len / 16);
        if (slice_find(actual, w->words[i], 0) != SIZE_MAX &&
            slice_find(target, w->words[i], 0) == SIZE_MAX && !(less && is_among(falls, w->words[i])))
            return true;
    }
    return false;
}

static bool text_holds(lua_State *L, struct slice s, const char *list)
{
    const struct word_list *w = scene_words(host_of(L), slice_str(list));
    charge(L, 2 + s.len / 16);
    for (size_t i = 0; w && i < w->count; i++)
        if (slice_find(s, w->words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static bool cell_holds(lua_State *L, const struct record_ref *r, int field, const char *list)
{
    cell_push(L, r, field);
    bool found = text_holds(L, slice_at(L, -1), list);
    lua_pop(L, 1);
    return found;
}

static enum verdict_of_row by_words(lua_State *L, const struct record_ref *r,
                                    const struct value *target, const struct value *actual)
{
    bool less = text_holds(L, target->text, "falls_wanted") ||
                cell_holds(L, r, I_LEVEL3, "negative_nouns");
    slice_push(L, actual->text);
    text_without(L, lua_gettop(L), "not_unmet");
    bool said = says_unmet(L, slice_at(L, -1), target->text, less);
    lua_pop(L, 2);
    if (said)
        return ROW_UNMET;
    bool measured = target->kind == VALUE_NUMBER || target->kind == VALUE_RANGE ||
                    target->kind == VALUE_COMPOUND;
    return measured ? ROW_UNKNOWN : ROW_MET;
}

/* A deadline is missed by what was done after it; days count where both name one. */
static bool is_late(const struct value *target, const struct value *actual)
{
    struct value_date due = target->end, done = actual->start;
    if (!due.day || !done.day)
        due.day = done.day = 0;
    bool dated = (target->kind == VALUE_DATE || target->kind == VALUE_PERIOD) &&
                 actual->kind == VALUE_DATE;
    return dated && target->op != OP_GE && target->op != OP_GT && !due.year == !done.year &&
           due.month && done.month && value_date_compare(done, due) > 0;
}

static bool is_cost(lua_State *L, const struct record_ref *r)
{
    bool found = false;
    for (int field = I_LEVEL1; field <= I_LEVEL2 && !found; field++) {
        cell_push(L, r, field);
        found = slice_find(slice_at(L, -1), SLICE("成本"), 0) != SIZE_MAX;
        lua_pop(L, 1);
    }
    return found;
}

/* Whether the name ends in a thing of which less is better; what measures it may follow (事故率). */
static bool ends_in_harm(lua_State *L, const struct record_ref *r)
{
    const struct word_list *harms = scene_words(host_of(L), SLICE("negative_nouns"));
    const struct word_list *tails = scene_words(host_of(L), SLICE("measure_tails"));
    bool found = false;
    cell_push(L, r, I_LEVEL3);
    struct slice name = slice_trim(slice_at(L, -1));
    charge(L, 4 + name.len / 8);
    for (size_t n = 0; tails && n < tails->count && name.len; n++)
        if (slice_ends(name, tails->words[n])) {
            name = slice_sub(name, 0, name.len - tails->words[n].len);
            n = SIZE_MAX; /* from the first again */
        }
    for (size_t n = 0; harms && n < harms->count && !found; n++)
        found = slice_ends(name, harms->words[n]);
    lua_pop(L, 1);
    return found && !cell_holds(L, r, I_LEVEL3, "positive_nouns") &&
           !cell_holds(L, r, I_LEVEL3, "remedies");
}

static bool is_floor(enum value_op op)
{
    return op == OP_GE || op == OP_GT;
}

/* The sign meant. Without one, a cost, a harm and a time to wait are ceilings: "单价 10万元" met by
 * 9.5万元. What is paid out to people (补助标准) may be either: OP_NONE. */
static enum value_op sign_meant(lua_State *L, const struct record_ref *r, const struct value *target)
{
    bool money = target->unit.dimension == UNIT_MONEY;
    bool priced = target->kind == VALUE_NUMBER && money && target->op == OP_EQ;
    if (target->change || decimal_sign(target->number) <= 0)
        return target->op;
    if (target->op_written)
        return priced && is_cost(L, r) ? OP_LE : target->op; /* "＝148元/人": not more */
    if (target->kind == VALUE_NUMBER && money && is_cost(L, r))
        return cell_holds(L, r, I_LEVEL3, "cost_floor_allowed") ? OP_NONE : OP_LE;
    if (target->kind == VALUE_NUMBER && ends_in_harm(L, r))
        return OP_LE;
    if (target->kind == VALUE_DURATION && cell_holds(L, r, I_LEVEL3, "sooner_is_better"))
        return OP_LE;
    return target->op;
}

/* Whether the sign of the target looks turned round (a cost "≥", a rate of success "≤"): what misses
 * such a target may well be what was wanted. The rules on direction speak of it. */
static bool points_wrong_way(lua_State *L, const struct record_ref *r, const struct value *target)
{
    bool floor = is_floor(target->op), number = target->kind == VALUE_NUMBER;
    if (!target->op_written || target->change)
        return false;
    if (floor && target->kind == VALUE_DURATION)
        return cell_holds(L, r, I_LEVEL3, "sooner_is_better");
    if (floor && number && target->unit.dimension == UNIT_MONEY && is_cost(L, r))
        return !cell_holds(L, r, I_LEVEL3, "cost_floor_allowed");
    if (floor)
        return number && decimal_sign(target->number) > 0 && ends_in_harm(L, r);
    return number && is_reverse(target->op) && target->unit.dimension == UNIT_RATIO &&
           cell_holds(L, r, I_LEVEL3, "positive_nouns") &&
           !cell_holds(L, r, I_LEVEL3, "negative_nouns") &&
           !cell_holds(L, r, I_LEVEL3, "negated_nouns");
}

static bool is_told(const struct value *v)
{
    return v->kind != VALUE_EMPTY && v->kind != VALUE_NA && v->kind != VALUE_WITHHELD &&
           v->kind != VALUE_SYMBOL;
}

/* The only figure of the answer in the target's dimension ("310天，占84.9%" against a rate), or NULL. */
static const struct value *figure_alike(const struct value *target, const struct value *actual)
{
    const struct value *found = NULL;
    for (size_t i = 0; i < actual->part_count; i++) {
        if (actual->parts[i].unit.dimension != target->unit.dimension)
            continue;
        if (found)
            return NULL;
        found = &actual->parts[i];
    }
    return found;
}

/* What an answer of several figures says was done: the figure behind "实际", the one before "其中" or a
 * bracket, or the only one of the target's dimension. */
static const struct value *figure_told(const struct value *target, const struct value *actual)
{
    static const char *const breaks[] = {"其中", "（", "("};
    if (actual->kind != VALUE_COMPOUND || !actual->part_count)
        return actual;
    size_t really = slice_find(actual->text, SLICE("实际"), 0);
    for (size_t i = 0; really != SIZE_MAX && i < actual->part_count; i++)
        if (actual->parts[i].span.ptr > actual->text.ptr + really)
            return &actual->parts[i];
    for (size_t i = 0; i < sizeof(breaks) / sizeof(*breaks); i++) {
        size_t at = slice_find(actual->text, slice_str(breaks[i]), 0);
        if (at != SIZE_MAX && actual->parts[0].span.ptr < actual->text.ptr + at &&
            (actual->part_count < 2 || actual->parts[1].span.ptr > actual->text.ptr + at))
            return &actual->parts[0];
    }
    const struct value *alike = figure_alike(target, actual);
    return alike ? alike : actual;
}

/* [target, actual] on top of the stack */
static enum verdict_of_row row_judge(lua_State *L, const struct record_ref *r)
{
    const struct value *target = value_get(L, -2), *actual = value_get(L, -1);
    if (!is_told(actual))
        return ROW_UNKNOWN;
    enum value_op op = sign_meant(L, r, target);
    bool single = target->kind == VALUE_NUMBER || target->kind == VALUE_RANGE;
    enum verdict_of_row row = by_numbers(target, op, single ? figure_told(target, actual) : actual);
    if (row == ROW_UNKNOWN)
        return is_late(target, actual) ? ROW_UNMET : by_words(L, r, target, actual);
    bool doubtful = row == ROW_UNMET && (op == OP_NONE || points_wrong_way(L, r, target));
    return doubtful ? ROW_UNKNOWN : row;
}

/* [indicator, "actual" or "forecast"] → whether that value misses the target; nil where it cannot be told */
static int fn_unmet(lua_State *L)
{
    static const char *const names[] = {"actual", "forecast", NULL};
    const struct record_ref *r = record_check(L, 1);
    int field = luaL_checkoption(L, 2, "actual", names) ? I_FORECAST : I_ACTUAL;
    if (r->indicator < 0)
        rule_argument(L, 1, "指标", "an indicator");
    lua_settop(L, 1);
    cell_push(L, r, I_TARGET);
    cell_push(L, r, field);
    enum verdict_of_row row = row_judge(L, r);
    if (row == ROW_UNKNOWN)
        lua_pushnil(L);
    else
        lua_pushboolean(L, row == ROW_UNMET);
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
    lua_pushcfunction(L, fn_unmet);
    lua_setfield(L, -2, "unmet");
}
