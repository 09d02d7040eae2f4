/* What Lua sees of a cell: a text or a value. Dozens of rules read the same few cells of a project, so what was
 * made of a cell is kept as long as the record stands (script_record.serial) and pushed again. What is noted as
 * read, and what it costs the rule, is the same whether it was kept or not. */
#include "script/host.h"

#include "model/untidy.h"

enum {
    SHOWN_BYTES_MAX = 1024, /* longer texts are made anew */
    REACHED_MAX = 128,
};

/* ---- what is kept ---- */

/* The place of a cell among those that are kept; -1: it is not. */
static int shown_place(const struct script *s, const struct record_ref *r, int field)
{
    if (!s->record->serial || r->indicator >= SHOWN_ROWS)
        return -1;
    return r->indicator < 0 ? field : P_COUNT + (int)r->indicator * I_COUNT + field;
}

static bool is_noted(const struct script *s, const struct record_ref *r, uint64_t fields)
{
    if (r->indicator < 0)
        return (s->reads.project & fields) == fields;
    return !s->cells && s->record->indicator == &s->record->project->indicators[r->indicator] &&
           (s->reads.indicator & fields) == fields;
}

static void field_note(struct script *s, const struct record_ref *r, int field)
{
    if (r->indicator < 0)
        read_project(s, field);
    else
        read_indicator(s, r->indicator, field);
}

/* Notes what is read with the cell: what tells how to read it, the cell, then the unit beside it. */
static void fields_note(struct script *s, const struct record_ref *r, int field, uint64_t fields)
{
    bool unit = r->indicator >= 0 && field != I_TARGET_UNIT && fields >> I_TARGET_UNIT & 1;
    fields &= ~(UINT64_C(1) << field | (unit ? UINT64_C(1) << I_TARGET_UNIT : 0));
    for (; fields; fields &= fields - 1)
        field_note(s, r, __builtin_ctzll(fields));
    field_note(s, r, field);
    if (unit)
        field_note(s, r, I_TARGET_UNIT);
}

bool shown_push(lua_State *L, const struct record_ref *r, int field)
{
    struct script *s = host_of(L);
    int place = shown_place(s, r, field);
    if (place < 0 || s->shown[place].serial != s->record->serial)
        return false;
    if (!is_noted(s, r, s->shown[place].fields))
        fields_note(s, r, field, s->shown[place].fields);
    charge(L, s->shown[place].cost);
    lua_rawgeti(L, LUA_REGISTRYINDEX, REGISTRY_CELLS - place);
    return true;
}

/* Keeps what is on top. */
static void shown_keep(lua_State *L, const struct record_ref *r, int field, size_t bytes, struct shown shown)
{
    struct script *s = host_of(L);
    int place = shown_place(s, r, field);
    if (place < 0 || bytes > SHOWN_BYTES_MAX)
        return;
    lua_pushvalue(L, -1);
    lua_rawseti(L, LUA_REGISTRYINDEX, REGISTRY_CELLS - place);
    s->shown[place] = shown;
    s->shown[place].serial = s->record->serial;
}

void shown_forget(lua_State *L)
{
    struct script *s = host_of(L);
    for (int place = 0; place < SHOWN_CELLS; place++) {
        if (!s->shown[place].serial)
            continue;
        s->shown[place] = (struct shown){0};
        lua_pushnil(L);
        lua_rawseti(L, LUA_REGISTRYINDEX, REGISTRY_CELLS - place);
    }
}

/* ---- how a cell is read ---- */

static enum value_mode money_mode(lua_State *L)
{
    struct script *s = host_of(L);
    struct slice unit =
        cell_as_meant(L, &s->record->project->cells[P_CURRENCY_UNIT], TIDY_NAME);
    unit = slice_trim(unit);
    return slice_equal(unit, SLICE("元"))     ? MODE_YUAN
           : slice_equal(unit, SLICE("万元")) ? MODE_WAN
                                              : MODE_MONEY;
}

/* In a cost row a bare 万 is 万元, as everywhere that money is spoken of. */
static enum value_mode row_mode(const struct script *s, const struct record_ref *r)
{
    return r->indicator >= 0 && s->record->cost[r->indicator] ? MODE_COST : MODE_VALUE;
}

static enum value_mode mode_of(lua_State *L, const struct record_ref *r, enum field_type type)
{
    switch (type) {
    case FIELD_NUMBER: return MODE_NUMBER;
    case FIELD_PERCENT: return MODE_PERCENT;
    case FIELD_AMOUNT: return money_mode(L);
    default: return row_mode(host_of(L), r);
    }
}

/* The cell and the others on which it depends how this one is read. */
static uint64_t fields_of(const struct record_ref *r, int field, enum field_type type)
{
    uint64_t fields = UINT64_C(1) << field;
    if (type == FIELD_AMOUNT)
        fields |= UINT64_C(1) << P_CURRENCY_UNIT;
    else if (r->indicator >= 0 && (type == FIELD_DATE || type == FIELD_VALUE))
        fields |= UINT64_C(1) << I_LEVEL1 | UINT64_C(1) << I_LEVEL2;
    return fields;
}

/* ---- pushing ---- */

static void text_cell_push(lua_State *L, const struct record_ref *r, int field)
{
    const struct cell *c = record_cell(host_of(L), r, field);
    struct slice text = cell_as_meant(L, c, field_tidy(record_scope(r), field));
    const struct shown shown = {.fields = UINT64_C(1) << field, .cost = text.len / 16};
    charge(L, shown.cost);
    slice_push(L, text);
    shown_keep(L, r, field, text.len, shown);
}

/* [value] → [value]: what was reached, where the form has a column for the unit: "230" beside 人 is 230人.
 * In a column of percentages 0.97 stays what it is: who wrote it meant 97 %. True where the unit was
 * looked at; adds what that cost. */
static bool reached_push(lua_State *L, const struct record_ref *r, uint64_t *cost)
{
    struct script *s = host_of(L);
    const struct value *v = value_get(L, -1);
    if (v->kind != VALUE_NUMBER || v->unit.dimension != UNIT_NONE || v->unit.name.len || v->op_written)
        return false;
    read_indicator(s, r->indicator, I_TARGET_UNIT);
    struct slice unit =
        text_meant(L, indicator_unit(&s->record->project->indicators[r->indicator]), TIDY_NAME);
    struct slice text = slice_trim(v->text);
    bool fraction = decimal_compare(v->number, decimal_int(1)) <= 0 && decimal_sign(v->number) != 0;
    if (unit.len == 0 || (fraction && slice_equal(unit, SLICE("%"))))
        return true;
    char whole[REACHED_MAX];
    if (text.len + unit.len > sizeof(whole))
        return true;
    memcpy(whole, text.ptr, text.len);
    memcpy(whole + text.len, unit.ptr, unit.len);
    *cost += value_push_text(L, (struct slice){whole, text.len + unit.len}, row_mode(s, r));
    lua_remove(L, -2);
    return true;
}

static void value_cell_push(lua_State *L, const struct record_ref *r, int field, enum field_type type)
{
    struct script *s = host_of(L);
    struct shown shown = {.fields = fields_of(r, field, type)};
    fields_note(s, r, field, shown.fields);
    const struct cell *c = record_cell(s, r, field);
    struct slice text = cell_as_meant(L, c, field_tidy(record_scope(r), field));
    shown.cost = value_push_text(L, text, mode_of(L, r, type));
    if (r->indicator >= 0 && (field == I_ACTUAL || field == I_FORECAST) && reached_push(L, r, &shown.cost))
        shown.fields |= UINT64_C(1) << I_TARGET_UNIT;
    shown_keep(L, r, field, text.len, shown);
}

void plain_cell_push(lua_State *L, const struct record_ref *r, int field, enum field_type type)
{
    if (type == FIELD_TEXT || type == FIELD_ENUM)
        text_cell_push(L, r, field);
    else
        value_cell_push(L, r, field, type);
}
