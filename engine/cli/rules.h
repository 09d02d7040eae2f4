/* What the commands about rules share. */
#ifndef JIHE_CLI_RULES_H
#define JIHE_CLI_RULES_H

#include "cli/options.h"

/* As struct job's `work`; the context is the settings. */
typedef int rules_work(void *context, const jihe_engine *engine, int fd, bool alone,
                       jihe_error *error);

/* The region, year, time, stage and parameters of the command line; NULL when out of memory. */
jihe_options *rules_options(const struct settings *s);
/* Runs `work` under the supervisor with the rules loaded and puts out what it wrote: an exit status. */
int rules_supervised(const struct settings *s, rules_work *work);

#endif
