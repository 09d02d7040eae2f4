/* Workbooks become records, or a document for form maps. */
#ifndef JIHE_DECODE_XLSX_H
#define JIHE_DECODE_XLSX_H

#include "decode/plain.h"
#include "decode/xlsx_sheet.h"

/* Plain worksheets are read row by row, whatever their size; a workbook of forms as a
 * document. */
int xlsx_open(struct format_reader *out, struct input *in, const struct decode_options *o,
              struct error *err);

/* ---- between the files of this module ---- */

/* The sheet is hidden and has something on it. */
void xlsx_tell_hidden(const struct xlsx_book *b, uint32_t sheet);

/* Why the document took no more of this sheet: a limit, or memory. `t` may be NULL. */
int xlsx_full(const struct document *d, const struct document_table *t,
              const struct xlsx_sheet *s, struct error *err);

/* The rows of a sheet from `skip` + 1 on, as wide as the heading, into `to`. 1: done,
 * `odd` is what to tell; 0: the rows are not in order; negative. `merges` are settled. */
int xlsx_stream_rows(struct xlsx_book *b, uint32_t sheet,
                     const struct xlsx_merges *merges, uint32_t skip, uint32_t columns,
                     struct copy *to, struct xlsx_oddities *odd, struct error *err);

#endif
