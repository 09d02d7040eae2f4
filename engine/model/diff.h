/* Two runs compared: what became of each finding, and which ones went away without anything having been
 * mended. Plain data, made by run, told by write. */
#ifndef JIHE_MODEL_DIFF_H
#define JIHE_MODEL_DIFF_H

#include "model/finding.h"

/* As the report has it; texts are empty where it says nothing. */
struct past_finding {
    struct slice kind, rule, severity, aspect, message, message_en, field, value, status;
    struct slice code, name, unit, region, form; /* of the project */
    int year;
    uint32_t ordinal, seq;
    struct slice indicator, file, fingerprint;
    const struct pair *evidence, *params; /* params: name and value as text */
    size_t evidence_count, param_count;
};

enum diff_kind { DIFF_DODGED, DIFF_NEW, DIFF_STILL, DIFF_FIXED, DIFF_KINDS };

/* How a finding was got rid of. */
enum dodge {
    DODGE_NONE,
    DODGE_THRESHOLD, /* a number moved just across a parameter */
    DODGE_DELETED,   /* the indicator is not there any more */
    DODGE_GONE,      /* the whole project is not */
    DODGE_SPLIT,     /* the project became several that add up to it */
    DODGE_WORDING,   /* other words for the same */
};

struct diff_item {
    enum diff_kind kind;
    enum dodge dodge;
    const struct past_finding *finding; /* of the new report where it is there, else of the old one */
    struct slice what, before, after;   /* dodged: the field or quantity, and its two values */
    struct slice limit;                 /* threshold: the parameter and its value */
};

struct diff_summary {
    uint64_t counts[DIFF_KINDS];
    bool other_rules; /* the two were made by different packs, parameters or versions of the program */
    bool old_cut, new_cut; /* the report's end is not there */
    bool forms; /* the forms behind the new report were read, so dodges could be seen */
};

struct slice diff_kind_name(enum diff_kind kind); /* "dodged" … */
struct slice dodge_name(enum dodge dodge);        /* "threshold" … */

#endif
