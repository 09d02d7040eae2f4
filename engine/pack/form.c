/* What a form map says about itself, read as strictly as a rule: its code is script's, its document
 * decode's. Names are unique over all packs, because without a region all packs' maps are asked. */
#include "pack/inside.h"

static const struct shape_key form_keys[] = {
    {"title", IS_TEXT, true},      {"kind", IS_TEXT, true},
    {"match", IS_FUNCTION, true},  {"read", IS_FUNCTION, true},
    {"parts", IS_FUNCTION, false}, {"title_en", IS_TEXT, false},
    {"looks_for", IS_TEXT, false}, {"looks_for_en", IS_TEXT, false},
    {"replaces", IS_TEXT | IS_TABLE, false},
    {"unwrap", IS_BOOLEAN, false}, {"examples", IS_TABLE, false},
};

/* Small letters, digits and -. */
static bool name_is_form(struct slice name)
{
    bool good = name_is_id(name);
    for (size_t i = 0; i < name.len && good; i++)
        good = (name.ptr[i] >= 'a' && name.ptr[i] <= 'z') ||
               (name.ptr[i] >= '0' && name.ptr[i] <= '9') || name.ptr[i] == '-';
    return good;
}

static int name_check(const struct pack_set *set, struct slice name, const struct spot *spot,
                      struct error *err)
{
    if (!name_is_form(name)) {
        error_set(err, ERR_PACK, "名称只能由小写字母、数字和“-”组成，至多 64 个",
                  "a name is made of up to 64 small letters, digits and \"-\"");
        return spot_error(spot, NULL, err);
    }
    for (size_t i = 0; i < set->form_count; i++) {
        if (!slice_equal(set->forms[i].name, name))
            continue;
        error_set(err, ERR_PACK, "这个名称已由 %.*s 使用", "the name is taken by %.*s",
                  SLICE_ARG(set->forms[i].path));
        return spot_error(spot, NULL, err);
    }
    return 0;
}

static int kind_read(struct slice name, enum form_kind *out, const struct spot *spot,
                     struct error *err)
{
    *out = form_find(slice_trim(name));
    if (*out != FORM_UNKNOWN)
        return 0;
    struct spot inner = spot_within(spot, SLICE("kind"));
    struct near near;
    near_init(&near, name);
    for (int f = FORM_UNKNOWN + 1; f < FORM_COUNT; f++) {
        near_offer(&near, form_name((enum form_kind)f));
        near_offer(&near, form_label((enum form_kind)f));
    }
    error_set(err, ERR_PACK, "没有“%.*s”这种表", "there is no form \"%.*s\"", SLICE_ARG(name));
    return spot_error(&inner, &near, err);
}

static const struct shape_key example_keys[] = {
    {"document", IS_TABLE, true},
    {"gives", IS_TABLE | IS_BOOLEAN, true},
};

static int examples_check(const struct plain *list, const struct spot *spot, struct error *err)
{
    struct spot inner = spot_within(spot, SLICE("examples"));
    int rc = 0;
    for (size_t i = 0; list && i < list->item_count && rc == 0; i++)
        rc = shape_check(&list->items[i], example_keys,
                         sizeof(example_keys) / sizeof(*example_keys), false, &inner, err);
    return rc;
}

static int form_read(struct pack_set *set, struct form_map *m, const struct plain *body,
                     const struct spot *spot, struct error *err)
{
    int rc = name_check(set, m->name, spot, err);
    if (rc == 0)
        rc = shape_check(body, form_keys, sizeof(form_keys) / sizeof(*form_keys), false, spot, err);
    if (rc == 0)
        rc = kind_read(plain_text(body, SLICE("kind")), &m->kind, spot, err);
    const struct plain *replaces = rc ? NULL : plain_get(body, SLICE("replaces"));
    if (replaces) {
        struct spot inner = spot_within(spot, SLICE("replaces"));
        rc = shape_texts(replaces, true, &set->arena, &m->replaces, &m->replaces_count, &inner,
                         err);
    }
    if (rc)
        return rc;
    const struct plain *unwrap = plain_get(body, SLICE("unwrap"));
    m->unwrap = unwrap && unwrap->boolean;
    m->title = plain_text(body, SLICE("title"));
    m->title_en = plain_text(body, SLICE("title_en"));
    m->looks_for = plain_text(body, SLICE("looks_for"));
    m->looks_for_en = plain_text(body, SLICE("looks_for_en"));
    m->examples = plain_get(body, SLICE("examples"));
    return examples_check(m->examples, spot, err);
}

int pack_add_form(struct pack_set *set, const struct pack_declaration *d, struct slice text,
                  struct error *err)
{
    struct spot spot = spot_of(d);
    struct form_map m = {.name = d->name, .path = d->path, .line = d->line, .text = text};
    int rc = pack_of_folder(set, d, &m.pack, err);
    if (rc == 0)
        rc = form_read(set, &m, d->body, &spot, err);
    if (rc)
        return rc;
    struct form_map *items =
        array_room(set->forms, set->form_count, &set->form_cap, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->forms = items;
    items[set->form_count++] = m;
    return 0;
}

bool form_is_seen(const struct pack_set *set, const struct form_map *m, uint32_t pack)
{
    return pack_is_within(set, pack, m->pack);
}

/* A map that steps back must exist. */
int form_link(const struct pack_set *set, const struct form_map *m, struct error *err)
{
    struct pack_declaration d = {.verb = SLICE("form"), .name = m->name, .path = m->path,
                                 .line = m->line};
    struct spot spot = spot_of(&d), inner = spot_within(&spot, SLICE("replaces"));
    for (size_t i = 0; i < m->replaces_count; i++) {
        struct near near;
        bool found = false;
        near_init(&near, m->replaces[i]);
        for (size_t k = 0; k < set->form_count && !found; k++) {
            found = slice_equal(set->forms[k].name, m->replaces[i]);
            near_offer(&near, set->forms[k].name);
        }
        if (found)
            continue;
        error_set(err, ERR_PACK, "没有表样“%.*s”", "there is no form map \"%.*s\"",
                  SLICE_ARG(m->replaces[i]));
        return spot_error(&inner, &near, err);
    }
    return 0;
}
