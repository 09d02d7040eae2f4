/* Calling a form map: match, parts, read, and taking what read returned. The same path as a rule's
 * check (call_make), so the same budgets, the same rebuilding of a full state, the same telling of what
 * went wrong. What waits between two calls, the list of parts and the records of the last part, stands
 * in the state's registry; after a rebuild it is gone, and the list of parts is made again. */
#include "script/call.h"
#include "base/array.h"
#include "script/form_host.h"

#include "base/utf8.h"

enum {
    PARTS_MAX = 200000, /* parts, and records of one part */
    REMARKS_MAX = 1000,
    REMARK_BYTES_MAX = 600,
    FORM_BYTES_MAX = 256 << 20,
};

static const char parts_key, records_key; /* their addresses are keys of the registry */

struct form_job {
    struct form_document *f;
    const struct form_call *call;
    struct form_answer *out;
    size_t part, record;
    struct project *project;
    bool *empty;
};

struct form_document *form_now(lua_State *L)
{
    struct form_document *f = host_of(L)->form;
    if (!f)
        rule_raise(L, "这里没有文件：单元格和区域只能在表样里使用",
                   "there is no document here: cells and areas exist in form maps only");
    return f;
}

/* ---- the document ---- */

static size_t cells_in(const struct document_block *b)
{
    return b->kind == BLOCK_TABLE ? b->table.count : 1;
}

int form_open(struct script *s, const struct document *doc, struct form_document **out,
              struct error *err)
{
    struct form_document *f = calloc(1, sizeof(*f));
    if (!f)
        return error_memory(err);
    f->doc = doc;
    f->serial = ++s->form_serial;
    arena_init(&f->arena, FORM_BYTES_MAX);
    map_init(&f->memo);
    f->first = calloc(doc->count + 1, sizeof(*f->first));
    for (size_t b = 0; f->first && b < doc->count; b++) {
        f->first[b] = f->cell_count;
        f->cell_count += cells_in(&doc->blocks[b]);
    }
    f->squeezed = calloc(f->cell_count + 1, sizeof(*f->squeezed));
    f->used = calloc(f->cell_count + 1, 1);
    if (!f->first || !f->squeezed || !f->used) {
        form_close(s, f);
        return error_memory(err);
    }
    s->form = f;
    *out = f;
    return 0;
}

static int forget_body(lua_State *L)
{
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &parts_key);
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &records_key);
    return 0;
}

void form_close(struct script *s, struct form_document *f)
{
    if (!f)
        return;
    if (s->L && s->form == f)
        (void)protect_call(s, forget_body, NULL, UINT64_MAX, false);
    if (s->form == f)
        s->form = NULL;
    free(f->first);
    free(f->squeezed);
    free(f->used);
    free(f->remarks);
    map_release(&f->memo);
    arena_release(&f->arena);
    free(f);
}

/* Where a place of the document stands: the cell there, of a table the row. */
static struct address place_address(const struct form_document *f, struct form_place at)
{
    struct address none = {f->doc->file, 0, 0, 0};
    if (at.block >= f->doc->count)
        return none;
    const struct document_block *b = &f->doc->blocks[at.block];
    if (b->kind == BLOCK_TEXT)
        return b->text.at;
    size_t i = table_row_start(&b->table, at.row);
    none = i < b->table.count ? b->table.cells[i].at : b->table.at;
    none.c = 0;
    return none;
}

struct address form_begins(const struct form_document *f)
{
    return place_address(f, f->begins);
}

/* ---- calling ---- */

static int job_run(struct script *s, struct form_job *job, lua_CFunction body, struct error *err)
{
    struct answer answer = {0};
    struct call c = {.handle = job->call->handle,
                     .body = body,
                     .scene = job->call->scene,
                     .arena = job->call->arena,
                     .out = &answer,
                     .form = job};
    *job->out = (struct form_answer){.outcome = FORM_OK, .at = form_begins(job->f)};
    s->form = job->f;
    job->f->call = job->call;
    int rc = call_make(s, &c, err);
    if (rc || answer.outcome != OUTCOME_RULE_ERROR)
        return rc;
    struct address at = job->out->at;
    *job->out = (struct form_answer){.outcome = FORM_FAULT,
                                     .at = at,
                                     .reason = answer.reason,
                                     .reason_en = answer.reason_en,
                                     .limit = answer.limit};
    return 0;
}

static void document_push(lua_State *L, const struct form_document *f)
{
    area_push(L, AREA_DOCUMENT, (struct form_place){0, 0},
              (struct form_place){(uint32_t)f->doc->count, 0});
}

static void verify(lua_State *L, const struct call *c)
{
    if (c->sealed)
        upvalues_verify(L, c->handle);
}

static int match_body(lua_State *L)
{
    struct call *c = lua_touserdata(L, 1);
    struct form_job *job = c->form;
    function_push(L, c, FUNCTION_MATCH);
    document_push(L, job->f);
    lua_call(L, 1, 1);
    verify(L, c);
    job->out->claims = lua_toboolean(L, -1);
    return 0;
}

int form_match(struct script *s, struct form_document *f, const struct form_call *c,
               struct form_answer *out, struct error *err)
{
    struct form_job job = {.f = f, .call = c, .out = out};
    f->begins = (struct form_place){0, 0};
    return job_run(s, &job, match_body, err);
}

/* ---- parts ---- */

static void parts_check(lua_State *L)
{
    if (!lua_istable(L, -1))
        rule_raise(L, "parts 应当返回列表，不是 %s", "parts must return a list, not a %s",
                   luaL_typename(L, -1));
    if (sequence_length(L, -1) > PARTS_MAX)
        rule_limit(L, "部分过多（上限 %d）", "too many parts (limit %d)", (int)PARTS_MAX);
}

/* Pushes the list of parts, made where it is not there. */
static void parts_push(lua_State *L, struct call *c, bool again)
{
    struct form_job *job = c->form;
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &parts_key) == LUA_TTABLE && !again)
        return;
    lua_pop(L, 1);
    if (function_is(L, c, FUNCTION_PARTS)) {
        function_push(L, c, FUNCTION_PARTS);
        document_push(L, job->f);
        lua_call(L, 1, 1);
        verify(L, c);
        parts_check(L);
    } else {
        lua_createtable(L, 1, 0);
        document_push(L, job->f);
        lua_rawseti(L, -2, 1);
    }
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &parts_key);
}

static int parts_body(lua_State *L)
{
    struct call *c = lua_touserdata(L, 1);
    struct form_job *job = c->form;
    parts_push(L, c, true);
    job->out->count = sequence_length(L, -1);
    return 0;
}

int form_parts(struct script *s, struct form_document *f, const struct form_call *c,
               struct form_answer *out, struct error *err)
{
    struct form_job job = {.f = f, .call = c, .out = out};
    f->begins = (struct form_place){0, 0};
    memset(f->used, 0, f->cell_count); /* what match looked at is not used yet */
    return job_run(s, &job, parts_body, err);
}

/* ---- read ---- */

/* Where the part at the top of the stack begins. */
static void part_begins(lua_State *L, struct form_document *f)
{
    int top = lua_gettop(L);
    f->begins = (struct form_place){0, 0};
    if (lua_istable(L, -1))
        lua_getfield(L, -1, "at");
    const struct area_box *a = area_get(L, -1);
    const struct cell_box *c = cell_get(L, -1);
    if (a)
        f->begins = a->from;
    else if (c)
        f->begins = (struct form_place){c->block, c->row};
    lua_settop(L, top);
}

static void rejection_take(lua_State *L, struct form_job *job, const struct reject_box *r)
{
    (void)lua_getiuservalue(L, -1, 1);
    (void)lua_getiuservalue(L, -2, 2);
    job->out->outcome = FORM_REJECTED;
    if (r->placed)
        job->out->at = r->at;
    if (!arena_copy(job->call->arena, slice_at(L, -2), &job->out->reason) ||
        !arena_copy(job->call->arena, slice_at(L, -1), &job->out->reason_en))
        rule_starved(L);
    if (job->out->reason_en.len == 0)
        job->out->reason_en = job->out->reason;
}

/* [what read returned]: one record, a list, nothing, a rejection. */
static void records_keep(lua_State *L, struct form_job *job)
{
    const struct reject_box *r = object_get(L, -1, OBJECT_REJECT);
    if (r) {
        rejection_take(L, job, r);
        return;
    }
    if (lua_isnil(L, -1) || (lua_isboolean(L, -1) && !lua_toboolean(L, -1)))
        return;
    if (!lua_istable(L, -1))
        rule_raise(L, "read 应当返回记录或记录的列表，不是 %s",
                   "read must return a record or a list of records, not a %s",
                   luaL_typename(L, -1));
    size_t n = sequence_length(L, -1);
    if (n > PARTS_MAX)
        rule_limit(L, "记录过多（上限 %d）", "too many records (limit %d)", (int)PARTS_MAX);
    if (n == 0) {
        lua_pushnil(L);
        if (!lua_next(L, -2))
            return; /* an empty table: no record */
        lua_pop(L, 2);
        lua_createtable(L, 1, 0);
        lua_insert(L, -2);
        lua_rawseti(L, -2, 1);
        n = 1;
    }
    job->out->count = n;
    lua_rawsetp(L, LUA_REGISTRYINDEX, &records_key);
}

static int read_body(lua_State *L)
{
    struct call *c = lua_touserdata(L, 1);
    struct form_job *job = c->form;
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &records_key);
    parts_push(L, c, false);
    lua_geti(L, -1, (lua_Integer)job->part + 1);
    part_begins(L, job->f);
    job->out->at = form_begins(job->f);
    int part = lua_gettop(L);
    function_push(L, c, FUNCTION_READ);
    lua_pushvalue(L, part);
    document_push(L, job->f);
    lua_call(L, 2, 1);
    verify(L, c);
    records_keep(L, job);
    return 0;
}

int form_read(struct script *s, struct form_document *f, const struct form_call *c, size_t part,
              struct form_answer *out, struct error *err)
{
    struct form_job job = {.f = f, .call = c, .out = out, .part = part};
    return job_run(s, &job, read_body, err);
}

/* ---- taking ---- */

static int take_body(lua_State *L)
{
    struct call *c = lua_touserdata(L, 1);
    struct form_job *job = c->form;
    project_clear(job->project);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &records_key) != LUA_TTABLE)
        rule_limit(L, "超出内存上限", "exceeded the limit on memory");
    lua_geti(L, -1, (lua_Integer)job->record + 1);
    if (!lua_istable(L, -1) || table_thaw(L, -1))
        rule_raise(L, "记录应当是表，不是 %s", "a record must be a table, not a %s",
                   luaL_typename(L, -1));
    *job->empty = !record_fill(L, job->f, lua_gettop(L), job->project);
    return 0;
}

int form_take(struct script *s, struct form_document *f, const struct form_call *c, size_t record,
              struct project *p, bool *empty, struct form_answer *out, struct error *err)
{
    struct form_job job = {.f = f, .call = c, .out = out, .record = record, .project = p,
                           .empty = empty};
    *empty = false;
    int rc = job_run(s, &job, take_body, err);
    if (rc == 0 && out->outcome == FORM_FAULT)
        project_clear(p);
    else if (rc == 0)
        out->at = p->row;
    return rc;
}

/* ---- what a map says itself ---- */

static struct address where_read(lua_State *L, int index, bool *placed)
{
    const struct form_document *f = form_now(L);
    const struct cell_box *c = cell_get(L, index);
    const struct area_box *a = area_get(L, index);
    *placed = c || a;
    if (c)
        return cell_address(f, c);
    if (!a && !lua_isnoneornil(L, index))
        rule_argument(L, index, "单元格或区域", "a cell or an area");
    return a ? place_address(f, a->from) : form_begins(f);
}

static struct slice said(lua_State *L, struct slice s)
{
    struct buffer *b = &host_of(L)->out;
    buffer_clear(b);
    clean_put(b, slice_of(s.ptr, utf8_cut(s, REMARK_BYTES_MAX)));
    if (b->failed)
        rule_starved(L);
    return buffer_slice(b);
}

/* The words in English, which may be left out. */
static struct slice english_at(lua_State *L, int index)
{
    return lua_isnoneornil(L, index) ? SLICE_NONE : slice_check(L, index);
}

int form_reject(lua_State *L)
{
    lua_settop(L, 3);
    bool placed;
    struct address at = where_read(L, 2, &placed);
    struct reject_box *r = object_new(L, OBJECT_REJECT, sizeof(*r), 2);
    r->at = at;
    r->placed = placed;
    slice_push(L, said(L, slice_check(L, 1)));
    (void)lua_setiuservalue(L, 4, 1);
    slice_push(L, said(L, english_at(L, 3)));
    (void)lua_setiuservalue(L, 4, 2);
    return 1;
}

void form_remark_keep(lua_State *L, struct slice zh, struct slice en, struct address at)
{
    struct form_document *f = form_now(L);
    struct form_remark kept = {.at = at};
    if (f->remark_count == REMARKS_MAX)
        rule_limit(L, "说明过多（上限 %d）", "too many remarks (limit %d)", (int)REMARKS_MAX);
    struct form_remark *grown = array_room(f->remarks, f->remark_count, &f->remark_cap, sizeof(*grown));
    if (!grown)
        rule_starved(L);
    f->remarks = grown;
    if (!arena_copy(&f->arena, said(L, zh), &kept.zh) ||
        !arena_copy(&f->arena, said(L, en), &kept.en))
        rule_starved(L);
    f->remarks[f->remark_count++] = kept;
}

int form_remark_add(lua_State *L)
{
    bool placed;
    lua_settop(L, 3);
    struct address at = where_read(L, 2, &placed);
    form_remark_keep(L, slice_check(L, 1), english_at(L, 3), at);
    return 0;
}

const struct form_remark *form_remarks(struct form_document *f, size_t *count)
{
    const struct form_remark *first = f->remarks + f->remarks_told;
    *count = f->remark_count - f->remarks_told;
    f->remarks_told = f->remark_count;
    return *count ? first : NULL;
}

/* ---- what is left ---- */

static void unused_line(const struct form_document *f, const struct document_block *b, size_t number,
                        struct form_unused *out)
{
    if (b->text.text.len == 0 || f->used[number])
        return;
    if (out->lines++ == 0) {
        out->line = b->text.at;
        out->line_text = b->text.text;
    }
}

static void unused_table(const struct form_document *f, const struct document_block *b, size_t first,
                         struct form_unused *out)
{
    const struct document_cell *left = NULL;
    size_t used = 0, count = 0;
    for (size_t i = 0; i < b->table.count; i++) {
        const struct document_cell *c = &b->table.cells[i];
        used += f->used[first + i];
        if (c->text.len == 0 || f->used[first + i])
            continue;
        count++;
        if (!left)
            left = c;
    }
    if (!left)
        return;
    size_t *n = used ? &out->cells : &out->tables;
    if (*n == 0) {
        *(used ? &out->cell : &out->table) = left->at;
        *(used ? &out->cell_text : &out->table_text) = left->text;
    }
    *n += used ? count : 1;
}

void form_unused(const struct form_document *f, struct form_unused *out)
{
    *out = (struct form_unused){0};
    for (size_t b = 0; b < f->doc->count; b++) {
        const struct document_block *block = &f->doc->blocks[b];
        if (block->kind == BLOCK_TEXT)
            unused_line(f, block, f->first[b], out);
        else
            unused_table(f, block, f->first[b], out);
    }
}

/* ---- examples ---- */

static bool example_table(const struct plain *rows, struct document *doc, uint32_t number)
{
    struct document_table *t =
        document_add_table(doc, SLICE_NONE, (struct address){doc->file, number, 0, 0});
    size_t overlaps = 0;
    if (!t)
        return false;
    for (uint32_t r = 0; r < rows->item_count; r++) {
        const struct plain *row = &rows->items[r];
        if (row->kind != PLAIN_TABLE)
            return false;
        for (uint32_t c = 0; c < row->item_count; c++) {
            const struct plain *cell = &row->items[c];
            struct address at = {doc->file, number, r + 1, c + 1};
            if (cell->kind != PLAIN_TEXT || !table_add_cell(doc, t, r, c, cell->text, at))
                return false;
        }
    }
    return table_finish(doc, t, &overlaps);
}

bool form_example(const struct plain *list, struct document *doc)
{
    uint32_t tables = 0, lines = 0;
    doc->kind = SOURCE_TEXT;
    for (size_t i = 0; i < list->item_count; i++) {
        const struct plain *item = &list->items[i];
        bool ok = false;
        if (item->kind == PLAIN_TEXT)
            ok = document_add_text(doc, item->text, (struct address){doc->file, 0, ++lines, 0});
        else if (item->kind == PLAIN_TABLE)
            ok = example_table(item, doc, ++tables);
        if (!ok)
            return false;
    }
    return true;
}

/* ---- what maps see ---- */

static int reject_index(lua_State *L)
{
    rule_raise(L, "reject(…) 的结果只能由 read 返回", "what reject(…) gives is to be returned");
}

void forms_open(lua_State *L)
{
    static const struct export none[] = {{NULL, NULL}};
    cells_open(L);
    areas_open(L);
    object_define(L, OBJECT_REJECT, none, reject_index, NULL);
    lua_pushcfunction(L, form_reject);
    lua_setfield(L, -2, "reject");
    lua_pushcfunction(L, form_remark_add);
    lua_setfield(L, -2, "remark");
}
