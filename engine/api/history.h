/* What the packs of a profile say about one rule, in order. */
#ifndef JIHE_API_HISTORY_H
#define JIHE_API_HISTORY_H

#include "api/api.h"

/* Fills out->history; false when out of memory. Texts live in `arena`. */
bool history_take(const struct profile *p, const struct rule *r, struct arena *arena,
                  jihe_rule *out);

#endif
