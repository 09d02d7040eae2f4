/* Units of measure that a region uses besides those the engine knows (codes "units"): what is written → what it
 * measures ("count"), what it is worth ("15亩"), or the unit that it is another name of ("亩"). */
#ifndef JIHE_RUN_UNITS_H
#define JIHE_RUN_UNITS_H

#include "pack/pack.h"
#include "value/unit.h"

/* The profile's list; texts live in `arena`. What cannot be read is told with its name: ERR_PACK. */
int units_fill(const struct profile *profile, struct arena *arena, struct unit_list *out, struct error *err);

#endif
