/* The markup of the HTML report. Data enters only through html_text. */
#include "write/html.h"

#include "write/layout.h"
#include "write/told.h"

static const char *say(const struct writer *w, const char *zh, const char *en)
{
    return w->options.language == LANGUAGE_EN ? en : zh;
}

void html_text(struct buffer *out, struct slice s)
{
    struct buffer safe;
    buffer_init(&safe, out->max);
    layout_safe(&safe, s);
    struct slice text = buffer_slice(&safe);
    for (size_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '&': buffer_text(out, "&amp;"); break;
        case '<': buffer_text(out, "&lt;"); break;
        case '>': buffer_text(out, "&gt;"); break;
        case '"': buffer_text(out, "&quot;"); break;
        case '\'': buffer_text(out, "&#39;"); break;
        default: buffer_byte(out, text.ptr[i]); break;
        }
    }
    out->failed = out->failed || safe.failed;
    buffer_release(&safe);
}

static void put_element(struct buffer *out, const char *open, struct slice text,
                        const char *close)
{
    buffer_text(out, open);
    html_text(out, text);
    buffer_text(out, close);
}

static const char *verdict_word(const struct writer *w, int verdict)
{
    static const char *const en[] = {"ready", "explain", "fix", "incomplete"};
    return w->options.language == LANGUAGE_EN ? en[verdict]
                                              : verdict_label((enum verdict)verdict).ptr;
}

/* ---- findings ---- */

static void put_made(struct buffer *out, const struct writer *w, const struct finding *f,
                     void (*put)(struct buffer *, const struct writer *, const struct finding *))
{
    struct buffer text;
    buffer_init(&text, WRITE_LINE_MAX);
    put(&text, w, f);
    html_text(out, buffer_slice(&text));
    out->failed = out->failed || text.failed;
    buffer_release(&text);
}

static void put_where(struct buffer *out, const struct writer *w, const struct finding *f)
{
    if (f->place.seq)
        buffer_format(out, "%s %u ", say(w, "指标", "indicator"), (unsigned)f->place.seq);
    html_text(out, f->indicator_name);
    if (!f->place.seq && !f->place.field.len && f->place.project.ordinal) {
        bool unit = f->rule && f->rule->each == EACH_GROUP; /* no cell of any one form */
        buffer_text(out, unit ? say(w, "单位", "unit") : say(w, "项目", "project"));
    }
    if (f->place.field.len)
        put_element(out, f->place.seq ? "<br><b>" : "<b>", writer_field(w, f), "</b>");
    if (f->has_value && f->value.len)
        put_element(out, "<br><q>", f->value, "</q>");
    else if (f->has_value)
        buffer_text(out, say(w, "（空白）", " (blank)"));
    buffer_text(out, "<br><small>");
    put_made(out, w, f, writer_put_address);
    buffer_text(out, "</small>");
}

/* A line that stands only where there is something. */
static void put_line(struct buffer *out, const struct writer *w, const struct finding *f,
                     const char *label,
                     void (*put)(struct buffer *, const struct writer *, const struct finding *))
{
    size_t from = out->len;
    buffer_format(out, "<br><small>%s", label);
    size_t behind = out->len;
    put_made(out, w, f, put);
    if (out->len == behind && !out->failed)
        out->len = from;
    else
        buffer_text(out, "</small>");
}

void html_finding_row(struct buffer *out, const struct writer *w, const struct finding *f)
{
    buffer_format(out, "<tr class=\"%s\"><td>%s<br>", severity_name(f->severity).ptr,
                  finding_word(f->kind, f->severity, w->options.language));
    put_element(out, "<small>", f->rule_id, "</small></td><td>");
    if (f->kind != KIND_FINDING && f->place.project.name.len)
        put_element(out, "", f->place.project.name, "<br>");
    put_where(out, w, f);
    put_element(out, "</td><td>", writer_message(w, f), "");
    struct slice suggestion = writer_suggestion(w, f);
    if (suggestion.len) {
        buffer_format(out, "<br>%s", say(w, "建议：", "do: "));
        html_text(out, suggestion);
    }
    put_line(out, w, f, say(w, "依据：", "basis: "), writer_put_basis);
    put_line(out, w, f, say(w, "另见：", "see also: "), writer_put_related);
    buffer_text(out, "</td></tr>\n");
}

void html_heading_row(struct buffer *out, struct slice heading)
{
    put_element(out, "<tr class=\"part\"><td colspan=\"3\">", heading, "</td></tr>\n");
}

/* ---- sections ---- */

void html_project_title(struct buffer *out, const struct writer *w,
                        const struct project_key *key)
{
    bool en = w->options.language == LANGUAGE_EN;
    buffer_format(out, "%u. ", (unsigned)key->ordinal);
    html_text(out, key->name.len ? key->name : key->code);
    if (key->unit.len)
        put_element(out, " · ", key->unit, "");
    put_element(out, " · ", en ? form_label_en(key->form) : form_label(key->form), "");
    if (key->year)
        buffer_format(out, " %d", key->year);
}

void html_section_begin(struct buffer *out, const struct writer *w, struct slice title,
                        int verdict, bool rows)
{
    buffer_text(out, rows ? "<details open><summary>" : "<p class=\"fine\">");
    if (verdict >= 0)
        buffer_format(out, "<span class=\"v%d\">%s</span> ", verdict,
                      verdict_word(w, verdict));
    buffer_put(out, title);
    buffer_text(out, rows ? "</summary><table>\n" : "</p>\n");
}

void html_section_end(struct buffer *out, bool rows)
{
    if (rows)
        buffer_text(out, "</table></details>\n");
}

void html_unchecked_begin(struct buffer *out, const struct writer *w)
{
    buffer_format(
        out, "<h2>%s</h2>\n<details open><summary>%s</summary><table>\n",
        say(w, "未能核验", "Not checked"),
        say(w, "输入问题、规则出错、无法判断", "input, rule errors, undecided"));
}

/* ---- the page ---- */

static const char style[] =
    "body{font:15px/1.6 system-ui,sans-serif;max-width:64em;margin:2em auto;padding:0 "
    "1em;color:#222}"
    "table{border-collapse:collapse;width:100%;margin:.5em 0 1.5em}"
    "td,th{border:1px solid #ddd;padding:.3em .6em;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}"
    "details table{table-layout:fixed}td:first-child{white-space:nowrap;width:5.5em}"
    "details td:nth-child(2){width:36%}"
    ".counts tbody{display:flex;flex-wrap:wrap}.counts tr{display:flex;flex-direction:column}"
    ".counts td,.counts th{font-weight:normal;width:auto}.counts td{font-size:1.2em}"
    "summary{cursor:pointer;font-weight:bold;margin-top:1em}small{color:#666}"
    "q{quotes:\"「\" \"」\";background:#f6f6f6}.fine{margin:.2em 0}"
    "tr.error td:first-child{border-left:4px solid #c22}"
    "tr.warning td:first-child{border-left:4px solid #d90}"
    "tr.part td:first-child{white-space:normal;background:#f2f4f8}"
    ".v0{color:#170}.v1{color:#a60}.v2{color:#b11}.v3{color:#617}"
    "@media print{details{break-inside:avoid-page}}";

static void put_count(struct buffer *out, const char *name, uint64_t count)
{
    buffer_format(out, "<tr><th>%s</th><td>%llu</td></tr>\n", name,
                  (unsigned long long)count);
}

static void put_counts(struct buffer *out, const struct writer *w,
                       const struct summary *s)
{
    buffer_text(out, "<table class=\"counts\">\n");
    put_count(out, say(w, "项目：读入", "projects read"), s->projects.read);
    put_count(out, say(w, "项目：已核", "projects checked"), s->projects.checked);
    put_count(out, say(w, "项目：未收", "projects rejected"), s->projects.rejected);
    put_count(out, say(w, "指标：读入", "indicators read"), s->indicators.read);
    put_count(out, say(w, "指标：未收", "indicators rejected"), s->indicators.rejected);
    put_count(out, say(w, "错误", "errors"), s->findings[SEVERITY_ERROR]);
    put_count(out, say(w, "警告", "warnings"), s->findings[SEVERITY_WARNING]);
    put_count(out, say(w, "提示", "notes"), s->findings[SEVERITY_NOTE]);
    if (s->waivers_path.len)
        put_count(out, say(w, "另已豁免", "waived besides"),
                  s->waived[SEVERITY_ERROR] + s->waived[SEVERITY_WARNING] + s->waived[SEVERITY_NOTE]);
    put_count(out, say(w, "无法判断", "undecided"), s->undecided);
    put_count(out, say(w, "规则出错", "rule errors"), s->rule_errors);
    put_count(out, say(w, "输入问题", "input problems"), s->input_errors - s->input_remarks);
    buffer_text(out, "</table>\n");
}

void html_head(struct buffer *out, const struct writer *w, const struct summary *s)
{
    const char *title =
        say(w, "预算绩效表格核验报告", "Report on budget-performance forms");
    buffer_format(
        out,
        "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src "
        "'unsafe-inline'\">\n<title>%s</title>\n<style>%s</style></head><body>\n"
        "<h1>%s</h1>\n<p><b class=\"v%d\">%s</b></p>\n",
        say(w, "zh", "en"), title, style, title, (int)s->verdict,
        verdict_word(w, (int)s->verdict));
    put_counts(out, w, s);
    buffer_format(out, "<h2>%s</h2>\n", say(w, "项目", "Projects"));
}

struct telling {
    struct buffer *out;
    enum language language;
    int last; /* kind, or -1 */
};

static void told_put(void *context, enum told_kind kind, struct slice text)
{
    struct telling *t = context;
    if (t->last != (int)kind)
        buffer_format(t->out, "%s<p><b>%s</b></p>\n<ul>\n", t->last < 0 ? "" : "</ul>\n",
                      told_label(kind, t->language));
    t->last = (int)kind;
    put_element(t->out, "<li>", text, "</li>\n");
}

static void put_told(struct buffer *out, enum language language, const struct summary *s)
{
    struct buffer scratch;
    struct telling t = {out, language, -1};
    buffer_init(&scratch, WRITE_LINE_MAX);
    told_visit(s, language, &scratch, told_put, &t);
    buffer_text(out, t.last < 0 ? "" : "</ul>\n");
    out->failed = out->failed || scratch.failed;
    buffer_release(&scratch);
}

void html_tail(struct buffer *out, enum language language, const struct summary *s)
{
    bool en = language == LANGUAGE_EN;
    buffer_format(out, "<hr><h2>%s</h2>\n", en ? "Judged by" : "核验依据");
    put_told(out, language, s);
    buffer_format(out, "<p><small>%s", en ? "packs: " : "规则包：");
    for (size_t i = 0; i < s->pack_count; i++)
        put_element(out, i ? ", " : "", s->packs[i], "");
    buffer_format(out, "<br>%s%s</small></p>\n</body></html>\n",
                  en ? "fingerprint: " : "核验指纹：", s->fingerprint);
}
