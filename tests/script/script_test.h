/* What the tests of the rule host share: a scene of parameters, words and codes, records written in one
 * line, and rules wrapped around a body. */
#ifndef TESTS_SCRIPT_SCRIPT_TEST_H
#define TESTS_SCRIPT_SCRIPT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/untidy.h"
#include "script/script.h"

enum { SOURCE_MAX = 1 << 20 };

struct bench {
    struct script *script;
    struct limits limits;
    struct arena arena;  /* declarations */
    struct arena answers;
    struct project *project;
    struct script_record record;
    uint64_t serial;
    struct script_scene scene;
    struct error error;
    char *sources[64]; /* rule texts must outlive the state */
    size_t source_count;
};

static const char *const verbs[] = {"rule", "pack", "statute", "words", "codes", NULL};

/* ---- scene ---- */

static inline struct plain plain_number(const char *text)
{
    struct plain p = {.kind = PLAIN_NUMBER};
    assert_true(decimal_parse(slice_str(text), &p.number));
    return p;
}

static inline struct word_list words_make(struct bench *b, struct slice name,
                                          const struct slice *words, size_t count)
{
    struct word_list list = {.name = name, .words = words, .count = count};
    assert_true(word_index_build(&b->arena, words, count, &list.index));
    return list;
}

static inline void scene_make(struct bench *b)
{
    static const struct slice vague[] = {{"有效", 6}, {"有效提升", 12}, {"进一步", 9}};
    static const struct slice boilerplate[] = {{"无", 3}, {"无偏差", 9}, {"正常", 6}};
    static const struct slice unmet[] = {{"未", 3}, {"部分", 6}, {"下降", 6}};
    static const struct slice not_unmet[] = {{"未发生", 9}};
    struct plain *p = arena_zero(&b->arena, 8, sizeof(*p));
    struct param_use *params = arena_zero(&b->arena, 8, sizeof(*params));
    struct word_list *words = arena_zero(&b->arena, 8, sizeof(*words));
    struct code_list *codes = arena_zero(&b->arena, 8, sizeof(*codes));
    struct plain_entry *entries = arena_zero(&b->arena, 8, sizeof(*entries));
    assert_true(p && params && words && codes && entries);
    p[0] = plain_number("60");
    p[1] = (struct plain){.kind = PLAIN_BOOLEAN, .boolean = true};
    p[2] = plain_number("100");
    p[3] = plain_number("10");
    p[4] = (struct plain){.kind = PLAIN_TEXT, .text = SLICE("platform")};
    params[0] = (struct param_use){SLICE("execution_floor"), &p[0], SLICE("%"), SLICE("national")};
    params[1] = (struct param_use){SLICE("flag"), &p[1], SLICE_NONE, SLICE("national")};
    params[2] = (struct param_use){SLICE("large_budget"), &p[2], SLICE("万元"), SLICE("national")};
    params[3] = (struct param_use){SLICE("min_explanation"), &p[3], SLICE("字"), SLICE("national")};
    params[4] = (struct param_use){SLICE("mode"), &p[4], SLICE_NONE, SLICE("national")};
    words[0] = words_make(b, SLICE("boilerplate"), boilerplate, 3);
    words[1] = words_make(b, SLICE("not_unmet"), not_unmet, 1);
    words[2] = words_make(b, SLICE("unmet"), unmet, 3);
    words[3] = words_make(b, SLICE("vague"), vague, 3);
    entries[0] = (struct plain_entry){SLICE("a"), plain_number("10")};
    entries[1] = (struct plain_entry){SLICE("b"), plain_number("2.5")};
    p[5] = (struct plain){.kind = PLAIN_TABLE, .entries = entries, .entry_count = 2,
                          .items = &p[2], .item_count = 2};
    codes[0] = (struct code_list){.name = SLICE("profiles"), .table = &p[5]};
    static const struct slice wrong[] = {{"布署", 6}, {"按装", 6}};
    for (size_t i = 0; i < 2; i++)
        entries[2 + i] = (struct plain_entry){wrong[i], {.kind = PLAIN_TEXT, .text = SLICE("x")}};
    p[6] = (struct plain){.kind = PLAIN_TABLE, .entries = &entries[2], .entry_count = 2};
    codes[1] = (struct code_list){.name = SLICE("typos"), .table = &p[6]};
    assert_true(word_index_build(&b->arena, wrong, 2, &codes[1].index));
    p[7] = p[6];
    codes[2] = (struct code_list){.name = SLICE("unindexed"), .table = &p[7]};
    b->scene = (struct script_scene){params, 5, words, 4, codes, 3, NULL};
}

/* ---- records: "executed=55|budget_total=100#level3=甲|target=≥5个" ---- */

static inline void cell_set(struct cell *cells, enum field_scope scope, struct slice key,
                     struct slice value, uint32_t line)
{
    int field = field_find(scope, key);
    if (field < 0)
        fail_msg("no field %.*s", SLICE_ARG(key));
    cells[field].text = value;
    cells[field].state = CELL_PRESENT;
    cells[field].at = (struct address){0, line, (uint32_t)field + 1, 0};
}

static inline void cells_read(struct cell *cells, enum field_scope scope, struct slice s, uint32_t line)
{
    while (s.len) {
        size_t end = slice_find(s, SLICE("|"), 0);
        struct slice pair = slice_sub(s, 0, end);
        size_t eq = slice_find(pair, SLICE("="), 0);
        if (eq != SIZE_MAX)
            cell_set(cells, scope, slice_sub(pair, 0, eq), slice_from(pair, eq + 1), line);
        s = end == SIZE_MAX ? SLICE_NONE : slice_from(s, end + 1);
    }
}

/* `indicator` 1-based: the record is that indicator; 0: the project. */
static inline void record_make(struct bench *b, const char *text, size_t indicator)
{
    struct slice s = slice_str(text);
    struct project *p = b->project;
    project_clear(p);
    p->row.a = 1;
    p->ordinal = 7;
    size_t end = slice_find(s, SLICE("#"), 0);
    cells_read(p->cells, SCOPE_PROJECT, slice_sub(s, 0, end), 1);
    while (end != SIZE_MAX) {
        s = slice_from(s, end + 1);
        end = slice_find(s, SLICE("#"), 0);
        struct indicator *i = project_add_indicator(p, (struct address){.a = 10});
        assert_non_null(i);
        cells_read(i->cells, SCOPE_INDICATOR, slice_sub(s, 0, end), 10 + i->seq);
    }
    assert_true(project_settle(p));
    for (int f = P_CATEGORY; f <= P_TYPE; f++)
        assert_true(project_split_list(p, (enum project_field)f));
    struct slice *names = arena_zero(&p->arena, p->indicator_count + 1, sizeof(*names));
    bool *withheld = arena_zero(&p->arena, p->indicator_count + 1, sizeof(*withheld));
    bool *blank = arena_zero(&p->arena, p->indicator_count + 1, sizeof(*blank));
    bool *cost = arena_zero(&p->arena, p->indicator_count + 1, sizeof(*cost));
    assert_true(names && withheld && blank && cost);
    for (size_t i = 0; i < p->indicator_count; i++) {
        const struct cell *cells = p->indicators[i].cells;
        names[i] = cells[I_LEVEL2].text;
        cost[i] = slice_find(names[i], SLICE("成本"), 0) != SIZE_MAX;
        blank[i] = !cells[I_LEVEL3].text.len && !cells[I_TARGET].text.len;
    }
    b->record = (struct script_record){p, indicator ? &p->indicators[indicator - 1] : NULL, names,
                                       names, withheld, blank, cost, project_untidy(p),
                                       ++b->serial};
}

/* ---- the host ---- */

static inline void bench_open(struct bench *b)
{
    if (b->limits.rule_memory == 0)
        limits_default(&b->limits);
    arena_init(&b->arena, 16 << 20);
    arena_init(&b->answers, 64 << 20);
    b->project = project_new(8 << 20);
    assert_non_null(b->project);
    scene_make(b);
    record_make(b, "form=self_evaluation|budget_total=100|executed=55", 0);
    assert_int_equal(script_new(&b->script, &b->limits, &b->error), 0);
}

static inline void bench_close(struct bench *b)
{
    script_free(b->script);
    project_free(b->project);
    arena_release(&b->arena);
    arena_release(&b->answers);
    for (size_t i = 0; i < b->source_count; i++)
        free(b->sources[i]);
    *b = (struct bench){0};
}

/* Loads a text; the handle of its first declaration, or the error's code. */
static inline int text_load(struct bench *b, const char *text, const char *path)
{
    struct script_file file;
    size_t n = strlen(text) + 1;
    assert_true(b->source_count < sizeof(b->sources) / sizeof(*b->sources));
    char *copy = malloc(n);
    assert_non_null(copy);
    memcpy(copy, text, n);
    b->sources[b->source_count++] = copy;
    int rc = script_load(b->script, slice_of(copy, n - 1), path, verbs, &b->arena, &file, &b->error);
    return rc ? rc : file.declarations[0].handle;
}

#define RULE_HEAD "rule \"T-1\" { title = \"t\", severity = \"error\", aspect = \"a\", basis = {}, "

/* A rule around the body of its check; the body sees `r`. Negative when it does not load. */
static inline int body_try(struct bench *b, const char *each, const char *body)
{
    char *text = malloc(SOURCE_MAX);
    assert_non_null(text);
    int n = snprintf(text, SOURCE_MAX, RULE_HEAD "each = \"%s\", check = function(r)\n%s\nend }",
                     each, body);
    assert_true(n > 0 && n < SOURCE_MAX);
    int handle = text_load(b, text, "t.lua");
    free(text);
    return handle;
}

/* The same; fails the test when it does not load. */
static inline int body_load(struct bench *b, const char *each, const char *body)
{
    int handle = body_try(b, each, body);
    if (handle < 0)
        fail_msg("%s\nin: %s", b->error.zh, body);
    return handle;
}

static inline struct answer rule_check(struct bench *b, int handle)
{
    struct answer answer;
    arena_clear(&b->answers);
    int rc = script_check(b->script, handle, &b->scene, &b->record, &b->answers, &answer, &b->error);
    if (rc)
        fail_msg("script_check: %s", b->error.zh);
    return answer;
}

/* What an answer says, in one line: its outcome, then message or reason. */
static inline const char *answer_text(const struct answer *a, char *out, size_t size)
{
    static const char *const names[] = {"finding", "pass", "n/a", "undecided", "error"};
    size_t n = (size_t)snprintf(out, size, "%s", names[a->outcome]);
    for (size_t i = 0; i < a->fault_count && n < size; i++)
        n += (size_t)snprintf(out + n, size - n, ": %.*s", SLICE_ARG(a->faults[i].message));
    if (a->reason.len && n < size)
        (void)snprintf(out + n, size - n, ": %.*s", SLICE_ARG(a->reason));
    return out;
}

#endif
