/* What is odd about rules that load: see run_lint. */
#ifndef JIHE_RUN_LINT_H
#define JIHE_RUN_LINT_H

#include "run/example.h"

struct lint {
    struct engine *engine;
    int (*remark)(void *context, const struct lint_remark *r);
    void *context;
    struct arena arena;
};

/* One remark at a rule, or at a file and line of anything else. */
int lint_tell(struct lint *l, const struct rule *rule, struct slice path, size_t line,
              const struct error *told);

/* ---- lint.c: by the texts ---- */
int lint_texts(struct lint *l, struct error *err);
/* ---- lint_run.c: by what the rules say to all examples and to the flawless records ---- */
int lint_answers(struct lint *l, struct error *err);

#endif
