/* Changes to clean records that no rule notices. */
#include "api/api.h"

_Static_assert((int)JIHE_CHANGE_VAGUE == (int)CHANGE_VAGUE &&
                   (int)JIHE_CHANGE_UNIT == (int)CHANGE_UNIT &&
                   (int)JIHE_CHANGE_COPY == (int)CHANGE_COPY,
               "public and inner changes are the same numbers");

struct prober {
    int (*visit)(void *context, const jihe_probe *probe);
    void *context;
};

static int probe_take(void *context, const struct probe_result *r)
{
    struct prober *p = context;
    jihe_probe probe = {.unclean = r->unclean,
                        .change = (jihe_change)r->change,
                        .form = api_text(form_name(r->form)),
                        .form_zh = api_text(form_label(r->form)),
                        .project = api_text(r->project),
                        .field = api_text(r->field),
                        .field_zh = api_text(r->label),
                        .seq = r->seq,
                        .goal = r->goal,
                        .before = api_text(r->before),
                        .after = api_text(r->after),
                        .rule = api_text(r->rule)};
    return p->visit(p->context, &probe) != 0 ? ERR_STOPPED : 0;
}

int jihe_rules_probe(const jihe_engine *e, const jihe_options *o,
                     int (*visit)(void *context, const jihe_probe *probe), void *context,
                     jihe_error *error)
{
    struct error err = {0};
    struct prober p = {visit, context};
    int rc = api_options_check(e, o, &err);
    if (rc == 0) {
        struct check_options options = api_check_options(o);
        rc = run_probe(e->engine, &options, probe_take, &p, &err);
    }
    if (rc == ERR_STOPPED)
        error_set(&err, ERR_STOPPED, "已停止", "stopped");
    return api_error(error, &err, rc);
}
