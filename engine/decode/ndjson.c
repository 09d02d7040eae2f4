/* NDJSON: one project per line. The parser's events fill the record directly; what a record has no
 * field for is kept as the JSON text it was. A line that is wrong costs that line; an indicator that
 * is wrong costs that indicator. */
#include "decode/format_reader.h"

#include "decode/headings.h"
#include "decode/settle.h"
#include "decode/tell.h"
#include "format/json.h"

#include "base/map.h"

enum { KEYS_MAX = 4096, SKIP_LINES = 16 };

/* Where in the record the parser is. */
enum place { AT_TOP, AT_INDICATORS, AT_INDICATOR, AT_GOALS, AT_GOAL, AT_LIST, AT_PLAN };

/* Meanings of keys, found once per spelling, kind of form and place. */
struct keys {
    struct map maps[FORM_COUNT][3]; /* by enum field_scope */
    struct arena names;
    struct heading *found;
    size_t count, cap;
};

struct ndjson {
    struct input input;
    struct text text;
    struct json *json;
    struct keys keys;
    const struct decode_options *options;
    struct error *err;
    bool ended;
    uint64_t number; /* records so far */
    uint32_t line_number;
    /* the line being read */
    struct slice line, copy; /* as read; in the project's arena */
    struct project *project;
    enum place place;
    struct heading key;     /* of the value that comes */
    struct slice key_text;  /* in the arena */
    size_t raw_start, raw_depth; /* a value kept as JSON text; depth SIZE_MAX: none */
    bool raw_source;        /* it is the record's "source" */
    uint64_t seen[3];       /* fields told already, by scope */
    bool bad;               /* the indicator or goal being read is to be dropped */
    struct error why;
    bool apart;             /* the target came under a key whose value may stand apart */
    uint32_t element;       /* place in the array of indicators or goals */
    struct list *list;
    size_t list_cap;
    size_t column_byte;     /* places are counted forward: this byte ... */
    uint32_t column;        /* ... is this column */
};

/* ---- places ---- */

static struct address address_at(struct ndjson *n, size_t byte)
{
    if (byte < n->column_byte) {
        n->column_byte = 0;
        n->column = 1;
    }
    for (; n->column_byte < byte; n->column_byte++)
        n->column += ((unsigned char)n->line.ptr[n->column_byte] & 0xC0) != 0x80;
    return (struct address){n->input.index, n->line_number, n->column, 0};
}

static void tell_at(struct ndjson *n, int kind, struct address at, struct slice value,
                    const struct error *why)
{
    struct rejection r = {.at = at, .value = value};
    r.kind = kind;
    if (n->project) {
        r.project_code = n->project->cells[P_PROJECT_CODE].text;
        r.project_name = n->project->cells[P_PROJECT_NAME].text;
    }
    tell_row(n->options, &r, n->number, why);
}

/* ---- keys ---- */

static void keys_release(struct keys *k)
{
    for (int form = 0; form < FORM_COUNT; form++)
        for (int scope = 0; scope < 3; scope++)
            map_release(&k->maps[form][scope]);
    arena_release(&k->names);
    free(k->found);
}

static void keys_init(struct keys *k)
{
    arena_init(&k->names, (size_t)64 << 20);
    for (int form = 0; form < FORM_COUNT; form++)
        for (int scope = 0; scope < 3; scope++)
            map_init(&k->maps[form][scope]);
}

static void keys_forget(struct keys *k)
{
    for (int form = 0; form < FORM_COUNT; form++)
        for (int scope = 0; scope < 3; scope++)
            map_clear(&k->maps[form][scope]);
    arena_clear(&k->names);
    k->count = 0;
}

/* A record's own key, a Chinese name or a platform column. */
static int key_meaning(struct slice text, enum field_scope scope, enum form_kind form,
                       struct heading *out, struct error *err)
{
    int field = field_find(scope, text);
    *out = (struct heading){.kind = HEADING_CELL, .scope = scope, .field = field};
    if (field >= 0)
        return 0;
    struct buffer folded;
    buffer_init(&folded, text.len * 18 + 64);
    heading_fold(text, &folded);
    *out = heading_find(buffer_slice(&folded), &scope, 1, form);
    bool failed = folded.failed;
    buffer_release(&folded);
    return failed ? error_memory(err) : 0;
}

static int key_find(struct ndjson *n, struct slice text, enum field_scope scope,
                    struct heading *out, struct error *err)
{
    struct keys *k = &n->keys;
    enum form_kind form = n->options->form ? n->options->form
                                           : form_find(n->project->cells[P_FORM].text);
    struct map *map = &k->maps[form][scope];
    const size_t *known = map_get(map, text);
    if (known) {
        *out = k->found[*known];
        return 0;
    }
    if (k->count >= KEYS_MAX)
        keys_forget(k);
    if (k->count == k->cap) {
        size_t cap = k->cap ? k->cap * 2 : 64;
        struct heading *grown = realloc(k->found, cap * sizeof(*grown));
        if (!grown)
            return error_memory(err);
        k->found = grown;
        k->cap = cap;
    }
    int rc = key_meaning(text, scope, form, out, err);
    struct slice copy;
    if (rc)
        return rc;
    if (!arena_copy(&k->names, text, &copy))
        return text.len < 65536 ? error_memory(err) : 0; /* too long to be remembered */
    size_t *place = map_put(map, copy, NULL);
    if (!place)
        return error_memory(err);
    k->found[k->count] = *out;
    *place = k->count++;
    return 0;
}

/* ---- texts ---- */

/* The text in the project's arena: a slice of the line's copy where it stands there unchanged. */
static bool text_keep(struct ndjson *n, struct slice text, struct slice *out)
{
    uintptr_t from = (uintptr_t)n->line.ptr, at = (uintptr_t)text.ptr;
    if (text.len && at >= from && at + text.len <= from + n->line.len) {
        *out = slice_of(n->copy.ptr + (at - from), text.len);
        return true;
    }
    return arena_copy(&n->project->arena, text, out);
}

static int refused(struct ndjson *n)
{
    return arena_refused(n->project, n->options, n->err);
}

static int cell_make(struct ndjson *n, struct slice text, size_t start, struct cell *out)
{
    struct slice kept;
    if (!text_keep(n, text, &kept))
        return refused(n);
    *out = (struct cell){.text = kept, .at = address_at(n, start), .state = CELL_PRESENT};
    return 0;
}

static struct indicator *indicator_now(struct ndjson *n)
{
    return &n->project->indicators[n->project->indicator_count - 1];
}

static struct goal *goal_now(struct ndjson *n)
{
    return &n->project->goals[n->project->goal_count - 1];
}

static int extra_put(struct ndjson *n, struct slice text, size_t start)
{
    struct project *p = n->project;
    struct cell cell;
    if (n->place == AT_GOAL || n->place == AT_PLAN) {
        struct error why;
        char name[SHOWN_MAX];
        (void)error_set(&why, ERR_INPUT, "不认识的键“%s”，其内容未用",
                        "unknown key \"%s\", its value is not used", shown(n->key_text, name));
        tell_at(n, REJECT_REMARK, address_at(n, start), n->key_text, &why);
        return 0;
    }
    int rc = cell_make(n, text, start, &cell);
    if (rc)
        return rc;
    struct extras *to = n->place == AT_INDICATOR ? &indicator_now(n)->extras : &p->extras;
    struct extra *e = project_add_extra(p, to, n->key_text);
    if (!e)
        return refused(n);
    e->cell = cell;
    return 0;
}

/* ---- faults inside a record ---- */

/* A fault of what is being read: the indicator or goal is dropped, or the whole line. */
static int fault(struct ndjson *n)
{
    if (n->place != AT_INDICATOR && n->place != AT_GOAL) {
        if (n->err)
            *n->err = n->why;
        return n->why.code;
    }
    n->bad = true;
    return 0;
}

static int fault_twice(struct ndjson *n)
{
    char name[SHOWN_MAX];
    (void)error_set(&n->why, ERR_INPUT, "键“%s”出现两次，不知取哪一个",
                    "duplicate key \"%s\": it is not clear which value counts",
                    shown(n->key_text, name));
    return fault(n);
}

static void remark_type(struct ndjson *n, size_t start, const char *zh, const char *en)
{
    struct error why, english;
    char name[SHOWN_MAX];
    (void)shown(n->key_text, name);
    (void)error_set(&why, ERR_INPUT, "键“%s”的值应是%s", "%s%s", name, zh);
    (void)error_set(&english, ERR_INPUT, "%s%s", "the value of \"%s\" should be %s", name, en);
    memcpy(why.en, english.en, sizeof(why.en));
    tell_at(n, REJECT_REMARK, address_at(n, start), n->key_text, &why);
}

/* ---- values ---- */

static struct cell *cell_of(struct ndjson *n)
{
    switch (n->key.scope) {
    case SCOPE_PROJECT: return &n->project->cells[n->key.field];
    case SCOPE_INDICATOR: return &indicator_now(n)->cells[n->key.field];
    case SCOPE_GOAL: return &goal_now(n)->cells[n->key.field];
    }
    return NULL;
}

/* Each field once; false when it was there. */
static bool first_time(struct ndjson *n)
{
    uint64_t bit = UINT64_C(1) << n->key.field;
    uint64_t *seen = &n->seen[n->key.scope];
    bool first = !(*seen & bit);
    *seen |= bit;
    return first;
}

/* A goal's text given as a plain string. */
static int goal_text(struct ndjson *n, const struct json_event *e)
{
    struct goal *g = project_add_goal(n->project, address_at(n, e->start));
    return g ? cell_make(n, e->text, e->start, &g->cells[G_TEXT]) : refused(n);
}

static int put_scalar(struct ndjson *n, struct slice text, const struct json_event *e)
{
    if (n->key.kind == HEADING_PLAN || n->place == AT_PLAN) {
        struct plan_entry *entry =
            n->key.kind == HEADING_PLAN ? project_add_plan(n->project, n->key.month) : NULL;
        if (n->key.kind != HEADING_PLAN)
            return extra_put(n, text, e->start);
        return entry ? cell_make(n, text, e->start, &entry->cell) : refused(n);
    }
    if (n->key.kind != HEADING_CELL)
        return extra_put(n, text, e->start);
    bool structure = n->key.scope == SCOPE_PROJECT &&
                     (n->key.field == P_INDICATORS || n->key.field == P_GOALS ||
                      n->key.field == P_PAYMENT_PLAN || n->key.field == P_SOURCE);
    if (!structure) {
        struct cell *cell = cell_of(n);
        n->apart = n->apart || n->key.how == HOW_APART;
        int rc = cell_make(n, text, e->start, cell);
        cell->text = heading_text(n->key.how, n->key.field, cell->text);
        return rc;
    }
    n->project->cells[n->key.field].state = CELL_PRESENT;
    n->project->cells[n->key.field].at = address_at(n, e->start);
    if (n->key.field == P_GOALS && e->kind == JSON_STRING)
        return goal_text(n, e);
    if (n->key.field == P_INDICATORS)
        return error_set(n->err, ERR_INPUT, "indicators 应是由对象组成的数组",
                         "\"indicators\" should be an array of objects");
    remark_type(n, e->start, "对象", "an object");
    return extra_put(n, text, e->start);
}

/* A value as it stands in the line. */
static struct slice as_written(const struct ndjson *n, size_t start, size_t end)
{
    return slice_sub(n->line, start, end - start);
}

static int on_scalar(struct ndjson *n, const struct json_event *e)
{
    if (e->kind == JSON_NULL)
        return 0; /* as if the key were not there */
    bool word = e->kind == JSON_TRUE || e->kind == JSON_FALSE;
    struct slice text = word ? as_written(n, e->start, e->end) : e->text;
    if (word && n->key.kind == HEADING_CELL)
        remark_type(n, e->start, "文字或数", "text or a number");
    return put_scalar(n, text, e);
}

/* ---- lists ---- */

static int list_begin(struct ndjson *n, const struct json_event *e)
{
    n->place = AT_LIST;
    n->list = &n->project->lists[LIST_INDEX(n->key.field)];
    n->list_cap = 0;
    struct cell *cell = cell_of(n);
    *cell = (struct cell){.at = address_at(n, e->start), .state = CELL_PRESENT};
    return 0;
}

static int list_add(struct ndjson *n, struct slice text)
{
    struct slice item;
    if (!text_keep(n, text, &item))
        return refused(n);
    if (n->list->count == n->list_cap) {
        size_t cap = n->list_cap ? n->list_cap * 2 : 4;
        struct slice *items = arena_zero(&n->project->arena, cap, sizeof(*items));
        if (!items)
            return refused(n);
        if (n->list->count)
            memcpy(items, n->list->items, n->list->count * sizeof(*items));
        n->list->items = items;
        n->list_cap = cap;
    }
    n->list->items[n->list->count++] = item;
    return 0;
}

static int list_item(struct ndjson *n, const struct json_event *e)
{
    if (e->kind == JSON_NULL)
        return 0;
    bool word = e->kind == JSON_TRUE || e->kind == JSON_FALSE;
    return list_add(n, word ? as_written(n, e->start, e->end) : e->text);
}

/* The items joined by ； as the cell's text. */
static int list_end(struct ndjson *n)
{
    static const struct slice mark = {"；", sizeof("；") - 1};
    size_t len = 0;
    n->place = AT_TOP;
    for (size_t i = 0; i < n->list->count; i++)
        len += n->list->items[i].len + (i ? mark.len : 0);
    char *text = arena_alloc(&n->project->arena, len + 1), *to = text;
    if (!text)
        return refused(n);
    for (size_t i = 0; i < n->list->count; i++) {
        struct slice pieces[2] = {i ? mark : SLICE_NONE, n->list->items[i]};
        for (int k = 0; k < 2; k++) {
            if (pieces[k].len)
                memcpy(to, pieces[k].ptr, pieces[k].len);
            to += pieces[k].len;
        }
    }
    cell_of(n)->text = slice_of(text, len);
    return 0;
}
/* ---- whole values ---- */

/* An element of indicators or goals that is not taken. */
static int element_reject(struct ndjson *n, size_t start)
{
    struct error why;
    const struct limits *l = n->options->limits;
    if (n->place == AT_INDICATORS && n->project->indicator_count >= l->indicators)
        (void)error_set(&why, ERR_LIMIT, "第 %u 条指标：一个项目的指标超过上限 %zu 条",
                        "indicator %u: too many indicators in one project, the limit is %zu",
                        ++n->element, l->indicators);
    else
        (void)error_set(&why, ERR_INPUT, "第 %u 个元素应是对象", "element %u should be an object",
                        ++n->element);
    tell_at(n, REJECT_INDICATOR, address_at(n, start), SLICE_NONE, &why);
    return 0;
}

static int raw_begin(struct ndjson *n, const struct json_event *e)
{
    n->raw_start = e->start;
    n->raw_depth = e->depth;
    return 0;
}

static int raw_end(struct ndjson *n, const struct json_event *e)
{
    struct slice text = as_written(n, n->raw_start, e->end);
    size_t start = n->raw_start;
    n->raw_depth = SIZE_MAX;
    if (n->place == AT_INDICATORS || n->place == AT_GOALS)
        return element_reject(n, start);
    if (text.len > n->options->limits->field_bytes)
        return error_set(n->err, ERR_LIMIT, "值过长，上限为 %zu 字节",
                         "a value is too long, the limit is %zu bytes",
                         n->options->limits->field_bytes);
    if (n->place == AT_LIST)
        return list_add(n, text);
    if (n->raw_source) {
        n->raw_source = false;
        n->project->cells[P_SOURCE].at = address_at(n, start);
        n->project->cells[P_SOURCE].state = CELL_PRESENT;
        return text_keep(n, text, &n->project->source_json) ? 0 : refused(n);
    }
    if (n->key.kind != HEADING_CELL)
        return extra_put(n, text, start);
    remark_type(n, start, "文字或数", "text or a number");
    return cell_make(n, text, start, cell_of(n));
}


/* ---- events ---- */

static bool is_field(const struct ndjson *n, int from, int to)
{
    return n->place == AT_TOP && n->key.kind == HEADING_CELL && n->key.field >= from &&
           n->key.field <= to;
}

static void place_go(struct ndjson *n, enum place place, const struct json_event *e)
{
    struct cell *cell = &n->project->cells[n->key.field];
    cell->state = CELL_PRESENT;
    cell->at = address_at(n, e->start);
    n->place = place;
    n->element = 0;
}

static int top_container(struct ndjson *n, const struct json_event *e)
{
    bool array = e->kind == JSON_ARRAY;
    if (is_field(n, P_INDICATORS, P_INDICATORS) && !array)
        return error_set(n->err, ERR_INPUT, "indicators 应是由对象组成的数组",
                         "\"indicators\" should be an array of objects");
    if (array && is_field(n, P_CATEGORY, P_TYPE))
        return list_begin(n, e);
    if (array && is_field(n, P_INDICATORS, P_INDICATORS))
        place_go(n, AT_INDICATORS, e);
    else if (array && is_field(n, P_GOALS, P_GOALS))
        place_go(n, AT_GOALS, e);
    else if (!array && is_field(n, P_PAYMENT_PLAN, P_PAYMENT_PLAN))
        place_go(n, AT_PLAN, e);
    else {
        n->raw_source = !array && is_field(n, P_SOURCE, P_SOURCE);
        return raw_begin(n, e);
    }
    return 0;
}

static int element_begin(struct ndjson *n, const struct json_event *e)
{
    struct address at = address_at(n, e->start);
    bool indicator = n->place == AT_INDICATORS;
    if (e->kind == JSON_ARRAY ||
        (indicator && n->project->indicator_count >= n->options->limits->indicators))
        return raw_begin(n, e);
    n->bad = n->apart = false;
    if (indicator) {
        struct indicator *i = project_add_indicator(n->project, at);
        if (!i)
            return refused(n);
        i->seq = n->element + 1;
        i->index = n->element++;
    } else {
        struct goal *g = project_add_goal(n->project, at);
        if (!g)
            return refused(n);
        g->index = n->element++;
    }
    n->place = indicator ? AT_INDICATOR : AT_GOAL;
    n->seen[indicator ? SCOPE_INDICATOR : SCOPE_GOAL] = 0;
    return 0;
}

static int element_end(struct ndjson *n)
{
    struct project *p = n->project;
    bool indicator = n->place == AT_INDICATOR;
    n->place = indicator ? AT_INDICATORS : AT_GOALS;
    if (n->bad) {
        struct address at = indicator ? indicator_now(n)->row : goal_now(n)->row;
        tell_at(n, REJECT_INDICATOR, at, SLICE_NONE, &n->why);
        if (indicator)
            p->indicator_count--;
        else
            p->goal_count--;
        return 0;
    }
    if (indicator && !indicator_settle(p, indicator_now(n), n->apart, SLICE("target_op")))
        return refused(n);
    return 0;
}

static bool extra_known(const struct extras *extras, struct slice key)
{
    for (size_t i = 0; i < extras->count; i++)
        if (slice_equal(extras->items[i].key, key))
            return true;
    return false;
}

/* A month as the payment plan has it: "03", "3", "3月底". */
static void plan_key(struct ndjson *n)
{
    static const enum field_scope scope = SCOPE_PROJECT;
    char name[64];
    int len = snprintf(name, sizeof(name), "payment_plan.%.*s",
                       (int)(n->key_text.len < 32 ? n->key_text.len : 32), n->key_text.ptr);
    n->key = heading_find(slice_of(name, (size_t)len), &scope, 1, FORM_UNKNOWN);
    if (n->key.kind != HEADING_PLAN)
        n->key = heading_find(n->key_text, &scope, 1, FORM_UNKNOWN);
    if (n->key.kind != HEADING_PLAN)
        n->key = (struct heading){.kind = HEADING_UNKNOWN};
}

static int on_key(struct ndjson *n, const struct json_event *e)
{
    enum field_scope scope = n->place == AT_INDICATOR ? SCOPE_INDICATOR
                             : n->place == AT_GOAL    ? SCOPE_GOAL
                                                      : SCOPE_PROJECT;
    if (!text_keep(n, e->text, &n->key_text))
        return refused(n);
    if (n->place == AT_PLAN) {
        plan_key(n);
        return 0;
    }
    int rc = key_find(n, e->text, scope, &n->key, n->err);
    if (rc)
        return rc;
    if (n->key.kind == HEADING_CELL)
        return first_time(n) ? 0 : fault_twice(n);
    if (n->key.kind == HEADING_PLAN || n->place == AT_GOAL)
        return 0;
    const struct extras *extras =
        n->place == AT_INDICATOR ? &indicator_now(n)->extras : &n->project->extras;
    return extra_known(extras, n->key_text) ? fault_twice(n) : 0;
}

static int on_container(struct ndjson *n, const struct json_event *e)
{
    switch (n->place) {
    case AT_TOP: return top_container(n, e);
    case AT_INDICATORS:
    case AT_GOALS: return element_begin(n, e);
    case AT_INDICATOR:
    case AT_GOAL:
    case AT_LIST:
    case AT_PLAN: break;
    }
    return raw_begin(n, e);
}

static int on_value(struct ndjson *n, const struct json_event *e)
{
    if (n->place == AT_LIST)
        return list_item(n, e);
    if (n->place == AT_GOALS && e->kind == JSON_STRING) {
        int rc = goal_text(n, e);
        if (rc == 0)
            goal_now(n)->index = n->element++;
        return rc;
    }
    if (n->place == AT_INDICATORS || n->place == AT_GOALS)
        return element_reject(n, e->start);
    return on_scalar(n, e);
}

static int on_end(struct ndjson *n)
{
    if (n->place == AT_INDICATOR || n->place == AT_GOAL)
        return element_end(n);
    if (n->place == AT_LIST)
        return list_end(n);
    n->place = AT_TOP;
    return 0;
}

static int on_event(void *context, const struct json_event *e)
{
    struct ndjson *n = context;
    bool ends = e->kind == JSON_OBJECT_END || e->kind == JSON_ARRAY_END;
    if (n->raw_depth != SIZE_MAX)
        return ends && e->depth == n->raw_depth ? raw_end(n, e) : 0;
    if (e->depth == 0) {
        if (e->kind == JSON_OBJECT || e->kind == JSON_OBJECT_END)
            return 0;
        return error_set(n->err, ERR_INPUT, "这一行不是 JSON 对象；每行须是一个项目的对象",
                         "the line is not a JSON object; each line must hold one project as an "
                         "object");
    }
    if (ends)
        return on_end(n);
    if (e->kind == JSON_KEY)
        return on_key(n, e);
    return e->kind == JSON_OBJECT || e->kind == JSON_ARRAY ? on_container(n, e) : on_value(n, e);
}

/* ---- lines ---- */

static int line_parse(struct ndjson *n, struct project *p, struct error *err)
{
    size_t at;
    n->err = err;
    n->place = AT_TOP;
    n->raw_depth = SIZE_MAX;
    n->raw_source = n->bad = n->apart = false;
    memset(n->seen, 0, sizeof(n->seen));
    p->ordinal = (uint32_t)n->number;
    p->row = (struct address){n->input.index, n->line_number, 1, 0};
    for (int f = 0; f < P_COUNT; f++)
        p->cells[f].at = p->row;
    if (!arena_copy(&p->arena, n->line, &n->copy))
        return refused(n);
    int rc = json_parse(n->json, n->line, on_event, n, &at, err);
    if (rc == 0)
        rc = record_settle(p, n->options) ? 0 : refused(n);
    else if (rc != ERR_MEMORY)
        p->row = address_at(n, at < n->line.len ? at : n->line.len);
    return rc;
}

static void reject_line(struct ndjson *n, int kind, const struct error *why)
{
    struct address at = {n->input.index, n->line_number, 1, 0};
    if (n->project && n->project->row.a == n->line_number)
        at = n->project->row;
    tell_at(n, kind, at, SLICE_NONE, why);
}

/* Lines that are no text: 0 when the line is sound. */
static int line_check(struct ndjson *n, struct error *why)
{
    const char *nul = memchr(n->line.ptr, '\0', n->line.len);
    size_t bad = nul ? (size_t)(nul - n->line.ptr) : text_fault(n->line);
    if (bad == SIZE_MAX)
        return 0;
    unsigned column = address_at(n, bad).b;
    if (nul)
        return error_set(why, ERR_INPUT, "第 %u 列有 NUL 字节（0x00）", "a NUL byte in column %u",
                         column);
    return error_set(why, ERR_INPUT, "第 %u 列不是有效的 %s 编码；请统一编码后另存",
                     "column %u is not valid %s; save the file in one encoding", column,
                     charset_name(n->text.kind));
}

/* A line beyond the limit: told, passed over. 1 to go on, 0: the rest of the file is given up. */
static int line_long(struct ndjson *n, struct error *err)
{
    struct error why;
    bool nul = false;
    size_t limit = n->options->limits->line_bytes;
    int rc = text_skip(&n->text, limit * SKIP_LINES, &nul, err);
    if (rc < 0)
        return rc;
    bool broken = rc == TEXT_LONG || nul;
    (void)error_set(&why, ERR_LIMIT, "这一行过长，上限为 %zu 字节%s", "the line is too long, the limit is %zu bytes%s",
                    limit, nul ? " (NUL)" : "");
    n->number++;
    reject_line(n, broken ? REJECT_FILE : REJECT_PROJECT, &why);
    return !broken;
}

static struct slice line_trim(struct slice line)
{
    while (line.len && strchr("\r\n \t", line.ptr[line.len - 1]) && line.ptr[line.len - 1])
        line.len--;
    if (line.len && line.ptr[0] == '\x1E') /* RFC 7464 */
        line = slice_from(line, 1);
    return line;
}

static bool is_array(struct slice line)
{
    line = slice_trim(line);
    return line.len && line.ptr[0] == '[';
}

static int reject_array(struct ndjson *n)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT,
                    "文件是一个 JSON 数组；请改为 NDJSON，每行一个项目（jq -c '.[]' 可以转换）",
                    "the file is one JSON array; make it NDJSON with one object per line (jq -c "
                    "'.[]' does so)");
    reject_line(n, REJECT_FILE, &why);
    return 0;
}

/* One line that is not blank: 1, or 0 when it was rejected, or negative. */
static int line_take(struct ndjson *n, struct project *p, struct error *err)
{
    struct error why;
    n->project = NULL;
    n->column_byte = 0;
    n->column = 1;
    int rc = line_check(n, &why);
    if (rc == 0) {
        project_clear(p);
        n->project = p;
        rc = line_parse(n, p, &why);
    }
    if (rc == ERR_MEMORY)
        return error_memory(err);
    if (rc)
        reject_line(n, REJECT_PROJECT, &why);
    return rc == 0;
}

static int line_next(struct ndjson *n, struct project *p, struct error *err)
{
    struct slice line;
    text_mark(&n->text);
    int rc = text_line(&n->text, &line, err);
    n->project = NULL;
    if (rc == TEXT_END || rc < 0) {
        n->ended = true;
        return rc;
    }
    n->line_number++;
    if (rc == TEXT_LONG) {
        rc = line_long(n, err);
        n->ended = rc <= 0;
        return rc < 0 ? rc : 0;
    }
    n->line = line_trim(line);
    if (slice_trim(n->line).len == 0)
        return 0;
    n->number++;
    if (n->number == 1 && is_array(n->line)) {
        n->ended = true;
        return reject_array(n);
    }
    return line_take(n, p, err);
}

static int ndjson_next(void *state, struct project *p, struct error *err)
{
    struct ndjson *n = state;
    while (!n->ended) {
        int rc = line_next(n, p, err);
        if (rc > 0 || rc == ERR_MEMORY)
            return rc;
        if (rc < 0) {
            struct rejection r = {.kind = REJECT_FILE, .at = {n->input.index, 0, 0, 0}};
            tell(n->options, &r, err);
        }
    }
    return 0;
}

/* ---- life ---- */

static uint64_t ndjson_done(const void *state)
{
    return ((const struct ndjson *)state)->input.file.offset;
}

static uint64_t ndjson_total(const void *state)
{
    uint64_t size = ((const struct ndjson *)state)->input.file.size;
    return size != UINT64_MAX ? size : 0;
}

static void ndjson_close(void *state)
{
    struct ndjson *n = state;
    text_release(&n->text);
    json_free(n->json);
    keys_release(&n->keys);
    input_close(&n->input);
    free(n);
}

/* An empty file is told: it is no set of records that happens to hold none. */
static int ndjson_begin(struct ndjson *n, struct error *err)
{
    struct slice head;
    struct error why;
    int rc = text_head(&n->text, &head, err);
    if (rc == ERR_MEMORY || (rc == 0 && head.len > 0))
        return rc;
    if (rc == 0)
        (void)error_set(&why, ERR_INPUT, "%s: 文件是空的", "%s: the file is empty", n->input.path);
    struct rejection r = {.kind = REJECT_FILE, .at = {n->input.index, 0, 0, 0}};
    tell(n->options, &r, rc ? err : &why);
    n->ended = true;
    return 0;
}

int ndjson_open(struct format_reader *out, struct input *in, const struct decode_options *o,
                struct error *err)
{
    struct ndjson *n = calloc(1, sizeof(*n));
    if (!n)
        return error_memory(err);
    n->input = *in;
    in->file.fd = -1;
    in->path = NULL;
    n->options = o;
    n->input.sources->items[n->input.index].kind = SOURCE_NDJSON;
    keys_init(&n->keys);
    struct text_source source = input_source(&n->input);
    source.line_max = o->limits->line_bytes;
    text_init(&n->text, source);
    struct json_limits limits = {o->limits->json_depth, o->limits->json_keys,
                                 o->limits->field_bytes};
    int rc = json_new(&n->json, &limits, err);
    if (rc == 0)
        rc = ndjson_begin(n, err);
    if (rc) {
        ndjson_close(n);
        return rc;
    }
    *out = (struct format_reader){n, ndjson_next, ndjson_done, ndjson_total, ndjson_close};
    return 0;
}
