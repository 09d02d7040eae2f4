/* What a rule says about itself, without its code. Made once at load, read-only afterwards. */
#ifndef JIHE_MODEL_RULE_H
#define JIHE_MODEL_RULE_H

#include "base/words.h"
#include "model/field.h"
#include "model/plain.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };
enum { SEVERITY_COUNT = SEVERITY_ERROR + 1 };
/* "note" "warning" "error"; -1 for anything else. */
int severity_find(struct slice name);
struct slice severity_name(enum severity s);
const char *severity_label(enum severity s, bool english); /* 提示 …, or "note" … */

enum rule_each { EACH_PROJECT, EACH_INDICATOR, EACH_GROUP };

/* A cell of the record must be one of the values. level1 and level2 are compared by their standard
 * names, other fields as written without outer blanks. */
struct condition {
    enum field_scope scope;
    int field;
    const struct slice *values;
    size_t value_count;
};

struct rule {
    struct slice id, title, title_en, aspect;
    struct slice suggestion_en; /* for findings whose own suggestion has no English */
    enum severity severity;
    enum rule_each each;
    uint32_t forms; /* bit 1u << form_kind; all bits when `where` names no form */
    bool classified; /* true: withheld (涉密) indicators are shown to it too */
    bool discreet;   /* true: its findings quote nothing of the record but what it says itself */
    bool across_forms; /* true: a group whose records are all of one form is not asked about */
    bool fold;       /* true: what it says about several rows of a project is one finding */
    bool unitwide;   /* true: a note that several forms of one unit get is one finding */
    const struct condition *where;
    size_t where_count;
    const struct slice *basis; /* ids of statutes, or "id#article" */
    size_t basis_count;
    const struct slice *needs;
    size_t needs_count;
    const uint32_t *needed; /* indexes of `needs` in the rule set, filled at link */
    int since, until; /* first and last day it holds, as yyyymmdd */
    const struct plain *negotiable; /* NULL, or what a lower pack may loosen */
    const struct plain *bad, *good; /* examples: tables of records; NULL when there are none */
    const struct slice *params; /* the parameters its text names, sorted */
    size_t param_count;
    struct slice path; /* as shown: "national/self_evaluation/SEV-004-low-execution.lua" */
    size_t line;
    const struct plain *body; /* as it was declared; messages take lines from it */
    struct slice text; /* the whole file */
    bool loops;        /* what script found in it, for loading it again */
    uint32_t pack;  /* index into the pack set */
    uint32_t index; /* its place in the rule set, by pack then id */
};

/* A word list of a pack; matching is by substring, longest first. */
struct word_list {
    struct slice name;
    const struct slice *words;
    size_t count;
    const struct word_index *index; /* of the words; NULL: they are searched one by one */
};

/* A code list or any other table of data of a pack. */
struct code_list {
    struct slice name;
    const struct plain *table;
    const struct word_index *index; /* of the table's keys; NULL: it has none */
};

#endif
