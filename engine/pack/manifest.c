/* pack.lua: who the pack is, for which engine and years, and its parameters. What it
 * changes of wider packs (`set`, `rules`) can only be judged once all packs are known:
 * change.c. */
#include "pack/inside.h"

/* ---- versions ---- */

enum { VERSION_PARTS = 3 };
struct version {
    unsigned parts[VERSION_PARTS];
    size_t count; /* how many were written */
};

static bool version_read(struct slice text, struct version *out)
{
    *out = (struct version){0};
    bool digit = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && digit && out->count < VERSION_PARTS - 1) {
            out->count++;
            digit = false;
        } else if (c >= '0' && c <= '9' && out->parts[out->count] < 100000) {
            out->parts[out->count] = out->parts[out->count] * 10 + (unsigned)(c - '0');
            digit = true;
        } else {
            return false;
        }
    }
    out->count++;
    return digit;
}

/* Compares as many parts as `wanted` has written when `prefix`, else all. */
static int version_compare(const struct version *have, const struct version *wanted,
                           bool prefix)
{
    size_t count = prefix ? wanted->count : VERSION_PARTS;
    for (size_t i = 0; i < count; i++)
        if (have->parts[i] != wanted->parts[i])
            return have->parts[i] < wanted->parts[i] ? -1 : 1;
    return 0;
}

/* One condition such as ">=0.1". False when it is not understood. */
static bool condition_holds(struct slice text, const struct version *have, bool *holds)
{
    static const char *const ops[] = {">=", "<=", ">", "<", "=", ""};
    size_t op = 0;
    while (!slice_starts(text, slice_str(ops[op])))
        op++;
    struct version wanted;
    if (!version_read(slice_trim(slice_from(text, strlen(ops[op]))), &wanted))
        return false;
    int order = version_compare(have, &wanted, op >= 4);
    const bool answers[] = {order >= 0, order <= 0, order > 0,
                            order < 0,  order == 0, order == 0};
    *holds = answers[op];
    return true;
}

/* Conditions are set apart by commas or blanks; all must hold. */
static bool range_holds(struct slice range, const struct version *have, bool *holds)
{
    *holds = true;
    size_t conditions = 0;
    while (range.len > 0) {
        size_t n = 0;
        while (n < range.len && range.ptr[n] != ',' && range.ptr[n] != ' ')
            n++;
        bool one = true;
        if (n > 0 && !condition_holds(slice_sub(range, 0, n), have, &one))
            return false;
        conditions += n > 0;
        *holds = *holds && one;
        range = slice_from(range, n + 1);
    }
    return conditions > 0;
}

static int engine_check(struct slice range, const struct spot *spot, struct error *err)
{
    struct version have;
    bool holds = true;
    struct spot inner = spot_within(spot, SLICE("engine"));
    if (range.len == 0)
        return 0;
    bool known = version_read(SLICE(JIHE_VERSION), &have);
    if (!known || !range_holds(range, &have, &holds)) {
        error_set(err, ERR_PACK, "看不懂版本范围“%.*s”，应如“>=0.1, <2”",
                  "cannot read the version range \"%.*s\"; write it like \">=0.1, <2\"",
                  SLICE_ARG(range));
        return spot_error(&inner, NULL, err);
    }
    if (holds)
        return 0;
    error_set(err, ERR_PACK, "需要 jihe 版本 %.*s，当前是 %s；请换用相配的程序或规则包",
              "needs jihe %.*s, this is %s; use a program and a pack that fit each other",
              SLICE_ARG(range), JIHE_VERSION);
    return spot_error(&inner, NULL, err);
}

static bool version_is_label(struct slice text)
{
    return name_is_id(text) && text.len <= 32;
}

/* ---- parts of a manifest ---- */

static int effective_read(struct pack *pack, const struct plain *table,
                          const struct spot *spot, struct error *err)
{
    static const struct shape_key keys[] = {{"from", IS_TEXT | IS_NUMBER, false},
                                            {"until_", IS_TEXT | IS_NUMBER, false}};
    if (!table)
        return 0;
    struct spot inner = spot_within(spot, SLICE("effective"));
    int rc = shape_check(table, keys, 2, false, &inner, err);
    if (rc)
        return rc;
    if (pack->code.len == 0) {
        error_set(err, ERR_PACK, "全国包始终有效，不能写 effective",
                  "the national pack always holds and cannot have this");
        return spot_error(&inner, NULL, err);
    }
    return span_read(table, "from", "until_", &pack->span, &inner, err);
}

/* The folder is "420000" or "420000-anything". */
static bool folder_fits(struct slice folder, struct slice name)
{
    return slice_starts(folder, name) &&
           (folder.len == name.len || (folder.ptr[name.len] == '-' && name.len > 0));
}

static int name_check(const struct pack_set *set, struct pack *pack,
                      const struct spot *spot, struct error *err)
{
    bool national = slice_equal(pack->name, SLICE("national"));
    struct slice folder_name = pack->folder;
    pack->code = national ? SLICE_NONE : region_code(pack->name);
    if (!national && pack->code.len == 0) {
        error_set(err, ERR_PACK, "包名应为“national”或 6 位、9 位财政区划代码",
                  "a pack is named \"national\" or by a division code of 6 or 9 digits");
        return spot_error(spot, NULL, err);
    }
    if (national ? !slice_equal(folder_name, pack->name)
                 : !folder_fits(folder_name, pack->name)) {
        error_set(err, ERR_PACK,
                  "文件夹“%.*s”与包“%.*s”不一致：文件夹应叫“%.*s%s”，或改正包的编号",
                  "the folder \"%.*s\" cannot hold the pack \"%.*s\": name the folder \"%.*s%s\", or "
                  "mend the pack's code",
                  SLICE_ARG(folder_name), SLICE_ARG(pack->name), SLICE_ARG(pack->name),
                  national ? "" : "-…");
        return spot_error(spot, NULL, err);
    }
    const size_t *other = map_get(&set->pack_codes, pack->code);
    if (!other)
        return 0;
    const struct pack *first = &set->packs[*other];
    error_set(err, ERR_PACK, "包“%.*s”已在 %.*s 声明",
              "the pack \"%.*s\" is declared in %.*s already", SLICE_ARG(first->name),
              SLICE_ARG(first->path));
    return spot_error(spot, NULL, err);
}

static int label_make(struct pack_set *set, struct pack *pack, const struct spot *spot,
                      struct error *err)
{
    struct spot inner = spot_within(spot, SLICE("version"));
    pack->version = plain_text(pack->manifest, SLICE("version"));
    pack->title = plain_text(pack->manifest, SLICE("title"));
    if (!version_is_label(pack->version)) {
        error_set(
            err, ERR_PACK, "版本号只能由字母、数字、“.”“-”“_”组成，至多 32 个",
            "a version is made of up to 32 letters, digits, \".\", \"-\" and \"_\"");
        return spot_error(&inner, NULL, err);
    }
    char text[NAME_MAX_BYTES * 2];
    int n = snprintf(text, sizeof(text), "%.*s@%.*s", SLICE_ARG(pack->name),
                     SLICE_ARG(pack->version));
    return arena_copy(&set->arena, slice_of(text, (size_t)n), &pack->label)
               ? 0
               : error_memory(err);
}

static const struct shape_key manifest_keys[] = {
    {"title", IS_TEXT, true},       {"version", IS_TEXT, true},
    {"engine", IS_TEXT, false},     {"names", IS_TEXT | IS_TABLE, false},
    {"effective", IS_TABLE, false}, {"parameters", IS_TABLE, false},
    {"set", IS_TABLE, false},       {"rules", IS_TABLE, false},
    {"stages", IS_TABLE, false},
};

static int manifest_read(struct pack_set *set, struct pack *pack, const struct spot *spot,
                         struct error *err)
{
    const struct plain *body = pack->manifest;
    const struct plain *names = plain_get(body, SLICE("names"));
    struct spot inner = spot_within(spot, SLICE("names"));
    int rc = name_check(set, pack, spot, err);
    if (rc == 0)
        rc =
            shape_check(body, manifest_keys,
                        sizeof(manifest_keys) / sizeof(*manifest_keys), false, spot, err);
    if (rc == 0)
        rc = engine_check(slice_trim(plain_text(body, SLICE("engine"))), spot, err);
    if (rc == 0)
        rc = label_make(set, pack, spot, err);
    if (rc == 0 && names)
        rc = shape_texts(names, true, &set->arena, &pack->names, &pack->name_count,
                         &inner, err);
    if (rc == 0)
        rc = effective_read(pack, plain_get(body, SLICE("effective")), spot, err);
    return rc;
}

/* ---- adding ---- */

static int folder_claim(struct pack_set *set, const struct pack *pack,
                        const struct spot *spot, struct error *err)
{
    struct slice key;
    bool made = false;
    if (!arena_copy(&set->arena,
                    slice_of((const char *)&pack->place, sizeof(pack->place)), &key))
        return error_memory(err);
    size_t *at = map_put(&set->folder_packs, key, &made);
    if (!at)
        return error_memory(err);
    if (made) {
        *at = set->pack_count;
        return 0;
    }
    error_set(err, ERR_PACK, "一个文件夹只能有一个包，这里已有“%.*s”",
              "a folder holds one pack; this one has \"%.*s\" already",
              SLICE_ARG(set->packs[*at].name));
    return spot_error(spot, NULL, err);
}

static int pack_push(struct pack_set *set, const struct pack *pack, struct error *err)
{
    struct pack *packs =
        array_room(set->packs, set->pack_count, &set->pack_cap, sizeof(*packs));
    if (!packs)
        return error_memory(err);
    set->packs = packs;
    size_t *at = map_put(&set->pack_codes, pack->code, NULL);
    if (!at)
        return error_memory(err);
    *at = set->pack_count;
    packs[set->pack_count++] = *pack;
    return 0;
}

int pack_add_manifest(struct pack_set *set, const struct pack_scan *scan,
                      const struct pack_declaration *d, struct error *err)
{
    const struct pack_folder *folder = &scan->folders[d->folder];
    struct spot spot = spot_of(d);
    struct pack pack = {.name = d->name,
                        .manifest = d->body,
                        .path = d->path,
                        .line = d->line,
                        .place = d->folder,
                        .enclosing = folder->parent,
                        .span = SPAN_ALWAYS,
                        .parent = -1};
    if (!arena_copy(&set->arena, slice_str(folder->name), &pack.folder))
        return error_memory(err);
    int rc = folder_claim(set, &pack, &spot, err);
    if (rc == 0)
        rc = manifest_read(set, &pack, &spot, err);
    if (rc == 0)
        rc = pack_push(set, &pack, err);
    struct spot inner = spot_within(&spot, SLICE("parameters"));
    if (rc == 0)
        rc = parameter_declare(set, (uint32_t)(set->pack_count - 1),
                               plain_get(d->body, SLICE("parameters")), &inner, err);
    return rc;
}
