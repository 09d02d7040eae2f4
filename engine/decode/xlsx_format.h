/* How a workbook shows a number: format codes such as #,##0.00;[Red]-0 or
 * yyyy"年"m"月"d"日". */
#ifndef JIHE_DECODE_XLSX_FORMAT_H
#define JIHE_DECODE_XLSX_FORMAT_H

#include "base/buffer.h"
#include "value/decimal.h"

struct number_section {
    struct slice code;
    bool date;    /* days, hours … rather than digits */
    bool general; /* to be shown as it is */
    char op;      /* a condition: '<', '>', '=', 'l' (<=), 'g' (>=), 'n' (<>); 0 none */
    struct decimal bound;
};

struct number_format {
    struct number_section
        sections[4]; /* above zero, below, zero, text; by what is there */
    size_t count;    /* 0: general */
};

/* `code` stays the caller's. */
void number_format_read(struct number_format *f, struct slice code);
/* The code of one of the formats that have a number only, as a Chinese system shows them;
 * empty for general and for what is not known. */
struct slice number_format_built_in(unsigned id);

enum number_shown {
    NUMBER_SHOWN,
    NUMBER_LONG,  /* shown, but it has more digits than a workbook can keep: the last ones
                     are lost */
    NUMBER_PLAIN, /* a date format on a number that is no date: shown as a number */
    NUMBER_NONE,  /* not a number: nothing was put out */
};
/* Appends the number in `text`, as it stands in the file, as it is shown. */
enum number_shown number_show(const struct number_format *f, struct slice text,
                              bool from_1904, struct buffer *out);

/* ---- between the two files of this module ---- */

enum token_kind {
    TOKEN_LITERAL, /* text */
    TOKEN_DIGIT,   /* 0 # ? */
    TOKEN_POINT,
    TOKEN_COMMA,
    TOKEN_PERCENT,
    TOKEN_PLAIN,   /* General, @, a fraction, an exponent: the number as it is */
    TOKEN_DATE,    /* a run of one letter: y m d h s e a b g */
    TOKEN_ELAPSED, /* [h] [mm] [s] */
    TOKEN_HALF,    /* AM/PM, 上午/下午 */
    TOKEN_SKIP,    /* colours, fillers */
};
struct number_token {
    enum token_kind kind;
    struct slice text; /* what a literal shows; the letters of others */
};
/* The token at *pos, and *pos behind it; *pos < code.len. */
struct number_token number_token(struct slice code, size_t *pos);
/* False when the number is no date. */
bool number_show_date(const struct number_section *s, struct decimal serial,
                      bool from_1904, struct buffer *out);

#endif
