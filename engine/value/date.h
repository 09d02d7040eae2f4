/* Dates and periods in a text. Private to the folder; value.h has the public part. */
#ifndef JIHE_VALUE_DATE_H
#define JIHE_VALUE_DATE_H

#include "value/value.h"

struct date_span {
    struct value_date start, end; /* the same for a single date */
    enum value_op op; /* OP_NONE when no word of comparison stands behind it */
    size_t stop;      /* the byte behind it, suffix included */
    bool period;      /* from .. to, a quarter, half a year */
    bool bare_year;   /* 2024年 and nothing more: mostly part of a title */
    bool bare_month;  /* 6月 and nothing more */
    bool ambiguous;               /* 2024.12 and nothing more: a number as well; only with `cell` */
    bool impossible;  /* 2024年2月30日 */
};

/* True when a date begins at `pos` (a digit, a numeral, 上半年). With `cell` the text is
 * known to be a date, so that 2024.12 and 20240423 are read as such too. */
bool date_read(struct slice text, size_t pos, bool cell, struct date_span *out);

#endif
