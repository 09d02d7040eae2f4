/* Units of measure: the vocabulary of the catalogue, dimensions, and exact conversion. Pure functions
 * over static tables, and over the units that a region adds to them. */
#ifndef JIHE_VALUE_UNIT_H
#define JIHE_VALUE_UNIT_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/slice.h"
#include "value/decimal.h"

enum unit_dimension {
    UNIT_NONE,    /* a bare number, or one with 万 or 亿 alone (then name "万", scale 4) */
    UNIT_RATIO,   /* % ‰ 成 倍 百分点: a bare number and a ratio can be compared */
    UNIT_MONEY,   /* base 元 (元/人 and the like: base 元/人) */
    UNIT_TIME,    /* 年 季度 个月 have base 个月; 周 天 小时 分钟 base 秒; 工作日 学年 stand alone */
    UNIT_PEOPLE,  /* 人 名 位 are all 人; 人次, 户, 家 each its own; 万人 scales 人 */
    UNIT_COUNT,   /* 件 个 次 场 … */
    UNIT_MEASURE, /* 米 亩 吨 MB …, and everything per something that is no money (次/年) */
    UNIT_SCORE,   /* 分 级 星 名次 */
};

/* A number n of this unit is n * factor * 10^scale of `base`. */
struct unit {
    enum unit_dimension dimension;
    struct slice name; /* normalised: "%", "万元", "人次"; static storage or the text itself */
    struct slice base; /* "元" for 万元, "人" for 万人, "秒" for 小时, "" for ratios */
    int scale;         /* power of ten: 万元 is 4, % is -2, 万人 is 4 */
    uint32_t factor;   /* 1 but for time (小时 is 3600 秒, 年 is 12 个月) and units a region adds: 垧 is 15 亩 */
    bool known_scale;  /* false for an amount whose form does not say 元 or 万元 */
};

/* Units that a region uses besides the known ones, or instead of them. Immutable once filled, any thread. */
struct unit_row;
struct unit_list {
    struct unit_row *rows; /* sorted by their first character */
    size_t count, cap;
    char digest[DIGEST_HEX + 1]; /* of what it says; set by who fills it */
};

/* Whether a unit can be called so: it begins with a letter or an ideograph and holds no blank. */
bool unit_text_fits(struct slice text);
/* An empty list with room for `cap` units in `arena`. False when the arena refuses, here and below. */
bool unit_list_init(struct unit_list *list, struct arena *arena, size_t cap);
/* Adds what `text` means, copied into `arena`; UNIT_NONE says that it is no unit here. `unless` holds the
 * characters that, standing behind, make it another word. At most `cap` units. */
bool unit_list_add(struct unit_list *list, struct arena *arena, struct slice text, struct unit meaning,
                   struct slice unless);

struct unit unit_none(void);
struct unit unit_percent(void);
/* An amount in 10^scale 元 (0 元, 4 万元); known false when the form does not say. */
struct unit unit_money(int scale, bool known);
/* 万 (4) or 亿 (8) without a unit behind it: a scaled number that may be money, people or things. */
struct unit unit_myriad(int scale);
/* The longest unit that `text` begins with; *len its bytes, 0 when there is none (then unit_none). Of the
 * same length the one in `more` counts, which may be NULL here and below.
 * Compound units (元/人, 万元/公里) are one unit. A character behind that makes it another word stops
 * it: 次 is a unit, 次数 is none. */
struct unit unit_match(struct slice text, const struct unit_list *more, size_t *len);
/* The whole text as a unit ("百分比" gives %); false when it is none. Brackets around it do not
 * matter. */
bool unit_find(struct slice text, const struct unit_list *more, struct unit *out);
/* True when amounts in a and b can be added and compared: same base (a bare number and a ratio count
 * as that), scales known or both unknown. A bare 万 goes with money, people, things and measures. */
bool unit_compatible(struct unit a, struct unit b);
/* `number` of unit `from` told in unit `to`; false when incompatible or out of range. Exact but for
 * a factor that does not go in (8 小时 in 天). */
bool unit_convert(struct decimal number, struct unit from, struct unit to, struct decimal *out);

#endif
