/* What lies in an area, as lists: tables, texts, lines, cells. */
#include "script/form_host.h"

/* A walk over the blocks of an area; of the first and the last maybe a part. */
struct block_walk {
    const struct form_document *f;
    const struct area_box *a;
    uint32_t block;
    enum block_kind kind;
    struct form_place from, to; /* the part of the block */
};

static void blocks_open(lua_State *L, struct block_walk *w, const struct area_box *a)
{
    *w = (struct block_walk){.f = form_now(L), .a = a, .block = a->from.block};
}

static bool blocks_next(lua_State *L, struct block_walk *w)
{
    const struct form_place from = w->a->from, to = w->a->to;
    while (w->block < w->f->doc->count && w->block <= to.block) {
        uint32_t b = w->block++;
        const struct document_block *block = &w->f->doc->blocks[b];
        uint32_t end = block->kind == BLOCK_TABLE ? block->table.rows : 1;
        charge(L, 1);
        w->kind = block->kind;
        w->from = (struct form_place){b, b == from.block ? from.row : 0};
        w->to = (struct form_place){b, b == to.block && end > to.row ? to.row : end};
        if (w->from.row < w->to.row)
            return true;
    }
    return false;
}

int area_tables(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct block_walk w;
    lua_Integer n = 0;
    lua_newtable(L);
    for (blocks_open(L, &w, a); blocks_next(L, &w);) {
        if (w.kind != BLOCK_TABLE)
            continue;
        area_push(L, AREA_TABLE, w.from, w.to);
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

int area_table(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    const struct labels *labels[LUA_MINSTACK];
    struct block_walk w;
    int n = lua_gettop(L), count = 0;
    if (n > LUA_MINSTACK)
        rule_raise(L, "标签过多", "too many labels");
    luaL_checkstack(L, 2 * LUA_MINSTACK, NULL);
    for (int i = 2; i <= n; i++)
        labels[count++] = labels_read(L, i, false);
    for (blocks_open(L, &w, a); blocks_next(L, &w);) {
        if (w.kind != BLOCK_TABLE)
            continue;
        bool all = true;
        for (int i = 0; all && i < count; i++)
            all = place_has(L, f, w.from, w.to, labels[i]);
        if (!all)
            continue;
        area_push(L, AREA_TABLE, w.from, w.to);
        return 1;
    }
    lua_pushnil(L);
    return 1;
}

int area_texts(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct block_walk w;
    lua_Integer n = 0;
    lua_newtable(L);
    for (blocks_open(L, &w, a); blocks_next(L, &w);) {
        if (w.kind != BLOCK_TEXT)
            continue;
        cell_push_number(L, w.from.block, 0);
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

/* The lines of text below the area's first one, all or those that match, as one cell at
 * the first of them; a blank one at the area's first line where there are none. */
int area_rest(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct slice re = lua_isnoneornil(L, 2) ? SLICE_NONE : slice_check(L, 2), ignored;
    struct slice *lines =
        arena_zero(&host_of(L)->scratch, a->to.block + 1, sizeof(*lines));
    struct cell_walk w;
    size_t seen = 0, n = 0, total = 0;
    uint32_t block = 0;
    if (!lines)
        rule_starved(L);
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        struct slice text = slice_trim(w.cell->text);
        if (f->doc->blocks[w.block].kind != BLOCK_TEXT)
            continue;
        if (seen++ == 0)
            block = w.block;
        else if (text.len && (!re.len || text_groups(L, text, 0, re, &ignored, 1) > 0)) {
            walk_use(&w);
            block = n ? block : w.block;
            total += text.len + 1;
            lines[n++] = text;
        }
    }
    if (seen == 0)
        return lua_pushnil(L), 1;
    char *all = arena_alloc(&host_of(L)->scratch, total + 1);
    if (!all)
        rule_starved(L);
    charge(L, total / 16);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        memcpy(all + at, lines[i].ptr, lines[i].len);
        at += lines[i].len;
        all[at++] = '\n';
    }
    cell_push_number(L, block, 0);
    cell_push_text(L, cell_get(L, -1), slice_of(all, at));
    return 1;
}

int area_lines(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct block_walk w;
    lua_Integer n = 0;
    lua_newtable(L);
    for (blocks_open(L, &w, a); blocks_next(L, &w);) {
        for (uint32_t r = w.from.row; r < w.to.row; r++) {
            area_push(L, AREA_ROW, (struct form_place){w.from.block, r},
                      (struct form_place){w.from.block, r + 1});
            lua_rawseti(L, -2, ++n);
        }
    }
    return 1;
}

static int cells_list(lua_State *L, bool filled)
{
    const struct area_box *a = area_check(L, 1);
    struct cell_walk w;
    lua_Integer n = 0;
    lua_newtable(L);
    for (walk_open(&w, form_now(L), a); walk_next(L, &w);) {
        if (filled && w.cell->text.len == 0)
            continue;
        cell_push_number(L, w.block, w.index);
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

int area_cells(lua_State *L)
{
    return cells_list(L, false);
}

int area_filled(lua_State *L)
{
    return cells_list(L, true);
}

int area_first(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct cell_walk w;
    for (walk_open(&w, form_now(L), a); walk_next(L, &w);) {
        if (w.cell->text.len == 0)
            continue;
        walk_use(&w);
        cell_push_number(L, w.block, w.index);
        return 1;
    }
    lua_pushnil(L);
    return 1;
}
