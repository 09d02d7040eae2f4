/* Keys repeat from record to record, so their meaning is remembered by spelling. Somebody may invent
 * keys without end: past a bound everything is forgotten and begun again. */
#include "decode/keys.h"

#include "base/array.h"

enum { KEYS_MAX = 4096, NAMES_BYTES = 64 * 1024 * 1024, NAME_KEPT = 8192 };

void keys_release(struct keys *k)
{
    for (int form = 0; form < FORM_COUNT; form++)
        for (int scope = 0; scope < 3; scope++)
            map_release(&k->maps[form][scope]);
    arena_release(&k->names);
    free(k->found);
}

void keys_init(struct keys *k)
{
    arena_init(&k->names, NAMES_BYTES);
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

int keys_find(struct keys *k, struct slice text, enum field_scope scope, enum form_kind form,
              struct heading *out, struct error *err)
{
    struct map *map = &k->maps[form][scope];
    const size_t *known = map_get(map, text);
    if (known) {
        *out = k->found[*known];
        return 0;
    }
    if (k->count >= KEYS_MAX)
        keys_forget(k);
    struct heading *grown = array_room(k->found, k->count, &k->cap, sizeof(*grown));
    if (!grown)
        return error_memory(err);
    k->found = grown;
    int rc = key_meaning(text, scope, form, out, err);
    struct slice copy;
    if (rc)
        return rc;
    if (text.len > NAME_KEPT)
        return 0;
    if (!arena_copy(&k->names, text, &copy))
        return error_memory(err);
    size_t *place = map_put(map, copy, NULL);
    if (!place)
        return error_memory(err);
    k->found[k->count] = *out;
    *place = k->count++;
    return 0;
}

