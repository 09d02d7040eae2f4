/* Options: what each form of writing them gives, what is refused and with which words,
 * and that the help tells of every option. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/options.c"
#include "cli/place.c"
#include "cli/progress.c"
#include "cli/say.c"

enum { ARGS = 8 };

static int count_of(char *const *argv)
{
    int n = 0;
    while (n < ARGS && argv[n])
        n++;
    return n;
}

#define A(text)                                                                          \
    (char[])                                                                             \
    {                                                                                    \
        text                                                                             \
    }

static struct {
    unsigned command;
    char *argv[ARGS];
    struct settings wanted;
    size_t operands, params;
} taken[] = {
    {FOR_CHECK, {A("a"), A("b")}, {0}, 2, 0},
    {FOR_CHECK, {A("--rules"), A("r"), A("a")}, {.rules = "r"}, 1, 0},
    {FOR_CHECK, {A("a"), A("--rules=r")}, {.rules = "r"}, 1, 0},
    {FOR_CHECK, {A("--region=42=0"), A("a")}, {.region = "42=0"}, 1, 0},
    {FOR_CHECK, {A("-o"), A("x.json"), A("a")}, {.output = "x.json"}, 1, 0},
    {FOR_CHECK, {A("-ox.json"), A("a")}, {.output = "x.json"}, 1, 0},
    {FOR_CHECK, {A("--output=x.json"), A("a")}, {.output = "x.json"}, 1, 0},
    {FOR_CHECK,
     {A("--year"), A("2024"), A("--jobs=8"), A("a")},
     {.year = 2024, .jobs = 8},
     1,
     0},
    {FOR_CHECK,
     {A("--form"), A("target"), A("--stage"), A("finance")},
     {.form = "target", .stage = "finance"},
     0,
     0},
    {FOR_CHECK,
     {A("--fail-on=note"), A("--format=ndjson")},
     {.fail_on = "note", .format = "ndjson"},
     0,
     0},
    {FOR_CHECK, {A("--param"), A("a=1"), A("--param=b=2=3"), A("x")}, {0}, 1, 2},
    {FOR_CHECK, {A("-q"), A("--help")}, {.quiet = true, .help = true}, 0, 0},
    {FOR_CHECK, {A("-"), A("--"), A("--rules"), A("-x")}, {0}, 3, 0},
    {FOR_CHECK, {A("--rules"), A("--")}, {.rules = "--"}, 0, 0},
    {FOR_VALUE, {A("--lang"), A("en"), A("95%")}, {.lang = "en"}, 1, 0},
    {FOR_VALUE, {A("--"), A("-5%")}, {0}, 1, 0},
    {FOR_LIST,
     {A("--region"), A("420000"), A("--year=2023")},
     {.region = "420000", .year = 2023},
     0,
     0},
};

static void accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++) {
        struct settings s = {0};
        struct error err = {0};
        int rc = options_parse(&s, taken[i].command, count_of(taken[i].argv), taken[i].argv,
                               &err);
        if (rc)
            fail_msg("row %zu: %s", i, err.en);
        const struct settings *w = &taken[i].wanted;
        const char *got[] = {s.rules,  s.region, s.form,    s.stage,
                             s.format, s.output, s.fail_on, s.lang};
        const char *wanted[] = {w->rules,  w->region, w->form,    w->stage,
                                w->format, w->output, w->fail_on, w->lang};
        for (size_t k = 0; k < 8; k++) {
            if (!wanted[k])
                assert_null(got[k]);
            else
                assert_string_equal(got[k], wanted[k]);
        }
        assert_int_equal(s.year, w->year);
        assert_int_equal(s.jobs, w->jobs);
        assert_int_equal(s.quiet, w->quiet);
        assert_int_equal(s.help, w->help);
        assert_int_equal(s.operand_count, taken[i].operands);
        assert_int_equal(s.param_count, taken[i].params);
        options_release(&s);
    }
}

static struct {
    unsigned command;
    char *argv[ARGS];
    const char *en;
} not_taken[] = {
    {FOR_CHECK,
     {A("--fromat"), A("json")},
     "there is no option --fromat; did you mean --format?"},
    {FOR_CHECK,
     {A("--ruels=x")},
     "there is no option --ruels; did you mean --rules?"},
    {FOR_REVIEW,
     {A("--baseline"), A("f")},
     "there is no option --baseline; see jihe help"},
    {FOR_CHECK, {A("-z")}, "there is no option -z; see jihe help"},
    {FOR_VALUE, {A("-5%")}, "there is no option -5%; see jihe help"},
    {FOR_VALUE, {A("--rules"), A("x")}, "there is no option --rules; see jihe help"},
    {FOR_CHECK, {A("--rules")}, "--rules needs a value: DIR"},
    {FOR_CHECK, {A("--rules=")}, "--rules: the value is empty"},
    {FOR_CHECK, {A("--quiet=yes")}, "--quiet takes no value"},
    {FOR_CHECK,
     {A("--format"), A("njson")},
     "--format: unknown value \"njson\"; did you mean ndjson? (one of: text, ndjson, "
     "json, csv, html, xlsx, md, sarif, junit)"},
    {FOR_CHECK,
     {A("--form=targt")},
     "--form: unknown value \"targt\"; did you mean target? (one of: declaration, "
     "target, monitoring, self_evaluation, disclosure)"},
    {FOR_CHECK,
     {A("--stage=finanse")},
     "--stage: unknown value \"finanse\"; did you mean finance? (one of: self, "
     "submit, department, finance)"},
    {FOR_CHECK,
     {A("--fail-on=xyzzy")},
     "--fail-on: unknown value \"xyzzy\" (one of: error, warning, note)"},
    {FOR_CHECK,
     {A("--year=24")},
     "--year: \"24\" is not a whole number from 1900 to 2999"},
    {FOR_CHECK,
     {A("--year=2024x")},
     "--year: \"2024x\" is not a whole number from 1900 to 2999"},
    {FOR_CHECK,
     {A("--jobs=0")},
     "--jobs: \"0\" is not a whole number from 1 to 1024"},
    {FOR_CHECK,
     {A("--jobs=99999999999999999999")},
     "--jobs: \"99999999999999999999\" is not a whole number from 1 to 1024"},
    {FOR_CHECK,
     {A("--jobs="), A("a")},
     "--jobs: \"\" is not a whole number from 1 to 1024"},
    {FOR_CHECK,
     {A("--param"), A("floor")},
     "--param: \"floor\" should be NAME=VALUE"},
    {FOR_CHECK, {A("--param"), A("=5")}, "--param: \"=5\" should be NAME=VALUE"},
    {FOR_CHECK, {A("--lang=fr")}, "--lang: unknown value \"fr\" (one of: zh, en)"},
};

static void refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(not_taken) / sizeof(*not_taken); i++) {
        struct settings s = {0};
        struct error err = {0};
        int rc = options_parse(&s, not_taken[i].command, count_of(not_taken[i].argv), not_taken[i].argv,
                               &err);
        assert_int_equal(rc, ERR_USAGE);
        assert_string_equal(err.en, not_taken[i].en);
        assert_true(err.zh[0] != '\0');
        options_release(&s);
    }
}

static void helps(void **state)
{
    (void)state;
    for (int english = 0; english < 2; english++) {
        struct buffer out;
        buffer_init(&out, 1 << 16);
        options_help(&out, FOR_ALL, english != 0);
        for (size_t i = 0; i < TABLE_COUNT; i++) {
            assert_true(slice_find(buffer_slice(&out), slice_str(table[i].name), 0) !=
                        SIZE_MAX);
            const char *words = english ? table[i].en : table[i].zh;
            assert_true(slice_find(buffer_slice(&out), slice_str(words), 0) != SIZE_MAX);
        }
        buffer_clear(&out);
        options_help(&out, FOR_VALUE, english != 0);
        assert_true(slice_find(buffer_slice(&out), SLICE("--rules"), 0) == SIZE_MAX);
        buffer_release(&out);
    }
}

static void languages(void **state)
{
    (void)state;
    struct {
        const char *all, *messages, *lang;
        char *argv[ARGS];
        bool english;
    } rows[] = {
        {NULL, NULL, NULL, {A("jihe")}, false},
        {NULL, NULL, "C.UTF-8", {A("jihe")}, false},
        {NULL, NULL, "en_US.UTF-8", {A("jihe")}, true},
        {NULL, "zh_CN.UTF-8", "en_US.UTF-8", {A("jihe")}, false},
        {"en_GB", "zh_CN", "zh_CN", {A("jihe")}, true},
        {"", NULL, "en", {A("jihe")}, true},
        {NULL, NULL, "enochian", {A("jihe")}, false},
        {NULL, NULL, "en_US", {A("jihe"), A("check"), A("--lang"), A("zh")}, false},
        {NULL, NULL, NULL, {A("jihe"), A("check"), A("--lang=en")}, true},
        {NULL, NULL, NULL, {A("jihe"), A("value"), A("--"), A("--lang=en")}, false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
        const char *const values[] = {rows[i].all, rows[i].messages, rows[i].lang};
        for (size_t k = 0; k < 3; k++) {
            if (values[k])
                assert_int_equal(setenv(names[k], values[k], 1), 0);
            else
                assert_int_equal(unsetenv(names[k]), 0);
        }
        assert_int_equal(options_english(count_of(rows[i].argv), rows[i].argv),
                         rows[i].english);
    }
}

static void columns(void **state)
{
    (void)state;
    static const struct {
        const char *said;
        size_t least, most;
    } rows[] = {{"1", 1, 1},     {"120", 120, 120}, {"99999999999", 1000, 10000},
                {"0", 0, 10000}, {"-3", 0, 10000},  {"8x", 0, 10000}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_int_equal(setenv("COLUMNS", rows[i].said, 1), 0);
        assert_in_range(place_columns(), rows[i].least, rows[i].most);
    }
}

static void messages(void **state)
{
    (void)state;
    static const struct {
        bool lines;
        const char *in, *out;
    } rows[] = {
        {false, "a\x1b[1mb", "a␛[1mb"},
        {false, "a\nb", "a␊b"},
        {true, "a\n\tb\r", "a\n\tb␍"},
        {true, "\xE2\x80\xAEx\xC2\x9B", "<U+202E>x<U+009B>"},
        {false, "\xFF\x7F", "\xEF\xBF\xBD␡"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer b;
        buffer_init(&b, 1024);
        say_safe(&b, slice_str(rows[i].in), rows[i].lines);
        buffer_byte(&b, '\0');
        assert_string_equal(b.ptr, rows[i].out);
        buffer_release(&b);
    }
}

static void progress_lines(void **state)
{
    (void)state;
    static const struct {
        bool english;
        uint64_t done, total, projects;
        int64_t ms;
        const char *text;
    } rows[] = {
        {true, 0, 0, 50, 2000, "50 projects, 25/s"},
        {false, 0, 0, 50, 2000, "50 个项目，每秒 25 个"},
        {true, 512000, 1024000, 100, 4000, " 49%  100 projects, 25/s, about 3 s left"},
        {true, 1024000, 1024000, 100, 4000, " 99%  100 projects, 25/s"},
        {true, 5, 3, 1, 0, "1 projects, 1000/s"},
        {false, UINT64_MAX / 2, UINT64_MAX, 7, 1000,
         " 49%  7 个项目，每秒 7 个，约余 1 秒"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char text[256];
        size_t n = progress_text(text, sizeof(text), rows[i].english, rows[i].done,
                                 rows[i].total, rows[i].projects, rows[i].ms);
        assert_string_equal(text, rows[i].text);
        assert_int_equal(n, strlen(text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted),       cmocka_unit_test(refused),
        cmocka_unit_test(helps),          cmocka_unit_test(languages),
        cmocka_unit_test(columns),        cmocka_unit_test(messages),
        cmocka_unit_test(progress_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
