/* Reading one number. A number that cannot be read whole is told as a name rather than
 * cut: 1,2,3 is not 1, 1e5 is not 1, 12 300 is not 12. Whether a number is a quantity, a
 * date or only mentioned is left to quantity.c and scan.c, which see what stands around
 * it. */
#include "value/numeral.h"

#include "value/lex.h"

enum { NUMERAL_CHARS_MAX = 40, DIGITS_MAX = 80 };

/* ---- Arabic
 * ---------------------------------------------------------------------------------- */

static bool is_alnum(uint32_t c)
{
    return lex_is_digit(c) || lex_is_letter(c);
}

static bool is_joiner(uint32_t c)
{
    return c != LEX_END && (c == 0xD7 || (c < 0x80 && strchr(".:/+*^=_#@\\", (int)c)));
}

size_t numeral_skip_name(struct slice text, size_t pos)
{
    for (;;) {
        size_t next, behind;
        uint32_t c = lex_char(text, pos, &next);
        bool joins = is_joiner(c) || c == '-' || c == ',';
        if (!is_alnum(c) && !(joins && is_alnum(lex_char(text, next, &behind))))
            return pos;
        pos = next;
    }
}

static size_t digits_end(struct slice text, size_t pos, size_t *count)
{
    size_t next;
    *count = 0;
    while (lex_is_digit(lex_char(text, pos, &next))) {
        pos = next;
        (*count)++;
    }
    return pos;
}

/* True when a year stands there: "1.2024年1月" is item 1, not 1.2024. */
static bool year_follows(struct slice text, size_t pos)
{
    size_t count, next;
    size_t end = digits_end(text, pos, &count);
    uint32_t first = lex_char(text, pos, &next);
    return count == 4 && (first == '1' || first == '2') &&
           lex_peek(text, end, NULL) == 0x5E74;
}

/* The thousands group behind a comma at `pos`: the byte behind it, or 0 when the group is
 * wrong. */
static size_t group_end(struct slice text, size_t pos)
{
    size_t next, count;
    if (lex_char(text, pos, &next) != ',')
        return 0;
    size_t end = digits_end(text, next, &count);
    return count == 3 ? end : 0;
}

/* The digits with ASCII signs, for decimal_parse; too long a number is refused there. */
static bool number_of(struct slice text, size_t start, size_t end, struct decimal *out)
{
    char plain[DIGITS_MAX];
    size_t n = 0;
    for (size_t pos = start; pos < end;) {
        uint32_t c = lex_char(text, pos, &pos);
        if (n == sizeof(plain))
            return false;
        plain[n++] = (char)c;
    }
    return decimal_parse(slice_of(plain, n), out);
}

static size_t read_fraction(struct slice text, size_t pos, size_t whole_digits,
                            bool *numbering)
{
    size_t next, count;
    if (lex_char(text, pos, &next) != '.')
        return pos;
    size_t end = digits_end(text, next, &count);
    *numbering = count == 4 && whole_digits <= 2 && year_follows(text, next);
    return count > 0 && !*numbering ? end : pos;
}

/* True when what stands directly behind a number makes the whole a name. */
static bool is_joined(struct slice text, size_t pos, const struct unit_list *more)
{
    size_t next, after, unit = 0;
    uint32_t c = lex_char(text, pos, &next);
    if (lex_is_letter(c)) {
        (void)unit_match(slice_from(text, pos), more, &unit);
        return unit == 0;
    }
    uint32_t behind = lex_char(text, next, &after);
    if (c == ':' && year_follows(text, next))
        return false;
    if (c == '/') { /* 12/10万: twelve in a hundred thousand */
        (void)unit_match(slice_from(text, pos), more, &unit);
        if (unit)
            return false;
    }
    if (c == '-')
        return lex_is_letter(behind);
    if (c == ',')
        return text.ptr[pos] == ',' && lex_is_digit(behind);
    if (c == ' ')
        return lex_is_digit(behind) && !year_follows(text, next);
    return is_joiner(c) && is_alnum(behind);
}

static size_t skip_joined(struct slice text, size_t pos, const struct unit_list *more)
{
    size_t next;
    while (lex_char(text, pos, &next) == ' ' && is_joined(text, pos, more))
        pos = numeral_skip_name(text, next);
    return numeral_skip_name(text, pos);
}

static bool read_arabic(struct slice text, size_t pos, const struct unit_list *more, struct numeral *n)
{
    size_t next, end = digits_end(text, pos, &n->digits), group;
    n->zero_led = n->digits > 1 && lex_char(text, pos, &next) == '0';
    while (n->digits <= 3 && !n->zero_led && (group = group_end(text, end)) != 0)
        end = group;
    bool numbering = false;
    end = read_fraction(text, end, n->digits, &numbering);
    n->end = end;
    n->name = numbering;
    if (!numbering && (is_joined(text, end, more) || !number_of(text, pos, end, &n->number))) {
        n->name = true;
        n->end = skip_joined(text, end, more);
    }
    size_t percent;
    if (lex_char(text, n->end, &next) == '.' && lex_char(text, next, &percent) == '%')
        n->end = next;
    return true;
}

/* ---- Chinese
 * --------------------------------------------------------------------------------- */

/* Value of a numeral character: digits 0..9, multipliers as themselves, -1 for anything
 * else. */
static int64_t numeral_value(uint32_t c)
{
    switch (c) {
    case 0x96F6:
    case 0x3007: return 0; /* 零 〇 */
    case 0x4E00:
    case 0x58F9: return 1; /* 一 壹 */
    case 0x4E8C:
    case 0x8D30:
    case 0x4E24: return 2; /* 二 贰 两 */
    case 0x4E09:
    case 0x53C1: return 3;
    case 0x56DB:
    case 0x8086: return 4;
    case 0x4E94:
    case 0x4F0D: return 5;
    case 0x516D:
    case 0x9646: return 6;
    case 0x4E03:
    case 0x67D2: return 7;
    case 0x516B:
    case 0x634C: return 8;
    case 0x4E5D:
    case 0x7396: return 9;
    case 0x5341:
    case 0x62FE: return 10; /* 十 拾 */
    case 0x5EFF: return 20; /* 廿 */
    case 0x5345: return 30; /* 卅 */
    case 0x767E:
    case 0x4F70: return 100; /* 百 佰 */
    case 0x5343:
    case 0x4EDF: return 1000; /* 千 仟 */
    case 0x4E07:
    case 0x842C: return 10000;     /* 万 萬 */
    case 0x4EBF: return 100000000; /* 亿 */
    default: return -1;
    }
}

struct chinese {
    int64_t total, section; /* above 万, below 万 */
    int64_t digit;          /* read, its multiplier not yet; -1: none */
    int64_t least;          /* the last multiplier of the section; 0: none */
    bool zero; /* 零 since the last multiplier: 一百零二 is not 一百二 */
};

/* 一百二 is 120: the last digit counts in the place below the last multiplier. */
static int64_t chinese_close(const struct chinese *c)
{
    int64_t rest = c->digit < 0 ? 0 : c->digit;
    return c->section + (c->least >= 100 && !c->zero ? rest * (c->least / 10) : rest);
}

static bool chinese_take(struct chinese *c, int64_t value)
{
    if (value < 10) {
        if (c->digit >= 0)
            return false;
        if (value == 0 && (c->section || c->total))
            c->zero = true;
        else
            c->digit = value;
        return true;
    }
    if (value == 20 || value == 30) {
        if (c->digit >= 0 || c->section)
            return false;
        c->section = value;
        c->least = 10;
        return true;
    }
    if (c->least && value >= c->least)
        return false;
    if (c->digit < 0 && value != 10)
        return false;
    c->section += (c->digit < 0 ? 1 : c->digit) * value;
    c->digit = -1;
    c->zero = false;
    c->least = value;
    return true;
}

/* 万 and 亿 inside a number (三万五千, 一亿二千万); at its end they belong to the unit (三万元). */
static bool chinese_myriad(struct chinese *c, int64_t value, struct slice text,
                           size_t next)
{
    if (c->total >= 100000000 && value == 10000) {
        c->total += chinese_close(c) * value;
        c->section = c->least = 0;
        c->digit = -1;
        return true;
    }
    int64_t after = numeral_value(lex_peek(text, next, NULL));
    if (after < 0 || after >= 10000 || (c->total == 0 && chinese_close(c) == 0))
        return false;
    c->total = (c->total + chinese_close(c)) * value;
    c->section = c->least = 0;
    c->digit = -1;
    c->zero = false;
    return c->total < INT64_C(100000000000000);
}

/* Digits one behind the other: a year (二〇二四), a small span (两三), else a name
 * (三四五). */
static void read_sequence(struct slice text, size_t pos, struct numeral *n)
{
    int64_t value, all = 0, first = 0, last = 0;
    size_t next, count = 0;
    bool zero = false;
    while (count < 9 && (value = numeral_value(lex_peek(text, pos, &next))) >= 0 &&
           value < 10) {
        first = count++ == 0 ? value : first;
        last = value;
        zero = zero || value == 0;
        all = all * 10 + value;
        pos = next;
    }
    n->end = pos;
    n->digits = count;
    n->pair = count == 2 && !zero && last == first + 1;
    n->sequence = count == 4;
    n->name = !n->pair && !n->sequence;
    n->number = decimal_int(n->pair ? first : all);
    n->second = decimal_int(last);
}

static bool is_sequence(struct slice text, size_t pos)
{
    size_t next;
    int64_t a = numeral_value(lex_peek(text, pos, &next));
    int64_t b = numeral_value(lex_peek(text, next, NULL));
    return a >= 0 && a < 10 && b >= 0 && b < 10;
}

/* 三点五 */
static void read_point(struct slice text, struct numeral *n)
{
    size_t next, end = n->end;
    if (lex_peek(text, end, &next) != 0x70B9)
        return;
    struct decimal number = n->number;
    int64_t value;
    size_t places = 0;
    for (; places < 6; places++, end = next) {
        size_t from = places ? end : next;
        value = numeral_value(lex_peek(text, from, &next));
        if (value < 0 || value > 9)
            break;
        struct decimal digit = {value, -(int)places - 1};
        if (!decimal_add(number, digit, &number))
            return;
    }
    if (places > 0) {
        n->number = number;
        n->end = end;
    }
}

static bool read_chinese_plain(struct slice text, size_t pos, struct numeral *n)
{
    if (is_sequence(text, pos)) {
        read_sequence(text, pos, n);
        return true;
    }
    struct chinese c = {.digit = -1};
    size_t taken = 0, next;
    for (; taken < NUMERAL_CHARS_MAX; taken++, pos = next) {
        int64_t value = numeral_value(lex_peek(text, pos, &next));
        if (value < 0)
            break;
        if (value >= 10000 ? !chinese_myriad(&c, value, text, next)
                           : !chinese_take(&c, value))
            break;
    }
    n->number = decimal_int(c.total + chinese_close(&c));
    n->end = pos;
    n->more = c.least > 0 && c.digit < 0 && lex_peek(text, pos, &next) == 0x51E0; /* 几 */
    if (n->more)
        n->end = next;
    read_point(text, n);
    return taken > 0;
}

/* A number without 百分之 or 分之 in it, so that these cannot nest. */
static bool read_simple(struct slice text, size_t pos, struct numeral *n)
{
    size_t next;
    pos = lex_skip(text, pos);
    uint32_t c = lex_char(text, pos, &next);
    *n = (struct numeral){.end = pos};
    if (lex_is_digit(c))
        return read_arabic(text, pos, NULL, n);
    n->chinese = true;
    return numeral_value(c) >= 0 && numeral_value(c) < 100 &&
           read_chinese_plain(text, pos, n);
}

/* 三分之二 */
static void read_parts(struct slice text, struct numeral *n)
{
    size_t at = lex_word(text, n->end, SLICE("分之"));
    struct numeral part;
    if (at == 0 || n->name || !read_simple(text, at, &part) || part.name)
        return;
    struct decimal whole = n->number, back;
    if (!decimal_divide(part.number, whole, &n->number)) {
        n->name = true;
        return;
    }
    n->inexact = !decimal_multiply(n->number, whole, &back) ||
                 decimal_compare(back, part.number) != 0;
    n->end = part.end;
}

static const struct {
    const char *word;
    enum numeral_ratio ratio;
} ratios[] = {
    {"百分之", RATIO_PERCENT},
    {"千分之", RATIO_PERMILLE},
    {"万分之", RATIO_MYRIAD},
};

static bool read_ratio(struct slice text, size_t pos, struct numeral *n)
{
    size_t end = lex_word(text, pos, SLICE("百分百"));
    if (!end)
        end = lex_word(text, pos, SLICE("百分之百"));
    if (end) {
        *n = (struct numeral){.number = decimal_int(100),
                              .end = end,
                              .chinese = true,
                              .ratio = RATIO_PERCENT};
        return true;
    }
    for (size_t i = 0; i < sizeof(ratios) / sizeof(*ratios); i++) {
        end = lex_word(text, pos, slice_str(ratios[i].word));
        if (!end || !read_simple(text, end, n))
            continue;
        n->ratio = ratios[i].ratio;
        n->chinese = true;
        return true;
    }
    return false;
}

/* 队伍, 入伍, 大陆, 登陆, 收拾: a capital that is part of a word. A sum of money (人民币伍万元) goes on with a multiplier. */
static bool is_word_part(struct slice text, size_t pos, uint32_t c)
{
    size_t next, from = pos;
    (void)lex_char(text, pos, &next);
    if ((c != 0x4F0D && c != 0x9646 && c != 0x62FE) || numeral_value(lex_peek(text, next, NULL)) >= 10)
        return false;
    while (from > 0 && ((unsigned char)text.ptr[--from] & 0xC0) == 0x80)
        continue;
    static const struct slice words[] = {{"队", 3}, {"退", 3}, {"入", 3}, {"落", 3}, {"大", 3},
                                         {"登", 3}, {"内", 3}, {"水", 3}, {"收", 3}};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (from < pos && slice_starts(slice_from(text, from), words[i]))
            return true;
    return false;
}

static bool read_chinese(struct slice text, size_t pos, uint32_t c, struct numeral *n)
{
    if (is_word_part(text, pos, c))
        return false;
    n->chinese = true;
    if (c == 0x534A) { /* 半 */
        (void)lex_char(text, pos, &n->end);
        n->number = (struct decimal){5, -1};
        n->half = true;
        return true;
    }
    if (numeral_value(c) < 0)
        return false;
    if (read_ratio(text, pos, n))
        return true;
    *n = (struct numeral){.chinese = true};
    if (numeral_value(c) >= 100 || !read_chinese_plain(text, pos, n))
        return false; /* 百 千 万 alone are no numbers: 千家万户, 万元 */
    read_parts(text, n);
    return true;
}

bool numeral_read(struct slice text, size_t pos, const struct unit_list *more, struct numeral *out)
{
    size_t next;
    uint32_t c = lex_char(text, pos, &next);
    *out = (struct numeral){.end = pos};
    if (lex_is_digit(c))
        return read_arabic(text, pos, more, out);
    return c > 0x7F && read_chinese(text, pos, c, out);
}
