/*
 * jihe (稽核): checks budget-performance forms against rules.
 *
 *     jihe_engine *engine = jihe_engine_new();
 *     jihe_options *options = jihe_options_new();
 *     jihe_result *result = NULL;
 *     jihe_error error;
 *     if (engine && options && jihe_engine_load(engine, "/usr/share/jihe/rules", &error)
 * == JIHE_OK && jihe_options_input(options, "projects.ndjson") == JIHE_OK &&
 *         jihe_options_format(options, "json") == JIHE_OK &&
 *         jihe_options_output(options, "report.json") == JIHE_OK &&
 *         jihe_check(engine, options, &result, &error) == JIHE_OK)
 *         ... jihe_result_verdict(result) ...
 *     jihe_result_free(result);
 *     jihe_options_free(options);
 *     jihe_engine_free(engine);
 *
 * Texts are UTF-8. Strings given to a function are copied before it returns unless it
 * says otherwise. Objects belong to the caller, who gives them back with the _free
 * function of their type; every _free function takes NULL. What a function that fails was
 * to hand out is left untouched.
 *
 * Errors: functions that can fail return JIHE_OK (0) or a negative jihe_code. Those with
 * a jihe_error parameter put the message there in both languages; it may be NULL.
 *
 * Threads: there is no global state. An engine that is loaded is read-only and may be
 * shared by any number of threads, each with its own options and results. Any other
 * object may be used by one thread at a time. Nothing is printed; the only file that is
 * written is the one named as output.
 */
#ifndef JIHE_H
#define JIHE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define JIHE_API __attribute__((visibility("default")))
#else
#define JIHE_API
#endif

/* The version this header belongs to. Before 1.0 a higher minor number may change
 * anything. */
#define JIHE_VERSION_MAJOR 0
#define JIHE_VERSION_MINOR 1
#define JIHE_VERSION_PATCH 0

/* The version of the library that runs, "0.1.0". Static storage. */
JIHE_API const char *jihe_version(void);

/* ---- errors and texts ---- */

typedef enum jihe_code {
    JIHE_OK = 0,
    JIHE_ERROR_MEMORY = -1, /* out of memory */
    JIHE_ERROR_IO = -2,     /* a file could not be opened, read or written */
    JIHE_ERROR_INPUT = -3,  /* input that cannot be understood */
    JIHE_ERROR_LIMIT = -4,  /* a limit was passed */
    JIHE_ERROR_PACK = -5,   /* a rule, a pack or a parameter is wrong */
    JIHE_ERROR_USAGE = -6,  /* the caller's arguments are wrong; the message names the
                               nearest right one */
    JIHE_ERROR_STOPPED =
        -7 /* a callback asked to stop, or the reader of the output went away */
} jihe_code;

enum { JIHE_MESSAGE_MAX = 1024 };

/* One message in Chinese and English, without a line end. Data quoted in it may hold
 * control characters: clean them before showing the message on a terminal. */
typedef struct jihe_error {
    int code; /* jihe_code */
    char zh[JIHE_MESSAGE_MAX];
    char en[JIHE_MESSAGE_MAX];
} jihe_error;

/* A run of bytes that belongs to somebody else; not NUL-terminated. ptr may be NULL when
 * length is 0. */
typedef struct jihe_text {
    const char *ptr;
    size_t length; /* bytes */
} jihe_text;

typedef enum jihe_language { JIHE_CHINESE, JIHE_ENGLISH } jihe_language;

/* Names that options accept, one by one from place 0; NULL behind the last. Static
 * storage. */
typedef enum jihe_names {
    JIHE_NAMES_FORMATS,   /* of reports: "text", "ndjson", "json" … */
    JIHE_NAMES_FORMS,     /* "declaration", "target", ... */
    JIHE_NAMES_STAGES,    /* "self", "submit", "department", "finance" */
    JIHE_NAMES_SEVERITIES, /* "error", "warning", "note" */
    JIHE_NAMES_RECORDS,    /* of records: "ndjson", "csv", "xlsx" */
    JIHE_NAMES_REVIEWS     /* of review forms: "xlsx", "html", "ndjson" */
} jihe_names;
JIHE_API const char *jihe_name(jihe_names which, size_t place);

/* The format that a file name's extension stands for, or NULL. Static storage. */
JIHE_API const char *jihe_format_for_path(const char *path);
/* The same for records: "csv", a folder, for a name without extension or of a folder. */
JIHE_API const char *jihe_records_for_path(const char *path);

/* ---- the engine: packs and rules, loaded ---- */

typedef struct jihe_engine jihe_engine;

/* An engine without rules; NULL when out of memory. */
JIHE_API jihe_engine *jihe_engine_new(void);
JIHE_API void jihe_engine_free(jihe_engine *engine);

/* Before loading: leaves out a rule (by id) or a rule file ("file:" and its path below
 * the rules folder, as a board names it). It is reported in every run as a rule error
 * with this reason, for a rule left out is not a rule passed. */
JIHE_API int jihe_engine_exclude(jihe_engine *engine, const char *name,
                                 const char *reason_zh, const char *reason_en);

/* Before loading: rules of a province, city or county are loaded when a record of its region is checked or
 * when its rules are asked for, so that a run costs what the packs it uses cost. What is wrong in a pack is
 * then told when it is used: load everything to look all packs over (jihe_rules_test does). */
JIHE_API int jihe_engine_lazy(jihe_engine *engine);
/* Loads the rules folder (which holds "national"), once per engine. A rule file that is
 * wrong does not stop the others: it is reported in every run as a rule error.
 * JIHE_ERROR_PACK where a manifest, a statute register or a data file is wrong, or packs
 * contradict each other. */
JIHE_API int jihe_engine_load(jihe_engine *engine, const char *rules_dir,
                              jihe_error *error);

/* Rule files that did not load. */
JIHE_API size_t jihe_engine_failures(const jihe_engine *engine);
/* The place-th of them: what is wrong, with file and line. The texts live as long as the
 * engine. */
JIHE_API int jihe_engine_failure(const jihe_engine *engine, size_t place, jihe_text *zh,
                                 jihe_text *en);

/* ---- the board: what runs now, for a watcher ---- */

/* Memory in which an engine tells what it is doing. Put into memory shared with another
 * process it lets that process see which rule brought this one down. All functions that
 * read it may be called from any thread or process at any time; what they say is a
 * glimpse. */
typedef struct jihe_board jihe_board;

/* Bytes a board needs. */
JIHE_API size_t jihe_board_size(void);
/* Makes a board of zeroed memory of that size, aligned as by malloc. The board is the
 * memory. */
JIHE_API jihe_board *jihe_board_in(void *memory);
/* Before loading: the engine tells `board`, which outlives it. */
JIHE_API void jihe_engine_watch(jihe_engine *engine, jihe_board *board);

enum { JIHE_BOARD_NAME_MAX = 128 };
typedef struct jihe_activity {
    uint32_t serial;                /* changes with every rule entered on this thread */
    int busy;                       /* inside a rule, or loading a rule file */
    char name[JIHE_BOARD_NAME_MAX]; /* rule id, or "file:" and the path; NUL-terminated */
} jihe_activity;
/* What thread number `thread` does; 0 when there is no such thread, else 1. */
JIHE_API int jihe_board_activity(const jihe_board *board, size_t thread,
                                 jihe_activity *out);
/* How far reading has come, in bytes (*total 0: unknown), and how many projects are done.
 */
JIHE_API void jihe_board_progress(const jihe_board *board, uint64_t *done,
                                  uint64_t *total, uint64_t *projects);
/* Seconds inside one rule after which a watcher should think it stuck: far beyond the
 * engine's own limits, which end a rule by themselves. */
JIHE_API unsigned jihe_stall_seconds(void);

/* ---- what to check and how ---- */

typedef struct jihe_options jihe_options;

/* NULL when out of memory. */
JIHE_API jihe_options *jihe_options_new(void);
JIHE_API void jihe_options_free(jihe_options *options);

/* One more file or folder; "-" is NDJSON on standard input. At least one is needed. */
JIHE_API int jihe_options_input(jihe_options *options, const char *path);
/* Judge all records by the packs of this region (division code or name), this budget year
 * (1900 to 2999), as this form, at this stage, whatever the records say. JIHE_ERROR_USAGE
 * where the value is impossible; a region nobody knows is told by jihe_check. */
JIHE_API int jihe_options_region(jihe_options *options, const char *region);
JIHE_API int jihe_options_year(jihe_options *options, int year);
JIHE_API int jihe_options_form(jihe_options *options, const char *form);
JIHE_API int jihe_options_stage(jihe_options *options, const char *stage);
/* Judge by the rules of this time, a year, month or day ("2027", "2027-01", "2027-01-01"), instead of
 * each record's own budget year: what will be found next year. Years of records stay as they are. */
JIHE_API int jihe_options_as_of(jihe_options *options, const char *time);
/* Findings of an earlier report (NDJSON or JSON) are marked as known. They count, and they stand in the
 * verdicts, but jihe_result_exit passes over them. */
JIHE_API int jihe_options_baseline(jihe_options *options, const char *path);
/* Findings that a table of waivers (CSV) lets pass are marked as waived: told and counted by themselves,
 * not part of verdicts and exit status. What became of each waiver is in the summary. */
JIHE_API int jihe_options_waivers(jihe_options *options, const char *path);
/* A rule parameter for this run; a later value for the same name wins. An unknown name or
 * a wrong value is told by jihe_check. */
JIHE_API int jihe_options_param(jihe_options *options, const char *name,
                                const char *value);
/* Threads; 0 (the default): one per processor. At most 1024. The report does not depend
 * on it. */
JIHE_API int jihe_options_jobs(jihe_options *options, int jobs);

/* The report's format (default "text"), and its language (default Chinese). */
JIHE_API int jihe_options_format(jihe_options *options, const char *format);
JIHE_API void jihe_options_language(jihe_options *options, jihe_language language);
/* Where the report goes: a path (replaced only when the report is whole), or an open
 * descriptor that stays open. Without either no report is written. The later call wins.
 */
JIHE_API int jihe_options_output(jihe_options *options, const char *path);
JIHE_API int jihe_options_descriptor(jihe_options *options, int descriptor);
/* Format text only: columns of the terminal (0: 100), ANSI colours, only the line with
 * the verdict. */
JIHE_API void jihe_options_terminal(jihe_options *options, size_t columns, int colour);
JIHE_API void jihe_options_quiet(jihe_options *options, int quiet);

/* ---- checking ---- */

typedef struct jihe_result jihe_result;

/* Reads the inputs, checks every record, writes the report. JIHE_OK says that the run
 * came to its end, not that nothing was found: see the result. Inputs that cannot be read
 * and rows that are rejected are part of the report, not errors of this function.
 * `engine` is not changed. */
JIHE_API int jihe_check(const jihe_engine *engine, const jihe_options *options,
                        jihe_result **result, jihe_error *error);
JIHE_API void jihe_result_free(jihe_result *result);

typedef enum jihe_verdict {
    JIHE_PASS,      /* 可提交 */
    JIHE_EXPLAIN,   /* 须说明: warnings, or an error-level rule that is undecided */
    JIHE_FIX,       /* 须修改: errors */
    JIHE_INCOMPLETE /* 无法核验: something could not be checked */
} jihe_verdict;
JIHE_API jihe_verdict jihe_result_verdict(const jihe_result *result);

typedef enum jihe_count {
    JIHE_COUNT_ERRORS,
    JIHE_COUNT_WARNINGS,
    JIHE_COUNT_NOTES,
    JIHE_COUNT_UNDECIDED,
    JIHE_COUNT_RULE_ERRORS,
    JIHE_COUNT_INPUT_ERRORS,
    JIHE_COUNT_FILES,
    JIHE_COUNT_PROJECTS_READ,
    JIHE_COUNT_PROJECTS_CHECKED,
    JIHE_COUNT_PROJECTS_REJECTED,
    JIHE_COUNT_INDICATORS_READ,
    JIHE_COUNT_INDICATORS_CHECKED,
    JIHE_COUNT_INDICATORS_REJECTED,
    JIHE_COUNT_RULES_LOADED,
    JIHE_COUNT_RULES_FAILED,
    JIHE_COUNT_KNOWN, /* of errors, warnings and notes: in the baseline */
    JIHE_COUNT_WAIVED /* not among errors, warnings and notes */
} jihe_count;
/* 0 for a count there is none of. */
JIHE_API uint64_t jihe_result_count(const jihe_result *result, jihe_count which);
/* 64 hexadecimal digits over engine version, packs, parameters and data; lives as long as
 * `result`. */
JIHE_API const char *jihe_result_fingerprint(const jihe_result *result);
/* What a program should exit with: 2 a rule file is wrong · 3 something could not be
 * checked · 1 findings of severity `fail_on` ("error", "warning", "note") or worse that
 * are neither known nor waived · 0
 * none of it; 2 beats 3 beats 1. JIHE_ERROR_USAGE for any other `fail_on`. */
JIHE_API int jihe_result_exit(const jihe_result *result, const char *fail_on);

/* ---- converting ---- */

/* Something an input holds that was not, or not quite, taken. Valid during the callback. */
typedef struct jihe_remark {
    jihe_text zh, en;             /* what */
    jihe_text where_zh, where_en; /* file and place; empty where there is none */
    int lost;                     /* 0: a remark, nothing is lost */
} jihe_remark;

/* Reads the inputs of `options` (as the forms and years it says) and writes their records to its
 * output: a path, whose extension says what (".ndjson", ".xlsx"; a folder of CSV files where there
 * is none), or a descriptor (NDJSON). The output is replaced only when all is written, and not at all
 * when there is not one record. What cannot be read is told to `tell` (may be NULL), which stops the
 * run with anything but 0. `engine` may be NULL: then only NDJSON and tables can be read, not forms.
 * JIHE_ERROR_USAGE for an extension that stands for nothing. Of the result only the counts of files,
 * projects and indicators and the verdict are set: JIHE_INCOMPLETE where something was rejected or
 * nothing was there. */
JIHE_API int jihe_convert(const jihe_engine *engine, const jihe_options *options,
                          int (*tell)(void *context, const jihe_remark *remark), void *context,
                          jihe_result **result, jihe_error *error);

/* ---- reviewing ---- */

/* Reads and checks as jihe_check does and fills in, for every project, the form on which a bureau
 * reviews performance targets: items, points, a suggested grade, and what was found behind each. All of
 * it is a suggestion for a person to confirm; what no rule could judge says so and gives no points.
 * Written as "xlsx", "html" or "ndjson": by the extension of the output, else by the format of the
 * options. What belongs to no project (rows that cannot be read, rules that did not load) is told as
 * by jihe_convert. */
JIHE_API int jihe_review(const jihe_engine *engine, const jihe_options *options,
                         int (*tell)(void *context, const jihe_remark *remark), void *context,
                         jihe_result **result, jihe_error *error);

/* ---- comparing two reports ---- */

typedef enum jihe_diff_kind {
    JIHE_DIFF_DODGED, /* gone without anything mended */
    JIHE_DIFF_NEW,
    JIHE_DIFF_STILL,
    JIHE_DIFF_FIXED,
    JIHE_DIFF_KINDS
} jihe_diff_kind;

/* Compares the findings of two reports (NDJSON or JSON) and writes, to the output of `options` and in its
 * format ("text", "json", "ndjson"), which were fixed, are still there, are new, or were dodged: a value
 * moved just across a threshold, a row deleted, a project split or gone, wording changed without content.
 * For that the forms are read again: `old_forms` and `new_forms` (a file or folder), NULL for the files the
 * reports point into. JIHE_ERROR_INPUT where a report is none. */
JIHE_API int jihe_diff(const jihe_engine *engine, const jihe_options *options,
                       const char *old_report, const char *new_report, const char *old_forms,
                       const char *new_forms, uint64_t counts[JIHE_DIFF_KINDS], jihe_error *error);

/* ---- values ---- */

/* Takes bytes; anything but 0 stops, and the caller gets JIHE_ERROR_STOPPED. */
typedef int (*jihe_sink)(void *context, const char *bytes, size_t length);

/* How a cell's text is understood, as one JSON object without line end. */
JIHE_API int jihe_value(const char *text, size_t length, jihe_sink sink, void *context,
                        jihe_error *error);

/* ---- rules ---- */

typedef struct jihe_rule_basis {
    jihe_text id, number, title, issuer;
    jihe_text standing; /* "checked", "seen", "second-hand", "memory": how sure the register is */
    jihe_text article;  /* "第十二条"; may be empty */
    int in_force;       /* at the time asked for */
} jihe_rule_basis;

typedef struct jihe_rule_param {
    jihe_text name, value, unit;
    jihe_text from; /* the pack that set it */
    jihe_text why;
} jihe_rule_param;

/* One thing that a pack says about a rule or a parameter it uses. */
typedef struct jihe_rule_change {
    jihe_text pack;         /* who says it */
    jihe_text what;         /* the parameter's name; empty: the rule itself */
    jihe_text value;        /* "error", "off", "on", or the value with its unit */
    jihe_text reason;       /* may be empty */
    jihe_text since, until; /* "2027-01-01": the days it holds; empty: open */
} jihe_rule_change;

/* A rule as it stands for one region and year. The library makes it; members may be added
 * at the end. Valid during the callback. */
typedef struct jihe_rule {
    jihe_text id, title, title_en, aspect;
    jihe_text severity;      /* in effect */
    jihe_text severity_own;  /* as the rule itself says */
    jihe_text severity_from; /* the pack that set it */
    jihe_text each;          /* "project", "indicator", "group" */
    jihe_text forms;         /* "target, disclosure"; empty: all */
    jihe_text pack;          /* "national@2026.1" */
    jihe_text path;          /* below the rules folder */
    jihe_text source;        /* the whole file */
    int on;                  /* 0: switched off for this region */
    const jihe_rule_basis *basis;
    size_t basis_count;
    const jihe_rule_param *params;
    size_t param_count;
    const jihe_text *needs;
    size_t needs_count;
    jihe_text on_from;      /* the pack that switched it on or off */
    jihe_text reason;       /* why a pack changed it; may be empty */
    jihe_text since, until; /* "2027-01-01": the days it holds; empty: open */
    int timely;             /* 0: it does not hold at the time asked for, so it is off */
    int grounded;           /* 0: no statute it rests on is in force at the time asked for */
    const jihe_rule_change *history; /* what the packs say of it, from the widest inwards, whether it
                                        holds at the time asked for or not */
    size_t history_count;
    int capped;             /* an error by its packs, a warning for want of a firm basis */
} jihe_rule;

/* Hands every rule that holds for `region` (NULL: the national rules) in `year` (0: any)
 * to `visit`, by id. Anything but 0 from `visit` stops with JIHE_ERROR_STOPPED. */
JIHE_API int jihe_rules(const jihe_engine *engine, const char *region, int year,
                        int (*visit)(void *context, const jihe_rule *rule), void *context,
                        jihe_error *error);
/* The same for the region, year, time, stage and parameters of `options`; its inputs do not matter. */
JIHE_API int jihe_rules_for(const jihe_engine *engine, const jihe_options *options,
                            int (*visit)(void *context, const jihe_rule *rule), void *context,
                            jihe_error *error);

/* The division code of the pack that has the rule ("" for national), for the functions above; lives as
 * long as the engine. JIHE_ERROR_USAGE for an id that no pack has, with the nearest. */
JIHE_API int jihe_rule_region(const jihe_engine *engine, const char *id, jihe_text *region,
                              jihe_error *error);

typedef enum jihe_example_kind {
    JIHE_EXAMPLE_RUN,    /* one example was run */
    JIHE_EXAMPLE_LACK,   /* the rule has no example that must be found, or none that passes by its
                            check; never ok */
    JIHE_EXAMPLE_STEADY, /* the rule answers differently in another order, batch or thread; never
                            ok */
    JIHE_EXAMPLE_LINES   /* which lines the rule's examples reach; always ok */
} jihe_example_kind;

/* ---- statutes ---- */

/* A rule, a parameter or a waiver that rests on a statute. */
typedef struct jihe_dependent {
    jihe_text kind; /* "rule", "param", "waiver" */
    jihe_text name, title; /* of a waiver: the rule it waives, and the project */
    uint32_t line;         /* of a waiver in its file; else 0 */
    jihe_text pack;
    jihe_text article; /* that it cites; may be empty */
    int orphaned;      /* nothing it rests on is in force at the time asked for */
} jihe_dependent;

typedef struct jihe_statute {
    jihe_text id, number, title, issuer, standing, note;
    jihe_text from, until; /* "2020-02-25"; empty: open */
    jihe_text pack;
    int in_force; /* at the time asked for */
    const jihe_dependent *dependents;
    size_t dependent_count;
} jihe_statute;

/* Hands every statute that the region of `options` sees (no region: those of all packs) to `visit`, with
 * what rests on it at the time or in the year of `options`, its waivers among it. Anything but 0 from `visit` stops. Texts are
 * valid during the callback. */
JIHE_API int jihe_statutes(const jihe_engine *engine, const jihe_options *options,
                           int (*visit)(void *context, const jihe_statute *statute), void *context,
                           jihe_error *error);

typedef struct jihe_example {
    jihe_text rule, path;
    jihe_example_kind kind;
    int bad;      /* an example that must be found; else one that must pass */
    size_t place; /* among its kind, from 1; 0 for what is about no single example */
    size_t line;  /* in the file, 0 where it is not known */
    int ok;
    jihe_text what, what_en;      /* when not ok: what came instead, and what to do; when ok: the first
                                     thing that was said, or nothing; lines: those that were not
                                     reached, "12, 14-15" */
    size_t line_count, lines_hit; /* of JIHE_EXAMPLE_LINES */
    jihe_text shown, shown_en;    /* what the example writes, for people */
} jihe_example;

/* Runs the examples of the rules and form maps with these ids, or of all when `count` is 0. What an example calls for
 * is met to the field and the severity; see docs/rule-api.md. Then all examples are judged again in other
 * orders, batches and threads. An unknown id is JIHE_ERROR_USAGE. Anything but 0 from `visit` stops. */
JIHE_API int jihe_rules_test(const jihe_engine *engine, const char *const *ids,
                             size_t count,
                             int (*visit)(void *context, const jihe_example *example),
                             void *context, jihe_error *error);

/* How a kind of document becomes records: a form map of a pack. */
typedef struct jihe_form {
    jihe_text name, title, title_en;
    jihe_text kind, kind_zh; /* "target", 绩效目标表 */
    jihe_text looks_for, looks_for_en; /* what a document must have; may be empty */
    jihe_text pack, path;
    size_t example_count;
} jihe_form;

/* Hands every form map that documents of `region` are shown to (NULL: those of all packs) to `visit`.
 * Anything but 0 from `visit` stops. Texts live as long as the engine. */
JIHE_API int jihe_forms(const jihe_engine *engine, const char *region,
                        int (*visit)(void *context, const jihe_form *form), void *context,
                        jihe_error *error);
/* Something odd about rules that load. */
typedef struct jihe_oddity {
    jihe_text rule; /* empty: about a list or a parameter */
    jihe_text path; /* below the rules folder */
    size_t line;
    jihe_text what, what_en;
} jihe_oddity;

/* Parameters and lists that nobody uses, comparisons that never hold, rules that cannot find anything or
 * are never heard, two rules that always speak together, rules that speak about a flawless record.
 * Anything but 0 from `visit` stops. */
JIHE_API int jihe_rules_lint(const jihe_engine *engine,
                             int (*visit)(void *context, const jihe_oddity *remark),
                             void *context, jihe_error *error);

typedef enum jihe_change {
    JIHE_CHANGE_BLANK,    /* the cell is left blank */
    JIHE_CHANGE_TENFOLD,  /* a digit too many */
    JIHE_CHANGE_UNIT,     /* 元 for 万元 and the other way round */
    JIHE_CHANGE_NEGATIVE, /* a minus before the number */
    JIHE_CHANGE_YEAR,     /* the year before in place of the budget year */
    JIHE_CHANGE_COPY,     /* an indicator stands there twice */
    JIHE_CHANGE_VAGUE     /* words that say nothing */
} jihe_change;

/* One change to a clean record, and whether a rule noticed. */
typedef struct jihe_probe {
    int unclean; /* no change: the record is not clean as it is; `before` is what `rule` says */
    jihe_change change;
    jihe_text form, form_zh, project;
    jihe_text field, field_zh; /* empty for a copied row */
    size_t seq;                /* of the indicator or goal, from 1; 0: the project */
    int goal;                  /* seq is a goal's */
    jihe_text before, after;
    jihe_text rule; /* who noticed first; empty: nobody */
} jihe_probe;

/* Changes the records of the inputs of `options`, one cell at a time, as forms are got wrong, judges each
 * again together with all others, and tells each change to `visit`. At most 500 records;
 * JIHE_ERROR_INPUT where a row cannot be read. Anything but 0 from `visit` stops. */
JIHE_API int jihe_rules_probe(const jihe_engine *engine, const jihe_options *options,
                              int (*visit)(void *context, const jihe_probe *probe), void *context,
                              jihe_error *error);

/* A line of what a form map sees of a document. */
typedef enum jihe_form_line_kind {
    JIHE_FORM_FILE,   /* text: path; number: 0 CSV, 1 NDJSON, 2 XLSX, 3 DOCX, 4 HTML, 5 text */
    JIHE_FORM_TEXT,   /* a line outside of tables, with its number */
    JIHE_FORM_TABLE,  /* number; text: the worksheet's name */
    JIHE_FORM_ROW,    /* number; text: cells between " | ", ← and ↑ where merged */
    JIHE_FORM_CLAIM,  /* text: a map that claims the document; more: its file; number: 1 where it steps
                         back before another one */
    JIHE_FORM_FAULT,  /* text: why the match of a map failed; more: its name */
    JIHE_FORM_NONE,   /* no map claims it */
    JIHE_FORM_PLAIN,  /* a data table, no form */
    JIHE_FORM_PROBLEM /* text: what was told while reading */
} jihe_form_line_kind;
typedef struct jihe_form_line {
    jihe_form_line_kind kind;
    size_t number;
    jihe_text text, text_en, more;
} jihe_form_line;

/* Shows the inputs of `options` as form maps of its region see them, for whoever writes one. Texts are
 * valid during the callback. Anything but 0 from `visit` stops. */
JIHE_API int jihe_forms_show(const jihe_engine *engine, const jihe_options *options,
                             int (*visit)(void *context, const jihe_form_line *line),
                             void *context, jihe_error *error);

/* Takes one file: its path below the rules folder, and its whole text. Both are valid during the
 * call; anything but 0 stops. */
typedef int (*jihe_file_sink)(void *context, jihe_text path, jihe_text text);

/* What is asked of a new rule. NULL leaves a member to what the packs do already. */
typedef struct jihe_new_rule {
    const char *id;
    const char *subject; /* behind the id in the file's name: "low-execution" */
    const char *pack;    /* code, folder, label or name; else that of the ids that begin alike */
    const char *aspect;
    const char *each; /* "project" (the default), "indicator", "group" */
    const char *form;
    jihe_language language; /* of the comments */
} jihe_new_rule;

/* Hands the text of a rule that loads and whose examples pass to `sink`, and where it belongs; writes
 * nothing. JIHE_ERROR_USAGE when the id is taken in any pack, or a name is wrong. */
JIHE_API int jihe_rules_new(const jihe_engine *engine, const jihe_new_rule *wanted,
                            jihe_file_sink sink, void *context, jihe_error *error);

/* The rules as Markdown pages in Chinese: README.md, the index, and one page per pack, handed to `sink`
 * one after the other. The same rules give the same bytes. */
JIHE_API int jihe_rules_doc(const jihe_engine *engine, jihe_file_sink sink, void *context,
                            jihe_error *error);

#ifdef __cplusplus
}
#endif

#endif
