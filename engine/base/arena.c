/* Arenas: blocks that double up to a megabyte; clear keeps them for the next record. */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>

struct arena_block {
    struct arena_block *next;
    size_t size, used; /* bytes of data[] */
    alignas(max_align_t) char data[];
};

enum { BLOCK_MIN = 4096 - sizeof(struct arena_block), BLOCK_MAX = 1 << 20 };

void arena_init(struct arena *a, size_t max)
{
    *a = (struct arena){.max = max};
}

static struct arena_block *block_add(struct arena *a, size_t need)
{
    size_t size = a->now ? a->now->size * 2 : BLOCK_MIN;
    if (size > BLOCK_MAX)
        size = BLOCK_MAX;
    if (size < need)
        size = need;
    struct arena_block *b = malloc(sizeof(*b) + size);
    if (!b)
        return NULL;
    *b = (struct arena_block){.size = size};
    if (a->now) {
        b->next = a->now->next;
        a->now->next = b;
    } else {
        b->next = a->first;
        a->first = b;
    }
    return b;
}

/* A block with room for `need`: the next of the kept ones, else a new one. */
static struct arena_block *block_with_room(struct arena *a, size_t need)
{
    struct arena_block *b = a->now ? a->now->next : a->first;
    if (b && b->size >= need) {
        b->used = 0;
        return b;
    }
    return block_add(a, need);
}

void *arena_alloc(struct arena *a, size_t size)
{
    size_t step = alignof(max_align_t);
    if (size > SIZE_MAX - step || size > a->max)
        return NULL;
    size_t need = (size + step - 1) / step * step;
    if (need == 0)
        need = step;
    if (need > a->max - a->used)
        return NULL;
    if (!a->now || a->now->size - a->now->used < need) {
        struct arena_block *b = block_with_room(a, need);
        if (!b)
            return NULL;
        a->now = b;
    }
    void *p = a->now->data + a->now->used;
    a->now->used += need;
    a->used += need;
    return p;
}

void *arena_zero(struct arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    void *p = arena_alloc(a, count * size);
    if (p)
        memset(p, 0, count * size);
    return p;
}

bool arena_copy(struct arena *a, struct slice s, struct slice *out)
{
    if (s.len == SIZE_MAX)
        return false;
    char *p = arena_alloc(a, s.len + 1);
    if (!p)
        return false;
    if (s.len)
        memcpy(p, s.ptr, s.len);
    p[s.len] = '\0';
    *out = slice_of(p, s.len);
    return true;
}

void arena_clear(struct arena *a)
{
    assert(!a->now || a->first);
    a->now = NULL;
    a->used = 0;
    if (a->first) {
        a->first->used = 0;
        a->now = a->first;
    }
}

void arena_release(struct arena *a)
{
    for (struct arena_block *b = a->first, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    arena_init(a, a->max);
}
