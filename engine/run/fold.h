/* One cause, one finding: what a rule says again and again about the rows of one project, or about the forms
 * of one unit. */
#ifndef JIHE_RUN_FOLD_H
#define JIHE_RUN_FOLD_H

#include "run/check.h"

/* Folds findings[from..], all of one rule and one project: those of equal severity and field become the
 * first of them, whose message tells how many more there are and which, and whose `related` has
 * the places of the others. 0 or ERR_MEMORY. */
int fold_findings(struct finding_list *list, size_t from, struct arena *arena);

/* Findings that stand for several projects, in the batch's arena. */
struct folded_forms {
    struct finding *items;
    size_t count;
};
/* Takes the notes of unitwide rules that several of the checked projects got, being of one unit, form and year,
 * out of the batch and makes one finding of each habit: the first project's, `related` holding the others' places.
 * Marks are set before: what is waived stays where it is, what is known is not mixed with what is new. 0 or
 * ERR_MEMORY. */
int fold_forms(struct batch_out *batch, struct checked *items, size_t count, struct folded_forms *out);

#endif
