/* Remembered answers. A rule is pure, so its answer depends only on the cells it read; where those
 * repeat, the answer is known without entering Lua. Half of all targets are a dozen texts. */
#ifndef JIHE_RUN_MEMO_H
#define JIHE_RUN_MEMO_H

#include "base/map.h"
#include "script/script.h"

/* Equal texts get equal numbers, as long as the table lives. One per thread. */
struct intern {
    struct map ids;
    struct arena texts;
    uint32_t next;
};
void intern_init(struct intern *t);
/* True when the table is full: the caller clears it, and every memo with it, between two projects. */
bool intern_full(const struct intern *t);
void intern_clear(struct intern *t);
void intern_release(struct intern *t);

struct memo; /* one rule under one profile on one thread */
void memo_free(struct memo *m);

/* True and the remembered answer, copied into `arena`, when this record's cells were met before. */
bool memo_get(struct memo *m, struct intern *t, struct script_record *record, struct arena *arena,
              struct answer *out);
/* Remembers `answer` where that is right and pays; makes the memo on first use. Failure to remember
 * is no failure. */
void memo_put(struct memo **m, struct intern *t, struct script_record *record,
              const struct answer *answer);
void memo_clear(struct memo *m);

#endif
