/* The report for people at a terminal: one section per project, first what is wrong and
 * how to mend it, then what could not be checked, then the counts and the verdict in
 * words. Findings wait until their project's verdict is known; those of group rules,
 * which belong to no one project's turn, until the end. The first project waits for a second
 * one: of a form that comes alone, all is told in one place. What waits is bounded: when it
 * grows too large it is shown without waiting. */
#include "write/text.h"

enum { ADVICE_MEMORY_MAX = 1 << 20 };

struct section {
    struct project_key project;
    struct text_entry *first, *last;
    struct section *next;
};

struct text_writer {
    struct writer base; /* first */
    struct layout layout;
    struct arena arena;           /* all that waits */
    struct map sections, entries; /* values are pointers into the arena */
    struct section *first, *last;
    struct gather gather;
    struct arena advice_arena;
    struct map advice; /* what notes advised so far */
    bool listing; /* the last thing shown is a project without findings */
    struct section *alone; /* the first project, until there is a second; NULL */
    int alone_verdict;
    bool begun; /* some project was told */
};

static struct text_writer *text_writer(struct writer *w)
{
    return (struct text_writer *)w;
}

static void text_open(struct writer *w)
{
    struct text_writer *t = text_writer(w);
    size_t columns = w->options.columns ? w->options.columns : 100;
    t->layout = (struct layout){
        .out = &w->line,
        .columns = columns < 40    ? 40
                   : columns > 200 ? 200
                                   : columns,
        .colour = w->options.colour,
        .language = w->options.language,
    };
    arena_init(&t->arena, TEXT_MEMORY_MAX);
    map_init(&t->sections);
    map_init(&t->entries);
    gather_init(&t->gather);
    arena_init(&t->advice_arena, ADVICE_MEMORY_MAX);
    map_init(&t->advice);
}

static void text_release(struct writer *w)
{
    struct text_writer *t = text_writer(w);
    arena_release(&t->arena);
    map_release(&t->sections);
    map_release(&t->entries);
    gather_release(&t->gather);
    arena_release(&t->advice_arena);
    map_release(&t->advice);
}

static void forget(struct text_writer *t)
{
    arena_clear(&t->arena);
    map_clear(&t->sections);
    map_clear(&t->entries);
    t->first = t->last = NULL;
}

/* ---- what waits ---- */

static void key_project(struct buffer *out, const struct project_key *p)
{
    buffer_format(out, "%u", (unsigned)p->ordinal);
    const struct slice parts[] = {p->code, p->name, p->unit, p->region};
    for (size_t i = 0; i < 4; i++) {
        buffer_byte(out, '\0');
        buffer_put(out, parts[i]);
    }
}

static void key_entry(struct buffer *out, const struct finding *f)
{
    key_project(out, &f->place.project);
    const struct slice parts[] = {f->rule_id, f->place.field, f->message, f->suggestion,
                                  f->remark ? f->remark->heading : SLICE_NONE};
    for (size_t i = 0; i < 5; i++) {
        buffer_byte(out, '\0');
        buffer_put(out, parts[i]);
    }
    buffer_format(out, "%d%d%d %u", (int)f->severity, f->place.seq != 0, (int)f->status,
                  f->waiver ? (unsigned)f->waiver->line : 0);
}

/* The pointer kept under what stands in w->line, which is emptied; NULL when memory ran
 * out. */
static size_t *slot(struct text_writer *t, struct map *map)
{
    struct slice key;
    bool made = false, ok = !t->base.line.failed;
    size_t *place = NULL;
    if (ok && arena_copy(&t->arena, buffer_slice(&t->base.line), &key))
        place = map_put(map, key, &made);
    buffer_clear(&t->base.line);
    return place;
}

static bool copy_key(struct arena *a, struct project_key *k,
                     const struct project_key *from)
{
    *k = *from;
    return arena_copy(a, from->code, &k->code) && arena_copy(a, from->name, &k->name) &&
           arena_copy(a, from->unit, &k->unit) && arena_copy(a, from->region, &k->region);
}

static struct section *section_of(struct text_writer *t, const struct project_key *key)
{
    key_project(&t->base.line, key);
    size_t *place = slot(t, &t->sections);
    if (!place || *place)
        return place ? (struct section *)(uintptr_t)*place : NULL;
    struct section *s = arena_zero(&t->arena, 1, sizeof(*s));
    if (!s || !copy_key(&t->arena, &s->project, key))
        return NULL;
    *place = (size_t)(uintptr_t)s;
    if (t->last)
        t->last->next = s;
    else
        t->first = s;
    t->last = s;
    return s;
}

static bool take(struct text_writer *t, const struct finding *f)
{
    struct section *s = section_of(t, &f->place.project);
    if (!s)
        return false;
    key_entry(&t->base.line, f);
    size_t *place = slot(t, &t->entries);
    if (!place)
        return false;
    if (*place)
        return text_entry_add((struct text_entry *)(uintptr_t)*place, &t->base, f,
                              &t->arena);
    struct text_entry *e = arena_zero(&t->arena, 1, sizeof(*e));
    if (!e || !text_entry_make(e, &t->base, f, &t->arena))
        return false;
    *place = (size_t)(uintptr_t)e;
    if (s->last)
        s->last->next = e;
    else
        s->first = e;
    s->last = e;
    return true;
}

/* ---- showing it ---- */

/* A note that comes in every other form: its advice is read once by each unit, which may get its part of the
 * letter alone. When there is no room to remember more, advice is shown again. */
static bool is_told_again(struct text_writer *t, const struct section *s, const struct text_entry *e)
{
    struct buffer *line = &t->base.line;
    struct slice key;
    bool made = false;
    if (e->severity != SEVERITY_NOTE || e->suggestion.len == 0)
        return false;
    size_t from = line->len;
    buffer_put(line, e->rule);
    buffer_byte(line, '\0');
    buffer_put(line, e->suggestion);
    buffer_byte(line, '\0');
    buffer_put(line, s->project.unit);
    key = slice_from(buffer_slice(line), from);
    size_t *place = line->failed ? NULL : map_get(&t->advice, key);
    if (!place && !line->failed && arena_copy(&t->advice_arena, key, &key))
        (void)map_put(&t->advice, key, &made);
    line->len = from;
    return place != NULL;
}

/* The findings of a section that stand under one heading, the worst first. */
static int put_entries(struct text_writer *t, const struct section *s, struct slice heading,
                       struct error *err)
{
    int rc = 0;
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
        for (struct text_entry *e = s->first; e && rc == 0; e = e->next)
            if ((int)e->severity == severity && slice_equal(e->heading, heading)) {
                e->shown = true;
                text_entry_put(&t->layout, e, is_told_again(t, s, e));
                rc = writer_flush(&t->base, err);
            }
    return rc;
}

/* What can be mended as it stands comes first; then, under its heading, what cannot. */
static int put_section(struct text_writer *t, const struct section *s, int verdict,
                       struct error *err)
{
    if (t->listing)
        buffer_byte(&t->base.line, '\n');
    t->listing = false;
    text_project_put(&t->layout, &s->project, verdict);
    int rc = writer_flush(&t->base, err);
    rc = rc ? rc : put_entries(t, s, SLICE_NONE, err);
    for (const struct text_entry *e = s->first; e && rc == 0; e = e->next)
        if (!e->shown) {
            text_heading_put(&t->layout, e->heading);
            rc = put_entries(t, s, e->heading, err);
        }
    buffer_byte(&t->base.line, '\n');
    return rc ? rc : writer_flush(&t->base, err);
}

static int alone_put(struct text_writer *t, struct error *err);

static int worst_of(const struct section *s)
{
    int worst = SEVERITY_NOTE;
    for (const struct text_entry *e = s->first; e; e = e->next)
        worst = (int)e->severity > worst ? (int)e->severity : worst;
    return worst;
}

/* By the worst that was found, then in the order in which they came. */
static int by_weight(const void *a, const void *b)
{
    const struct section *x = *(struct section *const *)a, *y = *(struct section *const *)b;
    int worst = worst_of(y) - worst_of(x);
    if (worst)
        return worst;
    return x->project.ordinal < y->project.ordinal ? -1 : x->project.ordinal > y->project.ordinal;
}

/* When memory is short they stay as they came. */
static void sections_sort(struct text_writer *t)
{
    size_t n = 0, k = 0;
    for (struct section *s = t->first; s; s = s->next)
        n++;
    struct section **all = n > 1 ? arena_alloc(&t->arena, n * sizeof(*all)) : NULL;
    if (!all)
        return;
    for (struct section *s = t->first; s; s = s->next)
        all[k++] = s;
    qsort(all, n, sizeof(*all), by_weight);
    for (k = 0; k + 1 < n; k++)
        all[k]->next = all[k + 1];
    all[n - 1]->next = NULL;
    t->first = all[0];
    t->last = all[n - 1];
}

static int put_all(struct text_writer *t, struct error *err)
{
    int rc = alone_put(t, err);
    if (t->listing)
        buffer_byte(&t->base.line, '\n');
    t->listing = false;
    sections_sort(t);
    if (t->first) {
        layout_word(&t->layout, PAINT_BOLD,
                    layout_say(&t->layout, "跨项目核对", "Across projects"), 0);
        buffer_byte(&t->base.line, '\n');
    }
    for (const struct section *s = t->first; s && rc == 0; s = s->next)
        rc = put_section(t, s, -1, err);
    forget(t);
    return rc;
}

static int text_finding(struct writer *w, const struct finding *f, struct error *err)
{
    struct text_writer *t = text_writer(w);
    if (w->options.quiet)
        return 0;
    if (f->kind != KIND_FINDING) {
        gather_add(&t->gather, w, f);
        return 0;
    }
    if (take(t, f))
        return 0;
    int rc = put_all(t, err);
    return rc ? rc : take(t, f) ? 0 : error_memory(err);
}

static void unlink_section(struct text_writer *t, const struct section *s)
{
    struct section **at = &t->first, *before = NULL;
    while (*at != s) {
        before = *at;
        at = &(*at)->next;
    }
    *at = s->next;
    if (t->last == s)
        t->last = before;
    if (!t->first)
        forget(t);
}

/* The project with what was found of it; without findings, a line in a list. */
static int project_put(struct text_writer *t, struct section *s, int verdict, struct error *err)
{
    int rc;
    if (s->first) {
        rc = put_section(t, s, verdict, err);
    } else {
        t->listing = true;
        text_project_put(&t->layout, &s->project, verdict);
        rc = writer_flush(&t->base, err);
    }
    key_project(&t->base.line, &s->project);
    size_t *place =
        t->base.line.failed ? NULL : map_get(&t->sections, buffer_slice(&t->base.line));
    if (place)
        *place = 0;
    buffer_clear(&t->base.line);
    unlink_section(t, s);
    return rc;
}

static int alone_put(struct text_writer *t, struct error *err)
{
    struct section *s = t->alone;
    t->alone = NULL;
    return s ? project_put(t, s, t->alone_verdict, err) : 0;
}

static int text_project(struct writer *w, const struct project_key *key,
                        enum verdict verdict, struct error *err)
{
    struct text_writer *t = text_writer(w);
    if (w->options.quiet)
        return 0;
    int rc = alone_put(t, err);
    if (rc)
        return rc;
    struct section *s = section_of(t, key);
    if (!s) {
        rc = put_all(t, err);
        s = rc ? NULL : section_of(t, key);
    }
    if (!s)
        return rc ? rc : error_memory(err);
    bool first = !t->begun;
    t->begun = true;
    if (!first)
        return project_put(t, s, (int)verdict, err);
    t->alone = s;
    t->alone_verdict = (int)verdict;
    return 0;
}

static int text_finish(struct writer *w, const struct summary *summary, struct error *err)
{
    struct text_writer *t = text_writer(w);
    int rc = alone_put(t, err);
    if (rc == 0)
        rc = put_all(t, err);
    if (rc)
        return rc;
    gather_put(&t->layout, &t->gather);
    text_summary_put(&t->layout, summary, w->options.quiet);
    return writer_flush(w, err);
}

const struct write_format write_text = {
    .name = "text",
    .extension = ".txt",
    .size = sizeof(struct text_writer),
    .open = text_open,
    .finding = text_finding,
    .project = text_project,
    .finish = text_finish,
    .release = text_release,
};
