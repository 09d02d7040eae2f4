/* A heading row is told from a form by three things: most of its cells are known names, it names more
 * than a label and its value could, and nothing but a title or a note stands above it. Where fewer are
 * known it counts all the same if it names the project and nothing below is a name that forms have. */
#include "decode/plain.h"

#include "base/array.h"
#include "decode/headings.h"
#include "decode/tell.h"

enum { KNOWN_LEAST = 2, HEADING_ROWS = 3 };

/* ---- headings ---- */

static const struct document_cell *own_cell(const struct document_table *t, uint32_t row,
                                            uint32_t column)
{
    const struct document_cell *cell = table_at(t, row, column);
    return cell && cell->column == column ? cell : NULL;
}

static size_t filled(const struct document_table *t, uint32_t row)
{
    size_t n = 0;
    for (uint32_t k = 0; k < t->columns; k++) {
        const struct document_cell *cell = own_cell(t, row, k);
        n += cell && cell->row == row && cell->text.len > 0;
    }
    return n;
}

/* How many rows the headings that begin in `row` take: merged ones reach down beside groups. */
static uint32_t heading_rows(const struct document_table *t, uint32_t row)
{
    uint32_t rows = 1;
    bool group = false;
    for (uint32_t k = 0; k < t->columns; k++) {
        const struct document_cell *cell = own_cell(t, row, k);
        if (!cell || cell->row != row)
            continue;
        rows = cell->rows > rows ? cell->rows : rows;
        group = group || (cell->columns > 1 && cell->rows == 1);
    }
    return group && rows <= HEADING_ROWS && row + rows <= t->rows ? rows : 1;
}

/* The lowest text above the records names the column. */
static const struct document_cell *heading_cell(const struct document_table *t,
                                                const struct plain_heading *h, uint32_t column)
{
    for (uint32_t k = h->rows; k > 0; k--) {
        const struct document_cell *cell = own_cell(t, h->row + k - 1, column);
        if (cell && cell->text.len > 0)
            return cell;
    }
    return NULL;
}

struct judged {
    size_t known, unknown;
    bool key, indicator, more; /* more: what an indicator has beside its name */
};

static bool is_amount(int field)
{
    return field == P_EXECUTED || (field >= P_BUDGET_TOTAL && field <= P_BUDGET_INITIAL);
}

static bool is_owner(int field)
{
    return field == P_UNIT_NAME || field == P_UNIT_CODE || field == P_DEPARTMENT || field == P_IMPLEMENTING_UNIT;
}

/* What the text names of anything a record has. Memory that runs out sticks to `folded`. */
static struct heading meaning(struct slice text, struct buffer *folded)
{
    static const enum field_scope scopes[] = {SCOPE_INDICATOR, SCOPE_PROJECT, SCOPE_GOAL};
    const struct heading none = {.kind = HEADING_UNKNOWN};
    if (text.len == 0 || text.len > HEADING_MAX || folded->failed)
        return none;
    buffer_clear(folded);
    heading_fold(text, folded);
    return folded->failed ? none : heading_find(buffer_slice(folded), scopes, 3, FORM_UNKNOWN);
}

static bool judge(const struct document_table *t, struct plain_heading *h, struct judged *j)
{
    struct buffer folded;
    buffer_init(&folded, (size_t)1 << 20);
    *j = (struct judged){0};
    bool unit = false, level1 = false;
    size_t names = 0; /* columns of indicators' names; several stand beside each other, class by class */
    h->columns = 0;
    h->key = h->amounts = h->year = h->form = h->owner = false;
    h->level1 = RAGGED_NONE;
    for (uint32_t k = 0; k < t->columns; k++) {
        const struct document_cell *cell = heading_cell(t, h, k);
        if (!cell)
            continue;
        h->columns = k + 1;
        struct heading found = meaning(cell->text, &folded);
        bool known = found.kind != HEADING_UNKNOWN;
        j->known += known;
        j->unknown += !known;
        bool cell_of = found.kind == HEADING_CELL;
        h->key = h->key || (cell_of && found.scope == SCOPE_PROJECT &&
                            (found.field == P_PROJECT_CODE || found.field == P_PROJECT_NAME));
        unit = unit || found.money.len || (cell_of && found.scope == SCOPE_PROJECT &&
                                           found.field == P_CURRENCY_UNIT);
        h->amounts = h->amounts || (cell_of && found.scope == SCOPE_PROJECT && is_amount(found.field));
        h->year = h->year || (cell_of && found.scope == SCOPE_PROJECT && found.field == P_YEAR);
        h->form = h->form || (cell_of && found.scope == SCOPE_PROJECT && found.field == P_FORM);
        h->owner = h->owner || (cell_of && found.scope == SCOPE_PROJECT && is_owner(found.field));
        if (level1 && cell_of && found.scope == SCOPE_INDICATOR && found.field == I_LEVEL2)
            h->level1 = k - 1;
        level1 = cell_of && found.scope == SCOPE_INDICATOR && found.field == I_LEVEL1;
        names += cell_of && found.scope == SCOPE_INDICATOR && found.field == I_LEVEL3;
        j->more = j->more || (cell_of && found.scope == SCOPE_INDICATOR &&
                              (found.field == I_LEVEL1 || found.field == I_LEVEL2 ||
                               found.field == I_TARGET || found.field == I_ACTUAL));
    }
    j->indicator = names > 0;
    h->indicator = names == 1 && j->more;
    h->amounts = h->amounts && !unit;
    bool failed = folded.failed;
    buffer_release(&folded);
    return !failed;
}

/* The first cell of its own in this row of which `reads` (plain_year, plain_unit …) makes something. */
static const struct document_cell *row_saying(const struct document_table *t, uint32_t row,
                                              struct slice (*reads)(struct slice text))
{
    for (uint32_t k = 0; k < t->columns; k++) {
        const struct document_cell *cell = own_cell(t, row, k);
        if (cell && cell->row == row && reads(cell->text).len)
            return cell;
    }
    return NULL;
}

static bool row_has_label(const struct document_table *t, uint32_t row)
{
    for (uint32_t k = 0; k < t->columns; k++) {
        const struct document_cell *cell = own_cell(t, row, k);
        if (cell && cell->row == row && plain_is_label(cell->text))
            return true;
    }
    return false;
}

/* Rows stand below the heading, and none of their first ones holds a name. */
static bool only_values_below(const struct document_table *t, const struct plain_heading *h, bool *ok)
{
    struct buffer folded;
    bool names = false;
    uint32_t first = h->row + h->rows;
    buffer_init(&folded, (size_t)1 << 20);
    for (uint32_t row = first; row < t->rows && row < first + PLAIN_TOP && !names; row++)
        for (uint32_t k = 0; k < t->columns && !names; k++) {
            const struct document_cell *cell = own_cell(t, row, k);
            names = cell && cell->row == row &&
                    meaning(cell->text, &folded).kind != HEADING_UNKNOWN;
        }
    *ok = !folded.failed;
    buffer_release(&folded);
    return first < t->rows && !names;
}

bool plain_heading_find(const struct document_table *t, struct plain_heading *out,
                        struct error *err)
{
    bool label = false;
    const struct document_cell *unit = NULL, *title = NULL, *whose = NULL, *home = NULL;
    for (uint32_t row = 0; row < t->rows && row < PLAIN_TOP; row++) {
        struct judged j;
        *out = (struct plain_heading){.row = row,
                                      .rows = heading_rows(t, row),
                                      .label = label,
                                      .unit = unit,
                                      .title = title,
                                      .whose = whose,
                                      .home = home};
        if (!judge(t, out, &j)) {
            (void)error_memory(err);
            return false;
        }
        if (j.known >= KNOWN_LEAST && j.known >= 2 * j.unknown && (out->key || j.indicator) &&
            row + out->rows <= t->rows)
            return true;
        bool ok = true;
        if (out->key && filled(t, row) > 1 && only_values_below(t, out, &ok))
            return true;
        if (!ok)
            (void)error_memory(err);
        if (!ok || filled(t, row) > 1)
            return false; /* labels and values stand above whatever follows */
        label = label || row_has_label(t, row);
        unit = unit ? unit : row_saying(t, row, plain_unit);
        title = title ? title : row_saying(t, row, plain_year);
        whose = whose ? whose : row_saying(t, row, plain_whose);
        home = home ? home : row_saying(t, row, plain_home);
    }
    return false;
}

enum plain_part plain_part_of(struct slice name)
{
    static const char *const names[][3] = {
        {"projects", "项目", "项目表"}, {"indicators", "指标", "指标表"}, {"goals", "目标", "目标表"}};
    for (int part = 0; part < PLAIN_SINGLE; part++)
        for (int i = 0; i < 3; i++) {
            size_t len = strlen(names[part][i]);
            if (name.len == len && !strncasecmp(name.ptr, names[part][i], len))
                return (enum plain_part)part;
        }
    return PLAIN_SINGLE;
}

/* ---- copies ---- */

struct plain_table *plain_add(struct plain_tables *p, uint32_t table, enum plain_part part,
                              const struct limits *limits)
{
    struct plain_table *grown = array_room(p->items, p->count, &p->cap, sizeof(*grown));
    if (!grown)
        return NULL;
    p->items = grown;
    struct plain_table *t = &p->items[p->count++];
    *t = (struct plain_table){.part = part, .table = table};
    copy_init(&t->copy, limits);
    return t;
}

void plain_release(struct plain_tables *p)
{
    for (size_t i = 0; i < p->count; i++)
        copy_release(&p->items[i].copy);
    free(p->items);
    *p = (struct plain_tables){0};
}

static uint32_t row_of(const struct document_table *t, uint32_t row)
{
    for (uint32_t k = 0; k < t->columns; k++) {
        const struct document_cell *cell = own_cell(t, row, k);
        if (cell && cell->row == row)
            return cell->at.b;
    }
    return row + 1;
}

/* A cell merged downwards counts for every row it covers; one merged sideways for its first column. */
static struct copy_cell copied(const struct document_table *t, uint32_t row, uint32_t column)
{
    const struct document_cell *cell = own_cell(t, row, column);
    if (!cell)
        return (struct copy_cell){SLICE_NONE, row_of(t, row), column + 1};
    return (struct copy_cell){cell->text, cell->at.b, cell->at.c};
}

static struct copy_cell *cells_new(struct plain_table *p, const struct document_table *t)
{
    struct copy_cell *cells = calloc((size_t)t->columns + 1, sizeof(*cells));
    p->copy.no_memory = p->copy.no_memory || !cells;
    return cells;
}

/* What was said above the table, as a column of its own. */
static void said_above(struct plain_table *p, const struct document_table *t, struct slice heading,
                       const struct document_cell *cell, struct slice text)
{
    bool inside = cell->at.a == t->at.a; /* a line of text above has no row and cell */
    if (text.len)
        copy_same(&p->copy, heading,
                  (struct copy_cell){text, inside ? cell->at.b : 0, inside ? cell->at.c : 0});
}

void plain_copy_heading(struct plain_table *p, const struct document_table *t,
                        const struct plain_heading *heading)
{
    struct copy_cell *cells = cells_new(p, t);
    if (!cells)
        return;
    for (uint32_t k = 0; k < heading->columns; k++) {
        const struct document_cell *cell = heading_cell(t, heading, k);
        cells[k] = cell ? (struct copy_cell){cell->text, cell->at.b, cell->at.c}
                        : (struct copy_cell){SLICE_NONE, heading->row + 1, k + 1};
    }
    if (heading->amounts && heading->unit)
        said_above(p, t, SLICE("currency_unit"), heading->unit, plain_unit(heading->unit->text));
    bool projects = heading->key && p->part != PLAIN_INDICATORS && p->part != PLAIN_GOALS;
    if (heading->whose && projects && !heading->owner)
        said_above(p, t, SLICE("unit_name"), heading->whose, plain_whose(heading->whose->text));
    if (heading->home && projects)
        said_above(p, t, SLICE("table_title"), heading->home, plain_home(heading->home->text));
    if (heading->title && projects) {
        if (!heading->year)
            said_above(p, t, SLICE("year"), heading->title, plain_year(heading->title->text));
        if (!heading->form && heading->indicator)
            said_above(p, t, SLICE("form"), heading->title, plain_form(heading->title->text));
    }
    copy_row(&p->copy, row_of(t, heading->row), cells, heading->columns);
    free(cells);
}

void plain_copy(struct plain_table *p, const struct document_table *t,
                const struct plain_heading *heading)
{
    plain_copy_heading(p, t, heading);
    struct copy_cell *cells = cells_new(p, t), *above = cells_new(p, t);
    for (uint32_t row = heading->row + heading->rows; cells && above && row < t->rows; row++) {
        uint32_t last = heading->columns;
        for (uint32_t k = 0; k < t->columns; k++)
            cells[k] = copied(t, row, k);
        (void)ragged_row(cells, above, t->columns, heading->level1);
        for (uint32_t k = last; k < t->columns; k++)
            if (cells[k].text.len > 0)
                last = k + 1;
        copy_row(&p->copy, row_of(t, row), cells, last);
        memcpy(above, cells, t->columns * sizeof(*cells));
    }
    free(cells);
    free(above);
}

void plain_tell_other(struct slice name, uint32_t file, uint32_t table,
                      const struct decode_options *o)
{
    struct error why;
    char text[SHOWN_MAX];
    if (name.len)
        (void)error_set(&why, ERR_INPUT, "工作表“%s”没有认识的表头，未读取",
                        "sheet \"%s\" has no heading row that is known, it was not read",
                        shown(name, text));
    else
        (void)error_set(&why, ERR_INPUT, "第 %u 个表格没有认识的表头，未读取",
                        "table %u has no heading row that is known, it was not read",
                        (unsigned)table);
    struct rejection r = {.kind = REJECT_REMARK, .at = {file, table, 0, 0}};
    tell(o, &r, &why);
}

/* ---- reading ---- */

struct plain {
    const struct decode_options *options;
    struct input source; /* path and index only */
    struct plain_tables tables;
    size_t next;
    struct format_reader reader; /* of the tables before `next`; state NULL: none */
    uint64_t done, total;
};

static struct plain_table *table_of(struct plain *p, enum plain_part part)
{
    for (size_t i = 0; i < p->tables.count; i++)
        if (p->tables.items[i].part == part)
            return &p->tables.items[i];
    return NULL;
}

/* A file of rows that cannot be opened is told; 1, or what stops the run. */
static int told(const struct plain *p, uint32_t table, const struct error *why)
{
    if (why->code == ERR_MEMORY)
        return ERR_MEMORY;
    struct rejection r = {.kind = REJECT_FILE, .at = {p->source.index, table, 0, 0}};
    tell(p->options, &r, why);
    return 1;
}

static int open_set(struct plain *p, struct error *err)
{
    struct input parts[3] = {{.file = {.fd = -1}}, {.file = {.fd = -1}}, {.file = {.fd = -1}}};
    int rc = 0;
    for (int part = 0; part < PLAIN_SINGLE && rc == 0; part++) {
        struct plain_table *t = table_of(p, (enum plain_part)part);
        if (!t)
            continue;
        rc = copy_open(&t->copy, &parts[part], &p->source, t->table, err);
        if (rc)
            rc = told(p, t->table, err);
    }
    if (rc == 0)
        rc = csv_set_open(&p->reader, parts, p->options, err);
    for (int i = 0; i < 3; i++)
        input_close(&parts[i]);
    return rc;
}

static int open_single(struct plain *p, struct plain_table *t, struct error *err)
{
    struct input in;
    int rc = copy_open(&t->copy, &in, &p->source, t->table, err);
    if (rc)
        rc = told(p, t->table, err);
    else
        rc = csv_single_open(&p->reader, &in, p->options, err);
    input_close(&in);
    return rc;
}

/* The set is read first, then the other tables one after the other. 1: told, go on; 0: opened. */
static int open_next(struct plain *p, struct error *err)
{
    const struct plain_table *first = table_of(p, PLAIN_PROJECTS);
    if (first && p->next == 0) {
        p->next = 1;
        return open_set(p, err);
    }
    size_t i = p->next - (first != NULL);
    struct plain_table *t = &p->tables.items[i];
    p->next++;
    return t->part == PLAIN_SINGLE ? open_single(p, t, err) : 1;
}

static void reader_end(struct plain *p)
{
    if (!p->reader.close)
        return;
    p->done += p->reader.done(p->reader.state);
    p->reader.close(p->reader.state);
    p->reader = (struct format_reader){0};
}

static int plain_next(void *state, struct project *project, struct error *err)
{
    struct plain *p = state;
    size_t count = p->tables.count + (table_of(p, PLAIN_PROJECTS) != NULL);
    for (;;) {
        if (p->reader.close) {
            int rc = p->reader.next(p->reader.state, project, err);
            if (rc != 0)
                return rc;
            reader_end(p);
        }
        if (p->next >= count)
            return 0;
        int rc = open_next(p, err);
        if (rc < 0)
            return rc;
    }
}

static uint64_t plain_done(const void *state)
{
    const struct plain *p = state;
    return p->done + (p->reader.close ? p->reader.done(p->reader.state) : 0);
}

static uint64_t plain_total(const void *state)
{
    return ((const struct plain *)state)->total;
}

static void plain_close(void *state)
{
    struct plain *p = state;
    if (p->reader.close)
        p->reader.close(p->reader.state);
    plain_release(&p->tables);
    input_close(&p->source);
    free(p);
}

/* A set needs its projects, and each part once; otherwise every table stands for itself. */
static void parts_settle(struct plain_tables *t)
{
    size_t seen[PLAIN_SINGLE + 1] = {0};
    for (size_t i = 0; i < t->count; i++)
        seen[t->items[i].part]++;
    bool set = seen[PLAIN_PROJECTS] == 1 && seen[PLAIN_INDICATORS] <= 1 &&
               seen[PLAIN_GOALS] <= 1 && seen[PLAIN_INDICATORS] + seen[PLAIN_GOALS] > 0;
    for (size_t i = 0; i < t->count && !set; i++)
        t->items[i].part = PLAIN_SINGLE;
}

int plain_open(struct format_reader *out, const struct input *in, struct plain_tables *tables,
               const struct decode_options *o, struct error *err)
{
    struct plain *p = calloc(1, sizeof(*p));
    if (!p) {
        plain_release(tables);
        return error_memory(err);
    }
    p->options = o;
    p->tables = *tables;
    *tables = (struct plain_tables){0};
    *out = (struct format_reader){p, plain_next, plain_done, plain_total, plain_close};
    parts_settle(&p->tables);
    for (size_t i = 0; i < p->tables.count; i++)
        p->total += p->tables.items[i].copy.rows.len;
    int rc = input_name(&p->source, in, err);
    if (rc) {
        plain_close(p);
        *out = (struct format_reader){0};
    }
    return rc;
}
