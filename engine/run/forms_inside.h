/* What the files about form maps share. */
#ifndef JIHE_RUN_FORMS_INSIDE_H
#define JIHE_RUN_FORMS_INSIDE_H

#include "run/forms.h"
#include "run/plan.h"
#include "script/form.h"

struct forms {
    const struct engine *engine;
    struct form_source source;
    struct limits limits;  /* rule limits are those of form maps */
    struct script *script; /* NULL until the first document */
    int *handles;          /* by map */
    struct plan **plans;   /* by pack: what its maps see */
    uint32_t pack;         /* of the region */
    bool regional;
    struct arena loading;
};

/* One document under way. */
struct form_reading {
    struct forms *forms;
    const struct document *doc;
    struct decode_options options;
    struct form_document *form;
    const struct form_map *map;
    struct form_call call;
    struct arena told;
    size_t parts, part; /* part: the next one */
    size_t records, record;
    size_t given, rejected, limits;
    bool ended;
};

/* Loads all maps; they loaded before, so that a failure is one of memory. */
int forms_ready(struct forms *f, struct error *err);
/* Fills in how a map is called. `told` takes what is told of it. */
int forms_call(struct forms *f, size_t map, struct arena *told, struct form_call *out,
               struct error *err);
/* The map is left out: it brought an earlier attempt down. */
bool forms_excluded(const struct forms *f, const struct form_map *m);
/* Tells the board that this map runs; names is its board's name. */
void forms_enter(const struct forms *f, const struct form_map *m);
void forms_leave(const struct forms *f);

/* forms_choose.c: 1 and r->map where one map reads the document; 0 where that was told otherwise. */
int forms_choose(struct form_reading *r, struct error *err);
/* How many maps claim the document; nothing is told. */
int forms_claims(void *context, const struct document *doc, struct error *err);

/* forms_tell.c: everything that is told of a file. */
void form_tell(struct form_reading *r, int kind, struct address at, struct error *why);
void form_tell_fault(struct form_reading *r, int kind, const struct form_map *m,
                     const struct form_answer *a);
struct address form_file(const struct form_reading *r);
/* Two languages that are composed apart. */
void form_both(struct error *err, const char *zh, const char *en);
/* What stands before and behind a list of maps. */
struct around {
    const char *zh, *zh_behind, *en, *en_behind;
    bool looks; /* the maps with what they look for, else with their files */
};
/* Told as a rejection of the whole file. */
int form_tell_maps(struct form_reading *r, const struct form_map *const *maps, size_t count,
                   const struct around *t, struct error *err);
void form_tell_empty(struct form_reading *r, struct address at);
/* Which map read the document, and what of it nobody used: at the first table or cell of that. */
int form_tell_used(struct form_reading *r, struct error *err);
void form_tell_nothing(struct form_reading *r);
void form_tell_given_up(struct form_reading *r);

#endif
