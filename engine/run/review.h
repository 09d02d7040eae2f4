/* What is kept of a run until the review forms can be filled in. */
#ifndef JIHE_RUN_REVIEW_H
#define JIHE_RUN_REVIEW_H

#include "base/buffer.h"
#include "run/run.h"

struct form_plan;
struct heap_cause;
struct kept_project;

struct reviewer {
    const struct review_sink *sink;
    struct arena arena;
    struct form_plan *plans;
    struct heap_cause *first, *last; /* of the project whose findings come now */
    struct kept_project **projects;
    size_t count, cap;
};

/* ---- review_general.c ---- */
/* Grades the project as one that is reviewed without points: r->general, no better than `at_most` (empty: any), and in
 * words how many items have which grade; nothing where the form is not graded or the packs say nothing of it. */
void review_general(struct review *r, const struct plain *settings, struct slice at_most,
                    struct buffer *counts, struct buffer *counts_en);

#endif
