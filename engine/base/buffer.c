/* Growing buffers with a maximum; failure sticks. */
#include "base/buffer.h"

#include "base/utf8.h"

void buffer_init(struct buffer *b, size_t max)
{
    *b = (struct buffer){.max = max};
}

static bool buffer_reserve(struct buffer *b, size_t more)
{
    if (b->failed || more > b->max || b->len > b->max - more) {
        b->failed = true;
        return false;
    }
    size_t need = b->len + more;
    if (need <= b->cap)
        return true;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < need)
        cap = cap > b->max / 2 ? b->max : cap * 2;
    char *p = realloc(b->ptr, cap);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->ptr = p;
    b->cap = cap;
    return true;
}

void buffer_put(struct buffer *b, struct slice s)
{
    if (s.len == 0 || !buffer_reserve(b, s.len))
        return;
    memcpy(b->ptr + b->len, s.ptr, s.len);
    b->len += s.len;
}

void buffer_text(struct buffer *b, const char *s)
{
    buffer_put(b, slice_str(s));
}

void buffer_format(struct buffer *b, const char *format, ...)
{
    char small[512];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof(small), format, args);
    va_end(args);
    if (n < 0) {
        b->failed = true;
    } else if ((size_t)n < sizeof(small)) {
        buffer_put(b, slice_of(small, (size_t)n));
    } else if (buffer_reserve(b, (size_t)n + 1)) {
        (void)vsnprintf(b->ptr + b->len, (size_t)n + 1, format, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

/* The first byte at or behind `pos` that may need an escape: neither plain ASCII nor an ideograph. */
static size_t json_plain_end(struct slice s, size_t pos)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    while (pos < s.len) {
        unsigned char c = p[pos];
        if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '<')
            pos++;
        else if (c >= 0xE3 && s.len - pos >= 3 && utf8_is_common(p + pos, 0xE3, 0xEC))
            pos += 3;
        else
            break;
    }
    return pos;
}

/* Escapes one character of a JSON string; true when it needed it. */
static bool json_escape(struct buffer *b, uint32_t code)
{
    switch (code) {
    case '"': buffer_text(b, "\\\""); return true;
    case '\\': buffer_text(b, "\\\\"); return true;
    case '\n': buffer_text(b, "\\n"); return true;
    case '\r': buffer_text(b, "\\r"); return true;
    case '\t': buffer_text(b, "\\t"); return true;
    default: break;
    }
    if (code == UTF8_BAD) {
        buffer_text(b, "\xEF\xBF\xBD");
        return true;
    }
    if (code < 0x20 || code == '<' || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
        code == 0x2029) {
        buffer_format(b, "\\u%04x", (unsigned)code);
        return true;
    }
    return false;
}

void buffer_json(struct buffer *b, struct slice s)
{
    buffer_byte(b, '"');
    size_t plain = 0, pos;
    while ((pos = json_plain_end(s, plain)) < s.len) {
        size_t at = pos;
        uint32_t code = utf8_next(s, &pos);
        buffer_put(b, slice_of(s.ptr + plain, at - plain));
        if (!json_escape(b, code))
            buffer_put(b, slice_of(s.ptr + at, pos - at));
        plain = pos;
    }
    buffer_put(b, slice_from(s, plain));
    buffer_byte(b, '"');
}

struct slice buffer_slice(const struct buffer *b)
{
    return slice_of(b->ptr, b->len);
}

void buffer_clear(struct buffer *b)
{
    b->len = 0;
    b->failed = false;
}

void buffer_release(struct buffer *b)
{
    free(b->ptr);
    buffer_init(b, b->max);
}
