/* Two runs compared, as text for people or JSON for programs. */
#ifndef JIHE_WRITE_DIFF_H
#define JIHE_WRITE_DIFF_H

#include "model/diff.h"
#include "write/write.h"

enum diff_format { DIFF_TEXT, DIFF_JSON, DIFF_NDJSON };
/* One item appended to `out`, which the caller empties; the first of a kind has a heading before it in
 * text. `told` is how many of that kind were put before. */
void write_diff_item(struct buffer *out, enum diff_format format, enum language language,
                     const struct diff_item *item, uint64_t told);
/* What stands before and behind the items. */
void write_diff_begin(struct buffer *out, enum diff_format format);
void write_diff_end(struct buffer *out, enum diff_format format, enum language language,
                    const struct diff_summary *summary);

#endif
