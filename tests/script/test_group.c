/* Group rules: keys, what is kept as bytes, items and the places of their faults. */
#include "script/script_test.h"

#define GROUP(by, keep, check)                                                                     \
    RULE_HEAD "each = \"group\", by = function(p) " by " end, keep = function(p, found) " keep            \
              " end,\ncheck = function(items, key)\n" check "\nend }"

static struct answer keep(struct bench *b, int handle, struct script_kept *kept)
{
    struct answer a;
    if (script_keep(b->script, handle, &b->scene, &b->record, &b->arena, kept, &a, &b->error))
        fail_msg("%s", b->error.zh);
    return a;
}

static struct answer check(struct bench *b, int handle, const char *key, const struct slice *kept,
                           size_t count)
{
    struct answer a;
    if (script_check_group(b->script, handle, &b->scene, slice_str(key), kept, count, &b->answers,
                           &a, &b->error))
        fail_msg("%s", b->error.zh);
    return a;
}

static const char *const projects[] = {
    "unit_name=甲局|project_name=一号|currency_unit=万元|budget_total=10#level3=x|target=≥1个",
    "unit_name=甲局|project_name=二号|currency_unit=万元|budget_total=20#level3=y|target=≥2个",
    "unit_name=甲局|project_name=三号|currency_unit=万元|budget_total=30.5#level3=x|target=1-2个",
};

static void test_whole(void **state)
{
    (void)state;
    struct bench b = {0};
    struct script_kept kept[3];
    struct slice bytes[3];
    bench_open(&b);
    int h = text_load(&b,
                      GROUP("return p.unit_name",
                            "local t = {} for n, i in ipairs(p.indicators) do t[n] = i.target end "
                            "return { name = p.project_name, sum = p.budget_total, targets = t, "
                            "n = 5, f = 1.5, b = true, none = {} }",
                            "local s = sum(list.map(items, function(x) return x.sum end)) "
                            "return fail { message = '{name}{key}{s}{n}{f}{b}{t}', key = key, s = s, "
                            "t = items[3].targets[1].high, at = items[2], field = 'project_name', "
                            "related = { items[1], { at = items[3], seq = 1, field = 'target' } } }"),
                      "t.lua");
    assert_true(h >= 0);
    for (int i = 0; i < 3; i++) {
        record_make(&b, projects[i], 0);
        b.project->row.a = (uint32_t)i + 100;
        struct answer a = keep(&b, h, &kept[i]);
        assert_int_equal(a.outcome, OUTCOME_PASS);
        assert_int_equal(kept[i].key_count, 1);
        assert_true(slice_equal(kept[i].keys[0], SLICE("甲局")));
        bytes[i] = kept[i].bytes;
    }
    struct answer a = check(&b, h, "甲局", bytes, 3);
    char got[1024];
    assert_string_equal(answer_text(&a, got, sizeof(got)), "finding: 二号甲局60.5万元51.5true2个");
    const struct fault *f = &a.faults[0];
    assert_int_equal(f->item, 1);
    assert_int_equal(f->seq, 0);
    assert_int_equal(f->field, P_PROJECT_NAME);
    assert_int_equal(f->related_count, 2);
    assert_int_equal(f->related[0].item, 0);
    assert_int_equal(f->related[1].item, 2);
    assert_int_equal(f->related[1].seq, 1);
    assert_int_equal(f->related[1].field, I_TARGET);
    struct kept_cell cell;
    assert_true(script_kept_cell(bytes[1], 0, P_PROJECT_NAME, &cell));
    assert_true(slice_equal(cell.text, SLICE("二号")));
    assert_int_equal(cell.at.b, P_PROJECT_NAME + 1);
    assert_int_equal(cell.index, UINT32_MAX);
    assert_true(script_kept_cell(bytes[2], 1, I_TARGET, &cell));
    assert_true(slice_equal(cell.text, SLICE("1-2个")));
    assert_int_equal(cell.index, 0);
    assert_false(script_kept_cell(bytes[2], 1, I_ACTUAL, &cell));
    assert_false(script_kept_cell(bytes[2], 2, I_TARGET, &cell));
    assert_true(script_kept_cell(bytes[2], 1, -1, &cell));
    assert_int_equal(cell.at.a, 10);
    assert_true(script_kept_cell(bytes[2], 0, -1, &cell));
    assert_int_equal(cell.at.a, 102);
    bench_close(&b);
}

static void test_keys(void **state)
{
    (void)state;
    static const struct {
        const char *by, *keys; /* joined by "|"; NULL: a rule error */
    } rows[] = {
        {"return p.unit_name", "甲局"},
        {"return nil", ""},
        {"return p.department", ""},
        {"return { 'a', 'b', 'a', '' }", "a|b"},
        {"return {}", ""},
        {"return 2024", "2024"},
        {"return p.budget_total", "10"},
        {"return true", NULL},
        {"return { {} }", NULL},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct bench b = {0};
        struct script_kept kept;
        char text[4096], keys[256] = "";
        bench_open(&b);
        (void)snprintf(text, sizeof(text), GROUP("%s", "return {}", ""), rows[i].by);
        int h = text_load(&b, text, "t.lua");
        assert_true(h >= 0);
        record_make(&b, projects[0], 0);
        struct answer a = keep(&b, h, &kept);
        if (!rows[i].keys) {
            assert_int_equal(a.outcome, OUTCOME_RULE_ERROR);
        } else {
            for (size_t k = 0; k < kept.key_count; k++)
                (void)snprintf(keys + strlen(keys), sizeof(keys) - strlen(keys), "%s%.*s",
                               k ? "|" : "", SLICE_ARG(kept.keys[k]));
            assert_string_equal(keys, rows[i].keys);
            assert_int_equal(a.outcome, *rows[i].keys ? OUTCOME_PASS : OUTCOME_NOT_APPLICABLE);
        }
        bench_close(&b);
    }
}

static void test_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *keep, *check, *expected;
    } rows[] = {
        {"return p", "", "error: t.lua:1: keep 应当返回一个表，不是 userdata"},
        {"return { p }", "",
         "error: t.lua:1: keep 只能记文字、数、布尔、值和由它们组成的表，不能记 userdata"},
        {"return { function() end }", "",
         "error: t.lua:1: keep 只能记文字、数、布尔、值和由它们组成的表，不能记 function"},
        {"return { [true] = 1 }", "", "error: t.lua:1: keep 的表只能有文字键和 1..n"},
        {"local t = {} t[1] = t return t", "", "error: t.lua:1: keep 记得太多"},
        {"return { ('x'):rep(200000) }", "", "error: t.lua:1: keep 记得太多"},
        {"return { a = 1 }", "return fail { message = 'm' }",
         "error: t.lua:3: 分组规则的 fail 必须写明 at = items[n]"},
        {"return { a = 1 }", "return fail { message = 'm', at = {} }",
         "error: t.lua:3: at 应当是 items 里的一项"},
        {"return { a = 1 }", "return fail { message = '{b}', at = items[1] }",
         "error: t.lua:3: 没有占位符可用的键或栏目“b”"},
        {"return { a = 1 }", "return fail { message = 'm', at = items[1], field = 'nam' }",
         "error: t.lua:3: 没有项目栏目“nam”"},
        {"return { a = 1 }", "return fail { message = '{a}', at = items[1], seq = 2, "
                             "field = 'target' }", "finding: 1"},
        {"return { found = found }", "return fail { message = items[1].found, at = items[1] }",
         "finding: 甲局"},
        {"return nil", "return fail { message = 'n' .. #items, at = items[1] }", "finding: n1"},
        {"return { a = 1 }", "items[1] = 2",
         "error: t.lua:3: 这个表是只读的：规则不得改变库、数据或文件级变量"},
        {"return { a = 1 }", "local x = items[5] return fail { message = tostring(x), at = items[1] }",
         "finding: nil"},
        {"return { a = 1 }", "return fail { message = p.x, at = items[1] }",
         "error: t.lua:3: 没有名称“p”"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct bench b = {0};
        struct script_kept kept;
        char text[4096], got[1024];
        bench_open(&b);
        (void)snprintf(text, sizeof(text), GROUP("return 'k', p.unit_name", "%s", "%s"), rows[i].keep,
                       rows[i].check);
        int h = text_load(&b, text, "t.lua");
        if (h < 0)
            fail_msg("%s", b.error.zh);
        record_make(&b, projects[0], 0);
        struct answer a = keep(&b, h, &kept);
        if (a.outcome == OUTCOME_PASS)
            a = check(&b, h, "k", &kept.bytes, 1);
        (void)answer_text(&a, got, sizeof(got));
        size_t place = strcspn(got, "0123456789"); /* the line inside check may be the last one */
        if (strcmp(got, rows[i].expected) != 0 &&
            !(strncmp(got, "error: t.lua: ", 14) == 0 && place &&
              strcmp(got + 14, strstr(rows[i].expected, ": ") + 9 + 2) == 0))
            fail_msg("row %zu: got %s\n wanted %s", i, got, rows[i].expected);
        bench_close(&b);
    }
}

/* A large group gets a budget by its size: a walk over all of it ends, a quadratic one does not. */
static void test_large(void **state)
{
    (void)state;
    enum { ITEMS = 20000 };
    struct bench b = {0};
    struct script_kept kept;
    bench_open(&b);
    int walk = text_load(&b, GROUP("return 'k'", "return { n = 1 }",
                                   "local n = 0 for k = 1, 10 do for _, x in ipairs(items) do "
                                   "n = n + x.n end end "
                                   "return fail { message = tostring(n), at = items[1] }"), "t.lua");
    int pairs = text_load(&b, GROUP("return 'k'", "return { n = 1 }",
                                    "local n = 0 for _, x in ipairs(items) do "
                                    "for _, y in ipairs(items) do n = n + y.n end end"), "u.lua");
    record_make(&b, projects[0], 0);
    assert_int_equal(keep(&b, walk, &kept).outcome, OUTCOME_PASS);
    struct slice *all = malloc(ITEMS * sizeof(*all));
    assert_non_null(all);
    for (size_t i = 0; i < ITEMS; i++)
        all[i] = kept.bytes;
    struct answer a = check(&b, walk, "k", all, ITEMS);
    assert_int_equal(a.outcome, OUTCOME_FINDING);
    assert_true(slice_equal(a.faults[0].message, SLICE("200000")));
    a = check(&b, pairs, "k", all, ITEMS);
    assert_true(a.outcome == OUTCOME_RULE_ERROR && a.limit);
    free(all);
    bench_close(&b);
}

/* Damaged bytes are an error at worst: cut anywhere, and with any byte changed. */
static void test_damaged(void **state)
{
    (void)state;
    struct bench b = {0};
    struct script_kept kept;
    bench_open(&b);
    int h = text_load(&b,
                      GROUP("return 'k'",
                            "return { p.budget_total, p.project_name, { x = quantity('1-2个'), "
                            "y = quantity('40件50人次') }, 1.5, -3, true }",
                            "local n = 0 for k, v in pairs(items[1]) do n = n + #tostring(v) end"),
                      "t.lua");
    assert_true(h >= 0);
    record_make(&b, projects[2], 0);
    assert_int_equal(keep(&b, h, &kept).outcome, OUTCOME_PASS);
    assert_int_equal(check(&b, h, "k", &kept.bytes, 1).outcome, OUTCOME_PASS);
    char *copy = malloc(kept.bytes.len);
    assert_non_null(copy);
    for (size_t n = 0; n < kept.bytes.len; n++) {
        memcpy(copy, kept.bytes.ptr, kept.bytes.len);
        struct slice cut = slice_of(copy, n), whole = slice_of(copy, kept.bytes.len);
        struct kept_cell cell;
        arena_clear(&b.answers);
        (void)check(&b, h, "k", &cut, 1);
        for (int bit = 0; bit < 8; bit++) {
            copy[n] = (char)(kept.bytes.ptr[n] ^ 1 << bit);
            (void)check(&b, h, "k", &whole, 1);
            (void)script_kept_cell(whole, 1, I_TARGET, &cell);
        }
    }
    free(copy);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
