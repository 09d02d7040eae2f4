/* One cause, one finding: what a rule says again and again about the rows of one project. */
#ifndef JIHE_RUN_FOLD_H
#define JIHE_RUN_FOLD_H

#include "run/build.h"

/* Folds findings[from..], all of one rule and one project: those of equal severity and field become the
 * first of them, whose message tells how many more there are and which, and whose `related` has
 * the places of the others. 0 or ERR_MEMORY. */
int fold_findings(struct finding_list *list, size_t from, struct arena *arena);

#endif
