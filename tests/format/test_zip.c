/* Containers: what they hold, and every way in which they are refused. */
#include "format/packed.h"
#include "format/zip.h"

#define BYTES(s) {(s), sizeof(s) - 1}

static char path[32];
static int file = -1;

static int make_path(void **state)
{
    (void)state;
    packed_path(path);
    return 0;
}

static int drop_path(void **state)
{
    (void)state;
    close(file);
    return unlink(path);
}

static int open_with(struct zipfile **z, const struct zipfile_limits *l, struct error *err)
{
    if (file >= 0)
        close(file);
    file = open(path, O_RDONLY);
    assert_true(file >= 0);
    return zipfile_open(z, file, l, err);
}

static int open_default(struct zipfile **z, struct error *err)
{
    struct zipfile_limits l;
    zipfile_limits_default(&l);
    return open_with(z, &l, err);
}

static int read_part(struct zipfile *z, const char *name, struct buffer *out, struct error *err)
{
    size_t index;
    assert_true(zipfile_find(z, slice_str(name), &index));
    return zipfile_read(z, index, out, err);
}

static void test_parts(void **state)
{
    (void)state;
    static const struct packed_part parts[] = {
        {"xl/Workbook.xml", BYTES("<workbook/>")}, {"xl\\b.xml", BYTES("bb")}, {"/c", BYTES("")},
        {0}};
    struct zipfile *z;
    struct error err;
    struct buffer out;
    size_t index;
    packed_write(path, parts);
    assert_int_equal(open_default(&z, &err), 0);
    assert_int_equal(zipfile_count(z), 3);
    assert_true(slice_equal(zipfile_name(z, 1), SLICE("xl\\b.xml")));
    buffer_init(&out, 100);
    assert_int_equal(read_part(z, "/XL/workbook.xml", &out, &err), 0);
    assert_int_equal(read_part(z, "xl/b.xml", &out, &err), 0);
    assert_int_equal(read_part(z, "c", &out, &err), 0);
    assert_true(slice_equal(buffer_slice(&out), SLICE("<workbook/>bb")));
    assert_false(zipfile_find(z, SLICE("xl/c"), &index));
    buffer_release(&out);
    buffer_init(&out, 5);
    assert_int_equal(read_part(z, "xl/workbook.xml", &out, &err), ERR_LIMIT);
    buffer_release(&out);
    zipfile_close(z);
}

/* A stream gives the same bytes whatever is asked for at a time, two of them beside each other. */
static void test_streams(void **state)
{
    (void)state;
    static char big[100000];
    for (size_t i = 0; i < sizeof(big); i++)
        big[i] = (char)(i * i >> 7);
    const struct packed_part parts[] = {{"a", {big, sizeof(big)}}, {"b", {big, 50000}}, {0}};
    struct zipfile *z;
    struct zippart *p[2];
    struct error err;
    packed_write(path, parts);
    assert_int_equal(open_default(&z, &err), 0);
    for (size_t step = 1; step < 200000; step = step * 7 + 3) {
        static char out[2][sizeof(big)];
        size_t at[2] = {0, 0}, got[2] = {1, 1};
        for (size_t k = 0; k < 2; k++)
            assert_int_equal(zippart_open(&p[k], z, k, &err), 0);
        while (got[0] || got[1])
            for (size_t k = 0; k < 2; k++) {
                size_t rest = sizeof(big) - at[k];
                assert_int_equal(
                    zippart_read(p[k], out[k] + at[k], rest && rest < step ? rest : rest ? step : 0,
                                 &got[k], &err),
                    0);
                at[k] += got[k];
            }
        assert_int_equal(at[0], sizeof(big));
        assert_int_equal(at[1], 50000);
        assert_memory_equal(out[0], big, sizeof(big));
        assert_memory_equal(out[1], big, 50000);
        zippart_close(p[0]);
        zippart_close(p[1]);
    }
    zipfile_close(z);
}

/* Names as they are written, changed in place: both copies, in front of the part and in the directory. */
static void rename_entry(const char *from, const char *to)
{
    struct slice bytes = packed_bytes(path);
    char *p = malloc(bytes.len);
    memcpy(p, bytes.ptr, bytes.len);
    size_t n = strlen(from);
    for (size_t at = 0; (at = slice_find(slice_of(p, bytes.len), slice_str(from), at)) != SIZE_MAX;
         at += n)
        memcpy(p + at, to, n);
    packed_put(path, slice_of(p, bytes.len));
    free(p);
    free((void *)(uintptr_t)bytes.ptr);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *to, *told;
    } cases[] = {
        {"first.xml", "duplicate part in the zip, which of the two counts is unknown: first.xml"},
        {"FIRST.xml", "duplicate part"},
        {"../../xml", "leads out of it: ../../xml"},
        {"..\\..\\xml", "leads out of it"},
        {"xl/../xml", "leads out of it: xl/../xml"},
        {"xl/..xmls", NULL},
        {"..../.xml", NULL},
    };
    static const struct packed_part parts[] = {
        {"first.xml", BYTES("a")}, {"other.xml", BYTES("b")}, {0}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct zipfile *z;
        struct error err = {0};
        packed_write(path, parts);
        rename_entry("other.xml", cases[i].to);
        int rc = open_default(&z, &err);
        if (rc == 0)
            zipfile_close(z);
        if ((rc == 0) != !cases[i].told || (rc && !strstr(err.en, cases[i].told)))
            fail_msg("%s: %d %s", cases[i].to, rc, err.en);
    }
}

/* Every prefix of a container is refused, and no changed byte does harm. */
static void test_damage(void **state)
{
    (void)state;
    static const struct packed_part parts[] = {
        {"a.xml", BYTES("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")}, {0}};
    struct zipfile *z;
    struct error err;
    struct buffer out;
    size_t crc = 0;
    packed_write(path, parts);
    struct slice whole = packed_bytes(path);
    for (size_t n = 0; n < whole.len; n++) {
        packed_put(path, slice_of(whole.ptr, n));
        assert_int_equal(open_default(&z, &err), ERR_INPUT);
        assert_non_null(strstr(err.en, "zip"));
    }
    char *p = malloc(whole.len);
    for (size_t n = 0; n < whole.len; n++) {
        memcpy(p, whole.ptr, whole.len);
        p[n] = (char)~p[n];
        packed_put(path, slice_of(p, whole.len));
        int rc = open_default(&z, &err);
        assert_true(rc == 0 || rc == ERR_INPUT || rc == ERR_LIMIT);
        if (rc)
            continue;
        buffer_init(&out, 1000);
        rc = zipfile_read(z, 0, &out, &err);
        assert_true(rc == 0 || rc == ERR_INPUT || rc == ERR_LIMIT);
        if (rc == 0)
            assert_int_equal(out.len, 48);
        crc += rc != 0 && strstr(err.en, "CRC") != NULL;
        buffer_release(&out);
        zipfile_close(z);
    }
    assert_true(crc >= 4); /* its own four bytes at least */
    free(p);
    free((void *)(uintptr_t)whole.ptr);
}

static void test_encrypted(void **state)
{
    (void)state;
    int code;
    struct zipfile *z;
    struct zippart *p;
    struct error err;
    zip_t *made = zip_open(path, ZIP_TRUNCATE | ZIP_CREATE, &code);
    assert_non_null(made);
    zip_int64_t at = zip_file_add(made, "a", zip_source_buffer(made, "x", 1, 0), 0);
    assert_true(at >= 0);
    assert_int_equal(zip_file_set_encryption(made, (zip_uint64_t)at, ZIP_EM_AES_256, "geheim"), 0);
    assert_int_equal(zip_close(made), 0);
    assert_int_equal(open_default(&z, &err), 0);
    assert_int_equal(zippart_open(&p, z, 0, &err), ERR_INPUT);
    assert_non_null(strstr(err.en, "encrypted"));
    assert_non_null(strstr(err.zh, "加密"));
    zipfile_close(z);
}

/* A megabyte of zeros, a thousandth of it when packed: all is well; too much for one part; too much for
 * the container, where a second reading of the same part costs nothing. */
static void test_limits(void **state)
{
    (void)state;
    static char zeros[1000000];
    const struct packed_part parts[] = {
        {"a", {zeros, sizeof(zeros)}}, {"b", {zeros, sizeof(zeros) / 2}}, {0}};
    struct zipfile_limits l = {
        .entries = 1, .total_bytes = 0, .total_ratio = 2000, .part_bytes = 10, .part_ratio = 2000};
    struct zipfile *z;
    struct error err;
    packed_write(path, parts);
    assert_int_equal(open_with(&z, &l, &err), ERR_LIMIT);
    assert_non_null(strstr(err.en, "entries"));
    l.entries = 2;
    for (int i = 0; i < 3; i++) {
        l.part_ratio = i == 1 ? 100 : 2000;
        l.total_ratio = i == 2 ? 0 : 2000;
        l.total_bytes = i == 2 ? 1200000 : 0;
        assert_int_equal(open_with(&z, &l, &err), 0);
        for (int part = 0; part < 3; part++) {
            struct buffer out;
            buffer_init(&out, SIZE_MAX);
            int rc = zipfile_read(z, part == 2, &out, &err);
            assert_int_equal(rc, i == 1 || (i == 2 && part == 2) ? ERR_LIMIT : 0);
            if (rc)
                assert_non_null(strstr(err.en, "too large"));
            buffer_release(&out);
        }
        zipfile_close(z);
    }
}

/* The file shrinks while it is read. */
static void test_shrunk(void **state)
{
    (void)state;
    static char text[100000];
    uint32_t noise = 1;
    for (size_t i = 0; i < sizeof(text); i++)
        text[i] = (char)((noise = noise * 1664525 + 1013904223) >> 24);
    const struct packed_part parts[] = {{"a", {text, sizeof(text)}}, {0}};
    struct zipfile *z;
    struct zippart *p;
    struct error err;
    char out[1000];
    size_t got;
    struct zipfile_limits l;
    zipfile_limits_default(&l);
    packed_write(path, parts);
    int fd = open(path, O_RDWR), rc = 0;
    assert_int_equal(zipfile_open(&z, fd, &l, &err), 0);
    assert_int_equal(zippart_open(&p, z, 0, &err), 0);
    assert_int_equal(zippart_read(p, out, sizeof(out), &got, &err), 0);
    assert_int_equal(ftruncate(fd, 20000), 0);
    while (rc == 0 && got > 0)
        rc = zippart_read(p, out, sizeof(out), &got, &err);
    assert_int_equal(rc, ERR_INPUT);
    zippart_close(p);
    zipfile_close(z);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),  cmocka_unit_test(test_streams),
        cmocka_unit_test(test_names),  cmocka_unit_test(test_damage),
        cmocka_unit_test(test_encrypted), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_shrunk),
    };
    return cmocka_run_group_tests_name("zip", tests, make_path, drop_path);
}
