/* What became of a waiver in a run. */
#include "model/waiver.h"

enum waiver_state waiver_state(const struct waiver *w)
{
    return w->used      ? WAIVER_USED
           : w->expired ? WAIVER_EXPIRED
           : w->seen    ? WAIVER_UNUSED
                        : WAIVER_UNMATCHED;
}
