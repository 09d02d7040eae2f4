/* Showing documents instead of reading them: a source of forms that claims everything, writes down what it
 * was given and which maps would take it, and hands out no record. */
#include "run/forms_inside.h"

#include "base/utf8.h"

enum { CLAIMS_MAX = 64, CELL_BYTES_MAX = 120, ROW_BYTES_MAX = 1 << 16 };

struct show {
    struct forms *forms;
    struct form_source source;
    int (*line)(void *context, const struct form_line *l);
    void *context;
    bool seen;    /* the file under way was shown */
    bool stopped;
};

static void give(struct show *s, const struct form_line *l)
{
    if (!s->stopped)
        s->stopped = s->line(s->context, l) != 0;
}

/* ---- the document ---- */

/* A cell's text on one line, cut where it is long. */
static void text_put(struct buffer *b, struct slice text)
{
    size_t n = utf8_cut(text, CELL_BYTES_MAX);
    for (size_t i = 0; i < n; i++) {
        if (text.ptr[i] == '\n')
            buffer_text(b, "⏎");
        else
            buffer_byte(b, text.ptr[i]);
    }
    if (n < text.len)
        buffer_text(b, "…");
}

static void row_show(struct show *s, const struct document_table *t, uint32_t row, struct buffer *b)
{
    buffer_clear(b);
    for (uint32_t c = 0; c < t->columns; c++) {
        const struct document_cell *cell = table_at(t, row, c);
        buffer_text(b, c ? " | " : "");
        if (cell && cell->row == row && cell->column == c)
            text_put(b, cell->text);
        else if (cell)
            buffer_text(b, cell->row < row ? "↑" : "←");
    }
    give(s, &(struct form_line){.kind = FORM_LINE_ROW, .number = row + 1, .text = buffer_slice(b)});
}

static void document_show(struct show *s, const struct document *doc)
{
    struct buffer b;
    size_t tables = 0, texts = 0;
    buffer_init(&b, ROW_BYTES_MAX);
    for (size_t i = 0; i < doc->count && !s->stopped; i++) {
        const struct document_block *block = &doc->blocks[i];
        if (block->kind == BLOCK_TEXT) {
            buffer_clear(&b);
            text_put(&b, block->text.text);
            give(s, &(struct form_line){.kind = FORM_LINE_TEXT, .number = ++texts,
                                        .text = buffer_slice(&b)});
            continue;
        }
        give(s, &(struct form_line){.kind = FORM_LINE_TABLE, .number = ++tables,
                                    .text = block->table.name});
        for (uint32_t row = 0; row < block->table.rows && !s->stopped; row++)
            row_show(s, &block->table, row, &b);
    }
    buffer_release(&b);
}

/* ---- the maps ---- */

struct claims {
    const struct form_map *items[CLAIMS_MAX];
    size_t count;
};

static bool steps_back(const struct form_map *m, const struct claims *c)
{
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; k < c->items[i]->replaces_count; k++)
            if (c->items[i] != m && slice_equal(c->items[i]->replaces[k], m->name))
                return true;
    return false;
}

static void claims_show(struct show *s, const struct claims *c)
{
    for (size_t i = 0; i < c->count; i++)
        give(s, &(struct form_line){.kind = FORM_LINE_CLAIM, .text = c->items[i]->name,
                                    .more = c->items[i]->path,
                                    .number = steps_back(c->items[i], c)});
    if (c->count == 0)
        give(s, &(struct form_line){.kind = FORM_LINE_NONE});
}

static int map_show(struct show *s, struct form_document *f, size_t i, struct arena *told,
                    struct claims *claims, struct error *err)
{
    const struct form_map *m = &s->forms->engine->set.forms[i];
    struct form_answer a;
    struct form_call call;
    int rc = forms_call(s->forms, i, told, &call, err);
    if (rc)
        return rc;
    forms_enter(s->forms, m);
    rc = form_match(s->forms->script, f, &call, &a, err);
    forms_leave(s->forms);
    if (rc == 0 && a.outcome == FORM_FAULT)
        give(s, &(struct form_line){.kind = FORM_LINE_FAULT, .text = a.reason,
                                    .text_en = a.reason_en, .more = m->name});
    if (rc == 0 && a.outcome == FORM_OK && a.claims && claims->count < CLAIMS_MAX)
        claims->items[claims->count++] = m;
    return rc;
}

static int maps_show(struct show *s, const struct document *doc, struct error *err)
{
    const struct pack_set *set = &s->forms->engine->set;
    struct form_document *f = NULL;
    struct arena told;
    struct claims claims = {0};
    int rc = forms_ready(s->forms, err);
    if (rc == 0)
        rc = form_open(s->forms->script, doc, &f, err);
    if (rc)
        return rc;
    arena_init(&told, SIZE_MAX / 2);
    for (size_t i = 0; i < set->form_count && rc == 0; i++)
        if ((!s->forms->regional || form_is_seen(set, &set->forms[i], s->forms->pack)) &&
            !forms_excluded(s->forms, &set->forms[i]))
            rc = map_show(s, f, i, &told, &claims, err);
    if (rc == 0)
        claims_show(s, &claims);
    arena_release(&told);
    form_close(s->forms->script, f);
    return rc;
}

/* ---- the source of forms ---- */

static int show_claims(void *context, const struct document *doc, struct error *err)
{
    (void)context;
    (void)doc;
    (void)err;
    return 1;
}

static int show_open(void *context, const struct document *doc, const struct decode_options *o,
                     void **reading, struct error *err)
{
    struct show *s = context;
    (void)o;
    *reading = NULL;
    s->seen = true;
    give(s, &(struct form_line){.kind = FORM_LINE_FILE, .number = (size_t)doc->kind,
                                .text = doc->path});
    document_show(s, doc);
    return maps_show(s, doc, err);
}

static int show_next(void *reading, struct project *p, struct error *err)
{
    (void)reading;
    (void)p;
    (void)err;
    return 0;
}

static void show_close(void *reading)
{
    (void)reading;
}

/* ---- files ---- */

static void show_problem(void *context, const struct rejection *r)
{
    struct show *s = context;
    if (r->kind == REJECT_FILE)
        s->seen = true;
    give(s, &(struct form_line){.kind = FORM_LINE_PROBLEM, .text = slice_str(r->zh),
                                .text_en = slice_str(r->en)});
}

static int file_show(struct show *s, const struct input_unit *unit, struct sources *sources,
                     const struct decode_options *o, struct error *err)
{
    struct reader *reader = NULL;
    s->seen = false;
    int rc = reader_open(&reader, unit, sources, o, err);
    reader_close(reader);
    if (rc == 0 && !s->seen) {
        give(s, &(struct form_line){.kind = FORM_LINE_FILE, .number = SOURCE_CSV,
                                    .text = slice_str(unit->projects)});
        give(s, &(struct form_line){.kind = FORM_LINE_PLAIN});
    }
    return rc;
}

int forms_show(const struct engine *e, const char *const *paths, size_t count, struct slice region,
               int (*line)(void *context, const struct form_line *l), void *context,
               struct error *err)
{
    struct show s = {.line = line, .context = context};
    struct sources sources = {0};
    struct input_plan plan = {0};
    struct decode_options o = {.limits = &e->limits, .forms = &s.source, .reject = show_problem,
                               .context = &s};
    s.source = (struct form_source){&s, show_claims, show_open, show_next, show_close};
    int rc = forms_new(&s.forms, e, region, err);
    if (rc == 0)
        rc = input_plan_make(&plan, paths, count, &sources, &o, err);
    for (size_t i = 0; i < plan.count && rc == 0 && !s.stopped; i++)
        rc = file_show(&s, &plan.units[i], &sources, &o, err);
    input_plan_release(&plan);
    sources_release(&sources);
    forms_free(s.forms);
    if (rc == 0 && s.stopped)
        rc = error_set(err, ERR_STOPPED, "已停止", "stopped");
    return rc;
}
