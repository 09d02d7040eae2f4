/* Remembered answers. A rule is pure, so its answer depends only on the cells it read, and which cell
 * it reads next only on those it has read so far; where the cells repeat, the answer is known without
 * entering Lua. Half of all targets are a dozen texts. */
#ifndef JIHE_RUN_MEMO_H
#define JIHE_RUN_MEMO_H

#include "base/map.h"
#include "script/script.h"

/* What one thread remembers: texts by number (equal texts have equal numbers), and for every rule a
 * tree of what it read. Bounded; not thread-safe. */
struct memory {
    struct map ids;
    struct arena texts;
    uint32_t next_id;
    struct memo_edge *edges; /* open addressing, of all trees */
    size_t edge_count, edge_slots;
    struct memo_node *nodes; /* [0] is nobody's */
    size_t node_count, node_cap;
    struct answer **answers; /* findings and questions; passes need no room */
    size_t answer_count, answer_cap;
    struct arena kept;
    uint32_t generation; /* trees of another generation are gone */
};
void memory_init(struct memory *m);
/* True when there is no room for a further project: the caller clears it between two projects. */
bool memory_full(const struct memory *m);
void memory_clear(struct memory *m);
void memory_release(struct memory *m);

/* One rule under one profile: zero at first. */
struct memo {
    uint32_t root, generation;
    uint32_t asked, met; /* in the current trial */
    bool off;            /* it did not pay */
};

/* True and the remembered answer, copied into `arena`, when this record's cells were met before. The
 * reason of a pass or of what is not applicable is not remembered. */
bool memo_get(struct memo *m, struct memory *memory, struct script_record *record,
              struct arena *arena, struct answer *out);
/* Remembers `answer` where that is right. Failure to remember is no failure. */
void memo_put(struct memo *m, struct memory *memory, struct script_record *record,
              const struct answer *answer);

#endif
