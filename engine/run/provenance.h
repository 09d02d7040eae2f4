/* By what a run judged, for its summary. */
#ifndef JIHE_RUN_PROVENANCE_H
#define JIHE_RUN_PROVENANCE_H

#include "run/check.h"

/* Marks the packs that held for some record, by their index. */
void packs_mark(const struct plan *plans, bool *used);
/* Fills the parameters and severities that differ from what is inherited. */
bool departures_take(const struct worker *workers, size_t count, const struct check_options *o,
                     struct summary *s, struct arena *arena);
/* Fills what rests on no statute in force, or on hearsay. */
/* What the register says of the statutes that rules of these plans rest on. */
bool caveats_take(const struct worker *workers, size_t count, struct summary *s, struct arena *arena);
bool unfounded_take(const struct worker *workers, size_t count, struct summary *s,
                    struct arena *arena);
/* "2027", "2027-01", "2027-01-01"; nothing for 0. */
bool time_take(int when, struct slice *out, struct arena *arena);
/* What the run was asked to judge by. */
bool terms_take(const struct check_options *o, struct summary *s, struct arena *arena);

#endif
