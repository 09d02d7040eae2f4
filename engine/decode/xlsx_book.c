/* The workbook part: which sheets there are, in the order of their tabs, and what belongs
 * to all. */
#include "decode/xlsx_book.h"

#include "base/array.h"
#include "decode/tell.h"

enum { SHEETS_MAX = 4096, COPY_BASE = 64 << 20, COPY_RATIO = 64 };

#define TRANSITIONAL "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"

bool xlsx_is(const struct xml_event *e, const char *name)
{
    return slice_equal(e->name, slice_str(name)) &&
           (slice_equal(e->uri, SLICE(TRANSITIONAL "spreadsheetml/2006/main")) ||
            slice_equal(e->uri, SLICE(STRICT "spreadsheetml/main")));
}

bool xlsx_number(struct slice text, uint32_t *out)
{
    uint32_t n = 0;
    if (text.len == 0 || text.len > 9)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        n = n * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    *out = n;
    return true;
}

static struct slice relation_id(const struct xml_event *e)
{
    const struct xml_attribute *a =
        xml_find(e, TRANSITIONAL "officeDocument/2006/relationships", "id");
    if (!a)
        a = xml_find(e, STRICT "officeDocument/relationships", "id");
    return a ? a->value : SLICE_NONE;
}

/* ---- sheets ---- */

static bool is_true(struct slice s)
{
    return slice_equal(s, SLICE("1")) || slice_equal(s, SLICE("true")) ||
           slice_equal(s, SLICE("on"));
}

/* The part that holds the sheet; empty for a chart. */
static int sheet_part(const struct package_relations *rels, struct slice id,
                      struct slice name, struct slice *part, struct error *err)
{
    char sheet[SHOWN_MAX], shown_id[SHOWN_MAX];
    const struct package_relation *r = package_by_id(rels, id);
    (void)shown(name, sheet);
    (void)shown(id, shown_id);
    if (!r)
        return error_set(err, ERR_INPUT, "工作表“%s”的关系（relationship）%s 不存在",
                         "sheet \"%s\": there is no relationship %s", sheet, shown_id);
    if (r->external)
        return error_set(err, ERR_INPUT, "工作表“%s”的内容在文件之外（%s），不会去读",
                         "sheet \"%s\" is external (relationship %s), it is not read",
                         sheet, shown_id);
    bool cells = !slice_equal(r->type, SLICE("chartsheet")) &&
                 !slice_equal(r->type, SLICE("dialogsheet"));
    *part = cells ? r->target : SLICE_NONE;
    return 0;
}

static bool part_used(const struct xlsx_book *b, struct slice part)
{
    for (size_t i = 0; i < b->sheet_count && part.len; i++)
        if (slice_equal(b->sheets[i].part, part))
            return true;
    return false;
}

static int sheet_add(struct xlsx_book *b, const struct package_relations *rels,
                     const struct xml_event *e, struct error *err)
{
    struct xlsx_entry sheet = {.name = xml_value(e, "name")};
    struct slice state = xml_value(e, "state");
    if (b->sheet_count == SHEETS_MAX)
        return error_set(err, ERR_LIMIT, "工作表（sheet）超过上限 %d 个",
                         "too many sheets, the limit is %d", (int)SHEETS_MAX);
    int rc = sheet_part(rels, relation_id(e), sheet.name, &sheet.part, err);
    if (rc)
        return rc;
    if (part_used(b, sheet.part))
        return error_set(err, ERR_INPUT, "两个工作表（sheet）指向同一个部件 %.*s",
                         "two sheets are the same part %.*s",
                         SLICE_ARG(slice_sub(sheet.part, 0, 200)));
    sheet.hidden =
        slice_equal(state, SLICE("hidden")) || slice_equal(state, SLICE("veryHidden"));
    struct xlsx_entry *grown =
        array_room(b->sheets, b->sheet_count, &b->sheet_cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    b->sheets = grown;
    if (!arena_copy(&b->package.names, sheet.name, &sheet.name))
        return error_memory(err);
    b->sheets[b->sheet_count++] = sheet;
    return 0;
}

static int workbook_read(struct xlsx_book *b, const struct package_relations *rels,
                         struct error *err)
{
    struct package_part part;
    struct xml_event e;
    bool sheets = false;
    int rc = package_part_open(&part, &b->package, b->package.main, err), more = 1;
    while (rc == 0 && more == 1) {
        more = xml_next(part.xml, &e, err);
        if (more < 0)
            rc = more;
        if (more != 1 || e.kind != XML_START)
            continue;
        if (e.depth == 1 && !xlsx_is(&e, "workbook"))
            rc = error_set(err, ERR_INPUT, "工作簿（workbook）的命名空间不认识",
                           "the workbook is in an unknown namespace");
        sheets = e.depth == 2 ? xlsx_is(&e, "sheets") : sheets;
        if (e.depth == 2 && xlsx_is(&e, "workbookPr"))
            b->from_1904 = is_true(xml_value(&e, "date1904"));
        if (e.depth == 3 && sheets && xlsx_is(&e, "sheet"))
            rc = sheet_add(b, rels, &e, err);
    }
    package_part_close(&part);
    if (rc == 0 && b->sheet_count == 0)
        rc = error_set(err, ERR_INPUT, "工作簿里没有工作表（sheet）",
                       "the workbook has no sheets");
    return rc;
}

/* ---- names for addresses ---- */

static char *name_copy(struct slice name)
{
    char *copy = malloc(name.len + 1);
    if (!copy)
        return NULL;
    if (name.len)
        memcpy(copy, name.ptr, name.len);
    copy[name.len] = '\0';
    return copy;
}

static int sheets_name(const struct xlsx_book *b, struct source *source,
                       struct error *err)
{
    if (source->sheets)
        return 0;
    source->sheets = calloc(b->sheet_count, sizeof(*source->sheets));
    if (!source->sheets)
        return error_memory(err);
    for (size_t i = 0; i < b->sheet_count; i++) {
        source->sheets[i] = name_copy(b->sheets[i].name);
        if (!source->sheets[i])
            return error_memory(err);
        source->sheet_count++;
    }
    return 0;
}

/* ---- life ---- */

int xlsx_book_open(struct xlsx_book *b, struct input *in, const struct decode_options *o,
                   struct error *err)
{
    struct package_relations rels;
    *b = (struct xlsx_book){.options = o, .file = in->index};
    archive_init(&b->strings.texts, (size_t)16 << 20);
    int rc = package_open(&b->package, in, o->limits, err);
    b->copy_max =
        COPY_BASE + COPY_RATIO * (in->file.size != UINT64_MAX ? in->file.size : in->whole.len);
    if (rc == 0)
        rc = package_relations(&b->package, b->package.main, &rels, err);
    if (rc == 0)
        rc = workbook_read(b, &rels, err);
    if (rc == 0)
        rc = sheets_name(b, &in->sources->items[in->index], err);
    const struct package_relation *strings =
        rc ? NULL : package_by_type(&rels, "sharedStrings");
    const struct package_relation *styles = rc ? NULL : package_by_type(&rels, "styles");
    size_t index;
    if (strings && !strings->external &&
        zipfile_find(b->package.zip, strings->target, &index))
        rc = xlsx_strings_read(&b->strings, &b->package, strings->target, err);
    if (rc == 0 && styles && !styles->external &&
        zipfile_find(b->package.zip, styles->target, &index))
        rc = xlsx_styles_read(&b->styles, &b->package, styles->target, err);
    return rc;
}

void xlsx_book_close(struct xlsx_book *b)
{
    xlsx_strings_release(&b->strings);
    xlsx_styles_release(&b->styles);
    free(b->sheets);
    package_close(&b->package);
}
