/* One worksheet, row by row, each cell as it is shown. */
#ifndef JIHE_DECODE_XLSX_SHEET_H
#define JIHE_DECODE_XLSX_SHEET_H

#include "decode/xlsx_book.h"

struct xlsx_cell {
    uint32_t column;    /* from 1 */
    struct slice text;  /* without outer blanks; empty: the cell is there and blank */
    struct slice whole; /* as written */
    bool hidden;        /* its column is */
};

struct xlsx_row {
    uint32_t number; /* from 1; rows may come in any order */
    bool hidden;
    struct xlsx_cell
        *cells; /* in any order, perhaps two of one column; until the next row */
    size_t count;
};

/* A merged area, from 1, ends included. */
struct xlsx_merge {
    uint32_t row, column, last_row, last_column;
};
struct xlsx_merges {
    struct xlsx_merge
        *items; /* as written; sorted and cleared of overlaps by xlsx_merges_settle */
    size_t count, cap;
};
/* Drops what overlaps an area before it, and what lies beyond `columns`; *dropped: how
 * many. False when out of memory. */
bool xlsx_merges_settle(struct xlsx_merges *m, uint32_t columns, size_t *dropped);
/* The area that begins there, or NULL; the areas are settled. */
const struct xlsx_merge *xlsx_merges_find(const struct xlsx_merges *m, uint32_t row,
                                          uint32_t column);

/* What is odd on a sheet: how often, and where first. Told once for each. */
enum xlsx_oddity {
    ODD_NOT_CALCULATED,
    ODD_ERROR,     /* #REF! … */
    ODD_NO_NUMBER, /* a number that is none, a kind of cell that is not known */
    ODD_LONG,
    ODD_NO_DATE,
    ODD_HIDDEN_ROW,
    ODD_HIDDEN_COLUMN,
    ODD_COVERED, /* a text below a merged area */
    ODD_TWICE,   /* a second cell of one place */
    ODD_BEYOND,  /* beyond the columns a table may have */
    ODD_MERGE,   /* a merged area that cannot be */
    ODDITIES
};
struct xlsx_oddities {
    struct {
        size_t count;
        uint32_t row, column;
    } items[ODDITIES];
};
void xlsx_odd(struct xlsx_oddities *o, enum xlsx_oddity kind, uint32_t row,
              uint32_t column);
/* `sheet` from 1. */
void xlsx_odd_tell(const struct xlsx_oddities *o, const struct xlsx_book *b,
                   uint32_t sheet);

struct xlsx_span {
    uint32_t first, last;
};

struct xlsx_sheet {
    struct xlsx_book *book;
    uint32_t number; /* from 1 */
    struct package_part part;
    struct xlsx_row row;
    size_t cell_cap;
    struct buffer texts;       /* of the row */
    size_t *starts;            /* of each cell's text */
    struct xlsx_merges merges; /* known once the rows are read */
    struct xlsx_oddities odd;
    struct xlsx_span *hidden; /* columns */
    size_t hidden_count, hidden_cap;
    bool rows_hidden; /* where nothing else is said */
    bool skim; /* set by whoever only wants the merged areas: rows are passed over */
    bool ended, data, data_seen;
};

/* Closed whatever is returned. */
int xlsx_sheet_open(struct xlsx_sheet *s, struct xlsx_book *b, uint32_t number,
                    struct error *err);
/* 1: a row in s->row; 0: the end of the sheet, its merged areas are known; negative. */
int xlsx_sheet_next(struct xlsx_sheet *s, struct error *err);
void xlsx_sheet_close(struct xlsx_sheet *s);

/* "B7" → row 7, column 2; false for anything else. */
bool xlsx_reference(struct slice text, uint32_t *row, uint32_t *column);

/* ---- between the files of this module ---- */

/* The cell that `e` begins in s->row, read to its end, its text appended to s->texts. */
int xlsx_cell_read(struct xlsx_sheet *s, const struct xml_event *e, uint32_t column,
                   struct error *err);
int xlsx_merge_add(struct xlsx_sheet *s, struct slice reference, struct error *err);

#endif
