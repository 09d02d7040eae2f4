/* A worksheet as a row of rows. Positions are given or follow from what came before; a
 * reference that is none, or that stands in another row, makes the sheet unreadable
 * rather than wrong. The dimension a sheet claims to have is not looked at. */
#include "decode/xlsx_sheet.h"

#include "base/array.h"
#include "decode/tell.h"

enum { MERGES_MAX = 200000, HIDDEN_MAX = 4096 };

/* ---- references ---- */

bool xlsx_reference(struct slice text, uint32_t *row, uint32_t *column)
{
    uint32_t c = 0, r;
    size_t i = 0;
    for (; i < text.len && i < 4; i++) {
        char letter = (char)(text.ptr[i] & ~0x20);
        if (letter < 'A' || letter > 'Z')
            break;
        c = c * 26 + (uint32_t)(letter - 'A') + 1;
    }
    if (c == 0 || c > XLSX_COLUMNS || !xlsx_number(slice_from(text, i), &r) || r == 0 ||
        r > XLSX_ROWS || text.ptr[i] == '0')
        return false;
    *row = r;
    *column = c;
    return true;
}

static int fail_sheet(const struct xlsx_sheet *s, const char *zh, const char *en,
                      struct slice value, struct error *err)
{
    char name[SHOWN_MAX], text[SHOWN_MAX];
    struct error english;
    (void)shown(s->book->sheets[s->number - 1].name, name);
    (void)shown(value, text);
    (void)error_set(&english, ERR_INPUT, "%s%s%s", "sheet \"%s\": %s '%s'", name, en,
                    text);
    (void)error_set(err, ERR_INPUT, "工作表“%s”：%s“%s”", "%s%s%s", name, zh, text);
    memcpy(err->en, english.en, sizeof(err->en));
    return ERR_INPUT;
}

/* ---- merged areas ---- */

/* A cell alone is an area as well. */
static bool area_read(struct slice reference, struct xlsx_merge *m)
{
    size_t colon = slice_find(reference, SLICE(":"), 0);
    struct slice first =
        slice_sub(reference, 0, colon == SIZE_MAX ? reference.len : colon);
    struct slice last = colon == SIZE_MAX ? first : slice_from(reference, colon + 1);
    return xlsx_reference(first, &m->row, &m->column) &&
           xlsx_reference(last, &m->last_row, &m->last_column) && m->row <= m->last_row &&
           m->column <= m->last_column;
}

int xlsx_merge_add(struct xlsx_sheet *s, struct slice reference, struct error *err)
{
    struct xlsx_merges *all = &s->merges;
    struct xlsx_merge m;
    if (!area_read(reference, &m)) {
        xlsx_odd(&s->odd, ODD_MERGE, 0, 0);
        return 0;
    }
    if (m.row == m.last_row && m.column == m.last_column)
        return 0;
    if (all->count == MERGES_MAX)
        return error_set(err, ERR_LIMIT, "合并区域（merge）超过上限 %d 个",
                         "too many merged areas, the limit is %d", (int)MERGES_MAX);
    struct xlsx_merge *grown =
        array_room(all->items, all->count, &all->cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    all->items = grown;
    all->items[all->count++] = m;
    return 0;
}

static int by_place(const void *a, const void *b)
{
    const struct xlsx_merge *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

bool xlsx_merges_settle(struct xlsx_merges *m, uint32_t columns, size_t *dropped)
{
    size_t kept = 0, beyond = 0;
    uint32_t *taken = calloc((size_t)columns + 1, sizeof(*taken)); /* column → last row */
    if (!taken)
        return false;
    if (m->count > 1)
        qsort(m->items, m->count, sizeof(*m->items), by_place);
    for (size_t i = 0; i < m->count; i++) {
        struct xlsx_merge a = m->items[i];
        a.last_column = a.last_column > columns ? columns : a.last_column;
        beyond += a.column > columns;
        uint32_t c = a.column;
        while (c <= a.last_column && taken[c] < a.row)
            c++;
        if (c <= a.last_column || a.column > columns)
            continue;
        for (c = a.column; c <= a.last_column; c++)
            taken[c] = a.last_row;
        m->items[kept++] = a;
    }
    free(taken);
    *dropped = m->count - kept - beyond;
    m->count = kept;
    return true;
}

const struct xlsx_merge *xlsx_merges_find(const struct xlsx_merges *m, uint32_t row,
                                          uint32_t column)
{
    const struct xlsx_merge key = {.row = row, .column = column};
    return m->count ? bsearch(&key, m->items, m->count, sizeof(key), by_place) : NULL;
}

/* ---- columns and rows that are not shown ---- */

static bool is_true(struct slice s)
{
    return slice_equal(s, SLICE("1")) || slice_equal(s, SLICE("true"));
}

static int column_read(struct xlsx_sheet *s, const struct xml_event *e, struct error *err)
{
    struct xlsx_span span;
    if (!is_true(xml_value(e, "hidden")) || s->hidden_count == HIDDEN_MAX ||
        !xlsx_number(xml_value(e, "min"), &span.first) ||
        !xlsx_number(xml_value(e, "max"), &span.last))
        return 0;
    struct xlsx_span *grown =
        array_room(s->hidden, s->hidden_count, &s->hidden_cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    s->hidden = grown;
    s->hidden[s->hidden_count++] = span;
    return 0;
}

static bool column_hidden(const struct xlsx_sheet *s, uint32_t column)
{
    for (size_t i = 0; i < s->hidden_count; i++)
        if (column >= s->hidden[i].first && column <= s->hidden[i].last)
            return true;
    return false;
}

/* ---- rows ---- */

static int row_begin(struct xlsx_sheet *s, const struct xml_event *e, struct error *err)
{
    const struct xml_attribute *r = xml_find(e, NULL, "r"),
                               *h = xml_find(e, NULL, "hidden");
    uint32_t number = s->row.number + 1;
    if (r && (!xlsx_number(r->value, &number) || number == 0))
        return fail_sheet(s, "行号（row）不对", "not the number of a row", r->value, err);
    if (number > XLSX_ROWS)
        return fail_sheet(s, "行号（row）超出范围", "beyond the last row",
                          r ? r->value : SLICE_NONE, err);
    s->row.number = number;
    s->row.hidden = h ? is_true(h->value) : s->rows_hidden;
    s->row.count = 0;
    buffer_clear(&s->texts);
    return 0;
}

static bool cell_room(struct xlsx_sheet *s)
{
    if (s->row.count < s->cell_cap)
        return true;
    size_t cap = s->cell_cap ? s->cell_cap * 2 : 32;
    struct xlsx_cell *cells = realloc(s->row.cells, cap * sizeof(*cells));
    if (cells)
        s->row.cells = cells;
    size_t *starts = cells ? realloc(s->starts, (cap + 1) * sizeof(*starts)) : NULL;
    if (!starts)
        return false;
    s->starts = starts;
    s->cell_cap = cap;
    return true;
}

static int cell_begin(struct xlsx_sheet *s, const struct xml_event *e, struct error *err)
{
    const struct xml_attribute *r = xml_find(e, NULL, "r");
    size_t n = s->row.count;
    uint32_t row = s->row.number, column = n ? s->row.cells[n - 1].column + 1 : 1;
    if (r && (!xlsx_reference(r->value, &row, &column) || row != s->row.number))
        return fail_sheet(s, "单元格位置（cell reference）不对",
                          "not a cell reference in this row:", r->value, err);
    if (column > XLSX_COLUMNS || n >= 2 * XLSX_COLUMNS)
        return fail_sheet(s, "一行的单元格（cell）过多", "too many cells in a row",
                          SLICE_NONE, err);
    if (!cell_room(s))
        return error_memory(err);
    s->row.cells[n] =
        (struct xlsx_cell){.column = column, .hidden = column_hidden(s, column)};
    s->starts[n] = s->texts.len;
    int rc = xlsx_cell_read(s, e, column, err);
    s->row.count++;
    return rc;
}

/* The texts no longer move: the cells may point to them. */
static void row_end(struct xlsx_sheet *s)
{
    bool any = false;
    if (s->row.count)
        s->starts[s->row.count] = s->texts.len;
    for (size_t i = 0; i < s->row.count; i++) {
        struct xlsx_cell *c = &s->row.cells[i];
        c->whole = slice_sub(buffer_slice(&s->texts), s->starts[i],
                             s->starts[i + 1] - s->starts[i]);
        c->text = slice_trim(c->whole);
        any = any || c->text.len;
        if (c->hidden && c->text.len)
            xlsx_odd(&s->odd, ODD_HIDDEN_COLUMN, s->row.number, c->column);
    }
    if (any && s->row.hidden)
        xlsx_odd(&s->odd, ODD_HIDDEN_ROW, s->row.number, 1);
}

static int row_read(struct xlsx_sheet *s, const struct xml_event *begin,
                    struct error *err)
{
    struct xml_event e;
    size_t depth = begin->depth;
    int rc = row_begin(s, begin, err), more = 1;
    while (rc == 0 && (more = xml_next(s->part.xml, &e, err)) == 1 &&
           !(e.kind == XML_END && e.depth <= depth))
        if (e.kind == XML_START && e.depth == depth + 1 && xlsx_is(&e, "c"))
            rc = cell_begin(s, &e, err);
    if (rc || more < 0)
        return rc ? rc : more;
    row_end(s);
    return 1;
}

/* ---- the sheet ---- */

static int part_begin(struct xlsx_sheet *s, const struct xml_event *e, struct error *err)
{
    s->data = xlsx_is(e, "sheetData");
    if (s->data && s->data_seen)
        return fail_sheet(s, "有两份数据（sheetData）", "two of (duplicate)",
                          SLICE("sheetData"), err);
    s->data_seen = s->data_seen || s->data;
    if (xlsx_is(e, "sheetFormatPr"))
        s->rows_hidden = is_true(xml_value(e, "zeroHeight"));
    return 0;
}

/* 1: a row was read; 0: something else; negative. */
static int element(struct xlsx_sheet *s, const struct xml_event *e, struct error *err)
{
    if (e->depth == 2)
        return part_begin(s, e, err);
    if (e->depth == 3 && s->data && xlsx_is(e, "row"))
        return s->skim ? xml_skip(s->part.xml, e->depth, err) : row_read(s, e, err);
    if (e->depth == 3 && xlsx_is(e, "mergeCell"))
        return xlsx_merge_add(s, xml_value(e, "ref"), err);
    if (e->depth == 3 && xlsx_is(e, "col"))
        return column_read(s, e, err);
    return 0;
}

int xlsx_sheet_next(struct xlsx_sheet *s, struct error *err)
{
    struct xml_event e;
    while (!s->ended) {
        int rc = xml_next(s->part.xml, &e, err);
        if (rc == 1 && e.kind == XML_START)
            rc = element(s, &e, err);
        else if (rc == 1)
            continue;
        else
            s->ended = true;
        if (rc != 0)
            return rc;
    }
    return 0;
}

int xlsx_sheet_open(struct xlsx_sheet *s, struct xlsx_book *b, uint32_t number,
                    struct error *err)
{
    struct xml_event e;
    const struct xlsx_entry *entry = &b->sheets[number - 1];
    *s = (struct xlsx_sheet){.book = b, .number = number};
    buffer_init(&s->texts, b->options->limits->line_bytes);
    if (entry->part.len == 0) {
        s->ended = true;
        return 0;
    }
    int rc = package_part_open(&s->part, &b->package, entry->part, err);
    if (rc == 0)
        rc = xml_next(s->part.xml, &e, err);
    if (rc == 1)
        rc = 0;
    if (rc == 0 && !xlsx_is(&e, "worksheet"))
        rc = fail_sheet(s, "不是工作表（worksheet），或命名空间（namespace）不认识：",
                        "no worksheet, or one in an unknown namespace:", e.name, err);
    return rc;
}

void xlsx_sheet_close(struct xlsx_sheet *s)
{
    package_part_close(&s->part);
    buffer_release(&s->texts);
    free(s->row.cells);
    free(s->starts);
    free(s->merges.items);
    free(s->hidden);
}
