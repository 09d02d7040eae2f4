/* One input file: opened, named among the sources, hashed while it is read. */
#ifndef JIHE_DECODE_INPUT_H
#define JIHE_DECODE_INPUT_H

#include "base/digest.h"
#include "base/file.h"
#include "decode/decode.h"
#include "format/text.h"

enum { INPUT_HEAD = 4096 };

struct input {
    struct file_in file;
    struct digest digest;
    struct sources *sources;
    uint32_t index; /* of its source */
    uint32_t table; /* a copy of this sheet or table of it (decode/copy.h); 0: the file itself */
    char *path;     /* owned */
    char head[INPUT_HEAD];
    size_t head_len, head_used; /* read ahead to tell what the file is */
    bool hashed;                /* false: a second look at a file, not hashed again */
    size_t chunk;
    struct spool whole; /* input_whole: of a pipe */
    bool held;          /* it is there */
};

/* Adds a source; its path is copied. */
int source_add(struct sources *s, const char *path, uint32_t *index, struct error *err);

/* ERR_IO, ERR_INPUT: the file cannot be read (a source is there all the same); ERR_MEMORY. `in` can
 * be closed whatever happens. */
int input_open(struct input *in, const char *path, struct sources *sources, struct error *err);
/* Opens the file of an earlier input once more, under the same source. */
int input_reopen(struct input *in, const struct input *first, struct error *err);
/* The same source, nothing to read. */
int input_name(struct input *in, const struct input *of, struct error *err);
/* A copy of one table of `of`, read from `fd`, which stays with its owner. */
int input_view(struct input *in, const struct input *of, int fd, uint32_t table,
               struct error *err);
/* Where the rows of this input stand, for address_in. */
struct address input_at(const struct input *in);
/* The whole file as a descriptor that can be read anywhere, hashed. A pipe is kept in a nameless file
 * first, at most limits->document_bytes of it. The descriptor is the input's. */
int input_whole(struct input *in, const struct limits *limits, int *fd, struct error *err);
/* Its first bytes, undecoded; they will be read again. */
int input_peek(struct input *in, struct slice *head, struct error *err);
struct text_source input_source(struct input *in);
/* The input as a new owner's. */
struct input input_take(struct input *in);
void input_close(struct input *in);

#endif
