/* Which division a text names, and in which unit money stands. Divisions are the packs' own list
 * (codes.divisions): code → name. */
#include "script/form_host.h"

enum { MATCHES_MAX = 64, REGION_TEXT_MAX = 600, FULL_NAME_MAX = 300 };

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

static void namings_find(lua_State *L, const struct plain *table, struct slice text,
                         struct namings *out)
{
    out->count = 0;
    charge(L, table->entry_count * (1 + text.len / 64));
    for (size_t i = 0; i < table->entry_count && out->count < MATCHES_MAX; i++) {
        const struct plain_entry *e = &table->entries[i];
        if (e->value.kind != PLAIN_TEXT || e->value.text.len < 2 * sizeof("县") - 2)
            continue;
        size_t at = slice_find(text, e->value.text, 0);
        if (at != SIZE_MAX)
            out->items[out->count++] = (struct named){e->key, e->value.text, at};
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

/* Pushes the region that a text names, or nothing. */
static bool region_push(lua_State *L, struct slice text)
{
    struct form_document *f = form_now(L);
    const struct plain *table = divisions(host_of(L)->scene);
    struct namings n;
    if (!table || text.len > REGION_TEXT_MAX)
        return false;
    namings_find(L, table, text, &n);
    const struct named *one = naming_choose(&n, f->call->region);
    if (!one)
        return false;
    struct buffer *b = &host_of(L)->other;
    buffer_clear(b);
    full_name_put(table, one, b);
    buffer_push(L, b);
    return true;
}

int cell_region(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    if (region_push(L, cell_text(L, 1, c)))
        cell_push_derived(L, c);
    else
        lua_pushnil(L);
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

int area_region(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct cell_walk w;
    for (walk_open(&w, form_now(L), a); walk_next(L, &w);) {
        if (w.cell->text.len == 0 || !region_push(L, w.cell->text))
            continue;
        walk_derive(L, &w);
        return 1;
    }
    lua_pushnil(L);
    return 1;
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
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        struct slice unit =
            w.cell->text.len ? unit_in(cell_squeezed(L, f, w.number, w.cell)) : SLICE_NONE;
        if (unit.len == 0)
            continue;
        slice_push(L, unit);
        walk_derive(L, &w);
        return 1;
    }
    lua_pushnil(L);
    return 1;
}
