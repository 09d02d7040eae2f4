/* Word lists and code lists of packs. How lists of one name combine along a chain of packs
 * is decided when a profile is built. */
#include "pack/inside.h"

static bool is_heading(struct slice key)
{
    static const char *const names[] = {"title", "extend", "since", "until_"};
    size_t i = 0;
    while (i < 4 && !slice_equal(key, slice_str(names[i])))
        i++;
    return i < 4;
}

/* The codes themselves, without what is said about them. */
static int table_make(struct pack_set *set, struct pack_data *data, struct error *err)
{
    const struct plain *body = data->body;
    struct plain *table = arena_zero(&set->arena, 1, sizeof(*table));
    struct plain_entry *entries =
        arena_zero(&set->arena, body->entry_count, sizeof(*entries));
    if (!table || !entries)
        return error_memory(err);
    *table = *body;
    table->entries = entries;
    table->entry_count = 0;
    table->lines = NULL;
    for (size_t i = 0; i < body->entry_count; i++)
        if (!is_heading(body->entries[i].key))
            entries[table->entry_count++] = body->entries[i];
    data->table = table;
    return 0;
}

/* Lists that the engine itself reads must have the form it reads. */
static int codes_check(const struct pack_data *data, const struct spot *spot,
                       struct error *err)
{
    if (!shape_is_data(data->body)) {
        error_set(err, ERR_PACK, "数据里不能有函数，也不能嵌套过深",
                  "data holds no functions and is not nested too deeply");
        return spot_error(spot, NULL, err);
    }
    if (slice_equal(data->name, SLICE("level1")) ||
        slice_equal(data->name, SLICE("level2")))
        return level_check(data->table, spot, err);
    if (slice_equal(data->name, SLICE("divisions")))
        return region_check(data->table, spot, err);
    return 0;
}

static int words_check(struct pack_set *set, const struct pack_data *data,
                       const struct spot *spot, struct error *err)
{
    static const struct shape_key keys[] = {{"title", IS_TEXT, false},
                                            {"extend", IS_BOOLEAN, false},
                                            {"since", IS_TEXT | IS_NUMBER, false},
                                            {"until_", IS_TEXT | IS_NUMBER, false}};
    int rc = shape_check(data->body, keys, 4, true, spot, err);
    if (rc)
        return rc;
    struct plain list = {.kind = PLAIN_TABLE,
                         .items = data->body->items,
                         .item_count = data->body->item_count};
    const struct slice *words;
    size_t count = 0;
    rc = shape_texts(&list, false, &set->arena, &words, &count, spot, err);
    if (rc || count)
        return rc;
    error_set(err, ERR_PACK, "词表是空的", "the list has no words");
    return spot_error(spot, NULL, err);
}

static int headings_check(const struct pack_data *data, const struct spot *spot,
                          struct error *err)
{
    static const char *const names[] = {"title", "extend"};
    static const enum plain_kind kinds[] = {PLAIN_TEXT, PLAIN_BOOLEAN};
    for (size_t i = 0; i < 2; i++) {
        const struct plain *value = plain_get(data->body, slice_str(names[i]));
        struct spot inner = spot_within(spot, slice_str(names[i]));
        if (!value || value->kind == kinds[i])
            continue;
        error_set(
            err, ERR_PACK, "这个键留给列表自身：title 为文字，extend 为 true 或 false",
            "this key is about the list itself: title is text, extend true or false");
        return spot_error(&inner, NULL, err);
    }
    return 0;
}

static int data_read(struct pack_set *set, struct pack_data *data,
                     const struct spot *spot, struct error *err)
{
    bool words = slice_equal(data->verb, SLICE("words"));
    if (!name_is_word(data->name)) {
        error_set(
            err, ERR_PACK, "列表名只能由字母、数字和下划线组成，至多 64 个",
            "the name of a list is made of up to 64 letters, digits and underscores");
        return spot_error(spot, NULL, err);
    }
    int rc = data->body && data->body->kind == PLAIN_TABLE
                 ? headings_check(data, spot, err)
                 : shape_check(data->body, NULL, 0, true, spot, err);
    if (rc == 0)
        rc = span_read(data->body, "since", "until_", &data->span, spot, err);
    if (rc == 0)
        rc = table_make(set, data, err);
    if (rc == 0)
        rc = words ? words_check(set, data, spot, err) : codes_check(data, spot, err);
    const struct plain *extend = rc ? NULL : plain_get(data->body, SLICE("extend"));
    data->extend = extend && extend->boolean;
    return rc;
}

static enum scope_kind data_scope(struct slice verb)
{
    return slice_equal(verb, SLICE("words")) ? SCOPE_WORDS : SCOPE_CODES;
}

/* A pack may have a list in several parts: each for its own time, or one that is limited in time and
 * extends the others. Without that a second one is a mistake. */
static bool parts_agree(const struct pack_data *a, const struct pack_data *b)
{
    const struct span always = SPAN_ALWAYS;
    bool a_limited = a->span.from != always.from || a->span.until != always.until;
    bool b_limited = b->span.from != always.from || b->span.until != always.until;
    return !span_overlap(a->span, b->span) || (a->extend && a_limited) ||
           (b->extend && b_limited);
}

enum { PARTS_MAX = 8 };

static int data_unique(const struct pack_set *set, const struct pack_data *data,
                       const struct spot *spot, struct error *err)
{
    size_t at = scope_here(set, data_scope(data->verb), data->pack, data->name), count = 0;
    while (at != SIZE_MAX && parts_agree(&set->data[at], data) && ++count < PARTS_MAX)
        at = set->data[at].next;
    if (at == SIZE_MAX)
        return 0;
    if (count == PARTS_MAX)
        error_set(err, ERR_PACK, "一个列表至多分成 %d 部分", "a list has at most %d parts",
                  PARTS_MAX);
    else
        error_set(err, ERR_PACK, "同一个包在 %.*s:%zu 已有这个列表，且时间重叠",
                  "the same pack has this list at %.*s:%zu already, for the same time",
                  SLICE_ARG(set->data[at].path), set->data[at].line);
    return spot_error(spot, NULL, err);
}

/* The last part of a list gets the new one behind it; the first part is the one with a name. */
static int data_name(struct pack_set *set, size_t index, struct error *err)
{
    const struct pack_data *data = &set->data[index];
    size_t at = scope_here(set, data_scope(data->verb), data->pack, data->name);
    if (at == SIZE_MAX)
        return scope_add(set, data_scope(data->verb), data->pack, data->name, index, err);
    while (set->data[at].next != SIZE_MAX)
        at = set->data[at].next;
    set->data[at].next = index;
    return 0;
}

int pack_add_data(struct pack_set *set, const struct pack_declaration *d,
                  struct error *err)
{
    struct spot spot = spot_of(d);
    struct pack_data data = {.verb = d->verb,
                             .name = d->name,
                             .body = d->body,
                             .path = d->path,
                             .line = d->line,
                             .next = SIZE_MAX};
    int rc = pack_of_folder(set, d, &data.pack, err);
    if (rc == 0)
        rc = data_read(set, &data, &spot, err);
    if (rc == 0)
        rc = data_unique(set, &data, &spot, err);
    if (rc)
        return rc;
    struct pack_data *items =
        array_room(set->data, set->data_count, &set->data_cap, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->data = items;
    items[set->data_count] = data;
    return data_name(set, set->data_count++, err);
}
