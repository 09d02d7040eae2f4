/* What of a finding is made of several parts; the reports for people share it. Not yet escaped. */
#include "write/writer.h"

#include "base/unicode.h"

enum { RELATED_SHOWN = 24, NUMBERS_SHOWN = 96, NAMED_MOST = 3, RUN_LEAST = 4 };

static bool english(const struct writer *w)
{
    return w->options.language == LANGUAGE_EN;
}

void writer_put_address(struct buffer *out, const struct writer *w, const struct finding *f)
{
    write_address(out, writer_source(w, f, f->place.at), f->place.at, w->options.language);
}

void writer_put_basis(struct buffer *out, const struct writer *w, const struct finding *f)
{
    for (size_t i = 0; i < f->basis_count; i++) {
        if (i)
            buffer_text(out, english(w) ? ", " : "、");
        const struct statute_ref *b = &f->basis[i];
        struct slice text = english(w) && b->text_en.len ? b->text_en : b->text;
        buffer_put(out, text.len ? text : b->id);
    }
    if (f->basis_count == 0 && f->rule)
        buffer_text(out, english(w) ? "review practice" : "审核实践");
}

bool writer_tells_value(const struct writer *w, const struct finding *f)
{
    struct slice value = slice_trim(f->value), message = writer_message(w, f);
    struct buffer single; /* within quotation marks there are single ones */
    if (value.len == 0)
        return false;
    if (f->place.seq && slice_equal(value, slice_trim(f->indicator_name)))
        return true;
    buffer_init(&single, WRITE_LINE_MAX);
    unicode_quoted(value, &single);
    bool found = slice_find(message, value, 0) != SIZE_MAX ||
                 (!single.failed && slice_find(message, buffer_slice(&single), 0) != SIZE_MAX);
    buffer_release(&single);
    return found;
}

static bool is_own(const struct finding *f, const struct place *p)
{
    return p->project.ordinal == f->place.project.ordinal && p->at.file == f->place.at.file;
}

/* Without the file where it is the finding's own, which stands at its address. */
static void put_place(struct buffer *out, const struct writer *w, const struct finding *f,
                      const struct place *p)
{
    const struct source *source = writer_source(w, f, p->at);
    if (!source || p->at.file != f->place.at.file) {
        write_address(out, source, p->at, w->options.language);
        return;
    }
    bool lines = source->kind == SOURCE_CSV || source->kind == SOURCE_NDJSON || source->kind == SOURCE_TEXT;
    unsigned line = source->kind == SOURCE_TEXT ? p->at.b : p->at.a;
    if (lines && line) {
        buffer_format(out, english(w) ? "line %u" : "第 %u 行", line);
        return;
    }
    struct source nameless = *source;
    struct buffer at;
    nameless.path = NULL;
    buffer_init(&at, WRITE_LINE_MAX);
    write_address(&at, &nameless, p->at, w->options.language);
    buffer_put(out, slice_trim(buffer_slice(&at)));
    out->failed = out->failed || at.failed;
    buffer_release(&at);
}

/* Many forms of one file would be a page of names: their numbers, which stand before the names in the
 * report, do. */
static bool is_numbered(const struct finding *f, const struct place *p)
{
    size_t others = 0;
    uint32_t last = 0;
    if (p->at.file != f->place.at.file)
        return false;
    for (size_t i = 0; i < f->related_count && others <= NAMED_MOST; i++) {
        uint32_t ordinal = f->related[i].project.ordinal;
        others += !is_own(f, &f->related[i]) && ordinal != last;
        last = ordinal;
    }
    return others > NAMED_MOST;
}

/* "项目 2 指标 5、7；项目 3、4": a row of a form that has a number needs no address. */
static void put_numbered(struct buffer *out, const struct writer *w, const struct finding *f,
                         const struct place *p, const struct place *before)
{
    bool en = english(w), again = before && before->at.file == p->at.file && !is_own(f, before);
    bool same = again && before->project.ordinal == p->project.ordinal && before->seq && p->seq;
    bool goes_on = same || (again && !before->seq && !p->seq);
    if (before)
        buffer_text(out, goes_on ? (en ? ", " : "、") : (en ? "; " : "；"));
    if (!same)
        buffer_format(out, goes_on ? "%u" : en ? "project %u" : "项目 %u", (unsigned)p->project.ordinal);
    if (p->seq)
        buffer_format(out, same ? "%u" : en ? " indicator %u" : " 指标 %u", (unsigned)p->seq);
}

/* A row of the same form is found by its number, "指标 3、5"; another form needs its name and address. */
static void put_related(struct buffer *out, const struct writer *w, const struct finding *f,
                        const struct place *p, const struct place *before, bool several)
{
    bool own = is_own(f, p), goes_on = own && p->seq && before && before->seq && is_own(f, before);
    if (!own && is_numbered(f, p)) {
        put_numbered(out, w, f, p, before);
        return;
    }
    if (before)
        buffer_text(out, goes_on ? (english(w) ? ", " : "、") : (english(w) ? "; " : "；"));
    if (!own && p->project.name.len) {
        buffer_put(out, p->project.name);
        buffer_byte(out, ' ');
    }
    if (p->seq && !goes_on)
        buffer_text(out, !english(w) ? "指标 " : several ? "indicators " : "indicator ");
    if (p->seq)
        buffer_format(out, "%u", (unsigned)p->seq);
    if (own && p->seq)
        return;
    buffer_text(out, p->seq ? " " : "");
    put_place(out, w, f, p);
}

/* Another cell of the row that the finding stands at needs no mention. */
static bool is_shown(const struct finding *f, const struct place *p)
{
    return !(p->seq && p->seq == f->place.seq && is_own(f, p));
}

/* How many rows of the finding's own form follow one another from related[i] on. */
static size_t run_length(const struct finding *f, size_t i)
{
    size_t n = 1;
    if (!f->related[i].seq || !is_own(f, &f->related[i]))
        return n;
    while (i + n < f->related_count && is_own(f, &f->related[i + n]) &&
           f->related[i + n].seq == f->related[i].seq + n)
        n++;
    return n;
}

void writer_put_related(struct buffer *out, const struct writer *w, const struct finding *f)
{
    const struct place *before = NULL;
    size_t shown = 0, left = 0;
    for (size_t i = 0; i < f->related_count; i++) {
        const struct place *p = &f->related[i];
        bool again = before && p->seq && p->seq == before->seq && p->project.ordinal == before->project.ordinal &&
                     p->at.file == before->at.file; /* another cell of the row just told */
        if (!is_shown(f, p) || again)
            continue;
        if (shown >= (is_numbered(f, p) ? NUMBERS_SHOWN : RELATED_SHOWN)) {
            left++;
            continue;
        }
        const struct place *next = i + 1 < f->related_count ? p + 1 : p;
        bool several = is_own(f, p) && is_own(f, next) && next->seq && next->seq != p->seq;
        put_related(out, w, f, p, before, several);
        before = p;
        shown++;
        size_t run = run_length(f, i);
        if (run >= RUN_LEAST) { /* "13—24" */
            i += run - 1;
            before = &f->related[i];
            buffer_format(out, english(w) ? "-%u" : "—%u", (unsigned)before->seq);
        }
    }
    if (left)
        buffer_format(out, english(w) ? " … (%zu more)" : " …（还有 %zu 处）", left);
}
