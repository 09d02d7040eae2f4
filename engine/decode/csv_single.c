/* One CSV file alone: projects only, or indicators with their project's columns repeated on each row.
 * Which of the two is told from the headings. In the second, rows that name no project go on with the
 * project before them, as merged cells leave them. A unit's subtotal, which names no project and no
 * indicator, is told and left out; the total below the projects of one unit stays with the last of them. */
#include "decode/format_reader.h"

#include "decode/fill.h"
#include "decode/join.h"
#include "decode/settle.h"
#include "decode/tell.h"

enum { UNIT_MAX = 512 };

struct single {
    const struct decode_options *options;
    struct join join;
    struct detail detail; /* its table is the file, also when there are only projects */
    uint32_t given;
    bool mixed, ended;
    char unit[UNIT_MAX]; /* of the projects so far, "" while none is named */
    bool units_differ;
    bool once;             /* what a project says of itself stands in its first row only */
    char above[UNIT_MAX];  /* the unit that a row of sums or, where it stands once, a project named last */
    struct address above_at;
};

static enum form_kind form_of(const struct single *s, const struct csv_row *row)
{
    return row_form(&s->detail.table.columns, NULL, row, s->options);
}

/* ---- projects only ---- */

static void warn_hidden_key(const struct single *s, const struct csv_row *row)
{
    char name[SHOWN_MAX];
    struct error why;
    struct slice code = row_text(row, s->detail.table.columns.code);
    if (slice_find(code, SLICE("\xEF\xBB\xBF"), 0) == SIZE_MAX &&
        slice_find(code, SLICE("\xE2\x80"), 0) == SIZE_MAX)
        return;
    (void)error_set(&why, ERR_INPUT, "项目编码里有看不见的字符：%s",
                    "the project_code holds invisible characters: %s", shown(code, name));
    struct rejection r = {.kind = REJECT_REMARK,
                          .at = table_address(&s->detail.table, row),
                          .project_code = code,
                          .value = code};
    table_tell(&s->detail.table, &r, row, &why);
}

static int next_plain(struct single *s, struct project *p, struct error *err)
{
    struct csv_row row;
    struct table *t = &s->detail.table;
    for (;;) {
        int rc = table_next(t, REJECT_PROJECT, &row, err);
        if (rc <= 0)
            return rc;
        project_clear(p);
        warn_hidden_key(s, &row);
        p->ordinal = (uint32_t)row.number;
        if (fill_project(p, &t->columns, form_of(s, &row), &row, input_at(&t->input)) &&
            table_titles_apply(t, p) && record_settle(p, s->options))
            return 1;
        rc = arena_refused(p, s->options, err);
        if (rc != ERR_LIMIT)
            return rc;
        table_reject(t, REJECT_PROJECT, &row, err);
    }
}

/* ---- indicators with their project ---- */

/* A later row of a project must not say otherwise than its first one. */
static void warn_differs(const struct single *s, const struct project *p, const struct slots *slots,
                         const struct csv_row *row)
{
    for (size_t k = 0; k < slots->count; k++) {
        const struct slot *slot = &slots->items[k];
        struct slice text = slice_trim(row_text(row, slot->column));
        if (slot->kind != SLOT_CELL || text.len == 0 ||
            slice_equal(text, slice_trim(p->cells[slot->field].text)))
            continue;
        size_t count;
        char was[SHOWN_MAX], is[SHOWN_MAX];
        struct error why;
        struct slice label = field_table(SCOPE_PROJECT, &count)[slot->field].label;
        struct slice name = field_table(SCOPE_PROJECT, &count)[slot->field].name;
        (void)shown(p->cells[slot->field].text, was);
        (void)shown(text, is);
        struct error english;
        (void)error_set(&why, ERR_INPUT, "同一项目各行的%.*s不一致（“%s”与“%s”），以第一行为准",
                        "%.*s \"%s\" \"%s\"", SLICE_ARG(label), was, is);
        (void)error_set(&english, ERR_INPUT, "%.*s%s%s",
                        "%.*s differs between rows of one project (\"%s\" and \"%s\"), the first "
                        "row counts",
                        SLICE_ARG(name), was, is);
        memcpy(why.en, english.en, sizeof(why.en));
        struct rejection r = {.kind = REJECT_REMARK,
                              .at = table_address(&s->detail.table, row),
                              .project_code = p->cells[P_PROJECT_CODE].text,
                              .project_name = p->cells[P_PROJECT_NAME].text,
                              .value = text};
        table_tell(&s->detail.table, &r, row, &why);
    }
}

static bool any_text(const struct slots *slots, const struct csv_row *row)
{
    for (size_t k = 0; k < slots->count; k++)
        if (slice_trim(row_text(row, slots->items[k].column)).len > 0)
            return true;
    return false;
}

/* Digits and what stands between them: the amount has slipped into the column of the name. */
static bool is_figure(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!(s.ptr[i] >= '0' && s.ptr[i] <= '9') && s.ptr[i] != ',' && s.ptr[i] != '.')
            return false;
    return s.len > 0;
}

/* A row with anything but the unit's columns and amounts tells of a project, though its name be lost. */
static bool is_sum_only(const struct slots *slots, const struct csv_row *row)
{
    static const int unit[] = {P_FORM,      P_YEAR,       P_REGION,            P_UNIT_CODE,
                               P_UNIT_NAME, P_DEPARTMENT, P_IMPLEMENTING_UNIT, P_CURRENCY_UNIT,
                               P_PROJECT_NAME};
    size_t count, sums = 0;
    const struct field *fields = field_table(SCOPE_PROJECT, &count);
    for (size_t k = 0; k < slots->count; k++) {
        const struct slot *slot = &slots->items[k];
        if (slot->kind != SLOT_CELL || slice_trim(row_text(row, slot->column)).len == 0)
            continue;
        bool amount = fields[slot->field].type == FIELD_AMOUNT, known = amount;
        for (size_t u = 0; u < sizeof(unit) / sizeof(*unit); u++)
            known = known || slot->field == unit[u];
        if (!known)
            return false;
        sums += amount || slot->field == P_PROJECT_NAME; /* 合计, or an amount that slipped there */
    }
    return sums > 0;
}

/* A unit's name and the sum of its projects: no project, no goal, no indicator. */
static bool is_subtotal(const struct single *s, enum form_kind form)
{
    static const char *const names[] = {"", "合计", "小计", "总计"};
    const struct detail *d = &s->detail;
    const struct columns *c = &d->table.columns;
    const struct slots *slots = c->slots[form];
    struct slice name = slice_trim(row_text(&d->row, c->name));
    bool none = is_figure(name);
    for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
        none = none || slice_equal(name, slice_str(names[k]));
    return none && slice_trim(row_text(&d->row, c->code)).len == 0 &&
           !any_text(&slots[SCOPE_INDICATOR], &d->row) && !any_text(&slots[SCOPE_GOAL], &d->row) &&
           is_sum_only(&slots[SCOPE_PROJECT], &d->row);
}

/* ---- the total below the projects ---- */

static void unit_watch(struct single *s, const struct project *p)
{
    struct slice unit = slice_trim(p->cells[P_UNIT_NAME].text);
    if (unit.len == 0 || slice_equal(unit, slice_str(s->unit)))
        return;
    s->units_differ = s->units_differ || s->unit[0] != '\0' || unit.len >= UNIT_MAX;
    if (!s->units_differ)
        memcpy(s->unit, unit.ptr, unit.len);
}

static bool is_called_total(const struct slots *slots, const struct csv_row *row)
{
    static const char *const names[] = {"合计", "总计", "共计"};
    for (size_t k = 0; k < slots->count; k++)
        for (size_t n = 0; n < sizeof(names) / sizeof(*names); n++)
            if (slice_equal(slice_trim(row_text(row, slots->items[k].column)), slice_str(names[n])))
                return true;
    return false;
}

static bool extra_keep(struct project *p, struct slice key, struct slice text, struct address at)
{
    struct cell cell = {.at = at, .state = CELL_PRESENT};
    struct extra *e = arena_copy(&p->arena, text, &cell.text)
                          ? project_add_extra(p, &p->extras, key)
                          : NULL;
    if (e)
        e->cell = cell;
    return e != NULL;
}

/* A rule compares the total with the sum of as many projects as stand above it. Where they are of several
 * units it cannot tell which of them are meant, so those totals are only told. */
static bool total_keep(const struct single *s, struct project *p, enum form_kind form)
{
    const struct detail *d = &s->detail;
    const struct slots *slots = &d->table.columns.slots[form][SCOPE_PROJECT];
    if (s->units_differ || !is_called_total(slots, &d->row))
        return true;
    for (size_t k = 0; k < slots->count; k++) {
        const struct slot *slot = &slots->items[k];
        struct slice text = slice_trim(row_text(&d->row, slot->column));
        if (slot->kind != SLOT_CELL || slot->field != P_BUDGET_TOTAL || text.len == 0)
            continue;
        char number[32];
        int n = snprintf(number, sizeof(number), "%u", s->given);
        struct address at = table_address(&d->table, &d->row);
        return extra_keep(p, SLICE("表末合计"), text, at) &&
               extra_keep(p, SLICE("表内项目数"), slice_of(number, (size_t)n), at);
    }
    return true;
}

/* Too long a name is none. */
static void above_set(struct single *s, struct slice unit, struct address at)
{
    size_t len = unit.len < UNIT_MAX ? unit.len : 0;
    if (len)
        memcpy(s->above, unit.ptr, len);
    s->above[len] = '\0';
    s->above_at = at;
}

/* A unit with its sum above its projects, whose own cells are blank. A sum that is called so belongs to those before it. */
static void above_take(struct single *s, const struct slots *slots)
{
    static const char *const sums[] = {"合计", "小计", "总计", "共计"};
    const struct detail *d = &s->detail;
    s->above[0] = '\0';
    for (size_t k = 0; k < slots->count; k++) {
        struct slice text = slice_trim(row_text(&d->row, slots->items[k].column));
        bool unit = slots->items[k].kind == SLOT_CELL && slots->items[k].field == P_UNIT_NAME;
        for (size_t i = 0; i < sizeof(sums) / sizeof(*sums); i++)
            unit = unit && !slice_ends(text, slice_str(sums[i]));
        if (unit && text.len && text.len < UNIT_MAX)
            above_set(s, text, table_address(&d->table, &d->row));
    }
}

/* A blank unit takes the one above; a unit of its own is above for the next. */
static bool above_apply(struct single *s, struct project *p)
{
    struct cell *unit = &p->cells[P_UNIT_NAME];
    struct slice own = slice_trim(unit->text), above = slice_str(s->above);
    if (unit->state != CELL_PRESENT)
        return true;
    if (own.len == 0 && above.len) {
        unit->at = s->above_at;
        return arena_copy(&p->arena, above, &unit->text);
    }
    if (own.len && !slice_equal(own, above))
        above_set(s, s->once ? own : SLICE_NONE, unit->at);
    return true;
}

static void tell_subtotal(struct single *s)
{
    struct detail *d = &s->detail;
    above_take(s, &d->table.columns.slots[form_of(s, &d->row)][SCOPE_PROJECT]);
    struct error why;
    (void)error_set(&why, ERR_INPUT, "这一行没有项目名称，也没有指标，看作小计，不算项目",
                    "the row names no project and no indicator: taken for a subtotal, not a project");
    struct rejection r = {.kind = REJECT_REMARK, .at = table_address(&d->table, &d->row)};
    table_tell(&d->table, &r, &d->row, &why);
}

/* Where the project is written once for many rows, so are the levels: what is blank goes on from above, the second
 * level only within its first. */
static void levels_carry(const struct single *s, struct project *p)
{
    const struct detail *d = &s->detail;
    const struct columns *c = &d->table.columns;
    if (p->indicator_count < 2 || slice_trim(row_text(&d->row, c->code)).len > 0 ||
        slice_trim(row_text(&d->row, c->name)).len > 0)
        return;
    struct cell *own = p->indicators[p->indicator_count - 1].cells;
    const struct cell *above = p->indicators[p->indicator_count - 2].cells;
    for (int level = I_LEVEL1; level <= I_LEVEL2; level++) {
        if (own[level].state != CELL_PRESENT || own[level].text.len > 0)
            return;
        own[level] = above[level];
    }
}

static int add_row(struct single *s, struct project *p, enum form_kind form, struct error *err)
{
    struct detail *d = &s->detail;
    const struct limits *l = s->options->limits;
    if (p->indicator_count >= l->indicators) {
        struct error why;
        (void)error_set(&why, ERR_LIMIT, "一个项目的指标超过上限 %zu 条",
                        "too many indicators in one project, the limit is %zu", l->indicators);
        table_reject(&d->table, REJECT_INDICATOR, &d->row, &why);
        return 0;
    }
    if (!fill_indicator(p, &d->table.columns, form, &d->row,
                        input_at(&d->table.input)))
        return arena_refused(p, s->options, err);
    levels_carry(s, p);
    return 0;
}

static int fill_mixed(struct single *s, struct project *p, struct error *err)
{
    struct detail *d = &s->detail;
    const struct columns *c = &d->table.columns;
    int64_t place = d->place;
    enum form_kind form = form_of(s, &d->row);
    p->ordinal = ++s->given;
    if (!fill_project(p, c, form, &d->row,
                        input_at(&d->table.input)))
        return arena_refused(p, s->options, err);
    if (!above_apply(s, p))
        return arena_refused(p, s->options, err);
    p->cells[P_INDICATORS].state = CELL_PRESENT;
    unit_watch(s, p);
    for (bool first = true;; first = false) {
        int rc = detail_peek(d, err);
        if (rc < 0)
            return rc;
        bool sums = rc == 1 && !first && is_subtotal(s, form);
        if (sums && !total_keep(s, p, form))
            return arena_refused(p, s->options, err);
        if (rc == 0 || d->place != place)
            break;
        if (sums) {
            tell_subtotal(s);
            detail_take(d);
            continue;
        }
        if (!first)
            warn_differs(s, p, &c->slots[form][SCOPE_PROJECT], &d->row);
        if (!first && slice_trim(row_text(&d->row, c->name)).len == 0 && !s->once) {
            s->once = true;
            (void)above_apply(s, p); /* this project's unit is above for the next */
        }
        rc = add_row(s, p, form, err);
        if (rc)
            return rc;
        detail_take(d);
    }
    bool settled = table_titles_apply(&d->table, p) && record_settle(p, s->options);
    return settled ? 0 : arena_refused(p, s->options, err);
}

static int next_mixed(struct single *s, struct project *p, struct error *err)
{
    struct detail *d = &s->detail;
    for (;;) {
        int rc = detail_peek(d, err);
        if (rc <= 0)
            return rc;
        if (is_subtotal(s, form_of(s, &d->row))) {
            tell_subtotal(s);
            detail_take(d);
            continue;
        }
        int64_t place = d->place;
        project_clear(p);
        rc = fill_mixed(s, p, err);
        if (rc == 0)
            return 1;
        if (rc != ERR_LIMIT)
            return rc;
        table_reject(&d->table, REJECT_PROJECT, &d->row, err);
        for (rc = 1; rc == 1 && d->place == place; rc = detail_peek(d, err))
            detail_take(d);
        if (rc < 0)
            return rc;
    }
}

static int single_next(void *state, struct project *p, struct error *err)
{
    struct single *s = state;
    if (s->ended)
        return 0;
    return s->mixed ? next_mixed(s, p, err) : next_plain(s, p, err);
}

/* ---- opening ---- */

static int refuse_pipe(struct table *t)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT, "%s: 指标表须读两遍，不能来自管道；请先存为文件",
                    "%s: a table of indicators is read twice and cannot come from a pipe; save it "
                    "to a file first",
                    t->path);
    int rc = table_break(t, &why);
    return rc ? rc : 1;
}

/* 0; 1: told, nothing to read; negative. */
static int single_begin(struct single *s, struct error *err)
{
    struct detail *d = &s->detail;
    struct table *t = &d->table;
    s->mixed = t->columns.indicators;
    int rc = table_resolve(t, s->mixed ? TABLE_MIXED : TABLE_PROJECTS, err);
    if (rc == 0 && s->mixed && t->input.file.size == UINT64_MAX)
        rc = refuse_pipe(t);
    if (rc)
        return rc;
    enum form_kind form = s->options->form ? s->options->form : t->columns.form;
    rc = columns_tell(&t->columns, form, input_at(&t->input), s->options, err);
    if (rc || !s->mixed)
        return rc;
    d->own = true;
    d->kind = REJECT_INDICATOR;
    d->join = &s->join;
    return detail_start(d, err);
}

static uint64_t single_done(const void *state)
{
    return ((const struct single *)state)->detail.table.input.file.offset;
}

static uint64_t single_total(const void *state)
{
    uint64_t size = ((const struct single *)state)->detail.table.input.file.size;
    return size != UINT64_MAX ? size : 0;
}

static void single_close(void *state)
{
    struct single *s = state;
    detail_close(&s->detail);
    join_release(&s->join);
    free(s);
}

int csv_single_open(struct format_reader *out, struct input *in, const struct decode_options *o,
                    struct error *err)
{
    struct single *s = calloc(1, sizeof(*s));
    if (!s)
        return error_memory(err);
    s->options = o;
    join_init(&s->join);
    s->detail.present = true;
    int rc = table_open(&s->detail.table, in, o, err);
    if (rc == 0)
        rc = single_begin(s, err);
    if (rc < 0) {
        single_close(s);
        return rc;
    }
    s->ended = rc == 1;
    *out = (struct format_reader){s, single_next, single_done, single_total, single_close};
    return 0;
}
