/* Remembered answers: what may be remembered, what may not, and that a tree says enough. */
#include "run/memo.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

struct fixture {
    struct memory memory;
    struct arena arena;
    struct memo memo;
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
    memory_init(&f->memory);
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
    memory_release(&f->memory);
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
    memo_put(&f->memo, &f->memory, &f->record, &answer);
}

static bool knows(struct fixture *f, struct answer *out)
{
    return memo_get(&f->memo, &f->memory, &f->record, &f->arena, out);
}

/* What a rule read, in order; ends with -1. */
static struct reads reading(const int *places)
{
    struct reads r = {0};
    for (; *places >= 0; places++) {
        uint64_t bit = UINT64_C(1) << (*places % READS_INDICATOR);
        *(*places < READS_INDICATOR ? &r.project : &r.indicator) |= bit;
        r.order[r.order_count++] = (uint8_t)*places;
    }
    return r;
}

#define READING(...) reading((const int[]){__VA_ARGS__, -1})
#define OF(field) (READS_INDICATOR + (field))

static void test_equal_cells(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    show(f, 0, "长期");
    assert_false(knows(f, &got));
    remember(f, OUTCOME_FINDING, READING(OF(I_TARGET)));
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
    remember(f, OUTCOME_PASS, READING(OF(I_TARGET)));
    assert_true(knows(f, &got));
    show(f, 0, "");
    assert_false(knows(f, &got));
}

/* A rule that looks at the actual value only where the target is 100% needs the target alone for all
 * others. */
static void test_only_what_was_read_counts(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    show(f, 0, "90%");
    remember(f, OUTCOME_PASS, READING(OF(I_TARGET)));
    show(f, 0, "100%");
    put(&f->project->indicators[0].cells[I_ACTUAL], "80%");
    remember(f, OUTCOME_FINDING, READING(OF(I_TARGET), OF(I_ACTUAL)));
    show(f, 1, "90%");
    put(&f->project->indicators[1].cells[I_ACTUAL], "85%");
    assert_true(knows(f, &got));
    assert_int_equal(got.outcome, OUTCOME_PASS);
    show(f, 1, "100%");
    assert_false(knows(f, &got));
    put(&f->project->indicators[1].cells[I_ACTUAL], "80%");
    assert_true(knows(f, &got));
    assert_int_equal(got.outcome, OUTCOME_FINDING);
}

/* The same cells in another order are another tree: where a node expects one cell, an answer that read
 * another first is not put beside it. */
static void test_the_order_counts(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    show(f, 0, "100%");
    put(&f->project->indicators[0].cells[I_ACTUAL], "90%");
    remember(f, OUTCOME_PASS, READING(OF(I_TARGET), OF(I_ACTUAL)));
    show(f, 1, "90%");
    put(&f->project->indicators[1].cells[I_ACTUAL], "100%");
    remember(f, OUTCOME_FINDING, READING(OF(I_ACTUAL), OF(I_TARGET)));
    assert_false(knows(f, &got));
    show(f, 0, "100%");
    assert_true(knows(f, &got));
    assert_int_equal(got.outcome, OUTCOME_PASS);
}

/* Which cell is read next hangs on what stood in the one before. */
static void test_ways_part(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    show(f, 0, "无");
    put(&f->project->indicators[0].cells[I_REASON], "疫情");
    remember(f, OUTCOME_FINDING, READING(OF(I_TARGET), OF(I_REASON)));
    show(f, 0, "90%");
    put(&f->project->cells[P_PURPOSE], "培训");
    remember(f, OUTCOME_UNDECIDED, READING(OF(I_TARGET), P_PURPOSE));
    assert_true(knows(f, &got));
    assert_int_equal(got.outcome, OUTCOME_UNDECIDED);
    put(&f->project->cells[P_PURPOSE], "维修");
    assert_false(knows(f, &got));
    show(f, 0, "无");
    assert_true(knows(f, &got));
    assert_int_equal(got.outcome, OUTCOME_FINDING);
}

static void test_nothing_read_is_one_answer(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    show(f, 0, "90%");
    remember(f, OUTCOME_NOT_APPLICABLE, (struct reads){0});
    show(f, 1, "80%");
    assert_true(knows(f, &got));
    assert_int_equal(got.outcome, OUTCOME_NOT_APPLICABLE);
}

static void test_cleared_memory_knows_nothing(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    show(f, 0, "90%");
    remember(f, OUTCOME_FINDING, READING(OF(I_TARGET)));
    memory_clear(&f->memory);
    show(f, 1, "80%"); /* gets the number that 90% had */
    assert_false(knows(f, &got));
    remember(f, OUTCOME_PASS, READING(OF(I_TARGET)));
    assert_true(knows(f, &got));
    assert_int_equal(got.outcome, OUTCOME_PASS);
}

static void test_amounts_hang_on_their_unit(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    struct reads reads = READING(P_BUDGET_TOTAL);
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
    struct reads reads = READING(P_FORM, P_YEAR, P_MONTH, OF(I_SEQ));
    show(f, 0, "x");
    f->project->year = 2023;
    remember(f, OUTCOME_PASS, reads);
    assert_true(knows(f, &got));
    f->project->year = 2024;
    assert_false(knows(f, &got));
    f->project->year = 2023;
    f->project->indicators[0].seq += 1;
    assert_false(knows(f, &got));
}

static void test_not_remembered(void **state)
{
    struct fixture *f = *state;
    struct answer got;
    struct reads wide = READING(OF(I_TARGET));
    wide.unbounded = true;
    show(f, 0, "长期");
    remember(f, OUTCOME_FINDING, wide);
    assert_false(knows(f, &got));
    remember(f, OUTCOME_RULE_ERROR, READING(OF(I_TARGET)));
    assert_false(knows(f, &got));
    struct fault elsewhere = {.scope = SCOPE_INDICATOR, .indicator = 1, .severity = -1};
    struct answer answer = {.outcome = OUTCOME_FINDING,
                            .faults = &elsewhere,
                            .fault_count = 1,
                            .reads = READING(OF(I_TARGET))};
    memo_put(&f->memo, &f->memory, &f->record, &answer);
    assert_false(knows(f, &got));
}

static void test_what_never_repeats_is_given_up(void **state)
{
    struct fixture *f = *state;
    static char texts[5000][16];
    struct answer got;
    for (size_t i = 0; i < 5000; i++) {
        (void)snprintf(texts[i], sizeof(texts[i]), "第%zu", i);
        show(f, 0, texts[i]);
        if (!knows(f, &got))
            remember(f, OUTCOME_PASS, READING(OF(I_TARGET)));
    }
    assert_true(f->memo.off);
    assert_false(knows(f, &got)); /* even the last one */
}

/* A memory that is full says so before the next project, whoever filled it. */
static void test_memory_is_bounded(void **state)
{
    struct fixture *f = *state;
    static char texts[(1 << 18) + 8][12];
    size_t i = 0;
    for (; !memory_full(&f->memory) && i < sizeof(texts) / sizeof(*texts); i++) {
        (void)snprintf(texts[i], sizeof(texts[i]), "%zu", i);
        show(f, 0, texts[i]);
        remember(f, OUTCOME_PASS, READING(OF(I_TARGET)));
    }
    assert_true(memory_full(&f->memory));
    assert_in_range(i, 1 << 16, 1 << 18);
    memory_clear(&f->memory);
    assert_false(memory_full(&f->memory));
}

static void test_long_texts_are_asked_each_time(void **state)
{
    struct fixture *f = *state;
    static char text[2000];
    struct answer got;
    memset(text, 'x', sizeof(text) - 1);
    show(f, 0, text);
    remember(f, OUTCOME_PASS, READING(OF(I_TARGET)));
    assert_false(knows(f, &got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_equal_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(test_absent_is_not_blank, setup, teardown),
        cmocka_unit_test_setup_teardown(test_only_what_was_read_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_order_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ways_part, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_read_is_one_answer, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cleared_memory_knows_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_amounts_hang_on_their_unit, setup, teardown),
        cmocka_unit_test_setup_teardown(test_settled_fields, setup, teardown),
        cmocka_unit_test_setup_teardown(test_not_remembered, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_never_repeats_is_given_up, setup, teardown),
        cmocka_unit_test_setup_teardown(test_memory_is_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_texts_are_asked_each_time, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
