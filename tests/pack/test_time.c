/* What holds when and at which stage: packs, rules, values, lists and severities under one profile. */
#include "pack/build.h"

static struct profile build(struct fixture *f, const char *pack, int when, enum stage stage)
{
    struct profile p;
    if (profile_build(&p, &f->set, pack_named(&f->set, pack), when, stage, NULL, 0, &f->err))
        fail_msg("%s", f->err.en);
    return p;
}

static const struct effective_rule *rule_in(const struct profile *p, const char *id)
{
    for (size_t i = 0; i < p->rule_count; i++)
        if (slice_equal(p->rules[i].rule->id, slice_str(id)))
            return &p->rules[i];
    fail_msg("no rule %s", id);
    abort();
}

/* A row's packs, and what a rule and a parameter are then. */
struct row {
    struct decl decls[3];
    const char *pack;
    int when;
    enum stage stage;
    const char *rule, *severity; /* "off" when it is off */
    const char *param, *value;
};

static const struct row rows[] = {
    /* stages: a line of the pack itself, an id before a pattern, the longer pattern before the other */
    {{H("stages={ self={ ['A-*']='error' } }")}, "420000", 2024, STAGE_SELF, "A-4", "error",
     "floor", "60"},
    {{H("stages={ self={ ['A-*']='error' } }")}, "420000", 2024, STAGE_FINANCE, "A-4", "note",
     "floor", "60"},
    {{H("stages={ self={ ['A-*']='error' } }")}, "420000", 2024, STAGE_NONE, "A-4", "note",
     "floor", "60"},
    {{H("stages={ self={ ['A-*']='error', ['A-4']='warning' } }")}, "420000", 2024, STAGE_SELF,
     "A-4", "warning", "floor", "60"},
    {{H("stages={ self={ ['*']='error', ['*-4']='warning' } }")}, "420000", 2024, STAGE_SELF,
     "A-4", "warning", "floor", "60"},
    {{H("stages={ ['填报自查']={ ['A-4']='warning' } }")}, "420000", 2024, STAGE_SELF, "A-4",
     "warning", "floor", "60"},
    /* its own rules a pack may lower and switch off as it likes */
    {{H("stages={ self={ ['HB-1']='off' } }")}, "420000", 2024, STAGE_SELF, "HB-1", "off",
     "floor", "60"},
    /* inherited ones with leave and reason */
    {{H("stages={ self={ ['A-1']={ severity='warning', reason='填报时只提醒' } } }")}, "420000",
     2024, STAGE_SELF, "A-1", "warning", "floor", "60"},
    {{H("stages={ self={ ['A-1']={ severity='off', reason='r' } } }")}, "420000", 2024,
     STAGE_SELF, "A-1", "off", "floor", "60"},
    /* the narrower pack's change stands against the wider pack's stage, and its stage before that */
    {{H("stages={ finance={ ['A-4']='warning' } }"), E("rules={ ['A-4']={severity='error'} }")},
     "420700", 2024, STAGE_FINANCE, "A-4", "error", "floor", "60"},
    {{H("stages={ finance={ ['A-4']='warning' } }"),
      E("rules={ ['A-4']={severity='warning'} }, stages={ finance={ ['A-4']='error' } }")},
     "420700", 2024, STAGE_FINANCE, "A-4", "error", "floor", "60"},
    /* a pattern is about the rules above and in the pack, not below it */
    {{H("stages={ self={ ['*']='error' } }"), E("")}, "420700", 2024, STAGE_SELF, "EZ-1", "note",
     "floor", "60"},
    /* changes with an end and a beginning */
    {{H("rules={ ['A-4']={severity='error', since=2025} }")}, "420000", 2024, STAGE_NONE, "A-4",
     "note", "floor", "60"},
    {{H("rules={ ['A-4']={severity='error', since=2025} }")}, "420000", 2025, STAGE_NONE, "A-4",
     "error", "floor", "60"},
    {{H("rules={ ['A-1']={off=true, reason='r', until_='2024-06'} }")}, "420000", 202406,
     STAGE_NONE, "A-1", "off", "floor", "60"},
    {{H("rules={ ['A-1']={off=true, reason='r', until_='2024-06'} }")}, "420000", 20240701,
     STAGE_NONE, "A-1", "error", "floor", "60"},
    /* values: those of the last day */
    {{H("set={ floor={ value=65, since=2025 } }")}, "420000", 2024, STAGE_NONE, "A-4", "note",
     "floor", "60"},
    {{H("set={ floor={ value=65, since=2025 } }")}, "420000", 2025, STAGE_NONE, "A-4", "note",
     "floor", "65"},
    {{H("set={ floor={ value=65, since=2025 } }")}, "420000", 0, STAGE_NONE, "A-4", "note",
     "floor", "65"},
    {{H("set={ floor={ { value=61, until_=2024 }, { value=65, since='2025-07-01' } } }")},
     "420000", 2024, STAGE_NONE, "A-4", "note", "floor", "61"},
    {{H("set={ floor={ { value=61, until_=2024 }, { value=65, since='2025-07-01' } } }")},
     "420000", 202506, STAGE_NONE, "A-4", "note", "floor", "60"},
    {{H("set={ floor={ { value=61, until_=2024 }, { value=65, since='2025-07-01' } } }")},
     "420000", 2025, STAGE_NONE, "A-4", "note", "floor", "65"},
    {{H("parameters={ own={type='number', default=3, values={ {value=4, since=2025, why='新规'} } "
        "} }")},
     "420700", 2024, STAGE_NONE, "A-4", "note", "own", "3"},
    {{H("parameters={ own={type='number', default=3, values={ {value=4, since=2025, why='新规'} } "
        "} }")},
     "420700", 2025, STAGE_NONE, "A-4", "note", "own", "4"},
    /* rules with an end and a beginning */
    {{{"national/a/T-1.lua", "rule", "T-1",
       "{ " R ", severity='note', each='project', basis={}, since=2022, until_='2024-03' }", NULL}},
     "national", 2021, STAGE_NONE, "T-1", "off", "floor", "60"},
    {{{"national/a/T-1.lua", "rule", "T-1",
       "{ " R ", severity='note', each='project', basis={}, since=2022, until_='2024-03' }", NULL}},
     "national", 2024, STAGE_NONE, "T-1", "note", "floor", "60"},
    {{{"national/a/T-1.lua", "rule", "T-1",
       "{ " R ", severity='note', each='project', basis={}, since=2022, until_='2024-03' }", NULL}},
     "national", 20240401, STAGE_NONE, "T-1", "off", "floor", "60"},
};

static const char *value_shown(const struct profile *p, const char *name, char room[64])
{
    struct buffer b;
    buffer_init(&b, 60);
    for (size_t i = 0; i < p->param_count; i++)
        if (slice_equal(p->params[i].name, slice_str(name)))
            decimal_put(&b, p->params[i].value->number);
    (void)snprintf(room, 64, "%.*s", (int)b.len, b.len ? b.ptr : "");
    buffer_release(&b);
    return room;
}

static void test_rows(void **state)
{
    (void)state;
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    int fails = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct row *r = &rows[i];
        char room[64];
        if (fixture_load(f, base_decls, r->decls) != 0)
            fail_msg("%s: %s", r->decls[0].body, f->err.en);
        struct profile p = build(f, r->pack, r->when, r->stage);
        const struct effective_rule *e = rule_in(&p, r->rule);
        struct slice is = e->on ? severity_name(e->severity) : SLICE("off");
        if (!slice_equal(is, slice_str(r->severity)) ||
            strcmp(value_shown(&p, r->param, room), r->value) != 0) {
            print_error("%s in %d: %.*s, %s\n", r->decls[0].body, r->when, SLICE_ARG(is), room);
            fails++;
        }
        profile_release(&p);
        fixture_release(f);
    }
    free(f);
    assert_int_equal(fails, 0);
}

/* ---- lists ---- */

static const struct decl lists[] = {
    {"national/data/h.lua", "codes", "historic", "{ since=2022, ['效果指标']='效益指标' }", NULL},
    {"national/data/v.lua", "words", "old", "{ until_=2021, '旧词' }", NULL},
    {"national/data/v2.lua", "words", "old", "{ since=2022, '新词' }", NULL},
    {"national/data/v3.lua", "words", "vague", "{ extend=true, since=2025, '赋能' }", NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static bool has_word(const struct profile *p, const char *list, const char *word)
{
    for (size_t i = 0; i < p->word_count; i++)
        for (size_t k = 0; k < p->words[i].count; k++)
            if (slice_equal(p->words[i].name, slice_str(list)) &&
                slice_equal(p->words[i].words[k], slice_str(word)))
                return true;
    return false;
}

static void test_lists(void **state)
{
    (void)state;
    static const struct {
        int when;
        const char *list, *word;
        bool has;
    } words[] = {
        {2020, "old", "旧词", true},    {2020, "old", "新词", false},
        {2022, "old", "旧词", false},   {2022, "old", "新词", true},
        {0, "old", "旧词", true},       {0, "old", "新词", true},
        {2024, "vague", "有效", true},  {2024, "vague", "赋能", false},
        {2025, "vague", "有效", true},  {2025, "vague", "赋能", true},
    };
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    if (fixture_load(f, base_decls, lists) != 0)
        fail_msg("%s", f->err.en);
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        struct profile p = build(f, "national", words[i].when, STAGE_NONE);
        if (has_word(&p, words[i].list, words[i].word) != words[i].has)
            fail_msg("%d: %s in %s is not %d", words[i].when, words[i].word, words[i].list,
                     words[i].has);
        profile_release(&p);
    }
    for (int year = 2020; year <= 2022; year += 2) {
        struct profile p = build(f, "national", year, STAGE_NONE);
        size_t entries = SIZE_MAX;
        for (size_t i = 0; i < p.code_count; i++)
            if (slice_equal(p.codes[i].name, SLICE("historic")))
                entries = p.codes[i].table->entry_count;
        assert_int_equal(entries, year == 2020 ? 0 : 1);
        profile_release(&p);
    }
    fixture_release(f);
    free(f);
}

/* Spellings of levels may come and go too. */
static void test_levels(void **state)
{
    (void)state;
    static const struct decl more[] = {
        {"national/data/l.lua", "codes", "level1",
         "{ extend=true, until_=2021, ['效益指标']={'成效'} }", NULL},
        {NULL, NULL, NULL, NULL, NULL}};
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    if (fixture_load(f, base_decls, more) != 0)
        fail_msg("%s", f->err.en);
    struct profile old = build(f, "national", 2020, STAGE_NONE),
                   now = build(f, "national", 2024, STAGE_NONE);
    assert_int_equal(profile_level1(&old, SLICE("成效指标")).len, strlen("效益指标"));
    assert_int_equal(profile_level1(&old, SLICE("产出")).len, strlen("产出指标"));
    assert_int_equal(profile_level1(&now, SLICE("成效指标")).len, 0);
    profile_release(&old);
    profile_release(&now);
    fixture_release(f);
    free(f);
}

/* ---- departures ---- */

static void test_departures(void **state)
{
    (void)state;
    static const struct decl more[] = {
        H("set={ floor={ value=50, reason='省里实际' }, limit=80 }, "
          "rules={ ['A-4']={severity='warning'}, ['A-1']={off=true, reason='没有这一栏'} }"),
        E("set={ mode='b' }"),
        {NULL, NULL, NULL, NULL, NULL}};
    static const struct {
        const char *pack, *what, *reason;
        bool loosened;
    } wanted[] = {
        {"420000", "A-1", "没有这一栏", true}, {"420000", "A-4", "", false},
        {"420000", "floor", "省里实际", true}, {"420000", "limit", "", false},
        {"420700", "mode", "", false},
    };
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    if (fixture_load(f, base_decls, more) != 0)
        fail_msg("%s", f->err.en);
    struct profile p = build(f, "420700", 2024, STAGE_NONE);
    assert_int_equal(p.departure_count, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct departure *d = &p.departures[i];
        assert_true(slice_equal(f->set.packs[d->pack].name, slice_str(wanted[i].pack)));
        assert_true(slice_equal(d->what, slice_str(wanted[i].what)));
        assert_true(slice_equal(d->reason, slice_str(wanted[i].reason)));
        assert_int_equal(d->loosened, wanted[i].loosened);
    }
    assert_true(slice_equal(p.departures[0].now, SLICE("off")));
    assert_true(slice_equal(p.departures[0].was, SLICE("error")));
    assert_true(slice_equal(f->set.packs[p.departures[0].above].name, SLICE("national")));
    profile_release(&p);
    fixture_release(f);
    free(f);
}

/* ---- what a rule stands on ---- */

static void test_footing(void **state)
{
    (void)state;
#define S(basis)                                                                         \
    {                                                                                    \
        "national/a/S-1.lua", "rule", "S-1",                                             \
            "{ " R ", severity='error', each='project', basis={" basis "} }", NULL       \
    }
    static const struct {
        struct decl decls[3];
        int when;
        enum footing footing;
        enum severity severity;
    } cases[] = {
        {{S("")}, 2024, FOOTING_FIRM, SEVERITY_ERROR},
        {{S("'mof-2020-10'")}, 2024, FOOTING_FIRM, SEVERITY_ERROR},
        {{S("'mof-2020-10'")}, 2019, FOOTING_NONE, SEVERITY_WARNING},
        {{S("'mof-2020-10'")}, 0, FOOTING_FIRM, SEVERITY_ERROR},
        {{S("'mof-2020-10#第三条'")}, 2024, FOOTING_FIRM, SEVERITY_ERROR},
        {{S("'mof-2015-88'")}, 2020, FOOTING_NONE, SEVERITY_WARNING},
        {{S("'mof-2015-88'")}, 2019, FOOTING_FIRM, SEVERITY_ERROR}, /* from memory is no hearsay */
        {{S("'heard'"),
          {"national/s.lua", "statute", "heard", "{ title='t', standing='second-hand' }", NULL}},
         2024, FOOTING_HEARSAY, SEVERITY_WARNING},
        {{S("'heard', 'mof-2020-10'"),
          {"national/s.lua", "statute", "heard", "{ title='t', standing='second-hand' }", NULL}},
         2024, FOOTING_FIRM, SEVERITY_ERROR},
        {{S("'heard', 'mof-2020-10'"),
          {"national/s.lua", "statute", "heard", "{ title='t', standing='second-hand' }", NULL}},
         2019, FOOTING_HEARSAY, SEVERITY_WARNING},
    };
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        if (fixture_load(f, base_decls, cases[i].decls) != 0)
            fail_msg("%s", f->err.en);
        struct profile p = build(f, "national", cases[i].when, STAGE_NONE);
        const struct effective_rule *e = rule_in(&p, "S-1");
        if (e->footing != cases[i].footing || e->severity != cases[i].severity)
            fail_msg("%s in %d: %d, %d", cases[i].decls[0].body, cases[i].when, (int)e->footing,
                     (int)e->severity);
        assert_int_equal(e->capped, cases[i].severity == SEVERITY_WARNING);
        profile_release(&p);
        fixture_release(f);
    }
    free(f);
}

/* ---- times as text ---- */

static void test_when(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int when, from, until;
    } times[] = {
        {"2024", 2024, 20240101, 20241231},     {"2024-02", 202402, 20240201, 20240229},
        {"2023-02", 202302, 20230201, 20230228}, {"2024-07-15", 20240715, 20240715, 20240715},
        {"24", -1, 0, 0},                        {"2024-13", -1, 0, 0},
        {"2023-02-29", -1, 0, 0},                {"2024/07", -1, 0, 0},
        {"1800", -1, 0, 0},                      {"", -1, 0, 0},
    };
    for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
        int when = when_read(slice_str(times[i].text));
        if (when != times[i].when)
            fail_msg("%s is %d", times[i].text, when);
        if (when < 0)
            continue;
        assert_int_equal(when_span(when).from, times[i].from);
        assert_int_equal(when_span(when).until, times[i].until);
    }
    assert_true(span_holds(SPAN_ALWAYS, 2024));
    assert_true(span_holds((struct span){20240301, 20240401}, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),       cmocka_unit_test(test_lists),
        cmocka_unit_test(test_levels),     cmocka_unit_test(test_departures),
        cmocka_unit_test(test_when),       cmocka_unit_test(test_footing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
