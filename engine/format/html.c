/* libxml2 reads through a callback, so the page is never held whole; a filter stands
 * before it (html_guard.c) and its events arrive without a tree being built, which also
 * keeps its own limit of depth from dropping what lies deeper without a word: here depth
 * is an error. */
#include "format/html.h"

#include "format/html_guard.h"

#include <libxml/HTMLparser.h>

enum { DICTIONARY_MAX = 4 << 20, FILTERED_MAX = 64 << 20 };

struct page {
    struct text *text;
    struct html_guard guard;
    size_t served; /* of the filter's output */
    bool ended;
    const struct html_limits *limits;
    const struct html_events *events;
    size_t depth;
    xmlParserCtxtPtr parser;
    int rc;
    struct error *err;
};

/* ---- what libxml2 calls ---- */

static void page_stop(struct page *p, int rc)
{
    if (rc == 0 || p->rc)
        return;
    p->rc = rc;
    xmlStopParser(p->parser);
}

/* Fills the filter until it has something to give. */
static int page_fill(struct page *p)
{
    while (p->served == p->guard.out.len && !p->ended) {
        struct slice some;
        int got = text_some(p->text, &some, p->err);
        if (got < 0)
            return got;
        buffer_clear(&p->guard.out);
        p->served = 0;
        p->ended = got == TEXT_END;
        int rc = html_guard_put(&p->guard, some, p->ended, p->err);
        if (rc)
            return rc;
    }
    return 0;
}

static int page_read(void *context, char *out, int cap)
{
    struct page *p = context;
    int rc = p->rc ? p->rc : page_fill(p);
    if (rc) {
        p->rc = rc; /* the parser stops at an error of its source by itself */
        return -1;
    }
    struct slice rest = slice_from(buffer_slice(&p->guard.out), p->served);
    struct slice part = slice_sub(rest, 0, (size_t)cap);
    if (part.len)
        memcpy(out, part.ptr, part.len);
    p->served += part.len;
    return (int)part.len;
}

static void page_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    static const char *const none[] = {NULL};
    struct page *p = context;
    if (p->rc)
        return;
    if (++p->depth > p->limits->depth) {
        page_stop(p, error_set(p->err, ERR_LIMIT, "标签嵌套超过 %zu 层",
                               "elements are nested deeper than %zu (limit of depth)",
                               p->limits->depth));
        return;
    }
    html_attributes given = attributes ? (html_attributes)(const void *)attributes : none;
    page_stop(p, p->events->start(p->events->context, (const char *)name, given, p->err));
}

static void page_end(void *context, const xmlChar *name)
{
    struct page *p = context;
    if (p->rc)
        return;
    p->depth -= p->depth > 0;
    page_stop(p, p->events->end(p->events->context, (const char *)name, p->err));
}

static void page_text(void *context, const xmlChar *text, int len)
{
    struct page *p = context;
    if (p->rc || len <= 0)
        return;
    page_stop(p, p->events->text(p->events->context,
                                 slice_of((const char *)text, (size_t)len), p->err));
}

/* ---- parsing ---- */

static int page_run(struct page *p)
{
    enum {
        OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                  HTML_PARSE_NONET | HTML_PARSE_COMPACT
    };
    p->parser = htmlNewParserCtxt();
    if (!p->parser)
        return error_memory(p->err);
    (void)xmlDictSetLimit(p->parser->dict, DICTIONARY_MAX);
    *p->parser->sax = (xmlSAXHandler){.startElement = page_start,
                                      .endElement = page_end,
                                      .characters = page_text,
                                      .ignorableWhitespace = page_text,
                                      .cdataBlock = page_text};
    p->parser->userData = p;
    htmlDocPtr doc =
        htmlCtxtReadIO(p->parser, page_read, NULL, p, NULL, "UTF-8", OPTIONS);
    if (doc)
        xmlFreeDoc(doc);
    bool memory = p->parser->errNo == XML_ERR_NO_MEMORY;
    htmlFreeParserCtxt(p->parser);
    if (p->rc)
        return p->rc;
    if (memory)
        return error_memory(p->err);
    return p->ended && p->served == p->guard.out.len
               ? 0
               : error_set(
                     p->err, ERR_LIMIT, "网页里有过长的标签或文字，没有读完",
                     "the page has a tag or a text beyond the limit and was not read to "
                     "its end");
}

int html_parse(struct text *text, const struct html_limits *limits,
               const struct html_events *events, struct html_oddities *odd,
               struct error *err)
{
    struct page p = {.text = text, .limits = limits, .events = events, .err = err};
    html_guard_init(&p.guard, limits->attributes, limits->attribute_bytes, FILTERED_MAX);
    int rc = page_run(&p);
    *odd = (struct html_oddities){p.guard.cut, p.guard.nul, p.guard.faults};
    html_guard_release(&p.guard);
    return rc;
}

const char *html_attribute(html_attributes attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (!strcasecmp(attributes[0], name))
            return attributes[1] ? attributes[1] : "";
    return NULL;
}

/* ---- the declared encoding ---- */

static bool in_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           memchr("-_:./+", c, 6) != NULL;
}

struct slice html_declared(struct slice head)
{
    static const char word[] = "charset";
    for (size_t at = 0; at + sizeof(word) < head.len; at++) {
        if (strncasecmp(head.ptr + at, word, sizeof(word) - 1) != 0)
            continue;
        size_t from = at + sizeof(word) - 1;
        while (from < head.len && memchr(" \t\r\n=\"'", head.ptr[from], 7))
            from++;
        size_t end = from;
        while (end < head.len && in_name(head.ptr[end]))
            end++;
        if (end > from)
            return slice_of(head.ptr + from, end - from);
    }
    return SLICE_NONE;
}

bool html_charset(struct slice name, enum charset_kind *kind)
{
    static const struct {
        const char *name;
        enum charset_kind kind;
    } known[] = {
        {"utf-8", CHARSET_UTF8},         {"utf8", CHARSET_UTF8},
        {"gb2312", CHARSET_GB18030},     {"gbk", CHARSET_GB18030},
        {"gb18030", CHARSET_GB18030},    {"gb_2312-80", CHARSET_GB18030},
        {"x-gbk", CHARSET_GB18030},      {"cp936", CHARSET_GB18030},
        {"utf-16", CHARSET_UTF16LE},     {"utf-16le", CHARSET_UTF16LE},
        {"utf-16be", CHARSET_UTF16BE},   {"unicode", CHARSET_UTF16LE},
        {"us-ascii", CHARSET_ASCII},     {"iso-8859-1", CHARSET_ASCII},
        {"windows-1252", CHARSET_ASCII},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (name.len == strlen(known[i].name) &&
            strncasecmp(name.ptr, known[i].name, name.len) == 0) {
            *kind = known[i].kind;
            return true;
        }
    return false;
}
