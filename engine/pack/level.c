/* Standard names of indicator levels: which spelling stands for which name. Spellings of
 * all packs of a chain add up; where two packs claim one spelling the narrower one has
 * it. Every spelling is also known with and without 指标 at its end, as long as nobody
 * claims that form for another name. */
#include "pack/inside.h"

#include "base/tidy.h"
#include "base/unicode.h"
#include "base/utf8.h"

struct slice level_fold(struct slice written, char out[LEVEL_BYTES])
{
    size_t len = 0;
    for (size_t pos = 0; pos < written.len;) {
        size_t start = pos;
        uint32_t c = utf8_next(written, &pos), simple = tidy_simplified(c);
        char bytes[4];
        if (unicode_is_nothing(c))
            continue;
        if (len + (pos - start) > LEVEL_BYTES)
            return SLICE_NONE;
        if (simple == c)
            memcpy(out + len, written.ptr + start, pos - start);
        else /* both have three bytes */
            memcpy(out + len, bytes, utf8_put(bytes, simple));
        len += pos - start;
    }
    return slice_of(out, len);
}

/* "产出指标（50分）", "产出指标（40-50）分", "产出指标50分": points stand behind the name in many forms. */
static struct slice without_note(struct slice folded)
{
    const struct slice closing[] = {SLICE("）"), SLICE(")")}, opening[] = {SLICE("（"), SLICE("(")};
    bool points = slice_ends(folded, SLICE("分"));
    struct slice bare = slice_sub(folded, 0, folded.len - (points ? strlen("分") : 0));
    if (slice_ends(bare, closing[0]) || slice_ends(bare, closing[1])) {
        size_t a = slice_find(bare, opening[0], 0), b = slice_find(bare, opening[1], 0);
        return slice_of(bare.ptr, a < b ? a : b == SIZE_MAX ? 0 : b);
    }
    size_t len = bare.len;
    while (points && len && bare.ptr[len - 1] >= '0' && bare.ptr[len - 1] <= '9')
        len--;
    return len < bare.len ? slice_of(bare.ptr, len) : SLICE_NONE;
}

/* "一、产出指标：", "（二）效益指标", "1.数量指标": headings carried over with their number and colon. */
static struct slice without_number(struct slice folded)
{
    const struct slice marks = SLICE("0123456789一二三四五六七八九十（）()、.．");
    size_t from = 0, pos = 0;
    while (pos < folded.len) {
        (void)utf8_next(folded, &pos);
        struct slice c = slice_sub(folded, from, pos - from);
        if (slice_find(marks, c, 0) == SIZE_MAX)
            break;
        from = pos;
    }
    folded = slice_from(folded, from);
    const struct slice colons[] = {SLICE("："), SLICE(":")};
    for (size_t i = 0; i < 2; i++)
        if (slice_ends(folded, colons[i]))
            folded.len -= colons[i].len;
    return folded;
}

/* "经济效益情况" is how some forms head what they call 经济效益指标 elsewhere. */
static struct slice without_ending(struct slice folded)
{
    const struct slice ending = SLICE("情况");
    return slice_ends(folded, ending) ? slice_sub(folded, 0, folded.len - ending.len) : SLICE_NONE;
}

size_t level_find(const struct map *map, struct slice written)
{
    char folded[LEVEL_BYTES];
    const size_t *at = map_get(map, written);
    if (at)
        return *at;
    struct slice key = level_fold(written, folded);
    at = map_get(map, key);
    if (!at)
        at = map_get(map, without_note(key));
    if (!at) {
        key = without_number(key);
        at = map_get(map, key);
    }
    if (!at)
        at = map_get(map, without_note(key));
    if (!at)
        at = map_get(map, without_ending(key));
    return at ? *at : SIZE_MAX;
}

/* ---- checking one list ---- */

/* Spellings of an entry: a text or a list of texts. */
static size_t spelling_count(const struct plain *value)
{
    return value->kind == PLAIN_TEXT ? 1 : value->item_count;
}

static struct slice spelling(const struct plain *value, size_t i)
{
    return value->kind == PLAIN_TEXT ? value->text : value->items[i].text;
}

static int claim(struct map *map, struct arena *arena, const struct plain *table,
                 size_t entry, struct slice text, const struct spot *spot,
                 struct error *err)
{
    char folded[LEVEL_BYTES];
    struct slice key;
    bool made = false;
    if (!arena_copy(arena, level_fold(text, folded), &key))
        return error_memory(err);
    size_t *at = map_put(map, key, &made);
    if (!at)
        return error_memory(err);
    if (made)
        *at = entry;
    if (*at == entry)
        return 0;
    error_set(err, ERR_PACK, "写法“%.*s”同时属于“%.*s”和“%.*s”",
              "the spelling \"%.*s\" stands for both \"%.*s\" and \"%.*s\"",
              SLICE_ARG(text), SLICE_ARG(table->entries[*at].key),
              SLICE_ARG(table->entries[entry].key));
    return spot_error(spot, NULL, err);
}

static int entry_check(struct map *map, struct arena *arena, const struct plain *table,
                       size_t i, const struct spot *spot, struct error *err)
{
    const struct slice *texts;
    size_t count = 0;
    struct spot inner = spot_within(spot, table->entries[i].key);
    int rc =
        shape_texts(&table->entries[i].value, true, arena, &texts, &count, &inner, err);
    for (size_t k = 0; k < count && rc == 0; k++)
        rc = claim(map, arena, table, i, texts[k], &inner, err);
    return rc;
}

int level_check(const struct plain *table, const struct spot *spot, struct error *err)
{
    struct arena arena;
    struct map map;
    arena_init(&arena, (size_t)1 << 24);
    map_init(&map);
    int rc = table->item_count ? shape_check(table, NULL, 0, false, spot, err) : 0;
    for (size_t i = 0; i < table->entry_count && rc == 0; i++)
        rc = claim(&map, &arena, table, i, table->entries[i].key, spot, err);
    for (size_t i = 0; i < table->entry_count && rc == 0; i++)
        rc = entry_check(&map, &arena, table, i, spot, err);
    map_release(&map);
    arena_release(&arena);
    return rc;
}

/* ---- the spellings a pack knows ---- */

static int spelling_put(struct map *map, struct arena *arena, struct slice text,
                        size_t name, struct error *err)
{
    char folded[LEVEL_BYTES];
    struct slice key = level_fold(text, folded);
    bool made = false;
    if (key.len == 0 || map_get(map, key))
        return 0;
    if (!arena_copy(arena, key, &key))
        return error_memory(err);
    size_t *at = map_put(map, key, &made);
    if (!at)
        return error_memory(err);
    *at = name;
    return 0;
}

/* The same spelling with 指标 where it has none, or without it. */
static int other_put(struct map *map, struct arena *arena, struct slice text, size_t name,
                     struct error *err)
{
    const struct slice suffix = SLICE("指标");
    char folded[LEVEL_BYTES];
    struct slice key = level_fold(text, folded);
    if (slice_ends(key, suffix))
        return spelling_put(map, arena, slice_sub(key, 0, key.len - suffix.len), name,
                            err);
    if (key.len == 0 || key.len + suffix.len > sizeof(folded))
        return 0;
    memcpy(folded + key.len, suffix.ptr, suffix.len);
    return spelling_put(map, arena, slice_of(folded, key.len + suffix.len), name, err);
}

/* The index of a standard name, made when no narrower pack knows it. */
static int name_put(struct map *map, struct levels *levels, struct slice name,
                    size_t *index, struct error *err)
{
    *index = level_find(map, name);
    if (*index != SIZE_MAX)
        return 0;
    struct slice *names =
        array_room(levels->names, levels->count, &levels->cap, sizeof(*names));
    if (!names)
        return error_memory(err);
    levels->names = names;
    *index = levels->count;
    names[levels->count++] = name;
    return spelling_put(map, levels->arena, name, *index, err);
}

static int list_put(struct map *map, struct levels *levels, const struct plain *table,
                    bool explicit, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; i < table->entry_count && rc == 0; i++) {
        const struct plain_entry *e = &table->entries[i];
        size_t name = 0;
        rc = name_put(map, levels, e->key, &name, err);
        if (rc == 0 && !explicit)
            rc = other_put(map, levels->arena, e->key, name, err);
        for (size_t k = 0; k < spelling_count(&e->value) && rc == 0; k++) {
            struct slice text = spelling(&e->value, k);
            rc = explicit ? spelling_put(map, levels->arena, text, name, err)
                          : other_put(map, levels->arena, text, name, err);
        }
    }
    return rc;
}

int level_build(const struct pack_set *set, uint32_t pack, int when, struct slice list,
                struct map *map, struct levels *levels, struct error *err)
{
    struct layers l = layers_of(set, SCOPE_CODES, pack, list, when);
    int rc = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < l.count && rc == 0; i++)
            rc = list_put(map, levels, l.items[i]->table, pass == 0, err);
    return rc;
}
