/* param, words, codes: what the packs of a record say. Parameters become values by their unit; lists
 * and tables are shown in place, read-only, without being copied into the Lua state. */
#include "script/host.h"

struct view {
    struct object object;
    uint64_t generation;
    const void *data; /* struct plain or struct word_list */
};

static const void *view_data(lua_State *L, const struct view *v)
{
    if (v->generation != host_of(L)->generation)
        rule_raise(L, "这个表属于以前的检查，不能再用",
                   "this table belongs to an earlier check and is no longer there");
    return v->data;
}

static struct view *view_push(lua_State *L, enum object_type type, const void *data)
{
    struct view *v = object_new(L, type, sizeof(*v), 0);
    *v = (struct view){v->object, host_of(L)->generation, data};
    return v;
}

static const struct script_scene *scene_check(lua_State *L)
{
    const struct script_scene *scene = host_of(L)->scene;
    if (!scene)
        rule_raise(L, "参数、词表和代码表只能在 check、by、keep 里使用",
                   "param, words and codes are there inside check, by and keep only");
    return scene;
}

/* ---- plain data ---- */

static void operand_push_plain(lua_State *L, struct decimal n)
{
    int64_t integer;
    if (decimal_to_int64(n, &integer))
        lua_pushinteger(L, integer);
    else
        value_push_number(L, n, unit_none());
}

void plain_push(lua_State *L, const struct plain *p)
{
    switch (p->kind) {
    case PLAIN_BOOLEAN: lua_pushboolean(L, p->boolean); return;
    case PLAIN_NUMBER: operand_push_plain(L, p->number); return;
    case PLAIN_TEXT: slice_push(L, p->text); return;
    case PLAIN_TABLE: (void)view_push(L, OBJECT_PLAIN, p); return;
    case PLAIN_NIL:
    case PLAIN_FUNCTION: break;
    }
    lua_pushnil(L);
}

static const struct plain *plain_check(lua_State *L, int index)
{
    return view_data(L, object_check(L, index, OBJECT_PLAIN, "表", "a table"));
}

static int plain_index(lua_State *L)
{
    const struct plain *p = plain_check(L, 1), *found = NULL;
    if (lua_isinteger(L, 2)) {
        lua_Integer at = lua_tointeger(L, 2);
        charge(L, 2);
        found = at >= 1 && (lua_Unsigned)at <= p->item_count ? &p->items[at - 1] : NULL;
    } else if (lua_type(L, 2) == LUA_TSTRING) {
        charge(L, 2 + p->entry_count / 8);
        found = plain_get(p, slice_at(L, 2));
    }
    if (found)
        plain_push(L, found);
    else
        lua_pushnil(L);
    return 1;
}

static int plain_len(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)plain_check(L, 1)->item_count);
    return 1;
}

bool plain_step(lua_State *L, const void *object, size_t at)
{
    const struct plain *p = view_data(L, object);
    if (at < p->item_count) {
        lua_pushinteger(L, (lua_Integer)at + 1);
        plain_push(L, &p->items[at]);
        return true;
    }
    at -= p->item_count;
    if (at >= p->entry_count)
        return false;
    slice_push(L, p->entries[at].key);
    plain_push(L, &p->entries[at].value);
    return true;
}

/* ---- words ---- */

const struct word_list *scene_words(const struct script *s, struct slice name)
{
    size_t low = 0, high = s->scene ? s->scene->word_count : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = slice_compare(s->scene->words[middle].name, name);
        if (order == 0)
            return &s->scene->words[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool scene_holds(lua_State *L, struct slice text, struct slice list)
{
    const struct word_list *w = scene_words(host_of(L), list);
    struct slice word;
    charge(L, 2 + text.len / 16);
    if (w && w->index)
        return word_index_find(w->index, text, 0, &word) != SIZE_MAX;
    for (size_t i = 0; w && i < w->count; i++)
        if (slice_find(text, w->words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* The list with that name in this scene, if `data` is it; NULL: it belongs to another scene. */
static const struct word_list *words_here(const struct script *s, const void *data, struct slice name)
{
    const struct word_list *all = s->scene->words;
    size_t at = ((uintptr_t)data - (uintptr_t)all) / sizeof(*all);
    bool here = data && at < s->scene->word_count && &all[at] == data;
    return here && slice_equal(all[at].name, name) ? &all[at] : NULL;
}

/* Pushes the list whose name is at `name`, where it was asked for before: a handle is used again, as nothing
 * of an earlier call is in it; it is good for this call alone as any other. */
static bool words_known(lua_State *L, int name)
{
    struct script *s = host_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->words);
    lua_pushvalue(L, name);
    lua_rawget(L, -2);
    lua_remove(L, -2);
    struct view *v = object_get(L, -1, OBJECT_WORDS);
    if (!v || !words_here(s, v->data, slice_at(L, name))) {
        lua_pop(L, 1);
        return false;
    }
    v->generation = s->generation;
    return true;
}

/* Pushes the list under the name at `name`, and remembers it. */
static void words_show(lua_State *L, int name, const struct word_list *w)
{
    (void)view_push(L, OBJECT_WORDS, w);
    lua_rawgeti(L, LUA_REGISTRYINDEX, host_of(L)->words);
    lua_pushvalue(L, name);
    lua_pushvalue(L, -3);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

void words_push(lua_State *L, const struct word_list *w)
{
    slice_push(L, w->name);
    int name = lua_gettop(L);
    if (!words_known(L, name))
        words_show(L, name, w);
    lua_remove(L, name);
}

static int words_len(lua_State *L)
{
    const struct word_list *w = view_data(L, lua_touserdata(L, 1));
    lua_pushinteger(L, (lua_Integer)w->count);
    return 1;
}

static int words_index(lua_State *L)
{
    const struct word_list *w = view_data(L, lua_touserdata(L, 1));
    lua_Integer at = lua_isinteger(L, 2) ? lua_tointeger(L, 2) : 0;
    charge(L, 2);
    if (at >= 1 && (lua_Unsigned)at <= w->count)
        slice_push(L, w->words[at - 1]);
    else
        lua_pushnil(L);
    return 1;
}

bool view_text(lua_State *L, int index, size_t i, struct slice *out)
{
    const struct view *v = object_get(L, index, OBJECT_WORDS);
    if (v) {
        const struct word_list *w = view_data(L, v);
        *out = i < w->count ? w->words[i] : SLICE_NONE;
        return true;
    }
    v = object_get(L, index, OBJECT_PLAIN);
    if (!v)
        return false;
    const struct plain *p = view_data(L, v);
    if (p->item_count == 0 && i < p->entry_count) {
        *out = p->entries[i].key;
        return true;
    }
    if (i >= p->item_count || p->items[i].kind != PLAIN_TEXT)
        return false;
    *out = p->items[i].text;
    return true;
}

/* The index of a table's keys, where it is one of the scene's own. */
static const struct word_index *keys_index(const struct script *s, const struct plain *p)
{
    for (size_t i = 0; s->scene && i < s->scene->code_count; i++)
        if (s->scene->codes[i].table == p)
            return s->scene->codes[i].index;
    return NULL;
}

bool view_words(lua_State *L, int index, struct view_words *out)
{
    const struct view *v = object_get(L, index, OBJECT_WORDS);
    if (v) {
        const struct word_list *w = view_data(L, v);
        *out = (struct view_words){w->count, w->index};
        return true;
    }
    v = object_get(L, index, OBJECT_PLAIN);
    if (!v)
        return false;
    const struct plain *p = view_data(L, v);
    if (p->item_count)
        *out = (struct view_words){p->item_count, NULL};
    else
        *out = (struct view_words){p->entry_count, keys_index(host_of(L), p)};
    return true;
}

static int scene_words_index(lua_State *L)
{
    const struct script_scene *scene = scene_check(L);
    struct slice name = slice_check(L, 2);
    struct near near;
    charge(L, 4);
    if (words_known(L, 2))
        return 1;
    const struct word_list *w = scene_words(host_of(L), name);
    if (w) {
        words_show(L, 2, w);
        return 1;
    }
    near_init(&near, name);
    for (size_t i = 0; i < scene->word_count; i++)
        near_offer(&near, scene->words[i].name);
    rule_unknown(L, "词表", "word list", &near);
}

static int scene_codes_index(lua_State *L)
{
    const struct script_scene *scene = scene_check(L);
    struct slice name = slice_check(L, 2);
    struct near near;
    charge(L, 4);
    for (size_t i = 0; i < scene->code_count; i++) {
        if (slice_equal(scene->codes[i].name, name)) {
            plain_push(L, scene->codes[i].table);
            return 1;
        }
    }
    near_init(&near, name);
    for (size_t i = 0; i < scene->code_count; i++)
        near_offer(&near, scene->codes[i].name);
    rule_unknown(L, "代码表", "code list", &near);
}

/* ---- parameters ---- */

static int param_find(const struct script_scene *scene, struct slice name)
{
    size_t low = 0, high = scene->param_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = slice_compare(scene->params[middle].name, name);
        if (order == 0)
            return (int)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

const struct param_use *scene_param(struct script *s, struct slice name)
{
    int at = s->scene ? param_find(s->scene, name) : -1;
    if (at < 0)
        return NULL;
    if (at < READS_PARAMS)
        s->reads.params[at / 64] |= UINT64_C(1) << at % 64;
    return &s->scene->params[at];
}

static struct unit param_unit(const struct param_use *p)
{
    if (slice_equal(p->unit, SLICE("%")))
        return unit_percent();
    if (slice_equal(p->unit, SLICE("万元")))
        return unit_money(4, true);
    return slice_equal(p->unit, SLICE("元")) ? unit_money(0, true) : unit_none();
}

static bool same_number(const struct value *v, struct decimal n, struct unit u)
{
    return v && v->unit.dimension == u.dimension && v->unit.scale == u.scale &&
           decimal_compare(v->number, n) == 0;
}

/* The value made for this place before is used again when it says the same. */
static void param_number_push(lua_State *L, const struct param_use *p)
{
    struct script *s = host_of(L);
    lua_Integer place = (p - s->scene->params) + 1;
    struct unit unit = param_unit(p);
    if (place > PARAM_CACHE_MAX) {
        value_push_number(L, p->value->number, unit);
        return;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->params);
    lua_rawgeti(L, -1, place);
    if (!same_number(value_get(L, -1), p->value->number, unit)) {
        lua_pop(L, 1);
        value_push_number(L, p->value->number, unit);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, place);
    }
    lua_remove(L, -2);
}

static int param_index(lua_State *L)
{
    const struct script_scene *scene = scene_check(L);
    struct slice name = slice_check(L, 2);
    struct near near;
    const struct param_use *p = scene_param(host_of(L), name);
    charge(L, 4);
    if (p && p->value->kind == PLAIN_NUMBER) {
        param_number_push(L, p);
        return 1;
    }
    if (p) {
        plain_push(L, p->value);
        return 1;
    }
    near_init(&near, name);
    for (size_t i = 0; i < scene->param_count; i++)
        near_offer(&near, scene->params[i].name);
    rule_unknown(L, "参数", "parameter", &near);
}

/* [names] → [names], with an empty table under `name` that answers by function; while a file is loaded
 * it can be called as a verb. */
static void window_open(lua_State *L, const char *name, lua_CFunction index)
{
    lua_newtable(L);
    lua_createtable(L, 0, 4);
    lua_pushcfunction(L, index);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_write);
    lua_setfield(L, -2, "__newindex");
    lua_pushstring(L, name);
    lua_pushcclosure(L, verb_window, 1);
    lua_setfield(L, -2, "__call");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, name);
}

void scene_open(lua_State *L)
{
    static const struct export plain[] = {{"__len", plain_len}, {NULL, NULL}};
    static const struct export words[] = {{"__len", words_len}, {NULL, NULL}};
    object_define(L, OBJECT_PLAIN, plain, plain_index, NULL);
    object_define(L, OBJECT_WORDS, words, words_index, NULL);
    window_open(L, "param", param_index);
    window_open(L, "words", scene_words_index);
    window_open(L, "codes", scene_codes_index);
}
