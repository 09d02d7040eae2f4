/* Reading without judging: what the inputs hold, handed out in order on one thread. */
#include "run/batch.h"

static int project_give(struct batch *b, size_t place, const struct convert_sink *sink,
                        struct convert_counts *n, struct error *err)
{
    const struct project *p = b->projects[place].project;
    n->projects.read++;
    n->projects.checked++;
    n->indicators.read += p->indicator_count;
    n->indicators.checked += p->indicator_count;
    return sink->project(sink->context, p, err);
}

static void rejections_count(struct convert_counts *n, int kind, uint64_t times)
{
    struct row_count *rows = kind == REJECT_PROJECT     ? &n->projects
                             : kind == REJECT_INDICATOR ? &n->indicators
                                                        : NULL;
    if (rows) {
        rows->read += times;
        rows->rejected += times;
    }
    if (kind != REJECT_REMARK && times)
        n->incomplete = true;
}

static int batch_give(struct batch *b, const struct convert_sink *sink, struct convert_counts *n,
                      struct error *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < b->event_count; i++) {
        const struct event *e = &b->events[i];
        if (!e->rejection) {
            rc = project_give(b, e->index, sink, n, err);
            continue;
        }
        rejections_count(n, b->rejections[e->index].kind, 1);
        rc = sink->problem(sink->context, &b->rejections[e->index].finding, err);
    }
    for (int kind = 0; kind <= REJECT_REMARK; kind++) {
        rejections_count(n, kind, b->hidden[kind]);
        n->hidden += b->hidden[kind];
    }
    return rc;
}

static int all_give(struct intake *in, struct batch *b, const struct engine *e,
                    const struct convert_sink *sink, struct convert_counts *n, struct error *err)
{
    int rc = 0;
    for (bool first = true; rc == 0; first = false) {
        if (!first)
            batch_clear(b, e);
        rc = intake_fill(in, b, err);
        int given = batch_give(b, sink, n, rc ? NULL : err);
        rc = rc ? rc : given;
        if (b->last)
            break;
        if (e->board)
            __atomic_store_n(&e->board->records, n->projects.read, __ATOMIC_RELAXED);
    }
    return rc;
}

int run_convert(const struct engine *e, const struct limits *limits,
                const struct check_options *options, const struct convert_sink *sink,
                struct convert_counts *counts, struct error *err)
{
    struct engine *alone = NULL;
    struct batch *b = calloc(1, sizeof(*b));
    struct intake in = {0};
    *counts = (struct convert_counts){0};
    if (!e) {
        alone = calloc(1, sizeof(*alone));
        if (alone)
            alone->limits = *limits;
        e = alone;
    }
    int rc = b && e ? batch_init(b, e, err) : error_memory(err);
    if (rc == 0)
        rc = intake_open(&in, e, options, sink->sources, b, err);
    if (rc == 0)
        rc = all_give(&in, b, e, sink, counts, err);
    counts->files = sink->sources->count;
    intake_close(&in);
    if (b)
        batch_release(b);
    free(b);
    free(alone);
    return rc;
}
