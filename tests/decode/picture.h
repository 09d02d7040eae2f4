/* Decodes bytes and draws the document, one line a cell, for comparison as text:
 *   P3 text                  a paragraph
 *   T2                       a table; "T2 hidden"
 *   B1+2x3 4:1 text          row 1 column B, two rows, three columns; its address row 4
 * cell 1
 * "~" before a text: hidden; line ends are "/". Remarks come at the end: "!a:b:c
 * message". */
#ifndef JIHE_TESTS_DECODE_PICTURE_H
#define JIHE_TESTS_DECODE_PICTURE_H

#include "decode/format_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <unistd.h>

/* cmocka wants the headers above first */
#include <cmocka.h>

struct picture {
    char text[32768], remarks[8192];
    size_t len;
    struct limits limits;
    struct error err;
};

static inline void picture_put(struct picture *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline void picture_put(struct picture *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(p->text + p->len, sizeof(p->text) - p->len, format, args);
    va_end(args);
    assert_true(n >= 0 && p->len + (size_t)n < sizeof(p->text));
    p->len += (size_t)n;
}

static inline void picture_text(struct picture *p, struct slice text, bool hidden)
{
    picture_put(p, " %s", hidden ? "~" : "");
    for (size_t i = 0; i < text.len; i++)
        picture_put(p, "%c", text.ptr[i] == '\n' ? '/' : text.ptr[i]);
    picture_put(p, "\n");
}

static inline void picture_table(struct picture *p, const struct document_table *t)
{
    picture_put(p, "T%u%s%.*s\n", t->at.a, t->hidden ? " hidden" : "",
                SLICE_ARG(t->name));
    for (size_t i = 0; i < t->count; i++) {
        const struct document_cell *c = &t->cells[i];
        assert_int_equal(c->at.a, t->at.a);
        assert_ptr_equal(table_at(t, c->row, c->column), c);
        picture_put(p, "%c%u", (char)('A' + c->column), c->row + 1);
        if (c->rows > 1 || c->columns > 1)
            picture_put(p, "+%ux%u", c->rows, c->columns);
        picture_put(p, " %u:%u", c->at.b, c->at.c);
        picture_text(p, c->text, c->hidden);
    }
}

static inline void picture_reject(void *context, const struct rejection *r)
{
    struct picture *p = context;
    size_t len = strlen(p->remarks);
    assert_true(r->zh[0] && r->en[0]);
    (void)snprintf(p->remarks + len, sizeof(p->remarks) - len, "!%u:%u:%u %s\n", r->at.a,
                   r->at.b, r->at.c, r->en);
}

/* The decoder's answer; on 0 the picture is drawn. Bytes are handed out `chunk` at a
 * time. */
static inline int picture_take(struct picture *p, document_decoder *decode,
                               struct slice bytes, size_t chunk)
{
    struct sources sources = {0};
    struct input in;
    struct document doc;
    char path[32];
    int fd = memfd_create("picture", MFD_CLOEXEC);
    assert_true(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    struct decode_options o = {
        .limits = &p->limits, .reject = picture_reject, .context = p};
    p->len = 0;
    p->text[0] = p->remarks[0] = '\0';
    assert_int_equal(input_open(&in, path, &sources, &p->err), 0);
    in.chunk = chunk;
    document_init(&doc, &p->limits);
    int rc = decode(&doc, &in, &o, &p->err);
    for (size_t i = 0; rc == 0 && i < doc.count; i++) {
        const struct document_block *b = &doc.blocks[i];
        if (b->kind == BLOCK_TABLE) {
            picture_table(p, &b->table);
            continue;
        }
        assert_int_equal(b->text.at.a, 0);
        picture_put(p, "P%u", b->text.at.b);
        picture_text(p, b->text.text, b->text.hidden);
    }
    if (rc == 0)
        picture_put(p, "%s", p->remarks);
    document_release(&doc);
    input_close(&in);
    sources_release(&sources);
    close(fd);
    return rc;
}

#endif
