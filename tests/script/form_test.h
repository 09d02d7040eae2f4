/* What the tests of form maps share: documents written in a few lines, maps around a body, what a call
 * said in one line. */
#ifndef TESTS_SCRIPT_FORM_TEST_H
#define TESTS_SCRIPT_FORM_TEST_H

#include "script/script_test.h"

#include "script/form.h"

struct form_bench {
    struct bench b;
    struct document doc;
    struct form_document *form;
    struct form_call call;
    struct form_answer answer;
};

static const char *const form_verbs[] = {"form", NULL};

/* A cell's text: ¶ is a line break. */
static inline struct slice text_make(struct arena *a, struct slice s)
{
    char *out = arena_alloc(a, s.len + 1);
    size_t n = 0;
    assert_non_null(out);
    for (size_t i = 0; i < s.len; i++) {
        bool line = slice_starts(slice_from(s, i), SLICE("¶"));
        out[n++] = line ? '\n' : s.ptr[i];
        i += line ? sizeof("¶") - 2 : 0;
    }
    return slice_of(out, n);
}

static inline void row_make(struct form_bench *f, struct document_table *t, struct slice line,
                            uint32_t number, uint32_t row)
{
    uint32_t column = 0;
    size_t last[64];
    while (line.len) {
        line = slice_from(line, 1);
        size_t end = slice_find(line, SLICE("|"), 0);
        struct slice text = slice_sub(line, 0, end);
        if (slice_equal(text, SLICE("<"))) {
            t->cells[last[column - 1]].columns++;
            last[column] = last[column - 1];
        } else if (slice_equal(text, SLICE("^"))) {
            for (size_t i = 0; i < t->count; i++)
                if (t->cells[i].column == column && t->cells[i].row + t->cells[i].rows == row)
                    t->cells[i].rows++;
        } else if (!slice_equal(text, SLICE("~"))) {
            struct address at = {0, number, row + 1, column + 1};
            assert_non_null(table_add_cell(&f->doc, t, row, column,
                                           text_make(&f->b.arena, text), at));
            last[column] = t->count - 1;
        }
        column++;
        line = end == SIZE_MAX ? SLICE_NONE : slice_from(line, end);
    }
}

/* Lines of text; lines that begin with | are rows of a table: < is merged to the left, ^ upwards, ~ no
 * cell at all. A line -- ends a table. */
static inline void document_make(struct form_bench *f, const char *text, enum source_kind kind)
{
    struct slice s = slice_str(text);
    struct document_table *t = NULL;
    uint32_t tables = 0, row = 0, lines = 0;
    size_t overlaps;
    document_init(&f->doc, &f->b.limits);
    f->doc.kind = kind;
    f->doc.path = SLICE("somewhere/form.txt");
    while (s.len) {
        size_t end = slice_find(s, SLICE("\n"), 0);
        struct slice line = slice_sub(s, 0, end);
        lines++;
        if (line.len && line.ptr[0] == '|') {
            if (!t) {
                t = document_add_table(&f->doc, SLICE_NONE, (struct address){0, ++tables, 0, 0});
                row = 0;
            }
            assert_non_null(t);
            row_make(f, t, line, tables, row++);
        } else {
            if (t)
                assert_true(table_finish(&f->doc, t, &overlaps));
            t = NULL;
            if (!slice_equal(line, SLICE("--")))
                assert_non_null(document_add_text(&f->doc, text_make(&f->b.arena, line),
                                                  (struct address){0, 0, lines, 0}));
        }
        s = end == SIZE_MAX ? SLICE_NONE : slice_from(s, end + 1);
    }
    if (t)
        assert_true(table_finish(&f->doc, t, &overlaps));
}

static inline void form_bench_open(struct form_bench *f)
{
    bench_open(&f->b);
    f->call = (struct form_call){.scene = &f->b.scene, .arena = &f->b.answers};
}

static inline void form_bench_close(struct form_bench *f)
{
    bench_close(&f->b);
}

/* Shows a document to the map; the one before is taken away. */
static inline void document_show(struct form_bench *f, const char *text, enum source_kind kind)
{
    document_make(f, text, kind);
    assert_int_equal(form_open(f->b.script, &f->doc, &f->form, &f->b.error), 0);
}

static inline void document_hide(struct form_bench *f)
{
    form_close(f->b.script, f->form);
    document_release(&f->doc);
    f->form = NULL;
}

static inline int form_load(struct form_bench *f, const char *text)
{
    struct script_file file;
    size_t n = strlen(text) + 1;
    assert_true(f->b.source_count < sizeof(f->b.sources) / sizeof(*f->b.sources));
    char *copy = malloc(n);
    assert_non_null(copy);
    memcpy(copy, text, n);
    f->b.sources[f->b.source_count++] = copy;
    int rc = script_load(f->b.script, slice_of(copy, n - 1), "f.lua", form_verbs, &f->b.arena, &file,
                         &f->b.error);
    return rc ? rc : file.declarations[0].handle;
}

#define FORM_HEAD \
    "local function show(v)\n" \
    "  if type(v) ~= 'table' then return tostring(v) end\n" \
    "  local out = {}\n" \
    "  for k, x in pairs(v) do\n" \
    "    if k ~= 'at' then out[#out + 1] = (type(k) == 'number' and '' or k .. '=') .. show(x) end\n" \
    "  end\n" \
    "  return '{' .. table.concat(out, '|') .. '}'\n" \
    "end\n" \
    "form \"t-form\" { title = \"t\", kind = \"target\", match = function(doc) return true end,\n"

/* A map whose `read` has this body. */
static inline int read_load(struct form_bench *f, const char *body)
{
    char *text = malloc(SOURCE_MAX);
    assert_non_null(text);
    (void)snprintf(text, SOURCE_MAX, FORM_HEAD "read = function(doc)\n%s\nend }", body);
    int handle = form_load(f, text);
    if (handle < 0)
        fail_msg("%s\nin: %s", f->b.error.zh, body);
    free(text);
    f->call.handle = handle;
    return handle;
}

static inline void read_call(struct form_bench *f, size_t part)
{
    arena_clear(&f->b.answers);
    if (form_read(f->b.script, f->form, &f->call, part, &f->answer, &f->b.error))
        fail_msg("form_read: %s", f->b.error.zh);
}

#endif
