/* Form maps: what cells and areas answer, how records come out, what is told. Documents are made here,
 * so that nothing depends on a decoder. */
#include "script/form_test.h"

static const char self_evaluation[] =
    "附件 2.\n"
    "2023 年度道路养护经费项目自评表\n"
    "单位名称: 某县交通局 填报日期 2024 年年 4 月 23 日\n"
    "|项目名称|<|道路养护|<|<\n"
    "|主管部门||县交通局|项目实施单位|养护站\n"
    "|项目类别|1、部门预算项目 ☑ 2、市直专项 □|<|<|<\n"
    "|预算执行情况 (万元)||预算数 (A)|执行数 (B)|执行率 (B/A)\n"
    "|||60|58|96.67%\n"
    "|年度 绩效 目标 1|一级 指标|二级指标|三级指标|年初目标值 (A)\n"
    "|^|产出 指标|数量指标|养护里程|≥26 公里\n"
    "|^||质量指标|验收 合格率|≥95%\n"
    "|^|满意 度指 标||群众满意|\n"
    "|偏差大或¶目标未完成 原因分析||<|<|<\n"
    "备注：\n";

struct question {
    const char *document, *body, *expected;
};

static void questions_ask(const struct question *list, size_t count, enum source_kind kind)
{
    for (size_t i = 0; i < count; i++) {
        struct form_bench f = {0};
        char body[4096];
        form_bench_open(&f);
        document_show(&f, list[i].document, kind);
        (void)snprintf(body, sizeof(body),
                       "local v = (function(doc) %s end)(doc) return reject(show(v))", list[i].body);
        (void)read_load(&f, body);
        read_call(&f, 0);
        if (f.answer.outcome != FORM_REJECTED ||
            !slice_equal(f.answer.reason, slice_str(list[i].expected)))
            fail_msg("%s\ngives    %.*s\nexpected %s", list[i].body, SLICE_ARG(f.answer.reason),
                     list[i].expected);
        document_hide(&f);
        form_bench_close(&f);
    }
}

#define ASK(list, kind) questions_ask(list, sizeof(list) / sizeof(*(list)), kind)

static void test_labels(void **state)
{
    (void)state;
    static const struct question list[] = {
        {self_evaluation, "return doc:has('项目名称', '一级指标', '年度绩效目标1')", "true"},
        {self_evaluation, "return doc:has('项目名称', '项目编码')", "false"},
        {self_evaluation, "return doc:find('预算数').row", "4"},
        {self_evaluation, "return doc:find('预算数(A)').column", "3"},
        {self_evaluation, "return doc:find('预算')", "nil"},
        {self_evaluation, "return doc:find('备注').text", "备注："},
        {self_evaluation, "return doc:find{'没有', '项目实施单位'}", "项目实施单位"},
        {self_evaluation, "return doc:find('*项目自评表')", "2023 年度道路养护经费项目自评表"},
        {self_evaluation, "return doc:find('偏差大*'):is('偏差大或目标未完成原因分析')", "true"},
        {self_evaluation, "return #doc:find_all('*指标*')", "7"},
        {self_evaluation, "return doc:search([[(\\d+)\\s*年度(.*)项目]])", "2023"},
        {self_evaluation, "local a, b = doc:search([[(\\d+)\\s*年度(.*)项目]]) return b", "道路养护经费"},
        {self_evaluation, "return doc:search_all([[≥.*]])", "{≥26 公里|≥95%}"},
        {self_evaluation, "return doc:search('x')", "nil"},
        {"|名称：|a\n|名称（单位：个）|b", "return #doc:find_all('名称')", "2"},
        {"|＊名称|a", "return doc:find('名称'):beside()", "a"},
        {self_evaluation, "local a, b = doc:find('60'), doc:find('60') return a.row + b.row", "10"},
        {self_evaluation, "local a = doc:search('(年度)') local b = doc:search('(年度)') return a .. b", "年度年度"},
        {self_evaluation, "return { doc:find('无'), doc:find('无'), doc:has('无'), doc:has('60') }", "{false|true}"},
        {"|名称：|a\n|名称（单位：个）|b", "return #doc:find_all('名称(单位:个)')", "1"},
    };
    ASK(list, SOURCE_DOCX);
}

static void test_cells(void **state)
{
    (void)state;
    static const struct question list[] = {
        {self_evaluation, "return doc:find('项目名称'):beside()", "道路养护"},
        {self_evaluation, "return doc:find('项目名称'):beside(2)", "nil"},
        {self_evaluation, "return doc:find('执行数'):below()", "58"},
        {self_evaluation, "return doc:find('执行数'):below(2).text", "三级指标"},
        {self_evaluation, "return doc:find('执行数'):beside(-1)", "预算数 (A)"},
        {self_evaluation, "return doc:find('58'):below(-1)", "执行数 (B)"},
        {self_evaluation, "return doc:find('主管部门'):value('项目实施单位')", "县交通局"},
        {self_evaluation, "local c = doc:find('偏差大*'):value() return c.blank", "true"},
        {self_evaluation, "local c = doc:find('年度绩效目标1') return c.rows .. ',' .. c.columns", "4,1"},
        {self_evaluation, "return doc:find('年度绩效目标1'):beside(2)", "二级指标"},
        {self_evaluation, "return doc:find('主管部门'):line():filled()",
         "{主管部门|县交通局|项目实施单位|养护站}"},
        {self_evaluation, "return doc:find('备注'):beside()", "nil"},
        {self_evaluation, "local c = doc:find('60') return c .. '万' .. c", "60万60"},
        {self_evaluation, "return text.length(doc:find('道路养护'))", "4"},
        {self_evaluation, "local c = doc:find('60'):with(70) return c.text .. c.row", "705"},
        {"|a|~|c", "local b = doc:find('a'):beside() return {b.blank, b.column, b:beside()}",
         "{true|2|c}"},
        {"|x|x|x\n|a", "return doc:find('a'):beside(2).column", "3"},
    };
    ASK(list, SOURCE_XLSX);
}

static void test_areas(void **state)
{
    (void)state;
    static const char two[] = "目录\n道路绩效目标表\n桥梁绩效目标表\n"
                              "1.道路绩效目标表\n|项目编码|A1\n|单位：万元|\n"
                              "2.桥梁绩效目标表\n|项目编码|A2\n|说明|b";
    static const char stacked[] = "|甲目标表|<\n|编码|1\n|乙目标表|<\n|编码|2\n|丙目标表|<\n|编码|3";
    static const struct question list[] = {
        {two, "return #doc:split('*绩效目标表')", "4"},
        {two, "return #doc:split('*绩效目标表', { having = '项目编码' })", "2"},
        {two, "local p = doc:split('*绩效目标表', { having = '项目编码' })[2] "
              "return { p:first(), p:find('项目编码'):beside(), p:find('说明') }",
         "{2.桥梁绩效目标表|A2|说明}"},
        {two, "return #doc:split([[^\\d\\.]], { regex = true })", "2"},
        {two, "return #doc:tables()", "2"},
        {two, "return #doc:texts()", "5"},
        {two, "return doc:before('1.道路绩效目标表'):rest()", "道路绩效目标表 桥梁绩效目标表"},
        {two, "return doc:rest('^桥')", "桥梁绩效目标表"},
        {two, "return { doc:from('2.桥梁绩效目标表'):rest().blank, doc:table('说明'):rest() }", "{true}"},
        {two, "return doc:after(doc:before('1.道路绩效目标表'):rest()):first()", "桥梁绩效目标表"},
        {two, "return #doc:lines()", "9"},
        {two, "return doc:table('说明'):cells()", "{项目编码|A2|说明|b}"},
        {two, "return doc:after('2.桥梁绩效目标表'):first()", "项目编码"},
        {two, "return doc:from('2.桥梁绩效目标表'):first()", "2.桥梁绩效目标表"},
        {two, "return #doc:before('1.道路绩效目标表'):cells()", "3"},
        {two, "return doc:after('没有')", "nil"},
        {two, "return doc:after(doc:find('A1'):line()):first()", "单位：万元"},
        {two, "return doc.name .. ' ' .. doc.kind", "form.txt docx"},
        {two, "return doc:money_unit()", "万元"},
        {"预算（元）", "return doc:money_unit()", "元"},
        {"预算", "return doc:money_unit()", "nil"},
        {stacked, "local p = doc:split('*目标表') return { #p, p[2]:find('编码'):beside(), "
                  "p[3]:find('编码'):beside() }",
         "{3|2|3}"},
        {stacked, "local p = doc:split('*目标表') return p[2]:has('丙目标表')", "false"},
    };
    ASK(list, SOURCE_DOCX);
}

static void test_values(void **state)
{
    (void)state;
    static const struct question list[] = {
        {self_evaluation, "return doc:values{ project_name = '项目名称', department = '主管部门', "
                          "implementing_unit = '项目实施单位', content = '项目内容' }",
         "{department=县交通局|implementing_unit=养护站|project_name=道路养护}"},
        {self_evaluation, "return doc:values{ unit = '单位名称', on = '填报日期' }",
         "{on=2024 年年 4 月 23 日|unit=某县交通局}"},
        {self_evaluation, "return doc:values{ a = { below = '预算数' }, b = { label = '主管部门', "
                          "beside = 2 } }",
         "{a=60|b=县交通局}"},
        {self_evaluation, "return doc:values{ reason = '偏差大或目标未完成原因分析' }.reason.blank",
         "true"},
        {"|编码||名称|桥", "return doc:values{ code = '编码', name = '名称' }", "{code=|name=桥}"},
        {"|编码|名称|桥", "return doc:values{ code = '编码', name = '名称' }", "{code=|name=桥}"},
        {"预算数（万元）：30 执行数(万元):28", "return doc:values{ a = '预算数', b = '执行数' }", "{a=30|b=28}"},
        {"|金额单位：万元|", "return doc:values{ unit = '金额单位' }", "{unit=万元}"},
        {"申报单位：　　填报人：张三", "return doc:values{ unit = '申报单位', by = '填报人' }",
         "{by=张三|unit=}"},
    };
    ASK(list, SOURCE_DOCX);
}

static void test_rows(void **state)
{
    (void)state;
    static const char plain[] =
        "|一级指标|二级指标|指标值|备注\n|产出|数量|1|\n||质量|2|x\n|效益||3|\n|||||\n|合计|<|<|<\n"
        "|一级指标|二级指标|指标值|备注\n|满意|服务|4|\n|审核|意见|5|";
    static const char deep[] = "|指标|<|指标值|<\n|一级|二级|年初|全年\n|甲|乙|1|2";
    static const char shifted[] = "|一级指标|三级指标||目标值\n|产|a||1\n|||b|2";
    static const char sums[] = "|资金||预算数|执行数\n||总额|10|8\n||财政|7|";
    static const struct question list[] = {
        {sums, "return { doc:cross('总额', '预算数'), doc:cross('总额', '执行数'), doc:cross('财政', '预算数') }",
         "{10|8|7}"},
        {sums, "return doc:cross('财政', '执行数').blank", "true"},
        {sums, "return { doc:cross('其他', '预算数') or '-', doc:cross('总额', '决算数') or '-', "
               "doc:cross('资金', '预算数') or '-' }", "{-|-|-}"},
        {"|项目|预算数\n|总额|10", "return doc:cross('总额', '预算数')", "10"},
        {"||预算数|执行数\n|总额|10|8", "return doc:cross('总额', '预算数')", "10"},
        {plain, "return doc:rows{ level1 = '一级指标', level2 = '二级指标', target = '指标值' }",
         "{{level1=产出|level2=数量|target=1}|{level1=产出|level2=质量|target=2}|"
         "{level1=效益|level2=|target=3}|{level1=满意|level2=服务|target=4}|"
         "{level1=审核|level2=意见|target=5}}"},
        {plain, "local r = doc:rows({ level1 = '一级指标', target = '指标值', _note = '备注?', "
                "weight = '分值?' }, { stop = '审核' }) return { #r, r[2]._note, r[1].weight }",
         "{4|x}"},
        {plain, "return doc:rows({ level2 = '二级指标', target = '指标值' }, { carry = {} })[3]",
         "{level2=|target=3}"},
        {plain, "return doc:rows{ level1 = '一级指标', target = '得分' }", "{}"},
        {plain, "return doc:rows{ level1 = '一级指标', target = '指标值' }[2].at.row", "3"},
        {deep, "return doc:rows{ level1 = '一级', target = '年初', actual = '全年' }",
         "{{actual=2|level1=甲|target=1}}"},
        {deep, "return doc:rows{ level1 = '一级', _all = '指标值', actual = '全年' }[1]",
         "{_all=1|actual=2|level1=甲}"},
        {shifted, "return doc:rows{ level1 = '一级指标', level3 = '三级指标', target = '目标值' }",
         "{{level1=产|level3=a|target=1}|{level1=产|level3=b|target=2}}"},
        {"|甲|乙\n|1|2\n--\n|甲|乙\n|3|4", "return #doc:rows({ a = '甲' }, { tables = 'all' })", "2"},
        {"|甲|乙\n|1|2\n--\n|甲|乙\n|3|4", "return #doc:rows({ a = '甲' })", "1"},
        {"|甲|乙\n|1|~\n|2", "local r = doc:rows{ a = '甲', b = '乙' } return { r[1].b.blank, "
                             "r[2].b.column }",
         "{true|2}"},
    };
    ASK(list, SOURCE_XLSX);
}

/* Rows that begin further left than their heading; in a workbook they are what they are. */
static void test_shifted_rows(void **state)
{
    (void)state;
    static const struct question list[] = {
        /* a text whose cells that reach down stand in their first row only */
        {"|绩效指标|一级指标|二级指标|三级指标|指标值\n|产出指标|数量指标|a|1\n|质量指标|b|2\n|c|3\n"
         "|满意度指标|服务对象满意度指标|d|4\n|成本指标|经济成本指标|e|5",
         "return doc:rows{ level1 = '一级指标', level2 = '二级指标', level3 = '三级指标', target = '指标值' }",
         "{{level1=产出指标|level2=数量指标|level3=a|target=1}|"
         "{level1=产出指标|level2=质量指标|level3=b|target=2}|"
         "{level1=产出指标|level2=质量指标|level3=c|target=3}|"
         "{level1=满意度指标|level2=服务对象满意度指标|level3=d|target=4}|"
         "{level1=成本指标|level2=经济成本指标|level3=e|target=5}}"},
        /* both levels are written above, the value stands where the second level should */
        {"|一级指标|二级指标|三级指标|分值|指标值\n|产出指标|数量指标|a|5|≥1\n|b|10|≥2\n|c|10|≥3",
         "return doc:rows{ level1 = '一级指标', level2 = '二级指标', level3 = '三级指标', weight = '分值', target = '指标值' }",
         "{{level1=产出指标|level2=数量指标|level3=a|target=≥1|weight=5}|"
         "{level1=产出指标|level2=数量指标|level3=b|target=≥2|weight=10}|"
         "{level1=产出指标|level2=数量指标|level3=c|target=≥3|weight=10}}"},
        /* a heading of two rows whose upper cells reach over several lower ones */
        {"|绩效指标|年度指标值|实际完成值|得分\n|一级指标|三级指标|指标性质|指标值|度量单位\n|产出指标|a|≥|7|人|8|10\n|产出指标|b|﹦|1|场|1|5",
         "return doc:rows{ level1 = '一级指标', level3 = '三级指标', nature = '指标性质', target = { '指标值', '年度指标值' }, target_unit = '度量单位', actual = '实际完成值', score = '得分' }",
         "{{actual=8|level1=产出指标|level3=a|score=10|target_op=≥|target_unit=人|target_value=7}|"
         "{actual=1|level1=产出指标|level3=b|score=5|target_op=﹦|target_unit=场|target_value=1}}"},
        {"|一级指标|二级指标|三级指标|指标值\n|产出指标|成本指标|a|1\n|质量指标|b|2\n|成本指标|c|3",
         "return doc:rows{ level1 = '一级指标', level2 = '二级指标', level3 = '三级指标', target = '指标值' }",
         "{{level1=产出指标|level2=成本指标|level3=a|target=1}|"
         "{level1=产出指标|level2=质量指标|level3=b|target=2}|"
         "{level1=产出指标|level2=成本指标|level3=c|target=3}}"},
    };
    static const char lost[] = "|资金|预算数|执行数\n||总额|10|8";
    static const char left[] = "|资金|年度预算数|年初|调整后|执行率\n|总额|0|3|100%\n|其他|/|/";
    static const struct question sums[] = {
        {lost, "return { doc:cross('总额', '预算数'), doc:cross('总额', '执行数') }", "{10|8}"},
        {left, "return { doc:cross('总额', '年初'), doc:cross('总额', '调整后'), doc:cross('总额', '执行率'), "
               "doc:cross('其他', '调整后') }", "{0|3|100%|/}"},
    };
    static const struct question sheet[] = {
        {lost, "return doc:cross('总额', '执行数')", "10"},
        {"|绩效指标|一级指标|指标值\n|产出指标|a|1",
         "return doc:rows{ level1 = '一级指标', target = '指标值' }",
         "{{level1=a|target=1}}"},
    };
    ASK(list, SOURCE_TEXT);
    ASK(sums, SOURCE_TEXT);
    ASK(sheet, SOURCE_XLSX);
}

static void test_texts(void **state)
{
    (void)state;
#define ITEMS "local t = {} for _, x in ipairs(doc:first():items()) do " \
              "t[#t + 1] = x.mark .. x.level .. x.text end return t"
    static const struct question list[] = {
        {"1.开展工作 2.协调1.5万人；3、建档", ITEMS, "{1.3开展工作|2.3协调1.5万人；|3、3建档}"},
        {"一、产出指标 (一) 数量指标 1. 签到2次；2、思想汇报。 (二)时效指标 1.2024年1月1日-2024年12月31日 "
         "二、效益指标：",
         ITEMS,
         "{一、1产出指标|(一)2数量指标|1.3签到2次；|2、3思想汇报。|(二)2时效指标|"
         "1.32024年1月1日-2024年12月31日|二、1效益指标：}"},
        {"总述¶①甲②乙", ITEMS, "{0总述|①5甲②乙}"},
        {"（1）甲 （2）乙", ITEMS, "{（1）4甲|（2）4乙}"},
        {"5.不是条目", ITEMS, "{05.不是条目}"},
        {"目标一：养路。目标二：修桥", "local t = {} "
         "for _, x in ipairs(doc:first():items([[目标[一二三][:：]?]])) do t[#t + 1] = x.text end return t",
         "{养路。|修桥}"},
        {"1、部门预算项目 ☑ 2、市直专项 □ 3、转移支付 □", "return doc:first():ticked()",
         "{部门预算项目}"},
        {"1、 ☑ 部门预算项目 ☑ 2、市直专项 □ 3、转移支付 □", "return doc:first():ticked()",
         "{部门预算项目}"},
        {"1、 ☑ 部门预算项目 □ 2、市直专项 □", "return doc:first():ticked()", "{部门预算项目}"},
        {"☑新增 □延续", "return doc:first():ticked()", "{新增}"},
        {"新增□ 延续☑", "return doc:first():options()",
         "{{text=新增|ticked=false}|{text=延续|ticked=true}}"},
        {"新增□ 延续□", "return doc:first():ticked()", "{}"},
        {"本级支出项目", "return doc:first():ticked()", "{本级支出项目}"},
        {"2024 年年 4 月 23 日", "return doc:first():date()", "2024-04-23"},
        {"日期：2024.4.3", "return doc:first():date()", "2024-04-03"},
        {"20240423", "return doc:first():date()", "2024-04-23"},
        {"2024年12月", "return doc:first():date()", "2024-12"},
        {"2024年", "return doc:first():date()", "nil"},
        {"第12024号", "return doc:first():year()", "nil"},
        {"附件2：2023年度", "return doc:first():year()", "2023"},
        {"形成实战效 能, 服务政法 工作", "return doc:first():unwrap()", "形成实战效能, 服务政法工作"},
        {"全市 26 个乡镇联通政法 专网", "return doc:first():unwrap()", "全市 26 个乡镇联通政法专网"},
        {"甲。 1. 乙¶二、丙", "return doc:first():unwrap().text == '甲。 1. 乙\\n二、丙'", "true"},
        {"指标1：养护里程", "return doc:first():match([[指标\\d+[:：](.*)]])", "养护里程"},
        {"甲", "return doc:first():match('乙')", "nil"},
    };
    ASK(list, SOURCE_TEXT);
}

/* ---- records ---- */

static void cell_put(struct buffer *b, struct slice name, const struct cell *c)
{
    if (c->state == CELL_PRESENT)
        buffer_format(b, "%s%.*s=%.*s@%u.%u.%u", b->len ? " " : "", SLICE_ARG(name),
                      SLICE_ARG(c->text), c->at.a, c->at.b, c->at.c);
}

static void record_put(struct buffer *b, const struct project *p)
{
    size_t n;
    const struct field *fields = field_table(SCOPE_PROJECT, &n);
    for (size_t i = 0; i < n; i++)
        if (fields[i].type != FIELD_OBJECT)
            cell_put(b, fields[i].name, &p->cells[i]);
    for (size_t i = 0; i < p->plan_count; i++) {
        struct slice month = SLICE("plan");
        buffer_format(b, " %d", p->plan[i].month);
        cell_put(b, month, &p->plan[i].cell);
    }
    for (size_t i = 0; i < p->extras.count; i++)
        cell_put(b, p->extras.items[i].key, &p->extras.items[i].cell);
    fields = field_table(SCOPE_GOAL, &n);
    for (size_t g = 0; g < p->goal_count; g++)
        for (size_t i = 0; i < n; i++)
            cell_put(b, fields[i].name, &p->goals[g].cells[i]);
    fields = field_table(SCOPE_INDICATOR, &n);
    for (size_t k = 0; k < p->indicator_count; k++) {
        const struct indicator *row = &p->indicators[k];
        buffer_format(b, " [%u@%u.%u.%u]", row->seq, row->row.a, row->row.b, row->row.c);
        for (size_t i = 0; i < n; i++)
            if (i != I_SEQ)
                cell_put(b, fields[i].name, &row->cells[i]);
    }
}

struct record_case {
    const char *document, *body, *expected; /* a record, or "!" and the fault */
    bool unwrap;
};

static void record_run(const struct record_case *c)
{
    struct form_bench f = {0};
    struct buffer out;
    bool empty = false;
    form_bench_open(&f);
    document_show(&f, c->document, SOURCE_DOCX);
    f.call.unwrap = c->unwrap;
    (void)read_load(&f, c->body);
    buffer_init(&out, 1 << 16);
    read_call(&f, 0);
    struct form_answer *a = &f.answer;
    size_t count = a->count;
    for (size_t i = 0; i < count && a->outcome == FORM_OK; i++) {
        project_clear(f.b.project);
        assert_int_equal(form_take(f.b.script, f.form, &f.call, i, f.b.project, &empty, a,
                                   &f.b.error), 0);
        buffer_text(&out, out.len ? " ## " : "");
        if (empty)
            buffer_text(&out, "(empty)");
        if (a->outcome == FORM_OK)
            record_put(&out, f.b.project);
    }
    if (a->outcome != FORM_OK)
        buffer_format(&out, "!%.*s", SLICE_ARG(a->reason));
    if (!slice_equal(buffer_slice(&out), slice_str(c->expected)))
        fail_msg("%s\ngives    %.*s\nexpected %s", c->body, SLICE_ARG(buffer_slice(&out)),
                 c->expected);
    buffer_release(&out);
    document_hide(&f);
    form_bench_close(&f);
}

static const char small[] = "2024年度修路目标表\n|项目名称|修 路|\n|预算数|30|其他|\n"
                            "|一级指标|指标|指标值\n|产出¶指标|里程|≥3\n||质量|好";

static const struct record_case record_cases[] = {
    {small, "return { project_name = doc:find('项目名称'):beside(), year = doc:first():year(), "
            "budget_other = doc:find('其他'):beside(), currency_unit = '万元' }",
     "year=2024@0.1.0 project_name=修 路@1.1.2 currency_unit=万元@0.1.0 budget_other=@1.2.4",
     false},
    {small, "return { project_name = doc:find('项目名称'):beside(), at = doc:table('预算数') }",
     "project_name=修路@1.1.2", true},
    {small, "return { indicators = doc:rows{ level1 = '一级指标', level3 = '指标', "
            "target = '指标值' } }",
     " [1@1.4.0] level1=产出指标@1.4.1 level3=里程@1.4.2 target=≥3@1.4.3"
     " [2@1.5.0] level1=产出指标@1.4.1 level3=质量@1.5.2 target=好@1.5.3",
     false},
    {small, "return { { project_name = 'a' }, { project_name = 'b', nil } }",
     "project_name=a@0.1.0 ##  project_name=b@0.1.0", false},
    {"|类别|1、甲 ☑ 2、乙 ☑\n|属性|□ 新 □ 旧",
     "return { project_name = 'x', category = doc:find('类别'):beside():ticked(), "
     "attribute = doc:find('属性'):beside():ticked(), type = { '丙', '丁' } }",
     "project_name=x@1.1.0 category=甲；乙@1.1.2 attribute=@1.2.2 type=丙；丁@1.1.0", false},
    {"|类别|1、甲 ☑ 2、乙 □\n|属性|新", "return { project_name = 'x', category = doc:find('类别'):beside(), "
     "attribute = doc:find('属性'):beside() }",
     "project_name=x@1.1.0 category=甲@1.1.2 attribute=新@1.2.2", false},
    {small, "return nil", "", false},
    {small, "return {}", "", false},
    {small, "return 5", "!f.lua: read 应当返回记录或记录的列表，不是 number", false},
    {small, "return { { project_name = 'a' }, 7 }", "project_name=a@0.1.0 ## !f.lua: 记录应当是表，不是 number", false},
    {small, "return { project_nam = 'a' }", "!f.lua: 没有项目栏目“project_nam”，是否指“project_name”？",
     false},
    {small, "return { indicators = { { targt = 'a' } } }",
     "!f.lua: 没有指标栏目“targt”，是否指“target”？", false},
    {small, "return { project_name = {} }",
     "!f.lua: project_name 应当是单元格或文字，不是 table", false},
    {small, "return { budget_total = 1.5 }",
     "!f.lua: budget_total 是小数，请用文字，以免丢失精度", false},
    {small, "return { indicators = 'a' }", "!f.lua: indicators 应当是列表", false},
    {small, "return { payment_plan = { [13] = '' } }",
     "!f.lua: payment_plan 的键应当是月份 1 到 12", false},
    {small, "return doc:fnd('x')", "!f.lua:11: 没有区域的“fnd”，是否指“find”？", false},
    {small, "return doc:first().txt", "!f.lua:11: 没有单元格的“txt”，是否指“text”？", false},
    {small, "return reject('缺页', doc:find('30'))", "!缺页", false},
    {small, "return doc:rows({ a = '指标' }, { stp = 'x' })",
     "!f.lua:11: 没有选项“stp”，是否指“stop”？", false},
    {small, "return doc:values{ '项目名称' }", "!f.lua:11: 这里每一项写成 名称 = 标签", false},
    {small, "return doc:find('')", "!f.lua:11: 标签是空的", false},
    {small, "local c = doc:find('30') return { budget_total = c, payment_plan = { ['03'] = c }, "
            "extra = { ['乙'] = c, ['甲'] = 'x' }, goals = { { term = 'annual', text = c } }, "
            "indicators = { { level3 = c, extra = { ['丙'] = 1 }, _x = {} } } }",
     "budget_total=30@1.2.2 3 plan=30@1.2.2 乙=30@1.2.2 甲=x@0.1.0 term=annual@1.2.0 "
     "text=30@1.2.2 [1@1.2.0] level3=30@1.2.2",
     false},
    {small, "return { year = 2024, unit_name = '某局', project_name = doc:find('预算数'):with(''), "
            "indicators = { { level1 = 'a', level2 = 'b' } } }",
     "(empty) year=2024@0.1.0 unit_name=某局@0.1.0 project_name=@1.2.1 [1@0.1.0] level1=a@0.1.0 "
     "level2=b@0.1.0",
     false},
};

static void test_records(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(record_cases) / sizeof(*record_cases); i++)
        record_run(&record_cases[i]);
}

/* ---- parts, remarks, what is left ---- */

static const char parts_map[] =
    "form \"t-parts\" { title = \"t\", kind = \"target\", match = function(doc) return doc:has('编码') end,\n"
    "parts = function(doc) return doc:split('*表') end,\n"
    "read = function(part, doc)\n"
    "  if part:has('坏') then error('坏了') end\n"
    "  remark('读 ' .. part:first(), part:first())\n"
    "  return { project_code = part:find('编码'):beside(), project_name = doc:first() }\n"
    "end }";

static void test_parts(void **state)
{
    (void)state;
    struct form_bench f = {0};
    struct form_unused u;
    size_t n;
    bool empty;
    form_bench_open(&f);
    document_show(&f, "总\n甲表\n|编码|1\n|坏|\n乙表\n|编码|2\n|未用|\n末行", SOURCE_DOCX);
    f.call.handle = form_load(&f, parts_map);
    assert_true(f.call.handle >= 0);
    assert_int_equal(form_match(f.b.script, f.form, &f.call, &f.answer, &f.b.error), 0);
    assert_true(f.answer.claims);
    assert_int_equal(form_parts(f.b.script, f.form, &f.call, &f.answer, &f.b.error), 0);
    assert_int_equal(f.answer.count, 2);
    read_call(&f, 0);
    assert_int_equal(f.answer.outcome, FORM_FAULT);
    assert_true(slice_equal(f.answer.reason, SLICE("f.lua:4: 坏了")));
    assert_int_equal(f.answer.at.b, 2); /* 甲表 */
    assert_null(form_remarks(f.form, &n));
    read_call(&f, 1);
    assert_int_equal(f.answer.count, 1);
    assert_int_equal(f.answer.at.b, 5);
    const struct form_remark *r = form_remarks(f.form, &n);
    assert_int_equal(n, 1);
    assert_true(slice_equal(r->zh, SLICE("读 乙表")));
    assert_int_equal(r->at.b, 5);
    assert_int_equal(form_take(f.b.script, f.form, &f.call, 0, f.b.project, &empty, &f.answer,
                               &f.b.error), 0);
    assert_false(empty);
    assert_true(slice_equal(f.b.project->cells[P_PROJECT_CODE].text, SLICE("2")));
    form_unused(f.form, &u);
    assert_int_equal(u.tables, 1); /* the first: read failed before it looked */
    assert_int_equal(u.cells, 1);
    assert_true(slice_equal(u.cell_text, SLICE("未用")));
    assert_int_equal(u.lines, 1);
    assert_true(slice_equal(u.line_text, SLICE("末行")));
    document_hide(&f);
    form_bench_close(&f);
}

/* Cells and areas of a document that is gone are refused; a map that does not look at one claims none. */
static void test_other_document(void **state)
{
    (void)state;
    struct form_bench f = {0};
    form_bench_open(&f);
    f.call.handle = form_load(&f, parts_map);
    document_show(&f, "无", SOURCE_DOCX);
    assert_int_equal(form_match(f.b.script, f.form, &f.call, &f.answer, &f.b.error), 0);
    assert_int_equal(f.answer.outcome, FORM_OK);
    assert_false(f.answer.claims);
    document_hide(&f);
    int rule = body_load(&f.b, "project", "remark('x')");
    struct answer a = rule_check(&f.b, rule);
    assert_int_equal(a.outcome, OUTCOME_RULE_ERROR);
    form_bench_close(&f);
}

/* ---- hostile maps ---- */

static void test_hostile(void **state)
{
    (void)state;
    static const struct {
        const char *body, *reason;
    } list[] = {
        {"while true do end", "超出指令上限"},
        {"for i = 1, 1e9 do doc:find('x') end", "超出指令上限"},
        {"while true do doc:search('^(a+)+$') end", "超出步数上限"},
        {"local t = {} for i = 1, 1e9 do t[i] = doc:first() end", "超出内存上限"},
        {"local t = {} for i = 1, 1e9 do t[i] = { project_name = 'x' } end return t",
         "超出内存上限"},
        {"local s = 'a' while true do s = s .. s end", "超出"},
        {"local s = string.rep('（', 1e6) while true do doc:first():with(s):unwrap() end",
         "超出指令上限"},
        {"local s = string.rep('1.', 1e5) return doc:first():with(s):items()[1].x.y", "nil"},
        {"while true do remark('x') end", "说明过多"},
        {"local t = {} t[1] = t return { indicators = t, project_name = t }", "应当是"},
        {"return setmetatable({}, {})", "setmetatable"},
        {"local r = { {} } r[1].indicators = {} for i = 1, 30000 do r[1].indicators[i] = { level3 = 'x' } "
         "end return r", "项目过大"},
        {"doc.x = 1", "只读"},
        {"local c = doc:first() c.text = 'x'", "只读"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
        struct form_bench f = {0};
        bool empty;
        limits_default(&f.b.limits);
        f.b.limits.rule_memory = 16 << 20;
        f.b.limits.rule_instructions = 20 * 1000 * 1000;
        f.b.limits.rule_milliseconds = 600 * 1000; /* the other limits are what is tested */
        form_bench_open(&f);
        document_show(&f, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\n|a|b", SOURCE_DOCX);
        (void)read_load(&f, list[i].body);
        read_call(&f, 0);
        if (f.answer.outcome == FORM_OK && f.answer.count)
            assert_int_equal(form_take(f.b.script, f.form, &f.call, 0, f.b.project, &empty, &f.answer,
                                       &f.b.error), 0);
        if (f.answer.outcome != FORM_FAULT ||
            slice_find(f.answer.reason, slice_str(list[i].reason), 0) == SIZE_MAX)
            fail_msg("%s\ngives %d %.*s", list[i].body, f.answer.outcome,
                     SLICE_ARG(f.answer.reason));
        /* the state is whole: an honest map reads the same document */
        (void)read_load(&f, "return { project_name = doc:find('a'):beside() }");
        read_call(&f, 0);
        assert_int_equal(f.answer.count, 1);
        document_hide(&f);
        form_bench_close(&f);
    }
}

/* The list of parts is made again when a part that hoards made the state be built anew. */
static void test_parts_after_rebuild(void **state)
{
    (void)state;
    struct form_bench f = {0};
    limits_default(&f.b.limits);
    f.b.limits.rule_memory = 16 << 20;
    form_bench_open(&f);
    document_show(&f, "甲表\n|编码|1\n乙表\n|编码|2", SOURCE_DOCX);
    f.call.handle = form_load(&f,
        "form \"t\" { title = \"t\", kind = \"target\", match = function() return true end,\n"
        "parts = function(doc) return doc:split('*表') end,\n"
        "read = function(part)\n"
        "  if part:has('甲表') then local t = {} for i = 1, 1e8 do t[i] = part:first() end end\n"
        "  return { project_code = part:find('编码'):beside() }\n"
        "end }");
    assert_true(f.call.handle >= 0);
    assert_int_equal(form_parts(f.b.script, f.form, &f.call, &f.answer, &f.b.error), 0);
    read_call(&f, 0);
    assert_int_equal(f.answer.outcome, FORM_FAULT);
    assert_true(f.answer.limit);
    read_call(&f, 1);
    assert_int_equal(f.answer.outcome, FORM_OK);
    assert_int_equal(f.answer.count, 1);
    document_hide(&f);
    form_bench_close(&f);
}

static void test_load(void **state)
{
    (void)state;
    static const struct {
        const char *text, *reason;
    } list[] = {
        {"form \"a\" { match = 1 } form \"b\" { match = 2 }", "一个文件只能有一个表样"},
        {"rule \"a\" {}", "没有名称“rule”"},
        {"form \"a\"", "缺少内容"},
        {"local x = 1 & 2 form \"a\" {}", "位运算"},
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
        struct form_bench f = {0};
        form_bench_open(&f);
        assert_true(form_load(&f, list[i].text) < 0);
        if (!strstr(f.b.error.zh, list[i].reason))
            fail_msg("%s: %s", list[i].text, f.b.error.zh);
        form_bench_close(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),  cmocka_unit_test(test_cells),
        cmocka_unit_test(test_areas),   cmocka_unit_test(test_values),
        cmocka_unit_test(test_rows),    cmocka_unit_test(test_shifted_rows),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_records), cmocka_unit_test(test_parts),
        cmocka_unit_test(test_other_document), cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_parts_after_rebuild), cmocka_unit_test(test_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
