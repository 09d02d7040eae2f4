/* Counting what leaves the run, and the summary at its end. One thread. */
#ifndef JIHE_RUN_SUMMARY_H
#define JIHE_RUN_SUMMARY_H

#include "run/batch.h"
#include "run/group.h"
#include "run/marks.h"

struct counts {
    struct summary *summary;
    struct map aspects, units;   /* → index of the lists below */
    struct named_count *aspect_items, *unit_items;
    size_t aspect_count, aspect_cap, unit_count, unit_cap;
    struct arena names;
    uint8_t *verdicts; /* by project number in the run */
    size_t verdict_count, verdict_cap;
    bool incomplete;
};

void counts_init(struct counts *c, struct summary *summary);
void counts_release(struct counts *c);
int counts_finding(struct counts *c, const struct finding *f);
/* A project's verdict before group rules; numbers grow by one. */
int counts_project(struct counts *c, const struct checked *item);
/* A group finding about a project that has left: its verdict may become worse. */
void counts_group(struct counts *c, uint64_t project, const struct finding *f);
/* `times` rejections of a kind (of struct rejection). */
void counts_rejections(struct counts *c, int kind, uint64_t times);

/* What the summary is made of at the end. */
struct summary_parts {
    const struct engine *engine;
    const struct check_options *options;
    const struct sources *sources;
    const struct tally *total;
    const bool *packs_used;
    const struct marks *marks;
    double seconds;
};
int summary_finish(struct counts *c, const struct summary_parts *parts, struct arena *arena);

#endif
