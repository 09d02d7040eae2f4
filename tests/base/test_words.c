/* Word lists made ready: the same answers as a search byte by byte, on chosen and on thrown texts. */
#include "base/words.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

struct hit {
    size_t at;
    struct slice word;
};

/* What is meant, said plainly. */
static struct hit plain_find(const struct slice *words, size_t count, struct slice text, size_t from)
{
    struct hit best = {SIZE_MAX, SLICE_NONE};
    for (size_t i = 0; i < count; i++) {
        size_t at = words[i].len ? slice_find(text, words[i], from) : SIZE_MAX;
        if (at != SIZE_MAX && (at < best.at || (at == best.at && words[i].len > best.word.len)))
            best = (struct hit){at, words[i]};
    }
    return best;
}

static void test_rows(void **state)
{
    static const struct {
        const char *text;
        size_t from;
        const char *words[4];
        const char *found; /* NULL: nothing */
        size_t at;
    } rows[] = {
        {"进一步提升", 0, {"提升"}, "提升", 9},
        {"进一步提升", 9, {"提升", "进一步"}, "提升", 9},
        {"进一步提升", 1, {"进一步"}, NULL, 0},
        {"有效提升", 0, {"有效", "有效提升", "效"}, "有效提升", 0},
        {"有效率", 0, {"有效提升", "有效"}, "有效", 0},
        {"有效", 0, {"有效提升"}, NULL, 0},
        {"", 0, {"有"}, NULL, 0},
        {"有", 99, {"有"}, NULL, 0},
        {"有效", 0, {"", "效"}, "效", 3},
        {"abc%", 0, {"%", "bc"}, "bc", 1},
        {"100%", 0, {"%"}, "%", 3},
        {"é½𠀀", 0, {"𠀀", "½"}, "½", 2},
        {"𠀀", 0, {"𠀀"}, "𠀀", 0},
        {"\xE6\x9C", 0, {"有"}, NULL, 0},          /* the text ends inside a character */
        {"\x9C\xE6\x9C\x89\x80", 0, {"有"}, "有", 1}, /* stray bytes on both sides */
        {"\xFF有", 0, {"有"}, "有", 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct arena a;
        struct slice words[4], word = SLICE_NONE;
        const struct word_index *index;
        size_t n = 0;
        arena_init(&a, 1 << 16);
        for (; n < 4 && rows[i].words[n]; n++)
            words[n] = slice_str(rows[i].words[n]);
        assert_true(word_index_build(&a, words, n, &index));
        assert_non_null(index);
        size_t at = word_index_find(index, slice_str(rows[i].text), rows[i].from, &word);
        assert_int_equal(at, rows[i].found ? rows[i].at : SIZE_MAX);
        if (rows[i].found && !slice_equal(word, slice_str(rows[i].found)))
            fail_msg("row %zu: %.*s", i, SLICE_ARG(word));
        arena_release(&a);
    }
}

static void test_no_index(void **state)
{
    static const struct slice blank[] = {{"", 0}}, bytes[] = {{"a", 1}, {"\xE6\x9C", 2}};
    const struct word_index *index;
    struct arena a, none;
    (void)state;
    arena_init(&a, 1 << 16);
    arena_init(&none, 0);
    assert_true(word_index_build(&a, blank, 1, &index));
    assert_null(index);
    assert_true(word_index_build(&a, NULL, 0, &index));
    assert_null(index);
    assert_true(word_index_build(&a, bytes, 2, &index));
    assert_null(index);
    assert_false(word_index_build(&none, bytes, 1, &index));
    arena_release(&a);
    arena_release(&none);
}

/* Few letters, so that words overlap, contain each other and share their beginnings. */
static size_t throw_text(uint64_t *seed, char *out, size_t most)
{
    static const char *const letters[] = {"a", "b", "不", "下", "丌", "é", "𠀀"};
    size_t n = 0, count = (*seed >> 33) % most;
    for (size_t i = 0; i < count; i++) {
        *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const char *l = letters[(*seed >> 33) % 7];
        memcpy(out + n, l, strlen(l));
        n += strlen(l);
    }
    *seed += UINT64_C(0x9E3779B97F4A7C15);
    return n;
}

static void test_thrown(void **state)
{
    uint64_t seed = 7;
    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct arena a;
        char bytes[24][16], text[400];
        struct slice words[24], word;
        const struct word_index *index;
        arena_init(&a, 1 << 16);
        for (size_t i = 0; i < 24; i++)
            words[i] = slice_of(bytes[i], throw_text(&seed, bytes[i], 4));
        struct slice s = slice_of(text, throw_text(&seed, text, 99));
        assert_true(word_index_build(&a, words, 24, &index));
        for (size_t from = 0; index && from <= s.len; from++) {
            struct hit want = plain_find(words, 24, s, from);
            assert_int_equal(word_index_find(index, s, from, &word), want.at);
            if (want.at != SIZE_MAX)
                assert_true(slice_equal(word, want.word));
        }
        arena_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_no_index),
        cmocka_unit_test(test_thrown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
