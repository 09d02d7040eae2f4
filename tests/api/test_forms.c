/* Form maps through the public interface: the list, what the board says while one runs, and one that a
 * supervisor left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/api.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/jihe-forms-XXXXXX";

static const struct {
    const char *name, *text;
} files[] = {
    {"rules/national/pack.lua", "pack \"national\" { title = \"国家\", version = \"1\" }\n"},
    {"rules/420000-hubei/pack.lua",
     "pack \"420000\" { title = \"湖北省\", version = \"1\", names = { \"湖北省\" } }\n"},
    {"rules/420000-hubei/forms/a.lua",
     "form \"hubei-a\" { title = \"甲表\", kind = \"target\", looks_for = \"有“名称”的表\",\n"
     "  match = function(doc) return doc:has(\"名称\") end,\n"
     "  read = function(doc) return { project_name = doc:find(\"名称\"):beside() } end,\n"
     "  examples = { { document = { { { \"名称\", \"道路\" } } }, gives = { { project_name = \"道路\" } } } } }\n"},
    {"form.txt", "甲表\n\n名称\t道路\n单位\t某局\n"},
};

static const char *const dirs[] = {"rules", "rules/national", "rules/420000-hubei",
                                   "rules/420000-hubei/forms"};

static void path_of(char out[128], const char *name)
{
    (void)snprintf(out, 128, "%s/%s", folder, name);
}

static int folder_make(void **state)
{
    char path[128];
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < sizeof(dirs) / sizeof(*dirs); i++) {
        path_of(path, dirs[i]);
        if (mkdir(path, 0777))
            return -1;
    }
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        path_of(path, files[i].name);
        FILE *f = fopen(path, "w");
        if (!f || fputs(files[i].text, f) < 0 || fclose(f))
            return -1;
    }
    return 0;
}

static int folder_remove(void **state)
{
    char path[128];
    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        path_of(path, files[i].name);
        (void)unlink(path);
    }
    for (size_t i = sizeof(dirs) / sizeof(*dirs); i--;) {
        path_of(path, dirs[i]);
        (void)rmdir(path);
    }
    return rmdir(folder);
}

static jihe_engine *engine_load(jihe_board *board, const char *excluded)
{
    char path[128];
    jihe_error error;
    jihe_engine *e = jihe_engine_new();
    assert_non_null(e);
    if (board)
        jihe_engine_watch(e, board);
    if (excluded)
        assert_int_equal(jihe_engine_exclude(e, excluded, "已排除", "left out"), JIHE_OK);
    path_of(path, "rules");
    if (jihe_engine_load(e, path, &error))
        fail_msg("%s", error.zh);
    return e;
}

static jihe_result *form_check(const jihe_engine *e)
{
    char path[128];
    jihe_error error;
    jihe_result *result = NULL;
    jihe_options *o = jihe_options_new();
    assert_non_null(o);
    path_of(path, "form.txt");
    assert_int_equal(jihe_options_input(o, path), JIHE_OK);
    if (jihe_check(e, o, &result, &error))
        fail_msg("%s", error.zh);
    jihe_options_free(o);
    return result;
}

static int form_note(void *context, const jihe_form *form)
{
    jihe_form *seen = context;
    *seen = *form;
    return 0;
}

static bool text_is(jihe_text t, const char *expected)
{
    return t.length == strlen(expected) && memcmp(t.ptr, expected, t.length) == 0;
}

static void test_list(void **state)
{
    (void)state;
    jihe_engine *e = engine_load(NULL, NULL);
    jihe_form form = {0};
    jihe_error error;
    assert_int_equal(jihe_forms(e, NULL, form_note, &form, &error), 0);
    assert_true(text_is(form.name, "hubei-a") && text_is(form.kind, "target"));
    assert_true(text_is(form.looks_for, "有“名称”的表") && form.example_count == 1);
    assert_true(text_is(form.path, "420000-hubei/forms/a.lua"));
    form = (jihe_form){0};
    assert_int_equal(jihe_forms(e, "420700", form_note, &form, &error), 0);
    assert_true(text_is(form.name, "hubei-a"));
    form = (jihe_form){0};
    assert_int_equal(jihe_forms(e, "130000", form_note, &form, &error), 0);
    assert_int_equal(form.name.length, 0); /* another province's */
    assert_int_equal(jihe_forms(e, "没有省", form_note, &form, &error), JIHE_ERROR_USAGE);
    jihe_engine_free(e);
}

static void test_board(void **state)
{
    (void)state;
    void *memory = calloc(1, jihe_board_size());
    jihe_activity a;
    size_t found = 0;
    assert_non_null(memory);
    jihe_board *board = jihe_board_in(memory);
    jihe_engine *e = engine_load(board, NULL);
    jihe_result *result = form_check(e);
    assert_int_equal(jihe_result_count(result, JIHE_COUNT_PROJECTS_CHECKED), 1);
    assert_int_equal(jihe_result_exit(result, "error"), 0);
    for (size_t i = 0; jihe_board_activity(board, i, &a); i++)
        if (!strcmp(a.name, "form:hubei-a")) {
            found++;
            assert_false(a.busy);
            assert_true(a.serial >= 4); /* loaded, match, parts, read, take */
        }
    assert_int_equal(found, 1);
    jihe_result_free(result);
    jihe_engine_free(e);
    free(memory);
}

/* A map that brought an earlier attempt down is not run; that it is missing is told, and nothing passes. */
static void test_excluded(void **state)
{
    (void)state;
    jihe_engine *e = engine_load(NULL, "form:hubei-a");
    jihe_text zh, en;
    jihe_result *result = form_check(e);
    assert_int_equal(jihe_result_count(result, JIHE_COUNT_PROJECTS_CHECKED), 0);
    assert_int_equal(jihe_result_exit(result, "error"), 3);
    assert_int_equal(jihe_engine_failures(e), 1);
    assert_int_equal(jihe_engine_failure(e, 0, &zh, &en), 0);
    assert_true(text_is(zh, "form:hubei-a: 已排除"));
    jihe_result_free(result);
    jihe_engine_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_board),
        cmocka_unit_test(test_excluded),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
