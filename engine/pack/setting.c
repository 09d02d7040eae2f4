/* What a pack changes of inherited parameters (`set`), and whether it may. Moving one in
 * its stricter direction is free; loosening needs the declaring pack's leave
 * (`negotiable`) and a reason. One that is neither stricter nor laxer may be changed
 * where it is negotiable. Any pack on the way may close what was negotiable above it. */
#include "pack/inside.h"

enum { SHOW_MAX = 120 };

static struct slice pack_name(const struct pack_set *set, uint32_t pack)
{
    return set->packs[pack].name;
}

struct parameter_state parameter_state(const struct pack_set *set, uint32_t pack,
                                       size_t parameter)
{
    const struct parameter *p = &set->parameters[parameter];
    struct parameter_state state = {NULL, p->pack, false};
    for (int64_t at = pack; at >= 0; at = set->packs[at].parent) {
        size_t i = scope_here(set, SCOPE_SETTING, (uint32_t)at, p->name);
        if (i == SIZE_MAX)
            continue;
        state.closed = state.closed || set->settings[i].closed;
        if (!state.value) {
            state.value = set->settings[i].value;
            state.pack = (uint32_t)at;
        }
    }
    if (!state.value)
        state.value = p->initial;
    return state;
}

/* ---- judging ---- */

struct change {
    const struct pack_set *set;
    uint32_t pack;
    const struct parameter *parameter;
    const struct plain *value;
    struct parameter_state old;
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
    (void)snprintf(out, cap, "%s … %s", low, high);
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
    struct setting *items =
        pack_grow(set->settings, &set->setting_cap, set->setting_count, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->settings = items;
    items[set->setting_count] = *s;
    return scope_add(set, SCOPE_SETTING, s->pack, set->parameters[s->parameter].name,
                     set->setting_count++, err);
}

static int setting_read(struct pack_set *set, uint32_t pack, size_t parameter,
                        const struct plain *given, const struct spot *spot,
                        struct error *err)
{
    static const struct shape_key keys[] = {{"value", IS_ANY, true},
                                            {"reason", IS_TEXT, false},
                                            {"negotiable", IS_BOOLEAN, false}};
    const struct parameter *p = &set->parameters[parameter];
    uint32_t parent = (uint32_t)set->packs[pack].parent;
    struct setting s = {.parameter = (uint32_t)parameter, .pack = pack};
    int rc = 0;
    if (is_wrapped(given)) {
        rc = shape_check(given, keys, 3, false, spot, err);
        s.reason = slice_trim(plain_text(given, SLICE("reason")));
        if (rc == 0)
            rc = change_closed(given, &s.closed, spot, err);
        given = plain_get(given, SLICE("value"));
    }
    if (rc == 0)
        rc = parameter_accept(p, given, &set->arena, &s.value, spot, err);
    if (rc)
        return rc;
    struct change c = {.set = set,
                       .pack = pack,
                       .parameter = p,
                       .value = s.value,
                       .old = parameter_state(set, parent, parameter)};
    rc = setting_judge(&c, s.reason, spot, err);
    return rc ? rc : setting_push(set, &s, err);
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
            rc = setting_read(set, pack, parameter, &e->value, &inner, err);
    }
    return rc;
}
