/* The rules as they stand for one region and year, and their examples. */
#include "api/history.h"

#include "write/json_out.h"

/* ---- one rule ---- */

/* Everything that outlives no visit: cleared before each rule. */
struct visitor {
    const struct profile *profile;
    struct arena arena;
    int (*visit)(void *context, const jihe_rule *rule);
    void *context;
};

static jihe_text each_name(enum rule_each each)
{
    static const char *const names[] = {"project", "indicator", "group"};
    return api_text(slice_str(names[each]));
}

static bool text_take(struct visitor *v, struct buffer *b, jihe_text *out)
{
    struct slice copy;
    bool ok = !b->failed && arena_copy(&v->arena, buffer_slice(b), &copy);
    if (ok)
        *out = api_text(copy);
    buffer_release(b);
    return ok;
}

static bool forms_take(struct visitor *v, uint32_t forms, jihe_text *out)
{
    struct buffer b;
    buffer_init(&b, 1024);
    uint32_t all = 0;
    for (int f = FORM_DECLARATION; f < FORM_COUNT; f++)
        all |= UINT32_C(1) << f;
    for (int f = FORM_DECLARATION; f < FORM_COUNT && (forms & all) != all; f++)
        if (forms & UINT32_C(1) << f) {
            buffer_text(&b, b.len ? ", " : "");
            buffer_put(&b, form_name((enum form_kind)f));
        }
    return text_take(v, &b, out);
}

static bool basis_take(struct visitor *v, const struct rule *r, jihe_rule *out)
{
    jihe_rule_basis *list = arena_zero(&v->arena, r->basis_count + 1, sizeof(*list));
    if (!list)
        return false;
    for (size_t i = 0; i < r->basis_count; i++) {
        const struct statute *s = profile_statute(v->profile, r->basis[i]);
        struct slice article;
        list[i].id = api_text(citation_split(r->basis[i], &article));
        list[i].article = api_text(article);
        if (!s)
            continue;
        list[i].number = api_text(s->number);
        list[i].title = api_text(s->title);
        list[i].issuer = api_text(s->issuer);
        list[i].standing = api_text(s->standing);
        list[i].in_force = statute_in_force(s, v->profile->when);
    }
    out->basis = list;
    out->basis_count = r->basis_count;
    return true;
}

static bool param_take(struct visitor *v, const struct param_use *use,
                       jihe_rule_param *out)
{
    const struct pack_set *set = v->profile->set;
    struct buffer b;
    buffer_init(&b, 1 << 20);
    if (use->value && use->value->kind == PLAIN_TEXT)
        buffer_put(&b, use->value->text);
    else
        json_plain(&b, use->value);
    *out = (jihe_rule_param){.name = api_text(use->name),
                             .unit = api_text(use->unit),
                             .from = api_text(use->from)};
    for (size_t i = 0; i < set->parameter_count; i++)
        if (slice_equal(set->parameters[i].name, use->name))
            out->why = api_text(set->parameters[i].why);
    return text_take(v, &b, &out->value);
}

static bool params_take(struct visitor *v, const struct rule *r, jihe_rule *out)
{
    jihe_rule_param *list = arena_zero(&v->arena, r->param_count + 1, sizeof(*list));
    if (!list)
        return false;
    for (size_t i = 0; i < r->param_count; i++)
        for (size_t k = 0; k < v->profile->param_count; k++)
            if (slice_equal(v->profile->params[k].name, r->params[i]) &&
                !param_take(v, &v->profile->params[k], &list[out->param_count++]))
                return false;
    out->params = list;
    return true;
}

static bool needs_take(struct visitor *v, const struct rule *r, jihe_rule *out)
{
    jihe_text *list = arena_zero(&v->arena, r->needs_count + 1, sizeof(*list));
    if (!list)
        return false;
    for (size_t i = 0; i < r->needs_count; i++)
        list[i] = api_text(r->needs[i]);
    out->needs = list;
    out->needs_count = r->needs_count;
    return true;
}

/* A day as "2027-01-01"; nothing where a span is open. */
static bool day_take(struct visitor *v, int day, bool open, jihe_text *out)
{
    struct buffer b;
    buffer_init(&b, 64);
    if (!open)
        buffer_format(&b, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
    return text_take(v, &b, out);
}

static int rule_visit(struct visitor *v, const struct effective_rule *e,
                      struct error *err)
{
    const struct rule *r = e->rule;
    const struct pack *packs = v->profile->set->packs;
    arena_clear(&v->arena);
    jihe_rule rule = {.id = api_text(r->id),
                      .title = api_text(r->title),
                      .title_en = api_text(r->title_en),
                      .aspect = api_text(r->aspect),
                      .severity = api_text(severity_name(e->severity)),
                      .severity_own = api_text(severity_name(r->severity)),
                      .severity_from = api_text(packs[e->severity_pack].label),
                      .each = each_name(r->each),
                      .pack = api_text(packs[r->pack].label),
                      .path = api_text(r->path),
                      .source = api_text(r->text),
                      .on = e->on,
                      .on_from = api_text(packs[e->on_pack].label),
                      .reason = api_text(e->reason),
                      .timely = e->timely,
                      .grounded = e->footing != FOOTING_NONE,
                      .capped = e->capped};
    const struct span always = SPAN_ALWAYS;
    if (!day_take(v, r->since, r->since == always.from, &rule.since) ||
        !day_take(v, r->until, r->until == always.until, &rule.until))
        return error_memory(err);
    if (!forms_take(v, r->forms, &rule.forms) || !basis_take(v, r, &rule) ||
        !params_take(v, r, &rule) || !needs_take(v, r, &rule))
        return error_memory(err);
    if (!history_take(v->profile, r, &v->arena, &rule))
        return error_memory(err);
    if (v->visit(v->context, &rule) != 0)
        return error_set(err, ERR_STOPPED, "已停止", "stopped");
    return 0;
}

/* ---- all of them ---- */

static int by_id(const void *a, const void *b)
{
    const struct effective_rule *const *x = a, *const *y = b;
    return slice_compare((*x)->rule->id, (*y)->rule->id);
}

static int rules_visit(struct visitor *v, struct error *err)
{
    size_t n = v->profile->rule_count;
    const struct effective_rule **order = malloc((n + 1) * sizeof(*order));
    if (!order)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        order[i] = &v->profile->rules[i];
    qsort(order, n, sizeof(*order), by_id);
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++)
        rc = rule_visit(v, order[i], err);
    free(order);
    return rc;
}

static int profile_visit(struct engine *engine, const jihe_options *o,
                         int (*visit)(void *context, const jihe_rule *rule), void *context,
                         struct error *err)
{
    struct profile profile;
    const struct pack_set *set = engine_packs(engine);
    uint32_t pack = pack_for_region(set, slice_str(o->region));
    int rc = api_region_check(set, o->region, err);
    if (rc == 0)
        rc = engine_ready(engine, pack, err);
    if (rc == 0)
        rc = profile_build(&profile, set, pack, o->as_of ? o->as_of : o->year, o->stage, o->params,
                           o->param_count, err);
    if (rc)
        return rc;
    struct visitor v = {.profile = &profile, .visit = visit, .context = context};
    arena_init(&v.arena, SIZE_MAX / 2);
    rc = rules_visit(&v, err);
    arena_release(&v.arena);
    profile_release(&profile);
    return rc;
}

int jihe_rules_for(const jihe_engine *e, const jihe_options *options,
                   int (*visit)(void *context, const jihe_rule *rule), void *context,
                   jihe_error *error)
{
    struct error err = {0};
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    return api_error(error, &err,
                     profile_visit(e->engine, options, visit, context, &err));
}

int jihe_rules(const jihe_engine *e, const char *region, int year,
               int (*visit)(void *context, const jihe_rule *rule), void *context,
               jihe_error *error)
{
    struct error err = {0};
    jihe_options o = {.year = year};
    if (region && !(o.region = api_copy(region)))
        return api_error(error, &err, error_memory(&err));
    int rc = jihe_rules_for(e, &o, visit, context, error);
    free(o.region);
    return rc;
}

/* ---- examples ---- */

_Static_assert((int)JIHE_EXAMPLE_LACK == (int)EXAMPLE_LACK &&
                   (int)JIHE_EXAMPLE_STEADY == (int)EXAMPLE_STEADY &&
                   (int)JIHE_EXAMPLE_LINES == (int)EXAMPLE_LINES,
               "public and inner kinds are the same numbers");

struct tester {
    int (*visit)(void *context, const jihe_example *example);
    void *context;
};

static int example_visit(void *context, const struct example_result *r)
{
    struct tester *t = context;
    jihe_example example = {.rule = api_text(r->rule->id),
                            .path = api_text(r->rule->path),
                            .kind = (jihe_example_kind)r->kind,
                            .bad = r->bad,
                            .place = r->index,
                            .line = r->line,
                            .ok = r->ok,
                            .what = api_text(r->what),
                            .what_en = api_text(r->what_en),
                            .shown = api_text(r->shown),
                            .shown_en = api_text(r->shown_en),
                            .line_count = r->line_count,
                            .lines_hit = r->lines_hit};
    return t->visit(t->context, &example) != 0 ? ERR_STOPPED : 0;
}

/* A rule that is asked for and did not load says why it did not. */
static bool id_failed(const struct engine *e, struct slice id, struct error *err)
{
    size_t count;
    const struct finding *failures = engine_failures(e, &count);
    for (size_t i = 0; i < count; i++) {
        const struct finding *f = &failures[i];
        if (slice_find(f->message, id, 0) == SIZE_MAX && !slice_equal(f->rule_id, id))
            continue;
        struct error english;
        error_set(err, ERR_PACK, "%.*s", "%.*s", SLICE_ARG(f->message));
        error_set(&english, ERR_PACK, "%.*s", "%.*s", SLICE_ARG(f->message_en));
        memcpy(err->en, english.en, sizeof(err->en));
        return true;
    }
    return false;
}

static int id_check(const struct engine *e, const char *id, struct error *err)
{
    const struct pack_set *set = engine_packs(e);
    struct near near;
    near_init(&near, slice_str(id));
    for (size_t i = 0; i < set->rule_count; i++) {
        if (slice_equal(set->rules[i].id, slice_str(id)))
            return 0;
        near_offer(&near, set->rules[i].id);
    }
    for (size_t i = 0; i < set->form_count; i++)
        near_offer(&near, set->forms[i].name);
    if (id_failed(e, slice_str(id), err))
        return ERR_PACK;
    if (near.best.len == 0)
        return error_set(err, ERR_USAGE, "没有规则“%s”", "there is no rule \"%s\"", id);
    return error_set(err, ERR_USAGE, "没有规则“%s”，是否指 %.*s？",
                     "there is no rule \"%s\"; did you mean %.*s?", id,
                     SLICE_ARG(near.best));
}

int jihe_rule_region(const jihe_engine *e, const char *id, jihe_text *region, jihe_error *error)
{
    struct error err = {0};
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    const struct pack_set *set = engine_packs(e->engine);
    bool named = engine_ready_rule(e->engine, slice_str(id), &err);
    int rc = named ? 0 : engine_ready_all(e->engine, &err);
    if (rc == 0)
        rc = id_check(e->engine, id, &err);
    for (size_t i = 0; rc == 0 && i < set->rule_count; i++)
        if (slice_equal(set->rules[i].id, slice_str(id)))
            *region = api_text(set->packs[set->rules[i].pack].code);
    return api_error(error, &err, rc);
}

/* ---- form maps beside rules ---- */

static int form_visit(void *context, const struct form_example_result *r)
{
    struct tester *t = context;
    jihe_example example = {.rule = api_text(r->map->name),
                            .path = api_text(r->map->path),
                            .kind = JIHE_EXAMPLE_RUN,
                            .place = r->index,
                            .line = r->map->line,
                            .ok = r->ok,
                            .what = api_text(r->what),
                            .what_en = api_text(r->what_en)};
    return t->visit(t->context, &example) != 0 ? ERR_STOPPED : 0;
}

static bool is_form(const struct engine *e, const char *name)
{
    const struct pack_set *set = engine_packs(e);
    for (size_t i = 0; i < set->form_count; i++)
        if (slice_equal(set->forms[i].name, slice_str(name)))
            return true;
    return false;
}

/* What was asked for, rules and form maps apart. */
struct names {
    const char **rules, **forms;
    size_t rule_count, form_count;
};

static int names_sort(const struct engine *e, const char *const *ids, size_t count,
                      struct names *out, struct error *err)
{
    int rc = 0;
    out->rules = calloc(count + 1, sizeof(*out->rules));
    out->forms = calloc(count + 1, sizeof(*out->forms));
    if (!out->rules || !out->forms)
        return error_memory(err);
    for (size_t i = 0; i < count && rc == 0; i++) {
        if (is_form(e, ids[i])) {
            out->forms[out->form_count++] = ids[i];
            continue;
        }
        rc = id_check(e, ids[i], err);
        out->rules[out->rule_count++] = ids[i];
    }
    return rc;
}

int jihe_rules_test(const jihe_engine *e, const char *const *ids, size_t count,
                    int (*visit)(void *context, const jihe_example *example),
                    void *context, jihe_error *error)
{
    struct error err = {0};
    struct tester tester = {visit, context};
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    struct names names = {0};
    int rc = names_sort(e->engine, ids, count, &names, &err);
    if (rc == 0 && (count == 0 || names.rule_count))
        rc = run_examples(e->engine, names.rules, names.rule_count, true, example_visit, &tester, &err);
    if (rc == 0 && (count == 0 || names.form_count))
        rc = forms_test(e->engine, names.forms, names.form_count, form_visit, &tester, &err);
    free(names.rules);
    free(names.forms);
    if (rc == ERR_STOPPED)
        error_set(&err, ERR_STOPPED, "已停止", "stopped");
    return api_error(error, &err, rc);
}
