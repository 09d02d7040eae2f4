/* Form maps: how a document becomes records, as a pack's Lua file says it. A map is loaded like a rule
 * (script_load with the verb `form`) and called with the same budgets; whatever it does, its document is
 * at worst told as not read. Contract for those who write maps: docs/form-maps.md. */
#ifndef JIHE_SCRIPT_FORM_H
#define JIHE_SCRIPT_FORM_H

#include "model/document.h"
#include "script/script.h"

/* What a map said beside its records. */
struct form_remark {
    struct slice zh, en; /* en empty: a map speaks one language */
    struct address at;
};

/* A document as the maps of one state see it. One at a time per state; the state forgets it at
 * form_close. */
struct form_document;

/* `doc` outlives it. */
int form_open(struct script *s, const struct document *doc, struct form_document **out,
              struct error *err);
void form_close(struct script *s, struct form_document *f);

/* How a call of a map ended. FORM_FAULT: told in `reason`, FILE:LINE: WHAT. FORM_REJECTED: the map says
 * itself that it cannot read this part. */
enum form_outcome { FORM_OK, FORM_FAULT, FORM_REJECTED };
struct form_answer {
    enum form_outcome outcome;
    bool claims;          /* form_match */
    bool limit;           /* a fault because a budget was exceeded */
    size_t count;         /* form_parts: parts; form_read: records */
    struct address at;    /* where the part begins, or what a rejection is about */
    struct slice reason, reason_en; /* in the arena given */
};

/* Which map is asked, and what it sees of its packs. */
struct form_call {
    int handle;
    bool unwrap;
    const struct script_scene *scene;
    struct slice region; /* code of the pack's division; empty: national */
    struct arena *arena; /* for what is told */
};

/* Each returns 0, or an error only for what is no fault of the map (memory of the engine itself). */
int form_match(struct script *s, struct form_document *f, const struct form_call *c,
               struct form_answer *out, struct error *err);
int form_parts(struct script *s, struct form_document *f, const struct form_call *c,
               struct form_answer *out, struct error *err);
/* Calls `read` for part number `part` (from 0); its records wait in the state. */
int form_read(struct script *s, struct form_document *f, const struct form_call *c, size_t part,
              struct form_answer *out, struct error *err);
/* Fills `p` (cleared) from waiting record number `record` (from 0). *empty: nothing is filled in.
 * The record is not settled, has no form, ordinal or file. */
int form_take(struct script *s, struct form_document *f, const struct form_call *c, size_t record,
              struct project *p, bool *empty, struct form_answer *out, struct error *err);

/* What the map said with remark() since the last call of this function. */
const struct form_remark *form_remarks(struct form_document *f, size_t *count);

/* What nobody used. A cell is used when it was handed on, served as a label, or was set aside. */
struct form_unused {
    size_t tables, lines, cells; /* whole tables, lines of text, cells of tables of which some were used */
    struct address table, line, cell; /* the first of each */
    struct slice table_text, line_text, cell_text; /* the first text in it */
};
void form_unused(const struct form_document *f, struct form_unused *out);

/* A document made of an example in a map: a list of texts and tables. False when it is none; the
 * document was only initialised. */
bool form_example(const struct plain *list, struct document *doc);

#endif
