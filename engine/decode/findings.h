/* Findings of an earlier run, read back from a report in NDJSON or JSON: a baseline, or one side of a
 * comparison. */
#ifndef JIHE_DECODE_FINDINGS_H
#define JIHE_DECODE_FINDINGS_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/map.h"
#include "model/diff.h"

struct past_findings {
    struct arena arena;
    struct past_finding *items; /* in the order of the report */
    size_t count, cap;
    struct map fingerprints; /* → index of the first one */
    struct slice rules; /* the fingerprint of the packs and parameters it was made by; empty: not told */
    bool ended;         /* its end is there: it was not cut off */
    char sha256[DIGEST_HEX + 1];
};

/* ERR_USAGE where the file cannot be read; ERR_INPUT with the line where it is no report of findings. On
 * failure *out is empty. */
int past_read(struct past_findings *out, const char *path, struct error *err);
void past_release(struct past_findings *p);

#endif
