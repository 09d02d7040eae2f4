/* What is odd about the rules. */
#include "api/api.h"

struct linter {
    int (*visit)(void *context, const jihe_oddity *remark);
    void *context;
};

static int remark_take(void *context, const struct lint_remark *r)
{
    struct linter *l = context;
    jihe_oddity remark = {.rule = api_text(r->rule ? r->rule->id : SLICE_NONE),
                          .path = api_text(r->path),
                          .line = r->line,
                          .what = api_text(r->what),
                          .what_en = api_text(r->what_en)};
    return l->visit(l->context, &remark) != 0 ? ERR_STOPPED : 0;
}

int jihe_rules_lint(const jihe_engine *e, int (*visit)(void *context, const jihe_oddity *remark),
                    void *context, jihe_error *error)
{
    struct error err = {0};
    struct linter l = {visit, context};
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    int rc = run_lint(e->engine, remark_take, &l, &err);
    if (rc == ERR_STOPPED)
        error_set(&err, ERR_STOPPED, "已停止", "stopped");
    return api_error(error, &err, rc);
}
