/* Which encoding a stream of bytes is in, and turning it into UTF-8; the only home of iconv. */
#ifndef JIHE_FORMAT_CHARSET_H
#define JIHE_FORMAT_CHARSET_H

#include "base/error.h"
#include "base/slice.h"

enum charset_kind {
    CHARSET_ASCII, /* so far: nothing seen that tells encodings apart */
    CHARSET_UTF8,
    CHARSET_GB18030,
    CHARSET_UTF16LE,
    CHARSET_UTF16BE,
    CHARSET_UTF32, /* recognised, not decoded */
};

/* Stands for each byte that could not be decoded. It is no UTF-8, so whoever checks the decoded text
 * finds the fault in its place. */
enum { CHARSET_BAD_BYTE = 0xFF };

/* What the first bytes of a stream say by a byte order mark (*bom: its length) or by the pattern of
 * NUL bytes; CHARSET_ASCII when they say nothing. */
enum charset_kind charset_head(struct slice head, size_t *bom);

/* UTF-8 or GB18030, judged by a sample that begins at the first byte above 0x7F. Text valid as both
 * is UTF-8; a UTF-8 file with some broken rows stays UTF-8. */
enum charset_kind charset_guess(struct slice sample);

const char *charset_name(enum charset_kind kind); /* "UTF-8", "GB18030", ... */

struct charset_decoder {
    void *cd; /* iconv_t, or NULL */
    enum charset_kind kind;
};

/* ERR_INPUT when the system cannot decode `kind`. */
int charset_open(struct charset_decoder *d, enum charset_kind kind, struct error *err);
/* Decodes from the front of `in` into `out` (room for `cap` bytes) and moves `in` forward. An
 * unfinished sequence at the end of `in` is left there unless `last`. Returns the bytes written. */
size_t charset_decode(struct charset_decoder *d, struct slice *in, bool last, char *out,
                      size_t cap);
void charset_close(struct charset_decoder *d);

/* Room that decoding `len` bytes can need. */
size_t charset_room(size_t len);

#endif
