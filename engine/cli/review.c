/* jihe review: as check, but what comes out is the bureau's review form, filled in as a suggestion. */
#include "cli/commands.h"
#include "cli/fill.h"
#include "cli/hold.h"
#include "cli/place.h"
#include "cli/remarks.h"
#include "cli/say.h"
#include "cli/supervise.h"

#include "base/file.h"

#include <unistd.h>

struct work {
    const struct settings *settings;
    jihe_options *options;
    struct remarks remarks;
};

/* ---- the child ---- */

static int work_run(void *context, const jihe_engine *engine, int fd, bool alone,
                    jihe_error *error)
{
    struct work *w = context;
    jihe_result *result = NULL;
    if (!remarks_begin(&w->remarks))
        return JIHE_ERROR_IO;
    int rc = jihe_options_descriptor(w->options, fd);
    if (rc == 0 && alone)
        rc = jihe_options_jobs(w->options, 1);
    if (rc == 0)
        rc = jihe_review(engine, w->options, remarks_put, &w->remarks, &result, error);
    if (rc)
        return rc;
    struct counts n = {
        .projects = jihe_result_count(result, JIHE_COUNT_PROJECTS_CHECKED),
        .indicators = jihe_result_count(result, JIHE_COUNT_INDICATORS_CHECKED),
        .rejected = jihe_result_count(result, JIHE_COUNT_PROJECTS_REJECTED) +
                    jihe_result_count(result, JIHE_COUNT_INDICATORS_REJECTED)};
    int status = jihe_result_exit(result, "error");
    jihe_result_free(result);
    if (!remarks_count(&w->remarks, &n))
        return JIHE_ERROR_IO;
    return status == EXIT_FOUND ? EXIT_FINE : status; /* finding things is what it is for */
}

/* ---- the parent ---- */

static bool is_stdout(const char *output)
{
    return !strcmp(output, "-");
}

/* "a.xlsx" → "xlsx" where reviews are written so; NULL otherwise. */
static const char *format_of(const char *output)
{
    const char *name, *dot = strrchr(output, '.');
    if (is_stdout(output))
        return "ndjson";
    for (size_t i = 0; dot && (name = jihe_name(JIHE_NAMES_REVIEWS, i)) != NULL; i++)
        if (!strcmp(dot + 1, name))
            return name;
    return NULL;
}

static int output_check(const struct settings *s, struct error *err)
{
    struct file_out probe;
    if (!s->output)
        return error_set(err, ERR_USAGE, "请用 -o 给出输出文件：.xlsx、.html 或 .ndjson",
                         "say -o and a file: .xlsx, .html or .ndjson");
    for (size_t i = 0; i < s->operand_count; i++)
        if (file_same(s->output, s->operands[i]))
            return error_set(err, ERR_USAGE, "%s: 输出文件就是输入文件，请另取一个名字",
                             "%s: the output is one of the inputs; choose another name",
                             s->output);
    const char *dot = strrchr(s->output, '.');
    if (!format_of(s->output))
        return options_unknown(err, s->output, dot ? dot + 1 : "", JIHE_NAMES_REVIEWS);
    int rc = is_stdout(s->output) ? 0 : file_create(&probe, s->output, err);
    if (rc == 0 && !is_stdout(s->output))
        file_abandon(&probe);
    return rc;
}

/* Where nothing else is said, a bureau is where reviews are made. */
static int options_fill(jihe_options *o, const struct settings *s)
{
    int rc = jihe_options_format(o, format_of(s->output));
    if (rc == 0)
        rc = jihe_options_stage(o, "finance");
    return rc ? rc : fill_options(o, s);
}

static int work_do(struct work *w, const char *rules, int *status, struct error *err)
{
    const struct settings *s = w->settings;
    struct job job = {.rules = rules,
                      .english = s->english,
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
    remarks_show(&w->remarks, &n);
    if (rc)
        return rc;
    if (n.projects > 0)
        rc = hold_deliver(fd, is_stdout(s->output) ? NULL : s->output, err);
    close(fd);
    if (rc == 0 && n.projects == 0)
        rc = error_set(err, ERR_INPUT, "没有读到任何项目，未写出文件",
                       "no project could be read, nothing was written");
    return rc;
}

int review_run(const struct settings *s)
{
    struct error err = {0};
    struct work w = {.settings = s};
    char *rules = NULL;
    int status = EXIT_FINE;
    int rc = output_check(s, &err);
    if (rc == 0) {
        rules = place_rules(s->rules);
        w.options = jihe_options_new();
        if (!rules || !w.options || !remarks_open(&w.remarks, s))
            rc = error_memory(&err);
    }
    if (rc == 0 && options_fill(w.options, s) != 0)
        rc = error_set(&err, ERR_USAGE, "输入文件名或选项的值为空", "an input or a value is empty");
    if (rc == 0)
        rc = work_do(&w, rules, &status, &err);
    remarks_close(&w.remarks);
    jihe_options_free(w.options);
    free(rules);
    if (rc && rc != ERR_STOPPED)
        say_error(s->english, &err);
    return rc ? (status == EXIT_USAGE ? EXIT_USAGE : say_status(rc)) : status;
}
