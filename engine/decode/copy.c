/* See csv_placed in format/csv.h for the field that ends every row. */
#include "decode/copy.h"

#include <assert.h>

void copy_init(struct copy *c, const struct limits *limits)
{
    *c = (struct copy){0};
    spool_init(&c->rows, TEXT_CHUNK);
    buffer_init(&c->line, limits->line_bytes * 2);
}

static bool is_plain(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == ',' || s.ptr[i] == '"' || s.ptr[i] == '\n' || s.ptr[i] == '\r')
            return false;
    return slice_trim(s).len == s.len; /* blanks at the ends are part of the text */
}

static void put_field(struct buffer *out, struct slice s)
{
    if (is_plain(s)) {
        buffer_put(out, s);
        return;
    }
    buffer_byte(out, '"');
    for (size_t at = 0; at < s.len;) {
        size_t quote = slice_find(s, SLICE("\""), at);
        size_t end = quote == SIZE_MAX ? s.len : quote + 1;
        buffer_put(out, slice_sub(s, at, end - at));
        if (quote != SIZE_MAX)
            buffer_byte(out, '"');
        at = end;
    }
    buffer_byte(out, '"');
}

void copy_same(struct copy *c, struct slice heading, struct copy_cell cell)
{
    assert(c->same_count < COPY_SAME_MAX && !c->begun);
    c->same_headings[c->same_count] = heading;
    c->same[c->same_count++] = cell;
}

/* The k-th cell of a row as it is copied. */
static const struct copy_cell *cell_of(const struct copy *c, const struct copy_cell *cells, size_t k)
{
    if (k < c->columns)
        return &cells[k];
    return k < c->columns + c->same_count ? &c->same[k - c->columns] : &cells[k - c->same_count];
}

static void put_cells(struct copy *c, const struct copy_cell *cells, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        bool heading = !c->begun && k >= c->columns;
        put_field(&c->line, heading ? c->same_headings[k - c->columns] : cell_of(c, cells, k)->text);
        buffer_byte(&c->line, ',');
    }
}

static void put_places(struct copy *c, uint32_t row, const struct copy_cell *cells, size_t count)
{
    buffer_format(&c->line, "%u", (unsigned)row);
    for (size_t k = 0; k < count; k++) {
        const struct copy_cell *cell = cell_of(c, cells, k);
        if (cell->row != row || cell->column != k + 1)
            buffer_format(&c->line, ";%zu=%u.%u", k + 1, (unsigned)cell->row,
                          (unsigned)cell->column);
    }
}

void copy_row(struct copy *c, uint32_t row, const struct copy_cell *cells, size_t count)
{
    bool blank = true;
    for (size_t k = 0; k < count && blank; k++)
        blank = slice_trim(cells[k].text).len == 0;
    if (blank)
        return;
    buffer_clear(&c->line);
    if (!c->begun) {
        buffer_text(&c->line, "\xEF\xBB\xBF");
        c->columns = count;
    }
    count += c->same_count;
    put_cells(c, cells, count);
    put_places(c, row, cells, count);
    c->begun = true;
    buffer_byte(&c->line, '\n');
    if (c->line.failed) {
        bool room = c->line.len < c->line.max / 2; /* more than any one field may take */
        c->no_memory = c->no_memory || room;
        c->long_row = c->long_row || room ? c->long_row : row;
        return;
    }
    spool_put(&c->rows, buffer_slice(&c->line));
}

int copy_open(struct copy *c, struct input *out, const struct input *of, uint32_t table,
              struct error *err)
{
    struct file_in view;
    *out = (struct input){.file = {.fd = -1}};
    if (c->no_memory)
        return error_memory(err);
    if (c->long_row)
        return error_set(err, ERR_LIMIT, "第 %u 行过长，超过上限 %zu 字节",
                         "row %u is longer than the limit of %zu bytes", (unsigned)c->long_row,
                         c->line.max);
    int rc = spool_view(&c->rows, &view, of->path, err);
    if (rc == 0)
        rc = input_view(out, of, view.fd, table, err);
    file_close(&view);
    return rc;
}

void copy_release(struct copy *c)
{
    spool_release(&c->rows);
    buffer_release(&c->line);
}
