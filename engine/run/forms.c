/* One document: the maps in scope are asked whether they claim it; exactly one reads it, part by part.
 * A part that fails costs its records and is told; the file goes on. */
#include "run/forms_inside.h"

enum {
    FORM_THREAD = BOARD_THREADS - 1, /* no worker has this number */
    LIMITS_MAX = 20, /* parts that exceed a limit, after which the file is given up */
};

/* ---- the maps ---- */

bool forms_excluded(const struct forms *f, const struct form_map *m)
{
    char name[BOARD_NAME_MAX];
    int n = snprintf(name, sizeof(name), "form:%.*s", SLICE_ARG(m->name));
    return n > 0 && engine_excluded(f->engine, slice_str(name));
}

void forms_enter(const struct forms *f, const struct form_map *m)
{
    char name[BOARD_NAME_MAX];
    int n = snprintf(name, sizeof(name), "form:%.*s", SLICE_ARG(m->name));
    board_enter(f->engine->board, FORM_THREAD, slice_of(name, n > 0 ? strlen(name) : 0));
}

void forms_leave(const struct forms *f)
{
    board_leave(f->engine->board, FORM_THREAD);
}

static int map_load(struct forms *f, size_t i, struct error *err)
{
    static const char *const verbs[] = {"form", NULL};
    const struct form_map *m = &f->engine->set.forms[i];
    struct script_file loaded = {0};
    struct slice path;
    if (!arena_copy(&f->loading, m->path, &path))
        return error_memory(err);
    forms_enter(f, m);
    int rc = script_load(f->script, m->text, path.ptr, verbs, &f->loading, &loaded, err);
    forms_leave(f);
    if (rc == 0)
        f->handles[i] = loaded.declarations[0].handle;
    return rc;
}

int forms_ready(struct forms *f, struct error *err)
{
    size_t n = f->engine->set.form_count;
    if (f->script)
        return 0;
    f->handles = calloc(n + 1, sizeof(*f->handles));
    f->plans = calloc(f->engine->set.pack_count + 1, sizeof(struct plan *));
    int rc = f->handles && f->plans ? script_new(&f->script, &f->limits, err) : error_memory(err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (!forms_excluded(f, &f->engine->set.forms[i]))
            rc = map_load(f, i, err);
    return rc;
}

int forms_call(struct forms *f, size_t map, struct arena *told, struct form_call *out,
               struct error *err)
{
    const struct pack_set *set = &f->engine->set;
    const struct form_map *m = &set->forms[map];
    /* where the region is known, a map sees the region's word lists: a county adds a label of its own */
    uint32_t pack = f->regional && form_is_seen(set, m, f->pack) ? f->pack : m->pack;
    struct plan **plan = &f->plans[pack];
    int rc = *plan ? 0 : plan_new(plan, f->engine, pack, 0, STAGE_NONE, NULL, 0, err);
    if (rc == 0)
        *out = (struct form_call){.handle = f->handles[map],
                                  .unwrap = m->unwrap,
                                  .scene = &(*plan)->scene,
                                  .region = set->packs[m->pack].code,
                                  .arena = told};
    return rc;
}

/* ---- reading ---- */

static void remarks_tell(struct form_reading *r)
{
    size_t n;
    const struct form_remark *list = form_remarks(r->form, &n);
    for (size_t i = 0; i < n; i++) {
        struct error why;
        (void)error_set(&why, ERR_INPUT, "%.*s", "%.*s", SLICE_ARG(list[i].zh));
        if (list[i].en.len)
            (void)snprintf(why.en, sizeof(why.en), "%.*s", SLICE_ARG(list[i].en));
        form_tell(r, REJECT_REMARK, list[i].at, &why);
    }
}

static int parts_open(struct form_reading *r, struct error *err)
{
    struct form_answer a;
    forms_enter(r->forms, r->map);
    int rc = form_parts(r->forms->script, r->form, &r->call, &a, err);
    forms_leave(r->forms);
    if (rc)
        return rc;
    if (a.outcome != FORM_OK) {
        a.at = form_file(r);
        form_tell_fault(r, REJECT_FILE, r->map, &a);
        return 0;
    }
    r->parts = a.count;
    remarks_tell(r);
    return 0;
}

static int part_read(struct form_reading *r, struct error *err)
{
    struct form_answer a;
    r->records = r->record = 0;
    arena_clear(&r->told);
    forms_enter(r->forms, r->map);
    int rc = form_read(r->forms->script, r->form, &r->call, r->part++, &a, err);
    forms_leave(r->forms);
    if (rc)
        return rc;
    if (a.outcome != FORM_OK)
        form_tell_fault(r, REJECT_PROJECT, r->map, &a);
    else
        r->records = a.count;
    remarks_tell(r);
    return 0;
}

/* What the map leaves to the reader. */
static void record_finish(struct form_reading *r, struct project *p)
{
    struct cell *form = &p->cells[P_FORM];
    p->ordinal = (uint32_t)++r->given;
    if (form->state == CELL_ABSENT)
        *form = (struct cell){.text = form_name(r->map->kind), .at = p->row,
                              .state = CELL_PRESENT};
}

static int record_take(struct form_reading *r, struct project *p, bool *got, struct error *err)
{
    struct form_answer a;
    bool empty;
    forms_enter(r->forms, r->map);
    int rc = form_take(r->forms->script, r->form, &r->call, r->record++, p, &empty, &a, err);
    forms_leave(r->forms);
    remarks_tell(r);
    if (rc)
        return rc;
    if (a.outcome != FORM_OK) {
        form_tell_fault(r, REJECT_PROJECT, r->map, &a);
    } else if (empty) {
        form_tell_empty(r, a.at);
    } else {
        record_finish(r, p);
        *got = true;
    }
    return 0;
}

static int reading_end(struct form_reading *r, struct error *err)
{
    r->ended = true;
    if (r->limits >= LIMITS_MAX)
        form_tell_given_up(r);
    if (r->given == 0 && r->rejected == 0)
        form_tell_nothing(r);
    return form_tell_used(r, err);
}

static int forms_next(void *reading, struct project *p, struct error *err)
{
    struct form_reading *r = reading;
    bool got = false;
    int rc = 0;
    while (!r->ended && !got && rc == 0) {
        if (r->limits >= LIMITS_MAX)
            rc = reading_end(r, err);
        else if (r->record < r->records)
            rc = record_take(r, p, &got, err);
        else if (r->part < r->parts)
            rc = part_read(r, err);
        else
            rc = reading_end(r, err);
    }
    return rc ? rc : got;
}

static void forms_close(void *reading)
{
    struct form_reading *r = reading;
    if (!r)
        return;
    form_close(r->forms->script, r->form);
    arena_release(&r->told);
    free(r);
}

static int reading_open(struct form_reading *r, struct error *err)
{
    int rc = forms_ready(r->forms, err);
    if (rc == 0)
        rc = form_open(r->forms->script, r->doc, &r->form, err);
    if (rc == 0)
        rc = forms_choose(r, err);
    if (rc <= 0)
        return rc;
    size_t number = (size_t)(r->map - r->forms->engine->set.forms);
    rc = forms_call(r->forms, number, &r->told, &r->call, err);
    if (rc == 0)
        rc = parts_open(r, err);
    return rc ? rc : 1;
}

static int forms_open(void *context, const struct document *doc, const struct decode_options *o,
                      void **reading, struct error *err)
{
    struct form_reading *r = calloc(1, sizeof(*r));
    if (!r)
        return error_memory(err);
    r->forms = context;
    r->doc = doc;
    r->options = *o;
    arena_init(&r->told, SIZE_MAX / 2);
    int rc = reading_open(r, err);
    if (rc == 1) {
        *reading = r;
    } else {
        forms_close(r);
        *reading = NULL;
    }
    return rc;
}

/* ---- life ---- */

int forms_new(struct forms **out, const struct engine *e, struct slice region, struct error *err)
{
    struct forms *f = calloc(1, sizeof(*f));
    if (!f)
        return error_memory(err);
    f->engine = e;
    f->source = (struct form_source){f, forms_claims, forms_open, forms_next, forms_close};
    f->limits = e->limits;
    f->limits.rule_memory = e->limits.form_memory;
    f->limits.rule_instructions = e->limits.form_instructions;
    f->limits.rule_milliseconds = e->limits.form_milliseconds;
    f->regional = region.len > 0;
    f->pack = pack_for_region(&e->set, region);
    arena_init(&f->loading, SIZE_MAX / 2);
    *out = f;
    return 0;
}

const struct form_source *forms_source(const struct forms *f)
{
    return &f->source;
}

void forms_free(struct forms *f)
{
    if (!f)
        return;
    for (size_t i = 0; f->plans && i < f->engine->set.pack_count; i++)
        plan_free(f->plans[i]);
    script_free(f->script);
    free(f->plans);
    free(f->handles);
    arena_release(&f->loading);
    free(f);
}
