/* Words are sorted by their first character, the longest first; a small hash table leads from a
 * character to its words. A text is walked once, character by character, and words are compared only
 * where their first character stands, which in Chinese text is seldom. Since a word begins with a whole
 * character, what is found is what a search byte by byte would find. */
#include "base/words.h"

#include "base/utf8.h"

enum { WORDS_MAX = 1 << 16 };

/* The words with one first character: `lead` its bytes, 0 in a free slot. */
struct word_start {
    uint32_t lead, from, count;
};

struct word_index {
    struct slice *words;
    struct word_start *starts;
    uint32_t mask; /* number of slots - 1 */
};

static size_t lead_length(unsigned char c)
{
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* The bytes of the character at p as one number; never 0. */
static inline uint32_t lead_of(const unsigned char *p, size_t len)
{
    switch (len) {
    case 1: return UINT32_C(1) << 31 | p[0]; /* NUL is a character too */
    case 2: return (uint32_t)p[0] << 8 | p[1];
    case 3: return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
    default: break;
    }
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint32_t lead_of_word(struct slice word)
{
    const unsigned char *p = (const unsigned char *)word.ptr;
    return lead_of(p, lead_length(p[0]));
}

static struct word_start *start_slot(const struct word_index *x, uint32_t lead)
{
    uint32_t at = (lead * UINT32_C(0x9E3779B1)) >> 15 & x->mask;
    while (x->starts[at].lead && x->starts[at].lead != lead)
        at = (at + 1) & x->mask;
    return &x->starts[at];
}

static int word_order(const void *a, const void *b)
{
    const struct slice *x = a, *y = b;
    uint32_t p = lead_of_word(*x), q = lead_of_word(*y);
    if (p != q)
        return p < q ? -1 : 1;
    if (x->len != y->len)
        return x->len > y->len ? -1 : 1;
    return slice_compare(*x, *y);
}

static bool is_indexable(const struct slice *words, size_t count)
{
    size_t filled = 0;
    for (size_t i = 0; i < count; i++) {
        if (utf8_invalid(words[i]) != SIZE_MAX)
            return false;
        filled += words[i].len > 0;
    }
    return filled > 0 && filled <= WORDS_MAX;
}

bool word_index_build(struct arena *a, const struct slice *words, size_t count,
                      const struct word_index **out)
{
    *out = NULL;
    if (!is_indexable(words, count))
        return true;
    size_t slots = 4, n = 0;
    while (slots < count * 2)
        slots *= 2;
    struct word_index *x = arena_zero(a, 1, sizeof(*x));
    struct slice *sorted = arena_zero(a, count, sizeof(*sorted));
    struct word_start *starts = arena_zero(a, slots, sizeof(*starts));
    if (!x || !sorted || !starts)
        return false;
    for (size_t i = 0; i < count; i++)
        if (words[i].len)
            sorted[n++] = words[i];
    qsort(sorted, n, sizeof(*sorted), word_order);
    *x = (struct word_index){sorted, starts, (uint32_t)slots - 1};
    for (size_t i = 0; i < n; i++) {
        uint32_t lead = lead_of_word(sorted[i]);
        struct word_start *s = start_slot(x, lead);
        if (s->lead == 0)
            *s = (struct word_start){lead, (uint32_t)i, 0};
        s->count++;
    }
    *out = x;
    return true;
}

/* The longest of the words that stand at `at`; false: none. */
static bool word_at(const struct word_index *x, const struct word_start *s, struct slice text,
                    size_t at, struct slice *word)
{
    for (uint32_t i = s->from; i < s->from + s->count; i++) {
        const struct slice *w = &x->words[i];
        if (w->len <= text.len - at && memcmp(text.ptr + at, w->ptr, w->len) == 0) {
            *word = *w;
            return true;
        }
    }
    return false;
}

size_t word_index_find(const struct word_index *x, struct slice text, size_t from,
                       struct slice *word)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    for (size_t at = from, step; at < text.len; at += step) {
        size_t len = lead_length(p[at]), left = text.len - at;
        step = 1;
        if ((p[at] & 0xC0) == 0x80 || len > left)
            continue;
        const struct word_start *s = start_slot(x, lead_of(p + at, len));
        if (s->lead && word_at(x, s, text, at, word))
            return at;
        if (len == 3 && utf8_is_common(p + at, 0xE1, 0xEC))
            step = 3;
    }
    return SIZE_MAX;
}
