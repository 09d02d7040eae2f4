/* jihe rules: list, show, test. Rules are run only under the supervisor, loading being an
 * attack too. */
#include "cli/commands.h"
#include "cli/filter.h"
#include "cli/hold.h"
#include "cli/place.h"
#include "cli/rules.h"
#include "cli/say.h"
#include "cli/show_parts.h"
#include "cli/supervise.h"

#include <unistd.h>

enum { OUT_MAX = 1 << 30, LABEL_COLUMNS_ZH = 12, LABEL_COLUMNS_EN = 14, REGION_MAX = 16 };

/* What the callbacks see. */
struct teller {
    const struct settings *settings;
    struct buffer out;
    size_t count, off;      /* rules */
    size_t examples, fails; /* examples */
    size_t lines, lines_hit;
    struct buffer more; /* of a test: what is told behind the failures */
    struct filter filter;   /* list */
    bool found;             /* show */
};

static struct slice slice_from_text(jihe_text t)
{
    return slice_of(t.ptr, t.length);
}

static void put_text(struct buffer *out, jihe_text t)
{
    say_safe(out, slice_from_text(t), false);
}

static int error_take(jihe_error *to, const struct error *from)
{
    memcpy(to->zh, from->zh, sizeof(to->zh));
    memcpy(to->en, from->en, sizeof(to->en));
    return from->code;
}

static jihe_text rule_title(const jihe_rule *r, bool english)
{
    return english && r->title_en.length ? r->title_en : r->title;
}

/* ---- list ---- */

static int list_visit(void *context, const jihe_rule *r)
{
    struct teller *t = context;
    bool en = t->settings->english;
    size_t from = t->out.len;
    if (!filter_fits(&t->filter, r))
        return 0;
    put_text(&t->out, r->id);
    say_pad(&t->out, from, 10);
    buffer_text(&t->out, say_word(r->severity, en));
    say_pad(&t->out, from, en ? 19 : 16);
    buffer_text(&t->out, say_word(r->each, en));
    say_pad(&t->out, from, en ? 30 : 24);
    put_text(&t->out, rule_title(r, en));
    if (!slice_starts(slice_from_text(r->pack), SLICE("national"))) {
        buffer_text(&t->out, "  ");
        put_text(&t->out, r->pack);
    }
    if (!r->on)
        buffer_text(&t->out, r->timely ? SAY(en, "（停用）", " (off)")
                                       : SAY(en, "（此时不适用）", " (not at this time)"));
    buffer_byte(&t->out, '\n');
    t->count++;
    t->off += !r->on;
    return t->out.failed;
}

/* In a pipe the list is nothing but rules. */
static void list_end(struct teller *t)
{
    if (!isatty(STDOUT_FILENO))
        return;
    if (t->settings->english)
        buffer_format(&t->out, "%zu rules\n", t->count);
    else
        buffer_format(&t->out, "共 %zu 条规则\n", t->count);
}

/* ---- show ---- */

/* Our own words as a text of the library's. */
static jihe_text text_of(const char *words)
{
    return (jihe_text){words, strlen(words)};
}

static void put_label(struct teller *t, const char *zh, const char *en)
{
    size_t from = t->out.len;
    bool english = t->settings->english;
    buffer_format(&t->out, "  %s", SAY(english, zh, en));
    say_pad(&t->out, from, english ? LABEL_COLUMNS_EN : LABEL_COLUMNS_ZH);
}

static void put_line(struct teller *t, const char *zh, const char *en, jihe_text text)
{
    if (text.length == 0)
        return;
    put_label(t, zh, en);
    put_text(&t->out, text);
    buffer_byte(&t->out, '\n');
}

static void put_severity(struct teller *t, const jihe_rule *r)
{
    bool en = t->settings->english;
    put_label(t, "级别", "severity");
    buffer_text(&t->out, say_word(r->severity, en));
    if (!slice_equal(slice_from_text(r->severity), slice_from_text(r->severity_own)))
        buffer_format(&t->out, SAY(en, "（原为%s）", " (the rule says %s)"),
                      say_word(r->severity_own, en));
    buffer_text(&t->out, " ← ");
    put_text(&t->out, r->severity_from);
    if (!r->timely) {
        buffer_text(&t->out, SAY(en, "，此时不适用", ", not at this time"));
    } else if (!r->on) {
        buffer_text(&t->out, SAY(en, "，已停用 ← ", ", off ← "));
        put_text(&t->out, r->on_from);
    }
    buffer_byte(&t->out, '\n');
    if (r->capped)
        put_line(t, "", "", r->grounded ? text_of(SAY(en, "依据只有转述，至多警告",
                                               "its basis is hearsay: a warning at most"))
                                        : text_of(SAY(en, "依据不在有效期，至多警告",
                                               "no basis in force: a warning at most")));
    put_line(t, "理由", "reason", r->reason);
    if (r->since.length || r->until.length) {
        put_label(t, "适用期", "holds");
        put_text(&t->out, r->since);
        buffer_text(&t->out, " — ");
        put_text(&t->out, r->until);
        buffer_byte(&t->out, '\n');
    }
}

static void put_standing(struct teller *t, const jihe_rule_basis *b)
{
    static const char *const words[][3] = {{"checked", "已核对原文", "checked"},
                                           {"seen", "见过原文", "seen"},
                                           {"second-hand", "转述", "second-hand"},
                                           {"memory", "凭记忆，未核对", "from memory"}};
    bool en = t->settings->english;
    for (size_t i = 0; i < 4; i++)
        if (slice_equal(slice_from_text(b->standing), slice_str(words[i][0])))
            buffer_format(&t->out, SAY(en, "（%s）", " (%s)"), words[i][en ? 2 : 1]);
    if (!b->in_force)
        buffer_text(&t->out, SAY(en, "（不在有效期）", " (not in force)"));
}

static void put_basis(struct teller *t, const jihe_rule *r)
{
    bool en = t->settings->english;
    for (size_t i = 0; i < r->basis_count; i++) {
        const jihe_rule_basis *b = &r->basis[i];
        put_label(t, i ? "" : "依据", i ? "" : "basis");
        put_text(&t->out, b->number.length ? b->number : b->id);
        if (b->title.length) {
            buffer_text(&t->out, "《");
            put_text(&t->out, b->title);
            buffer_text(&t->out, "》");
        }
        put_text(&t->out, b->article);
        put_text(&t->out, b->issuer);
        buffer_text(&t->out, " [");
        put_text(&t->out, b->id);
        buffer_byte(&t->out, ']');
        put_standing(t, b);
        buffer_byte(&t->out, '\n');
    }
    if (r->basis_count == 0) {
        put_label(t, "依据", "basis");
        buffer_text(&t->out, SAY(en, "审核实践\n", "review practice\n"));
    }
}

static void put_params(struct teller *t, const jihe_rule *r)
{
    for (size_t i = 0; i < r->param_count; i++) {
        const jihe_rule_param *p = &r->params[i];
        put_label(t, i ? "" : "参数", i ? "" : "parameters");
        put_text(&t->out, p->name);
        buffer_text(&t->out, " = ");
        put_text(&t->out, p->value);
        if (p->unit.length) {
            buffer_byte(&t->out, ' ');
            put_text(&t->out, p->unit);
        }
        buffer_text(&t->out, " ← ");
        put_text(&t->out, p->from);
        if (p->why.length) {
            buffer_text(&t->out, "  ");
            put_text(&t->out, p->why);
        }
        buffer_byte(&t->out, '\n');
    }
}

static void put_needs(struct teller *t, const jihe_rule *r)
{
    for (size_t i = 0; i < r->needs_count; i++)
        put_line(t, i ? "" : "先决规则", i ? "" : "needs", r->needs[i]);
}

static void put_rule(struct teller *t, const jihe_rule *r)
{
    bool en = t->settings->english;
    put_text(&t->out, r->id);
    buffer_text(&t->out, "  ");
    put_text(&t->out, rule_title(r, en));
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
    say_safe(&t->more, slice_from_text(r->source), true);
    if (r->source.length && r->source.ptr[r->source.length - 1] != '\n')
        buffer_byte(&t->more, '\n');
}

static int show_visit(void *context, const jihe_rule *r)
{
    struct teller *t = context;
    if (!slice_equal(slice_from_text(r->id), slice_str(t->settings->operands[0])))
        return 0;
    t->found = true;
    put_rule(t, r);
    return t->out.failed;
}

/* The rule is there, but not in the region or at the time that was asked for. */
static int show_missing(struct teller *t, jihe_error *error)
{
    struct error err;
    error_set(&err, ERR_USAGE, "规则 %s 不在所问的地区或年度之内",
              "rule %s does not belong to the region or year asked for",
              t->settings->operands[0]);
    return error_take(error, &err);
}

/* ---- test ---- */

static void put_place(struct buffer *out, const jihe_example *e)
{
    put_text(out, e->path);
    if (e->line)
        buffer_format(out, ":%zu", e->line);
    buffer_text(out, ": ");
    put_text(out, e->rule);
}

/* Lines that no example reached are told behind the failures. */
static void take_lines(struct teller *t, const jihe_example *e)
{
    bool en = t->settings->english;
    t->count++;
    t->lines += e->line_count;
    t->lines_hit += e->lines_hit;
    if (e->lines_hit == e->line_count)
        return;
    put_place(&t->more, e);
    buffer_text(&t->more, SAY(en, " 没有示例走到的行：", " lines that no example reaches: "));
    put_text(&t->more, e->what);
    buffer_byte(&t->more, '\n');
}

static int test_visit(void *context, const jihe_example *e)
{
    struct teller *t = context;
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
    put_text(&t->out, en ? e->what_en : e->what);
    buffer_byte(&t->out, '\n');
    return t->out.failed;
}

static void test_end(struct teller *t)
{
    bool en = t->settings->english;
    buffer_put(&t->out, buffer_slice(&t->more));
    buffer_release(&t->more);
    size_t tenths = t->lines ? t->lines_hit * 1000 / t->lines : 1000;
    if (en)
        buffer_format(&t->out, "%zu rules, %zu examples, %zu failed; %zu of %zu lines reached (%zu.%zu%%)\n",
                      t->count, t->examples, t->fails, t->lines_hit, t->lines, tenths / 10,
                      tenths % 10);
    else
        buffer_format(&t->out, "规则 %zu 条，示例 %zu 个，未通过 %zu 个；走到的行 %zu/%zu（%zu.%zu%%）\n",
                      t->count, t->examples, t->fails, t->lines_hit, t->lines, tenths / 10,
                      tenths % 10);
}

/* ---- lint ---- */

static int lint_visit(void *context, const jihe_oddity *r)
{
    struct teller *t = context;
    bool en = t->settings->english;
    t->count++;
    put_text(&t->out, r->path);
    if (r->line)
        buffer_format(&t->out, ":%zu", r->line);
    buffer_text(&t->out, ": ");
    if (r->rule.length) {
        put_text(&t->out, r->rule);
        buffer_text(&t->out, SAY(en, "：", ": "));
    }
    put_text(&t->out, en ? r->what_en : r->what);
    buffer_byte(&t->out, '\n');
    return t->out.failed;
}

/* ---- running ---- */

/* Rule files that did not load are told behind the rest. */
static int put_failures(struct teller *t, const jihe_engine *engine)
{
    size_t count = jihe_engine_failures(engine);
    for (size_t i = 0; i < count; i++) {
        jihe_text zh, en;
        if (jihe_engine_failure(engine, i, &zh, &en) != 0)
            continue;
        buffer_text(&t->out, SAY(t->settings->english, "未能载入：", "not loaded: "));
        put_text(&t->out, t->settings->english ? en : zh);
        buffer_byte(&t->out, '\n');
    }
    return count ? EXIT_USAGE : EXIT_FINE;
}

static int teller_flush(struct teller *t, int fd, jihe_error *error)
{
    int status = say_out(t->settings->english, fd, &t->out);
    if (status) {
        struct error err;
        error_set(&err, ERR_IO, "结果无法写出", "the result cannot be written");
        memcpy(error->zh, err.zh, sizeof(error->zh));
        memcpy(error->en, err.en, sizeof(error->en));
        return ERR_IO;
    }
    return 0;
}

static void teller_init(struct teller *t, const struct settings *s)
{
    *t = (struct teller){.settings = s};
    buffer_init(&t->out, OUT_MAX);
    buffer_init(&t->more, OUT_MAX);
}

jihe_options *rules_options(const struct settings *s)
{
    jihe_options *o = jihe_options_new();
    int rc = o ? 0 : JIHE_ERROR_MEMORY;
    if (rc == 0 && s->region)
        rc = jihe_options_region(o, s->region);
    if (rc == 0 && s->year)
        rc = jihe_options_year(o, s->year);
    if (rc == 0 && s->stage)
        rc = jihe_options_stage(o, s->stage);
    if (rc == 0 && s->as_of)
        rc = jihe_options_as_of(o, s->as_of);
    if (rc == 0 && s->waivers)
        rc = jihe_options_waivers(o, s->waivers);
    if (rc == 0)
        return o;
    jihe_options_free(o);
    return NULL;
}

static int rules_visit(const jihe_engine *engine, const struct settings *s,
                       int (*visit)(void *, const jihe_rule *), struct teller *t,
                       jihe_error *error)
{
    struct error err;
    jihe_options *o = rules_options(s);
    if (!o) {
        (void)error_memory(&err);
        return error_take(error, &err);
    }
    int rc = jihe_rules_for(engine, o, visit, t, error);
    jihe_options_free(o);
    return rc;
}

static int list_work(void *context, const jihe_engine *engine, int fd, bool alone,
                     jihe_error *error)
{
    const struct settings *s = context;
    struct teller t;
    (void)alone;
    teller_init(&t, s);
    struct error err;
    int rc = filter_read(&t.filter, s->operands, s->operand_count, &err);
    if (rc == 0) {
        rc = rules_visit(engine, s, list_visit, &t, error);
        if (rc == 0 && filter_check(&t.filter, &err))
            rc = error_take(error, &err);
    } else {
        rc = error_take(error, &err);
    }
    if (rc == 0)
        list_end(&t);
    int status = put_failures(&t, engine);
    int flushed = rc ? 0 : teller_flush(&t, fd, error);
    buffer_release(&t.out);
    return rc ? rc : flushed ? flushed : status;
}

static int show_work(void *context, const jihe_engine *engine, int fd, bool alone,
                     jihe_error *error)
{
    const struct settings *s = context;
    struct teller t;
    (void)alone;
    teller_init(&t, s);
    struct settings own = *s;
    char code[REGION_MAX];
    jihe_text region;
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
        rc = teller_flush(&t, fd, error);
    buffer_release(&t.out);
    buffer_release(&t.more);
    return rc;
}

static int test_work(void *context, const jihe_engine *engine, int fd, bool alone,
                     jihe_error *error)
{
    const struct settings *s = context;
    struct teller t;
    (void)alone;
    teller_init(&t, s);
    int rc =
        jihe_rules_test(engine, s->operands, s->operand_count, test_visit, &t, error);
    if (rc == 0)
        test_end(&t);
    int status = put_failures(&t, engine);
    int flushed = rc ? 0 : teller_flush(&t, fd, error);
    buffer_release(&t.out);
    buffer_release(&t.more);
    return rc        ? rc
           : flushed ? flushed
           : status  ? status
           : t.fails ? EXIT_FOUND
                     : EXIT_FINE;
}

int rules_supervised(const struct settings *s, rules_work *work)
{
    struct error err = {0};
    struct settings own = *s;
    struct job job = {.english = s->english,
                      .lazy = work == list_work || work == show_work,
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

static int lint_work(void *context, const jihe_engine *engine, int fd, bool alone,
                     jihe_error *error)
{
    struct teller t;
    (void)alone;
    teller_init(&t, context);
    int status = put_failures(&t, engine);
    int rc = jihe_rules_lint(engine, lint_visit, &t, error);
    if (rc == 0)
        rc = teller_flush(&t, fd, error);
    buffer_release(&t.out);
    return rc ? rc : status ? status : t.count ? EXIT_FOUND : EXIT_FINE;
}

int rules_lint_run(const struct settings *s)
{
    return rules_supervised(s, lint_work);
}

int rules_list_run(const struct settings *s)
{
    return rules_supervised(s, list_work);
}

int rules_show_run(const struct settings *s)
{
    return rules_supervised(s, show_work);
}

int rules_test_run(const struct settings *s)
{
    return rules_supervised(s, test_work);
}
