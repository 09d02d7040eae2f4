/* JSON objects one member after the other, with the commas right. */
#ifndef JIHE_WRITE_JSON_OUT_H
#define JIHE_WRITE_JSON_OUT_H

#include "model/finding.h"
#include "write/writer.h"

struct json_object {
    struct buffer *out;
    bool more; /* a member stands already */
    bool flat; /* of a summary: all of it on one line */
};

struct json_object json_open(struct buffer *out);
void json_key(struct json_object *o, struct slice name);
/* Absent things are absent: an empty text, a zero number make no member. */
void json_text(struct json_object *o, const char *name, struct slice text);
void json_number(struct json_object *o, const char *name, uint64_t number);
/* A member that stands also when it is 0. */
void json_count(struct json_object *o, const char *name, uint64_t number);
void json_close(struct json_object *o);
/* Any plain value, to a fixed depth. */
void json_plain(struct buffer *out, const struct plain *value);

/* The members "project" (nothing when there is none) and "location" (nothing without a source). */
void json_project(struct json_object *o, const struct project_key *p);
void json_location(struct json_object *o, const struct source *source, const struct place *p);

/* A waiver as an object. */
void json_waiver(struct buffer *out, const struct waiver *w);
/* One finding as SPEC §3 has it, without line end. */
void json_finding(struct buffer *out, const struct writer *w, const struct finding *f);
/* Of a summary: packs, fingerprint, what was asked for, what packs changed and why, inputs. */
void json_provenance(struct json_object *o, const struct summary *s);
/* The last line of a report in NDJSON: kind "run", the verdict, and by what was judged. */
void json_run_line(struct buffer *out, const struct summary *s);
/* The summary object, in parts that leave through the writer so that it may be long. */
int json_summary(struct writer *w, const struct summary *s, struct error *err);

#endif
