/* Addresses for people. Machines get the parts one by one, see json_finding.c. */
#include "write/writer.h"

static void put_letters(struct buffer *out, uint32_t column)
{
    char letters[8];
    size_t at = sizeof(letters);
    for (; column > 0 && at > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    buffer_put(out, slice_of(letters + at, sizeof(letters) - at));
}

void write_cell(struct buffer *out, struct address at)
{
    put_letters(out, at.c);
    buffer_format(out, "%u", (unsigned)at.b);
}

struct slice write_sheet(const struct source *source, struct address at)
{
    bool known = at.a > 0 && at.a <= source->sheet_count && source->sheets;
    return known ? slice_str(source->sheets[at.a - 1]) : SLICE_NONE;
}

static void put_sheet(struct buffer *out, const struct source *source, struct address at,
                      enum language language)
{
    struct slice name = write_sheet(source, at);
    if (name.len)
        buffer_format(out, " %.*s", SLICE_ARG(name));
    else
        buffer_format(out, " %s%u", language == LANGUAGE_EN ? "sheet" : "工作表",
                      (unsigned)at.a);
    if (at.b && at.c) {
        buffer_byte(out, '!');
        write_cell(out, at);
    } else if (at.b) {
        buffer_format(out, language == LANGUAGE_EN ? " row %u" : " 第 %u 行", (unsigned)at.b);
    }
}

/* A table, a row or a cell of it; or, outside of tables, a paragraph. */
static void put_table(struct buffer *out, struct address at, enum language language)
{
    if (at.a == 0) {
        buffer_format(out, language == LANGUAGE_EN ? " paragraph %u" : " 第 %u 段",
                      (unsigned)at.b);
        return;
    }
    static const char *const words[2][3] = {{" 表", " 行", " 格"},
                                            {" table ", " row ", " cell "}};
    const uint32_t parts[3] = {at.a, at.b, at.c};
    for (size_t i = 0; i < 3 && parts[i]; i++)
        buffer_format(out, "%s%u", words[language == LANGUAGE_EN][i], (unsigned)parts[i]);
}

static void put_line(struct buffer *out, uint32_t line, uint32_t column)
{
    if (line)
        buffer_format(out, ":%u", (unsigned)line);
    if (line && column)
        buffer_format(out, ":%u", (unsigned)column);
}

void write_address(struct buffer *out, const struct source *source, struct address at,
                   enum language language)
{
    if (!source)
        return;
    buffer_text(out, source->path ? source->path : "");
    bool page = source->kind == SOURCE_DOCX || source->kind == SOURCE_HTML ||
                source->kind == SOURCE_TEXT;
    if (at.a == 0 && !(page && at.b))
        return;
    switch (source->kind) {
    case SOURCE_CSV:
    case SOURCE_NDJSON: put_line(out, at.a, at.b); break;
    case SOURCE_TEXT: put_line(out, at.b, at.c); break;
    case SOURCE_XLSX: put_sheet(out, source, at, language); break;
    case SOURCE_DOCX:
    case SOURCE_HTML: put_table(out, at, language); break;
    }
}
