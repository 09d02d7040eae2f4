/* What packs know besides rules: statutes, word lists and code lists. How lists of one
 * name combine along a chain of packs is decided when a profile is built. */
#include "pack/inside.h"

/* ---- statutes ---- */

static bool digits_read(struct slice text, size_t at, size_t len, int *out)
{
    struct slice s = slice_sub(text, at, len);
    bool good = s.len == len;
    *out = 0;
    for (size_t i = 0; i < s.len && good; i++) {
        good = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        *out = *out * 10 + (s.ptr[i] - '0');
    }
    return good;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

/* "2020", "2020-02" or "2020-02-25" as a number that sorts; -1 when it is none of these.
 */
static int date_read(struct slice text)
{
    int year = 0, month = 0, day = 0;
    if ((text.len != 4 && text.len != 7 && text.len != 10) ||
        !digits_read(text, 0, 4, &year))
        return -1;
    if (text.len >= 7 && (text.ptr[4] != '-' || !digits_read(text, 5, 2, &month) ||
                          month < 1 || month > 12))
        return -1;
    if (text.len == 10 && (text.ptr[7] != '-' || !digits_read(text, 8, 2, &day) ||
                           day < 1 || day > month_days(year, month)))
        return -1;
    return year * 10000 + month * 100 + day;
}

/* The last day that a date without day or month can mean. */
static int date_last(struct slice text)
{
    return date_read(text) + (text.len == 4 ? 1231 : text.len == 7 ? 31 : 0);
}

static int date_check(struct slice text, const char *key, const struct spot *spot,
                      struct error *err)
{
    struct spot inner = spot_within(spot, slice_str(key));
    if (text.len == 0 || date_read(text) >= 0)
        return 0;
    error_set(err, ERR_PACK, "日期“%.*s”不对，应如“2020-02-25”",
              "wrong date \"%.*s\"; write it like \"2020-02-25\"", SLICE_ARG(text));
    return spot_error(&inner, NULL, err);
}

static int dates_check(const struct statute *s, const struct spot *spot,
                       struct error *err)
{
    int rc = date_check(s->from, "from", spot, err);
    if (rc == 0)
        rc = date_check(s->until, "until_", spot, err);
    if (rc || s->from.len == 0 || s->until.len == 0 ||
        date_read(s->from) <= date_last(s->until))
        return rc;
    error_set(err, ERR_PACK, "from 晚于 until_", "from is later than until_");
    return spot_error(spot, NULL, err);
}

static int standing_check(struct slice standing, const struct spot *spot,
                          struct error *err)
{
    static const char *const names[] = {"seen", "second-hand", "memory"};
    struct spot inner = spot_within(spot, SLICE("standing"));
    size_t at = 0;
    return standing.len ? shape_choice(standing, names, 3, &at, &inner, err) : 0;
}

static int statute_unique(const struct pack_set *set, const struct statute *s,
                          const struct spot *spot, struct error *err)
{
    size_t at = scope_here(set, SCOPE_STATUTE, s->pack, s->id);
    if (at == SIZE_MAX)
        return 0;
    error_set(err, ERR_PACK, "依据“%.*s”在 %.*s:%zu 已登记",
              "the statute \"%.*s\" is registered at %.*s:%zu already", SLICE_ARG(s->id),
              SLICE_ARG(set->statutes[at].path), set->statutes[at].line);
    return spot_error(spot, NULL, err);
}

static const struct shape_key statute_keys[] = {
    {"title", IS_TEXT, true},      {"number", IS_TEXT, false},
    {"issuer", IS_TEXT, false},    {"from", IS_TEXT, false},
    {"until_", IS_TEXT, false},    {"standing", IS_TEXT, false},
    {"articles", IS_TABLE, false}, {"note", IS_TEXT, false},
};

static int statute_read(const struct pack_set *set, struct statute *s,
                        const struct plain *body, const struct spot *spot,
                        struct error *err)
{
    if (!name_is_id(s->id)) {
        error_set(err, ERR_PACK, "编号只能由字母、数字、“.”“-”“_”组成，至多 64 个",
                  "an id is made of up to 64 letters, digits, \".\", \"-\" and \"_\"");
        return spot_error(spot, NULL, err);
    }
    int rc = shape_check(body, statute_keys, sizeof(statute_keys) / sizeof(*statute_keys),
                         false, spot, err);
    if (rc)
        return rc;
    s->number = plain_text(body, SLICE("number"));
    s->title = plain_text(body, SLICE("title"));
    s->issuer = plain_text(body, SLICE("issuer"));
    s->from = slice_trim(plain_text(body, SLICE("from")));
    s->until = slice_trim(plain_text(body, SLICE("until_")));
    s->standing = plain_text(body, SLICE("standing"));
    rc = dates_check(s, spot, err);
    if (rc == 0)
        rc = standing_check(s->standing, spot, err);
    return rc ? rc : statute_unique(set, s, spot, err);
}

int pack_add_statute(struct pack_set *set, const struct pack_declaration *d,
                     struct error *err)
{
    struct spot spot = spot_of(d);
    struct statute s = {.id = d->name, .path = d->path, .line = d->line};
    int rc = pack_of_folder(set, d, &s.pack, err);
    if (rc == 0)
        rc = statute_read(set, &s, d->body, &spot, err);
    if (rc)
        return rc;
    struct statute *items =
        pack_grow(set->statutes, &set->statute_cap, set->statute_count, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->statutes = items;
    items[set->statute_count] = s;
    return scope_add(set, SCOPE_STATUTE, s.pack, s.id, set->statute_count++, err);
}

bool statute_in_force(const struct statute *s, int year)
{
    int from = s->from.len ? date_read(s->from) / 10000 : 0;
    int until = s->until.len ? date_read(s->until) / 10000 : 9999;
    return year == 0 || (from <= year && year <= until);
}

/* ---- word and code lists ---- */

static bool is_heading(struct slice key)
{
    return slice_equal(key, SLICE("title")) || slice_equal(key, SLICE("extend"));
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
                                            {"extend", IS_BOOLEAN, false}};
    int rc = shape_check(data->body, keys, 2, true, spot, err);
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

static int data_unique(const struct pack_set *set, const struct pack_data *data,
                       const struct spot *spot, struct error *err)
{
    size_t at = scope_here(set, data_scope(data->verb), data->pack, data->name);
    if (at == SIZE_MAX)
        return 0;
    error_set(err, ERR_PACK, "同一个包在 %.*s:%zu 已有这个列表",
              "the same pack has this list at %.*s:%zu already",
              SLICE_ARG(set->data[at].path), set->data[at].line);
    return spot_error(spot, NULL, err);
}

int pack_add_data(struct pack_set *set, const struct pack_declaration *d,
                  struct error *err)
{
    struct spot spot = spot_of(d);
    struct pack_data data = {.verb = d->verb,
                             .name = d->name,
                             .body = d->body,
                             .path = d->path,
                             .line = d->line};
    int rc = pack_of_folder(set, d, &data.pack, err);
    if (rc == 0)
        rc = data_read(set, &data, &spot, err);
    if (rc == 0)
        rc = data_unique(set, &data, &spot, err);
    if (rc)
        return rc;
    struct pack_data *items =
        pack_grow(set->data, &set->data_cap, set->data_count, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->data = items;
    items[set->data_count] = data;
    return scope_add(set, data_scope(d->verb), data.pack, d->name, set->data_count++,
                     err);
}

const struct pack_data *pack_data_find(const struct pack_set *set, uint32_t pack,
                                       struct slice verb, struct slice name,
                                       struct near *near)
{
    size_t at = scope_find(set, data_scope(verb), pack, name);
    if (at != SIZE_MAX)
        return &set->data[at];
    if (near)
        near_init(near, name);
    for (size_t i = 0; near && i < set->data_count; i++)
        if (slice_equal(set->data[i].verb, verb) &&
            pack_is_within(set, pack, set->data[i].pack))
            near_offer(near, set->data[i].name);
    return NULL;
}
