/* Builds a document in the order of reading: paragraphs, and tables that may stand in one
 * another's cells. Shared by the decoders of pages (HTML, Word); what the tags mean is
 * theirs.
 *
 * Every function may be called in any order: cells without a row begin one, what is left
 * open is closed. Each returns 0 or the first error, which is kept: after it nothing is
 * done any more. */
#ifndef JIHE_DECODE_PAGE_H
#define JIHE_DECODE_PAGE_H

#include "base/buffer.h"
#include "decode/decode.h"

/* Text on its way into a cell or a paragraph. */
struct page_text {
    struct buffer text;
    bool space; /* blanks were seen that count as one before the next character */
};

struct page_cell {
    uint32_t column; /* set by page_cell_begin */
    uint32_t rows, columns;
    bool hidden;
    bool continues; /* Word: goes on with the cell above */
};

struct page_table {
    size_t block;        /* its place in the document; SIZE_MAX before its first cell */
    uint32_t number;     /* from 1, in the order of their beginnings */
    uint32_t row;        /* rows begun so far */
    uint32_t ordinal;    /* cells begun in this row */
    uint32_t column;     /* the first that is not taken in this row */
    uint32_t section;    /* the first row of this part of the table, from 0 */
    size_t section_cell; /* the first cell of it */
    uint32_t *until;     /* per column: the row from which on it is free, from 0 */
    uint32_t *above;     /* per column: 1 + index of the cell that goes on below, or 0 */
    uint32_t *veiled;    /* per column: not 0 in a hidden one */
    uint32_t described;  /* columns described so far */
    bool in_row, in_cell, hidden, row_hidden;
    struct page_cell cell;
    struct page_text text;
};

struct page {
    struct document *doc;
    const struct decode_options *options;
    struct page_table *tables; /* open ones, outermost first */
    size_t depth, cap;
    struct page_text text; /* of the paragraph outside the open cells */
    bool text_hidden;
    uint32_t paragraph; /* its number where the caller counts; 0: each text counts */
    uint32_t table_count, paragraph_count;
    struct buffer scratch;
    uint64_t dropped;          /* hidden texts inside cells, left out */
    struct address dropped_at; /* the first */
    uint64_t hidden; /* texts in hidden rows, cells and paragraphs, which are read */
    struct address hidden_at;
    uint64_t covered;          /* texts under a merged cell */
    struct address covered_at;
    int rc;
    struct error *err;
};

void page_init(struct page *p, struct document *doc, const struct decode_options *o,
               struct error *err);
/* Closes what is open and tells what was left out. */
int page_finish(struct page *p);
void page_release(struct page *p);

int page_table_begin(struct page *p, bool hidden);
int page_table_end(struct page *p);
/* The rows that follow belong to another part of the table: no cell reaches across. */
int page_section(struct page *p);
/* Describes the next columns of the table, from its first on. */
int page_columns_describe(struct page *p, uint32_t columns, bool hidden);
int page_row_begin(struct page *p, bool hidden);
int page_row_end(struct page *p);
/* `columns` columns of this row stay empty. */
int page_columns_skip(struct page *p, uint32_t columns);
int page_cell_begin(struct page *p, struct page_cell cell);
int page_cell_end(struct page *p);
bool page_in_table(const struct page *p);
bool page_in_cell(const struct page *p);

/* As it stands. */
int page_put(struct page *p, struct slice text);
/* Blanks and line ends count as one blank, none at the beginning of a line. */
int page_put_flowing(struct page *p, struct slice text);
/* A line end; `always`: also where one stands already, or nothing yet. */
int page_line(struct page *p, bool always);
/* In a cell as page_line; outside the paragraph becomes a block. */
int page_paragraph(struct page *p);
/* A text that is not shown was left out here. */
void page_dropped(struct page *p);
struct address page_here(const struct page *p);

#endif
