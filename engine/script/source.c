/* What a rule file's text tells without being run. Refused: what Lua 5.4.4 compiles wrongly
 * (comparisons as an index, bitwise operators), what would make its compiler slow or deep (long chains),
 * and what would let a rule slip out of its place (_ENV, goto, attribs). Found: the parameters, word
 * lists and code lists it names, and fields of its record that do not exist. The fields are looked at
 * only where the name surely is the record: inside check, by and keep, as long as nothing shadows it. */
#include "script/host.h"

enum { CHAIN_MAX = 100, LOGIC_MAX = 1500, ELSEIF_MAX = 300, NEST_MAX = 150 };

struct scan {
    const struct token *t;
    size_t count;
    struct error *err;
    size_t *line;
    struct arena *scratch;
};

static int refuse(struct scan *s, size_t at, const char *zh, const char *en)
{
    *s->line = s->t[at].line;
    return error_set(s->err, ERR_PACK, "%s%.0s", "%.0s%s", zh, en);
}

static const struct token none = {TOKEN_END, {NULL, 0}, 0};

static const struct token *token_at(const struct scan *s, size_t at)
{
    return at < s->count ? &s->t[at] : &none;
}

/* ---- what is refused ---- */

static int words_check(struct scan *s)
{
    static const char *const bits[] = {"&", "|", "~", "<<", ">>", NULL};
    static const char *const logic[] = {"and", "or", NULL};
    static const char *const jumps[] = {"goto", "::", NULL};
    size_t logics = 0, elseifs = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct token *t = &s->t[i];
        if (token_is(t, "&") && token_is(token_at(s, i + 1), "&"))
            return refuse(s, i, "“并且”写作 and，不是 &&", "and is written and, not &&");
        if (token_is(t, "|") && token_is(token_at(s, i + 1), "|"))
            return refuse(s, i, "“或者”写作 or，不是 ||", "or is written or, not ||");
        if (token_is_one_of(t, bits))
            return refuse(s, i, "规则不能用位运算（Lua 5.4.4 会编译出错）",
                          "a rule has no bitwise operators (Lua 5.4.4 compiles them wrongly)");
        if (token_is_one_of(t, jumps))
            return refuse(s, i, "规则不能用 goto", "a rule has no goto");
        if (t->kind == TOKEN_NAME && token_is(t, "_ENV"))
            return refuse(s, i, "规则不能用 _ENV", "a rule has no _ENV");
        if (t->kind == TOKEN_NAME && t->text.len > NAME_MAX_BYTES)
            return refuse(s, i, "名称过长", "the name is too long");
        logics += token_is_one_of(t, logic);
        elseifs += token_is(t, "elseif");
        if (logics > LOGIC_MAX || elseifs > ELSEIF_MAX)
            return refuse(s, i, "and、or 或 elseif 过多，请改用表",
                          "too many and, or or elseif: use a table");
    }
    return 0;
}

/* local a <const>, b <close> */
static int attribs_check(struct scan *s)
{
    for (size_t i = 0; i + 2 < s->count; i++) {
        if (!token_is(&s->t[i], "local"))
            continue;
        size_t k = i + 1;
        while (token_at(s, k)->kind == TOKEN_NAME && token_is(token_at(s, k + 1), ","))
            k += 2;
        if (token_at(s, k)->kind == TOKEN_NAME && token_is(token_at(s, k + 1), "<"))
            return refuse(s, k, "规则不能用 <const>、<close>", "a rule has no <const> and <close>");
    }
    return 0;
}

/* a.b[c]:d(…) … : telling an error about the end of a very long chain would overflow Lua's stack */
static int chains_check(struct scan *s)
{
    static const char *const steps[] = {".", ":", "[", NULL};
    static const char *const inside[] = {"]", "(", ")", NULL};
    size_t chain = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct token *t = &s->t[i];
        if (token_is_one_of(t, steps))
            chain++;
        else if (t->kind == TOKEN_SYMBOL && !token_is_one_of(t, inside))
            chain = 0;
        if (chain > CHAIN_MAX)
            return refuse(s, i, "连续取用的层数过多", "the chain of accesses is too long");
    }
    return 0;
}

enum bracket { BRACKET_INDEX, BRACKET_GROUP, BRACKET_CALL, BRACKET_TABLE };

static enum bracket bracket_of(const struct scan *s, size_t i)
{
    static const char *const closing[] = {")", "]", "}", NULL};
    static const char *const words[] = {"and", "or", "not", "return", "if", "elseif", "while",
                                        "until", "in", "then", "do", "else", "function", NULL};
    if (token_is(&s->t[i], "["))
        return BRACKET_INDEX;
    if (token_is(&s->t[i], "{"))
        return BRACKET_TABLE;
    const struct token *before = i ? &s->t[i - 1] : &none;
    bool called = before->kind == TOKEN_STRING || token_is_one_of(before, closing) ||
                  (before->kind == TOKEN_NAME && !token_is_one_of(before, words));
    return called || token_is(before, "function") ? BRACKET_CALL : BRACKET_GROUP;
}

/* A comparison that is the whole index, or in nothing but parentheses within it. */
static bool is_bare_index(const enum bracket *stack, size_t depth)
{
    while (depth && stack[depth - 1] == BRACKET_GROUP)
        depth--;
    return depth && stack[depth - 1] == BRACKET_INDEX;
}

static int brackets_check(struct scan *s)
{
    static const char *const opening[] = {"(", "[", "{", NULL};
    static const char *const closing[] = {")", "]", "}", NULL};
    static const char *const compare[] = {"<", ">", "<=", ">=", "==", "~=", NULL};
    enum bracket stack[NEST_MAX];
    size_t depth = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct token *t = &s->t[i];
        if (t->kind != TOKEN_SYMBOL)
            continue;
        if (token_is_one_of(t, opening)) {
            if (depth == NEST_MAX)
                return refuse(s, i, "括号嵌套过深", "brackets are nested too deeply");
            stack[depth++] = bracket_of(s, i);
        } else if (token_is_one_of(t, closing)) {
            depth -= depth > 0;
        } else if (token_is_one_of(t, compare) && is_bare_index(stack, depth)) {
            return refuse(s, i, "比较不能直接作下标（Lua 5.4.4 会编译出错），请先存入局部变量",
                          "a comparison is no index (Lua 5.4.4 compiles it wrongly): use a local");
        }
    }
    return 0;
}

/* ---- what is found ---- */

static bool is_member(const struct scan *s, size_t i)
{
    return i && (token_is(&s->t[i - 1], ".") || token_is(&s->t[i - 1], ":"));
}

static int use_kind(const struct token *t)
{
    return token_is(t, "param")   ? USE_PARAM
           : token_is(t, "words") ? USE_WORDS
           : token_is(t, "codes") ? USE_CODES
                                 : -1;
}

static bool use_at(const struct scan *s, size_t i, struct use *out)
{
    int kind = s->t[i].kind == TOKEN_NAME ? use_kind(&s->t[i]) : -1;
    if (kind < 0 || is_member(s, i) || !token_is(token_at(s, i + 1), ".") ||
        token_at(s, i + 2)->kind != TOKEN_NAME)
        return false;
    out->kind = kind == USE_PARAM ? USE_PARAM : kind == USE_WORDS ? USE_WORDS : USE_CODES;
    out->name = s->t[i + 2].text;
    out->line = s->t[i + 2].line;
    return true;
}

static int use_compare(const void *a, const void *b)
{
    const struct use *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    int order = slice_compare(x->name, y->name);
    return order ? order : x->line < y->line ? -1 : x->line > y->line;
}

static int uses_find(struct scan *s, struct arena *arena, struct source_facts *out)
{
    struct use use;
    size_t n = 0;
    for (size_t i = 0; i < s->count; i++)
        n += use_at(s, i, &use);
    struct use *uses = arena_zero(arena, n + 1, sizeof(*uses));
    if (!uses)
        return error_memory(s->err);
    out->uses = uses;
    for (size_t i = 0; i < s->count; i++) {
        if (!use_at(s, i, &use))
            continue;
        if (!arena_copy(arena, use.name, &use.name))
            return error_memory(s->err);
        uses[out->use_count++] = use;
    }
    qsort(uses, n, sizeof(*uses), use_compare);
    return 0;
}

/* `check = function`, `by = function`, `keep = function`: the index of "function", or false. */
static bool is_rule_function(const struct scan *s, size_t i)
{
    static const char *const names[] = {"check", "by", "keep", NULL};
    return token_is(&s->t[i], "function") && i >= 2 && token_is(&s->t[i - 1], "=") &&
           token_is_one_of(&s->t[i - 2], names);
}

/* Loops, or functions that could call each other. */
static bool has_loops(const struct scan *s)
{
    static const char *const loops[] = {"for", "while", "repeat", NULL};
    for (size_t i = 0; i < s->count; i++)
        if (token_is_one_of(&s->t[i], loops) ||
            (token_is(&s->t[i], "function") && !is_rule_function(s, i)))
            return true;
    return false;
}

/* ---- fields of the record ---- */

struct reader {
    struct slice name; /* of the record in this function */
    enum field_scope scope;
};

static int field_refuse(struct scan *s, size_t at, enum field_scope scope)
{
    struct near near;
    near_init(&near, s->t[at].text);
    record_near(scope, &near);
    *s->line = s->t[at].line;
    if (scope == SCOPE_PROJECT)
        return near.best.len
                   ? error_set(s->err, ERR_PACK, "没有项目栏目“%.*s”，是否指“%.*s”？",
                               "there is no project field '%.*s'; did you mean '%.*s'?",
                               SLICE_ARG(near.wanted), SLICE_ARG(near.best))
                   : error_set(s->err, ERR_PACK, "没有项目栏目“%.*s”",
                               "there is no project field '%.*s'", SLICE_ARG(near.wanted));
    return near.best.len
               ? error_set(s->err, ERR_PACK, "没有指标栏目“%.*s”，是否指“%.*s”？",
                           "there is no indicator field '%.*s'; did you mean '%.*s'?",
                           SLICE_ARG(near.wanted), SLICE_ARG(near.best))
               : error_set(s->err, ERR_PACK, "没有指标栏目“%.*s”",
                           "there is no indicator field '%.*s'", SLICE_ARG(near.wanted));
}

static bool is_equality(const struct token *t)
{
    return token_is(t, "==") || token_is(t, "~=");
}

/* What a value is compared with at p.executed == 0 and 0 == p.executed, where that is a literal; else TOKEN_END.
 * `first` is the name, `last` the field. */
static int compared_with(const struct scan *s, size_t first, size_t last)
{
    static const char *const more[] = {".", "[", ":", "(", NULL};
    const struct token *after = token_at(s, last + 1);
    if (is_equality(after))
        return token_at(s, last + 2)->kind;
    return first >= 2 && is_equality(&s->t[first - 1]) && !token_is_one_of(after, more)
               ? (int)s->t[first - 2].kind
               : TOKEN_END;
}

/* Such a comparison never holds, and the rule would be silent for ever. */
static int equality_check(struct scan *s, size_t at, int literal)
{
    if (literal == TOKEN_NUMBER)
        return refuse(s, at, "值与数字不能用 == 或 ~= 比较（Lua 中恒为不等），请用 equal(值, 数)",
                      "== and ~= between a value and a number are never equal in Lua: use equal(v, n)");
    if (literal == TOKEN_STRING)
        return refuse(s, at, "值与文字不能用 == 或 ~= 比较（Lua 中恒为不等），请用 text.trim(值) == \"…\"",
                      "== and ~= between a value and a text are never equal in Lua: use text.trim(v) == \"…\"");
    return 0;
}

/* The field read at name.field, name.project.field. */
static int read_check(struct scan *s, size_t i, const struct reader *r)
{
    enum field_scope scope = r->scope;
    size_t at = i + 2;
    if (is_member(s, i) || !token_is(token_at(s, i + 1), ".") ||
        token_at(s, at)->kind != TOKEN_NAME)
        return 0;
    if (scope == SCOPE_INDICATOR && token_is(&s->t[at], "project") &&
        token_is(token_at(s, at + 1), ".") && token_at(s, at + 2)->kind == TOKEN_NAME) {
        scope = SCOPE_PROJECT;
        at += 2;
    }
    if (!record_knows(scope, s->t[at].text))
        return field_refuse(s, at, scope);
    return record_is_value(scope, s->t[at].text) ? equality_check(s, at, compared_with(s, i, at)) : 0;
}

/* An inner function with a parameter of that name, or a local: from there on it is something else. */
static bool is_shadowed(const struct scan *s, size_t i, struct slice name)
{
    if (token_is(&s->t[i], "function")) {
        size_t k = i + 1;
        while (k < s->count && !token_is(&s->t[k], "("))
            k++;
        for (; k < s->count && !token_is(&s->t[k], ")"); k++)
            if (slice_equal(s->t[k].text, name))
                return true;
        return false;
    }
    if (!slice_equal(s->t[i].text, name))
        return false;
    while (i >= 2 && token_is(&s->t[i - 1], ",") && s->t[i - 2].kind == TOKEN_NAME)
        i -= 2; /* local a, name · for _, name in */
    return i && (token_is(&s->t[i - 1], "local") || token_is(&s->t[i - 1], "for"));
}

static int function_check(struct scan *s, size_t start, enum field_scope scope)
{
    static const char *const opens[] = {"function", "if", "do", "repeat", NULL};
    static const char *const closes[] = {"end", "until", NULL};
    size_t depth = 1, i = start + 3;
    if (!token_is(token_at(s, start + 1), "(") || token_at(s, start + 2)->kind != TOKEN_NAME)
        return 0;
    struct reader r = {s->t[start + 2].text, scope};
    while (i < s->count && !token_is(&s->t[i], ")"))
        i++;
    for (i++; i < s->count && depth; i++) {
        if (is_shadowed(s, i, r.name))
            return 0;
        if (s->t[i].kind == TOKEN_NAME && slice_equal(s->t[i].text, r.name)) {
            int rc = read_check(s, i, &r);
            if (rc)
                return rc;
        }
        depth += token_is_one_of(&s->t[i], opens) && !is_member(s, i);
        depth -= token_is_one_of(&s->t[i], closes) && !is_member(s, i);
    }
    return 0;
}

/* each = "project" → the quoted word */
static struct slice each_of(const struct scan *s)
{
    for (size_t i = 0; i + 2 < s->count; i++)
        if (token_is(&s->t[i], "each") && token_is(&s->t[i + 1], "=") &&
            s->t[i + 2].kind == TOKEN_STRING && s->t[i + 2].text.len > 2)
            return slice_sub(s->t[i + 2].text, 1, s->t[i + 2].text.len - 2);
    return SLICE_NONE;
}

static int fields_check(struct scan *s)
{
    struct slice each = each_of(s);
    for (size_t i = 0; i < s->count; i++) {
        if (!is_rule_function(s, i))
            continue;
        bool check = token_is(&s->t[i - 2], "check");
        if (each.len == 0 || (check && slice_equal(each, SLICE("group"))))
            continue;
        bool indicator = check && slice_equal(each, SLICE("indicator"));
        int rc = function_check(s, i, indicator ? SCOPE_INDICATOR : SCOPE_PROJECT);
        if (rc)
            return rc;
    }
    return 0;
}

/* number(…) == 0 */
static int numbers_check(struct scan *s)
{
    for (size_t i = 0; i + 1 < s->count; i++) {
        if (!token_is(&s->t[i], "number") || is_member(s, i) || !token_is(&s->t[i + 1], "("))
            continue;
        size_t depth = 1, k = i + 2;
        for (; k < s->count && depth; k++) {
            depth += token_is(&s->t[k], "(");
            depth -= token_is(&s->t[k], ")");
        }
        if (depth == 0 && compared_with(s, i, k - 1) == TOKEN_NUMBER)
            return equality_check(s, i, TOKEN_NUMBER);
    }
    return 0;
}

int source_check(struct slice text, struct arena *scratch, struct arena *arena,
                 struct source_facts *out, struct error *err, size_t *line)
{
    static int (*const checks[])(struct scan *) = {words_check,    attribs_check, chains_check,
                                                   brackets_check, fields_check,  numbers_check};
    struct token *tokens;
    struct scan s = {.err = err, .line = line, .scratch = scratch};
    int rc = tokens_read(text, scratch, &tokens, &s.count, err, line);
    s.t = rc ? NULL : tokens;
    for (size_t i = 0; rc == 0 && i < sizeof(checks) / sizeof(*checks); i++)
        rc = checks[i](&s);
    if (rc == 0)
        rc = slips_check(tokens, s.count, text, err, line);
    *out = (struct source_facts){0};
    if (rc)
        return rc;
    out->tokens = tokens;
    out->token_count = s.count;
    out->loops = has_loops(&s);
    return uses_find(&s, arena, out);
}
