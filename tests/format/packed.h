/* Makes ZIP containers for tests, with libzip. */
#ifndef JIHE_TESTS_FORMAT_PACKED_H
#define JIHE_TESTS_FORMAT_PACKED_H

#include "base/slice.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>
#include <zip.h>

struct packed_part {
    const char *name; /* NULL ends the list */
    struct slice content;
};

/* Writes the container to `path`. */
static inline void packed_write(const char *path, const struct packed_part *parts)
{
    int code;
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(z);
    for (; parts->name; parts++) {
        zip_source_t *source =
            zip_source_buffer(z, parts->content.ptr, parts->content.len, 0);
        assert_non_null(source);
        assert_true(zip_file_add(z, parts->name, source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(z), 0);
}

/* The path of a new empty file; whoever asked removes it. */
static inline void packed_path(char path[32])
{
    memcpy(path, "/tmp/jihe-packed-XXXXXX", 24);
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
}

/* The bytes of a file, malloc'ed. */
static inline struct slice packed_bytes(const char *path)
{
    int fd = open(path, O_RDONLY);
    off_t size = lseek(fd, 0, SEEK_END);
    char *bytes = malloc((size_t)size + 1);
    assert_non_null(bytes);
    assert_int_equal(pread(fd, bytes, (size_t)size, 0), size);
    close(fd);
    return slice_of(bytes, (size_t)size);
}

static inline void packed_put(const char *path, struct slice bytes)
{
    int fd = open(path, O_WRONLY | O_TRUNC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
    close(fd);
}

#endif
