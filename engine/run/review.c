/* From findings to the bureau's review form. A finding goes to the item of the form that its rule
 * belongs to; findings of one rule are one cause, in however many rows they show. An item's grade
 * follows from the share of checks that failed, the form's grade from the points; what no rule could
 * judge is not verified and gives no points. All arithmetic is in whole tenths and hundredths. */
#include "run/review.h"

#include "base/array.h"
#include "base/unicode.h"
#include "run/engine.h"

enum { ITEMS_MAX = 64, GRADES_MAX = 16, ADVICE_MAX = 1 << 20 };

/* ---- the form, read from the packs' lists ---- */

struct grade_band {
    struct slice name, consequence;
    int64_t share, low, high; /* per cent */
    int64_t causes_most;      /* of errors and warnings; -1: as many as there are */
};

/* A form as one profile has it. */
struct form_plan {
    const struct profile *profile;
    const struct plain *items, *settings;
    int *item_of; /* by rule index: place of its item, -1: none */
    size_t item_count;
    struct grade_band item_grades[GRADES_MAX], total_grades[GRADES_MAX];
    size_t item_grade_count, total_grade_count;
    struct form_plan *next;
};

static int64_t number_of(const struct plain *table, const char *key, int64_t otherwise)
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
    for (size_t i = 0; list && i < list->item_count && *count < GRADES_MAX; i++) {
        const struct plain *b = &list->items[i];
        struct grade_band band = {.name = plain_text(b, SLICE("grade")),
                                  .consequence = plain_text(b, SLICE("consequence")),
                                  .share = number_of(b, "share", 100),
                                  .low = number_of(b, "low", -1),
                                  .high = number_of(b, "high", 100),
                                  .causes_most = number_of(b, "causes_most", -1)};
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

static bool is_listed(const struct plain *list, struct slice id)
{
    for (size_t i = 0; list && i < list->item_count; i++)
        if (matches(list->items[i].text, id))
            return true;
    return false;
}

static int item_of_rule(const struct plain *items, struct slice id)
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
        f->items->item_count > ITEMS_MAX)
        return list_wrong("review_items", "规则包里没有审核表的内容（或多于 64 项）",
                          "the packs have no items of a review form (or more than 64)", err);
    f->item_count = f->items->item_count;
    for (size_t i = 0; i < f->item_count; i++)
        if (plain_text(&f->items->items[i], SLICE("name")).len == 0 ||
            number_of(&f->items->items[i], "points", 0) <= 0)
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
        f->item_of[i] = item_of_rule(f->items, set->rules[i].id);
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

struct heap_cause {
    struct review_cause cause; /* first: lists are read as lists of causes */
    bool shared;               /* with other projects: a group rule found it */
    bool unit;                 /* of the unit as a whole: it names no cell of this form */
    struct heap_cause *next;
};

/* A project until the end of the run, when group rules have spoken too. */
struct kept_project {
    struct review review;
    const struct form_plan *form;
    struct heap_cause *first, *last; /* all causes, in order of appearance */
    unsigned checks[ITEMS_MAX];
    bool partly[ITEMS_MAX];
};

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

/* ---- the form, filled in ---- */

struct filling {
    const struct form_plan *form;
    struct kept_project *kept;
    struct review_item items[ITEMS_MAX];
    int64_t weights[ITEMS_MAX]; /* of failed checks, in hundredths of one */
    struct review_cause *last[ITEMS_MAX + 1], *last_unjudged[ITEMS_MAX];
    int64_t best; /* place among the total grades that is the best possible */
    struct buffer capped, capped_en, counts, counts_en;
};

static int item_of_cause(const struct form_plan *f, struct slice rule)
{
    const struct pack_set *set = f->profile->set;
    for (size_t i = 0; i < set->rule_count; i++)
        if (slice_equal(set->rules[i].id, rule))
            return f->item_of[i];
    return item_of_rule(f->items, rule);
}

static void chain(const struct review_cause **first, struct review_cause **last,
                  struct heap_cause *c)
{
    c->cause.next = NULL;
    if (*last)
        (*last)->next = &c->cause;
    else
        *first = &c->cause;
    *last = &c->cause;
}

static int64_t total_place(const struct form_plan *f, struct slice grade)
{
    for (size_t i = 0; i < f->total_grade_count; i++)
        if (slice_equal(f->total_grades[i].name, grade))
            return (int64_t)i;
    return 0;
}

/* An error that alone keeps the form from the better grades. */
static void cap_by_rule(struct filling *t, const struct review_cause *c)
{
    const struct plain *at_best = plain_get(t->form->settings, SLICE("at_best"));
    if (c->kind != KIND_FINDING || c->severity != SEVERITY_ERROR || !at_best ||
        !is_listed(plain_get(at_best, SLICE("rules")), c->rule))
        return;
    int64_t place = total_place(t->form, plain_text(at_best, SLICE("grade")));
    t->best = place > t->best ? place : t->best;
    struct slice title = c->title.len ? c->title : c->rule;
    struct slice title_en = c->title_en.len ? c->title_en : title;
    buffer_text(&t->capped, t->capped.len ? "、" : "");
    buffer_text(&t->capped, "“");
    unicode_quoted(title, &t->capped);
    buffer_format(&t->capped, "”（%.*s）", SLICE_ARG(c->rule));
    buffer_format(&t->capped_en, "%s'%.*s' (%.*s)", t->capped_en.len ? ", " : "",
                  SLICE_ARG(title_en), SLICE_ARG(c->rule));
}

static void cause_place(struct filling *t, struct heap_cause *c)
{
    static const int64_t usual[] = {10, 50, 100};
    int item = item_of_cause(t->form, c->cause.rule);
    bool finding = c->cause.kind == KIND_FINDING;
    if (item < 0 && finding) {
        chain(&t->kept->review.others, &t->last[ITEMS_MAX], c);
    } else if (item >= 0 && finding) {
        const struct plain *weights = plain_get(t->form->settings, SLICE("weights"));
        if (!c->unit)
            t->weights[item] += number_of(weights, severity_name(c->cause.severity).ptr,
                                          usual[c->cause.severity]);
        chain(&t->items[item].causes, &t->last[item], c);
    } else if (item >= 0) {
        chain(&t->items[item].unjudged, &t->last_unjudged[item], c);
        t->items[item].partly = true;
    }
    cap_by_rule(t, &c->cause);
}

/* In ten-thousandths. */
static int64_t failed_share(const struct filling *t, size_t item)
{
    int64_t most = number_of(t->form->settings, "checks_most", 10);
    int64_t checks = t->items[item].checks;
    checks = checks < 1 ? 1 : checks;
    checks = most > 0 && checks > most ? most : checks;
    int64_t share = t->weights[item] * 100 / checks;
    return share > 10000 ? 10000 : share;
}

/* A band's points fall from its upper end to its lower one as the share grows; its upper end belongs to
 * the better band. */
static void grade_item(struct filling *t, size_t i)
{
    struct review_item *item = &t->items[i];
    int64_t share = failed_share(t, i), below = 0;
    size_t g = 0;
    while (g + 1 < t->form->item_grade_count && share > t->form->item_grades[g].share * 100)
        below = t->form->item_grades[g++].share * 100;
    const struct grade_band *b = &t->form->item_grades[g];
    int64_t width = b->share * 100 - below;
    int64_t lost = width > 0 ? (b->high - b->low) * 100 * (share - below) / width : 0;
    int64_t tenths = (int64_t)item->points * (b->high * 100 - lost) / 1000;
    int64_t top = (int64_t)item->points * b->high / 10;
    if (g > 0 && tenths >= top)
        tenths = top - 1;
    item->grade = (int)g;
    item->grade_name = b->name;
    item->tenths = (unsigned)(tenths > 0 ? tenths : 0);
}

/* Too little was judged, or nothing was found while some of it could not be judged: points would claim
 * more than is known. */
static bool is_unverified(const struct review_item *item, const struct plain *said)
{
    int64_t least = number_of(said, "least", 1);
    return item->by_person || (int64_t)item->checks < least || (item->partly && !item->causes);
}

static void items_fill(struct filling *t)
{
    struct review *r = &t->kept->review;
    for (size_t i = 0; i < t->form->item_count; i++) {
        const struct plain *said = &t->form->items->items[i];
        t->items[i] = (struct review_item){.aspect = plain_text(said, SLICE("aspect")),
                                           .name = plain_text(said, SLICE("name")),
                                           .asks = plain_text(said, SLICE("asks")),
                                           .points = (unsigned)number_of(said, "points", 0),
                                           .grade = REVIEW_UNVERIFIED,
                                           .checks = t->kept->checks[i],
                                           .partly = t->kept->partly[i]};
        const struct plain *by_person = plain_get(said, SLICE("by_person"));
        t->items[i].by_person = by_person && by_person->kind == PLAIN_BOOLEAN && by_person->boolean;
    }
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
        for (struct heap_cause *c = t->kept->first; c; c = c->next)
            if ((int)c->cause.severity == severity)
                cause_place(t, c);
    for (size_t i = 0; i < t->form->item_count; i++) {
        r->points += t->items[i].points;
        if (is_unverified(&t->items[i], &t->form->items->items[i]))
            continue;
        grade_item(t, i);
        r->verified += t->items[i].points;
        r->tenths += t->items[i].tenths;
    }
    r->items = t->items;
    r->item_count = t->form->item_count;
}

/* Aspects with an item of the worst grade. */
static int64_t poor_aspects(const struct filling *t)
{
    int64_t count = 0;
    for (size_t i = 0; i < t->form->item_count; i++) {
        bool worst = t->items[i].grade == (int)t->form->item_grade_count - 1;
        for (size_t k = 0; k < i && worst; k++)
            worst = t->items[k].grade != t->items[i].grade ||
                    !slice_equal(t->items[k].aspect, t->items[i].aspect);
        count += worst;
    }
    return count;
}

/* Whether the items were verified without which the rest says too little of the form. */
static bool is_verified(const struct filling *t)
{
    const struct plain *needed = plain_get(t->form->settings, SLICE("verified_items"));
    for (size_t i = 0; needed && i < t->form->item_count; i++)
        if (t->items[i].grade == REVIEW_UNVERIFIED && is_listed(needed, t->items[i].name))
            return false;
    return true;
}

static void capped_clear(struct filling *t)
{
    buffer_clear(&t->capped);
    buffer_clear(&t->capped_en);
}

/* What has to be mended or explained in this form, each cause once. What several forms have in common stands
 * at one of them, and would make its grade worse than theirs. */
static int64_t causes_count(const struct filling *t)
{
    int64_t n = 0;
    for (const struct heap_cause *c = t->kept->first; c; c = c->next)
        n += c->cause.kind == KIND_FINDING && c->cause.severity != SEVERITY_NOTE && !c->shared &&
             item_of_cause(t->form, c->cause.rule) >= 0;
    return n;
}

/* The best grade from `g` on that allows as many causes as there are; says so where that is a worse one. */
static size_t cap_by_count(struct filling *t, size_t g)
{
    const struct form_plan *f = t->form;
    int64_t causes = causes_count(t);
    size_t from = g;
    while (g + 1 < f->total_grade_count && f->total_grades[g].causes_most >= 0 &&
           causes > f->total_grades[g].causes_most)
        g++;
    if (g > from) {
        capped_clear(t);
        buffer_format(&t->capped, "有 %lld 个问题须修改或说明", (long long)causes);
        buffer_format(&t->capped_en, "%lld things to mend or explain", (long long)causes);
    }
    return g;
}

static void grade_form(struct filling *t)
{
    struct review *r = &t->kept->review;
    const struct form_plan *f = t->form;
    int64_t least = number_of(f->settings, "verified_least", 60);
    int64_t poor = number_of(f->settings, "poor_aspects", 3);
    size_t g = 0;
    r->percent10 = r->verified ? r->tenths * 100 / r->verified : 0;
    const struct plain *forms = plain_get(f->settings, SLICE("forms"));
    r->other_form = forms && !is_listed(forms, form_name(r->project.form));
    r->graded = !r->other_form && r->verified > 0 && (int64_t)r->verified >= least &&
                is_verified(t);
    if (!r->graded) {
        capped_clear(t);
        return;
    }
    while (g + 1 < f->total_grade_count && (int64_t)r->percent10 < f->total_grades[g].low * 10)
        g++;
    if (poor > 0 && poor_aspects(t) >= poor && g + 1 < f->total_grade_count) {
        g = f->total_grade_count - 1;
        capped_clear(t);
        struct slice worst = f->item_grades[f->item_grade_count - 1].name;
        buffer_format(&t->capped, "%lld 个方面有评为%.*s的分项", (long long)poor_aspects(t),
                      SLICE_ARG(worst));
        buffer_format(&t->capped_en, "items graded %.*s in %lld aspects", SLICE_ARG(worst),
                      (long long)poor_aspects(t));
    } else if (t->best > (int64_t)g) {
        g = (size_t)t->best;
    } else {
        capped_clear(t);
        g = cap_by_count(t, g);
    }
    r->grade = f->total_grades[g].name;
    r->consequence = f->total_grades[g].consequence;
}

static int review_give(struct reviewer *r, struct kept_project *k, struct error *err)
{
    struct filling *t = calloc(1, sizeof(*t));
    if (!t)
        return error_memory(err);
    t->form = k->form;
    t->kept = k;
    buffer_init(&t->capped, 1 << 16);
    buffer_init(&t->capped_en, 1 << 16);
    buffer_init(&t->counts, 1 << 16);
    buffer_init(&t->counts_en, 1 << 16);
    struct slice basis = plain_text(k->form->settings, SLICE("basis"));
    const struct statute *statute = profile_statute(k->form->profile, basis);
    k->review.title = plain_text(k->form->settings, SLICE("form"));
    k->review.note = plain_text(k->form->settings, SLICE("note"));
    k->review.basis = statute && statute->number.len ? statute->number : basis;
    items_fill(t);
    grade_form(t);
    struct slice at_most = t->best > 0 ? t->form->total_grades[t->best].name : SLICE_NONE;
    review_general(&k->review, k->form->settings, at_most, &t->counts, &t->counts_en);
    k->review.general_counts = buffer_slice(&t->counts);
    k->review.general_counts_en = buffer_slice(&t->counts_en);
    k->review.capped_by = buffer_slice(&t->capped);
    k->review.capped_by_en = buffer_slice(&t->capped_en);
    int rc = r->sink->review(r->sink->context, &k->review, err);
    buffer_release(&t->capped);
    buffer_release(&t->capped_en);
    buffer_release(&t->counts);
    buffer_release(&t->counts_en);
    free(t);
    return rc;
}

/* Before the packs' lists go away with the run. */
static int reviews_give(void *context, struct error *err)
{
    struct reviewer *r = context;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < r->count; i++)
        rc = review_give(r, r->projects[i], err);
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
