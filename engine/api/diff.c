/* Two reports compared, written as text or JSON. */
#include "api/api.h"

#include "run/diff.h"
#include "write/diff.h"

enum { ITEM_BYTES = 64 << 20 };

struct comparing {
    const jihe_options *options;
    enum diff_format format;
    struct file_out file;
    struct buffer line;
    uint64_t told[DIFF_KINDS], all;
};

static int flush(struct comparing *c, struct error *err)
{
    if (c->line.failed)
        return error_memory(err);
    file_write(&c->file, buffer_slice(&c->line));
    buffer_clear(&c->line);
    if (c->file.failed)
        *err = c->file.error;
    return c->file.failed ? c->file.error.code : 0;
}

static int item_take(void *context, const struct diff_item *item, struct error *err)
{
    struct comparing *c = context;
    if (c->format == DIFF_JSON)
        buffer_text(&c->line, c->all ? "," : "\n");
    write_diff_item(&c->line, c->format, c->options->write.language, item, c->told[item->kind]++);
    c->all++;
    return flush(c, err);
}

static int format_choose(struct comparing *c, struct error *err)
{
    static const char *const names[] = {"text", "json", "ndjson"};
    struct slice name = slice_str(write_format_title(c->options->format));
    for (int k = 0; k < 3; k++)
        if (slice_equal(name, slice_str(names[k]))) {
            c->format = (enum diff_format)k;
            return 0;
        }
    return error_set(err, ERR_USAGE, "比较结果只能是 text、json 或 ndjson",
                     "a comparison is text, json or ndjson");
}

int jihe_diff(const jihe_engine *e, const jihe_options *o, const char *old_report,
              const char *new_report, const char *old_forms, const char *new_forms,
              uint64_t counts[JIHE_DIFF_KINDS], jihe_error *error)
{
    struct error err = {0};
    struct comparing c = {.options = o};
    struct diff_options options = {old_report, new_report, old_forms, new_forms};
    struct diff_sink sink = {&c, item_take};
    struct diff_summary summary = {0};
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    int rc = format_choose(&c, &err);
    if (rc == 0)
        rc = file_create(&c.file, o->output, &err);
    if (rc)
        return api_error(error, &err, rc);
    if (o->descriptor >= 0)
        c.file.fd = o->descriptor;
    buffer_init(&c.line, ITEM_BYTES);
    write_diff_begin(&c.line, c.format);
    rc = run_diff(e->engine, &options, &sink, &summary, &err);
    if (rc == 0) {
        write_diff_end(&c.line, c.format, o->write.language, &summary);
        rc = flush(&c, &err);
    }
    if (rc == 0)
        rc = file_commit(&c.file, &err);
    file_abandon(&c.file);
    buffer_release(&c.line);
    for (int k = 0; k < DIFF_KINDS; k++)
        counts[k] = summary.counts[k];
    return api_error(error, &err, rc);
}

_Static_assert((int)JIHE_DIFF_KINDS == (int)DIFF_KINDS && (int)JIHE_DIFF_FIXED == (int)DIFF_FIXED,
               "the public kinds are the inner ones");
