/* What can be wrong with a CSV row, in words. For csv.c. */
#ifndef JIHE_FORMAT_CSV_FAULT_H
#define JIHE_FORMAT_CSV_FAULT_H

#include "format/charset.h"

struct csv_fault {
    uint32_t line, column; /* the place of the fault itself */
    struct error why;
};

enum csv_fault_kind {
    CSV_QUOTE_OPEN,   /* never closed */
    CSV_QUOTE_STRAY,  /* inside an unquoted field */
    CSV_QUOTE_BEHIND, /* text behind the closing quote */
    CSV_NUL,
    CSV_FIELD_LONG,
    CSV_ROW_LONG,
    CSV_COLUMNS,
};

/* `limit` is used by the last three. */
void csv_fault_set(struct csv_fault *f, enum csv_fault_kind kind, uint32_t line, uint32_t column,
                   size_t limit);
void csv_fault_encoding(struct csv_fault *f, enum charset_kind kind, uint32_t line,
                        uint32_t column);

#endif
