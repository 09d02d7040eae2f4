/* The rules as pages to read: an index, and one page per pack with its rules by aspect, what each is
 * about in its own words, what it rests on, and examples with what the rule says to them. The same packs
 * give the same bytes. */
#include "api/doc.h"

#include "base/array.h"

enum { PAGE_MAX = 64 << 20 };

#define GENERATED "<!-- 由 jihe rules doc 生成，请改规则文件而不要改本页。 -->\n"

/* ---- examples ---- */

static int example_take(void *context, const struct example_result *r)
{
    struct doc *d = context;
    if (r->kind != EXAMPLE_RUN || !r->ok)
        return 0;
    struct doc_example *grown =
        array_room(d->examples, d->example_count, &d->example_cap, sizeof(*grown));
    if (!grown)
        return ERR_MEMORY;
    d->examples = grown;
    struct doc_example *e = &d->examples[d->example_count];
    *e = (struct doc_example){.rule = r->rule->index, .bad = r->bad};
    if (!arena_copy(&d->arena, r->shown, &e->shown) || !arena_copy(&d->arena, r->what, &e->said))
        return ERR_MEMORY;
    d->example_count++;
    return 0;
}

/* ---- a page ---- */

static int by_id(const void *a, const void *b)
{
    const struct rule *const *x = a, *const *y = b;
    return slice_compare((*x)->id, (*y)->id);
}

/* The pack's rules by id; the list is in d->arena. */
static const struct rule **rules_of(struct doc *d, uint32_t pack, size_t *count)
{
    const struct rule **list = arena_zero(&d->arena, d->set->rule_count + 1, sizeof(*list));
    *count = 0;
    for (size_t i = 0; list && i < d->set->rule_count; i++)
        if (d->set->rules[i].pack == pack)
            list[(*count)++] = &d->set->rules[i];
    if (list && *count)
        qsort(list, *count, sizeof(*list), by_id);
    return list;
}

/* True for the first rule of its aspect. */
static bool is_first(const struct rule *const *list, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (slice_equal(list[i]->aspect, list[at]->aspect))
            return false;
    return true;
}

static void put_contents(struct doc *d, const struct rule *const *list, size_t count)
{
    struct buffer *out = d->out;
    buffer_text(out, "\n## 目录\n");
    for (size_t i = 0; i < count; i++) {
        if (!is_first(list, i))
            continue;
        buffer_text(out, "\n**");
        doc_text(out, list[i]->aspect);
        buffer_text(out, "**\n\n| 编号 | 名称 | 级别 | 对象 | 适用的表 |\n|---|---|---|---|---|\n");
        for (size_t k = i; k < count; k++) {
            if (!slice_equal(list[k]->aspect, list[i]->aspect))
                continue;
            buffer_format(out, "| [%.*s](#%.*s) | ", SLICE_ARG(list[k]->id), SLICE_ARG(list[k]->id));
            doc_text(out, list[k]->title);
            bool capped;
            buffer_format(out, " | %s | %s | ",
                          severity_label(doc_effective(d->set, list[k], &capped), false),
                          doc_each(list[k]->each));
            doc_forms(out, list[k]->forms);
            buffer_text(out, " |\n");
        }
    }
}

static void put_rules(struct doc *d, const struct rule *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_first(list, i))
            continue;
        buffer_text(d->out, "\n## ");
        doc_text(d->out, list[i]->aspect);
        buffer_byte(d->out, '\n');
        for (size_t k = i; k < count; k++)
            if (slice_equal(list[k]->aspect, list[i]->aspect))
                doc_rule(d, list[k]);
    }
}

static void put_head(struct doc *d, const struct pack *p, size_t rules)
{
    struct buffer *out = d->out;
    const struct span always = SPAN_ALWAYS;
    buffer_text(out, GENERATED "\n# ");
    doc_text(out, p->title);
    buffer_format(out, "\n\n规则包 `%.*s`", SLICE_ARG(p->label));
    if (p->parent >= 0) {
        const struct pack *above = &d->set->packs[p->parent];
        buffer_text(out, "，沿用并收紧 [");
        doc_text(out, above->title);
        buffer_format(out, "](%.*s.md) 的规则", SLICE_ARG(above->folder));
    }
    if (p->span.from != always.from || p->span.until != always.until) {
        buffer_text(out, "，");
        doc_span(out, p->span);
    }
    buffer_format(out, "。自有规则 %zu 条。\n", rules);
}

static int page_make(struct doc *d, uint32_t pack, struct error *err)
{
    size_t count;
    const struct rule **list = rules_of(d, pack, &count);
    if (!list)
        return error_memory(err);
    put_head(d, &d->set->packs[pack], count);
    if (count)
        put_contents(d, list, count);
    doc_pack_facts(d, pack);
    put_rules(d, list, count);
    return 0;
}

/* ---- the index ---- */

static size_t rule_count(const struct pack_set *set, uint32_t pack)
{
    size_t n = 0;
    for (size_t i = 0; i < set->rule_count; i++)
        n += set->rules[i].pack == pack;
    return n;
}

static size_t change_count(const struct pack_set *set, uint32_t pack)
{
    size_t n = 0;
    for (size_t i = 0; i < set->setting_count; i++)
        n += set->settings[i].pack == pack;
    for (size_t i = 0; i < set->change_count; i++)
        n += set->changes[i].pack == pack;
    return n;
}

static void index_make(struct doc *d, const uint32_t *order)
{
    const struct pack_set *set = d->set;
    buffer_text(d->out, GENERATED "\n# 规则目录\n\n每个规则包一页。县用市的、市用省的、省用全国的，逐级沿用；"
                                  "下级只能增加和收紧，放宽须上级允许并写明理由。\n\n"
                                  "| 规则包 | 版本 | 自有规则 | 与上级不同 |\n|---|---|---|---|\n");
    for (size_t i = 0; i < set->pack_count; i++) {
        const struct pack *p = &set->packs[order[i]];
        buffer_text(d->out, "| [");
        doc_text(d->out, p->title);
        buffer_format(d->out, "](%.*s.md) | %.*s | %zu | %zu |\n", SLICE_ARG(p->folder),
                      SLICE_ARG(p->version), rule_count(set, order[i]), change_count(set, order[i]));
    }
}

/* ---- all pages ---- */

static int page_leave(struct doc *d, const char *name, jihe_file_sink sink, void *context,
                      struct error *err)
{
    if (d->out->failed)
        return error_memory(err);
    if (sink(context, api_text(slice_str(name)), api_text(buffer_slice(d->out))) != 0)
        return error_set(err, ERR_STOPPED, "已停止", "stopped");
    buffer_clear(d->out);
    return 0;
}

static int pages_make(struct doc *d, const uint32_t *order, jihe_file_sink sink, void *context,
                      struct error *err)
{
    index_make(d, order);
    int rc = page_leave(d, "README.md", sink, context, err);
    for (size_t i = 0; rc == 0 && i < d->set->pack_count; i++) {
        struct buffer name;
        buffer_init(&name, 4096);
        buffer_put(&name, d->set->packs[order[i]].folder);
        buffer_text(&name, ".md");
        buffer_byte(&name, '\0');
        rc = name.failed ? error_memory(err) : page_make(d, order[i], err);
        if (rc == 0)
            rc = page_leave(d, name.ptr, sink, context, err);
        buffer_release(&name);
    }
    return rc;
}

/* National first, then by division code. */
static uint32_t *order_make(const struct pack_set *set)
{
    uint32_t *order = calloc(set->pack_count + 1, sizeof(*order));
    for (uint32_t i = 0; order && i < set->pack_count; i++) {
        size_t at = i;
        for (; at > 0 && slice_compare(set->packs[order[at - 1]].code, set->packs[i].code) > 0; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

int jihe_rules_doc(const jihe_engine *e, jihe_file_sink sink, void *context, jihe_error *error)
{
    struct error err = {0};
    struct buffer out;
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    struct doc d = {.set = engine_packs(e->engine), .out = &out};
    uint32_t *order = order_make(d.set);
    buffer_init(&out, PAGE_MAX);
    arena_init(&d.arena, SIZE_MAX / 2);
    int rc = order ? run_examples(e->engine, NULL, 0, false, example_take, &d, &err)
                   : error_memory(&err);
    if (rc == ERR_MEMORY)
        error_memory(&err);
    if (rc == 0)
        rc = pages_make(&d, order, sink, context, &err);
    free(order);
    free(d.examples);
    arena_release(&d.arena);
    buffer_release(&out);
    return api_error(error, &err, rc);
}
