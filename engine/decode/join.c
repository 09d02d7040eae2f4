/* Joining by key. Real exports are sorted by project, so the rows of a project are taken as they come;
 * but that must be known before the first project is handed out, because a late row could not be
 * added any more. So the keys alone are looked through first, far faster than reading, and only a
 * table that is out of order is held in memory: its rows unparsed, sorted by project, each taken apart
 * when its turn comes. */
#include "decode/join.h"

#include "decode/fill.h"
#include "decode/tell.h"

#include "base/array.h"
#include "base/near.h"

enum { NEAR_KEYS = 5000, NEAR_ROWS = 50 };
static const size_t KEYS_MAX = (size_t)1 << 30, GATHER_MAX = (size_t)2 << 30;

struct gathered {
    int64_t place;
    uint64_t number;
    struct slice text;
    uint32_t line;
};

void join_init(struct join *j)
{
    *j = (struct join){0};
    arena_init(&j->keys, KEYS_MAX);
    map_init(&j->codes);
    map_init(&j->names);
}

void join_release(struct join *j)
{
    arena_release(&j->keys);
    map_release(&j->codes);
    map_release(&j->names);
}

static int key_put(struct join *j, struct map *map, struct slice key, int64_t place,
                   bool repeats, struct error *err)
{
    bool made;
    size_t *value = map_put(map, key, &made);
    if (!value)
        return error_memory(err);
    if (!made) {
        if (repeats && (int64_t)*value != place)
            *value = (size_t)JOIN_MANY;
        return 0;
    }
    *value = (size_t)place;
    if (arena_copy(&j->keys, key, &map->entries[map->count - 1].key))
        return 0;
    return j->keys.used < KEYS_MAX / 2
               ? error_memory(err)
               : error_set(err, ERR_LIMIT, "项目过多，无法按编码关联", "too many projects to join");
}

/* A project of this code and name stands at `place`. The first of several with one code counts. */
static int join_add(struct join *j, struct slice code, struct slice name, int64_t place,
                    struct error *err)
{
    int rc = code.len ? key_put(j, &j->codes, code, place, false, err) : 0;
    if (rc == 0 && name.len && (j->all_names || code.len == 0))
        rc = key_put(j, &j->names, name, place, j->all_names, err);
    return rc;
}

int64_t join_find(const struct join *j, struct slice code, struct slice name)
{
    const size_t *place = code.len ? map_get(&j->codes, code)
                          : name.len ? map_get(&j->names, name)
                                     : NULL;
    return place ? (int64_t)*place : JOIN_NONE;
}

struct slice join_near(const struct join *j, struct slice code, struct slice name)
{
    const struct map *map = code.len ? &j->codes : &j->names;
    struct near near;
    near_init(&near, code.len ? code : name);
    for (size_t i = 0; i < map->count && i < NEAR_KEYS; i++)
        near_offer(&near, map->entries[i].key);
    return near.best;
}

/* A table that tells the number of the project's row needs no other key. */
static void key_columns(const struct columns *c, size_t out[2])
{
    if (c->row != COLUMN_NONE && c->role != TABLE_PROJECTS) {
        out[0] = c->row;
        out[1] = SIZE_MAX;
        return;
    }
    out[0] = c->code == COLUMN_NONE ? SIZE_MAX : c->code;
    out[1] = c->name == COLUMN_NONE ? SIZE_MAX : c->name;
}

int join_read(struct join *j, const struct table *first, struct error *err)
{
    struct table t;
    struct csv_row row;
    struct csv_fault fault;
    struct slice keys[2];
    size_t columns[2];
    key_columns(&first->columns, columns);
    int rc = table_again(&t, first, err);
    while (rc == 0) {
        rc = csv_skim(t.csv, columns, keys, &row, &fault, err);
        if (rc == CSV_END || rc == CSV_BROKEN || rc < 0)
            break;
        j->rows = (int64_t)row.number;
        rc = rc == CSV_ROW ? join_add(j, keys[0], keys[1], (int64_t)row.number, err) : 0;
    }
    table_close(&t);
    return rc == ERR_MEMORY || rc == ERR_LIMIT ? rc : 0;
}

/* ---- places ---- */

static int remember(struct detail *d, struct slice code, struct slice name, int64_t place,
                    struct error *err)
{
    size_t len = code.len + name.len;
    if (len > d->last_cap) {
        char *grown = realloc(d->last_key, len * 2);
        if (!grown)
            return error_memory(err);
        d->last_key = grown;
        d->last_cap = len * 2;
    }
    if (code.len)
        memcpy(d->last_key, code.ptr, code.len);
    if (name.len)
        memcpy(d->last_key + code.len, name.ptr, name.len);
    d->last_len = len;
    d->last_code = code.len;
    d->last_place = place;
    return 0;
}

static bool same_as_last(const struct detail *d, struct slice code, struct slice name)
{
    if (d->last_place == JOIN_NONE || code.len != d->last_code ||
        code.len + name.len != d->last_len)
        return false;
    return slice_equal(code, slice_of(d->last_key, code.len)) &&
           slice_equal(name, slice_of(d->last_key + code.len, name.len));
}

/* JOIN_NONE for what is no number of a row that was seen. */
static int64_t place_numbered(const struct join *j, struct slice number)
{
    int64_t place = 0;
    if (number.len == 0 || number.len > 12)
        return JOIN_NONE;
    for (size_t i = 0; i < number.len; i++) {
        if (number.ptr[i] < '0' || number.ptr[i] > '9')
            return JOIN_NONE;
        place = place * 10 + (number.ptr[i] - '0');
    }
    return place <= j->rows ? place : JOIN_NONE;
}

/* The place of the project a row names. In a table of its own a row that names none goes on with the
 * project before it (merged cells), and a new key is the next project while `adding`. */
static int place_of(struct detail *d, struct slice code, struct slice name, bool adding,
                    int64_t *place, struct error *err)
{
    if (d->own && code.len == 0 && name.len == 0) {
        *place = d->last_place != JOIN_NONE ? d->last_place : 1;
        return 0;
    }
    if (d->table.columns.row != COLUMN_NONE && !d->own) {
        *place = place_numbered(d->join, code);
        return 0;
    }
    *place = d->last_place;
    if (same_as_last(d, code, name))
        return 0;
    *place = join_find(d->join, code, name);
    if (*place == JOIN_NONE && adding) {
        *place = (int64_t)(d->join->codes.count + d->join->names.count) + 1;
        int rc = join_add(d->join, code, name, *place, err);
        if (rc)
            return rc;
    }
    return remember(d, code, name, *place, err);
}

static void reject_orphan(struct detail *d, const struct csv_row *row, struct slice code,
                          struct slice name, int64_t place)
{
    struct error why;
    char wanted[SHOWN_MAX], found[SHOWN_MAX];
    struct slice near = SLICE_NONE, key = code.len ? code : name;
    (void)shown(key, wanted);
    if (place == JOIN_MANY) {
        (void)error_set(&why, ERR_INPUT, "有几个项目都叫“%s”，请填写 project_code",
                        "several projects are named \"%s\", give the project_code", wanted);
    } else if (key.len == 0) {
        (void)error_set(&why, ERR_INPUT, "没有填写项目编码或项目名称，不知属于哪个项目",
                        "neither project_code nor project_name is given, so its project is unknown");
    } else {
        if (d->near_told++ < NEAR_ROWS)
            near = join_near(d->join, code, name);
        if (near.len)
            (void)error_set(&why, ERR_INPUT, "没有项目“%s”，是否应为“%s”？",
                            "there is no project \"%s\", did you mean \"%s\"?", wanted,
                            shown(near, found));
        else
            (void)error_set(&why, ERR_INPUT, "没有项目“%s”", "there is no project \"%s\"", wanted);
    }
    struct rejection r = {.at = table_address(&d->table, row),
                          .project_code = code,
                          .project_name = name,
                          .value = key};
    r.kind = d->kind;
    table_tell(&d->table, &r, row, &why);
}

/* ---- order ---- */

/* 1: every row comes no earlier than the row before it; 0: not so. */
static int in_order(struct detail *d, struct error *err)
{
    struct table t;
    struct csv_row row;
    struct csv_fault fault;
    struct slice keys[2];
    size_t columns[2];
    int64_t place, highest = 0;
    bool ordered = true;
    key_columns(&d->table.columns, columns);
    int rc = table_again(&t, &d->table, err);
    while (rc == 0 && (ordered || d->own)) { /* a table of its own is read for its keys, too */
        rc = csv_skim(t.csv, columns, keys, &row, &fault, err);
        if (rc == CSV_END || rc == CSV_BROKEN || rc < 0)
            break;
        if (rc == CSV_ROW)
            rc = place_of(d, keys[0], keys[1], d->own, &place, err);
        else
            rc = 0, place = highest;
        if (place > 0) {
            ordered = ordered && place >= highest;
            highest = place > highest ? place : highest;
        }
    }
    table_close(&t);
    d->last_place = JOIN_NONE;
    return rc == ERR_MEMORY || rc == ERR_LIMIT ? rc : ordered;
}

static int gather_row(struct detail *d, const struct csv_row *row, int64_t place,
                      struct error *err)
{
    struct gathered *grown = array_room(d->rows, d->count, &d->cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    d->rows = grown;
    struct gathered *g = &d->rows[d->count];
    *g = (struct gathered){.place = place, .number = row->number, .line = row->line};
    if (!arena_copy(&d->texts, row->text, &g->text))
        return d->texts.used < GATHER_MAX / 2
                   ? error_memory(err)
                   : error_set(err, ERR_LIMIT,
                               "%s: 各行不按项目排列，文件又过大，无法在内存中整理；请先按项目编码排序",
                               "%s: the rows are not in the order of the projects and too many to "
                               "be sorted in memory (limit); sort the file by project_code first",
                               d->table.path);
    d->count++;
    return 0;
}

static int gathered_compare(const void *a, const void *b)
{
    const struct gathered *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static int gather(struct detail *d, struct error *err)
{
    struct csv_row row;
    struct csv_fault fault;
    struct slice keys[2];
    size_t columns[2];
    int rc = 0;
    key_columns(&d->table.columns, columns);
    arena_init(&d->texts, GATHER_MAX);
    d->gathered = true;
    for (int64_t place; rc == 0;) {
        rc = csv_skim(d->table.csv, columns, keys, &row, &fault, err);
        if (rc != CSV_ROW) {
            rc = table_fault(&d->table, d->kind, rc, &row, &fault, err);
            if (rc <= 0)
                break;
            rc = 0;
            continue;
        }
        rc = place_of(d, keys[0], keys[1], false, &place, err);
        if (rc == 0 && place <= 0)
            reject_orphan(d, &row, keys[0], keys[1], place);
        else if (rc == 0)
            rc = gather_row(d, &row, place, err);
    }
    if (rc == ERR_LIMIT)
        rc = table_break(&d->table, err);
    if (d->count)
        qsort(d->rows, d->count, sizeof(*d->rows), gathered_compare);
    return rc;
}

int detail_start(struct detail *d, struct error *err)
{
    d->present = true;
    int rc = in_order(d, err);
    return rc == 0 ? gather(d, err) : rc < 0 ? rc : 0;
}

/* ---- rows ---- */

static int next_gathered(struct detail *d, struct error *err)
{
    struct csv_fault fault;
    while (d->at < d->count && d->table.csv) {
        const struct gathered *g = &d->rows[d->at++];
        int rc = csv_split(d->table.csv, (char *)(uintptr_t)g->text.ptr, g->text.len, g->line,
                           &d->row, &fault, err);
        if (rc < 0)
            return rc;
        d->row.number = g->number;
        d->place = g->place;
        if (rc == CSV_ROW && row_fits(&d->table.columns, &d->row, &fault.why))
            return 1;
        table_reject(&d->table, d->kind, &d->row, &fault.why);
    }
    return 0;
}

static int next_streamed(struct detail *d, struct error *err)
{
    for (;;) {
        int rc = table_next(&d->table, d->kind, &d->row, err);
        if (rc <= 0)
            return rc;
        const struct columns *c = &d->table.columns;
        bool numbered = c->row != COLUMN_NONE && c->role != TABLE_PROJECTS;
        struct slice code = slice_trim(row_text(&d->row, numbered ? c->row : c->code));
        struct slice name = numbered ? SLICE_NONE : slice_trim(row_text(&d->row, c->name));
        rc = place_of(d, code, name, false, &d->place, err);
        if (rc)
            return rc;
        if (d->place > 0)
            return 1;
        reject_orphan(d, &d->row, code, name, d->place);
    }
}

int detail_peek(struct detail *d, struct error *err)
{
    if (!d->present || d->pending)
        return d->pending;
    int rc = d->gathered ? next_gathered(d, err) : next_streamed(d, err);
    d->pending = rc == 1;
    return rc;
}

void detail_take(struct detail *d)
{
    d->pending = false;
}

void detail_close(struct detail *d)
{
    if (!d->present)
        return;
    table_close(&d->table);
    arena_release(&d->texts);
    free(d->rows);
    free(d->last_key);
    *d = (struct detail){0};
}
