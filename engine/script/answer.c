/* fail, skip, undecided, and reading what a check returned. Everything is read raw, bounded and copied
 * at once, inside the protected call: a rule can neither change a fault afterwards nor run code while
 * it is read. */
#include "script/host.h"

#include "base/map.h"

/* Places beyond these are left out: they help nobody find the fault. */
enum { RELATED_MAX = 100 };

static int fn_fail(lua_State *L)
{
    if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TTABLE)
        rule_argument(L, 1, "表：fail { message = … }", "a table: fail { message = … }");
    if (table_thaw(L, 1)) /* a template of the file */
        lua_replace(L, 1);
    struct answer_box *a = object_new(L, OBJECT_ANSWER, sizeof(*a), 2);
    a->outcome = OUTCOME_FINDING;
    a->line = line_now(L);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    return 1;
}

static int reason_push(lua_State *L, enum outcome outcome)
{
    lua_settop(L, 2);
    (void)slice_check(L, 1);
    if (!lua_isnil(L, 2))
        (void)slice_check(L, 2);
    struct answer_box *a = object_new(L, OBJECT_ANSWER, sizeof(*a), 2);
    a->outcome = outcome;
    for (int i = 1; i <= 2; i++) {
        lua_pushvalue(L, i);
        lua_setiuservalue(L, -2, i);
    }
    return 1;
}

static int fn_skip(lua_State *L)
{
    return reason_push(L, OUTCOME_NOT_APPLICABLE);
}

static int fn_undecided(lua_State *L)
{
    return reason_push(L, OUTCOME_UNDECIDED);
}

static int answer_index(lua_State *L)
{
    rule_raise(L, "fail、skip、undecided 的结果只能返回，不能读取",
               "what fail, skip and undecided give is to be returned, not read");
}

void answer_open(lua_State *L)
{
    static const struct export none[] = {{NULL, NULL}};
    object_define(L, OBJECT_ANSWER, none, answer_index, NULL);
    lua_pushcfunction(L, fn_fail);
    lua_setfield(L, -2, "fail");
    lua_pushcfunction(L, fn_skip);
    lua_setfield(L, -2, "skip");
    lua_pushcfunction(L, fn_undecided);
    lua_setfield(L, -2, "undecided");
}

/* ---- places ---- */

struct target {
    enum field_scope scope;
    int64_t indicator, item; /* -1: none */
    uint32_t seq;
};

static _Noreturn void place_wrong(lua_State *L)
{
    if (host_of(L)->record)
        rule_raise(L, "at 应当是本项目的记录（项目或指标）",
                   "at is a record of the same project (the project or an indicator)");
    rule_raise(L, "at 应当是 items 里的一项", "at is one of the items");
}

/* The record or item at `index` as a place. */
static struct target target_at(lua_State *L, int index)
{
    struct target t = {SCOPE_PROJECT, -1, -1, 0};
    const struct record_ref *r = record_get(L, index);
    if (host_of(L)->record ? r == NULL : (t.item = item_number(L, index)) < 0)
        place_wrong(L);
    if (r) {
        t.scope = record_scope(r);
        t.indicator = r->indicator;
    }
    return t;
}

/* seq = n beside an item: that project's indicator with that seq. */
static void target_seq(lua_State *L, int table, struct target *t)
{
    lua_pushliteral(L, "seq");
    lua_rawget(L, table);
    if (!lua_isnil(L, -1) && t->item >= 0) {
        struct operand o;
        int64_t n;
        if (!operand_get(L, -1, &o) || !decimal_to_int64(o.number, &n) || n < 1 || n > UINT32_MAX)
            rule_raise(L, "seq 应当是正整数", "seq is a positive integer");
        t->seq = (uint32_t)n;
        t->scope = SCOPE_INDICATOR;
    }
    lua_pop(L, 1);
}

/* The text under a key of the table at `table`; the empty slice when it is nil. A key that is given
 * must be a text. The string stays anchored in the table. */
static struct slice key_text(lua_State *L, int table, const char *key)
{
    lua_pushstring(L, key);
    lua_rawget(L, table);
    if (!lua_isnil(L, -1) && lua_type(L, -1) != LUA_TSTRING)
        rule_raise(L, "fail 的 %s 应当是文字，不是 %s", "%s of fail is a text, not a %s", key,
                   luaL_typename(L, -1));
    struct slice s = slice_at(L, -1);
    lua_pop(L, 1);
    return s;
}

static int field_read(lua_State *L, int table, const struct target *t)
{
    struct slice name = key_text(L, table, "field");
    struct near near;
    bool project = t->scope == SCOPE_PROJECT;
    int field = name.len ? record_field(t->scope, name) : -1;
    if (name.len == 0 || field >= 0)
        return field;
    near_init(&near, name);
    record_near(t->scope, &near);
    rule_unknown(L, project ? "项目栏目" : "指标栏目",
                 project ? "project field" : "indicator field", &near);
}

/* [] → [at]: what the fault is about, from key `at`, else the record itself. */
static void at_push(lua_State *L, int table)
{
    const struct script_record *r = host_of(L)->record;
    lua_pushliteral(L, "at");
    if (lua_rawget(L, table) != LUA_TNIL)
        return;
    lua_pop(L, 1);
    if (!r)
        rule_raise(L, "分组规则的 fail 必须写明 at = items[n]",
                   "fail of a group rule needs at = items[n]");
    record_push(L, r->indicator ? r->indicator - r->project->indicators : -1);
}

/* An entry of `related`: { at = x, field = "…", seq = n }, or x itself. [entry] → [] */
static void related_read(lua_State *L, struct fault_place *out)
{
    int entry = lua_gettop(L);
    bool described = lua_type(L, entry) == LUA_TTABLE && item_number(L, entry) < 0;
    struct target t;
    *out = (struct fault_place){.field = -1};
    if (described) {
        at_push(L, entry);
        t = target_at(L, -1);
        target_seq(L, entry, &t);
        out->field = field_read(L, entry, &t);
    } else {
        t = target_at(L, entry);
    }
    out->item = t.item < 0 ? 0 : (uint32_t)t.item;
    out->indicator = t.indicator;
    out->seq = t.seq;
    lua_settop(L, entry - 1);
}

static void relateds_read(lua_State *L, int table, struct arena *arena, struct fault *f)
{
    lua_pushliteral(L, "related");
    if (lua_rawget(L, table) == LUA_TNIL) {
        lua_pop(L, 1);
        return;
    }
    if (lua_type(L, -1) != LUA_TTABLE)
        rule_raise(L, "related 应当是列表", "related is a list");
    size_t n = lua_rawlen(L, -1);
    if (n > RELATED_MAX)
        n = RELATED_MAX;
    struct fault_place *places = arena_alloc(arena, (n + 1) * sizeof(*places));
    if (!places)
        rule_starved(L);
    for (size_t i = 0; i < n; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        related_read(L, &places[i]);
    }
    f->related = places;
    f->related_count = n;
    lua_pop(L, 1);
}

static void value_field_read(lua_State *L, int table, struct arena *arena, struct fault *f)
{
    lua_pushliteral(L, "value");
    lua_rawget(L, table);
    if (!lua_isnil(L, -1)) {
        if (!lua_isstring(L, -1) && !value_get(L, -1))
            rule_raise(L, "fail 的 value 应当是文字、数或值，不是 %s",
                       "value of fail is a text, number or value, not a %s", luaL_typename(L, -1));
        text_push(L, -1);
        f->has_value = true;
        f->value = text_clean(L, slice_at(L, -1), arena);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static int severity_read(lua_State *L, int table)
{
    struct slice name = key_text(L, table, "severity");
    struct near near;
    int severity = name.len ? severity_find(name) : -1;
    if (name.len == 0 || severity >= 0)
        return severity;
    near_init(&near, name);
    for (int v = SEVERITY_NOTE; v <= SEVERITY_ERROR; v++)
        near_offer(&near, severity_name((enum severity)v));
    rule_unknown(L, "严重程度", "severity", &near);
}

/* A key that may have been meant is told. */
static _Noreturn void message_missing(lua_State *L, int table)
{
    struct slice best = SLICE_NONE;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        struct near near;
        if (lua_type(L, -2) != LUA_TSTRING)
            continue;
        near_init(&near, slice_at(L, -2));
        near_offer(&near, SLICE("message"));
        if (near.best.len)
            best = slice_at(L, -2);
    }
    if (best.len)
        rule_raise(L, "fail 缺少 message，“%.*s”是否就是它？", "fail without a message; is \"%.*s\" meant for it?",
                   SLICE_ARG(best));
    rule_raise(L, "fail 缺少 message", "fail without a message");
}

/* [table] → []: one fault. */
static void fault_read(lua_State *L, struct arena *arena, struct fault *f)
{
    int table = lua_gettop(L);
    struct slice message = key_text(L, table, "message");
    *f = (struct fault){.field = -1};
    charge(L, 50);
    if (message.len == 0)
        message_missing(L, table);
    at_push(L, table);
    int at = lua_gettop(L);
    struct target t = target_at(L, at);
    target_seq(L, table, &t);
    f->scope = t.scope;
    f->indicator = t.indicator < 0 ? 0 : (uint32_t)t.indicator;
    f->item = t.item < 0 ? 0 : (uint32_t)t.item;
    f->seq = t.seq;
    f->field = field_read(L, table, &t);
    f->severity = severity_read(L, table);
    f->wording = map_hash(message.ptr, message.len, 0);
    f->message = message_make(L, message, table, at, false, arena);
    f->message_en = message_make(L, key_text(L, table, "message_en"), table, at, false, arena);
    f->suggestion = message_make(L, key_text(L, table, "suggestion"), table, at, true, arena);
    f->suggestion_en = message_make(L, key_text(L, table, "suggestion_en"), table, at, true, arena);
    value_field_read(L, table, arena, f);
    relateds_read(L, table, arena, f);
    lua_settop(L, table - 1);
}

/* ---- the answer ---- */

static _Noreturn void answer_wrong(lua_State *L, int index)
{
    rule_raise(L, "check 应当返回 fail、skip、undecided 或什么都不返回，不是 %s",
               "check returns fail, skip, undecided or nothing, not a %s", luaL_typename(L, index));
}

static void faults_alloc(lua_State *L, struct arena *arena, size_t n, struct answer *out)
{
    struct fault *faults = arena_zero(arena, n, sizeof(*faults));
    if (!faults)
        rule_starved(L);
    out->outcome = OUTCOME_FINDING;
    out->faults = faults;
    out->fault_count = n;
}

static void reason_read(lua_State *L, int index, struct arena *arena, struct answer *out)
{
    lua_getiuservalue(L, index, 1);
    out->reason = text_clean(L, slice_at(L, -1), arena);
    lua_getiuservalue(L, index, 2);
    out->reason_en = text_clean(L, slice_at(L, -1), arena);
    lua_pop(L, 2);
}

/* A list of what fail gave; holes end it, anything else in it is an error. */
static void list_read(lua_State *L, int list, struct arena *arena, struct answer *out)
{
    size_t n = lua_rawlen(L, list), most = host_of(L)->limits.findings_per_answer;
    if (n > most)
        rule_limit(L, "一次检查报告的问题过多（上限 %zu）", "too many findings of one check (limit %zu)",
                   most);
    lua_pushnil(L);
    if (n == 0 && lua_next(L, list))
        rule_raise(L, "check 返回的表不是 fail 的列表", "the table check returned is no list of fail");
    if (n == 0)
        return;
    lua_settop(L, list);
    faults_alloc(L, arena, n, out);
    struct fault *faults = (struct fault *)(uintptr_t)out->faults;
    for (size_t i = 0; i < n; i++) {
        lua_rawgeti(L, list, (lua_Integer)i + 1);
        const struct answer_box *a = object_get(L, -1, OBJECT_ANSWER);
        if (!a || a->outcome != OUTCOME_FINDING)
            rule_raise(L, "返回列表的第 %d 项不是 fail", "item %d of the list is not a fail",
                       (int)i + 1);
        host_of(L)->answer_line = a->line;
        lua_getiuservalue(L, -1, 1);
        fault_read(L, arena, &faults[i]);
        lua_settop(L, list);
    }
}

void answer_read(lua_State *L, struct arena *arena, struct answer *out)
{
    int top = lua_gettop(L);
    const struct answer_box *a = object_get(L, top, OBJECT_ANSWER);
    luaL_checkstack(L, 20, NULL);
    out->outcome = OUTCOME_PASS;
    if (lua_isnil(L, top))
        return;
    if (a && a->outcome == OUTCOME_FINDING) {
        faults_alloc(L, arena, 1, out);
        host_of(L)->answer_line = a->line;
        lua_getiuservalue(L, top, 1);
        fault_read(L, arena, (struct fault *)(uintptr_t)out->faults);
    } else if (a) {
        out->outcome = a->outcome;
        reason_read(L, top, arena, out);
    } else if (lua_type(L, top) == LUA_TTABLE) {
        list_read(L, top, arena, out);
    } else {
        answer_wrong(L, top);
    }
    lua_settop(L, top);
}
