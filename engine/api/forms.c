/* The form maps there are. */
#include "api/api.h"

static jihe_form form_make(const struct pack_set *set, const struct form_map *m)
{
    return (jihe_form){.name = api_text(m->name),
                       .title = api_text(m->title),
                       .title_en = api_text(m->title_en),
                       .kind = api_text(form_name(m->kind)),
                       .kind_zh = api_text(form_label(m->kind)),
                       .looks_for = api_text(m->looks_for),
                       .looks_for_en = api_text(m->looks_for_en),
                       .pack = api_text(set->packs[m->pack].label),
                       .path = api_text(m->path),
                       .example_count = m->examples ? m->examples->item_count : 0};
}

int jihe_forms(const jihe_engine *e, const char *region,
               int (*visit)(void *context, const jihe_form *form), void *context,
               jihe_error *error)
{
    struct error err = {0};
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    const struct pack_set *set = engine_packs(e->engine);
    int rc = api_region_check(set, region, &err);
    uint32_t pack = rc ? 0 : pack_for_region(set, slice_str(region));
    for (size_t i = 0; rc == 0 && i < set->form_count; i++) {
        jihe_form form = form_make(set, &set->forms[i]);
        if (region && !form_is_seen(set, &set->forms[i], pack))
            continue;
        if (visit(context, &form) != 0)
            rc = error_set(&err, ERR_STOPPED, "已停止", "stopped");
    }
    return api_error(error, &err, rc);
}

/* ---- documents as maps see them ---- */

_Static_assert((int)JIHE_FORM_PROBLEM == (int)FORM_LINE_PROBLEM, "the same kinds in the same order");

struct shower {
    int (*visit)(void *context, const jihe_form_line *line);
    void *context;
};

static int line_visit(void *context, const struct form_line *l)
{
    const struct shower *s = context;
    jihe_form_line line = {.kind = (jihe_form_line_kind)l->kind,
                           .number = l->number,
                           .text = api_text(l->text),
                           .text_en = api_text(l->text_en.len ? l->text_en : l->text),
                           .more = api_text(l->more)};
    return s->visit(s->context, &line);
}

int jihe_forms_show(const jihe_engine *e, const jihe_options *o,
                    int (*visit)(void *context, const jihe_form_line *line), void *context,
                    jihe_error *error)
{
    struct error err = {0};
    struct shower shower = {visit, context};
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    int rc = api_region_check(engine_packs(e->engine), o->region, &err);
    if (rc == 0)
        rc = forms_show(e->engine, (const char *const *)o->inputs, o->input_count,
                        slice_str(o->region), line_visit, &shower, &err);
    return api_error(error, &err, rc);
}
