/* Small pieces of Markdown. */
#include "api/doc.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "write/json_out.h"

void doc_text(struct buffer *out, struct slice s)
{
    s = slice_trim(s);
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        if (c == '<')
            buffer_text(out, "&lt;");
        else if (c == '&')
            buffer_text(out, "&amp;");
        else if (c < 0x20 || c == 0x7F)
            buffer_byte(out, ' ');
        else if (c < 0x80 && strchr("\\`*_{}[]#|~>", (int)c))
            buffer_format(out, "\\%c", (char)c);
        else if (!unicode_is_hidden(c))
            buffer_put(out, slice_sub(s, from, at - from));
    }
}

void doc_value(struct buffer *out, const struct plain *value, struct slice unit)
{
    struct buffer b;
    buffer_init(&b, 1 << 16);
    if (value->kind == PLAIN_TEXT)
        buffer_put(&b, value->text);
    else if (value->kind == PLAIN_BOOLEAN)
        buffer_text(&b, value->boolean ? "是" : "否");
    else
        json_plain(&b, value);
    if (unit.len) {
        buffer_byte(&b, ' ');
        buffer_put(&b, unit);
    }
    doc_text(out, buffer_slice(&b));
    out->failed = out->failed || b.failed;
    buffer_release(&b);
}

static void day_put(struct buffer *out, int day)
{
    buffer_format(out, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
}

void doc_span(struct buffer *out, struct span span)
{
    const struct span always = SPAN_ALWAYS;
    if (span.from != always.from)
        day_put(out, span.from);
    if (span.until != always.until) {
        buffer_text(out, span.from != always.from ? " 至 " : "至 ");
        day_put(out, span.until);
    } else if (span.from != always.from) {
        buffer_text(out, " 起");
    }
}

const char *doc_each(enum rule_each each)
{
    return each == EACH_PROJECT ? "项目" : each == EACH_INDICATOR ? "指标" : "跨项目";
}

void doc_forms(struct buffer *out, uint32_t forms)
{
    uint32_t all = 0;
    bool any = false;
    for (int f = FORM_DECLARATION; f < FORM_COUNT; f++)
        all |= UINT32_C(1) << f;
    if ((forms & all) == all) {
        buffer_text(out, "各种表");
        return;
    }
    for (int f = FORM_DECLARATION; f < FORM_COUNT; f++)
        if (forms & UINT32_C(1) << f) {
            buffer_text(out, any ? "、" : "");
            buffer_put(out, form_label((enum form_kind)f));
            any = true;
        }
}
