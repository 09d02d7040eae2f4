/* Time in packs: from when to when a pack, a rule, a value, a list or a statute holds, and what
 * a record is judged by. Both are stretches of days told as numbers that sort, 20200225, so a
 * budget year, a month and a day compare without a calendar. */
#include "pack/inside.h"

enum { DAY_LAST = 99991231, YEAR_LEAST = 1900, YEAR_MOST = 2999 };

static bool digits_read(struct slice text, size_t at, size_t len, int *out)
{
    struct slice s = slice_sub(text, at, len);
    bool good = s.len == len;
    *out = 0;
    for (size_t i = 0; i < s.len && good; i++) {
        good = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        *out = *out * 10 + (s.ptr[i] - '0');
    }
    return good;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

/* The parts of "2020", "2020-02" or "2020-02-25"; those not written are 0. */
static bool parts_read(struct slice text, int *year, int *month, int *day)
{
    *month = *day = 0;
    if ((text.len != 4 && text.len != 7 && text.len != 10) ||
        !digits_read(text, 0, 4, year) || *year < YEAR_LEAST || *year > YEAR_MOST)
        return false;
    if (text.len >= 7 && (text.ptr[4] != '-' || !digits_read(text, 5, 2, month) ||
                          *month < 1 || *month > 12))
        return false;
    return text.len < 10 || (text.ptr[7] == '-' && digits_read(text, 8, 2, day) &&
                             *day >= 1 && *day <= month_days(*year, *month));
}

int when_read(struct slice text)
{
    int year, month, day;
    if (!parts_read(text, &year, &month, &day))
        return -1;
    return day ? year * 10000 + month * 100 + day : month ? year * 100 + month : year;
}

struct span when_span(int when)
{
    if (when <= 0)
        return SPAN_ALWAYS;
    if (when <= 9999)
        return (struct span){when * 10000 + 101, when * 10000 + 1231};
    if (when <= 999999)
        return (struct span){when * 100 + 1, when * 100 + month_days(when / 100, when % 100)};
    return (struct span){when, when};
}

bool span_holds(struct span s, int when)
{
    struct span w = when_span(when);
    return s.from <= w.until && w.from <= s.until;
}

bool span_has(struct span s, int day)
{
    return s.from <= day && day <= s.until;
}

bool span_overlap(struct span a, struct span b)
{
    return a.from <= b.until && b.from <= a.until;
}

int day_after(int day)
{
    int year = day / 10000, month = day / 100 % 100;
    if (day >= DAY_LAST)
        return DAY_LAST;
    if (day % 100 < month_days(year, month))
        return day + 1;
    return month < 12 ? year * 10000 + (month + 1) * 100 + 1 : (year + 1) * 10000 + 101;
}

void day_show(int day, char out[DAY_TEXT])
{
    (void)snprintf(out, DAY_TEXT, "%04d-%02d-%02d", day / 10000 % 10000, day / 100 % 100,
                   day % 100);
}

/* ---- in a table ---- */

/* One end of a span; `text` may be a number, a bare year. */
static int end_read(const struct plain *value, struct span *out, const struct spot *spot,
                    struct error *err)
{
    int64_t year = 0;
    int when = -1;
    if (value->kind == PLAIN_TEXT)
        when = when_read(slice_trim(value->text));
    else if (decimal_to_int64(value->number, &year) && year >= YEAR_LEAST && year <= YEAR_MOST)
        when = (int)year;
    if (when > 0) {
        *out = when_span(when);
        return 0;
    }
    char shown[64];
    plain_show(value, SLICE_NONE, shown, sizeof(shown));
    error_set(err, ERR_PACK, "时间 %s 不对，应为预算年度如 2025，或日期如 \"2025-07-01\"",
              "wrong time %s: write a budget year like 2025 or a date like \"2025-07-01\"",
              shown);
    return spot_error(spot, NULL, err);
}

int span_read(const struct plain *table, const char *from, const char *until,
              struct span *out, const struct spot *spot, struct error *err)
{
    const struct plain *first = plain_get(table, slice_str(from));
    const struct plain *last = plain_get(table, slice_str(until));
    struct spot first_spot = spot_within(spot, slice_str(from)),
                last_spot = spot_within(spot, slice_str(until));
    struct span end;
    int rc = 0;
    *out = SPAN_ALWAYS;
    if (first && (rc = end_read(first, &end, &first_spot, err)) == 0)
        out->from = end.from;
    if (rc == 0 && last && (rc = end_read(last, &end, &last_spot, err)) == 0)
        out->until = end.until;
    if (rc || out->from <= out->until)
        return rc;
    char begin[DAY_TEXT], end_day[DAY_TEXT];
    day_show(out->from, begin);
    day_show(out->until, end_day);
    error_set(err, ERR_PACK, "%s（%s）晚于 %s（%s）", "%s (%s) is later than %s (%s)", from,
              begin, until, end_day);
    return spot_error(&first_spot, NULL, err);
}
