/* One quantity: number, unit, a second number where it is a range, and the words behind
 * it. Several rules of the catalogue meet here: 万 belongs to the unit (56万人 is 56 of
 * 万人), 级 and 届 name rather than measure, 余 and 多 mean a little more. Whether a
 * number without unit or sign counts at all depends on its sentence and is left to
 * scan.c, which is told that it is weak. */
#include "value/lex.h"
#include "value/lexicon.h"
#include "value/numeral.h"
#include "value/scan.h"
#include "value/unit_table.h"

enum { AFTER_WORDS_MAX = 3, CLASS_DISTANCE = 4 };

/* ---- money
 * ----------------------------------------------------------------------------------- */

static const char *const money_words[] = {
    "元",   "资金",   "金额", "经费", "费用", "成本", "预算", "补助",
    "补贴", "奖金",   "工资", "投入", "支出", "收入", "产值", "税",
    "损失", "救助金", "价",   "投资", "财政", "款",   "费",   "薪",
};

void reader_init(struct reader *r, struct slice text, const struct value_context *context)
{
    *r = (struct reader){.text = text, .speaks_of_money = -1};
    r->context.money_unit = unit_none();
    if (context)
        r->context = *context;
}

bool reader_speaks_of_money(struct reader *r)
{
    if (r->speaks_of_money < 0) {
        r->speaks_of_money = r->context.money;
        for (size_t i = 0; i < sizeof(money_words) / sizeof(*money_words); i++)
            if (slice_find(r->text, slice_str(money_words[i]), 0) != SIZE_MAX)
                r->speaks_of_money = 1;
    }
    return r->speaks_of_money == 1;
}

/* ---- number and unit
 * ------------------------------------------------------------------------- */

struct term {
    const struct unit_list *units; /* of the region, or NULL */
    struct numeral numeral;
    struct decimal number;
    struct unit unit;
    size_t end;
    bool has_unit, more;
    bool spelled; /* 千 or 百 behind the digits is in the number */
};

static bool scale_by(struct term *t, int power)
{
    return decimal_shift(t->number, power, &t->number) &&
           decimal_shift(t->numeral.second, power, &t->numeral.second);
}

static struct unit ratio_unit(enum numeral_ratio ratio)
{
    size_t len;
    switch (ratio) {
    case RATIO_PERMILLE: return unit_match(SLICE("‰"), NULL, &len);
    case RATIO_MYRIAD: return unit_match(SLICE("‱"), NULL, &len);
    default: return unit_percent();
    }
}

/* 3千人, 两三百人: what a Chinese numeral would have held already. Behind 万 (3万5千元) 千元 is no
 * unit of its own. */
static bool read_magnitude(struct slice text, struct term *t, bool behind_myriad)
{
    for (int i = 0; i < 2; i++) {
        size_t next, unit;
        uint32_t c = lex_peek(text, t->end, &next);
        int power = c == 0x5341 ? 1 : c == 0x767E ? 2 : c == 0x5343 ? 3 : 0;
        if (!power)
            break;
        struct unit u = unit_match(slice_from(text, lex_skip(text, t->end)), t->units, &unit);
        if (unit > 0 && !(behind_myriad && u.dimension == UNIT_MONEY))
            break; /* 千米 */
        if (!scale_by(t, power))
            return false;
        t->end = next;
        t->spelled = true;
    }
    return true;
}

static void read_more(struct slice text, struct term *t)
{
    size_t next;
    struct after after = lexicon_after(text, t->end);
    if (after.kind == AFTER_MORE) {
        t->end = after.end;
        t->more = true;
    } else if (lex_peek(text, t->end, &next) == 0x51E0 && !t->numeral.pair) { /* 几 */
        t->end = next;
        t->more = true;
    }
}

/* 3万5千, 3万5000, 1亿2000万: the rest of the number behind 万 or 亿. */
static bool read_rest(struct slice text, size_t pos, int myriads, struct term *t)
{
    struct term rest = {.units = t->units};
    size_t behind;
    pos = lex_skip(text, pos);
    if (!numeral_read(text, pos, t->units, &rest.numeral) || rest.numeral.name ||
        rest.numeral.ratio || rest.numeral.chinese || rest.numeral.digits > 4)
        return false;
    rest.number = rest.numeral.number;
    rest.end = rest.numeral.end;
    if (!read_magnitude(text, &rest, true))
        return false;
    bool spelled = rest.end != rest.numeral.end;
    bool myriad = myriads == 8 && unit_myriad_at(text, rest.end, &behind) == 4;
    if (!(myriads == 4 && (spelled || rest.numeral.digits == 4)) && !myriad)
        return false;
    if ((myriad && !decimal_shift(rest.number, 4, &rest.number)) ||
        !scale_by(t, myriads) || !decimal_add(t->number, rest.number, &t->number))
        return false;
    t->number = decimal_trim(t->number);
    t->end = myriad ? behind : rest.end;
    return true;
}

/* The unit behind 万 or 亿, with 余 or 多 perhaps between them (5万余元). */
static bool read_myriads(struct slice text, struct term *t)
{
    size_t end, len;
    int myriads = unit_myriad_at(text, t->end, &end), more;
    if (!myriads)
        return true;
    if (myriads == 4 && (more = unit_myriad_at(text, end, &len)) == 8) {
        myriads = 12;
        end = len;
    }
    if (!t->numeral.pair && read_rest(text, end, myriads, t))
        return true;
    t->end = end;
    t->unit = unit_myriad(myriads);
    t->has_unit = true;
    read_more(text, t);
    struct unit u =
        unit_match_scaled(slice_from(text, t->end), t->units, myriads == 8 ? 8 : 4, &len);
    if (len && myriads != 12) {
        t->unit = u;
        t->end += len;
    }
    return true;
}

/* 一个半月, 两年半 */
static void read_half(struct slice text, struct term *t)
{
    struct decimal half = {5, -1};
    size_t next, len, at = lex_word(text, t->end, SLICE("个半"));
    if (at && !t->has_unit) {
        struct unit u = unit_match(slice_from(text, at), t->units, &len);
        if (len && u.dimension == UNIT_TIME && decimal_add(t->number, half, &t->number)) {
            t->unit = u;
            t->has_unit = true;
            t->end = at + len;
        }
    } else if (t->has_unit && t->unit.dimension == UNIT_TIME && !t->numeral.half &&
               lex_peek(text, t->end, &next) == 0x534A &&
               !lex_among(text, next, "天月年径数程价日夜成") &&
               decimal_add(t->number, half, &t->number)) {
        t->end = next;
    }
}

/* 50人, 50（人） */
static void read_unit(struct slice text, struct term *t)
{
    size_t len, next, at = lex_skip(text, t->end);
    bool bracket = lex_char(text, at, &next) == '(';
    if (bracket)
        at = lex_skip(text, next);
    struct unit u = unit_match(slice_from(text, at), t->units, &len);
    if (len == 0 || (bracket && lex_peek(text, at + len, &next) != ')'))
        return;
    t->unit = u;
    t->has_unit = true;
    t->end = bracket ? next : at + len;
}

/* Nothing that belongs to a number begins with these; most lists and numberings end here. */
static bool is_closing(uint32_t c)
{
    return c == LEX_END || c == 0x3001 || c == 0x3002 || c == ',' || c == ';' || c == '\n' ||
           c == 0x201C || c == 0x201D;
}

/* A unit at the beginning of the next line belongs to the number: the cell was too narrow for both. Not
 * where the next line is about something else: 人均收入. */
static bool unit_wraps(struct slice text, const struct unit_list *units, size_t pos)
{
    static const char *const behind[] = {"以", "及", "内", "之内", "左右", "前"};
    size_t len, next, at = lex_skip(text, pos);
    (void)unit_match(slice_from(text, at), units, &len);
    if (len == 0)
        len = lex_word(text, at, SLICE("万")) ? lex_word(text, at, SLICE("万")) - at : 0;
    if (len == 0)
        return false;
    bool found = !lex_is_wording(lex_char(text, at + len, &next));
    for (size_t i = 0; !found && i < sizeof(behind) / sizeof(*behind); i++)
        found = lex_word(text, at + len, slice_str(behind[i])) > 0;
    return found;
}

static bool is_closed(struct slice text, const struct unit_list *units, size_t pos)
{
    size_t next;
    uint32_t c = lex_char(text, pos, &next);
    return is_closing(c) && !(c == '\n' && unit_wraps(text, units, pos));
}

static bool term_read(struct slice text, size_t pos, const struct unit_list *units, struct term *t);

/* "1小时30分", "2年6个月": one time in two units. 分 behind hours or before seconds is no score. "7天24小时"
 * is how a service runs, "5年12个月" no such time. */
static void read_finer(struct slice text, struct term *t)
{
    struct term rest;
    struct decimal whole, part;
    size_t len;
    struct unit minutes = unit_match(SLICE("分钟"), NULL, &len), first = t->unit;
    bool time = first.dimension == UNIT_TIME && !slice_equal(first.name, SLICE("天"));
    bool points = slice_equal(first.name, SLICE("分"));
    if (!time && !points)
        return;
    if (!term_read(text, lex_skip(text, t->end), t->units, &rest) || !rest.has_unit || rest.numeral.pair)
        return;
    if (points)
        first = minutes;
    if (slice_equal(rest.unit.name, SLICE("分")) && slice_equal(first.name, SLICE("小时")))
        rest.unit = minutes;
    if (rest.unit.dimension != UNIT_TIME || !unit_convert(t->number, first, rest.unit, &whole) ||
        !unit_convert(decimal_int(1), first, rest.unit, &part) ||
        decimal_compare(rest.number, part) >= 0 || !decimal_add(whole, rest.number, &t->number))
        return;
    t->unit = rest.unit;
    t->end = rest.end;
}

static bool term_read(struct slice text, size_t pos, const struct unit_list *units, struct term *t)
{
    *t = (struct term){.units = units, .unit = unit_none(), .end = pos};
    if (!numeral_read(text, pos, units, &t->numeral))
        return false;
    t->end = t->numeral.end;
    t->number = t->numeral.number;
    t->more = t->numeral.more;
    if (t->numeral.name)
        return false;
    if (t->numeral.ratio) {
        t->unit = ratio_unit(t->numeral.ratio);
        t->has_unit = true;
        return true;
    }
    if (is_closed(text, units, t->end))
        return !t->numeral.half;
    read_more(text, t);
    read_half(text, t);
    if (t->has_unit)
        return true;
    if (!read_magnitude(text, t, false))
        return false;
    read_unit(text, t);
    if (!t->has_unit && !read_myriads(text, t))
        return false;
    if (!t->has_unit)
        read_unit(text, t); /* behind 1亿2000万 */
    read_half(text, t);
    read_finer(text, t);
    return !t->numeral.half || t->unit.dimension == UNIT_TIME;
}

/* ---- names
 * ----------------------------------------------------------------------------------- */

static bool among(struct slice name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(name, slice_str(words[i])))
            return true;
    return false;
}

/* 1-3万救助等级: the numbers name a class. */
static bool names_class(struct slice text, size_t pos)
{
    for (int i = 0; i < CLASS_DISTANCE; i++) {
        if (lex_word(text, pos, SLICE("等级")) || lex_word(text, pos, SLICE("级别")))
            return true;
        if (!lex_is_wording(lex_peek(text, pos, &pos)))
            return false;
    }
    return false;
}

static const char *const phase_words[] = {"工程", "项目", "建设", "改造",
                                          "规划", "计划", "法治"};

/* 二期工程, 五年规划 */
static bool names_phase(struct slice text, const struct term *t)
{
    bool phase =
        slice_equal(t->unit.name, SLICE("期")) || slice_equal(t->unit.name, SLICE("年"));
    for (size_t i = 0; phase && i < sizeof(phase_words) / sizeof(*phase_words); i++)
        if (lex_word(text, t->end, slice_str(phase_words[i])))
            return true;
    return false;
}

/* 每周三期 counts, 三期 alone may be the third phase */
static bool follows_each(struct slice text, size_t pos)
{
    static const char *const spans[] = {"每年", "每季", "每季度", "每月", "每周", "每天", "每日"};
    struct slice head = {text.ptr, pos};
    for (size_t i = 0; i < sizeof(spans) / sizeof(*spans); i++)
        if (slice_ends(head, slice_str(spans[i])))
            return true;
    return false;
}

static bool is_name(struct slice text, size_t pos, const struct term *t,
                    const struct prefix *before)
{
    static const char *const always[] = {"级", "星级", "星"};
    static const char *const chinese[] = {"届", "类", "期", "口", "道", "面"};
    static const char *const each[] = {"村", "镇", "县", "社区", "乡镇", "街道"}; /* 一村一顾问 */
    if (before->ordinal || before->contradicts)
        return true;
    bool level = among(t->unit.name, always, 3); /* 二级天数 names, 三级以上 measures */
    if (before->written)
        return level && lex_is_wording(lex_peek(text, t->end, NULL)) &&
               !lex_among(text, t->end, "以及或标水");
    bool one = t->numeral.chinese && decimal_compare(t->number, decimal_int(1)) == 0;
    if (level || (one && among(t->unit.name, each, 6)) ||
        (t->numeral.chinese && among(t->unit.name, chinese, 6) && !follows_each(text, pos)))
        return true;
    return names_phase(text, t) || names_class(text, t->end);
}

/* ---- ranges
 * ---------------------------------------------------------------------------------- */

static size_t range_mark(struct slice text, size_t pos, const struct prefix *before)
{
    size_t next;
    uint32_t c = lex_peek(text, pos, &next);
    if (c == '-' || c == 0x2014 || c == '~') {
        if (lex_among(text, next, "-—~"))
            (void)lex_peek(text, next, &next);
        return next;
    }
    if (c == 0x81F3 || c == 0x5230) /* 至 到 */
        return next;
    return before->between && (c == 0x4E0E || c == 0x548C || c == 0x53CA)
               ? next
               : 0; /* 与 和 及 */
}

/* Brings both ends to one unit; false when they have none in common. */
static bool agree(struct term *a, struct term *b)
{
    if (!a->has_unit) { /* 5千-1万元: the 万 is not the first one's */
        a->unit = b->unit;
        return !a->spelled || decimal_shift(a->number, -b->unit.scale, &a->number);
    }
    if (!b->has_unit) {
        b->unit = a->unit;
        return true;
    }
    if (!unit_convert(a->number, a->unit, b->unit, &a->number))
        return false;
    a->unit = b->unit;
    return true;
}

enum range_state { RANGE_NO, RANGE_YES, RANGE_NAME };

static enum range_state range_read(struct slice text, struct term *low,
                                   const struct prefix *before, struct term *high)
{
    size_t next, after, at = range_mark(text, low->end, before);
    if (!at)
        return RANGE_NO;
    at = lex_skip(text, at);
    if (!numeral_read(text, at, low->units, &high->numeral))
        return RANGE_NO;
    bool code = low->numeral.zero_led || high->numeral.name; /* 010-88889999 */
    if (code && !low->has_unit) {
        high->end = high->numeral.end;
        return RANGE_NAME;
    }
    bool two = term_read(text, at, low->units, high) && high->numeral.chinese == low->numeral.chinese;
    bool other = two && low->has_unit && !high->has_unit &&
                 lex_is_wording(lex_peek(text, high->end, NULL)); /* 10人-2024年 */
    if (!two || other || !agree(low, high))
        return RANGE_NO;
    if (lex_char(text, high->end, &next) == '-' && !high->has_unit &&
        lex_is_wording(lex_char(text, next, &after))) {
        high->end = numeral_skip_name(text, high->end);
        return RANGE_NAME; /* 010-8888-9999, 315-0403-JZN */
    }
    return RANGE_YES;
}

/* ---- putting it together
 * --------------------------------------------------------------------- */

static void apply_context(struct reader *r, struct term *t)
{
    if (t->unit.dimension != UNIT_NONE)
        return;
    if (t->unit.scale > 0) {
        if (reader_speaks_of_money(r))
            t->unit = unit_money(t->unit.scale, true);
    } else if (r->context.money) {
        t->unit = r->context.money_unit;
    } else if (r->context.percent) {
        t->unit = unit_percent();
    }
}

/* 以上, 左右, 余 … behind the quantity. */
static size_t apply_after(struct slice text, size_t pos, struct value *v, bool soft)
{
    for (int i = 0; i < AFTER_WORDS_MAX; i++) {
        struct after after = lexicon_after(text, pos);
        if (after.kind == AFTER_NONE)
            break;
        pos = after.end;
        if (after.kind != AFTER_OP)
            v->approximate = true;
        enum value_op op = after.kind == AFTER_OP     ? after.op
                           : after.kind == AFTER_MORE ? OP_GT
                                                      : OP_NONE;
        if (op != OP_NONE && (!v->op_written || soft)) {
            v->op = op;
            v->op_written = true;
            soft = false;
        }
    }
    size_t between = lex_word(text, pos, SLICE("之间"));
    return between ? between : pos;
}

static enum value_op flip(uint32_t c)
{
    switch (c) {
    case '<': return OP_GT;
    case 0x2264: return OP_GE;
    case '>': return OP_LT;
    case 0x2265: return OP_LE;
    default: return OP_NONE;
    }
}

/* 60%≤满意度: the sign stands between the bound and what it bounds. */
static void apply_flipped(struct slice text, struct found *out)
{
    size_t next, end;
    enum value_op op = flip(lex_peek(text, out->end, &next));
    if (op == OP_NONE || out->value.op_written)
        return;
    if (lex_char(text, next, &end) == '=') {
        op = op == OP_GT ? OP_GE : op == OP_LT ? OP_LE : op;
        next = end;
    }
    uint32_t c = lex_peek(text, next, NULL);
    if (!lex_is_wording(c) || lex_is_digit(c))
        return;
    out->value.op = op;
    out->value.op_written = true;
    out->flipped = true;
    out->end = next;
}

static void set_range(struct value *v, const struct term *t, const struct term *high,
                      const struct prefix *before)
{
    v->kind = VALUE_RANGE;
    v->low = t->number;
    v->high = high ? high->number : t->numeral.second;
    if (before->plus_minus && !high) {
        v->low = decimal_negate(t->number);
        v->high = t->number;
    }
    if (t->numeral.pair)
        v->approximate = true;
}

/* 前3名 is a rank, not three people. */
static void apply_rank(struct term *t, struct value *v)
{
    static const char *const ranks[] = {"", "名", "位"};
    size_t len;
    if (!among(t->unit.name, ranks, 3))
        return;
    v->unit = unit_match(SLICE("名次"), NULL, &len);
    v->op = OP_LE;
    v->op_written = true;
}

static void set_value(struct value *v, const struct term *t, const struct term *high,
                      const struct prefix *before)
{
    *v = (struct value){
        .kind = t->unit.dimension == UNIT_TIME ? VALUE_DURATION : VALUE_NUMBER,
        .number = before->negative ? decimal_negate(t->number) : t->number,
        .unit = t->unit,
        .op = before->op == OP_NONE ? OP_EQ : before->op,
        .op_written = before->written,
        .change = before->change,
        .falling = before->falling,
        .approximate = before->approximate || t->numeral.inexact || t->more};
    if (high || t->numeral.pair || before->plus_minus)
        set_range(v, t, high, before);
    bool open = !before->written || (before->soft && before->op == OP_EQ);
    if (t->more && open && v->kind != VALUE_RANGE) {
        v->op = OP_GT;
        v->op_written = true;
    }
}

/* Without unit and sign a number is weak, but for 0投诉: nothing of what follows. */
static bool is_weak(struct slice text, const struct term *t, const struct prefix *before)
{
    uint32_t behind = lex_peek(text, t->end, NULL);
    bool noun = lex_is_wording(behind) && !lex_is_digit(behind) && !lex_is_letter(behind);
    if (t->has_unit || before->currency || before->plus_minus || before->between || before->rank)
        return false;
    if (before->written)
        return before->soft && noun;
    if (t->number.coefficient == 0 && t->number.exponent == 0 && noun &&
        !t->numeral.chinese && !t->numeral.zero_led)
        return lex_among(text, t->end, "距基门首起购");
    return true;
}

/* 5±1, ±5%: the second number is a distance. */
static bool plus_minus_read(struct slice text, struct term *t, struct term *high)
{
    size_t next;
    struct term by;
    if (lex_peek(text, t->end, &next) != 0xB1 ||
        !term_read(text, lex_skip(text, next), t->units, &by) || !agree(t, &by))
        return false;
    *high = by;
    struct decimal centre = t->number;
    return decimal_subtract(centre, by.number, &t->number) &&
           decimal_add(centre, by.number, &high->number);
}

bool quantity_read(struct reader *r, size_t pos, const struct prefix *before,
                   struct found *out)
{
    struct term low, high;
    bool ok = term_read(r->text, pos, r->context.units, &low);
    *out = (struct found){.start = before->any ? before->start : pos, .end = low.end};
    if (!ok)
        return false;
    enum range_state range = range_read(r->text, &low, before, &high);
    if (range == RANGE_NAME) {
        out->end = high.end;
        return false;
    }
    bool two = range == RANGE_YES || plus_minus_read(r->text, &low, &high);
    if (two) {
        low.end = out->end = high.end;
        low.has_unit = low.has_unit || high.has_unit;
        low.more = low.more || high.more;
    }
    if (is_name(r->text, pos, &low, before))
        return false;
    out->weak = is_weak(r->text, &low, before);
    out->level = before->soft && before->op != OP_EQ;
    if (before->currency && low.unit.dimension == UNIT_NONE)
        low.unit = unit_money(low.unit.scale, true);
    apply_context(r, &low);
    set_value(&out->value, &low, two ? &high : NULL, before);
    if (before->rank)
        apply_rank(&low, &out->value);
    out->end = apply_after(r->text, low.end, &out->value, before->soft);
    if (out->value.op_written && !before->written)
        out->weak = false;
    apply_flipped(r->text, out);
    out->weak = out->weak && !out->flipped;
    return true;
}
