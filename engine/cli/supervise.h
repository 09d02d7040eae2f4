/* Work that runs strangers' rules is done in a child process, watched by this one. When
 * the child dies or stands still inside a rule, the work is done again without that rule,
 * which is then reported as a rule error. */
#ifndef JIHE_CLI_SUPERVISE_H
#define JIHE_CLI_SUPERVISE_H

#include <jihe.h>

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum { ATTEMPTS_MAX = 17 }; /* sixteen rules may be left out */

struct job {
    const char *rules; /* the rules folder */
    bool english;
    bool lazy;           /* packs are loaded as they are needed */
    bool progress;       /* draw a progress line on standard error */
    int64_t input_start; /* where standard input begins anew; -1 when the job does not
                            read it */
    /* Runs in the child with the rules loaded; writes what it has to say to `fd`, an
     * empty regular file. `alone`: use one thread, so that the rule at fault can be told.
     * An exit status; below 0 the error's code. */
    int (*work)(void *context, const jihe_engine *engine, int fd, bool alone,
                jihe_error *error);
    void *context;
};

/* Does the job. *status is the exit status it ended with and *fd holds what it wrote (the
 * caller closes it; -1 when there is nothing). Returns an error when the job could not be
 * done. Does not return on SIGINT, SIGTERM and SIGHUP: ends the child and then itself by
 * that signal. */
int supervise(const struct job *job, int *fd, int *status, struct error *err);

#endif
