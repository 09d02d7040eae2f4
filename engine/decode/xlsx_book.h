/* A workbook: its sheets, the texts they share, how their numbers are shown. */
#ifndef JIHE_DECODE_XLSX_BOOK_H
#define JIHE_DECODE_XLSX_BOOK_H

#include "decode/package.h"
#include "decode/xlsx_format.h"

enum {
    XLSX_TEXT_MAX = 4 * 32767, /* bytes of one cell: what a workbook may hold */
    XLSX_TEXT_ROOM =
        XLSX_TEXT_MAX + (1 << 20) + 1, /* and a piece of one that is too long */
    XLSX_ROWS = 1048576,
    XLSX_COLUMNS = 16384,
};

/* The element has this name in the namespace of workbooks, of either kind. */
bool xlsx_is(const struct xml_event *e, const char *name);
/* A number without sign; false for anything else. */
bool xlsx_number(struct slice text, uint32_t *out);
/* The text of a <si> or <is> that began at `depth`, behind its end: all its runs, without
 * what only says how it is spoken. Appended to `out`. */
int xlsx_text_read(struct xml *x, size_t depth, struct buffer *out, struct error *err);
/* _x000A_ stands for a character XML cannot hold: done in place from `start` on. */
void xlsx_text_unescape(struct buffer *text, size_t start);

/* What stands from `start` on is shown in this font: its boxes as ☑ and □. */
void xlsx_text_symbols(struct buffer *text, size_t start, struct slice font);

/* ---- shared strings ---- */

struct xlsx_strings {
    struct archive texts;
    uint64_t *ends; /* of each text */
    size_t count, cap;
};
/* 1 and the text appended to `out`; 0: there is no such string; negative. */
int xlsx_strings_get(const struct xlsx_strings *s, struct slice index, struct buffer *out,
                     struct error *err);

/* ---- styles ---- */

struct xlsx_styles {
    struct xlsx_style {
        uint32_t format; /* index into formats */
        uint32_t font;   /* index into symbols */
    } * cells;           /* of each cell format */
    size_t count, cap;
    unsigned char *symbols; /* of each font: 1 Wingdings, 2 Wingdings 2, 0 letters */
    size_t symbol_count, symbol_cap;
    struct number_format *formats; /* the first is general */
    uint32_t *ids;
    size_t format_count, format_cap;
};
const struct number_format *xlsx_styles_get(const struct xlsx_styles *s,
                                            struct slice style);

/* The name of the font when it is one of symbols, else empty. */
struct slice xlsx_styles_font(const struct xlsx_styles *s, struct slice style);

/* ---- the book ---- */

struct xlsx_entry {
    struct slice name, part; /* part: empty for a sheet without cells (a chart) */
    bool hidden;
};

struct xlsx_book {
    struct package package;
    bool from_1904;
    struct xlsx_entry *sheets; /* in the order of the tabs: address a is 1 + index */
    size_t sheet_count, sheet_cap;
    struct xlsx_strings strings;
    struct xlsx_styles styles;
    const struct decode_options *options;
    uint32_t file;
    uint64_t copy_max; /* bytes a copy of one of its tables may take */
};

/* Closed whatever is returned. Names the sheets of the input's source. */
int xlsx_book_open(struct xlsx_book *b, struct input *in, const struct decode_options *o,
                   struct error *err);
void xlsx_book_close(struct xlsx_book *b);

/* ---- between the files of this module ---- */

int xlsx_strings_read(struct xlsx_strings *s, struct package *p, struct slice part,
                      struct error *err);
void xlsx_strings_release(struct xlsx_strings *s);
int xlsx_styles_read(struct xlsx_styles *s, struct package *p, struct slice part,
                     struct error *err);
void xlsx_styles_release(struct xlsx_styles *s);

#endif
