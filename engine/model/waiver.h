/* Waivers: findings that somebody with the right to do so has let pass. Plain data, made by decode, used
 * by run, told by write. */
#ifndef JIHE_MODEL_WAIVER_H
#define JIHE_MODEL_WAIVER_H

#include "base/slice.h"

enum waiver_state {
    WAIVER_USED,
    WAIVER_EXPIRED,   /* it would have waived something, were it still good */
    WAIVER_UNUSED,    /* its project was judged and nothing of the kind was found */
    WAIVER_UNMATCHED, /* no such project was judged */
};

struct waiver {
    struct slice rule, project, indicator, field; /* indicator, field: empty for all */
    struct slice reason, approver, document;
    int expiry; /* last day, yyyymmdd; 0: none */
    uint32_t line;
    /* what a run made of it */
    uint64_t used, expired;
    bool seen; /* its project was judged, */
    int when;  /* as of this time */
};

enum waiver_state waiver_state(const struct waiver *w);

#endif
