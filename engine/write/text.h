/* The parts of the text report: projects with their findings, what could not be checked,
 * the counts. */
#ifndef JIHE_WRITE_TEXT_H
#define JIHE_WRITE_TEXT_H

#include "base/map.h"
#include "write/layout.h"
#include "write/writer.h"

enum { TEXT_MEMORY_MAX = 64 << 20, TEXT_PLACES_MAX = 30 };

/* One more place with the same fault. */
struct text_more {
    struct slice where, value;
    bool has_value;
    struct text_more *next;
};

/* A finding as it will be shown, and the places where the same is wrong. */
struct text_entry {
    enum severity severity;
    struct slice rule, where, value, message, suggestion, heading, basis, address, related;
    bool has_value;
    bool is_told; /* the value is the indicator's name, or in the message */
    struct text_more *more, *last;
    size_t more_count;
    bool shown;
    struct text_entry *next;
};

/* Copies what is shown of a finding; false when the arena refuses. */
bool text_entry_make(struct text_entry *e, const struct writer *w,
                     const struct finding *f, struct arena *arena);
/* One more place of the same fault; false when the arena refuses. */
bool text_entry_add(struct text_entry *e, const struct writer *w, const struct finding *f,
                    struct arena *arena);
/* The line above findings that have one remark in common. */
void text_heading_put(struct layout *l, struct slice heading);
/* `again`: the same advice was shown before, and is only pointed at. */
void text_entry_put(struct layout *l, const struct text_entry *e, bool again);
/* "须修改    2  name · unit · form year"; `verdict` negative: not told. */
void text_project_put(struct layout *l, const struct project_key *key, int verdict);

/* What could not be checked, by kind, equal things told once. Bounded: beyond GATHER_MAX
 * different things of a kind the rest is only counted. */
enum { GATHER_KINDS = 4, GATHER_MAX = 500, GATHER_PLACES = 5 };
struct gather {
    struct arena arena;
    struct map keys;
    struct gather_item *items[GATHER_KINDS], *last[GATHER_KINDS];
    size_t kept[GATHER_KINDS];
    uint64_t dropped[GATHER_KINDS];
};
void gather_init(struct gather *g);
void gather_add(struct gather *g, const struct writer *w, const struct finding *f);
void gather_put(struct layout *l, const struct gather *g);
void gather_release(struct gather *g);

/* The verdict in words and the tables of counts; when quiet the line with the verdict
 * only. */
void text_summary_put(struct layout *l, const struct summary *s, bool quiet);
const char *text_verdict(const struct layout *l, int verdict);
enum paint text_verdict_paint(int verdict);
enum paint text_severity_paint(enum severity s);

#endif
