/* rules/library/jihe.lua tells an editor what a rule can use, .luacheckrc tells luacheck. Both are held
 * against what a rule really finds: every name of the environment, every member of a project, an
 * indicator and a value, and nothing else. */
#include "script/host.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

enum { NAMES_MAX = 1000, FILE_MAX = 1 << 20 };

struct names {
    char items[NAMES_MAX][96];
    size_t count;
};

static void name_add(struct names *n, const char *a, const char *b)
{
    assert_true(n->count < NAMES_MAX);
    int len = snprintf(n->items[n->count++], sizeof(n->items[0]), "%s%s%s", a, b ? "." : "", b ? b : "");
    assert_true(len > 0 && (size_t)len < sizeof(n->items[0]));
}

static bool name_in(const struct names *n, const char *name)
{
    for (size_t i = 0; i < n->count; i++)
        if (!strcmp(n->items[i], name))
            return true;
    return false;
}

/* What any editor knows of Lua. */
static bool is_lua(const char *name)
{
    static const char *const all[] = {"math", "string", "table",    "utf8",     "assert", "error",
                                      "type", "ipairs", "pairs",    "select",   "tonumber",
                                      "tostring"};
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        size_t n = strlen(all[i]);
        if (!strncmp(name, all[i], n) && (name[n] == '\0' || name[n] == '.'))
            return true;
    }
    return false;
}

/* How many of `a` are not in `b`; each is told. */
static int missing(const struct names *a, const struct names *b, const char *where)
{
    int fails = 0;
    for (size_t i = 0; i < a->count; i++)
        if (!name_in(b, a->items[i]) && !is_lua(a->items[i])) {
            print_error("%s: %s\n", where, a->items[i]);
            fails++;
        }
    return fails;
}

/* ---- what there is ---- */

static struct script *opened(void)
{
    struct limits limits;
    struct script *s;
    struct error err;
    limits_default(&limits);
    assert_int_equal(script_new(&s, &limits, &err), 0);
    return s;
}

/* The string keys of the table or read-only view on top, as "prefix.key"; pops it. */
static void keys_take(lua_State *L, const char *prefix, struct names *out, bool deep)
{
    if (table_thaw(L, -1))
        lua_remove(L, -2);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        char key[96];
        assert_int_equal(lua_type(L, -2), LUA_TSTRING);
        (void)snprintf(key, sizeof(key), "%s", lua_tostring(L, -2));
        bool view = lua_type(L, -1) == LUA_TTABLE && deep;
        name_add(out, prefix ? prefix : key, prefix ? key : NULL);
        if (view) {
            lua_pushvalue(L, -1);
            keys_take(L, key, out, false);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static void environment_take(struct script *s, struct names *out)
{
    lua_rawgeti(s->L, LUA_REGISTRYINDEX, s->environment);
    keys_take(s->L, NULL, out, true);
}

static void members_take(struct script *s, enum object_type type, struct names *out)
{
    lua_State *L = s->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->metatables[type]);
    lua_getfield(L, -1, "__index");
    assert_non_null(lua_getupvalue(L, -1, 1));
    keys_take(L, NULL, out, false);
    lua_settop(L, 0);
}

/* ---- what is told ---- */

static char *file_text(const char *path)
{
    struct buffer b;
    struct error err;
    buffer_init(&b, FILE_MAX);
    if (file_read(path, &b, &err) != 0)
        fail_msg("%s", err.en);
    buffer_byte(&b, '\0');
    return b.ptr;
}

static bool word_after(const char *line, const char *lead, char out[96])
{
    size_t n = strlen(lead), k = 0;
    if (strncmp(line, lead, n) != 0)
        return false;
    for (line += n; k < 95 && (*line == '_' || *line == '.' || (*line >= '0' && *line <= '9') ||
                               ((*line | 32) >= 'a' && (*line | 32) <= 'z'));
         line++)
        out[k++] = *line;
    out[k] = '\0';
    return k > 0;
}

/* Functions and tables that the annotations define, and the fields of one class. */
static void library_take(const char *text, struct names *globals, const char *class,
                         struct names *fields)
{
    char word[96], now[96] = "";
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (word_after(line, "---@class ", word))
            (void)snprintf(now, sizeof(now), "%s", word);
        else if (word_after(line, "---@field ", word) && !strcmp(now, class))
            name_add(fields, word, NULL);
        else if (globals && word_after(line, "function ", word))
            name_add(globals, word, NULL);
        else if (globals && line[0] >= 'a' && line[0] <= 'z' && word_after(line, "", word) &&
                 strcmp(word, "return") != 0 && strcmp(word, "local") != 0)
            name_add(globals, word, NULL);
    }
}

static int class_fails(struct script *s, const char *text, const char *class, enum object_type type)
{
    static struct names real, told;
    real.count = told.count = 0;
    members_take(s, type, &real);
    library_take(text, NULL, class, &told);
    assert_true(real.count > 5);
    int fails = missing(&real, &told, "not in rules/library/jihe.lua") +
                missing(&told, &real, "in rules/library/jihe.lua, but rules have none");
    if (fails)
        print_error("… of class %s\n", class);
    return fails;
}

static void library(void **state)
{
    (void)state;
    static struct names real, told, fields;
    struct script *s = opened();
    char *text = file_text("rules/library/jihe.lua");
    environment_take(s, &real);
    library_take(text, &told, "", &fields);
    static const char *const verbs[] = {"rule", "pack", "statute", "form"};
    for (size_t i = 0; i < 4; i++)
        name_add(&real, verbs[i], NULL);
    int fails = missing(&real, &told, "not in rules/library/jihe.lua") +
                missing(&told, &real, "in rules/library/jihe.lua, but rules have none");
    fails += class_fails(s, text, "Project", OBJECT_PROJECT);
    fails += class_fails(s, text, "Indicator", OBJECT_INDICATOR);
    fails += class_fails(s, text, "Value", OBJECT_VALUE);
    free(text);
    script_free(s);
    assert_int_equal(fails, 0);
}

/* A name is known to luacheck when it stands there as a string, a key or a field of its table. */
static void luacheck(void **state)
{
    (void)state;
    static struct names real;
    struct script *s = opened();
    char *text = file_text(".luacheckrc");
    int fails = 0;
    environment_take(s, &real);
    for (size_t i = 0; i < real.count; i++) {
        const char *dot = strchr(real.items[i], '.'), *name = dot ? dot + 1 : real.items[i];
        char quoted[128], key[128];
        (void)snprintf(quoted, sizeof(quoted), "\"%s\"", name);
        (void)snprintf(key, sizeof(key), "%s = {", name);
        if (strstr(text, quoted) || strstr(text, key))
            continue;
        print_error("not in .luacheckrc: %s\n", real.items[i]);
        fails++;
    }
    free(text);
    script_free(s);
    assert_int_equal(fails, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(library), cmocka_unit_test(luacheck)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
