/* Loading: every file under the rules folder is run once in a script state, what it declared is
 * handed to pack, and pack links it. A rule file that is wrong becomes a failure that is reported
 * with every run while the other rules work; a manifest, register or data file that is wrong stops
 * everything, because what the others mean depends on it. */
#include "run/engine.h"

#include "base/array.h"
#include "base/file.h"

#define FILE_PREFIX "file:"

enum { SET_FILES_MAX = 100000 };

struct loader {
    struct engine *engine;
    struct script *script;
    const struct limits *limits;
    unsigned thread; /* as the board knows it */
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
    struct finding *grown =
        array_room(e->failures, e->failure_count, &e->failure_cap, sizeof(*grown));
    if (!grown)
        return ERR_MEMORY;
    e->failures = grown;
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

static bool param_known(const struct pack_set *set, struct slice name)
{
    for (size_t i = 0; i < set->parameter_count; i++)
        if (slice_equal(set->parameters[i].name, name))
            return true;
    return false;
}

/* A parameter that no pack declares. */
static int param_unknown(const struct loader *l, const struct pack_file *file, const struct use *u,
                         struct error *err)
{
    const struct pack_set *set = &l->engine->set;
    struct near near;
    near_init(&near, u->name);
    for (size_t i = 0; i < set->parameter_count; i++)
        near_offer(&near, set->parameters[i].name);
    if (near.best.len)
        error_set(err, ERR_PACK, "用到的参数“%.*s”没有声明；是否想写“%.*s”？",
                  "it uses the parameter \"%.*s\", which no pack declares; did you mean \"%.*s\"?",
                  SLICE_ARG(u->name), SLICE_ARG(near.best));
    else
        error_set(err, ERR_PACK, "用到的参数“%.*s”没有声明，请在 pack.lua 的 parameters 里声明",
                  "it uses the parameter \"%.*s\", which no pack declares; declare it under parameters "
                  "of pack.lua",
                  SLICE_ARG(u->name));
    error_locate(err, file->shown, u->line);
    return ERR_PACK;
}

/* Names of lists and parameters that no pack has are told while the line is known. */
static int check_lists(const struct loader *l, const struct pack_file *file,
                       const struct script_file *loaded, struct error *err)
{
    const struct pack_set *set = &l->engine->set;
    for (size_t i = 0; i < loaded->use_count; i++) {
        const struct use *u = &loaded->uses[i];
        if (u->kind == USE_PARAM) {
            if (!param_known(set, u->name))
                return param_unknown(l, file, u, err);
            continue;
        }
        struct slice verb = u->kind == USE_WORDS ? SLICE("words") : SLICE("codes");
        struct near near;
        near_init(&near, u->name);
        bool known = false;
        for (size_t k = 0; k < set->data_count && !known; k++)
            known = slice_equal(set->data[k].verb, verb) &&
                    slice_equal(set->data[k].name, u->name);
        if (known)
            continue;
        for (size_t k = 0; k < set->data_count; k++)
            if (slice_equal(set->data[k].verb, verb))
                near_offer(&near, set->data[k].name);
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
    case PACK_MANIFEST: return pack_add_manifest(&e->set, &e->scan, &p, err);
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
    if (rc == 0)
        rc = pack_add_rule(&e->set, &p, text, params, count, err);
    if (rc == 0)
        e->set.rules[e->set.rule_count - 1].loops = loaded->loops;
    return rc;
}

static int load_file(struct loader *l, const struct pack_file *file, struct slice *id,
                     struct error *err)
{
    struct slice text;
    struct script_file loaded = {0};
    int rc = read_text(l, file, &text, err);
    if (rc)
        return rc;
    digest_field(&l->engine->digests[file->pack], slice_str(file->shown));
    digest_field(&l->engine->digests[file->pack], text);
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
        board_enter(l->engine->board, l->thread, buffer_slice(&name));
        rc = load_file(l, file, &id, err);
        board_leave(l->engine->board, l->thread);
    }
    buffer_release(&name);
    if (rc == 0 || rc == ERR_MEMORY || (file->role != PACK_RULE && file->role != PACK_FORM))
        return rc;
    struct error told = *err;
    if (file->role == PACK_FORM)
        return failure_add(l->engine, id, told.zh, told.en) ? error_memory(err) : 0;
    bool told_id = id.ptr != shown.ptr; /* else the file's name tells which rule it is */
    rc = pack_add_failed(&l->engine->set, shown, told_id ? id : SLICE_NONE, err);
    if (rc)
        return rc;
    return failure_add(l->engine, id, told.zh, told.en) ? error_memory(err) : 0;
}

/* Texts by rule index, in the order that linking gave them, of the rules from `first` on. */
static void keep_texts(struct engine *e, size_t first)
{
    for (size_t i = first; i < e->set.rule_count; i++)
        e->files[i] = (struct rule_file){e->set.rules[i].text, e->set.rules[i].path};
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
    size_t n = e->scan.folder_count;
    e->digests = calloc(n + 1, sizeof(*e->digests));
    struct slice *names = arena_zero(&e->set.arena, n + 1, sizeof(*names));
    e->folder_digests = arena_zero(&e->set.arena, n + 1, sizeof(*e->folder_digests));
    if (!e->digests || !names || !e->folder_digests)
        return error_memory(err);
    e->folder_names = names;
    e->folder_count = n;
    for (size_t i = 0; i < n; i++) {
        digest_init(&e->digests[i]);
        if (!copy_text(e, slice_str(e->scan.folders[i].name), &names[i]))
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

/* Rules of narrower packs wait where the engine is lazy. */
static bool waits(const struct engine *e, const struct pack_file *file)
{
    return e->lazy && file->role == PACK_RULE &&
           strcmp(e->scan.folders[file->pack].name, "national") != 0;
}

static int rules_reserve(struct engine *e, struct error *err)
{
    size_t rules = 0;
    for (size_t i = 0; i < e->scan.file_count; i++)
        rules += e->scan.files[i].role == PACK_RULE;
    e->files = arena_zero(&e->set.arena, rules + 1, sizeof(*e->files));
    return e->files ? pack_reserve(&e->set, rules, err) : error_memory(err);
}

/* What a rule file's name says its id is: SEV-004 of "…/SEV-004-low-execution.lua". */
static struct slice id_named(const char *shown)
{
    const char *base = strrchr(shown, '/');
    struct slice name = slice_str(base ? base + 1 : shown);
    size_t end = 0, parts = 0;
    for (; end < name.len && name.ptr[end] != '.'; end++)
        if (name.ptr[end] == '-' && ++parts == 2)
            break;
    return slice_sub(name, 0, end);
}

/* An id that two packs use is a contradiction even where neither inherits from the other. Names of files tell
 * of it without reading them all; loading the packs says where. */
static int folders_tie(struct engine *e, struct error *err)
{
    struct map names;
    int rc = 0;
    e->tied = arena_zero(&e->set.arena, e->scan.folder_count + 1, sizeof(*e->tied));
    map_init(&names);
    for (size_t i = 0; e->tied && rc == 0 && i < e->scan.file_count; i++) {
        const struct pack_file *file = &e->scan.files[i];
        bool made = false;
        if (!waits(e, file))
            continue;
        size_t *folder = map_put(&names, id_named(file->shown), &made);
        if (!folder)
            rc = error_memory(err);
        else if (made)
            *folder = file->pack;
        else if (*folder != file->pack)
            e->tied[*folder] = e->tied[file->pack] = true;
    }
    map_release(&names);
    return e->tied ? rc : error_memory(err);
}

static void folder_finish(struct engine *e, size_t folder)
{
    digest_hex(&e->digests[folder], e->folder_digests[folder]);
}

static int load_all(struct loader *l, const char *dir, struct error *err)
{
    struct engine *e = l->engine;
    int rc = pack_scan(&e->scan, dir, err);
    if (rc == 0)
        rc = folders_begin(l, err);
    if (rc == 0 && e->scan.file_count > SET_FILES_MAX)
        rc = error_set(err, ERR_LIMIT, "%s: 规则文件超过 %d 个", "%s: more than %d rule files", dir,
                       (int)SET_FILES_MAX);
    if (rc == 0)
        rc = rules_reserve(e, err);
    if (rc == 0)
        rc = folders_tie(e, err);
    for (size_t i = 0; rc == 0 && i < e->scan.file_count; i++)
        if (!waits(e, &e->scan.files[i]))
            rc = load_guarded(l, &e->scan.files[i], err);
    for (size_t i = 0; rc == 0 && i < e->set.pack_count; i++) {
        e->set.packs[i].waiting = e->lazy && e->set.packs[i].code.len > 0;
        if (!e->set.packs[i].waiting)
            folder_finish(e, e->set.packs[i].place);
    }
    if (rc == 0)
        rc = pack_link(&e->set, err);
    return rc ? rc : forms_link(e, err);
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
    e->self = e;
    e->lazy = options->lazy;
    pthread_mutex_init(&e->lock, NULL);
    pack_set_init(&e->set);
    struct loader l = {.engine = e, .limits = &e->limits};
    int rc = keep_exclusions(e, options, err);
    if (rc == 0)
        rc = script_new(&l.script, &e->limits, err);
    if (rc == 0)
        rc = load_all(&l, options->rules_dir, err);
    if (rc == 0)
        keep_texts(e, 0);
    if (rc == 0)
        rc = fail_excluded(e, err);
    script_free(l.script);
    if (rc)
        engine_free(e);
    else
        *out = e;
    return rc;
}

/* ---- packs whose rules waited ---- */

static int pack_load(struct engine *e, uint32_t pack, unsigned thread, struct error *err)
{
    struct loader l = {.engine = e, .limits = &e->limits, .thread = thread};
    uint32_t folder = e->set.packs[pack].place;
    size_t first = e->set.rule_count;
    int rc = script_new(&l.script, &e->limits, err);
    for (size_t i = 0; rc == 0 && i < e->scan.file_count; i++)
        if (e->scan.files[i].pack == folder && e->scan.files[i].role == PACK_RULE)
            rc = load_guarded(&l, &e->scan.files[i], err);
    script_free(l.script);
    if (rc == 0)
        rc = pack_link_more(&e->set, pack, first, err);
    if (rc == 0)
        keep_texts(e, first);
    folder_finish(e, folder);
    return rc;
}

static int chain_load(const struct engine *e, uint32_t pack, unsigned thread, struct error *err)
{
    int64_t parent = e->set.packs[pack].parent;
    int rc = parent >= 0 ? chain_load(e, (uint32_t)parent, thread, err) : 0;
    if (rc || !e->set.packs[pack].waiting)
        return rc;
    return pack_load(e->self, pack, thread, err);
}

/* Tied packs always in one order: which of two rules of one id is refused does not depend on the records. */
int engine_require(const struct engine *e, uint32_t pack, unsigned thread, struct error *err)
{
    bool tied = false;
    int rc = 0;
    for (int64_t p = pack; p >= 0; p = e->set.packs[p].parent)
        tied = tied || (e->set.packs[p].waiting && e->tied[e->set.packs[p].place]);
    for (size_t i = 0; tied && rc == 0 && i < e->set.pack_count; i++)
        if (e->tied[e->set.packs[i].place])
            rc = chain_load(e, (uint32_t)i, thread, err);
    return rc ? rc : chain_load(e, pack, thread, err);
}

int engine_ready_all(struct engine *e, struct error *err)
{
    int rc = 0;
    pthread_mutex_lock(&e->lock);
    for (size_t i = 0; i < e->set.pack_count && rc == 0; i++)
        rc = engine_require(e, (uint32_t)i, 0, err);
    pthread_mutex_unlock(&e->lock);
    return rc;
}

int engine_ready(struct engine *e, uint32_t pack, struct error *err)
{
    pthread_mutex_lock(&e->lock);
    int rc = engine_require(e, pack, 0, err);
    pthread_mutex_unlock(&e->lock);
    return rc;
}

/* "…/SEV-004-low-execution.lua" is named after SEV-004. */
static bool is_named_after(const char *shown, struct slice id)
{
    const char *base = strrchr(shown, '/');
    struct slice name = slice_str(base ? base + 1 : shown);
    return slice_starts(name, id) && name.len > id.len &&
           (name.ptr[id.len] == '-' || name.ptr[id.len] == '.');
}

bool engine_ready_rule(struct engine *e, struct slice id, struct error *err)
{
    for (size_t i = 0; i < e->scan.file_count; i++) {
        const struct pack_file *file = &e->scan.files[i];
        if (file->role != PACK_RULE || !is_named_after(file->shown, id))
            continue;
        for (size_t k = 0; k < e->set.pack_count; k++)
            if (e->set.packs[k].place == file->pack)
                return engine_ready(e, (uint32_t)k, err) == 0;
    }
    return false;
}

void engine_free(struct engine *e)
{
    if (!e)
        return;
    free(e->failures);
    free(e->digests);
    pack_scan_release(&e->scan);
    pack_set_release(&e->set);
    pthread_mutex_destroy(&e->lock);
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
    struct slice path;
    if (!arena_copy(scratch, file->shown, &path))
        return error_memory(err);
    return script_load_known(script, file->text, path.ptr, rule->loops, handle, err);
}
