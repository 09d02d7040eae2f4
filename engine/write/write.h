/* From findings to bytes: one writer per format, all behind one interface. A writer is
 * fed in the order findings leave the run and writes each format's own escaping at the
 * last moment. */
#ifndef JIHE_WRITE_WRITE_H
#define JIHE_WRITE_WRITE_H

#include "base/file.h"
#include "model/finding.h"

enum language { LANGUAGE_ZH, LANGUAGE_EN };

struct write_options {
    enum language language;
    bool colour;    /* text: ANSI colours */
    size_t columns; /* text: width of the terminal, kept between 40 and 200; 0: 100 */
    bool quiet;     /* text: only the line with the verdict */
};

/* The sources addresses point into; may grow during the run, read through the pointer
 * each time. */
struct write_sources {
    const struct source *const *items;
    const size_t *count;
};

struct writer; /* one report; not thread-safe: one owner */
struct write_format;

/* A format by name ("text", "ndjson", …: see registry.c) or by a file's extension
 * (".json"); NULL when there is none. write_format_name gives the names one by one, NULL
 * behind the last. */
const struct write_format *write_format_find(struct slice name);
const struct write_format *write_format_for_path(struct slice path);
const char *write_format_name(size_t place);
/* The name of a format. */
const char *write_format_title(const struct write_format *format);

/* `file` is borrowed and outlives the writer. */
int writer_open(struct writer **out, const struct write_format *format,
                struct file_out *file, const struct write_options *options,
                struct write_sources sources, struct error *err);
/* One finding; everything it points to may go away on return. */
int writer_finding(struct writer *w, const struct finding *f, struct error *err);
/* The end of a project: its verdict is known. Projects come in order; those without
 * findings too. */
int writer_project(struct writer *w, const struct project_key *key, enum verdict verdict,
                   struct error *err);
/* The end: the summary; everything is in `file` afterwards (not committed). */
int writer_finish(struct writer *w, const struct summary *summary, struct error *err);
void writer_free(struct writer *w);

/* "file.csv:4:9", "book.xlsx 表1!B7", "form.docx 表2 行5 格3" in the given language;
 * nothing when the source is NULL. Not yet safe for a terminal: a file name may hold
 * anything. */
void write_address(struct buffer *out, const struct source *source, struct address at,
                   enum language language);

/* The parse of one text as a JSON line (without line end): `jihe value`. */
int write_value(struct buffer *out, struct slice text, struct error *err);

/* Rewrites what stands in `line` from byte `from` on, which is JSON: invisible characters
 * (bidi controls, zero-width and other format characters) become \u escapes, so that the
 * same data can be shown on a terminal. buffer_json has taken care of control characters
 * already. */
void write_conceal(struct buffer *line, size_t from);

#endif
