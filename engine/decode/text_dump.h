/* Text dumps of forms: what is left of a document when only its text was kept. */
#ifndef JIHE_DECODE_TEXT_DUMP_H
#define JIHE_DECODE_TEXT_DUMP_H

#include "decode/input.h"
#include "model/document.h"

/* Whether a file that begins so (undecoded) is a form or prose. False for a table whose first line
 * holds known headings, which is read as CSV, and for what is no text at all. */
bool text_is_dump(struct slice head, const char *path);

/* Reads the whole text into `doc` (a document_decoder). Cells carry line and column, in characters,
 * of the text. Bytes that are no text are told as remarks. */
int text_decode(struct document *doc, struct input *in, const struct decode_options *o,
                struct error *err);

#endif
