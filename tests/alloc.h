/* One allocation of our own code fails. The test's first line asks the linker for it:
 * "LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc" in a comment; libraries are not touched. */
#ifndef JIHE_TESTS_ALLOC_H
#define JIHE_TESTS_ALLOC_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

static size_t allocation_count, failing_allocation;

/* From now on the nth allocation fails, counted from 1; 0: none does. */
static void alloc_fail(size_t nth)
{
    allocation_count = 0;
    failing_allocation = nth;
}

/* True when that allocation has been asked for; then, or from now on, none fails. */
static bool alloc_failed(void)
{
    bool failed = failing_allocation && allocation_count >= failing_allocation;
    failing_allocation = 0;
    return failed;
}

static bool alloc_refuses(void)
{
    if (++allocation_count != failing_allocation)
        return false;
    errno = ENOMEM;
    return true;
}

/* Every allocation in its turn, or every fifth where each run is slow. */
static inline size_t alloc_step(void)
{
    return getenv("JIHE_TEST_LIGHT") ? 5 : 1;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size)
{
    return alloc_refuses() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return alloc_refuses() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return alloc_refuses() ? NULL : __real_realloc(old, size);
}

#endif
