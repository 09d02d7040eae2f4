/* One thread's work: a project goes in, findings, outcomes and what group rules keep come out. */
#ifndef JIHE_RUN_CHECK_H
#define JIHE_RUN_CHECK_H

#include "run/build.h"

/* How often each rule answered what; by rule index. Not applicable is what remains. */
struct tally {
    uint64_t (*outcomes)[OUTCOME_COUNT];
    uint64_t *silenced;
};

/* What a group rule keeps of one project. */
struct kept {
    const struct entry *entry;
    struct slice key, bytes;
    struct slice lowered; /* see struct exempt */
    const struct project *project;
};

/* One project with its place in the batch's findings. */
struct checked {
    struct project *project;
    struct project_key key;
    size_t first, count; /* findings */
    enum verdict verdict;
    const struct profile *profile; /* what it was judged by */
    uint8_t *outcomes;             /* as in struct judged; NULL unless wanted */
};

/* What a batch yields, in the order of the input. */
struct batch_out {
    struct finding_list findings;
    struct kept *kept;
    size_t kept_count, kept_cap;
    struct arena arena;
    uint64_t serial; /* of the batch, from 0 */
    /* rule errors by limit in this batch, by rule index; a rule that keeps hitting limits is left
     * off for the rest of the batch so that it cannot hold up the run */
    uint32_t *limit_hits;
    bool limit_any; /* some of them are not 0 */
};

struct worker {
    const struct engine *engine;
    const struct check_options *options;
    struct script *script;
    int *handles; /* by rule index; HANDLE_UNKNOWN, HANDLE_BROKEN or script's */
    struct plan *plans; /* most recent first */
    struct memory memory; /* remembered answers */
    struct arena scratch; /* per project */
    struct arena loading;
    struct tally tally;
    unsigned thread;
    uint64_t serial; /* of records checked, told to the script */
    bool alone; /* rules speak whatever the rules they need say */
    bool outcomes_wanted;
    const uint64_t *off_from; /* by rule index: the batch from which a rule is off; atomic */
};

int worker_init(struct worker *w, const struct engine *e, const struct check_options *options,
                unsigned thread, struct error *err);
void worker_release(struct worker *w);
/* Makes w->handles[rule] ready for use; negative afterwards where the rule does not load. */
int worker_load(struct worker *w, const struct rule *rule, struct error *err);
/* One rule alone on one record (indicator NULL: the project, or what a group rule keeps), whatever
 * other rules need or say. Counts nothing that is not asked for. */
int worker_judge(struct worker *w, struct plan *plan, struct entry *entry, struct project *project,
                 const struct indicator *indicator, struct batch_out *out, struct error *err);
/* Checks one project; `out->project` must be set. */
int worker_check(struct worker *w, struct checked *item, struct batch_out *out, struct error *err);
/* The same by a plan that is given, whatever the project's region and year. */
int worker_check_under(struct worker *w, struct plan *plan, struct checked *item,
                       struct batch_out *out, struct error *err);

#endif
