/* What engine.c shares with the rest of run: the loaded packs and how to load them again. */
#ifndef JIHE_RUN_ENGINE_H
#define JIHE_RUN_ENGINE_H

#include "base/digest.h"
#include "run/run.h"
#include "script/script.h"

#include <pthread.h>

/* A rule file as it was read, so that every thread can load it into its own state. */
struct rule_file {
    struct slice text, shown;
};

struct engine {
    struct engine *self;  /* so that a run, to which the engine is constant, can ask for a pack's rules */
    pthread_mutex_t lock; /* guards `set` while rules are added and while it is read for a plan */
    bool lazy;            /* rules of narrower packs are loaded when they are asked for */
    struct pack_scan scan;
    bool *tied; /* by folder: rule files of the same name lie in another one; loaded together, so that it is told */
    struct digest *digests; /* by folder, over its files so far */
    struct limits limits;
    struct board *board;
    struct pack_set set;
    struct rule_file *files; /* by rule index after linking */
    char (*folder_digests)[DIGEST_HEX + 1]; /* by folder of the scan */
    const struct slice *folder_names;
    size_t folder_count;
    struct finding *failures;
    size_t failure_count, failure_cap;
    const struct exclusion *exclusions; /* copied into set.arena */
    size_t exclusion_count;
};

/* Puts a rule's file into a thread's state. *handle is for script_check. */
int engine_load_rule(const struct engine *e, const struct rule *rule, struct script *script,
                     struct arena *scratch, int *handle, struct error *err);
/* Loads the rules of a pack and of those it inherits from, those that are not there yet; the caller holds
 * the lock. `thread` is told to the board. A contradiction is ERR_PACK. */
int engine_require(const struct engine *e, uint32_t pack, unsigned thread, struct error *err);
/* Why a rule is not to be run, or NULL. */
const struct exclusion *engine_excluded(const struct engine *e, struct slice name);
/* Tells the board that `thread` is inside `name` (empty: no longer inside anything). */
void board_enter(struct board *board, unsigned thread, struct slice name);
void board_leave(struct board *board, unsigned thread);

#endif
