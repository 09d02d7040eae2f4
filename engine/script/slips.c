/* Slips of the pen that make a text no Lua, each told as its author would see it; the
 * compiler's own words for them name a later line, or something else altogether. None of
 * these texts would compile. */
#include "script/host.h"

enum { NEST_MAX = 150 };

struct slips {
    const struct token *t;
    size_t count;
    struct slice text;
    struct error *err;
    size_t *line;
};

static bool is_text(const struct slips *s, size_t i, const char *text)
{
    return i < s->count && token_is(&s->t[i], text);
}

static bool is_one_of(const struct slips *s, size_t i, const char *const *list)
{
    return i < s->count && token_is_one_of(&s->t[i], list);
}

static bool is_kind(const struct slips *s, size_t i, int kind)
{
    return i < s->count && (int)s->t[i].kind == kind;
}

static int refuse(struct slips *s, size_t i)
{
    *s->line = s->t[i].line;
    return ERR_PACK;
}

/* ---- keys ---- */

static bool begins_item(const struct slips *s, size_t i)
{
    static const char *const before[] = {"{", ",", ";", NULL};
    return i && is_one_of(s, i - 1, before);
}

/* key: value, where a call a:b() is meant by Lua */
static bool is_colon(const struct slips *s, size_t i)
{
    bool named = is_kind(s, i, TOKEN_NAME) || is_kind(s, i, TOKEN_STRING);
    bool call = is_kind(s, i + 2, TOKEN_NAME) &&
                (is_text(s, i + 3, "(") || is_text(s, i + 3, "{") ||
                 is_kind(s, i + 3, TOKEN_STRING));
    return named && is_text(s, i + 1, ":") && !call;
}

/* CMP-001 = …: the token behind the name, or `i` */
static size_t dashed_end(const struct slips *s, size_t i)
{
    size_t end = i + 1;
    while (is_kind(s, i, TOKEN_NAME) && is_text(s, end, "-") &&
           (is_kind(s, end + 1, TOKEN_NAME) || is_kind(s, end + 1, TOKEN_NUMBER)))
        end += 2;
    return end > i + 1 && is_text(s, end, "=") ? end : i;
}

static int key_check(struct slips *s, size_t i)
{
    size_t end = dashed_end(s, i);
    struct slice key = s->t[i].text;
    if (is_colon(s, i)) {
        (void)error_set(s->err, ERR_PACK, "键与值之间写“=”，不写“:”：%.*s = …",
                        "a key and its value have = between them, not a colon: %.*s = …",
                        SLICE_ARG(key));
        return refuse(s, i);
    }
    if (is_kind(s, i, TOKEN_STRING) && is_text(s, i + 1, "=")) {
        (void)error_set(s->err, ERR_PACK, "带引号的键要加方括号：[%.*s] = …",
                        "a key in quotes stands in brackets: [%.*s] = …", SLICE_ARG(key));
        return refuse(s, i);
    }
    if (end == i)
        return 0;
    const struct token *last = &s->t[end - 1];
    key.len = (size_t)(last->text.ptr - key.ptr) + last->text.len;
    (void)error_set(s->err, ERR_PACK, "含有“-”的键要加引号和方括号：[\"%.*s\"] = …",
                    "a key with - in it stands in quotes and brackets: [\"%.*s\"] = …",
                    SLICE_ARG(key));
    return refuse(s, i);
}

/* ---- values ---- */

/* 65% */
static bool is_percent(const struct slips *s, size_t i)
{
    static const char *const after[] = {",",  ";",   "}",   ")",  "then",
                                        "do", "end", "and", "or", NULL};
    return is_kind(s, i, TOKEN_NUMBER) && is_text(s, i + 1, "%") &&
           (i + 2 >= s->count || is_one_of(s, i + 2, after));
}

static int value_check(struct slips *s, size_t i)
{
    static const char *const keywords[] = {"return", "and",   "or", "not",    "in",
                                           "until",  "while", "if", "elseif", NULL};
    if (is_percent(s, i)) {
        (void)error_set(
            s->err, ERR_PACK,
            "百分数不能写成 %.*s%%：规则包里写 \"%.*s%%\"，规则里写 quantity(\"%.*s%%\")",
            "a percentage is not written %.*s%%: in a pack it is \"%.*s%%\", in a rule "
            "quantity(\"%.*s%%\")",
            SLICE_ARG(s->t[i].text), SLICE_ARG(s->t[i].text), SLICE_ARG(s->t[i].text));
        return refuse(s, i);
    }
    if (!is_kind(s, i, TOKEN_NAME) || is_one_of(s, i, keywords) ||
        !is_kind(s, i + 1, TOKEN_NUMBER) || !is_text(s, i + 2, "{"))
        return 0;
    (void)error_set(s->err, ERR_PACK, "名称要加引号：%.*s \"%.*s\" { … }",
                    "the name stands in quotes: %.*s \"%.*s\" { … }",
                    SLICE_ARG(s->t[i].text), SLICE_ARG(s->t[i + 1].text));
    return refuse(s, i);
}

/* ---- what does not end ---- */

/* The blanks its line begins with, when the token is the first of it; else NULL in .ptr.
 */
static struct slice indent_of(const struct slips *s, size_t i)
{
    const char *begin = s->t[i].text.ptr;
    while (begin > s->text.ptr && begin[-1] != '\n' && begin[-1] != '\r')
        begin--;
    size_t n = 0;
    while (begin[n] == ' ' || begin[n] == '\t')
        n++;
    return slice_of(begin, n);
}

static bool is_first(const struct slips *s, size_t i)
{
    return i == 0 || s->t[i - 1].line < s->t[i].line;
}

static int open_refuse(struct slips *s, size_t open)
{
    (void)error_set(s->err, ERR_PACK, "这一行的“%.*s”没有合上",
                    "the '%.*s' of this line is never closed",
                    SLICE_ARG(s->t[open].text));
    return refuse(s, open);
}

/* Brackets that are not closed are told where they stand: by the first that ends at
 * another indent than it began with, where there is one. Nothing is said while they
 * match. */
static int brackets_check(struct slips *s)
{
    static const char opens[] = "([{", closes[] = ")]}";
    size_t stack[NEST_MAX], depth = 0, odd = SIZE_MAX;
    for (size_t i = 0; i < s->count; i++) {
        const struct token *t = &s->t[i];
        if (t->kind != TOKEN_SYMBOL || t->text.len != 1)
            continue;
        const char *close = strchr(closes, t->text.ptr[0]);
        if (strchr(opens, t->text.ptr[0])) {
            if (depth == NEST_MAX)
                return 0;
            stack[depth++] = i;
        }
        if (!close)
            continue;
        if (depth == 0) {
            (void)error_set(s->err, ERR_PACK, "多了一个“%c”",
                            "there is one '%c' too many", *close);
            return refuse(s, i);
        }
        size_t open = stack[--depth];
        if (s->t[open].text.ptr[0] != opens[close - closes])
            return open_refuse(s, odd == SIZE_MAX ? open : odd);
        if (odd == SIZE_MAX && is_first(s, i) && s->t[open].line < t->line &&
            !slice_equal(indent_of(s, open), indent_of(s, i)))
            odd = open;
    }
    return depth == 0 ? 0 : open_refuse(s, odd == SIZE_MAX ? stack[depth - 1] : odd);
}

/* else if … end, without the second end that Lua wants for it */
static int blocks_check(struct slips *s)
{
    static const char *const opens[] = {"function", "if", "do", "repeat", NULL};
    static const char *const closes[] = {"end", "until", NULL};
    size_t open = 0, close = 0, split = SIZE_MAX;
    for (size_t i = 0; i < s->count; i++) {
        bool member = i && is_text(s, i - 1, ".");
        open += is_one_of(s, i, opens) && !member;
        close += is_one_of(s, i, closes) && !member;
        if (split == SIZE_MAX && is_text(s, i, "else") && is_text(s, i + 1, "if") &&
            s->t[i].line == s->t[i + 1].line)
            split = i;
    }
    if (open <= close || split == SIZE_MAX)
        return 0;
    (void)error_set(s->err, ERR_PACK,
                    "else 和 if 要连写成 elseif（分开写，后面要多一个 end）",
                    "write elseif as one word (else if needs an end of its own)");
    return refuse(s, split);
}

int slips_check(const struct token *t, size_t count, struct slice text, struct error *err,
                size_t *line)
{
    struct slips s = {.t = t, .count = count, .text = text, .err = err, .line = line};
    int rc = 0;
    for (size_t i = 0; i < count && rc == 0; i++) {
        rc = begins_item(&s, i) ? key_check(&s, i) : 0;
        if (rc == 0)
            rc = value_check(&s, i);
    }
    if (rc == 0)
        rc = brackets_check(&s);
    return rc ? rc : blocks_check(&s);
}
