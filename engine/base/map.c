/* Open addressing over insertion-ordered entries, at most 5/8 full; a keyed 64-bit mix so that
 * colliding keys cannot be prepared. */
#include "base/map.h"

#include <sys/random.h>

static uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)(a ^ UINT64_C(0x9E3779B97F4A7C15)) * (b ^ UINT64_C(0xD6E8FEB86659FD93));
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t map_hash(const void *data, size_t len, uint64_t seed)
{
    const unsigned char *p = data;
    uint64_t h = mix(seed, len);
    while (len >= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        h = mix(h ^ word, seed ^ UINT64_C(0xA0761D6478BD642F));
        p += 8;
        len -= 8;
    }
    uint64_t tail = 0;
    if (len)
        memcpy(&tail, p, len);
    h = mix(h ^ tail, seed ^ UINT64_C(0xE7037ED1A0B428DB));
    return h ? h : 1;
}

uint64_t map_hash_pair(uint64_t a, uint64_t b, uint64_t seed)
{
    uint64_t h = mix(a ^ seed, b ^ UINT64_C(0xA0761D6478BD642F));
    return h ? h : 1;
}

void map_init(struct map *m)
{
    *m = (struct map){0};
    if (getrandom(&m->seed, sizeof(m->seed), GRND_NONBLOCK) != (ssize_t)sizeof(m->seed))
        m->seed = mix((uint64_t)(uintptr_t)m, (uint64_t)time(NULL));
}

static size_t slot_of(const struct map *m, uint64_t hash, struct slice key)
{
    size_t mask = m->slot_count - 1, at = (size_t)hash & mask;
    for (;; at = (at + 1) & mask) {
        uint32_t n = m->slots[at];
        if (n == 0)
            return at;
        const struct map_entry *e = &m->entries[n - 1];
        if (e->hash == hash && slice_equal(e->key, key))
            return at;
    }
}

static bool map_grow(struct map *m)
{
    size_t slots = m->slot_count ? m->slot_count * 2 : 16;
    size_t cap = slots * 5 / 8;
    if (cap > UINT32_MAX - 1)
        return false;
    struct map_entry *entries = realloc(m->entries, cap * sizeof(*entries));
    if (!entries)
        return false;
    m->entries = entries;
    uint32_t *table = calloc(slots, sizeof(*table));
    if (!table)
        return false;
    free(m->slots);
    m->slots = table;
    m->slot_count = slots;
    m->cap = cap;
    for (size_t i = 0; i < m->count; i++)
        m->slots[slot_of(m, m->entries[i].hash, m->entries[i].key)] = (uint32_t)(i + 1);
    return true;
}

size_t *map_put(struct map *m, struct slice key, bool *made)
{
    uint64_t hash = map_hash(key.ptr, key.len, m->seed);
    if (made)
        *made = false;
    if (m->slot_count) {
        uint32_t n = m->slots[slot_of(m, hash, key)];
        if (n)
            return &m->entries[n - 1].value;
    }
    if (m->count == m->cap && !map_grow(m))
        return NULL;
    m->entries[m->count] = (struct map_entry){key, hash, 0};
    m->slots[slot_of(m, hash, key)] = (uint32_t)(m->count + 1);
    m->count++;
    if (made)
        *made = true;
    return &m->entries[m->count - 1].value;
}

size_t *map_get(const struct map *m, struct slice key)
{
    if (!m->slot_count)
        return NULL;
    uint32_t n = m->slots[slot_of(m, map_hash(key.ptr, key.len, m->seed), key)];
    return n ? &m->entries[n - 1].value : NULL;
}

void map_clear(struct map *m)
{
    m->count = 0;
    if (m->slots)
        memset(m->slots, 0, m->slot_count * sizeof(*m->slots));
}

void map_release(struct map *m)
{
    free(m->entries);
    free(m->slots);
    *m = (struct map){.seed = m->seed};
}
