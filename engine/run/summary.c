/* Counts are taken where findings leave, in order; outcomes per rule are summed from the threads. */
#include "run/summary.h"

#include "base/array.h"
#include "base/digest.h"

void counts_init(struct counts *c, struct summary *summary)
{
    *c = (struct counts){.summary = summary};
    *summary = (struct summary){0};
    map_init(&c->aspects);
    map_init(&c->units);
    arena_init(&c->names, SIZE_MAX / 2);
}

void counts_release(struct counts *c)
{
    map_release(&c->aspects);
    map_release(&c->units);
    free(c->aspect_items);
    free(c->unit_items);
    free(c->verdicts);
    arena_release(&c->names);
}

static struct named_count *named(struct counts *c, struct map *map, struct named_count **items,
                                 size_t *count, size_t *cap, struct slice name)
{
    size_t *at = map_get(map, name);
    if (at)
        return &(*items)[*at];
    struct named_count *grown = array_room(*items, *count, cap, sizeof(*grown));
    if (!grown)
        return NULL;
    *items = grown;
    struct slice copy;
    if (!arena_copy(&c->names, name, &copy) || !(at = map_put(map, copy, NULL)))
        return NULL;
    *at = *count;
    (*items)[*count] = (struct named_count){.name = copy};
    return &(*items)[(*count)++];
}

static void severity_add(struct named_count *n, enum severity s)
{
    if (s == SEVERITY_ERROR)
        n->error++;
    else if (s == SEVERITY_WARNING)
        n->warning++;
    else
        n->note++;
}

int counts_finding(struct counts *c, const struct finding *f)
{
    struct summary *s = c->summary;
    switch (f->kind) {
    case KIND_UNDECIDED: s->undecided++; return 0;
    case KIND_RULE_ERROR: s->rule_errors++; c->incomplete = true; return 0;
    case KIND_INPUT_ERROR:
        s->input_errors++;
        s->input_remarks += f->severity == SEVERITY_NOTE;
        return 0;
    case KIND_FINDING: break;
    }
    if (f->status == STATUS_WAIVED) {
        s->waived[f->severity]++;
        return 0;
    }
    s->known[f->severity] += f->status == STATUS_KNOWN;
    s->findings[f->severity]++;
    struct named_count *aspect =
        named(c, &c->aspects, &c->aspect_items, &c->aspect_count, &c->aspect_cap, f->aspect);
    struct named_count *unit = named(c, &c->units, &c->unit_items, &c->unit_count, &c->unit_cap,
                                     slice_trim(f->place.project.unit));
    if (!aspect || !unit)
        return ERR_MEMORY;
    severity_add(aspect, f->severity);
    severity_add(unit, f->severity);
    return 0;
}

int counts_project(struct counts *c, const struct checked *item)
{
    uint8_t *grown = array_room(c->verdicts, c->verdict_count, &c->verdict_cap, sizeof(*grown));
    if (!grown)
        return ERR_MEMORY;
    c->verdicts = grown;
    c->verdicts[c->verdict_count++] = (uint8_t)item->verdict;
    struct summary *s = c->summary;
    s->verdicts[item->verdict]++;
    s->projects.read++;
    s->projects.checked++;
    s->indicators.read += item->project->indicator_count;
    s->indicators.checked += item->project->indicator_count;
    return 0;
}

static enum verdict verdict_for(const struct finding *f)
{
    if (f->status == STATUS_WAIVED)
        return VERDICT_PASS;
    bool error = f->severity == SEVERITY_ERROR, warning = f->severity == SEVERITY_WARNING;
    switch (f->kind) {
    case KIND_FINDING: return error ? VERDICT_FIX : warning ? VERDICT_EXPLAIN : VERDICT_PASS;
    case KIND_UNDECIDED: return error ? VERDICT_EXPLAIN : VERDICT_PASS;
    case KIND_RULE_ERROR:
    case KIND_INPUT_ERROR: break;
    }
    return VERDICT_INCOMPLETE;
}

void counts_group(struct counts *c, uint64_t project, const struct finding *f)
{
    enum verdict now = verdict_for(f);
    if (project >= c->verdict_count || now <= (enum verdict)c->verdicts[project])
        return;
    c->summary->verdicts[c->verdicts[project]]--;
    c->summary->verdicts[now]++;
    c->verdicts[project] = (uint8_t)now;
}

void counts_rejections(struct counts *c, int kind, uint64_t times)
{
    struct row_count *rows = NULL;
    if (kind == REJECT_PROJECT)
        rows = &c->summary->projects;
    else if (kind == REJECT_INDICATOR)
        rows = &c->summary->indicators;
    if (rows) {
        rows->read += times;
        rows->rejected += times;
    }
    if (kind != REJECT_REMARK && times)
        c->incomplete = true;
}

/* ---- the end ---- */

static int count_by_name(const void *a, const void *b)
{
    return slice_compare(((const struct named_count *)a)->name,
                         ((const struct named_count *)b)->name);
}

static int rule_by_id(const void *a, const void *b)
{
    return slice_compare(((const struct rule_count *)a)->id, ((const struct rule_count *)b)->id);
}

static bool names_take(struct arena *a, struct named_count *items, size_t count,
                       const struct named_count **out)
{
    struct named_count *list = arena_alloc(a, (count + 1) * sizeof(*list));
    if (!list)
        return false;
    for (size_t i = 0; i < count; i++) {
        list[i] = items[i];
        if (!arena_copy(a, items[i].name, &list[i].name))
            return false;
    }
    if (count > 1)
        qsort(list, count, sizeof(*list), count_by_name);
    *out = list;
    return true;
}

/* Every record is one of the five: not applicable is what the other four leave. */
static void rule_fill(struct rule_count *r, const struct rule *rule, const struct summary *s,
                      const struct tally *total)
{
    uint64_t all = rule->each == EACH_INDICATOR ? s->indicators.checked : s->projects.checked;
    uint64_t other = 0;
    *r = (struct rule_count){.id = rule->id, .title = rule->title};
    for (int k = 0; k < OUTCOME_COUNT; k++) {
        if (k == OUTCOME_NOT_APPLICABLE)
            continue;
        r->outcomes[k] = total->outcomes[rule->index][k];
        other += r->outcomes[k];
    }
    r->outcomes[OUTCOME_NOT_APPLICABLE] = all > other ? all - other : 0;
    r->silenced = total->silenced[rule->index];
}

static bool rules_take(struct counts *c, const struct summary_parts *parts, struct arena *a)
{
    const struct pack_set *set = &parts->engine->set;
    struct rule_count *list = arena_alloc(a, (set->rule_count + 1) * sizeof(*list));
    if (!list)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < set->rule_count; i++) {
        if (!parts->packs_used[set->rules[i].pack] || engine_excluded(parts->engine, set->rules[i].id))
            continue;
        rule_fill(&list[n], &set->rules[i], c->summary, parts->total);
        if (!arena_copy(a, list[n].id, &list[n].id) || !arena_copy(a, list[n].title, &list[n].title))
            return false;
        n++;
    }
    if (n > 1)
        qsort(list, n, sizeof(*list), rule_by_id);
    c->summary->by_rule = list;
    c->summary->rule_count = n;
    c->summary->rules_loaded = n;
    c->summary->rules_failed = parts->engine->failure_count;
    return true;
}

static void fingerprint_fill(struct summary *s, const struct summary_parts *parts)
{
    const struct pack_set *set = &parts->engine->set;
    const struct check_options *o = parts->options;
    struct digest d;
    char number[64];
    digest_init(&d);
    digest_field(&d, SLICE(JIHE_VERSION));
    for (size_t i = 0; i < set->pack_count; i++) {
        if (!parts->packs_used[i])
            continue;
        digest_field(&d, set->packs[i].label);
        for (size_t k = 0; k < parts->engine->folder_count; k++)
            if (slice_equal(parts->engine->folder_names[k], set->packs[i].folder))
                digest_field(&d, slice_str(parts->engine->folder_digests[k]));
    }
    for (size_t i = 0; i < o->param_count; i++) {
        digest_field(&d, o->params[i].name);
        digest_field(&d, o->params[i].value);
    }
    int n = snprintf(number, sizeof(number), "%d %d %d %d", o->year, (int)o->form, (int)o->stage,
                     o->as_of);
    digest_field(&d, slice_of(number, (size_t)n));
    digest_field(&d, o->region);
    marks_digest(parts->marks, &d);
    digest_hex(&d, s->fingerprint);
}

/* From the country inwards. */
static bool packs_take(struct summary *s, const struct summary_parts *parts, struct arena *a)
{
    const struct pack_set *set = &parts->engine->set;
    struct slice *list = arena_zero(a, set->pack_count + 1, sizeof(*list));
    if (!list)
        return false;
    for (size_t i = 0; i < set->pack_count; i++)
        if (parts->packs_used[i] && !arena_copy(a, set->packs[i].label, &list[set->packs[i].rank]))
            return false;
    for (size_t i = 0; i < set->pack_count; i++)
        if (list[i].len)
            list[s->pack_count++] = list[i];
    s->packs = list;
    return true;
}

static enum verdict verdict_of_run(const struct counts *c, const struct engine *e)
{
    const struct summary *s = c->summary;
    if (c->incomplete || e->failure_count || s->projects.checked == 0 ||
        s->verdicts[VERDICT_INCOMPLETE])
        return VERDICT_INCOMPLETE;
    if (s->verdicts[VERDICT_FIX])
        return VERDICT_FIX;
    return s->verdicts[VERDICT_EXPLAIN] ? VERDICT_EXPLAIN : VERDICT_PASS;
}

int summary_finish(struct counts *c, const struct summary_parts *parts, struct arena *arena)
{
    struct summary *s = c->summary;
    if (!names_take(arena, c->aspect_items, c->aspect_count, &s->by_aspect) ||
        !names_take(arena, c->unit_items, c->unit_count, &s->by_unit) ||
        !rules_take(c, parts, arena) || !packs_take(s, parts, arena))
        return ERR_MEMORY;
    s->aspect_count = c->aspect_count;
    s->unit_count = c->unit_count;
    s->sources = parts->sources->items;
    s->source_count = parts->sources->count;
    s->file_count = parts->sources->count;
    s->seconds = parts->seconds;
    s->verdict = verdict_of_run(c, parts->engine);
    if (!marks_take(parts->marks, s, arena))
        return ERR_MEMORY;
    fingerprint_fill(s, parts);
    return 0;
}
