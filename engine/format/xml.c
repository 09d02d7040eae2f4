/* A skin over libxml2's push parser. Its SAX callbacks put what they are told into a
 * queue, xml_next takes from the queue and feeds the next piece of the stream when it is
 * empty: no tree is built, and a refusal (a DOCTYPE, an element too deep) stops the
 * parser at once, before anything is expanded. Bytes that lead to no event are counted,
 * because the parser looks through them again and again. */
#include "format/xml.h"

#include <assert.h>
#include <libxml/parser.h>
#include <stdlib.h>

#define MC_URI "http://schemas.openxmlformats.org/markup-compatibility/2006"

enum { CHUNK = 32 * 1024, SCOPES_MAX = 4096, ALTERNATIVES_MAX = 16 };

/* Slices of `bytes` as long as it may move. */
struct span {
    size_t at, len;
};

struct queued {
    int kind;
    bool understood;            /* of a Choice */
    size_t depth, first, count; /* of its attributes */
    const xmlChar *uri, *name;
    struct span text;
};

struct queued_attribute {
    const xmlChar *uri, *name;
    struct span value;
};

/* A prefix declared by an element that is open. */
struct scope {
    size_t depth;
    const xmlChar *prefix, *uri;
};

struct xml {
    const char *name;
    xml_source *read;
    void *context;
    struct xml_limits limits;
    xmlParserCtxtPtr parser;
    struct queued *events;
    size_t event_count, event_cap, next;
    struct queued_attribute *attributes;
    size_t attribute_count, attribute_cap;
    char *bytes;
    size_t byte_count, byte_cap;
    struct xml_attribute *given; /* of the event given last */
    struct scope *scopes;
    size_t scope_count, scope_cap;
    size_t depth, text_bytes;           /* as parsed so far */
    size_t silent_bytes, silent_equals; /* since the last event */
    struct {
        size_t depth; /* of the AlternateContent */
        bool taken;
    } alternatives[ALTERNATIVES_MAX];
    size_t alternative_count, skipped; /* skipped: depth of the branch left out, 0 none */
    bool ended;
    int failed;
    struct error error;
};

void xml_limits_default(struct xml_limits *l)
{
    *l = (struct xml_limits){
        .depth = 200, .attributes = 512, .text_bytes = 1 << 20, .token_bytes = 1 << 20};
}

/* ---- refusing ---- */

/* Only the first refusal counts. */
static void refuse(struct xml *x, const struct error *why)
{
    if (x->failed)
        return;
    x->failed = why->code;
    x->error = *why;
    error_locate(&x->error, x->name, 0);
    if (x->parser)
        xmlStopParser(x->parser);
}

static void refuse_limit(struct xml *x, const char *zh, const char *en, size_t limit)
{
    struct error why;
    (void)error_set(&why, ERR_LIMIT, "XML 中%s超过上限 %zu", "XML: %s, the limit is %zu",
                    zh, limit);
    struct error english;
    (void)error_set(&english, ERR_LIMIT, "%s%zu", "XML: %s, the limit is %zu", en, limit);
    memcpy(why.en, english.en, sizeof(why.en));
    refuse(x, &why);
}

static void refuse_memory(struct xml *x)
{
    struct error why;
    (void)error_memory(&why);
    refuse(x, &why);
}

/* ---- the queue ---- */

/* `items` with room for `more` (at least one) behind `count`; NULL when out of memory. */
static void *room(struct xml *x, void *items, size_t count, size_t more, size_t *cap,
                  size_t size)
{
    assert(more > 0);
    if (count + more <= *cap)
        return items;
    size_t wanted = (count + more) * 2;
    void *grown = realloc(items, wanted * size);
    if (grown)
        *cap = wanted;
    else
        refuse_memory(x);
    return grown;
}

static bool keep_bytes(struct xml *x, const xmlChar *text, size_t len, struct span *out)
{
    *out = (struct span){x->byte_count, len};
    if (len == 0)
        return true;
    char *bytes = room(x, x->bytes, x->byte_count, len, &x->byte_cap, 1);
    if (!bytes)
        return false;
    x->bytes = bytes;
    memcpy(bytes + x->byte_count, text, len);
    x->byte_count += len;
    return true;
}

static struct queued *queue(struct xml *x, int kind)
{
    struct queued *events =
        room(x, x->events, x->event_count, 1, &x->event_cap, sizeof(*x->events));
    if (!events)
        return NULL;
    x->events = events;
    struct queued *q = &events[x->event_count++];
    *q = (struct queued){.kind = kind, .depth = x->depth, .first = x->attribute_count};
    return q;
}

/* ---- namespaces, for what a Choice requires ---- */

static bool scopes_add(struct xml *x, int count, const xmlChar **pairs)
{
    size_t n = (size_t)count;
    if (x->scope_count + n > SCOPES_MAX) {
        refuse_limit(x, "命名空间声明", "too many namespaces", SCOPES_MAX);
        return false;
    }
    if (n == 0)
        return true;
    struct scope *scopes =
        room(x, x->scopes, x->scope_count, n, &x->scope_cap, sizeof(*x->scopes));
    if (!scopes)
        return false;
    x->scopes = scopes;
    for (size_t i = 0; i < n; i++)
        scopes[x->scope_count++] =
            (struct scope){x->depth, pairs[2 * i], pairs[2 * i + 1]};
    return true;
}

/* The extensions of Office hold the better copy of what they stand for; anything else is
 * unknown. */
static bool prefix_understood(const struct xml *x, struct slice prefix)
{
    for (size_t i = x->scope_count; i-- > 0;)
        if (slice_equal(slice_str((const char *)x->scopes[i].prefix), prefix)) {
            struct slice uri = slice_str((const char *)x->scopes[i].uri);
            return slice_starts(uri, SLICE("http://schemas.microsoft.com/office/")) ||
                   slice_starts(uri, SLICE("http://schemas.openxmlformats.org/"));
        }
    return false;
}

static bool all_understood(const struct xml *x, struct slice prefixes)
{
    for (prefixes = slice_trim(prefixes); prefixes.len; prefixes = slice_trim(prefixes)) {
        size_t end = 0;
        while (end < prefixes.len && !memchr(" \t\r\n", prefixes.ptr[end], 4))
            end++;
        if (!prefix_understood(x, slice_of(prefixes.ptr, end)))
            return false;
        prefixes = slice_from(prefixes, end);
    }
    return true;
}

/* ---- what the parser tells ---- */

/* `parts`: local name, prefix, URI, begin and end of the value, for each attribute. */
static bool attributes_add(struct xml *x, struct queued *q, int count,
                           const xmlChar **parts)
{
    size_t n = (size_t)count;
    if (n > x->limits.attributes) {
        refuse_limit(x, "一个元素的属性", "too many attributes", x->limits.attributes);
        return false;
    }
    if (n == 0)
        return true;
    struct queued_attribute *attributes = room(x, x->attributes, x->attribute_count, n,
                                               &x->attribute_cap, sizeof(*x->attributes));
    if (!attributes)
        return false;
    x->attributes = attributes;
    for (size_t i = 0; i < n; i++, parts += 5) {
        struct queued_attribute *a = &attributes[x->attribute_count];
        *a = (struct queued_attribute){.name = parts[0], .uri = parts[2]};
        if (!keep_bytes(x, parts[3], (size_t)(parts[4] - parts[3]), &a->value))
            return false;
        if (!strcmp((const char *)a->name, "Requires"))
            q->understood =
                all_understood(x, slice_of(x->bytes + a->value.at, a->value.len));
        x->attribute_count++;
    }
    q->count = n;
    return true;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                     int attribute_count, int defaulted, const xmlChar **attributes)
{
    struct xml *x = context;
    (void)prefix;
    (void)defaulted;
    if (x->failed)
        return;
    x->text_bytes = 0;
    if (++x->depth > x->limits.depth) {
        refuse_limit(x, "元素嵌套层数", "elements nested too deep (depth)",
                     x->limits.depth);
        return;
    }
    struct queued *q = queue(x, XML_START);
    if (!q)
        return;
    if (!scopes_add(x, namespace_count, namespaces)) {
        x->event_count--;
        return;
    }
    q->name = name;
    q->uri = uri;
    if (!attributes_add(x, q, attribute_count, attributes))
        x->event_count--;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct xml *x = context;
    (void)prefix;
    if (x->failed)
        return;
    x->text_bytes = 0;
    struct queued *q = queue(x, XML_END);
    if (!q)
        return;
    q->name = name;
    q->uri = uri;
    while (x->scope_count && x->scopes[x->scope_count - 1].depth == x->depth)
        x->scope_count--;
    x->depth--;
}

static void on_text(void *context, const xmlChar *text, int len)
{
    struct xml *x = context;
    struct span kept;
    if (x->failed || len <= 0)
        return;
    x->text_bytes += (size_t)len;
    if (x->text_bytes > x->limits.text_bytes) {
        refuse_limit(x, "一段文字的字节数", "text too long (bytes)",
                     x->limits.text_bytes);
        return;
    }
    if (!keep_bytes(x, text, (size_t)len, &kept))
        return;
    struct queued *last = x->event_count ? &x->events[x->event_count - 1] : NULL;
    if (last && last->kind == XML_TEXT) {
        last->text.len += kept.len;
        return;
    }
    struct queued *q = queue(x, XML_TEXT);
    if (q)
        q->text = kept;
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    struct error why;
    (void)name;
    (void)external;
    (void)system;
    (void)error_set(&why, ERR_INPUT, "XML 含有 DOCTYPE 声明，Office 文件不会有，拒绝读取",
                    "XML with a DOCTYPE (DTD), which no Office file has, is refused");
    refuse(context, &why);
}

/* Encodings Office and what claims to be Office write. iconv knows many more, some of
 * which hide markup from whoever looks at the bytes. */
static void on_begin(void *context)
{
    static const char *const known[] = {
        "UTF-8", "UTF8",   "UTF-16",   "UTF-16LE", "UTF-16BE",   "GB18030",
        "GBK",   "GB2312", "US-ASCII", "ASCII",    "ISO-8859-1", "windows-1252"};
    struct xml *x = context;
    const xmlChar *input = x->parser->input ? x->parser->input->encoding : NULL;
    const char *encoding = (const char *)(input ? input : x->parser->encoding);
    for (size_t i = 0; encoding && i < sizeof(known) / sizeof(*known); i++)
        if (!strcasecmp(encoding, known[i]))
            return;
    if (!encoding)
        return;
    struct error why;
    (void)error_set(&why, ERR_INPUT, "XML 的编码不认识：%.40s",
                    "XML in an unknown encoding: %.40s", encoding);
    refuse(x, &why);
}

/* const xmlError * in later versions of libxml2. */
static void on_error(void *context, xmlErrorPtr e)
{
    struct xml *x = context;
    struct error why;
    if (e->level != XML_ERR_FATAL || x->failed)
        return;
    if (e->code == XML_ERR_NO_MEMORY) {
        refuse_memory(x);
        return;
    }
    struct slice message = slice_trim(slice_str(e->message));
    if (e->code == XML_ERR_DOCUMENT_EMPTY)
        (void)error_set(&why, ERR_INPUT, "不是 XML", "this is not XML");
    else
        (void)error_set(&why, ERR_INPUT, "XML 第 %d 行有误：%.*s", "XML line %d: %.*s",
                        e->line, SLICE_ARG(message));
    refuse(x, &why);
}

static xmlParserCtxtPtr parser_new(struct xml *x, const char *head, size_t len)
{
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startDocument = on_begin,
        .internalSubset = on_doctype,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .serror = on_error,
    };
    xmlParserCtxtPtr p = xmlCreatePushParserCtxt(&sax, x, head, (int)len, NULL);
    if (p)
        (void)xmlCtxtUseOptions(p, XML_PARSE_NONET | XML_PARSE_COMPACT);
    return p;
}

/* ---- feeding ---- */

/* An own error that was set while reading the stream: the part is known already. */
static int fail_source(struct xml *x, const struct error *err)
{
    x->failed = err->code;
    x->error = *err;
    return x->failed;
}

static int head_read(struct xml *x, char *head, size_t want, size_t *len,
                     struct error *err)
{
    size_t got = 1;
    for (*len = 0; got > 0 && *len < want; *len += got) {
        int rc = x->read(x->context, head + *len, want - *len, &got, err);
        if (rc)
            return fail_source(x, err);
    }
    return 0;
}

/* The parser scans all bytes of a token for its end with every piece, and compares each
 * attribute with all before it: what leads to no event is bounded before it is parsed. */
static void count_silent(struct xml *x, const char *bytes, size_t len, bool spoke)
{
    x->silent_bytes = spoke ? 0 : x->silent_bytes + len;
    x->silent_equals = spoke ? 0 : x->silent_equals;
    for (const char *p = bytes; !spoke && (p = memchr(p, '=', len - (size_t)(p - bytes)));
         p++)
        x->silent_equals++;
    if (x->silent_equals > 2 * x->limits.attributes)
        refuse_limit(x, "一个元素的属性", "too many attributes", x->limits.attributes);
    if (x->silent_bytes > x->limits.token_bytes)
        refuse_limit(x, "一个标记或注释的字节数", "a tag or comment is too large (bytes)",
                     x->limits.token_bytes);
}

static void feed(struct xml *x, struct error *err)
{
    char chunk[CHUNK];
    size_t got;
    x->event_count = x->next = x->attribute_count = x->byte_count = 0;
    if (x->read(x->context, chunk, sizeof(chunk), &got, err)) {
        (void)fail_source(x, err);
        return;
    }
    x->ended = got == 0;
    int rc = xmlParseChunk(x->parser, chunk, (int)got, got == 0);
    if (x->failed)
        return;
    if (rc != 0 && !x->parser->wellFormed) {
        struct error why;
        (void)error_set(&why, ERR_INPUT, "XML 不完整或已损坏", "XML is damaged");
        refuse(x, &why);
        return;
    }
    count_silent(x, chunk, got, x->event_count > 0);
}

/* ---- giving ---- */

static struct slice span_slice(const struct xml *x, struct span s)
{
    return s.len ? slice_of(x->bytes + s.at, s.len) : SLICE_NONE;
}

static void give(struct xml *x, const struct queued *q, struct xml_event *e)
{
    *e = (struct xml_event){
        .kind = q->kind,
        .depth = q->depth - 2 * x->alternative_count,
        .uri = slice_str((const char *)q->uri),
        .name = slice_str((const char *)q->name),
        .text = span_slice(x, q->text),
        .attributes = x->given,
        .count = q->count,
    };
    for (size_t i = 0; i < q->count; i++) {
        const struct queued_attribute *a = &x->attributes[q->first + i];
        x->given[i] = (struct xml_attribute){slice_str((const char *)a->uri),
                                             slice_str((const char *)a->name),
                                             span_slice(x, a->value)};
    }
}

static bool is_mc(const struct queued *q, const char *name)
{
    return q->name && q->uri && !strcmp((const char *)q->name, name) &&
           !strcmp((const char *)q->uri, MC_URI);
}

static void alternative_open(struct xml *x, const struct queued *q)
{
    if (x->alternative_count == ALTERNATIVES_MAX) {
        refuse_limit(x, "AlternateContent 嵌套层数", "AlternateContent nested too deep",
                     ALTERNATIVES_MAX);
        return;
    }
    x->alternatives[x->alternative_count].depth = q->depth;
    x->alternatives[x->alternative_count++].taken = false;
}

/* True: an event of mc:AlternateContent or of a branch that is left out, not to be given.
 */
static bool swallow(struct xml *x, const struct queued *q)
{
    size_t n = x->alternative_count;
    if (x->skipped) {
        if (q->kind == XML_END && q->depth == x->skipped)
            x->skipped = 0;
        return true;
    }
    if (is_mc(q, "AlternateContent")) {
        if (q->kind == XML_START)
            alternative_open(x, q);
        else
            x->alternative_count -= n > 0;
        return true;
    }
    if (n == 0 || q->depth > x->alternatives[n - 1].depth + 1)
        return false;
    if (q->kind == XML_START) { /* a branch */
        bool choice = is_mc(q, "Choice") && q->understood;
        if (x->alternatives[n - 1].taken || !(choice || is_mc(q, "Fallback")))
            x->skipped = q->depth;
        else
            x->alternatives[n - 1].taken = true;
    }
    return q->kind != XML_TEXT || q->depth <= x->alternatives[n - 1].depth;
}

int xml_next(struct xml *x, struct xml_event *e, struct error *err)
{
    for (;;) {
        while (x->next == x->event_count && !x->failed && !x->ended)
            feed(x, err);
        if (x->next < x->event_count && x->failed != ERR_MEMORY) {
            const struct queued *q = &x->events[x->next++];
            if (swallow(x, q))
                continue;
            give(x, q, e);
            return 1;
        }
        if (x->failed)
            *err = x->error;
        return x->failed;
    }
}

int xml_skip(struct xml *x, size_t depth, struct error *err)
{
    struct xml_event e;
    int rc;
    do
        rc = xml_next(x, &e, err);
    while (rc == 1 && !(e.kind == XML_END && e.depth <= depth));
    return rc < 0 ? rc : 0;
}

/* ---- life ---- */

int xml_open(struct xml **out, const char *name, xml_source *read, void *context,
             const struct xml_limits *limits, struct error *err)
{
    char head[4];
    size_t len = 0;
    struct xml *x = calloc(1, sizeof(*x));
    if (!x)
        return error_memory(err);
    *x = (struct xml){.name = name, .read = read, .context = context, .limits = *limits};
    x->given = calloc(limits->attributes + 1, sizeof(*x->given));
    int rc = x->given ? head_read(x, head, sizeof(head), &len, err) : error_memory(err);
    if (rc == 0 && len == 0)
        rc = error_set(err, ERR_INPUT, "%s: XML 是空的", "%s: the XML is empty", name);
    if (rc == 0) {
        x->parser = parser_new(x, head, len);
        rc = x->parser ? 0 : error_memory(err);
    }
    if (rc) {
        xml_close(x);
        return rc;
    }
    *out = x;
    return 0;
}

void xml_close(struct xml *x)
{
    if (!x)
        return;
    if (x->parser)
        xmlFreeParserCtxt(x->parser);
    free(x->events);
    free(x->attributes);
    free(x->bytes);
    free(x->given);
    free(x->scopes);
    free(x);
}

bool xml_is(const struct xml_event *e, const char *uri, const char *name)
{
    return slice_equal(e->name, slice_str(name)) && slice_equal(e->uri, slice_str(uri));
}

const struct xml_attribute *xml_find(const struct xml_event *e, const char *uri,
                                     const char *name)
{
    for (size_t i = 0; i < e->count; i++)
        if (slice_equal(e->attributes[i].name, slice_str(name)) &&
            slice_equal(e->attributes[i].uri, slice_str(uri)))
            return &e->attributes[i];
    return NULL;
}

struct slice xml_value(const struct xml_event *e, const char *name)
{
    const struct xml_attribute *a = xml_find(e, NULL, name);
    return a ? a->value : SLICE_NONE;
}
