/* The text report as a clerk sees it, compared whole; what is safe to show; where lines
 * break. */
#include "write/report.h"

#include "write/layout.h"

static const struct {
    const char *in, *out;
} safe_rows[] = {
    {"普通 text", "普通 text"},
    {"\x1b[31mred\x07", "␛[31mred␇"},
    {"a\nb\tc\rd", "a␊b␉c␍d"},
    {"\x7f", "␡"},
    {"\xC2\x9B"
     "31m",
     "<U+009B>31m"},
    {"\xE2\x80\xAE"
     "abc\xE2\x80\xAC",
     "<U+202E>abc<U+202C>"},
    {"零\xE2\x80\x8B宽", "零<U+200B>宽"},
    {"\xEF\xBB\xBF", "<U+FEFF>"},
    {"\xF3\xA0\x80\x81", "<U+E0001>"},
    {"\xFF\xC0", "\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"\xE2\x80\xA8", "<U+2028>"},
    {"", ""},
};

static void safe(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(safe_rows) / sizeof(*safe_rows); i++) {
        struct buffer b;
        buffer_init(&b, 1024);
        layout_safe(&b, slice_str(safe_rows[i].in));
        buffer_byte(&b, '\0');
        assert_string_equal(b.ptr, safe_rows[i].out);
        buffer_release(&b);
    }
}

static const struct {
    size_t columns, used, indent;
    const char *in, *out;
} hang_rows[] = {
    {10, 0, 0, "", "\n"},
    {10, 0, 0, "一二三四五", "一二三四五\n"},
    {10, 0, 0, "一二三四五六", "一二三四五\n六\n"},
    {10, 0, 2, "一二三四五六七八九", "一二三四五\n  六七八九\n"},
    {10, 4, 2, "一二三四", "一二三\n  四\n"},
    {10, 0, 0, "一二三四，五六", "一二三四，\n五六\n"},
    {10, 0, 0, "一二三四五，六", "一二三四\n五，六\n"},
    {10, 0, 0, "一二三四（五）", "一二三四\n（五）\n"},
    {12, 0, 0, "one two three", "one two\nthree\n"},
    {12, 0, 0, "预算数280.50万元", "预算数280.50\n万元\n"},
    {12, 0, 0, "abcdefghijklmnopq", "abcdefghijkl\nmnopq\n"},
    {10, 0, 0, "a  b", "a  b\n"},
    {10, 0, 0, "a\x1b[2Jb", "a␛[2Jb\n"},
};

static void hang(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(hang_rows) / sizeof(*hang_rows); i++) {
        struct buffer b;
        buffer_init(&b, 1024);
        struct layout l = {.out = &b, .columns = hang_rows[i].columns};
        layout_hang(&l, hang_rows[i].used, hang_rows[i].indent,
                    slice_str(hang_rows[i].in));
        buffer_byte(&b, '\0');
        assert_string_equal(b.ptr, hang_rows[i].out);
        buffer_release(&b);
    }
}

static void clip(void **state)
{
    (void)state;
    static const struct {
        size_t columns;
        const char *in, *out;
    } rows[] = {{4, "一二", "一二"},
                {4, "一二三", "一二…"},
                {5, "一二三", "一二…"},
                {3,
                 "a\x1b"
                 "bc",
                 "a␛b…"},
                {0, "", ""}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer b;
        buffer_init(&b, 1024);
        layout_clip(&b, slice_str(rows[i].in), rows[i].columns);
        buffer_byte(&b, '\0');
        assert_string_equal(b.ptr, rows[i].out);
        buffer_release(&b);
    }
}

static char *sheets[] = {(char[]){"表1"}};
static const struct source sources[] = {
    {.kind = SOURCE_CSV, .path = (char[]){"a.csv"}, .sha256 = "aa"},
    {.kind = SOURCE_XLSX, .path = (char[]){"c.xlsx"}, .sheets = sheets, .sheet_count = 1},
    {.kind = SOURCE_DOCX, .path = (char[]){"d.docx"}},
    {.kind = SOURCE_HTML, .path = (char[]){"e.html"}},
    {.kind = SOURCE_TEXT, .path = (char[]){"f.txt"}},
};

static void addresses(void **state)
{
    (void)state;
    static const struct {
        struct address at;
        const char *zh, *en;
    } rows[] = {
        {{0, 4, 9, 0}, "a.csv:4:9", "a.csv:4:9"},
        {{0, 4, 0, 0}, "a.csv:4", "a.csv:4"},
        {{0, 0, 0, 0}, "a.csv", "a.csv"},
        {{1, 1, 7, 2}, "c.xlsx 表1!B7", "c.xlsx 表1!B7"},
        {{1, 2, 7, 703}, "c.xlsx 工作表2!AAA7", "c.xlsx sheet2!AAA7"},
        {{1, 1, 7, 0}, "c.xlsx 表1 第 7 行", "c.xlsx 表1 row 7"},
        {{1, 1, 0, 0}, "c.xlsx 表1", "c.xlsx 表1"},
        {{2, 2, 5, 3}, "d.docx 表2 行5 格3", "d.docx table 2 row 5 cell 3"},
        {{2, 2, 0, 0}, "d.docx 表2", "d.docx table 2"},
        {{2, 0, 7, 0}, "d.docx 第 7 段", "d.docx paragraph 7"},
        {{2, 0, 0, 0}, "d.docx", "d.docx"},
        {{3, 1, 4, 0}, "e.html 表1 行4", "e.html table 1 row 4"},
        {{3, 0, 2, 0}, "e.html 第 2 段", "e.html paragraph 2"},
        {{4, 0, 7, 3}, "f.txt:7:3", "f.txt:7:3"},
        {{4, 2, 7, 0}, "f.txt:7", "f.txt:7"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (int en = 0; en < 2; en++) {
            struct buffer b;
            buffer_init(&b, 1024);
            write_address(&b, &sources[rows[i].at.file], rows[i].at, (enum language)en);
            buffer_byte(&b, '\0');
            assert_string_equal(b.ptr, en ? rows[i].en : rows[i].zh);
            buffer_release(&b);
        }
}

static const struct rule rule = {.id = {"SEV-004", 7}};
static const struct statute_ref basis[] = {
    {.id = {"s", 1}, .text = {"财预〔2020〕10号", sizeof("财预〔2020〕10号") - 1}}};

#define TEXT(s)                                                                          \
    {                                                                                    \
        (s), sizeof(s) - 1                                                               \
    }

static const struct project_key one = {.ordinal = 1,
                                       .name = TEXT("甲项目"),
                                       .unit = TEXT("某局"),
                                       .year = 2023,
                                       .form = FORM_SELF_EVALUATION};
static const struct project_key two = {
    .ordinal = 2, .name = TEXT("乙\x1b[31m项目"), .form = FORM_TARGET};

static struct finding fault(const struct project_key *key, uint32_t seq,
                            const char *value)
{
    return (struct finding){
        .kind = KIND_FINDING,
        .rule = &rule,
        .rule_id = TEXT("SEV-004"),
        .severity = SEVERITY_WARNING,
        .message = TEXT("指标值无法衡量"),
        .message_en = TEXT("the target cannot be measured"),
        .suggestion = TEXT("写明数量和单位"),
        .suggestion_en = TEXT("give a number and a unit"),
        .basis = basis,
        .basis_count = 1,
        .place = {.project = *key,
                  .seq = seq,
                  .field = TEXT("target"),
                  .at = {0, seq + 1, 5, 0},
                  .index = UINT32_MAX},
        .indicator_name = TEXT("培训人次"),
        .has_value = true,
        .value = slice_str(value),
    };
}

static void feed(struct report *r)
{
    struct finding f[] = {fault(&one, 3, "若干"), fault(&one, 4, "若干"),
                          fault(&one, 7, "较好"), fault(&one, 0, "")};
    f[3].place.seq = 0;
    f[3].severity = SEVERITY_ERROR;
    f[3].place.field = SLICE("deviation_reason");
    f[3].basis_count = 0;
    f[3].rule_id = SLICE("CMP-1");
    f[3].suggestion = f[3].suggestion_en = SLICE_NONE;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(writer_finding(r->writer, &f[i], NULL), 0);
    assert_int_equal(writer_project(r->writer, &one, VERDICT_FIX, NULL), 0);
    assert_int_equal(writer_project(r->writer, &two, VERDICT_PASS, NULL), 0);
    struct finding group = fault(&two, 1, "培训人次");
    struct place other = {.project = one, .seq = 3, .at = {0, 4, 5, 0}};
    group.related = &other;
    group.related_count = 1;
    group.severity = SEVERITY_NOTE;
    assert_int_equal(writer_finding(r->writer, &group, NULL), 0);
    struct finding again = fault(&one, 2, "培训人次");
    again.severity = SEVERITY_NOTE;
    assert_int_equal(writer_finding(r->writer, &again, NULL), 0);
    struct finding bad = {.kind = KIND_INPUT_ERROR,
                          .severity = SEVERITY_ERROR,
                          .message = TEXT("第 3 行缺少项目名称"),
                          .message_en = TEXT("row 3 has no name"),
                          .place = {.at = {0, 3, 0, 0}}};
    struct finding broken = {.kind = KIND_RULE_ERROR,
                             .severity = SEVERITY_ERROR,
                             .rule_id = TEXT("X-1"),
                             .message = TEXT("x.lua:3: 出错")};
    assert_int_equal(writer_finding(r->writer, &bad, NULL), 0);
    assert_int_equal(writer_finding(r->writer, &broken, NULL), 0);
    for (uint32_t i = 1; i <= 7; i++) {
        struct finding open = fault(&one, i, "");
        open.kind = KIND_UNDECIDED;
        open.message = SLICE("没有预算数");
        open.message_en = SLICE_NONE;
        assert_int_equal(writer_finding(r->writer, &open, NULL), 0);
    }
}

static const struct named_count by_aspect[] = {{TEXT("自评质量"), 1, 3, 0}};
static const struct named_count by_unit[] = {{TEXT("某局"), 1, 3, 0},
                                             {TEXT("另一单位"), 10, 0, 12}};
static const struct slice packs[] = {TEXT("national@1"), TEXT("420000@2")};
static const struct summary summary = {
    .verdict = VERDICT_INCOMPLETE,
    .projects = {3, 2, 1},
    .indicators = {30, 30, 0},
    .verdicts = {1, 0, 1, 0},
    .findings = {1, 3, 1},
    .undecided = 7,
    .rule_errors = 1,
    .input_errors = 1,
    .by_aspect = by_aspect,
    .aspect_count = 1,
    .by_unit = by_unit,
    .unit_count = 2,
    .rules_loaded = 98,
    .rules_failed = 1,
    .packs = packs,
    .pack_count = 2,
    .fingerprint = "0123456789abcdef0123",
    .seconds = 1.25,
};

static const char golden_zh[] =
    "须修改      1  甲项目 · 某局 · 自评表 2023\n"
    "    错误  CMP-1    偏差原因分析 「」（空白）\n"
    "          指标值无法衡量\n"
    "          依据：审核实践\n"
    "          位置：a.csv:1:5\n"
    "    警告  SEV-004  指标 3 培训人次 · 指标值 「若干」\n"
    "          指标值无法衡量\n"
    "          建议：写明数量和单位\n"
    "          依据：财预〔2020〕10号\n"
    "          位置：a.csv:4:5\n"
    "          同一问题另有 2 处：指标 4、7「较好」\n"
    "\n"
    "可提交      2  乙␛[31m项目 · 绩效目标表\n"
    "\n"
    "跨项目核对\n"
    "            1  甲项目 · 某局 · 自评表 2023\n"
    "    提示  SEV-004  指标 2 培训人次 · 指标值\n"
    "          指标值无法衡量\n"
    "          建议：写明数量和单位\n"
    "          依据：财预〔2020〕10号\n"
    "          位置：a.csv:3:5\n"
    "\n"
    "            2  乙␛[31m项目 · 绩效目标表\n"
    "    提示  SEV-004  指标 1 培训人次 · 指标值\n"
    "          指标值无法衡量\n"
    "          建议：写明数量和单位\n"
    "          依据：财预〔2020〕10号\n"
    "          位置：a.csv:2:5\n"
    "          另见：甲项目 指标 3 第 4 行\n"
    "\n"
    "输入中的问题\n"
    "  - 第 3 行缺少项目名称\n"
    "    位置：a.csv:3\n"
    "\n"
    "未能执行的规则\n"
    "  - X-1  x.lua:3: 出错\n"
    "\n"
    "规则无法判断，须人工查看\n"
    "  - SEV-004  没有预算数\n"
    "    位置：甲项目 指标 1；甲项目 指标 2；甲项目 指标 3；甲项目 指标 4；甲\n"
    "          项目 指标 5 等 7 处\n"
    "\n"
    "按方面                              错误    警告    提示\n"
    "自评质量                               1       3       0\n"
    "\n"
    "按单位                              错误    警告    提示\n"
    "某局                                   1       3       0\n"
    "另一单位                              10       0      12\n"
    "\n"
    "项目      读入 3  已核 2  未收 1\n"
    "指标      读入 30  已核 30  未收 0\n"
    "问题      错误 1  警告 3  提示 1\n"
    "未能核验  无法判断 7  规则出错 1  输入问题 1\n"
    "项目结论  可提交 1  须说明 0  须修改 1  无法核验 0\n"
    "规则包    national@1、420000@2，规则 98 条，未能载入 1 条\n"
    "核验指纹  0123456789abcdef\n"
    "结论      无法核验（项目 3 个，错误 1、警告 3、提示 1）\n";
static const char golden_en[] =
    "fix           1  甲项目 · 某局 · self-evaluation 2023\n"
    "    error    CMP-1    reason for deviation (blank)\n"
    "             the target cannot be measured\n"
    "             basis: review practice\n"
    "             at: a.csv:1:5\n"
    "    warning  SEV-004  indicator 3 培训人次 · target '若干'\n"
    "             the target cannot be measured\n"
    "             do: give a number and a unit\n"
    "             basis: 财预〔2020〕10号\n"
    "             at: a.csv:4:5\n"
    "             the same in 2 more places: indicator 4, 7 '较好'\n"
    "\n"
    "ready         2  乙␛[31m项目 · target form\n"
    "\n"
    "Across projects\n"
    "              1  甲项目 · 某局 · self-evaluation 2023\n"
    "    note     SEV-004  indicator 2 培训人次 · target\n"
    "             the target cannot be measured\n"
    "             do: give a number and a unit\n"
    "             basis: 财预〔2020〕10号\n"
    "             at: a.csv:3:5\n"
    "\n"
    "              2  乙␛[31m项目 · target form\n"
    "    note     SEV-004  indicator 1 培训人次 · target\n"
    "             the target cannot be measured\n"
    "             do: give a number and a unit\n"
    "             basis: 财预〔2020〕10号\n"
    "             at: a.csv:2:5\n"
    "             see also: 甲项目 indicator 3 line 4\n"
    "\n"
    "Problems with the input\n"
    "  - row 3 has no name\n"
    "    at: a.csv:3\n"
    "\n"
    "Rules that failed\n"
    "  - X-1  x.lua:3: 出错\n"
    "\n"
    "Undecided: a person must look\n"
    "  - SEV-004  没有预算数\n"
    "    at: 甲项目 indicator 1; 甲项目 indicator 2; 甲项目 indicator 3; 甲项\n"
    "        目 indicator 4; 甲项目 indicator 5 … 7 places\n"
    "\n"
    "By aspect                          error warning    note\n"
    "self-evaluation                        1       3       0\n"
    "\n"
    "By unit                            error warning    note\n"
    "某局                                   1       3       0\n"
    "另一单位                              10       0      12\n"
    "\n"
    "projects     read 3  checked 2  rejected 1\n"
    "indicators   read 30  checked 30  rejected 0\n"
    "findings     error 1  warning 3  note 1\n"
    "unchecked    undecided 7  rule errors 1  input problems 1\n"
    "verdicts     ready 1  explain 0  fix 1  incomplete 0\n"
    "packs        national@1, 420000@2, 98 rules, 1 not loaded\n"
    "fingerprint  0123456789abcdef\n"
    "verdict      incomplete (3 projects: 1 errors, 3 warnings, 1 notes)\n";
static const char golden_quiet[] =
    "结论      无法核验（项目 3 个，错误 1、警告 3、提示 1）\n";

static void golden(void **state)
{
    (void)state;
    static const struct {
        struct write_options options;
        const char *text;
    } rows[] = {
        {{.columns = 72}, golden_zh},
        {{.columns = 72, .language = LANGUAGE_EN}, golden_en},
        {{.quiet = true}, golden_quiet},
    };
    for (size_t i = 0; i < 3; i++) {
        struct report r;
        report_open(&r, "text", rows[i].options, sources, 3);
        feed(&r);
        assert_string_equal(report_finish(&r, &summary), rows[i].text);
        report_close(&r);
    }
}

/* A value that the message quotes is not shown once more. */
static void quoted(void **state)
{
    (void)state;
    static const struct {
        const char *value, *message;
        bool shown;
    } rows[] = {
        {"若干", "指标值“若干”没有数", false},
        {" 若干 ", "指标值“若干”没有数", false},
        {"建立“1+N”平台", "指标值“建立‘1+N’平台”没有数", false},
        {"若干", "指标值没有数", true},
        {"若干", "指标值“若…”没有数", true},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct report r;
        report_open(&r, "text", (struct write_options){.columns = 100}, sources, 3);
        struct finding f = fault(&two, 1, rows[i].value);
        f.message = slice_str(rows[i].message);
        assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
        assert_int_equal(writer_project(r.writer, &two, VERDICT_FIX, NULL), 0);
        assert_int_equal(strstr(report_finish(&r, &summary), "「") != NULL, rows[i].shown);
        report_close(&r);
    }
}

/* Whatever the data holds: no escape reaches the terminal but the writer's own colours.
 */
static void escapes(void **state)
{
    (void)state;
    for (int colour = 0; colour < 2; colour++) {
        struct report r;
        report_open(&r, "text", (struct write_options){.colour = colour != 0}, sources,
                    3);
        struct finding f = fault(&two, 1, "\x1b[2J\xC2\x9B\xE2\x80\xAE");
        f.message = SLICE("\x1b]0;title\x07");
        f.indicator_name = SLICE("\x1bP");
        f.rule_id = SLICE("\x1bX");
        assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
        f.kind = KIND_UNDECIDED;
        assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
        assert_int_equal(writer_project(r.writer, &two, VERDICT_FIX, NULL), 0);
        const char *text = report_finish(&r, &summary);
        size_t escapes = 0;
        for (const char *at = text; (at = strchr(at, '\x1b')) != NULL; at++, escapes++) {
            size_t digits = strspn(at + 2, "0123456789");
            assert_int_equal(at[1], '[');
            assert_true(digits >= 1 && digits <= 2);
            assert_int_equal(at[2 + digits], 'm');
        }
        assert_int_equal(escapes > 0, colour);
        assert_null(strstr(text, "\xC2\x9B"));
        assert_null(strstr(text, "\xE2\x80\xAE"));
        report_close(&r);
    }
}

/* More group findings than may wait: nothing is lost, memory stays bounded. */
static void flood(void **state)
{
    (void)state;
    enum { MANY = 1200, BYTES = 30000 };
    struct report r;
    char *message = malloc(BYTES);
    assert_non_null(message);
    memset(message, 'm', BYTES);
    report_open(&r, "text", (struct write_options){.columns = 200}, sources, 3);
    for (uint32_t i = 1; i <= MANY; i++) {
        struct project_key key = one;
        key.ordinal = i;
        struct finding f = fault(&key, 1, "x");
        f.message = slice_of(message, BYTES);
        assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
    }
    const char *text = report_finish(&r, &summary);
    size_t seen = 0;
    for (const char *at = text; (at = strstr(at, "SEV-004")) != NULL; at++)
        seen++;
    assert_int_equal(seen, MANY);
    report_close(&r);
    free(message);
}

/* One rule with the same fault a thousand times in one project: one entry, all counted.
 */
static void folded(void **state)
{
    (void)state;
    struct report r;
    report_open(&r, "text", (struct write_options){.columns = 200}, sources, 3);
    for (uint32_t i = 1; i <= 1000; i++) {
        struct finding f = fault(&one, i, "x");
        assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
    }
    assert_int_equal(writer_project(r.writer, &one, VERDICT_EXPLAIN, NULL), 0);
    const char *text = report_finish(&r, &summary);
    assert_non_null(strstr(text, "同一问题另有 999 处：指标 2、3、4、"));
    assert_non_null(strstr(text, "、31 …\n"));
    assert_null(strstr(text, "、32"));
    report_close(&r);
}

/* Other forms are named, more than three of one file numbered; a row of theirs by its number. */
static void numbered(void **state)
{
    (void)state;
    static const struct {
        uint32_t places[8][2]; /* project and row; 0: no more, row 0: the form */
        const char *zh, *en;
    } rows[] = {
        {{{2, 0}, {3, 5}, {4, 0}}, "另见：某表 第 3 行；某表 指标 5 第 4 行；某表 第 5 行\n", "see also: 某表 line 3; "},
        {{{1, 3}, {1, 4}, {1, 5}, {1, 6}, {1, 8}, {1, 9}}, "另见：指标 3—6、8、9\n", "see also: indicators 3-6, 8, 9\n"},
        {{{2, 0}, {3, 0}, {4, 0}, {5, 0}}, "另见：项目 2、3、4、5\n", "see also: project 2, 3, 4, 5\n"},
        {{{1, 4}, {2, 5}, {2, 7}, {3, 5}, {4, 5}, {5, 0}, {6, 0}},
         "另见：指标 4；项目 2 指标 5、7；项目 3 指标 5；项目 4 指标 5；项目 5、6\n",
         "see also: indicator 4; project 2 indicator 5, 7; project 3 indicator 5; "},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        for (int en = 0; en < 2; en++) {
            struct place others[8] = {0};
            struct finding f = fault(&one, 1, "x");
            struct report r;
            size_t n = 0;
            for (; n < 8 && rows[i].places[n][0]; n++)
                others[n] = (struct place){
                    .project = {.ordinal = rows[i].places[n][0], .name = TEXT("某表")},
                    .seq = rows[i].places[n][1],
                    .at = {0, rows[i].places[n][0] + 1, 0, 0}};
            f.related = others;
            f.related_count = n;
            report_open(&r, "text",
                        (struct write_options){.columns = 200, .language = en ? LANGUAGE_EN : LANGUAGE_ZH},
                        sources, 3);
            assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
            const char *text = report_finish(&r, &summary);
            if (!strstr(text, en ? rows[i].en : rows[i].zh))
                fail_msg("row %zu: %s", i, text);
            report_close(&r);
        }
    }
}

/* A unit reads the advice of a note once, in whichever of its forms it comes first. */
static void advised_once(void **state)
{
    (void)state;
    struct project_key more = one;
    more.ordinal = 3;
    const struct project_key *const keys[] = {&one, &two, &more};
    struct report r;
    report_open(&r, "text", (struct write_options){.columns = 100}, sources, 3);
    for (size_t i = 0; i < 3; i++) {
        struct finding f = fault(keys[i], 1, "x");
        f.severity = SEVERITY_NOTE;
        assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
    }
    const char *text = report_finish(&r, &summary);
    const char *again = strstr(text, "（建议同前）");
    assert_non_null(again);
    assert_null(strstr(again + 1, "（建议同前）"));
    assert_true(again > strstr(text, "  3"));
    report_close(&r);
}

/* Across projects the worst comes first, then the order of the forms. */
static void worst_first(void **state)
{
    (void)state;
    struct report r;
    report_open(&r, "text", (struct write_options){.columns = 100}, sources, 3);
    struct finding f[] = {fault(&two, 1, "a"), fault(&one, 1, "b"), fault(&two, 2, "c")};
    f[0].severity = f[1].severity = SEVERITY_NOTE;
    f[0].rule_id = SLICE("N-2");
    f[1].rule_id = SLICE("N-1");
    f[2].rule_id = SLICE("W-2");
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(writer_finding(r.writer, &f[i], NULL), 0);
    const char *text = report_finish(&r, &summary);
    const char *w = strstr(text, "W-2"), *same = strstr(text, "N-2"), *other = strstr(text, "N-1");
    assert_true(w && same && other && w < same && same < other);
    report_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(safe),      cmocka_unit_test(hang),   cmocka_unit_test(clip),
        cmocka_unit_test(addresses), cmocka_unit_test(golden), cmocka_unit_test(quoted),
        cmocka_unit_test(escapes),   cmocka_unit_test(flood),  cmocka_unit_test(folded),
        cmocka_unit_test(numbered),  cmocka_unit_test(worst_first),
        cmocka_unit_test(advised_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
