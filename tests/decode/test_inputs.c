/* What arguments mean: files, folders, sets, and what is not read. */
#include "decode/transcript.h"

static const struct slice project = {"form,项目编码\ntarget,P1\n", sizeof("form,项目编码\ntarget,P1\n") - 1};

/* The plan as "projects+indicators+goals" per unit, names only. */
static void plan_text(struct transcript *t, const char *const *paths, size_t count)
{
    struct input_plan plan;
    struct error err;
    assert_int_equal(input_plan_make(&plan, paths, count, &t->sources, &t->options, &err), 0);
    for (size_t i = 0; i < plan.count; i++)
        transcript_put(t, "%s%s%s%s%s\n", plan.units[i].projects,
                       plan.units[i].indicators ? "+" : "",
                       plan.units[i].indicators ? plan.units[i].indicators : "",
                       plan.units[i].goals ? "+" : "", plan.units[i].goals ? plan.units[i].goals : "");
    input_plan_release(&plan);
}

static void folder_in(const struct folder *f, const char *name)
{
    char path[256];
    folder_path(f, name, path);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void test_folder(void **state)
{
    (void)state;
    struct folder f;
    struct transcript t;
    char link[256];
    folder_make(&f);
    folder_in(&f, "b");
    folder_in(&f, "c");
    folder_in(&f, "d");
    folder_put(&f, "b/projects.csv", project);
    folder_put(&f, "b/indicators.csv", project);
    folder_put(&f, "b/goals.csv", project);
    folder_put(&f, "c/Projects.CSV", project);
    folder_put(&f, "c/x.ndjson", project);
    folder_put(&f, "c/notes.txt", project);
    folder_put(&f, "c/.hidden.csv", project);
    folder_put(&f, "d/indicators.csv", project);
    folder_put(&f, "a.csv", project);
    folder_path(&f, "c/self", link);
    assert_int_equal(symlink(".", link), 0);
    transcript_init(&t);
    const char *paths[1] = {f.path};
    plan_text(&t, paths, 1);
    transcript_without(&t, f.path);
    assert_string_equal(t.text,
                        "!remark 0:0 : /c: skipped 2 files that are not CSV or NDJSON: .hidden.csv, "
                        "notes.txt\n"
                        "/a.csv\n/b/projects.csv+/b/indicators.csv+/b/goals.csv\n/c/Projects.CSV\n"
                        "/c/x.ndjson\n/d/indicators.csv\n");
    transcript_release(&t);
    folder_remove(&f);
}

static void test_arguments(void **state)
{
    (void)state;
    struct folder f;
    struct transcript t;
    char paths[6][256];
    folder_make(&f);
    folder_in(&f, "empty");
    folder_put(&f, "projects.csv", project);
    folder_put(&f, "goals.csv", project);
    folder_put(&f, "a.csv", project);
    folder_path(&f, "goals.csv", paths[0]);
    folder_path(&f, "a.csv", paths[1]);
    folder_path(&f, "projects.csv", paths[2]);
    folder_path(&f, "./a.csv", paths[3]);
    folder_path(&f, "empty", paths[4]);
    folder_path(&f, "missing.csv", paths[5]);
    const char *list[6] = {paths[0], paths[1], paths[2], paths[3], paths[4], paths[5]};
    transcript_init(&t);
    plan_text(&t, list, 6);
    transcript_without(&t, f.path);
    assert_string_equal(t.text,
                        "!remark 0:0 : /./a.csv: the same file as one before, read once\n"
                        "!file 0:0 : /empty: a directory without any file that can be read (CSV, "
                        "NDJSON)\n"
                        "/projects.csv+/goals.csv\n/a.csv\n/missing.csv\n");
    transcript_release(&t);
    folder_remove(&f);
}

static void test_unreadable(void **state)
{
    (void)state;
    static const struct {
        const char *name, *content, *says; /* content NULL: not there */
    } cases[] = {
        {"a.csv", NULL, "no such file"},
        {"b.csv", "PK\3\4rest", "zip archive"},
        {"c.csv", "<html>", "HTML"},
        {"d.csv", "{\\rtf1 x}", "RTF"},
        {"e.ndjson", "", "empty"},
        {"f.csv", "\xFF\xFE\0\0x\0\0\0", "UTF-32"},
    };
    struct folder f;
    folder_make(&f);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct transcript t;
        struct error err;
        char path[256];
        const char *paths[1] = {path};
        transcript_init(&t);
        folder_path(&f, cases[i].name, path);
        if (cases[i].content)
            folder_put(&f, cases[i].name,
                       slice_of(cases[i].content, i == 5 ? 8 : strlen(cases[i].content)));
        assert_int_equal(transcript_read(&t, paths, 1, &err), 0);
        if (strncmp(t.text, "!file 0:0", 9) || !strstr(t.text, cases[i].says))
            fail_msg("%s: %s", cases[i].name, t.text);
        transcript_release(&t);
    }
    folder_remove(&f);
}

static void test_devices(void **state)
{
    (void)state;
    struct folder f;
    struct transcript t;
    struct error err;
    char path[256];
    folder_make(&f);
    folder_path(&f, "pipe.csv", path);
    assert_int_equal(mkfifo(path, 0600), 0);
    const char *paths[2] = {path, "/dev/zero"};
    transcript_init(&t);
    assert_int_equal(transcript_read(&t, paths, 2, &err), 0);
    assert_non_null(strstr(t.text, "pipe.csv: not a regular file"));
    assert_non_null(strstr(t.text, "/dev/zero: not a regular file"));
    transcript_release(&t);
    folder_remove(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_devices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
