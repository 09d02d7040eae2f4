/* Rules meet records here. Order: needed rules before those that need them; within a rule, indicators
 * by place; findings leave sorted by place, then rule. */
#include "run/check.h"

#include "base/array.h"
#include "run/columns.h"
#include "run/exempt.h"
#include "run/fold.h"

enum {
    HANDLE_UNKNOWN = -1,
    HANDLE_BROKEN = -2,
    LIMIT_HITS_MAX = 5, /* per rule and batch */
};

/* What a rule said about a project, for rules that need it. */
struct spoken {
    bool any, whole;
    bool *indicators; /* NULL until one was named */
};

/* One project being checked. */
struct visit {
    struct worker *worker;
    struct project *project;
    struct plan *plan;
    struct batch_out *out;
    struct script_record record;
    struct exempt exempt;
    struct slice lowered;  /* of exempt, among what the batch yields; made when first kept */
    struct spoken *spoken; /* by place in the plan */
    uint8_t *outcomes;     /* of the project, by rule index, or NULL */
    bool broken;           /* a rule did not do its work: the verdict cannot be a pass */
};

int worker_init(struct worker *w, const struct engine *e, const struct check_options *options,
                unsigned thread, struct error *err)
{
    *w = (struct worker){.engine = e, .options = options, .thread = thread};
    size_t n = e->set.rule_room + 1;
    memory_init(&w->memory);
    arena_init(&w->scratch, e->limits.project_bytes);
    arena_init(&w->loading, SIZE_MAX / 2);
    w->handles = malloc(n * sizeof(*w->handles));
    w->tally.outcomes = calloc(n, sizeof(*w->tally.outcomes));
    w->tally.silenced = calloc(n, sizeof(*w->tally.silenced));
    if (!w->handles || !w->tally.outcomes || !w->tally.silenced) {
        worker_release(w);
        return error_memory(err);
    }
    for (size_t i = 0; i < n; i++)
        w->handles[i] = HANDLE_UNKNOWN;
    int rc = script_new(&w->script, &e->limits, err);
    if (rc)
        worker_release(w);
    return rc;
}

void worker_release(struct worker *w)
{
    for (struct plan *p = w->plans, *next; p; p = next) {
        next = p->next;
        plan_free(p);
    }
    script_free(w->script);
    memory_release(&w->memory);
    arena_release(&w->scratch);
    arena_release(&w->loading);
    free(w->handles);
    free(w->tally.outcomes);
    free(w->tally.silenced);
    *w = (struct worker){0};
}

static int worker_plan(struct worker *w, const struct project *p, struct plan **out,
                       struct error *err)
{
    const struct check_options *o = w->options;
    struct slice region = o->region.len ? o->region : p->cells[P_REGION].text;
    uint32_t pack = pack_for_region(&w->engine->set, region);
    int when = o->as_of ? o->as_of : p->year;
    for (struct plan *at = w->plans; at; at = at->next)
        if (at->profile.pack == pack && at->profile.when == when) {
            *out = at;
            return 0;
        }
    pthread_mutex_lock(&w->engine->self->lock);
    int rc = engine_require(w->engine, pack, w->thread, err);
    if (rc == 0)
        rc = plan_new(out, w->engine, pack, when, o->stage, o->params, o->param_count, err);
    pthread_mutex_unlock(&w->engine->self->lock);
    if (rc == 0) {
        (*out)->next = w->plans;
        w->plans = *out;
    }
    return rc;
}

/* Memory of remembered texts is bounded by starting over, between two projects. */
static void worker_forget(struct worker *w)
{
    if (memory_full(&w->memory))
        memory_clear(&w->memory);
}

/* ---- before the rules ---- */

static int visit_prepare(struct visit *v)
{
    struct arena *a = &v->worker->scratch;
    columns_apply(&v->plan->profile, v->project);
    v->spoken = arena_zero(a, v->plan->entry_count + 1, sizeof(*v->spoken));
    if (!v->spoken ||
        !exempt_prepare(&v->exempt, &v->plan->profile, v->project, &v->record, a))
        return ERR_MEMORY;
    v->record.serial = ++v->worker->serial;
    return 0;
}

/* ---- selection ---- */

static struct slice condition_text(const struct visit *v, const struct condition *c,
                                   const struct indicator *i)
{
    if (c->scope == SCOPE_PROJECT)
        return slice_trim(v->project->cells[c->field].text);
    if (c->field == I_LEVEL1 && v->record.level1_names[i->index].len)
        return v->record.level1_names[i->index];
    if (c->field == I_LEVEL2 && v->record.level2_names[i->index].len)
        return v->record.level2_names[i->index];
    return slice_trim(i->cells[c->field].text);
}

static bool conditions_hold(const struct visit *v, const struct entry *e,
                            const struct indicator *i)
{
    for (size_t k = 0; k < e->condition_count; k++) {
        const struct condition *c = &e->conditions[k];
        if (c->scope == SCOPE_INDICATOR && !i)
            continue;
        struct slice text = condition_text(v, c, i);
        bool one = false;
        for (size_t n = 0; n < c->value_count && !one; n++)
            one = slice_equal(c->values[n], text);
        if (!one)
            return false;
    }
    return true;
}

static bool is_silenced(const struct visit *v, const struct entry *e, const struct indicator *i)
{
    if (v->worker->alone)
        return false;
    for (size_t k = 0; k < e->needed_count; k++) {
        const struct spoken *s = &v->spoken[e->needed[k]];
        if (!s->any)
            continue;
        if (!i || s->whole || (s->indicators && s->indicators[i->index]))
            return true;
    }
    return false;
}

/* ---- one rule on one record ---- */

int worker_load(struct worker *w, const struct rule *rule, struct error *err)
{
    int *handle = &w->handles[rule->index];
    if (*handle != HANDLE_UNKNOWN)
        return 0;
    arena_clear(&w->loading);
    board_enter(w->engine->board, w->thread, rule->id);
    int rc = engine_load_rule(w->engine, rule, w->script, &w->loading, handle, err);
    board_leave(w->engine->board, w->thread);
    if (rc == ERR_MEMORY)
        return rc;
    if (rc)
        *handle = HANDLE_BROKEN;
    return 0;
}

static void tally_add(struct visit *v, const struct entry *e, enum outcome outcome)
{
    v->worker->tally.outcomes[e->rule->index][outcome]++;
    if (v->outcomes)
        v->outcomes[e->rule->index] |= (uint8_t)(1u << outcome);
    if (outcome == OUTCOME_RULE_ERROR)
        v->broken = true;
}

static bool is_off(const struct visit *v, const struct rule *rule)
{
    uint64_t from = __atomic_load_n(&v->worker->off_from[rule->index], __ATOMIC_RELAXED);
    return v->out->serial >= from || v->out->limit_hits[rule->index] >= LIMIT_HITS_MAX;
}

static int spoken_mark(struct visit *v, const struct entry *e, const struct answer *answer)
{
    struct spoken *s = &v->spoken[e - v->plan->entries];
    s->any = true;
    for (size_t k = 0; k < answer->fault_count; k++) {
        const struct fault *f = &answer->faults[k];
        if (f->scope != SCOPE_INDICATOR) {
            s->whole = true;
            continue;
        }
        if (!s->indicators)
            s->indicators = arena_zero(&v->worker->scratch, v->project->indicator_count + 1,
                                       sizeof(*s->indicators));
        if (!s->indicators)
            return ERR_MEMORY;
        uint32_t at = v->record.indicator ? v->record.indicator->index : f->indicator;
        s->indicators[at] = true;
    }
    return 0;
}

static int faults_take(struct visit *v, const struct subject *s, const struct answer *answer,
                       bool own)
{
    struct finding_list *list = &v->out->findings;
    size_t from = list->count;
    int rc = build_faults(s, answer, own, list, &v->out->arena);
    if (rc == 0 && !exempt_findings(&v->exempt, v->project, list, from, &v->out->arena))
        rc = ERR_MEMORY;
    return rc;
}

static int answer_take(struct visit *v, struct entry *e, const struct answer *answer, bool own)
{
    struct subject s = {v->plan, e, v->project, v->record.indicator};
    tally_add(v, e, answer->outcome);
    switch (answer->outcome) {
    case OUTCOME_FINDING:
        if (spoken_mark(v, e, answer))
            return ERR_MEMORY;
        return faults_take(v, &s, answer, own);
    case OUTCOME_UNDECIDED:
        return build_reason(&s, answer, KIND_UNDECIDED, &v->out->findings, &v->out->arena);
    case OUTCOME_RULE_ERROR:
        return build_reason(&s, answer, KIND_RULE_ERROR, &v->out->findings, &v->out->arena);
    case OUTCOME_PASS:
    case OUTCOME_NOT_APPLICABLE:
    case OUTCOME_COUNT:
        break;
    }
    return 0;
}

/* Calls the rule itself; the board knows where we are meanwhile. */
static int rule_call(struct visit *v, struct entry *e, struct answer *answer, struct error *err)
{
    struct worker *w = v->worker;
    int handle = w->handles[e->rule->index];
    if (handle == HANDLE_BROKEN) {
        *answer = (struct answer){.outcome = OUTCOME_RULE_ERROR,
                                  .reason = SLICE("规则未能载入"),
                                  .reason_en = SLICE("the rule could not be loaded")};
        return 0;
    }
    board_enter(w->engine->board, w->thread, e->rule->id);
    int rc = script_check(w->script, handle, &v->plan->scene, &v->record, &v->out->arena, answer,
                          err);
    board_leave(w->engine->board, w->thread);
    if (rc == 0 && answer->outcome == OUTCOME_RULE_ERROR && answer->limit) {
        v->out->limit_hits[e->rule->index]++;
        v->out->limit_any = true;
    }
    return rc;
}

static int record_check(struct visit *v, struct entry *e, struct error *err)
{
    struct worker *w = v->worker;
    struct answer answer = {0};
    if (is_silenced(v, e, v->record.indicator)) {
        w->tally.silenced[e->rule->index]++;
        return 0;
    }
    if (is_off(v, e->rule)) {
        tally_add(v, e, OUTCOME_RULE_ERROR);
        return 0;
    }
    if (v->record.indicator &&
        memo_get(&e->memo, &w->memory, &v->record, &v->out->arena, &answer))
        return answer_take(v, e, &answer, true) ? error_memory(err) : 0;
    int rc = worker_load(w, e->rule, err);
    if (rc == 0)
        rc = rule_call(v, e, &answer, err);
    if (rc)
        return rc;
    if (v->record.indicator)
        memo_put(&e->memo, &w->memory, &v->record, &answer);
    return answer_take(v, e, &answer, false) ? error_memory(err) : 0;
}

/* A row left blank is no indicator; one withheld is shown to the rules that ask for it. */
static bool is_shown(const struct visit *v, const struct rule *rule, size_t row)
{
    return !v->record.blank[row] && (!v->record.withheld[row] || rule->classified);
}

static int indicators_check(struct visit *v, struct entry *e, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < v->project->indicator_count; i++) {
        const struct indicator *at = &v->project->indicators[i];
        if (!is_shown(v, e->rule, i) || !conditions_hold(v, e, at))
            continue;
        v->record.indicator = at;
        rc = record_check(v, e, err);
    }
    v->record.indicator = NULL;
    return rc;
}

/* ---- group rules ---- */

static int kept_add(struct visit *v, const struct entry *e, struct slice key, struct slice bytes)
{
    struct batch_out *o = v->out;
    struct kept *grown = array_room(o->kept, o->kept_count, &o->kept_cap, sizeof(*grown));
    if (!grown)
        return ERR_MEMORY;
    o->kept = grown;
    if (!v->lowered.len && !arena_copy(&o->arena, v->exempt.lowered, &v->lowered))
        return ERR_MEMORY;
    o->kept[o->kept_count++] = (struct kept){e, key, bytes, v->lowered, v->project};
    return 0;
}

/* Asks a group rule what it keeps; its outcome is counted when its groups are checked. */
static int group_keep(struct visit *v, struct entry *e, struct error *err)
{
    struct worker *w = v->worker;
    struct answer answer = {0};
    struct script_kept kept = {0};
    if (is_off(v, e->rule)) {
        tally_add(v, e, OUTCOME_RULE_ERROR);
        return 0;
    }
    int rc = worker_load(w, e->rule, err);
    if (rc || w->handles[e->rule->index] == HANDLE_BROKEN)
        return rc;
    board_enter(w->engine->board, w->thread, e->rule->id);
    rc = script_keep(w->script, w->handles[e->rule->index], &v->plan->scene, &v->record,
                     &v->out->arena, &kept, &answer, err);
    board_leave(w->engine->board, w->thread);
    if (rc)
        return rc;
    if (answer.outcome == OUTCOME_RULE_ERROR) {
        v->out->limit_hits[e->rule->index] += answer.limit;
        v->out->limit_any = v->out->limit_any || answer.limit;
        return answer_take(v, e, &answer, false) ? error_memory(err) : 0;
    }
    if (v->outcomes)
        v->outcomes[e->rule->index] |= 1u << OUTCOME_PASS;
    for (size_t k = 0; k < kept.key_count; k++)
        if (kept_add(v, e, kept.keys[k], kept.bytes))
            return error_memory(err);
    return 0;
}

/* ---- one project ---- */

static int entry_ask(struct visit *v, struct entry *e, struct error *err)
{
    switch (e->rule->each) {
    case EACH_PROJECT: return conditions_hold(v, e, NULL) ? record_check(v, e, err) : 0;
    case EACH_INDICATOR: return indicators_check(v, e, err);
    case EACH_GROUP: break;
    }
    return conditions_hold(v, e, NULL) ? group_keep(v, e, err) : 0;
}

static int entry_check(struct visit *v, struct entry *e, struct error *err)
{
    size_t from = v->out->findings.count;
    int rc = entry_ask(v, e, err);
    if (rc == 0 && e->rule->fold && fold_findings(&v->out->findings, from, &v->out->arena))
        return error_memory(err);
    return rc;
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    if (x->place.index != y->place.index)
        return x->place.index + 1 < y->place.index + 1 ? -1 : 1;
    int order = slice_compare(x->rule_id, y->rule_id);
    if (order)
        return order;
    order = slice_compare(x->place.field, y->place.field);
    return order ? order : slice_compare(x->message, y->message);
}

int worker_judge(struct worker *w, struct plan *plan, struct entry *entry, struct project *project,
                 const struct indicator *indicator, struct batch_out *out, struct error *err)
{
    struct visit v = {.worker = w, .project = project, .plan = plan, .out = out};
    arena_clear(&w->scratch);
    if (visit_prepare(&v))
        return error_memory(err);
    if (!(entry->rule->forms & 1u << project->form) || !conditions_hold(&v, entry, indicator))
        return 0;
    if (indicator && !is_shown(&v, entry->rule, indicator->index))
        return 0;
    v.record.indicator = indicator;
    return entry->rule->each == EACH_GROUP ? group_keep(&v, entry, err)
                                           : record_check(&v, entry, err);
}

static enum verdict verdict_of(const struct visit *v, size_t from)
{
    enum verdict verdict = VERDICT_PASS;
    for (size_t k = from; k < v->out->findings.count; k++) {
        const struct finding *f = &v->out->findings.items[k];
        if (f->kind == KIND_UNDECIDED && f->severity == SEVERITY_ERROR && verdict < VERDICT_EXPLAIN)
            verdict = VERDICT_EXPLAIN;
        if (f->kind == KIND_FINDING && f->severity == SEVERITY_WARNING && verdict < VERDICT_EXPLAIN)
            verdict = VERDICT_EXPLAIN;
        if (f->kind == KIND_FINDING && f->severity == SEVERITY_ERROR && verdict < VERDICT_FIX)
            verdict = VERDICT_FIX;
    }
    return v->broken ? VERDICT_INCOMPLETE : verdict;
}

int worker_check(struct worker *w, struct checked *item, struct batch_out *out, struct error *err)
{
    struct plan *plan;
    int rc = worker_plan(w, item->project, &plan, err);
    return rc ? rc : worker_check_under(w, plan, item, out, err);
}

int worker_check_under(struct worker *w, struct plan *plan, struct checked *item,
                       struct batch_out *out, struct error *err)
{
    struct visit v = {.worker = w, .project = item->project, .plan = plan, .out = out};
    int rc = 0;
    worker_forget(w);
    arena_clear(&w->scratch);
    project_key_make(item->project, &item->key);
    item->first = out->findings.count;
    item->profile = &plan->profile;
    item->outcomes = v.outcomes =
        w->outcomes_wanted ? arena_zero(&out->arena, w->engine->set.rule_room + 1, 1) : NULL;
    if ((w->outcomes_wanted && !v.outcomes) || visit_prepare(&v))
        return error_memory(err);
    const struct entry_list *list = &v.plan->by_form[item->project->form];
    v.plan->forms_seen |= 1u << item->project->form;
    for (size_t i = 0; rc == 0 && i < list->count; i++)
        rc = entry_check(&v, list->items[i], err);
    if (rc)
        return rc;
    item->count = out->findings.count - item->first;
    if (item->count > 1)
        qsort(out->findings.items + item->first, item->count, sizeof(*out->findings.items),
              by_place);
    item->verdict = verdict_of(&v, item->first);
    return build_fingerprints(&out->findings, item->first, item->project, &out->arena)
               ? error_memory(err)
               : 0;
}
