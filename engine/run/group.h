/* What group rules kept, until all projects were seen; then their checks. One thread. */
#ifndef JIHE_RUN_GROUP_H
#define JIHE_RUN_GROUP_H

#include "run/check.h"

struct group_item {
    const struct entry *entry;
    const struct plan *plan;
    struct project_key key;
    struct slice identity; /* of the project, for fingerprints */
    struct address row;
    uint64_t project; /* number in the run, from 0 */
    struct slice bytes;
    struct group_item *next;
};

struct group {
    struct slice key;
    struct group_item *first, *last;
    size_t count;
};

/* Groups of one rule, in order of first appearance. */
struct rule_groups {
    struct map keys;
    struct group *groups;
    size_t count, cap;
    const struct entry *entry;
};

struct group_store {
    struct arena arena; /* bounded by limits.group_bytes */
    struct rule_groups *rules; /* by rule index */
    size_t rule_count;
    bool full; /* the bound was reached: what came later could not be kept */
};

int group_store_init(struct group_store *s, const struct engine *e, struct error *err);
void group_store_release(struct group_store *s);
/* Takes what one project left; `project` is its number in the run. */
void group_store_add(struct group_store *s, const struct kept *kept, uint64_t project);

/* A group finding and the project it is about. */
struct group_finding {
    struct finding finding;
    uint64_t project;
};
struct group_result {
    struct group_finding *items; /* sorted by project, indicator, rule */
    size_t count, cap;
    struct arena arena;
};
/* Runs every group's check with the worker's script; counts outcomes in the worker's tally.
 * `project_count` projects were seen in all. */
int group_check(struct group_store *s, struct worker *w, uint64_t project_count,
                struct group_result *out, struct error *err);
void group_result_release(struct group_result *r);

#endif
