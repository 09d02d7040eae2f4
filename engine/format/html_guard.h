/* What stands between a page and libxml2's HTML parser: bytes in, safe bytes out. */
#ifndef JIHE_FORMAT_HTML_GUARD_H
#define JIHE_FORMAT_HTML_GUARD_H

#include "base/buffer.h"
#include "base/error.h"

enum guard_state {
    GUARD_TEXT,
    GUARD_OPEN,    /* behind "<" */
    GUARD_NAME,    /* in the name of a start tag */
    GUARD_TAG,     /* behind it, or in an end tag */
    GUARD_QUOTED,  /* in a quoted attribute */
    GUARD_BANG,    /* behind "<!" and "<!-" */
    GUARD_COMMENT, /* in a comment */
    GUARD_BOGUS,   /* in a declaration or processing instruction */
    GUARD_RAW,     /* in an element whose content is not markup */
    GUARD_LOST,    /* behind <plaintext>: nothing more is markup */
};

struct html_guard {
    enum guard_state state;
    struct buffer out;                  /* to be taken and cleared by the caller */
    size_t attribute_bytes, attributes; /* limits of one quoted attribute; of one tag */
    size_t seen, length;      /* attributes of this tag; bytes of this quoted one */
    unsigned dashes;          /* before this place, in comments */
    char quote, last;         /* the open quote; the last character that is no blank */
    char name[12];            /* of the tag, in lower case, cut */
    size_t name_len, matched; /* matched: of "</name" */
    bool blank, shown;        /* a blank came before; the raw content is shown as text */
    bool end_tag;
    bool cut, nul;   /* an attribute was cut; NUL bytes were dropped */
    uint64_t faults; /* bytes that are no UTF-8, each now U+FFFD */
    char carry[4];   /* an unfinished character */
    size_t carry_len;
};

void html_guard_init(struct html_guard *g, size_t attributes, size_t attribute_bytes,
                     size_t out_max);
void html_guard_release(struct html_guard *g);
/* Appends what may be parsed of these bytes. ERR_LIMIT: a tag with too many attributes.
 */
int html_guard_put(struct html_guard *g, struct slice bytes, bool last,
                   struct error *err);

#endif
