/* Telling what could not be taken, and showing text that may hide something. */
#ifndef JIHE_DECODE_TELL_H
#define JIHE_DECODE_TELL_H

#include "decode/decode.h"

/* A rejection with the message of `why`. Fields of `about` that are not known stay empty. */
void tell(const struct decode_options *o, const struct rejection *about, const struct error *why);

/* As tell, with "row N, line L: " before the message (number 0: "line L: "). */
void tell_row(const struct decode_options *o, const struct rejection *about, uint64_t number,
              const struct error *why);

enum { SHOWN_MAX = 160 };
/* The text for a message: characters nobody sees as U+XXXX, cut at about forty characters. */
const char *shown(struct slice text, char out[SHOWN_MAX]);

#endif
