/* The parse of one text as JSON, for people who ask how a value is understood. Only the
 * keys that apply, in one order; numbers in plain notation, exact. A month without a year
 * is "--12", as in ISO 8601's truncated form. */
#include "value/value.h"
#include "write/json_out.h"

enum { VALUE_ARENA_MAX = 1 << 20, ISO_MAX = 40 };

static void put_decimal(struct json_object *o, const char *name, struct decimal number)
{
    json_key(o, slice_str(name));
    decimal_put(o->out, number);
}

static void put_true(struct json_object *o, const char *name, bool on)
{
    if (!on)
        return;
    json_key(o, slice_str(name));
    buffer_text(o->out, "true");
}

static void put_date(struct json_object *o, const char *name, struct value_date d)
{
    char iso[ISO_MAX];
    if (d.year == 0 && d.month == 0)
        return;
    int n = d.year ? snprintf(iso, sizeof(iso), "%04d", d.year)
                   : snprintf(iso, sizeof(iso), "-");
    if (d.month)
        n += snprintf(iso + n, sizeof(iso) - (size_t)n, "-%02d", d.month);
    if (d.day)
        n += snprintf(iso + n, sizeof(iso) - (size_t)n, "-%02d", d.day);
    json_text(o, name, slice_of(iso, (size_t)n));
}

/* What 万, 亿 or 千 in the unit's name multiplies by; 1 when there is none. */
static uint64_t multiplier(struct unit u)
{
    int power = u.scale;
    if (u.dimension ==
        UNIT_MEASURE) /* 万吨: the scale counts from the base, which is 克 */
        power = slice_starts(u.name, SLICE("万"))   ? 4
                : slice_starts(u.name, SLICE("亿")) ? 8
                                                    : 0;
    uint64_t times = 1;
    while (power-- > 0)
        times *= 10;
    return times;
}

static void put_unit(struct json_object *o, struct unit u)
{
    json_text(o, "unit", u.name);
    if (u.name.len && multiplier(u) > 1)
        json_count(o, "scale", multiplier(u));
}

/* As it is: buffer_json would escape the '<' for HTML, and this is for reading. */
static void put_op(struct json_object *o, enum value_op op)
{
    json_key(o, SLICE("op"));
    buffer_format(o->out, "\"%s\"", value_op_name(op));
}

static bool is_numeric(const struct value *v)
{
    return v->kind == VALUE_NUMBER || v->kind == VALUE_DURATION;
}

static void put_quantity(struct json_object *o, const struct value *v)
{
    bool dated = v->kind == VALUE_DATE || v->kind == VALUE_PERIOD;
    if (is_numeric(v) || dated ||
        (v->kind == VALUE_RANGE && v->op_written && v->op != OP_EQ))
        put_op(o, v->op);
    if (is_numeric(v))
        put_decimal(o, "value", v->number);
    if (v->kind == VALUE_RANGE) {
        put_decimal(o, "low", v->low);
        put_decimal(o, "high", v->high);
    }
    if (is_numeric(v) || v->kind == VALUE_RANGE)
        put_unit(o, v->unit);
}

static void put_rest(struct json_object *o, const struct value *v)
{
    put_date(o, "start", v->start);
    put_date(o, "end", v->end);
    put_true(o, "change", v->change);
    put_true(o, "falling", v->falling);
    put_true(o, "approximate", v->approximate);
}

static void put_parts(struct json_object *o, const struct value *v)
{
    if (v->part_count == 0)
        return;
    json_key(o, SLICE("parts"));
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < v->part_count; i++) {
        if (i)
            buffer_byte(o->out, ',');
        struct json_object part = json_open(o->out);
        put_quantity(&part, &v->parts[i]);
        put_rest(&part, &v->parts[i]);
        json_close(&part);
    }
    buffer_byte(o->out, ']');
}

int write_value(struct buffer *out, struct slice text, struct error *err)
{
    struct arena arena;
    struct value v;
    size_t from = out->len;
    arena_init(&arena, VALUE_ARENA_MAX);
    if (!value_parse(text, NULL, &arena, &v)) {
        arena_release(&arena);
        return error_memory(err);
    }
    struct json_object o = json_open(out);
    json_key(&o, SLICE("text"));
    buffer_json(out, text);
    json_text(&o, "kind", slice_str(value_kind_name(v.kind)));
    put_quantity(&o, &v);
    put_parts(&o, &v);
    put_rest(&o, &v);
    if (v.span.len && !slice_equal(v.span, slice_trim(text)))
        json_text(&o, "span", v.span);
    json_close(&o);
    arena_release(&arena);
    write_conceal(out, from);
    return out->failed ? error_set(err, ERR_LIMIT, "值过长，无法输出",
                                   "the value is too long to print")
                       : 0;
}
