/* Unicode properties; the only home of utf8proc. */
#ifndef JIHE_BASE_UNICODE_H
#define JIHE_BASE_UNICODE_H

#include "base/buffer.h"

/* Terminal columns of one character: 0, 1 or 2. Control characters are 0. */
int unicode_width(uint32_t code);
/* Terminal columns of a text. */
size_t unicode_columns(struct slice s);
/* True for control (C0, DEL, C1), bidi control, zero-width and other format characters: what must
 * not reach a terminal. */
bool unicode_is_hidden(uint32_t code);
/* NFKC form, appended to `out` (full-width letters become half-width, ㎡ becomes m2). Invalid UTF-8
 * appends the text as it is. */
void unicode_nfkc(struct slice s, struct buffer *out);
/* For comparing wording: NFKC, lower case, without blanks, punctuation and hidden characters. */
void unicode_fold(struct slice s, struct buffer *out);

#endif
