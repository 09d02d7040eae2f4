/* jihe rules doc: the pages into a folder. Pages that an earlier run made of packs that are gone are
 * removed; what is not such a page is left alone. */
#include "base/array.h"
#include "cli/commands.h"
#include "cli/rules.h"
#include "cli/say.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_MODE = 0777, PAGES_MAX = 100000, HEAD_BYTES = 64, OUT_MAX = 1 << 16 };

struct pages {
    const char *dir;
    char **names;
    size_t count, cap;
    struct error err;
};

static int name_keep(struct pages *p, jihe_text name)
{
    char **grown = array_room(p->names, p->count, &p->cap, sizeof(*grown));
    if (!grown)
        return error_memory(&p->err);
    p->names = grown;
    char *copy = malloc(name.length + 1);
    if (!copy)
        return error_memory(&p->err);
    memcpy(copy, name.ptr, name.length);
    copy[name.length] = '\0';
    p->names[p->count++] = copy;
    return 0;
}

static int page_take(void *context, jihe_text name, jihe_text text)
{
    struct pages *p = context;
    struct file_out out;
    int rc = name_keep(p, name);
    if (rc)
        return rc;
    char *path = file_join(p->dir, p->names[p->count - 1]);
    rc = path ? file_create(&out, path, &p->err) : error_memory(&p->err);
    if (rc == 0) {
        file_write(&out, text_slice(text));
        rc = file_commit(&out, &p->err);
        file_abandon(&out);
    }
    free(path);
    return rc;
}

/* A page that we made: it says so in its first line. */
static bool is_ours(const char *path)
{
    static const char head[] = "<!-- 由 jihe rules doc 生成";
    char got[sizeof(head)] = "";
    struct file_in in;
    struct error ignored;
    size_t n = 0;
    if (file_kind(path) != FILE_REGULAR || file_open(&in, path, &ignored))
        return false;
    bool ours = file_next(&in, got, sizeof(head) - 1, &n, &ignored) == 0 &&
                n == sizeof(head) - 1 && !memcmp(got, head, n);
    file_close(&in);
    return ours;
}

static bool is_page(const struct pages *p, const char *name)
{
    for (size_t i = 0; i < p->count; i++)
        if (!strcmp(p->names[i], name))
            return true;
    return false;
}

static int stale_remove(struct pages *p)
{
    struct file_list list;
    int rc = file_list_read(&list, p->dir, &p->err);
    for (size_t i = 0; rc == 0 && i < list.count; i++) {
        if (!slice_ends(slice_str(list.names[i]), SLICE(".md")) || is_page(p, list.names[i]))
            continue;
        char *path = file_join(p->dir, list.names[i]);
        if (!path)
            rc = error_memory(&p->err);
        else if (is_ours(path) && unlink(path) != 0)
            rc = error_set(&p->err, ERR_IO, "%s: 旧的页删不掉", "%s: the old page cannot be removed",
                           path);
        free(path);
    }
    file_list_release(&list);
    return rc;
}

static int folder_make(struct pages *p)
{
    if (mkdir(p->dir, FOLDER_MODE) == 0 || errno == EEXIST)
        return 0;
    return error_set(&p->err, ERR_IO, "%s: 无法建立文件夹", "%s: the folder cannot be made", p->dir);
}

static int told(const struct settings *s, const struct pages *p, int fd)
{
    struct buffer out;
    buffer_init(&out, OUT_MAX);
    say_safe(&out, slice_str(p->dir), false);
    if (s->english)
        buffer_format(&out, ": %zu pages\n", p->count);
    else
        buffer_format(&out, "：%zu 页\n", p->count);
    return say_out(s->english, fd, &out);
}

/* Half a set of rules makes no pages: the first file that did not load is the error. */
static void failure_take(struct error *err, jihe_text zh, jihe_text en)
{
    struct error english;
    error_set(err, ERR_PACK, "%.*s", "%.*s", (int)zh.length, zh.ptr);
    error_set(&english, ERR_PACK, "%.*s", "%.*s", (int)en.length, en.ptr);
    memcpy(err->en, english.en, sizeof(err->en));
}

static int doc_work(void *context, const jihe_engine *engine, int fd, bool alone,
                    jihe_error *error)
{
    const struct settings *s = context;
    struct pages p = {.dir = s->output};
    (void)alone;
    int rc = jihe_engine_failures(engine) ? JIHE_ERROR_PACK : folder_make(&p);
    if (rc == JIHE_ERROR_PACK) {
        jihe_text zh, en;
        (void)jihe_engine_failure(engine, 0, &zh, &en);
        failure_take(&p.err, zh, en);
    }
    if (rc == 0)
        rc = jihe_rules_doc(engine, page_take, &p, error);
    bool ours = rc == 0 || rc == JIHE_ERROR_STOPPED || p.err.code;
    if (rc == 0)
        rc = stale_remove(&p);
    if (rc == 0)
        rc = told(s, &p, fd);
    if (rc && ours && p.err.code) {
        rc = say_take(error, &p.err);
    }
    for (size_t i = 0; i < p.count; i++)
        free(p.names[i]);
    free(p.names);
    return rc;
}

int rules_doc_run(const struct settings *s)
{
    struct error err;
    if (s->output)
        return rules_supervised(s, false, doc_work);
    error_set(&err, ERR_USAGE, "请用 -o 写明放各页的文件夹", "say with -o which folder the pages go to");
    say_error(s->english, &err);
    return EXIT_USAGE;
}
