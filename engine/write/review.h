/* Review forms to bytes: XLSX and HTML for people to go through and sign, NDJSON for programs. */
#ifndef JIHE_WRITE_REVIEW_H
#define JIHE_WRITE_REVIEW_H

#include "model/review.h"
#include "write/write.h"

struct review_format;
struct review_writer; /* one owner */

/* "xlsx", "html", "ndjson"; NULL behind the last. */
const char *review_format_name(size_t place);
const struct review_format *review_format_find(struct slice name);
/* NULL for an extension that stands for none. */
const struct review_format *review_format_for_path(struct slice path);

/* `file` is borrowed, outlives the writer and is not committed by it. */
int review_writer_open(struct review_writer **out, const struct review_format *format,
                       struct file_out *file, enum language language, struct write_sources sources,
                       struct error *err);
/* Forms in order; everything a form points to may go away on return. */
int review_writer_put(struct review_writer *w, const struct review *r, struct error *err);
int review_writer_finish(struct review_writer *w, const struct summary *summary, struct error *err);
void review_writer_free(struct review_writer *w);

#endif
