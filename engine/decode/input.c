/* Input files and the list of them. The hash is taken of the bytes that are really decoded, in one
 * pass; a file that is not read to its end keeps an empty hash. */
#include "decode/input.h"

#include "base/array.h"

#include <stdlib.h>

static char *copy_text(const char *s)
{
    size_t n = strlen(s) + 1;
    char *p = malloc(n);
    return p ? memcpy(p, s, n) : NULL;
}

int source_add(struct sources *s, const char *path, uint32_t *index, struct error *err)
{
    struct source *grown = array_room(s->items, s->count, &s->cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    s->items = grown;
    char *copy = copy_text(path);
    if (!copy)
        return error_memory(err);
    *index = (uint32_t)s->count;
    s->items[s->count++] = (struct source){.kind = SOURCE_CSV, .path = copy};
    return 0;
}

void sources_release(struct sources *s)
{
    for (size_t i = 0; i < s->count; i++) {
        for (size_t k = 0; k < s->items[i].sheet_count; k++)
            free(s->items[i].sheets[k]);
        free(s->items[i].sheets);
        free(s->items[i].path);
    }
    free(s->items);
    *s = (struct sources){0};
}

static int open_path(struct input *in, const char *path, struct error *err)
{
    in->path = copy_text(path);
    return in->path ? file_open(&in->file, in->path, err) : error_memory(err);
}

int input_open(struct input *in, const char *path, struct sources *sources, struct error *err)
{
    *in = (struct input){
        .file = {.fd = -1}, .sources = sources, .hashed = true, .chunk = TEXT_CHUNK};
    digest_init(&in->digest);
    int rc = source_add(sources, path, &in->index, err);
    return rc ? rc : open_path(in, path, err);
}

int input_name(struct input *in, const struct input *of, struct error *err)
{
    *in = (struct input){
        .file = {.fd = -1}, .sources = of->sources, .index = of->index, .chunk = of->chunk};
    in->path = copy_text(of->path);
    return in->path ? 0 : error_memory(err);
}

int input_view(struct input *in, const struct input *of, int fd, uint32_t table,
               struct error *err)
{
    int rc = input_name(in, of, err);
    in->table = table;
    return rc ? rc : file_view(&in->file, fd, in->path, err);
}

struct address input_at(const struct input *in)
{
    return (struct address){in->index, in->table, 0, 0};
}

int input_reopen(struct input *in, const struct input *first, struct error *err)
{
    if (first->table)
        return input_view(in, first, first->file.fd, first->table, err);
    *in = (struct input){.file = {.fd = -1},
                         .sources = first->sources,
                         .index = first->index,
                         .chunk = first->chunk};
    return open_path(in, first->path, err);
}

static int read_hashed(struct input *in, char *out, size_t cap, size_t *got, struct error *err)
{
    int rc = file_next(&in->file, out, cap, got, err);
    if (rc || !in->hashed)
        return rc;
    if (*got > 0) {
        digest_put(&in->digest, slice_of(out, *got));
    } else {
        digest_hex(&in->digest, in->sources->items[in->index].sha256);
        in->hashed = false;
    }
    return 0;
}

int input_peek(struct input *in, struct slice *head, struct error *err)
{
    size_t got = 1;
    int rc = 0;
    while (rc == 0 && got > 0 && in->head_len < INPUT_HEAD && in->head_used == 0) {
        rc = read_hashed(in, in->head + in->head_len, INPUT_HEAD - in->head_len, &got, err);
        in->head_len += rc ? 0 : got;
    }
    *head = slice_of(in->head, in->head_len);
    return rc;
}

static int input_read(void *context, char *out, size_t cap, size_t *got, struct error *err)
{
    struct input *in = context;
    size_t ahead = in->head_len - in->head_used;
    if (ahead == 0)
        return read_hashed(in, out, cap, got, err);
    *got = ahead < cap ? ahead : cap;
    memcpy(out, in->head + in->head_used, *got);
    in->head_used += *got;
    return 0;
}

/* What is left, through the hash; into the spool where the input is a pipe. */
static int read_whole(struct input *in, size_t max, struct error *err)
{
    char chunk[65536];
    size_t got = 1;
    bool pipe = in->file.size == UINT64_MAX;
    int rc = 0;
    while (rc == 0 && got > 0) {
        rc = input_read(in, chunk, sizeof(chunk), &got, err);
        if (rc == 0 && pipe)
            spool_put(&in->whole, slice_of(chunk, got));
        if (rc == 0 && pipe && in->whole.len > max)
            rc = error_set(err, ERR_LIMIT, "文件超过上限 %zu 字节", "more than the limit of %zu bytes",
                           max);
    }
    return rc;
}

int input_whole(struct input *in, const struct limits *limits, int *fd, struct error *err)
{
    struct file_in view;
    bool first = !in->held;
    if (first)
        spool_init(&in->whole, TEXT_CHUNK);
    in->held = true;
    int rc = first ? read_whole(in, limits->document_bytes, err) : 0;
    *fd = in->file.fd;
    if (rc || in->file.size != UINT64_MAX)
        return rc;
    rc = spool_view(&in->whole, &view, in->path, err);
    file_close(&view);
    *fd = in->whole.fd;
    return rc;
}

struct text_source input_source(struct input *in)
{
    return (struct text_source){.read = input_read, .context = in, .chunk = in->chunk};
}

struct input input_take(struct input *in)
{
    struct input taken = *in;
    in->file.fd = -1;
    in->path = NULL;
    in->held = false;
    return taken;
}

void input_close(struct input *in)
{
    file_close(&in->file);
    if (in->held)
        spool_release(&in->whole);
    in->held = false;
    free(in->path);
    in->path = NULL;
}
