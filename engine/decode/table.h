/* One CSV file as a table: its heading row understood, its rows given one by one, and whatever is
 * wrong with the file told. */
#ifndef JIHE_DECODE_TABLE_H
#define JIHE_DECODE_TABLE_H

#include "decode/columns.h"
#include "decode/input.h"

enum { TITLE_UNIT_MAX = 200 }; /* bytes of a unit's name, its end counted */

/* What stands above the headings of a workbook saved as CSV. */
struct titles {
    uint32_t count;
    char year[8];
    struct slice unit; /* 元 or 万元; empty: not said */
    char whose[TITLE_UNIT_MAX]; /* 编制单位：某某局 */
    char home[TITLE_UNIT_MAX];  /* seems to name the division */
    struct address year_at, unit_at, whose_at, home_at;
};

struct table {
    struct input input;
    struct csv *csv;         /* NULL: nothing (more) to read */
    struct columns columns;
    const struct decode_options *options;
    const char *path;        /* the input's */
    uint64_t rows;           /* asked for by table_next */
    struct titles titles;
};

/* Takes over `in` (an opened input; released by table_close). 0: rows can be asked for; 1: told as
 * REJECT_FILE; negative: memory. The columns are made but not resolved. */
int table_open(struct table *t, struct input *in, const struct decode_options *o,
               struct error *err);
/* Resolves the columns; a table of which nothing is known, or whose rows name no project, is told as
 * REJECT_FILE (1). */
int table_resolve(struct table *t, enum table_role role, struct error *err);
/* The same file from its first row once more, for csv_skim; not hashed, nothing told, no columns. */
int table_again(struct table *t, const struct table *first, struct error *err);
/* The next row that fits the columns: 1; 0 at the end. Rows that do not fit are told as `kind`, with
 * their key as far as known; what ends the file early is told as REJECT_FILE. */
int table_next(struct table *t, int kind, struct csv_row *row, struct error *err);
/* Year, unit of amounts and whose it is, from above the headings, where the project's row has no cell for them. False
 * when the arena refuses. */
bool table_titles_apply(const struct table *t, struct project *p);
/* Tells of the row: its number and line stand before the message where the file is a text. */
void table_tell(const struct table *t, const struct rejection *about, const struct csv_row *row,
                const struct error *why);
/* Tells the row as bad. */
void table_reject(const struct table *t, int kind, const struct csv_row *row,
                  const struct error *why);
/* Nothing more of the file: tells `why` as REJECT_FILE and ends it. Returns 0, or ERR_MEMORY when
 * that is why. */
int table_break(struct table *t, const struct error *why);
/* What csv_next or csv_skim returned, when it is no row: as table_next, 0 at the end, 1 to go on. */
int table_fault(struct table *t, int kind, int result, const struct csv_row *row,
                const struct csv_fault *fault, const struct error *err);
struct address table_address(const struct table *t, const struct csv_row *row);
void table_close(struct table *t);

#endif
