/* One page that needs nothing else: an overview, then each project's form, printed on a sheet of its
 * own with room for the reviewer's opinion. The overview is known last and the forms wait in a spool. */
#include "write/html.h"
#include "write/review_writer.h"
#include "write/writer.h"

struct html_reviews {
    struct review_writer base; /* first */
    struct spool forms, overview;
};

static const char style[] =
    "<style>body{font-family:\"Noto Sans CJK SC\",\"Microsoft YaHei\",SimSun,sans-serif;margin:2em auto;"
    "max-width:64em;padding:0 1em;line-height:1.5;color:#222}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #999;padding:.35em .5em;vertical-align:top;text-align:left;"
    "overflow-wrap:anywhere}th{background:#eef1f5;font-weight:600}.f{table-layout:fixed}.a{width:24%}.n{width:7%}.p{width:4%}.g{width:7%}.c{text-align:center;"
    "white-space:nowrap}h1,h2{text-align:center}section{margin:3em 0;break-before:page}.q{color:#555;"
    "font-size:.85em}.none{color:#777}.unverified{background:#fff3cd}.error b{color:#b00020}"
    ".warning b{color:#8a5a00}.note b{color:#444}p.cause{margin:.2em 0}small{color:#666}"
    ".sign{height:5em}.hint{background:#f5f5f5;padding:.5em .8em;font-size:.9em}"
    "@media print{body{margin:0;max-width:none;font-size:9.5pt}}</style>";

static int html_open(struct review_writer *w, struct error *err)
{
    struct html_reviews *h = (struct html_reviews *)w;
    (void)err;
    spool_init(&h->forms, WRITE_SPOOL_MEMORY);
    spool_init(&h->overview, WRITE_SPOOL_MEMORY);
    return 0;
}

static void html_release(struct review_writer *w)
{
    struct html_reviews *h = (struct html_reviews *)w;
    spool_release(&h->forms);
    spool_release(&h->overview);
}

/* ---- pieces ---- */

static void put_made(struct review_writer *w,
                     void (*put)(struct buffer *, const struct review_writer *, const struct review *),
                     const struct review *r)
{
    struct buffer text;
    buffer_init(&text, WRITE_LINE_MAX);
    put(&text, w, r);
    html_text(&w->line, buffer_slice(&text));
    w->line.failed = w->line.failed || text.failed;
    buffer_release(&text);
}

static void put_cause(struct review_writer *w, const struct review_cause *c)
{
    struct buffer *out = &w->line, where;
    struct slice suggestion = review_suggestion(w, c);
    buffer_format(out, "<p class=\"cause %s\"><b>%s</b> ", severity_name(c->severity).ptr,
                  review_kind(w, c));
    html_text(out, c->rule);
    buffer_byte(out, ' ');
    html_text(out, review_message(w, c));
    if (suggestion.len) {
        buffer_format(out, "<br>%s", review_say(w, "建议：", "do: "));
        html_text(out, suggestion);
    }
    buffer_init(&where, WRITE_LINE_MAX);
    review_put_where(&where, w, c);
    if (where.len) {
        buffer_text(out, "<br><small>");
        html_text(out, buffer_slice(&where));
        buffer_text(out, "</small>");
    }
    buffer_release(&where);
    buffer_text(out, "</p>");
}

static void put_causes(struct review_writer *w, const struct review_cause *list)
{
    for (const struct review_cause *c = list; c; c = c->next)
        put_cause(w, c);
}

static void put_result(struct review_writer *w, const struct review_item *item)
{
    struct buffer standing;
    buffer_init(&standing, WRITE_LINE_MAX);
    review_put_standing(&standing, w, item);
    put_causes(w, item->causes);
    if (standing.len) {
        buffer_text(&w->line, "<p class=\"cause none\">");
        html_text(&w->line, buffer_slice(&standing));
        buffer_text(&w->line, "</p>");
    }
    put_causes(w, item->unjudged);
    buffer_release(&standing);
}

/* How many items from `i` on share its aspect. */
static size_t aspect_span(const struct review *r, size_t i)
{
    size_t n = 1;
    while (i + n < r->item_count && slice_equal(r->items[i + n].aspect, r->items[i].aspect))
        n++;
    return n;
}

static void put_item(struct review_writer *w, const struct review *r, size_t i)
{
    struct buffer *out = &w->line;
    const struct review_item *item = &r->items[i];
    bool first = i == 0 || !slice_equal(item->aspect, r->items[i - 1].aspect);
    buffer_text(out, item->grade == REVIEW_UNVERIFIED ? "<tr class=\"unverified\">" : "<tr>");
    if (first) {
        buffer_format(out, "<th rowspan=\"%zu\" class=\"c\">", aspect_span(r, i));
        html_text(out, item->aspect);
        buffer_text(out, "</th>");
    }
    buffer_text(out, "<td><b>");
    html_text(out, item->name);
    buffer_text(out, "</b><br><span class=\"q\">");
    html_text(out, item->asks);
    buffer_format(out, "</span></td><td class=\"c\">%u</td><td class=\"c\">", item->points);
    html_text(out, review_grade(w, item));
    buffer_text(out, "</td><td class=\"c\">");
    if (item->grade == REVIEW_UNVERIFIED)
        buffer_text(out, "—");
    else
        review_put_points(out, item->tenths);
    buffer_text(out, "</td><td>");
    put_result(w, item);
    buffer_text(out, "</td></tr>\n");
}

static void put_pair(struct buffer *out, const char *label, struct slice text)
{
    buffer_format(out, "<th class=\"c\">%s</th><td>", label);
    html_text(out, text);
    buffer_text(out, "</td>");
}

static void put_project(struct review_writer *w, const struct review *r)
{
    struct buffer *out = &w->line;
    const struct project_key *p = &r->project;
    char year[16];
    int n = p->year > 0 ? snprintf(year, sizeof(year), "%d", p->year) : 0;
    struct slice form = w->language == LANGUAGE_EN ? form_label_en(p->form) : form_label(p->form);
    buffer_text(out, "<table><tr>");
    put_pair(out, review_say(w, "项目名称", "Project"), p->name);
    put_pair(out, review_say(w, "项目编码", "Code"), p->code);
    buffer_text(out, "</tr><tr>");
    put_pair(out, review_say(w, "申报单位", "Unit"), p->unit);
    put_pair(out, review_say(w, "财政区划", "Region"), p->region);
    buffer_text(out, "</tr><tr>");
    put_pair(out, review_say(w, "预算年度", "Year"), slice_of(year, (size_t)n));
    put_pair(out, review_say(w, "表格种类", "Form"), form);
    buffer_text(out, "</tr></table>\n");
}

static void put_end(struct review_writer *w, const struct review *r)
{
    struct buffer *out = &w->line;
    buffer_format(out, "<tr><th colspan=\"2\" class=\"c\">%s</th><td colspan=\"4\">",
                  review_say(w, "合计", "Total"));
    put_made(w, review_put_total, r);
    buffer_format(out, "</td></tr><tr><th colspan=\"2\" class=\"c\">%s</th><td colspan=\"4\"><b>",
                  review_say(w, "建议总评等级", "Suggested grade"));
    put_made(w, review_put_grade, r);
    buffer_text(out, "</b></td></tr>");
    if (r->general.len) {
        buffer_format(out, "<tr><th colspan=\"2\" class=\"c\">%s</th><td colspan=\"4\">",
                      review_say(w, "按一般性项目（不计分）", "As a project reviewed without points"));
        put_made(w, review_put_general, r);
        buffer_text(out, "</td></tr>");
    }
    if (r->others) {
        buffer_format(out, "<tr><th colspan=\"2\" class=\"c\">%s</th><td colspan=\"4\">",
                      review_say(w, "其他问题（不计入得分）", "Other findings (no points)"));
        put_causes(w, r->others);
        buffer_text(out, "</td></tr>");
    }
    buffer_format(out, "<tr><th colspan=\"2\" class=\"c\">%s</th><td colspan=\"4\" class=\"sign\"></td></tr>"
                       "<tr><th colspan=\"2\" class=\"c\">%s</th><td colspan=\"4\"></td></tr></table>\n",
                  review_say(w, "审核意见（审核人填写）", "Opinion (the reviewer's)"),
                  review_say(w, "审核人、日期", "Reviewer, date"));
}

static void put_form(struct review_writer *w, const struct review *r)
{
    struct buffer *out = &w->line;
    buffer_format(out, "<section id=\"p%llu\"><h2>", (unsigned long long)w->count);
    html_text(out, r->title);
    buffer_text(out, review_say(w, "（建议）</h2>\n", " (suggestion)</h2>\n"));
    put_project(w, r);
    buffer_format(out,
                  "<table class=\"f\"><tr><th class=\"c n\">%s</th><th class=\"a\">%s</th><th class=\"c p\">%s</th>"
                  "<th class=\"c g\">%s</th><th class=\"c g\">%s</th><th>%s</th></tr>\n",
                  review_say(w, "审核内容", "Aspect"), review_say(w, "审核要点", "Item"),
                  review_say(w, "分值", "Points"), review_say(w, "建议等级", "Grade"),
                  review_say(w, "建议得分", "Score"), review_say(w, "核验结果", "Findings"));
    for (size_t i = 0; i < r->item_count; i++)
        put_item(w, r, i);
    put_end(w, r);
    buffer_text(out, "<p class=\"hint\">");
    html_text(out, r->note);
    if (r->basis.len) {
        buffer_text(out, review_say(w, "依据：", " Basis: "));
        html_text(out, r->basis);
        buffer_text(out, review_say(w, "。规则包：", ". Packs: "));
    }
    html_text(out, r->pack);
    buffer_text(out, "</p></section>\n");
}

static int html_put(struct review_writer *w, const struct review *r, struct error *err)
{
    struct html_reviews *h = (struct html_reviews *)w;
    struct buffer *out = &w->line;
    put_form(w, r);
    int rc = line_spool(&w->line, &h->forms, err);
    buffer_format(out, "<tr><td class=\"c\">%llu</td><td><a href=\"#p%llu\">",
                  (unsigned long long)w->count, (unsigned long long)w->count);
    html_text(out, r->project.name.len ? r->project.name : r->project.code);
    buffer_text(out, "</a></td><td>");
    html_text(out, r->project.unit);
    buffer_format(out, "</td><td class=\"c\">%u</td><td class=\"c\">", r->verified);
    review_put_points(out, r->tenths);
    buffer_text(out, "</td><td class=\"c\">");
    review_put_share(out, r);
    buffer_text(out, "</td><td>");
    put_made(w, review_put_grade, r);
    buffer_text(out, "</td></tr>\n");
    return rc ? rc : line_spool(&w->line, &h->overview, err);
}

static int html_finish(struct review_writer *w, const struct summary *summary, struct error *err)
{
    struct html_reviews *h = (struct html_reviews *)w;
    const char *title = review_say(w, "绩效目标审核建议", "Suggested review of performance targets");
    buffer_format(&w->line,
                  "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title>%s"
                  "</head><body><h1>%s</h1>\n<table><tr><th class=\"c\">%s</th><th>%s</th><th>%s</th>"
                  "<th class=\"c\">%s</th><th class=\"c\">%s</th><th class=\"c\">%s</th><th>%s</th>"
                  "</tr>\n",
                  review_say(w, "zh-CN", "en"), title, style, title, review_say(w, "序号", "No."),
                  review_say(w, "项目", "Project"), review_say(w, "单位", "Unit"),
                  review_say(w, "能核验分值", "Verified"), review_say(w, "建议得分", "Score"),
                  review_say(w, "得分率", "Share"), review_say(w, "建议等级", "Grade"));
    int rc = review_flush(w, err);
    if (rc == 0)
        rc = spool_copy(&h->overview, w->file, err);
    buffer_text(&w->line, "</table>\n");
    if (rc == 0)
        rc = review_flush(w, err);
    if (rc == 0)
        rc = spool_copy(&h->forms, w->file, err);
    html_tail(&w->line, w->language, summary);
    return rc ? rc : review_flush(w, err);
}

const struct review_format review_html = {
    .name = "html",
    .extension = ".html",
    .size = sizeof(struct html_reviews),
    .open = html_open,
    .put = html_put,
    .finish = html_finish,
    .release = html_release,
};
