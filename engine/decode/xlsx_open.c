/* What a workbook holds is told from the first rows of its sheets. Where they are plain
 * tables, each is copied row by row to the readers of CSV, as large as it may be.
 * Anything else is a workbook of forms, which is decoded as a document. Merged areas
 * stand behind the rows in a sheet: of a large one they are looked for first, in the
 * bytes, and only where there are any the sheet is gone through for them. */
#include "decode/xlsx.h"

#include "decode/tell.h"

enum { TOP_ROWS = PLAIN_TOP + 3, SMALL = 2 << 20 };

/* One sheet, as far as it has been looked at. */
struct survey {
    bool any, found; /* something stands on it; its heading is known */
    size_t block;    /* its table in the document of first rows */
    struct plain_heading heading;
    struct xlsx_merges merges;
    struct xlsx_oddities odd;
};

struct opening {
    struct xlsx_book book;
    struct document top; /* the first rows of every sheet */
    struct survey *surveys;
    struct plain_tables tables;
};

/* ---- first rows ---- */

static bool top_cell(struct opening *o, struct survey *s, const struct xlsx_sheet *sheet,
                     const struct xlsx_cell *c)
{
    const struct xlsx_row *row = &sheet->row;
    struct address at = {o->book.file, sheet->number, row->number, c->column};
    if (c->column > o->top.limits->columns)
        return true;
    if (!s->any) {
        at.b = at.c = 0;
        if (!document_add_table(&o->top, o->book.sheets[sheet->number - 1].name, at))
            return false;
        s->any = true;
        s->block = o->top.count - 1;
        at.b = row->number;
        at.c = c->column;
    }
    uint32_t line = row->number <= TOP_ROWS ? row->number - 1 : TOP_ROWS;
    return table_add_cell(&o->top, &o->top.blocks[s->block].table, line, c->column - 1,
                          c->text, at) != NULL;
}

/* Reads the first rows; *whole: these were all. */
static int top_rows(struct opening *o, struct survey *s, struct xlsx_sheet *sheet,
                    bool *whole, struct error *err)
{
    int rc;
    *whole = true;
    while ((rc = xlsx_sheet_next(sheet, err)) == 1) {
        *whole = sheet->row.number <= TOP_ROWS;
        for (size_t i = 0; i < sheet->row.count; i++) {
            const struct xlsx_cell *c = &sheet->row.cells[i];
            if (c->text.len && (*whole || !s->any) && !top_cell(o, s, sheet, c))
                return xlsx_full(&o->top, NULL, sheet, err);
        }
        if (!*whole)
            return 0;
    }
    return rc;
}

/* ---- merged areas ---- */

/* True when the word stands in the part, or could: in another encoding it looks
 * different. */
static int part_mentions(struct package *p, struct slice name, const char *word,
                         struct error *err)
{
    enum { CHUNK = 65536, KEPT = 64 };
    char bytes[CHUNK + KEPT];
    struct zippart *part;
    size_t index, kept = 0, got = 1, len = strlen(word);
    if (!zipfile_find(p->zip, name, &index))
        return 0;
    int rc = zippart_open(&part, p->zip, index, err);
    if (rc)
        return rc;
    for (bool first = true; rc == 0 && got > 0; first = false) {
        rc = zippart_read(part, bytes + kept, CHUNK, &got, err);
        size_t all = kept + (rc ? 0 : got);
        if (rc == 0 && ((first && memchr(bytes, '\0', all < 4 ? all : 4)) ||
                        memmem(bytes, all, word, len)))
            rc = 1;
        kept = all < len - 1 ? all : len - 1;
        memmove(bytes, bytes + all - kept, kept);
    }
    zippart_close(part);
    return rc;
}

/* Of a sheet that is too large to be read to its end just for this. */
static int merges_look(struct opening *o, uint32_t number, struct xlsx_merges *out,
                       struct error *err)
{
    struct xlsx_sheet sheet;
    int rc = part_mentions(&o->book.package, o->book.sheets[number - 1].part, "mergeCell",
                           err);
    if (rc <= 0)
        return rc;
    rc = xlsx_sheet_open(&sheet, &o->book, number, err);
    sheet.skim = true;
    while (rc == 0 && (rc = xlsx_sheet_next(&sheet, err)) == 1)
        rc = 0;
    *out = sheet.merges;
    sheet.merges = (struct xlsx_merges){0};
    xlsx_sheet_close(&sheet);
    return rc;
}

static int merges_settle(struct opening *o, struct survey *s, struct error *err)
{
    size_t dropped;
    if (!xlsx_merges_settle(&s->merges, (uint32_t)o->top.limits->columns, &dropped))
        return error_memory(err);
    struct document_table *t = &o->top.blocks[s->block].table;
    for (size_t i = 0; i < t->count; i++) {
        struct document_cell *c = &t->cells[i];
        const struct xlsx_merge *m =
            xlsx_merges_find(&s->merges, c->row + 1, c->column + 1);
        c->rows = m ? m->last_row - m->row + 1 : 1;
        c->columns = m ? m->last_column - m->column + 1 : 1;
        if (c->row + c->rows > TOP_ROWS) /* not more of the grid than is looked at */
            c->rows = c->row < TOP_ROWS ? TOP_ROWS - c->row : 1;
    }
    return 0;
}

/* ---- a survey ---- */

static int heading_look(struct opening *o, struct survey *s,
                        const struct xlsx_sheet *sheet, struct error *err)
{
    size_t overlaps;
    struct error why = {0};
    struct document_table *t = &o->top.blocks[s->block].table;
    if (t->cells[0].row >= TOP_ROWS) { /* nothing stands in the first rows */
        t->count = 0;
        return 0;
    }
    if (!table_finish(&o->top, t, &overlaps))
        return xlsx_full(&o->top, t, sheet, err);
    s->found = plain_heading_find(t, &s->heading, &why);
    return why.code ? error_memory(err) : 0;
}

static int survey(struct opening *o, uint32_t number, struct error *err)
{
    struct survey *s = &o->surveys[number - 1];
    struct xlsx_sheet sheet;
    bool whole = true;
    int rc = xlsx_sheet_open(&sheet, &o->book, number, err);
    if (rc == 0)
        rc = top_rows(o, s, &sheet, &whole, err);
    s->merges = sheet.merges;
    sheet.merges = (struct xlsx_merges){0};
    xlsx_sheet_close(&sheet);
    if (rc == 0 && !whole)
        rc = merges_look(o, number, &s->merges, err);
    if (rc || !s->any)
        return rc;
    rc = merges_settle(o, s, err);
    return rc ? rc : heading_look(o, s, &sheet, err);
}

static int surveys(struct opening *o, struct error *err)
{
    int rc = 0;
    o->surveys = calloc(o->book.sheet_count, sizeof(*o->surveys));
    if (!o->surveys)
        return error_memory(err);
    for (uint32_t i = 1; i <= o->book.sheet_count && rc == 0; i++)
        rc = survey(o, i, err);
    return rc;
}

/* ---- plain ---- */

static bool is_part(const struct opening *o, size_t i)
{
    return plain_part_of(o->book.sheets[i].name) != PLAIN_SINGLE;
}

/* Sheets that name their projects, or one alone. */
static bool all_plain(const struct opening *o)
{
    size_t any = 0, found = 0, keys = 0;
    for (size_t i = 0; i < o->book.sheet_count; i++) {
        const struct survey *s = &o->surveys[i];
        any += s->any;
        found += s->found && !s->heading.label;
        keys += s->found && s->heading.key;
    }
    return keys > 0 || (any == 1 && found == 1);
}

/* Tables that are plain whatever else claims them, see decode/document.c. */
static bool is_sure(const struct opening *o)
{
    for (size_t i = 0; i < o->book.sheet_count; i++) {
        const struct survey *s = &o->surveys[i];
        if (s->found && (is_part(o, i) || (s->heading.key && s->heading.indicator)))
            return true;
    }
    return false;
}

/* 1: a form map may know better, and the workbook is to be read as a document; 0: none
 * does. A large workbook is judged by its first rows. */
static int is_claimed(const struct opening *o, const struct input *in, struct error *err)
{
    const struct form_source *forms = o->book.options->forms;
    uint64_t size = in->file.size != UINT64_MAX ? in->file.size : in->whole.len;
    if (!forms || is_sure(o))
        return 0;
    if (size <= SMALL)
        return 1;
    int rc = forms->claims(forms->context, &o->top, err);
    return rc < 0 ? rc : rc > 0;
}

/* 1: copied, or not to be read; 0: this sheet has to be read otherwise; negative. */
static int sheet_copy(struct opening *o, size_t i, bool key, struct error *err)
{
    struct survey *s = &o->surveys[i];
    if (!s->found || (key && !s->heading.key && !is_part(o, i)))
        return 1;
    const struct document_table *t = &o->top.blocks[s->block].table;
    struct plain_table *p =
        plain_add(&o->tables, (uint32_t)i + 1, plain_part_of(o->book.sheets[i].name),
                  o->top.limits);
    if (!p)
        return error_memory(err);
    plain_copy_heading(p, t, &s->heading);
    return xlsx_stream_rows(&o->book, (uint32_t)i + 1, &s->merges,
                            s->heading.row + s->heading.rows, s->heading.columns,
                            &p->copy, &s->odd, err);
}

static int sheets_copy(struct opening *o, struct error *err)
{
    bool key = false;
    int rc = 1;
    for (size_t i = 0; i < o->book.sheet_count; i++)
        key = key || (o->surveys[i].found && o->surveys[i].heading.key);
    for (size_t i = 0; i < o->book.sheet_count && rc == 1; i++)
        rc = sheet_copy(o, i, key, err);
    if (rc != 1)
        plain_release(&o->tables);
    return rc;
}

static void sheets_tell(const struct opening *o)
{
    for (size_t i = 0; i < o->book.sheet_count; i++) {
        bool read = false;
        for (size_t k = 0; k < o->tables.count; k++)
            read = read || o->tables.items[k].table == i + 1;
        if (read) {
            xlsx_tell_hidden(&o->book, (uint32_t)i + 1);
            xlsx_odd_tell(&o->surveys[i].odd, &o->book, (uint32_t)i + 1);
        } else if (o->surveys[i].any) {
            plain_tell_other(o->book.sheets[i].name, o->book.file, (uint32_t)i + 1,
                             o->book.options);
        }
    }
}

/* ---- opening ---- */

static void opening_close(struct opening *o)
{
    for (size_t i = 0; o->surveys && i < o->book.sheet_count; i++)
        free(o->surveys[i].merges.items);
    free(o->surveys);
    document_release(&o->top);
    xlsx_book_close(&o->book);
}

/* 1: read as plain tables; 0: not; negative. */
static int try_plain(struct format_reader *out, struct input *in,
                     const struct decode_options *o, struct error *err)
{
    struct opening opening = {.surveys = NULL};
    document_init(&opening.top, o->limits);
    opening.top.kind = SOURCE_XLSX;
    opening.top.file = in->index;
    opening.top.path = slice_str(in->path);
    int rc = xlsx_book_open(&opening.book, in, o, err);
    if (rc == 0)
        rc = surveys(&opening, err);
    if (rc == 0 && all_plain(&opening)) {
        rc = is_claimed(&opening, in, err);
        rc = rc == 0 ? sheets_copy(&opening, err) : rc < 0 ? rc : 0;
    }
    if (rc == 1) {
        sheets_tell(&opening);
        rc = plain_open(out, in, &opening.tables, o, err);
        rc = rc ? rc : 1;
    }
    plain_release(&opening.tables);
    opening_close(&opening);
    return rc;
}

int xlsx_open(struct format_reader *out, struct input *in, const struct decode_options *o,
              struct error *err)
{
    static const struct kind form = {.source = SOURCE_XLSX, .decode = xlsx_decode};
    int rc = try_plain(out, in, o, err);
    if (rc < 0 && rc != ERR_MEMORY)
        error_locate(err, in->path, 0);
    return rc == 0 ? document_open(out, in, &form, o, err) : rc == 1 ? 0 : rc;
}
