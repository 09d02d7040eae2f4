/* Names in a rule's text that are neither locals of the file nor anything there is. At run they would
 * raise, but only where the line is reached; here they are told at load, with line and nearest name. A name
 * counts as a local wherever the file declares it, which is enough: what is left is surely a mistake. */
#include "script/host.h"

#include "base/utf8.h"

enum { BRACKETS_MAX = 200 };

static int name_compare(const void *a, const void *b)
{
    const struct slice *x = a, *y = b;
    return slice_compare(*x, *y);
}

/* [environment] → [environment]; raises when out of memory. */
void globals_take(lua_State *L)
{
    struct script *s = host_of(L);
    int top = lua_gettop(L);
    size_t cap = 0;
    free(s->globals);
    s->globals = NULL;
    s->global_count = 0;
    if (!table_thaw(L, top))
        lua_pushvalue(L, top);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        if (s->global_count == cap) {
            cap = cap ? cap * 2 : 64;
            struct slice *grown = realloc(s->globals, cap * sizeof(*grown));
            if (!grown)
                rule_starved(L);
            s->globals = grown;
        }
        if (lua_type(L, -2) == LUA_TSTRING)
            s->globals[s->global_count++] = slice_at(L, -2);
    }
    lua_settop(L, top);
    if (s->global_count)
        qsort(s->globals, s->global_count, sizeof(*s->globals), name_compare);
}

/* ---- tokens ---- */

static bool is_keyword(struct slice name)
{
    static const char *const words[] = {"and",   "break", "do",     "else", "elseif", "end",
                                        "false", "for",   "function", "goto", "if",   "in",
                                        "local", "nil",   "not",    "or",   "repeat", "return",
                                        "then",  "true",  "until",  "while"};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (name.len && name.ptr[0] == words[i][0] && slice_equal(name, slice_str(words[i])))
            return true;
    return false;
}

/* The names that the declaration at `at` (local, for, function) makes, up to its end. */
static int declared(const struct token *t, size_t count, size_t at, struct map *locals)
{
    bool function = token_is(&t[at], "function");
    size_t i = at + 1;
    if (function)
        while (i < count && !token_is(&t[i], "("))
            i++;
    for (; i < count; i++) {
        bool name = t[i].kind == TOKEN_NAME && !is_keyword(t[i].text), made;
        if (name && !map_put(locals, t[i].text, &made))
            return ERR_MEMORY;
        if (!name && !token_is(&t[i], ",") && !token_is(&t[i], "(") && !token_is(&t[i], "...") &&
            !(token_is(&t[i], "function") && i == at + 1))
            break;
        if (name && i + 1 < count && !token_is(&t[i + 1], ",") && !token_is(&t[i + 1], ")"))
            break;
    }
    return 0;
}

static int locals_find(const struct token *t, size_t count, struct map *locals)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++)
        if (token_is(&t[i], "local") || token_is(&t[i], "for") || token_is(&t[i], "function"))
            rc = declared(t, count, i, locals);
    return rc;
}

/* name = … in a table. */
static bool is_key(const struct token *t, size_t count, size_t at, char bracket)
{
    return bracket == '{' && at + 1 < count && token_is(&t[at + 1], "=") && at &&
           (token_is(&t[at - 1], "{") || token_is(&t[at - 1], ",") || token_is(&t[at - 1], ";"));
}

static bool is_known(const struct script *s, const char *const *verbs, struct slice name)
{
    for (; *verbs; verbs++)
        if (slice_equal(name, slice_str(*verbs)))
            return true;
    return s->global_count &&
           bsearch(&name, s->globals, s->global_count, sizeof(name), name_compare);
}

void name_hint(struct slice name, bool value, char zh[HINT_MAX], char en[HINT_MAX])
{
    static const struct {
        const char *name, *zh, *en;
    } hints[] = {
        {"rule", "规则写在文件的最外层，不能放在 data、forms 文件夹里",
         "a rule stands at the top level of a file, not in the folders data and forms"},
        {"pack", "pack 写在 pack.lua 里", "pack stands in pack.lua"},
        {"statute", "statute 写在 statutes.lua 里", "statute stands in statutes.lua"},
        {"words", "词表写在 data 文件夹里", "word lists stand in the folder data"},
        {"codes", "代码表写在 data 文件夹里", "code lists stand in the folder data"},
        {"form", "表样写在 forms 文件夹里", "form maps stand in the folder forms"},
        {"null", "空值写作 nil", "nothing is written nil"},
        {"None", "空值写作 nil", "nothing is written nil"},
        {"True", "写作 true", "write true"},
        {"False", "写作 false", "write false"},
    };
    for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++)
        if (slice_equal(name, slice_str(hints[i].name))) {
            (void)snprintf(zh, HINT_MAX, "；%s", hints[i].zh);
            (void)snprintf(en, HINT_MAX, "; %s", hints[i].en);
            return;
        }
    zh[0] = en[0] = '\0';
    if (!value)
        return;
    if (name.len > NAME_MAX_BYTES)
        name.len = utf8_cut(name, NAME_MAX_BYTES);
    (void)snprintf(zh, HINT_MAX, "；是文字就要加引号：\"%.*s\"", SLICE_ARG(name));
    (void)snprintf(en, HINT_MAX, "; text stands in quotes: \"%.*s\"", SLICE_ARG(name));
}

static int unknown_tell(const struct script *s, const struct token *t, bool first, struct error *err,
                        size_t *line)
{
    struct near near;
    near_init(&near, t->text);
    for (size_t i = 0; i < s->global_count; i++)
        near_offer(&near, s->globals[i]);
    *line = t->line;
    if (near.best.len)
        return error_set(err, ERR_PACK, "没有名称“%.*s”，是否指“%.*s”？",
                         "there is no name '%.*s'; did you mean '%.*s'?", SLICE_ARG(t->text),
                         SLICE_ARG(near.best));
    char zh[HINT_MAX], en[HINT_MAX];
    bool begins = !first && (token_is(t - 1, "=") || token_is(t - 1, ",") || token_is(t - 1, "{") || token_is(t - 1, "("));
    bool ends = token_is(t + 1, ",") || token_is(t + 1, ";") || token_is(t + 1, "}") || token_is(t + 1, ")");
    name_hint(t->text, begins && ends, zh, en);
    return error_set(err, ERR_PACK, "没有名称“%.*s”%s%.0s", "there is no name '%.*s'%.0s%s",
                     SLICE_ARG(t->text), zh, en);
}

static int names_check(const struct script *s, const struct token *t, size_t count,
                       const char *const *verbs, const struct map *locals, struct error *err,
                       size_t *line)
{
    char stack[BRACKETS_MAX] = "";
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        if (t[i].kind == TOKEN_SYMBOL && t[i].text.len == 1) {
            if (strchr("([{", t[i].text.ptr[0]) && depth < BRACKETS_MAX - 1)
                stack[++depth] = t[i].text.ptr[0];
            else if (strchr(")]}", t[i].text.ptr[0]))
                depth -= depth > 0;
        }
        if (t[i].kind != TOKEN_NAME || is_keyword(t[i].text) || map_get(locals, t[i].text) ||
            (i && (token_is(&t[i - 1], ".") || token_is(&t[i - 1], ":"))) ||
            is_key(t, count, i, stack[depth]) || is_known(s, verbs, t[i].text))
            continue;
        return unknown_tell(s, &t[i], i == 0, err, line);
    }
    return 0;
}

int globals_check(const struct script *s, const struct token *t, size_t count,
                  const char *const *verbs, struct error *err, size_t *line)
{
    struct map locals;
    map_init(&locals);
    int rc = locals_find(t, count, &locals) ? error_memory(err)
                                            : names_check(s, t, count, verbs, &locals, err, line);
    map_release(&locals);
    return rc;
}
