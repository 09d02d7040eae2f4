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

void unicode_fold(struct slice s, struct buffer *out)
{
    struct buffer mapped;
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
