/* The form on which a bureau reviews a project's targets, filled in as a suggestion. Plain data, made
 * by run, written by write. */
#ifndef JIHE_MODEL_REVIEW_H
#define JIHE_MODEL_REVIEW_H

#include "model/finding.h"

enum { REVIEW_UNVERIFIED = -1 };

/* One cause, however many rows it shows in. */
struct review_cause {
    struct slice rule, title, title_en; /* of the rule */
    enum finding_kind kind; /* finding; undecided, rule error: why something could not be judged */
    enum severity severity;
    struct slice message, message_en, suggestion, suggestion_en;
    struct slice indicator; /* its name, where the first place is an indicator's */
    uint32_t seq;
    struct address at; /* of the first place */
    size_t places;
    const struct review_cause *next;
};

struct review_item {
    struct slice aspect, name, asks;
    unsigned points;       /* the most */
    int grade;             /* place among the item grades; REVIEW_UNVERIFIED */
    struct slice grade_name; /* empty when not verified */
    unsigned tenths;       /* points given, in tenths */
    unsigned checks;       /* rules that judged the project here */
    bool partly;           /* something here could not be judged */
    bool by_person;        /* rules give hints only */
    const struct review_cause *causes, *unjudged;
};

struct review {
    uint64_t number; /* in the run, from 1 */
    struct project_key project;
    struct slice title, note, basis; /* of the form; basis: as cited */
    struct slice pack;
    const struct review_item *items;
    size_t item_count;
    unsigned points, verified; /* of all items; of those that could be verified */
    unsigned tenths;           /* given, of the verified */
    unsigned percent10;        /* tenths of a per cent of what could be verified */
    bool other_form;           /* the review is of targets, and this form is no plan: not graded */
    bool graded;               /* enough was verified for a grade */
    struct slice grade, consequence;
    struct slice capped_by, capped_by_en; /* rules, or the reason, for which the grade is lower than the points */
    struct slice general, general_counts, general_counts_en; /* as a project reviewed without points: the grade, and
                                                              * how many items have which; empty: no grade */
    const struct review_cause *others; /* findings that belong to no item of the form */
    enum verdict verdict;
};

#endif
