/* What is made of a cell is kept as long as the record stands. A rule must not be able to tell: it sees the same,
 * is noted to have read the same, and pays the same; and another record is never shown what an earlier one held. */
#include "script/script_test.h"

#include "script/host.h"

#define PROJECT                                                                                      \
    "form=self_evaluation|currency_unit=万元|project_name=甲 项目|unit_name=乙|budget_total=100|"    \
    "executed=5 5|execution_rate=55|total_score=90分|purpose=　用途，　如下|start=2024年1月"

static const struct {
    const char *field, *record; /* of row 2, or of the project where there is no row */
} cells[] = {
    {"project_name", PROJECT},
    {"unit_name", PROJECT},
    {"purpose", PROJECT},
    {"content", PROJECT},
    {"budget_total", PROJECT},
    {"executed", PROJECT},
    {"execution_rate", PROJECT},
    {"total_score", PROJECT},
    {"start", PROJECT},
    {"level3", PROJECT "#level3=一#level3=甲 乙|target=≥5个"},
    {"target", PROJECT "#target=1#level2=成本指标|target=3万"},
    {"target", PROJECT "#target=1#level2=数量指标|target=３万"},
    {"actual", PROJECT "#target=1#target=230人|target_unit=人|actual=230"},
    {"actual", PROJECT "#target=1#target=90%|target_unit=%|actual=0.97"},
    {"forecast", PROJECT "#target=1#target=5|forecast=约5件"},
    {"weight", PROJECT "#target=1#weight=10%"},
    {"remark", PROJECT "#target=1#level3=没有备注"},
};

struct told {
    char text[512];
    struct reads reads;
    uint64_t spent;
};

static struct told told_of(struct bench *b, int handle)
{
    struct told t = {0};
    struct answer a = rule_check(b, handle);
    (void)answer_text(&a, t.text, sizeof(t.text));
    assert_int_equal(a.outcome, OUTCOME_FINDING);
    t.reads = a.reads;
    t.spent = b->script->spent;
    return t;
}

static void told_same(size_t row, const struct told *a, const struct told *b)
{
    if (strcmp(a->text, b->text) != 0 || memcmp(&a->reads, &b->reads, sizeof(a->reads)) != 0 ||
        a->spent != b->spent)
        fail_msg("row %zu: %s (%llu), then %s (%llu)", row, a->text, (unsigned long long)a->spent, b->text,
                 (unsigned long long)b->spent);
}

static size_t kept_count(const struct bench *b)
{
    size_t n = 0;
    for (size_t k = 0; k < SHOWN_CELLS; k++)
        n += b->script->shown[k].serial == b->record.serial;
    return n;
}

static int reader_load(struct bench *b, bool row, const char *field)
{
    char body[256];
    (void)snprintf(body, sizeof(body),
                   "local v = r.%s return fail { message = '«{v}»', v = tostring(v), value = v }", field);
    return body_load(b, row ? "indicator" : "project", body);
}

static void test_kept_as_new(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
        struct bench b = {0};
        bench_open(&b);
        bool row = strchr(cells[i].record, '#') != NULL;
        record_make(&b, cells[i].record, row ? 2 : 0);
        int h = reader_load(&b, row, cells[i].field);
        uint64_t serial = b.record.serial;
        b.record.serial = 0;
        struct told never = told_of(&b, h);
        b.record.serial = serial;
        struct told made = told_of(&b, h), kept = told_of(&b, h);
        told_same(i, &never, &made);
        told_same(i, &made, &kept);
        assert_int_equal(kept_count(&b), 1);
        bench_close(&b);
    }
}

static void test_next_record(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_open(&b);
    record_make(&b, PROJECT "#target=1#target=5件|level3=前", 2);
    int target = reader_load(&b, true, "target"), name = reader_load(&b, true, "level3");
    assert_string_equal(told_of(&b, target).text, "finding: «5件»");
    assert_string_equal(told_of(&b, name).text, "finding: «前»");
    record_make(&b, PROJECT "#target=1#target=6件|level3=后", 2);
    assert_string_equal(told_of(&b, target).text, "finding: «6件»");
    assert_string_equal(told_of(&b, name).text, "finding: «后»");
    bench_close(&b);
}

/* Only the first rows and short texts are kept; the others are what they are. */
static void test_bounds(void **state)
{
    (void)state;
    enum { LONG = 1100 };
    struct bench b = {0};
    struct buffer record;
    bench_open(&b);
    buffer_init(&record, 1 << 16);
    buffer_text(&record, PROJECT "|purpose=");
    for (int i = 0; i < LONG; i++)
        buffer_byte(&record, 'x');
    for (int i = 0; i < SHOWN_ROWS + 1; i++)
        buffer_text(&record, "#level3=行");
    buffer_byte(&record, '\0');
    assert_false(record.failed);
    int name = reader_load(&b, true, "level3"), purpose = body_load(&b, "project", "return fail { "
                                                                    "message = tostring(#r.purpose) }");
    record_make(&b, record.ptr, SHOWN_ROWS + 1);
    for (int twice = 0; twice < 2; twice++)
        assert_string_equal(told_of(&b, name).text, "finding: «行»");
    assert_int_equal(kept_count(&b), 0);
    b.record.indicator = NULL;
    for (int twice = 0; twice < 2; twice++)
        assert_string_equal(told_of(&b, purpose).text, "finding: 1100");
    assert_int_equal(kept_count(&b), 0);
    b.record.indicator = &b.project->indicators[SHOWN_ROWS - 1];
    assert_string_equal(told_of(&b, name).text, "finding: «行»");
    assert_int_equal(kept_count(&b), 1);
    buffer_release(&record);
    bench_close(&b);
}

/* A text that was folded before costs as much as a new one. */
static void test_folds(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_open(&b);
    record_make(&b, PROJECT, 0);
    int h = body_load(&b, "project", "return fail { message = text.fold('Ａ、 b' .. r.unit_name) .. "
                                     "text.remove('甲乙', '丙') .. text.replace('甲乙', '丙', '丁') }");
    struct told first = told_of(&b, h), again = told_of(&b, h);
    assert_string_equal(first.text, "finding: ab乙甲乙甲乙");
    told_same(0, &first, &again);
    bench_close(&b);
}

/* A word list asked for under one scene is not shown under another. */
static void test_words_of_scenes(void **state)
{
    (void)state;
    static const struct slice other[] = {{"别的", 6}};
    struct bench b = {0};
    bench_open(&b);
    int h = body_load(&b, "project", "return fail { message = words.vague[1] .. #words.unmet }");
    assert_string_equal(told_of(&b, h).text, "finding: 有效3");
    struct word_list moved[] = {words_make(&b, SLICE("unmet"), other, 1), words_make(&b, SLICE("vague"), other, 1)};
    const struct word_list *all = b.scene.words;
    size_t count = b.scene.word_count;
    b.scene.words = moved;
    b.scene.word_count = 2;
    assert_string_equal(told_of(&b, h).text, "finding: 别的1");
    struct word_list turned = moved[0];
    moved[0] = (struct word_list){.name = SLICE("unless"), .words = other, .count = 1}; /* the same place */
    moved[1] = turned;
    int unmet = body_load(&b, "project", "return fail { message = tostring(#words.unmet) }");
    assert_string_equal(told_of(&b, unmet).text, "finding: 1");
    b.scene.words = all;
    b.scene.word_count = count;
    assert_string_equal(told_of(&b, h).text, "finding: 有效3");
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept_as_new),
        cmocka_unit_test(test_next_record),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_folds),
        cmocka_unit_test(test_words_of_scenes),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
