/* The allocator of a Lua state: counts every byte, refuses what goes past the limit, and charges big
 * blocks to the instruction budget, because one instruction can copy megabytes. Small blocks are not
 * charged: whether a short string is made or found again depends on the past, and a budget must not.
 * That malloc failed and that our limit was reached are told apart, because only one is the rule's
 * fault. */
#include "script/host.h"

void *host_allocate(void *context, void *block, size_t old_size, size_t new_size)
{
    struct script *s = context;
    size_t old = block ? old_size : 0; /* without a block, old_size tells the kind of object */
    if (new_size == 0) {
        free(block);
        s->used -= old;
        return NULL;
    }
    size_t room = s->limits.rule_memory > s->used ? s->limits.rule_memory - s->used : 0;
    if (new_size > old && new_size - old > room) {
        s->refused = true;
        s->starved = false;
        return NULL;
    }
    void *p = realloc(block, new_size);
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
