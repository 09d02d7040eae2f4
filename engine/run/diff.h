/* Comparing two reports: fixed, still, new, dodged. */
#ifndef JIHE_RUN_DIFF_H
#define JIHE_RUN_DIFF_H

#include "decode/findings.h"
#include "run/run.h"

struct diff_options {
    const char *old_report, *new_report;
    const char *old_forms, *new_forms; /* NULL: the files that the findings point into, where they are */
};

/* Dodged items first, then new, still there and fixed ones, each in the order of their report. What an
 * item points to lives until the function returns. */
struct diff_sink {
    void *context;
    int (*item)(void *context, const struct diff_item *item, struct error *err);
};
int run_diff(const struct engine *e, const struct diff_options *options,
             const struct diff_sink *sink, struct diff_summary *summary, struct error *err);

/* ---- inside ---- */

/* A project of a form as it is compared. */
struct diff_form {
    struct slice cells[P_COUNT];
    bool present[P_COUNT];
    struct slice (*indicators)[I_COUNT];
    size_t indicator_count;
    enum form_kind form;
    int year;
};

/* The forms behind a report; empty when they cannot be found. */
struct diff_forms {
    struct arena arena;
    struct diff_form *items;
    size_t count, cap;
    struct map keys; /* form kind, code or name → index */
    bool read;
};
int diff_forms_read(struct diff_forms *f, const struct engine *e, const char *const *paths,
                    size_t count, struct error *err);
void diff_forms_release(struct diff_forms *f);
const struct diff_form *diff_forms_find(const struct diff_forms *f, struct slice form,
                                        struct slice code, struct slice name);

/* Why an old finding that is not there any more was not mended; DODGE_NONE when it was. */
struct diff_context {
    const struct diff_forms *before, *after;
    const struct profile *profile; /* word lists: what says nothing */
    struct arena *arena;
};
int diff_dodge(const struct diff_context *c, const struct past_finding *f, struct diff_item *item,
               struct error *err);

#endif
