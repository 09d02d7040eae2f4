/* A rule is a function of its record: the same answers in any order, in batches of any size, on any
 * thread, and whatever was asked before. All examples are judged once in their own order and then again
 * in others; what a rule said of a record is kept as one number, so that a change is seen and its rule
 * and example can be named. Group rules are asked about the projects of each example in other orders, kept by
 * one worker or by two. */
#include "run/example.h"

#include <pthread.h>

enum { THREADS_MOST = 3, SHUFFLES_OF_GROUP = 6, RECORD_BYTES_MAX = 1 << 20 };

/* One example as a record. */
struct record {
    struct project *project;
    const struct rule *rule;
    bool bad;
    size_t index;
};

struct crowd {
    struct examples *x;
    struct record *records;
    size_t count;
    size_t rules; /* of the whole set */
    uint64_t *first, *again; /* by record, then rule: what was said */
    size_t *order;
    uint32_t pack;
};

struct round {
    size_t seed, batch, threads; /* seed 0: as they stand; 1: backwards */
};

static const struct round rounds[] = {{0, 64, 1}, {1, 1, 1}, {2, 7, 2}, {3, 1000, THREADS_MOST}};

/* ---- what was said, as a number ---- */

static uint64_t mix(uint64_t h, struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001B3);
    return (h ^ s.len) * UINT64_C(0x9E3779B97F4A7C15);
}

/* Findings of one record and rule are added up: their order is not part of the answer. */
static uint64_t number_of(const struct finding *f)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325) + (uint64_t)f->kind * 7 + (uint64_t)f->severity;
    h = mix(h ^ f->place.seq, f->place.field);
    h = mix(h, f->message);
    h = mix(h, f->message_en);
    h = mix(h, f->suggestion);
    h = mix(h, f->value);
    return mix(h ^ f->related_count, slice_str(f->fingerprint));
}

static void order_make(size_t *order, size_t count, size_t seed)
{
    uint64_t state = seed * UINT64_C(0x9E3779B97F4A7C15);
    for (size_t i = 0; i < count; i++)
        order[i] = seed == 1 ? count - 1 - i : i;
    for (size_t i = count; seed > 1 && i > 1; i--) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t k = (size_t)(state >> 33) % i, kept = order[i - 1];
        order[i - 1] = order[k];
        order[k] = kept;
    }
}

/* ---- one round ---- */

struct thread {
    const struct crowd *crowd;
    const struct round *round;
    size_t *next; /* shared: the next batch */
    uint64_t *said;
    struct worker worker;
    struct plan *plan;
    struct batch_out out;
    unsigned number;
    pthread_t id;
    bool started;
    int rc;
    struct error error;
};

static int thread_begin(struct thread *t)
{
    struct examples *x = t->crowd->x;
    arena_init(&t->out.arena, SIZE_MAX / 2);
    t->out.limit_hits = calloc(t->crowd->rules + 1, sizeof(*t->out.limit_hits));
    int rc = t->out.limit_hits ? 0 : error_memory(&t->error);
    if (rc == 0)
        rc = worker_init(&t->worker, x->engine, &x->options, t->number, &t->error);
    t->worker.off_from = x->off_from;
    return rc ? rc
              : plan_new(&t->plan, x->engine, t->crowd->pack, 0, STAGE_NONE, NULL, 0, &t->error);
}

static void thread_end(struct thread *t)
{
    plan_free(t->plan);
    if (t->worker.script)
        worker_release(&t->worker);
    finding_list_release(&t->out.findings);
    arena_release(&t->out.arena);
    free(t->out.kept);
    free(t->out.limit_hits);
}

static int batch_judge(struct thread *t, size_t from, size_t to)
{
    const struct crowd *c = t->crowd;
    int rc = 0;
    t->out.findings.count = t->out.kept_count = 0;
    arena_clear(&t->out.arena);
    memset(t->out.limit_hits, 0, c->rules * sizeof(*t->out.limit_hits));
    for (size_t i = from; rc == 0 && i < to; i++) {
        size_t record = c->order[i];
        struct checked item = {.project = c->records[record].project};
        rc = worker_check_under(&t->worker, t->plan, &item, &t->out, &t->error);
        for (size_t k = 0; rc == 0 && k < item.count; k++) {
            const struct finding *f = &t->out.findings.items[item.first + k];
            t->said[record * c->rules + f->rule->index] += number_of(f);
        }
    }
    return rc;
}

static void *thread_main(void *argument)
{
    struct thread *t = argument;
    size_t n = t->round->batch;
    t->rc = thread_begin(t);
    while (t->rc == 0) {
        size_t from = __atomic_fetch_add(t->next, n, __ATOMIC_RELAXED);
        if (from >= t->crowd->count)
            break;
        t->rc = batch_judge(t, from, from + n < t->crowd->count ? from + n : t->crowd->count);
    }
    return NULL;
}

static int round_run(struct crowd *c, const struct round *round, uint64_t *said, struct error *err)
{
    size_t next = 0;
    int rc = 0;
    struct thread *threads = calloc(round->threads, sizeof(*threads));
    if (!threads)
        return error_memory(err);
    order_make(c->order, c->count, round->seed);
    for (size_t i = 0; i < round->threads; i++) {
        threads[i] = (struct thread){
            .crowd = c, .round = round, .next = &next, .said = said, .number = (unsigned)i};
        threads[i].started = i > 0 && !pthread_create(&threads[i].id, NULL, thread_main, &threads[i]);
    }
    (void)thread_main(&threads[0]);
    for (size_t i = 0; i < round->threads; i++) {
        if (threads[i].started)
            pthread_join(threads[i].id, NULL);
        if (rc == 0 && threads[i].rc) {
            rc = threads[i].rc;
            *err = threads[i].error;
        }
        thread_end(&threads[i]);
    }
    free(threads);
    return rc;
}

/* ---- the records of one pack ---- */

static int record_add(struct crowd *c, struct entry *e, bool bad, size_t index,
                      const struct plain *example, struct error *err)
{
    const struct indicator *ignored;
    struct record *r = &c->records[c->count];
    if (example_unknown(e->rule, example).len)
        return 0;
    *r = (struct record){project_new(RECORD_BYTES_MAX), e->rule, bad, index};
    if (!r->project)
        return error_memory(err);
    c->count++;
    return example_make(c->x->plan, e, example, r->project, &ignored, err);
}

static int records_make(struct crowd *c, const bool *wanted, struct error *err)
{
    struct plan *plan = c->x->plan;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < plan->entry_count; i++) {
        struct entry *e = &plan->entries[i];
        const struct plain *lists[2] = {e->rule->bad, e->rule->good};
        if (e->rule->each == EACH_GROUP || e->rule->pack != c->pack || !wanted[e->rule->index])
            continue;
        for (int k = 0; k < 2; k++)
            for (size_t n = 0; rc == 0 && lists[k] && n < lists[k]->item_count; n++)
                rc = record_add(c, e, k == 0, n + 1, &lists[k]->items[n], err);
    }
    return rc;
}

static size_t records_count(const struct plan *plan, uint32_t pack)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->entry_count; i++) {
        const struct rule *r = plan->entries[i].rule;
        if (r->pack == pack)
            n += (r->bad ? r->bad->item_count : 0) + (r->good ? r->good->item_count : 0);
    }
    return n;
}

static int change_tell(struct examples *x, const struct rule *rule, bool bad, size_t index,
                       const char *owner, const struct round *round)
{
    struct example_result r = {.kind = EXAMPLE_STEADY, .rule = rule, .line = rule->line};
    struct error told;
    const char *list = bad ? "bad" : "good";
    if (round)
        error_set(&told, ERR_PACK,
                  "换一种次序、批量或线程，答案就变了：%s 的 %s[%zu]（第 %zu 种次序，每批 %zu 条，%zu 个线程）",
                  "the answer changes with order, batch or thread: %s %s[%zu] (order %zu, batches of "
                  "%zu, %zu threads)",
                  owner, list, index, round->seed, round->batch, round->threads);
    else
        error_set(&told, ERR_PACK,
                  "项目换一种次序，答案就变了：%s[%zu]；报哪个项目、写什么文字都不能取决于先后"
                  "（示例里的项目应各有名称或编码）",
                  "the answer changes with the order of the projects: %s[%zu]; which project is told "
                  "and in which words must not depend on it (projects of an example need names or codes)",
                  list, index);
    r.what = slice_str(told.zh);
    r.what_en = slice_str(told.en);
    return x->result(x->context, &r);
}

/* Each rule is told once, with the first example that shows it. */
static int changes_tell(struct crowd *c, const struct round *round, const bool *wanted, bool *told)
{
    const struct rule *rules = c->x->engine->set.rules;
    int rc = 0;
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; rc == 0 && k < c->rules; k++) {
            if (told[k] || !wanted[k] || c->first[i * c->rules + k] == c->again[i * c->rules + k])
                continue;
            char owner[BOARD_NAME_MAX];
            (void)snprintf(owner, sizeof(owner), "%.*s", SLICE_ARG(c->records[i].rule->id));
            told[k] = true;
            rc = change_tell(c->x, &rules[k], c->records[i].bad, c->records[i].index, owner, round);
        }
    return rc;
}

static int crowd_run(struct crowd *c, const bool *wanted, bool *told, struct error *err)
{
    size_t cells = c->count * c->rules + 1;
    c->first = calloc(cells, sizeof(*c->first));
    c->again = malloc(cells * sizeof(*c->again));
    c->order = malloc((c->count + 1) * sizeof(*c->order));
    int rc = c->first && c->again && c->order ? round_run(c, &rounds[0], c->first, err)
                                              : error_memory(err);
    for (size_t i = 1; rc == 0 && i < sizeof(rounds) / sizeof(*rounds); i++) {
        memset(c->again, 0, cells * sizeof(*c->again));
        rc = round_run(c, &rounds[i], c->again, err);
        if (rc == 0)
            rc = changes_tell(c, &rounds[i], wanted, told);
    }
    free(c->first);
    free(c->again);
    free(c->order);
    return rc;
}

/* ---- group rules ---- */

/* What was said of the example in this order, as one number. */
static int group_said(struct examples *x, struct entry *e, const struct plain *example,
                      size_t seed, uint64_t *out, struct error *err)
{
    struct group_result result = {0};
    size_t order[EXAMPLE_PROJECTS];
    order_make(order, example->item_count, seed);
    examples_clear(x);
    *out = 0;
    int rc = example_group(x, e, example, order, seed % 2, &result, err);
    for (size_t i = 0; rc == 0 && i < result.count; i++)
        *out += number_of(&result.items[i].finding) * (order[result.items[i].project] * 2 + 1);
    for (size_t i = 0; rc == 0 && i < x->out.findings.count; i++)
        *out += number_of(&x->out.findings.items[i]);
    group_result_release(&result);
    return rc;
}

static int group_steady(struct examples *x, struct entry *e, struct error *err)
{
    const struct plain *lists[2] = {e->rule->bad, e->rule->good};
    int rc = 0;
    bool told = false;
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; rc == 0 && !told && lists[k] && i < lists[k]->item_count; i++) {
            const struct plain *example = &lists[k]->items[i];
            uint64_t first, again;
            if (example_unknown(e->rule, example).len || example->item_count > EXAMPLE_PROJECTS)
                continue;
            rc = group_said(x, e, example, 0, &first, err);
            for (size_t seed = 1; rc == 0 && !told && seed <= SHUFFLES_OF_GROUP; seed++) {
                rc = group_said(x, e, example, seed, &again, err);
                told = rc == 0 && again != first;
            }
            if (told)
                rc = change_tell(x, e->rule, k == 0, i + 1, "", NULL);
        }
    return rc;
}

/* ---- all ---- */

static int pack_steady(struct examples *x, uint32_t pack, const bool *wanted, bool *told,
                       struct error *err)
{
    struct crowd c = {.x = x, .rules = x->engine->set.rule_count, .pack = pack};
    plan_free(x->plan);
    x->plan = NULL;
    int rc = plan_new(&x->plan, x->engine, pack, 0, STAGE_NONE, NULL, 0, err);
    for (size_t i = 0; rc == 0 && i < x->plan->entry_count; i++) {
        struct entry *e = &x->plan->entries[i];
        if (e->rule->each == EACH_GROUP && e->rule->pack == pack && wanted[e->rule->index])
            rc = group_steady(x, e, err);
    }
    if (rc)
        return rc;
    c.records = calloc(records_count(x->plan, pack) + 1, sizeof(*c.records));
    rc = c.records ? records_make(&c, wanted, err) : error_memory(err);
    if (rc == 0 && c.count)
        rc = crowd_run(&c, wanted, told, err);
    for (size_t i = 0; i < c.count; i++)
        project_free(c.records[i].project);
    free(c.records);
    return rc;
}

int steady_run(struct examples *x, const bool *wanted, struct error *err)
{
    const struct pack_set *set = &x->engine->set;
    bool *told = calloc(set->rule_count + 1, sizeof(*told));
    int rc = told ? 0 : error_memory(err);
    for (uint32_t pack = 0; rc == 0 && pack < set->pack_count; pack++) {
        bool any = false;
        for (size_t i = 0; i < set->rule_count && !any; i++)
            any = wanted[i] && set->rules[i].pack == pack;
        if (any)
            rc = pack_steady(x, pack, wanted, told, err);
    }
    free(told);
    return rc;
}
