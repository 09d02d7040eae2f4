/* A run whose findings fill in the bureau's review form, project by project. */
#include "api/api.h"

#include "write/review.h"

struct reviewing {
    const jihe_options *options;
    struct file_out file;
    struct review_writer *writer;
    struct sources sources;
    const struct source *items; /* sources.items as the writer wants it */
    int (*tell)(void *context, const jihe_remark *remark);
    void *context;
};

static int review_take(void *context, const struct review *r, struct error *err)
{
    struct reviewing *v = context;
    v->items = v->sources.items;
    return review_writer_put(v->writer, r, err);
}

static int problem_take(void *context, const struct finding *f, struct error *err)
{
    struct reviewing *v = context;
    bool nowhere = f->kind == KIND_RULE_ERROR || f->place.at.file >= v->sources.count;
    return v->tell ? api_remark(v->tell, v->context, f,
                                nowhere ? NULL : &v->sources.items[f->place.at.file], err)
                   : 0;
}

static int reviewing_open(struct reviewing *v, struct error *err)
{
    const jihe_options *o = v->options;
    const struct review_format *format = NULL;
    const char *name;
    if (!o->output && o->descriptor < 0)
        return error_set(err, ERR_USAGE, "没有指定输出", "there is no output");
    if (o->output)
        format = review_format_for_path(slice_str(o->output));
    for (size_t i = 0; !format && (name = write_format_name(i)) != NULL; i++)
        if (write_format_find(slice_str(name)) == o->format)
            format = review_format_find(slice_str(name));
    if (!format)
        return error_set(err, ERR_USAGE, "审核表可写成 .xlsx、.html 或 .ndjson",
                         "a review is written as .xlsx, .html or .ndjson");
    int rc = file_create(&v->file, o->output, err);
    if (rc)
        return rc;
    if (o->descriptor >= 0)
        v->file.fd = o->descriptor;
    return review_writer_open(&v->writer, format, &v->file, o->write.language,
                              (struct write_sources){&v->items, &v->sources.count}, err);
}

static int review_run(const jihe_engine *e, struct reviewing *v, jihe_result *result,
                      struct error *err)
{
    struct arena arena;
    struct summary summary = {0};
    struct check_options options = api_check_options(v->options);
    struct review_sink sink = {.context = v,
                               .review = review_take,
                               .problem = problem_take,
                               .sources = &v->sources};
    arena_init(&arena, SIZE_MAX / 2);
    int rc = run_review(e->engine, &options, &sink, &arena, &summary, err);
    if (rc == 0)
        rc = review_writer_finish(v->writer, &summary, err);
    if (rc == 0)
        rc = file_commit(&v->file, err);
    if (rc == 0)
        api_result_fill(result, &summary, e);
    arena_release(&arena);
    return rc;
}

int jihe_review(const jihe_engine *e, const jihe_options *o,
                int (*tell)(void *context, const jihe_remark *remark), void *context,
                jihe_result **out, jihe_error *error)
{
    struct error err = {0};
    struct reviewing v = {.options = o, .tell = tell, .context = context};
    int rc = api_options_check(e, o, &err);
    if (rc)
        return api_error(error, &err, rc);
    jihe_result *result = calloc(1, sizeof(*result));
    v.file.fd = -1;
    rc = result ? reviewing_open(&v, &err) : error_memory(&err);
    if (rc == 0)
        rc = review_run(e, &v, result, &err);
    file_abandon(&v.file);
    review_writer_free(v.writer);
    sources_release(&v.sources);
    if (rc)
        free(result);
    else
        *out = result;
    return api_error(error, &err, rc);
}
