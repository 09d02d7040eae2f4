/* A form saved as CSV: its rows are the rows of one table. What was merged is blank, but stands in its column.
 * Lines of one text above the first row of several are texts, as titles of dumps are. What the cells mean is
 * left to the form maps. */
#include "decode/tell.h"
#include "decode/text_dump.h"
#include "format/csv.h"

struct sheet {
    struct document *doc;
    const struct decode_options *options;
    struct document_table *table; /* NULL: still above it */
    uint32_t row;
};

static struct address place(const struct sheet *s, const struct csv_field *field)
{
    return (struct address){s->doc->file, 1, field->line, field->column};
}

static void tell_bad(const struct sheet *s, const struct csv_row *row, const struct csv_fault *fault)
{
    struct rejection r = {.kind = REJECT_REMARK, .at = {s->doc->file, 1, row->line, 0}};
    tell(s->options, &r, &fault->why);
}

static size_t filled(const struct csv_row *row)
{
    size_t n = 0;
    for (size_t k = 0; k < row->count; k++)
        n += slice_trim(row->fields[k].text).len > 0;
    return n;
}

/* False when the document refuses more. */
static bool add_texts(struct sheet *s, const struct csv_row *row)
{
    for (size_t k = 0; k < row->count; k++) {
        struct slice text = slice_trim(row->fields[k].text);
        if (text.len && !document_add_text(s->doc, text, place(s, &row->fields[k])))
            return false;
    }
    return true;
}

static bool add_row(struct sheet *s, const struct csv_row *row)
{
    if (!s->table && filled(row) <= 1)
        return add_texts(s, row);
    if (!s->table)
        s->table = document_add_table(s->doc, SLICE_NONE, (struct address){s->doc->file, 1, 0, 0});
    for (size_t k = 0; s->table && k < row->count; k++)
        if (!table_add_cell(s->doc, s->table, s->row, (uint32_t)k, slice_trim(row->fields[k].text),
                            place(s, &row->fields[k])))
            return false;
    s->row++;
    return s->table != NULL;
}

static int refused(const struct sheet *s, struct error *err)
{
    const struct arena *a = &s->doc->arena;
    if (a->used > a->max / 4 || s->row >= s->doc->limits->document_rows ||
        s->doc->slots > s->doc->limits->document_slots / 4)
        return error_set(err, ERR_LIMIT, "文件太长，超过了上限", "the file is longer than the limit");
    return error_memory(err);
}

static int read_rows(struct sheet *s, struct csv *csv, struct error *err)
{
    struct csv_row row;
    struct csv_fault fault;
    int rc = csv_begin(csv, err);
    while (rc >= 0 && (rc = csv_next(csv, &row, &fault, err)) > CSV_END) {
        if (rc != CSV_ROW)
            tell_bad(s, &row, &fault);
        else if (!add_row(s, &row))
            return refused(s, err);
        if (rc == CSV_BROKEN)
            break;
    }
    size_t overlaps;
    if (rc >= 0 && s->table && !table_finish(s->doc, s->table, &overlaps))
        return refused(s, err);
    return rc < 0 ? rc : 0;
}

int csv_form_decode(struct document *doc, struct input *in, const struct decode_options *o, struct error *err)
{
    const struct csv_limits limits = {o->limits->field_bytes, o->limits->line_bytes, o->limits->columns};
    struct sheet s = {.doc = doc, .options = o};
    struct csv *csv;
    int rc = csv_new(&csv, input_source(in), &limits, err);
    if (rc)
        return rc;
    rc = read_rows(&s, csv, err);
    csv_close(csv);
    return rc;
}
