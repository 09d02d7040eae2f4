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

size_t plain_entry_find(const struct plain *table, struct slice key)
{
    size_t low = 0, high = table->entry_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(table->entries[middle].key, key);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

struct slice plain_text(const struct plain *table, struct slice key)
{
    const struct plain *v = plain_get(table, key);
    return v && v->kind == PLAIN_TEXT ? v->text : SLICE_NONE;
}

static int tables_compare(const struct plain *a, const struct plain *b)
{
    if (a->item_count != b->item_count)
        return a->item_count < b->item_count ? -1 : 1;
    if (a->entry_count != b->entry_count)
        return a->entry_count < b->entry_count ? -1 : 1;
    int order = 0;
    for (size_t i = 0; i < a->item_count && order == 0; i++)
        order = plain_compare(&a->items[i], &b->items[i]);
    for (size_t i = 0; i < a->entry_count && order == 0; i++) {
        order = slice_compare(a->entries[i].key, b->entries[i].key);
        if (order == 0)
            order = plain_compare(&a->entries[i].value, &b->entries[i].value);
    }
    return order;
}

int plain_compare(const struct plain *a, const struct plain *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    switch (a->kind) {
    case PLAIN_NUMBER: return decimal_compare(a->number, b->number);
    case PLAIN_TEXT: return slice_compare(a->text, b->text);
    case PLAIN_BOOLEAN: return (int)a->boolean - (int)b->boolean;
    case PLAIN_TABLE: return tables_compare(a, b);
    case PLAIN_NIL:
    case PLAIN_FUNCTION: break;
    }
    return 0;
}
