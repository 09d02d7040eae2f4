/* The nearest real name to a mistyped one, for messages. */
#ifndef JIHE_BASE_NEAR_H
#define JIHE_BASE_NEAR_H

#include "base/slice.h"

struct near {
    struct slice wanted;
    struct slice best; /* empty when nothing is near */
    size_t distance;
};

void near_init(struct near *n, struct slice wanted);
/* Offers one real name; the first of the nearest wins. Edit distance in characters, at most a third
 * of the longer name (at least 1, at most 4). */
void near_offer(struct near *n, struct slice name);

#endif
