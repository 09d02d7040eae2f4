/* A stream of bytes as UTF-8 lines: decoded, without a byte order mark, in one growing buffer, so
 * that a row of several lines is one run of bytes. */
#ifndef JIHE_FORMAT_TEXT_H
#define JIHE_FORMAT_TEXT_H

#include "base/digest.h"
#include "base/file.h"
#include "format/charset.h"

enum { TEXT_CHUNK = 256 * 1024 };

/* Where the bytes come from: fills up to `cap` bytes, *got 0 at the end. */
struct text_source {
    int (*read)(void *context, char *out, size_t cap, size_t *got, struct error *err);
    void *context;
    size_t chunk;     /* bytes asked for at a time; the result never depends on it */
    size_t line_max;  /* bytes from the mark to the end of a line */
};

/* A file as a source, whose bytes are hashed while they pass. */
struct text_file {
    struct file_in file;
    struct digest digest;
};
int text_file_open(struct text_file *f, const char *path, struct error *err);
/* The source leads to `f`, which its owner keeps. */
struct text_source text_file_source(struct text_file *f, size_t line_max);
/* The digest is that of what was read. */
void text_file_close(struct text_file *f, char sha256[DIGEST_HEX + 1]);

struct text {
    struct text_source source;
    struct charset_decoder decoder;
    enum charset_kind kind;
    bool begun, bom, ended; /* head looked at; had a byte order mark; the source is used up */
    char *buf;
    size_t cap;
    size_t mark, pos;    /* what is kept; what is read next */
    size_t ready, fill;  /* end of the text to read; end of the bytes held */
    size_t lf, cr;       /* no line feed, no return stands between pos and these */
    char *raw;           /* bytes not decoded yet */
    size_t raw_len, raw_cap;
};

enum text_result { TEXT_END, TEXT_LINE, TEXT_LONG };

void text_init(struct text *t, struct text_source source);
void text_release(struct text *t);
/* The beginning of the text (up to some thousand bytes), nothing consumed. */
int text_head(struct text *t, struct slice *head, struct error *err);
/* The next line with its end (LF, CRLF or CR; none at the end of the text). TEXT_LONG: the end of the
 * line lies beyond line_max, nothing is consumed. Negative: an error of the source. */
int text_line(struct text *t, struct slice *line, struct error *err);
/* Whatever is decoded behind the last byte read, at least one byte; valid until the next call. It may end
 * inside a character. For parsers that know no lines. TEXT_LINE, TEXT_END or an error of the source. */
int text_some(struct text *t, struct slice *some, struct error *err);
/* The first byte that is not UTF-8, or SIZE_MAX. As utf8_invalid, made for much Chinese text. */
size_t text_fault(struct slice s);
/* Begins a run to be kept together at the next byte to read. */
void text_mark(struct text *t);
/* Everything from the mark to the next byte to read; valid and writable until the next text_line. */
char *text_marked(struct text *t, size_t *len);
/* Goes back to `len` bytes behind the mark. */
void text_rewind(struct text *t, size_t len);
/* Drops the rest of the line, at most `most` bytes of it: TEXT_LINE, TEXT_END at the end of the text,
 * TEXT_LONG when `most` was not enough. *nul is set when NUL bytes were among them. */
int text_skip(struct text *t, size_t most, bool *nul, struct error *err);

#endif
