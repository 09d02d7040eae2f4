/* Which packs departed from what they inherit and why, what the command line asked for, and which
 * files were read: whoever is judged can see by what. */
#include "write/told.h"

#include "base/utf8.h"
#include "write/json_out.h"

enum { SHOWN_MAX = 20, DIGEST_SHOWN = 16 };

struct teller {
    const struct summary *s;
    enum language language;
    struct buffer *out;
    void (*line)(void *context, enum told_kind kind, struct slice text);
    void *context;
    size_t counts[TOLD_KINDS];
};

/* A macro, so that the compiler still checks formats. */
#define say(t, zh, en) ((t)->language == LANGUAGE_EN ? (en) : (zh))

const char *told_label(enum told_kind kind, enum language language)
{
    static const char *const labels[TOLD_KINDS][2] = {
        {"基线", "baseline"}, {"豁免", "waived"}, {"豁免待核", "waivers"}, {"口径", "terms"}, {"放宽", "loosened"}, {"调整", "changed"}, {"依据", "basis"}, {"输入", "input"}};
    return labels[kind][language == LANGUAGE_EN];
}

static void tell(struct teller *t, enum told_kind kind)
{
    if (t->counts[kind]++ < SHOWN_MAX)
        t->line(t->context, kind, buffer_slice(t->out));
    buffer_clear(t->out);
}

static void put_value(struct teller *t, const struct plain *value, struct slice unit)
{
    if (value->kind == PLAIN_TEXT)
        buffer_put(t->out, value->text);
    else
        json_plain(t->out, value);
    if (value->kind == PLAIN_NUMBER)
        buffer_put(t->out, unit);
}

static const char *weight(const struct teller *t, struct slice name)
{
    int severity = severity_find(name);
    return severity < 0
               ? say(t, "停用", "off")
               : severity_label((enum severity)severity, t->language == LANGUAGE_EN);
}

static void put_reason(struct teller *t, struct slice zh, struct slice en)
{
    struct slice reason = t->language == LANGUAGE_EN && en.len ? en : zh;
    if (!reason.len)
        return;
    buffer_text(t->out, say(t, "：", ": "));
    buffer_put(t->out, reason);
}

/* ---- one thing each ---- */

static void tell_severity(struct teller *t, const struct severity_told *d)
{
    buffer_format(t->out, "%.*s%s%.*s %s → %s", SLICE_ARG(d->from), say(t, "：", ": "),
                  SLICE_ARG(d->rule), weight(t, d->was), weight(t, d->now));
    put_reason(t, d->reason, d->reason_en);
    tell(t, d->loosened ? TOLD_LOOSENED : TOLD_CHANGED);
}

static void tell_setting(struct teller *t, const struct setting_told *d)
{
    buffer_format(t->out, "%.*s%s%.*s ", SLICE_ARG(d->from), say(t, "：", ": "),
                  SLICE_ARG(d->name));
    if (d->inherited) {
        put_value(t, d->inherited, d->unit);
        buffer_text(t->out, " → ");
    } else {
        buffer_text(t->out, "= ");
    }
    put_value(t, d->value, d->unit);
    put_reason(t, d->reason, d->reason_en);
    tell(t, d->loosened ? TOLD_LOOSENED : TOLD_CHANGED);
}

static void tell_unfounded(struct teller *t, const struct unfounded_told *u)
{
    buffer_format(t->out, "%.*s%s", SLICE_ARG(u->what), say(t, "：", ": "));
    if (u->time.len && !u->hearsay)
        buffer_format(t->out, "%.*s ", SLICE_ARG(u->time));
    if (u->hearsay)
        buffer_text(t->out, say(t, "依据只有转述", "known by hearsay only"));
    else
        buffer_text(t->out, say(t, "没有在效的依据", "no basis in force"));
    buffer_format(t->out, say(t, "（%.*s）", " (%.*s)"), SLICE_ARG(u->basis));
    if (u->capped)
        buffer_text(t->out, say(t, "，至多警告", ", a warning at most"));
    tell(t, TOLD_UNFOUNDED);
}

static void tell_caveat(struct teller *t, const struct caveat_told *c)
{
    buffer_format(t->out, "%.*s%s", SLICE_ARG(c->statutes), say(t, "：", ": "));
    buffer_put(t->out, t->language == LANGUAGE_EN && c->text_en.len ? c->text_en : c->text);
    tell(t, TOLD_UNFOUNDED);
}

static void tell_more(struct teller *t, enum told_kind kind)
{
    if (t->counts[kind] <= SHOWN_MAX)
        return;
    buffer_format(t->out,
                  say(t, "… 另有 %zu 项，见 json 格式的报告", "… %zu more: see the report as json"),
                  t->counts[kind] - SHOWN_MAX);
    t->line(t->context, kind, buffer_slice(t->out));
    buffer_clear(t->out);
}

static void tell_baseline(struct teller *t)
{
    const struct summary *s = t->s;
    if (!s->baseline)
        return;
    unsigned long long known =
        s->known[SEVERITY_ERROR] + s->known[SEVERITY_WARNING] + s->known[SEVERITY_NOTE];
    unsigned long long fresh =
        s->findings[SEVERITY_ERROR] + s->findings[SEVERITY_WARNING] + s->findings[SEVERITY_NOTE] - known;
    buffer_format(t->out,
                  say(t, "新出现 %llu 处，已知 %llu 处；基线中 %llu 条这次没有再出现",
                      "%llu new, %llu known; %llu of the baseline are not there any more"),
                  fresh, known, (unsigned long long)s->baseline_gone);
    if (s->baseline_cut)
        buffer_text(t->out, say(t, "；基线没有结尾一行，可能不完整",
                                "; the baseline has no last line: it may be cut off"));
    tell(t, TOLD_BASELINE);
}

/* "waivers.csv:3 SEV-004 P1 某指标" */
static void put_waiver(struct teller *t, const struct waiver *w)
{
    buffer_format(t->out, "%.*s:%u %.*s %.*s", SLICE_ARG(t->s->waivers_path), (unsigned)w->line,
                  SLICE_ARG(w->rule), SLICE_ARG(w->project));
    if (w->indicator.len)
        buffer_format(t->out, " %.*s", SLICE_ARG(w->indicator));
    if (w->field.len)
        buffer_format(t->out, " %.*s", SLICE_ARG(w->field));
    buffer_text(t->out, say(t, "：", ": "));
}

static void put_expiry(struct teller *t, int day)
{
    buffer_format(t->out, say(t, "%04d-%02d-%02d 到期", "until %04d-%02d-%02d"), day / 10000,
                  day / 100 % 100, day % 100);
}

static void tell_waived(struct teller *t, const struct waiver *w)
{
    put_waiver(t, w);
    buffer_format(t->out, say(t, "%.*s（%.*s", "%.*s (%.*s"), SLICE_ARG(w->reason),
                  SLICE_ARG(w->approver));
    if (w->document.len)
        buffer_format(t->out, say(t, "，%.*s", ", %.*s"), SLICE_ARG(w->document));
    if (w->expiry) {
        buffer_text(t->out, say(t, "，", ", "));
        put_expiry(t, w->expiry);
    }
    buffer_format(t->out, say(t, "），%llu 处", "), %llu findings"), (unsigned long long)w->used);
    tell(t, TOLD_WAIVED);
}

static void tell_stale(struct teller *t, const struct waiver_told *told)
{
    const struct waiver *w = &told->waiver;
    enum waiver_state state = waiver_state(w);
    put_waiver(t, w);
    if (told->unfounded.len) {
        buffer_format(t->out, say(t, "依据 %.*s 不在有效期", "its basis %.*s is not in force"),
                      SLICE_ARG(told->unfounded));
    } else if (state == WAIVER_EXPIRED) {
        put_expiry(t, w->expiry);
        buffer_text(t->out, say(t, "，不再豁免", ", waives no more"));
    } else if (state == WAIVER_UNUSED) {
        buffer_text(t->out, say(t, "没有用到，项目已核验而没有这个问题",
                                "not used: the project was judged and has no such finding"));
    } else {
        buffer_text(t->out, say(t, "没有对上，这次没有核验这个项目",
                                "not matched: no such project was judged"));
    }
    tell(t, TOLD_STALE);
}

static void tell_waivers(struct teller *t)
{
    const struct summary *s = t->s;
    for (size_t i = 0; i < s->waiver_count; i++)
        if (waiver_state(&s->waivers[i].waiver) == WAIVER_USED)
            tell_waived(t, &s->waivers[i].waiver);
    tell_more(t, TOLD_WAIVED);
    for (size_t i = 0; i < s->waiver_count; i++)
        if (waiver_state(&s->waivers[i].waiver) != WAIVER_USED || s->waivers[i].unfounded.len)
            tell_stale(t, &s->waivers[i]);
    tell_more(t, TOLD_STALE);
}

static void put_term(struct teller *t, const char *zh, const char *en, struct slice text)
{
    if (!text.len)
        return;
    if (t->out->len)
        buffer_text(t->out, say(t, "，", ", "));
    buffer_text(t->out, say(t, zh, en));
    buffer_put(t->out, text);
}

static void tell_terms(struct teller *t)
{
    static const struct {
        const char *name, *zh;
    } stages[] = {{"self", "填报自查"},
                  {"submit", "送审前"},
                  {"department", "主管部门"},
                  {"finance", "财政审核"}};
    const struct terms *r = &t->s->terms;
    struct slice stage = r->stage;
    for (size_t i = 0; i < 4 && t->language == LANGUAGE_ZH; i++)
        if (slice_equal(r->stage, slice_str(stages[i].name)))
            stage = slice_str(stages[i].zh);
    put_term(t, "区划 ", "region ", r->region);
    if (r->year > 0)
        buffer_format(t->out, "%s%s%d", t->out->len ? say(t, "，", ", ") : "",
                      say(t, "年度 ", "year "), r->year);
    put_term(t, "环节 ", "stage ", stage);
    put_term(t, "按此时的规则 ", "rules as of ", r->as_of);
    if (t->out->len)
        tell(t, TOLD_TERMS);
}

static void tell_input(struct teller *t, const struct source *source)
{
    buffer_text(t->out, source->path);
    buffer_text(t->out, "  ");
    buffer_put(t->out, utf8_head(slice_str(source->sha256), DIGEST_SHOWN));
    tell(t, TOLD_INPUT);
}

/* ---- all of them ---- */

static void tell_changes(struct teller *t, bool loosened)
{
    for (size_t i = 0; i < t->s->severity_count; i++)
        if (t->s->severities[i].loosened == loosened)
            tell_severity(t, &t->s->severities[i]);
    for (size_t i = 0; i < t->s->setting_count; i++)
        if (t->s->settings[i].loosened == loosened)
            tell_setting(t, &t->s->settings[i]);
    tell_more(t, loosened ? TOLD_LOOSENED : TOLD_CHANGED);
}

void told_visit(const struct summary *s, enum language language, struct buffer *buffer,
                void (*line)(void *context, enum told_kind kind, struct slice text), void *context)
{
    struct teller t = {.s = s,
                       .language = language,
                       .out = buffer,
                       .line = line,
                       .context = context};
    buffer_clear(buffer);
    tell_baseline(&t);
    tell_waivers(&t);
    tell_terms(&t);
    tell_changes(&t, true);
    tell_changes(&t, false);
    for (size_t i = 0; i < s->caveat_count; i++)
        tell_caveat(&t, &s->caveats[i]);
    for (size_t i = 0; i < s->unfounded_count; i++)
        tell_unfounded(&t, &s->unfounded[i]);
    tell_more(&t, TOLD_UNFOUNDED);
    for (size_t i = 0; i < s->source_count; i++)
        tell_input(&t, &s->sources[i]);
    tell_more(&t, TOLD_INPUT);
}
