/* The table of fields and the names of forms. Labels are what clerks and forms call them. */
#include "model/field.h"

#define FIELD(id, key, zh, kind) [id] = {{key, sizeof(key) - 1}, {zh, sizeof(zh) - 1}, kind}

static const struct field project_fields[P_COUNT] = {
    FIELD(P_FORM, "form", "表格种类", FIELD_ENUM),
    FIELD(P_YEAR, "year", "预算年度", FIELD_INTEGER),
    FIELD(P_MONTH, "month", "监控月份", FIELD_INTEGER),
    FIELD(P_REGION, "region", "财政区划", FIELD_TEXT),
    FIELD(P_UNIT_CODE, "unit_code", "单位代码", FIELD_TEXT),
    FIELD(P_UNIT_NAME, "unit_name", "单位名称", FIELD_TEXT),
    FIELD(P_DEPARTMENT, "department", "主管部门", FIELD_TEXT),
    FIELD(P_IMPLEMENTING_UNIT, "implementing_unit", "实施单位", FIELD_TEXT),
    FIELD(P_PROJECT_CODE, "project_code", "项目编码", FIELD_TEXT),
    FIELD(P_PROJECT_NAME, "project_name", "项目名称", FIELD_TEXT),
    FIELD(P_CATEGORY, "category", "项目类别", FIELD_LIST),
    FIELD(P_ATTRIBUTE, "attribute", "项目属性", FIELD_LIST),
    FIELD(P_TYPE, "type", "项目类型", FIELD_LIST),
    FIELD(P_CURRENCY_UNIT, "currency_unit", "金额单位", FIELD_ENUM),
    FIELD(P_BUDGET_TOTAL, "budget_total", "预算数", FIELD_AMOUNT),
    FIELD(P_BUDGET_FISCAL, "budget_fiscal", "财政资金", FIELD_AMOUNT),
    FIELD(P_BUDGET_OTHER, "budget_other", "其他资金", FIELD_AMOUNT),
    FIELD(P_BUDGET_CARRYOVER, "budget_carryover", "上年结转", FIELD_AMOUNT),
    FIELD(P_BUDGET_INITIAL, "budget_initial", "年初预算数", FIELD_AMOUNT),
    FIELD(P_EXECUTED, "executed", "执行数", FIELD_AMOUNT),
    FIELD(P_EXECUTION_RATE, "execution_rate", "执行率", FIELD_PERCENT),
    FIELD(P_EXECUTION_WEIGHT, "execution_weight", "预算执行分值", FIELD_NUMBER),
    FIELD(P_EXECUTION_SCORE, "execution_score", "预算执行得分", FIELD_NUMBER),
    FIELD(P_TOTAL_SCORE, "total_score", "总分", FIELD_NUMBER),
    FIELD(P_PURPOSE, "purpose", "资金用途", FIELD_TEXT),
    FIELD(P_CONTENT, "content", "项目内容", FIELD_TEXT),
    FIELD(P_LEGAL_BASIS, "legal_basis", "立项依据", FIELD_TEXT),
    FIELD(P_START, "start", "开始日期", FIELD_DATE),
    FIELD(P_END, "end", "结束日期", FIELD_DATE),
    FIELD(P_REPORTED_ON, "reported_on", "填报日期", FIELD_DATE),
    FIELD(P_PAYMENT_PLAN, "payment_plan", "资金支出计划", FIELD_OBJECT),
    FIELD(P_GOALS, "goals", "绩效目标", FIELD_OBJECT),
    FIELD(P_DEVIATION_REASON, "deviation_reason", "偏差原因分析", FIELD_TEXT),
    FIELD(P_IMPROVEMENT, "improvement", "改进措施", FIELD_TEXT),
    FIELD(P_REVIEW_OPINION, "review_opinion", "审核意见", FIELD_TEXT),
    FIELD(P_INDICATORS, "indicators", "绩效指标", FIELD_OBJECT),
    FIELD(P_SOURCE, "source", "来源", FIELD_OBJECT),
};

static const struct field indicator_fields[I_COUNT] = {
    FIELD(I_SEQ, "seq", "序号", FIELD_INTEGER),
    FIELD(I_TERM, "term", "期限", FIELD_ENUM),
    FIELD(I_GOAL, "goal", "对应目标", FIELD_TEXT),
    FIELD(I_LEVEL1, "level1", "一级指标", FIELD_TEXT),
    FIELD(I_LEVEL2, "level2", "二级指标", FIELD_TEXT),
    FIELD(I_LEVEL3, "level3", "三级指标", FIELD_TEXT),
    FIELD(I_CODE, "code", "指标编码", FIELD_TEXT),
    FIELD(I_NATURE, "nature", "指标性质", FIELD_ENUM),
    FIELD(I_DESCRIPTION, "description", "绩效指标描述", FIELD_TEXT),
    FIELD(I_TARGET, "target", "指标值", FIELD_VALUE),
    FIELD(I_TARGET_BASIS, "target_basis", "指标值确定依据", FIELD_TEXT),
    FIELD(I_TARGET_OP, "target_op", "计算符号", FIELD_TEXT),
    FIELD(I_TARGET_VALUE, "target_value", "目标数值", FIELD_VALUE),
    FIELD(I_TARGET_UNIT, "target_unit", "计量单位", FIELD_TEXT),
    FIELD(I_ACTUAL, "actual", "实际完成值", FIELD_VALUE),
    FIELD(I_FORECAST, "forecast", "全年预计完成情况", FIELD_VALUE),
    FIELD(I_LIKELIHOOD, "likelihood", "完成目标可能性", FIELD_ENUM),
    FIELD(I_WEIGHT, "weight", "分值", FIELD_NUMBER),
    FIELD(I_SCORE, "score", "得分", FIELD_NUMBER),
    FIELD(I_REASON, "reason", "偏差原因", FIELD_TEXT),
    FIELD(I_REMARK, "remark", "备注", FIELD_TEXT),
    FIELD(I_LAST_YEAR, "last_year", "上年指标值", FIELD_VALUE),
};

static const struct field goal_fields[G_COUNT] = {
    FIELD(G_TERM, "term", "期限", FIELD_ENUM),
    FIELD(G_TEXT, "text", "绩效目标", FIELD_TEXT),
    FIELD(G_DONE, "done", "目标完成情况", FIELD_TEXT),
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

static const struct {
    struct slice name, label;
} forms[FORM_COUNT] = {
    [FORM_UNKNOWN] = {{"", 0}, {"未注明表格", sizeof("未注明表格") - 1}},
    [FORM_DECLARATION] = {{"declaration", 11}, {"申报表", sizeof("申报表") - 1}},
    [FORM_TARGET] = {{"target", 6}, {"绩效目标表", sizeof("绩效目标表") - 1}},
    [FORM_MONITORING] = {{"monitoring", 10}, {"运行监控表", sizeof("运行监控表") - 1}},
    [FORM_SELF_EVALUATION] = {{"self_evaluation", 15}, {"自评表", sizeof("自评表") - 1}},
    [FORM_DISCLOSURE] = {{"disclosure", 10}, {"公开表", sizeof("公开表") - 1}},
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
