/* jihe convert: what strangers' files and form maps can do wrong happens in the supervised child,
 * which writes NDJSON to an unnamed file; that is delivered as it is, or made into tables here. */
#include "cli/commands.h"
#include "cli/fill.h"
#include "cli/hold.h"
#include "cli/place.h"
#include "cli/remarks.h"
#include "cli/say.h"
#include "cli/supervise.h"

#include "base/file.h"

#include <signal.h>
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
    struct counts n = {0};
    (void)alone; /* there is one thread only */
    if (!remarks_begin(&w->remarks))
        return JIHE_ERROR_IO;
    int rc = jihe_options_descriptor(w->options, fd);
    if (rc == 0)
        rc = jihe_convert(engine, w->options, remarks_put, &w->remarks, &result, error);
    if (rc)
        return rc;
    n.projects = jihe_result_count(result, JIHE_COUNT_PROJECTS_CHECKED);
    n.indicators = jihe_result_count(result, JIHE_COUNT_INDICATORS_CHECKED);
    n.rejected = jihe_result_count(result, JIHE_COUNT_PROJECTS_REJECTED) +
                 jihe_result_count(result, JIHE_COUNT_INDICATORS_REJECTED);
    bool fine = jihe_result_verdict(result) != JIHE_INCOMPLETE;
    jihe_result_free(result);
    if (!remarks_count(&w->remarks, &n))
        return JIHE_ERROR_IO;
    return fine ? EXIT_FINE : EXIT_UNCHECKED;
}

static int summary_say(const struct settings *s, const struct counts *n)
{
    struct buffer line;
    buffer_init(&line, 1 << 20);
    buffer_format(&line, SAY(s->english, "已写出 %llu 个项目、%llu 条指标：", "wrote %llu projects, %llu indicators: "),
                  (unsigned long long)n->projects, (unsigned long long)n->indicators);
    say_safe(&line, slice_str(s->output), false);
    if (n->rejected)
        buffer_format(&line, SAY(s->english, "（另有 %llu 行未能读取）", " (%llu rows could not be read)"),
                      (unsigned long long)n->rejected);
    buffer_byte(&line, '\n');
    return say_out(s->english, STDERR_FILENO, &line);
}

/* ---- the parent: output ---- */

static bool is_stdout(const char *output)
{
    return !strcmp(output, "-");
}

static int output_check(const struct settings *s, struct error *err)
{
    if (!s->output)
        return error_set(err, ERR_USAGE,
                         "请用 -o 给出输出：文件 .ndjson、.xlsx，或一个文件夹（CSV），- 为标准输出",
                         "say -o and where to: a file .ndjson, .xlsx, or a folder (CSV); - is "
                         "standard output");
    for (size_t i = 0; i < s->operand_count; i++)
        if (file_same(s->output, s->operands[i]))
            return error_set(err, ERR_USAGE, "%s: 输出文件就是输入文件，请另取一个名字",
                             "%s: the output is one of the inputs; choose another name",
                             s->output);
    if (is_stdout(s->output) || jihe_records_for_path(s->output))
        return 0;
    const char *dot = strrchr(s->output, '.');
    if (dot && !strcasecmp(dot, ".csv"))
        return error_set(err, ERR_USAGE, "%s: CSV 写成一个文件夹（内有 projects.csv 等），请去掉 .csv",
                         "%s: CSV is written as a folder (with projects.csv and so on); leave out "
                         ".csv",
                         s->output);
    return options_unknown(err, s->output, dot ? dot + 1 : "", JIHE_NAMES_RECORDS);
}

/* The tables are made of the child's records, which need no form maps to be read. */
static int tables_write(int fd, const char *output, struct error *err)
{
    char path[64];
    jihe_error told;
    jihe_result *result = NULL;
    jihe_options *o = jihe_options_new();
    (void)snprintf(path, sizeof(path), "/dev/fd/%d", fd);
    int rc = o ? jihe_options_input(o, path) : JIHE_ERROR_MEMORY;
    if (rc == 0)
        rc = jihe_options_output(o, output);
    if (rc) {
        (void)error_memory(err);
    } else if ((rc = jihe_convert(NULL, o, NULL, NULL, &result, &told)) != 0) {
        err->code = (enum error_code)rc;
        memcpy(err->zh, told.zh, sizeof(err->zh));
        memcpy(err->en, told.en, sizeof(err->en));
    }
    jihe_result_free(result);
    jihe_options_free(o);
    return rc;
}

/* What stands under a temporary name would stay there if a signal ended us now: it waits until the
 * output is in its place. */
static int deliver(const struct settings *s, int fd, struct error *err)
{
    sigset_t stop, before;
    if (is_stdout(s->output))
        return hold_deliver(fd, NULL, err);
    (void)sigemptyset(&stop);
    (void)sigaddset(&stop, SIGINT);
    (void)sigaddset(&stop, SIGTERM);
    (void)sigaddset(&stop, SIGHUP);
    (void)sigprocmask(SIG_BLOCK, &stop, &before);
    const char *format = jihe_records_for_path(s->output);
    int rc = format && !strcmp(format, "ndjson") ? hold_deliver(fd, s->output, err)
                                                 : tables_write(fd, s->output, err);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return rc;
}

/* ---- the whole ---- */

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
        rc = deliver(s, fd, err);
    close(fd);
    if (rc == 0 && n.projects == 0)
        rc = error_set(err, ERR_INPUT, "没有读到任何项目，未写出文件",
                       "no project could be read, nothing was written");
    else if (rc == 0 && !s->quiet && !is_stdout(s->output))
        (void)summary_say(s, &n);
    return rc;
}

int convert_run(const struct settings *s)
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
    if (rc == 0 && fill_options(w.options, s) != 0)
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
