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
