/* What a file is, told from its content; names only decide where the content says nothing. */
#ifndef JIHE_DECODE_KIND_H
#define JIHE_DECODE_KIND_H

#include "decode/format_reader.h"

/* A file of which only the beginning has been read. */
struct look {
    struct slice head;    /* as it stands */
    struct slice content; /* behind a byte order mark, blanks, a record separator */
    struct input *in;
    bool *starved; /* set when memory ran out while looking */
};

/* One of `inside`, `open`, `decode` and the reason to refuse it is set. */
struct kind {
    bool (*is)(const struct look *look);
    enum source_kind source;
    /* A container: what it is, is told from what is inside. */
    int (*inside)(struct input *in, const struct limits *limits, const struct kind **out,
                  struct error *err);
    /* Read record by record. */
    int (*open)(struct format_reader *out, struct input *in, const struct decode_options *o,
                struct error *err);
    document_decoder *decode;
    const char *zh, *en; /* what it is and what to do, behind the path */
};

/* 0 and the kind, which is never one to refuse; ERR_INPUT says what the file is instead. */
int kind_find(struct input *in, const struct limits *limits, const struct kind **out,
              struct error *err);

#endif
