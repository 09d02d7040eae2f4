/* What a reader of one format gives to reader.c. */
#ifndef JIHE_DECODE_FORMAT_READER_H
#define JIHE_DECODE_FORMAT_READER_H

#include "decode/input.h"

struct format_reader {
    void *state;
    /* As reader_next; the record is filled but not settled. */
    int (*next)(void *state, struct project *p, struct error *err);
    uint64_t (*done)(const void *state);  /* bytes */
    uint64_t (*total)(const void *state); /* bytes, 0 unknown */
    void (*close)(void *state);
};

/* Each takes over the opened inputs. They return an error only for memory; a file of which nothing can
 * be read is told and gives a reader without records. */
/* projects, indicators, goals; the path is NULL of what there is not. */
int csv_set_open(struct format_reader *out, struct input parts[3], const struct decode_options *o,
                 struct error *err);
int csv_single_open(struct format_reader *out, struct input *in, const struct decode_options *o,
                    struct error *err);
int ndjson_open(struct format_reader *out, struct input *in, const struct decode_options *o,
                struct error *err);

/* A file that is decoded as a whole first: form maps or plain tables give its records. */
struct kind;
int document_open(struct format_reader *out, struct input *in, const struct kind *kind,
                  const struct decode_options *o, struct error *err);

/* Decoders: the whole of an opened input into a document that was only initialised. What is odd but
 * loses nothing is told as a remark. ERR_INPUT, ERR_LIMIT: the file cannot be read, the message says
 * why without its path; ERR_MEMORY. Each kind stands in its own file: */
typedef int document_decoder(struct document *doc, struct input *in, const struct decode_options *o,
                             struct error *err);
document_decoder docx_decode;
document_decoder html_decode;
document_decoder xlsx_decode;

#endif
