/* Cells as they are meant: what rules see of a text. Findings show what is written. */
#include "script/host.h"

#include "model/untidy.h"

struct slice text_meant(lua_State *L, struct slice text, enum tidy_kind kind)
{
    struct script *s = host_of(L);
    struct buffer tidy;
    if (!s->record->untidy || !tidy_needed(text, kind))
        return text;
    buffer_init(&tidy, TEXT_MAX);
    tidy_put(text, kind, &tidy);
    bool ok = !tidy.failed && arena_copy(&s->scratch, buffer_slice(&tidy), &text);
    buffer_release(&tidy);
    if (!ok)
        rule_starved(L);
    return text;
}

struct slice cell_meant(lua_State *L, const struct record_ref *r, int field)
{
    return text_meant(L, record_cell(host_of(L), r, field)->text, field_tidy(record_scope(r), field));
}
