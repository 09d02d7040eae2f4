/* What can be taken out of one cell's text: numbered items, ticked options, dates, years, and the
 * text without what a narrow column made of it. Everything taken is a cell at the same place. */
#include "script/form_host.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { ITEMS_MAX = 10000, LEVELS = 5, MARK_DIGITS_MAX = 2, DATE_BYTES = 12 };

static bool is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static unsigned digit(uint32_t c)
{
    return (unsigned)(c >= 0xFF10 ? c - 0xFF10 : c - '0');
}

/* The code point at `at`, 0 at the end. */
static uint32_t code_at(struct slice s, size_t at, size_t *next)
{
    *next = at;
    if (at >= s.len)
        return 0;
    uint32_t c = utf8_next(s, next);
    return c == UTF8_BAD ? 1 : c;
}

/* ---- marks ---- */

struct mark {
    int level; /* 1 一、 2 （一） 3 1. 4 （1） 5 ①; 0: none */
    unsigned number;
    size_t end; /* byte behind it */
};

static unsigned chinese_digit(uint32_t c)
{
    static const uint32_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    for (unsigned i = 0; i < 10; i++)
        if (digits[i] == c)
            return i + 1;
    return 0;
}

/* 一 … 九十九; 0 when there is none at `at`. */
static unsigned chinese_number(struct slice s, size_t at, size_t *end)
{
    unsigned n = 0, d;
    size_t next;
    *end = at;
    for (int k = 0; k < 3 && (d = chinese_digit(code_at(s, *end, &next))) > 0; k++) {
        n = d == 10 ? (n ? n * 10 : 10) : n % 10 == 0 ? n + d : 0;
        if (n == 0)
            return 0;
        *end = next;
    }
    return n;
}

static unsigned plain_number(struct slice s, size_t at, size_t *end)
{
    unsigned n = 0;
    size_t next;
    uint32_t c;
    *end = at;
    for (int k = 0; is_digit(c = code_at(s, *end, &next)); k++) {
        if (k == MARK_DIGITS_MAX)
            return 0;
        n = n * 10 + digit(c);
        *end = next;
    }
    return n;
}

static size_t past_blanks(struct slice s, size_t at)
{
    size_t next;
    uint32_t c;
    while ((c = code_at(s, at, &next)) != 0 && unicode_is_nothing(c))
        at = next;
    return at;
}

/* 1.2024年1月1日 begins with a mark, 1.7万元 with a number. */
static bool is_decimal(struct slice s, size_t at)
{
    size_t next;
    uint32_t c;
    int digits = 0;
    for (; is_digit(c = code_at(s, at, &next)); at = next)
        digits++;
    return digits > 0 && !(digits == 4 && c == 0x5E74);
}

/* （一） and （1） */
static struct mark mark_bracketed(struct slice s, size_t at)
{
    struct mark m = {0};
    size_t end, next;
    at = past_blanks(s, at);
    m.number = chinese_number(s, at, &end);
    m.level = m.number ? 2 : 4;
    if (!m.number)
        m.number = plain_number(s, at, &end);
    uint32_t c = code_at(s, past_blanks(s, end), &next);
    m.end = next;
    return m.number && (c == ')' || c == 0xFF09) ? m : (struct mark){0};
}

static struct mark mark_at(struct slice s, size_t at)
{
    struct mark m = {0};
    size_t end, next;
    uint32_t c = code_at(s, at, &next);
    if (c == '(' || c == 0xFF08)
        return mark_bracketed(s, next);
    if (c >= 0x2460 && c <= 0x2473)
        return (struct mark){5, c - 0x2460 + 1, next};
    if ((m.number = chinese_number(s, at, &end)) > 0) {
        c = code_at(s, end, &next);
        m.level = c == 0x3001 || c == '.' || c == 0xFF0E ? 1 : 0;
    } else if ((m.number = plain_number(s, at, &end)) > 0) {
        c = code_at(s, end, &next);
        bool dot = c == '.' || c == 0xFF0E;
        m.level = c == 0x3001 || (dot && !is_decimal(s, next)) ? 3
                  : c == ')' || c == 0xFF09                    ? 4
                                                               : 0;
    }
    m.end = next;
    return m.level ? m : (struct mark){0};
}

/* Where a mark may stand: at the beginning, behind a blank, behind the end of something. */
static bool is_break(uint32_t c)
{
    static const uint32_t signs[] = {0x3002, 0xFF1B, ';', ':', 0xFF1A, 0x2611, 0x25A1, ')', 0xFF09};
    for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
        if (signs[i] == c)
            return true;
    return unicode_is_nothing(c);
}

/* ---- items ---- */

struct items {
    const struct cell_box *cell;
    struct slice text;
    int list;
    lua_Integer count;
    unsigned last[LEVELS + 1]; /* the number counted to, by level */
};

/* The item from `start` to `end`, whose own text begins at `body`. */
static void item_push(lua_State *L, struct items *it, int level, size_t start, size_t body,
                      size_t end)
{
    struct slice whole = slice_sub(it->text, start, end - start);
    struct slice text = slice_sub(it->text, body, end - body);
    if (level == 0 && slice_trim(text).len == 0)
        return;
    if (it->count == ITEMS_MAX)
        rule_limit(L, "条目过多（上限 %d）", "too many items (limit %d)", (int)ITEMS_MAX);
    lua_createtable(L, 0, 4);
    slice_push(L, slice_trim(slice_sub(it->text, start, body - start)));
    lua_setfield(L, -2, "mark");
    lua_pushinteger(L, level);
    lua_setfield(L, -2, "level");
    cell_push_text(L, it->cell, text);
    lua_setfield(L, -2, "text");
    cell_push_text(L, it->cell, whole);
    lua_setfield(L, -2, "whole");
    lua_rawseti(L, it->list, ++it->count);
}

/* Numbers count on from the one before or begin anew at 1. */
static bool counts_on(struct items *it, const struct mark *m)
{
    if (m->number != 1 && m->number != it->last[m->level] + 1)
        return false;
    it->last[m->level] = m->number;
    for (int k = m->level + 1; k <= LEVELS; k++)
        it->last[k] = 0;
    return true;
}

static void items_by_marks(lua_State *L, struct items *it)
{
    size_t start = 0, body = 0;
    int level = 0;
    bool open = true;
    for (size_t pos = 0; pos < it->text.len;) {
        struct mark m = open ? mark_at(it->text, pos) : (struct mark){0};
        if (m.level && counts_on(it, &m)) {
            item_push(L, it, level, start, body, pos);
            start = pos;
            body = pos = m.end;
            level = m.level;
            open = true;
            continue;
        }
        size_t next;
        open = is_break(code_at(it->text, pos, &next));
        pos = next;
    }
    item_push(L, it, level, start, body, it->text.len);
}

static void items_by_pattern(lua_State *L, struct items *it, struct slice re)
{
    size_t start = 0, body = 0, pos = 0;
    int level = 0;
    struct slice hit[1];
    while (pos <= it->text.len && text_groups(L, it->text, pos, re, hit, 1) > 0) {
        size_t at = (size_t)(hit[0].ptr - it->text.ptr);
        if (hit[0].len == 0)
            rule_raise(L, "条目标记的表达式匹配了空文字", "the expression for marks matches nothing");
        item_push(L, it, level, start, body, at);
        start = at;
        body = pos = at + hit[0].len;
        level = 1;
    }
    item_push(L, it, level, start, body, it->text.len);
}

int cell_items(lua_State *L)
{
    lua_settop(L, 2);
    struct items it = {.cell = cell_check(L, 1)};
    it.text = cell_text(L, 1, it.cell);
    charge(L, it.text.len / 2);
    lua_newtable(L);
    it.list = lua_gettop(L);
    if (lua_isnil(L, 2))
        items_by_marks(L, &it);
    else if (it.text.len)
        items_by_pattern(L, &it, slice_check(L, 2));
    lua_settop(L, it.list);
    return 1;
}

/* ---- options ---- */

enum box { BOX_NONE, BOX_EMPTY, BOX_TICKED };

static enum box box_of(uint32_t c)
{
    static const uint32_t ticked[] = {0x2611, 0x2612, 0x25A0, 0x221A, 0x2713, 0x2714, 0x2715,
                                      0x2716, 0x25A3, 0x25C9, 0x25CF, 0x1F5F9, 0x2705};
    static const uint32_t empty[] = {0x25A1, 0x2610, 0x25CB, 0x25FB, 0x25FD, 0x2B1C, 0x25A2};
    for (size_t i = 0; i < sizeof(ticked) / sizeof(*ticked); i++)
        if (ticked[i] == c)
            return BOX_TICKED;
    for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++)
        if (empty[i] == c)
            return BOX_EMPTY;
    return BOX_NONE;
}

struct options {
    const struct cell_box *cell;
    struct slice text;
    int list;
    lua_Integer count;
    bool only_ticked, any_box;
};

static void option_push(lua_State *L, struct options *o, struct slice text, bool ticked)
{
    if (o->count == ITEMS_MAX)
        rule_limit(L, "选项过多（上限 %d）", "too many options (limit %d)", (int)ITEMS_MAX);
    if (text.len == 0 || (o->only_ticked && !ticked))
        return;
    if (o->only_ticked) {
        cell_push_text(L, o->cell, text);
    } else {
        lua_createtable(L, 0, 2);
        cell_push_text(L, o->cell, text);
        lua_setfield(L, -2, "text");
        lua_pushboolean(L, ticked);
        lua_setfield(L, -2, "ticked");
    }
    lua_rawseti(L, o->list, ++o->count);
}

/* The text of a stretch without its boxes; whether one of them is ticked. */
static struct slice without_boxes(lua_State *L, struct slice s, bool *ticked)
{
    struct buffer *b = &host_of(L)->other;
    buffer_clear(b);
    *ticked = false;
    for (size_t pos = 0; pos < s.len;) {
        size_t start = pos;
        enum box box = box_of(utf8_next(s, &pos));
        if (box == BOX_NONE)
            buffer_put(b, slice_sub(s, start, pos - start));
        *ticked |= box == BOX_TICKED;
    }
    if (b->failed)
        rule_starved(L);
    return slice_trim(buffer_slice(b));
}

/* Numbered options: what stands between two numbers is one option, wherever its boxes are, and
 * however many conversion left of them. */
static bool options_numbered(lua_State *L, struct options *o)
{
    struct slice s = o->text;
    unsigned number = 0;
    size_t body = 0;
    bool open = true, ticked;
    for (size_t pos = 0; pos < s.len;) {
        struct mark m = open ? mark_at(s, pos) : (struct mark){0};
        if (m.level >= 3 && m.number == number + 1) {
            struct slice before = without_boxes(L, slice_sub(s, body, pos - body), &ticked);
            if (number == 0 && before.len)
                return false;
            if (number)
                option_push(L, o, before, ticked);
            number++;
            body = pos = m.end;
            continue;
        }
        size_t next;
        uint32_t c = code_at(s, pos, &next);
        open = is_break(c) || box_of(c) != BOX_NONE;
        pos = next;
    }
    if (number == 0)
        return false;
    struct slice last = without_boxes(L, slice_from(s, body), &ticked);
    option_push(L, o, last, ticked);
    return true;
}

/* Boxes without numbers: each stands before its option, or, where the text begins with an option,
 * behind it. */
static void options_boxed(lua_State *L, struct options *o)
{
    struct slice s = o->text;
    size_t next, from = past_blanks(s, 0);
    bool before = box_of(code_at(s, from, &next)) != BOX_NONE, ticked = false;
    for (size_t pos = from; pos < s.len; pos = next) {
        enum box box = box_of(code_at(s, pos, &next));
        if (box == BOX_NONE)
            continue;
        struct slice text = slice_trim(slice_sub(s, from, pos - from));
        option_push(L, o, text, before ? ticked : box == BOX_TICKED);
        ticked = box == BOX_TICKED;
        from = next;
    }
    if (before)
        option_push(L, o, slice_trim(slice_from(s, from)), ticked);
}

bool text_has_box(struct slice s)
{
    for (size_t pos = 0; pos < s.len;)
        if (box_of(utf8_next(s, &pos)) != BOX_NONE)
            return true;
    return false;
}

static int options_read(lua_State *L, bool only_ticked)
{
    lua_settop(L, 1);
    struct options o = {.cell = cell_check(L, 1), .only_ticked = only_ticked};
    o.text = cell_text(L, 1, o.cell);
    charge(L, o.text.len / 2);
    lua_newtable(L);
    o.list = lua_gettop(L);
    if (!text_has_box(o.text))
        option_push(L, &o, slice_trim(o.text), true); /* no boxes: what is written is meant */
    else if (!options_numbered(L, &o))
        options_boxed(L, &o);
    lua_settop(L, o.list);
    lua_pushvalue(L, 1);
    lua_setfield(L, o.list, "at");
    return 1;
}

int cell_options(lua_State *L)
{
    return options_read(L, false);
}

int cell_ticked(lua_State *L)
{
    return options_read(L, true);
}

/* ---- dates ---- */

/* The squeezed text in the host's buffer. */
static struct slice squeezed(lua_State *L, const struct cell_box *c)
{
    struct slice text = cell_text(L, 1, c);
    charge(L, text.len / 4);
    char *out = lua_newuserdatauv(L, text.len + 1, 0);
    return slice_of(out, text_squeeze(text, out));
}

/* A number of at most `max` digits; false when there is none or more. */
static bool number_at(struct slice s, size_t *at, int max, unsigned *out)
{
    int n = 0;
    for (*out = 0; *at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9'; ++*at, n++)
        *out = *out * 10 + (unsigned)(s.ptr[*at] - '0');
    return n > 0 && n <= max;
}

/* One of the words at `at`, perhaps written twice (年年). */
static bool sign_at(struct slice s, size_t *at, const char *const *signs)
{
    bool any = false;
    for (bool more = true; more;) {
        more = false;
        for (const char *const *k = signs; !more && *k; k++)
            if (slice_starts(slice_from(s, *at), slice_str(*k))) {
                *at += strlen(*k);
                any = more = true;
            }
    }
    return any;
}

static bool date_at(struct slice s, size_t at, char out[DATE_BYTES])
{
    static const char *const years[] = {"年", ".", "-", "/", NULL};
    static const char *const months[] = {"月份", "月", ".", "-", "/", NULL};
    unsigned year, month, day;
    size_t from = at;
    if (!number_at(s, &at, 8, &year))
        return false;
    if (at - from == 8) {
        day = year % 100, month = year / 100 % 100, year /= 10000;
    } else {
        if (at - from != 4 || !sign_at(s, &at, years) || !number_at(s, &at, 2, &month))
            return false;
        bool more = sign_at(s, &at, months);
        if (!more || !number_at(s, &at, 2, &day))
            day = 0;
    }
    if (year < 1949 || year > 2100 || month < 1 || month > 12 || day > 31)
        return false;
    (void)snprintf(out, DATE_BYTES, day ? "%04u-%02u-%02u" : "%04u-%02u", year, month, day);
    return true;
}

static bool begins_number(struct slice s, size_t at)
{
    return s.ptr[at] >= '0' && s.ptr[at] <= '9' &&
           (at == 0 || s.ptr[at - 1] < '0' || s.ptr[at - 1] > '9');
}

int cell_date(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    struct slice s = squeezed(L, c);
    char out[DATE_BYTES];
    for (size_t at = 0; at < s.len; at++) {
        if (!begins_number(s, at) || !date_at(s, at, out))
            continue;
        cell_push_text(L, c, slice_str(out));
        return 1;
    }
    lua_pushnil(L);
    return 1;
}

int cell_year(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    struct slice s = squeezed(L, c);
    for (size_t at = 0; at < s.len; at++) {
        unsigned year;
        size_t end = at;
        if (!begins_number(s, at) || !number_at(s, &end, 4, &year) || year < 1990 || year > 2099)
            continue;
        cell_push_text(L, c, slice_sub(s, at, 4));
        return 1;
    }
    lua_pushnil(L);
    return 1;
}

/* ---- unwrapping ---- */

static bool is_ideograph(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

/* Characters that fill a square and have no blanks beside them. */
static bool is_square(uint32_t c)
{
    static const uint32_t signs[] = {0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF08, 0xFF09,
                                     0x300A, 0x300B};
    for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
        if (signs[i] == c)
            return true;
    return is_ideograph(c);
}

void unwrap_put(struct buffer *out, struct slice text)
{
    uint32_t before = 0;
    for (size_t pos = 0; pos < text.len;) {
        size_t next, start = pos, end = past_blanks(text, pos);
        uint32_t after = code_at(text, end, &next);
        bool joins = is_square(before) && is_square(after) && mark_at(text, end).level == 0;
        if (end > start && !joins)
            buffer_put(out, slice_sub(text, start, end - start));
        buffer_put(out, slice_sub(text, end, next - end));
        before = after;
        pos = next;
    }
}

int cell_unwrap(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    struct buffer *b = &host_of(L)->other;
    struct slice text = cell_text(L, 1, c);
    charge(L, text.len / 2);
    buffer_clear(b);
    unwrap_put(b, text);
    buffer_push(L, b);
    cell_push_derived(L, c);
    return 1;
}
