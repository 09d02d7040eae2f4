/* Values of parameters: reading them from manifests and from the command line, and which
 * of two is the stricter. Numbers stay exact decimals in the parameter's own unit.
 * Declaring parameters is in declare.c; who may change one is judged in setting.c. */
#include "pack/inside.h"

enum { SHOW_MAX = 200 };

const char *const parameter_types[TYPE_COUNT] = {"percent", "number", "money", "text",
                                                 "flag",    "list",   "map"};

static const enum plain_kind type_kinds[TYPE_COUNT] = {
    PLAIN_NUMBER,  PLAIN_NUMBER, PLAIN_NUMBER, PLAIN_TEXT,
    PLAIN_BOOLEAN, PLAIN_TABLE,  PLAIN_TABLE};
static const struct {
    const char *zh, *en;
} type_words[TYPE_COUNT] = {
    {"百分数", "a percentage"},
    {"数字", "a number"},
    {"金额", "an amount of money"},
    {"文字", "a text"},
    {"true 或 false", "true or false"},
    {"列表", "a list"},
    {"键值表", "a table of keys and values"},
};

enum parameter_type parameter_type(const struct parameter *p)
{
    size_t t = 0;
    while (t < TYPE_COUNT - 1 && !slice_equal(p->type, slice_str(parameter_types[t])))
        t++;
    return (enum parameter_type)t;
}

bool parameter_is_numeric(const struct parameter *p)
{
    return type_kinds[parameter_type(p)] == PLAIN_NUMBER;
}

/* ---- reading values ---- */

static int type_error(const struct parameter *p, const struct plain *value,
                      const struct spot *spot, struct error *err)
{
    char shown[SHOW_MAX], zh[128], en[128];
    enum parameter_type t = parameter_type(p);
    plain_show(value, SLICE_NONE, shown, sizeof(shown));
    (void)snprintf(zh, sizeof(zh), "应为%s", type_words[t].zh);
    (void)snprintf(en, sizeof(en), "must be %s", type_words[t].en);
    error_set(err, ERR_PACK, "值 %s 不对，", "wrong value %s: ", shown);
    spot_append(err, zh, en);
    if (p->unit.len) {
        (void)snprintf(zh, sizeof(zh), "，单位“%.*s”", SLICE_ARG(p->unit));
        (void)snprintf(en, sizeof(en), " in \"%.*s\"", SLICE_ARG(p->unit));
        spot_append(err, zh, en);
    }
    return spot_error(spot, NULL, err);
}

/* 万元 told in 元 and the other way round, exactly. */
static bool money_convert(struct slice from, struct slice to, struct decimal *number)
{
    if (slice_equal(from, SLICE("万元")) && slice_equal(to, SLICE("元")))
        number->exponent += 4;
    else if (slice_equal(from, SLICE("元")) && slice_equal(to, SLICE("万元")))
        number->exponent -= 4;
    else
        return false;
    return number->exponent >= -DECIMAL_EXPONENT_MAX &&
           number->exponent <= DECIMAL_EXPONENT_MAX;
}

static bool is_number_char(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == '+';
}

/* "65", "65%", "1.5 万元": a number and, if any, a unit that fits the parameter's. */
static bool number_read(const struct parameter *p, struct slice text, struct decimal *out)
{
    struct slice s = slice_trim(text);
    size_t n = 0;
    while (n < s.len && is_number_char(s.ptr[n]))
        n++;
    struct slice unit = slice_trim(slice_from(s, n));
    if (!decimal_parse(slice_sub(s, 0, n), out))
        return false;
    if (slice_equal(unit, SLICE("％")))
        unit = SLICE("%");
    if (unit.len == 0 || slice_equal(unit, p->unit))
        return true;
    return parameter_type(p) == TYPE_MONEY && money_convert(unit, p->unit, out);
}

static int bounds_check(const struct parameter *p, const struct plain *value,
                        const struct spot *spot, struct error *err)
{
    bool low = p->min && decimal_compare(value->number, p->min->number) < 0;
    bool high = p->max && decimal_compare(value->number, p->max->number) > 0;
    if (!low && !high)
        return 0;
    char shown[SHOW_MAX], bound[SHOW_MAX];
    plain_show(value, p->unit, shown, sizeof(shown));
    plain_show(low ? p->min : p->max, p->unit, bound, sizeof(bound));
    error_set(err, ERR_PACK,
              low ? "值 %s 小于允许的最小值 %s" : "值 %s 大于允许的最大值 %s",
              low ? "the value %s is below the least allowed, %s"
                  : "the value %s is above the most allowed, %s",
              shown, bound);
    return spot_error(spot, NULL, err);
}

static bool table_fits(enum parameter_type t, const struct plain *value)
{
    return t == TYPE_LIST ? value->entry_count == 0 : value->item_count == 0;
}

/* 0.65 where per cents are written as 65: what was meant is asked for, since 0.65 % would quietly pass as the
 * stricter or the laxer value. "0.65%" says that it is meant. */
static int fraction_check(const struct parameter *p, const struct plain *value, bool marked,
                          const struct spot *spot, struct error *err)
{
    const struct plain *usual = p->initial ? p->initial : p->max;
    int least = p->initial ? 1 : 50;
    struct decimal meant;
    if (parameter_type(p) != TYPE_PERCENT || marked || !usual ||
        decimal_compare(usual->number, decimal_int(least)) < 0 || decimal_sign(value->number) <= 0 ||
        decimal_compare(value->number, decimal_int(1)) >= 0 ||
        !decimal_shift(value->number, 2, &meant))
        return 0;
    struct plain hundred = {.kind = PLAIN_NUMBER, .number = decimal_trim(meant)};
    char shown[SHOW_MAX], asked[SHOW_MAX];
    plain_show(value, SLICE_NONE, shown, sizeof(shown));
    plain_show(&hundred, SLICE_NONE, asked, sizeof(asked));
    error_set(err, ERR_PACK, "%s 是 %s%%，是否指 %s%%？百分数写 %s 或 \"%s%%\"；确为 %s%% 的写 \"%s%%\"",
              "%s is %s%%: is %s%% meant? write %s or \"%s%%\"; where %s%% is meant, write \"%s%%\"",
              shown, shown, asked, asked, asked, shown, shown);
    return spot_error(spot, NULL, err);
}

int parameter_accept(const struct parameter *p, const struct plain *value,
                     struct arena *arena, const struct plain **out,
                     const struct spot *spot, struct error *err)
{
    enum parameter_type t = parameter_type(p);
    bool marked = value->kind == PLAIN_TEXT && (slice_find(value->text, SLICE("%"), 0) != SIZE_MAX ||
                                                slice_find(value->text, SLICE("％"), 0) != SIZE_MAX);
    if (parameter_is_numeric(p) && value->kind == PLAIN_TEXT) {
        struct plain *read = arena_zero(arena, 1, sizeof(*read));
        if (!read)
            return error_memory(err);
        read->kind = PLAIN_NUMBER;
        if (!number_read(p, value->text, &read->number))
            return type_error(p, value, spot, err);
        value = read;
    }
    bool fits = value->kind != PLAIN_TABLE || table_fits(t, value);
    if (value->kind != type_kinds[t] || !fits || !shape_is_data(value))
        return type_error(p, value, spot, err);
    int rc = parameter_is_numeric(p) ? fraction_check(p, value, marked, spot, err) : 0;
    if (rc == 0 && parameter_is_numeric(p))
        rc = bounds_check(p, value, spot, err);
    *out = value;
    return rc;
}

/* ---- the command line ---- */

static bool flag_read(struct slice text, bool *out)
{
    static const char *const words[] = {"true",  "yes", "on",  "1", "是",
                                        "false", "no",  "off", "0", "否"};
    enum { WORDS = sizeof(words) / sizeof(*words) };
    size_t i = 0;
    while (i < WORDS && !slice_equal(text, slice_str(words[i])))
        i++;
    *out = i < WORDS / 2;
    return i < WORDS;
}

/* The bytes of a separator at the start of `s`: , ; ， ； 、 — else 0. */
static size_t separator(struct slice s)
{
    static const char *const marks[] = {",", ";", "，", "；", "、"};
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
        if (slice_starts(s, slice_str(marks[i])))
            return strlen(marks[i]);
    return 0;
}

/* One item of a list; numbers become numbers, as they would in a manifest. */
static struct plain item_read(struct slice text)
{
    struct plain item = {.kind = PLAIN_TEXT, .text = slice_trim(text)};
    if (decimal_parse(item.text, &item.number))
        item.kind = PLAIN_NUMBER;
    return item;
}

static bool list_read(struct slice text, struct arena *arena, struct plain *out)
{
    size_t most = 1;
    for (size_t i = 0; i < text.len; i++)
        most += separator(slice_from(text, i)) > 0;
    struct plain *items = arena_zero(arena, most, sizeof(*items));
    if (!items)
        return false;
    *out = (struct plain){.kind = PLAIN_TABLE, .items = items};
    for (size_t start = 0, i = 0; i <= text.len; i++) {
        size_t mark = i < text.len ? separator(slice_from(text, i)) : 1;
        if (!mark)
            continue;
        struct slice item = slice_sub(text, start, i - start);
        if (!shape_is_blank(item))
            items[out->item_count++] = item_read(item);
        start = i + mark;
        i = start - 1;
    }
    return true;
}

int parameter_read(const struct parameter *p, struct slice text, struct arena *arena,
                   const struct plain **out, const struct spot *spot, struct error *err)
{
    struct plain *value = arena_zero(arena, 1, sizeof(*value));
    struct slice kept;
    if (!value || !arena_copy(arena, slice_trim(text), &kept))
        return error_memory(err);
    *value = (struct plain){.kind = PLAIN_TEXT, .text = kept};
    bool flag = false;
    enum parameter_type t = parameter_type(p);
    if (t == TYPE_FLAG && flag_read(kept, &flag))
        *value = (struct plain){.kind = PLAIN_BOOLEAN, .boolean = flag};
    else if (t == TYPE_LIST && !list_read(kept, arena, value))
        return error_memory(err);
    return parameter_accept(p, value, arena, out, spot, err);
}

/* ---- comparing ---- */

static bool plain_equal(const struct plain *a, const struct plain *b, int depth)
{
    if (a->kind != b->kind || depth > 16)
        return false;
    switch (a->kind) {
    case PLAIN_NUMBER: return decimal_compare(a->number, b->number) == 0;
    case PLAIN_TEXT: return slice_equal(a->text, b->text);
    case PLAIN_BOOLEAN: return a->boolean == b->boolean;
    case PLAIN_TABLE: break;
    case PLAIN_NIL:
    case PLAIN_FUNCTION: return true;
    }
    if (a->item_count != b->item_count || a->entry_count != b->entry_count)
        return false;
    bool same = true;
    for (size_t i = 0; i < a->item_count && same; i++)
        same = plain_equal(&a->items[i], &b->items[i], depth + 1);
    for (size_t i = 0; i < a->entry_count && same; i++)
        same = slice_equal(a->entries[i].key, b->entries[i].key) &&
               plain_equal(&a->entries[i].value, &b->entries[i].value, depth + 1);
    return same;
}

int parameter_compare(const struct parameter *p, const struct plain *value,
                      const struct plain *old, bool *comparable)
{
    *comparable = p->stricter != 0;
    if (plain_equal(value, old, 0))
        return 0;
    if (!*comparable)
        return 1;
    int order = parameter_is_numeric(p) ? decimal_compare(value->number, old->number)
                                        : (int)value->boolean - (int)old->boolean;
    return order * p->stricter;
}

/* min and max of `negotiable` were read in the parameter's unit when it was declared. */
bool parameter_negotiable(const struct parameter *p, const struct plain *value)
{
    const struct plain *min = plain_get(p->negotiable, SLICE("min"));
    const struct plain *max = plain_get(p->negotiable, SLICE("max"));
    return p->negotiable && !(min && decimal_compare(value->number, min->number) < 0) &&
           !(max && decimal_compare(value->number, max->number) > 0);
}

void parameter_near(const struct pack_set *set, uint32_t pack, struct near *near)
{
    for (size_t i = 0; i < set->parameter_count; i++)
        if (pack_is_within(set, pack, set->parameters[i].pack))
            near_offer(near, set->parameters[i].name);
}
