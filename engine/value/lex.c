/* Folding one character at a time instead of rewriting the text: a value is parsed
 * without allocating anything, and what is found is a slice of the cell as written. Only
 * what changes a number's meaning is folded here; which characters make a number or a
 * word is left to the readers above. */
#include "value/lex.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { TAG_MAX = 512, COMMAND_MAX = 12 };

bool lex_is_blank(uint32_t c)
{
    return c == ' ' || c == '\n';
}

bool lex_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

bool lex_is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool lex_is_wording(uint32_t c)
{
    if (c < 0x80)
        return lex_is_digit(c) || lex_is_letter(c);
    return c == 0x3007 || (c >= 0x2160 && c <= 0x2188) || /* Ⅱ: 不低于Ⅱ类 */ (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0x20000 && c < 0x40000) ||
           (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

struct fold {
    const char *from;
    uint32_t to;
};

/* What stands behind '&' and '\'. Longer names before their own beginnings. */
static const struct fold entities[] = {
    {"nbsp;", ' '},   {"ensp;", ' '},  {"emsp;", ' '},     {"amp;", '&'},
    {"quot;", '"'},   {"ge;", 0x2265}, {"le;", 0x2264},    {"gt;", '>'},
    {"lt;", '<'},     {"#160;", ' '},  {"ndash;", 0x2014}, {"mdash;", 0x2014},
    {"times;", 0xD7},
};

static const struct fold commands[] = {
    {"geqslant", 0x2265}, {"leqslant", 0x2264}, {"geqq", 0x2265}, {"leqq", 0x2264},
    {"geq", 0x2265},      {"leq", 0x2264},      {"left", ' '},    {"gt", '>'},
    {"lt", '<'},          {"ge", 0x2265},       {"le", 0x2264},   {"sim", '~'},
    {"times", 0xD7},      {"approx", 0x2248},   {"pm", 0xB1},     {"mathrm", ' '},
    {"text", ' '},        {"right", ' '},       {"quad", ' '},    {"%", '%'},
    {",", ' '},           {"(", ' '},           {")", ' '},       {"[", ' '},
    {"]", ' '},           {"$", ' '},           {"#", '#'},       {"&", '&'},
    {"_", '_'},
};

static uint32_t fold_named(struct slice text, size_t pos, const struct fold *table,
                           size_t count, size_t *next)
{
    struct slice rest = slice_sub(text, pos, COMMAND_MAX);
    for (size_t i = 0; rest.len && i < count; i++) {
        if (table[i].from[0] != rest.ptr[0])
            continue;
        struct slice name = slice_str(table[i].from);
        if (slice_starts(rest, name)) {
            *next = pos + name.len;
            return table[i].to;
        }
    }
    return LEX_END;
}

/* A tag that begins at `pos`: '<', a letter or '/', no other '<' before the '>'. Tags
 * that stand between paragraphs and cells are line ends. 0 when there is none. */
static uint32_t fold_tag(struct slice text, size_t pos, size_t *next)
{
    size_t at = pos + 1;
    if (at < text.len && text.ptr[at] == '/')
        at++;
    if (at >= text.len || !lex_is_letter((unsigned char)text.ptr[at]))
        return LEX_END;
    char first = text.ptr[at];
    for (; at < text.len && at - pos < TAG_MAX && text.ptr[at] != '<'; at++)
        if (text.ptr[at] == '>') {
            *next = at + 1;
            return strchr("pbdtlhoPBDTLHO", first) ? '\n' : ' ';
        }
    return LEX_END;
}

static uint32_t fold_ascii(struct slice text, size_t pos, size_t *next)
{
    unsigned char c = (unsigned char)text.ptr[pos];
    uint32_t folded = LEX_END;
    *next = pos + 1;
    if (c == '\n' || c == '\r')
        return '\n';
    if (c <= ' ' || c == 0x7F || c == '$')
        return ' ';
    if (c == '<')
        folded = fold_tag(text, pos, next);
    else if (c == '&')
        folded = fold_named(text, pos + 1, entities, sizeof(entities) / sizeof(*entities),
                            next);
    else if (c == '\\')
        folded = fold_named(text, pos + 1, commands, sizeof(commands) / sizeof(*commands),
                            next);
    if (folded != LEX_END)
        return folded;
    *next = pos + 1;
    return c;
}

static uint32_t fold_sign(uint32_t c)
{
    switch (c) {
    case 0x2A7E:
    case 0x2267: return 0x2265; /* ⩾ ≧ */
    case 0x2A7D:
    case 0x2266: return 0x2264; /* ⩽ ≦ */
    case 0xFE64: return '<';
    case 0xFE65: return '>';
    case 0x2550: /* ═ of a drawn frame */
    case 0xFE66: return '=';
    case 0xFE6A:
    case 0x066A: return '%';
    case 0xFE63:
    case 0x2212:
    case 0x2010:
    case 0x2011:
    case 0x2012: return '-';
    case 0x2013:
    case 0x2015:
    case 0x2500:
    case 0x2014: return 0x2014; /* – ― ─ — */
    case 0x301C:
    case 0x223C:
    case 0x02DC: return '~';
    case 0x2022:
    case 0x2027:
    case 0x30FB:
    case 0x22C5: return 0xB7; /* one middle dot */
    case 0x3014:
    case 0x3010: return '['; /* 〔 【 */
    case 0x3015:
    case 0x3011: return ']';
    case 0x3008: return 0x300A; /* 〈 as 《 */
    case 0x3009: return 0x300B;
    default: return c;
    }
}

/* The three-byte characters that make up most of any text, without the general decoder; 0 for
 * anything else. */
static uint32_t common_at(struct slice text, size_t pos)
{
    if (text.len - pos < 3)
        return 0;
    const unsigned char *p = (const unsigned char *)text.ptr + pos;
    if (p[0] < 0xE3 || p[0] > 0xE9 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
        return 0;
    return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
}

uint32_t lex_char(struct slice text, size_t pos, size_t *next)
{
    *next = pos;
    if (pos >= text.len)
        return LEX_END;
    unsigned char lead = (unsigned char)text.ptr[pos];
    if (lead < 0x80)
        return fold_ascii(text, pos, next);
    uint32_t c = common_at(text, pos);
    if (c)
        *next = pos + 3;
    else
        c = utf8_next(text, next);
    if (c >= 0x4E00 && c < 0xA000)
        return c;
    if (c == 0xFF3C) { /* the platform writes \ as ＼ */
        uint32_t folded =
            fold_named(text, *next, commands, sizeof(commands) / sizeof(*commands), next);
        return folded == LEX_END ? '\\' : folded;
    }
    if (c == 0x2028 || c == 0x2029)
        return '\n';
    if (unicode_is_nothing(c))
        return ' ';
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    return fold_sign(c);
}

uint32_t lex_peek(struct slice text, size_t pos, size_t *next)
{
    size_t behind;
    uint32_t c = lex_char(text, pos, &behind);
    while (lex_is_blank(c))
        c = lex_char(text, behind, &behind);
    if (next)
        *next = behind;
    return c;
}

size_t lex_skip(struct slice text, size_t pos)
{
    size_t behind;
    while (lex_is_blank(lex_char(text, pos, &behind)))
        pos = behind;
    return pos;
}

/* Bytes of the character that `s` begins with, as far as its lead byte tells. */
static size_t char_bytes(struct slice s)
{
    unsigned char lead = (unsigned char)s.ptr[0];
    size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return n < s.len ? n : s.len;
}

static bool same_bytes(const char *a, const char *b, size_t n)
{
    while (n > 0 && *a == *b) {
        a++;
        b++;
        n--;
    }
    return n == 0;
}

/* An ideograph in the text is never folded, so where it differs from the word nothing can
 * match. */
static bool is_plain(struct slice text, size_t pos)
{
    unsigned char lead = pos < text.len ? (unsigned char)text.ptr[pos] : 0;
    return lead >= 0xE5 && lead <= 0xE9;
}

size_t lex_word(struct slice text, size_t pos, struct slice word)
{
    while (word.len > 0) {
        size_t n = char_bytes(word), at = 0;
        if (n <= text.len - pos && same_bytes(text.ptr + pos, word.ptr, n))
            pos += n;
        else if (is_plain(text, pos) || lex_peek(text, pos, &pos) != utf8_next(word, &at))
            return 0;
        word = slice_of(word.ptr + n, word.len - n);
    }
    return pos;
}

uint32_t lex_first(const char *word)
{
    size_t pos = 0;
    return utf8_next(slice_str(word), &pos);
}

bool lex_among(struct slice text, size_t pos, const char *set)
{
    struct slice list = slice_str(set);
    uint32_t c = list.len ? lex_peek(text, pos, NULL) : LEX_END;
    for (size_t at = 0; c != LEX_END && at < list.len;)
        if (utf8_next(list, &at) == c)
            return true;
    return false;
}
