/* Tick boxes in text. */
#ifndef JIHE_DECODE_BOX_H
#define JIHE_DECODE_BOX_H

#include "base/buffer.h"

#define BOX_TICKED "☑"
#define BOX_EMPTY "□"

/* Appends the text with every sign that people and programs use for a ticked box as ☑ and
 * for an empty one as □, those of the symbol fonts in their private places among them. */
void box_put(struct slice text, struct buffer *out);
/* The box a symbol font shows for this character (0x00..0xFF, or in the private area
 * F000..F0FF): ☑, □ or NULL. */
const char *box_symbol(struct slice font, uint32_t code);

#endif
