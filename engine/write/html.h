/* The pieces of the HTML report. */
#ifndef JIHE_WRITE_HTML_H
#define JIHE_WRITE_HTML_H

#include "write/writer.h"

/* Data as text of an element or a quoted attribute; invisible characters are shown. */
void html_text(struct buffer *out, struct slice s);

void html_head(struct buffer *out, const struct writer *w, const struct summary *s);
/* By what was judged, and the end of the page. */
void html_tail(struct buffer *out, enum language language, const struct summary *s);
void html_project_title(struct buffer *out, const struct writer *w,
                        const struct project_key *key);
/* `title` is markup; `verdict` negative: not told; without rows a single line. */
void html_section_begin(struct buffer *out, const struct writer *w, struct slice title,
                        int verdict, bool rows);
void html_unchecked_begin(struct buffer *out, const struct writer *w);
void html_section_end(struct buffer *out, bool rows);
/* A row across the table, above those it holds for. */
void html_heading_row(struct buffer *out, struct slice heading);
void html_finding_row(struct buffer *out, const struct writer *w,
                      const struct finding *f);

#endif
