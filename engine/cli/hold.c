/* Temporary files and inputs from pipes. An attempt that failed is repeated, so what it
 * reads must be readable again: a pipe is copied to an unnamed file first. */
#include "cli/hold.h"

#include "base/file.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

enum { CHUNK = 1 << 16, DESCRIPTOR_MAX = 1 << 20 };

int hold_temporary(void)
{
    int fd = file_unnamed();
    return fd < 0 ? memfd_create("jihe", MFD_CLOEXEC) : fd;
}

/* The descriptor a path stands for, or -1. */
static int descriptor_of(const char *path)
{
    static const char *const prefixes[] = {"/dev/fd/", "/proc/self/fd/"};
    if (!strcmp(path, "-") || !strcmp(path, "/dev/stdin"))
        return STDIN_FILENO;
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(prefixes[i]);
        if (strncmp(path, prefixes[i], n) != 0 || !path[n])
            continue;
        int number = 0;
        for (const char *c = path + n; *c; c++) {
            if (*c < '0' || *c > '9' || number > DESCRIPTOR_MAX)
                return -1;
            number = number * 10 + (*c - '0');
        }
        return number;
    }
    return -1;
}

static bool copy_all(int from, int to)
{
    char chunk[CHUNK];
    for (;;) {
        ssize_t n = read(from, chunk, sizeof(chunk));
        if (n == 0)
            return true;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || !file_put(to, slice_of(chunk, (size_t)n)))
            return false;
    }
}

/* The copy takes the pipe's place under the same number. */
static bool replace_by_copy(int fd)
{
    int copy = hold_temporary();
    bool ok = copy >= 0 && copy_all(fd, copy) && lseek(copy, 0, SEEK_SET) == 0 &&
              dup2(copy, fd) == fd;
    if (copy >= 0)
        close(copy);
    return ok;
}

int hold_input(const char *path, int64_t *start, struct error *err)
{
    int fd = descriptor_of(path);
    if (fd < 0)
        return 0;
    if (lseek(fd, 0, SEEK_CUR) < 0 && errno == ESPIPE && !replace_by_copy(fd))
        return error_set(
            err, ERR_IO, "%s: 无法读入并暂存，请检查临时文件夹（TMPDIR）的空间",
            "%s: cannot be read and kept; check the space of the temporary folder "
            "(TMPDIR)",
            path);
    if (!strcmp(path, "-"))
        *start = (int64_t)lseek(fd, 0, SEEK_CUR);
    return 0;
}

int hold_deliver(int from, const char *path, struct error *err)
{
    struct file_out out;
    char chunk[CHUNK];
    int rc = file_create(&out, path, err);
    off_t at = 0;
    while (rc == 0 && !out.failed) {
        ssize_t n = pread(from, chunk, sizeof(chunk), at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            rc = error_set(err, ERR_IO, "临时文件无法读出",
                           "the temporary file cannot be read");
        if (n <= 0)
            break;
        file_write(&out, slice_of(chunk, (size_t)n));
        at += n;
    }
    if (rc == 0)
        return file_commit(&out, err);
    file_abandon(&out);
    return rc;
}
