/* From Lua tables to plain data: raw, bounded in depth and number, keys in bytewise order, numbers
 * exact. Functions are told as such; what has no plain form is an error with the line of the
 * declaration. */
#include "script/host.h"

struct plain_reader {
    lua_State *L;
    struct arena *arena;
    size_t left; /* entries that may still be read */
};

static void plain_value(struct plain_reader *r, int index, int depth, struct plain *out);

static void *plain_alloc(struct plain_reader *r, size_t count, size_t size)
{
    void *p = arena_zero(r->arena, count + 1, size);
    if (!p)
        rule_starved(r->L);
    return p;
}

static struct slice plain_copy(struct plain_reader *r, struct slice s)
{
    struct slice out = SLICE("");
    if (s.len && !arena_copy(r->arena, s, &out))
        rule_starved(r->L);
    return out;
}

static int entry_compare(const void *a, const void *b)
{
    const struct plain_entry *x = a, *y = b;
    return slice_compare(x->key, y->key);
}

/* A key beside 1..n: a text, or an integer told as text (a year, a code). */
static struct slice entry_key(struct plain_reader *r, int index)
{
    char digits[32];
    if (lua_type(r->L, index) == LUA_TSTRING)
        return plain_copy(r, slice_at(r->L, index));
    if (!lua_isinteger(r->L, index))
        rule_raise(r->L, "表的键应当是文字或整数，不是 %s",
                   "the key of a table is a text or an integer, not a %s",
                   luaL_typename(r->L, index));
    int n = snprintf(digits, sizeof(digits), "%lld", (long long)lua_tointeger(r->L, index));
    return plain_copy(r, slice_of(digits, n > 0 ? (size_t)n : 0));
}

static bool is_item_key(lua_State *L, int index, size_t items)
{
    return lua_isinteger(L, index) && lua_tointeger(L, index) >= 1 &&
           (lua_Unsigned)lua_tointeger(L, index) <= items;
}

/* Counts the items 1..n without a hole, and the entries beside them. */
static void table_measure(struct plain_reader *r, int table, size_t *items, size_t *entries)
{
    lua_State *L = r->L;
    *items = *entries = 0;
    while (*items < r->left && lua_rawgeti(L, table, (lua_Integer)*items + 1) != LUA_TNIL) {
        lua_pop(L, 1);
        ++*items;
    }
    lua_settop(L, lua_gettop(L) - (*items < r->left));
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
        *entries += !is_item_key(L, -2, *items);
    if (*items + *entries > r->left || *items == r->left)
        rule_limit(L, "表过大（上限 %d 项）", "the table is too large (limit %d entries)",
                   PLAIN_ENTRIES_MAX);
    r->left -= *items + *entries;
    charge(L, 4 * (*items + *entries));
}

static void plain_items(struct plain_reader *r, int table, int depth, size_t n, struct plain *out)
{
    struct plain *items = plain_alloc(r, n, sizeof(*items));
    out->items = items;
    out->item_count = n;
    for (size_t i = 0; i < n; i++) {
        lua_rawgeti(r->L, table, (lua_Integer)i + 1);
        plain_value(r, lua_gettop(r->L), depth + 1, &items[i]);
        lua_pop(r->L, 1);
    }
}

static void plain_entries(struct plain_reader *r, int table, int depth, size_t n,
                          struct plain *out)
{
    struct plain_entry *entries = plain_alloc(r, n, sizeof(*entries));
    size_t at = 0;
    out->entries = entries;
    out->entry_count = n;
    for (lua_pushnil(r->L); lua_next(r->L, table); lua_pop(r->L, 1)) {
        if (is_item_key(r->L, -2, out->item_count) || at == n)
            continue;
        entries[at].key = entry_key(r, lua_gettop(r->L) - 1);
        plain_value(r, lua_gettop(r->L), depth + 1, &entries[at].value);
        at++;
    }
    qsort(entries, n, sizeof(*entries), entry_compare);
    for (size_t i = 1; i < n; i++)
        if (slice_equal(entries[i - 1].key, entries[i].key))
            rule_raise(r->L, "键“%.*s”重复", "the key '%.*s' is there twice",
                       SLICE_ARG(entries[i].key));
}

static void plain_table(struct plain_reader *r, int index, int depth, struct plain *out)
{
    size_t items, entries;
    luaL_checkstack(r->L, 8, NULL);
    if (depth >= PLAIN_DEPTH_MAX)
        rule_limit(r->L, "表嵌套过深（上限 %d 层）", "tables are nested too deeply (limit %d)",
                   PLAIN_DEPTH_MAX);
    if (!table_thaw(r->L, index))
        lua_pushvalue(r->L, index);
    int table = lua_gettop(r->L);
    out->kind = PLAIN_TABLE;
    table_measure(r, table, &items, &entries);
    out->lines = plain_alloc(r, items + entries, sizeof(*out->lines));
    plain_items(r, table, depth, items, out);
    plain_entries(r, table, depth, entries, out);
    lua_settop(r->L, table - 1);
}

static void plain_value(struct plain_reader *r, int index, int depth, struct plain *out)
{
    *out = (struct plain){.kind = PLAIN_NIL};
    switch (lua_type(r->L, index)) {
    case LUA_TBOOLEAN:
        out->kind = PLAIN_BOOLEAN;
        out->boolean = lua_toboolean(r->L, index);
        return;
    case LUA_TNUMBER:
        out->kind = PLAIN_NUMBER;
        (void)number_to_decimal(r->L, index, &out->number);
        return;
    case LUA_TSTRING:
        out->kind = PLAIN_TEXT;
        out->text = plain_copy(r, slice_at(r->L, index));
        return;
    case LUA_TFUNCTION: out->kind = PLAIN_FUNCTION; return;
    case LUA_TTABLE: plain_table(r, index, depth, out); return;
    case LUA_TNIL: return;
    default: break;
    }
    rule_raise(r->L, "声明里不能有 %s", "a declaration holds no %s", luaL_typename(r->L, index));
}

void plain_read(lua_State *L, int index, struct arena *arena, struct plain *out)
{
    struct plain_reader r = {L, arena, PLAIN_ENTRIES_MAX};
    plain_value(&r, lua_absindex(L, index), 0, out);
}
