/* Units of measure: the vocabulary of the catalogue, dimensions, and exact conversion. */
#ifndef JIHE_VALUE_UNIT_H
#define JIHE_VALUE_UNIT_H

#include "base/slice.h"
#include "value/decimal.h"

enum unit_dimension {
    UNIT_NONE,    /* a bare number */
    UNIT_RATIO,   /* % ‰ 成 倍 百分点: a bare number and a ratio can be compared */
    UNIT_MONEY,   /* base 元 */
    UNIT_TIME,    /* base 天; 年 月 are kept as 365 and 30 only for comparing like with like */
    UNIT_PEOPLE,  /* 人 名 人次 户 … each its own name; 万人 scales 人 */
    UNIT_COUNT,   /* 件 个 次 场 … */
    UNIT_MEASURE, /* 米 亩 吨 MB … */
    UNIT_SCORE,   /* 分 级 星 名次 */
};

struct unit {
    enum unit_dimension dimension;
    struct slice name; /* normalised: "%", "万元", "人次"; static storage or the text itself */
    struct slice base; /* what it is a multiple of: "元" for 万元, "人" for 万人; else as name */
    int scale;         /* power of ten to `base`: 万元 is 4, % is -2, 万人 is 4, others 0 */
    bool known_scale;  /* false for an amount whose form does not say 元 or 万元 */
};

struct unit unit_none(void);
struct unit unit_percent(void);
/* An amount in 10^scale 元 (0 元, 4 万元); known false when the form does not say. */
struct unit unit_money(int scale, bool known);
/* The longest unit that `text` begins with; *len its bytes, 0 when there is none. Compound units
 * (元/人, 万元/公里) are one unit. */
struct unit unit_match(struct slice text, size_t *len);
/* The whole text as a unit ("百分比" gives %); false when it is none. */
bool unit_find(struct slice text, struct unit *out);
/* True when amounts in a and b can be added and compared (same dimension, same base, known scales). */
bool unit_compatible(struct unit a, struct unit b);
/* `number` of unit `from` told in unit `to`; false when incompatible or out of range. */
bool unit_convert(struct decimal number, struct unit from, struct unit to, struct decimal *out);
bool unit_is_count(struct unit u); /* people or things: must be whole */

#endif
