/* A term: one number with its unit, where a quantity may have two. */
#ifndef JIHE_VALUE_TERM_H
#define JIHE_VALUE_TERM_H

#include "value/numeral.h"
#include "value/unit.h"

struct term {
    const struct unit_list *units; /* of the region, or NULL */
    struct numeral numeral;
    struct decimal number;
    struct unit unit;
    size_t end;
    bool has_unit, more;
    bool spelled; /* 千 or 百 behind the digits is in the number */
};

/* The number at `pos` and the unit behind it; "1小时30分" is one term. False when there is none, or when it
 * is part of a name. Borrows from `text` and `units` (of the region, or NULL). */
bool term_read(struct slice text, size_t pos, const struct unit_list *units, struct term *t);

#endif
