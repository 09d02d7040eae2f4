/* A pack's parameters, what it changes of what it inherits, its statutes and its lists, as tables. */
#include "api/doc.h"

/* ---- parameters ---- */

static void put_bounds(struct buffer *out, const struct plain *min, const struct plain *max)
{
    if (min)
        doc_value(out, min, SLICE_NONE);
    if (min || max)
        buffer_text(out, " … ");
    if (max)
        doc_value(out, max, SLICE_NONE);
}

static void put_negotiable(struct buffer *out, const struct parameter *p)
{
    const struct plain *n = p->negotiable;
    if (!n)
        buffer_text(out, p->stricter ? "只许收紧" : "不可改");
    else if (n->kind == PLAIN_TABLE)
        put_bounds(out, plain_get(n, SLICE("min")), plain_get(n, SLICE("max")));
    else
        buffer_text(out, "可以");
}

static void put_parameter(struct buffer *out, const struct parameter *p)
{
    buffer_format(out, "| `%.*s` | ", SLICE_ARG(p->name));
    doc_value(out, p->initial, p->unit);
    for (size_t i = 0; i < p->value_count; i++) {
        buffer_text(out, "；");
        doc_span(out, p->values[i].span);
        buffer_byte(out, ' ');
        doc_value(out, p->values[i].value, p->unit);
    }
    buffer_text(out, " | ");
    put_bounds(out, p->min, p->max);
    buffer_format(out, " | %s | ", p->stricter > 0 ? "越大越严" : p->stricter < 0 ? "越小越严" : "");
    put_negotiable(out, p);
    buffer_text(out, " | ");
    doc_text(out, p->why);
    buffer_text(out, " |\n");
}

static void put_parameters(struct doc *d, uint32_t pack)
{
    bool any = false;
    for (size_t i = 0; i < d->set->parameter_count; i++) {
        if (d->set->parameters[i].pack != pack)
            continue;
        if (!any)
            buffer_text(d->out, "\n## 参数\n\n| 名称 | 值 | 上下限 | 宽严 | 下级放宽 | 说明 |\n"
                                "|---|---|---|---|---|---|\n");
        any = true;
        put_parameter(d->out, &d->set->parameters[i]);
    }
}

/* ---- changes ---- */

static void change_begin(struct doc *d, bool *any)
{
    if (!*any)
        buffer_text(d->out, "\n## 与上级不同之处\n\n| 对象 | 改为 | 适用 | 理由 |\n|---|---|---|---|\n");
    *any = true;
}

static void change_end(struct doc *d, struct span span, struct slice reason)
{
    buffer_text(d->out, " | ");
    doc_span(d->out, span);
    buffer_text(d->out, " | ");
    doc_text(d->out, reason);
    buffer_text(d->out, " |\n");
}

static void put_changes(struct doc *d, uint32_t pack)
{
    const struct pack_set *set = d->set;
    bool any = false;
    for (size_t i = 0; i < set->setting_count; i++) {
        const struct setting *s = &set->settings[i];
        const struct parameter *p = &set->parameters[s->parameter];
        if (s->pack != pack)
            continue;
        change_begin(d, &any);
        buffer_format(d->out, "| 参数 `%.*s` | ", SLICE_ARG(p->name));
        doc_value(d->out, p->initial, p->unit);
        buffer_text(d->out, " → ");
        doc_value(d->out, s->value, p->unit);
        change_end(d, s->span, s->reason);
    }
    for (size_t i = 0; i < set->change_count; i++) {
        const struct rule_change *c = &set->changes[i];
        const struct rule *r = &set->rules[c->rule];
        if (c->pack != pack)
            continue;
        change_begin(d, &any);
        buffer_format(d->out, "| %.*s ", SLICE_ARG(r->id));
        doc_text(d->out, r->title);
        buffer_text(d->out, " | ");
        if (c->severity >= 0)
            buffer_format(d->out, "%s → %s ", severity_label(r->severity, false),
                          severity_label((enum severity)c->severity, false));
        if (c->on >= 0)
            buffer_text(d->out, c->on ? "启用" : "停用");
        change_end(d, c->span, c->reason);
    }
}

static void put_stages(struct doc *d, uint32_t pack)
{
    static const char *const names[STAGE_COUNT] = {"", "填报自查", "送审前", "主管部门", "财政审核"};
    const struct pack *p = &d->set->packs[pack];
    if (p->stage_count)
        buffer_text(d->out, "\n## 各环节的级别\n\n| 环节 | 规则 | 级别 | 理由 |\n|---|---|---|---|\n");
    for (size_t i = 0; i < p->stage_count; i++) {
        const struct stage_line *s = &d->set->stages[p->stage_first + i];
        buffer_format(d->out, "| %s | ", names[s->stage]);
        doc_text(d->out, s->pattern);
        buffer_format(
            d->out, " | %s | ",
            s->severity < 0 ? "停用" : severity_label((enum severity)s->severity, false));
        doc_text(d->out, s->reason);
        buffer_text(d->out, " |\n");
    }
}

/* ---- statutes and lists ---- */

static const char *standing_word(struct slice standing)
{
    return slice_equal(standing, SLICE("checked"))       ? "核对过原文"
           : slice_equal(standing, SLICE("seen"))        ? "看过原文"
           : slice_equal(standing, SLICE("second-hand")) ? "转引"
           : slice_equal(standing, SLICE("memory"))      ? "凭记忆"
                                                         : "";
}

static void put_statutes(struct doc *d, uint32_t pack)
{
    bool any = false;
    for (size_t i = 0; i < d->set->statute_count; i++) {
        const struct statute *s = &d->set->statutes[i];
        if (s->pack != pack)
            continue;
        if (!any)
            buffer_text(d->out, "\n## 依据文件\n\n| 编号 | 文号 | 名称 | 发文机关 | 施行 | 原文 |\n"
                                "|---|---|---|---|---|---|\n");
        any = true;
        buffer_format(d->out, "| `%.*s` | ", SLICE_ARG(s->id));
        doc_text(d->out, s->number);
        buffer_text(d->out, " | ");
        doc_text(d->out, s->title);
        buffer_text(d->out, " | ");
        doc_text(d->out, s->issuer);
        buffer_text(d->out, " | ");
        doc_span(d->out, s->span);
        buffer_format(d->out, " | %s |\n", standing_word(s->standing));
    }
}

static void put_lists(struct doc *d, uint32_t pack)
{
    bool any = false;
    for (size_t i = 0; i < d->set->data_count; i++) {
        const struct pack_data *l = &d->set->data[i];
        if (l->pack != pack)
            continue;
        if (!any)
            buffer_text(d->out, "\n## 词表和代码表\n\n| 名称 | 内容 | 条数 | 文件 |\n|---|---|---|---|\n");
        any = true;
        const struct plain *table = l->table ? l->table : l->body;
        buffer_format(d->out, "| `%.*s.%.*s` | ", SLICE_ARG(l->verb), SLICE_ARG(l->name));
        doc_text(d->out, plain_text(l->body, SLICE("title")));
        buffer_format(d->out, "%s | %zu | `%.*s` |\n", l->extend ? "（并入上级）" : "",
                      table->item_count + (l->table ? table->entry_count : 0), SLICE_ARG(l->path));
    }
}

void doc_pack_facts(struct doc *d, uint32_t pack)
{
    put_changes(d, pack);
    put_stages(d, pack);
    put_parameters(d, pack);
    put_statutes(d, pack);
    put_lists(d, pack);
}
