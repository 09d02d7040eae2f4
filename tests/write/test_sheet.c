/* Tables whose columns are known last: order, what a row lacks, many rows through the temporary file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "write/sheet.h"

static void put(struct sheet *s, const char *heading, uint32_t rank, const char *text)
{
    assert_true(sheet_put(s, slice_str(heading), rank, false, slice_str(text)));
}

static void order(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s);
    put(&s, "b", 2, "1");
    put(&s, "extra2", 9, "");
    assert_false(sheet_put(&s, SLICE("b"), 2, false, SLICE("again")));
    assert_int_equal(sheet_row_end(&s, NULL), 0);
    put(&s, "a", 1, "2");
    put(&s, "extra1", 9, "x");
    assert_true(sheet_put(&s, SLICE("key"), 0, true, SLICE("k")));
    assert_int_equal(sheet_row_end(&s, NULL), 0);
    assert_true(sheet_is_ragged(&s));
    assert_int_equal(sheet_finish(&s, NULL), 0);
    static const char *const headings[] = {"key", "a", "b", "extra2", "extra1"};
    assert_int_equal(s.count, 5);
    for (size_t k = 0; k < 5; k++)
        assert_true(slice_equal(s.columns[k].heading, slice_str(headings[k])));
    sheet_drop(&s, SLICE("a"));
    sheet_drop(&s, SLICE("nobody"));
    assert_int_equal(s.count, 4);
    assert_int_equal(sheet_next(&s, NULL), 1);
    assert_null(s.cells[0].ptr);
    assert_true(slice_equal(s.cells[1], SLICE("1")));
    assert_non_null(s.cells[2].ptr); /* there, and blank */
    assert_int_equal(s.cells[2].len, 0);
    assert_null(s.cells[3].ptr);
    assert_int_equal(sheet_next(&s, NULL), 1);
    assert_true(slice_equal(s.cells[0], SLICE("k")));
    assert_null(s.cells[1].ptr);
    assert_true(slice_equal(s.cells[3], SLICE("x")));
    assert_int_equal(sheet_next(&s, NULL), 0);
    sheet_release(&s);
}

static void even(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s);
    for (int i = 0; i < 2; i++) {
        put(&s, "a", 1, "");
        assert_int_equal(sheet_row_end(&s, NULL), 0);
    }
    assert_false(sheet_is_ragged(&s));
    assert_true(sheet_column_add(&s, SLICE("o"), 0, true));
    assert_false(sheet_is_ragged(&s));
    assert_true(sheet_column_add(&s, SLICE("b"), 0, false));
    assert_true(sheet_is_ragged(&s));
    sheet_release(&s);
}

/* Far more than stays in memory. */
static void spilled(void **state)
{
    (void)state;
    enum { ROWS = 3000, BYTES = 10000 };
    static char text[BYTES];
    struct sheet s;
    sheet_init(&s);
    for (int i = 0; i < ROWS; i++) {
        memset(text, 'a' + i % 26, sizeof(text));
        assert_true(sheet_put(&s, SLICE("t"), 0, false, slice_of(text, (size_t)(i * 7 % BYTES))));
        assert_int_equal(sheet_row_end(&s, NULL), 0);
    }
    assert_true(s.archive.fd >= 0);
    assert_int_equal(sheet_finish(&s, NULL), 0);
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(sheet_next(&s, NULL), 1);
        assert_int_equal(s.cells[0].len, i * 7 % BYTES);
        if (s.cells[0].len)
            assert_int_equal(s.cells[0].ptr[s.cells[0].len - 1], 'a' + i % 26);
    }
    assert_int_equal(sheet_next(&s, NULL), 0);
    sheet_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(order), cmocka_unit_test(even),
                                       cmocka_unit_test(spilled)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
