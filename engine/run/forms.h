/* Form maps as decode wants them: a source of records for documents that are no plain tables. Which maps
 * there are is pack's, how they are called is script's; here a document is shown to them, one is chosen,
 * and whatever happens is told as a rejection or a remark of that file. One reading at a time. */
#ifndef JIHE_RUN_FORMS_H
#define JIHE_RUN_FORMS_H

#include "run/run.h"

struct forms;
/* `region`: only the maps of its packs are asked; empty: those of all packs. Cheap until the first
 * document that needs a map. The engine outlives it. */
int forms_new(struct forms **out, const struct engine *e, struct slice region, struct error *err);
void forms_free(struct forms *f);
/* For decode_options.forms; lives as long as `f`. */
const struct form_source *forms_source(const struct forms *f);

/* A document as a form map sees it, line by line, for whoever writes one. */
struct form_line {
    enum {
        FORM_LINE_FILE,   /* text: its path; number: enum source_kind */
        FORM_LINE_TEXT,   /* a line of text; number: among these, from 1 */
        FORM_LINE_TABLE,  /* number: from 1; text: the worksheet's name */
        FORM_LINE_ROW,    /* number: from 1; text: its cells */
        FORM_LINE_CLAIM,  /* text: a map that claims the document; more: its file; number: 1 where it steps
                         back before another one */
        FORM_LINE_FAULT,  /* a map whose match failed; text and text_en: why */
        FORM_LINE_NONE,   /* no map claims it */
        FORM_LINE_PLAIN,  /* a plain table: no map is asked */
        FORM_LINE_PROBLEM /* what was told while reading; text and text_en */
    } kind;
    size_t number;
    struct slice text, text_en, more;
};
/* Shows every file that `paths` mean. In a row cells stand between " | ", one that is merged to the left as
 * ←, upwards as ↑. Anything but 0 from `line` stops with ERR_STOPPED. */
int forms_show(const struct engine *e, const char *const *paths, size_t count, struct slice region,
               int (*line)(void *context, const struct form_line *l), void *context,
               struct error *err);

/* Runs the examples of all maps (of those in `names`, when there are any), each through match, parts
 * and read, as a document of its own. */
struct form_example_result {
    const struct form_map *map;
    size_t index; /* 1-based; 0: the map has none */
    bool ok;
    struct slice what, what_en; /* when not ok */
};
int forms_test(struct engine *e, const char *const *names, size_t count,
               int (*result)(void *context, const struct form_example_result *r), void *context,
               struct error *err);

#endif
