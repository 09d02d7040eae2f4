/* A state's life: opened with what rules may see and nothing else, rebuilt from the rule texts when it
 * has grown full, closed without running anything (rules have no finalizers). The standard libraries
 * are opened only to borrow single functions from them; then the way to them is cut. */
#include "script/host.h"

#include <assert.h>

enum { SCRATCH_MAX = 64 << 20 };

static const struct label names = {"名称", "name", true};

static void open_libraries(lua_State *L)
{
    luaL_requiref(L, "_G", luaopen_base, 1);
    luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 1);
    luaL_requiref(L, LUA_MATHLIBNAME, luaopen_math, 1);
    luaL_requiref(L, LUA_UTF8LIBNAME, luaopen_utf8, 1);
    lua_settop(L, 1);
}

/* The table of globals and the table of loaded libraries are emptied: nothing leads to them, and if
 * something did, it would find nothing. */
static void close_libraries(lua_State *L)
{
    lua_newtable(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushnil(L);
    lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
}

static int new_table_ref(lua_State *L)
{
    lua_newtable(L);
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

static int state_fill(lua_State *L)
{
    static void (*const open[])(lua_State *) = {
        base_open, string_open, tables_open, value_open, record_open, scene_open,
        text_open, list_open,   dates_open, score_open, unmet_open, review_open, rows_open,
        answer_open, items_open, forms_open,
    };
    struct script *s = host_of(L);
    open_libraries(L);
    lua_newtable(L);
    for (size_t i = 0; i < sizeof(open) / sizeof(*open); i++) {
        open[i](L);
        assert(lua_gettop(L) == 2);
    }
    globals_take(L);
    table_freeze(L, &names);
    s->environment = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L);
    table_freeze(L, &names);
    s->bare = luaL_ref(L, LUA_REGISTRYINDEX);
    s->functions = new_table_ref(L);
    s->values = new_table_ref(L);
    s->numbers = new_table_ref(L);
    s->folds = new_table_ref(L);
    lua_createtable(L, 4, 0); /* room from the start: nothing there is ever set by half */
    s->bigrams = luaL_ref(L, LUA_REGISTRYINDEX);
    s->params = new_table_ref(L);
    s->words = new_table_ref(L);
    close_libraries(L);
    return 0;
}

int state_open(struct script *s)
{
    values_forget(s);
    memset(s->shown, 0, sizeof(s->shown));
    s->used = 0;
    s->number_count = s->fold_count = 0;
    memset(s->members, 0, sizeof(s->members));
    s->L = lua_newstate(host_allocate, s);
    if (!s->L)
        return ERR_MEMORY;
    *(struct script **)lua_getextraspace(s->L) = s;
    /* short cycles keep the garbage of many small calls from piling up */
    lua_gc(s->L, LUA_GCINC, 150, 200, 0);
    if (!lua_checkstack(s->L, STACK_SLOTS)) {
        state_close(s);
        return ERR_MEMORY;
    }
    if (protect_call(s, state_fill, NULL, UINT64_MAX, false) != PROTECT_OK) {
        state_close(s);
        return ERR_MEMORY;
    }
    s->base = s->used;
    return 0;
}

void state_close(struct script *s)
{
    if (s->L)
        lua_close(s->L);
    s->L = NULL;
    pool_close(s);
    s->global_count = 0;
    values_forget(s);
}

int script_new(struct script **out, const struct limits *limits, struct error *err)
{
    struct script *s = calloc(1, sizeof(*s));
    if (!s)
        return error_memory(err);
    s->limits = *limits;
    s->running = -1;
    arena_init(&s->scratch, SCRATCH_MAX);
    buffer_init(&s->out, TEXT_MAX);
    buffer_init(&s->other, TEXT_MAX);
    for (int m = 0; m < MODE_COUNT; m++)
        map_init(&s->texts[m]);
    if (state_open(s)) {
        script_free(s);
        return error_memory(err);
    }
    *out = s;
    return 0;
}

void script_free(struct script *s)
{
    if (!s)
        return;
    state_close(s);
    patterns_free(s);
    for (size_t i = 0; i < s->rule_count; i++) {
        free(s->rules[i].path);
        free(s->rules[i].hit);
    }
    free(s->rules);
    free(s->globals);
    for (int m = 0; m < MODE_COUNT; m++)
        map_release(&s->texts[m]);
    buffer_release(&s->out);
    buffer_release(&s->other);
    arena_release(&s->scratch);
    free(s);
}
