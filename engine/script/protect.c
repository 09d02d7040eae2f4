/* The one protected call. Around it stand the budgets: a count hook that adds to one counter, helpers
 * that charge the same counter, and two clocks as a backstop for single instructions that cost much
 * (comparing two strings of megabytes is one instruction). Rules have no pcall, no coroutines and no
 * metatables, so nothing can stand between a limit and this file; the flag `limit` is kept all the
 * same, and what the call returns after it was set does not count. Errors of our own carry no Lua
 * string, only a mark: the text, in both languages, waits in the host, so that telling them needs no
 * memory. */
#include "script/host.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>

static int64_t clock_ns(clockid_t id)
{
    struct timespec t;
    if (clock_gettime(id, &t))
        return 0;
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

size_t line_now(lua_State *L)
{
    lua_Debug ar;
    for (int level = 0; level < 16 && lua_getstack(L, level, &ar); level++)
        if (lua_getinfo(L, "l", &ar) && ar.currentline > 0)
            return (size_t)ar.currentline;
    return 0;
}

static void text_format(char out[ERROR_MESSAGE_MAX], const char *format, va_list args)
{
    (void)vsnprintf(out, ERROR_MESSAGE_MAX, format, args);
    out[utf8_cut(slice_str(out), REASON_MAX)] = '\0';
}

static _Noreturn void raise_marked(lua_State *L)
{
    struct script *s = host_of(L);
    s->failed = true;
    s->raised_line = line_now(L);
    if (!s->raised_line)
        s->raised_line = s->answer_line;
    lua_pushlightuserdata(L, s);
    (void)lua_error(L);
    abort(); /* lua_error does not return */
}

static void reason_format(lua_State *L, const char *zh, const char *en, va_list args)
{
    struct error *e = &host_of(L)->raised;
    va_list again;
    va_copy(again, args);
    e->code = ERR_PACK;
    text_format(e->zh, zh, args);
    text_format(e->en, en, again);
    va_end(again);
}

_Noreturn void rule_raise(lua_State *L, const char *zh, const char *en, ...)
{
    va_list args;
    va_start(args, en);
    reason_format(L, zh, en, args);
    va_end(args);
    raise_marked(L);
}

_Noreturn void rule_limit(lua_State *L, const char *zh, const char *en, ...)
{
    va_list args;
    host_of(L)->limit = true;
    va_start(args, en);
    reason_format(L, zh, en, args);
    va_end(args);
    raise_marked(L);
}

static void unknown_format(struct error *e, const char *zh, const char *en, struct slice wanted,
                           struct slice best)
{
    e->code = ERR_PACK;
    if (best.len == 0) {
        (void)snprintf(e->zh, sizeof(e->zh), "没有%s“%.*s”", zh, SLICE_ARG(wanted));
        (void)snprintf(e->en, sizeof(e->en), "there is no %s '%.*s'", en, SLICE_ARG(wanted));
        return;
    }
    (void)snprintf(e->zh, sizeof(e->zh), "没有%s“%.*s”，是否指“%.*s”？", zh, SLICE_ARG(wanted),
                   SLICE_ARG(best));
    (void)snprintf(e->en, sizeof(e->en), "there is no %s '%.*s'; did you mean '%.*s'?", en,
                   SLICE_ARG(wanted), SLICE_ARG(best));
}

_Noreturn void rule_unknown(lua_State *L, const char *zh, const char *en, const struct near *near)
{
    struct error *e = &host_of(L)->raised;
    struct slice wanted = slice_of(near->wanted.ptr, utf8_cut(near->wanted, NAME_MAX_BYTES));
    unknown_format(e, zh, en, wanted, near->best);
    raise_marked(L);
}

_Noreturn void rule_argument(lua_State *L, int index, const char *zh, const char *en)
{
    struct error *e = &host_of(L)->raised;
    const char *type = lua_isnone(L, index) ? "nil" : luaL_typename(L, index);
    e->code = ERR_PACK;
    (void)snprintf(e->zh, sizeof(e->zh), "第 %d 个参数应当是%s，不是 %s", index, zh, type);
    (void)snprintf(e->en, sizeof(e->en), "argument %d must be %s, not a %s", index, en, type);
    raise_marked(L);
}

_Noreturn void rule_starved(lua_State *L)
{
    host_of(L)->starved = true;
    rule_raise(L, "内存不足", "out of memory");
}

/* ---- budgets ---- */

_Noreturn void budget_exceeded(lua_State *L)
{
    struct script *s = host_of(L);
    s->limit = true;
    s->budget = UINT64_MAX; /* once is enough: nothing below may raise again */
    rule_limit(L, "超出指令上限", "exceeded the limit on instructions");
}

/* Wall time is read first because it is cheap; what counts is the time this thread ran. */
static void clock_check(lua_State *L, struct script *s)
{
    int64_t now = clock_ns(CLOCK_MONOTONIC);
    int64_t allowed = (int64_t)s->milliseconds * 1000000;
    if (s->started == 0) {
        s->started = now;
        s->started_cpu = clock_ns(CLOCK_THREAD_CPUTIME_ID);
    } else if (now - s->started > allowed &&
               clock_ns(CLOCK_THREAD_CPUTIME_ID) - s->started_cpu > allowed) {
        rule_limit(L, "超出时间上限（%u 毫秒）", "exceeded the limit on time (%u ms)",
                    s->milliseconds);
    }
}

void clock_look(lua_State *L)
{
    clock_check(L, host_of(L));
}

void concat_guard(lua_State *L)
{
    lua_Debug ar;
    if (lua_getstack(L, CONCAT_LEVELS, &ar))
        rule_limit(L, "嵌套过深（超过 %d 层）时不能连接文字", "texts cannot be joined this deep (more than %d calls)",
                   (int)CONCAT_LEVELS);
}

static void hook(lua_State *L, lua_Debug *ar)
{
    struct script *s = host_of(L);
    if (ar->event == LUA_HOOKLINE) {
        cover_mark(s, ar->currentline);
        return;
    }
    if (s->limit)
        budget_exceeded(L);
    charge(L, HOOK_STEP);
    clock_check(L, s);
}

static void error_take(struct script *s)
{
    lua_State *L = s->L;
    if (lua_type(L, -1) == LUA_TLIGHTUSERDATA && lua_touserdata(L, -1) == s)
        return;
    s->raised_line = 0;
    if (lua_type(L, -1) == LUA_TSTRING) {
        reason_take(s, slice_at(L, -1));
        return;
    }
    s->failed = true;
    const char *type = lua_typename(L, lua_type(L, -1));
    (void)error_set(&s->raised, ERR_PACK, "错误值是 %s，不是文字", "the error is a %s value", type);
}

static enum protect_result result_of(struct script *s, int status)
{
    if (status == LUA_ERRMEM)
        return s->starved ? PROTECT_STARVED : PROTECT_MEMORY;
    if (status != LUA_OK) {
        error_take(s);
        return s->starved ? PROTECT_STARVED : PROTECT_FAULT;
    }
    if (!s->limit && s->spent <= s->budget)
        return PROTECT_OK;
    s->limit = true;
    s->raised_line = 0;
    (void)error_set(&s->raised, ERR_LIMIT, "超出指令上限", "exceeded the limit on instructions");
    return PROTECT_FAULT;
}

enum protect_result protect_call(struct script *s, lua_CFunction body, void *context,
                                 uint64_t budget, bool hooked)
{
    lua_State *L = s->L;
    assert(lua_gettop(L) == 0);
    s->spent = 0;
    s->budget = budget;
    s->milliseconds = s->limits.rule_milliseconds + s->more_milliseconds;
    s->started = 0;
    s->limit = s->failed = s->starved = s->refused = false;
    s->raised_line = s->answer_line = 0;
    int mask = (hooked ? LUA_MASKCOUNT : 0) | (s->cover && s->running >= 0 ? LUA_MASKLINE : 0);
    lua_sethook(L, mask ? hook : NULL, mask, HOOK_STEP);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, context);
    enum protect_result result = result_of(s, lua_pcall(L, 1, 0, 0));
    lua_settop(L, 0);
    return result;
}
