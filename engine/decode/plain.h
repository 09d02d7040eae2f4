/* Plain tables in workbooks, documents and web pages: a heading row of known names, records below. A
 * form has its labels beside their values and is left to form maps. */
#ifndef JIHE_DECODE_PLAIN_H
#define JIHE_DECODE_PLAIN_H

#include "decode/copy.h"
#include "decode/ragged.h"

enum plain_part { PLAIN_PROJECTS, PLAIN_INDICATORS, PLAIN_GOALS, PLAIN_SINGLE };

/* Where the heading row of a table stands. */
struct plain_heading {
    uint32_t row, rows; /* of the grid, from 0; how many */
    uint32_t columns;   /* up to the last heading */
    bool key;           /* project_code or project_name is a column */
    bool label;         /* a label with its value stands above it: it says whose the rows are */
    const struct document_cell *unit; /* 单位：万元, said once above the amounts; or NULL */
    const struct document_cell *title; /* says the year, above the heading; or NULL */
    const struct document_cell *whose; /* 编制单位：某某局, above the heading; or NULL */
    const struct document_cell *home;  /* seems to name the division, above the heading; or NULL */
    bool year, form, owner; /* a column says them; owner: a unit or department */
    uint32_t level1;    /* the column 一级指标 where 二级指标 is the next one; or RAGGED_NONE */
    bool amounts;       /* some column holds amounts and no heading says their unit */
    bool indicator;     /* so are an indicator's name and its level, target or actual value */
};

enum { TITLE_HOME_MAX = 200 }; /* bytes of a title that may name the division */
enum { PLAIN_TOP = 20 }; /* rows the heading is looked for in */

/* False where no row among the first PLAIN_TOP is a heading row. Rows beyond them need not be in `t`. */
bool plain_heading_find(const struct document_table *t, struct plain_heading *out,
                        struct error *err);
/* "项目名称：某某"; the unit of amounts (单位：万元) says nothing of whose they are. */
bool plain_is_label(struct slice text);
/* The four digits of 2024年 in a title; else empty. */
struct slice plain_year(struct slice text);
/* 元 or 万元 where the text says that amounts are in it; else empty. */
struct slice plain_unit(struct slice text);
/* The unit whose table it is (编制单位：某某局); else empty. */
struct slice plain_whose(struct slice text);
/* The text where it seems to begin with a division's name; else empty. */
struct slice plain_home(struct slice text);
/* Which form the title says it is; empty for a plain 绩效目标表, which is told from the columns. */
struct slice plain_form(struct slice title);
/* What a sheet's name says; PLAIN_SINGLE for most. */
enum plain_part plain_part_of(struct slice name);

/* Plain tables that were copied. */
struct plain_table {
    enum plain_part part;
    uint32_t table; /* from 1, for addresses */
    struct copy copy;
};
struct plain_tables {
    struct plain_table *items;
    size_t count, cap;
};
struct plain_table *plain_add(struct plain_tables *p, uint32_t table, enum plain_part part,
                              const struct limits *limits);
/* Copies the heading row; whoever does not hold the whole table copies the rows below himself. */
void plain_copy_heading(struct plain_table *p, const struct document_table *t,
                        const struct plain_heading *heading);
/* Copies the table from its heading on. */
void plain_copy(struct plain_table *p, const struct document_table *t,
                const struct plain_heading *heading);
/* Says that a table beside plain ones was not read. */
void plain_tell_other(struct slice name, uint32_t file, uint32_t table,
                      const struct decode_options *o);
/* Reads them: projects, indicators and goals of one file as a set, every other table by itself.
 * Takes the tables over; `in` lends its source. */
int plain_open(struct format_reader *out, const struct input *in, struct plain_tables *tables,
               const struct decode_options *o, struct error *err);
void plain_release(struct plain_tables *p);

#endif
