/* Word documents become tables and text as they stand when every change is accepted. */
#include "picture.h"

#include "format/packed.h"

#define TRANSITIONAL "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"

#define RUN(text) "<w:r><w:t>" text "</w:t></w:r>"
#define P(text) "<w:p>" RUN(text) "</w:p>"
#define TC(text) "<w:tc>" P(text) "</w:tc>"
#define TCX(properties, text) "<w:tc><w:tcPr>" properties "</w:tcPr>" P(text) "</w:tc>"
#define FIELD(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"

struct row {
    const char *about, *body, *drawn;
};

#define LISTED(list, level, text)                                                        \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list           \
    "\"/></w:numPr></w:pPr>" RUN(text) "</w:p>"
#define STYLED(style, text)                                                              \
    "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" RUN(text) "</w:p>"

static const struct row
    rows[] =
        {
            {"numbers that Word puts before paragraphs",
             LISTED("1", "0", "a") LISTED("1", "1", "b") LISTED("1", "1", "c")
                 LISTED("1", "0", "d") LISTED("1", "1", "e") LISTED("2", "0", "f")
                     LISTED("1", "0", "g") LISTED("0", "0", "h") LISTED("4", "0", "i")
                         LISTED("9", "0", "j") LISTED("1", "99", "k"),
             "P1 1. a\nP2 1.1）b\nP3 1.2）c\nP4 2. d\nP5 2.1）e\nP6 5. f\nP7 6. g\nP8 "
             "h\nP9 i\nP10 j\n"
             "P11 k\n"},
            {"their signs, and those of styles",
             STYLED("H", "a")
                 STYLED("H", "b")
                     STYLED("H", "c")
                         STYLED("N", "d")
                             LISTED("3", "1", "e")
                                 LISTED("3", "2", "f")
                                     LISTED("3", "3", "g")
                                         LISTED("3", "3", "h")
                                             LISTED("3", "4", "i") "<w:p><w:pPr><w:"
                                                                   "pStyle "
                                                                   "w:val=\"H\"/"
                                                                   "><w:numPr><w:numId "
                                                                   "w:val=\"0\"/></"
                                                                   "w:numPr></w:pPr>" RUN("j") "</w:p>",
             "P1 九、a\nP2 十、b\nP3 十一、c\nP4 d\nP5 ①e\nP6 （）f\nP7 z) g\nP8 aa) "
             "h\nP9 i\nP10 j\n"},
            {"a cell that holds nothing but its number; a former number is none",
             "<w:tbl><w:tr><w:tc>" LISTED(
                 "1", "0",
                 "") "</w:tc><w:tc><w:p><w:pPr><w:pPrChange><w:pPr><w:numPr>"
                     "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange></w:pPr>" RUN(
                         "a") "</w:p></w:tc></w:tr>"
                              "</w:tbl>",
             "T1\nA1 1:1 1.\nB1 1:2 a\n"},
            {"paragraphs are counted, empty ones too", P("a") "<w:p/>" P("b"),
             "P1 a\nP3 b\n"},
            {"tabs, breaks, hyphens",
             "<w:p><w:pPr><w:tabs><w:tab "
             "w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b"
             "</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>d</w:t></"
             "w:r></w:p>",
             "P1 a\tb/c-d\n"},
            {"a table between paragraphs; a cell of two paragraphs",
             P("a") "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>" TC(
                 "x") "<w:tc>" P("1") P("2") "</w:tc></w:tr></w:tbl>" P("b"),
             "P1 a\nT1\nA1 1:1 x\nB1 1:2 1/2\nP2 b\n"},
            {"spans, rows that begin later, cells that go on below",
             "<w:tbl><w:tr>" TCX(
                 "<w:gridSpan w:val=\"2\"/>",
                 "a") TCX("<w:vMerge w:val=\"restart\"/>",
                          "b") "</w:tr><w:tr><w:trPr><w:gridBefore "
                               "w:val=\"1\"/></w:trPr>" TC("c")
                                   TCX("<w:vMerge/>",
                                       "") "</w:tr><w:tr>" TC("d") TC("e")
                                       TCX("<w:vMerge w:val=\"continue\"/>",
                                           "") "</w:tr></w:tbl>",
             "T1\nA1+1x2 1:1 a\nC1+3x1 1:2 b\nB2 2:1 c\nA3 3:1 d\nB3 3:2 e\n"},
            {"a cell that goes on from nothing stands alone",
             "<w:tbl><w:tr>" TCX("<w:vMerge/>", "a") TC("b") "</w:tr></w:tbl>",
             "T1\nA1 1:1 a\nB1 1:2 b\n"},
            {"text under a merged cell is told",
             "<w:tbl><w:tr>" TCX("<w:vMerge w:val=\"restart\"/>", "a")
                 TC("b") "</w:tr><w:tr>" TCX("<w:vMerge/>", "lost")
                     TC("c") "</w:tr></w:tbl>",
             "T1\nA1+2x1 1:1 a\nB1 1:2 b\nB2 2:2 c\n"
             "!1:2:1 1 texts under merged cells were not read (the first is here)\n"},
            {"spans that are no numbers",
             "<w:tbl><w:tr>" TCX("<w:gridSpan w:val=\"-1\"/>", "a")
                 TCX("<w:gridSpan w:val=\"0\"/>", "b")
                     TCX("<w:gridSpan w:val=\"abc\"/>", "c") "</w:tr></w:tbl>",
             "T1\nA1 1:1 a\nB1 1:2 b\nC1 1:3 c\n"},
            {"a table in a cell is a table of its own",
             "<w:tbl><w:tr><w:tc>" P("a") "<w:tbl><w:tr>" TC("in") "</w:tr></w:tbl>" P(
                 "b") "</w:tc>" TC("c") "</w:tr></w:tbl><w:tbl><w:tr>" TC("next") "</"
                                                                                  "w:tr><"
                                                                                  "/w:"
                                                                                  "tbl>",
             "T1\nA1 1:1 a/b\nB1 1:2 c\nT2\nA1 1:1 in\nT3\nA1 1:1 next\n"},
            {"tables, rows and cells in content controls",
             "<w:sdt><w:sdtPr/><w:sdtContent><w:tbl><w:sdt><w:sdtContent><w:tr>" TC(
                 "a") "<w:sdt><w:sdtContent>" TC("b") "</w:sdtContent></w:sdt></w:tr></"
                                                      "w:sdtContent></w:sdt></w:tbl>"
                                                      "</w:sdtContent></w:sdt>",
             "T1\nA1 1:1 a\nB1 1:2 b\n"},
            {"boxes: by their state, whatever sign was chosen",
             "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked "
             "w14:val=\"1\"/></w14:checkbox></w:sdtPr>"
             "<w:sdtContent>" RUN("V") "</w:sdtContent></w:sdt>" RUN(
                 "是") "<w:sdt><w:sdtPr><w14:checkbox><w14:checked "
                       "w14:val=\"0\"/></w14:checkbox></w:sdtPr>"
                       "<w:sdtContent><w:r><w:sym w:font=\"Wingdings\" "
                       "w:char=\"F0A8\"/></w:r></w:sdtContent></w:sdt>" RUN(
                           "否") "</w:p>",
             "P1 ☑是□否\n"},
            {"boxes of old forms",
             "<w:p><w:r><w:fldChar "
             "w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/>"
             "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> "
             "FORMCHECKBOX "
             "</w:instrText></w:r>" FIELD("end")
                 RUN("是") "<w:r><w:fldChar "
                           "w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default "
                           "w:val=\"1\"/>"
                           "<w:checked "
                           "w:val=\"0\"/></w:checkBox></w:ffData></w:fldChar></"
                           "w:r>" FIELD("separate") FIELD("end")
                               RUN("否") "<w:r><w:fldChar "
                                         "w:fldCharType=\"begin\"><w:ffData><w:checkBox><"
                                         "w:default w:val=\"1\"/>"
                                         "</w:checkBox></w:ffData></w:fldChar></"
                                         "w:r>" FIELD("end") RUN("无") "</w:p>",
             "P1 ☑是□否☑无\n"},
            {"lists of old forms show what is chosen",
     "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/>"
     "<w:default w:val=\"2\"/><w:listEntry w:val=\"请选择\"/><w:listEntry w:val=\"持续性项目\"/>"
     "<w:listEntry w:val=\"c\"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> "
     "FORMDROPDOWN </w:instrText></w:r>" FIELD("end") "</w:p><w:p><w:r><w:fldChar "
     "w:fldCharType=\"begin\"><w:ffData><w:ddList><w:listEntry w:val=\"a\"/><w:listEntry "
     "w:val=\"b\"/></w:ddList></w:ffData></w:fldChar></w:r>" FIELD("end") "</w:p>",
     "P1 持续性项目\nP2 a\n"},
    {"symbols",
             "<w:p><w:r><w:sym w:font=\"Wingdings 2\" w:char=\"0052\"/><w:sym "
             "w:font=\"Wingdings 2\" "
             "w:char=\"F0A3\"/><w:sym w:font=\"Symbol\" "
             "w:char=\"F0B3\"/><w:t>95%</w:t></w:r><w:r><w:rPr>"
             "<w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>þ¨</w:t></w:r></w:p>",
             "P1 ☑□≥95%☑□\n"},
            {"changes are accepted",
             "<w:p><w:del><w:r><w:delText>99</w:delText><w:t>98</w:t></w:r></"
             "w:del><w:ins>" RUN("12.5") "</w:ins><w:moveFrom>" RUN(
                 "from") "</w:moveFrom><w:moveTo>" RUN("to") "</w:moveTo></w:p>"
                                                             "<w:tbl><w:tr><w:trPr><w:"
                                                             "del/></w:trPr>" TC("gone") "</w:tr><w:tr><w:trPr><w:ins/></w:trPr>" TC(
                                                                 "new") "</w:tr></"
                                                                        "w:tbl><w:p><w:"
                                                                        "pPr><w:rPr><w:"
                                                                        "del/></w:rPr></"
                                                                        "w:pPr>" RUN("on") "</w:p>" P("e"),
             "P1 12.5to\nT1\nA1 1:1 new\nP2 one\n"},
            {"a former property is no property",
             "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></"
             "w:rPr><w:t>a</w:t></w:r>"
             "</w:p>",
             "P1 a\n"},
            {"fields show their result",
             "<w:p>" RUN("a") FIELD(
                 "begin") "<w:r><w:instrText>TC \"x\" \\f C</w:instrText></w:r>" RUN("cod"
                                                                                     "e")
                 FIELD("separate") RUN("r")
                     FIELD("end") "<w:fldSimple w:instr=\"PAGE\">" RUN(
                         "7") "</w:fldSimple><w:hyperlink>" RUN("h") "</w:hyperlink></"
                                                                     "w:p>",
             "P1 ar7h\n"},
            {"a field that never ends swallows no more than its paragraph",
             "<w:p>" FIELD("begin") RUN("code") "</w:p>" P("b"), "P2 b\n"},
            {"hidden text is left out and told",
             "<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>999</w:t></"
             "w:r><w:r><w:rPr>"
             "<w:vanish "
             "w:val=\"0\"/></w:rPr><w:t>7</w:t></w:r></w:p></w:tc></"
             "w:tr><w:tr><w:trPr><w:hidden/>"
             "</w:trPr>" TC("row") "</w:tr></w:tbl>",
             "T1\nA1 1:1 7\nA2 2:1 ~row\n"
             "!1:1:1 1 hidden texts, which nobody sees, were not read (the first is "
             "here)\n"
     "!1:2:1 1 texts in hidden rows, columns or paragraphs were read, too (the first is "
     "here)\n"},
            {"a placeholder nobody filled in is no text",
             "<w:p>" RUN("a") "<w:sdt><w:sdtPr><w:showingPlcHdr/></"
                              "w:sdtPr><w:sdtContent>" RUN(
                                  "单击此处输入") "</w:sdtContent></w:sdt>" RUN("b") "</"
                                                                                     "w:"
                                                                                     "p>",
             "P1 ab\n"},
            {"of two versions one is read, a text box once",
             "<w:p>" RUN("a") "<w:r><mc:AlternateContent><mc:Choice "
                              "Requires=\"wps\"><w:txbxContent>" P(
                                  "box") "</w:txbxContent></"
                                         "mc:Choice><mc:Fallback><w:pict><w:"
                                         "txbxContent>" P("box") "</w:txbxContent>"
                                                                 "</w:pict></"
                                                                 "mc:Fallback></"
                                                                 "mc:AlternateContent></"
                                                                 "w:r>" RUN(
                                                                     "z") "</w:p>" P("b"),
             "P1 a\nP1 box\nP1 z\nP2 b\n"},
            {"formulas", "<w:p><m:oMath><m:r><m:t>≥95%</m:t></m:r></m:oMath></w:p>",
             "P1 ≥95%\n"},
            {"notes and embedded files are told",
             "<w:p>" RUN("a") "<w:r><w:footnoteReference "
                              "w:id=\"2\"/></w:r><w:r><w:object><o:OLEObject/>"
                              "</w:object></w:r></w:p><w:altChunk/>",
             "P1 a\n!0:0:0 1 notes were not read\n!0:0:0 2 embedded files (such as "
             "worksheets) were not "
             "read; put their content into the document\n"},
            {"a scan is told", "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>",
             "!0:0:0 the document has 1 pictures and no table; of a scan get the text\n"},
            {"what is no word of this language",
             "<w:p><a:t>chart</a:t><x:t>x</x:t>" RUN("a") "</w:p>", "P1 a\n"},
};

static void document_make(char *xml, size_t cap, const char *uri, const char *body)
{
    int n = snprintf(
        xml, cap,
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"%s\" xmlns:x=\"urn:x\" "
        "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
        "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
        "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
        "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
        "xmlns:o=\"urn:schemas-microsoft-com:office:office\"><w:body>%s<w:sectPr><w:"
        "headerReference/>"
        "</w:sectPr></w:body></w:document>",
        uri, body);
    assert_true(n > 0 && (size_t)n < cap);
}

#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define LEVEL(level, start, format, text)                                                \
    "<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"" start                                \
    "\"/><w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"

static const char numbering[] =
    "<w:numbering xmlns:w=\"" TRANSITIONAL
    "\"><w:abstractNum w:abstractNumId=\"0\">" LEVEL("0", "1", "decimal", "%1.") LEVEL(
        "1", "1", "decimal",
        "%1.%2）") "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">" LEVEL("0", "9",
                                                                                 "chinese"
                                                                                 "Countin"
                                                                                 "g",
                                                                                 "%1、")
        LEVEL("1", "1", "decimalEnclosedCircle", "%2")
            LEVEL("2", "0", "upperRoman", "（%3）") LEVEL("3", "26", "lowerLetter", "%4)")
                LEVEL("4", "1", "bullet",
                      "*") "</w:abstractNum>"
                           "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
                           "<w:num w:numId=\"2\"><w:abstractNumId "
                           "w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride "
                           "w:val=\"5\"/></w:lvlOverride></w:num><w:num "
                           "w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num>"
                           "<w:num w:numId=\"4\"><w:abstractNumId "
                           "w:val=\"77\"/></w:num></w:numbering>";

static const char styles[] =
    "<w:styles xmlns:w=\"" TRANSITIONAL
    "\"><w:style w:styleId=\"H\"><w:pPr><w:numPr><w:numId "
    "w:val=\"3\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"N\"/></w:styles>";

static int take_xml(struct picture *p, const char *xml, size_t chunk)
{
    const struct packed_part parts[] = {
        {"word/_rels/document.xml.rels",
         SLICE(
             "<Relationships xmlns=\"" RELATIONS
             "\"><Relationship Id=\"n\" Type=\"" OFFICE
             "numbering\" Target=\"numbering.xml\"/><Relationship Id=\"s\" Type=\"" OFFICE
             "styles\" Target=\"/word/styles.xml\"/></Relationships>")},
        {"word/numbering.xml", slice_str(numbering)},
        {"word/styles.xml", slice_str(styles)},
        {"[Content_Types].xml",
         SLICE(
             "<Types "
             "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")},
        {"_rels/.rels",
         SLICE("<Relationships "
               "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
               "<Relationship Id=\"r1\" "
               "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
               "relationships/officeDocument\" "
               "Target=\"word/document.xml\"/></Relationships>")},
        {"word/document.xml", slice_str(xml)},
        {NULL, SLICE_NONE}};
    char path[32];
    packed_path(path);
    packed_write(path, parts);
    struct slice bytes = packed_bytes(path);
    unlink(path);
    int rc = picture_take(p, docx_decode, bytes, chunk);
    free((void *)(uintptr_t)bytes.ptr);
    return rc;
}

static void test_rows(void **state)
{
    static const size_t chunks[] = {1, 64, 65536};
    static char xml[1 << 15];
    struct picture p = {0};
    (void)state;
    limits_default(&p.limits);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (size_t k = 0; k < 6; k++) {
            document_make(xml, sizeof(xml), k < 3 ? TRANSITIONAL : STRICT, rows[i].body);
            int rc = take_xml(&p, xml, chunks[k % 3]);
            if (rc || strcmp(p.text, rows[i].drawn) != 0)
                fail_msg("%s: %d\n%s---\n%s", rows[i].about, rc, p.text,
                         rc ? p.err.en : rows[i].drawn);
        }
}

static const struct {
    const char *piece;
    size_t times;
    const char *error;
} bombs[] = {
    {"<w:tbl><w:tr><w:tc>", 1000, "deep"},
    {"<w:tbl><w:tr>" TCX("<w:gridSpan w:val=\"4294967295\"/>", "x") TC("y"), 1,
     "table 1 row 1 has more columns than the limit of 1024"},
    {"<w:tbl><w:tr>" TCX("<w:gridSpan w:val=\"99999999999999999999\"/>", "x") TC("y"), 1,
     "table 1 row 1 has more columns than the limit of 1024"},
    {"<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"2000000000\"/></w:trPr>" TC("x"), 1,
     "table 1 row 1 has more columns than the limit of 1024"},
    {"<w:p><w:r><w:t>x</w:t></w:r></w:p>", 100001,
     "more tables and paragraphs than the limit"},
};

/* Pieces without their ends: what is refused is refused before these matter. */
static void test_bombs(void **state)
{
    struct picture p = {0};
    (void)state;
    limits_default(&p.limits);
    for (size_t i = 0; i < sizeof(bombs) / sizeof(*bombs); i++) {
        size_t len = strlen(bombs[i].piece), room = len * bombs[i].times;
        char *body = malloc(room + 1), *xml = malloc(room + 4096);
        assert_true(body && xml);
        for (size_t k = 0; k < bombs[i].times; k++)
            memcpy(body + k * len, bombs[i].piece, len);
        body[room] = '\0';
        document_make(xml, room + 4096, TRANSITIONAL, body);
        assert_int_equal(take_xml(&p, xml, 4096), ERR_LIMIT);
        if (!strstr(p.err.en, bombs[i].error))
            fail_msg("%s\n%s", p.err.en, bombs[i].error);
        free(body);
        free(xml);
    }
}

static void test_others(void **state)
{
    struct picture p = {0};
    (void)state;
    limits_default(&p.limits);
    assert_int_equal(take_xml(&p, "<document xmlns=\"urn:x\"/>", 4096), ERR_INPUT);
    assert_non_null(strstr(p.err.en, "no Word document"));
    assert_int_equal(
        take_xml(&p, "<!DOCTYPE d [<!ENTITY a \"b\">]><document>&a;</document>", 4096),
        ERR_INPUT);
    assert_non_null(strstr(p.err.en, "DOCTYPE"));
    assert_int_equal(picture_take(&p, docx_decode, SLICE("PK\3\4cut"), 4096), ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_bombs),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
