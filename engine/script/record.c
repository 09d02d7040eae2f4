/* Projects and indicators as Lua sees them: handles without any data of their own, good for one call.
 * Every read is noted, because the cells a rule read are the evidence of its finding and the key under
 * which its answer may be remembered. */
#include "script/host.h"

#include "base/unicode.h"

enum { D_ORDINAL = 100, D_PROJECT, D_LEVEL1_NAME, D_LEVEL2_NAME, D_WITHHELD, D_FILLED,
       MEMBERS_MAX = 80, RECORDS_KEPT = 1024 };

static const struct member project_derived[] = {{"end_", P_END}, {"ordinal", D_ORDINAL}, {NULL, 0}};
static const struct member indicator_derived[] = {{"project", D_PROJECT},
                                                  {"level1_name", D_LEVEL1_NAME},
                                                  {"level2_name", D_LEVEL2_NAME},
                                                  {"withheld", D_WITHHELD},
                                                  {"filled", D_FILLED},
                                                  {NULL, 0}};

static const struct member *derived_of(enum field_scope scope)
{
    return scope == SCOPE_PROJECT ? project_derived : indicator_derived;
}

/* ---- names ---- */

static int code_of(enum field_scope scope, struct slice name)
{
    for (const struct member *m = derived_of(scope); m->name; m++)
        if (slice_equal(slice_str(m->name), name))
            return m->code;
    int field = field_find(scope, name);
    return scope == SCOPE_PROJECT && field == P_SOURCE ? -1 : field;
}

bool record_knows(enum field_scope scope, struct slice name)
{
    return code_of(scope, name) >= 0;
}

int record_field(enum field_scope scope, struct slice name)
{
    int code = code_of(scope, name);
    return code >= D_ORDINAL ? -1 : code;
}

void record_near(enum field_scope scope, struct near *near)
{
    field_near(scope, near);
    for (const struct member *m = derived_of(scope); m->name; m++)
        near_offer(near, slice_str(m->name));
    size_t count;
    const struct field *fields = field_table(scope, &count);
    for (size_t i = 0; i < count; i++) /* named as the form names it */
        if (slice_equal(fields[i].label, near->wanted))
            near->best = fields[i].name;
}

bool record_is_value(enum field_scope scope, struct slice name)
{
    size_t count;
    const struct field *table = field_table(scope, &count);
    int field = record_field(scope, name);
    if (field < 0)
        return false;
    switch (table[field].type) {
    case FIELD_NUMBER:
    case FIELD_AMOUNT:
    case FIELD_PERCENT:
    case FIELD_DATE:
    case FIELD_VALUE: return true;
    case FIELD_TEXT:
    case FIELD_ENUM:
    case FIELD_INTEGER:
    case FIELD_LIST:
    case FIELD_OBJECT: break;
    }
    return false;
}

/* ---- handles ---- */

static enum object_type type_of(enum field_scope scope)
{
    return scope == SCOPE_PROJECT ? OBJECT_PROJECT : OBJECT_INDICATOR;
}

enum field_scope record_scope(const struct record_ref *r)
{
    return r->object.type == OBJECT_PROJECT ? SCOPE_PROJECT : SCOPE_INDICATOR;
}

/* A handle says which record of this call it is and nothing else, so those of earlier calls are used
 * again. However many rows a project has, only the first are kept. */
void record_push(lua_State *L, int64_t indicator)
{
    struct script *s = host_of(L);
    enum field_scope scope = indicator < 0 ? SCOPE_PROJECT : SCOPE_INDICATOR;
    lua_Integer place = REGISTRY_RECORDS - 1 - indicator;
    struct record_ref *r = NULL;
    if (indicator < RECORDS_KEPT) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, place);
        r = object_get(L, -1, type_of(scope));
        if (!r)
            lua_pop(L, 1);
    }
    if (!r) {
        r = object_new(L, type_of(scope), sizeof(*r), 0);
        r->indicator = indicator;
        if (indicator < RECORDS_KEPT) {
            lua_pushvalue(L, -1);
            lua_rawseti(L, LUA_REGISTRYINDEX, place);
        }
    }
    r->generation = s->generation;
}

const struct record_ref *record_get(lua_State *L, int index)
{
    struct record_ref *r = lua_touserdata(L, index);
    if (r && r->object.type != OBJECT_INDICATOR && r->object.type != OBJECT_PROJECT)
        return NULL;
    if (r && (r->generation != host_of(L)->generation || !host_of(L)->record))
        rule_raise(L, "这条记录属于以前的检查，不能再用",
                   "this record belongs to an earlier check and is no longer there");
    return r;
}

const struct record_ref *record_check(lua_State *L, int index)
{
    const struct record_ref *r = record_get(L, index);
    if (!r)
        rule_argument(L, index, "记录（项目或指标）", "a record (a project or an indicator)");
    return r;
}

void read_project(struct script *s, int field)
{
    uint64_t bit = UINT64_C(1) << field;
    if (!(s->reads.project & bit))
        s->reads.order[s->reads.order_count++] = (uint8_t)field;
    s->reads.project |= bit;
}

void read_indicator(struct script *s, int64_t place, int field)
{
    const struct script_record *r = s->record;
    uint64_t bit = UINT64_C(1) << field;
    if (s->cells)
        s->cells[place] |= bit;
    if (!r->indicator || r->indicator != &r->project->indicators[place]) {
        s->reads.unbounded = true;
        return;
    }
    if (!(s->reads.indicator & bit))
        s->reads.order[s->reads.order_count++] = (uint8_t)(READS_INDICATOR + field);
    s->reads.indicator |= bit;
}

const struct cell *record_cell(struct script *s, const struct record_ref *r, int field)
{
    const struct project *p = s->record->project;
    if (r->indicator < 0) {
        read_project(s, field);
        return &p->cells[field];
    }
    read_indicator(s, r->indicator, field);
    return &p->indicators[r->indicator].cells[field];
}

/* ---- reading ---- */

static void list_push(lua_State *L, int field)
{
    struct script *s = host_of(L);
    const struct list *l = &s->record->project->lists[LIST_INDEX(field)];
    read_project(s, field);
    s->reads.unbounded = true;
    charge(L, 4 * l->count);
    lua_createtable(L, (int)l->count, 0);
    for (size_t i = 0; i < l->count; i++) {
        slice_push(L, text_meant(L, l->items[i], TIDY_NAME));
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* [goal] → the goal with `extra`, what its other columns say by heading */
static void goal_extras_push(lua_State *L, const struct extras *e)
{
    charge(L, 4 * e->count);
    lua_createtable(L, 0, (int)e->count);
    for (size_t i = 0; i < e->count; i++) {
        slice_push(L, e->items[i].key);
        slice_push(L, e->items[i].cell.text);
        lua_rawset(L, -3);
    }
    lua_setfield(L, -2, "extra");
}

static void goals_push(lua_State *L)
{
    struct script *s = host_of(L);
    const struct project *p = s->record->project;
    size_t count;
    const struct field *names = field_table(SCOPE_GOAL, &count);
    charge(L, 10 * p->goal_count);
    lua_createtable(L, (int)p->goal_count, 0);
    for (size_t i = 0; i < p->goal_count; i++) {
        lua_createtable(L, 0, G_COUNT);
        for (int f = 0; f < G_COUNT; f++) {
            slice_push(L, names[f].name);
            slice_push(L, cell_as_meant(L, &p->goals[i].cells[f], TIDY_TEXT));
            lua_rawset(L, -3);
        }
        goal_extras_push(L, &p->goals[i].extras);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static void plan_push(lua_State *L)
{
    const struct project *p = host_of(L)->record->project;
    lua_createtable(L, (int)p->plan_count, 0);
    for (size_t i = 0; i < p->plan_count; i++) {
        charge(L, 10);
        lua_createtable(L, 0, 3);
        lua_pushinteger(L, p->plan[i].month);
        lua_setfield(L, -2, "month");
        struct slice text = cell_as_meant(L, &p->plan[i].cell, TIDY_TEXT);
        slice_push(L, text);
        lua_setfield(L, -2, "text");
        value_push_text(L, text, MODE_PERCENT);
        lua_setfield(L, -2, "value");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static void indicators_push(lua_State *L)
{
    struct record_ref *r = object_new(L, OBJECT_INDICATORS, sizeof(*r), 0);
    r->generation = host_of(L)->generation;
    r->indicator = -1;
}

static void object_field_push(lua_State *L, int field)
{
    struct script *s = host_of(L);
    read_project(s, field);
    s->reads.unbounded = true;
    if (field == P_GOALS)
        goals_push(L);
    else if (field == P_PAYMENT_PLAN)
        plan_push(L);
    else
        indicators_push(L);
}

static void integer_push(lua_State *L, int64_t n)
{
    if (n > 0)
        lua_pushinteger(L, n);
    else
        lua_pushnil(L);
}

static void integer_field_push(lua_State *L, const struct record_ref *r, int field)
{
    struct script *s = host_of(L);
    const struct project *p = s->record->project;
    if (r->indicator >= 0) { /* the place in the form, which need not be a cell */
        read_indicator(s, r->indicator, I_SEQ);
        integer_push(L, p->indicators[r->indicator].seq);
        return;
    }
    read_project(s, field);
    integer_push(L, field == P_YEAR ? p->year : p->month);
}

void cell_push(lua_State *L, const struct record_ref *r, int field)
{
    struct script *s = host_of(L);
    size_t count;
    if (shown_push(L, r, field))
        return;
    enum field_type type = field_table(record_scope(r), &count)[field].type;
    if (type == FIELD_INTEGER) {
        integer_field_push(L, r, field);
    } else if (type == FIELD_LIST) {
        list_push(L, field);
    } else if (type == FIELD_OBJECT) {
        object_field_push(L, field);
    } else if (r->indicator < 0 && field == P_FORM) {
        read_project(s, P_FORM);
        slice_push(L, form_name(s->record->project->form));
    } else {
        plain_cell_push(L, r, field, type);
    }
}

static void derived_push(lua_State *L, const struct record_ref *r, int code)
{
    struct script *s = host_of(L);
    const struct script_record *rec = s->record;
    switch (code) {
    case D_ORDINAL:
        s->reads.unbounded = true;
        lua_pushinteger(L, rec->project->ordinal);
        return;
    case D_PROJECT: record_push(L, -1); return;
    case D_LEVEL1_NAME:
        read_indicator(s, r->indicator, I_LEVEL1);
        read_indicator(s, r->indicator, I_LEVEL2);
        slice_push(L, rec->level1_names[r->indicator]);
        return;
    case D_LEVEL2_NAME:
        read_indicator(s, r->indicator, I_LEVEL2);
        slice_push(L, rec->level2_names[r->indicator]);
        return;
    case D_FILLED:
        read_indicator(s, r->indicator, I_LEVEL3);
        read_indicator(s, r->indicator, I_DESCRIPTION);
        read_indicator(s, r->indicator, I_TARGET);
        read_indicator(s, r->indicator, I_ACTUAL);
        lua_pushboolean(L, !rec->blank[r->indicator]);
        return;
    default:
        read_indicator(s, r->indicator, I_LEVEL3);
        read_indicator(s, r->indicator, I_TARGET);
        lua_pushboolean(L, rec->withheld[r->indicator]);
    }
}

static _Noreturn void field_unknown(lua_State *L, enum field_scope scope, int index)
{
    struct near near;
    bool project = scope == SCOPE_PROJECT;
    if (lua_type(L, index) != LUA_TSTRING)
        rule_raise(L, "记录的栏目名应当是文字", "the name of a field is a text");
    near_init(&near, slice_at(L, index));
    record_near(scope, &near);
    rule_unknown(L, project ? "项目栏目" : "指标栏目",
                 project ? "project field" : "indicator field", &near);
}

static int record_index(lua_State *L)
{
    const struct record_ref *r = record_check(L, 1);
    int code = member_code(L, r->object.type);
    charge(L, 4);
    if (code < 0)
        field_unknown(L, record_scope(r), 2);
    else if (code >= D_ORDINAL)
        derived_push(L, r, code);
    else
        cell_push(L, r, code);
    return 1;
}

static int record_eq(lua_State *L)
{
    const struct record_ref *a = record_get(L, 1), *b = record_get(L, 2);
    lua_pushboolean(L, a && b && a->indicator == b->indicator);
    return 1;
}

static int record_tostring(lua_State *L)
{
    lua_pushstring(L, record_check(L, 1)->indicator < 0 ? "project" : "indicator");
    return 1;
}

/* ---- p.indicators ---- */

static const struct project *indicators_of(lua_State *L)
{
    const struct record_ref *r = object_check(L, 1, OBJECT_INDICATORS, "指标列表", "indicators");
    if (r->generation != host_of(L)->generation || !host_of(L)->record)
        rule_raise(L, "这条记录属于以前的检查，不能再用",
                   "this record belongs to an earlier check and is no longer there");
    return host_of(L)->record->project;
}

static int indicators_len(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)indicators_of(L)->indicator_count);
    return 1;
}

static int indicators_index(lua_State *L)
{
    const struct project *p = indicators_of(L);
    if (!lua_isinteger(L, 2))
        rule_raise(L, "指标列表按序号取用", "indicators are taken by number");
    lua_Integer at = lua_tointeger(L, 2);
    charge(L, 4);
    if (at < 1 || (lua_Unsigned)at > p->indicator_count)
        lua_pushnil(L);
    else
        record_push(L, at - 1);
    return 1;
}

/* ---- has, extra ---- */

/* Goals, plan and indicators are there when there is one, whatever a reader noted of their table. */
static bool is_there(const struct project *p, const struct record_ref *r, int field,
                     const struct cell *c)
{
    size_t count = r->indicator >= 0         ? 0
                   : field == P_GOALS        ? p->goal_count
                   : field == P_PAYMENT_PLAN ? p->plan_count
                   : field == P_INDICATORS   ? p->indicator_count
                                             : 0;
    return c->state == CELL_PRESENT || count > 0;
}

/* Its text, or that there is none, is all that is known of it. */
static bool is_plain_cell(const struct record_ref *r, int field)
{
    size_t count;
    enum field_type type = field_table(record_scope(r), &count)[field].type;
    bool settled = type == FIELD_INTEGER || (r->indicator < 0 && field == P_FORM);
    return type != FIELD_OBJECT && !settled;
}

static int fn_has(lua_State *L)
{
    const struct record_ref *r = record_check(L, 1);
    enum field_scope scope = record_scope(r);
    struct slice name = slice_check(L, 2);
    int field = record_field(scope, name);
    if (field < 0)
        field_unknown(L, scope, 2);
    const struct cell *c = record_cell(host_of(L), r, field);
    if (!is_plain_cell(r, field))
        host_of(L)->reads.unbounded = true;
    lua_pushboolean(L, is_there(host_of(L)->record->project, r, field, c));
    return 1;
}

static const struct extra *extra_find(const struct extras *e, struct slice key)
{
    for (size_t i = 0; i < e->count; i++)
        if (slice_equal(e->items[i].key, key))
            return &e->items[i];
    return NULL;
}

/* [record, heading or list of headings] → the text under the first of them that says something, else under
 * the first that is there */
static int fn_extra(lua_State *L)
{
    struct script *s = host_of(L);
    const struct record_ref *r = record_check(L, 1);
    const struct project *p = s->record->project;
    const struct extras *e = r->indicator < 0 ? &p->extras : &p->indicators[r->indicator].extras;
    const struct extra *best = NULL;
    bool one = lua_type(L, 2) == LUA_TSTRING;
    size_t n = one ? 1 : sequence_length(L, 2);
    s->reads.unbounded = true;
    charge(L, 4 + n * (1 + e->count));
    for (size_t k = 1; k <= n && (!best || !slice_trim(best->cell.text).len); k++) {
        if (one)
            lua_pushvalue(L, 2);
        else
            sequence_item(L, 2, k);
        const struct extra *found = extra_find(e, slice_check(L, -1));
        best = found && (!best || slice_trim(found->cell.text).len) ? found : best;
        lua_pop(L, 1);
    }
    if (best)
        slice_push(L, best->cell.text);
    else
        lua_pushnil(L);
    return 1;
}

/* ---- opening ---- */

static void scope_define(lua_State *L, enum field_scope scope)
{
    static const struct export operators[] = {
        {"__eq", record_eq}, {"__tostring", record_tostring}, {NULL, NULL}};
    struct member members[MEMBERS_MAX] = {0};
    size_t count, n = 0;
    const struct field *table = field_table(scope, &count);
    for (size_t i = 0; i < count; i++)
        if (scope != SCOPE_PROJECT || i != P_SOURCE)
            members[n++] = (struct member){table[i].name.ptr, (int)i};
    for (const struct member *m = derived_of(scope); m->name; m++)
        members[n++] = *m;
    object_define(L, type_of(scope), operators, record_index, members);
}

void record_open(lua_State *L)
{
    static const struct export list[] = {{"__len", indicators_len}, {NULL, NULL}};
    scope_define(L, SCOPE_PROJECT);
    scope_define(L, SCOPE_INDICATOR);
    object_define(L, OBJECT_INDICATORS, list, indicators_index, NULL);
    lua_pushcfunction(L, fn_has);
    lua_setfield(L, -2, "has");
    lua_pushcfunction(L, fn_extra);
    lua_setfield(L, -2, "extra");
}
