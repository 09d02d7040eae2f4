/* What clerks type, and how it is read: tables of texts, spans, contexts, prose, dates; then every
 * beginning and every damaged byte of those texts, and long hostile ones. */
#include "value/lex.h"
#include "value/lexicon.h"
#include "value/notation.h"
#include "value/unit_table.h"
#include "value/value_rows.h"
#include "value/value_told.h"

#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

enum { ROWS_MIN = 450, ARENA_MAX = 1 << 22, NOTE_MAX = 1 << 16 };

/* ---- helpers --------------------------------------------------------------------------------- */

static bool lies_in(struct slice part, struct slice whole)
{
    return part.len == 0 || (part.ptr >= whole.ptr && part.len <= whole.len &&
                             (size_t)(part.ptr - whole.ptr) <= whole.len - part.len);
}

static void check_value(const struct value *v, struct slice text)
{
    assert_true(lies_in(v->span, text));
    assert_int_equal(v->part_count > 0, v->kind == VALUE_COMPOUND);
    assert_true(v->part_count == 0 || v->part_count >= 2);
    assert_true(v->part_count <= VALUE_PARTS_MAX);
    for (size_t i = 0; i < v->part_count; i++) {
        assert_true(lies_in(v->parts[i].span, v->span));
        assert_true(i == 0 || v->parts[i].span.ptr >= v->parts[i - 1].span.ptr);
    }
}

/* Parses and compares; `context` may be NULL. */
static bool reads_as(struct slice text, const struct value_context *context, const char *means)
{
    struct arena arena;
    struct value v;
    struct buffer note;
    arena_init(&arena, ARENA_MAX);
    buffer_init(&note, NOTE_MAX);
    assert_true(value_parse(text, context, &arena, &v));
    check_value(&v, text);
    note_value(&note, &v);
    bool same = slice_equal(buffer_slice(&note), slice_str(means));
    if (!same)
        print_error("%.*s\n  means %s\n  read  %.*s\n", SLICE_ARG(text), means,
                    SLICE_ARG(buffer_slice(&note)));
    buffer_release(&note);
    arena_release(&arena);
    return same;
}

/* ---- tables ---------------------------------------------------------------------------------- */

static void test_rows(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(value_rows); i++)
        wrong += !reads_as(slice_str(value_rows[i].text), NULL, value_rows[i].means);
    assert_int_equal(wrong, 0);
}

static void test_told(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(value_told); i++)
        wrong += !reads_as(slice_str(value_told[i][0]), NULL, value_told[i][1]);
    assert_int_equal(wrong, 0);
}

static void test_rows_are_distinct(void **state)
{
    struct map seen;
    (void)state;
    map_init(&seen);
    for (size_t i = 0; i < COUNT(value_rows); i++) {
        bool made = false;
        assert_non_null(map_put(&seen, slice_str(value_rows[i].text), &made));
        if (!made)
            print_error("twice: %s\n", value_rows[i].text);
        assert_true(made);
    }
    assert_true(seen.count >= ROWS_MIN);
    map_release(&seen);
}

/* The tables are searched by first character, so they must be sorted and told right. */
static void test_tables_are_sorted(void **state)
{
    (void)state;
    for (size_t i = 0; i < lexicon_count; i++) {
        struct slice text = slice_of(lexicon[i].text, lexicon[i].len);
        assert_int_equal(text.len, strlen(lexicon[i].text));
        assert_int_equal(lexicon[i].first, lex_first(lexicon[i].text));
        assert_true(i == 0 || slice_compare(slice_str(lexicon[i - 1].text), text) < 0);
        size_t end;
        assert_ptr_equal(lexicon_find(text, 0, lexicon[i].first, &end), &lexicon[i]);
    }
    for (size_t i = 0; i < unit_table_count; i++) {
        struct slice text = slice_of(unit_table[i].text, unit_table[i].len);
        struct unit u;
        assert_int_equal(text.len, strlen(unit_table[i].text));
        assert_int_equal(unit_table[i].first, lex_first(unit_table[i].text));
        assert_true(i == 0 || slice_compare(slice_str(unit_table[i - 1].text), text) < 0);
        assert_true(unit_find(text, NULL, &u));
        assert_true(slice_equal(u.base, slice_str(unit_table[i].base)));
    }
}

static void test_spans(void **state)
{
    static const char *const rows[][2] = {
        {"每月不少于三次", "不少于三次"},
        {"总数比去年下降 30% 以上", "下降 30% 以上"},
        {"提升满意率不低于 90%。", "不低于 90%"},
        {"全市 26 个乡镇", "26 个"},
        {"收到材料,5个工作日内作出", "5个工作日内"},
        {"于2024年12月底前完成", "2024年12月底前"},
        {"40件50人次，使用救助金额170万元。", "40件50人次，使用救助金额170万元"},
        {"<p>完成率≥95%</p>", "≥95%"},
        {"8760小时(365天)。", "8760小时(365天)"},
        {"在≥80%且≤90%之间", "≥80%且≤90%之间"},
        {"涉铁路事故零死亡", "零死亡"},
        {"年底前完成", "年底前"},
        {"稳步提升", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        struct value v;
        arena_init(&arena, ARENA_MAX);
        assert_true(value_parse(slice_str(rows[i][0]), NULL, &arena, &v));
        if (!slice_equal(v.span, slice_str(rows[i][1])))
            print_error("%s: span %.*s\n", rows[i][0], SLICE_ARG(v.span));
        assert_true(slice_equal(v.span, slice_str(rows[i][1])));
        assert_true(slice_equal(v.text, slice_str(rows[i][0])));
        arena_release(&arena);
    }
}

static void test_context(void **state)
{
    const struct value_context wan = {.money = true, .money_unit = unit_money(4, true)};
    const struct value_context yuan = {.money = true, .money_unit = unit_money(0, true)};
    const struct value_context unknown = {.money = true, .money_unit = unit_money(0, false)};
    const struct value_context percent = {.percent = true};
    const struct {
        const struct value_context *context;
        const char *text, *means;
    } rows[] = {
        {&wan, "170", "170 万元"},       {&wan, "170万", "170 万元"},    {&wan, "1.5亿", "1.5 亿元"},
        {&wan, "1700000元", "1700000 元"}, {&wan, "0", "0 万元"},          {&wan, "20240423", "20240423 万元"},
        {&wan, "5人", "5 人"},           {&wan, "", "empty"},            {&wan, "-", "na"},
        {&wan, "-12.50", "-12.50 万元"}, {&wan, "95%", "95 %"},          {&wan, "1,2,3", "text"},
        {&yuan, "12,300.00", "12300.00 元"}, {&yuan, "5万", "5 万元"},   {&yuan, "￥100", "100 元"},
        {&wan, "854万（道路400万元，桥涵454万元）", "854 万元"},
        {&wan, "854万元(道路400万元、桥涵454万元)", "854 万元"},
        {&wan, "50万元（中央）和30万元（省级）", "{50 万元; 30 万元}"},
        {NULL, "40人（男20人，女20人）", "{40 人; 20 人; 20 人}"}, {NULL, "≥80M", ">=80 M"},
        {&unknown, "100", "100"},        {&unknown, "100万元", "100 万元"},
        {&percent, "96.67", "96.67 %"},  {&percent, "96.67%", "96.67 %"}, {&percent, "≥95", ">=95 %"},
        {&percent, "5次", "5 次"},       {NULL, "20240423", "date 2024-04-23"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_true(reads_as(slice_str(rows[i].text), rows[i].context, rows[i].means));
}

/* ---- prose ----------------------------------------------------------------------------------- */

static void test_scan(void **state)
{
    static const char *const rows[][2] = {
        {"共4名人员工资129120元", "=4 名|129120 元"},
        {"预算数30万元。其中：财政资金30万元。主要用于2024年12348热线（冀政[2016]12号）", "30 万元|30 万元"},
        {"2023年3月启动，第3批完成1-2个，不少于5次", "1..2 个|>=5 次"},
        {"2062", ""},
        {"脱管漏管人员0", ""},
        {"内容涉密，20万元", "20 万元"},
        {"不发生3人以上事故", ">=3 人"},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        struct value out[8];
        size_t count;
        struct buffer note;
        arena_init(&arena, ARENA_MAX);
        buffer_init(&note, NOTE_MAX);
        assert_true(value_scan(slice_str(rows[i][0]), NULL, &arena, out, COUNT(out), &count));
        for (size_t n = 0; n < count; n++) {
            if (n)
                buffer_byte(&note, '|');
            assert_true(lies_in(out[n].span, slice_str(rows[i][0])));
            note_value(&note, &out[n]);
        }
        if (!slice_equal(buffer_slice(&note), slice_str(rows[i][1])))
            print_error("%s: %.*s\n", rows[i][0], SLICE_ARG(buffer_slice(&note)));
        assert_true(slice_equal(buffer_slice(&note), slice_str(rows[i][1])));
        buffer_release(&note);
        arena_release(&arena);
    }
}

static void test_scan_stops_at_max(void **state)
{
    struct arena arena;
    struct value out[3];
    size_t count;
    (void)state;
    arena_init(&arena, ARENA_MAX);
    assert_true(value_scan(SLICE("1人2个3件4次5场"), NULL, &arena, out, 2, &count));
    assert_int_equal(count, 2);
    assert_true(value_scan(SLICE("1人2个"), NULL, &arena, out, 0, &count));
    assert_int_equal(count, 0);
    arena_release(&arena);
}

static void test_no_memory(void **state)
{
    struct arena none;
    struct value v, out[1];
    size_t count = 9;
    (void)state;
    arena_init(&none, 0);
    assert_true(value_parse(SLICE("≥95%"), NULL, &none, &v)); /* needs none */
    assert_int_equal(v.kind, VALUE_NUMBER);
    assert_false(value_parse(SLICE("40件50人次"), NULL, &none, &v));
    assert_false(value_scan(SLICE("40件"), NULL, &none, out, 1, &count));
    assert_int_equal(count, 0);
    arena_release(&none);
}

/* ---- dates ----------------------------------------------------------------------------------- */

static void test_dates(void **state)
{
    static const struct {
        const char *text;
        bool is;
        int year, month, day;
    } rows[] = {
        {"2024-04-23", true, 2024, 4, 23},      {"2024/4/23", true, 2024, 4, 23},
        {"2024.4.23", true, 2024, 4, 23},       {"20240423", true, 2024, 4, 23},
        {"2024年4月23日", true, 2024, 4, 23},   {"2024 年 4 月 23 日", true, 2024, 4, 23},
        {"2024年12月底前", true, 2024, 12, 0},  {"2024年", true, 2024, 0, 0},
        {"2024.12", true, 2024, 12, 0},         {"2024-12", true, 2024, 12, 0},
        {"12月底前", true, 0, 12, 0},           {"填报日期：2024年4月23日", true, 2024, 4, 23},
        {"2024年1月1日-2024年12月31日", true, 2024, 1, 1}, {"2024-04-23 10:00:00", true, 2024, 4, 23},
        {"二〇二四年四月", true, 2024, 4, 0},   {"２０２４－０４－２３", true, 2024, 4, 23},
        {"2024-02-29", true, 2024, 2, 29},      {"2024-02-30", false, 0, 0, 0},
        {"2023-02-29", false, 0, 0, 0},         {"1900-02-29", false, 0, 0, 0},
        {"2000-02-29", true, 2000, 2, 29},      {"2024-13-01", false, 0, 0, 0},
        {"2024-00-10", false, 0, 0, 0},         {"2024-10-00", false, 0, 0, 0},
        {"2024年4月31日", false, 0, 0, 0},      {"20241332", false, 0, 0, 0},
        {"", false, 0, 0, 0},                   {"长期", false, 0, 0, 0},
        {"95%", false, 0, 0, 0},                {"3个月", false, 0, 0, 0},
        {"12345678901234567890", false, 0, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct value_date d = {-1, -1, -1};
        bool is = value_date_parse(slice_str(rows[i].text), &d);
        if (is != rows[i].is)
            print_error("%s\n", rows[i].text);
        assert_int_equal(is, rows[i].is);
        if (!is)
            continue;
        assert_int_equal(d.year, rows[i].year);
        assert_int_equal(d.month, rows[i].month);
        assert_int_equal(d.day, rows[i].day);
    }
}

static void test_date_order(void **state)
{
    static const struct value_date rising[] = {
        {0, 12, 0}, {2023, 0, 0}, {2023, 12, 31}, {2024, 0, 0}, {2024, 1, 0}, {2024, 1, 1}, {2024, 2, 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rising); i++)
        for (size_t k = 0; k < COUNT(rising); k++)
            assert_int_equal(value_date_compare(rising[i], rising[k]), (i > k) - (i < k));
}

/* ---- damage ---------------------------------------------------------------------------------- */

/* A copy that ends where the memory does, so that a read behind it is seen. */
static void parse_exact(const char *bytes, size_t len, struct arena *arena)
{
    char *copy = malloc(len ? len : 1);
    struct value v, out[4];
    struct value_date d;
    size_t count;
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    struct slice text = slice_of(copy, len);
    arena_clear(arena);
    assert_true(value_parse(text, NULL, arena, &v));
    check_value(&v, text);
    assert_true(value_scan(text, NULL, arena, out, COUNT(out), &count));
    for (size_t i = 0; i < count; i++)
        assert_true(lies_in(out[i].span, text));
    (void)value_date_parse(text, &d);
    free(copy);
}

static void test_every_prefix(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_MAX);
    for (size_t i = 0; i < COUNT(value_rows); i++)
        for (size_t len = 0; len <= strlen(value_rows[i].text); len++)
            parse_exact(value_rows[i].text, len, &arena);
    arena_release(&arena);
}

static void test_every_byte_changed(void **state)
{
    static const unsigned char bytes[] = {0x00, ' ', '\n', '0', '9', '.', ',', '-', '<', '%', '(', 'x',
                                          0x80, 0xE4, 0xB8, 0xFF};
    struct arena arena;
    char text[512];
    (void)state;
    arena_init(&arena, ARENA_MAX);
    for (size_t i = 0; i < COUNT(value_rows); i++) {
        size_t len = strlen(value_rows[i].text);
        assert_true(len < sizeof(text));
        for (size_t at = 0; at < len; at++) {
            memcpy(text, value_rows[i].text, len);
            text[at] = (char)bytes[(at + i) % sizeof(bytes)];
            parse_exact(text, len, &arena);
            text[at] = (char)(value_rows[i].text[at] ^ (1 << (at % 8)));
            parse_exact(text, len, &arena);
        }
    }
    arena_release(&arena);
}

/* Linear time: a quadratic reader would take minutes over these. */
static void test_long_and_hostile(void **state)
{
    static const char *const pieces[] = {
        "9", "一", "百分之", "一分之", "《", "“", "(", "[2014]", "1,", "1.", "1-", "1 ", "2024年", "2024-",
        "≥", "<", "<a", "&", "\\", "不", "不 ", "零", "万", "1人", "  ", "\n", "1小时(", "1小时", "1分1秒", "±1", "十", "1至",
        "a1-", "-", "\xFF", "\xE4\xB8", "半", "个半", "1亿", "不超过", "元/", "1元/人/",
    };
    enum { LONG = 1 << 18 };
    char *text = malloc(LONG);
    struct arena arena;
    (void)state;
    assert_non_null(text);
    arena_init(&arena, ARENA_MAX);
    clock_t start = clock();
    for (size_t i = 0; i < COUNT(pieces); i++) {
        size_t n = strlen(pieces[i]), len = 0;
        for (; len + n <= LONG; len += n)
            memcpy(text + len, pieces[i], n);
        parse_exact(text, len, &arena);
    }
    assert_true((clock() - start) / CLOCKS_PER_SEC < 120);
    arena_release(&arena);
    free(text);
}

static void test_long_number(void **state)
{
    char text[512];
    (void)state;
    memset(text, '7', 400);
    assert_true(reads_as(slice_of(text, 400), NULL, "text"));
    memcpy(text + 400, "%", 1);
    assert_true(reads_as(slice_of(text, 401), NULL, "text"));
}

static void test_parts_have_a_limit(void **state)
{
    struct buffer text;
    struct arena arena;
    struct value v;
    (void)state;
    buffer_init(&text, NOTE_MAX);
    arena_init(&arena, ARENA_MAX);
    for (int i = 0; i < VALUE_PARTS_MAX + 10; i++)
        buffer_format(&text, "%d人、", i);
    assert_true(value_parse(buffer_slice(&text), NULL, &arena, &v));
    assert_int_equal(v.kind, VALUE_COMPOUND);
    assert_int_equal(v.part_count, VALUE_PARTS_MAX);
    arena_release(&arena);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_rows_are_distinct),
        cmocka_unit_test(test_tables_are_sorted),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_context),
        cmocka_unit_test(test_scan),
        cmocka_unit_test(test_scan_stops_at_max),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_date_order),
        cmocka_unit_test(test_every_prefix),
        cmocka_unit_test(test_every_byte_changed),
        cmocka_unit_test(test_long_and_hostile),
        cmocka_unit_test(test_long_number),
        cmocka_unit_test(test_parts_have_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
