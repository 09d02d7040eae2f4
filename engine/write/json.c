/* One JSON object, the summary first. The summary is known last, so the findings wait in
 * a spool. One member of the summary and one finding per line: readable, and lines can be
 * compared. */
#include "write/json_out.h"

struct json_writer {
    struct writer base; /* first */
    struct spool findings;
};

static struct json_writer *json_writer(struct writer *w)
{
    return (struct json_writer *)w;
}

static void json_start(struct writer *w)
{
    spool_init(&json_writer(w)->findings, WRITE_SPOOL_MEMORY);
}

static int json_take(struct writer *w, const struct finding *f, struct error *err)
{
    struct spool *s = &json_writer(w)->findings;
    buffer_text(&w->line, s->len ? ",\n" : "\n");
    json_finding(&w->line, w, f);
    return line_spool(&w->line, s, err);
}

static int json_finish(struct writer *w, const struct summary *summary, struct error *err)
{
    buffer_text(&w->line, "{\"summary\":");
    int rc = json_summary(w, summary, err);
    buffer_text(&w->line, ",\n\"findings\":[");
    if (rc == 0)
        rc = writer_flush(w, err);
    if (rc == 0)
        rc = spool_copy(&json_writer(w)->findings, w->file, err);
    buffer_text(&w->line, json_writer(w)->findings.len ? "\n]}\n" : "]}\n");
    return rc ? rc : writer_flush(w, err);
}

static void json_release(struct writer *w)
{
    spool_release(&json_writer(w)->findings);
}

const struct write_format write_json = {
    .name = "json",
    .extension = ".json",
    .size = sizeof(struct json_writer),
    .open = json_start,
    .finding = json_take,
    .finish = json_finish,
    .release = json_release,
};
