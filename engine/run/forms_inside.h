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

#endif
