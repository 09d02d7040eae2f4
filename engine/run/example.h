/* Examples of rules as records and as tests. */
#ifndef JIHE_RUN_EXAMPLE_H
#define JIHE_RUN_EXAMPLE_H

#include "run/group.h"

/* ---- example_record.c ---- */
/* Fills `p` with the example of a project or indicator rule (of a group rule: with one of its projects),
 * and says which of its indicators is meant; NULL: none. */
int example_make(const struct plan *plan, const struct entry *e, const struct plain *example,
                 struct project *p, const struct indicator **indicator, struct error *err);
/* A key of the example that is no field; empty when all are. */
struct slice example_unknown(const struct rule *rule, const struct plain *example);

/* ---- example_text.c ---- */
/* What the example writes, for people. */
void example_put(struct buffer *out, const struct rule *rule, const struct plain *example,
                 bool english);

/* ---- expect.c ---- */
/* What a rule said to one example. */
struct said {
    const struct finding *const *findings; /* and reasons */
    size_t count;
};
/* True when it is what the example calls for. Else `told` says what came instead and what to do. */
bool example_fits(const struct rule *rule, bool bad, const struct plain *example,
                  const struct said *said, struct error *told);
/* The example itself says what it expects. */
const struct plain *example_expects(const struct plain *example);

/* ---- examples.c ---- */
enum { EXAMPLE_PROJECTS = 64 }; /* of one example of a group rule, at most */

struct examples {
    struct engine *engine;
    struct check_options options;
    struct worker worker, other;
    struct plan *plan;
    struct batch_out out;
    uint64_t *off_from;
    struct project *projects[EXAMPLE_PROJECTS]; /* of a group example; else only the first */
    size_t project_count;
    struct arena scratch; /* per rule */
    int (*result)(void *context, const struct example_result *r);
    void *context;
};

/* Empties what the last rule left in `out`. */
void examples_clear(struct examples *x);
/* Runs a group rule on the projects of an example in the order given (places in its list); `shared`: two
 * workers take turns in keeping them, as two threads would. */
int example_group(struct examples *x, struct entry *e, const struct plain *example,
                  const size_t *order, bool shared, struct group_result *result, struct error *err);

/* ---- steady.c ---- */
/* Runs the rules on all examples again, shuffled, in batches of several sizes and on several threads:
 * a rule whose answers change is told through x->result. */
int steady_run(struct examples *x, const bool *wanted, struct error *err);

#endif
