/* What a run says: findings, the things that could not be judged, and the counts. Plain data; the
 * slices live in an arena of whoever made the finding, until the writer returns. */
#ifndef JIHE_MODEL_FINDING_H
#define JIHE_MODEL_FINDING_H

#include "model/record.h"
#include "model/rule.h"
#include "model/waiver.h"

enum finding_kind { KIND_FINDING, KIND_UNDECIDED, KIND_RULE_ERROR, KIND_INPUT_ERROR };
enum finding_status { STATUS_NEW, STATUS_KNOWN, STATUS_WAIVED };

struct finding;

/* Who the finding is about; enough for a reader to find the form. */
struct project_key {
    uint32_t ordinal; /* 0: no project (an input error of a whole file, a rule that did not load) */
    struct slice code, name, unit, region;
    int year;
    enum form_kind form;
};

struct pair {
    struct slice name, text;
};

struct place {
    struct project_key project;
    uint32_t seq; /* 0: the project itself */
    struct slice field;
    struct address at;
    /* for JSON pointers into NDJSON: the indicator's place in its array; UINT32_MAX for none */
    uint32_t index;
    const struct finding *folded; /* what was found here before it became part of another form's; NULL */
};

struct statute_ref {
    struct slice id, text, text_en; /* text_en empty: as in Chinese */
};

struct param_use {
    struct slice name;
    const struct plain *value;
    struct slice unit, from; /* from: the pack that set it */
};

/* What holds of several findings of one form and is said once where a report has a place for it: their
 * suggestions cannot be followed as they stand. The text goes with a single finding, the heading above
 * all that have it; each may be missing in English. */
struct remark {
    struct slice text, text_en, heading, heading_en;
};

struct finding {
    enum finding_kind kind;
    const struct rule *rule; /* NULL for input errors and files that did not load */
    struct slice rule_id;    /* also set where `rule` is NULL but a file name is known */
    enum severity severity;
    struct slice aspect, title, title_en;
    uint64_t wording; /* of a rule's findings: equal where the message is, but for the values in it */
    struct slice message, message_en; /* message_en empty: none was given */
    struct slice suggestion, suggestion_en;
    const struct remark *remark; /* NULL: the suggestion holds as it stands */
    const struct statute_ref *basis;
    size_t basis_count;
    struct place place;            /* where */
    struct slice indicator_name;   /* level3, where place.seq is not 0 */
    bool has_value;
    struct slice value;            /* as written */
    const struct place *related;
    size_t related_count;
    size_t more; /* rows of this form of which the same was found, told here */
    const struct pair *evidence;
    size_t evidence_count;
    const struct param_use *params;
    size_t param_count;
    struct slice pack; /* "national@2026.1+420000@2026.1" */
    char fingerprint[65];
    enum finding_status status;
    const struct waiver *waiver; /* STATUS_WAIVED: by which */
};

struct buffer;
/* The suggestion, and behind it what is remarked about it. */
void finding_advice(struct buffer *out, const struct finding *f, bool english);

/* The five outcomes of one rule over all records of its kind. */
enum outcome {
    OUTCOME_FINDING, OUTCOME_PASS, OUTCOME_NOT_APPLICABLE, OUTCOME_UNDECIDED, OUTCOME_RULE_ERROR,
    OUTCOME_COUNT
};

enum verdict { VERDICT_PASS, VERDICT_EXPLAIN, VERDICT_FIX, VERDICT_INCOMPLETE };
struct slice verdict_name(enum verdict v);  /* "pass" … */
struct slice verdict_label(enum verdict v); /* 可提交 … */

struct row_count {
    uint64_t read, checked, rejected;
};

struct rule_count {
    struct slice id, title;
    uint64_t outcomes[OUTCOME_COUNT];
    uint64_t silenced; /* of not_applicable: because a needed rule had spoken */
};

struct named_count {
    struct slice name;
    uint64_t error, warning, note;
};

/* A parameter that is not what it would be without one pack, or without --param. */
struct setting_told {
    struct slice name;
    const struct plain *value, *inherited; /* inherited NULL: not known (--param) */
    struct slice unit, from, above, reason, reason_en; /* from, above: labels of packs; --param */
    bool loosened;
};

/* A rule that weighs otherwise than it would without one pack. */
struct severity_told {
    struct slice rule, now, was; /* "error" … or "off" */
    struct slice from, above, reason, reason_en;
    bool loosened;
};

/* A rule or parameter that rests on no statute in force at some time, or on hearsay only. */
struct unfounded_told {
    struct slice what, time; /* id or name; "2019", empty: records without a year */
    bool rule, hearsay, capped;
    struct slice basis; /* "财预〔2015〕88号 2015-05-21—2019-12-31, …" */
};

/* What the register says of statutes that rules rest on: "财预〔2015〕88号、财预〔2019〕136号". */
struct caveat_told {
    struct slice statutes, text, text_en;
};

struct waiver_told {
    struct waiver waiver;
    struct slice unfounded; /* what it rests on is not in force: which statute; else empty */
};

/* What the run was asked to judge by, whatever the records say; empty and 0 where nothing was said. */
struct terms {
    struct slice region, stage, as_of;
    int year;
    enum form_kind form;
};

struct summary {
    enum verdict verdict;
    uint64_t file_count;
    struct row_count projects, indicators;
    uint64_t verdicts[4]; /* projects by verdict */
    uint64_t findings[SEVERITY_COUNT]; /* by severity; waived ones are not among them */
    uint64_t known[3];    /* of them: those of the baseline */
    uint64_t waived[3];
    uint64_t undecided, rule_errors, input_errors;
    uint64_t input_remarks; /* among input_errors: those of which nothing is lost */
    const struct rule_count *by_rule; /* by id */
    size_t rule_count;
    const struct named_count *by_aspect, *by_unit;
    size_t aspect_count, unit_count;
    uint64_t rules_loaded, rules_failed;
    const struct slice *packs; /* "national@2026.1" … */
    size_t pack_count;
    char fingerprint[65];
    struct terms terms;
    const struct setting_told *settings; /* --param first, then by pack from the country inwards */
    size_t setting_count;
    const struct severity_told *severities;
    size_t severity_count;
    uint64_t loosened; /* of both */
    struct slice waivers_path; /* empty: no waivers were given */
    const struct waiver_told *waivers; /* in the order of the file */
    size_t waiver_count;
    bool baseline; /* one was given: */
    bool baseline_cut; /* its end is missing */
    uint64_t baseline_count, baseline_gone; /* what it holds, and what of it was not found again */
    const struct unfounded_told *unfounded; /* rules, parameters; by name, then time */
    size_t unfounded_count;
    const struct caveat_told *caveats;
    size_t caveat_count;
    const struct source *sources;
    size_t source_count;
    double seconds;
};

#endif
