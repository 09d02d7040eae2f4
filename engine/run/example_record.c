/* Records from examples: what an example says, merged onto the flawless record of its form. */
#include "run/example.h"

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

static bool goals_set(struct project *p, const struct plain *list)
{
    object_present(p, P_GOALS);
    p->goal_count = 0;
    for (size_t i = 0; i < list->item_count; i++) {
        struct goal *at = project_add_goal(p, p->row);
        if (!at || !cells_set(p, at->cells, SCOPE_GOAL, &list->items[i]) ||
            !extras_set(p, &at->extras, &list->items[i]))
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

/* `goals = false`: the form has no such column. */
static bool is_left_out(const struct plain *table, struct slice key)
{
    const struct plain *value = plain_get(table, key);
    return value && value->kind == PLAIN_BOOLEAN && !value->boolean;
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
    if (is_left_out(table, SLICE("goals")))
        p->goal_count = 0;
    if (is_left_out(table, SLICE("payment_plan")))
        p->plan_count = 0;
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

/* The record of that form as one pack has it; NULL when it has none. */
static const struct plain *flawless_of(const struct pack_set *set, uint32_t pack, struct slice form)
{
    const struct plain *found = NULL;
    for (size_t i = 0; i < set->data_count && !found; i++) {
        const struct pack_data *d = &set->data[i];
        if (d->pack == pack && slice_equal(d->verb, SLICE("codes")) &&
            slice_equal(d->name, SLICE("flawless")))
            found = plain_get(d->table, form);
    }
    return found;
}

/* The flawless record of a form, of the narrowest pack that has one: a pack that writes its own for one
 * form has the wider packs' for the others. */
static const struct plain *flawless(const struct plan *plan, struct slice form)
{
    const struct pack_set *set = plan->profile.set;
    const struct plain *found = NULL;
    for (int64_t pack = plan->profile.pack; pack >= 0 && !found; pack = set->packs[pack].parent)
        found = flawless_of(set, (uint32_t)pack, form);
    return found;
}

/* The flawless record's row that an example stands in for: of the example's kind, else of the rule's. */
static struct indicator *base_row(const struct plan *plan, const struct entry *e,
                                  const struct plain *example, struct project *p)
{
    struct slice level2 = plain_text(example, SLICE("level2"));
    struct slice wanted = profile_level2(&plan->profile, level2);
    for (size_t i = 0; i < p->indicator_count; i++) {
        struct slice name =
            profile_level2(&plan->profile, p->indicators[i].cells[I_LEVEL2].text);
        bool fits = wanted.len == 0 || slice_equal(name, wanted);
        for (size_t k = 0; k < e->condition_count && fits && !wanted.len; k++) {
            const struct condition *c = &e->conditions[k];
            if (c->scope != SCOPE_INDICATOR || (c->field != I_LEVEL1 && c->field != I_LEVEL2))
                continue;
            struct slice text = p->indicators[i].cells[c->field].text;
            struct slice standard = c->field == I_LEVEL2
                                        ? name
                                        : profile_level1(&plan->profile, text);
            fits = false;
            for (size_t n = 0; n < c->value_count && !fits; n++)
                fits = slice_equal(c->values[n], standard);
        }
        if (fits)
            return &p->indicators[i];
    }
    return p->indicator_count ? &p->indicators[0] : project_add_indicator(p, p->row);
}

static bool base_make(const struct plan *plan, const struct rule *rule,
                      const struct plain *example, struct project *p)
{
    struct slice form = example_form(rule, example);
    const struct plain *base = flawless(plan, form);
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

static bool indicator_make(const struct plan *plan, const struct entry *e,
                           const struct plain *example, struct project *p, size_t *row)
{
    if (!base_make(plan, e->rule, example, p))
        return false;
    struct indicator *at = base_row(plan, e, example, p);
    const struct plain *project = plain_get(example, SLICE("project"));
    *row = at ? (size_t)(at - p->indicators) : 0;
    return at && cells_set(p, at->cells, SCOPE_INDICATOR, example) &&
           extras_set(p, &at->extras, example) &&
           (!project || project_apply(p, project, false)) && places_set(p);
}

int example_make(const struct plan *plan, const struct entry *e, const struct plain *example,
                 struct project *p, const struct indicator **indicator, struct error *err)
{
    size_t row = 0;
    *indicator = NULL;
    if (e->rule->each != EACH_INDICATOR)
        return base_make(plan, e->rule, example, p) && project_apply(p, example, true) &&
                       places_set(p)
                   ? 0
                   : error_memory(err);
    if (!indicator_make(plan, e, example, p, &row))
        return error_memory(err);
    *indicator = &p->indicators[row];
    return 0;
}

/* A key of the example that is no field; empty when all are. */
static struct slice key_unknown(const struct plain *table, enum field_scope scope)
{
    for (size_t i = 0; table && i < table->entry_count; i++) {
        struct slice key = table->entries[i].key;
        bool known = field_find(scope, key) >= 0 || slice_equal(key, SLICE("extra")) ||
                     slice_equal(key, SLICE("expect"));
        if (scope == SCOPE_INDICATOR)
            known = known || slice_equal(key, SLICE("project")) || slice_equal(key, SLICE("form"));
        if (!known)
            return key;
    }
    return SLICE_NONE;
}

struct slice example_unknown(const struct rule *rule, const struct plain *example)
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
    for (size_t i = 0; i < example->entry_count && !key.len; i++)
        if (!slice_equal(example->entries[i].key, SLICE("expect")))
            key = example->entries[i].key;
    return key;
}
