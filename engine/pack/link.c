/* Putting the packs together, once all are there: who inherits from whom, rules in their
 * final order, and every reference resolved. One pass of each kind, with maps throughout,
 * so a hundred counties of hundreds of rules take milliseconds. */
#include "pack/inside.h"

/* ---- the tree of packs ---- */

static int national_find(struct pack_set *set, struct error *err)
{
    const size_t *at = map_get(&set->pack_codes, SLICE_NONE);
    if (!at)
        return error_set(err, ERR_PACK, "规则文件夹里没有全国包 national",
                         "the rules folder has no national pack");
    set->national = (uint32_t)*at;
    return 0;
}

static int parent_find(struct pack_set *set, struct pack *pack, struct error *err)
{
    char room[7];
    pack->parent = (int64_t)region_pack(set, region_wider(pack->code, room));
    if (pack->enclosing < 0)
        return 0;
    uint32_t place = (uint32_t)pack->enclosing;
    const size_t *at =
        map_get(&set->folder_packs, slice_of((const char *)&place, sizeof(place)));
    const struct pack *outer = at ? &set->packs[*at] : NULL;
    size_t above = region_pack(set, pack->code);
    while (outer && above != *at && set->packs[above].code.len) {
        above = region_pack(set, region_wider(set->packs[above].code, room));
    }
    if (!outer || above == *at)
        return 0;
    struct spot spot = spot_of_pack(pack);
    error_set(err, ERR_PACK, "包“%.*s”放在包“%.*s”的文件夹里，却不属于它",
              "the pack \"%.*s\" lies in the folder of \"%.*s\", but is no part of that "
              "division",
              SLICE_ARG(pack->name), SLICE_ARG(outer->name));
    return spot_error(&spot, NULL, err);
}

static int pack_order(const void *a, const void *b, void *context)
{
    const struct pack_set *set = context;
    const struct pack *x = &set->packs[*(const uint32_t *)a],
                      *y = &set->packs[*(const uint32_t *)b];
    if (x->depth != y->depth)
        return x->depth < y->depth ? -1 : 1;
    return slice_compare(x->name, y->name);
}

/* Packs by depth, then name, in `order`. */
static int tree_build(struct pack_set *set, uint32_t **order, struct error *err)
{
    uint32_t *all = arena_zero(&set->arena, set->pack_count, sizeof(*all));
    if (!all)
        return error_memory(err);
    int rc = 0;
    for (size_t i = 0; i < set->pack_count && rc == 0; i++) {
        if (i != set->national)
            rc = parent_find(set, &set->packs[i], err);
        all[i] = (uint32_t)i;
    }
    if (rc)
        return rc;
    for (size_t i = 0; i < set->pack_count; i++)
        for (int64_t p = set->packs[i].parent; p >= 0; p = set->packs[p].parent)
            set->packs[i].depth++;
    qsort_r(all, set->pack_count, sizeof(*all), pack_order, set);
    for (size_t i = 0; i < set->pack_count; i++)
        set->packs[all[i]].rank = (uint32_t)i;
    *order = all;
    return 0;
}

/* ---- names along a chain ---- */

/* A narrower pack must not declare again what it inherits. */
static int parameters_unique(const struct pack_set *set, struct error *err)
{
    for (size_t i = 0; i < set->parameter_count; i++) {
        const struct parameter *p = &set->parameters[i];
        int64_t parent = set->packs[p->pack].parent;
        size_t at = parent < 0
                        ? SIZE_MAX
                        : scope_find(set, SCOPE_PARAMETER, (uint32_t)parent, p->name);
        if (at == SIZE_MAX)
            continue;
        struct spot spot = spot_of_pack(&set->packs[p->pack]);
        struct spot table = spot_within(&spot, SLICE("parameters")),
                    inner = spot_within(&table, p->name);
        error_set(
            err, ERR_PACK, "包“%.*s”已声明这个参数；要改它的值请写在 set 里",
            "the pack \"%.*s\" declares this parameter already; to change it use set",
            SLICE_ARG(set->packs[set->parameters[at].pack].name));
        return spot_error(&inner, NULL, err);
    }
    return 0;
}

static int statutes_unique(const struct pack_set *set, struct error *err)
{
    for (size_t i = 0; i < set->statute_count; i++) {
        const struct statute *s = &set->statutes[i];
        int64_t parent = set->packs[s->pack].parent;
        size_t at = parent < 0 ? SIZE_MAX
                               : scope_find(set, SCOPE_STATUTE, (uint32_t)parent, s->id);
        if (at == SIZE_MAX)
            continue;
        struct pack_declaration d = {
            .verb = SLICE("statute"), .name = s->id, .path = s->path, .line = s->line};
        struct spot spot = spot_of(&d);
        error_set(err, ERR_PACK, "上级包在 %.*s:%zu 已登记这个依据",
                  "a wider pack registers this statute at %.*s:%zu already",
                  SLICE_ARG(set->statutes[at].path), set->statutes[at].line);
        return spot_error(&spot, NULL, err);
    }
    return 0;
}

/* ---- rules in their final order ---- */

static int rule_order(const void *a, const void *b, void *context)
{
    const struct pack_set *set = context;
    const struct rule *x = a, *y = b;
    uint32_t p = set->packs[x->pack].rank, q = set->packs[y->pack].rank;
    return p != q ? (p < q ? -1 : 1) : slice_compare(x->id, y->id);
}

static void rules_sort(struct pack_set *set, size_t first)
{
    if (set->rule_count > first)
        qsort_r(set->rules + first, set->rule_count - first, sizeof(*set->rules), rule_order,
                set);
    for (size_t i = first; i < set->rule_count; i++) {
        set->rules[i].index = (uint32_t)i;
        *map_get(&set->rule_ids, set->rules[i].id) = i;
    }
}

static int rules_link(struct pack_set *set, size_t first, struct error *err)
{
    rules_sort(set, first);
    int rc = rule_resolve(set, first, err);
    return rc ? rc : needs_resolve(set, first, set->rule_levels, err);
}

int pack_reserve(struct pack_set *set, size_t rules, struct error *err)
{
    struct rule *items = calloc(rules + 1, sizeof(*items));
    if (!items)
        return error_memory(err);
    free(set->rules);
    set->rules = items;
    set->rule_cap = rules + 1;
    set->rule_room = rules;
    return 0;
}

int pack_link(struct pack_set *set, struct error *err)
{
    uint32_t *order = NULL;
    if (set->rule_room < set->rule_count)
        set->rule_room = set->rule_count;
    set->rule_levels = arena_zero(&set->arena, set->rule_room, sizeof(*set->rule_levels));
    if (!set->rule_levels)
        return error_memory(err);
    int rc = national_find(set, err);
    if (rc == 0)
        rc = tree_build(set, &order, err);
    if (rc == 0)
        rc = parameters_unique(set, err);
    if (rc == 0)
        rc = statutes_unique(set, err);
    if (rc == 0)
        rc = parameters_resolve(set, err);
    if (rc == 0)
        rc = rules_link(set, 0, err);
    for (size_t i = 0; i < set->pack_count && rc == 0; i++)
        if (!set->packs[order[i]].waiting)
            rc = change_read(set, order[i], err);
    return rc ? rc : region_link(set, err);
}

int pack_link_more(struct pack_set *set, uint32_t pack, size_t first, struct error *err)
{
    int rc = rules_link(set, first, err);
    if (rc == 0)
        rc = change_read(set, pack, err);
    set->packs[pack].waiting = false;
    return rc;
}
