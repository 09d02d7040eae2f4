/* What a format implements. Adding a format is one file with one `const struct
 * write_format` and one line in registry.c. Every function returns 0 or the error it set.
 */
#ifndef JIHE_WRITE_WRITER_H
#define JIHE_WRITE_WRITER_H

#include "write/write.h"

enum { WRITE_LINE_MAX = 64 << 20, WRITE_SPOOL_MEMORY = 1 << 20 };

struct write_format {
    const char *name,
        *extension; /* the extension with its dot; NULL when files have none */
    size_t
        size; /* bytes of the format's own state, whose first member is a struct writer */
    void (*open)(struct writer *w); /* or NULL */
    int (*finding)(struct writer *w, const struct finding *f, struct error *err);
    int (*project)(struct writer *w, const struct project_key *key, enum verdict verdict,
                   struct error *err); /* or NULL */
    int (*finish)(struct writer *w, const struct summary *summary, struct error *err);
    void (*release)(struct writer *w); /* what `open` made; or NULL */
};

struct writer {
    const struct write_format *format;
    struct file_out *file; /* borrowed */
    struct write_options options;
    struct write_sources sources;
    struct buffer line; /* scratch, empty between calls */
    struct buffer *said; /* two, owned: of writer_message, of writer_advice */
};

extern const struct write_format write_text, write_ndjson, write_json, write_csv,
    write_html, write_xlsx, write_md, write_sarif, write_junit;

/* Moves a line into the file or the spool. Tells a line that outgrew its limit and a file that failed. */
int line_flush(struct buffer *line, struct file_out *file, struct error *err);
int line_spool(struct buffer *line, struct spool *spool, struct error *err);
/* The same of w->line, into its file. */
int writer_flush(struct writer *w, struct error *err);
/* "finding", "undecided", "rule_error", "input_error". */
struct slice finding_kind_name(enum finding_kind kind);
/* For people: what a finding weighs (错误, error …), or why there is none (无法判断,
 * undecided …). */
const char *finding_word(enum finding_kind kind, enum severity severity,
                         enum language language);
/* The message and the suggestion in the report's language, as far as there are two. Before the message
 * of a known or waived finding stands that it is one, and by which waiver; valid until the next call. */
struct slice writer_message(const struct writer *w, const struct finding *f);
struct slice writer_suggestion(const struct writer *w, const struct finding *f);
/* What stands above the findings that have one remark in common; empty where nothing does. Reports that
 * show it show the suggestion alone. */
struct slice writer_heading(const struct writer *w, const struct finding *f);
/* The suggestion with what is remarked about it, for reports in which each finding stands for itself; valid
 * until the next call. */
struct slice writer_advice(const struct writer *w, const struct finding *f);
/* The name of the field in the report's language. */
struct slice writer_field(const struct writer *w, const struct finding *f);
/* The name of an aspect in it; one that only some pack knows stays as it is. */
struct slice aspect_label(struct slice aspect, enum language language);
/* Whether the message quotes the value or the indicator is named by it, so that it need not be shown once more. */
bool writer_tells_value(const struct writer *w, const struct finding *f);
/* The source an address points into; NULL when the finding points into no file. */
const struct source *writer_source(const struct writer *w, const struct finding *f,
                                   struct address at);
/* Into `out`, in the report's language: the bases by number or title ("审核实践" where a rule rests on
 * none), the address, and the other places the finding tells of. Each may append nothing. */
void writer_put_basis(struct buffer *out, const struct writer *w, const struct finding *f);
void writer_put_address(struct buffer *out, const struct writer *w, const struct finding *f);
void writer_put_related(struct buffer *out, const struct writer *w, const struct finding *f);
/* Parts of an address: "B7", and the name of the sheet (empty when it is not known). */
void write_cell(struct buffer *out, struct address at);
struct slice write_sheet(const struct source *source, struct address at);

#endif
