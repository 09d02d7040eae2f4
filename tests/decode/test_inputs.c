/* What arguments mean: files, folders, sets, and what is not read. */
#include "decode/transcript.h"

static const struct slice project = {"form,项目编码\ntarget,P1\n", sizeof("form,项目编码\ntarget,P1\n") - 1};

/* The plan as "projects+indicators+goals" per unit, names only. */
static void plan_text(struct transcript *t, const char *const *paths, size_t count)
{
    struct input_plan plan;
    struct error err;
    assert_int_equal(input_plan_make(&plan, paths, count, &t->sources, &t->options, &err), 0);
    for (size_t i = 0; i < plan.count; i++)
        transcript_put(t, "%s%s%s%s%s\n", plan.units[i].projects,
                       plan.units[i].indicators ? "+" : "",
                       plan.units[i].indicators ? plan.units[i].indicators : "",
                       plan.units[i].goals ? "+" : "", plan.units[i].goals ? plan.units[i].goals : "");
    input_plan_release(&plan);
}

static void folder_in(const struct folder *f, const char *name)
{
    char path[256];
    folder_path(f, name, path);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void test_folder(void **state)
{
    (void)state;
    struct folder f;
    struct transcript t;
    char link[256];
    folder_make(&f);
    folder_in(&f, "b");
    folder_in(&f, "c");
    folder_in(&f, "d");
    folder_put(&f, "b/projects.csv", project);
    folder_put(&f, "b/indicators.csv", project);
    folder_put(&f, "b/goals.csv", project);
    folder_put(&f, "c/Projects.CSV", project);
    folder_put(&f, "c/x.ndjson", project);
    folder_put(&f, "c/notes.txt", project);
    folder_put(&f, "c/.hidden.csv", project);
    folder_put(&f, "c/scan.pdf", project);
    folder_put(&f, "c/~$form.docx", project);
    folder_put(&f, "c/.~lock.form.ods#", project);
    folder_put(&f, "c/._form.docx", project);
    folder_put(&f, "c/.DS_Store", project);
    folder_put(&f, "c/Thumbs.db", project);
    folder_put(&f, "c/form.DOCX", project);
    folder_put(&f, "c/page.htm", project);
    folder_put(&f, "c/dump.txt", SLICE("项目名称\n大桥维修\n\n一级指标\t二级指标\n产出指标\t数量指标\n"));
    folder_put(&f, "d/indicators.csv", project);
    folder_put(&f, "a.csv", project);
    folder_path(&f, "c/self", link);
    assert_int_equal(symlink(".", link), 0);
    transcript_init(&t);
    const char *paths[1] = {f.path};
    plan_text(&t, paths, 1);
    transcript_without(&t, f.path);
    assert_string_equal(t.text,
                        "!remark 0:0 : /c: skipped 3 files of kinds that are not read: .hidden.csv, "
                        "notes.txt, scan.pdf\n"
                        "/a.csv\n/b/projects.csv+/b/indicators.csv+/b/goals.csv\n/c/Projects.CSV\n"
                        "/c/dump.txt\n/c/form.DOCX\n/c/page.htm\n/c/x.ndjson\n/d/indicators.csv\n");
    transcript_release(&t);
    folder_remove(&f);
}

static void test_arguments(void **state)
{
    (void)state;
    struct folder f;
    struct transcript t;
    char paths[6][256];
    folder_make(&f);
    folder_in(&f, "empty");
    folder_put(&f, "projects.csv", project);
    folder_put(&f, "goals.csv", project);
    folder_put(&f, "a.csv", project);
    folder_path(&f, "goals.csv", paths[0]);
    folder_path(&f, "a.csv", paths[1]);
    folder_path(&f, "projects.csv", paths[2]);
    folder_path(&f, "./a.csv", paths[3]);
    folder_path(&f, "empty", paths[4]);
    folder_path(&f, "missing.csv", paths[5]);
    const char *list[6] = {paths[0], paths[1], paths[2], paths[3], paths[4], paths[5]};
    transcript_init(&t);
    plan_text(&t, list, 6);
    transcript_without(&t, f.path);
    assert_string_equal(t.text,
                        "!remark 0:0 : /./a.csv: the same file as one before, read once\n"
                        "!file 0:0 : /empty: a directory without any file that can be read (CSV, "
                        "NDJSON, XLSX, DOCX, HTML, text dumps)\n"
                        "/projects.csv+/goals.csv\n/a.csv\n/missing.csv\n");
    transcript_release(&t);
    folder_remove(&f);
}

static void test_unreadable(void **state)
{
    (void)state;
    static const struct {
        const char *name, *content, *says; /* content NULL: not there */
        size_t len;                        /* 0: to its NUL */
    } cases[] = {
        {"a.csv", NULL, "no such file", 0},
        {"b.csv", "PK\3\4rest", "zip archive", 0},
        {"c.csv", "<html>", "HTML", 0},
        {"e.ndjson", "", "empty", 0},
        {"f.csv", "\xFF\xFE\0\0x\0\0\0", "UTF-32", 8},
        {"g.xlsx", "%PDF-1.7", "is a PDF; get the spreadsheet", 0},
        {"h.docx", "\x89PNG\r\n\x1A\n", "PNG picture", 0},
        {"i.jpg", "\xFF\xD8\xFF\xE0", "JPEG picture", 0},
        {"j.csv", "GIF89a", "GIF picture", 0},
        {"k.tif", "II*\0\x08", "TIFF picture", 5},
        {"l.csv", "RIFF\1\1\1\1WEBP", "WebP picture", 0},
        {"m.csv", "\1\1\1\1ftypheic", "HEIC picture", 0},
        {"n.xlsx", "Rar!\x1A\x07\x01", "RAR archive; unpack it first", 0},
        {"o.xlsx", "7z\xBC\xAF\x27\x1C", "7z archive", 0},
        {"p.csv", "\x1F\x8B\x08", "gzip", 0},
        {"q.csv", "BZh91AY", "bzip2", 0},
        {"r.csv", "\xFD" "7zXZ", "xz", 0},
        {"s.csv", "\x7F" "ELF\2", "a program", 0},
        {"t.csv", "SQLite format 3", "export its tables as CSV", 0},
        {"v.doc", "<?xml version='1.0'?><w:wordDocument "
                  "xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'>",
         "XML document (Word 2003)", 0},
        {"w.xml", "\xEF\xBB\xBF <?xml version='1.0'?><a/>", "is XML, not a web page", 0},
        {"x.doc", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n",
         "MHTML (a single file web page)", 0},
        {"y.html", "<p>nothing", "of kind HTML without any table", 0},
    };
    struct folder f;
    folder_make(&f);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct transcript t;
        struct error err;
        char path[256];
        const char *paths[1] = {path};
        transcript_init(&t);
        folder_path(&f, cases[i].name, path);
        if (cases[i].content)
            folder_put(&f, cases[i].name,
                       slice_of(cases[i].content,
                                cases[i].len ? cases[i].len : strlen(cases[i].content)));
        assert_int_equal(transcript_read(&t, paths, 1, &err), 0);
        if (strncmp(t.text, "!file 0:0", 9) || !strstr(t.text, cases[i].says))
            fail_msg("%s: %s", cases[i].name, t.text);
        transcript_release(&t);
    }
    folder_remove(&f);
}

static void test_devices(void **state)
{
    (void)state;
    struct folder f;
    struct transcript t;
    struct error err;
    char path[256];
    folder_make(&f);
    folder_path(&f, "pipe.csv", path);
    assert_int_equal(mkfifo(path, 0600), 0);
    const char *paths[2] = {path, "/dev/zero"};
    transcript_init(&t);
    assert_int_equal(transcript_read(&t, paths, 2, &err), 0);
    assert_non_null(strstr(t.text, "pipe.csv: not a regular file"));
    assert_non_null(strstr(t.text, "/dev/zero: not a regular file"));
    transcript_release(&t);
    folder_remove(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_devices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
