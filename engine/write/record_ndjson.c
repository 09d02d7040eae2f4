/* One project per line, keys in the order of the fields. Years, months and places are numbers where
 * they are plain ones; an extra that is an object or an array goes out as such, because that is what
 * it came in as; everything else is text as written. */
#include "write/record_writer.h"
#include "write/json_out.h"

#include "format/json.h"

enum { LINE_MAX_BYTES = 1 << 30, NUMBER_DIGITS = 9 };

struct ndjson_records {
    struct record_writer base; /* first */
    struct file_out file;
    struct buffer line, name;
    struct json *json;
};

static int records_open(struct record_writer *w, struct error *err)
{
    struct ndjson_records *n = (struct ndjson_records *)w;
    static const struct json_limits limits = {64, 65536, (size_t)64 << 20};
    n->file.fd = -1;
    buffer_init(&n->line, LINE_MAX_BYTES);
    buffer_init(&n->name, 1 << 20);
    int rc = json_new(&n->json, &limits, err);
    if (rc == 0)
        rc = file_create(&n->file, w->path, err);
    if (rc == 0 && !w->path)
        n->file.fd = w->descriptor;
    return rc;
}

static void records_release(struct record_writer *w)
{
    struct ndjson_records *n = (struct ndjson_records *)w;
    file_abandon(&n->file);
    buffer_release(&n->line);
    buffer_release(&n->name);
    json_free(n->json);
}

/* ---- values ---- */

static bool is_number(struct slice s)
{
    if (s.len == 0 || s.len > NUMBER_DIGITS || (s.ptr[0] == '0' && s.len > 1))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return true;
}

static void put_value(struct json_object *o, const struct field *f, struct slice text)
{
    json_key(o, f->name);
    if (f->type == FIELD_INTEGER && is_number(text))
        buffer_put(o->out, text);
    else
        buffer_json(o->out, text);
}

static int nothing(void *context, const struct json_event *e)
{
    (void)context;
    (void)e;
    return 0;
}

/* An object or array on one line. */
static bool is_structure(struct ndjson_records *n, struct slice text)
{
    size_t at;
    if (text.len < 2 || (text.ptr[0] != '{' && text.ptr[0] != '['))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < 0x20)
            return false;
    return json_parse(n->json, text, nothing, NULL, &at, NULL) == 0;
}

static int put_extras(struct ndjson_records *n, struct json_object *o, enum field_scope scope,
                      const struct extras *extras, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; i < extras->count && rc == 0; i++) {
        buffer_clear(&n->name);
        rc = record_extra_name(&n->base, scope, extras, i, false, &n->name, err);
        json_key(o, buffer_slice(&n->name));
        struct slice text = extras->items[i].cell.text;
        if (is_structure(n, text))
            buffer_put(o->out, text);
        else
            buffer_json(o->out, text);
    }
    return rc;
}

/* ---- parts of a project ---- */

/* The items of a list, unless the text says something else than they do (blanks, other marks). */
static void put_list(struct json_object *o, const struct field *f, const struct list *list,
                     struct slice text)
{
    struct slice rest = text;
    bool same = true;
    for (size_t i = 0; i < list->count && same; i++) {
        if (i) {
            same = slice_starts(rest, SLICE("；"));
            rest = slice_from(rest, sizeof("；") - 1);
        }
        same = same && slice_starts(rest, list->items[i]);
        rest = slice_from(rest, list->items[i].len);
    }
    json_key(o, f->name);
    if (!same || rest.len) {
        buffer_json(o->out, text);
        return;
    }
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            buffer_byte(o->out, ',');
        buffer_json(o->out, list->items[i]);
    }
    buffer_byte(o->out, ']');
}

static void put_plan(struct json_object *o, const struct field *f, const struct project *p)
{
    json_key(o, f->name);
    struct json_object plan = json_open(o->out);
    for (size_t i = 0; i < p->plan_count; i++) {
        char month[16];
        int n = snprintf(month, sizeof(month), "%02d", p->plan[i].month);
        json_key(&plan, slice_of(month, (size_t)n));
        buffer_json(plan.out, p->plan[i].cell.text);
    }
    json_close(&plan);
}

static void put_cells(struct json_object *o, const struct field *fields, size_t count,
                      const struct cell *cells)
{
    for (size_t f = 0; f < count; f++)
        if (cells[f].state == CELL_PRESENT)
            put_value(o, &fields[f], cells[f].text);
}

static int put_goals(struct ndjson_records *n, struct json_object *o, const struct field *f,
                     const struct project *p, struct error *err)
{
    size_t count;
    int rc = 0;
    const struct field *fields = field_table(SCOPE_GOAL, &count);
    json_key(o, f->name);
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < p->goal_count && rc == 0; i++) {
        if (i)
            buffer_byte(o->out, ',');
        struct json_object goal = json_open(o->out);
        put_cells(&goal, fields, count, p->goals[i].cells);
        rc = put_extras(n, &goal, SCOPE_GOAL, &p->goals[i].extras, err);
        json_close(&goal);
    }
    buffer_byte(o->out, ']');
    return rc;
}

/* The place in the form is told where the form tells it, or where rows before this one are missing. */
static void put_place(struct json_object *o, const struct indicator *i, size_t place)
{
    if (i->cells[I_SEQ].state != CELL_PRESENT && i->seq != place + 1)
        json_count(o, "seq", i->seq);
}

static int put_indicators(struct ndjson_records *n, struct json_object *o, const struct field *f,
                          const struct project *p, struct error *err)
{
    size_t count;
    int rc = 0;
    const struct field *fields = field_table(SCOPE_INDICATOR, &count);
    json_key(o, f->name);
    buffer_byte(o->out, '[');
    for (size_t i = 0; i < p->indicator_count && rc == 0; i++) {
        const struct indicator *at = &p->indicators[i];
        if (i)
            buffer_byte(o->out, ',');
        struct json_object one = json_open(o->out);
        put_place(&one, at, i);
        put_cells(&one, fields, count, at->cells);
        rc = put_extras(n, &one, SCOPE_INDICATOR, &at->extras, err);
        json_close(&one);
    }
    buffer_byte(o->out, ']');
    return rc;
}

static int put_field(struct ndjson_records *n, struct json_object *o, const struct field *field,
                     enum project_field f, const struct project *p, struct error *err)
{
    struct slice text;
    char scratch[16];
    if (f == P_SOURCE || !record_shown(p, f, &text, scratch))
        return 0;
    if (f >= P_CATEGORY && f <= P_TYPE)
        put_list(o, field, &p->lists[LIST_INDEX(f)], text);
    else if (f == P_PAYMENT_PLAN)
        put_plan(o, field, p);
    else if (f == P_GOALS)
        return put_goals(n, o, field, p, err);
    else if (f == P_INDICATORS)
        return put_indicators(n, o, field, p, err);
    else
        put_value(o, field, text);
    return 0;
}

static int records_put(struct record_writer *w, const struct project *p,
                       const struct source *source, struct error *err)
{
    struct ndjson_records *n = (struct ndjson_records *)w;
    size_t count;
    int rc = 0;
    const struct field *fields = field_table(SCOPE_PROJECT, &count);
    struct json_object o = json_open(&n->line);
    for (size_t f = 0; f < count && rc == 0; f++)
        rc = put_field(n, &o, &fields[f], (enum project_field)f, p, err);
    if (rc == 0)
        rc = put_extras(n, &o, SCOPE_PROJECT, &p->extras, err);
    json_key(&o, SLICE("source"));
    if (is_structure(n, record_own_source(p)))
        buffer_put(&n->line, record_own_source(p));
    else
        record_source(&n->line, p, source);
    json_close(&o);
    buffer_byte(&n->line, '\n');
    if (rc == 0 && (n->line.failed || n->name.failed))
        rc = error_memory(err);
    if (rc == 0)
        file_write(&n->file, buffer_slice(&n->line));
    buffer_clear(&n->line);
    if (rc == 0 && n->file.failed) {
        *err = n->file.error;
        rc = err->code;
    }
    return rc;
}

static int records_commit(struct record_writer *w, struct error *err)
{
    return file_commit(&((struct ndjson_records *)w)->file, err);
}

const struct record_format record_ndjson = {
    .name = "ndjson",
    .extension = ".ndjson",
    .size = sizeof(struct ndjson_records),
    .open = records_open,
    .put = records_put,
    .commit = records_commit,
    .release = records_release,
};
