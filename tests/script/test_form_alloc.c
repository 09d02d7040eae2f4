/* LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc */
/* Every allocation of showing a document to a map and taking its records fails once: each step answers
 * rightly or says that memory ran out, nothing leaks, and the state works again afterwards. */
#include "script/form_test.h"

#include "alloc.h"

static const char map[] =
    "form \"t-alloc\" { title = \"t\", kind = \"target\", match = function(doc) return doc:has('编码') end,\n"
    "parts = function(doc) return doc:split('*表') end,\n"
    "read = function(part, doc)\n"
    "  local p = part:values { project_code = '编码', project_name = '名称' }\n"
    "  p.category = part:find('类别'):beside():ticked()\n"
    "  p.year = part:first():year() p.region = doc:region()\n"
    "  p.goals = {} for _, x in ipairs(part:find('目标'):beside():items()) do p.goals[#p.goals + 1] = { text = x.whole } end\n"
    "  p.indicators = part:rows { level1 = '一级指标', level3 = '三级指标', target = '指标值' }\n"
    "  p.extra = { ['旁注'] = part:search([[旁(注)]]) } p.payment_plan = { [3] = part:find('3') }\n"
    "  remark('读 ' .. part:first(), part)\n"
    "  return p\n"
    "end }";

static const char document[] =
    "2024年甲表\n|编码|1\n|名称|道 路\n|类别|1、甲 ☑ 2、乙 ☑\n|目标|1.修路 2.养路\n"
    "|一级指标|三级指标|指标值\n|产出|里程|3\n||质量|好\n旁注";

/* 0, or ERR_MEMORY and nothing else. */
static bool is_done(int rc)
{
    if (rc != 0 && rc != ERR_MEMORY)
        fail_msg("neither done nor out of memory: %d", rc);
    return rc == 0;
}

/* match, parts, read, take; false when memory ran out on the way. */
static bool steps(struct form_bench *f)
{
    bool empty = true;
    struct script *s = f->b.script;
    struct form_answer *a = &f->answer;
    arena_clear(&f->b.answers);
    if (!is_done(form_match(s, f->form, &f->call, a, &f->b.error)))
        return false;
    assert_true(a->outcome == FORM_OK && a->claims);
    if (!is_done(form_parts(s, f->form, &f->call, a, &f->b.error)))
        return false;
    assert_true(a->outcome == FORM_OK && a->count == 1);
    if (!is_done(form_read(s, f->form, &f->call, 0, a, &f->b.error)))
        return false;
    assert_true(a->outcome == FORM_OK && a->count == 1);
    if (!is_done(form_take(s, f->form, &f->call, 0, f->b.project, &empty, a, &f->b.error)))
        return false;
    if (a->outcome != FORM_OK)
        fail_msg("%.*s", SLICE_ARG(a->reason));
    const struct project *p = f->b.project;
    assert_false(empty);
    assert_int_equal(p->indicator_count, 2);
    assert_int_equal(p->goal_count, 2);
    assert_int_equal(p->lists[LIST_INDEX(P_CATEGORY)].count, 2);
    assert_true(slice_equal(p->indicators[1].cells[I_LEVEL1].text, SLICE("产出")));
    return true;
}

/* True when no allocation failed. */
static bool life(size_t fails_at)
{
    struct form_bench f = {0};
    form_bench_open(&f);
    f.call.handle = form_load(&f, map);
    assert_true(f.call.handle >= 0);
    document_make(&f, document, SOURCE_DOCX);
    alloc_fail(fails_at);
    bool ok = is_done(form_open(f.b.script, &f.doc, &f.form, &f.b.error));
    if (!ok)
        ok = is_done(form_open(f.b.script, &f.doc, &f.form, &f.b.error)); /* a second try succeeds */
    assert_true(ok);
    if (!steps(&f))
        assert_true(steps(&f));
    bool untouched = !alloc_failed();
    document_hide(&f);
    form_bench_close(&f);
    return untouched;
}

static void test_every_allocation(void **state)
{
    (void)state;
    size_t n = 1;
    while (!life(n))
        n++;
    assert_true(n > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
