/* What all bindings share: userdata with a type in front and a hidden metatable, sequences, strings in
 * and out. A type tag is enough to know an object, because rules can make no userdata themselves. */
#include "script/host.h"

#include <assert.h>

enum { SHARED_BYTES_MAX = 40 }; /* longer texts are not shared in Lua 5.4 */

void *object_new(lua_State *L, enum object_type type, size_t size, int uservalues)
{
    struct object *o = lua_newuserdatauv(L, size, uservalues);
    o->type = type;
    lua_rawgeti(L, LUA_REGISTRYINDEX, host_of(L)->metatables[type]);
    lua_setmetatable(L, -2);
    return o;
}

/* Light userdata, which have no type, are never among what a rule can hand to a helper. */
void *object_get(lua_State *L, int index, enum object_type type)
{
    struct object *o = lua_touserdata(L, index);
    return o && o->type == type ? o : NULL;
}

void *object_check(lua_State *L, int index, enum object_type type, const char *zh, const char *en)
{
    void *o = object_get(L, index, type);
    if (!o)
        rule_argument(L, index, zh, en);
    return o;
}

static size_t member_slot(const void *name, enum object_type type)
{
    return (((uintptr_t)name >> 4) * 31 + (size_t)type * 17) % MEMBER_SLOTS;
}

/* [name] → [name] */
static void member_add(lua_State *L, enum object_type type, int code)
{
    struct member_key *names = host_of(L)->members;
    const void *name = lua_topointer(L, -1);
    assert(lua_rawlen(L, -1) <= SHARED_BYTES_MAX);
    size_t at = member_slot(name, type);
    while (names[at].name)
        at = (at + 1) % MEMBER_SLOTS;
    names[at] = (struct member_key){name, type, code};
}

/* Lua keeps one copy of every short text, so a name is known by its place in memory. The table, upvalue
 * of `index`, holds the names for as long as there are objects of the type. */
void object_define(lua_State *L, enum object_type type, const struct export *metamethods,
                   lua_CFunction index, const struct member *members)
{
    exports_push(L, metamethods);
    lua_newtable(L);
    for (; members && members->name; members++) {
        lua_pushstring(L, members->name);
        member_add(L, type, members->code);
        lua_pushboolean(L, true);
        lua_rawset(L, -3);
    }
    lua_pushcclosure(L, index, 1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_write);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    host_of(L)->metatables[type] = luaL_ref(L, LUA_REGISTRYINDEX);
}

int member_code(lua_State *L, enum object_type type)
{
    const struct member_key *names = host_of(L)->members;
    const void *name = lua_topointer(L, 2);
    for (size_t at = member_slot(name, type); names[at].name; at = (at + 1) % MEMBER_SLOTS)
        if (names[at].name == name && names[at].type == type)
            return names[at].code;
    return -1;
}

bool sequence_is(lua_State *L, int index)
{
    return lua_istable(L, index) || object_get(L, index, OBJECT_INDICATORS) ||
           object_get(L, index, OBJECT_WORDS) || object_get(L, index, OBJECT_PLAIN) ||
           object_get(L, index, OBJECT_ITEMS);
}

/* A border may lie far behind the last item (63 keys are enough for 2^62), hence the limit. */
size_t sequence_length(lua_State *L, int index)
{
    if (!sequence_is(L, index))
        rule_argument(L, index, "列表", "a list");
    lua_Integer n = luaL_len(L, index);
    if (n > SEQUENCE_MAX)
        rule_limit(L, "列表过长（上限 %d 项）", "the list is too long (limit %d items)",
                   SEQUENCE_MAX);
    return n > 0 ? (size_t)n : 0;
}

/* Room for more is got as the list grows, and paid as it is big (memory.c). */
void list_new(lua_State *L, size_t n)
{
    enum { ROOM_MAX = 128 };
    static_assert(2 * ROOM_MAX * 16 <= CHARGED_FROM, "a list of so many costs nothing, however it grows");
    lua_createtable(L, n <= ROOM_MAX ? (int)n : 0, 0);
}

struct slice slice_at(lua_State *L, int index)
{
    size_t len;
    if (lua_type(L, index) != LUA_TSTRING)
        return SLICE_NONE;
    const char *s = lua_tolstring(L, index, &len);
    return slice_of(s, len);
}

/* Rows of a project are what lists mostly hold: they need no metamethod. */
void sequence_item(lua_State *L, int index, size_t n)
{
    const struct record_ref *r = object_get(L, index, OBJECT_INDICATORS);
    struct script *s = host_of(L);
    if (r && r->generation == s->generation && s->record && n >= 1 &&
        n <= s->record->project->indicator_count) {
        charge(L, 4);
        record_push(L, (int64_t)n - 1);
        return;
    }
    lua_geti(L, index, (lua_Integer)n);
}

/* A value is taken by its text: `text.contains(i.target, …)` means what it says. */
struct slice slice_check(lua_State *L, int index)
{
    struct slice cell, text = slice_at(L, index);
    if (text.ptr)
        return text;
    if (!value_get(L, index) && !cell_slice(L, index, &cell))
        rule_argument(L, index, "文字", "a text");
    index = lua_absindex(L, index);
    text_push(L, index);
    lua_replace(L, index);
    return slice_at(L, index);
}

void buffer_push(lua_State *L, struct buffer *b)
{
    if (b->failed && b->len >= b->max / 2)
        rule_limit(L, "文字过长", "the text is too long");
    if (b->failed)
        rule_starved(L);
    slice_push(L, buffer_slice(b));
}

void text_push(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
    case LUA_TSTRING: lua_pushvalue(L, index); return;
    case LUA_TNIL: lua_pushliteral(L, "nil"); return;
    case LUA_TNUMBER:
    case LUA_TBOOLEAN: (void)luaL_tolstring(L, index, NULL); return;
    default: break;
    }
    struct slice cell;
    const struct value *v = value_get(L, index);
    if (cell_slice(L, index, &cell)) {
        slice_push(L, cell);
        return;
    }
    if (!v) {
        lua_pushstring(L, luaL_typename(L, index));
        return;
    }
    struct buffer *b = &host_of(L)->out;
    buffer_clear(b);
    value_put(b, v);
    buffer_push(L, b);
}
