/* One walk through the text, character by character; blanks are held back until it is known what stands
 * behind them. That most texts need nothing is found out by the same walk without an output. */
#include "base/tidy.h"

#include "base/hant.h"
#include "base/utf8.h"

enum { NOTHING = 0, LINE_END = '\n', BLANK = ' ' };

static bool is_hidden(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

static bool is_ideograph(uint32_t c)
{
    return c == 0x3007 || (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00);
}

/* ' ' or '\n' for any kind of blank, else 0. */
static uint32_t blank_of(uint32_t c)
{
    if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
        return LINE_END;
    bool blank = c == ' ' || (c >= '\t' && c <= '\f') || c == 0xA0 || c == 0x3000 ||
                 (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
    return blank ? BLANK : NOTHING;
}

static struct slice pair_at(size_t i)
{
    return slice_of(hant_rows[i / HANT_ROW] + i % HANT_ROW * HANT_PAIR, HANT_PAIR);
}

static bool is_traditional(uint32_t code)
{
    uint32_t place = code - HANT_FIRST;
    return code >= HANT_FIRST && code <= HANT_LAST && (hant_bits[place / 64] >> place % 64 & 1);
}

uint32_t tidy_simplified(uint32_t code)
{
    size_t low = 0, high = HANT_PAIRS, at = 0;
    if (!is_traditional(code))
        return code;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        at = 0;
        uint32_t here = utf8_next(pair_at(middle), &at);
        if (here == code)
            return utf8_next(pair_at(middle), &at);
        if (here < code)
            low = middle + 1;
        else
            high = middle;
    }
    return code;
}

/* ---- the walk ---- */

struct walk {
    struct slice text;
    enum tidy_kind kind;
    struct buffer *out; /* NULL: only asking */
    uint32_t last;      /* the character before the blanks held back */
    struct slice held;  /* blanks between `last` and what comes */
    bool line_end, odd; /* among the blanks: a line end; one that is written another way */
    bool changed;
};

static void held_put(struct walk *w, uint32_t next)
{
    bool joins = w->kind == TIDY_NAME && is_ideograph(w->last) && is_ideograph(next);
    if (w->held.len == 0)
        return;
    if (w->last == NOTHING || joins) {
        w->changed = true;
    } else if (w->odd) {
        w->changed = true;
        if (w->out)
            buffer_byte(w->out, w->line_end ? LINE_END : BLANK);
    } else if (w->out) {
        buffer_put(w->out, w->held);
    }
    w->held = SLICE_NONE;
    w->line_end = w->odd = false;
}

static void blank_hold(struct walk *w, size_t at, size_t end, uint32_t c, uint32_t blank)
{
    if (w->held.len == 0)
        w->held = slice_of(w->text.ptr + at, 0);
    w->held.len = (size_t)(w->text.ptr + end - w->held.ptr);
    w->line_end |= blank == LINE_END;
    w->odd |= c != blank;
}

/* Digits, letters and signs of double width, and the other ways of writing ≥ and ≤. Punctuation stays: it
 * says whether a text is Chinese. */
static uint32_t half_width(uint32_t c)
{
    bool sign = c == 0xFF05 || c == 0xFF0B || (c >= 0xFF1C && c <= 0xFF1E);
    bool digit = c >= 0xFF10 && c <= 0xFF19;
    bool letter = (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
    if (sign || digit || letter)
        return c - 0xFEE0;
    return c == 0x2267 || c == 0x2A7E ? 0x2265 : c == 0x2266 || c == 0x2A7D ? 0x2264 : c;
}

/* The point of ９５．５; elsewhere it is punctuation. */
static bool is_point(struct walk *w, size_t end, uint32_t c)
{
    size_t at = end;
    if (c != 0xFF0E || w->last < '0' || w->last > '9' || w->held.len || end >= w->text.len)
        return false;
    uint32_t next = half_width(utf8_next(w->text, &at));
    return next >= '0' && next <= '9';
}

static void character_put(struct walk *w, size_t at, size_t end, uint32_t c)
{
    char bytes[4];
    uint32_t simple = c == UTF8_BAD ? c : half_width(tidy_simplified(c));
    if (is_point(w, end, c))
        simple = '.';
    held_put(w, simple);
    w->last = simple;
    w->changed |= simple != c;
    if (!w->out)
        return;
    if (simple == c)
        buffer_put(w->out, slice_sub(w->text, at, end - at));
    else
        buffer_put(w->out, slice_of(bytes, utf8_put(bytes, simple)));
}

static bool walk(struct walk *w)
{
    for (size_t at = 0, end = 0; at < w->text.len && (w->out || !w->changed); at = end) {
        uint32_t c = utf8_next(w->text, &end), blank = c == UTF8_BAD ? NOTHING : blank_of(c);
        if (blank)
            blank_hold(w, at, end, c, blank);
        else if (is_hidden(c))
            w->changed = true;
        else
            character_put(w, at, end, c);
    }
    return w->changed || w->held.len > 0;
}

/* "维修站点：" is a heading carried over with its colon. */
static struct slice without_colon(struct slice s, enum tidy_kind kind)
{
    const struct slice colons[] = {SLICE("："), SLICE(":")};
    if (kind != TIDY_NAME)
        return s;
    struct slice bare = slice_trim(s);
    for (size_t i = 0; i < 2; i++)
        if (slice_ends(bare, colons[i]))
            return slice_sub(bare, 0, bare.len - colons[i].len);
    return s;
}

bool tidy_needed(struct slice s, enum tidy_kind kind)
{
    struct walk w = {.text = s, .kind = kind};
    return (s.len && without_colon(s, kind).len < s.len) || walk(&w);
}

void tidy_put(struct slice s, enum tidy_kind kind, struct buffer *out)
{
    struct walk w = {.text = without_colon(s, kind), .kind = kind, .out = out};
    walk(&w);
}
