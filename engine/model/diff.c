/* Names of what can become of a finding. */
#include "model/diff.h"

struct slice diff_kind_name(enum diff_kind kind)
{
    static const char *const names[] = {"dodged", "new", "still", "fixed"};
    return slice_str(names[kind]);
}

struct slice dodge_name(enum dodge dodge)
{
    static const char *const names[] = {"", "threshold", "deleted", "gone", "split", "wording"};
    return slice_str(names[dodge]);
}
