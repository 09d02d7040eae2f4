/* Texts as they are meant, whatever programs and keyboards left in them: without characters that nobody
 * sees (zero-width blanks, soft hyphens, byte order marks), with plain blanks and line ends, none at either
 * end, in simplified characters, with digits, letters and signs of single width. In a name blanks between
 * Chinese characters go as well: they stand there because a cell was too narrow; so does a colon at the
 * end. */
#ifndef JIHE_BASE_TIDY_H
#define JIHE_BASE_TIDY_H

#include "base/buffer.h"

enum tidy_kind { TIDY_TEXT, TIDY_NAME };

/* Whether anything would change; cheap. */
bool tidy_needed(struct slice s, enum tidy_kind kind);
/* Appends the tidy text. Bytes that are no UTF-8 stay as they are. */
void tidy_put(struct slice s, enum tidy_kind kind, struct buffer *out);
/* The simplified form of a character, or itself. */
uint32_t tidy_simplified(uint32_t code);

#endif
