/* SARIF 2.1.0 (OASIS), for code-review tools and dashboards. A finding is a failing result, a record
 * that a rule could not judge is an "open" one; rules that failed and inputs that could not be read are
 * notifications of the invocation, which then was not successful. The head is known last, so the
 * results wait in a spool. */
#include "write/json_out.h"

struct sarif_writer {
    struct writer base; /* first */
    struct spool results, notifications;
    uint64_t failed; /* notifications of what was not checked */
};

static struct sarif_writer *sarif_writer(struct writer *w)
{
    return (struct sarif_writer *)w;
}

static void sarif_open(struct writer *w)
{
    spool_init(&sarif_writer(w)->results, WRITE_SPOOL_MEMORY);
    spool_init(&sarif_writer(w)->notifications, WRITE_SPOOL_MEMORY);
}

static void sarif_release(struct writer *w)
{
    spool_release(&sarif_writer(w)->results);
    spool_release(&sarif_writer(w)->notifications);
}

static void put_message(struct json_object *o, struct slice text)
{
    json_key(o, SLICE("message"));
    struct json_object m = json_open(o->out);
    json_key(&m, SLICE("text"));
    buffer_json(o->out, text);
    json_close(&m);
}

/* A relative reference of RFC 3986: everything else than path characters is escaped. */
static void put_uri(struct json_object *o, const char *path)
{
    static const char safe[] = "-._~/";
    json_key(o, SLICE("uri"));
    buffer_byte(o->out, '"');
    for (const char *p = path; *p; p++) {
        unsigned char c = (unsigned char)*p;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     strchr(safe, c);
        if (plain)
            buffer_byte(o->out, (char)c);
        else
            buffer_format(o->out, "%%%02X", c);
    }
    buffer_byte(o->out, '"');
}

static void put_physical(struct json_object *o, const struct source *source, struct address at)
{
    json_key(o, SLICE("physicalLocation"));
    struct json_object p = json_open(o->out);
    json_key(&p, SLICE("artifactLocation"));
    struct json_object a = json_open(o->out);
    put_uri(&a, source->path);
    json_close(&a);
    if ((source->kind == SOURCE_CSV || source->kind == SOURCE_NDJSON) && at.a) {
        json_key(&p, SLICE("region"));
        struct json_object r = json_open(o->out);
        json_number(&r, "startLine", at.a);
        json_number(&r, "startColumn", at.b);
        json_close(&r);
    }
    json_close(&p);
}

/* The address as people read it, and what stands there. */
static void put_logical(struct json_object *o, const struct writer *w, const struct source *source,
                        const struct place *place)
{
    struct buffer text;
    buffer_init(&text, WRITE_LINE_MAX);
    write_address(&text, source, place->at, w->options.language);
    json_key(o, SLICE("logicalLocations"));
    buffer_byte(o->out, '[');
    struct json_object l = json_open(o->out);
    json_text(&l, "name", place->field);
    json_text(&l, "fullyQualifiedName", buffer_slice(&text));
    json_text(&l, "kind", SLICE("member"));
    json_close(&l);
    buffer_byte(o->out, ']');
    o->out->failed = o->out->failed || text.failed;
    buffer_release(&text);
}

static void put_location(struct json_object *o, const struct writer *w, const struct finding *f,
                         const struct place *place, uint64_t id)
{
    struct json_object l = json_open(o->out);
    const struct source *source = writer_source(w, f, place->at);
    json_number(&l, "id", id);
    if (source)
        put_physical(&l, source, place->at);
    put_logical(&l, w, source, place);
    json_close(&l);
}

static void put_locations(struct json_object *o, const struct writer *w, const struct finding *f)
{
    if (!writer_source(w, f, f->place.at))
        return;
    json_key(o, SLICE("locations"));
    buffer_byte(o->out, '[');
    put_location(o, w, f, &f->place, 0);
    buffer_byte(o->out, ']');
    if (f->related_count == 0)
        return;
    json_key(o, SLICE("relatedLocations"));
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < f->related_count; i++) {
        buffer_text(o->out, i ? "," : "");
        put_location(o, w, f, &f->related[i], i + 1);
    }
    buffer_byte(o->out, ']');
}

static struct slice level_name(const struct finding *f)
{
    return f->kind == KIND_UNDECIDED ? SLICE("none") : severity_name(f->severity);
}

static void put_text(struct json_object *o, const struct writer *w, const struct finding *f)
{
    struct buffer text;
    struct slice suggestion = writer_advice(w, f);
    buffer_init(&text, WRITE_LINE_MAX);
    buffer_put(&text, writer_message(w, f));
    if (suggestion.len) {
        buffer_text(&text, w->options.language == LANGUAGE_EN ? ". Do: " : "。建议：");
        buffer_put(&text, suggestion);
    }
    put_message(o, buffer_slice(&text));
    o->out->failed = o->out->failed || text.failed;
    buffer_release(&text);
}

static void put_properties(struct json_object *o, const struct finding *f)
{
    const struct project_key *p = &f->place.project;
    json_key(o, SLICE("properties"));
    struct json_object k = json_open(o->out);
    json_text(&k, "aspect", f->aspect);
    json_number(&k, "ordinal", p->ordinal);
    json_text(&k, "project_code", p->code);
    json_text(&k, "project_name", p->name);
    json_text(&k, "unit", p->unit);
    json_number(&k, "seq", f->place.seq);
    json_text(&k, "indicator", f->indicator_name);
    json_text(&k, "field", f->place.field);
    if (f->has_value) {
        json_key(&k, SLICE("value"));
        buffer_json(o->out, f->value);
    }
    json_text(&k, "pack", f->pack);
    json_close(&k);
}

static void put_status(struct json_object *o, const struct finding *f)
{
    if (!f->fingerprint[0])
        return;
    json_key(o, SLICE("partialFingerprints"));
    struct json_object p = json_open(o->out);
    json_text(&p, "jihe/v1", slice_str(f->fingerprint));
    json_close(&p);
    if (f->status != STATUS_NEW)
        json_text(o, "baselineState", SLICE("unchanged"));
    if (f->status != STATUS_WAIVED)
        return;
    json_key(o, SLICE("suppressions"));
    buffer_text(o->out, "[{\"kind\":\"external\",\"status\":\"accepted\"");
    if (f->waiver) {
        buffer_text(o->out, ",\"justification\":");
        buffer_json(o->out, f->waiver->reason);
    }
    buffer_text(o->out, "}]");
}

static void put_result(struct buffer *out, const struct writer *w, const struct finding *f)
{
    struct json_object o = json_open(out);
    json_text(&o, "ruleId", f->rule_id);
    json_text(&o, "kind", f->kind == KIND_UNDECIDED ? SLICE("open") : SLICE("fail"));
    json_text(&o, "level", level_name(f));
    put_text(&o, w, f);
    put_locations(&o, w, f);
    put_status(&o, f);
    put_properties(&o, f);
    json_close(&o);
}

static void put_notification(struct buffer *out, const struct writer *w, const struct finding *f)
{
    struct json_object o = json_open(out);
    json_text(&o, "level", severity_name(f->severity));
    put_text(&o, w, f);
    put_locations(&o, w, f);
    if (f->rule_id.len) {
        json_key(&o, SLICE("associatedRule"));
        struct json_object r = json_open(out);
        json_text(&r, "id", f->rule_id);
        json_close(&r);
    }
    json_close(&o);
}

static int sarif_finding(struct writer *w, const struct finding *f, struct error *err)
{
    struct sarif_writer *s = sarif_writer(w);
    bool result = f->kind == KIND_FINDING || f->kind == KIND_UNDECIDED;
    s->failed += !result && f->severity == SEVERITY_ERROR;
    struct spool *to = result ? &s->results : &s->notifications;
    buffer_text(&w->line, to->len ? ",\n" : "\n");
    size_t from = w->line.len;
    if (result)
        put_result(&w->line, w, f);
    else
        put_notification(&w->line, w, f);
    write_conceal(&w->line, from);
    return line_spool(&w->line, to, err);
}

static void put_driver(struct buffer *out, const struct summary *s)
{
    buffer_text(out, "\"tool\":{\"driver\":{\"name\":\"jihe\",\"version\":\"" JIHE_VERSION
                     "\",\"rules\":[");
    for (size_t i = 0; i < s->rule_count; i++) {
        buffer_text(out, i ? ",\n" : "\n");
        struct json_object r = json_open(out);
        json_text(&r, "id", s->by_rule[i].id);
        if (s->by_rule[i].title.len) {
            json_key(&r, SLICE("shortDescription"));
            struct json_object d = json_open(out);
            json_text(&d, "text", s->by_rule[i].title);
            json_close(&d);
        }
        json_close(&r);
    }
    buffer_text(out, "]}},\n");
}

static void put_run(struct buffer *out, const struct summary *s)
{
    buffer_text(out, "\"columnKind\":\"unicodeCodePoints\",\n\"properties\":");
    struct json_object p = json_open(out);
    json_text(&p, "verdict", verdict_name(s->verdict));
    json_count(&p, "projects", s->projects.read);
    json_count(&p, "rejected", s->projects.rejected);
    json_provenance(&p, s);
    json_close(&p);
    buffer_text(out, ",\n");
}

static int sarif_finish(struct writer *w, const struct summary *s, struct error *err)
{
    struct sarif_writer *sarif = sarif_writer(w);
    buffer_text(&w->line, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
                          "\"version\":\"2.1.0\",\"runs\":[{\n");
    put_driver(&w->line, s);
    put_run(&w->line, s);
    buffer_format(&w->line, "\"invocations\":[{\"executionSuccessful\":%s,"
                            "\"toolExecutionNotifications\":[",
                  sarif->failed || s->verdict == VERDICT_INCOMPLETE ? "false" : "true");
    int rc = writer_flush(w, err);
    if (rc == 0)
        rc = spool_copy(&sarif->notifications, w->file, err);
    buffer_text(&w->line, "]}],\n\"results\":[");
    if (rc == 0)
        rc = writer_flush(w, err);
    if (rc == 0)
        rc = spool_copy(&sarif->results, w->file, err);
    buffer_text(&w->line, "]}]}\n");
    return rc ? rc : writer_flush(w, err);
}

const struct write_format write_sarif = {
    .name = "sarif",
    .extension = ".sarif",
    .size = sizeof(struct sarif_writer),
    .open = sarif_open,
    .finding = sarif_finding,
    .finish = sarif_finish,
    .release = sarif_release,
};
