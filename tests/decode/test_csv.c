/* CSV into records: what every kind of table gives, with the place of each value, and what is told. */
#include "decode/transcript.h"

struct row {
    const char *name;
    const char *projects, *indicators, *goals; /* contents; only `projects`: a single file */
    const char *expected;
};

static const struct row rows[] = {
    {"projects with record keys",
     "form,year,project_code,project_name,category,budget_total\n"
     "target,2024,P1,甲,a；b|c,1.50\nself_evaluation,2023,P2,乙,,\n",
     NULL, NULL,
     "P1 target form=target@2:1 year=2024@2:8 project_code=P1@2:13 project_name=甲@2:16 "
     "category=a；b|c@2:18 budget_total=1.50@2:24 [a|b|c]\n"
     "P2 self_evaluation form=self_evaluation@3:1 year=2023@3:17 project_code=P2@3:22 "
     "project_name=乙@3:25 category=@3:27 budget_total=@3:28\n"},
    {"Chinese headings, an asterisk, a bracket with the unit",
     "表格种类,*项目编码,项目名称,预算数（万元）,其中：财政拨款,开始日期\n绩效目标表,P1,甲,1,2,2024-1-1\n", NULL, NULL,
     "P1 target form=target@2:1 project_code=P1@2:7 project_name=甲@2:10 currency_unit=万元@1:17 "
     "budget_total=1@2:12 budget_fiscal=2@2:14 start=2024-1-1@2:16\n"},
    {"platform monitoring: indexval is the actual value, the month stands in a heading",
     "form,pro_code,pro_name,amt3,截止6月底支出数,lv3_perf_ind_name,computesign,targetvalue,meterunit,"
     "indexval,completeanalysis,otherreasons\n"
     "monitoring,P1,甲,100,50,培训,1,12,次,6,2,慢\n",
     NULL, NULL,
     "P1 monitoring month 6 form=monitoring@2:1 month=6@1:29 project_code=P1@2:12 "
     "project_name=甲@2:15 currency_unit=元@1:24 budget_total=100@2:17 executed=50@2:21\n"
     " I1/0 level3=培训@2:24 target=≥12次@2:29 target_op=≥@2:27 target_value=12@2:29 "
     "target_unit=次@2:32 actual=6@2:34 likelihood=有可能@2:36 reason=慢@2:38\n"},
    {"platform self-evaluation: indexval is the target, actualweight beats weight",
     "form,pro_code,三级指标,indexval,actualvalue,weight,actualweight,score,kpi_remark\n"
     "self_evaluation,P1,培训,≥12次,13次,20,10,9,因雨\n",
     NULL, NULL,
     "!remark 1:41 : column 6 \"weight\" means the same as column 7 \"actualweight\"; the latter is "
     "used, the former is kept as an extra\n"
     "P1 self_evaluation form=self_evaluation@2:1 project_code=P1@2:17\n"
     " I1/0 level3=培训@2:20 target=≥12次@2:23 actual=13次@2:28 weight=10@2:35 score=9@2:38 "
     "reason=因雨@2:40 +weight=20\n"},
    {"platform declaration: indexval is the target, kpi_remark a remark, yearflag a term",
     "form,pro_code,findex,lv2_perf_ind_name,lv3_perf_ind_name,indexval,kpi_remark,yearflag\n"
     "declaration,P1,1,数量指标,培训,12,见附件,1\n",
     NULL, NULL,
     "P1 declaration form=declaration@2:1 project_code=P1@2:13\n"
     " I1/0 term=long@2:33 level1=产出指标@2:16 level2=数量指标@2:18 level3=培训@2:23 target=12@2:26 "
     "remark=见附件@2:29\n"},
    {"signs: 6 is a nature, 9 no sign, a sign under 指标性质",
     "form,项目编码,三级指标,计算符号,指标性质,指标值,计量单位\n"
     "target,P1,a,6,,高,\ntarget,P1,b,9,,暂不确定,\ntarget,P1,c,,≤,5,天\ntarget,P1,d,7,,x,\n",
     NULL, NULL,
     "P1 target form=target@2:1 project_code=P1@2:8\n"
     " I1/0 level3=a@2:11 nature=定性@2:13 target=高@2:16 target_op=定性@2:13 target_value=高@2:16 "
     "target_unit=@2:18\n"
     " I2/1 level3=b@3:11 nature=定量@3:13 target=暂不确定@3:16 target_value=暂不确定@3:16 "
     "target_unit=@3:21 +计算符号=9\n"
     " I3/2 level3=c@4:11 target=≤5天@4:16 target_op=≤@4:14 target_value=5@4:16 target_unit=天@4:18\n"
     " I4/3 level3=d@5:11 nature=@5:15 target=x@5:16 target_value=x@5:16 target_unit=@5:18 +计算符号=7\n"},
    {"signs in words under 指标方向, directions under it and a sign beside",
     "form,项目名称,三级指标,指标性质,指标方向,目标值,计量单位\n"
     "target,甲,a,反向,小于等于,12,万元\ntarget,甲,b,≥,正向,9,人\n",
     NULL, NULL,
     "P1 target form=target@2:1 project_name=甲@2:8\n"
     " I1/0 level3=a@2:10 nature=反向@2:12 target=小于等于12万元@2:20 target_op=小于等于@2:15 "
     "target_value=12@2:20 target_unit=万元@2:23\n"
     " I2/1 level3=b@3:10 target=≥9人@3:17 target_op=≥@3:12 target_value=9@3:17 "
     "target_unit=人@3:19 +指标方向=正向\n"},
    {"the ministry's headings of monitoring; its only budget is the year's first",
     "form,项目名称,年初预算数,1-8月执行数,1—8月执行率,三级指标,年度指标值,1-8月执行情况\n"
     "monitoring,甲,120,72,60%,a,≥62公里,40公里\n",
     NULL, NULL,
     "P1 monitoring month 8 form=monitoring@2:1 month=8@1:17 project_name=甲@2:12 budget_total=120@2:14 "
     "budget_initial=120@2:14 executed=72@2:18 execution_rate=60%@2:21\n"
     " I1/0 level3=a@2:25 target=≥62公里@2:27 actual=40公里@2:33\n"},
    {"merged cells: rows without a key go on with the project before",
     "form,项目名称,三级指标,指标值\ntarget,甲,a,1\n,,b,2\ntarget,乙,c,3\n", NULL, NULL,
     "P1 target form=target@2:1 project_name=甲@2:8\n I1/0 level3=a@2:10 target=1@2:12\n"
     " I2/1 level3=b@3:3 target=2@3:5\n"
     "P2 target form=target@4:1 project_name=乙@4:8\n I1/0 level3=c@4:10 target=3@4:12\n"},
    {"so do the levels: blank ones go on from above, the second only within its first",
     "form,项目名称,一级指标,二级指标,三级指标\ntarget,甲,产出,数量,a\n,,,,b\n,,,质量,c\n,,效益,,d\ntarget,乙,,,e\n", NULL, NULL,
     "P1 target form=target@2:1 project_name=甲@2:8\n I1/0 level1=产出@2:10 level2=数量@2:13 level3=a@2:16\n"
     " I2/1 level1=产出@2:10 level2=数量@2:13 level3=b@3:5\n I3/2 level1=产出@2:10 level2=质量@4:4 level3=c@4:7\n"
     " I4/3 level1=效益@5:3 level2=@5:6 level3=d@5:7\n"
     "P2 target form=target@6:1 project_name=乙@6:8\n I1/0 level1=@6:10 level2=@6:11 level3=e@6:12\n"},
    {"a unit's subtotal and the total are no projects",
     "form,单位名称,项目名称,预算数,三级指标,指标值\n,甲局,,30,,\ntarget,甲局,甲,10,a,1\ntarget,甲局,乙,20,b,2\n"
     ",,合计,30,,\n",
     NULL, NULL,
     "!remark 2:1 : row 1, line 2: the row names no project and no indicator: taken for a subtotal, not a "
     "project\n"
     "P1 target form=target@3:1 unit_name=甲局@3:8 project_name=甲@3:11 budget_total=10@3:13\n"
     " I1/0 level3=a@3:16 target=1@3:18\n"
     "P2 target form=target@4:1 unit_name=甲局@4:8 project_name=乙@4:11 budget_total=20@4:13 +表末合计=30 "
     "+表内项目数=2\n"
     " I1/0 level3=b@4:16 target=2@4:18\n"
     "!remark 5:1 : row 4, line 5: the row names no project and no indicator: taken for a subtotal, not a "
     "project\n"},
    {"a total below projects of several units is only told, like a sum that is called none",
     "form,单位名称,项目名称,预算数,三级指标\ntarget,甲局,甲,10,a\n,,小计,10,\ntarget,乙局,乙,20,b\n,,合计,30,\n", NULL, NULL,
     "P1 target form=target@2:1 unit_name=甲局@2:8 project_name=甲@2:11 budget_total=10@2:13\n"
     " I1/0 level3=a@2:16\n"
     "!remark 3:1 : row 2, line 3: the row names no project and no indicator: taken for a subtotal, not a project\n"
     "P2 target form=target@4:1 unit_name=乙局@4:8 project_name=乙@4:11 budget_total=20@4:13\n"
     " I1/0 level3=b@4:16\n"
     "!remark 5:1 : row 4, line 5: the row names no project and no indicator: taken for a subtotal, not a project\n"},
    {"a goal with an amount is a project whose name is lost",
     "form,单位名称,项目名称,预算数,绩效目标,三级指标\ntarget,甲局,,30,建校3所,\n", NULL, NULL,
     "P1 target form=target@2:1 unit_name=甲局@2:8 project_name=@2:11 budget_total=30@2:12\n"
     " G0 text=建校3所@2:15\n I1/0 level3=@2:20\n"},
    {"a title and the unit above the headings, as a workbook leaves them; sums at both ends",
     "某局2024年绩效目标公开表,,,,\n编制单位：某局,,,,单位：万元\n县表五,,,,\nform,项目名称,三级指标,指标值,预算数\n,,,,30\n"
     "target,甲,a,1,10\n,合计,,,30\n",
     NULL, NULL,
     "!remark 3:1 : \"县表五\" above the header was not read\n"
     "!remark 5:1 : row 1, line 5: the row names no project and no indicator: taken for a subtotal, not a project\n"
     "P1 target form=target@6:1 year=2024@1:1 unit_name=某局@2:1 project_name=甲@6:8 currency_unit=万元@2:1 budget_total=10@6:14 +表末合计=30 "
     "+表内项目数=1\n"
     " I1/0 level3=a@6:10 target=1@6:12\n"
     "!remark 7:1 : row 3, line 7: the row names no project and no indicator: taken for a subtotal, not a project\n"},
    {"a project's rows apart, and one that says otherwise",
     "form,项目编码,项目名称,三级指标\ntarget,P1,甲,a\ntarget,P2,乙,b\ntarget,P1,丙,c\n", NULL, NULL,
     "!remark 4:1 P1: row 3, line 4: project_name differs between rows of one project (\"甲\" and "
     "\"丙\"), the first row counts\n"
     "P1 target form=target@2:1 project_code=P1@2:8 project_name=甲@2:11\n"
     " I1/0 level3=a@2:13\n I2/1 level3=c@4:13\n"
     "P2 target form=target@3:1 project_code=P2@3:8 project_name=乙@3:11\n I1/0 level3=b@3:13\n"},
    {"indicators of one project that is not named",
     "一级指标,三级指标,指标值\n产出指标,a,1\n产出指标,b,2\n", NULL, NULL,
     "!remark 2:1 : row 1, line 2: the kind of form is not given, taken as target by its columns; a "
     "form column or --form says it\n"
     "P1 target?\n I1/0 level1=产出指标@2:1 level3=a@2:6 target=1@2:8\n"
     " I2/1 level1=产出指标@3:1 level3=b@3:6 target=2@3:8\n"},
    {"goals and plan in the project's row",
     "form,项目编码,payment_plan.03,6月底支出计划,年度绩效目标,长期绩效目标,年度实际完成情况\n"
     "target,P1,,50%,甲,乙,丙\ntarget,P2,1,2,,,\n",
     NULL, NULL,
     "P1 target form=target@2:1 project_code=P1@2:8 plan3= plan6=50%\n"
     " G0 term=annual@2:20 text=甲@2:16 done=丙@2:20\n G1 term=long@2:18 text=乙@2:18\n"
     "P2 target form=target@3:1 project_code=P2@3:8 plan3=1 plan6=2\n"},
    {"a goal that says no term",
     "form,项目名称,绩效目标,三级指标\ntarget,甲,乙,a\n", NULL, NULL,
     "P1 target form=target@2:1 project_name=甲@2:8\n G0 text=乙@2:10\n I1/0 level3=a@2:12\n"},
    {"unknown columns are kept",
     "form,项目编码,项目明称,,立项时间\ntarget,P1,甲,,2024\ntarget,P2,乙,x,2025\n", NULL, NULL,
     "!remark 1:11 : column 3: unknown heading \"项目明称\", did you mean \"项目名称\"? It is kept as an "
     "extra\n"
     "!remark 1:17 : column 5: unknown heading \"立项时间\", it is kept as an extra\n"
     "P1 target form=target@2:1 project_code=P1@2:8 +项目明称=甲 +立项时间=2024\n"
     "P2 target form=target@3:1 project_code=P2@3:8 +项目明称=乙 +#4=x +立项时间=2025\n"},
    {"headings that look alike",
     "form,项目编码,预算数,预算数\xE2\x80\x8B\ntarget,P1,1,1\ntarget,P2,1,2\n", NULL, NULL,
     "!remark 1:15 : duplicate header: column 3 \"预算数\" and column 4 \"预算数U+200B\"; the first is "
     "used, rows where they differ are rejected\n"
     "P1 target form=target@2:1 project_code=P1@2:8 budget_total=1@2:11 +预算数\xE2\x80\x8B=1\n"
     "!project 3:1 P2: row 2, line 3: columns 3 and 4 are both headed \"预算数\" but differ\n"},
    {"too few, too many, blank surplus",
     "form,项目编码,项目名称\ntarget,P1\ntarget,P2,乙,,\ntarget,P3,丙,x\n", NULL, NULL,
     "!project 2:1 P1: row 1, line 2: only 2 fields for 3 columns (too few fields); add the missing "
     "delimiters\n"
     "P2 target form=target@3:1 project_code=P2@3:8 project_name=乙@3:11\n"
     "!project 4:1 P3: row 3, line 4: 4 fields for 3 columns (too many fields); check commas and "
     "quotes\n"},
    {"an invisible character in a code",
     "form,项目编码\ntarget,\xEF\xBB\xBFP1\n", NULL, NULL,
     "!remark 2:1 \xEF\xBB\xBFP1: row 1, line 2: the project_code holds invisible characters: "
     "U+FEFFP1\n"
     "P1 target form=target@2:1 project_code=\xEF\xBB\xBFP1@2:8\n"},
    {"no name for a project", "form,预算数\ntarget,1\n", NULL, NULL,
     "!file 0:0 : /projects.csv: the header has no column project_code (项目编码) or project_name "
     "(项目名称), so it is unknown which project a row belongs to\n"},
    {"no heading known", "x,y\n1,2\n", NULL, NULL,
     "!file 0:0 : /projects.csv: no column of the header is known (\"x\", \"y\"; 2 columns); the "
     "first row must hold names such as project_code, 项目名称, 一级指标, with a comma, semicolon or tab "
     "as delimiter\n"},
    {"empty", "", NULL, NULL, "!file 0:0 : /projects.csv: the file is empty, there is no header\n"},
    {"only a heading row", "项目编码,项目名称\n", NULL, NULL,
     "!remark 0:0 : /projects.csv: a header and no rows (0 rows)\n"},
    {"a set in order",
     "form,project_code,project_name\ntarget,P1,甲\ntarget,P2,乙\ntarget,P3,丙\n",
     "project_code,level3,单位\nP1,a,次\nP1,b,次\nP3,c,次\n", "项目名称,期限,绩效目标\n乙,年度,t\n",
     "P1 target form=target@2:1 project_code=P1@2:8 project_name=甲@2:11\n"
     " I1/0 level3=a@2:4 target_unit=次@2:6\n I2/1 level3=b@3:4 target_unit=次@3:6\n"
     "P2 target form=target@3:1 project_code=P2@3:8 project_name=乙@3:11\n"
     " G0 term=annual@2:3 text=t@2:6\n"
     "P3 target form=target@4:1 project_code=P3@4:8 project_name=丙@4:11\n"
     " I1/0 level3=c@4:4 target_unit=次@4:6\n"},
    {"a set out of order, quotes kept",
     "form,project_code\ntarget,P1\ntarget,P2\n",
     "level3,project_code\n\"b\"\"1\",P2\na,P1\n\"b\n2\",P2\n", NULL,
     "P1 target form=target@2:1 project_code=P1@2:8\n I1/0 level3=a@3:1\n"
     "P2 target form=target@3:1 project_code=P2@3:8\n I1/0 level3=b\"1@2:1\n I2/1 level3=b\n2@4:1\n"},
    {"rows of no project",
     "form,project_code\ntarget,P-001\ntarget,P-002\n",
     "project_code,level3\nP-001,a\nP-0O1,b\n,c\nZZZZZZZZZ,d\nP-002,e\n", NULL,
     "!indicator 3:1 P-0O1: row 2, line 3: there is no project \"P-0O1\", did you mean \"P-001\"?\n"
     "!indicator 4:1 : row 3, line 4: neither project_code nor project_name is given, so its project "
     "is unknown\n"
     "!indicator 5:1 ZZZZZZZZZ: row 4, line 5: there is no project \"ZZZZZZZZZ\"\n"
     "P1 target form=target@2:1 project_code=P-001@2:8\n I1/0 level3=a@2:7\n"
     "P2 target form=target@3:1 project_code=P-002@3:8\n I1/0 level3=e@6:7\n"},
    {"a project twice, a bad project with its rows",
     "form,project_code\ntarget,P1\ntarget,P1\ntarget,P2,x\ntarget,P3\n",
     "project_code,level3\nP1,a\nP2,b\nP3,c\n", NULL,
     "P1 target form=target@2:1 project_code=P1@2:8\n I1/0 level3=a@2:4\n"
     "!project 3:1 P1: row 2, line 3: duplicate project key \"P1\": the same as in row 1, so "
     "indicators cannot be joined\n"
     "!project 4:1 P2: row 3, line 4: 3 fields for 2 columns (too many fields); check commas and "
     "quotes\n"
     "!indicator 3:1 P2: row 2, line 3: its project (/projects.csv, row 3) was rejected, so this "
     "row is, too\n"
     "P4 target form=target@5:1 project_code=P3@5:8\n I1/0 level3=c@4:4\n"},
    {"a name of several projects",
     "form,project_code,project_name\ntarget,P1,甲\ntarget,P2,甲\n", "项目名称,三级指标\n甲,a\n", NULL,
     "!indicator 2:1 : row 1, line 2: several projects are named \"甲\", give the project_code\n"
     "P1 target form=target@2:1 project_code=P1@2:8 project_name=甲@2:11\n"
     "P2 target form=target@3:1 project_code=P2@3:8 project_name=甲@3:11\n"},
};

static void read_case(const struct row *r, struct transcript *t)
{
    struct folder f;
    struct error err;
    char paths[3][256];
    const char *list[3];
    const char *const names[3] = {"projects.csv", "indicators.csv", "goals.csv"};
    const char *const contents[3] = {r->projects, r->indicators, r->goals};
    size_t count = 0;
    folder_make(&f);
    for (int i = 0; i < 3; i++)
        if (contents[i]) {
            folder_put(&f, names[i], slice_str(contents[i]));
            folder_path(&f, names[i], paths[count]);
            list[count] = paths[count];
            count++;
        }
    transcript_init(t);
    assert_int_equal(transcript_read(t, list, count, &err), 0);
    for (size_t i = 0; i < t->sources.count; i++)
        assert_int_equal(strlen(t->sources.items[i].sha256), 64);
    transcript_without(t, f.path);
    transcript_release(t);
    folder_remove(&f);
}

static void test_rows(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct transcript t;
        read_case(&rows[i], &t);
        if (strcmp(t.text, rows[i].expected) == 0)
            continue;
        print_error("%s:\n%s-- not\n%s", rows[i].name, t.text, rows[i].expected);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

/* What the user says about form and year. */
static void test_options(void **state)
{
    (void)state;
    struct folder f;
    struct transcript t;
    struct error err;
    struct reader *r;
    char path[256];
    folder_make(&f);
    folder_put(&f, "a.csv", SLICE("项目编码,三级指标,indexval\nP1,a,5\n"));
    folder_path(&f, "a.csv", path);
    transcript_init(&t);
    t.options.form = FORM_MONITORING;
    t.options.year = 2025;
    struct input_unit unit = {.projects = path};
    struct project *p = project_new(t.limits.project_bytes);
    assert_int_equal(reader_open(&r, &unit, &t.sources, &t.options, &err), 0);
    assert_int_equal(reader_next(r, p, &err), 1);
    assert_int_equal(p->form, FORM_MONITORING);
    assert_false(p->form_inferred);
    assert_int_equal(p->year, 2025);
    assert_true(slice_equal(p->indicators[0].cells[I_ACTUAL].text, SLICE("5")));
    assert_int_equal(p->indicators[0].cells[I_TARGET].state, CELL_ABSENT);
    uint64_t done, total;
    reader_progress(r, &done, &total);
    assert_int_equal(done, total);
    assert_int_equal(reader_next(r, p, &err), 0);
    reader_close(r);
    project_free(p);
    transcript_release(&t);
    folder_remove(&f);
}

static void test_limits(void **state)
{
    (void)state;
    struct folder f;
    struct transcript t;
    struct error err;
    char path[256];
    const char *paths[1] = {path};
    folder_make(&f);
    folder_path(&f, "a.csv", path);
    folder_put(&f, "a.csv", SLICE("form,项目编码,三级指标\ntarget,P1,a\n,,b\n,,c\ntarget,P2,d\n"));
    transcript_init(&t);
    t.limits.indicators = 2;
    assert_int_equal(transcript_read(&t, paths, 1, &err), 0);
    assert_string_equal(t.text,
                        "!indicator 4:1 : row 3, line 4: too many indicators in one project, the "
                        "limit is 2\n"
                        "P1 target form=target@2:1 project_code=P1@2:8\n I1/0 level3=a@2:11\n"
                        " I2/1 level3=b@3:3\n"
                        "P2 target form=target@5:1 project_code=P2@5:8\n I1/0 level3=d@5:11\n");
    transcript_release(&t);
    transcript_init(&t);
    t.limits.project_bytes = 4000;
    assert_int_equal(transcript_read(&t, paths, 1, &err), 0);
    assert_non_null(strstr(t.text, "too large"));
    transcript_release(&t);
    folder_remove(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
