/* One form per line; the last line tells by what was judged, as in a report of findings. Points are numbers with one decimal; what could not be verified has no points and
 * no grade. */
#include "write/json_out.h"
#include "write/review_writer.h"

static void put_points(struct json_object *o, const char *name, unsigned tenths)
{
    json_key(o, slice_str(name));
    review_put_points(o->out, tenths);
}

static void put_cause(struct buffer *out, const struct review_writer *w,
                      const struct review_cause *c)
{
    struct json_object o = json_open(out);
    struct place place = {.at = c->at, .seq = c->seq, .index = UINT32_MAX};
    json_text(&o, "kind", finding_kind_name(c->kind));
    json_text(&o, "rule", c->rule);
    json_text(&o, "severity", severity_name(c->severity));
    json_text(&o, "message", c->message);
    json_text(&o, "message_en", c->message_en);
    json_text(&o, "suggestion", c->suggestion);
    json_text(&o, "suggestion_en", c->suggestion_en);
    json_number(&o, "seq", c->seq);
    json_text(&o, "indicator", c->indicator);
    json_count(&o, "places", c->places);
    json_location(&o, review_source(w, c->at), &place);
    json_close(&o);
}

static void put_causes(struct json_object *o, const struct review_writer *w, const char *name,
                       const struct review_cause *list)
{
    json_key(o, slice_str(name));
    buffer_byte(o->out, '[');
    for (const struct review_cause *c = list; c; c = c->next) {
        if (c != list)
            buffer_byte(o->out, ',');
        put_cause(o->out, w, c);
    }
    buffer_byte(o->out, ']');
}

static void put_item(struct buffer *out, const struct review_writer *w,
                     const struct review_item *item)
{
    struct json_object o = json_open(out);
    bool verified = item->grade != REVIEW_UNVERIFIED;
    json_text(&o, "aspect", item->aspect);
    json_text(&o, "name", item->name);
    json_text(&o, "asks", item->asks);
    json_count(&o, "points", item->points);
    json_key(&o, SLICE("standing"));
    buffer_text(o.out, !verified      ? "\"unverified\""
                       : item->partly ? "\"partly\""
                                      : "\"verified\"");
    json_count(&o, "checks", item->checks);
    if (verified) {
        json_text(&o, "grade", item->grade_name);
        put_points(&o, "score", item->tenths);
    }
    put_causes(&o, w, "causes", item->causes);
    put_causes(&o, w, "unjudged", item->unjudged);
    json_close(&o);
}

static int ndjson_put(struct review_writer *w, const struct review *r, struct error *err)
{
    struct json_object o = json_open(&w->line);
    json_text(&o, "kind", SLICE("review"));
    json_text(&o, "form", r->title);
    json_project(&o, &r->project);
    json_key(&o, SLICE("suggestion"));
    buffer_text(o.out, "true");
    json_count(&o, "points", r->points);
    json_count(&o, "verified", r->verified);
    put_points(&o, "score", r->tenths);
    put_points(&o, "percent", r->percent10);
    if (r->graded) {
        json_text(&o, "grade", r->grade);
        json_text(&o, "consequence", r->consequence);
    }
    json_text(&o, "lowered_by", r->capped_by);
    json_text(&o, "general_grade", r->general);
    json_text(&o, "general_counts", r->general_counts);
    json_text(&o, "verdict", verdict_name(r->verdict));
    json_key(&o, SLICE("items"));
    buffer_byte(&w->line, '[');
    for (size_t i = 0; i < r->item_count; i++) {
        if (i)
            buffer_byte(&w->line, ',');
        put_item(&w->line, w, &r->items[i]);
    }
    buffer_byte(&w->line, ']');
    put_causes(&o, w, "others", r->others);
    json_text(&o, "note", r->note);
    json_text(&o, "basis", r->basis);
    json_text(&o, "pack", r->pack);
    json_close(&o);
    write_conceal(&w->line, 0);
    buffer_byte(&w->line, '\n');
    return review_flush(w, err);
}

static int ndjson_finish(struct review_writer *w, const struct summary *summary, struct error *err)
{
    json_run_line(&w->line, summary);
    return review_flush(w, err);
}

const struct review_format review_ndjson = {
    .name = "ndjson",
    .extension = ".ndjson",
    .size = sizeof(struct review_writer),
    .put = ndjson_put,
    .finish = ndjson_finish,
};
