/* Messages: {name} is replaced by the fault's own key of that name, else by the record's field as
 * written; what cannot be seen or would move a cursor is taken out; the length is capped at a character
 * and the cut is shown. */
#include "script/host.h"

#include "base/unicode.h"
#include "base/utf8.h"

static const struct slice cut_mark = {"…", sizeof("…") - 1};

static bool is_line_blank(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

void clean_put(struct buffer *out, struct slice text)
{
    size_t plain = 0;
    for (size_t pos = 0; pos < text.len;) {
        size_t at = pos;
        unsigned char byte = (unsigned char)text.ptr[pos];
        if (byte >= 0x20 && byte < 0x7F) {
            pos++;
            continue;
        }
        if (byte >= 0xE4 && text.len - pos >= 3 &&
            utf8_is_common((const unsigned char *)text.ptr + pos, 0xE4, 0xE9)) { /* an ideograph */
            pos += 3;
            continue;
        }
        uint32_t c = utf8_next(text, &pos);
        if (c != UTF8_BAD && !unicode_is_hidden(c))
            continue;
        buffer_put(out, slice_of(text.ptr + plain, at - plain));
        if (c == UTF8_BAD)
            buffer_text(out, "\xEF\xBF\xBD");
        else if (is_line_blank(c))
            buffer_byte(out, ' ');
        plain = pos;
    }
    buffer_put(out, slice_from(text, plain));
}

static struct slice arena_keep(lua_State *L, struct slice s, struct arena *arena)
{
    struct slice kept = SLICE_NONE;
    if (s.len && !arena_copy(arena, s, &kept))
        rule_starved(L);
    return kept;
}

/* What is in `b`, cleaned before, cut to the limit and copied. */
static struct slice text_finish(lua_State *L, struct buffer *b, struct arena *arena)
{
    size_t max = host_of(L)->limits.message_bytes;
    if (b->len > max && max > cut_mark.len) {
        b->len = utf8_cut(buffer_slice(b), max - cut_mark.len);
        buffer_put(b, cut_mark);
    }
    if (b->failed)
        rule_starved(L);
    return arena_keep(L, buffer_slice(b), arena);
}

/* Only as much as can be shown is looked at. */
static struct slice text_shown(lua_State *L, struct slice s)
{
    size_t max = host_of(L)->limits.message_bytes + 4;
    return s.len > max ? slice_of(s.ptr, utf8_cut(s, max)) : s;
}

struct slice text_clean(lua_State *L, struct slice text, struct arena *arena)
{
    struct buffer *b = &host_of(L)->other;
    buffer_clear(b);
    clean_put(b, text_shown(L, text));
    if (text.len > host_of(L)->limits.message_bytes && b->len <= host_of(L)->limits.message_bytes)
        buffer_put(b, cut_mark);
    return text_finish(L, b, arena);
}

static bool is_name_byte(char c, bool first)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (!first && c >= '0' && c <= '9');
}

/* The name in "{name}" at `at`, or the empty slice: then the brace is just a brace. */
static struct slice placeholder_at(struct slice s, size_t at)
{
    size_t end = at + 1;
    while (end < s.len && is_name_byte(s.ptr[end], end == at + 1))
        end++;
    return end > at + 1 && end < s.len && s.ptr[end] == '}' ? slice_sub(s, at + 1, end - at - 1)
                                                            : SLICE_NONE;
}

static _Noreturn void placeholder_unknown(lua_State *L, struct slice name, int table, int at)
{
    struct near near;
    const struct record_ref *r = record_get(L, at);
    near_init(&near, name);
    lua_settop(L, at > table ? at : table);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
        if (lua_type(L, -2) == LUA_TSTRING)
            near_offer(&near, slice_at(L, -2));
    if (r)
        record_near(record_scope(r), &near);
    rule_unknown(L, "占位符可用的键或栏目", "key or field for the placeholder", &near);
}

/* Pushes the text for a name: a key of the table at `table`, else a field of the record or a key of
 * the group item at `at`. */
static void placeholder_push(lua_State *L, struct slice name, int table, int at)
{
    slice_push(L, name);
    lua_rawget(L, table);
    bool own_text = lua_type(L, -1) == LUA_TSTRING;
    if (lua_isnil(L, -1) && (record_get(L, at) || lua_istable(L, at))) {
        const struct record_ref *r = record_get(L, at);
        lua_pop(L, 1);
        if (r && !record_knows(record_scope(r), name))
            placeholder_unknown(L, name, table, at);
        slice_push(L, name);
        lua_gettable(L, at);
        if (r && lua_isnil(L, -1)) { /* a year that was not told */
            lua_pop(L, 1);
            lua_pushliteral(L, "");
        }
    }
    if (lua_isnil(L, -1))
        placeholder_unknown(L, name, table, at);
    if (!lua_isstring(L, -1) && !lua_isboolean(L, -1) && !value_get(L, -1))
        rule_raise(L, "占位符 {%.*s} 的值是 %s，应当是文字、数或值",
                   "the placeholder {%.*s} is a %s, not a text, number or value", SLICE_ARG(name),
                   luaL_typename(L, -1));
    text_push(L, -1);
    lua_remove(L, -2);
    if (own_text)
        return;
    slice_push(L, slice_trim(slice_at(L, -1))); /* what a cell holds, without its outer blanks */
    lua_remove(L, -2);
}

/* Puts what is quoted: quotation marks within quotation marks are single ones (GB/T 15834). */
static void quoted_put(struct buffer *out, struct slice text)
{
    const struct slice opens = SLICE("“"), closes = SLICE("”");
    size_t plain = 0;
    for (size_t pos = 0; pos + opens.len <= text.len; pos++) {
        struct slice rest = slice_from(text, pos);
        bool open = slice_starts(rest, opens);
        if (!open && !slice_starts(rest, closes))
            continue;
        clean_put(out, slice_of(text.ptr + plain, pos - plain));
        buffer_text(out, open ? "‘" : "’");
        plain = pos + opens.len;
        pos = plain - 1;
    }
    clean_put(out, slice_from(text, plain));
}

/* Whether a placeholder stands between quotation marks. */
static bool is_quoted(struct slice before, struct slice behind)
{
    return slice_ends(before, SLICE("“")) && slice_starts(behind, SLICE("”"));
}

struct slice message_make(lua_State *L, struct slice pattern, int table, int at, bool exact,
                          struct arena *arena)
{
    struct buffer *b = &host_of(L)->other;
    size_t plain = 0;
    struct slice s = text_shown(L, pattern), name;
    charge(L, 4 + s.len / 4);
    buffer_clear(b);
    for (size_t pos = 0; pos < s.len; pos++) {
        if (s.ptr[pos] != '{' || (name = placeholder_at(s, pos)).len == 0)
            continue;
        clean_put(b, slice_of(s.ptr + plain, pos - plain));
        placeholder_push(L, name, table, at);
        bool quoted = !exact && is_quoted(slice_sub(s, 0, pos), slice_from(s, pos + name.len + 2));
        (quoted ? quoted_put : clean_put)(b, text_shown(L, slice_at(L, -1)));
        lua_pop(L, 1);
        pos += name.len + 1;
        plain = pos + 1;
    }
    clean_put(b, slice_from(s, plain));
    return text_finish(L, b, arena);
}
