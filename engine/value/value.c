/* What a cell means as a whole: the order in which its readings are tried, and what
 * several quantities in one cell come to. Withheld and empty cells first, since nothing
 * in them may be read; then a sentence that forbids, whose numbers are no targets; then
 * quantities, dates, and last the words that stand for one. Two quantities make a
 * compound even where their units agree: 100%、95% in one cell are two measures, and
 * which is meant is the clerk's to say. */
#include "value/value.h"

#include "value/lex.h"
#include "value/scan.h"
#include "value/special.h"

static const char *const kind_names[] = {
    [VALUE_EMPTY] = "empty",       [VALUE_NUMBER] = "number",
    [VALUE_RANGE] = "range",       [VALUE_COMPOUND] = "compound",
    [VALUE_DATE] = "date",         [VALUE_PERIOD] = "period",
    [VALUE_DURATION] = "duration", [VALUE_TEXT] = "text",
    [VALUE_WITHHELD] = "withheld", [VALUE_NA] = "na",
    [VALUE_SYMBOL] = "symbol",
};

const char *value_kind_name(enum value_kind kind)
{
    return kind_names[kind];
}

const char *value_op_name(enum value_op op)
{
    static const char *const names[] = {[OP_NONE] = "", [OP_GE] = ">=", [OP_GT] = ">",
                                        [OP_EQ] = "=",  [OP_LT] = "<",  [OP_LE] = "<="};
    return names[op];
}

/* ---- choosing among what was found
 * ----------------------------------------------------------- */

struct choice {
    struct found items[VALUE_PARTS_MAX];
    size_t count;
    size_t quantities, dates; /* that are kept */
};

/* "实际完成1080，占计划的90%": the share explains the number before it, which stays. */
static bool has_share(const struct choice *c)
{
    if (c->count < 2 || !c->items[0].weak || c->items[0].date)
        return false;
    for (size_t i = 1; i < c->count; i++)
        if (c->items[i].weak || c->items[i].value.kind != VALUE_NUMBER ||
            c->items[i].value.unit.dimension != UNIT_RATIO)
            return false;
    return true;
}

/* Keeps what is strong; what is weak only where nothing is strong. Dates stay beside
 * quantities. */
static void choose(struct choice *c)
{
    if (has_share(c))
        c->items[0].weak = false;
    size_t strong = 0, kept = 0;
    c->dates = c->quantities = 0;
    for (size_t i = 0; i < c->count; i++)
        strong += !c->items[i].weak;
    for (size_t i = 0; i < c->count; i++) {
        if (strong && c->items[i].weak)
            continue;
        c->items[kept++] = c->items[i];
        c->dates += c->items[i].date;
        c->quantities += !c->items[i].date;
    }
    c->count = kept;
}

/* The first of its sort; the caller knows that there is one. */
static const struct value *pick(const struct choice *c, bool date)
{
    size_t i = 0;
    while (i + 1 < c->count && c->items[i].date != date)
        i++;
    return &c->items[i].value;
}

static bool take_parts(const struct choice *c, bool dates, struct arena *arena,
                       struct value *out)
{
    size_t n = 0, wanted = dates ? c->dates : c->quantities;
    struct value *parts = arena_zero(arena, wanted, sizeof(*parts));
    if (!parts)
        return false;
    for (size_t i = 0; i < c->count; i++)
        if (c->items[i].date == dates)
            parts[n++] = c->items[i].value;
    const struct value *first = &parts[0], *last = &parts[n - 1];
    size_t length = (size_t)(last->span.ptr - first->span.ptr) + last->span.len;
    *out = (struct value){.kind = VALUE_COMPOUND,
                          .op = first->op,
                          .op_written = first->op_written,
                          .number = first->number,
                          .unit = first->unit,
                          .span = slice_of(first->span.ptr, length),
                          .parts = parts,
                          .part_count = n};
    return true;
}

/* The one date beside the quantities is when they are due. */
static void take_due(const struct choice *c, struct value *out)
{
    if (c->dates != 1)
        return;
    out->start = pick(c, true)->start;
    out->end = pick(c, true)->end;
}

static bool take_found(const struct choice *c, struct arena *arena, struct value *out)
{
    if (c->quantities == 1) {
        *out = *pick(c, false);
        take_due(c, out);
    } else if (c->quantities > 1) {
        if (!take_parts(c, false, arena, out))
            return false;
        take_due(c, out);
    } else if (c->dates == 1) {
        *out = *pick(c, true);
    } else {
        return take_parts(c, true, arena, out);
    }
    return true;
}

/* 854万元（路面400万元，桥涵454万元）: what an amount is made up of is told in brackets behind it. */
static bool is_broken_down(const struct choice *c, struct slice text)
{
    const struct value *first = &c->items[0].value;
    if (c->quantities < 2 || c->items[0].date || first->kind != VALUE_NUMBER)
        return false;
    struct slice head = slice_trim(slice_of(text.ptr, (size_t)(first->span.ptr - text.ptr)));
    size_t end = (size_t)(first->span.ptr - text.ptr) + first->span.len, behind;
    struct slice tail = slice_trim(slice_from(text, end));
    if (head.len > 0 || lex_peek(tail, 0, &behind) != '(')
        return false;
    while (behind < tail.len) /* the bracket that opens there must be the one that ends it */
        if (lex_peek(tail, behind, &behind) == ')')
            return behind == tail.len;
    return false;
}

static void take_zero(struct slice span, struct value *out)
{
    out->kind = VALUE_NUMBER;
    out->op = OP_EQ;
    out->op_written = true;
    out->number = decimal_int(0);
    out->span = span;
}

/* ---- public
 * ---------------------------------------------------------------------------------- */

bool value_parse(struct slice text, const struct value_context *context,
                 struct arena *arena, struct value *out)
{
    struct choice c;
    struct reader r;
    struct slice span;
    *out = (struct value){.kind = special_kind(text), .unit = unit_none(), .text = text};
    if (out->kind != VALUE_TEXT)
        return true;
    if (special_is_ban(text, &span)) {
        take_zero(span, out);
        return true;
    }
    reader_init(&r, text, context);
    c.count = scan_text(&r, c.items, VALUE_PARTS_MAX);
    choose(&c);
    if (context && context->money && is_broken_down(&c, text)) {
        *out = c.items[0].value;
        out->text = text;
    } else if (c.count > 0) {
        if (!take_found(&c, arena, out))
            return false;
        out->text = text;
    } else if (special_is_zero(text, &span)) {
        take_zero(span, out);
    } else if (special_is_symbol(text, r.context.units)) {
        out->kind = VALUE_SYMBOL;
    } else {
        (void)special_time(text, out);
    }
    return true;
}

bool value_scan(struct slice text, const struct value_context *context,
                struct arena *arena, struct value *out, size_t max, size_t *count)
{
    struct reader r;
    size_t room = max < VALUE_SCAN_MAX ? max : VALUE_SCAN_MAX;
    *count = 0;
    struct found *items = arena_zero(arena, room ? room : 1, sizeof(*items));
    if (!items)
        return false;
    reader_init(&r, text, context);
    r.prose = true;
    *count = scan_text(&r, items, room);
    for (size_t i = 0; i < *count; i++)
        out[i] = items[i].value;
    return true;
}
