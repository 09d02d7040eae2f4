/* What the files of this folder share and nobody else sees. */
#ifndef JIHE_PACK_INSIDE_H
#define JIHE_PACK_INSIDE_H

#include "base/array.h"
#include "base/near.h"
#include "pack/pack.h"

enum { NAME_MAX_BYTES = 64, SPOT_NAME_MAX = 192 };

/* ---- set.c: growth, names by scope ---- */

/* What a name stands for. Names of one kind are unique along a chain of packs, not beside
 * it. */
enum scope_kind {
    SCOPE_PARAMETER = 'p',
    SCOPE_STATUTE = 's',
    SCOPE_WORDS = 'w',
    SCOPE_CODES = 'c',
    SCOPE_SETTING = 'v',
    SCOPE_CHANGE = 'r',
};
/* The index under a name in this very pack, in it or a wider one, or SIZE_MAX. */
size_t scope_here(const struct pack_set *set, enum scope_kind kind, uint32_t pack,
                  struct slice name);
size_t scope_find(const struct pack_set *set, enum scope_kind kind, uint32_t pack,
                  struct slice name);
/* `name` is at most NAME_MAX_BYTES long and not yet there. */
int scope_add(struct pack_set *set, enum scope_kind kind, uint32_t pack,
              struct slice name, size_t index, struct error *err);
/* True when `pack` is `wider` or lies below it. */
bool pack_is_within(const struct pack_set *set, uint32_t pack, uint32_t wider);
/* The pack that a folder's manifest declared; an error at the declaration when there is
 * none. */
int pack_of_folder(const struct pack_set *set, const struct pack_declaration *d,
                   uint32_t *pack, struct error *err);
/* True when the rule's file is known and did not load. */
bool pack_has_failed(const struct pack_set *set, struct slice id);

/* ---- spot.c: where in a pack a message is about ---- */

struct spot {
    struct slice path;
    size_t line;            /* of what is meant, as far as it is known */
    const struct plain *at; /* the table or value that is meant; NULL */
    char name[SPOT_NAME_MAX]; /* rule "SEV-004" where.form */
};
struct spot spot_of(const struct pack_declaration *d);
struct spot spot_of_rule(const struct rule *rule);
struct spot spot_of_pack(const struct pack *pack);
/* The same spot, `key` further in. */
struct spot spot_within(const struct spot *spot, struct slice key);
/* The same name, at the line of a key or of an item (from 0) of the table that is meant. */
struct spot spot_at_key(const struct spot *spot, struct slice key);
struct spot spot_at_item(const struct spot *spot, size_t item);
/* Adds to a message just set, where the two languages differ in more than words around
 * names. */
void spot_append(struct error *err, const char *zh, const char *en);
/* Puts the spot before a message just set and the nearest name (near may be NULL) behind
 * it; returns ERR_PACK. */
int spot_error(const struct spot *spot, const struct near *near, struct error *err);

/* ---- when.c: time ---- */

enum { DAY_TEXT = 16 };
/* The ends of a span from a table's keys `from` and `until`, each a year or a date. */
int span_read(const struct plain *table, const char *from, const char *until,
              struct span *out, const struct spot *spot, struct error *err);
bool span_has(struct span s, int day);
bool span_overlap(struct span a, struct span b);
int day_after(int day);
/* "2025-07-01" */
void day_show(int day, char out[DAY_TEXT]);

/* ---- shape.c: strict reading of plain tables ---- */

enum {
    IS_BOOLEAN = 1u << PLAIN_BOOLEAN,
    IS_NUMBER = 1u << PLAIN_NUMBER,
    IS_TEXT = 1u << PLAIN_TEXT,
    IS_TABLE = 1u << PLAIN_TABLE,
    IS_FUNCTION = 1u << PLAIN_FUNCTION,
    IS_ANY = IS_BOOLEAN | IS_NUMBER | IS_TEXT | IS_TABLE,
};
struct shape_key {
    const char *name;
    unsigned kinds; /* IS_… */
    bool required;  /* and, if a text, not blank */
};
/* A table with these keys and no others, and no array part unless `items`. */
int shape_check(const struct plain *table, const struct shape_key *keys, size_t count,
                bool items, const struct spot *spot, struct error *err);
/* A list of texts, none blank, with no keys; one bare text counts as a list of one when
 * `bare`. */
int shape_texts(const struct plain *list, bool bare, struct arena *arena,
                const struct slice **out, size_t *count, const struct spot *spot,
                struct error *err);
/* One of `names`; the index in *out. */
int shape_choice(struct slice text, const char *const *names, size_t count, size_t *out,
                 const struct spot *spot, struct error *err);
/* The severities in their order, and behind them the word for none. */
enum { SEVERITY_WORDS = SEVERITY_ERROR + 2 };
extern const char *const severity_words[SEVERITY_WORDS];
bool shape_is_blank(struct slice text);
/* True when there is no function in it and it is not too deep. */
bool shape_is_data(const struct plain *value);
bool name_is_id(struct slice name);   /* [A-Za-z0-9_.-]{1,64} */
bool name_is_word(struct slice name); /* [A-Za-z_][A-Za-z0-9_]{0,63} */
/* A plain value as a message shows it, NUL-terminated and cut where it does not fit. */
void plain_show(const struct plain *value, struct slice unit, char *out, size_t cap);

/* ---- parameter.c, declare.c ---- */

enum parameter_type {
    TYPE_PERCENT,
    TYPE_NUMBER,
    TYPE_MONEY,
    TYPE_TEXT,
    TYPE_FLAG,
    TYPE_LIST,
    TYPE_MAP,
    TYPE_COUNT
};
extern const char *const parameter_types[TYPE_COUNT];
enum parameter_type parameter_type(const struct parameter *p);
bool parameter_is_numeric(const struct parameter *p);

/* Declares the parameters of the pack just added. */
int parameter_declare(struct pack_set *set, uint32_t pack, const struct plain *table,
                      const struct spot *spot, struct error *err);
/* `value` as the parameter's type and unit, within its bounds. */
int parameter_accept(const struct parameter *p, const struct plain *value,
                     struct arena *arena, const struct plain **out,
                     const struct spot *spot, struct error *err);
/* A value as typed on a command line. */
int parameter_read(const struct parameter *p, struct slice text, struct arena *arena,
                   const struct plain **out, const struct spot *spot, struct error *err);
/* <0 laxer, 0 equal, >0 stricter than `old`; *comparable false when the parameter has no
 * direction (then 0 means equal and anything else different). */
int parameter_compare(const struct parameter *p, const struct plain *value,
                      const struct plain *old, bool *comparable);
/* True when the parameter's `negotiable` bounds hold the value. */
bool parameter_negotiable(const struct parameter *p, const struct plain *value);
/* Offers the parameters that a pack sees. */
void parameter_near(const struct pack_set *set, uint32_t pack, struct near *near);

/* ---- setting.c, change.c ---- */

/* What holds in a pack, by itself or by inheritance. */
struct parameter_state {
    const struct plain *value;
    uint32_t pack; /* who set it */
    struct slice reason;
    bool closed;
};
/* On one day. */
struct parameter_state parameter_state(const struct pack_set *set, uint32_t pack,
                                       size_t parameter, int day);
struct rule_state {
    enum severity severity;
    bool on, closed;
    uint32_t severity_pack, on_pack;
    struct slice reason, reason_en;
};
/* At one stage on one day. The narrowest pack that says something decides, and in it its table
 * of stages before its changes. */
struct rule_state rule_state(const struct pack_set *set, uint32_t pack,
                             const struct rule *rule, enum stage stage, int day);
/* The days on which what a pack says about a rule, or what it inherits of it, changes; `days`
 * has room for DAYS_MAX, all within `span`. */
enum { DAYS_MAX = 64 };
void day_add(int days[DAYS_MAX], size_t *count, struct span span, int day);

/* ---- statute.c ---- */

/* Every citation must name a statute that the pack knows, and an article of it if any are told. */
int citations_resolve(const struct pack_set *set, uint32_t pack, const struct slice *basis,
                      size_t count, const struct spot *spot, struct error *err);

/* ---- stage.c: severity by stage ---- */

extern const char *const stage_keys[STAGE_COUNT];
const char *stage_label(enum stage stage, bool english);
/* Reads `stages` of one pack. */
int stage_read(struct pack_set *set, uint32_t pack, const struct plain *table,
               const struct spot *spot, struct error *err);
/* The line of this very pack for a rule; NULL when there is none. */
const struct stage_line *stage_find(const struct pack_set *set, uint32_t pack, enum stage stage,
                                    struct slice id);
/* Whether the pack's lines for inherited rules may stand; after its changes were read. */
int stage_judge(const struct pack_set *set, uint32_t pack, const struct spot *spot,
                struct error *err);
/* Whether what a pack makes of an inherited rule at a stage may stand, on every day; `reason` is its
 * own. */
int state_judge(const struct pack_set *set, uint32_t pack, const struct rule *rule,
                enum stage stage, struct slice reason, const struct spot *spot,
                struct error *err);
/* Reads `set`, `stages` and `rules` of one pack, whose wider packs were read before. */
int change_read(struct pack_set *set, uint32_t pack, struct error *err);
int setting_read_all(struct pack_set *set, uint32_t pack, const struct plain *table,
                     const struct spot *spot, struct error *err);
/* `negotiable = false` of a change. */
int change_closed(const struct plain *body, bool *closed, const struct spot *spot,
                  struct error *err);
int change_unreasoned(const struct spot *spot, const char *example, struct error *err);

/* ---- level.c ---- */

struct levels {
    struct arena *arena;
    struct slice *names; /* shared by both lists; malloc'ed */
    size_t count, cap;
};
/* A spelling without blanks and line breaks, in `out`; the empty slice when it does not
 * fit. */
enum { LEVEL_BYTES = 192 };
struct slice level_fold(struct slice written, char out[LEVEL_BYTES]);
/* Refuses a list in which one spelling stands for two names. */
int level_check(const struct plain *table, const struct spot *spot, struct error *err);
/* Fills `map` with every spelling that `pack` knows of the code list ("level1"). */
int level_build(const struct pack_set *set, uint32_t pack, int when, struct slice list,
                struct map *map, struct levels *levels, struct error *err);
size_t level_find(const struct map *map, struct slice written);

/* ---- list.c ---- */

/* The declarations that make up one list at a time, narrowest first. */
enum { LAYERS_MAX = 64 }; /* five packs of eight parts at most */
struct layers {
    const struct pack_data *items[LAYERS_MAX];
    size_t count;
};
struct layers layers_of(const struct pack_set *set, enum scope_kind kind, uint32_t pack,
                        struct slice name, int when);

/* The word and code lists that `pack` sees, into the profile. */
int lists_build(struct profile *p, uint32_t pack, struct error *err);

/* ---- rule.c, resolve.c, needs.c, region.c ---- */

/* How far a lower pack may loosen a rule: the lowest severity (-1: it may not be lowered
 * at all), and whether it may be switched off. */
void rule_latitude(const struct rule *rule, int *lowest, bool *off);
/* Resolves what rules from `first` on refer to: statutes, parameters, levels. */
int rule_resolve(struct pack_set *set, size_t first, struct error *err);
/* What parameters rest on. */
int parameters_resolve(const struct pack_set *set, struct error *err);
/* Resolves `needs` of the rules from `first` on, which those before do not need; afterwards levels[i] is
 * greater than that of every rule that rule i needs. */
int needs_resolve(struct pack_set *set, size_t first, uint32_t *levels, struct error *err);

/* "420700000" and "420700" as "420700"; the empty slice when it is no code. */
struct slice region_code(struct slice text);
/* The division one step wider; the empty slice above a province. */
struct slice region_wider(struct slice code, char out[7]);
/* Checks a list of divisions. */
int region_check(const struct plain *table, const struct spot *spot, struct error *err);
/* Gathers the divisions of all packs. */
int region_link(struct pack_set *set, struct error *err);
/* The pack of a code or of the nearest wider division; SIZE_MAX when there is none. */
size_t region_pack(const struct pack_set *set, struct slice code);

#endif
