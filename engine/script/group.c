/* Group rules: `by` and `keep` see one project, `check` sees what was kept under one key. Items are
 * made when they are looked at, and known by identity, so that `at = items[2]` says which. */
#include "script/call.h"

enum { KEYS_MAX = 1000, KEY_BYTES_MAX = 4096 };

static const char numbers_key; /* of the registry's table: item → number */

/* ---- keep ---- */

struct keys {
    struct slice *items;
    size_t count;
};

/* [key] → []: an empty key leaves out, as nil does; doubles count once. */
static void key_add(lua_State *L, struct call *c, struct keys *k)
{
    struct slice key = SLICE_NONE;
    if (!lua_isstring(L, -1) && !value_get(L, -1) && !lua_isnil(L, -1))
        rule_raise(L, "by 应当返回文字、文字列表或 nil，不是 %s",
                   "by returns a text, a list of texts or nil, not a %s", luaL_typename(L, -1));
    if (!lua_isnil(L, -1)) {
        text_push(L, -1);
        key = slice_at(L, -1);
        lua_remove(L, -2);
    }
    if (key.len > KEY_BYTES_MAX)
        rule_limit(L, "by 返回的文字过长（上限 %d 字节）", "the text of by is too long (limit %d bytes)",
                   KEY_BYTES_MAX);
    bool known = key.len == 0;
    for (size_t i = 0; i < k->count && !known; i++)
        known = slice_equal(k->items[i], key);
    charge(L, 2 + k->count);
    if (!known && !arena_copy(c->arena, key, &k->items[k->count]))
        rule_starved(L);
    k->count += !known;
    lua_pop(L, 1);
}

/* [what by returned] → [] */
static void keys_read(lua_State *L, struct call *c)
{
    bool many = sequence_is(L, -1);
    size_t n = many ? sequence_length(L, -1) : 1;
    if (n > KEYS_MAX)
        rule_limit(L, "by 返回的分组过多（上限 %d）", "by returned too many groups (limit %d)",
                   KEYS_MAX);
    struct keys k = {arena_zero(c->arena, n + 1, sizeof(*k.items)), 0};
    if (!k.items)
        rule_starved(L);
    for (size_t i = 1; many && i <= n; i++) {
        lua_geti(L, -1, (lua_Integer)i);
        key_add(L, c, &k);
    }
    if (many)
        lua_pop(L, 1);
    else
        key_add(L, c, &k);
    c->kept->keys = k.items;
    c->kept->key_count = k.count;
}

static void cells_watch(lua_State *L)
{
    struct script *s = host_of(L);
    s->cells = arena_zero(&s->scratch, s->record->project->indicator_count + 1, sizeof(*s->cells));
    if (!s->cells)
        rule_starved(L);
}

/* [what by returned behind the key] → [] */
static void keep_call(lua_State *L, struct call *c)
{
    struct script *s = host_of(L);
    int more = lua_gettop(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->functions);
    bool keeps = lua_rawgeti(L, -1, function_slot(c->handle, FUNCTION_KEEP)) == LUA_TFUNCTION;
    lua_remove(L, -2);
    if (keeps) {
        record_push(L, -1);
        lua_pushvalue(L, more);
        lua_call(L, 2, 1);
    }
    if (!keeps || lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_newtable(L);
    }
    if (!lua_istable(L, -1))
        rule_raise(L, "keep 应当返回一个表，不是 %s", "keep returns a table, not a %s",
                   luaL_typename(L, -1));
    kept_write(L, lua_gettop(L), &s->other);
    if (!arena_copy(c->arena, buffer_slice(&s->other), &c->kept->bytes))
        rule_starved(L);
}

static int keep_body(lua_State *L)
{
    struct call *c = lua_touserdata(L, 1);
    cells_watch(L);
    function_push(L, c, FUNCTION_BY);
    record_push(L, -1);
    lua_call(L, 1, 2);
    lua_insert(L, -2); /* what it worked out for keep, the key */
    keys_read(L, c);
    if (c->kept->key_count == 0)
        c->out->outcome = OUTCOME_NOT_APPLICABLE;
    else
        keep_call(L, c);
    if (c->sealed)
        upvalues_verify(L, c->handle);
    return 0;
}

int script_keep(struct script *s, int handle, const struct script_scene *scene,
                const struct script_record *record, struct arena *arena, struct script_kept *kept,
                struct answer *out, struct error *err)
{
    struct call c = {.handle = handle, .body = keep_body, .scene = scene, .record = record,
                     .arena = arena, .out = out, .kept = kept};
    *kept = (struct script_kept){0};
    return call_make(s, &c, err);
}

/* ---- items ---- */

static struct items_box *items_check(lua_State *L)
{
    struct items_box *b = object_check(L, 1, OBJECT_ITEMS, "items", "items");
    if (b->generation != host_of(L)->generation)
        rule_raise(L, "items 属于以前的检查，不能再用",
                   "these items belong to an earlier check and are no longer there");
    return b;
}

static int items_len(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)items_check(L)->view.count);
    return 1;
}

/* [] → [item], made and numbered at its first use; uservalue 1 keeps them. */
static int items_index(lua_State *L)
{
    const struct items_box *b = items_check(L);
    lua_Integer at = lua_isinteger(L, 2) ? lua_tointeger(L, 2) : 0;
    charge(L, 4);
    if (at < 1 || (lua_Unsigned)at > b->view.count) {
        lua_pushnil(L);
        return 1;
    }
    lua_getiuservalue(L, 1, 1);
    if (lua_rawgeti(L, -1, at) != LUA_TNIL)
        return 1;
    lua_pop(L, 1);
    kept_push(L, b->view.kept[at - 1]);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, at);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &numbers_key);
    lua_pushvalue(L, -2);
    lua_pushinteger(L, at - 1);
    lua_rawset(L, -3);
    lua_pop(L, 1);
    return 1;
}

void items_push(lua_State *L, const struct group_view *view)
{
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &numbers_key);
    struct items_box *b = object_new(L, OBJECT_ITEMS, sizeof(*b), 1);
    b->generation = host_of(L)->generation;
    b->view = *view;
    lua_newtable(L);
    lua_setiuservalue(L, -2, 1);
}

int64_t item_number(lua_State *L, int index)
{
    int64_t n = -1;
    index = lua_absindex(L, index);
    if (host_of(L)->record || !lua_istable(L, index))
        return -1;
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &numbers_key) == LUA_TTABLE) {
        lua_pushvalue(L, index);
        if (lua_rawget(L, -2) == LUA_TNUMBER)
            n = lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return n;
}

void items_open(lua_State *L)
{
    static const struct export list[] = {{"__len", items_len}, {NULL, NULL}};
    object_define(L, OBJECT_ITEMS, list, items_index, NULL);
}

/* ---- check ---- */

static int group_body(lua_State *L)
{
    struct call *c = lua_touserdata(L, 1);
    function_push(L, c, FUNCTION_CHECK);
    items_push(L, &c->view);
    slice_push(L, c->key);
    lua_call(L, 2, 1);
    if (c->sealed)
        upvalues_verify(L, c->handle);
    answer_read(L, c->arena, c->out);
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &numbers_key);
    return 0;
}

int script_check_group(struct script *s, int handle, const struct script_scene *scene,
                       struct slice key, const struct slice *kept, size_t count,
                       struct arena *arena, struct answer *out, struct error *err)
{
    struct call c = {.handle = handle, .body = group_body, .scene = scene, .arena = arena,
                     .out = out, .view = {kept, count}, .key = key};
    return call_make(s, &c, err);
}
