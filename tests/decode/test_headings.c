/* The table of headings: how a name is folded and found, and that the table itself is sound. */
#include "decode/headings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

struct row {
    const char *heading;
    enum field_scope scope;
    enum form_kind form;
    int field; /* -1: unknown or known without a field */
    int month;
    const char *money;
};

#define P(heading, form, field, month, money)                                                      \
    {heading, SCOPE_PROJECT, FORM_##form, field, month, money}
#define I(heading, form, field) {heading, SCOPE_INDICATOR, FORM_##form, field, 0, ""}
#define G(heading, field) {heading, SCOPE_GOAL, FORM_UNKNOWN, field, 0, ""}

static const struct row rows[] = {
    P("project_code", UNKNOWN, P_PROJECT_CODE, 0, ""),
    P(" Pro_Code ", UNKNOWN, P_PROJECT_CODE, 0, ""),
    P("＊项目代码", UNKNOWN, P_PROJECT_CODE, 0, ""),
    P("* 项目代码（必填）", UNKNOWN, P_PROJECT_CODE, 0, ""),
    P("\xEF\xBB\xBF项目编码\xE3\x80\x80", UNKNOWN, P_PROJECT_CODE, 0, ""),
    P("项目\n名称", UNKNOWN, P_PROJECT_NAME, 0, ""),
    P("预算数（万元）", TARGET, P_BUDGET_TOTAL, 0, "万元"),
    P("预算数(元)", TARGET, P_BUDGET_TOTAL, 0, "元"),
    P("预算数(亿元)", TARGET, P_BUDGET_TOTAL, 0, ""),
    P("其中：财政拨款", DECLARATION, P_BUDGET_FISCAL, 0, ""),
    P("全年预算数（A）", SELF_EVALUATION, P_BUDGET_TOTAL, 0, ""),
    P("amt1", SELF_EVALUATION, P_BUDGET_INITIAL, 0, "元"),
    P("amt3", MONITORING, P_BUDGET_TOTAL, 0, "元"),
    P("amt3", DECLARATION, -1, 0, ""),
    P("执行率（B/A）", SELF_EVALUATION, P_EXECUTION_RATE, 0, ""),
    P("截止6月底支出数", MONITORING, P_EXECUTED, 6, ""),
    P("截至12月底支出数（万元）", MONITORING, P_EXECUTED, 12, "万元"),
    P("截止13月底支出数", MONITORING, -1, 0, ""),
    P("得分（合计）", SELF_EVALUATION, P_TOTAL_SCORE, 0, ""),
    P("下级财政区划代码", UNKNOWN, -1, 0, ""),
    P("立项时间", UNKNOWN, -1, 0, ""),
    P("", UNKNOWN, -1, 0, ""),
    I("indexval", DECLARATION, I_TARGET),
    I("indexval", MONITORING, I_ACTUAL),
    I("indexval", SELF_EVALUATION, I_TARGET),
    I("targetvalue", MONITORING, I_TARGET),
    I("kpi_remark", DECLARATION, I_REMARK),
    I("kpi_remark", SELF_EVALUATION, I_REASON),
    I("actualvalue", SELF_EVALUATION, I_ACTUAL),
    I("*实际完成值（定量填数字，定性填达成、部分达成、未达成）", SELF_EVALUATION, I_ACTUAL),
    I("*分值 数量(20)、质量(10)", SELF_EVALUATION, I_WEIGHT),
    I("评（扣）分标准", SELF_EVALUATION, -1),
    I("偏差原因及改进措施（指标未完成时必填）", SELF_EVALUATION, I_REASON),
    I("偏差原因说明", MONITORING, I_REASON),
    I("年度指标值（A）", SELF_EVALUATION, I_TARGET),
    I("指标性质", UNKNOWN, I_NATURE),
    I("计算符号", UNKNOWN, I_TARGET_OP),
    I("上年指标值", DECLARATION, I_LAST_YEAR),
    I("name", DECLARATION, I_LEVEL3),
    I("分值/权重", SELF_EVALUATION, I_WEIGHT),
    G("绩效目标", G_TEXT),
    G("goal_comp", G_DONE),
    G("截止9月底绩效目标执行情况", G_DONE),
};

static struct heading find(const char *heading, enum field_scope scope, enum form_kind form)
{
    struct buffer folded;
    buffer_init(&folded, 4096);
    heading_fold(slice_str(heading), &folded);
    struct heading h = heading_find(buffer_slice(&folded), &scope, 1, form);
    assert_false(folded.failed);
    buffer_release(&folded);
    return h;
}

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct row *r = &rows[i];
        struct heading h = find(r->heading, r->scope, r->form);
        int field = h.kind == HEADING_CELL ? h.field : -1;
        if (field != r->field || (field >= 0 && r->scope == SCOPE_PROJECT && h.month != r->month) ||
            !slice_equal(h.money, slice_str(r->money)))
            fail_msg("%s: field %d month %d money %.*s", r->heading, field, h.month,
                     SLICE_ARG(h.money));
    }
}

static void test_plan(void **state)
{
    (void)state;
    static const struct {
        const char *heading;
        int month;
    } plans[] = {
        {"payment_plan.03", 3}, {"payment_plan.12", 12}, {"payment_plan.13", 0},
        {"3月底", 3},           {"12月支出计划", 12},    {"６月底支出计划（%）", 6},
        {"3月工资", 0},         {"13月底", 0},           {"0月", 0},
    };
    for (size_t i = 0; i < sizeof(plans) / sizeof(*plans); i++) {
        struct heading h = find(plans[i].heading, SCOPE_PROJECT, FORM_UNKNOWN);
        if ((h.kind == HEADING_PLAN ? h.month : 0) != plans[i].month)
            fail_msg("%s: %d", plans[i].heading, h.month);
    }
}

/* Every field is found by its key and by its label, in its own scope, on every form. */
static void test_fields(void **state)
{
    (void)state;
    for (int scope = 0; scope < 3; scope++) {
        size_t count;
        const struct field *fields = field_table((enum field_scope)scope, &count);
        for (size_t i = 0; i < count; i++)
            for (int form = 0; form < FORM_COUNT; form++) {
                char key[64], label[64];
                (void)snprintf(key, sizeof(key), "%.*s", SLICE_ARG(fields[i].name));
                (void)snprintf(label, sizeof(label), "%.*s", SLICE_ARG(fields[i].label));
                struct heading a = find(key, (enum field_scope)scope, (enum form_kind)form);
                struct heading b = find(label, (enum field_scope)scope, (enum form_kind)form);
                if (a.kind != HEADING_CELL || a.field != (int)i || b.kind != HEADING_CELL ||
                    b.field != (int)i)
                    fail_msg("%s %s on %d: %d %d", key, label, form, a.field, b.field);
            }
    }
}

/* A name that is not written folded could never be found. */
static void check_folded(void *context, struct slice name)
{
    size_t *count = context;
    struct buffer folded;
    buffer_init(&folded, 4096);
    heading_fold(name, &folded);
    if (!slice_equal(buffer_slice(&folded), name) || name.len > HEADING_MAX)
        fail_msg("%.*s is not folded", SLICE_ARG(name));
    buffer_release(&folded);
    ++*count;
}

static void test_table(void **state)
{
    (void)state;
    size_t count = 0;
    heading_each(check_folded, &count);
    assert_true(count > 300);
}

static void test_near(void **state)
{
    (void)state;
    struct near near;
    near_init(&near, SLICE("指标直"));
    heading_near(SCOPE_INDICATOR, &near);
    assert_true(slice_equal(near.best, SLICE("指标值")));
    near_init(&near, SLICE("projet_code"));
    heading_near(SCOPE_PROJECT, &near);
    assert_true(slice_equal(near.best, SLICE("project_code")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names), cmocka_unit_test(test_plan), cmocka_unit_test(test_fields),
        cmocka_unit_test(test_table), cmocka_unit_test(test_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
