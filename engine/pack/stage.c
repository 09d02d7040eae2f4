/* Severity by stage: a form on its way from the clerk to the finance bureau is judged by the same
 * rules, which weigh differently at each desk. A pack says so in one table, `stages`, by rule ids or
 * patterns; the heaviest pattern decides, an id before any pattern. Lines are sorted once, so the
 * first that fits is the one. */
#include "pack/inside.h"

const char *const stage_keys[STAGE_COUNT] = {"", "self", "submit", "department", "finance"};
static const char *const stage_labels[STAGE_COUNT] = {"", "填报自查", "送审前", "主管部门",
                                                      "财政审核"};

const char *stage_label(enum stage stage, bool english)
{
    return english ? stage_keys[stage] : stage_labels[stage];
}

/* ---- patterns ---- */

static bool has_star(struct slice pattern)
{
    return slice_find(pattern, SLICE("*"), 0) != SIZE_MAX;
}

static size_t pattern_weight(struct slice pattern)
{
    size_t letters = 0;
    if (!has_star(pattern))
        return SIZE_MAX;
    for (size_t i = 0; i < pattern.len; i++)
        letters += pattern.ptr[i] != '*';
    return letters;
}

const struct stage_line *stage_find(const struct pack_set *set, uint32_t pack, enum stage stage,
                                    struct slice id)
{
    const struct pack *p = &set->packs[pack];
    for (size_t i = p->stage_first; i < p->stage_first + p->stage_count; i++)
        if (set->stages[i].stage == stage && slice_fits(id, set->stages[i].pattern, '*'))
            return &set->stages[i];
    return NULL;
}

/* ---- reading ---- */

static int stage_of_key(struct slice key, enum stage *out, const struct spot *spot,
                        struct error *err)
{
    struct near near;
    near_init(&near, key);
    for (int s = STAGE_SELF; s < STAGE_COUNT; s++) {
        if (slice_equal(key, slice_str(stage_keys[s])) ||
            slice_equal(key, slice_str(stage_labels[s]))) {
            *out = (enum stage)s;
            return 0;
        }
        near_offer(&near, slice_str(stage_keys[s]));
        near_offer(&near, slice_str(stage_labels[s]));
    }
    error_set(err, ERR_PACK,
              "没有“%.*s”这个环节，可写 self（填报自查）、submit（送审前）、department（主管部门）、"
              "finance（财政审核）",
              "there is no stage \"%.*s\"; there are self, submit, department and finance",
              SLICE_ARG(key));
    return spot_error(spot, &near, err);
}

static int weight_read(const struct plain *value, struct stage_line *line,
                       const struct spot *spot, struct error *err)
{
    static const struct shape_key keys[] = {{"severity", IS_TEXT, true},
                                            {"reason", IS_TEXT, false},
                                            {"reason_en", IS_TEXT, false}};
    struct spot inner = spot_within(spot, SLICE("severity"));
    bool table = value->kind == PLAIN_TABLE;
    size_t at = 0;
    int rc = table ? shape_check(value, keys, 3, false, spot, err) : 0;
    if (rc == 0 && !table && value->kind != PLAIN_TEXT) {
        error_set(err, ERR_PACK, "应为级别，如 \"note\"，或 { severity = \"note\", reason = \"…\" }",
                  "must be a severity like \"note\", or { severity = \"note\", reason = \"…\" }");
        return spot_error(spot, NULL, err);
    }
    if (rc == 0)
        rc =
            shape_choice(table ? plain_text(value, SLICE("severity")) : value->text,
                         severity_words, SEVERITY_WORDS, &at, table ? &inner : spot, err);
    line->severity = at < 3 ? (int)at : -1;
    line->reason = table ? slice_trim(plain_text(value, SLICE("reason"))) : SLICE_NONE;
    line->reason_en = table ? slice_trim(plain_text(value, SLICE("reason_en"))) : SLICE_NONE;
    return rc;
}

/* An id must be a rule of this pack or a wider one, a pattern must fit at least one. */
static int pattern_known(const struct pack_set *set, const struct stage_line *line,
                         const struct spot *spot, struct error *err)
{
    struct near near;
    near_init(&near, line->pattern);
    for (size_t i = 0; i < set->rule_count; i++) {
        if (!pack_is_within(set, line->pack, set->rules[i].pack))
            continue;
        if (slice_fits(set->rules[i].id, line->pattern, '*'))
            return 0;
        near_offer(&near, set->rules[i].id);
    }
    if (has_star(line->pattern)) {
        error_set(err, ERR_PACK, "没有规则与“%.*s”相符", "no rule fits \"%.*s\"",
                  SLICE_ARG(line->pattern));
        return spot_error(spot, NULL, err);
    }
    if (pack_has_failed(set, line->pattern))
        return 0;
    error_set(err, ERR_PACK, "没有规则“%.*s”", "there is no rule \"%.*s\"",
              SLICE_ARG(line->pattern));
    return spot_error(spot, &near, err);
}

static int line_push(struct pack_set *set, const struct stage_line *line, struct error *err)
{
    struct stage_line *items =
        array_room(set->stages, set->stage_count, &set->stage_cap, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->stages = items;
    items[set->stage_count++] = *line;
    return 0;
}

static int lines_read(struct pack_set *set, struct stage_line line, const struct plain *table,
                      const struct spot *spot, struct error *err)
{
    int rc = 0;
    if (table->kind != PLAIN_TABLE || table->item_count) /* any key may stand there, but a key */
        rc = shape_check(table, NULL, 0, false, spot, err);
    for (size_t i = 0; rc == 0 && i < table->entry_count; i++) {
        const struct plain_entry *e = &table->entries[i];
        struct spot inner = spot_within(spot, e->key);
        line.pattern = e->key;
        line.weight = pattern_weight(e->key);
        rc = weight_read(&e->value, &line, &inner, err);
        if (rc == 0)
            rc = pattern_known(set, &line, &inner, err);
        if (rc == 0)
            rc = line_push(set, &line, err);
    }
    return rc;
}

static int line_order(const void *a, const void *b)
{
    const struct stage_line *x = a, *y = b;
    if (x->stage != y->stage)
        return x->stage < y->stage ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return slice_compare(x->pattern, y->pattern);
}

int stage_read(struct pack_set *set, uint32_t pack, const struct plain *table,
               const struct spot *spot, struct error *err)
{
    struct pack *p = &set->packs[pack];
    p->stage_first = set->stage_count;
    int rc = 0;
    if (table && table->item_count)
        rc = shape_check(table, NULL, 0, false, spot, err);
    for (size_t i = 0; table && rc == 0 && i < table->entry_count; i++) {
        struct spot inner = spot_within(spot, table->entries[i].key);
        struct stage_line line = {.pack = pack};
        rc = stage_of_key(table->entries[i].key, &line.stage, &inner, err);
        if (rc == 0)
            rc = lines_read(set, line, &table->entries[i].value, &inner, err);
    }
    p->stage_count = set->stage_count - p->stage_first;
    if (p->stage_count > 1)
        qsort(set->stages + p->stage_first, p->stage_count, sizeof(*set->stages), line_order);
    return rc;
}

int stage_judge(const struct pack_set *set, uint32_t pack, const struct spot *spot,
                struct error *err)
{
    const struct pack *p = &set->packs[pack];
    int rc = 0;
    for (size_t i = 0; p->stage_count && i < set->rule_count && rc == 0; i++) {
        const struct rule *rule = &set->rules[i];
        if (rule->pack == pack || !pack_is_within(set, pack, rule->pack))
            continue;
        for (int s = STAGE_SELF; s < STAGE_COUNT && rc == 0; s++) {
            const struct stage_line *line = stage_find(set, pack, (enum stage)s, rule->id);
            if (!line)
                continue;
            struct spot stage = spot_within(spot, slice_str(stage_keys[s])),
                        inner = spot_within(&stage, line->pattern);
            rc = state_judge(set, pack, rule, (enum stage)s, line->reason, &inner, err);
        }
    }
    return rc;
}
