/* Where a region reads a field from another column than the rest of the country: of two columns that a form has for
 * one field the readers take the better known one and keep the other as an extra; a pack may say that in its region the
 * other counts (codes "columns": form → field → headings). */
#ifndef JIHE_RUN_COLUMNS_H
#define JIHE_RUN_COLUMNS_H

#include "model/record.h"
#include "pack/pack.h"

/* A form or a field that does not exist is told with the nearest real one: ERR_PACK. */
int columns_check(const struct profile *profile, struct error *err);
/* Fills cells of the indicators from the columns that count here. Twice is once; a blank column changes nothing. */
void columns_apply(const struct profile *profile, struct project *project);

#endif
