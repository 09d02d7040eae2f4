/* Where in a file the keys and items of its declarations stand, so that a message about
 * one of them gives its line and not that of the declaration. The text is walked beside
 * the plain data that came of it: a declaration is verb "name" { … } at the outermost
 * level, a table what stands between its braces. What was computed (a table from a local,
 * a declaration in a loop) stays without lines. */
#include "script/host.h"

struct walk {
    const struct token *t;
    size_t count;
    struct error *err;
    size_t *line;
    int rc;
};

static bool is_text(const struct walk *w, size_t i, const char *text)
{
    return i < w->count && token_is(&w->t[i], text);
}

static bool is_one_of(const struct walk *w, size_t i, const char *const *list)
{
    return i < w->count && token_is_one_of(&w->t[i], list);
}

static bool is_kind(const struct walk *w, size_t i, int kind)
{
    return i < w->count && (int)w->t[i].kind == kind;
}

/* "text" or 'text' without escapes, else the empty slice. */
static struct slice unquoted(struct slice s)
{
    bool plain =
        s.len > 2 && s.ptr[0] != '[' && slice_find(s, SLICE("\\"), 0) == SIZE_MAX;
    return plain ? slice_sub(s, 1, s.len - 2) : SLICE_NONE;
}

/* Behind the value that begins at `i`: its comma, or the brace that ends the table. */
static size_t value_skip(const struct walk *w, size_t i)
{
    static const char *const opens[] = {"(",  "[",  "{",      "function",
                                        "if", "do", "repeat", NULL};
    static const char *const closes[] = {")", "]", "}", "end", "until", NULL};
    static const char *const ends[] = {",", ";", NULL};
    for (size_t depth = 0; i < w->count; i++) {
        if (depth == 0 && (is_one_of(w, i, ends) || is_text(w, i, "}")))
            break;
        bool member = i && is_text(w, i - 1, ".");
        depth += is_one_of(w, i, opens) && !member;
        depth -= depth && is_one_of(w, i, closes) && !member;
    }
    return i;
}

/* The key of the entry at `i` and where its value begins; false where it is an item. */
static bool key_at(const struct walk *w, size_t i, struct slice *key, size_t *value)
{
    *key = SLICE_NONE;
    if (is_kind(w, i, TOKEN_NAME) && is_text(w, i + 1, "=")) {
        *key = w->t[i].text;
        *value = i + 2;
        return true;
    }
    if (!is_text(w, i, "["))
        return false;
    bool literal = is_text(w, i + 2, "]") && is_text(w, i + 3, "=");
    if (literal && is_kind(w, i + 1, TOKEN_STRING))
        *key = unquoted(w->t[i + 1].text);
    else if (literal && is_kind(w, i + 1, TOKEN_NUMBER))
        *key = w->t[i + 1].text;
    while (i < w->count && !is_text(w, i, "="))
        i++;
    *value = i + 1;
    return true;
}

static void twice(struct walk *w, struct slice key, size_t first, size_t second)
{
    *w->line = second;
    w->rc = error_set(
        w->err, ERR_PACK,
        "键“%.*s”在第 %zu 行已经写过，只有后一个起作用；请并作一个或删去一个",
        "the key '%.*s' stands in line %zu already, and only the last would count: "
        "make one of them or remove one",
        SLICE_ARG(key), first);
}

/* Notes a line; the table that stands there, or NULL. */
static const struct plain *note(struct walk *w, const struct plain *table, bool keyed,
                                struct slice key, size_t item, size_t line)
{
    if (!table || !table->lines || line > UINT32_MAX)
        return NULL;
    size_t entry = keyed && key.len ? plain_entry_find(table, key) : SIZE_MAX;
    if (keyed ? entry == SIZE_MAX : item >= table->item_count)
        return NULL;
    uint32_t *at = &table->lines[keyed ? entry : table->entry_count + item];
    if (*at && keyed)
        twice(w, key, *at, line);
    *at = (uint32_t)line;
    return keyed ? &table->entries[entry].value : &table->items[item];
}

/* The table whose "{" is at `i`; behind its "}". */
static size_t table_walk(struct walk *w, size_t i, const struct plain *table, int depth)
{
    static const char *const ends[] = {",", ";", NULL};
    size_t item = 0;
    for (i++; i < w->count && w->rc == 0 && !is_text(w, i, "}");) {
        struct slice key;
        size_t value = i;
        bool keyed = key_at(w, i, &key, &value);
        const struct plain *inner = note(w, table, keyed, key, item, w->t[i].line);
        item += !keyed;
        if (is_text(w, value, "{") && inner && inner->kind == PLAIN_TABLE &&
            depth < PLAIN_DEPTH_MAX)
            value = table_walk(w, value, inner, depth + 1);
        i = value_skip(w, value);
        i += is_one_of(w, i, ends);
    }
    return i + 1;
}

/* The declaration, from `next` on, whose verb is at token `i`; `count` when there is
 * none. */
static size_t declared_at(const struct walk *w, size_t i, const struct declaration *d,
                          size_t next, size_t count)
{
    if (!is_kind(w, i, TOKEN_NAME) || !is_kind(w, i + 1, TOKEN_STRING) ||
        !is_text(w, i + 2, "{"))
        return count;
    struct slice name = unquoted(w->t[i + 1].text);
    while (next < count &&
           !(slice_equal(d[next].verb, w->t[i].text) && slice_equal(d[next].name, name) &&
             d[next].line >= w->t[i].line && d[next].line <= w->t[i + 2].line))
        next++;
    return next;
}

int lines_mark(const struct token *t, size_t count,
               const struct declaration *declarations, size_t declaration_count,
               struct error *err, size_t *line)
{
    struct walk w = {.t = t, .count = count, .err = err, .line = line};
    size_t next = 0;
    for (size_t i = 0; i + 2 < count && next < declaration_count && w.rc == 0; i++) {
        size_t at = declared_at(&w, i, declarations, next, declaration_count);
        if (at == declaration_count)
            continue;
        i = table_walk(&w, i + 2, declarations[at].body, 0) - 1;
        next = at + 1;
    }
    return w.rc;
}
