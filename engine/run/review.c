/* From findings to the bureau's review form: the packs' lists are read, and of each project its causes and which checks were
 * made are kept until group rules have spoken (findings of one rule are one cause, in however many rows they show); then
 * run/review_fill fills in the form. What no rule could judge is not verified and gives no points. */
#include "run/review_parts.h"

#include "base/array.h"

enum { ADVICE_MAX = 1 << 20 };

/* ---- the form, read from the packs' lists ---- */

int64_t review_number(const struct plain *table, const char *key, int64_t otherwise)
{
    const struct plain *v = plain_get(table, slice_str(key));
    int64_t n = otherwise;
    return v && v->kind == PLAIN_NUMBER && decimal_to_int64(v->number, &n) ? n : otherwise;
}

static int list_wrong(const char *list, const char *zh, const char *en, struct error *err)
{
    return error_set(err, ERR_PACK, "数据表 %s：%s%.0s", "the list %s: %.0s%s", list, zh, en);
}

static int bands_read(const struct plain *list, struct grade_band *out, size_t *count,
                      struct error *err)
{
    *count = 0;
    for (size_t i = 0; list && i < list->item_count && *count < REVIEW_GRADES_MAX; i++) {
        const struct plain *b = &list->items[i];
        struct grade_band band = {.name = plain_text(b, SLICE("grade")),
                                  .consequence = plain_text(b, SLICE("consequence")),
                                  .share = review_number(b, "share", 100),
                                  .low = review_number(b, "low", -1),
                                  .high = review_number(b, "high", 100),
                                  .causes_most = review_number(b, "causes_most", -1)};
        if (band.name.len == 0 || band.low < 0 || band.low > 100 || band.high < band.low ||
            band.high > 100)
            return list_wrong("review_grades", "等级须有 grade，low 和 high 在 0 到 100 之间",
                              "a grade needs a name, and low and high between 0 and 100", err);
        out[(*count)++] = band;
    }
    if (*count == 0)
        return list_wrong("review_grades", "缺少 item 或 total", "item or total is missing", err);
    return 0;
}

/* 0: not at all; 1: by a pattern with *; 2: by its id. */
static int matches(struct slice pattern, struct slice id)
{
    if (slice_equal(pattern, id))
        return 2;
    return slice_ends(pattern, SLICE("*")) &&
           slice_starts(id, slice_sub(pattern, 0, pattern.len - 1));
}

bool review_listed(const struct plain *list, struct slice id)
{
    for (size_t i = 0; list && i < list->item_count; i++)
        if (matches(list->items[i].text, id))
            return true;
    return false;
}

int review_item_of_rule(const struct plain *items, struct slice id)
{
    int found = -1, best = 0;
    for (size_t i = 0; i < items->item_count; i++) {
        const struct plain *rules = plain_get(&items->items[i], SLICE("rules"));
        for (size_t k = 0; rules && k < rules->item_count; k++) {
            int how = matches(rules->items[k].text, id);
            if (how > best) {
                best = how;
                found = (int)i;
            }
        }
    }
    return found;
}

static int plan_read(struct form_plan *f, struct arena *arena, struct error *err)
{
    const struct pack_set *set = f->profile->set;
    f->items = profile_codes(f->profile, SLICE("review_items"));
    f->settings = profile_codes(f->profile, SLICE("review_grades"));
    if (!f->items || !f->settings || f->items->item_count == 0 ||
        f->items->item_count > REVIEW_ITEMS_MAX)
        return list_wrong("review_items", "规则包里没有审核表的内容（或多于 64 项）",
                          "the packs have no items of a review form (or more than 64)", err);
    f->item_count = f->items->item_count;
    for (size_t i = 0; i < f->item_count; i++)
        if (plain_text(&f->items->items[i], SLICE("name")).len == 0 ||
            review_number(&f->items->items[i], "points", 0) <= 0)
            return list_wrong("review_items", "每项须有 name 和大于 0 的 points",
                              "each item needs a name and points above 0", err);
    int rc = bands_read(plain_get(f->settings, SLICE("item")), f->item_grades,
                        &f->item_grade_count, err);
    if (rc == 0)
        rc = bands_read(plain_get(f->settings, SLICE("total")), f->total_grades,
                        &f->total_grade_count, err);
    if (rc)
        return rc;
    f->item_of = arena_alloc(arena, (set->rule_count + 1) * sizeof(*f->item_of));
    if (!f->item_of)
        return error_memory(err);
    for (size_t i = 0; i < set->rule_count; i++)
        f->item_of[i] = review_item_of_rule(f->items, set->rules[i].id);
    return 0;
}

static int plan_for(struct reviewer *r, const struct profile *profile, struct form_plan **out,
                    struct error *err)
{
    for (struct form_plan *f = r->plans; f; f = f->next)
        if (f->profile == profile) {
            *out = f;
            return 0;
        }
    struct form_plan *f = arena_zero(&r->arena, 1, sizeof(*f));
    if (!f)
        return error_memory(err);
    f->profile = profile;
    int rc = plan_read(f, &r->arena, err);
    if (rc)
        return rc;
    f->next = r->plans;
    r->plans = f;
    *out = f;
    return 0;
}

/* ---- what comes ---- */

static bool text_copy(struct reviewer *r, struct slice s, struct slice *out)
{
    return arena_copy(&r->arena, s, out);
}

static bool advice_copy(struct reviewer *r, const struct finding *f, bool english, struct slice *out)
{
    struct buffer advice;
    if (english && !f->suggestion_en.len)
        return true;
    buffer_init(&advice, ADVICE_MAX);
    finding_advice(&advice, f, english);
    bool ok = !advice.failed && text_copy(r, buffer_slice(&advice), out);
    buffer_release(&advice);
    return ok;
}

/* One more place of a cause that is known, or a new cause. */
static int cause_add(struct reviewer *r, struct heap_cause **first, struct heap_cause **last,
                     const struct finding *f, struct error *err)
{
    for (struct heap_cause *c = *first; c; c = c->next)
        if (c->cause.kind == f->kind && c->cause.severity == f->severity &&
            slice_equal(c->cause.rule, f->rule_id)) {
            c->cause.places += 1 + f->more;
            return 0;
        }
    struct heap_cause *c = arena_zero(&r->arena, 1, sizeof(*c));
    if (!c || !text_copy(r, f->rule_id, &c->cause.rule) ||
        !text_copy(r, f->title, &c->cause.title) || !text_copy(r, f->title_en, &c->cause.title_en) ||
        !text_copy(r, f->message, &c->cause.message) ||
        !text_copy(r, f->message_en, &c->cause.message_en) ||
        !advice_copy(r, f, false, &c->cause.suggestion) ||
        !advice_copy(r, f, true, &c->cause.suggestion_en) ||
        !text_copy(r, f->indicator_name, &c->cause.indicator))
        return error_memory(err);
    c->unit = f->rule && f->rule->each == EACH_GROUP && !f->place.field.len;
    c->shared = c->unit || (f->rule && f->rule->each == EACH_GROUP && f->related_count);
    c->cause.kind = f->kind;
    c->cause.severity = f->severity;
    c->cause.seq = f->place.seq;
    c->cause.at = f->place.at;
    c->cause.places = 1 + f->more;
    if (*last)
        (*last)->next = c;
    else
        *first = c;
    *last = c;
    return 0;
}

static bool is_of_project(const struct finding *f)
{
    return f->kind != KIND_INPUT_ERROR && f->place.project.ordinal != 0;
}

static int finding_take(void *context, const struct finding *f, struct error *err)
{
    struct reviewer *r = context;
    if (!is_of_project(f))
        return r->sink->problem(r->sink->context, f, err);
    return cause_add(r, &r->first, &r->last, f, err);
}

static int key_copy(struct reviewer *r, const struct project_key *from, struct project_key *to,
                    struct error *err)
{
    *to = *from;
    return text_copy(r, from->code, &to->code) && text_copy(r, from->name, &to->name) &&
                   text_copy(r, from->unit, &to->unit) && text_copy(r, from->region, &to->region)
               ? 0
               : error_memory(err);
}

static struct kept_project *project_add(struct reviewer *r)
{
    struct kept_project **grown =
        array_room(r->projects, r->count, &r->cap, sizeof(*grown));
    if (!grown)
        return NULL;
    r->projects = grown;
    struct kept_project *k = arena_zero(&r->arena, 1, sizeof(*k));
    if (k)
        r->projects[r->count++] = k;
    return k;
}

/* Which items some rule has judged, and where one could not. */
static void checks_count(struct kept_project *k, const struct judged *j)
{
    const struct pack_set *set = j->profile->set;
    for (size_t i = 0; i < set->rule_count; i++) {
        int item = k->form->item_of[i];
        if (item < 0 || j->outcomes[i] == 0)
            continue;
        bool judged = j->outcomes[i] & (1u << OUTCOME_PASS | 1u << OUTCOME_FINDING);
        bool failed = j->outcomes[i] & 1u << OUTCOME_RULE_ERROR;
        bool undecided = j->outcomes[i] & 1u << OUTCOME_UNDECIDED;
        k->checks[item] += judged;
        k->partly[item] = k->partly[item] || failed ||
                          (undecided && set->rules[i].severity != SEVERITY_NOTE);
    }
}

static int judged_take(void *context, const struct judged *j, struct error *err)
{
    struct reviewer *r = context;
    struct form_plan *form = NULL;
    int rc = plan_for(r, j->profile, &form, err);
    if (rc)
        return rc;
    struct kept_project *k = project_add(r);
    if (!k || key_copy(r, j->key, &k->review.project, err))
        return error_memory(err);
    k->form = form;
    k->first = r->first;
    k->last = r->last;
    r->first = r->last = NULL;
    k->review.number = r->count;
    k->review.pack = j->profile->label;
    k->review.verdict = j->verdict;
    checks_count(k, j);
    return 0;
}

static int about_take(void *context, uint64_t project, const struct finding *f, struct error *err)
{
    struct reviewer *r = context;
    if (project >= r->count)
        return 0;
    struct kept_project *k = r->projects[project];
    return cause_add(r, &k->first, &k->last, f, err);
}

static int project_take(void *context, const struct project_key *key, enum verdict verdict,
                        struct error *err)
{
    (void)context;
    (void)key;
    (void)verdict;
    (void)err;
    return 0;
}

/* Before the packs' lists go away with the run. */
static int reviews_give(void *context, struct error *err)
{
    struct reviewer *r = context;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < r->count; i++)
        rc = review_fill(r->sink, r->projects[i], err);
    return rc;
}

int run_review(struct engine *e, const struct check_options *options, const struct review_sink *sink,
               struct arena *arena, struct summary *summary, struct error *err)
{
    struct reviewer r = {.sink = sink};
    struct check_sink through = {.context = &r,
                                 .finding = finding_take,
                                 .project = project_take,
                                 .sources = sink->sources,
                                 .judged = judged_take,
                                 .about = about_take,
                                 .ended = reviews_give};
    arena_init(&r.arena, SIZE_MAX / 2);
    int rc = run_check(e, options, &through, arena, summary, err);
    free(r.projects);
    arena_release(&r.arena);
    return rc;
}
