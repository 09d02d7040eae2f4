/* A folder of files that appears whole or not at all: made under a temporary name beside its place and
 * moved there on commit. */
#ifndef JIHE_BASE_FOLDER_H
#define JIHE_BASE_FOLDER_H

#include "base/error.h"
#include "base/file.h"

struct folder_out {
    char *path, *temporary;
    const char *const *names; /* of the files it may hold, NULL behind the last; borrowed */
    struct file_out file;
    bool open;
};

/* A folder that stands at `path` already is replaced when it is empty or holds nothing but files of
 * these names; ERR_IO otherwise. */
int folder_create(struct folder_out *out, const char *path, const char *const *names,
                  struct error *err);
/* The next file of the folder; written to out->file. */
int folder_begin(struct folder_out *out, const char *name, struct error *err);
int folder_end(struct folder_out *out, struct error *err);
int folder_commit(struct folder_out *out, struct error *err);
/* Removes what was written; harmless after commit. */
void folder_abandon(struct folder_out *out);

#endif
