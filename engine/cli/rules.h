/* What the commands about rules share. */
#ifndef JIHE_CLI_RULES_H
#define JIHE_CLI_RULES_H

#include "cli/options.h"

/* As struct job's `work`; the context is the settings. */
typedef int rules_work(void *context, const jihe_engine *engine, int fd, bool alone,
                       jihe_error *error);

/* The region, year, time, stage and waivers of the command line, and its operands where they are
 * `inputs`; NULL when out of memory. */
jihe_options *rules_options(const struct settings *s, bool inputs);
/* Runs `work` under the supervisor with the rules loaded (`lazy`: as they are needed) and puts out what it
 * wrote: an exit status. */
int rules_supervised(const struct settings *s, bool lazy, rules_work *work);

/* In the child. */
int rules_visit(const jihe_engine *engine, const struct settings *s,
                int (*visit)(void *, const jihe_rule *), void *context, jihe_error *error);
/* Rule files that did not load are told behind the rest: the exit status they call for. */
int rules_failures(const struct settings *s, const jihe_engine *engine, struct buffer *out);
/* Writes `out` to the child's descriptor and releases it. */
int rules_put(const struct settings *s, int fd, struct buffer *out, jihe_error *error);

#endif
