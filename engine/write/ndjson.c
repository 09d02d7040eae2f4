/* One finding per line, nothing else: no summary and no times, so that two runs over the
 * same data are the same bytes. */
#include "write/json_out.h"

static int ndjson_finding(struct writer *w, const struct finding *f, struct error *err)
{
    json_finding(&w->line, w, f);
    buffer_byte(&w->line, '\n');
    return writer_flush(w, err);
}

static int ndjson_finish(struct writer *w, const struct summary *summary,
                         struct error *err)
{
    (void)summary;
    return writer_flush(w, err);
}

const struct write_format write_ndjson = {
    .name = "ndjson",
    .extension = ".ndjson",
    .size = sizeof(struct writer),
    .finding = ndjson_finding,
    .finish = ndjson_finish,
};
