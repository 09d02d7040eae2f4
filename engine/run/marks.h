/* Which findings are known from a baseline or waived, and what became of the waivers. One thread: marks
 * are set where findings leave. */
#ifndef JIHE_RUN_MARKS_H
#define JIHE_RUN_MARKS_H

#include "decode/findings.h"
#include "decode/waivers.h"
#include "run/batch.h"

struct marks {
    bool has_baseline, has_waivers;
    struct past_findings baseline;
    bool *matched; /* by place in the baseline */
    struct waivers waivers;
    const struct pack_set *set;
    int as_of;
};

/* Reads the files of the options; a waiver for a rule nobody has is ERR_PACK with its line. */
int marks_init(struct marks *m, const struct engine *e, const struct check_options *o,
               struct error *err);
void marks_release(struct marks *m);
/* The project was judged. */
void marks_project(struct marks *m, const struct project_key *key);
void marks_finding(struct marks *m, struct finding *f);
/* A project's verdict when what is waived does not count. */
enum verdict marks_verdict(const struct finding *findings, size_t count, enum verdict verdict);
/* Into the summary, in memory of `arena`; and the files' digests into `d`. */
bool marks_take(const struct marks *m, struct summary *s, struct arena *arena);
void marks_digest(const struct marks *m, struct digest *d);

#endif
