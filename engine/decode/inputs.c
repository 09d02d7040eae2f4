/* What the arguments mean. Folders are searched in the order of their names; the three tables of a set
 * are put together; every file is taken once, however it was reached; what is left out is told. */
#include "decode/decode.h"

#include "decode/input.h"
#include "decode/tell.h"
#include "decode/text_dump.h"

#include "base/array.h"
#include "base/map.h"

#include <sys/stat.h>

enum { DEPTH_MAX = 32, SKIPPED_NAMED = 5 };

struct plan {
    struct input_plan *out;
    size_t cap;
    struct sources *sources;
    const struct decode_options *options;
    struct map seen; /* device and inode of files and folders */
    struct arena keys;
    struct error *err;
};

/* ---- telling ---- */

/* ERR_MEMORY or 0. A file that is not read is a source all the same, so that it can be pointed at. */
static int told(struct plan *p, int kind, const char *path, const struct error *why)
{
    struct rejection r = {.at = {0, 0, 0, 0}};
    r.kind = kind;
    int rc = source_add(p->sources, path, &r.at.file, p->err);
    if (rc == 0)
        tell(p->options, &r, why);
    return rc;
}

/* ---- each file once ---- */

/* 1: not seen before; 0: seen; negative. */
static int first_sight(struct plan *p, const char *path)
{
    struct stat st;
    char text[64];
    if (stat(path, &st) != 0)
        return 1;
    int n = snprintf(text, sizeof(text), "%llx:%llx", (unsigned long long)st.st_dev,
                     (unsigned long long)st.st_ino);
    struct slice key;
    bool made;
    if (!arena_copy(&p->keys, slice_of(text, (size_t)n), &key) ||
        !map_put(&p->seen, key, &made))
        return error_memory(p->err);
    return made;
}

static int tell_twice(struct plan *p, const char *path)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT, "%s: 与前面的文件是同一个，只读一次",
                    "%s: the same file as one before, read once", path);
    return told(p, REJECT_REMARK, path, &why);
}

/* ---- units ---- */

static char *copy_text(const char *s)
{
    return s ? file_join("", s) : NULL;
}

static void unit_release(struct input_unit *u)
{
    free(u->projects);
    free(u->indicators);
    free(u->goals);
}

static int unit_add(struct plan *p, const char *projects, const char *indicators,
                    const char *goals)
{
    struct input_plan *out = p->out;
    struct input_unit *grown =
        array_room(out->units, out->count, &p->cap, sizeof(*grown));
    if (!grown)
        return error_memory(p->err);
    out->units = grown;
    struct input_unit u = {copy_text(projects), copy_text(indicators), copy_text(goals)};
    if (!u.projects || (indicators && !u.indicators) || (goals && !u.goals)) {
        unit_release(&u);
        return error_memory(p->err);
    }
    out->units[out->count++] = u;
    return 0;
}

/* ---- names ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool has_end(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && !strcasecmp(name + n - m, end);
}

/* What a folder is searched for. A file that is named by itself is judged by its content alone. */
static bool is_readable(const char *name)
{
    static const char *const ends[] = {".csv",  ".ndjson", ".jsonl", ".json", ".xlsx", ".xlsm",
                                       ".xltx", ".docx",   ".docm",  ".html", ".htm",  ".doc",
                                       ".xls",  ".wps",    ".et",    ".rtf",  ".ods",  ".odt"};
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        if (has_end(name, ends[i]))
            return true;
    return false;
}

/* Texts stand beside forms for many reasons: only a dump of a form is one, and that has cells. */
static bool is_dump(const char *name, const char *path)
{
    struct file_in file;
    struct error ignored;
    char head[INPUT_HEAD];
    size_t len = 0, got = 1;
    if (!has_end(name, ".txt") || file_open(&file, path, &ignored))
        return false;
    while (got > 0 && len < sizeof(head) &&
           file_next(&file, head + len, sizeof(head) - len, &got, &ignored) == 0)
        len += got;
    file_close(&file);
    bool starved = false, cells = memchr(head, '\t', len) || memchr(head, '|', len);
    return cells && (text_is_dump(slice_of(head, len), path, &starved) || starved);
}

/* What editors and systems leave in folders; nobody means these. */
static bool is_litter(const char *name)
{
    static const char *const names[] = {".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX", ".git"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (!strcasecmp(name, names[i]))
            return true;
    return !strncmp(name, "~$", 2) || !strncmp(name, ".~", 2) || !strncmp(name, "._", 2);
}

enum role { ROLE_PROJECTS, ROLE_INDICATORS, ROLE_GOALS, ROLE_NONE };

static enum role role_of(const char *path)
{
    static const char *const names[][2] = {
        {"projects.csv", "项目.csv"}, {"indicators.csv", "指标.csv"}, {"goals.csv", "目标.csv"}};
    const char *name = base_name(path);
    for (int i = 0; i < ROLE_NONE; i++)
        for (int k = 0; k < 2; k++)
            if (!strcasecmp(name, names[i][k]))
                return (enum role)i;
    return ROLE_NONE;
}

static bool same_folder(const char *a, const char *b)
{
    size_t n = (size_t)(base_name(a) - a), m = (size_t)(base_name(b) - b);
    return n == m && memcmp(a, b, n) == 0;
}

/* ---- sets ---- */

/* Files beside each other: those that make up sets become one unit each. `done[i]` is set for every
 * file that found its place. */
static int take_sets(struct plan *p, const char *const *paths, size_t count, bool *done)
{
    for (size_t i = 0; i < count; i++) {
        const char *part[3] = {NULL, NULL, NULL};
        size_t at[3] = {i, i, i};
        if (done[i] || role_of(paths[i]) != ROLE_PROJECTS || file_kind(paths[i]) != FILE_REGULAR)
            continue;
        for (size_t k = 0; k < count; k++) {
            enum role role = role_of(paths[k]);
            if (!done[k] && role != ROLE_NONE && !part[role] &&
                same_folder(paths[i], paths[k]) && file_kind(paths[k]) == FILE_REGULAR) {
                part[role] = paths[k];
                at[role] = k;
            }
        }
        if (!part[ROLE_INDICATORS] && !part[ROLE_GOALS])
            continue;
        for (int role = 0; role < ROLE_NONE; role++) {
            int rc = part[role] ? first_sight(p, part[role]) : 1;
            if (rc < 0)
                return rc;
            done[at[role]] = true;
        }
        int rc = unit_add(p, part[0], part[1], part[2]);
        if (rc)
            return rc;
    }
    return 0;
}

static int take_file(struct plan *p, const char *path)
{
    int rc = first_sight(p, path);
    if (rc < 0)
        return rc;
    return rc ? unit_add(p, path, NULL, NULL) : tell_twice(p, path);
}

/* ---- folders ---- */

struct folder {
    const char *path;
    struct file_list names;
    char **paths; /* one per name, owned */
    bool *done;
    size_t skipped, taken;
    char skipped_names[512];
};

static int take_folder(struct plan *p, const char *path, unsigned depth, size_t *taken);

static void note_skipped(struct folder *f, const char *name)
{
    char text[SHOWN_MAX];
    size_t len = strlen(f->skipped_names);
    if (f->skipped++ < SKIPPED_NAMED)
        (void)snprintf(f->skipped_names + len, sizeof(f->skipped_names) - len, "%s%s",
                       len ? ", " : "", shown(slice_str(name), text));
}

static int tell_skipped(struct plan *p, const struct folder *f)
{
    struct error why;
    if (f->skipped == 0)
        return 0;
    (void)error_set(&why, ERR_INPUT, "%s: 略过 %zu 个不在可读之列的文件：%s%s",
                    "%s: skipped %zu files of kinds that are not read: %s%s", f->path,
                    f->skipped, f->skipped_names, f->skipped > SKIPPED_NAMED ? " …" : "");
    return told(p, REJECT_REMARK, f->path, &why);
}

static int take_entry(struct plan *p, struct folder *f, size_t i, unsigned depth)
{
    const char *name = f->names.names[i], *path = f->paths[i];
    enum file_kind kind = file_kind(path);
    if (is_litter(name))
        return 0;
    if (name[0] == '.' || name[0] == '~') {
        note_skipped(f, name);
        return 0;
    }
    if (kind == FILE_DIRECTORY)
        return take_folder(p, path, depth + 1, &f->taken);
    bool readable = is_readable(name) || (kind == FILE_REGULAR && is_dump(name, path));
    if (kind != FILE_REGULAR && readable) {
        f->taken++;
        return take_file(p, path); /* its reader says why it cannot be read */
    }
    if (!readable) {
        note_skipped(f, name);
        return 0;
    }
    f->taken++;
    return take_file(p, path);
}

static int folder_read(struct plan *p, struct folder *f, unsigned depth)
{
    f->paths = calloc(f->names.count + 1, sizeof(*f->paths));
    f->done = calloc(f->names.count + 1, sizeof(*f->done));
    if (!f->paths || !f->done)
        return error_memory(p->err);
    for (size_t i = 0; i < f->names.count; i++) {
        f->paths[i] = file_join(f->path, f->names.names[i]);
        if (!f->paths[i])
            return error_memory(p->err);
    }
    int rc = take_sets(p, (const char *const *)f->paths, f->names.count, f->done);
    for (size_t i = 0; i < f->names.count && rc == 0; i++) {
        if (f->done[i])
            f->taken++;
        else
            rc = take_entry(p, f, i, depth);
    }
    return rc ? rc : tell_skipped(p, f);
}

static void folder_release(struct folder *f)
{
    for (size_t i = 0; f->paths && i < f->names.count; i++)
        free(f->paths[i]);
    free(f->paths);
    free(f->done);
    file_list_release(&f->names);
}

static int folder_problem(struct plan *p, const char *path, const char *zh, const char *en)
{
    struct error why, english;
    (void)error_set(&why, ERR_INPUT, "%s: %s", "%s: %s", path, zh);
    (void)error_set(&english, ERR_INPUT, "%s: %s", "%s: %s", path, en);
    memcpy(why.en, english.en, sizeof(why.en));
    return told(p, REJECT_FILE, path, &why);
}

static int take_folder(struct plan *p, const char *path, unsigned depth, size_t *taken)
{
    struct folder f = {.path = path};
    struct error why;
    if (depth > DEPTH_MAX)
        return folder_problem(p, path, "文件夹嵌套过深", "folders are nested too deep (limit 32)");
    int rc = first_sight(p, path);
    if (rc <= 0)
        return rc;
    rc = file_list_read(&f.names, path, &why);
    if (rc == ERR_MEMORY)
        return error_memory(p->err);
    if (rc) {
        ++*taken;
        return told(p, REJECT_FILE, path, &why);
    }
    rc = folder_read(p, &f, depth);
    if (rc == 0 && depth == 0 && f.taken == 0)
        rc = folder_problem(p, path, "文件夹里没有可读的文件（CSV、NDJSON、XLSX、DOCX、HTML、文字稿）",
                            "a directory without any file that can be read (CSV, NDJSON, XLSX, "
                            "DOCX, HTML, text dumps)");
    *taken += f.taken;
    folder_release(&f);
    return rc;
}

/* ---- arguments ---- */

static int take_argument(struct plan *p, const char *path)
{
    size_t taken = 0;
    return file_kind(path) == FILE_DIRECTORY ? take_folder(p, path, 0, &taken)
                                             : take_file(p, path);
}

int input_plan_make(struct input_plan *out, const char *const *paths, size_t count,
                    struct sources *sources, const struct decode_options *options,
                    struct error *err)
{
    struct plan p = {.out = out, .sources = sources, .options = options, .err = err};
    *out = (struct input_plan){0};
    arena_init(&p.keys, (size_t)64 << 20);
    map_init(&p.seen);
    bool *done = calloc(count + 1, sizeof(*done));
    int rc = done ? take_sets(&p, paths, count, done) : error_memory(err);
    for (size_t i = 0; i < count && rc == 0; i++)
        if (!done[i])
            rc = take_argument(&p, paths[i]);
    free(done);
    map_release(&p.seen);
    arena_release(&p.keys);
    if (rc)
        input_plan_release(out);
    return rc;
}

void input_plan_release(struct input_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        unit_release(&plan->units[i]);
    free(plan->units);
    *plan = (struct input_plan){0};
}
