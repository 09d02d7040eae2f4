/* Files from before 2007: told apart by what they hold, converted where LibreOffice is
 * there, and what is said where it is not. Stand-ins for LibreOffice show that it gets a
 * folder of its own and that nothing is left of it. */
#include "transcript.h"

#include "base/process.h"
#include "decode/format_reader.h"
#include "format/ole.h"
#include "format/packed.h"

#include <fcntl.h>

/* ---- compound files made by hand ---- */

enum { SECTOR = 512 };

static void put16(unsigned char *p, unsigned v)
{
    p[0] = (unsigned char)v;
    p[1] = (unsigned char)(v >> 8);
}

static void put32(unsigned char *p, uint32_t v)
{
    put16(p, v & 0xFFFF);
    put16(p + 2, v >> 16);
}

/* Header, table (sector 0), directory (1) with these streams, which all begin at
 * sector 2. */
static struct slice compound(unsigned char out[SECTOR * 4], const char *const *names,
                             struct slice content)
{
    memset(out, 0, SECTOR * 4);
    memcpy(out, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    put16(out + 0x1E, 9);
    put32(out + 0x30, 1);
    memset(out + 0x4C, 0xFF, 436);
    put32(out + 0x4C, 0);
    unsigned char *table = out + SECTOR, *directory = out + SECTOR * 2;
    memset(table, 0xFF, SECTOR);
    put32(table, 0xFFFFFFFD);
    put32(table + 4, 0xFFFFFFFE);
    for (size_t i = 0; names[i]; i++) {
        unsigned char *entry = directory + i * 128;
        for (size_t k = 0; names[i][k]; k++)
            entry[k * 2] = (unsigned char)names[i][k];
        put16(entry + 0x40, (unsigned)(strlen(names[i]) + 1) * 2);
        entry[0x42] = 2;
        put32(entry + 0x74, 2);
        put32(entry + 0x78, 5000);
    }
    if (content.len)
        memcpy(out + SECTOR * 3, content.ptr, content.len);
    return slice_of((const char *)out, SECTOR * 4);
}

static const struct {
    const char *names[4];
    const char *content;
    size_t len;
    const char *says;
} files[] = {
    {{"EncryptionInfo", "EncryptedPackage", NULL}, "", 0, "is an encrypted Office file"},
    {{"WordDocument", NULL}, "\xEC\xA5\xC1\0\0\0\0\0\0\0\0\1", 12, "with a password"},
    {{"Workbook", NULL}, "\x09\x08\x04\0\0\6\5\0\x2F\0\6\0", 12, "with a password"},
    {{"PowerPoint Document", NULL}, "", 0, "is a presentation"},
    {{"__properties_version1.0", NULL}, "", 0, "is an Outlook message"},
    {{"Contents", NULL}, "", 0, "an OLE file without a workbook or document"},
    {{"WordDocument", NULL},
     "\xEC\xA5\xC1\0\0\0\0\0\0\0\0\0",
     12,
     "(.doc); reading it takes LibreOffice"},
    {{"WpsCustomData", "Workbook", NULL},
     "\x09\x08\x04\0\0\6\5\0",
     8,
     "(.xls); reading it takes LibreOffice"},
};

static void read_text(struct transcript *t, const char *path)
{
    struct error err;
    const char *paths[1] = {path};
    transcript_init(t);
    assert_int_equal(transcript_read(t, paths, 1, &err), 0);
}

static void test_content(void **state)
{
    unsigned char bytes[SECTOR * 4];
    char path[256];
    struct folder f;
    struct transcript t;
    (void)state;
    folder_make(&f);
    folder_path(&f, "a.doc", path);
    assert_int_equal(setenv("PATH", "/nonexistent", 1), 0);
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        struct slice whole =
            compound(bytes, files[i].names, slice_of(files[i].content, files[i].len));
        folder_put(&f, "a.doc", whole);
        read_text(&t, path);
        if (strncmp(t.text, "!file 0:0", 9) || !strstr(t.text, files[i].says))
            fail_msg("%zu: %s", i, t.text);
        transcript_release(&t);
    }
    assert_int_equal(setenv("PATH", "/usr/bin:/bin", 1), 0);
    folder_remove(&f);
}

static const struct {
    const char *type, *content,
        *says; /* type NULL: no such part; content NULL: another container */
} open_documents[] = {
    {"application/vnd.oasis.opendocument.spreadsheet",
     "<o:document-content xmlns:o='urn:o'/>",
     "an OpenDocument sheet (.ods); reading it takes LibreOffice"},
    {"application/vnd.oasis.opendocument.text", "<o:document-content xmlns:o='urn:o'/>",
     "an OpenDocument text (.odt); reading it takes LibreOffice"},
    {"application/vnd.oasis.opendocument.presentation",
     "<o:document-content xmlns:o='urn:o'/>", "neither a sheet (.ods) nor a text (.odt)"},
    {"application/vnd.oasis.opendocument.text", "<x/>", "or damaged"},
    {"application/vnd.oasis.opendocument.text", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>",
     "DOCTYPE"},
    {NULL, "<x/>", "is a zip archive without a workbook or document"},
    {NULL, NULL, "is an OFD file"},
};

static void test_open_documents(void **state)
{
    struct transcript t;
    char path[64];
    (void)state;
    assert_int_equal(setenv("PATH", "/nonexistent", 1), 0);
    for (size_t i = 0; i < sizeof(open_documents) / sizeof(*open_documents); i++) {
        const char *type = open_documents[i].type, *content = open_documents[i].content;
        const struct packed_part parts[] = {
            {type ? "mimetype" : "other", slice_str(type ? type : "x")},
            {content ? "content.xml" : "OFD.xml", slice_str(content ? content : "<x/>")},
            {NULL, SLICE_NONE}};
        packed_path(path);
        packed_write(path, parts);
        read_text(&t, path);
        if (strncmp(t.text, "!file 0:0", 9) || !strstr(t.text, open_documents[i].says))
            fail_msg("%zu: %s", i, t.text);
        transcript_release(&t);
        unlink(path);
    }
    assert_int_equal(setenv("PATH", "/usr/bin:/bin", 1), 0);
}

/* Cut anywhere, and with any byte of its tables changed, the look ends and stays inside.
 */
static void test_damaged(void **state)
{
    static const char *const names[] = {"WordDocument", "Workbook", NULL};
    unsigned char bytes[SECTOR * 4];
    struct ole_look look;
    struct error err;
    (void)state;
    struct slice whole = compound(bytes, names, SLICE_NONE);
    int fd = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    assert_true(fd >= 0);
    for (size_t len = 0; len < whole.len; len += 7) {
        assert_int_equal(ftruncate(fd, 0), 0);
        assert_int_equal(pwrite(fd, whole.ptr, len, 0), len);
        int rc = ole_look(fd, &look, &err);
        assert_int_equal(rc, len < SECTOR * 3 ? ERR_INPUT : 0);
    }
    for (size_t at = 0; at < SECTOR * 3; at++)
        for (unsigned value = 0; value < 256; value += 85) {
            unsigned char was = bytes[at];
            bytes[at] = (unsigned char)value;
            assert_int_equal(pwrite(fd, bytes, sizeof(bytes), 0), sizeof(bytes));
            (void)ole_look(fd, &look, &err);
            bytes[at] = was;
        }
    close(fd);
}

/* ---- converting ---- */

static void fixture(const char *name, char out[PROCESS_PATH_MAX])
{
    char path[256];
    (void)snprintf(path, sizeof(path), "fixtures/legacy/%s", name);
    assert_non_null(realpath(path, out));
}

static void script(const struct folder *f, const char *text)
{
    char path[256];
    folder_put(f, "bin/soffice", slice_str(text));
    folder_path(f, "bin/soffice", path);
    assert_int_equal(chmod(path, 0755), 0);
}

static void folders(struct folder *f)
{
    char path[256], search[512];
    folder_make(f);
    folder_path(f, "bin", path);
    assert_int_equal(mkdir(path, 0755), 0);
    (void)snprintf(search, sizeof(search), "%s:/usr/bin:/bin", path);
    assert_int_equal(setenv("PATH", search, 1), 0);
    folder_path(f, "tmp", path);
    assert_int_equal(mkdir(path, 0755), 0);
    assert_int_equal(setenv("TMPDIR", path, 1), 0);
}

static void assert_nothing_left(const struct folder *f)
{
    char path[256];
    folder_path(f, "tmp", path);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(mkdir(path, 0755), 0);
}

static void test_stand_in(void **state)
{
    char doc[PROCESS_PATH_MAX], docx[PROCESS_PATH_MAX], text[PROCESS_PATH_MAX * 3];
    struct folder f;
    struct transcript old, new;
    (void)state;
    fixture("self-evaluation.doc", doc);
    fixture("self-evaluation.docx", docx);
    folders(&f);
    (void)snprintf(
        text, sizeof(text),
        "#!/bin/sh\nfor a; do last=$a; done\nd=$(dirname \"$last\")\n"
        "[ \"$HOME\" = \"$d\" ] && [ \"$PWD\" = \"$d\" ] && [ -z \"$SECRET\" ] || exit "
        "3\n"
        "cmp -s \"$last\" '%s' || exit 4\n"
        "grep -q BlockUntrustedRefererLinks \"$d\"/profile/user/*.xcu || exit 5\n"
        "cp '%s' \"$d/form.docx\"\n",
        doc, docx);
    script(&f, text);
    assert_int_equal(setenv("SECRET", "1", 1), 0);
    read_text(&old, doc);
    read_text(&new, docx);
    assert_non_null(strstr(old.text, "P1 self_evaluation"));
    assert_string_equal(old.text, new.text);
    assert_string_not_equal(old.sources.items[0].sha256, "");
    transcript_release(&old);
    transcript_release(&new);
    assert_nothing_left(&f);
    folder_remove(&f);
}

static void test_failing(void **state)
{
    static const char *const scripts[] = {"#!/bin/sh\nexit 1\n", "#!/bin/sh\nexit 0\n",
                                          "#!/bin/sh\nkill -9 $$\n"};
    char doc[PROCESS_PATH_MAX];
    struct folder f;
    struct transcript t;
    (void)state;
    fixture("self-evaluation.doc", doc);
    folders(&f);
    for (size_t i = 0; i < 3; i++) {
        script(&f, scripts[i]);
        read_text(&t, doc);
        assert_non_null(strstr(
            t.text, "(.doc) that LibreOffice could not convert; save it as .docx"));
        transcript_release(&t);
        assert_nothing_left(&f);
    }
    folder_put(&f, "a.rtf", SLICE("{\\rtf1 x}"));
    char path[256];
    folder_path(&f, "a.rtf", path);
    read_text(&t, path);
    assert_non_null(strstr(
        t.text, "an RTF file that LibreOffice could not convert; save it as .docx"));
    transcript_release(&t);
    folder_remove(&f);
}

#define SHEET_XML                                                                        \
    "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook "            \
    "xmlns='urn:schemas-microsoft-com:office:spreadsheet' "                              \
    "xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='A'>"    \
    "<Table>"
#define SHEET_CELL(text) "<Cell><Data ss:Type='String'>" text "</Data></Cell>"

/* A worksheet in XML of Excel 2003; nothing it names is fetched. */
static void read_sheet(struct transcript *t, const struct folder *f)
{
    char path[256];
    folder_put(f, "b.xls",
               SLICE(SHEET_XML "<Row>" SHEET_CELL("项目名称") SHEET_CELL("三级指标")
                         SHEET_CELL("指标值") "</Row><Row>" SHEET_CELL("大桥维修")
                             SHEET_CELL("维修桥梁") SHEET_CELL("≥5座")
                                 "</Row></Table></Worksheet></Workbook>"));
    folder_path(f, "b.xls", path);
    read_text(t, path);
}

static void test_sheet_xml(void **state)
{
    struct folder f;
    struct transcript t;
    (void)state;
    folder_make(&f);
    assert_int_equal(setenv("PATH", "/nonexistent", 1), 0);
    read_sheet(&t, &f);
    assert_int_equal(setenv("PATH", "/usr/bin:/bin", 1), 0);
    assert_non_null(strstr(t.text, "an XML spreadsheet (Excel 2003); reading it takes"));
    transcript_release(&t);
    folder_remove(&f);
}

/* LibreOffice itself, where it is installed. */
static void test_office(void **state)
{
    static const char *const names[] = {"soffice", "libreoffice", NULL};
    static const char *const old[][2] = {{"self-evaluation.doc", "self-evaluation.docx"}};
    char program[PROCESS_PATH_MAX], paths[2][PROCESS_PATH_MAX];
    (void)state;
    assert_int_equal(setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1), 0);
    assert_int_equal(unsetenv("TMPDIR"), 0);
    if (!process_find(names, program)) {
        print_message("skipped: LibreOffice is not installed\n");
        skip();
    }
    for (size_t i = 0; i < sizeof(old) / sizeof(*old); i++) {
        struct transcript t[2];
        for (size_t k = 0; k < 2; k++) {
            fixture(old[i][k], paths[k]);
            read_text(&t[k], paths[k]);
        }
        assert_string_equal(t[0].text, t[1].text);
        transcript_release(&t[0]);
        transcript_release(&t[1]);
    }
    struct folder f;
    struct transcript t;
    folder_make(&f);
    read_sheet(&t, &f);
    assert_non_null(strstr(t.text, "level3=维修桥梁@1:2:2 target=≥5座@1:2:3"));
    transcript_release(&t);
    fixture("self-evaluation.xls", paths[0]);
    read_text(&t, paths[0]);
    assert_non_null(strstr(t.text, "level3=网络建设全覆盖@1:3:10"));
    transcript_release(&t);
    folder_remove(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_content), cmocka_unit_test(test_open_documents),
        cmocka_unit_test(test_damaged), cmocka_unit_test(test_stand_in),
        cmocka_unit_test(test_failing), cmocka_unit_test(test_sheet_xml), cmocka_unit_test(test_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
