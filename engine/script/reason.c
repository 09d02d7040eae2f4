/* Errors in Lua's own words: the line is taken off, the rest is cleaned and cut, and what rule authors
 * meet most often is said in Chinese too. */
#include "script/host.h"

#include "base/utf8.h"

/* Lua puts "r:LINE: " before its messages, "r" being the name every rule file is loaded under. */
static struct slice line_take(struct slice text, size_t *line)
{
    size_t at = 2, n = 0;
    if (!slice_starts(text, SLICE("r:")))
        return text;
    while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9' && n < 100000000)
        n = n * 10 + (size_t)(text.ptr[at++] - '0');
    if (at == 2 || !slice_starts(slice_from(text, at), SLICE(": ")))
        return text;
    *line = n;
    return slice_from(text, at + 2);
}

/* "attempt to index a nil value (local 'x')": the type stands between `begin` and `end`. */
static const struct phrase {
    const char *begin, *end, *before, *after;
} phrases[] = {
    {"attempt to index a ", " value", "不能从 ", " 取成员"},
    {"attempt to call a ", " value", "不能调用 ", ""},
    {"attempt to perform arithmetic on a ", " value", "不能对 ", " 做算术"},
    {"attempt to concatenate a ", " value", "不能连接 ", ""},
    {"attempt to get length of a ", " value", "", " 没有长度"},
    {"attempt to compare two ", " values", "不能比较两个 ", ""},
    {"attempt to compare ", "", "不能比较 ", ""},
};

/* Writes the Chinese wording where there is one, else the text as it is. */
static void wording_put(struct slice text, struct buffer *out)
{
    for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++) {
        const struct phrase *p = &phrases[i];
        struct slice begin = slice_str(p->begin), end = slice_str(p->end);
        struct slice rest = slice_from(text, begin.len);
        size_t at = end.len ? slice_find(rest, end, 0) : rest.len;
        if (!slice_starts(text, begin) || at == SIZE_MAX)
            continue;
        buffer_text(out, p->before);
        buffer_put(out, slice_sub(rest, 0, at));
        buffer_text(out, p->after);
        buffer_put(out, slice_from(rest, at + end.len));
        return;
    }
    buffer_put(out, text);
}

/* ---- what the compiler says ---- */

/* Mistakes of writing: what is in them for somebody who knows forms better than Lua. A missing comma
 * is most of them; the other is a key that is a word of the language. */
static const struct {
    const char *sign, *zh;
} slips[] = {
    {"unexpected symbol near ", "有看不懂的符号："},
    {"'end' expected ", "少了一个 end："},
    {" expected (to close ", "括号没有合上，或上一行末尾漏了逗号："},
    {" expected near ", "缺少符号，或上一行末尾漏了逗号："},
    {"syntax error near ", "看不懂这里的写法："},
};

static const struct {
    const char *sign, *zh, *en;
} words[] = {
    {"near 'until'", "；until 是 Lua 的保留字，这个键写作 until_",
     "; until is a word of Lua: write the key as until_"},
    {"near 'end'", "；end 是 Lua 的保留字，字段写作 end_，函数则可能多了或少了一个 end",
     "; end is a word of Lua: the field is end_, or a function has one end too many or few"},
};

static bool is_slip(struct slice text, struct buffer *en, struct buffer *zh)
{
    size_t i = 0, n = sizeof(slips) / sizeof(*slips);
    while (i < n && slice_find(text, slice_str(slips[i].sign), 0) == SIZE_MAX)
        i++;
    if (i == n)
        return false;
    buffer_text(zh, "语法错误，");
    buffer_text(zh, slips[i].zh);
    buffer_put(zh, text);
    bool expected = i == 2 || i == 3;
    for (size_t k = 0; k < 2; k++)
        if (slice_find(text, slice_str(words[k].sign), 0) != SIZE_MAX) {
            buffer_text(zh, words[k].zh);
            buffer_text(en, words[k].en);
            expected = false;
        }
    if (expected)
        buffer_text(en, "; is a comma missing at the end of the line before?");
    return true;
}

void reason_take(struct script *s, struct slice text)
{
    struct buffer *en = &s->out, *zh = &s->other;
    text = line_take(text, &s->raised_line);
    if (slice_starts(text, SLICE("stack overflow")) || slice_starts(text, SLICE("C stack")))
        s->limit = true;
    buffer_clear(en);
    buffer_clear(zh);
    clean_put(en, slice_of(text.ptr, utf8_cut(text, REASON_MAX)));
    char cleaned[REASON_MAX + 1];
    struct slice shown = slice_sub(buffer_slice(en), 0, REASON_MAX);
    if (shown.len)
        memcpy(cleaned, shown.ptr, shown.len);
    shown.ptr = cleaned; /* en grows below */
    bool slip = is_slip(shown, en, zh);
    if (!slip)
        wording_put(shown, zh);
    buffer_byte(en, '\0');
    buffer_byte(zh, '\0');
    bool told = !en->failed && !zh->failed;
    s->failed = true;
    if (s->limit)
        (void)error_set(&s->raised, ERR_LIMIT, "超出调用深度上限：%s%.0s",
                        "exceeded the limit on depth: %.0s%s", told ? zh->ptr : "",
                        told ? en->ptr : "");
    else if (slip)
        (void)error_set(&s->raised, ERR_PACK, "%s%.0s", "%.0s%s", told ? zh->ptr : "",
                        told ? en->ptr : "");
    else
        (void)error_set(&s->raised, ERR_PACK, "运行出错：%s%.0s", "%.0s%s", told ? zh->ptr : "",
                        told ? en->ptr : "");
}
