/* The numbers Word puts before paragraphs by itself: shown to everybody, written nowhere
 * in the text. */
#ifndef JIHE_DECODE_DOCX_LIST_H
#define JIHE_DECODE_DOCX_LIST_H

#include "decode/package.h"

enum { LIST_LEVELS = 9, LIST_TEXT = 64 };

struct list_level {
    uint32_t start;
    int format;           /* see docx_list.c */
    char text[LIST_TEXT]; /* "%1." */
    bool bare;            /* nothing between the number and the text */
};

/* A definition, and how far it has been counted. */
struct list_scheme {
    struct slice id;
    struct list_level levels[LIST_LEVELS];
    uint32_t counted[LIST_LEVELS]; /* 1 + the last number, 0: none yet */
};

/* A list in use; several may count on in one scheme. */
struct list_use {
    struct slice id;
    struct list_scheme *scheme;
    uint32_t restart[LIST_LEVELS]; /* 1 + where this list begins anew, 0: it counts on */
};

/* A paragraph style whose paragraphs are numbered. */
struct list_style {
    struct slice name;
    struct slice use;
    uint32_t level;
};

struct docx_lists {
    struct arena arena;
    struct list_scheme **schemes;
    struct list_use *uses;
    struct list_style *styles;
    size_t scheme_count, scheme_cap, use_count, use_cap, style_count, style_cap;
};

/* Reads the document's lists and the styles that use them; none is no error. */
int docx_lists_read(struct docx_lists *l, struct package *p, struct error *err);
void docx_lists_release(struct docx_lists *l);
/* What stands before the next paragraph of this list and level, or of this style where
 * `use` is empty; appended to `out`. */
void docx_lists_mark(struct docx_lists *l, struct slice use, uint32_t level,
                     struct slice style, struct buffer *out);

#endif
