/* A hundred counties of 250 rules each: linked and turned into profiles, with the time
 * told. What fails the test is a wrong count, not a slow machine. */
#include "pack/build.h"

#include <time.h>

enum { NATIONAL_RULES = 250, COUNTIES = 100, COUNTY_RULES = 250 };

struct big {
    struct pack_set set;
    struct pack_scan scan;
    struct pack_folder folders[COUNTIES + 1];
    struct error err;
};

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *text(struct big *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static char *text(struct big *b, const char *format, ...)
{
    char room[256];
    struct slice kept = SLICE_NONE;
    va_list args;
    va_start(args, format);
    int n = vsnprintf(room, sizeof(room), format, args);
    va_end(args);
    assert_true(n > 0 && arena_copy(&b->set.arena, slice_of(room, (size_t)n), &kept));
    char *out;
    memcpy(&out, &kept.ptr, sizeof(out));
    return out;
}

static struct pack_declaration declaration(struct big *b, uint32_t folder,
                                           const char *verb, char *name, const char *body)
{
    struct plain *plain = arena_alloc(&b->set.arena, sizeof(*plain));
    assert_non_null(plain);
    struct reader r = {&b->set.arena, body, false};
    *plain = read_value(&r);
    return (struct pack_declaration){slice_str(verb),
                                     slice_str(name),
                                     slice_str(text(b, "%u/%s.lua", folder, name)),
                                     1,
                                     plain,
                                     folder};
}

static void folder_fill(struct big *b, uint32_t folder, char *pack, const char *manifest)
{
    b->folders[folder] = (struct pack_folder){pack, pack, -1};
    b->scan.folder_count++;
    struct pack_declaration d = declaration(b, folder, "pack", pack, manifest);
    if (pack_add_manifest(&b->set, &b->scan, &d, &b->err) != 0)
        fail_msg("%s", b->err.en);
}

/* Every rule but the first needs the one before it and, in counties, a national one. */
static void rules_fill(struct big *b, uint32_t folder, const char *prefix, int count,
                       bool county)
{
    const struct slice params[] = {SLICE("floor"), SLICE("limit")};
    for (int i = 0; i < count; i++) {
        char *id = text(b, "%s-%03d", prefix, i);
        char *needs = i ? text(b, "'%s-%03d'%s", prefix, i - 1,
                               county ? text(b, ", 'N-%03d'", i % NATIONAL_RULES) : "")
                        : text(b, " ");
        struct pack_declaration d =
            declaration(b, folder, "rule", id,
                        text(b,
                             "{ " R ", severity='note', each='indicator', basis={'s'}, "
                             "needs={%s}, where={ level1='产出' } }",
                             needs));
        if (pack_add_rule(&b->set, &d, SLICE("text"), params, 2, &b->err) != 0)
            fail_msg("%s", b->err.en);
    }
}

static void data_fill(struct big *b)
{
    struct pack_declaration s =
        declaration(b, 0, "statute", text(b, "s"), "{ title='t' }");
    struct pack_declaration l =
        declaration(b, 0, "codes", text(b, "level1"), "{ ['产出指标']={'产出'} }");
    assert_int_equal(pack_add_statute(&b->set, &s, &b->err), 0);
    assert_int_equal(pack_add_data(&b->set, &l, &b->err), 0);
}

static void fill(struct big *b)
{
    folder_fill(
        b, 0, text(b, "national"),
        "{ title='t', version='1', parameters={ floor={type='percent', default=60, "
        "stricter='higher'}, limit={type='number', default=9, stricter='lower'} } }");
    data_fill(b);
    for (uint32_t c = 1; c <= COUNTIES; c++)
        folder_fill(b, c, text(b, "4201%02u", c - 1),
                    text(b,
                         "{ title='t', version='1', set={ floor=%u }, rules={ ['N-%03u']="
                         "{severity='error'} } }",
                         61 + (c > 1), c % NATIONAL_RULES));
    rules_fill(b, 0, "N", NATIONAL_RULES, false);
    for (uint32_t c = 1; c <= COUNTIES; c++)
        rules_fill(b, c, text(b, "C%02u", c - 1), COUNTY_RULES, true);
}

static void test_size(void **state)
{
    (void)state;
    struct big *b = calloc(1, sizeof(*b));
    assert_non_null(b);
    pack_set_init(&b->set);
    b->scan.folders = b->folders;
    double start = seconds();
    fill(b);
    double filled = seconds();
    if (pack_link(&b->set, &b->err) != 0)
        fail_msg("%s", b->err.en);
    double linked = seconds();
    for (uint32_t i = 0; i < b->set.pack_count; i++) {
        struct profile p;
        assert_int_equal(
            profile_build(&p, &b->set, i, 2024, STAGE_NONE, NULL, 0, &b->err), 0);
        /* county 420100 is the city the other 99 lie in */
        size_t below = b->set.packs[i].depth;
        assert_int_equal(p.rule_count, NATIONAL_RULES + below * COUNTY_RULES);
        profile_release(&p);
    }
    double built = seconds();
    assert_int_equal(b->set.rule_count, NATIONAL_RULES + COUNTIES * COUNTY_RULES);
    print_message(
        "%zu rules in %zu packs: read %.3f s, linked %.3f s, all profiles %.3f s\n",
        b->set.rule_count, b->set.pack_count, filled - start, linked - filled,
        built - linked);
    pack_set_release(&b->set);
    free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_size)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
