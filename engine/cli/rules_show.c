/* jihe rules show: all there is to say about one rule, its text last. */
#include "cli/commands.h"
#include "cli/rules.h"
#include "cli/say.h"
#include "cli/show_parts.h"

enum { OUT_MAX = 1 << 30, LABEL_COLUMNS_ZH = 12, LABEL_COLUMNS_EN = 14, REGION_MAX = 16 };

struct shower {
    const struct settings *settings;
    struct buffer out, more; /* more: what is told at the end */
    bool found;
};

/* Our own words as a text of the library's. */
static jihe_text text_of(const char *words)
{
    return (jihe_text){words, strlen(words)};
}

static void put_label(struct shower *t, const char *zh, const char *en)
{
    size_t from = t->out.len;
    bool english = t->settings->english;
    buffer_format(&t->out, "  %s", SAY(english, zh, en));
    say_pad(&t->out, from, english ? LABEL_COLUMNS_EN : LABEL_COLUMNS_ZH);
}

static void put_line(struct shower *t, const char *zh, const char *en, jihe_text text)
{
    if (text.length == 0)
        return;
    put_label(t, zh, en);
    say_text(&t->out, text);
    buffer_byte(&t->out, '\n');
}

static void put_severity(struct shower *t, const jihe_rule *r)
{
    bool en = t->settings->english;
    put_label(t, "级别", "severity");
    buffer_text(&t->out, say_word(r->severity, en));
    if (!slice_equal(text_slice(r->severity), text_slice(r->severity_own)))
        buffer_format(&t->out, SAY(en, "（原为%s）", " (the rule says %s)"),
                      say_word(r->severity_own, en));
    buffer_text(&t->out, " ← ");
    say_text(&t->out, r->severity_from);
    if (!r->timely) {
        buffer_text(&t->out, SAY(en, "，此时不适用", ", not at this time"));
    } else if (!r->on) {
        buffer_text(&t->out, SAY(en, "，已停用 ← ", ", off ← "));
        say_text(&t->out, r->on_from);
    }
    buffer_byte(&t->out, '\n');
    if (r->capped)
        put_line(t, "", "",
                 r->grounded ? text_of(SAY(en, "依据只有转述，至多警告",
                                           "its basis is hearsay: a warning at most"))
                             : text_of(SAY(en, "依据不在有效期，至多警告",
                                           "no basis in force: a warning at most")));
    put_line(t, "理由", "reason", r->reason);
    if (r->since.length || r->until.length) {
        put_label(t, "适用期", "holds");
        say_text(&t->out, r->since);
        buffer_text(&t->out, " — ");
        say_text(&t->out, r->until);
        buffer_byte(&t->out, '\n');
    }
}

static void put_standing(struct shower *t, const jihe_rule_basis *b)
{
    bool en = t->settings->english;
    const char *standing = say_word(b->standing, en);
    if (standing)
        buffer_format(&t->out, SAY(en, "（%s）", " (%s)"), standing);
    if (!b->in_force)
        buffer_text(&t->out, SAY(en, "（不在有效期）", " (not in force)"));
}

static void put_basis(struct shower *t, const jihe_rule *r)
{
    bool en = t->settings->english;
    for (size_t i = 0; i < r->basis_count; i++) {
        const jihe_rule_basis *b = &r->basis[i];
        put_label(t, i ? "" : "依据", i ? "" : "basis");
        /* 《预算法》 is a short form of the title that follows */
        if (!b->title.length || !slice_starts(text_slice(b->number), SLICE("《")))
            say_text(&t->out, b->number.length ? b->number : b->id);
        if (b->title.length) {
            buffer_text(&t->out, "《");
            say_text(&t->out, b->title);
            buffer_text(&t->out, "》");
        }
        say_text(&t->out, b->article);
        buffer_text(&t->out, b->article.length && b->issuer.length ? " " : "");
        say_text(&t->out, b->issuer);
        buffer_text(&t->out, " [");
        say_text(&t->out, b->id);
        buffer_byte(&t->out, ']');
        put_standing(t, b);
        buffer_byte(&t->out, '\n');
    }
    if (r->basis_count == 0) {
        put_label(t, "依据", "basis");
        buffer_text(&t->out, SAY(en, "审核实践\n", "review practice\n"));
    }
}

static void put_params(struct shower *t, const jihe_rule *r)
{
    for (size_t i = 0; i < r->param_count; i++) {
        const jihe_rule_param *p = &r->params[i];
        put_label(t, i ? "" : "参数", i ? "" : "parameters");
        say_text(&t->out, p->name);
        buffer_text(&t->out, " = ");
        say_text(&t->out, p->value);
        if (p->unit.length) {
            buffer_byte(&t->out, ' ');
            say_text(&t->out, p->unit);
        }
        buffer_text(&t->out, " ← ");
        say_text(&t->out, p->from);
        if (p->why.length) {
            buffer_text(&t->out, "  ");
            say_text(&t->out, p->why);
        }
        buffer_byte(&t->out, '\n');
    }
}

static void put_needs(struct shower *t, const jihe_rule *r)
{
    for (size_t i = 0; i < r->needs_count; i++)
        put_line(t, i ? "" : "先决规则", i ? "" : "needs", r->needs[i]);
}

static void put_rule(struct shower *t, const jihe_rule *r)
{
    bool en = t->settings->english;
    say_text(&t->out, r->id);
    buffer_text(&t->out, "  ");
    say_text(&t->out, en && r->title_en.length ? r->title_en : r->title);
    buffer_byte(&t->out, '\n');
    put_severity(t, r);
    put_line(t, "方面", "aspect", r->aspect);
    put_label(t, "对象", "looks at");
    buffer_text(&t->out, say_word(r->each, en));
    buffer_byte(&t->out, '\n');
    put_line(t, "表格", "forms", r->forms);
    put_line(t, "规则包", "pack", r->pack);
    put_line(t, "文件", "file", r->path);
    put_basis(t, r);
    put_params(t, r);
    put_needs(t, r);
    show_history(&t->out, r, en);
    buffer_byte(&t->more, '\n');
    say_safe(&t->more, text_slice(r->source), true);
    if (r->source.length && r->source.ptr[r->source.length - 1] != '\n')
        buffer_byte(&t->more, '\n');
}

static int show_visit(void *context, const jihe_rule *r)
{
    struct shower *t = context;
    if (!slice_equal(text_slice(r->id), slice_str(t->settings->operands[0])))
        return 0;
    t->found = true;
    put_rule(t, r);
    return t->out.failed;
}

/* The rule is there, but not in the region or at the time that was asked for. */
static int show_missing(struct shower *t, jihe_error *error)
{
    struct error err;
    error_set(&err, ERR_USAGE, "规则 %s 不在所问的地区或年度之内",
              "rule %s does not belong to the region or year asked for",
              t->settings->operands[0]);
    return say_take(error, &err);
}

static int show_work(void *context, const jihe_engine *engine, int fd, bool alone,
                     jihe_error *error)
{
    struct shower t = {.settings = context};
    const struct settings *s = t.settings;
    struct settings own = *s;
    char code[REGION_MAX];
    jihe_text region;
    (void)alone;
    buffer_init(&t.out, OUT_MAX);
    buffer_init(&t.more, OUT_MAX);
    int rc = jihe_rule_region(engine, s->operands[0], &region, error);
    if (rc == 0 && !s->region && region.length && region.length < sizeof(code)) {
        memcpy(code, region.ptr, region.length);
        code[region.length] = '\0';
        own.region = code; /* the region whose rule it is */
    }
    if (rc == 0)
        rc = rules_visit(engine, &own, show_visit, &t, error);
    if (rc == 0 && !t.found)
        rc = show_missing(&t, error);
    if (rc == 0)
        rc = show_examples(&t.out, engine, s->operands[0], s->english, error);
    buffer_put(&t.out, buffer_slice(&t.more));
    if (rc == 0)
        rc = rules_put(s, fd, &t.out, error);
    buffer_release(&t.out);
    buffer_release(&t.more);
    return rc;
}

int rules_show_run(const struct settings *s)
{
    return rules_supervised(s, true, show_work);
}
