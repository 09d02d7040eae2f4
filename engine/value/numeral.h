/* Numbers as clerks write them: Arabic digits with thousands commas, Chinese numerals,
 * 百分之… and …分之…; and what looks like a number but is a name (1+N, 1.2.3, A4, 0x1F).
 */
#ifndef JIHE_VALUE_NUMERAL_H
#define JIHE_VALUE_NUMERAL_H

#include "value/unit.h"

enum numeral_ratio { RATIO_NONE, RATIO_PERCENT, RATIO_PERMILLE, RATIO_MYRIAD };

struct numeral {
    struct decimal number;
    struct decimal second; /* with `pair`: 两三 is 2 to 3 */
    size_t end;    /* the byte behind it; behind the whole run when it is a name */
    size_t digits; /* Arabic digits before the point, or of a sequence like 二〇二四 */
    enum numeral_ratio ratio; /* 百分之 千分之 万分之 */
    bool chinese;
    bool name; /* no quantity: a code, a version, a malformed number */
    bool pair;
    bool more;     /* 十几: something above the number */
    bool half;     /* 半: a quantity only before a unit of time */
    bool sequence; /* digits read one by one: a year */
    bool inexact;  /* 三分之一 */
    bool zero_led; /* 03 */
};

/* True when a number or a name with digits stands at byte `pos`, no blank before it. What is read tells
 * 5kVA from a name by the units, of which `more` may be NULL. */
bool numeral_read(struct slice text, size_t pos, const struct unit_list *more, struct numeral *out);
/* Behind a run of letters, digits and what joins them (COVID-19, GB/T19001). */
size_t numeral_skip_name(struct slice text, size_t pos);

#endif
