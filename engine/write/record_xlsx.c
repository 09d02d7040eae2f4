/* One workbook with the sheets 项目, 指标 and, where there are goals, 目标; headings as forms have them.
 * Every cell is text, so codes and what begins with = stay as written. */
#include "write/record_tables.h"

#include "format/workbook.h"

enum { WIDTH_NARROW = 12, WIDTH_WIDE = 36, WIDE_FROM = 30 };

struct xlsx_records {
    struct record_writer base; /* first */
    struct record_tables tables;
    struct file_out file;
    struct workbook *book;
    uint32_t row;
};

static int records_open(struct record_writer *w, struct error *err)
{
    struct xlsx_records *x = (struct xlsx_records *)w;
    x->file.fd = -1;
    record_tables_init(&x->tables, w, true);
    int rc = file_create(&x->file, w->path, err);
    if (rc == 0 && !w->path)
        x->file.fd = w->descriptor;
    return rc ? rc : workbook_open(&x->book, true, err);
}

static void records_release(struct record_writer *w)
{
    struct xlsx_records *x = (struct xlsx_records *)w;
    record_tables_release(&x->tables);
    workbook_free(x->book);
    file_abandon(&x->file);
}

static int records_put(struct record_writer *w, const struct project *p,
                       const struct source *source, struct error *err)
{
    return record_tables_put(&((struct xlsx_records *)w)->tables, p, source, err);
}

static int table_begin(void *context, enum record_table table, struct error *err)
{
    static const char *const names[RECORDS_TABLES] = {"项目", "指标", "目标"};
    struct xlsx_records *x = context;
    int rc = workbook_sheet(x->book, slice_str(names[table]), err);
    x->row = 0;
    if (rc == 0)
        workbook_freeze(x->book, 1);
    return rc;
}

/* Widths must be told before the first row: names that hold long texts are known by the heading. */
static unsigned width_of(struct slice heading)
{
    static const char *const wide[] = {"项目名称", "三级指标", "绩效指标描述", "资金用途", "项目内容",
                                       "立项依据", "绩效目标", "目标完成情况", "偏差原因", "改进措施",
                                       "指标值确定依据", "来源"};
    for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++)
        if (slice_starts(heading, slice_str(wide[i])))
            return WIDTH_WIDE;
    return heading.len > WIDE_FROM ? WIDTH_WIDE : WIDTH_NARROW + (unsigned)heading.len / 6;
}

static int table_row(void *context, const struct slice *cells, size_t count, struct error *err)
{
    struct xlsx_records *x = context;
    int rc = 0;
    for (size_t i = 0; i < count && x->row == 0; i++)
        workbook_width(x->book, (uint32_t)i, width_of(cells[i]));
    for (size_t i = 0; i < count && rc == 0; i++)
        if (cells[i].len)
            rc = workbook_text(x->book, x->row, (uint32_t)i, cells[i],
                               x->row == 0 ? WORKBOOK_HEADING : WORKBOOK_PLAIN, err);
    x->row++;
    return rc;
}

static int table_end(void *context, struct error *err)
{
    (void)context;
    (void)err;
    return 0;
}

static int records_commit(struct record_writer *w, struct error *err)
{
    struct xlsx_records *x = (struct xlsx_records *)w;
    struct record_rows to = {x, table_begin, table_row, table_end};
    int rc = record_tables_write(&x->tables, &to, err);
    if (rc == 0)
        rc = workbook_finish(x->book, &x->file, err);
    return rc ? rc : file_commit(&x->file, err);
}

const struct record_format record_xlsx = {
    .name = "xlsx",
    .extension = ".xlsx",
    .size = sizeof(struct xlsx_records),
    .open = records_open,
    .put = records_put,
    .commit = records_commit,
    .release = records_release,
};
