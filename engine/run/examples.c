/* Examples as tests: each one is merged onto the flawless record of its form, and the rule alone must
 * speak on `bad` and stay silent on `good`. */
#include "run/group.h"


enum { EXAMPLE_PROJECTS = 64 };

struct examples {
    struct engine *engine;
    struct check_options options;
    struct worker worker;
    struct plan *plan;
    struct batch_out out;
    uint64_t *off_from;
    struct project *projects[EXAMPLE_PROJECTS]; /* of a group example; else only the first */
    size_t project_count;
    int (*result)(void *context, const struct example_result *r);
    void *context;
};

/* ---- records from plain tables ---- */

static bool cell_set(struct project *p, struct cell *cell, const struct plain *value)
{
    struct slice text = SLICE_NONE;
    if (value->kind == PLAIN_BOOLEAN && !value->boolean) {
        *cell = (struct cell){.at = p->row};
        return true;
    }
    if (value->kind == PLAIN_NUMBER) {
        struct buffer b;
        buffer_init(&b, DECIMAL_TEXT_MAX * 4);
        decimal_put(&b, value->number);
        bool ok = !b.failed && arena_copy(&p->arena, buffer_slice(&b), &text);
        buffer_release(&b);
        if (!ok)
            return false;
    } else if (value->kind == PLAIN_TEXT) {
        text = value->text;
    }
    *cell = (struct cell){.text = text, .at = p->row, .state = CELL_PRESENT};
    return true;
}

/* A target given whole replaces one given in parts, and the other way round. */
static void target_replace(struct cell *cells, const struct plain *table)
{
    static const enum indicator_field parts[] = {I_TARGET_OP, I_TARGET_VALUE, I_TARGET_UNIT};
    if (plain_get(table, SLICE("target")))
        for (size_t i = 0; i < 3; i++)
            cells[parts[i]] = (struct cell){.at = cells[parts[i]].at};
    else if (plain_get(table, SLICE("target_value")))
        cells[I_TARGET] = (struct cell){.at = cells[I_TARGET].at};
}

static bool cells_set(struct project *p, struct cell *cells, enum field_scope scope,
                      const struct plain *table)
{
    if (scope == SCOPE_INDICATOR)
        target_replace(cells, table);
    for (size_t i = 0; i < table->entry_count; i++) {
        const struct plain_entry *e = &table->entries[i];
        int field = field_find(scope, e->key);
        if (field >= 0 && e->value.kind != PLAIN_TABLE && !cell_set(p, &cells[field], &e->value))
            return false;
    }
    return true;
}

static bool indicators_add(struct project *p, const struct plain *list)
{
    for (size_t i = 0; list && i < list->item_count; i++) {
        struct indicator *at = project_add_indicator(p, p->row);
        if (!at || !cells_set(p, at->cells, SCOPE_INDICATOR, &list->items[i]))
            return false;
    }
    return true;
}

static void object_present(struct project *p, enum project_field field)
{
    p->cells[field] = (struct cell){.at = p->row, .state = CELL_PRESENT};
}

static bool goals_set(struct project *p, const struct plain *list)
{
    object_present(p, P_GOALS);
    p->goal_count = 0;
    for (size_t i = 0; i < list->item_count; i++) {
        struct goal *at = project_add_goal(p, p->row);
        if (!at || !cells_set(p, at->cells, SCOPE_GOAL, &list->items[i]))
            return false;
    }
    return true;
}

static bool plan_set(struct project *p, const struct plain *table)
{
    object_present(p, P_PAYMENT_PLAN);
    p->plan_count = 0;
    for (size_t i = 0; i < table->entry_count; i++) {
        struct slice key = table->entries[i].key;
        int month = 0;
        for (size_t k = 0; k < key.len && k < 2; k++)
            month = month * 10 + (key.ptr[k] - '0');
        struct plan_entry *at = project_add_plan(p, month);
        if (!at || !cell_set(p, &at->cell, &table->entries[i].value))
            return false;
    }
    return true;
}

/* A list field as one cell: its items joined by ；, which project_split_list takes apart again. */
static bool list_set(struct project *p, enum project_field field, const struct plain *list)
{
    struct buffer b;
    buffer_init(&b, 65536);
    for (size_t i = 0; i < list->item_count; i++) {
        if (i)
            buffer_text(&b, "；");
        buffer_put(&b, list->items[i].text);
    }
    struct cell *cell = &p->cells[field];
    *cell = (struct cell){.at = p->row, .state = CELL_PRESENT};
    bool ok = !b.failed && arena_copy(&p->arena, buffer_slice(&b), &cell->text);
    buffer_release(&b);
    return ok && project_split_list(p, field);
}

static bool extras_set(struct project *p, struct extras *to, const struct plain *table)
{
    const struct plain *extra = plain_get(table, SLICE("extra"));
    for (size_t i = 0; extra && i < extra->entry_count; i++) {
        struct extra *at = project_add_extra(p, to, extra->entries[i].key);
        if (!at || !cell_set(p, &at->cell, &extra->entries[i].value))
            return false;
    }
    return true;
}

static bool project_apply(struct project *p, const struct plain *table, bool replace_indicators)
{
    static const struct slice keys[] = {{"category", 8}, {"attribute", 9}, {"type", 4}};
    if (!cells_set(p, p->cells, SCOPE_PROJECT, table) || !extras_set(p, &p->extras, table))
        return false;
    for (size_t i = 0; i < 3; i++) {
        const struct plain *list = plain_get(table, keys[i]);
        enum project_field field = (enum project_field)(P_CATEGORY + i);
        if (!list)
            continue;
        if (list->kind == PLAIN_TABLE ? !list_set(p, field, list) : !project_split_list(p, field))
            return false;
    }
    const struct plain *goals = plain_get(table, SLICE("goals"));
    if (goals && goals->kind == PLAIN_TABLE && !goals_set(p, goals))
        return false;
    const struct plain *plan = plain_get(table, SLICE("payment_plan"));
    if (plan && plan->kind == PLAIN_TABLE && !plan_set(p, plan))
        return false;
    const struct plain *indicators = plain_get(table, SLICE("indicators"));
    if (!indicators || indicators->kind != PLAIN_TABLE)
        return true;
    object_present(p, P_INDICATORS);
    if (replace_indicators)
        p->indicator_count = 0;
    return indicators_add(p, indicators);
}

/* ---- one example ---- */

/* The form an example is about: its own, else a target form where the rule takes one, else
 * the first it takes. */
static struct slice example_form(const struct rule *rule, const struct plain *example)
{
    const struct plain *project = plain_get(example, SLICE("project"));
    struct slice form = plain_text(example, SLICE("form"));
    if (!form.len)
        form = plain_text(project, SLICE("form"));
    if (!form.len && rule->forms & 1u << FORM_TARGET)
        form = form_name(FORM_TARGET);
    for (int f = FORM_DECLARATION; !form.len && f < FORM_COUNT; f++)
        if (rule->forms & 1u << f)
            form = form_name((enum form_kind)f);
    return form;
}

static const struct plain *flawless(const struct plan *plan, struct slice form)
{
    for (size_t i = 0; i < plan->profile.code_count; i++)
        if (slice_equal(plan->profile.codes[i].name, SLICE("flawless")))
            return plain_get(plan->profile.codes[i].table, form);
    return NULL;
}

static struct entry *entry_of(struct plan *plan, const struct rule *rule)
{
    for (size_t i = 0; i < plan->entry_count; i++)
        if (plan->entries[i].rule == rule)
            return &plan->entries[i];
    return NULL;
}

/* The flawless record's row that an example stands in for: of the example's kind, else of the rule's. */
static struct indicator *base_row(const struct examples *x, const struct entry *e,
                                  const struct plain *example, struct project *p)
{
    struct slice level2 = plain_text(example, SLICE("level2"));
    struct slice wanted = profile_level2(&x->plan->profile, level2);
    for (size_t i = 0; i < p->indicator_count; i++) {
        struct slice name =
            profile_level2(&x->plan->profile, p->indicators[i].cells[I_LEVEL2].text);
        bool fits = wanted.len == 0 || slice_equal(name, wanted);
        for (size_t k = 0; k < e->condition_count && fits && !wanted.len; k++) {
            const struct condition *c = &e->conditions[k];
            if (c->scope != SCOPE_INDICATOR || (c->field != I_LEVEL1 && c->field != I_LEVEL2))
                continue;
            struct slice text = p->indicators[i].cells[c->field].text;
            struct slice standard = c->field == I_LEVEL2
                                        ? name
                                        : profile_level1(&x->plan->profile, text);
            fits = false;
            for (size_t n = 0; n < c->value_count && !fits; n++)
                fits = slice_equal(c->values[n], standard);
        }
        if (fits)
            return &p->indicators[i];
    }
    return p->indicator_count ? &p->indicators[0] : project_add_indicator(p, p->row);
}

static bool base_make(struct examples *x, const struct rule *rule, const struct plain *example,
                      struct project *p)
{
    struct slice form = example_form(rule, example);
    const struct plain *base = flawless(x->plan, form);
    project_clear(p);
    p->ordinal = 1;
    p->cells[P_FORM] = (struct cell){.text = form, .state = CELL_PRESENT};
    return !base || project_apply(p, base, true);
}

static bool places_set(struct project *p)
{
    for (size_t i = 0; i < p->indicator_count; i++) {
        p->indicators[i].index = (uint32_t)i;
        p->indicators[i].seq = (uint32_t)i + 1;
    }
    return project_settle(p);
}

static int judge_indicator(struct examples *x, struct entry *e, const struct plain *example,
                           struct error *err)
{
    struct project *p = x->projects[0];
    if (!base_make(x, e->rule, example, p))
        return error_memory(err);
    struct indicator *row = base_row(x, e, example, p);
    size_t place = row ? (size_t)(row - p->indicators) : 0;
    const struct plain *project = plain_get(example, SLICE("project"));
    if (!row || !cells_set(p, row->cells, SCOPE_INDICATOR, example) ||
        !extras_set(p, &row->extras, example) ||
        (project && !project_apply(p, project, false)) || !places_set(p))
        return error_memory(err);
    return worker_judge(&x->worker, x->plan, e, p, &p->indicators[place], &x->out, err);
}

static int judge_project(struct examples *x, struct entry *e, const struct plain *example,
                         struct project *p, struct error *err)
{
    if (!base_make(x, e->rule, example, p) || !project_apply(p, example, true) ||
        !places_set(p))
        return error_memory(err);
    return worker_judge(&x->worker, x->plan, e, p, NULL, &x->out, err);
}

static int judge_group(struct examples *x, struct entry *e, const struct plain *example,
                       struct group_result *result, struct error *err)
{
    struct group_store store;
    size_t n = example->item_count < EXAMPLE_PROJECTS ? example->item_count : EXAMPLE_PROJECTS;
    int rc = group_store_init(&store, x->engine, err);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        size_t before = x->out.kept_count;
        rc = judge_project(x, e, &example->items[i], x->projects[i], err);
        x->projects[i]->ordinal = (uint32_t)i + 1;
        for (size_t k = before; rc == 0 && k < x->out.kept_count; k++)
            rc = group_store_add(&store, &x->out.kept[k], i, err);
    }
    if (rc == 0)
        rc = group_check(&store, &x->worker, n, result, err);
    group_store_release(&store);
    return rc;
}

/* A key of the example that is no field; empty when all are. */
static struct slice key_unknown(const struct plain *table, enum field_scope scope)
{
    for (size_t i = 0; table && i < table->entry_count; i++) {
        struct slice key = table->entries[i].key;
        bool known = field_find(scope, key) >= 0 || slice_equal(key, SLICE("extra"));
        if (scope == SCOPE_INDICATOR)
            known = known || slice_equal(key, SLICE("project")) || slice_equal(key, SLICE("form"));
        if (!known)
            return key;
    }
    return SLICE_NONE;
}

static struct slice example_unknown(const struct rule *rule, const struct plain *example)
{
    struct slice key = SLICE_NONE;
    if (rule->each == EACH_INDICATOR) {
        key = key_unknown(example, SCOPE_INDICATOR);
        return key.len ? key : key_unknown(plain_get(example, SLICE("project")), SCOPE_PROJECT);
    }
    if (rule->each == EACH_PROJECT)
        return key_unknown(example, SCOPE_PROJECT);
    for (size_t i = 0; i < example->item_count && !key.len; i++)
        key = key_unknown(&example->items[i], SCOPE_PROJECT);
    return key;
}

/* Tells of a misspelt field in an example, with the nearest real one. */
static int unknown_tell(struct examples *x, const struct rule *rule, bool bad, size_t index,
                        struct slice key)
{
    struct example_result r = {.rule = rule, .bad = bad, .index = index};
    struct near near;
    struct error told;
    near_init(&near, key);
    field_near(rule->each == EACH_INDICATOR ? SCOPE_INDICATOR : SCOPE_PROJECT, &near);
    error_set(&told, ERR_PACK, "示例里的 %.*s 不是字段%s%.*s（表外的栏目写在 extra 里）",
              "%.*s in the example is no field%s%.*s", SLICE_ARG(key), near.best.len ? "，是否为 " : "",
              SLICE_ARG(near.best));
    r.what = slice_str(told.zh);
    return x->result(x->context, &r);
}

/* What the rule said, for the message: the first finding or reason. */
static const struct finding *said(const struct examples *x, const struct group_result *group)
{
    if (x->out.findings.count)
        return &x->out.findings.items[0];
    return group->count ? &group->items[0].finding : NULL;
}

static int example_run(struct examples *x, struct entry *e, bool bad, size_t index,
                       const struct plain *example, struct error *err)
{
    struct group_result group = {0};
    struct slice unknown = example_unknown(e->rule, example);
    int rc;
    if (unknown.len)
        return unknown_tell(x, e->rule, bad, index, unknown);
    x->out.findings.count = x->out.kept_count = 0;
    arena_clear(&x->out.arena);
    memset(x->out.limit_hits, 0, x->engine->set.rule_count * sizeof(*x->out.limit_hits));
    if (e->rule->each == EACH_GROUP)
        rc = judge_group(x, e, example, &group, err);
    else if (e->rule->each == EACH_INDICATOR)
        rc = judge_indicator(x, e, example, err);
    else
        rc = judge_project(x, e, example, x->projects[0], err);
    if (rc == 0) {
        const struct finding *f = said(x, &group);
        struct example_result r = {.rule = e->rule, .bad = bad, .index = index};
        r.ok = bad ? f && f->kind == KIND_FINDING : !f || f->kind == KIND_UNDECIDED;
        if (!r.ok)
            r.what = f ? f->message : SLICE("未提出问题");
        rc = x->result(x->context, &r);
    }
    group_result_release(&group);
    return rc;
}

static int rule_examples(struct examples *x, struct entry *e, struct error *err)
{
    const struct plain *lists[2] = {e->rule->bad, e->rule->good};
    int rc = 0;
    for (int good = 0; rc == 0 && good < 2; good++) {
        size_t n = lists[good] ? lists[good]->item_count : 0;
        if (n == 0) {
            struct example_result none = {.rule = e->rule,
                                          .bad = !good,
                                          .what = good ? SLICE("没有应通过的示例 good")
                                                       : SLICE("没有应报问题的示例 bad")};
            rc = x->result(x->context, &none);
        }
        for (size_t i = 0; rc == 0 && i < n; i++)
            rc = example_run(x, e, !good, i + 1, &lists[good]->items[i], err);
    }
    return rc;
}

static bool is_wanted(const struct rule *rule, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(rule->id, slice_str(ids[i])))
            return true;
    return count == 0;
}

/* One rule under its own pack's profile. */
static int rule_run(struct examples *x, const struct rule *rule, struct error *err)
{
    int rc = 0;
    if (!x->plan || x->plan->profile.pack != rule->pack) {
        plan_free(x->plan);
        x->plan = NULL;
        rc = plan_new(&x->plan, x->engine, rule->pack, 0, STAGE_NONE, NULL, 0, err);
    }
    struct entry *e = rc ? NULL : entry_of(x->plan, rule);
    return e ? rule_examples(x, e, err) : rc;
}

static int examples_init(struct examples *x, struct error *err)
{
    size_t n = x->engine->set.rule_count + 1;
    arena_init(&x->out.arena, SIZE_MAX / 2);
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
    x->worker.off_from = x->off_from;
    return rc;
}

static void examples_release(struct examples *x)
{
    plan_free(x->plan);
    if (x->worker.script)
        worker_release(&x->worker);
    for (size_t i = 0; i < x->project_count; i++)
        project_free(x->projects[i]);
    finding_list_release(&x->out.findings);
    arena_release(&x->out.arena);
    free(x->out.kept);
    free(x->out.limit_hits);
    free(x->off_from);
    free(x);
}

int run_examples(struct engine *e, const char *const *ids, size_t id_count,
                 int (*result)(void *context, const struct example_result *r), void *context,
                 struct error *err)
{
    struct examples *x = calloc(1, sizeof(*x));
    if (!x)
        return error_memory(err);
    x->engine = e;
    x->result = result;
    x->context = context;
    int rc = examples_init(x, err);
    for (size_t i = 0; rc == 0 && i < e->set.rule_count; i++)
        if (is_wanted(&e->set.rules[i], ids, id_count))
            rc = rule_run(x, &e->set.rules[i], err);
    examples_release(x);
    return rc;
}
