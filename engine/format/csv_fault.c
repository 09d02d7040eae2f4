/* The messages of bad CSV rows: where, what, and what to do. */
#include "format/csv_fault.h"

static int fault_quote(struct error *e, enum csv_fault_kind kind, uint32_t line, uint32_t column)
{
    if (kind == CSV_QUOTE_OPEN)
        return error_set(e, ERR_INPUT,
                         "第 %u 行第 %u 列的引号没有配对的后引号；请补上，或把字段内的引号写成两个",
                         "the quote opened at line %u, column %u is never closed; close it, or "
                         "double the quotes inside the field",
                         line, column);
    if (kind == CSV_QUOTE_STRAY)
        return error_set(e, ERR_INPUT,
                         "第 %u 行第 %u 列：字段未加引号而其中有引号；请给字段加引号，并把其中的引号写成两个",
                         "a quote inside an unquoted field at line %u, column %u; quote the field "
                         "and double the quotes in it",
                         line, column);
    return error_set(e, ERR_INPUT,
                     "第 %u 行第 %u 列：后引号之后还有文字；字段内的引号须写成两个",
                     "text behind the closing quote at line %u, column %u; quotes inside a quoted "
                     "field must be doubled",
                     line, column);
}

void csv_fault_set(struct csv_fault *f, enum csv_fault_kind kind, uint32_t line, uint32_t column,
                   size_t limit)
{
    f->line = line;
    f->column = column;
    switch (kind) {
    case CSV_QUOTE_OPEN:
    case CSV_QUOTE_STRAY:
    case CSV_QUOTE_BEHIND:
        (void)fault_quote(&f->why, kind, line, column);
        return;
    case CSV_NUL:
        (void)error_set(&f->why, ERR_INPUT,
                        "第 %u 行第 %u 列有 NUL 字节（0x00），文件可能已损坏，请重新导出",
                        "NUL byte at line %u, column %u; the file may be damaged, export it again",
                        line, column);
        return;
    case CSV_FIELD_LONG:
        (void)error_set(&f->why, ERR_LIMIT, "第 %u 行第 %u 列的字段过长，上限为 %zu 字节",
                        "the field at line %u, column %u is too long, the limit is %zu bytes", line,
                        column, limit);
        return;
    case CSV_ROW_LONG:
        (void)error_set(&f->why, ERR_LIMIT,
                        "从第 %u 行第 %u 列起的一行过长，上限为 %zu 字节；请检查引号和换行",
                        "the row that begins at line %u, column %u is too long, the limit is %zu "
                        "bytes; check its quotes and line ends",
                        line, column, limit);
        return;
    case CSV_COLUMNS:
        (void)error_set(&f->why, ERR_LIMIT, "第 %u 行第 %u 列起的字段过多，上限为 %zu 列",
                        "too many fields from line %u, column %u on, the limit is %zu columns",
                        line, column, limit);
        return;
    }
}

void csv_fault_encoding(struct csv_fault *f, enum charset_kind kind, uint32_t line,
                        uint32_t column)
{
    f->line = line;
    f->column = column;
    if (kind == CHARSET_UTF8 || kind == CHARSET_ASCII)
        (void)error_set(&f->why, ERR_INPUT,
                        "第 %u 行第 %u 列不是有效的 UTF-8 编码（也许混有 GBK/GB18030 文字）；请把"
                        "整个文件统一为一种编码",
                        "line %u, column %u is not valid UTF-8 (perhaps GBK/GB18030 text was mixed "
                        "in); save the whole file in one encoding",
                        line, column);
    else
        (void)error_set(&f->why, ERR_INPUT,
                        "第 %u 行第 %u 列不是有效的 %s 编码；请把整个文件统一为一种编码",
                        "line %u, column %u is not valid %s; save the whole file in one encoding",
                        line, column, charset_name(kind));
}
