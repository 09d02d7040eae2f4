/* A batch: some projects in the order of the input, with what was said about them. Batches are cut by
 * the input alone, so that any number of threads makes the same ones. */
#ifndef JIHE_RUN_BATCH_H
#define JIHE_RUN_BATCH_H

#include "run/check.h"
#include "run/forms.h"

enum {
    BATCH_PROJECTS = 64,
    BATCH_INDICATORS = 1024,
    BATCH_EVENTS = 512,
    BATCH_RING = 8, /* batches under way at most; also how late a rule is switched off */
};

/* What happened in the input, in order. */
struct event {
    bool rejection;
    size_t index; /* into projects or rejections */
};

struct rejected {
    int kind; /* of struct rejection */
    struct finding finding;
};

struct batch {
    uint64_t serial;
    struct checked projects[BATCH_PROJECTS];
    size_t project_count;
    struct event *events;
    size_t event_count, event_cap;
    struct rejected *rejections;
    size_t rejection_count, rejection_cap;
    uint64_t hidden[REJECT_REMARK + 1]; /* beyond limits.rejected_shown: counted, not told */
    struct batch_out out;
    bool last; /* the input ended with this batch */
    int rc;    /* what stopped it */
    struct error error;
};

/* Everything a run reads from, under one lock. */
struct intake {
    struct input_plan plan;
    struct decode_options decode;
    struct forms *forms; /* reads documents that are forms */
    struct sources *sources;
    const struct pack_set *packs; /* know which names are divisions */
    struct reader *reader;
    size_t unit;
    struct batch *filling; /* where rejections go */
    bool ended;
    uint64_t told, told_max; /* rejections told one by one */
    struct board *board;
    uint64_t done_before; /* bytes of the units already finished */
};

int batch_init(struct batch *b, const struct engine *e, struct error *err);
void batch_release(struct batch *b);
/* Empty, with its memory. */
void batch_clear(struct batch *b, const struct engine *e);

int intake_open(struct intake *in, const struct engine *e, const struct check_options *options,
                struct sources *sources, struct batch *first, struct error *err);
/* Fills a cleared batch; sets b->last at the end of all inputs. */
int intake_fill(struct intake *in, struct batch *b, struct error *err);
void intake_close(struct intake *in);

#endif
