/* The engine as the outside sees it: configured, loaded once, then read-only. */
#include "api/api.h"

jihe_engine *jihe_engine_new(void)
{
    jihe_engine *e = calloc(1, sizeof(*e));
    if (e)
        limits_default(&e->limits);
    return e;
}

void jihe_engine_free(jihe_engine *e)
{
    if (!e)
        return;
    engine_free(e->engine);
    for (size_t i = 0; i < e->exclusion_count; i++)
        api_free(e->exclusions[i].name.ptr);
    free(e->exclusions);
    free(e);
}

/* One allocation holds all three texts; it begins with the name. */
static bool exclusion_make(struct exclusion *x, const char *name, const char *zh,
                           const char *en)
{
    size_t a = strlen(name), b = strlen(zh), c = strlen(en);
    char *memory = malloc(a + b + c + 1);
    if (!memory)
        return false;
    memcpy(memory, name, a);
    memcpy(memory + a, zh, b);
    memcpy(memory + a + b, en, c);
    *x = (struct exclusion){{memory, a}, {memory + a, b}, {memory + a + b, c}};
    return true;
}

int jihe_engine_exclude(jihe_engine *e, const char *name, const char *reason_zh,
                        const char *reason_en)
{
    if (e->engine)
        return JIHE_ERROR_USAGE;
    struct exclusion *grown =
        realloc(e->exclusions, (e->exclusion_count + 1) * sizeof(*e->exclusions));
    if (!grown)
        return JIHE_ERROR_MEMORY;
    e->exclusions = grown;
    if (!exclusion_make(&grown[e->exclusion_count], name, reason_zh, reason_en))
        return JIHE_ERROR_MEMORY;
    if (!slice_starts(grown[e->exclusion_count].name, SLICE("file:")))
        e->excluded_rules++;
    e->exclusion_count++;
    return JIHE_OK;
}

int jihe_engine_lazy(jihe_engine *e)
{
    if (e->engine)
        return JIHE_ERROR_USAGE;
    e->lazy = true;
    return JIHE_OK;
}

int jihe_engine_load(jihe_engine *e, const char *rules_dir, jihe_error *error)
{
    struct error err = {0};
    if (e->engine)
        return api_error(
            error, &err,
            error_set(&err, ERR_USAGE, "规则已经载入", "the rules are loaded already"));
    struct engine_options options = {.rules_dir = rules_dir,
                                     .limits = &e->limits,
                                     .board = e->board,
                                     .exclusions = e->exclusions,
                                     .exclusion_count = e->exclusion_count,
                                     .lazy = e->lazy};
    return api_error(error, &err, engine_new(&e->engine, &options, &err));
}

size_t jihe_engine_failures(const jihe_engine *e)
{
    size_t count = 0;
    if (e->engine)
        (void)engine_failures(e->engine, &count);
    return count;
}

int jihe_engine_failure(const jihe_engine *e, size_t place, jihe_text *zh, jihe_text *en)
{
    size_t count = 0;
    const struct finding *list = e->engine ? engine_failures(e->engine, &count) : NULL;
    if (place >= count)
        return JIHE_ERROR_USAGE;
    *zh = api_text(list[place].message);
    *en = api_text(list[place].message_en.len ? list[place].message_en
                                              : list[place].message);
    return JIHE_OK;
}

/* ---- the board ---- */

/* The public type is never complete: a board is the memory of the inner one. */
size_t jihe_board_size(void)
{
    return sizeof(struct board);
}

jihe_board *jihe_board_in(void *memory)
{
    return memory;
}

void jihe_engine_watch(jihe_engine *e, jihe_board *board)
{
    e->board = (struct board *)(void *)board;
}

int jihe_board_activity(const jihe_board *board, size_t thread, jihe_activity *out)
{
    const struct board *b = (const struct board *)(const void *)board;
    if (thread >= BOARD_THREADS)
        return 0;
    const struct board_slot *slot = &b->slots[thread];
    out->serial = slot->serial;
    out->busy = slot->busy != 0;
    memcpy(out->name, slot->name, sizeof(out->name));
    out->name[sizeof(out->name) - 1] = '\0';
    return 1;
}

_Static_assert((int)JIHE_BOARD_NAME_MAX == (int)BOARD_NAME_MAX,
               "names fit the public record");

void jihe_board_progress(const jihe_board *board, uint64_t *done, uint64_t *total,
                         uint64_t *projects)
{
    const struct board *b = (const struct board *)(const void *)board;
    *done = b->done;
    *total = b->total;
    *projects = b->records;
}

unsigned jihe_stall_seconds(void)
{
    struct limits limits;
    limits_default(&limits);
    return limits.stall_seconds;
}
