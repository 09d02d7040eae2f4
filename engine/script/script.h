/* The Lua host: one state per thread, loads rule and data files, calls rules. The only home of
 * lua.h. A rule sees its record, its parameters and the helper library, within budgets; whatever it
 * does, the state stays whole and the next rule is not touched. Contract for rule authors:
 * docs/rule-api.md. */
#ifndef JIHE_SCRIPT_SCRIPT_H
#define JIHE_SCRIPT_SCRIPT_H

#include "base/error.h"
#include "model/finding.h"
#include "model/limits.h"
#include "model/plain.h"
#include "model/record.h"
#include "model/rule.h"

struct script; /* not thread-safe: one owner */

int script_new(struct script **out, const struct limits *limits, struct error *err);
void script_free(struct script *s);

/* One top-level call of a file: `rule "SEV-004" { … }`, `pack "national" { … }`. */
struct declaration {
    struct slice verb, name;
    size_t line;
    const struct plain *body; /* functions stand as PLAIN_FUNCTION */
    int handle; /* for verb "rule": pass to the calls below; -1 otherwise */
};

/* A name that a file's text uses where it can be seen without running it. */
struct use {
    enum { USE_PARAM, USE_WORDS, USE_CODES } kind;
    struct slice name;
    size_t line;
};

struct script_file {
    const struct declaration *declarations;
    size_t declaration_count;
    const struct use *uses; /* sorted by kind, name, line */
    size_t use_count;
    bool loops; /* what script_load_known wants to be told again */
};

/* Runs a file in a fresh sealed environment in which only `verbs` (NULL-terminated) can be called at
 * top level, and copies what it declared into `arena`. `text` must outlive the state when it holds
 * rules; `path` is for messages. Refuses: bytecode, invalid UTF-8, bidi controls, more than
 * limits.rule_file_bytes (data_file_bytes where no rule is declared), bitwise operators and comparisons as an index (Lua 5.4.4 compiles both
 * wrongly), unknown record fields seen in the text. err says file and line. */
int script_load(struct script *s, struct slice text, const char *path, const char *const *verbs,
                struct arena *arena, struct script_file *out, struct error *err);

/* Puts a rule that script_load took before, in this state or another, into this one: its text is not looked
 * at again and nothing is copied out. */
int script_load_known(struct script *s, struct slice text, const char *path, bool loops, int *handle,
                      struct error *err);

/* What stays the same for all records judged by the same packs. Borrowed, never changed while a
 * state uses it. */
struct script_scene {
    const struct param_use *params; /* sorted by name */
    size_t param_count;
    const struct word_list *words; /* sorted by name */
    size_t word_count;
    const struct code_list *codes; /* sorted by name */
    size_t code_count;
    const struct unit_list *units; /* of the region; NULL: none */
};

/* Parameters whose use is told, by place in the scene; what lies beyond is read but not told. */
enum { READS_PARAMS = 512 };

/* A cell in the order of reading: a project field, or READS_INDICATOR + an indicator field. */
enum { READS_INDICATOR = 64, READS_ORDER_MAX = P_COUNT + I_COUNT };

/* Which cells an evaluation read: the evidence, and the key under which its answer may be
 * remembered. */
struct reads {
    uint64_t project, indicator; /* bits by field index */
    uint8_t order[READS_ORDER_MAX]; /* the same cells by first reading */
    uint8_t order_count;
    uint64_t params[READS_PARAMS / 64]; /* bits by place in the scene's params */
    bool unbounded; /* it looked at more than its own cells: other indicators, goals, plan, extras */
};

struct script_record {
    const struct project *project;
    const struct indicator *indicator; /* NULL for a project rule */
    /* Standard names of the levels by place in project->indicators (empty: unknown), and whether a
     * row is withheld (涉密) or was left blank. Never NULL when there are indicators. */
    const struct slice *level1_names, *level2_names;
    const bool *withheld, *blank;
    const bool *cost; /* a level is one of costs */
    bool untidy; /* some cell holds what tidy_needed tells; rules see its text as it is meant */
    uint64_t serial; /* as long as it is the same, so are the scene and all else here but `indicator`; 0: not known */
};

/* One fault that a rule reports. */
struct fault {
    int field;                  /* of the scope below; -1: none named */
    enum field_scope scope;     /* SCOPE_PROJECT or SCOPE_INDICATOR */
    uint32_t indicator;         /* place in project->indicators when scope is SCOPE_INDICATOR */
    uint64_t wording;           /* the message before its values were put in; equal ones say the same */
    struct slice message, message_en, suggestion, suggestion_en; /* *_en empty: none was given */
    bool has_value;
    struct slice value;         /* set when the rule names the value itself */
    int severity;               /* -1: the rule's own; a rule may only lower it */
    const struct fault_place *related;
    size_t related_count;
    uint32_t item;              /* group rules: which item, 0-based */
    uint32_t seq;               /* group rules: the indicator meant, by seq; 0: the project */
};

struct fault_place {
    uint32_t item;      /* group rules: which item; 0 otherwise */
    int64_t indicator;  /* place in indicators; -1: the project */
    int field;          /* -1: none */
    uint32_t seq;       /* group rules: the indicator meant, by seq; 0: the project */
};

struct answer {
    enum outcome outcome;
    /* Undecided, not applicable, rule error; rule errors say FILE:LINE: WHAT in both languages, the
     * other reasons have an English text only where the rule gave one. */
    struct slice reason, reason_en;
    bool limit; /* a rule error because a budget was exceeded */
    const struct fault *faults;
    size_t fault_count;
    struct reads reads;
};

/* Calls the rule's check. Everything in `out` is copied into `arena`. Returns 0, or an error only for
 * what is no fault of the rule (memory of the engine itself). A rule keeps nothing between calls: what
 * it changed in its file's variables is put back, and is a rule error. */
int script_check(struct script *s, int handle, const struct script_scene *scene,
                 const struct script_record *record, struct arena *arena, struct answer *out,
                 struct error *err);

/* What a group rule remembers of one project. */
struct script_kept {
    const struct slice *keys; /* of the groups it belongs to, without doubles */
    size_t key_count;
    struct slice bytes; /* opaque, the same for all keys, to be handed back as it is */
};

/* Group rules. First: asks `by` and `keep` about one project. OUTCOME_PASS with at least one key,
 * OUTCOME_NOT_APPLICABLE when `by` left it out. */
int script_keep(struct script *s, int handle, const struct script_scene *scene,
                const struct script_record *record, struct arena *arena, struct script_kept *kept,
                struct answer *out, struct error *err);

/* A cell that `by` or `keep` read: of the project (seq 0) or of the indicator with that seq. field -1
 * asks for the row. False when it was not read; the text points into `kept`. */
struct kept_cell {
    struct slice text;
    struct address at;
    uint32_t index; /* the indicator's 0-based place in the input; UINT32_MAX for the project */
};
bool script_kept_cell(struct slice kept, uint32_t seq, int field, struct kept_cell *out);

/* Then: `check(items, key)` for what was kept under one key, in the order given. The limits on
 * instructions and time grow with the number of items. */
int script_check_group(struct script *s, int handle, const struct script_scene *scene,
                       struct slice key, const struct slice *kept, size_t count,
                       struct arena *arena, struct answer *out, struct error *err);

/* What a rule's or form map's text says without being run. */
struct comparison { /* x.MEMBER == "text", or ~= */
    struct slice member, text;
    size_t line;
};
struct script_look {
    const struct use *uses;
    size_t use_count;
    const struct comparison *comparisons;
    size_t comparison_count;
    bool fails; /* it names `fail` */
};
int script_look(struct slice text, struct arena *arena, struct script_look *out, struct error *err);
/* True for a list or parameter ("words", "codes", "param") that the engine itself reads. */
bool script_names_itself(struct slice verb, struct slice name);

/* From now on the lines of rules that run are noted. */
void script_cover(struct script *s);
struct script_line {
    uint32_t line;
    bool hit;
};
/* The lines of a rule's functions on which something can run, in order, and whether it did. */
int script_lines(struct script *s, int handle, struct arena *arena,
                 const struct script_line **out, size_t *count, struct error *err);
/* The line in a rule's text on which the nth (from 1) item of its list `key` ("bad", "good") begins; 0
 * where that cannot be told. */
size_t script_example_line(struct slice text, const char *key, size_t nth, struct arena *arena);

/* Bytes in use by the Lua state, for reports. */
size_t script_memory(const struct script *s);

#endif
