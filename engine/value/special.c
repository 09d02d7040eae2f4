/* Cells without a number that still say something a rule must know: withheld, not
 * applicable, a stray sign, "this does not happen" (which is a target of zero), the whole
 * year. They are told by closed lists, compared without blanks and marks, because a near
 * miss here hides a blank cell or invents a target. Quantities are left to scan.c. */
#include "value/special.h"

#include "base/utf8.h"
#include "value/lex.h"
#include "value/lexicon.h"

enum { CORE_MAX = 64, SYMBOL_WORDS_MAX = 8 };

/* The wording of a short text, marks and blanks left out. */
struct core {
    char words[CORE_MAX];
    size_t len;
    bool marks;    /* any character that is neither blank nor wording */
    bool dashes;   /* nothing but dashes and slashes */
    bool too_long; /* `words` holds the beginning only */
};

static bool is_dash(uint32_t c)
{
    return c == '-' || c == 0x2014 || c == '/' || c == '\\';
}

static struct core core_of(struct slice text)
{
    struct core k = {.dashes = true};
    size_t pos = 0;
    uint32_t c;
    while (!k.too_long && (c = lex_peek(text, pos, &pos)) != LEX_END) {
        if (!lex_is_wording(c)) {
            k.marks = true;
            k.dashes = k.dashes && is_dash(c);
        } else if (k.len + 4 > CORE_MAX) {
            k.too_long = true;
        } else {
            k.len += utf8_put(k.words + k.len, c);
        }
    }
    return k;
}

static bool core_among(const struct core *k, const char *const *list, size_t count)
{
    struct slice words = slice_of(k->words, k->len);
    for (size_t i = 0; i < count && !k->too_long; i++)
        if (slice_equal(words, slice_str(list[i])))
            return true;
    return false;
}

static const char *const withheld[] = {
    "涉密",     "机密",     "秘密",       "绝密",     "保密",     "已涉密",   "内容涉密",
    "涉密内容", "涉密项目", "涉密事项",   "涉密信息", "涉密指标", "涉密数据", "不公开",
    "不予公开", "不宜公开", "不便公开",   "略涉密",   "涉密略",   "该项涉密", "此项涉密",
    "本项涉密", "指标涉密", "该指标涉密", "属于涉密", "属涉密",   "均涉密",   "数据涉密",
    "信息涉密", "项目涉密", "涉密不公开",
};

static const char *const withheld_within[] = {
    "内容涉密",         "规定不予公开",     "涉密不予公开",     "涉密,不予公开",
    "涉及国家秘密",     "涉密,不公开",      "涉密,按",          "涉密不便公开",
    "涉密信息不予公开", "涉密事项不予公开", "涉密项目不予公开",
};

static const char *const not_applicable[] = {
    "无",
    "不适用",
    "NA",
    "na",
    "Na",
    "不涉及",
    "无此项",
    "暂无",
    "没有",
    "无该项",
    "无此指标",
    "不适用此项目",
    "不适用本项目",
    "无相关内容",
    "不适用于本项目",
    "本指标不适用此项目",
    "本指标不适用",
    "不涉及此项",
    "不涉及该项",
    "无此内容",
    "不涉及本项",
    "未涉及",
    "无涉及",
    "None",
    "none",
    "不适用该项目",
    "一", /* a dash, written or recognised as the numeral; one thing has its unit */
};

enum { HAN_BYTES = 3 }; /* of an ideograph, which is never folded */

/* Whether one of the words stands at `pos`; all of them begin with two ideographs. */
static bool stands_at(struct slice text, size_t pos, const char *const *list,
                      size_t count)
{
    char second[4];
    size_t behind;
    (void)lex_peek(text, pos, &behind);
    if (text.len - pos < HAN_BYTES ||
        utf8_put(second, lex_peek(text, behind, NULL)) != HAN_BYTES)
        return false;
    for (size_t i = 0; i < count; i++)
        if (memcmp(text.ptr + pos, list[i], HAN_BYTES) == 0 &&
            memcmp(second, list[i] + HAN_BYTES, HAN_BYTES) == 0 &&
            lex_word(text, pos, slice_str(list[i])))
            return true;
    return false;
}

/* The words of `withheld_within` begin with these. */
static bool may_withhold(uint32_t c)
{
    return c == 0x5185 || c == 0x89C4 || c == 0x6D89; /* 内 规 涉 */
}

static bool contains(struct slice text, const char *const *list, size_t count)
{
    size_t next;
    for (size_t pos = 0; pos < text.len; pos = next) {
        uint32_t c = lex_char(text, pos, &next);
        if (may_withhold(c) && stands_at(text, pos, list, count))
            return true;
    }
    return false;
}

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

enum value_kind special_kind(struct slice text)
{
    struct core k = core_of(text);
    if (k.len == 0 && !k.marks)
        return VALUE_EMPTY;
    if (k.len == 0)
        return k.dashes ? VALUE_NA : VALUE_SYMBOL;
    if (core_among(&k, not_applicable, COUNT(not_applicable)))
        return VALUE_NA;
    if (core_among(&k, withheld, COUNT(withheld)) || lex_word(text, 0, SLICE("密级")) ||
        contains(text, withheld_within, COUNT(withheld_within)))
        return VALUE_WITHHELD;
    return VALUE_TEXT;
}

/* ---- what does not happen
 * -------------------------------------------------------------------- */

static const char *const bans[] = {
    "不发生", "未发生", "无发生",   "没有发生", "不得发生", "不再发生", "零发生",
    "不出现", "未出现", "没有出现", "不得出现", "杜绝",     "无一例",   "无一起",
};

static const char *const absent[] = {
    "无事故",   "无投诉", "无违规",     "无违纪", "无违法",     "无差错",     "无重大",
    "无重特大", "无较大", "无责任",     "无安全", "无上访",     "无信访",     "无举报",
    "无伤亡",   "无死亡", "无脱管",     "无漏管", "无重新",     "无案件",     "无拖欠",
    "无泄密",   "无失误", "无错案",     "无错诉", "无缺陷",     "无返工",     "无超支",
    "无舆情",   "无火灾", "无中断",     "无故障", "无遗漏",     "无逾期",     "无冒领",
    "无挪用",   "无截留", "无不良",     "无一人", "无人员伤亡", "无质量问题", "无群体性",
    "无越级",   "无负面", "无安全隐患", "无有责", "无有效投诉", "无刑事",
};

/* 零 before these is a word of its own: 零售, 零距离. */
static const char *const zero_stops =
    "售距工星件部配碎食钱点花担门基散用添开口和后时下上容报";

static bool is_zero_noun(struct slice text, size_t pos)
{
    size_t next;
    uint32_t c = lex_peek(text, pos, &next);
    return c == 0x96F6 && lex_peek(text, next, NULL) > 0x7F &&
           lex_is_wording(lex_peek(text, next, NULL)) &&
           !lex_among(text, next, zero_stops);
}

/* The words of both lists begin with these. */
static bool may_ban(uint32_t c)
{
    return c == 0x4E0D || c == 0x672A || c == 0x65E0 || c == 0x6CA1 || c == 0x96F6 ||
           c == 0x675C; /* 不 未 无 没 零 杜 */
}

static bool ends_clause(uint32_t c)
{
    return c == ',' || c == ';' || c == 0x3002 || c == '!' || c == '?';
}

/* True when every clause holds one of the words; *span is from the first of them on. */
static bool every_clause(struct slice text, bool nouns, struct slice *span)
{
    size_t start = SIZE_MAX, next;
    bool wording = false, marked = false, any = false;
    for (size_t pos = 0;; pos = next) {
        uint32_t c = lex_char(text, pos, &next);
        if (c == LEX_END || ends_clause(c)) {
            if (wording && !marked)
                return false;
            wording = marked = false;
            if (c == LEX_END)
                break;
            continue;
        }
        wording = wording || lex_is_wording(c);
        if (marked || !may_ban(c))
            continue;
        marked = stands_at(text, pos, bans, COUNT(bans)) ||
                 (nouns && (stands_at(text, pos, absent, COUNT(absent)) ||
                            is_zero_noun(text, pos)));
        start = marked && !any ? pos : start;
        any = any || marked;
    }
    *span = any ? slice_trim(slice_from(text, start)) : SLICE_NONE;
    return any;
}

bool special_is_ban(struct slice text, struct slice *span)
{
    return every_clause(text, false, span);
}

bool special_is_zero(struct slice text, struct slice *span)
{
    return every_clause(text, true, span);
}

/* ---- signs
 * ----------------------------------------------------------------------------------- */

bool special_is_symbol(struct slice text, const struct unit_list *more)
{
    size_t pos = lex_skip(text, 0), next, len;
    bool unit = false;
    if (lex_word(text, pos, SLICE("达成"))) /* no "至 10%", but that the target was met */
        return false;
    if (lex_word(text, pos, SLICE("不超支"))) /* not 支, the unit of pens */
        return false;
    for (int i = 0; i < SYMBOL_WORDS_MAX && pos < text.len;
         i++, pos = lex_skip(text, pos)) {
        uint32_t c = lex_char(text, pos, &next);
        const struct word *w = lexicon_find(text, pos, c, &len);
        if (w && w->kind == WORD_OP && !unit) {
            pos = len;
            continue;
        }
        (void)unit_match(slice_from(text, pos), more, &len);
        if (len && unit)
            return false;
        if (len) {
            unit = true;
            pos += len;
        } else if (lex_is_wording(c)) {
            struct after after = lexicon_after(text, pos);
            if (after.kind != AFTER_OP)
                return false;
            pos = after.end;
        } else {
            pos = next;
        }
    }
    return pos >= text.len;
}

/* ---- time
 * ------------------------------------------------------------------------------------ */

struct time_word {
    const char *text;
    const char *unless;
    enum value_op op;
    int from, to; /* months; the same month twice: a date */
    bool closing; /* only where it closes the text: 全年工作 is no period */
};

static const struct time_word time_words[] = {
    {"年底之前", "", OP_LE, 12, 12, false},     {"年底以前", "", OP_LE, 12, 12, false},
    {"年底前", "", OP_LE, 12, 12, false},       {"年末前", "", OP_LE, 12, 12, false},
    {"年底", "", OP_EQ, 12, 12, false},         {"年末", "", OP_EQ, 12, 12, false},
    {"年度内", "容部外", OP_LE, 12, 12, false}, {"年内", "容部外", OP_LE, 12, 12, false},
    {"全年度", "", OP_EQ, 1, 12, true},         {"全年", "", OP_EQ, 1, 12, true},
};

static bool closes_text(struct slice text, size_t pos)
{
    size_t next;
    uint32_t c = lex_peek(text, pos, &next);
    return c == LEX_END || (!lex_is_wording(c) && lex_peek(text, next, NULL) == LEX_END);
}

static bool time_at(struct slice text, size_t pos, uint32_t c, struct value *out)
{
    for (size_t i = 0; i < COUNT(time_words); i++) {
        const struct time_word *w = &time_words[i];
        size_t end =
            lex_first(w->text) == c ? lex_word(text, pos, slice_str(w->text)) : 0;
        if (!end || lex_among(text, end, w->unless) ||
            (w->closing && !closes_text(text, end)))
            continue;
        out->kind = w->from == w->to ? VALUE_DATE : VALUE_PERIOD;
        out->op = w->op;
        out->op_written = w->op != OP_EQ;
        out->start = (struct value_date){0, w->from, 0};
        out->end = (struct value_date){0, w->to, 0};
        out->span = slice_sub(text, pos, end - pos);
        return true;
    }
    return false;
}

bool special_time(struct slice text, struct value *out)
{
    size_t next;
    for (size_t pos = 0; pos < text.len; pos = next) {
        uint32_t c = lex_char(text, pos, &next);
        if ((c == 0x5E74 || c == 0x5168) && time_at(text, pos, c, out)) /* 年 全 */
            return true;
    }
    return false;
}
