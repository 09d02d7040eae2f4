/* Labels: what a form prints beside its cells, compared the way people read it. Columns tear words
 * apart, clerks type colons in full width and add notes; so both sides are squeezed before they are
 * compared. What a cell says, squeezed, is kept: every label of a map looks at the same cells. */
#include "script/form_host.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { LABELS_MAX = 64, LABEL_BYTES_MAX = 300, WIDE_FIRST = 0xFF01, WIDE_LAST = 0xFF5E };

static uint32_t narrow(uint32_t c)
{
    return c >= WIDE_FIRST && c <= WIDE_LAST ? c - WIDE_FIRST + '!' : c;
}

size_t text_squeeze(struct slice text, char *out)
{
    size_t n = 0;
    for (size_t pos = 0; pos < text.len;) {
        size_t start = pos;
        uint32_t c = utf8_next(text, &pos);
        if (c == UTF8_BAD)
            out[n++] = text.ptr[start];
        else if (!unicode_is_nothing(c))
            n += utf8_put(out + n, narrow(c));
    }
    while (n && out[n - 1] == ':')
        n--;
    return n;
}

/* ---- reading labels ---- */

static void label_read(lua_State *L, struct slice text, bool optional, struct labels *to,
                       char *bytes)
{
    struct form_label *l = &to->items[to->count++];
    size_t n = text_squeeze(text, bytes);
    if (optional && n && bytes[n - 1] == '?') {
        to->optional = true;
        n--;
    }
    struct slice s = slice_of(bytes, n);
    l->any_before = s.len && s.ptr[0] == '*';
    s = slice_from(s, l->any_before);
    l->any_after = s.len && s.ptr[s.len - 1] == '*';
    s.len -= l->any_after;
    l->notes = s.len && s.ptr[s.len - 1] == ')';
    l->text = s;
    if (s.len == 0)
        rule_raise(L, "标签是空的", "the label is empty");
}

static struct slice label_text(lua_State *L, int index, size_t i)
{
    if (!sequence_is(L, index))
        return slice_check(L, index);
    lua_geti(L, index, (lua_Integer)i + 1);
    if (lua_type(L, -1) != LUA_TSTRING)
        rule_raise(L, "标签列表的第 %zu 项不是文字", "item %zu of the list of labels is no text",
                   i + 1);
    struct slice s = slice_at(L, -1);
    lua_pop(L, 1); /* the list holds it */
    return s;
}

const struct labels *labels_read(lua_State *L, int index, bool optional)
{
    index = lua_absindex(L, index);
    size_t count = sequence_is(L, index) ? sequence_length(L, index) : 1, bytes = 0;
    if (count == 0 || count > LABELS_MAX)
        rule_raise(L, "标签应有 1 到 %d 个", "there must be 1 to %d labels", (int)LABELS_MAX);
    for (size_t i = 0; i < count; i++) {
        size_t len = label_text(L, index, i).len;
        if (len > LABEL_BYTES_MAX)
            rule_raise(L, "标签过长（上限 %d 字节）", "the label is too long (limit %d bytes)",
                       (int)LABEL_BYTES_MAX);
        bytes += len;
    }
    size_t head = sizeof(struct labels) + count * sizeof(struct form_label);
    charge(L, 4 * count + bytes / 4);
    struct labels *out = lua_newuserdatauv(L, head + bytes + 1, 0);
    char *at = (char *)out + head;
    out->count = 0;
    out->optional = false;
    for (size_t i = 0; i < count; i++) {
        struct slice text = label_text(L, index, i);
        label_read(L, text, optional, out, at);
        at += text.len;
    }
    return out;
}

/* ---- comparing ---- */

/* Without the notes in parentheses at the end: 预算执行情况(万元)(20分). */
static struct slice without_notes(struct slice s)
{
    while (s.len && s.ptr[s.len - 1] == ')') {
        size_t open = s.len - 1;
        while (open && s.ptr[open] != '(')
            open--;
        if (open == 0)
            break;
        s.len = open;
        while (s.len && s.ptr[s.len - 1] == ':')
            s.len--;
    }
    return s;
}

/* A * before or behind a label marks it as required on many forms. */
static bool label_match(const struct form_label *l, struct slice s)
{
    while (s.len && s.ptr[0] == '*')
        s = slice_from(s, 1);
    while (s.len && s.ptr[s.len - 1] == '*')
        s.len--;
    if (l->any_before && l->any_after)
        return slice_find(s, l->text, 0) != SIZE_MAX;
    if (l->any_after)
        return slice_starts(s, l->text);
    if (l->any_before)
        return slice_ends(s, l->text) ||
               (!l->notes && slice_ends(without_notes(s), l->text));
    if (s.len < l->text.len)
        return false;
    return slice_equal(s, l->text) || (!l->notes && slice_equal(without_notes(s), l->text));
}

bool labels_match(const struct labels *l, struct slice squeezed)
{
    for (size_t i = 0; i < l->count; i++)
        if (label_match(&l->items[i], squeezed))
            return true;
    return false;
}

size_t cell_number(const struct form_document *f, uint32_t block, uint32_t index)
{
    return f->first[block] + index;
}

struct slice cell_squeezed(lua_State *L, struct form_document *f, size_t number,
                           const struct document_cell *cell)
{
    struct slice *s = &f->squeezed[number];
    charge(L, 1);
    if (s->ptr)
        return *s;
    charge(L, cell->text.len / 8);
    char *out = arena_alloc(&f->arena, cell->text.len + 1);
    if (!out)
        rule_starved(L);
    *s = slice_of(out, text_squeeze(cell->text, out));
    return *s;
}

bool cell_is(lua_State *L, struct form_document *f, const struct cell_walk *w,
             const struct labels *l)
{
    if (w->cell->text.len == 0)
        return false;
    struct slice s = cell_squeezed(L, f, w->number, w->cell);
    charge(L, s.len / 64);
    return labels_match(l, s);
}

bool box_is(lua_State *L, struct form_document *f, const struct cell_box *c,
            const struct labels *l)
{
    if (c->index == NO_CELL)
        return false;
    const struct document_block *b = &f->doc->blocks[c->block];
    const struct document_cell *cell =
        b->kind == BLOCK_TEXT ? &b->text : &b->table.cells[c->index];
    struct slice s = cell_squeezed(L, f, cell_number(f, c->block, c->index), cell);
    charge(L, s.len / 64);
    return labels_match(l, s);
}

/* ---- labels inside a line ---- */

/* The label at byte `from` of the text, blanks within let pass; the byte behind it, or SIZE_MAX. */
static size_t label_at(struct slice label, struct slice text, size_t from)
{
    size_t k = 0, pos = from;
    while (k < label.len) {
        if (pos >= text.len)
            return SIZE_MAX;
        uint32_t c = utf8_next(text, &pos);
        if (c != UTF8_BAD && k && unicode_is_nothing(c))
            continue;
        char one[4];
        size_t n = c == UTF8_BAD ? 0 : utf8_put(one, narrow(c));
        if (n == 0 || k + n > label.len || memcmp(label.ptr + k, one, n) != 0)
            return SIZE_MAX;
        k += n;
    }
    return pos;
}

/* Behind a note in parentheses, if one begins here. */
static size_t note_end(struct slice text, size_t at)
{
    size_t pos = at;
    if (pos >= text.len || narrow(utf8_next(text, &pos)) != '(')
        return at;
    while (pos < text.len)
        if (narrow(utf8_next(text, &pos)) == ')')
            return pos;
    return at;
}

/* Behind a label stands a colon, perhaps after a note, or at least a blank; then the value. */
static size_t value_at(struct slice text, size_t end)
{
    size_t pos = note_end(text, end);
    bool blank = false;
    while (pos < text.len) {
        size_t next = pos;
        uint32_t c = utf8_next(text, &next);
        if (narrow(c) == ':')
            return next;
        if (!unicode_is_nothing(c))
            return blank ? pos : SIZE_MAX;
        blank = true;
        pos = next;
    }
    return text.len;
}

bool labels_inline(const struct labels *l, struct slice text, size_t from, size_t *at,
                   size_t *value)
{
    bool open = from == 0; /* a label begins the text or follows a blank or a sign */
    for (size_t pos = from; pos < text.len;) {
        size_t start = pos;
        uint32_t c = utf8_next(text, &pos);
        for (size_t i = 0; open && i < l->count; i++) {
            size_t end = l->items[i].any_before ? SIZE_MAX
                                                : label_at(l->items[i].text, text, start);
            size_t behind = end == SIZE_MAX ? SIZE_MAX : value_at(text, end);
            if (behind == SIZE_MAX)
                continue;
            *at = start;
            *value = behind;
            return true;
        }
        open = c != UTF8_BAD && (unicode_is_nothing(c) || c < '0' || narrow(c) != c ||
                                 (c >= 0x3001 && c <= 0x303F));
    }
    return false;
}
