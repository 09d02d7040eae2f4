/* Word and Excel files from before 2007, RTF and OpenDocument files, read through
 * LibreOffice where that is installed. */
#ifndef JIHE_DECODE_LEGACY_H
#define JIHE_DECODE_LEGACY_H

#include "decode/kind.h"

/* kind_find's look inside an OLE file. */
int legacy_kind(struct input *in, const struct limits *limits, const struct kind **out,
                struct error *err);
/* The file becomes .docx or .xlsx, and that is read. */
int legacy_open(struct format_reader *out, struct input *in,
                const struct decode_options *o, struct error *err);

#endif
