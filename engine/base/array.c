/* One home for the arithmetic of growing, overflow included. */
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST = 16, FIRST_IN_ARENA = 8 };

static size_t doubled(size_t cap, size_t first, size_t size)
{
    size_t more = cap ? cap * 2 : first;
    return more > SIZE_MAX / size / 2 || more > UINT32_MAX ? 0 : more;
}

void *array_room(void *items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return items;
    size_t more = doubled(*cap, FIRST, size);
    void *grown = more ? realloc(items, more * size) : NULL;
    if (grown)
        *cap = more;
    return grown;
}

void *arena_room(struct arena *a, void *items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return items;
    size_t more = doubled(*cap, FIRST_IN_ARENA, size);
    void *grown = more ? arena_zero(a, more, size) : NULL;
    if (!grown)
        return NULL;
    if (count)
        memcpy(grown, items, count * size);
    *cap = more;
    return grown;
}
