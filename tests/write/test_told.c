/* By what a run judged: the sentences for people, in both languages and in every report for people. */
#include "write/report.h"
#include "write/told.h"

#define TEXT(s) {(s), sizeof(s) - 1}

static const struct plain given = {.kind = PLAIN_TEXT, .text = TEXT("50")},
                          now = {.kind = PLAIN_NUMBER, .number = {.coefficient = 50}},
                          was = {.kind = PLAIN_NUMBER, .number = {.coefficient = 60}};
static const struct setting_told settings[] = {
    {.name = TEXT("floor"), .value = &given, .from = TEXT("--param")},
    {.name = TEXT("floor"),
     .value = &now,
     .inherited = &was,
     .unit = TEXT("%"),
     .from = TEXT("420000@2"),
     .above = TEXT("national@1"),
     .reason = TEXT("实<际>|情况"),
     .loosened = true}};
static const struct severity_told severities[] = {
    {.rule = TEXT("A-1"), .now = TEXT("error"), .was = TEXT("note"), .from = TEXT("420000@2")},
    {.rule = TEXT("A-2"),
     .now = TEXT("off"),
     .was = TEXT("warning"),
     .from = TEXT("420000@2"),
     .reason = TEXT("没有这一栏"),
     .loosened = true}};
static const struct caveat_told caveats[] = {
    {.statutes = TEXT("甲号、乙号"), .text = TEXT("参照执行"), .text_en = TEXT("by analogy")}};
static const struct source sources[] = {
    {.kind = SOURCE_CSV, .path = (char[]){"表.csv"}, .sha256 = "0123456789abcdef0123"}};
static const struct summary summary = {.fingerprint = "ff",
                                       .terms = {.region = TEXT("420000"),
                                                 .stage = TEXT("finance"),
                                                 .as_of = TEXT("2027"),
                                                 .year = 2026},
                                       .settings = settings,
                                       .setting_count = 2,
                                       .severities = severities,
                                       .severity_count = 2,
                                       .loosened = 2,
                                       .caveats = caveats,
                                       .caveat_count = 1,
                                       .sources = sources,
                                       .source_count = 1};

struct lines {
    struct buffer text;
    size_t count;
};

static void line_add(void *context, enum told_kind kind, struct slice text)
{
    struct lines *l = context;
    buffer_format(&l->text, "%s|%.*s\n", told_label(kind, LANGUAGE_EN), SLICE_ARG(text));
    l->count++;
}

static void tell(struct lines *l, const struct summary *s, enum language language)
{
    struct buffer scratch;
    buffer_init(&scratch, 1 << 16);
    buffer_init(&l->text, 1 << 16);
    l->count = 0;
    told_visit(s, language, &scratch, line_add, l);
    buffer_byte(&l->text, '\0');
    buffer_release(&scratch);
}

static void test_sentences(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "terms|区划 420000，年度 2026，环节 财政审核，按此时的规则 2027\n"
        "loosened|420000@2：A-2 警告 → 停用：没有这一栏\n"
        "loosened|420000@2：floor 60% → 50%：实<际>|情况\n"
        "changed|420000@2：A-1 提示 → 错误\n"
        "changed|--param：floor = 50\n"
        "basis|甲号、乙号：参照执行\n"
        "input|表.csv  0123456789abcdef\n",
        "terms|region 420000, year 2026, stage finance, rules as of 2027\n"
        "loosened|420000@2: A-2 warning → off: 没有这一栏\n"
        "loosened|420000@2: floor 60% → 50%: 实<际>|情况\n"
        "changed|420000@2: A-1 note → error\n"
        "changed|--param: floor = 50\n"
        "basis|甲号、乙号: by analogy\n"
        "input|表.csv  0123456789abcdef\n"};
    for (int language = LANGUAGE_ZH; language <= LANGUAGE_EN; language++) {
        struct lines l;
        tell(&l, &summary, (enum language)language);
        assert_string_equal(l.text.ptr, texts[language]);
        buffer_release(&l.text);
    }
}

/* Nothing said where there is nothing; beyond twenty of a kind only how many more. */
static void test_numbers(void **state)
{
    (void)state;
    struct severity_told many[50];
    struct lines l;
    tell(&l, &(struct summary){0}, LANGUAGE_ZH);
    assert_int_equal(l.count, 0);
    buffer_release(&l.text);
    for (size_t i = 0; i < 50; i++)
        many[i] = severities[1];
    tell(&l, &(struct summary){.severities = many, .severity_count = 50}, LANGUAGE_ZH);
    assert_int_equal(l.count, 21);
    assert_non_null(strstr(l.text.ptr, "另有 30 项"));
    buffer_release(&l.text);
}

/* Every report for people or programs has the reason of a loosening; markup in it is only text. */
static void test_reports(void **state)
{
    (void)state;
    static const struct {
        const char *format, *reason;
    } rows[] = {{"text", "没有这一栏"},     {"html", "没有这一栏"},  {"md", "没有这一栏"},
                {"junit", "没有这一栏"},    {"sarif", "没有这一栏"}, {"json", "没有这一栏"},
                {"html", "实&lt;际&gt;"},   {"md", "实&lt;际"},      {"junit", "实&lt;际&gt;"},
                {"text", "0123456789abcdef"}, {"html", "0123456789abcdef"}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct report r;
        report_open(&r, rows[i].format, (struct write_options){0}, sources, 1);
        const char *text = report_finish(&r, &summary);
        if (!strstr(text, rows[i].reason))
            fail_msg("%s: no %s", rows[i].format, rows[i].reason);
        report_close(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
