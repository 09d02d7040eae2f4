/* Which pack a region means, and which regions can exist. */
#include "pack/build.h"

static const struct decl more[] = {
    {"130000-hebei/130300-qinhuangdao/pack.lua", "pack", "130300",
     "{ title='秦皇岛市', version='1', names={'秦皇岛市'} }", NULL},
    {"130322-changli/pack.lua", "pack", "130322",
     "{ title='昌黎县', version='1', names={'昌黎县'} }", NULL},
    {"130322001-town/pack.lua", "pack", "130322001",
     "{ title='昌黎镇', version='1', names={'昌黎镇'} }", NULL},
    {"110105-chaoyang/pack.lua", "pack", "110105",
     "{ title='朝阳区', version='1', names={'朝阳区'} }", NULL},
    {"220000-jilin/pack.lua", "pack", "220000", "{ title='吉林省', version='1' }", NULL},
    {"220104000-chaoyang/pack.lua", "pack", "220104000",
     "{ title='朝阳区', version='1', names={'朝阳区'} }", NULL},
    {"220200-jilin/pack.lua", "pack", "220200",
     "{ title='吉林市', version='1', names={'吉林市'} }", NULL},
    {"430000-hunan/pack.lua", "pack", "430000",
     "{ title='湖南', version='1', names={'湖南'} }", NULL},
    {"430100-changsha/pack.lua", "pack", "430100",
     "{ title='长沙', version='1', names={'长沙','湖南'} }", NULL},
    {"150000-nmg/pack.lua", "pack", "150000", "{ title='内蒙古', version='1' }", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const struct {
    const char *region, *pack;
    bool known;
    const char *near;
} rows[] = {
    {"", "national", true, NULL},
    {"national", "national", true, NULL},
    {"全国", "national", true, NULL},
    {"中央", "national", true, NULL},
    /* codes */
    {"420000", "420000", true, NULL},
    {"420700", "420700", true, NULL},
    {"420700000", "420700", true, NULL},
    {"420704", "420700", true, NULL},
    {"420704000", "420700", true, NULL},
    {"420704003", "420700", true, NULL},
    {"420106", "420000", true, NULL},
    {"429004", "420000", true, NULL},
    {"130322", "130322", true, NULL},
    {"130322000", "130322", true, NULL},
    {"130322001", "130322001", true, NULL},
    {"130322002", "130322", true, NULL},
    {"220104", "220104000", true, NULL},
    {"110101", "national", true, NULL},
    {" 420700\t", "420700", true, NULL},
    {"420700 鄂州市", "420700", true, NULL},
    {"990000", "national", false, NULL},
    {"440000", "national", false, "420000"},
    {"42070", "national", false, "420700"},
    {"4207000", "national", false, "420000"},
    {"020000", "national", false, NULL},
    {"4207000000", "national", false, NULL},
    /* names */
    {"湖北省", "420000", true, NULL},
    {"湖北", "420000", true, NULL},
    {"湖北省鄂州市", "420700", true, NULL},
    {"湖北鄂州", "420700", true, NULL},
    {"湖北省 鄂州市", "420700", true, NULL},
    {"湖北省-鄂州市", "420700", true, NULL},
    {"湖北省/鄂州市/华容区", "420700", true, NULL},
    {"湖北省武汉市", "420000", true, NULL},
    {"鄂州市", "420700", true, NULL},
    {"鄂州市华容区", "420700", true, NULL},
    {"河北省秦皇岛市昌黎县", "130322", true, NULL},
    {"河北省秦皇岛市昌黎县昌黎镇", "130322001", true, NULL},
    {"河北省昌黎县", "130322", true, NULL},
    {"昌黎县", "130322", true, NULL},
    {"河北省鄂州市", "130000", true, NULL},
    {"北京市朝阳区", "110105", true, NULL},
    {"吉林省长春市朝阳区", "220000", true, NULL},
    {"吉林省朝阳区", "220104000", true, NULL},
    {"朝阳区", "national", true, NULL},
    {"吉林", "220000", true, NULL},
    {"吉林市", "220200", true, NULL},
    {"吉林省吉林市", "220200", true, NULL},
    {"吉林吉林", "220200", true, NULL},
    {"内蒙古呼和浩特市", "150000", true, NULL},
    {"内蒙古自治区", "150000", true, NULL},
    {"广西", "national", true, NULL},
    {"湖南省长沙市岳麓区", "430100", true, NULL},
    {"湖南长沙", "430100", true, NULL},
    {"湖南", "430000", true, NULL},
    {"湖南省岳阳市", "430000", true, NULL},
    {"胡北省鄂州市", "national", false, "湖北省"},
    {"湖比省", "national", false, "湖北省"},
    {"鄂洲市", "national", false, "鄂州市"},
    {"火星", "national", false, NULL},
    {"\xff\xfe", "national", false, NULL},
    {"省", "national", false, NULL},
};

static void test_regions(void **state)
{
    (void)state;
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    if (fixture_load(f, base_decls, more) != 0)
        fail_msg("%s", f->err.en);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct slice region = slice_str(rows[i].region);
        struct near near;
        uint32_t pack = pack_for_region(&f->set, region);
        if (!slice_equal(f->set.packs[pack].name, slice_str(rows[i].pack)))
            fail_msg("%s: %.*s, not %s", rows[i].region,
                     SLICE_ARG(f->set.packs[pack].name), rows[i].pack);
        if (pack_region_known(&f->set, region, &near) != rows[i].known)
            fail_msg("%s: known is not %d", rows[i].region, rows[i].known);
        if (rows[i].near && !slice_equal(near.best, slice_str(rows[i].near)))
            fail_msg("%s: near is \"%.*s\"", rows[i].region, SLICE_ARG(near.best));
    }
    fixture_release(f);
    free(f);
}

/* The division that a unit's name or a title begins with, whole names only. */
static void test_home(void **state)
{
    (void)state;
    static const struct {
        const char *text, *code, *name;
    } homes[] = {
        {"昌黎县水务局", "130322", "河北省秦皇岛市昌黎县"},
        {"820001-昌黎县昌黎镇人民政府", "130322001", "河北省秦皇岛市昌黎县"},
        {"2024年昌黎县项目支出绩效目标表", "130322", "河北省秦皇岛市昌黎县"},
        {"中国共产党昌黎县委员会", "130322", "河北省秦皇岛市昌黎县"},
        {"湖北省鄂州市鄂州市司法局", "420700", "湖北省鄂州市"},
        {"吉林省朝阳区教育局", "220104", NULL},
        {"朝阳区教育局", "", ""},
        {"湖北工程学院", "", ""},
        {"湖北鄂州经济开发区管理委员会", "420700", "湖北省鄂州市"},
        {"湖北省鄂州经济开发区", "420700", "湖北省鄂州市"},
        {"某县昌黎县水务局", "", ""},
        {"鄂州市场监督管理局", "", ""},
        {"", "", ""},
    };
    struct fixture *f = malloc(sizeof(*f));
    char name[256];
    assert_non_null(f);
    if (fixture_load(f, base_decls, more) != 0)
        fail_msg("%s", f->err.en);
    for (size_t i = 0; i < sizeof(homes) / sizeof(*homes); i++) {
        struct slice code = pack_home(&f->set, slice_str(homes[i].text));
        if (!slice_equal(code, slice_str(homes[i].code)))
            fail_msg("%s: %.*s", homes[i].text, SLICE_ARG(code));
        size_t len = code.len ? pack_home_name(&f->set, code, name, sizeof(name)) : 0;
        if (homes[i].name && !slice_equal(slice_of(name, len), slice_str(homes[i].name)))
            fail_msg("%s: %.*s", homes[i].text, (int)len, name);
    }
    assert_true(pack_home_narrower(SLICE("130322"), SLICE_NONE));
    assert_true(pack_home_narrower(SLICE("130322"), SLICE("130300")));
    assert_false(pack_home_narrower(SLICE("130322"), SLICE("420000")));
    fixture_release(f);
    free(f);
}

/* Without a list of divisions only the form of a code is judged. */
static void test_no_divisions(void **state)
{
    (void)state;
    static const struct decl decls[] = {
        {"national/pack.lua", "pack", "national", "{ title='t', version='1' }", NULL}};
    struct fixture *f = malloc(sizeof(*f));
    struct near near;
    assert_non_null(f);
    fixture_init(f);
    assert_int_equal(fixture_add(f, decls, 1), 0);
    assert_int_equal(pack_link(&f->set, &f->err), 0);
    assert_true(pack_region_known(&f->set, SLICE("430100"), &near));
    assert_false(pack_region_known(&f->set, SLICE("43010"), &near));
    assert_false(pack_region_known(&f->set, SLICE("湖南省"), &near));
    assert_int_equal(pack_for_region(&f->set, SLICE("430100")), 0);
    fixture_release(f);
    free(f);
}

/* Where the cities of a province are listed, one that is not is a mistake; counties are not held to the
 * list, and other provinces not either. */
static void test_cities(void **state)
{
    (void)state;
    static const struct decl decls[] = {
        {"national/pack.lua", "pack", "national", "{ title='t', version='1' }", NULL},
        {"national/data/d.lua", "codes", "divisions",
         "{ ['420000']='湖北省', ['420700']='鄂州市', ['420704']='鄂城区', "
         "['429004']='仙桃市', ['430000']='湖南省' }",
         NULL}};
    static const struct {
        const char *code;
        bool known;
        const char *near;
    } codes[] = {
        {"420704", true, NULL},    {"420799", true, NULL},     {"420704001", true, NULL},
        {"420800", false, "420000"}, {"420801", false, NULL}, {"429004", true, NULL},
        {"429005", false, "429004"}, {"430199", true, NULL},     {"440000", false, "420000"},
    };
    struct fixture *f = malloc(sizeof(*f));
    struct near near;
    assert_non_null(f);
    fixture_init(f);
    assert_int_equal(fixture_add(f, decls, 2), 0);
    assert_int_equal(pack_link(&f->set, &f->err), 0);
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
        if (pack_region_known(&f->set, slice_str(codes[i].code), &near) != codes[i].known)
            fail_msg("%s: known is not %d", codes[i].code, codes[i].known);
        if (codes[i].near && !slice_equal(near.best, slice_str(codes[i].near)))
            fail_msg("%s: near is \"%.*s\"", codes[i].code, SLICE_ARG(near.best));
    }
    fixture_release(f);
    free(f);
}

/* Parents are found wherever the folders lie. */
static void test_parents(void **state)
{
    (void)state;
    static const struct {
        const char *pack, *parent;
    } parents[] = {
        {"420000", "national"},  {"420700", "420000"},    {"130300", "130000"},
        {"130322", "130300"},    {"130322001", "130322"}, {"110105", "national"},
        {"220104000", "220000"},
    };
    struct fixture *f = malloc(sizeof(*f));
    assert_non_null(f);
    assert_int_equal(fixture_load(f, base_decls, more), 0);
    for (size_t i = 0; i < sizeof(parents) / sizeof(*parents); i++)
        assert_int_equal(f->set.packs[pack_named(&f->set, parents[i].pack)].parent,
                         pack_named(&f->set, parents[i].parent));
    assert_int_equal(f->set.packs[f->set.national].parent, -1);
    fixture_release(f);
    free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_regions), cmocka_unit_test(test_home),
        cmocka_unit_test(test_no_divisions),
        cmocka_unit_test(test_cities),
        cmocka_unit_test(test_parents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
