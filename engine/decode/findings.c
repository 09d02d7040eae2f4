/* A report in NDJSON is read line by line; one in JSON, whose findings are one value, whole. What stands
 * where is told by the keys around it; members nobody asks for are passed over. What was found in several forms
 * and told once is several findings again, each with its own fingerprint. */
#include "decode/findings.h"

#include "base/array.h"
#include "base/file.h"
#include "format/json.h"
#include "format/text.h"

enum {
    LINE_BYTES = 64 << 20,
    WHOLE_BYTES = 1 << 30,
    PAIRS_MAX = 256,
    FOLDED_DEPTH = 3, /* of a key in an object in a finding's list "related" */
    KEY_DEPTHS = 8,
};

struct reading {
    struct past_findings *out;
    struct past_finding now;
    struct pair evidence[PAIRS_MAX], params[PAIRS_MAX];
    struct slice keys[KEY_DEPTHS]; /* the last key at each depth, in the arena's or static memory */
    size_t base;                   /* depth of a finding's own value */
    bool inside;                   /* one is open */
    bool starved;
    struct past_finding *folded; /* the places that were told with it */
    size_t folded_count, folded_cap;
};

/* ---- one finding ---- */

static struct slice keep(struct reading *r, struct slice s)
{
    struct slice kept = SLICE_NONE;
    if (s.len && !arena_copy(&r->out->arena, s, &kept))
        r->starved = true;
    return kept;
}

static const struct {
    const char *outer, *key; /* outer NULL: of the finding itself */
    size_t place;
} texts[] = {
    {NULL, "kind", offsetof(struct past_finding, kind)},
    {NULL, "rule", offsetof(struct past_finding, rule)},
    {NULL, "severity", offsetof(struct past_finding, severity)},
    {NULL, "aspect", offsetof(struct past_finding, aspect)},
    {NULL, "message", offsetof(struct past_finding, message)},
    {NULL, "message_en", offsetof(struct past_finding, message_en)},
    {NULL, "field", offsetof(struct past_finding, field)},
    {NULL, "value", offsetof(struct past_finding, value)},
    {NULL, "status", offsetof(struct past_finding, status)},
    {NULL, "fingerprint", offsetof(struct past_finding, fingerprint)},
    {"project", "code", offsetof(struct past_finding, code)},
    {"project", "name", offsetof(struct past_finding, name)},
    {"project", "unit", offsetof(struct past_finding, unit)},
    {"project", "region", offsetof(struct past_finding, region)},
    {"project", "form", offsetof(struct past_finding, form)},
    {"indicator", "name", offsetof(struct past_finding, indicator)},
    {"location", "file", offsetof(struct past_finding, file)},
};

static uint32_t number_of(struct slice text)
{
    uint32_t n = 0;
    for (size_t i = 0; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && n < 100000000; i++)
        n = n * 10 + (uint32_t)(text.ptr[i] - '0');
    return n;
}

static void number_take(struct reading *r, struct slice outer, struct slice key, struct slice text)
{
    if (slice_equal(outer, SLICE("project")) && slice_equal(key, SLICE("year")))
        r->now.year = (int)number_of(text);
    else if (slice_equal(outer, SLICE("project")) && slice_equal(key, SLICE("ordinal")))
        r->now.ordinal = number_of(text);
    else if (slice_equal(outer, SLICE("indicator")) && slice_equal(key, SLICE("seq")))
        r->now.seq = number_of(text);
}

static void pair_take(struct reading *r, struct pair *list, size_t *count, struct slice name,
                      struct slice text)
{
    if (*count < PAIRS_MAX)
        list[(*count)++] = (struct pair){keep(r, name), keep(r, text)};
}

static void value_take(struct reading *r, const struct json_event *e)
{
    size_t depth = e->depth - r->base;
    struct slice key = r->keys[e->depth < KEY_DEPTHS ? e->depth : 0];
    struct slice outer = depth > 1 ? r->keys[e->depth - 1] : SLICE_NONE;
    if (depth == 2 && slice_equal(outer, SLICE("evidence"))) {
        pair_take(r, r->evidence, &r->now.evidence_count, key, e->text);
        return;
    }
    if (depth == 3 && slice_equal(r->keys[e->depth - 2], SLICE("params")) &&
        slice_equal(key, SLICE("value"))) {
        pair_take(r, r->params, &r->now.param_count, outer, e->text);
        return;
    }
    if (e->kind == JSON_NUMBER)
        number_take(r, outer, key, e->text);
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts) && e->kind == JSON_STRING && depth <= 2;
         i++)
        if (slice_equal(key, slice_str(texts[i].key)) &&
            slice_equal(outer, slice_str(texts[i].outer ? texts[i].outer : ""))) {
            struct slice kept = keep(r, e->text);
            memcpy((char *)&r->now + texts[i].place, &kept, sizeof(kept));
        }
}

/* ---- the places that were told with it ---- */

static void folded_open(struct reading *r)
{
    struct past_finding *items = array_room(r->folded, r->folded_count, &r->folded_cap, sizeof(*items));
    if (!items) {
        r->starved = true;
        return;
    }
    r->folded = items;
    r->folded[r->folded_count++] = (struct past_finding){0};
}

static void folded_take(struct reading *r, struct slice key, const struct json_event *e)
{
    struct past_finding *f = &r->folded[r->folded_count - 1];
    const struct {
        const char *key;
        struct slice *to;
    } parts[] = {{"code", &f->code},
                 {"name", &f->name},
                 {"indicator", &f->indicator},
                 {"value", &f->value},
                 {"fingerprint", &f->fingerprint}};
    for (size_t i = 0; e->kind == JSON_STRING && i < sizeof(parts) / sizeof(*parts); i++)
        if (slice_equal(key, slice_str(parts[i].key)))
            *parts[i].to = keep(r, e->text);
    if (e->kind == JSON_NUMBER && slice_equal(key, SLICE("ordinal")))
        f->ordinal = number_of(e->text);
    if (e->kind == JSON_NUMBER && slice_equal(key, SLICE("seq")))
        f->seq = number_of(e->text);
}

/* Whether the event stands in one of the places beside the finding's own; it is taken then. */
static bool folded_event(struct reading *r, const struct json_event *e)
{
    bool within = r->inside && e->depth >= r->base + FOLDED_DEPTH - 1 &&
                  slice_equal(r->keys[r->base + 1], SLICE("related"));
    if (within && e->depth == r->base + FOLDED_DEPTH - 1 && e->kind == JSON_OBJECT)
        folded_open(r);
    else if (within && e->depth == r->base + FOLDED_DEPTH && r->folded_count && e->kind != JSON_KEY)
        folded_take(r, r->keys[e->depth], e);
    return within;
}

/* What the place has of its own, the rest is the finding's. */
static struct past_finding folded_make(const struct past_finding *lead, const struct past_finding *own)
{
    struct past_finding f = *lead;
    f.code = own->code;
    f.name = own->name;
    f.value = own->value;
    f.fingerprint = own->fingerprint;
    f.ordinal = own->ordinal;
    f.seq = own->seq;
    f.indicator = own->indicator;
    f.evidence_count = 0;
    return f;
}

/* ---- the end of a finding ---- */

static const struct pair *pairs_keep(struct reading *r, const struct pair *list, size_t count)
{
    struct pair *kept = arena_zero(&r->out->arena, count + 1, sizeof(*kept));
    if (!kept)
        r->starved = true;
    else if (count)
        memcpy(kept, list, count * sizeof(*kept));
    return kept;
}

static int finding_add(struct past_findings *out, const struct past_finding *f)
{
    struct past_finding *items =
        array_room(out->items, out->count, &out->cap, sizeof(*items));
    if (!items)
        return ERR_MEMORY;
    out->items = items;
    bool made = false;
    size_t *at = f->fingerprint.len ? map_put(&out->fingerprints, f->fingerprint, &made) : NULL;
    if (f->fingerprint.len && !at)
        return ERR_MEMORY;
    if (at && made)
        *at = out->count;
    out->items[out->count++] = *f;
    return 0;
}

/* Findings without a kind are no findings of ours; the line of kind "run" ends a report in NDJSON. */
static int finding_end(struct reading *r)
{
    struct past_findings *out = r->out;
    r->inside = false;
    if (slice_equal(r->now.kind, SLICE("run"))) {
        out->ended = true;
        out->rules = r->now.fingerprint;
        return r->starved ? ERR_MEMORY : 0;
    }
    r->now.evidence = pairs_keep(r, r->evidence, r->now.evidence_count);
    r->now.params = pairs_keep(r, r->params, r->now.param_count);
    if (r->starved)
        return ERR_MEMORY;
    if (r->now.kind.len == 0)
        return ERR_INPUT;
    int rc = finding_add(out, &r->now);
    for (size_t i = 0; rc == 0 && i < r->folded_count; i++) {
        struct past_finding f = folded_make(&r->now, &r->folded[i]);
        if (f.fingerprint.len)
            rc = finding_add(out, &f);
    }
    return rc;
}

static int event_take(void *context, const struct json_event *e)
{
    struct reading *r = context;
    bool in_findings = r->base == 0 || slice_equal(r->keys[1], SLICE("findings"));
    if (e->kind == JSON_KEY) {
        if (e->depth < KEY_DEPTHS && (r->inside || e->depth <= 2))
            r->keys[e->depth] = keep(r, e->text);
        return r->starved ? ERR_MEMORY : 0;
    }
    if (folded_event(r, e))
        return r->starved ? ERR_MEMORY : 0;
    if (e->depth == r->base && e->kind == JSON_OBJECT && in_findings) {
        r->now = (struct past_finding){0};
        r->folded_count = 0;
        r->inside = true;
        return 0;
    }
    if (e->depth == r->base && e->kind == JSON_OBJECT_END && r->inside)
        return finding_end(r);
    bool scalar = e->kind == JSON_STRING || e->kind == JSON_NUMBER || e->kind == JSON_TRUE ||
                  e->kind == JSON_FALSE;
    if (r->inside && scalar && e->depth > r->base)
        value_take(r, e);
    else if (e->kind == JSON_STRING && e->depth == 2 && slice_equal(r->keys[1], SLICE("summary")) &&
             slice_equal(r->keys[2], SLICE("fingerprint")))
        r->out->rules = keep(r, e->text);
    return r->starved ? ERR_MEMORY : 0;
}

/* ---- the file ---- */

static int fault_set(struct error *err, int rc, size_t line)
{
    if (rc == ERR_MEMORY)
        return error_memory(err);
    return error_set(err, ERR_INPUT,
                     "第 %zu 行不是 jihe 的核验结果；应为 --format ndjson 或 json 的报告",
                     "line %zu is no finding of jihe; a report in ndjson or json is needed", line);
}

static int whole_parse(struct reading *r, struct json *json, const char *path, struct error *err)
{
    struct buffer text;
    size_t at = 0;
    buffer_init(&text, WHOLE_BYTES);
    r->base = 2;
    int rc = file_read(path, &text, err);
    if (rc == 0) {
        struct digest d;
        digest_init(&d);
        digest_put(&d, buffer_slice(&text));
        digest_hex(&d, r->out->sha256);
        rc = json_parse(json, slice_trim(buffer_slice(&text)), event_take, r, &at, err);
        r->out->ended = true;
        size_t line = 1;
        for (size_t i = 0; i < at && i < text.len; i++)
            line += text.ptr[i] == '\n';
        if (rc)
            rc = fault_set(err, rc, line);
    }
    buffer_release(&text);
    return rc;
}

/* A report in JSON begins with its summary. */
static bool is_whole(struct slice head)
{
    head = slice_trim(head);
    if (!slice_starts(head, SLICE("{")))
        return false;
    head = slice_trim(slice_from(head, 1));
    return slice_starts(head, SLICE("\"summary\""));
}

static int lines_parse(struct reading *r, struct json *json, struct text *text, struct error *err)
{
    size_t number = 0, at;
    for (;;) {
        struct slice line;
        text_mark(text);
        int rc = text_line(text, &line, err);
        if (rc == TEXT_END)
            return 0;
        if (rc < 0)
            return rc;
        number++;
        if (rc == TEXT_LONG)
            return fault_set(err, ERR_INPUT, number);
        line = slice_trim(line);
        if (line.len && (rc = json_parse(json, line, event_take, r, &at, err)) != 0)
            return fault_set(err, rc, number);
    }
}

static int file_parse(struct reading *r, struct json *json, const char *path, struct error *err)
{
    struct text_file f;
    struct text text;
    struct slice head = SLICE_NONE;
    int rc = text_file_open(&f, path, err);
    if (rc)
        return rc;
    text_init(&text, text_file_source(&f, LINE_BYTES));
    rc = text_head(&text, &head, err);
    bool whole = rc == 0 && is_whole(head);
    if (rc == 0 && !whole)
        rc = lines_parse(r, json, &text, err);
    text_release(&text);
    text_file_close(&f, r->out->sha256);
    return rc == 0 && whole ? whole_parse(r, json, path, err) : rc;
}

int past_read(struct past_findings *out, const char *path, struct error *err)
{
    static const struct json_limits limits = {.depth = 64, .keys = 4096, .string_bytes = LINE_BYTES};
    struct reading *r = calloc(1, sizeof(*r));
    struct json *json = NULL;
    *out = (struct past_findings){0};
    arena_init(&out->arena, SIZE_MAX / 2);
    map_init(&out->fingerprints);
    int rc = r ? json_new(&json, &limits, err) : error_memory(err);
    if (rc == 0) {
        r->out = out;
        rc = file_parse(r, json, path, err);
    }
    if (rc && rc != ERR_MEMORY && err) {
        if (rc == ERR_IO)
            err->code = rc = ERR_USAGE;
        else
            error_locate(err, path, 0);
    }
    json_free(json);
    if (r)
        free(r->folded);
    free(r);
    if (rc)
        past_release(out);
    return rc;
}

void past_release(struct past_findings *p)
{
    free(p->items);
    map_release(&p->fingerprints);
    arena_release(&p->arena);
    *p = (struct past_findings){0};
}
