/* Rows into records, by the columns' slots. */
#ifndef JIHE_DECODE_FILL_H
#define JIHE_DECODE_FILL_H

#include "decode/columns.h"

/* The row belongs to the table of `c`: the number of fields is right, columns told twice agree.
 * False and *why otherwise. Surplus fields that are blank are let pass. */
bool row_fits(const struct columns *c, const struct csv_row *row, struct error *why);

/* `within` is where the table stands, see address_in.
 * The project's own cells, goals, plan and extras. False when the arena refuses. */
bool fill_project(struct project *p, const struct columns *c, enum form_kind form,
                  const struct csv_row *row, struct address within);
bool fill_indicator(struct project *p, const struct columns *c, enum form_kind form,
                    const struct csv_row *row, struct address within);
/* A row of a table of goals. */
bool fill_goal(struct project *p, const struct columns *c, const struct csv_row *row,
               struct address within);

/* The form of a row of projects: what the user says, what its cell says, else what the headings of
 * `c` and, where not NULL, `more` tell. */
enum form_kind row_form(const struct columns *c, const struct columns *more,
                        const struct csv_row *row, const struct decode_options *o);

/* The text of the first project cell of this field, or empty. */
struct slice row_text(const struct csv_row *row, uint16_t column);

#endif
