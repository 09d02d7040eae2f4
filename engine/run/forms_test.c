/* The examples of form maps: a document of a few lines and tables goes through match, parts and read,
 * and what comes out is held against the records that the example gives. */
#include "run/forms_inside.h"

enum { WHAT_MAX = 900 };

struct run {
    struct forms *forms;
    struct arena told;
    struct project *project;
    char zh[WHAT_MAX], en[WHAT_MAX];
    bool failed; /* zh and en say why */
};

static void fail(struct run *r, const char *zh, const char *en)
{
    if (r->failed)
        return;
    r->failed = true;
    (void)snprintf(r->zh, sizeof(r->zh), "%s", zh);
    (void)snprintf(r->en, sizeof(r->en), "%s", en);
}

static void fail_fault(struct run *r, const struct form_answer *a)
{
    char zh[WHAT_MAX], en[WHAT_MAX];
    (void)snprintf(zh, sizeof(zh), "%.*s", SLICE_ARG(a->reason));
    (void)snprintf(en, sizeof(en), "%.*s", SLICE_ARG(a->reason_en));
    fail(r, zh, en);
}

/* "record 2, indicator 3: level2 is “x”, not “y”" */
static void fail_field(struct run *r, const char *place, struct slice name, struct slice is,
                       bool absent, struct slice wanted)
{
    char zh[WHAT_MAX], en[WHAT_MAX];
    if (absent) {
        (void)snprintf(zh, sizeof(zh), "%s%.*s 没有读出，应为“%.*s”", place, SLICE_ARG(name),
                       SLICE_ARG(wanted));
        (void)snprintf(en, sizeof(en), "%s%.*s was not read; it should be “%.*s”", place,
                       SLICE_ARG(name), SLICE_ARG(wanted));
    } else {
        (void)snprintf(zh, sizeof(zh), "%s%.*s 读成了“%.*s”，应为“%.*s”", place, SLICE_ARG(name),
                       SLICE_ARG(is), SLICE_ARG(wanted));
        (void)snprintf(en, sizeof(en), "%s%.*s was read as “%.*s”; it should be “%.*s”", place,
                       SLICE_ARG(name), SLICE_ARG(is), SLICE_ARG(wanted));
    }
    fail(r, zh, en);
}

static void fail_count(struct run *r, const char *place, const char *zh_what, const char *en_what,
                       size_t is, size_t wanted)
{
    char zh[WHAT_MAX], en[WHAT_MAX];
    (void)snprintf(zh, sizeof(zh), "%s读出 %zu %s，应为 %zu", place, is, zh_what, wanted);
    (void)snprintf(en, sizeof(en), "%s%zu %s were read; there should be %zu", place, is, en_what,
                   wanted);
    fail(r, zh, en);
}

/* ---- comparing ---- */

/* What the example writes, as text. */
static struct slice plain_as_text(const struct plain *p, struct buffer *b)
{
    buffer_clear(b);
    if (p->kind == PLAIN_TEXT)
        return p->text;
    if (p->kind == PLAIN_NUMBER)
        decimal_put(b, p->number);
    for (size_t i = 0; p->kind == PLAIN_TABLE && i < p->item_count; i++) {
        buffer_text(b, i ? "；" : "");
        buffer_put(b, p->items[i].text);
    }
    return buffer_slice(b);
}

static void cell_compare(struct run *r, const char *place, struct slice name,
                         const struct cell *cell, const struct plain *wanted)
{
    struct buffer b;
    buffer_init(&b, 1 << 16);
    bool none = wanted->kind == PLAIN_BOOLEAN && !wanted->boolean;
    struct slice text = plain_as_text(wanted, &b);
    bool absent = cell->state == CELL_ABSENT;
    if (none && !absent)
        fail_field(r, place, name, cell->text, false, SLICE("（无）"));
    else if (!none && (absent || !slice_equal(cell->text, text)))
        fail_field(r, place, name, cell->text, absent, text);
    buffer_release(&b);
}

static const struct cell none_cell = {.state = CELL_ABSENT};

static const struct cell *extra_find(const struct extras *extras, struct slice key)
{
    for (size_t i = 0; i < extras->count; i++)
        if (slice_equal(extras->items[i].key, key))
            return &extras->items[i].cell;
    return &none_cell;
}

static void extras_compare(struct run *r, const char *place, const struct extras *extras,
                           const struct plain *wanted)
{
    for (size_t i = 0; i < wanted->entry_count; i++)
        cell_compare(r, place, wanted->entries[i].key, extra_find(extras, wanted->entries[i].key),
                     &wanted->entries[i].value);
}

static void cells_compare(struct run *r, const char *place, enum field_scope scope,
                          const struct cell *cells, const struct extras *extras,
                          const struct plain *wanted)
{
    for (size_t i = 0; i < wanted->entry_count; i++) {
        struct slice name = wanted->entries[i].key;
        const struct plain *value = &wanted->entries[i].value;
        int field = field_find(scope, name);
        if (slice_equal(name, SLICE("extra")) && extras)
            extras_compare(r, place, extras, value);
        else if (field < 0)
            fail_field(r, place, name, SLICE_NONE, true, SLICE("（没有这个栏目）"));
        else
            cell_compare(r, place, name, &cells[field], value);
    }
}

static void plan_compare(struct run *r, const char *place, const struct project *p,
                         const struct plain *wanted)
{
    for (size_t i = 0; i < wanted->entry_count; i++) {
        struct slice key = wanted->entries[i].key;
        const struct cell *cell = &none_cell;
        int month = key.len == 2 ? (key.ptr[0] - '0') * 10 + (key.ptr[1] - '0') : 0;
        for (size_t k = 0; k < p->plan_count; k++)
            if (p->plan[k].month == month)
                cell = &p->plan[k].cell;
        cell_compare(r, place, key, cell, &wanted->entries[i].value);
    }
}

static void goals_compare(struct run *r, const char *place, const struct project *p,
                          const struct plain *wanted)
{
    char inner[128];
    if (p->goal_count != wanted->item_count)
        fail_count(r, place, "个目标", "goals", p->goal_count, wanted->item_count);
    for (size_t i = 0; i < p->goal_count && i < wanted->item_count; i++) {
        (void)snprintf(inner, sizeof(inner), "%sgoals[%zu] ", place, i + 1);
        cells_compare(r, inner, SCOPE_GOAL, p->goals[i].cells, NULL, &wanted->items[i]);
    }
}

static void indicators_compare(struct run *r, const char *place, const struct project *p,
                               const struct plain *wanted)
{
    char inner[128];
    if (p->indicator_count != wanted->item_count)
        fail_count(r, place, "条指标", "indicators", p->indicator_count, wanted->item_count);
    for (size_t i = 0; i < p->indicator_count && i < wanted->item_count; i++) {
        (void)snprintf(inner, sizeof(inner), "%sindicators[%zu] ", place, i + 1);
        cells_compare(r, inner, SCOPE_INDICATOR, p->indicators[i].cells,
                      &p->indicators[i].extras, &wanted->items[i]);
    }
}

static void project_compare(struct run *r, size_t number, const struct plain *wanted)
{
    const struct project *p = r->project;
    char place[32];
    (void)snprintf(place, sizeof(place), "gives[%zu] ", number);
    for (size_t i = 0; i < wanted->entry_count; i++) {
        struct slice name = wanted->entries[i].key;
        const struct plain *value = &wanted->entries[i].value;
        int field = field_find(SCOPE_PROJECT, name);
        if (slice_equal(name, SLICE("extra")))
            extras_compare(r, place, &p->extras, value);
        else if (field == P_INDICATORS)
            indicators_compare(r, place, p, value);
        else if (field == P_GOALS)
            goals_compare(r, place, p, value);
        else if (field == P_PAYMENT_PLAN)
            plan_compare(r, place, p, value);
        else if (field < 0)
            fail_field(r, place, name, SLICE_NONE, true, SLICE("（没有这个栏目）"));
        else
            cell_compare(r, place, name, &p->cells[field], value);
    }
}

/* ---- one example ---- */

/* The records of one part; *number counts over all parts. */
static int part_run(struct run *r, struct form_document *f, const struct form_call *call,
                    size_t part, const struct plain *gives, size_t *number, struct error *err)
{
    struct form_answer a;
    int rc = form_read(r->forms->script, f, call, part, &a, err);
    if (rc == 0 && a.outcome != FORM_OK)
        fail_fault(r, &a);
    size_t n = rc == 0 && a.outcome == FORM_OK ? a.count : 0;
    for (size_t i = 0; i < n && rc == 0; i++) {
        bool empty;
        rc = form_take(r->forms->script, f, call, i, r->project, &empty, &a, err);
        if (rc == 0 && a.outcome != FORM_OK)
            fail_fault(r, &a);
        if (rc || a.outcome != FORM_OK || empty)
            continue;
        if (*number < gives->item_count)
            project_compare(r, *number + 1, &gives->items[*number]);
        ++*number;
    }
    return rc;
}

static int parts_run(struct run *r, struct form_document *f, const struct form_call *call,
                     const struct plain *gives, struct error *err)
{
    struct form_answer a;
    size_t number = 0;
    int rc = form_parts(r->forms->script, f, call, &a, err);
    if (rc == 0 && a.outcome != FORM_OK)
        fail_fault(r, &a);
    size_t parts = rc == 0 && a.outcome == FORM_OK ? a.count : 0;
    for (size_t i = 0; i < parts && rc == 0; i++)
        rc = part_run(r, f, call, i, gives, &number, err);
    if (rc == 0 && number != gives->item_count)
        fail_count(r, "", "个项目", "projects", number, gives->item_count);
    return rc;
}

static int document_run(struct run *r, struct form_document *f, const struct form_call *call,
                        const struct plain *gives, struct error *err)
{
    struct form_answer a;
    bool claimed = gives->kind == PLAIN_TABLE;
    int rc = form_match(r->forms->script, f, call, &a, err);
    if (rc)
        return rc;
    if (a.outcome != FORM_OK)
        fail_fault(r, &a);
    else if (a.claims && !claimed)
        fail(r, "match 认领了这份文件，示例说不应认领", "match claims the document; it should not");
    else if (!a.claims && claimed)
        fail(r, "match 没有认领这份文件", "match does not claim the document");
    return claimed && !r->failed ? parts_run(r, f, call, gives, err) : 0;
}

static int example_run(struct run *r, size_t map, const struct plain *example, struct error *err)
{
    struct document doc;
    struct form_document *f = NULL;
    struct form_call call;
    const struct form_map *m = &r->forms->engine->set.forms[map];
    r->failed = false;
    arena_clear(&r->told);
    document_init(&doc, &r->forms->limits);
    doc.path = m->name;
    int rc = forms_call(r->forms, map, &r->told, &call, err);
    if (rc == 0 && !form_example(plain_get(example, SLICE("document")), &doc))
        fail(r, "document 应当是文字行和表格（行的列表）的列表",
             "document must be a list of lines of text and tables (lists of rows)");
    if (rc == 0 && !r->failed)
        rc = form_open(r->forms->script, &doc, &f, err);
    if (rc == 0 && f) {
        forms_enter(r->forms, m);
        rc = document_run(r, f, &call, plain_get(example, SLICE("gives")), err);
        forms_leave(r->forms);
        form_close(r->forms->script, f);
    }
    document_release(&doc);
    return rc;
}

static bool is_wanted(const struct form_map *m, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(m->name, slice_str(names[i])))
            return true;
    return count == 0;
}

static int map_test(struct run *r, size_t map,
                    int (*result)(void *context, const struct form_example_result *r),
                    void *context, struct error *err)
{
    const struct form_map *m = &r->forms->engine->set.forms[map];
    int rc = 0;
    for (size_t i = 0; m->examples && i < m->examples->item_count && rc == 0; i++) {
        rc = example_run(r, map, &m->examples->items[i], err);
        if (rc)
            return rc;
        struct form_example_result x = {.map = m, .index = i + 1, .ok = !r->failed};
        if (r->failed) {
            x.what = slice_str(r->zh);
            x.what_en = slice_str(r->en);
        }
        rc = result(context, &x);
    }
    return rc;
}

int forms_test(struct engine *e, const char *const *names, size_t count,
               int (*result)(void *context, const struct form_example_result *r), void *context,
               struct error *err)
{
    struct run *r = calloc(1, sizeof(*r));
    if (!r)
        return error_memory(err);
    arena_init(&r->told, SIZE_MAX / 2);
    r->project = project_new(e->limits.project_bytes);
    int rc = r->project ? forms_new(&r->forms, e, SLICE_NONE, err) : error_memory(err);
    if (rc == 0)
        rc = forms_ready(r->forms, err);
    for (size_t i = 0; rc == 0 && i < e->set.form_count; i++)
        if (is_wanted(&e->set.forms[i], names, count) && !forms_excluded(r->forms, &e->set.forms[i]))
            rc = map_test(r, i, result, context, err);
    forms_free(r->forms);
    project_free(r->project);
    arena_release(&r->told);
    free(r);
    return rc;
}
