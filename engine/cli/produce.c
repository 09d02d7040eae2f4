/* Settings to options, the supervised run, the output to where it belongs. */
#include "cli/produce.h"

#include "cli/fill.h"
#include "cli/hold.h"
#include "cli/place.h"
#include "cli/say.h"
#include "cli/supervise.h"

#include <unistd.h>

/* Made by the parent, copied by fork. */
struct work {
    const struct settings *settings;
    const struct product *product;
    jihe_options *options;
    struct remarks remarks;
};

/* ---- the child ---- */

static bool counts_tell(struct work *w, const jihe_result *result)
{
    struct counts n = {
        .projects = jihe_result_count(result, JIHE_COUNT_PROJECTS_CHECKED),
        .indicators = jihe_result_count(result, JIHE_COUNT_INDICATORS_CHECKED),
        .rejected = jihe_result_count(result, JIHE_COUNT_PROJECTS_REJECTED) +
                    jihe_result_count(result, JIHE_COUNT_INDICATORS_REJECTED)};
    return !w->product->remarks || remarks_count(&w->remarks, &n);
}

static int work_run(void *context, const jihe_engine *engine, int fd, bool alone,
                    jihe_error *error)
{
    struct work *w = context;
    jihe_result *result = NULL;
    if (w->product->remarks && !remarks_begin(&w->remarks))
        return JIHE_ERROR_IO;
    int rc = jihe_options_descriptor(w->options, fd);
    if (rc == 0 && alone)
        rc = jihe_options_jobs(w->options, 1);
    if (rc == 0)
        rc = w->product->run(engine, w->options, &w->remarks, &result, error);
    if (rc == 0)
        rc = counts_tell(w, result) ? w->product->status(w->settings, result)
                                    : JIHE_ERROR_IO;
    jihe_result_free(result);
    return rc;
}

/* ---- the parent: output ---- */

bool produce_to_stdout(const struct settings *s)
{
    return !s->output || !strcmp(s->output, "-");
}

int produce_apart(const struct settings *s, struct error *err)
{
    for (size_t i = 0; s->output && i < s->operand_count; i++)
        if (file_same(s->output, s->operands[i]))
            return error_set(err, ERR_USAGE, "%s: 输出文件就是输入文件，请另取一个名字",
                             "%s: the output is one of the inputs; choose another name",
                             s->output);
    return 0;
}

int produce_probe(const struct settings *s, struct error *err)
{
    struct file_out probe;
    if (produce_to_stdout(s))
        return 0;
    int rc = file_create(&probe, s->output, err);
    if (rc == 0)
        file_abandon(&probe);
    return rc;
}

int produce_deliver(const struct settings *s, int fd, struct error *err)
{
    return hold_deliver(fd, produce_to_stdout(s) ? NULL : s->output, err);
}

static int output_put(struct work *w, int fd, const struct counts *n, struct error *err)
{
    const struct product *p = w->product;
    if (p->remarks && n->projects == 0)
        return error_set(err, ERR_INPUT, "没有读到任何项目，未写出文件",
                         "no project could be read, nothing was written");
    int rc = (p->deliver ? p->deliver : produce_deliver)(w->settings, fd, err);
    if (rc == 0 && p->told && !w->settings->quiet && !produce_to_stdout(w->settings))
        p->told(w->settings, n);
    return rc;
}

/* ---- the whole ---- */

static int options_make(struct work *w, struct error *err)
{
    const struct settings *s = w->settings;
    w->options = jihe_options_new();
    if (!w->options || (w->product->remarks && !remarks_open(&w->remarks, s)))
        return error_memory(err);
    int rc = w->product->fill ? w->product->fill(w->options, s) : 0;
    if (rc == 0)
        rc = fill_options(w->options, s);
    if (rc == JIHE_ERROR_USAGE)
        return error_set(err, ERR_USAGE, "输入文件名或选项的值为空",
                         "an input or a value is empty");
    return rc ? error_memory(err) : 0;
}

static int work_do(struct work *w, const char *rules, int *status, struct error *err)
{
    const struct settings *s = w->settings;
    struct job job = {.rules = rules,
                      .english = s->english,
                      .lazy = w->product->lazy,
                      .progress = !s->quiet,
                      .input_start = -1,
                      .work = work_run,
                      .context = w};
    struct counts n = {0};
    int fd = -1, rc = 0;
    for (size_t i = 0; i < s->operand_count && rc == 0; i++)
        rc = hold_input(s->operands[i], &job.input_start, err);
    if (rc == 0)
        rc = supervise(&job, &fd, status, err);
    if (w->product->remarks)
        remarks_show(&w->remarks, &n);
    if (rc)
        return rc;
    rc = output_put(w, fd, &n, err);
    close(fd);
    return rc;
}

int produce(const struct settings *s, const struct product *product)
{
    struct error err = {0};
    struct work w = {.settings = s, .product = product};
    char *rules = NULL;
    int status = EXIT_FINE;
    int rc = product->ready(s, &err);
    if (rc == 0)
        rc = options_make(&w, &err);
    if (rc == 0 && !(rules = place_rules(s->rules)))
        rc = error_memory(&err);
    if (rc == 0)
        rc = work_do(&w, rules, &status, &err);
    remarks_close(&w.remarks);
    jihe_options_free(w.options);
    free(rules);
    if (rc && rc != ERR_STOPPED)
        say_error(s->english, &err);
    return rc ? (status == EXIT_USAGE ? EXIT_USAGE : say_status(rc)) : status;
}
