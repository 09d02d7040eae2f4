/* Which division a text names, and in which unit money stands. Divisions are the packs' own list
 * (codes.divisions): code → name. */
#include "script/form_host.h"

#include "base/array.h"

enum { MATCHES_MAX = 64, REGION_TEXT_MAX = 600, KEY_BYTES = 6, CODE_BYTES = 6, HITS_MAX = 4096 };

struct named {
    struct slice code, name;
    size_t at; /* where it stands in the text */
};

struct namings {
    struct named items[MATCHES_MAX];
    size_t count;
};

static const struct plain *divisions(const struct script_scene *scene)
{
    for (size_t i = 0; scene && i < scene->code_count; i++)
        if (slice_equal(scene->codes[i].name, SLICE("divisions")))
            return scene->codes[i].table;
    return NULL;
}

/* 4201 of 420100, 42 of 420000: what a narrower code begins with. */
static struct slice code_stem(struct slice code)
{
    while (code.len >= 2 && code.ptr[code.len - 1] == '0' && code.ptr[code.len - 2] == '0')
        code.len -= 2;
    return code;
}

/* ---- names in a text ---- */

static int by_name(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = slice_compare(x->name, y->name);
    return order ? order : slice_compare(x->code, y->code);
}

/* All names in order, made at the first use for a document. */
static void names_make(lua_State *L, struct form_document *f, const struct plain *table)
{
    if (f->names_of == table)
        return;
    struct named *list = arena_zero(&f->arena, table->entry_count + 1, sizeof(*list));
    if (!list)
        rule_starved(L);
    size_t n = 0;
    for (size_t i = 0; i < table->entry_count; i++) {
        const struct plain_entry *e = &table->entries[i];
        if (e->value.kind == PLAIN_TEXT && e->value.text.len >= KEY_BYTES &&
            e->key.len == CODE_BYTES)
            list[n++] = (struct named){e->key, e->value.text, 0};
    }
    if (n)
        qsort(list, n, sizeof(*list), by_name);
    f->names = list;
    f->name_count = n;
    f->names_of = table;
}

/* The first name that begins with these bytes or lies behind them. */
static size_t names_start(const struct form_document *f, struct slice key)
{
    size_t low = 0, high = f->name_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (slice_compare(f->names[middle].name, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How much of the text is this name: all of it, or 门源县 for 门源回族自治县, 海北州 for 海北藏族自治州. */
static size_t name_length(struct slice name, struct slice text)
{
    static const struct slice kinds[] = {{"自治县", 9}, {"自治州", 9}, {"自治旗", 9}};
    if (slice_starts(text, name))
        return name.len;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (slice_ends(name, kinds[i]) &&
            slice_starts(slice_from(text, KEY_BYTES), slice_from(kinds[i], KEY_BYTES)))
            return kinds[i].len; /* the stem and one character */
    return 0;
}

static void namings_find(lua_State *L, struct form_document *f, const struct plain *table,
                         struct slice text, struct namings *out)
{
    out->count = 0;
    names_make(L, f, table);
    charge(L, 4 + text.len);
    for (size_t at = 0; at + KEY_BYTES <= text.len; at++) {
        if (((unsigned char)text.ptr[at] & 0xC0) == 0x80)
            continue;
        struct slice rest = slice_from(text, at), key = slice_sub(rest, 0, KEY_BYTES);
        for (size_t i = names_start(f, key);
             i < f->name_count && slice_starts(f->names[i].name, key); i++) {
            size_t len = name_length(f->names[i].name, rest);
            if (len && out->count < MATCHES_MAX)
                out->items[out->count++] =
                    (struct named){f->names[i].code, slice_sub(rest, 0, len), at};
        }
    }
}

/* 唐县 inside of 行唐县 is not meant. */
static bool is_inside(const struct namings *n, const struct named *one)
{
    for (size_t i = 0; i < n->count; i++) {
        const struct named *other = &n->items[i];
        if (other->name.len > one->name.len && other->at <= one->at &&
            other->at + other->name.len >= one->at + one->name.len)
            return true;
    }
    return false;
}

/* How well the rest of the text and the map's own pack agree with a division. */
static int agreement(const struct namings *n, const struct named *one, struct slice home)
{
    int points = (int)code_stem(one->code).len * 4;
    for (size_t i = 0; i < n->count; i++) {
        struct slice stem = code_stem(n->items[i].code);
        if (stem.len < code_stem(one->code).len && slice_starts(one->code, stem) &&
            !is_inside(n, &n->items[i]))
            points += 2;
    }
    return points + (home.len && slice_starts(one->code, code_stem(home)));
}

/* The one division meant; NULL when none is, or several are. */
static const struct named *naming_choose(const struct namings *n, struct slice home)
{
    const struct named *best = NULL;
    int most = 0;
    bool several = false;
    for (size_t i = 0; i < n->count; i++) {
        const struct named *one = &n->items[i];
        if (is_inside(n, one))
            continue;
        int points = agreement(n, one, home);
        several = points == most ? true : points > most ? false : several;
        if (points > most) {
            most = points;
            best = one;
        }
    }
    return several ? NULL : best;
}

/* 河北省 + 秦皇岛市 + 昌黎县 */
static void full_name_put(const struct plain *table, const struct named *one, struct buffer *out)
{
    struct slice stem = code_stem(one->code), last = SLICE_NONE;
    for (size_t len = 2; len <= stem.len; len += 2) {
        char code[] = "000000";
        memcpy(code, one->code.ptr, len);
        const struct plain *name = plain_get(table, slice_str(code));
        if (!name || name->kind != PLAIN_TEXT || slice_equal(name->text, last) ||
            slice_find(name->text, SLICE("直辖县级"), 0) != SIZE_MAX)
            continue;
        buffer_put(out, name->text);
        last = name->text;
    }
}

/* The division that a text names; NULL when there is none. */
static const struct named *region_of(lua_State *L, struct form_document *f, struct slice text,
                                     struct namings *n)
{
    const struct plain *table = divisions(host_of(L)->scene);
    if (!table || text.len > REGION_TEXT_MAX)
        return NULL;
    namings_find(L, f, table, text, n);
    return naming_choose(n, f->call->region);
}

static void region_push(lua_State *L, const struct named *one)
{
    struct buffer *b = &host_of(L)->other;
    buffer_clear(b);
    full_name_put(divisions(host_of(L)->scene), one, b);
    buffer_push(L, b);
}

int cell_region(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    struct namings n;
    const struct named *one = region_of(L, form_now(L), cell_text(L, 1, c), &n);
    if (!one) {
        lua_pushnil(L);
        return 1;
    }
    region_push(L, one);
    cell_push_derived(L, c);
    return 1;
}

/* Pushes the walk's cell with the text that is on top. */
static void walk_derive(lua_State *L, const struct cell_walk *w)
{
    cell_push_number(L, w->block, w->index);
    lua_insert(L, -2);
    cell_push_derived(L, object_get(L, -2, OBJECT_CELL));
    w->f->used[w->number] = 1;
}

/* A division with how many cells name it, and the first that does. */
struct hit {
    struct named one;
    struct cell_walk first;
    size_t times;
};

struct hits {
    struct hit *items;
    size_t count, cap;
};

static void hit_add(lua_State *L, struct form_document *f, struct hits *h, const struct named *one,
                    const struct cell_walk *w)
{
    charge(L, 1 + h->count / 4);
    for (size_t i = 0; i < h->count; i++) {
        if (!slice_equal(h->items[i].one.code, one->code))
            continue;
        h->items[i].times++;
        return;
    }
    if (h->count == HITS_MAX)
        return;
    struct hit *grown = arena_room(&f->arena, h->items, h->count, &h->cap, sizeof(*grown));
    if (!grown)
        rule_starved(L);
    h->items = grown;
    h->items[h->count++] = (struct hit){*one, *w, 1};
}

/* The most named one; what names a wider division speaks for the narrower one too. */
static const struct hit *hits_choose(const struct hits *h)
{
    const struct hit *best = NULL;
    size_t most = 0, deepest = 0;
    for (size_t i = 0; i < h->count; i++) {
        struct slice stem = code_stem(h->items[i].one.code);
        size_t times = 0;
        for (size_t k = 0; k < h->count; k++)
            if (slice_starts(stem, code_stem(h->items[k].one.code)))
                times += h->items[k].times;
        if (times < most || (times == most && stem.len <= deepest))
            continue;
        best = &h->items[i];
        most = times;
        deepest = stem.len;
    }
    return best;
}

/* Pushes the cell of an answer, or nil. */
static int answer_push(lua_State *L, const struct memo_answer *answer)
{
    struct cell_walk w;
    if (!answer->found) {
        lua_pushnil(L);
        return 1;
    }
    walk_to(&w, form_now(L), *answer);
    slice_push(L, answer->text);
    walk_derive(L, &w);
    return 1;
}

int area_region(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct hits h = {0};
    struct cell_walk w;
    struct namings n;
    struct memo_answer answer = {0};
    /* maps of other packs may see other divisions */
    struct slice home = f->call->region;
    if (memo_find(L, a, 'p', NULL, home, &answer))
        return answer_push(L, &answer);
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        const struct named *one =
            w.cell->text.len ? region_of(L, f, w.cell->text, &n) : NULL;
        if (one)
            hit_add(L, f, &h, one, &w);
    }
    const struct hit *best = hits_choose(&h);
    if (best) {
        region_push(L, &best->one);
        answer = (struct memo_answer){.found = true, .block = best->first.block,
                                      .index = best->first.index};
        if (!arena_copy(&f->arena, slice_at(L, -1), &answer.text))
            rule_starved(L);
    }
    memo_keep(L, a, 'p', NULL, home, answer);
    return answer_push(L, &answer);
}

/* ---- money ---- */

/* 单位:万元, (万元), 金额单位:元 */
static struct slice unit_in(struct slice s)
{
    static const char *const before[] = {"单位:", "(", "单位"};
    static const char *const units[] = {"万元", "元"};
    for (size_t k = 0; k < sizeof(before) / sizeof(*before); k++)
        for (size_t at = 0; (at = slice_find(s, slice_str(before[k]), at)) != SIZE_MAX;) {
            at += strlen(before[k]);
            struct slice rest = slice_from(s, at);
            if (slice_starts(rest, SLICE("单位:")))
                rest = slice_from(rest, strlen("单位:"));
            if (slice_starts(rest, SLICE("人民币")))
                rest = slice_from(rest, strlen("人民币"));
            for (size_t u = 0; u < 2; u++)
                if (slice_starts(rest, slice_str(units[u])))
                    return slice_str(units[u]);
        }
    return SLICE_NONE;
}

int area_money_unit(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct cell_walk w;
    struct memo_answer answer = {0};
    if (memo_find(L, a, 'u', NULL, SLICE_NONE, &answer))
        return answer_push(L, &answer);
    for (walk_open(&w, f, a); !answer.found && walk_next(L, &w);) {
        struct slice unit =
            w.cell->text.len ? unit_in(cell_squeezed(L, f, w.number, w.cell)) : SLICE_NONE;
        if (unit.len)
            answer = (struct memo_answer){true, w.block, w.index, unit};
    }
    memo_keep(L, a, 'u', NULL, SLICE_NONE, answer);
    return answer_push(L, &answer);
}
