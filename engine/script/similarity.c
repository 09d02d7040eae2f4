/* How alike two texts are: the character bigrams of their folded forms, by Dice's coefficient. Bigrams
 * are sorted and merged, so the cost is that of sorting, and charged. */
#include "script/host.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { SIMILAR_CHARS_MAX = 65536 };

struct bigrams {
    uint64_t *items;
    size_t count;
};

static int bigram_compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Leaves a userdata with the sorted bigrams on the stack. */
static struct bigrams bigrams_push(lua_State *L, int index, struct buffer *folded)
{
    struct slice s = slice_check(L, index);
    buffer_clear(folded);
    unicode_fold(s, folded);
    if (folded->failed)
        rule_starved(L);
    struct slice f = buffer_slice(folded);
    size_t chars = utf8_count(f), n = 0;
    if (chars > SIMILAR_CHARS_MAX)
        rule_limit(L, "文字过长，不能比较相似度", "the text is too long to compare");
    charge(L, 4 + s.len + 4 * chars);
    struct bigrams b = {lua_newuserdatauv(L, (chars + 1) * sizeof(uint64_t), 0), 0};
    uint64_t last = 0;
    for (size_t pos = 0; pos < f.len; n++) {
        uint64_t code = utf8_next(f, &pos);
        if (n)
            b.items[b.count++] = last << 32 | code;
        last = code;
    }
    qsort(b.items, b.count, sizeof(*b.items), bigram_compare);
    return b;
}

/* Bigrams in both; `once`: each different one counts once. */
static size_t shared_count(struct bigrams a, struct bigrams b, bool once)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < a.count && j < b.count;) {
        if (a.items[i] < b.items[j]) {
            i++;
        } else if (a.items[i] > b.items[j]) {
            j++;
        } else {
            shared += !(once && i && a.items[i - 1] == a.items[i]);
            i++;
            j++;
        }
    }
    return shared;
}

/* Texts too short for a bigram are alike when they are the same. */
static int text_similarity(lua_State *L)
{
    struct script *s = host_of(L);
    struct bigrams a = bigrams_push(L, 1, &s->out), b = bigrams_push(L, 2, &s->other);
    struct decimal result = decimal_int(0);
    size_t total = a.count + b.count;
    if (slice_equal(buffer_slice(&s->out), buffer_slice(&s->other)))
        result = decimal_int(s->out.len > 0);
    else if (total)
        (void)decimal_divide(decimal_int(2 * (int64_t)shared_count(a, b, false)),
                             decimal_int((int64_t)total), &result);
    value_push_number(L, result, unit_none());
    return 1;
}

static int text_shared(lua_State *L)
{
    struct script *s = host_of(L);
    struct bigrams a = bigrams_push(L, 1, &s->out), b = bigrams_push(L, 2, &s->other);
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
