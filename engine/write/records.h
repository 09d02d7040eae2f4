/* Records going out again, for `jihe convert`: what a reader read is written so that a reader reads
 * the same, absent and blank kept apart, every text verbatim. A column that the record has no field
 * for (an extra) keeps its name; where that name would be read as something else it is written as
 * "extra.NAME". */
#ifndef JIHE_WRITE_RECORDS_H
#define JIHE_WRITE_RECORDS_H

#include "base/error.h"
#include "model/record.h"

struct record_format;

/* What a reader would make of a name; the writers know no headings. */
struct record_names {
    /* True when a column (`table`) or a key of an object of this scope that is called so is kept as an
     * extra of that name. */
    bool (*is_extra)(void *context, enum field_scope scope, struct slice name, bool table);
    void *context;
};

/* "ndjson", "csv", "xlsx"; NULL behind the last. */
const char *record_format_name(size_t place);
const struct record_format *record_format_find(struct slice name);
/* The format a path stands for: by its extension, a folder of CSV files where it has none or is a
 * folder. NULL for any other extension. */
const struct record_format *record_format_for_path(const char *path);

struct record_writer; /* one owner */

/* Output to `path` (replaced when all of it is there), or to an open descriptor (path NULL; not for
 * csv: ERR_USAGE). ERR_IO where it cannot be written. */
int record_writer_open(struct record_writer **out, const struct record_format *format,
                       const char *path, int descriptor, struct record_names names,
                       struct error *err);
/* `source` is where the project was read; NULL when that is not known. */
int record_writer_put(struct record_writer *w, const struct project *p, const struct source *source,
                      struct error *err);
int record_writer_commit(struct record_writer *w, struct error *err);
/* Also removes what was written and not committed. */
void record_writer_free(struct record_writer *w);

#endif
