/* Rejections are made here and nowhere else, so that each has its place and both languages. What is
 * done with them is the caller's. */
#include "decode/tell.h"

#include "base/unicode.h"
#include "base/utf8.h"

void tell(const struct decode_options *o, const struct rejection *about, const struct error *why)
{
    struct rejection r = *about;
    memcpy(r.zh, why->zh, sizeof(r.zh));
    memcpy(r.en, why->en, sizeof(r.en));
    o->reject(o->context, &r);
}

static void put_located(char out[ERROR_MESSAGE_MAX], const char *place, const char *text)
{
    int n = snprintf(out, ERROR_MESSAGE_MAX, "%s%s", place, text);
    if (n >= ERROR_MESSAGE_MAX)
        out[utf8_cut(slice_of(out, ERROR_MESSAGE_MAX - 1), ERROR_MESSAGE_MAX - 1)] = '\0';
}

void tell_row(const struct decode_options *o, const struct rejection *about, uint64_t number,
              const struct error *why)
{
    struct rejection r = *about;
    struct error place;
    if (number)
        (void)error_set(&place, ERR_INPUT, "第 %llu 条记录（第 %u 行）：", "row %llu, line %u: ",
                        (unsigned long long)number, about->at.a);
    else
        (void)error_set(&place, ERR_INPUT, "第 %u 行：", "line %u: ", about->at.a);
    put_located(r.zh, place.zh, why->zh);
    put_located(r.en, place.en, why->en);
    o->reject(o->context, &r);
}

enum { SHOWN_CHARS = 40 };

const char *shown(struct slice text, char out[SHOWN_MAX])
{
    size_t len = 0, chars = 0;
    for (size_t pos = 0; pos < text.len; chars++) {
        size_t at = pos;
        uint32_t code = utf8_next(text, &pos);
        if (chars == SHOWN_CHARS || len + 16 > SHOWN_MAX) {
            memcpy(out + len, "…", sizeof("…") - 1);
            len += sizeof("…") - 1;
            break;
        }
        if (unicode_is_hidden(code) || code == 0xA0 || code == 0x3000) {
            int n = snprintf(out + len, SHOWN_MAX - len, code == UTF8_BAD ? "\\x%02X" : "U+%04X",
                             code == UTF8_BAD ? (unsigned char)text.ptr[at] : (unsigned)code);
            len += (size_t)n;
        } else {
            memcpy(out + len, text.ptr + at, pos - at);
            len += pos - at;
        }
    }
    out[len] = '\0';
    return out;
}
