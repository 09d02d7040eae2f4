/* Areas: the document, its parts, tables and rows, all of them from one place in the
 * order of reading to another, and all of them asked the same questions. */
#include "script/form_host.h"

enum area_member {
    AREA_NAME,
    AREA_HIDDEN,
    AREA_FILE_KIND,
    AREA_ROW_AT,
    AREA_ROWS,
    AREA_COLUMNS,
    AREA_METHODS,
    AREA_HAS = AREA_METHODS,
    AREA_FIND,
    AREA_FIND_ALL,
    AREA_SEARCH,
    AREA_SEARCH_ALL,
    AREA_VALUES,
    AREA_ROWS_OF,
    AREA_SPLIT,
    AREA_FROM,
    AREA_AFTER,
    AREA_BEFORE,
    AREA_TABLES,
    AREA_TABLE_OF,
    AREA_TEXTS,
    AREA_REST,
    AREA_LINES,
    AREA_CELLS,
    AREA_FILLED,
    AREA_FIRST,
    AREA_UNIT,
    AREA_REGION,
    AREA_IGNORE,
    AREA_CROSS,
    AREA_PARTS,
    AREA_BETWEEN,
    AREA_TOTAL,
    AREA_CUT,
    AREA_CUTS
};

void area_push(lua_State *L, enum area_kind kind, struct form_place from,
               struct form_place to)
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

void walk_open(struct cell_walk *w, const struct form_document *f,
               const struct area_box *a)
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

void walk_use(const struct cell_walk *w)
{
    w->f->used[w->number] = 1;
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
        slice_push(L, a->kind == AREA_DOCUMENT ? file_name(f->doc->path)
                      : t                      ? t->name
                                               : SLICE(""));
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
    {"name", AREA_NAME},
    {"hidden", AREA_HIDDEN},
    {"kind", AREA_FILE_KIND},
    {"row", AREA_ROW_AT},
    {"row_count", AREA_ROWS},
    {"columns", AREA_COLUMNS},
    {"has", AREA_HAS},
    {"find", AREA_FIND},
    {"find_all", AREA_FIND_ALL},
    {"search", AREA_SEARCH},
    {"search_all", AREA_SEARCH_ALL},
    {"values", AREA_VALUES},
    {"rows", AREA_ROWS_OF},
    {"split", AREA_SPLIT},
    {"from", AREA_FROM},
    {"after", AREA_AFTER},
    {"before", AREA_BEFORE},
    {"tables", AREA_TABLES},
    {"table", AREA_TABLE_OF},
    {"texts", AREA_TEXTS},
    {"rest", AREA_REST},
    {"lines", AREA_LINES},
    {"cells", AREA_CELLS},
    {"filled", AREA_FILLED},
    {"first", AREA_FIRST},
    {"money_unit", AREA_UNIT},
    {"region", AREA_REGION},
    {"ignore", AREA_IGNORE},
    {"cross", AREA_CROSS},
    {"parts", AREA_PARTS},
    {"between", AREA_BETWEEN},
    {"total", AREA_TOTAL},
    {"cut", AREA_CUT},
    {"cuts", AREA_CUTS},
    {NULL, 0},
};

static int area_index(lua_State *L)
{
    static const lua_CFunction methods[] = {
        area_has,    area_find,       area_find_all, area_search, area_search_all,
        area_values, area_rows,       area_split,    area_from,   area_after,
        area_before, area_tables,     area_table,    area_texts,  area_rest,
        area_lines,  area_cells,      area_filled,   area_first,  area_money_unit,
        area_region, area_ignore,     area_cross,    area_parts,  area_between,
        area_total,  area_breaks_off, area_cuts,
    };
    int code = member_code(L, OBJECT_AREA);
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
