/* What the files of area:rows share: columns and their headings, the table being read. */
#ifndef JIHE_SCRIPT_FORM_ROWS_H
#define JIHE_SCRIPT_FORM_ROWS_H

#include "script/form_host.h"

enum { COLUMNS_MAX = 64, TICKED_MAX = 8, HEADING_DEPTH = 3 };

struct column {
    int name;         /* stack place */
    const struct labels *labels;
    bool found, carried;
    uint32_t first, last; /* columns of the grid that it reaches over */
    uint32_t below;       /* the first row below its heading */
    uint32_t last_block, last_index; /* carried: the cell that stands above */
    bool has_last;
    uint32_t seen; /* how often its heading stands here */
    bool must, ticked; /* the heading has to be there; one of several columns that are ticked */
};

/* Several columns in one of which a tick stands, read as one value: the names of those ticked. */
struct ticked {
    int name; /* stack place */
    size_t first, count; /* columns */
};

/* What stands above indicators of one term: 长期绩效指标. */
struct band {
    const struct labels *labels;
    const char *term;
};

struct rows {
    struct form_document *f;
    struct column *columns;
    size_t count;
    size_t order[COLUMNS_MAX]; /* carried columns, widest first */
    size_t carried;
    struct ticked ticked[TICKED_MAX];
    size_t ticked_count;
    struct band bands[2];
    const char *term; /* of the rows that follow, or NULL */
    const struct labels *stop;
    uint32_t nth; /* which of several equal headings counts */
    bool all;
    int list;
    lua_Integer made;
};

/* The table being read. */
struct spread {
    const struct document_table *t;
    uint32_t block, from, to;
    uint32_t shift; /* how far left of their headings the cells of the row being read stand */
};

/* ---- form_columns.c ---- */
/* Arguments 2 and 3 of area:rows; what holds the labels stays on the stack. */
void rows_arguments(lua_State *L, struct rows *r);
/* NULL: no such column. */
struct column *column_find(lua_State *L, struct rows *r, struct slice name);
bool column_is(lua_State *L, struct rows *r, const struct spread *s, size_t index,
              const struct labels *l);
/* The row where the heading begins. */
bool columns_find(lua_State *L, struct rows *r, const struct spread *s, uint32_t *row);
/* Columns to be ticked have to be found where a row of the table holds two of them or more. */
void ticked_look(lua_State *L, struct rows *r, const struct spread *s, const struct ticked *t);

#endif
