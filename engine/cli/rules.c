/* What the commands about rules have in common. Rules are run only under the supervisor,
 * loading being an attack too. */
#include "cli/rules.h"

#include "cli/fill.h"
#include "cli/hold.h"
#include "cli/place.h"
#include "cli/say.h"
#include "cli/supervise.h"

#include <unistd.h>

int rules_failures(const struct settings *s, const jihe_engine *engine,
                   struct buffer *out)
{
    size_t count = jihe_engine_failures(engine);
    for (size_t i = 0; i < count; i++) {
        jihe_text zh, en;
        if (jihe_engine_failure(engine, i, &zh, &en) != 0)
            continue;
        buffer_text(out, SAY(s->english, "未能载入：", "not loaded: "));
        say_text(out, s->english ? en : zh);
        buffer_byte(out, '\n');
    }
    return count ? EXIT_USAGE : EXIT_FINE;
}

int rules_put(const struct settings *s, int fd, struct buffer *out, jihe_error *error)
{
    struct error err;
    if (say_out(s->english, fd, out) == EXIT_FINE)
        return 0;
    error_set(&err, ERR_IO, "结果无法写出", "the result cannot be written");
    return say_take(error, &err);
}

jihe_options *rules_options(const struct settings *s, bool inputs)
{
    jihe_options *o = jihe_options_new();
    int rc = o ? 0 : JIHE_ERROR_MEMORY;
    if (rc == 0 && inputs)
        rc = fill_inputs(o, s);
    if (rc == 0)
        rc = fill_terms(o, s);
    if (rc == 0 && s->waivers)
        rc = jihe_options_waivers(o, s->waivers);
    if (rc == 0)
        return o;
    jihe_options_free(o);
    return NULL;
}

int rules_visit(const jihe_engine *engine, const struct settings *s,
                int (*visit)(void *, const jihe_rule *), void *context, jihe_error *error)
{
    struct error err;
    jihe_options *o = rules_options(s, false);
    if (!o) {
        (void)error_memory(&err);
        return say_take(error, &err);
    }
    int rc = jihe_rules_for(engine, o, visit, context, error);
    jihe_options_free(o);
    return rc;
}

int rules_supervised(const struct settings *s, bool lazy, rules_work *work)
{
    struct error err = {0};
    struct settings own = *s;
    struct job job = {.english = s->english,
                      .lazy = lazy,
                      .input_start = -1,
                      .work = work,
                      .context = &own};
    char *rules = place_rules(s->rules);
    int fd = -1, status = EXIT_FINE;
    int rc = rules ? 0 : error_memory(&err);
    job.rules = rules;
    if (rc == 0)
        rc = supervise(&job, &fd, &status, &err);
    if (rc == 0)
        rc = hold_deliver(fd, NULL, &err);
    if (fd >= 0)
        close(fd);
    free(rules);
    if (rc && rc != ERR_STOPPED)
        say_error(s->english, &err);
    return rc ? say_status(rc) : status;
}
