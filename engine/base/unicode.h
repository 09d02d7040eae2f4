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
/* True for a blank or line end of any kind and for what nobody sees: control characters, soft hyphens,
 * zero-width characters, byte order marks. */
static inline bool unicode_is_nothing(uint32_t code)
{
    if (code <= ' ')
        return true;
    if (code < 0x7F || (code > 0x3000 && code != 0xFEFF))
        return false;
    return code <= 0xA0 || code == 0xAD || (code >= 0x2000 && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202F) || (code >= 0x205F && code <= 0x206F) || code >= 0x3000;
}
/* NFKC form, appended to `out` (full-width letters become half-width, ㎡ becomes m2). Invalid UTF-8
 * appends the text as it is. */
void unicode_nfkc(struct slice s, struct buffer *out);
/* For comparing wording: NFKC, lower case, without blanks, punctuation and hidden characters. */
void unicode_fold(struct slice s, struct buffer *out);

/* Text that is to stand within Chinese quotation marks: its own become single ones. */
void unicode_quoted(struct slice text, struct buffer *out);

#endif
