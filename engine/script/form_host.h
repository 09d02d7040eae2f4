/* What the files of the form host share: the document in view, cells and areas as objects. */
#ifndef JIHE_SCRIPT_FORM_HOST_H
#define JIHE_SCRIPT_FORM_HOST_H

#include "script/form.h"
#include "script/host.h"

/* The cell that answers a question about the whole document. */
struct memo_answer {
    bool found;
    uint32_t block, index;
    struct slice text; /* where it is not the cell's own */
};

/* A place in the order of reading; in a text block the row is 0. */
struct form_place {
    uint32_t block, row;
};

struct form_document {
    const struct document *doc;
    uint64_t serial;         /* of the state's documents: handles of another one are stale */
    size_t *first;           /* by block: number of its first cell */
    size_t cell_count;
    struct slice *squeezed;  /* by cell number; ptr NULL: not made yet */
    uint8_t *used;           /* by cell number */
    struct arena arena;      /* squeezed texts, remarks */
    struct form_remark *remarks;
    size_t remark_count, remark_cap, remarks_told;
    struct map memo;         /* questions about the whole document → answers */
    struct memo_answer *answers;
    size_t answer_count;
    const struct plain *names_of; /* the divisions that `names` holds, in order of their names */
    struct named *names;
    size_t name_count;
    const struct form_call *call;
    struct form_place begins; /* of the part being read */
};

enum { NO_CELL = UINT32_MAX };

/* A cell, perhaps with another text (uservalue 1), perhaps of a place where the file has none. */
struct cell_box {
    struct object object;
    uint64_t serial;
    uint32_t block, row, column;
    uint32_t index; /* into the table's cells; NO_CELL: a place without a cell */
    bool derived;
};

enum area_kind { AREA_DOCUMENT, AREA_PART, AREA_TABLE, AREA_ROW };

/* From `from` to before `to`. */
struct area_box {
    struct object object;
    uint64_t serial;
    enum area_kind kind;
    struct form_place from, to;
};

/* Where the part being read begins. */
struct address form_begins(const struct form_document *f);
/* The document in view; raises outside of a map's functions. */
struct form_document *form_now(lua_State *L);

struct labels;

/* ---- form_cell.c ---- */
/* The cell that covers this place of a table, or the place where none is. */
void cell_push_at(lua_State *L, uint32_t block, uint32_t row, uint32_t column);
void cell_push_number(lua_State *L, uint32_t block, uint32_t index); /* of a table; 0 for a text */
/* The same place with another text, which is on top and is replaced. */
void cell_push_derived(lua_State *L, const struct cell_box *of);
void cell_push_text(lua_State *L, const struct cell_box *of, struct slice text);
struct cell_box *cell_get(lua_State *L, int index); /* NULL: no cell; raises when it is stale */
struct cell_box *cell_check(lua_State *L, int index);
struct slice cell_text(lua_State *L, int index, const struct cell_box *c);
struct address cell_address(const struct form_document *f, const struct cell_box *c);
/* Row and column are those of its first place; rows and columns at least 1. */
struct document_cell cell_extent(const struct form_document *f, const struct cell_box *c);
void cell_use(struct form_document *f, const struct cell_box *c);
/* The first value to the right of a label, see docs: pushes a cell. `stops` may be NULL. */
void value_beside_push(lua_State *L, const struct cell_box *label, const struct labels *const *stops,
                       size_t stop_count);
int cell_call(lua_State *L, int code);
void cells_open(lua_State *L);

/* ---- form_area.c ---- */
void area_push(lua_State *L, enum area_kind kind, struct form_place from, struct form_place to);
struct area_box *area_get(lua_State *L, int index);
struct area_box *area_check(lua_State *L, int index);
void areas_open(lua_State *L);

/* A walk over the cells of an area in order; texts are cells too. */
struct cell_walk {
    const struct form_document *f;
    struct form_place to;
    uint32_t block;
    size_t at, end;        /* cells of the block; for a text 0 and 1 */
    const struct document_cell *cell;
    uint32_t index;        /* 0 for a text */
    size_t number;         /* over the whole document */
};
void walk_open(struct cell_walk *w, const struct form_document *f, const struct area_box *a);
bool walk_next(lua_State *L, struct cell_walk *w);
void walk_use(const struct cell_walk *w); /* the cell counts as read */
/* The number of the first cell of the table that begins at or after this row. */
size_t table_row_start(const struct document_table *t, uint32_t row);

/* ---- form_find.c, form_divide.c, form_lists.c ---- */
bool place_has(lua_State *L, struct form_document *f, struct form_place from, struct form_place to,
               const struct labels *l);
int area_find(lua_State *L);
int area_find_all(lua_State *L);
int area_has(lua_State *L);
int area_search(lua_State *L);
int area_search_all(lua_State *L);
int area_ignore(lua_State *L);
int area_split(lua_State *L);
int area_from(lua_State *L);
int area_after(lua_State *L);
int area_before(lua_State *L);
int area_tables(lua_State *L);
int area_table(lua_State *L);
int area_texts(lua_State *L);
int area_rest(lua_State *L);
int area_lines(lua_State *L);
int area_cells(lua_State *L);
int area_filled(lua_State *L);
int area_first(lua_State *L);

/* ---- form_memo.c ---- */
/* Only what is asked of the whole document is kept; `l` or `text` is what was asked for. */
bool memo_find(lua_State *L, const struct area_box *a, char kind, const struct labels *l,
               struct slice text, struct memo_answer *out);
void memo_keep(lua_State *L, const struct area_box *a, char kind, const struct labels *l,
               struct slice text, struct memo_answer answer);
/* A walk that stands at this cell, and goes no further. */
void walk_to(struct cell_walk *w, const struct form_document *f, struct memo_answer at);

/* ---- form_label.c ---- */
struct form_label {
    struct slice text; /* squeezed */
    bool any_before, any_after, notes; /* * at either end; it has a note in parentheses itself */
};
struct labels {
    size_t count;
    bool optional; /* one of them ends in ? */
    struct form_label items[];
};
/* Without blanks, in half width, without a colon at the end. `out` has room for text.len bytes. */
size_t text_squeeze(struct slice text, char *out);
/* Reads a text or a list of texts at `index` and pushes what holds them. With `optional` a ? at the end
 * is taken off. */
const struct labels *labels_read(lua_State *L, int index, bool optional);
bool labels_match(const struct labels *l, struct slice squeezed);
/* The squeezed text of a cell, made at its first use. */
struct slice cell_squeezed(lua_State *L, struct form_document *f, size_t number,
                           const struct document_cell *cell);
bool cell_is(lua_State *L, struct form_document *f, const struct cell_walk *w,
             const struct labels *l);
bool box_is(lua_State *L, struct form_document *f, const struct cell_box *c, const struct labels *l);
/* Where one of the labels stands in a line with its value behind it: `单位：X`. The byte where the label
 * begins and where its value begins; false when it is not there. */
bool labels_inline(const struct labels *l, struct slice text, size_t from, size_t *at,
                   size_t *value);
size_t cell_number(const struct form_document *f, uint32_t block, uint32_t index);

/* ---- form_common.c ---- */
int area_parts(lua_State *L);
int area_between(lua_State *L);
int area_total(lua_State *L);
/* Of a row: an operator under 指标性质 is the target's; with an operator or a unit beside it, the target is
 * the value alone. */
void row_settle_target(lua_State *L, int row);

/* ---- form_narrative.c ---- */
int cell_sentences(lua_State *L);
int cell_name_value(lua_State *L);
int cell_headings(lua_State *L);

/* ---- form_cut.c ---- */
int cell_cut(lua_State *L);
int area_breaks_off(lua_State *L);
int area_cuts(lua_State *L);

/* ---- form_values.c, form_rows.c, form_cross.c, form_text.c, form_region.c ---- */
int area_cross(lua_State *L);
int area_values(lua_State *L);
/* Pushes the keys of the table, all of them texts, as a list in their order; returns its place. */
int form_names_push(lua_State *L, int table, int max);
int area_rows(lua_State *L);
int cell_items(lua_State *L);
int cell_options(lua_State *L);
int cell_ticked(lua_State *L);
/* Whether the text holds a box, ticked or not. */
bool text_has_box(struct slice s);
int cell_date(lua_State *L);
int cell_year(lua_State *L);
int cell_unwrap(lua_State *L);
void unwrap_put(struct buffer *out, struct slice text);
int cell_region(lua_State *L);
int area_region(lua_State *L);
int area_money_unit(lua_State *L);

/* ---- form_record.c ---- */
/* Fills a project from the table at `index`; raises where it is no record. */
bool record_fill(lua_State *L, struct form_document *f, int index, struct project *p);

/* reject() and what it made */
int form_reject(lua_State *L);
int form_remark_add(lua_State *L);
/* What the host itself remarks; `en` empty: told as in `zh`. */
void form_remark_keep(lua_State *L, struct slice zh, struct slice en, struct address at);
struct reject_box {
    struct object object;
    struct address at;
    bool placed;
}; /* uservalue 1: the reason */

#endif
