/* What a heading means: record keys, their Chinese names, and the columns of the unified platform,
 * which mean different things on different forms. */
#ifndef JIHE_DECODE_HEADINGS_H
#define JIHE_DECODE_HEADINGS_H

#include "base/buffer.h"
#include "base/near.h"
#include "model/field.h"

enum heading_kind {
    HEADING_UNKNOWN,
    HEADING_CELL,  /* scope and field */
    HEADING_PLAN,  /* payment plan of `month` */
    HEADING_KNOWN, /* a column forms have and records do not: kept as an extra, not remarked on */
};

/* What has to be done to the text on its way into the cell. */
enum heading_how {
    HOW_PLAIN,
    HOW_APART,     /* a target's number where sign or unit have columns of their own */
    HOW_SIGN,      /* 计算符号, perhaps as the platform's code */
    HOW_YEARFLAG,  /* 1 long, 0 annual */
    HOW_OBJECT,    /* perf_obj_type_code: 1 long, 2 annual */
    HOW_LIKELY,    /* 1 确定能 2 有可能 3 完全不可能 */
    HOW_LEVEL,     /* a level's code where it has no name column */
    HOW_KIND,      /* 指标类型: a level's name, or 定量 and 定性 */
    HOW_ANNUAL,    /* a goal text or result, of the annual goal */
    HOW_LONG,      /* the same, of the long-term goal */
};

struct heading {
    enum heading_kind kind;
    enum field_scope scope;
    int field;
    enum heading_how how;
    unsigned rank;      /* of several columns for one field the lowest is taken */
    int month;          /* named in the heading, else 0 */
    struct slice money; /* the unit of amounts as the heading has it: 元, 万元 or empty */
};

enum { HEADING_MAX = 256 }; /* bytes; a longer heading is no name */

/* For comparing headings: NFKC, lower case, without invisible characters, blanks at the ends, a
 * leading * and a leading 其中：. Appended to `out`. */
void heading_fold(struct slice heading, struct buffer *out);

/* The meaning of a folded heading on this kind of form, looked for in `scopes` in turn. */
struct heading heading_find(struct slice folded, const enum field_scope *scopes, size_t count,
                            enum form_kind form);

/* Columns that converted tables have of their own. The first names, by heading, what a row does not
 * have though other rows do; the second tells the number of the project's row, where codes and names
 * do not tell projects apart. */
bool heading_is_absent(struct slice folded);
bool heading_is_row(struct slice folded);
/* What stood above a plain table and may name the division. */
bool heading_is_title(struct slice folded);
/* What comes behind "extra.", which marks a name that is to be kept whatever it would mean alone. */
struct slice heading_extra(struct slice name);

/* The form that only has such a column; FORM_UNKNOWN for most headings. */
enum form_kind heading_form(struct slice folded);

/* Offers every name known in the scope. */
void heading_near(enum field_scope scope, struct near *near);

/* For tests: calls `each` with every name in the table of aliases. */
void heading_each(void (*each)(void *context, struct slice name), void *context);

#endif
