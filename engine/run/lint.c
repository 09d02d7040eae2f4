/* Rules that load and are odd all the same: what nobody uses, what can never be true, checks that cannot
 * fail. Here by their texts; lint_run.c asks them. */
#include "run/lint.h"

int lint_tell(struct lint *l, const struct rule *rule, struct slice path, size_t line,
              const struct error *told)
{
    struct lint_remark r = {.rule = rule,
                            .path = rule && !path.len ? rule->path : path,
                            .line = line,
                            .what = slice_str(told->zh),
                            .what_en = slice_str(told->en)};
    return l->remark(l->context, &r);
}

/* ---- names ---- */

struct names {
    struct map known; /* "verb/name" → seen */
    struct buffer key;
};

static struct slice name_key(struct names *n, struct slice verb, struct slice name)
{
    buffer_clear(&n->key);
    buffer_put(&n->key, verb);
    buffer_byte(&n->key, '/');
    buffer_put(&n->key, name);
    return buffer_slice(&n->key);
}

static int name_see(struct names *n, struct slice verb, struct slice name, struct arena *arena)
{
    struct slice key;
    bool made;
    if (!arena_copy(arena, name_key(n, verb, name), &key))
        return ERR_MEMORY;
    return map_put(&n->known, key, &made) ? 0 : ERR_MEMORY;
}

static bool is_seen(struct names *n, struct slice verb, struct slice name)
{
    return map_get(&n->known, name_key(n, verb, name)) != NULL ||
           script_names_itself(verb, name);
}

static int uses_see(struct names *n, const struct script_look *look, struct arena *arena)
{
    static const struct slice verbs[] = {{"param", 5}, {"words", 5}, {"codes", 5}};
    for (size_t i = 0; i < look->use_count; i++)
        if (name_see(n, verbs[look->uses[i].kind], look->uses[i].name, arena))
            return ERR_MEMORY;
    return 0;
}

/* ---- comparisons ---- */

/* The values a member can have, NULL behind the last; NULL when they are not known. */
static const char *const *member_values(struct slice member)
{
    static const char *const kinds[] = {"number", "range",  "compound", "date",   "period", "duration",
                                        "text",   "withheld", "na",     "symbol", "empty",  NULL};
    static const char *const forms[] = {"declaration",     "target",     "monitoring",
                                        "self_evaluation", "disclosure", NULL};
    static const char *const terms[] = {"annual", "long", "", NULL};
    static const char *const signs[] = {">=", ">", "=", "<", "<=", NULL};
    static const char *const dimensions[] = {"none",  "ratio",   "money", "time", "people",
                                             "count", "measure", "score", NULL};
    static const struct {
        const char *member;
        const char *const *values;
    } table[] = {{"kind", kinds}, {"form", forms}, {"term", terms}, {"op", signs}, {"dimension", dimensions}};
    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
        if (slice_equal(member, slice_str(table[i].member)))
            return table[i].values;
    return NULL;
}

static bool value_known(struct slice member, struct slice text, struct near *near)
{
    const char *const *values = member_values(member);
    bool known = !values;
    for (; values && *values; values++) {
        known = known || slice_equal(text, slice_str(*values));
        near_offer(near, slice_str(*values));
    }
    return known;
}

/* level1_name and level2_name are standard names of the pack's lists, or "". */
static bool level_known(const struct profile *p, struct slice member, struct slice text,
                        struct near *near)
{
    bool first = slice_equal(member, SLICE("level1_name"));
    if ((!first && !slice_equal(member, SLICE("level2_name"))) || !text.len)
        return true;
    struct slice standard = first ? profile_level1(p, text) : profile_level2(p, text);
    if (slice_equal(standard, text))
        return true;
    for (size_t i = 0; i < p->name_count; i++)
        near_offer(near, p->names[i]);
    if (standard.len)
        near->best = standard;
    return false;
}

static int comparisons_look(struct lint *l, const struct rule *rule, const struct profile *p,
                            const struct script_look *look)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < look->comparison_count; i++) {
        const struct comparison *c = &look->comparisons[i];
        struct near near;
        struct error told;
        near_init(&near, c->text);
        if (value_known(c->member, c->text, &near) && level_known(p, c->member, c->text, &near))
            continue;
        error_set(&told, ERR_PACK, "%.*s 从不是“%.*s”，这个比较没有意义%s%.*s",
                  "%.*s is never \"%.*s\", so the comparison says nothing%s%.*s", SLICE_ARG(c->member),
                  SLICE_ARG(c->text), near.best.len ? " → " : "", SLICE_ARG(near.best));
        rc = lint_tell(l, rule, SLICE_NONE, c->line, &told);
    }
    return rc;
}

/* ---- rules ---- */

static int rule_look(struct lint *l, const struct rule *rule, const struct profile *p,
                     struct names *names, struct error *err)
{
    struct script_look look;
    struct error told;
    int rc = script_look(rule->text, &l->arena, &look, err);
    if (rc == 0 && uses_see(names, &look, &l->arena))
        rc = error_memory(err);
    if (rc == 0 && !look.fails) {
        error_set(&told, ERR_PACK, "文件里没有 fail，这条规则永远不会报出问题",
                  "there is no fail in the file: the rule can never find anything");
        rc = lint_tell(l, rule, SLICE_NONE, rule->line, &told);
    }
    return rc ? rc : comparisons_look(l, rule, p, &look);
}

static int rules_look(struct lint *l, struct names *names, struct error *err)
{
    const struct pack_set *set = &l->engine->set;
    struct profile p = {0};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < set->rule_count; i++) {
        if (i == 0 || set->rules[i].pack != set->rules[i - 1].pack) {
            if (i)
                profile_release(&p);
            rc = profile_build(&p, set, set->rules[i].pack, 0, STAGE_NONE, NULL, 0, err);
            if (rc)
                return rc;
        }
        rc = rule_look(l, &set->rules[i], &p, names, err);
    }
    if (set->rule_count)
        profile_release(&p);
    for (size_t i = 0; rc == 0 && i < set->form_count; i++) {
        struct script_look look;
        rc = script_look(set->forms[i].text, &l->arena, &look, err);
        if (rc == 0 && uses_see(names, &look, &l->arena))
            rc = error_memory(err);
    }
    return rc;
}

/* ---- what nobody uses ---- */

static int lists_unused(struct lint *l, struct names *names)
{
    const struct pack_set *set = &l->engine->set;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < set->data_count; i++) {
        const struct pack_data *d = &set->data[i];
        struct error told;
        if (is_seen(names, d->verb, d->name))
            continue;
        error_set(&told, ERR_PACK, "没有规则用到 %.*s.%.*s", "no rule uses %.*s.%.*s",
                  SLICE_ARG(d->verb), SLICE_ARG(d->name));
        rc = lint_tell(l, NULL, d->path, d->line, &told);
    }
    return rc;
}

static int params_unused(struct lint *l, struct names *names)
{
    const struct pack_set *set = &l->engine->set;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < set->parameter_count; i++) {
        const struct parameter *p = &set->parameters[i];
        const struct pack *pack = &set->packs[p->pack];
        struct error told;
        if (is_seen(names, SLICE("param"), p->name))
            continue;
        error_set(&told, ERR_PACK, "没有规则用到参数 %.*s", "no rule uses the parameter %.*s",
                  SLICE_ARG(p->name));
        rc = lint_tell(l, NULL, pack->path, p->line, &told);
    }
    return rc;
}

int lint_texts(struct lint *l, struct error *err)
{
    struct names names;
    map_init(&names.known);
    buffer_init(&names.key, 4096);
    int rc = rules_look(l, &names, err);
    if (rc == 0)
        rc = params_unused(l, &names);
    if (rc == 0)
        rc = lists_unused(l, &names);
    map_release(&names.known);
    buffer_release(&names.key);
    return rc;
}

/* ---- all ---- */

int run_lint(struct engine *e, int (*remark)(void *context, const struct lint_remark *r),
             void *context, struct error *err)
{
    struct lint l = {.engine = e, .remark = remark, .context = context};
    arena_init(&l.arena, SIZE_MAX / 2);
    int rc = lint_texts(&l, err);
    if (rc == 0)
        rc = lint_answers(&l, err);
    arena_release(&l.arena);
    return rc;
}
