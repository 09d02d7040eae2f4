/* The hot path of CSV: one copy of the row into the project's arena, after which every cell is a
 * slice of it. */
#include "decode/fill.h"

#include "decode/settle.h"
#include "decode/tell.h"

struct slice row_text(const struct csv_row *row, uint16_t column)
{
    return column < row->count ? row->fields[column].text : SLICE_NONE;
}

static bool twins_agree(const struct columns *c, const struct csv_row *row, struct error *why)
{
    for (size_t i = 0; i < c->twin_count; i++) {
        uint16_t a = c->twins[i][0], b = c->twins[i][1];
        if (!c->twin_cells[i] ||
            slice_equal(slice_trim(row_text(row, a)), slice_trim(row_text(row, b))))
            continue;
        char name[SHOWN_MAX];
        (void)error_set(why, ERR_INPUT, "第 %u、%u 列的表头都是“%s”，内容却不一致",
                        "columns %u and %u are both headed \"%s\" but differ", a + 1u, b + 1u,
                        shown(c->items[a].heading, name));
        return false;
    }
    return true;
}

bool row_fits(const struct columns *c, const struct csv_row *row, struct error *why)
{
    size_t filled = row->count;
    while (filled > c->count && slice_trim(row->fields[filled - 1].text).len == 0)
        filled--;
    if (filled > c->count) {
        (void)error_set(why, ERR_INPUT, "有 %zu 个字段，表头只有 %zu 列；请检查逗号和引号",
                        "%zu fields for %zu columns (too many fields); check commas and quotes",
                        row->count, c->count);
        return false;
    }
    if (row->count < c->count) {
        (void)error_set(why, ERR_INPUT, "只有 %zu 个字段，表头有 %zu 列；请补齐分隔符",
                        "only %zu fields for %zu columns (too few fields); add the missing "
                        "delimiters",
                        row->count, c->count);
        return false;
    }
    return c->twin_count == 0 || twins_agree(c, row, why);
}

enum form_kind row_form(const struct columns *c, const struct columns *more,
                        const struct csv_row *row, const struct decode_options *o)
{
    if (o->form != FORM_UNKNOWN)
        return o->form;
    for (size_t i = 0; i < c->slots[FORM_UNKNOWN][SCOPE_PROJECT].count; i++) {
        const struct slot *s = &c->slots[FORM_UNKNOWN][SCOPE_PROJECT].items[i];
        if (s->kind == SLOT_CELL && s->field == P_FORM) {
            enum form_kind form = form_find(slice_trim(row_text(row, s->column)));
            if (form != FORM_UNKNOWN)
                return form;
        }
    }
    return c->form != FORM_UNKNOWN || !more ? c->form : more->form;
}

/* ---- cells ---- */

/* A row whose text has been copied into the project's arena. */
struct copied {
    const struct csv_row *row;
    const struct columns *columns;
    const char *base; /* the copy of row->text */
    struct address within;
};

static bool row_copy(struct project *p, const struct columns *c, const struct csv_row *row,
                     struct address within, struct copied *out)
{
    struct slice copy;
    if (!arena_copy(&p->arena, row->text, &copy))
        return false;
    *out = (struct copied){.row = row, .columns = c, .base = copy.ptr, .within = within};
    return true;
}

/* Member by member: a struct built aside and copied would wait for its own stores. */
static void cell_set(struct cell *cell, const struct copied *r, uint16_t column)
{
    const struct csv_field *f = &r->row->fields[column];
    cell->text.ptr = r->base + (f->text.ptr - r->row->text.ptr);
    cell->text.len = f->text.len;
    cell->at = address_in(r->within, f->line, f->column);
    cell->state = CELL_PRESENT;
    cell->text_id = 0;
}

static struct cell cell_at(const struct copied *r, uint16_t column)
{
    struct cell cell;
    cell_set(&cell, r, column);
    return cell;
}

static struct address row_address(const struct csv_row *row, struct address within)
{
    return address_in(within, row->line, within.a ? 0 : 1);
}

/* The unknown column's key lives with the columns; the record gets its own. */
static bool extra_add(struct project *p, struct extras *to, const struct copied *r, uint16_t column)
{
    const struct column *c = &r->columns->items[column];
    struct cell cell = cell_at(r, column);
    struct slice key;
    if (c->folded.len == 0 && slice_trim(cell.text).len == 0)
        return true; /* a column without heading and content */
    if (!arena_copy(&p->arena, c->key, &key))
        return false;
    struct extra *e = project_add_extra(p, to, key);
    if (e)
        e->cell = cell;
    return e != NULL;
}

/* ---- what a row does not have ---- */

/* `name` stands in the text, between the ends or ；. */
static bool names_has(struct slice text, struct slice name)
{
    static const struct slice mark = {"；", sizeof("；") - 1};
    for (size_t at = 0; (at = slice_find(text, name, at)) != SIZE_MAX && name.len; at++) {
        struct slice before = slice_sub(text, 0, at), after = slice_from(text, at + name.len);
        if ((before.len == 0 || slice_ends(before, mark)) &&
            (after.len == 0 || slice_starts(after, mark)))
            return true;
    }
    return false;
}

static bool lacks(const struct copied *r, uint16_t column)
{
    const struct columns *c = r->columns;
    return c->absent != COLUMN_NONE &&
           names_has(row_text(r->row, c->absent), slice_trim(c->items[column].heading));
}

/* Parts that have tables of their own are named like columns. */
static void lacks_parts(struct project *p, const struct copied *r)
{
    static const enum project_field parts[] = {P_GOALS, P_INDICATORS, P_PAYMENT_PLAN};
    size_t count;
    const struct field *fields = field_table(SCOPE_PROJECT, &count);
    if (r->columns->absent == COLUMN_NONE)
        return;
    struct slice text = row_text(r->row, r->columns->absent);
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        if ((parts[i] != P_PAYMENT_PLAN || p->plan_count == 0) &&
            (names_has(text, fields[parts[i]].name) || names_has(text, fields[parts[i]].label)))
            p->cells[parts[i]].state = CELL_ABSENT;
}

/* ---- projects ---- */

static bool fill_plan(struct project *p, const struct copied *r, const struct slot *s)
{
    struct plan_entry *e = project_add_plan(p, s->month);
    if (!e)
        return false;
    cell_set(&e->cell, r, s->column);
    p->cells[P_PAYMENT_PLAN].state = CELL_PRESENT;
    return true;
}

/* What the headings say of every row: the unit of amounts, the month. */
static void fill_facts(struct project *p, const struct copied *r)
{
    const struct columns *c = r->columns;
    struct cell *money = &p->cells[P_CURRENCY_UNIT], *month = &p->cells[P_MONTH];
    if (money->state == CELL_ABSENT && c->money != COLUMN_NONE && c->money_unit.len) {
        const struct column *at = &c->items[c->money];
        *money = (struct cell){.text = c->money_unit,
                               .at = address_in(r->within, at->line, at->column),
                               .state = CELL_PRESENT};
    }
    if (month->state == CELL_ABSENT && c->month) {
        static const char names[] = "1 2 3 4 5 6 7 8 9 101112";
        const struct column *at = &c->items[c->month_column];
        *month = (struct cell){.text = {names + (c->month - 1) * 2, c->month < 10 ? 1 : 2},
                               .at = address_in(r->within, at->line, at->column),
                               .state = CELL_PRESENT};
    }
}

static struct goal *goal_of(struct project *p, int places[3], int place, struct address row)
{
    if (places[place] < 0) {
        if (!project_add_goal(p, row))
            return NULL;
        places[place] = (int)p->goal_count - 1;
    }
    return &p->goals[places[place]];
}

/* Goals that stand in the project's row: a plain one, an annual one, a long-term one. A result of the
 * year belongs to the plain goal where there is no annual one. */
static bool fill_own_goals(struct project *p, const struct slots *slots, const struct copied *r)
{
    int places[3] = {-1, -1, -1};
    bool annual = false;
    for (size_t k = 0; k < slots->count; k++)
        annual = annual || (slots->items[k].field == G_TEXT && slots->items[k].how == HOW_ANNUAL);
    for (size_t k = 0; k < slots->count; k++) {
        const struct slot *s = &slots->items[k];
        struct cell cell = cell_at(r, s->column);
        p->cells[P_GOALS].state = CELL_PRESENT;
        if (slice_trim(cell.text).len == 0)
            continue;
        int place = s->how == HOW_LONG ? 2 : s->how == HOW_ANNUAL ? 1 : 0;
        if (s->field == G_DONE && !annual)
            place = 0;
        struct goal *g = goal_of(p, places, place, p->row);
        if (!g)
            return false;
        cell.text = heading_text((enum heading_how)s->how, s->field, cell.text);
        g->cells[s->field] = cell;
        if (place > 0)
            g->cells[G_TERM] = (struct cell){.text = place == 1 ? SLICE("annual") : SLICE("long"),
                                             .at = cell.at,
                                             .state = CELL_PRESENT};
    }
    return true;
}

bool fill_project(struct project *p, const struct columns *c, enum form_kind form,
                  const struct csv_row *row, struct address within)
{
    struct copied r;
    p->row = row_address(row, within);
    for (int f = 0; f < P_COUNT; f++)
        p->cells[f].at = p->row;
    if (!row_copy(p, c, row, within, &r))
        return false;
    const struct slots *slots = &c->slots[form][SCOPE_PROJECT];
    for (size_t k = 0; k < slots->count; k++) {
        const struct slot *s = &slots->items[k];
        if (lacks(&r, s->column))
            continue;
        if (s->kind == SLOT_CELL)
            cell_set(&p->cells[s->field], &r, s->column);
        else if (s->kind == SLOT_PLAN ? !fill_plan(p, &r, s)
                                      : !extra_add(p, &p->extras, &r, s->column))
            return false;
    }
    fill_facts(p, &r);
    if (c->title != COLUMN_NONE)
        cell_set(&p->title, &r, c->title);
    if (!fill_own_goals(p, &c->slots[form][SCOPE_GOAL], &r))
        return false;
    lacks_parts(p, &r);
    return true;
}

/* ---- indicators and goals ---- */

bool fill_indicator(struct project *p, const struct columns *c, enum form_kind form,
                    const struct csv_row *row, struct address within)
{
    struct copied r;
    bool apart = false;
    struct slice sign_key = SLICE("target_op");
    struct indicator *i = project_add_indicator(p, row_address(row, within));
    if (!i || !row_copy(p, c, row, within, &r))
        return false;
    const struct slots *slots = &c->slots[form][SCOPE_INDICATOR];
    for (size_t k = 0; k < slots->count; k++) {
        const struct slot *s = &slots->items[k];
        if (lacks(&r, s->column))
            continue;
        if (s->kind != SLOT_CELL) {
            if (!extra_add(p, &i->extras, &r, s->column))
                return false;
            continue;
        }
        struct cell *cell = &i->cells[s->field];
        cell_set(cell, &r, s->column);
        if (s->how == HOW_PLAIN)
            continue;
        apart = apart || s->how == HOW_APART;
        cell->text = heading_text((enum heading_how)s->how, s->field, cell->text);
        if (s->how == HOW_SIGN)
            sign_key = c->items[s->column].key;
    }
    return indicator_settle(p, i, apart, sign_key);
}

bool fill_goal(struct project *p, const struct columns *c, const struct csv_row *row,
               struct address within)
{
    struct copied r;
    struct goal *g = project_add_goal(p, row_address(row, within));
    if (!g || !row_copy(p, c, row, within, &r))
        return false;
    const struct slots *slots = &c->slots[FORM_UNKNOWN][SCOPE_GOAL];
    for (size_t k = 0; k < slots->count; k++) {
        const struct slot *s = &slots->items[k];
        if (lacks(&r, s->column))
            continue;
        if (s->kind == SLOT_EXTRA && !extra_add(p, &g->extras, &r, s->column))
            return false;
        if (s->kind != SLOT_CELL)
            continue;
        struct cell cell = cell_at(&r, s->column);
        cell.text = heading_text((enum heading_how)s->how, s->field, cell.text);
        g->cells[s->field] = cell;
    }
    return true;
}
