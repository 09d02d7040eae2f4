/* By what a run judged, in sentences for people; the reports for people show the same ones. */
#ifndef JIHE_WRITE_TOLD_H
#define JIHE_WRITE_TOLD_H

#include "write/writer.h"

enum told_kind { TOLD_BASELINE, TOLD_WAIVED, TOLD_STALE, TOLD_TERMS, TOLD_LOOSENED, TOLD_CHANGED, TOLD_UNFOUNDED, TOLD_INPUT, TOLD_KINDS };
/* 口径, 放宽 …: what the lines of a kind are about. */
const char *told_label(enum told_kind kind, enum language language);
/* Hands out one line after the other, kind by kind; of each kind the first ones, then how many more
 * there are. Not yet safe for a terminal. `buffer` is scratch. */
void told_visit(const struct summary *s, enum language language, struct buffer *buffer,
                void (*line)(void *context, enum told_kind kind, struct slice text), void *context);

#endif
