/* Findings are built in the batch's arena and point into the batch's projects: nothing is copied that
 * lives as long as the batch does. */
#include "run/build.h"

#include "base/array.h"
#include "base/digest.h"
#include "base/utf8.h"

enum { EVIDENCE_CHARS = 200 };

/* Fields that are no single cell, or that say where we are rather than what was written. */
#define NOT_EVIDENCE                                                                               \
    (UINT64_C(1) << P_FORM | UINT64_C(1) << P_PAYMENT_PLAN | UINT64_C(1) << P_GOALS |              \
     UINT64_C(1) << P_INDICATORS | UINT64_C(1) << P_SOURCE)

struct finding *finding_add(struct finding_list *list)
{
    struct finding *grown =
        array_room(list->items, list->count, &list->cap, sizeof(*grown));
    if (!grown)
        return NULL;
    list->items = grown;
    struct finding *f = &list->items[list->count++];
    memset(f, 0, sizeof(*f));
    f->place.index = UINT32_MAX;
    return f;
}

void finding_list_release(struct finding_list *list)
{
    free(list->items);
    *list = (struct finding_list){0};
}

struct place place_nowhere(void)
{
    return (struct place){.at = {.file = UINT32_MAX}, .index = UINT32_MAX};
}

void project_key_make(const struct project *p, struct project_key *key)
{
    *key = (struct project_key){
        .ordinal = p->ordinal,
        .code = p->cells[P_PROJECT_CODE].text,
        .name = p->cells[P_PROJECT_NAME].text,
        .unit = p->cells[P_UNIT_NAME].text,
        .region = p->cells[P_REGION].text,
        .year = p->year,
        .form = p->form,
    };
}

enum severity severity_shift(const struct entry *e, int named)
{
    if (named < 0)
        return e->severity;
    int moved = named + ((int)e->severity - (int)e->rule->severity);
    return moved < SEVERITY_NOTE    ? SEVERITY_NOTE
           : moved > SEVERITY_ERROR ? SEVERITY_ERROR
                                    : (enum severity)moved;
}

static bool is_place(struct address a, struct address b)
{
    return a.file == b.file && a.a == b.a && a.b == b.b && a.c == b.c;
}

static struct address goal_address(const struct goal *g)
{
    return g->cells[G_TEXT].state == CELL_PRESENT ? g->cells[G_TEXT].at : g->row;
}

/* Goals, plan, indicators: no cell of their own, but a place where the form shows them. */
static struct address object_address(const struct project *p, int field)
{
    bool own = p->cells[field].state == CELL_PRESENT && !is_place(p->cells[field].at, p->row);
    if (own)
        return p->cells[field].at;
    if (field == P_GOALS && p->goal_count)
        return goal_address(&p->goals[0]);
    if (field == P_PAYMENT_PLAN && p->plan_count)
        return p->plan[0].cell.at;
    if (field == P_INDICATORS && p->indicator_count)
        return p->indicators[0].row;
    return p->row;
}

static const struct cell *place_make(const struct project *p, const struct indicator *i, int field,
                                     struct place *out)
{
    size_t count;
    enum field_scope scope = i ? SCOPE_INDICATOR : SCOPE_PROJECT;
    project_key_make(p, &out->project);
    out->seq = i ? i->seq : 0;
    out->index = i ? i->index : UINT32_MAX;
    out->at = i ? i->row : p->row;
    if (field < 0)
        return NULL;
    const struct field *f = &field_table(scope, &count)[field];
    out->field = f->name;
    if (f->type == FIELD_OBJECT) {
        out->at = object_address(p, field);
        return NULL;
    }
    const struct cell *cell = i ? &i->cells[field] : &p->cells[field];
    out->at = cell->at;
    return cell;
}

static struct slice evidence_text(struct slice text, struct arena *arena)
{
    struct slice head = utf8_head(text, EVIDENCE_CHARS);
    static const char dots[] = "…";
    if (head.len == text.len)
        return text;
    char *p = arena_alloc(arena, head.len + sizeof(dots));
    if (!p)
        return head;
    memcpy(p, head.ptr, head.len);
    memcpy(p + head.len, dots, sizeof(dots));
    return slice_of(p, head.len + sizeof(dots) - 1);
}

static size_t evidence_collect(const struct cell *cells, enum field_scope scope, uint64_t bits,
                               struct slice told, struct pair *out, struct arena *arena)
{
    size_t count, n = 0;
    const struct field *table = field_table(scope, &count);
    for (; bits; bits &= bits - 1) {
        int field = __builtin_ctzll(bits);
        if (cells[field].state == CELL_ABSENT || slice_equal(table[field].name, told))
            continue;
        out[n++] = (struct pair){table[field].name, evidence_text(cells[field].text, arena)};
    }
    return n;
}

static bool evidence_make(const struct subject *s, const struct reads *reads, struct finding *f,
                          struct arena *arena)
{
    struct pair *pairs = arena_alloc(arena, (P_COUNT + I_COUNT) * sizeof(*pairs));
    if (!pairs)
        return false;
    size_t n = 0;
    if (s->entry->rule->discreet)
        return true;
    if (s->indicator)
        n = evidence_collect(s->indicator->cells, SCOPE_INDICATOR,
                             reads->indicator & ~(UINT64_C(1) << I_SEQ), f->place.field, pairs,
                             arena);
    n += evidence_collect(s->project->cells, SCOPE_PROJECT, reads->project & ~NOT_EVIDENCE,
                          s->indicator ? SLICE_NONE : f->place.field, pairs + n, arena);
    f->evidence = pairs;
    f->evidence_count = n;
    return true;
}

static bool params_make(const struct subject *s, const struct reads *reads, struct finding *f,
                        struct arena *arena)
{
    size_t words = sizeof(reads->params) / sizeof(*reads->params), n = 0, at = 0;
    for (size_t k = 0; k < words; k++)
        n += (size_t)__builtin_popcountll(reads->params[k]);
    struct param_use *used = arena_alloc(arena, (n + 1) * sizeof(*used));
    if (!used)
        return false;
    for (size_t k = 0; k < words; k++)
        for (uint64_t bits = reads->params[k]; bits; bits &= bits - 1)
            used[at++] = s->plan->profile.params[k * 64 + (size_t)__builtin_ctzll(bits)];
    f->params = used;
    f->param_count = at;
    return true;
}

static bool finding_fill(const struct subject *s, const struct answer *answer, struct finding *f,
                         struct arena *arena)
{
    const struct rule *r = s->entry->rule;
    f->rule = r;
    f->rule_id = r->id;
    f->aspect = r->aspect;
    f->title = r->title;
    f->title_en = r->title_en;
    f->severity = s->entry->severity;
    f->basis = s->entry->basis;
    f->basis_count = s->entry->basis_count;
    f->pack = s->plan->profile.label;
    if (s->indicator)
        f->indicator_name = s->indicator->cells[I_LEVEL3].text;
    return evidence_make(s, &answer->reads, f, arena) && params_make(s, &answer->reads, f, arena);
}

static bool related_make(const struct subject *s, const struct fault *fault, struct finding *f,
                         struct arena *arena)
{
    struct place *places = arena_zero(arena, fault->related_count + 1, sizeof(*places));
    if (!places)
        return false;
    size_t n = 0;
    for (size_t k = 0; k < fault->related_count; k++) {
        const struct fault_place *at = &fault->related[k];
        const struct indicator *i =
            at->indicator >= 0 ? &s->project->indicators[at->indicator] : NULL;
        (void)place_make(s->project, i, at->field, &places[n]);
        if (places[n].seq != f->place.seq || !slice_equal(places[n].field, f->place.field))
            n++; /* a rule that lists all its rows lists the first one too */
    }
    f->related = places;
    f->related_count = n;
    return true;
}

struct slice suggestion_english(const struct rule *rule, const struct fault *fault)
{
    if (fault->suggestion_en.len || !fault->suggestion.len)
        return fault->suggestion_en;
    return rule->suggestion_en;
}

/* The goal in which the quoted words stand. */
static void goal_find(const struct project *p, struct finding *f)
{
    for (size_t i = 0; i < p->goal_count && f->value.len; i++)
        for (int field = G_TEXT; field <= G_DONE; field++) {
            const struct cell *c = &p->goals[i].cells[field];
            if (c->state != CELL_PRESENT || slice_find(c->text, f->value, 0) == SIZE_MAX)
                continue;
            f->place.at = c->at;
            return;
        }
}

static bool fault_build(const struct subject *s, const struct answer *answer,
                        const struct fault *fault, bool own, struct finding *f,
                        struct arena *arena)
{
    const struct indicator *at = NULL;
    if (fault->scope == SCOPE_INDICATOR)
        at = own ? s->indicator : &s->project->indicators[fault->indicator];
    const struct cell *cell = place_make(s->project, at, fault->field, &f->place);
    if (!finding_fill(s, answer, f, arena) || !related_make(s, fault, f, arena))
        return false;
    f->indicator_name = at ? at->cells[I_LEVEL3].text : SLICE_NONE;
    f->wording = fault->wording;
    f->message = fault->message;
    f->message_en = fault->message_en;
    f->suggestion = fault->suggestion;
    f->suggestion_en = suggestion_english(s->entry->rule, fault);
    f->severity = severity_shift(s->entry, fault->severity);
    bool quotable = cell && cell->state == CELL_PRESENT && !s->entry->rule->discreet;
    f->has_value = fault->has_value || quotable;
    f->value = fault->has_value ? fault->value : f->has_value ? cell->text : SLICE_NONE;
    if (fault->scope == SCOPE_PROJECT && fault->field == P_GOALS)
        goal_find(s->project, f);
    return true;
}

int build_faults(const struct subject *s, const struct answer *answer, bool own,
                 struct finding_list *list, struct arena *arena)
{
    for (size_t k = 0; k < answer->fault_count; k++) {
        struct finding *f = finding_add(list);
        if (!f || !fault_build(s, answer, &answer->faults[k], own, f, arena))
            return ERR_MEMORY;
    }
    return 0;
}

int build_reason(const struct subject *s, const struct answer *answer, enum finding_kind kind,
                 struct finding_list *list, struct arena *arena)
{
    struct finding *f = finding_add(list);
    if (!f)
        return ERR_MEMORY;
    f->kind = kind;
    (void)place_make(s->project, s->indicator, -1, &f->place);
    f->message = answer->reason;
    f->message_en = answer->reason_en;
    return finding_fill(s, answer, f, arena) ? 0 : ERR_MEMORY;
}

/* Who a project is, however its rows are ordered and whatever file it came in. */
static struct slice project_identity(const struct project *p)
{
    struct slice code = slice_trim(p->cells[P_PROJECT_CODE].text);
    return code.len ? code : slice_trim(p->cells[P_PROJECT_NAME].text);
}

/* What tells an indicator from the others of its project: its place in the tree, not in the list. */
static const enum indicator_field identity_fields[] = {I_TERM, I_LEVEL1, I_LEVEL2, I_LEVEL3};
enum { IDENTITY_FIELDS = sizeof(identity_fields) / sizeof(*identity_fields) };

static struct slice identity_text(const struct project *p, uint32_t index, size_t k)
{
    return slice_trim(p->indicators[index].cells[identity_fields[k]].text);
}

static int identity_compare(const struct project *p, uint32_t a, uint32_t b)
{
    int order = 0;
    for (size_t k = 0; order == 0 && k < IDENTITY_FIELDS; k++)
        order = slice_compare(identity_text(p, a, k), identity_text(p, b, k));
    return order;
}

/* A finding that names several rows for one field stands at the first of them, and another is first when
 * the rows are arranged anew: it is known by the one whose place in the tree sorts first. */
static uint32_t identity_index(const struct finding *f, const struct project *p)
{
    uint32_t index = f->place.index;
    for (size_t k = 0; k < f->related_count; k++) {
        const struct place *at = &f->related[k];
        if (at->index != UINT32_MAX && slice_equal(at->field, f->place.field) &&
            identity_compare(p, at->index, index) < 0)
            index = at->index;
    }
    return index;
}

static bool indicator_identity(const struct project *p, uint32_t index, struct buffer *out)
{
    for (size_t k = 0; k < IDENTITY_FIELDS; k++) {
        buffer_put(out, identity_text(p, index, k));
        buffer_byte(out, '\x1f');
    }
    return !out->failed;
}

void fingerprint_make(const struct finding *f, struct slice identity, size_t nth, char out[65])
{
    struct digest d;
    char number[32];
    int n = snprintf(number, sizeof(number), "%d %d %d %zu", (int)f->kind, f->place.project.year,
                     (int)f->place.project.form, nth);
    digest_init(&d);
    digest_field(&d, f->rule_id);
    digest_field(&d, slice_trim(f->place.project.unit));
    digest_field(&d, identity);
    digest_field(&d, f->place.field);
    digest_field(&d, slice_of(number, (size_t)n));
    digest_hex(&d, out);
}

static bool identity_make(const struct finding *f, const struct project *p, struct buffer *out)
{
    buffer_clear(out);
    buffer_put(out, project_identity(p));
    buffer_byte(out, '\x1f');
    if (f->place.index != UINT32_MAX)
        return indicator_identity(p, identity_index(f, p), out);
    return !out->failed;
}

int build_fingerprints(struct finding_list *list, size_t from, const struct project *p,
                       struct arena *arena)
{
    struct map seen;
    struct buffer identity;
    map_init(&seen);
    buffer_init(&identity, (size_t)8 << 20);
    int rc = 0;
    for (size_t k = from; rc == 0 && k < list->count; k++) {
        struct finding *f = &list->items[k];
        struct slice first;
        size_t *times = NULL;
        if (!identity_make(f, p, &identity))
            rc = ERR_MEMORY;
        if (rc == 0) {
            fingerprint_make(f, buffer_slice(&identity), 0, f->fingerprint);
            if (!arena_copy(arena, slice_of(f->fingerprint, DIGEST_HEX), &first) ||
                !(times = map_put(&seen, first, NULL)))
                rc = ERR_MEMORY;
        }
        if (rc == 0 && (*times)++ > 0)
            fingerprint_make(f, buffer_slice(&identity), *times - 1, f->fingerprint);
    }
    map_release(&seen);
    buffer_release(&identity);
    return rc;
}
