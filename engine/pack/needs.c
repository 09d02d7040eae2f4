/* Which rules need which, and an order in which needed rules come first: a rule's level
 * is one more than the highest level it needs. Worked off from rules that need nothing,
 * so nothing recurses; whatever is left over needs itself. */
#include "pack/inside.h"

/* ---- resolving ids ---- */

static int need_unknown(const struct pack_set *set, const struct rule *rule,
                        struct slice id, const struct spot *spot, struct error *err)
{
    struct near near;
    near_init(&near, id);
    for (size_t i = 0; i < set->rule_count; i++)
        if (pack_is_within(set, rule->pack, set->rules[i].pack))
            near_offer(&near, set->rules[i].id);
    error_set(err, ERR_PACK, "没有规则“%.*s”", "there is no rule \"%.*s\"",
              SLICE_ARG(id));
    return spot_error(spot, &near, err);
}

static int need_check(const struct pack_set *set, const struct rule *rule,
                      const struct rule *needed, const struct spot *spot,
                      struct error *err)
{
    if (needed->each == EACH_GROUP)
        error_set(err, ERR_PACK,
                  "“%.*s”是 each = \"group\" 的规则，在逐条核验之后才运行，不能需要它",
                  "\"%.*s\" has each = \"group\" and runs after all records; it cannot "
                  "be needed",
                  SLICE_ARG(needed->id));
    else if (!pack_is_within(set, rule->pack, needed->pack))
        error_set(
            err, ERR_PACK, "“%.*s”属于包“%.*s”，不在包“%.*s”的上级之列",
            "\"%.*s\" belongs to the pack \"%.*s\", from which \"%.*s\" does not inherit",
            SLICE_ARG(needed->id), SLICE_ARG(set->packs[needed->pack].name),
            SLICE_ARG(set->packs[rule->pack].name));
    else
        return 0;
    return spot_error(spot, NULL, err);
}

/* Needs of files that did not load are left out. */
static int needs_of_rule(struct pack_set *set, struct rule *rule, struct error *err)
{
    struct spot spot = spot_of_rule(rule), inner = spot_within(&spot, SLICE("needs"));
    struct slice *ids = arena_zero(&set->arena, rule->needs_count, sizeof(*ids));
    uint32_t *needed = arena_zero(&set->arena, rule->needs_count, sizeof(*needed));
    size_t count = 0;
    if (!ids || !needed)
        return error_memory(err);
    for (size_t i = 0; i < rule->needs_count; i++) {
        const size_t *at = map_get(&set->rule_ids, rule->needs[i]);
        if (!at && pack_has_failed(set, rule->needs[i]))
            continue;
        int rc = at ? need_check(set, rule, &set->rules[*at], &inner, err)
                    : need_unknown(set, rule, rule->needs[i], &inner, err);
        if (rc)
            return rc;
        ids[count] = rule->needs[i];
        needed[count++] = (uint32_t)*at;
    }
    rule->needs = ids;
    rule->needed = needed;
    rule->needs_count = count;
    return 0;
}

/* ---- levels ---- */

struct graph {
    uint32_t *starts;  /* of each rule's users, and one more for the end */
    uint32_t *users;   /* rules that need it */
    uint32_t *waiting; /* needs of each rule that have no level yet */
    uint32_t *queue;
};

static bool graph_init(struct graph *g, const struct pack_set *set, size_t first,
                       struct arena *arena)
{
    size_t n = set->rule_count, edges = 0;
    g->starts = arena_zero(arena, n + 2, sizeof(uint32_t));
    g->waiting = arena_zero(arena, n, sizeof(uint32_t));
    g->queue = arena_zero(arena, n, sizeof(uint32_t));
    if (!g->starts || !g->waiting || !g->queue)
        return false;
    for (size_t i = first; i < n; i++)
        for (size_t k = 0; k < set->rules[i].needs_count; k++, edges++)
            g->starts[set->rules[i].needed[k] + 2]++;
    for (size_t i = 2; i < n + 2; i++)
        g->starts[i] += g->starts[i - 1];
    g->users = arena_zero(arena, edges, sizeof(uint32_t));
    if (!g->users)
        return false;
    /* starts[i + 1] moves through the users of i and ends where those of i + 1 begin */
    for (size_t i = first; i < n; i++)
        for (size_t k = 0; k < set->rules[i].needs_count; k++) {
            uint32_t needed = set->rules[i].needed[k];
            g->waiting[i] += needed >= first;
            g->users[g->starts[needed + 1]++] = (uint32_t)i;
        }
    return true;
}

/* Above what has its level already. */
static void levels_begin(const struct pack_set *set, size_t first, uint32_t *levels)
{
    for (size_t i = first; i < set->rule_count; i++)
        for (size_t k = 0; k < set->rules[i].needs_count; k++) {
            uint32_t needed = set->rules[i].needed[k];
            if (needed < first && levels[i] <= levels[needed])
                levels[i] = levels[needed] + 1;
        }
}

/* How many rules got a level. */
static size_t levels_count(const struct graph *g, size_t first, size_t n, uint32_t *levels)
{
    size_t head = 0, tail = 0;
    for (size_t i = first; i < n; i++)
        if (g->waiting[i] == 0)
            g->queue[tail++] = (uint32_t)i;
    while (head < tail) {
        uint32_t done = g->queue[head++];
        for (uint32_t u = g->starts[done]; u < g->starts[done + 1]; u++) {
            uint32_t user = g->users[u];
            if (levels[user] <= levels[done])
                levels[user] = levels[done] + 1;
            if (--g->waiting[user] == 0)
                g->queue[tail++] = user;
        }
    }
    return tail;
}

/* One of the rule's needs that is itself waiting; there is one, since the rule waits. */
static uint32_t next_waiting(const struct pack_set *set, const struct graph *g,
                             uint32_t rule)
{
    size_t k = 0;
    while (g->waiting[set->rules[rule].needed[k]] == 0)
        k++;
    return set->rules[rule].needed[k];
}

static int cycle_error(const struct pack_set *set, const struct graph *g,
                       struct error *err)
{
    uint32_t at = 0, *seen = g->queue;
    struct buffer path;
    memset(seen, 0, set->rule_count * sizeof(*seen));
    while (g->waiting[at] == 0)
        at++;
    while (!seen[at]) { /* walk into the circle, past what only leads to it */
        seen[at] = 1;
        at = next_waiting(set, g, at);
    }
    uint32_t first = at;
    buffer_init(&path, 512);
    do {
        buffer_format(&path, "%.*s → ", SLICE_ARG(set->rules[at].id));
        at = next_waiting(set, g, at);
    } while (at != first);
    buffer_format(&path, "%.*s", SLICE_ARG(set->rules[first].id));
    struct spot spot = spot_of_rule(&set->rules[first]),
                inner = spot_within(&spot, SLICE("needs"));
    error_set(err, ERR_PACK, "规则互相需要，成了循环：%.*s",
              "rules need each other in a circle: %.*s", SLICE_ARG(buffer_slice(&path)));
    buffer_release(&path);
    return spot_error(&inner, NULL, err);
}

int needs_resolve(struct pack_set *set, size_t first, uint32_t *levels, struct error *err)
{
    struct arena scratch;
    struct graph g = {0};
    int rc = 0;
    for (size_t i = first; i < set->rule_count && rc == 0; i++)
        rc = needs_of_rule(set, &set->rules[i], err);
    if (rc)
        return rc;
    levels_begin(set, first, levels);
    arena_init(&scratch, set->arena.max);
    if (!graph_init(&g, set, first, &scratch))
        rc = error_memory(err);
    else if (levels_count(&g, first, set->rule_count, levels) < set->rule_count - first)
        rc = cycle_error(set, &g, err);
    arena_release(&scratch);
    return rc;
}
