/* The vocabulary of units, catalogue Part 3.3 and what clerks write besides; what a region adds is told in
 * the same rows. Private to the folder. */
#ifndef JIHE_VALUE_UNIT_TABLE_H
#define JIHE_VALUE_UNIT_TABLE_H

#include "value/unit.h"

enum { UNIT_MYRIAD_BYTES = 3 }; /* of the 万 or 亿 before a name */

struct unit_row {
    uint32_t first;      /* character of the text */
    const char *text;    /* as written */
    size_t len;          /* bytes of the text */
    const char *myriad; /* "万" and the normalised name, which is so its end */
    const char *hundred_million; /* "亿" and the normalised name */
    const char *base;
    enum unit_dimension dimension;
    int scale;
    uint32_t factor;
    const char *unless; /* characters that, standing behind, make it another word */
};

extern const struct unit_row unit_table[]; /* sorted by text, bytewise */
extern const size_t unit_table_count;

/* As unit_match, for a unit with 万 (4) or 亿 (8) before it that stands elsewhere:
 * 5万余元. */
struct unit unit_match_scaled(struct slice text, const struct unit_list *more, int myriads, size_t *len);
/* 万 or 亿 at `pos`: 4 or 8, and the byte behind it; 0 when it is neither. */
int unit_myriad_at(struct slice text, size_t pos, size_t *end);

#endif
