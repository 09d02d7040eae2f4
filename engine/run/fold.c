/* A form filled in by one habit breaks one rule in every row. A reviewer says so once and names the
 * rows; so do we, for rules that declare `fold`. What is said in other words is another thing, and severities are not mixed: a note never becomes a
 * warning by standing beside one. */
#include "run/fold.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "base/utf8.h"

enum { NAMES_SHOWN = 4, NAME_CHARS = 15, NAMES_LOOKED_AT = 100, MESSAGE_MAX = 1 << 16 };

/* ---- the message ---- */

/* Where the message speaks of a level's words and of no indicator, rows are known by those words; else by their
 * indicator. */
static bool is_level(const struct finding *f)
{
    struct slice name = slice_trim(f->indicator_name);
    bool level = slice_equal(f->place.field, SLICE("level1")) || slice_equal(f->place.field, SLICE("level2"));
    return level && slice_find(f->message, utf8_head(name, NAME_CHARS), 0) == SIZE_MAX;
}

static struct slice name_of(const struct finding *lead, const struct finding *f)
{
    if (f->rule->discreet)
        return SLICE_NONE;
    if (is_level(lead) && f->value.len && !slice_equal(f->value, lead->value))
        return slice_trim(f->value);
    struct slice name = slice_trim(f->indicator_name);
    return name.len ? name : slice_trim(f->value);
}

/* Whether the finding, or one of those before, has the same name: a form with annual and long-term
 * targets has most names twice, and a name said twice tells nobody where to look. */
static bool is_told(const struct finding *lead, struct finding *const *others, size_t k)
{
    struct slice name = name_of(lead, others[k]);
    if (slice_equal(name, name_of(lead, lead)))
        return true;
    for (size_t m = 0; m < k && m < NAMES_LOOKED_AT; m++)
        if (slice_equal(name, name_of(lead, others[m])))
            return true;
    return false;
}

/* "：“甲”“乙”等": who else, as far as it has a name of its own. */
static void names_put(struct buffer *out, const struct finding *lead, struct finding *const *others,
                      size_t count, bool english)
{
    size_t shown = 0;
    for (size_t k = 0; k < count && shown < NAMES_SHOWN; k++) {
        struct slice name = name_of(lead, others[k]);
        struct slice head = utf8_head(name, NAME_CHARS);
        if (name.len == 0 || is_told(lead, others, k))
            continue;
        buffer_text(out, shown ? (english ? ", " : "") : (english ? ": " : "："));
        buffer_text(out, english ? "'" : "“");
        if (english)
            buffer_put(out, head);
        else
            unicode_quoted(head, out);
        buffer_text(out, head.len < name.len ? "…" : "");
        buffer_text(out, english ? "'" : "”");
        shown++;
    }
    if (shown && shown < count)
        buffer_text(out, english ? " …" : " 等");
}

static bool message_more(struct slice *message, const struct finding *lead,
                         struct finding *const *others, size_t count, bool english,
                         struct arena *arena)
{
    struct buffer out;
    if (message->len == 0)
        return true;
    buffer_init(&out, MESSAGE_MAX);
    buffer_put(&out, *message);
    buffer_format(&out, english ? "; the same in %zu more" : "；另有 %zu 处同样如此", count);
    names_put(&out, lead, others, count, english);
    bool ok = !out.failed && arena_copy(arena, buffer_slice(&out), message);
    buffer_release(&out);
    return ok;
}

/* ---- the places ---- */

static bool related_more(struct finding *lead, struct finding *const *others, size_t count,
                         struct arena *arena)
{
    size_t total = lead->related_count + count;
    for (size_t k = 0; k < count; k++)
        total += others[k]->related_count;
    struct place *places = arena_alloc(arena, total * sizeof(*places));
    if (!places)
        return false;
    size_t n = 0;
    for (size_t k = 0; k < lead->related_count; k++)
        places[n++] = lead->related[k];
    for (size_t k = 0; k < count; k++) {
        places[n++] = others[k]->place;
        for (size_t r = 0; r < others[k]->related_count; r++)
            places[n++] = others[k]->related[r];
    }
    lead->related = places;
    lead->related_count = total;
    lead->more = count;
    return true;
}

static bool is_same(const struct finding *a, const struct finding *b)
{
    return b->kind == KIND_FINDING && a->severity == b->severity && a->wording == b->wording &&
           slice_equal(a->place.field, b->place.field) && !a->remark == !b->remark;
}

int fold_findings(struct finding_list *list, size_t from, struct arena *arena)
{
    size_t kept = from, n = list->count - from;
    if (n < 2)
        return 0;
    struct finding **others = arena_alloc(arena, n * sizeof(struct finding *));
    bool *gone = arena_zero(arena, n, sizeof(*gone));
    if (!others || !gone)
        return ERR_MEMORY;
    for (size_t k = 0; k < n; k++) {
        struct finding *lead = &list->items[from + k];
        size_t count = 0;
        if (gone[k] || lead->kind != KIND_FINDING)
            continue;
        for (size_t m = k + 1; m < n; m++)
            if (!gone[m] && is_same(lead, &list->items[from + m])) {
                others[count++] = &list->items[from + m];
                gone[m] = true;
            }
        if (count && (!related_more(lead, others, count, arena) ||
                      !message_more(&lead->message, lead, others, count, false, arena) ||
                      !message_more(&lead->message_en, lead, others, count, true, arena)))
            return ERR_MEMORY;
    }
    for (size_t k = 0; k < n; k++)
        if (!gone[k])
            list->items[kept++] = list->items[from + k];
    list->count = kept;
    return 0;
}
