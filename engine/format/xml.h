/* XML as a row of events out of a stream; the only home of libxml2's XML parser. No
 * network, no entities but the five and character references, no DOCTYPE at all, no more
 * in memory than a piece of the stream. Of mc:AlternateContent the one branch that is
 * understood is given, as if it stood there alone. Not thread-safe: one owner. */
#ifndef JIHE_FORMAT_XML_H
#define JIHE_FORMAT_XML_H

#include "base/error.h"
#include "base/slice.h"

struct xml_limits {
    size_t depth;       /* nested elements */
    size_t attributes;  /* of one element */
    size_t text_bytes;  /* between two tags */
    size_t token_bytes; /* a tag, a comment, a processing instruction */
};
void xml_limits_default(struct xml_limits *l);

struct xml_attribute {
    struct slice uri, name, value; /* uri: empty without a prefix */
};

struct xml_event {
    enum { XML_START, XML_END, XML_TEXT } kind;
    size_t depth; /* of the element, 1 for the root; of the one a text stands in */
    struct slice uri,
        name;          /* of the element, name without its prefix; empty for a text */
    struct slice text; /* a piece: one text may come in several, blanks included */
    const struct xml_attribute *attributes;
    size_t count;
};

/* Where the bytes come from: fills up to `cap` bytes, *got 0 at the end (as zippart_read
 * does). */
typedef int xml_source(void *context, char *out, size_t cap, size_t *got,
                       struct error *err);

struct xml;

/* `name` stands before every message and must outlive the reading. */
int xml_open(struct xml **out, const char *name, xml_source *read, void *context,
             const struct xml_limits *limits, struct error *err);
/* 1: an event, whose slices hold until the next call; 0: the end; negative: the source's
 * error; ERR_INPUT: not well-formed, a DOCTYPE, an encoding that is not known; ERR_LIMIT;
 * ERR_MEMORY. After an error it is given again. */
int xml_next(struct xml *x, struct xml_event *e, struct error *err);
/* Reads on behind the end of the element that began at `depth`. */
int xml_skip(struct xml *x, size_t depth, struct error *err);
void xml_close(struct xml *x);

/* The element has this name in this namespace. */
bool xml_is(const struct xml_event *e, const char *uri, const char *name);
/* An attribute without prefix (uri NULL), or of this namespace; NULL when it is not
 * there. */
const struct xml_attribute *xml_find(const struct xml_event *e, const char *uri,
                                     const char *name);
/* Its value; empty when it is not there. */
struct slice xml_value(const struct xml_event *e, const char *name);

#endif
