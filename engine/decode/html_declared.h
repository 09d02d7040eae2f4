/* The encoding a page says it is in, compared with the one it is in. */
#ifndef JIHE_DECODE_HTML_DECLARED_H
#define JIHE_DECODE_HTML_DECLARED_H

#include "decode/decode.h"
#include "format/html.h"

enum { DECLARED_MAX = 40 };

struct html_declared {
    char name[DECLARED_MAX]; /* "" : none */
    enum charset_kind kind;
    bool known;
};

/* From the page's first bytes. */
void html_declared_read(struct html_declared *d, struct slice head);
/* After reading: a difference is told as a remark of this file. ERR_INPUT: the page says
 * an encoding that is not read, and its bytes are no UTF-8, so that what was read is a
 * guess. */
int html_declared_judge(const struct html_declared *d, const struct text *text,
                        const struct decode_options *o, uint32_t file, struct error *err);

#endif
