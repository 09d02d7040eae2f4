/* Fuzz targets, and their corpus replayed as an ordinary test: whatever bytes come in, the parsers end,
 * stay inside their input and lose nothing silently. Built with clang's fuzzer by `make fuzz
 * TARGET=value` (or csv, ndjson, rule); otherwise every file of the corpus is tried whole, cut at every
 * place of a sample, and with bytes changed by a fixed generator. The corpus is what the project has
 * anyway: fixtures and rules. */
#include "base/file.h"
#include "base/utf8.h"
#include "decode/decode.h"
#include "decode/format_reader.h"
#include "format/zip.h"
#include "script/script.h"
#include "value/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#ifdef FUZZ
#define FUZZ_ASSERT(condition) ((condition) ? (void)0 : abort())
#else
/* cmocka wants the headers above first */
#include <cmocka.h>
#define FUZZ_ASSERT(condition) assert_true(condition)
#endif

/* ---- targets ---- */

static bool is_inside(struct slice part, struct slice whole)
{
    return part.len == 0 || (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len);
}

static void fuzz_value(struct slice bytes)
{
    struct arena arena;
    struct value v, scanned[16];
    size_t count = 0;
    const struct value_context money = {.money = true, .money_unit = unit_money(4, true)};
    arena_init(&arena, (size_t)16 << 20);
    FUZZ_ASSERT(value_parse(bytes, NULL, &arena, &v));
    FUZZ_ASSERT(is_inside(v.span, bytes));
    FUZZ_ASSERT(value_parse(bytes, &money, &arena, &v));
    FUZZ_ASSERT(value_scan(bytes, NULL, &arena, scanned, 16, &count));
    for (size_t i = 0; i < count; i++)
        FUZZ_ASSERT(is_inside(scanned[i].span, bytes));
    arena_release(&arena);
}

static void count_reject(void *context, const struct rejection *r)
{
    size_t *rejected = context;
    FUZZ_ASSERT(r->zh[0] && r->en[0]); /* says why, in both languages */
    ++*rejected;
}

/* Bytes as a file of no name, through the whole reader. */
static void fuzz_reader(struct slice bytes)
{
    struct limits limits;
    struct sources sources = {0};
    struct error err;
    struct reader *reader = NULL;
    char path[32];
    size_t rejected = 0, got = 0;
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    FUZZ_ASSERT(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    limits_default(&limits);
    struct decode_options options = {
        .limits = &limits, .reject = count_reject, .context = &rejected};
    struct input_unit unit = {.projects = path};
    struct project *project = project_new(limits.project_bytes);
    FUZZ_ASSERT(project != NULL);
    int rc = reader_open(&reader, &unit, &sources, &options, &err);
    while (rc == 0 && (rc = reader_next(reader, project, &err)) == 1) {
        FUZZ_ASSERT(project->form != FORM_UNKNOWN);
        FUZZ_ASSERT(project->row.a > 0); /* every record has an address */
        got++;
        rc = 0;
    }
    FUZZ_ASSERT(rc == 0);
    FUZZ_ASSERT(got + rejected > 0); /* an input that gives nothing says so */
    if (reader)
        reader_close(reader);
    project_free(project);
    sources_release(&sources);
    close(fd);
}

/* A document is whole: its cells are where its grid says, its places can be told. */
static void look_at(const struct document *doc)
{
    for (size_t i = 0; i < doc->count; i++) {
        const struct document_table *t = &doc->blocks[i].table;
        if (doc->blocks[i].kind != BLOCK_TABLE) {
            FUZZ_ASSERT(doc->blocks[i].text.at.a == 0 && doc->blocks[i].text.at.b > 0);
            FUZZ_ASSERT(utf8_invalid(doc->blocks[i].text.text) == SIZE_MAX);
            continue;
        }
        for (size_t k = 0; k < t->count; k++) {
            const struct document_cell *c = &t->cells[k];
            FUZZ_ASSERT(c->rows > 0 && c->columns > 0 && c->row + c->rows <= t->rows &&
                        c->column + c->columns <= t->columns);
            FUZZ_ASSERT(table_at(t, c->row + c->rows - 1, c->column + c->columns - 1) == c);
            FUZZ_ASSERT(c->at.a == t->at.a && c->at.b == c->row + 1 && c->at.c > 0);
            FUZZ_ASSERT(utf8_invalid(c->text) == SIZE_MAX);
        }
    }
}

static void fuzz_decoder(document_decoder *decode, struct slice bytes)
{
    struct limits limits;
    struct sources sources = {0};
    struct input in;
    struct document doc;
    struct error err = {0};
    char path[32];
    size_t told = 0;
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    FUZZ_ASSERT(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    limits_default(&limits);
    limits.columns = 64;
    limits.document_slots = 4096;
    struct decode_options options = {.limits = &limits, .reject = count_reject, .context = &told};
    FUZZ_ASSERT(input_open(&in, path, &sources, &err) == 0);
    document_init(&doc, &limits);
    int rc = decode(&doc, &in, &options, &err);
    FUZZ_ASSERT(rc == 0 || (rc < 0 && err.zh[0] && err.en[0]));
    if (rc == 0)
        look_at(&doc);
    document_release(&doc);
    input_close(&in);
    sources_release(&sources);
    close(fd);
}

static void fuzz_html(struct slice bytes)
{
    fuzz_decoder(html_decode, bytes);
}

/* A package whose parts are given, decoded. The part without content holds the bytes. */
struct fuzz_part {
    const char *name, *content;
};

static void fuzz_package(document_decoder *decode, const struct fuzz_part *parts, size_t count,
                         struct slice bytes)
{
    zip_stat_t stat;
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *z = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
    FUZZ_ASSERT(out && z);
    zip_source_keep(out);
    for (size_t i = 0; i < count; i++) {
        struct slice part = parts[i].content ? slice_str(parts[i].content) : bytes;
        FUZZ_ASSERT(zip_file_add(z, parts[i].name,
                                 zip_source_buffer(z, part.len ? part.ptr : "", part.len, 0),
                                 0) >= 0);
    }
    FUZZ_ASSERT(zip_close(z) == 0 && zip_source_open(out) == 0 && zip_source_stat(out, &stat) == 0);
    char *whole = malloc((size_t)stat.size + 1);
    FUZZ_ASSERT(whole && zip_source_read(out, whole, stat.size) == (zip_int64_t)stat.size);
    (void)zip_source_close(out);
    zip_source_free(out);
    fuzz_decoder(decode, slice_of(whole, (size_t)stat.size));
    free(whole);
}

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS(inside) \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" inside \
    "</Relationships>"
#define RELATION(id, type, target) \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE "/" type "\" Target=\"" target "\"/>"
#define SHEETS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

/* The bytes as the main part of a Word document. */
static void fuzz_docx(struct slice bytes)
{
    static const struct fuzz_part parts[] = {
        {"_rels/.rels", RELATIONS(RELATION("a", "officeDocument", "word/document.xml"))},
        {"word/document.xml", NULL},
    };
    fuzz_package(docx_decode, parts, sizeof(parts) / sizeof(*parts), bytes);
}

/* The bytes as a worksheet, as the shared strings, and as the styles of a workbook. */
static void fuzz_xlsx(struct slice bytes)
{
    static const char sheet[] =
        "<worksheet xmlns=\"" SHEETS "\"><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>1.5</v>"
        "</c></row></sheetData></worksheet>";
    struct fuzz_part parts[] = {
        {"_rels/.rels", RELATIONS(RELATION("a", "officeDocument", "xl/workbook.xml"))},
        {"xl/workbook.xml", "<workbook xmlns=\"" SHEETS "\" xmlns:r=\"" OFFICE "\"><sheets>"
                            "<sheet name=\"x\" r:id=\"a\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         RELATIONS(RELATION("a", "worksheet", "s.xml") RELATION("b", "sharedStrings", "t.xml")
                       RELATION("c", "styles", "u.xml"))},
        {"xl/s.xml", sheet},
        {"xl/t.xml", "<sst xmlns=\"" SHEETS "\"><si><t>x</t></si></sst>"},
        {"xl/u.xml", "<styleSheet xmlns=\"" SHEETS "\"/>"},
    };
    for (size_t i = 3; i < 6; i++) {
        const char *kept = parts[i].content;
        parts[i].content = NULL;
        fuzz_package(xlsx_decode, parts, sizeof(parts) / sizeof(*parts), bytes);
        parts[i].content = kept;
    }
}

static void fuzz_rule(struct slice bytes)
{
    static const char *const verbs[] = {"rule", "pack", "words", "codes", "statute", NULL};
    struct limits limits;
    struct error err;
    struct script *script = NULL;
    struct script_file file;
    struct arena arena;
    limits_default(&limits);
    limits.load_instructions = 100000;
    arena_init(&arena, (size_t)64 << 20);
    FUZZ_ASSERT(script_new(&script, &limits, &err) == 0);
    int rc = script_load(script, bytes, "fuzz.lua", verbs, &arena, &file, &err);
    FUZZ_ASSERT(rc <= 0);
    FUZZ_ASSERT(rc == 0 || (err.zh[0] && err.en[0]));
    script_free(script);
    arena_release(&arena);
}

#ifdef FUZZ

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FUZZ(slice_of((const char *)data, size));
    return 0;
}

#else

/* ---- replay ---- */

static uint32_t next_random(uint32_t *state)
{
    *state = *state * UINT32_C(1664525) + UINT32_C(1013904223);
    return *state >> 8;
}

/* A file as it is, cut, and damaged, always the same way. */
static void replay(void (*target)(struct slice), struct slice whole, size_t rounds)
{
    static const char interesting[] = "\0\"'\n\r,;\t{}[]:\\\xFF\xEF\xE4\xB8<>%0-";
    uint32_t random = (uint32_t)whole.len + 1;
    char *copy = malloc(whole.len + 1);
    assert_non_null(copy);
    target(whole);
    for (size_t i = 0; i < rounds && whole.len; i++) {
        memcpy(copy, whole.ptr, whole.len);
        target(slice_of(copy, next_random(&random) % whole.len));
        for (size_t k = next_random(&random) % 4 + 1; k > 0; k--)
            copy[next_random(&random) % whole.len] =
                interesting[next_random(&random) % (sizeof(interesting) - 1)];
        target(slice_of(copy, whole.len));
    }
    free(copy);
}

/* Files of a folder, into sub-folders, whose names end with `ending`. */
static size_t replay_folder(const char *dir, const char *ending, void (*target)(struct slice),
                            size_t rounds, size_t max_bytes)
{
    struct file_list list;
    struct error err;
    size_t count = 0;
    assert_int_equal(file_list_read(&list, dir, &err), 0);
    for (size_t i = 0; i < list.count; i++) {
        char *path = file_join(dir, list.names[i]);
        assert_non_null(path);
        if (file_kind(path) == FILE_DIRECTORY) {
            count += replay_folder(path, ending, target, rounds, max_bytes);
        } else if (slice_ends(slice_str(path), slice_str(ending))) {
            struct buffer text;
            buffer_init(&text, 1 << 20);
            assert_int_equal(file_read(path, &text, &err), 0);
            replay(target, slice_sub(buffer_slice(&text), 0, max_bytes), rounds);
            buffer_release(&text);
            count++;
        }
        free(path);
    }
    file_list_release(&list);
    return count;
}

static size_t rounds_of(size_t full)
{
    return getenv("JIHE_TEST_LIGHT") ? full / 20 + 1 : full;
}

static void test_csv(void **state)
{
    (void)state;
    assert_true(replay_folder("fixtures", ".csv", fuzz_reader, rounds_of(60), 20000) > 20);
}

static void test_ndjson(void **state)
{
    (void)state;
    assert_true(replay_folder("fixtures", ".ndjson", fuzz_reader, rounds_of(60), 20000) > 20);
}

static void test_html(void **state)
{
    (void)state;
    assert_true(replay_folder("fixtures", ".html", fuzz_html, rounds_of(300), 20000) > 0);
    assert_true(replay_folder("fixtures", ".html", fuzz_reader, rounds_of(60), 20000) > 0);
}

/* Parts of a container are damaged, and then the container. */
static void replay_parts(struct slice bytes, const char *const *names, size_t count,
                         void (*target)(struct slice))
{
    struct zipfile_limits limits;
    struct zipfile *z;
    struct error err;
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    assert_true(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    zipfile_limits_default(&limits);
    assert_int_equal(zipfile_open(&z, fd, &limits, &err), 0);
    for (size_t i = 0; i < count; i++) {
        struct buffer part;
        size_t index;
        if (!zipfile_find(z, slice_str(names[i]), &index))
            continue;
        buffer_init(&part, 1 << 20);
        assert_int_equal(zipfile_read(z, index, &part, &err), 0);
        replay(target, slice_sub(buffer_slice(&part), 0, 20000), rounds_of(100));
        buffer_release(&part);
    }
    zipfile_close(z);
    close(fd);
    replay(fuzz_reader, bytes, rounds_of(60));
}

static void replay_docx(struct slice bytes)
{
    static const char *const names[] = {"word/document.xml"};
    replay_parts(bytes, names, 1, fuzz_docx);
}

static void test_docx(void **state)
{
    (void)state;
    assert_true(replay_folder("fixtures/legacy", ".docx", replay_docx, 0, 1 << 20) > 0);
}

static void replay_xlsx(struct slice bytes)
{
    static const char *const names[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                        "xl/styles.xml"};
    replay_parts(bytes, names, 3, fuzz_xlsx);
}

static void test_xlsx(void **state)
{
    (void)state;
    assert_true(replay_folder("fixtures/documents", ".xlsx", replay_xlsx, 0, 1 << 20) > 0);
}

static void test_rule(void **state)
{
    (void)state;
    assert_true(replay_folder("rules", ".lua", fuzz_rule, rounds_of(8), 20000) > 100);
    assert_true(replay_folder("fixtures/faults/rules", ".lua", fuzz_rule, rounds_of(8), 20000) > 5);
}

/* The fields of the documents, as CSV has them, are the corpus of values. */
static void fuzz_fields(struct slice text)
{
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++)
        if (i == text.len || text.ptr[i] == ',' || text.ptr[i] == '\n') {
            fuzz_value(slice_sub(text, start, i - start));
            start = i + 1;
        }
}

static void test_value(void **state)
{
    (void)state;
    assert_true(replay_folder("fixtures", ".csv", fuzz_fields, rounds_of(10), 20000) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_value),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_ndjson),
        cmocka_unit_test(test_html),
        cmocka_unit_test(test_docx),
        cmocka_unit_test(test_xlsx),
        cmocka_unit_test(test_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
