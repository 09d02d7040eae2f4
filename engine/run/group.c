/* Group rules are asked once per key, when all projects were seen. A group's members are read back from
 * the archive for their check and forgotten after it. */
#include "run/group.h"

#include "base/array.h"
#include "base/utf8.h"
#include "run/exempt.h"

struct group_run {
    struct group_store *store;
    struct worker *worker;
    struct group_result *out;
    uint8_t *seen; /* outcome + 1 by project, for the rule at hand */
    struct arena scratch;
    struct group_member *items; /* of the group at hand */
};

static struct group_finding *result_add(struct group_result *r)
{
    struct group_finding *grown = array_room(r->items, r->count, &r->cap, sizeof(*grown));
    if (!grown)
        return NULL;
    r->items = grown;
    struct group_finding *f = &r->items[r->count++];
    memset(f, 0, sizeof(*f));
    f->finding.place.index = UINT32_MAX;
    return f;
}

static bool key_copy(const struct project_key *from, struct project_key *to, struct arena *a)
{
    *to = *from;
    return arena_copy(a, from->code, &to->code) && arena_copy(a, from->name, &to->name) &&
           arena_copy(a, from->unit, &to->unit) && arena_copy(a, from->region, &to->region);
}

/* The place of a fault and, in *cell, what was written there (text NULL when it was not read). */
static bool place_of(const struct group_member *item, uint32_t seq, int field, struct place *out,
                     struct kept_cell *cell, struct arena *a)
{
    size_t count;
    struct kept_cell row;
    enum field_scope scope = seq ? SCOPE_INDICATOR : SCOPE_PROJECT;
    bool found = script_kept_cell(item->bytes, seq, -1, &row);
    *cell = (struct kept_cell){0};
    if (!key_copy(&item->key, &out->project, a))
        return false;
    out->seq = seq;
    out->index = found && seq ? row.index : UINT32_MAX;
    out->at = found ? row.at : item->row;
    if (field < 0)
        return true;
    out->field = field_table(scope, &count)[field].name;
    if (!script_kept_cell(item->bytes, seq, field, cell))
        return true;
    out->at = cell->at;
    return arena_copy(a, cell->text, &cell->text);
}

static bool evidence_of(const struct group_member *item, uint32_t seq, struct slice told,
                        struct finding *f, struct arena *a)
{
    struct pair *pairs = arena_alloc(a, (P_COUNT + I_COUNT) * sizeof(*pairs));
    if (!pairs)
        return false;
    size_t n = 0;
    if (item->entry->rule->discreet)
        return true;
    for (int pass = seq ? 0 : 1; pass < 2; pass++) {
        size_t count;
        const struct field *table =
            field_table(pass == 0 ? SCOPE_INDICATOR : SCOPE_PROJECT, &count);
        for (size_t i = 0; i < count; i++) {
            struct kept_cell cell;
            if (table[i].type == FIELD_OBJECT || slice_equal(table[i].name, told) ||
                !script_kept_cell(item->bytes, pass == 0 ? seq : 0, (int)i, &cell) ||
                slice_equal(table[i].name, SLICE("form")))
                continue;
            pairs[n].name = table[i].name;
            if (!arena_copy(a, utf8_head(cell.text, 200), &pairs[n].text))
                return false;
            n++;
        }
    }
    f->evidence = pairs;
    f->evidence_count = n;
    return true;
}

/* In the order of the document, whatever the order in the group. */
static int by_ordinal(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->at.file != y->at.file)
        return x->at.file < y->at.file ? -1 : 1;
    if (x->project.ordinal != y->project.ordinal)
        return x->project.ordinal < y->project.ordinal ? -1 : 1;
    if (x->seq != y->seq)
        return x->seq < y->seq ? -1 : 1;
    return slice_compare(x->field, y->field);
}

static bool related_of(struct group_run *g, const struct fault *fault, struct finding *f)
{
    struct arena *a = &g->out->arena;
    struct place *places = arena_zero(a, fault->related_count + 1, sizeof(*places));
    if (!places)
        return false;
    for (size_t k = 0; k < fault->related_count; k++) {
        const struct fault_place *at = &fault->related[k];
        struct kept_cell cell;
        if (!place_of(&g->items[at->item], at->seq, at->field, &places[k], &cell, a))
            return false;
    }
    if (fault->related_count > 1)
        qsort(places, fault->related_count, sizeof(*places), by_ordinal);
    f->related = places;
    f->related_count = fault->related_count;
    return true;
}

static void entry_fill(struct finding *f, const struct group_member *item)
{
    const struct rule *r = item->entry->rule;
    f->rule = r;
    f->rule_id = r->id;
    f->aspect = r->aspect;
    f->title = r->title;
    f->title_en = r->title_en;
    f->severity = item->entry->severity;
    f->basis = item->entry->basis;
    f->basis_count = item->entry->basis_count;
    f->pack = item->entry->plan->profile.label;
}

static bool texts_copy(struct finding *f, const struct fault *fault, struct arena *a)
{
    return arena_copy(a, fault->message, &f->message) &&
           arena_copy(a, fault->message_en, &f->message_en) &&
           arena_copy(a, fault->suggestion, &f->suggestion) &&
           arena_copy(a, suggestion_english(f->rule, fault), &f->suggestion_en) &&
           (!fault->has_value || arena_copy(a, fault->value, &f->value));
}

/* Goals, indicators and the payment plan are no cell that could be quoted, or be blank. */
static bool is_one_cell(uint32_t seq, int field)
{
    size_t count;
    return field < 0 ||
           field_table(seq ? SCOPE_INDICATOR : SCOPE_PROJECT, &count)[field].type != FIELD_OBJECT;
}

/* Of the rows of its project that a finding names for one field, the one whose name sorts first: which of
 * them comes first in the form is no part of the fingerprint. */
static struct slice name_known_by(const struct group_run *g, const struct fault *fault)
{
    const struct slice bytes = g->items[fault->item].bytes;
    struct kept_cell first, other;
    if (!fault->seq || !script_kept_cell(bytes, fault->seq, I_LEVEL3, &first))
        return SLICE_NONE;
    for (size_t k = 0; k < fault->related_count; k++) {
        const struct fault_place *at = &fault->related[k];
        if (at->item == fault->item && at->seq && at->field == fault->field &&
            script_kept_cell(bytes, at->seq, I_LEVEL3, &other) &&
            slice_compare(other.text, first.text) < 0)
            first = other;
    }
    return first.text;
}

static bool fault_take(struct group_run *g, const struct fault *fault)
{
    struct group_member *item = &g->items[fault->item];
    struct arena *a = &g->out->arena;
    struct group_finding *made = result_add(g->out);
    struct kept_cell cell, name;
    if (!made)
        return false;
    struct finding *f = &made->finding;
    made->project = item->project;
    entry_fill(f, item);
    f->severity = severity_shift(item->entry, fault->severity);
    if (!place_of(item, fault->seq, fault->field, &f->place, &cell, a) ||
        !evidence_of(item, fault->seq, f->place.field, f, a) || !related_of(g, fault, f) ||
        !texts_copy(f, fault, a))
        return false;
    if (fault->seq && script_kept_cell(item->bytes, fault->seq, I_LEVEL3, &name) &&
        !arena_copy(a, name.text, &f->indicator_name))
        return false;
    if (!arena_copy(a, name_known_by(g, fault), &made->known_by))
        return false;
    f->has_value = fault->has_value || (cell.text.ptr && is_one_cell(fault->seq, fault->field) &&
                                        !item->entry->rule->discreet);
    if (!fault->has_value && f->has_value)
        f->value = cell.text;
    if (!exempt_group_finding(&item->entry->plan->profile, item->lowered, cell.text, f, a))
        return false;
    g->seen[item->project] = OUTCOME_FINDING + 1;
    return true;
}

/* A group that could not be judged is told at its first project and counted at all. */
static bool reason_take(struct group_run *g, const struct answer *answer, size_t count)
{
    struct group_member *item = &g->items[0];
    struct group_finding *made = result_add(g->out);
    if (!made)
        return false;
    struct finding *f = &made->finding;
    made->project = item->project;
    entry_fill(f, item);
    f->kind = answer->outcome == OUTCOME_UNDECIDED ? KIND_UNDECIDED : KIND_RULE_ERROR;
    f->place.at = item->row;
    for (size_t i = 0; i < count; i++)
        g->seen[g->items[i].project] = (uint8_t)(answer->outcome + 1);
    return key_copy(&item->key, &f->place.project, &g->out->arena) &&
           arena_copy(&g->out->arena, answer->reason, &f->message) &&
           arena_copy(&g->out->arena, answer->reason_en, &f->message_en);
}

static bool answer_take(struct group_run *g, const struct group *group,
                        const struct answer *answer)
{
    for (size_t i = 0; i < group->count; i++)
        if (!g->seen[g->items[i].project])
            g->seen[g->items[i].project] = answer->outcome == OUTCOME_NOT_APPLICABLE
                                                ? OUTCOME_NOT_APPLICABLE + 1
                                                : OUTCOME_PASS + 1;
    if (answer->outcome == OUTCOME_UNDECIDED || answer->outcome == OUTCOME_RULE_ERROR)
        return reason_take(g, answer, group->count);
    for (size_t k = 0; k < answer->fault_count; k++)
        if (!fault_take(g, &answer->faults[k]))
            return false;
    return true;
}

/* The members of a group, read back; *bytes is what each kept. */
static int members_load(struct group_run *g, const struct group *group, struct slice *bytes,
                        struct error *err)
{
    const struct group_store *s = g->store;
    size_t n = 0;
    for (uint32_t i = group->first; i; i = s->items[i].next, n++) {
        const struct group_item *item = &s->items[i];
        char *kept = arena_alloc(&g->scratch, item->len);
        if (!kept)
            return error_memory(err);
        g->items[n].entry = item->entry;
        g->items[n].project = item->project;
        g->items[n].bytes = bytes[n] = slice_of(kept, item->len);
        int rc = archive_get(&s->archive, item->offset, kept, item->len, err);
        if (rc == 0)
            rc = group_names(s, item->project, &g->scratch, &g->items[n], err);
        if (rc)
            return rc;
    }
    return 0;
}

/* Order in the input is no part of an answer: the members of a group come by code, name and what was
 * kept, so that "the second of them" is the same project however the rows are arranged. */
static int by_member(const void *a, const void *b)
{
    const struct group_member *x = a, *y = b;
    int order = slice_compare(slice_trim(x->key.code), slice_trim(y->key.code));
    if (!order)
        order = slice_compare(slice_trim(x->key.name), slice_trim(y->key.name));
    if (!order)
        order = slice_compare(x->bytes, y->bytes);
    return order ? order : x->project < y->project ? -1 : x->project > y->project;
}

static void members_sort(struct group_run *g, size_t count, struct slice *bytes)
{
    if (count > 1)
        qsort(g->items, count, sizeof(*g->items), by_member);
    for (size_t i = 0; i < count; i++)
        bytes[i] = g->items[i].bytes;
}

static int group_run_one(struct group_run *g, const struct rule_groups *r,
                         const struct group *group, struct error *err)
{
    struct worker *w = g->worker;
    arena_clear(&g->scratch);
    struct slice *bytes = arena_alloc(&g->scratch, group->count * sizeof(*bytes));
    g->items = arena_zero(&g->scratch, group->count, sizeof(*g->items));
    if (!bytes || !g->items)
        return error_memory(err);
    int rc = members_load(g, group, bytes, err);
    if (rc)
        return rc;
    members_sort(g, group->count, bytes);
    const struct rule *rule = r->entry->rule;
    struct answer answer = {0};
    board_enter(w->engine->board, w->thread, rule->id);
    rc = script_check_group(w->script, w->handles[rule->index], &g->items[0].entry->plan->scene,
                            group->key, bytes, group->count, &g->scratch, &answer, err);
    board_leave(w->engine->board, w->thread);
    if (rc == 0 && !answer_take(g, group, &answer))
        rc = error_memory(err);
    return rc;
}

/* What has no counterpart is not this rule's concern. */
static bool is_asked(const struct rule *rule, const struct group *group)
{
    bool one_form = (group->forms & (group->forms - 1)) == 0;
    return group->count > 0 && !(rule->across_forms && one_form);
}

static void seen_count(struct group_run *g, const struct rule *rule, uint64_t project_count)
{
    uint64_t *outcomes = g->worker->tally.outcomes[rule->index];
    for (uint64_t i = 0; i < project_count; i++)
        if (g->seen[i] && g->seen[i] != OUTCOME_NOT_APPLICABLE + 1)
            outcomes[g->seen[i] - 1]++;
}

static int rule_run(struct group_run *g, struct rule_groups *r, uint64_t project_count,
                    struct error *err)
{
    struct worker *w = g->worker;
    const struct rule *rule = r->entry->rule;
    int rc = worker_load(w, rule, err);
    if (rc || w->handles[rule->index] < 0)
        return rc;
    memset(g->seen, 0, project_count);
    for (size_t i = 0; rc == 0 && i < r->count; i++)
        if (is_asked(rule, &r->groups[i])) /* a key may have found the store full */
            rc = group_run_one(g, r, &r->groups[i], err);
    seen_count(g, rule, project_count);
    return rc;
}

static int by_project(const void *a, const void *b)
{
    const struct group_finding *x = a, *y = b;
    if (x->project != y->project)
        return x->project < y->project ? -1 : 1;
    if (x->finding.place.seq != y->finding.place.seq)
        return x->finding.place.seq < y->finding.place.seq ? -1 : 1;
    int order = slice_compare(x->finding.rule_id, y->finding.rule_id);
    return order ? order : slice_compare(x->finding.message, y->finding.message);
}

static void fingerprint_all(struct group_result *r)
{
    for (size_t i = 0; i < r->count; i++) {
        struct finding *f = &r->items[i].finding;
        size_t nth = 0;
        for (size_t k = i; k > 0 && r->items[k - 1].project == r->items[i].project &&
                           r->items[k - 1].finding.rule == f->rule &&
                           slice_equal(r->items[k - 1].finding.place.field, f->place.field) &&
                           r->items[k - 1].finding.place.seq == f->place.seq;
             k--)
            nth++;
        struct slice code = slice_trim(f->place.project.code);
        struct slice name = slice_trim(f->place.project.name);
        struct buffer identity;
        buffer_init(&identity, (size_t)4 << 20);
        buffer_put(&identity, code.len ? code : name);
        buffer_byte(&identity, '\x1f');
        buffer_put(&identity, r->items[i].known_by);
        fingerprint_make(f, buffer_slice(&identity), nth, f->fingerprint);
        buffer_release(&identity);
    }
}

int group_check(struct group_store *s, struct worker *w, uint64_t project_count,
                struct group_result *out, struct error *err)
{
    struct group_run g = {.store = s, .worker = w, .out = out};
    arena_init(&out->arena, SIZE_MAX / 2);
    arena_init(&g.scratch, SIZE_MAX / 2);
    g.seen = malloc(project_count + 1);
    int rc = g.seen ? 0 : error_memory(err);
    for (size_t i = 0; rc == 0 && i < s->rule_count; i++)
        if (s->rules[i].entry)
            rc = rule_run(&g, &s->rules[i], project_count, err);
    if (rc == 0 && out->count) {
        qsort(out->items, out->count, sizeof(*out->items), by_project);
        fingerprint_all(out);
    }
    arena_release(&g.scratch);
    free(g.seen);
    return rc;
}

void group_result_release(struct group_result *r)
{
    free(r->items);
    arena_release(&r->arena);
    *r = (struct group_result){0};
}
