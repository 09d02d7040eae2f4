/* Units: finding the longest one a text begins with, and converting between multiples of
 * one base. A row of the table is found by its first character, so that the cost does not
 * depend on how many units there are. Units per something (元/人) are told as written,
 * since there is no end of them; two of them are the same when their bases read the same.
 */
#include "value/unit_table.h"

#include "base/utf8.h"
#include "value/lex.h"

enum { PER_MAX = 2 }; /* 元/人·月 */

static struct slice lit(const char *s)
{
    return slice_str(s);
}

struct unit unit_none(void)
{
    return (struct unit){.dimension = UNIT_NONE, .factor = 1, .known_scale = true};
}

struct unit unit_percent(void)
{
    return (struct unit){.dimension = UNIT_RATIO,
                         .name = SLICE("%"),
                         .scale = -2,
                         .factor = 1,
                         .known_scale = true};
}

struct unit unit_money(int scale, bool known)
{
    static const struct {
        int scale;
        const char *name;
    } names[] = {{0, "元"},     {3, "千元"}, {4, "万元"},
                 {6, "百万元"}, {8, "亿元"}, {12, "万亿元"}};
    struct unit u = {.dimension = UNIT_MONEY,
                     .base = SLICE("元"),
                     .scale = scale,
                     .factor = 1,
                     .known_scale = known};
    for (size_t i = 0; known && i < sizeof(names) / sizeof(*names); i++)
        if (names[i].scale == scale)
            u.name = lit(names[i].name);
    return u;
}

struct unit unit_myriad(int scale)
{
    struct unit u = unit_none();
    u.name = scale == 12 ? SLICE("万亿") : scale == 8 ? SLICE("亿") : SLICE("万");
    u.scale = scale;
    return u;
}

/* ---- finding
 * --------------------------------------------------------------------------------- */

/* An ASCII unit ends where no letter or digit follows: 5GB, not 5GBs. */
static bool is_cut(struct slice text, size_t end, struct slice name)
{
    size_t next;
    uint32_t c = lex_char(text, end, &next);
    unsigned char last = (unsigned char)name.ptr[name.len - 1];
    return lex_is_letter(last) && (lex_is_letter(c) || lex_is_digit(c));
}

/* The first row whose text begins with `c` or a later character. UTF-8 sorts as its
 * characters. */
static size_t row_from(const struct unit_row *rows, size_t count, uint32_t c)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (rows[mid].first < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The row with the longest text that stands at `pos`, NULL when there is none; *end is behind it. */
static const struct unit_row *longest(const struct unit_row *rows, size_t count, struct slice text,
                                      size_t pos, uint32_t first, size_t *end)
{
    const struct unit_row *best = NULL;
    *end = pos;
    for (size_t i = row_from(rows, count, first); i < count && rows[i].first == first; i++) {
        struct slice name = slice_of(rows[i].text, rows[i].len);
        size_t behind = lex_word(text, pos, name);
        if (behind <= *end || is_cut(text, behind, name) || lex_among(text, behind, rows[i].unless))
            continue;
        best = &rows[i];
        *end = behind;
    }
    return best;
}

static const struct unit_row *row_at(struct slice text, size_t pos, const struct unit_list *more,
                                     size_t *end)
{
    uint32_t c = lex_peek(text, pos, NULL);
    *end = pos;
    if (c == LEX_END)
        return NULL;
    const struct unit_row *row = longest(unit_table, unit_table_count, text, pos, c, end);
    size_t behind = 0;
    const struct unit_row *own = more ? longest(more->rows, more->count, text, pos, c, &behind) : NULL;
    if (!own || behind < *end)
        return row;
    *end = own->dimension == UNIT_NONE ? pos : behind;
    return own->dimension == UNIT_NONE ? NULL : own;
}

static struct unit unit_of(const struct unit_row *row, int myriads)
{
    const char *name = myriads == 8 ? row->hundred_million : row->myriad;
    return (struct unit){
        .dimension = row->dimension,
        .name = lit(myriads ? name : name + UNIT_MYRIAD_BYTES),
        .base = lit(row->base),
        .scale = row->scale + myriads,
        .factor = row->factor,
        .known_scale = true,
    };
}

int unit_myriad_at(struct slice text, size_t pos, size_t *end)
{
    uint32_t c = lex_peek(text, pos, end);
    return c == 0x4E07 || c == 0x842C ? 4 : c == 0x4EBF ? 8 : 0;
}

/* The base inside a unit per something: its text without 万 or 千 before the name of the
 * base. */
static struct slice per_base(struct slice whole, struct unit u)
{
    size_t drop = utf8_count(u.name) - utf8_count(u.base), pos = 0;
    if (!slice_ends(u.name, u.base) || u.name.len <= u.base.len)
        return whole;
    while (drop-- > 0)
        (void)lex_peek(whole, pos, &pos);
    return slice_trim(slice_from(whole, pos));
}

static bool is_per_mark(uint32_t c, bool first)
{
    return c == '/' || (!first && c == 0xB7);
}

/* Takes in "/人" and "/人·月" behind the unit that ends at *end. */
static void read_per(struct slice text, const struct unit_list *more, size_t start, size_t *end,
                     struct unit *u)
{
    size_t behind = *end;
    if (u->dimension == UNIT_RATIO)
        return;
    for (int n = 0; n < PER_MAX; n++) {
        size_t mark, unit_end;
        if (!is_per_mark(lex_peek(text, behind, &mark), n == 0) ||
            !row_at(text, mark, more, &unit_end))
            break;
        behind = unit_end;
    }
    if (behind == *end)
        return;
    struct slice whole = slice_trim(slice_sub(text, start, behind - start));
    u->base = per_base(whole, *u);
    u->name = whole;
    if (u->dimension != UNIT_MONEY)
        u->dimension = UNIT_MEASURE;
    *end = behind;
}

struct unit unit_match_scaled(struct slice text, const struct unit_list *more, int myriads, size_t *len)
{
    size_t end;
    *len = 0;
    const struct unit_row *row = row_at(text, 0, more, &end);
    bool scaled = row && (row->dimension == UNIT_RATIO ||
                          (row->dimension == UNIT_MONEY && row->scale != 0));
    if (!row || (myriads && scaled))
        return unit_none(); /* 万 before % or 千元 is no unit */
    struct unit u = unit_of(row, myriads);
    if (!myriads)
        read_per(text, more, 0, &end, &u);
    *len = end;
    return u;
}

struct unit unit_match(struct slice text, const struct unit_list *more, size_t *len)
{
    size_t end;
    struct unit u = unit_match_scaled(text, more, 0, len);
    int myriads = *len ? 0 : unit_myriad_at(text, 0, &end);
    if (myriads) {
        u = unit_match_scaled(slice_from(text, end), more, myriads, len);
        *len += *len ? end : 0;
        if (*len)
            read_per(text, more, 0, len, &u);
    }
    return u;
}

bool unit_find(struct slice text, const struct unit_list *more, struct unit *out)
{
    size_t start = lex_skip(text, 0), next, len;
    bool bracket = lex_char(text, start, &next) == '(';
    struct slice rest = slice_from(text, bracket ? next : start);
    struct unit u = unit_match(rest, more, &len);
    if (len == 0)
        return false;
    uint32_t c = lex_peek(rest, len, &next);
    if (bracket && c == ')')
        c = lex_peek(rest, next, NULL);
    if (c != LEX_END)
        return false;
    *out = u;
    return true;
}

/* ---- units of a region ---- */

bool unit_text_fits(struct slice text)
{
    size_t pos;
    uint32_t c = lex_char(text, 0, &pos);
    if (!lex_is_wording(c) || lex_is_digit(c))
        return false;
    while (pos < text.len)
        if (lex_is_blank(lex_char(text, pos, &pos)))
            return false;
    return true;
}

bool unit_list_init(struct unit_list *list, struct arena *arena, size_t cap)
{
    *list = (struct unit_list){.cap = cap};
    list->rows = arena_zero(arena, cap ? cap : 1, sizeof(*list->rows));
    return list->rows != NULL;
}

/* `before` and `s`, with a NUL behind them. NULL when the arena refuses. */
static const char *join(struct arena *arena, const char *before, struct slice s)
{
    size_t len = strlen(before);
    char *text = arena_alloc(arena, len + s.len + 1);
    if (text) {
        memcpy(text, before, len);
        if (s.len)
            memcpy(text + len, s.ptr, s.len);
        text[len + s.len] = '\0';
    }
    return text;
}

bool unit_list_add(struct unit_list *list, struct arena *arena, struct slice text, struct unit meaning,
                   struct slice unless)
{
    size_t next, at = list->count;
    struct unit_row row = {
        .first = lex_char(text, 0, &next),
        .text = join(arena, "", text),
        .len = text.len,
        .myriad = join(arena, "万", meaning.name),
        .hundred_million = join(arena, "亿", meaning.name),
        .base = join(arena, "", meaning.base),
        .dimension = meaning.dimension,
        .scale = meaning.scale,
        .factor = meaning.factor,
        .unless = join(arena, "", unless),
    };
    if (list->count == list->cap || !row.text || !row.myriad || !row.hundred_million || !row.base ||
        !row.unless)
        return false;
    for (; at > 0 && list->rows[at - 1].first > row.first; at--)
        list->rows[at] = list->rows[at - 1];
    list->rows[at] = row;
    list->count++;
    return true;
}

/* ---- converting
 * ------------------------------------------------------------------------------ */

/* Same but for blanks and full-width signs, which units per something may hold. */
static bool same_signs(struct slice a, struct slice b)
{
    if (slice_equal(a, b))
        return true;
    size_t at = 0, bt = 0;
    uint32_t c, d;
    do {
        c = lex_peek(a, at, &at);
        d = lex_peek(b, bt, &bt);
    } while (c == d && c != LEX_END);
    return c == d;
}

/* What a unit per something is called from `pos` to its next "/": "㎡" is 平方米 there, too. */
static struct slice piece(struct slice text, size_t pos, size_t *end)
{
    size_t next, behind;
    for (*end = pos; *end < text.len; *end = next)
        if (is_per_mark(lex_peek(text, *end, &next), false))
            break;
    struct slice s = slice_trim(slice_sub(text, pos, *end - pos));
    const struct unit_row *row = row_at(s, 0, NULL, &behind);
    return row && behind == s.len ? unit_of(row, 0).name : s;
}

static bool same_base(struct slice a, struct slice b)
{
    size_t at = 0, bt = 0;
    if (same_signs(a, b))
        return true;
    for (;;) {
        if (!same_signs(piece(a, at, &at), piece(b, bt, &bt)) || (at == a.len) != (bt == b.len))
            return false;
        if (at == a.len)
            return true;
        (void)lex_peek(a, at, &at);
        (void)lex_peek(b, bt, &bt);
    }
}

static bool is_bare_myriad(struct unit u)
{
    return u.dimension == UNIT_NONE && u.scale > 0;
}

static bool takes_myriads(struct unit u)
{
    return u.dimension == UNIT_MONEY || u.dimension == UNIT_PEOPLE ||
           u.dimension == UNIT_COUNT || u.dimension == UNIT_MEASURE;
}

/* 3 亩 are 2000 平方米. */
enum { MU = 3, SQUARE_METRES = 2000 };

static bool is_area(struct unit u, const char *base)
{
    return u.dimension == UNIT_MEASURE && slice_equal(u.base, slice_str(base));
}

static bool are_areas(struct unit a, struct unit b)
{
    return (is_area(a, "亩") && is_area(b, "平方米")) || (is_area(a, "平方米") && is_area(b, "亩"));
}

bool unit_compatible(struct unit a, struct unit b)
{
    if (a.known_scale != b.known_scale)
        return false;
    if ((is_bare_myriad(a) && takes_myriads(b)) ||
        (is_bare_myriad(b) && takes_myriads(a)))
        return a.known_scale;
    bool bare_a = a.dimension == UNIT_NONE || a.dimension == UNIT_RATIO;
    bool bare_b = b.dimension == UNIT_NONE || b.dimension == UNIT_RATIO;
    if (a.dimension != b.dimension && !(bare_a && bare_b))
        return false;
    return same_base(a.base, b.base) || are_areas(a, b);
}

bool unit_convert(struct decimal number, struct unit from, struct unit to,
                  struct decimal *out)
{
    if (!unit_compatible(from, to))
        return false;
    uint32_t times = from.factor ? from.factor : 1, by = to.factor ? to.factor : 1;
    if (are_areas(from, to)) {
        bool mu = is_area(from, "亩");
        times *= mu ? SQUARE_METRES : MU;
        by *= mu ? MU : SQUARE_METRES;
    }
    if (times != by && (!decimal_multiply(number, decimal_int(times), &number) ||
                        !decimal_divide(number, decimal_int(by), &number)))
        return false;
    return decimal_shift(number, from.scale - to.scale, out);
}
