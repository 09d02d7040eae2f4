/* The pack set as a container: its arrays, and names as packs see them. One map holds
 * every scoped name under (kind, pack, name); a look-up asks the pack itself, then each
 * wider one, so sibling packs may use the same names. What the entries mean is left to
 * the other files. */
#include "pack/inside.h"

/* All manifests, data, rules and their texts; far above any real set. */
static const size_t SET_MEMORY_MAX = (size_t)1 << 30;

void pack_set_init(struct pack_set *set)
{
    *set = (struct pack_set){0};
    arena_init(&set->arena, SET_MEMORY_MAX);
    map_init(&set->rule_ids);
    map_init(&set->names);
    map_init(&set->pack_codes);
    map_init(&set->folder_packs);
    map_init(&set->division_codes);
    map_init(&set->division_names);
}

void pack_set_release(struct pack_set *set)
{
    free(set->packs);
    free(set->rules);
    free(set->parameters);
    free(set->statutes);
    free(set->data);
    free(set->forms);
    free(set->failures);
    free(set->settings);
    free(set->changes);
    free(set->stages);
    free(set->divisions);
    map_release(&set->rule_ids);
    map_release(&set->names);
    map_release(&set->pack_codes);
    map_release(&set->folder_packs);
    map_release(&set->division_codes);
    map_release(&set->division_names);
    arena_release(&set->arena);
    pack_set_init(set);
}

/* ---- names ---- */

enum { KEY_MAX = 1 + sizeof(uint32_t) + NAME_MAX_BYTES };

static struct slice scope_key(char out[KEY_MAX], enum scope_kind kind, uint32_t pack,
                              struct slice name)
{
    out[0] = (char)kind;
    memcpy(out + 1, &pack, sizeof(pack));
    memcpy(out + 1 + sizeof(pack), name.ptr, name.len);
    return slice_of(out, 1 + sizeof(pack) + name.len);
}

size_t scope_here(const struct pack_set *set, enum scope_kind kind, uint32_t pack,
                  struct slice name)
{
    char key[KEY_MAX];
    if (name.len == 0 || name.len > NAME_MAX_BYTES)
        return SIZE_MAX;
    const size_t *at = map_get(&set->names, scope_key(key, kind, pack, name));
    return at ? *at : SIZE_MAX;
}

size_t scope_find(const struct pack_set *set, enum scope_kind kind, uint32_t pack,
                  struct slice name)
{
    size_t found = SIZE_MAX;
    for (int64_t p = pack; p >= 0 && found == SIZE_MAX; p = set->packs[p].parent)
        found = scope_here(set, kind, (uint32_t)p, name);
    return found;
}

int scope_add(struct pack_set *set, enum scope_kind kind, uint32_t pack,
              struct slice name, size_t index, struct error *err)
{
    char key[KEY_MAX];
    struct slice kept;
    if (!arena_copy(&set->arena, scope_key(key, kind, pack, name), &kept))
        return error_memory(err);
    size_t *at = map_put(&set->names, kept, NULL);
    if (!at)
        return error_memory(err);
    *at = index;
    return 0;
}

bool pack_is_within(const struct pack_set *set, uint32_t pack, uint32_t wider)
{
    int64_t p = pack;
    while (p >= 0 && p != wider)
        p = set->packs[p].parent;
    return p >= 0;
}

int pack_of_folder(const struct pack_set *set, const struct pack_declaration *d,
                   uint32_t *pack, struct error *err)
{
    const size_t *at = map_get(&set->folder_packs,
                               slice_of((const char *)&d->folder, sizeof(d->folder)));
    if (at) {
        *pack = (uint32_t)*at;
        return 0;
    }
    struct spot spot = spot_of(d);
    error_set(err, ERR_PACK, "所在文件夹的 pack.lua 没有声明 pack",
              "the pack.lua of its folder declares no pack");
    return spot_error(&spot, NULL, err);
}

/* ---- files that did not load ---- */

static struct slice base_name(struct slice path)
{
    size_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    return slice_from(path, at);
}

int pack_add_failed(struct pack_set *set, struct slice path, struct slice id,
                    struct error *err)
{
    struct slice *failures = array_room(set->failures, set->failure_count,
                                        &set->failure_cap, sizeof(*failures));
    if (!failures)
        return error_memory(err);
    set->failures = failures;
    struct slice known = id.len ? id : base_name(path);
    if (!arena_copy(&set->arena, known, &failures[set->failure_count]))
        return error_memory(err);
    set->failure_count++;
    set->failed++;
    return 0;
}

/* "SEV-004" is told by "SEV-004-low-execution.lua", not by "SEV-0041.lua". */
bool pack_has_failed(const struct pack_set *set, struct slice id)
{
    for (size_t i = 0; i < set->failure_count; i++) {
        struct slice known = set->failures[i];
        if (!slice_starts(known, id))
            continue;
        if (known.len == id.len || known.ptr[id.len] == '-' || known.ptr[id.len] == '.')
            return true;
    }
    return false;
}
