/* Parts of a ZIP container, as Office documents are; the only home of libzip. Nothing is
 * ever written anywhere under a name found in a container. Not thread-safe: one owner. */
#ifndef JIHE_FORMAT_ZIP_H
#define JIHE_FORMAT_ZIP_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdint.h>

/* What the parts may unpack to, counted in bytes that really come out. */
struct zipfile_limits {
    size_t entries;       /* in the container */
    uint64_t total_bytes; /* all parts read, plus ... */
    unsigned total_ratio; /* ... this many times the size of the container */
    uint64_t part_bytes;  /* one part may unpack to this many bytes, or ... */
    unsigned part_ratio; /* ... to this many times what it has taken from the file */
};
void zipfile_limits_default(struct zipfile_limits *l);

struct zipfile;
struct zippart;

/* Reads the directory of the container behind `fd`, which must be seekable and stays the
 * caller's. ERR_INPUT: no container, damaged, two parts of one name, a name that leads
 * out of it; ERR_LIMIT; ERR_MEMORY. Messages name parts, not the file. */
int zipfile_open(struct zipfile **out, int fd, const struct zipfile_limits *limits,
                 struct error *err);
void zipfile_close(struct zipfile *z);

size_t zipfile_count(const struct zipfile *z);
/* As written, bytes; valid as long as `z`. */
struct slice zipfile_name(const struct zipfile *z, size_t index);
/* The part of this name; capitals, a leading slash and backslashes make no difference. */
bool zipfile_find(const struct zipfile *z, struct slice name, size_t *index);

/* One part as a stream. ERR_INPUT: encrypted, damaged, packed in a way that is not known.
 * Several parts may be open at once; all are closed before `z`. */
int zippart_open(struct zippart **out, struct zipfile *z, size_t index,
                 struct error *err);
/* `context` is a struct zippart; fills up to `cap` bytes, *got 0 at the end. What was
 * read counts only once the end is reached: the checksum is looked at there. */
int zippart_read(void *context, char *out, size_t cap, size_t *got, struct error *err);
void zippart_close(struct zippart *p);

/* A whole part, appended to `out`, whose max is the limit. */
int zipfile_read(struct zipfile *z, size_t index, struct buffer *out, struct error *err);

#endif
