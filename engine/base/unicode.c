/* Unicode properties through utf8proc: width on a terminal, compatibility folding, what must be
 * hidden. */
#include "base/unicode.h"

#include "base/utf8.h"

#include <utf8proc.h>

bool unicode_is_hidden(uint32_t code)
{
    if (code == UTF8_BAD)
        return true;
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

/* Quotation marks, dashes, dots and arrows that Chinese terminals and fonts draw two columns wide but
 * Unicode calls ambiguous are counted as wide: an alignment a little loose beats one that breaks. */
static bool is_ambiguous_wide(uint32_t code)
{
    return code == 0x2014 || code == 0x2018 || code == 0x2019 || code == 0x201C ||
           code == 0x201D || code == 0x2026 || code == 0x00B7 || code == 0x2264 ||
           code == 0x2265 || code == 0x00D7 || code == 0x00F7 || (code >= 0x2460 && code < 0x2500);
}

int unicode_width(uint32_t code)
{
    if (code == UTF8_BAD || code < 0x20 || (code >= 0x7F && code < 0xA0))
        return 0;
    if (is_ambiguous_wide(code))
        return 2;
    return utf8proc_charwidth((utf8proc_int32_t)code);
}

size_t unicode_columns(struct slice s)
{
    size_t columns = 0;
    for (size_t pos = 0; pos < s.len;)
        columns += (size_t)unicode_width(utf8_next(s, &pos));
    return columns;
}

static void put_mapped(struct slice s, struct buffer *out, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len,
                                      &mapped, options);
    if (n >= 0)
        buffer_put(out, slice_of((const char *)mapped, (size_t)n));
    else if (n == UTF8PROC_ERROR_NOMEM)
        out->failed = true;
    else
        buffer_put(out, s);
    free(mapped);
}

static bool is_ascii(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

void unicode_nfkc(struct slice s, struct buffer *out)
{
    if (s.len == 0)
        return;
    if (is_ascii(s))
        buffer_put(out, s);
    else
        put_mapped(s, out, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

static bool is_wording(uint32_t code)
{
    if (code == UTF8_BAD)
        return false;
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO) || code == '%' ||
           c == UTF8PROC_CATEGORY_SM;
}

/* ---- folding the common characters without the tables ---- */

enum { FOLD_NOTHING = 0, FOLD_ASK = -1 };

/* The code point at p and its length; 0: one that is not common, or no character at all. */
static size_t common_next(const unsigned char *p, size_t n, uint32_t *code)
{
    if (p[0] < 0x80) {
        *code = p[0];
        return 1;
    }
    if (n < 3 || (p[0] & 0xF0) != 0xE0 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
        return 0;
    *code = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    return 3;
}

static int32_t ascii_fold(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return (int32_t)(c - 'A' + 'a');
    bool wording = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '%' || c == '+' ||
                   (c >= '<' && c <= '>') || c == '|' || c == '~';
    return wording ? (int32_t)c : FOLD_NOTHING;
}

/* What becomes of a character that stands alone, whatever its neighbours: Chinese forms consist of
 * these. All others are left to the tables. */
static int32_t common_fold(uint32_t c)
{
    if (c < 0x80)
        return ascii_fold(c);
    if (c >= 0x4E00 && c <= 0x9FEF)
        return (int32_t)c;
    if (c >= 0xFF01 && c <= 0xFF5E) /* full-width ASCII */
        return ascii_fold(c - 0xFEE0);
    if ((c >= 0x3000 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) || c == 0x3014 || c == 0x3015 ||
        (c >= 0x2018 && c <= 0x2019) || (c >= 0x201C && c <= 0x201D) || c == 0x2014 || c == 0x2026)
        return FOLD_NOTHING;
    return c == 0x2264 || c == 0x2265 ? (int32_t)c : FOLD_ASK;
}

/* Folds in place, as nothing grows; false, and nothing appended, where the tables must be asked. */
static bool fold_common(struct slice s, struct buffer *out)
{
    size_t start = out->len, to = start, len;
    if (s.len > out->max - start)
        return false;
    buffer_put(out, s);
    if (out->failed)
        return true;
    const unsigned char *text = (const unsigned char *)out->ptr + start;
    for (size_t pos = 0; pos < s.len; pos += len) {
        uint32_t code = 0;
        len = common_next(text + pos, s.len - pos, &code);
        int32_t folded = len ? common_fold(code) : FOLD_ASK;
        if (folded == FOLD_ASK) {
            out->len = start;
            return false;
        }
        if (folded >= 0x80) {
            memmove(out->ptr + to, text + pos, len);
            to += len;
        } else if (folded != FOLD_NOTHING) {
            out->ptr[to++] = (char)folded;
        }
    }
    out->len = to;
    return true;
}

void unicode_fold(struct slice s, struct buffer *out)
{
    struct buffer mapped;
    if (out->failed || fold_common(s, out))
        return;
    buffer_init(&mapped, out->max);
    if (s.len)
        put_mapped(s, &mapped,
                   UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
    struct slice m = buffer_slice(&mapped);
    for (size_t pos = 0; pos < m.len;) {
        size_t at = pos;
        if (is_wording(utf8_next(m, &pos)))
            buffer_put(out, slice_of(m.ptr + at, pos - at));
    }
    if (mapped.failed)
        out->failed = true;
    buffer_release(&mapped);
}

void unicode_quoted(struct slice text, struct buffer *out)
{
    const struct slice opens = SLICE("“"), closes = SLICE("”");
    for (size_t pos = 0; pos < text.len;) {
        struct slice rest = slice_from(text, pos);
        bool open = slice_starts(rest, opens), close = slice_starts(rest, closes);
        if (open || close)
            buffer_text(out, open ? "‘" : "’");
        else
            buffer_byte(out, text.ptr[pos]);
        pos += open || close ? opens.len : 1;
    }
}
