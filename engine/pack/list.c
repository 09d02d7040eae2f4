/* Word and code lists as a profile has them: of each name the parts of the narrowest pack
 * that hold at the time, with the wider packs' below them as long as all say `extend`. A
 * list that nobody has at the time is there and empty. */
#include "pack/inside.h"

/* ---- which parts make up a list ---- */

/* Of one pack those parts that hold, extending ones first; true when none of them replaces what wider
 * packs have. */
static bool parts_take(const struct pack_set *set, size_t first, int when, struct layers *l)
{
    bool more = true;
    for (int extending = 1; extending >= 0; extending--)
        for (size_t at = first; at != SIZE_MAX; at = set->data[at].next) {
            const struct pack_data *d = &set->data[at];
            if (d->extend != extending || !span_holds(d->span, when) ||
                l->count == LAYERS_MAX)
                continue;
            l->items[l->count++] = d;
            more = more && d->extend;
        }
    return more;
}

struct layers layers_of(const struct pack_set *set, enum scope_kind kind, uint32_t pack,
                        struct slice name, int when)
{
    struct layers l = {.count = 0};
    bool more = true;
    for (int64_t p = pack; p >= 0 && more; p = set->packs[p].parent) {
        size_t at = scope_here(set, kind, (uint32_t)p, name);
        if (at != SIZE_MAX)
            more = parts_take(set, at, when, &l);
    }
    return l;
}

/* ---- words ---- */

/* Longest first, so that a longer word is found before one it contains. */
static int word_order(const void *a, const void *b)
{
    const struct slice *x = a, *y = b;
    if (x->len != y->len)
        return x->len > y->len ? -1 : 1;
    return slice_compare(*x, *y);
}

static int words_merge(const struct layers *l, struct slice name, struct arena *arena,
                       struct word_list *out, struct error *err)
{
    size_t most = 0;
    for (size_t i = 0; i < l->count; i++)
        most += l->items[i]->body->item_count;
    struct slice *words = arena_zero(arena, most, sizeof(*words));
    if (!words)
        return error_memory(err);
    size_t n = 0;
    for (size_t i = 0; i < l->count; i++)
        for (size_t k = 0; k < l->items[i]->body->item_count; k++)
            words[n++] = slice_trim(l->items[i]->body->items[k].text);
    if (n)
        qsort(words, n, sizeof(*words), word_order);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || !slice_equal(words[i], words[kept - 1]))
            words[kept++] = words[i];
    *out = (struct word_list){.name = name, .words = words, .count = kept};
    return word_index_build(arena, words, kept, &out->index) ? 0 : error_memory(err);
}

/* ---- codes ---- */

static int entry_order(const void *a, const void *b)
{
    return slice_compare(((const struct plain_entry *)a)->key,
                         ((const struct plain_entry *)b)->key);
}

/* Entries narrowest first; a key that is there already stays as it is. */
static int entries_merge(const struct layers *l, struct plain *table,
                         struct plain_entry *entries, struct error *err)
{
    struct map seen;
    int rc = 0;
    map_init(&seen);
    for (size_t i = 0; i < l->count && rc == 0; i++)
        for (size_t k = 0; k < l->items[i]->table->entry_count && rc == 0; k++) {
            const struct plain_entry *e = &l->items[i]->table->entries[k];
            bool made = false;
            if (!map_put(&seen, e->key, &made))
                rc = error_memory(err);
            else if (made)
                entries[table->entry_count++] = *e;
        }
    map_release(&seen);
    if (rc == 0 && table->entry_count)
        qsort(entries, table->entry_count, sizeof(*entries), entry_order);
    table->entries = entries;
    return rc;
}

static int codes_merge(const struct layers *l, struct slice name, struct arena *arena,
                       struct code_list *out, struct error *err)
{
    static const struct plain nothing = {.kind = PLAIN_TABLE};
    size_t entry_count = 0, item_count = 0;
    *out = (struct code_list){.name = name, .table = l->count ? l->items[0]->table : &nothing};
    if (l->count <= 1)
        return 0;
    for (size_t i = 0; i < l->count; i++) {
        entry_count += l->items[i]->table->entry_count;
        item_count += l->items[i]->table->item_count;
    }
    struct plain *table = arena_zero(arena, 1, sizeof(*table));
    struct plain_entry *entries = arena_zero(arena, entry_count, sizeof(*entries));
    struct plain *items = arena_zero(arena, item_count, sizeof(*items));
    if (!table || !entries || !items)
        return error_memory(err);
    *table = (struct plain){.kind = PLAIN_TABLE, .items = items};
    for (size_t i = l->count; i-- > 0;) /* the wider packs' items come first */
        for (size_t k = 0; k < l->items[i]->table->item_count; k++)
            items[table->item_count++] = l->items[i]->table->items[k];
    out->table = table;
    return entries_merge(l, table, entries, err);
}

/* So that a text can be searched for all keys at once. */
static int keys_index(struct code_list *c, struct arena *arena, struct error *err)
{
    const struct plain *table = c->table;
    struct slice *keys = arena_zero(arena, table->entry_count + 1, sizeof(*keys));
    if (!keys)
        return error_memory(err);
    for (size_t i = 0; i < table->entry_count; i++)
        keys[i] = table->entries[i].key;
    return word_index_build(arena, keys, table->entry_count, &c->index) ? 0 : error_memory(err);
}

/* ---- both ---- */

static int words_by_name(const void *a, const void *b)
{
    return slice_compare(((const struct word_list *)a)->name,
                         ((const struct word_list *)b)->name);
}

static int codes_by_name(const void *a, const void *b)
{
    return slice_compare(((const struct code_list *)a)->name,
                         ((const struct code_list *)b)->name);
}

/* Each list once: at the declaration that the pack itself would find. */
static int list_add(struct profile *p, uint32_t pack, size_t data, struct error *err)
{
    const struct pack_data *d = &p->set->data[data];
    enum scope_kind kind =
        slice_equal(d->verb, SLICE("words")) ? SCOPE_WORDS : SCOPE_CODES;
    if (scope_find(p->set, kind, pack, d->name) != data)
        return 0;
    struct layers l = layers_of(p->set, kind, pack, d->name, p->when);
    if (kind == SCOPE_WORDS)
        return words_merge(&l, d->name, &p->arena, &p->words[p->word_count++], err);
    struct code_list *c = &p->codes[p->code_count++];
    int rc = codes_merge(&l, d->name, &p->arena, c, err);
    /* thousands of division codes, which nobody looks for in a text */
    if (rc || slice_equal(d->name, SLICE("divisions")))
        return rc;
    return keys_index(c, &p->arena, err);
}

int lists_build(struct profile *p, uint32_t pack, struct error *err)
{
    size_t most = 0;
    for (size_t i = 0; i < p->set->data_count; i++)
        most += pack_is_within(p->set, pack, p->set->data[i].pack);
    p->words = arena_zero(&p->arena, most, sizeof(*p->words));
    p->codes = arena_zero(&p->arena, most, sizeof(*p->codes));
    int rc = p->words && p->codes ? 0 : error_memory(err);
    for (size_t i = 0; i < p->set->data_count && rc == 0; i++)
        rc = list_add(p, pack, i, err);
    if (rc == 0 && p->word_count)
        qsort(p->words, p->word_count, sizeof(*p->words), words_by_name);
    if (rc == 0 && p->code_count)
        qsort(p->codes, p->code_count, sizeof(*p->codes), codes_by_name);
    return rc;
}
