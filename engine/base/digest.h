/* SHA-256; the only home of libmd. */
#ifndef JIHE_BASE_DIGEST_H
#define JIHE_BASE_DIGEST_H

#include "base/slice.h"

enum { DIGEST_HEX = 64 };

struct digest {
    union {
        unsigned char bytes[256];
        uint64_t align;
    } state;
};

void digest_init(struct digest *d);
void digest_put(struct digest *d, struct slice s);
/* As digest_put, with the length before it, so that ("a","bc") and ("ab","c") differ. */
void digest_field(struct digest *d, struct slice s);
/* 64 lower-case hex digits and a NUL. Ends the digest. */
void digest_hex(struct digest *d, char out[DIGEST_HEX + 1]);

#endif
