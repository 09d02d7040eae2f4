/* Files that outlive an attempt: unnamed temporary files, and inputs that can be read
 * only once. */
#ifndef JIHE_CLI_HOLD_H
#define JIHE_CLI_HOLD_H

#include "base/error.h"

#include <stdint.h>

/* An unnamed temporary file, empty, open for reading and writing; -1 when there is no
 * place for one. */
int hold_temporary(void);
/* When `path` is standard input or a descriptor by name ("-", /dev/stdin, /dev/fd/N) that
 * cannot be read twice, puts a copy of what it holds in its place. Anything else is left
 * alone. For "-" the place where standard input begins is put in *start. */
int hold_input(const char *path, int64_t *start, struct error *err);
/* Copies all of `from` to standard output or to a new file at `path`; whole or, for a
 * file, not at all. */
int hold_deliver(int from, const char *path, struct error *err);

#endif
