/* Packs: which there are, what they declare, how they inherit, and what holds for one record. Knows no
 * Lua: manifests and data arrive as plain tables. Built once by one thread, read-only afterwards. */
#ifndef JIHE_PACK_PACK_H
#define JIHE_PACK_PACK_H

#include "base/error.h"
#include "base/map.h"
#include "model/finding.h"
#include "model/limits.h"
#include "model/plain.h"
#include "model/rule.h"

enum pack_file_role { PACK_MANIFEST, PACK_STATUTES, PACK_DATA, PACK_RULE, PACK_FORM };

struct pack_file {
    enum pack_file_role role;
    uint32_t pack;  /* index into the folders found */
    char *path;     /* to open */
    char *shown;    /* relative to the rules folder, for messages */
};

struct pack_folder {
    char *name;   /* "national", "420000-hubei" */
    char *path;
    int64_t parent; /* index of the enclosing pack's folder; -1 */
};

/* What lies under a rules folder. A folder stands before what it holds. Files: all manifests, then all
 * statutes, data, rules and forms; of each, national's first, then by path. */
struct pack_scan {
    struct pack_folder *folders;
    size_t folder_count;
    struct pack_file *files;
    size_t file_count;
};
/* Follows a symbolic link only to what lies in the rules folder and is not reached without it, and
 * refuses whatever is neither a file nor a folder. Hidden names, `library/` and names that do not end
 * in .lua are passed over. On failure *out is empty. */
int pack_scan(struct pack_scan *out, const char *dir, struct error *err);
void pack_scan_release(struct pack_scan *scan);

/* When something holds: first and last day as yyyymmdd; SPAN_ALWAYS where nothing is said. A span
 * holds for a stretch of time when they have a day in common. The stretch is told by one number,
 * `when`: a budget year (2024), a month (202407), a day (20240715), or 0 for every time. */
struct span {
    int from, until;
};
#define SPAN_ALWAYS ((struct span){0, 99991231})
struct span when_span(int when);
bool span_holds(struct span s, int when);
/* "2024", "2024-07" or "2024-07-15" as a `when`; -1 for anything else. */
int when_read(struct slice text);

/* What a parameter is from some time on, in place of its default. */
struct timed_value {
    struct span span;
    const struct plain *value;
    struct slice why;
};

struct parameter {
    struct slice name, type, unit, why;
    const struct plain *initial; /* the default */
    const struct timed_value *values; /* their spans do not overlap */
    size_t value_count;
    const struct plain *min, *max; /* NULL: unbounded */
    int stricter; /* +1 higher is stricter, -1 lower is stricter, 0 neither */
    const struct plain *negotiable; /* NULL: lower packs may only tighten */
    const struct slice *basis;      /* statutes it rests on, maybe "id#article" */
    size_t basis_count;
    uint32_t pack; /* who declares it */
    size_t line;   /* and where in its manifest */
};

/* A pack's change to an inherited parameter. */
struct setting {
    uint32_t parameter, pack;
    const struct plain *value; /* of the parameter's type, in its unit */
    struct slice reason, reason_en; /* empty: none given */
    bool closed;               /* narrower packs may only tighten from here */
    struct span span;
    size_t next; /* the same pack's next setting of this parameter; SIZE_MAX */
};

/* A pack's change to an inherited rule. */
struct rule_change {
    uint32_t rule, pack;
    int severity; /* enum severity; -1: as inherited */
    int on;       /* 1, 0; -1: as inherited */
    struct slice reason, reason_en;
    bool closed;
    struct span span;
};

enum stage { STAGE_NONE, STAGE_SELF, STAGE_SUBMIT, STAGE_DEPARTMENT, STAGE_FINANCE, STAGE_COUNT };

/* A line of a pack's table `stages`: what rules weigh at one stage of a form's way. */
struct stage_line {
    uint32_t pack;
    enum stage stage;
    struct slice pattern; /* an id, or one with * in it */
    size_t weight;        /* of the pattern: its letters that are no *; an id weighs most */
    int severity;         /* enum severity; -1: off */
    struct slice reason, reason_en;
};

struct statute {
    struct slice id, number, number_en, title, issuer, standing, note;
    struct slice caveat, caveat_en; /* what a report says of it once, where a rule that could speak rests on it */
    struct span span; /* in force */
    const struct plain *articles; /* NULL: none registered */
    uint32_t pack;
    struct slice path;
    size_t line;
};

struct pack {
    struct slice name;     /* "national", or the division code "420000" */
    struct slice folder, title, version, label; /* label: "420000@2026.1" */
    int64_t parent;        /* index; -1 for national */
    const struct slice *names; /* of the division: 湖北省, 湖北 */
    size_t name_count;
    const struct plain *manifest;
    struct slice path; /* of pack.lua, for messages */
    size_t line;
    struct slice code;    /* the division, "000" of nine digits left out; empty for national */
    struct span span;     /* when it holds */
    size_t stage_first, stage_count; /* its lines among the set's */
    uint32_t place;       /* index of its folder in the scan */
    int64_t enclosing;    /* index of the enclosing pack's folder; -1 */
    bool waiting;         /* its rules are not there yet: see pack_link_more */
    uint32_t depth, rank; /* filled at link: steps below national; place by depth, then name */
};

/* A division that some pack or the code list "divisions" knows. */
struct division {
    struct slice code; /* as in struct pack */
    struct slice name;
    size_t next; /* the next one of the same name; SIZE_MAX at the end */
};

/* A form map: how a kind of document becomes records. Its functions are script's. */
struct form_map {
    struct slice name, title, title_en, looks_for, looks_for_en;
    enum form_kind kind;
    const struct slice *replaces; /* names of maps that step back */
    size_t replaces_count;
    bool unwrap;
    const struct plain *examples; /* NULL: none */
    uint32_t pack;
    struct slice path; /* for messages */
    size_t line;
    struct slice text; /* of its file */
};

struct pack_set {
    struct arena arena;
    struct pack *packs;
    size_t pack_count, pack_cap;
    struct rule *rules; /* all packs, in linking order: pack depth first, then id */
    size_t rule_count, rule_cap;
    size_t rule_room; /* rules there can be in all; those that are there never move */
    struct parameter *parameters;
    size_t parameter_count, parameter_cap;
    struct statute *statutes;
    size_t statute_count, statute_cap;
    struct pack_data *data; /* word and code lists as declared */
    size_t data_count, data_cap;
    struct form_map *forms; /* in the order of the scan */
    size_t form_count, form_cap;
    struct map rule_ids;
    size_t failed; /* rule files that did not load, told or not */
    struct slice *failures; /* ids or file names of those told by pack_add_failed */
    size_t failure_count, failure_cap;
    struct setting *settings;
    size_t setting_count, setting_cap;
    struct rule_change *changes;
    size_t change_count, change_cap;
    struct stage_line *stages; /* by pack, then stage, then heavier patterns first */
    size_t stage_count, stage_cap;
    struct map names;      /* what a pack declares or changes, by kind, pack and name */
    struct map pack_codes; /* division code → pack */
    struct map folder_packs; /* folder index → pack */
    struct division *divisions;
    size_t division_count, division_cap;
    struct map division_codes, division_names; /* → first division of that code, of that name */
    bool cities_listed[100]; /* by a code's first two digits: a list has the cities there */
    bool divisions_listed; /* some pack has a list of divisions: other provinces do not exist */
    uint32_t national;
    uint32_t *rule_levels; /* by rule: greater than those of the rules it needs */
};

struct pack_data {
    struct slice verb, name; /* "words" or "codes" */
    const struct plain *body;
    uint32_t pack;
    struct slice path;
    size_t line;
    bool extend;              /* adds to the wider pack's list of the same name */
    struct span span;
    size_t next;              /* the same pack's next part of this list; SIZE_MAX */
    const struct plain *table; /* codes: the body without `title` and `extend` */
};

void pack_set_init(struct pack_set *set);
void pack_set_release(struct pack_set *set);

/* One declaration of a file, as script found it. `path` and `line` for messages; `body` and the
 * slices must live as long as the set (use set->arena). */
struct pack_declaration {
    struct slice verb, name, path;
    size_t line;
    const struct plain *body;
    uint32_t folder; /* index into the scan's folders */
};
int pack_add_manifest(struct pack_set *set, const struct pack_scan *scan,
                      const struct pack_declaration *d, struct error *err);
int pack_add_statute(struct pack_set *set, const struct pack_declaration *d, struct error *err);
int pack_add_data(struct pack_set *set, const struct pack_declaration *d, struct error *err);
/* Checks every key of the rule strictly; its place is set->rule_count - 1 until pack_link sorts.
 * `params` are the parameter names its text uses. On failure the set is as before. */
int pack_add_rule(struct pack_set *set, const struct pack_declaration *d, struct slice text,
                  const struct slice *params, size_t param_count, struct error *err);
/* Checks every key of a form map strictly. On failure the set is as before. */
int pack_add_form(struct pack_set *set, const struct pack_declaration *d, struct slice text,
                  struct error *err);
/* Whether what the map refers to exists; after all were added. */
int form_link(const struct pack_set *set, const struct form_map *m, struct error *err);
/* Whether records of `pack` may be read with it: it belongs to the pack or to a wider one. */
bool form_is_seen(const struct pack_set *set, const struct form_map *m, uint32_t pack);
/* A rule file that did not load; counted in `failed`. Rules that need it and packs that change it
 * are not wrong for that: they go on without. `id` may be empty: then the file's name tells it. */
int pack_add_failed(struct pack_set *set, struct slice path, struct slice id, struct error *err);
/* Room for all rules there will be, before the first is added. */
int pack_reserve(struct pack_set *set, size_t rules, struct error *err);
/* After all were added: resolves needs and their order, checks inheritance, tightening, parameters and
 * bases. The first contradiction is the error, with file and line. */
int pack_link(struct pack_set *set, struct error *err);
/* For a pack that was `waiting` at pack_link and whose wider packs are linked: its rules, added since the
 * rule with index `first`, and its changes. Nobody reads the set meanwhile; what was read before stands. */
int pack_link_more(struct pack_set *set, uint32_t pack, size_t first, struct error *err);

/* The pack for a region as a record writes it: a division code by longest prefix, or a name. The
 * national pack when the region is empty or no narrower pack is known. */
uint32_t pack_for_region(const struct pack_set *set, struct slice region);
/* The code of the narrowest division that a unit's name or a title begins with (昌黎县水务局, 2024年湖北省…), whole names
 * only; empty where it begins with none, or with one that several places have. */
struct slice pack_home(const struct pack_set *set, struct slice text);
/* `inner` lies in `outer`, or there is no outer. */
bool pack_home_narrower(struct slice inner, struct slice outer);
/* The division's full name, 河北省秦皇岛市昌黎县; returns its bytes. */
size_t pack_home_name(const struct pack_set *set, struct slice code, char *out, size_t max);
/* True when `region` is a division code or name that can exist; otherwise `near` has the nearest. */
bool pack_region_known(const struct pack_set *set, struct slice region, struct near *near);

/* What a rule or parameter stands on at a time: statutes in force that somebody has read (or none
 * that it names: practice alone), such that are known by hearsay only, or none in force. */
enum footing { FOOTING_FIRM, FOOTING_HEARSAY, FOOTING_NONE };
enum footing basis_footing(const struct pack_set *set, uint32_t pack, const struct slice *basis,
                           size_t count, int when);
/* "mof-2020-10#第十二条" as the statute's id, and the article; *article empty where none is named. */
struct slice citation_split(struct slice cited, struct slice *article);

struct effective_rule {
    const struct rule *rule;
    enum severity severity;
    uint32_t severity_pack; /* who set it */
    bool on;
    uint32_t on_pack;    /* who switched it */
    struct slice reason; /* why the narrowest pack that changed it did so; may be empty */
    bool timely;   /* the rule itself holds at this time; else it is off */
    enum footing footing;
    bool capped;   /* an error by its packs, a warning for want of footing */
};

/* Where a pack departs from what it inherits, for a summary: a rule's severity or a parameter. */
struct departure {
    uint32_t pack;
    struct slice what;  /* the rule's id or the parameter's name */
    bool rule, loosened;
    const struct plain *value, *old; /* of a parameter */
    struct slice unit;
    struct slice now, was; /* of a rule: a severity or "off" */
    uint32_t above;        /* who had set it */
    struct slice reason, reason_en;
};

/* What holds for records of one pack, time and stage. */
struct profile {
    struct arena arena;
    const struct pack_set *set;
    uint32_t pack;
    int when;
    int day; /* the last of that time: values are those of this day */
    enum stage stage;
    struct slice label; /* "national@2026.1+420000@2026.1" */
    const uint32_t *chain; /* the packs that hold for the year, national first */
    size_t chain_count;
    struct effective_rule *rules; /* in an order that has needed rules first */
    size_t rule_count;
    struct param_use *params; /* sorted by name */
    size_t param_count;
    const struct departure *departures; /* by pack from national inwards, rules first, by name */
    size_t departure_count;
    struct word_list *words;
    size_t word_count;
    struct code_list *codes;
    size_t code_count;
    struct map level1, level2; /* spelling without blanks → index into `names` */
    struct slice *names;
    size_t name_count;
};

/* A parameter given on the command line, over all packs. */
struct param_override {
    struct slice name, value;
};

/* A pack out of force at `when` takes the packs below it out too. Overrides may loosen, but keep to
 * type and bounds; one that no pack declares is ERR_USAGE. On failure *p is empty. */
int profile_build(struct profile *p, const struct pack_set *set, uint32_t pack, int when,
                  enum stage stage, const struct param_override *overrides, size_t override_count,
                  struct error *err);
void profile_release(struct profile *p);
/* The standard name of a level, or the empty slice. */
struct slice profile_level1(const struct profile *p, struct slice written);
struct slice profile_level2(const struct profile *p, struct slice written);
/* The code list of this name; NULL when no pack of the profile has one. */
const struct plain *profile_codes(const struct profile *p, struct slice name);
/* The statute with this id (or citation) as the profile's packs know it; NULL when none does. */
const struct statute *profile_statute(const struct profile *p, struct slice id);
/* True when it holds on some day of `when`; dates that are not told do not exclude. */
bool statute_in_force(const struct statute *s, int when);

#endif
