/* The pipeline: inputs are read, records checked by rules, findings leave in a fixed order whatever
 * the number of threads. */
#ifndef JIHE_RUN_RUN_H
#define JIHE_RUN_RUN_H

#include "decode/decode.h"
#include "pack/pack.h"
#include "model/finding.h"
#include "model/review.h"

/* Which rule runs where, for a supervisor in another process: shared memory, written without locks.
 * All zero at the start. */
enum { BOARD_THREADS = 64, BOARD_NAME_MAX = 128 };
struct board_slot {
    volatile uint32_t serial;     /* grows with every rule entered on this thread */
    volatile uint32_t busy;       /* 1 while inside a rule or loading a rule file */
    char name[BOARD_NAME_MAX];    /* rule id, or "file:" and the rule file's shown path */
};
struct board {
    struct board_slot slots[BOARD_THREADS];
    volatile uint64_t done, total; /* progress: bytes read and in all */
    volatile uint64_t records;
};

/* What a supervisor learnt in an earlier attempt: this rule (or "file:…") is not to be run. */
struct exclusion {
    struct slice name, reason_zh, reason_en;
};

struct engine_options {
    const char *rules_dir;
    const struct limits *limits;
    struct board *board; /* NULL: nobody watches */
    const struct exclusion *exclusions;
    size_t exclusion_count;
    bool lazy; /* load the rules of a pack when a record of its region comes, or when asked to */
};

/* Packs, loaded and linked, read-only: any number of checks on any number of threads may share it. */
struct engine;
int engine_new(struct engine **out, const struct engine_options *options, struct error *err);
void engine_free(struct engine *e);
const struct pack_set *engine_packs(const struct engine *e);
/* For an engine that is lazy: the rules that hold in a pack are there afterwards. */
int engine_ready(struct engine *e, uint32_t pack, struct error *err);
int engine_ready_all(struct engine *e, struct error *err);
/* The pack whose file is named after the rule, made ready; false when there is none. */
bool engine_ready_rule(struct engine *e, struct slice id, struct error *err);
/* Rule files that did not load, as findings of kind rule error. */
const struct finding *engine_failures(const struct engine *e, size_t *count);

struct check_options {
    const char *const *inputs;
    size_t input_count;
    struct slice region; /* over what the records say; empty: as they say */
    int year;
    enum form_kind form;
    enum stage stage;
    int as_of; /* judge by the packs of this time (a `when`) instead of each record's year; 0: do not */
    const struct param_override *params;
    size_t param_count;
    const char *baseline, *waivers; /* files, or NULL */
    int jobs; /* threads; 0: as many as there are processors */
};

/* What became of one project, for whoever wants more than its findings. Valid during the call. */
struct judged {
    const struct project_key *key;
    const struct profile *profile; /* valid until the run ends */
    const uint8_t *outcomes; /* by rule index: bits 1 << enum outcome of all its records; a group rule that
                                looked at the project counts as a pass here */
    enum verdict verdict;
};

/* Where results go; called on the calling thread, in order. A negative return stops the run. */
struct check_sink {
    void *context;
    int (*finding)(void *context, const struct finding *f, struct error *err);
    int (*project)(void *context, const struct project_key *key, enum verdict v, struct error *err);
    /* The sources so far; valid until the run ends. */
    struct sources *sources;
    /* Each may be NULL. After a project's findings, before `project`; then findings of group rules
     * about projects that have left, by number in the run from 0, instead of through `finding`. */
    int (*judged)(void *context, const struct judged *j, struct error *err);
    int (*about)(void *context, uint64_t project, const struct finding *f, struct error *err);
    int (*ended)(void *context, struct error *err); /* the last call, while profiles are still there */
};

/* `summary` and what it points to live in `arena`. */
int run_check(struct engine *e, const struct check_options *options, const struct check_sink *sink,
              struct arena *arena, struct summary *summary, struct error *err);

/* The review form of every project, in order, after all projects were judged: what a form asks, which
 * rules answer it and how grades are suggested stands in the packs' lists review_items and
 * review_grades. */
struct review_sink {
    void *context;
    int (*review)(void *context, const struct review *r, struct error *err);
    /* Findings that belong to no project: problems of the input, rules that did not load. */
    int (*problem)(void *context, const struct finding *f, struct error *err);
    struct sources *sources;
};
int run_review(struct engine *e, const struct check_options *options, const struct review_sink *sink,
               struct arena *arena, struct summary *summary, struct error *err);

/* Records as they are read, without rules. */
struct convert_sink {
    void *context;
    int (*project)(void *context, const struct project *p, struct error *err);
    /* A row that cannot be read, or a remark: a finding of kind input error. */
    int (*problem)(void *context, const struct finding *f, struct error *err);
    struct sources *sources;
};
struct convert_counts {
    struct row_count projects, indicators; /* checked: handed out */
    uint64_t files, hidden;                /* hidden: problems counted and not told */
    bool incomplete;                       /* something was rejected */
};
/* `e` NULL: without packs, so only plain records and tables can be read, under `limits`. */
int run_convert(const struct engine *e, const struct limits *limits,
                const struct check_options *options, const struct convert_sink *sink,
                struct convert_counts *counts, struct error *err);

/* Something odd about rules that load. */
struct lint_remark {
    const struct rule *rule; /* NULL: about something else */
    struct slice path;
    size_t line;
    struct slice what, what_en;
};
/* Parameters and lists that nobody uses, comparisons that never hold, rules that cannot find anything or
 * are never heard, two rules that always speak together, rules that speak about a flawless record. */
int run_lint(struct engine *e, int (*remark)(void *context, const struct lint_remark *r),
             void *context, struct error *err);

/* One change to a clean record, and whether a rule noticed. */
enum probe_change {
    CHANGE_BLANK,    /* the cell is left blank */
    CHANGE_TENFOLD,  /* a digit too many */
    CHANGE_UNIT,     /* 元 for 万元 and the other way round */
    CHANGE_NEGATIVE, /* a minus before the number */
    CHANGE_YEAR,     /* the year before in place of the budget year */
    CHANGE_COPY,     /* an indicator stands there twice */
    CHANGE_VAGUE,    /* words that say nothing */
    CHANGE_COUNT
};
struct probe_result {
    bool unclean; /* no change: the record is not clean as it is; `before` is what `rule` says */
    enum form_kind form;
    enum probe_change change;
    struct slice project;       /* its name */
    uint32_t seq;               /* of the indicator or goal; 0: the project */
    bool goal;                  /* seq is a goal's */
    struct slice field, label;  /* empty for a copied row */
    struct slice before, after; /* what the cell said and says; a copied row: its name */
    struct slice rule;          /* who noticed first; empty: nobody */
};
/* Changes the records of the inputs, one cell at a time, and judges each again with all others. Rejected
 * rows are ERR_INPUT. */
int run_probe(struct engine *e, const struct check_options *options,
              int (*result)(void *context, const struct probe_result *r), void *context,
              struct error *err);

/* What a test of rules came to. */
enum example_kind {
    EXAMPLE_RUN,    /* one example */
    EXAMPLE_LACK,   /* a kind of example that the rule has none of: always a failure */
    EXAMPLE_STEADY, /* the rule answers differently in another order, batch or thread: always a failure */
    EXAMPLE_LINES   /* which lines the rule's examples reach */
};
struct example_result {
    enum example_kind kind;
    const struct rule *rule;
    bool bad;     /* of `bad`; else of `good` */
    size_t index; /* 1-based; 0 for what is about no single example */
    size_t line;  /* in the rule's file */
    bool ok;
    struct slice what, what_en;   /* when not ok: what came instead; when ok: the first thing that was said,
                                     or nothing; lines: those not reached, "12, 14-15" */
    struct slice shown, shown_en; /* EXAMPLE_RUN: what the example writes, for people */
    size_t line_count, lines_hit; /* of EXAMPLE_LINES */
};

/* Runs the examples of the rules with these ids, or of all; `orders`: and then again in other orders,
 * batches and threads. The outcomes leave through `result`. */
int run_examples(struct engine *e, const char *const *ids, size_t id_count, bool orders,
                 int (*result)(void *context, const struct example_result *r), void *context,
                 struct error *err);

#endif
