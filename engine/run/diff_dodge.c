/* Whether a finding went away because something was mended. What was found is compared with what stands
 * in the form now, in this order: the project, the row, the words, the numbers. Where nothing speaks
 * against it, it was mended. */
#include "run/diff.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "value/value.h"

enum {
    NEAR_PERCENT = 5,     /* so close behind a threshold is just across */
    SAME_PERCENT = 80,    /* texts so alike say the same */
    RENAMED_PERCENT = 60, /* indicators so alike are the same one */
    NAMED_PERCENT = 50,   /* projects so alike may be parts of one */
    TEXT_BYTES = 1 << 16,
    PARTS_MAX = 64,
};

/* ---- texts ---- */

static struct slice folded(const struct diff_context *c, struct slice text)
{
    struct buffer b;
    struct slice out = SLICE_NONE;
    buffer_init(&b, TEXT_BYTES * 4);
    unicode_fold(slice_sub(text, 0, TEXT_BYTES), &b);
    if (!b.failed)
        (void)arena_copy(c->arena, buffer_slice(&b), &out);
    buffer_release(&b);
    return out;
}

/* Pairs of neighbouring characters that two folded texts have in common, in percent (Dice). */
static unsigned alike(struct slice a, struct slice b)
{
    size_t n = utf8_count(a), m = utf8_count(b), common = 0;
    if (slice_equal(a, b))
        return 100;
    if (n < 2 || m < 2)
        return 0;
    for (size_t pos = 0; pos < a.len;) {
        size_t start = pos, next;
        (void)utf8_next(a, &pos);
        next = pos;
        if (next >= a.len)
            break;
        (void)utf8_next(a, &next);
        common += slice_find(b, slice_sub(a, start, next - start), 0) != SIZE_MAX;
    }
    return (unsigned)(200 * common / (n - 1 + m - 1) > 100 ? 100 : 200 * common / (n - 1 + m - 1));
}

static bool is_filler(const struct profile *p, struct slice text, size_t at, size_t *len)
{
    static const char *const lists[] = {"vague", "particles", "slogans", "boilerplate"};
    *len = 0;
    for (size_t i = 0; i < p->word_count; i++)
        for (size_t l = 0; l < 4; l++) {
            if (!slice_equal(p->words[i].name, slice_str(lists[l])))
                continue;
            for (size_t k = 0; k < p->words[i].count; k++)
                if (p->words[i].words[k].len > *len &&
                    slice_starts(slice_from(text, at), p->words[i].words[k]))
                    *len = p->words[i].words[k].len;
        }
    return *len > 0;
}

/* What is left of a folded text without the words that say nothing. */
static struct slice without_fillers(const struct diff_context *c, struct slice text)
{
    char *out = arena_alloc(c->arena, text.len + 1);
    size_t n = 0, len;
    if (!out)
        return text;
    for (size_t pos = 0; pos < text.len;) {
        if (is_filler(c->profile, text, pos, &len)) {
            pos += len;
            continue;
        }
        size_t start = pos;
        (void)utf8_next(text, &pos);
        memcpy(out + n, text.ptr + start, pos - start);
        n += pos - start;
    }
    return slice_of(out, n);
}

/* A run of digits in `b` that is not in `a`. */
static bool has_new_number(struct slice a, struct slice b)
{
    for (size_t i = 0; i < b.len;) {
        size_t from = i;
        while (i < b.len && ((b.ptr[i] >= '0' && b.ptr[i] <= '9') || b.ptr[i] == '.'))
            i++;
        if (i > from && slice_find(a, slice_sub(b, from, i - from), 0) == SIZE_MAX)
            return true;
        i += i == from;
    }
    return false;
}

static bool says_the_same(const struct diff_context *c, struct slice before, struct slice after)
{
    struct slice a = folded(c, before), b = folded(c, after);
    if (slice_equal(slice_trim(before), slice_trim(after)) || slice_trim(after).len == 0)
        return false; /* not changed, or taken away: no play with words */
    if (slice_equal(a, b))
        return true;
    if (has_new_number(a, b))
        return false;
    struct slice x = without_fillers(c, a), y = without_fillers(c, b);
    if (slice_equal(x, y) || y.len == 0)
        return true;
    return x.len > 0 && alike(x, y) >= SAME_PERCENT;
}

/* ---- numbers ---- */

static bool number_of(const struct diff_context *c, struct slice text, struct decimal *out)
{
    struct value v;
    struct slice s = slice_trim(text);
    if (decimal_parse(s, out))
        return true;
    if (!value_parse(s, NULL, c->arena, &v) || v.kind != VALUE_NUMBER)
        return false;
    *out = v.number;
    return true;
}

/* A quantity before and after; `length`: it is a count of characters. */
struct quantity {
    struct slice what;
    struct decimal before, after;
    bool length;
};

/* Whether it moved from one side of `limit` to the other and stopped just behind it. */
static bool is_just_across(const struct quantity *q, struct decimal limit)
{
    struct decimal distance, margin, five = decimal_int(NEAR_PERCENT), one = decimal_int(1);
    int was = decimal_compare(q->before, limit), is = decimal_compare(q->after, limit);
    if ((was > 0) - (was < 0) == (is > 0) - (is < 0))
        return false;
    if (!decimal_subtract(q->after, limit, &distance) ||
        !decimal_multiply(limit, five, &margin) || !decimal_shift(margin, -2, &margin))
        return false;
    if (decimal_sign(distance) < 0)
        distance = decimal_negate(distance);
    if (decimal_sign(margin) < 0)
        margin = decimal_negate(margin);
    if (q->length && decimal_compare(margin, one) < 0)
        margin = one;
    return decimal_compare(distance, margin) <= 0;
}

/* The text under a field's name in the new form: the indicator's, else the project's. */
static bool text_now(const struct diff_form *p, const struct slice *indicator, struct slice field,
                     struct slice *out)
{
    int at = indicator ? field_find(SCOPE_INDICATOR, field) : -1;
    if (at >= 0) {
        *out = indicator[at];
        return true;
    }
    at = field_find(SCOPE_PROJECT, field);
    if (at < 0)
        return false;
    *out = p->cells[at];
    return true;
}

static bool percent_of(struct decimal a, struct decimal b, struct decimal *out)
{
    return decimal_sign(b) != 0 && decimal_divide(a, b, out) && decimal_shift(*out, 2, out);
}

/* Numbers the rule read, then lengths of texts it read, then each number as percent of each other. */
static size_t quantities_of(const struct diff_context *c, const struct past_finding *f,
                            const struct diff_form *p, const struct slice *indicator,
                            struct quantity out[PARTS_MAX])
{
    size_t n = 0, numbers;
    for (size_t i = 0; i <= f->evidence_count && n < PARTS_MAX / 8; i++) {
        struct slice name = i < f->evidence_count ? f->evidence[i].name : f->field, now;
        struct slice was = i < f->evidence_count ? f->evidence[i].text : f->value;
        struct quantity q = {.what = name};
        if (name.len == 0 || !text_now(p, indicator, name, &now))
            continue;
        bool number = number_of(c, was, &q.before) && number_of(c, now, &q.after);
        if (!number) {
            q.before = decimal_int((int64_t)utf8_count(slice_trim(was)));
            q.after = decimal_int((int64_t)utf8_count(slice_trim(now)));
            q.length = true;
        }
        out[n++] = q;
    }
    numbers = n;
    for (size_t i = 0; i < numbers; i++)
        for (size_t k = 0; k < numbers && n < PARTS_MAX; k++) {
            struct quantity q = {.what = out[i].what};
            if (i != k && !out[i].length && !out[k].length &&
                percent_of(out[i].before, out[k].before, &q.before) &&
                percent_of(out[i].after, out[k].after, &q.after))
                out[n++] = q;
        }
    return n;
}

static struct slice number_text(const struct diff_context *c, struct decimal d)
{
    struct buffer b;
    struct slice out = SLICE_NONE;
    struct decimal rounded = d;
    (void)decimal_round(d, 2, &rounded);
    buffer_init(&b, 256);
    decimal_put(&b, rounded);
    (void)arena_copy(c->arena, buffer_slice(&b), &out);
    buffer_release(&b);
    return out;
}

static bool crossed(const struct diff_context *c, const struct past_finding *f,
                    const struct diff_form *p, const struct slice *indicator,
                    struct diff_item *item)
{
    struct quantity q[PARTS_MAX];
    size_t count = quantities_of(c, f, p, indicator, q);
    for (size_t k = 0; k < f->param_count; k++) {
        struct decimal limit;
        if (!decimal_parse(f->params[k].text, &limit))
            continue;
        for (size_t i = 0; i < count; i++) {
            if (!is_just_across(&q[i], limit))
                continue;
            struct buffer b;
            buffer_init(&b, 1024);
            buffer_format(&b, "%.*s = %.*s", SLICE_ARG(f->params[k].name),
                          SLICE_ARG(f->params[k].text));
            (void)arena_copy(c->arena, buffer_slice(&b), &item->limit);
            buffer_release(&b);
            item->dodge = DODGE_THRESHOLD;
            item->what = q[i].what;
            item->before = number_text(c, q[i].before);
            item->after = number_text(c, q[i].after);
            return true;
        }
    }
    return false;
}

/* ---- rows and projects ---- */

static const struct slice *row_of(const struct diff_context *c, const struct past_finding *f,
                                  const struct diff_form *p)
{
    struct slice name = slice_trim(f->indicator), wanted = folded(c, name);
    const struct slice *best = NULL;
    unsigned most = RENAMED_PERCENT - 1;
    for (size_t i = 0; i < p->indicator_count; i++) {
        unsigned likeness = alike(wanted, folded(c, p->indicators[i][I_LEVEL3]));
        if (likeness > most) {
            most = likeness;
            best = p->indicators[i];
        }
    }
    return best;
}

/* An indicator that had no name is told by its number. */
static const struct slice *row_find(const struct diff_context *c, const struct past_finding *f,
                                    const struct diff_form *p)
{
    if (slice_trim(f->indicator).len)
        return row_of(c, f, p);
    return f->seq <= p->indicator_count ? p->indicators[f->seq - 1] : NULL;
}

static bool budget_before(const struct diff_context *c, const struct past_finding *f,
                          struct decimal *out)
{
    const struct diff_form *old = diff_forms_find(c->before, f->form, f->code, f->name);
    if (old)
        return number_of(c, old->cells[P_BUDGET_TOTAL], out);
    for (size_t i = 0; i < f->evidence_count; i++)
        if (slice_equal(f->evidence[i].name, SLICE("budget_total")))
            return number_of(c, f->evidence[i].text, out);
    return false;
}

/* Another project of the same unit and kind with a name like this one's that was not there before. */
static bool may_be_part(const struct diff_context *c, const struct past_finding *f,
                        struct slice name, const struct diff_form *q)
{
    return slice_equal(form_name(q->form), f->form) &&
           slice_equal(slice_trim(q->cells[P_UNIT_NAME]), slice_trim(f->unit)) &&
           !diff_forms_find(c->before, f->form, q->cells[P_PROJECT_CODE],
                            q->cells[P_PROJECT_NAME]) &&
           alike(name, folded(c, q->cells[P_PROJECT_NAME])) >= NAMED_PERCENT;
}

static bool adds_up(struct decimal sum, struct decimal whole)
{
    struct decimal difference, hundredth;
    if (!decimal_subtract(sum, whole, &difference) || !decimal_shift(whole, -2, &hundredth))
        return false;
    if (decimal_sign(difference) < 0)
        difference = decimal_negate(difference);
    return decimal_compare(difference, hundredth) <= 0;
}

/* `p`: what is left under the old code, or NULL. */
static bool is_split(const struct diff_context *c, const struct past_finding *f,
                     const struct diff_form *p, struct diff_item *item)
{
    struct decimal whole, sum = decimal_int(0), part;
    struct slice name = folded(c, f->name);
    struct buffer names;
    size_t parts = p != NULL;
    if (!budget_before(c, f, &whole) || (p && !number_of(c, p->cells[P_BUDGET_TOTAL], &sum)))
        return false;
    if (p && decimal_compare(sum, whole) >= 0)
        return false;
    buffer_init(&names, 4096);
    for (size_t i = 0; i < c->after->count; i++) {
        const struct diff_form *q = &c->after->items[i];
        if (q == p || !may_be_part(c, f, name, q) ||
            !number_of(c, q->cells[P_BUDGET_TOTAL], &part) || !decimal_add(sum, part, &sum))
            continue;
        buffer_format(&names, "%s%.*s", parts > (p != NULL) ? "、" : "",
                      SLICE_ARG(slice_trim(q->cells[P_PROJECT_NAME])));
        parts++;
    }
    bool split = parts >= 2 && parts > (p != NULL) && adds_up(sum, whole);
    if (split) {
        item->dodge = DODGE_SPLIT;
        item->what = SLICE("budget_total");
        item->before = number_text(c, whole);
        (void)arena_copy(c->arena, buffer_slice(&names), &item->after);
    }
    buffer_release(&names);
    return split;
}

/* ---- all of it ---- */

static void field_take(const struct past_finding *f, struct slice now, struct diff_item *item)
{
    item->dodge = DODGE_WORDING;
    item->what = f->field;
    item->before = f->value;
    item->after = now;
}

int diff_dodge(const struct diff_context *c, const struct past_finding *f, struct diff_item *item,
               struct error *err)
{
    const struct diff_form *p = diff_forms_find(c->after, f->form, f->code, f->name);
    const struct slice *indicator = NULL;
    struct slice now;
    (void)err;
    if (f->code.len == 0 && f->name.len == 0)
        return 0;
    if (is_split(c, f, p, item))
        return 0;
    if (!p) {
        item->dodge = DODGE_GONE;
        return 0;
    }
    if (f->seq && !(indicator = row_find(c, f, p))) {
        item->dodge = DODGE_DELETED;
        item->before = f->indicator;
        return 0;
    }
    if (f->field.len && text_now(p, indicator, f->field, &now) && says_the_same(c, f->value, now)) {
        field_take(f, now, item);
        return 0;
    }
    (void)crossed(c, f, p, indicator, item);
    return 0;
}
