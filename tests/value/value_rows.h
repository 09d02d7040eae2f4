/* Texts and how they are read, in the notation of notation.h. The right-hand side was printed by the
 * parser and then read through, row by row: the table keeps behaviour from changing unseen, and is no
 * independent proof of it. What the contract itself says stands in value_told.h, written by hand. */
#ifndef JIHE_TESTS_VALUE_ROWS_H
#define JIHE_TESTS_VALUE_ROWS_H

struct value_row {
    const char *text, *means;
};

static const struct value_row value_rows[] = {
#include "value/value_rows_made.inc"
#include "value/value_rows_seen.inc"
};

#endif
