/* A workbook of two sheets: what came out of the run, and the findings one to a row, ready to be
 * filtered and handed on. Rows go to the library as they come and are not kept in memory. A list longer
 * than a sheet goes on in another one; a text longer than a cell is cut, with an ellipsis. */
#include "write/layout.h"
#include "write/told.h"
#include "write/writer.h"

#include "base/utf8.h"
#include "format/workbook.h"


struct xlsx_writer {
    struct writer base; /* first */
    struct workbook *book; /* NULL until something is written */
    struct buffer text;
    uint32_t row;          /* the next one of the current sheet */
    unsigned lists;        /* sheets of findings */
};

struct column {
    const char *zh, *en;
    unsigned width;
};

static const struct column columns[] = {
    {"级别", "severity", 9},      {"规则", "rule", 10},         {"方面", "aspect", 10},
    {"序号", "ordinal", 6},       {"项目名称", "project", 28},  {"项目编码", "code", 18},
    {"单位", "unit", 20},         {"指标", "indicator", 24},    {"字段", "field", 14},
    {"填报值", "value", 24},      {"问题", "what is wrong", 44}, {"建议", "what to do", 40},
    {"依据", "basis", 28},        {"位置", "place", 30},        {"另见", "see also", 24},
    {"状态", "status", 8},
    {"指纹", "fingerprint", 12}};

enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

static struct xlsx_writer *xlsx_writer(struct writer *w)
{
    return (struct xlsx_writer *)w;
}

static bool english(const struct xlsx_writer *x)
{
    return x->base.options.language == LANGUAGE_EN;
}

static const char *say(const struct xlsx_writer *x, const char *zh, const char *en)
{
    return english(x) ? en : zh;
}

static void xlsx_open(struct writer *w)
{
    buffer_init(&xlsx_writer(w)->text, WRITE_LINE_MAX);
}

static void xlsx_release(struct writer *w)
{
    workbook_free(xlsx_writer(w)->book);
    buffer_release(&xlsx_writer(w)->text);
}

/* ---- cells ---- */

static int put(struct xlsx_writer *x, uint32_t column, struct slice s, enum workbook_style style,
               struct error *err)
{
    buffer_clear(&x->text);
    layout_safe(&x->text, s);
    struct slice text = buffer_slice(&x->text);
    if (x->text.failed)
        return error_memory(err);
    if (text.len > WORKBOOK_TEXT_MAX) { /* bytes: at least as many as characters */
        struct slice head = utf8_head(text, WORKBOOK_TEXT_MAX - 1);
        if (head.len < text.len) {
            x->text.len = head.len;
            buffer_text(&x->text, "…");
            text = buffer_slice(&x->text);
        }
    }
    return workbook_text(x->book, x->row, column, text, style, err);
}

static int put_count(struct xlsx_writer *x, uint32_t column, uint64_t count, struct error *err)
{
    char digits[24];
    int n = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)count);
    return put(x, column, slice_of(digits, (size_t)n), WORKBOOK_NUMBER, err);
}

/* ---- the list ---- */

static int list_begin(struct xlsx_writer *x, struct error *err)
{
    char name[64];
    int n = snprintf(name, sizeof(name), x->lists ? "%s %u" : "%s",
                     say(x, "问题清单", "findings"), x->lists + 1);
    int rc = workbook_sheet(x->book, slice_of(name, (size_t)n), err);
    x->lists++;
    x->row = 0;
    if (rc)
        return rc;
    workbook_freeze(x->book, 1);
    workbook_print(x->book, true);
    for (uint32_t k = 0; k < COLUMNS; k++)
        workbook_width(x->book, k, columns[k].width);
    for (uint32_t k = 0; k < COLUMNS && rc == 0; k++)
        rc = put(x, k, slice_str(say(x, columns[k].zh, columns[k].en)), WORKBOOK_HEADING, err);
    x->row = 1;
    return rc;
}

static void list_end(struct xlsx_writer *x)
{
    if (x->row > 1)
        workbook_filter(x->book, 0, x->row - 1, COLUMNS);
}

static int book_begin(struct xlsx_writer *x, struct error *err)
{
    if (x->book)
        return 0;
    int rc = workbook_open(&x->book, true, err);
    if (rc == 0)
        rc = workbook_sheet(x->book, slice_str(say(x, "核验结果", "result")), err);
    return rc ? rc : list_begin(x, err);
}

static const char *status_word(const struct xlsx_writer *x, const struct finding *f)
{
    static const char *const words[][2] = {{"新", "new"}, {"已知", "known"}, {"已豁免", "waived"}};
    return f->fingerprint[0] ? words[f->status][english(x)] : "";
}

static int put_made(struct xlsx_writer *x, const struct finding *f, uint32_t column,
                    void (*make)(struct buffer *, const struct writer *, const struct finding *),
                    struct error *err)
{
    struct writer *w = &x->base;
    make(&w->line, w, f);
    int rc = put(x, column, buffer_slice(&w->line), WORKBOOK_TEXT, err);
    buffer_clear(&w->line);
    return rc;
}

static int xlsx_finding(struct writer *w, const struct finding *f, struct error *err)
{
    struct xlsx_writer *x = xlsx_writer(w);
    const struct project_key *p = &f->place.project;
    int rc = book_begin(x, err);
    if (rc == 0 && x->row >= WORKBOOK_ROWS) {
        list_end(x);
        rc = list_begin(x, err);
    }
    const struct slice before[] = {
        slice_str(finding_word(f->kind, f->severity, x->base.options.language)),
        f->rule_id, aspect_label(f->aspect, x->base.options.language)};
    const struct slice behind[] = {p->name, p->code, p->unit, f->indicator_name,
                                   f->place.field.len ? writer_field(w, f) : SLICE_NONE,
                                   f->value, writer_message(w, f), writer_advice(w, f)};
    uint32_t k = 0;
    for (size_t i = 0; i < sizeof(before) / sizeof(*before) && rc == 0; i++)
        rc = put(x, k++, before[i], WORKBOOK_TEXT, err);
    if (rc == 0)
        rc = p->ordinal ? put_count(x, k, p->ordinal, err)
                        : put(x, k, SLICE_NONE, WORKBOOK_TEXT, err);
    k++;
    for (size_t i = 0; i < sizeof(behind) / sizeof(*behind) && rc == 0; i++)
        rc = put(x, k++, behind[i], WORKBOOK_TEXT, err);
    if (rc == 0)
        rc = put_made(x, f, k, writer_put_basis, err);
    if (rc == 0)
        rc = put_made(x, f, k + 1, writer_put_address, err);
    if (rc == 0)
        rc = put_made(x, f, k + 2, writer_put_related, err);
    if (rc == 0)
        rc = put(x, k + 3, slice_str(status_word(x, f)), WORKBOOK_TEXT, err);
    if (rc == 0)
        rc = put(x, k + 4, slice_str(f->fingerprint), WORKBOOK_PLAIN, err);
    x->row++;
    return rc;
}

/* ---- the summary ---- */

static int put_line(struct xlsx_writer *x, const char *label, struct slice text, struct error *err)
{
    int rc = put(x, 0, slice_str(label), WORKBOOK_STRONG, err);
    if (rc == 0)
        rc = put(x, 1, text, WORKBOOK_TEXT, err);
    x->row++;
    return rc;
}

/* A label and up to four counts. */
static int put_counts(struct xlsx_writer *x, struct slice label, const uint64_t *counts, size_t n,
                      struct error *err)
{
    int rc = put(x, 0, label, WORKBOOK_TEXT, err);
    for (uint32_t k = 0; k < n && rc == 0; k++)
        rc = put_count(x, k + 1, counts[k], err);
    x->row++;
    return rc;
}

static int put_headings(struct xlsx_writer *x, const char *const *names, size_t n, struct error *err)
{
    int rc = 0;
    x->row++;
    for (uint32_t k = 0; k < n && rc == 0; k++)
        rc = put(x, k, slice_str(names[k]), WORKBOOK_HEADING, err);
    x->row++;
    return rc;
}

static int put_rows(struct xlsx_writer *x, const struct summary *s, struct error *err)
{
    const char *names[] = {"", say(x, "读入", "read"), say(x, "已核", "checked"),
                           say(x, "未收", "rejected")};
    const uint64_t projects[] = {s->projects.read, s->projects.checked, s->projects.rejected};
    const uint64_t indicators[] = {s->indicators.read, s->indicators.checked,
                                   s->indicators.rejected};
    int rc = put_headings(x, names, 4, err);
    if (rc == 0)
        rc = put_counts(x, slice_str(say(x, "项目", "projects")), projects, 3, err);
    return rc ? rc
              : put_counts(x, slice_str(say(x, "指标", "indicators")), indicators, 3, err);
}

static int put_verdicts(struct xlsx_writer *x, const struct summary *s, struct error *err)
{
    const char *names[5] = {""};
    for (int v = 0; v < 4; v++)
        names[v + 1] = english(x) ? verdict_name((enum verdict)v).ptr
                                  : verdict_label((enum verdict)v).ptr;
    int rc = put_headings(x, names, 5, err);
    return rc ? rc
              : put_counts(x, slice_str(say(x, "项目结论", "verdicts")), s->verdicts, 4, err);
}

static int put_unchecked(struct xlsx_writer *x, const struct summary *s, struct error *err)
{
    const char *names[] = {"", say(x, "无法判断", "undecided"), say(x, "规则出错", "rule errors"),
                           say(x, "输入问题", "inputs")};
    const uint64_t counts[] = {s->undecided, s->rule_errors, s->input_errors - s->input_remarks};
    int rc = put_headings(x, names, 4, err);
    return rc ? rc : put_counts(x, slice_str(say(x, "未能核验", "not checked")), counts, 3, err);
}

static int put_severities(struct xlsx_writer *x, const char *label, struct error *err)
{
    bool en = english(x);
    const char *names[] = {label, severity_label(SEVERITY_ERROR, en),
                           severity_label(SEVERITY_WARNING, en),
                           severity_label(SEVERITY_NOTE, en)};
    return put_headings(x, names, 4, err);
}

static int put_table(struct xlsx_writer *x, const char *label, const struct named_count *items,
                     size_t count, struct error *err)
{
    int rc = count ? put_severities(x, label, err) : 0;
    for (size_t i = 0; i < count && rc == 0; i++) {
        const uint64_t counts[] = {items[i].error, items[i].warning, items[i].note};
        rc = put_counts(x, aspect_label(items[i].name, x->base.options.language), counts, 3, err);
    }
    return rc;
}

struct telling {
    struct xlsx_writer *x;
    struct error *err;
    int rc;
};

static void told_put(void *context, enum told_kind kind, struct slice text)
{
    struct telling *t = context;
    if (t->rc == 0)
        t->rc = put_line(t->x, told_label(kind, t->x->base.options.language), text, t->err);
}

static int put_origin(struct xlsx_writer *x, const struct summary *s, struct error *err)
{
    struct writer *w = &x->base;
    struct telling t = {x, err, 0};
    x->row++;
    for (size_t i = 0; i < s->pack_count; i++) {
        buffer_text(&w->line, i ? say(x, "、", ", ") : "");
        buffer_put(&w->line, s->packs[i]);
    }
    int rc = put_line(x, say(x, "规则包", "packs"), buffer_slice(&w->line), err);
    buffer_clear(&w->line);
    if (rc == 0)
        rc = put_line(x, say(x, "核验指纹", "fingerprint"), slice_str(s->fingerprint), err);
    if (rc)
        return rc;
    told_visit(s, w->options.language, &w->line, told_put, &t);
    buffer_clear(&w->line);
    return t.rc;
}

static int put_summary(struct xlsx_writer *x, const struct summary *s, struct error *err)
{
    const uint64_t counts[] = {s->findings[SEVERITY_ERROR], s->findings[SEVERITY_WARNING],
                               s->findings[SEVERITY_NOTE]};
    workbook_turn(x->book, 0);
    x->row = 0;
    workbook_print(x->book, false);
    workbook_width(x->book, 0, 30);
    workbook_width(x->book, 1, 48);
    for (uint32_t k = 2; k < 5; k++)
        workbook_width(x->book, k, 12);
    int rc = put_line(x, say(x, "结论", "verdict"),
                      english(x) ? verdict_name(s->verdict) : verdict_label(s->verdict), err);
    if (rc == 0)
        rc = put_severities(x, "", err);
    if (rc == 0)
        rc = put_counts(x, slice_str(say(x, "问题", "findings")), counts, 3, err);
    if (rc == 0)
        rc = put_unchecked(x, s, err);
    if (rc == 0)
        rc = put_rows(x, s, err);
    if (rc == 0)
        rc = put_verdicts(x, s, err);
    if (rc == 0)
        rc = put_table(x, say(x, "按方面", "by aspect"), s->by_aspect, s->aspect_count, err);
    if (rc == 0 && s->unit_count > 1)
        rc = put_table(x, say(x, "按单位", "by unit"), s->by_unit, s->unit_count, err);
    return rc ? rc : put_origin(x, s, err);
}

static int xlsx_finish(struct writer *w, const struct summary *s, struct error *err)
{
    struct xlsx_writer *x = xlsx_writer(w);
    int rc = book_begin(x, err);
    if (rc)
        return rc;
    list_end(x);
    rc = put_summary(x, s, err);
    if (rc == 0)
        rc = workbook_finish(x->book, w->file, err);
    return rc ? rc : writer_flush(w, err);
}

const struct write_format write_xlsx = {
    .name = "xlsx",
    .extension = ".xlsx",
    .size = sizeof(struct xlsx_writer),
    .open = xlsx_open,
    .finding = xlsx_finding,
    .finish = xlsx_finish,
    .release = xlsx_release,
};
