/* 一般性项目 are reviewed without points: the grades of the items are counted. The counts that each grade asks for stand in
 * the packs' list `review_grades` (`general`), best grade first. */
#include "run/review.h"

static bool is_in(const struct plain *list, struct slice grade)
{
    for (size_t i = 0; list && i < list->item_count; i++)
        if (slice_equal(list->items[i].text, grade))
            return true;
    return false;
}

/* How many items have one of the grades. */
static size_t count_of(const struct review *r, const struct plain *grades)
{
    size_t n = 0;
    for (size_t i = 0; i < r->item_count; i++)
        n += r->items[i].grade != REVIEW_UNVERIFIED && is_in(grades, r->items[i].grade_name);
    return n;
}

static bool fits(const struct review *r, const struct plain *rule)
{
    const struct plain *least = plain_get(rule, SLICE("least"));
    int64_t wanted = 0;
    if (least && (least->kind != PLAIN_NUMBER || !decimal_to_int64(least->number, &wanted)))
        return false;
    return (int64_t)count_of(r, plain_get(rule, SLICE("among"))) >= wanted &&
           count_of(r, plain_get(rule, SLICE("without"))) == 0;
}

/* "优 3 项、良 4 项，未能核验 1 项". */
static void counts_put(const struct review *r, const struct plain *grades, bool english,
                       struct buffer *out)
{
    size_t verified = 0, from = out->len;
    for (size_t g = 0; grades && g < grades->item_count; g++) {
        struct slice grade = plain_text(&grades->items[g], SLICE("grade"));
        size_t n = 0;
        for (size_t i = 0; i < r->item_count; i++)
            n += r->items[i].grade != REVIEW_UNVERIFIED && slice_equal(r->items[i].grade_name, grade);
        verified += n;
        if (n == 0)
            continue;
        buffer_text(out, out->len > from ? (english ? ", " : "、") : "");
        if (english)
            buffer_format(out, "%zu %.*s", n, SLICE_ARG(grade));
        else
            buffer_format(out, "%.*s %zu 项", SLICE_ARG(grade), n);
    }
    size_t left = r->item_count - verified;
    if (left == 0)
        return;
    buffer_text(out, out->len > from ? (english ? ", " : "，") : "");
    if (english)
        buffer_format(out, "%zu not verified", left);
    else
        buffer_format(out, "未能核验 %zu 项", left);
}

/* The place of the best grade that may be given. */
static size_t first_of(const struct plain *rules, struct slice at_most)
{
    for (size_t i = 0; rules && at_most.len && i < rules->item_count; i++)
        if (slice_equal(plain_text(&rules->items[i], SLICE("grade")), at_most))
            return i;
    return 0;
}

void review_general(struct review *r, const struct plain *settings, struct slice at_most,
                    struct buffer *counts, struct buffer *counts_en)
{
    const struct plain *rules = plain_get(settings, SLICE("general"));
    buffer_clear(counts);
    buffer_clear(counts_en);
    r->general = SLICE_NONE;
    for (size_t i = first_of(rules, at_most); rules && r->graded && i < rules->item_count && !r->general.len; i++)
        if (fits(r, &rules->items[i]))
            r->general = plain_text(&rules->items[i], SLICE("grade"));
    if (!r->general.len)
        return;
    counts_put(r, plain_get(settings, SLICE("item")), false, counts);
    counts_put(r, plain_get(settings, SLICE("item")), true, counts_en);
}
