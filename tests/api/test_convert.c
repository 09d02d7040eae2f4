/* jihe_convert and jihe_review as a program uses them: NDJSON through CSV and XLSX without an engine, what is told,
 * what is refused, what stops, and that a failure leaves what stood there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/api.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/jihe-convert-XXXXXX";

static const char records[] =
    "{\"form\":\"target\",\"project_code\":\"007\",\"project_name\":\"=1+1\",\"budget_other\":\"\","
    "\"payment_plan\":{\"03\":\"\",\"06\":\"50%\"},\"category\":[\"a\",\"b\"],\"nobody\":{\"x\":[1]},"
    "\"indicators\":[{\"level3\":\"甲\",\"target\":\"\"},{\"level3\":\"乙\",\"前年指标值\":\"3\"}]}\n"
    "{\"project_code\":\"007\",\"goals\":[{\"text\":\"行一\\n行二\"}],\"目标\":\"x\"}\n";

static char *path_of(char out[160], const char *name)
{
    (void)snprintf(out, 160, "%s/%s", folder, name);
    return out;
}

static void file_make(const char *name, const char *text)
{
    char path[160];
    struct file_out out;
    assert_int_equal(file_create(&out, path_of(path, name), NULL), 0);
    file_write(&out, slice_str(text));
    assert_int_equal(file_commit(&out, NULL), 0);
}

static void file_text(const char *name, struct buffer *out)
{
    char path[160];
    buffer_init(out, 1 << 20);
    assert_int_equal(file_read(path_of(path, name), out, NULL), 0);
}

static int folder_make(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    file_make("in.ndjson", records);
    file_make("cut.ndjson", "{\"form\":\"target\",\"project_name\":\"甲\"}\n{\n");
    file_make("none.ndjson", "\n");
    return 0;
}

static int folder_remove(void **state)
{
    static const char *const names[] = {"csv/projects.csv", "csv/indicators.csv", "csv/goals.csv", "csv",
                                        "in.ndjson", "cut.ndjson", "none.ndjson", "out.ndjson",
                                        "back.ndjson", "out.xlsx", "fd", ""};
    char path[160];
    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        (void)remove(path_of(path, names[i]));
    return 0;
}

struct told {
    size_t lost, remarks;
    int answer;
    char where[256];
};

static int tell(void *context, const jihe_remark *r)
{
    struct told *t = context;
    t->lost += r->lost != 0;
    t->remarks += r->lost == 0;
    if (r->lost)
        (void)snprintf(t->where, sizeof(t->where), "%.*s", (int)r->where_en.length, r->where_en.ptr);
    return t->answer;
}

/* Converts folder/in to folder/out; the result's verdict, or the error's code. */
static int convert(const char *in, const char *out, struct told *t, jihe_error *error)
{
    char path[160];
    jihe_options *o = jihe_options_new();
    jihe_result *result = NULL;
    assert_int_equal(jihe_options_input(o, path_of(path, in)), 0);
    assert_int_equal(jihe_options_output(o, path_of(path, out)), 0);
    int rc = jihe_convert(NULL, o, t ? tell : NULL, t, &result, error);
    if (rc == 0)
        rc = (int)jihe_result_verdict(result);
    else
        assert_null(result);
    jihe_result_free(result);
    jihe_options_free(o);
    return rc;
}

/* What NDJSON says goes through every format and comes back; `source` is told apart. */
static void keeps(void **state)
{
    (void)state;
    static const char first[] =
        "{\"form\":\"target\",\"project_code\":\"007\",\"project_name\":\"=1+1\",\"category\":[\"a\",\"b\"],"
        "\"budget_other\":\"\",\"payment_plan\":{\"03\":\"\",\"06\":\"50%\"},"
        "\"indicators\":[{\"level3\":\"甲\",\"target\":\"\"},{\"level3\":\"乙\",\"前年指标值\":\"3\"}],"
        "\"nobody\":{\"x\":[1]},\"source\":{\"file\":";
    static const char second[] = "\n{\"project_code\":\"007\",\"goals\":[{\"text\":\"行一\\n行二\"}],\"目标\":\"x\",";
    struct told t = {0};
    struct buffer text, back;
    jihe_error error;
    assert_int_equal(convert("in.ndjson", "out.ndjson", &t, &error), JIHE_PASS);
    assert_int_equal(t.lost, 0);
    assert_int_equal(convert("in.ndjson", "csv", NULL, &error), JIHE_PASS);
    assert_int_equal(convert("csv", "back.ndjson", NULL, &error), JIHE_PASS);
    file_text("out.ndjson", &text);
    file_text("back.ndjson", &back);
    assert_true(slice_starts(buffer_slice(&text), slice_str(first)));
    assert_true(slice_starts(buffer_slice(&back), slice_str(first)));
    assert_true(slice_find(buffer_slice(&text), slice_str(second), 0) != SIZE_MAX);
    assert_true(slice_find(buffer_slice(&back), slice_str(second), 0) != SIZE_MAX);
    buffer_release(&text);
    buffer_release(&back);
    assert_int_equal(convert("in.ndjson", "out.xlsx", NULL, &error), JIHE_PASS);
    file_text("out.xlsx", &text);
    assert_true(slice_starts(buffer_slice(&text), SLICE("PK\3\4")));
    buffer_release(&text);
}

static void tells(void **state)
{
    (void)state;
    struct told t = {0};
    jihe_error error;
    struct buffer before, after;
    assert_int_equal(convert("cut.ndjson", "out.ndjson", &t, &error), JIHE_INCOMPLETE);
    assert_int_equal(t.lost, 1);
    assert_non_null(strstr(t.where, "cut.ndjson:2"));
    file_text("out.ndjson", &before);
    assert_true(slice_find(buffer_slice(&before), SLICE("甲"), 0) != SIZE_MAX);
    /* nothing to write: what stood there stays */
    assert_int_equal(convert("none.ndjson", "out.ndjson", NULL, &error), JIHE_INCOMPLETE);
    t = (struct told){.answer = 1};
    assert_int_equal(convert("cut.ndjson", "out.ndjson", &t, &error), JIHE_ERROR_STOPPED);
    file_text("out.ndjson", &after);
    assert_true(slice_equal(buffer_slice(&before), buffer_slice(&after)));
    buffer_release(&before);
    buffer_release(&after);
}

static void refuses(void **state)
{
    (void)state;
    char path[160];
    jihe_error error = {0};
    jihe_result *result = NULL;
    jihe_options *o = jihe_options_new();
    assert_int_equal(jihe_convert(NULL, o, NULL, NULL, &result, &error), JIHE_ERROR_USAGE);
    assert_int_equal(jihe_options_input(o, path_of(path, "in.ndjson")), 0);
    assert_int_equal(jihe_convert(NULL, o, NULL, NULL, &result, &error), JIHE_ERROR_USAGE);
    assert_int_equal(convert("in.ndjson", "out.doc", NULL, &error), JIHE_ERROR_USAGE);
    assert_int_equal(convert("in.ndjson", "in.ndjson", NULL, &error), JIHE_ERROR_USAGE);
    assert_int_equal(convert("in.ndjson", "none/out.ndjson", NULL, &error), JIHE_ERROR_IO);
    assert_int_equal(convert("in.ndjson", "none/out", NULL, &error), JIHE_ERROR_IO);
    file_make("csv/letter.txt", "x");
    assert_int_equal(convert("in.ndjson", "csv", NULL, &error), JIHE_ERROR_IO);
    assert_non_null(strstr(error.en, "letter.txt"));
    (void)remove(path_of(path, "csv/letter.txt"));
    jihe_options_free(o);
}

static void descriptor(void **state)
{
    (void)state;
    char path[160];
    struct buffer text;
    jihe_error error;
    jihe_result *result = NULL;
    jihe_options *o = jihe_options_new();
    FILE *f = fopen(path_of(path, "fd"), "w");
    assert_non_null(f);
    assert_int_equal(jihe_options_input(o, path_of(path, "in.ndjson")), 0);
    assert_int_equal(jihe_options_form(o, "disclosure"), 0);
    assert_int_equal(jihe_options_year(o, 2021), 0);
    assert_int_equal(jihe_options_descriptor(o, fileno(f)), 0);
    assert_int_equal(jihe_convert(NULL, o, NULL, NULL, &result, &error), JIHE_OK);
    assert_int_equal(jihe_result_count(result, JIHE_COUNT_PROJECTS_CHECKED), 2);
    assert_int_equal(jihe_result_count(result, JIHE_COUNT_INDICATORS_CHECKED), 2);
    assert_int_equal(fclose(f), 0); /* it stayed open */
    file_text("fd", &text);
    assert_true(slice_starts(buffer_slice(&text), SLICE("{\"form\":\"disclosure\",\"year\":2021,")));
    buffer_release(&text);
    jihe_result_free(result);
    jihe_options_free(o);
}

/* Reviewing needs rules. */
static void reviews(void **state)
{
    (void)state;
    char path[160];
    jihe_error error = {0};
    jihe_result *result = NULL;
    jihe_engine *e = jihe_engine_new();
    jihe_options *o = jihe_options_new();
    assert_int_equal(jihe_options_input(o, path_of(path, "in.ndjson")), 0);
    assert_int_equal(jihe_options_output(o, path_of(path, "out.xlsx")), 0);
    assert_int_equal(jihe_review(e, o, NULL, NULL, &result, &error), JIHE_ERROR_USAGE);
    assert_string_equal(error.en, "no rules are loaded");
    assert_int_equal(jihe_engine_load(e, "rules", &error), JIHE_OK);
    assert_int_equal(jihe_review(e, o, NULL, NULL, &result, &error), JIHE_OK);
    assert_int_equal(jihe_result_count(result, JIHE_COUNT_PROJECTS_CHECKED), 2);
    jihe_result_free(result);
    result = NULL;
    assert_int_equal(jihe_options_output(o, path_of(path, "out.csv")), 0);
    assert_int_equal(jihe_review(e, o, NULL, NULL, &result, &error), JIHE_ERROR_USAGE);
    assert_null(result);
    jihe_options_free(o);
    jihe_engine_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps),      cmocka_unit_test(tells),   cmocka_unit_test(refuses),
        cmocka_unit_test(descriptor), cmocka_unit_test(reviews),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
