/* Areas: the document, its parts, tables and rows, all of them from one place in the order of reading
 * to another, and all of them asked the same questions. */
#include "script/form_host.h"

enum area_member {
    AREA_NAME, AREA_HIDDEN, AREA_FILE_KIND, AREA_ROW_AT, AREA_ROWS, AREA_COLUMNS,
    AREA_METHODS,
    AREA_HAS = AREA_METHODS, AREA_FIND, AREA_FIND_ALL, AREA_SEARCH, AREA_SEARCH_ALL, AREA_VALUES,
    AREA_ROWS_OF, AREA_SPLIT, AREA_FROM, AREA_AFTER, AREA_BEFORE, AREA_TABLES, AREA_TABLE_OF,
    AREA_TEXTS, AREA_REST, AREA_LINES, AREA_CELLS, AREA_FILLED, AREA_FIRST, AREA_UNIT, AREA_REGION,
    AREA_IGNORE, AREA_CROSS, AREA_PARTS, AREA_BETWEEN, AREA_TOTAL, AREA_CUT, AREA_CUTS
};

enum { GROUPS_MAX = 33 };

static bool place_before(struct form_place a, struct form_place b)
{
    return a.block != b.block ? a.block < b.block : a.row < b.row;
}

void area_push(lua_State *L, enum area_kind kind, struct form_place from, struct form_place to)
{
    struct area_box *a = object_new(L, OBJECT_AREA, sizeof(*a), 0);
    charge(L, 4);
    *a = (struct area_box){a->object, form_now(L)->serial, kind, from, to};
}

struct area_box *area_get(lua_State *L, int index)
{
    struct area_box *a = object_get(L, index, OBJECT_AREA);
    if (a && a->serial != form_now(L)->serial)
        rule_raise(L, "这个区域属于另一份文件", "this area belongs to another document");
    return a;
}

struct area_box *area_check(lua_State *L, int index)
{
    struct area_box *a = area_get(L, index);
    if (!a)
        rule_argument(L, index, "区域", "an area");
    return a;
}

/* ---- walking ---- */

size_t table_row_start(const struct document_table *t, uint32_t row)
{
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->cells[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void walk_block(struct cell_walk *w, uint32_t from_row)
{
    w->at = w->end = 0;
    if (w->block >= w->f->doc->count)
        return;
    const struct document_block *b = &w->f->doc->blocks[w->block];
    bool last = w->block == w->to.block;
    if (b->kind == BLOCK_TEXT) {
        w->end = !last || w->to.row > 0;
        return;
    }
    w->at = table_row_start(&b->table, from_row);
    w->end = last ? table_row_start(&b->table, w->to.row) : b->table.count;
}

void walk_open(struct cell_walk *w, const struct form_document *f, const struct area_box *a)
{
    *w = (struct cell_walk){.f = f, .to = a->to, .block = a->from.block};
    walk_block(w, a->from.row);
}

bool walk_next(lua_State *L, struct cell_walk *w)
{
    charge(L, 1);
    while (w->at >= w->end) {
        if (w->block >= w->to.block || w->block + 1 >= w->f->doc->count)
            return false;
        w->block++;
        charge(L, 1);
        walk_block(w, 0);
    }
    const struct document_block *b = &w->f->doc->blocks[w->block];
    w->cell = b->kind == BLOCK_TEXT ? &b->text : &b->table.cells[w->at];
    w->index = (uint32_t)w->at;
    w->number = cell_number(w->f, w->block, w->index);
    w->at++;
    return true;
}

static void walk_use(const struct cell_walk *w)
{
    w->f->used[w->number] = 1;
}

/* ---- finding ---- */

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
            answer = (struct memo_answer){.found = true, .block = w->block, .index = w->index};
    memo_keep(L, a, 'l', l, SLICE_NONE, answer);
    return answer.found;
}

static int area_find(lua_State *L)
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

static int area_find_all(lua_State *L)
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

static int area_has(lua_State *L)
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

/* Pushes the groups of a match in the walk's cell (the cell itself where the expression has none). */
static int groups_push(lua_State *L, const struct cell_walk *w, const struct slice *groups, int n)
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

static int area_search(lua_State *L)
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
            n = w.cell->text.len ? text_groups(L, w.cell->text, 0, re, groups, GROUPS_MAX) : 0;
        if (n)
            answer = (struct memo_answer){.found = true, .block = w.block, .index = w.index};
        memo_keep(L, a, 'r', NULL, re, answer);
    }
    if (n == 0) {
        lua_pushnil(L);
        return 1;
    }
    walk_use(&w);
    return groups_push(L, &w, groups, n);
}

static int area_search_all(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct slice groups[GROUPS_MAX], re = slice_check(L, 2);
    struct cell_walk w;
    lua_Integer count = 0;
    lua_settop(L, 2);
    lua_newtable(L);
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        int n = w.cell->text.len ? text_groups(L, w.cell->text, 0, re, groups, GROUPS_MAX) : 0;
        if (n == 0)
            continue;
        walk_use(&w);
        (void)groups_push(L, &w, groups, n > 2 ? 2 : n);
        lua_rawseti(L, 3, ++count);
        lua_settop(L, 3);
    }
    return 1;
}

/* ---- dividing ---- */

static bool option_true(lua_State *L, int options, const char *name)
{
    bool yes = lua_istable(L, options) && (lua_getfield(L, options, name), lua_toboolean(L, -1));
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

static bool place_has(lua_State *L, struct form_document *f, struct form_place from,
                      struct form_place to, const struct labels *l)
{
    const struct area_box a = {.from = from, .to = to};
    struct cell_walk w;
    for (walk_open(&w, f, &a); walk_next(L, &w);)
        if (cell_is(L, f, &w, l))
            return true;
    return false;
}

static void part_add(lua_State *L, struct form_document *f, const struct split *s, int list,
                     struct form_place from, struct form_place to, lua_Integer *count)
{
    if (s->having && !place_has(L, f, from, to, s->having))
        return;
    area_push(L, AREA_PART, from, to);
    lua_rawseti(L, list, ++*count);
}

static int area_split(lua_State *L)
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
        bool table = f->doc->blocks[c->block].kind == BLOCK_TABLE;
        *at = (struct form_place){c->block, cell.row};
        *behind = table ? (struct form_place){c->block, cell.row + cell.rows}
                        : (struct form_place){c->block + 1, 0};
        return true;
    }
    const struct labels *l = labels_read(L, 2, false);
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        if (!cell_is(L, f, &w, l))
            continue;
        bool table = f->doc->blocks[w.block].kind == BLOCK_TABLE;
        walk_use(&w);
        *at = (struct form_place){w.block, w.cell->row};
        *behind = table ? (struct form_place){w.block, w.cell->row + w.cell->rows}
                        : (struct form_place){w.block + 1, 0};
        return true;
    }
    return false;
}

static int area_cut(lua_State *L, enum area_member how)
{
    const struct area_box *a = area_check(L, 1);
    struct form_place at, behind, from = a->from, to = a->to;
    if (!place_given(L, a, &at, &behind)) {
        lua_pushnil(L);
        return 1;
    }
    if (how == AREA_BEFORE)
        to = at;
    else
        from = how == AREA_FROM ? at : behind;
    if (place_before(a->to, from))
        from = a->to;
    area_push(L, AREA_PART, from, to);
    return 1;
}

static int area_from(lua_State *L)
{
    return area_cut(L, AREA_FROM);
}

static int area_after(lua_State *L)
{
    return area_cut(L, AREA_AFTER);
}

static int area_before(lua_State *L)
{
    return area_cut(L, AREA_BEFORE);
}

/* ---- lists ---- */

/* The rows of block `b` that lie in the area; false when none do. */
static bool block_part(const struct form_document *f, const struct area_box *a, uint32_t b,
                       uint32_t *from, uint32_t *to)
{
    const struct document_block *block = &f->doc->blocks[b];
    *from = b == a->from.block ? a->from.row : 0;
    *to = block->kind == BLOCK_TABLE ? block->table.rows : 1;
    if (b == a->to.block && *to > a->to.row)
        *to = a->to.row;
    return *from < *to;
}

static uint32_t block_end(const struct form_document *f, const struct area_box *a)
{
    uint32_t end = a->to.row ? a->to.block + 1 : a->to.block;
    return end < f->doc->count ? end : (uint32_t)f->doc->count;
}

static int area_tables(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    const struct form_document *f = form_now(L);
    uint32_t from, to;
    lua_Integer n = 0;
    lua_newtable(L);
    for (uint32_t b = a->from.block; b < block_end(f, a); b++) {
        charge(L, 1);
        if (f->doc->blocks[b].kind != BLOCK_TABLE || !block_part(f, a, b, &from, &to))
            continue;
        area_push(L, AREA_TABLE, (struct form_place){b, from}, (struct form_place){b, to});
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

static int area_table(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    const struct labels *labels[LUA_MINSTACK];
    uint32_t from, to;
    int n = lua_gettop(L), count = 0;
    if (n > LUA_MINSTACK)
        rule_raise(L, "标签过多", "too many labels");
    luaL_checkstack(L, 2 * LUA_MINSTACK, NULL);
    for (int i = 2; i <= n; i++)
        labels[count++] = labels_read(L, i, false);
    for (uint32_t b = a->from.block; b < block_end(f, a); b++) {
        if (f->doc->blocks[b].kind != BLOCK_TABLE || !block_part(f, a, b, &from, &to))
            continue;
        struct form_place begin = {b, from}, end = {b, to};
        bool all = true;
        for (int i = 0; all && i < count; i++)
            all = place_has(L, f, begin, end, labels[i]);
        if (!all)
            continue;
        area_push(L, AREA_TABLE, begin, end);
        return 1;
    }
    lua_pushnil(L);
    return 1;
}

static int area_texts(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    const struct form_document *f = form_now(L);
    uint32_t from, to;
    lua_Integer n = 0;
    lua_newtable(L);
    for (uint32_t b = a->from.block; b < block_end(f, a); b++) {
        charge(L, 1);
        if (f->doc->blocks[b].kind != BLOCK_TEXT || !block_part(f, a, b, &from, &to))
            continue;
        cell_push_number(L, b, 0);
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

/* The lines of text below the area's first one, all or those that match, as one cell at the first of them;
 * a blank one at the area's first line where there are none. */
static int area_rest(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct slice re = lua_isnoneornil(L, 2) ? SLICE_NONE : slice_check(L, 2), ignored;
    struct slice *lines = arena_zero(&host_of(L)->scratch, block_end(f, a) + 1, sizeof(*lines));
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

static int area_lines(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    const struct form_document *f = form_now(L);
    uint32_t from, to;
    lua_Integer n = 0;
    lua_newtable(L);
    for (uint32_t b = a->from.block; b < block_end(f, a); b++) {
        charge(L, 1);
        if (!block_part(f, a, b, &from, &to))
            continue;
        for (uint32_t r = from; r < to; r++) {
            area_push(L, AREA_ROW, (struct form_place){b, r}, (struct form_place){b, r + 1});
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

static int area_cells(lua_State *L)
{
    return cells_list(L, false);
}

static int area_filled(lua_State *L)
{
    return cells_list(L, true);
}

static int area_first(lua_State *L)
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

static int area_ignore(lua_State *L)
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

/* ---- the object ---- */

static struct slice file_name(struct slice path)
{
    size_t at = path.len;
    while (at && path.ptr[at - 1] != '/')
        at--;
    return slice_from(path, at);
}

static const char *kind_name(enum source_kind kind)
{
    switch (kind) {
    case SOURCE_XLSX: return "xlsx";
    case SOURCE_DOCX: return "docx";
    case SOURCE_HTML: return "html";
    case SOURCE_CSV:
    case SOURCE_NDJSON:
    case SOURCE_TEXT: break;
    }
    return "text";
}

static const struct document_table *table_of(const struct form_document *f,
                                             const struct area_box *a)
{
    bool one = a->kind == AREA_TABLE || a->kind == AREA_ROW;
    if (!one || a->from.block >= f->doc->count)
        return NULL;
    const struct document_block *b = &f->doc->blocks[a->from.block];
    return b->kind == BLOCK_TABLE ? &b->table : NULL;
}

static bool is_hidden(const struct area_box *a, const struct document_table *t)
{
    if (!t || t->hidden || a->kind != AREA_ROW)
        return t && t->hidden;
    size_t i = table_row_start(t, a->from.row), end = table_row_start(t, a->to.row);
    for (size_t k = i; k < end; k++)
        if (!t->cells[k].hidden)
            return false;
    return i < end;
}

static void field_push(lua_State *L, const struct area_box *a, int code)
{
    const struct form_document *f = form_now(L);
    const struct document_table *t = table_of(f, a);
    switch (code) {
    case AREA_NAME:
        slice_push(L, a->kind == AREA_DOCUMENT ? file_name(f->doc->path) : t ? t->name : SLICE(""));
        break;
    case AREA_HIDDEN: lua_pushboolean(L, is_hidden(a, t)); break;
    case AREA_FILE_KIND: lua_pushstring(L, kind_name(f->doc->kind)); break;
    case AREA_ROW_AT: lua_pushinteger(L, (lua_Integer)a->from.row + 1); break;
    case AREA_ROWS:
        lua_pushinteger(L, a->from.block == a->to.block ? a->to.row - a->from.row : 0);
        break;
    default: lua_pushinteger(L, t ? t->columns : 0); break;
    }
}

static const struct member members[] = {
    {"name", AREA_NAME},       {"hidden", AREA_HIDDEN},     {"kind", AREA_FILE_KIND},
    {"row", AREA_ROW_AT},      {"row_count", AREA_ROWS},    {"columns", AREA_COLUMNS},
    {"has", AREA_HAS},         {"find", AREA_FIND},         {"find_all", AREA_FIND_ALL},
    {"search", AREA_SEARCH},   {"search_all", AREA_SEARCH_ALL}, {"values", AREA_VALUES},
    {"rows", AREA_ROWS_OF},    {"split", AREA_SPLIT},       {"from", AREA_FROM},
    {"after", AREA_AFTER},     {"before", AREA_BEFORE},     {"tables", AREA_TABLES},
    {"table", AREA_TABLE_OF},  {"texts", AREA_TEXTS},       {"rest", AREA_REST},
    {"lines", AREA_LINES},
    {"cells", AREA_CELLS},     {"filled", AREA_FILLED},     {"first", AREA_FIRST},
    {"money_unit", AREA_UNIT}, {"region", AREA_REGION},     {"ignore", AREA_IGNORE},
    {"cross", AREA_CROSS},     {"parts", AREA_PARTS},       {"between", AREA_BETWEEN},
    {"total", AREA_TOTAL},     {"cut", AREA_CUT},           {"cuts", AREA_CUTS},
    {NULL, 0},
};

static int area_index(lua_State *L)
{
    static const lua_CFunction methods[] = {
        area_has,    area_find,   area_find_all, area_search, area_search_all, area_values,
        area_rows,   area_split,  area_from,     area_after,  area_before,     area_tables,
        area_table,  area_texts,  area_rest, area_lines,    area_cells,  area_filled,     area_first,
        area_money_unit, area_region, area_ignore, area_cross,
        area_parts,  area_between, area_total, area_breaks_off, area_cuts,
    };
    int code = member_code(L);
    struct near near;
    charge(L, 2);
    if (code >= AREA_METHODS) {
        lua_pushcfunction(L, methods[code - AREA_METHODS]);
        return 1;
    }
    if (code >= 0) {
        field_push(L, area_check(L, 1), code);
        return 1;
    }
    near_init(&near, slice_check(L, 2));
    for (const struct member *m = members; m->name; m++)
        near_offer(&near, slice_str(m->name));
    rule_unknown(L, "区域的", "area member", &near);
}

void areas_open(lua_State *L)
{
    static const struct export none[] = {{NULL, NULL}};
    object_define(L, OBJECT_AREA, none, area_index, members);
}
