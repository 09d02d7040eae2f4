/* CSV through libcsv in strict mode. libcsv says what the fields are, but not where they stand, does
 * not limit a field, and tells of an unclosed quote only at the very end, when everything behind it
 * has been swallowed. So it is fed line by line from a buffer that keeps the row: the place of every
 * field follows from the lengths libcsv gives, fields are slices of the row and not copied, and after
 * a fault reading goes on behind the first line of the bad row, so that one stray quote costs one row.
 * What the columns mean is left to decode. */
#include "format/csv.h"


#include <assert.h>
#include <csv.h>
#include <stdlib.h>

enum {
    PARSER_BUFFER_MAX = 256 * 1024 * 1024, /* libcsv's own copy of a field, a backstop */
    PARSER_BLOCK = 4096,
    SKIP_ROWS = 16, /* an over-long row is passed over up to this many row limits */
    ROW_BLANK = 100 /* beside enum csv_result: nothing stood on the line */
};

struct csv {
    struct text text;
    struct csv_parser parser;
    struct csv_limits limits;
    struct csv_field *fields; /* limits.columns of them; len is set by libcsv, the rest by locate */
    size_t count;             /* fields of the row so far, even beyond the limit */
    size_t longest;           /* bytes of its longest field */
    bool row_done;
    uint64_t rows;            /* rows given so far, the heading row counted */
    uint32_t line;            /* the next line to read */
    bool placed;              /* csv_placed */
    bool keep, keep_failed;   /* csv_skim: */
    char *copy;               /* the row before its quotes were removed */
    size_t copy_cap;
    char separator;
};

struct place {
    size_t at; /* byte of the row */
    uint32_t line, column;
};

/* ---- libcsv ---- */

/* libcsv grows its buffer without a limit; the row limit keeps it far below this. */
static void *parser_realloc(void *p, size_t size)
{
    return size > PARSER_BUFFER_MAX ? NULL : realloc(p, size);
}

static void parser_start(struct csv *c)
{
    csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_realloc_func(&c->parser, parser_realloc);
    csv_set_blk_size(&c->parser, PARSER_BLOCK);
    csv_set_delim(&c->parser, (unsigned char)c->separator);
}

static void parser_restart(struct csv *c)
{
    csv_free(&c->parser);
    parser_start(c);
}

static void on_field(void *text, size_t len, void *context)
{
    struct csv *c = context;
    (void)text;
    if (c->count < c->limits.columns)
        c->fields[c->count].text.len = len;
    if (len > c->longest)
        c->longest = len;
    c->count++;
}

static void on_row(int end, void *context)
{
    (void)end;
    ((struct csv *)context)->row_done = true;
}

static void row_reset(struct csv *c)
{
    c->count = c->longest = 0;
    c->row_done = false;
}

/* Feeds one line. 0, ERR_INPUT with *at the offending byte, or ERR_MEMORY. */
static int feed(struct csv *c, struct slice line, size_t *at, struct error *err)
{
    *at = csv_parse(&c->parser, line.ptr, line.len, on_field, on_row, c);
    if (*at == line.len)
        return 0;
    return csv_error(&c->parser) == CSV_EPARSE ? ERR_INPUT : error_memory(err);
}

/* ---- places ---- */

static size_t characters(const char *p, size_t n)
{
    size_t tails = 0, i = 0;
    for (uint64_t word; n - i >= sizeof(word); i += sizeof(word)) {
        memcpy(&word, p + i, sizeof(word));
        word = (word >> 7) & ~(word >> 6) & UINT64_C(0x0101010101010101);
        tails += (size_t)((word * UINT64_C(0x0101010101010101)) >> 56);
    }
    for (; i < n; i++)
        tails += ((unsigned char)p[i] & 0xC0) == 0x80;
    return n - tails;
}

/* Moves `p` behind the last line end before byte `to`. */
static void advance_lines(struct place *p, const char *row, size_t to)
{
    for (size_t i = p->at; i < to; i++)
        if (row[i] == '\n' || (row[i] == '\r' && !(i + 1 < to && row[i + 1] == '\n'))) {
            p->line++;
            p->column = 1;
            p->at = i + 1;
        }
}

/* Moves `p` to byte `to` of the row. */
static inline void advance(struct place *p, const char *row, size_t to, bool lines)
{
    if (lines)
        advance_lines(p, row, to);
    p->column += (uint32_t)characters(row + p->at, to - p->at);
    p->at = to;
}

static size_t past_blanks(const struct csv *c, struct slice row, size_t at)
{
    while (at < row.len && (row.ptr[at] == ' ' || row.ptr[at] == '\t') &&
           row.ptr[at] != c->separator)
        at++;
    return at;
}

/* The closing quote of the field that opens at `open`, or `len`. */
static size_t closing_quote(const char *row, size_t open, size_t len)
{
    for (size_t at = open + 1; at < len;) {
        const char *quote = memchr(row + at, '"', len - at);
        if (!quote)
            return len;
        at = (size_t)(quote - row);
        if (at + 1 >= len || row[at + 1] != '"')
            return at;
        at += 2;
    }
    return len;
}

/* Makes "" into " within `n` bytes, in place. Returns what is left. */
static size_t undouble(char *p, size_t n)
{
    size_t to = 0;
    for (size_t from = 0; from < n; from++) {
        p[to++] = p[from];
        if (p[from] == '"')
            from++;
    }
    return to;
}

/* How places are counted and quotes treated. */
struct how {
    bool lines;  /* the row has line ends inside its fields */
    bool intact; /* the row is read again: leave its bytes alone */
};

/* Returns the byte behind the field. */
static size_t locate_quoted(const struct csv *c, struct slice whole, char *row, size_t open,
                            struct place *p, struct csv_field *f, struct how how)
{
    advance(p, row, open, false);
    f->line = p->line;
    f->column = p->column;
    size_t close = closing_quote(row, open, whole.len), inner = close - open - 1;
    size_t end = past_blanks(c, whole, close < whole.len ? close + 1 : close);
    advance(p, row, end, how.lines); /* before the quotes go: places are those of the file */
    if (inner != f->text.len && !how.intact)
        inner = undouble(row + open + 1, inner);
    assert(how.intact || inner == f->text.len);
    f->text = slice_of(row + open + 1, inner);
    return end;
}

/* Gives the fields their text and place, from the lengths libcsv gave. Returns the place behind the
 * last one. */
static struct place locate(struct csv *c, char *row, size_t len, uint32_t line, struct how how)
{
    struct slice whole = slice_of(row, len);
    struct place p = {0, line, 1};
    size_t count = c->count < c->limits.columns ? c->count : c->limits.columns;
    for (size_t k = 0; k < count; k++) {
        struct csv_field *f = &c->fields[k];
        size_t start = past_blanks(c, whole, p.at), end;
        if (start < len && row[start] == '"') {
            end = locate_quoted(c, whole, row, start, &p, f, how);
        } else {
            end = past_blanks(c, whole, start + f->text.len);
            f->text.ptr = row + p.at;
            f->text.len = end - p.at;
            f->line = p.line;
            f->column = p.column;
            advance(&p, row, end, false);
        }
        if (end < len && row[end] == c->separator) {
            p.at++;
            p.column++;
        }
    }
    return p;
}

/* ---- rows ---- */

/* The row being read. */
struct span {
    char *text;
    size_t len;
    size_t first; /* bytes of its first line */
    size_t lines;
    uint32_t line;
};

/* A bad row of several lines ends after its first: what stood behind is read again as rows. */
static int row_give_up(struct csv *c, const struct span *s)
{
    if (s->lines > 1) {
        text_rewind(&c->text, s->first);
        c->line = s->line + 1;
    }
    parser_restart(c);
    return CSV_BAD;
}

static int row_unclosed(struct csv *c, const struct span *s, struct csv_fault *fault)
{
    struct place p = locate(c, s->text, s->len, s->line, (struct how){true, true});
    advance(&p, s->text, past_blanks(c, slice_of(s->text, s->len), p.at), false);
    csv_fault_set(fault, CSV_QUOTE_OPEN, p.line, p.column, 0);
    return row_give_up(c, s);
}

/* libcsv stopped at byte `at` of the row. */
static int row_stray(struct csv *c, const struct span *s, size_t at, struct csv_fault *fault)
{
    if (s->lines > 1) /* the quote that began it is the fault, not the one libcsv stumbled on */
        return row_unclosed(c, s, fault);
    struct place p = {0, s->line, 1};
    advance(&p, s->text, at, false);
    csv_fault_set(fault, c->parser.quoted ? CSV_QUOTE_BEHIND : CSV_QUOTE_STRAY, p.line, p.column,
                  0);
    return row_give_up(c, s);
}

static int row_long(struct csv *c, const struct span *s, struct csv_fault *fault,
                    struct error *err)
{
    if (s->lines > 0 && c->parser.quoted)
        return row_unclosed(c, s, fault);
    csv_fault_set(fault, CSV_ROW_LONG, s->line, 1, c->limits.row_bytes);
    parser_restart(c);
    bool nul = false;
    int rc = text_skip(&c->text, c->limits.row_bytes * SKIP_ROWS, &nul, err);
    c->line++;
    if (rc >= 0 && nul)
        csv_fault_set(fault, CSV_NUL, s->line, 1, 0);
    return rc < 0 ? rc : rc == TEXT_LONG || nul ? CSV_BROKEN : CSV_BAD;
}

/* What libcsv has no opinion on: NULs, encoding, our limits. */
static int row_check(const struct csv *c, const struct span *s, struct csv_fault *fault)
{
    struct slice row = slice_of(s->text, s->len);
    const char *nul = memchr(row.ptr, '\0', row.len);
    size_t bad = nul ? (size_t)(nul - row.ptr) : text_fault(row);
    if (bad != SIZE_MAX) {
        struct place p = {0, s->line, 1};
        advance(&p, row.ptr, bad, true);
        if (nul)
            csv_fault_set(fault, CSV_NUL, p.line, p.column, 0);
        else
            csv_fault_encoding(fault, c->text.kind, p.line, p.column);
        return CSV_BAD;
    }
    return CSV_ROW;
}

static int row_check_limits(const struct csv *c, uint32_t line, struct csv_fault *fault)
{
    if (c->count > c->limits.columns) {
        const struct csv_field *last = &c->fields[c->limits.columns - 1];
        csv_fault_set(fault, CSV_COLUMNS, last->line, last->column, c->limits.columns);
        return CSV_BAD;
    }
    if (c->longest <= c->limits.field_bytes)
        return CSV_ROW;
    csv_fault_set(fault, CSV_FIELD_LONG, line, 1, c->limits.field_bytes);
    for (size_t k = 0; k < c->count; k++)
        if (c->fields[k].text.len > c->limits.field_bytes) {
            csv_fault_set(fault, CSV_FIELD_LONG, c->fields[k].line, c->fields[k].column,
                          c->limits.field_bytes);
            break;
        }
    return CSV_BAD;
}

/* ---- rows that were copied ---- */

static uint32_t place_number(struct slice *s)
{
    uint32_t n = 0;
    while (s->len && s->ptr[0] >= '0' && s->ptr[0] <= '9') {
        n = n * 10 + (uint32_t)(s->ptr[0] - '0');
        *s = slice_from(*s, 1);
    }
    *s = slice_from(*s, 1); /* what parts it from the next */
    return n;
}

/* Takes the last field off and gives the others their places. Returns the row's. */
static uint32_t row_place(struct csv *c)
{
    struct slice places = c->fields[--c->count].text;
    uint32_t row = place_number(&places);
    for (size_t k = 0; k < c->count; k++) {
        c->fields[k].line = row;
        c->fields[k].column = (uint32_t)k + 1;
    }
    while (places.len) {
        uint32_t field = place_number(&places), line = place_number(&places);
        uint32_t column = place_number(&places);
        if (field > 0 && field <= c->count) {
            c->fields[field - 1].line = line;
            c->fields[field - 1].column = column;
        }
    }
    return row;
}

/* The same of a row without quotes that was only skimmed. */
static uint32_t line_place(const struct csv *c, struct slice line)
{
    const char *last = memrchr(line.ptr, c->separator, line.len);
    struct slice places = last ? slice_from(line, (size_t)(last - line.ptr) + 1) : line;
    return place_number(&places);
}

static void row_keep(struct csv *c, const struct span *s)
{
    if (s->len > c->copy_cap) {
        char *grown = realloc(c->copy, s->len * 2);
        c->keep_failed = grown == NULL;
        if (!grown)
            return;
        c->copy = grown;
        c->copy_cap = s->len * 2;
    }
    memcpy(c->copy, s->text, s->len);
}

/* The row libcsv has ended: checked, its fields located. */
static int row_finish(struct csv *c, struct span *s, struct csv_row *row, struct csv_fault *fault)
{
    int rc = row_check(c, s, fault);
    if (rc == CSV_ROW) {
        if (c->keep)
            row_keep(c, s);
        (void)locate(c, s->text, s->len, s->line, (struct how){s->lines > 1, false});
        if (c->placed && c->count > 0 && c->count <= c->limits.columns)
            s->line = row_place(c);
        rc = row_check_limits(c, s->line, fault);
    }
    row->text = slice_of(s->text, s->len);
    row->fields = c->fields;
    row->count = rc == CSV_ROW ? c->count : 0;
    return rc;
}

static bool ends_line(struct slice line)
{
    char last = line.ptr[line.len - 1];
    return last == '\n' || last == '\r';
}

/* Feeds one more line. CSV_ROW: the row is whole; CSV_END: it goes on; CSV_BAD; negative. */
static int row_feed(struct csv *c, struct span *s, struct slice line, struct csv_fault *fault,
                    struct error *err)
{
    size_t at;
    int rc = feed(c, line, &at, err);
    s->first = s->lines++ ? s->first : s->len;
    c->line++;
    if (rc == ERR_INPUT)
        return row_stray(c, s, s->len - line.len + at, fault);
    if (rc)
        return rc;
    if (!c->row_done && !ends_line(line) && csv_fini(&c->parser, on_field, on_row, c) != 0)
        return row_unclosed(c, s, fault);
    return c->row_done ? CSV_ROW : CSV_END;
}

static int row_read(struct csv *c, struct span *s, struct csv_row *row, struct csv_fault *fault,
                    struct error *err)
{
    *s = (struct span){.line = c->line};
    row_reset(c);
    text_mark(&c->text);
    for (struct slice line;;) {
        int rc = text_line(&c->text, &line, err);
        s->text = text_marked(&c->text, &s->len);
        if (rc == TEXT_LONG)
            return row_long(c, s, fault, err);
        if (rc == TEXT_END && s->lines > 0)
            return row_unclosed(c, s, fault);
        if (rc != TEXT_LINE)
            return rc; /* TEXT_END is CSV_END */
        rc = row_feed(c, s, line, fault, err);
        if (rc == CSV_ROW)
            return row_finish(c, s, row, fault);
        if (rc != CSV_END)
            return rc;
        if (!c->parser.quoted)
            return ROW_BLANK;
    }
}

int csv_next(struct csv *c, struct csv_row *row, struct csv_fault *fault, struct error *err)
{
    struct span s;
    int rc;
    do
        rc = row_read(c, &s, row, fault, err);
    while (rc == ROW_BLANK || (rc == CSV_ROW && c->longest == 0));
    if (rc == CSV_ROW || rc == CSV_BAD || rc == CSV_BROKEN) {
        row->number = c->rows++;
        row->line = s.line;
    }
    return rc;
}

/* ---- one column only ---- */

static bool is_blank(const struct csv *c, struct slice line)
{
    for (size_t i = 0; i < line.len; i++) {
        char b = line.ptr[i];
        if (b != c->separator && b != ' ' && b != '\t' && b != '\r' && b != '\n')
            return false;
    }
    return true;
}

/* Column `n` of a line without quotes; the last one holds the line end. */
static struct slice plain_field(const struct csv *c, struct slice line, size_t n)
{
    for (;; n--) {
        const char *end = memchr(line.ptr, c->separator, line.len);
        size_t len = end ? (size_t)(end - line.ptr) : line.len;
        if (n == 0)
            return slice_trim(slice_of(line.ptr, len));
        if (!end)
            return SLICE_NONE;
        line = slice_from(line, len + 1);
        if (line.len == 0)
            return SLICE_NONE;
    }
}

/* A row with quotes is left to libcsv, which also takes its quotes out: a copy is kept before. */
static int skim_quoted(struct csv *c, const size_t columns[2], struct slice keys[2],
                       struct csv_row *row, struct csv_fault *fault, struct error *err)
{
    struct span s;
    c->keep = true;
    int rc = row_read(c, &s, row, fault, err);
    c->keep = false;
    row->line = s.line;
    if (rc != CSV_ROW)
        return rc;
    if (c->keep_failed)
        return error_memory(err);
    for (int i = 0; i < 2; i++)
        if (columns[i] < c->count)
            keys[i] = slice_trim(c->fields[columns[i]].text);
    row->text = slice_of(c->copy, s.len);
    return c->longest ? CSV_ROW : ROW_BLANK;
}

/* One row or blank line. */
static int skim_once(struct csv *c, const size_t columns[2], struct slice keys[2],
                     struct csv_row *row, struct csv_fault *fault, struct error *err)
{
    struct slice line;
    text_mark(&c->text);
    int rc = text_line(&c->text, &line, err);
    if (rc < 0 || rc == TEXT_END)
        return rc;
    if (rc == TEXT_LONG || memchr(line.ptr, '"', line.len)) {
        text_rewind(&c->text, 0);
        return skim_quoted(c, columns, keys, row, fault, err);
    }
    *row = (struct csv_row){.text = line, .line = c->placed ? line_place(c, line) : c->line};
    c->line++;
    if (is_blank(c, line))
        return ROW_BLANK;
    for (int i = 0; i < 2; i++)
        if (columns[i] != SIZE_MAX)
            keys[i] = plain_field(c, line, columns[i]);
    return CSV_ROW;
}

int csv_skim(struct csv *c, const size_t columns[2], struct slice keys[2], struct csv_row *row,
             struct csv_fault *fault, struct error *err)
{
    int rc;
    do {
        keys[0] = keys[1] = SLICE_NONE;
        rc = skim_once(c, columns, keys, row, fault, err);
    } while (rc == ROW_BLANK);
    if (rc == CSV_ROW || rc == CSV_BAD || rc == CSV_BROKEN)
        row->number = c->rows++;
    return rc;
}

int csv_split(struct csv *c, char *text, size_t len, uint32_t line, struct csv_row *row,
              struct csv_fault *fault, struct error *err)
{
    size_t at;
    struct span s = {.text = text, .len = len, .first = len, .lines = 1, .line = line};
    row_reset(c);
    int rc = feed(c, slice_of(text, len), &at, err);
    if (rc == ERR_INPUT)
        return row_stray(c, &s, at, fault);
    if (rc)
        return rc;
    if (!c->row_done && csv_fini(&c->parser, on_field, on_row, c) != 0)
        return row_unclosed(c, &s, fault);
    s.lines = 2; /* line ends may stand inside */
    rc = row_finish(c, &s, row, fault);
    row->line = s.line;
    return rc;
}

/* ---- life ---- */

int csv_new(struct csv **out, struct text_source source, const struct csv_limits *limits,
            struct error *err)
{
    assert(limits->columns > 0 && limits->row_bytes > 0);
    source.line_max = limits->row_bytes;
    struct csv *c = calloc(1, sizeof(*c));
    struct csv_field *fields = calloc(limits->columns, sizeof(*fields));
    if (!c || !fields) {
        free(c);
        free(fields);
        return error_memory(err);
    }
    text_init(&c->text, source);
    c->fields = fields;
    c->limits = *limits;
    c->line = 1;
    c->separator = ',';
    parser_start(c);
    *out = c;
    return 0;
}

/* How often `separator` stands outside quotes in the first line that is not empty. */
static size_t separators(struct slice head, char separator)
{
    size_t n = 0, at = 0;
    bool quoted = false;
    while (at < head.len && (head.ptr[at] == '\n' || head.ptr[at] == '\r'))
        at++;
    for (; at < head.len && (quoted || (head.ptr[at] != '\n' && head.ptr[at] != '\r')); at++) {
        quoted = quoted != (head.ptr[at] == '"');
        n += !quoted && head.ptr[at] == separator;
    }
    return n;
}

/* Excel's first line that names the separator: "sep=;". */
static bool names_separator(struct slice head, char *separator)
{
    if (head.len < 5 || strncasecmp(head.ptr, "sep=", 4) != 0)
        return false;
    *separator = head.ptr[4];
    return memchr("\r\n\"", *separator, 3) == NULL &&
           (head.len == 5 || head.ptr[5] == '\r' || head.ptr[5] == '\n');
}

void csv_placed(struct csv *c)
{
    c->placed = true;
}

void csv_uncount(struct csv *c)
{
    assert(c->rows > 0);
    c->rows--;
}

int csv_begin(struct csv *c, struct error *err)
{
    struct slice head, line;
    int rc = text_head(&c->text, &head, err);
    if (rc)
        return rc;
    if (c->placed)
        return head.len > 0;
    if (names_separator(head, &c->separator)) {
        rc = text_line(&c->text, &line, err);
        c->line++;
    } else {
        static const char known[] = {',', ';', '\t', '|'};
        size_t most = 0;
        for (size_t i = 0; i < sizeof(known); i++) {
            size_t n = separators(head, known[i]);
            if (n > most) {
                most = n;
                c->separator = known[i];
            }
        }
    }
    csv_set_delim(&c->parser, (unsigned char)c->separator);
    return rc < 0 ? rc : head.len > 0;
}

void csv_close(struct csv *c)
{
    if (!c)
        return;
    csv_free(&c->parser);
    text_release(&c->text);
    free(c->fields);
    free(c->copy);
    free(c);
}
