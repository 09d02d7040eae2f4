/* Dates as forms have them: 2024年12月31日, 2024-12-31, 2024/4/23, 12月底前,
 * 2024年1-12月, 第四季度, with blanks and doubled characters from PDF files inside. A
 * date names as much as the text does: month and day are 0 where it is silent. Which
 * dates matter in a sentence is left to scan.c. */
#include "value/date.h"

#include "value/lex.h"
#include "value/lexicon.h"
#include "value/numeral.h"

enum { YEAR, MONTH, DAY, LEVELS };
enum { YEAR_MIN = 1900, YEAR_MAX = 2199, INT_DIGITS_MAX = 8 };
enum { HAN_YEAR = 0x5E74, HAN_MONTH = 0x6708, HAN_DAY = 0x65E5, HAN_NUMBER = 0x53F7 };

struct fields {
    int v[LEVELS];
    bool has[LEVELS];
    int loose;  /* a number whose mark stands behind the next one (1-12月); -1: none */
    size_t end; /* behind the last mark */
    size_t loose_end;
    bool two; /* told with points as year and month only */
};

static bool is_year(int n)
{
    return n >= YEAR_MIN && n <= YEAR_MAX;
}

/* A whole number without any of the numeral reader's judgement: 2024.4.23 is three of
 * them. */
static bool int_read(struct slice text, size_t pos, int *value, size_t *digits,
                     size_t *end)
{
    size_t next;
    pos = lex_skip(text, pos);
    *value = 0;
    *digits = 0;
    uint32_t c = lex_char(text, pos, &next);
    if (!lex_is_digit(c)) {
        struct numeral n;
        int64_t whole;
        if (!numeral_read(text, pos, NULL, &n) || n.name || n.ratio || n.half || n.pair ||
            n.more || !decimal_to_int64(n.number, &whole) || whole < 0 ||
            whole > YEAR_MAX)
            return false;
        *value = (int)whole;
        *digits = n.digits;
        *end = n.end;
        return true;
    }
    for (; lex_is_digit(c); c = lex_char(text, pos, &next)) {
        if (++*digits > INT_DIGITS_MAX)
            return false;
        *value = *value * 10 + (int)(c - '0');
        pos = next;
    }
    *end = pos;
    return true;
}

static void put(struct fields *f, int level, int value, size_t end)
{
    f->v[level] = value;
    f->has[level] = true;
    f->end = end;
}

/* ---- 2024-12-31, 2024/4, 20240423
 * ------------------------------------------------------------- */

static bool ends_number(struct slice text, size_t pos, uint32_t separator)
{
    size_t next, after;
    uint32_t c = lex_char(text, pos, &next);
    return !lex_is_digit(c) && !lex_is_letter(c) &&
           !(c == separator && c != '-' && lex_is_digit(lex_char(text, next, &after)));
}

/* What may stand behind year and month: no noun, or 2000-12人 would be a date. */
static bool ends_month(struct slice text, size_t pos)
{
    return !lex_is_wording(lex_peek(text, pos, NULL)) ||
           lex_among(text, pos, "月底前末至到起初上中下");
}

static bool read_pointed(struct slice text, size_t pos, int year, struct fields *f)
{
    size_t next, digits, end;
    int month, day;
    uint32_t separator = lex_char(text, pos, &next);
    if (separator != '-' && separator != '.' && separator != '/')
        return false;
    if (!int_read(text, next, &month, &digits, &end) || digits == 0 || digits > 2)
        return false;
    size_t month_end = end;
    if (lex_char(text, end, &next) == separator &&
        int_read(text, next, &day, &digits, &end) && digits > 0 && digits <= 2 &&
        ends_number(text, end, separator)) {
        put(f, YEAR, year, end);
        put(f, MONTH, month, end);
        put(f, DAY, day, end);
        return true;
    }
    if (month < 1 || month > 12 || !ends_number(text, month_end, separator) ||
        !ends_month(text, month_end))
        return false;
    put(f, YEAR, year, month_end);
    put(f, MONTH, month, month_end);
    f->two = separator == '.' && lex_peek(text, month_end, NULL) != HAN_MONTH;
    if (lex_peek(text, month_end, &next) == HAN_MONTH)
        f->end = next;
    return true;
}

static bool read_compact(int number, size_t end, struct fields *f)
{
    int year = number / 10000, month = number / 100 % 100, day = number % 100;
    if (!is_year(year) || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    put(f, YEAR, year, end);
    put(f, MONTH, month, end);
    put(f, DAY, day, end);
    return true;
}

/* ---- 2024年12月31日
 * ---------------------------------------------------------------------------- */

/* Behind 年: the doubled 年 of damaged text, 度, 份. */
static size_t skip_mark_rest(struct slice text, size_t pos, uint32_t mark)
{
    size_t next;
    for (int i = 0; i < 2; i++) {
        uint32_t c = lex_peek(text, pos, &next);
        bool more = c == mark || c == 0x4EFD || (mark == HAN_YEAR && c == 0x5EA6);
        if (!more)
            break;
        pos = next;
    }
    return pos;
}

static int level_of(uint32_t mark, int value, size_t digits)
{
    if (mark == HAN_YEAR)
        return digits == 4 && is_year(value) ? YEAR : LEVELS;
    if (mark == HAN_MONTH)
        return digits <= 2 ? MONTH : LEVELS;
    return (mark == HAN_DAY || mark == HAN_NUMBER) && digits <= 2 ? DAY : LEVELS;
}

static bool fields_read(struct slice text, size_t pos, bool cell, struct fields *f)
{
    int value, least = YEAR;
    size_t digits, end, behind;
    *f = (struct fields){.loose = -1, .end = pos};
    while (least < LEVELS && int_read(text, pos, &value, &digits, &end)) {
        uint32_t mark = lex_peek(text, end, &behind);
        int level = level_of(mark, value, digits);
        if (least == YEAR && level == LEVELS && digits == 4 && is_year(value) &&
            read_pointed(text, end, value, f))
            return true;
        if (least == YEAR && digits == INT_DIGITS_MAX && cell &&
            read_compact(value, end, f))
            return true;
        if (level < least || level == LEVELS) {
            f->loose = value;
            f->loose_end = end;
            break;
        }
        pos = skip_mark_rest(text, behind, mark);
        put(f, level, value, pos);
        least = level + 1;
    }
    return f->has[YEAR] || f->has[MONTH] || f->has[DAY] || f->loose >= 0;
}

/* ---- parts of a year
 * ------------------------------------------------------------------------- */

static void set_months(struct date_span *out, int year, int from, int to, size_t stop)
{
    out->start = (struct value_date){year, from, 0};
    out->end = (struct value_date){year, to, 0};
    out->period = true;
    out->stop = stop;
}

/* 第一季度, 上半年, 全年 at `pos`, of `year` or of no year (0). */
static bool read_part(struct slice text, size_t pos, int year, struct date_span *out)
{
    size_t end, digits, at = lex_word(text, pos, SLICE("第"));
    int quarter;
    if (int_read(text, at ? at : pos, &quarter, &digits, &end) && quarter >= 1 &&
        quarter <= 4 && (end = lex_word(text, end, SLICE("季度"))) != 0) {
        set_months(out, year, quarter * 3 - 2, quarter * 3, end);
        return true;
    }
    if ((end = lex_word(text, pos, SLICE("上半年"))) != 0)
        set_months(out, year, 1, 6, end);
    else if ((end = lex_word(text, pos, SLICE("下半年"))) != 0)
        set_months(out, year, 7, 12, end);
    else if (year && (end = lex_word(text, pos, SLICE("全年"))) != 0)
        set_months(out, year, 1, 12, end);
    return end != 0;
}

/* ---- periods
 * --------------------------------------------------------------------------------- */

/* The byte behind a mark like 至 or -, blanks and 起 before it included; 0 when there is
 * none. */
static size_t skip_to(struct slice text, size_t pos)
{
    size_t next, from = lex_word(text, pos, SLICE("起"));
    uint32_t c = lex_peek(text, from ? from : pos, &next);
    if (c == '-' || c == 0x2014 || c == '~') {
        if (lex_among(text, next, "-—~")) /* 2024年1月——12月 */
            (void)lex_peek(text, next, &next);
        return next;
    }
    return c == 0x81F3 || c == 0x5230 ? next : 0;
}

static int first_level(const struct fields *f)
{
    return f->has[YEAR] ? YEAR : f->has[MONTH] ? MONTH : f->has[DAY] ? DAY : LEVELS;
}

/* Fills in what each end leaves to the other: 2024年1-12月, 1月1日-15日. */
static bool join(struct fields *a, struct fields *b)
{
    int level = first_level(b);
    if (level == LEVELS) {
        if (first_level(a) != LEVELS || !is_year(a->loose) || !is_year(b->loose) ||
            a->loose >= b->loose)
            return false;
        put(b, level = YEAR, b->loose, b->loose_end);
    }
    if (a->loose >= 0) {
        if (a->has[level] || (level == YEAR && !is_year(a->loose)))
            return false;
        a->v[level] = a->loose;
        a->has[level] = true;
    }
    if (!a->has[level] || (level == DAY && !a->has[MONTH]))
        return false;
    for (int i = 0; i < level; i++) {
        b->v[i] = a->v[i];
        b->has[i] = a->has[i];
    }
    return a->has[YEAR] || a->has[MONTH];
}

static struct value_date date_of(const struct fields *f)
{
    return (struct value_date){f->v[YEAR], f->v[MONTH], f->v[DAY]};
}

static bool period_read(struct slice text, struct fields *a, bool cell,
                        struct date_span *out)
{
    struct fields b;
    size_t at = skip_to(text, a->loose >= 0 ? a->loose_end : a->end);
    if (!at || !fields_read(text, at, cell, &b) || !join(a, &b))
        return false;
    *out = (struct date_span){
        .start = date_of(a), .end = date_of(&b), .stop = b.end, .period = true};
    size_t until = lex_word(text, b.end, SLICE("止"));
    if (until)
        out->stop = until;
    return true;
}

/* ---- checking
 * -------------------------------------------------------------------------------- */

static bool is_leap(int year)
{
    return year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static bool is_possible(struct value_date d)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d.month == 0)
        return d.day == 0;
    if (d.month < 0 || d.month > 12)
        return false;
    return d.day >= 0 && d.day <= days[d.month - 1] + (d.month == 2 && is_leap(d.year));
}

/* A day or a month written as 0 is not the same as one not written. */
static bool is_zero_written(const struct fields *f)
{
    return (f->has[MONTH] && f->v[MONTH] == 0) || (f->has[DAY] && f->v[DAY] == 0);
}

static bool single_read(struct slice text, const struct fields *a, bool cell,
                        struct date_span *out)
{
    bool year_only = a->has[YEAR] && !a->has[MONTH];
    if (!a->has[YEAR] && !a->has[MONTH])
        return false;
    if (year_only && read_part(text, a->end, a->v[YEAR], out))
        return true;
    struct after after = lexicon_after_date(text, a->end);
    if (a->two && !cell && after.kind == AFTER_NONE)
        return false; /* 2024.12 is a number unless something says otherwise */
    *out = (struct date_span){.start = date_of(a), .end = date_of(a), .stop = a->end};
    if (year_only && lex_among(text, a->end, "底末")) /* the end of a year is December */
        out->start.month = out->end.month = 12;
    out->ambiguous = a->two && after.kind == AFTER_NONE;
    out->bare_year = year_only && after.kind == AFTER_NONE;
    out->bare_month = !a->has[YEAR] && !a->has[DAY] && after.kind == AFTER_NONE;
    out->impossible = is_zero_written(a);
    return true;
}

bool date_read(struct slice text, size_t pos, bool cell, struct date_span *out)
{
    struct fields a;
    *out = (struct date_span){.stop = pos};
    if (!read_part(text, pos, 0, out)) {
        if (!fields_read(text, pos, cell, &a))
            return false;
        struct fields whole = a;
        if (!period_read(text, &a, cell, out) && !single_read(text, &whole, cell, out))
            return false;
    }
    struct after after = lexicon_after_date(text, out->stop);
    out->stop = after.end;
    out->op = after.op;
    out->impossible =
        out->impossible || !is_possible(out->start) || !is_possible(out->end);
    return true;
}

/* ---- public
 * ---------------------------------------------------------------------------------- */

bool value_date_parse(struct slice text, struct value_date *out)
{
    size_t next;
    for (size_t pos = 0; pos < text.len; pos = next) {
        struct date_span span;
        uint32_t c = lex_char(text, pos, &next);
        if (!lex_is_digit(c) && c < 0x80)
            continue;
        if (date_read(text, pos, true, &span)) {
            if (!span.impossible)
                *out = span.start;
            return !span.impossible;
        }
        while (lex_is_digit(c) && lex_is_digit(lex_char(text, next, &pos)))
            next = pos;
    }
    return false;
}

int value_date_compare(struct value_date a, struct value_date b)
{
    int by[] = {a.year - b.year, a.month - b.month, a.day - b.day};
    for (size_t i = 0; i < LEVELS; i++)
        if (by[i])
            return by[i] < 0 ? -1 : 1;
    return 0;
}
