/* Files: whole, by chunks, and written so that a half file never stands under its final name. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct cause {
    int number;
    const char *zh, *en;
};

static const struct cause causes[] = {
    {ENOENT, "没有这个文件或文件夹", "no such file or directory"},
    {EACCES, "没有权限", "permission denied"},
    {EPERM, "没有权限", "permission denied"},
    {EISDIR, "是一个文件夹", "is a directory"},
    {ENOTDIR, "路径中有一段不是文件夹", "not a directory"},
    {ENOSPC, "磁盘空间不足", "no space left on device"},
    {EFBIG, "文件超过允许的大小", "file too large"},
    {EMFILE, "打开的文件过多", "too many open files"},
    {ENFILE, "打开的文件过多", "too many open files"},
    {EROFS, "只读的磁盘", "read-only file system"},
    {EPIPE, "接收输出的一方已关闭", "the reader of the output went away"},
    {ELOOP, "符号链接过多", "too many symbolic links"},
    {ENAMETOOLONG, "名称过长", "name too long"},
    {EIO, "读写出错", "input/output error"},
    {ENXIO, "没有这个设备", "no such device or address"},
    {EBADF, "输出已关闭", "the output is closed"},
};

/* The end of a path that is too long for a message; the reason behind it must not be cut off. */
static const char *path_shown(const char *path)
{
    enum { SHOWN_MAX = 300 };
    size_t len = strlen(path);
    return len <= SHOWN_MAX ? path : path + len - SHOWN_MAX;
}

int file_error(struct error *err, const char *path, int number)
{
    path = path_shown(path);
    const char *zh = strerrordesc_np(number), *en = zh;
    for (size_t i = 0; i < sizeof(causes) / sizeof(*causes); i++)
        if (causes[i].number == number) {
            zh = causes[i].zh;
            en = causes[i].en;
        }
    enum error_code code = number == ENOMEM ? ERR_MEMORY : number == EPIPE ? ERR_STOPPED : ERR_IO;
    struct error english;
    error_set(err, code, "%s: %s", "%s: %s", path, zh ? zh : "?");
    error_set(&english, code, "%s: %s", "%s: %s", path, en ? en : "?");
    if (err)
        memcpy(err->en, english.en, sizeof(err->en));
    return code;
}

enum file_kind file_kind(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return FILE_MISSING;
    return S_ISREG(st.st_mode) ? FILE_REGULAR : S_ISDIR(st.st_mode) ? FILE_DIRECTORY : FILE_OTHER;
}

bool file_same(const char *a, const char *b)
{
    struct stat sa, sb;
    return stat(a, &sa) == 0 && stat(b, &sb) == 0 && sa.st_dev == sb.st_dev &&
           sa.st_ino == sb.st_ino;
}

char *file_join(const char *dir, const char *name)
{
    size_t a = strlen(dir), b = strlen(name);
    bool slash = a > 0 && dir[a - 1] != '/';
    char *path = malloc(a + b + 2);
    if (!path)
        return NULL;
    memcpy(path, dir, a);
    if (slash)
        path[a++] = '/';
    memcpy(path + a, name, b + 1);
    return path;
}

/* ---- reading ---- */

/* Standard input and descriptors by name may be pipes; elsewhere only regular files are read, so
 * that a FIFO laid in a folder cannot make us wait. */
static bool may_be_pipe(const char *path)
{
    return !strcmp(path, "-") || !strcmp(path, "/dev/stdin") || !strncmp(path, "/dev/fd/", 8) ||
           !strncmp(path, "/proc/self/fd/", 14);
}

int file_open(struct file_in *in, const char *path, struct error *err)
{
    *in = (struct file_in){.fd = -1, .size = UINT64_MAX, .path = path};
    int fd = !strcmp(path, "-") ? dup(STDIN_FILENO)
                                : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return file_error(err, path, errno);
    struct stat st;
    if (fstat(fd, &st) != 0) {
        int number = errno;
        close(fd);
        return file_error(err, path, number);
    }
    if (S_ISREG(st.st_mode)) {
        in->size = (uint64_t)st.st_size;
    } else if (!may_be_pipe(path) || S_ISDIR(st.st_mode)) {
        close(fd);
        return error_set(err, ERR_INPUT, "%s: 不是普通文件", "%s: not a regular file", path);
    }
    if (strcmp(path, "-") != 0)
        (void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    in->fd = fd;
    return 0;
}

int file_view(struct file_in *in, int fd, const char *path, struct error *err)
{
    struct stat st;
    *in = (struct file_in){.fd = -1, .path = path, .view = true};
    if (fstat(fd, &st) != 0 || (in->fd = dup(fd)) < 0)
        return file_error(err, path, errno);
    in->size = (uint64_t)st.st_size;
    return 0;
}

int file_next(struct file_in *in, char *out, size_t cap, size_t *got, struct error *err)
{
    *got = 0;
    if (in->size != UINT64_MAX && cap > in->size - in->offset)
        cap = (size_t)(in->size - in->offset);
    while (cap > 0) {
        ssize_t n = in->view ? pread(in->fd, out, cap, (off_t)in->offset) : read(in->fd, out, cap);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return file_error(err, in->path, errno);
        if (n == 0 && in->size != UINT64_MAX)
            return error_set(err, ERR_INPUT, "%s: 读取时文件变短了，请在文件不再改动后重试",
                             "%s: file changed while reading (it became shorter); try again "
                             "when nobody writes to it",
                             in->path);
        in->offset += (uint64_t)n;
        *got = (size_t)n;
        return 0;
    }
    return 0;
}

void file_close(struct file_in *in)
{
    if (in->fd >= 0)
        close(in->fd);
    in->fd = -1;
}

int file_read(const char *path, struct buffer *out, struct error *err)
{
    struct file_in in;
    int rc = file_open(&in, path, err);
    char chunk[16384];
    size_t got = 1;
    while (rc == 0 && got > 0) {
        rc = file_next(&in, chunk, sizeof(chunk), &got, err);
        if (rc == 0 && got > out->max - out->len)
            rc = error_set(err, ERR_LIMIT, "%s: 文件超过上限 %zu 字节",
                           "%s: file larger than the limit of %zu bytes", path_shown(path),
                           out->max);
        if (rc == 0)
            buffer_put(out, slice_of(chunk, got));
        if (rc == 0 && out->failed)
            rc = error_memory(err);
    }
    file_close(&in);
    return rc;
}

/* ---- writing ---- */

enum { PENDING_MAX = 1 << 16 };

static int out_fail(struct file_out *out, int number)
{
    if (!out->failed)
        file_error(&out->error, out->path ? out->path : "stdout", number);
    out->failed = true;
    return out->error.code;
}

/* Anything but a regular file (a device, a pipe) is written directly: it cannot be renamed over. */
static int open_in_place(struct file_out *out)
{
    out->fd = open(out->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return out->fd < 0 ? errno : 0;
}

static int open_temporary(struct file_out *out)
{
    struct buffer name;
    buffer_init(&name, 8192);
    buffer_format(&name, "%s.XXXXXX.tmp", out->path);
    buffer_byte(&name, '\0');
    if (name.failed) {
        buffer_release(&name);
        return ENAMETOOLONG;
    }
    out->temporary = name.ptr;
    out->fd = mkostemps(out->temporary, 4, O_CLOEXEC);
    if (out->fd < 0) {
        int number = errno;
        free(out->temporary);
        out->temporary = NULL;
        return number;
    }
    mode_t mask = umask(0);
    (void)umask(mask);
    (void)fchmod(out->fd, 0666 & ~mask);
    return 0;
}

int file_create(struct file_out *out, const char *path, struct error *err)
{
    *out = (struct file_out){.fd = -1};
    buffer_init(&out->pending, PENDING_MAX * 2);
    if (!path) {
        out->fd = STDOUT_FILENO;
        return 0;
    }
    out->path = file_join("", path);
    if (!out->path)
        return error_memory(err);
    enum file_kind kind = file_kind(path);
    int number = kind == FILE_DIRECTORY ? EISDIR
                 : kind == FILE_OTHER   ? open_in_place(out)
                                        : open_temporary(out);
    if (number) {
        int rc = file_error(err, path, number);
        file_abandon(out);
        return rc;
    }
    return 0;
}

bool file_put(int fd, struct slice s)
{
    while (s.len > 0) {
        ssize_t n = write(fd, s.ptr, s.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        s = slice_from(s, (size_t)n);
    }
    return true;
}

static void out_flush(struct file_out *out)
{
    if (!out->failed && !file_put(out->fd, buffer_slice(&out->pending)))
        out_fail(out, errno);
    buffer_clear(&out->pending);
}

void file_write(struct file_out *out, struct slice s)
{
    while (s.len > 0 && !out->failed) {
        size_t n = s.len < PENDING_MAX ? s.len : PENDING_MAX;
        buffer_put(&out->pending, slice_of(s.ptr, n));
        if (out->pending.failed)
            out_fail(out, ENOMEM);
        if (out->pending.len >= PENDING_MAX)
            out_flush(out);
        s = slice_from(s, n);
    }
}

int file_commit(struct file_out *out, struct error *err)
{
    out_flush(out);
    if (out->path && out->fd >= 0) {
        if (!out->failed && out->temporary && fsync(out->fd) != 0 && errno != EINVAL)
            out_fail(out, errno);
        if (close(out->fd) != 0 && !out->failed)
            out_fail(out, errno);
        out->fd = -1;
    }
    if (!out->failed && out->temporary && rename(out->temporary, out->path) != 0)
        out_fail(out, errno);
    if (!out->failed) {
        free(out->temporary);
        out->temporary = NULL;
    }
    int rc = out->failed ? out->error.code : 0;
    if (rc && err)
        *err = out->error;
    file_abandon(out);
    return rc;
}

void file_abandon(struct file_out *out)
{
    if (out->temporary)
        (void)unlink(out->temporary);
    if (out->path && out->fd >= 0)
        close(out->fd);
    free(out->temporary);
    free(out->path);
    out->temporary = out->path = NULL;
    out->fd = -1;
    buffer_release(&out->pending);
}

/* ---- unnamed files, spools ---- */

int file_unnamed(void)
{
    const char *dirs[] = {getenv("TMPDIR"), "/tmp", "/var/tmp", "."};
    for (size_t i = 0; i < sizeof(dirs) / sizeof(*dirs); i++) {
        int fd = dirs[i] ? open(dirs[i], O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
        if (fd >= 0)
            return fd;
    }
    return -1;
}

void spool_init(struct spool *s, size_t memory_max)
{
    *s = (struct spool){.memory_max = memory_max, .fd = -1};
    buffer_init(&s->memory, memory_max + 1);
}

static void spool_spill(struct spool *s)
{
    if (s->failed)
        return;
    if (s->fd < 0)
        s->fd = file_unnamed();
    if (s->fd < 0 || !file_put(s->fd, buffer_slice(&s->memory)))
        s->failed = true;
    buffer_clear(&s->memory);
}

void spool_put(struct spool *s, struct slice bytes)
{
    if (s->failed || bytes.len == 0)
        return;
    if (bytes.len > s->memory_max - s->memory.len)
        spool_spill(s);
    if (bytes.len > s->memory_max) {
        if (!s->failed && !file_put(s->fd, bytes))
            s->failed = true;
    } else {
        buffer_put(&s->memory, bytes);
        s->failed = s->failed || s->memory.failed;
    }
    s->len += bytes.len;
}

static int temporary_error(struct error *err)
{
    return error_set(err, ERR_IO, "临时文件无法读写，请检查临时文件夹的空间和权限",
                     "the temporary file cannot be used; check space and permissions of the "
                     "temporary folder");
}

/* Memory that ran out is remembered by the buffer, since nothing clears it afterwards. */
static int spool_error(const struct spool *s, struct error *err)
{
    return s->memory.failed ? error_memory(err) : temporary_error(err);
}

int spool_copy(struct spool *s, struct file_out *out, struct error *err)
{
    char chunk[16384];
    off_t at = 0;
    while (s->fd >= 0 && !s->failed) {
        ssize_t n = pread(s->fd, chunk, sizeof(chunk), at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            s->failed = n < 0;
            break;
        }
        file_write(out, slice_of(chunk, (size_t)n));
        at += n;
    }
    if (s->failed)
        return spool_error(s, err);
    file_write(out, buffer_slice(&s->memory));
    return 0;
}

int spool_view(struct spool *s, struct file_in *in, const char *path, struct error *err)
{
    *in = (struct file_in){.fd = -1};
    spool_spill(s);
    return s->failed ? spool_error(s, err) : file_view(in, s->fd, path, err);
}

void spool_release(struct spool *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
    buffer_release(&s->memory);
}

void archive_init(struct archive *a, size_t memory_max)
{
    *a = (struct archive){.memory_max = memory_max, .fd = -1};
    buffer_init(&a->memory, SIZE_MAX / 2);
}

static int archive_flush(struct archive *a, struct error *err)
{
    if (a->fd < 0)
        a->fd = file_unnamed();
    if (a->fd < 0 || !file_put(a->fd, buffer_slice(&a->memory)))
        return temporary_error(err);
    a->flushed += a->memory.len;
    buffer_clear(&a->memory);
    return 0;
}

int archive_put(struct archive *a, struct slice bytes, uint64_t *offset, struct error *err)
{
    *offset = a->flushed + a->memory.len;
    buffer_put(&a->memory, bytes);
    if (a->memory.failed)
        return error_memory(err);
    return a->memory.len > a->memory_max ? archive_flush(a, err) : 0;
}

int archive_get(const struct archive *a, uint64_t offset, char *out, size_t len, struct error *err)
{
    while (len > 0 && offset < a->flushed) {
        size_t most = len < a->flushed - offset ? len : (size_t)(a->flushed - offset);
        ssize_t n = pread(a->fd, out, most, (off_t)offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return temporary_error(err);
        out += n;
        offset += (uint64_t)n;
        len -= (size_t)n;
    }
    if (len > 0)
        memcpy(out, a->memory.ptr + (offset - a->flushed), len);
    return 0;
}

void archive_release(struct archive *a)
{
    if (a->fd >= 0)
        close(a->fd);
    a->fd = -1;
    buffer_release(&a->memory);
}

/* ---- directories ---- */

static int name_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int file_list_read(struct file_list *list, const char *dir, struct error *err)
{
    *list = (struct file_list){0};
    DIR *d = opendir(dir);
    if (!d)
        return file_error(err, dir, errno);
    size_t cap = 0;
    int rc = 0;
    for (struct dirent *e; rc == 0 && (e = readdir(d)) != NULL;) {
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
            continue;
        if (list->count == cap) {
            cap = cap ? cap * 2 : 32;
            char **grown = realloc(list->names, cap * sizeof(*grown));
            if (!grown) {
                rc = error_memory(err);
                break;
            }
            list->names = grown;
        }
        char *name = file_join("", e->d_name);
        if (!name)
            rc = error_memory(err);
        else
            list->names[list->count++] = name;
    }
    closedir(d);
    if (rc)
        file_list_release(list);
    else if (list->count)
        qsort(list->names, list->count, sizeof(*list->names), name_compare);
    return rc;
}

void file_list_release(struct file_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->names[i]);
    free(list->names);
    *list = (struct file_list){0};
}
