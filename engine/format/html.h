/* A page as a stream of tags and text, balanced and in lower case; the only home of
 * libxml2's HTML parser. Nothing is fetched, no entity but HTML's own characters is
 * expanded, and memory does not grow with the page. */
#ifndef JIHE_FORMAT_HTML_H
#define JIHE_FORMAT_HTML_H

#include "format/text.h"

struct html_limits {
    size_t depth;           /* open elements */
    size_t attributes;      /* of one tag */
    size_t attribute_bytes; /* of one attribute, longer ones are cut */
};

/* NULL-terminated: name, value, name, value, … A value may be NULL. */
typedef const char *const *html_attributes;

/* Slices and attributes hold during the call only. A negative answer ends the parsing
 * with it. Elements that are never closed, or implied, are begun and ended all the same.
 * Comments, scripts, styles and frames are left out; the content of textarea and title
 * comes as text. */
struct html_events {
    void *context;
    int (*start)(void *context, const char *name, html_attributes attributes,
                 struct error *err);
    int (*end)(void *context, const char *name, struct error *err);
    int (*text)(void *context, struct slice text, struct error *err);
};

struct html_oddities {
    bool cut, nul;   /* an attribute was cut; NUL bytes were dropped */
    uint64_t faults; /* bytes in no known encoding, now U+FFFD */
};

/* Reads `text` to its end. ERR_LIMIT, ERR_MEMORY, or an error of the source or of an
 * event. */
int html_parse(struct text *text, const struct html_limits *limits,
               const struct html_events *events, struct html_oddities *odd,
               struct error *err);

/* The value of an attribute, "" where it has none; NULL when it is not there. */
const char *html_attribute(html_attributes attributes, const char *name);

/* The encoding a page says it is in, as written, looked for in its first bytes; empty: it
 * says none. */
struct slice html_declared(struct slice head);
/* Whether the page says to be in that encoding, or in one that is read as it: the names
 * in use for UTF-8 and the GB family. CHARSET_ASCII: a name that says nothing. False: a
 * name that is not known. */
bool html_charset(struct slice name, enum charset_kind *kind);

#endif
