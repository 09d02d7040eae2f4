/* From a rule's answer to findings: addresses, values, evidence, parameters, fingerprints. */
#ifndef JIHE_RUN_BUILD_H
#define JIHE_RUN_BUILD_H

#include "base/map.h"
#include "run/plan.h"

/* Findings of one batch in the making. */
struct finding_list {
    struct finding *items;
    size_t count, cap;
};
/* A new zeroed finding at the end; NULL when out of memory. Pointers into `items` may move. */
struct finding *finding_add(struct finding_list *list);
void finding_list_release(struct finding_list *list);

/* The record an answer is about. */
struct subject {
    const struct plan *plan;
    const struct entry *entry;
    const struct project *project;
    const struct indicator *indicator; /* NULL: the project */
};

/* For what stands at no place in the input. */
struct place place_nowhere(void);
void project_key_make(const struct project *p, struct project_key *key);

/* Findings for every fault of `answer`. `own` says that indicator faults are about the subject itself
 * whatever place they name (a remembered answer). */
int build_faults(const struct subject *s, const struct answer *answer, bool own,
                 struct finding_list *list, struct arena *arena);
/* What a fault suggests in English: its own words, else the rule's. */
struct slice suggestion_english(const struct rule *rule, const struct fault *fault);
/* One finding of kind undecided or rule error. */
int build_reason(const struct subject *s, const struct answer *answer, enum finding_kind kind,
                 struct finding_list *list, struct arena *arena);
/* Fingerprints for findings[from..], which are all of one project: "this rule, this project, this
 * indicator, this field"; the n-th of equals gets n mixed in. */
int build_fingerprints(struct finding_list *list, size_t from, const struct project *p,
                       struct arena *arena);
/* The same from what is left of a project after it was let go. */
void fingerprint_make(const struct finding *f, struct slice identity, size_t nth, char out[65]);

/* A severity named by the rule, moved as far as the packs moved the rule's own. */
enum severity severity_shift(const struct entry *e, int named);

#endif
