/* Texts as they are meant: what goes, what stays, and that asking and doing agree. */
#include "base/tidy.h"

#include "base/hant.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

static void tidy_is(const char *written, enum tidy_kind kind, const char *wanted)
{
    struct buffer out;
    buffer_init(&out, 1 << 16);
    tidy_put(slice_str(written), kind, &out);
    if (!slice_equal(buffer_slice(&out), slice_str(wanted)))
        fail_msg("'%s' became '%.*s', not '%s'", written, (int)out.len, out.ptr, wanted);
    assert_int_equal(tidy_needed(slice_str(written), kind), strcmp(written, wanted) != 0);
    buffer_release(&out);
}

static void test_texts(void **state)
{
    static const struct {
        const char *written, *text, *name; /* name NULL: the same */
    } rows[] = {
        {"", "", NULL},
        {"维修站点50处", "维修站点50处", NULL},
        {" 维修站点\t\r\n", "维修站点", NULL},
        {"\u3000\u00A0维修站点\u3000", "维修站点", NULL},
        {"\uFEFF维修\u200B站\u00AD点\u2060", "维修站点", NULL},
        {"维修 站点", "维修 站点", "维修站点"},
        {"产\n出\n指\n标", "产\n出\n指\n标", "产出指标"},
        {"维修\u3000站点", "维修 站点", "维修站点"},
        {"第一条。\r\n第二条。", "第一条。\n第二条。", NULL},
        {"指标 1", "指标 1", NULL},
        {"GB 2312", "GB 2312", NULL},
        {"≧９５．５％", "≥95.5%", NULL},
        {"＞＝９５％", ">=95%", NULL},
        {"⩽ ３万元", "≤ 3万元", NULL},
        {"见附件．", "见附件．", NULL},
        {"１．维修", "1．维修", NULL},
        {"维修，完成；验收（全部）", "维修，完成；验收（全部）", NULL},
        {"數量指標", "数量指标", NULL},
        {"滿意度不低於百分之九十", "满意度不低于百分之九十", NULL},
        {"显著，乾隆，瞭望", "显著，乾隆，瞭望", NULL},
        {"维修站点：", "维修站点：", "维修站点"},
        {"维修站点: ", "维修站点:", "维修站点"},
        {"\xFF有\xE6", "\xFF有\xE6", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        tidy_is(rows[i].written, TIDY_TEXT, rows[i].text);
        tidy_is(rows[i].written, TIDY_NAME, rows[i].name ? rows[i].name : rows[i].text);
    }
}

/* The table is searched by halves: every pair of it must be found, and what stands for a character must
 * stand for itself. */
static void test_pairs(void **state)
{
    uint32_t before = 0;
    (void)state;
    for (size_t i = 0; i < HANT_PAIRS; i++) {
        struct slice row = slice_str(hant_rows[i / HANT_ROW]);
        size_t at = i % HANT_ROW * HANT_PAIR;
        assert_true(at + HANT_PAIR <= row.len);
        uint32_t written = utf8_next(row, &at), meant = utf8_next(row, &at);
        assert_true(written > before);
        assert_int_equal(tidy_simplified(written), meant);
        assert_int_equal(tidy_simplified(meant), meant);
        before = written;
    }
}

/* The bits say the same as the pairs. */
static void test_bits(void **state)
{
    size_t bits = 0;
    (void)state;
    for (size_t i = 0; i < sizeof(hant_bits) / sizeof(*hant_bits); i++)
        bits += (size_t)__builtin_popcountll(hant_bits[i]);
    assert_int_equal(bits, HANT_PAIRS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
