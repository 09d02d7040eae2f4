/* How alike two texts are: the character bigrams of their folded forms, by Dice's coefficient. Bigrams
 * are sorted and merged, so the cost is that of sorting, and charged. Rules mostly hold many texts against
 * one, so the bigrams of the last text at either place are kept; it costs the budget the same. */
#include "script/host.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { SIMILAR_CHARS_MAX = 65536, SORT_FEW = 24 };

/* A userdata: the sorted bigrams and, behind them, the folded text. */
struct bigrams {
    size_t count, chars, folded_len;
    uint64_t items[];
};

static struct slice folded_of(const struct bigrams *b)
{
    return slice_of((const char *)(b->items + b->chars), b->folded_len);
}

static int bigram_compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Names of indicators have a dozen bigrams: moving them into place is quicker than a call of qsort. */
static void bigrams_sort(struct bigrams *b)
{
    if (b->count > SORT_FEW) {
        qsort(b->items, b->count, sizeof(*b->items), bigram_compare);
        return;
    }
    for (size_t i = 1; i < b->count; i++) {
        uint64_t item = b->items[i];
        size_t k = i;
        for (; k > 0 && b->items[k - 1] > item; k--)
            b->items[k] = b->items[k - 1];
        b->items[k] = item;
    }
}

static size_t bigrams_size(size_t chars, size_t folded_len)
{
    return sizeof(struct bigrams) + chars * sizeof(uint64_t) + folded_len;
}

/* [] → [userdata] */
static struct bigrams *bigrams_make(lua_State *L, struct slice s)
{
    struct buffer *folded = &host_of(L)->out;
    buffer_clear(folded);
    unicode_fold(s, folded);
    if (folded->failed)
        rule_starved(L);
    struct slice f = buffer_slice(folded);
    size_t chars = utf8_count(f), n = 0;
    if (chars > SIMILAR_CHARS_MAX)
        rule_limit(L, "文字过长，不能比较相似度", "the text is too long to compare");
    struct bigrams *b = lua_newuserdatauv(L, bigrams_size(chars, f.len), 0);
    *b = (struct bigrams){.chars = chars, .folded_len = f.len};
    uint64_t last = 0;
    for (size_t pos = 0; pos < f.len; n++) {
        uint64_t code = utf8_next(f, &pos);
        if (n)
            b->items[b->count++] = last << 32 | code;
        last = code;
    }
    bigrams_sort(b);
    if (f.len)
        memcpy(b->items + chars, f.ptr, f.len);
    return b;
}

/* The bigrams of the text at index 1 or 2. They belong to host's table of them: [1], [2] the texts asked
 * about last, [3], [4] their bigrams. */
static const struct bigrams *bigrams_of(lua_State *L, int index)
{
    struct slice s = slice_check(L, index);
    lua_rawgeti(L, LUA_REGISTRYINDEX, host_of(L)->bigrams);
    lua_rawgeti(L, -1, index);
    bool known = lua_rawequal(L, -1, index);
    lua_pop(L, 1);
    if (!known) {
        (void)bigrams_make(L, s);
        lua_rawseti(L, -2, index + 2);
        lua_pushvalue(L, index);
        lua_rawseti(L, -2, index);
    }
    lua_rawgeti(L, -1, index + 2);
    const struct bigrams *b = lua_touserdata(L, -1);
    lua_pop(L, 2);
    charge(L, 4 + s.len + 4 * b->chars);
    size_t size = bigrams_size(b->chars, b->folded_len);
    if (known && size >= CHARGED_FROM) /* as when they were made */
        charge(L, size / CHARGED_BYTES);
    return b;
}

/* Bigrams in both; `once`: each different one counts once. */
static size_t shared_count(const struct bigrams *a, const struct bigrams *b, bool once)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->items[i] < b->items[j]) {
            i++;
        } else if (a->items[i] > b->items[j]) {
            j++;
        } else {
            shared += !(once && i && a->items[i - 1] == a->items[i]);
            i++;
            j++;
        }
    }
    return shared;
}

/* Texts too short for a bigram are alike when they are the same. */
static int text_similarity(lua_State *L)
{
    lua_settop(L, 2);
    const struct bigrams *a = bigrams_of(L, 1), *b = bigrams_of(L, 2);
    struct decimal result = decimal_int(0);
    size_t total = a->count + b->count;
    if (slice_equal(folded_of(a), folded_of(b)))
        result = decimal_int(a->folded_len > 0);
    else if (total)
        (void)decimal_divide(decimal_int(2 * (int64_t)shared_count(a, b, false)),
                             decimal_int((int64_t)total), &result);
    value_push_number(L, result, unit_none());
    return 1;
}

static int text_shared(lua_State *L)
{
    lua_settop(L, 2);
    const struct bigrams *a = bigrams_of(L, 1), *b = bigrams_of(L, 2);
    lua_pushinteger(L, (lua_Integer)shared_count(a, b, true));
    return 1;
}

void similarity_open(lua_State *L)
{
    lua_pushcfunction(L, text_similarity);
    lua_setfield(L, -2, "similarity");
    lua_pushcfunction(L, text_shared);
    lua_setfield(L, -2, "shared");
}
