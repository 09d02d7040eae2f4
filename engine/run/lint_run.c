/* Lint by asking. Every rule of a pack is asked about the examples of all of them, whether a rule it needs
 * has spoken or not, and what it spoke about is kept as one number: rules with the same number and enough
 * to go by always speak together. A rule that falls silent on all of its own failing examples as soon as
 * the others are asked too can never be heard. And nobody may speak about a flawless record. */
#include "run/lint.h"

enum { TOGETHER_LEAST = 3, RECORD_BYTES_MAX = 1 << 20 };

struct asked {
    uint64_t places; /* sum over the records and rows it spoke about */
    size_t count;
    size_t own, own_heard; /* its failing examples: spoken of alone, and when needs are minded */
};

struct asking {
    struct lint *l;
    struct worker worker;
    struct plan *plan;
    struct batch_out out;
    struct check_options options;
    uint64_t *off_from;
    struct project *project;
    struct asked *rules; /* by rule index */
    uint32_t pack;
};

static uint64_t place_number(size_t record, uint32_t seq)
{
    uint64_t h = ((uint64_t)record << 32 | seq) + UINT64_C(0x9E3779B97F4A7C15);
    h = (h ^ h >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    h = (h ^ h >> 27) * UINT64_C(0x94D049BB133111EB);
    return h ^ h >> 31;
}

/* All rules of the plan on the project at hand. */
static int ask(struct asking *a, bool alone, struct checked *item, struct error *err)
{
    size_t rules = a->l->engine->set.rule_count;
    a->out.findings.count = a->out.kept_count = 0;
    arena_clear(&a->out.arena);
    memset(a->out.limit_hits, 0, rules * sizeof(*a->out.limit_hits));
    a->worker.alone = alone;
    *item = (struct checked){.project = a->project};
    return worker_check_under(&a->worker, a->plan, item, &a->out, err);
}

static bool spoke_before(const struct asking *a, size_t at)
{
    const struct finding *f = &a->out.findings.items[at];
    for (size_t i = 0; i < at; i++) {
        const struct finding *o = &a->out.findings.items[i];
        if (o->kind == KIND_FINDING && o->rule == f->rule && o->place.seq == f->place.seq)
            return true;
    }
    return false;
}

static bool spoke_of(const struct asking *a, const struct rule *rule)
{
    for (size_t i = 0; i < a->out.findings.count; i++)
        if (a->out.findings.items[i].kind == KIND_FINDING && a->out.findings.items[i].rule == rule)
            return true;
    return false;
}

static int example_ask(struct asking *a, struct entry *e, const struct plain *example, bool bad,
                       size_t record, struct error *err)
{
    const struct indicator *ignored;
    struct checked item;
    struct asked *own = &a->rules[e->rule->index];
    if (example_unknown(e->rule, example).len)
        return 0;
    int rc = example_make(a->plan, e, example, a->project, &ignored, err);
    if (rc == 0)
        rc = ask(a, true, &item, err);
    for (size_t i = 0; rc == 0 && i < a->out.findings.count; i++) {
        const struct finding *f = &a->out.findings.items[i];
        if (f->kind != KIND_FINDING || spoke_before(a, i))
            continue;
        a->rules[f->rule->index].places += place_number(record, f->place.seq);
        a->rules[f->rule->index].count++;
    }
    if (rc || !bad || !spoke_of(a, e->rule))
        return rc;
    own->own++;
    rc = ask(a, false, &item, err);
    own->own_heard += rc == 0 && spoke_of(a, e->rule);
    return rc;
}

/* The examples of the pack's own rules, put to all that hold in it. */
static int examples_ask(struct asking *a, struct error *err)
{
    size_t record = 0;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < a->plan->entry_count; i++) {
        struct entry *e = &a->plan->entries[i];
        const struct plain *lists[2] = {e->rule->bad, e->rule->good};
        if (e->rule->each == EACH_GROUP || e->rule->pack != a->pack)
            continue;
        for (int k = 0; k < 2; k++)
            for (size_t n = 0; rc == 0 && lists[k] && n < lists[k]->item_count; n++)
                rc = example_ask(a, e, &lists[k]->items[n], k == 0, record++, err);
    }
    return rc;
}

/* ---- what it shows ---- */

static int silent_tell(struct asking *a, const struct rule *rule)
{
    struct error told;
    struct buffer needs;
    buffer_init(&needs, 512);
    for (size_t i = 0; i < rule->needs_count; i++) {
        buffer_text(&needs, i ? "、" : "");
        buffer_put(&needs, rule->needs[i]);
    }
    error_set(&told, ERR_PACK, "它的反例都被先决规则抢先报了（needs：%.*s），自己永远报不出来",
              "a rule it needs (%.*s) speaks first on all its failing examples: it is never heard",
              SLICE_ARG(buffer_slice(&needs)));
    buffer_release(&needs);
    return lint_tell(a->l, rule, SLICE_NONE, rule->line, &told);
}

static int together_tell(struct asking *a, const struct rule *rule, const struct rule *other)
{
    struct error told;
    error_set(&told, ERR_PACK, "与 %.*s 总是同时报（%zu 处），两条规则说的可能是一回事",
              "always speaks together with %.*s (%zu places): they may say the same thing",
              SLICE_ARG(other->id), a->rules[rule->index].count);
    return lint_tell(a->l, rule, SLICE_NONE, rule->line, &told);
}

static bool same_answers(const struct asking *a, const struct rule *x, const struct rule *y)
{
    const struct asked *p = &a->rules[x->index], *q = &a->rules[y->index];
    return p->count >= TOGETHER_LEAST && p->count == q->count && p->places == q->places;
}

static int answers_tell(struct asking *a)
{
    const struct pack_set *set = &a->l->engine->set;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < set->rule_count; i++) {
        const struct rule *rule = &set->rules[i];
        const struct asked *r = &a->rules[i];
        if (rule->pack != a->pack)
            continue;
        if (rule->needs_count && r->own && !r->own_heard)
            rc = silent_tell(a, rule);
        for (size_t k = 0; rc == 0 && k < i; k++)
            if (same_answers(a, rule, &set->rules[k]))
                rc = together_tell(a, rule, &set->rules[k]);
    }
    return rc;
}

/* ---- flawless records ---- */

static int flawless_tell(struct asking *a, const struct finding *f, enum form_kind form)
{
    struct error told;
    struct slice key = form_name(form);
    error_set(&told, ERR_PACK, "在没有问题的样表 codes.flawless.%.*s 上报了：%.*s %.*s",
              "speaks about the flawless record codes.flawless.%.*s: %.*s %.*s", SLICE_ARG(key),
              SLICE_ARG(f->place.field), SLICE_ARG(f->message));
    return lint_tell(a->l, f->rule, SLICE_NONE, f->rule->line, &told);
}

static int flawless_ask(struct asking *a, struct error *err)
{
    static const struct rule nobody = {.each = EACH_PROJECT};
    int rc = 0;
    for (int form = FORM_DECLARATION; rc == 0 && form < FORM_COUNT; form++) {
        struct plain_entry key = {.key = SLICE("form"),
                                  .value = {.kind = PLAIN_TEXT, .text = form_name((enum form_kind)form)}};
        struct plain example = {.kind = PLAIN_TABLE, .entries = &key, .entry_count = 1};
        struct entry entry = {.rule = &nobody, .plan = a->plan};
        const struct indicator *ignored;
        struct checked item;
        rc = example_make(a->plan, &entry, &example, a->project, &ignored, err);
        if (rc || a->project->indicator_count == 0)
            continue; /* the packs have no flawless record of this form */
        rc = ask(a, true, &item, err);
        for (size_t i = 0; rc == 0 && i < a->out.findings.count; i++)
            if (a->out.findings.items[i].kind == KIND_FINDING &&
                a->out.findings.items[i].rule->pack == a->pack)
                rc = flawless_tell(a, &a->out.findings.items[i], (enum form_kind)form);
    }
    return rc;
}

/* ---- a pack ---- */

static int pack_ask(struct asking *a, struct error *err)
{
    size_t rules = a->l->engine->set.rule_count;
    memset(a->rules, 0, (rules + 1) * sizeof(*a->rules));
    plan_free(a->plan);
    a->plan = NULL;
    int rc = plan_new(&a->plan, a->l->engine, a->pack, 0, STAGE_NONE, NULL, 0, err);
    if (rc == 0)
        rc = examples_ask(a, err);
    if (rc == 0)
        rc = answers_tell(a);
    return rc ? rc : flawless_ask(a, err);
}

static int asking_begin(struct asking *a, struct error *err)
{
    size_t n = a->l->engine->set.rule_count + 1;
    arena_init(&a->out.arena, SIZE_MAX / 2);
    a->off_from = malloc(n * sizeof(*a->off_from));
    a->out.limit_hits = calloc(n, sizeof(*a->out.limit_hits));
    a->rules = calloc(n, sizeof(*a->rules));
    a->project = project_new(RECORD_BYTES_MAX);
    if (!a->off_from || !a->out.limit_hits || !a->rules || !a->project)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        a->off_from[i] = UINT64_MAX;
    int rc = worker_init(&a->worker, a->l->engine, &a->options, 0, err);
    a->worker.off_from = a->off_from;
    return rc;
}

static void asking_end(struct asking *a)
{
    plan_free(a->plan);
    if (a->worker.script)
        worker_release(&a->worker);
    project_free(a->project);
    finding_list_release(&a->out.findings);
    arena_release(&a->out.arena);
    free(a->out.kept);
    free(a->out.limit_hits);
    free(a->off_from);
    free(a->rules);
}

static bool has_rules(const struct pack_set *set, uint32_t pack)
{
    for (size_t i = 0; i < set->rule_count; i++)
        if (set->rules[i].pack == pack)
            return true;
    return false;
}

int lint_answers(struct lint *l, struct error *err)
{
    const struct pack_set *set = &l->engine->set;
    struct asking a = {.l = l};
    int rc = asking_begin(&a, err);
    for (a.pack = 0; rc == 0 && a.pack < set->pack_count; a.pack++)
        if (has_rules(set, a.pack))
            rc = pack_ask(&a, err);
    asking_end(&a);
    return rc;
}
