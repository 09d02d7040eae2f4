/* Searching a text for many words at once. The lists of packs come with an index and are found in one
 * walk; of the words that a rule brings itself, each one's next occurrence is known. Either way the
 * leftmost wins, the longest of the leftmost, and the answer depends on the words and the text, not on
 * the order of the list. */
#include "script/host.h"

/* The bytes stay where they are: in the pack, or in the list at `index` which nothing changes
 * meanwhile. */
static struct slice word_at(lua_State *L, int index, size_t i)
{
    struct slice shown;
    if (view_text(L, index, i, &shown))
        return shown;
    lua_geti(L, index, (lua_Integer)i + 1);
    if (lua_type(L, -1) != LUA_TSTRING)
        rule_raise(L, "词表第 %d 项是 %s，不是文字", "item %d of the word list is a %s, not a text",
                   (int)i + 1, luaL_typename(L, -1));
    struct slice word = slice_at(L, -1);
    lua_pop(L, 1);
    return word;
}

static void search_word(lua_State *L, struct word_search *w, struct found_word *f, size_t from)
{
    f->at = slice_find(w->text, f->word, from);
    size_t walked = (f->at == SIZE_MAX ? w->text.len : f->at) - (from < w->text.len ? from : 0);
    charge(L, 1 + walked / 32);
}

static void search_add(lua_State *L, struct word_search *w, struct slice word)
{
    struct found_word f = {word, SIZE_MAX};
    if (word.len == 0)
        return;
    search_word(L, w, &f, 0);
    if (f.at != SIZE_MAX)
        w->words[w->count++] = f;
}

bool words_longest(lua_State *L, struct slice text, int index,
                   bool (*holds)(struct slice, struct slice), struct slice *out)
{
    struct view_words shown = {0};
    size_t n = view_words(L, index, &shown) ? shown.count : sequence_length(L, index);
    bool found = false;
    charge(L, 2 + n);
    for (size_t i = 0; i < n; i++) {
        struct slice word = word_at(L, index, i);
        if ((!found || word.len > out->len) && holds(text, word)) {
            *out = word;
            found = true;
        }
    }
    return found;
}

void search_open(lua_State *L, struct slice text, int index, struct word_search *out)
{
    struct view_words shown = {0};
    *out = (struct word_search){.text = text};
    if (lua_type(L, index) == LUA_TSTRING) {
        out->words = &out->one;
        search_add(L, out, slice_at(L, index));
        lua_pushnil(L);
        return;
    }
    size_t n = view_words(L, index, &shown) ? shown.count : sequence_length(L, index);
    if (shown.index) {
        out->index = shown.index;
        lua_pushnil(L);
        return;
    }
    charge(L, 2 + n);
    out->words = lua_newuserdatauv(L, (n + 1) * sizeof(*out->words), 0);
    for (size_t i = 0; i < n; i++)
        search_add(L, out, word_at(L, index, i));
}

static struct found_word index_next(lua_State *L, const struct word_search *w, size_t from)
{
    struct found_word f = {SLICE_NONE, SIZE_MAX};
    f.at = word_index_find(w->index, w->text, from, &f.word);
    size_t end = f.at == SIZE_MAX ? w->text.len : f.at;
    charge(L, 2 + (end > from ? end - from : 0) / 8);
    return f;
}

struct found_word search_next(lua_State *L, struct word_search *w, size_t from)
{
    struct found_word best = {SLICE_NONE, SIZE_MAX};
    if (w->index)
        return index_next(L, w, from);
    for (size_t i = 0; i < w->count; i++) {
        struct found_word *f = &w->words[i];
        if (f->at < from)
            search_word(L, w, f, from);
        if (f->at < best.at || (f->at == best.at && f->at != SIZE_MAX &&
                                f->word.len > best.word.len))
            best = *f;
    }
    charge(L, 1 + w->count / 4);
    return best;
}
