/* Steps that several rules share: under which levels a form has nothing, what a project and an
 * indicator are called when two forms of one project are laid side by side. */
#include "script/host.h"

#include "base/digest.h"
#include "base/unicode.h"
#include "base/utf8.h"

enum { PLACE_CHARS = 7 }; /* the longest "昌黎县", "门源回族自治县" that is looked for, in characters */

/* ---- missing_levels ---- */

static bool row_filled(lua_State *L, size_t i)
{
    record_push(L, (int64_t)i);
    lua_getfield(L, -1, "filled");
    bool filled = lua_toboolean(L, -1);
    lua_pop(L, 2);
    return filled;
}

static bool level_taken(const struct script_record *r, const bool *filled, struct slice name)
{
    for (size_t i = 0; i < r->project->indicator_count; i++)
        if (filled[i] &&
            (slice_equal(r->level1_names[i], name) || slice_equal(r->level2_names[i], name)))
            return true;
    return false;
}

static bool has_level2(const struct project *p)
{
    for (size_t i = 0; i < p->indicator_count; i++)
        if (slice_trim(p->indicators[i].cells[I_LEVEL2].text).len)
            return true;
    return false;
}

/* [project, names] → the standard names under which no filled row stands, in the order given; nil when
 * no row is filled at all or the form has no second level */
static int fn_missing_levels(lua_State *L)
{
    struct script *s = host_of(L);
    if (record_check(L, 1)->indicator >= 0)
        rule_argument(L, 1, "项目", "a project");
    size_t names = sequence_length(L, 2), rows = s->record->project->indicator_count, any = 0;
    bool *filled = arena_zero(&s->scratch, rows + 1, sizeof(*filled));
    if (!filled)
        rule_starved(L);
    read_project(s, P_INDICATORS);
    s->reads.unbounded = true;
    charge(L, 10 + rows * (2 + names));
    for (size_t i = 0; i < rows; i++) {
        read_indicator(s, (int64_t)i, I_LEVEL1);
        read_indicator(s, (int64_t)i, I_LEVEL2);
        any += filled[i] = row_filled(L, i);
    }
    if (any == 0 || !has_level2(s->record->project)) {
        lua_pushnil(L);
        return 1;
    }
    lua_newtable(L);
    lua_Integer n = 0;
    for (size_t k = 1; k <= names; k++) {
        sequence_item(L, 2, k);
        if (level_taken(s->record, filled, slice_check(L, -1)))
            lua_pop(L, 1);
        else
            lua_rawseti(L, -2, ++n);
    }
    return 1;
}

/* ---- whole_department ---- */

enum { OWN_LEVELS = 3 }; /* so many first levels of a department's own make the form one of a whole department */

/* [project] → whether the form is about all a department spends: its name says so, or its first levels do */
static int fn_whole_department(lua_State *L)
{
    struct script *s = host_of(L);
    const struct record_ref *project = record_check(L, 1);
    struct slice found[OWN_LEVELS];
    size_t count = 0;
    if (project->indicator >= 0)
        rule_argument(L, 1, "项目", "a project");
    read_project(s, P_PROJECT_NAME);
    read_project(s, P_INDICATORS);
    s->reads.unbounded = true;
    bool whole = scene_holds(L, cell_meant(L, project, P_PROJECT_NAME), SLICE("whole_forms"));
    for (size_t i = 0; !whole && i < s->record->project->indicator_count; i++) {
        struct record_ref row = {.indicator = (int64_t)i};
        read_indicator(s, (int64_t)i, I_LEVEL1);
        struct slice level = slice_trim(cell_meant(L, &row, I_LEVEL1));
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known = known || slice_equal(found[k], level);
        if (known || !scene_holds(L, level, SLICE("level1_department")))
            continue;
        found[count++] = level;
        whole = count == OWN_LEVELS;
    }
    lua_pushboolean(L, whole);
    return 1;
}

/* ---- names ---- */

static void fold_push(lua_State *L, struct slice text)
{
    struct buffer *b = &host_of(L)->out;
    charge(L, 2 + text.len);
    buffer_clear(b);
    unicode_fold(text, b);
    buffer_push(L, b);
}

static bool ends_a_place(uint32_t c)
{
    return c == 0x5E02 || c == 0x53BF || c == 0x533A; /* 市 县 区 */
}

/* The place a name begins with: up to its first 市, 县 or 区. Empty: it begins with none. */
static struct slice place_of(struct slice name)
{
    size_t at = 0;
    for (int n = 0; n < PLACE_CHARS && at < name.len; n++)
        if (ends_a_place(utf8_next(name, &at)))
            return slice_of(name.ptr, at);
    return SLICE_NONE;
}

/* [project] → its name folded, without the place it begins with where unit or region name that place,
 * and without a bare 市, 县 or 区: "鄂州市维稳资金" of 鄂州市 and "市维稳资金" are one project */
static int fn_plain_name(lua_State *L)
{
    struct script *s = host_of(L);
    if (record_check(L, 1)->indicator >= 0)
        rule_argument(L, 1, "项目", "a project");
    read_project(s, P_PROJECT_NAME);
    read_project(s, P_UNIT_NAME);
    read_project(s, P_REGION);
    const struct cell *cells = s->record->project->cells;
    struct slice name = text_meant(L, slice_trim(cells[P_PROJECT_NAME].text), TIDY_NAME);
    struct slice unit = text_meant(L, cells[P_UNIT_NAME].text, TIDY_NAME), place = place_of(name);
    bool bare = place.len && place.len == strlen("市");
    if (place.len && (bare || slice_find(unit, place, 0) != SIZE_MAX ||
                      slice_find(cells[P_REGION].text, place, 0) != SIZE_MAX))
        name = slice_from(name, place.len);
    fold_push(L, name);
    return 1;
}

/* [key] → the key, cut and told apart by its digest where it is longer than keys may be */
static void key_bound(lua_State *L)
{
    enum { KEY_MAX = 1024, KEY_HEAD = 256 };
    struct slice key = slice_check(L, -1);
    struct digest digest;
    char hex[65];
    if (key.len <= KEY_MAX)
        return;
    digest_init(&digest);
    digest_put(&digest, key);
    digest_hex(&digest, hex);
    slice_push(L, slice_of(key.ptr, utf8_cut(key, KEY_HEAD)));
    lua_pushliteral(L, "/");
    lua_pushstring(L, hex);
    lua_concat(L, 3);
    lua_replace(L, -2);
}

/* [project] → what other forms of the same project share: unit and code, unit and plain name. Where both
 * have codes, the name alone does not make them one. */
static int fn_project_keys(lua_State *L)
{
    struct script *s = host_of(L);
    const struct cell *cells = s->record->project->cells;
    lua_Integer n = 0;
    lua_settop(L, 1);
    (void)fn_plain_name(L);
    fold_push(L, text_meant(L, cells[P_UNIT_NAME].text, TIDY_NAME));
    read_project(s, P_PROJECT_CODE);
    fold_push(L, cells[P_PROJECT_CODE].text);
    lua_newtable(L); /* 2: name, 3: unit, 4: code, 5: keys */
    if (lua_rawlen(L, 4)) {
        lua_pushfstring(L, "code/%s/%s", lua_tostring(L, 3), lua_tostring(L, 4));
        key_bound(L);
        lua_rawseti(L, 5, ++n);
    }
    if (lua_rawlen(L, 2)) {
        lua_pushfstring(L, "name/%s/%s", lua_tostring(L, 3), lua_tostring(L, 2));
        key_bound(L);
        lua_rawseti(L, 5, ++n);
    }
    return 1;
}

/* [kept, kept, key] → whether two forms that came under a key of project_keys are of one project: by code,
 * and by name where one of them has no code (`code` among what was kept) */
static int fn_same_project(lua_State *L)
{
    bool same = slice_starts(slice_check(L, 3), SLICE("code/"));
    charge(L, 4);
    for (int i = 1; i <= 2 && !same; i++) {
        lua_getfield(L, i, "code");
        same = lua_type(L, -1) == LUA_TSTRING && lua_rawlen(L, -1) == 0;
        lua_pop(L, 1);
    }
    lua_pushboolean(L, same);
    return 1;
}

/* [text] → an indicator's name without labels such as "指标1：" before it */
static int fn_indicator_name(lua_State *L)
{
    struct slice name = slice_trim(slice_check(L, 1)), label = SLICE("指标");
    charge(L, 2 + name.len / 16);
    while (slice_starts(name, label)) {
        struct slice rest = slice_trim(slice_from(name, label.len));
        while (rest.len && rest.ptr[0] >= '0' && rest.ptr[0] <= '9')
            rest = slice_from(rest, 1);
        rest = slice_trim(rest);
        if (slice_starts(rest, SLICE("：")))
            name = slice_trim(slice_from(rest, strlen("：")));
        else if (slice_starts(rest, SLICE(":")))
            name = slice_trim(slice_from(rest, 1));
        else
            break;
    }
    slice_push(L, name);
    return 1;
}

void review_open(lua_State *L)
{
    lua_pushcfunction(L, fn_missing_levels);
    lua_setfield(L, -2, "missing_levels");
    lua_pushcfunction(L, fn_whole_department);
    lua_setfield(L, -2, "whole_department");
    lua_pushcfunction(L, fn_plain_name);
    lua_setfield(L, -2, "plain_name");
    lua_pushcfunction(L, fn_project_keys);
    lua_setfield(L, -2, "project_keys");
    lua_pushcfunction(L, fn_same_project);
    lua_setfield(L, -2, "same_project");
    lua_pushcfunction(L, fn_indicator_name);
    lua_setfield(L, -2, "indicator_name");
}
