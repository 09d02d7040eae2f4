/* CSV rows, their places and their faults, at every size of the pieces the bytes come in. */
#include "format/chunks.h"
#include "format/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define BYTES(s) {(s), sizeof(s) - 1}

struct row {
    const char *name;
    struct slice bytes;
    const char *expected; /* "number@line{line:column text|…}", "number@line!line:column word" */
};

static const struct row rows[] = {
    {"plain", BYTES("a,b\n1,2\n"), "0@1{1:1 a|1:3 b}1@2{2:1 1|2:3 2}"},
    {"no last line end", BYTES("a,b\n1,2"), "0@1{1:1 a|1:3 b}1@2{2:1 1|2:3 2}"},
    {"characters, not bytes", BYTES("项目,b\n第一,2\n"), "0@1{1:1 项目|1:4 b}1@2{2:1 第一|2:4 2}"},
    {"cr only", BYTES("a\r1\r2\r"), "0@1{1:1 a}1@2{2:1 1}2@3{3:1 2}"},
    {"mixed line ends", BYTES("a\r\n1\r2\n3"), "0@1{1:1 a}1@2{2:1 1}2@3{3:1 2}3@4{4:1 3}"},
    {"blank lines", BYTES("\n\r\na,b\n\n  \n,\n1,2\n"), "0@3{3:1 a|3:3 b}1@7{7:1 1|7:3 2}"},
    {"blanks stay", BYTES("a,b\n 1 , 2\n"), "0@1{1:1 a|1:3 b}1@2{2:1  1 |2:5  2}"},
    {"quoted", BYTES("a,b\n\"x,y\",\"\"\n"), "0@1{1:1 a|1:3 b}1@2{2:1 x,y|2:7 }"},
    {"quotes doubled", BYTES("a,b\n\"say \"\"hi\"\"\",项\n"),
     "0@1{1:1 a|1:3 b}1@2{2:1 say \"hi\"|2:14 项}"},
    {"blanks around quotes", BYTES("a,b\n \"1\" ,\t\"2\"\n"), "0@1{1:1 a|1:3 b}1@2{2:2 1|2:8 2}"},
    {"lines in quotes", BYTES("a,b,c\n\"1\n2\r\n3\",x,\"y\nz\"\n4,5,6\n"),
     "0@1{1:1 a|1:3 b|1:5 c}1@2{2:1 1\n2\r\n3|4:4 x|4:6 y\nz}2@6{6:1 4|6:3 5|6:5 6}"},
    {"a mark before a quote", BYTES("\xEF\xBB\xBF\"a\",b\n"), "0@1{1:1 a|1:5 b}"},
    {"semicolons", BYTES("a;b\n1;2,5\n"), "0@1{1:1 a|1:3 b}1@2{2:1 1|2:3 2,5}"},
    {"tabs", BYTES("a\tb\n1\t\n"), "0@1{1:1 a|1:3 b}1@2{2:1 1|2:3 }"},
    {"bars", BYTES("a|b\n1|2\n"), "0@1{1:1 a|1:3 b}1@2{2:1 1|2:3 2}"},
    {"sep", BYTES("sep=;\r\na;b,c\r\n1;2\r\n"), "0@2{2:1 a|2:3 b,c}1@3{3:1 1|3:3 2}"},
    {"separator in a quoted heading", BYTES("\"a;b;c\",d\n1,2\n"), "0@1{1:1 a;b;c|1:9 d}1@2{2:1 1|2:3 2}"},
    {"gb18030", BYTES("\xCF\xEE\xC4\xBF,\xCF\xEE\n1,\xC4\xBF\n"),
     "0@1{1:1 项目|1:4 项}1@2{2:1 1|2:3 目}"},
    {"stray quote", BYTES("a,b\n1,2\"3\n4,5\n"), "0@1{1:1 a|1:3 b}1@2!2:4 unquoted2@3{3:1 4|3:3 5}"},
    {"text behind a quote", BYTES("a,b\n\"1\"x,2\n4,5\n"),
     "0@1{1:1 a|1:3 b}1@2!2:4 behind2@3{3:1 4|3:3 5}"},
    {"never closed", BYTES("a,b\n1,\"2\n3,4\n5,6\n"),
     "0@1{1:1 a|1:3 b}1@2!2:3 closed2@3{3:1 3|3:3 4}3@4{4:1 5|4:3 6}"},
    {"closed by the next row", BYTES("a,b\n1,\"2\n3,\"4\"\n5,6\n"),
     "0@1{1:1 a|1:3 b}1@2!2:3 closed2@3{3:1 3|3:3 4}3@4{4:1 5|4:3 6}"},
    {"a field in order before the open one", BYTES("a,b\n\"x\"\"\ny\",\"2\n3,4\n"),
     "0@1{1:1 a|1:3 b}1@2!3:4 closed2@3!3:2 unquoted3@4{4:1 3|4:3 4}"},
    {"bad utf-8", BYTES("项,b\n目,\xC0\xAF\n3,4\n"), "0@1{1:1 项|1:3 b}1@2!2:3 UTF-82@3{3:1 3|3:3 4}"},
    {"bad gb18030", BYTES("\xCF\xEE\xC4\xBF\xCF\xEE,b\n1,\xFF\n"),
     "0@1{1:1 项目项|1:5 b}1@2!2:3 GB18030"},
    {"nul", BYTES("a,b\n1,2\0\n3,4\n"), "0@1{1:1 a|1:3 b}1@2!2:4 NUL2@3{3:1 3|3:3 4}"},
    {"too many columns", BYTES("a,b\n1,2,3,4,5,6,7,8,9\n3,4\n"),
     "0@1{1:1 a|1:3 b}1@2!2:15 columns2@3{3:1 3|3:3 4}"},
    {"field too long", BYTES("a,b\n1,12345678901234567890123\n3,4\n"),
     "0@1{1:1 a|1:3 b}1@2!2:3 too long2@3{3:1 3|3:3 4}"},
    {"row too long", BYTES("a\n1,2,3,4567890123456789,0123456789012345678901234567890123456789\n3\n"),
     "0@1{1:1 a}1@2!2:1 too long2@3{3:1 3}"},
    {"quoted row too long", BYTES("a\n1,\"2\n4567890123456789\n0123456789\n0123456789\n0123456789\n"),
     "0@1{1:1 a}1@2!2:3 closed2@3{3:1 4567890123456789}3@4{4:1 0123456789}4@5{5:1 0123456789}"
     "5@6{6:1 0123456789}"},
};

static const struct csv_limits limits = {.field_bytes = 22, .row_bytes = 48, .columns = 8};

/* What was read, as text. */
struct transcript {
    char text[2048];
    size_t len;
};

static void put(struct transcript *t, const char *text, size_t len)
{
    assert_true(t->len + len < sizeof(t->text));
    memcpy(t->text + t->len, text, len);
    t->len += len;
    t->text[t->len] = '\0';
}

#define PUT(t, ...)                                                                                \
    do {                                                                                           \
        char piece[128];                                                                           \
        int n = snprintf(piece, sizeof(piece), __VA_ARGS__);                                       \
        put(t, piece, (size_t)n);                                                                  \
    } while (0)

static const char *word_of(const struct csv_fault *f)
{
    static const char *const words[] = {"behind", "unquoted", "closed",  "NUL",
                                        "UTF-8",  "GB18030",  "columns", "too long"};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (strstr(f->why.en, words[i]))
            return words[i];
    return f->why.en;
}

static void put_row(struct transcript *t, int rc, const struct csv_row *row,
                    const struct csv_fault *fault)
{
    PUT(t, "%llu@%u", (unsigned long long)row->number, row->line);
    if (rc != CSV_ROW) {
        PUT(t, "!%u:%u %s", fault->line, fault->column, word_of(fault));
        assert_true(fault->why.zh[0] != '\0');
        return;
    }
    for (size_t k = 0; k < row->count; k++) {
        PUT(t, "%s%u:%u ", k ? "|" : "{", row->fields[k].line, row->fields[k].column);
        put(t, row->fields[k].text.ptr, row->fields[k].text.len);
    }
    put(t, "}", 1);
}

static void read_all(struct slice bytes, size_t chunk, struct transcript *t)
{
    struct piecewise p = {bytes};
    struct csv *c;
    struct csv_row row;
    struct csv_fault fault;
    struct error err;
    int rc;
    t->len = 0;
    t->text[0] = '\0';
    assert_int_equal(csv_new(&c, piecewise_source(&p, chunk, 0), &limits, &err), 0);
    assert_int_equal(csv_begin(c, &err), 1);
    while ((rc = csv_next(c, &row, &fault, &err)) == CSV_ROW || rc == CSV_BAD)
        put_row(t, rc, &row, &fault);
    assert_int_equal(rc, CSV_END);
    csv_close(c);
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (size_t k = 0; k < CHUNK_SIZES; k++) {
            struct transcript t;
            read_all(rows[i].bytes, chunk_sizes[k], &t);
            if (strcmp(t.text, rows[i].expected))
                fail_msg("%s at %zu:\n%s, not\n%s", rows[i].name, chunk_sizes[k], t.text,
                         rows[i].expected);
        }
}

/* Rows skimmed and taken apart later are the rows read at once. */
static void test_skim(void **state)
{
    (void)state;
    static const size_t columns[2] = {0, 1};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct piecewise p = {rows[i].bytes};
        struct csv *c, *apart;
        struct csv_row row, split;
        struct csv_fault fault;
        struct error err;
        struct slice keys[2];
        struct transcript t = {.len = 0};
        int rc;
        t.text[0] = '\0';
        assert_int_equal(csv_new(&c, piecewise_source(&p, 4096, 0), &limits, &err), 0);
        assert_int_equal(csv_new(&apart, piecewise_source(&p, 4096, 0), &limits, &err), 0);
        assert_int_equal(csv_begin(c, &err), 1);
        p.rest = slice_of(rows[i].bytes.ptr, rows[i].bytes.len < 1 ? 0 : rows[i].bytes.len);
        assert_int_equal(csv_begin(apart, &err), 1);
        while ((rc = csv_skim(c, columns, keys, &row, &fault, &err)) == CSV_ROW || rc == CSV_BAD) {
            char copy[256];
            split = row;
            if (rc == CSV_ROW) {
                assert_true(row.text.len < sizeof(copy));
                memcpy(copy, row.text.ptr, row.text.len);
                rc = csv_split(apart, copy, row.text.len, row.line, &split, &fault, &err);
            }
            if (rc == CSV_ROW)
                assert_true(slice_equal(slice_trim(split.fields[0].text), keys[0]));
            split.number = row.number;
            put_row(&t, rc, &split, &fault);
        }
        if (strcmp(t.text, rows[i].expected))
            fail_msg("%s skimmed:\n%s, not\n%s", rows[i].name, t.text, rows[i].expected);
        csv_close(c);
        csv_close(apart);
    }
}

static void test_broken(void **state)
{
    (void)state;
    static char bytes[4096];
    memcpy(bytes, "a\n1,2,3\n", 8);
    struct piecewise p = {{bytes, sizeof(bytes)}};
    struct csv *c;
    struct csv_row row;
    struct csv_fault fault;
    struct error err;
    assert_int_equal(csv_new(&c, piecewise_source(&p, 512, 0), &limits, &err), 0);
    assert_int_equal(csv_begin(c, &err), 1);
    assert_int_equal(csv_next(c, &row, &fault, &err), CSV_ROW);
    assert_int_equal(csv_next(c, &row, &fault, &err), CSV_ROW);
    assert_int_equal(csv_next(c, &row, &fault, &err), CSV_BROKEN);
    assert_non_null(strstr(fault.why.en, "NUL"));
    assert_int_equal(row.line, 3);
    csv_close(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_skim),
        cmocka_unit_test(test_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
