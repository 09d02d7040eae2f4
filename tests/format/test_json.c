/* JSON events with the bytes each value takes, limits and faults. */
#include "format/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>

#define BYTES(s) {(s), sizeof(s) - 1}

struct row {
    struct slice line;
    int rc;
    const char *expected; /* "depth:start-end word" per event, then what the message must say */
};

static const struct row rows[] = {
    {BYTES("{}"), 0, "0:0-1 {0:1-2 }"},
    {BYTES(" {\"a\" : 1.50 , \"b\":[true,null]}"), 0,
     "0:1-2 {1:2-5 k=a1:8-12 n=1.501:15-18 k=b1:19-20 [2:20-24 t2:25-29 z1:29-30 ]0:30-31 }"},
    {BYTES("{\"\\u9879\":\"x\\n\\u76ee\"}"), 0, "0:0-1 {1:1-9 k=项1:10-21 s=x\n目0:21-22 }"},
    {BYTES("{\"a\":9007199254740993.10}"), 0, "0:0-1 {1:1-4 k=a1:5-24 n=9007199254740993.100:24-25 }"},
    {BYTES("{\"a\":1e999,\"b\":-0}"), 0,
     "0:0-1 {1:1-4 k=a1:5-10 n=1e9991:11-14 k=b1:15-17 n=-00:17-18 }"},
    {BYTES("\"\\ud83d\\ude00\""), 0, "0:0-14 s=\xF0\x9F\x98\x80"},
    {BYTES("12"), 0, "0:0-2 n=12"},
    {BYTES("{} {}"), ERR_INPUT, "0:0-1 {0:1-2 }two JSON values"},
    {BYTES("{\"a\":1"), ERR_INPUT, "0:0-1 {1:1-4 k=anot finished"},
    {BYTES("{\"a\":\"x"), ERR_INPUT, "0:0-1 {1:1-4 k=anot finished"},
    {BYTES("{\"a\":1,}"), ERR_INPUT, "0:0-1 {1:1-4 k=a1:5-6 n=1not valid JSON"},
    {BYTES("{\"a\":01}"), ERR_INPUT, "0:0-1 {1:1-4 k=a1:5-6 n=0not valid JSON"},
    {BYTES("{\"a\":NaN}"), ERR_INPUT, "0:0-1 {1:1-4 k=anot valid JSON"},
    {BYTES("{\"a\":\"\t\"}"), ERR_INPUT, "0:0-1 {1:1-4 k=anot valid JSON"},
    {BYTES("{a:1}"), ERR_INPUT, "0:0-1 {not valid JSON"},
    {BYTES("{\"a\":1}//"), ERR_INPUT, "0:0-1 {1:1-4 k=a1:5-6 n=10:6-7 }not valid JSON"},
    {BYTES("\"\\ud800\""), ERR_INPUT, "surrogate"},
    {BYTES("\"\\udc00\\ud800\""), ERR_INPUT, "surrogate"},
    {BYTES("\"\\ud800\\u0041\""), ERR_INPUT, "surrogate"},
    {BYTES("\"\\\\ud800\""), 0, "0:0-9 s=\\ud800"},
    {BYTES("[[[[1]]]]"), ERR_LIMIT, "0:0-1 [1:1-2 [2:2-3 [nested too deep"},
    {BYTES("{\"a\":1,\"b\":1,\"c\":1,\"d\":1}"), ERR_LIMIT,
     "0:0-1 {1:1-4 k=a1:5-6 n=11:7-10 k=b1:11-12 n=11:13-16 k=c1:17-18 n=1too many keys"},
    {BYTES("{\"123456789012345678901\":1}"), ERR_LIMIT, "0:0-1 {too long"},
    {BYTES("[\"123456789012345678901\"]"), ERR_LIMIT, "0:0-1 [too long"},
};

static const struct json_limits limits = {.depth = 3, .keys = 3, .string_bytes = 20};

struct transcript {
    char text[1024];
    size_t len;
    int stop_after; /* events; -1: never */
};

static int on_event(void *context, const struct json_event *e)
{
    static const char *const words[] = {"z", "t", "f", "n=", "s=", "{", "}", "[", "]", "k="};
    struct transcript *t = context;
    if (t->stop_after == 0)
        return -99;
    t->stop_after--;
    int n = snprintf(t->text + t->len, sizeof(t->text) - t->len, "%zu:%zu-%zu %s%.*s", e->depth,
                     e->start, e->end, words[e->kind], SLICE_ARG(e->text));
    t->len += (size_t)n;
    assert_true(t->len < sizeof(t->text));
    return 0;
}

/* One parser for all rows: a fault leaves nothing behind. */
static void test_events(void **state)
{
    (void)state;
    struct json *j;
    struct error err;
    assert_int_equal(json_new(&j, &limits, &err), 0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct transcript t = {.stop_after = -1};
        size_t at;
        int rc = json_parse(j, rows[i].line, on_event, &t, &at, &err);
        if (rc)
            assert_true(at <= rows[i].line.len);
        const char *said = rc ? strstr(rows[i].expected, t.text) : rows[i].expected;
        bool same = rc ? said == rows[i].expected &&
                             strstr(err.en, rows[i].expected + t.len) != NULL && err.zh[0]
                       : !strcmp(t.text, rows[i].expected);
        if (rc != rows[i].rc || !same)
            fail_msg("%.*s: %d %s%s, not %s", SLICE_ARG(rows[i].line), rc, t.text,
                     rc ? err.en : "", rows[i].expected);
    }
    json_free(j);
}

static void test_stop(void **state)
{
    (void)state;
    struct json *j;
    struct error err;
    size_t at;
    struct transcript t = {.stop_after = 2};
    assert_int_equal(json_new(&j, &limits, &err), 0);
    assert_int_equal(json_parse(j, SLICE("{\"a\":1}"), on_event, &t, &at, &err), -99);
    assert_string_equal(t.text, "0:0-1 {1:1-4 k=a");
    t = (struct transcript){.stop_after = -1};
    assert_int_equal(json_parse(j, SLICE("[]"), on_event, &t, &at, &err), 0);
    json_free(j);
}

/* Lines beyond the first size of the parser's memory, with escapes so that it must copy. */
static void test_long(void **state)
{
    (void)state;
    struct json *j;
    struct error err;
    struct json_limits wide = {.depth = 64, .keys = 4096, .string_bytes = (size_t)1 << 20};
    static char line[900 * 1024];
    assert_int_equal(json_new(&j, &wide, &err), 0);
    for (size_t n = 1000; n < sizeof(line); n = n * 3 + 1) {
        size_t at;
        struct transcript t = {.stop_after = 0};
        line[0] = '"';
        memset(line + 1, 'x', n - 2);
        memcpy(line + 1, "\\n", 2);
        line[n - 1] = '"';
        assert_int_equal(json_parse(j, slice_of(line, n), on_event, &t, &at, &err), -99);
        line[n - 1] = 'x'; /* never closed */
        assert_int_equal(json_parse(j, slice_of(line, n), on_event, &t, &at, &err), ERR_INPUT);
    }
    json_free(j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
