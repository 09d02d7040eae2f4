/* Finding in an area: cells by their labels or by an expression. What is found counts as
 * read. */
#include "script/form_host.h"

enum { GROUPS_MAX = 33 };

/* The first cell with one of the labels. */
static bool label_find(lua_State *L, const struct area_box *a, const struct labels *l,
                       struct cell_walk *w)
{
    struct form_document *f = form_now(L);
    struct memo_answer answer = {0};
    if (memo_find(L, a, 'l', l, SLICE_NONE, &answer)) {
        if (answer.found)
            walk_to(w, f, answer);
        return answer.found;
    }
    for (walk_open(w, f, a); !answer.found && walk_next(L, w);)
        if (cell_is(L, f, w, l))
            answer =
                (struct memo_answer){.found = true, .block = w->block, .index = w->index};
    memo_keep(L, a, 'l', l, SLICE_NONE, answer);
    return answer.found;
}

bool place_has(lua_State *L, struct form_document *f, struct form_place from,
               struct form_place to, const struct labels *l)
{
    const struct area_box a = {.from = from, .to = to};
    struct cell_walk w;
    for (walk_open(&w, f, &a); walk_next(L, &w);)
        if (cell_is(L, f, &w, l))
            return true;
    return false;
}

int area_find(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    const struct labels *l = labels_read(L, 2, false);
    struct cell_walk w;
    if (!label_find(L, a, l, &w)) {
        lua_pushnil(L);
        return 1;
    }
    walk_use(&w);
    cell_push_number(L, w.block, w.index);
    return 1;
}

int area_find_all(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    const struct labels *l = labels_read(L, 2, false);
    struct cell_walk w;
    lua_Integer n = 0;
    lua_newtable(L);
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        if (!cell_is(L, f, &w, l))
            continue;
        walk_use(&w);
        cell_push_number(L, w.block, w.index);
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

int area_has(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    int n = lua_gettop(L);
    if (n < 2)
        rule_argument(L, 2, "标签", "a label");
    for (int i = 2; i <= n; i++) {
        const struct labels *l = labels_read(L, i, false);
        struct cell_walk w;
        bool found = label_find(L, a, l, &w);
        lua_settop(L, n);
        if (!found) {
            lua_pushboolean(L, false);
            return 1;
        }
    }
    lua_pushboolean(L, true);
    return 1;
}

/* Pushes the groups of a match in the walk's cell (the cell itself where the expression
 * has none). */
static int groups_push(lua_State *L, const struct cell_walk *w,
                       const struct slice *groups, int n)
{
    cell_push_number(L, w->block, w->index);
    if (n == 1)
        return 1;
    int cell = lua_gettop(L);
    luaL_checkstack(L, n + 4, NULL);
    for (int g = 1; g < n; g++) {
        if (groups[g].ptr)
            cell_push_text(L, object_get(L, cell, OBJECT_CELL), groups[g]);
        else
            lua_pushnil(L);
    }
    return n - 1;
}

int area_search(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct slice groups[GROUPS_MAX], re = slice_check(L, 2);
    struct memo_answer answer = {0};
    struct cell_walk w;
    int n = 0;
    if (memo_find(L, a, 'r', NULL, re, &answer)) {
        if (answer.found) {
            walk_to(&w, f, answer);
            n = text_groups(L, w.cell->text, 0, re, groups, GROUPS_MAX);
        }
    } else {
        for (walk_open(&w, f, a); n == 0 && walk_next(L, &w);)
            n = w.cell->text.len ? text_groups(L, w.cell->text, 0, re, groups, GROUPS_MAX)
                                 : 0;
        if (n)
            answer =
                (struct memo_answer){.found = true, .block = w.block, .index = w.index};
        memo_keep(L, a, 'r', NULL, re, answer);
    }
    if (n == 0) {
        lua_pushnil(L);
        return 1;
    }
    walk_use(&w);
    return groups_push(L, &w, groups, n);
}

int area_search_all(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct slice groups[GROUPS_MAX], re = slice_check(L, 2);
    struct cell_walk w;
    lua_Integer count = 0;
    lua_settop(L, 2);
    lua_newtable(L);
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        int n = w.cell->text.len ? text_groups(L, w.cell->text, 0, re, groups, GROUPS_MAX)
                                 : 0;
        if (n == 0)
            continue;
        walk_use(&w);
        (void)groups_push(L, &w, groups, n > 2 ? 2 : n);
        lua_rawseti(L, 3, ++count);
        lua_settop(L, 3);
    }
    return 1;
}

int area_ignore(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct cell_walk w;
    int n = lua_gettop(L);
    if (n == 1)
        for (walk_open(&w, f, a); walk_next(L, &w);)
            walk_use(&w);
    for (int i = 2; i <= n; i++) {
        const struct labels *l = labels_read(L, i, false);
        for (walk_open(&w, f, a); walk_next(L, &w);)
            if (cell_is(L, f, &w, l))
                walk_use(&w);
        lua_settop(L, n);
    }
    return 0;
}
