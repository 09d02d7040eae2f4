/* What holds for records of one pack and year: the chain of packs in force, their rules
 * with effective severities, parameters, word and code lists. Everything is gathered once
 * per profile, so judging a record looks nothing up in the packs. */
#include "pack/inside.h"

/* Merged tables and names of one profile; what it only points to belongs to the set. */
static const size_t PROFILE_MEMORY_MAX = (size_t)1 << 28;

/* ---- the chain ---- */

/* From the country inwards, ending before the first pack that is out of force. */
static int chain_build(struct profile *p, struct error *err)
{
    const struct pack_set *set = p->set;
    size_t length = set->packs[p->pack].depth + 1;
    uint32_t *chain = arena_zero(&p->arena, length, sizeof(*chain));
    if (!chain)
        return error_memory(err);
    int64_t at = p->pack;
    for (size_t i = length; i-- > 0; at = set->packs[at].parent)
        chain[i] = (uint32_t)at;
    p->chain = chain;
    p->chain_count = 1;
    while (p->chain_count < length &&
           span_holds(set->packs[chain[p->chain_count]].span, p->when))
        p->chain_count++;
    return 0;
}

/* The narrowest pack in force: names are looked up from there. */
static uint32_t base_pack(const struct profile *p)
{
    return p->chain[p->chain_count - 1];
}

static int label_build(struct profile *p, struct error *err)
{
    struct buffer text;
    buffer_init(&text, 1024);
    for (size_t i = 0; i < p->chain_count; i++) {
        buffer_text(&text, i ? "+" : "");
        buffer_put(&text, p->set->packs[p->chain[i]].label);
    }
    bool good = !text.failed && arena_copy(&p->arena, buffer_slice(&text), &p->label);
    buffer_release(&text);
    return good ? 0 : error_memory(err);
}

/* ---- rules ---- */

static struct effective_rule effective(const struct profile *p, const struct rule *rule)
{
    struct rule_state state = rule_state(p->set, base_pack(p), rule, p->stage, p->day);
    bool timely = span_holds((struct span){rule->since, rule->until}, p->when);
    enum footing footing =
        basis_footing(p->set, rule->pack, rule->basis, rule->basis_count, p->when);
    bool capped = footing != FOOTING_FIRM && state.severity == SEVERITY_ERROR;
    return (struct effective_rule){.rule = rule,
                                   .severity = capped ? SEVERITY_WARNING : state.severity,
                                   .severity_pack = state.severity_pack,
                                   .on = state.on && timely,
                                   .timely = timely,
                                   .on_pack = state.on_pack,
                                   .reason = state.reason,
                                   .footing = footing,
                                   .capped = capped};
}

static int rule_order(const void *a, const void *b, void *context)
{
    const struct pack_set *set = context;
    const struct rule *x = ((const struct effective_rule *)a)->rule;
    const struct rule *y = ((const struct effective_rule *)b)->rule;
    uint32_t p = set->rule_levels[x->index], q = set->rule_levels[y->index];
    return p != q ? (p < q ? -1 : 1) : slice_compare(x->id, y->id);
}

static int rules_build(struct profile *p, struct error *err)
{
    const struct pack_set *set = p->set;
    size_t count = 0;
    for (size_t i = 0; i < set->rule_count; i++)
        count += pack_is_within(set, base_pack(p), set->rules[i].pack);
    p->rules = arena_zero(&p->arena, count, sizeof(*p->rules));
    if (!p->rules)
        return error_memory(err);
    for (size_t i = 0; i < set->rule_count; i++)
        if (pack_is_within(set, base_pack(p), set->rules[i].pack))
            p->rules[p->rule_count++] = effective(p, &set->rules[i]);
    struct pack_set *context;
    memcpy(&context, &set, sizeof(context)); /* qsort_r takes no const */
    if (count)
        qsort_r(p->rules, count, sizeof(*p->rules), rule_order, context);
    return 0;
}

/* ---- parameters ---- */

static int override_apply(struct profile *p, struct param_use *use,
                          const struct parameter *parameter,
                          const struct param_override *o, struct error *err)
{
    struct spot spot = {.path = SLICE("--param")};
    (void)snprintf(spot.name, sizeof(spot.name), "%.*s", SLICE_ARG(parameter->name));
    int rc = parameter_read(parameter, o->value, &p->arena, &use->value, &spot, err);
    if (rc == ERR_PACK && err)
        err->code = ERR_USAGE;
    use->from = SLICE("--param");
    return rc == ERR_PACK ? ERR_USAGE : rc;
}

static bool parameter_exists(const struct pack_set *set, struct slice name)
{
    size_t i = 0;
    while (i < set->parameter_count && !slice_equal(set->parameters[i].name, name))
        i++;
    return i < set->parameter_count;
}

/* One that only packs elsewhere declare is right for them and does nothing here. */
static int overrides_check(const struct pack_set *set,
                           const struct param_override *overrides, size_t count,
                           struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        struct near near;
        if (parameter_exists(set, overrides[i].name))
            continue;
        near_init(&near, overrides[i].name);
        for (size_t k = 0; k < set->parameter_count; k++)
            near_offer(&near, set->parameters[k].name);
        struct spot spot = {.path = SLICE("--param")};
        (void)snprintf(spot.name, sizeof(spot.name), "%.*s",
                       (int)(overrides[i].name.len < 64 ? overrides[i].name.len : 64),
                       overrides[i].name.ptr);
        error_set(err, ERR_USAGE, "没有这个参数", "there is no such parameter");
        (void)spot_error(&spot, &near, err);
        return ERR_USAGE;
    }
    return 0;
}

static int use_order(const void *a, const void *b)
{
    return slice_compare(((const struct param_use *)a)->name,
                         ((const struct param_use *)b)->name);
}

static int params_build(struct profile *p, const struct param_override *overrides,
                        size_t count, struct error *err)
{
    const struct pack_set *set = p->set;
    p->params = arena_zero(&p->arena, set->parameter_count, sizeof(*p->params));
    if (!p->params)
        return error_memory(err);
    int rc = overrides_check(set, overrides, count, err);
    for (size_t i = 0; i < set->parameter_count && rc == 0; i++) {
        const struct parameter *parameter = &set->parameters[i];
        if (!pack_is_within(set, base_pack(p), parameter->pack))
            continue;
        struct parameter_state state = parameter_state(set, base_pack(p), i, p->day);
        struct param_use *use = &p->params[p->param_count++];
        *use = (struct param_use){parameter->name, state.value, parameter->unit,
                                  set->packs[state.pack].name};
        for (size_t k = 0; k < count && rc == 0; k++)
            if (slice_equal(overrides[k].name, parameter->name))
                rc = override_apply(p, use, parameter, &overrides[k], err);
    }
    if (rc == 0 && p->param_count)
        qsort(p->params, p->param_count, sizeof(*p->params), use_order);
    return rc;
}

/* ---- departures ---- */

/* A pack's settings on the profile's day that differ from what it inherits. */
static void departed_parameters(const struct profile *p, uint32_t pack, struct departure *out,
                                size_t *count)
{
    const struct pack_set *set = p->set;
    for (size_t i = 0; i < set->setting_count; i++) {
        const struct setting *s = &set->settings[i];
        const struct parameter *parameter = &set->parameters[s->parameter];
        if (s->pack != pack || !span_has(s->span, p->day))
            continue;
        struct parameter_state old = parameter_state(
            set, (uint32_t)set->packs[pack].parent, s->parameter, p->day);
        bool ordered = false;
        int order = parameter_compare(parameter, s->value, old.value, &ordered);
        if (order)
            out[(*count)++] = (struct departure){.pack = pack,
                                                 .what = parameter->name,
                                                 .loosened = ordered && order < 0,
                                                 .value = s->value,
                                                 .old = old.value,
                                                 .unit = parameter->unit,
                                                 .above = old.pack,
                                                 .reason = s->reason,
                                                 .reason_en = s->reason_en};
    }
}

static void departed_rules(const struct profile *p, uint32_t pack, struct departure *out,
                           size_t *count)
{
    const struct pack_set *set = p->set;
    for (size_t i = 0; i < p->rule_count; i++) {
        const struct rule *rule = p->rules[i].rule;
        if (rule->pack == pack || !p->rules[i].timely ||
            !pack_is_within(set, pack, rule->pack) ||
            (scope_here(set, SCOPE_CHANGE, pack, rule->id) == SIZE_MAX &&
             !stage_find(set, pack, p->stage, rule->id)))
            continue;
        struct rule_state old = rule_state(set, (uint32_t)set->packs[pack].parent, rule,
                                           p->stage, p->day);
        struct rule_state now = rule_state(set, pack, rule, p->stage, p->day);
        if (now.on == old.on && now.severity == old.severity)
            continue;
        out[(*count)++] =
            (struct departure){.pack = pack,
                               .what = rule->id,
                               .rule = true,
                               .loosened = (old.on && !now.on) ||
                                           (now.on && now.severity < old.severity),
                               .now = now.on ? severity_name(now.severity) : SLICE("off"),
                               .was = old.on ? severity_name(old.severity) : SLICE("off"),
                               .above = old.on ? old.severity_pack : old.on_pack,
                               .reason = now.reason,
                               .reason_en = now.reason_en};
    }
}

static int departure_order(const void *a, const void *b)
{
    const struct departure *x = a, *y = b;
    if (x->rule != y->rule)
        return x->rule ? -1 : 1;
    return slice_compare(x->what, y->what);
}

/* Each pack of the chain but the country's, against the chain above it. */
static int departures_build(struct profile *p, struct error *err)
{
    size_t most = (p->rule_count + p->param_count) * (p->chain_count - 1) + 1, count = 0;
    struct arena scratch;
    arena_init(&scratch, PROFILE_MEMORY_MAX);
    struct departure *all = arena_zero(&scratch, most, sizeof(*all));
    int rc = all ? 0 : error_memory(err);
    for (size_t i = 1; i < p->chain_count && rc == 0; i++) {
        size_t first = count;
        departed_rules(p, p->chain[i], all, &count);
        departed_parameters(p, p->chain[i], all, &count);
        if (count > first)
            qsort(all + first, count - first, sizeof(*all), departure_order);
    }
    struct departure *kept = rc ? NULL : arena_zero(&p->arena, count + 1, sizeof(*kept));
    if (kept && count)
        memcpy(kept, all, count * sizeof(*kept));
    p->departures = kept;
    p->departure_count = count;
    arena_release(&scratch);
    return rc == 0 && !kept ? error_memory(err) : rc;
}

/* ---- all of it ---- */

int profile_build(struct profile *p, const struct pack_set *set, uint32_t pack, int when,
                  enum stage stage, const struct param_override *overrides,
                  size_t override_count, struct error *err)
{
    *p = (struct profile){.set = set,
                          .pack = pack,
                          .when = when,
                          .day = when_span(when).until,
                          .stage = stage};
    arena_init(&p->arena, PROFILE_MEMORY_MAX);
    map_init(&p->level1);
    map_init(&p->level2);
    struct levels levels = {.arena = &p->arena};
    int rc = chain_build(p, err);
    if (rc == 0)
        rc = label_build(p, err);
    if (rc == 0)
        rc = rules_build(p, err);
    if (rc == 0)
        rc = params_build(p, overrides, override_count, err);
    if (rc == 0)
        rc = departures_build(p, err);
    if (rc == 0)
        rc = lists_build(p, base_pack(p), err);
    if (rc == 0)
        rc = level_build(set, base_pack(p), when, SLICE("level1"), &p->level1, &levels, err);
    if (rc == 0)
        rc = level_build(set, base_pack(p), when, SLICE("level2"), &p->level2, &levels, err);
    p->names = levels.names;
    p->name_count = levels.count;
    if (rc)
        profile_release(p);
    return rc;
}

void profile_release(struct profile *p)
{
    free(p->names);
    map_release(&p->level1);
    map_release(&p->level2);
    arena_release(&p->arena);
    *p = (struct profile){0};
}

struct slice profile_level1(const struct profile *p, struct slice written)
{
    size_t at = level_find(&p->level1, written);
    return at == SIZE_MAX ? SLICE_NONE : p->names[at];
}

struct slice profile_level2(const struct profile *p, struct slice written)
{
    size_t at = level_find(&p->level2, written);
    return at == SIZE_MAX ? SLICE_NONE : p->names[at];
}

const struct plain *profile_codes(const struct profile *p, struct slice name)
{
    size_t low = 0, high = p->code_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(p->codes[middle].name, name);
        if (order == 0)
            return p->codes[middle].table;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct statute *profile_statute(const struct profile *p, struct slice id)
{
    struct slice article;
    size_t at =
        scope_find(p->set, SCOPE_STATUTE, base_pack(p), citation_split(id, &article));
    return at == SIZE_MAX ? NULL : &p->set->statutes[at];
}
