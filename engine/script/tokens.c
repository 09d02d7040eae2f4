/* Splitting Lua text into tokens, as Lua does it, with the line of each. Strings and comments are
 * walked over; whether the tokens make sense is the compiler's business. */
#include "script/host.h"

struct lexer {
    struct slice text;
    size_t at, line;
    const char *fault_zh, *fault_en; /* set at the first thing that is no token */
    size_t strange;                  /* or, where it is a character, its place */
};

static char peek(const struct lexer *x, size_t ahead)
{
    return x->at + ahead < x->text.len ? x->text.ptr[x->at + ahead] : '\0';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_number(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* A line end is one or two characters: \n, \r, \r\n, \n\r. */
static void line_skip(struct lexer *x)
{
    char first = peek(x, 0), second = peek(x, 1);
    x->at += is_line_end(second) && second != first ? 2 : 1;
    x->line++;
}

static void fault(struct lexer *x, const char *zh, const char *en)
{
    x->fault_zh = zh;
    x->fault_en = en;
    x->at = x->text.len;
}

/* At "[": the number of "=" of a long bracket, or -1. */
static int long_level(const struct lexer *x)
{
    size_t n = 1;
    while (peek(x, n) == '=')
        n++;
    return peek(x, n) == '[' && n < 1000 ? (int)n - 1 : -1;
}

static bool long_ends(const struct lexer *x, int level)
{
    for (int i = 0; i < level; i++)
        if (peek(x, (size_t)i + 1) != '=')
            return false;
    return peek(x, 0) == ']' && peek(x, (size_t)level + 1) == ']';
}

static void long_skip(struct lexer *x, int level)
{
    x->at += (size_t)level + 2;
    while (x->at < x->text.len) {
        if (peek(x, 0) == ']' && long_ends(x, level)) {
            x->at += (size_t)level + 2;
            return;
        }
        if (is_line_end(peek(x, 0)))
            line_skip(x);
        else
            x->at++;
    }
    fault(x, "长字符串或长注释没有结束", "a long string or comment does not end");
}

static void escape_skip(struct lexer *x)
{
    bool blanks = peek(x, 1) == 'z';
    x->at++;
    if (is_line_end(peek(x, 0)))
        line_skip(x);
    else
        x->at++;
    while (blanks && (peek(x, 0) == ' ' || (peek(x, 0) >= '\t' && peek(x, 0) <= '\r'))) {
        if (is_line_end(peek(x, 0)))
            line_skip(x);
        else
            x->at++;
    }
}

/* "湖北省” ends with a Chinese quotation mark, which Lua does not see. */
static bool is_closed_in_chinese(struct slice line)
{
    return slice_find(line, SLICE("”"), 0) != SIZE_MAX || slice_find(line, SLICE("“"), 0) != SIZE_MAX ||
           slice_find(line, SLICE("＂"), 0) != SIZE_MAX;
}

static void string_skip(struct lexer *x)
{
    char quote = peek(x, 0);
    size_t start = ++x->at;
    while (x->at < x->text.len && peek(x, 0) != quote && !is_line_end(peek(x, 0))) {
        if (peek(x, 0) == '\\')
            escape_skip(x);
        else
            x->at++;
    }
    if (x->at < x->text.len && peek(x, 0) == quote)
        x->at++;
    else if (is_closed_in_chinese(slice_sub(x->text, start, x->at - start)))
        fault(x, "字符串没有结束：里面的中文引号不算，结尾要用英文引号 \"",
              "a string does not end: Chinese quotation marks do not count, it ends with \"");
    else
        fault(x, "字符串没有结束，这一行缺一个英文引号", "a string does not end: a quotation mark is missing");
}

static void comment_skip(struct lexer *x)
{
    x->at += 2;
    int level = peek(x, 0) == '[' ? long_level(x) : -1;
    if (level >= 0) {
        long_skip(x, level);
        return;
    }
    while (x->at < x->text.len && !is_line_end(peek(x, 0)))
        x->at++;
}

/* Blanks and comments. */
static void between_skip(struct lexer *x)
{
    while (x->at < x->text.len) {
        char c = peek(x, 0);
        if (is_line_end(c))
            line_skip(x);
        else if (c == ' ' || c == '\t' || c == '\v' || c == '\f')
            x->at++;
        else if (c == '-' && peek(x, 1) == '-')
            comment_skip(x);
        else
            return;
    }
}

static void number_skip(struct lexer *x)
{
    bool hex = peek(x, 0) == '0' && (peek(x, 1) | 0x20) == 'x';
    char mark = hex ? 'p' : 'e';
    for (x->at += hex ? 2 : 0; x->at < x->text.len; x->at++) {
        char c = peek(x, 0);
        if ((c | 0x20) == mark && (peek(x, 1) == '+' || peek(x, 1) == '-'))
            x->at++;
        else if (!is_number(c) && !is_letter(c) && c != '.')
            return;
    }
}

static void symbol_skip(struct lexer *x)
{
    static const char *const longer[] = {"...", "..", "==", "~=", "<=", ">=", "//", "::",
                                         "<<",  ">>"};
    for (size_t i = 0; i < sizeof(longer) / sizeof(*longer) && strchr(".=/:<>", peek(x, 1)); i++) {
        size_t n = strlen(longer[i]);
        if (slice_starts(slice_from(x->text, x->at), slice_of(longer[i], n))) {
            x->at += n;
            return;
        }
    }
    if ((unsigned char)peek(x, 0) < 0x80 && strchr("+-*/%^#&~|<>=(){}[];:,.", peek(x, 0))) {
        x->at++;
        return;
    }
    x->strange = x->at;
    x->at = x->text.len;
}

static struct token token_next(struct lexer *x)
{
    between_skip(x);
    struct token t = {TOKEN_END, SLICE_NONE, x->line};
    size_t start = x->at;
    char c = peek(x, 0);
    if (x->at >= x->text.len)
        return t;
    if (is_letter(c)) {
        t.kind = TOKEN_NAME;
        while (is_letter(peek(x, 0)) || is_number(peek(x, 0)))
            x->at++;
    } else if (is_number(c) || (c == '.' && is_number(peek(x, 1)))) {
        t.kind = TOKEN_NUMBER;
        number_skip(x);
    } else if (c == '"' || c == '\'') {
        t.kind = TOKEN_STRING;
        string_skip(x);
    } else if (c == '[' && long_level(x) >= 0) {
        t.kind = TOKEN_STRING;
        long_skip(x, long_level(x));
    } else {
        t.kind = TOKEN_SYMBOL;
        symbol_skip(x);
    }
    t.text = slice_sub(x->text, start, x->at - start);
    return t;
}

int tokens_read(struct slice text, struct arena *arena, struct token **out, size_t *count,
                struct error *err, size_t *line)
{
    struct lexer x = {.text = text, .line = 1, .strange = SIZE_MAX};
    size_t n = 0;
    while (token_next(&x).kind != TOKEN_END)
        n++;
    *line = x.line;
    if (x.strange != SIZE_MAX)
        return strange_refuse(text, x.strange, err);
    if (x.fault_zh)
        return error_set(err, ERR_PACK, "%.0s%s", "%s%.0s", x.fault_en, x.fault_zh);
    *out = arena_alloc(arena, (n + 1) * sizeof(**out));
    if (!*out)
        return error_memory(err);
    x = (struct lexer){.text = text, .line = 1};
    for (size_t i = 0; i <= n; i++)
        (*out)[i] = token_next(&x);
    *count = n;
    return 0;
}
