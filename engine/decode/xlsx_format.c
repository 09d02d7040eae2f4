/* Format codes of numbers. A code is read each time it is used: it is short, and most
 * numbers have none. Everything is decimal. A workbook keeps fifteen digits of a number
 * and writes the binary fraction beside it to its file (0.55589999999999995), so what
 * stands there is rounded to fifteen first, as the workbook itself does. */
#include "decode/xlsx_format.h"

#include "base/utf8.h"

#include <strings.h>

enum { DIGITS_KEPT = 15, PLACES_MAX = 30, CODE_MAX = 1024 };

/* ---- tokens ---- */

static struct number_token token_of(enum token_kind kind, struct slice code, size_t start,
                                    size_t end)
{
    return (struct number_token){kind, slice_sub(code, start, end - start)};
}

static struct number_token quoted(struct slice code, size_t *pos)
{
    size_t start = *pos + 1, end = slice_find(code, SLICE("\""), start);
    *pos = end == SIZE_MAX ? code.len : end + 1;
    return token_of(TOKEN_LITERAL, code, start, end == SIZE_MAX ? code.len : end);
}

static bool is_elapsed(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("hHmMsS", s.ptr[i]) || s.ptr[i] != s.ptr[0])
            return false;
    return s.len > 0;
}

/* [Red] [>=100] [DBNum1] say nothing here; [$¥-804] shows what stands before the dash. */
static struct number_token bracketed(struct slice code, size_t *pos)
{
    size_t start = *pos + 1, end = slice_find(code, SLICE("]"), start);
    end = end == SIZE_MAX ? code.len : end;
    *pos = end < code.len ? end + 1 : code.len;
    struct slice inside = slice_sub(code, start, end - start);
    if (is_elapsed(inside))
        return (struct number_token){TOKEN_ELAPSED, inside};
    if (inside.len == 0 || inside.ptr[0] != '$')
        return (struct number_token){TOKEN_SKIP, inside};
    size_t dash = slice_find(inside, SLICE("-"), 1);
    return token_of(TOKEN_LITERAL, inside, 1, dash == SIZE_MAX ? inside.len : dash);
}

static bool begins(struct slice code, size_t pos, const char *word)
{
    size_t n = strlen(word);
    return code.len - pos >= n && strncasecmp(code.ptr + pos, word, n) == 0;
}

static bool whole_word(struct slice code, size_t *pos, struct number_token *out)
{
    static const struct {
        const char *word;
        enum token_kind kind;
    } words[] = {{"General", TOKEN_PLAIN}, {"G/通用格式", TOKEN_PLAIN},
                 {"AM/PM", TOKEN_HALF},    {"上午/下午", TOKEN_HALF},
                 {"A/P", TOKEN_HALF},      {"E+", TOKEN_PLAIN},
                 {"E-", TOKEN_PLAIN}};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (begins(code, *pos, words[i].word)) {
            size_t start = *pos;
            *pos += strlen(words[i].word);
            *out = token_of(words[i].kind, code, start, *pos);
            return true;
        }
    return false;
}

static struct number_token run(struct slice code, size_t *pos)
{
    size_t start = *pos;
    char letter = code.ptr[start];
    while (*pos < code.len && (code.ptr[*pos] | 0x20) == (letter | 0x20))
        ++*pos;
    return token_of(TOKEN_DATE, code, start, *pos);
}

struct number_token number_token(struct slice code, size_t *pos)
{
    struct number_token word;
    size_t start = *pos;
    char c = code.ptr[start];
    if (c == '"')
        return quoted(code, pos);
    if (c == '[')
        return bracketed(code, pos);
    if (whole_word(code, pos, &word))
        return word;
    if (strchr("yYmMdDhHsSeEaAbBgG", c))
        return run(code, pos);
    ++*pos;
    switch (c) {
    case '0':
    case '#':
    case '?': return token_of(TOKEN_DIGIT, code, start, *pos);
    case '.': return token_of(TOKEN_POINT, code, start, *pos);
    case ',': return token_of(TOKEN_COMMA, code, start, *pos);
    case '%': return token_of(TOKEN_PERCENT, code, start, *pos);
    case '@': return token_of(TOKEN_PLAIN, code, start, *pos);
    default: break;
    }
    bool next = c == '\\' || c == '_' || c == '*'; /* the character behind is meant */
    *pos = next ? *pos : start;
    if (*pos == code.len)
        return token_of(TOKEN_SKIP, code, start, start);
    start = *pos;
    (void)utf8_next(code, pos);
    return token_of(next && c != '\\' ? TOKEN_SKIP : TOKEN_LITERAL, code, start, *pos);
}

/* ---- sections ---- */

static void condition_read(struct number_section *s, struct slice inside)
{
    static const struct {
        const char *sign;
        char op;
    } signs[] = {{">=", 'g'}, {"<=", 'l'}, {"<>", 'n'},
                 {">", '>'},  {"<", '<'},  {"=", '='}};
    for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
        if (slice_starts(inside, slice_str(signs[i].sign))) {
            if (decimal_parse(slice_from(inside, strlen(signs[i].sign)), &s->bound))
                s->op = signs[i].op;
            return;
        }
}

static void section_read(struct number_section *s, struct slice code)
{
    bool digits = false, slash = false, plain = false;
    *s = (struct number_section){.code = code};
    for (size_t pos = 0; pos < code.len;) {
        struct number_token t = number_token(code, &pos);
        digits = digits || t.kind == TOKEN_DIGIT;
        plain = plain || t.kind == TOKEN_PLAIN;
        s->date = s->date || t.kind == TOKEN_DATE || t.kind == TOKEN_ELAPSED;
        slash = slash ||
                (digits && t.kind == TOKEN_LITERAL && slice_equal(t.text, SLICE("/")));
        if (t.kind == TOKEN_SKIP)
            condition_read(s, t.text);
    }
    s->general = plain || (slash && !s->date);
}

/* The end of the section that begins at `pos`. */
static size_t section_end(struct slice code, size_t pos)
{
    while (pos < code.len && code.ptr[pos] != ';')
        (void)number_token(code, &pos);
    return pos;
}

void number_format_read(struct number_format *f, struct slice code)
{
    *f = (struct number_format){.count = 0};
    if (code.len > CODE_MAX)
        return;
    for (size_t pos = 0; f->count < 4;) {
        size_t end = section_end(code, pos);
        section_read(&f->sections[f->count++], slice_sub(code, pos, end - pos));
        if (end >= code.len)
            return;
        pos = end + 1;
    }
}

struct slice number_format_built_in(unsigned id)
{
    static const char *const codes[] = {
        [1] = "0",
        [2] = "0.00",
        [3] = "#,##0",
        [4] = "#,##0.00",
        [5] = "¥#,##0;¥-#,##0",
        [6] = "¥#,##0;¥-#,##0",
        [7] = "¥#,##0.00;¥-#,##0.00",
        [8] = "¥#,##0.00;¥-#,##0.00",
        [9] = "0%",
        [10] = "0.00%",
        [14] = "yyyy/m/d",
        [15] = "d-mmm-yy",
        [16] = "d-mmm",
        [17] = "mmm-yy",
        [18] = "h:mm AM/PM",
        [19] = "h:mm:ss AM/PM",
        [20] = "h:mm",
        [21] = "h:mm:ss",
        [22] = "yyyy/m/d h:mm",
        [27] = "yyyy\"年\"m\"月\"",
        [28] = "m\"月\"d\"日\"",
        [29] = "m\"月\"d\"日\"",
        [30] = "m-d-yy",
        [31] = "yyyy\"年\"m\"月\"d\"日\"",
        [32] = "h\"时\"mm\"分\"",
        [33] = "h\"时\"mm\"分\"ss\"秒\"",
        [34] = "上午/下午h\"时\"mm\"分\"",
        [35] = "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        [36] = "yyyy\"年\"m\"月\"",
        [37] = "#,##0;-#,##0",
        [38] = "#,##0;-#,##0",
        [39] = "#,##0.00;-#,##0.00",
        [40] = "#,##0.00;-#,##0.00",
        [41] = "#,##0;-#,##0;\"-\"",
        [42] = "¥#,##0;¥-#,##0;\"-\"",
        [43] = "#,##0.00;-#,##0.00;\"-\"",
        [44] = "¥#,##0.00;¥-#,##0.00;\"-\"",
        [45] = "mm:ss",
        [46] = "[h]:mm:ss",
        [47] = "mm:ss.0",
        [50] = "yyyy\"年\"m\"月\"",
        [51] = "m\"月\"d\"日\"",
        [52] = "yyyy\"年\"m\"月\"",
        [53] = "m\"月\"d\"日\"",
        [54] = "m\"月\"d\"日\"",
        [55] = "上午/下午h\"时\"mm\"分\"",
        [56] = "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        [57] = "yyyy\"年\"m\"月\"",
        [58] = "m\"月\"d\"日\"",
    };
    return id < sizeof(codes) / sizeof(*codes) ? slice_str(codes[id]) : SLICE_NONE;
}

/* ---- digits ---- */

/* What a section asks for. */
struct layout {
    size_t before, after;      /* places for digits before and behind the point */
    size_t zeros, after_zeros; /* that are always there */
    bool grouped;
    int shift; /* powers of ten: percents up, trailing commas down */
};

static struct layout layout_of(struct slice code)
{
    struct layout l = {0};
    bool point = false;
    int commas = 0;
    for (size_t pos = 0; pos < code.len;) {
        struct number_token t = number_token(code, &pos);
        if (t.kind == TOKEN_DIGIT) {
            bool zero = t.text.ptr[0] == '0';
            l.grouped = l.grouped || (commas > 0 && !point);
            commas = 0;
            *(point ? &l.after : &l.before) += 1;
            if (point)
                l.after_zeros = zero ? l.after : l.after_zeros;
            else
                l.zeros += zero || l.zeros > 0;
        } else if (t.kind == TOKEN_COMMA && l.before > 0) {
            commas++;
        } else if (t.kind == TOKEN_PERCENT) {
            l.shift += 2;
        } else if (t.kind == TOKEN_POINT) {
            point = true;
        }
    }
    l.shift -= 3 * commas;
    return l;
}

/* Digits of the number before and behind its point; none before it when it is below one.
 */
struct digits {
    char text[DECIMAL_DIGITS + PLACES_MAX + 2];
    struct slice before, after;
};

/* `v` is not below zero. False when it has more digits than a decimal holds. */
static bool digits_of(struct decimal v, const struct layout *l, struct digits *d)
{
    size_t places = l->after > PLACES_MAX ? PLACES_MAX : l->after, at = sizeof(d->text);
    if (!decimal_shift(v, l->shift, &v) || !decimal_round(v, (int)places, &v))
        return false;
    size_t most = at;
    for (decimal_coefficient c = v.coefficient; c > 0 || most - at < places; c /= 10)
        d->text[--at] = (char)('0' + (int)(c % 10));
    d->before = slice_of(d->text + at, most - at - places);
    d->after = slice_of(d->text + most - places, places);
    while (d->after.len > l->after_zeros && d->after.ptr[d->after.len - 1] == '0')
        d->after.len--;
    return true;
}

static bool all_zero(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != '0')
            return false;
    return true;
}

/* The digit `right` places left of the point, with its comma. */
static void put_before(struct buffer *out, const struct digits *d, const struct layout *l,
                       size_t right)
{
    if (right < d->before.len)
        buffer_byte(out, d->before.ptr[d->before.len - 1 - right]);
    else if (right < l->zeros)
        buffer_byte(out, '0');
    else
        return;
    if (l->grouped && right > 0 && right % 3 == 0)
        buffer_byte(out, ',');
}

/* The place `n` (from the left) of the section takes its digit; the first one all that
 * stand before. */
static void put_place(struct buffer *out, const struct digits *d, const struct layout *l,
                      size_t n)
{
    size_t right = l->before - 1 - n;
    if (n == 0)
        for (size_t k = d->before.len; k > right + 1; k--)
            put_before(out, d, l, k - 1);
    put_before(out, d, l, right);
}

static void put_section(struct buffer *out, struct slice code, const struct digits *d,
                        const struct layout *l)
{
    size_t before = 0, after = 0;
    bool point = false;
    for (size_t pos = 0; pos < code.len;) {
        struct number_token t = number_token(code, &pos);
        switch (t.kind) {
        case TOKEN_DIGIT:
            if (!point)
                put_place(out, d, l, before++);
            else if (after++ < d->after.len)
                buffer_byte(out, d->after.ptr[after - 1]);
            break;
        case TOKEN_POINT:
            if (l->before == 0 && !point)
                buffer_put(out, d->before);
            if (!point && (d->after.len > 0 || l->after_zeros > 0))
                buffer_byte(out, '.');
            point = true;
            break;
        case TOKEN_PERCENT: buffer_byte(out, '%'); break;
        case TOKEN_LITERAL: buffer_put(out, t.text); break;
        default: break;
        }
    }
}

static void put_plain(struct buffer *out, struct decimal v)
{
    decimal_put(out, decimal_trim(v));
}

/* ---- choosing ---- */

static bool condition_holds(const struct number_section *s, struct decimal v)
{
    int c = decimal_compare(v, s->bound);
    switch (s->op) {
    case '>': return c > 0;
    case '<': return c < 0;
    case '=': return c == 0;
    case 'g': return c >= 0;
    case 'l': return c <= 0;
    default: return c != 0;
    }
}

static const struct number_section *choose(const struct number_format *f,
                                           struct decimal v)
{
    size_t numbers = f->count < 3 ? f->count : 3;
    if (f->sections[0].op) {
        for (size_t i = 0; i < numbers; i++)
            if (!f->sections[i].op || condition_holds(&f->sections[i], v))
                return &f->sections[i];
        return NULL;
    }
    int sign = decimal_sign(v);
    size_t i = sign < 0 ? 1 : sign == 0 ? 2 : 0;
    return &f->sections[i < numbers ? i : 0];
}

/* The section says itself how a number below zero looks. */
static bool says_minus(const struct number_format *f, const struct number_section *s)
{
    return s != &f->sections[0] || s->op;
}

static bool empty_section(const struct number_section *s)
{
    for (size_t pos = 0; pos < s->code.len;)
        if (number_token(s->code, &pos).kind != TOKEN_SKIP)
            return false;
    return true;
}

static enum number_shown show(const struct number_format *f, struct decimal v,
                              bool from_1904, struct buffer *out)
{
    struct digits d;
    const struct number_section *s = f->count ? choose(f, v) : NULL;
    bool hidden = s && empty_section(s);
    if (hidden && decimal_sign(v) == 0)
        return NUMBER_SHOWN; /* zeros are not shown; other values are, whatever the format
                                hides */
    if (s && s->date && !hidden) {
        if (number_show_date(s, v, from_1904, out))
            return NUMBER_SHOWN;
        put_plain(out, v);
        return NUMBER_PLAIN;
    }
    struct layout l = s ? layout_of(s->code) : (struct layout){0};
    struct decimal size = decimal_sign(v) < 0 ? decimal_negate(v) : v;
    if (!s || hidden || s->general || !digits_of(size, &l, &d)) {
        put_plain(out, v);
        return NUMBER_SHOWN;
    }
    bool zero = all_zero(d.before) && all_zero(d.after);
    if (decimal_sign(v) < 0 && !says_minus(f, s) && !zero)
        buffer_byte(out, '-');
    put_section(out, s->code, &d, &l);
    return NUMBER_SHOWN;
}

/* Digits of the number as written, without zeros at its ends. */
static int digit_count(struct decimal v)
{
    int n = 0;
    for (decimal_coefficient c = v.coefficient; c != 0; c /= 10)
        n++;
    return n;
}

static bool few_digits(struct slice text)
{
    if (text.len == 0 || text.len > DIGITS_KEPT || (text.len > 1 && text.ptr[0] == '0'))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return true;
}

enum number_shown number_show(const struct number_format *f, struct slice text,
                              bool from_1904, struct buffer *out)
{
    struct decimal v;
    if (f->count == 0 && few_digits(text)) {
        buffer_put(out, text);
        return NUMBER_SHOWN;
    }
    if (text.len == 0 || memchr(text.ptr, ',', text.len) || !decimal_parse(text, &v))
        return NUMBER_NONE;
    int whole = digit_count(v) + v.exponent, places = DIGITS_KEPT - whole;
    if (places >= 0 && places < -v.exponent && !decimal_round(v, places, &v))
        return NUMBER_NONE;
    enum number_shown shown = show(f, v, from_1904, out);
    return shown == NUMBER_SHOWN && whole > DIGITS_KEPT ? NUMBER_LONG : shown;
}
