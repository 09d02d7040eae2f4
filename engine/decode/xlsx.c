/* A workbook as a document: a table for each sheet that has anything on it, with its
 * merged areas as spans. Only what is within reach of a text is kept of the blank cells,
 * whose number says nothing: a map of the sheet, one byte a place, tells what stands
 * where. */
#include "decode/xlsx.h"

#include "base/array.h"
#include "decode/box.h"
#include "decode/tell.h"

enum {
    PRESENT = 1,
    COVERED = 2,
    BLANKS_MAX = 1 << 20,
    REACH_COLUMNS = 16,
    REACH_ROWS = 64
};

struct place {
    uint32_t row, column; /* from 0 */
    bool hidden;
};

struct page {
    struct xlsx_sheet sheet;
    struct document *doc;
    struct document_table *table; /* NULL: nothing on it yet */
    struct buffer text;           /* of a cell, with its boxes told apart */
    struct place *blanks;
    size_t blank_count, blank_cap;
    unsigned char *map;
    uint32_t rows, columns; /* up to the last text; then of the map */
};

void xlsx_tell_hidden(const struct xlsx_book *b, uint32_t sheet)
{
    struct error why;
    char name[SHOWN_MAX];
    if (!b->sheets[sheet - 1].hidden)
        return;
    (void)shown(b->sheets[sheet - 1].name, name);
    (void)error_set(&why, ERR_INPUT, "工作表“%s”是隐藏的，其中的数据也已读取",
                    "sheet \"%s\" is hidden, it was read, too", name);
    struct rejection r = {.kind = REJECT_REMARK, .at = {b->file, sheet, 0, 0}};
    tell(b->options, &r, &why);
}

int xlsx_full(const struct document *d, const struct document_table *t,
              const struct xlsx_sheet *s, struct error *err)
{
    const struct limits *l = d->limits;
    char name[SHOWN_MAX];
    bool large = d->count >= l->document_blocks ||
                 d->arena.used > l->document_bytes / 4 ||
                 s->row.number > l->document_rows ||
                 (t && (size_t)t->rows * t->columns > l->document_slots - d->slots);
    if (!large)
        return error_memory(err);
    return error_set(err, ERR_LIMIT, "工作表“%s”过大，超出作为表单读取的上限",
                     "sheet \"%s\" is too large to be read as a form (limit)",
                     shown(s->book->sheets[s->number - 1].name, name));
}

static int full(const struct page *p, struct error *err)
{
    return xlsx_full(p->doc, p->table, &p->sheet, err);
}

static struct address at_cell(const struct page *p, uint32_t row, uint32_t column)
{
    return (struct address){p->sheet.book->file, p->sheet.number, row + 1, column + 1};
}

/* ---- gathering ---- */

static int blank_add(struct page *p, struct place at, struct error *err)
{
    if (p->blank_count == BLANKS_MAX)
        return 0;
    struct place *grown =
        array_room(p->blanks, p->blank_count, &p->blank_cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    p->blanks = grown;
    p->blanks[p->blank_count++] = at;
    return 0;
}

static int table_begin(struct page *p, struct error *err)
{
    const struct xlsx_entry *entry = &p->sheet.book->sheets[p->sheet.number - 1];
    struct address at = {p->sheet.book->file, p->sheet.number, 0, 0};
    p->table = document_add_table(p->doc, entry->name, at);
    if (!p->table)
        return full(p, err);
    p->table->hidden = entry->hidden;
    return 0;
}

static int text_add(struct page *p, const struct xlsx_cell *c, struct place at,
                    struct error *err)
{
    int rc = p->table ? 0 : table_begin(p, err);
    if (rc)
        return rc;
    buffer_clear(&p->text);
    box_put(c->text, &p->text);
    if (p->text.failed)
        return error_memory(err);
    struct document_cell *cell =
        table_add_cell(p->doc, p->table, at.row, at.column, buffer_slice(&p->text),
                       at_cell(p, at.row, at.column));
    if (!cell)
        return full(p, err);
    cell->hidden = at.hidden;
    p->rows = at.row + 1 > p->rows ? at.row + 1 : p->rows;
    p->columns = at.column + 1 > p->columns ? at.column + 1 : p->columns;
    return 0;
}

static int row_gather(struct page *p, struct error *err)
{
    const struct xlsx_row *row = &p->sheet.row;
    int rc = 0;
    for (size_t i = 0; i < row->count && rc == 0; i++) {
        const struct xlsx_cell *c = &row->cells[i];
        struct place at = {row->number - 1, c->column - 1, row->hidden || c->hidden};
        if (c->text.len == 0)
            rc = blank_add(p, at, err);
        else if (c->column > p->doc->limits->columns)
            xlsx_odd(&p->sheet.odd, ODD_BEYOND, row->number, c->column);
        else
            rc = text_add(p, c, at, err);
    }
    return rc;
}

/* ---- the map ---- */

static unsigned char *spot(const struct page *p, uint32_t row, uint32_t column)
{
    return &p->map[(size_t)row * p->columns + column];
}

static void reach(uint32_t *to, uint32_t end, uint32_t text, uint32_t beyond,
                  size_t limit)
{
    end = end > text + beyond ? text + beyond : end;
    end = end > limit ? (uint32_t)limit : end;
    *to = end > *to ? end : *to;
}

/* A form ends where its last text does, but for blank cells to the right of it, which may
 * be values that were not filled in, and for the areas its texts are merged over. Whole
 * columns and rows that have nothing but a format are none of it. */
static void map_reach(struct page *p)
{
    const struct limits *l = p->doc->limits;
    uint32_t rows = p->rows, columns = p->columns;
    for (size_t i = 0; i < p->blank_count; i++)
        if (p->blanks[i].row < rows)
            reach(&p->columns, p->blanks[i].column + 1, columns, REACH_COLUMNS,
                  l->columns);
    for (size_t i = 0; i < p->sheet.merges.count; i++) {
        const struct xlsx_merge *m = &p->sheet.merges.items[i];
        if (m->row > rows || m->column > columns)
            continue;
        reach(&p->columns, m->last_column, columns, REACH_COLUMNS, l->columns);
        reach(&p->rows, m->last_row, rows, REACH_ROWS, l->document_rows);
    }
}

static int map_make(struct page *p, struct error *err)
{
    map_reach(p);
    size_t size = (size_t)p->rows * p->columns;
    if (size > p->doc->limits->document_slots) {
        p->table->rows = p->rows;
        p->table->columns = p->columns;
        return full(p, err);
    }
    p->map = calloc(size, 1);
    return p->map ? 0 : error_memory(err);
}

/* The areas do not overlap, so no place is written twice. */
static void map_merges(struct page *p)
{
    for (size_t i = 0; i < p->sheet.merges.count; i++) {
        const struct xlsx_merge *m = &p->sheet.merges.items[i];
        uint32_t rows = m->last_row < p->rows ? m->last_row : p->rows;
        uint32_t columns = m->last_column < p->columns ? m->last_column : p->columns;
        for (uint32_t r = m->row - 1; r < rows; r++)
            for (uint32_t c = m->column - 1; c < columns; c++)
                if (r != m->row - 1 || c != m->column - 1)
                    *spot(p, r, c) |= COVERED;
    }
}

/* What is kept of the texts: the first of each place that can be seen. */
static void texts_sift(struct page *p)
{
    struct document_table *t = p->table;
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        const struct document_cell *c = &t->cells[i];
        unsigned char *s = spot(p, c->row, c->column);
        if (*s & COVERED)
            xlsx_odd(&p->sheet.odd, ODD_COVERED, c->row + 1, c->column + 1);
        else if (*s & PRESENT)
            xlsx_odd(&p->sheet.odd, ODD_TWICE, c->row + 1, c->column + 1);
        else
            t->cells[kept++] = *c;
        *s |= PRESENT;
    }
    t->count = kept;
}

static bool blank_keep(struct page *p, struct place at)
{
    if (at.row >= p->rows || at.column >= p->columns || *spot(p, at.row, at.column))
        return true;
    *spot(p, at.row, at.column) = PRESENT;
    struct document_cell *c = table_add_cell(p->doc, p->table, at.row, at.column,
                                             SLICE_NONE, at_cell(p, at.row, at.column));
    if (c)
        c->hidden = at.hidden;
    return c != NULL;
}

static bool blanks_keep(struct page *p)
{
    for (size_t i = 0; i < p->blank_count; i++)
        if (!blank_keep(p, p->blanks[i]))
            return false;
    for (size_t i = 0; i < p->sheet.merges.count; i++) {
        const struct xlsx_merge *m = &p->sheet.merges.items[i];
        if (!blank_keep(p, (struct place){m->row - 1, m->column - 1, false}))
            return false;
    }
    return true;
}

static void spans_set(struct page *p)
{
    for (size_t i = 0; i < p->table->count; i++) {
        struct document_cell *c = &p->table->cells[i];
        const struct xlsx_merge *m =
            xlsx_merges_find(&p->sheet.merges, c->row + 1, c->column + 1);
        if (!m)
            continue;
        c->rows = (m->last_row < p->rows ? m->last_row : p->rows) - c->row;
        c->columns =
            (m->last_column < p->columns ? m->last_column : p->columns) - c->column;
    }
}

static int page_finish(struct page *p, struct error *err)
{
    size_t dropped, overlaps;
    if (!xlsx_merges_settle(&p->sheet.merges, (uint32_t)p->doc->limits->columns,
                            &dropped))
        return error_memory(err);
    for (; dropped > 0; dropped--)
        xlsx_odd(&p->sheet.odd, ODD_MERGE, 0, 0);
    int rc = map_make(p, err);
    if (rc)
        return rc;
    map_merges(p);
    texts_sift(p);
    if (!blanks_keep(p))
        return full(p, err);
    spans_set(p);
    if (!table_finish(p->doc, p->table, &overlaps))
        return full(p, err);
    xlsx_tell_hidden(p->sheet.book, p->sheet.number);
    return 0;
}

static int page_read(struct page *p, struct error *err)
{
    int rc;
    while ((rc = xlsx_sheet_next(&p->sheet, err)) == 1) {
        rc = row_gather(p, err);
        if (rc)
            return rc;
    }
    if (rc == 0 && p->table)
        rc = page_finish(p, err);
    if (rc == 0)
        xlsx_odd_tell(&p->sheet.odd, p->sheet.book, p->sheet.number);
    return rc;
}

int xlsx_decode(struct document *doc, struct input *in, const struct decode_options *o,
                struct error *err)
{
    struct xlsx_book b;
    int rc = xlsx_book_open(&b, in, o, err);
    for (uint32_t i = 1; i <= b.sheet_count && rc == 0; i++) {
        struct page p = {.doc = doc};
        buffer_init(&p.text, XLSX_TEXT_ROOM * 2);
        rc = xlsx_sheet_open(&p.sheet, &b, i, err);
        if (rc == 0)
            rc = page_read(&p, err);
        xlsx_sheet_close(&p.sheet);
        buffer_release(&p.text);
        free(p.blanks);
        free(p.map);
    }
    xlsx_book_close(&b);
    return rc;
}
