/* Lines out of bytes. The encoding is decided late: pure ASCII needs no decision, and the first byte
 * above 0x7F is judged together with a sample behind it whose size does not depend on how the bytes
 * arrive. UTF-8 is read in place; anything else passes through iconv. Whether each line is sound
 * UTF-8 is left to the parser above, which knows the row it stands in. */
#include "format/text.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>

enum { HEAD_BYTES = 4096, SAMPLE_BYTES = 64 * 1024 };

int text_file_open(struct text_file *f, const char *path, struct error *err)
{
    digest_init(&f->digest);
    return file_open(&f->file, path, err);
}

static int text_file_read(void *context, char *out, size_t cap, size_t *got, struct error *err)
{
    struct text_file *f = context;
    int rc = file_next(&f->file, out, cap, got, err);
    if (rc == 0 && *got)
        digest_put(&f->digest, slice_of(out, *got));
    return rc;
}

struct text_source text_file_source(struct text_file *f, size_t line_max)
{
    return (struct text_source){text_file_read, f, TEXT_CHUNK, line_max};
}

void text_file_close(struct text_file *f, char sha256[DIGEST_HEX + 1])
{
    digest_hex(&f->digest, sha256);
    file_close(&f->file);
}

void text_init(struct text *t, struct text_source source)
{
    *t = (struct text){.source = source};
    assert(source.chunk > 0 && source.line_max > 0);
}

void text_release(struct text *t)
{
    charset_close(&t->decoder);
    free(t->buf);
    free(t->raw);
    t->buf = t->raw = NULL;
}

/* ---- the buffer ---- */

static void drop_consumed(struct text *t)
{
    size_t gone = t->mark;
    if (gone == 0)
        return;
    memmove(t->buf, t->buf + gone, t->fill - gone);
    t->mark = 0;
    t->pos -= gone;
    t->ready -= gone;
    t->fill -= gone;
    t->lf = t->lf > gone ? t->lf - gone : 0;
    t->cr = t->cr > gone ? t->cr - gone : 0;
}

static int make_room(struct text *t, size_t need, struct error *err)
{
    if (t->cap - t->fill >= need)
        return 0;
    drop_consumed(t);
    if (t->cap - t->fill >= need)
        return 0;
    size_t cap = t->cap ? t->cap : need;
    while (cap - t->fill < need)
        cap *= 2;
    char *grown = realloc(t->buf, cap);
    if (!grown)
        return error_memory(err);
    t->buf = grown;
    t->cap = cap;
    return 0;
}

/* One read straight into the buffer. */
static int fill_plain(struct text *t, struct error *err)
{
    int rc = make_room(t, t->source.chunk, err);
    size_t got = 0;
    if (rc == 0)
        rc = t->source.read(t->source.context, t->buf + t->fill, t->source.chunk, &got, err);
    t->fill += got;
    t->ended = rc == 0 && got == 0;
    return rc;
}

static int raw_reserve(struct text *t, size_t cap, struct error *err)
{
    if (cap <= t->raw_cap)
        return 0;
    char *grown = realloc(t->raw, cap);
    if (!grown)
        return error_memory(err);
    t->raw = grown;
    t->raw_cap = cap;
    return 0;
}

static int decode_raw(struct text *t, struct error *err)
{
    int rc = make_room(t, charset_room(t->raw_len), err);
    if (rc)
        return rc;
    struct slice in = slice_of(t->raw, t->raw_len);
    t->fill += charset_decode(&t->decoder, &in, t->ended, t->buf + t->fill, t->cap - t->fill);
    memmove(t->raw, in.ptr, in.len);
    t->raw_len = in.len;
    t->ready = t->fill;
    return 0;
}

static int fill_decoded(struct text *t, struct error *err)
{
    int rc = raw_reserve(t, t->raw_len + t->source.chunk, err);
    size_t got = 0;
    if (rc == 0)
        rc = t->source.read(t->source.context, t->raw + t->raw_len, t->source.chunk, &got, err);
    if (rc)
        return rc;
    t->raw_len += got;
    t->ended = got == 0;
    return decode_raw(t, err);
}

/* ---- the encoding ---- */

/* From here on the bytes behind `ready` are of this kind. */
static int kind_set(struct text *t, enum charset_kind kind, struct error *err)
{
    t->kind = kind;
    if (kind == CHARSET_UTF32)
        return error_set(err, ERR_INPUT, "文件是 UTF-32 编码，请另存为 UTF-8",
                         "the file is in UTF-32 encoding; save it as UTF-8");
    if (kind == CHARSET_UTF8 || kind == CHARSET_ASCII) {
        t->ready = kind == CHARSET_UTF8 ? t->fill : t->ready;
        return 0;
    }
    size_t len = t->fill - t->ready;
    int rc = raw_reserve(t, len + 1, err);
    if (rc == 0)
        rc = charset_open(&t->decoder, kind, err);
    if (rc)
        return rc;
    memcpy(t->raw, t->buf + t->ready, len);
    t->raw_len = len;
    t->fill = t->ready;
    return decode_raw(t, err);
}

static int begin(struct text *t, struct error *err)
{
    int rc = 0;
    while (rc == 0 && !t->ended && t->fill < HEAD_BYTES)
        rc = fill_plain(t, err);
    if (rc)
        return rc;
    size_t bom;
    struct slice head = slice_of(t->buf, t->fill < HEAD_BYTES ? t->fill : HEAD_BYTES);
    enum charset_kind kind = charset_head(head, &bom);
    t->begun = true;
    t->bom = bom > 0;
    t->mark = t->pos = t->ready = bom;
    return kind_set(t, kind, err);
}

static size_t ascii_run(const char *p, size_t n)
{
    size_t at = 0;
    for (uint64_t word; n - at >= sizeof(word); at += sizeof(word)) {
        memcpy(&word, p + at, sizeof(word));
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < n && (unsigned char)p[at] < 0x80)
        at++;
    return at;
}

/* Releases what is ASCII; decides once enough of a sample stands behind the first other byte. */
static int release_ascii(struct text *t, struct error *err)
{
    t->ready += ascii_run(t->buf + t->ready, t->fill - t->ready);
    size_t held = t->fill - t->ready;
    if (held == 0 || (held < SAMPLE_BYTES && !t->ended))
        return 0;
    struct slice sample = slice_of(t->buf + t->ready, held < SAMPLE_BYTES ? held : SAMPLE_BYTES);
    return kind_set(t, charset_guess(sample), err);
}

/* More text behind `ready`, or the end. */
static int more(struct text *t, struct error *err)
{
    size_t before = t->ready;
    int rc = 0;
    if (!t->begun) {
        rc = begin(t, err);
        before = t->ready;
        if (rc == 0 && t->kind == CHARSET_ASCII)
            rc = release_ascii(t, err);
        if (rc || t->ready > t->pos)
            return rc;
    }
    size_t base = before - t->mark;
    while (rc == 0 && !t->ended && t->ready - t->mark == base) {
        if (t->kind == CHARSET_GB18030 || t->kind == CHARSET_UTF16LE ||
            t->kind == CHARSET_UTF16BE) {
            rc = fill_decoded(t, err);
            continue;
        }
        rc = fill_plain(t, err);
        if (rc == 0 && t->kind == CHARSET_ASCII)
            rc = release_ascii(t, err);
        else if (rc == 0)
            t->ready = t->fill;
    }
    return rc;
}

/* ---- lines ---- */

int text_head(struct text *t, struct slice *head, struct error *err)
{
    int rc = 0;
    while (rc == 0 && !(t->begun && t->ended) && t->ready - t->pos < HEAD_BYTES)
        rc = more(t, err);
    size_t len = t->ready - t->pos;
    *head = slice_of(t->buf ? t->buf + t->pos : "", len < HEAD_BYTES ? len : HEAD_BYTES);
    return rc;
}

/* The next `c` at or after pos, or `ready`; *at remembers it, so that each byte is looked at once. */
static size_t find_byte(const struct text *t, size_t *at, char c)
{
    if (*at < t->pos)
        *at = t->pos;
    if (*at < t->ready && t->buf[*at] != c) {
        const char *p = memchr(t->buf + *at, c, t->ready - *at);
        *at = p ? (size_t)(p - t->buf) : t->ready;
    }
    return *at;
}

/* Where the line at pos ends (behind its end mark), or 0 when that is not known yet. */
static size_t line_end(struct text *t)
{
    size_t lf = find_byte(t, &t->lf, '\n'), cr = find_byte(t, &t->cr, '\r');
    size_t end = lf < cr ? lf : cr;
    if (end == t->ready)
        return t->ended && t->ready > t->pos ? t->ready : 0;
    if (end == lf)
        return end + 1;
    if (end + 1 < t->ready)
        return end + 1 + (t->buf[end + 1] == '\n');
    return t->ended ? end + 1 : 0;
}

int text_line(struct text *t, struct slice *line, struct error *err)
{
    for (;;) {
        size_t end = t->begun ? line_end(t) : 0;
        if (end ? end - t->mark > t->source.line_max
                : t->ready - t->mark > t->source.line_max)
            return TEXT_LONG;
        if (end) {
            *line = slice_of(t->buf + t->pos, end - t->pos);
            t->pos = end;
            return TEXT_LINE;
        }
        if (t->begun && t->ended)
            return TEXT_END;
        int rc = more(t, err);
        if (rc)
            return rc;
    }
}

int text_some(struct text *t, struct slice *some, struct error *err)
{
    text_mark(t);
    while (!t->begun || (t->ready == t->pos && !t->ended)) {
        int rc = more(t, err);
        if (rc)
            return rc;
    }
    *some = slice_of(t->buf + t->pos, t->ready - t->pos);
    t->pos = t->ready;
    return some->len ? TEXT_LINE : TEXT_END;
}

void text_mark(struct text *t)
{
    t->mark = t->pos;
}

char *text_marked(struct text *t, size_t *len)
{
    *len = t->pos - t->mark;
    return t->buf + t->mark;
}

void text_rewind(struct text *t, size_t len)
{
    assert(len <= t->pos - t->mark);
    t->pos = t->mark + len;
    t->lf = t->cr = t->pos;
}

/* Characters of three bytes from byte `at` on: as long as they follow each other, which in Chinese is
 * long. E0 wants A0.. behind it, ED wants ..9F; both are left to utf8_next. */
static size_t past_three(const unsigned char *p, size_t at, size_t n)
{
    while (n - at >= 3 && (p[at] & 0xF0) == 0xE0 && p[at] != 0xE0 && p[at] != 0xED &&
           ((p[at + 1] & 0xC0) | (p[at + 2] & 0xC0) >> 2) == 0xA0)
        at += 3;
    return at;
}

size_t text_fault(struct slice s)
{
    size_t at = 0;
    while (s.len - at >= 8) {
        uint64_t word;
        memcpy(&word, s.ptr + at, 8);
        word &= UINT64_C(0x8080808080808080);
        if (word == 0) {
            at += 8;
            continue;
        }
        while (at < s.len && (unsigned char)s.ptr[at] < 0x80)
            at++;
        size_t behind = past_three((const unsigned char *)s.ptr, at, s.len);
        if (behind == at && at < s.len && utf8_next(s, &behind) == UTF8_BAD)
            return at;
        at = behind;
    }
    size_t rest = utf8_invalid(slice_of(s.ptr + at, s.len - at));
    return rest == SIZE_MAX ? SIZE_MAX : at + rest;
}

int text_skip(struct text *t, size_t most, bool *nul, struct error *err)
{
    for (size_t skipped = 0;;) {
        size_t end = line_end(t), stop = end ? end : t->ready;
        *nul = *nul || memchr(t->buf + t->pos, '\0', stop - t->pos) != NULL;
        skipped += stop - t->pos;
        t->pos = stop;
        text_mark(t);
        if (end)
            return TEXT_LINE;
        if (t->ended)
            return TEXT_END;
        if (skipped > most)
            return TEXT_LONG;
        int rc = more(t, err);
        if (rc)
            return rc;
    }
}
