/* LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc */
/* Every allocation of our own code fails once: the answer is then an error; that nothing is leaked is
 * seen under the address sanitizer and valgrind. */
#include "alloc.h"
#include "pack/build.h"

#include <sys/stat.h>
#include <unistd.h>

/* Runs `what` with the first, second, … allocation failing, until none fails any more. */
static void fail_each(int (*what)(void *context), void *context, size_t at_least)
{
    size_t n = 0;
    for (int rc = -1; rc != 0; n++) {
        alloc_fail(n + 1);
        rc = what(context);
        bool failed = alloc_failed();
        if (failed && rc != 0)
            assert_int_equal(rc, ERR_MEMORY);
        if (!failed)
            assert_int_equal(rc, 0);
        if (rc == 0 && failed) /* something did without */
            rc = -1;
    }
    assert_true(n > at_least);
}

static int packs_load(void *context)
{
    static const struct decl more[] = {{"420000-hubei/data/c.lua", "codes", "bands",
                                        "{ extend=true, b=70, c=60 }", NULL},
                                       {"420000-hubei/data/l.lua", "codes", "level1",
                                        "{ extend=true, ['成本指标']={'成本'} }", NULL},
                                       {"420000-hubei/420700-ezhou/pack.lua", "pack",
                                        "420700",
                                        "{ title='鄂州', version='3', set={ months={1} "
                                        "}, rules={ ['A-1']={off=true, reason='r'} } }",
                                        NULL},
                                       {NULL, NULL, NULL, NULL, NULL}};
    struct fixture *f = context;
    const struct param_override o[] = {{SLICE("months"), SLICE("1,2")},
                                       {SLICE("floor"), SLICE("5")}};
    struct profile p;
    int rc = fixture_load(f, base_decls, more);
    if (rc == 0)
        rc = pack_add_failed(&f->set, SLICE("national/x.lua"), SLICE_NONE, &f->err);
    if (rc == 0)
        rc = profile_build(&p, &f->set, (uint32_t)f->set.pack_count - 1, 0, STAGE_NONE, o,
                           2, &f->err);
    if (rc == 0) {
        assert_true(pack_for_region(&f->set, SLICE("湖北省鄂州市")) != f->set.national);
        profile_release(&p);
    }
    fixture_release(f);
    return rc;
}

static void test_packs(void **state)
{
    (void)state;
    static struct fixture f;
    fail_each(packs_load, &f, 60);
}

static int scan_once(void *context)
{
    struct pack_scan scan;
    struct error err;
    int rc = pack_scan(&scan, context, &err);
    pack_scan_release(&scan);
    return rc;
}

static void file_make(const char *dir, const char *name)
{
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/%s", dir, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
}

static void test_scan(void **state)
{
    (void)state;
    char dir[] = "/tmp/jihe-memory-XXXXXX", path[256];
    assert_non_null(mkdtemp(dir));
    (void)snprintf(path, sizeof(path), "%s/national", dir);
    assert_int_equal(mkdir(path, 0700), 0);
    file_make(dir, "national/pack.lua");
    file_make(dir, "national/A.lua");
    (void)snprintf(path, sizeof(path), "%s/national/B.lua", dir);
    assert_int_equal(symlink("A.lua", path), 0);
    fail_each(scan_once, dir, 20);
    (void)snprintf(path, sizeof(path), "rm -rf '%s'", dir);
    assert_int_equal(system(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_packs),
        cmocka_unit_test(test_scan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
