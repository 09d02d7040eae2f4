/* A suggestion that says what to write can be typed as it stands: in the `bad` examples of the rules, the words between
 * the quotation marks are put into the cell that the finding stands at, and the finding is gone, and no other came
 * instead. */
#include "base/utf8.h"
#include "run/engine.h"
#include "run/example.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

enum { TYPED_LEAST = 70, TEXT_BYTES = 4096 };

struct typing {
    struct engine *engine;
    struct check_options options;
    struct worker worker;
    struct plan *plan;
    struct batch_out out;
    struct project *project;
    uint64_t *off_from;
    struct arena arena; /* per example */
    size_t typed, failed;
};

/* ---- what a suggestion says to write ---- */

/* The words in quotation marks behind the lead; the empty slice where they are no words to type. */
static struct slice words_behind(struct slice said, const char *lead)
{
    size_t at = slice_find(said, slice_str(lead), 0);
    if (at == SIZE_MAX)
        return SLICE_NONE;
    struct slice rest = slice_from(said, at + strlen(lead));
    size_t end = slice_find(rest, SLICE("”"), 0);
    struct slice words = slice_sub(rest, 0, end);
    bool whole = end != SIZE_MAX && slice_find(words, SLICE("…"), 0) == SIZE_MAX;
    return whole ? words : SLICE_NONE;
}

/* What is to be typed where: into the cell that the finding stands at, the name, the target. A row that is to be moved is
 * not mended by typing. */
struct words {
    struct slice here, name, target;
};

static struct words words_to_type(struct slice said)
{
    if (slice_starts(said, SLICE("移到")))
        return (struct words){0};
    struct words w = {.name = words_behind(said, "名称改为“"), .target = words_behind(said, "指标值写“")};
    if (!w.target.len)
        w.target = words_behind(said, "指标值改为“");
    static const char *const leads[] = {"改为“", "写作“", "如“"};
    bool other = w.name.len || w.target.len || slice_find(said, SLICE("等级改为"), 0) != SIZE_MAX ||
                 slice_starts(said, SLICE("依次"));
    for (size_t i = 0; i < 3 && !w.here.len && !other; i++)
        w.here = words_behind(said, leads[i]);
    return w;
}

/* ---- judging ---- */

static void judge(struct typing *t)
{
    struct checked item = {.project = t->project};
    struct error err = {0};
    t->out.findings.count = t->out.kept_count = 0;
    arena_clear(&t->out.arena);
    assert_int_equal(worker_check_under(&t->worker, t->plan, &item, &t->out, &err), 0);
}

static bool is_at(const struct finding *f, const struct finding *place)
{
    return f->kind == KIND_FINDING && f->rule == place->rule && f->place.seq == place->place.seq &&
           slice_equal(f->place.field, place->place.field);
}

/* `now` is about one of the other places that `f` told of. */
static bool is_one_of(const struct finding *now, const struct finding *f)
{
    bool found = false;
    for (size_t i = 0; i < f->related_count && now->rule == f->rule && !found; i++)
        found = f->related[i].seq == now->place.seq && slice_equal(f->related[i].field, now->place.field);
    return found;
}

static struct cell *cell_of(struct project *p, const struct finding *f)
{
    enum field_scope scope = f->place.seq ? SCOPE_INDICATOR : SCOPE_PROJECT;
    int field = field_find(scope, f->place.field);
    size_t count;
    if (field < 0)
        return NULL;
    if (f->place.seq)
        return &p->indicators[f->place.seq - 1].cells[field];
    if (field == P_GOALS)
        return p->goal_count ? &p->goals[0].cells[G_TEXT] : NULL;
    return field_table(scope, &count)[field].type == FIELD_OBJECT ? NULL : &p->cells[field];
}

/* The cell's text with the words for the quoted part of it, or for all of it; behind it where they are to be added. */
static struct slice text_typed(struct typing *t, struct slice text, struct slice part, struct slice words, bool added)
{
    struct buffer b;
    struct slice out = SLICE_NONE;
    if (added)
        part = slice_from(text, text.len);
    size_t at = added ? text.len : part.len && part.len < text.len ? slice_find(text, part, 0) : SIZE_MAX;
    for (size_t next = at; next != SIZE_MAX && !added; next = slice_find(text, part, next + 1))
        at = next; /* what is cut short stands behind what is whole */
    buffer_init(&b, TEXT_BYTES);
    if (at != SIZE_MAX)
        buffer_put(&b, slice_sub(text, 0, at));
    buffer_text(&b, added ? "，" : "");
    buffer_put(&b, words);
    if (at != SIZE_MAX)
        buffer_put(&b, slice_from(text, at + part.len));
    assert_true(arena_copy(&t->arena, buffer_slice(&b), &out));
    buffer_release(&b);
    return out;
}

static void complain(struct typing *t, const struct finding *f, const char *what, const struct finding *other)
{
    t->failed++;
    print_error("%.*s: typing what “%.*s” says %s: %.*s %.*s\n", SLICE_ARG(f->rule_id), SLICE_ARG(f->suggestion),
                what, SLICE_ARG(other->rule_id), SLICE_ARG(other->message));
}

/* A name or a goal that is mended asks for more than its own cell; the suggestion says so, or the rule that asks does. */
static bool is_next_step(const struct finding *f, const struct finding *now)
{
    static const char *const steps[][2] = {
        {"REL-005", "REL-028"},  /* the description of the row that became another */
        {"REL-010", "QNT-012"},  /* “名称里不再写数” */
        {"REL-017", "REL-016"},  /* the ceiling is the whole budget */
        {"FEA-010", "REL-022"},  /* the figure in the goal wants an indicator */
        {"REL-017", "REL-015N"}, /* what the budget is spent on */
        {"REL-028", "REL-028"},  /* the description of the rate that was named */
        {"REL-025", "REL-028"},  /* name and description of a rate, once their figures agree */
        {"QNT-004", "SEV-038"},  /* the actual value answers the new target */
        {"QNT-002", "SEV-007"},  /* the new target may be missed */
        {"QNT-002", "SEV-027"},
    };
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
        if (slice_equal(f->rule_id, slice_str(steps[i][0])) && slice_equal(now->rule_id, slice_str(steps[i][1])))
            return true;
    return false;
}

static void compare(struct typing *t, const struct finding *f, const struct finding *before, size_t count)
{
    for (size_t i = 0; i < t->out.findings.count; i++) {
        const struct finding *now = &t->out.findings.items[i];
        bool known = now->kind != KIND_FINDING;
        for (size_t k = 0; k < count && !known; k++)
            known = is_at(now, &before[k]);
        known = known || is_one_of(now, f);
        if (is_at(now, f))
            complain(t, f, "does not mend it", now);
        else if (!known && !is_next_step(f, now))
            complain(t, f, "brings", now);
    }
}

static void cell_type(struct typing *t, struct cell *cell, struct slice part, struct slice words, bool added)
{
    if (!cell || !words.len)
        return;
    cell->text = text_typed(t, cell->text, part, words, added);
    cell->text_id = 0;
    cell->state = CELL_PRESENT;
}

/* Types what `f` suggests and looks at what is said then; `before` is what was said. */
static void type_one(struct typing *t, const struct finding *f, const struct finding *before, size_t count)
{
    struct words w = words_to_type(f->suggestion);
    struct cell *cell = w.here.len ? cell_of(t->project, f) : NULL;
    struct indicator *row = f->place.seq ? &t->project->indicators[f->place.seq - 1] : NULL;
    if (!(cell && cell->state == CELL_PRESENT) && !(row && (w.name.len || w.target.len)))
        return;
    struct cell kept = cell ? *cell : (struct cell){0};
    struct indicator kept_row = row ? *row : (struct indicator){0};
    cell_type(t, cell, f->value, w.here, slice_starts(f->suggestion, SLICE("补充")));
    cell_type(t, row ? &row->cells[I_LEVEL3] : NULL, SLICE_NONE, w.name, false);
    cell_type(t, row ? &row->cells[I_TARGET] : NULL, SLICE_NONE, w.target, false);
    assert_true(project_settle(t->project));
    judge(t);
    t->typed++;
    compare(t, f, before, count);
    if (row)
        *row = kept_row;
    if (cell)
        *cell = kept;
    assert_true(project_settle(t->project));
}

/* ---- all examples ---- */

static void example_try(struct typing *t, struct entry *e, const struct plain *example)
{
    const struct indicator *indicator;
    struct error err = {0};
    arena_clear(&t->arena);
    assert_int_equal(example_make(t->plan, e, example, t->project, &indicator, &err), 0);
    judge(t);
    size_t count = t->out.findings.count;
    struct finding *before = arena_alloc(&t->arena, (count + 1) * sizeof(*before));
    assert_non_null(before);
    for (size_t i = 0; i < count; i++) {
        before[i] = t->out.findings.items[i];
        assert_true(arena_copy(&t->arena, before[i].suggestion, &before[i].suggestion));
        assert_true(arena_copy(&t->arena, before[i].value, &before[i].value));
        struct place *related = arena_alloc(&t->arena, (before[i].related_count + 1) * sizeof(*related));
        assert_non_null(related);
        for (size_t k = 0; k < before[i].related_count; k++)
            related[k] = before[i].related[k];
        before[i].related = related;
    }
    for (size_t i = 0; i < count; i++)
        if (before[i].kind == KIND_FINDING && before[i].rule == e->rule)
            type_one(t, &before[i], before, count);
}

static void rule_try(struct typing *t, const struct rule *rule)
{
    struct error err = {0};
    if (!t->plan || t->plan->profile.pack != rule->pack) {
        plan_free(t->plan);
        assert_int_equal(plan_new(&t->plan, t->engine, rule->pack, 0, STAGE_NONE, NULL, 0, &err), 0);
    }
    for (size_t i = 0; i < t->plan->entry_count; i++)
        for (size_t k = 0; t->plan->entries[i].rule == rule && rule->bad && k < rule->bad->item_count; k++)
            example_try(t, &t->plan->entries[i], &rule->bad->items[k]);
}

static void suggestions(void **state)
{
    (void)state;
    struct typing t = {0};
    struct error err = {0};
    struct limits limits;
    limits_default(&limits);
    const struct engine_options options = {.rules_dir = "rules", .limits = &limits};
    assert_int_equal(engine_new(&t.engine, &options, &err), 0);
    size_t n = t.engine->set.rule_count + 1;
    arena_init(&t.arena, SIZE_MAX / 2);
    arena_init(&t.out.arena, SIZE_MAX / 2);
    t.off_from = malloc(n * sizeof(*t.off_from));
    t.out.limit_hits = calloc(n, sizeof(*t.out.limit_hits));
    assert_true(t.off_from && t.out.limit_hits);
    for (size_t i = 0; i < n; i++)
        t.off_from[i] = UINT64_MAX;
    t.project = project_new(t.engine->limits.project_bytes);
    assert_non_null(t.project);
    assert_int_equal(worker_init(&t.worker, t.engine, &t.options, 0, &err), 0);
    t.worker.off_from = t.off_from;
    for (size_t i = 0; i < t.engine->set.rule_count; i++)
        if (t.engine->set.rules[i].each != EACH_GROUP)
            rule_try(&t, &t.engine->set.rules[i]);
    print_message("# %zu suggestions typed\n", t.typed);
    assert_true(t.typed >= TYPED_LEAST);
    assert_int_equal(t.failed, 0);
    plan_free(t.plan);
    worker_release(&t.worker);
    project_free(t.project);
    finding_list_release(&t.out.findings);
    free(t.out.kept);
    free(t.out.limit_hits);
    free(t.off_from);
    arena_release(&t.out.arena);
    arena_release(&t.arena);
    engine_free(t.engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(suggestions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
