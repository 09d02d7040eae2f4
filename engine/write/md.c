/* Markdown, to be pasted into a letter or an issue: the verdict and the counts, then a table per project
 * that has something to mend, one of what was found across projects, then what could not be checked. The
 * counts are known last, so the tables wait in a spool. A project's rows wait for its verdict: what none
 * follows was found across projects, and is told with the name of its project. */
#include "write/layout.h"
#include "write/told.h"
#include "write/writer.h"

enum { VALUE_COLUMNS = 72, WAITING_MOST = 16 << 20 };

struct md_writer {
    struct writer base; /* first */
    struct spool sections, unchecked;
    struct buffer title;         /* of the project whose rows stand last in `waiting` */
    struct buffer waiting;       /* sections of projects without a verdict yet */
    struct buffer across;        /* the same rows, each with its project */
};

static struct md_writer *md_writer(struct writer *w)
{
    return (struct md_writer *)w;
}

static void md_open(struct writer *w)
{
    spool_init(&md_writer(w)->sections, WRITE_SPOOL_MEMORY);
    spool_init(&md_writer(w)->unchecked, WRITE_SPOOL_MEMORY);
    buffer_init(&md_writer(w)->title, WRITE_LINE_MAX);
    buffer_init(&md_writer(w)->waiting, WAITING_MOST);
    buffer_init(&md_writer(w)->across, WAITING_MOST);
}

static void md_release(struct writer *w)
{
    spool_release(&md_writer(w)->sections);
    spool_release(&md_writer(w)->unchecked);
    buffer_release(&md_writer(w)->title);
    buffer_release(&md_writer(w)->waiting);
    buffer_release(&md_writer(w)->across);
}

/* A macro, so that the compiler still checks formats. */
#define say(w, zh, en) ((w)->options.language == LANGUAGE_EN ? (en) : (zh))

/* Data as one run of text: no markup, no line end. */
static void put_data(struct buffer *out, struct slice s)
{
    struct buffer safe;
    buffer_init(&safe, out->max);
    layout_safe(&safe, s);
    struct slice text = buffer_slice(&safe);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '<')
            buffer_text(out, "&lt;");
        else if (c == '&')
            buffer_text(out, "&amp;");
        else if (memchr("\\`*_{}[]#|~>!", c, 13))
            buffer_format(out, "\\%c", c);
        else
            buffer_byte(out, c);
    }
    out->failed = out->failed || safe.failed;
    buffer_release(&safe);
}

static void put_title(struct buffer *out, const struct writer *w, const struct project_key *p)
{
    bool en = w->options.language == LANGUAGE_EN;
    if (p->ordinal)
        buffer_format(out, "%u\\. ", (unsigned)p->ordinal);
    put_data(out, p->name.len ? p->name : p->code);
    if (p->unit.len) {
        buffer_text(out, " · ");
        put_data(out, p->unit);
    }
    buffer_text(out, " · ");
    put_data(out, en ? form_label_en(p->form) : form_label(p->form));
    if (p->year > 0)
        buffer_format(out, " %d", p->year);
}

/* What the message does not quote, in so many words that a cell of the table stays readable. */
static void put_value(struct buffer *out, const struct writer *w, const struct finding *f)
{
    if (slice_trim(f->value).len == 0) {
        buffer_text(out, say(w, "（空白）", " (blank)"));
        return;
    }
    if (writer_tells_value(w, f))
        return;
    struct buffer head;
    buffer_init(&head, out->max);
    layout_clip(&head, f->value, VALUE_COLUMNS);
    buffer_text(out, say(w, "「", "<q>"));
    put_data(out, buffer_slice(&head));
    buffer_text(out, say(w, "」", "</q>"));
    out->failed = out->failed || head.failed;
    buffer_release(&head);
}

/* The other places, on a line of their own where there are any. */
static void put_related(struct buffer *out, const struct writer *w, const struct finding *f)
{
    struct buffer places;
    buffer_init(&places, out->max);
    writer_put_related(&places, w, f);
    if (places.len) {
        buffer_text(out, say(w, "<br>另见：", "<br>see also: "));
        put_data(out, buffer_slice(&places));
    }
    out->failed = out->failed || places.failed;
    buffer_release(&places);
}

static void put_where(struct buffer *out, const struct writer *w, const struct finding *f)
{
    struct buffer address;
    size_t from = out->len;
    if (f->place.seq)
        buffer_format(out, "%s %u ", say(w, "指标", "indicator"), (unsigned)f->place.seq);
    put_data(out, f->indicator_name);
    if (f->place.field.len) {
        if (f->place.seq)
            buffer_text(out, f->indicator_name.len ? " · " : "· ");
        put_data(out, writer_field(w, f));
    }
    if (f->has_value)
        put_value(out, w, f);
    buffer_init(&address, WRITE_LINE_MAX);
    writer_put_address(&address, w, f);
    buffer_text(out, out->len > from ? "<br>" : "");
    put_data(out, buffer_slice(&address));
    out->failed = out->failed || address.failed;
    buffer_release(&address);
    put_related(out, w, f);
}

static void put_row(struct buffer *out, const struct writer *w, const struct finding *f, bool across)
{
    buffer_format(out, "| %s<br>",
                  finding_word(f->kind, f->severity, w->options.language));
    put_data(out, f->rule_id);
    buffer_text(out, " | ");
    if (across && (f->place.project.name.len || f->place.project.code.len)) {
        put_title(out, w, &f->place.project);
        buffer_text(out, "<br>");
    }
    put_where(out, w, f);
    buffer_text(out, " | ");
    put_data(out, writer_message(w, f));
    buffer_text(out, " | ");
    put_data(out, writer_advice(w, f));
    buffer_text(out, " |\n");
}

static void put_headings(struct buffer *out, const struct writer *w)
{
    buffer_text(out, say(w, "| 级别 | 位置 | 问题 | 建议 |\n", "| severity | where | what | do |\n"));
    buffer_text(out, "|---|---|---|---|\n");
}

/* What waits becomes sections of projects. */
static int sections_close(struct md_writer *m, struct error *err)
{
    m->base.line.failed = m->base.line.failed || m->waiting.failed;
    buffer_put(&m->base.line, buffer_slice(&m->waiting));
    buffer_clear(&m->waiting);
    buffer_clear(&m->across);
    buffer_clear(&m->title);
    return line_spool(&m->base.line, &m->sections, err);
}

static int md_project(struct writer *w, const struct project_key *key, enum verdict verdict,
                      struct error *err)
{
    (void)key, (void)verdict;
    return sections_close(md_writer(w), err);
}

static int md_finding(struct writer *w, const struct finding *f, struct error *err)
{
    struct md_writer *m = md_writer(w);
    if (f->kind != KIND_FINDING) {
        put_row(&w->line, w, f, true);
        return line_spool(&w->line, &m->unchecked, err);
    }
    struct buffer title;
    buffer_init(&title, WRITE_LINE_MAX);
    put_title(&title, w, &f->place.project);
    if (!slice_equal(buffer_slice(&title), buffer_slice(&m->title))) {
        buffer_text(&m->waiting, "\n## ");
        buffer_put(&m->waiting, buffer_slice(&title));
        buffer_text(&m->waiting, "\n\n");
        put_headings(&m->waiting, w);
        buffer_clear(&m->title);
        buffer_put(&m->title, buffer_slice(&title));
    }
    m->waiting.failed = m->waiting.failed || title.failed || m->title.failed;
    buffer_release(&title);
    put_row(&m->waiting, w, f, false);
    put_row(&m->across, w, f, true);
    bool full = m->waiting.len > WAITING_MOST / 4 || m->across.len > WAITING_MOST / 4;
    return full ? sections_close(m, err) : 0;
}

/* The rows that no verdict followed. */
static int across_put(struct writer *w, struct error *err)
{
    struct md_writer *m = md_writer(w);
    if (m->across.len == 0)
        return 0;
    buffer_format(&w->line, "\n## %s\n\n", say(w, "跨项目核对", "Across projects"));
    put_headings(&w->line, w);
    w->line.failed = w->line.failed || m->across.failed;
    buffer_put(&w->line, buffer_slice(&m->across));
    return writer_flush(w, err);
}

static void put_counts(struct buffer *out, const struct writer *w, const struct summary *s)
{
    bool en = w->options.language == LANGUAGE_EN;
    struct slice verdict = en ? verdict_name(s->verdict) : verdict_label(s->verdict);
    buffer_format(out, say(w, "# 核验结果：%.*s\n\n", "# Verdict: %.*s\n\n"), SLICE_ARG(verdict));
    buffer_format(out,
                  say(w, "项目 %llu 个（未收 %llu），指标 %llu 条（未收 %llu）\n\n",
                      "%llu projects (%llu rejected), %llu indicators (%llu rejected)\n\n"),
                  (unsigned long long)s->projects.read, (unsigned long long)s->projects.rejected,
                  (unsigned long long)s->indicators.read,
                  (unsigned long long)s->indicators.rejected);
    buffer_text(out, say(w, "| 错误 | 警告 | 提示 | 无法判断 | 规则出错 | 输入问题 |\n",
                         "| errors | warnings | notes | undecided | rule errors | inputs |\n"));
    buffer_format(out, "|---|---|---|---|---|---|\n| %llu | %llu | %llu | %llu | %llu | %llu |\n",
                  (unsigned long long)s->findings[SEVERITY_ERROR],
                  (unsigned long long)s->findings[SEVERITY_WARNING],
                  (unsigned long long)s->findings[SEVERITY_NOTE],
                  (unsigned long long)s->undecided, (unsigned long long)s->rule_errors,
                  (unsigned long long)s->input_errors - s->input_remarks);
}

struct telling {
    struct buffer *out;
    const struct writer *writer;
    int last; /* kind, or -1 */
};

static void told_put(void *context, enum told_kind kind, struct slice text)
{
    struct telling *t = context;
    if (t->last != (int)kind)
        buffer_format(t->out, say(t->writer, "\n%s：\n\n", "\n%s:\n\n"),
                      told_label(kind, t->writer->options.language));
    t->last = (int)kind;
    buffer_text(t->out, "- ");
    put_data(t->out, text);
    buffer_byte(t->out, '\n');
}

static void put_origin(struct buffer *out, const struct writer *w, const struct summary *s)
{
    buffer_text(out, say(w, "\n规则包：", "\nPacks: "));
    for (size_t i = 0; i < s->pack_count; i++) {
        buffer_text(out, i ? say(w, "、", ", ") : "");
        put_data(out, s->packs[i]);
    }
    buffer_format(out, say(w, "；核验指纹：%s\n", "; fingerprint: %s\n"), s->fingerprint);
    struct buffer scratch;
    struct telling t = {out, w, -1};
    buffer_init(&scratch, WRITE_LINE_MAX);
    told_visit(s, w->options.language, &scratch, told_put, &t);
    out->failed = out->failed || scratch.failed;
    buffer_release(&scratch);
}

static int md_finish(struct writer *w, const struct summary *s, struct error *err)
{
    struct md_writer *m = md_writer(w);
    put_counts(&w->line, w, s);
    int rc = writer_flush(w, err);
    if (rc == 0)
        rc = spool_copy(&m->sections, w->file, err);
    if (rc == 0)
        rc = across_put(w, err);
    if (rc == 0 && m->unchecked.len) {
        buffer_format(&w->line, "\n## %s\n\n", say(w, "未能核验", "Not checked"));
        put_headings(&w->line, w);
        rc = writer_flush(w, err);
        if (rc == 0)
            rc = spool_copy(&m->unchecked, w->file, err);
    }
    put_origin(&w->line, w, s);
    return rc ? rc : writer_flush(w, err);
}

const struct write_format write_md = {
    .name = "md",
    .extension = ".md",
    .size = sizeof(struct md_writer),
    .open = md_open,
    .finding = md_finding,
    .project = md_project,
    .finish = md_finish,
    .release = md_release,
};
