/* One line of NDJSON into one record, event by event. */
#ifndef JIHE_DECODE_NDJSON_RECORD_H
#define JIHE_DECODE_NDJSON_RECORD_H

#include "decode/decode.h"
#include "decode/keys.h"
#include "format/json.h"

/* Where in the record the parser is. */
enum place { AT_TOP, AT_INDICATORS, AT_INDICATOR, AT_GOALS, AT_GOAL, AT_LIST, AT_PLAN };

/* Under which name a field was told. */
struct named {
    unsigned rank;     /* of several names the lowest counts */
    struct slice key;  /* in the arena */
    struct slice text; /* as written, before codes became words */
};

enum { NAMED_MAX = 64 }; /* fields of a scope */

struct record {
    const struct decode_options *options;
    struct keys keys;
    uint32_t file, line_number;
    uint64_t number;        /* of the record in its file */
    struct slice line;      /* the line being read */
    struct slice copy;      /* the same in the project's arena */
    struct project *project; /* NULL until it is begun */
    struct error *err;
    enum place place;
    struct heading key;     /* of the value that comes */
    struct slice key_text;  /* in the arena */
    size_t raw_start, raw_depth; /* a value kept as JSON text; depth SIZE_MAX: none */
    bool raw_source;        /* it is the record's "source" */
    uint64_t seen[3];       /* fields told already, by scope */
    struct named named[3][NAMED_MAX];
    bool bad;               /* the indicator or goal being read is to be dropped */
    struct error why;
    bool apart;             /* the target came under a key whose value may stand apart */
    uint32_t element;       /* place in the array of indicators or goals */
    struct list *list;
    size_t list_cap;
    size_t column_byte;     /* places are counted forward: this byte ... */
    uint32_t column;        /* ... is this column */
};

/* All zero but for the options, the file and the keys. */
void record_init(struct record *n, const struct decode_options *options, uint32_t file);
void record_release(struct record *n);
/* The line that comes: sound UTF-8 without NULs, or only to be told of. */
void record_line(struct record *n, struct slice line, uint32_t line_number, uint64_t number);
/* Fills `p` from the line. 0; ERR_INPUT, ERR_LIMIT: the line is to be rejected with *err, p->row is
 * the place of the fault; ERR_MEMORY. */
int record_parse(struct record *n, struct json *json, struct project *p, struct error *err);
/* The place of a byte of the line. */
struct address record_address(struct record *n, size_t byte);
/* Tells of the record, by its number and line. */
void record_tell(struct record *n, int kind, struct address at, struct slice value,
                 const struct error *why);

#endif
