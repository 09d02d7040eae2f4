/* Records: adding, clearing, settling; the tables of fields and forms. */
#include "model/finding.h"
#include "model/limits.h"
#include "model/record.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

static const struct address row = {.file = 0, .a = 7, .b = 1};

static void put(struct cell *cell, const char *text)
{
    *cell = (struct cell){.text = slice_str(text), .at = row, .state = CELL_PRESENT};
}

static void assert_text(struct slice got, const char *want)
{
    assert_int_equal(got.len, strlen(want));
    if (got.len)
        assert_memory_equal(got.ptr, want, got.len);
}

static void test_fields(void **state)
{
    (void)state;
    for (int scope = SCOPE_PROJECT; scope <= SCOPE_GOAL; scope++) {
        size_t count;
        const struct field *table = field_table((enum field_scope)scope, &count);
        for (size_t i = 0; i < count; i++) {
            assert_true(table[i].name.len > 0 && table[i].label.len > 0);
            assert_int_equal(field_find((enum field_scope)scope, table[i].name), i);
        }
    }
    assert_int_equal(field_find(SCOPE_INDICATOR, SLICE("tarket")), -1);
    struct near near;
    near_init(&near, SLICE("tarket"));
    field_near(SCOPE_INDICATOR, &near);
    assert_text(near.best, "target");
}

static void test_forms(void **state)
{
    (void)state;
    for (int f = FORM_DECLARATION; f < FORM_COUNT; f++) {
        assert_int_equal(form_find(form_name((enum form_kind)f)), f);
        assert_int_equal(form_find(form_label((enum form_kind)f)), f);
    }
    assert_int_equal(form_find(SLICE("self-evaluation")), FORM_UNKNOWN);
    assert_int_equal(form_find(SLICE("")), FORM_UNKNOWN);
}

static void test_add_and_clear(void **state)
{
    struct project *p = project_new(1 << 20);
    (void)state;
    assert_non_null(p);
    for (int round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < 100; i++) {
            struct indicator *at = project_add_indicator(p, row);
            assert_non_null(at);
            assert_int_equal(at->index, i);
            assert_int_equal(at->seq, i + 1);
            assert_int_equal(at->cells[I_TARGET].state, CELL_ABSENT);
            assert_int_equal(at->cells[I_TARGET].at.a, 7);
            put(&at->cells[I_TARGET], "≥95%");
        }
        assert_text(p->indicators[0].cells[I_TARGET].text, "≥95%");
        assert_non_null(project_add_goal(p, row));
        assert_non_null(project_add_plan(p, 6));
        struct extra *extra = project_add_extra(p, &p->extras, SLICE("备用列"));
        assert_non_null(extra);
        assert_text(p->extras.items[0].key, "备用列");
        project_clear(p);
        assert_int_equal(p->indicator_count + p->goal_count + p->plan_count, 0);
        assert_int_equal(p->arena.used, 0);
    }
    project_free(p);
    p = project_new(1000);
    assert_null(project_add_indicator(p, row)); /* refused, not overrun */
    project_free(p);
}

static void test_lists(void **state)
{
    static const struct {
        const char *text, *items[3];
        size_t count;
    } rows[] = {
        {"部门预算项目", {"部门预算项目"}, 1},
        {"甲；乙;丙", {"甲", "乙", "丙"}, 3},
        {" 甲 | 乙 ；", {"甲", "乙"}, 2},
        {"甲、乙", {"甲、乙"}, 1},
        {"", {NULL}, 0},
        {"；；", {NULL}, 0},
    };
    struct project *p = project_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        put(&p->cells[P_TYPE], rows[i].text);
        assert_true(project_split_list(p, P_TYPE));
        const struct list *list = &p->lists[LIST_INDEX(P_TYPE)];
        assert_int_equal(list->count, rows[i].count);
        for (size_t k = 0; k < rows[i].count; k++)
            assert_text(list->items[k], rows[i].items[k]);
    }
    project_free(p);
}

static void test_settle(void **state)
{
    static const struct {
        const char *form, *year, *month, *executed, *forecast;
        enum form_kind kind;
        bool inferred;
        int y, m;
    } rows[] = {
        {"self_evaluation", "2023", NULL, NULL, NULL, FORM_SELF_EVALUATION, false, 2023, 0},
        {"自评表", "2023年", NULL, NULL, NULL, FORM_SELF_EVALUATION, false, 2023, 0},
        {NULL, NULL, NULL, "58", NULL, FORM_SELF_EVALUATION, true, 0, 0},
        {NULL, "2024", "7月", "58", NULL, FORM_MONITORING, true, 2024, 7},
        {NULL, NULL, NULL, NULL, "98%", FORM_MONITORING, true, 0, 0},
        {NULL, "20244", "13", NULL, NULL, FORM_MONITORING, true, 0, 0},
        {NULL, NULL, NULL, NULL, NULL, FORM_TARGET, true, 0, 0},
    };
    struct project *p = project_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        project_clear(p);
        struct indicator *at = project_add_indicator(p, row);
        const char *texts[] = {rows[i].form, rows[i].year, rows[i].month, rows[i].executed};
        static const enum project_field fields[] = {P_FORM, P_YEAR, P_MONTH, P_EXECUTED};
        for (size_t k = 0; k < 4; k++)
            if (texts[k])
                put(&p->cells[fields[k]], texts[k]);
        if (rows[i].forecast)
            put(&at->cells[I_FORECAST], rows[i].forecast);
        assert_true(project_settle(p));
        assert_int_equal(p->form, rows[i].kind);
        assert_int_equal(p->form_inferred, rows[i].inferred);
        assert_int_equal(p->year, rows[i].y);
        assert_int_equal(p->month, rows[i].m);
    }
    project_free(p);
}

static void test_compose(void **state)
{
    static const struct {
        const char *op, *value, *unit, *target;
    } rows[] = {
        {"≥", "95", "%", "≥95%"},
        {"≥", "95%", "%", "≥95%"},
        {"定性", "长期", "", "长期"},
        {NULL, "3", "次", "3次"},
        {"=", "", "个", "=个"},
        {"-", "168", "—", "168"},
    };
    struct project *p = project_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        project_clear(p);
        struct indicator *at = project_add_indicator(p, row);
        if (rows[i].op)
            put(&at->cells[I_TARGET_OP], rows[i].op);
        put(&at->cells[I_TARGET_VALUE], rows[i].value);
        put(&at->cells[I_TARGET_UNIT], rows[i].unit);
        assert_true(project_settle(p));
        assert_text(at->cells[I_TARGET].text, rows[i].target);
        assert_int_equal(at->cells[I_TARGET].state, CELL_PRESENT);
    }
    project_clear(p);
    struct indicator *at = project_add_indicator(p, row);
    put(&at->cells[I_TARGET], "已写");
    put(&at->cells[I_TARGET_VALUE], "95");
    assert_true(project_settle(p));
    assert_text(at->cells[I_TARGET].text, "已写"); /* what was written whole stays */
    project_free(p);
}

static void test_plan_by_month(void **state)
{
    static const int months[] = {12, 3, 10, 6};
    struct project *p = project_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < 4; i++)
        put(&project_add_plan(p, months[i])->cell, "x");
    assert_true(project_settle(p));
    for (size_t i = 1; i < 4; i++)
        assert_true(p->plan[i - 1].month < p->plan[i].month);
    project_free(p);
}

static void test_names(void **state)
{
    (void)state;
    for (int s = SEVERITY_NOTE; s <= SEVERITY_ERROR; s++)
        assert_int_equal(severity_find(severity_name((enum severity)s)), s);
    assert_int_equal(severity_find(SLICE("fatal")), -1);
    assert_text(verdict_name(VERDICT_EXPLAIN), "explain");
    assert_text(verdict_label(VERDICT_INCOMPLETE), "无法核验");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),    cmocka_unit_test(test_forms),
        cmocka_unit_test(test_add_and_clear), cmocka_unit_test(test_lists),
        cmocka_unit_test(test_settle),    cmocka_unit_test(test_compose),
        cmocka_unit_test(test_plan_by_month), cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
