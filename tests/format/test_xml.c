/* XML as events: every case at every size of the pieces the bytes come in. */
#include "format/chunks.h"
#include "format/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define BYTES(s) {(s), sizeof(s) - 1}
#define MC "xmlns:m='http://schemas.openxmlformats.org/markup-compatibility/2006' "

struct row {
    const char *name;
    struct slice bytes;
    const char *told; /* "<name attribute=value", ">", text; "!" and a word of the error */
};

static const struct row rows[] = {
    {"plain", BYTES("<a x='1'>t<b/>u</a>"), "<a x=1't<b>'u>"},
    {"references", BYTES("<a x='&lt;&#65;'>&amp;&#x9879;b</a>"), "<a x=<A'&项b>"},
    {"cdata and comments", BYTES("<a>x<!-- y --><![CDATA[<z>]]>w<?p q?></a>"), "<a'x<z>w>"},
    {"prefixes", BYTES("<p:a xmlns:p='urn:x' p:y='1' z='2'><p:b/></p:a>"),
     "<{urn:x}a {urn:x}y=1 z=2<{urn:x}b>>"},
    {"blanks stay", BYTES("<a> <b> </b>\n</a>"), "<a' <b' >'\n>"},
    {"utf-8 with mark", BYTES("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><a>项</a>"), "<a'项>"},
    {"gb18030", BYTES("<?xml version='1.0' encoding='GB18030'?><a>\xCF\xEE</a>"), "<a'项>"},
    {"utf-16", BYTES("\xFF\xFE<\0a\0>\0\x79\x98<\0/\0a\0>\0"), "<a'项>"},
    {"no xml at all", BYTES("hello"), "!not XML"},
    {"nothing", BYTES(""), "!empty"},
    {"cut", BYTES("<a><b>x</b>"), "<a<b'x>!line 1"},
    {"crossed", BYTES("<a><b></a></b>"), "<a<b!mismatch"},
    {"two roots", BYTES("<a/><b/>"), "<a>!Extra content"},
    {"an attribute twice", BYTES("<a x='1' x='2'/>"), "!redefined"},
    {"a forbidden character", BYTES("<a>\x01</a>"), "<a!Char"},
    {"a forbidden reference", BYTES("<a>x&#0;</a>"), "<a'x!xmlParseCharRef"},
    {"not the encoding it says", BYTES("<?xml version='1.0' encoding='UTF-8'?><a>\xCF\xEE</a>"), "<a!UTF-8"},
    {"utf-7", BYTES("<?xml version='1.0' encoding='UTF-7'?><a>+AGE-</a>"), "!unknown encoding: UTF-7"},
    {"an encoding nobody knows", BYTES("<?xml version='1.0' encoding='x-none'?><a/>"), "!encoding"},
    {"a bare doctype", BYTES("<!DOCTYPE a><a/>"), "!DOCTYPE"},
    {"an entity", BYTES("<!DOCTYPE a [<!ENTITY e 'xxx'>]><a>&e;</a>"), "!DOCTYPE"},
    {"an outer entity", BYTES("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "!DOCTYPE"},
    {"an entity nobody declared", BYTES("<a>&e;</a>"), "<a!Entity 'e'"},
    {"too deep", BYTES("<a><a><a><a><a><a/></a></a></a></a></a>"), "<a<a<a<a<a!depth"},
    {"too many attributes", BYTES("<r><a b='' c='' d='' e='' f=''/></r>"), "<r!attributes"},
    {"text too long", BYTES("<a>12345678901234567890123456789012345678901</a>"), "<a!text too long"},
    {"a choice that is understood",
     BYTES("<a " MC "xmlns:w='http://schemas.microsoft.com/office/word/2010/wps'>"
           "<m:AlternateContent> <m:Choice Requires='w'><b>1</b></m:Choice>"
           "<m:Fallback><b>2</b></m:Fallback></m:AlternateContent></a>"), "<a<b'1>>"},
    {"a choice that is not",
     BYTES("<a " MC "xmlns:w='urn:w'><m:AlternateContent><m:Choice Requires='w'><b>1<c/></b></m:Choice>"
           "<m:Fallback><b>2</b></m:Fallback></m:AlternateContent><d/></a>"), "<a<b'2><d>>"},
    {"the first of two choices, nested",
     BYTES("<a " MC "xmlns:w='http://schemas.openxmlformats.org/x'><m:AlternateContent>"
           "<m:Choice Requires='w'>t<m:AlternateContent><m:Fallback>u</m:Fallback></m:AlternateContent></m:Choice>"
           "<m:Choice Requires='w'>v</m:Choice></m:AlternateContent>z</a>"), "<a'tuz>"},
    {"a choice whose prefix is declared on it",
     BYTES("<a " MC "><m:AlternateContent><m:Choice xmlns:q='urn:q' Requires='q'>1</m:Choice>"
           "</m:AlternateContent></a>"), "<a>"},
};

struct told {
    char text[512];
    size_t len;
};

static void put(struct told *t, const char *before, struct slice s)
{
    int n = snprintf(t->text + t->len, sizeof(t->text) - t->len, "%s%.*s", before, SLICE_ARG(s));
    assert_true(n >= 0 && (t->len += (size_t)n) < sizeof(t->text));
}

static void put_name(struct told *t, const char *before, struct slice uri, struct slice name)
{
    put(t, before, SLICE_NONE);
    if (uri.len && slice_find(uri, SLICE("markup"), 0) == SIZE_MAX) {
        put(t, "{", uri);
        put(t, "}", SLICE_NONE);
    }
    put(t, "", name);
}

static int open_piecewise(struct xml **x, struct piecewise *p, struct error *err)
{
    const struct xml_limits limits = {
        .depth = 5, .attributes = 4, .text_bytes = 40, .token_bytes = 400};
    return xml_open(x, "part.xml", piecewise_read, p, &limits, err);
}

/* Neighbouring pieces of text are put together. */
static void tell_all(struct slice bytes, struct told *t)
{
    struct piecewise p = {bytes};
    struct xml *x;
    struct xml_event e;
    struct error err = {0}, again = {0};
    bool text = false;
    size_t open = 0;
    int rc = open_piecewise(&x, &p, &err);
    if (rc == 0) {
        while ((rc = xml_next(x, &e, &err)) == 1) {
            if (e.kind == XML_START) {
                put_name(t, "<", e.uri, e.name);
                assert_int_equal(e.depth, ++open);
                for (size_t i = 0; i < e.count; i++) {
                    put_name(t, " ", e.attributes[i].uri, e.attributes[i].name);
                    put(t, "=", e.attributes[i].value);
                }
            } else if (e.kind == XML_TEXT) {
                put(t, text ? "" : "'", e.text);
                assert_int_equal(e.depth, open);
            } else {
                put(t, ">", SLICE_NONE);
                assert_int_equal(e.depth, open--);
            }
            text = e.kind == XML_TEXT;
        }
        if (rc) {
            assert_int_equal(xml_next(x, &e, &again), rc);
            assert_string_equal(again.en, err.en);
        }
        xml_close(x);
    }
    if (rc) {
        assert_true(rc == ERR_INPUT || rc == ERR_LIMIT);
        assert_non_null(strstr(err.zh, "part.xml"));
        put(t, "!", slice_str(err.en));
    }
}

static bool as_told(const char *told, const char *wanted)
{
    const char *error = strchr(wanted, '!');
    if (!error)
        return !strcmp(told, wanted);
    size_t n = (size_t)(error - wanted);
    return !strncmp(told, wanted, n + 1) && strstr(told + n, error + 1);
}

static int by_pieces(void *context, char *out, size_t cap, size_t *got, struct error *err)
{
    struct piecewise *p = ((void **)context)[0];
    size_t piece = *(const size_t *)((void **)context)[1];
    return piecewise_read(p, out, cap < piece ? cap : piece, got, err);
}

static void test_events(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct told t = {{0}, 0};
        tell_all(rows[i].bytes, &t);
        if (!as_told(t.text, rows[i].told))
            fail_msg("%s: %s, not %s", rows[i].name, t.text, rows[i].told);
    }
}

/* What the source gives at a time makes no difference. */
static void test_pieces(void **state)
{
    (void)state;
    static const char text[] = "<?xml version='1.0'?><a x='项'>项目<b><![CDATA[]]]]><c/></b></a>";
    for (size_t k = 0; k < CHUNK_SIZES; k++) {
        struct piecewise p = {BYTES(text)};
        size_t size = chunk_sizes[k];
        void *context[2] = {&p, &size};
        struct xml_limits limits;
        struct xml *x;
        struct xml_event e;
        struct error err;
        struct told t = {{0}, 0};
        xml_limits_default(&limits);
        assert_int_equal(xml_open(&x, "p", by_pieces, context, &limits, &err), 0);
        while (xml_next(x, &e, &err) == 1)
            put(&t, e.kind == XML_START ? "<" : e.kind == XML_END ? ">" : "",
                e.kind == XML_TEXT ? e.text : e.name);
        assert_string_equal(t.text, "<a项目<b]]<c>c>b>a");
        xml_close(x);
    }
}

static void test_skip(void **state)
{
    (void)state;
    struct piecewise p = {BYTES("<a><b><a/>t</b><c/></a>")};
    struct xml *x;
    struct xml_event e;
    struct error err;
    assert_int_equal(open_piecewise(&x, &p, &err), 0);
    assert_int_equal(xml_next(x, &e, &err), 1);
    assert_int_equal(xml_next(x, &e, &err), 1);
    assert_int_equal(xml_skip(x, e.depth, &err), 0);
    assert_int_equal(xml_next(x, &e, &err), 1);
    assert_true(xml_is(&e, NULL, "c"));
    assert_int_equal(xml_skip(x, 1, &err), 0);
    assert_int_equal(xml_next(x, &e, &err), 0);
    xml_close(x);
}

static void test_attributes(void **state)
{
    (void)state;
    struct piecewise p = {BYTES("<a xmlns:r='urn:r' r:id='1' id='2' e=''/>")};
    struct xml *x;
    struct xml_event e;
    struct error err;
    assert_int_equal(open_piecewise(&x, &p, &err), 0);
    assert_int_equal(xml_next(x, &e, &err), 1);
    assert_true(slice_equal(xml_value(&e, "id"), SLICE("2")));
    assert_true(slice_equal(xml_find(&e, "urn:r", "id")->value, SLICE("1")));
    assert_non_null(xml_find(&e, NULL, "e"));
    assert_null(xml_find(&e, NULL, "f"));
    assert_null(xml_find(&e, "urn:r", "e"));
    xml_close(x);
}

/* A tag that never ends is given up, not held. */
static int endless(void *context, char *out, size_t cap, size_t *got, struct error *err)
{
    size_t *given = context;
    (void)err;
    memset(out, 'x', cap);
    if (*given == 0)
        memcpy(out, "<a ", cap < 3 ? cap : 3);
    *given += cap;
    *got = cap;
    return 0;
}

static void test_endless(void **state)
{
    (void)state;
    struct xml_limits limits;
    struct xml *x;
    struct xml_event e;
    struct error err;
    size_t given = 0;
    xml_limits_default(&limits);
    assert_int_equal(xml_open(&x, "p", endless, &given, &limits, &err), 0);
    assert_int_equal(xml_next(x, &e, &err), ERR_LIMIT);
    assert_true(given < limits.token_bytes + (1 << 17));
    xml_close(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events),     cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_skip),       cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_endless),
    };
    return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
