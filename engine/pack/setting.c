/* What a pack changes of inherited parameters (`set`), and whether it may. Moving one in
 * its stricter direction is free; loosening needs the declaring pack's leave
 * (`negotiable`) and a reason. One that is neither stricter nor laxer may be changed
 * where it is negotiable. Any pack on the way may close what was negotiable above it. Values
 * may hold for a time only; then each is judged on every day on which what is inherited
 * changes, so that a tightening to come is not undone by a value written before it. */
#include "pack/inside.h"

enum { SHOW_MAX = 120 };

static struct slice pack_name(const struct pack_set *set, uint32_t pack)
{
    return set->packs[pack].name;
}

/* The setting of one pack that holds on a day, or NULL. */
static const struct setting *setting_on(const struct pack_set *set, uint32_t pack,
                                        const struct parameter *p, int day)
{
    size_t i = scope_here(set, SCOPE_SETTING, pack, p->name);
    while (i != SIZE_MAX && !span_has(set->settings[i].span, day))
        i = set->settings[i].next;
    return i == SIZE_MAX ? NULL : &set->settings[i];
}

static const struct plain *declared_value(const struct parameter *p, int day)
{
    for (size_t i = 0; i < p->value_count; i++)
        if (span_has(p->values[i].span, day))
            return p->values[i].value;
    return p->initial;
}

struct parameter_state parameter_state(const struct pack_set *set, uint32_t pack,
                                       size_t parameter, int day)
{
    const struct parameter *p = &set->parameters[parameter];
    struct parameter_state state = {.pack = p->pack};
    for (int64_t at = pack; at >= 0; at = set->packs[at].parent) {
        const struct setting *s = setting_on(set, (uint32_t)at, p, day);
        if (!s)
            continue;
        state.closed = state.closed || s->closed;
        if (!state.value) {
            state.value = s->value;
            state.pack = (uint32_t)at;
            state.reason = s->reason;
        }
    }
    if (!state.value)
        state.value = declared_value(p, day);
    return state;
}

void day_add(int days[DAYS_MAX], size_t *count, struct span span, int day)
{
    size_t i = 0;
    while (i < *count && days[i] != day)
        i++;
    if (i == *count && *count < DAYS_MAX && span_has(span, day))
        days[(*count)++] = day;
}

/* A span begins, and what it replaces comes back behind it. */
static void span_add(int days[DAYS_MAX], size_t *count, struct span span, struct span other)
{
    day_add(days, count, span, other.from);
    if (other.until != SPAN_ALWAYS.until)
        day_add(days, count, span, day_after(other.until));
}

/* The days within `span` on which what is inherited of a parameter changes, its first among them. */
static size_t inherited_days(const struct pack_set *set, uint32_t pack, size_t parameter,
                             struct span span, int days[DAYS_MAX])
{
    const struct parameter *p = &set->parameters[parameter];
    size_t count = 0;
    day_add(days, &count, span, span.from);
    for (size_t i = 0; i < p->value_count; i++)
        span_add(days, &count, span, p->values[i].span);
    for (int64_t at = set->packs[pack].parent; at >= 0; at = set->packs[at].parent)
        for (size_t i = scope_here(set, SCOPE_SETTING, (uint32_t)at, p->name); i != SIZE_MAX;
             i = set->settings[i].next)
            span_add(days, &count, span, set->settings[i].span);
    return count;
}

/* ---- judging ---- */

struct change {
    const struct pack_set *set;
    uint32_t pack;
    const struct parameter *parameter;
    const struct plain *value;
    struct parameter_state old;
    int day;      /* the first on which this is so; 0: from the beginning */
    bool ordered; /* the parameter has a stricter and a laxer side */
};

/* A range as a message shows it. */
static void range_show(const struct parameter *p, char *out, size_t cap)
{
    char low[SHOW_MAX] = "", high[SHOW_MAX] = "";
    const struct plain *min = plain_get(p->negotiable, SLICE("min"));
    const struct plain *max = plain_get(p->negotiable, SLICE("max"));
    if (min)
        plain_show(min, p->unit, low, sizeof(low));
    if (max)
        plain_show(max, p->unit, high, sizeof(high));
    if (min && max)
        (void)snprintf(out, cap, "%s … %s", low, high);
    else
        (void)snprintf(out, cap, "%s %s", min ? "≥" : "≤", min ? low : high);
}

static void refuse_closed(const struct change *c, const char *now, const char *old,
                          struct error *err)
{
    error_set(err, ERR_PACK,
              "包“%.*s”不能把包“%.*s”定的 %s 改为 %s：上级已不再允许放宽（negotiable = "
              "false），"
              "请删去这一项或取更严的值",
              "the pack \"%.*s\" cannot change what the pack \"%.*s\" sets, %s, to %s: a "
              "wider pack "
              "has closed it (negotiable = false); remove this or be stricter",
              SLICE_ARG(pack_name(c->set, c->pack)),
              SLICE_ARG(pack_name(c->set, c->old.pack)), old, now);
}

static void refuse_range(const struct change *c, const char *now, const char *old,
                         struct error *err)
{
    char range[2 * SHOW_MAX + 8];
    range_show(c->parameter, range, sizeof(range));
    error_set(err, ERR_PACK,
              "包“%.*s”把包“%.*s”定的 %s 改为 %s，超出可协商的范围 %s；请取范围内的值",
              "the pack \"%.*s\" changes what the pack \"%.*s\" sets, %s, to %s, beyond "
              "what is "
              "negotiable: %s; choose a value in that range",
              SLICE_ARG(pack_name(c->set, c->pack)),
              SLICE_ARG(pack_name(c->set, c->old.pack)), old, now, range);
}

static void refuse_loosening(const struct change *c, const char *now, const char *old,
                             struct error *err)
{
    struct slice by = pack_name(c->set, c->pack), of = pack_name(c->set, c->old.pack);
    struct slice declarer = pack_name(c->set, c->parameter->pack);
    const char *side = !parameter_is_numeric(c->parameter) ? ""
                       : c->parameter->stricter > 0        ? "≥ "
                                                           : "≤ ";
    if (c->ordered)
        error_set(err, ERR_PACK,
                  "包“%.*s”把包“%.*s”定的 %s 放宽为 %s，不允许；应为 %s%s，"
                  "或由包“%.*s”把该参数声明为 negotiable",
                  "the pack \"%.*s\" loosens what the pack \"%.*s\" sets, %s, to %s; "
                  "keep it at "
                  "%s%s, or let the pack \"%.*s\" declare the parameter negotiable",
                  SLICE_ARG(by), SLICE_ARG(of), old, now, side, old, SLICE_ARG(declarer));
    else
        error_set(err, ERR_PACK,
                  "包“%.*s”不能把包“%.*s”定的 %s 改为 %s：包“%.*s”没有把该参数声明为 "
                  "negotiable",
                  "the pack \"%.*s\" cannot change what the pack \"%.*s\" sets, %s, to "
                  "%s: the pack "
                  "\"%.*s\" does not declare the parameter negotiable",
                  SLICE_ARG(by), SLICE_ARG(of), old, now, SLICE_ARG(declarer));
}

static int setting_refused(const struct change *c, const struct spot *spot,
                           struct error *err)
{
    char now[SHOW_MAX], old[SHOW_MAX];
    plain_show(c->value, c->parameter->unit, now, sizeof(now));
    plain_show(c->old.value, c->parameter->unit, old, sizeof(old));
    if (c->old.closed)
        refuse_closed(c, now, old, err);
    else if (c->parameter->negotiable)
        refuse_range(c, now, old, err);
    else
        refuse_loosening(c, now, old, err);
    if (c->day) {
        char zh[64], en[64], day[DAY_TEXT];
        day_show(c->day, day);
        (void)snprintf(zh, sizeof(zh), "（自 %s 起）", day);
        (void)snprintf(en, sizeof(en), " (from %s on)", day);
        spot_append(err, zh, en);
    }
    return spot_error(spot, NULL, err);
}

static int setting_judge(struct change *c, struct slice reason, const struct spot *spot,
                         struct error *err)
{
    int order = parameter_compare(c->parameter, c->value, c->old.value, &c->ordered);
    if (order == 0 || (c->ordered && order > 0))
        return 0;
    if (c->old.closed || !parameter_negotiable(c->parameter, c->value))
        return setting_refused(c, spot, err);
    return c->ordered && shape_is_blank(reason)
               ? change_unreasoned(spot, "{ value = …, reason = \"…\" }", err)
               : 0;
}

/* `{ value = …, reason = … }`, not a list or map that is itself the value. */
static bool is_wrapped(const struct plain *value)
{
    return value->kind == PLAIN_TABLE && value->item_count == 0 &&
           plain_get(value, SLICE("value"));
}

static int setting_push(struct pack_set *set, const struct setting *s, struct error *err)
{
    struct slice name = set->parameters[s->parameter].name;
    struct setting *items =
        array_room(set->settings, set->setting_count, &set->setting_cap, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->settings = items;
    items[set->setting_count] = *s;
    size_t at = scope_here(set, SCOPE_SETTING, s->pack, name);
    if (at == SIZE_MAX)
        return scope_add(set, SCOPE_SETTING, s->pack, name, set->setting_count++, err);
    while (items[at].next != SIZE_MAX)
        at = items[at].next;
    items[at].next = set->setting_count++;
    return 0;
}

/* No two settings of a pack for one parameter at one time. */
static int setting_unique(const struct pack_set *set, const struct setting *s,
                          const struct spot *spot, struct error *err)
{
    size_t at = scope_here(set, SCOPE_SETTING, s->pack, set->parameters[s->parameter].name);
    while (at != SIZE_MAX && !span_overlap(set->settings[at].span, s->span))
        at = set->settings[at].next;
    if (at == SIZE_MAX)
        return 0;
    error_set(err, ERR_PACK, "两个值的时间重叠，请用 since、until_ 分开",
              "two values hold at the same time; set them apart with since and until_");
    return spot_error(spot, NULL, err);
}

/* On every day on which what is inherited changes. */
static int setting_check(struct pack_set *set, const struct setting *s,
                         const struct spot *spot, struct error *err)
{
    int days[DAYS_MAX];
    uint32_t parent = (uint32_t)set->packs[s->pack].parent;
    size_t count = inherited_days(set, s->pack, s->parameter, s->span, days);
    int rc = 0;
    for (size_t i = 0; i < count && rc == 0; i++) {
        struct change c = {.set = set,
                           .pack = s->pack,
                           .parameter = &set->parameters[s->parameter],
                           .value = s->value,
                           .day = days[i],
                           .old = parameter_state(set, parent, s->parameter, days[i])};
        rc = setting_judge(&c, s->reason, spot, err);
    }
    return rc;
}

static int setting_read(struct pack_set *set, uint32_t pack, size_t parameter,
                        const struct plain *given, const struct spot *spot,
                        struct error *err)
{
    static const struct shape_key keys[] = {{"value", IS_ANY, true},
                                            {"reason", IS_TEXT, false},
                                            {"reason_en", IS_TEXT, false},
                                            {"negotiable", IS_BOOLEAN, false},
                                            {"since", IS_TEXT | IS_NUMBER, false},
                                            {"until_", IS_TEXT | IS_NUMBER, false}};
    struct setting s = {.parameter = (uint32_t)parameter,
                        .pack = pack,
                        .span = SPAN_ALWAYS,
                        .next = SIZE_MAX};
    int rc = 0;
    if (is_wrapped(given)) {
        rc = shape_check(given, keys, sizeof(keys) / sizeof(*keys), false, spot, err);
        s.reason = slice_trim(plain_text(given, SLICE("reason")));
        s.reason_en = slice_trim(plain_text(given, SLICE("reason_en")));
        if (rc == 0)
            rc = change_closed(given, &s.closed, spot, err);
        if (rc == 0)
            rc = span_read(given, "since", "until_", &s.span, spot, err);
        given = plain_get(given, SLICE("value"));
    }
    if (rc == 0)
        rc = parameter_accept(&set->parameters[parameter], given, &set->arena, &s.value, spot,
                              err);
    if (rc == 0)
        rc = setting_unique(set, &s, spot, err);
    if (rc == 0)
        rc = setting_check(set, &s, spot, err);
    return rc ? rc : setting_push(set, &s, err);
}

/* A list of wrapped values, each for its own time; a parameter's own list holds no such things. */
static bool is_series(const struct plain *given)
{
    bool good = given->kind == PLAIN_TABLE && given->item_count > 0 && given->entry_count == 0;
    for (size_t i = 0; good && i < given->item_count; i++)
        good = is_wrapped(&given->items[i]) && (plain_get(&given->items[i], SLICE("since")) ||
                                                plain_get(&given->items[i], SLICE("until_")));
    return good;
}

static int settings_read(struct pack_set *set, uint32_t pack, size_t parameter,
                         const struct plain *given, const struct spot *spot, struct error *err)
{
    int rc = 0;
    if (!is_series(given))
        return setting_read(set, pack, parameter, given, spot, err);
    for (size_t i = 0; i < given->item_count && rc == 0; i++) {
        struct spot item = spot_at_item(spot, i);
        rc = setting_read(set, pack, parameter, &given->items[i], &item, err);
    }
    return rc;
}

static int parameter_inherited(const struct pack_set *set, uint32_t pack,
                               struct slice name, size_t *parameter,
                               const struct spot *spot, struct error *err)
{
    struct near near;
    near_init(&near, name);
    *parameter = scope_find(set, SCOPE_PARAMETER, pack, name);
    if (*parameter == SIZE_MAX) {
        parameter_near(set, pack, &near);
        error_set(err, ERR_PACK, "上级包没有参数“%.*s”",
                  "no wider pack has a parameter \"%.*s\"", SLICE_ARG(name));
        return spot_error(spot, &near, err);
    }
    if (set->parameters[*parameter].pack != pack)
        return 0;
    error_set(err, ERR_PACK, "参数“%.*s”是本包声明的，请直接改它的 default",
              "the parameter \"%.*s\" is declared by this very pack: change its default",
              SLICE_ARG(name));
    return spot_error(spot, NULL, err);
}

int setting_read_all(struct pack_set *set, uint32_t pack, const struct plain *table,
                     const struct spot *spot, struct error *err)
{
    int rc =
        table && table->item_count ? shape_check(table, NULL, 0, false, spot, err) : 0;
    for (size_t i = 0; table && i < table->entry_count && rc == 0; i++) {
        const struct plain_entry *e = &table->entries[i];
        struct spot inner = spot_within(spot, e->key);
        size_t parameter = 0;
        rc = parameter_inherited(set, pack, e->key, &parameter, &inner, err);
        if (rc == 0)
            rc = settings_read(set, pack, parameter, &e->value, &inner, err);
    }
    return rc;
}
