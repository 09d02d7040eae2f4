/* Where a record is at home that does not say its region. */
#ifndef JIHE_RUN_HOME_H
#define JIHE_RUN_HOME_H

#include "model/record.h"
#include "pack/pack.h"

/* A record without a region takes it from its unit's name, or from the title above its table, where one of them
 * begins with the name of a division that only one place has. False when the arena refuses. */
bool home_find(const struct pack_set *set, struct project *p);

#endif
