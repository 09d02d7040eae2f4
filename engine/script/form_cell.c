/* Cells as a map sees them: a place, a text, and the neighbours. A cell that was made from another one
 * keeps its place; a place of the grid for which the file has no cell is a blank one, whose address is
 * told from its neighbours. */
#include "script/form_host.h"

enum cell_member {
    CELL_TEXT, CELL_BLANK, CELL_ROW, CELL_COLUMN, CELL_ROWS, CELL_COLUMNS, CELL_HIDDEN,
    CELL_METHODS,
    CELL_BESIDE = CELL_METHODS, CELL_BELOW, CELL_VALUE, CELL_LINE, CELL_IS, CELL_MATCH, CELL_ITEMS,
    CELL_OPTIONS, CELL_TICKED, CELL_DATE, CELL_YEAR, CELL_UNWRAP, CELL_WITH, CELL_REGION,
    CELL_SENTENCES, CELL_NAME_VALUE, CELL_HEADINGS, CELL_CUT
};

enum { GROUPS_MAX = 33 };

static struct cell_box *box_new(lua_State *L, uint32_t block, uint32_t row, uint32_t column,
                                uint32_t index, bool derived)
{
    struct cell_box *c = object_new(L, OBJECT_CELL, sizeof(*c), derived);
    charge(L, 4);
    *c = (struct cell_box){c->object, form_now(L)->serial, block, row, column, index, derived};
    return c;
}

void cell_push_number(lua_State *L, uint32_t block, uint32_t index)
{
    const struct document_block *b = &form_now(L)->doc->blocks[block];
    const struct document_cell *cell =
        b->kind == BLOCK_TEXT ? &b->text : &b->table.cells[index];
    (void)box_new(L, block, cell->row, cell->column, index, false);
}

void cell_push_at(lua_State *L, uint32_t block, uint32_t row, uint32_t column)
{
    const struct document_table *t = &form_now(L)->doc->blocks[block].table;
    const struct document_cell *cell = table_at(t, row, column);
    if (cell)
        cell_push_number(L, block, (uint32_t)(cell - t->cells));
    else
        (void)box_new(L, block, row, column, NO_CELL, false);
}

/* [text] → [cell] */
void cell_push_derived(lua_State *L, const struct cell_box *of)
{
    (void)box_new(L, of->block, of->row, of->column, of->index, true);
    lua_insert(L, -2);
    (void)lua_setiuservalue(L, -2, 1);
}

void cell_push_text(lua_State *L, const struct cell_box *of, struct slice text)
{
    slice_push(L, slice_trim(text));
    cell_push_derived(L, of);
}

struct cell_box *cell_get(lua_State *L, int index)
{
    struct cell_box *c = object_get(L, index, OBJECT_CELL);
    if (c && c->serial != form_now(L)->serial)
        rule_raise(L, "这个单元格属于另一份文件", "this cell belongs to another document");
    return c;
}

struct cell_box *cell_check(lua_State *L, int index)
{
    struct cell_box *c = cell_get(L, index);
    if (!c)
        rule_argument(L, index, "单元格", "a cell");
    return c;
}

static const struct document_cell *cell_of(const struct form_document *f,
                                           const struct cell_box *c)
{
    const struct document_block *b = &f->doc->blocks[c->block];
    if (b->kind == BLOCK_TEXT)
        return &b->text;
    return c->index == NO_CELL ? NULL : &b->table.cells[c->index];
}

/* The text of a derived cell stays as long as the cell does. */
struct slice cell_text(lua_State *L, int index, const struct cell_box *c)
{
    if (c->derived) {
        (void)lua_getiuservalue(L, index, 1);
        struct slice s = slice_at(L, -1);
        lua_pop(L, 1);
        return s;
    }
    const struct document_cell *cell = cell_of(form_now(L), c);
    return cell ? cell->text : SLICE_NONE;
}

/* A place without a cell. In a workbook it is counted from a cell of its row, else of the nearest row
 * that has one; elsewhere no such cell can be pointed at, and the row stands for it. */
static struct address place_address(const struct form_document *f, const struct document_table *t,
                                    const struct cell_box *c)
{
    bool sheet = f->doc->kind == SOURCE_XLSX;
    struct address at = t->at;
    for (uint32_t up = 0; up <= c->row; up++) {
        size_t i = table_row_start(t, c->row - up);
        if (i >= t->count || t->cells[i].row != c->row - up)
            continue;
        const struct document_cell *near = &t->cells[i];
        at = near->at;
        if (f->doc->kind != SOURCE_TEXT)
            at.b = near->at.b + up;
        at.c = sheet ? near->at.c + c->column - near->column : 0; /* unsigned: goes left as well */
        return at;
    }
    at.b = sheet ? c->row + 1 : 0;
    at.c = sheet ? c->column + 1 : 0;
    return at;
}

struct address cell_address(const struct form_document *f, const struct cell_box *c)
{
    const struct document_cell *cell = cell_of(f, c);
    return cell ? cell->at : place_address(f, &f->doc->blocks[c->block].table, c);
}

struct document_cell cell_extent(const struct form_document *f, const struct cell_box *c)
{
    const struct document_cell *cell = cell_of(f, c);
    return cell ? *cell
                : (struct document_cell){.row = c->row, .column = c->column, .rows = 1,
                                         .columns = 1};
}

void cell_use(struct form_document *f, const struct cell_box *c)
{
    if (c->index != NO_CELL)
        f->used[cell_number(f, c->block, c->index)] = 1;
}

/* ---- neighbours ---- */

static const struct document_table *table_of(const struct form_document *f,
                                             const struct cell_box *c)
{
    const struct document_block *b = &f->doc->blocks[c->block];
    return b->kind == BLOCK_TABLE ? &b->table : NULL;
}

/* One step from the cell: the next one in its row or column. False at the edge. */
static bool step(const struct document_table *t, struct document_cell *now, bool down, bool back)
{
    uint32_t *place = down ? &now->row : &now->column;
    uint32_t extent = down ? now->rows : now->columns, edge = down ? t->rows : t->columns;
    if (back ? *place == 0 : *place + extent >= edge)
        return false;
    *place = back ? *place - 1 : *place + extent;
    const struct document_cell *next = table_at(t, now->row, now->column);
    uint32_t row = now->row, column = now->column;
    now->rows = now->columns = 1;
    if (next)
        *now = *next;
    /* the walk stays in the row (column) that it began in */
    if (down)
        now->column = column;
    else
        now->row = row;
    return true;
}

static int cell_step(lua_State *L, bool down)
{
    struct cell_box *c = cell_check(L, 1);
    struct form_document *f = form_now(L);
    const struct document_table *t = table_of(f, c);
    lua_Integer n = luaL_optinteger(L, 2, 1);
    struct document_cell now = cell_extent(f, c);
    if (!down && !c->derived && c->index == NO_CELL)
        now.row = c->row;
    bool back = n < 0;
    for (lua_Integer k = 0; t && k < (back ? -n : n); k++) {
        charge(L, 1);
        if (!step(t, &now, down, back)) {
            lua_pushnil(L);
            return 1;
        }
    }
    if (!t || n == 0) {
        if (n == 0)
            lua_pushvalue(L, 1);
        else
            lua_pushnil(L);
        return 1;
    }
    cell_push_at(L, c->block, now.row, now.column);
    return 1;
}

static bool is_stop(lua_State *L, const struct cell_box *c, const struct labels *const *stops,
                    size_t count)
{
    struct form_document *f = form_now(L);
    for (size_t i = 0; i < count; i++)
        if (box_is(L, f, c, stops[i]))
            return true;
    return false;
}

/* The blank place of a label that has nothing beside it. */
static void blank_push(lua_State *L, const struct cell_box *label)
{
    lua_pushliteral(L, "");
    cell_push_derived(L, label);
}

void value_beside_push(lua_State *L, const struct cell_box *label,
                       const struct labels *const *stops, size_t stop_count)
{
    struct form_document *f = form_now(L);
    const struct document_table *t = table_of(f, label);
    struct document_cell now = cell_extent(f, label);
    int top = lua_gettop(L);
    bool beside = false;
    while (t && step(t, &now, false, false)) {
        cell_push_at(L, label->block, now.row, now.column);
        const struct cell_box *c = object_get(L, -1, OBJECT_CELL);
        if (is_stop(L, c, stops, stop_count))
            break;
        if (cell_text(L, -1, c).len) {
            lua_copy(L, -1, top + 1);
            lua_settop(L, top + 1);
            return;
        }
        if (beside)
            lua_pop(L, 1);
        beside = true;
    }
    lua_settop(L, top + beside);
    if (!beside)
        blank_push(L, label);
}

static int cell_value(lua_State *L)
{
    struct cell_box *c = cell_check(L, 1);
    const struct labels *stops[LUA_MINSTACK];
    int n = lua_gettop(L), count = 0;
    if (n > LUA_MINSTACK)
        rule_raise(L, "标签过多", "too many labels");
    luaL_checkstack(L, 2 * LUA_MINSTACK, NULL);
    for (int i = 2; i <= n; i++)
        stops[count++] = labels_read(L, i, false);
    value_beside_push(L, c, stops, (size_t)count);
    cell_use(form_now(L), c);
    return 1;
}

static int cell_line(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    area_push(L, AREA_ROW, (struct form_place){c->block, c->row},
              (struct form_place){c->block, c->row + 1});
    return 1;
}

/* ---- texts ---- */

static int cell_is_label(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    struct slice text = cell_text(L, 1, c);
    const struct labels *l = labels_read(L, 2, false);
    charge(L, text.len / 8);
    char *out = lua_newuserdatauv(L, text.len + 1, 0);
    lua_pushboolean(L, labels_match(l, slice_of(out, text_squeeze(text, out))));
    return 1;
}

static int cell_match(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    struct slice groups[GROUPS_MAX], text = cell_text(L, 1, c);
    int n = text_groups(L, text, 0, slice_check(L, 2), groups, GROUPS_MAX);
    if (n == 0) {
        lua_pushnil(L);
        return 1;
    }
    luaL_checkstack(L, n + 4, NULL);
    for (int g = n > 1; g < n; g++) {
        if (groups[g].ptr)
            cell_push_text(L, c, groups[g]);
        else
            lua_pushnil(L);
    }
    return n > 1 ? n - 1 : 1;
}

static int cell_with(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    lua_settop(L, 2);
    if (lua_type(L, 2) == LUA_TNUMBER)
        (void)lua_tolstring(L, 2, NULL);
    cell_push_text(L, c, slice_check(L, 2));
    return 1;
}

static int cell_concat(lua_State *L)
{
    concat_guard(L);
    for (int i = 1; i <= 2; i++) {
        if (lua_type(L, i) == LUA_TNIL || lua_type(L, i) == LUA_TTABLE)
            rule_raise(L, "不能把 %s 接在文字上", "a %s cannot be joined to a text",
                       luaL_typename(L, i));
        text_push(L, i);
    }
    charge(L, (slice_at(L, 3).len + slice_at(L, 4).len) / 16);
    lua_concat(L, 2);
    return 1;
}

/* ---- the object ---- */

static int below(lua_State *L)
{
    return cell_step(L, true);
}

static int beside(lua_State *L)
{
    return cell_step(L, false);
}

static void field_push(lua_State *L, const struct cell_box *c, int code)
{
    struct document_cell cell = cell_extent(form_now(L), c);
    switch (code) {
    case CELL_TEXT: slice_push(L, cell_text(L, 1, c)); break;
    case CELL_BLANK: lua_pushboolean(L, slice_trim(cell_text(L, 1, c)).len == 0); break;
    case CELL_ROW: lua_pushinteger(L, (lua_Integer)cell.row + 1); break;
    case CELL_COLUMN: lua_pushinteger(L, (lua_Integer)cell.column + 1); break;
    case CELL_ROWS: lua_pushinteger(L, cell.rows); break;
    case CELL_COLUMNS: lua_pushinteger(L, cell.columns); break;
    default: lua_pushboolean(L, cell.hidden); break;
    }
}

static const struct member members[] = {
    {"text", CELL_TEXT},       {"blank", CELL_BLANK},     {"row", CELL_ROW},
    {"column", CELL_COLUMN},   {"rows", CELL_ROWS},       {"columns", CELL_COLUMNS},
    {"hidden", CELL_HIDDEN},   {"beside", CELL_BESIDE},   {"below", CELL_BELOW},
    {"value", CELL_VALUE},     {"line", CELL_LINE},       {"is", CELL_IS},
    {"match", CELL_MATCH},     {"items", CELL_ITEMS},     {"options", CELL_OPTIONS},
    {"ticked", CELL_TICKED},   {"date", CELL_DATE},       {"year", CELL_YEAR},
    {"unwrap", CELL_UNWRAP},   {"with", CELL_WITH},       {"region", CELL_REGION},
    {"sentences", CELL_SENTENCES}, {"name_value", CELL_NAME_VALUE}, {"headings", CELL_HEADINGS},
    {"cut", CELL_CUT},
    {NULL, 0},
};

static int cell_index(lua_State *L)
{
    static const lua_CFunction methods[] = {
        beside,       below,       cell_value, cell_line, cell_is_label, cell_match, cell_items,
        cell_options, cell_ticked, cell_date,  cell_year, cell_unwrap,   cell_with,  cell_region,
        cell_sentences, cell_name_value, cell_headings, cell_cut,
    };
    int code = member_code(L, OBJECT_CELL);
    struct near near;
    charge(L, 2);
    if (code >= CELL_METHODS) {
        lua_pushcfunction(L, methods[code - CELL_METHODS]);
        return 1;
    }
    if (code >= 0) {
        field_push(L, cell_check(L, 1), code);
        return 1;
    }
    near_init(&near, slice_check(L, 2));
    for (const struct member *m = members; m->name; m++)
        near_offer(&near, slice_str(m->name));
    rule_unknown(L, "单元格的", "cell member", &near);
}

bool cell_slice(lua_State *L, int index, struct slice *out)
{
    const struct cell_box *c = cell_get(L, index);
    if (c)
        *out = cell_text(L, index, c);
    return c != NULL;
}

void cells_open(lua_State *L)
{
    static const struct export list[] = {{"__concat", cell_concat}, {NULL, NULL}};
    object_define(L, OBJECT_CELL, list, cell_index, members);
}
