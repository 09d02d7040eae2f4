/* One finding per row, for a spreadsheet; the last rows, of kind "run", tell by what they were found: packs
 * and fingerprint, what was changed, and each input with its digest. A cell that a spreadsheet would take for a
 * formula is made text by an apostrophe; plain negative numbers are left as they are. A
 * byte-order mark lets spreadsheets see that it is UTF-8. */
#include "write/layout.h"
#include "write/told.h"

#include "base/utf8.h"

struct csv_writer {
    struct writer base; /* first */
    bool begun;
};

static bool begins_formula(struct slice s)
{
    if (s.len == 0)
        return false;
    size_t pos = 0;
    switch (utf8_next(s, &pos)) {
    case '=':
    case '+':
    case '-':
    case '@':
    case 0x0009: /* tab, carriage return: spreadsheets skip them */
    case 0x000D:
    case 0xFF1D: /* the same, full width: ＝＋－＠ */
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20: return true;
    default: return false;
    }
}

static bool is_plain_number(struct slice s)
{
    size_t digits = 0, points = 0;
    for (size_t i = s.len && s.ptr[0] == '-'; i < s.len; i++) {
        digits += s.ptr[i] >= '0' && s.ptr[i] <= '9';
        points += s.ptr[i] == '.';
    }
    return digits > 0 && points <= 1 && digits + points + (s.ptr[0] == '-') == s.len;
}

static void put_cell(struct buffer *out, struct slice s)
{
    bool formula = begins_formula(s) && !is_plain_number(s);
    struct buffer safe;
    buffer_init(&safe, out->max);
    layout_safe(&safe, s);
    struct slice text = buffer_slice(&safe);
    buffer_byte(out, '"');
    if (formula)
        buffer_byte(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            buffer_byte(out, '"');
        buffer_byte(out, text.ptr[i]);
    }
    buffer_byte(out, '"');
    out->failed = out->failed || safe.failed;
    buffer_release(&safe);
}

static void next_cell(struct buffer *out, struct slice s)
{
    buffer_byte(out, ',');
    put_cell(out, s);
}

static void next_number(struct buffer *out, uint64_t number)
{
    buffer_byte(out, ',');
    if (number)
        buffer_format(out, "%llu", (unsigned long long)number);
}

static void put_headings(struct writer *w)
{
    static const char *const zh =
        "种类,规则,级别,方面,项目序号,项目编码,项目名称,单位,财政区划,年度,"
        "表格,指标序号,指标名称,字段,填报值,问题,建议,依据,位置,规则包,指纹,状态";
    static const char *const en =
        "kind,rule,severity,aspect,ordinal,project_code,project_name,unit,"
        "region,year,form,seq,indicator,field,value,message,suggestion,"
        "basis,location,pack,fingerprint,status";
    struct csv_writer *c = (struct csv_writer *)w;
    if (c->begun)
        return;
    c->begun = true;
    buffer_text(&w->line, "\xEF\xBB\xBF");
    buffer_text(&w->line, w->options.language == LANGUAGE_EN ? en : zh);
    buffer_text(&w->line, "\r\n");
}

static void put_project(struct buffer *out, const struct project_key *p)
{
    next_number(out, p->ordinal);
    next_cell(out, p->code);
    next_cell(out, p->name);
    next_cell(out, p->unit);
    next_cell(out, p->region);
    next_number(out, p->year > 0 ? (uint64_t)p->year : 0);
    next_cell(out, form_name(p->form));
}

static void next_made(struct writer *w, const struct finding *f,
                      void (*put)(struct buffer *, const struct writer *, const struct finding *))
{
    struct buffer text;
    buffer_init(&text, WRITE_LINE_MAX);
    put(&text, w, f);
    next_cell(&w->line, buffer_slice(&text));
    w->line.failed = w->line.failed || text.failed;
    buffer_release(&text);
}

static const char *status_word(const struct writer *w, const struct finding *f)
{
    static const char *const words[][2] = {{"新", "new"}, {"已知", "known"}, {"已豁免", "waived"}};
    return words[f->status][w->options.language == LANGUAGE_EN];
}

static int csv_finding(struct writer *w, const struct finding *f, struct error *err)
{
    put_headings(w);
    put_cell(&w->line, finding_kind_name(f->kind));
    next_cell(&w->line, f->rule_id);
    next_cell(&w->line, severity_name(f->severity));
    next_cell(&w->line, f->aspect);
    put_project(&w->line, &f->place.project);
    next_number(&w->line, f->place.seq);
    next_cell(&w->line, f->indicator_name);
    next_cell(&w->line, f->place.field);
    next_cell(&w->line, f->value);
    next_cell(&w->line, writer_message(w, f));
    next_cell(&w->line, writer_advice(w, f));
    next_made(w, f, writer_put_basis);
    next_made(w, f, writer_put_address);
    next_cell(&w->line, f->pack);
    next_cell(&w->line, slice_str(f->fingerprint));
    next_cell(&w->line, slice_str(f->fingerprint[0] ? status_word(w, f) : ""));
    buffer_text(&w->line, "\r\n");
    return writer_flush(w, err);
}

/* ---- by what they were found ---- */

/* Blank but for what is told: a value, a sentence, a place, packs and their fingerprint. */
static void put_run(struct writer *w, struct slice value, struct slice message, struct slice place,
                    struct slice packs, struct slice fingerprint)
{
    put_cell(&w->line, SLICE("run"));
    buffer_text(&w->line, ",,,,,,,,,,,,,");
    next_cell(&w->line, value);
    next_cell(&w->line, message);
    buffer_text(&w->line, ",,");
    next_cell(&w->line, place);
    next_cell(&w->line, packs);
    next_cell(&w->line, fingerprint);
    buffer_text(&w->line, ",\r\n");
}

/* Inputs have rows of their own, all of them. */
static void put_told(void *context, enum told_kind kind, struct slice text)
{
    struct writer *w = context;
    struct buffer line;
    if (kind == TOLD_INPUT)
        return;
    buffer_init(&line, WRITE_LINE_MAX);
    buffer_text(&line, told_label(kind, w->options.language));
    buffer_text(&line, w->options.language == LANGUAGE_EN ? ": " : "：");
    buffer_put(&line, text);
    put_run(w, SLICE_NONE, buffer_slice(&line), SLICE_NONE, SLICE_NONE, SLICE_NONE);
    w->line.failed = w->line.failed || line.failed;
    buffer_release(&line);
}

static int csv_finish(struct writer *w, const struct summary *s, struct error *err)
{
    bool en = w->options.language == LANGUAGE_EN;
    struct buffer text;
    buffer_init(&text, WRITE_LINE_MAX);
    put_headings(w);
    for (size_t i = 0; i < s->pack_count; i++) {
        buffer_text(&text, i ? "+" : "");
        buffer_put(&text, s->packs[i]);
    }
    put_run(w, verdict_name(s->verdict), en ? SLICE("verdict and packs") : SLICE("结论与规则包"),
            SLICE_NONE, buffer_slice(&text), slice_str(s->fingerprint));
    told_visit(s, w->options.language, &text, put_told, w);
    int rc = writer_flush(w, err);
    for (size_t i = 0; i < s->source_count && rc == 0; i++) {
        put_run(w, slice_str(s->sources[i].sha256), en ? SLICE("input, SHA-256") : SLICE("输入，SHA-256"),
                slice_str(s->sources[i].path), SLICE_NONE, SLICE_NONE);
        rc = writer_flush(w, err);
    }
    buffer_release(&text);
    return rc;
}

const struct write_format write_csv = {
    .name = "csv",
    .extension = ".csv",
    .size = sizeof(struct csv_writer),
    .finding = csv_finding,
    .finish = csv_finish,
};
