/* CSV rows with the place of every field; the only home of libcsv. */
#ifndef JIHE_FORMAT_CSV_H
#define JIHE_FORMAT_CSV_H

#include "format/csv_fault.h"
#include "format/text.h"

struct csv_limits {
    size_t field_bytes, row_bytes, columns;
};

struct csv_field {
    struct slice text;     /* unquoted, as written otherwise; points into the row */
    uint32_t line, column; /* of its first character, the opening quote counted */
};

struct csv_row {
    struct slice text; /* the whole row; all fields lie in it */
    const struct csv_field *fields;
    size_t count;
    uint64_t number;       /* 0 for the heading row, then 1, 2, ... */
    uint32_t line;         /* where it begins, from 1 */
};

enum csv_result {
    CSV_END,
    CSV_ROW,
    CSV_BAD,    /* this row cannot be read: `row` has its number and line, the fault says why */
    CSV_BROKEN, /* nothing more of the file can be read */
};

struct csv;

/* Nothing is read yet. The limits are copied. */
int csv_new(struct csv **out, struct text_source source, const struct csv_limits *limits,
            struct error *err);
/* Each row ends with one more field that says where the row stood before it was copied, and where each
 * of its fields did that stood elsewhere: "12" or "12;3=10.2" (field 3, from 1, is at row 10, place 2).
 * Fields and rows get these places, `column` being the place in the row. Before csv_begin. */
void csv_placed(struct csv *c);
/* The row just read stands above the heading row: it is not counted. */
void csv_uncount(struct csv *c);
/* Looks at the beginning: finds the encoding, passes over a "sep=;" line and finds the separator
 * (comma, semicolon, tab or |) by the first line. 1: there is text; 0: the file is empty. */
int csv_begin(struct csv *c, struct error *err);
/* The next row that is not blank; valid until the next call. A csv_result, or negative: out of memory
 * or an error of the source. */
int csv_next(struct csv *c, struct csv_row *row, struct csv_fault *fault, struct error *err);
/* As csv_next, for a reader that wants at most two columns (SIZE_MAX: none): keys[] are their trimmed
 * texts, empty when the row is too short. Where no quotes stand in the way the rest of the row is not
 * looked at, so rows that csv_next calls bad may pass. row->text is the row as it stands in the file. */
int csv_skim(struct csv *c, const size_t columns[2], struct slice keys[2], struct csv_row *row,
             struct csv_fault *fault, struct error *err);
/* Takes apart one row that csv_skim gave as row->text and the caller has kept. `text` is changed in
 * place (quotes) and must outlive `row`. CSV_ROW, CSV_BAD or an error. */
int csv_split(struct csv *c, char *text, size_t len, uint32_t line, struct csv_row *row,
              struct csv_fault *fault, struct error *err);
void csv_close(struct csv *c);

#endif
