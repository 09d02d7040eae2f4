/* Inside of the decoder of Word documents: docx.c has paragraphs and tables, docx_text.c
 * what stands in a paragraph. */
#ifndef JIHE_DECODE_DOCX_H
#define JIHE_DECODE_DOCX_H

#include "decode/docx_list.h"
#include "decode/page.h"

#include "format/xml.h"

enum { FIELDS_MAX = 64 };

struct docx {
    struct page page;
    size_t skip; /* depth of the element that is left out with all it holds, 0: none */

    /* What the properties said of a row and a cell that have not begun yet. */
    bool row_waits, cell_waits;
    struct {
        uint32_t before;
        bool hidden;
    } row;
    struct page_cell cell;

    uint32_t paragraphs; /* begun outside of tables and text boxes */
    size_t boxes;        /* open text boxes */
    struct docx_lists lists;
    struct {
        char use[32], style[96]; /* of the paragraph's list, and of its style */
        uint32_t level;
    } numbered;
    size_t in_properties; /* depth of the paragraph's properties while they are read */
    bool joined; /* the end of this paragraph was deleted: the next goes on with it */

    /* The run. */
    size_t text;       /* depth of the text that is open */
    size_t properties; /* of the run's properties while they are read */
    bool vanish, dropped;
    char font[16]; /* of symbols: "Wingdings", "Wingdings 2", "Symbol"; else "" */

    /* Fields that are open: whether their code is being read. */
    bool code[FIELDS_MAX];
    size_t fields, fields_beyond;
    /* The box or the list of an old form field. */
    struct {
        bool box, list,
            known; /* known: the state itself was read, not what it is at first */
        bool ticked;
        uint32_t chosen, entries; /* entries read so far */
        char text[256];           /* of the chosen one */
    } old;

    /* Content controls. */
    size_t control; /* depth of the one whose properties are read */
    bool control_box, control_ticked, control_blank;
    size_t boxed, blanked; /* depths of contents that are a box, a placeholder */
    bool box_due;          /* the box has not been put yet */

    uint64_t notes, chunks, objects, pictures;
};

/* Elements and texts inside paragraphs; true when the element was one of these. */
bool docx_text_start(struct docx *d, const struct xml_event *e);
void docx_text_end(struct docx *d, const struct xml_event *e);
int docx_text(struct docx *d, const struct xml_event *e);
/* At the end of a paragraph no field's code goes on. */
void docx_text_settle(struct docx *d);

/* Of the word processing namespace, transitional or strict. */
bool docx_is(const struct xml_event *e, const char *name);
/* An on/off property: on without a value. */
bool docx_on(const struct xml_event *e);
/* A number without sign, bounded; 0 for what is none. */
uint32_t docx_count(struct slice digits);
/* The value of w:val or another attribute of the element's own namespace. */
struct slice docx_value(const struct xml_event *e, const char *name);

#endif
