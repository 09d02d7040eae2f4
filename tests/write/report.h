/* For the writer tests: a report written into memory, and findings in short. */
#ifndef JIHE_TESTS_WRITE_REPORT_H
#define JIHE_TESTS_WRITE_REPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/mman.h>
#include <unistd.h>

#include "write/write.h"

struct report {
    struct file_out file;
    struct writer *writer;
    char *text;
    size_t len;
};

static const struct source *report_items;
static size_t report_count;

static inline void report_open(struct report *r, const char *format,
                               struct write_options options, const struct source *sources,
                               size_t count)
{
    struct error err;
    report_items = sources;
    report_count = count;
    assert_int_equal(file_create(&r->file, NULL, &err), 0);
    r->file.fd = memfd_create("report", MFD_CLOEXEC);
    assert_true(r->file.fd >= 0);
    const struct write_format *f = write_format_find(slice_str(format));
    assert_non_null(f);
    assert_int_equal(writer_open(&r->writer, f, &r->file, &options,
                                 (struct write_sources){&report_items, &report_count},
                                 &err),
                     0);
}

/* The whole report, NUL-terminated; valid until report_close. */
static inline const char *report_finish(struct report *r, const struct summary *s)
{
    struct error err;
    int fd = r->file.fd;
    assert_int_equal(writer_finish(r->writer, s, &err), 0);
    assert_int_equal(file_commit(&r->file, &err), 0);
    off_t size = lseek(fd, 0, SEEK_END);
    assert_true(size >= 0);
    r->text = calloc(1, (size_t)size + 1);
    assert_non_null(r->text);
    r->len = (size_t)size;
    assert_int_equal(pread(fd, r->text, (size_t)size, 0), size);
    close(fd);
    return r->text;
}

static inline void report_close(struct report *r)
{
    writer_free(r->writer);
    free(r->text);
}

/* An error of one indicator, in line 4 of the first source. */
static inline struct finding report_fault(const struct rule *rule, const struct project_key *project,
                                          const char *value)
{
    return (struct finding){
        .kind = KIND_FINDING,
        .rule = rule,
        .rule_id = rule->id,
        .severity = SEVERITY_ERROR,
        .aspect = slice_str("方面"),
        .message = slice_str("错"),
        .message_en = slice_str("wrong"),
        .suggestion = slice_str("改"),
        .place = {.project = *project,
                  .seq = 3,
                  .field = slice_str("target"),
                  .at = {0, 4, 9, 0},
                  .index = UINT32_MAX},
        .indicator_name = slice_str("名"),
        .has_value = true,
        .value = slice_str(value),
        .pack = slice_str("n@1"),
        .fingerprint = "ab",
    };
}

#endif
