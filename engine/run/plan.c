/* Plans are made once per pack and year on each thread; everything a record costs beyond its rules is
 * paid here instead. */
#include "run/plan.h"

#include "run/columns.h"
#include "run/units.h"

/* A condition's values by standard name, where the profile knows one. */
static bool resolve_condition(struct plan *p, struct condition *c)
{
    if (c->scope != SCOPE_INDICATOR || (c->field != I_LEVEL1 && c->field != I_LEVEL2))
        return true;
    struct slice *values = arena_alloc(&p->profile.arena, (c->value_count + 1) * sizeof(*values));
    if (!values)
        return false;
    for (size_t i = 0; i < c->value_count; i++) {
        struct slice name = c->field == I_LEVEL1 ? profile_level1(&p->profile, c->values[i])
                                                 : profile_level2(&p->profile, c->values[i]);
        values[i] = name.len ? name : c->values[i];
    }
    c->values = values;
    return true;
}

/* "财预〔2020〕10号 第十二条" */
static bool text_join(struct plan *p, struct slice first, struct slice second, struct slice *out)
{
    char *text = arena_alloc(&p->profile.arena, first.len + 1 + second.len);
    if (!text)
        return false;
    memcpy(text, first.ptr, first.len);
    text[first.len] = ' ';
    memcpy(text + first.len + 1, second.ptr, second.len);
    *out = slice_of(text, first.len + 1 + second.len);
    return true;
}

/* Only what is in force for the record's year is quoted: nobody is told to keep a rule of later years. */
static bool resolve_basis(struct plan *p, struct entry *e)
{
    size_t n = 0;
    struct statute_ref *refs =
        arena_alloc(&p->profile.arena, (e->rule->basis_count + 1) * sizeof(*refs));
    if (!refs)
        return false;
    for (size_t i = 0; i < e->rule->basis_count; i++) {
        const struct statute *s = profile_statute(&p->profile, e->rule->basis[i]);
        struct statute_ref *r = &refs[n];
        struct slice article;
        if (s && !statute_in_force(s, p->profile.when))
            continue;
        r->id = citation_split(e->rule->basis[i], &article);
        r->text = !s ? r->id : s->number.len ? s->number : s->title;
        r->text_en = s ? s->number_en : SLICE_NONE;
        if (article.len && (!text_join(p, r->text, article, &r->text) ||
                            (r->text_en.len && !text_join(p, r->text_en, article, &r->text_en))))
            return false;
        n++;
    }
    e->basis = refs;
    e->basis_count = n;
    return true;
}

static bool entry_fill(struct plan *p, struct entry *e, const struct effective_rule *r)
{
    *e = (struct entry){.rule = r->rule, .plan = p, .severity = r->severity};
    struct condition *c =
        arena_alloc(&p->profile.arena, (r->rule->where_count + 1) * sizeof(*c));
    if (!c)
        return false;
    for (size_t i = 0; i < r->rule->where_count; i++) {
        c[i] = r->rule->where[i];
        if (!resolve_condition(p, &c[i]))
            return false;
    }
    e->conditions = c;
    e->condition_count = r->rule->where_count;
    return resolve_basis(p, e);
}

static size_t entry_place(const struct plan *p, const struct rule *rule)
{
    size_t i = 0;
    while (i < p->entry_count && p->entries[i].rule != rule)
        i++;
    return i;
}

/* Needed rules stand before those that need them, so all are there. */
static bool needs_fill(struct plan *p, const struct pack_set *set)
{
    for (size_t i = 0; i < p->entry_count; i++) {
        struct entry *e = &p->entries[i];
        uint32_t *needed = arena_alloc(&p->profile.arena, (e->rule->needs_count + 1) * sizeof(*needed));
        if (!needed)
            return false;
        for (size_t k = 0; k < e->rule->needs_count; k++) {
            size_t at = entry_place(p, &set->rules[e->rule->needed[k]]);
            if (at < p->entry_count)
                needed[e->needed_count++] = (uint32_t)at;
        }
        e->needed = needed;
    }
    return true;
}

static bool lists_fill(struct plan *p)
{
    for (int form = 0; form < FORM_COUNT; form++) {
        struct entry_list *list = &p->by_form[form];
        list->items = arena_alloc(&p->profile.arena, (p->entry_count + 1) * sizeof(*list->items));
        if (!list->items)
            return false;
        for (size_t i = 0; i < p->entry_count; i++)
            if (p->entries[i].rule->forms & 1u << form)
                list->items[list->count++] = &p->entries[i];
    }
    return true;
}

static bool plan_fill(struct plan *p, const struct engine *e)
{
    p->entries = arena_zero(&p->profile.arena, p->profile.rule_count + 1, sizeof(*p->entries));
    if (!p->entries)
        return false;
    for (size_t i = 0; i < p->profile.rule_count; i++) {
        const struct effective_rule *r = &p->profile.rules[i];
        if (!r->on || engine_excluded(e, r->rule->id))
            continue;
        if (!entry_fill(p, &p->entries[p->entry_count], r))
            return false;
        p->entry_count++;
    }
    p->scene = (struct script_scene){
        .params = p->profile.params,
        .param_count = p->profile.param_count,
        .words = p->profile.words,
        .word_count = p->profile.word_count,
        .codes = p->profile.codes,
        .code_count = p->profile.code_count,
        .units = p->units.count ? &p->units : NULL,
    };
    return needs_fill(p, &e->set) && lists_fill(p);
}

int plan_new(struct plan **out, const struct engine *e, uint32_t pack, int when, enum stage stage,
             const struct param_override *overrides, size_t override_count, struct error *err)
{
    struct plan *p = calloc(1, sizeof(*p));
    if (!p)
        return error_memory(err);
    int rc = profile_build(&p->profile, &e->set, pack, when, stage, overrides, override_count, err);
    if (rc) {
        free(p);
        return rc;
    }
    rc = columns_check(&p->profile, err);
    if (rc == 0)
        rc = units_fill(&p->profile, &p->profile.arena, &p->units, err);
    if (rc == 0 && !plan_fill(p, e))
        rc = error_memory(err);
    if (rc)
        plan_free(p);
    else
        *out = p;
    return rc;
}

void plan_free(struct plan *p)
{
    if (!p)
        return;
    profile_release(&p->profile);
    free(p);
}
