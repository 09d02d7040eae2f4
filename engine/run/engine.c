/* Loading: every file under the rules folder is run once in a script state, what it declared is
 * handed to pack, and pack links it. A rule file that is wrong becomes a failure that is reported
 * with every run while the other rules work; a manifest, register or data file that is wrong stops
 * everything, because what the others mean depends on it. */
#include "run/engine.h"

#include "base/file.h"

#define FILE_PREFIX "file:"

enum { SET_FILES_MAX = 100000 };

struct loader {
    struct engine *engine;
    struct script *script;
    struct pack_scan scan;
    const struct limits *limits;
    struct digest *digests; /* by folder, over its files */
};

const struct exclusion *engine_excluded(const struct engine *e, struct slice name)
{
    for (size_t i = 0; i < e->exclusion_count; i++)
        if (slice_equal(e->exclusions[i].name, name))
            return &e->exclusions[i];
    return NULL;
}

void board_enter(struct board *board, unsigned thread, struct slice name)
{
    if (!board || thread >= BOARD_THREADS)
        return;
    struct board_slot *slot = &board->slots[thread];
    size_t n = name.len < BOARD_NAME_MAX - 1 ? name.len : BOARD_NAME_MAX - 1;
    if (n)
        memcpy(slot->name, name.ptr, n);
    slot->name[n] = '\0';
    __atomic_add_fetch(&slot->serial, 1, __ATOMIC_RELEASE);
    __atomic_store_n(&slot->busy, 1, __ATOMIC_RELEASE);
}

void board_leave(struct board *board, unsigned thread)
{
    if (board && thread < BOARD_THREADS)
        __atomic_store_n(&board->slots[thread].busy, 0, __ATOMIC_RELEASE);
}

static bool copy_text(struct engine *e, struct slice s, struct slice *out)
{
    return arena_copy(&e->set.arena, s, out);
}

/* A rule that cannot be run is told like a finding, at its file. */
static int failure_add(struct engine *e, struct slice id, const char *zh, const char *en)
{
    if (e->failure_count == e->failure_cap) {
        size_t cap = e->failure_cap ? e->failure_cap * 2 : 8;
        struct finding *grown = realloc(e->failures, cap * sizeof(*grown));
        if (!grown)
            return ERR_MEMORY;
        e->failures = grown;
        e->failure_cap = cap;
    }
    struct finding *f = &e->failures[e->failure_count];
    *f = (struct finding){.kind = KIND_RULE_ERROR, .severity = SEVERITY_ERROR};
    f->place = (struct place){.at = {.file = UINT32_MAX}, .index = UINT32_MAX};
    if (!copy_text(e, id, &f->rule_id) || !copy_text(e, slice_str(zh), &f->message) ||
        !copy_text(e, slice_str(en), &f->message_en))
        return ERR_MEMORY;
    struct digest d;
    digest_init(&d);
    digest_field(&d, f->rule_id);
    digest_field(&d, f->message);
    digest_hex(&d, f->fingerprint);
    e->failure_count++;
    return 0;
}

static int read_text(struct loader *l, const struct pack_file *file, struct slice *out,
                     struct error *err)
{
    struct buffer text;
    size_t most = file->role >= PACK_RULE ? l->limits->rule_file_bytes
                                          : l->limits->data_file_bytes;
    buffer_init(&text, most + 1);
    int rc = file_read(file->path, &text, err);
    if (rc == ERR_LIMIT || (rc == 0 && text.len > most))
        rc = error_set(err, ERR_PACK, "%s: 规则文件超过上限 %zu 字节",
                       "%s: the file is larger than the limit of %zu bytes", file->shown,
                       most);
    if (rc == 0 && !copy_text(l->engine, buffer_slice(&text), out))
        rc = error_memory(err);
    buffer_release(&text);
    return rc;
}

static const char *const *verbs_of(enum pack_file_role role)
{
    static const char *const manifest[] = {"pack", NULL}, *const statutes[] = {"statute", NULL},
                             *const data[] = {"words", "codes", NULL},
                             *const rules[] = {"rule", NULL}, *const forms[] = {"form", NULL};
    switch (role) {
    case PACK_MANIFEST: return manifest;
    case PACK_STATUTES: return statutes;
    case PACK_DATA: return data;
    case PACK_FORM: return forms;
    case PACK_RULE: break;
    }
    return rules;
}

/* Names of lists that no pack has are told while the line is known. */
static int check_lists(const struct loader *l, const struct pack_file *file,
                       const struct script_file *loaded, struct error *err)
{
    const struct pack_set *set = &l->engine->set;
    for (size_t i = 0; i < loaded->use_count; i++) {
        const struct use *u = &loaded->uses[i];
        if (u->kind == USE_PARAM)
            continue;
        struct slice verb = u->kind == USE_WORDS ? SLICE("words") : SLICE("codes");
        struct near near;
        near_init(&near, u->name);
        bool known = false;
        for (size_t k = 0; k < set->data_count && !known; k++)
            if (slice_equal(set->data[k].verb, verb)) {
                known = slice_equal(set->data[k].name, u->name);
                near_offer(&near, set->data[k].name);
            }
        if (known)
            continue;
        error_set(err, ERR_PACK, "没有名为 %.*s.%.*s 的数据表%s%.*s",
                  "there is no data list %.*s.%.*s%s%.*s", SLICE_ARG(verb), SLICE_ARG(u->name),
                  near.best.len ? "; → " : "", SLICE_ARG(near.best));
        error_locate(err, file->shown, u->line);
        return ERR_PACK;
    }
    return 0;
}

/* The parameters a file names, each once, in order. */
static int used_params(struct engine *e, const struct script_file *loaded, struct slice **out,
                       size_t *count, struct error *err)
{
    struct slice *names = arena_alloc(&e->set.arena, (loaded->use_count + 1) * sizeof(*names));
    if (!names)
        return error_memory(err);
    size_t n = 0;
    for (size_t i = 0; i < loaded->use_count; i++) {
        if (loaded->uses[i].kind != USE_PARAM)
            continue;
        if (n && slice_equal(names[n - 1], loaded->uses[i].name))
            continue;
        if (!copy_text(e, loaded->uses[i].name, &names[n]))
            return error_memory(err);
        n++;
    }
    *out = names;
    *count = n;
    return 0;
}

static int add_declaration(struct loader *l, const struct pack_file *file, struct slice text,
                           const struct script_file *loaded, const struct declaration *d,
                           struct error *err)
{
    struct engine *e = l->engine;
    struct pack_declaration p = {.verb = d->verb,
                                 .name = d->name,
                                 .line = d->line,
                                 .body = d->body,
                                 .folder = file->pack};
    int rc = 0;
    if (!copy_text(e, slice_str(file->shown), &p.path))
        return error_memory(err);
    switch (file->role) {
    case PACK_MANIFEST: return pack_add_manifest(&e->set, &l->scan, &p, err);
    case PACK_STATUTES: return pack_add_statute(&e->set, &p, err);
    case PACK_DATA: return pack_add_data(&e->set, &p, err);
    case PACK_FORM:
        rc = check_lists(l, file, loaded, err);
        return rc ? rc : pack_add_form(&e->set, &p, text, err);
    case PACK_RULE: break;
    }
    struct slice *params = NULL;
    size_t count = 0;
    rc = check_lists(l, file, loaded, err);
    if (rc == 0)
        rc = used_params(e, loaded, &params, &count, err);
    return rc ? rc : pack_add_rule(&e->set, &p, text, params, count, err);
}

static int load_file(struct loader *l, const struct pack_file *file, struct slice *id,
                     struct error *err)
{
    struct slice text;
    struct script_file loaded = {0};
    int rc = read_text(l, file, &text, err);
    if (rc)
        return rc;
    digest_field(&l->digests[file->pack], slice_str(file->shown));
    digest_field(&l->digests[file->pack], text);
    rc = script_load(l->script, text, file->shown, verbs_of(file->role), &l->engine->set.arena,
                     &loaded, err);
    for (size_t i = 0; rc == 0 && i < loaded.declaration_count; i++) {
        *id = loaded.declarations[i].name;
        rc = add_declaration(l, file, text, &loaded, &loaded.declarations[i], err);
    }
    return rc;
}

/* "WHAT: why it was excluded", in both languages. */
static int reason_error(struct error *err, struct slice what, const struct exclusion *x)
{
    struct error english;
    error_set(&english, ERR_PACK, "%.*s: %.*s", "%.*s: %.*s", SLICE_ARG(what),
              SLICE_ARG(x->reason_en));
    error_set(err, ERR_PACK, "%.*s: %.*s", "%.*s: %.*s", SLICE_ARG(what),
              SLICE_ARG(x->reason_zh));
    memcpy(err->en, english.en, sizeof(err->en));
    return ERR_PACK;
}

/* A rule file's failure is kept; any other file's stops the load. */
static int load_guarded(struct loader *l, const struct pack_file *file, struct error *err)
{
    struct buffer name;
    buffer_init(&name, BOARD_NAME_MAX);
    buffer_text(&name, FILE_PREFIX);
    struct slice shown = slice_str(file->shown);
    buffer_put(&name, slice_sub(shown, 0, BOARD_NAME_MAX - sizeof(FILE_PREFIX) - 1));
    if (name.failed) {
        buffer_release(&name);
        return error_memory(err);
    }
    const struct exclusion *out = engine_excluded(l->engine, buffer_slice(&name));
    struct slice id = shown;
    int rc;
    if (out) {
        rc = reason_error(err, shown, out);
    } else {
        board_enter(l->engine->board, 0, buffer_slice(&name));
        rc = load_file(l, file, &id, err);
        board_leave(l->engine->board, 0);
    }
    buffer_release(&name);
    if (rc == 0 || rc == ERR_MEMORY || (file->role != PACK_RULE && file->role != PACK_FORM))
        return rc;
    struct error told = *err;
    if (file->role == PACK_FORM)
        return failure_add(l->engine, id, told.zh, told.en) ? error_memory(err) : 0;
    rc = pack_add_failed(&l->engine->set, shown, id, err);
    if (rc)
        return rc;
    return failure_add(l->engine, id, told.zh, told.en) ? error_memory(err) : 0;
}

/* Texts by rule index, in the order that linking gave them. */
static int keep_texts(struct engine *e, struct error *err)
{
    e->files = arena_zero(&e->set.arena, e->set.rule_count + 1, sizeof(*e->files));
    if (!e->files)
        return error_memory(err);
    for (size_t i = 0; i < e->set.rule_count; i++) {
        const struct rule *r = &e->set.rules[i];
        struct rule_file *f = &e->files[i];
        f->text = r->text;
        f->shown = r->path;
        struct digest d;
        digest_init(&d);
        digest_put(&d, r->text);
        digest_hex(&d, f->sha256);
    }
    return 0;
}

static int keep_exclusions(struct engine *e, const struct engine_options *o, struct error *err)
{
    struct exclusion *list = arena_zero(&e->set.arena, o->exclusion_count + 1, sizeof(*list));
    if (!list)
        return error_memory(err);
    for (size_t i = 0; i < o->exclusion_count; i++) {
        const struct exclusion *x = &o->exclusions[i];
        if (!copy_text(e, x->name, &list[i].name) ||
            !copy_text(e, x->reason_zh, &list[i].reason_zh) ||
            !copy_text(e, x->reason_en, &list[i].reason_en))
            return error_memory(err);
    }
    e->exclusions = list;
    e->exclusion_count = o->exclusion_count;
    return 0;
}

/* A rule that brought an earlier attempt down is a failure of this run. */
static int fail_excluded(struct engine *e, struct error *err)
{
    for (size_t i = 0; i < e->exclusion_count; i++) {
        const struct exclusion *x = &e->exclusions[i];
        if (slice_starts(x->name, SLICE(FILE_PREFIX)))
            continue;
        struct error told;
        (void)reason_error(&told, x->name, x);
        if (failure_add(e, x->name, told.zh, told.en))
            return error_memory(err);
    }
    return 0;
}

static int folders_begin(struct loader *l, struct error *err)
{
    struct engine *e = l->engine;
    size_t n = l->scan.folder_count;
    l->digests = calloc(n + 1, sizeof(*l->digests));
    struct slice *names = arena_zero(&e->set.arena, n + 1, sizeof(*names));
    e->folder_digests = arena_zero(&e->set.arena, n + 1, sizeof(*e->folder_digests));
    if (!l->digests || !names || !e->folder_digests)
        return error_memory(err);
    e->folder_names = names;
    e->folder_count = n;
    for (size_t i = 0; i < n; i++) {
        digest_init(&l->digests[i]);
        if (!copy_text(e, slice_str(l->scan.folders[i].name), &names[i]))
            return error_memory(err);
    }
    return 0;
}

/* A map that refers to one that is not there is told like a file that did not load. */
static int forms_link(struct engine *e, struct error *err)
{
    for (size_t i = 0; i < e->set.form_count; i++) {
        const struct form_map *m = &e->set.forms[i];
        struct error told;
        if (form_link(&e->set, m, &told) && failure_add(e, m->name, told.zh, told.en))
            return error_memory(err);
    }
    return 0;
}

static int load_all(struct loader *l, const char *dir, struct error *err)
{
    int rc = pack_scan(&l->scan, dir, err);
    if (rc == 0)
        rc = folders_begin(l, err);
    if (rc == 0 && l->scan.file_count > SET_FILES_MAX)
        rc = error_set(err, ERR_LIMIT, "%s: 规则文件超过 %d 个", "%s: more than %d rule files", dir,
                       (int)SET_FILES_MAX);
    for (size_t i = 0; rc == 0 && i < l->scan.file_count; i++)
        rc = load_guarded(l, &l->scan.files[i], err);
    for (size_t i = 0; rc == 0 && i < l->scan.folder_count; i++)
        digest_hex(&l->digests[i], l->engine->folder_digests[i]);
    if (rc == 0)
        rc = pack_link(&l->engine->set, err);
    return rc ? rc : forms_link(l->engine, err);
}

int engine_new(struct engine **out, const struct engine_options *options, struct error *err)
{
    struct engine *e = calloc(1, sizeof(*e));
    if (!e)
        return error_memory(err);
    limits_default(&e->limits);
    if (options->limits)
        e->limits = *options->limits;
    e->board = options->board;
    pack_set_init(&e->set);
    struct loader l = {.engine = e, .limits = &e->limits};
    int rc = keep_exclusions(e, options, err);
    if (rc == 0)
        rc = script_new(&l.script, &e->limits, err);
    if (rc == 0)
        rc = load_all(&l, options->rules_dir, err);
    if (rc == 0)
        rc = keep_texts(e, err);
    if (rc == 0)
        rc = fail_excluded(e, err);
    script_free(l.script);
    pack_scan_release(&l.scan);
    free(l.digests);
    if (rc)
        engine_free(e);
    else
        *out = e;
    return rc;
}

void engine_free(struct engine *e)
{
    if (!e)
        return;
    free(e->failures);
    pack_set_release(&e->set);
    free(e);
}

const struct pack_set *engine_packs(const struct engine *e)
{
    return &e->set;
}

const struct finding *engine_failures(const struct engine *e, size_t *count)
{
    *count = e->failure_count;
    return e->failures;
}

int engine_load_rule(const struct engine *e, const struct rule *rule, struct script *script,
                     struct arena *scratch, int *handle, struct error *err)
{
    const struct rule_file *file = &e->files[rule->index];
    struct script_file loaded = {0};
    struct slice path;
    if (!arena_copy(scratch, file->shown, &path))
        return error_memory(err);
    int rc = script_load(script, file->text, path.ptr, verbs_of(PACK_RULE), scratch, &loaded, err);
    if (rc)
        return rc;
    *handle = loaded.declarations[0].handle;
    return 0;
}
