/* One quantity: number, unit, a second number where it is a range, and the words behind
 * it. Several rules of the catalogue meet here: 万 belongs to the unit (56万人 is 56 of
 * 万人), 级 and 届 name rather than measure, 余 and 多 mean a little more. Whether a
 * number without unit or sign counts at all depends on its sentence and is left to
 * scan.c, which is told that it is weak. */
#include "value/lex.h"
#include "value/lexicon.h"
#include "value/numeral.h"
#include "value/scan.h"
#include "value/term.h"

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
