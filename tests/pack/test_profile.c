/* What holds for the records of one pack and year: inherited, tightened, overridden. */
#include "pack/build.h"

static struct fixture *load(const struct decl *more)
{
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    if (fixture_load(f, base_decls, more) != 0)
        fail_msg("%s", f->err.en);
    return f;
}

static void unload(struct fixture *f)
{
    fixture_release(f);
    free(f);
}

static struct profile build(struct fixture *f, const char *pack, int year)
{
    struct profile p;
    if (profile_build(&p, &f->set, pack_named(&f->set, pack), year, STAGE_NONE, NULL, 0,
                      &f->err))
        fail_msg("%s", f->err.en);
    return p;
}

static const struct effective_rule *rule_in(const struct profile *p, const char *id)
{
    for (size_t i = 0; i < p->rule_count; i++)
        if (slice_equal(p->rules[i].rule->id, slice_str(id)))
            return &p->rules[i];
    return NULL;
}

static const struct param_use *param_in(const struct profile *p, const char *name)
{
    for (size_t i = 0; i < p->param_count; i++)
        if (slice_equal(p->params[i].name, slice_str(name)))
            return &p->params[i];
    return NULL;
}

static void assert_text(struct slice s, const char *text)
{
    if (!slice_equal(s, slice_str(text)))
        fail_msg("\"%.*s\" is not \"%s\"", SLICE_ARG(s), text);
}

static void assert_pack(const struct fixture *f, uint32_t pack, const char *name)
{
    assert_text(f->set.packs[pack].name, name);
}

static void plain_put(struct buffer *b, const struct plain *v)
{
    if (v->kind == PLAIN_NUMBER)
        decimal_put(b, v->number);
    else if (v->kind == PLAIN_TEXT)
        buffer_put(b, v->text);
    else if (v->kind == PLAIN_BOOLEAN)
        buffer_text(b, v->boolean ? "true" : "false");
    for (size_t i = 0; i < v->item_count; i++) {
        buffer_text(b, i ? "," : "");
        plain_put(b, &v->items[i]);
    }
    for (size_t i = 0; i < v->entry_count; i++) {
        buffer_format(b, "%s%.*s=", i ? "," : "", SLICE_ARG(v->entries[i].key));
        plain_put(b, &v->entries[i].value);
    }
}

static void assert_plain(const struct plain *v, const char *text)
{
    struct buffer b;
    buffer_init(&b, 4096);
    plain_put(&b, v);
    assert_text(buffer_slice(&b), text);
    buffer_release(&b);
}

static const struct decl none[] = {{NULL, NULL, NULL, NULL, NULL}};

/* ---- who inherits what ---- */

static const struct {
    const char *pack;
    int year;
    const char *label, *rules; /* in order */
} chains[] = {
    {"national", 2024, "national@2026.1", "A-1 A-4 G-1 A-3 A-2"},
    {"420000", 2024, "national@2026.1+420000@2026.1", "A-1 A-4 G-1 A-3 HB-1 A-2"},
    {"420700", 2024, "national@2026.1+420000@2026.1+420700@3",
     "A-1 A-4 EZ-1 G-1 A-3 HB-1 A-2"},
    {"420700", 0, "national@2026.1+420000@2026.1+420700@3",
     "A-1 A-4 EZ-1 G-1 A-3 HB-1 A-2"},
    {"420700", 2023, "national@2026.1+420000@2026.1+420700@3",
     "A-1 A-4 EZ-1 G-1 A-3 HB-1 A-2"},
    {"420700", 2025, "national@2026.1+420000@2026.1+420700@3",
     "A-1 A-4 EZ-1 G-1 A-3 HB-1 A-2"},
    {"420700", 2022, "national@2026.1+420000@2026.1", "A-1 A-4 G-1 A-3 HB-1 A-2"},
    {"420700", 2026, "national@2026.1+420000@2026.1", "A-1 A-4 G-1 A-3 HB-1 A-2"},
    {"130000", 2024, "national@2026.1+130000@1", "A-1 A-4 G-1 HE-1 A-3 A-2"},
};

static void test_chains(void **state)
{
    (void)state;
    struct fixture *f = load(none);
    for (size_t i = 0; i < sizeof(chains) / sizeof(*chains); i++) {
        struct profile p = build(f, chains[i].pack, chains[i].year);
        struct buffer ids;
        buffer_init(&ids, 4096);
        for (size_t k = 0; k < p.rule_count; k++)
            buffer_format(&ids, "%s%.*s", k ? " " : "", SLICE_ARG(p.rules[k].rule->id));
        assert_text(buffer_slice(&ids), chains[i].rules);
        assert_text(p.label, chains[i].label);
        buffer_release(&ids);
        profile_release(&p);
    }
    unload(f);
}

/* A province out of force takes its counties with it: what they change is no longer
 * there. */
static void test_out_of_force_above(void **state)
{
    (void)state;
    const struct decl more[] = {H("effective={from=2024}"),
                                {NULL, NULL, NULL, NULL, NULL}};
    struct fixture *f = load(more);
    struct profile p = build(f, "420700", 2023);
    assert_text(p.label, "national@2026.1");
    assert_null(rule_in(&p, "EZ-1"));
    profile_release(&p);
    unload(f);
}

static void test_needed_indexes(void **state)
{
    (void)state;
    struct fixture *f = load(none);
    for (size_t i = 0; i < f->set.rule_count; i++) {
        const struct rule *r = &f->set.rules[i];
        assert_int_equal(r->index, i);
        assert_int_equal(*map_get(&f->set.rule_ids, r->id), i);
        for (size_t k = 0; k < r->needs_count; k++)
            assert_true(slice_equal(f->set.rules[r->needed[k]].id, r->needs[k]));
        if (i) {
            const struct rule *before = r - 1;
            uint32_t a = f->set.packs[before->pack].rank, b = f->set.packs[r->pack].rank;
            assert_true(a < b || (a == b && slice_compare(before->id, r->id) < 0));
        }
    }
    unload(f);
}

/* ---- severities and switches ---- */

static void test_rules(void **state)
{
    (void)state;
    const struct decl more[] = {E("rules={ ['A-1']={severity='warning', "
                                  "reason='地方实际'}, ['A-2']={severity='error'} }"),
                                {NULL, NULL, NULL, NULL, NULL}};
    struct fixture *f = load(more);
    struct profile p = build(f, "420700", 2024), hubei = build(f, "420000", 2024);
    const struct effective_rule *a1 = rule_in(&p, "A-1"), *a4 = rule_in(&p, "A-4");
    assert_int_equal(a1->severity, SEVERITY_WARNING);
    assert_pack(f, a1->severity_pack, "420700");
    assert_text(a1->reason, "地方实际");
    assert_true(a1->on);
    assert_pack(f, a1->on_pack, "national");
    assert_int_equal(rule_in(&p, "A-2")->severity, SEVERITY_ERROR);
    assert_int_equal(a4->severity, SEVERITY_WARNING);
    assert_pack(f, a4->severity_pack, "420000");
    assert_int_equal(rule_in(&hubei, "A-1")->severity, SEVERITY_ERROR);
    profile_release(&p);
    profile_release(&hubei);
    unload(f);
}

static void test_off_and_on_again(void **state)
{
    (void)state;
    const struct decl more[] = {H("rules={ ['A-1']={off=true, reason='r'} }"),
                                E("rules={ ['A-1']={off=false} }"),
                                {NULL, NULL, NULL, NULL, NULL}};
    struct fixture *f = load(more);
    struct profile city = build(f, "420700", 2024), province = build(f, "420000", 2024);
    assert_true(rule_in(&city, "A-1")->on);
    assert_pack(f, rule_in(&city, "A-1")->on_pack, "420700");
    assert_false(rule_in(&province, "A-1")->on);
    assert_pack(f, rule_in(&province, "A-1")->on_pack, "420000");
    profile_release(&city);
    profile_release(&province);
    unload(f);
}

/* Changes that must be let through; the wrong ones are in test_wrong.c. */
static const struct {
    struct decl decls[3];
    const char *param, *value, *from;
} allowed[] = {
    {{H("set={ floor=70 }")}, "floor", "70", "420000"},
    {{H("set={ floor='70 %' }")}, "floor", "70", "420000"},
    {{H("set={ floor='70％' }")}, "floor", "70", "420000"},
    {{H("set={ floor=60 }")}, "floor", "60", "420000"},
    {{H("set={ floor=60.0 }")}, "floor", "60.0", "420000"},
    {{H("set={ floor={ value=50, reason='r' } }")}, "floor", "50", "420000"},
    {{H("set={ floor=100 }")}, "floor", "100", "420000"},
    {{H("set={ limit=50 }")}, "limit", "50", "420000"},
    {{H("set={ limit='50字' }")}, "limit", "50", "420000"},
    {{H("set={ budget='500000元' }")}, "budget", "50.0000", "420000"},
    {{H("set={ fee='3.5 万元' }")}, "fee", "35000", "420000"},
    {{H("set={ budget='1,0' }")}, "budget", NULL, NULL},
    {{H("set={ mode='b' }")}, "mode", "b", "420000"},
    {{H("set={ fixed='f' }")}, "fixed", "f", "420000"},
    {{H("set={ strict=true }")}, "strict", "true", "420000"},
    {{H("set={ months={1,2,3} }")}, "months", "1,2,3", "420000"},
    {{H("set={ months={ value={9}, reason='r' } }")}, "months", "9", "420000"},
    {{H("set={ plan={ b=2 } }")}, "plan", "b=2", "420000"},
    {{H("set={ floor=70 }"), E("set={ floor={ value=65, reason='r' } }")},
     "floor",
     "65",
     "420700"},
    {{H("set={ floor={ value=70, negotiable=false } }"), E("set={ floor=75 }")},
     "floor",
     "75",
     "420700"},
    {{H("set={ floor=70 }"), E("set={ limit=20 }")}, "floor", "70", "420000"},
    {{H("engine='0.1'"), E("engine='>0, <=99'")}, "floor", "60", "national"},
    {{H("parameters={ own={type='number', default=3} }"),
      E("parameters={ mine={type='flag', default=true} }")},
     "own",
     "3",
     "420000"},
    {{H("parameters={}"),
      {"130000-hebei/pack.lua", "pack", "130000",
       "{ title='t', version='1', parameters={ own={type='text', default='x'} } }",
       NULL}},
     "floor",
     "60",
     "national"},
};

static void test_allowed_changes(void **state)
{
    (void)state;
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++) {
        int rc = fixture_load(f, base_decls, allowed[i].decls);
        if ((rc == 0) != (allowed[i].value != NULL))
            fail_msg("%s: %s", allowed[i].decls[0].body, rc ? f->err.en : "not refused");
        if (rc == 0) {
            struct profile p = build(f, "420700", 2024);
            assert_plain(param_in(&p, allowed[i].param)->value, allowed[i].value);
            assert_text(param_in(&p, allowed[i].param)->from, allowed[i].from);
            profile_release(&p);
        }
        fixture_release(f);
    }
    free(f);
}

/* ---- the command line ---- */

static void test_overrides(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value, *is; /* is NULL: refused */
        const char *zh, *en;
    } rows[] = {
        {"floor", "40%", "40", NULL, NULL},
        {"floor", " 5 ", "5", NULL, NULL},
        {"floor", "101", NULL, "大于", "above"},
        {"floor", "many", NULL, "百分数", "percentage"},
        {"flor", "40", NULL, "floor", "floor"},
        {"budget", "3000元", NULL, "小于", "below"},
        {"budget", "30000元", "3.0000", NULL, NULL},
        {"strict", "是", "true", NULL, NULL},
        {"strict", "off", "false", NULL, NULL},
        {"strict", "maybe", NULL, "true", "true"},
        {"mode", "z", "z", NULL, NULL},
        {"months", "1，2、x,;", "1,2,x", NULL, NULL},
        {"months", "", "", NULL, NULL},
        {"plan", "a=1", NULL, "键值表", "keys and values"},
    };
    struct fixture *f = load(none);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct param_override o = {slice_str(rows[i].name), slice_str(rows[i].value)};
        struct profile p;
        int rc = profile_build(&p, &f->set, 0, 2024, STAGE_NONE, &o, 1, &f->err);
        if (!rows[i].is) {
            assert_int_equal(rc, ERR_USAGE);
            assert_int_equal(f->err.code, ERR_USAGE);
            assert_non_null(strstr(f->err.zh, rows[i].zh));
            assert_non_null(strstr(f->err.en, rows[i].en));
            assert_non_null(strstr(f->err.zh, "--param"));
            continue;
        }
        assert_int_equal(rc, 0);
        assert_plain(param_in(&p, rows[i].name)->value, rows[i].is);
        assert_text(param_in(&p, rows[i].name)->from, "--param");
        assert_text(param_in(&p, "fixed")->from, "national");
        profile_release(&p);
    }
    unload(f);
}

/* The last of two counts; one for a parameter of another region does nothing. */
static void test_override_elsewhere(void **state)
{
    (void)state;
    const struct decl more[] = {H("parameters={ own={type='number', default=3} }"),
                                {NULL, NULL, NULL, NULL, NULL}};
    struct fixture *f = load(more);
    const struct param_override o[] = {{SLICE("floor"), SLICE("1")},
                                       {SLICE("own"), SLICE("9")},
                                       {SLICE("floor"), SLICE("2")}};
    struct profile p;
    assert_int_equal(profile_build(&p, &f->set, pack_named(&f->set, "130000"), 0,
                                   STAGE_SELF, o, 3, &f->err),
                     0);
    assert_plain(param_in(&p, "floor")->value, "2");
    assert_null(param_in(&p, "own"));
    profile_release(&p);
    unload(f);
}

static void test_params_sorted(void **state)
{
    (void)state;
    struct fixture *f = load(none);
    struct profile p = build(f, "420000", 2024);
    assert_int_equal(p.param_count, 9);
    for (size_t i = 1; i < p.param_count; i++)
        assert_true(slice_compare(p.params[i - 1].name, p.params[i].name) < 0);
    assert_text(param_in(&p, "floor")->unit, "%");
    assert_text(param_in(&p, "budget")->unit, "万元");
    profile_release(&p);
    unload(f);
}

/* ---- lists ---- */

static void test_lists(void **state)
{
    (void)state;
    const struct decl more[] = {
        {"420000-hubei/data/c.lua", "codes", "bands", "{ extend=true, b=70, c=60 }",
         NULL},
        {"420000-hubei/420700-ezhou/data/c.lua", "codes", "bands",
         "{ extend=true, c=50, 7 }", NULL},
        {"420000-hubei/420700-ezhou/data/w.lua", "words", "vague", "{ '新' }", NULL},
        {"130000-hebei/data/w.lua", "words", "local", "{ '甲' }", NULL},
        {NULL, NULL, NULL, NULL, NULL}};
    static const struct {
        const char *pack, *words, *bands;
    } rows[] = {
        {"national", "有效提升 明显 有效", "a=90,b=80"},
        {"420000", "有效提升 大力 明显 有效", "a=90,b=70,c=60"},
        {"420700", "新", "7a=90,b=70,c=50"},
        {"130000", "有效提升 明显 有效", "a=90,b=80"},
    };
    struct fixture *f = load(more);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct profile p = build(f, rows[i].pack, 2024);
        struct buffer b;
        buffer_init(&b, 4096);
        const struct word_list *w = &p.words[p.word_count - 1];
        for (size_t k = 0; k < w->count; k++)
            buffer_format(&b, "%s%.*s", k ? " " : "", SLICE_ARG(w->words[k]));
        assert_text(w->name, "vague");
        assert_text(buffer_slice(&b), rows[i].words);
        buffer_release(&b);
        assert_text(p.codes[0].name, "bands");
        assert_plain(p.codes[0].table, rows[i].bands);
        assert_int_equal(p.word_count, strcmp(rows[i].pack, "130000") == 0 ? 2 : 1);
        for (size_t k = 1; k < p.code_count; k++)
            assert_true(slice_compare(p.codes[k - 1].name, p.codes[k].name) < 0);
        profile_release(&p);
    }
    unload(f);
}

/* ---- levels ---- */

static void test_levels(void **state)
{
    (void)state;
    const struct decl more[] = {
        {"420000-hubei/data/l.lua", "codes", "level1",
         "{ extend=true, ['效益指标']={'成效'}, ['成本指标']={'预期产出'}, "
         "['产出指标']={} }",
         NULL},
        {"130000-hebei/data/l.lua", "codes", "level2", "{ ['数目指标']={'数目'} }", NULL},
        {NULL, NULL, NULL, NULL, NULL}};
    static const struct {
        const char *pack;
        int level;
        const char *written, *name;
    } rows[] = {
        {"national", 1, "产出指标", "产出指标"},
        {"national", 1, "产出", "产出指标"},
        {"national", 1, "预期产出指标", "产出指标"},
        {"national", 1, " 产\n出　指标 ", "产出指标"},
        {"national", 1, "效果", "效益指标"},
        {"national", 1, "效果指标", "效益指标"},
        {"national", 1, "产出指标（50分）", "产出指标"},
        {"national", 1, "产出 指标 (50 分)", "产出指标"},
        {"national", 2, "数量指标（20分）", "数量指标"},
        {"national", 1, "（50分）", ""},
        {"national", 1, "其他（产出指标）", ""},
        {"national", 1, "效益", "效益指标"},
        {"national", 1, "数量指标", ""},
        {"national", 1, "", ""},
        {"national", 1, "指标", ""},
        {"national", 2, "数量", "数量指标"},
        {"national", 2, "产出数量指标", "数量指标"},
        {"national", 2, "产出", ""},
        {"national", 1, "成效", ""},
        {"420000", 1, "成效指标", "效益指标"},
        {"420000", 1, "效果", "效益指标"},
        {"420000", 1, "预期产出", "成本指标"},
        {"420000", 1, "成本", "成本指标"},
        {"420000", 1, "产出", "产出指标"},
        {"420700", 1, "成效", "效益指标"},
        {"420000", 2, "数量", "数量指标"},
        {"130000", 2, "数量", ""},
        {"130000", 2, "数目", "数目指标"},
    };
    struct fixture *f = load(more);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct profile p = build(f, rows[i].pack, 2024);
        struct slice written = slice_str(rows[i].written);
        assert_text(rows[i].level == 1 ? profile_level1(&p, written)
                                       : profile_level2(&p, written),
                    rows[i].name);
        profile_release(&p);
    }
    char longest[600];
    memset(longest, 'x', sizeof(longest));
    struct profile p = build(f, "national", 2024);
    assert_int_equal(profile_level1(&p, slice_of(longest, sizeof(longest))).len, 0);
    profile_release(&p);
    unload(f);
}

/* ---- statutes ---- */

static void test_statutes(void **state)
{
    (void)state;
    const struct decl more[] = {
        {"420000-hubei/s.lua", "statute", "hb-1", "{ title='t', from='2020-02-29' }",
         NULL},
        {"130000-hebei/s.lua", "statute", "hb-1", "{ title='u' }", NULL},
        {NULL, NULL, NULL, NULL, NULL}};
    struct fixture *f = load(more);
    struct profile p = build(f, "420700", 2024), old = build(f, "national", 2018);
    assert_text(profile_statute(&p, SLICE("hb-1"))->title, "t");
    assert_text(profile_statute(&p, SLICE("mof-2020-10"))->number, "财预〔2020〕10号");
    assert_null(profile_statute(&old, SLICE("hb-1")));
    assert_null(profile_statute(&p, SLICE("none")));
    static const struct {
        const char *id;
        int year;
        bool in_force;
    } rows[] = {
        {"mof-2015-88", 2014, false}, {"mof-2015-88", 2015, true},
        {"mof-2015-88", 2019, true},  {"mof-2015-88", 2020, false},
        {"mof-2015-88", 0, true},     {"mof-2020-10", 2019, false},
        {"mof-2020-10", 2020, true},  {"mof-2020-10", 2100, true},
        {"hb-1", 2019, false},        {"hb-1", 2020, true},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_int_equal(
            statute_in_force(profile_statute(&p, slice_str(rows[i].id)), rows[i].year),
            rows[i].in_force);
    assert_int_equal(rule_in(&p, "A-3")->footing, FOOTING_NONE);
    assert_int_equal(rule_in(&p, "A-4")->footing, FOOTING_FIRM);
    assert_int_equal(rule_in(&p, "G-1")->footing, FOOTING_FIRM);
    assert_int_equal(rule_in(&old, "A-3")->footing, FOOTING_FIRM);
    assert_int_equal(rule_in(&old, "A-1")->footing, FOOTING_NONE);
    profile_release(&p);
    profile_release(&old);
    unload(f);
}

/* ---- rules by themselves ---- */

static void test_rule_contents(void **state)
{
    (void)state;
    const struct decl more[] = {
        {"national/a/A-4.lua", "rule", "A-4",
         "{ " R ", severity='note', each='project', basis={'mof-2015-88','mof-2020-10'},"
         "  bad={{a='1'}}, good={{b='2'}} }",
         "mode floor mode"},
        {NULL, NULL, NULL, NULL, NULL}};
    struct fixture *f = load(more);
    const struct rule *a2 = &f->set.rules[*map_get(&f->set.rule_ids, SLICE("A-2"))];
    const struct rule *a4 = &f->set.rules[*map_get(&f->set.rule_ids, SLICE("A-4"))];
    assert_int_equal(a2->forms, 1u << FORM_TARGET | 1u << FORM_SELF_EVALUATION);
    assert_int_equal(a2->each, EACH_INDICATOR);
    assert_int_equal(a2->where_count, 3);
    assert_int_equal(a2->where[0].field, I_LEVEL1);
    assert_text(a2->where[0].values[0], "产出");
    assert_int_equal(a2->where[1].field, I_LEVEL2);
    assert_int_equal(a2->where[2].field, I_TERM);
    assert_int_equal(a4->forms, UINT32_MAX);
    assert_int_equal(a4->bad->item_count, 1);
    assert_int_equal(a4->basis_count, 2);
    assert_text(a4->text, "text");
    assert_int_equal(a4->param_count, 2);
    assert_text(a4->params[0], "floor");
    assert_text(a4->params[1], "mode");
    unload(f);
}

/* A file that did not load is no reason to refuse what refers to it. */
static void test_failed_files(void **state)
{
    (void)state;
    static const struct decl decls[] = {
        {"national/pack.lua", "pack", "national", "{ title='t', version='1' }", NULL},
        {"national/B-1.lua", "rule", "B-1",
         "{ " R
         ", severity='note', each='project', basis={}, needs={'B-2','B-3','B-4'} }",
         NULL},
        {"national/B-4.lua", "rule", "B-4",
         "{ " R ", severity='note', each='project', basis={} }", NULL},
        {"420000/pack.lua", "pack", "420000",
         "{ title='t', version='1', rules={ ['B-2']={severity='error'} } }", NULL},
        {NULL, NULL, NULL, NULL, NULL}};
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    fixture_init(f);
    assert_int_equal(fixture_add(f, decls, decls_count(decls)), 0);
    assert_int_equal(pack_add_failed(&f->set, SLICE("national/x/B-2-subject.lua"),
                                     SLICE_NONE, &f->err),
                     0);
    assert_int_equal(
        pack_add_failed(&f->set, SLICE("national/any.lua"), SLICE("B-3"), &f->err), 0);
    assert_int_equal(f->set.failed, 2);
    if (pack_link(&f->set, &f->err) != 0)
        fail_msg("%s", f->err.en);
    const struct rule *b1 = &f->set.rules[0];
    assert_int_equal(b1->needs_count, 1);
    assert_text(b1->needs[0], "B-4");
    unload(f);
    f = malloc(sizeof(*f));
    assert_non_null(f);
    fixture_init(f);
    assert_int_equal(fixture_add(f, decls, decls_count(decls)), 0);
    assert_int_equal(
        pack_add_failed(&f->set, SLICE("national/x/B-22.lua"), SLICE_NONE, &f->err), 0);
    assert_int_equal(pack_link(&f->set, &f->err), ERR_PACK);
    assert_non_null(strstr(f->err.en, "B-2"));
    unload(f);
}

/* A refused rule leaves the set as it was, so that the others can go on. */
static void test_refused_rule_leaves_no_trace(void **state)
{
    (void)state;
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    fixture_init(f);
    static const struct decl good = {
        "national/C-1.lua", "rule", "C-1",
        "{ " R ", severity='note', each='project', basis={} }", NULL};
    static const struct decl bad = {
        "national/C-1.lua", "rule", "C-1",
        "{ " R ", severity='nope', each='project', basis={} }", NULL};
    assert_int_equal(fixture_add(f, base_decls, 1), 0);
    assert_int_equal(decl_add(f, &bad), ERR_PACK);
    assert_int_equal(f->set.rule_count, 0);
    assert_int_equal(decl_add(f, &good), 0);
    assert_int_equal(pack_link(&f->set, &f->err), 0);
    unload(f);
}

static void test_engine_versions(void **state)
{
    (void)state;
    static const struct {
        const char *range; /* % stands for this version, # for its first part */
        bool holds;
    } rows[] = {
        {"%", true},        {"=%", true},       {">=%", true},     {"<=%", true},
        {">%", false},      {"<%", false},      {"=#", true},      {">#.99999", false},
        {"<#.99999", true}, {">=#, <=%", true}, {">=# <%", false},
    };
    const int major = (int)strcspn(JIHE_VERSION, ".");
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer body;
        buffer_init(&body, 4096);
        buffer_text(&body, "{ title='t', version='1', engine='");
        for (const char *c = rows[i].range; *c; c++)
            if (*c == '%')
                buffer_text(&body, JIHE_VERSION);
            else if (*c == '#')
                buffer_put(&body, slice_of(JIHE_VERSION, (size_t)major));
            else
                buffer_byte(&body, *c);
        buffer_put(&body, slice_of("' }", 4));
        const struct decl more[] = {
            {"420000-hubei/pack.lua", "pack", "420000", body.ptr, NULL},
            {NULL, NULL, NULL, NULL, NULL}};
        if ((fixture_load(f, base_decls, more) == 0) != rows[i].holds)
            fail_msg("%s: %s", rows[i].range, rows[i].holds ? f->err.en : "not refused");
        fixture_release(f);
        buffer_release(&body);
    }
    free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chains),
        cmocka_unit_test(test_out_of_force_above),
        cmocka_unit_test(test_needed_indexes),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_off_and_on_again),
        cmocka_unit_test(test_allowed_changes),
        cmocka_unit_test(test_overrides),
        cmocka_unit_test(test_override_elsewhere),
        cmocka_unit_test(test_params_sorted),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_statutes),
        cmocka_unit_test(test_rule_contents),
        cmocka_unit_test(test_failed_files),
        cmocka_unit_test(test_refused_rule_leaves_no_trace),
        cmocka_unit_test(test_engine_versions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
