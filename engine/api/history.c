/* The history of a rule in a region: what it says itself, what each pack from the widest inwards changed, and
 * the same for every parameter it uses, with the reasons and the days it holds. */
#include "api/history.h"

#include "base/array.h"
#include "write/json_out.h"

enum { VALUE_BYTES = 1 << 16 };

struct historian {
    const struct profile *profile;
    struct arena *arena;
    jihe_rule_change *items;
    size_t count, cap;
    bool failed;
};

static jihe_text copy(struct historian *h, struct buffer *b)
{
    struct slice s = SLICE_NONE;
    if (b->failed || !arena_copy(h->arena, buffer_slice(b), &s))
        h->failed = true;
    buffer_release(b);
    return api_text(s);
}

static jihe_text day_text(struct historian *h, int day, int open)
{
    struct buffer b;
    buffer_init(&b, 64);
    if (day != open)
        buffer_format(&b, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
    return copy(h, &b);
}

static jihe_text value_text(struct historian *h, const struct plain *value, struct slice unit)
{
    struct buffer b;
    buffer_init(&b, VALUE_BYTES);
    if (value->kind == PLAIN_TEXT)
        buffer_put(&b, value->text);
    else
        json_plain(&b, value);
    if (unit.len) {
        buffer_byte(&b, ' ');
        buffer_put(&b, unit);
    }
    return copy(h, &b);
}

static void add(struct historian *h, uint32_t pack, struct slice what, jihe_text value,
                struct slice reason, struct span span)
{
    const struct span always = SPAN_ALWAYS;
    jihe_rule_change *grown = arena_room(h->arena, h->items, h->count, &h->cap, sizeof(*grown));
    if (!grown) {
        h->failed = true;
        return;
    }
    h->items = grown;
    h->items[h->count++] =
        (jihe_rule_change){.pack = api_text(h->profile->set->packs[pack].label),
                           .what = api_text(what),
                           .value = value,
                           .reason = api_text(reason),
                           .since = day_text(h, span.from, always.from),
                           .until = day_text(h, span.until, always.until)};
}

static void changes_add(struct historian *h, const struct rule *r, uint32_t pack)
{
    const struct pack_set *set = h->profile->set;
    for (size_t i = 0; i < set->change_count; i++) {
        const struct rule_change *c = &set->changes[i];
        if (c->pack != pack || &set->rules[c->rule] != r)
            continue;
        if (c->severity >= 0)
            add(h, pack, SLICE_NONE, api_text(severity_name((enum severity)c->severity)), c->reason,
                c->span);
        if (c->on >= 0)
            add(h, pack, SLICE_NONE, api_text(c->on ? SLICE("on") : SLICE("off")), c->reason, c->span);
    }
}

static void parameter_add(struct historian *h, const struct parameter *p, size_t place)
{
    const struct pack_set *set = h->profile->set;
    const struct span always = SPAN_ALWAYS;
    add(h, p->pack, p->name, value_text(h, p->initial, p->unit), p->why, always);
    for (size_t i = 0; i < p->value_count; i++)
        add(h, p->pack, p->name, value_text(h, p->values[i].value, p->unit), p->values[i].why,
            p->values[i].span);
    for (size_t c = 0; c < h->profile->chain_count; c++)
        for (size_t i = 0; i < set->setting_count; i++) {
            const struct setting *s = &set->settings[i];
            if (s->pack == h->profile->chain[c] && s->parameter == place)
                add(h, s->pack, p->name, value_text(h, s->value, p->unit), s->reason, s->span);
        }
}

static bool in_chain(const struct profile *p, uint32_t pack)
{
    for (size_t i = 0; i < p->chain_count; i++)
        if (p->chain[i] == pack)
            return true;
    return false;
}

bool history_take(const struct profile *p, const struct rule *r, struct arena *arena,
                  jihe_rule *out)
{
    struct historian h = {.profile = p, .arena = arena};
    const struct pack_set *set = p->set;
    add(&h, r->pack, SLICE_NONE, api_text(severity_name(r->severity)), SLICE_NONE,
        (struct span){r->since, r->until});
    for (size_t i = 0; i < p->chain_count; i++)
        changes_add(&h, r, p->chain[i]);
    for (size_t i = 0; i < r->param_count; i++)
        for (size_t k = 0; k < set->parameter_count; k++)
            if (slice_equal(set->parameters[k].name, r->params[i]) &&
                in_chain(p, set->parameters[k].pack))
                parameter_add(&h, &set->parameters[k], k);
    out->history = h.items;
    out->history_count = h.count;
    return !h.failed;
}
