/* LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc */
/* Every allocation of making a state, loading rules and calling them fails once: each step answers
 * rightly or says that memory ran out, nothing leaks, and the state works again afterwards. */
#include "script/script_test.h"

#include "alloc.h"

static const char simple[] =
    "local limits = { 1, 2 } local function twice(x) return x * 2 end\n" RULE_HEAD
    "each = \"project\", check = function(p)\n"
    "local t = {} for n, i in ipairs(p.indicators) do t[n] = i.target end\n"
    "table.sort(t) local word = text.contains(p.deviation_reason, words.vague)\n"
    "local year = text.match('2024年', '(\\\\d+)年') local alike = text.similarity('甲乙', '甲乙丙')\n"
    "if p.executed / p.budget_total < param.execution_floor then return fail { field = 'executed',\n"
    "message = '{w}{y}{a}{s}', w = word, y = year, a = alike, s = sum(t) + twice(limits[2]) * quantity('1个'),\n"
    "related = { p.indicators[1] } } end end }";

static const char group[] =
    RULE_HEAD "each = \"group\", by = function(p) return { p.unit_name, 'b' } end,\n"
    "keep = function(p) return { sum = p.budget_total, t = p.indicators[1].target } end,\n"
    "check = function(items, key) return fail { message = '{s}', s = items[1].sum + items[2].sum,\n"
    "at = items[1] } end }";

static const char damaged[] = RULE_HEAD "each = \"project\", check = function(p) return p.x end }";

static const char one_record[] =
    "form=self_evaluation|currency_unit=万元|budget_total=100|executed=55|unit_name=甲|"
    "deviation_reason=有效提升#level3=x|target=3个#level3=y|target=2个";

/* 0, or ERR_MEMORY and nothing else. */
static bool is_done(int rc)
{
    if (rc != 0 && rc != ERR_MEMORY)
        fail_msg("neither done nor out of memory: %d", rc);
    return rc == 0;
}

static int load(struct script *s, const char *text, struct arena *arena, int *handle)
{
    struct script_file file;
    struct error err;
    int rc = script_load(s, slice_str(text), "t.lua", verbs, arena, &file, &err);
    *handle = rc ? -1 : file.declarations[0].handle;
    return rc;
}

static bool project_checked(struct bench *b, struct script *s, int handle, struct arena *arena)
{
    struct answer a;
    struct error err;
    if (!is_done(script_check(s, handle, &b->scene, &b->record, arena, &a, &err)))
        return false;
    if (a.outcome != OUTCOME_FINDING ||
        !slice_equal(a.faults[0].message, SLICE("有效提升20240.6666679个")))
        fail_msg("%d %.*s", a.outcome,
                 SLICE_ARG(a.fault_count ? a.faults[0].message : a.reason));
    return true;
}

static bool group_checked(struct bench *b, struct script *s, int handle, struct arena *arena)
{
    struct script_kept kept;
    struct answer a;
    struct error err;
    if (!is_done(script_keep(s, handle, &b->scene, &b->record, arena, &kept, &a, &err)))
        return false;
    assert_int_equal(a.outcome, OUTCOME_PASS);
    assert_int_equal(kept.key_count, 2);
    struct slice both[2] = {kept.bytes, kept.bytes};
    if (!is_done(script_check_group(s, handle, &b->scene, SLICE("甲"), both, 2, arena, &a, &err)))
        return false;
    assert_int_equal(a.outcome, OUTCOME_FINDING);
    assert_true(slice_equal(a.faults[0].message, SLICE("200万元")));
    return true;
}

/* The whole life of a state; true when no allocation failed. */
static bool life(struct bench *b, size_t fails_at)
{
    struct script *s = NULL;
    struct arena arena;
    struct error err;
    int rule = -1, grouped = -1, wrong;
    arena_init(&arena, 16 << 20);
    alloc_fail(fails_at);
    bool ok = is_done(script_new(&s, &b->limits, &err));
    assert_true(ok == (s != NULL));
    if (ok && !is_done(load(s, simple, &arena, &rule)))
        ok = is_done(load(s, simple, &arena, &rule)); /* a second try succeeds */
    int rc = ok ? load(s, damaged, &arena, &wrong) : ERR_MEMORY;
    if (rc != ERR_PACK)
        ok = is_done(rc);
    if (ok && !is_done(load(s, group, &arena, &grouped)))
        ok = is_done(load(s, group, &arena, &grouped));
    if (ok && !project_checked(b, s, rule, &arena))
        assert_true(project_checked(b, s, rule, &arena));
    if (ok && !group_checked(b, s, grouped, &arena))
        assert_true(group_checked(b, s, grouped, &arena));
    bool untouched = !alloc_failed();
    script_free(s);
    arena_release(&arena);
    return untouched;
}

static void test_every_allocation(void **state)
{
    (void)state;
    struct bench b = {0};
    bench_open(&b);
    record_make(&b, one_record, 0);
    size_t n = 1;
    while (!life(&b, n))
        n++;
    assert_true(n > 500);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
