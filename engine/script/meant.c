/* Cells as they are meant: what rules see of a text. Findings show what is written. */
#include "script/host.h"

#include "model/untidy.h"

static struct slice tidied(lua_State *L, struct slice text, enum tidy_kind kind)
{
    struct script *s = host_of(L);
    struct buffer tidy;
    buffer_init(&tidy, TEXT_MAX);
    tidy_put(text, kind, &tidy);
    bool ok = !tidy.failed && arena_copy(&s->scratch, buffer_slice(&tidy), &text);
    buffer_release(&tidy);
    if (!ok)
        rule_starved(L);
    return text;
}

struct slice text_meant(lua_State *L, struct slice text, enum tidy_kind kind)
{
    return host_of(L)->record->untidy && tidy_needed(text, kind) ? tidied(L, text, kind) : text;
}

struct slice cell_as_meant(lua_State *L, const struct cell *c, enum tidy_kind kind)
{
    return c->untidy ? tidied(L, c->text, kind) : c->text;
}

struct slice cell_meant(lua_State *L, const struct record_ref *r, int field)
{
    return cell_as_meant(L, record_cell(host_of(L), r, field), field_tidy(record_scope(r), field));
}
