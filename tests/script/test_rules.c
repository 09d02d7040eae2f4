/* Bodies of rules, run on records: what they answer, what they say, what they read. */
#include "script/script_test.h"

struct row {
    const char *record;
    const char *body;
    const char *expected; /* outcome, then message or reason; "=X" is short for a finding that says X */
};

#define SAY(expression) "return fail { message = \"{x}\", x = tostring(" expression ") }"
#define FOUND "local t = {} for n, x in ipairs(found) do t[n] = x.field .. ' ' .. x.text end " \
              SAY("table.concat(t, ';')")
#define PLACES(arguments) "local found = text.places(" arguments ") " FOUND
#define MATCHING(arguments) "local found = text.places_matching(" arguments ") " FOUND
#define P "form=self_evaluation|currency_unit=万元|year=2023|month=6|unit_name=市综治中心|" \
          "budget_total=280|executed=155.65|execution_rate=55.59%|start=2023-01-01|" \
          "end=2023-12-31|category=部门预算项目；其他|deviation_reason=无|total_score=95分|" \
          "reported_on=2024年4月"
#define TWO "#level2=数量指标|level3=调解纠纷|target=≥1500起|actual=1200起|weight=20" \
            "#level2=质量指标|level3=合格率|target=≥95%|actual=96%|weight=10|remark="
#define REACHED(actual, unit) "#level2=数量指标|level3=人数|target=≥95|actual=" actual "|target_unit=" unit

/* ---- arithmetic ---- */

static const struct row arithmetic[] = {
    {P, SAY("p.budget_total"), "=280"},
    {P, SAY("p.budget_total - p.executed"), "=124.35万元"},
    {"currency_unit=万元|budget_total=300人", SAY("p.budget_total.kind"), "=text"},
    {"currency_unit=万元|budget_total=40元/人", SAY("p.budget_total / 2"), "=nil"},
    {"currency_unit=万元|budget_total=40元", SAY("p.budget_total / 2"), "=20元"},
    {P REACHED("230", "人"), SAY("p.indicators[1].actual.unit"), "=人"},
    {P REACHED("230户", "人"), SAY("p.indicators[1].actual.unit"), "=户"},
    {P REACHED("230", "-"), SAY("p.indicators[1].actual.unit"), "="},
    {P REACHED("230", ""), SAY("p.indicators[1].actual.unit"), "="},
    {P REACHED("96", "%"), SAY("p.indicators[1].actual >= quantity('95%')"), "=true"},
    {P REACHED("0.96", "%"), SAY("p.indicators[1].actual >= quantity('95%')"), "=true"},
    {P REACHED("96", "%"), SAY("unmet(p.indicators[1])"), "=false"},
    {P, SAY("percent(p.executed / p.budget_total)"), "=55.59%"},
    {P, SAY("percent(p.executed / p.budget_total, 1)"), "=55.6%"},
    {P, SAY("percent(param.execution_floor)"), "=60%"},
    {P, SAY("p.executed / p.budget_total < param.execution_floor"), "=true"},
    {P, SAY("p.budget_total >= param.large_budget"), "=true"},
    {P, SAY("p.execution_rate == quantity('55.59%')"), "=true"},
    {P, SAY("quantity('280万元') - quantity('155.65万元')"), "=124.35万元"},
    {P, SAY("quantity('1万元') + quantity('5000元')"), "=1.5万元"},
    {P, SAY("quantity('60%') == quantity('0.6')"), "=true"},
    {P, SAY("quantity('60%') >= 0.6"), "=true"},
    {P, SAY("0.6 > quantity('60%')"), "=false"},
    {P, SAY("equal(quantity('60%'), 0.6)"), "=true"},
    {P, SAY("equal(p.budget_total, 280)"), "=true"},
    {P, SAY("number(quantity('0.1')) + 0.2"), "=0.3"},
    {P, SAY("equal(quantity('0.1') + quantity('0.2'), 0.3)"), "=true"},
    {P, SAY("quantity('1') / 3 * 3"), "=1"},
    {P, SAY("quantity('1') / 3 + quantity('2') / 3"), "=1"},
    {P, SAY("p.executed / (p.budget_total - p.budget_total)"), "=nil"},
    {P, SAY("p.budget_other + 1"), "=nil"},
    {P, SAY("(p.executed / p.budget_other) * 100"), "=nil"},
    {P, SAY("-p.executed"), "=-155.65万元"},
    {P, SAY("quantity('50%') * quantity('50%')"), "=0.25"},
    {P, SAY("quantity('50%') * 2"), "=100%"},
    {P, SAY("2 * quantity('50%')"), "=100%"},
    {P, SAY("quantity('60%') * p.budget_total"), "=168万元"},
    {P, SAY("1 - quantity('60%')"), "=0.4"},
    {P, SAY("p.budget_total + quantity('3人')"), "error: t.lua:2: 单位不能混算：万元 + 人"},
    {P, SAY("p.budget_total * p.executed"), "error: t.lua:2: 单位不能混算：万元 × 万元"},
    {P, SAY("quantity('3人') < quantity('3元')"),
     "error: t.lua:2: 不能比较大小：number 与 number（单位或种类不同，先用 comparable 判断）"},
    {P, SAY("comparable(quantity('3人'), quantity('3元'))"), "=false"},
    {P, SAY("comparable(quantity('3人'), 3)"), "=true"},
    {P, SAY("same_unit(quantity('3元'), quantity('3万元'))"), "=true"},
    {P, SAY("cost_of(quantity('200元/亩'), quantity('3.1万亩'))"), "=6200000元"},
    {P, SAY("cost_of(quantity('≤1.5万元/公里'), quantity('6200米'))"), "=9.3万元"},
    {P, SAY("cost_of(quantity('50元/人·月'), quantity('30名'))"), "=1500元"},
    {P, SAY("cost_of(quantity('180万元/辆'), 1)"), "=180万元"},
    {P, SAY("cost_of(quantity('200元/亩'), quantity('30人'))"), "=nil"},
    {P, SAY("cost_of(quantity('200元/亩'), quantity('30'))"), "=nil"},
    {P, SAY("cost_of(quantity('200元/亩'), quantity('30%'))"), "=nil"},
    {P, SAY("cost_of(quantity('200元'), 1)"), "=nil"},
    {P, SAY("cost_of(quantity('3次/年'), 1)"), "=nil"},
    {P, SAY("cost_of(nil, 1)"), "=nil"},
    {P, SAY("round(quantity('2.345'), 2)"), "=2.35"},
    {P, SAY("round(quantity('2.5万元'))"), "=3万元"},
    {P, SAY("abs(p.executed - p.budget_total)"), "=124.35万元"},
    {P, SAY("min(p.executed, p.budget_total)"), "=155.65"},
    {P, SAY("max(1, quantity('2'), 1.5)"), "=2"},
    {P, SAY("min(p.executed, nil)"), "=nil"},
    {P, SAY("sum({ p.executed, nil, p.budget_total })"), "=435.65万元"},
    {P, SAY("sum({})"), "=0"},
    {P, SAY("money(p.budget_total - p.executed)"), "=124.35万元"},
    {P, SAY("number(p.budget_total)"), "=280"},
    {P, SAY("is_number(p.deviation_reason)"), "=false"},
    {P, SAY("p.total_score + 5"), "=100"},
    {"currency_unit=元|budget_total=100|executed=50", SAY("p.budget_total + p.executed"), "=150元"},
    {"budget_total=100|executed=50", SAY("p.executed / p.budget_total"), "=0.5"},
    {P, SAY("'a' .. p.budget_total .. 'b'"), "=a280b"},
    {P, "return fail { message = 'x' .. {} }",
     "error: t.lua:2: 运行出错：不能连接 table"},
};

/* ---- values ---- */

static const struct row values[] = {
    {P, SAY("quantity('≥95%').op .. quantity('≥95%').unit .. quantity('≥95%').kind"),
     "=>=%number"},
    {P, SAY("quantity('≥95%').value"), "=95%"},
    {P, SAY("quantity('95%').op_written"), "=false"},
    {P, SAY("quantity('1-2个').low + quantity('1-2个').high"), "=3个"},
    {P, SAY("quantity('1-2个').value"), "=nil"},
    {P, SAY("quantity('280万元').dimension"), "=money"},
    {P, SAY("#quantity('40件50人次').parts"), "=2"},
    {P, SAY("p.start.year .. '/' .. p.end_.month"), "=2023/12"},
    {P, SAY("p.reported_on.finish"), "=2024-04"},
    {P, SAY("dates.days(p.start, p.end_)"), "=364"},
    {P, SAY("dates.before(p.start, p.end_)"), "=true"},
    {P, SAY("dates.before(p.end_, p.start)"), "=false"},
    {P, SAY("dates.days(p.start, p.budget_other)"), "=nil"},
    {P, SAY("dates.year_days(2024)"), "=366"},
    {P, SAY("p.start < p.end_"), "=true"},
    {P, SAY("p.budget_other.kind"), "=empty"},
    {P, SAY("p.budget_other.text == ''"), "=true"},
    {P, SAY("p.budget_total.knd"), "error: t.lua:2: 没有值的属性“knd”，是否指“kind”？"},
    {P, "p.budget_total.kind = 'x'",
     "error: t.lua:2: 这个表是只读的：规则不得改变库、数据或文件级变量"},
    {P, SAY("quantity('涉密').kind"), "=withheld"},
};

/* ---- records ---- */

static const struct row records[] = {
    {P, SAY("p.unit_name"), "=市综治中心"},
    {P, SAY("p.improvement == ''"), "=true"},
    {P, SAY("p.form"), "=self_evaluation"},
    {P, SAY("p.year + 1"), "=2024"},
    {P, SAY("p.ordinal"), "=7"},
    {P, SAY("has(p, 'improvement')"), "=false"},
    {P, SAY("has(p, 'deviation_reason')"), "=true"},
    {P, SAY("has(p, 'deviation_reson')"),
     "error: t.lua:2: 没有项目栏目“deviation_reson”，是否指“deviation_reason”？"},
    {P, SAY("p['deviation_reson']"),
     "error: t.lua:2: 没有项目栏目“deviation_reson”，是否指“deviation_reason”？"},
    {P, "p.unit_name = 'x'", "error: t.lua:2: 这个表是只读的：规则不得改变库、数据或文件级变量"},
    {P, SAY("list.join(p.category)"), "=部门预算项目、其他"},
    {P, SAY("#p.goals"), "=0"},
    {P, SAY("extra(p, '别的')"), "=nil"},
    {P, SAY("extra(p, { '别的', '另外' })"), "=nil"},
    {P, SAY("same_project({ code = 'a' }, { code = 'b' }, 'code/x')"), "=true"},
    {P, SAY("same_project({ code = 'a' }, { code = 'b' }, 'name/x')"), "=false"},
    {P, SAY("same_project({ code = 'a' }, { code = '' }, 'name/x')"), "=true"},
    {P TWO, SAY("#p.indicators"), "=2"},
    {P TWO, SAY("#rows_of(p) .. #rows_of(p, { named = true, annual = true })"), "=22"},
    {P TWO, SAY("rows_of(p, { level2 = '质量指标' })[1].level3"), "=合格率"},
    {P TWO, SAY("#rows_of(p, { level1 = '满意度指标' })"), "=0"},
    {P TWO, SAY("#rows_of(p, { target = 'number', actual = { 'number', 'range' } })"), "=2"},
    {P TWO, SAY("#rows_of(p, { target = 'range' })"), "=0"},
    {P TWO, SAY("rows_of(p, { dimension = 'ratio' })[1].level3"), "=合格率"},
    {P TWO, SAY("#rows_of(p, { dimension = 'rato' })"), "error: t.lua:2: 没有计量种类“rato”，是否指“ratio”？"},
    {P "#level3=。|target=1个#level3=甲|term=long|target=1个", SAY("#rows_of(p, { named = true })"), "=1"},
    {P "#level3=。|target=1个#level3=甲|term=long|target=1个", SAY("#rows_of(p, { annual = true })"), "=1"},
    {P TWO, SAY("#rows_of(p, { anual = true })"), "error: t.lua:2: 没有条件“anual”，是否指“annual”？"},
    {P TWO, SAY("#rows_of(p, { target = 'numbr' })"), "error: t.lua:2: 没有值的种类“numbr”，是否指“number”？"},
    {P TWO, SAY("#rows_of(p.indicators[1])"), "error: t.lua:2: 第 1 个参数应当是项目，不是 userdata"},
    {P TWO, SAY("#rows_of(p, 'named')"), "error: t.lua:2: 第 2 个参数应当是条件表，不是 string"},
    {P TWO, SAY("p.indicators[2].level3"), "=合格率"},
    {P TWO, SAY("list.join(list.map(p.indicators, function(i) return tostring(i.filled) end))"),
     "=true、true"},
    {P "#level3=|target=#level3=甲#level3=#target=无", "local t = {} "
     "for n, i in ipairs(p.indicators) do t[n] = tostring(i.filled) end " SAY("list.join(t)"),
     "=false、true、false、true"},
    {P TWO, PLACES("p, { 'level3', 'unit_name', 'target' }, { '中心', '率', '≥95' }"),
     "=unit_name 市综治中心;level3 合格率;target ≥95%"},
    {P TWO, PLACES("p, { 'level3', 'purpose' }, words.vague"), "="},
    {P TWO, PLACES("p, { 'level3' }, '率'"), "=level3 合格率"},
    {P TWO, SAY("text.places(p, { 'level3' }, '率')[1].at == p.indicators[2]"), "=true"},
    {P TWO, MATCHING("p, { 'target', 'actual' }, '\\\\d{4}'"), "=target ≥1500起;actual 1200起"},
    {P TWO, MATCHING("p, { 'remark', 'purpose', 'goals', 'done' }, '^'"), "="},
    {P TWO, MATCHING("p, { 'target' }, '('"),
     "error: t.lua:2: 正则表达式第 1 字节处有误：missing closing parenthesis"},
    {P TWO, PLACES("p, { 'levl3' }, '率'"), "error: t.lua:2: 没有栏目“levl3”，是否指“level3”？"},
    {P TWO, PLACES("p, { 'indicators' }, '率'"),
     "error: t.lua:2: indicators 不是一栏文字"},
    {P TWO, PLACES("p.indicators[1], { 'target' }, '率'"),
     "error: t.lua:2: 第 1 个参数应当是项目，不是 userdata"},
    {P TWO, SAY("p.indicators[3]"), "=nil"},
    {P TWO, SAY("p.indicators[1] == p.indicators[1]"), "=true"},
    {P TWO, SAY("p.indicators[1] == p.indicators[2]"), "=false"},
    {P TWO, SAY("p.indicators[1].project == p"), "=true"},
    {P TWO, SAY("p.indicators[1].level2_name"), "=数量指标"},
    {P TWO, SAY("sum(list.map(p.indicators, function(i) return i.weight end))"), "=30"},
    {P TWO, SAY("list.count(p.indicators, function(i) return unmet(i) end)"), "=1"},
    {P TWO, SAY("list.join(missing_levels(p, { '时效指标', '数量指标', '成本指标' }))"),
     "=时效指标、成本指标"},
    {P TWO, SAY("#missing_levels(p, { '质量指标' })"), "=0"},
    {P "#level2=数量指标|level3=", SAY("missing_levels(p, { '质量指标' })"), "=nil"},
    {P, SAY("missing_levels(p.unit_name, {})"),
     "error: t.lua:2: 第 1 个参数应当是记录（项目或指标），不是 string"},
    {P, SAY("whole_department(p)"), "=false"},
    {P, SAY("whole_department(p.unit_name)"),
     "error: t.lua:2: 第 1 个参数应当是记录（项目或指标），不是 string"},
    {P "|project_name=市维稳 资金", SAY("plain_name(p)"), "=维稳资金"},
    {P "|project_name=鄂州市维稳资金|region=湖北省鄂州市", SAY("plain_name(p)"), "=维稳资金"},
    {P "|project_name=鄂州市维稳资金", SAY("plain_name(p)"), "=鄂州市维稳资金"},
    {P, SAY("indicator_name('指标1： 指标 2:零控诉')"), "=零控诉"},
    {P, SAY("indicator_name('指标管理')"), "=指标管理"},
    {P, SAY("score.agrees(p.execution_rate, quantity('55.5892857'))"), "=true"},
    {P, SAY("score.agrees(p.execution_rate, quantity('55.58'))"), "=false"},
    {P, SAY("score.agrees(p.execution_rate, quantity('55.58'), 1)"), "=true"},
    {P, SAY("score.agrees(p.total_score, quantity('95.4'))"), "=true"},
    {P, SAY("score.agrees(p.budget_other, quantity('95.4'))"), "=nil"},
    {P TWO, "local t = {} for n, i in ipairs(p.indicators) do t[n] = i.level3 end "
            SAY("table.concat(t, ',')"), "=调解纠纷,合格率"},
    {P TWO, "local t = {} for n, i in pairs(p.indicators) do t[n] = i.seq end "
            SAY("table.concat(t, ',')"), "=1,2"},
    {P TWO, SAY("p.indicators[1].levl3"),
     "error: t.lua:2: 没有指标栏目“levl3”，是否指“level3”？"},
    {P TWO, SAY("type(p.indicators) .. type(p) .. type(param.execution_floor)"),
     "=tableuserdatauserdata"},
};

/* ---- answers and messages ---- */

static const struct row answers[] = {
    {P, "", "pass"},
    {P, "return nil", "pass"},
    {P, "return {}", "pass"},
    {P, "return skip('没有预算')", "n/a: 没有预算"},
    {P, "return undecided('缺数')", "undecided: 缺数"},
    {P, "return true",
     "error: t.lua: check 应当返回 fail、skip、undecided 或什么都不返回，不是 boolean"},
    {P, "return { 1 }", "error: t.lua: 返回列表的第 1 项不是 fail"},
    {P, "return { a = 1 }", "error: t.lua: check 返回的表不是 fail 的列表"},
    {P, "return { fail { message = 'a' }, fail { message = 'b' } }", "finding: a: b"},
    {P, "return fail { message = '{unit_name}的{budget_total}' }", "=市综治中心的280"},
    {P, "return fail { message = '“{x}”、{x}、“{x}', x = '“零”脱管' }", "=“‘零’脱管”、“零”脱管、““零”脱管"},
    {P, "return fail { message = '{rate} {n} {b}', rate = quantity('5%'), n = 3, b = true }",
     "=5% 3 true"},
    {P, "return fail { message = '{rat}', rate = 1 }",
     "error: t.lua:2: 没有占位符可用的键或栏目“rat”，是否指“rate”？"},
    {P, "return fail { message = '{unit_nam}' }",
     "error: t.lua:2: 没有占位符可用的键或栏目“unit_nam”，是否指“unit_name”？"},
    {P, "return fail { message = '{x}', x = {} }",
     "error: t.lua:2: 占位符 {x} 的值是 table，应当是文字、数或值"},
    {P, "return fail { message = '{} { x} {1}' }", "={} { x} {1}"},
    {P, "return fail { message = 'a\\27[31m\\nb\\u{202e}c\\u{9b}d' }", "=a[31m bcd"},
    {P, "return fail { }", "error: t.lua:2: fail 缺少 message"},
    {P, "return fail { message = 5 }", "error: t.lua:2: fail 的 message 应当是文字，不是 number"},
    {P, "return fail { message = 'm', field = 'deviation_reson' }",
     "error: t.lua:2: 没有项目栏目“deviation_reson”，是否指“deviation_reason”？"},
    {P, "return fail { message = 'm', severity = 'eror' }",
     "error: t.lua:2: 没有严重程度“eror”，是否指“error”？"},
    {P, "return fail { message = 'm', at = 5 }",
     "error: t.lua:2: at 应当是本项目的记录（项目或指标）"},
    {P, "return fail('m')",
     "error: t.lua:2: 第 1 个参数应当是表：fail { message = … }，不是 string"},
    {P TWO, "return fail { message = '{level3}', at = p.indicators[2] }", "=合格率"},
    {P, "error('坏了')", "error: t.lua:2: 坏了"},
    {P, "error({})", "error: t.lua:2: 错误值是 table，不是文字"},
    {P, "error()", "error: t.lua:2: 错误值是 nil，不是文字"},
    {P, "assert(false)", "error: t.lua:2: 断言不成立"},
    {P, "assert(nil, 'x')", "error: t.lua:2: x"},
    {P, "local x = nil; return x.y",
     "error: t.lua:2: 运行出错：不能从 nil 取成员 (local 'x')"},
};

/* ---- what is there and what is not ---- */

static const struct row names[] = {
    {P, "return prcent(1)", "error: t.lua:2: 没有名称“prcent”，是否指“percent”？"},
    {P, "return text.lenght('x')", "error: t.lua:2: 没有 text 函数“lenght”，是否指“length”？"},
    {P, SAY("param.execution_flor"),
     "error: t.lua:2: 没有参数“execution_flor”，是否指“execution_floor”？"},
    {P, SAY("words.vage"), "error: t.lua:2: 没有词表“vage”，是否指“vague”？"},
    {P, SAY("codes.profile"), "error: t.lua:2: 没有代码表“profile”，是否指“profiles”？"},
    {P, "x = 1", "error: t.lua:2: 这个表是只读的：规则不得改变库、数据或文件级变量"},
    {P, "string.rep = nil", "error: t.lua:2: 这个表是只读的：规则不得改变库、数据或文件级变量"},
    {P, "param.x = nil", "error: t.lua:2: 这个表是只读的：规则不得改变库、数据或文件级变量"},
    {P, "table.insert(string, 1)",
     "error: t.lua:2: 这个表是只读的：规则不得改变库、数据或文件级变量"},
    {P, "return pcall(error)", "error: t.lua:2: 没有名称“pcall”"},
    {P, "return load('')", "error: t.lua:2: 没有名称“load”"},
    {P, "return print(1)", "error: t.lua:2: 没有名称“print”"},
    {P, "return os", "error: t.lua:2: 没有名称“os”"},
    {P, "return io", "error: t.lua:2: 没有名称“io”"},
    {P, "return debug", "error: t.lua:2: 没有名称“debug”"},
    {P, "return setmetatable({}, {})", "error: t.lua:2: 没有名称“setmetatable”"},
    {P, "return next", "error: t.lua:2: 没有名称“next”，是否指“text”？"},
    {P, "return math.random()", "error: t.lua:2: 没有 math 函数“random”"},
    {P, "return ('x'):find('x')", "error: t.lua:2: 没有 string 函数“find”"},
    {P, "return string.dump", "error: t.lua:2: 没有 string 函数“dump”"},
    {P, "return rule 'x' {}", "error: t.lua:2: 没有名称“rule”；规则写在文件的最外层，不能放在 data、forms 文件夹里"},
    {P, SAY("param.flag"), "=true"},
    {P, SAY("param.mode"), "=platform"},
    {P, SAY("codes.profiles.a + codes.profiles[2]"), "=20"},
    {P, SAY("codes.profiles.b * 2"), "=5"},
    {P, SAY("codes.profiles.c"), "=nil"},
    {P, SAY("#codes.profiles .. type(codes.profiles)"), "=2table"},
    {P, "local t = {} for k, v in pairs(codes.profiles) do t[#t + 1] = k .. '=' .. v end "
        SAY("table.concat(t, ' ')"), "=1=100 2=10 a=10 b=2.5"},
    {P, SAY("#words.vague .. words.vague[1]"), "=3有效"},
};

/* ---- helpers ---- */

static const struct row helpers[] = {
    {P, SAY("text.length('指标 abc')"), "=6"},
    {P, SAY("text.is_blank(' \\u{3000}\\n')"), "=true"},
    {P, SAY("text.trim(' \\u{3000}甲 乙 \\u{a0}') .. '|'"), "=甲 乙|"},
    {P, SAY("text.fold('Ａb，C 。')"), "=abc"},
    {P, SAY("text.head('甲乙丙', 2)"), "=甲乙"},
    {P, SAY("text.brief(' 甲乙丙 ', 2)"), "=甲乙…"},
    {P, SAY("text.brief('甲乙', 2)"), "=甲乙"},
    {P, SAY("text.contains('进一步有效提升', words.vague)"), "=进一步"},
    {P, SAY("text.contains('已有效提升', words.vague)"), "=有效提升"},
    {P, SAY("text.contains('甲', words.vague)"), "=nil"},
    {P, SAY("text.contains('甲乙', '乙')"), "=乙"},
    {P, SAY("text.contains('已按装并布署', codes.typos)"), "=按装"},
    {P, SAY("text.remove('已按装并布署', codes.typos)"), "=已并"},
    {P, SAY("text.contains('安装', codes.typos)"), "=nil"},
    {P, SAY("text.contains('已按装并布署', codes.unindexed)"), "=按装"},
    {P, SAY("text.contains('甲乙丙', { '丙', '乙' })"), "=乙"},
    {P, SAY("table.concat(text.find_all('有效、进一步、有效', words.vague), ',')"),
     "=有效,进一步"},
    {P, SAY("text.remove('有效提升能力', words.vague)"), "=能力"},
    {P, SAY("text.only('无，正常。', words.boilerplate)"), "=true"},
    {P, SAY("text.only('无，不正常。', words.boilerplate)"), "=false"},
    {P, SAY("text.only('', words.boilerplate)"), "=false"},
    {P, SAY("text.replace('a-b-c', '-', '+')"), "=a+b+c"},
    {P, SAY("#text.split('a,b,,c', ',') .. text.split('a,b', ',')[2]"), "=4b"},
    {P, SAY("tostring(text.starts('甲乙', '甲')) .. tostring(text.ends('甲乙', '甲'))"),
     "=truefalse"},
    {P, SAY("text.ends('有效提升效果', { '果', '效果', '提升' })"), "=效果"},
    {P, SAY("tostring(text.ends('甲乙', words.vague)) .. text.starts('进一步提升', words.vague)"),
     "=nil进一步"},
    {P, SAY("text.starts('甲乙', { '甲', 1 })"), "error: t.lua:2: 词表第 2 项是 number，不是文字"},
    {P, SAY("text.trim('甲\\u{3000}\\t ') .. text.trim('\\u{3000} ') .. '.'"), "=甲."},
    {P, SAY("#text.numbers('共4名，8件') .. #text.numbers('共4名，8件') .. "
            "(table.remove(text.numbers('共4名，8件')) and #text.numbers('共4名，8件'))"),
     "=222"},
    {P, SAY("text.match('2024年4月', '(\\\\d+)年(\\\\d+)月')"), "=2024"},
    {P, SAY("select('#', text.match('2024年4月', '(\\\\d+)年(\\\\d+)月'))"), "=2"},
    {P, SAY("text.match('abc', '.乙')"), "=nil"},
    {P, SAY("text.match('甲乙丙', '^.乙.$')"), "=甲乙丙"},
    {P, SAY("table.concat(text.matches('1甲22乙333', '[0-9]+'), ',')"), "=1,22,333"},
    {P, SAY("#text.matches('甲乙', '乙?')"), "=1"},
    {P, SAY("text.match('甲乙', '')"),
     "error: t.lua:2: 正则表达式为空或过长（上限 2000 字节）"},
    {P, SAY("text.match('a', '(')"),
     "error: t.lua:2: 正则表达式第 1 字节处有误：missing closing parenthesis"},
    {P, SAY("text.match('\\xff', '.')"), "error: t.lua:2: 文字不是完整的 UTF-8，不能匹配"},
    {P, SAY("text.similarity('加强调研考察', '加强调研考察')"), "=1"},
    {P, SAY("text.similarity('加强调研', '加强学习')"), "=0.333333"},
    {P, SAY("text.similarity('', '')"), "=0"},
    {P, SAY("text.shared('挂牌整治完成', '未挂牌整治')"), "=3"},
    {P, SAY("text.is_substantive(p.deviation_reason)"), "=false"},
    {P, SAY("text.is_substantive('合同约定三年维护期满后支付质保金')"), "=true"},
    {P, SAY("text.is_substantive('无偏差，正常，无偏差，正常')"), "=false"},
    {P, SAY("#text.numbers('共4名人员工资129120元')"), "=2"},
    {P, SAY("#list.filter({1,2,3}, function(x) return x > 1 end)"), "=2"},
    {P, SAY("list.any({1,2}, function(x) return x == 2 end)"), "=true"},
    {P, SAY("list.all({}, function(x) return false end)"), "=true"},
    {P, SAY("#list.distinct({'a','b','a', quantity('1'), quantity('1.0')})"), "=3"},
    {P, SAY("list.contains(p.category, '其他')"), "=true"},
    {P, "local g = list.group({1,2,3,4}, function(x) return x % 2 end) "
        SAY("#g .. g[1].key .. #g[1].items .. g[2].items[2]"), "=2124"},
    {P, SAY("list.join({1, 2, quantity('3个')}, '/')"), "=1/2/3个"},
    {P, SAY("score.expected(quantity('≥95%'), quantity('90%'), 10, 'platform')"), "=9.47"},
    {P, SAY("score.expected(quantity('≥95%'), quantity('96%'), 10)"), "=10"},
    {P, SAY("score.expected(quantity('≤100万元'), quantity('130万元'), 10, 'platform')"), "=7"},
    {P, SAY("score.expected(quantity('≤100万元'), quantity('130万元'), 10, 'ratio')"), "=7.69"},
    {P, SAY("score.expected(quantity('≤100万元'), quantity('200万元'), 10)"), "=0"},
    {P, SAY("score.expected(quantity('=0起'), quantity('1起'), 10)"), "=0"},
    {P, SAY("score.expected(quantity('=0起'), quantity('0起'), 10)"), "=10"},
    {P, SAY("score.expected(quantity('长期'), quantity('0起'), 10)"), "=nil"},
    {P, SAY("score.expected(quantity('3人'), quantity('1元'), 10)"), "=nil"},
    {P, SAY("score.expected(quantity('3人'), quantity('1人'), 10, 'other')"),
     "error: t.lua:2: 运行出错：bad argument #4 to 'expected' (invalid option 'other')"},
};

/* ---- unmet ---- */

#define ROW(target, actual) "form=self_evaluation#level3=甲|target=" target "|actual=" actual
#define UNMET SAY("unmet(p.indicators[1])")
#define COST(target, actual) "form=self_evaluation#level2=成本指标|target=" target "|actual=" actual

static const struct row misses[] = {
    {ROW("≥1500起", "1200起"), UNMET, "=true"},
    {ROW("≥1500起", "1500起"), UNMET, "=false"},
    {COST("≤60万", "58万元"), UNMET, "=false"},
    {COST("≤60万", "61万元"), UNMET, "=true"},
    {ROW("≤5%", "6%"), UNMET, "=true"},
    {ROW("1-2个", "3个"), UNMET, "=false"},
    {ROW("5-8场", "4场"), UNMET, "=true"},
    {COST("80～100万元", "120万元"), UNMET, "=true"},
    {ROW("1-2个", "2个"), UNMET, "=false"},
    {ROW("≥3人", "完成"), UNMET, "=nil"},
    {ROW("≥3人", "部分完成"), UNMET, "=true"},
    {ROW("稳步提升", "完成较好"), UNMET, "=false"},
    {ROW("稳步提升", "有所下降"), UNMET, "=true"},
    {ROW("信访量下降", "有所下降"), UNMET, "=false"},
    {ROW("不发生事故", "未发生"), UNMET, "=false"},
    {ROW("稳步提升", ""), UNMET, "=nil"},
    {ROW("2023年8月31日前", "2023年12月15日"), UNMET, "=true"},
    {ROW("2023年8月31日前", "2023年8月31日"), UNMET, "=false"},
    {ROW("2023年11月底前", "2023年12月"), UNMET, "=true"},
    {ROW("2023年11月底前", "2023年11月20日"), UNMET, "=false"},
    {ROW("11月底前", "2023年12月20日"), UNMET, "=false"},
    {ROW("2023年1月1日-2023年12月31日", "2023年12月20日"), UNMET, "=false"},
    {COST("≥60万元", "58万元"), UNMET, "=nil"},
    {COST("60万元", "58万元"), UNMET, "=false"},
    {COST("60万元", "61万元"), UNMET, "=true"},
    {ROW("≥98%", "97.2"), UNMET, "=true"},
    {ROW("≥95%", "0.96"), UNMET, "=false"},
    {ROW("≥99.9", "99.95%"), UNMET, "=false"},
    {ROW("下降10%", "上升4%"), UNMET, "=true"},
    {ROW("下降15%以上", "-16%"), UNMET, "=false"},
    {ROW("增幅不超过3%", "下降1.2%"), UNMET, "=false"},
    {ROW("每月25日前", "每月20日"), UNMET, "=false"},
    {"form=self_evaluation#level2=时效指标|target=≤11月|target_op=≤|target_value=11|target_unit=月|actual=12", UNMET, "=true"},
    {"form=self_evaluation#level2=时效指标|target=≤11月|target_op=≤|target_value=11|target_unit=月|actual=11", UNMET, "=false"},
    {"form=self_evaluation#level2=时效指标|target=≤11个月|actual=12月", UNMET, "=false"},
    {ROW("稳步提升", "达成"), UNMET, "=false"},
    {ROW("10月底前", "11月15日"), UNMET, "=true"},
    {ROW("2024年", "2025年1月"), UNMET, "=true"},
    {ROW("2024年", "2024年12月20日"), UNMET, "=false"},
    {ROW("≥820户", "805户（其中脱贫户316户）"), UNMET, "=true"},
    {ROW("≥10场", "计划10场，实际完成8场"), UNMET, "=true"},
    {ROW("≥10场", "春季6场，秋季5场"), UNMET, "=nil"},
    {ROW("180人", "175人（5人离职）"), UNMET, "=true"},
    {ROW("85%以上", "310天，占84.9%"), UNMET, "=true"},
    {ROW("≥5万人次", "举办12场，5.2万人次"), UNMET, "=false"},
    {"form=monitoring#level3=甲|target=≥3人|actual=5人|forecast=2人",
     SAY("unmet(p.indicators[1], 'forecast')"), "=true"},
};

/* ---- from Lua itself ---- */

static const struct row lua[] = {
    {P, SAY("('ab'):rep(3, '-')"), "=ab-ab-ab"},
    {P, SAY("('ab'):rep(0) .. ('ab'):rep(-1) .. (''):rep(1000000000000)"), "="},
    {P, SAY("('Straße'):upper()"), "=STRAßE"},
    {P, SAY("('abc'):sub(-2) .. ('abc'):sub(2, 2) .. ('abc'):sub(5) .. ('abc'):sub(-9, 1)"),
     "=bcba"},
    {P, SAY("('abc'):byte(-1) .. string.char(65, 66)"), "=99AB"},
    {P, SAY("('abc'):reverse() .. #'abc'"), "=cba3"},
    {P, SAY("string.format('%5.2f|%d|%s|%q', 1.005, 7, p.budget_total, 'x')"),
     "= 1.00|7|280|\"x\""},
    {P, SAY("string.format('%p', {})"), "error: t.lua:2: string.format 不支持 %p"},
    {P, SAY("string.format('%s', {})"),
     "error: t.lua:2: 第 2 个参数应当是文字、数或值，不是 table"},
    {P, SAY("tostring({}) .. tostring(print_or_nil == nil)"),
     "error: t.lua:2: 没有名称“print_or_nil”"},
    {P, SAY("tostring({}) .. tostring(error)"), "=tablefunction"},
    {P, SAY("tonumber('0x10') + tonumber('ff', 16) + tonumber(' 5 ')"), "=276"},
    {P, SAY("tonumber('x')"), "=nil"},
    {P, SAY("tonumber(p.executed)"), "error: t.lua:2: tonumber 会丢失精度：请用 number(v)"},
    {P, SAY("utf8.char(0x4e2d) .. utf8.len('中文') .. utf8.codepoint('中')"), "=中220013"},
    {P, SAY("math.floor(2.7) + math.max(1, 3) + math.tointeger(2.0)"), "=7"},
    {P, "local t = { 3, 1, 2 } table.sort(t) " SAY("table.concat(t, ',')"), "=1,2,3"},
    {P, "local t = { 3, 1, 2 } table.sort(t, function(a, b) return a > b end) "
        SAY("table.concat(t, ',')"), "=3,2,1"},
    {P, "local t = {} for i = 1, 50 do t[i] = { k = i % 2, n = i } end "
        "table.sort(t, function(a, b) return a.k < b.k end) " SAY("t[1].n .. ',' .. t[26].n"),
     "=2,1"},
    {P, "local t = { 3, 1, 2 } table.sort(t, function() return true end) " SAY("#t"), "=3"},
    {P, "local t = { 1, 2 } table.insert(t, 1, 0) table.insert(t, 3) "
        SAY("table.concat(t, ',') .. table.remove(t) .. table.remove(t, 1) .. #t"), "=0,1,2,3302"},
    {P, SAY("select('#', table.unpack({ 1, 2, nil }))"), "=2"},
    {P, SAY("table.pack(1, nil, 3).n"), "=3"},
    {P, "local t = {} for k, v in pairs({ 10, 20, z = 1, a = 2, [0] = 3, [1.5] = 4 }) do "
        "t[#t + 1] = k .. '=' .. v end " SAY("table.concat(t, ' ')"),
     "=0=3 1=10 1.5=4 2=20 a=2 z=1"},
    {P, "local t = { a = 1, b = 2 } local n = 0 for k in pairs(t) do t[k] = nil t.b = nil "
        "n = n + 1 end " SAY("n"), "=1"},
    {P, "for _ in pairs({ [true] = 1 }) do end",
     "error: t.lua:2: pairs 只遍历数字和文字键，这里有 boolean 键"},
    {P, SAY("'10' + 1"),
     "error: t.lua:2: 运行出错：不能对 string 做算术 (constant '10')"},
};

static void rows_check(const struct row *rows, size_t count)
{
    struct bench b = {0};
    char got[4096], wanted[4096], body[8192];
    for (size_t i = 0; i < count; i++) {
        bench_open(&b);
        record_make(&b, rows[i].record, 0);
        (void)snprintf(body, sizeof(body), "local p = r; %s", rows[i].body);
        const char *e = rows[i].expected;
        int handle = body_try(&b, "project", body);
        struct answer a = {.outcome = OUTCOME_RULE_ERROR, .reason = slice_str(b.error.zh)};
        if (handle >= 0) /* what can be seen in the text is an error at load, with the same words */
            a = rule_check(&b, handle);
        (void)snprintf(wanted, sizeof(wanted), *e == '=' ? "finding: %s" : "%s", e + (*e == '='));
        if (strcmp(answer_text(&a, got, sizeof(got)), wanted) != 0)
            fail_msg("row %zu: %s\n  got    %s\n  wanted %s", i, rows[i].body, got, wanted);
        bench_close(&b);
    }
}

#define TABLE_TEST(name)                                                                           \
    static void test_##name(void **state)                                                         \
    {                                                                                              \
        (void)state;                                                                               \
        rows_check(name, sizeof(name) / sizeof(*name));                                            \
    }
TABLE_TEST(arithmetic)
TABLE_TEST(values)
TABLE_TEST(records)
TABLE_TEST(answers)
TABLE_TEST(names)
TABLE_TEST(helpers)
TABLE_TEST(misses)
TABLE_TEST(lua)

/* ---- faults ---- */

static void test_fault_places(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_open(&b);
    record_make(&b, P TWO, 2);
    int h = body_load(&b, "indicator",
                      "return { fail { message = '{level3}', message_en = '{weight}', "
                      "suggestion = 's{x}', suggestion_en = 'e', x = 1, field = 'target', "
                      "severity = 'note', value = quantity('5%'), "
                      "related = { { at = r.project.indicators[1], field = 'actual' }, r.project } },"
                      "fail { message = 'p', at = r.project, field = 'end_' } }");
    struct answer a = rule_check(&b, h);
    assert_int_equal(a.outcome, OUTCOME_FINDING);
    assert_int_equal(a.fault_count, 2);
    const struct fault *f = &a.faults[0];
    assert_int_equal(f->scope, SCOPE_INDICATOR);
    assert_int_equal(f->indicator, 1);
    assert_int_equal(f->field, I_TARGET);
    assert_int_equal(f->severity, SEVERITY_NOTE);
    assert_true(f->has_value && slice_equal(f->value, SLICE("5%")));
    assert_true(slice_equal(f->message, SLICE("合格率")));
    assert_true(slice_equal(f->message_en, SLICE("10")));
    assert_true(slice_equal(f->suggestion, SLICE("s1")));
    assert_true(slice_equal(f->suggestion_en, SLICE("e")));
    assert_int_equal(f->related_count, 2);
    assert_int_equal(f->related[0].indicator, 0);
    assert_int_equal(f->related[0].field, I_ACTUAL);
    assert_int_equal(f->related[1].indicator, -1);
    assert_int_equal(f->related[1].field, -1);
    assert_int_equal(a.faults[1].scope, SCOPE_PROJECT);
    assert_int_equal(a.faults[1].field, P_END);
    assert_int_equal(a.faults[1].severity, -1);
    assert_false(a.faults[1].has_value);
    bench_close(&b);
}

/* What goals say and what was done come after the project's own fields, goal by goal. */
static void test_places_of_goals(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_open(&b);
    record_make(&b, "form=target|purpose=维护稳定" TWO, 0);
    for (int i = 0; i < 2; i++) {
        struct goal *g = project_add_goal(b.project, (struct address){.a = 2});
        assert_non_null(g);
        cell_set(g->cells, SCOPE_GOAL, SLICE("text"), i ? SLICE("稳定") : SLICE("救助"), 2);
        cell_set(g->cells, SCOPE_GOAL, SLICE("done"), i ? SLICE("未定") : SLICE("已定"), 2);
    }
    int h = body_load(&b, "project", "local p = r "
                      PLACES("p, { 'level3', 'done', 'goals', 'purpose' }, { '定', '率' }"));
    struct answer a = rule_check(&b, h);
    assert_int_equal(a.outcome, OUTCOME_FINDING);
    assert_true(slice_equal(a.faults[0].message,
                            SLICE("purpose 维护稳定;goals 已定;goals 稳定;goals 未定;level3 合格率")));
    bench_close(&b);
}

/* ---- reads ---- */

#define BIT(n) (UINT64_C(1) << (n))
/* whether the row is one of cost decides how its values are read */
#define LEVELS (BIT(I_LEVEL1) | BIT(I_LEVEL2))

static void test_reads(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        uint64_t project, indicator, params;
        bool unbounded;
    } rows[] = {
        {"", 0, 0, 0, false},
        {"local x = r.target.kind", 0, BIT(I_TARGET) | LEVELS, 0, false},
        {"local x = r.level2_name", 0, BIT(I_LEVEL2), 0, false},
        {"local x = r.withheld", 0, BIT(I_LEVEL3) | BIT(I_TARGET), 0, false},
        {"local x = r.filled", 0,
         BIT(I_LEVEL3) | BIT(I_DESCRIPTION) | BIT(I_TARGET) | BIT(I_ACTUAL), 0, false},
        {"local x = text.places(r.project, { 'unit_name', 'goals', 'level3' }, '甲')",
         BIT(P_UNIT_NAME) | BIT(P_GOALS) | BIT(P_INDICATORS), BIT(I_LEVEL3), 0, true},
        {"local x = r.project.form", BIT(P_FORM), 0, 0, false},
        {"local x = r.project.year", BIT(P_YEAR), 0, 0, false},
        {"local x = r.project.executed", BIT(P_EXECUTED) | BIT(P_CURRENCY_UNIT), 0, 0, false},
        {"local x = param.mode", 0, 0, BIT(4), false},
        {"local x = text.is_substantive('xxxxxxxxxxxxxx')", 0, 0, BIT(3), false},
        {"local x = unmet(r)", 0, BIT(I_TARGET) | BIT(I_ACTUAL) | LEVELS, 0, false},
        {"local x = r.seq", 0, BIT(I_SEQ), 0, false},
        {"local x = has(r, 'weight')", 0, BIT(I_WEIGHT), 0, false},
        {"local x = has(r.project, 'goals')", BIT(P_GOALS), 0, 0, true},
        {"local x = has(r.project, 'form')", BIT(P_FORM), 0, 0, true},
        {"local x = r.project.ordinal", 0, 0, 0, true},
        {"local x = #r.project.goals", BIT(P_GOALS), 0, 0, true},
        {"local x = r.project.indicators[1].target", BIT(P_INDICATORS), 0, 0, true},
        {"local x = r.project.indicators[2].target", BIT(P_INDICATORS), BIT(I_TARGET) | LEVELS, 0, true},
        {"local x = extra(r, 'x')", 0, 0, 0, true},
        {"return fail { message = '{weight}' }", 0, BIT(I_WEIGHT), 0, false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct bench b = {0};
        bench_open(&b);
        record_make(&b, P TWO, 2);
        struct answer a = rule_check(&b, body_load(&b, "indicator", rows[i].body));
        if (a.outcome == OUTCOME_RULE_ERROR)
            fail_msg("%s: %.*s", rows[i].body, SLICE_ARG(a.reason));
        if (a.reads.project != rows[i].project || a.reads.indicator != rows[i].indicator ||
            a.reads.params[0] != rows[i].params || a.reads.unbounded != rows[i].unbounded)
            fail_msg("%s: read %llx %llx %llx %d", rows[i].body,
                     (unsigned long long)a.reads.project, (unsigned long long)a.reads.indicator,
                     (unsigned long long)a.reads.params[0], a.reads.unbounded);
        bench_close(&b);
    }
}

/* Each cell once, where it was read first; the second actual value is of another row. */
static void test_reads_keep_their_order(void **state)
{
    (void)state;
    static const uint8_t want[] = {READS_INDICATOR + I_LEVEL3, P_UNIT_NAME,
                                   READS_INDICATOR + I_REMARK, P_INDICATORS};
    struct bench b = {0};
    bench_open(&b);
    record_make(&b, P TWO, 2);
    struct answer a = rule_check(&b, body_load(&b, "indicator",
                                               "local x = r.level3 .. r.project.unit_name\n"
                                               "x = r.remark .. r.level3\n"
                                               "x = r.project.indicators[1].actual"));
    assert_int_equal(a.outcome, OUTCOME_PASS);
    assert_int_equal(a.reads.order_count, sizeof(want));
    assert_memory_equal(a.reads.order, want, sizeof(want));
    bench_close(&b);
}

/* The example of the contract: strictly below the floor on the unrounded rate. */
static void test_low_execution(void **state)
{
    (void)state;
    static const struct {
        const char *record;
        bool fires;
    } rows[] = {
        {"budget_total=100|executed=59.99|deviation_reason=", true},
        {"budget_total=100|executed=59.996|deviation_reason=无", true},
        {"budget_total=100|executed=60", false},
        {"budget_total=100|executed=10|deviation_reason=合同约定三年维护期满后支付质保金", false},
        {"budget_total=0|executed=0", false},
    };
    struct bench b = {0};
    bench_open(&b);
    int h = body_load(&b, "project",
                      "local rate = r.executed / r.budget_total\n"
                      "if rate == nil then return undecided('没有预算数或执行数') end\n"
                      "if rate < param.execution_floor and not text.is_substantive("
                      "r.deviation_reason) then return fail { field = 'deviation_reason', "
                      "message = '执行率 {rate} 低于 {floor}', rate = percent(rate), "
                      "floor = percent(param.execution_floor) } end");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        record_make(&b, rows[i].record, 0);
        struct answer a = rule_check(&b, h);
        assert_int_equal(a.outcome == OUTCOME_FINDING, rows[i].fires);
        assert_int_not_equal(a.outcome, OUTCOME_RULE_ERROR);
    }
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arithmetic), cmocka_unit_test(test_values),
        cmocka_unit_test(test_records),    cmocka_unit_test(test_answers),
        cmocka_unit_test(test_names),      cmocka_unit_test(test_helpers),
        cmocka_unit_test(test_misses),     cmocka_unit_test(test_lua),
        cmocka_unit_test(test_fault_places), cmocka_unit_test(test_reads),
        cmocka_unit_test(test_reads_keep_their_order), cmocka_unit_test(test_places_of_goals),
        cmocka_unit_test(test_low_execution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
