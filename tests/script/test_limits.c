/* Budgets: a rule that takes too much ends as a rule error, and the rules beside it do not notice. */
#include "script/script_test.h"

struct row {
    const char *body;
    const char *expected; /* what the reason must hold */
    bool limit;
};

static const struct row rows[] = {
    {"while true do end", "超出指令上限", true},
    {"for i = 1, math.maxinteger do end", "超出指令上限", true},
    {"local function f() return f() end return f()", "超出指令上限", true},
    {"local function f() return 1 + f() end return f()", "", true},
    {"local s = 'x' while true do s = s .. s end", "", true},
    {"local t = {} for i = 1, 1e9 do t[i] = 'k' .. i end", "", true},
    {"local t = {} for i = 1, 1e9 do t[i] = {} end", "", true},
    {"return ('x'):rep(1000000000)", "文字过长", true},
    {"return ('x'):rep(2, ('y'):rep(1000000) .. ('z'):rep(4000000, ''))", "", true},
    {"return ('x'):rep(6, ('y'):rep(1000000))", "文字过长", true},
    {"local t = {} for i = 1, 100 do t[i] = ('x'):rep(1000000) end return table.concat(t)", "", true},
    {"local t = {} for i = 62, 0, -1 do t[math.tointeger(2.0 ^ i)] = true end "
     "table.insert(t, 1, 1)", "列表过长", true},
    {"local t = {} for i = 62, 0, -1 do t[math.tointeger(2.0 ^ i)] = true end table.sort(t)",
     "列表过长", true},
    {"local t = {} for i = 62, 0, -1 do t[math.tointeger(2.0 ^ i)] = true end return t", "", true},
    {"local t = {} for i = 1, 2000 do t[i] = i end "
     "table.sort(t, function() while true do end end)", "超出指令上限", true},
    {"return table.unpack({}, 1, 1e7)", "table.unpack 的项过多", true},
    {"return ('x'):rep(1000000):byte(1, -1)", "一次取出的字节过多", true},
    {"local a, b = ('x'):rep(4000000), ('x'):rep(4000000) "
     "for i = 1, 3e7 do if a == b then end end", "超出", true},
    {"return text.match(('a'):rep(60) .. 'b', '^(a+)+$')", "正则表达式匹配超出步数上限", true},
    {"return text.match(('a'):rep(5000) .. 'b', '^(a|aa)+$')", "正则表达式匹配超出步数上限", true},
    {"return text.match('x', ('('):rep(200) .. (')'):rep(200))", "正则表达式", false},
    {"while true do text.match(('a'):rep(1000), 'b') end", "超出指令上限", true},
    {"local s = ('甲'):rep(1000000) while true do text.length(s) end", "超出指令上限", true},
    {"return list.map(p, function() end)", "第 1 个参数应当是列表", false},
    {"local function f(t) return list.map(t, function() return f(t) end) end return f({ 1 })",
     "超出调用深度上限", true},
    {"local t = {} for i = 1, 201 do t[i] = fail { message = 'm' } end return t",
     "一次检查报告的问题过多（上限 200）", true},
    {"local f = {} f[1] = f return f", "返回列表的第 1 项不是 fail", false},
    {"local f = { message = 'm' } f.related = { f } return fail(f)", "", false},
    {"return fail { message = ('中'):rep(1000000) }", "", false},
    {"error(('x'):rep(3000000))", "xxx", false},
    {"local m, t = (1 + 131071) - 1, {} for i = 1, 1e7 do t[i * m] = true end", "", true},
    {"return text.similarity(('甲乙'):rep(500000), '')", "文字过长", true},
};

static void honest_check(struct bench *b, int honest)
{
    struct answer a = rule_check(b, honest);
    assert_int_equal(a.outcome, OUTCOME_FINDING);
    assert_true(slice_equal(a.faults[0].message, SLICE("honest 55")));
}

static void test_rows(void **state)
{
    (void)state;
    char body[4096];
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct bench b = {0};
        limits_default(&b.limits);
        if (strcmp(rows[i].expected, "超出指令上限") == 0)
            b.limits.rule_milliseconds = 600 * 1000; /* under slow tools the time must not come first */
        bench_open(&b);
        int honest = body_load(&b, "project", "return fail { message = 'honest {executed}' }");
        (void)snprintf(body, sizeof(body), "local p = r %s", rows[i].body);
        int hostile = body_load(&b, "project", body);
        honest_check(&b, honest);
        for (int twice = 0; twice < 2; twice++) {
            struct answer a = rule_check(&b, hostile);
            bool cut = strstr(body, "'中'") || strstr(body, "f.related");
            if (!cut && (a.outcome != OUTCOME_RULE_ERROR || a.limit != rows[i].limit ||
                         slice_find(a.reason, slice_str(rows[i].expected), 0) == SIZE_MAX))
                fail_msg("row %zu: %s: outcome %d limit %d %.*s", i, body, a.outcome, a.limit,
                         SLICE_ARG(a.reason));
            assert_true(a.reason.len < 2 * ERROR_MESSAGE_MAX);
            if (a.fault_count)
                assert_true(a.faults[0].message.len <= b.limits.message_bytes);
            honest_check(&b, honest);
            assert_true(script_memory(b.script) <= b.limits.rule_memory);
        }
        bench_close(&b);
    }
}

/* The same work costs the same, whatever was done before. */
static void test_deterministic(void **state)
{
    (void)state;
    struct bench b = {0};
    struct limits l;
    limits_default(&l);
    bool first[64];
    for (int warm = 0; warm < 2; warm++) {
        for (size_t n = 0; n < 64; n++) {
            b.limits = l;
            b.limits.rule_instructions = 1000 + 250 * n;
            bench_open(&b);
            int h = body_load(&b, "project",
                              "local n = 0 for i = 1, 500 do n = n + #(i .. 'x') "
                              "if quantity('≥' .. (i % 7) .. '个').value then n = n + 1 end end");
            int other = body_load(&b, "project", "local x = quantity('≥3个') text.match('a', 'a')");
            for (int k = 0; warm && k < 20; k++)
                (void)rule_check(&b, other);
            bool ends = rule_check(&b, h).outcome == OUTCOME_PASS;
            if (warm)
                assert_int_equal(ends, first[n]);
            first[n] = ends;
            bench_close(&b);
        }
    }
}

/* ---- nothing is kept between records ---- */

static void test_purity(void **state)
{
    (void)state;
    static const struct {
        const char *head, *body, *expected;
    } cases[] = {
        {"local n = 0", "n = n + 1 return fail { message = tostring(n) }",
         "error: t.lua:3: 规则改变了文件级变量：规则不得在记录之间保存状态"},
        {"local t = {}", "t[#t + 1] = 1",
         "error: t.lua:3: 这个表是只读的：规则不得改变库、数据或文件级变量"},
        {"local t = { { 1 } }", "t[1][2] = 1",
         "error: t.lua:3: 这个表是只读的：规则不得改变库、数据或文件级变量"},
        {"local t = { 1 }", "table.insert(t, 2)",
         "error: t.lua:3: 这个表是只读的：规则不得改变库、数据或文件级变量"},
        {"local t = { 3, 1 }", "table.sort(t)",
         "error: t.lua:3: 这个表是只读的：规则不得改变库、数据或文件级变量"},
        {"local n local function f() n = {} end", "f()",
         "error: t.lua:3: 规则改变了文件级变量：规则不得在记录之间保存状态"},
        {"local n = 0", "list.map({ 1 }, function(x) n = n + x end)",
         "error: t.lua:3: 规则改变了文件级变量：规则不得在记录之间保存状态"},
        {"local f local function g() f = g end", "local function h() return g() end h()",
         "error: t.lua:3: 规则改变了文件级变量：规则不得在记录之间保存状态"},
        {"local keep", "keep = r",
         "error: t.lua:3: 规则改变了文件级变量：规则不得在记录之间保存状态"},
        {"local n = 0", "n = 1 error('x')", "error: t.lua:3: x"},
        {"local t = { 'a', k = { f = function(x) return x .. '!' end } }",
         "return fail { message = t.k.f(t[1]) .. #t .. list.join(t) }", "finding: a!1a"},
        {"local function f(x) return x * 2 end", "return fail { message = tostring(f(2)) }",
         "finding: 4"},
    };
    char text[4096], got[4096];
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct bench b = {0};
        bench_open(&b);
        (void)snprintf(text, sizeof(text), "%s\n" RULE_HEAD "each = \"project\", check = function(r)\n"
                       "%s\nend }", cases[i].head, cases[i].body);
        int h = text_load(&b, text, "t.lua");
        if (h < 0)
            fail_msg("%s", b.error.zh);
        for (int twice = 0; twice < 2; twice++) {
            struct answer a = rule_check(&b, h);
            const char *wanted = cases[i].expected;
            (void)answer_text(&a, got, sizeof(got));
            /* where the change is seen at the end there is no line */
            if (strcmp(got, wanted) != 0 &&
                (strncmp(got, "error: t.lua: 规则改变", 20) != 0 || !strstr(wanted, "规则改变")))
                fail_msg("case %zu: got %s\n wanted %s", i, got, wanted);
        }
        bench_close(&b);
    }
}

/* A state that has grown full is rebuilt: handles stay good, and who is not at fault is not blamed. */
static void test_rebuild(void **state)
{
    (void)state;
    struct bench b = {0};
    limits_default(&b.limits);
    b.limits.rule_memory = 12 << 20;
    b.limits.rule_instructions = 50 * 1000 * 1000;
    bench_open(&b);
    int honest = body_load(&b, "project", "return fail { message = 'honest {executed}' }");
    int hoard = body_load(&b, "project",
                          "local t = {} for i = 1, 1e8 do t[i] = { i } end");
    int large = body_load(&b, "project",
                          "local t = {} for i = 1, 5 do t[i] = ('x'):rep(1000000) end "
                          "return fail { message = tostring(#t) }");
    for (int i = 0; i < 5; i++) {
        struct answer a = rule_check(&b, hoard);
        assert_int_equal(a.outcome, OUTCOME_RULE_ERROR);
        assert_true(a.limit);
        assert_true(slice_find(a.reason, SLICE("超出内存上限"), 0) != SIZE_MAX);
        honest_check(&b, honest);
        a = rule_check(&b, large);
        assert_int_equal(a.outcome, OUTCOME_FINDING);
    }
    bench_close(&b);
}

static void test_milliseconds(void **state)
{
    (void)state;
    struct bench b = {0};
    limits_default(&b.limits);
    b.limits.rule_instructions = UINT64_MAX;
    b.limits.rule_milliseconds = 30;
    bench_open(&b);
    struct answer a = rule_check(&b, body_load(&b, "project", "while true do end"));
    assert_int_equal(a.outcome, OUTCOME_RULE_ERROR);
    assert_true(a.limit);
    assert_true(slice_find(a.reason, SLICE("超出时间上限（30 毫秒）"), 0) != SIZE_MAX);
    assert_true(slice_find(a.reason_en, SLICE("exceeded the limit on time (30 ms)"), 0) != SIZE_MAX);
    bench_close(&b);
}

/* A record or a pack's table that is used after its call is an error, not a crash. Nothing can keep one
 * but a value made in the same call, so the way is through a group's items. */
static void test_no_such_handle(void **state)
{
    (void)state;
    struct bench b = {0};
    struct answer a;
    bench_open(&b);
    assert_int_equal(script_check(b.script, 3, &b.scene, &b.record, &b.answers, &a, &b.error),
                     ERR_USAGE);
    int h = text_load(&b, "rule 'A' {}", "t.lua");
    a = rule_check(&b, h);
    assert_int_equal(a.outcome, OUTCOME_RULE_ERROR);
    assert_true(slice_equal(a.reason, SLICE("t.lua: 规则没有 check 函数")));
    assert_true(slice_equal(a.reason_en, SLICE("t.lua: the rule has no function check")));
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),         cmocka_unit_test(test_deterministic),
        cmocka_unit_test(test_purity),       cmocka_unit_test(test_rebuild),
        cmocka_unit_test(test_milliseconds), cmocka_unit_test(test_no_such_handle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
