/* Dividing an area into parts: at what begins one, from one place on, up to another. */
#include "script/form_host.h"

static bool place_before(struct form_place a, struct form_place b)
{
    return a.block != b.block ? a.block < b.block : a.row < b.row;
}

static bool option_true(lua_State *L, int options, const char *name)
{
    bool yes =
        lua_istable(L, options) && (lua_getfield(L, options, name), lua_toboolean(L, -1));
    if (lua_istable(L, options))
        lua_pop(L, 1);
    return yes;
}

/* What parts begin with: labels, or an expression. */
struct split {
    const struct labels *labels, *having;
    struct slice re;
};

static void split_options(lua_State *L, struct split *s)
{
    static const char *const known[] = {"having", "regex", NULL};
    if (!lua_isnoneornil(L, 3) && !lua_istable(L, 3))
        rule_argument(L, 3, "选项表", "a table of options");
    for (lua_pushnil(L); lua_istable(L, 3) && lua_next(L, 3); lua_pop(L, 1)) {
        struct near near;
        near_init(&near, slice_at(L, -2));
        bool found = false;
        for (const char *const *k = known; *k; k++) {
            found |= slice_equal(slice_str(*k), slice_at(L, -2));
            near_offer(&near, slice_str(*k));
        }
        if (!found)
            rule_unknown(L, "选项", "option", &near);
    }
    lua_settop(L, 3);
    if (option_true(L, 3, "regex"))
        s->re = slice_check(L, 2);
    else
        s->labels = labels_read(L, 2, false);
    if (!option_true(L, 3, "having"))
        return;
    lua_getfield(L, 3, "having");
    s->having = labels_read(L, -1, false);
}

static bool begins_part(lua_State *L, struct form_document *f, const struct cell_walk *w,
                        const struct split *s)
{
    struct slice none[1];
    if (w->cell->text.len == 0)
        return false;
    return s->labels ? cell_is(L, f, w, s->labels)
                     : text_groups(L, w->cell->text, 0, s->re, none, 1) > 0;
}

static void part_add(lua_State *L, struct form_document *f, const struct split *s,
                     int list, struct form_place from, struct form_place to,
                     lua_Integer *count)
{
    if (s->having && !place_has(L, f, from, to, s->having))
        return;
    area_push(L, AREA_PART, from, to);
    lua_rawseti(L, list, ++*count);
}

int area_split(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct split s = {0};
    struct cell_walk w;
    struct form_place begin = a->from;
    bool begun = false;
    lua_Integer count = 0;
    lua_settop(L, 3);
    split_options(L, &s);
    lua_newtable(L);
    int list = lua_gettop(L);
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        struct form_place here = {w.block, w.cell->row};
        if (!begins_part(L, f, &w, &s) || (begun && !place_before(begin, here)))
            continue;
        walk_use(&w);
        if (begun)
            part_add(L, f, &s, list, begin, here, &count);
        begin = here;
        begun = true;
    }
    if (begun)
        part_add(L, f, &s, list, begin, a->to, &count);
    lua_settop(L, list);
    return 1;
}

/* The place behind these rows: in the same table, or the next block after a text. */
static struct form_place place_behind(const struct form_document *f, uint32_t block,
                                      uint32_t row, uint32_t rows)
{
    if (f->doc->blocks[block].kind == BLOCK_TABLE)
        return (struct form_place){block, row + rows};
    return (struct form_place){block + 1, 0};
}

/* What argument 2 means: a cell, an area, or the first cell with this label. */
static bool place_given(lua_State *L, const struct area_box *a, struct form_place *at,
                        struct form_place *behind)
{
    struct form_document *f = form_now(L);
    const struct cell_box *c = cell_get(L, 2);
    const struct area_box *other = area_get(L, 2);
    struct cell_walk w;
    if (other) {
        *at = other->from;
        *behind = other->to;
        return true;
    }
    if (c) {
        struct document_cell cell = cell_extent(f, c);
        *at = (struct form_place){c->block, cell.row};
        *behind = place_behind(f, c->block, cell.row, cell.rows);
        return true;
    }
    const struct labels *l = labels_read(L, 2, false);
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        if (!cell_is(L, f, &w, l))
            continue;
        walk_use(&w);
        *at = (struct form_place){w.block, w.cell->row};
        *behind = place_behind(f, w.block, w.cell->row, w.cell->rows);
        return true;
    }
    return false;
}

enum side { SIDE_FROM, SIDE_AFTER, SIDE_BEFORE };

static int area_cut(lua_State *L, enum side how)
{
    const struct area_box *a = area_check(L, 1);
    struct form_place at, behind, from = a->from, to = a->to;
    if (!place_given(L, a, &at, &behind)) {
        lua_pushnil(L);
        return 1;
    }
    if (how == SIDE_BEFORE)
        to = at;
    else
        from = how == SIDE_FROM ? at : behind;
    if (place_before(a->to, from))
        from = a->to;
    area_push(L, AREA_PART, from, to);
    return 1;
}

int area_from(lua_State *L)
{
    return area_cut(L, SIDE_FROM);
}

int area_after(lua_State *L)
{
    return area_cut(L, SIDE_AFTER);
}

int area_before(lua_State *L)
{
    return area_cut(L, SIDE_BEFORE);
}
