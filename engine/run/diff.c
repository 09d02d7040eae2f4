/* Findings are the same when their fingerprints are. One that is gone is looked for in the forms behind
 * the new report: diff_dodge.c says whether anything was mended. */
#include "run/diff.h"

#include "base/file.h"

struct comparison {
    struct past_findings before, after;
    struct diff_forms old_forms, new_forms;
    struct profile profile;
    bool has_profile;
    struct arena arena; /* texts of items */
    struct diff_item *items;
    size_t count;
};

/* ---- which files ---- */

struct paths {
    const char **items;
    size_t count;
};

static bool is_listed(const struct paths *p, struct slice path)
{
    for (size_t i = 0; i < p->count; i++)
        if (slice_equal(slice_str(p->items[i]), path))
            return true;
    return false;
}

/* The files that findings point into, as far as they are there. */
static int paths_of(const struct past_findings *f, struct arena *arena, struct paths *out,
                    struct error *err)
{
    out->count = 0;
    out->items = arena_zero(arena, f->count + 1, sizeof(*out->items));
    if (!out->items)
        return error_memory(err);
    for (size_t i = 0; i < f->count; i++) {
        struct slice path = f->items[i].file;
        if (path.len == 0 || (out->count && slice_equal(slice_str(out->items[out->count - 1]), path)) ||
            is_listed(out, path))
            continue;
        char *text = arena_alloc(arena, path.len + 1);
        if (!text)
            return error_memory(err);
        memcpy(text, path.ptr, path.len);
        text[path.len] = '\0';
        if (file_kind(text) == FILE_REGULAR)
            out->items[out->count++] = text;
    }
    return 0;
}

static int forms_read(struct comparison *c, const struct engine *e, const struct diff_options *o,
                      struct error *err)
{
    const char *given[] = {o->old_forms, o->new_forms};
    struct paths before, after;
    int rc = paths_of(&c->before, &c->arena, &before, err);
    if (rc == 0)
        rc = paths_of(&c->after, &c->arena, &after, err);
    if (rc == 0 && o->new_forms)
        after = (struct paths){&given[1], 1};
    else if (rc == 0 && after.count == 0)
        after = before; /* nothing was found: the forms may have been changed in place */
    bool in_place = rc == 0 && before.count && after.count &&
                    is_listed(&before, slice_str(after.items[0]));
    if (rc == 0 && o->old_forms)
        before = (struct paths){&given[0], 1};
    else if (in_place)
        before.count = 0;
    if (rc == 0)
        rc = diff_forms_read(&c->new_forms, e, after.items, after.count, err);
    if (rc == 0)
        rc = diff_forms_read(&c->old_forms, e, before.items, before.count, err);
    return rc;
}

/* ---- comparing ---- */

static void item_add(struct comparison *c, struct diff_item item)
{
    c->items[c->count++] = item;
}

static int gone_take(struct comparison *c, const struct past_finding *f, struct error *err)
{
    struct diff_item item = {.kind = DIFF_FIXED, .finding = f};
    struct diff_context context = {&c->old_forms, &c->new_forms, &c->profile, &c->arena};
    int rc = c->new_forms.read && slice_equal(f->kind, SLICE("finding"))
                 ? diff_dodge(&context, f, &item, err)
                 : 0;
    if (rc)
        return rc;
    item.kind = item.dodge == DODGE_NONE ? DIFF_FIXED : DIFF_DODGED;
    item_add(c, item);
    return 0;
}

static bool is_found_again(const struct past_findings *in, const struct past_finding *f)
{
    return f->fingerprint.len && map_get(&in->fingerprints, f->fingerprint);
}

static int compare(struct comparison *c, struct error *err)
{
    int rc = 0;
    c->items = calloc(c->before.count + c->after.count + 1, sizeof(*c->items));
    if (!c->items)
        return error_memory(err);
    for (size_t i = 0; i < c->after.count; i++)
        item_add(c, (struct diff_item){.kind = is_found_again(&c->before, &c->after.items[i])
                                                   ? DIFF_STILL
                                                   : DIFF_NEW,
                                       .finding = &c->after.items[i]});
    for (size_t i = 0; i < c->before.count && rc == 0; i++)
        if (!is_found_again(&c->after, &c->before.items[i]))
            rc = gone_take(c, &c->before.items[i], err);
    return rc;
}

static int items_leave(const struct comparison *c, const struct diff_sink *sink,
                       struct diff_summary *summary, struct error *err)
{
    int rc = 0;
    *summary = (struct diff_summary){
        .forms = c->new_forms.read,
        .other_rules = c->before.rules.len && c->after.rules.len &&
                       !slice_equal(c->before.rules, c->after.rules),
        .old_cut = !c->before.ended,
        .new_cut = !c->after.ended,
    };
    for (int kind = 0; kind < DIFF_KINDS; kind++)
        for (size_t i = 0; i < c->count && rc == 0; i++) {
            if (c->items[i].kind != (enum diff_kind)kind)
                continue;
            summary->counts[kind]++;
            rc = sink->item(sink->context, &c->items[i], err);
        }
    return rc;
}

static void comparison_release(struct comparison *c)
{
    diff_forms_release(&c->old_forms);
    diff_forms_release(&c->new_forms);
    past_release(&c->before);
    past_release(&c->after);
    if (c->has_profile)
        profile_release(&c->profile);
    free(c->items);
    arena_release(&c->arena);
}

int run_diff(const struct engine *e, const struct diff_options *options,
             const struct diff_sink *sink, struct diff_summary *summary, struct error *err)
{
    struct comparison c = {0};
    const struct pack_set *set = engine_packs(e);
    arena_init(&c.arena, SIZE_MAX / 2);
    int rc = past_read(&c.before, options->old_report, err);
    if (rc == 0)
        rc = past_read(&c.after, options->new_report, err);
    if (rc == 0)
        rc = profile_build(&c.profile, set, set->national, 0, STAGE_NONE, NULL, 0, err);
    c.has_profile = rc == 0;
    if (rc == 0)
        rc = forms_read(&c, e, options, err);
    if (rc == 0)
        rc = compare(&c, err);
    if (rc == 0)
        rc = items_leave(&c, sink, summary, err);
    comparison_release(&c);
    return rc;
}
