/* One call of a rule's function, from entering to leaving. */
#ifndef JIHE_SCRIPT_CALL_H
#define JIHE_SCRIPT_CALL_H

#include "script/host.h"

struct call {
    int handle;
    lua_CFunction body; /* gets the call as light userdata */
    bool sealed;        /* set by call_make: the rule could change variables of its file */
    const struct script_scene *scene;
    const struct script_record *record; /* NULL: check of a group rule */
    struct arena *arena;
    struct answer *out;
    /* group rules */
    struct script_kept *kept;
    struct group_view view;
    struct slice key;
    struct form_job *form; /* form maps */
};

/* Pushes one of the rule's functions. */
void function_push(lua_State *L, const struct call *c, enum rule_function which);
/* Whether the rule has this function. */
bool function_is(lua_State *L, const struct call *c, enum rule_function which);
int call_make(struct script *s, struct call *c, struct error *err);

#endif
