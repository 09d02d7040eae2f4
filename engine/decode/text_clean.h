/* Leftovers of conversion in a text dump: tags, check boxes drawn as input elements, bookmarks, field
 * codes. What the form's author wrote is kept as written, formulas such as $\geq 95\%$ included. */
#ifndef JIHE_DECODE_TEXT_CLEAN_H
#define JIHE_DECODE_TEXT_CLEAN_H

#include "base/buffer.h"

/* Appends `raw` without its leftovers to `out`, without outer blanks. A tag that begins a paragraph
 * becomes a line end; a ticked box becomes ☑, any other □. Returns how many bytes of `raw` stand before
 * the first one kept. */
size_t dump_clean(struct slice raw, struct buffer *out);

#endif
