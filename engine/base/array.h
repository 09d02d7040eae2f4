/* Lists that grow by doubling. */
#ifndef JIHE_BASE_ARRAY_H
#define JIHE_BASE_ARRAY_H

#include "base/arena.h"

/* `items` of `size` bytes, of which there are `count` and room for *cap, with room for
 * one more: the list, perhaps elsewhere, and *cap. NULL when memory ran out; then the old
 * list stands as it is. */
void *array_room(void *items, size_t count, size_t *cap, size_t size);
/* The same in an arena; what is new is zero. */
void *arena_room(struct arena *a, void *items, size_t count, size_t *cap, size_t size);

#endif
