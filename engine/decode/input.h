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
    char *path;     /* owned */
    char head[INPUT_HEAD];
    size_t head_len, head_used; /* read ahead to tell what the file is */
    bool hashed;                /* false: a second look at a file, not hashed again */
    size_t chunk;
};

/* Adds a source; its path is copied. */
int source_add(struct sources *s, const char *path, uint32_t *index, struct error *err);

/* ERR_IO, ERR_INPUT: the file cannot be read (a source is there all the same); ERR_MEMORY. `in` can
 * be closed whatever happens. */
int input_open(struct input *in, const char *path, struct sources *sources, struct error *err);
/* Opens the file of an earlier input once more, under the same source. */
int input_reopen(struct input *in, const struct input *first, struct error *err);
/* Its first bytes, undecoded; they will be read again. */
int input_peek(struct input *in, struct slice *head, struct error *err);
struct text_source input_source(struct input *in);
void input_close(struct input *in);

#endif
