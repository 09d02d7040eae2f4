/* What a cell's text means. A text that is no number is data for a rule, not an error; only running
 * out of memory or limits is. Pure: no state, any thread.
 *
 * What was decided where the vocabulary leaves room:
 * - 万 alone is 万元 in an amount cell and in a text that speaks of money; else the number keeps 万 as
 *   its unit (scale 4), which compares with money, people and things alike.
 * - Two quantities in one cell are a compound even where their units agree. One told twice in brackets
 *   (8760小时(365天)), two bounds of one (≥80%且≤90%: a range), the start of a change (由80%提高到95%)
 *   and a rhythm (一年3次) are one quantity.
 * - A number counts when it has a unit, a sign or a word of comparison; without, only as the whole
 *   text or closing its clause (脱管漏管人员0). What cannot be read whole (1e5, 1,2,3, 12 300) is text.
 * - A sentence whose every clause says that something does not happen (零事故, 未发生…, 杜绝…) is = 0.
 * - 前, 底前 and 内 behind a date mean "not later than"; 2024年底 is December of that year. */
#ifndef JIHE_VALUE_VALUE_H
#define JIHE_VALUE_VALUE_H

#include "base/arena.h"
#include "value/decimal.h"
#include "value/unit.h"

/* Parts kept of one compound, and items of one value_scan; what stands behind them in a longer text
 * is not looked at. */
enum { VALUE_PARTS_MAX = 64, VALUE_SCAN_MAX = 4096 };

enum value_kind {
    VALUE_EMPTY, /* blank */
    VALUE_NUMBER,
    VALUE_RANGE,    /* low..high; of two bounds, whether they are strict is not kept */
    VALUE_COMPOUND, /* several quantities (or dates, where there is nothing else), all in parts */
    VALUE_DATE,     /* start, end: the day, month or year meant */
    VALUE_PERIOD,   /* from start to end */
    VALUE_DURATION, /* a number with a unit of time */
    VALUE_TEXT,
    VALUE_WITHHELD, /* 涉密 */
    VALUE_NA,       /* 不适用 */
    VALUE_SYMBOL,   /* a sign or unit with no number */
};

enum value_op { OP_NONE, OP_GE, OP_GT, OP_EQ, OP_LT, OP_LE };

/* A calendar day; year, month or day 0 where the text does not name one. */
struct value_date {
    int year, month, day;
};

struct value {
    enum value_kind kind;
    struct slice text;    /* as written, whole */
    enum value_op op;     /* number, range, duration, date; OP_EQ when none is written */
    bool op_written;      /* the text itself holds a sign or word of comparison */
    struct decimal number; /* number, duration; in compound the first part's */
    struct decimal low, high; /* range */
    struct unit unit;     /* number, range, duration */
    struct value_date start, end; /* date, period: inclusive; number, compound: when it is due, if the
                                     text names one date, else all 0 */
    bool change;          /* the number is a change: 下降30%以上, 提高5个百分点 */
    bool falling;         /* with change: 下降, 减少, 降低 */
    bool approximate;     /* 约, 左右, 余, 多 */
    struct slice span;    /* the part of `text` that holds the sign, number and unit */
    const struct value *parts; /* compound: each quantity; number: NULL */
    size_t part_count;
};

/* What the parser must know about where the text stands. */
struct value_context {
    bool money;        /* an amount cell: a bare 万 is 万元, a bare number has `money_unit` */
    struct unit money_unit; /* unit_money(4, true) etc., or unit_none() when the form does not say */
    bool percent;      /* a percentage cell: a bare number is so many % */
    const struct unit_list *units; /* of the region; NULL: the known ones alone */
};

/* Parses `text`, which must outlive the value; parts come from `arena`. `context` may be NULL.
 * False only when the arena refuses. */
bool value_parse(struct slice text, const struct value_context *context, struct arena *arena,
                 struct value *out);

/* Every quantity in running prose, left to right ("共4名人员工资129120元" gives two), without what is
 * no quantity: document numbers, dates, ordinals, names, numbers with neither unit nor sign. At most
 * `max` and VALUE_SCAN_MAX; false when the arena refuses, *count is 0 then. */
bool value_scan(struct slice text, const struct value_context *context, struct arena *arena,
                struct value *out, size_t max, size_t *count);

const char *value_kind_name(enum value_kind kind); /* "number", ... */
const char *value_op_name(enum value_op op);       /* ">=", ...; "" for none */

/* Dates: "2024年12月底前", "2024-04-23", "2024/4/23", "20240423". False when the text holds none or an
 * impossible one (2024-02-30). */
bool value_date_parse(struct slice text, struct value_date *out);
int value_date_compare(struct value_date a, struct value_date b);

#endif
