/* The parameters a pack declares. Type and unit come first: default, bounds and what is
 * negotiable are read in them, so a mistake in one of these is found where it stands. */
#include "pack/inside.h"

static int units_check(struct parameter *p, const struct spot *spot, struct error *err)
{
    enum parameter_type t = parameter_type(p);
    if (t == TYPE_PERCENT && p->unit.len == 0)
        p->unit = SLICE("%");
    bool good = t == TYPE_PERCENT ? slice_equal(p->unit, SLICE("%"))
                : t == TYPE_MONEY ? slice_equal(p->unit, SLICE("元")) ||
                                        slice_equal(p->unit, SLICE("万元"))
                                  : t == TYPE_NUMBER || p->unit.len == 0;
    if (good)
        return 0;
    const char *zh = t == TYPE_PERCENT ? "应为“%”"
                     : t == TYPE_MONEY ? "应为“元”或“万元”"
                                       : "这种类型没有单位";
    const char *en = t == TYPE_PERCENT ? "must be \"%\""
                     : t == TYPE_MONEY ? "must be \"元\" or \"万元\""
                                       : "this type has none";
    error_set(err, ERR_PACK, "单位“%.*s”与类型 %.*s 不符：",
              "wrong unit \"%.*s\" for the type %.*s: ", SLICE_ARG(p->unit),
              SLICE_ARG(p->type));
    spot_append(err, zh, en);
    return spot_error(spot, NULL, err);
}

static int stricter_read(struct parameter *p, const struct plain *body,
                         const struct spot *spot, struct error *err)
{
    static const char *const names[] = {"lower", "higher"};
    const struct plain *way = plain_get(body, SLICE("stricter"));
    size_t at = 0;
    if (!way)
        return 0;
    struct spot inner = spot_within(spot, SLICE("stricter"));
    int rc = shape_choice(way->text, names, 2, &at, &inner, err);
    if (rc)
        return rc;
    p->stricter = at ? 1 : -1;
    if (parameter_is_numeric(p) || parameter_type(p) == TYPE_FLAG)
        return 0;
    error_set(err, ERR_PACK, "类型 %.*s 没有宽严之分",
              "values of the type %.*s have no order", SLICE_ARG(p->type));
    return spot_error(&inner, NULL, err);
}

/* Reads one bound of `table` in the parameter's unit; NULL in *out when it is not there.
 */
static int bound_read(const struct parameter *p, const struct plain *table,
                      struct slice key, struct arena *arena, const struct plain **out,
                      const struct spot *spot, struct error *err)
{
    const struct plain *bound = plain_get(table, key);
    struct spot inner = spot_within(spot, key);
    *out = NULL;
    if (!bound)
        return 0;
    if (parameter_is_numeric(p))
        return parameter_accept(p, bound, arena, out, &inner, err);
    error_set(err, ERR_PACK, "类型 %.*s 没有上下限",
              "values of the type %.*s have no bounds", SLICE_ARG(p->type));
    return spot_error(&inner, NULL, err);
}

static int bounds_read(const struct parameter *p, const struct plain *table,
                       struct arena *arena, const struct plain **min,
                       const struct plain **max, const struct spot *spot,
                       struct error *err)
{
    int rc = bound_read(p, table, SLICE("min"), arena, min, spot, err);
    if (rc == 0)
        rc = bound_read(p, table, SLICE("max"), arena, max, spot, err);
    if (rc || !*min || !*max || decimal_compare((*min)->number, (*max)->number) <= 0)
        return rc;
    error_set(err, ERR_PACK, "min 大于 max", "min is greater than max");
    return spot_error(spot, NULL, err);
}

/* Keeps the bounds as numbers in the parameter's unit, however they were written. */
static int negotiable_keep(struct parameter *p, const struct plain *min,
                           const struct plain *max, struct arena *arena,
                           struct error *err)
{
    struct plain *table = arena_zero(arena, 1, sizeof(*table));
    struct plain_entry *entries = arena_zero(arena, 2, sizeof(*entries));
    if (!table || !entries)
        return error_memory(err);
    *table = (struct plain){.kind = PLAIN_TABLE, .entries = entries};
    if (max)
        entries[table->entry_count++] = (struct plain_entry){SLICE("max"), *max};
    if (min)
        entries[table->entry_count++] = (struct plain_entry){SLICE("min"), *min};
    p->negotiable = table;
    return 0;
}

static int negotiable_read(struct parameter *p, const struct plain *body,
                           struct arena *arena, const struct spot *spot,
                           struct error *err)
{
    static const struct shape_key keys[] = {{"min", IS_NUMBER | IS_TEXT, false},
                                            {"max", IS_NUMBER | IS_TEXT, false}};
    const struct plain *given = plain_get(body, SLICE("negotiable"));
    const struct plain *min = NULL, *max = NULL;
    if (!given || (given->kind == PLAIN_BOOLEAN && !given->boolean))
        return 0;
    if (given->kind == PLAIN_BOOLEAN)
        return negotiable_keep(p, NULL, NULL, arena, err);
    struct spot inner = spot_within(spot, SLICE("negotiable"));
    int rc = shape_check(given, keys, 2, false, &inner, err);
    if (rc == 0)
        rc = bounds_read(p, given, arena, &min, &max, &inner, err);
    if (rc == 0 && !min && !max) {
        error_set(err, ERR_PACK, "没有写 min 或 max；不设界限写 negotiable = true",
                  "names neither min nor max; without bounds write negotiable = true");
        rc = spot_error(&inner, NULL, err);
    }
    return rc ? rc : negotiable_keep(p, min, max, arena, err);
}

static const struct shape_key parameter_keys[] = {
    {"type", IS_TEXT, true},
    {"default", IS_ANY, true},
    {"unit", IS_TEXT, false},
    {"min", IS_NUMBER | IS_TEXT, false},
    {"max", IS_NUMBER | IS_TEXT, false},
    {"stricter", IS_TEXT, false},
    {"negotiable", IS_BOOLEAN | IS_TABLE, false},
    {"why", IS_TEXT, false},
    {"values", IS_TABLE, false},
    {"basis", IS_TABLE, false},
};

/* ---- values that hold from some time on ---- */

static int timed_read(const struct parameter *p, const struct plain *given,
                      struct timed_value *out, struct arena *arena,
                      const struct spot *spot, struct error *err)
{
    static const struct shape_key keys[] = {{"value", IS_ANY, true},
                                            {"since", IS_TEXT | IS_NUMBER, false},
                                            {"until_", IS_TEXT | IS_NUMBER, false},
                                            {"why", IS_TEXT, false}};
    int rc = shape_check(given, keys, 4, false, spot, err);
    if (rc == 0)
        rc = span_read(given, "since", "until_", &out->span, spot, err);
    if (rc == 0 && !plain_get(given, SLICE("since")) && !plain_get(given, SLICE("until_"))) {
        error_set(err, ERR_PACK, "没有写 since 或 until_；一直有效的值写在 default 里",
                  "names neither since nor until_; a value for all time is the default");
        return spot_error(spot, NULL, err);
    }
    out->why = rc ? SLICE_NONE : slice_trim(plain_text(given, SLICE("why")));
    return rc ? rc
              : parameter_accept(p, plain_get(given, SLICE("value")), arena, &out->value,
                                 spot, err);
}

static int values_read(struct parameter *p, const struct plain *list, struct arena *arena,
                       const struct spot *spot, struct error *err)
{
    size_t n = list ? list->item_count : 0;
    struct timed_value *values = arena_zero(arena, n, sizeof(*values));
    struct spot inner = spot_within(spot, SLICE("values"));
    if (!values)
        return error_memory(err);
    if (list && list->entry_count) {
        error_set(err, ERR_PACK, "应为列表：{ { value = …, since = … }, … }",
                  "must be a list: { { value = …, since = … }, … }");
        return spot_error(&inner, NULL, err);
    }
    p->values = values;
    for (size_t i = 0; i < n; i++) {
        struct spot item = spot_at_item(&inner, i);
        int rc = timed_read(p, &list->items[i], &values[i], arena, &item, err);
        if (rc)
            return rc;
        for (size_t k = 0; k < i; k++)
            if (span_overlap(values[k].span, values[i].span)) {
                error_set(err, ERR_PACK, "第 %zu 项与第 %zu 项的时间重叠",
                          "items %zu and %zu hold at the same time", k + 1, i + 1);
                return spot_error(&item, NULL, err);
            }
    }
    p->value_count = n;
    return 0;
}

/* Type and unit first: everything else is read in them. */
static int parameter_parse(struct parameter *p, const struct plain *body,
                           struct arena *arena, const struct spot *spot,
                           struct error *err)
{
    size_t t = 0;
    struct spot type = spot_within(spot, SLICE("type")),
                initial = spot_within(spot, SLICE("default"));
    struct spot unit = spot_within(spot, SLICE("unit"));
    int rc = shape_choice(p->type, parameter_types, TYPE_COUNT, &t, &type, err);
    if (rc == 0)
        rc = units_check(p, &unit, err);
    if (rc == 0)
        rc = stricter_read(p, body, spot, err);
    if (rc == 0) {
        const struct plain *min = NULL, *max = NULL;
        rc = bounds_read(p, body, arena, &min, &max, spot, err);
        p->min = min;
        p->max = max;
    }
    if (rc == 0)
        rc = negotiable_read(p, body, arena, spot, err);
    if (rc == 0)
        rc = parameter_accept(p, plain_get(body, SLICE("default")), arena, &p->initial,
                              &initial, err);
    if (rc == 0)
        rc = values_read(p, plain_get(body, SLICE("values")), arena, spot, err);
    const struct plain *basis = plain_get(body, SLICE("basis"));
    struct spot inner = spot_within(spot, SLICE("basis"));
    return rc || !basis ? rc
                        : shape_texts(basis, false, arena, &p->basis, &p->basis_count, &inner,
                                      err);
}

static int parameter_add(struct pack_set *set, const struct parameter *p,
                         struct error *err)
{
    struct parameter *items = array_room(set->parameters, set->parameter_count,
                                         &set->parameter_cap, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->parameters = items;
    items[set->parameter_count] = *p;
    return scope_add(set, SCOPE_PARAMETER, p->pack, p->name, set->parameter_count++, err);
}

static int parameter_take(struct pack_set *set, uint32_t pack,
                          const struct plain_entry *entry, const struct spot *spot,
                          struct error *err)
{
    const struct plain *body = &entry->value;
    if (!name_is_word(entry->key)) {
        error_set(err, ERR_PACK, "参数名只能由字母、数字和下划线组成，至多 64 个",
                  "the name of a parameter is made of up to 64 letters, digits and "
                  "underscores");
        return spot_error(spot, NULL, err);
    }
    int rc =
        shape_check(body, parameter_keys,
                    sizeof(parameter_keys) / sizeof(*parameter_keys), false, spot, err);
    if (rc)
        return rc;
    struct parameter p = {.name = entry->key,
                          .type = plain_text(body, SLICE("type")),
                          .unit = slice_trim(plain_text(body, SLICE("unit"))),
                          .why = plain_text(body, SLICE("why")),
                          .pack = pack,
                          .line = spot->line};
    rc = parameter_parse(&p, body, &set->arena, spot, err);
    return rc ? rc : parameter_add(set, &p, err);
}

int parameter_declare(struct pack_set *set, uint32_t pack, const struct plain *table,
                      const struct spot *spot, struct error *err)
{
    int rc = 0;
    if (table && table->item_count)
        rc = shape_check(table, NULL, 0, false, spot, err);
    for (size_t i = 0; table && i < table->entry_count && rc == 0; i++) {
        struct spot inner = spot_within(spot, table->entries[i].key);
        rc = parameter_take(set, pack, &table->entries[i], &inner, err);
    }
    return rc;
}
