/* Text dumps of forms: what is left of a document when only its text was kept. */
#ifndef JIHE_DECODE_TEXT_DUMP_H
#define JIHE_DECODE_TEXT_DUMP_H

#include "decode/format_reader.h"

/* Whether a file that begins so (undecoded) is a form or prose. False for a table whose first line
 * holds known headings, which is read as CSV, and for what is no text at all. *starved is set when
 * memory ran out and the answer means nothing. */
bool text_is_dump(struct slice head, const char *path, bool *starved);

/* Whether a CSV file that begins so is a form saved from a workbook: labels and their values above a heading row
 * that names no project, or the classes of indicators side by side. *starved as above. */
bool text_is_form_csv(struct slice head, bool *starved);

/* Such a file, each row a row of one table, lines above it as texts (a document_decoder). */
document_decoder csv_form_decode;

/* Reads the whole text into `doc` (a document_decoder). Cells carry line and column, in characters,
 * of the text. Bytes that are no text are told as remarks. */
document_decoder text_decode;

#endif
