/* What group rules keep, until all projects were seen: places in memory, everything else in an archive
 * that goes to disk when it grows. Memory is bounded by limits.group_bytes; when that is reached the
 * run says so as a rule error instead of judging by halves. */
#include "run/group.h"

enum { ARCHIVE_MEMORY = 16 << 20 };

int group_store_init(struct group_store *s, const struct engine *e, struct error *err)
{
    *s = (struct group_store){.rule_count = e->set.rule_room, .item_count = 1};
    s->item_max = e->limits.group_bytes / 2 / sizeof(*s->items);
    arena_init(&s->keys, e->limits.group_bytes / 2);
    map_init(&s->texts);
    archive_init(&s->archive, ARCHIVE_MEMORY);
    s->rules = calloc(s->rule_count + 1, sizeof(*s->rules));
    if (!s->rules)
        return error_memory(err);
    for (size_t i = 0; i < s->rule_count; i++)
        map_init(&s->rules[i].keys);
    return 0;
}

void group_store_release(struct group_store *s)
{
    for (size_t i = 0; s->rules && i < s->rule_count; i++) {
        map_release(&s->rules[i].keys);
        free(s->rules[i].groups);
    }
    free(s->rules);
    free(s->items);
    free(s->projects);
    archive_release(&s->archive);
    map_release(&s->texts);
    arena_release(&s->keys);
    *s = (struct group_store){0};
}

/* Room for one more in a list that doubles; false when there is none. */
static bool grow(void **items, size_t count, size_t *cap, size_t size, size_t max)
{
    if (count < *cap)
        return true;
    size_t more = *cap ? *cap * 2 : 64;
    if (more > max)
        more = max;
    void *grown = more > count ? realloc(*items, more * size) : NULL;
    if (!grown)
        return false;
    *items = grown;
    *cap = more;
    return true;
}

/* One copy of a key, whichever rules use it: those that lay the forms of a project side by side all ask by the same. */
static bool key_own(struct group_store *s, struct slice key, struct slice *own)
{
    size_t *at = map_get(&s->texts, key);
    if (!at) {
        if (!arena_copy(&s->keys, key, own) || !(at = map_put(&s->texts, *own, NULL)))
            return false;
        *at = s->texts.count - 1;
    }
    *own = s->texts.entries[*at].key;
    return true;
}

static struct group *group_of(struct group_store *s, struct rule_groups *r, struct slice key)
{
    size_t *at = map_get(&r->keys, key);
    if (at)
        return &r->groups[*at];
    struct slice copy;
    if (!grow((void **)&r->groups, r->count, &r->cap, sizeof(*r->groups), UINT32_MAX) ||
        !key_own(s, key, &copy) || !(at = map_put(&r->keys, copy, NULL)))
        return NULL;
    *at = r->count;
    r->groups[r->count] = (struct group){.key = copy};
    return &r->groups[r->count++];
}

/* ---- who a project was ---- */

enum { NAMES_TEXTS = 5 };

/* The fixed part of a project's names; the texts follow in this order. */
struct names_head {
    struct address row;
    uint32_t ordinal;
    int32_t year;
    uint32_t form;
    uint32_t lengths[NAMES_TEXTS]; /* code, name, unit, region, what is lowered */
};

static int names_put(struct group_store *s, const struct kept *kept, struct group_project *out,
                     struct error *err)
{
    struct project_key k;
    const struct project *p = kept->project;
    project_key_make(p, &k);
    const struct slice texts[NAMES_TEXTS] = {k.code, k.name, k.unit, k.region, kept->lowered};
    struct names_head head = {
        .row = p->row, .ordinal = k.ordinal, .year = k.year, .form = k.form};
    size_t len = sizeof(head);
    for (int i = 0; i < NAMES_TEXTS; i++) {
        head.lengths[i] = (uint32_t)texts[i].len;
        len += texts[i].len;
    }
    uint64_t ignored;
    int rc = archive_put(&s->archive, slice_of((const char *)&head, sizeof(head)), &out->offset,
                         err);
    for (int i = 0; rc == 0 && i < NAMES_TEXTS; i++)
        rc = archive_put(&s->archive, texts[i], &ignored, err);
    out->len = (uint32_t)len;
    return rc;
}

int group_names(const struct group_store *s, uint32_t project, struct arena *arena,
                struct group_member *out, struct error *err)
{
    const struct group_project *at = &s->projects[project];
    struct names_head head;
    char *bytes = arena_alloc(arena, at->len);
    if (!bytes)
        return error_memory(err);
    int rc = archive_get(&s->archive, at->offset, bytes, at->len, err);
    if (rc)
        return rc;
    memcpy(&head, bytes, sizeof(head));
    out->row = head.row;
    out->key = (struct project_key){
        .ordinal = head.ordinal, .year = head.year, .form = (enum form_kind)head.form};
    struct slice *texts[NAMES_TEXTS] = {&out->key.code, &out->key.name, &out->key.unit,
                                        &out->key.region, &out->lowered};
    const char *text = bytes + sizeof(head);
    for (int i = 0; i < NAMES_TEXTS; i++) {
        *texts[i] = slice_of(text, head.lengths[i]);
        text += head.lengths[i];
    }
    return 0;
}

/* ---- keeping ---- */

/* Projects arrive by number; those that keep nothing have empty places. */
static int project_note(struct group_store *s, const struct kept *kept, uint64_t number,
                        struct error *err)
{
    if (number < s->project_count && s->projects[number].len)
        return 0;
    while (s->project_count <= number) {
        if (!grow((void **)&s->projects, s->project_count, &s->project_cap, sizeof(*s->projects),
                  UINT32_MAX))
            return error_memory(err);
        s->projects[s->project_count++] = (struct group_project){0};
    }
    return names_put(s, kept, &s->projects[number], err);
}

static void item_append(struct group_store *s, struct group *g, const struct group_item *item)
{
    uint32_t place = (uint32_t)s->item_count;
    s->items[s->item_count++] = *item;
    if (g->last)
        s->items[g->last].next = place;
    else
        g->first = place;
    g->last = place;
    g->count++;
}

int group_store_add(struct group_store *s, const struct kept *kept, uint64_t project,
                    struct error *err)
{
    struct rule_groups *r = &s->rules[kept->entry->rule->index];
    if (s->full)
        return 0;
    struct group *g = group_of(s, r, kept->key);
    if (!g || project > UINT32_MAX - 1 ||
        !grow((void **)&s->items, s->item_count, &s->item_cap, sizeof(*s->items), s->item_max)) {
        s->full = true;
        return 0;
    }
    struct group_item item = {
        .entry = kept->entry, .len = (uint32_t)kept->bytes.len, .project = (uint32_t)project};
    int rc = project_note(s, kept, project, err);
    if (rc == 0)
        rc = archive_put(&s->archive, kept->bytes, &item.offset, err);
    if (rc)
        return rc;
    if (!r->entry)
        r->entry = kept->entry;
    g->forms |= 1u << kept->project->form;
    item_append(s, g, &item);
    return 0;
}
