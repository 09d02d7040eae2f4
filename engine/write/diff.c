/* A comparison leads with what needs a look: findings that went away without anything mended, then new
 * ones. Data is made safe for a terminal; JSON has its own escapes. */
#include "write/diff.h"

#include "write/json_out.h"
#include "write/layout.h"

/* A macro, so that the compiler still checks formats. */
#define say(language, zh, en) ((language) == LANGUAGE_EN ? (en) : (zh))

static const char *kind_heading(enum diff_kind kind, enum language language)
{
    static const char *const words[DIFF_KINDS][2] = {
        {"规避（问题没有了，但没有真正改正）", "Dodged (gone without being mended)"},
        {"新出现", "New"},
        {"仍在", "Still there"},
        {"已改正", "Fixed"}};
    return words[kind][language == LANGUAGE_EN];
}

static const char *dodge_words(enum dodge dodge, enum language language)
{
    static const char *const words[][2] = {
        {"", ""},
        {"数值刚好越过界限", "a value moved just across a threshold"},
        {"指标被删去", "the indicator was deleted"},
        {"项目不见了", "the project is gone"},
        {"项目被拆分", "the project was split"},
        {"换了说法，没有新内容", "other words, no new content"}};
    return words[dodge][language == LANGUAGE_EN];
}

static const char *severity_words(struct slice name, enum language language)
{
    int severity = severity_find(name);
    return severity < 0
               ? ""
               : severity_label((enum severity)severity, language == LANGUAGE_EN);
}

static struct slice field_words(const struct past_finding *f, struct slice name,
                                enum language language)
{
    size_t count;
    enum field_scope scope = SCOPE_INDICATOR;
    int at = f->seq ? field_find(scope, name) : -1;
    if (at < 0) {
        scope = SCOPE_PROJECT;
        at = field_find(scope, name);
    }
    return at < 0 || language == LANGUAGE_EN ? name : field_table(scope, &count)[at].label;
}

/* ---- text ---- */

static void put_dodge(struct buffer *out, enum language language, const struct diff_item *item)
{
    buffer_format(out, "         %s", dodge_words(item->dodge, language));
    if (item->limit.len) {
        buffer_text(out, say(language, "（", " ("));
        layout_safe(out, item->limit);
        buffer_text(out, say(language, "）", ")"));
    }
    if (item->what.len || item->before.len) {
        buffer_text(out, say(language, "：", ": "));
        layout_safe(out, field_words(item->finding, item->what, language));
        if (item->before.len || item->after.len) {
            buffer_text(out, item->what.len ? " 「" : "「");
            layout_clip(out, item->before, 60);
            buffer_text(out, "」");
        }
        if (item->dodge != DODGE_DELETED) {
            buffer_text(out, " → 「");
            layout_clip(out, item->after, 60);
            buffer_text(out, "」");
        }
    }
    buffer_byte(out, '\n');
}

static void put_text(struct buffer *out, enum language language, const struct diff_item *item,
                     uint64_t told)
{
    const struct past_finding *f = item->finding;
    if (told == 0)
        buffer_format(out, "%s\n", kind_heading(item->kind, language));
    buffer_format(out, "  %-6s ", severity_words(f->severity, language));
    layout_safe(out, f->rule.len ? f->rule : f->kind);
    buffer_text(out, "  ");
    layout_clip(out, f->name.len ? f->name : f->code, 40);
    if (f->indicator.len) {
        buffer_text(out, " · ");
        layout_clip(out, f->indicator, 40);
    }
    buffer_text(out, say(language, "：", ": "));
    layout_clip(out, language == LANGUAGE_EN && f->message_en.len ? f->message_en : f->message, 100);
    buffer_byte(out, '\n');
    if (item->kind == DIFF_DODGED)
        put_dodge(out, language, item);
}

/* ---- JSON ---- */

static void put_project(struct json_object *o, const struct past_finding *f)
{
    json_key(o, SLICE("project"));
    struct json_object p = json_open(o->out);
    json_text(&p, "code", f->code);
    json_text(&p, "name", f->name);
    json_text(&p, "unit", f->unit);
    json_number(&p, "year", (uint64_t)(f->year > 0 ? f->year : 0));
    json_text(&p, "form", f->form);
    json_close(&p);
}

static void put_json(struct buffer *out, const struct diff_item *item)
{
    const struct past_finding *f = item->finding;
    size_t from = out->len;
    struct json_object o = json_open(out);
    json_text(&o, "diff", diff_kind_name(item->kind));
    json_text(&o, "how", dodge_name(item->dodge));
    json_text(&o, "kind", f->kind);
    json_text(&o, "rule", f->rule);
    json_text(&o, "severity", f->severity);
    json_text(&o, "message", f->message);
    put_project(&o, f);
    if (f->seq) {
        json_key(&o, SLICE("indicator"));
        struct json_object i = json_open(out);
        json_number(&i, "seq", f->seq);
        json_text(&i, "name", f->indicator);
        json_close(&i);
    }
    json_text(&o, "field", f->field);
    if (item->kind == DIFF_DODGED) {
        json_text(&o, "what", item->what);
        json_text(&o, "before", item->before);
        json_text(&o, "after", item->after);
        json_text(&o, "threshold", item->limit);
    }
    json_text(&o, "fingerprint", f->fingerprint);
    json_close(&o);
    write_conceal(out, from);
}

static void put_bool(struct json_object *o, const char *name, bool value)
{
    json_key(o, slice_str(name));
    buffer_text(o->out, value ? "true" : "false");
}

/* ---- all of it ---- */

void write_diff_begin(struct buffer *out, enum diff_format format)
{
    if (format == DIFF_JSON)
        buffer_text(out, "{\"items\":[");
}

void write_diff_item(struct buffer *out, enum diff_format format, enum language language,
                     const struct diff_item *item, uint64_t told)
{
    if (format == DIFF_TEXT) {
        put_text(out, language, item, told);
        return;
    }
    put_json(out, item);
    buffer_byte(out, '\n');
}

void write_diff_end(struct buffer *out, enum diff_format format, enum language language,
                    const struct diff_summary *s)
{
    if (format == DIFF_JSON) {
        buffer_text(out, "],\n\"summary\":");
        struct json_object o = json_open(out);
        for (int k = 0; k < DIFF_KINDS; k++)
            json_count(&o, diff_kind_name((enum diff_kind)k).ptr, s->counts[k]);
        put_bool(&o, "forms", s->forms);
        put_bool(&o, "other_rules", s->other_rules);
        put_bool(&o, "old_cut", s->old_cut);
        put_bool(&o, "new_cut", s->new_cut);
        json_close(&o);
        buffer_text(out, "}\n");
    }
    if (format != DIFF_TEXT)
        return;
    buffer_format(out,
                  say(language, "已改正 %llu，仍在 %llu，新出现 %llu，规避 %llu\n",
                      "fixed %llu, still there %llu, new %llu, dodged %llu\n"),
                  (unsigned long long)s->counts[DIFF_FIXED],
                  (unsigned long long)s->counts[DIFF_STILL],
                  (unsigned long long)s->counts[DIFF_NEW],
                  (unsigned long long)s->counts[DIFF_DODGED]);
    if (s->old_cut || s->new_cut)
        buffer_format(out,
                      say(language, "%s的报告没有结尾一行，可能不完整，以上结果不能当真\n",
                          "the %s report has no last line: it may be cut off, and what stands above "
                          "be wrong\n"),
                      s->old_cut ? say(language, "旧", "old") : say(language, "新", "new"));
    if (s->other_rules)
        buffer_text(out, say(language, "两次核验的规则包、参数或程序版本不同，有的变化由此而来\n",
                             "the two were made by different packs, parameters or versions of the "
                             "program; some of the changes come from that\n"));
    if (!s->forms)
        buffer_text(out, say(language,
                             "没有找到改后的表，无法判断“已改正”是否属实；请用 --new-forms 指明\n",
                             "the forms behind the new report were not found, so nothing is known about "
                             "how findings went away; name them with --new-forms\n"));
}
