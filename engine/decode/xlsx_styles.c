/* Of all the styles of a workbook only how numbers are shown, and which fonts have
 * symbols for letters. */
#include "decode/xlsx_book.h"

#include "base/array.h"

enum { STYLES_MAX = 1 << 20, FORMATS_MAX = 1 << 14 };

static uint32_t format_find(const struct xlsx_styles *s, uint32_t id)
{
    for (size_t i = 1; i < s->format_count; i++)
        if (s->ids[i] == id)
            return (uint32_t)i;
    return 0;
}

static int format_add(struct xlsx_styles *s, uint32_t id, struct slice code,
                      struct error *err)
{
    if (s->format_count == FORMATS_MAX)
        return error_set(err, ERR_LIMIT, "数字格式（style）超过上限 %d 种",
                         "too many number formats (styles), the limit is %d",
                         (int)FORMATS_MAX);
    if (s->format_count == s->format_cap) {
        size_t cap = s->format_cap ? s->format_cap * 2 : 32;
        struct number_format *formats = realloc(s->formats, cap * sizeof(*formats));
        if (formats)
            s->formats = formats;
        uint32_t *ids = formats ? realloc(s->ids, cap * sizeof(*ids)) : NULL;
        if (!ids)
            return error_memory(err);
        s->ids = ids;
        s->format_cap = cap;
    }
    number_format_read(&s->formats[s->format_count], code);
    s->ids[s->format_count++] = id;
    return 0;
}

/* The format of a number that is in the file or built in; general for what is neither. */
static int format_of(struct xlsx_styles *s, uint32_t id, uint32_t *out, struct error *err)
{
    struct slice code = number_format_built_in(id);
    *out = format_find(s, id);
    if (*out || code.len == 0)
        return 0;
    *out = (uint32_t)s->format_count;
    return format_add(s, id, code, err);
}

/* A cell format; `last` is the format of the one before, many are alike. */
static int style_add(struct xlsx_styles *s, const struct xml_event *e, uint32_t last[2],
                     struct error *err)
{
    uint32_t id = 0;
    if (s->count == STYLES_MAX)
        return error_set(err, ERR_LIMIT, "单元格格式（style）超过上限 %d 种",
                         "too many cell formats (styles), the limit is %d",
                         (int)STYLES_MAX);
    struct xlsx_style *grown = array_room(s->cells, s->count, &s->cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    s->cells = grown;
    (void)xlsx_number(xml_value(e, "numFmtId"), &id);
    if (id != last[0]) {
        last[0] = id;
        int rc = format_of(s, id, &last[1], err);
        if (rc)
            return rc;
    }
    uint32_t font = UINT32_MAX;
    (void)xlsx_number(xml_value(e, "fontId"), &font);
    s->cells[s->count++] = (struct xlsx_style){last[1], font};
    return 0;
}

static int font_add(struct xlsx_styles *s, struct error *err)
{
    if (s->symbol_count == FORMATS_MAX)
        return 0; /* fonts beyond are taken as letters */
    unsigned char *grown = array_room(s->symbols, s->symbol_count, &s->symbol_cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    s->symbols = grown;
    s->symbols[s->symbol_count++] = 0;
    return 0;
}

static const struct slice symbol_fonts[] = {{"Wingdings", 9}, {"Wingdings 2", 11}};

static void font_name(struct xlsx_styles *s, struct slice name)
{
    for (unsigned char i = 0; i < 2; i++)
        if (s->symbol_count && slice_equal(name, symbol_fonts[i]))
            s->symbols[s->symbol_count - 1] = i + 1;
}

struct slice xlsx_styles_font(const struct xlsx_styles *s, struct slice style)
{
    uint32_t i;
    if (style.len == 0 || !xlsx_number(style, &i) || i >= s->count ||
        s->cells[i].font >= s->symbol_count || !s->symbols[s->cells[i].font])
        return SLICE_NONE;
    return symbol_fonts[s->symbols[s->cells[i].font] - 1];
}

static int custom_add(struct xlsx_styles *s, struct package *p, const struct xml_event *e,
                      struct error *err)
{
    uint32_t id;
    struct slice code = xml_value(e, "formatCode");
    if (!xlsx_number(xml_value(e, "numFmtId"), &id))
        return 0;
    return arena_copy(&p->names, code, &code) ? format_add(s, id, code, err)
                                              : error_memory(err);
}

static int styles_all(struct xlsx_styles *s, struct package *p, struct package_part *part,
                      struct error *err)
{
    struct xml_event e;
    bool formats = false, cells = false, fonts = false;
    uint32_t last[2] = {0, 0};
    int rc = format_add(s, UINT32_MAX, SLICE_NONE, err), more = 1;
    if (rc == 0)
        s->formats[0].count = 0;
    while (rc == 0 && more == 1) {
        more = xml_next(part->xml, &e, err);
        if (more < 0)
            rc = more;
        if (more != 1 || e.kind != XML_START)
            continue;
        if (e.depth == 2) {
            formats = xlsx_is(&e, "numFmts");
            cells = xlsx_is(&e, "cellXfs");
            fonts = xlsx_is(&e, "fonts");
        } else if (e.depth == 3 && formats && xlsx_is(&e, "numFmt")) {
            rc = custom_add(s, p, &e, err);
        } else if (e.depth == 3 && cells && xlsx_is(&e, "xf")) {
            rc = style_add(s, &e, last, err);
        } else if (e.depth == 3 && fonts && xlsx_is(&e, "font")) {
            rc = font_add(s, err);
        } else if (e.depth == 4 && fonts && xlsx_is(&e, "name")) {
            font_name(s, xml_value(&e, "val"));
        }
    }
    return rc;
}

int xlsx_styles_read(struct xlsx_styles *s, struct package *p, struct slice name,
                     struct error *err)
{
    struct package_part part;
    int rc = package_part_open(&part, p, name, err);
    if (rc == 0)
        rc = styles_all(s, p, &part, err);
    package_part_close(&part);
    return rc;
}

const struct number_format *xlsx_styles_get(const struct xlsx_styles *s,
                                            struct slice style)
{
    static const struct number_format general = {.count = 0};
    uint32_t i;
    if (style.len == 0 || !xlsx_number(style, &i) || i >= s->count)
        return &general;
    return &s->formats[s->cells[i].format];
}

void xlsx_styles_release(struct xlsx_styles *s)
{
    free(s->cells);
    free(s->symbols);
    free(s->formats);
    free(s->ids);
}
