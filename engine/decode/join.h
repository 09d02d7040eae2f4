/* Which project a row belongs to, and rows in the order of the projects. */
#ifndef JIHE_DECODE_JOIN_H
#define JIHE_DECODE_JOIN_H

#include "base/map.h"
#include "decode/table.h"

/* Keys of the projects; a project's place is its row's number, from 1. */
struct join {
    struct arena keys;
    struct map codes, names;
    int64_t rows;   /* of the projects' table */
    bool all_names; /* names are kept even of projects with a code */
};

enum { JOIN_NONE = 0, JOIN_MANY = -1 };

void join_init(struct join *j);
/* Reads the keys of the projects' table `first`. Errors of the file are left to the real reading. */
int join_read(struct join *j, const struct table *first, struct error *err);
/* The place of the project, JOIN_NONE, or JOIN_MANY: the name is that of several. */
int64_t join_find(const struct join *j, struct slice code, struct slice name);
/* The key nearest to the one not found; empty when there is none. */
struct slice join_near(const struct join *j, struct slice code, struct slice name);
void join_release(struct join *j);

/* The rows of a table that belong to projects. */
struct detail {
    struct table table;
    bool present;
    bool own;            /* the table itself holds the projects (TABLE_MIXED) */
    int kind;            /* what a rejected row is told as */
    struct join *join;
    /* the row that comes next */
    bool pending;
    struct csv_row row;
    int64_t place;
    char *last_key;      /* of the row before: most rows repeat it */
    size_t last_len, last_cap, last_code; /* last_code: bytes of the code in it */
    int64_t last_place;
    /* rows that were not in order, gathered and sorted */
    bool gathered;
    struct arena texts;
    struct gathered *rows;
    size_t count, cap, at;
    unsigned near_told;
};

/* Looks through the table once: in order, it will be streamed; otherwise its rows are gathered here.
 * With `own` the projects' keys are taken from it. */
int detail_start(struct detail *d, struct error *err);
/* 1: d->row and d->place are the next row of a known project; 0: no more. Rows of no project are
 * told. */
int detail_peek(struct detail *d, struct error *err);
void detail_take(struct detail *d);
void detail_close(struct detail *d);

#endif
