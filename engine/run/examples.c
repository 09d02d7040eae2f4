/* Examples as tests: each one is merged onto the flawless record of its form, and the rule alone must
 * speak on `bad` and stay silent on `good`, to the field and the severity (expect.c). Then the lines that
 * no example reached are told, and all is run again in other orders (steady.c). */
#include "run/example.h"

enum { REASON_BYTES = 4096, SHOWN_BYTES = 1 << 20 };

static struct entry *entry_of(struct plan *plan, const struct rule *rule)
{
    for (size_t i = 0; i < plan->entry_count; i++)
        if (plan->entries[i].rule == rule)
            return &plan->entries[i];
    return NULL;
}

void examples_clear(struct examples *x)
{
    x->out.findings.count = x->out.kept_count = 0;
    arena_clear(&x->out.arena);
    memset(x->out.limit_hits, 0, x->engine->set.rule_count * sizeof(*x->out.limit_hits));
}

/* ---- one example ---- */

static int tell(struct examples *x, struct example_result *r, const struct error *told)
{
    r->what = slice_str(told->zh);
    r->what_en = slice_str(told->en);
    return x->result(x->context, r);
}

static int judge_one(struct examples *x, struct worker *w, struct entry *e,
                     const struct plain *example, struct project *p, struct error *err)
{
    const struct indicator *indicator;
    int rc = example_make(x->plan, e, example, p, &indicator, err);
    return rc ? rc : worker_judge(w, x->plan, e, p, indicator, &x->out, err);
}

int example_group(struct examples *x, struct entry *e, const struct plain *example,
                  const size_t *order, bool shared, struct group_result *result, struct error *err)
{
    struct group_store store;
    int rc = group_store_init(&store, x->engine, err);
    for (size_t i = 0; rc == 0 && i < example->item_count; i++) {
        size_t before = x->out.kept_count;
        struct worker *w = shared && i % 2 ? &x->other : &x->worker;
        rc = judge_one(x, w, e, &example->items[order[i]], x->projects[i], err);
        x->projects[i]->ordinal = (uint32_t)order[i] + 1;
        for (size_t k = before; rc == 0 && k < x->out.kept_count; k++)
            rc = group_store_add(&store, &x->out.kept[k], i, err);
    }
    if (rc == 0)
        rc = group_check(&store, &x->worker, example->item_count, result, err);
    group_store_release(&store);
    return rc;
}

/* What is wrong with how the example is written; false: nothing. */
static bool example_wrong(const struct rule *rule, const struct plain *example, struct error *told)
{
    struct slice key = example_unknown(rule, example);
    struct near near;
    if (rule->each == EACH_GROUP && example->item_count > EXAMPLE_PROJECTS) {
        error_set(told, ERR_PACK, "一个示例至多 %d 个项目", "an example has at most %d projects",
                  (int)EXAMPLE_PROJECTS);
        return true;
    }
    if (!key.len)
        return false;
    near_init(&near, key);
    field_near(rule->each == EACH_INDICATOR ? SCOPE_INDICATOR : SCOPE_PROJECT, &near);
    error_set(told, ERR_PACK, "示例里的 %.*s 不是字段%s%.*s（表外的栏目写在 extra 里）",
              "%.*s in the example is no field%s%.*s (other columns stand in extra)", SLICE_ARG(key),
              near.best.len ? " → " : "", SLICE_ARG(near.best));
    return true;
}

/* All that was said, of the record and of the group. */
static bool said_take(struct examples *x, const struct group_result *group, struct said *said)
{
    size_t n = x->out.findings.count + group->count;
    const struct finding **all = arena_zero(&x->scratch, n + 1, sizeof(*all));
    if (!all)
        return false;
    for (size_t i = 0; i < x->out.findings.count; i++)
        all[said->count++] = &x->out.findings.items[i];
    for (size_t i = 0; i < group->count; i++)
        all[said->count++] = &group->items[i].finding;
    said->findings = all;
    return true;
}

/* Whether what was said is what the example calls for. */
static int outcome_tell(struct examples *x, struct entry *e, const struct plain *example,
                        const struct said *said, struct example_result *r)
{
    struct error told = {0};
    struct buffer zh, en;
    buffer_init(&zh, SHOWN_BYTES);
    buffer_init(&en, SHOWN_BYTES);
    example_put(&zh, e->rule, example, false);
    example_put(&en, e->rule, example, true);
    r->shown = buffer_slice(&zh);
    r->shown_en = buffer_slice(&en);
    r->ok = example_fits(e->rule, r->bad, example, said, &told);
    r->what = slice_str(told.zh);
    r->what_en = slice_str(told.en);
    if (r->ok && said->count) {
        const struct finding *f = said->findings[0];
        r->what = f->message;
        r->what_en = f->message_en.len ? f->message_en : f->message;
    }
    int rc = x->result(x->context, r);
    buffer_release(&zh);
    buffer_release(&en);
    return rc;
}

static int example_run(struct examples *x, struct entry *e, bool bad, size_t index,
                       const struct plain *example, struct error *err)
{
    struct group_result group = {0};
    struct said said = {0};
    struct error told = {0};
    size_t order[EXAMPLE_PROJECTS];
    struct example_result r = {.rule = e->rule, .bad = bad, .index = index};
    r.line = script_example_line(e->rule->text, bad ? "bad" : "good", index, &x->scratch);
    if (example_wrong(e->rule, example, &told))
        return tell(x, &r, &told);
    for (size_t i = 0; i < EXAMPLE_PROJECTS; i++)
        order[i] = i;
    examples_clear(x);
    int rc = e->rule->each == EACH_GROUP ? example_group(x, e, example, order, false, &group, err)
                                         : judge_one(x, &x->worker, e, example, x->projects[0], err);
    if (rc == 0 && !said_take(x, &group, &said))
        rc = error_memory(err);
    if (rc == 0)
        rc = outcome_tell(x, e, example, &said, &r);
    group_result_release(&group);
    return rc;
}

/* ---- one rule ---- */

static int lack_tell(struct examples *x, const struct rule *rule, bool bad, const char *zh,
                     const char *en)
{
    struct example_result r = {.kind = EXAMPLE_LACK, .rule = rule, .bad = bad, .line = rule->line};
    struct error told;
    error_set(&told, ERR_PACK, "%s%.0s", "%.0s%s", zh, en);
    return tell(x, &r, &told);
}

/* A list of examples; *passed counts those on which the check itself ran and was silent. */
static int list_run(struct examples *x, struct entry *e, bool bad, uint64_t *passed,
                    struct error *err)
{
    const struct plain *list = bad ? e->rule->bad : e->rule->good;
    const uint64_t *outcomes = x->worker.tally.outcomes[e->rule->index];
    uint64_t before = outcomes[OUTCOME_PASS];
    int rc = 0;
    for (size_t i = 0; rc == 0 && list && i < list->item_count; i++)
        rc = example_run(x, e, bad, i + 1, &list->items[i], err);
    *passed = outcomes[OUTCOME_PASS] - before;
    return rc;
}

/* A range of lines as people write it: "12, 14-15". */
static void lines_put(struct buffer *out, const struct script_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lines[i].hit)
            continue;
        size_t last = i;
        while (last + 1 < count && !lines[last + 1].hit)
            last++;
        buffer_format(out, out->len ? ", %u" : "%u", lines[i].line);
        if (last > i)
            buffer_format(out, "-%u", lines[last].line);
        i = last;
    }
}

static int lines_tell(struct examples *x, const struct rule *rule, struct error *err)
{
    struct example_result r = {.kind = EXAMPLE_LINES, .rule = rule, .ok = true};
    const struct script_line *lines;
    struct buffer missed;
    int handle = x->worker.handles[rule->index];
    if (handle < 0)
        return 0;
    int rc = script_lines(x->worker.script, handle, &x->scratch, &lines, &r.line_count, err);
    if (rc)
        return rc;
    for (size_t i = 0; i < r.line_count; i++) {
        r.lines_hit += lines[i].hit;
        r.line = r.line || lines[i].hit ? r.line : lines[i].line;
    }
    buffer_init(&missed, REASON_BYTES);
    lines_put(&missed, lines, r.line_count);
    r.what = r.what_en = buffer_slice(&missed);
    rc = x->result(x->context, &r);
    buffer_release(&missed);
    return rc;
}

static int rule_examples(struct examples *x, struct entry *e, struct error *err)
{
    const struct rule *rule = e->rule;
    uint64_t found = 0, passed = 0;
    bool has_bad = rule->bad && rule->bad->item_count, has_good = rule->good && rule->good->item_count;
    int rc = list_run(x, e, true, &found, err);
    if (rc == 0 && !has_bad)
        rc = lack_tell(x, rule, true, "没有应报问题的示例：bad = { { … } }",
                       "there is no example that must be found: bad = { { … } }");
    if (rc == 0)
        rc = list_run(x, e, false, &passed, err);
    if (rc == 0 && !has_good)
        rc = lack_tell(x, rule, false, "没有应通过的示例：good = { { … } }",
                       "there is no example that must pass: good = { { … } }");
    else if (rc == 0 && !passed && rule->each != EACH_GROUP)
        rc = lack_tell(x, rule, false,
                       "没有一个 good 示例是检查之后才通过的：都不在 where 之内，或由 skip、undecided 结束",
                       "no `good` example passes by the check itself: where, skip or undecided end them all");
    return rc ? rc : lines_tell(x, rule, err);
}

/* One rule under its own pack's profile. */
static int rule_run(struct examples *x, const struct rule *rule, struct error *err)
{
    int rc = 0;
    arena_clear(&x->scratch);
    if (!x->plan || x->plan->profile.pack != rule->pack) {
        plan_free(x->plan);
        x->plan = NULL;
        rc = plan_new(&x->plan, x->engine, rule->pack, 0, STAGE_NONE, NULL, 0, err);
        /* examples are about the rule as it is written: what packs make of its severity is theirs */
        for (size_t i = 0; rc == 0 && i < x->plan->entry_count; i++)
            x->plan->entries[i].severity = x->plan->entries[i].rule->severity;
    }
    struct entry *e = rc ? NULL : entry_of(x->plan, rule);
    return e ? rule_examples(x, e, err) : rc;
}

/* ---- all ---- */

static int examples_init(struct examples *x, struct error *err)
{
    size_t n = x->engine->set.rule_count + 1;
    arena_init(&x->out.arena, SIZE_MAX / 2);
    arena_init(&x->scratch, SIZE_MAX / 2);
    x->off_from = malloc(n * sizeof(*x->off_from));
    x->out.limit_hits = calloc(n, sizeof(*x->out.limit_hits));
    if (!x->off_from || !x->out.limit_hits)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        x->off_from[i] = UINT64_MAX;
    for (; x->project_count < EXAMPLE_PROJECTS; x->project_count++) {
        x->projects[x->project_count] = project_new(x->engine->limits.project_bytes);
        if (!x->projects[x->project_count])
            return error_memory(err);
    }
    int rc = worker_init(&x->worker, x->engine, &x->options, 0, err);
    if (rc == 0)
        rc = worker_init(&x->other, x->engine, &x->options, 1, err);
    x->worker.off_from = x->other.off_from = x->off_from;
    if (rc == 0)
        script_cover(x->worker.script);
    return rc;
}

static void examples_release(struct examples *x)
{
    plan_free(x->plan);
    if (x->worker.script)
        worker_release(&x->worker);
    if (x->other.script)
        worker_release(&x->other);
    for (size_t i = 0; i < x->project_count; i++)
        project_free(x->projects[i]);
    finding_list_release(&x->out.findings);
    arena_release(&x->out.arena);
    arena_release(&x->scratch);
    free(x->out.kept);
    free(x->out.limit_hits);
    free(x->off_from);
    free(x);
}

static bool is_wanted(const struct rule *rule, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(rule->id, slice_str(ids[i])))
            return true;
    return count == 0;
}

int run_examples(struct engine *e, const char *const *ids, size_t id_count, bool orders,
                 int (*result)(void *context, const struct example_result *r), void *context,
                 struct error *err)
{
    struct examples *x = calloc(1, sizeof(*x));
    bool *wanted = calloc(e->set.rule_count + 1, sizeof(*wanted));
    int rc = x && wanted ? 0 : error_memory(err);
    if (rc == 0) {
        x->engine = e;
        x->result = result;
        x->context = context;
        rc = examples_init(x, err);
    }
    for (size_t i = 0; rc == 0 && i < e->set.rule_count; i++) {
        wanted[i] = is_wanted(&e->set.rules[i], ids, id_count);
        if (wanted[i])
            rc = rule_run(x, &e->set.rules[i], err);
    }
    if (rc == 0 && orders)
        rc = steady_run(x, wanted, err);
    if (x)
        examples_release(x);
    free(wanted);
    return rc;
}
