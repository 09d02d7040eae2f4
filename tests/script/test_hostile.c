/* Every body of a corpus of hostile rules, run through the host beside an honest rule: nothing hangs or
 * crashes, nothing gets through, and the honest rule answers the same before and after. The corpus is
 * not part of the project: it lies under JIHE_SHARED, or beside the project, or the test is skipped. */
#include "script/script_test.h"

#include "base/file.h"

static char *body_read(const char *dir, const char *name)
{
    struct buffer b;
    struct error err;
    char *path = file_join(dir, name);
    assert_non_null(path);
    buffer_init(&b, SOURCE_MAX / 2);
    if (file_read(path, &b, &err))
        fail_msg("%s", err.zh);
    buffer_byte(&b, '\0');
    free(path);
    return b.ptr;
}

static void clean_check(const char *name, struct slice text)
{
    if (slice_find(text, SLICE("PWNED"), 0) != SIZE_MAX || slice_starts(text, SLICE("WRONG")))
        fail_msg("%s got through: %.*s", name, SLICE_ARG(text));
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < 0x20 || text.ptr[i] == 0x7F)
            fail_msg("%s: a control character in %.*s", name, SLICE_ARG(text));
}

static void honest_check(struct bench *b, int honest, const char *name)
{
    struct answer a = rule_check(b, honest);
    if (a.outcome != OUTCOME_FINDING || a.fault_count != 1 ||
        !slice_equal(a.faults[0].message, SLICE("honest 55 ABC 1,2 true")))
        fail_msg("after %s the honest rule says %d %.*s", name, a.outcome, SLICE_ARG(a.reason));
}

static void body_check(const char *name, const char *body)
{
    struct bench b = {0};
    char *text = malloc(SOURCE_MAX);
    assert_non_null(text);
    bench_open(&b);
    int honest = body_load(&b, "project",
                           "local t = { 2, 1 } table.sort(t) local ok = ('x'):rep(2) == 'xx' "
                           "return fail { message = 'honest {executed} {u} {t} {ok}', "
                           "u = ('abc'):upper(), t = table.concat(t, ','), ok = ok }");
    honest_check(&b, honest, "nothing");
    (void)snprintf(text, SOURCE_MAX, RULE_HEAD "each = \"project\", check = function(...)\n%s\nend,\n}",
                   body);
    int hostile = text_load(&b, text, "h.lua");
    for (int times = 0; hostile >= 0 && times < 3; times++) {
        struct answer a = rule_check(&b, hostile);
        clean_check(name, a.reason);
        clean_check(name, a.reason_en);
        for (size_t i = 0; i < a.fault_count; i++)
            clean_check(name, a.faults[i].message);
        honest_check(&b, honest, name);
    }
    honest_check(&b, honest, name);
    assert_true(script_memory(b.script) <= b.limits.rule_memory);
    bench_close(&b);
    free(text);
}

static void test_corpus(void **state)
{
    (void)state;
    const char *shared = getenv("JIHE_SHARED");
    char *dir = file_join(shared ? shared : "../shared", "hostile/rules");
    struct file_list list;
    struct error err;
    size_t run = 0;
    assert_non_null(dir);
    if (file_kind(dir) != FILE_DIRECTORY) {
        print_message("skipped: the corpus is not here\n");
        free(dir);
        skip();
        return;
    }
    if (file_list_read(&list, dir, &err))
        fail_msg("%s", err.zh);
    for (size_t i = 0; i < list.count; i++) {
        if (!slice_ends(slice_str(list.names[i]), SLICE(".lua")))
            continue;
        char *body = body_read(dir, list.names[i]);
        body_check(list.names[i], body);
        free(body);
        run++;
    }
    print_message("%zu hostile rules\n", run);
    assert_true(run > 0);
    file_list_release(&list);
    free(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_corpus)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
