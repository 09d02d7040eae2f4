/* Whether an indicator missed its target: by its numbers, its dates, its words, and by the sign that is
 * meant where none is written. It answers nil rather than guess. */
#include "script/measure.h"

enum verdict_of_row { ROW_MET, ROW_UNMET, ROW_UNKNOWN };

static enum verdict_of_row by_numbers(const struct value *target, enum value_op op,
                                      const struct value *actual)
{
    struct operand t, a;
    if (target->change && actual->change && target->falling != actual->falling)
        return measures_reverse(op) ? ROW_MET : ROW_UNMET; /* a fall was wanted and it rose */
    if (target->kind == VALUE_RANGE) {
        int side = measures_side(target, actual);
        return side == 2 ? ROW_UNKNOWN : side ? ROW_UNMET : ROW_MET;
    }
    int months = measures_months(op, target, actual);
    if (months >= 0)
        return months ? ROW_MET : ROW_UNMET;
    if (!measures_get(target, actual, &t, &a) || !measures_align(&t, &a))
        return ROW_UNKNOWN;
    return measures_met(op, t.number, a.number) ? ROW_MET : ROW_UNMET;
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

/* "健全" answered "不健全": the target's own words, denied. */
static bool denies(struct slice actual, struct slice target)
{
    static const char *const denials[] = {"不", "未", "没有"};
    target = slice_trim(target);
    size_t at = target.len ? slice_find(actual, target, 0) : SIZE_MAX;
    for (size_t i = 0; at != SIZE_MAX && i < sizeof(denials) / sizeof(*denials); i++)
        if (slice_ends(slice_sub(actual, 0, at), slice_str(denials[i])))
            return true;
    return false;
}

static bool cell_holds(lua_State *L, const struct record_ref *r, int field, const char *list)
{
    cell_push(L, r, field);
    bool found = scene_holds(L, slice_at(L, -1), slice_str(list));
    lua_pop(L, 1);
    return found;
}

static enum verdict_of_row by_words(lua_State *L, const struct record_ref *r,
                                    const struct value *target, const struct value *actual)
{
    bool less = scene_holds(L, target->text, SLICE("falls_wanted")) ||
                cell_holds(L, r, I_LEVEL3, "negative_nouns");
    slice_push(L, actual->text);
    text_without(L, lua_gettop(L), "not_unmet");
    bool said = says_unmet(L, slice_at(L, -1), target->text, less) ||
                (target->kind == VALUE_TEXT && denies(actual->text, target->text));
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
    if (!due.month || !done.month) /* "2024年": by its end */
        due.month = due.day = done.month = done.day = 0;
    return dated && target->op != OP_GE && target->op != OP_GT && !due.year == !done.year &&
           value_date_compare(done, due) > 0;
}

/* Platforms have "≤", "11" and "月" in three columns of a timeliness indicator: by November, not eleven
 * months ("11个月"). */
static bool is_month_late(lua_State *L, const struct record_ref *r, const struct value *target,
                          const struct value *actual)
{
    struct value_date done = actual->start;
    if (target->kind != VALUE_DURATION || target->op != OP_LE || actual->kind != VALUE_DATE || done.year ||
        !done.month || !slice_equal(target->unit.name, SLICE("个月")) ||
        slice_find(target->text, SLICE("个月"), 0) != SIZE_MAX ||
        decimal_compare(target->number, decimal_int(12)) > 0)
        return false;
    cell_push(L, r, I_LEVEL2);
    bool timely = slice_find(slice_at(L, -1), SLICE("时效"), 0) != SIZE_MAX;
    lua_pop(L, 1);
    return timely && decimal_compare(decimal_int(done.month), target->number) > 0;
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

/* A time without a sign: to wait for something is a ceiling, to last a floor; hours and working days in
 * a timeliness indicator are to wait, of days and months there nobody can tell (OP_NONE). */
static enum value_op time_meant(lua_State *L, const struct record_ref *r, const struct value *target)
{
    static const char *const waits[] = {"小时", "分钟", "秒", "毫秒", "工作日", "个工作日"};
    if (cell_holds(L, r, I_LEVEL3, "longer_is_better"))
        return target->op;
    if (cell_holds(L, r, I_LEVEL3, "sooner_is_better"))
        return OP_LE;
    cell_push(L, r, I_LEVEL2);
    bool timely = slice_find(slice_at(L, -1), SLICE("时效"), 0) != SIZE_MAX;
    lua_pop(L, 1);
    for (size_t i = 0; timely && i < sizeof(waits) / sizeof(*waits); i++)
        if (slice_equal(target->unit.name, slice_str(waits[i])))
            return OP_LE;
    return timely ? OP_NONE : target->op;
}

/* "造价(万元)" with a bare figure: the name says that it is money. */
static bool names_money(lua_State *L, const struct record_ref *r, const struct value *target)
{
    if (target->kind != VALUE_NUMBER || target->unit.dimension != UNIT_NONE)
        return false;
    cell_push(L, r, I_LEVEL3);
    bool found = slice_find(slice_at(L, -1), SLICE("元"), 0) != SIZE_MAX;
    lua_pop(L, 1);
    return found;
}

/* The sign meant. Without one, a cost, a harm and a time to wait are ceilings: "单价 10万元" met by
 * 9.5万元. What is paid out to people (补助标准) may be either: OP_NONE. */
static enum value_op sign_meant(lua_State *L, const struct record_ref *r, const struct value *target)
{
    bool money = target->unit.dimension == UNIT_MONEY || names_money(L, r, target);
    bool priced = target->kind == VALUE_NUMBER && money && target->op == OP_EQ;
    if (target->change || decimal_sign(target->number) <= 0)
        return target->op;
    if (target->op_written)
        return priced && is_cost(L, r) ? OP_LE : target->op; /* "＝148元/人": not more */
    if (target->kind == VALUE_NUMBER && money && is_cost(L, r))
        return cell_holds(L, r, I_LEVEL3, "cost_floor_allowed") ? OP_NONE : OP_LE;
    if (target->kind == VALUE_NUMBER && ends_in_harm(L, r))
        return OP_LE;
    if (target->kind == VALUE_DURATION)
        return time_meant(L, r, target);
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
    return number && measures_reverse(target->op) && target->unit.dimension == UNIT_RATIO &&
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

/* The words between the marks around a part. */
static struct slice clause_around(struct slice text, struct slice part)
{
    static const char *const marks[] = {"，", "；", "。", "、", ",", ";"};
    size_t from = 0, at = (size_t)(part.ptr - text.ptr), to = text.len;
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
        struct slice mark = slice_str(marks[i]);
        size_t next = slice_find(text, mark, at + part.len);
        for (size_t k = slice_find(text, mark, 0); k < at; k = slice_find(text, mark, k + mark.len))
            from = k + mark.len > from ? k + mark.len : from;
        to = next < to ? next : to;
    }
    return slice_sub(text, from, to - from);
}

/* "已建成4座，1座在建": what is under way is not done; the only other figure is. NULL: nothing is said to be
 * under way, or several figures are left. */
static const struct value *figure_done(lua_State *L, const struct value *target,
                                       const struct value *actual)
{
    const struct value *done = NULL;
    bool open = false, several = false;
    for (size_t i = 0; i < actual->part_count; i++) {
        const struct value *part = &actual->parts[i];
        if (part->unit.dimension != target->unit.dimension)
            continue;
        if (scene_holds(L, clause_around(actual->text, part->span), SLICE("under_way"))) {
            open = true;
            continue;
        }
        several = several || done;
        done = part;
    }
    return open && !several ? done : NULL;
}

/* What an answer of several figures says was done: the one that is not under way, the figure behind "实际", the one
 * before "其中" or a bracket, or the only one of the target's dimension. */
static const struct value *figure_told(lua_State *L, const struct value *target,
                                       const struct value *actual)
{
    static const char *const breaks[] = {"其中", "（", "("};
    if (actual->kind != VALUE_COMPOUND || !actual->part_count)
        return actual;
    const struct value *done = figure_done(L, target, actual);
    if (done)
        return done;
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

/* Nine courses where five to eight were planned are no failure; more money than the range has is, and so is
 * more harm. */
static bool more_than_asked(lua_State *L, const struct record_ref *r, const struct value *target,
                            const struct value *actual)
{
    enum unit_dimension what = target->unit.dimension;
    bool counts = what == UNIT_COUNT || what == UNIT_PEOPLE;
    return target->kind == VALUE_RANGE && counts && measures_side(target, actual) == 1 &&
           !ends_in_harm(L, r);
}

/* "1200" answered "90%": of what was planned, not so many. */
static bool is_other_share(const struct value *target, const struct value *told)
{
    return target->kind == VALUE_NUMBER && target->unit.dimension == UNIT_NONE &&
           told->unit.dimension == UNIT_RATIO &&
           decimal_compare(target->number, decimal_int(100)) > 0;
}

/* [target, actual] on top of the stack */
static enum verdict_of_row row_judge(lua_State *L, const struct record_ref *r)
{
    const struct value *target = value_get(L, -2), *actual = value_get(L, -1);
    if (!is_told(actual))
        return ROW_UNKNOWN;
    enum value_op op = sign_meant(L, r, target);
    bool single = target->kind == VALUE_NUMBER || target->kind == VALUE_RANGE;
    const struct value *told = single ? figure_told(L, target, actual) : actual;
    if (is_other_share(target, told))
        return ROW_UNKNOWN;
    enum verdict_of_row row = by_numbers(target, op, told);
    if (row == ROW_UNKNOWN)
        return is_late(target, actual) || is_month_late(L, r, target, actual) ? ROW_UNMET : by_words(L, r, target, actual);
    if (row == ROW_UNMET && more_than_asked(L, r, target, actual))
        return ROW_MET;
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

void unmet_open(lua_State *L)
{
    lua_pushcfunction(L, fn_unmet);
    lua_setfield(L, -2, "unmet");
}
