/* A hash map from byte strings to a number. Keys are not copied: the caller keeps them alive. Seeded,
 * so a file cannot be built that makes it slow. Iteration is by insertion, hence deterministic. */
#ifndef JIHE_BASE_MAP_H
#define JIHE_BASE_MAP_H

#include "base/slice.h"

struct map_entry {
    struct slice key;
    uint64_t hash;
    size_t value;
};

struct map {
    struct map_entry *entries; /* in order of insertion, `count` of them */
    uint32_t *slots;
    size_t count, cap, slot_count;
    uint64_t seed;
};

void map_init(struct map *m);
/* The value's place for `key`, made when it was not there (then *value is 0 and *made is true).
 * `made` may be NULL. NULL on out of memory. Valid until the next map_put. */
size_t *map_put(struct map *m, struct slice key, bool *made);
/* NULL when the key is not there. */
size_t *map_get(const struct map *m, struct slice key);
/* As map_put, but after a miss the entry's key can be replaced by the caller's own copy through
 * m->entries[m->count - 1].key (same bytes). */
void map_clear(struct map *m);
void map_release(struct map *m);
uint64_t map_hash(const void *data, size_t len, uint64_t seed);
/* As map_hash, of two numbers. */
uint64_t map_hash_pair(uint64_t a, uint64_t b, uint64_t seed);

#endif
