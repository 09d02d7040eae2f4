/* From files to records. A reader gives one project after the other, each value with its address, and
 * tells of every row it could not take. `read = checked + rejected` holds because whatever is not
 * handed out is told. */
#ifndef JIHE_DECODE_DECODE_H
#define JIHE_DECODE_DECODE_H

#include "base/error.h"
#include "model/document.h"
#include "model/limits.h"
#include "model/record.h"

/* All files of a run, in the order they were opened; addresses hold indexes into it. */
struct sources {
    struct source *items;
    size_t count, cap;
};
void sources_release(struct sources *s);

/* A row, or a whole file, that cannot be checked, or a remark about one that can. */
struct rejection {
    enum {
        REJECT_FILE,      /* nothing (more) of this file could be read */
        REJECT_PROJECT,   /* one project row or record */
        REJECT_INDICATOR, /* one indicator row (or goal row); its project goes on without it */
        REJECT_REMARK,    /* nothing is lost: an unknown heading, a skipped file, an inferred form */
    } kind;
    struct address at;
    struct slice project_code, project_name; /* as far as known */
    struct slice value;                      /* as written, where one value is the cause */
    char zh[ERROR_MESSAGE_MAX], en[ERROR_MESSAGE_MAX];
};

/* Reads documents whose tables are no plain tables of records. decode knows no form maps: whoever runs
 * it hands one of these in. */
struct decode_options;
struct form_source {
    void *context;
    /* How many maps claim the document; nothing is told. Negative: what stops the run. */
    int (*claims)(void *context, const struct document *doc, struct error *err);
    /* 1: records of `doc` will be handed out by next; 0: no map knows it, or several claim it, and that
     * was told through o->reject; negative: what stops the run. `doc` outlives the reading. */
    int (*open)(void *context, const struct document *doc, const struct decode_options *o,
                void **reading, struct error *err);
    /* As reader_next; the record is filled but not settled. */
    int (*next)(void *reading, struct project *p, struct error *err);
    void (*close)(void *reading);
};

struct decode_options {
    enum form_kind form; /* what the user says the forms are; FORM_UNKNOWN: as the files say */
    int year;            /* for records without one; 0: as the files say */
    const struct limits *limits;
    const struct form_source *forms; /* NULL: only plain tables can be read */
    /* Called from within reader_next and reader_open, in the order of the input. */
    void (*reject)(void *context, const struct rejection *r);
    void *context;
};

struct reader;

/* What the arguments mean: every file and folder becomes a list of units to read, one reader each.
 * projects.csv, indicators.csv and goals.csv of one folder (or given side by side) are one unit.
 * Folders are searched recursively; what is skipped is told as a remark. A path that is missing or
 * unreadable is told as REJECT_FILE and the others go on. */
struct input_plan {
    struct input_unit *units;
    size_t count;
};
struct input_unit {
    char *projects, *indicators, *goals; /* CSV set; else only `projects` is set */
};
int input_plan_make(struct input_plan *plan, const char *const *paths, size_t count,
                    struct sources *sources, const struct decode_options *options,
                    struct error *err);
void input_plan_release(struct input_plan *plan);

/* Opens one unit; its kind is told from its content. A file that cannot be opened or is of no known
 * kind is told as REJECT_FILE and gives a reader with no records. Returns an error only for what
 * stops the whole run (memory). */
int reader_open(struct reader **out, const struct input_unit *unit, struct sources *sources,
                const struct decode_options *options, struct error *err);
/* Fills `project` (cleared first). 1: one project; 0: the end; negative: an error as above. */
int reader_next(struct reader *r, struct project *project, struct error *err);
/* How much has been read, for a progress line: bytes done and bytes in all (0: unknown). */
void reader_progress(const struct reader *r, uint64_t *done, uint64_t *total);
void reader_close(struct reader *r);

#endif
