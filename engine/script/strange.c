/* A character that has no meaning in Lua, told as somebody sees it who writes Chinese:
 * which one, and what to write instead. Most are punctuation, digits and blanks typed
 * without leaving the Chinese keyboard. */
#include "script/host.h"

#include "base/unicode.h"
#include "base/utf8.h"

/* What is typed, and what is meant. The full-width forms of ASCII are not listed. */
static const struct {
    uint32_t code;
    const char *meant;
} punctuation[] = {
    {0xFF1A, "="},  {0x3001, ","},  {0x201C, "\""}, {0x201D, "\""}, {0x2018, "\""},
    {0x2019, "\""}, {0x300C, "\""}, {0x300D, "\""}, {0x3010, "["},  {0x3011, "]"},
    {0x2264, "<="}, {0x2265, ">="}, {0x2260, "~="}, {0x00D7, "*"},  {0x00F7, "/"},
    {0x2014, "-"},  {0x2013, "-"},  {0x2212, "-"},  {0x3002, "."},  {0x2026, ".."},
};

enum { MEANT_MAX = 64, RUN_MAX = 48 };

/* The ASCII that a character stands for, 0 where it stands for none of it. */
static char narrow(uint32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E && c != 0xFF1A && c != 0xFF02 && c != 0xFF07
               ? (char)(c - 0xFEE0)
               : '\0';
}

static const char *meant_by(uint32_t c)
{
    for (size_t i = 0; i < sizeof(punctuation) / sizeof(*punctuation); i++)
        if (punctuation[i].code == c)
            return punctuation[i].meant;
    return c == 0xFF02 || c == 0xFF07 ? "\"" : NULL;
}

/* The characters from `at` on that are no ASCII, blanks or punctuation: a word. */
static struct slice word_at(struct slice text, size_t at)
{
    size_t pos = at, end = at;
    while (pos < text.len && end - at < RUN_MAX) {
        uint32_t c = utf8_next(text, &pos);
        if (c < 0x80 || unicode_is_nothing(c) || narrow(c) || meant_by(c))
            break;
        end = pos;
    }
    return slice_sub(text, at, end - at);
}

/* The full-width letters and digits from `at` on, and what they are in ASCII. */
static struct slice wide_at(struct slice text, size_t at, char meant[MEANT_MAX])
{
    size_t pos = at, end = at, n = 0;
    while (pos < text.len && n < MEANT_MAX - 1) {
        char c = narrow(utf8_next(text, &pos));
        bool letter =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (n || !c))
            break;
        meant[n++] = c;
        end = pos;
        if (!letter)
            break;
    }
    meant[n] = '\0';
    return slice_sub(text, at, end - at);
}

/* The key of the field that is headed so, of a project or an indicator. */
static struct slice field_of(struct slice label)
{
    for (int scope = SCOPE_PROJECT; scope <= SCOPE_INDICATOR; scope++) {
        size_t count;
        const struct field *fields = field_table((enum field_scope)scope, &count);
        for (size_t i = 0; i < count; i++)
            if (slice_equal(fields[i].label, label))
                return fields[i].name;
    }
    return SLICE_NONE;
}

static bool is_before(struct slice text, size_t at, char wanted)
{
    while (at && (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\t'))
        at--;
    return at && text.ptr[at - 1] == wanted;
}

static bool is_key(struct slice text, size_t at)
{
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    struct slice rest = slice_from(text, at);
    return slice_starts(rest, SLICE("=")) && !slice_starts(rest, SLICE("=="));
}

static int word_refuse(struct slice text, size_t at, struct error *err)
{
    struct slice word = word_at(text, at);
    struct slice field = is_before(text, at, '.') ? field_of(word) : SLICE_NONE;
    if (field.len)
        return error_set(err, ERR_PACK, "栏目名用英文：“%.*s”写作 %.*s",
                         "names of fields are English: '%.*s' is %.*s", SLICE_ARG(word),
                         SLICE_ARG(field));
    bool named = is_key(text, at + word.len);
    bool key = is_before(text, at, '{') || is_before(text, at, ',') ||
               is_before(text, at, ';') || is_before(text, at, '\n');
    if (is_before(text, at, '.') || (named && !key))
        return error_set(err, ERR_PACK, "名称只能用英文字母、数字和下划线，不能是“%.*s”",
                         "a name is made of ASCII letters, digits and _, not '%.*s'",
                         SLICE_ARG(word));
    if (named)
        return error_set(err, ERR_PACK, "中文的键要写成 [\"%.*s\"] = …",
                         "a key that is not ASCII is written [\"%.*s\"] = …",
                         SLICE_ARG(word));
    return error_set(err, ERR_PACK, "文字要写在英文引号里：\"%.*s\"",
                     "text stands in quotes: \"%.*s\"", SLICE_ARG(word));
}

int strange_refuse(struct slice text, size_t at, struct error *err)
{
    char meant[MEANT_MAX];
    size_t end = at;
    uint32_t c = utf8_next(text, &end);
    struct slice shown = slice_sub(text, at, end - at);
    if (slice_starts(slice_from(text, at), SLICE("!=")))
        return error_set(err, ERR_PACK,
                         "不等号写作 ~=，不是 !=", "not equal is ~=, not !=");
    if (c == '!' && at)
        return error_set(err, ERR_PACK, "没有“!”这个符号，“非”写作 not",
                         "there is no '!': write not");
    if (c < 0x80)
        return error_set(err, ERR_PACK, "Lua 里没有“%.*s”这个符号",
                         "there is no '%.*s' in Lua", SLICE_ARG(shown));
    if (unicode_is_nothing(c))
        return error_set(
            err, ERR_PACK, "这里有全角空格或别的特殊空格（U+%04X），请改成普通空格",
            "there is a blank of another kind here (U+%04X): use an ordinary one",
            (unsigned)c);
    if (meant_by(c))
        return error_set(err, ERR_PACK, "中文标点“%.*s”，请改成英文的 %s",
                         "a Chinese mark '%.*s': write %s", SLICE_ARG(shown),
                         meant_by(c));
    if (narrow(c)) {
        shown = wide_at(text, at, meant);
        return error_set(err, ERR_PACK, "全角的“%.*s”，请改成半角的 %s",
                         "full-width '%.*s': write %s", SLICE_ARG(shown), meant);
    }
    return word_refuse(text, at, err);
}
