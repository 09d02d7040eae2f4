/* LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc */
/* Every allocation fails once: each reader then either says so or does without, and never gives a
 * different answer. Leaks are for the address sanitizer and valgrind to find. */
#include "alloc.h"
#include "base/file.h"
#include "decode/transcript.h"
#include "decode/workbook.h"

struct input {
    const char *name, *content;
};

/* A single table, a set in order with goals, a set out of order, NDJSON, GB18030, a page; beside them a
 * Word document. */
static const struct input inputs[] = {
    {"a.csv", "form,项目编码,三级指标,指标值,神秘\ntarget,P1,\"a\"\"b\",1,x\ntarget,P2,c,2,y\ntarget,P1,d,3,z\n"},
    {"b/projects.csv", "form,project_code,年度绩效目标,3月底,类别\ntarget,P1,g,1%,a;b\ntarget,P2,h,2%,c\n"},
    {"b/indicators.csv", "project_code,level3,计算符号,指标值\nP1,a,1,5\nP1,b,9,6\nP3,x,1,2\nP2,c,2,7\n"},
    {"b/goals.csv", "项目编码,绩效目标\nP2,t\n"},
    {"c/projects.csv", "form,project_code\ntarget,P1\ntarget,P2\n"},
    {"c/indicators.csv", "project_code,level3\nP2,\"a\nb\"\nP1,b\nP9,c\n"},
    {"d.ndjson", "{\"form\":\"target\",\"category\":[\"a\",\"b\"],\"foo\":{\"x\":1},\"goals\":[\"t\"],"
                 "\"indicators\":[{\"level3\":\"\\u9879\",\"bar\":true},{\"a\":1,\"a\":2}]}\nx\n"},
    {"f.html", "<p>x<table><tr><td>&amp;<select><option>a</select><table><tr><th>项目编码<th>三级指标<th>指标值"
               "<tr><td rowspan=2>P1<td>a<td>☒<tr><td>b<td><b hidden>9</b></table></table>"},
    {"h.txt", "一览表\n项目编码\t三级指标\t指标值\nP1\t<p>甲</p> <p>乙</p>\t\xFF\nP2\t丙\n"},
    {"i.txt", "一览表\n\t项目编码\n\t三级指标\n\n\tP1\n\t[bookmark: a]甲\n乙\n\n\n完\n"},
    {"e.csv", "form,\xCF\xEE\xC4\xBF\xB1\xE0\xC2\xEB\ntarget,\xCF\xEE\xC4\xBF\n"},
};

static void put_word(const struct folder *f)
{
    struct buffer bytes;
    struct error err;
    buffer_init(&bytes, 1 << 20);
    assert_int_equal(file_read("fixtures/legacy/self-evaluation.docx", &bytes, &err), 0);
    folder_put(f, "g.docx", buffer_slice(&bytes));
    buffer_release(&bytes);
}

/* A plain sheet with merged areas and a note beside it; rows out of order, read as a document. */
static void put_workbooks(const struct folder *f)
{
    static const struct book plain = {
        .sheets = {{"表", "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>"
                          DATA(ROW("1", TEXT("A1", "项目名称") TEXT("B1", "三级指标"))
                               ROW("2", SHARED("A2", "1") STYLED("B2", "3", "12.5"))
                               ROW("3", BLANK("A3") CELL("B3", "><f>1</f>")))
                          MERGES(MERGE("A2:A3"))},
                   {"注", DATA(ROW("1", TEXT("A1", "请勿修改")))}}};
    static const struct book form = {
        .sheets = {{"表", DATA(ROW("2", TEXT("A2", "P7") TEXT("B2", "己") BLANK("C2"))
                               ROW("1", TEXT("A1", "项目编码") TEXT("B1", "项目名称")))
                          MERGES(MERGE("B2:C2"))}}};
    char path[256];
    folder_path(f, "h.xlsx", path);
    book_write(path, &plain);
    folder_path(f, "i.xlsx", path);
    book_write(path, &form);
}

/* What was told about read-only failures of memory aside, the transcript of everything. */
static int read_once(const struct folder *f, struct transcript *t, struct error *err)
{
    const char *paths[1] = {f->path};
    transcript_init(t);
    int rc = transcript_read(t, paths, 1, err);
    transcript_release(t);
    return rc;
}

static void test_every_allocation(void **state)
{
    (void)state;
    struct folder f;
    struct error err;
    static struct transcript whole, t;
    char path[256];
    folder_make(&f);
    folder_path(&f, "b", path);
    assert_int_equal(mkdir(path, 0700), 0);
    folder_path(&f, "c", path);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++)
        folder_put(&f, inputs[i].name, slice_str(inputs[i].content));
    put_word(&f);
    put_workbooks(&f);
    assert_int_equal(read_once(&f, &whole, &err), 0);
    assert_non_null(strstr(whole.text, "level3=a@2:2:2"));
    assert_non_null(strstr(whole.text, "level3=网络建设全覆盖@1:2:10"));
    assert_non_null(strstr(whole.text, "level3=12.50万元@1:2:2"));
    assert_non_null(strstr(whole.text, "project_name=己@1:2:2"));
    size_t n = 0, refused = 0;
    for (bool reached = true; reached; n++) {
        alloc_fail(n * alloc_step() + 1);
        const char *paths[1] = {f.path};
        transcript_init(&t);
        int rc = transcript_read(&t, paths, 1, &err);
        reached = alloc_failed();
        transcript_release(&t);
        if (rc == ERR_MEMORY)
            refused++;
        else if (rc != 0 || strcmp(t.text, whole.text))
            fail_msg("allocation %zu: %d\n%s-- not\n%s", n * alloc_step(), rc, t.text, whole.text);
    }
    assert_true(n * alloc_step() > 200);
    assert_true(refused > n / 2);
    folder_remove(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
