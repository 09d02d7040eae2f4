/* A folder of CSV files: projects.csv, indicators.csv and, where there are goals, goals.csv; headings
 * are the record's keys. Every cell is written as it is: a text that a spreadsheet would take for a
 * formula stays that text, because this is data to be read again (reports for people guard against it).
 * A byte-order mark lets spreadsheets see that it is UTF-8. */
#include "write/record_tables.h"

#include "base/folder.h"

struct csv_records {
    struct record_writer base; /* first */
    struct record_tables tables;
    struct folder_out folder;
    struct buffer line;
};

static const char *const names[] = {"projects.csv", "indicators.csv", "goals.csv", NULL};

static int records_open(struct record_writer *w, struct error *err)
{
    struct csv_records *c = (struct csv_records *)w;
    record_tables_init(&c->tables, w, false);
    buffer_init(&c->line, (size_t)1 << 30);
    if (!w->path)
        return error_set(err, ERR_USAGE, "CSV 是一个文件夹，须给出名字",
                         "CSV is a folder and needs a name");
    return folder_create(&c->folder, w->path, names, err);
}

static void records_release(struct record_writer *w)
{
    struct csv_records *c = (struct csv_records *)w;
    record_tables_release(&c->tables);
    buffer_release(&c->line);
    folder_abandon(&c->folder);
}

static int records_put(struct record_writer *w, const struct project *p,
                       const struct source *source, struct error *err)
{
    return record_tables_put(&((struct csv_records *)w)->tables, p, source, err);
}

static bool needs_quotes(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (strchr(",;|\"\r\n\t", s.ptr[i]))
            return true;
    return s.len && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ' || s.ptr[0] == '\'');
}

static void put_cell(struct buffer *out, struct slice s)
{
    if (!needs_quotes(s)) {
        buffer_put(out, s);
        return;
    }
    buffer_byte(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            buffer_byte(out, '"');
        buffer_byte(out, s.ptr[i]);
    }
    buffer_byte(out, '"');
}

static int table_begin(void *context, enum record_table table, struct error *err)
{
    struct csv_records *c = context;
    int rc = folder_begin(&c->folder, names[table], err);
    if (rc == 0)
        file_write(&c->folder.file, SLICE("\xEF\xBB\xBF"));
    return rc;
}

static int table_row(void *context, const struct slice *cells, size_t count, struct error *err)
{
    struct csv_records *c = context;
    buffer_clear(&c->line);
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_byte(&c->line, ',');
        put_cell(&c->line, cells[i]);
    }
    if (count == 1 && c->line.len == 0)
        buffer_text(&c->line, "\"\""); /* an empty line would be no row */
    buffer_text(&c->line, "\r\n");
    if (c->line.failed)
        return error_memory(err);
    file_write(&c->folder.file, buffer_slice(&c->line));
    return 0;
}

static int table_end(void *context, struct error *err)
{
    return folder_end(&((struct csv_records *)context)->folder, err);
}

static int records_commit(struct record_writer *w, struct error *err)
{
    struct csv_records *c = (struct csv_records *)w;
    struct record_rows to = {c, table_begin, table_row, table_end};
    int rc = record_tables_write(&c->tables, &to, err);
    return rc ? rc : folder_commit(&c->folder, err);
}

const struct record_format record_csv = {
    .name = "csv",
    .size = sizeof(struct csv_records),
    .open = records_open,
    .put = records_put,
    .commit = records_commit,
    .release = records_release,
};
