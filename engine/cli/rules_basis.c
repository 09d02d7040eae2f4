/* jihe rules basis: the register of statutes with the rules, parameters and waivers that rest on each, and
 * what is left without a basis at the time asked for. */
#include "cli/commands.h"
#include "cli/rules.h"
#include "cli/say.h"

#include "base/near.h"

enum { OUT_MAX = 1 << 28, ID_MAX = 128 };

struct register_list {
    const struct settings *settings;
    struct buffer out;
    size_t statutes, orphans;
    bool *found; /* by operand */
    struct near near;
    char best[ID_MAX];
};

/* Whether the statute was asked for; notes the nearest id of what was not found. */
static bool is_wanted(struct register_list *l, jihe_text id)
{
    const struct settings *s = l->settings;
    bool wanted = s->operand_count == 0;
    for (size_t i = 0; i < s->operand_count; i++)
        if (slice_equal(text_slice(id), slice_str(s->operands[i]))) {
            wanted = true;
            l->found[i] = true;
        }
    near_offer(&l->near, text_slice(id));
    if (l->near.best.ptr == id.ptr && id.length < sizeof(l->best)) {
        memcpy(l->best, id.ptr, id.length);
        l->near.best = slice_of(l->best, id.length);
    }
    return wanted;
}

static void put_statute(struct register_list *l, const jihe_statute *s)
{
    bool en = l->settings->english;
    const char *standing = say_word(s->standing, en);
    say_text(&l->out, s->id);
    buffer_text(&l->out, "  ");
    say_text(&l->out, s->number);
    buffer_text(&l->out, "《");
    say_text(&l->out, s->title);
    buffer_text(&l->out, "》");
    say_text(&l->out, s->issuer);
    buffer_format(&l->out, "  [%s", standing ? standing : SAY(en, "未注明", "not told"));
    if (s->from.length || s->until.length) {
        buffer_text(&l->out, SAY(en, "；", "; "));
        say_text(&l->out, s->from);
        buffer_text(&l->out, "—");
        say_text(&l->out, s->until);
    }
    buffer_text(&l->out, "]");
    if (!s->in_force)
        buffer_text(&l->out, SAY(en, "  不在有效期", "  not in force"));
    buffer_byte(&l->out, '\n');
}

static void put_dependent(struct register_list *l, const jihe_dependent *d)
{
    bool en = l->settings->english, rule = slice_equal(text_slice(d->kind), SLICE("rule"));
    size_t from = l->out.len;
    buffer_format(&l->out, "    %s ",
                  rule      ? SAY(en, "规则", "rule")
                  : d->line ? SAY(en, "豁免", "waiver")
                            : SAY(en, "参数", "param"));
    if (d->line)
        buffer_format(&l->out, "%s:%u ", l->settings->waivers, (unsigned)d->line);
    say_text(&l->out, d->name);
    if (d->line)
        buffer_byte(&l->out, ' ');
    say_pad(&l->out, from, 24);
    say_text(&l->out, d->article);
    if (d->article.length)
        buffer_byte(&l->out, ' ');
    say_text(&l->out, d->title);
    if (d->orphaned)
        buffer_text(&l->out, SAY(en, "  ← 失去依据", "  ← left without a basis"));
    buffer_byte(&l->out, '\n');
    l->orphans += d->orphaned;
}

static int register_visit(void *context, const jihe_statute *s)
{
    struct register_list *l = context;
    bool en = l->settings->english;
    if (!is_wanted(l, s->id))
        return 0;
    l->statutes++;
    put_statute(l, s);
    for (size_t i = 0; i < s->dependent_count; i++)
        put_dependent(l, &s->dependents[i]);
    if (s->dependent_count == 0)
        buffer_text(&l->out, SAY(en, "    没有规则、参数或豁免引用\n", "    nothing rests on it\n"));
    return l->out.failed;
}

/* ERR_USAGE for the first id that no statute has. */
static int all_found(const struct register_list *l, jihe_error *error)
{
    const struct settings *s = l->settings;
    struct error err;
    size_t i = 0;
    while (i < s->operand_count && l->found[i])
        i++;
    if (i == s->operand_count)
        return 0;
    if (i == 0 && l->near.best.len)
        error_set(&err, ERR_USAGE, "依据登记簿里没有“%s”，是否指 %.*s？",
                  "no statute \"%s\" is registered; did you mean %.*s?", s->operands[i],
                  SLICE_ARG(l->near.best));
    else
        error_set(&err, ERR_USAGE, "依据登记簿里没有“%s”，见 jihe rules basis",
                  "no statute \"%s\" is registered; see jihe rules basis", s->operands[i]);
    return say_take(error, &err);
}

static int basis_work(void *context, const jihe_engine *engine, int fd, bool alone,
                      jihe_error *error)
{
    const struct settings *s = context;
    struct register_list l = {.settings = s};
    jihe_options *o = rules_options(s, false);
    (void)alone;
    l.found = calloc(s->operand_count + 1, sizeof(*l.found));
    near_init(&l.near, s->operand_count ? slice_str(s->operands[0]) : SLICE_NONE);
    buffer_init(&l.out, OUT_MAX);
    struct error err;
    int rc = o && l.found ? 0 : error_memory(&err);
    if (rc)
        (void)say_take(error, &err);
    if (rc == 0)
        rc = jihe_statutes(engine, o, register_visit, &l, error);
    if (rc == 0)
        rc = all_found(&l, error);
    int status = l.orphans ? EXIT_FOUND : EXIT_FINE;
    if (rc == 0 && say_out(s->english, fd, &l.out) != EXIT_FINE)
        rc = ERR_IO;
    buffer_release(&l.out);
    jihe_options_free(o);
    free(l.found);
    return rc ? rc : status;
}

int rules_basis_run(const struct settings *s)
{
    return rules_supervised(s, false, basis_work);
}
