/* What a supervised child has to say besides its output: counts, and lines for standard error. They
 * wait in an unnamed file until the attempt that counts is over. */
#ifndef JIHE_CLI_REMARKS_H
#define JIHE_CLI_REMARKS_H

#include "cli/options.h"

#include <stdint.h>

struct counts {
    uint64_t projects, indicators, rejected;
};

struct remarks {
    const struct settings *settings;
    int fd; /* 0: not open */
};

bool remarks_open(struct remarks *r, const struct settings *s);
void remarks_close(struct remarks *r);

/* In the child: forgets what an earlier attempt left. */
bool remarks_begin(struct remarks *r);
/* For jihe_convert and jihe_review; `remarks` is a struct remarks. When quiet, only what is lost. */
int remarks_put(void *remarks, const jihe_remark *remark);
bool remarks_count(struct remarks *r, const struct counts *n);

/* In the parent: the lines go to standard error. */
void remarks_show(struct remarks *r, struct counts *n);

#endif
