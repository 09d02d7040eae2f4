/* Calling a rule: enter, call within the budget, read the answer, leave. Whatever goes wrong in the
 * rule becomes a rule error with its place; only the engine's own memory is an error of the call. When
 * the state has grown full although nothing should be left in it, it is built anew from the rule texts
 * and the rule is tried once more alone, so that nobody pays for another's hoard. */
#include "script/call.h"

enum {
    BLOAT = 4 << 20,
    ITEM_INSTRUCTIONS = 1000, /* what a group's check may spend beside the rest, per item */
    ITEMS_PER_MILLISECOND = 50,
};

static int verify_body(lua_State *L)
{
    const struct call *c = lua_touserdata(L, 1);
    upvalues_verify(L, c->handle);
    return 0;
}

void function_push(lua_State *L, const struct call *c, enum rule_function which)
{
    static const char *const names[FUNCTION_COUNT] = {"check", "by",    "keep",
                                                      "match", "parts", "read"};
    lua_rawgeti(L, LUA_REGISTRYINDEX, host_of(L)->functions);
    if (lua_rawgeti(L, -1, function_slot(c->handle, which)) != LUA_TFUNCTION)
        rule_raise(L, "规则没有 %s 函数", "the rule has no function %s", names[which]);
    lua_remove(L, -2);
}

bool function_is(lua_State *L, const struct call *c, enum rule_function which)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, host_of(L)->functions);
    bool is = lua_rawgeti(L, -1, function_slot(c->handle, which)) == LUA_TFUNCTION;
    lua_pop(L, 2);
    return is;
}

static void call_enter(struct script *s, const struct call *c)
{
    s->generation++;
    s->path = s->rules[c->handle].path;
    s->running = c->handle;
    s->scene = c->scene;
    s->record = c->record;
    s->reads = (struct reads){0};
    s->cells = NULL;
    arena_clear(&s->scratch);
}

static void call_leave(struct script *s)
{
    s->generation++;
    s->running = -1;
    s->scene = NULL;
    s->record = NULL;
    s->cells = NULL;
}

static enum protect_result call_run(struct script *s, struct call *c)
{
    const struct rule_source *r = &s->rules[c->handle];
    uint64_t budget = s->limits.rule_instructions, more = c->view.count * ITEM_INSTRUCTIONS;
    *c->out = (struct answer){.outcome = OUTCOME_PASS};
    call_enter(s, c);
    s->more_milliseconds = (unsigned)(c->view.count / ITEMS_PER_MILLISECOND);
    budget = budget > UINT64_MAX - more ? UINT64_MAX : budget + more;
    enum protect_result result = protect_call(s, c->body, c, budget, r->loops);
    s->more_milliseconds = 0;
    c->out->reads = s->reads;
    call_leave(s);
    return result;
}

/* After a failed call nothing may be left of it; the reason of the failure stays as it is. */
static void call_restore(struct script *s, struct call *c)
{
    if (!s->rules[c->handle].sealed)
        return;
    struct error raised = s->raised;
    size_t line = s->raised_line;
    bool limit = s->limit;
    (void)protect_call(s, verify_body, c, UINT64_MAX, false);
    s->raised = raised;
    s->raised_line = line;
    s->limit = limit;
}

static int forget_body(lua_State *L)
{
    values_drop(L);
    shown_forget(L);
    numbers_forget(L);
    folds_forget(L);
    return 0;
}

/* True when the state is much larger than after loading, though all garbage is gone. */
static bool state_is_bloated(struct script *s)
{
    lua_gc(s->L, LUA_GCCOLLECT);
    if (protect_call(s, forget_body, NULL, UINT64_MAX, false) != PROTECT_OK)
        return true;
    lua_gc(s->L, LUA_GCCOLLECT);
    return s->used > s->base + s->base / 2 + BLOAT;
}

static int state_rebuild(struct script *s)
{
    state_close(s);
    if (state_open(s))
        return ERR_MEMORY;
    for (size_t i = 0; i < s->rule_count; i++) {
        if (rule_reload(s, (int)i) != PROTECT_OK) {
            state_close(s);
            return ERR_MEMORY;
        }
    }
    s->base = s->used;
    return 0;
}

static bool reason_copy(struct arena *arena, const char *path, size_t line, const char *what,
                        struct slice *out)
{
    char text[2 * ERROR_MESSAGE_MAX];
    int n = line ? snprintf(text, sizeof(text), "%s:%zu: %s", path, line, what)
                 : snprintf(text, sizeof(text), "%s: %s", path, what);
    size_t len = n < 0 ? 0 : (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1;
    return arena_copy(arena, slice_of(text, len), out);
}

static int rule_error(struct script *s, struct call *c, struct error *err)
{
    struct answer *out = c->out;
    const char *path = s->rules[c->handle].path;
    *out = (struct answer){.outcome = OUTCOME_RULE_ERROR, .limit = s->limit, .reads = out->reads};
    if (!reason_copy(c->arena, path, s->raised_line, s->raised.zh, &out->reason) ||
        !reason_copy(c->arena, path, s->raised_line, s->raised.en, &out->reason_en))
        return error_memory(err);
    return 0;
}

static int memory_error(struct script *s, struct call *c, struct error *err)
{
    s->limit = true;
    s->raised_line = 0;
    (void)error_set(&s->raised, ERR_LIMIT, "超出内存上限（%zu 字节）",
                    "exceeded the limit on memory (%zu bytes)", s->limits.rule_memory);
    return rule_error(s, c, err);
}

static bool state_ready(struct script *s)
{
    return s->L || state_rebuild(s) == 0;
}

int call_make(struct script *s, struct call *c, struct error *err)
{
    if (c->handle < 0 || (size_t)c->handle >= s->rule_count)
        return error_set(err, ERR_USAGE, "没有这条规则（%d）", "no such rule (%d)", c->handle);
    if (!state_ready(s))
        return error_memory(err);
    c->sealed = s->rules[c->handle].sealed;
    enum protect_result result = call_run(s, c);
    if (result == PROTECT_OK)
        return 0;
    call_restore(s, c);
    if (result == PROTECT_MEMORY && state_is_bloated(s)) {
        if (state_rebuild(s))
            return error_memory(err);
        result = call_run(s, c);
        if (result != PROTECT_OK)
            call_restore(s, c);
    }
    switch (result) {
    case PROTECT_OK: return 0;
    case PROTECT_MEMORY: return memory_error(s, c, err);
    case PROTECT_STARVED: return error_memory(err);
    case PROTECT_FAULT: break;
    }
    return rule_error(s, c, err);
}

/* ---- rules about one record ---- */

static int check_body(lua_State *L)
{
    struct call *c = lua_touserdata(L, 1);
    const struct script_record *r = c->record;
    function_push(L, c, FUNCTION_CHECK);
    record_push(L, r->indicator ? r->indicator - r->project->indicators : -1);
    lua_call(L, 1, 1);
    if (c->sealed)
        upvalues_verify(L, c->handle);
    answer_read(L, c->arena, c->out);
    return 0;
}

int script_check(struct script *s, int handle, const struct script_scene *scene,
                 const struct script_record *record, struct arena *arena, struct answer *out,
                 struct error *err)
{
    struct call c = {.handle = handle, .body = check_body, .scene = scene, .record = record,
                     .arena = arena, .out = out};
    return call_make(s, &c, err);
}
