/* The tree of a rule: a node is the cell that is read next, an edge the text that stood there, a leaf
 * the answer. A record is walked down from the root, reading only what the rule itself would read, so
 * a rule that looks at the target only where the name is a rate needs the name alone for all others;
 * one key made of all cells that a rule ever reads would hardly ever repeat. All trees of a thread
 * share one table of edges, so that memory has one bound however many rules, regions and years there
 * are. A rule that looks beyond its own cells is not remembered, and one whose cells do not repeat is
 * given up after a trial. */
#include "run/memo.h"

#include "base/array.h"

#include <assert.h>

enum {
    TEXT_BYTES_MAX = 256, /* longer texts rarely repeat */
    TEXTS_MAX = 1 << 18,
    TEXTS_BYTES_MAX = 32 << 20,
    NODES_MAX = 1 << 20, /* 8 bytes each, and 32 for its edge */
    KEPT_BYTES_MAX = 32 << 20,
    PROJECT_NODES = 1 << 16, /* room that must be left before a project */
    TRIAL = 2048,            /* records after which a tree must have paid */
    TRIAL_SHARE = 16,        /* … by answering one in so many */
    ID_ABSENT = 1,           /* the form has no such cell */
    ID_FIRST = 2,
};

enum node_kind { NODE_FRESH, NODE_CELL, NODE_LEAF };

struct memo_node {
    uint8_t kind;
    uint8_t place;   /* NODE_CELL: what is read next, as in struct reads */
    uint8_t outcome; /* NODE_LEAF */
    uint32_t answer; /* NODE_LEAF: 1 + number of the answer; 0: the outcome says it all */
};

struct memo_edge {
    uint64_t word; /* what stood in the cell */
    uint32_t from, to;
};

/* ---- memory ---- */

void memory_init(struct memory *m)
{
    *m = (struct memory){.next_id = ID_FIRST, .node_count = 1, .generation = 1};
    map_init(&m->ids);
    arena_init(&m->texts, TEXTS_BYTES_MAX);
    arena_init(&m->kept, KEPT_BYTES_MAX);
}

bool memory_full(const struct memory *m)
{
    return m->ids.count >= TEXTS_MAX || m->texts.used > TEXTS_BYTES_MAX / 2 ||
           m->node_count > NODES_MAX - PROJECT_NODES || m->kept.used > KEPT_BYTES_MAX / 2;
}

void memory_clear(struct memory *m)
{
    map_clear(&m->ids);
    arena_clear(&m->texts);
    arena_clear(&m->kept);
    m->next_id = ID_FIRST;
    m->node_count = 1;
    m->answer_count = m->edge_count = 0;
    if (m->edges)
        memset(m->edges, 0, m->edge_slots * sizeof(*m->edges));
    m->generation++;
}

void memory_release(struct memory *m)
{
    map_release(&m->ids);
    arena_release(&m->texts);
    arena_release(&m->kept);
    free(m->edges);
    free(m->nodes);
    free(m->answers);
    *m = (struct memory){0};
}

/* ---- cells ---- */

/* 0 when the text is not interned. */
static uint32_t cell_id(struct memory *m, struct cell *cell)
{
    if (cell->state == CELL_ABSENT)
        return ID_ABSENT;
    if (cell->text_id)
        return cell->text_id;
    if (cell->text.len > TEXT_BYTES_MAX)
        return 0;
    size_t *id = map_get(&m->ids, cell->text);
    if (!id) {
        struct slice copy;
        if (!arena_copy(&m->texts, cell->text, &copy) || !(id = map_put(&m->ids, copy, NULL)))
            return 0;
        *id = m->next_id++;
    }
    cell->text_id = (uint32_t)*id;
    return cell->text_id;
}

static uint64_t project_word(struct memory *m, struct project *p, int field)
{
    switch (field) { /* what the engine settles, not the text of the cell */
    case P_FORM: return (uint64_t)p->form + 1;
    case P_YEAR: return (uint64_t)p->year + 1;
    case P_MONTH: return (uint64_t)p->month + 1;
    default: break;
    }
    uint64_t id = cell_id(m, &p->cells[field]);
    bool amount = (field >= P_BUDGET_TOTAL && field <= P_BUDGET_INITIAL) || field == P_EXECUTED;
    if (!id || !amount)
        return id;
    uint64_t unit = cell_id(m, &p->cells[P_CURRENCY_UNIT]); /* amounts are read in it */
    return unit ? unit << 32 | id : 0;
}

/* What stands in a place; 0 when it cannot be told shortly. Cells are interned in place: the record
 * belongs to this thread while it is checked. */
static uint64_t place_word(struct memory *m, struct script_record *record, uint8_t place)
{
    struct project *p = (struct project *)(uintptr_t)record->project;
    struct indicator *i = (struct indicator *)(uintptr_t)record->indicator;
    if (place < READS_INDICATOR)
        return project_word(m, p, place);
    if (!i)
        return 0;
    if (place - READS_INDICATOR == I_SEQ)
        return (uint64_t)i->seq + 1;
    return cell_id(m, &i->cells[place - READS_INDICATOR]);
}

/* ---- edges ---- */

static struct memo_edge *edge_slot(const struct memory *m, uint32_t from, uint64_t word)
{
    size_t mask = m->edge_slots - 1;
    size_t at = (size_t)map_hash_pair(word, from, m->ids.seed) & mask;
    while (m->edges[at].to && (m->edges[at].from != from || m->edges[at].word != word))
        at = (at + 1) & mask;
    return &m->edges[at];
}

static bool edges_grow(struct memory *m)
{
    struct memo_edge *old = m->edges;
    size_t slots = m->edge_slots;
    struct memo_edge *grown = calloc(slots ? slots * 2 : 1024, sizeof(*grown));
    if (!grown)
        return false;
    m->edges = grown;
    m->edge_slots = slots ? slots * 2 : 1024;
    for (size_t i = 0; i < slots; i++)
        if (old[i].to)
            *edge_slot(m, old[i].from, old[i].word) = old[i];
    free(old);
    return true;
}

/* A new node; 0 when there is no room. */
static uint32_t node_new(struct memory *m)
{
    if (m->node_count >= NODES_MAX)
        return 0;
    struct memo_node *grown = array_room(m->nodes, m->node_count, &m->node_cap, sizeof(*grown));
    if (!grown)
        return 0;
    m->nodes = grown;
    m->nodes[m->node_count] = (struct memo_node){0};
    return (uint32_t)m->node_count++;
}

/* 0: nothing was met there. */
static uint32_t edge_follow(const struct memory *m, uint32_t from, uint64_t word)
{
    return word && m->edge_slots ? edge_slot(m, from, word)->to : 0;
}

/* As edge_follow, made where there was none; 0 when it cannot be. */
static uint32_t edge_make(struct memory *m, uint32_t from, uint64_t word)
{
    if (!word || (m->edge_count >= m->edge_slots / 2 && !edges_grow(m)))
        return 0;
    struct memo_edge *e = edge_slot(m, from, word);
    if (e->to)
        return e->to;
    uint32_t to = node_new(m);
    if (!to)
        return 0;
    *e = (struct memo_edge){word, from, to};
    m->edge_count++;
    return to;
}

/* ---- answers ---- */

static bool copy_faults(struct arena *a, const struct answer *from, struct answer *to)
{
    struct fault *faults = arena_alloc(a, (from->fault_count + 1) * sizeof(*faults));
    if (!faults)
        return false;
    for (size_t k = 0; k < from->fault_count; k++) {
        faults[k] = from->faults[k];
        struct slice *texts[] = {&faults[k].message, &faults[k].message_en,
                                 &faults[k].suggestion, &faults[k].suggestion_en,
                                 &faults[k].value};
        for (size_t n = 0; n < sizeof(texts) / sizeof(*texts); n++)
            if (!arena_copy(a, *texts[n], texts[n]))
                return false;
    }
    to->faults = faults;
    return true;
}

static bool answer_copy(struct arena *a, const struct answer *from, struct answer *to)
{
    *to = *from;
    return arena_copy(a, from->reason, &to->reason) &&
           arena_copy(a, from->reason_en, &to->reason_en) && copy_faults(a, from, to);
}

/* 1 + its number; 0 when there is no room. */
static uint32_t answer_keep(struct memory *m, const struct answer *answer)
{
    struct answer **grown =
        array_room(m->answers, m->answer_count, &m->answer_cap, sizeof(*grown));
    if (!grown)
        return 0;
    m->answers = grown;
    struct answer *copy = arena_alloc(&m->kept, sizeof(*copy));
    if (!copy || !answer_copy(&m->kept, answer, copy))
        return 0;
    m->answers[m->answer_count++] = copy;
    return (uint32_t)m->answer_count;
}

static bool is_silent(enum outcome outcome)
{
    return outcome == OUTCOME_PASS || outcome == OUTCOME_NOT_APPLICABLE;
}

/* Answers that name other places, or that looked around, hold for one record only. */
static bool is_local(const struct answer *answer, const struct script_record *record)
{
    if (answer->reads.unbounded || answer->outcome == OUTCOME_RULE_ERROR)
        return false;
    for (size_t k = 0; k < answer->fault_count; k++) {
        const struct fault *f = &answer->faults[k];
        if (f->related_count)
            return false;
        if (f->scope == SCOPE_INDICATOR &&
            (!record->indicator || f->indicator != record->indicator->index))
            return false;
    }
    return true;
}

/* ---- trees ---- */

/* After each trial: a tree that answers too little is given up for good. */
static void memo_judge(struct memo *m)
{
    if (++m->asked < TRIAL)
        return;
    m->off = m->met < TRIAL / TRIAL_SHARE;
    m->asked = m->met = 0;
}

bool memo_get(struct memo *m, struct memory *memory, struct script_record *record,
              struct arena *arena, struct answer *out)
{
    if (m->off)
        return false;
    memo_judge(m);
    uint32_t at = m->generation == memory->generation ? m->root : 0;
    while (at && memory->nodes[at].kind == NODE_CELL)
        at = edge_follow(memory, at, place_word(memory, record, memory->nodes[at].place));
    const struct memo_node *leaf = &memory->nodes[at];
    if (!at || leaf->kind != NODE_LEAF)
        return false;
    m->met++;
    *out = (struct answer){.outcome = (enum outcome)leaf->outcome};
    return leaf->answer == 0 || answer_copy(arena, memory->answers[leaf->answer - 1], out);
}

/* The node where the reads of an answer end, made where it is missing; 0 when it cannot be. That a
 * rule reads something else after the same cells cannot be, as it is pure; if it did, it would not be
 * remembered. */
static uint32_t memo_path(struct memo *m, struct memory *memory, struct script_record *record,
                          const struct reads *reads)
{
    if (m->generation != memory->generation) {
        m->generation = memory->generation;
        m->root = node_new(memory);
    }
    uint32_t at = m->root;
    for (size_t k = 0; at && k < reads->order_count; k++) {
        struct memo_node *node = &memory->nodes[at];
        if (node->kind == NODE_FRESH)
            *node = (struct memo_node){.kind = NODE_CELL, .place = reads->order[k]};
        if (node->kind != NODE_CELL || node->place != reads->order[k])
            return 0;
        at = edge_make(memory, at, place_word(memory, record, reads->order[k]));
    }
    return at;
}

void memo_put(struct memo *m, struct memory *memory, struct script_record *record,
              const struct answer *answer)
{
    assert(answer->reads.order_count <= READS_ORDER_MAX);
    if (m->off || !is_local(answer, record))
        return;
    uint32_t at = memo_path(m, memory, record, &answer->reads);
    if (!at || memory->nodes[at].kind != NODE_FRESH)
        return;
    uint32_t kept = is_silent(answer->outcome) ? 0 : answer_keep(memory, answer);
    if (kept || is_silent(answer->outcome))
        memory->nodes[at] = (struct memo_node){
            .kind = NODE_LEAF, .outcome = (uint8_t)answer->outcome, .answer = kept};
}
