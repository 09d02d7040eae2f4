/* The review form of one project, filled in from its causes: each goes to the item its rule belongs to; an item's grade follows
 * from the share of checks that failed, the form's from the points and from how much there is to mend. All arithmetic is in whole
 * tenths and hundredths. */
#include "run/review_parts.h"

#include "base/unicode.h"

struct filling {
    const struct form_plan *form;
    struct kept_project *kept;
    struct review_item items[REVIEW_ITEMS_MAX];
    int64_t weights[REVIEW_ITEMS_MAX]; /* of failed checks, in hundredths of one */
    struct review_cause *last[REVIEW_ITEMS_MAX + 1], *last_unjudged[REVIEW_ITEMS_MAX];
    int64_t best; /* place among the total grades that is the best possible */
    struct buffer capped, capped_en, counts, counts_en;
};

static int item_of_cause(const struct form_plan *f, struct slice rule)
{
    const struct pack_set *set = f->profile->set;
    for (size_t i = 0; i < set->rule_count; i++)
        if (slice_equal(set->rules[i].id, rule))
            return f->item_of[i];
    return review_item_of_rule(f->items, rule);
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
        !review_listed(plain_get(at_best, SLICE("rules")), c->rule))
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
        chain(&t->kept->review.others, &t->last[REVIEW_ITEMS_MAX], c);
    } else if (item >= 0 && finding) {
        const struct plain *weights = plain_get(t->form->settings, SLICE("weights"));
        if (!c->unit)
            t->weights[item] += review_number(weights, severity_name(c->cause.severity).ptr,
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
    int64_t most = review_number(t->form->settings, "checks_most", 10);
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
    int64_t least = review_number(said, "least", 1);
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
                                           .points = (unsigned)review_number(said, "points", 0),
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
        if (t->items[i].grade == REVIEW_UNVERIFIED && review_listed(needed, t->items[i].name))
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
    int64_t least = review_number(f->settings, "verified_least", 60);
    int64_t poor = review_number(f->settings, "poor_aspects", 3);
    size_t g = 0;
    r->percent10 = r->verified ? r->tenths * 100 / r->verified : 0;
    const struct plain *forms = plain_get(f->settings, SLICE("forms"));
    r->other_form = forms && !review_listed(forms, form_name(r->project.form));
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

int review_fill(const struct review_sink *sink, struct kept_project *k, struct error *err)
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
    int rc = sink->review(sink->context, &k->review, err);
    buffer_release(&t->capped);
    buffer_release(&t->capped_en);
    buffer_release(&t->counts);
    buffer_release(&t->counts_en);
    free(t);
    return rc;
}
