/* What one unit writes the same in all its forms comes of its template or its habit: one cause. A reviewer says it
 * once and lists the forms; so do we, for notes of rules that declare `unitwide`. Warnings and errors stay with
 * their project, whose verdict they explain. Forms are compared within a batch, which most documents fit into;
 * no finding waits for the end of the run. */
#include "run/fold.h"

#include "base/buffer.h"

enum { MESSAGE_MAX = 1 << 16 };

/* A note on one form and those on other forms that say the same. */
struct habit {
    size_t lead; /* places in the list */
    size_t *others;
    size_t count, projects; /* projects: of the others */
    uint32_t last;          /* ordinal of the last of them */
};

struct habits {
    const struct finding_list *list;
    struct habit *items;
    size_t count;
    size_t others_room;
    struct arena *arena;
};

static bool is_habit(const struct finding *f)
{
    return f->kind == KIND_FINDING && f->rule && f->rule->unitwide && f->severity == SEVERITY_NOTE &&
           f->status != STATUS_WAIVED && f->place.project.ordinal != 0;
}

/* Without a unit's name the document stands for the unit. */
static bool is_same_unit(const struct finding *a, const struct finding *b)
{
    const struct project_key *p = &a->place.project, *q = &b->place.project;
    return slice_equal(p->unit, q->unit) && slice_equal(p->region, q->region) && p->year == q->year &&
           p->form == q->form && (p->unit.len || a->place.at.file == b->place.at.file);
}

static bool is_same(const struct finding *a, const struct finding *b)
{
    return a->rule == b->rule && a->wording == b->wording && a->status == b->status &&
           slice_equal(a->place.field, b->place.field) && is_same_unit(a, b);
}

static bool habit_open(struct habits *h, size_t at)
{
    struct habit *x = &h->items[h->count++];
    *x = (struct habit){.lead = at};
    x->others = arena_alloc(h->arena, h->others_room * sizeof(*x->others));
    return x->others != NULL;
}

/* The habit that findings[at] shows, or a new one. */
static bool habit_take(struct habits *h, size_t at)
{
    const struct finding *f = &h->list->items[at];
    for (size_t i = 0; i < h->count; i++) {
        struct habit *x = &h->items[i];
        const struct finding *lead = &h->list->items[x->lead];
        if (!is_same(lead, f))
            continue;
        if (lead->place.project.ordinal == f->place.project.ordinal)
            continue; /* two places of one form are the rule's to fold */
        x->projects += x->last != f->place.project.ordinal;
        x->last = f->place.project.ordinal;
        x->others[x->count++] = at;
        return true;
    }
    return habit_open(h, at);
}

/* Whether the others say just what the lead says, or the same of other things. */
static bool is_word_for_word(const struct habits *h, const struct habit *x)
{
    for (size_t k = 0; k < x->count; k++)
        if (!slice_equal(h->list->items[x->lead].message, h->list->items[x->others[k]].message))
            return false;
    return true;
}

static bool more_put(struct slice *message, size_t projects, bool exact, bool english,
                     struct arena *arena)
{
    struct buffer out;
    if (message->len == 0)
        return true;
    buffer_init(&out, MESSAGE_MAX);
    buffer_put(&out, *message);
    if (english)
        buffer_format(&out, "; %s in %zu more project%s", exact ? "the same" : "similar", projects,
                      projects > 1 ? "s" : "");
    else
        buffer_format(&out, "；另有 %zu 个项目%s", projects, exact ? "同样如此" : "有同类问题");
    bool ok = !out.failed && arena_copy(arena, buffer_slice(&out), message);
    buffer_release(&out);
    return ok;
}

/* The lead with the places of the others, each of which keeps what was found there. */
static bool habit_tell(struct habits *h, const struct habit *x, struct finding *out)
{
    *out = h->list->items[x->lead];
    size_t total = out->related_count + x->count, n = 0;
    for (size_t k = 0; k < x->count; k++)
        total += h->list->items[x->others[k]].related_count;
    struct finding *kept = arena_alloc(h->arena, x->count * sizeof(*kept));
    struct place *places = arena_alloc(h->arena, total * sizeof(*places));
    if (!kept || !places)
        return false;
    for (size_t k = 0; k < out->related_count; k++)
        places[n++] = out->related[k];
    for (size_t k = 0; k < x->count; k++) {
        kept[k] = h->list->items[x->others[k]];
        places[n] = kept[k].place;
        places[n++].folded = &kept[k];
        for (size_t r = 0; r < kept[k].related_count; r++)
            places[n++] = kept[k].related[r];
    }
    out->related = places;
    out->related_count = total;
    bool exact = is_word_for_word(h, x);
    return more_put(&out->message, x->projects, exact, false, h->arena) &&
           more_put(&out->message_en, x->projects, exact, true, h->arena);
}

/* Takes out of the list what `gone` marks, and moves the projects' parts of it together. */
static void close_up(struct finding_list *list, struct checked *items, size_t count, const bool *gone)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t first = kept;
        for (size_t k = items[i].first; k < items[i].first + items[i].count; k++)
            if (!gone[k])
                list->items[kept++] = list->items[k];
        items[i].first = first;
        items[i].count = kept - first;
    }
    list->count = kept;
}

int fold_forms(struct batch_out *batch, struct checked *items, size_t count, struct folded_forms *out)
{
    struct finding_list *list = &batch->findings;
    struct habits h = {.list = list, .arena = &batch->arena};
    *out = (struct folded_forms){0};
    for (size_t k = 0; k < list->count; k++)
        h.others_room += is_habit(&list->items[k]);
    if (count < 2 || h.others_room < 2)
        return 0;
    h.items = arena_alloc(h.arena, h.others_room * sizeof(*h.items));
    bool *gone = arena_zero(h.arena, list->count, sizeof(*gone));
    out->items = arena_alloc(h.arena, h.others_room * sizeof(*out->items));
    bool ok = h.items && gone && out->items;
    for (size_t k = 0; ok && k < list->count; k++)
        if (is_habit(&list->items[k]))
            ok = habit_take(&h, k);
    for (size_t i = 0; ok && i < h.count; i++) {
        const struct habit *x = &h.items[i];
        if (x->count == 0)
            continue;
        ok = habit_tell(&h, x, &out->items[out->count++]);
        gone[x->lead] = true;
        for (size_t k = 0; k < x->count; k++)
            gone[x->others[k]] = true;
    }
    if (ok && out->count)
        close_up(list, items, count, gone);
    return ok ? 0 : ERR_MEMORY;
}
