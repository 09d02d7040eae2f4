/* jihe rules test and lint: what is wrong with the rules themselves. */
#include "cli/commands.h"
#include "cli/rules.h"
#include "cli/say.h"

enum { OUT_MAX = 1 << 30 };

struct tester {
    const struct settings *settings;
    struct buffer out, more; /* more: what is told behind the failures */
    size_t count;            /* rules; of lint, oddities */
    size_t examples, fails, lines, lines_hit;
};

static void put_place(struct buffer *out, const jihe_example *e)
{
    say_text(out, e->path);
    if (e->line)
        buffer_format(out, ":%zu", e->line);
    buffer_text(out, ": ");
    say_text(out, e->rule);
}

/* Lines that no example reached are told behind the failures. */
static void take_lines(struct tester *t, const jihe_example *e)
{
    bool en = t->settings->english;
    t->count++;
    t->lines += e->line_count;
    t->lines_hit += e->lines_hit;
    if (e->lines_hit == e->line_count)
        return;
    put_place(&t->more, e);
    buffer_text(&t->more,
                SAY(en, " 没有示例走到的行：", " lines that no example reaches: "));
    say_text(&t->more, e->what);
    buffer_byte(&t->more, '\n');
}

static int test_visit(void *context, const jihe_example *e)
{
    struct tester *t = context;
    bool en = t->settings->english;
    t->examples += e->kind == JIHE_EXAMPLE_RUN;
    if (e->kind == JIHE_EXAMPLE_LINES)
        take_lines(t, e);
    if (e->ok)
        return 0;
    t->fails++;
    put_place(&t->out, e);
    if (e->kind == JIHE_EXAMPLE_RUN)
        buffer_format(&t->out, " %s[%zu]", e->bad ? "bad" : "good", e->place);
    buffer_text(&t->out, SAY(en, "：", ": "));
    say_text(&t->out, en ? e->what_en : e->what);
    buffer_byte(&t->out, '\n');
    return t->out.failed;
}

static void test_end(struct tester *t)
{
    bool en = t->settings->english;
    buffer_put(&t->out, buffer_slice(&t->more));
    size_t tenths = t->lines ? t->lines_hit * 1000 / t->lines : 1000;
    if (en)
        buffer_format(
            &t->out,
            "%zu rules, %zu examples, %zu failed; %zu of %zu lines reached (%zu.%zu%%)\n",
            t->count, t->examples, t->fails, t->lines_hit, t->lines, tenths / 10,
            tenths % 10);
    else
        buffer_format(
            &t->out,
            "规则 %zu 条，示例 %zu 个，未通过 %zu 个；走到的行 %zu/%zu（%zu.%zu%%）\n",
            t->count, t->examples, t->fails, t->lines_hit, t->lines, tenths / 10,
            tenths % 10);
}

static int test_work(void *context, const jihe_engine *engine, int fd, bool alone,
                     jihe_error *error)
{
    struct tester t = {.settings = context};
    const struct settings *s = t.settings;
    (void)alone;
    buffer_init(&t.out, OUT_MAX);
    buffer_init(&t.more, OUT_MAX);
    int rc =
        jihe_rules_test(engine, s->operands, s->operand_count, test_visit, &t, error);
    if (rc == 0)
        test_end(&t);
    int status = rules_failures(s, engine, &t.out);
    if (rc == 0)
        rc = rules_put(s, fd, &t.out, error);
    buffer_release(&t.out);
    buffer_release(&t.more);
    return rc ? rc : status ? status : t.fails ? EXIT_FOUND : EXIT_FINE;
}

int rules_test_run(const struct settings *s)
{
    return rules_supervised(s, false, test_work);
}

/* ---- lint ---- */

static int lint_visit(void *context, const jihe_oddity *r)
{
    struct tester *t = context;
    bool en = t->settings->english;
    t->count++;
    say_text(&t->out, r->path);
    if (r->line)
        buffer_format(&t->out, ":%zu", r->line);
    buffer_text(&t->out, ": ");
    if (r->rule.length) {
        say_text(&t->out, r->rule);
        buffer_text(&t->out, SAY(en, "：", ": "));
    }
    say_text(&t->out, en ? r->what_en : r->what);
    buffer_byte(&t->out, '\n');
    return t->out.failed;
}

static int lint_work(void *context, const jihe_engine *engine, int fd, bool alone,
                     jihe_error *error)
{
    struct tester t = {.settings = context};
    (void)alone;
    buffer_init(&t.out, OUT_MAX);
    int status = rules_failures(t.settings, engine, &t.out);
    int rc = jihe_rules_lint(engine, lint_visit, &t, error);
    if (rc == 0)
        rc = rules_put(t.settings, fd, &t.out, error);
    buffer_release(&t.out);
    return rc ? rc : status ? status : t.count ? EXIT_FOUND : EXIT_FINE;
}

int rules_lint_run(const struct settings *s)
{
    return rules_supervised(s, false, lint_work);
}
