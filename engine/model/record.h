/* A project with its indicators and goals, as written, each value with its address. Plain data: made
 * by a reader, read by everybody else. All memory belongs to the project's arena. */
#ifndef JIHE_MODEL_RECORD_H
#define JIHE_MODEL_RECORD_H

#include "base/arena.h"
#include "model/address.h"
#include "model/field.h"

enum cell_state {
    CELL_ABSENT, /* the form has no such cell */
    CELL_PRESENT /* it is there, though perhaps blank */
};

struct cell {
    struct slice text; /* as written; lists: the items joined by "；" */
    struct address at; /* absent cells: the row's */
    uint16_t state;    /* enum cell_state */
    bool untidy;       /* the text is not as it is meant; see model/untidy.h */
    uint32_t text_id;  /* equal texts have equal ids in one run; 0 when not interned */
};

struct extra {
    struct slice key; /* as written in the heading */
    struct cell cell;
};

struct extras {
    struct extra *items;
    size_t count, cap;
};

struct indicator {
    struct cell cells[I_COUNT];
    struct address row; /* the row itself */
    uint32_t seq;       /* 1-based place in the form */
    uint32_t index;     /* 0-based place in the input, for JSON pointers */
    struct extras extras;
};

struct goal {
    struct cell cells[G_COUNT];
    struct extras extras;
    struct address row;
    uint32_t index;
};

struct plan_entry {
    int month; /* 1..12 */
    struct cell cell;
};

struct list {
    struct slice *items;
    size_t count;
};

struct project {
    struct arena arena; /* owns everything below */
    struct cell cells[P_COUNT];
    struct list lists[3]; /* category, attribute, type: LIST_INDEX(field) */
    struct indicator *indicators;
    size_t indicator_count, indicator_cap;
    struct goal *goals;
    size_t goal_count, goal_cap;
    struct plan_entry *plan;
    size_t plan_count, plan_cap;
    struct extras extras;
    struct cell title; /* what stood above a plain table and may name the division; else absent */
    struct address row;
    uint32_t ordinal; /* 1-based place in its file */
    enum form_kind form;
    bool form_inferred; /* the form did not say its kind; it was told from its columns */
    int year, month;    /* 0 when not told */
    struct slice source_json; /* the record's own "source" object when it came with one, else empty */
};

#define LIST_INDEX(field) ((field) - P_CATEGORY)

/* NULL when out of memory. `memory_max` bounds the arena. */
struct project *project_new(size_t memory_max);
/* Empty and reusable; the memory is kept. */
void project_clear(struct project *p);
void project_free(struct project *p);

/* New zeroed entries with every cell absent at `row`; NULL when the arena refuses. */
struct indicator *project_add_indicator(struct project *p, struct address row);
struct goal *project_add_goal(struct project *p, struct address row);
struct plan_entry *project_add_plan(struct project *p, int month);
struct extra *project_add_extra(struct project *p, struct extras *to, struct slice key);
/* Splits the list field's text at ；; | and 、 is not a separator; ["a；b","c"] is taken apart as quoted.
 * False when the arena refuses. */
bool project_split_list(struct project *p, enum project_field field);
/* Takes form, year and month from their cells, infers the form where the cell does not say, and
 * composes `target` from target_op, target_value and target_unit where only those are there, puts
 * the payment plan in order of months. Readers call it once per finished record. False when the arena refuses. */
bool project_settle(struct project *p);
/* The one step of it: `target` from its parts, where it is absent and they are there. Whether a target was
 * made so shows in its address, which is that of the value. */
bool target_compose(struct project *p, struct indicator *i);
bool target_is_composed(const struct indicator *i);
/* What stands in the column of units; empty for "-", 无 and the like. */
struct slice indicator_unit(const struct indicator *i);

#endif
