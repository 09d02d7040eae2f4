/* Folders cannot be renamed over one another, so one that is replaced changes places with the new one
 * in a single step where the file system knows how, and is taken away afterwards. */
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_named(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (!strcmp(*names, name))
            return true;
    return false;
}

/* What stands there may be replaced. */
static int place_check(const char *path, const char *const *names, struct error *err)
{
    struct file_list list;
    enum file_kind kind = file_kind(path);
    if (kind == FILE_MISSING)
        return 0;
    if (kind != FILE_DIRECTORY)
        return error_set(err, ERR_IO, "%s: 已有同名文件，不是文件夹", "%s: is a file, not a folder",
                         path);
    int rc = file_list_read(&list, path, err);
    for (size_t i = 0; rc == 0 && i < list.count; i++)
        if (!is_named(names, list.names[i]))
            rc = error_set(err, ERR_IO, "%s: 文件夹里有别的文件（%s），请另取一个名字",
                           "%s: the folder holds other files (%s); choose another name", path,
                           list.names[i]);
    if (rc == 0 || rc == ERR_IO)
        file_list_release(&list);
    return rc;
}

int folder_create(struct folder_out *out, const char *path, const char *const *names,
                  struct error *err)
{
    struct buffer name;
    size_t len = strlen(path);
    *out = (struct folder_out){.names = names};
    int rc = place_check(path, names, err);
    if (rc)
        return rc;
    while (len > 1 && path[len - 1] == '/')
        len--;
    out->path = file_join("", path);
    if (!out->path)
        return error_memory(err);
    buffer_init(&name, 8192);
    buffer_put(&name, slice_of(path, len));
    buffer_put(&name, slice_of(".tmp.XXXXXX", sizeof(".tmp.XXXXXX")));
    if (name.failed) {
        buffer_release(&name);
        folder_abandon(out);
        return error_memory(err);
    }
    if (!mkdtemp(name.ptr)) {
        rc = file_error(err, path, errno);
        buffer_release(&name);
        folder_abandon(out);
        return rc;
    }
    out->temporary = name.ptr;
    mode_t mask = umask(0);
    (void)umask(mask);
    (void)chmod(out->temporary, 0777 & ~mask);
    return 0;
}

int folder_begin(struct folder_out *out, const char *name, struct error *err)
{
    char *path = file_join(out->temporary, name);
    if (!path)
        return error_memory(err);
    int rc = file_create(&out->file, path, err);
    out->open = rc == 0;
    free(path);
    return rc;
}

int folder_end(struct folder_out *out, struct error *err)
{
    out->open = false;
    return file_commit(&out->file, err);
}

static void remove_files(const char *dir, const char *const *names)
{
    for (; *names; names++) {
        char *path = file_join(dir, *names);
        if (path)
            (void)unlink(path);
        free(path);
    }
    (void)rmdir(dir);
}

/* Where places cannot be changed in one step the old folder goes first; its files are only these. */
static int replace(struct folder_out *out)
{
    if (renameat2(AT_FDCWD, out->temporary, AT_FDCWD, out->path, RENAME_EXCHANGE) == 0) {
        remove_files(out->temporary, out->names);
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        return errno;
    remove_files(out->path, out->names);
    return rename(out->temporary, out->path) == 0 ? 0 : errno;
}

int folder_commit(struct folder_out *out, struct error *err)
{
    int number = 0;
    int rc = place_check(out->path, out->names, err); /* it may have changed meanwhile */
    if (rc == 0) {
        if (file_kind(out->path) == FILE_DIRECTORY)
            number = replace(out);
        else if (rename(out->temporary, out->path) != 0)
            number = errno;
        if (number)
            rc = file_error(err, out->path, number);
    }
    if (rc == 0) {
        free(out->temporary);
        out->temporary = NULL;
    }
    folder_abandon(out);
    return rc;
}

void folder_abandon(struct folder_out *out)
{
    if (out->open)
        file_abandon(&out->file);
    out->open = false;
    if (out->temporary)
        remove_files(out->temporary, out->names);
    free(out->temporary);
    free(out->path);
    out->temporary = out->path = NULL;
}
