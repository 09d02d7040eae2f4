/* Workbooks written row by row; the only home of libxlsxwriter. Every cell that is written as text is
 * text whatever it looks like: long codes, leading zeros and what begins with = stay as they are. The
 * bytes depend on what was written alone, not on the time. */
#ifndef JIHE_FORMAT_WORKBOOK_H
#define JIHE_FORMAT_WORKBOOK_H

#include "base/error.h"
#include "base/file.h"

#include <stdint.h>

struct workbook;

enum workbook_style {
    WORKBOOK_TEXT,    /* text, at the top left, wrapped */
    WORKBOOK_PLAIN,   /* text on one line */
    WORKBOOK_HEADING, /* bold on grey, centred */
    WORKBOOK_TITLE,   /* large, centred, without borders */
    WORKBOOK_NOTE,    /* small, without borders, wrapped */
    WORKBOOK_STRONG,  /* bold text with borders, centred */
    WORKBOOK_NUMBER,  /* centred */
    WORKBOOK_STYLES
};

enum { WORKBOOK_ROWS = 1048576, WORKBOOK_COLUMNS = 16384, WORKBOOK_TEXT_MAX = 32767 };

/* `streamed`: rows must come in order and are not kept in memory; merged areas are not possible. */
int workbook_open(struct workbook **out, bool streamed, struct error *err);
/* A worksheet; it is the current one. The name is cut and cleaned as workbooks need it. */
int workbook_sheet(struct workbook *w, struct slice name, struct error *err);
/* Makes an earlier worksheet, counted from 0, the current one. */
void workbook_turn(struct workbook *w, unsigned sheet);
/* Characters of the standard digit's width. */
void workbook_width(struct workbook *w, uint32_t column, unsigned characters);
/* Points. */
void workbook_height(struct workbook *w, uint32_t row, unsigned points);
/* Rows above stay in sight. */
void workbook_freeze(struct workbook *w, uint32_t row);
/* Rows from `row` to `last_row` can be filtered by the first `columns` columns; `row` holds the headings. */
void workbook_filter(struct workbook *w, uint32_t row, uint32_t last_row, uint32_t columns);
/* The row begins a new printed page; of one sheet only. */
void workbook_page(struct workbook *w, uint32_t row);
/* Printed on sheets of A4, as many as needed but one wide. */
void workbook_print(struct workbook *w, bool landscape);
/* ERR_LIMIT for a text or a row that workbooks cannot hold; the message says which. */
int workbook_text(struct workbook *w, uint32_t row, uint32_t column, struct slice text,
                  enum workbook_style style, struct error *err);
/* The same over an area, given by its last row and column. */
int workbook_area(struct workbook *w, uint32_t row, uint32_t column, uint32_t last_row,
                  uint32_t last_column, struct slice text, enum workbook_style style,
                  struct error *err);
/* Writes everything to `file`, which is not committed. */
int workbook_finish(struct workbook *w, struct file_out *file, struct error *err);
void workbook_free(struct workbook *w);

#endif
