/* The forms behind a report, read again without rules, so that what was found can be compared with what
 * stands there now. Kept whole in memory: two versions of the same filing. */
#include "run/diff.h"

#include "base/array.h"
#include "base/file.h"

static bool key_put(struct buffer *b, struct slice form, struct slice code, struct slice name)
{
    struct slice id = slice_trim(code);
    buffer_clear(b);
    buffer_put(b, form);
    buffer_byte(b, '\x1f');
    buffer_put(b, id.len ? id : slice_trim(name));
    return !b->failed;
}

const struct diff_form *diff_forms_find(const struct diff_forms *f, struct slice form,
                                        struct slice code, struct slice name)
{
    struct buffer key;
    buffer_init(&key, 1 << 16);
    const size_t *at = key_put(&key, form, code, name) ? map_get(&f->keys, buffer_slice(&key)) : NULL;
    buffer_release(&key);
    return at ? &f->items[*at] : NULL;
}

static bool cells_copy(struct arena *a, const struct cell *cells, size_t count, struct slice *out)
{
    for (size_t i = 0; i < count; i++)
        if (!arena_copy(a, cells[i].text, &out[i]))
            return false;
    return true;
}

static bool form_copy(struct diff_forms *f, const struct project *p, struct diff_form *out)
{
    struct arena *a = &f->arena;
    *out = (struct diff_form){.form = p->form, .year = p->year};
    out->indicators = arena_zero(a, p->indicator_count + 1, sizeof(*out->indicators));
    bool good = out->indicators && cells_copy(a, p->cells, P_COUNT, out->cells);
    for (size_t i = 0; i < P_COUNT; i++)
        out->present[i] = p->cells[i].state != CELL_ABSENT;
    for (size_t i = 0; good && i < p->indicator_count; i++)
        good = cells_copy(a, p->indicators[i].cells, I_COUNT, out->indicators[i]);
    out->indicator_count = p->indicator_count;
    return good;
}

static int project_take(void *context, const struct project *p, struct error *err)
{
    struct diff_forms *f = context;
    struct buffer key;
    struct slice kept;
    bool made = false;
    struct diff_form *items = array_room(f->items, f->count, &f->cap, sizeof(*items));
    if (!items)
        return error_memory(err);
    f->items = items;
    buffer_init(&key, 1 << 16);
    bool good = form_copy(f, p, &f->items[f->count]) &&
                key_put(&key, form_name(p->form), p->cells[P_PROJECT_CODE].text,
                        p->cells[P_PROJECT_NAME].text) &&
                arena_copy(&f->arena, buffer_slice(&key), &kept);
    buffer_release(&key);
    size_t *at = good ? map_put(&f->keys, kept, &made) : NULL;
    if (!at)
        return error_memory(err);
    if (made)
        *at = f->count;
    f->count++;
    return 0;
}

/* Rows that cannot be read were told when the report was made. */
static int problem_pass(void *context, const struct finding *f, struct error *err)
{
    (void)context;
    (void)f;
    (void)err;
    return 0;
}

int diff_forms_read(struct diff_forms *f, const struct engine *e, const char *const *paths,
                    size_t count, struct error *err)
{
    struct sources sources = {0};
    struct convert_counts counts;
    struct limits limits;
    struct check_options options = {.inputs = paths, .input_count = count};
    struct convert_sink sink = {.context = f,
                                .project = project_take,
                                .problem = problem_pass,
                                .sources = &sources};
    *f = (struct diff_forms){.read = count > 0};
    arena_init(&f->arena, SIZE_MAX / 2);
    map_init(&f->keys);
    limits_default(&limits);
    int rc = count ? run_convert(e, &limits, &options, &sink, &counts, err) : 0;
    sources_release(&sources);
    if (rc)
        diff_forms_release(f);
    return rc;
}

void diff_forms_release(struct diff_forms *f)
{
    free(f->items);
    map_release(&f->keys);
    arena_release(&f->arena);
    *f = (struct diff_forms){0};
}
