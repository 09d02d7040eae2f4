/* Pages become tables and text as a reader sees them. */
#include "picture.h"

struct row {
    const char *about, *page, *drawn;
};

static const struct row rows[] = {
    {"blanks flow, lines break, entities are characters",
     "<p>a \n b&nbsp;&nbsp;c<br>d&amp;&lt;&#20013;</p><div>x</div>y",
     "P1 a b  c/d&<中\nP2 x\nP3 y\n"},
    {"cells in order, without end tags",
     "<table><tr><th>项目<th>金额<tr><td>P-1<td>1<tr><td>P-2<td>2",
     "T1\nA1 1:1 项目\nB1 1:2 金额\nA2 2:1 P-1\nB2 2:2 1\nA3 3:1 P-2\nB3 3:2 2\n"},
    {"a cell from above moves the next ones; the address is the cell in its row",
     "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>",
     "T1\nA1+2x1 1:1 a\nB1+1x2 1:2 b\nB2 2:1 c\nC2 2:2 d\n"},
    {"rowspan 0 reaches to the end of its part, others are cut there",
     "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td "
     "rowspan=9>d<td>e</table>",
     "T1\nA1+2x1 1:1 a\nB1 1:2 b\nB2 2:1 c\nA3 3:1 d\nB3 3:2 e\n"},
    {"spans that are no numbers, or beyond the table",
     "<table><tr><td colspan=abc>a<td colspan=-3>b<td colspan=0>c<tr><td colspan=' "
     "999999999999'>d"
     "</table>",
     "T1\nA1 1:1 a\nB1 1:2 b\nC1 1:3 c\nA2+1x3 2:1 d\n"},
    {"the first of two attributes counts",
     "<table><tr><td colspan=2 colspan=3>a<tr><td>b<td>c<td>d</table>",
     "T1\nA1+1x2 1:1 a\nA2 2:1 b\nB2 2:2 c\nC2 2:3 d\n"},
    {"a table in a cell is a table of its own, its text in no other",
     "<table><tr><td>a<table><caption>t</caption><tr><td>in</table>b<td>c</table>",
     "T1\nA1 1:1 a/b\nB1 1:2 c\nP1 t\nT2\nA1 1:1 in\n"},
    {"a caption comes before its table",
     "<table><caption>自评表</caption><tr><td>a</table>", "P1 自评表\nT1\nA1 1:1 a\n"},
    {"boxes",
     "<p><input type=checkbox checked>是 <input type=CHECKBOX>否 <input type=radio "
     "checked=''>甲",
     "P1 ☑是 □否 ☑甲\n"},
    {"boxes as characters; a black square is ticked beside an empty one only",
     "<p>☒是 ☐否<p>■是□否<p>■ 要点<p>\xEF\x81\x92是\xEF\x82\xA3否",
     "P1 ☑是 □否\nP2 ☑是□否\nP3 ■ 要点\nP4 ☑是□否\n"},
    {"boxes in a symbol font",
     "<p><span style='font-family:Wingdings'>&thorn;</span>是<font face='Wingdings "
     "2'>&pound;</font>否",
     "P1 ☑是□否\n"},
    {"fields show their value, lists the chosen option",
     "<p><input value='95%'><input type=hidden value=x><input type=submit value=go>"
     "<select><option>a<option "
     "selected>b<option>c</select><select><option>d<option>e</select>"
     "<p><textarea>一\n<b>二</textarea>",
     "P1 95%bd\nP2 一/<b>二\n"},
    {"what is not shown is marked as hidden",
     "<p style='display: none'>a</p><table><tr hidden><td>b<tr><td "
     "style='DISPLAY:NONE'>c<td>d"
     "</table><div hidden><table><tr><td>e</table></div>f",
     "P1 ~a\nT1\nA1 1:1 ~b\nA2 2:1 ~c\nB2 2:2 d\nT2 hidden\nA1 1:1 ~e\nP2 f\n"
     "!0:1:0 4 texts in hidden rows, columns or paragraphs were read, too (the first is here)\n"},
    {"numbers of lists",
     "<table><tr><td><ol><li>一<li> 二<ul><li>丙</ul><li value=7>三</ol><td><ol type=a "
     "start=2><li>x<li>y</ol>"
     "</table><ol><li>v<ol hidden><li>w</ol><li>u</ol><li>z",
     "T1\nA1 1:1 1. 一/2. 二/丙/7. 三\nB1 1:2 b. x/c. y\nP1 1. v\nP2 ~1. w\nP3 2. u\n"
     "P4 z\n"
     "!0:2:0 1 texts in hidden rows, columns or paragraphs were read, too (the first is here)\n"},
    {"a hidden column",
     "<table><col><col span=2 style='display:none'><tr><td>a<td>b<td>c<td>d</table>",
     "T1\nA1 1:1 a\nB1 1:2 ~b\nC1 1:3 ~c\nD1 1:4 d\n"
     "!1:1:2 2 texts in hidden rows, columns or paragraphs were read, too (the first is here)\n"},
    {"hidden text in a cell is left out and told",
     "<table><tr><td><span style='display:none'>999</span>7</table>",
     "T1\nA1 1:1 7\n!1:1:1 1 hidden texts, which nobody sees, were not read (the first "
     "is here)\n"},
    {"what a browser does not show",
     "<title>t</title><script>if(a<b)document.write('<table><tr><td>x</table>')</script>"
     "<style><table></style><!-- <table><tr><td>x</table> "
     "--><noscript><table><tr><td>n</table>"
     "</noscript><template><table><tr><td>y</table></template><xmp><table></"
     "xmp><iframe><p>z"
     "</iframe><svg><desc>s</desc></svg>a<!-->b<!--->c<!-- d",
     "P1 abc\n"},
    {"unclosed tags inside a cell do not swallow the next",
     "<table><tr><td><b>a<td><i>b</tr><tr><td>c</table>d",
     "T1\nA1 1:1 a\nB1 1:2 b\nA2 2:1 c\nP1 d\n"},
    {"Excel's web page",
     "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><!--[if gte mso "
     "9]><xml>"
     "<x:ExcelWorkbook/></xml><![endif]--></head><body><table><col width=72><tr "
     "height=19>"
     "<td class=xl65 x:num='12.50001' style='mso-number-format:\"\\@\"'>12.5</td></tr>"
     "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td "
     "width=72></td></tr>"
     "<![endif]></table>",
     "T1\nA1 1:1 12.5\nA2 2:1 ~\n"},
    {"nothing is expanded",
     "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>a&x;b</p>",
     "P1 ]>\nP2 a&x;b\n"},
    {"NUL bytes are told", "<p>a\0b", "P1 a\n"},
};

static void test_rows(void **state)
{
    static const size_t chunks[] = {1, 2, 3, 7, 64, 4096};
    struct picture p = {0};
    (void)state;
    limits_default(&p.limits);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (size_t k = 0; k < sizeof(chunks) / sizeof(*chunks); k++) {
            int rc = picture_take(&p, html_decode, slice_str(rows[i].page), chunks[k]);
            if (rc || strcmp(p.text, rows[i].drawn) != 0)
                fail_msg("%s, chunk %zu: %d\n%s---\n%s", rows[i].about, chunks[k], rc,
                         p.text, rc ? p.err.en : rows[i].drawn);
        }
}

static const struct {
    const char *about, *page, *drawn, *error;
} encodings[] = {
    {"GB18030 that says gb2312", "<meta charset=gb2312><p>\xE9\x46\xC7\xC5", "P1 镕桥\n",
     NULL},
    {"GB18030 that says UTF-8", "<meta charset='utf-8'><p>\xC7\xC5",
     "P1 桥\n!0:0:0 the page declares the encoding utf-8; by its content it is read as "
     "GB18030\n",
     NULL},
    {"UTF-8 that says GBK",
     "<meta http-equiv=Content-Type content='text/html; charset=gbk'><p>大桥",
     "P1 大桥\n!0:0:0 the page declares the encoding gbk; by its content it is read as "
     "UTF-8\n",
     NULL},
    {"a byte order mark wins", "\xEF\xBB\xBF<meta charset=gbk><p>大桥", "P1 大桥\n",
     NULL},
    {"UTF-7 is not honoured", "<meta charset=utf-7><p>+AGE-",
     "P1 +AGE-\n!0:0:0 the page declares the encoding utf-7; by its content it is read "
     "as UTF-8\n",
     NULL},
    {"an encoding that is not read", "<meta charset=big5><p>\xA4\xA4\xA4\xE5", NULL,
     "the page declares the encoding big5, which is not read; save it as UTF-8"},
    {"a byte that is no character", "<p>大桥\xFF",
     "P1 大桥\xEF\xBF\xBD\n!0:1:0 1 texts hold bytes in no known encoding, shown as "
     "U+FFFD (the first "
     "is here)\n",
     NULL},
};

static void test_encodings(void **state)
{
    struct picture p = {0};
    (void)state;
    limits_default(&p.limits);
    for (size_t i = 0; i < sizeof(encodings) / sizeof(*encodings); i++)
        for (size_t chunk = 1; chunk < 100; chunk += 13) {
            int rc = picture_take(&p, html_decode, slice_str(encodings[i].page), chunk);
            assert_int_equal(rc, encodings[i].error ? ERR_INPUT : 0);
            assert_string_equal(rc ? p.err.en : p.text,
                                rc ? encodings[i].error : encodings[i].drawn);
        }
}

/* `times` copies of a piece between two others. */
static struct slice repeated(const char *before, const char *piece, size_t times,
                             const char *after)
{
    size_t len = strlen(piece), at = strlen(before);
    char *bytes = malloc(at + len * times + strlen(after) + 1);
    assert_non_null(bytes);
    memcpy(bytes, before, at);
    for (size_t i = 0; i < times; i++, at += len)
        memcpy(bytes + at, piece, len);
    memcpy(bytes + at, after, strlen(after) + 1);
    return slice_of(bytes, at + strlen(after));
}

static const struct {
    const char *before, *piece, *after;
    size_t times;
    const char *error;
} bombs[] = {
    {"", "<table><tr><td>", "x", 1000,
     "elements are nested deeper than 200 (limit of depth)"},
    {"", "<b><i><a href=x>", "x", 20000,
     "elements are nested deeper than 200 (limit of depth)"},
    {"<table><tr>", "<td>", "", 5000,
     "table 1 row 1 has more columns than the limit of 1024"},
    {"<table>", "<tr><td rowspan=65534 colspan=1000>x", "", 200,
     "table 1 row 3 has more columns than the limit of 1024"},
    {"<p ", "a=1 ", ">x", 5000, "the tag <p> has more than 256 attributes"},
    {"<p ", "a=''", ">x", 5000, "the tag <p> has more than 256 attributes"},
    {"<p ", "a='\"'b = 1\n", ">x", 5000, "the tag <p> has more than 256 attributes"},
    {"<table><tr><td>", "xxxxxxxxxx", "", 200000,
     "table 1 row 1 cell 1: the text is longer than the limit of 1048576 bytes"},
    {"", "<p>x", "", 100001, "more tables and paragraphs than the limit of 100000"},
    {"<table>", "<tr><td>x", "", 70, "table 1 has more rows than the limit of 64"},
};

static void test_bombs(void **state)
{
    struct picture p = {0};
    (void)state;
    for (size_t i = 0; i < sizeof(bombs) / sizeof(*bombs); i++) {
        limits_default(&p.limits);
        if (bombs[i].times == 70)
            p.limits.document_rows = 64;
        struct slice page =
            repeated(bombs[i].before, bombs[i].piece, bombs[i].times, bombs[i].after);
        assert_int_equal(picture_take(&p, html_decode, page, 4096), ERR_LIMIT);
        assert_string_equal(p.err.en, bombs[i].error);
        free((void *)(uintptr_t)page.ptr);
    }
}

/* Harmless excess is read, and what was cut is said. */
static void test_excess(void **state)
{
    struct picture p = {0};
    (void)state;
    limits_default(&p.limits);
    struct slice page = repeated("<p title='", "xxxxxxxx", 1 << 18, "'>a</p>");
    assert_int_equal(picture_take(&p, html_decode, page, 4096), 0);
    assert_string_equal(p.text,
                        "P1 a\n!0:0:0 an attribute was longer than the limit and cut\n");
    free((void *)(uintptr_t)page.ptr);
    page = repeated("<p>", "&", 100000, "<p>a");
    assert_int_equal(picture_take(&p, html_decode, slice_of(page.ptr, 64), 4096), 0);
    assert_string_equal(picture_take(&p, html_decode, SLICE("<p>a\0b"), 4096) ? p.err.en
                                                                              : p.text,
                        "P1 ab\n!0:0:0 NUL bytes were left out\n");
    free((void *)(uintptr_t)page.ptr);
    assert_int_equal(picture_take(&p, html_decode,
                                  SLICE("<frameset><frame src=sheet001.htm></frameset>"),
                                  4096),
                     ERR_INPUT);
    assert_non_null(strstr(p.err.en, "only a frameset"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_bombs),
        cmocka_unit_test(test_excess),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
