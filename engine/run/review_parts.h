/* The parts of a review between reading the packs' lists and filling in the form: run/review gathers, run/review_fill
 * grades. */
#ifndef JIHE_RUN_REVIEW_PARTS_H
#define JIHE_RUN_REVIEW_PARTS_H

#include "run/engine.h"
#include "run/review.h"

enum { REVIEW_ITEMS_MAX = 64, REVIEW_GRADES_MAX = 16 };

struct grade_band {
    struct slice name, consequence;
    int64_t share, low, high; /* per cent */
    int64_t causes_most;      /* of errors and warnings; -1: as many as there are */
};

/* A form as one profile has it. */
struct form_plan {
    const struct profile *profile;
    const struct plain *items, *settings;
    int *item_of; /* by rule index: place of its item, -1: none */
    size_t item_count;
    struct grade_band item_grades[REVIEW_GRADES_MAX], total_grades[REVIEW_GRADES_MAX];
    size_t item_grade_count, total_grade_count;
    struct form_plan *next;
};

struct heap_cause {
    struct review_cause cause; /* first: lists are read as lists of causes */
    bool shared;               /* with other projects: a group rule found it */
    bool unit;                 /* of the unit as a whole: it names no cell of this form */
    struct heap_cause *next;
};

/* A project until the end of the run, when group rules have spoken too. */
struct kept_project {
    struct review review;
    const struct form_plan *form;
    struct heap_cause *first, *last; /* all causes, in order of appearance */
    unsigned checks[REVIEW_ITEMS_MAX];
    bool partly[REVIEW_ITEMS_MAX];
};

/* A number of a list; `otherwise` where it is not there. */
int64_t review_number(const struct plain *table, const char *key, int64_t otherwise);
bool review_listed(const struct plain *list, struct slice id);
/* The place of the item that a rule belongs to; -1: none. */
int review_item_of_rule(const struct plain *items, struct slice id);
/* Fills in the form of a project and gives it to the sink. */
int review_fill(const struct review_sink *sink, struct kept_project *k, struct error *err);

#endif
