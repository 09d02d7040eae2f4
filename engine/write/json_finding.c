/* One finding as one JSON object: the keys and their order are a contract, and whatever a
 * finding does not have is absent. Shared by ndjson and json. */
#include "write/json_out.h"

struct slice finding_kind_name(enum finding_kind kind)
{
    static const char *const names[] = {"finding", "undecided", "rule_error",
                                        "input_error"};
    return slice_str(names[kind]);
}

static struct slice status_name(enum finding_status status)
{
    static const char *const names[] = {"new", "known", "waived"};
    return slice_str(names[status]);
}

static void put_basis(struct json_object *o, const struct finding *f)
{
    if (!f->rule && f->basis_count == 0)
        return;
    json_key(o, SLICE("basis"));
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < f->basis_count; i++) {
        if (i)
            buffer_byte(o->out, ',');
        struct json_object b = json_open(o->out);
        json_text(&b, "id", f->basis[i].id);
        json_text(&b, "text", f->basis[i].text);
        json_close(&b);
    }
    buffer_byte(o->out, ']');
}

void json_project(struct json_object *o, const struct project_key *p)
{
    if (p->ordinal == 0 && p->code.len == 0 && p->name.len == 0)
        return;
    json_key(o, SLICE("project"));
    struct json_object k = json_open(o->out);
    json_number(&k, "ordinal", p->ordinal);
    json_text(&k, "code", p->code);
    json_text(&k, "name", p->name);
    json_text(&k, "unit", p->unit);
    json_text(&k, "region", p->region);
    if (p->year > 0)
        json_number(&k, "year", (uint64_t)p->year);
    json_text(&k, "form", form_name(p->form));
    json_close(&k);
}

static void put_indicator(struct json_object *o, const struct finding *f)
{
    if (f->place.seq == 0)
        return;
    json_key(o, SLICE("indicator"));
    struct json_object k = json_open(o->out);
    json_number(&k, "seq", f->place.seq);
    json_text(&k, "name", f->indicator_name);
    json_close(&k);
}

/* RFC 6901, with the field's name escaped. */
static void put_pointer(struct json_object *o, const struct place *p)
{
    char bytes[512];
    size_t n = 0;
    if (p->index != UINT32_MAX && p->seq != 0)
        n = (size_t)snprintf(bytes, sizeof(bytes), "/indicators/%u", (unsigned)p->index);
    if (p->field.len)
        bytes[n++] = '/';
    for (size_t i = 0; i < p->field.len && n + 2 < sizeof(bytes); i++) {
        char c = p->field.ptr[i];
        bytes[n++] = c == '~' || c == '/' ? '~' : c;
        if (c == '~' || c == '/')
            bytes[n++] = c == '~' ? '0' : '1';
    }
    json_key(o, SLICE("pointer"));
    buffer_json(o->out, slice_of(bytes, n));
}

static void put_parts(struct json_object *l, const struct source *source,
                      const struct place *p)
{
    struct address at = p->at;
    switch (source->kind) {
    case SOURCE_CSV:
    case SOURCE_NDJSON:
        json_number(l, "line", at.a);
        json_number(l, "column", at.b);
        if (source->kind == SOURCE_NDJSON && p->project.ordinal)
            put_pointer(l, p);
        break;
    case SOURCE_TEXT:
        json_number(l, "line", at.b);
        json_number(l, "column", at.c);
        break;
    case SOURCE_XLSX:
        json_text(l, "sheet", write_sheet(source, at));
        if (at.b && at.c) {
            json_key(l, SLICE("cell"));
            buffer_byte(l->out, '"');
            write_cell(l->out, at);
            buffer_byte(l->out, '"');
        } else {
            json_number(l, "row", at.b);
        }
        break;
    case SOURCE_DOCX:
    case SOURCE_HTML:
        if (at.a == 0)
            json_number(l, "paragraph", at.b);
        json_number(l, "table", at.a);
        json_number(l, "row", at.a ? at.b : 0);
        json_number(l, "cell", at.c);
        break;
    }
}

void json_location(struct json_object *o, const struct source *source, const struct place *p)
{
    if (!source)
        return;
    json_key(o, SLICE("location"));
    struct json_object l = json_open(o->out);
    json_text(&l, "file", slice_str(source->path));
    put_parts(&l, source, p);
    json_close(&l);
}

/* What another form's finding says, too, is known by its own fingerprint. */
static void put_folded(struct json_object *o, const struct finding *f)
{
    if (!f)
        return;
    json_text(o, "code", f->place.project.code);
    json_text(o, "name", f->place.project.name);
    json_text(o, "indicator", f->indicator_name);
    if (f->has_value)
        json_text(o, "value", f->value);
    json_text(o, "fingerprint", slice_str(f->fingerprint));
}

static void put_related(struct json_object *o, const struct writer *w,
                        const struct finding *f)
{
    if (f->related_count == 0)
        return;
    json_key(o, SLICE("related"));
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < f->related_count; i++) {
        const struct place *p = &f->related[i];
        if (i)
            buffer_byte(o->out, ',');
        struct json_object r = json_open(o->out);
        json_count(&r, "ordinal", p->project.ordinal);
        json_count(&r, "seq", p->seq);
        json_text(&r, "field", p->field);
        put_folded(&r, p->folded);
        json_location(&r, writer_source(w, f, p->at), p);
        json_close(&r);
    }
    buffer_byte(o->out, ']');
}

static void put_evidence(struct json_object *o, const struct finding *f)
{
    if (f->evidence_count == 0)
        return;
    json_key(o, SLICE("evidence"));
    struct json_object e = json_open(o->out);
    for (size_t i = 0; i < f->evidence_count; i++) {
        json_key(&e, f->evidence[i].name);
        buffer_json(o->out, f->evidence[i].text);
    }
    json_close(&e);
}

static void put_params(struct json_object *o, const struct finding *f)
{
    if (f->param_count == 0)
        return;
    json_key(o, SLICE("params"));
    struct json_object all = json_open(o->out);
    for (size_t i = 0; i < f->param_count; i++) {
        json_key(&all, f->params[i].name);
        struct json_object one = json_open(o->out);
        json_key(&one, SLICE("value"));
        json_plain(o->out, f->params[i].value);
        json_text(&one, "from", f->params[i].from);
        json_close(&one);
    }
    json_close(&all);
}

static void put_waiver(struct json_object *o, const struct waiver *w)
{
    if (!w)
        return;
    json_key(o, SLICE("waiver"));
    json_waiver(o->out, w);
}

void json_finding(struct buffer *out, const struct writer *w, const struct finding *f)
{
    size_t from = out->len;
    struct json_object o = json_open(out);
    json_text(&o, "kind", finding_kind_name(f->kind));
    json_text(&o, "rule", f->rule_id);
    json_text(&o, "severity", severity_name(f->severity));
    json_text(&o, "aspect", f->aspect);
    json_text(&o, "message", f->message);
    json_text(&o, "message_en", f->message_en);
    json_text(&o, "suggestion", f->suggestion);
    json_text(&o, "suggestion_en", f->suggestion_en);
    if (f->remark) {
        json_text(&o, "remark", f->remark->text);
        json_text(&o, "remark_en", f->remark->text_en);
    }
    put_basis(&o, f);
    json_project(&o, &f->place.project);
    put_indicator(&o, f);
    json_text(&o, "field", f->place.field);
    if (f->has_value) {
        json_key(&o, SLICE("value"));
        buffer_json(out, f->value);
    }
    json_location(&o, writer_source(w, f, f->place.at), &f->place);
    put_related(&o, w, f);
    put_evidence(&o, f);
    put_params(&o, f);
    json_text(&o, "pack", f->pack);
    json_text(&o, "fingerprint", slice_str(f->fingerprint));
    if (f->fingerprint[0])
        json_text(&o, "status", status_name(f->status));
    put_waiver(&o, f->waiver);
    json_close(&o);
    write_conceal(out, from);
}
