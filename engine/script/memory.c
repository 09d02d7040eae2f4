/* The allocator of a Lua state: counts every byte, refuses what goes past the limit, and charges big
 * blocks to the instruction budget, because one instruction can copy megabytes. Small blocks are not
 * charged: whether a short string is made or found again depends on the past, and a budget must not.
 * That malloc failed and that our limit was reached are told apart, because only one is the rule's
 * fault. Rules make and drop small blocks by the million, so a state that has grown takes them out of one
 * region with a list of free blocks for each size; what does not fit there comes from malloc. What is counted
 * is the same either way. */
#include "script/host.h"

#include <assert.h>

enum {
    POOL_FROM = 2 << 20,   /* bytes in use from which a state has a region */
    POOL_BYTES = 32 << 20, /* of the region; the system gives it page by page, as it is used */
    POOL_STEP = 16,        /* sizes are rounded up to this, which also aligns */
    POOL_BLOCK_MAX = POOL_STEP * POOL_SIZES,
};

/* AddressSanitizer sees only what malloc gives. */
#ifdef __SANITIZE_ADDRESS__
enum { POOL_USED = false };
#else
enum { POOL_USED = true };
#endif

/* ---- the region ---- */

static void pool_open(struct script *s)
{
    struct pool *p = &s->pool;
    if (!POOL_USED || p->tried || s->used < POOL_FROM)
        return;
    p->tried = true;
    p->region = p->fresh = malloc(POOL_BYTES);
    p->end = p->region ? p->region + POOL_BYTES : NULL;
}

void pool_close(struct script *s)
{
    free(s->pool.region);
    s->pool = (struct pool){0};
}

static bool pool_holds(const struct pool *p, const void *block)
{
    uintptr_t at = (uintptr_t)block;
    return at >= (uintptr_t)p->region && at < (uintptr_t)p->end;
}

/* Number of the list for blocks of that size, which is 1 to POOL_BLOCK_MAX. */
static size_t pool_list(size_t size)
{
    return (size - 1) / POOL_STEP;
}

/* NULL: too large, or there is no room. */
static void *pool_take(struct pool *p, size_t size)
{
    if (!p->region || size > POOL_BLOCK_MAX)
        return NULL;
    size_t list = pool_list(size), rounded = (list + 1) * POOL_STEP;
    struct pool_block *b = p->blocks[list];
    if (b) {
        p->blocks[list] = b->next;
        return b;
    }
    if ((size_t)(p->end - p->fresh) < rounded)
        return NULL;
    void *block = p->fresh;
    p->fresh += rounded;
    return block;
}

/* `size` as it was asked for last. A block may be larger than its list says, never smaller. */
static void pool_give(struct pool *p, void *block, size_t size)
{
    struct pool_block *b = block;
    size_t list = pool_list(size);
    assert(size > 0 && size <= POOL_BLOCK_MAX);
    b->next = p->blocks[list];
    p->blocks[list] = b;
}

/* ---- blocks ---- */

static void block_free(struct script *s, void *block, size_t size)
{
    if (pool_holds(&s->pool, block))
        pool_give(&s->pool, block, size);
    else
        free(block);
}

static void *block_new(struct script *s, size_t size)
{
    void *block = pool_take(&s->pool, size);
    return block ? block : malloc(size);
}

/* NULL when there is no memory; then `block` stands as it was. */
static void *block_resize(struct script *s, void *block, size_t old, size_t size)
{
    bool pooled = pool_holds(&s->pool, block);
    if (!pooled && (size > POOL_BLOCK_MAX || !s->pool.region))
        return realloc(block, size);
    if (pooled && size <= POOL_BLOCK_MAX && pool_list(size) == pool_list(old))
        return block;
    void *moved = block_new(s, size);
    if (!moved)
        return NULL;
    memcpy(moved, block, old < size ? old : size);
    block_free(s, block, old);
    return moved;
}

void *host_allocate(void *context, void *block, size_t old_size, size_t new_size)
{
    struct script *s = context;
    size_t old = block ? old_size : 0; /* without a block, old_size tells the kind of object */
    if (new_size == 0) {
        if (block)
            block_free(s, block, old);
        s->used -= old;
        return NULL;
    }
    size_t room = s->limits.rule_memory > s->used ? s->limits.rule_memory - s->used : 0;
    if (new_size > old && new_size - old > room) {
        s->refused = true;
        s->starved = false;
        return NULL;
    }
    pool_open(s);
    void *p = block ? block_resize(s, block, old, new_size) : block_new(s, new_size);
    if (!p && new_size <= old)
        return block; /* Lua relies on shrinking */
    if (!p) {
        s->starved = true;
        s->refused = false;
        return NULL;
    }
    s->used = s->used - old + new_size;
    if (new_size >= CHARGED_FROM)
        s->spent += new_size / CHARGED_BYTES;
    return p;
}

size_t script_memory(const struct script *s)
{
    return s->used;
}
