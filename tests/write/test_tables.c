/* CSV and HTML: whole small reports, and that no data becomes a formula, markup or a
 * control. */
#include "write/report.h"

#define TEXT(s)                                                                          \
    {                                                                                    \
        (s), sizeof(s) - 1                                                               \
    }

static const struct source sources[] = {
    {.kind = SOURCE_CSV, .path = (char[]){"a,b.csv"}}};
static const struct rule rule = {.id = TEXT("R-1")};
static const struct statute_ref basis[] = {{.id = TEXT("s"), .text = TEXT("财预1号")},
                                           {.id = TEXT("t")}};
static const struct project_key one = {.ordinal = 2,
                                       .code = TEXT("C"),
                                       .name = TEXT("甲"),
                                       .unit = TEXT("局"),
                                       .region = TEXT("42"),
                                       .year = 2023,
                                       .form = FORM_TARGET};
static const struct slice packs[] = {TEXT("national@1"), TEXT("420000@2")};
static const struct summary summary = {.verdict = VERDICT_FIX,
                                       .fingerprint = "ff",
                                       .packs = packs,
                                       .pack_count = 2,
                                       .terms = {.region = TEXT("420000")}};

static struct finding fault(const char *value)
{
    struct finding f = report_fault(&rule, &one, value);
    f.aspect = SLICE("x");
    f.basis = basis;
    f.basis_count = 2;
    return f;
}

static const struct {
    const char *value, *csv, *html;
} cells[] = {
    {"plain", "\"plain\"", "<q>plain</q>"},
    {"a\"b,c", "\"a\"\"b,c\"", "<q>a&quot;b,c</q>"},
    {"=HYPERLINK(1)", "\"'=HYPERLINK(1)\"", "<q>=HYPERLINK(1)</q>"},
    {"+1+cmd|'/C calc'!A0", "\"'+1+cmd|'/C calc'!A0\"", "&#39;/C calc&#39;"},
    {"@SUM(1)", "\"'@SUM(1)\"", "<q>@SUM"},
    {"-12.5", "\"-12.5\"", "<q>-12.5"},
    {"-12.5.1", "\"'-12.5.1\"", "<q>-12"},
    {"-5%", "\"'-5%\"", "<q>-5%"},
    {"-", "\"'-\"", "<q>-<"},
    {"\t=1", "\"'␉=1\"", "<q>␉=1"},
    {"\r=1", "\"'␍=1\"", "<q>␍=1"},
    {"＝1", "\"'＝1\"", "<q>＝1"},
    {"a\nb", "\"a␊b\"", "<q>a␊b"},
    {"</q><script>alert(1)</script>", "\"</q><script>",
     "&lt;/q&gt;&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"\" onmouseover=x & y", "\"\"\" onmouseover", "&quot; onmouseover=x &amp; y"},
    {"\x1b[31m\xE2\x80\xAE", "\"␛[31m<U+202E>\"", "␛[31m&lt;U+202E&gt;"},
};

static void hostile_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
        for (int html = 0; html < 2; html++) {
            struct report r;
            struct finding f = fault(cells[i].value);
            report_open(&r, html ? "html" : "csv", (struct write_options){0}, sources, 1);
            assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
            assert_int_equal(writer_project(r.writer, &one, VERDICT_FIX, NULL), 0);
            const char *text = report_finish(&r, &summary);
            if (!strstr(text, html ? cells[i].html : cells[i].csv))
                fail_msg("row %zu: %s", i, text);
            assert_null(strchr(text, '\x1b'));
            if (html)
                assert_null(strstr(text, "<script"));
            report_close(&r);
        }
}

#define RUN "\"run\",,,,,,,,,,,,,,"

static void csv_whole(void **state)
{
    (void)state;
    static const char *const wanted[] = {
        "\xEF\xBB\xBF种类,规则,级别,方面,项目序号,项目编码,项目名称,单位,财政区划,年度,"
        "表格,指标序号,指标名称,"
        "字段,填报值,问题,建议,依据,位置,规则包,指纹,状态\r\n"
        "\"finding\",\"R-1\",\"error\",\"x\",2,\"C\",\"甲\",\"局\",\"42\",2023,"
        "\"target\",3,\"名\",\"target\","
        "\"v\",\"错\",\"改\",\"财预1号、t\",\"a,b.csv:4:9\",\"n@1\",\"ab\",\"新\"\r\n"
        "\"input_error\",\"\",\"error\",\"\",,\"\",\"\",\"\",\"\",,\"\",,\"\",\"\",\"\","
        "\"m\",\"\",\"\","
        "\"a,b.csv\",\"\",\"\",\"\"\r\n"
        RUN "\"fix\",\"结论与规则包\",,,\"\",\"national@1+420000@2\",\"ff\",\r\n"
        RUN "\"\",\"口径：区划 420000\",,,\"\",\"\",\"\",\r\n"
        RUN "\"cd\",\"输入，SHA-256\",,,\"a,b.csv\",\"\",\"\",\r\n",
        "\xEF\xBB\xBFkind,rule,severity,aspect,ordinal,project_code,project_name,unit,"
        "region,year,form,seq,"
        "indicator,field,value,message,suggestion,basis,location,pack,fingerprint,status\r\n"
        "\"finding\",\"R-1\",\"error\",\"x\",2,\"C\",\"甲\",\"局\",\"42\",2023,"
        "\"target\",3,\"名\",\"target\","
        "\"v\",\"wrong\",\"改\",\"财预1号, t\",\"a,b.csv:4:9\",\"n@1\",\"ab\",\"new\"\r\n"
        "\"input_error\",\"\",\"error\",\"\",,\"\",\"\",\"\",\"\",,\"\",,\"\",\"\",\"\","
        "\"m\",\"\",\"\","
        "\"a,b.csv\",\"\",\"\",\"\"\r\n"
        RUN "\"fix\",\"verdict and packs\",,,\"\",\"national@1+420000@2\",\"ff\",\r\n"
        RUN "\"\",\"terms: region 420000\",,,\"\",\"\",\"\",\r\n"
        RUN "\"cd\",\"input, SHA-256\",,,\"a,b.csv\",\"\",\"\",\r\n",
    };
    for (int en = 0; en < 2; en++) {
        struct report r;
        struct finding f = fault("v");
        struct finding input = {
            .kind = KIND_INPUT_ERROR, .severity = SEVERITY_ERROR, .message = TEXT("m")};
        report_open(&r, "csv", (struct write_options){.language = (enum language)en},
                    sources, 1);
        assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
        assert_int_equal(writer_finding(r.writer, &input, NULL), 0);
        assert_int_equal(writer_project(r.writer, &one, VERDICT_FIX, NULL), 0);
        struct summary s = summary;
        struct source source = sources[0];
        memcpy(source.sha256, "cd", sizeof("cd"));
        s.sources = &source;
        s.source_count = 1;
        assert_string_equal(report_finish(&r, &s), wanted[en]);
        report_close(&r);
    }
}

static void csv_empty(void **state)
{
    (void)state;
    struct report r;
    report_open(&r, "csv", (struct write_options){0}, sources, 1);
    assert_non_null(strstr(report_finish(&r, &summary), "种类,规则"));
    report_close(&r);
}

/* The parts stand in order, each exactly once, and what is opened is closed. */
static void html_whole(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "<!DOCTYPE html>",
        "<html lang=\"zh\">",
        "default-src 'none'",
        "<b class=\"v2\">须修改</b>",
        "<details open><summary><span class=\"v2\">须修改</span> 2. 甲 · 局 · 绩效目标表 "
        "2023</summary><table>",
        "<tr class=\"error\"><td>错误<br><small>R-1</small></td><td>指标 3 "
        "名<br><b>指标值</b><br><q>v</q>"
        "<br><small>a,b.csv:4:9</small></"
        "td><td>错<br>建议：改<br><small>依据：财预1号、t</small>"
        "<br><small>另见：指标 5、7；丁 指标 2 第 8 行</small></td></tr>",
        "<details open><summary><span class=\"v0\">可提交</span> 3. 乙 · 未注明表格</summary>",
        "<h2>未能核验</h2>",
        "无法判断<br>",
        "核验指纹：ff",
        "</html>",
    };
    struct report r;
    struct finding f = fault("v"), group = fault("g"), open = fault("u");
    struct project_key two = {.ordinal = 3, .name = TEXT("乙")};
    static const struct place related[] = {
        {.project = {.ordinal = 2}, .seq = 3, .at = {0, 4, 1, 0}}, /* the finding's own row */
        {.project = {.ordinal = 2}, .seq = 5, .at = {0, 6, 1, 0}},
        {.project = {.ordinal = 2}, .seq = 7, .at = {0, 7, 1, 0}},
        {.project = {.ordinal = 9, .name = TEXT("丁")}, .seq = 2, .at = {0, 8, 1, 0}},
    };
    f.related = related;
    f.related_count = 4;
    group.place.project = two;
    open.kind = KIND_UNDECIDED;
    report_open(&r, "html", (struct write_options){0}, sources, 1);
    assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
    assert_int_equal(writer_finding(r.writer, &open, NULL), 0);
    assert_int_equal(writer_project(r.writer, &one, VERDICT_FIX, NULL), 0);
    assert_int_equal(writer_project(r.writer, &two, VERDICT_PASS, NULL), 0);
    assert_int_equal(writer_finding(r.writer, &group, NULL), 0);
    f.place.project.name = SLICE("丙");
    assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
    const char *text = report_finish(&r, &summary), *at = text;
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        const char *found = strstr(at, parts[i]);
        if (!found)
            fail_msg("no %s behind %.200s", parts[i], at);
        at = found + 1;
    }
    size_t opened = 0, closed = 0;
    for (at = text; (at = strstr(at, "<details")) != NULL; at++)
        opened++;
    for (at = text; (at = strstr(at, "</details>")) != NULL; at++)
        closed++;
    assert_int_equal(opened, 4);
    assert_int_equal(closed, 4);
    report_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_cells),
        cmocka_unit_test(csv_whole),
        cmocka_unit_test(csv_empty),
        cmocka_unit_test(html_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
