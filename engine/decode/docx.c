/* Word documents, as Word, WPS and LibreOffice write them: paragraphs and tables in
 * order, as they stand when every tracked change is accepted. What belongs to other parts
 * (notes, comments, headers) or is embedded as a file is not read; notes and embedded
 * files are told. Which rows, cells and spans a table has is taken from its rows, not
 * from its declared grid, which programs leave stale. */
#include "decode/docx.h"

#include "decode/package.h"
#include "decode/tell.h"

#define WORD_URI "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORD_STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"

bool docx_is(const struct xml_event *e, const char *name)
{
    return xml_is(e, WORD_URI, name) || xml_is(e, WORD_STRICT, name);
}

struct slice docx_value(const struct xml_event *e, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < e->count; i++) {
        const struct xml_attribute *a = &e->attributes[i];
        if (a->name.len == len && memcmp(a->name.ptr, name, len) == 0)
            return a->value;
    }
    return SLICE_NONE;
}

bool docx_on(const struct xml_event *e)
{
    struct slice v = docx_value(e, "val");
    return !(slice_equal(v, SLICE("0")) || slice_equal(v, SLICE("false")) ||
             slice_equal(v, SLICE("off")));
}

uint32_t docx_count(struct slice v)
{
    uint32_t n = 0;
    for (size_t i = 0; i < v.len && n < 1 << 24; i++) {
        if (v.ptr[i] < '0' || v.ptr[i] > '9')
            return 0;
        n = n * 10 + (uint32_t)(v.ptr[i] - '0');
    }
    return n;
}

/* A count of columns; 1 where there is none or it is no number. */
static uint32_t columns_of(const struct xml_event *e)
{
    uint32_t n = docx_count(docx_value(e, "val"));
    return n ? n : 1;
}

/* ---- rows and cells ---- */

static int row_appear(struct docx *d)
{
    if (!d->row_waits)
        return d->page.rc;
    d->row_waits = false;
    int rc = page_row_begin(&d->page, d->row.hidden);
    return rc || !d->row.before ? rc : page_columns_skip(&d->page, d->row.before);
}

static int cell_appear(struct docx *d)
{
    if (!d->cell_waits)
        return d->page.rc;
    d->cell_waits = false;
    return page_cell_begin(&d->page, d->cell);
}

static void cell_wait(struct docx *d)
{
    (void)row_appear(d);
    d->cell_waits = true;
    d->cell = (struct page_cell){.rows = 1, .columns = 1};
}

static void row_wait(struct docx *d)
{
    d->row_waits = true;
    d->row.before = 0;
    d->row.hidden = false;
}

/* True for what only describes a row or a cell that waits. */
static bool described(struct docx *d, const struct xml_event *e)
{
    if (d->cell_waits && docx_is(e, "gridSpan"))
        d->cell.columns = columns_of(e);
    else if (d->cell_waits && docx_is(e, "vMerge"))
        d->cell.continues = !slice_equal(docx_value(e, "val"), SLICE("restart"));
    else if (d->row_waits && docx_is(e, "gridBefore"))
        d->row.before = docx_count(docx_value(e, "val"));
    else if (d->row_waits && docx_is(e, "hidden"))
        d->row.hidden = docx_on(e);
    else if (d->row_waits && docx_is(e, "del"))
        d->skip = e->depth - 2; /* the whole row was deleted */
    else
        return docx_is(e, "tcPr") || docx_is(e, "trPr");
    d->row_waits = d->row_waits && d->skip == 0;
    return true;
}

/* ---- paragraphs ---- */

static void paragraph_begin(struct docx *d)
{
    struct page *p = &d->page;
    if (!page_in_table(p) && d->boxes == 0 && !d->joined)
        p->paragraph = ++d->paragraphs;
    d->joined = false;
}

static void paragraph_end(struct docx *d)
{
    docx_text_settle(d);
    if (!d->joined)
        (void)page_paragraph(&d->page);
}

/* ---- elements ---- */

/* What is left out with all it holds. */
static bool left_out(const struct xml_event *e)
{
    static const char *const names[] = {
        "del",          "moveFrom",   "tblPr",       "tblGrid",   "sectPr",
        "delText",      "instrText",  "rt",          "pPrChange", "rPrChange",
        "tcPrChange",   "trPrChange", "tblPrChange", "tblPrEx",   "sdtEndPr",
        "delInstrText", "customXmlPr"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (docx_is(e, names[i]))
            return true;
    return false;
}

static void count(struct docx *d, const struct xml_event *e)
{
    d->notes += docx_is(e, "footnoteReference") || docx_is(e, "endnoteReference");
    d->chunks += docx_is(e, "altChunk");
    d->objects += slice_equal(e->name, SLICE("OLEObject"));
    d->pictures +=
        slice_equal(e->name, SLICE("blip")) || slice_equal(e->name, SLICE("imagedata"));
}

/* A name too long to be one of ours is none. */
static void keep(struct slice value, char *out, size_t cap)
{
    out[0] = '\0';
    if (value.len < cap)
        (void)snprintf(out, cap, "%.*s", SLICE_ARG(value));
}

/* Of a paragraph's properties its list matters, and whether its end was deleted. */
static bool paragraph_property(struct docx *d, const struct xml_event *e)
{
    if (!d->in_properties && docx_is(e, "pPr")) {
        d->in_properties = e->depth;
        d->numbered.use[0] = d->numbered.style[0] = '\0';
        d->numbered.level = 0;
    }
    if (!d->in_properties)
        return false;
    size_t below = e->depth - d->in_properties;
    if (below == 1 && docx_is(e, "pStyle"))
        keep(docx_value(e, "val"), d->numbered.style, sizeof(d->numbered.style));
    else if (below == 2 && docx_is(e, "numId"))
        keep(docx_value(e, "val"), d->numbered.use, sizeof(d->numbered.use));
    else if (below == 2 && docx_is(e, "ilvl"))
        d->numbered.level = docx_count(docx_value(e, "val"));
    else if (below == 2 && docx_is(e, "del"))
        d->joined = true;
    return true;
}

/* The number stands before the text. */
static void paragraph_properties_end(struct docx *d)
{
    struct buffer mark;
    d->in_properties = 0;
    if (d->lists.use_count == 0)
        return;
    buffer_init(&mark, 1024);
    docx_lists_mark(&d->lists, slice_str(d->numbered.use), d->numbered.level,
                    slice_str(d->numbered.style), &mark);
    if (buffer_slice(&mark).len)
        (void)page_put(&d->page, buffer_slice(&mark));
    buffer_release(&mark);
}

static void block_start(struct docx *d, const struct xml_event *e)
{
    if (docx_is(e, "tr")) {
        row_wait(d);
    } else if (docx_is(e, "tc")) {
        cell_wait(d);
    } else if (docx_is(e, "tbl")) {
        (void)cell_appear(d);
        (void)page_table_begin(&d->page, false);
    } else if (docx_is(e, "txbxContent")) {
        d->boxes++;
        (void)page_paragraph(&d->page);
    } else if (docx_is(e, "p")) {
        (void)cell_appear(d);
        paragraph_begin(d);
    } else if (!docx_text_start(d, e)) {
        count(d, e);
    }
}

static void element_start(struct docx *d, const struct xml_event *e)
{
    if (d->skip || paragraph_property(d, e) || described(d, e))
        return;
    if (!d->properties && left_out(e))
        d->skip = e->depth;
    else
        block_start(d, e);
}

static void element_end(struct docx *d, const struct xml_event *e)
{
    if (d->skip) {
        d->skip = d->skip == e->depth ? 0 : d->skip;
    } else if (d->in_properties) {
        if (d->in_properties == e->depth)
            paragraph_properties_end(d);
    } else if (docx_is(e, "tc")) {
        (void)cell_appear(d);
        (void)page_cell_end(&d->page);
    } else if (docx_is(e, "tr")) {
        (void)row_appear(d);
        (void)page_row_end(&d->page);
    } else if (docx_is(e, "tbl")) {
        (void)page_table_end(&d->page);
    } else if (docx_is(e, "txbxContent")) {
        d->boxes -= d->boxes > 0;
    } else if (docx_is(e, "p")) {
        paragraph_end(d);
    } else {
        docx_text_end(d, e);
    }
}

/* ---- reading ---- */

static int not_word(const struct xml_event *e, struct error *err)
{
    return error_set(err, ERR_INPUT, "主部件不是 Word 文档（document），而是 %.*s",
                     "the main part is no Word document but %.*s", SLICE_ARG(e->name));
}

static int docx_walk(struct docx *d, struct xml *x, struct error *err)
{
    struct xml_event e;
    bool begun = false;
    int rc = 0;
    while (d->page.rc == 0 && (rc = xml_next(x, &e, err)) == 1) {
        if (!begun && e.kind == XML_START && !docx_is(&e, "document"))
            return not_word(&e, err);
        begun = true;
        if (e.kind == XML_START)
            element_start(d, &e);
        else if (e.kind == XML_END)
            element_end(d, &e);
        else if (!d->skip && !d->in_properties)
            (void)docx_text(d, &e);
    }
    if (d->page.rc)
        return d->page.rc;
    return rc ? rc : page_finish(&d->page);
}

static void tell_left_out(const struct docx *d)
{
    struct rejection r = {.kind = REJECT_REMARK, .at = {d->page.doc->file, 0, 0, 0}};
    struct error why;
    if (d->notes) {
        (void)error_set(&why, ERR_INPUT, "%llu 处脚注、尾注没有读",
                        "%llu notes were not read", (unsigned long long)d->notes);
        tell(d->page.options, &r, &why);
    }
    if (d->chunks + d->objects) {
        (void)error_set(
            &why, ERR_INPUT,
            "%llu 个嵌入的文件（如 Excel 对象）没有读，请把内容直接放进文档",
            "%llu embedded files (such as worksheets) were not read; put their content "
            "into the document",
            (unsigned long long)(d->chunks + d->objects));
        tell(d->page.options, &r, &why);
    }
    if (d->pictures && d->page.table_count == 0) {
        (void)error_set(
            &why, ERR_INPUT, "文档里有 %llu 张图片，没有表格；扫描件须取得文字版",
            "the document has %llu pictures and no table; of a scan get the text",
            (unsigned long long)d->pictures);
        tell(d->page.options, &r, &why);
    }
}

static int docx_read(struct docx *d, struct package *p, struct error *err)
{
    struct package_part part = {0};
    int rc = docx_lists_read(&d->lists, p, err);
    if (rc == 0)
        rc = package_part_open(&part, p, p->main, err);
    if (rc == 0)
        rc = docx_walk(d, part.xml, err);
    if (rc == 0)
        tell_left_out(d);
    package_part_close(&part);
    docx_lists_release(&d->lists);
    return rc;
}

int docx_decode(struct document *doc, struct input *in, const struct decode_options *o,
                struct error *err)
{
    struct docx d = {0};
    struct package p = {0};
    doc->kind = SOURCE_DOCX;
    page_init(&d.page, doc, o, err);
    int rc = package_open(&p, in, o->limits, err);
    if (rc == 0)
        rc = docx_read(&d, &p, err);
    package_close(&p);
    page_release(&d.page);
    return rc;
}
