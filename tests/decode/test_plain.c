/* Plain tables in documents: which tables are read, as what, and that every value keeps the place it
 * has in the document. The documents are drawn: "=name" begins a table, "|" parts its cells, "^" is
 * covered by the cell above, "<" by the cell to the left, "#" begins a text. */
#include "decode/kind.h"
#include "decode/transcript.h"

struct row {
    const char *name, *drawing, *expected;
};

static const struct row rows[] = {
    {"projects under a title",
     "=Sheet1\n2024年项目一览\n单位：万元\n项目编码|项目名称|预算数（万元）\nP1|甲, \"乙\"|1.5\n\nP2|丙\n",
     "P1 target? year=2024@1:1:1 project_code=P1@1:4:1 project_name=甲, \"乙\"@1:4:2 currency_unit=万元@1:3:3 "
     "budget_total=1.5@1:4:3\n"
     "P2 target? year=2024@1:1:1 project_code=P2@1:6:1 project_name=丙@1:6:2 currency_unit=万元@1:3:3 "
     "budget_total=@1:6:3\n"},
    {"merged names reach down, at their own place",
     "=x\n项目名称|一级指标|三级指标|指标值\n甲|产出指标|培训|12\n^|^|开班|≥3\n",
     "P1 target? project_name=甲@1:2:1\n"
     " I1/0 level1=产出指标@1:2:2 level3=培训@1:2:3 target=12@1:2:4\n"
     " I2/1 level1=产出指标@1:2:2 level3=开班@1:3:3 target=≥3@1:3:4\n"},
    {"a heading of two rows",
     "=x\n项目名称|资金|<\n^|预算总额|其中：财政拨款\n甲|3|2\n",
     "P1 target? project_name=甲@1:3:1 budget_total=3@1:3:2 budget_fiscal=2@1:3:3\n"},
    {"a set of sheets, and one that is none of it",
     "=项目\n项目编码|项目名称\nP1|甲\nP2|乙\n=指标\n项目编码|三级指标|指标值\nP2|a|1\nP1|b|2\n"
     "=说明\n请勿修改|本表\n",
     "!remark 3:0 : 说明\n"
     "P1 target? project_code=P1@1:2:1 project_name=甲@1:2:2\n I1/0 level3=b@2:3:2 target=2@2:3:3\n"
     "P2 target? project_code=P2@1:3:1 project_name=乙@1:3:2\n I1/0 level3=a@2:2:2 target=1@2:2:3\n"},
    {"two tables, one after the other",
     "=a\n项目名称|三级指标|指标值\n甲|x|1\n=b\n项目名称|三级指标|指标值\n乙|y|2\n",
     "P1 target? project_name=甲@1:2:1\n I1/0 level3=x@1:2:2 target=1@1:2:3\n"
     "P1 target? project_name=乙@2:2:1\n I1/0 level3=y@2:2:2 target=2@2:2:3\n"},
    {"whose the table is, said above it; a column that says so counts more",
     "#编制单位：某县民政局　单位：万元\n=x\n项目名称|预算数\n甲|3\n=y\n单位名称：乙局 金额单位：元|<|<\n项目名称|主管部门|预算数\n乙|丙局|4\n",
     "P1 target? unit_name=某县民政局@1:0 project_name=甲@1:2:1 budget_total=3@1:2:2\n"
     "P1 target? department=丙局@2:3:2 project_name=乙@2:3:1 budget_total=4@2:3:3\n"},
    {"the short level names; a department above it, but not the one in charge",
     "#部门：某旗教育局 2024年\n=x\n项目名称|绩效情况|<|<|<\n^|一级|二级|三级|指标值\n甲|产出指标|数量指标|线路|12条\n",
     "P1 target? year=2024@1:0 unit_name=某旗教育局@1:0 project_name=甲@1:3:1\n"
     " I1/0 level1=产出指标@1:3:2 level2=数量指标@1:3:3 level3=线路@1:3:4 target=12条@1:3:5\n"},
    {"the department in charge is not the unit",
     "#主管部门：某市民政局\n=x\n项目名称|预算数\n甲|3\n",
     "P1 target? project_name=甲@1:2:1 budget_total=3@1:2:2\n"},
    {"all that can be said above a table at once",
     "#编制单位：某县民政局\n=x\n某省某县2024年部门预算项目绩效目标申报表|<|<|<\n金额单位：元|<|<|<\n项目名称|预算数|三级指标|指标值\n甲|3|a|1个\n",
     "P1 declaration form=declaration@1:1:1 year=2024@1:1:1 unit_name=某县民政局@1:0 project_name=甲@1:4:1 "
     "currency_unit=元@1:2:1 budget_total=3@1:4:2\n"
     " I1/0 level3=a@1:4:3 target=1个@1:4:4\n"},
    {"both levels in one cell; words that mean a column where there is no better one",
     "=x\n项目名称|项目资金|指标类型|指标名称|绩效标准\n甲|3|产出指标-数量指标|a|1个\n^|^|效益指标/社会效益指标|b|2户\n^|^|质量指标|c|好\n^|^|定量|d|4人\n",
     "P1 target? project_name=甲@1:2:1 budget_total=3@1:2:2\n"
     " I1/0 level1=产出指标@1:2:3 level2=数量指标@1:2:3 level3=a@1:2:4 target=1个@1:2:5\n"
     " I2/1 level1=效益指标@1:3:3 level2=社会效益指标@1:3:3 level3=b@1:3:4 target=2户@1:3:5\n"
     " I3/2 level2=质量指标@1:4:3 level3=c@1:4:4 target=好@1:4:5\n"
     " I4/3 level3=d@1:5:4 nature=定量@1:5:3 target=4人@1:5:5\n"},
    {"a unit with its sum above its projects; one written once for several",
     "=x\n单位名称|项目名称|预算数|三级指标|指标值\n甲局||3\n|子|1|a|1个\n|||b|2个\n|丑|2|c|3个\n乙局||4\n|寅|4|d|4个\n丙局|卯|5|e|1个\n|||f|2个\n|辰|6|g|2个\n合计||18\n",
     "!remark 1:2 : taken for a subtotal\n"
     "P1 target? unit_name=甲局@1:2 project_name=子@1:3:2 budget_total=1@1:3:3\n"
     " I1/0 level3=a@1:3:4 target=1个@1:3:5\n I2/1 level3=b@1:4:4 target=2个@1:4:5\n"
     "!remark 1:6 : taken for a subtotal\n"
     "P2 target? unit_name=甲局@1:2 project_name=丑@1:5:2 budget_total=2@1:5:3\n I1/0 level3=c@1:5:4 target=3个@1:5:5\n"
     "P3 target? unit_name=乙局@1:6 project_name=寅@1:7:2 budget_total=4@1:7:3\n I1/0 level3=d@1:7:4 target=4个@1:7:5\n"
     "P4 target? unit_name=丙局@1:8:1 project_name=卯@1:8:2 budget_total=5@1:8:3\n"
     " I1/0 level3=e@1:8:4 target=1个@1:8:5\n I2/1 level3=f@1:9:4 target=2个@1:9:5\n"
     "!remark 1:11 : taken for a subtotal\n"
     "P5 target? unit_name=丙局@1:8:1 project_name=辰@1:10:2 budget_total=6@1:10:3\n I1/0 level3=g@1:10:4 target=2个@1:10:5\n"},
    {"what the centre and the place itself give; a third source leaves them alone",
     "=x\n项目名称|项目资金|中央资金|地方资金\n甲|3|2|1\n=y\n项目名称|项目资金|中央资金|省级资金|地方资金\n乙|3|1|1|1\n",
     "P1 target? project_name=甲@1:2:1 budget_total=3@1:2:2 budget_fiscal=2@1:2:3 budget_other=1@1:2:4\n"
     "!remark 2:1 : unknown heading\n!remark 2:1 : unknown heading\n!remark 2:1 : unknown heading\n"
     "P1 target? project_name=乙@2:2:1 budget_total=3@2:2:2 +中央资金=1 +省级资金=1 +地方资金=1\n"},
    {"a level above the first one is kept beside it",
     "=x\n项目名称|一级指标|二级指标|三级指标|指标值\n甲|实施效果指标|产出指标|a|1个\n",
     "P1 target? project_name=甲@1:2:1\n I1/0 level1=产出指标@1:2:3 level3=a@1:2:4 target=1个@1:2:5 +上一层指标=实施效果指标\n"},
    {"绩效指标 is the name where 三级指标 is not there",
     "=x\n项目名称|一级指标|二级指标|绩效指标|指标值\n甲|产出指标|数量指标|a|1个\n",
     "P1 target? project_name=甲@1:2:1\n I1/0 level1=产出指标@1:2:2 level2=数量指标@1:2:3 level3=a@1:2:4 target=1个@1:2:5\n"},
    {"and a column beside it elsewhere",
     "=x\n项目名称|绩效指标|一级指标|三级指标|指标值\n甲|x|产出指标|a|1个\n",
     "P1 target? project_name=甲@1:2:1\n I1/0 level1=产出指标@1:2:3 level3=a@1:2:4 target=1个@1:2:5 +绩效指标=x\n"},
    {"rows beyond the heading are told", "=x\n项目编码|项目名称\nP1|甲|多余\nP2|乙\n",
     "!project 1:2 P1: 3 fields for 2 columns (too many fields)\n"
     "P2 target? project_code=P2@1:3:1 project_name=乙@1:3:2\n"},
    {"indicators alone are one project's", "=x\n一级指标|三级指标|指标值\n产出|a|1\n",
     "P1 target?\n I1/0 level1=产出@1:2:1 level3=a@1:2:2 target=1@1:2:3\n"},
    {"a text that speaks of a project makes them a form's",
     "#项目名称：甲\n=x\n一级指标|三级指标|指标值\n产出|a|1\n", "!file 0:0 : none with a heading row\n"},
    {"so does one in the table above them",
     "=x\n项目名称：甲\n一级指标|三级指标|指标值\n产出|a|1\n", "!file 0:0 : none with a heading row\n"},
    {"the unit of amounts is no such text",
     "#（单位：万元）\n=x\n金额单位:元\n一级指标|三级指标|指标值\n产出|a|1\n",
     "P1 target?\n I1/0 level1=产出@1:3:1 level3=a@1:3:2 target=1@1:3:3\n"},
    {"labels beside values are a form",
     "=x\n项目名称|甲|主管部门|教育局\n一级指标|二级指标|三级指标|指标值\n产出|数量|a|1\n",
     "!file 0:0 : none with a heading row\n"},
    {"one name known among three, and values below", "=x\n项目编码|经办人|电话\nP1|张|1\nP2|李|2\n",
     "!remark 1:1 : unknown heading\n!remark 1:1 : unknown heading\n"
     "P1 target? project_code=P1@1:2:1 +经办人=张 +电话=1\n"
     "P2 target? project_code=P2@1:3:1 +经办人=李 +电话=2\n"},
    {"the same with a label below is a form", "=x\n项目名称|道路养护\n主管部门|交通局\n",
     "!file 0:0 : none with a heading row\n"},
    {"the unit of amounts said above them",
     "=x\n公开表\n（单位：万元）\n项目名称|预算数\n甲|3\n\n乙|4\n",
     "P1 target? project_name=甲@1:4:1 currency_unit=万元@1:2:1 budget_total=3@1:4:2\n"
     "P2 target? project_name=乙@1:6:1 currency_unit=万元@1:2:1 budget_total=4@1:6:2\n"},
    {"the unit said in a line before, too much in a row",
     "#单位：元\n=x\n项目名称|预算数\n甲|3\n乙|4|5\n",
     "P1 target? project_name=甲@1:2:1 currency_unit=元@1:0 budget_total=3@1:2:2\n"
     "!project 1:3 : too many fields\n"},
    {"a heading that says the unit is believed",
     "=x\n单位：万元\n项目名称|预算数（元）\n甲|3\n",
     "P1 target? project_name=甲@1:3:1 currency_unit=元@1:2:2 budget_total=3@1:3:2\n"},
    {"a title says the form and the year; a date and a span of years say none",
     "#发布于2023年3月1日，2024-2026年规划\n=x\n某局2024年度绩效目标公开表\n项目名称|三级指标|指标值\n甲|a|1\n",
     "P1 disclosure form=disclosure@1:1:1 year=2024@1:1:1 project_name=甲@1:3:1\n"
     " I1/0 level3=a@1:3:2 target=1@1:3:3\n"},
    {"rows of sums among indicators are told and left out",
     "=x\n单位名称|项目名称|预算数|三级指标|指标值\n某局||30\n某局|甲|10|a|1\n^|^|^|b|2\n合计|30\n",
     "!remark 1:2 : taken for a subtotal\n"
     "P1 target? unit_name=某局@1:3:1 project_name=甲@1:3:2 budget_total=10@1:3:3\n"
     " I1/0 level3=a@1:3:4 target=1@1:3:5\n I2/1 level3=b@1:4:4 target=2@1:4:5\n"
     "!remark 1:5 : taken for a subtotal\n"},
    {"rows of a dump go under their levels",
     "=x\n单位名称|项目名称|一级指标|二级指标|三级指标|指标值\n某局|甲|产出指标|数量指标|a|1\n"
     "产出指标|质量指标|b|2\n乙|产出指标|数量指标|c|3\n",
     "P1 target? unit_name=某局@1:2:1 project_name=甲@1:2:2\n"
     " I1/0 level1=产出指标@1:2:3 level2=数量指标@1:2:4 level3=a@1:2:5 target=1@1:2:6\n"
     " I2/1 level1=产出指标@1:3:1 level2=质量指标@1:3:2 level3=b@1:3:3 target=2@1:3:4\n"
     "P2 target? unit_name=某局@1:2:1 project_name=乙@1:4:1\n"
     " I1/0 level1=产出指标@1:4:2 level2=数量指标@1:4:3 level3=c@1:4:4 target=3@1:4:5\n"},
    {"nothing", "", "!file 0:0 : a file of kind XLSX without any table\n"},
};

static const char *drawing;

struct drawn {
    struct slice text;
    uint32_t row, column, rows, columns;
};

static void put_row(struct drawn grid[32][8], uint32_t r, struct slice line)
{
    for (uint32_t k = 0; line.len; k++) {
        const char *bar = memchr(line.ptr, '|', line.len);
        size_t len = bar ? (size_t)(bar - line.ptr) : line.len;
        grid[r][k] = (struct drawn){slice_of(line.ptr, len), r, k, 1, 1};
        if (*line.ptr == '^' || *line.ptr == '<') {
            struct drawn *of = *line.ptr == '^' ? &grid[r - 1][k] : &grid[r][k - 1];
            of = &grid[of->row][of->column];
            of->rows = r - of->row + 1;
            of->columns = k - of->column + 1;
            grid[r][k] = (struct drawn){.row = of->row, .column = of->column};
        }
        line = slice_from(line, len + 1);
    }
}

/* From the line behind "=name" up to the next table or text. */
static const char *draw_table(struct document *doc, struct slice name, uint32_t number,
                              const char *line)
{
    struct drawn grid[32][8] = {0};
    struct document_table *t = document_add_table(doc, name, (struct address){0, number, 0, 0});
    size_t overlaps;
    for (uint32_t r = 0; *line && *line != '=' && *line != '#'; r++) {
        size_t len = strcspn(line, "\n");
        put_row(grid, r, slice_of(line, len));
        line += len + 1;
    }
    for (uint32_t r = 0; r < 32; r++)
        for (uint32_t k = 0; k < 8; k++) {
            const struct drawn *d = &grid[r][k];
            if (!d->rows)
                continue;
            struct document_cell *c = table_add_cell(
                doc, t, r, k, d->text, (struct address){0, number, r + 1, k + 1});
            c->rows = d->rows;
            c->columns = d->columns;
        }
    assert_true(table_finish(doc, t, &overlaps));
    return line;
}

static int draw(struct document *doc, struct input *in, const struct decode_options *o,
                struct error *err)
{
    uint32_t tables = 0;
    (void)in, (void)o, (void)err;
    for (const char *line = drawing; *line;) {
        size_t len = strcspn(line, "\n");
        struct slice name = slice_of(line + 1, len - 1);
        if (*line == '=') {
            line = draw_table(doc, name, ++tables, line + len + 1);
        } else {
            assert_non_null(document_add_text(doc, name, (struct address){0, 1, 0, 0}));
            line += len + 1;
        }
    }
    return 0;
}

static void read_drawing(struct transcript *t, const struct folder *f, struct error *err)
{
    static const struct kind kind = {.source = SOURCE_XLSX, .decode = draw};
    char path[256];
    struct input in;
    struct format_reader reader = {0};
    folder_put(f, "drawn", SLICE("x"));
    folder_path(f, "drawn", path);
    assert_int_equal(input_open(&in, path, &t->sources, err), 0);
    assert_int_equal(document_open(&reader, &in, &kind, &t->options, err), 0);
    input_close(&in);
    struct project *p = project_new(t->limits.project_bytes);
    int rc;
    while ((rc = reader.next(reader.state, p, err)) == 1)
        transcript_project(t, p);
    assert_int_equal(rc, 0);
    assert_true(reader.done(reader.state) <= reader.total(reader.state));
    reader.close(reader.state);
    project_free(p);
}

/* Messages are looked for by a word of theirs, everything else must be the same. */
static bool same(const char *got, const char *expected)
{
    while (*got && *expected) {
        size_t g = strcspn(got, "\n"), e = strcspn(expected, "\n");
        const char *message = *expected == '!' ? strstr(expected, ": ") : NULL;
        if (message && message < expected + e) {
            size_t head = (size_t)(message - expected) + 2;
            if (strncmp(got, expected, head) != 0 ||
                !memmem(got, g, expected + head, e - head))
                return false;
        } else if (g != e || strncmp(got, expected, g) != 0) {
            return false;
        }
        got += g + 1;
        expected += e + 1;
    }
    return !*got && !*expected;
}

static void test_rows(void **state)
{
    struct folder f;
    size_t failed = 0;
    (void)state;
    folder_make(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct transcript t;
        struct error err;
        transcript_init(&t);
        drawing = rows[i].drawing;
        read_drawing(&t, &f, &err);
        bool as_expected = same(t.text, rows[i].expected);
        failed += !as_expected;
        if (!as_expected)
            print_error("%s\n--- expected\n%s--- got\n%s", rows[i].name, rows[i].expected, t.text);
        transcript_release(&t);
    }
    folder_remove(&f);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
