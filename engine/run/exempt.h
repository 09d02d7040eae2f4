/* What holds before any rule is asked, in one place: rows withheld (涉密), left blank or not applicable are kept from the
 * rules, level names are made the standard ones of the region and year, indicators set from above and forms
 * whose text was cut off are known as such, findings about targets that were approved long ago say so. Words and notes are data of the packs (codes "exemptions").
 * That one cause is told once stands in the rules (`needs`), that a thing missing is no fault in what
 * arithmetic gives (nil) and in the outcome undecided. */
#ifndef JIHE_RUN_EXEMPT_H
#define JIHE_RUN_EXEMPT_H

#include "run/build.h"

/* What the findings about one project are lowered by. */
struct exempt {
    const struct plain *from_above, *cut, *approved; /* the packs' settings; NULL: they say nothing of it */
    const struct plain *phase; /* of approved, what it says of forms of this kind; NULL */
    /* First whether the source of the record breaks off, then by indicator whether it was set from above;
     * empty where neither is so. Group rules keep just this. */
    struct slice lowered;
};

/* False when out of memory. */
bool exempt_prepare(struct exempt *x, const struct profile *profile, struct project *project,
                    struct script_record *record, struct arena *arena);
/* Lowers the findings from place `from` on that their reader cannot do anything about, and says why; says of
 * those about targets approved before this form was filled in when they are to be mended. */
bool exempt_findings(const struct exempt *x, const struct project *project,
                     struct finding_list *list, size_t from, struct arena *arena);
/* The same for one finding of a group rule; `text` is what stands in its field. */
bool exempt_group_finding(const struct profile *profile, struct slice lowered, struct slice text,
                          struct finding *f, struct arena *arena);

#endif
