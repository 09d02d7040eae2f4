/* What of a finding is made of several parts; the reports for people share it. Not yet escaped. */
#include "write/writer.h"

enum { RELATED_SHOWN = 12 };

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
        buffer_put(out, b->text.len ? b->text : b->id);
    }
    if (f->basis_count == 0 && f->rule)
        buffer_text(out, english(w) ? "review practice" : "审核实践");
}

static bool is_own(const struct finding *f, const struct place *p)
{
    return p->project.ordinal == f->place.project.ordinal && p->at.file == f->place.at.file;
}

/* A row of the same form is found by its number, "指标 3、5"; another form needs its name and address. */
static void put_related(struct buffer *out, const struct writer *w, const struct finding *f,
                        const struct place *p, const struct place *before)
{
    bool own = is_own(f, p), goes_on = own && p->seq && before && before->seq && is_own(f, before);
    if (before)
        buffer_text(out, goes_on ? (english(w) ? ", " : "、") : (english(w) ? "; " : "；"));
    if (!own && p->project.name.len) {
        buffer_put(out, p->project.name);
        buffer_byte(out, ' ');
    }
    if (p->seq && !goes_on)
        buffer_text(out, english(w) ? "indicator " : "指标 ");
    if (p->seq)
        buffer_format(out, "%u", (unsigned)p->seq);
    if (own && p->seq)
        return;
    buffer_text(out, p->seq ? " " : "");
    write_address(out, writer_source(w, f, p->at), p->at, w->options.language);
}

void writer_put_related(struct buffer *out, const struct writer *w, const struct finding *f)
{
    const struct place *before = NULL;
    for (size_t i = 0, shown = 0; i < f->related_count; i++) {
        const struct place *p = &f->related[i];
        if (p->seq && p->seq == f->place.seq && is_own(f, p))
            continue; /* another cell of the row that the finding stands at */
        if (shown++ == RELATED_SHOWN) {
            buffer_text(out, " …");
            return;
        }
        put_related(out, w, f, p, before);
        before = p;
    }
}
