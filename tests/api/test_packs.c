/* Packs through the public interface: times, stages, statutes, baselines, waivers, comparisons, and rules
 * loaded as they are needed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>

#include <jihe.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/jihe-packs-XXXXXX";

static const struct {
    const char *name, *text;
} files[] = {
    {"rules/national/pack.lua",
     "pack \"national\" { title = \"t\", version = \"1\", stages = { self = { [\"A-1\"] = \"note\" } },\n"
     "  parameters = { most = { type = \"number\", default = 3, basis = { \"s-1\" }, values = { { value = 2, "
     "since = 2027 } } } } }\n"},
    {"rules/national/statutes.lua",
     "statute \"s-1\" { number = \"1号\", title = \"办法\", until_ = 2026, standing = \"checked\" }\n"},
    {"rules/national/A-1-name.lua",
     "rule \"A-1\" { title = \"t\", severity = \"error\", aspect = \"a\", basis = { \"s-1#第三条\" }, each = "
     "\"project\",\n  check = function(p) if text.length(p.project_name) > number(param.most) then return fail { "
     "field = \"project_name\", message = \"m\" } end end }\n"},
    {"rules/420000-p/pack.lua", "pack \"420000\" { title = \"p\", version = \"1\" }\n"},
    {"rules/420000-p/P-1-one.lua",
     "rule \"P-1\" { title = \"t\", severity = \"note\", aspect = \"a\", basis = {}, each = \"project\",\n"
     "  check = function(p) end }\n"},
    {"old.ndjson", "{\"form\":\"target\",\"year\":2026,\"project_code\":\"1\",\"project_name\":\"一二三四\"}\n"},
    {"new.ndjson", "{\"form\":\"target\",\"year\":2026,\"project_code\":\"1\",\"project_name\":\"一二三\"}\n"},
    {"waivers.csv", "rule,project,reason,approver\nA-1,1,r,x\n"},
};
enum { FILE_COUNT = sizeof(files) / sizeof(*files) };

static int folder_make(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("rules", 0700), 0);
    assert_int_equal(mkdir("rules/national", 0700), 0);
    assert_int_equal(mkdir("rules/420000-p", 0700), 0);
    for (size_t i = 0; i < FILE_COUNT; i++) {
        FILE *f = fopen(files[i].name, "w");
        assert_non_null(f);
        assert_true(fputs(files[i].text, f) >= 0);
        assert_int_equal(fclose(f), 0);
    }
    return 0;
}

static int folder_remove(void **state)
{
    (void)state;
    for (size_t i = 0; i < FILE_COUNT; i++)
        (void)unlink(files[i].name);
    (void)unlink("old.report.ndjson");
    (void)unlink("new.report.ndjson");
    (void)unlink("diff.json");
    (void)rmdir("rules/national");
    (void)rmdir("rules/420000-p");
    (void)rmdir("rules");
    return chdir("/") || rmdir(folder);
}

static jihe_engine *load(bool lazy)
{
    jihe_error error;
    jihe_engine *e = jihe_engine_new();
    assert_non_null(e);
    if (lazy)
        assert_int_equal(jihe_engine_lazy(e), JIHE_OK);
    if (jihe_engine_load(e, "rules", &error) != JIHE_OK)
        fail_msg("%s", error.en);
    assert_int_equal(jihe_engine_lazy(e), JIHE_ERROR_USAGE);
    return e;
}

static jihe_options *options(void)
{
    jihe_options *o = jihe_options_new();
    assert_non_null(o);
    return o;
}

/* ---- options ---- */

static void test_refused(void **state)
{
    (void)state;
    jihe_options *o = options();
    static const char *const times[] = {"", "soon", "27", "2027-13", "2027-02-30", "20270101"};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(jihe_options_as_of(o, times[i]), JIHE_ERROR_USAGE);
    assert_int_equal(jihe_options_as_of(o, "2027-02-28"), JIHE_OK);
    assert_int_equal(jihe_options_baseline(o, ""), JIHE_ERROR_USAGE);
    assert_int_equal(jihe_options_waivers(o, ""), JIHE_ERROR_USAGE);
    jihe_options_free(o);
}

/* ---- rules at a time and stage ---- */

struct taken {
    size_t count;
    char severity[16], most[16];
    int grounded, capped;
};

static int rule_take(void *context, const jihe_rule *r)
{
    struct taken *t = context;
    t->count++;
    if (r->id.length != 3 || memcmp(r->id.ptr, "A-1", 3) != 0)
        return 0;
    (void)snprintf(t->severity, sizeof(t->severity), "%.*s", (int)r->severity.length, r->severity.ptr);
    (void)snprintf(t->most, sizeof(t->most), "%.*s", (int)r->params[0].value.length,
                   r->params[0].value.ptr);
    t->grounded = r->grounded;
    t->capped = r->capped;
    assert_int_equal(r->basis[0].article.length, strlen("第三条"));
    return 0;
}

static void test_rules_for(void **state)
{
    (void)state;
    static const struct {
        const char *region, *stage, *as_of, *severity, *most;
        size_t count;
        int grounded, capped;
    } rows[] = {
        {NULL, NULL, "2026", "error", "3", 1, 1, 0},
        {NULL, "self", "2026", "note", "3", 1, 1, 0},
        {NULL, NULL, "2027", "warning", "2", 1, 0, 1},
        {"420000", NULL, "2026", "error", "3", 2, 1, 0},
    };
    jihe_engine *e = load(true);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        jihe_options *o = options();
        struct taken t = {0};
        jihe_error error;
        if (rows[i].region)
            assert_int_equal(jihe_options_region(o, rows[i].region), JIHE_OK);
        if (rows[i].stage)
            assert_int_equal(jihe_options_stage(o, rows[i].stage), JIHE_OK);
        assert_int_equal(jihe_options_as_of(o, rows[i].as_of), JIHE_OK);
        if (jihe_rules_for(e, o, rule_take, &t, &error) != JIHE_OK)
            fail_msg("%s", error.en);
        assert_int_equal(t.count, rows[i].count);
        assert_string_equal(t.severity, rows[i].severity);
        assert_string_equal(t.most, rows[i].most);
        assert_int_equal(t.grounded, rows[i].grounded);
        assert_int_equal(t.capped, rows[i].capped);
        jihe_options_free(o);
    }
    jihe_engine_free(e);
}

/* ---- statutes ---- */

static int statute_take(void *context, const jihe_statute *s)
{
    size_t *orphans = context;
    assert_int_equal(s->dependent_count, 2);
    for (size_t i = 0; i < s->dependent_count; i++)
        *orphans += s->dependents[i].orphaned != 0;
    assert_int_equal(s->in_force, *orphans == 0);
    return 0;
}

static int statute_stop(void *context, const jihe_statute *s)
{
    (void)context;
    (void)s;
    return 1;
}

static void test_statutes(void **state)
{
    (void)state;
    jihe_engine *e = load(false);
    jihe_options *o = options();
    jihe_error error;
    size_t orphans = 0;
    assert_int_equal(jihe_statutes(e, o, statute_take, &orphans, &error), JIHE_OK);
    assert_int_equal(orphans, 0);
    assert_int_equal(jihe_options_as_of(o, "2027"), JIHE_OK);
    assert_int_equal(jihe_statutes(e, o, statute_take, &orphans, &error), JIHE_OK);
    assert_int_equal(orphans, 2);
    assert_int_equal(jihe_statutes(e, o, statute_stop, NULL, &error), JIHE_ERROR_STOPPED);
    jihe_options_free(o);
    jihe_engine_free(e);
}

/* ---- runs ---- */

static int check(const jihe_engine *e, const char *input, const char *report, const char *baseline,
                 const char *waivers, uint64_t counts[2])
{
    jihe_options *o = options();
    jihe_result *r = NULL;
    jihe_error error;
    assert_int_equal(jihe_options_input(o, input), JIHE_OK);
    assert_int_equal(jihe_options_format(o, "ndjson"), JIHE_OK);
    if (report)
        assert_int_equal(jihe_options_output(o, report), JIHE_OK);
    if (baseline)
        assert_int_equal(jihe_options_baseline(o, baseline), JIHE_OK);
    if (waivers)
        assert_int_equal(jihe_options_waivers(o, waivers), JIHE_OK);
    if (jihe_check(e, o, &r, &error) != JIHE_OK)
        fail_msg("%s", error.en);
    int status = jihe_result_exit(r, "error");
    counts[0] = jihe_result_count(r, JIHE_COUNT_KNOWN);
    counts[1] = jihe_result_count(r, JIHE_COUNT_WAIVED);
    jihe_result_free(r);
    jihe_options_free(o);
    return status;
}

static void test_marks_and_diff(void **state)
{
    (void)state;
    jihe_engine *e = load(true);
    uint64_t n[2], counts[JIHE_DIFF_KINDS];
    jihe_error error;
    assert_int_equal(check(e, "old.ndjson", "old.report.ndjson", NULL, NULL, n), 1);
    assert_int_equal(check(e, "new.ndjson", "new.report.ndjson", NULL, NULL, n), 0);
    assert_int_equal(check(e, "old.ndjson", NULL, "old.report.ndjson", NULL, n), 0);
    assert_int_equal(n[0], 1);
    assert_int_equal(check(e, "old.ndjson", NULL, NULL, "waivers.csv", n), 0);
    assert_int_equal(n[1], 1);
    jihe_options *o = options();
    assert_int_equal(jihe_options_format(o, "json"), JIHE_OK);
    assert_int_equal(jihe_options_output(o, "diff.json"), JIHE_OK);
    if (jihe_diff(e, o, "old.report.ndjson", "new.report.ndjson", "old.ndjson", "new.ndjson", counts,
                  &error) != JIHE_OK)
        fail_msg("%s", error.en);
    assert_int_equal(counts[JIHE_DIFF_DODGED], 1); /* three characters where at most three are allowed */
    assert_int_equal(counts[JIHE_DIFF_NEW] + counts[JIHE_DIFF_STILL] + counts[JIHE_DIFF_FIXED], 0);
    assert_int_equal(jihe_diff(e, o, "old.ndjson", "new.report.ndjson", NULL, NULL, counts, &error),
                     JIHE_ERROR_INPUT);
    assert_int_equal(jihe_diff(e, o, "none", "new.report.ndjson", NULL, NULL, counts, &error),
                     JIHE_ERROR_USAGE);
    assert_int_equal(jihe_options_format(o, "html"), JIHE_OK);
    assert_int_equal(
        jihe_diff(e, o, "old.report.ndjson", "new.report.ndjson", NULL, NULL, counts, &error),
        JIHE_ERROR_USAGE);
    jihe_options_free(o);
    jihe_engine_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_rules_for),
        cmocka_unit_test(test_statutes),
        cmocka_unit_test(test_marks_and_diff),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
