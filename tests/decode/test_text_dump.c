/* Text dumps into tables and text: what each way of writing tables down gives, with line and column,
 * what is taken for a leftover of conversion, and what is a form rather than CSV. */
#include "decode/text_dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

struct told {
    struct buffer out;
};

static void told(void *context, const struct rejection *r)
{
    struct told *t = context;
    buffer_format(&t->out, "!%u %s\n", (unsigned)r->at.b, r->en);
}

static void put_text(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n')
            buffer_text(out, "\\n");
        else
            buffer_byte(out, text.ptr[i]);
}

static void put_cell(struct buffer *out, const struct document_cell *c)
{
    put_text(out, c->text);
    buffer_format(out, "@%u:%u", (unsigned)c->at.b, (unsigned)c->at.c);
    assert_true(c->at.a > 0);
}

/* Texts as "= text@line:column", rows as "| cell@line:column | …", a line of its own for each table. */
static void put_document(struct buffer *out, const struct document *d)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct document_table *t = &d->blocks[i].table;
        if (d->blocks[i].kind == BLOCK_TEXT) {
            buffer_text(out, "= ");
            put_cell(out, &d->blocks[i].text);
            buffer_byte(out, '\n');
            continue;
        }
        buffer_format(out, "table@%u\n", (unsigned)t->at.a);
        for (uint32_t row = 0; row < t->rows; row++) {
            for (uint32_t column = 0; column < t->columns; column++) {
                const struct document_cell *c = table_at(t, row, column);
                buffer_text(out, c ? "| " : "|");
                if (c)
                    put_cell(out, c);
                buffer_byte(out, ' ');
            }
            buffer_byte(out, '\n');
        }
    }
}

struct file {
    struct sources sources;
    struct input in;
    char path[64];
    int fd;
};

static void file_make(struct file *f, struct slice content, size_t chunk)
{
    struct error err;
    memset(f, 0, sizeof(*f));
    f->fd = memfd_create("dump", MFD_CLOEXEC);
    assert_true(f->fd >= 0);
    assert_int_equal(write(f->fd, content.ptr, content.len), (ssize_t)content.len);
    (void)snprintf(f->path, sizeof(f->path), "/proc/self/fd/%d", f->fd);
    assert_int_equal(input_open(&f->in, f->path, &f->sources, &err), 0);
    f->in.chunk = chunk;
}

static void file_end(struct file *f)
{
    input_close(&f->in);
    sources_release(&f->sources);
    close(f->fd);
}

static int decode_as(document_decoder *decoder, struct slice content, size_t chunk, const struct limits *limits,
                  struct buffer *out, struct error *err)
{
    struct file f;
    struct document d;
    struct told t;
    buffer_init(&t.out, 1 << 16);
    struct decode_options o = {.limits = limits, .reject = told, .context = &t};
    file_make(&f, content, chunk);
    document_init(&d, limits);
    int rc = decoder(&d, &f.in, &o, err);
    buffer_put(out, buffer_slice(&t.out));
    if (rc == 0)
        put_document(out, &d);
    buffer_release(&t.out);
    document_release(&d);
    file_end(&f);
    return rc;
}

static int decode(struct slice content, size_t chunk, const struct limits *limits, struct buffer *out,
                  struct error *err)
{
    return decode_as(text_decode, content, chunk, limits, out, err);
}

/* A form saved as CSV: blanks keep their columns, quoted cells their line breaks, titles are texts. */
static void test_form_csv(void **state)
{
    (void)state;
    static const char content[] = "自评表,,\n\"项目\n名称\",甲,\n一级指标,三级指标,指标值\n,\"a,b\",1\n";
    static const size_t chunks[] = {1, 7, TEXT_CHUNK};
    struct limits limits;
    limits_default(&limits);
    for (size_t k = 0; k < sizeof(chunks) / sizeof(*chunks); k++) {
        struct buffer out;
        struct error err;
        buffer_init(&out, 4096);
        assert_int_equal(decode_as(csv_form_decode, SLICE(content), chunks[k], &limits, &out, &err), 0);
        buffer_byte(&out, '\0');
        assert_string_equal(out.ptr, "= 自评表@1:1\n"
                                     "table@1\n"
                                     "| 项目\\n名称@2:1 | 甲@3:5 | @3:7 \n"
                                     "| 一级指标@4:1 | 三级指标@4:6 | 指标值@4:11 \n"
                                     "| @5:1 | a,b@5:2 | 1@5:8 \n");
        buffer_release(&out);
    }
}

static void test_form_csv_limit(void **state)
{
    (void)state;
    struct limits limits;
    limits_default(&limits);
    struct buffer out;
    struct error err;
    limits.document_rows = 2;
    buffer_init(&out, 4096);
    assert_int_equal(decode_as(csv_form_decode, SLICE("项目名称,甲\n主管部门,乙\n单位,丙\n"), TEXT_CHUNK, &limits, &out, &err),
                     ERR_LIMIT);
    buffer_release(&out);
}

static void test_is_form_csv(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        bool form;
    } cases[] = {
        {"绩效目标表,,,\n项目名称,道路养护,主管部门,某局\n一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,里程,3公里\n", true},
        {"项目名称,道路养护,,\n主管部门,某局,,\n资金,30,,\n", true},
        {"镇,产出指标,,效益指标\n,数量指标,质量指标,社会效益指标\n甲镇,1,2,3\n", true},
        {"单位名称、项目名称,一级指标,二级指标,三级指标,指标值\n某局,,,,\n", true},
        {"单位名称,项目名称,预算金额,产出指标,,效益指标\n,,,数量指标,质量指标,社会效益指标\n", true},
        {"项目名称,预算金额,数量指标,质量指标,社会效益指标\n甲,1,里程3公里,合格率100%,受益9人\n", true},
        {"项目名称,一级指标,三级指标,指标值\n甲,产出指标,里程,3公里\n", false},
        {"2024年公开表,,,\n项目名称,一级指标,三级指标,指标值\n甲,产出指标,里程,3公里\n", false},
        {"一级指标,三级指标,指标值\n产出指标,里程,3公里\n", false},
        {"project_code,project_name\nP1,甲\n", false},
        {"项目编码,经办人,电话\nP1,张,1\nP2,李,2\n", false},
        {"甲,乙\n1,2\n", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        bool starved = false;
        if (text_is_form_csv(slice_str(cases[i].head), &starved) != cases[i].form)
            fail_msg("case %zu", i);
        assert_false(starved);
    }
}

static const struct {
    const char *name, *content, *expected;
} rows[] = {
    {"rows of tabs between lines of text; blank cells have a place",
     "\n2023年度自评表\n\n项目名称\t\t甲\t\n\t\t60\t58\n备注：无\n",
     "= 2023年度自评表@2:1\ntable@1\n| 项目名称@4:1 | @4:6 | 甲@4:7 | @4:9 \n"
     "| @5:1 | @5:2 | 60@5:3 | 58@5:6 \n= 备注：无@6:1\n"},
    {"a blank line is a page break, the table goes on", "a\tb\n\nc\td\n",
     "table@1\n| a@1:1 | b@1:3 \n| c@3:1 | d@3:3 \n"},
    {"one cell a line: a blank line ends the row, two the table",
     "标题\n\t项目名称\n\t甲\n\n\t预算数\n\t\n\n\n\t一级指标\n\t二级指标\n\n",
     "= 标题@1:1\ntable@1\n| 项目名称@2:2 | 甲@3:2 \n| 预算数@5:2 | @6:2 \n"
     "table@2\n| 一级指标@9:2 | 二级指标@10:2 \n"},
    {"one cell a line: a cell of several lines, also over a blank one",
     "\t产\n出\n指\n标\n\t绩效目标\n\t1、甲\n\n2、乙\n\n\n\t满意度\n\n\n下一张表\n",
     "table@1\n| 产\\n出\\n指\\n标@1:2 | 绩效目标@5:2 | 1、甲\\n2、乙@6:2 \n"
     "table@2\n| 满意度@11:2 \n= 下一张表@14:1\n"},
    {"tags and boxes",
     "<p>原因</p>\t<p>不平衡。</p> <ol style=\"list-style-type: none\"> 1. 甲</ol>\n"
     "类别\t1、 <input checked=\"\" type=\"checkbox\"/> 部门 <input type=\"checkbox\"/> 2、市直\n"
     "目标\t<p>一、产出</p> <p>(一)数量</p><p>1. 甲</p>\n",
     "table@1\n| 原因@1:4 | 不平衡。 1. 甲@1:14 \n| 类别@2:1 | 1、 ☑ 部门 □ 2、市直@2:4 \n"
     "| 目标@3:1 | 一、产出\\n(一)数量\\n1. 甲@3:7 \n"},
    {"brackets of the author's stay", "《关于印发<湖北省细则>的通知》\t[2014] 1号\t<b5>\ta<b\n",
     "table@1\n| 《关于印发<湖北省细则>的通知》@1:1 | [2014] 1号@1:18 | <b5>@1:28 | a<b@1:33 \n"},
    {"formulas stay as written, entities do not", "a\t值$\\geq 95\\%$。\t&lt;5&nbsp;&amp;\n",
     "table@1\n| a@1:1 | 值$\\geq 95\\%$。@1:3 | <5 &@1:17 \n"},
    {"bookmarks and field codes",
     "\t[bookmark: _GoBack]甲资金\n\n\n1、甲表 TC 1、甲表 \\f C \\l 1 \n目录 TOC \\o \"1-3\" \\h \\z\n"
     "二、 HYPERLINK \\l \"_Toc1\" 乙\nTC材料\n",
     "table@1\n| 甲资金@1:21 \n= 1、甲表@4:1\n= 目录@5:1\n= 二、 乙@6:1\n= TC材料@7:1\n"},
    {"ticks beside squares", "a\t√□甲 □乙\t■甲 □乙\t☒甲 ☐乙\t√\t■\n",
     "table@1\n| a@1:1 | ☑甲 □乙@1:3 | ☑甲 □乙@1:10 | ☑甲 □乙@1:16 | √@1:22 | ■@1:24 \n"},
    {"Markdown: | and ---, headings", "# 自评表\n| 项目名称 | 甲 |\n|---|:--|\n| 主管部门 |  |\na\tb\n---\t----\n",
     "= 自评表@1:3\ntable@1\n| 项目名称@2:3 | 甲@2:10 \n| 主管部门@4:3 | @4:9 \n| a@5:1 | b@5:3 \n"},
    {"| between cells, as pages without their marks have it",
     "自评表（2023年度） | |||\n项目名称 | 甲 | |\n总额 | 0.00 | 3.36\n一行文字\n",
     "table@1\n| 自评表（2023年度）@1:1 | @1:14 | @1:16 | @1:17 \n| 项目名称@2:1 | 甲@2:8 | @2:11 | \n"
     "| 总额@3:1 | 0.00@3:6 | 3.36@3:13 | \n= 一行文字@4:1\n"},
    {"a row of bars alone is none", "项目名称 | 甲 | |\n|\n| |\n总额 | 0.00 | 3.36\n",
     "table@1\n| 项目名称@1:1 | 甲@1:8 | @1:11 \n| 总额@4:1 | 0.00@4:6 | 3.36@4:13 \n"},
    {"one | is no table", "a | b\n", "= a | b@1:1\n"},
    {"bytes that are no text", "甲\xFF\t乙\n",
     "!1 line 1 holds bytes that are no text; they are shown as \"\xEF\xBF\xBD\"\n"
     "table@1\n| 甲\xEF\xBF\xBD@1:1 | 乙@1:4 \n"},
    {"GB18030 and CRLF", "\xCF\xEE\xC4\xBF\xC3\xFB\xB3\xC6\t\xBC\xD7\r\n", "table@1\n| 项目名称@1:1 | 甲@1:6 \n"},
    {"nothing", "\n \n", ""},
};

static void test_rows(void **state)
{
    (void)state;
    struct limits limits;
    limits_default(&limits);
    static const size_t chunks[] = {TEXT_CHUNK, 1, 7};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (size_t k = 0; k < 3; k++) {
            struct error err = {0};
            struct buffer out;
            buffer_init(&out, 1 << 20);
            assert_int_equal(decode(slice_str(rows[i].content), chunks[k], &limits, &out, &err), 0);
            buffer_byte(&out, '\0');
            if (strcmp(out.ptr, rows[i].expected))
                print_error("%s\n", rows[i].name);
            assert_string_equal(out.ptr, rows[i].expected);
            buffer_release(&out);
        }
}

/* Limits are errors, never shorter documents. */
static void test_limits(void **state)
{
    (void)state;
    static const char content[] = "a\tb\tc\tdddddddddddddddd\na\tb\n";
    for (int k = 0; k < 5; k++) {
        struct limits limits;
        struct error err = {0};
        struct buffer out;
        limits_default(&limits);
        size_t *const each[] = {&limits.columns, &limits.document_rows, &limits.field_bytes,
                                &limits.line_bytes, &limits.document_bytes};
        static const size_t low[] = {3, 1, 8, 16, 64};
        *each[k] = low[k];
        buffer_init(&out, 1 << 16);
        assert_int_equal(decode(SLICE(content), TEXT_CHUNK, &limits, &out, &err), ERR_LIMIT);
        assert_non_null(strstr(err.en, "limit"));
        buffer_release(&out);
    }
}

static void test_kind(void **state)
{
    (void)state;
    static const struct {
        const char *head, *path;
        bool dump;
    } cases[] = {
        {"2023年度自评表\n\n项目名称\t甲\n", "a.txt", true},
        {"\n\t申报单位：某局\n", "a.txt", true},
        {"项目名称\t\t甲\t\t\n主管部门\t\t乙\t项目实施单位\t丙\n", "a.txt", true},
        {"主管部门\t甲\t实施单位\t乙\n", "a.txt", true},
        {"各单位：现将有关事项通知如下。\n", "a", true},
        {"project_code,project_name\nP1,甲\n", "a.txt", false},
        {"项目编码\t项目名称\t预算数\n", "a.txt", false},
        {"\"项目名称\";\"预算数\"\n", "a", false},
        {"\xCF\xEE\xC4\xBF\xC3\xFB\xB3\xC6,\xD4\xA4\xCB\xE3\xCA\xFD\n", "a.txt", false},
        {"\xCF\xEE\xC4\xBF\xC3\xFB\xB3\xC6\xA3\xBA\xBC\xD7\n", "a.txt", true},
        {"\xFF\xFE\x79\x98\xEE\x76\x0D\x54\xF0\x79\n", "a.txt", true},
        {"甲,乙\n1,2\n", "a.csv", false},
        {"甲,乙\n1,2\n", "a.txt", true},
        {"2023年度自评表\n\n项目名称\t甲\n", "a.csv", true},
        {"项目名称\n甲\t\n", "a.csv", false},
        {"2023年度自评表\n\n项目名称\t甲\n", "a.ndjson", true},
        {"not json\n", "a.ndjson", false},
        {"{\"form\":1}\n", "a.txt", false},
        {"[{\"form\":1}]\n", "a.txt", false},
        {"[bookmark: _GoBack]2023年度自评表\n\t甲\n", "a.txt", true},
        {"project_code\n1\n", "a.csv", false},
        {"甲\x01\x02\n", "a.txt", false},
        {"", "a.txt", false},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        bool starved = false;
        if (text_is_dump(slice_str(cases[i].head), cases[i].path, &starved) != cases[i].dump)
            print_error("case %zu\n", i);
        assert_int_equal(text_is_dump(slice_str(cases[i].head), cases[i].path, &starved),
                         cases[i].dump);
        assert_false(starved);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_kind),
        cmocka_unit_test(test_form_csv),
        cmocka_unit_test(test_form_csv_limit),
        cmocka_unit_test(test_is_form_csv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
