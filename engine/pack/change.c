/* What a pack changes of inherited rules (`rules`), and whether it may: a higher severity
 * is free; a lower one, or switching the rule off, needs the rule's own leave
 * (`negotiable`) and a reason. */
#include "pack/inside.h"

static struct slice pack_name(const struct pack_set *set, uint32_t pack)
{
    return set->packs[pack].name;
}

/* What one pack says of a rule at one stage on one day. */
struct saying {
    int severity, on; /* -1: nothing */
    struct slice reason, reason_en;
    bool closed;
};

static struct saying saying_of(const struct pack_set *set, uint32_t pack,
                               const struct rule *rule, enum stage stage, int day)
{
    struct saying s = {.severity = -1, .on = -1};
    size_t i = scope_here(set, SCOPE_CHANGE, pack, rule->id);
    const struct rule_change *c = i == SIZE_MAX ? NULL : &set->changes[i];
    if (c && span_has(c->span, day))
        s = (struct saying){c->severity, c->on, c->reason, c->reason_en, c->closed};
    const struct stage_line *line =
        stage == STAGE_NONE ? NULL : stage_find(set, pack, stage, rule->id);
    if (!line)
        return s;
    s.on = line->severity >= 0;
    if (line->severity >= 0)
        s.severity = line->severity;
    if (line->reason.len) {
        s.reason = line->reason;
        s.reason_en = line->reason_en;
    }
    return s;
}

struct rule_state rule_state(const struct pack_set *set, uint32_t pack,
                             const struct rule *rule, enum stage stage, int day)
{
    struct rule_state state = {.severity = rule->severity,
                               .on = true,
                               .severity_pack = rule->pack,
                               .on_pack = rule->pack};
    bool severity_set = false, on_set = false, own = false;
    for (int64_t at = pack; at >= 0 && !own; at = set->packs[at].parent) {
        struct saying s = saying_of(set, (uint32_t)at, rule, stage, day);
        own = at == rule->pack; /* what wider packs say is about other rules */
        state.closed = state.closed || s.closed;
        if (state.reason.len == 0) {
            state.reason = s.reason;
            state.reason_en = s.reason_en;
        }
        if (!severity_set && s.severity >= 0) {
            severity_set = true;
            state.severity = (enum severity)s.severity;
            state.severity_pack = (uint32_t)at;
        }
        if (!on_set && s.on >= 0) {
            on_set = true;
            state.on = s.on > 0;
            state.on_pack = (uint32_t)at;
        }
    }
    return state;
}

/* ---- keys both kinds of change have ---- */

int change_closed(const struct plain *body, bool *closed, const struct spot *spot,
                  struct error *err)
{
    const struct plain *negotiable = plain_get(body, SLICE("negotiable"));
    *closed = negotiable != NULL;
    if (!negotiable || !negotiable->boolean)
        return 0;
    struct spot inner = spot_within(spot, SLICE("negotiable"));
    error_set(err, ERR_PACK, "这里只能写 false，表示不再允许下级放宽",
              "can only be false here: packs below may no longer loosen it");
    return spot_error(&inner, NULL, err);
}

int change_unreasoned(const struct spot *spot, const char *example, struct error *err)
{
    error_set(err, ERR_PACK, "放宽须写明理由，如 %s", "loosening needs a reason, like %s",
              example);
    return spot_error(spot, NULL, err);
}

/* ---- rules ---- */

/* Which part of a change loosens the rule. */
struct loosening {
    struct slice from, to; /* as a message shows them */
    uint32_t pack;         /* who set what is loosened */
    bool closed;           /* a wider pack allows no more of it */
    enum stage stage;
    int day;               /* the first on which this is so; 0: from the beginning */
};

/* What may be done instead, in both languages. */
enum { ADVICE_MAX = 192 };
static void advice_write(const struct rule *rule, bool closed, char zh[ADVICE_MAX],
                         char en[ADVICE_MAX])
{
    int lowest = -1;
    bool off = false;
    rule_latitude(rule, &lowest, &off);
    struct slice floor = lowest < 0 ? SLICE_NONE : severity_name((enum severity)lowest);
    if (closed) {
        (void)snprintf(zh, ADVICE_MAX,
                       "上级已不再允许放宽（negotiable = false），请删去这一项");
        (void)snprintf(en, ADVICE_MAX,
                       "a wider pack has closed it (negotiable = false); remove this");
    } else if (lowest < 0 && !off) {
        (void)snprintf(zh, ADVICE_MAX,
                       "该规则没有写 negotiable，请删去这一项或由上级修改规则");
        (void)snprintf(en, ADVICE_MAX,
                       "the rule has no negotiable; remove this or let the wider pack "
                       "change the rule");
    } else {
        (void)snprintf(zh, ADVICE_MAX, "该规则的 negotiable 只允许%s%.*s%s",
                       lowest < 0 ? "" : "降到 ", SLICE_ARG(floor),
                       off ? (lowest < 0 ? "关闭（off）" : "，或关闭（off）") : "");
        (void)snprintf(en, ADVICE_MAX, "the rule's negotiable only allows %s%.*s%s",
                       lowest < 0 ? "" : "down to ", SLICE_ARG(floor),
                       off ? (lowest < 0 ? "off" : ", or off") : "");
    }
}

static int loosening_refused(const struct pack_set *set, uint32_t pack, const struct rule *rule,
                             const struct loosening *l, const struct spot *spot,
                             struct error *err)
{
    char zh[ADVICE_MAX], en[ADVICE_MAX], day[DAY_TEXT];
    struct slice by = pack_name(set, pack), of = pack_name(set, l->pack);
    error_set(
        err, ERR_PACK, "包“%.*s”把包“%.*s”定的 %.*s 放宽为 %.*s",
        "the pack \"%.*s\" may not loosen what the pack \"%.*s\" sets, %.*s, to %.*s",
        SLICE_ARG(by), SLICE_ARG(of), SLICE_ARG(l->from), SLICE_ARG(l->to));
    if (l->stage != STAGE_NONE) {
        (void)snprintf(zh, sizeof(zh), "（%s环节）", stage_label(l->stage, false));
        (void)snprintf(en, sizeof(en), " (stage %s)", stage_label(l->stage, true));
        spot_append(err, zh, en);
    }
    if (l->day) {
        day_show(l->day, day);
        (void)snprintf(zh, sizeof(zh), "（自 %s 起）", day);
        (void)snprintf(en, sizeof(en), " (from %s on)", day);
        spot_append(err, zh, en);
    }
    spot_append(err, "，不允许：", ": ");
    advice_write(rule, l->closed, zh, en);
    spot_append(err, zh, en);
    return spot_error(spot, NULL, err);
}

static int moment_judge(const struct pack_set *set, uint32_t pack, const struct rule *rule,
                        struct loosening l, struct slice reason, const struct spot *spot,
                        struct error *err)
{
    struct rule_state old =
        rule_state(set, (uint32_t)set->packs[pack].parent, rule, l.stage, l.day);
    struct rule_state now = rule_state(set, pack, rule, l.stage, l.day);
    int lowest = -1;
    bool may_off = false;
    rule_latitude(rule, &lowest, &may_off);
    bool off = !now.on && old.on, lower = now.severity < old.severity;
    l.closed = old.closed;
    l.from = severity_name(old.severity);
    l.pack = off ? old.on_pack : old.severity_pack;
    l.to = off ? SLICE("off") : severity_name(now.severity);
    if (off && (old.closed || !may_off))
        return loosening_refused(set, pack, rule, &l, spot, err);
    l.pack = old.severity_pack;
    l.to = severity_name(now.severity);
    if (lower && (old.closed || lowest < 0 || (int)now.severity < lowest))
        return loosening_refused(set, pack, rule, &l, spot, err);
    if ((lower || off) && reason.len == 0)
        return change_unreasoned(spot,
                                 off ? "{ off = true, reason = \"…\" }"
                                     : "{ severity = \"…\", reason = \"…\" }",
                                 err);
    return 0;
}

/* The first days of all that a pack and those above it say of a rule, and of what follows. */
static size_t rule_days(const struct pack_set *set, uint32_t pack, const struct rule *rule,
                        int days[DAYS_MAX])
{
    size_t count = 0;
    day_add(days, &count, SPAN_ALWAYS, 0);
    for (int64_t at = pack; at >= 0; at = set->packs[at].parent) {
        size_t i = scope_here(set, SCOPE_CHANGE, (uint32_t)at, rule->id);
        if (i == SIZE_MAX)
            continue;
        day_add(days, &count, SPAN_ALWAYS, set->changes[i].span.from);
        if (set->changes[i].span.until != SPAN_ALWAYS.until)
            day_add(days, &count, SPAN_ALWAYS, day_after(set->changes[i].span.until));
    }
    return count;
}

int state_judge(const struct pack_set *set, uint32_t pack, const struct rule *rule,
                enum stage stage, struct slice reason, const struct spot *spot,
                struct error *err)
{
    int days[DAYS_MAX], rc = 0;
    size_t count = rule_days(set, pack, rule, days);
    for (size_t i = 0; i < count && rc == 0; i++)
        rc = moment_judge(set, pack, rule, (struct loosening){.stage = stage, .day = days[i]},
                          reason, spot, err);
    return rc;
}

/* A change speaks at every stage for which the pack has no line of its own. */
static int change_judge(const struct pack_set *set, const struct rule_change *c,
                        const struct spot *spot, struct error *err)
{
    const struct rule *rule = &set->rules[c->rule];
    int rc = 0;
    for (int s = STAGE_NONE; s < STAGE_COUNT && rc == 0; s++)
        if (s == STAGE_NONE || !stage_find(set, c->pack, (enum stage)s, rule->id))
            rc = state_judge(set, c->pack, rule, (enum stage)s, c->reason, spot, err);
    return rc;
}

static int change_push(struct pack_set *set, const struct rule_change *c,
                       struct error *err)
{
    struct rule_change *items =
        array_room(set->changes, set->change_count, &set->change_cap, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->changes = items;
    items[set->change_count] = *c;
    return scope_add(set, SCOPE_CHANGE, c->pack, set->rules[c->rule].id,
                     set->change_count++, err);
}

static int change_take(struct pack_set *set, struct rule_change *c,
                       const struct plain *body, const struct spot *spot,
                       struct error *err)
{
    static const struct shape_key keys[] = {{"severity", IS_TEXT, false},
                                            {"off", IS_BOOLEAN, false},
                                            {"reason", IS_TEXT, false},
                                            {"reason_en", IS_TEXT, false},
                                            {"negotiable", IS_BOOLEAN, false},
                                            {"since", IS_TEXT | IS_NUMBER, false},
                                            {"until_", IS_TEXT | IS_NUMBER, false}};
    int rc = shape_check(body, keys, sizeof(keys) / sizeof(*keys), false, spot, err);
    const struct plain *off = plain_get(body, SLICE("off"));
    const struct plain *severity = plain_get(body, SLICE("severity"));
    struct spot inner = spot_within(spot, SLICE("severity"));
    size_t at = 0;
    if (rc == 0 && severity)
        rc = shape_choice(severity->text, severity_words, SEVERITY_WORDS - 1, &at, &inner,
                          err);
    if (rc == 0)
        rc = change_closed(body, &c->closed, spot, err);
    if (rc == 0)
        rc = span_read(body, "since", "until_", &c->span, spot, err);
    c->severity = severity ? (int)at : -1;
    c->on = off ? !off->boolean : -1;
    c->reason = slice_trim(plain_text(body, SLICE("reason")));
    c->reason_en = slice_trim(plain_text(body, SLICE("reason_en")));
    if (rc == 0 && !severity && !off && !c->closed) {
        error_set(err, ERR_PACK, "什么也没有改；可写 severity、off、negotiable",
                  "changes nothing; there are severity, off and negotiable");
        rc = spot_error(spot, NULL, err);
    }
    if (rc == 0)
        rc = change_push(set, c, err);
    return rc ? rc : change_judge(set, c, spot, err);
}

static int change_unknown(const struct pack_set *set, uint32_t pack, struct slice id,
                          const struct spot *spot, struct error *err)
{
    struct near near;
    near_init(&near, id);
    for (size_t i = 0; i < set->rule_count; i++)
        if (set->rules[i].pack != pack && pack_is_within(set, pack, set->rules[i].pack))
            near_offer(&near, set->rules[i].id);
    error_set(err, ERR_PACK, "没有规则“%.*s”", "there is no rule \"%.*s\"",
              SLICE_ARG(id));
    return spot_error(spot, &near, err);
}

static int change_foreign(const struct pack_set *set, uint32_t pack,
                          const struct rule *rule, const struct spot *spot,
                          struct error *err)
{
    if (rule->pack == pack)
        error_set(err, ERR_PACK, "规则“%.*s”就在本包（%.*s），请直接改规则文件",
                  "the rule \"%.*s\" is this pack's own (%.*s): change its file",
                  SLICE_ARG(rule->id), SLICE_ARG(rule->path));
    else
        error_set(err, ERR_PACK, "规则“%.*s”属于包“%.*s”，不是本包的上级",
                  "the rule \"%.*s\" belongs to the pack \"%.*s\", from which this one "
                  "does not "
                  "inherit",
                  SLICE_ARG(rule->id), SLICE_ARG(pack_name(set, rule->pack)));
    return spot_error(spot, NULL, err);
}

static int changes_read(struct pack_set *set, uint32_t pack, const struct plain *table,
                        const struct spot *spot, struct error *err)
{
    int rc =
        table && table->item_count ? shape_check(table, NULL, 0, false, spot, err) : 0;
    for (size_t i = 0; table && i < table->entry_count && rc == 0; i++) {
        const struct plain_entry *e = &table->entries[i];
        struct spot inner = spot_within(spot, e->key);
        const size_t *at = map_get(&set->rule_ids, e->key);
        if (!at && pack_has_failed(set, e->key))
            continue;
        if (!at) {
            rc = change_unknown(set, pack, e->key, &inner, err);
        } else if (set->rules[*at].pack == pack ||
                   !pack_is_within(set, pack, set->rules[*at].pack)) {
            rc = change_foreign(set, pack, &set->rules[*at], &inner, err);
        } else {
            struct rule_change c = {.rule = (uint32_t)*at, .pack = pack};
            rc = change_take(set, &c, &e->value, &inner, err);
        }
    }
    return rc;
}

int change_read(struct pack_set *set, uint32_t pack, struct error *err)
{
    const struct plain *manifest = set->packs[pack].manifest;
    struct spot spot = spot_of_pack(&set->packs[pack]);
    struct spot in_set = spot_within(&spot, SLICE("set")),
                in_rules = spot_within(&spot, SLICE("rules")),
                in_stages = spot_within(&spot, SLICE("stages"));
    int rc = setting_read_all(set, pack, plain_get(manifest, SLICE("set")), &in_set, err);
    if (rc == 0)
        rc = stage_read(set, pack, plain_get(manifest, SLICE("stages")), &in_stages, err);
    if (rc == 0)
        rc = changes_read(set, pack, plain_get(manifest, SLICE("rules")), &in_rules, err);
    return rc ? rc : stage_judge(set, pack, &in_stages, err);
}
