/* Units: what is one, what is none though it looks like one, what goes together, exact conversion. */
#include "value/unit.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static struct unit unit(const char *text)
{
    struct unit u = unit_none();
    if (*text && !unit_find(slice_str(text), NULL, &u))
        fail_msg("no unit: %s", text);
    return u;
}

static struct decimal dec(const char *text)
{
    struct decimal d = {0, 0};
    if (!decimal_parse(slice_str(text), &d))
        fail_msg("not read: %s", text ? text : "nothing");
    return d;
}

static const struct {
    const char *text;
    size_t len;
    const char *name, *base;
    enum unit_dimension dimension;
    int scale;
} matches[] = {
    {"%", 1, "%", "", UNIT_RATIO, -2},
    {"％以上", 3, "%", "", UNIT_RATIO, -2},
    {"百分比", 9, "%", "", UNIT_RATIO, -2},
    {"个百分点", 12, "百分点", "", UNIT_RATIO, -2},
    {"‰", 3, "‰", "", UNIT_RATIO, -3},
    {"成以上", 3, "成", "", UNIT_RATIO, -1},
    {"元", 3, "元", "元", UNIT_MONEY, 0},
    {"万元左右", 6, "万元", "元", UNIT_MONEY, 4},
    {"万 元", 7, "万元", "元", UNIT_MONEY, 4},
    {"亿元", 6, "亿元", "元", UNIT_MONEY, 8},
    {"千元", 6, "千元", "元", UNIT_MONEY, 3},
    {"万元/公里", 13, "万元/公里", "元/公里", UNIT_MONEY, 4},
    {"元/人·月", 12, "元/人·月", "元/人·月", UNIT_MONEY, 0},
    {"人", 3, "人", "人", UNIT_PEOPLE, 0},
    {"名干部", 3, "名", "人", UNIT_PEOPLE, 0},
    {"人次", 6, "人次", "人次", UNIT_PEOPLE, 0},
    {"人/次", 7, "人次", "人次", UNIT_PEOPLE, 0},
    {"万人次", 9, "万人次", "人次", UNIT_PEOPLE, 4},
    {"亿人", 6, "亿人", "人", UNIT_PEOPLE, 8},
    {"个", 3, "个", "个", UNIT_COUNT, 0},
    {"场次", 6, "场次", "场", UNIT_COUNT, 0},
    {"万册", 6, "万册", "册", UNIT_COUNT, 4},
    {"次/年", 7, "次/年", "次/年", UNIT_MEASURE, 0},
    {"平方米", 9, "平方米", "平方米", UNIT_MEASURE, 0},
    {"㎡", 3, "平方米", "平方米", UNIT_MEASURE, 0},
    {"公顷", 6, "公顷", "平方米", UNIT_MEASURE, 4},
    {"km", 2, "公里", "米", UNIT_MEASURE, 3},
    {"个月", 6, "个月", "个月", UNIT_TIME, 0},
    {"个工作日内", 12, "工作日", "工作日", UNIT_TIME, 0},
    {"小时", 6, "小时", "秒", UNIT_TIME, 0},
    {"分", 3, "分", "分", UNIT_SCORE, 0},
    {"分钟", 6, "分钟", "秒", UNIT_TIME, 0},
    /* other words that begin like one */
    {"次数", 0, "", "", UNIT_NONE, 0},     {"起诉", 0, "", "", UNIT_NONE, 0},
    {"部门", 0, "", "", UNIT_NONE, 0},     {"本级", 0, "", "", UNIT_NONE, 0},
    {"分类", 0, "", "", UNIT_NONE, 0},     {"家庭", 0, "", "", UNIT_NONE, 0},
    {"成立", 0, "", "", UNIT_NONE, 0},     {"元素", 0, "", "", UNIT_NONE, 0},
    {"项目", 0, "", "", UNIT_NONE, 0},     {"kms", 0, "", "", UNIT_NONE, 0},
    {"万", 0, "", "", UNIT_NONE, 0},       {"万%", 0, "", "", UNIT_NONE, 0},
    {"重点", 0, "", "", UNIT_NONE, 0},     {"", 0, "", "", UNIT_NONE, 0},
};

static void test_match(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(matches); i++) {
        size_t len = 99;
        struct unit u = unit_match(slice_str(matches[i].text), NULL, &len);
        if (len != matches[i].len || !slice_equal(u.name, slice_str(matches[i].name)) ||
            !slice_equal(u.base, slice_str(matches[i].base)) || u.dimension != matches[i].dimension ||
            u.scale != matches[i].scale)
            fail_msg("%s: %zu bytes, %.*s of %.*s, scale %d", matches[i].text, len, SLICE_ARG(u.name),
                     SLICE_ARG(u.base), u.scale);
        assert_true(u.known_scale);
    }
}

static void test_find(void **state)
{
    static const char *const whole[] = {"%", " 万元 ", "（万元）", "(人次)", "元／人", "百分比", "个"};
    static const char *const none[] = {"", " ", "万元整数", "人们", "5人", "()", "人次数", "单位"};
    struct unit u;
    (void)state;
    for (size_t i = 0; i < COUNT(whole); i++)
        assert_true(unit_find(slice_str(whole[i]), NULL, &u));
    for (size_t i = 0; i < COUNT(none); i++)
        if (unit_find(slice_str(none[i]), NULL, &u))
            fail_msg("a unit: %s", none[i]);
}

static void test_compatible(void **state)
{
    static const struct {
        const char *a, *b;
        bool are;
    } rows[] = {
        {"万元", "元", true},     {"亿元", "千元", true},   {"元", "人", false},      {"元", "%", false},
        {"元/人", "万元/人", true}, {"元／人", "元/人", true}, {"元/人", "元", false}, {"元/人", "元/户", false},
        {"人", "名", true},       {"人", "万人", true},     {"人", "人次", false},    {"人", "户", false},
        {"个", "件", false},      {"场", "场次", true},     {"次", "场", false},      {"次", "次/年", false},
        {"%", "百分点", true},    {"%", "", true},          {"", "倍", true},         {"", "个", false},
        {"", "元", false},        {"天", "小时", true},     {"年", "个月", true},     {"年", "天", false},
        {"工作日", "天", false},  {"公里", "米", true},     {"公顷", "平方米", true}, {"吨", "公斤", true},
        {"分", "%", false},       {"MB", "GB", false},        {"元/㎡", "元/平方米", true}, {"万元/m2·年", "元/平方米·年", true},
        {"元/平方米", "元/平方公里", false}, {"元/㎡", "元/㎡·年", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct unit a = unit(rows[i].a), b = unit(rows[i].b);
        if (unit_compatible(a, b) != rows[i].are || unit_compatible(b, a) != rows[i].are)
            fail_msg("%s and %s", rows[i].a, rows[i].b);
        assert_true(unit_compatible(a, a));
    }
}

static void test_money(void **state)
{
    struct unit known = unit_money(4, true), unknown = unit_money(4, false);
    struct decimal out = {9, 0};
    (void)state;
    assert_true(slice_equal(known.name, SLICE("万元")));
    assert_true(slice_equal(unit_money(0, true).name, SLICE("元")));
    assert_int_equal(unknown.name.len, 0);
    assert_true(unit_compatible(known, unit("元")));
    assert_false(unit_compatible(known, unknown));
    assert_true(unit_compatible(unknown, unit_money(4, false))); /* two cells of one form */
    assert_false(unit_convert(dec("1"), unknown, known, &out));
    assert_int_equal(decimal_compare(out, dec("9")), 0);
}

/* 万 alone: may be 万元, 万人, 万件; not a percentage. */
static void test_myriad(void **state)
{
    struct decimal out;
    (void)state;
    assert_true(slice_equal(unit_myriad(4).name, SLICE("万")));
    assert_true(slice_equal(unit_myriad(8).name, SLICE("亿")));
    assert_true(unit_compatible(unit_myriad(4), unit("元")));
    assert_true(unit_compatible(unit("万人"), unit_myriad(4)));
    assert_true(unit_compatible(unit_myriad(4), unit_none()));
    assert_false(unit_compatible(unit_myriad(4), unit("天")));
    assert_false(unit_compatible(unit_myriad(4), unit_money(4, false)));
    assert_true(unit_convert(dec("60"), unit_myriad(4), unit("万元"), &out));
    assert_int_equal(decimal_compare(out, dec("60")), 0);
    assert_true(unit_convert(dec("60"), unit_myriad(4), unit_none(), &out));
    assert_int_equal(decimal_compare(out, dec("600000")), 0);
}

static void test_convert(void **state)
{
    static const struct {
        const char *number, *from, *to, *want; /* NULL: refused */
    } rows[] = {
        {"155.65", "万元", "元", "1556500"},    {"0.01", "元", "万元", "0.000001"},
        {"1", "亿元", "万元", "10000"},         {"60", "%", "", "0.6"},
        {"0.6", "", "%", "60"},                 {"9", "成", "%", "90"},
        {"5", "‰", "%", "0.5"},                 {"2", "倍", "%", "200"},
        {"3", "亩", "平方米", "2000"},          {"1", "公顷", "亩", "15"},
        {"2", "平方公里", "万亩", "0.3"},       {"1", "亩", "米", NULL},
        {"90", "秒", "分钟", "1.5"},            {"1", "小时", "秒", "3600"},
        {"1500", "毫秒", "秒", "1.5"},          {"1", "秒", "毫秒", "1000"},
        {"2", "天", "小时", "48"},              {"36", "小时", "天", "1.5"},
        {"2", "年", "个月", "24"},              {"1", "季度", "个月", "3"},
        {"6", "个月", "年", "0.5"},             {"1", "周", "天", "7"},
        {"56", "万人", "人", "560000"},         {"1.5", "公里", "米", "1500"},
        {"2", "吨", "公斤", "2000"},            {"1", "万吨", "公斤", "10000000"},
        {"1", "公顷", "平方米", "10000"},       {"2.5", "万元/公里", "元/公里", "25000"},
        {"1", "元", "人", NULL},                {"1", "年", "天", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct decimal out = {7, 0};
        bool done = unit_convert(dec(rows[i].number), unit(rows[i].from), unit(rows[i].to), &out);
        if (done != (rows[i].want != NULL) ||
            decimal_compare(out, dec(rows[i].want ? rows[i].want : "7")) != 0)
            fail_msg("%s %s in %s", rows[i].number, rows[i].from, rows[i].to);
    }
}

static void add(struct unit_list *list, struct arena *arena, const char *text, struct unit meaning,
                const char *unless)
{
    assert_true(unit_list_add(list, arena, slice_str(text), meaning, slice_str(unless)));
}

static void own_is(const struct unit_list *list, const char *text, const char *name, size_t len)
{
    size_t got;
    struct unit u = unit_match(slice_str(text), list, &got);
    if (got != len || !slice_equal(u.name, slice_str(name)))
        fail_msg("%s: %.*s, %zu bytes", text, SLICE_ARG(u.name), got);
}

static void test_own(void **state)
{
    struct unit_list list;
    struct arena arena;
    struct decimal out;
    struct unit measure = {.dimension = UNIT_MEASURE, .name = SLICE("垧"), .base = SLICE("亩"), .factor = 15, .known_scale = true};
    struct unit count = {.dimension = UNIT_COUNT, .name = SLICE("挂"), .base = SLICE("挂"), .factor = 1, .known_scale = true};
    (void)state;
    arena_init(&arena, 1 << 16);
    assert_true(unit_list_init(&list, &arena, 4));
    add(&list, &arena, "垧", measure, "");
    add(&list, &arena, "挂", count, "号");
    add(&list, &arena, "度", unit_none(), "");
    add(&list, &arena, "位次", unit("人"), "");
    assert_false(unit_list_add(&list, &arena, SLICE("多"), count, SLICE(""))); /* no room is left */

    own_is(&list, "垧地", "垧", 3);
    own_is(&list, "万垧", "万垧", 6);
    own_is(&list, "元/垧", "元/垧", 7);
    own_is(&list, "挂", "挂", 3);
    own_is(&list, "挂号", "", 0);    /* another word */
    own_is(&list, "度", "", 0);      /* no unit here */
    own_is(NULL, "度", "度", 3);
    own_is(&list, "位次", "人", 6);  /* of the same length the region's counts */
    own_is(&list, "位", "位", 3);
    own_is(NULL, "垧", "", 0);

    size_t len;
    struct unit from = unit_match(SLICE("万垧"), &list, &len);
    assert_true(unit_convert(dec("2"), from, unit("亩"), &out));
    assert_int_equal(decimal_compare(out, dec("300000")), 0);
    assert_true(unit_convert(dec("45"), unit("亩"), measure, &out));
    assert_int_equal(decimal_compare(out, dec("3")), 0);

    assert_true(unit_text_fits(SLICE("kVA")));
    assert_true(unit_text_fits(SLICE("垧")));
    assert_false(unit_text_fits(SLICE("3斗")));
    assert_false(unit_text_fits(SLICE("市 斗")));
    assert_false(unit_text_fits(SLICE("")));
    arena_release(&arena);
    arena_init(&arena, 1); /* and no memory */
    assert_false(unit_list_init(&list, &arena, 4));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_match), cmocka_unit_test(test_find),    cmocka_unit_test(test_compatible),
        cmocka_unit_test(test_money), cmocka_unit_test(test_myriad),  cmocka_unit_test(test_convert),
        cmocka_unit_test(test_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
