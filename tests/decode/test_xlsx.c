/* Workbooks as clerks see them: what is shown in each cell, where it stands, and what is told of what
 * cannot be seen. */
#include "decode/picture.h"
#include "decode/transcript.h"
#include "decode/workbook.h"

#include "decode/xlsx_sheet.h"

static char path[32];

static int make_path(void **state)
{
    (void)state;
    packed_path(path);
    return 0;
}

static int drop_path(void **state)
{
    (void)state;
    return unlink(path);
}

/* ---- as a document ---- */

struct drawing {
    const char *about;
    struct book book;
    const char *drawn;
};

static const struct drawing drawings[] = {
    {"kinds of cells, as they are shown",
     {.sheets = {{"表", DATA(ROW("1", SHARED("A1", "0") SHARED("B1", "1") SHARED("C1", "2")
                                         TEXT("D1", " x ") CELL("E1", " t=\"str\"><f>A1</f><v>s</v>"))
                             ROW("2", NUM("A2", "12.5") STYLED("B2", "1", "0.55589999999999995")
                                      STYLED("C2", "2", "45292") STYLED("D2", "3", "1234.5")
                                      STYLED("E2", "4", "45657"))
                             ROW("3", CELL("A3", " t=\"b\"><v>1</v>") CELL("B3", " t=\"b\"><v>0</v>")
                                      CELL("C3", " t=\"d\"><v>2024-01-01T00:00:00</v>")
                                      NUM("D3", " 7 ") STYLED("E3", "99", "0.5")))}}},
     "T1表\nA1 1:1 项目名称\nB1 1:2 大桥\nC1 1:3 a/b_x0041_\x01\nD1 1:4 x\nE1 1:5 s\n"
     "A2 2:1 12.5\nB2 2:2 55.59%\nC2 2:3 2024年1月1日\nD2 2:4 1,234.50万元\nE2 2:5 2024/12/31\n"
     "A3 3:1 TRUE\nB3 3:2 FALSE\nC3 3:3 2024-01-01\nD3 3:4 7\nE3 3:5 0.5\n"},
    {"what is odd is told once, with its place",
     {.sheets = {{"表", DATA(ROW("1", CELL("A1", "><f>1+1</f>") CELL("B1", "><f>2</f>")
                                          CELL("C1", " t=\"e\"><f>x</f><v>#REF!</v>") NUM("D1", "abc"))
                             ROW("2", STYLED("A2", "4", "-1") NUM("B2", "1.3000000000000001E+20")
                                      CELL("C2", " t=\"zz\"><v>q</v>") CELL("D2", " t=\"b\"><v>7</v>")))}}},
     "T1表\nA1 1:1 未计算\nB1 1:2 未计算\nC1 1:3 #REF!\nD1 1:4 abc\nA2 2:1 -1\n"
     "B2 2:2 130000000000000010000\nC2 2:3 q\nD2 2:4 7\n"
     "!1:1:1 sheet \"表\": formulas without a result: 2, read as \"未计算\" (not calculated); open it in "
     "Excel or WPS once and save it\n"
     "!1:1:3 sheet \"表\": cells with an error such as #REF!: 1, read as they stand\n"
     "!1:1:4 sheet \"表\": cells that hold what their type does not allow: 3, read as they stand\n"
     "!1:2:2 sheet \"表\": numbers of more than 15 digits: 1; a workbook keeps 15, the rest may be "
     "lost; keep codes as text\n"
     "!1:2:1 sheet \"表\": cells formatted as dates that are none: 1, read as numbers\n"},
    {"boxes, by sign and by font",
     {.sheets = {{"表", DATA(ROW("1", TEXT("A1", "☒是 ■否 ☐无") CELL("B1", " s=\"5\" t=\"str\"><v>R</v>")
                                      CELL("C1", " s=\"5\" t=\"str\"><v>RR</v>") CELL("D1", " s=\"0\" t=\"str\"><v>R</v>"))
                             ROW("2", CELL("A2", " t=\"inlineStr\"><is><r><rPr><rFont val=\"Wingdings 2\"/></rPr>"
                                                 "<t>R</t></r><r><t>R£ </t></r><r><rPr><rFont val=\"Wingdings 2\"/>"
                                                 "</rPr><t>£</t></r></is>")))}}},
     "T1表\nA1 1:1 ☑是 ☑否 □无\nB1 1:2 ☑\nC1 1:3 RR\nD1 1:4 R\nA2 2:1 ☑R£ □\n"},
    {"dates since 1904",
     {.sheets = {{"表", DATA(ROW("1", STYLED("A1", "4", "43830")))}},
      .properties = "<workbookPr date1904=\"true\"/>"},
     "T1表\nA1 1:1 2024/1/1\n"},
    {"merged areas, blank ones too; what lies below is told",
     {.sheets = {{"表", DATA(ROW("1", TEXT("A1", "t") BLANK("B1") TEXT("C1", "seen"))
                             ROW("2", TEXT("A2", "l") BLANK("B2") TEXT("C2", "hidden") BLANK("D2"))
                             ROW("3", BLANK("A3") TEXT("B3", "z")))
                             MERGES(MERGE("A1:B1") MERGE("B2:D2") MERGE("A2:A3") MERGE("C2:D3")
                                    MERGE("A1:A1") MERGE("x") MERGE("A9"))}}},
     "T1表\nA1+1x2 1:1 t\nC1 1:3 seen\nA2+2x1 2:1 l\nB2+1x2 2:2 \nB3 3:2 z\n"
     "!1:2:3 sheet \"表\": cells under merged areas: 1; nobody sees them, they were not read\n"
     "!1:0:0 sheet \"表\": merged areas that are wrong or overlap: 2, left out\n"},
    {"hidden rows, columns and sheets",
     {.sheets = {{"一", "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>"
                        DATA(ROW("1", TEXT("A1", "a") TEXT("B1", "b"))
                             "<row r=\"2\" hidden=\"1\">" TEXT("A2", "c") "</row>")},
                 {"二", DATA(ROW("1", TEXT("A1", "d"))), "state=\"veryHidden\""}}},
     "T1一\nA1 1:1 a\nB1 1:2 ~b\nA2 2:1 ~c\nT2 hidden二\nA1 1:1 d\n"
     "!1:2:1 sheet \"一\": hidden rows: 1, read as well\n"
     "!1:1:2 sheet \"一\": filled cells in hidden columns: 1, read as well\n"
     "!2:0:0 sheet \"二\" is hidden, it was read, too\n"},
    {"rows are hidden unless they say otherwise",
     {.sheets = {{"一", "<sheetFormatPr zeroHeight=\"1\"/>"
                        DATA("<row r=\"1\" hidden=\"0\">" TEXT("A1", "a") "</row>"
                             ROW("2", TEXT("A2", "b")))}}},
     "T1一\nA1 1:1 a\nA2 2:1 ~b\n!1:2:1 sheet \"一\": hidden rows: 1, read as well\n"},
    {"nothing says where it stands",
     {.sheets = {{"表", "<sheetData><row><c t=\"str\"><v>a</v></c><c><v>1</v></c></row><row r=\"4\">"
                        "<c r=\"C4\"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>"
                        "</sheetData>"}}},
     "T1表\nA1 1:1 a\nB1 1:2 1\nC4 4:3 2\nD4 4:4 3\nA5 5:1 4\n"},
    {"out of order, and twice",
     {.sheets = {{"表", DATA(ROW("2", NUM("B2", "1") NUM("A2", "2")) ROW("1", TEXT("A1", "a"))
                             ROW("2", NUM("A2", "9")))}}},
     "T1表\nA1 1:1 a\nA2 2:1 2\nB2 2:2 1\n"
     "!1:2:1 sheet \"表\": cells given twice (duplicate): 1, the first counts\n"},
    {"an alternative is read once",
     {.sheets = {{"表", "<sheetData><m:AlternateContent xmlns:m=\"" MC_URI "\"><m:Choice Requires=\"q\">"
                        ROW("1", NUM("A1", "666")) "</m:Choice><m:Fallback>" ROW("1", NUM("A1", "5"))
                        "</m:Fallback></m:AlternateContent>" ROW("2", NUM("A2", "6")) "</sheetData>"}}},
     "T1表\nA1 1:1 5\nA2 2:1 6\n"},
    {"rows elsewhere are none",
     {.sheets = {{"表", DATA(ROW("1", NUM("A1", "1")))
                        "<extLst><ext>" ROW("9", NUM("A9", "666")) "</ext></extLst>"}}},
     "T1表\nA1 1:1 1\n"},
    {"blank cells within reach are kept, formats beyond it are not",
     {.sheets = {{"表", DATA(ROW("1", TEXT("A1", "l") BLANK("B1") BLANK("Z1"))
                             ROW("2", TEXT("A2", "m") BLANK("C2")) ROW("9", BLANK("A9")))
                        MERGES(MERGE("C2:E2"))}}},
     "T1表\nA1 1:1 l\nB1 1:2 \nA2 2:1 m\nC2 2:3 \n"},
    {"a sheet with nothing on it keeps its number",
     {.sheets = {{"空", DATA(ROW("1", BLANK("A1")))}, {"表", DATA(ROW("1", NUM("A1", "1")))}}},
     "T2表\nA1 1:1 1\n"},
    {"another prefix, strict",
     {.sheets = {{"表", NULL, NULL,
                  "<x:worksheet xmlns:x=\"" STRICT_URI "\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\">"
                  "<x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"}}},
     "T1表\nA1 1:1 1\n"},
    {"a merge over everything",
     {.sheets = {{"表", DATA(ROW("1", TEXT("A1", "a") TEXT("B1", "b"))) MERGES(MERGE("A1:XFD1048576"))}}},
     "T1表\nA1+65x18 1:1 a\n"
     "!1:1:2 sheet \"表\": cells under merged areas: 1; nobody sees them, they were not read\n"},
    {"a cell at the far corner",
     {.sheets = {{"表", DATA(ROW("1", TEXT("A1", "a")) ROW("1048576", TEXT("XFD1048576", "b")))}}},
     "T1表\nA1 1:1 a\n"
     "!1:1048576:16384 sheet \"表\": cells beyond the last column allowed: 1, not read\n"},
};

static int decode_book(const struct book *b, struct picture *p)
{
    book_write(path, b);
    struct slice bytes = packed_bytes(path);
    int rc = picture_take(p, xlsx_decode, bytes, TEXT_CHUNK);
    free((void *)(uintptr_t)bytes.ptr);
    return rc;
}

static void test_document(void **state)
{
    (void)state;
    static struct picture p;
    limits_default(&p.limits);
    for (size_t i = 0; i < sizeof(drawings) / sizeof(*drawings); i++) {
        int rc = decode_book(&drawings[i].book, &p);
        if (rc || strcmp(p.text, drawings[i].drawn) != 0)
            fail_msg("%s: %d %s\n--- wanted\n%s--- got\n%s", drawings[i].about, rc,
                     rc ? p.err.en : "", drawings[i].drawn, p.text);
    }
}

/* ---- what cannot be read ---- */

struct refusal {
    const char *about;
    struct book book;
    const char *told;
};

#define ONE(inside_) {.sheets = {{"表", inside_}}}
#define WHOLE(whole_) {.sheets = {{"表", NULL, NULL, whole_}}}

static const struct refusal refusals[] = {
    {"a shared string that is not there", ONE(DATA(ROW("2", SHARED("B2", "4")))),
     "no shared string of this index: sheet \"表\", cell B2: \"4\""},
    {"one before the first", ONE(DATA(ROW("1", SHARED("A1", "-1")))), "cell A1: \"-1\""},
    {"one that is no number", ONE(DATA(ROW("1", SHARED("AA1", "x")))), "cell AA1: \"x\""},
    {"no shared strings at all",
     {.sheets = {{"表", DATA(ROW("1", SHARED("A1", "0")))}}, .strings = ""},
     "(sharedStrings.xml) are missing: sheet \"表\", cell A1"},
    {"a reference to nowhere", ONE(DATA(ROW("4", NUM("XFE4", "1")))),
     "sheet \"表\": not a cell reference in this row: 'XFE4'"},
    {"a reference to another row", ONE(DATA(ROW("4", NUM("A5", "1")))), "'A5'"},
    {"a reference that is too large", ONE(DATA(ROW("4", NUM("A4294967300", "1")))), "'A4294967300'"},
    {"no column", ONE(DATA(ROW("4", NUM("4", "1")))), "'4'"},
    {"row 0", ONE(DATA(ROW("0", NUM("A0", "1")))), "not the number of a row '0'"},
    {"a row behind the last", ONE(DATA(ROW("1048577", "<c><v>1</v></c>"))), "beyond the last row"},
    {"two values", ONE(DATA(ROW("1", CELL("A1", "><v>1</v><v>2</v>")))), "two values"},
    {"two sets of rows", ONE(DATA(ROW("1", NUM("A1", "1"))) DATA(ROW("1", NUM("A1", "2")))), "duplicate"},
    {"no worksheet", WHOLE("<workbook xmlns=\"" MAIN_URI "\"/>"), "no worksheet"},
    {"a namespace nobody knows", WHOLE("<worksheet xmlns=\"urn:x\"/>"), "unknown namespace"},
    {"cut off", WHOLE("<worksheet xmlns=\"" MAIN_URI "\"><sheetData><row r=\"1\">"),
     "xl/worksheets/sheet1.xml: XML line 1"},
    {"a document type", WHOLE("<!DOCTYPE x [<!ENTITY e 'x'>]><worksheet>&e;</worksheet>"), "DOCTYPE"},
    {"two sheets of one part",
     {.sheets = {{"a", DATA("")}, {"b", DATA("")}}, .targets = "worksheets/sheet1.xml"},
     "two sheets are the same part xl/worksheets/sheet1.xml"},
    {"a sheet that is the workbook", {.sheets = {{"a", DATA("")}}, .targets = "workbook.xml"},
     "no worksheet"},
    {"a part that is not there", {.sheets = {{"a", DATA("")}}, .targets = "worksheets/sheet9.xml"},
     "part xl/worksheets/sheet9.xml is missing"},
    {"a part outside", {.sheets = {{"a", DATA("")}}, .targets = "../../../etc/passwd"},
     "leads out of the file"},
    {"no sheets", {.sheets = {{0}}}, "no sheets"},
};

static void test_refused(void **state)
{
    (void)state;
    static struct picture p;
    limits_default(&p.limits);
    for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
        int rc = decode_book(&refusals[i].book, &p);
        if ((rc != ERR_INPUT && rc != ERR_LIMIT) || !strstr(p.err.en, refusals[i].told))
            fail_msg("%s: %d %s", refusals[i].about, rc, rc ? p.err.en : p.text);
        assert_true(p.err.zh[0]);
    }
}

/* Other things that come in a container. */
static void test_other_containers(void **state)
{
    (void)state;
    static const struct {
        const char *part, *told;
    } cases[] = {
        {"xl/workbook.bin", ".xlsb"},
        {"readme.txt", "a zip archive without a workbook"},
    };
    static struct picture p;
    limits_default(&p.limits);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const struct packed_part parts[] = {{cases[i].part, SLICE("x")}, {0}};
        packed_write(path, parts);
        struct slice bytes = packed_bytes(path);
        assert_int_equal(picture_take(&p, xlsx_decode, bytes, TEXT_CHUNK), ERR_INPUT);
        if (!strstr(p.err.en, cases[i].told))
            fail_msg("%s: %s", cases[i].part, p.err.en);
        free((void *)(uintptr_t)bytes.ptr);
    }
}

/* ---- as plain tables ---- */

#define HEAD2(r) ROW(r, TEXT("A" r, "项目编码") TEXT("B" r, "项目名称"))
#define HEAD3(r) ROW(r, TEXT("A" r, "项目名称") TEXT("B" r, "三级指标") TEXT("C" r, "指标值"))

static const struct drawing tables[] = {
    {"below a title, numbers as they are shown",
     ONE(DATA(ROW("1", TEXT("A1", "2024年项目一览")) ROW("3", SHARED("A3", "0") TEXT("B3", "预算数"))
              ROW("4", SHARED("A4", "1") STYLED("B4", "3", "1234.5")) ROW("9", TEXT("A9", "乙") BLANK("B9")))
         MERGES(MERGE("A1:B1"))),
     "P1 target? year=2024@1:1:1 project_name=大桥 @1:4:1 budget_total=1,234.50万元@1:4:2\n"
     "P2 target? year=2024@1:1:1 project_name=乙@1:9:1 budget_total=@1:9:2\n"},
    {"a merged name reaches down, to rows that are not there too",
     ONE(DATA(HEAD3("1") ROW("2", TEXT("A2", "甲") TEXT("B2", "a") NUM("C2", "1"))
              ROW("3", BLANK("A3") TEXT("B3", "b") NUM("C3", "2"))
              ROW("5", TEXT("A5", "乙") TEXT("B5", "c") NUM("C5", "3")))
         MERGES(MERGE("A2:A3"))),
     "P1 target? project_name=甲@1:2:1\n I1/0 level3=a@1:2:2 target=1@1:2:3\n"
     " I2/1 level3=b@1:3:2 target=2@1:3:3\n"
     "P2 target? project_name=乙@1:5:1\n I1/0 level3=c@1:5:2 target=3@1:5:3\n"},
    {"a text below a merged name is told, not read",
     ONE(DATA(HEAD3("1") ROW("2", TEXT("A2", "甲") TEXT("B2", "a"))
              ROW("3", TEXT("A3", "丙") TEXT("B3", "b")))
         MERGES(MERGE("A2:A3"))),
     "!remark 1:3 : sheet \"表\": cells under merged areas: 1; nobody sees them, they were not read\n"
     "P1 target? project_name=甲@1:2:1\n I1/0 level3=a@1:2:2 target=@1:2:3\n"
     " I2/1 level3=b@1:3:2 target=@1:3:3\n"},
    {"a set of sheets, and one that is none of it",
     {.sheets = {{"项目", DATA(HEAD2("1") ROW("2", TEXT("A2", "P1") TEXT("B2", "甲")))},
                 {"指标", DATA(ROW("1", TEXT("A1", "项目编码") TEXT("B1", "三级指标") TEXT("C1", "指标值"))
                               ROW("2", TEXT("A2", "P1") TEXT("B2", "a") STYLED("C2", "1", "0.95"))),
                  "state=\"hidden\""},
                 {"说明", DATA(ROW("1", TEXT("A1", "请勿修改")))}}},
     "!remark 2:0 : sheet \"指标\" is hidden, it was read, too\n"
     "!remark 3:0 : sheet \"说明\" has no heading row that is known, it was not read\n"
     "P1 target? project_code=P1@1:2:1 project_name=甲@1:2:2\n I1/0 level3=a@2:2:2 target=95.00%@2:2:3\n"},
    {"a cell beside the table is told with its row",
     ONE(DATA(HEAD2("1") ROW("2", TEXT("A2", "P1") TEXT("B2", "甲") TEXT("ZZ2", "?"))
              ROW("3", TEXT("A3", "P2") TEXT("B3", "乙")))),
     "!project 1:2 P1: 3 fields for 2 columns (too many fields); check commas and quotes\n"
     "P2 target? project_code=P2@1:3:1 project_name=乙@1:3:2\n"},
    {"rows out of order are put in order",
     ONE(DATA(HEAD2("1") ROW("3", TEXT("A3", "P2") TEXT("B3", "乙"))
              ROW("2", TEXT("B2", "甲") TEXT("A2", "P1")))),
     "P1 target? project_code=P1@1:2:1 project_name=甲@1:2:2\n"
     "P2 target? project_code=P2@1:3:1 project_name=乙@1:3:2\n"},
    {"a heading of two rows",
     ONE(DATA(ROW("1", TEXT("A1", "项目名称") TEXT("B1", "资金")) ROW("2", TEXT("B2", "预算总额")
              TEXT("C2", "其中：财政拨款")) ROW("3", TEXT("A3", "甲") NUM("B3", "3") NUM("C3", "2")))
         MERGES(MERGE("A1:A2") MERGE("B1:C1"))),
     "P1 target? project_name=甲@1:3:1 budget_total=3@1:3:2 budget_fiscal=2@1:3:3\n"},
    {"one sheet of indicators is one project's, empty sheets beside it",
     {.sheets = {{"Sheet1", DATA(ROW("1", TEXT("A1", "一级指标") TEXT("B1", "三级指标") TEXT("C1", "指标值"))
                                 ROW("2", TEXT("A2", "产出") TEXT("B2", "a") NUM("C2", "1")))},
                 {"Sheet2", DATA("")}}},
     "P1 target?\n I1/0 level1=产出@1:2:1 level3=a@1:2:2 target=1@1:2:3\n"},
};

static void read_book(struct transcript *t)
{
    struct error err;
    const char *paths[1] = {path};
    int rc = transcript_read(t, paths, 1, &err);
    if (rc)
        fail_msg("%d %s", rc, err.en);
    transcript_without(t, path);
}

/* That the form was told from the columns is not what this is about. */
static void drop_inferred(char *text)
{
    for (char *line = text; *line;) {
        char *end = strchr(line, '\n') + 1;
        size_t len = (size_t)(end - line);
        char kept = *end;
        *end = '\0';
        bool inferred = strstr(line, "the kind of form is not given") != NULL;
        *end = kept;
        if (inferred)
            memmove(line, end, strlen(end) + 1);
        else
            line += len;
    }
}

static void test_plain(void **state)
{
    (void)state;
    static struct transcript t;
    for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
        transcript_init(&t);
        book_write(path, &tables[i].book);
        read_book(&t);
        drop_inferred(t.text);
        if (strcmp(t.text, tables[i].drawn) != 0)
            fail_msg("%s\n--- wanted\n%s--- got\n%s", tables[i].about, tables[i].drawn, t.text);
        transcript_release(&t);
    }
}

/* A sheet far larger than a document may be is read all the same: it is not held. Its merged areas stand
 * at its end, its heading at its beginning. */
static void test_large(void **state)
{
    (void)state;
    enum { ROWS = 3000 };
    static char inside[400 * ROWS];
    static struct transcript t;
    size_t n = (size_t)snprintf(inside, sizeof(inside), "<sheetData>" HEAD3("1"));
    for (int r = 2; r <= ROWS; r++)
        n += (size_t)snprintf(inside + n, sizeof(inside) - n,
                              "<row r=\"%d\">%s<c r=\"B%d\" t=\"inlineStr\"><is><t>指标%d</t></is></c>"
                              "<c r=\"C%d\"><v>%d</v></c></row>",
                              r, r == 2 ? TEXT("A2", "甲") : "", r, r, r, r);
    (void)snprintf(inside + n, sizeof(inside) - n, "</sheetData>" MERGES(MERGE("A2:A3000")));
    static struct book book = {.sheets = {{"表", inside}}};
    transcript_init(&t);
    t.limits.document_slots = 200;
    t.limits.document_rows = 100;
    book_write(path, &book);
    struct error err;
    struct input_plan plan;
    const char *paths[1] = {path};
    struct reader *r;
    struct project *p = project_new(t.limits.project_bytes);
    assert_int_equal(input_plan_make(&plan, paths, 1, &t.sources, &t.options, &err), 0);
    assert_int_equal(reader_open(&r, &plan.units[0], &t.sources, &t.options, &err), 0);
    assert_int_equal(reader_next(r, p, &err), 1);
    assert_int_equal(p->indicator_count, ROWS - 1);
    const struct cell *last = &p->indicators[ROWS - 2].cells[I_TARGET];
    assert_true(slice_equal(last->text, SLICE("3000")));
    assert_int_equal(last->at.b, 3000);
    assert_int_equal(last->at.c, 3);
    assert_int_equal(reader_next(r, p, &err), 0);
    assert_int_equal(t.sources.items[0].kind, SOURCE_XLSX);
    assert_string_equal(t.sources.items[0].sheets[0], "表");
    assert_int_equal(strlen(t.sources.items[0].sha256), 64);
    reader_close(r);
    project_free(p);
    input_plan_release(&plan);
    transcript_release(&t);
}

static void test_references(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t row, column; /* 0: none */
    } cases[] = {
        {"A1", 1, 1},   {"z9", 9, 26},      {"AA10", 10, 27}, {"XFD1048576", 1048576, 16384},
        {"XFE1", 0, 0}, {"A1048577", 0, 0}, {"A0", 0, 0},     {"A01", 0, 0},
        {"A", 0, 0},    {"1", 0, 0},        {"", 0, 0},       {"A1B", 0, 0},
        {"$A$1", 0, 0}, {"AAAA1", 0, 0},    {"A-1", 0, 0},    {"A1 ", 0, 0},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        uint32_t row = 0, column = 0;
        bool found = xlsx_reference(slice_str(cases[i].text), &row, &column);
        if (found != (cases[i].row > 0) || row != cases[i].row || column != cases[i].column)
            fail_msg("%s: %u %u", cases[i].text, row, column);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_document), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_other_containers), cmocka_unit_test(test_plain),
        cmocka_unit_test(test_large),    cmocka_unit_test(test_references),
    };
    return cmocka_run_group_tests_name("xlsx", tests, make_path, drop_path);
}
