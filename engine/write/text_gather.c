/* What could not be checked, told after the projects: inputs, rules that failed, records
 * a rule could not judge. The same reason is told once with its first places, so a
 * thousand rows with one defect are one entry. */
#include "write/text.h"

enum { GATHER_MEMORY = 16 << 20, REASON_COLUMNS = 600 };

struct gather_item {
    struct slice rule, message;
    struct slice places[GATHER_PLACES];
    size_t place_count;
    uint64_t count;
    enum severity severity;
    struct gather_item *next;
};

void gather_init(struct gather *g)
{
    *g = (struct gather){0};
    arena_init(&g->arena, GATHER_MEMORY);
    map_init(&g->keys);
}

void gather_release(struct gather *g)
{
    arena_release(&g->arena);
    map_release(&g->keys);
}

enum { PROBLEMS, FAILURES, UNDECIDED, REMARKS };

static int kind_place(const struct finding *f)
{
    if (f->kind == KIND_INPUT_ERROR)
        return f->severity == SEVERITY_NOTE ? REMARKS : PROBLEMS;
    return f->kind == KIND_RULE_ERROR ? FAILURES : UNDECIDED;
}

static struct gather_item *item_new(struct gather *g, const struct writer *w,
                                    const struct finding *f)
{
    int k = kind_place(f);
    struct gather_item *item = arena_zero(&g->arena, 1, sizeof(*item));
    if (!item || !arena_copy(&g->arena, f->rule_id, &item->rule) ||
        !arena_copy(&g->arena, writer_message(w, f), &item->message))
        return NULL;
    item->severity = f->severity;
    if (g->last[k])
        g->last[k]->next = item;
    else
        g->items[k] = item;
    g->last[k] = item;
    g->kept[k]++;
    return item;
}

/* The item for this reason; NULL when there are too many already. */
static struct gather_item *item_of(struct gather *g, const struct writer *w,
                                   const struct finding *f)
{
    struct buffer bytes;
    buffer_init(&bytes, WRITE_LINE_MAX);
    buffer_format(&bytes, "%d%d", (int)f->kind, (int)f->severity);
    buffer_put(&bytes, f->rule_id);
    buffer_byte(&bytes, '\0');
    buffer_put(&bytes, writer_message(w, f));
    struct gather_item *item = NULL;
    struct slice key;
    size_t *place = bytes.failed ? NULL : map_get(&g->keys, buffer_slice(&bytes));
    if (place) {
        item = (struct gather_item *)(uintptr_t)*place;
    } else if (!bytes.failed && g->kept[kind_place(f)] < GATHER_MAX &&
               arena_copy(&g->arena, buffer_slice(&bytes), &key) &&
               (item = item_new(g, w, f)) != NULL) {
        place = map_put(&g->keys, key, NULL);
        if (place)
            *place = (size_t)(uintptr_t)item;
    }
    buffer_release(&bytes);
    return item;
}

static void put_place(struct buffer *out, const struct writer *w, const struct finding *f)
{
    bool en = w->options.language == LANGUAGE_EN;
    if (f->kind != KIND_INPUT_ERROR && f->place.project.ordinal) {
        struct slice name = f->place.project.name;
        buffer_put(out, name.len ? name : f->place.project.code);
        if (f->place.seq)
            buffer_format(out, en ? " indicator %u" : " 指标 %u", (unsigned)f->place.seq);
        if (f->kind == KIND_UNDECIDED && name.len)
            return; /* the rule looked at the whole of it */
        buffer_byte(out, ' ');
    }
    write_address(out, writer_source(w, f, f->place.at), f->place.at,
                  w->options.language);
}

void gather_add(struct gather *g, const struct writer *w, const struct finding *f)
{
    struct gather_item *item = item_of(g, w, f);
    if (!item) {
        g->dropped[kind_place(f)]++;
        return;
    }
    item->count++;
    if (item->place_count == GATHER_PLACES)
        return;
    struct buffer place;
    buffer_init(&place, WRITE_LINE_MAX);
    put_place(&place, w, f);
    if (place.len && !place.failed &&
        arena_copy(&g->arena, buffer_slice(&place), &item->places[item->place_count]))
        item->place_count++;
    buffer_release(&place);
}

static void put_places(struct layout *l, const struct gather_item *item)
{
    struct buffer list;
    buffer_init(&list, l->out->max);
    for (size_t i = 0; i < item->place_count; i++) {
        buffer_text(&list, i ? layout_say(l, "；", "; ") : "");
        buffer_put(&list, item->places[i]);
    }
    if (item->count > item->place_count && item->place_count)
        buffer_format(&list, layout_say(l, " 等 %llu 处", " … %llu places"),
                      (unsigned long long)item->count);
    layout_labelled(l, 4, layout_say(l, "位置：", "at: "), buffer_slice(&list));
    buffer_release(&list);
}

static void put_item(struct layout *l, const struct gather_item *item, int kind)
{
    struct buffer text;
    buffer_init(&text, l->out->max);
    buffer_put(&text, item->rule);
    if (item->rule.len)
        buffer_text(&text, "  ");
    layout_clip(&text, item->message, REASON_COLUMNS);
    layout_spaces(l, 2);
    layout_word(l, kind == PROBLEMS || kind == FAILURES ? PAINT_MAGENTA : PAINT_NONE, "- ", 0);
    layout_hang(l, 4, 4, buffer_slice(&text));
    buffer_release(&text);
    put_places(l, item);
}

void gather_put(struct layout *l, const struct gather *g)
{
    static const char *const titles[GATHER_KINDS][2] = {
        {"输入中的问题", "Problems with the input"},
        {"未能执行的规则", "Rules that failed"},
        {"规则无法判断，须人工查看", "Undecided: a person must look"},
        {"关于输入", "About the input"},
    };
    for (int k = 0; k < GATHER_KINDS; k++) {
        if (!g->items[k])
            continue;
        layout_word(l, PAINT_BOLD, layout_say(l, titles[k][0], titles[k][1]), 0);
        buffer_byte(l->out, '\n');
        for (const struct gather_item *item = g->items[k]; item; item = item->next)
            put_item(l, item, k);
        if (g->dropped[k]) {
            buffer_format(l->out,
                          layout_say(l,
                                     "  - 另有 %llu 条，见 ndjson 或 json 格式的报告\n",
                                     "  - %llu more: see the report as ndjson or json\n"),
                          (unsigned long long)g->dropped[k]);
        }
        buffer_byte(l->out, '\n');
    }
}
