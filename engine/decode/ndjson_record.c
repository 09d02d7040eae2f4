/* The parser's events fill the record directly. A key the record has no field for is kept as the JSON
 * text it was; an indicator that is wrong costs that indicator; what is wrong with the line itself is
 * left to ndjson.c to tell. */
#include "decode/ndjson_record.h"

#include "decode/settle.h"
#include "decode/tell.h"

/* ---- places ---- */

struct address record_address(struct record *n, size_t byte)
{
    if (byte < n->column_byte) {
        n->column_byte = 0;
        n->column = 1;
    }
    for (; n->column_byte < byte; n->column_byte++)
        n->column += ((unsigned char)n->line.ptr[n->column_byte] & 0xC0) != 0x80;
    return (struct address){n->file, n->line_number, n->column, 0};
}

void record_tell(struct record *n, int kind, struct address at, struct slice value,
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

/* ---- texts ---- */

/* The text in the project's arena: a slice of the line's copy where it stands there unchanged. */
static bool text_keep(struct record *n, struct slice text, struct slice *out)
{
    uintptr_t from = (uintptr_t)n->line.ptr, at = (uintptr_t)text.ptr;
    if (text.len && at >= from && at + text.len <= from + n->line.len) {
        *out = slice_of(n->copy.ptr + (at - from), text.len);
        return true;
    }
    return arena_copy(&n->project->arena, text, out);
}

static int refused(struct record *n)
{
    return arena_refused(n->project, n->options, n->err);
}

static int cell_make(struct record *n, struct slice text, size_t start, struct cell *out)
{
    struct slice kept;
    if (!text_keep(n, text, &kept))
        return refused(n);
    *out = (struct cell){.text = kept, .at = record_address(n, start), .state = CELL_PRESENT};
    return 0;
}

static struct indicator *indicator_now(struct record *n)
{
    return &n->project->indicators[n->project->indicator_count - 1];
}

static struct goal *goal_now(struct record *n)
{
    return &n->project->goals[n->project->goal_count - 1];
}

static struct extras *extras_now(struct record *n)
{
    return n->place == AT_INDICATOR ? &indicator_now(n)->extras
           : n->place == AT_GOAL    ? &goal_now(n)->extras
                                    : &n->project->extras;
}

static int extra_put(struct record *n, struct slice text, size_t start)
{
    struct project *p = n->project;
    struct cell cell;
    if (n->place == AT_PLAN) {
        struct error why;
        char name[SHOWN_MAX];
        (void)error_set(&why, ERR_INPUT, "不认识的键“%s”，其内容未用",
                        "unknown key \"%s\", its value is not used", shown(n->key_text, name));
        record_tell(n, REJECT_REMARK, record_address(n, start), n->key_text, &why);
        return 0;
    }
    int rc = cell_make(n, text, start, &cell);
    if (rc)
        return rc;
    struct extra *e = project_add_extra(p, extras_now(n), n->key_text);
    if (!e)
        return refused(n);
    e->cell = cell;
    return 0;
}

/* ---- faults inside a record ---- */

/* A fault of what is being read: the indicator or goal is dropped, or the whole line. */
static int fault(struct record *n)
{
    if (n->place != AT_INDICATOR && n->place != AT_GOAL) {
        if (n->err)
            *n->err = n->why;
        return n->why.code;
    }
    n->bad = true;
    return 0;
}

static int fault_twice(struct record *n)
{
    char name[SHOWN_MAX];
    (void)error_set(&n->why, ERR_INPUT, "键“%s”出现两次，不知取哪一个",
                    "duplicate key \"%s\": it is not clear which value counts",
                    shown(n->key_text, name));
    return fault(n);
}

/* Two names of one field: the better one counts, the other is kept under its own name. A level's code
 * beside its name is nothing to tell. */
static void tell_names(struct record *n, size_t start, struct slice loser, struct slice winner)
{
    struct error why;
    char lost[SHOWN_MAX], won[SHOWN_MAX];
    if (n->key.how == HOW_LEVEL || n->key.field == I_LEVEL1 || n->key.field == I_LEVEL2)
        return;
    (void)error_set(&why, ERR_INPUT, "键“%s”与“%s”同义；取后者，前者作为附加内容保留",
                    "key \"%s\" means the same as \"%s\"; the latter is used, the former is kept as an "
                    "extra",
                    shown(loser, lost), shown(winner, won));
    record_tell(n, REJECT_REMARK, record_address(n, start), loser, &why);
}

static void remark_type(struct record *n, size_t start, const char *zh, const char *en)
{
    struct error why, english;
    char name[SHOWN_MAX];
    (void)shown(n->key_text, name);
    (void)error_set(&why, ERR_INPUT, "键“%s”的值应是%s", "%s%s", name, zh);
    (void)error_set(&english, ERR_INPUT, "%s%s", "the value of \"%s\" should be %s", name, en);
    memcpy(why.en, english.en, sizeof(why.en));
    record_tell(n, REJECT_REMARK, record_address(n, start), n->key_text, &why);
}

/* ---- values ---- */

static struct cell *cell_of(struct record *n)
{
    switch (n->key.scope) {
    case SCOPE_PROJECT: return &n->project->cells[n->key.field];
    case SCOPE_INDICATOR: return &indicator_now(n)->cells[n->key.field];
    case SCOPE_GOAL: return &goal_now(n)->cells[n->key.field];
    }
    return NULL;
}

/* Each field once; false when it was there. */
static bool first_time(struct record *n)
{
    uint64_t bit = UINT64_C(1) << n->key.field;
    uint64_t *seen = &n->seen[n->key.scope];
    bool first = !(*seen & bit);
    *seen |= bit;
    if (first)
        n->named[n->key.scope][n->key.field] =
            (struct named){.rank = n->key.rank, .key = n->key_text};
    return first;
}

/* A goal's text given as a plain string. */
static int goal_text(struct record *n, const struct json_event *e)
{
    struct goal *g = project_add_goal(n->project, record_address(n, e->start));
    return g ? cell_make(n, e->text, e->start, &g->cells[G_TEXT]) : refused(n);
}

static int put_scalar(struct record *n, struct slice text, const struct json_event *e)
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
        n->named[n->key.scope][n->key.field].text = cell->text;
        cell->text = heading_text(n->key.how, n->key.field, cell->text);
        return rc;
    }
    n->project->cells[n->key.field].state = CELL_PRESENT;
    n->project->cells[n->key.field].at = record_address(n, e->start);
    if (n->key.field == P_GOALS && e->kind == JSON_STRING)
        return goal_text(n, e);
    if (n->key.field == P_INDICATORS)
        return error_set(n->err, ERR_INPUT, "indicators 应是由对象组成的数组",
                         "\"indicators\" should be an array of objects");
    remark_type(n, e->start, "对象", "an object");
    return extra_put(n, text, e->start);
}

/* A value as it stands in the line. */
static struct slice as_written(const struct record *n, size_t start, size_t end)
{
    return slice_sub(n->line, start, end - start);
}

static int on_scalar(struct record *n, const struct json_event *e)
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

static int list_begin(struct record *n, const struct json_event *e)
{
    n->place = AT_LIST;
    n->list = &n->project->lists[LIST_INDEX(n->key.field)];
    n->list_cap = 0;
    struct cell *cell = cell_of(n);
    *cell = (struct cell){.at = record_address(n, e->start), .state = CELL_PRESENT};
    return 0;
}

static int list_add(struct record *n, struct slice text)
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

static int list_item(struct record *n, const struct json_event *e)
{
    if (e->kind == JSON_NULL)
        return 0;
    bool word = e->kind == JSON_TRUE || e->kind == JSON_FALSE;
    return list_add(n, word ? as_written(n, e->start, e->end) : e->text);
}

/* The items joined by ； as the cell's text. */
static int list_end(struct record *n)
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
static int element_reject(struct record *n, size_t start)
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
    record_tell(n, REJECT_INDICATOR, record_address(n, start), SLICE_NONE, &why);
    return 0;
}

static int raw_begin(struct record *n, const struct json_event *e)
{
    n->raw_start = e->start;
    n->raw_depth = e->depth;
    return 0;
}

static int raw_end(struct record *n, const struct json_event *e)
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
        n->project->cells[P_SOURCE].at = record_address(n, start);
        n->project->cells[P_SOURCE].state = CELL_PRESENT;
        return text_keep(n, text, &n->project->source_json) ? 0 : refused(n);
    }
    if (n->key.kind != HEADING_CELL)
        return extra_put(n, text, start);
    remark_type(n, start, "文字或数", "text or a number");
    return cell_make(n, text, start, cell_of(n));
}


/* ---- events ---- */

static bool is_field(const struct record *n, int from, int to)
{
    return n->place == AT_TOP && n->key.kind == HEADING_CELL && n->key.field >= from &&
           n->key.field <= to;
}

static void place_go(struct record *n, enum place place, const struct json_event *e)
{
    struct cell *cell = &n->project->cells[n->key.field];
    cell->state = CELL_PRESENT;
    cell->at = record_address(n, e->start);
    n->place = place;
    n->element = 0;
}

static int top_container(struct record *n, const struct json_event *e)
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

static int element_begin(struct record *n, const struct json_event *e)
{
    struct address at = record_address(n, e->start);
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

static int element_end(struct record *n)
{
    struct project *p = n->project;
    bool indicator = n->place == AT_INDICATOR;
    n->place = indicator ? AT_INDICATORS : AT_GOALS;
    if (n->bad) {
        struct address at = indicator ? indicator_now(n)->row : goal_now(n)->row;
        record_tell(n, REJECT_INDICATOR, at, SLICE_NONE, &n->why);
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

/* The field has a value already, under a worse name: that one becomes an extra. */
static int name_replace(struct record *n, struct named *was, size_t start)
{
    struct cell *cell = cell_of(n);
    tell_names(n, start, was->key, n->key_text);
    if (cell->state == CELL_PRESENT) {
        struct extra *e = project_add_extra(n->project, extras_now(n), was->key);
        if (!e)
            return refused(n);
        e->cell = *cell;
        e->cell.text = was->text;
        *cell = (struct cell){.at = cell->at};
    }
    *was = (struct named){.rank = n->key.rank, .key = n->key_text};
    return 0;
}

/* A field told before: 0 where its names differ and one of them gives way. */
static int name_again(struct record *n, size_t start)
{
    struct named *was = &n->named[n->key.scope][n->key.field];
    bool whole = n->key.scope == SCOPE_PROJECT &&
                 (n->key.field == P_INDICATORS || n->key.field == P_GOALS || n->key.field == P_SOURCE ||
                  n->key.field == P_PAYMENT_PLAN ||
                  (n->key.field >= P_CATEGORY && n->key.field <= P_TYPE));
    if (was->rank == n->key.rank || whole)
        return fault_twice(n);
    if (n->key.rank < was->rank)
        return name_replace(n, was, start);
    tell_names(n, start, n->key_text, was->key);
    n->key.kind = HEADING_KNOWN;
    return extra_known(extras_now(n), n->key_text) ? fault_twice(n) : 0;
}

/* A month as the payment plan has it: "03", "3", "3月底". */
static void plan_key(struct record *n)
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

/* Platform columns mean what they mean on this form, where the record has said which it is. */
static enum form_kind form_now(const struct record *n)
{
    return n->options->form ? n->options->form : form_find(n->project->cells[P_FORM].text);
}

static int on_key(struct record *n, const struct json_event *e)
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
    int rc = keys_find(&n->keys, e->text, scope, form_now(n), &n->key, n->err);
    if (rc)
        return rc;
    if (n->key.kind == HEADING_CELL)
        return first_time(n) ? 0 : name_again(n, e->start);
    n->key_text = heading_extra(n->key_text);
    if (n->key.kind == HEADING_PLAN)
        return 0;
    return extra_known(extras_now(n), n->key_text) ? fault_twice(n) : 0;
}

static int on_container(struct record *n, const struct json_event *e)
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

static int on_value(struct record *n, const struct json_event *e)
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

static int on_end(struct record *n)
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
    struct record *n = context;
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

/* ---- the record ---- */

void record_init(struct record *n, const struct decode_options *options, uint32_t file)
{
    *n = (struct record){.options = options, .file = file};
    keys_init(&n->keys);
}

void record_release(struct record *n)
{
    keys_release(&n->keys);
}

void record_line(struct record *n, struct slice line, uint32_t line_number, uint64_t number)
{
    n->line = line;
    n->line_number = line_number;
    n->number = number;
    n->project = NULL;
    n->column_byte = 0;
    n->column = 1;
}

int record_parse(struct record *n, struct json *json, struct project *p, struct error *err)
{
    size_t at;
    project_clear(p);
    n->project = p;
    n->err = err;
    n->place = AT_TOP;
    n->raw_depth = SIZE_MAX;
    n->raw_source = n->bad = n->apart = false;
    memset(n->seen, 0, sizeof(n->seen));
    p->ordinal = (uint32_t)n->number;
    p->row = (struct address){n->file, n->line_number, 1, 0};
    for (int f = 0; f < P_COUNT; f++)
        p->cells[f].at = p->row;
    if (!arena_copy(&p->arena, n->line, &n->copy))
        return refused(n);
    int rc = json_parse(json, n->line, on_event, n, &at, err);
    if (rc == 0)
        rc = record_settle(p, n->options) ? 0 : refused(n);
    else if (rc != ERR_MEMORY)
        p->row = record_address(n, at < n->line.len ? at : n->line.len);
    return rc;
}
