/* The grammar of JSON output. Strings are escaped by buffer_json; what may be shown on a
 * terminal besides control characters is hidden here, as escapes, so that it stays the
 * same data. */
#include "write/json_out.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { PLAIN_DEPTH_MAX = 16 };

struct json_object json_open(struct buffer *out)
{
    buffer_byte(out, '{');
    return (struct json_object){.out = out};
}

void json_key(struct json_object *o, struct slice name)
{
    if (o->more)
        buffer_byte(o->out, ',');
    o->more = true;
    buffer_json(o->out, name);
    buffer_byte(o->out, ':');
}

void json_text(struct json_object *o, const char *name, struct slice text)
{
    if (text.len == 0)
        return;
    json_key(o, slice_str(name));
    buffer_json(o->out, text);
}

void json_count(struct json_object *o, const char *name, uint64_t number)
{
    json_key(o, slice_str(name));
    buffer_format(o->out, "%llu", (unsigned long long)number);
}

void json_number(struct json_object *o, const char *name, uint64_t number)
{
    if (number)
        json_count(o, name, number);
}

void json_close(struct json_object *o)
{
    buffer_byte(o->out, '}');
}

static void put_plain(struct buffer *out, const struct plain *value, int depth);

static void put_table(struct buffer *out, const struct plain *table, int depth)
{
    if (table->entry_count == 0) {
        buffer_byte(out, '[');
        for (size_t i = 0; i < table->item_count; i++) {
            if (i)
                buffer_byte(out, ',');
            put_plain(out, &table->items[i], depth + 1);
        }
        buffer_byte(out, ']');
        return;
    }
    struct json_object o = json_open(out);
    for (size_t i = 0; i < table->item_count; i++) {
        char place[24];
        int n = snprintf(place, sizeof(place), "%zu", i + 1);
        json_key(&o, slice_of(place, (size_t)n));
        put_plain(out, &table->items[i], depth + 1);
    }
    for (size_t i = 0; i < table->entry_count; i++) {
        json_key(&o, table->entries[i].key);
        put_plain(out, &table->entries[i].value, depth + 1);
    }
    json_close(&o);
}

static void put_plain(struct buffer *out, const struct plain *value, int depth)
{
    if (!value || depth > PLAIN_DEPTH_MAX) {
        buffer_text(out, "null");
        return;
    }
    switch (value->kind) {
    case PLAIN_NIL:
    case PLAIN_FUNCTION: buffer_text(out, "null"); break;
    case PLAIN_BOOLEAN: buffer_text(out, value->boolean ? "true" : "false"); break;
    case PLAIN_NUMBER: decimal_put(out, value->number); break;
    case PLAIN_TEXT: buffer_json(out, value->text); break;
    case PLAIN_TABLE: put_table(out, value, depth); break;
    }
}

void json_plain(struct buffer *out, const struct plain *value)
{
    put_plain(out, value, 0);
}

/* The first byte at or behind `pos` with which something hidden may begin. Most of a report is ASCII,
 * ideographs (lead bytes E3 to E9) and full-width signs (EF BC, EF BD), which hide nothing. */
static size_t shown_end(struct slice s, size_t pos)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    uint64_t word;
    while (pos < s.len) {
        if (s.len - pos >= sizeof(word)) {
            memcpy(&word, p + pos, sizeof(word));
            if (!(word & UINT64_C(0x8080808080808080))) {
                pos += sizeof(word);
                continue;
            }
        }
        unsigned char lead = p[pos], next = pos + 1 < s.len ? p[pos + 1] : 0;
        if (lead >= 0xC0 && !(lead >= 0xE3 && lead <= 0xE9) &&
            !(lead == 0xEF && (next == 0xBC || next == 0xBD)))
            break;
        pos += lead >= 0xE0 && s.len - pos >= 3 && utf8_is_common(p + pos, 0xE3, 0xE9) ? 3 : 1;
    }
    return pos;
}

static void put_escape(struct buffer *out, uint32_t code)
{
    if (code >= 0x10000) {
        buffer_format(out, "\\u%04x", 0xD800u + ((unsigned)(code - 0x10000) >> 10));
        code = 0xDC00 + ((code - 0x10000) & 0x3FF);
    }
    buffer_format(out, "\\u%04x", (unsigned)code);
}

void write_conceal(struct buffer *line, size_t from)
{
    struct slice s = slice_from(buffer_slice(line), from);
    struct buffer clean;
    buffer_init(&clean, line->max);
    size_t done = 0, pos = 0;
    while ((pos = shown_end(s, pos)) < s.len) {
        size_t at = pos;
        uint32_t code = utf8_next(s, &pos);
        if (code == UTF8_BAD || !unicode_is_hidden(code))
            continue;
        buffer_put(&clean, slice_of(s.ptr + done, at - done));
        put_escape(&clean, code);
        done = pos;
    }
    if (done > 0) {
        buffer_put(&clean, slice_from(s, done));
        line->len = from;
        buffer_put(line, buffer_slice(&clean));
        line->failed = line->failed || clean.failed;
    }
    buffer_release(&clean);
}
