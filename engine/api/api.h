/* What the files of the public interface share: the objects behind the opaque types, and
 * the way from inner errors and texts to public ones. */
#ifndef JIHE_API_API_H
#define JIHE_API_API_H

#include <jihe.h>

#include "run/forms.h"
#include "run/run.h"
#include "write/records.h"
#include "write/review.h"
#include "write/write.h"

struct jihe_engine {
    struct engine *engine; /* NULL until loaded */
    struct limits limits;
    struct board *board;
    struct exclusion *exclusions; /* texts owned */
    size_t exclusion_count;
    bool lazy;
    size_t excluded_rules; /* of them: rules that did load but must not run */
};

struct jihe_options {
    char **inputs;
    size_t input_count;
    char *region;
    int year;
    enum form_kind form;
    enum stage stage;
    int as_of; /* a `when`; 0: none */
    char *baseline, *waivers; /* or NULL */
    struct param_override *params; /* texts owned */
    size_t param_count;
    int jobs;
    const struct write_format *format;
    struct write_options write;
    char *output;   /* or NULL */
    int descriptor; /* or -1 */
};

struct jihe_result {
    enum verdict verdict;
    uint64_t counts[JIHE_COUNT_WAIVED + 1];
    uint64_t known[3]; /* by severity */
    bool rules_wrong; /* a rule file did not load */
    char fingerprint[65];
};

/* Copies `from` when it is an error; returns `code`. */
int api_error(jihe_error *to, const struct error *from, int code);
jihe_text api_text(struct slice s);
/* A NUL-terminated copy, NULL when out of memory. */
char *api_copy(const char *s);
/* Gives back an allocation that is only known by the constant text it begins with. */
void api_free(const char *text);

/* The place of a name among jihe_names, or -1. */
int api_name_find(jihe_names which, const char *name);
/* ERR_USAGE where no rules are loaded. */
int api_loaded(const jihe_engine *e, struct error *err);
/* ERR_USAGE where there is no input, or the output is one of them. */
int api_files_check(const jihe_options *o, struct error *err);
/* The same, and that rules are loaded and the region exists. */
int api_options_check(const jihe_engine *e, const jihe_options *o, struct error *err);
struct check_options api_check_options(const jihe_options *o);
/* The counts of what was read. */
void api_rows_fill(jihe_result *result, uint64_t files, struct row_count projects,
                   struct row_count indicators);
void api_result_fill(jihe_result *result, const struct summary *s, const jihe_engine *e);
/* Tells a finding that is no project's. ERR_STOPPED when `tell` says so. */
int api_remark(int (*tell)(void *context, const jihe_remark *remark), void *context,
               const struct finding *f, const struct source *source, struct error *err);
/* ERR_USAGE, with the nearest, for a region that cannot exist; NULL is the whole country.
 */
int api_region_check(const struct pack_set *set, const char *region, struct error *err);

#endif
