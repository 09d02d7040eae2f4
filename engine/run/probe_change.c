/* The mistakes that people make when they fill in a form, one at a time: a cell left blank, a digit too
 * many, 元 for 万元, a sign, last year's form sent again, and words that say nothing. */
#include "run/probe.h"

#include "base/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first number written in digits, with its decimals; false when there is none. */
static bool number_find(struct slice s, size_t *from, size_t *to)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.ptr[i]))
            continue;
        size_t end = i;
        while (end < s.len && is_digit(s.ptr[end]))
            end++;
        if (end + 1 < s.len && s.ptr[end] == '.' && is_digit(s.ptr[end + 1]))
            for (end++; end < s.len && is_digit(s.ptr[end]);)
                end++;
        *from = i;
        *to = end;
        return true;
    }
    return false;
}

static bool is_zero(struct slice digits)
{
    for (size_t i = 0; i < digits.len; i++)
        if (digits.ptr[i] != '0' && digits.ptr[i] != '.')
            return false;
    return true;
}

/* The number with its point moved: n digits to the right, or to the left. */
static void number_shift(struct slice digits, int n, struct buffer *out)
{
    size_t point = slice_find(digits, SLICE("."), 0);
    struct slice whole = slice_sub(digits, 0, point);
    struct slice rest = point == SIZE_MAX ? SLICE_NONE : slice_from(digits, point + 1);
    size_t left = n < 0 ? (size_t)-n : 0, right = n > 0 ? (size_t)n : 0;
    if (left && whole.len <= left) {
        buffer_text(out, "0.");
        for (size_t i = whole.len; i < left; i++)
            buffer_byte(out, '0');
        buffer_put(out, whole);
    } else {
        bool naught = right && slice_equal(whole, SLICE("0"));
        buffer_put(out, naught ? SLICE_NONE : slice_sub(whole, 0, whole.len - left));
        for (size_t i = 0; i < right; i++)
            buffer_byte(out, i < rest.len ? rest.ptr[i] : '0');
        rest = slice_from(rest, right);
        buffer_text(out, left || rest.len ? "." : "");
        buffer_put(out, slice_from(whole, whole.len - left));
    }
    buffer_put(out, rest);
}

static bool number_replace(struct slice s, int shift, bool negative, struct buffer *out)
{
    size_t from, to;
    if (!number_find(s, &from, &to) || is_zero(slice_sub(s, from, to - from)))
        return false;
    buffer_put(out, slice_sub(s, 0, from));
    buffer_text(out, negative ? "-" : "");
    number_shift(slice_sub(s, from, to - from), shift, out);
    buffer_put(out, slice_from(s, to));
    return true;
}

static bool text_replace(struct slice s, struct slice from, struct slice to, struct buffer *out)
{
    size_t at = slice_find(s, from, 0);
    if (at == SIZE_MAX)
        return false;
    buffer_put(out, slice_sub(s, 0, at));
    buffer_put(out, to);
    buffer_put(out, slice_from(s, at + from.len));
    return true;
}

/* ---- the changes ---- */

static bool is_numeric(const struct probe_cell *c)
{
    enum field_type t = c->meta->type;
    return t == FIELD_NUMBER || t == FIELD_AMOUNT || t == FIELD_PERCENT || t == FIELD_VALUE;
}

static bool is_prose(const struct probe_cell *c)
{
    return (c->scope == SCOPE_GOAL && c->field == G_TEXT) ||
           (c->scope == SCOPE_PROJECT && c->field == P_PURPOSE);
}

static bool unit_change(const struct project *p, const struct probe_cell *c, struct buffer *out)
{
    struct slice s = c->cell->text;
    bool wan = slice_find(p->cells[P_CURRENCY_UNIT].text, SLICE("万"), 0) != SIZE_MAX;
    if (c->scope == SCOPE_PROJECT && c->field == P_CURRENCY_UNIT) {
        buffer_text(out, wan ? "元" : "万元");
        return true;
    }
    if (c->meta->type != FIELD_AMOUNT && c->meta->type != FIELD_VALUE)
        return false;
    if (slice_find(s, SLICE("亿元"), 0) != SIZE_MAX)
        return text_replace(s, SLICE("亿元"), SLICE("万元"), out);
    if (slice_find(s, SLICE("万元"), 0) != SIZE_MAX)
        return text_replace(s, SLICE("万元"), SLICE("元"), out);
    if (slice_find(s, SLICE("元"), 0) != SIZE_MAX)
        return text_replace(s, SLICE("元"), SLICE("万元"), out);
    return c->meta->type == FIELD_AMOUNT && number_replace(s, wan ? 4 : -4, false, out);
}

/* The budget year is written as the year before. */
static bool year_change(const struct project *p, const struct probe_cell *c, struct buffer *out)
{
    char now[16], before[16];
    if (p->year < 1901 || p->year > 9999)
        return false;
    (void)snprintf(now, sizeof(now), "%d", p->year);
    (void)snprintf(before, sizeof(before), "%d", p->year - 1);
    return text_replace(c->cell->text, slice_str(now), slice_str(before), out);
}

static const char *vague_words(const struct probe_cell *c)
{
    static const struct {
        enum field_scope scope;
        int field;
        const char *words;
    } table[] = {{SCOPE_PROJECT, P_PURPOSE, "用于开展相关工作"},
                 {SCOPE_PROJECT, P_DEVIATION_REASON, "客观原因"},
                 {SCOPE_PROJECT, P_IMPROVEMENT, "进一步加强管理"},
                 {SCOPE_GOAL, G_TEXT, "确保各项工作顺利开展，取得明显成效。"},
                 {SCOPE_GOAL, G_DONE, "较好地完成了各项工作。"},
                 {SCOPE_INDICATOR, I_LEVEL3, "工作完成情况"},
                 {SCOPE_INDICATOR, I_TARGET, "明显提升"},
                 {SCOPE_INDICATOR, I_TARGET_BASIS, "有关规定"},
                 {SCOPE_INDICATOR, I_ACTUAL, "较好"},
                 {SCOPE_INDICATOR, I_REASON, "客观原因"}};
    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
        if (table[i].scope == c->scope && table[i].field == c->field)
            return table[i].words;
    return NULL;
}

bool change_text(const struct project *p, const struct probe_cell *c, enum probe_change change,
                 struct buffer *out)
{
    struct slice s = c->cell->text;
    const char *words;
    switch (change) {
    case CHANGE_BLANK: return true;
    case CHANGE_TENFOLD: return (is_numeric(c) || is_prose(c)) && number_replace(s, 1, false, out);
    case CHANGE_NEGATIVE: return is_numeric(c) && number_replace(s, 0, true, out);
    case CHANGE_UNIT: return unit_change(p, c, out);
    case CHANGE_YEAR: return year_change(p, c, out);
    case CHANGE_VAGUE:
        words = vague_words(c);
        buffer_text(out, words ? words : "");
        return words && !slice_equal(s, slice_str(words));
    case CHANGE_COPY:
    case CHANGE_COUNT: break;
    }
    return false;
}
