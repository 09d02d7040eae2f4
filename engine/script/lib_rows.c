/* rows_of: the rows of a project that a rule is about, without a function called for each. Nearly every
 * rule on a whole project begins so: no row that is withheld, often only named ones, those of the year, of
 * one level or with a number for a target. */
#include "script/host.h"

#include "base/unicode.h"
#include "base/utf8.h"

/* What a row must be like; zero: whatever it is. */
struct wanted {
    bool named, annual;
    struct slice level1, level2;     /* standard names */
    uint32_t target_kinds, actual_kinds; /* bit by enum value_kind */
    struct slice dimension;              /* of the target */
};

static uint32_t kind_bit(lua_State *L, int index)
{
    struct slice name = slice_check(L, index);
    struct near near;
    near_init(&near, name);
    for (int k = 0; k <= VALUE_SYMBOL; k++) {
        struct slice known = slice_str(value_kind_name((enum value_kind)k));
        if (slice_equal(known, name))
            return UINT32_C(1) << k;
        near_offer(&near, known);
    }
    rule_unknown(L, "值的种类", "kind of value", &near);
}

static struct slice dimension_check(lua_State *L, int index)
{
    struct slice name = slice_check(L, index);
    struct near near;
    near_init(&near, name);
    for (int d = 0; d <= UNIT_SCORE; d++) {
        struct value v = {.unit = {.dimension = (enum unit_dimension)d}};
        if (slice_equal(value_dimension(&v), name))
            return name;
        near_offer(&near, value_dimension(&v));
    }
    rule_unknown(L, "计量种类", "dimension", &near);
}

/* The kind or list of kinds on top. */
static uint32_t kinds_read(lua_State *L)
{
    int at = lua_gettop(L);
    uint32_t bits = 0;
    if (lua_type(L, at) == LUA_TSTRING)
        return kind_bit(L, at);
    for (size_t i = 1, n = sequence_length(L, at); i <= n; i++) {
        sequence_item(L, at, i);
        bits |= kind_bit(L, -1);
        lua_pop(L, 1);
    }
    return bits;
}

/* [key, value] → the same */
static void wanted_take(lua_State *L, struct wanted *w)
{
    static const char *const names[] = {"named", "annual", "level1", "level2", "target", "actual",
                                        "dimension"};
    struct near near;
    if (lua_type(L, -2) != LUA_TSTRING)
        rule_argument(L, 2, "条件表", "a table of conditions");
    struct slice key = slice_at(L, -2);
    if (slice_equal(key, SLICE("named"))) {
        w->named = lua_toboolean(L, -1);
    } else if (slice_equal(key, SLICE("annual"))) {
        w->annual = lua_toboolean(L, -1);
    } else if (slice_equal(key, SLICE("level1"))) {
        w->level1 = slice_check(L, -1);
    } else if (slice_equal(key, SLICE("level2"))) {
        w->level2 = slice_check(L, -1);
    } else if (slice_equal(key, SLICE("dimension"))) {
        w->dimension = dimension_check(L, -1);
    } else if (slice_equal(key, SLICE("target"))) {
        w->target_kinds = kinds_read(L);
    } else if (slice_equal(key, SLICE("actual"))) {
        w->actual_kinds = kinds_read(L);
    } else {
        near_init(&near, key);
        for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
            near_offer(&near, slice_str(names[i]));
        rule_unknown(L, "条件", "condition", &near);
    }
}

/* The table at index 2, or what it shows; none: every row that is not withheld. */
static struct wanted wanted_read(lua_State *L)
{
    struct wanted w = {0};
    if (lua_isnoneornil(L, 2))
        return w;
    if (!lua_istable(L, 2))
        rule_argument(L, 2, "条件表", "a table of conditions");
    if (!table_thaw(L, 2))
        lua_pushvalue(L, 2);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        charge(L, 4);
        wanted_take(L, &w);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return w;
}

static bool dimension_fits(lua_State *L, const struct record_ref *r, struct slice dimension)
{
    if (dimension.len == 0)
        return true;
    cell_push(L, r, I_TARGET);
    bool fits = slice_equal(value_dimension(value_get(L, -1)), dimension);
    lua_pop(L, 1);
    return fits;
}

static bool kind_fits(lua_State *L, const struct record_ref *r, int field, uint32_t kinds)
{
    if (kinds == 0)
        return true;
    cell_push(L, r, field);
    bool fits = kinds >> value_get(L, -1)->kind & 1;
    lua_pop(L, 1);
    return fits;
}

/* Whether anything is left of the name but blanks and punctuation. */
static bool is_named(lua_State *L, const struct record_ref *r)
{
    struct buffer *b = &host_of(L)->out;
    struct slice name = record_cell(host_of(L), r, I_LEVEL3)->text;
    charge(L, 2 + name.len);
    if (name.len >= 3 && utf8_is_common((const unsigned char *)name.ptr, 0xE5, 0xE8)) /* an ideograph */
        return true;
    buffer_clear(b);
    unicode_fold(name, b);
    if (b->failed)
        rule_starved(L);
    return b->len > 0;
}

/* What is looked at is noted as read, as if the rule had looked itself. */
static bool row_fits(lua_State *L, const struct record_ref *r, const struct wanted *w)
{
    struct script *s = host_of(L);
    const struct script_record *rec = s->record;
    size_t i = (size_t)r->indicator;
    read_indicator(s, r->indicator, I_LEVEL3);
    read_indicator(s, r->indicator, I_TARGET);
    if (rec->withheld[i])
        return false;
    if (w->annual && slice_equal(record_cell(s, r, I_TERM)->text, SLICE("long")))
        return false;
    if (w->level1.len || w->level2.len)
        read_indicator(s, r->indicator, I_LEVEL2);
    if (w->level1.len)
        read_indicator(s, r->indicator, I_LEVEL1);
    if ((w->level1.len && !slice_equal(rec->level1_names[i], w->level1)) ||
        (w->level2.len && !slice_equal(rec->level2_names[i], w->level2)))
        return false;
    return (!w->named || is_named(L, r)) && kind_fits(L, r, I_TARGET, w->target_kinds) &&
           dimension_fits(L, r, w->dimension) && kind_fits(L, r, I_ACTUAL, w->actual_kinds);
}

/* [project, conditions] → its rows that are not withheld and fit them, in their order */
static int fn_rows_of(lua_State *L)
{
    struct script *s = host_of(L);
    lua_Integer kept = 0;
    lua_settop(L, 2);
    if (record_check(L, 1)->indicator >= 0)
        rule_argument(L, 1, "项目", "a project");
    struct wanted w = wanted_read(L);
    read_project(s, P_INDICATORS);
    s->reads.unbounded = true;
    list_new(L, s->record->project->indicator_count); /* 3: the answer */
    for (size_t i = 0; i < s->record->project->indicator_count; i++) {
        charge(L, 8);
        record_push(L, (int64_t)i);
        if (row_fits(L, record_check(L, -1), &w))
            lua_rawseti(L, 3, ++kept);
        else
            lua_pop(L, 1);
    }
    return 1;
}

void rows_open(lua_State *L)
{
    lua_pushcfunction(L, fn_rows_of);
    lua_setfield(L, -2, "rows_of");
}
