/* Walking through a text. A number counts by what stands around it, so the walk remembers
 * what came before (a sign, 不少于, 第, a title, a quotation) and forgets it where other
 * words come between. A quantity has a unit or a sign; without either it is weak and
 * counts only if nothing better is found and it closes its clause (脱管漏管人员0). One
 * pass, no backtracking beyond a bounded distance. */
#include "value/scan.h"

#include "value/date.h"
#include "value/lex.h"
#include "value/lexicon.h"
#include "value/numeral.h"

enum { QUOTE_MAX = 120, GAP_MAX = 6, SIGN_MAX = 3, REACH_MAX = 6 };

struct scan {
    struct reader *r;
    struct slice text;
    struct found *items;
    size_t count, max;
    size_t pos;
    struct prefix prefix;
    size_t reach;      /* characters between a bound and here */
    uint32_t last;    /* the last character that is no blank; 0 at the start */
    bool touching;    /* no blank between it and here */
    bool seen;        /* wording came before */
    size_t quote_end; /* inside a quotation that ends there; 0: in none */
};

static void forget(struct scan *s)
{
    s->prefix = (struct prefix){0};
    s->reach = 0;
}

/* 不超过批复金额50万元, 至少开展3次: a bound reaches over a few words. Only those that are nothing
 * else; 最低生活保障 is no bound. */
static bool reaches(struct scan *s, uint32_t c)
{
    bool bound = s->prefix.written && !s->prefix.soft &&
                 (s->prefix.op == OP_GE || s->prefix.op == OP_LE) &&
                 lex_among(s->text, s->prefix.start, "不至");
    return bound && c > 0x7F && lex_is_wording(c) && ++s->reach <= REACH_MAX;
}

static void begin(struct scan *s)
{
    if (!s->prefix.any)
        s->prefix.start = s->pos;
    s->prefix.any = true;
}

static void pass(struct scan *s, uint32_t c, size_t next)
{
    s->last = c;
    s->touching = true;
    s->seen = s->seen || lex_is_wording(c);
    s->pos = next;
}

/* ---- titles, quotations, document numbers
 * ----------------------------------------------------- */

/* The byte behind the character `close` within `max` bytes, before another `open`; 0:
 * none. */
static size_t find_close(struct slice text, size_t pos, uint32_t open, uint32_t close,
                         size_t max)
{
    for (size_t at = pos, next; at < text.len && at - pos < max; at = next) {
        uint32_t c = lex_char(text, at, &next);
        if (c == close)
            return next;
        if (c == open || c == '\n')
            return 0;
    }
    return 0;
}

/* 《…》 holds names. The platform also writes < and > as 《 and 》: those have no
 * partner, or numbers on both sides. */
static bool skip_title(struct scan *s, size_t next)
{
    size_t end = find_close(s->text, next, 0x300A, 0x300B, QUOTE_MAX * 3);
    uint32_t first = lex_peek(s->text, next, NULL);
    bool sign = (lex_is_digit(first) || first == '=') &&
                (!end || lex_is_digit(lex_peek(s->text, end, NULL)) || first == '=');
    if (sign || !end)
        return false;
    forget(s);
    pass(s, 0x300B, end);
    return true;
}

static bool is_quote(uint32_t c)
{
    return c == 0x201C || c == 0x201D || c == '"' || c == 0x300C || c == 0x300E;
}

static void enter_quote(struct scan *s, size_t next)
{
    for (size_t at = next, behind; at < s->text.len && at - next < QUOTE_MAX;
         at = behind) {
        uint32_t c = lex_char(s->text, at, &behind);
        if (is_quote(c) || c == 0x300D || c == 0x300F) {
            bool whole = !s->seen && !lex_is_wording(lex_peek(s->text, behind, NULL));
            s->quote_end = whole ? 0 : at; /* a text that is quoted whole is no name */
            break;
        }
    }
    s->pos = next;
}

/* [2014]1号, (2019)第17号 */
static bool skip_document(struct scan *s, size_t next)
{
    struct numeral n;
    size_t behind;
    if (!lex_is_digit(lex_char(s->text, next, &behind)) ||
        !numeral_read(s->text, next, NULL, &n) || n.digits != 4)
        return false;
    uint32_t c = lex_peek(s->text, n.end, &behind);
    if (c != ']' && c != ')')
        return false;
    size_t number = lex_word(s->text, behind, SLICE("第"));
    number = lex_skip(s->text, number ? number : behind);
    if (!numeral_read(s->text, number, NULL, &n) || !lex_among(s->text, n.end, "号"))
        return false;
    forget(s);
    pass(s, ']', n.end);
    return true;
}

/* ---- signs
 * ----------------------------------------------------------------------------------- */

static bool is_sign(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == 0x2264 || c == 0x2265 ||
           c == 0x300A || c == 0x300B;
}

static enum value_op op_of(uint32_t c)
{
    switch (c) {
    case '<':
    case 0x300A: return OP_LT;
    case '>':
    case 0x300B: return OP_GT;
    case 0x2264: return OP_LE;
    case 0x2265: return OP_GE;
    default: return OP_EQ;
    }
}

static enum value_op join_ops(enum value_op a, enum value_op b)
{
    if (a == OP_NONE || a == b)
        return b;
    if (a == OP_EQ)
        return b == OP_GT ? OP_GE : b == OP_LT ? OP_LE : b;
    if (b == OP_EQ)
        return a == OP_GT ? OP_GE : a == OP_LT ? OP_LE : a;
    bool low = (a == OP_GT || a == OP_GE) && (b == OP_GT || b == OP_GE);
    bool high = (a == OP_LT || a == OP_LE) && (b == OP_LT || b == OP_LE);
    return low ? OP_GE : high ? OP_LE : OP_NONE;
}

/* >=, ＞＝, =>, ≥= and the like, blanks inside allowed. */
static void read_signs(struct scan *s)
{
    enum value_op op = OP_NONE;
    size_t next = s->pos;
    uint32_t c = lex_peek(s->text, s->pos, &next);
    bool clash = false;
    begin(s);
    for (int i = 0; is_sign(c); i++, c = lex_peek(s->text, s->pos, &next)) {
        op = join_ops(op, op_of(c));
        clash = clash || op == OP_NONE || i >= SIGN_MAX;
        pass(s, c, next);
    }
    s->prefix.op = op;
    s->prefix.written = true;
    s->prefix.soft = false;
    s->prefix.contradicts = clash;
}

/* ---- collecting
 * ------------------------------------------------------------------------------ */

static bool is_low(enum value_op op)
{
    return op == OP_GE || op == OP_GT;
}

static bool is_high(enum value_op op)
{
    return op == OP_LE || op == OP_LT;
}

/* Only marks and 且, 并 … between two bounds of one quantity. */
static bool only_joins(struct slice text, size_t from, size_t to)
{
    static const char *const joins = ",，、;；且并和又但及或同时而";
    for (int i = 0; i < GAP_MAX; i++) {
        size_t at = lex_skip(text, from);
        if (at >= to)
            return true;
        if (!lex_among(text, at, joins))
            return false;
        (void)lex_peek(text, at, &from);
    }
    return false;
}

/* ≥80%且≤90% is a range. */
static bool merge_bounds(struct scan *s, struct found *last, const struct found *next)
{
    struct value *a = &last->value;
    const struct value *b = &next->value;
    struct decimal other;
    bool rising = is_low(a->op) && is_high(b->op),
         falling = is_high(a->op) && is_low(b->op);
    if (last->date || next->date || (!rising && !falling) || a->change || b->change ||
        a->kind != b->kind || a->kind == VALUE_RANGE ||
        !(last->flipped || only_joins(s->text, last->end, next->start)) ||
        !unit_convert(b->number, b->unit, a->unit, &other))
        return false;
    struct decimal low = rising ? a->number : other, high = rising ? other : a->number;
    if (decimal_compare(low, high) > 0)
        return false;
    a->kind = VALUE_RANGE;
    a->low = low;
    a->high = high;
    a->op = OP_EQ;
    last->weak = false;
    last->end = next->end;
    return true;
}

/* 8760小时(365天), 90%以上(含90%): one thing told twice. */
static bool restates(const struct scan *s, const struct found *last,
                     const struct found *next)
{
    size_t behind;
    struct decimal same;
    if (last->date || next->date || next->weak || last->value.kind == VALUE_RANGE ||
        last->value.kind != next->value.kind ||
        lex_peek(s->text, last->end, &behind) != '(' ||
        lex_peek(s->text, next->end, NULL) != ')')
        return false;
    size_t with = lex_word(s->text, behind, SLICE("含"));
    return lex_skip(s->text, with ? with : behind) == next->start &&
           unit_convert(next->value.number, next->value.unit, last->value.unit, &same) &&
           decimal_compare(same, last->value.number) == 0;
}

static bool touches(const struct scan *s, const struct found *last,
                    const struct found *next)
{
    return !last->date && !next->date && !last->value.op_written &&
           lex_skip(s->text, last->end) == next->start;
}

/* 一年3次: the year is how often, not a second quantity. */
static bool is_rhythm(const struct scan *s, const struct found *last,
                      const struct found *next)
{
    return touches(s, last, next) && last->value.kind == VALUE_DURATION &&
           next->value.kind != VALUE_DURATION &&
           decimal_compare(last->value.number, decimal_int(1)) == 0;
}

/* 由80%提高到95%: where it starts from is no second quantity either. */
static bool is_start(const struct scan *s, const struct found *last,
                     const struct found *next)
{
    return touches(s, last, next) && next->level &&
           unit_compatible(last->value.unit, next->value.unit);
}

static void set_span(const struct scan *s, struct found *item)
{
    item->value.span =
        slice_trim(slice_sub(s->text, item->start, item->end - item->start));
    item->value.text = item->value.span;
}

static void collect(struct scan *s, struct found *item)
{
    struct found *last = s->count ? &s->items[s->count - 1] : NULL;
    if (s->r->prose && (item->date || item->weak))
        return;
    set_span(s, item);
    if (last && restates(s, last, item)) {
        (void)lex_peek(s->text, item->end, &last->end);
        set_span(s, last);
        return;
    }
    if (last && merge_bounds(s, last, item)) {
        set_span(s, last);
        return;
    }
    if (last && (is_rhythm(s, last, item) || is_start(s, last, item)))
        s->count--;
    if (s->count < s->max)
        s->items[s->count++] = *item;
}

/* ---- numbers
 * --------------------------------------------------------------------------------- */

static bool closes_clause(struct slice text, size_t pos)
{
    size_t next;
    uint32_t c = lex_peek(text, pos, &next);
    if (c == '.')
        return lex_peek(text, next, NULL) == LEX_END;
    return c == LEX_END || c == 0x3002 || c == ';' || c == ',' || c == '!';
}

/* A service line (12345, 12348) or a year in a title. */
static bool reads_as_name(struct slice text, const struct found *item)
{
    struct numeral n;
    int64_t whole;
    size_t at = lex_skip(text, item->start);
    if (!numeral_read(text, at, NULL, &n) || n.chinese || !decimal_to_int64(n.number, &whole))
        return n.chinese;
    return n.zero_led || (n.digits == 4 && whole >= 1900 && whole < 2100) ||
           (n.digits == 5 && whole >= 12300 && whole < 12400);
}

/* 80000（据实统计）: a bracket from here to the end of the text. */
static bool remark_closes(struct slice text, size_t pos)
{
    size_t next;
    if (lex_peek(text, pos, &next) != '(')
        return false;
    for (uint32_t c = '('; c != LEX_END && c != ')';)
        c = lex_char(text, next, &next);
    return lex_peek(text, next, NULL) == LEX_END;
}

/* The number such a bracket explains: 15 in 15（含续建3个）. */
static bool heads_remark(const struct scan *s, const struct found *item)
{
    return !s->seen && item->weak && remark_closes(s->text, item->end) && !reads_as_name(s->text, item);
}

/* Whether a number without unit and sign counts: the whole text, or what closes a clause
 * (故障0). */
static bool weak_counts(const struct scan *s, const struct found *item)
{
    if (heads_remark(s, item))
        return true;
    if (!closes_clause(s->text, item->end))
        return false;
    if (!s->seen)
        return true;
    return s->last > 0x7F && lex_is_wording(s->last) && !s->prefix.label &&
           !reads_as_name(s->text, item);
}

static bool counts(const struct scan *s, const struct found *item)
{
    bool ratio = item->value.unit.dimension == UNIT_RATIO;
    if (s->quote_end && !ratio && !(item->value.op_written && !item->weak))
        return false; /* “1234”工程 */
    if (s->prefix.label && item->weak)
        return false;
    return !item->weak || weak_counts(s, item);
}

static void leave_number(struct scan *s, size_t end)
{
    forget(s);
    pass(s, '0', end);
}

/* ≥6月 is six months, 6月底前 is a date. */
static bool is_months(const struct scan *s, const struct date_span *d)
{
    return d->bare_month && s->prefix.written && !s->prefix.soft;
}

/* Most numbers are no dates, and what stands behind their digits tells. */
static bool may_be_date(const struct scan *s)
{
    size_t pos = s->pos, next, digits = 0;
    uint32_t c = lex_char(s->text, pos, &next);
    if (!lex_is_digit(c))
        return true;
    for (; lex_is_digit(c) && digits <= 8; digits++, c = lex_char(s->text, pos, &next))
        pos = next;
    return digits == 8 || lex_among(s->text, pos, "年月日号季至到起-—~./");
}

static bool take_date(struct scan *s)
{
    struct date_span d;
    bool cell = !s->r->context.money && !s->seen;
    if (!may_be_date(s) || !date_read(s->text, s->pos, cell, &d) || d.ambiguous ||
        is_months(s, &d))
        return false;
    if (s->prefix.rank && d.period) /* 前三季度 */
        d.start.month = 1;
    bool compact =
        cell && d.stop - s->pos == 8 && d.start.day && !closes_clause(s->text, d.stop);
    if (compact)
        return false;
    struct found item = {
        .start = s->prefix.any ? s->prefix.start : s->pos, .end = d.stop, .date = true};
    item.value = (struct value){.kind = d.period ? VALUE_PERIOD : VALUE_DATE,
                                .op = d.op           ? d.op
                                      : s->prefix.op ? s->prefix.op
                                                     : OP_EQ,
                                .op_written = d.op || s->prefix.written,
                                .start = d.start,
                                .end = d.end,
                                .unit = unit_none()};
    item.weak = d.bare_year && !item.value.op_written;
    bool whole = !s->seen && (closes_clause(s->text, d.stop) ||
                              lex_among(s->text, d.stop, "完成实竣"));
    if (!d.impossible && !s->quote_end && (!item.weak || whole))
        collect(s, &item);
    leave_number(s, d.stop);
    return true;
}

static void take_number(struct scan *s)
{
    struct found item;
    if (take_date(s))
        return;
    bool real = quantity_read(s->r, s->pos, &s->prefix, &item);
    if (real && counts(s, &item)) {
        item.weak = item.weak && !heads_remark(s, &item);
        collect(s, &item);
    }
    leave_number(s, item.end);
}

/* ---- characters
 * ------------------------------------------------------------------------------ */

static void apply_word(struct scan *s, const struct word *w)
{
    begin(s);
    switch (w->kind) {
    case WORD_OP:
        if (!s->prefix.written || s->prefix.soft) {
            s->prefix.op = w->op;
            s->prefix.soft = w->soft;
        }
        s->prefix.written = true;
        break;
    case WORD_APPROX: s->prefix.approximate = true; break;
    case WORD_CHANGE:
        s->prefix.change = true;
        s->prefix.falling = w->soft;
        break;
    case WORD_BETWEEN: s->prefix.between = true; break;
    case WORD_ORDINAL: s->prefix.ordinal = true; break;
    case WORD_RANK: s->prefix.rank = true; break;
    case WORD_LABEL: s->prefix.label = true; break;
    case WORD_FILLER: break;
    case WORD_SKIP: forget(s); break;
    }
}

/* A word of the lexicon at the position; false when there is none. */
static bool take_word(struct scan *s, uint32_t c)
{
    size_t end, next;
    const struct word *w = lexicon_find(s->text, s->pos, c, &end);
    if (!w || (w->kind == WORD_FILLER && !s->prefix.any))
        return false;
    apply_word(s, w);
    (void)lex_char(s->text, s->pos, &next);
    pass(s, c, end);
    return true;
}

static bool take_han(struct scan *s, uint32_t c)
{
    struct numeral n;
    if (take_word(s, c))
        return true;
    if (c == 0x4E0A || c == 0x4E0B) /* 上半年 下半年 */
        return take_date(s);
    if (!numeral_read(s->text, s->pos, s->r->context.units, &n))
        return false;
    take_number(s);
    return true;
}

static bool is_free(const struct scan *s)
{
    return s->last == 0 || !s->touching || s->prefix.any || !lex_is_wording(s->last);
}

/* Marks that belong to the number behind them. */
static bool take_mark(struct scan *s, uint32_t c, size_t next)
{
    size_t behind;
    uint32_t first = lex_char(s->text, next, &behind);
    size_t with =
        c == '(' && s->prefix.any ? lex_word(s->text, s->pos, SLICE("(含)")) : 0;
    if (with) { /* 不少于（含）5次 */
        pass(s, c, with);
        return true;
    }
    if (c == '-' && lex_is_digit(first) && is_free(s)) {
        if (s->prefix.negative) /* --5 */
            s->prefix.contradicts = true;
        begin(s);
        s->prefix.negative = true;
    } else if (c == '-' && first == '-') {
        begin(s);
        s->prefix.negative = true;
    } else if (c == 0xB1) {
        begin(s);
        s->prefix.plus_minus = true;
    } else if (c == '%' && lex_is_digit(first)) { /* %95 */
        begin(s);
        s->prefix.contradicts = true;
    } else if (c == 0x2248) {
        begin(s);
        s->prefix.approximate = true;
    } else if (c == 0xA5 || c == 0xFFE5) {
        begin(s);
        s->prefix.currency = true;
    } else if (c == '.' && lex_is_digit(first) && is_free(s)) {
        forget(s);
        pass(s, 'A', numeral_skip_name(s->text, next)); /* .5 is no 5 */
        return true;
    } else if (c == '+' && lex_is_digit(first) && is_free(s)) {
        begin(s);
    } else if (c != ':' || !s->prefix.any) {
        return false;
    }
    pass(s, c, next);
    return true;
}

static void scan_step(struct scan *s)
{
    size_t next;
    uint32_t c = lex_char(s->text, s->pos, &next);
    if (s->quote_end && s->pos >= s->quote_end) {
        s->quote_end = 0;
        pass(s, c, next);
        return;
    }
    if (lex_is_blank(c)) {
        s->touching = false;
        s->pos = next;
        return;
    }
    if (lex_is_digit(c)) {
        take_number(s);
        return;
    }
    if ((c == 0x300A && skip_title(s, next)) ||
        ((c == '[' || c == '(') && skip_document(s, next)))
        return;
    if (is_sign(c)) {
        read_signs(s);
        return;
    }
    if (is_quote(c) && !s->quote_end) {
        enter_quote(s, next);
        return;
    }
    if (take_mark(s, c, next) || (c > 0x7F && take_han(s, c)))
        return;
    if (!reaches(s, c))
        forget(s);
    pass(s, c, lex_is_letter(c) ? numeral_skip_name(s->text, s->pos) : next);
}

size_t scan_text(struct reader *r, struct found *items, size_t max)
{
    struct scan s = {.r = r, .text = r->text, .items = items, .max = max};
    while (s.pos < s.text.len && s.count < max)
        scan_step(&s);
    return s.count;
}
