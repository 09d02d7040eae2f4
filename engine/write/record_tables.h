/* Records as three tables that the readers of tables understand: projects, indicators, goals. Rows of
 * the latter two name their project by code and name, or by the number of its row where those do not
 * tell projects apart. A cell that a record does not have, among rows that have it, is named in a
 * column of its own. */
#ifndef JIHE_WRITE_RECORD_TABLES_H
#define JIHE_WRITE_RECORD_TABLES_H

#include "write/record_writer.h"
#include "write/sheet.h"

enum record_table { RECORDS_PROJECTS, RECORDS_INDICATORS, RECORDS_GOALS, RECORDS_TABLES };

struct record_tables {
    struct record_writer *writer;
    bool chinese; /* headings as forms have them, else the record's keys */
    struct sheet sheets[RECORDS_TABLES];
    bool wanted[RECORDS_TABLES]; /* the table stands even when it has no rows */
    struct map codes, names;     /* projects told apart by them; the keys live in `keys` */
    struct arena keys;
    bool by_row; /* some projects cannot be told apart */
    bool apart;  /* some targets have their sign or unit apart */
    struct buffer scratch;
};

void record_tables_init(struct record_tables *t, struct record_writer *w, bool chinese);
void record_tables_release(struct record_tables *t);
int record_tables_put(struct record_tables *t, const struct project *p,
                      const struct source *source, struct error *err);

/* After the last project: every table that stands, its headings first (row 0), then its rows. */
struct record_rows {
    void *context;
    int (*begin)(void *context, enum record_table table, struct error *err);
    /* `cells` in the order of columns; empty where there is nothing. */
    int (*row)(void *context, const struct slice *cells, size_t count, struct error *err);
    int (*end)(void *context, struct error *err);
};
int record_tables_write(struct record_tables *t, const struct record_rows *to, struct error *err);

#endif
