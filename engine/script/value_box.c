/* Values as Lua sees them: immutable userdata that own every byte they show, so that they outlive the
 * record they were read from. What was parsed is kept by text, because half of all cells are a dozen
 * texts; a text costs the budget the same whether it was kept or not. */
#include "script/host.h"

#include <stdalign.h>

enum { CACHED_TEXT_MAX = 256 };

const struct value *value_get(lua_State *L, int index)
{
    struct value_box *b = object_get(L, index, OBJECT_VALUE);
    return b ? &b->value : NULL;
}

/* ---- copying a value into its box ---- */

struct copier {
    struct slice old; /* the text before */
    const char *base; /* the text now */
    char *at;         /* where other bytes go */
};

static void slice_keep(struct copier *c, struct slice *s)
{
    uintptr_t from = (uintptr_t)c->old.ptr, p = (uintptr_t)s->ptr;
    if (s->len == 0) {
        *s = SLICE_NONE;
    } else if (c->old.len && p >= from && p + s->len <= from + c->old.len) {
        s->ptr = c->base + (p - from);
    } else {
        memcpy(c->at, s->ptr, s->len);
        s->ptr = c->at;
        c->at += s->len;
    }
}

static void value_keep(struct copier *c, struct value *v)
{
    slice_keep(c, &v->text);
    slice_keep(c, &v->span);
    slice_keep(c, &v->unit.name);
    slice_keep(c, &v->unit.base);
}

static size_t value_bytes(const struct value *v)
{
    return v->text.len + v->span.len + v->unit.name.len + v->unit.base.len;
}

void value_push(lua_State *L, const struct value *v)
{
    size_t n = v->parts ? v->part_count : 0;
    size_t bytes = 2 * v->text.len + value_bytes(v);
    for (size_t i = 0; i < n; i++)
        bytes += value_bytes(&v->parts[i]);
    size_t parts = sizeof(struct value_box) + n * sizeof(struct value);
    struct value_box *b = object_new(L, OBJECT_VALUE, parts + bytes, 0);
    struct value *copies = (struct value *)(void *)(b + 1);
    char *text = (char *)b + parts;
    struct copier c = {v->text, text, text + v->text.len};
    if (v->text.len)
        memcpy(text, v->text.ptr, v->text.len);
    b->mode = MODE_VALUE;
    b->value = *v;
    value_keep(&c, &b->value);
    for (size_t i = 0; i < n; i++) {
        copies[i] = v->parts[i];
        value_keep(&c, &copies[i]);
        copies[i].parts = NULL;
        copies[i].part_count = 0;
    }
    b->value.parts = n ? copies : NULL;
    b->value.part_count = n;
}

/* ---- reading texts ---- */

const struct unit_list *units_of(const struct script *s)
{
    return s->scene ? s->scene->units : NULL;
}

static struct value_context context_of(const struct script *s, enum value_mode mode)
{
    struct value_context c = {.money_unit = unit_none(), .units = units_of(s)};
    c.money = mode != MODE_VALUE && mode != MODE_NUMBER && mode != MODE_PERCENT;
    if (c.money && mode != MODE_COST)
        c.money_unit = mode == MODE_YUAN  ? unit_money(0, true)
                       : mode == MODE_WAN ? unit_money(4, true)
                                          : unit_money(0, false);
    return c;
}

/* Weights and scores: "10分", "10%" and "10" are the same ten points. */
static void points_strip(struct value *v)
{
    bool points = v->unit.dimension == UNIT_SCORE ||
                  (v->unit.dimension == UNIT_RATIO && v->unit.scale == -2);
    if (v->kind == VALUE_NUMBER && points)
        v->unit = unit_none();
}

/* An amount cell that holds "300人" or "40元/人" holds no amount; to the rules it is a text. */
static void amount_or_text(struct value *v)
{
    bool figure = v->kind == VALUE_NUMBER || v->kind == VALUE_DURATION || v->kind == VALUE_RANGE;
    bool money = v->unit.dimension == UNIT_NONE ||
                 (v->unit.dimension == UNIT_MONEY &&
                  slice_find(v->unit.name, SLICE("/"), 0) == SIZE_MAX);
    if (figure && !money)
        *v = (struct value){.kind = VALUE_TEXT, .text = v->text, .unit = unit_none()};
}

void value_read(lua_State *L, struct slice text, enum value_mode mode, struct value *out)
{
    const struct value_context context = context_of(host_of(L), mode);
    if (!value_parse(text, &context, &host_of(L)->scratch, out))
        rule_starved(L);
    if (mode == MODE_NUMBER)
        points_strip(out);
    if (mode == MODE_YUAN || mode == MODE_WAN || mode == MODE_MONEY)
        amount_or_text(out);
    if (mode == MODE_PERCENT && out->kind == VALUE_NUMBER && out->unit.dimension == UNIT_NONE)
        out->unit = unit_percent(); /* a rate cell: "95.49" is 95.49 % */
}

static void value_push_fresh(lua_State *L, struct slice text, enum value_mode mode)
{
    struct value v;
    value_read(L, text, mode, &v);
    value_push(L, &v);
    struct value_box *b = lua_touserdata(L, -1);
    b->mode = mode;
}

void values_forget(struct script *s)
{
    for (int m = 0; m < MODE_COUNT; m++)
        map_clear(&s->texts[m]);
    s->value_count = 0;
}

void values_drop(lua_State *L)
{
    struct script *s = host_of(L);
    values_forget(s);
    lua_newtable(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, s->values);
}

void values_match(lua_State *L)
{
    struct script *s = host_of(L);
    const struct unit_list *units = units_of(s);
    const char *now = units ? units->digest : "";
    if (strcmp(now, s->units) == 0)
        return;
    values_drop(L);
    numbers_forget(L);
    memcpy(s->units, now, strlen(now) + 1); /* last: what failed is done again */
}

/* [box] → [box]: remembers it under its own text. Nothing is lost when there is no memory for it. */
static void value_remember(lua_State *L, enum value_mode mode)
{
    struct script *s = host_of(L);
    const struct value_box *b = lua_touserdata(L, -1);
    if (s->value_count >= VALUE_CACHE_MAX) {
        values_drop(L);
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->values);
    lua_pushvalue(L, -2);
    lua_rawseti(L, -2, s->value_count + 1);
    lua_pop(L, 1);
    size_t *place = map_put(&s->texts[mode], b->value.text, NULL);
    if (place)
        *place = (size_t)++s->value_count;
}

/* [] → [value]: the one that was made of the text before, if any */
static bool value_known(lua_State *L, struct slice text, enum value_mode mode)
{
    struct script *s = host_of(L);
    size_t *place = map_get(&s->texts[mode], text);
    if (!place)
        return false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->values);
    lua_rawgeti(L, -1, (lua_Integer)*place);
    lua_remove(L, -2);
    return true;
}

uint64_t value_push_text(lua_State *L, struct slice text, enum value_mode mode)
{
    uint64_t cost = 20 + text.len;
    charge(L, cost);
    values_match(L);
    if (text.len > CACHED_TEXT_MAX) {
        value_push_fresh(L, text, mode);
        return cost;
    }
    if (value_known(L, text, mode))
        return cost;
    value_push_fresh(L, text, mode);
    if (slice_equal(((struct value_box *)lua_touserdata(L, -1))->value.text, text))
        value_remember(L, mode);
    return cost;
}

void value_push_number(lua_State *L, struct decimal number, struct unit unit)
{
    struct value v = {.kind = unit.dimension == UNIT_TIME ? VALUE_DURATION : VALUE_NUMBER,
                      .op = OP_EQ,
                      .number = decimal_trim(number),
                      .unit = unit};
    value_push(L, &v);
}

void value_push_date(lua_State *L, struct value_date d)
{
    char text[32];
    int n = d.day     ? snprintf(text, sizeof(text), "%04d-%02d-%02d", d.year, d.month, d.day)
            : d.month ? snprintf(text, sizeof(text), "%04d-%02d", d.year, d.month)
                      : snprintf(text, sizeof(text), "%04d", d.year);
    struct value v = {.kind = VALUE_DATE, .op = OP_EQ, .start = d, .end = d};
    v.text = slice_of(text, n > 0 ? (size_t)n : 0);
    v.span = v.text;
    value_push(L, &v);
}

/* ---- telling a value ---- */

enum { SHOWN_PLACES = 6 };

static void number_put(struct buffer *out, struct decimal n)
{
    struct decimal shown;
    if (n.exponent < -SHOWN_PLACES && decimal_round(n, SHOWN_PLACES, &shown))
        n = shown;
    decimal_put(out, decimal_trim(n));
}

/* The text as written; a result has none and is told as number and unit. */
void value_put(struct buffer *out, const struct value *v)
{
    if (v->text.len) {
        buffer_put(out, v->text);
        return;
    }
    switch (v->kind) {
    case VALUE_NUMBER:
    case VALUE_DURATION: number_put(out, v->number); break;
    case VALUE_RANGE:
        number_put(out, v->low);
        buffer_text(out, "-");
        number_put(out, v->high);
        break;
    default: return;
    }
    buffer_put(out, v->unit.name);
}
