/* What a format of records implements; as write/writer.h is for reports. */
#ifndef JIHE_WRITE_RECORD_WRITER_H
#define JIHE_WRITE_RECORD_WRITER_H

#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "write/records.h"

struct record_format {
    const char *name, *extension; /* extension NULL: a folder */
    size_t size;                  /* of its state, whose first member is a struct record_writer */
    int (*open)(struct record_writer *w, struct error *err); /* or NULL */
    int (*put)(struct record_writer *w, const struct project *p, const struct source *source,
               struct error *err);
    int (*commit)(struct record_writer *w, struct error *err);
    void (*release)(struct record_writer *w); /* or NULL */
};

struct record_writer {
    const struct record_format *format;
    const char *path; /* borrowed; NULL: the descriptor */
    int descriptor;
    struct record_names names;
    struct map known[2][3]; /* answers of names.is_extra: by `table`, by scope */
    struct arena known_names;
};

extern const struct record_format record_ndjson, record_csv, record_xlsx;

/* Appends the name under which an extra is written. `twin` is how many extras of the same name the
 * same row had before: they are numbered, "备注#2". ERR_MEMORY. */
int record_extra_name(struct record_writer *w, enum field_scope scope, const struct extras *extras,
                      size_t place, bool table, struct buffer *out, struct error *err);

/* The text of a project's cell as it is to be written; false when the form has no such cell. Form and
 * year are what the run took them for, where the user said so. */
bool record_shown(const struct project *p, enum project_field field, struct slice *out,
                 char scratch[16]);
/* The "source" the record came with; empty when it came with none. */
struct slice record_own_source(const struct project *p);
/* The "source" object as JSON, made of where the record was read. */
void record_source(struct buffer *out, const struct project *p, const struct source *source);

#endif
