/* Headings are resolved once per file, for every kind of form, because a table may hold several kinds
 * and the platform's columns change their meaning with the form. Of several columns for one field the
 * best name wins; the others are kept as extras, so nothing is lost. Rows are filled in fill.c. */
#include "decode/columns.h"

#include "decode/tell.h"

enum { COLUMNS_MEMORY = 64 * 1024 * 1024, GOAL_PLACES = G_COUNT * 3, NEAR_TOLD_MAX = 30 };

static bool key_make(struct columns *c, size_t k)
{
    struct slice key = heading_extra(slice_trim(c->items[k].heading));
    char number[32];
    if (slice_trim(c->items[k].heading).len == 0)
        key = slice_of(number, (size_t)snprintf(number, sizeof(number), "#%zu", k + 1));
    return arena_copy(&c->arena, key, &c->items[k].key);
}

static bool names_indicator(const struct heading *h, struct slice folded)
{
    if (h->kind != HEADING_CELL || h->scope != SCOPE_INDICATOR)
        return false;
    switch (h->field) {
    case I_LEVEL3: return !slice_equal(folded, SLICE("name"));
    case I_LEVEL1:
    case I_LEVEL2:
    case I_TARGET:
    case I_TARGET_VALUE:
    case I_ACTUAL: return true;
    default: return false;
    }
}

static bool holds_indicators(const struct columns *c)
{
    static const enum field_scope indicator = SCOPE_INDICATOR;
    for (size_t k = 0; k < c->count; k++) {
        struct heading h = heading_find(c->items[k].folded, &indicator, 1, FORM_UNKNOWN);
        if (names_indicator(&h, c->items[k].folded))
            return true;
    }
    return false;
}

int columns_make(struct columns *c, const struct csv_row *header, size_t column_max,
                 struct error *err)
{
    *c = (struct columns){.code = COLUMN_NONE, .name = COLUMN_NONE, .money = COLUMN_NONE,
                          .month_column = COLUMN_NONE, .absent = COLUMN_NONE, .row = COLUMN_NONE,
                          .title = COLUMN_NONE};
    arena_init(&c->arena, COLUMNS_MEMORY);
    c->count = header->count < column_max ? header->count : column_max;
    c->items = arena_zero(&c->arena, c->count, sizeof(*c->items));
    if (!c->items)
        return error_memory(err);
    struct buffer folded;
    buffer_init(&folded, header->text.len * 4 + 64);
    bool ok = true;
    for (size_t k = 0; k < c->count && ok; k++) {
        const struct csv_field *f = &header->fields[k];
        struct column *column = &c->items[k];
        buffer_clear(&folded);
        heading_fold(f->text, &folded);
        ok = !folded.failed && arena_copy(&c->arena, f->text, &column->heading) &&
             arena_copy(&c->arena, buffer_slice(&folded), &column->folded);
        ok = ok && key_make(c, k);
        if (heading_is_absent(column->folded))
            c->absent = (uint16_t)k;
        if (heading_is_row(column->folded))
            c->row = (uint16_t)k;
        if (heading_is_title(column->folded))
            c->title = (uint16_t)k;
        column->line = f->line;
        column->column = f->column;
    }
    buffer_release(&folded);
    c->indicators = ok && holds_indicators(c);
    return ok ? 0 : error_memory(err);
}

void columns_release(struct columns *c)
{
    arena_release(&c->arena);
    c->items = NULL;
    c->count = 0;
}

/* ---- resolving ---- */

static size_t scopes_of(enum table_role role, enum field_scope out[3])
{
    static const enum field_scope all[4][3] = {
        [TABLE_PROJECTS] = {SCOPE_PROJECT, SCOPE_GOAL, SCOPE_GOAL},
        [TABLE_INDICATORS] = {SCOPE_INDICATOR, SCOPE_PROJECT, SCOPE_PROJECT},
        [TABLE_GOALS] = {SCOPE_GOAL, SCOPE_PROJECT, SCOPE_PROJECT},
        [TABLE_MIXED] = {SCOPE_INDICATOR, SCOPE_PROJECT, SCOPE_GOAL},
    };
    memcpy(out, all[role], sizeof(all[role]));
    return role == TABLE_MIXED ? 3 : 2;
}

/* Goals that a project's own columns tell are three: plain, annual, long. */
static size_t goal_place(const struct heading *h)
{
    return (size_t)h->field * 3 + (h->how == HOW_ANNUAL ? 1 : h->how == HOW_LONG ? 2 : 0);
}

struct winners {
    uint16_t project[P_COUNT], indicator[I_COUNT], goal[GOAL_PLACES];
};

static uint16_t *winner_place(struct winners *w, const struct heading *h)
{
    if (h->kind != HEADING_CELL)
        return NULL;
    return h->scope == SCOPE_PROJECT     ? &w->project[h->field]
           : h->scope == SCOPE_INDICATOR ? &w->indicator[h->field]
                                         : &w->goal[goal_place(h)];
}

static void winners_find(const struct columns *c, const struct heading *headings,
                         struct winners *w)
{
    memset(w, 0xFF, sizeof(*w));
    for (size_t k = 0; k < c->count; k++) {
        uint16_t *place = winner_place(w, &headings[k]);
        if (place && (*place == COLUMN_NONE || headings[k].rank < headings[*place].rank))
            *place = (uint16_t)k;
    }
}

/* "单位" is the unit of measure where 三级指标 stands beside it and the organisation has a column of
 * its own, or none because it stands with the projects. */
static void unit_of_measure(const struct columns *c, struct heading *headings)
{
    struct winners w;
    winners_find(c, headings, &w);
    uint16_t unit = w.project[P_UNIT_NAME];
    if (unit == COLUMN_NONE || w.indicator[I_LEVEL3] == COLUMN_NONE ||
        w.indicator[I_TARGET_UNIT] != COLUMN_NONE)
        return;
    for (size_t k = 0; k < c->count; k++) {
        struct heading *h = &headings[k];
        struct slice folded = c->items[k].folded;
        bool organisation = h->kind == HEADING_CELL && h->scope == SCOPE_PROJECT &&
                            h->field == P_UNIT_NAME;
        if (organisation && (k != unit || c->role == TABLE_INDICATORS) &&
            slice_starts(folded, SLICE("单位")) && !slice_starts(folded, SLICE("单位名称"))) {
            h->scope = SCOPE_INDICATOR;
            h->field = I_TARGET_UNIT;
        }
    }
}

/* A heading that has a meaning only where no better one stands beside it. */
struct stand_in {
    const char *folded;
    int field, with; /* `with`: a field that must have a column */
    enum heading_how how;
};

/* Tables without 三级指标 call the name 绩效指标; without levels, 指标类型 holds 数量指标 or 产出指标-数量指标; without
 * 指标值, 绩效标准 is the value. Elsewhere these words mean other things. */
static void stand_ins_find(const struct columns *c, struct heading *headings)
{
    static const struct stand_in names[] = {
        {"绩效指标", I_LEVEL3, I_LEVEL1, HOW_PLAIN}, {"指标", I_LEVEL3, I_LEVEL1, HOW_PLAIN},
        {"绩效标准", I_TARGET, I_LEVEL3, HOW_APART}, {"标准值", I_TARGET, I_LEVEL3, HOW_APART},
    };
    static const char *const kinds[] = {"指标类型", "指标类别", "指标分类", "绩效指标类型", "绩效指标类别"};
    struct winners w;
    winners_find(c, headings, &w);
    for (size_t k = 0; k < c->count; k++) {
        struct slice folded = c->items[k].folded;
        struct heading to = {.kind = HEADING_CELL, .scope = SCOPE_INDICATOR};
        for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
            if (!slice_equal(folded, slice_str(names[i].folded)) || w.indicator[names[i].field] != COLUMN_NONE ||
                w.indicator[names[i].with] == COLUMN_NONE)
                continue;
            to.field = names[i].field;
            to.how = names[i].how;
            headings[k] = to;
            w.indicator[to.field] = (uint16_t)k;
        }
        bool levels = w.indicator[I_LEVEL1] != COLUMN_NONE || w.indicator[I_LEVEL2] != COLUMN_NONE;
        for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds) && !levels && w.indicator[I_LEVEL3] != COLUMN_NONE; i++) {
            if (!slice_equal(folded, slice_str(kinds[i])))
                continue;
            to.field = I_LEVEL2;
            to.how = HOW_KIND;
            headings[k] = to;
            w.indicator[I_LEVEL2] = (uint16_t)k;
            levels = true;
        }
    }
}

static bool is_sum(const struct heading *h)
{
    return h->kind == HEADING_CELL && h->scope == SCOPE_PROJECT && h->field == P_BUDGET_TOTAL;
}

/* Tables of transfers have 中央资金 and 地方资金 beside the sum: what the form calls 财政拨款 and 其他资金, so that the sum
 * comes out. With a third source beside them nothing is taken for granted. */
static void sources_find(const struct columns *c, struct heading *headings)
{
    static const char *const centrals[] = {"中央资金", "中央财政资金", "中央补助", "中央财政补助", "上级资金"};
    static const char *const locals[] = {"地方资金", "地方财政资金", "地方配套资金", "本级资金"};
    size_t central = c->count, local = c->count, sums = 0, sources = 0;
    for (size_t k = 0; k < c->count; k++) {
        struct slice folded = c->items[k].folded;
        sums += is_sum(&headings[k]);
        sources += !is_sum(&headings[k]) && (slice_ends(folded, SLICE("资金")) || slice_ends(folded, SLICE("补助")) ||
                                             slice_ends(folded, SLICE("拨款")));
        for (size_t i = 0; i < sizeof(centrals) / sizeof(*centrals); i++)
            central = slice_equal(folded, slice_str(centrals[i])) ? k : central;
        for (size_t i = 0; i < sizeof(locals) / sizeof(*locals); i++)
            local = slice_equal(folded, slice_str(locals[i])) ? k : local;
    }
    if (sums == 0 || sources != 2 || central == c->count || local == c->count)
        return;
    headings[central] = (struct heading){.kind = HEADING_CELL, .scope = SCOPE_PROJECT, .field = P_BUDGET_FISCAL};
    headings[local] = (struct heading){.kind = HEADING_CELL, .scope = SCOPE_PROJECT, .field = P_BUDGET_OTHER};
}

/* The name of a list, which no column holds: a column 绩效目标 is the goal's text. */
static bool is_list(const struct heading *h)
{
    return h->kind == HEADING_CELL && h->scope == SCOPE_PROJECT &&
           (h->field == P_GOALS || h->field == P_INDICATORS);
}

static int headings_all(const struct columns *c, enum form_kind form, struct heading **out,
                        struct error *err)
{
    enum field_scope scopes[3];
    size_t n = scopes_of(c->role, scopes);
    struct heading *h = calloc(c->count + 1, sizeof(*h));
    if (!h)
        return error_memory(err);
    static const enum field_scope goal = SCOPE_GOAL;
    for (size_t k = 0; k < c->count; k++) {
        h[k] = heading_find(c->items[k].folded, scopes, n, form);
        if (is_list(&h[k]))
            h[k] = heading_find(c->items[k].folded, &goal, 1, form);
    }
    unit_of_measure(c, h);
    if (c->role != TABLE_PROJECTS && c->role != TABLE_GOALS)
        stand_ins_find(c, h);
    if (c->role == TABLE_PROJECTS || c->role == TABLE_MIXED)
        sources_find(c, h);
    *out = h;
    return 0;
}

/* Where a column goes that no field of the record takes. */
static enum field_scope row_scope(enum table_role role)
{
    return role == TABLE_PROJECTS ? SCOPE_PROJECT
           : role == TABLE_GOALS  ? SCOPE_GOAL
                                  : SCOPE_INDICATOR;
}

/* Cells of the project that stand in the indicators' or goals' table of a set are its key, or extras. */
static bool taken(const struct columns *c, const struct heading *h)
{
    return h->scope != SCOPE_PROJECT || c->role == TABLE_PROJECTS || c->role == TABLE_MIXED;
}

static bool is_key(const struct columns *c, const struct heading *h)
{
    return h->kind == HEADING_CELL && h->scope == SCOPE_PROJECT && !taken(c, h) &&
           (h->field == P_PROJECT_CODE || h->field == P_PROJECT_NAME);
}

static bool slots_make(struct columns *c, enum form_kind form, const struct heading *headings)
{
    struct winners w;
    winners_find(c, headings, &w);
    for (int scope = 0; scope < 3; scope++) {
        c->slots[form][scope].items = arena_zero(&c->arena, c->count, sizeof(struct slot));
        if (!c->slots[form][scope].items)
            return false;
    }
    for (size_t k = 0; k < c->count; k++) {
        const struct heading *h = &headings[k];
        uint16_t *place = winner_place(&w, h);
        struct slot slot = {.column = (uint16_t)k, .kind = SLOT_EXTRA};
        enum field_scope scope = row_scope(c->role);
        if (is_key(c, h) || k == c->absent || k == c->row || k == c->title)
            continue;
        if (h->kind == HEADING_PLAN && taken(c, h)) {
            slot.kind = SLOT_PLAN;
            slot.month = (int16_t)h->month;
            scope = SCOPE_PROJECT;
        } else if (place && *place == k && taken(c, h)) {
            slot.kind = SLOT_CELL;
            slot.how = (uint8_t)h->how;
            slot.field = (int16_t)h->field;
            scope = h->scope;
        }
        struct slots *s = &c->slots[form][scope];
        s->items[s->count++] = slot;
    }
    return true;
}

/* What holds whatever the form: keys, the month that headings name, the form only they belong to. */
static void facts_find(struct columns *c, const struct heading *headings)
{
    struct winners w;
    winners_find(c, headings, &w);
    c->code = w.project[P_PROJECT_CODE];
    c->name = w.project[P_PROJECT_NAME];
    for (size_t k = 0; k < c->count; k++) {
        const struct heading *h = &headings[k];
        if (h->month && h->kind == HEADING_CELL && !c->month) {
            c->month = h->month;
            c->month_column = (uint16_t)k;
        }
        enum form_kind form = heading_form(c->items[k].folded);
        if (form == FORM_MONITORING || c->form == FORM_UNKNOWN)
            c->form = form;
    }
}

/* What a heading may say on one kind of form and not on another. A unit that two headings contradict
 * is no unit; the column stays and is told of. */
static void facts_of_form(struct columns *c, const struct heading *headings, bool *clash)
{
    size_t known = 0;
    for (size_t k = 0; k < c->count; k++) {
        const struct heading *h = &headings[k];
        known += h->kind != HEADING_UNKNOWN;
        if (h->money.len == 0)
            continue;
        if (c->money == COLUMN_NONE) {
            c->money = (uint16_t)k;
            c->money_unit = h->money;
        }
        *clash = *clash || !slice_equal(h->money, c->money_unit);
    }
    c->known = known > c->known ? known : c->known;
}

static void twins_find(struct columns *c, const struct heading *headings)
{
    c->twin_count = 0;
    for (size_t k = 1; k < c->count; k++)
        for (size_t i = 0; i < k && c->twin_count < TWINS_MAX; i++)
            if (c->items[k].folded.len && slice_equal(c->items[i].folded, c->items[k].folded)) {
                c->twins[c->twin_count][0] = (uint16_t)i;
                c->twin_cells[c->twin_count] = headings[k].kind == HEADING_CELL;
                c->twins[c->twin_count++][1] = (uint16_t)k;
                break;
            }
}

int columns_resolve(struct columns *c, enum table_role role, struct error *err)
{
    bool clash = false;
    c->role = role;
    for (int form = 0; form < FORM_COUNT; form++) {
        struct heading *headings;
        int rc = headings_all(c, (enum form_kind)form, &headings, err);
        if (rc)
            return rc;
        memset(c->slots[form], 0, sizeof(c->slots[form]));
        bool ok = slots_make(c, (enum form_kind)form, headings);
        facts_of_form(c, headings, &clash);
        if (form == FORM_UNKNOWN) {
            facts_find(c, headings);
            twins_find(c, headings);
        }
        free(headings);
        if (!ok)
            return error_memory(err);
    }
    if (clash)
        c->money_unit = SLICE_NONE;
    return 0;
}

/* ---- remarks ---- */

static void remark(const struct columns *c, size_t column, struct address within,
                   const struct decode_options *o, const struct error *why)
{
    const struct column *at = &c->items[column];
    struct rejection r = {.kind = REJECT_REMARK,
                          .at = address_in(within, at->line, at->column),
                          .value = at->heading};
    tell(o, &r, why);
}

static struct slice nearest(const struct columns *c, struct slice folded)
{
    enum field_scope scopes[3];
    size_t n = scopes_of(c->role, scopes);
    struct near near;
    near_init(&near, folded);
    for (size_t i = 0; i < n; i++)
        heading_near(scopes[i], &near);
    return near.best;
}

static void tell_unknown(const struct columns *c, size_t k, struct address within,
                         const struct decode_options *o)
{
    char name[SHOWN_MAX];
    struct error why;
    struct slice best = nearest(c, c->items[k].folded);
    (void)shown(c->items[k].heading, name);
    if (best.len)
        (void)error_set(&why, ERR_INPUT,
                        "第 %zu 列的表头“%s”不认识，是否应为“%.*s”？该列作为附加内容保留",
                        "column %zu: unknown heading \"%s\", did you mean \"%.*s\"? It is kept as "
                        "an extra",
                        k + 1, name, SLICE_ARG(best));
    else
        (void)error_set(&why, ERR_INPUT, "第 %zu 列的表头“%s”不认识，该列作为附加内容保留",
                        "column %zu: unknown heading \"%s\", it is kept as an extra", k + 1, name);
    remark(c, k, within, o, &why);
}

static void tell_twins(const struct columns *c, struct address within, const struct decode_options *o)
{
    for (size_t i = 0; i < c->twin_count; i++) {
        size_t a = c->twins[i][0], b = c->twins[i][1];
        char first[SHOWN_MAX], second[SHOWN_MAX];
        struct error why;
        (void)shown(c->items[a].heading, first);
        (void)shown(c->items[b].heading, second);
        if (c->twin_cells[i])
            (void)error_set(&why, ERR_INPUT,
                            "第 %zu 列“%s”与第 %zu 列“%s”的表头重复；取前一列，两列不一致的行不予核验",
                            "duplicate header: column %zu \"%s\" and column %zu \"%s\"; the first "
                            "is used, rows where they differ are rejected",
                            a + 1, first, b + 1, second);
        else
            (void)error_set(&why, ERR_INPUT,
                            "第 %zu 列“%s”与第 %zu 列“%s”的表头重复；两列都作为附加内容保留",
                            "duplicate header: column %zu \"%s\" and column %zu \"%s\"; both are "
                            "kept as extras",
                            a + 1, first, b + 1, second);
        remark(c, b, within, o, &why);
    }
}

static bool is_twin(const struct columns *c, size_t column)
{
    for (size_t i = 0; i < c->twin_count; i++)
        if (c->twins[i][1] == column)
            return true;
    return false;
}

/* Two names of one field. */
static void tell_loser(const struct columns *c, size_t k, size_t winner, struct address within,
                       const struct decode_options *o)
{
    char name[SHOWN_MAX], other[SHOWN_MAX];
    struct error why;
    (void)error_set(&why, ERR_INPUT,
                    "第 %zu 列“%s”与第 %zu 列“%s”同义；取后者，前者作为附加内容保留",
                    "column %zu \"%s\" means the same as column %zu \"%s\"; the latter is used, "
                    "the former is kept as an extra",
                    k + 1, shown(c->items[k].heading, name), winner + 1,
                    shown(c->items[winner].heading, other));
    remark(c, k, within, o, &why);
}

static void tell_money(const struct columns *c, struct address within, const struct decode_options *o)
{
    struct error why;
    if (c->money == COLUMN_NONE || c->money_unit.len)
        return;
    (void)error_set(&why, ERR_INPUT, "金额各列的表头单位不一致（元、万元），无法推定金额单位",
                    "the amount columns name different units (元, 万元), so no currency unit is "
                    "taken from the header");
    remark(c, c->money, within, o, &why);
}

int columns_tell(const struct columns *c, enum form_kind form, struct address within,
                 const struct decode_options *o, struct error *err)
{
    struct heading *headings;
    struct winners w;
    int rc = headings_all(c, form, &headings, err);
    if (rc)
        return rc;
    winners_find(c, headings, &w);
    tell_twins(c, within, o);
    tell_money(c, within, o);
    size_t unknown = 0;
    for (size_t k = 0; k < c->count; k++) {
        const uint16_t *place = winner_place(&w, &headings[k]);
        if (is_twin(c, k) || c->items[k].folded.len == 0)
            continue;
        if (headings[k].kind == HEADING_UNKNOWN && unknown++ < NEAR_TOLD_MAX)
            tell_unknown(c, k, within, o);
        else if (place && *place != k && headings[k].how != HOW_LEVEL)
            tell_loser(c, k, *place, within, o);
    }
    if (unknown > NEAR_TOLD_MAX) {
        struct error why;
        (void)error_set(&why, ERR_INPUT, "还有 %zu 列的表头不认识，均作为附加内容保留",
                        "%zu more columns have unknown headings, all are kept as extras",
                        unknown - NEAR_TOLD_MAX);
        remark(c, c->count - 1, within, o, &why);
    }
    free(headings);
    return 0;
}
