/* The history and the examples of one rule, as `jihe rules show` prints them. */
#include "cli/show_parts.h"

#include "cli/say.h"

static void put_change(struct buffer *out, const jihe_rule_change *c, bool english)
{
    const char *word = c->what.length ? NULL : say_word(c->value, english);
    buffer_text(out, "    ");
    say_text(out, c->pack);
    buffer_text(out, "  ");
    if (c->what.length) {
        say_text(out, c->what);
        buffer_text(out, " = ");
    }
    if (word)
        buffer_text(out, word);
    else
        say_text(out, c->value);
    if (c->since.length || c->until.length) {
        buffer_text(out, SAY(english, "（", c->since.length ? " (from " : " ("));
        say_text(out, c->since);
        if (c->until.length) {
            buffer_text(out, SAY(english, c->since.length ? " 至 " : "至 ", c->since.length ? " to " : "to "));
            say_text(out, c->until);
        } else {
            buffer_text(out, SAY(english, " 起", ""));
        }
        buffer_text(out, SAY(english, "）", ")"));
    }
    if (c->reason.length) {
        buffer_text(out, "  ");
        say_text(out, c->reason);
    }
    buffer_byte(out, '\n');
}

void show_history(struct buffer *out, const jihe_rule *r, bool english)
{
    buffer_text(out, SAY(english, "\n  沿革\n", "\n  history\n"));
    for (size_t i = 0; i < r->history_count; i++)
        put_change(out, &r->history[i], english);
}

/* ---- examples ---- */

struct shower {
    struct buffer *out;
    bool english;
    size_t count;
};

static int example_visit(void *context, const jihe_example *e)
{
    struct shower *s = context;
    bool en = s->english;
    if (e->kind != JIHE_EXAMPLE_RUN)
        return 0;
    if (s->count++ == 0)
        buffer_text(s->out, SAY(en, "\n  示例\n", "\n  examples\n"));
    buffer_format(s->out, "    %s[%zu]  ", e->bad ? "bad" : "good", e->place);
    say_text(s->out, en ? e->shown_en : e->shown);
    buffer_text(s->out, "\n      → ");
    if (e->what.length) {
        buffer_text(s->out, e->ok ? "" : SAY(en, "（未通过）", "(fails) "));
        say_text(s->out, en ? e->what_en : e->what);
    } else {
        buffer_text(s->out, SAY(en, "通过", "passes"));
    }
    buffer_byte(s->out, '\n');
    return s->out->failed;
}

int show_examples(struct buffer *out, const jihe_engine *engine, const char *id, bool english,
                  jihe_error *error)
{
    struct shower s = {out, english, 0};
    return jihe_rules_test(engine, &id, 1, example_visit, &s, error);
}
