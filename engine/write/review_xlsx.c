/* A workbook: a sheet 汇总 with a row per project, a sheet 审核表 with the forms one below the other, each
 * on a printed page of its own, and a sheet 核验依据 with what was judged by. */
#include "write/review_writer.h"
#include "write/told.h"

#include "base/utf8.h"
#include "format/workbook.h"

enum { SHEET_OVERVIEW, SHEET_FORMS };
enum { COLUMNS = 6, OVERVIEW_COLUMNS = 8, ROW_TITLE = 30, ROW_SIGN = 60, CELL_CHARACTERS = 30000 };
enum { LINE_POINTS = 16, ROW_POINTS_MAX = 409 }; /* no program shows a taller row */
enum { ROW_LINES = 20 }; /* of results: what is longer goes on in the next row, so that pages break there */

/* In characters of a half width. */
static const unsigned overview_widths[OVERVIEW_COLUMNS] = {6, 36, 28, 11, 10, 10, 10, 60};
static const unsigned form_widths[COLUMNS] = {10, 34, 8, 10, 10, 64};

struct xlsx_reviews {
    struct review_writer base; /* first */
    struct workbook *book;
    uint32_t row;      /* the next of 审核表 */
    uint32_t overview_row;
    const unsigned *widths; /* of the columns of the sheet being written, or NULL */
    unsigned lines;         /* of the tallest cell of the row so far */
    struct buffer text;
};

/* ---- sheets ---- */

static int overview_begin(struct xlsx_reviews *x, struct error *err)
{
    static const char *const zh[OVERVIEW_COLUMNS] = {"序号", "项目名称", "单位", "能核验分值",
                                                     "建议得分", "得分率", "建议等级", "说明"};
    static const char *const en[OVERVIEW_COLUMNS] = {"No.", "Project", "Unit", "Verified",
                                                     "Score", "Share", "Grade", "Why"};
    const struct review_writer *w = &x->base;
    int rc = workbook_sheet(x->book, slice_str(review_say(w, "汇总", "Overview")), err);
    for (uint32_t c = 0; c < OVERVIEW_COLUMNS && rc == 0; c++) {
        workbook_width(x->book, c, overview_widths[c]);
        rc = workbook_text(x->book, 0, c, slice_str(review_say(w, zh[c], en[c])),
                           WORKBOOK_HEADING, err);
    }
    if (rc == 0) {
        workbook_freeze(x->book, 1);
        workbook_print(x->book, true);
    }
    x->overview_row = 1;
    return rc;
}

static int forms_begin(struct xlsx_reviews *x, struct error *err)
{
    int rc = workbook_sheet(x->book, slice_str(review_say(&x->base, "审核表", "Forms")), err);
    if (rc)
        return rc;
    for (uint32_t c = 0; c < COLUMNS; c++)
        workbook_width(x->book, c, form_widths[c]);
    workbook_print(x->book, false);
    return 0;
}

static int xlsx_open(struct review_writer *w, struct error *err)
{
    struct xlsx_reviews *x = (struct xlsx_reviews *)w;
    buffer_init(&x->text, WRITE_LINE_MAX);
    int rc = workbook_open(&x->book, false, err);
    if (rc == 0)
        rc = overview_begin(x, err);
    return rc ? rc : forms_begin(x, err);
}

static void xlsx_release(struct review_writer *w)
{
    struct xlsx_reviews *x = (struct xlsx_reviews *)w;
    workbook_free(x->book);
    buffer_release(&x->text);
}

/* ---- texts ---- */

/* How many lines the text takes in a cell so wide. */
static unsigned lines_in(struct slice text, unsigned width)
{
    unsigned lines = 1, used = 0;
    for (size_t pos = 0; pos < text.len;) {
        uint32_t code = utf8_next(text, &pos);
        unsigned wide = code < 0x2000 ? 1 : 2; /* “”, — and ≥ are as wide as Chinese characters */
        bool full = code != '\n' && used + wide > width;
        if (code == '\n' || full) {
            lines++;
            used = 0;
        }
        used += code == '\n' ? 0 : wide;
    }
    return lines;
}

/* Programs other than Excel do not make a row as high as its wrapped text, and none does for merged cells. */
static void row_done(struct xlsx_reviews *x, unsigned least)
{
    unsigned points = x->lines * LINE_POINTS;
    if (points < least)
        points = least;
    if (points > LINE_POINTS)
        workbook_height(x->book, x->row, points < ROW_POINTS_MAX ? points : ROW_POINTS_MAX);
    x->lines = 0;
    x->row++;
}

/* What was put together in x->text, cut where a cell can hold no more; cleared. */
static int put_made(struct xlsx_reviews *x, uint32_t column, uint32_t last, enum workbook_style style,
                    struct error *err)
{
    struct slice text = buffer_slice(&x->text);
    struct slice head = utf8_head(text, CELL_CHARACTERS);
    if (x->text.failed)
        return error_memory(err);
    if (head.len < text.len) {
        x->text.len = head.len;
        buffer_text(&x->text, review_say(&x->base, "……（其余见 NDJSON）", " ... (the rest: NDJSON)"));
        head = buffer_slice(&x->text);
    }
    unsigned width = 0;
    for (uint32_t c = column; x->widths && c <= last; c++)
        width += x->widths[c];
    unsigned lines = width ? lines_in(head, width - 1) : 0;
    x->lines = lines > x->lines ? lines : x->lines;
    int rc = workbook_area(x->book, x->row, column, x->row, last, head, style, err);
    buffer_clear(&x->text);
    return rc;
}

static int put_said(struct xlsx_reviews *x, uint32_t column, uint32_t last, const char *zh,
                    const char *en, enum workbook_style style, struct error *err)
{
    buffer_text(&x->text, review_say(&x->base, zh, en));
    return put_made(x, column, last, style, err);
}

static void text_line(struct xlsx_reviews *x)
{
    if (x->text.len)
        buffer_byte(&x->text, '\n');
}

static void text_cause(struct xlsx_reviews *x, const struct review_cause *c)
{
    struct slice suggestion = review_suggestion(&x->base, c);
    text_line(x);
    buffer_format(&x->text, "【%s】", review_kind(&x->base, c));
    buffer_put(&x->text, c->rule);
    buffer_byte(&x->text, ' ');
    buffer_put(&x->text, review_message(&x->base, c));
    if (suggestion.len) {
        buffer_format(&x->text, "\n    %s", review_say(&x->base, "建议：", "do: "));
        buffer_put(&x->text, suggestion);
    }
    buffer_text(&x->text, "\n    ");
    review_put_where(&x->text, &x->base, c);
}

/* The text so far is a row of the column; what begins at `from` belongs to the next one. */
static int row_break(struct xlsx_reviews *x, size_t from, uint32_t column, struct error *err)
{
    struct buffer tail;
    buffer_init(&tail, WRITE_LINE_MAX);
    struct slice rest = slice_from(buffer_slice(&x->text), from);
    buffer_put(&tail, slice_starts(rest, SLICE("\n")) ? slice_from(rest, 1) : rest);
    x->text.len = from;
    int rc = tail.failed ? error_memory(err) : put_made(x, column, COLUMNS - 1, WORKBOOK_TEXT, err);
    row_done(x, 0);
    buffer_put(&x->text, buffer_slice(&tail));
    buffer_release(&tail);
    return rc;
}

/* Goes on in the next row where the text has become too tall; `before`: where its last piece begins. */
static int row_fit(struct xlsx_reviews *x, size_t before, uint32_t column, struct error *err)
{
    unsigned width = 0;
    for (uint32_t c = column; c < COLUMNS; c++)
        width += form_widths[c];
    if (before == 0 || lines_in(buffer_slice(&x->text), width - 1) <= ROW_LINES)
        return 0;
    return row_break(x, before, column, err);
}

static int text_causes(struct xlsx_reviews *x, const struct review_cause *list, uint32_t column,
                       struct error *err)
{
    int rc = 0;
    for (const struct review_cause *c = list; c && rc == 0; c = c->next) {
        size_t before = x->text.len;
        text_cause(x, c);
        rc = row_fit(x, before, column, err);
    }
    return rc;
}

static int text_results(struct xlsx_reviews *x, const struct review_item *item, struct error *err)
{
    struct buffer standing;
    buffer_init(&standing, WRITE_LINE_MAX);
    buffer_clear(&x->text);
    int rc = text_causes(x, item->causes, COLUMNS - 1, err);
    size_t before = x->text.len;
    review_put_standing(&standing, &x->base, item);
    if (standing.len)
        text_line(x);
    buffer_put(&x->text, buffer_slice(&standing));
    buffer_release(&standing);
    if (rc == 0)
        rc = row_fit(x, before, COLUMNS - 1, err);
    return rc ? rc : text_causes(x, item->unjudged, COLUMNS - 1, err);
}

/* ---- the form ---- */

static int put_pair(struct xlsx_reviews *x, uint32_t column, uint32_t last, const char *zh,
                    const char *en, struct slice value, struct error *err)
{
    int rc = put_said(x, column, column, zh, en, WORKBOOK_HEADING, err);
    buffer_put(&x->text, value);
    return rc ? rc : put_made(x, column + 1, last, WORKBOOK_TEXT, err);
}

static int put_head(struct xlsx_reviews *x, const struct review *r, struct error *err)
{
    const struct project_key *p = &r->project;
    bool en = x->base.language == LANGUAGE_EN;
    buffer_put(&x->text, r->title);
    buffer_text(&x->text, review_say(&x->base, "（建议）", " (suggestion)"));
    int rc = put_made(x, 0, COLUMNS - 1, WORKBOOK_TITLE, err);
    row_done(x, ROW_TITLE);
    if (rc == 0)
        rc = put_pair(x, 0, 2, "项目名称", "Project", p->name, err);
    if (rc == 0)
        rc = put_said(x, 3, 4, "项目编码", "Code", WORKBOOK_HEADING, err);
    buffer_put(&x->text, p->code);
    if (rc == 0)
        rc = put_made(x, 5, 5, WORKBOOK_TEXT, err);
    row_done(x, 0);
    if (rc == 0)
        rc = put_pair(x, 0, 2, "申报单位", "Unit", p->unit, err);
    if (rc == 0)
        rc = put_said(x, 3, 4, "年度、表格", "Year, form", WORKBOOK_HEADING, err);
    if (p->year > 0)
        buffer_format(&x->text, "%d ", p->year);
    buffer_put(&x->text, en ? form_label_en(p->form) : form_label(p->form));
    if (rc == 0)
        rc = put_made(x, 5, 5, WORKBOOK_TEXT, err);
    row_done(x, 0);
    return rc;
}

static int put_headings(struct xlsx_reviews *x, struct error *err)
{
    static const char *const zh[COLUMNS] = {"审核内容", "审核要点", "分值", "建议等级", "建议得分",
                                            "核验结果"};
    static const char *const en[COLUMNS] = {"Aspect", "Item", "Points", "Grade", "Score", "Findings"};
    int rc = 0;
    for (uint32_t c = 0; c < COLUMNS && rc == 0; c++)
        rc = put_said(x, c, c, zh[c], en[c], WORKBOOK_HEADING, err);
    row_done(x, 0);
    return rc;
}

/* x->text over the rows from `first` to the one being written. */
static int put_over(struct xlsx_reviews *x, uint32_t first, uint32_t column, enum workbook_style style,
                    struct error *err)
{
    if (first == x->row)
        return put_made(x, column, column, style, err);
    int rc = x->text.failed ? error_memory(err)
                            : workbook_area(x->book, first, column, x->row, column,
                                            buffer_slice(&x->text), style, err);
    buffer_clear(&x->text);
    return rc;
}

static int put_item(struct xlsx_reviews *x, const struct review_item *item, struct error *err)
{
    bool verified = item->grade != REVIEW_UNVERIFIED;
    uint32_t first = x->row;
    int rc = text_results(x, item, err);
    if (rc == 0)
        rc = put_made(x, COLUMNS - 1, COLUMNS - 1, WORKBOOK_TEXT, err);
    buffer_put(&x->text, item->name);
    buffer_byte(&x->text, '\n');
    buffer_put(&x->text, item->asks);
    if (rc == 0)
        rc = put_over(x, first, 1, WORKBOOK_TEXT, err);
    buffer_format(&x->text, "%u", item->points);
    if (rc == 0)
        rc = put_over(x, first, 2, WORKBOOK_NUMBER, err);
    buffer_put(&x->text, review_grade(&x->base, item));
    if (rc == 0)
        rc = put_over(x, first, 3, verified ? WORKBOOK_NUMBER : WORKBOOK_STRONG, err);
    if (verified)
        review_put_points(&x->text, item->tenths);
    else
        buffer_text(&x->text, "—");
    return rc ? rc : put_over(x, first, 4, WORKBOOK_NUMBER, err);
}

static int put_items(struct xlsx_reviews *x, const struct review *r, struct error *err)
{
    int rc = 0;
    uint32_t first = x->row;
    for (size_t i = 0; i < r->item_count && rc == 0; i++) {
        rc = put_item(x, &r->items[i], err);
        bool last = i + 1 == r->item_count ||
                    !slice_equal(r->items[i].aspect, r->items[i + 1].aspect);
        if (rc == 0 && last)
            rc = workbook_area(x->book, first, 0, x->row, 0, r->items[i].aspect, WORKBOOK_HEADING,
                               err);
        row_done(x, 0);
        first = last ? x->row : first;
    }
    return rc;
}

/* A labelled line over the width of the form, at least so high. */
static int put_wide(struct xlsx_reviews *x, const char *zh, const char *en, enum workbook_style style,
                    unsigned least, struct error *err)
{
    struct buffer made = x->text;
    buffer_init(&x->text, WRITE_LINE_MAX);
    int rc = put_said(x, 0, 1, zh, en, WORKBOOK_HEADING, err);
    buffer_release(&x->text);
    x->text = made;
    if (rc == 0)
        rc = put_made(x, 2, COLUMNS - 1, style, err);
    row_done(x, least);
    return rc;
}

static int put_others(struct xlsx_reviews *x, const struct review_cause *others, struct error *err)
{
    uint32_t first = x->row;
    int rc = text_causes(x, others, 2, err);
    if (rc == 0)
        rc = put_made(x, 2, COLUMNS - 1, WORKBOOK_TEXT, err);
    if (rc == 0)
        rc = workbook_area(x->book, first, 0, x->row, 1,
                           slice_str(review_say(&x->base, "其他问题（不计入得分）",
                                                "Other findings (no points)")),
                           WORKBOOK_HEADING, err);
    row_done(x, 0);
    return rc;
}

static int put_end(struct xlsx_reviews *x, const struct review *r, struct error *err)
{
    review_put_total(&x->text, &x->base, r);
    int rc = put_wide(x, "合计", "Total", WORKBOOK_TEXT, 0, err);
    review_put_grade(&x->text, &x->base, r);
    if (rc == 0)
        rc = put_wide(x, "建议总评等级", "Suggested grade", WORKBOOK_STRONG, 0, err);
    if (rc == 0 && r->general.len) {
        review_put_general(&x->text, &x->base, r);
        rc = put_wide(x, "按一般性项目（不计分）", "Without points", WORKBOOK_TEXT, 0, err);
    }
    if (r->others && rc == 0)
        rc = put_others(x, r->others, err);
    if (rc == 0)
        rc = put_wide(x, "审核意见（审核人填写）", "Opinion (the reviewer's)", WORKBOOK_TEXT, ROW_SIGN,
                      err);
    if (rc == 0)
        rc = put_wide(x, "审核人、日期", "Reviewer, date", WORKBOOK_TEXT, 2 * LINE_POINTS, err);
    buffer_put(&x->text, r->note);
    if (r->basis.len) {
        buffer_text(&x->text, review_say(&x->base, "依据：", " Basis: "));
        buffer_put(&x->text, r->basis);
        buffer_text(&x->text, review_say(&x->base, "。规则包：", ". Packs: "));
    }
    buffer_put(&x->text, r->pack);
    if (rc == 0)
        rc = put_made(x, 0, COLUMNS - 1, WORKBOOK_NOTE, err);
    row_done(x, ROW_TITLE);
    x->row++;
    return rc;
}

/* ---- the overview ---- */

static int put_overview(struct xlsx_reviews *x, const struct review *r, struct error *err)
{
    uint32_t forms_row = x->row;
    int rc = 0;
    workbook_turn(x->book, SHEET_OVERVIEW);
    x->widths = overview_widths;
    x->row = x->overview_row++;
    buffer_format(&x->text, "%llu", (unsigned long long)x->base.count);
    rc = put_made(x, 0, 0, WORKBOOK_NUMBER, err);
    buffer_put(&x->text, r->project.name.len ? r->project.name : r->project.code);
    if (rc == 0)
        rc = put_made(x, 1, 1, WORKBOOK_TEXT, err);
    buffer_put(&x->text, r->project.unit);
    if (rc == 0)
        rc = put_made(x, 2, 2, WORKBOOK_TEXT, err);
    buffer_format(&x->text, "%u", r->verified);
    if (rc == 0)
        rc = put_made(x, 3, 3, WORKBOOK_NUMBER, err);
    review_put_points(&x->text, r->tenths);
    if (rc == 0)
        rc = put_made(x, 4, 4, WORKBOOK_NUMBER, err);
    review_put_share(&x->text, r);
    if (rc == 0)
        rc = put_made(x, 5, 5, WORKBOOK_NUMBER, err);
    buffer_put(&x->text, r->graded ? r->grade : SLICE("—"));
    if (rc == 0)
        rc = put_made(x, 6, 6, WORKBOOK_STRONG, err);
    review_put_grade(&x->text, &x->base, r);
    if (rc == 0)
        rc = put_made(x, 7, 7, WORKBOOK_TEXT, err);
    row_done(x, 0);
    workbook_turn(x->book, SHEET_FORMS);
    x->widths = form_widths;
    x->row = forms_row;
    return rc;
}

static int xlsx_put(struct review_writer *w, const struct review *r, struct error *err)
{
    struct xlsx_reviews *x = (struct xlsx_reviews *)w;
    int rc = put_overview(x, r, err);
    if (rc == 0 && x->row > 0)
        workbook_page(x->book, x->row);
    if (rc == 0)
        rc = put_head(x, r, err);
    if (rc == 0)
        rc = put_headings(x, err);
    if (rc == 0)
        rc = put_items(x, r, err);
    return rc ? rc : put_end(x, r, err);
}

/* ---- by what was judged ---- */

struct telling {
    struct xlsx_reviews *x;
    struct error *err;
    int rc;
};

static void put_line(struct telling *t, const char *label, struct slice text)
{
    struct xlsx_reviews *x = t->x;
    buffer_text(&x->text, label);
    if (t->rc == 0)
        t->rc = put_made(x, 0, 0, WORKBOOK_TEXT, t->err);
    buffer_put(&x->text, text);
    if (t->rc == 0)
        t->rc = put_made(x, 1, 1, WORKBOOK_TEXT, t->err);
    x->row++;
}

static void told_put(void *context, enum told_kind kind, struct slice text)
{
    struct telling *t = context;
    put_line(t, told_label(kind, t->x->base.language), text);
}

static int put_told(struct xlsx_reviews *x, const struct summary *s, struct error *err)
{
    struct review_writer *w = &x->base;
    struct telling t = {x, err, workbook_sheet(x->book, slice_str(review_say(w, "核验依据", "Judged by")), err)};
    workbook_width(x->book, 0, 14);
    workbook_width(x->book, 1, 90);
    workbook_print(x->book, false);
    x->widths = NULL;
    x->row = 0;
    for (size_t i = 0; i < s->pack_count; i++)
        put_line(&t, review_say(w, "规则包", "pack"), s->packs[i]);
    put_line(&t, review_say(w, "核验指纹", "fingerprint"), slice_str(s->fingerprint));
    told_visit(s, w->language, &w->line, told_put, &t);
    buffer_clear(&w->line);
    return t.rc;
}

static int xlsx_finish(struct review_writer *w, const struct summary *summary, struct error *err)
{
    struct xlsx_reviews *x = (struct xlsx_reviews *)w;
    int rc = put_told(x, summary, err);
    return rc ? rc : workbook_finish(x->book, w->file, err);
}

const struct review_format review_xlsx = {
    .name = "xlsx",
    .extension = ".xlsx",
    .size = sizeof(struct xlsx_reviews),
    .open = xlsx_open,
    .put = xlsx_put,
    .finish = xlsx_finish,
    .release = xlsx_release,
};
