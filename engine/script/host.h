/* Inside of the Lua host: the state, its budgets, and what the bindings share. Not for others. */
#ifndef JIHE_SCRIPT_HOST_H
#define JIHE_SCRIPT_HOST_H

#include "base/buffer.h"
#include "base/map.h"
#include "base/tidy.h"
#include "script/script.h"
#include "value/value.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

enum {
    HOOK_STEP = 250,        /* instructions between two looks at the budget */
    SEQUENCE_MAX = 1000000, /* items a helper walks over */
    SORT_MAX = 100000,
    UNPACK_MAX = 250,
    STACK_SLOTS = 32768, /* of Lua's stack, from birth: see concat_guard */
    CONCAT_LEVELS = 60,
    PLAIN_DEPTH_MAX = 16,
    PLAIN_ENTRIES_MAX = 100000,
    NAME_MAX_BYTES = 100, /* of an identifier in a rule file */
    REASON_MAX = 900,     /* bytes of a rule error's text */
    TEXT_MAX = 4 << 20,   /* bytes of any text a helper builds */
};

/* Every userdata in a state is made here and begins with its type; rules can make none. */
enum object_type {
    OBJECT_VALUE = 1,
    OBJECT_PROJECT, /* both are struct record_ref */
    OBJECT_INDICATOR,
    OBJECT_INDICATORS,
    OBJECT_WORDS,
    OBJECT_PLAIN,
    OBJECT_ANSWER,
    OBJECT_ITEMS,
    OBJECT_CELL,
    OBJECT_AREA,
    OBJECT_REJECT,
    OBJECT_COUNT
};

struct object {
    enum object_type type;
};

/* How a text is read as a value. */
enum value_mode {
    MODE_VALUE, MODE_COST, MODE_YUAN, MODE_WAN, MODE_MONEY, MODE_NUMBER, MODE_PERCENT, MODE_COUNT
};

/* Of rules, then of form maps. */
enum rule_function {
    FUNCTION_CHECK, FUNCTION_BY, FUNCTION_KEEP, FUNCTION_MATCH, FUNCTION_PARTS, FUNCTION_READ,
    FUNCTION_COUNT
};

/* One rule file, kept so that a fresh state can be filled again under the same handles. */
struct rule_source {
    struct slice text; /* borrowed */
    char *path;        /* owned */
    bool form;         /* a form map, not a rule */
    bool loops;        /* it holds loops or inner functions: only then is the hook needed */
    bool sealed;       /* it could change variables of its file: they are looked at after each call */
    uint8_t *hit;      /* owned; by line: it ran while lines were noted */
    size_t hit_cap;
};

struct pattern; /* compiled regular expressions, regex.c */
struct loading; /* a file being loaded, load.c */

/* A member of objects of one type, by the place where Lua holds its name. */
struct member_key {
    const void *name;
    enum object_type type;
    int code;
};

/* What was made of a cell, by place: a cell of the project, then row by row. */
struct shown {
    uint64_t serial; /* of the record it was made for */
    uint64_t fields; /* bits: what of the project or the row is read with it, itself included */
    uint64_t cost;
};
enum { SHOWN_ROWS = 128, SHOWN_CELLS = P_COUNT + SHOWN_ROWS * I_COUNT };

/* Small blocks of a state; memory.c. */
enum { POOL_SIZES = 32 };
struct pool_block {
    struct pool_block *next;
};
struct pool {
    char *region, *fresh, *end; /* owned; never given out before: from `fresh` on */
    struct pool_block *blocks[POOL_SIZES]; /* given back, by size */
    bool tried;
};

enum { MEMBER_SLOTS = 1024 }; /* all types together have some two hundred members */

enum { VALUE_CACHE_MAX = 4096, PARAM_CACHE_MAX = 256, NUMBERS_KEPT_MAX = 2048 };

struct script {
    lua_State *L; /* NULL after a rebuild that failed */
    struct limits limits;

    size_t used, base;     /* bytes of the Lua state; base: after the last load */
    struct pool pool;
    bool refused, starved; /* the last failed allocation: by our limit, by malloc */

    uint64_t spent, budget; /* instructions of the call in progress */
    int64_t started;        /* ns, monotonic; 0: not looked yet */
    int64_t started_cpu;
    unsigned milliseconds, more_milliseconds;
    bool limit; /* a budget was exceeded: the call is lost whatever it does */
    bool failed; /* `raised` holds the reason */
    struct error raised;
    size_t raised_line;

    struct rule_source *rules;
    size_t rule_count, rule_cap;

    struct slice *globals; /* names of the environment, sorted; the texts are its keys */
    size_t global_count;
    size_t answer_line; /* where the answer that is read was made; 0: not known */

    bool cover;  /* lines that run are noted */
    int running; /* the rule whose functions are called */

    uint64_t generation; /* records of another call are stale */
    const char *path;    /* of the file whose code runs */
    const struct script_scene *scene;
    const struct script_record *record;
    struct form_document *form; /* the document that form maps look at */
    uint64_t form_serial;
    struct reads reads;
    uint64_t *cells; /* by indicator: the cells read, NULL when nobody asks */
    struct loading *loading;

    int metatables[OBJECT_COUNT]; /* registry references */
    struct member_key members[MEMBER_SLOTS]; /* open addressing, all types */
    int environment; /* of rules and form maps */
    int bare;        /* of manifests and data: only the verbs of the file */
    int functions, values, params;
    int words; /* handles, used again by later calls */
    struct shown shown[SHOWN_CELLS];
    struct map texts[MODE_COUNT]; /* text → place in `values` */
    lua_Integer value_count;
    int bigrams; /* of the texts compared last */
    int numbers; /* text → the numbers found in it */
    size_t number_count; /* texts and numbers there */
    char units[DIGEST_HEX + 1]; /* of the region that values and numbers were read for; "": none of its own */
    int folds; /* text → the text folded */
    size_t fold_count;

    struct arena scratch; /* cleared before each call */
    struct buffer out, other;
    struct pattern *patterns;
};

/* Places in the registry that the host itself numbers; those of luaL_ref are above zero. */
enum { REGISTRY_RECORDS = -2000, REGISTRY_CELLS = -10000 };

static inline struct script *host_of(lua_State *L)
{
    return *(struct script **)lua_getextraspace(L);
}

/* ---- memory.c, state.c ---- */
enum { CHARGED_FROM = 4096, CHARGED_BYTES = 32 }; /* blocks that cost the budget, and how many bytes cost 1 */
void *host_allocate(void *context, void *block, size_t old_size, size_t new_size);
void pool_close(struct script *s); /* when the state is closed */
/* A new Lua state with everything rules may see, without the rules. 0 or ERR_MEMORY. */
int state_open(struct script *s);
void state_close(struct script *s);

/* ---- protect.c: the only protected call ---- */
enum protect_result { PROTECT_OK, PROTECT_FAULT, PROTECT_MEMORY, PROTECT_STARVED };
/* Runs `body` with `context` as light userdata at index 1, within the budget. FAULT: s->raised says
 * what; MEMORY: rule_memory was not enough; STARVED: malloc failed. The stack is empty afterwards. */
enum protect_result protect_call(struct script *s, lua_CFunction body, void *context,
                                 uint64_t budget, bool hooked);
/* An error of the rule at the line that runs now; both formats take the same arguments. */
_Noreturn void rule_raise(lua_State *L, const char *zh, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* As rule_raise, at a limit. */
_Noreturn void rule_limit(lua_State *L, const char *zh, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* As rule_raise: NAME is not one of what `near` was offered. */
_Noreturn void rule_unknown(lua_State *L, const char *zh, const char *en, const struct near *near);
/* As rule_raise: argument number `index` should be a … */
_Noreturn void rule_argument(lua_State *L, int index, const char *zh, const char *en);
/* The engine's own memory is gone: no fault of the rule. */
_Noreturn void rule_starved(lua_State *L);
/* The line of the Lua function that runs now, 0 when there is none. */
size_t line_now(lua_State *L);
/* reason.c: puts an error told in Lua's own words into s->raised. */
void reason_take(struct script *s, struct slice text);
_Noreturn void budget_exceeded(lua_State *L);
/* Looks at the clocks: for helpers whose cost is not known before. */
void clock_look(lua_State *L);
/* First in every __concat. Debian's Lua 5.4.4 (with its fix of CVE-2022-33099) goes on with a pointer to the
 * old stack when the stack moves while a __concat runs. So the stack is large from birth; the lowest
 * frame keeps it from shrinking; and at a depth where it might have to grow, this raises. */
void concat_guard(lua_State *L);

/* What a helper does on behalf of a rule costs as if the rule had done it. */
static inline void charge(lua_State *L, uint64_t cost)
{
    struct script *s = host_of(L);
    s->spent += cost;
    if (s->spent > s->budget)
        budget_exceeded(L);
}

/* ---- frozen.c ---- */
struct export {
    const char *name;
    lua_CFunction function;
};
/* Pushes a new table with the functions; ends with {NULL, NULL}. */
void exports_push(lua_State *L, const struct export *list);
/* What a key of a table is called, for messages. */
struct label {
    const char *zh, *en;
    bool verbs; /* a key that is missing may be a verb of the file being loaded */
};
/* Replaces the table on top by a read-only view. With a label (static storage) it is strict: a key that
 * is missing raises. */
void table_freeze(lua_State *L, const struct label *label);
/* Pushes what the read-only view at `index` shows and returns true; else pushes nothing. */
bool table_thaw(lua_State *L, int index);
int refuse_write(lua_State *L);
/* Walks what the functions of rule `handle` can reach in their file: tables become read-only, and the
 * rest is written down so that a change can be seen. */
bool upvalues_seal(lua_State *L, int handle); /* false: it has none */
/* Raises, and puts it back, when a variable of the file was changed by the call. */
void upvalues_verify(lua_State *L, int handle);

/* ---- objects ---- */
void *object_new(lua_State *L, enum object_type type, size_t size, int uservalues);
/* NULL when the value at index is no such object. */
void *object_get(lua_State *L, int index, enum object_type type);
void *object_check(lua_State *L, int index, enum object_type type, const char *zh, const char *en);
/* Registers the metatable: metamethods, and names → numbers for __index. */
struct member {
    const char *name;
    int code;
};
void object_define(lua_State *L, enum object_type type, const struct export *metamethods,
                   lua_CFunction index, const struct member *members);
/* For __index of that type: the code of the name at stack 2, -1 when it is none. */
int member_code(lua_State *L, enum object_type type);

/* ---- sequences: tables, read-only views, record lists, word lists ---- */
bool sequence_is(lua_State *L, int index);
size_t sequence_length(lua_State *L, int index);
/* Pushes an empty list that will have up to `n` items. */
void list_new(lua_State *L, size_t n);
/* Pushes item n (from 1). */
void sequence_item(lua_State *L, int index, size_t n);

/* ---- strings ---- */
struct slice slice_at(lua_State *L, int index); /* of a string; no conversion */
struct slice slice_check(lua_State *L, int index);
static inline void slice_push(lua_State *L, struct slice s)
{
    lua_pushlstring(L, s.len ? s.ptr : "", s.len);
}
/* Pushes what was written into s->out; raises when it did not fit. */
void buffer_push(lua_State *L, struct buffer *b);
/* How tostring tells it: text for values, no addresses. Pushes a string. */
void text_push(lua_State *L, int index);

/* ---- values ---- */
struct value_box {
    struct object object;
    enum value_mode mode;
    struct value value; /* its slices point behind itself */
};
const struct value *value_get(lua_State *L, int index); /* NULL: no value */
void value_push(lua_State *L, const struct value *v);
/* Returns what it cost the budget. */
uint64_t value_push_text(lua_State *L, struct slice text, enum value_mode mode);
void value_push_number(lua_State *L, struct decimal number, struct unit unit);
void value_push_date(lua_State *L, struct value_date date);
void value_put(struct buffer *out, const struct value *v);
void values_forget(struct script *s);
/* The same in a running state, whose table of values begins anew. */
void values_drop(lua_State *L);
/* Forgets values and numbers that were read with the units of another region. */
void values_match(lua_State *L);
/* The units of the region that is judged, or NULL. */
const struct unit_list *units_of(const struct script *s);
struct slice value_dimension(const struct value *v); /* lib_value.c: "money", "people", … */
/* Parses without keeping; the parts live in s->scratch. */
void value_read(lua_State *L, struct slice text, enum value_mode mode, struct value *out);
struct operand {
    struct decimal number;
    struct unit unit;
};
/* A number, a duration or a plain Lua number. */
bool operand_get(lua_State *L, int index, struct operand *out);
bool operand_of(const struct value *v, struct operand *out);
bool number_to_decimal(lua_State *L, int index, struct decimal *out);
bool operand_compare(struct operand a, struct operand b, int *order);
/* False: cannot be compared. */
bool value_order(const struct value *a, const struct value *b, int *order);
bool order_get(lua_State *L, int a, int b, int *order);
bool operand_add(struct operand a, struct operand b, bool subtract, struct operand *out);
bool unit_same_class(struct unit a, struct unit b);
enum arithmetic { ADD, SUBTRACT, MULTIPLY, DIVIDE };
/* Pushes the result, nil where an operand is missing; raises where it makes no sense. */
void arithmetic_push(lua_State *L, enum arithmetic op, int a, int b);
/* The plain number: a ratio as a fraction. */
struct decimal operand_plain(struct operand a);
bool decimal_product(struct decimal a, struct decimal b, struct decimal *out);
/* Days since 0000-03-01 of the first (or last) day that the date can mean. */
int64_t date_days(struct value_date d, bool last);

/* ---- records ---- */
struct record_ref {
    struct object object;
    uint64_t generation;
    int64_t indicator; /* -1: the project */
};
void record_push(lua_State *L, int64_t indicator);
const struct record_ref *record_get(lua_State *L, int index); /* NULL: no record */
const struct record_ref *record_check(lua_State *L, int index);
/* The names a record has in Lua: its fields and what is derived from them. */
bool record_knows(enum field_scope scope, struct slice name);
void record_near(enum field_scope scope, struct near *near);
/* True when the field is read as a value, not as text. */
bool record_is_value(enum field_scope scope, struct slice name);
/* The cell number of a name (`end_` is `end`), -1 when it is none. */
int record_field(enum field_scope scope, struct slice name);
enum field_scope record_scope(const struct record_ref *r);
const struct cell *record_cell(struct script *s, const struct record_ref *r, int field);
/* ---- meant.c: texts as rules see them; what had to be changed lives until the call ends ---- */
struct slice text_meant(lua_State *L, struct slice text, enum tidy_kind kind);
struct slice cell_as_meant(lua_State *L, const struct cell *c, enum tidy_kind kind);
struct slice cell_meant(lua_State *L, const struct record_ref *r, int field);
/* Pushes the cell as Lua sees it: a text, an integer, a list or a value. */
void cell_push(lua_State *L, const struct record_ref *r, int field);
/* ---- cell.c: texts and values among those ---- */
void plain_cell_push(lua_State *L, const struct record_ref *r, int field, enum field_type type);
/* Pushes what was made of the cell before, noted as read and paid; false: nothing was. */
bool shown_push(lua_State *L, const struct record_ref *r, int field);
void shown_forget(lua_State *L);
void read_project(struct script *s, int field);
void read_indicator(struct script *s, int64_t place, int field);

/* ---- scene.c ---- */
const struct param_use *scene_param(struct script *s, struct slice name); /* marks it as read */
const struct word_list *scene_words(const struct script *s, struct slice name);
/* Whether the text contains a word of that list; paid for. */
bool scene_holds(lua_State *L, struct slice text, struct slice list);
/* Show a word list or plain data in place, for this call. */
void words_push(lua_State *L, const struct word_list *w);
void plain_push(lua_State *L, const struct plain *p);
/* The words that a pack's list holds; a table without a list holds its keys. False for other objects. */
struct view_words {
    size_t count;
    const struct word_index *index; /* NULL: to be searched one by one */
};
bool view_words(lua_State *L, int index, struct view_words *out);
/* The text of item `i` (0-based) of those, in place; false for other objects. */
bool view_text(lua_State *L, int index, size_t i, struct slice *out);
/* Pushes key and value number `at` (0-based); false at the end. */
bool plain_step(lua_State *L, const void *object, size_t at);

/* ---- lib_text.c ---- */
void numbers_forget(lua_State *L);
void folds_forget(lua_State *L);

/* ---- regex.c ---- */
/* Whether the pattern is in the text; raises as text.match does. */
bool text_has_match(lua_State *L, struct slice text, struct slice pattern);
/* The first match at or after byte `from`: 0 for none, else 1 + the groups of the pattern, at most `max`.
 * groups[0] is the whole; a group that was not set has no ptr. */
int text_groups(lua_State *L, struct slice text, size_t from, struct slice pattern,
                struct slice *groups, int max);

/* ---- words.c ---- */
struct found_word {
    struct slice word;
    size_t at;
};
/* The words of a string, word list, list of strings or a table's keys at `index`. Leaves one value on
 * the stack, which holds what `words` points to. */
struct word_search {
    struct slice text;
    const struct word_index *index; /* NULL: `words`, and where each of them is next */
    struct found_word *words, one;
    size_t count;
};
void search_open(lua_State *L, struct slice text, int index, struct word_search *out);
/* The longest word of the list at `index` that `holds` of the text; false: none. */
bool words_longest(lua_State *L, struct slice text, int index,
                   bool (*holds)(struct slice, struct slice), struct slice *out);
/* The next word at or after `from`, the longest of the leftmost; at SIZE_MAX: none. */
struct found_word search_next(lua_State *L, struct word_search *w, size_t from);

/* ---- answers ---- */
struct answer_box {
    struct object object;
    enum outcome outcome; /* FINDING: the table is uservalue 1; else the reasons are 1 and 2 */
    size_t line;          /* of the call that made it */
};
struct group_view {
    const struct slice *kept;
    size_t count;
};
/* Reads what `check` returned (on top) into `out`, copied into `arena`. */
void answer_read(lua_State *L, struct arena *arena, struct answer *out);
/* The message of a fault: placeholders filled, cleaned, cut. Unless what is put in has to stay exact (a
 * suggestion is typed as it stands), quotation marks in what “{x}” quotes become ‘single ones’. */
struct slice message_make(lua_State *L, struct slice pattern, int table, int at, bool exact,
                          struct arena *arena);
struct slice text_clean(lua_State *L, struct slice text, struct arena *arena);
void clean_put(struct buffer *out, struct slice text);

/* ---- group rules ---- */
struct items_box {
    struct object object;
    uint64_t generation;
    struct group_view view;
};
/* The number of the item at index (0-based), or -1. Works on any value. */
int64_t item_number(lua_State *L, int index);
void items_push(lua_State *L, const struct group_view *view);
/* Writes the table or nil at index as bytes, with the cells that were read; pushes nothing. */
void kept_write(lua_State *L, int index, struct buffer *out);
/* Pushes the plain data of what kept_write wrote; raises where the bytes are damaged. */
void kept_push(lua_State *L, struct slice bytes);

/* ---- what a rule sees ---- */
void base_open(lua_State *L);  /* each adds its names to the table on top */
void string_open(lua_State *L);
void tables_open(lua_State *L);
void value_open(lua_State *L);
void record_open(lua_State *L);
void scene_open(lua_State *L);
void text_open(lua_State *L);
void list_open(lua_State *L);
void dates_open(lua_State *L);
void score_open(lua_State *L);
void unmet_open(lua_State *L);
void review_open(lua_State *L);
void rows_open(lua_State *L);
void answer_open(lua_State *L);
void items_open(lua_State *L);
void regex_open(lua_State *L); /* adds match and matches to the table on top */
void similarity_open(lua_State *L);
void places_open(lua_State *L);
void forms_open(lua_State *L);
/* The text of a form's cell; false for other values. */
bool cell_slice(lua_State *L, int index, struct slice *out);
void patterns_free(struct script *s);

/* ---- loading ---- */
struct token {
    enum { TOKEN_END, TOKEN_NAME, TOKEN_STRING, TOKEN_NUMBER, TOKEN_SYMBOL } kind; /* words: NAME */
    struct slice text;
    size_t line;
};
/* Whether a token that is no string reads so. Most differ in the first byte. */
static inline bool token_is(const struct token *t, const char *text)
{
    return t->text.len && t->text.ptr[0] == text[0] && t->kind != TOKEN_STRING &&
           slice_equal(t->text, slice_str(text));
}
static inline bool token_is_one_of(const struct token *t, const char *const *list)
{
    for (; *list; list++)
        if (token_is(t, *list))
            return true;
    return false;
}
/* Splits Lua text; the last token is TOKEN_END. The error has no path yet. */
int tokens_read(struct slice text, struct arena *arena, struct token **out, size_t *count,
                struct error *err, size_t *line);
/* strange.c: refuses the character at `at`, which has no meaning in Lua, and says what to write. */
int strange_refuse(struct slice text, size_t at, struct error *err);
/* slips.c: refuses what would not compile, where that can be said better than the compiler does. */
int slips_check(const struct token *t, size_t count, struct slice text, struct error *err,
                size_t *line);
/* cover.c: whether a function of the chunk on top sets a variable of one around it, or that cannot be told. */
bool chunk_assigns(lua_State *L);
/* The line of the rule that is called has run. */
void cover_mark(struct script *s, int line);
/* What the text of a file tells without being run. */
struct source_facts {
    const struct token *tokens; /* in scratch */
    size_t token_count;
    bool loops;
    const struct use *uses;
    size_t use_count;
};
int source_check(struct slice text, struct arena *scratch, struct arena *arena,
                 struct source_facts *out, struct error *err, size_t *line);
/* globals.c: every name that is no local of the file must be one that there is. */
int globals_check(const struct script *s, const struct token *t, size_t count,
                  const char *const *verbs, struct error *err, size_t *line);
/* lines.c: notes in the declarations of a file where their keys and items stand. A key that is written
 * twice in one table is an error: only the last would count. */
int lines_mark(const struct token *t, size_t count, const struct declaration *declarations,
               size_t declaration_count, struct error *err, size_t *line);
/* What may be meant by a name that does not exist, to be put behind that; maybe nothing. `value`: it may
 * be a text that lacks its quotes. */
enum { HINT_MAX = 192 };
void name_hint(struct slice name, bool value, char zh[HINT_MAX], char en[HINT_MAX]);
/* Takes down the names of the environment on top of the stack. */
void globals_take(lua_State *L);
/* Pushes the function of a verb that may be called now, or pushes nothing. */
bool verb_push(lua_State *L, struct slice name);
int verb_window(lua_State *L);
void verbs_near(struct script *s, struct near *near);
/* Runs a rule's text again in a fresh state. */
enum protect_result rule_reload(struct script *s, int handle);
/* Copies the Lua value at index into plain data; raises where it cannot be told. */
void plain_read(lua_State *L, int index, struct arena *arena, struct plain *out);
/* Where functions[] holds a function of a rule. */
lua_Integer function_slot(int handle, int which);

#endif
