/* What one unit writes the same in all its forms comes of its template or its habit: one
 * cause. A reviewer says it once and lists the forms; so do we, for notes of rules that
 * declare `unitwide`. Warnings and errors stay with their project, whose verdict they
 * explain. Forms are compared within a batch, which most documents fit into; no finding
 * waits for the end of the run. */
#include "run/fold.h"

#include "base/buffer.h"
#include "base/map.h"

enum { MESSAGE_MAX = 1 << 16, KEY_MAX = 1 << 26 };

/* A note on one form and those on other forms that say the same, as places in the list.
 */
struct habit {
    size_t lead, first, end;
    size_t count, projects; /* of the others */
    uint32_t last;          /* ordinal of the last of them */
};

struct habits {
    const struct finding_list *list;
    struct habit *items;
    size_t count;
    size_t *next; /* per finding, the one after it in its habit */
    struct map by_key;
    struct arena *arena;
};

static bool is_habit(const struct finding *f)
{
    return f->kind == KIND_FINDING && f->rule && f->rule->unitwide &&
           f->severity == SEVERITY_NOTE && f->status != STATUS_WAIVED &&
           f->place.project.ordinal != 0;
}

/* Equal for what one unit writes in forms of one kind and year. Without a unit's name the
 * document stands for the unit. */
static bool key_make(const struct finding *f, struct arena *arena, struct slice *key)
{
    const struct project_key *p = &f->place.project;
    struct buffer out;
    buffer_init(&out, KEY_MAX);
    buffer_put(&out, f->rule->id);
    buffer_format(&out, "\n%llx %d %d %d %u\n", (unsigned long long)f->wording,
                  (int)f->status, (int)p->year, (int)p->form,
                  p->unit.len ? 0 : (unsigned)f->place.at.file);
    buffer_put(&out, f->place.field);
    buffer_byte(&out, '\n');
    buffer_put(&out, p->region);
    buffer_byte(&out, '\n');
    buffer_put(&out, p->unit);
    bool ok = !out.failed && arena_copy(arena, buffer_slice(&out), key);
    buffer_release(&out);
    return ok;
}

/* Puts findings[at] to the habit that it shows, or begins one. */
static bool habit_take(struct habits *h, size_t at)
{
    const struct finding *f = &h->list->items[at];
    struct slice key;
    bool made;
    size_t *number = key_make(f, h->arena, &key) ? map_put(&h->by_key, key, &made) : NULL;
    if (!number)
        return false;
    if (made) {
        *number = h->count;
        h->items[h->count++] = (struct habit){.lead = at, .first = at, .end = at};
        return true;
    }
    struct habit *x = &h->items[*number];
    uint32_t ordinal = f->place.project.ordinal;
    if (h->list->items[x->lead].place.project.ordinal == ordinal)
        return true; /* two places of one form are the rule's to fold */
    x->projects += x->last != ordinal;
    x->last = ordinal;
    h->next[x->end] = at;
    x->end = at;
    if (x->count++ == 0)
        x->first = at;
    return true;
}

/* Whether the others say just what the lead says, or the same of other things. */
static bool is_word_for_word(const struct habits *h, const struct habit *x)
{
    for (size_t k = 0, at = x->first; k < x->count; k++, at = h->next[at])
        if (!slice_equal(h->list->items[x->lead].message, h->list->items[at].message))
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
        buffer_format(&out, "; %s in %zu more project%s", exact ? "the same" : "similar",
                      projects, projects > 1 ? "s" : "");
    else
        buffer_format(&out, "；另有 %zu 个项目%s", projects,
                      exact ? "同样如此" : "有同类问题");
    bool ok = !out.failed && arena_copy(arena, buffer_slice(&out), message);
    buffer_release(&out);
    return ok;
}

/* The lead with the places of the others, each of which keeps what was found there. */
static bool habit_tell(struct habits *h, const struct habit *x, struct finding *out)
{
    *out = h->list->items[x->lead];
    size_t total = out->related_count + x->count, n = 0;
    for (size_t k = 0, at = x->first; k < x->count; k++, at = h->next[at])
        total += h->list->items[at].related_count;
    struct finding *kept = arena_alloc(h->arena, x->count * sizeof(*kept));
    struct place *places = arena_alloc(h->arena, total * sizeof(*places));
    if (!kept || !places)
        return false;
    for (size_t k = 0; k < out->related_count; k++)
        places[n++] = out->related[k];
    for (size_t k = 0, at = x->first; k < x->count; k++, at = h->next[at]) {
        kept[k] = h->list->items[at];
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

/* Takes out of the list what `gone` marks, and moves the projects' parts of it together.
 */
static void close_up(struct finding_list *list, struct checked *items, size_t count,
                     const bool *gone)
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

/* Makes the findings of the habits, and marks in `gone` what became part of one. */
static bool habits_tell(struct habits *h, struct folded_forms *out, bool *gone)
{
    for (size_t i = 0; i < h->count; i++) {
        const struct habit *x = &h->items[i];
        if (x->count == 0)
            continue;
        if (!habit_tell(h, x, &out->items[out->count++]))
            return false;
        gone[x->lead] = true;
        for (size_t k = 0, at = x->first; k < x->count; k++, at = h->next[at])
            gone[at] = true;
    }
    return true;
}

int fold_forms(struct batch_out *batch, struct checked *items, size_t count,
               struct folded_forms *out)
{
    struct finding_list *list = &batch->findings;
    struct habits h = {.list = list, .arena = &batch->arena};
    size_t notes = 0;
    *out = (struct folded_forms){0};
    for (size_t k = 0; k < list->count; k++)
        notes += is_habit(&list->items[k]);
    if (count < 2 || notes < 2)
        return 0;
    map_init(&h.by_key);
    h.items = arena_alloc(h.arena, notes * sizeof(*h.items));
    h.next = arena_zero(h.arena, list->count, sizeof(*h.next));
    bool *gone = arena_zero(h.arena, list->count, sizeof(*gone));
    out->items = arena_alloc(h.arena, notes * sizeof(*out->items));
    bool ok = h.items && h.next && gone && out->items;
    for (size_t k = 0; ok && k < list->count; k++)
        if (is_habit(&list->items[k]))
            ok = habit_take(&h, k);
    ok = ok && habits_tell(&h, out, gone);
    if (ok && out->count)
        close_up(list, items, count, gone);
    map_release(&h.by_key);
    return ok ? 0 : ERR_MEMORY;
}
