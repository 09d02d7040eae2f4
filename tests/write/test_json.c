/* The JSON of a finding: keys, their order, what is absent, how each kind of source is
 * addressed, and that nothing dangerous passes. */
#include "write/report.h"

#include "model/rule.h"

static char *sheets[] = {(char[]){"表1"}};
static const struct source sources[] = {
    {.kind = SOURCE_CSV, .path = (char[]){"a.csv"}, .sha256 = "aa"},
    {.kind = SOURCE_NDJSON, .path = (char[]){"b.ndjson"}, .sha256 = "bb"},
    {.kind = SOURCE_XLSX, .path = (char[]){"c.xlsx"}, .sheets = sheets, .sheet_count = 1},
    {.kind = SOURCE_DOCX, .path = (char[]){"d.docx"}},
};
static const struct rule rule = {.id = {"R-1", 3}};
static const struct statute_ref basis[] = {
    {.id = {"s-1", 3}, .text = {"财预1号", sizeof("财预1号") - 1}}, {.id = {"s-2", 3}}};
static const struct place related[] = {
    {.project = {.ordinal = 5},
     .field = {"target", 6},
     .at = {1, 7, 2, 0},
     .index = UINT32_MAX},
    {.project = {.ordinal = 5}, .seq = 2, .at = {2, 1, 7, 28}, .index = 1},
};
static const struct pair evidence[] = {{{"executed", 8}, {"1\"2", 3}},
                                       {{"year", 4}, {"", 0}}};
static const struct plain items[] = {{.kind = PLAIN_TEXT, .text = {"x", 1}},
                                     {.kind = PLAIN_BOOLEAN, .boolean = true}};
static const struct plain sixty = {.kind = PLAIN_NUMBER, .number = {605, -1}};
static const struct plain list = {.kind = PLAIN_TABLE, .items = items, .item_count = 2};
static const struct plain_entry entries[] = {
    {{"k", 1}, {.kind = PLAIN_TEXT, .text = {"v", 1}}}};
static const struct plain map = {.kind = PLAIN_TABLE,
                                 .entries = entries,
                                 .entry_count = 1,
                                 .items = items,
                                 .item_count = 1};
static const struct param_use params[] = {
    {{"floor", 5}, &sixty, {"%", 1}, {"national", 8}},
    {{"list", 4}, &list, {NULL, 0}, {"420000", 6}},
    {{"map", 3}, &map, {NULL, 0}, {NULL, 0}},
};

static const struct {
    const char *name;
    struct finding finding;
    const char *line;
} rows[] = {
    {"everything",
     {.kind = KIND_FINDING,
      .rule = &rule,
      .rule_id = {"R-1", 3},
      .severity = SEVERITY_ERROR,
      .aspect = {"x", 1},
      .message = {"m", 1},
      .message_en = {"e", 1},
      .suggestion = {"s", 1},
      .suggestion_en = {"t", 1},
      .basis = basis,
      .basis_count = 2,
      .place = {.project = {.ordinal = 2,
                            .code = {"C", 1},
                            .name = {"N", 1},
                            .unit = {"U", 1},
                            .region = {"42", 2},
                            .year = 2023,
                            .form = FORM_TARGET},
                .seq = 3,
                .field = {"target", 6},
                .at = {0, 4, 9, 0},
                .index = UINT32_MAX},
      .indicator_name = {"I", 1},
      .has_value = true,
      .value = {"v", 1},
      .related = related,
      .related_count = 2,
      .evidence = evidence,
      .evidence_count = 2,
      .params = params,
      .param_count = 3,
      .pack = {"national@1", 10},
      .fingerprint = "ff",
      .status = STATUS_KNOWN},
     "{\"kind\":\"finding\",\"rule\":\"R-1\",\"severity\":\"error\",\"aspect\":\"x\","
     "\"message\":\"m\","
     "\"message_en\":\"e\",\"suggestion\":\"s\",\"suggestion_en\":\"t\",\"basis\":[{"
     "\"id\":\"s-1\",\"text\":\"财预1号\"},"
     "{\"id\":\"s-2\"}],\"project\":{\"ordinal\":2,\"code\":\"C\",\"name\":\"N\","
     "\"unit\":\"U\","
     "\"region\":\"42\",\"year\":2023,\"form\":\"target\"},\"indicator\":{\"seq\":3,"
     "\"name\":\"I\"},"
     "\"field\":\"target\",\"value\":\"v\",\"location\":{\"file\":\"a.csv\",\"line\":4,"
     "\"column\":9},"
     "\"related\":[{\"ordinal\":5,\"seq\":0,\"field\":\"target\",\"location\":{\"file\":"
     "\"b.ndjson\","
     "\"line\":7,\"column\":2,\"pointer\":\"/"
     "target\"}},{\"ordinal\":5,\"seq\":2,\"location\":{"
     "\"file\":\"c.xlsx\",\"sheet\":\"表1\",\"cell\":\"AB7\"}}],\"evidence\":{"
     "\"executed\":\"1\\\"2\","
     "\"year\":\"\"},\"params\":{\"floor\":{\"value\":60.5,\"from\":\"national\"},"
     "\"list\":{"
     "\"value\":[\"x\",true],\"from\":\"420000\"},\"map\":{\"value\":{\"1\":\"x\",\"k\":"
     "\"v\"}}},"
     "\"pack\":\"national@1\",\"fingerprint\":\"ff\",\"status\":\"known\"}"},
    {"practice alone, blank value, pointer to an indicator's field",
     {.kind = KIND_UNDECIDED,
      .rule = &rule,
      .rule_id = {"R-1", 3},
      .severity = SEVERITY_WARNING,
      .message = {"m", 1},
      .place = {.project = {.ordinal = 1},
                .seq = 9,
                .field = {"a~/b", 4},
                .at = {1, 2, 0, 0},
                .index = 8},
      .has_value = true},
     "{\"kind\":\"undecided\",\"rule\":\"R-1\",\"severity\":\"warning\",\"message\":"
     "\"m\",\"basis\":[],"
     "\"project\":{\"ordinal\":1},\"indicator\":{\"seq\":9},\"field\":\"a~/"
     "b\",\"value\":\"\","
     "\"location\":{\"file\":\"b.ndjson\",\"line\":2,\"pointer\":\"/indicators/8/"
     "a~0~1b\"}}"},
    {"a table cell",
     {.kind = KIND_FINDING,
      .severity = SEVERITY_NOTE,
      .message = {"m", 1},
      .place = {.at = {3, 2, 5, 3}}},
     "{\"kind\":\"finding\",\"severity\":\"note\",\"message\":\"m\",\"location\":{"
     "\"file\":\"d.docx\","
     "\"table\":2,\"row\":5,\"cell\":3}}"},
    {"a paragraph outside of tables",
     {.kind = KIND_FINDING,
      .severity = SEVERITY_NOTE,
      .message = {"m", 1},
      .place = {.at = {3, 0, 7, 0}}},
     "{\"kind\":\"finding\",\"severity\":\"note\",\"message\":\"m\",\"location\":{"
     "\"file\":\"d.docx\",\"paragraph\":7}}"},
    {"a sheet without a known name, a whole sheet",
     {.kind = KIND_INPUT_ERROR,
      .severity = SEVERITY_ERROR,
      .message = {"m", 1},
      .message_en = {"e", 1},
      .place = {.at = {2, 4, 0, 0}}},
     "{\"kind\":\"input_error\",\"severity\":\"error\",\"message\":\"m\",\"message_en\":"
     "\"e\","
     "\"location\":{\"file\":\"c.xlsx\"}}"},
    {"a whole row of a sheet",
     {.kind = KIND_FINDING, .severity = SEVERITY_NOTE, .message = {"m", 1}, .place = {.at = {2, 1, 7, 0}}},
     "{\"kind\":\"finding\",\"severity\":\"note\",\"message\":\"m\",\"location\":{"
     "\"file\":\"c.xlsx\",\"sheet\":\"表1\",\"row\":7}}"},
    {"a rule that did not load points into no input",
     {.kind = KIND_RULE_ERROR,
      .rule_id = {"X", 1},
      .severity = SEVERITY_ERROR,
      .message = {"m", 1},
      .place = {.at = {0, 1, 1, 0}}},
     "{\"kind\":\"rule_error\",\"rule\":\"X\",\"severity\":\"error\",\"message\":\"m\"}"},
    {"an address in no source",
     {.kind = KIND_FINDING, .severity = SEVERITY_NOTE, .place = {.at = {77, 1, 1, 0}}},
     "{\"kind\":\"finding\",\"severity\":\"note\"}"},
    {"nothing dangerous passes",
     {.kind = KIND_FINDING,
      .severity = SEVERITY_NOTE,
      .place = {.at = {77, 0, 0, 0}},
      .message =
          {"\x1b[31m</"
           "script>\xE2\x80\xAE\xE2\x80\x8B\xEF\xBB\xBF\xF3\xA0\x80\x81\xFF\xC2\x85好",
           33}},
     "{\"kind\":\"finding\",\"severity\":\"note\",\"message\":\"\\u001b[31m\\u003c/"
     "script>\\u202e\\u200b"
     "\\ufeff\\udb40\\udc01\xEF\xBF\xBD\\u0085好\"}"},
};

static void ndjson_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct report r;
        char expected[4096];
        print_message("%s\n", rows[i].name);
        report_open(&r, "ndjson", (struct write_options){.colour = true}, sources, 4);
        assert_int_equal(writer_finding(r.writer, &rows[i].finding, NULL), 0);
        assert_int_equal(
            writer_project(r.writer, &rows[i].finding.place.project, VERDICT_FIX, NULL),
            0);
        (void)snprintf(expected, sizeof(expected),
                       "%s\n{\"kind\":\"run\",\"verdict\":\"pass\",\"rules\":{\"loaded\":0,\"failed\":0},"
                       "\"packs\":[],\"params\":[],\"severities\":[],\"loosened\":0,\"inputs\":[]}\n",
                       rows[i].line);
        assert_string_equal(report_finish(&r, &(struct summary){.seconds = 3}), expected);
        report_close(&r);
    }
}

static const struct rule_count by_rule[] = {{{"A-1", 3}, {"t", 1}, {1, 2, 3, 4, 5}, 6}};
static const struct named_count by_aspect[] = {{{"合规", 6}, 1, 2, 3}};
static const struct named_count by_unit[] = {{{"a\"", 2}, 1, 0, 0}, {{"b", 1}, 0, 0, 9}};
static const struct slice packs[] = {{"national@1", 10}, {"420000@2", 8}};

static const struct plain given = {.kind = PLAIN_TEXT, .text = {"50", 2}},
                          now = {.kind = PLAIN_NUMBER, .number = {.coefficient = 50}},
                          was = {.kind = PLAIN_NUMBER, .number = {.coefficient = 60}};
static const struct setting_told settings[] = {
    {.name = {"floor", 5}, .value = &given, .from = {"--param", 7}},
    {.name = {"floor", 5},
     .value = &now,
     .inherited = &was,
     .unit = {"%", 1},
     .from = {"420000@2", 8},
     .above = {"national@1", 10},
     .reason = {"实际", 6},
     .loosened = true}};
static const struct severity_told severities[] = {{.rule = {"A-1", 3},
                                                   .now = {"error", 5},
                                                   .was = {"off", 3},
                                                   .from = {"420000@2", 8},
                                                   .above = {"national@1", 10}}};

static const struct summary summary = {
    .verdict = VERDICT_INCOMPLETE,
    .file_count = 4,
    .projects = {3, 2, 1},
    .indicators = {30, 30, 0},
    .verdicts = {1, 0, 1, 1},
    .findings = {[SEVERITY_NOTE] = 7, [SEVERITY_WARNING] = 8, [SEVERITY_ERROR] = 9},
    .undecided = 10,
    .rule_errors = 11,
    .input_errors = 12,
    .by_rule = by_rule,
    .rule_count = 1,
    .by_aspect = by_aspect,
    .aspect_count = 1,
    .by_unit = by_unit,
    .unit_count = 2,
    .rules_loaded = 98,
    .rules_failed = 1,
    .packs = packs,
    .pack_count = 2,
    .fingerprint = "ab12",
    .terms = {.region = {"420000", 6}, .stage = {"finance", 7}, .as_of = {"2027", 4},
              .form = FORM_TARGET},
    .settings = settings,
    .setting_count = 2,
    .severities = severities,
    .severity_count = 1,
    .loosened = 1,
    .sources = sources,
    .source_count = 4,
    .seconds = 1.25,
};

static const char summary_text[] =
    "{\"summary\":{\n"
    " \"verdict\":\"incomplete\",\n"
    " \"files\":{\"read\":4,\"checked\":2,\"rejected\":2},\n"
    " \"projects\":{\"read\":3,\"checked\":2,\"rejected\":1},\n"
    " \"indicators\":{\"read\":30,\"checked\":30,\"rejected\":0},\n"
    " \"verdicts\":{\"pass\":1,\"explain\":0,\"fix\":1,\"incomplete\":1},\n"
    " \"findings\":{\"error\":9,\"warning\":8,\"note\":7,\"undecided\":10,\"rule_error\":"
    "11,"
    "\"input_error\":12},\n"
    " \"by_aspect\":{\n  \"合规\":{\"error\":1,\"warning\":2,\"note\":3}},\n"
    " \"by_rule\":{\n  "
    "\"A-1\":{\"finding\":1,\"pass\":2,\"not_applicable\":3,\"undecided\":4,"
    "\"rule_error\":5,\"silenced\":6}},\n"
    " \"by_unit\":{\n  \"a\\\"\":{\"error\":1,\"warning\":0,\"note\":0},"
    "\n  \"b\":{\"error\":0,\"warning\":0,\"note\":9}},\n"
    " \"rules\":{\"loaded\":98,\"failed\":1},\n"
    " \"packs\":[\"national@1\",\"420000@2\"],\n"
    " \"fingerprint\":\"ab12\",\n"
    " \"terms\":{\"region\":\"420000\",\"form\":\"target\",\"stage\":\"finance\",\"as_of\":\"2027\"},"
    "\n \"params\":[\n  {\"name\":\"floor\",\"value\":\"50\",\"from\":\"--param\"},\n  "
    "{\"name\":\"floor\",\"value\":50,\"inherited\":60,\"unit\":\"%\",\"from\":\"420000@2\","
    "\"of\":\"national@1\",\"loosened\":true,\"reason\":\"实际\"}],\n"
    " \"severities\":[\n  {\"rule\":\"A-1\",\"severity\":\"error\",\"inherited\":\"off\","
    "\"from\":\"420000@2\",\"of\":\"national@1\"}],\n"
    " \"loosened\":1,\n"
    " \"inputs\":[\n  {\"file\":\"a.csv\",\"sha256\":\"aa\"},\n  "
    "{\"file\":\"b.ndjson\",\"sha256\":\"bb\"},"
    "\n  {\"file\":\"c.xlsx\"},\n  {\"file\":\"d.docx\"}],\n"
    " \"seconds\":1.250\n"
    "},\n";

/* The same provenance on one line, whatever was found. */
static void ndjson_run(void **state)
{
    (void)state;
    struct report r;
    char expected[4096];
    size_t n = (size_t)snprintf(expected, sizeof(expected),
                                "{\"kind\":\"run\",\"verdict\":\"incomplete\",");
    const char *from = strstr(summary_text, "\"rules\":"), *to = strstr(summary_text, ",\n \"seconds\"");
    for (const char *c = from; c < to; c++)
        if (*c == '\n')
            c += strspn(c + 1, " ");
        else
            expected[n++] = *c;
    (void)snprintf(expected + n, sizeof(expected) - n, "}\n");
    report_open(&r, "ndjson", (struct write_options){0}, sources, 4);
    assert_string_equal(report_finish(&r, &summary), expected);
    report_close(&r);
}

static void json_object(void **state)
{
    (void)state;
    for (size_t count = 0; count <= 2; count++) {
        struct report r;
        char expected[8192];
        size_t n = (size_t)snprintf(expected, sizeof(expected), "%s\"findings\":[",
                                    summary_text);
        report_open(&r, "json", (struct write_options){0}, sources, 4);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(writer_finding(r.writer, &rows[i].finding, NULL), 0);
            n += (size_t)snprintf(expected + n, sizeof(expected) - n, "%s\n%s",
                                  i ? "," : "", rows[i].line);
        }
        (void)snprintf(expected + n, sizeof(expected) - n, count ? "\n]}\n" : "]}\n");
        assert_string_equal(report_finish(&r, &summary), expected);
        report_close(&r);
    }
}

/* More findings than the spool keeps in memory: all of them, in order. */
static void json_long(void **state)
{
    (void)state;
    enum { MANY = 9000 };
    struct report r;
    static char value[400];
    memset(value, 'v', sizeof(value));
    report_open(&r, "json", (struct write_options){0}, sources, 4);
    for (uint32_t i = 1; i <= MANY; i++) {
        struct finding f = {.kind = KIND_FINDING,
                            .severity = SEVERITY_NOTE,
                            .place = {.project = {.ordinal = i}, .at = {99, 0, 0, 0}},
                            .has_value = true,
                            .value = {value, sizeof(value)}};
        assert_int_equal(writer_finding(r.writer, &f, NULL), 0);
    }
    const char *at = report_finish(&r, &summary);
    for (uint32_t i = 1; i <= MANY; i++) {
        char wanted[64];
        (void)snprintf(
            wanted, sizeof(wanted),
            "\n{\"kind\":\"finding\",\"severity\":\"note\",\"project\":{\"ordinal\":%u}",
            i);
        at = strstr(at, wanted);
        assert_non_null(at);
    }
    report_close(&r);
}

static void formats(void **state)
{
    (void)state;
    static const struct {
        const char *path, *format;
    } paths[] = {
        {"out.json", "json"}, {"a.b/out.ndjson", "ndjson"},
        {"x.txt", "text"},    {"x.csv.json", "json"},
        {"o.csv", "csv"},     {"o.html", "html"},
        {"out", NULL},        {"a.json/out", NULL},
        {"x.JSON5", NULL},    {"", NULL},
    };
    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
        const struct write_format *wanted =
            paths[i].format ? write_format_find(slice_str(paths[i].format)) : NULL;
        assert_ptr_equal(write_format_for_path(slice_str(paths[i].path)), wanted);
    }
    assert_null(write_format_find(SLICE("njson")));
    assert_null(write_format_find(SLICE("")));
}

/* A disk that is full is told, and stays told. */
static void full_disk(void **state)
{
    (void)state;
    static const char *const names[] = {"text", "ndjson", "json", "csv", "html"};
    for (size_t i = 0; i < 5; i++) {
        struct file_out file;
        struct writer *w;
        struct error err = {0};
        assert_int_equal(file_create(&file, "/dev/full", &err), 0);
        assert_int_equal(writer_open(&w, write_format_find(slice_str(names[i])), &file,
                                     &(struct write_options){0},
                                     (struct write_sources){0}, &err),
                         0);
        assert_int_equal(writer_finding(w, &rows[0].finding, &err), 0);
        assert_int_equal(writer_finish(w, &summary, &err), 0);
        assert_int_equal(file_commit(&file, &err), ERR_IO);
        assert_non_null(strstr(err.en, "/dev/full"));
        writer_free(w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ndjson_lines), cmocka_unit_test(ndjson_run),
        cmocka_unit_test(json_object),
        cmocka_unit_test(json_long),    cmocka_unit_test(formats),
        cmocka_unit_test(full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
