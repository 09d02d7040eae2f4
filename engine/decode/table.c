/* CSV files up to their rows. A file without a heading row that means anything is refused as a whole:
 * it is no table of projects, and reading on would only repeat that for every row. */
#include "decode/table.h"

#include "decode/fill.h"
#include "decode/plain.h"
#include "decode/tell.h"

enum { HEADINGS_SHOWN = 4, TITLES_MAX = 5, TITLED_LEAST = 3 };

struct address table_address(const struct table *t, const struct csv_row *row)
{
    struct address within = input_at(&t->input);
    return address_in(within, row->line, within.a ? 0 : 1);
}

int table_break(struct table *t, const struct error *why)
{
    if (why->code == ERR_MEMORY)
        return ERR_MEMORY;
    struct rejection r = {.kind = REJECT_FILE, .at = input_at(&t->input)};
    tell(t->options, &r, why);
    csv_close(t->csv);
    t->csv = NULL;
    return 0;
}

/* REJECT_FILE with a message of its own; 1, or ERR_MEMORY. */
static int refuse(struct table *t, const struct error *why)
{
    int rc = table_break(t, why);
    return rc ? rc : 1;
}

static int refuse_empty(struct table *t)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT, "%s: 文件是空的，没有表头", "%s: the file is empty, there is no header",
                    t->path);
    return refuse(t, &why);
}

static int refuse_header(struct table *t, const struct csv_row *row, const struct csv_fault *fault)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT, "%s: 第 %u 行的表头无法读取", "%s: the header in line %u cannot be read",
                    t->path, row->line);
    size_t zh = strlen(why.zh), en = strlen(why.en);
    (void)snprintf(why.zh + zh, sizeof(why.zh) - zh, "：%.500s", fault->why.zh);
    (void)snprintf(why.en + en, sizeof(why.en) - en, ": %.500s", fault->why.en);
    return refuse(t, &why);
}

/* A workbook saved as CSV: a text or two, and blank cells as wide as the table. */
static bool is_title(const struct csv_row *row)
{
    size_t filled = 0;
    for (size_t k = 0; k < row->count; k++)
        filled += slice_trim(row_text(row, (uint16_t)k)).len > 0;
    return row->count >= TITLED_LEAST && (filled <= 1 || (filled == 2 && row->count > TITLED_LEAST + 1));
}

/* Takes the year, the unit of amounts and whose it is; what says none of them is told, so that nothing is lost silently. */
static void title_take(struct table *t, const struct csv_row *row)
{
    struct slice said = SLICE_NONE;
    for (size_t k = 0; k < row->count; k++) {
        struct slice text = slice_trim(row_text(row, (uint16_t)k));
        struct slice year = plain_year(text), unit = plain_unit(text), whose = plain_whose(text);
        struct slice home = plain_home(text);
        if (home.len && home.len < TITLE_UNIT_MAX && !t->titles.home[0]) {
            memcpy(t->titles.home, home.ptr, home.len);
            t->titles.home_at = table_address(t, row);
        }
        if (whose.len && whose.len < TITLE_UNIT_MAX && !t->titles.whose[0]) {
            memcpy(t->titles.whose, whose.ptr, whose.len);
            t->titles.whose_at = table_address(t, row);
        }
        if (year.len && !t->titles.year[0]) {
            memcpy(t->titles.year, year.ptr, year.len);
            t->titles.year_at = table_address(t, row);
        }
        if (unit.len) {
            t->titles.unit = unit;
            t->titles.unit_at = table_address(t, row);
        }
        said = said.len || year.len || unit.len || whose.len ? said : text;
    }
    if (said.len == 0)
        return;
    struct error why;
    char shown_text[SHOWN_MAX];
    (void)error_set(&why, ERR_INPUT, "表头之上的“%s”没有读入", "\"%s\" above the header was not read",
                    shown(said, shown_text));
    struct rejection r = {.kind = REJECT_REMARK, .at = table_address(t, row), .value = said};
    tell(t->options, &r, &why);
}

bool table_titles_apply(const struct table *t, struct project *p)
{
    struct cell *year = &p->cells[P_YEAR], *unit = &p->cells[P_CURRENCY_UNIT];
    struct slice said = slice_str(t->titles.year);
    if (said.len && year->state == CELL_ABSENT) {
        *year = (struct cell){.at = t->titles.year_at, .state = CELL_PRESENT};
        if (!arena_copy(&p->arena, said, &year->text))
            return false;
    }
    struct slice whose = slice_str(t->titles.whose);
    if (whose.len && p->cells[P_UNIT_NAME].state == CELL_ABSENT && p->cells[P_DEPARTMENT].state == CELL_ABSENT &&
        p->cells[P_IMPLEMENTING_UNIT].state == CELL_ABSENT) {
        p->cells[P_UNIT_NAME] = (struct cell){.at = t->titles.whose_at, .state = CELL_PRESENT};
        if (!arena_copy(&p->arena, whose, &p->cells[P_UNIT_NAME].text))
            return false;
    }
    struct slice home = slice_str(t->titles.home);
    if (home.len && p->title.state == CELL_ABSENT) {
        p->title = (struct cell){.at = t->titles.home_at, .state = CELL_PRESENT};
        if (!arena_copy(&p->arena, home, &p->title.text))
            return false;
    }
    if (t->titles.unit.len && unit->state == CELL_ABSENT)
        *unit = (struct cell){.text = t->titles.unit, .at = t->titles.unit_at, .state = CELL_PRESENT};
    return true;
}

static int table_begin(struct table *t, struct error *err)
{
    struct csv_row row;
    struct csv_fault fault;
    int rc = csv_begin(t->csv, err);
    if (rc > 0)
        rc = csv_next(t->csv, &row, &fault, err);
    while (rc == CSV_ROW && t->titles.count < TITLES_MAX && is_title(&row)) {
        title_take(t, &row);
        t->titles.count++;
        csv_uncount(t->csv);
        rc = csv_next(t->csv, &row, &fault, err);
    }
    if (rc < 0)
        return refuse(t, err);
    if (rc == CSV_END)
        return refuse_empty(t);
    if (rc != CSV_ROW)
        return refuse_header(t, &row, &fault);
    return columns_make(&t->columns, &row, t->options->limits->columns, err);
}

static int csv_start(struct table *t, struct error *err)
{
    const struct limits *l = t->options->limits;
    struct csv_limits limits = {l->field_bytes, l->line_bytes, l->columns};
    limits.columns += t->input.table > 0; /* the places of a copy */
    int rc = csv_new(&t->csv, input_source(&t->input), &limits, err);
    if (rc == 0 && t->input.table)
        csv_placed(t->csv);
    return rc;
}

int table_open(struct table *t, struct input *in, const struct decode_options *o,
               struct error *err)
{
    *t = (struct table){.input = input_take(in), .options = o};
    t->path = t->input.path;
    int rc = csv_start(t, err);
    return rc ? rc : table_begin(t, err);
}

int table_again(struct table *t, const struct table *first, struct error *err)
{
    struct csv_row row;
    struct csv_fault fault;
    *t = (struct table){.options = first->options, .input.file.fd = -1};
    int rc = input_reopen(&t->input, &first->input, err);
    if (rc == 0)
        rc = csv_start(t, err);
    if (rc == 0)
        rc = csv_begin(t->csv, err);
    for (uint32_t k = 0; k <= first->titles.count && rc >= 0; k++) {
        rc = csv_next(t->csv, &row, &fault, err);
        if (rc == CSV_ROW && k < first->titles.count)
            csv_uncount(t->csv);
    }
    return rc < 0 ? rc : 0;
}

static void put_headings(const struct columns *c, char *out, size_t cap)
{
    size_t len = 0;
    out[0] = '\0';
    for (size_t k = 0; k < c->count && k < HEADINGS_SHOWN; k++) {
        char name[SHOWN_MAX];
        int n = snprintf(out + len, cap - len, "%s\"%s\"", k ? ", " : "",
                         shown(c->items[k].heading, name));
        len += (size_t)n < cap - len ? (size_t)n : 0;
    }
}

static int refuse_unknown(struct table *t)
{
    char names[HEADINGS_SHOWN * SHOWN_MAX + 32];
    struct error why;
    put_headings(&t->columns, names, sizeof(names));
    bool wide = t->columns.count == 1 &&
                slice_find(t->columns.items[0].heading, SLICE("，"), 0) != SIZE_MAX;
    (void)error_set(&why, ERR_INPUT,
                    "%s: 表头没有一列认识（%s，共 %zu 列）%s；第一行须是 project_code、项目名称、一级指标"
                    "这样的列名，以逗号、分号或制表符分隔",
                    "%s: no column of the header is known (%s; %zu columns)%s; the first row must "
                    "hold names such as project_code, 项目名称, 一级指标, with a comma, semicolon or "
                    "tab as delimiter",
                    t->path, names, t->columns.count, wide ? " [，→ ,]" : "");
    return refuse(t, &why);
}

static int refuse_nameless(struct table *t)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT,
                    "%s: 表头缺少 project_code（项目编码）或 project_name（项目名称），不知各行属于哪个项目",
                    "%s: the header has no column project_code (项目编码) or project_name (项目名称), "
                    "so it is unknown which project a row belongs to",
                    t->path);
    return refuse(t, &why);
}

/* Rows need a name to be told apart by, unless the table is the indicators of one project and says
 * nothing of the project itself. */
static bool is_nameless(const struct columns *c)
{
    if (c->code != COLUMN_NONE || c->name != COLUMN_NONE || c->row != COLUMN_NONE)
        return false;
    return c->role != TABLE_MIXED || c->slots[FORM_UNKNOWN][SCOPE_PROJECT].count > 0;
}

int table_resolve(struct table *t, enum table_role role, struct error *err)
{
    int rc = columns_resolve(&t->columns, role, err);
    if (rc)
        return rc;
    if (t->columns.known == 0)
        return refuse_unknown(t);
    if (!is_nameless(&t->columns))
        return 0;
    rc = columns_tell(&t->columns, t->options->form, input_at(&t->input), t->options, err);
    return rc ? rc : refuse_nameless(t); /* the remarks may hold the misspelt name */
}

/* Not a fault, but no pass either: it must be seen that nothing was checked. */
static void tell_rowless(const struct table *t)
{
    struct error why;
    struct rejection r = {.kind = REJECT_REMARK, .at = input_at(&t->input)};
    (void)error_set(&why, ERR_INPUT, "%s: 只有表头，没有数据行", "%s: a header and no rows (0 rows)",
                    t->path);
    tell(t->options, &r, &why);
}

void table_tell(const struct table *t, const struct rejection *about, const struct csv_row *row,
                const struct error *why)
{
    if (t->input.table)
        tell(t->options, about, why);
    else
        tell_row(t->options, about, row->number, why);
}

void table_reject(const struct table *t, int kind, const struct csv_row *row,
                  const struct error *why)
{
    struct rejection r = {.at = table_address(t, row)};
    r.kind = kind;
    if (row->fields) {
        r.project_code = slice_trim(row_text(row, t->columns.code));
        r.project_name = slice_trim(row_text(row, t->columns.name));
    }
    table_tell(t, &r, row, why);
}

int table_fault(struct table *t, int kind, int result, const struct csv_row *row,
                const struct csv_fault *fault, const struct error *err)
{
    if (result < 0)
        return table_break(t, err);
    if (result == CSV_END)
        return 0;
    struct csv_row bad = *row;
    bad.fields = NULL;
    bad.count = 0;
    if (result == CSV_BAD) {
        table_reject(t, kind, &bad, &fault->why);
        return 1;
    }
    struct rejection r = {.kind = REJECT_FILE, .at = table_address(t, row)};
    struct error why;
    (void)error_set(&why, fault->why.code, "%.600s；从这一行起不再读取本文件",
                    "%.600s; nothing of the file is read from this row on", fault->why.zh);
    struct error english;
    (void)error_set(&english, fault->why.code, "%.600s",
                    "%.600s; nothing of the file is read from this row on", fault->why.en);
    memcpy(why.en, english.en, sizeof(why.en));
    table_tell(t, &r, row, &why);
    return 0;
}

int table_next(struct table *t, int kind, struct csv_row *row, struct error *err)
{
    struct csv_fault fault;
    while (t->csv) {
        int rc = csv_next(t->csv, row, &fault, err);
        if (rc == CSV_END && t->rows == 0)
            tell_rowless(t);
        t->rows++;
        if (rc == CSV_ROW) {
            if (row_fits(&t->columns, row, &fault.why))
                return 1;
            table_reject(t, kind, row, &fault.why);
            continue;
        }
        rc = table_fault(t, kind, rc, row, &fault, err);
        if (rc <= 0)
            return rc;
    }
    return 0;
}

void table_close(struct table *t)
{
    csv_close(t->csv);
    t->csv = NULL;
    columns_release(&t->columns);
    input_close(&t->input);
}
