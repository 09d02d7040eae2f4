/* What a run came to as one JSON object, and by what it judged. The seconds are the last member: the only
 * thing that differs between two runs over the same data. */
#include "write/json_out.h"

static void member(struct json_object *o, const char *name)
{
    if (o->more)
        buffer_byte(o->out, ',');
    o->more = false;
    buffer_text(o->out, o->flat ? "" : "\n ");
    json_key(o, slice_str(name));
}

/* An item of the list a member holds, on a line of its own. */
static void next_item(struct json_object *o, size_t i)
{
    buffer_text(o->out, i ? "," : "");
    buffer_text(o->out, o->flat ? "" : "\n  ");
}

/* A member of a member, on a line of its own. */
static void line_key(struct json_object *o, struct slice name)
{
    buffer_text(o->out, o->more ? ",\n  " : "\n  ");
    o->more = false;
    json_key(o, name);
}

static void put_rows(struct json_object *o, const char *name, struct row_count n)
{
    member(o, name);
    struct json_object r = json_open(o->out);
    json_count(&r, "read", n.read);
    json_count(&r, "checked", n.checked);
    json_count(&r, "rejected", n.rejected);
    json_close(&r);
}

/* A file that was read to its end has its digest; any other was not (wholly) checked. */
static struct row_count count_files(const struct summary *s)
{
    struct row_count n = {.read = s->file_count};
    for (size_t i = 0; i < s->source_count; i++)
        if (s->sources[i].sha256[0])
            n.checked++;
    if (n.checked > n.read)
        n.checked = n.read;
    n.rejected = n.read - n.checked;
    return n;
}

static void put_findings(struct json_object *o, const struct summary *s)
{
    member(o, "findings");
    struct json_object f = json_open(o->out);
    json_count(&f, "error", s->findings[SEVERITY_ERROR]);
    json_count(&f, "warning", s->findings[SEVERITY_WARNING]);
    json_count(&f, "note", s->findings[SEVERITY_NOTE]);
    json_count(&f, "undecided", s->undecided);
    json_count(&f, "rule_error", s->rule_errors);
    json_count(&f, "input_error", s->input_errors);
    json_close(&f);
}

static void put_verdicts(struct json_object *o, const struct summary *s)
{
    member(o, "verdicts");
    struct json_object v = json_open(o->out);
    for (int i = VERDICT_PASS; i <= VERDICT_INCOMPLETE; i++)
        json_count(&v, verdict_name((enum verdict)i).ptr, s->verdicts[i]);
    json_close(&v);
}

static int put_named(struct writer *w, struct json_object *o, const char *name,
                     const struct named_count *items, size_t count, struct error *err)
{
    int rc = 0;
    member(o, name);
    struct json_object all = json_open(o->out);
    for (size_t i = 0; i < count && rc == 0; i++) {
        size_t from = o->out->len;
        line_key(&all, items[i].name);
        struct json_object one = json_open(o->out);
        json_count(&one, "error", items[i].error);
        json_count(&one, "warning", items[i].warning);
        json_count(&one, "note", items[i].note);
        json_close(&one);
        write_conceal(o->out, from);
        rc = writer_flush(w, err);
    }
    json_close(&all);
    return rc;
}

static int put_rules(struct writer *w, struct json_object *o, const struct summary *s,
                     struct error *err)
{
    static const char *const names[OUTCOME_COUNT] = {"finding", "pass", "not_applicable",
                                                     "undecided", "rule_error"};
    int rc = 0;
    member(o, "by_rule");
    struct json_object all = json_open(o->out);
    for (size_t i = 0; i < s->rule_count && rc == 0; i++) {
        line_key(&all, s->by_rule[i].id);
        struct json_object one = json_open(o->out);
        for (int k = 0; k < OUTCOME_COUNT; k++)
            json_count(&one, names[k], s->by_rule[i].outcomes[k]);
        json_count(&one, "silenced", s->by_rule[i].silenced);
        json_close(&one);
        rc = writer_flush(w, err);
    }
    json_close(&all);
    return rc;
}

static void put_packs(struct json_object *o, const struct summary *s)
{
    member(o, "rules");
    struct json_object r = json_open(o->out);
    json_count(&r, "loaded", s->rules_loaded);
    json_count(&r, "failed", s->rules_failed);
    json_close(&r);
    member(o, "packs");
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < s->pack_count; i++) {
        if (i)
            buffer_byte(o->out, ',');
        buffer_json(o->out, s->packs[i]);
    }
    buffer_byte(o->out, ']');
    if (s->fingerprint[0]) {
        member(o, "fingerprint");
        buffer_json(o->out, slice_str(s->fingerprint));
    }
}

static void put_terms(struct json_object *o, const struct terms *t)
{
    if (!t->region.len && !t->stage.len && !t->as_of.len && !t->year && !t->form)
        return;
    member(o, "terms");
    struct json_object one = json_open(o->out);
    json_text(&one, "region", t->region);
    json_number(&one, "year", (uint64_t)(t->year > 0 ? t->year : 0));
    if (t->form != FORM_UNKNOWN)
        json_text(&one, "form", form_name(t->form));
    json_text(&one, "stage", t->stage);
    json_text(&one, "as_of", t->as_of);
    json_close(&one);
}

static void put_value(struct json_object *o, const char *name, const struct plain *value)
{
    if (!value)
        return;
    json_key(o, slice_str(name));
    json_plain(o->out, value);
}

/* Whose it is, instead of what, and why. */
static void put_origin(struct json_object *o, struct slice from, struct slice above,
                       struct slice reason, bool loosened)
{
    json_text(o, "from", from);
    json_text(o, "of", above);
    if (loosened) {
        json_key(o, SLICE("loosened"));
        buffer_text(o->out, "true");
    }
    json_text(o, "reason", reason);
    json_close(o);
}

static void put_settings(struct json_object *o, const struct summary *s)
{
    member(o, "params");
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < s->setting_count; i++) {
        const struct setting_told *t = &s->settings[i];
        size_t from = o->out->len;
        next_item(o, i);
        struct json_object one = json_open(o->out);
        json_text(&one, "name", t->name);
        put_value(&one, "value", t->value);
        put_value(&one, "inherited", t->inherited);
        json_text(&one, "unit", t->unit);
        put_origin(&one, t->from, t->above, t->reason, t->loosened);
        write_conceal(o->out, from);
    }
    buffer_byte(o->out, ']');
}

static void put_severities(struct json_object *o, const struct summary *s)
{
    member(o, "severities");
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < s->severity_count; i++) {
        const struct severity_told *t = &s->severities[i];
        size_t from = o->out->len;
        next_item(o, i);
        struct json_object one = json_open(o->out);
        json_text(&one, "rule", t->rule);
        json_text(&one, "severity", t->now);
        json_text(&one, "inherited", t->was);
        put_origin(&one, t->from, t->above, t->reason, t->loosened);
        write_conceal(o->out, from);
    }
    buffer_byte(o->out, ']');
    member(o, "loosened");
    buffer_format(o->out, "%llu", (unsigned long long)s->loosened);
}

static void put_unfounded(struct json_object *o, const struct summary *s)
{
    if (s->unfounded_count == 0)
        return;
    member(o, "unfounded");
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < s->unfounded_count; i++) {
        const struct unfounded_told *u = &s->unfounded[i];
        size_t from = o->out->len;
        next_item(o, i);
        struct json_object one = json_open(o->out);
        json_text(&one, u->rule ? "rule" : "param", u->what);
        json_text(&one, "time", u->time);
        json_text(&one, "why", u->hearsay ? SLICE("second-hand") : SLICE("not in force"));
        json_text(&one, "basis", u->basis);
        if (u->capped)
            json_text(&one, "severity", SLICE("warning"));
        json_close(&one);
        write_conceal(o->out, from);
    }
    buffer_byte(o->out, ']');
}

static void put_severity_counts(struct json_object *o, const char *name, const uint64_t counts[3])
{
    member(o, name);
    struct json_object c = json_open(o->out);
    json_count(&c, "error", counts[SEVERITY_ERROR]);
    json_count(&c, "warning", counts[SEVERITY_WARNING]);
    json_count(&c, "note", counts[SEVERITY_NOTE]);
    json_close(&c);
}

static void put_day(struct json_object *o, const char *name, int day)
{
    char text[32];
    int n = snprintf(text, sizeof(text), "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
    if (day)
        json_text(o, name, slice_of(text, (size_t)n));
}

static void put_waiver(struct json_object *o, const struct waiver *w)
{
    json_number(o, "line", w->line);
    json_text(o, "rule", w->rule);
    json_text(o, "project", w->project);
    json_text(o, "indicator", w->indicator);
    json_text(o, "field", w->field);
    json_text(o, "reason", w->reason);
    json_text(o, "approver", w->approver);
    json_text(o, "document", w->document);
    put_day(o, "expiry", w->expiry);
}

void json_waiver(struct buffer *out, const struct waiver *w)
{
    struct json_object o = json_open(out);
    put_waiver(&o, w);
    json_close(&o);
}

static int put_waivers(struct writer *w, struct json_object *o, const struct summary *s,
                       struct error *err)
{
    static const char *const states[] = {"used", "expired", "unused", "unmatched"};
    int rc = 0;
    if (s->waivers_path.len == 0)
        return 0;
    put_severity_counts(o, "waived", s->waived);
    member(o, "waivers");
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < s->waiver_count && rc == 0; i++) {
        const struct waiver_told *t = &s->waivers[i];
        size_t from = o->out->len;
        next_item(o, i);
        struct json_object one = json_open(o->out);
        put_waiver(&one, &t->waiver);
        json_text(&one, "state", slice_str(states[waiver_state(&t->waiver)]));
        json_number(&one, "findings", t->waiver.used);
        json_text(&one, "unfounded", t->unfounded);
        json_close(&one);
        write_conceal(o->out, from);
        rc = writer_flush(w, err);
    }
    buffer_byte(o->out, ']');
    return rc;
}

static void put_baseline(struct json_object *o, const struct summary *s)
{
    if (!s->baseline)
        return;
    put_severity_counts(o, "known", s->known);
    member(o, "baseline");
    struct json_object b = json_open(o->out);
    json_count(&b, "findings", s->baseline_count);
    json_count(&b, "gone", s->baseline_gone);
    if (s->baseline_cut) {
        json_key(&b, SLICE("cut"));
        buffer_text(b.out, "true");
    }
    json_close(&b);
}

static void put_inputs(struct json_object *o, const struct summary *s)
{
    member(o, "inputs");
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < s->source_count; i++) {
        size_t from = o->out->len;
        next_item(o, i);
        struct json_object one = json_open(o->out);
        json_text(&one, "file", slice_str(s->sources[i].path));
        json_text(&one, "sha256", slice_str(s->sources[i].sha256));
        json_close(&one);
        write_conceal(o->out, from);
    }
    buffer_byte(o->out, ']');
}

void json_provenance(struct json_object *o, const struct summary *s)
{
    put_packs(o, s);
    put_terms(o, &s->terms);
    put_settings(o, s);
    put_severities(o, s);
    put_unfounded(o, s);
    put_inputs(o, s);
}

void json_run_line(struct buffer *out, const struct summary *s)
{
    struct json_object o = json_open(out);
    o.flat = true;
    json_text(&o, "kind", SLICE("run"));
    json_text(&o, "verdict", verdict_name(s->verdict));
    json_provenance(&o, s);
    json_close(&o);
    buffer_byte(out, '\n');
}

static void put_seconds(struct json_object *o, double seconds)
{
    member(o, "seconds");
    unsigned long long ms = seconds > 0 ? (unsigned long long)(seconds * 1000) : 0;
    buffer_format(o->out, "%llu.%03llu", ms / 1000, ms % 1000);
}

int json_summary(struct writer *w, const struct summary *s, struct error *err)
{
    struct json_object o = json_open(&w->line);
    member(&o, "verdict");
    buffer_json(o.out, verdict_name(s->verdict));
    put_rows(&o, "files", count_files(s));
    put_rows(&o, "projects", s->projects);
    put_rows(&o, "indicators", s->indicators);
    put_verdicts(&o, s);
    put_findings(&o, s);
    put_baseline(&o, s);
    int rc = put_waivers(w, &o, s, err);
    if (rc == 0)
        rc = put_named(w, &o, "by_aspect", s->by_aspect, s->aspect_count, err);
    if (rc == 0)
        rc = put_rules(w, &o, s, err);
    if (rc == 0)
        rc = put_named(w, &o, "by_unit", s->by_unit, s->unit_count, err);
    json_provenance(&o, s);
    put_seconds(&o, s->seconds);
    buffer_byte(&w->line, '\n');
    json_close(&o);
    return rc;
}
