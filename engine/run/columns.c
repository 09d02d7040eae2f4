/* Done before anything else about a record, so that exemptions and rules see the cell that counts, with the address of
 * the column it came from. What stood in the cell stays where it was read: only the run's copy changes. */
#include "run/columns.h"

static const struct plain *columns_of(const struct profile *p, struct slice form)
{
    for (size_t i = 0; i < p->code_count; i++)
        if (slice_equal(p->codes[i].name, SLICE("columns")))
            return plain_get(p->codes[i].table, form);
    return NULL;
}

/* The first of the headings that the row has something under. */
static const struct cell *cell_under(const struct plain *headings, const struct extras *extras)
{
    for (size_t k = 0; k < headings->item_count; k++)
        for (size_t i = 0; i < extras->count; i++)
            if (slice_equal(extras->items[i].key, headings->items[k].text) &&
                slice_trim(extras->items[i].cell.text).len)
                return &extras->items[i].cell;
    return NULL;
}

void columns_apply(const struct profile *profile, struct project *project)
{
    const struct plain *fields = columns_of(profile, form_name(project->form));
    for (size_t k = 0; fields && k < fields->entry_count; k++) {
        int field = field_find(SCOPE_INDICATOR, fields->entries[k].key);
        for (size_t i = 0; field >= 0 && i < project->indicator_count; i++) {
            struct indicator *at = &project->indicators[i];
            const struct cell *cell = cell_under(&fields->entries[k].value, &at->extras);
            if (cell)
                at->cells[field] = *cell;
        }
    }
}
