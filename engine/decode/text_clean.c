/* Text dumps come from converters that leave their own marks: <p>, <input checked>, [bookmark: …],
 * "TC heading \f C \l 1". Each is told by its exact shape, so that <湖北省…细则> in a document's title
 * or a bracketed year stays. Runs of blanks are kept as written except around a mark that was taken
 * out. */
#include "decode/text_clean.h"

#include "base/utf8.h"

enum { LOOK_AHEAD = 600 }; /* bytes in which a tag, a bookmark or a field code must end */

enum mark { MARK_NONE, MARK_DROP, MARK_PARAGRAPH, MARK_BOX };

struct cleaning {
    struct slice raw;
    struct buffer *out;
    size_t start;  /* of this text in out */
    size_t first;  /* offset in raw of the first character kept */
    bool seam;     /* a mark was taken out here, blanks beside it are its own */
    bool boxes;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool ends_blank(const struct cleaning *c)
{
    return c->out->len == c->start || is_blank(c->out->ptr[c->out->len - 1]);
}

static void put(struct cleaning *c, size_t at, struct slice s)
{
    if (c->out->len == c->start)
        c->first = at;
    buffer_put(c->out, s);
    c->seam = false;
}

/* ---- tags ---- */

static bool tag_named(struct slice name, const char *const *names)
{
    for (; *names; names++)
        if (strlen(*names) == name.len && !strncasecmp(*names, name.ptr, name.len))
            return true;
    return false;
}

static bool word_in(struct slice s, struct slice word)
{
    for (size_t i = 0; i + word.len <= s.len; i++)
        if (!strncasecmp(s.ptr + i, word.ptr, word.len))
            return true;
    return false;
}

/* <name …> or </name>; other angle brackets are the author's. */
static enum mark tag_at(struct slice s, size_t *len, bool *ticked)
{
    static const char *const paragraphs[] = {"p", "br", "div", "li", "tr", NULL};
    static const char *const others[] = {"ol", "ul", "span", "b", "strong", "i", "em", "u", "sub",
                                         "sup", "font", "table", "tbody", "td", "th", "a", NULL};
    const char *end = memchr(s.ptr, '>', s.len < LOOK_AHEAD ? s.len : LOOK_AHEAD);
    if (!end)
        return MARK_NONE;
    *len = (size_t)(end - s.ptr) + 1;
    bool closing = s.len > 1 && s.ptr[1] == '/';
    size_t from = closing ? 2 : 1, to = from;
    while (to < *len && is_letter(s.ptr[to]))
        to++;
    struct slice name = slice_sub(s, from, to - from);
    if (name.len == 0 || !(is_blank(s.ptr[to]) || s.ptr[to] == '>' || s.ptr[to] == '/'))
        return MARK_NONE;
    if (tag_named(name, (const char *const[]){"input", NULL})) {
        struct slice rest = slice_sub(s, to, *len - to);
        *ticked = word_in(rest, SLICE("checked"));
        return word_in(rest, SLICE("checkbox")) || word_in(rest, SLICE("radio")) ? MARK_BOX
                                                                               : MARK_DROP;
    }
    if (tag_named(name, paragraphs))
        return closing ? MARK_DROP : MARK_PARAGRAPH;
    return tag_named(name, others) ? MARK_DROP : MARK_NONE;
}

/* ---- bookmarks and field codes ---- */

static size_t bookmark_at(struct slice s)
{
    if (!slice_starts(s, SLICE("[bookmark:")))
        return 0;
    const char *end = memchr(s.ptr, ']', s.len < LOOK_AHEAD ? s.len : LOOK_AHEAD);
    return end ? (size_t)(end - s.ptr) + 1 : 0;
}

static size_t skip_blanks(struct slice s, size_t at)
{
    while (at < s.len && s.ptr[at] == ' ')
        at++;
    return at;
}

/* One word or quoted text. */
static size_t skip_argument(struct slice s, size_t at)
{
    if (at < s.len && s.ptr[at] == '"') {
        const char *end = memchr(s.ptr + at + 1, '"', s.len - at - 1);
        return end ? (size_t)(end - s.ptr) + 1 : s.len;
    }
    while (at < s.len && (unsigned char)s.ptr[at] < 0x80 && s.ptr[at] != ' ' && s.ptr[at] != '\\')
        at++;
    return at;
}

/* Word's field codes as text: a name, its arguments, then switches of one letter. */
static size_t field_at(struct slice s)
{
    static const struct slice names[] = {{"TC ", 3}, {"TOC ", 4}, {"PAGEREF ", 8},
                                         {"HYPERLINK ", 10}};
    size_t name = 0;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !name; i++)
        name = slice_starts(s, names[i]) ? names[i].len : 0;
    if (!name)
        return 0;
    const char *bar = memchr(s.ptr, '\\', s.len < LOOK_AHEAD ? s.len : LOOK_AHEAD);
    if (!bar)
        return 0;
    size_t at = (size_t)(bar - s.ptr), end = 0;
    while (at + 1 < s.len && s.ptr[at] == '\\' && is_letter(s.ptr[at + 1])) {
        size_t value = skip_blanks(s, at + 2);
        end = value < s.len && s.ptr[value] != '\\' ? skip_argument(s, value) : value;
        at = skip_blanks(s, end);
    }
    return end;
}

static size_t entity_at(struct slice s, struct slice *text)
{
    static const struct slice entities[][2] = {{{"&nbsp;", 6}, {" ", 1}}, {{"&amp;", 5}, {"&", 1}},
                                               {{"&lt;", 4}, {"<", 1}},   {{"&gt;", 4}, {">", 1}},
                                               {{"&quot;", 6}, {"\"", 1}}};
    for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
        if (slice_starts(s, entities[i][0])) {
            *text = entities[i][1];
            return entities[i][0].len;
        }
    return 0;
}

/* ---- characters ---- */

static void put_box(struct cleaning *c, size_t at, bool ticked)
{
    put(c, at, ticked ? SLICE("☑") : SLICE("□"));
    c->boxes = true;
}

static size_t put_character(struct cleaning *c, size_t at)
{
    size_t next = at;
    uint32_t code = utf8_next(c->raw, &next);
    if (is_blank(c->raw.ptr[at]) && c->seam && ends_blank(c))
        return next;
    if (code == 0x2612 || code == 0x2611 || code == 0x2705)
        put_box(c, at, true);
    else if (code == 0x2610 || code == 0x25FB || code == 0x25A1)
        put_box(c, at, false);
    else if (code != 0xFEFF && (c->out->len > c->start || !is_blank(c->raw.ptr[at])))
        put(c, at, slice_sub(c->raw, at, next - at));
    return next;
}

static void put_paragraph(struct cleaning *c)
{
    while (c->out->len > c->start && is_blank(c->out->ptr[c->out->len - 1]))
        c->out->len--;
    if (c->out->len > c->start)
        buffer_byte(c->out, '\n');
}

/* ---- boxes that are drawn with other signs ---- */

static size_t sign_at(struct slice s, const struct slice *signs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_starts(s, signs[i]))
            return signs[i].len;
    return 0;
}

/* Beside □, a full square or a tick is a ticked box; a tick drawn next to a square is one with it. */
static void settle_boxes(struct buffer *out, size_t start)
{
    static const struct slice ticks[] = {{"□√", 6}, {"√□", 6}, {"□✓", 6}, {"✓□", 6}, {"□✔", 6},
                                         {"✔□", 6}, {"√", 3},  {"✓", 3},  {"✔", 3},  {"■", 3}};
    struct slice s = slice_from(buffer_slice(out), start);
    size_t to = start;
    for (size_t at = 0; at < s.len;) {
        size_t len = sign_at(slice_from(s, at), ticks, sizeof(ticks) / sizeof(*ticks));
        size_t whole = len ? len : 1;
        if (len)
            memcpy(out->ptr + to, "☑", 3);
        else
            out->ptr[to] = s.ptr[at];
        to += len ? 3 : 1;
        at += whole;
    }
    out->len = to;
}

size_t dump_clean(struct slice raw, struct buffer *out)
{
    struct cleaning c = {.raw = raw, .out = out, .start = out->len};
    for (size_t at = 0; at < raw.len && !out->failed;) {
        struct slice rest = slice_from(raw, at), entity = SLICE_NONE;
        size_t len = 0;
        bool ticked = false, start = at == 0 || is_blank(raw.ptr[at - 1]);
        enum mark mark = rest.ptr[0] == '<' ? tag_at(rest, &len, &ticked) : MARK_NONE;
        if (mark == MARK_NONE) {
            len = rest.ptr[0] == '[' ? bookmark_at(rest) : start ? field_at(rest) : 0;
            mark = len ? MARK_DROP : MARK_NONE;
        }
        if (mark == MARK_BOX)
            put_box(&c, at, ticked);
        else if (mark == MARK_PARAGRAPH)
            put_paragraph(&c);
        else if (mark == MARK_NONE && rest.ptr[0] == '&' && (len = entity_at(rest, &entity)) > 0)
            put(&c, at, entity);
        else if (mark == MARK_NONE)
            len = put_character(&c, at) - at;
        c.seam = c.seam || mark == MARK_DROP || mark == MARK_PARAGRAPH;
        at += len;
    }
    if (c.boxes)
        settle_boxes(out, c.start);
    struct slice kept = slice_trim(slice_from(buffer_slice(out), c.start));
    if (kept.len) {
        c.first += (size_t)(kept.ptr - (out->ptr + c.start));
        memmove(out->ptr + c.start, kept.ptr, kept.len);
    }
    out->len = out->failed ? out->len : c.start + kept.len;
    return kept.len ? c.first : 0;
}
