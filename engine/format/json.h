/* One JSON value out of one line of text, as events; the only home of yajl. */
#ifndef JIHE_FORMAT_JSON_H
#define JIHE_FORMAT_JSON_H

#include "base/error.h"
#include "base/slice.h"

enum json_kind {
    JSON_NULL,
    JSON_TRUE,
    JSON_FALSE,
    JSON_NUMBER, /* text as written, digits kept */
    JSON_STRING,
    JSON_OBJECT,
    JSON_OBJECT_END,
    JSON_ARRAY,
    JSON_ARRAY_END,
    JSON_KEY,
};

struct json_event {
    enum json_kind kind;
    struct slice text;  /* string, key: decoded; number: as written. Valid during the call only */
    size_t start, end;  /* bytes of the line the value takes, quotes and brackets included */
    size_t depth;       /* 0 for the value itself, 1 for what stands directly in it, ... */
};

struct json_limits {
    size_t depth, keys, string_bytes; /* keys: of one object; string_bytes: a string or a key */
};

struct json;

int json_new(struct json **out, const struct json_limits *limits, struct error *err);
/* Parses `line`, which must be UTF-8 and hold exactly one value. `event` returns 0 to go on; anything
 * else ends the parse and is returned. ERR_INPUT (not JSON) and ERR_LIMIT set *at to the byte of the
 * fault; events told before stand. */
int json_parse(struct json *j, struct slice line,
               int (*event)(void *context, const struct json_event *e), void *context, size_t *at,
               struct error *err);
void json_free(struct json *j);

#endif
