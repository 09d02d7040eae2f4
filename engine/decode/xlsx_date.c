/* Dates in workbooks: days since 1900 (with a 29 February 1900 that never was) or since
 * 1904, the time of day as a fraction. */
#include "decode/xlsx_format.h"

enum {
    LAST_DAY = 2958465 /* 9999-12-31 */,
    SINCE_1904 = 1462,
    SECONDS = 86400,
    TOKENS_MAX = 64
};

struct moment {
    int year, month, day, weekday; /* weekday: 0 Sunday */
    int64_t seconds;               /* of the day */
    int64_t total;                 /* seconds since day 0, for [h] */
    int fraction[4];               /* tenths … of a second */
};

/* Days since 1970-01-01 to a date, after Hinnant's civil_from_days. */
static void civil(int64_t days, struct moment *m)
{
    int64_t z = days + 719468;
    int64_t era = z / 146097, of_era = z % 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t shifted = (5 * of_year + 2) / 153;
    m->day = (int)(of_year - (153 * shifted + 2) / 5 + 1);
    m->month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    m->year = (int)(year + era * 400 + (m->month <= 2));
}

/* `serial` as days from 1900, 1 being 1900-01-01. */
static void date_of(int64_t serial, struct moment *m)
{
    m->weekday = (int)((serial + 6) % 7);
    if (serial == 60) {
        *m = (struct moment){.year = 1900, .month = 2, .day = 29, .weekday = 3};
    } else if (serial == 0) {
        *m = (struct moment){.year = 1900, .month = 1, .weekday = 6};
    } else {
        civil(serial - 25569 + (serial < 60), m); /* 25569 is 1970-01-01 */
    }
}

/* Digits of a second the format shows. */
static int fraction_digits(const struct number_token *tokens, size_t count)
{
    int n = 0;
    for (size_t i = 1; i < count; i++)
        if (tokens[i].kind == TOKEN_DIGIT && (n > 0 || tokens[i - 1].kind == TOKEN_POINT))
            n++;
    return n > 3 ? 3 : n;
}

static bool moment_of(struct decimal serial, bool from_1904, int digits, struct moment *m)
{
    struct decimal seconds;
    int64_t units, unit = digits == 0 ? 1 : digits == 1 ? 10 : digits == 2 ? 100 : 1000;
    if (!decimal_multiply(serial, decimal_int(SECONDS * unit), &seconds) ||
        !decimal_round(seconds, 0, &seconds) || !decimal_to_int64(seconds, &units) ||
        units < 0)
        return false;
    int64_t total = units / unit, day = total / SECONDS;
    day += from_1904 ? SINCE_1904 : 0;
    if (day > LAST_DAY)
        return false;
    date_of(day, m);
    m->total = total;
    m->seconds = total % SECONDS;
    for (int64_t rest = units % unit, i = 0; i < digits; i++) {
        unit /= 10;
        m->fraction[i] = (int)(rest / unit);
        rest %= unit;
    }
    return true;
}

/* ---- tokens ---- */

static char letter_of(const struct number_token *t)
{
    bool letters = t->kind == TOKEN_DATE || t->kind == TOKEN_ELAPSED;
    return letters ? (char)(t->text.ptr[0] | 0x20) : '\0';
}

/* The m at `at` is minutes: hours before it or seconds behind it, with nothing but text
 * between. */
static bool is_minutes(const struct number_token *tokens, size_t count, size_t at)
{
    for (size_t i = at; i-- > 0;)
        if (letter_of(&tokens[i])) {
            if (letter_of(&tokens[i]) == 'h')
                return true;
            break;
        }
    for (size_t i = at + 1; i < count; i++)
        if (letter_of(&tokens[i]))
            return letter_of(&tokens[i]) == 's';
    return false;
}

static bool has_half(const struct number_token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tokens[i].kind == TOKEN_HALF)
            return true;
    return false;
}

static void put_number(struct buffer *out, int64_t n, size_t width)
{
    buffer_format(out, "%0*lld", width > 9 ? 9 : (int)width, (long long)n);
}

static void put_month(struct buffer *out, int month, size_t width)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    if (width < 3)
        put_number(out, month, width);
    else
        buffer_put(out, slice_sub(slice_str(names[month - 1]), 0,
                                  width == 3   ? 3
                                  : width == 4 ? 9
                                               : 1));
}

static void put_day(struct buffer *out, const struct moment *m, size_t width)
{
    static const char *const names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};
    if (width < 3)
        put_number(out, m->day, width);
    else
        buffer_put(out, slice_sub(slice_str(names[m->weekday]), 0, width == 3 ? 3 : 9));
}

static void put_weekday(struct buffer *out, const struct moment *m, size_t width)
{
    static const char *const names[] = {"日", "一", "二", "三", "四", "五", "六"};
    if (width > 3)
        buffer_text(out, "星期");
    buffer_text(out, names[m->weekday]);
}

static void put_letters(struct buffer *out, const struct moment *m,
                        const struct number_token *t, bool minutes, bool half)
{
    size_t width = t->text.len;
    int64_t hour = m->seconds / 3600;
    switch (letter_of(t)) {
    case 'y':
        put_number(out, width < 3 ? m->year % 100 : m->year, width < 3 ? 2 : 4);
        break;
    case 'e': put_number(out, m->year, 4); break;
    case 'm':
        if (minutes)
            put_number(out, m->seconds / 60 % 60, width);
        else
            put_month(out, m->month, width);
        break;
    case 'd': put_day(out, m, width); break;
    case 'a': put_weekday(out, m, width); break;
    case 'h': put_number(out, half ? (hour + 11) % 12 + 1 : hour, width); break;
    case 's': put_number(out, m->seconds % 60, width); break;
    default: break;
    }
}

static void put_elapsed(struct buffer *out, const struct moment *m,
                        const struct number_token *t)
{
    char letter = letter_of(t);
    put_number(out,
               letter == 'h'   ? m->total / 3600
               : letter == 'm' ? m->total / 60
                               : m->total,
               t->text.len);
}

static void put_half(struct buffer *out, const struct moment *m, struct slice text)
{
    bool chinese = text.len && (unsigned char)text.ptr[0] >= 0x80,
         pm = m->seconds >= SECONDS / 2;
    buffer_text(out, chinese ? (pm ? "下午" : "上午") : (pm ? "PM" : "AM"));
}

/* [$-F800] is the system's long date, whatever stands behind it. */
static struct slice code_of(struct slice code)
{
    if (slice_find(code, SLICE("[$-F800]"), 0) != SIZE_MAX)
        return SLICE("yyyy\"年\"m\"月\"d\"日\"");
    return slice_find(code, SLICE("[$-F400]"), 0) != SIZE_MAX ? SLICE("h:mm:ss") : code;
}

bool number_show_date(const struct number_section *s, struct decimal serial,
                      bool from_1904, struct buffer *out)
{
    struct number_token tokens[TOKENS_MAX];
    struct slice code = code_of(s->code);
    struct moment m = {0};
    size_t count = 0, fraction = 0;
    for (size_t pos = 0; pos < code.len && count < TOKENS_MAX;)
        tokens[count++] = number_token(code, &pos);
    if (!moment_of(serial, from_1904, fraction_digits(tokens, count), &m))
        return false;
    bool half = has_half(tokens, count);
    for (size_t i = 0; i < count; i++)
        switch (tokens[i].kind) {
        case TOKEN_LITERAL:
        case TOKEN_POINT:
        case TOKEN_COMMA:
        case TOKEN_PERCENT: buffer_put(out, tokens[i].text); break;
        case TOKEN_DATE:
            put_letters(out, &m, &tokens[i], is_minutes(tokens, count, i), half);
            break;
        case TOKEN_ELAPSED: put_elapsed(out, &m, &tokens[i]); break;
        case TOKEN_HALF: put_half(out, &m, tokens[i].text); break;
        case TOKEN_DIGIT:
            if (fraction < 3)
                buffer_byte(out, (char)('0' + m.fraction[fraction++]));
            break;
        default: break;
        }
    return true;
}
