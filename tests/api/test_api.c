/* The public interface as a program uses it: versions, names, options and their refusals,
 * exit statuses, the board, and whole runs over a rules folder made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/api.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/jihe-api-XXXXXX";

static const struct {
    const char *name, *text;
} files[] = {
    {"rules1/national/pack.lua",
     "pack \"national\" { title = \"国家\", version = \"1\",\n"
     "  parameters = { most = { type = \"number\", default = 5, why = \"示例\" } } }\n"},
    {"rules1/national/data/divisions.lua",
     "codes \"divisions\" { [\"420000\"] = \"湖北省\" }\n"},
    {"rules1/national/statutes.lua",
     "statute \"s-1\" { number = \"财预1号\", title = \"办法\", issuer = \"财政部\", "
     "standing = \"seen\" }\n"},
    {"rules1/national/A-1-name.lua",
     "rule \"A-1\" { title = \"名称过长\", severity = \"error\", aspect = \"完整性\", "
     "basis = { \"s-1\" },\n"
     "  each = \"project\", check = function(p)\n"
     "    if text.length(p.project_name) > 5 then\n"
     "      return fail { field = \"project_name\", message = \"名称过长\" }\n"
     "    end\n  end,\n"
     "  bad = { { project_name = \"一二三四五六\" } }, good = { { project_name = "
     "\"一二三\" } } }\n"},
    {"rules1/national/A-2-unit.lua",
     "rule \"A-2\" { title = \"单位名称\", severity = \"warning\", aspect = \"完整性\", "
     "basis = {},\n"
     "  each = \"project\", check = function(p)\n"
     "    if p.unit_name == \"\" then return fail { field = \"unit_name\", message = "
     "\"没有单位\" } end\n"
     "    if p.unit_name == \"?\" then return undecided(\"看不出\") end\n  end,\n"
     "  bad = { { unit_name = \"\" } }, good = { { unit_name = \"\" } } }\n"},
    {"clean.ndjson", "{\"form\":\"target\",\"year\":2024,\"project_name\":\"甲\",\"unit_"
                     "name\":\"局\"}\n"},
    {"faults.ndjson",
     "{\"form\":\"target\",\"year\":2024,\"project_name\":\"一二三四五六\",\"unit_name\":"
     "\"局\"}\n"
     "{\"form\":\"target\",\"year\":2024,\"project_name\":\"乙\",\"unit_name\":\"\"}\n"
     "{\"form\":\"target\",\"year\":2024,\"project_name\":\"丙\",\"unit_name\":\"?\"}\n"},
    {"warning.ndjson",
     "{\"form\":\"target\",\"year\":2024,\"project_name\":\"乙\",\"unit_name\":\"\"}\n"},
    {"broken.ndjson", "{\"form\":\"target\"\n"},
    {"rules2/national/pack.lua",
     "pack \"national\" { title = \"t\", version = \"1\" }\n"},
    {"rules2/national/B-1-bad.lua", "rule \"B-1\" { title = \"t\" }\n"},
};

enum { FILE_COUNT = sizeof(files) / sizeof(*files) };

static void path_of(char out[128], const char *name)
{
    (void)snprintf(out, 128, "%s/%s", folder, name);
}

static int folder_make(void **state)
{
    static const char *const dirs[] = {
        "rules1", "rules1/national", "rules1/national/data", "rules2", "rules2/national"};
    char path[128];
    (void)state;
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < 5; i++) {
        path_of(path, dirs[i]);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    for (size_t i = 0; i < FILE_COUNT; i++) {
        struct file_out out;
        path_of(path, files[i].name);
        assert_int_equal(file_create(&out, path, NULL), 0);
        file_write(&out, slice_str(files[i].text));
        assert_int_equal(file_commit(&out, NULL), 0);
    }
    return 0;
}

static int folder_remove(void **state)
{
    static const char *const more[] = {
        "out.json", "rules1/national/data", "rules1/national",
        "rules1",   "rules2/national",      "rules2",
        ""};
    char path[128];
    (void)state;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        path_of(path, files[i].name);
        (void)unlink(path);
    }
    for (size_t i = 0; i < 7; i++) {
        path_of(path, more[i]);
        (void)remove(path);
    }
    return 0;
}

/* ---- without rules ---- */

static void version(void **state)
{
    (void)state;
    char text[32];
    (void)snprintf(text, sizeof(text), "%d.%d.%d", JIHE_VERSION_MAJOR, JIHE_VERSION_MINOR,
                   JIHE_VERSION_PATCH);
    assert_string_equal(jihe_version(), text);
}

static void names(void **state)
{
    (void)state;
    static const struct {
        jihe_names which;
        const char *all;
    } rows[] = {
        {JIHE_NAMES_FORMS, "declaration target monitoring self_evaluation disclosure "},
        {JIHE_NAMES_STAGES, "self submit department finance "},
        {JIHE_NAMES_SEVERITIES, "error warning note "},
        {JIHE_NAMES_FORMATS, "text ndjson json csv html xlsx md sarif junit "},
        {JIHE_NAMES_RECORDS, "ndjson csv xlsx "},
        {JIHE_NAMES_REVIEWS, "xlsx html ndjson "},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char all[256];
        size_t n = 0;
        const char *name;
        for (size_t k = 0; (name = jihe_name(rows[i].which, k)) != NULL; k++)
            n += (size_t)snprintf(all + n, sizeof(all) - n, "%s ", name);
        assert_string_equal(all, rows[i].all);
        assert_null(jihe_name(rows[i].which, 1000));
    }
    assert_string_equal(jihe_format_for_path("a/b.json"), "json");
    assert_null(jihe_format_for_path("a.json/b"));
    assert_string_equal(jihe_records_for_path("a/b.NDJSON"), "ndjson");
    assert_string_equal(jihe_records_for_path("a.d/b"), "csv");
    assert_string_equal(jihe_records_for_path("a.x/"), "csv");
    assert_string_equal(jihe_records_for_path("/dev/null"), "ndjson");
    assert_null(jihe_records_for_path("a.doc"));
}

static void options(void **state)
{
    (void)state;
    jihe_options *o = jihe_options_new();
    assert_non_null(o);
    const struct {
        int got, wanted;
    } rows[] = {
        {jihe_options_input(o, "a"), JIHE_OK},
        {jihe_options_input(o, ""), JIHE_ERROR_USAGE},
        {jihe_options_region(o, "420000"), JIHE_OK},
        {jihe_options_region(o, "湖北省"), JIHE_OK},
        {jihe_options_region(o, ""), JIHE_ERROR_USAGE},
        {jihe_options_year(o, 2024), JIHE_OK},
        {jihe_options_year(o, 24), JIHE_ERROR_USAGE},
        {jihe_options_year(o, 3000), JIHE_ERROR_USAGE},
        {jihe_options_form(o, "target"), JIHE_OK},
        {jihe_options_form(o, "自评表"), JIHE_OK},
        {jihe_options_form(o, "xyz"), JIHE_ERROR_USAGE},
        {jihe_options_stage(o, "finance"), JIHE_OK},
        {jihe_options_stage(o, "finances"), JIHE_ERROR_USAGE},
        {jihe_options_param(o, "a", "1"), JIHE_OK},
        {jihe_options_param(o, "a", "2"), JIHE_OK},
        {jihe_options_param(o, "", "2"), JIHE_ERROR_USAGE},
        {jihe_options_jobs(o, 0), JIHE_OK},
        {jihe_options_jobs(o, -1), JIHE_ERROR_USAGE},
        {jihe_options_jobs(o, 1025), JIHE_ERROR_USAGE},
        {jihe_options_format(o, "json"), JIHE_OK},
        {jihe_options_format(o, ".json"), JIHE_ERROR_USAGE},
        {jihe_options_format(o, "html5"), JIHE_ERROR_USAGE},
        {jihe_options_output(o, "x"), JIHE_OK},
        {jihe_options_output(o, ""), JIHE_ERROR_USAGE},
        {jihe_options_descriptor(o, -1), JIHE_ERROR_USAGE},
        {jihe_options_descriptor(o, 1), JIHE_OK},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_int_equal(rows[i].got, rows[i].wanted);
    assert_int_equal(o->param_count, 1);
    assert_true(slice_equal(o->params[0].value, SLICE("2")));
    assert_null(o->output);
    assert_int_equal(o->descriptor, 1);
    jihe_options_free(o);
    jihe_options_free(NULL);
    jihe_engine_free(NULL);
    jihe_result_free(NULL);
}

static void exits(void **state)
{
    (void)state;
    static const struct {
        enum verdict verdict;
        bool rules_wrong;
        uint64_t errors, warnings, notes;
        int on_error, on_warning, on_note;
    } rows[] = {
        {VERDICT_PASS, false, 0, 0, 0, 0, 0, 0},
        {VERDICT_PASS, false, 0, 0, 2, 0, 0, 1},
        {VERDICT_EXPLAIN, false, 0, 1, 0, 0, 1, 1},
        {VERDICT_EXPLAIN, false, 0, 0, 0, 0, 0, 0},
        {VERDICT_FIX, false, 1, 0, 0, 1, 1, 1},
        {VERDICT_INCOMPLETE, false, 1, 1, 1, 3, 3, 3},
        {VERDICT_INCOMPLETE, true, 1, 1, 1, 2, 2, 2},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct jihe_result r = {.verdict = rows[i].verdict,
                                .rules_wrong = rows[i].rules_wrong};
        r.counts[JIHE_COUNT_ERRORS] = rows[i].errors;
        r.counts[JIHE_COUNT_WARNINGS] = rows[i].warnings;
        r.counts[JIHE_COUNT_NOTES] = rows[i].notes;
        assert_int_equal(jihe_result_exit(&r, "error"), rows[i].on_error);
        assert_int_equal(jihe_result_exit(&r, "warning"), rows[i].on_warning);
        assert_int_equal(jihe_result_exit(&r, "note"), rows[i].on_note);
        assert_int_equal(jihe_result_exit(&r, "notes"), JIHE_ERROR_USAGE);
        assert_int_equal(jihe_result_verdict(&r), rows[i].verdict);
        assert_int_equal(jihe_result_count(&r, (jihe_count)999), 0);
    }
}

static void board(void **state)
{
    (void)state;
    struct board *memory = calloc(1, jihe_board_size());
    assert_non_null(memory);
    jihe_board *b = jihe_board_in(memory);
    jihe_activity a;
    memory->slots[3].busy = 1;
    memory->slots[3].serial = 7;
    memset(memory->slots[3].name, 'x', sizeof(memory->slots[3].name));
    assert_int_equal(jihe_board_activity(b, 3, &a), 1);
    assert_int_equal(a.busy, 1);
    assert_int_equal(a.serial, 7);
    assert_int_equal(strlen(a.name), JIHE_BOARD_NAME_MAX - 1);
    assert_int_equal(jihe_board_activity(b, 4, &a), 1);
    assert_int_equal(a.busy, 0);
    assert_int_equal(jihe_board_activity(b, BOARD_THREADS, &a), 0);
    assert_true(jihe_stall_seconds() > 0);
    free(memory);
}

static void unloaded(void **state)
{
    (void)state;
    jihe_engine *e = jihe_engine_new();
    jihe_options *o = jihe_options_new();
    jihe_result *result = NULL;
    jihe_error error = {0};
    assert_int_equal(jihe_check(e, o, &result, &error), JIHE_ERROR_USAGE);
    assert_null(result);
    assert_string_equal(error.en, "no rules are loaded");
    assert_int_equal(jihe_check(e, o, &result, NULL), JIHE_ERROR_USAGE);
    assert_int_equal(jihe_rules(e, NULL, 0, NULL, NULL, &error), JIHE_ERROR_USAGE);
    assert_int_equal(jihe_rules_test(e, NULL, 0, NULL, NULL, &error), JIHE_ERROR_USAGE);
    assert_int_equal(jihe_engine_load(e, "/nonexistent", &error) < 0, 1);
    assert_non_null(strstr(error.zh, "/nonexistent"));
    assert_int_equal(jihe_engine_failures(e), 0);
    jihe_engine_free(e);
    jihe_options_free(o);
}

/* ---- values ---- */

static int value_take(void *context, const char *bytes, size_t length)
{
    struct buffer *b = context;
    buffer_put(b, slice_of(bytes, length));
    return b->len > 4096;
}

static int value_refuse(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    (void)length;
    return 1;
}

static void values(void **state)
{
    (void)state;
    struct buffer b;
    jihe_error error;
    buffer_init(&b, 1 << 16);
    assert_int_equal(jihe_value("≥95%", strlen("≥95%"), value_take, &b, &error), JIHE_OK);
    assert_true(slice_find(buffer_slice(&b), SLICE("\"≥95%\""), 0) != SIZE_MAX);
    assert_true(slice_find(buffer_slice(&b), SLICE("\"value\":95"), 0) != SIZE_MAX);
    buffer_clear(&b);
    assert_int_equal(jihe_value("\xE2\x80\xAE"
                                "5",
                                4, value_take, &b, &error),
                     JIHE_OK);
    assert_true(slice_find(buffer_slice(&b), SLICE("\\u202e"), 0) != SIZE_MAX);
    assert_true(slice_find(buffer_slice(&b), SLICE("\xE2\x80\xAE"), 0) == SIZE_MAX);
    assert_int_equal(jihe_value("5", 1, value_refuse, NULL, &error), JIHE_ERROR_STOPPED);
    buffer_release(&b);
}

/* ---- with rules ---- */

static jihe_engine *loaded(const char *rules)
{
    char path[128];
    jihe_error error = {0};
    path_of(path, rules);
    jihe_engine *e = jihe_engine_new();
    assert_non_null(e);
    int rc = jihe_engine_load(e, path, &error);
    if (rc)
        fail_msg("%s", error.en);
    return e;
}

static void checks(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        jihe_verdict verdict;
        uint64_t errors, warnings, undecided;
        int status;
    } rows[] = {
        {"clean.ndjson", JIHE_PASS, 0, 0, 0, 0},
        {"warning.ndjson", JIHE_EXPLAIN, 0, 1, 0, 0},
        {"faults.ndjson", JIHE_FIX, 1, 1, 1, 1},
        {"broken.ndjson", JIHE_INCOMPLETE, 0, 0, 0, 3},
        {"missing.ndjson", JIHE_INCOMPLETE, 0, 0, 0, 3},
    };
    jihe_engine *e = loaded("rules1");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char path[128];
        jihe_error error = {0};
        jihe_result *result = NULL;
        jihe_options *o = jihe_options_new();
        path_of(path, rows[i].input);
        assert_int_equal(jihe_options_input(o, path), JIHE_OK);
        int rc = jihe_check(e, o, &result, &error);
        if (rc)
            fail_msg("%s: %s", rows[i].input, error.en);
        assert_int_equal(jihe_result_verdict(result), rows[i].verdict);
        assert_int_equal(jihe_result_count(result, JIHE_COUNT_ERRORS), rows[i].errors);
        assert_int_equal(jihe_result_count(result, JIHE_COUNT_WARNINGS),
                         rows[i].warnings);
        assert_int_equal(jihe_result_count(result, JIHE_COUNT_UNDECIDED),
                         rows[i].undecided);
        assert_int_equal(jihe_result_exit(result, "error"), rows[i].status);
        assert_int_equal(strlen(jihe_result_fingerprint(result)), 64);
        jihe_result_free(result);
        jihe_options_free(o);
    }
    jihe_engine_free(e);
}

/* What is wrong with the arguments is told before anything is written. */
static void refusals(void **state)
{
    (void)state;
    char input[128], output[128];
    jihe_engine *e = loaded("rules1");
    path_of(input, "clean.ndjson");
    path_of(output, "out.json");
    for (int row = 0; row < 5; row++) {
        static const char *const messages[] = {"one of the inputs", "no input", "region",
                                               "parameter", "No such file or directory"};
        jihe_error error = {0};
        jihe_result *result = NULL;
        jihe_options *o = jihe_options_new();
        if (row != 1)
            assert_int_equal(jihe_options_input(o, input), JIHE_OK);
        assert_int_equal(jihe_options_output(o, row == 0   ? input
                                                : row == 4 ? "/nonexistent/x.json"
                                                           : output),
                         JIHE_OK);
        if (row == 2)
            assert_int_equal(jihe_options_region(o, "990000"), JIHE_OK);
        if (row == 3)
            assert_int_equal(jihe_options_param(o, "mosd", "4"), JIHE_OK);
        int rc = jihe_check(e, o, &result, &error);
        assert_int_equal(rc, row == 4 ? JIHE_ERROR_IO : JIHE_ERROR_USAGE);
        if (row < 4 && !strcasestr(error.en, messages[row]))
            fail_msg("row %d: %s", row, error.en);
        assert_null(result);
        assert_int_equal(file_kind(output), FILE_MISSING);
        jihe_options_free(o);
    }
    jihe_engine_free(e);
}

static void report_file(void **state)
{
    (void)state;
    char input[128], output[128];
    jihe_error error = {0};
    jihe_result *result = NULL;
    struct buffer text;
    jihe_engine *e = loaded("rules1");
    jihe_options *o = jihe_options_new();
    path_of(input, "faults.ndjson");
    path_of(output, "out.json");
    assert_int_equal(jihe_options_input(o, input), JIHE_OK);
    assert_int_equal(jihe_options_output(o, output), JIHE_OK);
    assert_int_equal(jihe_options_format(o, "json"), JIHE_OK);
    assert_int_equal(jihe_check(e, o, &result, &error), JIHE_OK);
    buffer_init(&text, 1 << 20);
    assert_int_equal(file_read(output, &text, NULL), 0);
    assert_true(
        slice_starts(buffer_slice(&text), SLICE("{\"summary\":{\n \"verdict\":\"fix\"")));
    assert_true(slice_find(buffer_slice(&text), SLICE("\"rule\":\"A-1\""), 0) !=
                SIZE_MAX);
    assert_true(slice_find(buffer_slice(&text),
                           slice_str(jihe_result_fingerprint(result)), 0) != SIZE_MAX);
    buffer_release(&text);
    jihe_result_free(result);
    jihe_options_free(o);
    jihe_engine_free(e);
}

/* A rule left out by the caller, and a rule file that does not load, are told and change
 * the status. */
static void failures(void **state)
{
    (void)state;
    for (int row = 0; row < 2; row++) {
        char path[128], input[128];
        jihe_error error = {0};
        jihe_result *result = NULL;
        jihe_text zh, en;
        jihe_engine *e = jihe_engine_new();
        jihe_options *o = jihe_options_new();
        path_of(path, row ? "rules2" : "rules1");
        path_of(input, "clean.ndjson");
        if (row == 0)
            assert_int_equal(jihe_engine_exclude(e, "A-1", "已排除", "left out"),
                             JIHE_OK);
        assert_int_equal(jihe_engine_load(e, path, &error), JIHE_OK);
        assert_int_equal(jihe_engine_load(e, path, &error), JIHE_ERROR_USAGE);
        assert_int_equal(jihe_engine_exclude(e, "A-2", "x", "x"), JIHE_ERROR_USAGE);
        assert_int_equal(jihe_engine_failures(e), 1);
        assert_int_equal(jihe_engine_failure(e, 0, &zh, &en), JIHE_OK);
        assert_int_equal(jihe_engine_failure(e, 1, &zh, &en), JIHE_ERROR_USAGE);
        assert_true(slice_find(slice_of(en.ptr, en.length),
                               row ? SLICE("B-1-bad.lua") : SLICE("left out"),
                               0) != SIZE_MAX);
        assert_int_equal(jihe_options_input(o, input), JIHE_OK);
        assert_int_equal(jihe_check(e, o, &result, &error), JIHE_OK);
        assert_int_equal(jihe_result_verdict(result), JIHE_INCOMPLETE);
        assert_int_equal(jihe_result_count(result, JIHE_COUNT_RULES_FAILED), 1);
        assert_int_equal(jihe_result_exit(result, "error"), row ? 2 : 3);
        jihe_result_free(result);
        jihe_options_free(o);
        jihe_engine_free(e);
    }
}

static int rule_take(void *context, const jihe_rule *r)
{
    struct buffer *b = context;
    buffer_format(b, "%.*s %.*s %.*s %.*s %zu %d;", (int)r->id.length, r->id.ptr,
                  (int)r->severity.length, r->severity.ptr, (int)r->each.length,
                  r->each.ptr, (int)r->pack.length, r->pack.ptr, r->basis_count, r->on);
    if (r->basis_count)
        buffer_format(b, "%.*s;", (int)r->basis[0].number.length, r->basis[0].number.ptr);
    assert_true(r->source.length > 0);
    return 0;
}

static int rule_stop(void *context, const jihe_rule *r)
{
    (void)context;
    (void)r;
    return 1;
}

static int example_take(void *context, const jihe_example *x)
{
    struct buffer *b = context;
    if (x->kind == JIHE_EXAMPLE_LINES)
        return x->lines_hit > x->line_count;
    assert_true(x->ok || x->what_en.length);
    buffer_format(b, "%.*s %s %zu %s;", (int)x->rule.length, x->rule.ptr,
                  x->bad ? "bad" : "good", x->place, x->ok ? "ok" : "not ok");
    return 0;
}

static void rules(void **state)
{
    (void)state;
    struct buffer b;
    jihe_error error = {0};
    jihe_engine *e = loaded("rules1");
    buffer_init(&b, 1 << 16);
    assert_int_equal(jihe_rules(e, NULL, 0, rule_take, &b, &error), JIHE_OK);
    buffer_byte(&b, '\0');
    assert_string_equal(
        b.ptr,
        "A-1 error project national@1 1 1;财预1号;A-2 warning project national@1 0 1;");
    assert_int_equal(jihe_rules(e, NULL, 2024, rule_stop, NULL, &error),
                     JIHE_ERROR_STOPPED);
    assert_int_equal(jihe_rules(e, "990000", 0, rule_take, &b, &error), JIHE_ERROR_USAGE);
    buffer_clear(&b);
    assert_int_equal(jihe_rules_test(e, NULL, 0, example_take, &b, &error), JIHE_OK);
    buffer_byte(&b, '\0');
    assert_string_equal(b.ptr,
                        "A-1 bad 1 ok;A-1 good 1 ok;A-2 bad 1 ok;A-2 good 1 not ok;"
                        "A-2 good 0 not ok;");
    const char *ids[] = {"A-1", "A-22"};
    buffer_clear(&b);
    assert_int_equal(jihe_rules_test(e, ids, 1, example_take, &b, &error), JIHE_OK);
    buffer_byte(&b, '\0');
    assert_string_equal(b.ptr, "A-1 bad 1 ok;A-1 good 1 ok;");
    assert_int_equal(jihe_rules_test(e, ids, 2, example_take, &b, &error),
                     JIHE_ERROR_USAGE);
    assert_string_equal(error.en, "there is no rule \"A-22\"; did you mean A-2?");
    buffer_release(&b);
    jihe_engine_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(version),  cmocka_unit_test(names),
        cmocka_unit_test(options),  cmocka_unit_test(exits),
        cmocka_unit_test(board),    cmocka_unit_test(unloaded),
        cmocka_unit_test(values),   cmocka_unit_test(checks),
        cmocka_unit_test(refusals), cmocka_unit_test(report_file),
        cmocka_unit_test(failures), cmocka_unit_test(rules),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
