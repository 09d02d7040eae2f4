/* Which cell goes into which column. Ranks keep the columns in the order of the fields. */
#include "write/record_tables.h"

enum {
    RANK_ROW = 0,
    RANK_KEYS = 1,
    RANK_FIELDS = 16,       /* a field's number is added, times RANK_STEP */
    RANK_STEP = 16,         /* room for the months of a plan */
    RANK_EXTRAS = 4096,
    RANK_SOURCE = 8192,
    RANK_ABSENT = 8193,
    SCRATCH_MAX = 1 << 30,
};

static const enum field_scope scopes[RECORDS_TABLES] = {SCOPE_PROJECT, SCOPE_INDICATOR, SCOPE_GOAL};

void record_tables_init(struct record_tables *t, struct record_writer *w, bool chinese)
{
    *t = (struct record_tables){.writer = w, .chinese = chinese};
    for (int i = 0; i < RECORDS_TABLES; i++)
        sheet_init(&t->sheets[i]);
    map_init(&t->codes);
    map_init(&t->names);
    arena_init(&t->keys, SIZE_MAX / 2);
    buffer_init(&t->scratch, SCRATCH_MAX);
    t->wanted[RECORDS_PROJECTS] = true;
}

void record_tables_release(struct record_tables *t)
{
    for (int i = 0; i < RECORDS_TABLES; i++)
        sheet_release(&t->sheets[i]);
    map_release(&t->codes);
    map_release(&t->names);
    arena_release(&t->keys);
    buffer_release(&t->scratch);
}

/* ---- headings ---- */

static struct slice row_heading(const struct record_tables *t)
{
    return t->chinese ? SLICE("项目行号") : SLICE("project_row");
}

static struct slice absent_heading(const struct record_tables *t)
{
    return t->chinese ? SLICE("表中没有的栏目") : SLICE("absent");
}

static struct slice heading(const struct record_tables *t, enum field_scope scope, size_t field)
{
    size_t count;
    const struct field *f = &field_table(scope, &count)[field];
    return t->chinese ? f->label : f->name;
}

static uint32_t rank_of(size_t field)
{
    return RANK_FIELDS + (uint32_t)field * RANK_STEP;
}

/* ---- rows ---- */

static void put(struct record_tables *t, enum record_table table, size_t field, struct slice text)
{
    (void)sheet_put(&t->sheets[table], heading(t, scopes[table], field), rank_of(field), false,
                    text);
}

/* annual and long, which readers make of many words, as forms say them. */
static struct slice shown_term(const struct record_tables *t, struct slice term)
{
    if (t->chinese && slice_equal(term, SLICE("annual")))
        return SLICE("年度");
    return t->chinese && slice_equal(term, SLICE("long")) ? SLICE("长期") : term;
}

static bool has_mark(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == ';' || s.ptr[i] == '|')
            return true;
    return slice_find(s, SLICE("；"), 0) != SIZE_MAX;
}

/* The list's text as written, unless a reader would take its items apart: then they are quoted. */
static struct slice shown_list(struct record_tables *t, const struct list *list, struct slice text)
{
    bool marks = false;
    for (size_t i = 0; i < list->count; i++)
        marks = marks || has_mark(list->items[i]);
    if (!marks)
        return text;
    buffer_clear(&t->scratch);
    for (size_t i = 0; i < list->count; i++) {
        buffer_text(&t->scratch, i ? ",\"" : "[\"");
        for (size_t k = 0; k < list->items[i].len; k++) {
            char c = list->items[i].ptr[k];
            if (c == '"' || c == '\\')
                buffer_byte(&t->scratch, '\\');
            buffer_byte(&t->scratch, c);
        }
        buffer_byte(&t->scratch, '"');
    }
    buffer_byte(&t->scratch, ']');
    return buffer_slice(&t->scratch);
}

static int put_extras(struct record_tables *t, enum record_table table, const struct extras *extras,
                      struct error *err)
{
    int rc = 0;
    for (size_t i = 0; i < extras->count && rc == 0; i++) {
        buffer_clear(&t->scratch);
        rc = record_extra_name(t->writer, scopes[table], extras, i, true, &t->scratch, err);
        if (rc == 0)
            (void)sheet_put(&t->sheets[table], buffer_slice(&t->scratch), RANK_EXTRAS, false,
                            extras->items[i].cell.text);
    }
    return rc;
}

static void put_plan(struct record_tables *t, const struct project *p)
{
    if (p->plan_count == 0)
        put(t, RECORDS_PROJECTS, P_PAYMENT_PLAN, SLICE_NONE);
    for (size_t i = 0; i < p->plan_count; i++) {
        char name[64];
        int month = p->plan[i].month;
        int n = snprintf(name, sizeof(name), t->chinese ? "%d月底支出计划" : "payment_plan.%02d",
                         month);
        (void)sheet_put(&t->sheets[RECORDS_PROJECTS], slice_of(name, (size_t)n),
                        rank_of(P_PAYMENT_PLAN) + (uint32_t)month, false, p->plan[i].cell.text);
    }
}

/* The key a row joins by, known to be of one project only; else all rows go by number. */
static int key_note(struct record_tables *t, struct map *map, struct slice key, struct error *err)
{
    bool made;
    if (t->by_row)
        return 0;
    size_t *place = map_put(map, key, &made);
    if (!place)
        return error_memory(err);
    if (!made)
        t->by_row = true;
    else if (!arena_copy(&t->keys, key, &map->entries[map->count - 1].key))
        return error_memory(err);
    return 0;
}

static int keys_note(struct record_tables *t, const struct project *p, struct error *err)
{
    struct slice code = slice_trim(p->cells[P_PROJECT_CODE].text);
    struct slice name = slice_trim(p->cells[P_PROJECT_NAME].text);
    if (code.len == 0 && name.len == 0)
        t->by_row = true;
    return key_note(t, code.len ? &t->codes : &t->names, code.len ? code : name, err);
}

static void put_keys(struct record_tables *t, enum record_table table, const struct project *p)
{
    static const enum project_field keys[2] = {P_PROJECT_CODE, P_PROJECT_NAME};
    char number[24];
    int n = snprintf(number, sizeof(number), "%llu",
                     (unsigned long long)t->sheets[RECORDS_PROJECTS].rows);
    (void)sheet_put(&t->sheets[table], row_heading(t), RANK_ROW, true, slice_of(number, (size_t)n));
    for (uint32_t k = 0; k < 2; k++)
        if (p->cells[keys[k]].state == CELL_PRESENT)
            (void)sheet_put(&t->sheets[table], heading(t, SCOPE_PROJECT, keys[k]), RANK_KEYS + k,
                            true, p->cells[keys[k]].text);
}

static int put_project(struct record_tables *t, const struct project *p,
                       const struct source *source, struct error *err)
{
    struct slice text;
    char scratch[16];
    for (size_t f = 0; f < P_COUNT; f++) {
        if (f == P_SOURCE || !record_shown(p, (enum project_field)f, &text, scratch))
            continue;
        if (f == P_PAYMENT_PLAN)
            put_plan(t, p);
        else if (f == P_FORM && t->chinese && form_find(text) != FORM_UNKNOWN)
            put(t, RECORDS_PROJECTS, f, form_label(form_find(text)));
        else if (f >= P_CATEGORY && f <= P_TYPE)
            put(t, RECORDS_PROJECTS, f, shown_list(t, &p->lists[LIST_INDEX(f)], text));
        else if (f == P_GOALS || f == P_INDICATORS)
            t->wanted[f == P_GOALS ? RECORDS_GOALS : RECORDS_INDICATORS] = true;
        else
            put(t, RECORDS_PROJECTS, f, text);
    }
    int rc = put_extras(t, RECORDS_PROJECTS, &p->extras, err);
    text = record_own_source(p);
    buffer_clear(&t->scratch);
    if (text.len)
        buffer_put(&t->scratch, text);
    else
        record_source(&t->scratch, p, source);
    (void)sheet_put(&t->sheets[RECORDS_PROJECTS], heading(t, SCOPE_PROJECT, P_SOURCE), RANK_SOURCE,
                    false, buffer_slice(&t->scratch));
    return rc;
}

static int put_indicator(struct record_tables *t, const struct project *p, size_t place,
                         struct error *err)
{
    const struct indicator *i = &p->indicators[place];
    char number[24];
    put_keys(t, RECORDS_INDICATORS, p);
    for (size_t f = 0; f < I_COUNT; f++)
        if (i->cells[f].state == CELL_PRESENT)
            put(t, RECORDS_INDICATORS, f,
                f == I_TERM ? shown_term(t, i->cells[f].text) : i->cells[f].text);
    if (i->cells[I_SEQ].state != CELL_PRESENT && i->seq != place + 1)
        put(t, RECORDS_INDICATORS, I_SEQ,
            slice_of(number, (size_t)snprintf(number, sizeof(number), "%u", (unsigned)i->seq)));
    t->apart = t->apart || i->cells[I_TARGET_OP].state == CELL_PRESENT ||
               i->cells[I_TARGET_UNIT].state == CELL_PRESENT;
    int rc = put_extras(t, RECORDS_INDICATORS, &i->extras, err);
    return rc ? rc : sheet_row_end(&t->sheets[RECORDS_INDICATORS], err);
}

static int put_goal(struct record_tables *t, const struct project *p, const struct goal *g,
                    struct error *err)
{
    put_keys(t, RECORDS_GOALS, p);
    for (size_t f = 0; f < G_COUNT; f++)
        if (g->cells[f].state == CELL_PRESENT)
            put(t, RECORDS_GOALS, f,
                f == G_TERM ? shown_term(t, g->cells[f].text) : g->cells[f].text);
    int rc = put_extras(t, RECORDS_GOALS, &g->extras, err);
    return rc ? rc : sheet_row_end(&t->sheets[RECORDS_GOALS], err);
}

/* Whether the record has indicators and goals at all cannot be seen from tables that others fill. */
static int note_parts(struct record_tables *t, const struct project *p)
{
    static const enum project_field parts[2] = {P_GOALS, P_INDICATORS};
    bool ok = true;
    for (int k = 0; k < 2; k++)
        if (p->cells[parts[k]].state == CELL_PRESENT)
            ok = sheet_put(&t->sheets[RECORDS_PROJECTS], heading(t, SCOPE_PROJECT, parts[k]),
                           rank_of(parts[k]), false, SLICE_NONE) &&
                 ok;
    return ok ? 0 : ERR_MEMORY;
}

int record_tables_put(struct record_tables *t, const struct project *p, const struct source *source,
                      struct error *err)
{
    int rc = keys_note(t, p, err);
    if (rc == 0 && note_parts(t, p))
        rc = error_memory(err);
    if (rc == 0)
        rc = put_project(t, p, source, err);
    if (rc == 0)
        rc = sheet_row_end(&t->sheets[RECORDS_PROJECTS], err);
    for (size_t i = 0; i < p->indicator_count && rc == 0; i++)
        rc = put_indicator(t, p, i, err);
    for (size_t i = 0; i < p->goal_count && rc == 0; i++)
        rc = put_goal(t, p, &p->goals[i], err);
    return rc;
}

/* ---- tables ---- */

/* The columns that only say "there is a part of its own" go; where they are missing is told by name. */
static bool is_part(const struct record_tables *t, enum record_table table, struct slice name)
{
    return table == RECORDS_PROJECTS && (slice_equal(name, heading(t, SCOPE_PROJECT, P_GOALS)) ||
                                         slice_equal(name, heading(t, SCOPE_PROJECT, P_INDICATORS)));
}

/* "指标值" beside 计算符号 and 计量单位 is the number alone; the whole text has a name of its own. */
static struct slice shown_heading(const struct record_tables *t, enum record_table table,
                                  struct slice name)
{
    bool target = t->chinese && t->apart && table == RECORDS_INDICATORS &&
                  slice_equal(name, heading(t, SCOPE_INDICATOR, I_TARGET));
    return target ? SLICE("指标值全文") : name;
}

struct shape {
    size_t columns[1024]; /* of the sheet, that are shown */
    size_t count;
    bool absent; /* a column with the names of what a row does not have */
};

enum { SHAPE_MAX = sizeof(((struct shape *)0)->columns) / sizeof(size_t) };

static int shape_make(const struct record_tables *t, enum record_table table, struct shape *shape,
                      struct error *err)
{
    const struct sheet *s = &t->sheets[table];
    shape->count = 0;
    for (size_t k = 0; k < s->count; k++) {
        if (is_part(t, table, s->columns[k].heading))
            continue;
        if (shape->count + 1 == SHAPE_MAX)
            return error_set(err, ERR_LIMIT, "栏目过多，一张表最多 %d 列",
                             "too many columns, a table has at most %d", SHAPE_MAX);
        shape->columns[shape->count++] = k;
    }
    shape->absent = sheet_is_ragged(s);
    return 0;
}

static int write_headings(struct record_tables *t, enum record_table table,
                          const struct shape *shape, struct slice *cells,
                          const struct record_rows *to, struct error *err)
{
    for (size_t k = 0; k < shape->count; k++)
        cells[k] = shown_heading(t, table,
                                 t->sheets[table].columns[shape->columns[k]].heading);
    if (shape->absent)
        cells[shape->count] = absent_heading(t);
    return to->row(to->context, cells, shape->count + shape->absent, err);
}

/* The headings of what this row lacks. */
static void put_absent(struct record_tables *t, enum record_table table)
{
    const struct sheet *s = &t->sheets[table];
    buffer_clear(&t->scratch);
    for (size_t k = 0; k < s->count; k++) {
        if (s->cells[k].ptr || s->columns[k].optional)
            continue;
        buffer_text(&t->scratch, t->scratch.len ? "；" : "");
        buffer_put(&t->scratch, shown_heading(t, table, s->columns[k].heading));
    }
}

static int write_rows(struct record_tables *t, enum record_table table, const struct shape *shape,
                      struct slice *cells, const struct record_rows *to, struct error *err)
{
    int rc;
    while ((rc = sheet_next(&t->sheets[table], err)) == 1) {
        for (size_t k = 0; k < shape->count; k++)
            cells[k] = t->sheets[table].cells[shape->columns[k]];
        if (shape->absent) {
            put_absent(t, table);
            cells[shape->count] = buffer_slice(&t->scratch);
        }
        rc = t->scratch.failed ? error_memory(err)
                               : to->row(to->context, cells, shape->count + shape->absent, err);
        if (rc)
            return rc;
    }
    return rc;
}

/* A table of projects needs names to be known by, though none has one, and a table without rows its
 * headings. */
static bool columns_needed(struct record_tables *t, enum record_table table)
{
    static const size_t field[RECORDS_TABLES] = {P_PROJECT_NAME, I_LEVEL3, G_TEXT};
    struct sheet *s = &t->sheets[table];
    if (table == RECORDS_PROJECTS)
        return sheet_column_add(s, heading(t, SCOPE_PROJECT, P_PROJECT_NAME),
                                rank_of(P_PROJECT_NAME), false);
    if (s->rows > 0)
        return true;
    return sheet_column_add(s, heading(t, SCOPE_PROJECT, P_PROJECT_NAME), RANK_KEYS, true) &&
           sheet_column_add(s, heading(t, scopes[table], field[table]), rank_of(field[table]),
                            true);
}

static int write_table(struct record_tables *t, enum record_table table, struct shape *shape,
                       const struct record_rows *to, struct error *err)
{
    struct sheet *s = &t->sheets[table];
    int rc = columns_needed(t, table) ? sheet_finish(s, err) : error_memory(err);
    if (!t->by_row)
        sheet_drop(s, row_heading(t));
    if (rc == 0)
        rc = shape_make(t, table, shape, err);
    struct slice *cells = rc == 0 ? calloc(shape->count + 2, sizeof(*cells)) : NULL;
    if (rc == 0 && !cells)
        rc = error_memory(err);
    if (rc == 0)
        rc = to->begin(to->context, table, err);
    if (rc == 0)
        rc = write_headings(t, table, shape, cells, to, err);
    if (rc == 0)
        rc = write_rows(t, table, shape, cells, to, err);
    if (rc == 0)
        rc = to->end(to->context, err);
    free(cells);
    return rc;
}

int record_tables_write(struct record_tables *t, const struct record_rows *to, struct error *err)
{
    struct shape *shape = malloc(sizeof(*shape));
    int rc = shape ? 0 : error_memory(err);
    for (int table = 0; table < RECORDS_TABLES && rc == 0; table++)
        if (t->wanted[table] || t->sheets[table].rows)
            rc = write_table(t, (enum record_table)table, shape, to, err);
    free(shape);
    return rc;
}
