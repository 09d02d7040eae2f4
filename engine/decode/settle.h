/* What readers do to a record after its cells are in, whatever the format. */
#ifndef JIHE_DECODE_SETTLE_H
#define JIHE_DECODE_SETTLE_H

#include "decode/decode.h"
#include "decode/headings.h"

/* 1 annual, 2 long and their Chinese names as the record's words; other texts stay. */
struct slice term_word(struct slice text);

/* The platform's codes as words, for a column that holds such. */
struct slice heading_text(enum heading_how how, int field, struct slice text);

/* The place in the form is taken from its cell where that holds a number. Signs: the platform's codes
 * become ≥ > = < ≤ or 定性, a sign under 指标性质 moves to the sign. With `apart` the target came from a
 * column that holds the number alone where sign or unit have columns of their own. `sign_key` is the
 * key under which a code that is no sign is kept as an extra. False when the arena refuses. */
bool indicator_settle(struct project *p, struct indicator *i, bool apart, struct slice sign_key);

/* The record as a whole; lists not given item by item are split. False when the arena refuses. */
bool record_settle(struct project *p, const struct decode_options *o);

/* Why the arena refused: ERR_LIMIT, when the project is too large (a message for its rejection), or
 * ERR_MEMORY. */
int arena_refused(const struct project *p, const struct decode_options *o, struct error *err);

#endif
