/* What an example calls for, to the field and the severity. A `bad` example calls for one finding, as
 * severe as the rule says, at a field that the example itself writes; a `good` one for silence that is not
 * for want of a decision. Where a rule does otherwise on purpose the example says so:
 *     expect = { field = "target", severity = "note", count = 2 }, a list of such, or "undecided". */
#include "run/example.h"

#include "base/utf8.h"

enum { EXPECTED_MAX = 64, TOLD_MAX = 700, QUOTE_MAX = 120, SHOWN_MAX = 4 };

struct expected {
    struct slice field; /* "": any that the example writes; with no_field: none */
    bool no_field;
    int severity; /* -1: the rule's own */
    size_t count;
};

struct expectation {
    struct expected items[EXPECTED_MAX];
    size_t count, total;
    bool undecided, stated;
};

const struct plain *example_expects(const struct plain *example)
{
    return plain_get(example, SLICE("expect"));
}

/* ---- reading ---- */

static bool expected_wrong(struct error *told, const char *zh, const char *en)
{
    error_set(told, ERR_PACK, "%s%.0s", "%.0s%s", zh, en);
    return false;
}

static bool key_wrong(struct error *told, struct slice key)
{
    static const char *const keys[] = {"field", "severity", "count"};
    struct near near;
    near_init(&near, key);
    for (size_t i = 0; i < 3; i++)
        near_offer(&near, slice_str(keys[i]));
    error_set(told, ERR_PACK, "expect 里没有 %.*s 这个键%s%.*s（可用 field、severity、count）",
              "expect has no key %.*s%s%.*s (there are field, severity, count)", SLICE_ARG(key),
              near.best.len ? " → " : "", SLICE_ARG(near.best));
    return false;
}

static bool field_read(const struct plain *v, struct expected *out, struct error *told)
{
    struct near near;
    if (v->kind == PLAIN_BOOLEAN && !v->boolean) {
        out->no_field = true;
        return true;
    }
    out->field = v->kind == PLAIN_TEXT ? v->text : SLICE_NONE;
    if (field_find(SCOPE_INDICATOR, out->field) >= 0 || field_find(SCOPE_PROJECT, out->field) >= 0)
        return true;
    near_init(&near, out->field);
    field_near(SCOPE_INDICATOR, &near);
    field_near(SCOPE_PROJECT, &near);
    error_set(told, ERR_PACK, "expect.field：没有字段“%.*s”%s%.*s（不报在字段上写 false）",
              "expect.field: there is no field \"%.*s\"%s%.*s (false: at no field)",
              SLICE_ARG(out->field), near.best.len ? " → " : "", SLICE_ARG(near.best));
    return false;
}

static bool expected_read(const struct plain *table, struct expected *out, struct error *told)
{
    *out = (struct expected){.severity = -1, .count = 1};
    for (size_t i = 0; i < table->entry_count; i++) {
        struct slice key = table->entries[i].key;
        const struct plain *v = &table->entries[i].value;
        int64_t n = 0;
        if (slice_equal(key, SLICE("field"))) {
            if (!field_read(v, out, told))
                return false;
        } else if (slice_equal(key, SLICE("severity"))) {
            out->severity = v->kind == PLAIN_TEXT ? severity_find(v->text) : -1;
            if (out->severity < 0)
                return expected_wrong(told, "expect.severity 应为 \"error\"、\"warning\" 或 \"note\"",
                                      "expect.severity is \"error\", \"warning\" or \"note\"");
        } else if (slice_equal(key, SLICE("count"))) {
            if (v->kind != PLAIN_NUMBER || !decimal_to_int64(v->number, &n) || n < 1 || n > 1000)
                return expected_wrong(told, "expect.count 应为正整数",
                                      "expect.count is a whole number above 0");
            out->count = (size_t)n;
        } else {
            return key_wrong(told, key);
        }
    }
    return true;
}

static bool expectation_read(const struct plain *e, bool bad, struct expectation *out,
                             struct error *told)
{
    *out = (struct expectation){.stated = e != NULL};
    if (!e) {
        out->count = bad;
        out->items[0] = (struct expected){.severity = -1, .count = 1};
    } else if (e->kind == PLAIN_TEXT && slice_equal(e->text, SLICE("undecided")) && !bad) {
        out->undecided = true;
    } else if (e->kind != PLAIN_TABLE || !bad) {
        return expected_wrong(told, "expect 应为表（bad）或 \"undecided\"（good）",
                              "expect is a table (bad) or \"undecided\" (good)");
    } else if (e->item_count == 0) {
        out->count = 1;
        if (!expected_read(e, &out->items[0], told))
            return false;
    }
    for (size_t i = 0; e && i < e->item_count && i < EXPECTED_MAX; i++)
        if (!expected_read(&e->items[i], &out->items[out->count++], told))
            return false;
    for (size_t i = 0; i < out->count; i++)
        out->total += out->items[i].count;
    return true;
}

/* ---- comparing ---- */

/* Somewhere in the example the field is written. */
static bool example_writes(const struct plain *table, struct slice field)
{
    for (size_t i = 0; i < table->entry_count; i++) {
        if (slice_equal(table->entries[i].key, field))
            return true;
        if (!slice_equal(table->entries[i].key, SLICE("expect")) &&
            example_writes(&table->entries[i].value, field))
            return true;
    }
    for (size_t i = 0; i < table->item_count; i++)
        if (example_writes(&table->items[i], field))
            return true;
    return false;
}

static bool field_fits(const struct expected *e, const struct plain *example,
                       const struct finding *f)
{
    if (e->no_field)
        return f->place.field.len == 0;
    if (e->field.len)
        return slice_equal(e->field, f->place.field);
    return f->place.field.len && example_writes(example, f->place.field);
}

static bool severity_fits(const struct expected *e, const struct rule *rule,
                          const struct finding *f)
{
    return f->severity == (e->severity < 0 ? rule->severity : (enum severity)e->severity);
}

/* Every finding takes one place of an expectation that it fits. */
static bool all_fit(struct expectation *x, const struct rule *rule, const struct plain *example,
                    const struct said *said)
{
    if (said->count != x->total)
        return false;
    for (size_t i = 0; i < said->count; i++) {
        size_t k = 0;
        while (k < x->count && !(x->items[k].count && field_fits(&x->items[k], example, said->findings[i]) &&
                                 severity_fits(&x->items[k], rule, said->findings[i])))
            k++;
        if (k == x->count)
            return false;
        x->items[k].count--;
    }
    return true;
}

/* ---- telling ---- */

static void finding_put(struct buffer *out, const struct finding *f, bool english)
{
    struct slice message = english && f->message_en.len ? f->message_en : f->message;
    if (f->place.seq)
        buffer_format(out, english ? "indicator %u " : "指标 %u 的 ", f->place.seq);
    buffer_put(out, f->place.field.len ? f->place.field
                    : english          ? SLICE("(no field)")
                                       : SLICE("（无字段）"));
    buffer_text(out, " ");
    buffer_put(out, severity_name(f->severity));
    buffer_text(out, english ? " \"" : "“");
    buffer_put(out, utf8_head(message, QUOTE_MAX));
    buffer_text(out, english ? "\"" : "”");
}

static void said_put(struct buffer *out, const struct said *said, bool english)
{
    for (size_t i = 0; i < said->count && i < SHOWN_MAX; i++) {
        buffer_text(out, i ? english ? "; " : "；" : "");
        finding_put(out, said->findings[i], english);
    }
    if (said->count > SHOWN_MAX)
        buffer_text(out, english ? " …" : "……");
}

static void expected_put(struct buffer *out, const struct expected *e, const struct rule *rule,
                         bool english)
{
    enum severity s = e->severity < 0 ? rule->severity : (enum severity)e->severity;
    buffer_put(out, e->no_field  ? english ? SLICE("(no field)") : SLICE("（无字段）")
                    : e->field.len ? e->field
                    : english    ? SLICE("a field it writes")
                                 : SLICE("示例所写的栏目"));
    buffer_text(out, " ");
    buffer_put(out, severity_name(s));
    if (e->count > 1)
        buffer_format(out, " ×%zu", e->count);
}

/* One message of two languages out of parts that are put together for each. */
struct telling {
    struct buffer zh, en;
};

static void telling_end(struct telling *t, struct error *told)
{
    struct slice zh = utf8_head(buffer_slice(&t->zh), TOLD_MAX);
    struct slice en = utf8_head(buffer_slice(&t->en), TOLD_MAX);
    struct error english;
    error_set(told, ERR_PACK, "%.*s", "%.*s", SLICE_ARG(zh));
    error_set(&english, ERR_PACK, "%.*s", "%.*s", SLICE_ARG(en));
    memcpy(told->en, english.en, sizeof(told->en));
    buffer_release(&t->zh);
    buffer_release(&t->en);
}

static void telling_put(struct telling *t, const char *zh, const char *en)
{
    buffer_text(&t->zh, zh);
    buffer_text(&t->en, en);
}

static void telling_said(struct telling *t, const struct said *said)
{
    said_put(&t->zh, said, false);
    said_put(&t->en, said, true);
}

/* What the example would have to say for all that was found to be meant. */
static void expect_put(struct buffer *out, const struct rule *rule, const struct plain *example,
                       const struct said *said)
{
    static const struct expected any = {.severity = -1, .count = 1};
    buffer_text(out, said->count > 1 ? "expect = {" : "expect = ");
    for (size_t i = 0; i < said->count; i++) {
        const struct finding *f = said->findings[i];
        bool other = said->count > 1 || !field_fits(&any, example, f);
        const char *quote = f->place.field.len ? "\"" : "";
        struct slice field = f->place.field.len ? f->place.field : SLICE("false");
        buffer_text(out, i ? ", { " : said->count > 1 ? " { " : "{ ");
        if (other)
            buffer_format(out, "field = %s%.*s%s", quote, SLICE_ARG(field), quote);
        if (f->severity != rule->severity)
            buffer_format(out, "%sseverity = \"%.*s\"", other ? ", " : "",
                          SLICE_ARG(severity_name(f->severity)));
        buffer_text(out, " }");
    }
    buffer_text(out, said->count > 1 ? " }" : "");
}

static void telling_expect(struct telling *t, const struct rule *rule, const struct plain *example,
                           const struct said *said)
{
    telling_put(t, "；若本应如此，写明 ", "; if it is meant, say ");
    expect_put(&t->zh, rule, example, said);
    expect_put(&t->en, rule, example, said);
}

/* A bad example that says nothing of `expect`, with one finding that is not as it should be. */
static void one_tell(struct telling *t, const struct rule *rule, const struct plain *example,
                     const struct said *said)
{
    static const struct expected any = {.severity = -1, .count = 1};
    telling_said(t, said);
    if (!field_fits(&any, example, said->findings[0]))
        telling_put(t, "：示例没有写这一栏", ": the example does not write that field");
    else
        telling_put(t, "：与规则声明的级别不同", ": not the severity that the rule declares");
    telling_expect(t, rule, example, said);
}

static void bad_tell(struct telling *t, const struct expectation *x, const struct rule *rule,
                     const struct plain *example, const struct said *said)
{
    if (said->count == 0) {
        telling_put(t, "应当报出问题，规则没有报", "should be found, but the rule is silent");
    } else if (!x->stated && said->count == 1) {
        one_tell(t, rule, example, said);
    } else {
        telling_put(t, "应报：", "expected: ");
        for (size_t i = 0; i < x->count; i++) {
            telling_put(t, i ? "、" : "", i ? ", " : "");
            expected_put(&t->zh, &x->items[i], rule, false);
            expected_put(&t->en, &x->items[i], rule, true);
        }
        telling_put(t, "；实际报了：", "; found: ");
        telling_said(t, said);
        if (!x->stated)
            telling_expect(t, rule, example, said);
    }
}

static void good_tell(struct telling *t, const struct expectation *x, const struct said *said)
{
    bool undecided = said->count && said->findings[0]->kind == KIND_UNDECIDED;
    if (x->undecided) {
        telling_put(t, "应当作不出判断，规则却", "should be undecided, but the rule ");
        telling_put(t, said->count ? "报了：" : "放行了", said->count ? "found: " : "passes it");
    } else if (undecided) {
        telling_put(t, "应当通过，规则却作不出判断：", "should pass, but the rule cannot decide: ");
    } else {
        telling_put(t, "应当通过，规则却报了：", "should pass, but the rule found: ");
    }
    telling_said(t, said);
    if (undecided && !x->undecided)
        telling_put(t, "；若本应如此，写明 expect = \"undecided\"",
                    "; if it is meant, say expect = \"undecided\"");
}

static bool has_kind(const struct said *said, enum finding_kind kind)
{
    for (size_t i = 0; i < said->count; i++)
        if (said->findings[i]->kind == kind)
            return true;
    return false;
}

bool example_fits(const struct rule *rule, bool bad, const struct plain *example,
                  const struct said *said, struct error *told)
{
    struct expectation x;
    struct telling t;
    if (!expectation_read(example_expects(example), bad, &x, told))
        return false;
    struct expectation left = x;
    bool broken = has_kind(said, KIND_RULE_ERROR), undecided = has_kind(said, KIND_UNDECIDED);
    bool fits = x.undecided ? undecided && said->count == 1 : all_fit(&left, rule, example, said);
    if (!broken && fits && undecided == x.undecided)
        return true;
    buffer_init(&t.zh, 1 << 16);
    buffer_init(&t.en, 1 << 16);
    if (broken) {
        const struct finding *f = said->findings[0];
        telling_put(&t, "规则出错：", "the rule failed: ");
        buffer_put(&t.zh, f->message);
        buffer_put(&t.en, f->message_en.len ? f->message_en : f->message);
    } else if (bad && undecided) {
        telling_put(&t, "应当报出问题，规则却作不出判断：",
                    "should be found, but the rule cannot decide: ");
        telling_said(&t, said);
    } else if (bad) {
        bad_tell(&t, &x, rule, example, said);
    } else {
        good_tell(&t, &x, said);
    }
    telling_end(&t, told);
    return false;
}
