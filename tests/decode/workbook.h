/* Makes small workbooks for tests: sheets given as what stands inside <worksheet>, with fixed shared
 * strings and styles. */
#ifndef JIHE_TESTS_DECODE_WORKBOOK_H
#define JIHE_TESTS_DECODE_WORKBOOK_H

#include "format/packed.h"

#include <stdio.h>

#define MAIN_URI "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT_URI "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define RELATION_URI "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MC_URI "http://schemas.openxmlformats.org/markup-compatibility/2006"

#define CELL(r, inside) "<c r=\"" r "\"" inside "</c>"
#define NUM(r, v) CELL(r, "><v>" v "</v>")
#define STYLED(r, s, v) CELL(r, " s=\"" s "\"><v>" v "</v>")
#define SHARED(r, v) CELL(r, " t=\"s\"><v>" v "</v>")
#define TEXT(r, t) CELL(r, " t=\"inlineStr\"><is><t>" t "</t></is>")
#define BLANK(r) "<c r=\"" r "\" s=\"1\"/>"
#define ROW(r, cells) "<row r=\"" r "\">" cells "</row>"
#define DATA(rows) "<sheetData>" rows "</sheetData>"
#define MERGES(areas) "<mergeCells>" areas "</mergeCells>"
#define MERGE(area) "<mergeCell ref=\"" area "\"/>"

/* Shared strings 0 to 3; cell formats 0 to 4 are numbers', 5 has a font of symbols. */
#define BOOK_STRINGS \
    "<sst xmlns=\"" MAIN_URI "\"><si><t>项目名称</t></si><si><r><t>大</t></r><r><rPr><b/></rPr>" \
    "<t xml:space=\"preserve\">桥 </t></r><rPh sb=\"0\" eb=\"1\"><t>ダイ</t></rPh></si>" \
    "<si><t>a_x000D_\nb_x005F_x0041__x0001_</t></si><si><t/></si></sst>"
#define BOOK_STYLES \
    "<styleSheet xmlns=\"" MAIN_URI "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0.00" \
    "&quot;万元&quot;\"/></numFmts><fonts><font><name val=\"宋体\"/></font><font><name " \
    "val=\"Wingdings 2\"/></font></fonts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>" \
    "<xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"31\"/><xf numFmtId=\"164\"/>" \
    "<xf numFmtId=\"14\" fontId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\"/></cellXfs><dxfs><dxf><numFmt numFmtId=\"164\" formatCode=\"0\"/></dxf></dxfs>" \
    "</styleSheet>"

struct book_sheet {
    const char *name, *inside;
    const char *attributes; /* of its entry; NULL none */
    const char *whole;      /* the part as it stands, instead of `inside` */
};

enum { BOOK_SHEETS = 3 };
struct book {
    struct book_sheet sheets[BOOK_SHEETS];
    const char *properties; /* in the workbook before its sheets; NULL none */
    const char *strings;    /* NULL: those above; "": no such part */
    const char *targets;    /* of all sheets; NULL: one part each */
};

enum { BOOK_ROOM = 1 << 20 };
struct book_room {
    char text[BOOK_ROOM];
    size_t len;
};

static inline char *book_text(struct book_room *room, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline char *book_text(struct book_room *room, const char *format, ...)
{
    va_list args;
    char *text = room->text + room->len;
    va_start(args, format);
    int n = vsnprintf(text, BOOK_ROOM - room->len, format, args);
    va_end(args);
    assert_true(n >= 0 && (size_t)n < BOOK_ROOM - room->len);
    room->len += (size_t)n + 1;
    return text;
}

static inline struct packed_part book_part(const char *name, const char *text)
{
    return (struct packed_part){name, slice_str(text)};
}

/* Writes it to `path`. */
static inline void book_write(const char *path, const struct book *b)
{
    static struct book_room room;
    char entries[2048] = "", relations[2048] = "";
    struct packed_part parts[BOOK_SHEETS + 7];
    size_t n = 0, at = 0, of = 0;
    room.len = 0;
    for (size_t i = 0; i < BOOK_SHEETS && b->sheets[i].name; i++) {
        const struct book_sheet *s = &b->sheets[i];
        at += (size_t)snprintf(entries + at, sizeof(entries) - at,
                               "<sheet name=\"%s\" sheetId=\"%zu\" %s r:id=\"rId%zu\"/>", s->name,
                               i + 1, s->attributes ? s->attributes : "", i + 1);
        char *target = b->targets ? book_text(&room, "%s", b->targets)
                                  : book_text(&room, "worksheets/sheet%zu.xml", i + 1);
        of += (size_t)snprintf(relations + of, sizeof(relations) - of,
                               "<Relationship Id=\"rId%zu\" Type=\"" RELATION_URI
                               "/worksheet\" Target=\"%s\"/>", i + 1, target);
        parts[n++] = book_part(book_text(&room, "xl/worksheets/sheet%zu.xml", i + 1),
                               s->whole ? s->whole
                                        : book_text(&room, "<worksheet xmlns=\"" MAIN_URI "\">%s"
                                                           "</worksheet>", s->inside));
    }
    parts[n++] = book_part("_rels/.rels",
                           "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                           "relationships\"><Relationship Id=\"rId1\" Type=\"" RELATION_URI
                           "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    parts[n++] = book_part("xl/workbook.xml",
                           book_text(&room, "<workbook xmlns=\"" MAIN_URI "\" xmlns:r=\"" RELATION_URI
                                            "\">%s<sheets>%s</sheets></workbook>",
                                     b->properties ? b->properties : "", entries));
    parts[n++] = book_part("xl/_rels/workbook.xml.rels",
                           book_text(&room, "<Relationships xmlns=\"http://schemas.openxmlformats.org/"
                                            "package/2006/relationships\">%s<Relationship Id=\"s\" "
                                            "Type=\"" RELATION_URI "/sharedStrings\" Target="
                                            "\"sharedStrings.xml\"/><Relationship Id=\"t\" Type=\""
                                            RELATION_URI "/styles\" Target=\"/xl/styles.xml\"/>"
                                            "</Relationships>", relations));
    if (!b->strings || b->strings[0])
        parts[n++] = book_part("xl/sharedStrings.xml", b->strings ? b->strings : BOOK_STRINGS);
    parts[n++] = book_part("xl/styles.xml", BOOK_STYLES);
    parts[n] = (struct packed_part){0};
    packed_write(path, parts);
}

#endif
