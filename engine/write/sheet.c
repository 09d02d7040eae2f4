/* Rows are kept as runs of (column, length, bytes): what a row does not have takes no room, and
 * columns can be put in order at the end without touching them. */
#include "write/sheet.h"

#include "base/array.h"

#include <assert.h>

enum { SHEET_MEMORY = 8 << 20, ROW_MAX = 1 << 30 };

struct piece {
    uint32_t column, len;
};

void sheet_init(struct sheet *s)
{
    *s = (struct sheet){0};
    arena_init(&s->arena, (size_t)256 << 20);
    map_init(&s->ids);
    archive_init(&s->archive, SHEET_MEMORY);
    buffer_init(&s->row, ROW_MAX);
}

void sheet_release(struct sheet *s)
{
    arena_release(&s->arena);
    map_release(&s->ids);
    archive_release(&s->archive);
    buffer_release(&s->row);
    free(s->columns);
    free(s->read);
    free(s->cells);
}

static struct sheet_column *column_of(struct sheet *s, struct slice heading, uint32_t rank,
                                      bool optional)
{
    const size_t *known = map_get(&s->ids, heading);
    if (known)
        return &s->columns[*known];
    struct sheet_column *grown =
        array_room(s->columns, s->count, &s->cap, sizeof(*grown));
    if (!grown)
        return NULL;
    s->columns = grown;
    struct slice copy;
    if (!arena_copy(&s->arena, heading, &copy))
        return NULL;
    size_t *place = map_put(&s->ids, copy, NULL);
    if (!place)
        return NULL;
    *place = s->count;
    s->columns[s->count] = (struct sheet_column){
        .heading = copy, .rank = rank, .id = (uint32_t)s->count, .optional = optional};
    return &s->columns[s->count++];
}

static bool is_in_row(const struct sheet *s, uint32_t column)
{
    struct piece piece;
    for (size_t at = 0; at < s->row.len; at += sizeof(piece) + piece.len) {
        memcpy(&piece, s->row.ptr + at, sizeof(piece));
        if (piece.column == column)
            return true;
    }
    return false;
}

bool sheet_put(struct sheet *s, struct slice heading, uint32_t rank, bool optional,
               struct slice text)
{
    struct sheet_column *c = column_of(s, heading, rank, optional);
    if (!c) {
        s->row.failed = true;
        return false;
    }
    if (is_in_row(s, c->id))
        return false;
    struct piece piece = {c->id, (uint32_t)text.len};
    char bytes[sizeof(piece)];
    memcpy(bytes, &piece, sizeof(piece));
    buffer_put(&s->row, slice_of(bytes, sizeof(piece)));
    buffer_put(&s->row, text);
    c->cells++;
    return !s->row.failed;
}

bool sheet_column_add(struct sheet *s, struct slice heading, uint32_t rank, bool optional)
{
    return column_of(s, heading, rank, optional) != NULL;
}

int sheet_row_end(struct sheet *s, struct error *err)
{
    uint64_t offset;
    uint64_t len = s->row.len;
    char bytes[sizeof(len)];
    memcpy(bytes, &len, sizeof(len));
    if (s->row.failed)
        return error_memory(err);
    int rc = archive_put(&s->archive, slice_of(bytes, sizeof(len)), &offset, err);
    if (rc == 0)
        rc = archive_put(&s->archive, buffer_slice(&s->row), &offset, err);
    buffer_clear(&s->row);
    s->rows++;
    return rc;
}

/* ---- reading back ---- */

static int by_rank(const void *a, const void *b)
{
    const struct sheet_column *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

int sheet_finish(struct sheet *s, struct error *err)
{
    if (s->count > 1)
        qsort(s->columns, s->count, sizeof(*s->columns), by_rank);
    s->cells = calloc(s->count + 1, sizeof(*s->cells));
    return s->cells ? 0 : error_memory(err);
}

void sheet_drop(struct sheet *s, struct slice heading)
{
    for (size_t k = 0; k < s->count; k++)
        if (slice_equal(s->columns[k].heading, heading)) {
            memmove(&s->columns[k], &s->columns[k + 1],
                    (s->count - k - 1) * sizeof(*s->columns));
            s->count--;
            return;
        }
}

bool sheet_is_ragged(const struct sheet *s)
{
    for (size_t k = 0; k < s->count; k++)
        if (!s->columns[k].optional && s->columns[k].cells < s->rows)
            return true;
    return false;
}

static void cell_place(struct sheet *s, uint32_t id, struct slice text)
{
    for (size_t k = 0; k < s->count; k++)
        if (s->columns[k].id == id) {
            s->cells[k] = text;
            return;
        }
}

int sheet_next(struct sheet *s, struct error *err)
{
    uint64_t len;
    if (s->rows == 0)
        return 0;
    s->rows--;
    int rc = archive_get(&s->archive, s->offset, (char *)&len, sizeof(len), err);
    if (rc)
        return rc;
    if (len + 1 > s->read_cap) {
        char *grown = realloc(s->read, (size_t)len * 2 + 1);
        if (!grown)
            return error_memory(err);
        s->read = grown;
        s->read_cap = (size_t)len * 2 + 1;
    }
    rc = archive_get(&s->archive, s->offset + sizeof(len), s->read, (size_t)len, err);
    s->offset += sizeof(len) + len;
    memset(s->cells, 0, s->count * sizeof(*s->cells));
    struct piece piece;
    for (size_t at = 0; rc == 0 && at < len; at += sizeof(piece) + piece.len) {
        memcpy(&piece, s->read + at, sizeof(piece));
        assert(at + sizeof(piece) + piece.len <= len);
        cell_place(s, piece.column, slice_of(s->read + at + sizeof(piece), piece.len));
    }
    return rc ? rc : 1;
}
