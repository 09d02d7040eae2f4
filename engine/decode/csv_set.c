/* A set of tables: projects.csv leads, the rows of indicators.csv and goals.csv follow it by key. */
#include "decode/format_reader.h"

#include "decode/fill.h"
#include "decode/join.h"
#include "decode/settle.h"
#include "decode/tell.h"

struct set {
    const struct decode_options *options;
    struct table projects;
    struct join join;
    struct detail indicators, goals;
    bool ended;
};

static const struct columns *indicator_columns(const struct set *s)
{
    return s->indicators.present ? &s->indicators.table.columns : NULL;
}

/* ---- rows of a project ---- */

static void reject_late(const struct set *s, struct detail *d)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT,
                    "所属项目（%s 第 %lld 条记录）未能读取或不予核验，这一行也不予核验",
                    "its project (%s, row %lld) was rejected, so this row is, too",
                    s->projects.path, (long long)d->place);
    table_reject(&d->table, d->kind, &d->row, &why);
}

static int add_row(struct set *s, struct detail *d, struct project *p, enum form_kind form,
                   struct error *err)
{
    const struct limits *l = s->options->limits;
    struct address within = input_at(&d->table.input);
    if (d->kind == REJECT_INDICATOR && d == &s->indicators && p->indicator_count >= l->indicators) {
        struct error why;
        (void)error_set(&why, ERR_LIMIT, "一个项目的指标超过上限 %zu 条",
                        "too many indicators in one project, the limit is %zu", l->indicators);
        table_reject(&d->table, d->kind, &d->row, &why);
        return 0;
    }
    bool ok = d == &s->indicators
                  ? fill_indicator(p, &d->table.columns, form, &d->row, within)
                  : fill_goal(p, &d->table.columns, &d->row, within);
    return ok ? 0 : arena_refused(p, s->options, err);
}

/* The rows of the project at `place`; with p NULL they are passed over. */
static int take_rows(struct set *s, struct detail *d, int64_t place, struct project *p,
                     enum form_kind form, struct error *err)
{
    for (;;) {
        int rc = detail_peek(d, err);
        if (rc <= 0)
            return rc;
        if (d->place > place)
            return 0;
        if (d->place < place || !p) {
            reject_late(s, d);
        } else {
            rc = add_row(s, d, p, form, err);
            if (rc)
                return rc;
        }
        detail_take(d);
    }
}

static int take_all(struct set *s, int64_t place, struct project *p, enum form_kind form,
                    struct error *err)
{
    int rc = take_rows(s, &s->goals, place, p, form, err);
    return rc ? rc : take_rows(s, &s->indicators, place, p, form, err);
}

/* ---- projects ---- */

static void reject_project(const struct set *s, const struct csv_row *row, const struct error *why)
{
    table_reject(&s->projects, REJECT_PROJECT, row, why);
}

/* Every table that follows says the rows by number. */
static bool is_numbered(const struct set *s)
{
    return (s->indicators.present || s->goals.present) &&
           (!s->indicators.present || s->indicators.table.columns.row != COLUMN_NONE) &&
           (!s->goals.present || s->goals.table.columns.row != COLUMN_NONE);
}

static bool is_duplicate(const struct set *s, const struct csv_row *row, int64_t place)
{
    if (is_numbered(s) || place == JOIN_NONE || place == (int64_t)row->number)
        return false;
    struct error why;
    char key[SHOWN_MAX];
    struct slice code = slice_trim(row_text(row, s->projects.columns.code));
    (void)shown(code.len ? code : slice_trim(row_text(row, s->projects.columns.name)), key);
    if (place == JOIN_MANY)
        (void)error_set(&why, ERR_INPUT, "几个项目都叫“%s”而没有项目编码，无法关联指标",
                        "duplicate project key: several projects without code are named \"%s\", so "
                        "indicators cannot be joined",
                        key);
    else
        (void)error_set(&why, ERR_INPUT, "项目“%s”与第 %lld 条记录重复，无法关联指标",
                        "duplicate project key \"%s\": the same as in row %lld, so indicators "
                        "cannot be joined",
                        key, (long long)place);
    reject_project(s, row, &why);
    return true;
}

static int fill_record(struct set *s, const struct csv_row *row, int64_t place, struct project *p,
                       struct error *err)
{
    const struct columns *c = &s->projects.columns;
    enum form_kind form = row_form(c, indicator_columns(s), row, s->options);
    p->ordinal = (uint32_t)row->number;
    if (s->goals.present)
        p->cells[P_GOALS].state = CELL_PRESENT;
    if (s->indicators.present)
        p->cells[P_INDICATORS].state = CELL_PRESENT;
    if (!fill_project(p, c, form, row, input_at(&s->projects.input)) ||
        !table_titles_apply(&s->projects, p))
        return arena_refused(p, s->options, err);
    int rc = take_all(s, place, p, form, err);
    return rc ? rc : record_settle(p, s->options) ? 0 : arena_refused(p, s->options, err);
}

/* Rows of projects that were not handed out, after the last one. */
static int finish(struct set *s, struct error *err)
{
    s->ended = true;
    return take_all(s, INT64_MAX, NULL, FORM_UNKNOWN, err);
}

static int set_next(void *state, struct project *p, struct error *err)
{
    struct set *s = state;
    struct csv_row row;
    while (!s->ended) {
        int rc = table_next(&s->projects, REJECT_PROJECT, &row, err);
        if (rc <= 0)
            return rc ? rc : finish(s, err);
        struct slice code = slice_trim(row_text(&row, s->projects.columns.code));
        struct slice name = slice_trim(row_text(&row, s->projects.columns.name));
        int64_t place = join_find(&s->join, code, name);
        if (is_duplicate(s, &row, place))
            continue;
        project_clear(p);
        rc = fill_record(s, &row, (int64_t)row.number, p, err);
        if (rc == 0)
            return 1;
        if (rc != ERR_LIMIT)
            return rc;
        reject_project(s, &row, err);
        rc = take_all(s, (int64_t)row.number, NULL, FORM_UNKNOWN, err);
        if (rc)
            return rc;
    }
    return 0;
}

/* ---- opening ---- */

static int open_detail(struct set *s, struct detail *d, struct input *in, enum table_role role,
                       struct error *err)
{
    if (!in->path)
        return 0;
    d->join = &s->join;
    d->kind = REJECT_INDICATOR;
    d->present = true;
    int rc = table_open(&d->table, in, s->options, err);
    if (rc == 0)
        rc = table_resolve(&d->table, role, err);
    if (rc != 0)
        detail_close(d);
    return rc < 0 ? rc : 0;
}

static int tell_columns(const struct set *s, const struct table *t, struct error *err)
{
    enum form_kind form = s->options->form;
    if (form == FORM_UNKNOWN)
        form = s->projects.columns.form;
    if (form == FORM_UNKNOWN && indicator_columns(s))
        form = indicator_columns(s)->form;
    return t->csv ? columns_tell(&t->columns, form, input_at(&t->input), s->options, err) : 0;
}

static int set_begin(struct set *s, struct error *err)
{
    struct detail *details[2] = {&s->indicators, &s->goals};
    int rc = tell_columns(s, &s->projects, err);
    for (int i = 0; i < 2 && rc == 0; i++) {
        if (details[i]->present) {
            s->join.all_names = s->join.all_names || details[i]->table.columns.code == COLUMN_NONE;
            rc = tell_columns(s, &details[i]->table, err);
        }
    }
    if (rc == 0)
        rc = join_read(&s->join, &s->projects, err);
    for (int i = 0; i < 2 && rc == 0; i++)
        if (details[i]->present)
            rc = detail_start(details[i], err);
    return rc;
}

static uint64_t set_done(const void *state)
{
    const struct set *s = state;
    return s->projects.input.file.offset + s->indicators.table.input.file.offset +
           s->goals.table.input.file.offset;
}

static uint64_t size_of(const struct table *t)
{
    return t->input.path && t->input.file.size != UINT64_MAX ? t->input.file.size : 0;
}

static uint64_t set_total(const void *state)
{
    const struct set *s = state;
    return size_of(&s->projects) + size_of(&s->indicators.table) + size_of(&s->goals.table);
}

static void set_close(void *state)
{
    struct set *s = state;
    detail_close(&s->indicators);
    detail_close(&s->goals);
    table_close(&s->projects);
    join_release(&s->join);
    free(s);
}

int csv_set_open(struct format_reader *out, struct input parts[3], const struct decode_options *o,
                 struct error *err)
{
    struct set *s = calloc(1, sizeof(*s));
    if (!s)
        return error_memory(err);
    s->options = o;
    join_init(&s->join);
    int rc = table_open(&s->projects, &parts[0], o, err);
    if (rc == 0)
        rc = table_resolve(&s->projects, TABLE_PROJECTS, err);
    s->ended = rc == 1;
    if (rc >= 0)
        rc = open_detail(s, &s->indicators, &parts[1], TABLE_INDICATORS, err);
    if (rc >= 0)
        rc = open_detail(s, &s->goals, &parts[2], TABLE_GOALS, err);
    if (rc >= 0 && !s->ended)
        rc = set_begin(s, err);
    if (rc < 0) {
        set_close(s);
        return rc;
    }
    *out = (struct format_reader){s, set_next, set_done, set_total, set_close};
    return 0;
}
