/* Encodings and lines: every case at every size of the pieces the bytes come in. */
#include "format/chunks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define BYTES(s) {(s), sizeof(s) - 1}

struct row {
    const char *name;
    struct slice bytes;
    enum charset_kind kind;
    const char *lines; /* "[line]" each, line ends as < (LF), > (CR) */
};

static const struct row rows[] = {
    {"nothing", {"", 0}, CHARSET_ASCII, ""},
    {"ascii", BYTES("a\nb"), CHARSET_ASCII, "[a<][b]"},
    {"line ends", BYTES("a\r\nb\rc\n\n\r\rd\r"), CHARSET_ASCII, "[a><][b>][c<][<][>][>][d>]"},
    {"crlf at the end", BYTES("a\r\n"), CHARSET_ASCII, "[a><]"},
    {"utf-8", BYTES("项\n目"), CHARSET_UTF8, "[项<][目]"},
    {"utf-8 with mark", BYTES("\xEF\xBB\xBF" "a\n项"), CHARSET_UTF8, "[a<][项]"},
    {"only a mark", BYTES("\xEF\xBB\xBF"), CHARSET_UTF8, ""},
    {"gb18030", BYTES("\xCF\xEE\xC4\xBF,\xCF\xEE\xC4\xBF\n1"), CHARSET_GB18030, "[项目,项目<][1]"},
    {"four bytes", BYTES("\xCF\xEE\x95\x32\x82\x36\xC4\xBF\xCF\xEE"), CHARSET_GB18030,
     "[项\xF0\xA0\x80\x80目项]"},
    {"a cut character", BYTES("\xCF\xEE\xC4\xBF\xCF\xEE\xC4\xBF\n\xCF"), CHARSET_GB18030,
     "[项目项目<][\xFF]"},
    {"a lead byte does not eat the comma", BYTES("\xCF\xEE\xC4\xBF\xCF\xEE\xC4\xBF\x81,\"\n"),
     CHARSET_GB18030, "[项目项目\xFF,\"<]"},
    {"liantong", BYTES("1,\xC1\xAA\xCD\xA8\n"), CHARSET_GB18030, "[1,联通<]"},
    {"valid as both is utf-8", BYTES("\xC2\xA1\xC2\xA4\xD0\xA1\n"), CHARSET_UTF8,
     "[\xC2\xA1\xC2\xA4\xD0\xA1<]"},
    {"one bad row does not flip utf-8", BYTES("项目编码\n\xCF\xEE\xC4\xBF\n项目\n"), CHARSET_UTF8,
     "[项目编码<][\xCF\xEE\xC4\xBF<][项目<]"},
    {"a mark outweighs the content", BYTES("\xEF\xBB\xBF\xCF\xEE\xC4\xBF"), CHARSET_UTF8,
     "[\xCF\xEE\xC4\xBF]"},
    {"utf-16 le", BYTES("\xFF\xFE" "a\0\n\0\x79\x98"), CHARSET_UTF16LE, "[a<][项]"},
    {"utf-16 be", BYTES("\xFE\xFF\0a\0\n\x98\x79"), CHARSET_UTF16BE, "[a<][项]"},
    {"utf-16 le without mark", BYTES("a\0b\0,\0c\0d\0\n\0"), CHARSET_UTF16LE, "[ab,cd<]"},
    {"half a pair in utf-16", BYTES("\xFF\xFE\x00\xD8" "a\0"), CHARSET_UTF16LE, "[\xFF" "a]"},
};

static void read_lines(struct text *t, char *out, size_t cap)
{
    struct slice line;
    struct error err;
    size_t len = 0;
    int rc;
    text_mark(t);
    while ((rc = text_line(t, &line, &err)) == TEXT_LINE) {
        assert_true(len + line.len + 3 < cap);
        out[len++] = '[';
        for (size_t i = 0; i < line.len; i++)
            out[len++] = line.ptr[i] == '\n' ? '<' : line.ptr[i] == '\r' ? '>' : line.ptr[i];
        out[len++] = ']';
        text_mark(t);
    }
    assert_int_equal(rc, TEXT_END);
    out[len] = '\0';
}

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (size_t k = 0; k < CHUNK_SIZES; k++) {
            struct piecewise p = {rows[i].bytes};
            struct text t;
            char lines[512];
            text_init(&t, piecewise_source(&p, chunk_sizes[k], 4096));
            read_lines(&t, lines, sizeof(lines));
            if (strcmp(lines, rows[i].lines) || t.kind != rows[i].kind)
                fail_msg("%s at %zu: %s, not %s (kind %d)", rows[i].name, chunk_sizes[k], lines,
                         rows[i].lines, t.kind);
            text_release(&t);
        }
}

static void test_utf32(void **state)
{
    (void)state;
    struct piecewise p = {BYTES("\xFF\xFE\0\0a\0\0\0")};
    struct text t;
    struct slice head;
    struct error err;
    text_init(&t, piecewise_source(&p, 3, 4096));
    assert_int_equal(text_head(&t, &head, &err), ERR_INPUT);
    assert_non_null(strstr(err.en, "UTF-32"));
    text_release(&t);
}

/* Ascii long enough to pass any window, then one line in GB18030. */
static void test_late_decision(void **state)
{
    (void)state;
    static char bytes[200 * 1024];
    size_t n = sizeof(bytes) - 8;
    memset(bytes, 'a', n);
    for (size_t i = 99; i < n; i += 100)
        bytes[i] = '\n';
    memcpy(bytes + n, "\xB4\xF3\xC7\xC5,x\r\n", 8);
    static const size_t sizes[] = {997, 4096, 1 << 18};
    for (size_t k = 0; k < 3; k++) {
        struct piecewise p = {{bytes, sizeof(bytes)}};
        struct text t;
        struct slice line;
        struct error err;
        struct slice last = SLICE_NONE;
        char kept[256] = "";
        text_init(&t, piecewise_source(&p, sizes[k], 4096));
        text_mark(&t);
        while (text_line(&t, &line, &err) == TEXT_LINE) {
            last = line;
            text_mark(&t);
            if (last.len < sizeof(kept)) {
                memcpy(kept, last.ptr, last.len);
                kept[last.len] = '\0';
            }
        }
        assert_non_null(strstr(kept, "大桥,x\r\n"));
        assert_int_equal(t.kind, CHARSET_GB18030);
        text_release(&t);
    }
}

static void test_long_line(void **state)
{
    (void)state;
    for (size_t k = 0; k < CHUNK_SIZES; k++) {
        struct piecewise p = {BYTES("12345678\n123456789\nx")};
        struct text t;
        struct slice line;
        struct error err;
        bool nul = false;
        text_init(&t, piecewise_source(&p, chunk_sizes[k], 9));
        text_mark(&t);
        assert_int_equal(text_line(&t, &line, &err), TEXT_LINE);
        text_mark(&t);
        assert_int_equal(text_line(&t, &line, &err), TEXT_LONG);
        assert_int_equal(text_skip(&t, 100, &nul, &err), TEXT_LINE);
        assert_false(nul);
        assert_int_equal(text_line(&t, &line, &err), TEXT_LINE);
        assert_int_equal(line.len, 1);
        text_release(&t);
    }
}

/* text_fault finds what the table of well-formed sequences says, byte by byte. */
static void test_fault(void **state)
{
    (void)state;
    static const struct {
        struct slice text;
        size_t at;
    } cases[] = {
        {BYTES(""), SIZE_MAX},
        {BYTES("abcdefgh项目编码abc项"), SIZE_MAX},
        {BYTES("项目编码项目\xE0\x80\x80编码编码"), 18},
        {BYTES("项目编码项目\xE0\xA0\x80编码编码"), SIZE_MAX},
        {BYTES("项目编码项目\xED\xA0\x80编码编码"), 18},
        {BYTES("项目编码项目\xED\x9F\xBF编码编码"), SIZE_MAX},
        {BYTES("项目编码a\xC0\xAFxxxxxxxxxx"), 13},
        {BYTES("项目编码\xF0\x9F\x98\x80" "编码编码"), SIZE_MAX},
        {BYTES("项目编码\xF4\x90\x80\x80" "编码编码"), 12},
        {BYTES("项目编码\xE9\xA1"), 12},
        {BYTES("项目编码\xE9\xA1zzzzzzzzzz"), 12},
        {BYTES("12345678\x80"), 8},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_int_equal(text_fault(cases[i].text), cases[i].at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),         cmocka_unit_test(test_utf32),
        cmocka_unit_test(test_late_decision), cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
