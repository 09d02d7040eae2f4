/* Lines on a terminal. Chinese is two columns wide and has no blanks, so both measuring
 * and breaking are done here and nowhere else. Data reaches the terminal only through
 * layout_safe. */
#include "write/layout.h"

#include "base/unicode.h"
#include "base/utf8.h"

static void put_hidden(struct buffer *out, uint32_t code)
{
    if (code == UTF8_BAD) {
        buffer_text(out, "\xEF\xBF\xBD");
    } else if (code < 0x20 || code == 0x7F) {
        char picture[4];
        buffer_put(out, slice_of(picture, utf8_put(picture, code < 0x20 ? 0x2400 + code
                                                                        : 0x2421)));
    } else {
        buffer_format(out, "<U+%04X>", (unsigned)code);
    }
}

static bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7F;
}

void layout_safe(struct buffer *out, struct slice s)
{
    size_t done = 0;
    for (size_t pos = 0; pos < s.len;) {
        size_t at = pos;
        if (is_plain(s.ptr[pos])) {
            pos++;
            continue;
        }
        uint32_t code = utf8_next(s, &pos);
        if (!unicode_is_hidden(code))
            continue;
        buffer_put(out, slice_of(s.ptr + done, at - done));
        put_hidden(out, code);
        done = pos;
    }
    buffer_put(out, slice_from(s, done));
}

void layout_clip(struct buffer *out, struct slice s, size_t columns)
{
    size_t used = 0;
    for (size_t pos = 0; pos < s.len;) {
        size_t at = pos, from = out->len;
        (void)utf8_next(s, &pos);
        layout_safe(out, slice_of(s.ptr + at, pos - at));
        if (out->failed)
            return;
        used += unicode_columns(slice_from(buffer_slice(out), from));
        if (used > columns) {
            out->len = from;
            buffer_text(out, "…");
            return;
        }
    }
}

void layout_spaces(struct layout *l, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_byte(l->out, ' ');
}

void layout_word(struct layout *l, enum paint paint, const char *word, size_t width)
{
    static const char *const codes[] = {"", "1", "2", "31", "33", "32", "35"};
    bool painted = l->colour && paint != PAINT_NONE;
    if (painted)
        buffer_format(l->out, "\x1b[%sm", codes[paint]);
    buffer_text(l->out, word);
    if (painted)
        buffer_text(l->out, "\x1b[0m");
    size_t columns = unicode_columns(slice_str(word));
    layout_spaces(l, width > columns ? width - columns : 0);
}

/* How a character holds to its neighbours on a line. */
enum hold { HOLD_RUN, HOLD_ALONE, HOLD_OPENS, HOLD_CLOSES };

static enum hold hold_of(uint32_t code)
{
    switch (code) {
    /* （「『《〈【“‘([ */
    case 0xFF08:
    case 0x300C:
    case 0x300E:
    case 0x300A:
    case 0x3008:
    case 0x3010:
    case 0x201C:
    case 0x2018:
    case 0x0028:
    case 0x005B: return HOLD_OPENS;
    /* ，。、；：？！）」』》〉】”’％…,.;:?!)]% */
    case 0xFF0C:
    case 0x3002:
    case 0x3001:
    case 0xFF1B:
    case 0xFF1A:
    case 0xFF1F:
    case 0xFF01:
    case 0xFF09:
    case 0x300D:
    case 0x300F:
    case 0x300B:
    case 0x3009:
    case 0x3011:
    case 0x201D:
    case 0x2019:
    case 0xFF05:
    case 0x2026:
    case 0x002C:
    case 0x002E:
    case 0x003B:
    case 0x003A:
    case 0x003F:
    case 0x0021:
    case 0x0029:
    case 0x005D:
    case 0x0025: return HOLD_CLOSES;
    default: return code >= 0x2E80 ? HOLD_ALONE : HOLD_RUN;
    }
}

/* The end of the piece that starts at `pos` and must stay on one line: openers, then one
 * ideograph or one run of other characters, then closers. */
static size_t piece_end(struct slice s, size_t pos)
{
    bool core = false, alone = false;
    while (pos < s.len && s.ptr[pos] != ' ') {
        size_t at = pos;
        enum hold hold = hold_of(utf8_next(s, &pos));
        if (hold == HOLD_CLOSES) {
            core = true;
        } else if (core && (alone || hold != HOLD_RUN)) {
            return at;
        } else if (hold != HOLD_OPENS) {
            core = true;
            alone = hold == HOLD_ALONE;
        }
    }
    return pos;
}

struct cursor {
    struct layout *l;
    size_t used, indent;
};

static void new_line(struct cursor *c)
{
    buffer_byte(c->l->out, '\n');
    layout_spaces(c->l, c->indent);
    c->used = c->indent;
}

/* A piece wider than the line is cut where the line ends. */
static void put_piece(struct cursor *c, struct slice piece)
{
    for (size_t pos = 0; pos < piece.len;) {
        size_t at = pos;
        size_t width =
            is_plain(piece.ptr[pos]) ? 1 : (size_t)unicode_width(utf8_next(piece, &pos));
        pos += pos == at;
        if (c->used + width > c->l->columns && c->used > c->indent)
            new_line(c);
        buffer_put(c->l->out, slice_of(piece.ptr + at, pos - at));
        c->used += width;
    }
}

void layout_hang(struct layout *l, size_t used, size_t indent, struct slice text)
{
    struct buffer safe;
    buffer_init(&safe, l->out->max);
    layout_safe(&safe, text);
    struct slice s = buffer_slice(&safe);
    struct cursor c = {l, used, indent < l->columns / 2 ? indent : l->columns / 2};
    for (size_t pos = 0; pos < s.len;) {
        size_t blanks = pos;
        while (pos < s.len && s.ptr[pos] == ' ')
            pos++;
        blanks = pos - blanks;
        size_t end = piece_end(s, pos);
        struct slice piece = slice_of(s.ptr + pos, end - pos);
        if (c.used + blanks + unicode_columns(piece) > l->columns && c.used > c.indent) {
            new_line(&c);
        } else {
            layout_spaces(l, blanks);
            c.used += blanks;
        }
        put_piece(&c, piece);
        pos = end;
    }
    buffer_byte(l->out, '\n');
    l->out->failed = l->out->failed || safe.failed;
    buffer_release(&safe);
}

void layout_labelled(struct layout *l, size_t indent, const char *label,
                     struct slice text)
{
    if (text.len == 0)
        return;
    size_t hang = indent + unicode_columns(slice_str(label));
    layout_spaces(l, indent);
    layout_word(l, PAINT_DIM, label, 0);
    layout_hang(l, hang, hang, text);
}
