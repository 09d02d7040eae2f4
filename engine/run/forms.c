/* One document: the maps in scope are asked whether they claim it; exactly one reads it, part by part.
 * A part that fails costs its records and is told; the file goes on. */
#include "run/forms_inside.h"

#include "base/utf8.h"

enum {
    FORM_THREAD = BOARD_THREADS - 1, /* no worker has this number */
    LIMITS_MAX = 20,  /* parts that exceed a limit, after which the file is given up */
    NAMED_MAX = 8,    /* maps named in one message */
    QUOTE_BYTES = 60,
    LIST_BYTES = 700,
};

struct form_reading {
    struct forms *forms;
    const struct document *doc;
    struct decode_options options;
    struct form_document *form;
    const struct form_map *map;
    struct form_call call;
    struct arena told;
    size_t parts, part; /* part: the next one */
    size_t records, record;
    size_t given, rejected, limits;
    bool ended;
};

/* ---- the maps ---- */

bool forms_excluded(const struct forms *f, const struct form_map *m)
{
    char name[BOARD_NAME_MAX];
    int n = snprintf(name, sizeof(name), "form:%.*s", SLICE_ARG(m->name));
    return n > 0 && engine_excluded(f->engine, slice_str(name));
}

void forms_enter(const struct forms *f, const struct form_map *m)
{
    char name[BOARD_NAME_MAX];
    int n = snprintf(name, sizeof(name), "form:%.*s", SLICE_ARG(m->name));
    board_enter(f->engine->board, FORM_THREAD, slice_of(name, n > 0 ? strlen(name) : 0));
}

void forms_leave(const struct forms *f)
{
    board_leave(f->engine->board, FORM_THREAD);
}

static int map_load(struct forms *f, size_t i, struct error *err)
{
    static const char *const verbs[] = {"form", NULL};
    const struct form_map *m = &f->engine->set.forms[i];
    struct script_file loaded = {0};
    struct slice path;
    if (!arena_copy(&f->loading, m->path, &path))
        return error_memory(err);
    forms_enter(f, m);
    int rc = script_load(f->script, m->text, path.ptr, verbs, &f->loading, &loaded, err);
    forms_leave(f);
    if (rc == 0)
        f->handles[i] = loaded.declarations[0].handle;
    return rc;
}

int forms_ready(struct forms *f, struct error *err)
{
    size_t n = f->engine->set.form_count;
    if (f->script)
        return 0;
    f->handles = calloc(n + 1, sizeof(*f->handles));
    f->plans = calloc(f->engine->set.pack_count + 1, sizeof(struct plan *));
    int rc = f->handles && f->plans ? script_new(&f->script, &f->limits, err) : error_memory(err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (!forms_excluded(f, &f->engine->set.forms[i]))
            rc = map_load(f, i, err);
    return rc;
}

int forms_call(struct forms *f, size_t map, struct arena *told, struct form_call *out,
               struct error *err)
{
    const struct form_map *m = &f->engine->set.forms[map];
    struct plan **plan = &f->plans[m->pack];
    int rc = *plan ? 0 : plan_new(plan, f->engine, m->pack, 0, STAGE_NONE, NULL, 0, err);
    if (rc == 0)
        *out = (struct form_call){.handle = f->handles[map],
                                  .unwrap = m->unwrap,
                                  .scene = &(*plan)->scene,
                                  .region = f->engine->set.packs[m->pack].code,
                                  .arena = told};
    return rc;
}

/* ---- telling ---- */

static void tell(struct form_reading *r, int kind, struct address at, struct error *why)
{
    struct rejection j = {.at = at};
    j.kind = kind;
    memcpy(j.zh, why->zh, sizeof(j.zh));
    memcpy(j.en, why->en, sizeof(j.en));
    r->options.reject(r->options.context, &j);
    r->rejected += kind != REJECT_REMARK;
}

static struct address file_address(const struct form_reading *r)
{
    return (struct address){r->doc->file, 0, 0, 0};
}

/* Two languages that are composed apart. */
static void both(struct error *err, const char *zh, const char *en)
{
    (void)error_set(err, ERR_INPUT, "%s%.0s", "%.0s%s", zh, en);
}

static void tell_fault(struct form_reading *r, int kind, const struct form_map *m,
                       const struct form_answer *a)
{
    char zh[ERROR_MESSAGE_MAX], en[ERROR_MESSAGE_MAX];
    struct error why;
    bool own = a->outcome == FORM_REJECTED;
    (void)snprintf(zh, sizeof(zh), own ? "%.*s（表样 %.*s）" : "%.*s；这部分没有读出（表样 %.*s）",
                   SLICE_ARG(a->reason), SLICE_ARG(m->name));
    (void)snprintf(en, sizeof(en), own ? "%.*s (form map %.*s)"
                                       : "%.*s; this part was not read (form map %.*s)",
                   SLICE_ARG(a->reason_en), SLICE_ARG(m->name));
    both(&why, zh, en);
    tell(r, kind, a->at, &why);
    r->limits += a->limit;
}

/* Maps as a list in a message: names with their files, or what they look for. */
static void maps_put(struct buffer *zh, struct buffer *en, const struct form_map *m, bool looks)
{
    if (zh->len > LIST_BYTES) {
        buffer_text(zh, zh->ptr[zh->len - 1] == '.' ? "" : "；...");
        buffer_text(en, en->ptr[en->len - 1] == '.' ? "" : "; ...");
        return;
    }
    buffer_text(zh, zh->len ? "；" : "");
    buffer_text(en, en->len ? "; " : "");
    struct slice looks_en = m->looks_for_en.len ? m->looks_for_en : m->looks_for;
    struct slice title_en = m->title_en.len ? m->title_en : m->title;
    if (looks && m->looks_for.len) {
        buffer_format(zh, "%.*s：%.*s", SLICE_ARG(m->name), SLICE_ARG(m->looks_for));
        buffer_format(en, "%.*s: %.*s", SLICE_ARG(m->name), SLICE_ARG(looks_en));
    } else if (looks) {
        buffer_format(zh, "%.*s：%.*s", SLICE_ARG(m->name), SLICE_ARG(m->title));
        buffer_format(en, "%.*s: %.*s", SLICE_ARG(m->name), SLICE_ARG(title_en));
    } else {
        buffer_format(zh, "%.*s（%.*s）", SLICE_ARG(m->name), SLICE_ARG(m->path));
        buffer_format(en, "%.*s (%.*s)", SLICE_ARG(m->name), SLICE_ARG(m->path));
    }
}

/* What stands before and behind a list of maps. */
struct around {
    const char *zh, *zh_behind, *en, *en_behind;
    bool looks; /* the maps with what they look for, else with their files */
};

/* Told as a rejection of the whole file. */
static int tell_maps(struct form_reading *r, const struct form_map *const *maps, size_t count,
                     const struct around *t, struct error *err)
{
    struct buffer list_zh, list_en;
    struct error why;
    char text_zh[ERROR_MESSAGE_MAX], text_en[ERROR_MESSAGE_MAX];
    buffer_init(&list_zh, 4 * LIST_BYTES);
    buffer_init(&list_en, 4 * LIST_BYTES);
    for (size_t i = 0; i < count; i++)
        maps_put(&list_zh, &list_en, maps[i], t->looks);
    struct slice a = buffer_slice(&list_zh), b = buffer_slice(&list_en);
    (void)snprintf(text_zh, sizeof(text_zh), "%.*s: %s%.*s%s", SLICE_ARG(r->doc->path), t->zh,
                   SLICE_ARG(a), t->zh_behind);
    (void)snprintf(text_en, sizeof(text_en), "%.*s: %s%.*s%s", SLICE_ARG(r->doc->path), t->en,
                   SLICE_ARG(b), t->en_behind);
    bool failed = list_zh.failed && !a.len;
    both(&why, text_zh, text_en);
    tell(r, REJECT_FILE, file_address(r), &why);
    buffer_release(&list_zh);
    buffer_release(&list_en);
    return failed ? error_memory(err) : 0;
}

/* ---- choosing ---- */

struct choice {
    const struct form_map *claims[NAMED_MAX];
    size_t count, first; /* first: its number */
    bool faults;
};

/* A map that is meant to win over `m` claims the document too. */
static bool steps_back(const struct form_map *m, const struct choice *c)
{
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; k < c->claims[i]->replaces_count; k++)
            if (slice_equal(c->claims[i]->replaces[k], m->name) && c->claims[i] != m)
                return true;
    return false;
}

static int map_ask(struct form_reading *r, size_t i, bool told, struct choice *c, struct error *err)
{
    struct forms *f = r->forms;
    const struct form_map *m = &f->engine->set.forms[i];
    struct form_answer answer;
    struct form_call call;
    int rc = forms_call(f, i, &r->told, &call, err);
    if (rc)
        return rc;
    forms_enter(f, m);
    rc = form_match(f->script, r->form, &call, &answer, err);
    forms_leave(f);
    if (rc)
        return rc;
    if (answer.outcome == FORM_FAULT && told) {
        c->faults = true;
        tell_fault(r, REJECT_FILE, m, &answer);
    }
    if (answer.outcome != FORM_OK || !answer.claims)
        return 0;
    if (c->count < NAMED_MAX)
        c->claims[c->count++] = m;
    return 0;
}

/* Asks the maps that are (or are not) in the region's packs. */
static int maps_ask(struct form_reading *r, bool inside, bool told, struct choice *c,
                    struct error *err)
{
    const struct forms *f = r->forms;
    const struct pack_set *set = &f->engine->set;
    int rc = 0;
    *c = (struct choice){0};
    for (size_t i = 0; i < set->form_count && rc == 0; i++) {
        bool seen = !f->regional || form_is_seen(set, &set->forms[i], f->pack);
        if (seen == inside && !forms_excluded(f, &set->forms[i]))
            rc = map_ask(r, i, told, c, err);
    }
    return rc;
}

static const struct around around_others = {
    "所选区划的规则包里没有表样认得这份文件，其他区划的表样认得：", "；请检查 --region",
    "no form map of the region's packs knows this document, one of another region does: ",
    "; check --region", false};
static const struct around around_no_maps = {
    "没有表头认识的数据表，规则包里也没有表样可以读它", "",
    "no table with known headings, and the packs have no form map to read it", "", true};
static const struct around around_none = {
    "没有表头认识的数据表，也没有表样认得它。已有的表样：", "",
    "no table with known headings, and no form map knows it. There are: ", "", true};
static const struct around around_several = {
    "几个表样都认领这份文件：", "；请收紧其中一个的 match，或写 replaces",
    "several form maps claim this document: ", "; narrow the match of one, or say replaces", false};

static int tell_none(struct form_reading *r, struct error *err)
{
    const struct pack_set *set = &r->forms->engine->set;
    const struct form_map *maps[NAMED_MAX];
    struct choice others = {0};
    size_t count = 0;
    int rc = r->forms->regional ? maps_ask(r, false, false, &others, err) : 0;
    if (rc)
        return rc;
    if (others.count)
        return tell_maps(r, others.claims, others.count, &around_others, err);
    for (size_t i = 0; i < set->form_count && count < NAMED_MAX; i++)
        if (!r->forms->regional || form_is_seen(set, &set->forms[i], r->forms->pack))
            maps[count++] = &set->forms[i];
    return tell_maps(r, maps, count, count ? &around_none : &around_no_maps, err);
}

/* 1: one map reads it. */
static int map_choose(struct form_reading *r, struct error *err)
{
    struct choice c;
    int rc = maps_ask(r, true, true, &c, err);
    if (rc)
        return rc;
    const struct form_map *left[NAMED_MAX];
    size_t n = 0;
    for (size_t i = 0; i < c.count; i++)
        if (!steps_back(c.claims[i], &c))
            left[n++] = c.claims[i];
    if (n == 1) {
        r->map = left[0];
        return 1;
    }
    if (n > 1 || c.count > 1)
        return tell_maps(r, n ? left : c.claims, n ? n : c.count, &around_several, err);
    return c.faults ? 0 : tell_none(r, err);
}

/* ---- reading ---- */

static void remarks_tell(struct form_reading *r)
{
    size_t n;
    const struct form_remark *list = form_remarks(r->form, &n);
    for (size_t i = 0; i < n; i++) {
        struct error why;
        (void)error_set(&why, ERR_INPUT, "%.*s", "%.*s", SLICE_ARG(list[i].zh));
        tell(r, REJECT_REMARK, list[i].at, &why);
    }
}

static int parts_open(struct form_reading *r, struct error *err)
{
    struct form_answer a;
    forms_enter(r->forms, r->map);
    int rc = form_parts(r->forms->script, r->form, &r->call, &a, err);
    forms_leave(r->forms);
    if (rc)
        return rc;
    if (a.outcome != FORM_OK) {
        a.at = file_address(r);
        tell_fault(r, REJECT_FILE, r->map, &a);
        return 0;
    }
    r->parts = a.count;
    remarks_tell(r);
    return 0;
}

static int part_read(struct form_reading *r, struct error *err)
{
    struct form_answer a;
    r->records = r->record = 0;
    arena_clear(&r->told);
    forms_enter(r->forms, r->map);
    int rc = form_read(r->forms->script, r->form, &r->call, r->part++, &a, err);
    forms_leave(r->forms);
    if (rc)
        return rc;
    if (a.outcome != FORM_OK)
        tell_fault(r, REJECT_PROJECT, r->map, &a);
    else
        r->records = a.count;
    remarks_tell(r);
    return 0;
}

static void tell_empty(struct form_reading *r, struct address at)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT,
                    "空表：项目名称、编码、金额、目标和指标都没有填写（未填的模板？）（表样 %.*s）",
                    "an empty form: no name, code, amount, goal or indicator is filled in (a "
                    "template?) (form map %.*s)",
                    SLICE_ARG(r->map->name));
    tell(r, REJECT_PROJECT, at, &why);
}

/* What the map leaves to the reader. */
static void record_finish(struct form_reading *r, struct project *p)
{
    struct cell *form = &p->cells[P_FORM];
    p->ordinal = (uint32_t)++r->given;
    if (form->state == CELL_ABSENT)
        *form = (struct cell){.text = form_name(r->map->kind), .at = p->row,
                              .state = CELL_PRESENT};
}

static int record_take(struct form_reading *r, struct project *p, bool *got, struct error *err)
{
    struct form_answer a;
    bool empty;
    forms_enter(r->forms, r->map);
    int rc = form_take(r->forms->script, r->form, &r->call, r->record++, p, &empty, &a, err);
    forms_leave(r->forms);
    if (rc)
        return rc;
    if (a.outcome != FORM_OK) {
        tell_fault(r, REJECT_PROJECT, r->map, &a);
    } else if (empty) {
        tell_empty(r, a.at);
    } else {
        record_finish(r, p);
        *got = true;
    }
    return 0;
}

/* ---- the end ---- */

struct quote {
    char text[QUOTE_BYTES + sizeof("…")];
};

/* The beginning of a text, for a message. */
static struct quote quote_make(struct slice text)
{
    struct quote q;
    size_t n = utf8_cut(text, QUOTE_BYTES);
    memcpy(q.text, n ? text.ptr : "", n);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)q.text[i] < ' ')
            q.text[i] = ' ';
    (void)snprintf(q.text + n, sizeof(q.text) - n, "%s", n < text.len ? "…" : "");
    return q;
}

static void unused_put(struct buffer *zh, struct buffer *en, size_t n, const char *unit_zh,
                       const char *unit_en, struct slice text)
{
    if (n == 0)
        return;
    struct quote q = quote_make(text);
    buffer_format(zh, "%s%zu %s（“%s”%s）", zh->len ? "、" : "", n, unit_zh, q.text,
                  n > 1 ? "等" : "");
    buffer_format(en, "%s%zu %s (“%s”%s)", en->len ? ", " : "", n, unit_en, q.text,
                  n > 1 ? " …" : "");
}

/* Which map read the document, and what of it nobody used: at the first table or cell of that. */
static int tell_used(struct form_reading *r, struct error *err)
{
    struct form_unused u;
    struct buffer zh, en;
    struct error why;
    char text_zh[ERROR_MESSAGE_MAX], text_en[ERROR_MESSAGE_MAX];
    form_unused(r->form, &u);
    buffer_init(&zh, ERROR_MESSAGE_MAX);
    buffer_init(&en, ERROR_MESSAGE_MAX);
    unused_put(&zh, &en, u.tables, "个表格", "tables", u.table_text);
    unused_put(&zh, &en, u.cells, "个单元格", "cells", u.cell_text);
    unused_put(&zh, &en, u.lines, "行文字", "lines of text", u.line_text);
    struct slice title = r->map->title_en.len ? r->map->title_en : r->map->title;
    (void)snprintf(text_zh, sizeof(text_zh), "按表样 %.*s（%.*s）读出 %zu 个项目；%s%.*s",
                   SLICE_ARG(r->map->name), SLICE_ARG(r->map->title), r->given,
                   zh.len ? "没有用到：" : "内容全部用到", SLICE_ARG(buffer_slice(&zh)));
    (void)snprintf(text_en, sizeof(text_en), "form map %.*s (%.*s) read %zu projects; %s%.*s",
                   SLICE_ARG(r->map->name), SLICE_ARG(title), r->given,
                   en.len ? "not used: " : "everything was used", SLICE_ARG(buffer_slice(&en)));
    bool failed = zh.failed && !zh.len && u.tables + u.cells + u.lines;
    buffer_release(&zh);
    buffer_release(&en);
    both(&why, text_zh, text_en);
    struct address at = u.tables ? u.table : u.cells ? u.cell : file_address(r);
    tell(r, REJECT_REMARK, at, &why);
    return failed ? error_memory(err) : 0;
}

static void tell_nothing(struct form_reading *r)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT, "%.*s: 表样 %.*s 认得这份文件，但没有从中读出项目",
                    "%.*s: form map %.*s knows this document but found no project in it",
                    SLICE_ARG(r->doc->path), SLICE_ARG(r->map->name));
    tell(r, REJECT_FILE, file_address(r), &why);
}

static void tell_given_up(struct form_reading *r)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT,
                    "%.*s: 表样 %.*s 多次超出限制，其余 %zu 部分没有读取",
                    "%.*s: form map %.*s exceeded its limits too often; the other %zu parts were "
                    "not read",
                    SLICE_ARG(r->doc->path), SLICE_ARG(r->map->name), r->parts - r->part);
    tell(r, REJECT_FILE, file_address(r), &why);
}

static int reading_end(struct form_reading *r, struct error *err)
{
    r->ended = true;
    if (r->limits >= LIMITS_MAX)
        tell_given_up(r);
    if (r->given == 0 && r->rejected == 0)
        tell_nothing(r);
    return tell_used(r, err);
}

static int forms_next(void *reading, struct project *p, struct error *err)
{
    struct form_reading *r = reading;
    bool got = false;
    int rc = 0;
    while (!r->ended && !got && rc == 0) {
        if (r->limits >= LIMITS_MAX)
            rc = reading_end(r, err);
        else if (r->record < r->records)
            rc = record_take(r, p, &got, err);
        else if (r->part < r->parts)
            rc = part_read(r, err);
        else
            rc = reading_end(r, err);
    }
    return rc ? rc : got;
}

static void forms_close(void *reading)
{
    struct form_reading *r = reading;
    if (!r)
        return;
    form_close(r->forms->script, r->form);
    arena_release(&r->told);
    free(r);
}

static int reading_open(struct form_reading *r, struct error *err)
{
    int rc = forms_ready(r->forms, err);
    if (rc == 0)
        rc = form_open(r->forms->script, r->doc, &r->form, err);
    if (rc == 0)
        rc = map_choose(r, err);
    if (rc <= 0)
        return rc;
    size_t number = (size_t)(r->map - r->forms->engine->set.forms);
    rc = forms_call(r->forms, number, &r->told, &r->call, err);
    if (rc == 0)
        rc = parts_open(r, err);
    return rc ? rc : 1;
}

/* How many maps claim the document, those that step back left out of account. */
static int forms_claims(void *context, const struct document *doc, struct error *err)
{
    struct form_reading r = {.forms = context, .doc = doc};
    struct choice c = {0};
    arena_init(&r.told, SIZE_MAX / 2);
    int rc = forms_ready(r.forms, err);
    if (rc == 0)
        rc = form_open(r.forms->script, doc, &r.form, err);
    if (rc == 0)
        rc = maps_ask(&r, true, false, &c, err);
    form_close(r.forms->script, r.form);
    arena_release(&r.told);
    return rc ? rc : (int)c.count;
}

static int forms_open(void *context, const struct document *doc, const struct decode_options *o,
                      void **reading, struct error *err)
{
    struct form_reading *r = calloc(1, sizeof(*r));
    if (!r)
        return error_memory(err);
    r->forms = context;
    r->doc = doc;
    r->options = *o;
    arena_init(&r->told, SIZE_MAX / 2);
    int rc = reading_open(r, err);
    if (rc == 1) {
        *reading = r;
    } else {
        forms_close(r);
        *reading = NULL;
    }
    return rc;
}

/* ---- life ---- */

int forms_new(struct forms **out, const struct engine *e, struct slice region, struct error *err)
{
    struct forms *f = calloc(1, sizeof(*f));
    if (!f)
        return error_memory(err);
    f->engine = e;
    f->source = (struct form_source){f, forms_claims, forms_open, forms_next, forms_close};
    f->limits = e->limits;
    f->limits.rule_memory = e->limits.form_memory;
    f->limits.rule_instructions = e->limits.form_instructions;
    f->limits.rule_milliseconds = e->limits.form_milliseconds;
    f->regional = region.len > 0;
    f->pack = pack_for_region(&e->set, region);
    arena_init(&f->loading, SIZE_MAX / 2);
    *out = f;
    return 0;
}

const struct form_source *forms_source(const struct forms *f)
{
    return &f->source;
}

void forms_free(struct forms *f)
{
    if (!f)
        return;
    for (size_t i = 0; f->plans && i < f->engine->set.pack_count; i++)
        plan_free(f->plans[i]);
    script_free(f->script);
    free(f->plans);
    free(f->handles);
    arena_release(&f->loading);
    free(f);
}
