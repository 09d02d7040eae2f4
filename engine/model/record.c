/* Making, filling and clearing projects. Growth doubles inside the project's arena; what was there
 * before is left behind until the project is cleared, which bounds the waste to the size itself. */
#include "model/record.h"

#include "base/array.h"
#include "base/utf8.h"

struct project *project_new(size_t memory_max)
{
    struct project *p = malloc(sizeof(*p));
    if (!p)
        return NULL;
    arena_init(&p->arena, memory_max);
    project_clear(p);
    return p;
}

void project_clear(struct project *p)
{
    struct arena arena = p->arena;
    arena_clear(&arena);
    memset(p, 0, sizeof(*p));
    p->arena = arena;
}

void project_free(struct project *p)
{
    if (!p)
        return;
    arena_release(&p->arena);
    free(p);
}

static void cells_absent(struct cell *cells, size_t count, struct address row)
{
    for (size_t i = 0; i < count; i++)
        cells[i].at = row;
}

struct indicator *project_add_indicator(struct project *p, struct address row)
{
    struct indicator *items = arena_room(&p->arena, p->indicators, p->indicator_count,
                                         &p->indicator_cap, sizeof(*items));
    if (!items)
        return NULL;
    p->indicators = items;
    struct indicator *i = &items[p->indicator_count];
    memset(i, 0, sizeof(*i));
    i->row = row;
    i->index = (uint32_t)p->indicator_count;
    i->seq = i->index + 1;
    cells_absent(i->cells, I_COUNT, row);
    p->indicator_count++;
    return i;
}

struct goal *project_add_goal(struct project *p, struct address row)
{
    struct goal *items =
        arena_room(&p->arena, p->goals, p->goal_count, &p->goal_cap, sizeof(*items));
    if (!items)
        return NULL;
    p->goals = items;
    struct goal *g = &items[p->goal_count];
    memset(g, 0, sizeof(*g));
    g->row = row;
    g->index = (uint32_t)p->goal_count;
    cells_absent(g->cells, G_COUNT, row);
    p->goal_count++;
    return g;
}

struct plan_entry *project_add_plan(struct project *p, int month)
{
    struct plan_entry *items =
        arena_room(&p->arena, p->plan, p->plan_count, &p->plan_cap, sizeof(*items));
    if (!items)
        return NULL;
    p->plan = items;
    struct plan_entry *e = &items[p->plan_count++];
    *e = (struct plan_entry){.month = month};
    e->cell.at = p->row;
    return e;
}

struct extra *project_add_extra(struct project *p, struct extras *to, struct slice key)
{
    struct extra *items =
        arena_room(&p->arena, to->items, to->count, &to->cap, sizeof(*items));
    if (!items)
        return NULL;
    to->items = items;
    struct extra *e = &items[to->count++];
    *e = (struct extra){.key = key};
    e->cell.at = p->row;
    return e;
}

/* Bytes of the separator that `s` begins with: ； ; or |. */
static size_t separator(struct slice s)
{
    if (slice_starts(s, SLICE("；")))
        return sizeof("；") - 1;
    return s.len && (s.ptr[0] == ';' || s.ptr[0] == '|') ? 1 : 0;
}

static bool list_add(struct project *p, struct list *list, size_t *cap, struct slice item)
{
    item = slice_trim(item);
    if (item.len == 0)
        return true;
    struct slice *items =
        arena_room(&p->arena, list->items, list->count, cap, sizeof(*items));
    if (!items)
        return false;
    list->items = items;
    items[list->count++] = item;
    return true;
}

/* One item of a quoted list from s.ptr[*at], a quote, on; false where it is none. */
static bool quoted_item(struct project *p, struct slice s, size_t *at, struct slice *out)
{
    char *text = arena_alloc(&p->arena, s.len + 1);
    size_t len = 0, i = *at + 1;
    if (!text || *at >= s.len || s.ptr[*at] != '"')
        return false;
    for (; i < s.len && s.ptr[i] != '"'; i++) {
        if (s.ptr[i] == '\\' && i + 1 < s.len)
            i++;
        text[len++] = s.ptr[i];
    }
    *out = slice_of(text, len);
    *at = i + 1;
    return i < s.len;
}

/* ["a；b","c"]: items that hold marks themselves. The cell's text becomes what any other list has, the
 * items joined. False where the text is no such list; nothing is changed then. */
static bool list_quoted(struct project *p, struct cell *cell, struct list *list)
{
    static const struct slice mark = {"；", sizeof("；") - 1};
    struct slice s = slice_trim(cell->text), item;
    struct list made = {0};
    size_t cap = 0, at = 1, len = 0;
    if (!slice_starts(s, SLICE("[\"")) || !slice_ends(s, SLICE("\"]")))
        return false;
    for (bool more = true; more; at++) {
        if (!quoted_item(p, s, &at, &item) || at >= s.len)
            return false;
        struct slice *items =
            arena_room(&p->arena, made.items, made.count, &cap, sizeof(*items));
        if (!items)
            return false;
        made.items = items;
        items[made.count++] = item;
        len += item.len + mark.len;
        more = s.ptr[at] == ',';
    }
    char *text = at == s.len ? arena_alloc(&p->arena, len) : NULL;
    if (!text)
        return false;
    len = 0;
    for (size_t i = 0; i < made.count; i++) {
        if (i) {
            memcpy(text + len, mark.ptr, mark.len);
            len += mark.len;
        }
        if (made.items[i].len)
            memcpy(text + len, made.items[i].ptr, made.items[i].len);
        len += made.items[i].len;
    }
    cell->text = slice_of(text, len);
    *list = made;
    return true;
}

bool project_split_list(struct project *p, enum project_field field)
{
    struct list *list = &p->lists[LIST_INDEX(field)];
    size_t start = 0, cap = 0;
    *list = (struct list){0};
    if (list_quoted(p, &p->cells[field], list))
        return true;
    struct slice s = p->cells[field].text;
    for (size_t at = 0; at < s.len;) {
        size_t n = separator(slice_from(s, at));
        if (n == 0) {
            at++;
            continue;
        }
        if (!list_add(p, list, &cap, slice_sub(s, start, at - start)))
            return false;
        at += n;
        start = at;
    }
    return list_add(p, list, &cap, slice_from(s, start));
}

/* The first run of at most `digits` ASCII digits, as a number; 0 when there is none. */
static int number_in(struct slice s, size_t digits)
{
    size_t at = 0;
    while (at < s.len && (s.ptr[at] < '0' || s.ptr[at] > '9'))
        at++;
    int n = 0;
    size_t run = 0;
    while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9' && run <= digits) {
        n = n * 10 + (s.ptr[at++] - '0');
        run++;
    }
    return run <= digits ? n : 0;
}

static bool any_indicator_has(const struct project *p, enum indicator_field field)
{
    for (size_t i = 0; i < p->indicator_count; i++)
        if (p->indicators[i].cells[field].state == CELL_PRESENT)
            return true;
    return false;
}

static bool has(const struct project *p, enum project_field field)
{
    return p->cells[field].state == CELL_PRESENT;
}

/* What a form is, told from the columns only it has. */
static enum form_kind form_infer(const struct project *p)
{
    if (has(p, P_MONTH) || any_indicator_has(p, I_FORECAST) || any_indicator_has(p, I_LIKELIHOOD))
        return FORM_MONITORING;
    if (any_indicator_has(p, I_ACTUAL) || has(p, P_EXECUTED) || has(p, P_EXECUTION_RATE))
        return FORM_SELF_EVALUATION;
    if (has(p, P_LEGAL_BASIS) || has(p, P_REVIEW_OPINION))
        return FORM_DECLARATION;
    return FORM_TARGET;
}

bool target_is_composed(const struct indicator *i)
{
    const struct cell *whole = &i->cells[I_TARGET], *value = &i->cells[I_TARGET_VALUE];
    return whole->state == CELL_PRESENT && value->state == CELL_PRESENT &&
           whole->at.file == value->at.file && whole->at.a == value->at.a &&
           whole->at.b == value->at.b && whole->at.c == value->at.c;
}

/* What is written where there is no unit and no sign. */
static struct slice unless_placeholder(struct slice s)
{
    static const struct slice none[] = {{"-", 1}, {"--", 2}, {"—", 3}, {"——", 6}, {"－", 3},
                                        {"/", 1}, {"\\", 1}, {"无", 3}, {"不适用", 9}};
    for (size_t k = 0; k < sizeof(none) / sizeof(*none); k++)
        if (slice_equal(s, none[k]))
            return SLICE_NONE;
    return s;
}

struct slice indicator_unit(const struct indicator *i)
{
    return unless_placeholder(slice_trim(i->cells[I_TARGET_UNIT].text));
}

bool target_compose(struct project *p, struct indicator *i)
{
    struct cell *whole = &i->cells[I_TARGET];
    const struct cell *part[3] = {&i->cells[I_TARGET_OP], &i->cells[I_TARGET_VALUE],
                                  &i->cells[I_TARGET_UNIT]};
    if (whole->state == CELL_PRESENT || part[1]->state == CELL_ABSENT)
        return true;
    struct slice op = unless_placeholder(slice_trim(part[0]->text)),
                 value = slice_trim(part[1]->text),
                 unit = indicator_unit(i);
    if (slice_equal(op, SLICE("定性")))
        op = SLICE_NONE;
    if (slice_ends(value, unit) && unit.len)
        unit = SLICE_NONE;
    char *text = arena_alloc(&p->arena, op.len + value.len + unit.len + 1);
    if (!text)
        return false;
    size_t len = 0;
    const struct slice pieces[3] = {op, value, unit};
    for (int k = 0; k < 3; k++) {
        if (pieces[k].len)
            memcpy(text + len, pieces[k].ptr, pieces[k].len);
        len += pieces[k].len;
    }
    *whole = (struct cell){
        .text = slice_of(text, len), .at = part[1]->at, .state = CELL_PRESENT};
    return true;
}

/* Plans are read by month whatever the order of their columns or keys; few entries, so by insertion. */
static void plan_sort(struct project *p)
{
    for (size_t i = 1; i < p->plan_count; i++) {
        struct plan_entry entry = p->plan[i];
        size_t at = i;
        for (; at > 0 && p->plan[at - 1].month > entry.month; at--)
            p->plan[at] = p->plan[at - 1];
        p->plan[at] = entry;
    }
}

bool project_settle(struct project *p)
{
    p->form = form_find(p->cells[P_FORM].text);
    p->form_inferred = p->form == FORM_UNKNOWN;
    if (p->form_inferred)
        p->form = form_infer(p);
    p->year = number_in(p->cells[P_YEAR].text, 4);
    p->month = number_in(p->cells[P_MONTH].text, 2);
    if (p->month > 12)
        p->month = 0;
    plan_sort(p);
    for (size_t i = 0; i < p->indicator_count; i++)
        if (!target_compose(p, &p->indicators[i]))
            return false;
    return true;
}
