/* How workbooks show numbers: what stands in the file, the format, what a clerk sees. */
#include "decode/xlsx_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

struct row {
    const char *number, *code, *shown;
    enum number_shown how;
};

static const struct row rows[] = {
    {"12.5", "", "12.5", NUMBER_SHOWN},
    {"0.55589999999999995", "", "0.5559", NUMBER_SHOWN},
    {"0.30000000000000004", "General", "0.3", NUMBER_SHOWN},
    {"1E-3", "", "0.001", NUMBER_SHOWN},
    {"1.5E+3", "", "1500", NUMBER_SHOWN},
    {"-0", "", "0", NUMBER_SHOWN},
    {"007", "", "7", NUMBER_SHOWN},
    {"123456789012345", "", "123456789012345", NUMBER_SHOWN},
    {"1.3000000000000001E+20", "", "130000000000000010000", NUMBER_LONG},
    {"abc", "", "", NUMBER_NONE},
    {"", "0", "", NUMBER_NONE},
    {"1,234", "", "", NUMBER_NONE},
    {"NaN", "", "", NUMBER_NONE},
    {"1E+999", "", "", NUMBER_NONE},
    {"0.5559", "0.00%", "55.59%", NUMBER_SHOWN},
    {"0.55589999999999995", "0.00%", "55.59%", NUMBER_SHOWN},
    {"0.95", "0%", "95%", NUMBER_SHOWN},
    {"0.95", "\"≥\"0%", "≥95%", NUMBER_SHOWN},
    {"-0.125", "0.0%", "-12.5%", NUMBER_SHOWN},
    {"1.005", "0.00", "1.01", NUMBER_SHOWN},
    {"1.00499999999999989", "0.00", "1.01", NUMBER_SHOWN},
    {"2.5", "0", "3", NUMBER_SHOWN},
    {"1234567.891", "#,##0.00", "1,234,567.89", NUMBER_SHOWN},
    {"123", "#,##0.00", "123.00", NUMBER_SHOWN},
    {"999", "#,##0", "999", NUMBER_SHOWN},
    {"1000", "#,##0", "1,000", NUMBER_SHOWN},
    {"0", "#,##0.00", "0.00", NUMBER_SHOWN},
    {"0", "#,###", "", NUMBER_SHOWN},
    {"0.5", "#.##", ".5", NUMBER_SHOWN},
    {"12.5", "0.0#", "12.5", NUMBER_SHOWN},
    {"12", "0.0#", "12.0", NUMBER_SHOWN},
    {"5", "000", "005", NUMBER_SHOWN},
    {"1005", "000", "1005", NUMBER_SHOWN},
    {"13000012", "000-00000", "130-00012", NUMBER_SHOWN},
    {"1234567", "#,##0,", "1,235", NUMBER_SHOWN},
    {"2800000", "0.00,,", "2.80", NUMBER_SHOWN},
    {"280", "0\"万元\"", "280万元", NUMBER_SHOWN},
    {"280", "0万元", "280万元", NUMBER_SHOWN},
    {"280", "\\¥0", "¥280", NUMBER_SHOWN},
    {"280", "[$¥-804]#,##0", "¥280", NUMBER_SHOWN},
    {"-5", "0.00;[Red]-0.00", "-5.00", NUMBER_SHOWN},
    {"-5", "0.00;[Red](0.00)", "(5.00)", NUMBER_SHOWN},
    {"-5", "0.00_);[Red](0.00)", "(5.00)", NUMBER_SHOWN},
    {"-0.001", "0.00", "0.00", NUMBER_SHOWN},
    {"0", "0;-0;\"无\"", "无", NUMBER_SHOWN},
    {"0", "0;-0;;@", "", NUMBER_SHOWN},
    {"7", ";;;", "7", NUMBER_SHOWN}, /* hidden, not lost */
    {"1234.5", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1,234.50", NUMBER_SHOWN},
    {"0", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-", NUMBER_SHOWN},
    {"70", "[>=60]\"合格\";\"不合格\"", "合格", NUMBER_SHOWN},
    {"59.9", "[>=60]\"合格\";\"不合格\"", "不合格", NUMBER_SHOWN},
    {"12345", "0.00E+00", "12345", NUMBER_SHOWN},
    {"0.5", "# ?/?", "0.5", NUMBER_SHOWN},
    {"12", "@", "12", NUMBER_SHOWN},
    {"45292", "yyyy-mm-dd", "2024-01-01", NUMBER_SHOWN},
    {"45292", "yyyy\\-mm\\-dd", "2024-01-01", NUMBER_SHOWN},
    {"45657", "yyyy/m/d", "2024/12/31", NUMBER_SHOWN},
    {"45292", "yyyy\"年\"m\"月\"d\"日\";@", "2024年1月1日", NUMBER_SHOWN},
    {"45292", "yyyy年mm月", "2024年01月", NUMBER_SHOWN},
    {"45292", "[DBNum1][$-804]yyyy\"年\"m\"月\"", "2024年1月", NUMBER_SHOWN},
    {"45292", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024年1月1日", NUMBER_SHOWN},
    {"45292", "d-mmm-yy", "1-Jan-24", NUMBER_SHOWN},
    {"45292", "aaaa", "星期一", NUMBER_SHOWN},
    {"45292.5", "yyyy/m/d h:mm", "2024/1/1 12:00", NUMBER_SHOWN},
    {"45292.999994", "yyyy/m/d h:mm:ss", "2024/1/1 23:59:59", NUMBER_SHOWN},
    {"45292.999999", "yyyy/m/d h:mm:ss", "2024/1/2 0:00:00", NUMBER_SHOWN},
    {"0.75", "h:mm AM/PM", "6:00 PM", NUMBER_SHOWN},
    {"0.25", "上午/下午h\"时\"mm\"分\"", "上午6时00分", NUMBER_SHOWN},
    {"1.5", "[h]:mm", "36:00", NUMBER_SHOWN},
    {"0.0000868", "mm:ss.0", "00:07.5", NUMBER_SHOWN},
    {"60", "yyyy/m/d", "1900/2/29", NUMBER_SHOWN},
    {"59", "yyyy/m/d", "1900/2/28", NUMBER_SHOWN},
    {"61", "yyyy/m/d", "1900/3/1", NUMBER_SHOWN},
    {"1", "yyyy/m/d", "1900/1/1", NUMBER_SHOWN},
    {"2958465", "yyyy/m/d", "9999/12/31", NUMBER_SHOWN},
    {"2958466", "yyyy/m/d", "2958466", NUMBER_PLAIN},
    {"-1", "yyyy/m/d", "-1", NUMBER_PLAIN},
    {"99999999999999999999", "yyyy/m/d", "99999999999999999999", NUMBER_PLAIN},
    {"5", "\"unfinished", "unfinished", NUMBER_SHOWN},
    {"5", "[[[[[[", "5", NUMBER_SHOWN},
    {"5", "0\\", "5", NUMBER_SHOWN},
};

static void check(const struct row *r, bool from_1904)
{
    struct number_format f;
    struct buffer out;
    buffer_init(&out, 1000);
    number_format_read(&f, slice_str(r->code));
    if (r->code[0] == '\0')
        f.count = 0;
    enum number_shown how = number_show(&f, slice_str(r->number), from_1904, &out);
    if (how != r->how || !slice_equal(buffer_slice(&out), slice_str(r->shown)))
        fail_msg("%s as %s: \"%.*s\" (%d), not \"%s\"", r->number, r->code, SLICE_ARG(buffer_slice(&out)),
                 how, r->shown);
    buffer_release(&out);
}

static void test_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        check(&rows[i], false);
    const struct row later = {"43830", "yyyy-mm-dd", "2024-01-01", NUMBER_SHOWN};
    check(&later, true);
}

static void test_built_in(void **state)
{
    (void)state;
    assert_true(slice_equal(number_format_built_in(10), SLICE("0.00%")));
    assert_true(slice_equal(number_format_built_in(31), SLICE("yyyy\"年\"m\"月\"d\"日\"")));
    assert_int_equal(number_format_built_in(0).len, 0);
    assert_int_equal(number_format_built_in(11).len, 0);
    assert_int_equal(number_format_built_in(4000000000u).len, 0);
}

/* No code makes it read or write where it must not: every cut and every pair of characters. */
static void test_any_code(void **state)
{
    (void)state;
    static const char marks[] = "0#?.,%@\"\\_*[]$;-ymdhsEeAP/+ x";
    char code[5] = "";
    for (size_t a = 0; a + 1 < sizeof(marks); a++)
        for (size_t b = 0; b + 1 < sizeof(marks); b++)
            for (size_t c = 0; c + 1 < sizeof(marks); c++) {
                struct number_format f;
                struct buffer out;
                code[0] = marks[a];
                code[1] = marks[b];
                code[2] = marks[c];
                buffer_init(&out, 1000);
                number_format_read(&f, slice_str(code));
                assert_true(f.count >= 1 && f.count <= 4);
                assert_int_not_equal(number_show(&f, SLICE("-1234.5"), false, &out), NUMBER_NONE);
                assert_false(out.failed);
                buffer_release(&out);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shown),
                                       cmocka_unit_test(test_built_in),
                                       cmocka_unit_test(test_any_code)};
    return cmocka_run_group_tests_name("xlsx_format", tests, NULL, NULL);
}
