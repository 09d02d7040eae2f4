/* The rows of a plain worksheet, copied one by one as they are read, each text as it is
 * written with its outer blanks: no more than a row, and the texts of merged areas that
 * are still open, stands in memory. */
#include "decode/xlsx.h"

/* What a merged area gives to the rows below its first one. */
struct carried {
    uint32_t row, until; /* where the text stands; the last row it reaches */
    uint32_t covered; /* up to this row nothing of this column is seen: an area from the
                         left */
    struct buffer text;
};

struct stream {
    struct xlsx_sheet sheet;
    const struct xlsx_merges *merges;
    size_t next;             /* merge */
    struct carried *carried; /* by column, from 0 */
    struct copy_cell *cells;
    uint32_t columns;
    uint64_t budget; /* bytes the copy may have */
};

static struct carried *carried_at(const struct stream *s, uint32_t column)
{
    return column <= s->columns ? &s->carried[column - 1] : NULL;
}

static const struct xlsx_cell *cell_at(const struct xlsx_row *row, uint32_t column)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].column == column)
            return &row->cells[i];
    return NULL;
}

/* The area's text is what stands in its first row, when that is the row at hand: else it
 * is blank. False when out of memory. */
static bool merge_begin(struct stream *s, const struct xlsx_merge *m,
                        const struct xlsx_row *row)
{
    for (uint32_t c = m->column + 1; c <= m->last_column && c <= s->columns; c++)
        s->carried[c - 1].covered = m->last_row;
    struct carried *to = carried_at(s, m->column);
    if (!to || m->last_row == m->row)
        return true;
    const struct xlsx_cell *cell = m->row == row->number ? cell_at(row, m->column) : NULL;
    to->row = m->row;
    to->until = m->last_row;
    buffer_clear(&to->text);
    if (cell && cell->text.len)
        buffer_put(&to->text, cell->whole);
    return !to->text.failed;
}

static bool merges_begin(struct stream *s, const struct xlsx_row *row)
{
    for (; s->next < s->merges->count && s->merges->items[s->next].row <= row->number;
         s->next++)
        if (!merge_begin(s, &s->merges->items[s->next], row))
            return false;
    return true;
}

/* Puts the row's own text in its place; what cannot be seen, or stands there already, is
 * odd. */
static void cell_place(struct stream *s, const struct xlsx_cell *c, uint32_t row,
                       bool *beyond)
{
    const struct carried *k = carried_at(s, c->column);
    if (k && (k->covered >= row || (k->until >= row && k->row < row))) {
        xlsx_odd(&s->sheet.odd, ODD_COVERED, row, c->column);
        return;
    }
    struct copy_cell *to = &s->cells[k ? c->column - 1 : s->columns];
    if (k && to->text.len)
        xlsx_odd(&s->sheet.odd, ODD_TWICE, row, c->column);
    else if (!to->text.len)
        *to = (struct copy_cell){c->whole, row, c->column};
    *beyond = *beyond || !k;
}

static void row_copy(struct stream *s, struct copy *to)
{
    const struct xlsx_row *row = &s->sheet.row;
    bool beyond = false;
    for (uint32_t c = 0; c <= s->columns; c++) {
        const struct carried *k = c < s->columns ? &s->carried[c] : NULL;
        s->cells[c] = (struct copy_cell){SLICE_NONE, row->number, c + 1};
        if (k && k->until >= row->number && k->row < row->number)
            s->cells[c] = (struct copy_cell){buffer_slice(&k->text), k->row, c + 1};
    }
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].text.len)
            cell_place(s, &row->cells[i], row->number, &beyond);
    copy_row(to, row->number, s->cells, s->columns + beyond);
}

static int rows_copy(struct stream *s, uint32_t skip, struct copy *to, struct error *err)
{
    uint32_t last = 0;
    int rc;
    while ((rc = xlsx_sheet_next(&s->sheet, err)) == 1) {
        const struct xlsx_row *row = &s->sheet.row;
        if (row->number <= last)
            return 0;
        last = row->number;
        if (!merges_begin(s, row))
            return error_memory(err);
        if (row->number > skip)
            row_copy(s, to);
        if (to->rows.len > s->budget)
            return error_set(
                err, ERR_LIMIT, "解开后的文字过多（超过上限），疑似压缩炸弹",
                "too much text for a file of this size (limit), as a zip bomb");
    }
    return rc < 0 ? rc : 1;
}

static int stream_begin(struct stream *s, struct xlsx_book *b, uint32_t sheet,
                        struct error *err)
{
    s->carried = calloc(s->columns, sizeof(*s->carried));
    s->cells = calloc((size_t)s->columns + 1, sizeof(*s->cells));
    if (!s->carried || !s->cells)
        return error_memory(err);
    for (uint32_t c = 0; c < s->columns; c++)
        buffer_init(&s->carried[c].text, XLSX_TEXT_MAX * 2);
    return xlsx_sheet_open(&s->sheet, b, sheet, err);
}

int xlsx_stream_rows(struct xlsx_book *b, uint32_t sheet,
                     const struct xlsx_merges *merges, uint32_t skip, uint32_t columns,
                     struct copy *to, struct xlsx_oddities *odd, struct error *err)
{
    struct stream s = {.merges = merges, .columns = columns, .budget = b->copy_max};
    int rc = stream_begin(&s, b, sheet, err);
    if (rc == 0)
        rc = rows_copy(&s, skip, to, err);
    *odd = s.sheet.odd;
    xlsx_sheet_close(&s.sheet);
    for (uint32_t c = 0; c < columns && s.carried; c++)
        buffer_release(&s.carried[c].text);
    free(s.carried);
    free(s.cells);
    return rc;
}
