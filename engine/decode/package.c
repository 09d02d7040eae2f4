/* Packages. Strict and transitional documents differ in the address of their relationship
 * types, not in the last word of it, so that word is what counts; names of parts are
 * resolved here, and one that leads out of the package is refused wherever it stands. */
#include "decode/package.h"

#include "base/array.h"
#include "decode/legacy.h"

#include "decode/xlsx.h"

enum { RELATIONS_MAX = 20000, NAME_MAX_BYTES = 1024 };

/* ---- parts ---- */

int package_part_open(struct package_part *part, struct package *p, struct slice name,
                      struct error *err)
{
    size_t index;
    struct xml_limits limits;
    *part = (struct package_part){0};
    (void)snprintf(part->name, sizeof(part->name), "%.*s", SLICE_ARG(name));
    if (!zipfile_find(p->zip, name, &index))
        return error_set(err, ERR_INPUT, "文件里没有部件 %s", "part %s is missing",
                         part->name);
    int rc = zippart_open(&part->packed, p->zip, index, err);
    if (rc)
        return rc;
    xml_limits_default(&limits);
    limits.depth = p->limits->document_depth;
    return xml_open(&part->xml, part->name, zippart_read, part->packed, &limits, err);
}

void package_part_close(struct package_part *part)
{
    xml_close(part->xml);
    zippart_close(part->packed);
    *part = (struct package_part){0};
}

/* ---- names ---- */

/* "a/b" and "../c" give "c"; false when it leads out or is too long. */
static bool name_resolve(struct slice base, struct slice target, char out[NAME_MAX_BYTES],
                         size_t *len)
{
    size_t n = 0;
    bool absolute = target.len && (target.ptr[0] == '/' || target.ptr[0] == '\\');
    if (!absolute)
        for (size_t i = 0; i < base.len; i++)
            if (base.ptr[i] == '/')
                n = i;
    if (n + target.len + 2 > NAME_MAX_BYTES)
        return false;
    if (n)
        memcpy(out, base.ptr, n);
    for (size_t start = 0; start < target.len;) {
        size_t end = start;
        while (end < target.len && target.ptr[end] != '/' && target.ptr[end] != '\\')
            end++;
        struct slice step = slice_sub(target, start, end - start);
        start = end + 1;
        if (slice_equal(step, SLICE("..")) && n == 0)
            return false;
        if (slice_equal(step, SLICE("..")))
            while (n > 0 && out[--n] != '/')
                ;
        else if (step.len && !slice_equal(step, SLICE("."))) {
            if (n)
                out[n++] = '/';
            memcpy(out + n, step.ptr, step.len);
            n += step.len;
        }
    }
    *len = n;
    return true;
}

/* xl/workbook.xml → xl/_rels/workbook.xml.rels; the package itself → _rels/.rels */
static struct slice relations_name(struct slice part, char out[NAME_MAX_BYTES])
{
    size_t cut = 0;
    for (size_t i = 0; i < part.len; i++)
        if (part.ptr[i] == '/')
            cut = i + 1;
    int n = snprintf(out, NAME_MAX_BYTES, "%.*s_rels/%.*s.rels", (int)cut,
                     part.ptr ? part.ptr : "", (int)(part.len - cut),
                     part.ptr ? part.ptr + cut : "");
    return n < 0 || n >= NAME_MAX_BYTES ? SLICE_NONE : slice_of(out, (size_t)n);
}

/* ---- relationships ---- */

static bool relation_keep(struct package *p, struct package_relations *out,
                          struct package_relation r)
{
    struct package_relation *grown = arena_room(&p->names, out->items, out->count, &out->cap, sizeof(*grown));
    if (!grown)
        return false;
    out->items = grown;
    if (!arena_copy(&p->names, r.id, &r.id) || !arena_copy(&p->names, r.type, &r.type) ||
        !arena_copy(&p->names, r.target, &r.target))
        return false;
    out->items[out->count++] = r;
    return true;
}

static int relation_add(struct package *p, struct slice part, const struct xml_event *e,
                        struct package_relations *out, struct error *err)
{
    char name[NAME_MAX_BYTES];
    size_t len;
    struct package_relation r = {.id = xml_value(e, "Id"),
                                 .type = xml_value(e, "Type"),
                                 .target = xml_value(e, "Target")};
    r.external = slice_equal(xml_value(e, "TargetMode"), SLICE("External"));
    for (size_t i = r.type.len; i > 0; i--)
        if (r.type.ptr[i - 1] == '/') {
            r.type = slice_from(r.type, i);
            break;
        }
    if (!r.external) {
        if (!name_resolve(part, r.target, name, &len))
            return error_set(err, ERR_INPUT,
                             "关系（relationship）%.*s 指向文件之外：%.*s",
                             "relationship %.*s leads out of the file: %.*s",
                             SLICE_ARG(slice_sub(r.id, 0, 100)),
                             SLICE_ARG(slice_sub(r.target, 0, 200)));
        r.target = slice_of(name, len);
    }
    if (out->count == RELATIONS_MAX)
        return error_set(err, ERR_LIMIT, "关系（relationship）超过上限 %d 个",
                         "too many relationships, the limit is %d", (int)RELATIONS_MAX);
    return relation_keep(p, out, r) ? 0 : error_memory(err);
}

int package_relations(struct package *p, struct slice part, struct package_relations *out,
                      struct error *err)
{
    char text[NAME_MAX_BYTES];
    size_t index;
    struct package_part rels;
    struct xml_event e;
    struct slice name = relations_name(part, text);
    *out = (struct package_relations){0};
    if (!zipfile_find(p->zip, name, &index))
        return 0;
    int rc = package_part_open(&rels, p, name, err), more = 1;
    while (rc == 0 && more == 1) {
        more = xml_next(rels.xml, &e, err);
        if (more < 0)
            rc = more;
        else if (more == 1 && e.kind == XML_START &&
                 slice_equal(e.name, SLICE("Relationship")))
            rc = relation_add(p, part, &e, out, err);
    }
    package_part_close(&rels);
    return rc;
}

const struct package_relation *package_by_id(const struct package_relations *r,
                                             struct slice id)
{
    for (size_t i = 0; i < r->count; i++)
        if (slice_equal(r->items[i].id, id))
            return &r->items[i];
    return NULL;
}

const struct package_relation *package_by_type(const struct package_relations *r,
                                               const char *type)
{
    for (size_t i = 0; i < r->count; i++)
        if (slice_equal(r->items[i].type, slice_str(type)))
            return &r->items[i];
    return NULL;
}

/* ---- what it is ---- */

static bool has(const struct package *p, const char *name)
{
    size_t index;
    return zipfile_find(p->zip, slice_str(name), &index);
}

static int other_content(const struct package *p, struct error *err)
{
    if (has(p, "xl/workbook.bin"))
        return error_set(err, ERR_INPUT, "是二进制工作簿（.xlsb），请另存为 .xlsx",
                         "is a binary workbook (.xlsb), save it as .xlsx");
    if (has(p, "OFD.xml"))
        return error_set(err, ERR_INPUT,
                         "是 OFD 版式文件；须取得原来的电子表格、Word 文件，或识别出的文字版",
                         "is an OFD file; get the spreadsheet or the Word file, or its text");
    return error_set(
        err, ERR_INPUT, "是 ZIP 压缩包，里面没有工作簿或文档；如果是打包的表格，请先解压",
        "is a zip archive without a workbook or document inside; if forms are packed in "
        "it, unpack it first");
}

/* An OpenDocument file says in a part of its own what it is. */
static int open_document(struct package *p, struct error *err)
{
    struct package_part part;
    struct xml_event e = {.name = SLICE_NONE};
    struct buffer type;
    size_t index;
    buffer_init(&type, 256);
    int rc = zipfile_find(p->zip, SLICE("mimetype"), &index)
                 ? zipfile_read(p->zip, index, &type, err)
                 : 0;
    bool sheet = slice_find(buffer_slice(&type), SLICE("opendocument.spreadsheet"), 0) != SIZE_MAX;
    bool text = slice_find(buffer_slice(&type), SLICE("opendocument.text"), 0) != SIZE_MAX;
    buffer_release(&type);
    if (rc)
        return rc;
    rc = package_part_open(&part, p, SLICE("content.xml"), err);
    if (rc == 0)
        rc = xml_next(part.xml, &e, err);
    bool sound = rc == 1 && slice_equal(e.name, SLICE("document-content"));
    package_part_close(&part);
    if (rc < 0)
        return rc;
    p->content = sheet ? PACKAGE_OPEN_SHEET : PACKAGE_OPEN_TEXT;
    p->main = SLICE("content.xml");
    if (sound && (sheet || text))
        return 0;
    return error_set(
        err, ERR_INPUT, "是 OpenDocument 文件，但不是表格（.ods）或文档（.odt），或已损坏",
        "is an OpenDocument file, but neither a sheet (.ods) nor a text (.odt), or damaged");
}

static int main_find(struct package *p, struct error *err)
{
    struct package_relations root;
    int rc = package_relations(p, SLICE_NONE, &root, err);
    if (rc)
        return rc;
    const struct package_relation *main = package_by_type(&root, "officeDocument");
    if (main && !main->external && !slice_ends(main->target, SLICE(".bin")))
        p->main = main->target;
    else if (has(p, "xl/workbook.xml"))
        p->main = SLICE("xl/workbook.xml");
    else if (has(p, "word/document.xml"))
        p->main = SLICE("word/document.xml");
    if (p->main.len == 0 && has(p, "mimetype") && has(p, "content.xml"))
        return open_document(p, err);
    return p->main.len ? 0 : other_content(p, err);
}

/* Its root element says what it is. */
static int main_look(struct package *p, struct error *err)
{
    struct package_part part;
    struct xml_event e = {.name = SLICE_NONE};
    size_t index;
    if (!zipfile_find(p->zip, p->main, &index) && has(p, "xl/workbook.bin"))
        return other_content(p, err);
    int rc = package_part_open(&part, p, p->main, err);
    if (rc == 0)
        rc = xml_next(part.xml, &e, err);
    if (rc == 1) {
        rc = 0;
        if (slice_equal(e.name, SLICE("workbook")))
            p->content = PACKAGE_WORKBOOK;
        else if (slice_equal(e.name, SLICE("document")))
            p->content = PACKAGE_DOCUMENT;
        else if (slice_equal(e.name, SLICE("presentation")))
            rc =
                error_set(err, ERR_INPUT, "是演示文稿（.pptx），不是表格或文档",
                          "is a presentation (.pptx), neither a workbook nor a document");
        else
            rc = other_content(p, err);
    }
    package_part_close(&part);
    return rc;
}

int package_open(struct package *p, struct input *in, const struct limits *limits,
                 struct error *err)
{
    int fd;
    struct zipfile_limits zip;
    *p = (struct package){.limits = limits};
    arena_init(&p->names, limits->document_bytes);
    zipfile_limits_default(&zip);
    int rc = input_whole(in, limits, &fd, err);
    if (rc == 0)
        rc = zipfile_open(&p->zip, fd, &zip, err);
    if (rc == 0)
        rc = main_find(p, err);
    if (rc == 0 && p->content != PACKAGE_OPEN_SHEET && p->content != PACKAGE_OPEN_TEXT)
        rc = main_look(p, err);
    return rc;
}

void package_close(struct package *p)
{
    zipfile_close(p->zip);
    arena_release(&p->names);
    *p = (struct package){0};
}

int package_kind(struct input *in, const struct limits *limits, const struct kind **out,
                 struct error *err)
{
    static const struct kind kinds[] = {
        [PACKAGE_WORKBOOK] = {.source = SOURCE_XLSX, .open = xlsx_open},
        [PACKAGE_DOCUMENT] = {.source = SOURCE_DOCX, .decode = docx_decode},
        [PACKAGE_OPEN_SHEET] = {.source = SOURCE_XLSX, .open = legacy_open},
        [PACKAGE_OPEN_TEXT] = {.source = SOURCE_DOCX, .open = legacy_open},
    };
    struct package p;
    struct error why;
    int rc = package_open(&p, in, limits, &why);
    if (rc == 0)
        *out = &kinds[p.content];
    package_close(&p);
    if (rc && rc != ERR_MEMORY)
        error_locate(&why, in->path, 0);
    if (rc)
        *err = why;
    return rc;
}
