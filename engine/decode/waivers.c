/* Waivers are strict: one that gives no reason or names nobody who answers for it is no waiver, and one
 * that is not understood to the last column could let pass what nobody meant. So the first lines that are
 * wrong are told together, and nothing is waived until the file is right. */
#include "decode/waivers.h"

#include "base/near.h"
#include "decode/input.h"
#include "decode/tell.h"
#include "format/csv.h"
#include "value/value.h"

enum { WAIVERS_MAX = 1 << 20, FAULTS_TOLD = 5, SHOWN_CHARS = 160 };

enum column { C_RULE, C_PROJECT, C_INDICATOR, C_FIELD, C_REASON, C_APPROVER, C_DOCUMENT, C_EXPIRY, C_COUNT };

static const struct {
    const char *zh, *en;
    const char *names; /* set apart by blanks; the first is told */
} columns[C_COUNT] = {
    {"规则", "rule", "rule 规则 规则编号"},
    {"项目编码", "project_code", "project_code project 项目编码 项目代码 项目名称 项目"},
    {"指标", "indicator", "indicator 指标 指标名称 三级指标"},
    {"字段", "field", "field 字段 栏目"},
    {"理由", "reason", "reason 理由 豁免理由 原因"},
    {"批准人", "approver", "approver 批准人 审批人"},
    {"文号", "document", "document document_number 文号 批准文号"},
    {"有效期至", "expiry", "expiry expires 有效期至 有效期 到期日 到期"},
};

struct reading {
    struct waivers *out;
    size_t places[C_COUNT]; /* SIZE_MAX: no such column */
    struct buffer zh, en;   /* faults told so far */
    size_t faults;
};

/* ---- headings ---- */

static bool is_named(const char *names, struct slice heading)
{
    struct slice rest = slice_str(names);
    while (rest.len) {
        size_t n = slice_find(rest, SLICE(" "), 0);
        if (slice_equal(slice_sub(rest, 0, n), heading))
            return true;
        rest = n == SIZE_MAX ? SLICE_NONE : slice_from(rest, n + 1);
    }
    return false;
}

static void names_near(struct near *near)
{
    for (size_t c = 0; c < C_COUNT; c++) {
        near_offer(near, slice_str(columns[c].zh));
        near_offer(near, slice_str(columns[c].en));
    }
}

static int heading_take(struct reading *r, size_t place, struct slice text, struct error *err)
{
    struct slice heading = slice_trim(text);
    char room[SHOWN_CHARS];
    size_t c = 0;
    if (heading.len == 0)
        return 0;
    while (c < C_COUNT && !is_named(columns[c].names, heading))
        c++;
    if (c < C_COUNT && r->places[c] == SIZE_MAX) {
        r->places[c] = place;
        return 0;
    }
    if (c < C_COUNT)
        return error_set(err, ERR_PACK, "栏目“%s”有两列", "the column \"%s\" is there twice",
                         shown(heading, room));
    struct near near;
    near_init(&near, heading);
    names_near(&near);
    if (near.best.len)
        return error_set(err, ERR_PACK, "不认识的栏目“%s”，是否指“%.*s”？",
                         "unknown column \"%s\"; did you mean \"%.*s\"?", shown(heading, room),
                         SLICE_ARG(near.best));
    return error_set(err, ERR_PACK,
                     "不认识的栏目“%s”；应为：规则、项目编码、指标、字段、理由、批准人、文号、有效期至",
                     "unknown column \"%s\"; there are rule, project_code, indicator, field, reason, "
                     "approver, document, expiry",
                     shown(heading, room));
}

static int headings_take(struct reading *r, const struct csv_row *row, struct error *err)
{
    static const enum column required[] = {C_RULE, C_PROJECT, C_REASON, C_APPROVER};
    int rc = 0;
    for (size_t c = 0; c < C_COUNT; c++)
        r->places[c] = SIZE_MAX;
    for (size_t i = 0; i < row->count && rc == 0; i++)
        rc = heading_take(r, i, row->fields[i].text, err);
    for (size_t i = 0; i < 4 && rc == 0; i++)
        if (r->places[required[i]] == SIZE_MAX)
            rc = error_set(err, ERR_PACK, "缺少栏目“%s”（%s）", "the column \"%s\" (%s) is missing",
                           columns[required[i]].zh, columns[required[i]].en);
    return rc;
}

/* ---- lines ---- */

static void fault_add(struct reading *r, uint32_t line, const struct error *why)
{
    if (++r->faults > FAULTS_TOLD)
        return;
    buffer_format(&r->zh, "%s第 %u 行：%s", r->faults > 1 ? "；" : "", (unsigned)line, why->zh);
    buffer_format(&r->en, "%sline %u: %s", r->faults > 1 ? "; " : "", (unsigned)line, why->en);
}

static struct slice cell(const struct reading *r, const struct csv_row *row, enum column c)
{
    size_t at = r->places[c];
    return at < row->count ? slice_trim(row->fields[at].text) : SLICE_NONE;
}

/* "2026-12-31", "2026年12月31日", "20261231"; a month or a year ends with its last day. */
static int expiry_read(struct slice text, int *expiry, struct error *why)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct value_date d;
    char room[SHOWN_CHARS];
    *expiry = 0;
    if (text.len == 0)
        return 0;
    if (!value_date_parse(text, &d) || d.year < 1949)
        return error_set(why, ERR_PACK, "有效期“%s”不是日期，应如 2026-12-31",
                         "the expiry \"%s\" is no date; write it like 2026-12-31",
                         shown(text, room));
    bool leap = d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
    int month = d.month ? d.month : 12;
    int day = d.day ? d.day : days[month - 1] + (month == 2 && leap);
    *expiry = d.year * 10000 + month * 100 + day;
    return 0;
}

/* A field by its key or its Chinese name, as its key. */
static int field_read(struct slice text, struct slice *out, struct error *why)
{
    struct near near;
    char room[SHOWN_CHARS];
    *out = text;
    near_init(&near, text);
    for (int scope = SCOPE_PROJECT; scope <= SCOPE_INDICATOR && text.len; scope++) {
        size_t count;
        const struct field *table = field_table((enum field_scope)scope, &count);
        for (size_t i = 0; i < count; i++) {
            if (slice_equal(text, table[i].name) || slice_equal(text, table[i].label)) {
                *out = table[i].name;
                return 0;
            }
            near_offer(&near, table[i].name);
            near_offer(&near, table[i].label);
        }
    }
    if (text.len == 0)
        return 0;
    if (near.best.len)
        return error_set(why, ERR_PACK, "没有字段“%s”，是否指“%.*s”？",
                         "there is no field \"%s\"; did you mean \"%.*s\"?", shown(text, room),
                         SLICE_ARG(near.best));
    return error_set(why, ERR_PACK, "没有字段“%s”", "there is no field \"%s\"", shown(text, room));
}

static int required_check(const struct reading *r, const struct csv_row *row, struct error *why)
{
    static const enum column required[] = {C_RULE, C_PROJECT, C_REASON, C_APPROVER};
    for (size_t i = 0; i < 4; i++)
        if (cell(r, row, required[i]).len == 0)
            return error_set(why, ERR_PACK, "没有写%s%.0s", "%.0sno %s is given",
                             columns[required[i]].zh, columns[required[i]].en);
    return 0;
}

static int waiver_fill(struct reading *r, const struct csv_row *row, struct waiver *w,
                       struct error *why)
{
    int rc = required_check(r, row, why);
    if (rc == 0 && slice_find(cell(r, row, C_RULE), SLICE("*"), 0) != SIZE_MAX)
        rc = error_set(why, ERR_PACK, "规则应为一条规则的编号，不能用 *",
                       "the rule is one rule's id; * is not allowed");
    if (rc == 0)
        rc = expiry_read(cell(r, row, C_EXPIRY), &w->expiry, why);
    if (rc == 0)
        rc = field_read(cell(r, row, C_FIELD), &w->field, why);
    if (rc)
        return rc;
    struct arena *a = &r->out->arena;
    if (!arena_copy(a, cell(r, row, C_RULE), &w->rule) ||
        !arena_copy(a, cell(r, row, C_PROJECT), &w->project) ||
        !arena_copy(a, cell(r, row, C_INDICATOR), &w->indicator) ||
        !arena_copy(a, w->field, &w->field) ||
        !arena_copy(a, cell(r, row, C_REASON), &w->reason) ||
        !arena_copy(a, cell(r, row, C_APPROVER), &w->approver) ||
        !arena_copy(a, cell(r, row, C_DOCUMENT), &w->document))
        return error_memory(why);
    w->line = row->line;
    return 0;
}

static int waiver_push(struct waivers *out, const struct waiver *w, struct error *err)
{
    if (out->count == out->cap) {
        size_t cap = out->cap ? out->cap * 2 : 64;
        struct waiver *items = realloc(out->items, cap * sizeof(*items));
        if (!items)
            return error_memory(err);
        out->items = items;
        size_t *next = realloc(out->next, cap * sizeof(*next));
        if (!next)
            return error_memory(err);
        out->next = next;
        out->cap = cap;
    }
    bool made = false;
    size_t *head = map_put(&out->projects, w->project, &made);
    if (!head)
        return error_memory(err);
    out->next[out->count] = made ? SIZE_MAX : *head;
    *head = out->count;
    out->items[out->count++] = *w;
    return 0;
}

/* The same thing waived twice: two reasons would leave it open which one counts. */
static bool is_double(const struct waivers *out, const struct waiver *w, uint32_t *line)
{
    const size_t *head = map_get(&out->projects, w->project);
    for (size_t i = head ? *head : SIZE_MAX; i != SIZE_MAX; i = out->next[i]) {
        const struct waiver *o = &out->items[i];
        *line = o->line;
        if (slice_equal(o->rule, w->rule) && slice_equal(o->indicator, w->indicator) &&
            slice_equal(o->field, w->field))
            return true;
    }
    return false;
}

static int line_take(struct reading *r, const struct csv_row *row, struct error *err)
{
    struct waiver w = {0};
    struct error why;
    uint32_t line = 0;
    int rc = waiver_fill(r, row, &w, &why);
    if (rc == 0 && is_double(r->out, &w, &line))
        rc = error_set(&why, ERR_PACK, "与第 %u 行重复", "the same as line %u", (unsigned)line);
    if (rc == 0 && r->out->count >= WAIVERS_MAX)
        rc = error_set(&why, ERR_PACK, "豁免超过上限 %d 条", "more than %d waivers", WAIVERS_MAX);
    if (rc == ERR_MEMORY)
        return error_memory(err);
    if (rc) {
        fault_add(r, row->line, &why);
        return 0;
    }
    return waiver_push(r->out, &w, err);
}

/* ---- the file ---- */

/* The heading row: 0, or an error. */
static int heading_row(struct reading *r, struct csv *csv, struct error *err)
{
    struct csv_row row;
    struct csv_fault fault;
    int rc = csv_begin(csv, err);
    if (rc > 0)
        rc = csv_next(csv, &row, &fault, err);
    if (rc == CSV_ROW)
        return headings_take(r, &row, err);
    if (rc == CSV_BAD || rc == CSV_BROKEN)
        return error_set(err, ERR_PACK, "%s%.0s", "%.0s%s", fault.why.zh, fault.why.en);
    return rc < 0 ? rc : error_set(err, ERR_PACK, "文件是空的", "the file is empty");
}

static int rows_take(struct reading *r, struct csv *csv, struct error *err)
{
    struct csv_row row;
    struct csv_fault fault;
    int rc = heading_row(r, csv, err), result = CSV_ROW;
    while (rc == 0 && (result = csv_next(csv, &row, &fault, err)) > CSV_END) {
        if (result == CSV_ROW)
            rc = line_take(r, &row, err);
        else
            fault_add(r, fault.line ? fault.line : row.line, &fault.why);
        if (result == CSV_BROKEN)
            break;
    }
    return rc ? rc : result < 0 ? result : 0;
}

static int faults_tell(const struct reading *r, struct error *err)
{
    if (r->faults == 0)
        return 0;
    char more_zh[64] = "", more_en[64] = "";
    if (r->faults > FAULTS_TOLD) {
        (void)snprintf(more_zh, sizeof(more_zh), "；另有 %zu 行", r->faults - FAULTS_TOLD);
        (void)snprintf(more_en, sizeof(more_en), "; %zu more lines", r->faults - FAULTS_TOLD);
    }
    struct error english;
    error_set(err, ERR_PACK, "%.*s%s", "%.*s%s", SLICE_ARG(buffer_slice(&r->zh)), more_zh);
    error_set(&english, ERR_PACK, "%.*s%s", "%.*s%s", SLICE_ARG(buffer_slice(&r->en)), more_en);
    memcpy(err->en, english.en, sizeof(err->en));
    return ERR_PACK;
}

static int file_take(struct reading *r, const char *path, const struct limits *limits,
                     struct error *err)
{
    struct text_file f;
    struct csv *csv = NULL;
    const struct csv_limits most = {limits->field_bytes, limits->line_bytes, limits->columns};
    if (text_file_open(&f, path, err)) {
        err->code = ERR_USAGE;
        return ERR_USAGE;
    }
    int rc = csv_new(&csv, text_file_source(&f, limits->line_bytes), &most, err);
    if (rc == 0)
        rc = rows_take(r, csv, err);
    if (rc == 0)
        rc = faults_tell(r, err);
    if (rc && rc != ERR_MEMORY) {
        err->code = rc == ERR_IO || rc == ERR_INPUT ? ERR_USAGE : rc;
        error_locate(err, path, 0);
        rc = err->code;
    }
    csv_close(csv);
    text_file_close(&f, r->out->sha256);
    return rc;
}

int waivers_read(struct waivers *out, const char *path, const struct limits *limits,
                 struct error *err)
{
    struct reading r = {.out = out};
    *out = (struct waivers){0};
    arena_init(&out->arena, (size_t)1 << 28);
    map_init(&out->projects);
    buffer_init(&r.zh, ERROR_MESSAGE_MAX);
    buffer_init(&r.en, ERROR_MESSAGE_MAX);
    int rc = arena_copy(&out->arena, slice_str(path), &out->path) ? 0 : error_memory(err);
    if (rc == 0)
        rc = file_take(&r, path, limits, err);
    buffer_release(&r.zh);
    buffer_release(&r.en);
    if (rc)
        waivers_release(out);
    return rc;
}

void waivers_release(struct waivers *w)
{
    free(w->items);
    free(w->next);
    map_release(&w->projects);
    arena_release(&w->arena);
    *w = (struct waivers){0};
}
