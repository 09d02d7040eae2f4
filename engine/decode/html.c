/* HTML, as pages are saved from a browser and as Excel, Word and web systems write it
 * (often under the name of a workbook). What a reader would see is kept: the text of
 * fields and of the chosen option, ☑ and □ for boxes; what nobody sees is marked as
 * hidden, or left out and counted where it stands inside a cell. Style sheets are not
 * read: only a tag's own style can hide. Which encoding it is, its bytes say better than
 * its head. */
#include "decode/box.h"
#include "decode/format_reader.h"
#include "decode/html_declared.h"
#include "decode/page.h"
#include "decode/tell.h"

#include "base/utf8.h"
#include "format/html.h"

enum { ATTRIBUTES_MAX = 256, SPAN_MAX = 65534, LISTS_MAX = 16 };

/* A list that is open; `next` is 0 where items have no number. */
struct html_list {
    uint32_t next;
    char letter; /* 'a' or 'A': counted in letters; else NUL */
};

struct html {
    struct page page;
    size_t depth;                /* open elements */
    size_t skip;                 /* depth of the element that is left out, 0: none */
    size_t hide;                 /* of the hidden element outside cells */
    size_t kept;                 /* of the element whose blanks count */
    size_t symbol;               /* of the element in a symbol font */
    bool skip_seen, skip_hidden; /* something was left out of it; because it is hidden */
    bool second_font;            /* Wingdings 2 */
    struct buffer option;        /* of a list: what is chosen */
    bool in_select, in_option, has_option;
    struct html_list lists[LISTS_MAX];
    size_t list_depth; /* may be more than are kept */
    bool frames;
    uint64_t damaged; /* texts with undecodable bytes */
    struct address damaged_at;
};

/* ---- attributes ---- */

static bool is_one_of(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (!strcmp(name, *list))
            return true;
    return false;
}

/* `word` in the style, blanks and case not counted; `word` has none. */
static bool style_has(const char *style, const char *word)
{
    for (; style && *style; style++) {
        const char *s = style, *w = word;
        while (*w && *s) {
            char c = *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s;
            if (c == *w)
                w++;
            else if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
                break;
            s++;
        }
        if (!*w)
            return true;
    }
    return false;
}

static bool is_hidden(html_attributes a)
{
    const char *style = html_attribute(a, "style");
    return html_attribute(a, "hidden") || style_has(style, "display:none") ||
           style_has(style, "visibility:hidden") || style_has(style, "mso-hide:all");
}

/* A span as HTML reads it: digits behind blanks, nothing else counts; 1 where there is
 * none. */
static uint32_t span_of(html_attributes a, const char *name)
{
    const char *text = html_attribute(a, name);
    uint32_t n = 0;
    if (!text)
        return 1;
    while (*text == ' ' || *text == '\t' || *text == '\n')
        text++;
    if (*text < '0' || *text > '9')
        return 1;
    for (; *text >= '0' && *text <= '9' && n <= SPAN_MAX; text++)
        n = n * 10 + (uint32_t)(*text - '0');
    return n > SPAN_MAX ? SPAN_MAX : n;
}

/* ---- form fields ---- */

static int put_field(struct html *h, html_attributes a)
{
    static const char *const boxes[] = {"checkbox", "radio", NULL};
    static const char *const silent[] = {"hidden", "button", "submit",   "reset",
                                         "image",  "file",   "password", NULL};
    const char *type = html_attribute(a, "type"), *value = html_attribute(a, "value");
    char lower[16] = "";
    for (size_t i = 0; type && type[i] && i + 1 < sizeof(lower); i++)
        lower[i] =
            type[i] >= 'A' && type[i] <= 'Z' ? (char)(type[i] - 'A' + 'a') : type[i];
    if (is_one_of(lower, boxes))
        return page_put_flowing(&h->page, html_attribute(a, "checked")
                                              ? SLICE(BOX_TICKED)
                                              : SLICE(BOX_EMPTY));
    return value && !is_one_of(lower, silent)
               ? page_put_flowing(&h->page, slice_str(value))
               : h->page.rc;
}

static void option_begin(struct html *h, html_attributes a)
{
    bool selected = html_attribute(a, "selected") != NULL;
    h->in_option = selected || !h->has_option;
    if (selected)
        buffer_clear(&h->option);
    h->has_option = true;
}

static int select_end(struct html *h)
{
    h->in_select = h->in_option = h->has_option = false;
    int rc = page_put_flowing(&h->page, buffer_slice(&h->option));
    buffer_clear(&h->option);
    return rc;
}

/* ---- lists ---- */

static void list_begin(struct html *h, html_attributes a, bool numbered)
{
    const char *type = html_attribute(a, "type");
    if (h->list_depth++ >= LISTS_MAX)
        return;
    struct html_list *l = &h->lists[h->list_depth - 1];
    l->next = numbered ? span_of(a, "start") : 0;
    l->letter = type && (*type == 'a' || *type == 'A') ? *type : '\0';
}

/* The number a browser shows before an item. */
static int item_begin(struct html *h, html_attributes a)
{
    char mark[16];
    struct html_list *l =
        h->list_depth && h->list_depth <= LISTS_MAX ? &h->lists[h->list_depth - 1] : NULL;
    if (!l || l->next == 0)
        return h->page.rc;
    if (html_attribute(a, "value"))
        l->next = span_of(a, "value");
    if (l->letter && l->next <= 26)
        (void)snprintf(mark, sizeof(mark), "%c.",
                       (char)(l->letter + (char)(l->next - 1)));
    else
        (void)snprintf(mark, sizeof(mark), "%u.", (unsigned)l->next);
    l->next++;
    int rc = page_put(&h->page, slice_str(mark));
    return rc ? rc : page_put_flowing(&h->page, SLICE(" "));
}

/* ---- tables ---- */

static int cell_begin(struct html *h, html_attributes a, bool hidden)
{
    uint32_t rows = span_of(a, "rowspan"), columns = span_of(a, "colspan");
    struct page_cell cell = {.rows = rows ? rows
                                          : UINT32_MAX, /* 0: to the end of this part */
                             .columns = columns > 1000 ? 1000 : columns,
                             .hidden = hidden};
    return page_cell_begin(&h->page, cell);
}

/* The tag as part of a table; false when it is none. */
static bool table_tag(struct html *h, const char *name, html_attributes a, bool hidden,
                      int *rc)
{
    struct page *p = &h->page;
    if (!strcmp(name, "table"))
        *rc = page_table_begin(p, hidden || h->hide);
    else if (!page_in_table(p))
        return false;
    else if (!strcmp(name, "tr"))
        *rc = page_row_begin(p, hidden);
    else if (!strcmp(name, "td") || !strcmp(name, "th"))
        *rc = cell_begin(h, a, hidden);
    else if (!strcmp(name, "thead") || !strcmp(name, "tbody") || !strcmp(name, "tfoot"))
        *rc = page_section(p);
    else if (!strcmp(name, "col"))
        *rc = page_columns_describe(p, span_of(a, "span"), hidden);
    else
        return false;
    return true;
}

static bool table_tag_end(struct html *h, const char *name, int *rc)
{
    struct page *p = &h->page;
    if (!page_in_table(p))
        return false;
    if (!strcmp(name, "table"))
        *rc = page_table_end(p);
    else if (!strcmp(name, "tr"))
        *rc = page_row_end(p);
    else if (!strcmp(name, "td") || !strcmp(name, "th"))
        *rc = page_cell_end(p);
    else if (!strcmp(name, "thead") || !strcmp(name, "tbody") || !strcmp(name, "tfoot"))
        *rc = page_section(p);
    else
        return false;
    return true;
}

/* ---- tags ---- */

static const char *const lines[] = {
    "p",       "div",        "h1",      "h2",       "h3",      "h4",      "h5",
    "h6",      "li",         "ul",      "ol",       "dl",      "dt",      "dd",
    "pre",     "blockquote", "center",  "section",  "form",    "main",    "header",
    "article", "footer",     "address", "fieldset", "hr",      "caption", "body",
    "aside",   "nav",        "figure",  "legend",   "details", "summary", NULL};

static int skip_begin(struct html *h, bool hidden)
{
    h->skip = h->depth;
    h->skip_hidden = hidden;
    h->skip_seen = false;
    return h->page.rc;
}

static void look_at_style(struct html *h, const char *name, html_attributes a)
{
    const char *style = html_attribute(a, "style");
    const char *face = !strcmp(name, "font") ? html_attribute(a, "face") : NULL;
    if (!h->symbol &&
        (style_has(style, "font-family:wingdings") ||
         style_has(style, "font-family:\"wingdings") || style_has(face, "wingdings"))) {
        h->symbol = h->depth;
        h->second_font = style_has(style, "wingdings2") || style_has(face, "wingdings2");
    }
    if (!h->kept && (!strcmp(name, "pre") || !strcmp(name, "textarea") ||
                     style_has(style, "white-space:pre")))
        h->kept = h->depth;
}

static int hidden_begin(struct html *h)
{
    if (page_in_cell(&h->page))
        return skip_begin(h, true);
    if (!h->hide) {
        (void)page_paragraph(&h->page);
        h->hide = h->depth;
        h->page.text_hidden = true;
    }
    return h->page.rc;
}

static int tag_begin(void *context, const char *name, html_attributes a,
                     struct error *err)
{
    static const char *const left_out[] = {"template", "svg",    "math",
                                           "title",    "object", NULL};
    struct html *h = context;
    int rc = 0;
    (void)err;
    h->depth++;
    if (h->skip)
        return 0;
    h->frames = h->frames || !strcmp(name, "frameset");
    if (is_one_of(name, left_out))
        return skip_begin(h, false);
    bool hidden = is_hidden(a);
    look_at_style(h, name, a);
    if (table_tag(h, name, a, hidden, &rc))
        return rc;
    if (is_one_of(name, lines))
        (void)page_paragraph(&h->page);
    if (hidden && (hidden_begin(h) || h->skip))
        return h->page.rc;
    if (!strcmp(name, "br"))
        return page_line(&h->page, true);
    if (!strcmp(name, "ol") || !strcmp(name, "ul"))
        list_begin(h, a, name[0] == 'o');
    else if (!strcmp(name, "li"))
        return item_begin(h, a);
    else if (!strcmp(name, "select"))
        h->in_select = true;
    else if (!strcmp(name, "option"))
        option_begin(h, a);
    else if (!strcmp(name, "input"))
        return put_field(h, a);
    return h->page.rc;
}

static void skip_end(struct html *h)
{
    h->skip = 0;
    if (h->skip_hidden && h->skip_seen)
        page_dropped(&h->page);
}

static int tag_end(void *context, const char *name, struct error *err)
{
    struct html *h = context;
    size_t depth = h->depth;
    int rc = 0;
    (void)err;
    h->depth -= depth > 0;
    if (h->skip) {
        if (h->skip == depth)
            skip_end(h);
        return 0;
    }
    h->kept = h->kept == depth ? 0 : h->kept;
    h->symbol = h->symbol == depth ? 0 : h->symbol;
    if (!strcmp(name, "select"))
        (void)select_end(h);
    if (!strcmp(name, "ol") || !strcmp(name, "ul"))
        h->list_depth -= h->list_depth > 0;
    h->in_option = h->in_option && strcmp(name, "option") != 0;
    if (!table_tag_end(h, name, &rc) && is_one_of(name, lines))
        (void)page_paragraph(&h->page);
    if (h->hide == depth) {
        (void)page_paragraph(&h->page);
        h->hide = 0;
        h->page.text_hidden = false;
    }
    return rc ? rc : h->page.rc;
}

/* ---- text ---- */

static int put_symbols(struct html *h, struct slice text)
{
    struct slice font = h->second_font ? SLICE("Wingdings 2") : SLICE("Wingdings");
    for (size_t at = 0; at < text.len && h->page.rc == 0;) {
        size_t from = at;
        const char *box = box_symbol(font, utf8_next(text, &at));
        (void)page_put_flowing(&h->page, box ? slice_str(box)
                                             : slice_of(text.ptr + from, at - from));
    }
    return h->page.rc;
}

static int put_run(struct html *h, struct slice text)
{
    if (h->in_select) {
        if (h->in_option)
            buffer_put(&h->option, text);
        return h->option.failed ? error_memory(h->page.err) : 0;
    }
    if (h->symbol)
        return put_symbols(h, text);
    return h->kept ? page_put(&h->page, text) : page_put_flowing(&h->page, text);
}

static void note_damage(struct html *h, struct slice text)
{
    if (slice_find(text, SLICE("\xEF\xBF\xBD"), 0) == SIZE_MAX)
        return;
    if (h->damaged++ == 0)
        h->damaged_at = page_here(&h->page);
}

/* A hard blank is a blank that does not flow. */
static int put_text(void *context, struct slice text, struct error *err)
{
    static const struct slice hard = {"\xC2\xA0", 2};
    struct html *h = context;
    int rc = 0;
    (void)err;
    if (h->skip) {
        h->skip_seen = h->skip_seen || slice_trim(text).len;
        return 0;
    }
    note_damage(h, text);
    while (rc == 0 && text.len) {
        size_t at = slice_find(text, hard, 0);
        rc = put_run(h, slice_sub(text, 0, at));
        if (rc == 0 && at != SIZE_MAX)
            rc = h->in_select ? 0 : page_put(&h->page, SLICE(" "));
        text = at == SIZE_MAX ? SLICE_NONE : slice_from(text, at + hard.len);
    }
    return rc;
}

/* ---- decoding ---- */

static void tell_oddities(const struct html *h, const struct html_oddities *odd)
{
    struct rejection r = {.kind = REJECT_REMARK, .at = {h->page.doc->file, 0, 0, 0}};
    struct error why;
    if (odd->nul) {
        (void)error_set(&why, ERR_INPUT, "文件里有 NUL 字节，已略去",
                        "NUL bytes were left out");
        tell(h->page.options, &r, &why);
    }
    if (odd->cut) {
        (void)error_set(&why, ERR_INPUT, "有过长的属性（attribute），已截断",
                        "an attribute was longer than the limit and cut");
        tell(h->page.options, &r, &why);
    }
    if (h->damaged) {
        r.at = h->damaged_at;
        (void)error_set(
            &why, ERR_INPUT, "%llu 处文字有无法解码的字节，显示为 U+FFFD（第一处在此）",
            "%llu texts hold bytes in no known encoding, shown as U+FFFD (the first is "
            "here)",
            (unsigned long long)h->damaged);
        tell(h->page.options, &r, &why);
    }
}

static int html_read(struct html *h, struct text *text, struct error *err)
{
    const struct limits *limits = h->page.options->limits;
    const struct html_limits bounds = {limits->document_depth, ATTRIBUTES_MAX,
                                       limits->field_bytes};
    const struct html_events events = {h, tag_begin, tag_end, put_text};
    struct html_oddities odd = {0};
    struct html_declared declared;
    struct slice head;
    int rc = text_head(text, &head, err);
    if (rc)
        return rc;
    html_declared_read(&declared, head);
    rc = html_parse(text, &bounds, &events, &odd, err);
    if (rc == 0)
        rc =
            html_declared_judge(&declared, text, h->page.options, h->page.doc->file, err);
    if (rc == 0)
        rc = page_finish(&h->page);
    if (rc)
        return rc;
    tell_oddities(h, &odd);
    if (h->frames && h->page.table_count == 0)
        return error_set(
            err, ERR_INPUT,
            "只是框架页（frameset），表格（table）在它旁边文件夹里的各个 .htm 文件中",
            "only a frameset: the tables stand in the .htm files of the folder beside "
            "it");
    return 0;
}

int html_decode(struct document *doc, struct input *in, const struct decode_options *o,
                struct error *err)
{
    struct html h = {0};
    struct text text;
    struct text_source source = input_source(in);
    source.line_max = o->limits->line_bytes;
    doc->kind = SOURCE_HTML;
    text_init(&text, source);
    page_init(&h.page, doc, o, err);
    buffer_init(&h.option, o->limits->field_bytes);
    int rc = html_read(&h, &text, err);
    buffer_release(&h.option);
    page_release(&h.page);
    text_release(&text);
    return rc;
}
