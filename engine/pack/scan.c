/* What lies under a rules folder. Real files and folders are walked first; symbolic links
 * are followed afterwards, and only to what was not found before and lies in the rules
 * folder. So each file is taken once, under its real name where it has one, and no link
 * can lead out or in a circle. What the files say is left to script and the rest of this
 * folder. */
#include "pack/inside.h"

#include "base/file.h"

#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 16, FILES_MAX = 100000 };

struct link {
    char *path;
    int64_t pack;
    int depth;
};

struct walk {
    struct pack_scan *scan;
    size_t folder_cap, file_cap;
    char *root;         /* as given, without a slash at the end */
    char *real;         /* its real path */
    struct arena arena; /* keys of `seen` */
    struct map seen;    /* device and inode of every file and folder taken */
    struct link *links;
    size_t link_count, link_cap;
    struct error *err;
};

/* ---- small steps ---- */

static const char *shown(const struct walk *w, const char *path)
{
    size_t len = strlen(w->root);
    return strlen(path) > len ? path + len + 1 : path;
}

static int refuse(struct walk *w, const char *path, const char *zh, const char *en)
{
    error_set(w->err, ERR_PACK, "%s", "%s", "");
    spot_append(w->err, zh, en);
    error_locate(w->err, path, 0);
    return ERR_PACK;
}

/* *fresh is false when this file or folder was taken before. */
static int seen_put(struct walk *w, const struct stat *st, bool *fresh)
{
    uint64_t id[2] = {(uint64_t)st->st_dev, (uint64_t)st->st_ino};
    struct slice key;
    if (!arena_copy(&w->arena, slice_of((const char *)id, sizeof(id)), &key) ||
        !map_put(&w->seen, key, fresh))
        return error_memory(w->err);
    return 0;
}

static bool is_lua(const char *name)
{
    return slice_ends(slice_str(name), SLICE(".lua"));
}

/* A name that was surely meant to be another, which it is for nobody who reads it; NULL. */
static const char *name_meant(const char *name)
{
    static const char *const wrong[] = {"pack.lua", "packs.lua", "statutes.lua", "statute.lua",
                                        "statues.lua", "statuts.lua"};
    static const char *const right[] = {"pack.lua",     "pack.lua",     "statutes.lua",
                                        "statutes.lua", "statutes.lua", "statutes.lua"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        if (strcasecmp(name, wrong[i]) == 0 && strcmp(name, right[i]) != 0)
            return right[i];
    return NULL;
}

/* "x.lua.txt", as an editor saves it that hides the ending, and "X.LUA". */
static bool is_almost_lua(const char *name)
{
    size_t len = strlen(name);
    return (len > 8 && strcasecmp(name + len - 8, ".lua.txt") == 0) ||
           (len > 4 && strcasecmp(name + len - 4, ".lua") == 0 && !is_lua(name));
}

static char *text_copy(const char *text)
{
    return file_join("", text);
}

static int64_t folder_push(struct walk *w, const char *path, int64_t parent)
{
    struct pack_scan *scan = w->scan;
    struct pack_folder *folders =
        array_room(scan->folders, scan->folder_count, &w->folder_cap, sizeof(*folders));
    if (!folders)
        return error_memory(w->err);
    scan->folders = folders;
    const char *slash = strrchr(path, '/');
    struct pack_folder f = {text_copy(slash ? slash + 1 : path), text_copy(path), parent};
    folders[scan->folder_count++] = f;
    return f.name && f.path ? (int64_t)scan->folder_count - 1 : error_memory(w->err);
}

/* The role is told by the first part of the path inside the pack. */
static enum pack_file_role role_of(struct slice inside)
{
    if (slice_equal(inside, SLICE("pack.lua")))
        return PACK_MANIFEST;
    if (slice_equal(inside, SLICE("statutes.lua")))
        return PACK_STATUTES;
    if (slice_starts(inside, SLICE("data/")))
        return PACK_DATA;
    return slice_starts(inside, SLICE("forms/")) ? PACK_FORM : PACK_RULE;
}

static int file_push(struct walk *w, const char *path, int64_t pack)
{
    struct pack_scan *scan = w->scan;
    if (pack < 0)
        return refuse(
            w, path, "不在任何包里：所在文件夹及其上级都没有 pack.lua",
            "belongs to no pack: neither its folder nor one above has a pack.lua");
    if (scan->file_count == FILES_MAX)
        return refuse(w, w->root, "文件过多", "too many files");
    struct pack_file *files =
        array_room(scan->files, scan->file_count, &w->file_cap, sizeof(*files));
    if (!files)
        return error_memory(w->err);
    scan->files = files;
    const char *folder = scan->folders[pack].path;
    struct pack_file f = {role_of(slice_str(path + strlen(folder) + 1)), (uint32_t)pack,
                          text_copy(path), text_copy(shown(w, path))};
    files[scan->file_count++] = f;
    return f.path && f.shown ? 0 : error_memory(w->err);
}

/* ---- the walk ---- */

static int folder_walk(struct walk *w, const char *path, int64_t pack, int depth);

static int link_push(struct walk *w, const char *path, int64_t pack, int depth)
{
    struct link *links =
        array_room(w->links, w->link_count, &w->link_cap, sizeof(*links));
    if (!links)
        return error_memory(w->err);
    w->links = links;
    links[w->link_count] = (struct link){text_copy(path), pack, depth};
    return links[w->link_count++].path ? 0 : error_memory(w->err);
}

/* A file or folder that is no link, or that a link leads to. */
static int entry_take(struct walk *w, const char *path, const struct stat *st,
                      int64_t pack, int depth)
{
    bool fresh = false, directory = S_ISDIR(st->st_mode);
    if (!directory && !S_ISREG(st->st_mode))
        return refuse(w, path, "不是普通文件", "not a regular file");
    if (!directory && !is_lua(path))
        return 0;
    int rc = seen_put(w, st, &fresh);
    if (rc || !fresh)
        return rc;
    return directory ? folder_walk(w, path, pack, depth + 1) : file_push(w, path, pack);
}

static int entry_walk(struct walk *w, const char *path, int64_t pack, int depth)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return refuse(w, path, "无法读取", "cannot be read");
    if (S_ISLNK(st.st_mode))
        return link_push(w, path, pack, depth);
    return entry_take(w, path, &st, pack, depth);
}

static bool is_passed_over(const char *name)
{
    return name[0] == '.' || strcmp(name, "library") == 0;
}

static bool has_manifest(const char *path, bool *failed)
{
    char *manifest = file_join(path, "pack.lua");
    struct stat st;
    bool there = manifest && lstat(manifest, &st) == 0;
    *failed = !manifest;
    free(manifest);
    return there;
}

static int name_check(struct walk *w, const char *folder, const char *name)
{
    const char *meant = name_meant(name);
    if (!meant && !is_almost_lua(name))
        return 0;
    char *path = file_join(folder, name);
    if (!path)
        return error_memory(w->err);
    if (meant)
        error_set(w->err, ERR_PACK, "这个文件应叫 %s", "this file should be called %s", meant);
    else
        error_set(w->err, ERR_PACK, "文件名应以 .lua 结尾（全部小写，后面没有 .txt），否则不会读入",
                  "the name must end in .lua (small letters, no .txt behind), or it is not read");
    error_locate(w->err, shown(w, path), 0);
    free(path);
    return ERR_PACK;
}

static int folder_entries(struct walk *w, const char *path, int64_t pack, int depth)
{
    struct file_list list = {0};
    int rc = file_list_read(&list, path, w->err);
    for (size_t i = 0; i < list.count && rc == 0; i++)
        rc = is_passed_over(list.names[i]) ? 0 : name_check(w, path, list.names[i]);
    for (size_t i = 0; i < list.count && rc == 0; i++) {
        if (is_passed_over(list.names[i]))
            continue;
        char *inner = file_join(path, list.names[i]);
        rc = inner ? entry_walk(w, inner, pack, depth) : error_memory(w->err);
        free(inner);
    }
    file_list_release(&list);
    return rc;
}

static int folder_walk(struct walk *w, const char *path, int64_t pack, int depth)
{
    bool failed = false;
    if (depth > DEPTH_MAX)
        return refuse(w, path, "文件夹嵌套过深", "folders are nested too deeply");
    if (has_manifest(path, &failed)) {
        if (depth == 0)
            return refuse(
                w, path, "这是一个包自己的文件夹；请给出放着 national 等各包的上级文件夹",
                "this is a pack's own folder; give the one that holds national and the "
                "other packs");
        pack = folder_push(w, path, pack);
        if (pack < 0)
            return (int)pack;
    }
    return failed ? error_memory(w->err) : folder_entries(w, path, pack, depth);
}

/* ---- links ---- */

static bool lies_in(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 && (path[len] == '/' || path[len] == '\0');
}

/* The folder that holds the link, as a real path, is in the folder it leads to. */
static int circle_check(struct walk *w, const char *path, const char *target,
                        bool *circle)
{
    char *folder = text_copy(path);
    if (!folder)
        return error_memory(w->err);
    *strrchr(folder, '/') = '\0';
    char *real = realpath(folder, NULL);
    *circle = real && lies_in(real, target);
    free(folder);
    free(real);
    return 0;
}

static int target_take(struct walk *w, const struct link *l, const char *target)
{
    struct stat st;
    bool circle = false;
    if (!lies_in(target, w->real))
        return refuse(w, l->path, "符号链接指向规则文件夹之外",
                      "the symbolic link leads outside the rules folder");
    if (stat(target, &st) != 0)
        return refuse(w, l->path, "无法读取", "cannot be read");
    int rc = S_ISDIR(st.st_mode) ? circle_check(w, l->path, target, &circle) : 0;
    if (rc == 0 && circle)
        return refuse(w, l->path, "符号链接指向自己所在的文件夹，成了循环",
                      "the symbolic link leads to a folder it lies in: a circle");
    return rc ? rc : entry_take(w, l->path, &st, l->pack, l->depth);
}

static int link_take(struct walk *w, const struct link *l)
{
    char *target = realpath(l->path, NULL);
    if (!target && errno == ENOMEM)
        return error_memory(w->err);
    if (!target)
        return errno == ELOOP ? refuse(w, l->path, "符号链接成了循环",
                                       "symbolic links lead in a circle")
                              : refuse(w, l->path, "符号链接指向不存在的文件",
                                       "the symbolic link leads nowhere");
    int rc = target_take(w, l, target);
    free(target);
    return rc;
}

/* Folders behind links may hold further links; those are added behind the last. */
static int links_follow(struct walk *w)
{
    int rc = 0;
    for (size_t i = 0; i < w->link_count && rc == 0; i++) {
        struct link l = w->links[i]; /* the array may move */
        rc = link_take(w, &l);
    }
    return rc;
}

/* ---- order ---- */

static bool is_national(const char *shown_path)
{
    return strncmp(shown_path, "national/", 9) == 0;
}

/* By role; national before the others; then by path. */
static int file_order(const void *a, const void *b)
{
    const struct pack_file *x = a, *y = b;
    if (x->role != y->role)
        return x->role < y->role ? -1 : 1;
    bool p = is_national(x->shown), q = is_national(y->shown);
    return p != q ? (p ? -1 : 1) : strcmp(x->shown, y->shown);
}

static int national_check(struct walk *w)
{
    for (size_t i = 0; i < w->scan->folder_count; i++)
        if (strcmp(shown(w, w->scan->folders[i].path), "national") == 0)
            return 0;
    return refuse(w, w->root, "没有 national/pack.lua，这不是规则文件夹",
                  "there is no national/pack.lua, so this is no rules folder");
}

/* ---- the whole ---- */

static int root_open(struct walk *w, const char *dir)
{
    struct stat st;
    bool fresh = false;
    w->root = text_copy(dir);
    if (!w->root)
        return error_memory(w->err);
    for (size_t n = strlen(w->root); n > 1 && w->root[n - 1] == '/'; n--)
        w->root[n - 1] = '\0';
    w->real = realpath(w->root, NULL);
    if (!w->real && errno == ENOMEM)
        return error_memory(w->err);
    if (!w->real || stat(w->real, &st) != 0 || !S_ISDIR(st.st_mode))
        return refuse(w, dir, "没有这个规则文件夹", "there is no such rules folder");
    return seen_put(w, &st, &fresh);
}

static void walk_release(struct walk *w)
{
    for (size_t i = 0; i < w->link_count; i++)
        free(w->links[i].path);
    free(w->links);
    free(w->root);
    free(w->real);
    map_release(&w->seen);
    arena_release(&w->arena);
}

int pack_scan(struct pack_scan *out, const char *dir, struct error *err)
{
    *out = (struct pack_scan){0};
    struct walk w = {.scan = out, .err = err};
    arena_init(&w.arena, (size_t)FILES_MAX * 256);
    map_init(&w.seen);
    int rc = root_open(&w, dir);
    if (rc == 0)
        rc = folder_walk(&w, w.root, -1, 0);
    if (rc == 0)
        rc = links_follow(&w);
    if (rc == 0)
        rc = national_check(&w);
    if (rc == 0 && out->file_count)
        qsort(out->files, out->file_count, sizeof(*out->files), file_order);
    walk_release(&w);
    if (rc)
        pack_scan_release(out);
    return rc;
}

void pack_scan_release(struct pack_scan *scan)
{
    for (size_t i = 0; i < scan->folder_count; i++) {
        free(scan->folders[i].name);
        free(scan->folders[i].path);
    }
    for (size_t i = 0; i < scan->file_count; i++) {
        free(scan->files[i].path);
        free(scan->files[i].shown);
    }
    free(scan->folders);
    free(scan->files);
    *scan = (struct pack_scan){0};
}
