/* The formats other programs read: SARIF, JUnit XML and Markdown, as whole small reports, and that no
 * data gets out of its place in them. */
#include "write/report.h"

#include <libxml/parser.h>
#include <yajl/yajl_tree.h>
#include <zip.h>

#define TEXT(s) {(s), sizeof(s) - 1}

static const struct source sources[] = {{.kind = SOURCE_CSV, .path = (char[]){"a b/表.csv"}},
                                        {.kind = SOURCE_DOCX, .path = (char[]){"c.docx"}}};
static const struct rule rule = {.id = TEXT("R-1")};
static const struct project_key one = {.ordinal = 2,
                                       .code = TEXT("C"),
                                       .name = TEXT("甲|乙"),
                                       .unit = TEXT("局"),
                                       .year = 2023,
                                       .form = FORM_TARGET};
static const struct project_key two = {.ordinal = 3, .name = TEXT("丙"), .form = FORM_TARGET};
static const struct rule_count counts[] = {{.id = TEXT("R-1"), .title = TEXT("标题")}};
static const struct summary summary = {.verdict = VERDICT_INCOMPLETE,
                                       .fingerprint = "ff",
                                       .projects = {2, 2, 0},
                                       .findings = {0, 1, 1},
                                       .undecided = 1,
                                       .input_errors = 1,
                                       .by_rule = counts,
                                       .rule_count = 1};

static struct finding fault(enum finding_kind kind, enum severity severity, const char *value)
{
    struct finding f = report_fault(&rule, &one, value);
    f.kind = kind;
    f.severity = severity;
    return f;
}

/* One of each kind over two projects, the second without findings. */
static const char *report_of(struct report *r, const char *format, const char *value)
{
    struct finding all[] = {fault(KIND_FINDING, SEVERITY_ERROR, value),
                            fault(KIND_FINDING, SEVERITY_WARNING, value),
                            fault(KIND_UNDECIDED, SEVERITY_WARNING, value),
                            fault(KIND_INPUT_ERROR, SEVERITY_ERROR, value)};
    static const struct place related[] = {{.project = {.ordinal = 5}, .at = {1, 2, 5, 3}}};
    all[0].related = related;
    all[0].related_count = 1;
    all[1].status = STATUS_WAIVED;
    all[3].rule = NULL;
    all[3].place.project = (struct project_key){0};
    report_open(r, format, (struct write_options){0}, sources, 2);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(writer_finding(r->writer, &all[i], NULL), 0);
    assert_int_equal(writer_project(r->writer, &one, VERDICT_FIX, NULL), 0);
    assert_int_equal(writer_project(r->writer, &two, VERDICT_PASS, NULL), 0);
    return report_finish(r, &summary);
}

static void in_order(const char *text, const char *const *parts)
{
    const char *at = text;
    for (size_t i = 0; parts[i]; i++) {
        const char *found = strstr(at, parts[i]);
        if (!found)
            fail_msg("no %s in\n%s", parts[i], at);
        at = found + 1;
    }
}

static void sarif_whole(void **state)
{
    static const char *const parts[] = {
        "\"version\":\"2.1.0\"",
        "\"id\":\"R-1\",\"shortDescription\":{\"text\":\"标题\"}",
        "\"executionSuccessful\":false,\"toolExecutionNotifications\":[",
        "\"level\":\"error\",\"message\":{\"text\":\"错。建议：改\"}",
        "\"results\":[",
        "\"ruleId\":\"R-1\",\"kind\":\"fail\",\"level\":\"error\"",
        "\"uri\":\"a%20b/%E8%A1%A8.csv\"},\"region\":{\"startLine\":4,\"startColumn\":9}",
        "\"relatedLocations\":[{\"id\":1,\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"c.docx\"}}",
        "\"fullyQualifiedName\":\"c.docx 表2 行5 格3\"",
        "\"partialFingerprints\":{\"jihe/v1\":\"ab\"}",
        "\"level\":\"warning\"",
        "\"baselineState\":\"unchanged\",\"suppressions\":[{\"kind\":\"external\"",
        "\"kind\":\"open\",\"level\":\"none\"",
        NULL};
    struct report r;
    char why[200];
    (void)state;
    const char *text = report_of(&r, "sarif", "\"v\"\\");
    in_order(text, parts);
    yajl_val tree = yajl_tree_parse(text, why, sizeof(why));
    if (!tree)
        fail_msg("%s", why);
    const char *runs[] = {"runs", NULL}, *results[] = {"results", NULL};
    yajl_val run = yajl_tree_get(tree, runs, yajl_t_array);
    assert_int_equal(run->u.array.len, 1);
    yajl_val list = yajl_tree_get(run->u.array.values[0], results, yajl_t_array);
    assert_int_equal(list->u.array.len, 3);
    yajl_tree_free(tree);
    report_close(&r);
}

static void junit_whole(void **state)
{
    static const char *const parts[] = {
        "<testsuites name=\"jihe incomplete\" tests=\"5\" failures=\"1\" errors=\"1\" skipped=\"1\">",
        "<testsuite name=\"2. 甲|乙 · 局 · 绩效目标表 2023\" tests=\"3\" failures=\"1\" errors=\"0\" "
        "skipped=\"1\">",
        "<testcase classname=\"方面\" name=\"R-1 #3 名 target\"><failure message=\"错\" type=\"error\">"
        "a b/表.csv:4:9\n填报值：v\n建议：改</failure></testcase>",
        "<system-out>warning: 〔已豁免〕错\n",
        "<skipped message=\"错\"",
        "<testsuite name=\"3. 丙 · 绩效目标表\" tests=\"1\"",
        "<testcase classname=\"jihe\" name=\"check\"/>",
        "<testsuite name=\"未能核验\" tests=\"1\" failures=\"0\" errors=\"1\"",
        "<error message=\"错\"",
        "</testsuites>",
        NULL};
    struct report r;
    (void)state;
    in_order(report_of(&r, "junit", "v"), parts);
    report_close(&r);
}

static void md_whole(void **state)
{
    static const char *const parts[] = {
        "# 核验结果：无法核验\n",
        "| 1 | 1 | 0 | 1 | 0 | 1 |\n",
        "\n## 2\\. 甲\\|乙 · 局 · 绩效目标表 2023\n\n| 级别 |",
        "| 错误<br>R-1 | 指标 3 名 · 指标值「v」<br>a b/表.csv:4:9<br>另见：c.docx 表2 行5 格3 | 错 | 改 |\n",
        "| 警告<br>R-1 |",
        "\n## 未能核验\n",
        "| 无法判断<br>R-1 |",
        "| 输入问题<br>R-1 |",
        "核验指纹：ff",
        NULL};
    struct report r;
    (void)state;
    in_order(report_of(&r, "md", "v"), parts);
    report_close(&r);
}

/* What comes after a project's verdict was found across projects and names its project. */
static void md_across(void **state)
{
    static const char *const parts[] = {
        "\n## 2\\. 甲\\|乙 · 局 · 绩效目标表 2023\n\n| 级别 |", "| 警告<br>R-1 | 指标 3 名",
        "\n## 跨项目核对\n\n| 级别 |",
        "| 错误<br>R-1 | 2\\. 甲\\|乙 · 局 · 绩效目标表 2023<br>指标 3 名 · 指标值「v」<br>a b/表.csv:4:9 |",
        "| 提示<br>R-1 | 3\\. 丙 · 绩效目标表<br>指标 3 名", NULL};
    struct finding first = fault(KIND_FINDING, SEVERITY_WARNING, "v"), later = fault(KIND_FINDING, SEVERITY_ERROR, "v"),
                   last = fault(KIND_FINDING, SEVERITY_NOTE, "v");
    struct report r;
    (void)state;
    last.place.project = two;
    report_open(&r, "md", (struct write_options){0}, sources, 2);
    assert_int_equal(writer_finding(r.writer, &first, NULL), 0);
    assert_int_equal(writer_project(r.writer, &one, VERDICT_FIX, NULL), 0);
    assert_int_equal(writer_project(r.writer, &two, VERDICT_PASS, NULL), 0);
    assert_int_equal(writer_finding(r.writer, &later, NULL), 0);
    assert_int_equal(writer_finding(r.writer, &last, NULL), 0);
    const char *text = report_finish(&r, &summary);
    in_order(text, parts);
    assert_null(strstr(text, "## 3"));
    report_close(&r);
}

/* A letter quotes a value once, and of a long one the beginning; a blank one is said to be blank. */
static void md_values(void **state)
{
    static const struct {
        const char *value, *shown;
    } rows[] = {{"", "指标值（空白）<br>"},
                {"  ", "指标值（空白）<br>"},
                {"错", "指标值<br>"},
                {"名", "指标值<br>"},
                {"错字", "指标值「错字」<br>"},
                {"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
                 "指标值「一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六…」<br>"}};
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct report r;
        const char *text = report_of(&r, "md", rows[i].value);
        if (!strstr(text, rows[i].shown))
            fail_msg("no %s in\n%s", rows[i].shown, text);
        report_close(&r);
    }
}

/* One part of the workbook as text, malloc'ed. */
static char *part_of(const struct report *r, const char *name)
{
    zip_error_t error;
    zip_stat_t st;
    zip_source_t *source = zip_source_buffer_create(r->text, r->len, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    assert_non_null(zip);
    assert_int_equal(zip_stat(zip, name, 0, &st), 0);
    char *text = calloc(1, st.size + 1);
    assert_non_null(text);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, text, st.size), (zip_int64_t)st.size);
    assert_int_equal(zip_fclose(file), 0);
    zip_discard(zip);
    return text;
}

static void xlsx_whole(void **state)
{
    static const char *const book[] = {"name=\"核验结果\"", "name=\"问题清单\"", NULL};
    static const char *const result[] = {">结论<", ">无法核验<", ">问题<", ">1<", ">核验指纹<", ">ff<", NULL};
    static const char *const list[] = {
        ">级别<", ">指纹<", ">错误<", ">R-1<", ">甲|乙<", ">指标值<", ">=1+1<", ">错<", ">改<",
        ">审核实践<", ">a b/表.csv:4:9<", ">新<", ">警告<", ">已豁免<", ">无法判断<", ">输入问题<",
        "<autoFilter ref=\"A1:Q5\"/>", NULL};
    struct report r;
    (void)state;
    (void)report_of(&r, "xlsx", "=1+1");
    static const char *const names[] = {"xl/workbook.xml", "xl/worksheets/sheet1.xml",
                                        "xl/worksheets/sheet2.xml"};
    static const char *const *const parts[] = {book, result, list};
    for (int i = 0; i < 3; i++) {
        char *text = part_of(&r, names[i]);
        in_order(text, parts[i]);
        assert_null(strstr(text, "<f>"));
        free(text);
    }
    report_close(&r);
}

/* A text no cell holds is cut where it ends, and says so. */
static void xlsx_long(void **state)
{
    enum { LONG = 40000 };
    struct report r;
    char *value = malloc(3 * LONG + 1);
    (void)state;
    assert_non_null(value);
    for (size_t i = 0; i < LONG; i++)
        memcpy(value + 3 * i, "长", 3);
    value[(size_t)3 * LONG] = '\0';
    (void)report_of(&r, "xlsx", value);
    char *text = part_of(&r, "xl/worksheets/sheet2.xml"), *at = strstr(text, "长长");
    assert_non_null(at);
    size_t count = strspn(at, "长") / 3;
    assert_int_equal(count, 32766);
    assert_memory_equal(at + 3 * count, "…", 3);
    free(text);
    free(value);
    report_close(&r);
}

static void hostile(void **state)
{
    static const char *const values[] = {"</failure><script>&", "]]>", "\x1b[31m\x01", "a\nb|c`d*",
                                         "\" onload=\"", "\xFF\xFE"};
    (void)state;
    for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
        struct report r;
        const char *text = report_of(&r, "junit", values[i]);
        xmlDocPtr doc = xmlReadMemory(text, (int)strlen(text), NULL, NULL,
                                      XML_PARSE_NONET | XML_PARSE_NOERROR);
        if (!doc)
            fail_msg("no XML: %s", text);
        xmlFreeDoc(doc);
        assert_null(strstr(text, "<script"));
        report_close(&r);
        text = report_of(&r, "sarif", values[i]);
        yajl_val tree = yajl_tree_parse(text, NULL, 0);
        assert_non_null(tree);
        yajl_tree_free(tree);
        report_close(&r);
        text = report_of(&r, "md", values[i]);
        assert_null(strchr(text, '\x1b'));
        assert_null(strstr(text, "<script"));
        assert_null(strstr(text, "b|c"));
        report_close(&r);
    }
    xmlCleanupParser();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sarif_whole), cmocka_unit_test(junit_whole),
                                       cmocka_unit_test(md_whole), cmocka_unit_test(md_values), cmocka_unit_test(md_across),
                                       cmocka_unit_test(xlsx_whole),
                                       cmocka_unit_test(xlsx_long), cmocka_unit_test(hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
