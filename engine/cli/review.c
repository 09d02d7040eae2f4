/* jihe review: as check, but what comes out is the bureau's review form, filled in as a
 * suggestion. */
#include "cli/commands.h"
#include "cli/produce.h"
#include "cli/say.h"

/* "a.xlsx" → "xlsx" where reviews are written so; NULL otherwise. */
static const char *format_of(const struct settings *s)
{
    if (produce_to_stdout(s))
        return "ndjson";
    const char *name, *dot = strrchr(s->output, '.');
    for (size_t i = 0; dot && (name = jihe_name(JIHE_NAMES_REVIEWS, i)) != NULL; i++)
        if (!strcmp(dot + 1, name))
            return name;
    return NULL;
}

static int review_ready(const struct settings *s, struct error *err)
{
    if (!s->output)
        return error_set(err, ERR_USAGE, "请用 -o 给出输出文件：.xlsx、.html 或 .ndjson",
                         "say -o and a file: .xlsx, .html or .ndjson");
    int rc = produce_apart(s, err);
    if (rc)
        return rc;
    const char *dot = strrchr(s->output, '.');
    if (!format_of(s))
        return options_unknown(err, s->output, dot ? dot + 1 : "", JIHE_NAMES_REVIEWS);
    return produce_probe(s, err);
}

/* Where nothing else is said, a bureau is where reviews are made. */
static int review_fill(jihe_options *o, const struct settings *s)
{
    int rc = jihe_options_format(o, format_of(s));
    return rc ? rc : jihe_options_stage(o, "finance");
}

static int review_do(const jihe_engine *engine, const jihe_options *o,
                     struct remarks *remarks, jihe_result **result, jihe_error *error)
{
    return jihe_review(engine, o, remarks_put, remarks, result, error);
}

/* Finding things is what it is for. */
static int review_status(const struct settings *s, const jihe_result *result)
{
    (void)s;
    int status = jihe_result_exit(result, "error");
    return status == EXIT_FOUND ? EXIT_FINE : status;
}

int review_run(const struct settings *s)
{
    static const struct product review = {.remarks = true,
                                          .ready = review_ready,
                                          .fill = review_fill,
                                          .run = review_do,
                                          .status = review_status};
    return produce(s, &review);
}
