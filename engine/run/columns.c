/* Done before anything else about a record, so that exemptions and rules see the cell that counts, with the address of
 * the column it came from. What stood in the cell stays where it was read: only the run's copy changes. */
#include "run/columns.h"

#include "base/near.h"

static int field_check(const struct plain_entry *e, struct error *err)
{
    struct near near;
    if (field_find(SCOPE_INDICATOR, e->key) >= 0 && e->value.kind == PLAIN_TABLE)
        return 0;
    near_init(&near, e->key);
    field_near(SCOPE_INDICATOR, &near);
    return error_set(err, ERR_PACK, "数据表 columns：指标没有栏目“%.*s”%s%.*s，或者它不是一列表头",
                     "the list columns: no field of an indicator is called \"%.*s\"%s%.*s, or it is no list of headings",
                     SLICE_ARG(e->key), near.best.len ? " → " : "", SLICE_ARG(near.best));
}

int columns_check(const struct profile *profile, struct error *err)
{
    const struct plain *list = profile_codes(profile, SLICE("columns"));
    for (size_t i = 0; list && i < list->entry_count; i++) {
        const struct plain_entry *form = &list->entries[i];
        struct near near;
        near_init(&near, form->key);
        for (int f = FORM_DECLARATION; f < FORM_COUNT; f++)
            near_offer(&near, form_name((enum form_kind)f));
        if (form_find(form->key) == FORM_UNKNOWN || form->value.kind != PLAIN_TABLE)
            return error_set(err, ERR_PACK, "数据表 columns：没有这种表“%.*s”%s%.*s",
                             "the list columns: no form is called \"%.*s\"%s%.*s", SLICE_ARG(form->key),
                             near.best.len ? " → " : "", SLICE_ARG(near.best));
        for (size_t k = 0; k < form->value.entry_count; k++) {
            int rc = field_check(&form->value.entries[k], err);
            if (rc)
                return rc;
        }
    }
    return 0;
}

static const struct plain *columns_of(const struct profile *p, struct slice form)
{
    return plain_get(profile_codes(p, SLICE("columns")), form);
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
