/* Files: reading whole or by chunks, writing so that a half file never stands under the final name,
 * and spools for output whose beginning is known last. No function follows a FIFO or a device where
 * a regular file is meant. */
#ifndef JIHE_BASE_FILE_H
#define JIHE_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/* Sets the message for what the system said about `path` (an errno); returns its code. */
int file_error(struct error *err, const char *path, int number);

/* Reads a regular file whole into `out` (whose max is the limit). */
int file_read(const char *path, struct buffer *out, struct error *err);

struct file_in {
    int fd;
    uint64_t size;    /* bytes at open; UINT64_MAX when unknown (a pipe) */
    uint64_t offset;  /* bytes read so far */
    const char *path; /* borrowed */
    bool view;        /* reads at `offset` of a descriptor that others read, too */
};
/* path "-" is standard input, which may be a pipe; so may /dev/stdin and /dev/fd/N. */
int file_open(struct file_in *in, const char *path, struct error *err);
/* A regular file that is already open, from its beginning; `fd` stays with its owner. */
int file_view(struct file_in *in, int fd, const char *path, struct error *err);
/* Fills up to `cap` bytes; *got 0 at the end. A file that shrank since it was opened is an error; one
 * that grew is read to the size it had. */
int file_next(struct file_in *in, char *out, size_t cap, size_t *got, struct error *err);
void file_close(struct file_in *in);

/* Output under a temporary name beside `path`, renamed on commit. path NULL is standard output. */
struct file_out {
    int fd;
    char *path, *temporary;
    struct buffer pending;
    bool failed;
    struct error error;
};
int file_create(struct file_out *out, const char *path, struct error *err);
/* Failure sticks and is told by file_commit (or seen in out->failed). */
void file_write(struct file_out *out, struct slice s);
int file_commit(struct file_out *out, struct error *err);
/* Removes what was written; harmless after commit. */
void file_abandon(struct file_out *out);

/* All of it to a descriptor; false with errno set. */
bool file_put(int fd, struct slice s);
/* An empty file without a name in the temporary folder, open for reading and writing; its owner closes
 * it. -1 when there is no place for one. */
int file_unnamed(void);

/* Bytes kept in memory up to `memory_max`, beyond that in an unnamed temporary file. */
struct spool {
    struct buffer memory;
    size_t memory_max;
    int fd; /* -1 while in memory */
    uint64_t len;
    bool failed;
};
void spool_init(struct spool *s, size_t memory_max);
void spool_put(struct spool *s, struct slice bytes);
/* Copies everything to `out`. */
int spool_copy(struct spool *s, struct file_out *out, struct error *err);
void spool_release(struct spool *s);
/* Everything put so far as a file to read; the spool stays its owner. */
int spool_view(struct spool *s, struct file_in *in, const char *path, struct error *err);

/* Bytes put away and read back by place: in memory up to `memory_max`, all beyond that in an unnamed
 * temporary file. */
struct archive {
    struct buffer memory; /* the bytes from `flushed` on */
    size_t memory_max;
    int fd; /* -1 while all is in memory */
    uint64_t flushed;
};
void archive_init(struct archive *a, size_t memory_max);
/* *offset is the place to read from. */
int archive_put(struct archive *a, struct slice bytes, uint64_t *offset, struct error *err);
int archive_get(const struct archive *a, uint64_t offset, char *out, size_t len, struct error *err);
void archive_release(struct archive *a);

/* The names in a directory, sorted bytewise, without "." and "..", as NUL-terminated strings. */
struct file_list {
    char **names;
    size_t count;
};
int file_list_read(struct file_list *list, const char *dir, struct error *err);
void file_list_release(struct file_list *list);

enum file_kind { FILE_MISSING, FILE_REGULAR, FILE_DIRECTORY, FILE_OTHER };
enum file_kind file_kind(const char *path);
/* True when both names lead to the same file. */
bool file_same(const char *a, const char *b);
/* dir + "/" + name, malloc'ed; NULL when out of memory. */
char *file_join(const char *dir, const char *name);

#endif
