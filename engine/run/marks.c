/* A finding is known when the baseline has its fingerprint, waived when a waiver names its rule and
 * project, and its indicator and field if it names any, and has not run out. A waiver is good for records
 * of its time: its last day must not lie before the record's year, or before --as-of. */
#include "run/marks.h"

static int rule_unknown(const struct pack_set *set, const struct waivers *w, const struct waiver *one,
                        struct error *err)
{
    struct near near;
    near_init(&near, one->rule);
    for (size_t i = 0; i < set->rule_count; i++)
        near_offer(&near, set->rules[i].id);
    if (near.best.len)
        error_set(err, ERR_PACK, "没有规则“%.*s”，是否指 %.*s？",
                  "there is no rule \"%.*s\"; did you mean %.*s?", SLICE_ARG(one->rule),
                  SLICE_ARG(near.best));
    else
        error_set(err, ERR_PACK, "没有规则“%.*s”", "there is no rule \"%.*s\"",
                  SLICE_ARG(one->rule));
    char path[512];
    (void)snprintf(path, sizeof(path), "%.*s", SLICE_ARG(w->path));
    error_locate(err, path, one->line);
    return ERR_PACK;
}

static bool rule_failed(const struct engine *e, struct slice id)
{
    bool failed = false;
    for (size_t i = 0; i < e->failure_count && !failed; i++)
        failed = slice_starts(e->failures[i].rule_id, id) ||
                 slice_find(e->failures[i].message, id, 0) != SIZE_MAX;
    return failed;
}

static int rules_check(const struct engine *e, const struct waivers *w, struct error *err)
{
    for (size_t i = 0; i < w->count; i++)
        if (!map_get(&e->set.rule_ids, w->items[i].rule) && !rule_failed(e, w->items[i].rule))
            return rule_unknown(&e->set, w, &w->items[i], err);
    return 0;
}

int marks_init(struct marks *m, const struct engine *e, const struct check_options *o,
               struct error *err)
{
    int rc = 0;
    *m = (struct marks){.set = &e->set, .as_of = o->as_of};
    if (o->baseline) {
        rc = past_read(&m->baseline, o->baseline, err);
        m->has_baseline = rc == 0;
        m->matched = rc ? NULL : calloc(m->baseline.count + 1, sizeof(*m->matched));
        if (rc == 0 && !m->matched)
            rc = error_memory(err);
        if (rc == ERR_INPUT)
            err->code = rc = ERR_USAGE;
    }
    if (rc == 0 && o->waivers) {
        rc = waivers_read(&m->waivers, o->waivers, &e->limits, err);
        m->has_waivers = rc == 0;
        if (rc == 0)
            rc = engine_ready_all(e->self, err); /* any rule may be waived */
        if (rc == 0)
            rc = rules_check(e, &m->waivers, err);
    }
    if (rc)
        marks_release(m);
    return rc;
}

void marks_release(struct marks *m)
{
    if (m->has_baseline)
        past_release(&m->baseline);
    if (m->has_waivers)
        waivers_release(&m->waivers);
    free(m->matched);
    *m = (struct marks){0};
}

/* ---- projects ---- */

/* Hands out the waivers of one project, by code first, then by name; SIZE_MAX at the end. */
struct walk {
    size_t at;
    bool by_name;
};

static size_t walk_first(const struct marks *m, const struct project_key *key, struct walk *w)
{
    struct slice code = slice_trim(key->code), name = slice_trim(key->name);
    const size_t *head = code.len && !w->by_name ? map_get(&m->waivers.projects, code) : NULL;
    if (!head && name.len) {
        w->by_name = true;
        head = map_get(&m->waivers.projects, name);
    }
    return head ? *head : SIZE_MAX;
}

static size_t walk_next(const struct marks *m, const struct project_key *key, struct walk *w)
{
    if (w->at != SIZE_MAX)
        w->at = m->waivers.next[w->at];
    if (w->at == SIZE_MAX && !w->by_name) {
        w->by_name = true;
        w->at = walk_first(m, key, w);
    }
    return w->at;
}

static int time_of(const struct marks *m, const struct project_key *key)
{
    return m->as_of ? m->as_of : key->year;
}

void marks_project(struct marks *m, const struct project_key *key)
{
    struct walk w = {0};
    if (!m->has_waivers)
        return;
    for (w.at = walk_first(m, key, &w); w.at != SIZE_MAX; (void)walk_next(m, key, &w)) {
        m->waivers.items[w.at].seen = true;
        m->waivers.items[w.at].when = time_of(m, key);
    }
}

/* ---- findings ---- */

/* The indicator by its name or its number. */
static bool indicator_fits(const struct waiver *w, const struct finding *f)
{
    char number[32];
    int n = snprintf(number, sizeof(number), "%u", (unsigned)f->place.seq);
    return w->indicator.len == 0 ||
           (f->place.seq && (slice_equal(w->indicator, slice_trim(f->indicator_name)) ||
                             slice_equal(w->indicator, slice_of(number, (size_t)n))));
}

static bool is_good(const struct marks *m, const struct waiver *w, const struct finding *f)
{
    return w->expiry == 0 ||
           w->expiry >= when_span(time_of(m, &f->place.project)).from;
}

static void waive(struct marks *m, struct finding *f)
{
    struct walk at = {0};
    for (at.at = walk_first(m, &f->place.project, &at); at.at != SIZE_MAX;
         (void)walk_next(m, &f->place.project, &at)) {
        struct waiver *w = &m->waivers.items[at.at];
        if (!slice_equal(w->rule, f->rule_id) || !indicator_fits(w, f) ||
            (w->field.len && !slice_equal(w->field, f->place.field)))
            continue;
        if (!is_good(m, w, f)) {
            w->expired++;
            continue;
        }
        w->used++;
        f->status = STATUS_WAIVED;
        f->waiver = w;
        return;
    }
}

void marks_finding(struct marks *m, struct finding *f)
{
    const size_t *at =
        m->has_baseline ? map_get(&m->baseline.fingerprints, slice_str(f->fingerprint)) : NULL;
    if (at) {
        f->status = STATUS_KNOWN;
        m->matched[*at] = true;
    }
    if (m->has_waivers && f->kind == KIND_FINDING)
        waive(m, f);
}

enum verdict marks_verdict(const struct finding *findings, size_t count, enum verdict verdict)
{
    enum verdict again = VERDICT_PASS;
    for (size_t i = 0; i < count; i++) {
        const struct finding *f = &findings[i];
        bool error = f->severity == SEVERITY_ERROR, warning = f->severity == SEVERITY_WARNING;
        if (f->kind == KIND_FINDING && f->status != STATUS_WAIVED && error)
            again = VERDICT_FIX;
        else if (again == VERDICT_PASS &&
                 ((f->kind == KIND_FINDING && f->status != STATUS_WAIVED && warning) ||
                  (f->kind == KIND_UNDECIDED && error)))
            again = VERDICT_EXPLAIN;
    }
    return verdict == VERDICT_INCOMPLETE ? verdict : again;
}

/* ---- the summary ---- */

/* The statute that the waiver's document is, or that its rule rests on, when it has ended. */
static struct slice unfounded_by(const struct marks *m, const struct waiver *w)
{
    const struct pack_set *set = m->set;
    int when = m->as_of ? m->as_of : w->when;
    for (size_t i = 0; i < set->statute_count; i++)
        if (w->document.len && slice_equal(w->document, set->statutes[i].number) &&
            !statute_in_force(&set->statutes[i], when))
            return set->statutes[i].number;
    const size_t *at = map_get(&set->rule_ids, w->rule);
    const struct rule *r = at ? &set->rules[*at] : NULL;
    if (!r || basis_footing(set, r->pack, r->basis, r->basis_count, when) != FOOTING_NONE)
        return SLICE_NONE;
    return r->basis[0];
}

static bool waiver_copy(const struct marks *m, const struct waiver *w, struct waiver_told *out,
                        struct arena *a)
{
    out->waiver = *w;
    return arena_copy(a, w->rule, &out->waiver.rule) &&
           arena_copy(a, w->project, &out->waiver.project) &&
           arena_copy(a, w->indicator, &out->waiver.indicator) &&
           arena_copy(a, w->field, &out->waiver.field) &&
           arena_copy(a, w->reason, &out->waiver.reason) &&
           arena_copy(a, w->approver, &out->waiver.approver) &&
           arena_copy(a, w->document, &out->waiver.document) &&
           arena_copy(a, unfounded_by(m, w), &out->unfounded);
}

bool marks_take(const struct marks *m, struct summary *s, struct arena *arena)
{
    struct waiver_told *told = arena_zero(arena, m->waivers.count + 1, sizeof(*told));
    bool good = told != NULL && arena_copy(arena, m->waivers.path, &s->waivers_path);
    for (size_t i = 0; i < m->waivers.count && good; i++)
        good = waiver_copy(m, &m->waivers.items[i], &told[i], arena);
    s->waivers = told;
    s->waiver_count = m->waivers.count;
    s->baseline = m->has_baseline;
    s->baseline_cut = m->has_baseline && !m->baseline.ended;
    s->baseline_count = m->baseline.count;
    for (size_t i = 0; i < m->baseline.fingerprints.count; i++)
        s->baseline_gone += !m->matched[m->baseline.fingerprints.entries[i].value];
    return good;
}

void marks_digest(const struct marks *m, struct digest *d)
{
    if (m->has_baseline)
        digest_field(d, slice_str(m->baseline.sha256));
    if (m->has_waivers)
        digest_field(d, slice_str(m->waivers.sha256));
}
