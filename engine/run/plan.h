/* Which rules can apply to a record, decided before any Lua runs: per profile and form, the rules by
 * kind, with their level conditions resolved to standard names. */
#ifndef JIHE_RUN_PLAN_H
#define JIHE_RUN_PLAN_H

#include "run/engine.h"
#include "run/memo.h"
#include "value/unit.h"

/* One rule as it holds under a profile. */
struct entry {
    const struct rule *rule;
    const struct plan *plan;
    enum severity severity;
    const struct condition *conditions; /* levels by standard name */
    size_t condition_count;
    const uint32_t *needed; /* places in the plan of the rules it needs, as far as they are in it */
    size_t needed_count;
    const struct statute_ref *basis;
    size_t basis_count;
    struct memo memo; /* indicator rules: remembered answers */
};

struct entry_list {
    struct entry **items;
    size_t count;
};

struct plan {
    struct profile profile;
    struct script_scene scene;
    struct unit_list units; /* of the region */
    struct entry *entries; /* in the profile's order: needed rules first */
    size_t entry_count;
    struct entry_list by_form[FORM_COUNT];
    uint32_t forms_seen; /* of records judged by it: bits as in struct rule */
    struct plan *next;
};

/* A profile's plan; excluded rules are left out. */
int plan_new(struct plan **out, const struct engine *e, uint32_t pack, int when, enum stage stage,
             const struct param_override *overrides, size_t override_count, struct error *err);
void plan_free(struct plan *p);

#endif
