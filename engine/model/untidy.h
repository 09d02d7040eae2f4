/* Which cells of a record are not as they are meant (see base/tidy.h). */
#ifndef JIHE_MODEL_UNTIDY_H
#define JIHE_MODEL_UNTIDY_H

#include "base/tidy.h"
#include "model/record.h"

/* How a field's text is tidied: level names, names of indicators, projects and units are names. */
enum tidy_kind field_tidy(enum field_scope scope, int field);
/* Marks the cells that hold what tidy_needed tells; true when there are any, or such items of lists. */
bool project_untidy(struct project *p);

#endif
