/* By what a run judged: which packs held, and where they and the command line departed from what is
 * inherited. Gathered from the plans of all threads, each thing once and in a fixed order. */
#include "run/provenance.h"

void packs_mark(const struct plan *plans, bool *used)
{
    for (const struct plan *at = plans; at; at = at->next)
        for (size_t i = 0; i < at->profile.chain_count; i++)
            used[at->profile.chain[i]] = true;
}

/* ---- departures ---- */

struct found {
    const struct departure *departure;
    const struct pack_set *set;
};

static int found_order(const void *a, const void *b)
{
    const struct departure *x = ((const struct found *)a)->departure;
    const struct departure *y = ((const struct found *)b)->departure;
    const struct pack *packs = ((const struct found *)a)->set->packs;
    if (x->pack != y->pack)
        return packs[x->pack].rank < packs[y->pack].rank ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule ? -1 : 1;
    int order = slice_compare(x->what, y->what);
    if (order == 0)
        order = slice_compare(x->now, y->now);
    if (order == 0)
        order = slice_compare(x->was, y->was);
    if (order || x->rule)
        return order;
    if (x->value != y->value)
        order = plain_compare(x->value, y->value);
    return order || x->old == y->old ? order : plain_compare(x->old, y->old);
}

/* The departures of all plans, sorted, each once; malloc'ed. */
static struct found *found_gather(const struct worker *workers, size_t count, size_t *found_count)
{
    size_t most = 1, n = 0, kept = 0;
    for (size_t w = 0; w < count; w++)
        for (const struct plan *p = workers[w].plans; p; p = p->next)
            most += p->profile.departure_count;
    struct found *all = calloc(most, sizeof(*all));
    if (!all)
        return NULL;
    for (size_t w = 0; w < count; w++)
        for (const struct plan *p = workers[w].plans; p; p = p->next)
            for (size_t i = 0; i < p->profile.departure_count; i++)
                all[n++] = (struct found){&p->profile.departures[i], p->profile.set};
    if (n > 1)
        qsort(all, n, sizeof(*all), found_order);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || found_order(&all[i], &all[kept - 1]) != 0)
            all[kept++] = all[i];
    *found_count = kept;
    return all;
}

static bool overrides_take(const struct check_options *o, struct summary *s,
                           struct setting_told *list, struct arena *arena)
{
    for (size_t i = 0; i < o->param_count; i++) {
        struct setting_told *t = &list[s->setting_count++];
        struct plain *value = arena_zero(arena, 1, sizeof(*value));
        if (!value || !arena_copy(arena, o->params[i].name, &t->name) ||
            !arena_copy(arena, o->params[i].value, &value->text))
            return false;
        value->kind = PLAIN_TEXT;
        t->value = value;
        t->from = SLICE("--param");
    }
    return true;
}

static struct setting_told setting_of(const struct found *f)
{
    const struct departure *d = f->departure;
    return (struct setting_told){.name = d->what,
                                 .value = d->value,
                                 .inherited = d->old,
                                 .unit = d->unit,
                                 .from = f->set->packs[d->pack].label,
                                 .above = f->set->packs[d->above].label,
                                 .reason = d->reason,
                                 .reason_en = d->reason_en,
                                 .loosened = d->loosened};
}

static struct severity_told severity_of(const struct found *f)
{
    const struct departure *d = f->departure;
    return (struct severity_told){.rule = d->what,
                                  .now = d->now,
                                  .was = d->was,
                                  .from = f->set->packs[d->pack].label,
                                  .above = f->set->packs[d->above].label,
                                  .reason = d->reason,
                                  .reason_en = d->reason_en,
                                  .loosened = d->loosened};
}

/* The command line first: it goes over everything. Packs' texts live as long as the engine. */
bool departures_take(const struct worker *workers, size_t count, const struct check_options *o,
                     struct summary *s, struct arena *arena)
{
    size_t n = 0;
    struct found *all = found_gather(workers, count, &n);
    if (!all)
        return false;
    struct setting_told *settings = arena_zero(arena, n + o->param_count + 1, sizeof(*settings));
    struct severity_told *severities = arena_zero(arena, n + 1, sizeof(*severities));
    bool good = settings && severities && overrides_take(o, s, settings, arena);
    for (size_t i = 0; i < n && good; i++) {
        if (all[i].departure->rule)
            severities[s->severity_count++] = severity_of(&all[i]);
        else
            settings[s->setting_count++] = setting_of(&all[i]);
        s->loosened += all[i].departure->loosened;
    }
    s->settings = settings;
    s->severities = severities;
    free(all);
    return good;
}

/* ---- the terms ---- */

bool time_take(int when, struct slice *out, struct arena *arena)
{
    char text[32];
    int n = when > 999999 ? snprintf(text, sizeof(text), "%04d-%02d-%02d", when / 10000,
                                     when / 100 % 100, when % 100)
            : when > 9999 ? snprintf(text, sizeof(text), "%04d-%02d", when / 100, when % 100)
                          : snprintf(text, sizeof(text), "%04d", when);
    return when == 0 || arena_copy(arena, slice_of(text, (size_t)n), out);
}

bool terms_take(const struct check_options *o, struct summary *s, struct arena *arena)
{
    static const char *const stages[STAGE_COUNT] = {"", "self", "submit", "department", "finance"};
    s->terms.year = o->year;
    s->terms.form = o->form;
    s->terms.stage = slice_str(stages[o->stage]);
    return arena_copy(arena, o->region, &s->terms.region) &&
           time_take(o->as_of, &s->terms.as_of, arena);
}

/* ---- what stands on nothing ---- */

struct groundless {
    const struct profile *profile;
    const struct effective_rule *rule;  /* or */
    const struct parameter *parameter;
};

static struct slice groundless_name(const struct groundless *g)
{
    return g->rule ? g->rule->rule->id : g->parameter->name;
}

static bool is_hearsay(const struct groundless *g)
{
    return g->rule && g->rule->footing == FOOTING_HEARSAY;
}

static int groundless_order(const void *a, const void *b)
{
    const struct groundless *x = a, *y = b;
    if (!x->rule != !y->rule)
        return x->rule ? -1 : 1;
    int order = slice_compare(groundless_name(x), groundless_name(y));
    bool hearsay = is_hearsay(x);
    if (order == 0 && hearsay != is_hearsay(y))
        return hearsay ? 1 : -1;
    if (order || hearsay) /* hearsay is that at any time */
        return order;
    return (x->profile->when > y->profile->when) - (x->profile->when < y->profile->when);
}

/* Those of one plan that could have spoken, into `out`, or only counted where it is NULL. */
static size_t groundless_gather(const struct plan *plan, struct groundless *out)
{
    const struct profile *p = &plan->profile;
    size_t n = 0;
    for (size_t i = 0; i < p->rule_count; i++) {
        const struct effective_rule *e = &p->rules[i];
        if (!e->on || !(e->rule->forms & plan->forms_seen) || e->footing == FOOTING_FIRM || (e->footing == FOOTING_HEARSAY && !e->capped))
            continue;
        if (out)
            out[n] = (struct groundless){.profile = p, .rule = e};
        n++;
    }
    for (size_t i = 0; i < p->set->parameter_count; i++) {
        const struct parameter *q = &p->set->parameters[i];
        bool here = false;
        for (size_t k = 0; k < p->chain_count; k++)
            here = here || p->chain[k] == q->pack;
        if (!here || basis_footing(p->set, q->pack, q->basis, q->basis_count, p->when) !=
                         FOOTING_NONE)
            continue;
        if (out)
            out[n] = (struct groundless){.profile = p, .parameter = q};
        n++;
    }
    return n;
}

static void put_day(struct buffer *b, int day)
{
    buffer_format(b, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
}

static void put_statute(struct buffer *b, const struct profile *p, struct slice cited)
{
    const struct span always = SPAN_ALWAYS;
    const struct statute *s = profile_statute(p, cited);
    buffer_text(b, b->len ? ", " : "");
    if (!s) {
        buffer_put(b, cited);
        return;
    }
    buffer_put(b, s->number.len ? s->number : s->title);
    if (s->span.from == always.from && s->span.until == always.until)
        return;
    buffer_byte(b, ' ');
    if (s->span.from != always.from)
        put_day(b, s->span.from);
    buffer_text(b, "—");
    if (s->span.until != always.until)
        put_day(b, s->span.until);
}

static bool unfounded_fill(const struct groundless *g, struct unfounded_told *t,
                           struct arena *arena)
{
    const struct slice *basis = g->rule ? g->rule->rule->basis : g->parameter->basis;
    size_t count = g->rule ? g->rule->rule->basis_count : g->parameter->basis_count;
    struct buffer b;
    buffer_init(&b, 1 << 16);
    for (size_t i = 0; i < count; i++)
        put_statute(&b, g->profile, basis[i]);
    *t = (struct unfounded_told){.rule = g->rule != NULL,
                                 .hearsay = is_hearsay(g),
                                 .capped = g->rule && g->rule->capped};
    bool good = !b.failed && arena_copy(arena, buffer_slice(&b), &t->basis) &&
                arena_copy(arena, groundless_name(g), &t->what) &&
                time_take(g->profile->when, &t->time, arena);
    buffer_release(&b);
    return good;
}

bool unfounded_take(const struct worker *workers, size_t count, struct summary *s,
                    struct arena *arena)
{
    size_t most = 0, n = 0;
    for (size_t w = 0; w < count; w++)
        for (const struct plan *p = workers[w].plans; p; p = p->next)
            most += groundless_gather(p, NULL);
    struct groundless *all = calloc(most + 1, sizeof(*all));
    struct unfounded_told *told = arena_zero(arena, most + 1, sizeof(*told));
    bool good = all && told;
    for (size_t w = 0; w < count && good; w++)
        for (const struct plan *p = workers[w].plans; p; p = p->next)
            n += groundless_gather(p, all + n);
    if (n > 1)
        qsort(all, n, sizeof(*all), groundless_order);
    for (size_t i = 0; i < n && good; i++)
        if (i == 0 || groundless_order(&all[i - 1], &all[i]) != 0)
            good = unfounded_fill(&all[i], &told[s->unfounded_count++], arena);
    s->unfounded = told;
    free(all);
    return good;
}

/* ---- what is said of statutes ---- */

enum { CAVEATS_MOST = 64 };

struct caveats {
    const struct statute *items[CAVEATS_MOST]; /* by number, each once */
    size_t count;
};

static void caveat_add(struct caveats *c, const struct statute *s)
{
    size_t at = 0;
    if (!s || !s->caveat.len || c->count == CAVEATS_MOST)
        return;
    while (at < c->count && slice_compare(c->items[at]->number, s->number) < 0)
        at++;
    if (at < c->count && slice_equal(c->items[at]->number, s->number))
        return;
    for (size_t k = c->count++; k > at; k--)
        c->items[k] = c->items[k - 1];
    c->items[at] = s;
}

static void caveats_gather(const struct plan *plan, struct caveats *c)
{
    const struct profile *p = &plan->profile;
    for (size_t i = 0; i < p->rule_count; i++) {
        const struct effective_rule *e = &p->rules[i];
        if (e->on && e->rule->forms & plan->forms_seen)
            for (size_t k = 0; k < e->rule->basis_count; k++)
                caveat_add(c, profile_statute(p, e->rule->basis[k]));
    }
}

/* Statutes of which the same is said are told together. */
static bool caveat_fill(const struct caveats *c, size_t first, bool *told, struct caveat_told *out,
                        struct arena *arena)
{
    const struct statute *lead = c->items[first];
    struct buffer names;
    buffer_init(&names, 1 << 16);
    for (size_t i = first; i < c->count; i++) {
        if (told[i] || !slice_equal(c->items[i]->caveat, lead->caveat))
            continue;
        told[i] = true;
        buffer_text(&names, names.len ? "、" : "");
        buffer_put(&names, c->items[i]->number.len ? c->items[i]->number : c->items[i]->title);
    }
    bool good = !names.failed && arena_copy(arena, buffer_slice(&names), &out->statutes) &&
                arena_copy(arena, lead->caveat, &out->text) &&
                arena_copy(arena, lead->caveat_en, &out->text_en);
    buffer_release(&names);
    return good;
}

bool caveats_take(const struct worker *workers, size_t count, struct summary *s, struct arena *arena)
{
    struct caveats c = {.count = 0};
    bool told[CAVEATS_MOST] = {false}, good = true;
    for (size_t w = 0; w < count; w++)
        for (const struct plan *p = workers[w].plans; p; p = p->next)
            caveats_gather(p, &c);
    struct caveat_told *out = arena_zero(arena, c.count + 1, sizeof(*out));
    for (size_t i = 0; i < c.count && out && good; i++)
        if (!told[i])
            good = caveat_fill(&c, i, told, &out[s->caveat_count++], arena);
    s->caveats = out;
    return out && good;
}
