/* Where a value stands. Sixteen bytes, carried by every cell from the byte it was read from to the
 * finding. */
#ifndef JIHE_MODEL_ADDRESS_H
#define JIHE_MODEL_ADDRESS_H

#include "base/slice.h"

enum source_kind { SOURCE_CSV, SOURCE_NDJSON, SOURCE_XLSX, SOURCE_DOCX, SOURCE_HTML, SOURCE_TEXT };

struct address {
    uint32_t file; /* index into the run's sources */
    uint32_t a;    /* CSV, NDJSON: line · XLSX: sheet · tables: table; all from 1, 0 unknown */
    uint32_t b;    /* CSV, NDJSON: column in characters · text: line · others: row */
    uint32_t c;    /* XLSX: column · text: column in characters · tables: cell; 0 otherwise */
};

/* Tables of pages (DOCX, HTML, text) are numbered in the order of their beginnings, nested ones too; a
 * cell by its place among the cells of its row as they stand in the file. Outside of tables a is 0 and
 * b the paragraph, in a text the line. */

/* In a text the place is line and column; in a table it is row and cell. `within` names the file and,
 * in `a`, the sheet or table: 0 for a text. */
static inline struct address address_in(struct address within, uint32_t line, uint32_t column)
{
    return within.a ? (struct address){within.file, within.a, line, column}
                    : (struct address){within.file, line, column, 0};
}

/* One input file, kept for the whole run. */
struct source {
    enum source_kind kind;
    char *path;        /* as given by the user, owned */
    char sha256[65];   /* of its bytes, once read to the end */
    char **sheets;     /* XLSX: names, owned; NULL otherwise */
    size_t sheet_count;
};

#endif
