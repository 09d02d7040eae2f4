/* The bytes underneath: slices, arenas, buffers, maps, UTF-8, widths, nearness, digests, files. */
#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/map.h"
#include "base/near.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

static void assert_slice(struct slice got, const char *want)
{
    assert_int_equal(got.len, strlen(want));
    if (got.len)
        assert_memory_equal(got.ptr, want, got.len);
}

static void test_trim(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},           {"  ", ""},        {" a b ", "a b"},      {"\t甲\r\n", "甲"},
        {"\xE3\x80\x80甲\xC2\xA0", "甲"},      {"\xE3\x80\x80", ""}, {"甲", "甲"},
        {"\xC2", "\xC2"},   {"\xA0", "\xA0"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_slice(slice_trim(slice_str(rows[i][0])), rows[i][1]);
}

static void test_slices(void **state)
{
    (void)state;
    assert_true(slice_compare(SLICE("a"), SLICE("ab")) < 0);
    assert_true(slice_compare(SLICE("b"), SLICE("ab")) > 0);
    assert_int_equal(slice_compare(SLICE_NONE, SLICE("")), 0);
    assert_int_equal(slice_find(SLICE("abcabc"), SLICE("ca"), 0), 2);
    assert_int_equal(slice_find(SLICE("abc"), SLICE("abcd"), 0), SIZE_MAX);
    assert_int_equal(slice_find(SLICE("abc"), SLICE(""), 3), 3);
    assert_int_equal(slice_find(SLICE("abc"), SLICE("a"), 4), SIZE_MAX);
    assert_slice(slice_sub(SLICE("abcdef"), 2, 100), "cdef");
    assert_slice(slice_from(SLICE("ab"), 5), "");
}

static void test_room(void **state)
{
    struct arena arena;
    size_t in_heap = 0, in_arena = 0, *heap = NULL, *kept = NULL;
    (void)state;
    arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < 1000; i++) {
        size_t *a = array_room(heap, i, &in_heap, sizeof(*heap));
        size_t *b = arena_room(&arena, kept, i, &in_arena, sizeof(*kept));
        assert_true(a && b && in_heap > i && in_arena > i);
        heap = a;
        kept = b;
        heap[i] = kept[i] = i;
        assert_true(i + 1 == in_arena || kept[i + 1] == 0);
    }
    for (size_t i = 0; i < 1000; i++)
        assert_true(heap[i] == i && kept[i] == i);
    size_t cap = 1000;
    assert_null(arena_room(&arena, kept, cap, &cap, 1000)); /* beyond the arena's maximum */
    assert_int_equal(cap, 1000);
    cap = (size_t)1 << 40;
    assert_null(array_room(heap, cap, &cap, sizeof(*heap)));
    assert_int_equal(cap, (size_t)1 << 40);
    free(heap);
    arena_release(&arena);
}

static void test_patterns(void **state)
{
    static const struct {
        const char *text, *pattern;
        bool ones, stars; /* where ? stands for one byte, and where it is a ? */
    } rows[] = {
        {"A-1", "A-1", true, true},     {"A-1", "A-2", false, false}, {"A-1", "A-?", true, false},
        {"A-1", "*", true, true},       {"", "*", true, true},        {"", "", true, true},
        {"", "?", false, false},        {"A-10", "A-*0", true, true}, {"A-100", "A-*10", false, false},
        {"abcabd", "*abd", true, true}, {"abc", "a*?", true, false},  {"a", "a*?", false, false},
        {"ab", "a", false, false},      {"a?", "a?", true, true},     {"abc", "**c**", true, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct slice s = slice_str(rows[i].text), pattern = slice_str(rows[i].pattern);
        assert_int_equal(slice_fits(s, pattern, '?'), rows[i].ones);
        assert_int_equal(slice_fits(s, pattern, '*'), rows[i].stars);
    }
}

static void test_utf8(void **state)
{
    static const struct {
        const char *bytes;
        size_t invalid, count;
    } rows[] = {
        {"abc", SIZE_MAX, 3},
        {"指标", SIZE_MAX, 2},
        {"\xF0\x9F\x98\x80", SIZE_MAX, 1},
        {"a\xC0\x80", 1, 3},             /* overlong */
        {"\xE0\x80\x80", 0, 3},          /* overlong */
        {"\xED\xA0\x80", 0, 3},          /* surrogate */
        {"\xF4\x90\x80\x80", 0, 4},      /* above U+10FFFF */
        {"\xF8\x88\x80\x80\x80", 0, 5},  /* five bytes */
        {"12345678\xFF", 8, 9},
        {"指\xE6\xA0", 3, 3},            /* cut */
        {"\x80", 0, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct slice s = slice_str(rows[i].bytes);
        assert_int_equal(utf8_invalid(s), rows[i].invalid);
        assert_int_equal(utf8_count(s), rows[i].count);
    }
}

static void test_utf8_round_trip(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        char bytes[4];
        struct slice s = slice_of(bytes, utf8_put(bytes, code));
        size_t pos = 0;
        if (utf8_next(s, &pos) != code || pos != s.len)
            fail_msg("U+%X does not survive", (unsigned)code);
    }
}

static void test_utf8_cut(void **state)
{
    struct slice s = SLICE("a指标b");
    static const size_t want[] = {0, 1, 1, 1, 4, 4, 4, 7, 8, 8};
    (void)state;
    for (size_t max = 0; max < sizeof(want) / sizeof(*want); max++)
        assert_int_equal(utf8_cut(s, max), want[max]);
    assert_slice(utf8_head(s, 2), "a指");
    assert_slice(utf8_head(s, 99), "a指标b");
}

static void test_arena(void **state)
{
    struct arena a;
    (void)state;
    arena_init(&a, 100000);
    for (size_t size = 0; size < 300; size++) {
        char *p = arena_alloc(&a, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        memset(p, 0xAA, size);
    }
    assert_null(arena_alloc(&a, 100000));
    assert_null(arena_alloc(&a, SIZE_MAX));
    assert_null(arena_zero(&a, SIZE_MAX / 2, 3));
    arena_clear(&a);
    char *big = arena_zero(&a, 90000, 1);
    assert_non_null(big);
    assert_int_equal(big[89999], 0);
    assert_null(arena_alloc(&a, 90000));
    struct slice copy = SLICE("kept");
    assert_false(arena_copy(&a, slice_of(big, 90000), &copy));
    assert_slice(copy, "kept");
    arena_release(&a);
}

static void test_buffer_maximum(void **state)
{
    struct buffer b;
    (void)state;
    buffer_init(&b, 8);
    buffer_text(&b, "12345");
    buffer_text(&b, "6789");
    assert_true(b.failed);
    buffer_text(&b, "x");
    assert_slice(buffer_slice(&b), "12345");
    buffer_clear(&b);
    buffer_format(&b, "%s", "a much longer text than fits");
    assert_true(b.failed);
    assert_slice(buffer_slice(&b), "");
    buffer_release(&b);
}

static void test_json_escapes(void **state)
{
    static const struct {
        struct slice in;
        const char *out;
    } rows[] = {
        {{"", 0}, "\"\""},
        {{"指标\"\\", 8}, "\"指标\\\"\\\\\""},
        {{"\x1b[31m\0x", 7}, "\"\\u001b[31m\\u0000x\""},
        {{"\n\r\t\x7f", 4}, "\"\\n\\r\\t\\u007f\""},
        {{"</script>", 9}, "\"\\u003c/script>\""},
        {{"\xE2\x80\xA8\xC2\x9B", 5}, "\"\\u2028\\u009b\""},
        {{"a\xFFz", 3}, "\"a\xEF\xBF\xBDz\""},
    };
    struct buffer b;
    (void)state;
    buffer_init(&b, 1024);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        buffer_clear(&b);
        buffer_json(&b, rows[i].in);
        assert_slice(buffer_slice(&b), rows[i].out);
    }
    buffer_release(&b);
}

static void test_map(void **state)
{
    enum { KEYS = 20000 };
    static char keys[KEYS][12];
    struct map m;
    bool made;
    (void)state;
    map_init(&m);
    assert_null(map_get(&m, SLICE("nothing")));
    for (size_t i = 0; i < KEYS; i++) {
        (void)snprintf(keys[i], sizeof(keys[i]), "key%zu", i);
        size_t *value = map_put(&m, slice_str(keys[i]), &made);
        assert_non_null(value);
        assert_true(made);
        *value = i;
    }
    for (size_t i = 0; i < KEYS; i++) {
        size_t *value = map_put(&m, slice_str(keys[i]), &made);
        assert_false(made);
        assert_int_equal(*value, i);
        assert_slice(m.entries[i].key, keys[i]);
    }
    map_clear(&m);
    assert_null(map_get(&m, slice_str(keys[0])));
    assert_int_equal(m.count, 0);
    map_release(&m);
}

static void test_widths(void **state)
{
    static const struct {
        const char *text;
        size_t columns;
    } rows[] = {{"abc", 3}, {"指标", 4}, {"≥95％", 6}, {"e\xCC\x81", 1}, {"", 0}, {"\x1b", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_int_equal(unicode_columns(slice_str(rows[i].text)), rows[i].columns);
    static const uint32_t hidden[] = {0x1B, 0x7F, 0x9B, 0x200B, 0x202E, 0x2066, 0xFEFF, 0x2028, UTF8_BAD};
    for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
        assert_true(unicode_is_hidden(hidden[i]));
    assert_false(unicode_is_hidden(0x6307));
    assert_false(unicode_is_hidden('a'));
}

static void test_folding(void **state)
{
    static const char *const rows[][3] = {
        /* text, NFKC, fold */
        {"ＡＢＣ１２３％", "ABC123%", "abc123%"},
        {"网 络，建设。", "网 络,建设。", "网络建设"},
        {"㎡", "m2", "m2"},
        {"“1+N”", "“1+N”", "1+n"},
        {"\xFF", "\xFF", ""},
    };
    struct buffer b;
    (void)state;
    buffer_init(&b, 1024);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        buffer_clear(&b);
        unicode_nfkc(slice_str(rows[i][0]), &b);
        assert_slice(buffer_slice(&b), rows[i][1]);
        buffer_clear(&b);
        unicode_fold(slice_str(rows[i][0]), &b);
        assert_slice(buffer_slice(&b), rows[i][2]);
    }
    buffer_release(&b);
}

static void test_quoted(void **state)
{
    static const char *const rows[][2] = {
        {"“1+N”平台", "‘1+N’平台"}, {"无黑恶势力，无“保护伞”", "无黑恶势力，无‘保护伞’"}, {"a\"b", "a\"b"}, {"", ""}, {"“", "‘"}};
    struct buffer b;
    (void)state;
    buffer_init(&b, 1024);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        buffer_clear(&b);
        unicode_quoted(slice_str(rows[i][0]), &b);
        assert_slice(buffer_slice(&b), rows[i][1]);
    }
    buffer_release(&b);
}

static void fold_of(struct slice s, struct buffer *out)
{
    buffer_clear(out);
    unicode_fold(s, out);
    assert_false(out->failed);
}

/* Common characters are folded without the tables, but to the same: a text with an é in it goes through
 * the tables whole. */
static void test_folding_both_ways(void **state)
{
    struct buffer quick, slow;
    (void)state;
    buffer_init(&quick, 1024);
    buffer_init(&slow, 1024);
    for (uint32_t code = 0; code < 0x11000; code++) {
        char text[16] = "aE";
        if (code >= 0xD800 && code < 0xE000)
            continue;
        size_t len = 2 + utf8_put(text + 2, code);
        memcpy(text + len, "A京，\xC3\xA9", 9);
        fold_of(slice_of(text, len + 7), &quick);
        fold_of(slice_of(text, len + 9), &slow);
        if (slow.len != quick.len + 2 || memcmp(slow.ptr, quick.ptr, quick.len) != 0 ||
            memcmp(slow.ptr + quick.len, "\xC3\xA9", 2) != 0)
            fail_msg("U+%04X: %.*s, %.*s", (unsigned)code, (int)quick.len, quick.ptr,
                     (int)slow.len, slow.ptr);
    }
    buffer_release(&quick);
    buffer_release(&slow);
}

static void test_folding_keeps_what_was_there(void **state)
{
    struct buffer b;
    (void)state;
    buffer_init(&b, 8);
    unicode_fold(SLICE("Ab"), &b);
    unicode_fold(SLICE("Ｃ，"), &b);
    assert_slice(buffer_slice(&b), "abc");
    unicode_fold(SLICE("D"), &b);
    unicode_fold(SLICE("\xC3\xA9"), &b);
    assert_slice(buffer_slice(&b), "abcd\xC3\xA9");
    unicode_fold(SLICE("efg"), &b);
    assert_true(b.failed);
    buffer_release(&b);
}

static void test_near(void **state)
{
    static const char *const names[] = {"target", "actual", "weight", "score", "execution_rate"};
    static const char *const rows[][2] = {
        {"tarket", "target"},    {"traget", "target"}, {"exceution_rate", "execution_rate"},
        {"wieght", "weight"},    {"unit", ""},         {"TARGET2", "target"},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct near near;
        near_init(&near, slice_str(rows[i][0]));
        for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
            near_offer(&near, slice_str(names[k]));
        assert_slice(near.best, rows[i][1]);
    }
}

static void test_digest(void **state)
{
    struct digest d;
    char a[DIGEST_HEX + 1], b[DIGEST_HEX + 1];
    (void)state;
    digest_init(&d);
    digest_put(&d, SLICE("abc"));
    digest_hex(&d, a);
    assert_string_equal(a, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_init(&d);
    digest_field(&d, SLICE("a"));
    digest_field(&d, SLICE("bc"));
    digest_hex(&d, a);
    digest_init(&d);
    digest_field(&d, SLICE("ab"));
    digest_field(&d, SLICE("c"));
    digest_hex(&d, b);
    assert_string_not_equal(a, b);
}

/* A folder of its own for what the file tests write. */
static char folder[] = "/tmp/jihe-test-XXXXXX";

static char *inside(const char *name)
{
    char *path = file_join(folder, name);
    assert_non_null(path);
    return path;
}

static void write_file(const char *path, const char *text)
{
    struct file_out out;
    struct error err;
    assert_int_equal(file_create(&out, path, &err), 0);
    file_write(&out, slice_str(text));
    assert_int_equal(file_commit(&out, &err), 0);
}

static void assert_file(const char *path, const char *want)
{
    struct buffer b;
    struct error err;
    buffer_init(&b, 1 << 20);
    assert_int_equal(file_read(path, &b, &err), 0);
    assert_slice(buffer_slice(&b), want);
    buffer_release(&b);
}

static void test_file_replaced_whole(void **state)
{
    struct file_out out;
    struct error err;
    char *path = inside("report.txt");
    (void)state;
    write_file(path, "old");
    assert_int_equal(file_create(&out, path, &err), 0);
    file_write(&out, SLICE("half"));
    file_abandon(&out);
    assert_file(path, "old");
    write_file(path, "new");
    assert_file(path, "new");
    struct file_list list;
    assert_int_equal(file_list_read(&list, folder, &err), 0);
    assert_int_equal(list.count, 1); /* no temporary left behind */
    file_list_release(&list);
    (void)unlink(path);
    free(path);
}

static void test_file_errors(void **state)
{
    struct file_in in;
    struct file_out out;
    struct error err;
    struct buffer b;
    (void)state;
    assert_int_equal(file_open(&in, "/no/such/file", &err), ERR_IO);
    assert_string_equal(err.zh, "/no/such/file: 没有这个文件或文件夹");
    assert_string_equal(err.en, "/no/such/file: no such file or directory");
    assert_int_equal(file_open(&in, folder, &err), ERR_INPUT);
    assert_int_equal(file_create(&out, folder, &err), ERR_IO);
    assert_non_null(strstr(err.en, "is a directory"));
    assert_int_equal(file_create(&out, "/dev/full", &err), 0);
    file_write(&out, SLICE("does not fit"));
    assert_int_equal(file_commit(&out, &err), ERR_IO);
    assert_non_null(strstr(err.zh, "磁盘空间不足"));
    char *path = inside("big");
    write_file(path, "0123456789");
    buffer_init(&b, 5);
    assert_int_equal(file_read(path, &b, &err), ERR_LIMIT);
    buffer_release(&b);
    (void)unlink(path);
    free(path);
}

static void test_file_shrinks(void **state)
{
    struct file_in in;
    struct error err;
    char *path = inside("shrinks"), chunk[4];
    size_t got;
    (void)state;
    write_file(path, "0123456789");
    assert_int_equal(file_open(&in, path, &err), 0);
    assert_int_equal(file_next(&in, chunk, sizeof(chunk), &got, &err), 0);
    assert_int_equal(got, 4);
    assert_int_equal(truncate(path, 6), 0);
    assert_int_equal(file_next(&in, chunk, sizeof(chunk), &got, &err), 0);
    assert_int_equal(got, 2);
    assert_int_equal(file_next(&in, chunk, sizeof(chunk), &got, &err), ERR_INPUT);
    file_close(&in);
    (void)unlink(path);
    free(path);
}

static void test_spool(void **state)
{
    struct spool s;
    struct file_out out;
    struct error err;
    char *path = inside("spooled");
    (void)state;
    spool_init(&s, 8);
    static const char *const pieces[] = {"abc", "defgh", "i", "a piece longer than memory", "z"};
    for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++)
        spool_put(&s, slice_str(pieces[i]));
    assert_true(s.fd >= 0);
    assert_int_equal(file_create(&out, path, &err), 0);
    assert_int_equal(spool_copy(&s, &out, &err), 0);
    assert_int_equal(file_commit(&out, &err), 0);
    assert_file(path, "abcdefghia piece longer than memoryz");
    spool_release(&s);
    (void)unlink(path);
    free(path);
}

static void test_archive(void **state)
{
    static const size_t memories[] = {0, 5, 16, 1000};
    static const char *const pieces[] = {"abc", "", "defgh", "i", "a piece longer than memory", "z"};
    enum { PIECES = sizeof(pieces) / sizeof(*pieces) };
    (void)state;
    for (size_t m = 0; m < sizeof(memories) / sizeof(*memories); m++) {
        struct archive a;
        struct error err;
        uint64_t at[PIECES];
        archive_init(&a, memories[m]);
        for (size_t i = 0; i < PIECES; i++)
            assert_int_equal(archive_put(&a, slice_str(pieces[i]), &at[i], &err), 0);
        for (size_t i = PIECES; i-- > 0;) {
            char got[64];
            size_t len = strlen(pieces[i]);
            assert_int_equal(archive_get(&a, at[i], got, len, &err), 0);
            assert_memory_equal(got, pieces[i], len);
        }
        char whole[64]; /* across what is in the file and what is not */
        assert_int_equal(archive_get(&a, 0, whole, 36, &err), 0);
        assert_memory_equal(whole, "abcdefghia piece longer than memoryz", 36);
        archive_release(&a);
    }
}

static int folder_make(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_remove(void **state)
{
    (void)state;
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_slices),
        cmocka_unit_test(test_room),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_utf8_round_trip),
        cmocka_unit_test(test_utf8_cut),
        cmocka_unit_test(test_arena),
        cmocka_unit_test(test_buffer_maximum),
        cmocka_unit_test(test_json_escapes),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_quoted),
        cmocka_unit_test(test_folding_both_ways),
        cmocka_unit_test(test_folding_keeps_what_was_there),
        cmocka_unit_test(test_near),
        cmocka_unit_test(test_digest),
        cmocka_unit_test(test_file_replaced_whole),
        cmocka_unit_test(test_file_errors),
        cmocka_unit_test(test_file_shrinks),
        cmocka_unit_test(test_spool),
        cmocka_unit_test(test_archive),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
