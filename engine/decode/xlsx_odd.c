/* Remarks on a sheet: one for each kind of oddity, with its count and the first place. */
#include "decode/xlsx_sheet.h"

#include "decode/tell.h"

static const struct {
    const char *zh, *en; /* behind the sheet's name: count */
} words[ODDITIES] = {
    [ODD_NOT_CALCULATED] =
        {"有 %zu 个公式没有计算结果，按“未计算”读取；请在 Excel 或 WPS 中打开并保存一次",
         "formulas without a result: %zu, read as \"未计算\" (not calculated); open it "
         "in Excel or WPS once and save it"},
    [ODD_ERROR] = {"有 %zu 个单元格是公式错误（如 #REF!），按原样读取",
                   "cells with an error such as #REF!: %zu, read as they stand"},
    [ODD_NO_NUMBER] =
        {"有 %zu 个单元格的内容与其类型不符，按原样读取",
         "cells that hold what their type does not allow: %zu, read as they stand"},
    [ODD_LONG] = {"有 %zu 个数字超过 15 位，电子表格只保留前 15 "
                  "位，其后的数字可能已经丢失；编码请存为文本",
                  "numbers of more than 15 digits: %zu; a workbook keeps 15, the rest "
                  "may be lost; keep codes as text"},
    [ODD_NO_DATE] = {"有 %zu 个日期格式的单元格不是日期，按数字读取",
                     "cells formatted as dates that are none: %zu, read as numbers"},
    [ODD_HIDDEN_ROW] = {"有 %zu 个隐藏的行，其中的数据也已读取",
                        "hidden rows: %zu, read as well"},
    [ODD_HIDDEN_COLUMN] = {"隐藏的列中有 %zu 个单元格有内容，也已读取",
                           "filled cells in hidden columns: %zu, read as well"},
    [ODD_COVERED] =
        {"有 %zu 个单元格被合并区域盖住，其内容看不见，未读取",
         "cells under merged areas: %zu; nobody sees them, they were not read"},
    [ODD_TWICE] = {"有 %zu 个单元格写了两次（duplicate），以第一次为准",
                   "cells given twice (duplicate): %zu, the first counts"},
    [ODD_BEYOND] = {"有 %zu 个单元格在允许的最后一列之后，未读取",
                    "cells beyond the last column allowed: %zu, not read"},
    [ODD_MERGE] = {"有 %zu 个合并区域（merge）无效或互相重叠，未采用",
                   "merged areas that are wrong or overlap: %zu, left out"},
};

void xlsx_odd(struct xlsx_oddities *o, enum xlsx_oddity kind, uint32_t row,
              uint32_t column)
{
    if (o->items[kind].count++)
        return;
    o->items[kind].row = row;
    o->items[kind].column = column;
}

static void remark_set(struct error *out, enum xlsx_oddity kind, struct slice sheet,
                       size_t count)
{
    char name[SHOWN_MAX], zh[512], en[512];
    (void)shown(sheet, name);
    /* The words are those above: each takes one count. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    (void)snprintf(zh, sizeof(zh), words[kind].zh, count);
    (void)snprintf(en, sizeof(en), words[kind].en, count);
#pragma GCC diagnostic pop
    struct error english;
    (void)error_set(&english, ERR_INPUT, "%s%s", "sheet \"%s\": %s", name, en);
    (void)error_set(out, ERR_INPUT, "工作表“%s”：%s", "%s%s", name, zh);
    memcpy(out->en, english.en, sizeof(out->en));
}

void xlsx_odd_tell(const struct xlsx_oddities *o, const struct xlsx_book *b,
                   uint32_t sheet)
{
    for (int kind = 0; kind < ODDITIES; kind++) {
        struct error why;
        struct rejection r = {
            .kind = REJECT_REMARK,
            .at = {b->file, sheet, o->items[kind].row, o->items[kind].column}};
        if (!o->items[kind].count)
            continue;
        remark_set(&why, (enum xlsx_oddity)kind, b->sheets[sheet - 1].name,
                   o->items[kind].count);
        tell(b->options, &r, &why);
    }
}
