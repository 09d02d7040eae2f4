/* Texts of a workbook. The shared ones may be larger than memory should be: they go to an
 * archive, which moves to a nameless file, and only where each ends stays in memory. */
#include "decode/xlsx_book.h"

#include "base/utf8.h"
#include "decode/box.h"

enum { STRINGS_MAX = 4 << 20 };

/* ---- a text ---- */

static bool hex4(struct slice s, uint32_t *out)
{
    uint32_t n = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = s.ptr[i];
        char low = (char)(c | 0x20);
        if (c >= '0' && c <= '9')
            n = n * 16 + (uint32_t)(c - '0');
        else if (low >= 'a' && low <= 'f')
            n = n * 16 + (uint32_t)(low - 'a') + 10;
        else
            return false;
    }
    *out = n;
    return true;
}

/* The code unit at `at`, written _xHHHH_; false when none stands there. */
static bool unit_at(struct slice s, size_t at, uint32_t *unit)
{
    return s.len - at >= 7 && s.ptr[at] == '_' && s.ptr[at + 1] == 'x' &&
           s.ptr[at + 6] == '_' && hex4(slice_from(s, at + 2), unit);
}

void xlsx_text_unescape(struct buffer *text, size_t start)
{
    size_t to = start;
    struct slice s = buffer_slice(text);
    if (slice_find(s, SLICE("_x"), start) == SIZE_MAX)
        return;
    for (size_t at = start; at < s.len;) {
        uint32_t unit, low;
        if (!unit_at(s, at, &unit)) {
            text->ptr[to++] = s.ptr[at++];
            continue;
        }
        at += 7;
        if (unit >= 0xD800 && unit < 0xDC00 && at < s.len && unit_at(s, at, &low) &&
            low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            at += 7;
        }
        if (unit == '\r') { /* an end of line is one \n */
            if (at < s.len && s.ptr[at] == '\n')
                continue;
            unit = '\n';
        }
        if (unit == 0 || (unit >= 0xD800 && unit < 0xE000))
            unit = 0xFFFD;
        to += utf8_put(text->ptr + to, unit);
    }
    text->len = to;
}

void xlsx_text_symbols(struct buffer *text, size_t start, struct slice font)
{
    struct buffer plain;
    buffer_init(&plain, XLSX_TEXT_ROOM);
    buffer_put(&plain, slice_from(buffer_slice(text), start));
    text->len = start;
    for (size_t at = 0; at < plain.len;) {
        size_t from = at;
        const char *box = box_symbol(font, utf8_next(buffer_slice(&plain), &at));
        buffer_put(text, box ? slice_str(box) : slice_of(plain.ptr + from, at - from));
    }
    text->failed = text->failed || plain.failed;
    buffer_release(&plain);
}

/* Where in a text the parser is. */
struct text_place {
    size_t run, phonetic; /* where the run began; depth of what is only spoken */
    bool text;
    char font[16]; /* of the run */
    size_t font_len;
};

static void text_event(struct text_place *p, const struct xml_event *e,
                       struct buffer *out)
{
    if (e->kind == XML_TEXT) {
        if (p->text)
            buffer_put(out, e->text);
        return;
    }
    p->text = e->kind == XML_START && !p->phonetic && xlsx_is(e, "t");
    if (e->kind == XML_START && !p->phonetic && xlsx_is(e, "rPh")) {
        p->phonetic = e->depth;
    } else if (e->kind == XML_END && e->depth == p->phonetic) {
        p->phonetic = 0;
    } else if (xlsx_is(e, "r")) {
        if (e->kind == XML_END && p->font_len)
            xlsx_text_symbols(out, p->run, slice_of(p->font, p->font_len));
        p->run = out->len;
        p->font_len = 0;
    } else if (e->kind == XML_START && xlsx_is(e, "rFont")) {
        struct slice name = xml_value(e, "val");
        bool symbols =
            slice_starts(name, SLICE("Wingdings")) && name.len < sizeof(p->font);
        p->font_len = symbols ? name.len : 0;
        memcpy(p->font, symbols ? name.ptr : "", p->font_len);
    }
}

int xlsx_text_read(struct xml *x, size_t depth, struct buffer *out, struct error *err)
{
    struct xml_event e;
    struct text_place place = {.run = out->len};
    size_t start = out->len;
    int rc;
    while ((rc = xml_next(x, &e, err)) == 1 && !(e.kind == XML_END && e.depth <= depth)) {
        text_event(&place, &e, out);
        if (out->len - start > XLSX_TEXT_MAX)
            return error_set(err, ERR_LIMIT, "一个单元格的文字过长，上限 %d 字节",
                             "the text of a cell is too long, the limit is %d bytes",
                             (int)XLSX_TEXT_MAX);
    }
    if (rc < 0)
        return rc;
    xlsx_text_unescape(out, start);
    return out->failed ? error_memory(err) : 0;
}

/* ---- all of them ---- */

static int string_add(struct xlsx_strings *s, struct slice text, struct error *err)
{
    if (s->count == STRINGS_MAX)
        return error_set(err, ERR_LIMIT, "共享字符串超过上限 %d 个",
                         "too many shared strings, the limit is %d", (int)STRINGS_MAX);
    if (s->count == s->cap) {
        size_t cap = s->cap ? s->cap + s->cap / 2 : 256;
        uint64_t *grown = realloc(s->ends, cap * sizeof(*grown));
        if (!grown)
            return error_memory(err);
        s->ends = grown;
        s->cap = cap;
    }
    uint64_t at;
    int rc = archive_put(&s->texts, text, &at, err);
    if (rc == 0)
        s->ends[s->count++] = at + text.len;
    return rc;
}

static int strings_all(struct xlsx_strings *s, struct package_part *part,
                       struct error *err)
{
    struct xml_event e;
    struct buffer text;
    int rc = 0, more = 1;
    buffer_init(&text, XLSX_TEXT_ROOM);
    while (rc == 0 && more == 1) {
        more = xml_next(part->xml, &e, err);
        if (more < 0)
            rc = more;
        if (more != 1 || e.kind != XML_START || e.depth != 2 || !xlsx_is(&e, "si"))
            continue;
        buffer_clear(&text);
        rc = xlsx_text_read(part->xml, e.depth, &text, err);
        if (rc == ERR_LIMIT && text.len > XLSX_TEXT_MAX)
            rc = error_set(err, ERR_LIMIT, "第 %zu 个共享字符串过长，上限 %d 字节",
                           "shared string %zu is too long, the limit is %d bytes",
                           s->count + 1, (int)XLSX_TEXT_MAX);
        if (rc == 0)
            rc = string_add(s, buffer_slice(&text), err);
    }
    buffer_release(&text);
    return rc;
}

int xlsx_strings_read(struct xlsx_strings *s, struct package *p, struct slice name,
                      struct error *err)
{
    struct package_part part;
    int rc = package_part_open(&part, p, name, err);
    if (rc == 0)
        rc = strings_all(s, &part, err);
    package_part_close(&part);
    return rc;
}

int xlsx_strings_get(const struct xlsx_strings *s, struct slice index, struct buffer *out,
                     struct error *err)
{
    uint32_t i;
    if (!xlsx_number(index, &i) || i >= s->count)
        return 0;
    uint64_t start = i ? s->ends[i - 1] : 0;
    size_t len = (size_t)(s->ends[i] - start);
    char text[1024];
    for (size_t done = 0; done < len;) {
        size_t piece = len - done < sizeof(text) ? len - done : sizeof(text);
        int rc = archive_get(&s->texts, start + done, text, piece, err);
        if (rc)
            return rc;
        buffer_put(out, slice_of(text, piece));
        done += piece;
    }
    return out->failed ? error_memory(err) : 1;
}

void xlsx_strings_release(struct xlsx_strings *s)
{
    archive_release(&s->texts);
    free(s->ends);
}
