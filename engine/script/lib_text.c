/* text.*: characters, not bytes; plain words, not patterns (those are in regex.c). */
#include "script/host.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { FOLDS_MAX = 4096, FOLDED_BYTES_MAX = 256, NUMBERS_MAX = 256, NUMBERS_FEW = 16, EXPLANATION_MIN = 10, NO_ANSWER_MAX = 48 };

/* A text argument, with the price of walking through it once. */
static struct slice text_check(lua_State *L, int index)
{
    struct slice s = slice_check(L, index);
    charge(L, 2 + s.len / 8);
    return s;
}

/* Where the last character of the text before `end` begins. */
static size_t character_before(struct slice s, size_t end)
{
    size_t at = end - 1;
    while (at > 0 && end - at < 4 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static struct slice text_trim_all(struct slice s)
{
    size_t pos = 0, start = 0, end = s.len;
    while (pos < s.len && unicode_is_nothing(utf8_next(s, &pos)))
        start = pos;
    while (end > start) {
        size_t at = pos = character_before(s, end);
        if (!unicode_is_nothing(utf8_next(s, &pos)) || pos != end)
            break;
        end = at;
    }
    return slice_of(s.ptr + start, end - start);
}

static int text_length(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)utf8_count(text_check(L, 1)));
    return 1;
}

static int text_is_blank(lua_State *L)
{
    lua_pushboolean(L, text_trim_all(text_check(L, 1)).len == 0);
    return 1;
}

static int text_trim(lua_State *L)
{
    slice_push(L, text_trim_all(text_check(L, 1)));
    return 1;
}

/* ---- folding: dozens of rules fold the same names ---- */

void folds_forget(lua_State *L)
{
    lua_newtable(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, host_of(L)->folds);
    host_of(L)->fold_count = 0;
}

/* [text, …] → [text, …, folded]: keeps what is on top. */
static void fold_keep(lua_State *L, size_t bytes)
{
    struct script *s = host_of(L);
    if (bytes > FOLDED_BYTES_MAX || lua_type(L, 1) != LUA_TSTRING)
        return;
    if (s->fold_count >= FOLDS_MAX)
        folds_forget(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->folds);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -3);
    lua_rawset(L, -3);
    lua_pop(L, 1);
    s->fold_count++;
}

static int text_fold(lua_State *L)
{
    struct buffer *b = &host_of(L)->out;
    struct slice s = text_check(L, 1);
    charge(L, s.len);
    lua_rawgeti(L, LUA_REGISTRYINDEX, host_of(L)->folds);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, -2) == LUA_TSTRING)
        return 1;
    buffer_clear(b);
    unicode_fold(s, b);
    buffer_push(L, b);
    fold_keep(L, s.len);
    return 1;
}

static int text_head(lua_State *L)
{
    struct slice s = text_check(L, 1);
    lua_Integer n = luaL_checkinteger(L, 2);
    slice_push(L, utf8_head(s, n > 0 ? (size_t)n : 0));
    return 1;
}

/* What a message quotes of a long text. */
static int text_brief(lua_State *L)
{
    struct slice s = slice_trim(text_check(L, 1));
    lua_Integer n = luaL_checkinteger(L, 2);
    struct slice head = utf8_head(s, n > 0 ? (size_t)n : 0);
    slice_push(L, head);
    if (head.len < s.len) {
        lua_pushliteral(L, "…");
        lua_concat(L, 2);
    }
    return 1;
}

/* ---- words ---- */

static int text_contains(lua_State *L)
{
    struct word_search w;
    lua_settop(L, 2);
    struct slice s = text_check(L, 1);
    if (value_get(L, 2))
        (void)slice_check(L, 2);
    search_open(L, s, 2, &w);
    struct found_word f = search_next(L, &w, 0);
    if (f.at == SIZE_MAX)
        lua_pushnil(L);
    else
        slice_push(L, f.word);
    return 1;
}

static int text_find_all(lua_State *L)
{
    struct word_search w;
    struct found_word f;
    lua_settop(L, 2);
    search_open(L, text_check(L, 1), 2, &w); /* 3 */
    lua_newtable(L);                         /* 4: the answer */
    lua_newtable(L);                         /* 5: words seen */
    lua_Integer n = 0;
    for (size_t at = 0; (f = search_next(L, &w, at)).at != SIZE_MAX; at = f.at + f.word.len) {
        slice_push(L, f.word);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, 5) == LUA_TNIL) {
            lua_pushvalue(L, -2);
            lua_pushboolean(L, true);
            lua_rawset(L, 5);
            lua_pushvalue(L, -2);
            lua_rawseti(L, 4, ++n);
        }
        lua_pop(L, 2);
    }
    lua_settop(L, 4);
    return 1;
}

/* Writes the text without the words into `out`; `filling` stands where a word was. False: there was none. */
static bool words_cut(lua_State *L, struct slice s, int words, struct slice filling,
                      struct buffer *out)
{
    struct word_search w;
    struct found_word f;
    size_t at = 0;
    search_open(L, s, words, &w);
    buffer_clear(out);
    while ((f = search_next(L, &w, at)).at != SIZE_MAX) {
        buffer_put(out, slice_sub(s, at, f.at - at));
        buffer_put(out, filling);
        charge(L, 1 + filling.len / 8);
        at = f.at + f.word.len;
    }
    buffer_put(out, slice_from(s, at));
    lua_pop(L, 1);
    return at > 0;
}

static int text_remove(lua_State *L)
{
    struct buffer *b = &host_of(L)->other;
    lua_settop(L, 2);
    if (words_cut(L, text_check(L, 1), 2, SLICE_NONE, b))
        buffer_push(L, b);
    else
        lua_pushvalue(L, 1);
    return 1;
}

static int text_replace(lua_State *L)
{
    struct buffer *b = &host_of(L)->other;
    lua_settop(L, 3);
    struct slice s = text_check(L, 1);
    struct slice to = slice_check(L, 3);
    (void)slice_check(L, 2);
    if (words_cut(L, s, 2, to, b))
        buffer_push(L, b);
    else
        lua_pushvalue(L, 1);
    return 1;
}

/* True when nothing is left but blanks and punctuation. */
static bool is_only(lua_State *L, struct slice s, int words)
{
    struct buffer *b = &host_of(L)->other, *folded = &host_of(L)->out;
    words_cut(L, s, words, SLICE(" "), b);
    buffer_clear(folded);
    unicode_fold(buffer_slice(b), folded);
    if (b->failed || folded->failed)
        rule_starved(L);
    return folded->len == 0;
}

static int text_only(lua_State *L)
{
    lua_settop(L, 2);
    struct slice s = text_check(L, 1);
    lua_pushboolean(L, text_trim_all(s).len > 0 && is_only(L, s, 2));
    return 1;
}

/* With a text: whether it stands there; with a list: which of its words, the longest. */
static int edge_push(lua_State *L, bool (*holds)(struct slice, struct slice))
{
    lua_settop(L, 2);
    struct slice s = text_check(L, 1), word;
    if (lua_type(L, 2) == LUA_TSTRING || !sequence_is(L, 2))
        lua_pushboolean(L, holds(s, slice_check(L, 2)));
    else if (words_longest(L, s, 2, holds, &word))
        slice_push(L, word);
    else
        lua_pushnil(L);
    return 1;
}

static int text_starts(lua_State *L)
{
    return edge_push(L, slice_starts);
}

static int text_ends(lua_State *L)
{
    return edge_push(L, slice_ends);
}

static int text_split(lua_State *L)
{
    struct slice s = text_check(L, 1), separator = slice_check(L, 2);
    lua_Integer n = 0;
    if (separator.len == 0)
        rule_raise(L, "分隔符不能为空", "the separator is empty");
    lua_newtable(L);
    for (size_t at = 0, hit; at <= s.len; at = hit + separator.len) {
        hit = slice_find(s, separator, at);
        hit = hit == SIZE_MAX ? s.len : hit;
        charge(L, 4);
        slice_push(L, slice_sub(s, at, hit - at));
        lua_rawseti(L, -2, ++n);
        if (hit == s.len)
            break;
    }
    return 1;
}

/* ---- substance ---- */

static size_t explanation_min(lua_State *L)
{
    int64_t n;
    const struct param_use *p = scene_param(host_of(L), SLICE("min_explanation"));
    if (!p || p->value->kind != PLAIN_NUMBER || !decimal_to_int64(p->value->number, &n) || n < 0)
        return EXPLANATION_MIN;
    return (size_t)n;
}

/* 无, 不适用, / and their like are short. */
static bool is_no_answer(lua_State *L, struct slice s)
{
    if (s.len > NO_ANSWER_MAX)
        return false;
    value_push_text(L, s, MODE_VALUE);
    enum value_kind kind = value_get(L, -1)->kind;
    lua_pop(L, 1);
    return kind == VALUE_NA || kind == VALUE_SYMBOL || kind == VALUE_EMPTY;
}

/* [] → [words.boilerplate] or an empty list where the packs have none */
static void boilerplate_push(lua_State *L)
{
    const struct word_list *w = scene_words(host_of(L), SLICE("boilerplate"));
    if (w)
        words_push(L, w);
    else
        lua_newtable(L);
}

static int text_is_substantive(lua_State *L)
{
    lua_settop(L, 1);
    struct slice s = text_trim_all(text_check(L, 1));
    size_t least = explanation_min(L);
    bool said = s.len > 0 && utf8_count(s) >= least && !is_no_answer(L, s);
    if (said) {
        boilerplate_push(L);
        said = !is_only(L, s, 2);
    }
    lua_pushboolean(L, said);
    return 1;
}

/* ---- numbers in a text ---- */

/* [list] → [list, a copy]: what a rule gets it may change */
static void numbers_copy(lua_State *L)
{
    lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
    lua_createtable(L, (int)n, 0);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, -2, i);
        lua_rawseti(L, -2, i);
    }
}

void numbers_forget(lua_State *L)
{
    lua_newtable(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, host_of(L)->numbers);
    host_of(L)->number_count = 0;
}

/* Pushes the numbers of the text at index 1 where they are known: several rules ask about each goal. */
static bool numbers_known(lua_State *L)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, host_of(L)->numbers);
    lua_pushvalue(L, 1);
    bool known = lua_rawget(L, -2) == LUA_TTABLE;
    if (known)
        numbers_copy(L);
    else
        lua_pop(L, 2);
    return known;
}

/* [list] → [list]: known from now on. Long lists took more of the budget and are found anew. */
static void numbers_keep(lua_State *L, size_t n)
{
    struct script *s = host_of(L);
    if (n >= NUMBERS_FEW)
        return;
    s->number_count += n + 1;
    if (s->number_count > NUMBERS_KEPT_MAX)
        numbers_forget(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->numbers);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -3);
    numbers_copy(L);
    lua_remove(L, -2);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

static int text_numbers(lua_State *L)
{
    lua_settop(L, 1);
    struct slice s = text_check(L, 1);
    struct arena *scratch = &host_of(L)->scratch;
    const struct value_context context = {.money_unit = unit_none(), .units = units_of(host_of(L))};
    struct value few[NUMBERS_FEW], *all = few;
    size_t n = 0;
    charge(L, s.len); /* the same whether it is known or not */
    values_match(L);
    if (numbers_known(L))
        return 1;
    if (!value_scan(s, &context, scratch, few, NUMBERS_FEW, &n))
        rule_starved(L);
    if (n == NUMBERS_FEW) { /* there may be more: room for all is worth its price only now */
        all = lua_newuserdatauv(L, NUMBERS_MAX * sizeof(*all), 0);
        if (!value_scan(s, &context, scratch, all, NUMBERS_MAX, &n))
            rule_starved(L);
    }
    lua_createtable(L, (int)n, 0);
    for (size_t i = 0; i < n; i++) {
        value_push(L, &all[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    numbers_keep(L, n);
    return 1;
}

void text_open(lua_State *L)
{
    static const struct label label = {" text 函数", "text function", false};
    static const struct export list[] = {
        {"length", text_length},     {"is_blank", text_is_blank}, {"trim", text_trim},
        {"fold", text_fold},         {"head", text_head},         {"contains", text_contains},
        {"brief", text_brief},
        {"find_all", text_find_all}, {"remove", text_remove},     {"replace", text_replace},
        {"only", text_only},         {"starts", text_starts},     {"ends", text_ends},
        {"split", text_split},       {"numbers", text_numbers},
        {"is_substantive", text_is_substantive},                  {NULL, NULL},
    };
    exports_push(L, list);
    regex_open(L);
    similarity_open(L);
    places_open(L);
    table_freeze(L, &label);
    lua_setfield(L, -2, "text");
}
