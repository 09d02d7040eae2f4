/* Which map reads a document: all in scope are asked, and exactly one may claim it. */
#include "run/forms_inside.h"

enum { NAMED_MAX = 8 }; /* maps named in one message */

struct choice {
    const struct form_map *claims[NAMED_MAX];
    size_t count, first; /* first: its number */
    bool faults;
};

/* A map that is meant to win over `m` claims the document too. */
static bool steps_back(const struct form_map *m, const struct choice *c)
{
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; k < c->claims[i]->replaces_count; k++)
            if (slice_equal(c->claims[i]->replaces[k], m->name) && c->claims[i] != m)
                return true;
    return false;
}

static int map_ask(struct form_reading *r, size_t i, bool told, struct choice *c, struct error *err)
{
    struct forms *f = r->forms;
    const struct form_map *m = &f->engine->set.forms[i];
    struct form_answer answer;
    struct form_call call;
    int rc = forms_call(f, i, &r->told, &call, err);
    if (rc)
        return rc;
    forms_enter(f, m);
    rc = form_match(f->script, r->form, &call, &answer, err);
    forms_leave(f);
    if (rc)
        return rc;
    if (answer.outcome == FORM_FAULT && told) {
        c->faults = true;
        form_tell_fault(r, REJECT_FILE, m, &answer);
    }
    if (answer.outcome != FORM_OK || !answer.claims)
        return 0;
    if (c->count < NAMED_MAX)
        c->claims[c->count++] = m;
    return 0;
}

/* Asks the maps that are (or are not) in the region's packs. */
static int maps_ask(struct form_reading *r, bool inside, bool told, struct choice *c,
                    struct error *err)
{
    const struct forms *f = r->forms;
    const struct pack_set *set = &f->engine->set;
    int rc = 0;
    *c = (struct choice){0};
    for (size_t i = 0; i < set->form_count && rc == 0; i++) {
        bool seen = !f->regional || form_is_seen(set, &set->forms[i], f->pack);
        if (seen == inside && !forms_excluded(f, &set->forms[i]))
            rc = map_ask(r, i, told, c, err);
    }
    return rc;
}

static const struct around around_others = {
    "所选区划的规则包里没有表样认得这份文件，其他区划的表样认得：", "；请检查 --region",
    "no form map of the region's packs knows this document, one of another region does: ",
    "; check --region", false};
static const struct around around_no_maps = {
    "没有表头认识的数据表，规则包里也没有表样可以读它", "",
    "no table with known headings, and the packs have no form map to read it", "", true};
static const struct around around_none = {
    "没有表头认识的数据表，也没有表样认得它。已有的表样：", "",
    "no table with known headings, and no form map knows it. There are: ", "", true};
static const struct around around_several = {
    "几个表样都认领这份文件：", "；请收紧其中一个的 match，或写 replaces",
    "several form maps claim this document: ", "; narrow the match of one, or say replaces", false};

static const struct around around_blank = {
    "里面没有表格和文字：可能是空白文件，或者内容是图片（扫描件）；请取得文字版", "",
    "there is no table and no text in it: a blank file, or pictures of pages; ask for the document itself", "", true};

static bool is_blank(const struct document *doc)
{
    for (size_t b = 0; b < doc->count; b++) {
        const struct document_block *block = &doc->blocks[b];
        if (block->kind == BLOCK_TEXT && block->text.text.len)
            return false;
        for (size_t i = 0; block->kind == BLOCK_TABLE && i < block->table.count; i++)
            if (block->table.cells[i].text.len)
                return false;
    }
    return true;
}

static int tell_none(struct form_reading *r, struct error *err)
{
    const struct pack_set *set = &r->forms->engine->set;
    const struct form_map *maps[NAMED_MAX];
    struct choice others = {0};
    size_t count = 0;
    int rc = r->forms->regional ? maps_ask(r, false, false, &others, err) : 0;
    if (rc)
        return rc;
    if (is_blank(r->doc))
        return form_tell_maps(r, maps, 0, &around_blank, err);
    if (others.count)
        return form_tell_maps(r, others.claims, others.count, &around_others, err);
    for (size_t i = 0; i < set->form_count && count < NAMED_MAX; i++)
        if (!r->forms->regional || form_is_seen(set, &set->forms[i], r->forms->pack))
            maps[count++] = &set->forms[i];
    return form_tell_maps(r, maps, count, count ? &around_none : &around_no_maps, err);
}

int forms_choose(struct form_reading *r, struct error *err)
{
    struct choice c;
    int rc = maps_ask(r, true, true, &c, err);
    if (rc)
        return rc;
    const struct form_map *left[NAMED_MAX];
    size_t n = 0;
    for (size_t i = 0; i < c.count; i++)
        if (!steps_back(c.claims[i], &c))
            left[n++] = c.claims[i];
    if (n == 1) {
        r->map = left[0];
        return 1;
    }
    if (n > 1 || c.count > 1)
        return form_tell_maps(r, n ? left : c.claims, n ? n : c.count, &around_several, err);
    return c.faults ? 0 : tell_none(r, err);
}

int forms_claims(void *context, const struct document *doc, struct error *err)
{
    struct form_reading r = {.forms = context, .doc = doc};
    struct choice c = {0};
    arena_init(&r.told, SIZE_MAX / 2);
    int rc = forms_ready(r.forms, err);
    if (rc == 0)
        rc = form_open(r.forms->script, doc, &r.form, err);
    if (rc == 0)
        rc = maps_ask(&r, true, false, &c, err);
    form_close(r.forms->script, r.form);
    arena_release(&r.told);
    return rc ? rc : (int)c.count;
}
