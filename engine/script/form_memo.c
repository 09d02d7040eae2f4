/* What was asked of the whole document is remembered: a map reads part by part and asks the document for its
 * year, its region, its unit again and again, which in a document of a thousand forms would be a thousand walks
 * through all of it. Questions about parts are asked once and not kept. */
#include "script/form_host.h"

enum { MEMO_MAX = 512, MEMO_KEY_MAX = 2048 };

/* What the question was: its kind, then labels or expression. */
static struct slice key_make(lua_State *L, char kind, const struct labels *l, struct slice text)
{
    struct buffer *b = &host_of(L)->other;
    buffer_clear(b);
    buffer_byte(b, kind);
    buffer_put(b, text);
    for (size_t i = 0; l && i < l->count; i++) {
        const struct form_label *one = &l->items[i];
        buffer_byte(b, (char)('0' + (one->any_before | one->any_after << 1 | one->notes << 2)));
        buffer_put(b, one->text);
        buffer_byte(b, '\0');
    }
    return b->failed || b->len > MEMO_KEY_MAX ? SLICE_NONE : buffer_slice(b);
}

bool memo_find(lua_State *L, const struct area_box *a, char kind, const struct labels *l,
               struct slice text, struct memo_answer *out)
{
    struct form_document *f = form_now(L);
    if (a->kind != AREA_DOCUMENT)
        return false;
    struct slice key = key_make(L, kind, l, text);
    const size_t *at = key.len ? map_get(&f->memo, key) : NULL;
    charge(L, 2 + key.len / 8);
    if (at)
        *out = f->answers[*at];
    return at != NULL;
}

void memo_keep(lua_State *L, const struct area_box *a, char kind, const struct labels *l,
               struct slice text, struct memo_answer answer)
{
    struct form_document *f = form_now(L);
    struct slice key, copy;
    if (a->kind != AREA_DOCUMENT || f->answer_count == MEMO_MAX)
        return;
    if (!f->answers && !(f->answers = arena_zero(&f->arena, MEMO_MAX, sizeof(*f->answers))))
        rule_starved(L);
    key = key_make(L, kind, l, text);
    if (key.len == 0)
        return;
    if (!arena_copy(&f->arena, key, &copy))
        rule_starved(L);
    size_t *place = map_put(&f->memo, copy, NULL);
    if (!place)
        rule_starved(L);
    *place = f->answer_count;
    f->answers[f->answer_count++] = answer;
}

void walk_to(struct cell_walk *w, const struct form_document *f, struct memo_answer at)
{
    const struct document_block *b = &f->doc->blocks[at.block];
    *w = (struct cell_walk){.f = f, .block = at.block, .index = at.index};
    w->cell = b->kind == BLOCK_TEXT ? &b->text : &b->table.cells[at.index];
    w->number = cell_number(f, at.block, at.index);
}
