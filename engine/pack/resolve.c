/* What rules refer to besides each other: statutes, parameters and indicator levels must
 * be known to the rule's pack, by itself or by inheritance. */
#include "pack/inside.h"

static int basis_resolve(const struct pack_set *set, const struct rule *rule,
                         struct error *err)
{
    struct spot spot = spot_of_rule(rule), inner = spot_within(&spot, SLICE("basis"));
    return citations_resolve(set, rule->pack, rule->basis, rule->basis_count, &inner, err);
}

int parameters_resolve(const struct pack_set *set, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; i < set->parameter_count && rc == 0; i++) {
        const struct parameter *p = &set->parameters[i];
        struct spot spot = spot_of_pack(&set->packs[p->pack]),
                    table = spot_within(&spot, SLICE("parameters")),
                    named = spot_within(&table, p->name),
                    inner = spot_within(&named, SLICE("basis"));
        rc = citations_resolve(set, p->pack, p->basis, p->basis_count, &inner, err);
    }
    return rc;
}

static int params_resolve(const struct pack_set *set, const struct rule *rule,
                          struct error *err)
{
    for (size_t i = 0; i < rule->param_count; i++) {
        if (scope_find(set, SCOPE_PARAMETER, rule->pack, rule->params[i]) != SIZE_MAX)
            continue;
        struct spot spot = spot_of_rule(rule);
        struct near near;
        near_init(&near, rule->params[i]);
        parameter_near(set, rule->pack, &near);
        error_set(err, ERR_PACK, "用到的参数“%.*s”没有声明",
                  "uses the parameter \"%.*s\", which no pack declares for it",
                  SLICE_ARG(rule->params[i]));
        return spot_error(&spot, &near, err);
    }
    return 0;
}

/* The level lists of the pack whose rules are being resolved. */
struct level_lists {
    struct arena arena;
    struct levels levels;
    struct map maps[2];
    int64_t pack; /* -1: none yet */
};

static int lists_load(const struct pack_set *set, struct level_lists *l, uint32_t pack,
                      struct error *err)
{
    if (l->pack == pack)
        return 0;
    arena_clear(&l->arena);
    map_clear(&l->maps[0]);
    map_clear(&l->maps[1]);
    l->levels.count = 0;
    l->pack = pack;
    int rc = level_build(set, pack, 0, SLICE("level1"), &l->maps[0], &l->levels, err);
    return rc ? rc
              : level_build(set, pack, 0, SLICE("level2"), &l->maps[1], &l->levels, err);
}

static int level_unknown(const struct rule *rule, const struct map *map, const char *key,
                         struct slice value, struct error *err)
{
    struct spot spot = spot_of_rule(rule), where = spot_within(&spot, SLICE("where"));
    struct spot inner = spot_within(&where, slice_str(key));
    struct near near;
    near_init(&near, value);
    for (size_t i = 0; i < map->count; i++)
        near_offer(&near, map->entries[i].key);
    error_set(err, ERR_PACK, "指标层级“%.*s”不在名录里，规则就永远不会运行",
              "\"%.*s\" is no known level, so the rule would never run",
              SLICE_ARG(value));
    return spot_error(&inner, &near, err);
}

static int levels_resolve(const struct pack_set *set, const struct rule *rule,
                          struct level_lists *l, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; i < rule->where_count && rc == 0; i++) {
        const struct condition *c = &rule->where[i];
        if (c->field != I_LEVEL1 && c->field != I_LEVEL2)
            continue;
        rc = lists_load(set, l, rule->pack, err);
        const struct map *map = &l->maps[c->field == I_LEVEL2];
        for (size_t k = 0; k < c->value_count && rc == 0 && map->count; k++)
            if (level_find(map, c->values[k]) == SIZE_MAX)
                rc = level_unknown(rule, map, c->field == I_LEVEL1 ? "level1" : "level2",
                                   c->values[k], err);
    }
    return rc;
}

int rule_resolve(struct pack_set *set, size_t first, struct error *err)
{
    struct level_lists l = {.pack = -1};
    arena_init(&l.arena, set->arena.max);
    l.levels.arena = &l.arena;
    map_init(&l.maps[0]);
    map_init(&l.maps[1]);
    int rc = 0;
    for (size_t i = first; i < set->rule_count && rc == 0; i++) {
        rc = basis_resolve(set, &set->rules[i], err);
        if (rc == 0)
            rc = params_resolve(set, &set->rules[i], err);
        if (rc == 0)
            rc = levels_resolve(set, &set->rules[i], &l, err);
    }
    free(l.levels.names);
    map_release(&l.maps[0]);
    map_release(&l.maps[1]);
    arena_release(&l.arena);
    return rc;
}
