/* What is kept of a run until the review forms can be filled in. */
#ifndef JIHE_RUN_REVIEW_H
#define JIHE_RUN_REVIEW_H

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

#endif
