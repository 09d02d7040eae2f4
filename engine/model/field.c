/* The table of fields and the names of forms. Labels are what clerks and forms call them. */
#include "model/field.h"

#define FIELD(id, key, zh, en, kind) \
    [id] = {{key, sizeof(key) - 1}, {zh, sizeof(zh) - 1}, {en, sizeof(en) - 1}, kind}

static const struct field project_fields[P_COUNT] = {
    FIELD(P_FORM, "form", "表格种类", "kind of form", FIELD_ENUM),
    FIELD(P_YEAR, "year", "预算年度", "budget year", FIELD_INTEGER),
    FIELD(P_MONTH, "month", "监控月份", "month", FIELD_INTEGER),
    FIELD(P_REGION, "region", "财政区划", "region", FIELD_TEXT),
    FIELD(P_UNIT_CODE, "unit_code", "单位代码", "unit code", FIELD_TEXT),
    FIELD(P_UNIT_NAME, "unit_name", "单位名称", "unit", FIELD_TEXT),
    FIELD(P_DEPARTMENT, "department", "主管部门", "department", FIELD_TEXT),
    FIELD(P_IMPLEMENTING_UNIT, "implementing_unit", "实施单位", "implementing unit", FIELD_TEXT),
    FIELD(P_PROJECT_CODE, "project_code", "项目编码", "project code", FIELD_TEXT),
    FIELD(P_PROJECT_NAME, "project_name", "项目名称", "project name", FIELD_TEXT),
    FIELD(P_CATEGORY, "category", "项目类别", "category", FIELD_LIST),
    FIELD(P_ATTRIBUTE, "attribute", "项目属性", "attribute", FIELD_LIST),
    FIELD(P_TYPE, "type", "项目类型", "type", FIELD_LIST),
    FIELD(P_CURRENCY_UNIT, "currency_unit", "金额单位", "currency unit", FIELD_ENUM),
    FIELD(P_BUDGET_TOTAL, "budget_total", "预算数", "budget", FIELD_AMOUNT),
    FIELD(P_BUDGET_FISCAL, "budget_fiscal", "财政资金", "fiscal funds", FIELD_AMOUNT),
    FIELD(P_BUDGET_OTHER, "budget_other", "其他资金", "other funds", FIELD_AMOUNT),
    FIELD(P_BUDGET_CARRYOVER, "budget_carryover", "上年结转", "carry-over", FIELD_AMOUNT),
    FIELD(P_BUDGET_INITIAL, "budget_initial", "年初预算数", "initial budget", FIELD_AMOUNT),
    FIELD(P_EXECUTED, "executed", "执行数", "amount executed", FIELD_AMOUNT),
    FIELD(P_EXECUTION_RATE, "execution_rate", "执行率", "execution rate", FIELD_PERCENT),
    FIELD(P_EXECUTION_WEIGHT, "execution_weight", "预算执行分值", "points for execution", FIELD_NUMBER),
    FIELD(P_EXECUTION_SCORE, "execution_score", "预算执行得分", "score for execution", FIELD_NUMBER),
    FIELD(P_TOTAL_SCORE, "total_score", "总分", "total score", FIELD_NUMBER),
    FIELD(P_PURPOSE, "purpose", "资金用途", "use of the funds", FIELD_TEXT),
    FIELD(P_CONTENT, "content", "项目内容", "project content", FIELD_TEXT),
    FIELD(P_LEGAL_BASIS, "legal_basis", "立项依据", "legal basis", FIELD_TEXT),
    FIELD(P_START, "start", "开始日期", "start", FIELD_DATE),
    FIELD(P_END, "end", "结束日期", "end", FIELD_DATE),
    FIELD(P_REPORTED_ON, "reported_on", "填报日期", "date of the report", FIELD_DATE),
    FIELD(P_PAYMENT_PLAN, "payment_plan", "资金支出计划", "payment plan", FIELD_OBJECT),
    FIELD(P_GOALS, "goals", "绩效目标", "goals", FIELD_OBJECT),
    FIELD(P_DEVIATION_REASON, "deviation_reason", "偏差原因分析", "reason for deviation", FIELD_TEXT),
    FIELD(P_IMPROVEMENT, "improvement", "改进措施", "improvement measures", FIELD_TEXT),
    FIELD(P_REVIEW_OPINION, "review_opinion", "审核意见", "review opinion", FIELD_TEXT),
    FIELD(P_INDICATORS, "indicators", "绩效指标", "indicators", FIELD_OBJECT),
    FIELD(P_SOURCE, "source", "来源", "source", FIELD_OBJECT),
};

static const struct field indicator_fields[I_COUNT] = {
    FIELD(I_SEQ, "seq", "序号", "number", FIELD_INTEGER),
    FIELD(I_TERM, "term", "期限", "term", FIELD_ENUM),
    FIELD(I_GOAL, "goal", "对应目标", "goal", FIELD_TEXT),
    FIELD(I_LEVEL1, "level1", "一级指标", "level 1", FIELD_TEXT),
    FIELD(I_LEVEL2, "level2", "二级指标", "level 2", FIELD_TEXT),
    FIELD(I_LEVEL3, "level3", "三级指标", "level 3", FIELD_TEXT),
    FIELD(I_CODE, "code", "指标编码", "indicator code", FIELD_TEXT),
    FIELD(I_NATURE, "nature", "指标性质", "nature", FIELD_ENUM),
    FIELD(I_DESCRIPTION, "description", "绩效指标描述", "description", FIELD_TEXT),
    FIELD(I_TARGET, "target", "指标值", "target", FIELD_VALUE),
    FIELD(I_TARGET_BASIS, "target_basis", "指标值确定依据", "basis of the target", FIELD_TEXT),
    FIELD(I_TARGET_OP, "target_op", "计算符号", "sign", FIELD_TEXT),
    FIELD(I_TARGET_VALUE, "target_value", "目标数值", "target figure", FIELD_VALUE),
    FIELD(I_TARGET_UNIT, "target_unit", "计量单位", "unit of measure", FIELD_TEXT),
    FIELD(I_ACTUAL, "actual", "实际完成值", "actual value", FIELD_VALUE),
    FIELD(I_FORECAST, "forecast", "全年预计完成情况", "forecast", FIELD_VALUE),
    FIELD(I_LIKELIHOOD, "likelihood", "完成目标可能性", "likelihood", FIELD_ENUM),
    FIELD(I_WEIGHT, "weight", "分值", "points", FIELD_NUMBER),
    FIELD(I_SCORE, "score", "得分", "score", FIELD_NUMBER),
    FIELD(I_REASON, "reason", "偏差原因", "reason", FIELD_TEXT),
    FIELD(I_REMARK, "remark", "备注", "remark", FIELD_TEXT),
    FIELD(I_LAST_YEAR, "last_year", "上年指标值", "last year's target", FIELD_VALUE),
};

static const struct field goal_fields[G_COUNT] = {
    FIELD(G_TERM, "term", "期限", "term", FIELD_ENUM),
    FIELD(G_TEXT, "text", "绩效目标", "goal", FIELD_TEXT),
    FIELD(G_DONE, "done", "目标完成情况", "result", FIELD_TEXT),
};

const struct field *field_table(enum field_scope scope, size_t *count)
{
    switch (scope) {
    case SCOPE_INDICATOR: *count = I_COUNT; return indicator_fields;
    case SCOPE_GOAL: *count = G_COUNT; return goal_fields;
    case SCOPE_PROJECT: break;
    }
    *count = P_COUNT;
    return project_fields;
}

int field_find(enum field_scope scope, struct slice name)
{
    size_t count;
    const struct field *table = field_table(scope, &count);
    for (size_t i = 0; i < count; i++)
        if (slice_equal(table[i].name, name))
            return (int)i;
    return -1;
}

void field_near(enum field_scope scope, struct near *near)
{
    size_t count;
    const struct field *table = field_table(scope, &count);
    for (size_t i = 0; i < count; i++)
        near_offer(near, table[i].name);
}

#define FORM(key, zh, en) {{key, sizeof(key) - 1}, {zh, sizeof(zh) - 1}, {en, sizeof(en) - 1}}

static const struct {
    struct slice name, label, label_en;
} forms[FORM_COUNT] = {
    [FORM_UNKNOWN] = FORM("", "未注明表格", "form not named"),
    [FORM_DECLARATION] = FORM("declaration", "申报表", "declaration"),
    [FORM_TARGET] = FORM("target", "绩效目标表", "target form"),
    [FORM_MONITORING] = FORM("monitoring", "运行监控表", "monitoring form"),
    [FORM_SELF_EVALUATION] = FORM("self_evaluation", "自评表", "self-evaluation"),
    [FORM_DISCLOSURE] = FORM("disclosure", "公开表", "disclosure"),
};

enum form_kind form_find(struct slice name)
{
    name = slice_trim(name);
    for (int f = FORM_DECLARATION; f < FORM_COUNT; f++)
        if (slice_equal(forms[f].name, name) || slice_equal(forms[f].label, name))
            return (enum form_kind)f;
    return FORM_UNKNOWN;
}

struct slice form_name(enum form_kind form)
{
    return forms[form].name;
}

struct slice form_label(enum form_kind form)
{
    return forms[form].label;
}

struct slice form_label_en(enum form_kind form)
{
    return forms[form].label_en;
}
