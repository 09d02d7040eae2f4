/* Tables are found by the order of their beginnings, rows and cells by their order in the
 * file: that is how Word, a browser's inspector and every library count, and it holds
 * where cells are merged. A table inside a cell becomes a table of its own; its text is
 * not in the cell too. Spans are asked for by the file and cut to what the table really
 * has: nothing reaches below its last row or right of the last column in which a cell
 * begins. */
#include "decode/page.h"

#include "decode/box.h"
#include "decode/tell.h"

#include <stdlib.h>

static int page_fail(struct page *p, int rc)
{
    if (p->rc == 0)
        p->rc = rc;
    return p->rc;
}

static struct page_table *top(const struct page *p)
{
    return p->depth ? &p->tables[p->depth - 1] : NULL;
}

bool page_in_table(const struct page *p)
{
    return p->depth > 0;
}

bool page_in_cell(const struct page *p)
{
    return p->depth && top(p)->in_cell;
}

struct address page_here(const struct page *p)
{
    const struct page_table *t = top(p);
    if (!t)
        return (struct address){p->doc->file, 0,
                                p->paragraph ? p->paragraph : p->paragraph_count + 1, 0};
    return (struct address){p->doc->file, t->number, t->row, t->in_cell ? t->ordinal : 0};
}

/* ---- beginning and end ---- */

void page_init(struct page *p, struct document *doc, const struct decode_options *o,
               struct error *err)
{
    *p = (struct page){.doc = doc, .options = o, .err = err};
    buffer_init(&p->text.text, o->limits->field_bytes);
    buffer_init(&p->scratch, o->limits->field_bytes * 2);
}

void page_release(struct page *p)
{
    for (size_t i = 0; i < p->cap; i++) {
        free(p->tables[i].until);
        buffer_release(&p->tables[i].text.text);
    }
    free(p->tables);
    buffer_release(&p->text.text);
    buffer_release(&p->scratch);
}

static void tell_left_out(struct page *p)
{
    struct error why;
    struct rejection r = {.kind = REJECT_REMARK};
    if (p->dropped) {
        (void)error_set(
            &why, ERR_INPUT, "%llu 处隐藏文字看不见，没有读（第一处在此）",
            "%llu hidden texts, which nobody sees, were not read (the first is here)",
            (unsigned long long)p->dropped);
        r.at = p->dropped_at;
        tell(p->options, &r, &why);
    }
    if (p->hidden) {
        (void)error_set(&why, ERR_INPUT,
                        "%llu 处文字在隐藏的行、列或段落里，照样读了（第一处在此）",
                        "%llu texts in hidden rows, columns or paragraphs were read, too (the "
                        "first is here)",
                        (unsigned long long)p->hidden);
        r.at = p->hidden_at;
        tell(p->options, &r, &why);
    }
    if (p->covered) {
        (void)error_set(&why, ERR_INPUT,
                        "%llu 处文字被合并单元格盖住，没有读（第一处在此）",
                        "%llu texts under merged cells were not read (the first is here)",
                        (unsigned long long)p->covered);
        r.at = p->covered_at;
        tell(p->options, &r, &why);
    }
}

int page_finish(struct page *p)
{
    while (p->depth && p->rc == 0)
        (void)page_table_end(p);
    if (page_paragraph(p) == 0)
        tell_left_out(p);
    return p->rc;
}

/* Why the document took no more. */
static int page_full(struct page *p)
{
    const struct limits *l = p->options->limits;
    if (p->doc->count >= l->document_blocks)
        return page_fail(p, error_set(p->err, ERR_LIMIT,
                                      "表格（table）和段落超过 %zu 个的上限",
                                      "more tables and paragraphs than the limit of %zu",
                                      l->document_blocks));
    if (p->doc->arena.used > l->document_bytes / 4)
        return page_fail(p,
                         error_set(p->err, ERR_LIMIT, "内容展开后超过 %zu MB 的上限",
                                   "the content unpacks to more than the limit of %zu MB",
                                   l->document_bytes >> 20));
    return page_fail(p, error_memory(p->err));
}

/* ---- text ---- */

static struct page_text *sink(const struct page *p)
{
    struct page_table *t = top(p);
    return t && t->in_cell ? &t->text : (struct page_text *)(uintptr_t)&p->text;
}

static int page_check(struct page *p, const struct page_text *s)
{
    if (!s->text.failed)
        return p->rc;
    struct address at = page_here(p);
    if (s->text.len + 4096 < s->text.max / 2 && s->text.max > 8192)
        return page_fail(p, error_memory(p->err));
    return page_fail(
        p, error_set(p->err, ERR_LIMIT, "表 %u 行 %u 格 %u：文字超过 %zu 字节的上限",
                     "table %u row %u cell %u: the text is longer than the limit of "
                     "%zu bytes",
                     at.a, at.b, at.c, s->text.max));
}

int page_put(struct page *p, struct slice text)
{
    struct page_text *s = sink(p);
    if (p->rc || text.len == 0)
        return p->rc;
    if (s->space)
        buffer_byte(&s->text, ' ');
    s->space = false;
    buffer_put(&s->text, text);
    return page_check(p, s);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

int page_put_flowing(struct page *p, struct slice text)
{
    struct page_text *s = sink(p);
    for (size_t at = 0; at < text.len && p->rc == 0;) {
        size_t from = at;
        while (at < text.len && is_blank(text.ptr[at]))
            at++;
        bool fresh = s->text.len == 0 || s->text.ptr[s->text.len - 1] == '\n';
        s->space = (s->space || at > from) && !fresh;
        from = at;
        while (at < text.len && !is_blank(text.ptr[at]))
            at++;
        (void)page_put(p, slice_of(text.ptr + from, at - from));
    }
    return p->rc;
}

int page_line(struct page *p, bool always)
{
    struct page_text *s = sink(p);
    s->space = false;
    bool fresh = s->text.len == 0 || s->text.ptr[s->text.len - 1] == '\n';
    if (p->rc == 0 && (always || !fresh))
        buffer_byte(&s->text, '\n');
    return page_check(p, s);
}

void page_dropped(struct page *p)
{
    if (p->dropped++ == 0)
        p->dropped_at = page_here(p);
}

/* The text with its boxes made plain, without outer blanks; valid until the next call. */
static struct slice settled(struct page *p, const struct page_text *s)
{
    buffer_clear(&p->scratch);
    box_put(slice_trim(buffer_slice(&s->text)), &p->scratch);
    if (p->scratch.failed)
        (void)page_fail(p, error_memory(p->err));
    return buffer_slice(&p->scratch);
}

static void note_hidden(struct page *p, const struct document_cell *c)
{
    if (c->hidden && c->text.len && p->hidden++ == 0)
        p->hidden_at = c->at;
}

int page_paragraph(struct page *p)
{
    if (page_in_cell(p))
        return page_line(p, false);
    struct slice text = settled(p, &p->text);
    if (p->rc == 0 && text.len) {
        uint32_t number = p->paragraph ? p->paragraph : ++p->paragraph_count;
        struct address at = {p->doc->file, 0, number, 0};
        struct document_cell *c = document_add_text(p->doc, text, at);
        if (!c)
            return page_full(p);
        c->hidden = p->text_hidden;
        note_hidden(p, c);
    }
    buffer_clear(&p->text.text);
    p->text.space = false;
    return p->rc;
}

/* ---- tables ---- */

static int tables_grow(struct page *p)
{
    if (p->depth < p->cap)
        return 0;
    struct page_table *grown = realloc(p->tables, (p->cap + 4) * sizeof(*grown));
    if (!grown)
        return page_fail(p, error_memory(p->err));
    p->tables = grown;
    for (size_t i = 0; i < 4; i++) {
        struct page_table *t = &p->tables[p->cap];
        *t = (struct page_table){
            .until = calloc(p->options->limits->columns * 3, sizeof(uint32_t))};
        if (!t->until)
            return page_fail(p, error_memory(p->err));
        buffer_init(&t->text.text, p->options->limits->field_bytes);
        p->cap++;
    }
    return 0;
}

int page_table_begin(struct page *p, bool hidden)
{
    if (!page_in_cell(p))
        (void)page_paragraph(p);
    if (p->rc || tables_grow(p))
        return p->rc;
    struct page_table *t = &p->tables[p->depth];
    size_t columns = p->options->limits->columns;
    uint32_t *until = t->until;
    struct page_text text = t->text;
    memset(until, 0, columns * 3 * sizeof(*until));
    buffer_clear(&text.text);
    text.space = false;
    bool outer =
        p->depth && (top(p)->hidden || top(p)->row_hidden || top(p)->cell.hidden);
    *t = (struct page_table){.block = SIZE_MAX,
                             .number = ++p->table_count,
                             .until = until,
                             .above = until + columns,
                             .veiled = until + columns * 2,
                             .hidden = hidden || outer,
                             .text = text};
    p->depth++;
    return 0;
}

static struct document_table *block_of(const struct page *p, const struct page_table *t)
{
    return &p->doc->blocks[t->block].table;
}

/* The table stands in the document from its first cell on, so that a caption comes before
 * it. */
static int table_appear(struct page *p, struct page_table *t)
{
    if (t->block != SIZE_MAX)
        return 0;
    struct document_table *made = document_add_table(
        p->doc, SLICE_NONE, (struct address){p->doc->file, t->number, 0, 0});
    if (!made)
        return page_full(p);
    made->hidden = t->hidden;
    t->block = p->doc->count - 1;
    return 0;
}

int page_section(struct page *p)
{
    struct page_table *t = top(p);
    if (p->rc || !t)
        return p->rc;
    (void)page_row_end(p);
    if (t->block != SIZE_MAX) {
        struct document_table *d = block_of(p, t);
        for (size_t i = t->section_cell; i < d->count; i++)
            if (d->cells[i].rows > t->row - d->cells[i].row)
                d->cells[i].rows = t->row - d->cells[i].row;
        t->section_cell = d->count;
    }
    memset(t->until, 0, p->options->limits->columns * sizeof(*t->until));
    t->section = t->row;
    return p->rc;
}

/* No cell reaches beyond the last column in which one begins. */
static void cut_columns(struct document_table *d)
{
    uint32_t columns = 0;
    for (size_t i = 0; i < d->count; i++)
        if (d->cells[i].column >= columns)
            columns = d->cells[i].column + 1;
    for (size_t i = 0; i < d->count; i++)
        if (d->cells[i].columns > columns - d->cells[i].column)
            d->cells[i].columns = columns - d->cells[i].column;
}

int page_table_end(struct page *p)
{
    struct page_table *t = top(p);
    size_t overlaps = 0;
    if (p->rc || !t || page_section(p))
        return p->rc;
    if (t->block != SIZE_MAX) {
        cut_columns(block_of(p, t));
        if (!table_finish(p->doc, block_of(p, t), &overlaps))
            return page_fail(
                p,
                error_set(
                    p->err, ERR_LIMIT,
                    "表 %u：合并单元格（span）所占的格数超过 %zu 的上限",
                    "table %u: its merged cells span more than the limit of %zu places",
                    t->number, p->options->limits->document_slots));
    }
    if (overlaps) {
        p->covered_at =
            p->covered ? p->covered_at : (struct address){p->doc->file, t->number, 0, 0};
        p->covered += overlaps;
    }
    p->depth--;
    return page_in_cell(p) ? page_line(p, false) : p->rc;
}

int page_columns_describe(struct page *p, uint32_t columns, bool hidden)
{
    struct page_table *t = top(p);
    uint32_t limit = (uint32_t)p->options->limits->columns;
    if (!t)
        return p->rc;
    for (; columns > 0 && t->described < limit; columns--)
        t->veiled[t->described++] = hidden;
    return p->rc;
}

/* ---- rows ---- */

int page_row_begin(struct page *p, bool hidden)
{
    struct page_table *t = top(p);
    if (p->rc || !t || page_row_end(p))
        return p->rc;
    if (t->row >= p->options->limits->document_rows)
        return page_fail(p, error_set(p->err, ERR_LIMIT, "表 %u 超过 %zu 行（row）的上限",
                                      "table %u has more rows than the limit of %zu",
                                      t->number, p->options->limits->document_rows));
    t->row++;
    t->ordinal = t->column = 0;
    t->in_row = true;
    t->row_hidden = hidden;
    return 0;
}

int page_row_end(struct page *p)
{
    struct page_table *t = top(p);
    if (p->rc || !t || page_cell_end(p))
        return p->rc;
    t->in_row = t->row_hidden = false;
    return 0;
}

static int too_wide(struct page *p, const struct page_table *t)
{
    return page_fail(p,
                     error_set(p->err, ERR_LIMIT, "表 %u 行 %u 超过 %zu 列的上限",
                               "table %u row %u has more columns than the limit of %zu",
                               t->number, t->row, p->options->limits->columns));
}

int page_columns_skip(struct page *p, uint32_t columns)
{
    struct page_table *t = top(p);
    if (p->rc || !t)
        return p->rc;
    if (columns >= p->options->limits->columns - t->column)
        return too_wide(p, t);
    t->column += columns;
    return 0;
}

/* ---- cells ---- */

static int cell_place(struct page *p, struct page_table *t)
{
    uint32_t limit = (uint32_t)p->options->limits->columns, row = t->row - 1;
    struct page_cell *c = &t->cell;
    c->columns = c->columns == 0 ? 1 : c->columns;
    c->rows = c->rows == 0 ? 1 : c->rows;
    while (t->column < limit && t->until[t->column] > row)
        t->column++;
    if (t->column >= limit)
        return too_wide(p, t);
    c->column = t->column;
    uint32_t end = c->columns > limit - c->column ? limit : c->column + c->columns;
    uint32_t below = c->rows > UINT32_MAX - row ? UINT32_MAX : row + c->rows;
    for (uint32_t i = c->column; i < end; i++)
        if (t->until[i] < below)
            t->until[i] = below;
    t->column = end;
    return 0;
}

int page_cell_begin(struct page *p, struct page_cell cell)
{
    struct page_table *t = top(p);
    if (p->rc || !t || page_cell_end(p))
        return p->rc;
    if (!t->in_row && page_row_begin(p, false))
        return p->rc;
    if (!page_in_cell(p) && buffer_slice(&p->text.text).len && page_paragraph(p))
        return p->rc;
    if (table_appear(p, t))
        return p->rc;
    t->cell = cell;
    t->ordinal++;
    if (cell_place(p, t))
        return p->rc;
    t->in_cell = true;
    buffer_clear(&t->text.text);
    t->text.space = false;
    return 0;
}

/* The cell above that goes on into this one, or NULL. */
static struct document_cell *cell_above(struct page *p, const struct page_table *t)
{
    struct document_table *d = block_of(p, t);
    uint32_t index = t->above[t->cell.column];
    if (!t->cell.continues || index == 0)
        return NULL;
    struct document_cell *c = &d->cells[index - 1];
    return c->row + c->rows == t->row - 1 ? c : NULL;
}

int page_cell_end(struct page *p)
{
    struct page_table *t = top(p);
    if (p->rc || !t || !t->in_cell)
        return p->rc;
    struct address at = page_here(p);
    struct slice text = settled(p, &t->text);
    struct document_cell *c = cell_above(p, t);
    t->in_cell = false;
    if (c) {
        c->rows++;
        if (text.len && p->covered++ == 0)
            p->covered_at = at;
        return p->rc;
    }
    struct document_table *d = block_of(p, t);
    c = table_add_cell(p->doc, d, t->row - 1, t->cell.column, text, at);
    if (!c)
        return page_full(p);
    c->rows = t->cell.rows;
    c->columns = t->cell.columns;
    c->hidden = t->hidden || t->row_hidden || t->cell.hidden || t->veiled[t->cell.column];
    note_hidden(p, c);
    t->above[t->cell.column] = (uint32_t)d->count;
    return p->rc;
}
