/* The key of a remembered answer is the texts of all cells that the rule was ever seen to read. When
 * it reads a new one the memory is cleared, as the old keys say too little. A rule that looks beyond
 * its own cells, or whose cells do not repeat, is not remembered at all. */
#include "run/memo.h"


#include <assert.h>

enum {
    INTERN_TEXT_MAX = 256,          /* bytes; longer texts rarely repeat */
    INTERN_ENTRIES_MAX = 1 << 18,
    INTERN_BYTES_MAX = 32 << 20,
    MEMO_ENTRIES_MAX = 1 << 14,
    MEMO_BYTES_MAX = 4 << 20,
    MEMO_TRIAL = 1024, /* misses after which a memo must have paid */
    ID_ABSENT = 1,     /* the form has no such cell */
    ID_FIRST = 2,
};

/* Fields whose meaning the engine settles, not the text of the cell. */
#define SETTLED (UINT64_C(1) << P_FORM | UINT64_C(1) << P_YEAR | UINT64_C(1) << P_MONTH)
/* Amounts are read in the form's money unit. */
#define AMOUNTS                                                                                    \
    (UINT64_C(1) << P_BUDGET_TOTAL | UINT64_C(1) << P_BUDGET_FISCAL |                              \
     UINT64_C(1) << P_BUDGET_OTHER | UINT64_C(1) << P_BUDGET_CARRYOVER |                           \
     UINT64_C(1) << P_BUDGET_INITIAL | UINT64_C(1) << P_EXECUTED)

struct memo_key {
    uint32_t words[128];
    size_t count;
};

struct memo {
    uint64_t project, indicator; /* every cell the rule was seen to read */
    struct map index;            /* key → answers[] */
    struct answer *answers;
    size_t count, cap;
    struct arena arena;
    uint64_t hits, misses;
    bool off;
};

void intern_init(struct intern *t)
{
    map_init(&t->ids);
    arena_init(&t->texts, INTERN_BYTES_MAX);
    t->next = ID_FIRST;
}

bool intern_full(const struct intern *t)
{
    return t->ids.count >= INTERN_ENTRIES_MAX || t->texts.used > INTERN_BYTES_MAX / 2;
}

void intern_clear(struct intern *t)
{
    map_clear(&t->ids);
    arena_clear(&t->texts);
    t->next = ID_FIRST;
}

void intern_release(struct intern *t)
{
    map_release(&t->ids);
    arena_release(&t->texts);
}

/* 0 when the text is not interned. */
static uint32_t intern_id(struct intern *t, struct cell *cell)
{
    if (cell->state == CELL_ABSENT)
        return ID_ABSENT;
    if (cell->text_id)
        return cell->text_id;
    if (cell->text.len > INTERN_TEXT_MAX)
        return 0;
    size_t *id = map_get(&t->ids, cell->text);
    if (!id) {
        struct slice copy;
        if (!arena_copy(&t->texts, cell->text, &copy) || !(id = map_put(&t->ids, copy, NULL)))
            return 0;
        *id = t->next++;
    }
    cell->text_id = (uint32_t)*id;
    return cell->text_id;
}

static bool key_add(struct memo_key *key, uint32_t word)
{
    key->words[key->count++] = word;
    return word != 0;
}

static uint32_t settled_word(const struct project *p, int field)
{
    return field == P_FORM   ? (uint32_t)p->form + 1
           : field == P_YEAR ? (uint32_t)p->year + 1
                             : (uint32_t)p->month + 1;
}

/* Cells are interned in place: the record belongs to this thread while it is checked. */
static bool key_make(const struct memo *m, struct intern *t, struct script_record *record,
                     struct memo_key *key)
{
    struct project *p = (struct project *)(uintptr_t)record->project;
    struct indicator *i = (struct indicator *)(uintptr_t)record->indicator;
    static_assert(P_COUNT + I_COUNT <= 128, "room for every cell in a key");
    key->count = 0;
    for (uint64_t bits = m->indicator; bits && i; bits &= bits - 1)
        if (!key_add(key, intern_id(t, &i->cells[__builtin_ctzll(bits)])))
            return false;
    for (uint64_t bits = m->project; bits; bits &= bits - 1) {
        int field = __builtin_ctzll(bits);
        bool settled = SETTLED >> field & 1;
        if (!key_add(key, settled ? settled_word(p, field) : intern_id(t, &p->cells[field])))
            return false;
    }
    return true;
}

static struct slice key_bytes(const struct memo_key *key)
{
    return slice_of((const char *)key->words, key->count * sizeof(key->words[0]));
}

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

bool memo_get(struct memo *m, struct intern *t, struct script_record *record, struct arena *arena,
              struct answer *out)
{
    struct memo_key key;
    if (!m || m->off || !m->count || !key_make(m, t, record, &key))
        return false;
    size_t *at = map_get(&m->index, key_bytes(&key));
    if (!at)
        return false;
    m->hits++;
    *out = m->answers[*at];
    return (out->reason.len == 0 && out->fault_count == 0) ||
           answer_copy(arena, &m->answers[*at], out);
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

static struct memo *memo_new(void)
{
    struct memo *m = calloc(1, sizeof(*m));
    if (!m)
        return NULL;
    map_init(&m->index);
    arena_init(&m->arena, MEMO_BYTES_MAX);
    return m;
}

static void memo_store(struct memo *m, const struct memo_key *key, const struct answer *answer)
{
    if (m->count == m->cap) {
        size_t cap = m->cap ? m->cap * 2 : 64;
        struct answer *grown = realloc(m->answers, cap * sizeof(*grown));
        if (!grown)
            return;
        m->answers = grown;
        m->cap = cap;
    }
    struct slice bytes;
    size_t *at;
    if (!arena_copy(&m->arena, key_bytes(key), &bytes) ||
        !answer_copy(&m->arena, answer, &m->answers[m->count]) ||
        !(at = map_put(&m->index, bytes, NULL))) {
        memo_clear(m);
        return;
    }
    *at = m->count++;
}

void memo_put(struct memo **slot, struct intern *t, struct script_record *record,
              const struct answer *answer)
{
    if (!*slot)
        *slot = memo_new();
    struct memo *m = *slot;
    if (!m || m->off)
        return;
    m->misses++;
    if (m->misses > MEMO_TRIAL && m->hits < m->misses / 2) {
        m->off = true;
        memo_clear(m);
        return;
    }
    if (!is_local(answer, record))
        return;
    uint64_t project = answer->reads.project;
    if (project & AMOUNTS)
        project |= UINT64_C(1) << P_CURRENCY_UNIT;
    if ((m->project | project) != m->project ||
        (m->indicator | answer->reads.indicator) != m->indicator) {
        m->project |= project;
        m->indicator |= answer->reads.indicator;
        memo_clear(m);
    }
    struct memo_key key;
    if (m->count >= MEMO_ENTRIES_MAX)
        memo_clear(m);
    if (key_make(m, t, record, &key))
        memo_store(m, &key, answer);
}

void memo_clear(struct memo *m)
{
    if (!m)
        return;
    map_clear(&m->index);
    arena_clear(&m->arena);
    m->count = 0;
}

void memo_free(struct memo *m)
{
    if (!m)
        return;
    map_release(&m->index);
    arena_release(&m->arena);
    free(m->answers);
    free(m);
}
