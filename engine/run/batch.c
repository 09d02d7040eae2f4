/* Filling batches from the inputs, one reader after the other. */
#include "run/batch.h"

#include "base/array.h"
#include "base/digest.h"
#include "run/home.h"

int batch_init(struct batch *b, const struct engine *e, struct error *err)
{
    *b = (struct batch){0};
    arena_init(&b->out.arena, SIZE_MAX / 2);
    b->out.limit_hits = calloc(e->set.rule_room + 1, sizeof(*b->out.limit_hits));
    if (!b->out.limit_hits)
        return error_memory(err);
    for (size_t i = 0; i < BATCH_PROJECTS; i++) {
        b->projects[i].project = project_new(e->limits.project_bytes);
        if (!b->projects[i].project)
            return error_memory(err);
    }
    return 0;
}

void batch_release(struct batch *b)
{
    for (size_t i = 0; i < BATCH_PROJECTS; i++)
        project_free(b->projects[i].project);
    free(b->events);
    free(b->rejections);
    free(b->out.kept);
    free(b->out.limit_hits);
    finding_list_release(&b->out.findings);
    arena_release(&b->out.arena);
    *b = (struct batch){0};
}

void batch_clear(struct batch *b, const struct engine *e)
{
    b->project_count = b->event_count = b->rejection_count = 0;
    b->out.findings.count = b->out.kept_count = 0;
    arena_clear(&b->out.arena);
    if (b->out.limit_any)
        memset(b->out.limit_hits, 0, e->set.rule_room * sizeof(*b->out.limit_hits));
    b->out.limit_any = false;
    memset(b->hidden, 0, sizeof(b->hidden));
    b->last = false;
    b->rc = 0;
}

static bool event_add(struct batch *b, bool rejection, size_t index)
{
    struct event *grown =
        array_room(b->events, b->event_count, &b->event_cap, sizeof(*grown));
    if (!grown)
        return false;
    b->events = grown;
    b->events[b->event_count++] = (struct event){rejection, index};
    return true;
}

static struct rejected *rejection_add(struct batch *b)
{
    struct rejected *grown =
        array_room(b->rejections, b->rejection_count, &b->rejection_cap, sizeof(*grown));
    if (!grown)
        return NULL;
    b->rejections = grown;
    if (!event_add(b, true, b->rejection_count))
        return NULL;
    struct rejected *r = &b->rejections[b->rejection_count++];
    memset(r, 0, sizeof(*r));
    return r;
}

static bool rejection_copy(struct batch *b, const struct rejection *from, struct rejected *to)
{
    struct arena *a = &b->out.arena;
    struct finding *f = &to->finding;
    to->kind = from->kind;
    f->kind = KIND_INPUT_ERROR;
    f->severity = from->kind == REJECT_REMARK ? SEVERITY_NOTE : SEVERITY_ERROR;
    f->place.index = UINT32_MAX;
    f->place.at = from->at;
    f->has_value = from->value.ptr != NULL;
    return arena_copy(a, slice_str(from->zh), &f->message) &&
           arena_copy(a, slice_str(from->en), &f->message_en) &&
           arena_copy(a, from->value, &f->value) &&
           arena_copy(a, from->project_code, &f->place.project.code) &&
           arena_copy(a, from->project_name, &f->place.project.name);
}

static void rejection_fingerprint(struct finding *f)
{
    struct digest d;
    digest_init(&d);
    digest_field(&d, f->message_en);
    digest_field(&d, f->place.project.code);
    digest_field(&d, f->place.project.name);
    digest_field(&d, f->value);
    digest_hex(&d, f->fingerprint);
}

/* Called by readers; a rejection that cannot be kept stops the batch. */
static void intake_reject(void *context, const struct rejection *r)
{
    struct intake *in = context;
    struct batch *b = in->filling;
    if (in->told >= in->told_max && r->kind != REJECT_FILE) {
        b->hidden[r->kind]++;
        return;
    }
    in->told++;
    struct rejected *kept = rejection_add(b);
    if (!kept || !rejection_copy(b, r, kept)) {
        b->rc = error_memory(&b->error);
        return;
    }
    rejection_fingerprint(&kept->finding);
}

/* Addresses are resolved while more files are opened, so the list must not move: room for all. */
static int sources_reserve(struct sources *s, size_t count, struct error *err)
{
    struct source *items = realloc(s->items, (count + 1) * sizeof(*items));
    if (!items)
        return error_memory(err);
    s->items = items;
    s->cap = count + 1;
    return 0;
}

int intake_open(struct intake *in, const struct engine *e, const struct check_options *options,
                struct sources *sources, struct batch *first, struct error *err)
{
    *in = (struct intake){.sources = sources, .filling = first, .board = e->board, .packs = &e->set};
    in->told_max = e->limits.rejected_shown;
    in->decode = (struct decode_options){.form = options->form,
                                         .year = options->year,
                                         .limits = &e->limits,
                                         .reject = intake_reject,
                                         .context = in};
    int rc = forms_new(&in->forms, e, options->region, err);
    if (rc)
        return rc;
    in->decode.forms = forms_source(in->forms);
    rc = input_plan_make(&in->plan, options->inputs, options->input_count, sources,
                             &in->decode, err);
    if (rc == 0)
        rc = sources_reserve(sources, sources->count + 3 * in->plan.count, err);
    return rc;
}

static void progress(struct intake *in)
{
    uint64_t done = 0, total = 0;
    if (!in->board || !in->reader)
        return;
    reader_progress(in->reader, &done, &total);
    __atomic_store_n(&in->board->done, in->done_before + done, __ATOMIC_RELAXED);
    __atomic_store_n(&in->board->total, total ? in->done_before + total : 0, __ATOMIC_RELAXED);
}

static void reader_finish(struct intake *in)
{
    uint64_t done = 0, total = 0;
    reader_progress(in->reader, &done, &total);
    in->done_before += done;
    reader_close(in->reader);
    in->reader = NULL;
    in->unit++;
}

/* One project, or the end of one reader (*got false); in->ended at the end of all. */
static int intake_next(struct intake *in, struct project *project, bool *got, struct error *err)
{
    *got = false;
    if (in->unit == in->plan.count) {
        in->ended = true;
        return 0;
    }
    if (!in->reader) {
        int rc = reader_open(&in->reader, &in->plan.units[in->unit], in->sources, &in->decode, err);
        if (rc)
            return rc;
    }
    int rc = reader_next(in->reader, project, err);
    if (rc < 0)
        return rc;
    if (rc == 0)
        reader_finish(in);
    *got = rc == 1;
    return *got && !home_find(in->packs, project) ? error_memory(err) : 0;
}

int intake_fill(struct intake *in, struct batch *b, struct error *err)
{
    size_t indicators = 0;
    in->filling = b;
    while (!in->ended && b->project_count < BATCH_PROJECTS && indicators < BATCH_INDICATORS &&
           b->event_count < BATCH_EVENTS) {
        struct project *p = b->projects[b->project_count].project;
        bool got;
        int rc = intake_next(in, p, &got, err);
        if (rc == 0 && b->rc) {
            *err = b->error;
            rc = b->rc;
        }
        if (rc)
            return rc;
        if (!got)
            continue;
        indicators += p->indicator_count;
        if (!event_add(b, false, b->project_count))
            return error_memory(err);
        b->project_count++;
    }
    b->last = in->ended;
    progress(in);
    return 0;
}

void intake_close(struct intake *in)
{
    if (in->reader)
        reader_close(in->reader);
    in->reader = NULL;
    forms_free(in->forms);
    in->forms = NULL;
    input_plan_release(&in->plan);
}
