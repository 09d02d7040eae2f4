/* One finding per line. The last line tells by what they were found: kind "run", with the verdict, packs,
 * changed parameters and severities, fingerprint and inputs, so that a file without findings says what it
 * rests on, and one without this line is seen to be cut off. No times: two runs over the same data are the
 * same bytes. */
#include "write/json_out.h"

static int ndjson_finding(struct writer *w, const struct finding *f, struct error *err)
{
    json_finding(&w->line, w, f);
    buffer_byte(&w->line, '\n');
    return writer_flush(w, err);
}

static int ndjson_finish(struct writer *w, const struct summary *summary, struct error *err)
{
    json_run_line(&w->line, summary);
    return writer_flush(w, err);
}

const struct write_format write_ndjson = {
    .name = "ndjson",
    .extension = ".ndjson",
    .size = sizeof(struct writer),
    .finding = ndjson_finding,
    .finish = ndjson_finish,
};
