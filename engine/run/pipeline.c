/* The schedule. Each thread takes the input's lock, reads the next batch, lets go, and checks what it
 * read while another reads on; batches wait in a ring and leave in order on the caller's thread. With
 * one thread the same steps run one after the other, so the bytes that leave are the same. */
#include "run/batch.h"
#include "run/fold.h"
#include "run/group.h"
#include "run/provenance.h"
#include "run/summary.h"

#include <pthread.h>
#include <unistd.h>

enum {
    THREADS_MAX = BOARD_THREADS - 1,
    RULE_LIMIT_HITS = 100, /* after which a rule is switched off for the rest of the run */
};

enum slot_state { SLOT_FREE, SLOT_TAKEN, SLOT_DONE };

struct slot {
    struct batch batch;
    enum slot_state state;
};

struct pipeline {
    const struct engine *engine;
    const struct check_options *options;
    const struct check_sink *sink;
    struct intake intake;
    struct slot slots[BATCH_RING];
    struct worker *workers;
    size_t worker_count;
    pthread_t *threads;
    size_t thread_count;
    pthread_mutex_t reading; /* guards intake and next_read */
    pthread_mutex_t lock;    /* guards slot states, `stop` */
    pthread_cond_t changed;
    uint64_t next_read, next_leave; /* serials */
    bool read_all, stop;
    uint64_t *off_from;  /* by rule index; atomic */
    uint64_t *limit_hits;
    uint64_t *undecided; /* told so far, by rule index */
    struct counts counts;
    struct group_store groups;
    struct marks marks;
    uint64_t hidden;
};

/* ---- one batch ---- */

static void batch_check(struct worker *w, struct batch *b)
{
    for (size_t i = 0; b->rc == 0 && i < b->project_count; i++)
        b->rc = worker_check(w, &b->projects[i], &b->out, &b->error);
}

/* The caller holds `reading`. */
static void batch_read(struct pipeline *p, struct batch *b)
{
    b->serial = b->out.serial = p->next_read++;
    if (b->serial > 0)
        batch_clear(b, p->engine);
    if (b->rc == 0)
        b->rc = intake_fill(&p->intake, b, &b->error);
    if (b->rc)
        b->last = true;
    p->read_all = b->last;
}

/* ---- leaving ---- */

/* A form without a column leaves a rule undecided on every record: the first are told, all counted. */
static bool is_told_enough(struct pipeline *p, const struct finding *f)
{
    return f->kind == KIND_UNDECIDED && f->rule &&
           ++p->undecided[f->rule->index] > p->engine->limits.undecided_shown;
}

static int finding_leave(struct pipeline *p, const struct finding *f, struct error *err)
{
    if (counts_finding(&p->counts, f))
        return error_memory(err);
    return is_told_enough(p, f) ? 0 : p->sink->finding(p->sink->context, f, err);
}

/* A rule that kept hitting its limits is left off from a batch that nobody can have begun yet. */
static int limits_leave(struct pipeline *p, const struct batch *b, struct error *err)
{
    int rc = 0;
    size_t rules = b->out.limit_any ? p->engine->set.rule_room : 0;
    for (size_t i = 0; rc == 0 && i < rules; i++) {
        if (!b->out.limit_hits[i] || p->limit_hits[i] >= RULE_LIMIT_HITS)
            continue;
        p->limit_hits[i] += b->out.limit_hits[i];
        if (p->limit_hits[i] < RULE_LIMIT_HITS)
            continue;
        __atomic_store_n(&p->off_from[i], b->serial + BATCH_RING, __ATOMIC_RELAXED);
        const struct rule *r = &p->engine->set.rules[i];
        struct finding f = {.kind = KIND_RULE_ERROR,
                            .rule = r,
                            .rule_id = r->id,
                            .severity = r->severity,
                            .aspect = r->aspect,
                            .title = r->title,
                            .message = SLICE("该规则多次超出限制，已停用；其后的记录未经它核验"),
                            .message_en = SLICE("the rule exceeded its limits too often and was "
                                                "switched off; later records were not judged by it")};
        f.place = place_nowhere();
        fingerprint_make(&f, SLICE("off"), 0, f.fingerprint);
        rc = finding_leave(p, &f, err);
    }
    return rc;
}

static void project_mark(struct pipeline *p, struct batch *b, struct checked *item)
{
    struct finding *findings = b->out.findings.items + item->first;
    marks_project(&p->marks, &item->key);
    for (size_t i = 0; i < item->count; i++)
        marks_finding(&p->marks, &findings[i]);
    if (p->marks.has_waivers)
        item->verdict = marks_verdict(findings, item->count, item->verdict);
}

static int project_leave(struct pipeline *p, struct batch *b, struct checked *item,
                         struct error *err)
{
    int rc = 0;
    const struct finding *findings = b->out.findings.items + item->first;
    for (size_t i = 0; rc == 0 && i < item->count; i++)
        rc = finding_leave(p, &findings[i], err);
    if (rc == 0 && counts_project(&p->counts, item))
        rc = error_memory(err);
    struct judged judged = {&item->key, item->profile, item->outcomes, item->verdict};
    if (rc == 0 && p->sink->judged)
        rc = p->sink->judged(p->sink->context, &judged, err);
    return rc ? rc : p->sink->project(p->sink->context, &item->key, item->verdict, err);
}

/* What group rules kept of this batch, numbered by project; `kept` is in the order of projects. */
static int groups_take(struct pipeline *p, const struct batch *b, uint64_t first,
                       struct error *err)
{
    size_t at = 0;
    int rc = 0;
    for (size_t k = 0; rc == 0 && k < b->out.kept_count; k++) {
        while (b->projects[at].project != b->out.kept[k].project)
            at++;
        rc = group_store_add(&p->groups, &b->out.kept[k], first + at, err);
    }
    return rc;
}

/* Who asks for each project's own findings (a form per project) gets them unfolded. */
static int batch_fold(struct pipeline *p, struct batch *b, struct folded_forms *folded,
                      struct error *err)
{
    *folded = (struct folded_forms){0};
    if (b->rc)
        return 0;
    for (size_t i = 0; i < b->project_count; i++)
        project_mark(p, b, &b->projects[i]);
    bool apart = p->sink->about != NULL;
    return !apart && fold_forms(&b->out, b->projects, b->project_count, folded) ? error_memory(err)
                                                                               : 0;
}

static int batch_leave(struct pipeline *p, struct batch *b, struct error *err)
{
    uint64_t first = p->counts.verdict_count;
    struct folded_forms folded;
    int rc = batch_fold(p, b, &folded, err);
    for (size_t i = 0; rc == 0 && i < b->event_count; i++) {
        const struct event *e = &b->events[i];
        if (e->rejection) {
            counts_rejections(&p->counts, b->rejections[e->index].kind, 1);
            rc = finding_leave(p, &b->rejections[e->index].finding, err);
        } else if (b->rc == 0) {
            rc = project_leave(p, b, &b->projects[e->index], err);
        }
    }
    for (size_t i = 0; rc == 0 && i < folded.count; i++)
        rc = finding_leave(p, &folded.items[i], err);
    for (int kind = 0; kind <= REJECT_REMARK; kind++) {
        counts_rejections(&p->counts, kind, b->hidden[kind]);
        p->hidden += b->hidden[kind];
    }
    if (rc == 0 && b->rc) {
        *err = b->error;
        rc = b->rc;
    }
    if (rc == 0)
        rc = limits_leave(p, b, err);
    if (rc == 0)
        rc = groups_take(p, b, first, err);
    if (p->engine->board)
        __atomic_store_n(&p->engine->board->records, p->counts.verdict_count, __ATOMIC_RELAXED);
    return rc;
}

/* ---- one thread ---- */

static int run_alone(struct pipeline *p, struct error *err)
{
    struct batch *b = &p->slots[0].batch;
    int rc = 0;
    while (rc == 0 && !p->read_all) {
        batch_read(p, b);
        batch_check(&p->workers[0], b);
        rc = batch_leave(p, b, err);
    }
    return rc;
}

/* ---- many threads ---- */

/* Waits until the slot is `from` and makes it `to`; false when the run stops. */
static bool slot_pass(struct pipeline *p, struct slot *slot, enum slot_state from,
                      enum slot_state to)
{
    pthread_mutex_lock(&p->lock);
    while (slot->state != from && !p->stop)
        pthread_cond_wait(&p->changed, &p->lock);
    bool go = !p->stop;
    if (go)
        slot->state = to;
    pthread_mutex_unlock(&p->lock);
    return go;
}

static void slot_set(struct pipeline *p, struct slot *slot, enum slot_state state)
{
    pthread_mutex_lock(&p->lock);
    slot->state = state;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
}

/* The next batch, read; NULL at the end of the input or when the run stops. */
static struct slot *thread_read(struct pipeline *p)
{
    struct slot *slot = NULL;
    pthread_mutex_lock(&p->reading);
    if (!p->read_all) {
        slot = &p->slots[p->next_read % BATCH_RING];
        if (slot_pass(p, slot, SLOT_FREE, SLOT_TAKEN))
            batch_read(p, &slot->batch);
        else
            slot = NULL;
    }
    pthread_mutex_unlock(&p->reading);
    return slot;
}

struct start {
    struct pipeline *pipeline;
    struct worker *worker;
};

static void *thread_main(void *argument)
{
    struct start *start = argument;
    struct pipeline *p = start->pipeline;
    struct slot *slot;
    while ((slot = thread_read(p)) != NULL) {
        batch_check(start->worker, &slot->batch);
        slot_set(p, slot, SLOT_DONE);
    }
    return NULL;
}

static void threads_join(struct pipeline *p)
{
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->thread_count; i++)
        pthread_join(p->threads[i], NULL);
    p->thread_count = 0;
}

static int threads_leave(struct pipeline *p, struct error *err)
{
    int rc = 0;
    for (bool last = false; rc == 0 && !last; p->next_leave++) {
        struct slot *slot = &p->slots[p->next_leave % BATCH_RING];
        (void)slot_pass(p, slot, SLOT_DONE, SLOT_TAKEN);
        last = slot->batch.last;
        rc = batch_leave(p, &slot->batch, err);
        slot_set(p, slot, SLOT_FREE);
    }
    return rc;
}

static int run_threads(struct pipeline *p, struct error *err)
{
    struct start *starts = calloc(p->worker_count, sizeof(*starts));
    p->threads = calloc(p->worker_count, sizeof(*p->threads));
    int rc = starts && p->threads ? 0 : error_memory(err);
    for (size_t i = 0; rc == 0 && i < p->worker_count; i++) {
        starts[i] = (struct start){p, &p->workers[i]};
        if (pthread_create(&p->threads[i], NULL, thread_main, &starts[i]) != 0)
            rc = error_set(err, ERR_IO, "无法启动线程，请减少 --jobs", "cannot start a thread; "
                                                                     "try fewer --jobs");
        else
            p->thread_count++;
    }
    if (rc == 0)
        rc = threads_leave(p, err);
    threads_join(p);
    free(starts);
    return rc;
}

/* ---- the end ---- */

static int hidden_leave(struct pipeline *p, struct error *err)
{
    if (!p->hidden)
        return 0;
    struct error told;
    error_set(&told, ERR_INPUT, "另有 %llu 条读取问题未逐条列出，均已计数",
              "%llu more problems of the input are counted but not listed",
              (unsigned long long)p->hidden);
    struct finding f = {.kind = KIND_INPUT_ERROR,
                        .severity = SEVERITY_NOTE,
                        .message = slice_str(told.zh),
                        .message_en = slice_str(told.en)};
    f.place = place_nowhere();
    fingerprint_make(&f, SLICE("hidden"), 0, f.fingerprint);
    return finding_leave(p, &f, err);
}

/* How many records a rule could not judge beyond those that were told. */
static int undecided_leave(struct pipeline *p, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < p->engine->set.rule_count; i++) {
        const struct rule *r = &p->engine->set.rules[i];
        if (p->undecided[i] <= p->engine->limits.undecided_shown)
            continue;
        struct error told;
        error_set(&told, ERR_NONE, "另有 %llu 条记录同样无法判断，均已计数",
                  "%llu more records could not be judged either; all are counted",
                  (unsigned long long)(p->undecided[i] - p->engine->limits.undecided_shown));
        struct finding f = {.kind = KIND_UNDECIDED,
                            .rule = r,
                            .rule_id = r->id,
                            .severity = r->severity,
                            .aspect = r->aspect,
                            .title = r->title,
                            .title_en = r->title_en,
                            .message = slice_str(told.zh),
                            .message_en = slice_str(told.en)};
        f.place = place_nowhere();
        fingerprint_make(&f, SLICE("more"), 0, f.fingerprint);
        rc = p->sink->finding(p->sink->context, &f, err);
    }
    return rc;
}

static int about_leave(struct pipeline *p, const struct group_finding *g, struct error *err)
{
    if (counts_finding(&p->counts, &g->finding))
        return error_memory(err);
    return p->sink->about(p->sink->context, g->project, &g->finding, err);
}

static int groups_leave(struct pipeline *p, struct error *err)
{
    struct group_result result = {0};
    int rc = group_check(&p->groups, &p->workers[0], p->counts.verdict_count, &result, err);
    for (size_t i = 0; rc == 0 && i < result.count; i++) {
        struct group_finding *g = &result.items[i];
        marks_finding(&p->marks, &g->finding);
        counts_group(&p->counts, g->project, &g->finding);
        rc = p->sink->about ? about_leave(p, g, err) : finding_leave(p, &g->finding, err);
    }
    if (rc == 0 && p->groups.full) {
        struct finding f = {.kind = KIND_RULE_ERROR,
                            .severity = SEVERITY_ERROR,
                            .message = SLICE("跨项目规则保留的数据超过上限，跨项目核验不完整；请分批核验"),
                            .message_en = SLICE("group rules kept more data than allowed; checks "
                                                "across projects are incomplete: check in parts")};
        f.place = place_nowhere();
        fingerprint_make(&f, SLICE("full"), 0, f.fingerprint);
        rc = finding_leave(p, &f, err);
    }
    group_result_release(&result);
    return rc;
}

static int failures_leave(struct pipeline *p, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < p->engine->failure_count; i++)
        rc = finding_leave(p, &p->engine->failures[i], err);
    return rc;
}

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The threads' outcomes summed into the first worker's. */
static void tallies_sum(struct pipeline *p)
{
    for (size_t w = 1; w < p->worker_count; w++)
        for (size_t i = 0; i < p->engine->set.rule_count; i++) {
            struct tally *to = &p->workers[0].tally, *from = &p->workers[w].tally;
            for (int k = 0; k < OUTCOME_COUNT; k++)
                to->outcomes[i][k] += from->outcomes[i][k];
            to->silenced[i] += from->silenced[i];
        }
}

static int summary_make(struct pipeline *p, double start, struct arena *arena, struct error *err)
{
    bool *used = calloc(p->engine->set.pack_count + 1, sizeof(*used));
    if (!used)
        return error_memory(err);
    for (size_t w = 0; w < p->worker_count; w++)
        packs_mark(p->workers[w].plans, used);
    tallies_sum(p);
    struct summary_parts parts = {.engine = p->engine,
                                  .options = p->options,
                                  .sources = p->sink->sources,
                                  .total = &p->workers[0].tally,
                                  .packs_used = used,
                                  .marks = &p->marks,
                                  .seconds = seconds_now() - start};
    bool good = summary_finish(&p->counts, &parts, arena) == 0 &&
                departures_take(p->workers, p->worker_count, p->options, p->counts.summary,
                                arena) &&
                unfounded_take(p->workers, p->worker_count, p->counts.summary, arena) &&
                caveats_take(p->workers, p->worker_count, p->counts.summary, arena) &&
                terms_take(p->options, p->counts.summary, arena);
    int rc = good ? 0 : error_memory(err);
    free(used);
    return rc;
}

/* ---- start and finish ---- */

static size_t threads_wanted(const struct check_options *options)
{
    long n = options->jobs > 0 ? options->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (size_t)n;
}

static int workers_start(struct pipeline *p, struct error *err)
{
    size_t n = threads_wanted(p->options);
    p->workers = calloc(n, sizeof(*p->workers));
    if (!p->workers)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        int rc = worker_init(&p->workers[i], p->engine, p->options, (unsigned)i, err);
        if (rc)
            return rc;
        p->workers[i].off_from = p->off_from;
        p->workers[i].outcomes_wanted = p->sink->judged != NULL;
        p->worker_count++;
    }
    return 0;
}

static int pipeline_start(struct pipeline *p, struct error *err)
{
    size_t rules = p->engine->set.rule_room + 1;
    p->off_from = malloc(rules * sizeof(*p->off_from));
    p->limit_hits = calloc(rules, sizeof(*p->limit_hits));
    p->undecided = calloc(rules, sizeof(*p->undecided));
    if (!p->off_from || !p->limit_hits || !p->undecided)
        return error_memory(err);
    for (size_t i = 0; i < rules; i++)
        p->off_from[i] = UINT64_MAX;
    int rc = group_store_init(&p->groups, p->engine, err);
    if (rc == 0)
        rc = marks_init(&p->marks, p->engine, p->options, err);
    for (size_t i = 0; rc == 0 && i < BATCH_RING; i++)
        rc = batch_init(&p->slots[i].batch, p->engine, err);
    if (rc == 0)
        rc = workers_start(p, err);
    if (rc == 0)
        rc = intake_open(&p->intake, p->engine, p->options, p->sink->sources, &p->slots[0].batch,
                         err);
    return rc;
}

static void pipeline_release(struct pipeline *p)
{
    intake_close(&p->intake);
    group_store_release(&p->groups);
    marks_release(&p->marks);
    for (size_t i = 0; i < p->worker_count; i++)
        worker_release(&p->workers[i]);
    for (size_t i = 0; i < BATCH_RING; i++)
        batch_release(&p->slots[i].batch);
    counts_release(&p->counts);
    free(p->workers);
    free(p->threads);
    free(p->off_from);
    free(p->limit_hits);
    free(p->undecided);
    pthread_mutex_destroy(&p->reading);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->changed);
    free(p);
}

int run_check(struct engine *e, const struct check_options *options, const struct check_sink *sink,
              struct arena *arena, struct summary *summary, struct error *err)
{
    double start = seconds_now();
    struct pipeline *p = calloc(1, sizeof(*p));
    if (!p)
        return error_memory(err);
    p->engine = e;
    p->options = options;
    p->sink = sink;
    pthread_mutex_init(&p->reading, NULL);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->changed, NULL);
    counts_init(&p->counts, summary);
    int rc = pipeline_start(p, err);
    if (rc == 0)
        rc = p->worker_count == 1 ? run_alone(p, err) : run_threads(p, err);
    if (rc == 0)
        rc = hidden_leave(p, err);
    if (rc == 0)
        rc = groups_leave(p, err);
    if (rc == 0)
        rc = undecided_leave(p, err);
    if (rc == 0)
        rc = failures_leave(p, err);
    if (rc == 0)
        rc = summary_make(p, start, arena, err);
    if (rc == 0 && sink->ended)
        rc = sink->ended(sink->context, err);
    pipeline_release(p);
    return rc;
}
