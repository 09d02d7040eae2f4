/* A text dump becomes tables and text. Two ways of writing tables down are in use:
 *
 *   rows    cells separated by tabs or |, one row a line. A blank line is a page break of the
 *           printed table, so the table goes on behind it; a line without tabs ends it.
 *   cells   each cell is a line that begins with a tab, a blank line ends the row, two end the table.
 *           A line without a tab goes on with the cell before it, over one blank line too; the title of
 *           another form does not, and that is told.
 *
 * One document is written in one of them; which one is told by counting lines. What the cells mean
 * is left to the form maps, and with it that neighbours moved where merged cells got lost. */
#include "decode/text_dump.h"

#include "base/utf8.h"
#include "decode/tell.h"
#include "decode/text_clean.h"

#include <stdlib.h>

struct dump {
    struct document *doc;
    const struct decode_options *options;
    struct buffer text; /* the whole dump, lines ended by LF */
    struct buffer cell; /* what is being put together */
    bool by_cell;       /* the second way */
    bool piped;         /* | separates cells, though lines do not begin with it */
    struct document_table *table; /* open, or NULL */
    uint32_t tables;              /* begun so far */
    uint32_t line, row, column;   /* line from 1; next row and column of the open table */
    bool in_row, in_cell;
    struct address at;  /* of the cell being put together */
    struct {            /* the lines without a tab that were added to it */
        bool any;
        size_t cell_len, from; /* the cell's length before them; the first one's byte in `text` */
        uint32_t line;
    } added;
    unsigned blanks;    /* blank lines since the last line with text */
    bool refused;       /* a limit was reached or memory is out */
    bool beyond;        /* it was the limit of rows or columns */
};

/* ---- the text ---- */

static void tell_bytes(const struct decode_options *o, uint32_t file, uint32_t line)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT, "第 %u 行有不是文字的字节，以“�”代替",
                    "line %u holds bytes that are no text; they are shown as \"�\"", (unsigned)line);
    struct rejection r = {.kind = REJECT_REMARK, .at = {file, 1, line, 0}};
    tell(o, &r, &why);
}

/* Appends a line; bytes that are no UTF-8 and NULs become U+FFFD. */
static bool put_sound(struct buffer *out, struct slice line)
{
    bool sound = true;
    for (size_t pos = 0; pos < line.len;) {
        size_t at = pos;
        uint32_t code = utf8_next(line, &pos);
        bool bad = code == UTF8_BAD || code == 0;
        buffer_put(out, bad ? SLICE("\xEF\xBF\xBD") : slice_sub(line, at, pos - at));
        sound = sound && !bad;
    }
    return sound;
}

static struct slice without_end(struct slice line)
{
    while (line.len && (line.ptr[line.len - 1] == '\n' || line.ptr[line.len - 1] == '\r'))
        line.len--;
    return line;
}

static int too_long(struct error *err)
{
    return error_set(err, ERR_LIMIT, "文本太长，超过了上限", "the text is longer than the limit");
}

/* Neither buffers nor arenas say why they refused: it was memory where nothing is near its limit. */
static int refused(const struct dump *d, const struct limits *l, struct error *err)
{
    enum { ONE_MORE = 1 << 16 }; /* what an arena is asked for when little is in it */
    const struct document *doc = d->doc;
    const struct arena *a = &doc->arena;
    bool limit = d->text.len + l->line_bytes > d->text.max || d->cell.len > d->cell.max / 2 ||
                 a->used > a->max / 4 || a->used + ONE_MORE > a->max ||
                 doc->count >= l->document_blocks || d->beyond ||
                 doc->slots > l->document_slots / 4;
    return limit ? too_long(err) : error_memory(err);
}

static int read_all(struct dump *d, struct input *in, const struct decode_options *o,
                    struct error *err)
{
    struct text text;
    struct text_source source = input_source(in);
    source.line_max = o->limits->line_bytes;
    text_init(&text, source);
    int rc;
    uint32_t line = 0;
    struct slice s;
    while ((rc = text_line(&text, &s, err)) == TEXT_LINE && !d->text.failed) {
        s = without_end(s);
        line++;
        if (text_fault(s) == SIZE_MAX && !memchr(s.ptr ? s.ptr : "", '\0', s.len))
            buffer_put(&d->text, s);
        else if (!put_sound(&d->text, s))
            tell_bytes(o, in->index, line);
        buffer_byte(&d->text, '\n');
        text_mark(&text);
    }
    text_release(&text);
    if (rc == TEXT_LONG)
        return too_long(err);
    return rc >= 0 && d->text.failed ? refused(d, o->limits, err) : rc;
}

/* ---- which way ---- */

static bool next_line(struct slice text, size_t *pos, struct slice *line)
{
    if (*pos >= text.len)
        return false;
    const char *end = memchr(text.ptr + *pos, '\n', text.len - *pos);
    size_t stop = end ? (size_t)(end - text.ptr) : text.len;
    *line = slice_sub(text, *pos, stop - *pos);
    *pos = stop + 1;
    return true;
}

static bool is_piped(struct slice line)
{
    struct slice s = slice_trim(line);
    return s.len > 2 && s.ptr[0] == '|' && s.ptr[s.len - 1] == '|';
}

/* a | b | c, as pages without their marks are written */
static bool is_loosely_piped(struct slice line)
{
    struct slice s = slice_trim(line);
    return slice_find(s, SLICE(" | "), 0) != SIZE_MAX ||
           (s.len > 2 && slice_ends(s, SLICE(" |"))) || slice_ends(s, SLICE("||"));
}

static bool has_tab(struct slice line)
{
    return line.len && memchr(line.ptr, '\t', line.len);
}

static bool is_one_cell(struct slice line)
{
    return line.len && line.ptr[0] == '\t' && !has_tab(slice_from(line, 1));
}

static void tell_apart(struct dump *d)
{
    enum { PIPED_MIN = 3 };
    size_t cells = 0, rows = 0, piped = 0, pos = 0;
    struct slice line, text = buffer_slice(&d->text);
    while (next_line(text, &pos, &line)) {
        bool tabbed = has_tab(line);
        cells += is_one_cell(line);
        rows += tabbed && !is_one_cell(line);
        piped += !tabbed && is_loosely_piped(line);
    }
    d->by_cell = cells > rows;
    d->piped = piped >= PIPED_MIN;
}

/* ---- putting the document together ---- */

static struct address place(const struct dump *d, struct slice line, size_t offset)
{
    size_t characters = utf8_count(slice_sub(line, 0, offset));
    return (struct address){d->doc->file, d->tables ? d->tables : 1, d->line,
                            (uint32_t)characters + 1};
}

static void close_cell(struct dump *d)
{
    if (!d->in_cell)
        return;
    struct slice text = slice_trim(buffer_slice(&d->cell));
    bool kept = !d->cell.failed && d->table &&
                table_add_cell(d->doc, d->table, d->row, d->column, text, d->at);
    d->beyond |= d->row >= d->doc->limits->document_rows || d->column >= d->doc->limits->columns;
    d->refused = d->refused || !kept;
    d->column++;
    d->in_cell = false;
}

static void close_row(struct dump *d)
{
    close_cell(d);
    if (d->in_row)
        d->row++;
    d->in_row = false;
    d->column = 0;
}

static void close_table(struct dump *d)
{
    size_t overlaps;
    close_row(d);
    if (d->table && !table_finish(d->doc, d->table, &overlaps))
        d->refused = true;
    d->table = NULL;
    d->row = 0;
}

static void open_cell(struct dump *d, struct slice line, size_t offset, struct slice raw)
{
    if (!d->table)
        d->table = document_add_table(d->doc, SLICE_NONE,
                                      (struct address){d->doc->file, ++d->tables, 0, 0});
    d->refused = d->refused || !d->table;
    buffer_clear(&d->cell);
    size_t lead = dump_clean(raw, &d->cell);
    d->at = place(d, line, offset + lead);
    d->in_row = d->in_cell = true;
    d->added.any = false;
}

/* ---- #, --- and | of Markdown, which converters leave around tables ---- */

static bool is_rule(struct slice line)
{
    size_t dashes = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (!strchr("-=:| \t", line.ptr[i]) || line.ptr[i] == '\0')
            return false;
        dashes += line.ptr[i] == '-' || line.ptr[i] == '=';
    }
    return dashes >= 3;
}

static size_t heading_marks(struct slice line)
{
    size_t n = 0;
    while (n < line.len && n < 7 && line.ptr[n] == '#')
        n++;
    return n && n < 7 && n < line.len && line.ptr[n] == ' ' ? n + 1 : 0;
}

/* ---- lines ---- */

static void take_text(struct dump *d, struct slice line)
{
    close_table(d);
    size_t marks = heading_marks(line);
    buffer_clear(&d->cell);
    size_t lead = dump_clean(slice_from(line, marks), &d->cell);
    struct slice text = buffer_slice(&d->cell);
    if (text.len && !document_add_text(d->doc, text, place(d, line, marks + lead)))
        d->refused = true;
}

static void take_row(struct dump *d, struct slice line, char separator)
{
    struct slice inner = separator == '|' ? slice_trim(line) : line;
    size_t offset = (size_t)(inner.ptr - line.ptr), end = offset + inner.len;
    if (separator == '|') { /* those at the ends are the table's frame */
        offset += inner.ptr[0] == '|';
        end -= line.ptr[end - 1] == '|' && end > offset;
    }
    while (offset <= end && !d->refused) {
        const char *stop = memchr(line.ptr + offset, separator, end - offset);
        size_t to = stop ? (size_t)(stop - line.ptr) : end;
        open_cell(d, line, offset, slice_sub(line, offset, to - offset));
        close_cell(d);
        offset = to + 1;
    }
    close_row(d);
}

static void go_on(struct dump *d, struct slice line)
{
    if (!d->added.any) {
        d->added.any = true;
        d->added.cell_len = d->cell.len;
        d->added.from = (size_t)(line.ptr - buffer_slice(&d->text).ptr);
        d->added.line = d->line;
    }
    if (d->cell.len)
        buffer_byte(&d->cell, '\n');
    size_t before = d->cell.len, lead = dump_clean(line, &d->cell);
    if (before == 0)
        d->at = place(d, line, lead);
}

static bool line_is_blank(struct slice line)
{
    return !has_tab(line) && slice_trim(line).len == 0;
}

/* A line of its own that says what form begins here, and is no sentence. */
static bool is_title(struct slice line)
{
    enum { TITLE_BYTES_MAX = 200 };
    static const char *const ends[] = {"绩效目标表", "目标申报表", "自评表", "监控表", "目标公开表", NULL};
    static const char *const signs[] = {"。", "，", "；", "：", "《", "“", NULL};
    struct slice s = slice_trim(line);
    bool title = false;
    if (s.len > TITLE_BYTES_MAX)
        return false;
    for (const char *const *k = ends; *k; k++)
        title |= slice_ends(s, slice_str(*k));
    for (const char *const *k = signs; *k; k++)
        title = title && slice_find(s, slice_str(*k), 0) == SIZE_MAX;
    return title;
}

static void tell_title(const struct dump *d, struct slice title)
{
    struct error why;
    unsigned from = (unsigned)(d->added.any ? d->added.line : d->line);
    (void)error_set(&why, ERR_INPUT,
                    "“%.*s”与前面的表格之间没有空行；第 %u 行起按表格以外的文字读，不算作表格最后一格的内容",
                    "\"%.*s\" follows a table without a blank line; from line %u on this is read as "
                    "text outside of the table, not as part of its last cell",
                    (int)title.len, title.ptr, from);
    struct rejection r = {.kind = REJECT_REMARK, .at = {d->doc->file, d->tables, from, 0}};
    tell(d->options, &r, &why);
}

/* The title of another form: what was added to the cell before it belongs to the title, not to the cell. */
static void take_title(struct dump *d, struct slice line)
{
    struct slice text = buffer_slice(&d->text), one;
    size_t pos = d->added.from, end = (size_t)(line.ptr - text.ptr);
    uint32_t last = d->line;
    tell_title(d, slice_trim(line));
    if (d->added.any) {
        d->cell.len = d->added.cell_len;
        close_table(d);
        d->line = d->added.line;
        for (; pos < end && next_line(text, &pos, &one); d->line++)
            if (!line_is_blank(one))
                take_text(d, one);
    }
    d->line = last;
    take_text(d, line);
}

/* A row that a blank line ended is kept open until it is known whether its last cell goes on. */
static void take_by_cell(struct dump *d, struct slice line)
{
    if (line_is_blank(line)) {
        if (++d->blanks >= 2)
            close_table(d);
    } else if (line.ptr[0] == '\t') {
        if (d->blanks)
            close_row(d);
        else
            close_cell(d);
        open_cell(d, line, 1, slice_from(line, 1));
        d->blanks = 0;
    } else {
        if (d->in_cell && is_title(line))
            take_title(d, line);
        else if (d->in_cell)
            go_on(d, line);
        else
            take_text(d, line);
        d->blanks = 0;
    }
}

/* A row of blank cells, as pages are written that have one for its height. */
static bool is_all_bars(struct slice line)
{
    struct slice s = slice_trim(line);
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != '|' && s.ptr[i] != ' ')
            return false;
    return s.len > 0;
}

static void take_by_row(struct dump *d, struct slice line)
{
    if (line_is_blank(line) || is_rule(line) || (d->piped && is_all_bars(line)))
        return;
    if (is_piped(line) || (d->piped && !has_tab(line) && is_loosely_piped(line)))
        take_row(d, line, '|');
    else if (has_tab(line))
        take_row(d, line, '\t');
    else
        take_text(d, line);
}

static void build(struct dump *d)
{
    size_t pos = 0;
    struct slice line, text = buffer_slice(&d->text);
    while (!d->refused && next_line(text, &pos, &line)) {
        d->line++;
        if (d->by_cell)
            take_by_cell(d, line);
        else
            take_by_row(d, line);
    }
    close_table(d);
}

int text_decode(struct document *doc, struct input *in, const struct decode_options *o,
                struct error *err)
{
    struct dump d = {.doc = doc, .options = o};
    buffer_init(&d.text, o->limits->document_bytes);
    buffer_init(&d.cell, o->limits->field_bytes);
    int rc = read_all(&d, in, o, err);
    if (rc == 0) {
        tell_apart(&d);
        build(&d);
        if (d.refused || d.cell.failed)
            rc = refused(&d, o->limits, err);
    }
    buffer_release(&d.text);
    buffer_release(&d.cell);
    return rc;
}
