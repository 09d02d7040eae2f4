/* Packs and rules that are wrong: each row changes one thing of a good set of packs and
 * must be refused with a message that says where and what, in both languages. */
#include "pack/build.h"

struct row {
    struct decl decls[3];
    const char *says[4]; /* in both messages */
    const char *zh, *en;
};

#define N(body)                                                                          \
    {                                                                                    \
        "national/pack.lua", "pack", "national", body, NULL                              \
    }
#define H(body)                                                                          \
    {                                                                                    \
        "420000-hubei/pack.lua", "pack", "420000",                                       \
            "{ title='湖北省', version='1', " body " }", NULL                            \
    }
#define E(body)                                                                          \
    {                                                                                    \
        "420000-hubei/420700-ezhou/pack.lua", "pack", "420700",                          \
            "{ title='鄂州', version='1', " body " }", NULL                              \
    }
#define X(body)                                                                          \
    {                                                                                    \
        "national/a/X-1.lua", "rule", "X-1", body, NULL                                  \
    }
#define RX(body) X("{ " R ", severity='note', each='project', basis={}, " body " }")
#define P(body) H("parameters={ extra={" body "} }")

static const struct row rows[] = {
    /* manifests */
    {{N("{ version='1' }")},
     {"national/pack.lua:1: pack \"national\"", "title"},
     "缺少",
     "missing"},
    {{N("{ title='t' }")}, {"version"}, "缺少", "missing"},
    {{N("{ title=' ', version='1' }")}, {"pack \"national\" title"}, "空白", "blank"},
    {{N("{ title='t', version='1', parametres={} }")},
     {"parametres", "parameters"},
     "未知的键",
     "unknown key"},
    {{N("{ title='t', version=1 }")}, {"version"}, "应为文字", "must be text"},
    {{N("{ title='t', version='2026 1' }")},
     {"pack \"national\" version"},
     "版本号",
     "version"},
    {{N("{ title='t', version='1', 'stray' }")}, {"1"}, "没有写键名", "without a key"},
    {{H("engine='>=9.0'")},
     {"420000-hubei/pack.lua:1", ">=9.0", JIHE_VERSION},
     "需要",
     "needs"},
    {{H("engine='new'")}, {"engine", "new"}, "看不懂", "cannot read"},
    {{H("engine=','")}, {"engine"}, "看不懂", "cannot read"},
    {{H("effective={from='2025', until_='2023'}")}, {"effective"}, "晚于", "later"},
    {{H("effective={from='soon'}")}, {"effective"}, "预算年度", "budget year"},
    {{H("effective={until='2023'}")}, {"until", "until_"}, "未知的键", "unknown key"},
    {{N("{ title='t', version='1', effective={from=2020} }")},
     {"national"},
     "始终有效",
     "always holds"},
    {{{"42-hubei/pack.lua", "pack", "42", "{ title='t', version='1' }", NULL}},
     {"42"},
     "财政区划代码",
     "division code"},
    {{{"430000-hunan/pack.lua", "pack", "440000", "{ title='t', version='1' }", NULL}},
     {"430000-hunan", "440000"},
     "必须一致",
     "must agree"},
    {{{"420000-other/pack.lua", "pack", "420000", "{ title='t', version='1' }", NULL}},
     {"420000", "420000-hubei/pack.lua"},
     "已在",
     "already"},
    {{{"420000000-x/pack.lua", "pack", "420000000", "{ title='t', version='1' }", NULL}},
     {"420000", "420000-hubei/pack.lua"},
     "已在",
     "already"},
    {{{"420000-hubei/130100-sjz/pack.lua", "pack", "130100", "{ title='t', version='1' }",
       NULL}},
     {"130100", "420000"},
     "却不属于它",
     "no part of"},
    {{{"national/pack.lua", "pack", "other", "{ title='t', version='1' }", NULL}},
     {"national"},
     "只能有一个包",
     "holds one pack"},
    {{H("names={1}")}, {"names"}, "应为文字", "must be text"},
    {{H("names={x='y'}")}, {"names"}, "列表", "list"},
    /* statutes */
    {{{"national/statutes.lua", "statute", "a b", "{ title='t' }", NULL}},
     {"a b"},
     "编号",
     "id"},
    {{{"national/statutes.lua", "statute", "s", "{}", NULL}},
     {"statute \"s\"", "title"},
     "缺少",
     "missing"},
    {{{"national/statutes.lua", "statute", "s", "{ title='t', from='2019-02-29' }",
       NULL}},
     {"2019-02-29"},
     "日期",
     "date"},
    {{{"national/statutes.lua", "statute", "s", "{ title='t', from='2020-02-30' }",
       NULL}},
     {"from", "2020-02-30"},
     "日期",
     "date"},
    {{{"national/statutes.lua", "statute", "s",
       "{ title='t', from='2020-02', until_='2020-01-31' }", NULL}},
     {"from"},
     "晚于",
     "later"},
    {{{"national/statutes.lua", "statute", "s", "{ title='t', standing='sen' }", NULL}},
     {"sen", "seen"},
     "没有",
     "not one"},
    {{{"420000-hubei/statutes.lua", "statute", "mof-2020-10", "{ title='t' }", NULL}},
     {"mof-2020-10", "national/statutes.lua:1"},
     "已登记",
     "already"},
    {{{"national/more.lua", "statute", "mof-2020-10", "{ title='t' }", NULL}},
     {"mof-2020-10", "national/statutes.lua:1"},
     "已登记",
     "already"},
    /* data */
    {{{"national/data/w.lua", "words", "w", "{ 'a', '' }", NULL}},
     {"words \"w\""},
     "空白",
     "blank"},
    {{{"national/data/w.lua", "words", "w", "{ title='t' }", NULL}},
     {"words \"w\""},
     "空的",
     "no words"},
    {{{"national/data/w.lua", "words", "w", "{ 'a', 5 }", NULL}},
     {"words \"w\""},
     "文字",
     "text"},
    {{{"national/data/w.lua", "words", "w", "{ extent=true, 'a' }", NULL}},
     {"extent", "extend"},
     "未知",
     "unknown"},
    {{{"national/data/w.lua", "words", "w", "{ extend='yes', 'a' }", NULL}},
     {"extend"},
     "true",
     "true"},
    {{{"national/data/w.lua", "words", "my list", "{ 'a' }", NULL}},
     {"my list"},
     "列表名",
     "name of a list"},
    {{{"national/data/other.lua", "words", "vague", "{ 'a' }", NULL}},
     {"vague", "national/data/words.lua:1"},
     "已有",
     "already"},
    {{{"national/data/c.lua", "codes", "c", "{ f=fn }", NULL}},
     {"codes \"c\""},
     "函数",
     "functions"},
    {{{"national/data/c.lua", "codes", "c", "{ title={} }", NULL}},
     {"title"},
     "列表自身",
     "list itself"},
    {{{"national/data/levels.lua", "codes", "level1", "{ ['甲']={'丙'}, ['乙']={'丙 '} }",
       NULL}},
     {"甲", "乙", "丙"},
     "同时属于",
     "both"},
    {{{"national/data/divisions.lua", "codes", "divisions", "{ ['4200']='湖北' }", NULL}},
     {"4200"},
     "区划代码",
     "division code"},
    {{{"national/data/divisions.lua", "codes", "divisions", "{ ['420000']=5 }", NULL}},
     {"420000"},
     "文字",
     "text"},
    /* parameters */
    {{P("default=1")}, {"parameters.extra", "type"}, "缺少", "missing"},
    {{P("type='number'")}, {"parameters.extra", "default"}, "缺少", "missing"},
    {{P("type='percnt', default=1")}, {"percnt", "percent"}, "没有", "not one"},
    {{P("type='percent', unit='元', default=1")}, {"percent", "元"}, "单位", "unit"},
    {{P("type='money', default=1")}, {"money"}, "万元", "万元"},
    {{P("type='text', unit='字', default='a'")}, {"text", "字"}, "没有单位", "has none"},
    {{P("type='number', default='x'")}, {"default", "x"}, "应为数字", "must be a number"},
    {{P("type='percent', default='60万元'")},
     {"60万元", "%"},
     "应为百分数",
     "percentage"},
    {{P("type='flag', default=1")}, {"default"}, "true", "true"},
    {{P("type='list', default={a=1}")}, {"default"}, "列表", "list"},
    {{P("type='list', default={fn}")}, {"default"}, "列表", "list"},
    {{P("type='map', default={1}")}, {"default"}, "键值表", "keys and values"},
    {{P("type='number', unit='字', default=9, min=10")},
     {"9字", "10字"},
     "小于允许的最小值",
     "below the least"},
    {{P("type='number', default=9, max=8")},
     {"9", "8"},
     "大于允许的最大值",
     "above the most"},
    {{P("type='number', default=9, min=10, max=1")},
     {"extra", "min", "max"},
     "大于",
     "greater"},
    {{P("type='text', default='a', min=1")}, {"min", "text"}, "没有上下限", "no bounds"},
    {{P("type='number', default=1, stricter='more'")},
     {"stricter", "more", "higher"},
     "没有",
     "not one"},
    {{P("type='text', default='a', stricter='higher'")},
     {"text"},
     "没有宽严",
     "no order"},
    {{P("type='number', default=1, negotiable={}")}, {"negotiable"}, "没有写", "neither"},
    {{P("type='text', default='a', negotiable={min=1}")},
     {"min"},
     "没有上下限",
     "no bounds"},
    {{P("type='number', default=5, min=3, negotiable={min=2}")},
     {"negotiable.min", "2", "3"},
     "小于",
     "below"},
    {{H("parameters={ ['a-b']={type='number', default=1} }")},
     {"a-b"},
     "参数名",
     "name of a parameter"},
    {{H("parameters={ floor={type='percent', default=50} }")},
     {"floor", "national", "set"},
     "已声明",
     "already"},
    /* what a pack changes */
    {{H("set={ flor=60 }")}, {"flor", "floor"}, "上级包没有参数", "no wider pack"},
    {{H("set={ extra=2 }, parameters={ extra={type='number', default=1} }")},
     {"extra"},
     "本包声明",
     "very pack"},
    {{N("{ title='t', version='1', parameters={ floor={type='number', default=1} }, "
        "set={ floor=2 } }")},
     {"floor"},
     "本包声明",
     "very pack"},
    {{H("set={ floor='many' }")}, {"set.floor", "many"}, "百分数", "percentage"},
    {{H("set={ floor=101 }")}, {"set.floor", "101%", "100%"}, "大于", "above"},
    {{H("set={ budget='3公里' }")}, {"3公里", "万元"}, "金额", "money"},
    {{H("set={ floor={ value=70, raeson='r' } }")},
     {"raeson", "reason"},
     "未知",
     "unknown"},
    {{H("set={ floor={ value=55 } }")}, {"set.floor", "reason"}, "理由", "reason"},
    {{H("set={ floor={ value=40, reason='r' } }")},
     {"420000", "national", "40%", "50% … 70%"},
     "超出",
     "beyond"},
    {{H("set={ limit={ value=150, reason='r' } }")},
     {"420000", "national", "150字", "100字"},
     "放宽",
     "loosens"},
    {{H("set={ strict=false }, parameters={ on={type='flag', default=true, "
        "stricter='higher'} }"),
      E("set={ on=false }")},
     {"420700", "420000", "true", "false"},
     "放宽",
     "loosens"},
    {{H("set={ fixed='g' }")},
     {"fixed", "420000", "national", "negotiable"},
     "不能",
     "cannot"},
    {{H("set={ floor={ value=65, negotiable=false } }"),
      E("set={ floor={ value=60, reason='r' } }")},
     {"420700", "420000", "65%", "60%"},
     "不再允许",
     "closed"},
    {{H("set={ floor={ value=65, negotiable=true } }")},
     {"negotiable", "false"},
     "只能写 false",
     "only be false"},
    {{H("rules={ ['A-9']={off=true} }")}, {"A-9"}, "没有规则", "no rule"},
    {{H("rules={ ['a-1']={severity='error'} }")}, {"a-1", "A-1"}, "没有规则", "no rule"},
    {{H("rules={ ['HB-1']={severity='error'} }")},
     {"HB-1", "420000-hubei/HB-1.lua"},
     "本包",
     "own"},
    {{H("rules={ ['HE-1']={severity='error'} }")},
     {"HE-1", "130000"},
     "不是本包的上级",
     "not inherit"},
    {{H("rules={ ['A-1']={} }")}, {"A-1"}, "什么也没有改", "changes nothing"},
    {{H("rules={ ['A-1']={severity='warn'} }")}, {"warn", "warning"}, "没有", "not one"},
    {{H("rules={ ['A-1']={severity='warning'} }")}, {"A-1", "reason"}, "理由", "reason"},
    {{H("rules={ ['A-1']={severity='note', reason='r'} }")},
     {"420000", "national", "error", "note"},
     "放宽",
     "loosen"},
    {{H("rules={ ['A-1']={off=true} }")}, {"off", "reason"}, "理由", "reason"},
    {{H("rules={ ['A-2']={off=true, reason='r'} }")},
     {"420000", "national", "off"},
     "不允许",
     "may not"},
    {{H("rules={ ['A-1']={negotiable=false} }"),
      E("rules={ ['A-1']={off=true, reason='r'} }")},
     {"420700", "national", "negotiable = false"},
     "不再允许",
     "closed"},
    {{H("rules={ ['A-4']={severity='error'} }"),
      E("rules={ ['A-4']={severity='warning', reason='r'} }")},
     {"420700", "420000", "error", "warning"},
     "放宽",
     "loosen"},
    {{H("rules={ ['A-1']={sevrity='note'} }")},
     {"sevrity", "severity"},
     "未知",
     "unknown"},
    {{H("rules={ 'A-1' }")}, {"rules"}, "没有写键名", "without a key"},
    /* rules by themselves */
    {{X("{ severity='note', aspect='A', each='project', basis={}, check=fn }")},
     {"national/a/X-1.lua:1: rule \"X-1\"", "title"},
     "缺少",
     "missing"},
    {{X("{ title='T', aspect='A', each='project', basis={}, check=fn }")},
     {"severity"},
     "缺少",
     "missing"},
    {{X("{ title='T', severity='note', each='project', basis={}, check=fn }")},
     {"aspect"},
     "缺少",
     "missing"},
    {{X("{ title='T', severity='note', aspect='A', each='project', check=fn }")},
     {"basis"},
     "缺少",
     "missing"},
    {{X("{ title='T', severity='note', aspect='A', basis={}, check=fn }")},
     {"each"},
     "缺少",
     "missing"},
    {{X("{ title='T', severity='note', aspect='A', each='project', basis={} }")},
     {"check"},
     "缺少",
     "missing"},
    {{X("{ " R ", severity='note', each='project', basis='x' }")},
     {"basis"},
     "应为表",
     "a table"},
    {{X("{ " R ", severity='eror', each='project', basis={} }")},
     {"eror", "error"},
     "没有",
     "not one"},
    {{X("{ " R ", severity='note', each='projekt', basis={} }")},
     {"projekt", "project"},
     "没有",
     "not one"},
    {{X("{ " R ", severity='note', each='project', basis={}, check=5 }")},
     {"check"},
     "函数",
     "function"},
    {{RX("wher={}")}, {"wher", "where"}, "未知的键", "unknown key"},
    {{RX("where={ form='self_evalution' }")},
     {"where.form", "self_evalution", "self_evaluation"},
     "没有",
     "no form"},
    {{RX("where={ form={} }")}, {"where"}, "永远不会运行", "never run"},
    {{RX("where={ from='target' }")}, {"from", "form"}, "未知", "unknown"},
    {{RX("where={ level1='产出指标' }")},
     {"level1", "indicator"},
     "只能用于",
     "only for"},
    {{RX("classified='yes'")}, {"classified"}, "true", "true"},
    {{RX("by=fn")}, {"by", "group"}, "只用于", "only for"},
    {{RX("negotiable={ severity='error' }")}, {"negotiable", "note"}, "低于", "lower"},
    {{RX("negotiable={ of=true }")}, {"of", "off"}, "未知", "unknown"},
    {{RX("bad={ budget='1' }")}, {"bad"}, "记录的列表", "list of records"},
    {{RX("good={ 'x' }")}, {"good"}, "记录的列表", "list of records"},
    {{X("{ " R
        ", severity='note', each='indicator', basis={}, where={ level1='产处' } }")},
     {"where.level1", "产处", "产出"},
     "不在名录",
     "no known level"},
    {{X("{ " R
        ", severity='note', each='indicator', basis={}, where={ term='anual' } }")},
     {"where.term", "anual", "annual"},
     "没有",
     "not one"},
    {{X("{ " R ", severity='note', each='indicator', basis={}, where={ code={} } }")},
     {"where.code"},
     "永远不会",
     "never"},
    {{X("{ " R ", severity='note', each='group', basis={}, by=fn }")},
     {"keep", "group"},
     "须有",
     "has a"},
    {{X("{ " R
        ", severity='note', each='group', basis={}, by=fn, keep=fn, needs={'A-1'} }")},
     {"needs", "group"},
     "不能有",
     "cannot have"},
    {{{"national/a/Y.lua", "rule", "X 1", "{}", NULL}}, {"X 1"}, "规则编号", "rule's id"},
    {{{"national/a/Y.lua", "rule",
       "1234567890123456789012345678901234567890123456789012345678901234x", "{}", NULL}},
     {"12345"},
     "规则编号",
     "rule's id"},
    {{{"420000-hubei/Y.lua", "rule", "A-1", "{}", NULL}},
     {"420000-hubei/Y.lua:1", "national/a/A-1.lua:1"},
     "重复",
     "taken"},
    {{{"430000-hunan/Y.lua", "rule", "Y-1", "{}", NULL}},
     {"430000-hunan/Y.lua"},
     "没有声明 pack",
     "declares no pack"},
    /* stages */
    {{H("stages={ slef={ ['A-1']='error' } }")}, {"stages.slef", "self"}, "环节", "stage"},
    {{H("stages={ self={ ['A-11']='error' } }")},
     {"stages.self.A-11", "A-1"},
     "没有规则",
     "no rule"},
    {{H("stages={ self={ ['Z*']='error' } }")}, {"stages.self.Z*"}, "相符", "no rule fits"},
    {{H("stages={ self={ ['A-1']='eror' } }")}, {"eror", "error"}, "没有", "not one"},
    {{H("stages={ self={ ['A-1']=1 } }")}, {"stages.self.A-1"}, "应为级别", "severity"},
    {{H("stages={ self={ 'A-1' } }")}, {"stages.self"}, "没有写键名", "without a key"},
    {{H("stages={ self={ ['A-1']={ reason='r' } } }")},
     {"stages.self.A-1", "severity"},
     "缺少",
     "missing"},
    {{H("stages={ self={ ['A-2']={ severity='note', reason='r' } } }")},
     {"420000", "national", "warning", "note"},
     "填报自查",
     "stage self"},
    {{H("stages={ self={ ['A-1']='warning' } }")}, {"A-1", "reason"}, "理由", "reason"},
    {{H("stages={ finance={ ['A-4']='error' } }"),
      E("rules={ ['A-4']={severity='warning', reason='r'} }")},
     {"420700", "420000", "error", "warning"},
     "财政审核",
     "stage finance"},
    /* time */
    {{H("set={ floor={ value=65, since='2025-13' } }")}, {"floor.since", "2025-13"}, "时间",
     "wrong time"},
    {{H("set={ floor={ value=65, since=2026, until_=2025 } }")}, {"floor"}, "晚于", "later"},
    {{H("set={ floor={ { value=65, since=2025 }, { value=66, since=2026 } } }")},
     {"set.floor"},
     "重叠",
     "same time"},
    {{P("type='number', default=1, values={ { value=2 } }")}, {"values", "since"}, "没有写",
     "neither"},
    {{P("type='number', default=1, values={ { value=2, since=2025 }, { value=3, since=2026 } }")},
     {"values", "1", "2"},
     "重叠",
     "same time"},
    {{P("type='number', default=1, values={ { value='x', since=2025 } }")},
     {"values", "x"},
     "数字",
     "number"},
    {{P("type='number', default=1, max=2, values={ { value=3, since=2025 } }")},
     {"values", "3", "2"},
     "大于",
     "above"},
    {{P("type='number', default=1, values={ value=3 }")}, {"values"}, "列表", "list"},
    /* a tightening to come is not undone by what was written before it */
    {{H("set={ floor={ value=72, since=2027 } }"), E("set={ floor=71 }")},
     {"420700", "420000", "72%", "2027-01-01"},
     "自",
     "from"},
    {{H("rules={ ['A-4']={severity='error', since=2027} }"),
      E("rules={ ['A-4']={severity='warning'} }")},
     {"420700", "420000", "2027-01-01"},
     "自",
     "from"},
    {{RX("since='soon'")}, {"since", "soon"}, "时间", "wrong time"},
    {{RX("since=2026, until_=2025")}, {"X-1"}, "晚于", "later"},
    {{{"national/data/other.lua", "words", "vague", "{ since=2025, 'a' }", NULL}},
     {"vague", "national/data/words.lua:1"},
     "时间重叠",
     "same time"},
    {{{"national/data/other.lua", "words", "w", "{ since='x', 'a' }", NULL}},
     {"since"},
     "时间",
     "wrong time"},
    /* what rules refer to */
    {{X("{ " R ", severity='note', each='project', basis={'mof-2020-1'} }")},
     {"basis", "mof-2020-1", "mof-2020-10"},
     "没有",
     "no statute"},
    {{X("{ " R
        ", severity='note', each='project', basis={'mof-2020-10','mof-2020-10'} }")},
     {"mof-2020-10"},
     "两次",
     "twice"},
    {{{"national/a/X-1.lua", "rule", "X-1",
       "{ " R ", severity='note', each='project', basis={} }", "flor"}},
     {"flor", "floor"},
     "没有声明",
     "no pack declares"},
    {{RX("needs={'A-11'}")}, {"needs", "A-11", "A-1"}, "没有规则", "no rule"},
    {{RX("needs={'G-1'}")}, {"G-1", "group"}, "不能需要", "cannot be needed"},
    {{RX("needs={'HB-1'}")}, {"HB-1", "420000", "national"}, "不在", "not inherit"},
    {{RX("needs={'X-1'}")}, {"X-1 → X-1"}, "循环", "circle"},
    {{{"national/a/A-4.lua", "rule", "A-4",
       "{ " R ", severity='note', each='project', basis={}, needs={'A-2'} }", NULL}},
     {"A-2 → A-3 → A-4 → A-2"},
     "循环",
     "circle"},
    {{{"420000-hubei/s.lua", "statute", "hb", "{ title='t' }", NULL},
      {"130000-hebei/HE-1.lua", "rule", "HE-1",
       "{ " R ", severity='note', each='project', basis={'hb'} }", NULL}},
     {"HE-1", "hb"},
     "没有",
     "no statute"},
};

static int says_not(const struct row *row, const char *text, const char *what)
{
    if (!what || strstr(text, what))
        return 0;
    print_error("%s: \"%s\" is not in: %s\n", row->decls[0].body, what, text);
    return 1;
}

static int row_fails(const struct row *row, struct fixture *f)
{
    if (fixture_load(f, base_decls, row->decls) != ERR_PACK || f->err.code != ERR_PACK) {
        print_error("%s: not refused\n", row->decls[0].body);
        return 1;
    }
    int fails = says_not(row, f->err.zh, row->zh) + says_not(row, f->err.en, row->en);
    for (size_t k = 0; k < 4; k++)
        fails += says_not(row, f->err.zh, row->says[k]) +
                 says_not(row, f->err.en, row->says[k]);
    return fails;
}

static void test_wrong_packs(void **state)
{
    (void)state;
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    int fails = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        fails += row_fails(&rows[i], f);
        fixture_release(f);
    }
    free(f);
    assert_int_equal(fails, 0);
}

/* Nothing is refused without a reason: the unchanged set links. */
static void test_right_packs(void **state)
{
    (void)state;
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    static const struct decl none[] = {{NULL, NULL, NULL, NULL, NULL}};
    if (fixture_load(f, base_decls, none) != 0)
        fail_msg("%s", f->err.en);
    fixture_release(f);
    free(f);
}

static void test_without_national(void **state)
{
    (void)state;
    struct pack_set set;
    struct error err;
    pack_set_init(&set);
    assert_int_equal(pack_link(&set, &err), ERR_PACK);
    assert_non_null(strstr(err.zh, "national"));
    assert_non_null(strstr(err.en, "national"));
    pack_set_release(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_right_packs),
        cmocka_unit_test(test_wrong_packs),
        cmocka_unit_test(test_without_national),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
