/* The table of headings. It is read as it stands here: one line per meaning, the better name first.
 * Names are written folded (half-width, lower case). A heading that is not found whole is looked for
 * without its blanks and then by what stands before its first blank or bracket, so that
 * "*分值 数量(20)、质量(10)" and "预算数（万元）" are found. What becomes of the columns is left to
 * columns.c. */
#include "decode/headings.h"

#include "base/unicode.h"
#include "base/utf8.h"

#define ON(form) (1u << FORM_##form)
#define ANY (~0u)
#define PLANS (ON(UNKNOWN) | ON(DECLARATION) | ON(TARGET) | ON(DISCLOSURE))
#define MONITOR ON(MONITORING)
#define SELF ON(SELF_EVALUATION)
#define RESULTS (MONITOR | SELF)

struct alias {
    enum field_scope scope;
    int field; /* -1: known, but no field */
    unsigned forms;
    enum heading_how how;
    const char *names;
};

#define PROJECT(field, forms, names) {SCOPE_PROJECT, P_##field, forms, HOW_PLAIN, names}
#define INDICATOR(field, forms, how, names) {SCOPE_INDICATOR, I_##field, forms, HOW_##how, names}
#define GOAL(field, how, names) {SCOPE_GOAL, G_##field, ANY, HOW_##how, names}
#define EXTRA(scope, names) {SCOPE_##scope, -1, ANY, HOW_PLAIN, names}

static const struct alias aliases[] = {
    /* the project */
    PROJECT(FORM, ANY, "form 表格种类 表格类型 表单类型 表种"),
    PROJECT(YEAR, ANY, "year fiscal_year 预算年度 评价年度 年度 预算年份"),
    PROJECT(MONTH, ANY, "month 监控月份 taskstage"),
    PROJECT(REGION, ANY, "region mof_div_code 财政区划代码 区划代码 province 财政区划 mof_div_name "
                         "财政区划名称"),
    PROJECT(UNIT_CODE, ANY, "unit_code agency_code agencyguid 单位代码 单位编码 预算单位编码"),
    PROJECT(UNIT_NAME, ANY, "unit_name agency_name 单位名称 预算单位 申报单位 填报单位 单位"),
    PROJECT(DEPARTMENT, ANY, "department dept_name 部门名称 主管部门 主管预算部门 市级主管部门"),
    PROJECT(IMPLEMENTING_UNIT, ANY, "implementing_unit 实施单位 项目实施单位 项目单位"),
    PROJECT(PROJECT_CODE, ANY, "project_code pro_code procode 项目代码 项目编码 项目编号 "
                              "code 编码 编号"),
    PROJECT(PROJECT_NAME, ANY, "project_name pro_name 项目名称 支出项目名称 name 名称"),
    PROJECT(CATEGORY, ANY, "category pro_cat_name 项目类别 pro_cat_code"),
    PROJECT(ATTRIBUTE, ANY, "attribute 项目属性 项目性质"),
    PROJECT(TYPE, ANY, "type 项目类型"),
    PROJECT(CURRENCY_UNIT, ANY, "currency_unit 金额单位 货币单位"),
    PROJECT(BUDGET_TOTAL, RESULTS, "budget_total amt3 cur_amt 调整后预算数 调整预算数 变动后预算数 "
                                   "全年预算数(a) 全年预算数 预算数 预算金额"),
    PROJECT(BUDGET_TOTAL, PLANS, "budget_total 年度资金总额 年度资金申请总额 本年度预算资金总额 "
                                 "年度预算 预算数 预算金额 预算总额 项目资金总额 pro_total_amt "
                                 "项目总额 资金总额 项目金额 年度金额 全年预算数(a) 全年预算数 项目资金 资金规模"),
    PROJECT(BUDGET_FISCAL, ANY, "budget_fiscal 当年财政拨款 财政拨款 财政资金"),
    PROJECT(BUDGET_OTHER, ANY, "budget_other 其他资金 非财政资金 no_fin_fund"),
    PROJECT(BUDGET_CARRYOVER, ANY, "budget_carryover 上年结转资金 上年结转 结转资金"),
    PROJECT(BUDGET_INITIAL, ANY, "budget_initial amt1 reply_amt 年初预算数 年初批复数 年初预算"),
    PROJECT(EXECUTED, ANY, "executed amt4 year_exe_amt 截止x月底支出数 截止x月执行数 截止x月底执行数 "
                           "截止x月支出数 截止x月预算执行数 预算执行数 全年执行数(b) "
                           "全年执行数 执行数 实际支出数"),
    PROJECT(EXECUTION_RATE, ANY, "execution_rate bgtget exe_amt_rate 预算执行率 执行率(b/a) 执行率 "
                                 "资金执行率 截止x月执行率 截止x月预算执行率 截止x月底执行率"),
    PROJECT(EXECUTION_WEIGHT, ANY, "execution_weight 预算执行分值 预算执行率分值 执行率分值"),
    PROJECT(EXECUTION_SCORE, ANY, "execution_score exe_score 资金执行得分 预算执行得分 "
                                  "预算执行率得分 执行率得分"),
    PROJECT(TOTAL_SCORE, ANY, "total_score total_eval_value 单位自评得分 得分(合计) 得分合计 总得分 "
                              "自评总分 总分"),
    PROJECT(PURPOSE, ANY, "purpose 资金用途"),
    PROJECT(CONTENT, ANY, "content pro_desc 项目内容 项目概况"),
    PROJECT(LEGAL_BASIS, ANY, "legal_basis pro_bases 立项依据"),
    PROJECT(START, ANY, "start 开始日期 计划开始日期 项目开始日期 项目开始时间 开始时间 起始日期"),
    PROJECT(END, ANY, "end 结束日期 计划完成日期 项目结束日期 项目结束时间 结束时间 完成日期"),
    PROJECT(REPORTED_ON, ANY, "reported_on 填报日期 填表日期 填报时间 报送日期 perf_send_date"),
    PROJECT(DEVIATION_REASON, ANY, "deviation_reason 偏差原因分析 偏差原因 偏差原因分析及改进措施 "
                                   "偏差原因及改进措施 偏差分析及整改措施 deviationanaly devi_analy"),
    PROJECT(IMPROVEMENT, ANY, "improvement 改进措施 整改措施 下一步改进措施"),
    PROJECT(REVIEW_OPINION, ANY, "review_opinion 审核意见 财政审核意见 mof_aud_opinion 部门审核意见 "
                                 "dep_aud_opinion"),
    EXTRA(PROJECT, "sub_mof_div_code sub_mof_code 下级财政区划代码 dept_code 部门代码 mof_dep_code "
                   "finintorgguid 处室名称 v_col7 测算依据及说明 dept_score 主管部门评分 amt6 amt7 "
                   "amt8 amt9 追加数 追减数 全年预计 备注 remark 序号 seq id pro_id pro_term "
                   "项目期限 setup_year pro_start_year version version_name versiontype"),
    /* the indicator */
    INDICATOR(SEQ, ANY, PLAIN, "seq 序号"),
    INDICATOR(TERM, ANY, PLAIN, "term 期限 指标期限 perf_obj_type_name"),
    INDICATOR(TERM, ANY, YEARFLAG, "yearflag"),
    INDICATOR(TERM, ANY, OBJECT, "perf_obj_type_code"),
    INDICATOR(GOAL, ANY, PLAIN, "goal 对应目标 关联目标 goalname 目标名称"),
    INDICATOR(LEVEL1, ANY, PLAIN, "level1 lv1_perf_ind_name 一级指标 一级绩效指标 一级指标名称 一级"),
    INDICATOR(LEVEL1, ANY, LEVEL, "findex kpi_lv1 lv1_perf_ind_code 一级指标代码"),
    INDICATOR(LEVEL2, ANY, PLAIN, "level2 lv2_perf_ind_name 二级指标 二级绩效指标 二级指标名称 二级"),
    INDICATOR(LEVEL2, ANY, LEVEL, "sindex kpi_lv2 lv2_perf_ind_code 二级指标代码"),
    INDICATOR(LEVEL3, ANY, PLAIN, "level3 lv3_perf_ind_name 三级指标 三级指标名称 三级绩效指标 "
                                  "perf_ind_name 指标名称 name 三级"),
    INDICATOR(CODE, ANY, PLAIN, "code lv3_perf_ind_code kpi_lv3 指标编码 指标代码 三级指标代码"),
    INDICATOR(NATURE, ANY, PLAIN, "nature 指标性质 绩效指标性质 指标属性 指标值类型"),
    INDICATOR(DESCRIPTION, ANY, PLAIN, "description 绩效指标描述 指标描述 指标内容 指标值内容 指标解释 kpi_content"),
    INDICATOR(TARGET, ANY, PLAIN, "target 指标值全文"),
    INDICATOR(TARGET, PLANS, APART, "indexval kpi_val 指标值 年度指标值(a) 年度指标值 targetvalue "
                                    "目标值 年初目标值 绩效指标值 本年绩效指标值 绩效目标值 本年指标值 区域目标值 区域绩效目标值"),
    INDICATOR(TARGET, MONITOR, APART, "targetvalue kpi_val 年度指标值 年度指标值(a) 指标值 目标值"),
    INDICATOR(TARGET, SELF, APART, "indexval kpi_val 指标值 年度指标值(a) 年度指标值 年初目标值 "
                                   "目标值 targetvalue"),
    INDICATOR(TARGET_OP, ANY, PLAIN, "target_op"),
    INDICATOR(TARGET_OP, ANY, SIGN, "computesign 计算符号 运算符号 符号 指标方向 指标方向性"),
    INDICATOR(TARGET_VALUE, ANY, PLAIN, "target_value 目标数值"),
    INDICATOR(TARGET_UNIT, ANY, PLAIN, "target_unit meterunit 计量单位 度量单位 绩效度量单位"),
    INDICATOR(TARGET_BASIS, ANY, PLAIN, "target_basis indexstandards 指标值确定依据 "
                                        "referencestandards 参考值确定依据"),
    INDICATOR(ACTUAL, ANY, PLAIN, "截止x月执行情况 截止x月完成情况 截止x月完成值 截止x月底完成情况 "
                                  "截止x月底完成值 截止x月指标完成情况 截止x月实际完成值 "
                                  "截止x月实际完成情况 截止x月底执行情况"),
    INDICATOR(ACTUAL, MONITOR, PLAIN, "actual indexval perf_comp 当前完成值 绩效指标完成情况 "
                                      "实际完成值 完成值"),
    INDICATOR(ACTUAL, ~MONITOR, PLAIN, "actual actualvalue ind_comp 实际完成值(b) 实际完成值 "
                                       "自评完成值 指标值完成情况 perf_comp 当前完成值 "
                                       "绩效指标完成情况 完成值"),
    INDICATOR(FORECAST, ANY, PLAIN, "forecast completeanalyscon est_perf_annual 全年预计完成情况 "
                                    "绩效指标全年预计完成情况 全年预计完成值 全年预计"),
    INDICATOR(LIKELIHOOD, ANY, PLAIN, "likelihood 完成目标可能性 完成可能性分析 complete_rate"),
    INDICATOR(LIKELIHOOD, ANY, LIKELY, "completeanalysis"),
    INDICATOR(WEIGHT, SELF, PLAIN, "actualweight 分值 指标分值 weight ind_weight 权重 分值/权重 指标权重 本年权重 分值权重"),
    INDICATOR(WEIGHT, ~SELF, PLAIN, "weight ind_weight 权重 分值 指标分值 分值/权重 指标权重 本年权重 分值权重 actualweight"),
    INDICATOR(SCORE, ANY, PLAIN, "score eval_score 得分 自评得分 指标得分"),
    INDICATOR(REASON, MONITOR, PLAIN, "reason otherreasons ana_dev_reasons 偏差原因说明 "
                                      "偏差原因分析 deviationanalysis 偏差原因"),
    INDICATOR(REASON, SELF, PLAIN, "reason kpi_remark devi_analy 偏差原因及改进措施 "
                                   "偏差原因分析及改进措施 偏差分析及整改措施 偏差原因分析 偏差原因 "
                                   "未完成原因 未完成原因分析"),
    INDICATOR(REASON, ~RESULTS, PLAIN, "reason 偏差原因及改进措施 偏差原因分析及改进措施 "
                                       "偏差原因分析 偏差原因"),
    INDICATOR(REMARK, ~SELF, PLAIN, "remark 备注 kpi_remark"),
    INDICATOR(REMARK, SELF, PLAIN, "remark 备注"),
    INDICATOR(LAST_YEAR, ANY, PLAIN, "last_year snindexval 上年指标值 上年值"),
    EXTRA(INDICATOR, "ncindexval 年初指标值 zqindexval deduct_score 扣减分数 audit_score 复核得分 "
                     "复核完成值 score_remark 完成情况简要描述 value_desc value_remark 指标值说明 "
                     "指标值解释 qnindexval 前年指标值 kpi_evalstd 评(扣)分标准 computetype 计算公式 "
                     "绩效指标 indsource 指标来源 referenceval 参考值 warn 预警灯 kpi_id goalguid id"),
    /* the goal; in a table of projects its columns name their goal themselves */
    GOAL(TERM, PLAIN, "term 期限 目标期限"),
    GOAL(TERM, YEARFLAG, "yearflag"),
    GOAL(TERM, OBJECT, "perf_obj_type_code"),
    GOAL(TEXT, PLAIN, "text kpi_target 绩效目标 项目绩效目标 目标内容"),
    GOAL(TEXT, ANNUAL, "年度绩效目标 年度总体目标 年度目标 年初预期目标 yeargoal ndgoal"),
    GOAL(TEXT, LONG, "总体绩效目标 项目总目标 长期绩效目标 中期绩效目标 长期目标 zqgoal"),
    EXTRA(GOAL, "ratio goalname 目标名称 目标权重比例 权重比例 目标权重 goalguid"),
    GOAL(DONE, PLAIN, "done 目标完成情况 绩效目标完成情况 完成情况"),
    GOAL(DONE, ANNUAL, "goal_comp allyeargoal measures 年度实际完成情况 年度目标完成情况 "
                       "截止x月底绩效目标执行情况"),
};

enum { ALIAS_COUNT = sizeof(aliases) / sizeof(*aliases) };

/* ---- folding ---- */

static struct slice without_prefix(struct slice s, struct slice prefix)
{
    return slice_starts(s, prefix) ? slice_trim(slice_from(s, prefix.len)) : s;
}

void heading_fold(struct slice heading, struct buffer *out)
{
    struct buffer wide;
    buffer_init(&wide, out->max * 4);
    unicode_nfkc(heading, &wide);
    size_t start = out->len;
    struct slice s = buffer_slice(&wide);
    for (size_t pos = 0; pos < s.len;) {
        size_t at = pos;
        uint32_t code = utf8_next(s, &pos);
        if (code >= 'A' && code <= 'Z')
            buffer_byte(out, (char)(code + 32));
        else if (code == '\n' || code == '\r' || code == '\t')
            buffer_byte(out, ' ');
        else if (!unicode_is_hidden(code))
            buffer_put(out, slice_of(s.ptr + at, pos - at));
    }
    if (wide.failed)
        out->failed = true;
    buffer_release(&wide);
    if (out->failed)
        return;
    s = slice_trim(slice_of(out->ptr + start, out->len - start));
    s = without_prefix(without_prefix(s, SLICE("*")), SLICE("其中:"));
    while (s.len && s.ptr[s.len - 1] == '*') /* required, marked behind the name */
        s.len--;
    if (s.len)
        memmove(out->ptr + start, s.ptr, s.len);
    out->len = start + s.len;
}

/* ---- finding ---- */

/* The place of `name` among blank-separated `names`, from 1; 0 when it is not there. */
static unsigned name_place(const char *names, struct slice name)
{
    unsigned place = 1;
    for (const char *p = names; *p; place++) {
        size_t len = strcspn(p, " ");
        if (len == name.len && memcmp(p, name.ptr, len) == 0)
            return place;
        p += len;
        p += strspn(p, " ");
    }
    return 0;
}

static bool find_alias(struct slice name, enum field_scope scope, enum form_kind form,
                       struct heading *h)
{
    for (unsigned i = 0; i < ALIAS_COUNT; i++) {
        const struct alias *a = &aliases[i];
        if (a->scope != scope || !(a->forms & 1u << form))
            continue;
        unsigned place = name_place(a->names, name);
        if (place == 0)
            continue;
        h->kind = a->field < 0 ? HEADING_KNOWN : HEADING_CELL;
        h->scope = scope;
        h->field = a->field;
        h->how = a->how;
        h->rank = i * 64 + place;
        return true;
    }
    return false;
}

static bool find_label(struct slice name, enum field_scope scope, struct heading *h)
{
    size_t count;
    const struct field *fields = field_table(scope, &count);
    for (size_t i = 0; i < count; i++)
        if (slice_equal(fields[i].label, name) || slice_equal(fields[i].name, name)) {
            h->kind = HEADING_CELL;
            h->scope = scope;
            h->field = (int)i;
            return true;
        }
    return false;
}

static size_t digits(struct slice s, int *value)
{
    size_t n = 0;
    *value = 0;
    while (n < s.len && n < 3 && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        *value = *value * 10 + (s.ptr[n++] - '0');
    return n;
}

/* "3月底支出计划", "payment_plan.03": a month and no more than what a plan is called. */
static bool find_plan(struct slice s, struct heading *h)
{
    static const char tails[] = "底 末 底支出计划 支出计划 计划 末支出计划 底用款计划 用款计划 "
                                "底资金支出计划 资金支出计划 底支出比例 支出比例 底计划";
    int month;
    if (slice_starts(s, SLICE("payment_plan."))) {
        s = slice_from(s, sizeof("payment_plan.") - 1);
        if (digits(s, &month) != s.len || month < 1 || month > 12)
            return false;
    } else {
        size_t n = digits(s, &month);
        if (n == 0 || month < 1 || month > 12 || !slice_starts(slice_from(s, n), SLICE("月")))
            return false;
        s = slice_from(s, n + sizeof("月") - 1);
        if (s.len && !name_place(tails, s))
            return false;
    }
    *h = (struct heading){.kind = HEADING_PLAN, .scope = SCOPE_PROJECT, .month = month};
    return true;
}

/* A short name being put together. */
struct name {
    char bytes[HEADING_MAX + 16];
    size_t len;
};

static void name_put(struct name *n, struct slice s)
{
    memcpy(n->bytes + n->len, s.ptr, s.len);
    n->len += s.len;
}

static struct slice name_slice(const struct name *n)
{
    return slice_of(n->bytes, n->len);
}

/* "截至6月底支出数" and "1-6月支出数" as "截止x月底支出数"; returns the month or 0. */
static int month_out(struct slice s, struct name *out)
{
    static const struct slice begins[] = {{"截止", 6}, {"截至", 6}, {"1-", 2}, {"1月-", 5}, {"1—", 4},
                                          {"1–", 4},   {"1~", 2},   {"1至", 4}, {"1月至", 7}};
    out->len = 0;
    for (size_t i = 0; i < sizeof(begins) / sizeof(*begins); i++) {
        int month;
        struct slice rest = slice_from(s, begins[i].len);
        size_t n = digits(rest, &month);
        if (!slice_starts(s, begins[i]) || n == 0 || month < 1 || month > 12)
            continue;
        name_put(out, SLICE("截止x"));
        name_put(out, slice_from(rest, n));
        return month;
    }
    name_put(out, s);
    return 0;
}

static bool find_exact(struct slice name, const enum field_scope *scopes, size_t count,
                       enum form_kind form, struct heading *h)
{
    if (name.len == 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (scopes[i] == SCOPE_PROJECT && find_plan(name, h))
            return true;
    for (size_t i = 0; i < count; i++)
        if (find_alias(name, scopes[i], form, h) || find_label(name, scopes[i], h))
            return true;
    return false;
}

static void unblanked(const struct name *from, struct name *out)
{
    out->len = 0;
    for (size_t i = 0; i < from->len; i++)
        if (from->bytes[i] != ' ')
            out->bytes[out->len++] = from->bytes[i];
}

static struct slice before_bracket(struct slice s)
{
    static const struct slice marks[] = {{" ", 1}, {"(", 1}, {"[", 1}, {"【", 3}, {"〔", 3}};
    size_t end = s.len;
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
        size_t at = slice_find(s, marks[i], 0);
        end = at < end ? at : end;
    }
    return slice_sub(s, 0, end);
}

/* 元 or 万元 in what follows the name, or by a column the platform keeps in 元. */
static struct slice money_unit(struct slice whole, struct slice found)
{
    struct slice rest = slice_from(whole, before_bracket(whole).len);
    if (slice_find(rest, SLICE("万元"), 0) != SIZE_MAX)
        return SLICE("万元");
    if (slice_find(rest, SLICE("元"), 0) != SIZE_MAX && slice_find(rest, SLICE("亿元"), 0) == SIZE_MAX)
        return SLICE("元");
    static const char columns[] = "amt1 amt3 amt4 pro_total_amt cur_amt reply_amt year_exe_amt";
    return name_place(columns, found) ? SLICE("元") : SLICE_NONE;
}

bool heading_is_absent(struct slice folded)
{
    return slice_equal(folded, SLICE("absent")) || slice_equal(folded, SLICE("表中没有的栏目"));
}

bool heading_is_row(struct slice folded)
{
    return slice_equal(folded, SLICE("project_row")) || slice_equal(folded, SLICE("项目行号"));
}

bool heading_is_title(struct slice folded)
{
    return slice_equal(folded, SLICE("table_title"));
}

/* That the form's text was cut off is no field, but whoever wrote the heading meant it. */
static bool is_cut_mark(struct slice folded)
{
    return slice_equal(folded, SLICE("truncated")) || slice_equal(folded, SLICE("截断")) ||
           slice_equal(folded, SLICE("原文截断"));
}

struct slice heading_extra(struct slice name)
{
    return slice_starts(name, SLICE("extra.")) ? slice_from(name, sizeof("extra.") - 1) : name;
}

struct heading heading_find(struct slice folded, const enum field_scope *scopes, size_t count,
                            enum form_kind form)
{
    struct heading h = {.kind = HEADING_UNKNOWN};
    struct name whole, tight;
    if (slice_starts(folded, SLICE("extra.")) || heading_is_absent(folded) || heading_is_row(folded) ||
        heading_is_title(folded) ||
        is_cut_mark(folded)) {
        h.kind = HEADING_KNOWN;
        return h;
    }
    if (folded.len == 0 || folded.len > HEADING_MAX)
        return h;
    int month = month_out(folded, &whole);
    unblanked(&whole, &tight);
    struct slice names[3] = {name_slice(&whole), name_slice(&tight),
                             before_bracket(name_slice(&whole))};
    for (int i = 0; i < 3; i++)
        if (find_exact(names[i], scopes, count, form, &h)) {
            h.month = h.kind == HEADING_PLAN ? h.month : month;
            if (h.kind == HEADING_CELL && h.scope == SCOPE_PROJECT && h.field >= P_BUDGET_TOTAL &&
                h.field <= P_EXECUTED)
                h.money = money_unit(folded, names[i]);
            break;
        }
    return h;
}

enum form_kind heading_form(struct slice folded)
{
    static const struct {
        enum form_kind form;
        const char *names;
    } tells[] = {
        {FORM_MONITORING, "completeanalyscon completeanalysis est_perf_annual complete_rate 当前完成值 "
                          "全年预计完成情况 绩效指标全年预计完成情况 完成目标可能性 完成可能性分析 "
                          "forecast likelihood 截止x月底支出数 截止x月底绩效目标执行情况 监控月份 "
                          "otherreasons deviationanalysis"},
        {FORM_SELF_EVALUATION, "actualvalue actualweight ind_comp eval_score 自评得分 自评完成值 "
                               "实际完成值 实际完成值(b) 指标值完成情况 得分 actual score "
                               "单位自评得分 total_eval_value 全年执行数 全年执行数(b)"},
    };
    struct name whole;
    if (folded.len == 0 || folded.len > HEADING_MAX)
        return FORM_UNKNOWN;
    (void)month_out(folded, &whole);
    struct slice names[2] = {name_slice(&whole), before_bracket(name_slice(&whole))};
    for (size_t i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            if (names[k].len && name_place(tells[i].names, names[k]))
                return tells[i].form;
    return FORM_UNKNOWN;
}

static void names_each(const char *names, void (*each)(void *, struct slice), void *context)
{
    for (const char *p = names; *p;) {
        size_t len = strcspn(p, " ");
        each(context, slice_of(p, len));
        p += len;
        p += strspn(p, " ");
    }
}

void heading_each(void (*each)(void *context, struct slice name), void *context)
{
    for (unsigned i = 0; i < ALIAS_COUNT; i++)
        names_each(aliases[i].names, each, context);
}

static void offer(void *near, struct slice name)
{
    near_offer(near, name);
}

void heading_near(enum field_scope scope, struct near *near)
{
    size_t count;
    const struct field *fields = field_table(scope, &count);
    for (size_t i = 0; i < count; i++) {
        near_offer(near, fields[i].name);
        near_offer(near, fields[i].label);
    }
    for (unsigned i = 0; i < ALIAS_COUNT; i++)
        if (aliases[i].scope == scope)
            names_each(aliases[i].names, offer, near);
}
