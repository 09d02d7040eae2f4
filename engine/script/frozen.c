/* Read-only views. A library, a pack's table and whatever a rule file keeps in its own variables are
 * seen through an empty table whose metatable leads to the real one; the metatable is hidden, and no
 * function a rule has can reach behind it. That rules are pure rests on this file: what a check could
 * leave behind for the next record, it could only leave in a variable of its file, so tables there
 * are made read-only at load, and a variable that changed is put back and told. */
#include "script/host.h"

#include "base/utf8.h"

static const char shown_key; /* its address is the key of the real table in the metatable */

void exports_push(lua_State *L, const struct export *list)
{
    lua_newtable(L);
    for (; list->name; list++) {
        lua_pushcfunction(L, list->function);
        lua_setfield(L, -2, list->name);
    }
}

int refuse_write(lua_State *L)
{
    rule_raise(L, "这个表是只读的：规则不得改变库、数据或文件级变量",
          "this table is read-only: a rule changes no library, data or variable of its file");
}

static int refuse_key(lua_State *L)
{
    const struct label *label = lua_touserdata(L, lua_upvalueindex(1));
    struct near near;
    if (lua_type(L, 2) != LUA_TSTRING)
        return 0;
    if (label->verbs && verb_push(L, slice_at(L, 2)))
        return 1;
    near_init(&near, slice_at(L, 2));
    if (label->verbs)
        verbs_near(host_of(L), &near);
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        near_offer(&near, slice_at(L, -2));
        lua_pop(L, 1);
    }
    if (label->verbs && near.best.len == 0) {
        char zh[HINT_MAX], en[HINT_MAX];
        name_hint(near.wanted, host_of(L)->loading != NULL, zh, en);
        near.wanted.len = utf8_cut(near.wanted, NAME_MAX_BYTES);
        rule_raise(L, "没有名称“%.*s”%s%.0s", "there is no name '%.*s'%.0s%s", SLICE_ARG(near.wanted),
                   zh, en);
    }
    rule_unknown(L, label->zh, label->en, &near);
}

static int frozen_length(lua_State *L)
{
    if (!table_thaw(L, 1))
        return 0;
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    return 1;
}

/* [real] → [real], which now complains about keys that it does not have */
static void table_strict(lua_State *L, const struct label *label)
{
    lua_createtable(L, 0, 1);
    lua_pushlightuserdata(L, (void *)(uintptr_t)label);
    lua_pushcclosure(L, refuse_key, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

/* [real] → [view] */
void table_freeze(lua_State *L, const struct label *label)
{
    if (label)
        table_strict(L, label);
    lua_createtable(L, 0, 0);
    lua_createtable(L, 0, 5);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, -3);
    lua_rawsetp(L, -2, &shown_key);
    lua_pushcfunction(L, refuse_write);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, frozen_length);
    lua_setfield(L, -2, "__len");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

bool table_thaw(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index))
        return false;
    lua_rawgetp(L, -1, &shown_key);
    lua_remove(L, -2);
    if (lua_istable(L, -1))
        return true;
    lua_pop(L, 1);
    return false;
}

/* ---- the variables of a rule file ---- */

enum { SEAL_DEPTH_MAX = 32 };
struct seal {
    int seen;    /* stack place: tables and functions met → what stands for them */
    int written; /* stack place: function, upvalue number, value, … */
    lua_Integer count;
};
static void seal_value(lua_State *L, struct seal *s, int depth);

/* [real] → [view], with everything in it sealed first */
static void seal_table(lua_State *L, struct seal *s, int depth)
{
    lua_pushvalue(L, -1);
    if (lua_rawget(L, s->seen) != LUA_TNIL) {
        lua_remove(L, -2);
        return;
    }
    lua_pop(L, 1);
    if (lua_getmetatable(L, -1)) { /* a view already: parameters, libraries */
        lua_pop(L, 1);
        return;
    }
    int real = lua_gettop(L);
    lua_pushvalue(L, real);
    table_freeze(L, NULL);
    lua_pushvalue(L, real);
    lua_pushvalue(L, -2);
    lua_rawset(L, s->seen);
    lua_pushnil(L);
    while (lua_next(L, real)) {
        seal_value(L, s, depth + 1);
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, real);
    }
    lua_remove(L, real);
}

/* [function] → [function] */
static void seal_function(lua_State *L, struct seal *s, int depth)
{
    int f = lua_gettop(L);
    lua_pushvalue(L, f);
    if (lua_iscfunction(L, f) || lua_rawget(L, s->seen) != LUA_TNIL) {
        lua_settop(L, f);
        return;
    }
    lua_settop(L, f);
    lua_pushvalue(L, f);
    lua_pushboolean(L, true);
    lua_rawset(L, s->seen);
    const char *name;
    for (int i = 1; (name = lua_getupvalue(L, f, i)) != NULL; i++) {
        if (strcmp(name, "_ENV") == 0) {
            lua_pop(L, 1);
            continue;
        }
        seal_value(L, s, depth + 1);
        lua_pushvalue(L, f);
        lua_rawseti(L, s->written, ++s->count);
        lua_pushinteger(L, i);
        lua_rawseti(L, s->written, ++s->count);
        lua_pushvalue(L, -1);
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
            lua_pushboolean(L, false); /* nil and false: both count as "not set" */
        }
        lua_rawseti(L, s->written, ++s->count);
        lua_setupvalue(L, f, i);
    }
}

/* [value] → [what stands for it] */
static void seal_value(lua_State *L, struct seal *s, int depth)
{
    luaL_checkstack(L, 12, NULL);
    if (depth > SEAL_DEPTH_MAX)
        rule_raise(L, "文件级变量嵌套过深", "the variables of the file are nested too deeply");
    charge(L, 10);
    if (lua_istable(L, -1))
        seal_table(L, s, depth);
    else if (lua_isfunction(L, -1))
        seal_function(L, s, depth);
}

lua_Integer function_slot(int handle, int which)
{
    return (lua_Integer)handle * (FUNCTION_COUNT + 1) + which + 1;
}

bool upvalues_seal(lua_State *L, int handle)
{
    struct script *s = host_of(L);
    int top = lua_gettop(L);
    lua_newtable(L);
    lua_newtable(L);
    struct seal seal = {top + 1, top + 2, 0};
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->functions);
    for (int k = 0; k < FUNCTION_COUNT; k++) {
        lua_rawgeti(L, top + 3, function_slot(handle, k));
        seal_value(L, &seal, 0);
        lua_pop(L, 1);
    }
    if (seal.count) {
        lua_pushvalue(L, seal.written);
        lua_rawseti(L, top + 3, function_slot(handle, FUNCTION_COUNT));
    }
    lua_settop(L, top);
    return seal.count > 0;
}

static bool upvalue_same(lua_State *L)
{
    return lua_rawequal(L, -1, -2) || (lua_isnil(L, -1) && lua_isboolean(L, -2) &&
                                       !lua_toboolean(L, -2));
}

void upvalues_verify(lua_State *L, int handle)
{
    int top = lua_gettop(L);
    bool changed = false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, host_of(L)->functions);
    if (lua_rawgeti(L, -1, function_slot(handle, FUNCTION_COUNT)) == LUA_TTABLE) {
        lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
        for (lua_Integer k = 1; k + 2 <= n; k += 3) {
            lua_rawgeti(L, top + 2, k);
            lua_rawgeti(L, top + 2, k + 1);
            int i = (int)lua_tointeger(L, -1);
            lua_rawgeti(L, top + 2, k + 2);
            if (lua_getupvalue(L, top + 3, i) && !upvalue_same(L)) {
                changed = true;
                lua_pop(L, 1);
                lua_setupvalue(L, top + 3, i);
            }
            lua_settop(L, top + 2);
        }
    }
    lua_settop(L, top);
    if (changed)
        rule_raise(L, "规则改变了文件级变量：规则不得在记录之间保存状态",
              "the rule changed a variable of its file: a rule keeps nothing between records");
}
