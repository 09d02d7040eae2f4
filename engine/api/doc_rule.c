/* One rule's part of a page: what it says about itself, its basis, its parameters, its examples. */
#include "api/doc.h"

enum { EXAMPLES_SHOWN = 6 };

/* The comment on top of the file is the rule in plain words. */
static void put_comment(struct buffer *out, struct slice text)
{
    bool any = false;
    for (size_t at = 0; at < text.len;) {
        size_t end = slice_find(text, SLICE("\n"), at);
        end = end == SIZE_MAX ? text.len : end;
        struct slice line = slice_trim(slice_sub(text, at, end - at));
        if (!slice_starts(line, SLICE("--")) || slice_starts(line, SLICE("--[")))
            break;
        buffer_text(out, any ? "\n" : "");
        doc_text(out, slice_from(line, 2));
        any = true;
        at = end + 1;
    }
    buffer_text(out, any ? "\n\n" : "");
}

/* A statute as the rule's own pack or a wider one registers it. */
static const struct statute *statute_of(const struct pack_set *set, const struct rule *r,
                                        struct slice id)
{
    for (int64_t pack = r->pack; pack >= 0; pack = set->packs[pack].parent)
        for (size_t i = 0; i < set->statute_count; i++)
            if (set->statutes[i].pack == (uint32_t)pack && slice_equal(set->statutes[i].id, id))
                return &set->statutes[i];
    return NULL;
}

enum severity doc_effective(const struct pack_set *set, const struct rule *r, bool *capped)
{
    *capped = r->severity == SEVERITY_ERROR &&
              basis_footing(set, r->pack, r->basis, r->basis_count, 0) != FOOTING_FIRM;
    return *capped ? SEVERITY_WARNING : r->severity;
}

static void put_basis(struct doc *d, const struct rule *r)
{
    struct buffer *out = d->out;
    buffer_text(out, "- 依据：");
    if (!r->basis_count)
        buffer_text(out, "审核实践");
    for (size_t i = 0; i < r->basis_count; i++) {
        struct slice article;
        const struct statute *s = statute_of(d->set, r, citation_split(r->basis[i], &article));
        buffer_text(out, i ? "；" : "");
        if (!s) {
            doc_text(out, r->basis[i]);
            continue;
        }
        if (!slice_starts(s->number, SLICE("《"))) /* else a short form of the title that follows */
            doc_text(out, s->number);
        buffer_text(out, "《");
        doc_text(out, s->title);
        buffer_text(out, "》");
        doc_text(out, article.len ? article : s->issuer);
    }
    buffer_byte(out, '\n');
}

/* The parameter of that name that the pack of the rule sees. */
static const struct parameter *parameter_of(const struct pack_set *set, const struct rule *r,
                                            struct slice name)
{
    for (int64_t pack = r->pack; pack >= 0; pack = set->packs[pack].parent)
        for (size_t i = 0; i < set->parameter_count; i++)
            if (set->parameters[i].pack == (uint32_t)pack &&
                slice_equal(set->parameters[i].name, name))
                return &set->parameters[i];
    return NULL;
}

static void put_params(struct doc *d, const struct rule *r)
{
    for (size_t i = 0; i < r->param_count; i++) {
        const struct parameter *p = parameter_of(d->set, r, r->params[i]);
        if (!p)
            continue;
        buffer_format(d->out, "- 参数 `%.*s`：", SLICE_ARG(p->name));
        doc_value(d->out, p->initial, p->unit);
        if (p->why.len) {
            buffer_text(d->out, "（");
            doc_text(d->out, p->why);
            buffer_text(d->out, "）");
        }
        buffer_byte(d->out, '\n');
    }
}

static void put_needs(struct doc *d, const struct rule *r)
{
    if (!r->needs_count)
        return;
    buffer_text(d->out, "- 下列规则已经报了的，本条不再报：");
    for (size_t i = 0; i < r->needs_count; i++)
        buffer_format(d->out, "%s%.*s", i ? "、" : "", SLICE_ARG(r->needs[i]));
    buffer_byte(d->out, '\n');
}

static void put_negotiable(struct doc *d, const struct rule *r)
{
    const struct plain *off = plain_get(r->negotiable, SLICE("off"));
    int lowest = severity_find(plain_text(r->negotiable, SLICE("severity")));
    if (!r->negotiable)
        return;
    buffer_text(d->out, "- 下级可以：");
    if (lowest >= 0)
        buffer_format(d->out, "降为%s", severity_label((enum severity)lowest, false));
    if (off && off->kind == PLAIN_BOOLEAN && off->boolean)
        buffer_text(d->out, lowest >= 0 ? "、停用" : "停用");
    buffer_text(d->out, "，须写明理由\n");
}

static void put_examples(struct doc *d, const struct rule *r, bool bad)
{
    size_t shown = 0, all = 0;
    for (size_t i = 0; i < d->example_count; i++) {
        const struct doc_example *e = &d->examples[i];
        if (e->rule != r->index || e->bad != bad || ++all > EXAMPLES_SHOWN)
            continue;
        if (shown++ == 0)
            buffer_text(d->out, bad ? "\n应当报出：\n\n" : "\n不报：\n\n");
        buffer_text(d->out, "- ");
        doc_text(d->out, e->shown);
        if (e->said.len) {
            buffer_text(d->out, bad ? " → **" : "（无法判断：");
            doc_text(d->out, e->said);
            buffer_text(d->out, bad ? "**" : "）");
        }
        buffer_byte(d->out, '\n');
    }
    if (all > EXAMPLES_SHOWN)
        buffer_format(d->out, "- 另有 %zu 例，见规则文件\n", all - EXAMPLES_SHOWN);
}

void doc_rule(struct doc *d, const struct rule *r)
{
    struct buffer *out = d->out;
    const struct span always = SPAN_ALWAYS;
    buffer_format(out, "\n<a id=\"%.*s\"></a>\n### %.*s ", SLICE_ARG(r->id), SLICE_ARG(r->id));
    doc_text(out, r->title);
    buffer_text(out, "\n\n");
    put_comment(out, r->text);
    bool capped;
    enum severity severity = doc_effective(d->set, r, &capped);
    buffer_format(out, "- 级别：%s%s；逐%s核验；", severity_label(severity, false),
                  capped ? "（依据没有核对过原文，暂不作错误）" : "",
                  r->each == EACH_GROUP ? "组" : doc_each(r->each));
    doc_forms(out, r->forms);
    buffer_byte(out, '\n');
    if (r->since != always.from || r->until != always.until) {
        buffer_text(out, "- 适用：");
        doc_span(out, (struct span){r->since, r->until});
        buffer_byte(out, '\n');
    }
    put_basis(d, r);
    put_params(d, r);
    put_needs(d, r);
    put_negotiable(d, r);
    buffer_format(out, "- 文件：`%.*s`\n", SLICE_ARG(r->path));
    put_examples(d, r, true);
    put_examples(d, r, false);
}
