/* jihe convert: what strangers' files and form maps can do wrong happens in the
 * supervised child, which writes NDJSON; that is delivered as it is, or made into tables
 * here. */
#include "cli/commands.h"
#include "cli/produce.h"
#include "cli/say.h"

#include <signal.h>
#include <unistd.h>

static int convert_ready(const struct settings *s, struct error *err)
{
    if (!s->output)
        return error_set(
            err, ERR_USAGE,
            "请用 -o 给出输出：文件 .ndjson、.xlsx，或一个文件夹（CSV），- 为标准输出",
            "say -o and where to: a file .ndjson, .xlsx, or a folder (CSV); - is "
            "standard output");
    int rc = produce_apart(s, err);
    if (rc || produce_to_stdout(s) || jihe_records_for_path(s->output))
        return rc;
    const char *dot = strrchr(s->output, '.');
    if (dot && !strcasecmp(dot, ".csv"))
        return error_set(
            err, ERR_USAGE, "%s: CSV 写成一个文件夹（内有 projects.csv 等），请去掉 .csv",
            "%s: CSV is written as a folder (with projects.csv and so on); leave out "
            ".csv",
            s->output);
    return options_unknown(err, s->output, dot ? dot + 1 : "", JIHE_NAMES_RECORDS);
}

static int convert_do(const jihe_engine *engine, const jihe_options *o,
                      struct remarks *remarks, jihe_result **result, jihe_error *error)
{
    return jihe_convert(engine, o, remarks_put, remarks, result, error);
}

static int convert_status(const struct settings *s, const jihe_result *result)
{
    (void)s;
    return jihe_result_verdict(result) == JIHE_INCOMPLETE ? EXIT_UNCHECKED : EXIT_FINE;
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

/* What stands under a temporary name would stay there if a signal ended us now: it waits
 * until the output is in its place. */
static int convert_deliver(const struct settings *s, int fd, struct error *err)
{
    sigset_t stop, before;
    if (produce_to_stdout(s))
        return produce_deliver(s, fd, err);
    (void)sigemptyset(&stop);
    (void)sigaddset(&stop, SIGINT);
    (void)sigaddset(&stop, SIGTERM);
    (void)sigaddset(&stop, SIGHUP);
    (void)sigprocmask(SIG_BLOCK, &stop, &before);
    const char *format = jihe_records_for_path(s->output);
    int rc = format && !strcmp(format, "ndjson") ? produce_deliver(s, fd, err)
                                                 : tables_write(fd, s->output, err);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return rc;
}

static void convert_told(const struct settings *s, const struct counts *n)
{
    struct buffer line;
    buffer_init(&line, 1 << 20);
    buffer_format(&line,
                  SAY(s->english, "已写出 %llu 个项目、%llu 条指标：",
                      "wrote %llu projects, %llu indicators: "),
                  (unsigned long long)n->projects, (unsigned long long)n->indicators);
    say_safe(&line, slice_str(s->output), false);
    if (n->rejected)
        buffer_format(
            &line,
            SAY(s->english, "（另有 %llu 行未能读取）", " (%llu rows could not be read)"),
            (unsigned long long)n->rejected);
    buffer_byte(&line, '\n');
    (void)say_out(s->english, STDERR_FILENO, &line);
}

int convert_run(const struct settings *s)
{
    static const struct product convert = {.remarks = true,
                                           .ready = convert_ready,
                                           .run = convert_do,
                                           .status = convert_status,
                                           .deliver = convert_deliver,
                                           .told = convert_told};
    return produce(s, &convert);
}
