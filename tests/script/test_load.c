/* Loading: what is refused, with which words at which line, and what a file's text tells. */
#include "script/script_test.h"

struct row {
    const char *text, *expected; /* the Chinese error, or "" */
};

#define HEAD RULE_HEAD "each = \"project\", "
#define IHEAD RULE_HEAD "each = \"indicator\", "

static const struct row refused[] = {
    {"", "t.lua: 文件里没有声明（应有 rule \"…\" { … }）"},
    {"local x = 1", "t.lua: 文件里没有声明（应有 rule \"…\" { … }）"},
    {"return 42", "t.lua: 文件不能返回值，声明写成 rule \"…\" { … }"},
    {"rule \"A\" {}\nrule \"B\" {}", "t.lua:2: 一个文件只能有一条规则"},
    {"rule \"A\"", "t.lua: 有声明缺少内容：rule \"…\" 之后应当是一个表"},
    {"local x = rule \"A\"", "t.lua: 有声明缺少内容：rule \"…\" 之后应当是一个表"},
    {"rule {}", "t.lua:1: rule 之后应当是名称：rule \"…\" { … }"},
    {"rule \"A\" \"B\"", "t.lua:1: rule \"名称\" 之后应当是一个表"},
    {"ruel \"A\" {}", "t.lua:1: 没有名称“ruel”，是否指“rule”？"},
    {"\n\nrule \"A\" { check = }", "t.lua:3: 语法错误，有看不懂的符号：unexpected symbol near '}'"},
    {"rule \"A\" { a = 1\n b = 2 }",
     "t.lua:2: 语法错误，括号没有合上，或上一行末尾漏了逗号：'}' expected (to close '{' at line 1) near "
     "'b'"},
    {"rule \"A\" { until = 2025 }",
     "t.lua:1: 语法错误，有看不懂的符号：unexpected symbol near 'until'；until 是 Lua 的保留字，这个键写作 "
     "until_"},
    {"rule \"A\" { x = print }", "t.lua:1: 没有名称“print”；是文字就要加引号：\"print\""},
    {"x = 1", "t.lua:1: 这个表是只读的：规则不得改变库、数据或文件级变量"},
    {"rule \"A\" { [true] = 1 }", "t.lua:1: 表的键应当是文字或整数，不是 boolean"},
    {"rule \"A\" { x = 1/0 }", "t.lua:1: 数值无法精确表示"},
    {"local t = {} t.t = t rule \"A\" { t }", "t.lua:1: 表嵌套过深（上限 16 层）"},
    {"rule \"A\" { [2] = 1, [\"2\"] = 1 }", "t.lua:1: 键“2”重复"},
    {"rule \"A\" { x = quantity('1') }", "t.lua:1: 声明里不能有 userdata"},
    {"local f = param.x\nrule \"A\" {}",
     "t.lua:1: 参数、词表和代码表只能在 check、by、keep 里使用"},
    {"\x1bLuaT", "t.lua:1: 不是 Lua 文本（可能是字节码）"},
    {"\xef\xbb\xbf\x1bLuaT", "t.lua:1: 不是 Lua 文本（可能是字节码）"},
    {"#!/usr/bin/lua\n\x1bLuaT", "t.lua:2: 不是 Lua 文本（可能是字节码）"},
    {"#!/usr/bin/lua\nrule \"A\" {}", "t.lua:1: 没有“!”这个符号，“非”写作 not"},
    {"-- a\n-- \xd6\xd0", "t.lua:2: 文件不是 UTF-8 编码，像是 GBK（记事本里的“ANSI”），请另存为 UTF-8"},
    {"--\n--\xe2\x80\xae }",
     "t.lua:2: 文件含有双向控制字符（U+202E），它会使代码看上去不是它的样子"},
    {"local x = \"值”", "t.lua:1: 字符串没有结束：里面的中文引号不算，结尾要用英文引号 \""},
    {"rule “A”", "t.lua:1: 中文标点““”，请改成英文的 \""},
    {"rule \"A\" { a = 1，b = 2 }", "t.lua:1: 全角的“，”，请改成半角的 ,"},
    {"rule \"A\" { a ＝ 1 }", "t.lua:1: 全角的“＝”，请改成半角的 ="},
    {"rule \"A\" { a = ６５，b = 1 }", "t.lua:1: 全角的“６５”，请改成半角的 65"},
    {"rule \"A\" {\n　a = 1 }", "t.lua:2: 这里有全角空格或别的特殊空格（U+3000），请改成普通空格"},
    {"rule \"A\" { a：1 }", "t.lua:1: 中文标点“：”，请改成英文的 ="},
    {"rule \"A\" { title = 名称 }", "t.lua:1: 文字要写在英文引号里：\"名称\""},
    {"codes \"A\" { 数量 = 1 }", "t.lua:1: 中文的键要写成 [\"数量\"] = …"},
    {"rule \"A\" { check = function(p) return p.项目名称 end }",
     "t.lua:1: 栏目名用英文：“项目名称”写作 project_name"},
    {"rule \"A\" { check = function(p) return p.某栏 end }",
     "t.lua:1: 名称只能用英文字母、数字和下划线，不能是“某栏”"},
    {"rule \"A\" { a: 1 }", "t.lua:1: 键与值之间写“=”，不写“:”：a = …"},
    {"rule \"A\" { \"a\" = 1 }", "t.lua:1: 带引号的键要加方括号：[\"a\"] = …"},
    {"rule \"A\" { CMP-001 = 1 }", "t.lua:1: 含有“-”的键要加引号和方括号：[\"CMP-001\"] = …"},
    {"rule \"A\" { a = 65% }",
     "t.lua:1: 百分数不能写成 65%：规则包里写 \"65%\"，规则里写 quantity(\"65%\")"},
    {"rule 42 { }", "t.lua:1: 名称要加引号：rule \"42\" { … }"},
    {"rule \"A\" {\n  a = {\n    1,\n  b = 2,\n}", "t.lua:2: 这一行的“{”没有合上"},
    {"rule \"A\" {\n  a = f(1,\n}", "t.lua:2: 这一行的“(”没有合上"},
    {"rule \"A\" { } }", "t.lua:1: 多了一个“}”"},
    {"rule \"A\" { check = function(p)\nif p then return\nelse if p then return end\nend }",
     "t.lua:3: else 和 if 要连写成 elseif（分开写，后面要多一个 end）"},
    {"rule \"A\" { check = function(p) if p != nil then return end end }",
     "t.lua:1: 不等号写作 ~=，不是 !="},
    {"rule \"A\" { check = function(p) if p && p then return end end }",
     "t.lua:1: “并且”写作 and，不是 &&"},
    {"rule \"A\" { check = function(p) if p || p then return end end }",
     "t.lua:1: “或者”写作 or，不是 ||"},
    {"rule \"A\" { a = 1,\nb = 2,\na = 3 }",
     "t.lua:3: 键“a”在第 1 行已经写过，只有后一个起作用；请并作一个或删去一个"},
    {"rule \"A\" { bad = { { x = 1,\n[\"x\"] = 2 } } }",
     "t.lua:2: 键“x”在第 1 行已经写过，只有后一个起作用；请并作一个或删去一个"},
    {"\xff\xfe-\x01", "t.lua:1: 文件是 UTF-16 编码（记事本里的“Unicode”），请另存为 UTF-8"},
    {"local x = 1 & 2", "t.lua:1: 规则不能用位运算（Lua 5.4.4 会编译出错）"},
    {"local x = 1\nlocal y = x | 2", "t.lua:2: 规则不能用位运算（Lua 5.4.4 会编译出错）"},
    {"local x = ~1", "t.lua:1: 规则不能用位运算（Lua 5.4.4 会编译出错）"},
    {"local x = 1 << 2", "t.lua:1: 规则不能用位运算（Lua 5.4.4 会编译出错）"},
    {"goto x ::x::", "t.lua:1: 规则不能用 goto"},
    {"::x::", "t.lua:1: 规则不能用 goto"},
    {"local a <const> = 1", "t.lua:1: 规则不能用 <const>、<close>"},
    {"local a, b <close> = 1", "t.lua:1: 规则不能用 <const>、<close>"},
    {"local e = _ENV", "t.lua:1: 规则不能用 _ENV"},
    {"local y = t[a < b]",
     "t.lua:1: 比较不能直接作下标（Lua 5.4.4 会编译出错），请先存入局部变量"},
    {"local y = t[((a == b))]",
     "t.lua:1: 比较不能直接作下标（Lua 5.4.4 会编译出错），请先存入局部变量"},
    {"local y = { [a >= b] = 1 }",
     "t.lua:1: 比较不能直接作下标（Lua 5.4.4 会编译出错），请先存入局部变量"},
    {"local \xd1\x80 = 1", "t.lua:1: 名称只能用英文字母、数字和下划线，不能是“\xd1\x80”"},
    {"local s = 'abc", "t.lua:1: 字符串没有结束，这一行缺一个英文引号"},
    {"local s = [==[ abc ]=]", "t.lua:1: 长字符串或长注释没有结束"},
    {HEAD "\ncheck = function(p)\n return p.deviation_reson\nend }",
     "t.lua:3: 没有项目栏目“deviation_reson”，是否指“deviation_reason”？"},
    {HEAD "by = function(p) return p.unit end, keep = function(q) return q.xyz end }",
     "t.lua:1: 没有项目栏目“unit”"},
    {HEAD "keep = function(q) return q.unit_nam end }",
     "t.lua:1: 没有项目栏目“unit_nam”，是否指“unit_name”？"},
    {IHEAD "check = function(i) return i.targt end }",
     "t.lua:1: 没有指标栏目“targt”，是否指“target”？"},
    {IHEAD "check = function(i) return i.project.executd end }",
     "t.lua:1: 没有项目栏目“executd”，是否指“executed”？"},
    {HEAD "check = function(p) if p.executed == 0 then return end end }",
     "t.lua:1: 值与数字不能用 == 或 ~= 比较（Lua 中恒为不等），请用 equal(值, 数)"},
    {HEAD "check = function(p) return 0 ~= p.executed end }",
     "t.lua:1: 值与数字不能用 == 或 ~= 比较（Lua 中恒为不等），请用 equal(值, 数)"},
    {IHEAD "check = function(i) if i.target == '' then return end end }",
     "t.lua:1: 值与文字不能用 == 或 ~= 比较（Lua 中恒为不等），请用 text.trim(值) == \"…\""},
    {IHEAD "check = function(i) return '长' == i.actual end }",
     "t.lua:1: 值与文字不能用 == 或 ~= 比较（Lua 中恒为不等），请用 text.trim(值) == \"…\""},
    {HEAD "check = function(p) return number(f(p)) == 1 end }",
     "t.lua:1: 值与数字不能用 == 或 ~= 比较（Lua 中恒为不等），请用 equal(值, 数)"},
};

static const struct row accepted[] = {
    {"\xef\xbb\xbfrule \"A\" {}", ""},
    {"rule 'A' {}\r\n-- end\r", ""},
    {"local y = 7 // 2 rule 'A' { y }", ""},
    {"local t = { [1] = 2 } local b = 1 < 2 local y = t[f and b] rule 'A' { x = t[(1)] }\n"
     "local function f() return t[g(1 < 2)] end", "t.lua:1: 没有名称“f”；是文字就要加引号：\"f\""},
    {"local s = 'a\\z\n  b\\\nc\\'d' .. [[x\n]] .. [=[ ]] ]=] rule 'A' { s } --[[ goto & ]]", ""},
    {HEAD "check = function(p) if p.start.year == 2024 and p.year == 2024 and #p.goals == 0 and "
          "p.indicators and p.end_ and p.ordinal and p['end'] then return end end }", ""},
    {HEAD "check = function(p) for _, p in ipairs(p.indicators) do local x = p.level3 end end }", ""},
    {HEAD "check = function(p) return list.map(p.indicators, function(p) return p.level3 end) end }",
     ""},
    {IHEAD "check = function(i) return i.level1_name, i.withheld, i.project.form end }", ""},
    {RULE_HEAD "each = 'group', check = function(items, key) return items.nonsense end }", ""},
    {"rule 'A' { x = { a = 1 }, y = { a = 2 } }", ""}, /* the same key, in two tables */
    {"rule 'A' { x = { ('a'):rep(2), text.trim('b') }, ['CMP-001'] = 5 % 3, y = 7 %(2) }", ""},
    {HEAD "check = function(p) if p then return else if p.year then return end end end }", ""},
    {"pack 'national' { title = 'x' } statute 'a' { } statute 'b' { }", ""},
};

static void rows_check(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct bench b = {0};
        bench_open(&b);
        int rc = text_load(&b, rows[i].text, "t.lua");
        const char *got = b.error.code ? b.error.zh : "";
        if (strcmp(got, rows[i].expected) != 0)
            fail_msg("row %zu: %s\n  got    %s\n  wanted %s", i, rows[i].text, got,
                     rows[i].expected);
        /* whatever was refused, the state goes on */
        if (rc < -1)
            assert_int_equal(rule_check(&b, body_load(&b, "project", "")).outcome, OUTCOME_PASS);
        bench_close(&b);
    }
}

static void test_refused(void **state)
{
    (void)state;
    rows_check(refused, sizeof(refused) / sizeof(*refused));
}

static void test_accepted(void **state)
{
    (void)state;
    rows_check(accepted, sizeof(accepted) / sizeof(*accepted));
}

/* ---- attacks that lie in loading ---- */

struct repeated {
    const char *before, *unit, *after;
    size_t times;
};

static void test_hostile_texts(void **state)
{
    (void)state;
    static const struct repeated rows[] = {
        {"while true do end", "", "", 0},
        {"local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(100000) .. i end", "", "", 0},
        {"local a\nreturn ", "a or ", "a", 12000},
        {"local a if a then ", "elseif a then ", " end", 4000},
        {"return ", "(", "", 60000},
        {"return ", "{", "", 60000},
        {"", "function f() ", "", 4000},
        {"return ", "- ", "1", 30000},
        {"return ", "'a' .. ", "'a'", 8000},
        {"", "x,", "x = 1", 30000},
        {"local a = {} a.x = a rule 'A' { check = function() return (a", ".x", ".y) + 1 end }", 20000},
        {"n", "n", "()", 60000},
        {"local t = {", "1.5,", "} rule 'A' { t = t }", 15000},
        {"", "local v = 1 ", "", 4000},
        {"--[", "=", "[\n", 60000},
        {"", "error({}) ", "", 1},
        {"rule 'A' { x = ", "{", "", 20},
        {"", "rule 'A' { check = function() end } ", "", 2},
    };
    char *text = malloc(SOURCE_MAX);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct bench b = {0};
        bench_open(&b);
        size_t n = 0;
        memcpy(text, rows[i].before, strlen(rows[i].before));
        n += strlen(rows[i].before);
        for (size_t k = 0; k < rows[i].times; k++) {
            memcpy(text + n, rows[i].unit, strlen(rows[i].unit));
            n += strlen(rows[i].unit);
        }
        memcpy(text + n, rows[i].after, strlen(rows[i].after) + 1);
        int rc = text_load(&b, text, "t.lua");
        if (i == 12)
            assert_int_equal(rc, 0);
        else if (rc >= 0)
            fail_msg("row %zu loaded", i);
        assert_true(strlen(b.error.zh) < ERROR_MESSAGE_MAX);
        assert_int_equal(rule_check(&b, body_load(&b, "project", "")).outcome, OUTCOME_PASS);
        bench_close(&b);
    }
    free(text);
}

static void test_too_large(void **state)
{
    (void)state;
    struct bench b = {0};
    limits_default(&b.limits);
    b.limits.rule_file_bytes = 10;
    bench_open(&b);
    assert_int_equal(text_load(&b, "rule \"A\" {}", "t.lua"), ERR_LIMIT);
    assert_string_equal(b.error.zh, "t.lua: 文件过大（11 字节，上限 10）");
    assert_string_equal(b.error.en, "t.lua: the file is too large (11 bytes, limit 10)");
    bench_close(&b);
}

/* ---- what comes out ---- */

static struct script_file file_load(struct bench *b, const char *text)
{
    struct script_file file;
    if (script_load(b->script, slice_str(text), "dir/t.lua", verbs, &b->arena, &file, &b->error))
        fail_msg("%s", b->error.zh);
    return file;
}

static const struct plain *at(const struct plain *p, const char *key)
{
    const struct plain *v = plain_get(p, slice_str(key));
    if (!v)
        fail_msg("no key %s", key);
    return v;
}

static bool is_decimal(const struct plain *p, const char *text)
{
    struct decimal d;
    return p->kind == PLAIN_NUMBER && decimal_parse(slice_str(text), &d) &&
           decimal_compare(p->number, d) == 0;
}

static void test_declarations(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_open(&b);
    struct script_file f = file_load(&b, "-- x\ncodes \"a\" { 1, 'zwei', { x = 0.1 }, z = true, a = 1e3,"
                                         " f = function() end, [2024] = 0.30000000000000004 }\n\n"
                                         "words \"b\" {\n 'x' }");
    assert_int_equal(f.declaration_count, 2);
    const struct declaration *d = &f.declarations[0];
    assert_true(slice_equal(d->verb, SLICE("codes")) && slice_equal(d->name, SLICE("a")));
    assert_int_equal(d->line, 2);
    assert_int_equal(d->handle, -1);
    assert_int_equal(f.declarations[1].line, 4);
    const struct plain *p = d->body;
    assert_int_equal(p->kind, PLAIN_TABLE);
    assert_int_equal(p->item_count, 3);
    assert_int_equal(p->entry_count, 4);
    assert_true(is_decimal(&p->items[0], "1"));
    assert_true(slice_equal(p->items[1].text, SLICE("zwei")));
    assert_true(is_decimal(at(&p->items[2], "x"), "0.1"));
    assert_true(is_decimal(at(p, "a"), "1000"));
    assert_true(is_decimal(at(p, "2024"), "0.30000000000000004"));
    assert_int_equal(at(p, "f")->kind, PLAIN_FUNCTION);
    assert_true(at(p, "z")->kind == PLAIN_BOOLEAN && at(p, "z")->boolean);
    for (size_t i = 1; i < p->entry_count; i++)
        assert_true(slice_compare(p->entries[i - 1].key, p->entries[i].key) < 0);
    bench_close(&b);
}

/* Keys and items know where they stand; what was computed does not. */
static void test_lines(void **state)
{
    (void)state;
    static const char text[] = "local own = {\n1 }\n"
                               "pack 'a' {\n"
                               "  title = 'x', -- {\n"
                               "  set = { floor =\n    65,\n    ['b-c'] = { 1,\n 2 } },\n"
                               "  own = own,\n"
                               "  check = function() local t = { 1,\n 2 } if t then return end end,\n"
                               "  [2027] = 'y',\n"
                               "}\n"
                               "statute 'b' { title = 'z' }\n";
    static const struct {
        const char *key, *inner;
        uint32_t line;
    } rows[] = {{"title", NULL, 4}, {"set", NULL, 5},    {"set", "floor", 5}, {"set", "b-c", 7},
                {"own", NULL, 9},   {"check", NULL, 10}, {"2027", NULL, 12}};
    struct bench b = {0};
    bench_open(&b);
    struct script_file f = file_load(&b, text);
    const struct plain *body = f.declarations[0].body;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct plain *table = rows[i].inner ? at(body, rows[i].key) : body;
        size_t k = plain_entry_find(table, slice_str(rows[i].inner ? rows[i].inner : rows[i].key));
        assert_true(k != SIZE_MAX);
        if (table->lines[k] != rows[i].line)
            fail_msg("%s: line %u, not %u", rows[i].key, table->lines[k], rows[i].line);
    }
    assert_int_equal(at(at(body, "set"), "b-c")->lines[0], 7);
    assert_int_equal(at(at(body, "set"), "b-c")->lines[1], 8);
    assert_int_equal(at(body, "own")->lines[0], 0);
    assert_int_equal(f.declarations[1].body->lines[0], 14);
    bench_close(&b);
}

static void test_uses(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_open(&b);
    struct script_file f = file_load(&b, "rule 'A' { check = function(p)\n"
                                         "local a = words.vague, param.floor\nlocal x = param.b\n"
                                         "local y = codes.c, param.b, p.param.z, 'param.s'\nend }"
                                         " -- param.comment");
    static const struct {
        int kind;
        const char *name;
        size_t line;
    } expected[] = {{USE_PARAM, "b", 3},     {USE_PARAM, "b", 4},     {USE_PARAM, "floor", 2},
                    {USE_WORDS, "vague", 2}, {USE_CODES, "c", 4}};
    assert_int_equal(f.use_count, 5);
    for (size_t i = 0; i < f.use_count; i++) {
        assert_int_equal((int)f.uses[i].kind, expected[i].kind);
        assert_true(slice_equal(f.uses[i].name, slice_str(expected[i].name)));
        assert_int_equal(f.uses[i].line, expected[i].line);
    }
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),       cmocka_unit_test(test_accepted),
        cmocka_unit_test(test_hostile_texts), cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_declarations),  cmocka_unit_test(test_uses),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
