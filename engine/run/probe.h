/* Changes to records, for run_probe. */
#ifndef JIHE_RUN_PROBE_H
#define JIHE_RUN_PROBE_H

#include "run/batch.h"
#include "run/group.h"

/* One cell that may be changed. */
struct probe_cell {
    enum field_scope scope;
    int field;
    size_t at; /* of the indicator or goal */
    struct cell *cell;
    const struct field *meta;
};

/* What the cell would say after the change, built in `out`; false when the change does not concern it. */
bool change_text(const struct project *p, const struct probe_cell *c, enum probe_change change,
                 struct buffer *out);

#endif
