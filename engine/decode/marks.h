/* Kinds of files that are not read: what they are, and what to do. */
#ifndef JIHE_DECODE_MARKS_H
#define JIHE_DECODE_MARKS_H

#include "decode/kind.h"

/* The refusal of a file that begins so, or NULL. */
const struct kind *marks_find(const struct look *look);
/* A worksheet as Excel 2003 writes it in XML, which many systems still export. */
bool marks_sheet_xml(const struct look *look);

#endif
