/* text.match and text.matches; the only home of PCRE2. Match, depth and heap limits stop a pattern
 * bomb, and reaching one is an error of the rule, so a pattern either answers soon or ends the rule.
 * The interpreter is used, not the JIT: its limits mean the same on every machine. Compiled patterns
 * belong to the state and are kept, because rules use the same few again and again. That a pattern is
 * not in a text is kept too: it is what nearly every search comes to, and texts repeat. It costs the
 * budget the same. */
#include "script/host.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <assert.h>

enum {
    PATTERNS_MAX = 1024, /* the rules of a national and a provincial pack have some 200 */
    PATTERNS_BYTES_MAX = 4 << 20, /* compiled */
    PATTERN_BYTES_MAX = 2000,
    PATTERN_NEST_MAX = 50,
    MATCH_STEPS_MAX = 200000,
    MATCH_DEPTH_MAX = 10000,
    MATCH_HEAP_KIB = 4096,
    MATCHES_MAX = 10000,
    MATCH_COST = 20,
    MISS_TEXT_MAX = 400, /* bytes of a text whose miss is kept */
    MISSES_MAX = 1 << 14,
    MISSES_BYTES_MAX = 2 << 20,
};

struct entry {
    char *text;
    size_t len;
    pcre2_code *code;
};

struct pattern {
    struct map index; /* pattern → entry number */
    struct entry entries[PATTERNS_MAX];
    size_t count, bytes;
    struct map misses; /* entry number and text */
    struct arena miss_texts;
    pcre2_match_context *limits;
    pcre2_compile_context *strict;
    pcre2_match_data *data;
};

static void misses_forget(struct pattern *p)
{
    map_clear(&p->misses);
    arena_clear(&p->miss_texts);
}

static void entries_free(struct pattern *p)
{
    misses_forget(p);
    map_clear(&p->index);
    for (size_t i = 0; i < p->count; i++) {
        free(p->entries[i].text);
        pcre2_code_free(p->entries[i].code);
    }
    p->count = p->bytes = 0;
}

static void pattern_free(struct pattern *p)
{
    if (!p)
        return;
    entries_free(p);
    map_release(&p->index);
    map_release(&p->misses);
    arena_release(&p->miss_texts);
    pcre2_match_context_free(p->limits);
    pcre2_compile_context_free(p->strict);
    pcre2_match_data_free(p->data);
    free(p);
}

void patterns_free(struct script *s)
{
    pattern_free(s->patterns);
    s->patterns = NULL;
}

/* Made at the first use. */
static struct pattern *patterns_get(lua_State *L)
{
    struct script *s = host_of(L);
    if (s->patterns)
        return s->patterns;
    struct pattern *p = calloc(1, sizeof(*p));
    if (!p)
        rule_starved(L);
    map_init(&p->index);
    map_init(&p->misses);
    arena_init(&p->miss_texts, MISSES_BYTES_MAX);
    p->limits = pcre2_match_context_create(NULL);
    p->strict = pcre2_compile_context_create(NULL);
    p->data = pcre2_match_data_create(UNPACK_MAX, NULL);
    if (!p->limits || !p->strict || !p->data) {
        pattern_free(p);
        rule_starved(L);
    }
    (void)pcre2_set_match_limit(p->limits, MATCH_STEPS_MAX);
    (void)pcre2_set_depth_limit(p->limits, MATCH_DEPTH_MAX);
    (void)pcre2_set_heap_limit(p->limits, MATCH_HEAP_KIB);
    (void)pcre2_set_parens_nest_limit(p->strict, PATTERN_NEST_MAX);
    (void)pcre2_set_max_pattern_length(p->strict, PATTERN_BYTES_MAX);
    s->patterns = p;
    return p;
}

static pcre2_code *pattern_compile(lua_State *L, struct pattern *p, struct slice text)
{
    int code;
    PCRE2_SIZE at;
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY;
    pcre2_code *c = pcre2_compile((PCRE2_SPTR)text.ptr, text.len, options, &code, &at, p->strict);
    if (c)
        return c;
    if (code == 121) /* PCRE2: failed to get memory */
        rule_starved(L);
    PCRE2_UCHAR what[128] = {0};
    (void)pcre2_get_error_message(code, what, sizeof(what));
    rule_raise(L, "正则表达式第 %zu 字节处有误：%s", "the pattern is wrong at byte %zu: %s",
               (size_t)at, (const char *)what);
}

static bool pattern_keep(struct pattern *p, struct slice text, pcre2_code *code)
{
    struct entry *e = &p->entries[p->count];
    size_t bytes = 0;
    char *copy = malloc(text.len + 1);
    if (!copy)
        return false;
    memcpy(copy, text.ptr, text.len);
    size_t *place = map_put(&p->index, slice_of(copy, text.len), NULL);
    if (!place) {
        free(copy);
        return false;
    }
    *place = p->count++;
    (void)pcre2_pattern_info(code, PCRE2_INFO_SIZE, &bytes);
    p->bytes += bytes;
    *e = (struct entry){copy, text.len, code};
    return true;
}

static const struct entry *pattern_get(lua_State *L, struct pattern *p, struct slice text)
{
    size_t *place = map_get(&p->index, text);
    charge(L, 4 + text.len); /* the same whether it was kept or not */
    if (place)
        return &p->entries[*place];
    if (text.len == 0 || text.len > PATTERN_BYTES_MAX)
        rule_raise(L, "正则表达式为空或过长（上限 %d 字节）",
                   "the pattern is empty or too long (limit %d bytes)", PATTERN_BYTES_MAX);
    if (p->count == PATTERNS_MAX || p->bytes >= PATTERNS_BYTES_MAX)
        entries_free(p);
    pcre2_code *code = pattern_compile(L, p, text);
    if (!pattern_keep(p, text, code)) {
        pcre2_code_free(code);
        rule_starved(L);
    }
    return &p->entries[p->count - 1];
}

/* ---- misses ---- */

struct miss {
    char bytes[MISS_TEXT_MAX + sizeof(uint16_t)];
    struct slice key; /* empty: the text is too long */
};

/* Entry number and text as one key. */
static void miss_make(const struct pattern *p, const struct entry *e, struct slice s,
                      struct miss *out)
{
    static_assert(PATTERNS_MAX <= UINT16_MAX, "a number is two bytes");
    uint16_t number = (uint16_t)(e - p->entries);
    out->key = SLICE_NONE;
    if (s.len > MISS_TEXT_MAX)
        return;
    memcpy(out->bytes, &number, sizeof(number));
    if (s.len)
        memcpy(out->bytes + sizeof(number), s.ptr, s.len);
    out->key = slice_of(out->bytes, sizeof(number) + s.len);
}

/* Not to remember is no failure. */
static void miss_keep(struct pattern *p, struct slice key)
{
    struct slice copy;
    if (p->misses.count >= MISSES_MAX)
        misses_forget(p);
    if (key.len && arena_copy(&p->miss_texts, key, &copy))
        (void)map_put(&p->misses, copy, NULL);
    else if (key.len)
        misses_forget(p);
}

/* Number of groups that were set, 0: no match. */
static int pattern_match(lua_State *L, struct pattern *p, const struct entry *e, struct slice s,
                         size_t from, uint32_t options)
{
    struct miss miss = {.key = SLICE_NONE};
    charge(L, MATCH_COST + (options & PCRE2_NO_UTF_CHECK ? 0 : s.len / 16));
    if (from == 0)
        miss_make(p, e, s, &miss);
    if (miss.key.len && map_get(&p->misses, miss.key)) {
        charge(L, s.len / 4);
        return 0;
    }
    int rc = pcre2_match(e->code, (PCRE2_SPTR)(s.ptr ? s.ptr : ""), s.len, from, options, p->data,
                         p->limits);
    clock_look(L);
    charge(L, ((rc > 0 ? pcre2_get_ovector_pointer(p->data)[1] : s.len) - from) / 4);
    if (rc == PCRE2_ERROR_NOMATCH) {
        miss_keep(p, miss.key);
        return 0;
    }
    if (rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_DEPTHLIMIT ||
        rc == PCRE2_ERROR_HEAPLIMIT)
        rule_limit(L, "正则表达式匹配超出步数上限", "the pattern took too many steps to match");
    if (rc == PCRE2_ERROR_NOMEMORY)
        rule_starved(L);
    if (rc < 0)
        rule_raise(L, "文字不是完整的 UTF-8，不能匹配", "the text is no valid UTF-8: no match");
    return rc == 0 ? UNPACK_MAX : rc;
}

static void group_push(lua_State *L, const struct pattern *p, struct slice s, int group, int set)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->data);
    size_t from = at[2 * group], to = at[2 * group + 1];
    if (group >= set || from == PCRE2_UNSET || to < from || to > s.len)
        lua_pushnil(L);
    else
        slice_push(L, slice_of(s.ptr + from, to - from));
}

static int text_match(lua_State *L)
{
    struct slice s = slice_check(L, 1), text = slice_check(L, 2);
    struct pattern *p = patterns_get(L);
    const struct entry *e = pattern_get(L, p, text);
    int set = pattern_match(L, p, e, s, 0, 0);
    uint32_t groups = 0;
    if (set == 0) {
        lua_pushnil(L);
        return 1;
    }
    (void)pcre2_pattern_info(e->code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups >= UNPACK_MAX)
        rule_limit(L, "正则表达式的分组过多（上限 %d）", "too many groups in the pattern (limit %d)",
                   UNPACK_MAX - 1);
    luaL_checkstack(L, UNPACK_MAX, NULL);
    if (groups == 0)
        group_push(L, p, s, 0, set);
    for (int g = 1; g <= (int)groups; g++)
        group_push(L, p, s, g, set);
    return groups ? (int)groups : 1;
}

/* Where the next search begins: behind the match, one character on when it was empty. */
static size_t match_end(const struct pattern *p, struct slice s, bool *empty)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->data);
    *empty = at[1] <= at[0];
    size_t end = at[1];
    if (*empty && end < s.len)
        for (end++; end < s.len && ((unsigned char)s.ptr[end] & 0xC0) == 0x80;)
            end++;
    else if (*empty)
        end = s.len + 1;
    return end;
}

static int text_matches(lua_State *L)
{
    struct slice s = slice_check(L, 1), text = slice_check(L, 2);
    struct pattern *p = patterns_get(L);
    const struct entry *e = pattern_get(L, p, text);
    int set;
    uint32_t options = 0;
    lua_Integer n = 0;
    lua_newtable(L);
    for (size_t at = 0; at <= s.len && (set = pattern_match(L, p, e, s, at, options)) > 0;) {
        bool empty;
        at = match_end(p, s, &empty);
        options = PCRE2_NO_UTF_CHECK; /* the first call looked */
        if (empty)
            continue;
        if (n >= MATCHES_MAX)
            rule_limit(L, "匹配过多（上限 %d）", "too many matches (limit %d)", MATCHES_MAX);
        group_push(L, p, s, 0, set);
        lua_rawseti(L, -2, ++n);
    }
    return 1;
}

bool text_has_match(lua_State *L, struct slice text, struct slice pattern)
{
    struct pattern *p = patterns_get(L);
    return pattern_match(L, p, pattern_get(L, p, pattern), text, 0, 0) > 0;
}

int text_groups(lua_State *L, struct slice text, size_t from, struct slice pattern,
                struct slice *groups, int max)
{
    struct pattern *p = patterns_get(L);
    const struct entry *e = pattern_get(L, p, pattern);
    uint32_t count = 0;
    int set = pattern_match(L, p, e, text, from, 0);
    if (set == 0)
        return 0;
    (void)pcre2_pattern_info(e->code, PCRE2_INFO_CAPTURECOUNT, &count);
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->data);
    int n = count < (uint32_t)max ? (int)count + 1 : max;
    for (int g = 0; g < n; g++) {
        size_t start = at[2 * g], end = at[2 * g + 1];
        bool is = g < set && start != PCRE2_UNSET && start <= end && end <= text.len;
        groups[g] = is ? slice_of((text.ptr ? text.ptr : "") + start, end - start) : SLICE_NONE;
    }
    return n;
}

void regex_open(lua_State *L)
{
    lua_pushcfunction(L, text_match);
    lua_setfield(L, -2, "match");
    lua_pushcfunction(L, text_matches);
    lua_setfield(L, -2, "matches");
}
