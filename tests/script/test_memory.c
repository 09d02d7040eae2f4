/* The allocator of a Lua state: whatever blocks come from, they keep what was written, lie apart, and are
 * counted to the byte. */
#include "script/host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

enum { BLOCKS = 2000, STEPS = 60000, BIG = 3 << 20 };

struct held {
    unsigned char *ptr;
    size_t len;
    unsigned char mark;
};

static uint32_t dice(uint32_t *state, uint32_t sides)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % sides;
}

static void held_check(const struct held *h)
{
    for (size_t i = 0; i < h->len; i++)
        if (h->ptr[i] != h->mark)
            fail_msg("byte %zu of %zu was overwritten", i, h->len);
}

static void held_resize(struct script *s, struct held *h, size_t len)
{
    size_t kept = len < h->len ? len : h->len;
    h->ptr = host_allocate(s, h->ptr, h->len, len);
    h->len = kept;
    if (len) {
        assert_non_null(h->ptr);
        assert_int_equal((uintptr_t)h->ptr % 16, 0);
        held_check(h);
        memset(h->ptr, h->mark, len);
    }
    h->len = len;
}

static struct script *script_bare(size_t memory)
{
    struct script *s = calloc(1, sizeof(*s));
    assert_non_null(s);
    s->limits.rule_memory = memory;
    return s;
}

static size_t size_of_next(uint32_t *state)
{
    switch (dice(state, 8)) {
    case 0: return 0;
    case 1: return 1 + dice(state, 8000);
    case 2: return 500 + dice(state, 30); /* about where blocks are large */
    default: return 1 + dice(state, 200);
    }
}

/* Blocks of all sizes come, grow, shrink and go; first in a small state, then, behind a big block, in one
 * that has a region. */
static void blocks_stand_apart(void **state)
{
    (void)state;
    struct script *s = script_bare((size_t)64 << 20);
    struct held *held = calloc(BLOCKS, sizeof(*held)), big = {.mark = 7};
    uint32_t seed = 42;
    size_t sum = 0;
    assert_non_null(held);
    for (int step = 0; step < STEPS; step++) {
        struct held *h = &held[dice(&seed, BLOCKS)];
        h->mark = h->len ? h->mark : (unsigned char)dice(&seed, 256);
        sum -= h->len;
        held_resize(s, h, size_of_next(&seed));
        sum += h->len;
        if (step == STEPS / 3) {
            assert_null(s->pool.region);
            held_resize(s, &big, BIG);
            sum += BIG;
        }
        assert_int_equal(script_memory(s), sum);
    }
#ifndef __SANITIZE_ADDRESS__
    assert_non_null(s->pool.region);
#endif
    for (int i = 0; i < BLOCKS; i++)
        held_resize(s, &held[i], 0);
    held_resize(s, &big, 0);
    assert_int_equal(script_memory(s), 0);
    pool_close(s);
    assert_null(s->pool.region);
    free(held);
    free(s);
}

/* When the region is full, and when a size is not there any more, blocks come from elsewhere; what was given
 * back is used again. */
static void full_region_is_no_end(void **state)
{
    (void)state;
    enum { LEN = 64, COUNT = 700000 };
    struct script *s = script_bare((size_t)64 << 20);
    void **blocks = calloc(COUNT, sizeof(*blocks));
    assert_non_null(blocks);
    void *big = host_allocate(s, NULL, 0, BIG);
    for (int i = 0; i < COUNT; i++) {
        blocks[i] = host_allocate(s, NULL, 0, LEN);
        assert_non_null(blocks[i]);
        memset(blocks[i], i & 0xFF, LEN);
    }
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(*(unsigned char *)blocks[i], i & 0xFF);
    assert_int_equal(script_memory(s), BIG + (size_t)COUNT * LEN);
    for (int i = 0; i < COUNT; i++)
        assert_null(host_allocate(s, blocks[i], LEN, 0));
    const char *fresh = s->pool.fresh;
    blocks[0] = host_allocate(s, NULL, 0, LEN - 3);
    assert_non_null(blocks[0]);
    assert_ptr_equal(s->pool.fresh, fresh);
    host_allocate(s, blocks[0], LEN - 3, 0);
    host_allocate(s, big, BIG, 0);
    assert_int_equal(script_memory(s), 0);
    pool_close(s);
    free(blocks);
    free(s);
}

static void limit_is_the_same(void **state)
{
    (void)state;
    struct script *s = script_bare(BIG + 100);
    void *big = host_allocate(s, NULL, 0, BIG), *block = host_allocate(s, NULL, 0, 60);
    assert_non_null(block);
    assert_null(host_allocate(s, NULL, 0, 41));
    assert_true(s->refused && !s->starved);
    assert_null(host_allocate(s, block, 60, 101));
    assert_int_equal(script_memory(s), BIG + 60);
    block = host_allocate(s, block, 60, 100);
    assert_non_null(block);
    host_allocate(s, block, 100, 0);
    host_allocate(s, big, BIG, 0);
    pool_close(s);
    free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_stand_apart),
        cmocka_unit_test(full_region_is_no_end),
        cmocka_unit_test(limit_is_the_same),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
