/* Which cells of a record are not as they are meant (see base/tidy.h). */
#ifndef JIHE_MODEL_UNTIDY_H
#define JIHE_MODEL_UNTIDY_H

#include "base/tidy.h"
#include "model/record.h"

/* How a field's text is tidied: level names, names of indicators, projects and units are names. */
enum tidy_kind field_tidy(enum field_scope scope, int field);
/* Whether any text that rules can see would be changed. */
bool project_untidy(const struct project *p);

#endif
