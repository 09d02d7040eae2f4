/* Encodings: told by content, decoded by iconv. Chinese Excel writes GB18030 without saying so, text
 * editors add byte order marks, and files merged by hand hold both UTF-8 and GB18030: so the kind is
 * judged by how much of a sample is sound, not by the first fault, and a byte that cannot be decoded
 * is replaced alone, so that it never swallows the quote, comma or line end behind it. Which row it
 * spoils is for the reader of the text to say. */
#include "format/charset.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>

static bool head_has(struct slice head, const char *bytes, size_t len)
{
    return head.len >= len && memcmp(head.ptr, bytes, len) == 0;
}

/* UTF-16 without a mark: NULs are frequent, and nearly all on one side of each pair. */
static enum charset_kind head_pattern(struct slice head)
{
    size_t nul[2] = {0, 0};
    for (size_t i = 0; i < head.len; i++)
        nul[i & 1] += head.ptr[i] == '\0';
    size_t all = nul[0] + nul[1];
    if (all < 4 || all * 16 < head.len || all * 4 > head.len * 3)
        return CHARSET_ASCII;
    if (nul[0] * 20 < nul[1])
        return CHARSET_UTF16LE;
    return nul[1] * 20 < nul[0] ? CHARSET_UTF16BE : CHARSET_ASCII;
}

enum charset_kind charset_head(struct slice head, size_t *bom)
{
    static const struct {
        char bytes[5];
        unsigned char len;
        enum charset_kind kind;
    } marks[] = {
        {"\xFF\xFE\0\0", 4, CHARSET_UTF32}, {"\0\0\xFE\xFF", 4, CHARSET_UTF32},
        {"\xEF\xBB\xBF", 3, CHARSET_UTF8},  {"\xFF\xFE", 2, CHARSET_UTF16LE},
        {"\xFE\xFF", 2, CHARSET_UTF16BE},   {"\x84\x31\x95\x33", 4, CHARSET_GB18030},
    };
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
        if (head_has(head, marks[i].bytes, marks[i].len)) {
            *bom = marks[i].len;
            return marks[i].kind;
        }
    *bom = 0;
    return head_pattern(head);
}

static bool between(unsigned char c, unsigned low, unsigned high)
{
    return c >= low && c <= high;
}

/* Length of the GB18030 sequence at p, 0 when there is none, SIZE_MAX when the sample ends in it. */
static size_t gb_sequence(const unsigned char *p, size_t n)
{
    if (!between(p[0], 0x81, 0xFE))
        return 0;
    if (n < 2)
        return SIZE_MAX;
    if (between(p[1], 0x40, 0xFE) && p[1] != 0x7F)
        return 2;
    if (!between(p[1], 0x30, 0x39))
        return 0;
    if (n < 4)
        return SIZE_MAX;
    return between(p[2], 0x81, 0xFE) && between(p[3], 0x30, 0x39) ? 4 : 0;
}

static size_t gb_faults(struct slice s)
{
    size_t faults = 0;
    for (size_t at = 0; at < s.len;) {
        const unsigned char *p = (const unsigned char *)s.ptr + at;
        size_t len = p[0] < 0x80 ? 1 : gb_sequence(p, s.len - at);
        if (len == SIZE_MAX)
            break;
        faults += len == 0;
        at += len ? len : 1;
    }
    return faults;
}

enum charset_kind charset_guess(struct slice sample)
{
    size_t sound = 0, faults = 0;
    for (size_t at = 0; at < sample.len;) {
        size_t start = at;
        if (utf8_next(sample, &at) == UTF8_BAD)
            faults += start + 3 < sample.len; /* the sample may end inside a character */
        else if (at - start > 1)
            sound += at - start;
    }
    if (faults == 0 && sound > 0)
        return CHARSET_UTF8;
    if (sound > faults)
        return CHARSET_UTF8;
    return gb_faults(sample) < faults + (sound == 0) ? CHARSET_GB18030 : CHARSET_UTF8;
}

const char *charset_name(enum charset_kind kind)
{
    static const char *const names[] = {"UTF-8",    "UTF-8",    "GB18030",
                                        "UTF-16LE", "UTF-16BE", "UTF-32"};
    return names[kind];
}

int charset_open(struct charset_decoder *d, enum charset_kind kind, struct error *err)
{
    *d = (struct charset_decoder){.kind = kind};
    iconv_t cd = iconv_open("UTF-8", charset_name(kind));
    if (cd == (iconv_t)-1)
        return errno == ENOMEM
                   ? error_memory(err)
                   : error_set(err, ERR_INPUT, "本机不支持 %s 编码，请另存为 UTF-8",
                               "this machine cannot decode the encoding %s; save as UTF-8",
                               charset_name(kind));
    d->cd = cd;
    return 0;
}

/* How many bytes of a faulty sequence are given up: one, or one unit of UTF-16. */
static size_t fault_width(enum charset_kind kind, size_t left)
{
    size_t width = kind == CHARSET_UTF16LE || kind == CHARSET_UTF16BE ? 2 : 1;
    return width < left ? width : left;
}

size_t charset_decode(struct charset_decoder *d, struct slice *in, bool last, char *out,
                      size_t cap)
{
    char *from = (char *)(uintptr_t)in->ptr, *to = out;
    size_t left = in->len, room = cap;
    while (left > 0 && room > 0) {
        if (iconv((iconv_t)d->cd, &from, &left, &to, &room) != (size_t)-1)
            break;
        if (errno == E2BIG || (errno == EINVAL && !last) || room == 0)
            break;
        size_t width = fault_width(d->kind, left);
        from += width;
        left -= width;
        *to++ = (char)CHARSET_BAD_BYTE;
        room--;
        (void)iconv((iconv_t)d->cd, NULL, NULL, NULL, NULL);
    }
    *in = slice_of(from, left);
    return cap - room;
}

void charset_close(struct charset_decoder *d)
{
    if (d->cd)
        iconv_close((iconv_t)d->cd);
    d->cd = NULL;
}

size_t charset_room(size_t len)
{
    return len + len / 2 + 8;
}
