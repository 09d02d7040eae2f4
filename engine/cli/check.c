/* jihe check: what is in the forms, judged; the report in one of many formats. */
#include "cli/commands.h"
#include "cli/place.h"
#include "cli/produce.h"
#include "cli/say.h"

/* The format that was named, else the one the output's name stands for. */
static int format_choose(const struct settings *s, const char **format, struct error *err)
{
    *format = s->format ? s->format : "text";
    if (s->format || produce_to_stdout(s))
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

static int check_ready(const struct settings *s, struct error *err)
{
    const char *format;
    int rc = format_choose(s, &format, err);
    if (rc == 0)
        rc = produce_apart(s, err);
    return rc ? rc : produce_probe(s, err);
}

static int check_fill(jihe_options *o, const struct settings *s)
{
    const char *format;
    bool screen = produce_to_stdout(s);
    int rc = format_choose(s, &format, NULL);
    if (rc == 0)
        rc = jihe_options_format(o, format);
    if (rc == 0 && s->baseline)
        rc = jihe_options_baseline(o, s->baseline);
    if (rc == 0 && s->waivers)
        rc = jihe_options_waivers(o, s->waivers);
    jihe_options_quiet(o, s->quiet);
    jihe_options_terminal(o, screen ? place_columns() : 0, screen && place_colour());
    return rc;
}

static int check_do(const jihe_engine *engine, const jihe_options *o,
                    struct remarks *remarks, jihe_result **result, jihe_error *error)
{
    (void)remarks; /* what they would say is in the report */
    return jihe_check(engine, o, result, error);
}

static int check_status(const struct settings *s, const jihe_result *result)
{
    return jihe_result_exit(result, s->fail_on ? s->fail_on : "error");
}

int check_run(const struct settings *s)
{
    static const struct product check = {.lazy = true,
                                         .ready = check_ready,
                                         .fill = check_fill,
                                         .run = check_do,
                                         .status = check_status};
    return produce(s, &check);
}
