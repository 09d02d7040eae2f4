/* What most maps ask in the same words: the parts of a document, the table of sums between two labels, the row
 * with the total, and a target whose operator and unit stand in columns of their own. */
#include "script/form_host.h"

/* Pushes area:split(label, { having = argument 3 }); returns how many parts. */
static lua_Integer split_push(lua_State *L, int label)
{
    lua_getfield(L, 1, "split");
    lua_pushvalue(L, 1);
    lua_pushvalue(L, label);
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, 3);
    lua_setfield(L, -2, "having");
    lua_call(L, 3, 1);
    return (lua_Integer)lua_rawlen(L, -1);
}

/* By title; where some have none, by the project's name; a document of one form is one part. */
int area_parts(lua_State *L)
{
    (void)area_check(L, 1);
    lua_settop(L, 3);
    lua_pushliteral(L, "项目名称");
    lua_Integer titled = split_push(L, 2), named = split_push(L, 4);
    if (titled && titled >= named) {
        lua_pushvalue(L, 5);
    } else if (named <= 1) {
        lua_createtable(L, 1, 0);
        lua_pushvalue(L, 1);
        lua_rawseti(L, -2, 1);
    }
    return 1;
}

/* From the first label to before the second; empty where one is missing. */
int area_between(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    static const char *const steps[] = {"from", "before"};
    lua_settop(L, 3);
    lua_pushvalue(L, 1);
    for (int i = 0; i < 2; i++) {
        lua_getfield(L, -1, steps[i]);
        lua_insert(L, -2);
        lua_pushvalue(L, 2 + i);
        lua_call(L, 2, 1);
        if (lua_isnil(L, -1)) {
            area_push(L, AREA_PART, a->to, a->to);
            break;
        }
    }
    return 1;
}

/* 100, 97.5分 */
static bool is_sum(struct slice s)
{
    size_t i = 0, digits = 0, points = 0;
    if (slice_ends(s, SLICE("分")))
        s.len -= sizeof("分") - 1;
    for (; i < s.len && ((s.ptr[i] >= '0' && s.ptr[i] <= '9') || s.ptr[i] == '.'); i++) {
        digits += s.ptr[i] != '.';
        points += s.ptr[i] == '.';
    }
    return i == s.len && digits && points <= 1 && s.ptr[0] != '.' && s.ptr[s.len - 1] != '.';
}

/* The last number in the row of the label. */
int area_total(lua_State *L)
{
    (void)area_check(L, 1);
    lua_settop(L, 2);
    lua_getfield(L, 1, "find");
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    lua_call(L, 2, 1);
    const struct cell_box *c = cell_get(L, 3);
    struct form_document *f = form_now(L);
    if (!c || f->doc->blocks[c->block].kind != BLOCK_TABLE)
        return lua_pushnil(L), 1;
    const struct document_table *t = &f->doc->blocks[c->block].table;
    uint32_t row = cell_extent(f, c).row;
    for (size_t i = table_row_start(t, row + 1); i-- > 0 && t->cells[i].row == row;) {
        charge(L, 1);
        if (!is_sum(t->cells[i].text))
            continue;
        cell_push_number(L, c->block, (uint32_t)i);
        cell_use(f, cell_get(L, -1));
        return 1;
    }
    lua_pushnil(L);
    return 1;
}

static bool begins_with_operator(struct slice s)
{
    static const char *const operators[] = {"≥", "≤", "≧", "≦", "＞",    "＜",   ">",    "<",
                                            "=",  "＝", "═",  "﹦",  "大于", "小于", "等于", NULL};
    for (const char *const *k = operators; *k; k++)
        if (slice_starts(s, slice_str(*k)))
            return true;
    return false;
}

static void rename_field(lua_State *L, int row, const char *from, const char *to)
{
    lua_getfield(L, row, from);
    lua_setfield(L, row, to);
    lua_pushnil(L);
    lua_setfield(L, row, from);
}

static bool has_field(lua_State *L, int row, const char *name)
{
    bool there = lua_getfield(L, row, name) != LUA_TNIL;
    lua_pop(L, 1);
    return there;
}

void row_settle_target(lua_State *L, int row)
{
    lua_getfield(L, row, "nature");
    const struct cell_box *nature = cell_get(L, -1);
    if (nature && begins_with_operator(cell_text(L, lua_gettop(L), nature)))
        rename_field(L, row, "nature", "target_op");
    lua_pop(L, 1);
    if (has_field(L, row, "target") &&
        (has_field(L, row, "target_op") || has_field(L, row, "target_unit")))
        rename_field(L, row, "target", "target_value");
}
