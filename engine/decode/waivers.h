/* A table of waivers, as CSV: rule, project code, indicator, field, reason, approver, document number,
 * expiry. Read whole before the run; a line that is wrong refuses the file. */
#ifndef JIHE_DECODE_WAIVERS_H
#define JIHE_DECODE_WAIVERS_H

#include "base/digest.h"
#include "base/map.h"
#include "decode/decode.h"
#include "model/waiver.h"

struct waivers {
    struct arena arena;
    struct slice path;
    struct waiver *items; /* in the order of the file */
    size_t count, cap;
    struct map projects; /* code or name → first of its waivers, by `next` */
    size_t *next;        /* SIZE_MAX at the end */
    char sha256[DIGEST_HEX + 1];
};

/* ERR_USAGE where the file cannot be read, ERR_PACK with line and what is wrong. On failure *out is
 * empty; waivers_release may be called all the same. */
int waivers_read(struct waivers *out, const char *path, const struct limits *limits,
                 struct error *err);
void waivers_release(struct waivers *w);

#endif
