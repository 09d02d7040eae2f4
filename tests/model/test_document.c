/* The grid of a document: spans, overlaps, limits. */
#include "model/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct area {
    uint32_t row, column, rows, columns;
    const char *text;
};

struct row {
    const char *name;
    struct area cells[6];
    const char *grid; /* the first byte of the cell at each place, "." for none, rows by "/" */
    size_t overlaps;
};

static const struct row rows[] = {
    {"plain", {{0, 0, 1, 1, "a"}, {0, 1, 1, 1, "b"}, {1, 0, 1, 1, "c"}}, "ab/c.", 0},
    {"merged down", {{0, 0, 2, 1, "a"}, {0, 1, 1, 1, "b"}, {1, 1, 1, 1, "c"}}, "ab/ac", 0},
    {"merged across", {{0, 0, 1, 2, "a"}, {1, 0, 1, 1, "b"}, {1, 1, 1, 1, "c"}}, "aa/bc", 0},
    {"out of order", {{1, 0, 1, 1, "c"}, {0, 0, 1, 1, "a"}}, "a/c", 0},
    {"twice the same place", {{0, 0, 1, 1, "a"}, {0, 0, 1, 1, "b"}}, "a", 1},
    {"runs into another", {{0, 0, 1, 1, "a"}, {0, 1, 3, 1, "b"}, {1, 0, 1, 2, "c"}}, "ab/cb/.b", 0},
    {"begins inside another", {{0, 0, 2, 2, "a"}, {1, 1, 1, 1, "b"}}, "aa/aa", 1},
    {"an empty area does not widen", {{0, 0, 1, 1, "a"}, {0, 1, 9, 9, ""}}, "a?", 0},
    {"a span of none", {{0, 0, 0, 0, "a"}}, "a", 0},
};

static void draw(const struct document_table *t, char *out)
{
    for (uint32_t r = 0; r < t->rows; r++) {
        if (r)
            *out++ = '/';
        for (uint32_t k = 0; k < t->columns; k++) {
            const struct document_cell *c = table_at(t, r, k);
            *out++ = !c ? '.' : c->text.len ? c->text.ptr[0] : '?';
        }
    }
    *out = '\0';
}

static void test_grid(void **state)
{
    (void)state;
    struct limits limits;
    limits_default(&limits);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct document d;
        char drawn[64];
        size_t overlaps;
        document_init(&d, &limits);
        struct document_table *t = document_add_table(&d, SLICE_NONE, (struct address){0});
        for (size_t k = 0; k < 6 && rows[i].cells[k].text; k++) {
            const struct area *a = &rows[i].cells[k];
            struct document_cell *c = table_add_cell(&d, t, a->row, a->column,
                                                     slice_str(a->text), (struct address){0});
            assert_non_null(c);
            c->rows = a->rows;
            c->columns = a->columns;
        }
        assert_true(table_finish(&d, t, &overlaps));
        draw(t, drawn);
        if (strcmp(drawn, rows[i].grid) != 0 || overlaps != rows[i].overlaps)
            fail_msg("%s: %s, %zu overlaps", rows[i].name, drawn, overlaps);
        assert_null(table_at(t, t->rows, 0));
        assert_null(table_at(t, 0, t->columns));
        document_release(&d);
    }
}

static void test_limits(void **state)
{
    (void)state;
    struct limits limits;
    struct document d;
    size_t overlaps;
    limits_default(&limits);
    limits.document_slots = 100;
    limits.document_blocks = 3;
    document_init(&d, &limits);
    struct document_table *t = document_add_table(&d, SLICE_NONE, (struct address){0});
    assert_null(table_add_cell(&d, t, 0, (uint32_t)limits.columns, SLICE("x"), (struct address){0}));
    assert_null(table_add_cell(&d, t, (uint32_t)limits.document_rows, 0, SLICE("x"),
                               (struct address){0}));
    struct document_cell *c = table_add_cell(&d, t, 0, 0, SLICE("x"), (struct address){0});
    c->rows = c->columns = UINT32_MAX;
    assert_false(table_finish(&d, t, &overlaps)); /* not 10^9 slots */
    t = document_add_table(&d, SLICE_NONE, (struct address){0});
    c = table_add_cell(&d, t, 0, 0, SLICE("x"), (struct address){0});
    c->columns = 60;
    assert_true(table_finish(&d, t, &overlaps));
    t = document_add_table(&d, SLICE_NONE, (struct address){0});
    c = table_add_cell(&d, t, 0, 0, SLICE("x"), (struct address){0});
    c->columns = 60;
    assert_false(table_finish(&d, t, &overlaps)); /* the limit is the document's */
    assert_null(document_add_text(&d, SLICE("x"), (struct address){0}));
    document_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_grid), cmocka_unit_test(test_limits)};
    return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
