/* What is found under a rules folder, and what is refused there: each row lays out a
 * folder. */
#include "pack/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Steps: "f PATH" a file, "d PATH" a folder, "l TARGET PATH" a link, "p PATH" a FIFO, "h
 * OLD NEW" a hard link. PATH "@" in a target is the rules folder. */
struct row {
    const char *steps[16];
    const char *files; /* role letter and shown path, or NULL: refused */
    const char *zh, *en;
};

static const struct row rows[] = {
    {{"f national/pack.lua"}, "m national/pack.lua", NULL, NULL},
    {{"f national/pack.lua", "f national/z/A-1.lua", "f national/statutes.lua",
      "f national/data/w.lua", "f national/data/deep/v.lua", "f national/forms/f.lua",
      "f national/A.lua", "f national/README.md", "f national/library/text.lua",
      "f national/z/library/more.lua", "f national/.git/x.lua", "f national/.#A-1.lua",
      "f national/A-2.lua~", "f README.md", "d empty"},
     "m national/pack.lua, s national/statutes.lua, d national/data/deep/v.lua, d "
     "national/data/w.lua, "
     "r national/A.lua, r national/z/A-1.lua, f national/forms/f.lua",
     NULL,
     NULL},
    {{"f 420000-hubei/pack.lua", "f 420000-hubei/420700-ezhou/pack.lua",
      "f 420000-hubei/420700-ezhou/a/E.lua", "f 420000-hubei/B.lua",
      "f national/pack.lua", "f national/A.lua", "f other/420000/x.txt"},
     "m national/pack.lua, m 420000-hubei/420700-ezhou/pack.lua, m "
     "420000-hubei/pack.lua, r national/A.lua, "
     "r 420000-hubei/420700-ezhou/a/E.lua, r 420000-hubei/B.lua",
     NULL,
     NULL},
    /* links that lead to something else in the folder */
    {{"f national/pack.lua", "f national/A.lua", "l A.lua national/B.lua",
      "l national again"},
     "m national/pack.lua, r national/A.lua",
     NULL,
     NULL},
    {{"f ..data/pack.lua", "f ..data/A.lua", "d national",
      "l ../..data/pack.lua national/pack.lua", "l ../..data/A.lua national/A.lua"},
     "m national/pack.lua, r national/A.lua",
     NULL,
     NULL},
    {{"f national/pack.lua", "f .hidden/sub/A.lua", "l ../.hidden/sub national/sub"},
     "m national/pack.lua, r national/sub/A.lua",
     NULL,
     NULL},
    {{"f national/pack.lua", "f national/A.lua", "h national/A.lua national/B.lua"},
     "m national/pack.lua, r national/A.lua",
     NULL,
     NULL},
    /* refused */
    {{"f 420000-hubei/pack.lua"}, NULL, "没有 national/pack.lua", "no national/pack.lua"},
    {{"f sub/national/pack.lua"}, NULL, "没有 national/pack.lua", "no national/pack.lua"},
    {{"f pack.lua", "f A.lua"}, NULL, "一个包自己的文件夹", "a pack's own folder"},
    {{"f national/pack.lua", "f stray.lua"}, NULL, "不在任何包里", "belongs to no pack"},
    {{"f national/pack.lua", "f 420000-hubei/A.lua"},
     NULL,
     "不在任何包里",
     "belongs to no pack"},
    {{"f national/pack.lua", "p national/A.lua"},
     NULL,
     "不是普通文件",
     "not a regular file"},
    {{"p pack.lua"}, NULL, "一个包自己的文件夹", "a pack's own folder"},
    {{"f national/pack.lua", "p national/pipe"},
     NULL,
     "不是普通文件",
     "not a regular file"},
    {{"f national/pack.lua", "l /dev/zero national/A.lua"},
     NULL,
     "规则文件夹之外",
     "outside the rules folder"},
    {{"f national/pack.lua", "l /etc/passwd national/A.lua"},
     NULL,
     "规则文件夹之外",
     "outside the rules folder"},
    {{"f national/pack.lua", "l /etc national/etc"},
     NULL,
     "规则文件夹之外",
     "outside the rules folder"},
    {{"f national/pack.lua", "l @-beside national/x"}, NULL, "不存在", "nowhere"},
    {{"f national/pack.lua", "l .. national/loop"}, NULL, "循环", "circle"},
    {{"f national/pack.lua", "l . national/loop"}, NULL, "循环", "circle"},
    {{"f national/pack.lua", "l b.lua national/a.lua", "l a.lua national/b.lua"},
     NULL,
     "循环",
     "circle"},
    {{"f national/pack.lua", "l nothing.lua national/a.lua"}, NULL, "不存在", "nowhere"},
    {{"f national/pack.lua", "d .pipe", "p .pipe/p", "l ../.pipe/p national/a.lua"},
     NULL,
     "不是普通文件",
     "not a regular file"},
    {{"f national/pack.lua", "f national/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/A.lua"},
     NULL,
     "过深",
     "too deeply"},
};

static void folders_make(char *path)
{
    for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
        *p = '\0';
        (void)mkdir(path, 0700);
        *p = '/';
    }
}

static void step_do(const char *dir, const char *step)
{
    char first[512], second[512], path[1100], from[1100];
    size_t n = strcspn(step + 2, " ");
    (void)snprintf(first, sizeof(first), "%.*s", (int)n, step + 2);
    (void)snprintf(second, sizeof(second), "%s", step[2 + n] ? step + 3 + n : "");
    (void)snprintf(path, sizeof(path), "%s/%s", dir, second[0] ? second : first);
    (void)snprintf(from, sizeof(from), "%s%s%s", first[0] == '@' ? dir : "",
                   step[0] == 'h' ? dir : "", first[0] == '@' ? first + 1 : "");
    folders_make(path);
    int rc = -1;
    if (step[0] == 'd')
        rc = mkdir(path, 0700);
    else if (step[0] == 'p')
        rc = mkfifo(path, 0600);
    else if (step[0] == 'l')
        rc = symlink(first[0] == '@' ? from : first, path);
    else if (step[0] == 'h') {
        (void)snprintf(from, sizeof(from), "%s/%s", dir, first);
        rc = link(from, path);
    } else {
        FILE *file = fopen(path, "w");
        rc = file ? fclose(file) : -1;
    }
    if (rc != 0)
        fail_msg("step %s", step);
}

static void folder_remove(const char *dir)
{
    char command[600];
    (void)snprintf(command, sizeof(command), "rm -rf '%s'", dir);
    assert_int_equal(system(command), 0);
}

static void listing(const struct pack_scan *scan, struct buffer *out)
{
    for (size_t i = 0; i < scan->file_count; i++)
        buffer_format(out, "%s%c %s", i ? ", " : "", "msdrf"[scan->files[i].role],
                      scan -> files[i].shown);
}

/* What holds for every scan that succeeds. */
static void scan_check(const struct pack_scan *scan, const char *dir)
{
    for (size_t i = 0; i < scan->file_count; i++) {
        const struct pack_file *f = &scan->files[i];
        const char *folder = scan->folders[f->pack].path;
        assert_int_equal(access(f->path, R_OK), 0);
        assert_int_equal(strncmp(f->path, dir, strlen(dir)), 0);
        assert_int_equal(strncmp(f->path, folder, strlen(folder)), 0);
    }
    for (size_t i = 0; i < scan->folder_count; i++) {
        assert_true(scan->folders[i].parent < (int64_t)i);
        if (scan->folders[i].parent >= 0) {
            const char *outer = scan->folders[scan->folders[i].parent].path;
            assert_int_equal(strncmp(scan->folders[i].path, outer, strlen(outer)), 0);
        }
    }
}

static void row_check(const struct row *row, const char *dir)
{
    struct pack_scan scan;
    struct error err = {0};
    struct buffer found;
    buffer_init(&found, 65536);
    int rc = pack_scan(&scan, dir, &err);
    if (!row->files) {
        if (rc != ERR_PACK || !strstr(err.zh, row->zh) || !strstr(err.en, row->en))
            fail_msg("%s: %d %s / %s", row->steps[1] ? row->steps[1] : row->steps[0], rc,
                     err.zh, err.en);
        assert_non_null(strstr(err.zh, dir));
        assert_int_equal(scan.file_count, 0);
        return;
    }
    if (rc != 0)
        fail_msg("%s: %s", row->steps[0], err.en);
    listing(&scan, &found);
    assert_true(found.len < 4096);
    buffer_byte(&found, '\0');
    assert_string_equal(found.ptr, row->files);
    scan_check(&scan, dir);
    buffer_release(&found);
    pack_scan_release(&scan);
}

static void test_scan(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char dir[] = "/tmp/jihe-scan-XXXXXX";
        assert_non_null(mkdtemp(dir));
        for (size_t k = 0; k < 16 && rows[i].steps[k]; k++)
            step_do(dir, rows[i].steps[k]);
        row_check(&rows[i], dir);
        folder_remove(dir);
    }
}

static void test_no_folder(void **state)
{
    (void)state;
    struct pack_scan scan;
    struct error err;
    assert_int_equal(pack_scan(&scan, "/nonexistent/rules", &err), ERR_PACK);
    assert_non_null(strstr(err.zh, "/nonexistent/rules"));
    assert_int_equal(pack_scan(&scan, "/etc/passwd", &err), ERR_PACK);
    assert_int_equal(pack_scan(&scan, "", &err), ERR_PACK);
    pack_scan_release(&scan);
}

/* A slash at the end, or a link to the rules folder itself, is no matter. */
static void test_names_of_the_folder(void **state)
{
    (void)state;
    char dir[] = "/tmp/jihe-scan-XXXXXX", name[64];
    struct pack_scan scan;
    struct error err;
    assert_non_null(mkdtemp(dir));
    step_do(dir, "f rules/national/pack.lua");
    step_do(dir, "l rules same");
    static const char *const ends[] = {"/rules//", "/same", "/same/", "/rules/."};
    for (size_t i = 0; i < 4; i++) {
        (void)snprintf(name, sizeof(name), "%s%s", dir, ends[i]);
        if (pack_scan(&scan, name, &err) != 0)
            fail_msg("%s: %s", name, err.en);
        assert_int_equal(scan.file_count, 1);
        assert_string_equal(scan.files[0].shown, "national/pack.lua");
        pack_scan_release(&scan);
    }
    folder_remove(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scan),
        cmocka_unit_test(test_no_folder),
        cmocka_unit_test(test_names_of_the_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
