/* Tables of waivers and reports of earlier runs: what is read, and what is refused with which words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "decode/findings.h"
#include "decode/waivers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/jihe-waivers-XXXXXX";
static struct limits limits;

static void put(const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
}

#define HEAD "规则,项目编码,指标,字段,理由,批准人,文号,有效期至\n"

static const struct {
    const char *text;
    const char *zh, *en; /* in the message; NULL: taken */
} rows[] = {
    {HEAD "A-1,P1,,,理由,张三,,\n", NULL, NULL},
    {"\xEF\xBB\xBF" HEAD "A-1,P1,,,理由,张三,,\n", NULL, NULL},
    {"rule,project_code,reason,approver\nA-1,P1,r,x\n", NULL, NULL},
    {"approver;reason;project;rule\nx;r;P1;A-1\n", NULL, NULL},
    {HEAD "A-1,P1,,指标值,理由,张三,,2026年12月31日\n", NULL, NULL},
    {HEAD "A-1,P1,,,,张三,,\n", "第 2 行：没有写理由", "line 2: no reason is given"},
    {HEAD "A-1,P1,,,  ,张三,,\n", "第 2 行：没有写理由", "line 2: no reason"},
    {HEAD "A-1,P1,,,理由,,,\n", "第 2 行：没有写批准人", "line 2: no approver is given"},
    {HEAD "A-1,,,,理由,张三,,\n", "没有写项目编码", "no project_code"},
    {HEAD ",P1,,,理由,张三,,\n", "没有写规则", "no rule"},
    {HEAD "A-*,P1,,,理由,张三,,\n", "不能用 *", "* is not allowed"},
    {HEAD "A-1,P1,,,理由,张三,,明年\n", "有效期“明年”不是日期", "no date"},
    {HEAD "A-1,P1,,指标直,理由,张三,,\n", "是否指“指标值”", "did you mean \"指标值\""},
    {HEAD "A-1,P1,,,甲,张三,,\nA-1,P1,,,乙,张三,,\n", "第 3 行：与第 2 行重复", "the same as line 2"},
    {HEAD "A-1,P1,,,,张三,,\nA-1,P2,,,r,,,\n", "第 2 行：没有写理由；第 3 行：没有写批准人",
     "line 2: no reason is given; line 3: no approver is given"},
    {"规则,项目编码,批准人\nA-1,P1,张三\n", "缺少栏目“理由”", "\"理由\" (reason) is missing"},
    {"规则,规则,项目编码,理由,批准人\n", "有两列", "twice"},
    {"规责,项目编码,理由,批准人\n", "是否指“规则”", "did you mean \"规则\""},
    {"规则,项目编码,理由,批准人,奇怪的一列\n", "不认识的栏目", "unknown column"},
    {HEAD "A-1,P1,,,\"没有关,张三,,\n", "第 2 行", "line 2"},
    {"", "文件是空的", "the file is empty"},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct waivers w;
        struct error err = {0};
        put(rows[i].text);
        int rc = waivers_read(&w, path, &limits, &err);
        if (!rows[i].zh) {
            if (rc)
                fail_msg("row %zu: %s", i, err.zh);
            assert_int_equal(w.count, 1);
            assert_true(slice_equal(w.items[0].rule, SLICE("A-1")));
            assert_true(slice_equal(w.items[0].project, SLICE("P1")));
            assert_true(w.items[0].reason.len && w.items[0].approver.len);
        } else {
            assert_int_equal(rc, ERR_PACK);
            if (!strstr(err.zh, rows[i].zh) || !strstr(err.en, rows[i].en) || !strstr(err.zh, path))
                fail_msg("row %zu: %s | %s", i, err.zh, err.en);
        }
        waivers_release(&w);
    }
}

static void test_cells(void **state)
{
    (void)state;
    static const struct {
        const char *expiry;
        int day;
    } days[] = {{"2026-12-31", 20261231}, {"2026/6/5", 20260605}, {"2026年12月", 20261231},
                {"2024-02", 20240229},    {"", 0}};
    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
        struct waivers w;
        struct error err = {0};
        char text[512];
        (void)snprintf(text, sizeof(text), HEAD " A-1 , P1 ,甲,预算数, r ,张三,X号,%s\n", days[i].expiry);
        put(text);
        if (waivers_read(&w, path, &limits, &err))
            fail_msg("%s", err.zh);
        assert_int_equal(w.items[0].expiry, days[i].day);
        assert_int_equal(w.items[0].line, 2);
        assert_true(slice_equal(w.items[0].indicator, SLICE("甲")));
        assert_true(slice_equal(w.items[0].field, SLICE("budget_total")));
        assert_true(slice_equal(w.items[0].document, SLICE("X号")));
        assert_int_equal(strlen(w.sha256), 64);
        waivers_release(&w);
    }
    struct waivers w;
    struct error err = {0};
    assert_int_equal(waivers_read(&w, "/nowhere/w.csv", &limits, &err), ERR_USAGE);
    assert_non_null(strstr(err.en, "/nowhere/w.csv"));
    waivers_release(&w);
}

/* ---- reports ---- */

#define FINDING                                                                                    \
    "{\"kind\":\"finding\",\"rule\":\"A-1\",\"severity\":\"error\",\"message\":\"m\","             \
    "\"basis\":[{\"id\":\"s\",\"text\":\"t\"}],\"project\":{\"ordinal\":2,\"code\":\"P1\","        \
    "\"name\":\"甲\",\"year\":2024,\"form\":\"target\"},\"indicator\":{\"seq\":3,\"name\":\"乙\"}," \
    "\"field\":\"target\",\"value\":\"\",\"location\":{\"file\":\"a.csv\",\"line\":4},"            \
    "\"related\":[{\"ordinal\":5,\"seq\":0,\"field\":\"x\"}],\"evidence\":{\"level3\":\"乙\"},"     \
    "\"params\":{\"floor\":{\"value\":60,\"from\":\"n\"},\"list\":{\"value\":[1,2],\"from\":\"n\"}}," \
    "\"pack\":\"n@1\",\"fingerprint\":\"ff\",\"status\":\"new\"}"

static void check_finding(const struct past_finding *f)
{
    assert_true(slice_equal(f->rule, SLICE("A-1")));
    assert_true(slice_equal(f->code, SLICE("P1")));
    assert_true(slice_equal(f->indicator, SLICE("乙")));
    assert_true(slice_equal(f->field, SLICE("target")));
    assert_true(slice_equal(f->file, SLICE("a.csv")));
    assert_true(slice_equal(f->fingerprint, SLICE("ff")));
    assert_int_equal(f->year, 2024);
    assert_int_equal(f->seq, 3);
    assert_int_equal(f->ordinal, 2);
    assert_int_equal(f->evidence_count, 1);
    assert_true(slice_equal(f->evidence[0].text, SLICE("乙")));
    assert_true(slice_equal(f->params[0].name, SLICE("floor")));
    assert_true(slice_equal(f->params[0].text, SLICE("60")));
}

static void test_reports(void **state)
{
    (void)state;
    static const char *const texts[] = {
        FINDING "\n" FINDING "\n", "\n" FINDING "\r\n\n" FINDING,
        "{\"summary\":{\n \"verdict\":\"fix\",\n \"by_rule\":{\"A-1\":{\"finding\":1}},\n"
        " \"inputs\":[{\"file\":\"x\"}]\n},\n\"findings\":[\n" FINDING ",\n" FINDING "\n]}\n"};
    for (size_t i = 0; i < 3; i++) {
        struct past_findings p;
        struct error err = {0};
        put(texts[i]);
        if (past_read(&p, path, &err))
            fail_msg("%zu: %s", i, err.zh);
        assert_int_equal(p.count, 2);
        assert_int_equal(p.fingerprints.count, 1);
        check_finding(&p.items[0]);
        check_finding(&p.items[1]);
        past_release(&p);
    }
}

static void test_no_reports(void **state)
{
    (void)state;
    static const struct {
        const char *text, *zh;
    } bad[] = {{FINDING "\n{\"form\":\"target\"}\n", "第 2 行"},
               {FINDING "\nnot json\n", "第 2 行"},
               {"{\"summary\":{},\n\"findings\":[\n{\"kind\"}]}", "第 3 行"}};
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct past_findings p;
        struct error err = {0};
        put(bad[i].text);
        assert_int_equal(past_read(&p, path, &err), ERR_INPUT);
        if (!strstr(err.zh, bad[i].zh))
            fail_msg("%zu: %s", i, err.zh);
        past_release(&p);
    }
    struct past_findings p;
    struct error err = {0};
    assert_int_equal(past_read(&p, "/nowhere", &err), ERR_USAGE);
    put("");
    assert_int_equal(past_read(&p, path, &err), 0);
    assert_int_equal(p.count, 0);
    past_release(&p);
}

static int setup(void **state)
{
    (void)state;
    limits_default(&limits);
    int fd = mkstemp(path);
    return fd < 0 || close(fd);
}

static int teardown(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_reports),
        cmocka_unit_test(test_no_reports),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
