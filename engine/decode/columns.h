/* The heading row of one table: what each column is, for every kind of form. */
#ifndef JIHE_DECODE_COLUMNS_H
#define JIHE_DECODE_COLUMNS_H

#include "decode/decode.h"
#include "decode/headings.h"
#include "format/csv.h"

enum table_role {
    TABLE_PROJECTS,
    TABLE_INDICATORS, /* of a set: rows name their project by code or name */
    TABLE_GOALS,      /* of a set */
    TABLE_MIXED,      /* indicators with their project's columns repeated */
};

struct column {
    struct slice heading, folded;
    struct slice key; /* for extras: the heading, or "#7" where it is blank */
    uint32_t line, column;
};

enum slot_kind { SLOT_CELL, SLOT_PLAN, SLOT_EXTRA };

/* One column that goes somewhere. */
struct slot {
    uint16_t column;
    uint8_t kind, how; /* enum slot_kind, enum heading_how */
    int16_t field;
    int16_t month;
};

struct slots {
    struct slot *items;
    size_t count;
};

enum { COLUMN_NONE = 0xFFFF, TWINS_MAX = 16 };

struct columns {
    struct arena arena;
    enum table_role role;
    struct column *items;
    size_t count;
    struct slots slots[FORM_COUNT][3]; /* by enum field_scope */
    uint16_t twins[TWINS_MAX][2];      /* the same heading twice */
    bool twin_cells[TWINS_MAX];        /* they are a field of the record: the cells must agree */
    size_t twin_count;
    uint16_t code, name; /* the project's key columns, or COLUMN_NONE */
    uint16_t absent;     /* names what a row does not have, or COLUMN_NONE */
    uint16_t row;        /* the number of the project's row, or COLUMN_NONE */
    uint16_t title;      /* what stood above the table, or COLUMN_NONE */
    uint16_t money;      /* the column whose heading says 元 or 万元, or COLUMN_NONE */
    struct slice money_unit;
    uint16_t month_column;
    int month;             /* "截止6月底…", else 0 */
    enum form_kind form;   /* told from the headings alone */
    bool indicators;       /* some column can only be an indicator's */
    size_t known;          /* columns that mean something */
};

/* Copies and folds the headings; `indicators` is known then. ERR_MEMORY. */
int columns_make(struct columns *c, const struct csv_row *header, size_t column_max,
                 struct error *err);
/* Gives every column its meaning in a table of this role. ERR_MEMORY. */
int columns_resolve(struct columns *c, enum table_role role, struct error *err);
/* Remarks on headings that are unknown, told twice or contradict each other, as the form reads them. */
int columns_tell(const struct columns *c, enum form_kind form, struct address within,
                 const struct decode_options *o, struct error *err);
void columns_release(struct columns *c);

#endif
