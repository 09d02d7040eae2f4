/* Target and actual value made comparable, and whether the one meets the other: what scoring and the
 * judgement of a row have in common. Pure. */
#ifndef JIHE_SCRIPT_MEASURE_H
#define JIHE_SCRIPT_MEASURE_H

#include "script/host.h"

/* Both are numbers of one kind, and either both or neither tell a change in the same direction. */
bool measures_get(const struct value *target, const struct value *actual, struct operand *t,
                  struct operand *a);
/* In one unit, so that they can be divided: the actual value told in the target's. */
bool measures_align(struct operand *t, struct operand *a);
bool measures_reverse(enum value_op op); /* less is better: ≤, < */
/* "= 0" is met by zero or less, any other "=" by as much or more (the platform's reading). */
bool measures_met(enum value_op op, struct decimal t, struct decimal a);
/* Months set against days ("≤3个月" answered "75天"), which no factor turns into each other: 1 met, 0 missed, -1
 * where it depends on the months, or where the two are no such pair. */
int measures_months(enum value_op op, const struct value *target, const struct value *actual);
/* Where the actual value stands to a range: -1 below, 0 inside, 1 above, 2 cannot be compared. */
int measures_side(const struct value *target, const struct value *actual);

#endif
