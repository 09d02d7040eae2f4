/* From a text to the quantities and dates in it. Private to the folder. */
#ifndef JIHE_VALUE_SCAN_H
#define JIHE_VALUE_SCAN_H

#include "value/value.h"

/* A text and what is known about where it stands. */
struct reader {
    struct slice text;
    struct value_context context;
    bool prose;          /* only quantities with a unit or sign; no dates */
    int speaks_of_money; /* -1 not looked yet, 0, 1 */
};

/* What stands before a number and bears on it. */
struct prefix {
    size_t start; /* byte where it begins */
    bool any;     /* something is there */
    enum value_op op;
    bool written; /* the text holds the sign or word of op */
    bool soft;    /* 以上 or 以下 behind the number overrides it */
    bool approximate, change, falling;
    bool between;    /* 介于: 与 and 和 join a range */
    bool plus_minus; /* ± */
    bool negative, currency;
    bool ordinal;     /* 第 */
    bool rank;        /* 前: 前3名 is a rank of at most 3 */
    bool label;       /* 指标 */
    bool contradicts; /* signs that cannot be read together: <> */
};

struct found {
    struct value value; /* start and end dates only for a date */
    size_t start, end;  /* bytes */
    bool date;
    bool weak;    /* without unit or sign: counts only where nothing better does */
    bool level;   /* told by 达到, 提高到, 控制在 … */
    bool flipped; /* 60%≤满意度: the sign stands behind the number */
};

void reader_init(struct reader *r, struct slice text,
                 const struct value_context *context);
/* True when the text itself is about money, so that 170万 means 万元. */
bool reader_speaks_of_money(struct reader *r);

/* The quantity whose number begins at `pos`. False when it is a name; out->end is behind
 * what was read either way, and after pos. */
bool quantity_read(struct reader *r, size_t pos, const struct prefix *before,
                   struct found *out);

/* Everything found from left to right, at most `max`; returns how many. */
size_t scan_text(struct reader *r, struct found *items, size_t max);

#endif
