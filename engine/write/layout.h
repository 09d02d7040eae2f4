/* Text on a terminal: what is safe to show, how wide it is, where a line may break. */
#ifndef JIHE_WRITE_LAYOUT_H
#define JIHE_WRITE_LAYOUT_H

#include "base/buffer.h"
#include "model/finding.h"
#include "write/write.h"

struct layout {
    struct buffer *out;
    size_t columns;
    bool colour;
    enum language language;
};

enum paint {
    PAINT_NONE,
    PAINT_BOLD,
    PAINT_DIM,
    PAINT_RED,
    PAINT_YELLOW,
    PAINT_GREEN,
    PAINT_MAGENTA
};

/* Chinese or English, as the report is. A macro, so that the compiler still checks
 * formats. */
#define layout_say(l, zh, en) ((l)->language == LANGUAGE_EN ? (en) : (zh))

/* Appends data so that a terminal shows it and obeys none of it: control characters as
 * their pictures (␛), other invisible characters as <U+202E>, bytes that are no UTF-8 as
 * U+FFFD. */
void layout_safe(struct buffer *out, struct slice s);
/* As layout_safe, cut to `columns` with an ellipsis. */
void layout_clip(struct buffer *out, struct slice s, size_t columns);

void layout_spaces(struct layout *l, size_t count);
/* Our own words, painted, then spaces up to `width` columns. */
void layout_word(struct layout *l, enum paint paint, const char *word, size_t width);
/* Data (made safe) that begins at column `used` and goes on, when it is too wide, in
 * lines that begin at column `indent`; then the line ends. Lines break between ideographs
 * and at blanks, never before a closing mark or behind an opening one. */
void layout_hang(struct layout *l, size_t used, size_t indent, struct slice text);
/* `label` at column `indent`, and the text hanging behind it. Nothing for an empty text.
 */
void layout_labelled(struct layout *l, size_t indent, const char *label,
                     struct slice text);

#endif
