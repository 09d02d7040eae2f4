/* jihe rules probe: which changes to clean forms no rule notices, and how many are noticed of each form. */
#include "cli/commands.h"
#include "cli/rules.h"
#include "cli/say.h"

enum { OUT_MAX = 256 << 20, REASONS_MAX = 1 << 20, LEAST_PERCENT = 95, FORMS_MAX = 8, CHANGES = 7,
       QUOTE_BYTES = 60 };

static const struct {
    const char *name, *zh, *en;
} changes[CHANGES] = {
    {"blank", "空白", "blank"},      {"tenfold", "×10", "x10"},   {"unit", "元↔万元", "unit"},
    {"negative", "负数", "negative"}, {"year", "上一年", "year before"}, {"copy", "整行重复", "row twice"},
    {"vague", "空话", "vague"},
};

struct tally {
    char form[32], form_zh[64];
    size_t all[CHANGES], noticed[CHANGES];
};

struct prober {
    const struct settings *settings;
    struct buffer reasons; /* the file */
    struct buffer out, known;
    struct tally forms[FORMS_MAX];
    size_t form_count, unclean, unexplained;
};

/* ---- reasons ---- */

static struct slice word_take(struct slice *line)
{
    *line = slice_trim(*line);
    size_t n = 0;
    while (n < line->len && line->ptr[n] != ' ' && line->ptr[n] != '\t')
        n++;
    struct slice word = slice_sub(*line, 0, n);
    *line = slice_from(*line, n);
    return word;
}

static bool word_fits(struct slice word, struct slice text)
{
    return slice_equal(word, SLICE("*")) || slice_equal(word, text);
}

/* Why a change is known to go unnoticed; empty: it is not. */
static struct slice reason_of(const struct prober *p, const jihe_probe *c)
{
    struct slice text = buffer_slice(&p->reasons);
    struct slice field = text_slice(c->field);
    if (!field.len)
        field = SLICE("row");
    for (size_t at = 0; at < text.len;) {
        size_t end = slice_find(text, SLICE("\n"), at);
        end = end == SIZE_MAX ? text.len : end;
        struct slice line = slice_trim(slice_sub(text, at, end - at));
        at = end + 1;
        if (!line.len || line.ptr[0] == '#')
            continue;
        struct slice form = word_take(&line), name = word_take(&line), change = word_take(&line);
        if (word_fits(form, text_slice(c->form)) && word_fits(name, field) &&
            word_fits(change, slice_str(changes[c->change].name)))
            return slice_trim(line);
    }
    return SLICE_NONE;
}

/* ---- telling ---- */

static struct tally *tally_of(struct prober *p, const jihe_probe *c)
{
    for (size_t i = 0; i < p->form_count; i++)
        if (slice_equal(slice_str(p->forms[i].form), text_slice(c->form)))
            return &p->forms[i];
    if (p->form_count == FORMS_MAX)
        return NULL;
    struct tally *t = &p->forms[p->form_count++];
    (void)snprintf(t->form, sizeof(t->form), "%.*s", (int)c->form.length, c->form.ptr);
    (void)snprintf(t->form_zh, sizeof(t->form_zh), "%.*s", (int)c->form_zh.length, c->form_zh.ptr);
    return t;
}

static void quote_put(struct buffer *out, jihe_text text, bool english)
{
    struct slice s = text_slice(text);
    size_t n = s.len < QUOTE_BYTES ? s.len : QUOTE_BYTES;
    while (n > 0 && n < s.len && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
        n--;
    buffer_text(out, SAY(english, "“", "\""));
    say_safe(out, slice_sub(s, 0, n), false);
    buffer_text(out, n < s.len ? "…" : "");
    buffer_text(out, SAY(english, "”", "\""));
}

static void place_put(struct buffer *out, const jihe_probe *c, bool en)
{
    jihe_text form = en ? c->form : c->form_zh;
    say_text(out, form);
    buffer_byte(out, ' ');
    say_text(out, c->project);
    if (c->seq)
        buffer_format(out, c->goal ? SAY(en, " 目标 %zu", " goal %zu") : SAY(en, " 指标 %zu", " indicator %zu"),
                      c->seq);
    if (c->field.length) {
        buffer_byte(out, ' ');
        if (!en && c->field_zh.length) {
            say_text(out, c->field_zh);
            buffer_text(out, " ");
        }
        say_text(out, c->field);
    }
}

static void change_put(struct buffer *out, const jihe_probe *c, struct slice reason, bool en)
{
    place_put(out, c, en);
    buffer_format(out, " [%s] ", en ? changes[c->change].en : changes[c->change].zh);
    quote_put(out, c->before, en);
    if (c->change != JIHE_CHANGE_COPY) {
        buffer_text(out, " → ");
        quote_put(out, c->after, en);
    }
    if (reason.len) {
        buffer_text(out, SAY(en, "：", ": "));
        say_safe(out, reason, false);
    }
    buffer_byte(out, '\n');
}

static void unclean_put(struct prober *p, const jihe_probe *c)
{
    bool en = p->settings->english;
    p->unclean++;
    buffer_text(&p->out, SAY(en, "原本就有问题：", "not clean as it is: "));
    place_put(&p->out, c, en);
    buffer_byte(&p->out, ' ');
    say_text(&p->out, c->rule);
    buffer_byte(&p->out, ' ');
    say_text(&p->out, c->before);
    buffer_byte(&p->out, '\n');
}

static int probe_visit(void *context, const jihe_probe *c)
{
    struct prober *p = context;
    if (c->unclean) {
        unclean_put(p, c);
        return p->out.failed;
    }
    struct tally *t = tally_of(p, c);
    if (!t)
        return 1;
    t->all[c->change]++;
    t->noticed[c->change] += c->rule.length != 0;
    if (c->rule.length)
        return 0;
    struct slice reason = reason_of(p, c);
    p->unexplained += !reason.len;
    change_put(reason.len ? &p->known : &p->out, c, reason, p->settings->english);
    return p->out.failed || p->known.failed;
}

/* ---- the end ---- */

/* One line per form; false: too few were noticed. */
static bool tally_put(struct buffer *out, const struct tally *t, bool en)
{
    size_t all = 0, noticed = 0;
    for (size_t i = 0; i < CHANGES; i++) {
        all += t->all[i];
        noticed += t->noticed[i];
    }
    size_t tenths = all ? noticed * 1000 / all : 1000;
    buffer_format(out, SAY(en, "%s  改动 %zu 处，发现 %zu 处（%zu.%zu%%）", "%s  %zu changes, %zu noticed (%zu.%zu%%)"),
                  en ? t->form : t->form_zh, all, noticed, tenths / 10, tenths % 10);
    for (size_t i = 0; i < CHANGES; i++)
        if (t->all[i])
            buffer_format(out, "  %s %zu/%zu", en ? changes[i].en : changes[i].zh, t->noticed[i],
                          t->all[i]);
    buffer_byte(out, '\n');
    return noticed * 100 >= all * LEAST_PERCENT;
}

static int probe_end(struct prober *p, int fd)
{
    bool en = p->settings->english, enough = true;
    if (p->known.len)
        buffer_text(&p->out, SAY(en, "\n已知没有规则发现的：\n", "\nknown to go unnoticed:\n"));
    buffer_put(&p->out, buffer_slice(&p->known));
    buffer_text(&p->out, p->out.len ? "\n" : "");
    for (size_t i = 0; i < p->form_count; i++)
        enough = tally_put(&p->out, &p->forms[i], en) && enough;
    bool good = enough && !p->unclean && !(p->settings->reasons && p->unexplained);
    int status = say_out(en, fd, &p->out);
    return status ? status : good ? EXIT_FINE : EXIT_FOUND;
}

static int probe_work(void *context, const jihe_engine *engine, int fd, bool alone,
                      jihe_error *error)
{
    struct prober p = {.settings = context};
    struct error err = {0};
    (void)alone;
    buffer_init(&p.reasons, REASONS_MAX);
    buffer_init(&p.out, OUT_MAX);
    buffer_init(&p.known, OUT_MAX);
    jihe_options *o = rules_options(context, true);
    int rc = o ? 0 : error_memory(&err);
    if (rc == 0 && p.settings->reasons)
        rc = file_read(p.settings->reasons, &p.reasons, &err);
    if (rc) {
        (void)say_take(error, &err);
    } else {
        rc = jihe_rules_probe(engine, o, probe_visit, &p, error);
    }
    if (rc == 0)
        rc = probe_end(&p, fd);
    jihe_options_free(o);
    buffer_release(&p.reasons);
    buffer_release(&p.out);
    buffer_release(&p.known);
    return rc;
}

int rules_probe_run(const struct settings *s)
{
    return rules_supervised(s, false, probe_work);
}
