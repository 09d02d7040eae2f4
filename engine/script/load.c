/* Loading a file: looked at as text first, compiled as text only, run once within its budget in the
 * sealed environment, where the caller's verbs can be called at top level. Its declarations are copied
 * out as plain data; of a rule the functions stay in the state under a handle. */
#include "script/host.h"

#include "base/array.h"
#include "base/utf8.h"

enum { DECLARATIONS_MAX = 20000 };

struct loading {
    struct slice text;
    const char *const *verbs;
    struct arena *arena; /* NULL: again, in a fresh state; nothing is copied out */
    struct declaration *declarations;
    size_t count, cap;
    size_t named; /* verbs that were given a name; each must get a table */
    int handle;   /* for the rule in this file */
    bool has_rule, form; /* it is one, and it is a form map */
    bool sealed;
};

static const char *const rule_verbs[] = {"rule", NULL}, *const form_verbs[] = {"form", NULL};

/* ---- verbs ---- */

static struct loading *loading_check(lua_State *L)
{
    struct loading *l = host_of(L)->loading;
    if (!l)
        rule_raise(L, "声明只能写在文件的顶层", "declarations stand at the top level of a file");
    return l;
}

static struct declaration *declaration_add(lua_State *L, struct loading *l)
{
    if (l->count == DECLARATIONS_MAX)
        rule_limit(L, "一个文件里的声明过多（上限 %d）", "too many declarations in a file (limit %d)",
                   DECLARATIONS_MAX);
    struct declaration *grown = arena_room(l->arena, l->declarations, l->count, &l->cap, sizeof(*grown));
    if (!grown)
        rule_starved(L);
    l->declarations = grown;
    return &l->declarations[l->count++];
}

static struct slice text_keep(lua_State *L, struct arena *arena, struct slice s)
{
    struct slice out;
    if (!arena_copy(arena, s, &out))
        rule_starved(L);
    return out;
}

/* The functions of the table at index 1 go under the handle. */
static void functions_keep(lua_State *L, struct loading *l)
{
    static const char *const names[FUNCTION_COUNT] = {"check", "by",    "keep",
                                                      "match", "parts", "read"};
    if (l->has_rule && l->form)
        rule_raise(L, "一个文件只能有一个表样", "a file holds one form map");
    if (l->has_rule)
        rule_raise(L, "一个文件只能有一条规则", "a file holds one rule");
    l->has_rule = true;
    lua_rawgeti(L, LUA_REGISTRYINDEX, host_of(L)->functions);
    for (int k = 0; k < FUNCTION_COUNT; k++) {
        lua_pushstring(L, names[k]);
        if (lua_rawget(L, 1) != LUA_TFUNCTION) {
            lua_pop(L, 1);
            lua_pushnil(L);
        }
        lua_rawseti(L, -2, function_slot(l->handle, k));
    }
    lua_pushnil(L);
    lua_rawseti(L, -2, function_slot(l->handle, FUNCTION_COUNT));
    lua_pop(L, 1);
}

/* rule "X" { … }, the second call. upvalues: verb, name, line */
static int verb_body(lua_State *L)
{
    struct loading *l = loading_check(L);
    struct slice verb = slice_at(L, lua_upvalueindex(1));
    bool is_form = slice_equal(verb, SLICE("form"));
    bool is_rule = is_form || slice_equal(verb, SLICE("rule"));
    if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TTABLE)
        rule_raise(L, "%.*s \"名称\" 之后应当是一个表", "%.*s \"name\" is followed by one table",
                   SLICE_ARG(verb));
    l->named--;
    l->form = is_form;
    if (is_rule)
        functions_keep(L, l);
    if (!l->arena)
        return 0;
    struct plain *body = arena_zero(l->arena, 1, sizeof(*body));
    if (!body)
        rule_starved(L);
    plain_read(L, 1, l->arena, body);
    struct declaration *d = declaration_add(L, l);
    *d = (struct declaration){
        .verb = text_keep(L, l->arena, verb),
        .name = text_keep(L, l->arena, slice_at(L, lua_upvalueindex(2))),
        .line = (size_t)lua_tointeger(L, lua_upvalueindex(3)),
        .body = body,
        .handle = is_rule ? l->handle : -1,
    };
    return 0;
}

/* rule "X", the first call. upvalue: verb */
static int verb_name(lua_State *L)
{
    struct loading *l = loading_check(L);
    struct slice verb = slice_at(L, lua_upvalueindex(1));
    if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TSTRING || slice_at(L, 1).len == 0)
        rule_raise(L, "%.*s 之后应当是名称：%.*s \"…\" { … }",
                   "%.*s is followed by a name: %.*s \"…\" { … }", SLICE_ARG(verb),
                   SLICE_ARG(verb));
    l->named++;
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_pushinteger(L, (lua_Integer)line_now(L));
    lua_pushcclosure(L, verb_body, 3);
    return 1;
}

bool verb_push(lua_State *L, struct slice name)
{
    struct loading *l = host_of(L)->loading;
    for (const char *const *v = l ? l->verbs : NULL; v && *v; v++) {
        if (slice_equal(slice_str(*v), name)) {
            slice_push(L, name);
            lua_pushcclosure(L, verb_name, 1);
            return true;
        }
    }
    return false;
}

/* words "x" { … }: the window on a pack's lists is called like a verb. upvalue: verb */
int verb_window(lua_State *L)
{
    (void)loading_check(L);
    if (!verb_push(L, slice_at(L, lua_upvalueindex(1))))
        rule_raise(L, "这里不能声明 %s，它写在 data 文件夹里", "%s cannot be declared here but in the folder data",
                   lua_tostring(L, lua_upvalueindex(1)));
    lua_replace(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

void verbs_near(struct script *s, struct near *near)
{
    for (const char *const *v = s->loading ? s->loading->verbs : NULL; v && *v; v++)
        near_offer(near, slice_str(*v));
}

/* ---- running the file ---- */

/* [] → [chunk], compiled as text in the sealed environment; the error is left to lua_error. */
static void chunk_push(lua_State *L, struct slice text)
{
    struct script *s = host_of(L);
    int status = luaL_loadbufferx(L, text.len ? text.ptr : "", text.len, "=r", "t");
    if (status == LUA_ERRMEM && s->starved)
        rule_starved(L);
    if (status == LUA_ERRMEM)
        rule_limit(L, "超出内存上限", "exceeded the limit on memory");
    if (status != LUA_OK)
        (void)lua_error(L);
    struct slice verb = slice_str(s->loading->verbs[0]);
    bool data = !slice_equal(verb, SLICE("rule")) && !slice_equal(verb, SLICE("form"));
    lua_rawgeti(L, LUA_REGISTRYINDEX, data ? s->bare : s->environment);
    lua_setupvalue(L, -2, 1);
}

static int load_body(lua_State *L)
{
    struct script *s = host_of(L);
    struct loading *l = lua_touserdata(L, 1);
    lua_settop(L, 0);
    chunk_push(L, l->text);
    lua_pushvalue(L, -1);
    lua_call(L, 0, 1);
    if (!lua_isnil(L, -1))
        rule_raise(L, "文件不能返回值，声明写成 %s \"…\" { … }",
                   "a file returns nothing: declare with %s \"…\" { … }", l->verbs[0]);
    if (l->named)
        rule_raise(L, "有声明缺少内容：%s \"…\" 之后应当是一个表",
                   "a declaration lacks its body: %s \"…\" is followed by a table", l->verbs[0]);
    s->loading = NULL;
    l->sealed = l->has_rule && upvalues_seal(L, l->handle);
    lua_settop(L, 1);
    l->sealed = l->sealed && chunk_assigns(L);
    return 0;
}

static enum protect_result loading_run(struct script *s, struct loading *l, const char *path)
{
    s->loading = l;
    s->path = path;
    s->scene = NULL;
    s->record = NULL;
    s->generation++;
    enum protect_result result =
        protect_call(s, load_body, l, s->limits.load_instructions, true);
    s->loading = NULL;
    return result;
}

/* ---- the text ---- */

static bool is_bidi(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
           c == 0x200F || c == 0x061C;
}

/* High bytes in pairs only, as GBK has them. */
static bool is_gbk(struct slice text)
{
    size_t i = 0, pairs = 0;
    while (i < text.len) {
        unsigned char a = (unsigned char)text.ptr[i], b = i + 1 < text.len ? (unsigned char)text.ptr[i + 1] : 0;
        if (a < 0x80) {
            i++;
            continue;
        }
        if (a < 0x81 || a > 0xFE || b < 0x40 || b == 0x7F || b == 0xFF)
            return false;
        pairs++;
        i += 2;
    }
    return pairs > 0;
}

/* What Windows programs save unless told otherwise is named as they name it. */
static int encoding_refuse(struct slice text, struct error *err)
{
    if (slice_starts(text, SLICE("\xFF\xFE")) || slice_starts(text, SLICE("\xFE\xFF")))
        return error_set(err, ERR_PACK,
                         "文件是 UTF-16 编码（记事本里的“Unicode”），请另存为 UTF-8",
                         "the file is UTF-16 (\"Unicode\" in Notepad), not UTF-8: save it as UTF-8");
    if (is_gbk(text))
        return error_set(err, ERR_PACK,
                         "文件不是 UTF-8 编码，像是 GBK（记事本里的“ANSI”），请另存为 UTF-8",
                         "the file is not UTF-8 but looks like GBK (\"ANSI\" in Notepad): save it "
                         "as UTF-8");
    return error_set(err, ERR_PACK, "文件不是 UTF-8 编码，请另存为 UTF-8",
                     "the file is not UTF-8: save it as UTF-8");
}

static int text_check(struct slice text, size_t max, struct error *err, size_t *line)
{
    *line = 0;
    if (text.len > max)
        return error_set(err, ERR_LIMIT, "文件过大（%zu 字节，上限 %zu）",
                         "the file is too large (%zu bytes, limit %zu)", text.len, max);
    *line = 1;
    for (size_t pos = 0; pos < text.len;) {
        uint32_t c = utf8_next(text, &pos);
        *line += c == '\n';
        if (c == 0x1B)
            return error_set(err, ERR_PACK, "不是 Lua 文本（可能是字节码）",
                             "not Lua text (perhaps bytecode)");
        if (c == UTF8_BAD)
            return encoding_refuse(text, err);
        if (c == 0)
            return error_set(err, ERR_PACK, "文件含有 NUL 字节", "the file holds a NUL byte");
        if (is_bidi(c))
            return error_set(err, ERR_PACK, "文件含有双向控制字符（U+%04X），它会使代码看上去不是它的样子",
                             "the file holds a bidirectional control character (U+%04X), "
                             "which makes code look like what it is not",
                             (unsigned)c);
    }
    return 0;
}

static int result_error(struct script *s, enum protect_result result, struct error *err,
                        size_t *line)
{
    *line = s->raised_line;
    switch (result) {
    case PROTECT_STARVED: return error_memory(err);
    case PROTECT_MEMORY:
        return error_set(err, ERR_LIMIT, "超出内存上限", "exceeded the limit on memory");
    case PROTECT_FAULT:
        return error_set(err, s->limit ? ERR_LIMIT : ERR_PACK, "%s%.0s", "%.0s%s", s->raised.zh,
                         s->raised.en);
    case PROTECT_OK: break;
    }
    return 0;
}

/* Room for one more rule, before anything is run. */
static int rules_reserve(struct script *s, struct error *err)
{
    struct rule_source *grown =
        array_room(s->rules, s->rule_count, &s->rule_cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    s->rules = grown;
    return 0;
}

static int rule_keep(struct script *s, const struct loading *l, const char *path, bool loops,
                     struct error *err)
{
    size_t n = strlen(path) + 1;
    char *copy = malloc(n);
    if (!copy)
        return error_memory(err);
    memcpy(copy, path, n);
    s->rules[s->rule_count++] = (struct rule_source){
        .text = l->text, .path = copy, .form = l->form, .loops = loops, .sealed = l->sealed};
    return 0;
}

static int file_load(struct script *s, struct loading *l, const char *path,
                     struct script_file *out, struct error *err, size_t *line)
{
    struct source_facts facts;
    bool code = !strcmp(l->verbs[0], rule_verbs[0]) || !strcmp(l->verbs[0], form_verbs[0]);
    size_t most = code ? s->limits.rule_file_bytes : s->limits.data_file_bytes;
    int rc = text_check(l->text, most, err, line);
    if (rc == 0)
        rc = source_check(l->text, &s->scratch, l->arena, &facts, err, line);
    if (rc)
        return rc;
    rc = result_error(s, loading_run(s, l, path), err, line);
    if (rc == 0)
        rc = lines_mark(facts.tokens, facts.token_count, l->declarations, l->count, err, line);
    if (rc == 0 && !strcmp(l->verbs[0], rule_verbs[0]))
        rc = globals_check(s, facts.tokens, facts.token_count, l->verbs, err, line);
    if (rc)
        return rc;
    *line = 0;
    if (l->count == 0)
        return error_set(err, ERR_PACK, "文件里没有声明（应有 %s \"…\" { … }）",
                         "the file declares nothing (there should be %s \"…\" { … })",
                         l->verbs[0]);
    *out = (struct script_file){l->declarations, l->count, facts.uses, facts.use_count,
                                facts.loops};
    rc = l->has_rule ? rule_keep(s, l, path, facts.loops, err) : 0;
    s->base = s->used;
    return rc;
}

int script_load(struct script *s, struct slice text, const char *path, const char *const *verbs,
                struct arena *arena, struct script_file *out, struct error *err)
{
    size_t line = 0;
    if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
        text = slice_from(text, 3);
    struct loading l = {.text = text, .verbs = verbs, .arena = arena,
                        .handle = (int)s->rule_count};
    arena_clear(&s->scratch);
    *out = (struct script_file){0};
    if (!s->L)
        return error_memory(err);
    int rc = rules_reserve(s, err);
    if (rc == 0)
        rc = file_load(s, &l, path, out, err, &line);
    if (rc && rc != ERR_MEMORY)
        error_locate(err, path, line);
    return rc;
}

int script_load_known(struct script *s, struct slice text, const char *path, bool loops, int *handle,
                      struct error *err)
{
    size_t line = 0;
    if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
        text = slice_from(text, 3);
    struct loading l = {.text = text, .verbs = rule_verbs, .handle = (int)s->rule_count};
    arena_clear(&s->scratch);
    if (!s->L)
        return error_memory(err);
    int rc = rules_reserve(s, err);
    if (rc == 0)
        rc = result_error(s, loading_run(s, &l, path), err, &line);
    if (rc == 0 && !l.has_rule)
        rc = error_set(err, ERR_PACK, "文件里没有规则", "the file holds no rule");
    if (rc && rc != ERR_MEMORY)
        error_locate(err, path, line);
    if (rc == 0)
        rc = rule_keep(s, &l, path, loops, err);
    s->base = s->used;
    *handle = l.handle;
    return rc;
}

enum protect_result rule_reload(struct script *s, int handle)
{
    const struct rule_source *r = &s->rules[handle];
    struct loading l = {.text = r->text, .verbs = r->form ? form_verbs : rule_verbs,
                        .handle = handle};
    return loading_run(s, &l, r->path);
}
