/* Remembered answers: what may be remembered, what may not, and that the key says enough. */
#include "run/memo.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

struct fixture {
    struct intern intern;
    struct arena arena;
    struct memo *memo;
    struct project *project;
    struct script_record record;
};

static void put(struct cell *cell, const char *text)
{
    *cell = (struct cell){.text = slice_str(text), .state = CELL_PRESENT};
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));
    intern_init(&f->intern);
    arena_init(&f->arena, 1 << 20);
    f->project = project_new(1 << 20);
    for (int i = 0; i < 2; i++)
        (void)project_add_indicator(f->project, (struct address){0});
    f->record.project = f->project;
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    memo_free(f->memo);
    intern_release(&f->intern);
    arena_release(&f->arena);
    project_free(f->project);
    free(f);
    return 0;
}

/* Another target in the same indicator, as another record would bring it. */
static void show(struct fixture *f, size_t i, const char *target)
{
    f->record.indicator = &f->project->indicators[i];
    put(&f->project->indicators[i].cells[I_TARGET], target);
}

static void remember(struct fixture *f, enum outcome outcome, struct reads reads)
{
    static const struct fault fault = {
        .field = I_TARGET, .scope = SCOPE_INDICATOR, .message = {"m", 1}, .severity = -1};
    struct fault here = fault;
    here.indicator = f->record.indicator->index;
    struct answer answer = {.outcome = outcome,
                            .faults = &here,
                            .fault_count = outcome == OUTCOME_FINDING,
                            .reads = reads};
    memo_put(&f->memo, &f->intern, &f->record, &answer);
}

static bool knows(struct fixture *f, struct answer *out)
{
    return memo_get(f->memo, &f->intern, &f->record, &f->arena, out);
}

static const struct reads target_read = {.indicator = UINT64_C(1) << I_TARGET};

static void test_equal_cells(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    show(f, 0, "长期");
    assert_false(knows(f, &got));
    remember(f, OUTCOME_FINDING, target_read);
    show(f, 1, "长期");
    assert_true(knows(f, &got));
    assert_int_equal(got.outcome, OUTCOME_FINDING);
    assert_int_equal(got.fault_count, 1);
    assert_memory_equal(got.faults[0].message.ptr, "m", 1);
    show(f, 1, "持续");
    assert_false(knows(f, &got));
}

static void test_absent_is_not_blank(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    f->record.indicator = &f->project->indicators[0];
    remember(f, OUTCOME_PASS, target_read);
    assert_true(knows(f, &got));
    show(f, 0, "");
    assert_false(knows(f, &got));
}

static void test_a_new_cell_read_forgets(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    struct reads more = target_read;
    more.indicator |= UINT64_C(1) << I_ACTUAL;
    show(f, 0, "100%");
    remember(f, OUTCOME_PASS, target_read);
    show(f, 1, "90%");
    remember(f, OUTCOME_PASS, more);
    show(f, 0, "100%");
    assert_false(knows(f, &got)); /* the old key did not hold `actual` */
}

static void test_amounts_hang_on_their_unit(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    struct reads reads = {.project = UINT64_C(1) << P_BUDGET_TOTAL};
    show(f, 0, "x");
    put(&f->project->cells[P_BUDGET_TOTAL], "60");
    put(&f->project->cells[P_CURRENCY_UNIT], "万元");
    remember(f, OUTCOME_PASS, reads);
    assert_true(knows(f, &got));
    put(&f->project->cells[P_CURRENCY_UNIT], "元");
    assert_false(knows(f, &got));
}

static void test_settled_fields(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    struct reads reads = {.project = UINT64_C(1) << P_YEAR};
    show(f, 0, "x");
    f->project->year = 2023;
    remember(f, OUTCOME_PASS, reads);
    assert_true(knows(f, &got));
    f->project->year = 2024;
    assert_false(knows(f, &got));
}

static void test_not_remembered(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    struct reads wide = target_read;
    wide.unbounded = true;
    show(f, 0, "长期");
    remember(f, OUTCOME_FINDING, wide);
    assert_false(knows(f, &got));
    remember(f, OUTCOME_RULE_ERROR, target_read);
    assert_false(knows(f, &got));
    struct fault elsewhere = {.scope = SCOPE_INDICATOR, .indicator = 1, .severity = -1};
    struct answer answer = {.outcome = OUTCOME_FINDING,
                            .faults = &elsewhere,
                            .fault_count = 1,
                            .reads = target_read};
    memo_put(&f->memo, &f->intern, &f->record, &answer);
    assert_false(knows(f, &got));
}

static void test_what_never_repeats_is_given_up(void **state)
{
    struct fixture *f = *state;
    static char texts[4000][16];
    struct answer got;
    for (size_t i = 0; i < 4000; i++) {
        (void)snprintf(texts[i], sizeof(texts[i]), "第%zu", i);
        show(f, 0, texts[i]);
        if (!knows(f, &got))
            remember(f, OUTCOME_PASS, target_read);
    }
    assert_false(knows(f, &got)); /* even the last one: the memo is off */
}

static void test_long_texts_are_asked_each_time(void **state)
{
    struct fixture *f = *state;
    static char text[2000];
    struct answer got;
    memset(text, 'x', sizeof(text) - 1);
    show(f, 0, text);
    remember(f, OUTCOME_PASS, target_read);
    assert_false(knows(f, &got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_equal_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(test_absent_is_not_blank, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_new_cell_read_forgets, setup, teardown),
        cmocka_unit_test_setup_teardown(test_amounts_hang_on_their_unit, setup, teardown),
        cmocka_unit_test_setup_teardown(test_settled_fields, setup, teardown),
        cmocka_unit_test_setup_teardown(test_not_remembered, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_never_repeats_is_given_up, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_texts_are_asked_each_time, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
