/* jihe diff: two reports compared, in the supervised child, for the forms are read again. */
#include "cli/commands.h"
#include "cli/hold.h"
#include "cli/place.h"
#include "cli/say.h"
#include "cli/supervise.h"

#include <unistd.h>

struct work {
    const struct settings *settings;
    jihe_options *options;
};

static int work_run(void *context, const jihe_engine *engine, int fd, bool alone,
                    jihe_error *error)
{
    struct work *w = context;
    const struct settings *s = w->settings;
    uint64_t counts[JIHE_DIFF_KINDS] = {0};
    (void)alone;
    int rc = jihe_options_descriptor(w->options, fd);
    if (rc == 0)
        rc = jihe_diff(engine, w->options, s->operands[0], s->operands[1], s->old_forms,
                       s->new_forms, counts, error);
    if (rc)
        return rc;
    return counts[JIHE_DIFF_DODGED] + counts[JIHE_DIFF_NEW] ? EXIT_FOUND : EXIT_FINE;
}

static const char *format_of(const struct settings *s)
{
    const char *found = s->output ? jihe_format_for_path(s->output) : NULL;
    return s->format ? s->format : found ? found : "text";
}

int diff_run(const struct settings *s)
{
    struct error err = {0};
    struct work w = {s, jihe_options_new()};
    struct job job = {
        .english = s->english, .input_start = -1, .work = work_run, .context = &w};
    char *rules = place_rules(s->rules);
    int fd = -1, status = EXIT_FINE;
    int rc = w.options && rules ? 0 : error_memory(&err);
    job.rules = rules;
    if (rc == 0 && jihe_options_format(w.options, format_of(s)) != 0)
        rc = error_memory(&err);
    if (rc == 0) {
        jihe_options_language(w.options, s->english ? JIHE_ENGLISH : JIHE_CHINESE);
        rc = supervise(&job, &fd, &status, &err);
    }
    if (rc == 0)
        rc = hold_deliver(fd, s->output && strcmp(s->output, "-") != 0 ? s->output : NULL, &err);
    if (fd >= 0)
        close(fd);
    jihe_options_free(w.options);
    free(rules);
    if (rc && rc != ERR_STOPPED)
        say_error(s->english, &err);
    return rc ? say_status(rc) : status;
}
