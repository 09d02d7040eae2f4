/* What one call of a rule costs, in nanoseconds. Not a test; prints a table. */
#include "script/script_test.h"

#include <time.h>

struct row {
    const char *name, *each, *body;
    size_t indicator;
};

static const struct row rows[] = {
    {"empty", "indicator", "", 1},
    {"one text field", "indicator", "if r.level3 == '' then return fail { message = 'm' } end", 1},
    {"one value: target.kind", "indicator",
     "if r.target.kind == 'text' then return fail { field = 'target', message = 'm' } end", 1},
    {"word list search", "indicator",
     "if text.contains(r.level3, words.vague) then return fail { message = 'm' } end", 1},
    {"SEV-004", "project",
     "local rate = r.executed / r.budget_total if rate == nil then return undecided('x') end "
     "if rate < param.execution_floor and not text.is_substantive(r.deviation_reason) then "
     "return fail { field = 'deviation_reason', message = '{rate}', rate = percent(rate) } end",
     0},
    {"loop over indicators", "project",
     "for _, i in ipairs(r.indicators) do if i.target.kind == 'text' then "
     "return fail { message = 'm' } end end",
     0},
    {"text.match", "indicator", "if text.match(r.level3, '第\\\\d+条') then return end", 1},
    {"a finding with a message", "indicator",
     "return fail { field = 'target', message = '指标“{level3}”的{target}不可衡量' }", 1},
};

static int64_t now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int main(void)
{
    enum { CALLS = 300000 };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct bench b = {0};
        bench_open(&b);
        record_make(&b, "form=self_evaluation|currency_unit=万元|budget_total=280|executed=155.65|"
                        "deviation_reason=个别项目有调整，由机关事务服务中心集中管理"
                        "#level3=调解各类民事纠纷|target=≥1500起#level3=合格率|target=≥95%"
                        "#level3=甲|target=≥1个#level3=乙|target=≥2人#level3=丙|target=≥3次",
                    rows[i].indicator);
        int h = body_load(&b, rows[i].each, rows[i].body);
        (void)rule_check(&b, h);
        int64_t start = now();
        for (int k = 0; k < CALLS; k++)
            (void)rule_check(&b, h);
        printf("%-28s %5lld ns\n", rows[i].name, (long long)((now() - start) / CALLS));
        bench_close(&b);
    }
    return 0;
}
