/* Look-ups in plain data. */
#include "model/plain.h"

const struct plain *plain_get(const struct plain *table, struct slice key)
{
    if (!table || table->kind != PLAIN_TABLE)
        return NULL;
    for (size_t i = 0; i < table->entry_count; i++)
        if (slice_equal(table->entries[i].key, key))
            return &table->entries[i].value;
    return NULL;
}

struct slice plain_text(const struct plain *table, struct slice key)
{
    const struct plain *v = plain_get(table, key);
    return v && v->kind == PLAIN_TEXT ? v->text : SLICE_NONE;
}
