/* Reads files through the reader and writes down what came out, for comparison as text. */
#ifndef JIHE_TESTS_DECODE_TRANSCRIPT_H
#define JIHE_TESTS_DECODE_TRANSCRIPT_H

#include "decode/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

struct transcript {
    char text[16384];
    size_t len;
    struct limits limits;
    struct decode_options options;
    struct sources sources;
};

static inline void transcript_put(struct transcript *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline void transcript_put(struct transcript *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(t->text + t->len, sizeof(t->text) - t->len, format, args);
    va_end(args);
    assert_true(n >= 0 && t->len + (size_t)n < sizeof(t->text));
    t->len += (size_t)n;
}

/* "!project 3:1 code: message" per rejection; the words are those of the English message. */
static inline void transcript_reject(void *context, const struct rejection *r)
{
    static const char *const kinds[] = {"file", "project", "indicator", "remark"};
    struct transcript *t = context;
    assert_true(r->zh[0] && r->en[0]);
    assert_true(r->at.file < t->sources.count);
    transcript_put(t, "!%s %u:%u %.*s: %s\n", kinds[r->kind], r->at.a, r->at.b,
                   SLICE_ARG(r->project_code), r->en);
}

static inline void transcript_init(struct transcript *t)
{
    memset(t, 0, sizeof(*t));
    limits_default(&t->limits);
    t->options = (struct decode_options){
        .limits = &t->limits, .reject = transcript_reject, .context = t};
}

static inline void put_cells(struct transcript *t, const struct cell *cells, enum field_scope scope)
{
    size_t count;
    const struct field *fields = field_table(scope, &count);
    for (size_t i = 0; i < count; i++)
        if (cells[i].state == CELL_PRESENT && fields[i].type != FIELD_OBJECT) {
            assert_int_equal(cells[i].text_id, 0);
            transcript_put(t, " %.*s=%.*s@%u:%u", SLICE_ARG(fields[i].name),
                           SLICE_ARG(cells[i].text), cells[i].at.a, cells[i].at.b);
            if (cells[i].at.c)
                transcript_put(t, ":%u", cells[i].at.c);
        }
}

static inline void put_extras(struct transcript *t, const struct extras *extras)
{
    for (size_t i = 0; i < extras->count; i++)
        transcript_put(t, " +%.*s=%.*s", SLICE_ARG(extras->items[i].key),
                       SLICE_ARG(extras->items[i].cell.text));
}

static inline void transcript_project(struct transcript *t, const struct project *p)
{
    transcript_put(t, "P%u %.*s%s", p->ordinal, SLICE_ARG(form_name(p->form)),
                   p->form_inferred ? "?" : "");
    if (p->month)
        transcript_put(t, " month %d", p->month);
    put_cells(t, p->cells, SCOPE_PROJECT);
    put_extras(t, &p->extras);
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < p->lists[i].count; k++)
            transcript_put(t, "%s%.*s%s", k ? "|" : " [", SLICE_ARG(p->lists[i].items[k]),
                           k + 1 == p->lists[i].count ? "]" : "");
    for (size_t i = 0; i < p->plan_count; i++)
        transcript_put(t, " plan%d=%.*s", p->plan[i].month, SLICE_ARG(p->plan[i].cell.text));
    if (p->source_json.len)
        transcript_put(t, " source=%.*s", SLICE_ARG(p->source_json));
    transcript_put(t, "\n");
    for (size_t i = 0; i < p->goal_count; i++) {
        transcript_put(t, " G%u", p->goals[i].index);
        put_cells(t, p->goals[i].cells, SCOPE_GOAL);
        transcript_put(t, "\n");
    }
    for (size_t i = 0; i < p->indicator_count; i++) {
        transcript_put(t, " I%u/%u", p->indicators[i].seq, p->indicators[i].index);
        put_cells(t, p->indicators[i].cells, SCOPE_INDICATOR);
        put_extras(t, &p->indicators[i].extras);
        transcript_put(t, "\n");
    }
}

/* Reads everything under the paths. 0, or what a call returned that failed. */
static inline int transcript_read(struct transcript *t, const char *const *paths, size_t count,
                                  struct error *err)
{
    struct input_plan plan;
    int rc = input_plan_make(&plan, paths, count, &t->sources, &t->options, err);
    if (rc)
        return rc;
    struct project *p = project_new(t->limits.project_bytes);
    if (!p)
        rc = error_memory(err);
    for (size_t i = 0; i < plan.count && rc == 0; i++) {
        struct reader *r;
        rc = reader_open(&r, &plan.units[i], &t->sources, &t->options, err);
        if (rc)
            break;
        while ((rc = reader_next(r, p, err)) == 1)
            transcript_project(t, p);
        reader_close(r);
    }
    project_free(p);
    input_plan_release(&plan);
    return rc;
}

static inline void transcript_release(struct transcript *t)
{
    sources_release(&t->sources);
}

/* A folder for one test, and files in it. */
struct folder {
    char path[64];
};

static inline void folder_make(struct folder *f)
{
    memcpy(f->path, "/tmp/jihe-test-XXXXXX", sizeof("/tmp/jihe-test-XXXXXX"));
    assert_non_null(mkdtemp(f->path));
}

static inline void folder_path(const struct folder *f, const char *name, char out[256])
{
    (void)snprintf(out, 256, "%s/%s", f->path, name);
}

static inline void folder_put(const struct folder *f, const char *name, struct slice bytes)
{
    char path[256];
    folder_path(f, name, path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr ? bytes.ptr : "", 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static inline void folder_remove(const struct folder *f)
{
    char command[128];
    (void)snprintf(command, sizeof(command), "rm -rf -- %s", f->path);
    assert_int_equal(system(command), 0);
}

/* The folder's own path is left out of messages, so that they can be compared. */
static inline void transcript_without(struct transcript *t, const char *path)
{
    size_t n = strlen(path);
    for (char *at; (at = strstr(t->text, path)) != NULL;)
        memmove(at, at + n, strlen(at + n) + 1);
    t->len = strlen(t->text);
}

#endif
