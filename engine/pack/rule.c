/* What a rule says about itself, read strictly: a rule that was not understood to the
 * last key could be silent where its author expects it to speak. What it refers to (other
 * rules, statutes, parameters, levels) is resolved when all packs are there; its code is
 * script's. */
#include "pack/inside.h"

enum { EVERY_FORM = -1 };

const char *const severity_words[SEVERITY_WORDS] = {"note", "warning", "error", "off"};
static const char *const each_names[] = {"project", "indicator", "group"};

static const struct shape_key rule_keys[] = {
    {"title", IS_TEXT, true},        {"severity", IS_TEXT, true},
    {"aspect", IS_TEXT, true},       {"basis", IS_TABLE, true},
    {"each", IS_TEXT, true},         {"check", IS_FUNCTION, true},
    {"title_en", IS_TEXT, false},    {"where", IS_TABLE, false},
    {"needs", IS_TABLE, false},      {"classified", IS_BOOLEAN, false},
    {"discreet", IS_BOOLEAN, false}, {"fold", IS_BOOLEAN, false},
    {"suggestion_en", IS_TEXT, false}, {"across_forms", IS_BOOLEAN, false},
    {"unitwide", IS_BOOLEAN, false},
    {"by", IS_FUNCTION, false},      {"keep", IS_FUNCTION, false},
    {"negotiable", IS_TABLE, false}, {"bad", IS_TABLE, false},
    {"good", IS_TABLE, false},       {"since", IS_TEXT | IS_NUMBER, false},
    {"until_", IS_TEXT | IS_NUMBER, false},
};

/* ---- where ---- */

static int form_read(struct slice name, uint32_t *forms, const struct spot *spot,
                     struct error *err)
{
    enum form_kind form = form_find(slice_trim(name));
    if (form != FORM_UNKNOWN) {
        *forms |= 1u << form;
        return 0;
    }
    struct near near;
    near_init(&near, name);
    for (int f = FORM_UNKNOWN + 1; f < FORM_COUNT; f++) {
        near_offer(&near, form_name((enum form_kind)f));
        near_offer(&near, form_label((enum form_kind)f));
    }
    error_set(err, ERR_PACK, "没有“%.*s”这种表", "there is no form \"%.*s\"",
              SLICE_ARG(name));
    return spot_error(spot, &near, err);
}

static int forms_read(struct rule *rule, const struct plain *value, struct arena *arena,
                      const struct spot *spot, struct error *err)
{
    const struct slice *names;
    size_t count = 0;
    struct spot inner = spot_within(spot, SLICE("form"));
    int rc = shape_texts(value, true, arena, &names, &count, &inner, err);
    rule->forms = 0;
    for (size_t i = 0; i < count && rc == 0; i++)
        rc = form_read(names[i], &rule->forms, &inner, err);
    return rc;
}

static const char *const term_names[] = {"annual", "long"};
static const char *const nature_names[] = {"定量", "定性"};
static const struct {
    enum indicator_field field;
    const char *name;
    const char *const *values; /* NULL: any */
    size_t count;
} condition_fields[] = {
    {I_LEVEL1, "level1", NULL, 0},   {I_LEVEL2, "level2", NULL, 0},
    {I_TERM, "term", term_names, 2}, {I_NATURE, "nature", nature_names, 2},
    {I_CODE, "code", NULL, 0},
};
enum { CONDITIONS_MAX = sizeof(condition_fields) / sizeof(*condition_fields) };

static int condition_read(size_t which, const struct plain *value, struct condition *out,
                          struct arena *arena, const struct spot *spot, struct error *err)
{
    struct spot inner = spot_within(spot, slice_str(condition_fields[which].name));
    *out = (struct condition){.scope = SCOPE_INDICATOR,
                              .field = (int)condition_fields[which].field};
    int rc =
        shape_texts(value, true, arena, &out->values, &out->value_count, &inner, err);
    if (rc == 0 && out->value_count == 0) {
        error_set(err, ERR_PACK, "没有写任何值，规则就永远不会运行",
                  "names no value, so the rule would never run");
        rc = spot_error(&inner, NULL, err);
    }
    for (size_t i = 0; condition_fields[which].values && i < out->value_count && rc == 0;
         i++) {
        size_t at = 0;
        rc = shape_choice(out->values[i], condition_fields[which].values,
                          condition_fields[which].count, &at, &inner, err);
    }
    return rc;
}

/* A name that `where` knows only for indicators is not mistyped in a project rule. */
static int where_for_indicators(const struct rule *rule, const struct plain *where,
                                const struct spot *spot, struct error *err)
{
    for (size_t i = 0; i < CONDITIONS_MAX && rule->each != EACH_INDICATOR; i++) {
        if (!plain_get(where, slice_str(condition_fields[i].name)))
            continue;
        error_set(err, ERR_PACK, "“%s”只能用于 each = \"indicator\" 的规则",
                  "\"%s\" is only for rules with each = \"indicator\"",
                  condition_fields[i].name);
        return spot_error(spot, NULL, err);
    }
    return 0;
}

static int where_shape(const struct rule *rule, const struct plain *where,
                       const struct spot *spot, struct error *err)
{
    static const struct shape_key keys[] = {
        {"form", IS_TEXT | IS_TABLE, false},   {"level1", IS_TEXT | IS_TABLE, false},
        {"level2", IS_TEXT | IS_TABLE, false}, {"term", IS_TEXT | IS_TABLE, false},
        {"nature", IS_TEXT | IS_TABLE, false}, {"code", IS_TEXT | IS_TABLE, false},
    };
    int rc = where_for_indicators(rule, where, spot, err);
    return rc ? rc
              : shape_check(where, keys,
                            rule->each == EACH_INDICATOR ? 1 + CONDITIONS_MAX : 1, false,
                            spot, err);
}

static int where_read(struct rule *rule, const struct plain *where, struct arena *arena,
                      const struct spot *rule_spot, struct error *err)
{
    rule->forms = (uint32_t)EVERY_FORM;
    if (!where)
        return 0;
    struct spot spot = spot_within(rule_spot, SLICE("where"));
    const struct plain *form = plain_get(where, SLICE("form"));
    struct condition *conditions = arena_zero(arena, CONDITIONS_MAX, sizeof(*conditions));
    if (!conditions)
        return error_memory(err);
    int rc = where_shape(rule, where, &spot, err);
    if (rc == 0 && form)
        rc = forms_read(rule, form, arena, &spot, err);
    for (size_t i = 0; i < CONDITIONS_MAX && rc == 0; i++) {
        const struct plain *value = plain_get(where, slice_str(condition_fields[i].name));
        if (value)
            rc = condition_read(i, value, &conditions[rule->where_count++], arena, &spot,
                                err);
    }
    rule->where = conditions;
    if (rc == 0 && rule->forms == 0) {
        error_set(err, ERR_PACK, "form 没有写任何表，规则就永远不会运行",
                  "form names no form, so the rule would never run");
        rc = spot_error(&spot, NULL, err);
    }
    return rc;
}

/* ---- the other keys ---- */

/* A list of ids without doubles. */
static int ids_read(const struct plain *body, struct slice key, struct arena *arena,
                    const struct slice **out, size_t *count, const struct spot *rule_spot,
                    struct error *err)
{
    const struct plain *list = plain_get(body, key);
    struct spot spot = spot_within(rule_spot, key);
    if (!list)
        return 0;
    int rc = shape_texts(list, false, arena, out, count, &spot, err);
    for (size_t i = 1; i < *count && rc == 0; i++)
        for (size_t k = 0; k < i && rc == 0; k++)
            if (slice_equal((*out)[i], (*out)[k])) {
                error_set(err, ERR_PACK, "“%.*s”写了两次", "\"%.*s\" stands there twice",
                          SLICE_ARG((*out)[i]));
                rc = spot_error(&spot, NULL, err);
            }
    return rc;
}

static int negotiable_read(struct rule *rule, const struct plain *table,
                           const struct spot *rule_spot, struct error *err)
{
    static const struct shape_key keys[] = {{"severity", IS_TEXT, false},
                                            {"off", IS_BOOLEAN, false}};
    if (!table)
        return 0;
    struct spot spot = spot_within(rule_spot, SLICE("negotiable"));
    struct slice lowest = plain_text(table, SLICE("severity"));
    size_t at = 0;
    int rc = shape_check(table, keys, 2, false, &spot, err);
    if (rc == 0 && plain_get(table, SLICE("severity")))
        rc = shape_choice(lowest, severity_words, SEVERITY_WORDS - 1, &at, &spot, err);
    rule->negotiable = table;
    if (rc || lowest.len == 0 || at < (size_t)rule->severity)
        return rc;
    error_set(
        err, ERR_PACK, "severity 应低于规则自身的“%s”，否则没有放宽的余地",
        "severity must be lower than the rule's own \"%s\", else nothing is negotiable",
        severity_words[rule->severity]);
    return spot_error(&spot, NULL, err);
}

void rule_latitude(const struct rule *rule, int *lowest, bool *off)
{
    const struct plain *may_off = plain_get(rule->negotiable, SLICE("off"));
    *lowest = severity_find(plain_text(rule->negotiable, SLICE("severity")));
    *off = may_off && may_off->boolean;
}

static int examples_read(const struct plain *body, struct slice key,
                         const struct plain **out, const struct spot *rule_spot,
                         struct error *err)
{
    const struct plain *list = plain_get(body, key);
    struct spot spot = spot_within(rule_spot, key);
    bool good = !list || list->entry_count == 0;
    for (size_t i = 0; list && i < list->item_count && good; i++)
        good = list->items[i].kind == PLAIN_TABLE;
    *out = list;
    if (good)
        return 0;
    error_set(err, ERR_PACK, "应为记录的列表：{ { … }, { … } }",
              "must be a list of records: { { … }, { … } }");
    return spot_error(&spot, NULL, err);
}

/* Group rules have `by` and `keep` and no `needs`; for others it is the other way round.
 */
static int each_check(const struct rule *rule, const struct plain *body,
                      const struct spot *spot, struct error *err)
{
    static const char *const own[] = {"by", "keep"};
    bool group = rule->each == EACH_GROUP;
    for (size_t i = 0; i < 2; i++) {
        if (group == (plain_get(body, slice_str(own[i])) != NULL))
            continue;
        error_set(err, ERR_PACK,
                  group ? "each = \"group\" 的规则须有函数“%s”"
                        : "“%s”只用于 each = \"group\" 的规则",
                  group ? "a rule with each = \"group\" has a function \"%s\""
                        : "\"%s\" is only for rules with each = \"group\"",
                  own[i]);
        return spot_error(spot, NULL, err);
    }
    if (!group && plain_get(body, SLICE("across_forms"))) {
        error_set(err, ERR_PACK, "across_forms 只用于 each = \"group\" 的规则",
                  "across_forms is only for rules with each = \"group\"");
        return spot_error(spot, NULL, err);
    }
    static const char *const foreign[] = {"needs", "fold", "unitwide"};
    for (size_t i = 0; group && i < sizeof(foreign) / sizeof(*foreign); i++) {
        if (!plain_get(body, slice_str(foreign[i])))
            continue;
        error_set(err, ERR_PACK, "each = \"group\" 的规则不能有 %s",
                  "a rule with each = \"group\" cannot have %s", foreign[i]);
        return spot_error(spot, NULL, err);
    }
    return 0;
}

static int choices_read(struct rule *rule, const struct plain *body,
                        const struct spot *spot, struct error *err)
{
    struct spot severity = spot_within(spot, SLICE("severity"));
    struct spot each = spot_within(spot, SLICE("each"));
    size_t s = 0, e = 0;
    int rc = shape_choice(plain_text(body, SLICE("severity")), severity_words,
                          SEVERITY_WORDS - 1, &s, &severity, err);
    if (rc == 0)
        rc = shape_choice(plain_text(body, SLICE("each")), each_names, 3, &e, &each, err);
    rule->severity = (enum severity)s;
    rule->each = (enum rule_each)e;
    return rc;
}

static bool is_set(const struct plain *body, const char *name)
{
    const struct plain *value = plain_get(body, slice_str(name));
    return value && value->boolean;
}

static int rule_read(struct rule *rule, const struct plain *body, struct arena *arena,
                     const struct spot *spot, struct error *err)
{
    rule->title = plain_text(body, SLICE("title"));
    rule->title_en = plain_text(body, SLICE("title_en"));
    rule->aspect = plain_text(body, SLICE("aspect"));
    rule->suggestion_en = plain_text(body, SLICE("suggestion_en"));
    rule->classified = is_set(body, "classified");
    rule->discreet = is_set(body, "discreet");
    rule->fold = is_set(body, "fold");
    rule->unitwide = is_set(body, "unitwide");
    rule->across_forms = is_set(body, "across_forms");
    struct span span;
    int rc = choices_read(rule, body, spot, err);
    if (rc == 0)
        rc = span_read(body, "since", "until_", &span, spot, err);
    rule->since = rc ? 0 : span.from;
    rule->until = rc ? 0 : span.until;
    if (rc == 0)
        rc = each_check(rule, body, spot, err);
    if (rc == 0)
        rc = where_read(rule, plain_get(body, SLICE("where")), arena, spot, err);
    if (rc == 0)
        rc = ids_read(body, SLICE("basis"), arena, &rule->basis, &rule->basis_count, spot,
                      err);
    if (rc == 0)
        rc = ids_read(body, SLICE("needs"), arena, &rule->needs, &rule->needs_count, spot,
                      err);
    if (rc == 0)
        rc = negotiable_read(rule, plain_get(body, SLICE("negotiable")), spot, err);
    if (rc == 0)
        rc = examples_read(body, SLICE("bad"), &rule->bad, spot, err);
    if (rc == 0)
        rc = examples_read(body, SLICE("good"), &rule->good, spot, err);
    return rc;
}

/* ---- adding ---- */

static int id_check(const struct pack_set *set, const struct rule *rule,
                    const struct spot *spot, struct error *err)
{
    if (!name_is_id(rule->id)) {
        error_set(
            err, ERR_PACK, "规则编号只能由字母、数字、“.”“-”“_”组成，至多 64 个",
            "a rule's id is made of up to 64 letters, digits, \".\", \"-\" and \"_\"");
        return spot_error(spot, NULL, err);
    }
    const size_t *other = map_get(&set->rule_ids, rule->id);
    if (!other)
        return 0;
    const struct rule *first = &set->rules[*other];
    error_set(err, ERR_PACK, "规则编号“%.*s”重复，%.*s:%zu 已有",
              "the rule id \"%.*s\" is taken by %.*s:%zu", SLICE_ARG(rule->id),
              SLICE_ARG(first->path), first->line);
    return spot_error(spot, NULL, err);
}

static int slice_order(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static int params_keep(struct rule *rule, const struct slice *params, size_t count,
                       struct arena *arena, struct error *err)
{
    struct slice *kept = arena_zero(arena, count, sizeof(*kept));
    if (!kept)
        return error_memory(err);
    if (count) {
        memcpy(kept, params, count * sizeof(*kept));
        qsort(kept, count, sizeof(*kept), slice_order);
    }
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !slice_equal(kept[i], kept[rule->param_count - 1]))
            kept[rule->param_count++] = kept[i];
    rule->params = kept;
    return 0;
}

static int rule_push(struct pack_set *set, struct rule *rule, struct error *err)
{
    /* where room was reserved, rules are pointed at by other threads and must not move */
    if (set->rule_room && set->rule_count >= set->rule_room)
        return error_set(err, ERR_PACK, "%.*s: 一个文件只能有一条规则",
                         "%.*s: a file holds one rule", SLICE_ARG(rule->path));
    struct rule *rules =
        array_room(set->rules, set->rule_count, &set->rule_cap, sizeof(*rules));
    if (!rules)
        return error_memory(err);
    set->rules = rules;
    size_t *at = map_put(&set->rule_ids, rule->id, NULL);
    if (!at)
        return error_memory(err);
    *at = set->rule_count;
    rule->index = (uint32_t)set->rule_count;
    rules[set->rule_count++] = *rule;
    return 0;
}

int pack_add_rule(struct pack_set *set, const struct pack_declaration *d,
                  struct slice text, const struct slice *params, size_t param_count,
                  struct error *err)
{
    struct spot spot = spot_of(d);
    struct rule rule = {.id = d->name, .path = d->path, .line = d->line, .body = d->body, .text = text};
    int rc = pack_of_folder(set, d, &rule.pack, err);
    if (rc == 0)
        rc = id_check(set, &rule, &spot, err);
    if (rc == 0)
        rc = shape_check(d->body, rule_keys, sizeof(rule_keys) / sizeof(*rule_keys),
                         false, &spot, err);
    if (rc == 0)
        rc = rule_read(&rule, d->body, &set->arena, &spot, err);
    if (rc == 0)
        rc = params_keep(&rule, params, param_count, &set->arena, err);
    return rc ? rc : rule_push(set, &rule, err);
}
