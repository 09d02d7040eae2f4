/* Running another program on a file, kept apart from everything else: own folder, own
 * session, bounded time, memory and output, no network where the system allows that. */
#ifndef JIHE_BASE_PROCESS_H
#define JIHE_BASE_PROCESS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { PROCESS_PATH_MAX = 4096 };

struct process_limits {
    unsigned seconds;  /* from start to end, and of CPU time */
    size_t memory;     /* bytes of address space; 0: not bounded */
    size_t file_bytes; /* of one file it writes */
};

/* The first of `names` (ends with NULL) that PATH holds as a program. False: none of
 * them. */
bool process_find(const char *const *names, char out[PROCESS_PATH_MAX]);
/* Runs `argv[0]` (a path) in `folder` with only PATH, HOME and TMPDIR (both `folder`) and
 * a UTF-8 locale in its environment, its output thrown away. *status is what waitpid
 * gives; 128 exited for one that was killed. ERR_LIMIT: it took too long and was killed,
 * with all it started; ERR_IO, ERR_MEMORY. Should we be killed meanwhile, so is the
 * program, and `folder` is removed. */
int process_run(const char *const *argv, const char *folder,
                const struct process_limits *limits, int *status, struct error *err);

/* A new empty folder that nobody else can enter, under TMPDIR or /tmp. */
int process_folder(char out[PROCESS_PATH_MAX], struct error *err);
/* Removes it with all it holds; follows no links. */
void process_folder_remove(const char *folder);

#endif
