/* What group rules kept, until all projects were seen; then their checks. One thread. */
#ifndef JIHE_RUN_GROUP_H
#define JIHE_RUN_GROUP_H

#include "base/file.h"
#include "run/check.h"

/* One project in one group: little, as there are many; what was kept lies in the archive. */
struct group_item {
    const struct entry *entry;
    uint64_t offset; /* of the kept bytes */
    uint32_t len;
    uint32_t project; /* number in the run, from 0 */
    uint32_t next;    /* in the group, by place in items; 0: the last */
};

/* Who a project was, by its number in the run. */
struct group_project {
    uint64_t offset; /* of its names in the archive */
    uint32_t len;
};

struct group {
    struct slice key;
    uint32_t first, last; /* items, from 1 */
    uint32_t count;
    uint32_t forms; /* of its records, 1 << enum form_kind */
};

/* Groups of one rule, in order of first appearance. */
struct rule_groups {
    struct map keys;
    struct group *groups;
    size_t count, cap;
    const struct entry *entry;
};

struct group_store {
    struct arena keys; /* bounded by limits.group_bytes */
    struct map texts;  /* of the keys, each once */
    struct archive archive;
    struct rule_groups *rules; /* by rule index */
    size_t rule_count;
    struct group_item *items; /* from 1 */
    size_t item_count, item_cap, item_max;
    struct group_project *projects;
    size_t project_count, project_cap;
    bool full; /* the bound was reached: what came later could not be kept */
};

int group_store_init(struct group_store *s, const struct engine *e, struct error *err);
void group_store_release(struct group_store *s);
/* Takes what one project left; `project` is its number in the run, never smaller than before. */
int group_store_add(struct group_store *s, const struct kept *kept, uint64_t project,
                    struct error *err);

/* A member of a group while the group is checked. */
struct group_member {
    const struct entry *entry;
    uint32_t project;
    struct project_key key;
    struct address row;
    struct slice bytes; /* what was kept */
    struct slice lowered; /* see struct exempt */
};
/* Fills key and row of a project; the texts live in `arena`. */
int group_names(const struct group_store *s, uint32_t project, struct arena *arena,
                struct group_member *out, struct error *err);

/* A group finding and the project it is about. */
struct group_finding {
    struct finding finding;
    struct slice known_by; /* name of the indicator that the fingerprint is made of */
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
