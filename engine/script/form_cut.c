/* Whether a text breaks off, as where a conversion lost what stood behind the end of a page. A blank that a
 * clerk left is no break, and neither is a sentence without its full stop: only what nobody can have meant
 * counts. */
#include "script/form_host.h"

#include "base/utf8.h"

/* A list, a clause or a bracket that goes on; of a form's last line a comma says little. */
static const char goes_on[] = "[^。；;，,、：:]{0,12}[、，,（(“《〈【]$";
static const char goes_on_surely[] = "[^。；;，,、：:]{0,12}[、（(“《〈【]$";

/* Old exports keep so many characters of a cell, and the rest is gone. */
enum { OLD_EXPORT_CHARACTERS = 255 };
static const char no_stop[] = "[^。；;，,、：:！!？?]{1,12}$";

int cell_cut(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    struct slice whole = cell_text(L, 1, c), text = slice_trim(whole), end;
    lua_settop(L, 1);
    charge(L, whole.len / 16);
    bool full = utf8_count(whole) == OLD_EXPORT_CHARACTERS;
    if (text_groups(L, text, 0, slice_str(goes_on), &end, 1) > 0 ||
        (full && text_groups(L, text, 0, slice_str(no_stop), &end, 1) > 0))
        cell_push_text(L, c, end);
    else
        lua_pushnil(L);
    return 1;
}

/* ---- narrative cells of one column ---- */

enum { FOLLOWERS_MAX = 64 };
enum { CELLS = 1, ANSWER, CELL, HEADINGS }; /* where they stand on the stack */

static const char ends[] = "[。；;！!%％\\d年元]\\s*$", half_a_date[] = "[年月至—-]\\s*\\d{1,3}\\s*$",
                  tail[] = "([^。；;：:]{1,12})\\s*$", begins[] = "^\\s*(?:[（(]一|1[、.．])";

/* Of the headings with this name: below how many others follow, two or more of them, fewer than two. */
struct follower {
    struct slice name;
    size_t some, on, stop;
};

struct column {
    struct follower *items;
    size_t count;
};

static bool says(lua_State *L, struct slice text, const char *re)
{
    struct slice whole;
    return text_groups(L, text, 0, slice_str(re), &whole, 1) > 0;
}

/* Pushes what the headings at HEADINGS (cell:headings) have of the k-th one. */
static void heading_push(lua_State *L, lua_Integer k, const char *key)
{
    lua_rawgeti(L, HEADINGS, k);
    lua_getfield(L, -1, key);
    lua_remove(L, -2);
}

/* Empty where it is no heading; its text is held by the list. */
static struct slice heading_name(lua_State *L, lua_Integer k)
{
    heading_push(L, k, "name");
    const struct cell_box *c = cell_get(L, -1);
    struct slice name = c ? cell_text(L, -1, c) : SLICE_NONE;
    lua_pop(L, 1);
    return name;
}

static lua_Integer heading_level(lua_State *L, lua_Integer k)
{
    heading_push(L, k, "level");
    lua_Integer level = lua_tointeger(L, -1);
    lua_pop(L, 1);
    return level;
}

static struct follower *follower_of(lua_State *L, struct column *c, struct slice name)
{
    struct slice kept;
    for (size_t i = 0; i < c->count; i++)
        if (slice_equal(c->items[i].name, name))
            return &c->items[i];
    if (c->count == FOLLOWERS_MAX)
        return NULL;
    if (!arena_copy(&host_of(L)->scratch, name, &kept))
        rule_starved(L);
    c->items[c->count] = (struct follower){.name = kept};
    return &c->items[c->count++];
}

/* Puts the n-th of the cells at CELL, its headings at HEADINGS; their number. */
static lua_Integer cell_turn(lua_State *L, lua_Integer n)
{
    lua_settop(L, ANSWER);
    lua_rawgeti(L, CELLS, n);
    (void)cell_check(L, CELL);
    lua_pushcfunction(L, cell_headings);
    lua_pushvalue(L, CELL);
    lua_call(L, 1, 1);
    return (lua_Integer)lua_rawlen(L, HEADINGS);
}

static void followers_count(lua_State *L, struct column *c, lua_Integer headings)
{
    for (lua_Integer k = 1; k <= headings; k++) {
        struct slice name = heading_name(L, k);
        struct follower *f = name.len ? follower_of(L, c, name) : NULL;
        charge(L, 8 + c->count);
        if (!f)
            continue;
        f->some += headings > k;
        f->on += headings > k + 1;
        f->stop += headings < k + 2;
    }
}

/* How many first levels have a second one below them. */
static size_t divided_count(lua_State *L, lua_Integer headings)
{
    size_t count = 0;
    for (lua_Integer k = 1; k < headings; k++)
        count += heading_name(L, k).len && heading_level(L, k) == 1 && heading_level(L, k + 1) > 1;
    return count;
}

/* Nothing stands below the last heading, and others go on behind it, or it is the one first level that has no
 * second, or a second level that is the first of several: nobody left that blank. */
static bool is_bare_cut(lua_State *L, lua_Integer last, const struct follower *f)
{
    size_t divided = divided_count(L, last);
    if (f->some)
        return true;
    if (heading_level(L, last) == 1)
        return divided > 0;
    heading_push(L, last, "mark");
    bool first = divided > 1 && says(L, slice_at(L, -1), begins);
    lua_pop(L, 1);
    return first;
}

static size_t sentence_count(lua_State *L, lua_Integer k)
{
    lua_pushcfunction(L, cell_sentences);
    heading_push(L, k, "text");
    lua_call(L, 1, 1);
    size_t n = lua_rawlen(L, -1);
    lua_pop(L, 1);
    return n;
}

/* Pushes where the cell at CELL breaks off, or nil. */
static void cell_cut_push(lua_State *L, struct column *c, lua_Integer last)
{
    struct slice name = last ? heading_name(L, last) : SLICE_NONE, groups[2];
    const struct follower *f = name.len ? follower_of(L, c, name) : NULL;
    const struct cell_box *cell = cell_get(L, CELL);
    bool told = f && slice_find(name, SLICE("满意度"), 0) == SIZE_MAX;
    if (told && sentence_count(L, last) == 0) {
        if (is_bare_cut(L, last, f))
            heading_push(L, last, "name");
        else
            lua_pushnil(L);
        return;
    }
    lua_pushcfunction(L, cell_cut);
    lua_pushvalue(L, CELL);
    lua_call(L, 1, 1);
    struct slice text = cell_text(L, CELL, cell);
    /* a sentence without its end, where nearly all the others go on for two headings or more */
    if (!lua_isnil(L, -1) || !told || f->on < 3 * f->stop ||
        (says(L, text, ends) && !says(L, text, half_a_date)) ||
        text_groups(L, text, 0, slice_str(tail), groups, 2) != 2)
        return;
    lua_pop(L, 1);
    cell_push_text(L, cell, groups[1]);
}

/* area:cuts(cells): of each narrative cell of a column, beside the others, where it breaks off, or false. */
int area_cuts(lua_State *L)
{
    struct column c = {arena_zero(&host_of(L)->scratch, FOLLOWERS_MAX, sizeof(*c.items)), 0};
    (void)area_check(L, 1);
    if (!c.items)
        rule_starved(L);
    if (!lua_istable(L, 2))
        rule_argument(L, 2, "单元格的列表", "a list of cells");
    lua_settop(L, 2);
    lua_remove(L, 1);
    lua_newtable(L);
    lua_Integer n = (lua_Integer)lua_rawlen(L, CELLS);
    for (lua_Integer i = 1; i <= n; i++)
        followers_count(L, &c, cell_turn(L, i));
    for (lua_Integer i = 1; i <= n; i++) {
        cell_cut_push(L, &c, cell_turn(L, i));
        if (lua_isnil(L, -1))
            lua_pushboolean(L, false);
        lua_rawseti(L, ANSWER, i);
    }
    lua_settop(L, ANSWER);
    return 1;
}

/* ---- an area ---- */

enum level { LEVEL_NONE, LEVEL_FIRST, LEVEL_SECOND, LEVEL_LAST };

/* Satisfaction comes last in every form; 成本指标 stands on either level. */
static enum level level_of(struct slice name)
{
    static const char *const first[] = {"产出", "效益", "效果", NULL};
    static const char *const second[] = {"成本",     "数量",     "质量",       "时效",     "经济效益",
                                         "社会效益", "生态效益", "可持续影响", "经济成本", "社会成本",
                                         "生态环境成本", NULL};
    if (slice_find(name, SLICE("满意度"), 0) != SIZE_MAX)
        return LEVEL_LAST;
    if (slice_ends(name, SLICE("指标")))
        name.len -= SLICE("指标").len;
    for (const char *const *k = first; *k; k++)
        if (slice_equal(name, slice_str(*k)))
            return LEVEL_FIRST;
    for (const char *const *k = second; *k; k++)
        if (slice_equal(name, slice_str(*k)))
            return LEVEL_SECOND;
    return LEVEL_NONE;
}

/* 3, － 3 －, 第3页共8页; among the cells of a table only the last of them. */
static bool is_page_number(struct slice s, bool line)
{
    if (!line && slice_find(s, SLICE("页"), 0) == SIZE_MAX)
        return false;
    for (size_t pos = 0; pos < s.len;) {
        size_t from = pos;
        uint32_t c = utf8_next(s, &pos);
        if (!(c >= '0' && c <= '9') &&
            slice_find(SLICE("-－—–/第页共"), slice_of(s.ptr + from, pos - from), 0) == SIZE_MAX)
            return false;
    }
    return true;
}

/* The last line of an area, and what was seen before it. */
struct ending {
    uint32_t block, row, index; /* of its last cell that is not blank */
    enum level level;           /* of that cell */
    bool any, bare;             /* there is one; it holds names of levels only */
    bool levels, others;        /* what it holds */
    bool filled;                /* an earlier line has a level and what belongs to it */
    bool complete;              /* satisfaction was there */
};

static void ending_take(struct ending *e, const struct cell_walk *w, enum level level)
{
    if (!e->any || e->block != w->block || e->row != w->cell->row) {
        e->filled = e->filled || (e->levels && e->others);
        e->levels = e->others = false;
    }
    e->any = true;
    e->block = w->block;
    e->row = w->cell->row;
    e->index = w->index;
    e->level = level;
    e->levels = e->levels || level != LEVEL_NONE;
    e->others = e->others || level == LEVEL_NONE;
    e->bare = e->levels && !e->others;
    e->complete = e->complete || level == LEVEL_LAST;
}

static bool others_go_on(lua_State *L)
{
    if (!area_get(L, 2))
        return false;
    lua_getfield(L, 2, "has");
    lua_pushvalue(L, 2);
    lua_pushliteral(L, "*满意度*");
    lua_call(L, 2, 1);
    return lua_toboolean(L, -1);
}

/* A first level without a second below it is no blank of the form's; a second level may be, unless the other
 * forms of the document go on to satisfaction. */
static bool breaks_off(lua_State *L, const struct ending *e)
{
    if (!e->bare || !e->filled || e->complete)
        return false;
    return e->level == LEVEL_FIRST || others_go_on(L);
}

int area_breaks_off(lua_State *L)
{
    const struct area_box *a = area_check(L, 1);
    struct form_document *f = form_now(L);
    struct ending e = {0};
    struct cell_walk w;
    struct slice end;
    lua_settop(L, 2);
    for (walk_open(&w, f, a); walk_next(L, &w);) {
        struct slice text = cell_squeezed(L, f, w.number, w.cell);
        bool line = f->doc->blocks[w.block].kind == BLOCK_TEXT;
        if (text.len && !is_page_number(text, line))
            ending_take(&e, &w, level_of(text));
    }
    if (!e.any)
        return lua_pushnil(L), 1;
    bool cut = breaks_off(L, &e);
    lua_settop(L, 2);
    cell_push_number(L, e.block, e.index);
    struct slice text = slice_trim(cell_text(L, 3, cell_get(L, 3)));
    if (!cut && text_groups(L, text, 0, slice_str(goes_on_surely), &end, 1) > 0) {
        cell_push_text(L, cell_get(L, 3), end);
        return 1;
    }
    if (!cut)
        lua_pushnil(L);
    return 1;
}
