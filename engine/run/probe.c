/* What do the rules overlook? Clean records are read, each is changed in one place at a time as people get
 * forms wrong, and judged again together with the others: a change is noticed when a finding comes up that
 * was not there before. Changes are made in place and taken back. */
#include "run/probe.h"

enum { RECORDS_MAX = 500, TEXT_BYTES_MAX = 1 << 20 };

struct probed {
    struct project *project;
    struct slice name; /* as it is */
    struct kept *kept; /* what group rules keep of it as it is; in probing.arena */
    size_t kept_count;
    uint64_t *prints; /* of its own findings as it is */
    size_t print_count;
};

struct probing {
    struct engine *engine;
    const struct check_options *options;
    struct worker worker;
    struct batch_out out;
    uint64_t *off_from;
    struct probed *records;
    size_t count;
    uint64_t *group_prints; /* of the findings across projects as they are */
    size_t group_print_count;
    struct arena arena;
    struct sources sources;
    int (*result)(void *context, const struct probe_result *r);
    void *context;
};

/* ---- reading ---- */

static int rejected_tell(const struct batch *b, struct error *err)
{
    for (size_t i = 0; i < b->rejection_count; i++) {
        const struct finding *f = &b->rejections[i].finding;
        if (b->rejections[i].kind == REJECT_REMARK)
            continue;
        struct error english;
        error_set(err, ERR_INPUT, "%.*s", "%.*s", SLICE_ARG(f->message));
        error_set(&english, ERR_INPUT, "%.*s", "%.*s", SLICE_ARG(f->message_en));
        memcpy(err->en, english.en, sizeof(err->en));
        return ERR_INPUT;
    }
    return 0;
}

/* The batch's projects become ours; it gets new ones. */
static int batch_take(struct probing *p, struct batch *b, struct error *err)
{
    int rc = rejected_tell(b, err);
    for (size_t i = 0; rc == 0 && i < b->project_count; i++) {
        if (p->count == RECORDS_MAX)
            return error_set(err, ERR_LIMIT, "探测的记录至多 %d 条", "at most %d records are probed",
                             (int)RECORDS_MAX);
        struct project *fresh = project_new(p->engine->limits.project_bytes);
        if (!fresh)
            return error_memory(err);
        p->records[p->count++].project = b->projects[i].project;
        b->projects[i].project = fresh;
    }
    return rc;
}

static int records_read(struct probing *p, struct error *err)
{
    struct intake in = {0};
    struct batch *b = calloc(1, sizeof(*b));
    p->records = calloc(RECORDS_MAX, sizeof(*p->records));
    int rc = b && p->records ? batch_init(b, p->engine, err) : error_memory(err);
    if (rc == 0)
        rc = intake_open(&in, p->engine, p->options, &p->sources, b, err);
    for (bool first = true; rc == 0 && !in.ended; first = false) {
        if (!first)
            batch_clear(b, p->engine);
        rc = intake_fill(&in, b, err);
        if (rc == 0)
            rc = batch_take(p, b, err);
    }
    if (b)
        batch_release(b);
    free(b);
    intake_close(&in);
    if (rc == 0 && p->count == 0)
        rc = error_set(err, ERR_INPUT, "没有可以探测的记录", "there are no records to probe");
    return rc;
}

/* ---- judging ---- */

static uint64_t print_of(const struct finding *f)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325);
    struct slice parts[] = {f->rule_id, f->place.field, f->message, f->place.project.name};
    for (size_t k = 0; k < 4; k++)
        for (size_t i = 0; i < parts[k].len; i++)
            h = (h ^ (unsigned char)parts[k].ptr[i]) * UINT64_C(0x100000001B3);
    return h ^ f->place.seq;
}

static int judge(struct probing *p, struct project *project, struct error *err)
{
    struct checked item = {.project = project};
    p->out.findings.count = p->out.kept_count = 0;
    arena_clear(&p->out.arena);
    memset(p->out.limit_hits, 0, p->engine->set.rule_count * sizeof(*p->out.limit_hits));
    return worker_check(&p->worker, &item, &p->out, err);
}

/* All group rules, with `changed` (from p->out) in place of what was kept of record `which`. */
static int groups_judge(struct probing *p, size_t which, struct group_result *result,
                        struct error *err)
{
    struct group_store store;
    int rc = group_store_init(&store, p->engine, err);
    for (size_t i = 0; rc == 0 && i < p->count; i++) {
        const struct kept *kept = i == which ? p->out.kept : p->records[i].kept;
        size_t count = i == which ? p->out.kept_count : p->records[i].kept_count;
        for (size_t k = 0; rc == 0 && k < count; k++)
            rc = group_store_add(&store, &kept[k], i, err);
    }
    if (rc == 0)
        rc = group_check(&store, &p->worker, p->count, result, err);
    group_store_release(&store);
    return rc;
}

static bool is_new(const struct finding *f, const uint64_t *prints, size_t count)
{
    uint64_t print = print_of(f);
    if (f->kind != KIND_FINDING)
        return false;
    for (size_t i = 0; i < count; i++)
        if (prints[i] == print)
            return false;
    return true;
}

/* The first new finding's rule; empty when nothing is new. */
static int noticed_by(struct probing *p, size_t which, struct slice *rule, struct error *err)
{
    struct probed *r = &p->records[which];
    struct group_result groups = {0};
    *rule = SLICE_NONE;
    int rc = judge(p, r->project, err);
    for (size_t i = 0; rc == 0 && !rule->len && i < p->out.findings.count; i++)
        if (is_new(&p->out.findings.items[i], r->prints, r->print_count))
            *rule = p->out.findings.items[i].rule_id;
    if (rc || rule->len)
        return rc;
    rc = groups_judge(p, which, &groups, err);
    for (size_t i = 0; rc == 0 && !rule->len && i < groups.count; i++)
        if (is_new(&groups.items[i].finding, p->group_prints, p->group_print_count))
            *rule = groups.items[i].finding.rule_id;
    group_result_release(&groups);
    return rc;
}

/* ---- as they are ---- */

static int unclean_tell(struct probing *p, const struct finding *f)
{
    struct probe_result r = {.unclean = true,
                             .form = f->place.project.form,
                             .project = f->place.project.name,
                             .field = f->place.field,
                             .rule = f->rule_id,
                             .before = f->message,
                             .seq = f->place.seq};
    return p->result(p->context, &r);
}

static bool kept_copy(struct probing *p, struct probed *r)
{
    r->kept = arena_zero(&p->arena, p->out.kept_count + 1, sizeof(*r->kept));
    for (size_t i = 0; r->kept && i < p->out.kept_count; i++) {
        r->kept[i] = p->out.kept[i];
        if (!arena_copy(&p->arena, p->out.kept[i].key, &r->kept[i].key) ||
            !arena_copy(&p->arena, p->out.kept[i].bytes, &r->kept[i].bytes) ||
            !arena_copy(&p->arena, p->out.kept[i].lowered, &r->kept[i].lowered))
            return false;
        r->kept_count++;
    }
    return r->kept != NULL;
}

static int record_begin(struct probing *p, struct probed *r, struct error *err)
{
    int rc = judge(p, r->project, err);
    r->name = r->project->cells[P_PROJECT_NAME].text;
    if (rc)
        return rc;
    r->prints = arena_zero(&p->arena, p->out.findings.count + 1, sizeof(*r->prints));
    if (!r->prints || !kept_copy(p, r))
        return error_memory(err);
    for (size_t i = 0; rc == 0 && i < p->out.findings.count; i++) {
        r->prints[r->print_count++] = print_of(&p->out.findings.items[i]);
        if (p->out.findings.items[i].kind == KIND_FINDING)
            rc = unclean_tell(p, &p->out.findings.items[i]);
    }
    return rc;
}

static int groups_begin(struct probing *p, struct error *err)
{
    struct group_result groups = {0};
    int rc = groups_judge(p, SIZE_MAX, &groups, err);
    if (rc == 0) {
        p->group_prints = arena_zero(&p->arena, groups.count + 1, sizeof(*p->group_prints));
        rc = p->group_prints ? 0 : error_memory(err);
    }
    for (size_t i = 0; rc == 0 && i < groups.count; i++) {
        p->group_prints[p->group_print_count++] = print_of(&groups.items[i].finding);
        if (groups.items[i].finding.kind == KIND_FINDING)
            rc = unclean_tell(p, &groups.items[i].finding);
    }
    group_result_release(&groups);
    return rc;
}

/* ---- changing ---- */

static bool is_blank(struct slice s)
{
    return slice_trim(s).len == 0;
}

/* What derives from the cells, after one of them was changed. */
static bool derive(struct project *project, const struct probe_cell *c)
{
    if (c->scope == SCOPE_PROJECT && c->meta->type == FIELD_LIST)
        return project_split_list(project, (enum project_field)c->field);
    if (c->scope == SCOPE_PROJECT && (c->field == P_YEAR || c->field == P_MONTH))
        return project_settle(project);
    return true;
}

/* The target that is made of this cell, or NULL. */
static struct cell *whole_of(struct project *project, const struct probe_cell *c)
{
    if (c->scope != SCOPE_INDICATOR ||
        (c->field != I_TARGET_OP && c->field != I_TARGET_VALUE && c->field != I_TARGET_UNIT))
        return NULL;
    struct indicator *i = &project->indicators[c->at];
    return target_is_composed(i) ? &i->cells[I_TARGET] : NULL;
}

static bool compose_again(struct project *project, const struct probe_cell *c, struct cell *whole)
{
    if (!whole)
        return true;
    whole->state = CELL_ABSENT;
    return target_compose(project, &project->indicators[c->at]);
}

static int tell(struct probing *p, size_t which, const struct probe_cell *c,
                enum probe_change change, struct slice before, struct slice after,
                struct error *err)
{
    struct project *project = p->records[which].project;
    struct probe_result r = {.form = project->form,
                             .change = change,
                             .project = p->records[which].name,
                             .field = c->meta ? c->meta->name : SLICE_NONE,
                             .label = c->meta ? c->meta->label : SLICE_NONE,
                             .seq = c->scope == SCOPE_PROJECT ? 0 : (uint32_t)c->at + 1,
                             .goal = c->scope == SCOPE_GOAL,
                             .before = before,
                             .after = after};
    int rc = noticed_by(p, which, &r.rule, err);
    return rc ? rc : p->result(p->context, &r);
}

static int cell_change(struct probing *p, size_t which, const struct probe_cell *c,
                       enum probe_change change, struct error *err)
{
    struct project *project = p->records[which].project;
    struct cell before = *c->cell, *whole = whole_of(project, c);
    struct cell composed = whole ? *whole : before;
    struct buffer after;
    int year = project->year, month = project->month, rc = 0;
    buffer_init(&after, TEXT_BYTES_MAX);
    if (change_text(project, c, change, &after) && !slice_equal(buffer_slice(&after), before.text)) {
        c->cell->text = buffer_slice(&after);
        c->cell->text_id = 0;
        rc = derive(project, c) && compose_again(project, c, whole) ? tell(p, which, c, change, before.text, c->cell->text, err)
                                : error_memory(err);
        *c->cell = before;
        if (whole)
            *whole = composed;
        project->year = year;
        project->month = month;
        if (rc == 0 && c->meta->type == FIELD_LIST && !derive(project, c))
            rc = error_memory(err);
    }
    if (after.failed && rc == 0)
        rc = error_memory(err);
    buffer_release(&after);
    return rc;
}

/* What nobody fills in by hand, or what carries no meaning of its own. */
static bool is_left_alone(const struct probe_cell *c)
{
    if (c->meta->type == FIELD_OBJECT)
        return true;
    return c->scope == SCOPE_PROJECT ? c->field == P_FORM || c->field == P_REGION
                                     : c->scope == SCOPE_INDICATOR && (c->field == I_SEQ || c->field == I_CODE);
}

/* Where the whole form is annual, or long-term, a row that does not say so says the same. */
static bool is_only_term(const struct project *project, const struct probe_cell *c)
{
    struct slice term = c->cell->text, empty = SLICE_NONE;
    bool only = (c->scope == SCOPE_INDICATOR && c->field == I_TERM) || (c->scope == SCOPE_GOAL && c->field == G_TERM);
    for (size_t i = 0; i < project->goal_count && only; i++) {
        struct slice other = project->goals[i].cells[G_TERM].text;
        only = slice_equal(other, term) || slice_equal(other, empty);
    }
    for (size_t i = 0; i < project->indicator_count && only; i++) {
        struct slice other = project->indicators[i].cells[I_TERM].text;
        only = slice_equal(other, term) || slice_equal(other, empty);
    }
    return only;
}

static int cells_change(struct probing *p, size_t which, enum field_scope scope, size_t at,
                        struct cell *cells, struct error *err)
{
    size_t count;
    const struct field *table = field_table(scope, &count);
    int rc = 0;
    for (size_t i = 0; i < count; i++) {
        struct probe_cell c = {scope, (int)i, at, &cells[i], &table[i]};
        if (cells[i].state == CELL_ABSENT || is_blank(cells[i].text) || is_left_alone(&c))
            continue;
        if (is_only_term(p->records[which].project, &c))
            continue;
        bool derived = scope == SCOPE_INDICATOR && i == I_TARGET &&
                       target_is_composed(&p->records[which].project->indicators[at]);
        if (derived) /* nobody fills it in: its parts are changed */
            continue;
        for (int change = 0; rc == 0 && change < CHANGE_COUNT; change++)
            rc = cell_change(p, which, &c, (enum probe_change)change, err);
    }
    return rc;
}

/* The row stands there twice. */
static int row_copy(struct probing *p, size_t which, size_t at, struct error *err)
{
    struct project *project = p->records[which].project;
    struct probe_cell c = {.scope = SCOPE_INDICATOR, .at = at};
    struct indicator *copy = project_add_indicator(project, project->indicators[at].row);
    if (!copy)
        return error_memory(err);
    *copy = project->indicators[at];
    copy->index = (uint32_t)project->indicator_count - 1;
    copy->seq = (uint32_t)project->indicator_count;
    int rc = tell(p, which, &c, CHANGE_COPY, copy->cells[I_LEVEL3].text, SLICE_NONE, err);
    project->indicator_count--;
    return rc;
}

static int record_probe(struct probing *p, size_t which, struct error *err)
{
    struct project *project = p->records[which].project;
    int rc = cells_change(p, which, SCOPE_PROJECT, 0, project->cells, err);
    for (size_t i = 0; rc == 0 && i < project->goal_count; i++)
        rc = cells_change(p, which, SCOPE_GOAL, i, project->goals[i].cells, err);
    for (size_t i = 0; rc == 0 && i < project->indicator_count; i++) {
        rc = cells_change(p, which, SCOPE_INDICATOR, i, project->indicators[i].cells, err);
        if (rc == 0)
            rc = row_copy(p, which, i, err);
    }
    return rc;
}

/* ---- all ---- */

static int probing_begin(struct probing *p, struct error *err)
{
    size_t n = p->engine->set.rule_count + 1;
    arena_init(&p->arena, SIZE_MAX / 2);
    arena_init(&p->out.arena, SIZE_MAX / 2);
    p->off_from = malloc(n * sizeof(*p->off_from));
    p->out.limit_hits = calloc(n, sizeof(*p->out.limit_hits));
    if (!p->off_from || !p->out.limit_hits)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        p->off_from[i] = UINT64_MAX;
    int rc = worker_init(&p->worker, p->engine, p->options, 0, err);
    p->worker.off_from = p->off_from;
    return rc;
}

static void probing_end(struct probing *p)
{
    for (size_t i = 0; i < p->count; i++)
        project_free(p->records[i].project);
    if (p->worker.script)
        worker_release(&p->worker);
    finding_list_release(&p->out.findings);
    arena_release(&p->out.arena);
    arena_release(&p->arena);
    sources_release(&p->sources);
    free(p->records);
    free(p->out.kept);
    free(p->out.limit_hits);
    free(p->off_from);
}

int run_probe(struct engine *e, const struct check_options *options,
              int (*result)(void *context, const struct probe_result *r), void *context,
              struct error *err)
{
    struct probing p = {.engine = e, .options = options, .result = result, .context = context};
    int rc = probing_begin(&p, err);
    if (rc == 0)
        rc = records_read(&p, err);
    for (size_t i = 0; rc == 0 && i < p.count; i++)
        rc = record_begin(&p, &p.records[i], err);
    if (rc == 0)
        rc = groups_begin(&p, err);
    for (size_t i = 0; rc == 0 && i < p.count; i++)
        rc = record_probe(&p, i, err);
    probing_end(&p);
    return rc;
}
