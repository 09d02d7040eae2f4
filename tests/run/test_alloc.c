/* LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc */
/* Every allocation of a whole run fails once: the run ends with "out of memory" or, where it can do
 * without, as if nothing had been; it never crashes, leaks, or tells less than all of its findings
 * while saying that all is well. */
#include "alloc.h"
#include "base/file.h"
#include "run/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

static char folder[] = "/tmp/jihe-alloc-XXXXXX";

static const struct {
    const char *name, *text;
} files[] = {
    {"rules/national/pack.lua",
     "pack \"national\" { title = \"t\", version = \"1\", parameters = { floor = { type = \"percent\", "
     "default = 60, unit = \"%\", min = 0, max = 100, stricter = \"higher\", why = \"w\" } } }\n"},
    {"rules/national/A-1-value.lua",
     "rule \"A-1\" { title = \"t\", severity = \"error\", aspect = \"a\", basis = {}, each = \"indicator\",\n"
     "check = function(i) if i.target.kind == \"text\" then return fail { field = \"target\", message = "
     "\"{target}\" } end end }\n"},
    {"rules/national/A-2-rate.lua",
     "rule \"A-2\" { title = \"t\", severity = \"warning\", aspect = \"a\", basis = {}, each = \"project\",\n"
     "check = function(p) local r = p.executed / p.budget_total if r == nil then return undecided(\"?\") "
     "end if r < param.floor then return fail { field = \"executed\", message = \"{r}\", r = percent(r) } "
     "end end }\n"},
    {"rules/national/A-3-twins.lua",
     "rule \"A-3\" { title = \"t\", severity = \"note\", aspect = \"a\", basis = {}, each = \"group\",\n"
     "by = function(p) return p.unit_name end, keep = function(p) return { n = p.project_name } end,\n"
     "check = function(items) if #items > 1 then return fail { at = items[2], field = \"project_name\", "
     "message = \"twin of {o}\", o = items[1].n } end end }\n"},
    {"rules/420100-city/pack.lua",
     "pack \"420100\" { title = \"c\", version = \"1\", set = { floor = { { value = 61, until_ = 2030 }, "
     "{ value = 70, since = 2031 } } }, rules = { [\"A-3\"] = { severity = \"warning\", since = 2020 } }, "
     "stages = { finance = { [\"A-*\"] = \"error\" } } }\n"},
    {"rules/420100-city/C-1-name.lua",
     "rule \"C-1\" { title = \"t\", severity = \"error\", aspect = \"a\", basis = { \"s\" }, each = "
     "\"project\", needs = { \"A-2\" },\ncheck = function(p) return fail { field = \"project_name\", message "
     "= \"m\" } end }\n"},
    {"rules/420100-city/statutes.lua",
     "statute \"s\" { title = \"t\", from = 2020, until_ = 2022, articles = { a = \"b\" } }\n"},
    {"old.ndjson",
     "{\"kind\":\"finding\",\"rule\":\"A-1\",\"project\":{\"code\":\"P2\"},\"evidence\":{\"a\":\"b\"},"
     "\"params\":{\"floor\":{\"value\":60}},\"fingerprint\":\"ff\"}\n"},
    {"waivers.csv",
     "rule,project_code,indicator,field,reason,approver,expiry\nA-2,P1,,,r,x,2024-12-31\n"
     "A-1,two,,,r,x,\n"},
    {"data/projects.csv",
     "project_code,project_name,unit_name,region,year,budget_total,executed,note\n"
     "P1,one,u,420101,2024,100,59.996,x\nP2,two,u,,,100,60,y\nP2,double,u,,,1,1,z\n"},
    {"data/indicators.csv",
     "project_code,level1,level2,level3,target\nP2,产出指标,数量指标,a,长期\nP1,产出指标,数量指标,b,≥3次\n"
     "P9,产出指标,数量指标,c,1个\n"},
    {"more.ndjson",
     "{\"project_name\":\"n\",\"unit_name\":\"u\",\"indicators\":[{\"level3\":\"x\",\"target\":\"稳步提升\"}],"
     "\"other\":1}\nnot json\n"},
};

static int folder_make(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("rules", 0700), 0);
    assert_int_equal(mkdir("rules/national", 0700), 0);
    assert_int_equal(mkdir("rules/420100-city", 0700), 0);
    assert_int_equal(mkdir("data", 0700), 0);
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
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
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
        (void)unlink(files[i].name);
    (void)rmdir("rules/national");
    (void)rmdir("rules/420100-city");
    (void)rmdir("rules");
    (void)rmdir("data");
    return chdir("/") || rmdir(folder);
}

struct seen {
    size_t findings;
    uint64_t told; /* mixed fingerprints */
};

static int on_finding(void *context, const struct finding *f, struct error *err)
{
    struct seen *seen = context;
    (void)err;
    seen->findings++;
    for (size_t i = 0; i < 16; i++)
        seen->told = seen->told * 131 + (unsigned char)f->fingerprint[i];
    return 0;
}

static int on_project(void *context, const struct project_key *key, enum verdict v,
                      struct error *err)
{
    (void)context;
    (void)key;
    (void)v;
    (void)err;
    return 0;
}

/* With what marks findings, all packs are loaded; without, each as its records come. */
static bool marked;

static int run_once(struct seen *seen, struct error *err)
{
    static const char *const inputs[] = {"data", "more.ndjson"};
    struct engine_options eo = {.rules_dir = "rules", .lazy = true};
    struct check_options co = {.inputs = inputs,
                               .input_count = 2,
                               .stage = STAGE_FINANCE,
                               .baseline = marked ? "old.ndjson" : NULL,
                               .waivers = marked ? "waivers.csv" : NULL,
                               .jobs = 1};
    struct sources sources = {0};
    struct check_sink sink = {.context = seen,
                              .finding = on_finding,
                              .project = on_project,
                              .sources = &sources};
    struct summary summary;
    struct engine *e = NULL;
    struct arena arena;
    *seen = (struct seen){0};
    arena_init(&arena, 1 << 24);
    int rc = engine_new(&e, &eo, err);
    if (rc == 0)
        rc = run_check(e, &co, &sink, &arena, &summary, err);
    if (rc == 0) {
        size_t failures;
        (void)engine_failures(e, &failures);
        seen->told += failures * 7919;
    }
    engine_free(e);
    sources_release(&sources);
    arena_release(&arena);
    return rc;
}

static void fail_each_once(void)
{
    struct seen whole, seen;
    struct error err = {0};
    size_t refused = 0, step = alloc_step();
    alloc_fail(0);
    if (run_once(&whole, &err))
        fail_msg("%s", err.en);
    assert_true(whole.findings >= 6);
    alloc_fail(0);
    assert_int_equal(run_once(&whole, &err), 0);
    size_t all = allocation_count;
    assert_true(all > 200);
    for (size_t n = 1; n <= all; n += step) {
        memset(&err, 0, sizeof(err));
        alloc_fail(n);
        int rc = run_once(&seen, &err);
        assert_true(alloc_failed());
        if (rc == 0) {
            /* it did without: then everything was told, or a rule error stands for what was not */
            if (seen.findings < whole.findings)
                fail_msg("allocation %zu of %zu: %zu findings for %zu", n, all, seen.findings,
                         whole.findings);
            continue;
        }
        refused++;
        if (rc != ERR_MEMORY)
            fail_msg("allocation %zu of %zu: %d %s", n, all, rc, err.en);
    }
    assert_true(refused > all / step / 4);
}

static void test_packs_as_needed(void **state)
{
    (void)state;
    marked = false;
    fail_each_once();
}

static void test_marks(void **state)
{
    (void)state;
    marked = true;
    fail_each_once();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_packs_as_needed),
                                       cmocka_unit_test(test_marks)};
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
