/* jihe rules list: one line a rule, as far as it fits the filter. */
#include "cli/commands.h"
#include "cli/filter.h"
#include "cli/rules.h"
#include "cli/say.h"

#include <unistd.h>

enum { OUT_MAX = 1 << 30 };

struct lister {
    const struct settings *settings;
    struct buffer out;
    struct filter filter;
    size_t count;
};

static int list_visit(void *context, const jihe_rule *r)
{
    struct lister *t = context;
    bool en = t->settings->english;
    size_t from = t->out.len;
    if (!filter_fits(&t->filter, r))
        return 0;
    say_text(&t->out, r->id);
    say_pad(&t->out, from, 10);
    buffer_text(&t->out, say_word(r->severity, en));
    say_pad(&t->out, from, en ? 19 : 16);
    buffer_text(&t->out, say_word(r->each, en));
    say_pad(&t->out, from, en ? 30 : 24);
    say_text(&t->out, en && r->title_en.length ? r->title_en : r->title);
    if (!slice_starts(text_slice(r->pack), SLICE("national"))) {
        buffer_text(&t->out, "  ");
        say_text(&t->out, r->pack);
    }
    if (!r->on)
        buffer_text(&t->out, r->timely
                                 ? SAY(en, "（停用）", " (off)")
                                 : SAY(en, "（此时不适用）", " (not at this time)"));
    buffer_byte(&t->out, '\n');
    t->count++;
    return t->out.failed;
}

/* In a pipe the list is nothing but rules. */
static void list_end(struct lister *t)
{
    if (!isatty(STDOUT_FILENO))
        return;
    if (t->settings->english)
        buffer_format(&t->out, "%zu rules\n", t->count);
    else
        buffer_format(&t->out, "共 %zu 条规则\n", t->count);
}

static int list_work(void *context, const jihe_engine *engine, int fd, bool alone,
                     jihe_error *error)
{
    struct lister t = {.settings = context};
    const struct settings *s = t.settings;
    struct error err;
    (void)alone;
    buffer_init(&t.out, OUT_MAX);
    int rc = filter_read(&t.filter, s->operands, s->operand_count, &err);
    if (rc)
        rc = say_take(error, &err);
    else
        rc = rules_visit(engine, s, list_visit, &t, error);
    if (rc == 0 && filter_check(&t.filter, &err))
        rc = say_take(error, &err);
    if (rc == 0)
        list_end(&t);
    int status = rules_failures(s, engine, &t.out);
    if (rc == 0)
        rc = rules_put(s, fd, &t.out, error);
    buffer_release(&t.out);
    return rc ? rc : status;
}

int rules_list_run(const struct settings *s)
{
    return rules_supervised(s, true, list_work);
}
