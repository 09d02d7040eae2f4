/* NDJSON into records: fields, places, what is kept, what costs an indicator and what a line. */
#include "decode/transcript.h"

struct row {
    const char *name, *text, *expected;
};

static const struct row rows[] = {
    {"a record",
     "{\"form\":\"target\",\"year\":2024,\"project_name\":\"甲\",\"category\":[\"a\",\"b；c\"],"
     "\"attribute\":\"x；y\",\"budget_total\":1.50,\"payment_plan\":{\"03\":\"\",\"6月底\":\"50%\"},"
     "\"source\":{\"file\":\"f\",\"ordinal\":3}}\n",
     "P1 target form=target@1:9 year=2024@1:25 project_name=甲@1:45 category=a；b；c@1:60 "
     "attribute=x；y@1:84 budget_total=1.50@1:105 [a|b；c] [x|y] plan3= plan6=50% "
     "source={\"file\":\"f\",\"ordinal\":3}\n"},
    {"indicators and goals",
     "{\"form\":\"target\",\"goals\":[{\"term\":\"年度\",\"text\":\"t\"},\"u\"],\"indicators\":["
     "{\"seq\":5,\"level3\":\"a\",\"target\":\"≥95%\"},{\"level3\":\"\\u9879\",\"x\":[1,{}]}]}\n",
     "P1 target form=target@1:9\n G0 term=annual@1:35 text=t@1:47\n G1 text=u@1:52\n"
     " I5/0 seq=5@1:78 level3=a@1:89 target=≥95%@1:102\n I2/1 level3=项@1:120 +x=[1,{}]\n"},
    {"Chinese keys and platform columns",
     "{\"form\":\"monitoring\",\"项目名称\":\"甲\",\"indicators\":[{\"三级指标\":\"a\",\"computesign\":\"1\","
     "\"targetvalue\":5,\"meterunit\":\"次\",\"indexval\":4}]}\n",
     "P1 monitoring form=monitoring@1:9 project_name=甲@1:29\n"
     " I1/0 level3=a@1:55 target=≥5次@1:91 target_op=≥@1:73 target_value=5@1:91 "
     "target_unit=次@1:105 actual=4@1:120\n"},
    {"null is no cell, \"\" is a blank one",
     "{\"form\":\"target\",\"project_name\":null,\"purpose\":\"\",\"indicators\":null}\n",
     "P1 target form=target@1:9 purpose=@1:48\n"},
    {"numbers keep their digits",
     "{\"form\":\"target\",\"budget_total\":9007199254740993.10,\"executed\":1E5}\n",
     "P1 target form=target@1:9 budget_total=9007199254740993.10@1:33 executed=1E5@1:64\n"},
    {"unknown keys", "{\"form\":\"target\",\"foo\":{\"a\":[1]},\"bar\":2}\n",
     "P1 target form=target@1:9 +foo={\"a\":[1]} +bar=2\n"},
    {"wrong types are kept as written",
     "{\"form\":\"target\",\"project_code\":true,\"project_name\":[1,\"b\"]}\n",
     "!remark 1:33 : row 1, line 1: the value of \"project_code\" should be text or a number\n"
     "!remark 1:53 true: row 1, line 1: the value of \"project_name\" should be text or a number\n"
     "P1 target form=target@1:9 project_code=true@1:33 project_name=[1,\"b\"]@1:53\n"},
    {"a key twice", "{\"form\":\"target\",\"year\":1,\"ye\\u0061r\":2}\n{\"form\":\"target\"}\n",
     "!project 1:27 : row 1, line 1: duplicate key \"year\": it is not clear which value counts\n"
     "P2 target form=target@2:9\n"},
    {"two names of one field: the better one counts",
     "{\"form\":\"declaration\",\"项目资金总额\":\"160\",\"年度资金总额\":\"80\",\"pro_total_amt\":\"160\"}\n",
     "!remark 1:38 : row 1, line 1: key \"项目资金总额\" means the same as "
     "\"年度资金总额\"; the latter is used, the former is kept as an extra\n"
     "!remark 1:52 : row 1, line 1: key \"pro_total_amt\" means the same as "
     "\"年度资金总额\"; the latter is used, the former is kept as an extra\n"
     "P1 declaration form=declaration@1:9 budget_total=80@1:47 +项目资金总额=160 +pro_total_amt=160\n"},
    {"codes of levels, alone and beside the names",
     "{\"form\":\"target\",\"indicators\":[{\"findex\":\"1\",\"sindex\":\"11\",\"level3\":\"a\"},"
     "{\"findex\":\"3\",\"lv1_perf_ind_name\":\"满意度\",\"sindex\":\"25\"},{\"sindex\":\"149999\"}]}\n",
     "P1 target form=target@1:9\n"
     " I1/0 level1=产出指标@1:42 level2=数量指标@1:55 level3=a@1:69\n"
     " I2/1 level1=满意度@1:108 level2=25@1:123 +findex=3\n"
     " I3/2 level2=成本指标@1:139\n"},
    {"an extra key twice", "{\"form\":\"target\",\"x\":1,\"x\":2}\n",
     "!project 1:24 : row 1, line 1: duplicate key \"x\": it is not clear which value counts\n"},
    {"a bad indicator costs itself",
     "{\"form\":\"target\",\"indicators\":[{\"level3\":\"a\",\"level3\":\"b\"},7,{\"level3\":\"c\"}]}\n",
     "!indicator 1:32 : row 1, line 1: duplicate key \"level3\": it is not clear which value counts\n"
     "!indicator 1:60 : row 1, line 1: element 2 should be an object\n"
     "P1 target form=target@1:9\n I3/2 level3=c@1:72\n"},
    {"indicators that are no list", "{\"project_name\":\"甲\",\"indicators\":\"无\"}\n",
     "!project 1:34 : row 1, line 1: \"indicators\" should be an array of objects\n"},
    {"lines that are wrong cost themselves",
     "{\"form\":\"target\",\"x\":}\n1\n{\"form\":\"target\"}{}\n{\"form\":\"target\"\n{\"form\":\"target\"}",
     "!project 1:22 : row 1, line 1: not valid JSON: parse error: unallowed token at this point in "
     "JSON text\n"
     "!project 2:1 : row 2, line 2: the line is not a JSON object; each line must hold one project "
     "as an object\n"
     "!project 3:18 : row 3, line 3: two JSON values on one line; there must be one object per "
     "line\n"
     "!project 4:17 : row 4, line 4: the JSON value is not finished at the end of the line; each "
     "object must stand on one line\n"
     "P5 target form=target@5:9\n"},
    {"blank lines and returns", "\n \r\n{\"form\":\"target\"}\r{\"form\":\"target\"}\r\n\n",
     "P1 target form=target@3:9\nP2 target form=target@4:9\n"},
    {"a mark and record separators", "\xEF\xBB\xBF\x1E{\"form\":\"target\"}\n\x1E{\"form\":\"target\"}\n",
     "P1 target form=target@1:9\nP2 target form=target@2:9\n"},
    {"bad utf-8", "{\"form\":\"target\",\"content\":\"项目\"}\n{\"content\":\"\xC0\xAF\"}\n",
     "P1 target form=target@1:9 content=项目@1:28\n"
     "!project 2:1 : row 2, line 2: column 13 is not valid UTF-8; save the file in one encoding\n"},
    {"gb18030", "{\"form\":\"target\",\"content\":\"\xCF\xEE\xC4\xBF\xCF\xEE\"}\n",
     "P1 target form=target@1:9 content=项目项@1:28\n"},
    {"an array", "[{\"form\":\"target\"},\n{\"form\":\"target\"}]\n",
     "!file 1:1 : row 1, line 1: the file is one JSON array; make it NDJSON with one object per "
     "line (jq -c '.[]' does so)\n"},
    {"a report", "{\"kind\":\"finding\",\"rule\":\"SEV-004\"}\n{\"kind\":\"run\"}\n",
     "!file 1:1 : row 1, line 1: the file is a report of findings, not records; give the forms themselves, and "
     "compare with a report by --baseline or jihe diff\n"},
    {"empty", "", "!file 0:0 : /a.ndjson: the file is empty\n"},
    {"half a pair", "{\"content\":\"\\ud800\"}\n",
     "!project 1:13 : row 1, line 1: a \\u escape is half a surrogate pair and no character\n"},
};

static void read_text(struct transcript *t, struct slice text)
{
    struct folder f;
    struct error err;
    char path[256];
    const char *paths[1] = {path};
    folder_make(&f);
    folder_put(&f, "a.ndjson", text);
    folder_path(&f, "a.ndjson", path);
    assert_int_equal(transcript_read(t, paths, 1, &err), 0);
    transcript_without(t, f.path);
    folder_remove(&f);
}

static void test_rows(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct transcript t;
        transcript_init(&t);
        read_text(&t, slice_str(rows[i].text));
        transcript_release(&t);
        if (strcmp(t.text, rows[i].expected) == 0)
            continue;
        print_error("%s:\n%s-- not\n%s", rows[i].name, t.text, rows[i].expected);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_limits(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
        size_t line, field, depth, indicators;
    } cases[] = {
        {"{\"content\":\"0123456789012345678901234567890123456789\"}\n{\"form\":\"target\"}\n",
         "too long", 40, 1000, 8, 9},
        {"{\"content\":\"0123456789\"}\n{\"form\":\"target\"}\n", "too long", 1000, 8, 8, 9},
        {"{\"content\":[[[[1]]]]}\n{\"form\":\"target\"}\n", "too deep", 1000, 1000, 3, 9},
        {"{\"x\":[1,2,3,4,5]}\n{\"form\":\"target\"}\n", "too long", 1000, 8, 3, 9},
        {"{\"indicators\":[{},{},{}]}\n{\"form\":\"target\"}\n", "too many indicators", 1000, 1000, 8, 2},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct transcript t;
        transcript_init(&t);
        t.limits.line_bytes = cases[i].line;
        t.limits.field_bytes = cases[i].field;
        t.limits.json_depth = cases[i].depth;
        t.limits.indicators = cases[i].indicators;
        read_text(&t, slice_str(cases[i].text));
        if (!strstr(t.text, cases[i].says) || !strstr(t.text, "P2 target"))
            fail_msg("%s: %s", cases[i].text, t.text);
        transcript_release(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_limits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
