/* jihe check: from settings to options, the supervised run, the report to where it
 * belongs. */
#include "cli/commands.h"
#include "cli/fill.h"
#include "cli/hold.h"
#include "cli/place.h"
#include "cli/say.h"
#include "cli/supervise.h"

#include "base/file.h"

#include <unistd.h>

/* What the child needs; made by the parent, copied by fork. */
struct work {
    const struct settings *settings;
    jihe_options *options;
};

/* ---- the child ---- */

static int work_run(void *context, const jihe_engine *engine, int fd, bool alone,
                    jihe_error *error)
{
    struct work *w = context;
    jihe_result *result = NULL;
    const char *fail_on = w->settings->fail_on ? w->settings->fail_on : "error";
    int rc = jihe_options_descriptor(w->options, fd);
    if (rc == 0 && alone)
        rc = jihe_options_jobs(w->options, 1);
    if (rc == 0)
        rc = jihe_check(engine, w->options, &result, error);
    if (rc == 0)
        rc = jihe_result_exit(result, fail_on);
    jihe_result_free(result);
    return rc;
}

/* ---- settings ---- */

static bool is_stdout(const char *output)
{
    return !output || !strcmp(output, "-");
}

/* The format that was named, else the one the output's name stands for. */
static int format_choose(const struct settings *s, const char **format, struct error *err)
{
    *format = s->format ? s->format : "text";
    if (s->format || is_stdout(s->output))
        return 0;
    const char *found = jihe_format_for_path(s->output);
    if (found)
        *format = found;
    if (found || file_kind(s->output) == FILE_OTHER)
        return 0;
    const char *dot = strrchr(s->output, '.');
    if (!dot || strchr(dot, '/'))
        return error_set(err, ERR_USAGE, "%s: 文件名没有扩展名，请用 --format 指明格式",
                         "%s: the name has no extension; say --format", s->output);
    return options_unknown(err, s->output, dot + 1, JIHE_NAMES_FORMATS);
}

/* A file that cannot be written is told before hours of work. */
static int output_check(const struct settings *s, struct error *err)
{
    struct file_out probe;
    if (is_stdout(s->output))
        return 0;
    for (size_t i = 0; i < s->operand_count; i++)
        if (file_same(s->output, s->operands[i]))
            return error_set(err, ERR_USAGE, "%s: 输出文件就是输入文件，请另取一个名字",
                             "%s: the output is one of the inputs; choose another name",
                             s->output);
    int rc = file_create(&probe, s->output, err);
    if (rc == 0)
        file_abandon(&probe);
    return rc;
}

static int options_fill(jihe_options *o, const struct settings *s, const char *format)
{
    int rc = jihe_options_format(o, format);
    if (rc == 0)
        rc = fill_options(o, s);
    if (rc == 0 && s->baseline)
        rc = jihe_options_baseline(o, s->baseline);
    if (rc == 0 && s->waivers)
        rc = jihe_options_waivers(o, s->waivers);
    jihe_options_quiet(o, s->quiet);
    bool screen = is_stdout(s->output);
    jihe_options_terminal(o, screen ? place_columns() : 0, screen && place_colour());
    return rc;
}

/* ---- the parent ---- */

static int check_supervised(struct work *w, const char *rules, int *status,
                            struct error *err)
{
    const struct settings *s = w->settings;
    struct job job = {.rules = rules,
                      .english = s->english,
                      .lazy = true,
                      .progress = !s->quiet,
                      .input_start = -1,
                      .work = work_run,
                      .context = w};
    int fd = -1, rc = 0;
    for (size_t i = 0; i < s->operand_count && rc == 0; i++)
        rc = hold_input(s->operands[i], &job.input_start, err);
    if (rc == 0)
        rc = supervise(&job, &fd, status, err);
    if (rc)
        return rc;
    rc = hold_deliver(fd, is_stdout(s->output) ? NULL : s->output, err);
    close(fd);
    return rc;
}

int check_run(const struct settings *s)
{
    struct error err = {0};
    struct work w = {.settings = s};
    const char *format = NULL;
    char *rules = NULL;
    int status = EXIT_FINE;
    int rc = format_choose(s, &format, &err);
    if (rc == 0)
        rc = output_check(s, &err);
    if (rc == 0) {
        rules = place_rules(s->rules);
        w.options = jihe_options_new();
        if (!rules || !w.options)
            rc = error_memory(&err);
    }
    if (rc == 0) {
        rc = options_fill(w.options, s, format);
        if (rc == JIHE_ERROR_USAGE)
            error_set(&err, ERR_USAGE, "输入文件名或选项的值为空",
                      "an input or a value is empty");
        else if (rc)
            error_memory(&err);
    }
    if (rc == 0)
        rc = check_supervised(&w, rules, &status, &err);
    jihe_options_free(w.options);
    free(rules);
    if (rc && rc != ERR_STOPPED)
        say_error(s->english, &err);
    return rc ? (status == EXIT_USAGE ? EXIT_USAGE : say_status(rc)) : status;
}
