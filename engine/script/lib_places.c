/* text.places and text.places_matching: which texts of a project hold a word or match a pattern. Many
 * rules look through everything a project says for something that is hardly ever there; here that is
 * one call, and only what was found becomes Lua data. */
#include "script/host.h"

#include "model/untidy.h"

enum { FIELDS_MAX = 32 };

/* What to look through and what for. */
struct sweep {
    int project[FIELDS_MAX], indicator[FIELDS_MAX]; /* fields, in the order given */
    size_t project_count, indicator_count;
    bool goals, done;
    bool pattern; /* argument 3 is a pattern, not words */
    lua_Integer found;
};

static _Noreturn void name_unknown(lua_State *L, struct slice name)
{
    struct near near;
    near_init(&near, name);
    record_near(SCOPE_PROJECT, &near);
    record_near(SCOPE_INDICATOR, &near);
    rule_unknown(L, "栏目", "field", &near);
}

static void sweep_add(lua_State *L, struct sweep *s, struct slice name)
{
    int project = record_field(SCOPE_PROJECT, name), indicator = -1;
    if (slice_equal(name, SLICE("done")))
        s->done = true;
    else if (project == P_GOALS)
        s->goals = true;
    else if (project == P_INDICATORS || project == P_PAYMENT_PLAN)
        rule_raise(L, "%.*s 不是一栏文字", "%.*s is no field of text", SLICE_ARG(name));
    else if (project >= 0)
        s->project[s->project_count++] = project;
    else if ((indicator = record_field(SCOPE_INDICATOR, name)) >= 0)
        s->indicator[s->indicator_count++] = indicator;
    else
        name_unknown(L, name);
}

static void sweep_read(lua_State *L, struct sweep *s)
{
    size_t n = sequence_length(L, 2);
    if (n > FIELDS_MAX)
        rule_limit(L, "栏目过多（上限 %d）", "too many fields (limit %d)", (int)FIELDS_MAX);
    for (size_t i = 1; i <= n; i++) {
        lua_geti(L, 2, (lua_Integer)i);
        sweep_add(L, s, slice_check(L, -1));
        lua_pop(L, 1);
    }
    charge(L, 2 + 4 * n);
}

static bool is_found(lua_State *L, const struct sweep *s, struct slice text)
{
    struct word_search search;
    if (text.len == 0)
        return false;
    if (s->pattern)
        return text_has_match(L, text, slice_at(L, 3));
    search_open(L, text, 3, &search);
    bool found = search_next(L, &search, 0).at != SIZE_MAX;
    lua_pop(L, 1);
    return found;
}

/* Adds { at, field, text } to the answer at stack place 4 where the text is one to be told. */
static void place_look(lua_State *L, struct sweep *s, int64_t indicator, int field,
                       const struct cell *cell)
{
    size_t count;
    struct slice text = cell_as_meant(L, cell, field_tidy(indicator < 0 ? SCOPE_PROJECT : SCOPE_INDICATOR, field));
    charge(L, 2 + text.len / 16);
    if (!is_found(L, s, text))
        return;
    lua_createtable(L, 0, 3);
    record_push(L, indicator);
    lua_setfield(L, -2, "at");
    slice_push(L, field_table(indicator < 0 ? SCOPE_PROJECT : SCOPE_INDICATOR, &count)[field].name);
    lua_setfield(L, -2, "field");
    slice_push(L, text);
    lua_setfield(L, -2, "text");
    lua_rawseti(L, 4, ++s->found);
}

static void goals_look(lua_State *L, struct sweep *s)
{
    struct script *host = host_of(L);
    const struct project *p = host->record->project;
    read_project(host, P_GOALS);
    host->reads.unbounded = true;
    for (size_t i = 0; i < p->goal_count; i++) {
        if (s->goals)
            place_look(L, s, -1, P_GOALS, &p->goals[i].cells[G_TEXT]);
        if (s->done)
            place_look(L, s, -1, P_GOALS, &p->goals[i].cells[G_DONE]);
    }
}

static void rows_look(lua_State *L, struct sweep *s)
{
    struct script *host = host_of(L);
    const struct project *p = host->record->project;
    read_project(host, P_INDICATORS);
    host->reads.unbounded = true;
    for (size_t i = 0; i < p->indicator_count; i++)
        for (size_t k = 0; k < s->indicator_count; k++) {
            read_indicator(host, (int64_t)i, s->indicator[k]);
            place_look(L, s, (int64_t)i, s->indicator[k],
                       &p->indicators[i].cells[s->indicator[k]]);
        }
}

/* [project, fields, words or pattern] → a list of places: project fields in the order of `fields`, then
 * goals, then row by row */
static int places_push(lua_State *L, bool pattern)
{
    struct script *host = host_of(L);
    struct sweep s = {.pattern = pattern};
    lua_settop(L, 3);
    if (record_check(L, 1)->indicator >= 0)
        rule_argument(L, 1, "项目", "a project");
    if (pattern || value_get(L, 3))
        (void)slice_check(L, 3);
    sweep_read(L, &s);
    lua_newtable(L);
    for (size_t k = 0; k < s.project_count; k++) {
        read_project(host, s.project[k]);
        place_look(L, &s, -1, s.project[k], &host->record->project->cells[s.project[k]]);
    }
    if (s.goals || s.done)
        goals_look(L, &s);
    if (s.indicator_count)
        rows_look(L, &s);
    return 1;
}

static int text_places(lua_State *L)
{
    return places_push(L, false);
}

static int text_places_matching(lua_State *L)
{
    return places_push(L, true);
}

void places_open(lua_State *L)
{
    lua_pushcfunction(L, text_places);
    lua_setfield(L, -2, "places");
    lua_pushcfunction(L, text_places_matching);
    lua_setfield(L, -2, "places_matching");
}
