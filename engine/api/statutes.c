/* The register of statutes, with what rests on each, for one time. */
#include "api/api.h"

#include "decode/waivers.h"

struct register_visit {
    const struct pack_set *set;
    int when;
    const struct waivers *waivers;
    int64_t pack; /* only what this pack sees; -1: all packs */
    struct arena arena; /* of one statute */
    int (*visit)(void *context, const jihe_statute *statute);
    void *context;
};

static bool is_visible(const struct register_visit *v, uint32_t pack)
{
    for (int64_t p = v->pack; p >= 0; p = v->set->packs[p].parent)
        if ((uint32_t)p == pack)
            return true;
    return v->pack < 0;
}

static bool day_take(struct register_visit *v, int day, bool open, jihe_text *out)
{
    char text[32];
    struct slice kept = SLICE_NONE;
    int n = snprintf(text, sizeof(text), "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
    bool good = open || arena_copy(&v->arena, slice_of(text, (size_t)n), &kept);
    *out = api_text(kept);
    return good;
}

/* The citation of `s` in a list, seen from `pack`; NULL when it is not cited. */
static const struct slice *citation_of(const struct register_visit *v, const struct statute *s,
                                       uint32_t pack, const struct slice *basis, size_t count)
{
    bool inherited = false;
    for (int64_t p = pack; p >= 0; p = v->set->packs[p].parent)
        inherited = inherited || (uint32_t)p == s->pack;
    for (size_t i = 0; i < count && inherited; i++) {
        struct slice article;
        if (slice_equal(citation_split(basis[i], &article), s->id))
            return &basis[i];
    }
    return NULL;
}

static void dependent_add(struct register_visit *v, const struct statute *s, jihe_statute *out,
                          jihe_dependent *list, const jihe_dependent *made, uint32_t pack,
                          const struct slice *basis, size_t count)
{
    const struct slice *cited = citation_of(v, s, pack, basis, count);
    struct slice article;
    if (!cited || !is_visible(v, pack))
        return;
    (void)citation_split(*cited, &article);
    list[out->dependent_count] = *made;
    list[out->dependent_count].pack = api_text(v->set->packs[pack].label);
    list[out->dependent_count].article = api_text(article);
    list[out->dependent_count].orphaned =
        basis_footing(v->set, pack, basis, count, v->when) == FOOTING_NONE;
    out->dependent_count++;
}

/* A waiver rests on the statute that is its document, and on those of the rule it waives. */
static void waiver_add(struct register_visit *v, const struct statute *s, jihe_statute *out,
                       jihe_dependent *list, const struct waiver *w)
{
    const size_t *at = map_get(&v->set->rule_ids, w->rule);
    const struct rule *r = at ? &v->set->rules[*at] : NULL;
    bool own = w->document.len && slice_equal(w->document, s->number);
    bool cited = r && citation_of(v, s, r->pack, r->basis, r->basis_count);
    bool orphaned = (own && !statute_in_force(s, v->when)) ||
                    (cited && basis_footing(v->set, r->pack, r->basis, r->basis_count, v->when) ==
                                  FOOTING_NONE);
    if (!own && !cited)
        return;
    list[out->dependent_count++] = (jihe_dependent){.kind = api_text(SLICE("waiver")),
                                                    .name = api_text(w->rule),
                                                    .title = api_text(w->project),
                                                    .line = w->line,
                                                    .orphaned = orphaned};
}

static bool dependents_take(struct register_visit *v, const struct statute *s, jihe_statute *out)
{
    const struct pack_set *set = v->set;
    jihe_dependent *list = arena_zero(
        &v->arena, set->rule_count + set->parameter_count + v->waivers->count + 1, sizeof(*list));
    if (!list)
        return false;
    out->dependents = list;
    for (size_t i = 0; i < set->rule_count; i++) {
        const struct rule *r = &set->rules[i];
        jihe_dependent made = {.kind = api_text(SLICE("rule")),
                               .name = api_text(r->id),
                               .title = api_text(r->title)};
        dependent_add(v, s, out, list, &made, r->pack, r->basis, r->basis_count);
    }
    for (size_t i = 0; i < set->parameter_count; i++) {
        const struct parameter *p = &set->parameters[i];
        jihe_dependent made = {.kind = api_text(SLICE("param")),
                               .name = api_text(p->name),
                               .title = api_text(p->why)};
        dependent_add(v, s, out, list, &made, p->pack, p->basis, p->basis_count);
    }
    for (size_t i = 0; i < v->waivers->count; i++)
        waiver_add(v, s, out, list, &v->waivers->items[i]);
    return true;
}

static int statute_visit(struct register_visit *v, const struct statute *s, struct error *err)
{
    const struct span always = SPAN_ALWAYS;
    arena_clear(&v->arena);
    jihe_statute out = {.id = api_text(s->id),
                        .number = api_text(s->number),
                        .title = api_text(s->title),
                        .issuer = api_text(s->issuer),
                        .standing = api_text(s->standing),
                        .note = api_text(s->note),
                        .pack = api_text(v->set->packs[s->pack].label),
                        .in_force = statute_in_force(s, v->when)};
    if (!day_take(v, s->span.from, s->span.from == always.from, &out.from) ||
        !day_take(v, s->span.until, s->span.until == always.until, &out.until) ||
        !dependents_take(v, s, &out))
        return error_memory(err);
    if (v->visit(v->context, &out) != 0)
        return error_set(err, ERR_STOPPED, "已停止", "stopped");
    return 0;
}

int jihe_statutes(const jihe_engine *e, const jihe_options *o,
                  int (*visit)(void *context, const jihe_statute *statute), void *context,
                  jihe_error *error)
{
    struct error err = {0};
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    const struct pack_set *set = engine_packs(e->engine);
    struct waivers waivers = {0};
    struct limits limits;
    struct register_visit v = {.set = set,
                               .waivers = &waivers,
                               .when = o->as_of ? o->as_of : o->year,
                               .pack = -1,
                               .visit = visit,
                               .context = context};
    int rc = api_region_check(set, o->region, &err);
    if (rc == 0 && o->region)
        v.pack = pack_for_region(set, slice_str(o->region));
    limits_default(&limits);
    if (rc == 0 && o->waivers)
        rc = waivers_read(&waivers, o->waivers, &limits, &err);
    arena_init(&v.arena, SIZE_MAX / 2);
    for (size_t i = 0; i < set->statute_count && rc == 0; i++)
        if (is_visible(&v, set->statutes[i].pack))
            rc = statute_visit(&v, &set->statutes[i], &err);
    arena_release(&v.arena);
    if (o->waivers)
        waivers_release(&waivers);
    return api_error(error, &err, rc);
}
