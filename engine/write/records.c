/* The formats of records and what they have in common. */
#include "write/record_writer.h"

static const struct record_format *const formats[] = {&record_ndjson, &record_csv, &record_xlsx};

enum {
    FORMAT_COUNT = sizeof(formats) / sizeof(*formats),
    KNOWN_MAX = 4096, /* names remembered; beyond that all are forgotten and begun again */
    KNOWN_BYTES = 16 << 20,
};

const char *record_format_name(size_t place)
{
    return place < FORMAT_COUNT ? formats[place]->name : NULL;
}

const struct record_format *record_format_find(struct slice name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (slice_equal(name, slice_str(formats[i]->name)))
            return formats[i];
    return NULL;
}

const struct record_format *record_format_for_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    enum file_kind kind = file_kind(path);
    if (kind == FILE_OTHER) /* a device, a pipe */
        return &record_ndjson;
    if (kind == FILE_DIRECTORY || !dot || dot == name)
        return &record_csv;
    if (!strcasecmp(dot, ".jsonl"))
        return &record_ndjson;
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (formats[i]->extension && !strcasecmp(dot, formats[i]->extension))
            return formats[i];
    return NULL;
}

/* ---- life ---- */

int record_writer_open(struct record_writer **out, const struct record_format *format,
                       const char *path, int descriptor, struct record_names names,
                       struct error *err)
{
    struct record_writer *w = calloc(1, format->size);
    if (!w)
        return error_memory(err);
    w->format = format;
    w->path = path;
    w->descriptor = descriptor;
    w->names = names;
    arena_init(&w->known_names, KNOWN_BYTES);
    for (int i = 0; i < 6; i++)
        map_init(&w->known[i / 3][i % 3]);
    int rc = format->open ? format->open(w, err) : 0;
    if (rc)
        record_writer_free(w);
    else
        *out = w;
    return rc;
}

int record_writer_put(struct record_writer *w, const struct project *p, const struct source *source,
                      struct error *err)
{
    return w->format->put(w, p, source, err);
}

int record_writer_commit(struct record_writer *w, struct error *err)
{
    return w->format->commit(w, err);
}

void record_writer_free(struct record_writer *w)
{
    if (!w)
        return;
    if (w->format->release)
        w->format->release(w);
    for (int i = 0; i < 6; i++)
        map_release(&w->known[i / 3][i % 3]);
    arena_release(&w->known_names);
    free(w);
}

/* ---- names of extras ---- */

static void names_forget(struct record_writer *w)
{
    for (int i = 0; i < 6; i++)
        map_clear(&w->known[i / 3][i % 3]);
    arena_clear(&w->known_names);
}

static int is_extra(struct record_writer *w, enum field_scope scope, struct slice name, bool table,
                    bool *out, struct error *err)
{
    struct map *known = &w->known[table][scope];
    const size_t *answer = map_get(known, name);
    if (answer) {
        *out = *answer != 0;
        return 0;
    }
    *out = name.len && slice_equal(slice_trim(name), name) &&
           w->names.is_extra(w->names.context, scope, name, table);
    if (known->count >= KNOWN_MAX)
        names_forget(w);
    struct slice copy;
    if (!arena_copy(&w->known_names, name, &copy)) {
        names_forget(w);
        if (!arena_copy(&w->known_names, name, &copy))
            return error_memory(err);
    }
    size_t *place = map_put(known, copy, NULL);
    if (!place)
        return error_memory(err);
    *place = *out;
    return 0;
}

int record_extra_name(struct record_writer *w, enum field_scope scope, const struct extras *extras,
                      size_t place, bool table, struct buffer *out, struct error *err)
{
    struct slice name = extras->items[place].key;
    bool plain;
    size_t twins = 0;
    int rc = is_extra(w, scope, name, table, &plain, err);
    for (size_t i = 0; i < place; i++)
        twins += slice_equal(extras->items[i].key, name);
    if (rc)
        return rc;
    if (!plain)
        buffer_text(out, "extra.");
    buffer_put(out, name);
    if (twins)
        buffer_format(out, "#%zu", twins + 1);
    return 0;
}

/* ---- cells that are more than their text ---- */

static bool form_differs(const struct project *p)
{
    return p->form != FORM_UNKNOWN && !p->form_inferred &&
           form_find(p->cells[P_FORM].text) != p->form;
}

bool record_shown(const struct project *p, enum project_field field, struct slice *out,
                 char scratch[16])
{
    const struct cell *c = &p->cells[field];
    *out = c->text;
    if (field == P_FORM && form_differs(p)) {
        *out = form_name(p->form);
        return true;
    }
    if (field == P_YEAR && p->year && slice_trim(c->text).len == 0) {
        *out = slice_of(scratch, (size_t)snprintf(scratch, 16, "%d", p->year));
        return true;
    }
    return c->state == CELL_PRESENT;
}

struct slice record_own_source(const struct project *p)
{
    return p->source_json.len ? p->source_json : p->cells[P_SOURCE].text;
}

void record_source(struct buffer *out, const struct project *p, const struct source *source)
{
    buffer_byte(out, '{');
    if (source) {
        buffer_text(out, "\"file\":");
        buffer_json(out, slice_str(source->path));
        buffer_byte(out, ',');
        if (source->kind == SOURCE_XLSX && p->row.a > 0 && p->row.a <= source->sheet_count) {
            buffer_text(out, "\"sheet\":");
            buffer_json(out, slice_str(source->sheets[p->row.a - 1]));
            buffer_byte(out, ',');
        }
    }
    buffer_format(out, "\"ordinal\":%u}", (unsigned)p->ordinal);
}
