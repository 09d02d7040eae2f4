/* A reader of any kind: what the file is, is told from its first bytes. */
#include "decode/kind.h"

#include "decode/tell.h"

struct reader {
    struct format_reader format;
    struct decode_options options;
    bool lines;         /* its addresses are lines */
    bool empty;         /* a file that could not be opened or is of no known kind */
    bool told_inferred; /* that the form was told from the columns */
};

static void refuse(const struct reader *r, uint32_t file, const struct error *why)
{
    struct rejection rejection = {.kind = REJECT_FILE, .at = {file, 0, 0, 0}};
    tell(&r->options, &rejection, why);
}

static int open_alone(struct reader *r, struct input *in, struct error *err)
{
    const struct kind *kind;
    int rc = kind_find(in, r->options.limits, &kind, err);
    if (rc)
        return rc;
    if (kind->decode)
        return document_open(&r->format, in, kind, &r->options, err);
    r->lines = kind->source == SOURCE_CSV || kind->source == SOURCE_NDJSON;
    return kind->open(&r->format, in, &r->options, err);
}

/* The tables beside the projects. One that cannot be opened is told, the others go on without it. */
static int open_details(const struct reader *r, const struct input_unit *unit,
                        struct sources *sources, struct input parts[3], struct error *err)
{
    const char *paths[3] = {NULL, unit->indicators, unit->goals};
    for (int i = 1; i < 3; i++) {
        int rc = paths[i] ? input_open(&parts[i], paths[i], sources, err) : 0;
        if (rc == 0)
            continue;
        if (rc != ERR_MEMORY)
            refuse(r, parts[i].index, err);
        input_close(&parts[i]);
        if (rc == ERR_MEMORY)
            return rc;
    }
    return 0;
}

static int open_unit(struct reader *r, const struct input_unit *unit, struct sources *sources,
                     struct input parts[3], struct error *err)
{
    int rc = input_open(&parts[0], unit->projects, sources, err);
    if (rc)
        return rc;
    if (!unit->indicators && !unit->goals)
        return open_alone(r, &parts[0], err);
    r->lines = true;
    rc = open_details(r, unit, sources, parts, err);
    return rc ? rc : csv_set_open(&r->format, parts, &r->options, err);
}

int reader_open(struct reader **out, const struct input_unit *unit, struct sources *sources,
                const struct decode_options *options, struct error *err)
{
    struct reader *r = calloc(1, sizeof(*r));
    struct input parts[3] = {{.file = {.fd = -1}}, {.file = {.fd = -1}}, {.file = {.fd = -1}}};
    struct error why;
    if (!r)
        return error_memory(err);
    r->options = *options;
    int rc = open_unit(r, unit, sources, parts, &why);
    if (rc != 0 && rc != ERR_MEMORY) {
        refuse(r, parts[0].index, &why);
        r->empty = true;
        rc = 0;
    }
    for (int i = 0; i < 3; i++)
        input_close(&parts[i]);
    if (rc) {
        free(r);
        return error_memory(err);
    }
    *out = r;
    return 0;
}

/* That a form's kind was inferred is told once per file. */
static void tell_inferred(struct reader *r, const struct project *p)
{
    struct error why, english;
    if (!p->form_inferred || r->told_inferred)
        return;
    r->told_inferred = true;
    (void)error_set(&why, ERR_INPUT, "没有注明表格种类，按列判断为%.*s；可用 form 列或 --form 指定",
                    "%.*s", SLICE_ARG(form_label(p->form)));
    (void)error_set(&english, ERR_INPUT, "%.*s",
                    "the kind of form is not given, taken as %.*s by its columns; a form column or "
                    "--form says it",
                    SLICE_ARG(form_name(p->form)));
    memcpy(why.en, english.en, sizeof(why.en));
    struct rejection remark = {.kind = REJECT_REMARK, .at = p->row};
    if (r->lines)
        tell_row(&r->options, &remark, p->ordinal, &why);
    else
        tell(&r->options, &remark, &why);
}

int reader_next(struct reader *r, struct project *project, struct error *err)
{
    if (r->empty)
        return 0;
    int rc = r->format.next(r->format.state, project, err);
    if (rc == 1)
        tell_inferred(r, project);
    return rc;
}

void reader_progress(const struct reader *r, uint64_t *done, uint64_t *total)
{
    *done = r->empty ? 0 : r->format.done(r->format.state);
    *total = r->empty ? 0 : r->format.total(r->format.state);
}

void reader_close(struct reader *r)
{
    if (!r)
        return;
    if (r->format.close)
        r->format.close(r->format.state);
    free(r);
}
