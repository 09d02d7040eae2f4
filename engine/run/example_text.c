/* An example as people read it: 预算数“100”，执行数“59.99”，偏差原因（空白）. */
#include "run/example.h"

#include "base/utf8.h"

enum { QUOTE_CHARS = 60, DEPTH_MAX = 8 };

struct writer {
    struct buffer *out;
    bool english, any;
};

static void between(struct writer *w)
{
    if (w->any)
        buffer_text(w->out, w->english ? ", " : "，");
    w->any = true;
}

static void label_put(struct writer *w, enum field_scope scope, struct slice key)
{
    size_t count;
    int field = field_find(scope, key);
    buffer_put(w->out, field >= 0 && !w->english ? field_table(scope, &count)[field].label : key);
}

static void text_put(struct writer *w, struct slice text)
{
    struct slice head = utf8_head(text, QUOTE_CHARS);
    buffer_text(w->out, w->english ? " \"" : "“");
    buffer_put(w->out, head);
    buffer_text(w->out, head.len < text.len ? "…" : "");
    buffer_text(w->out, w->english ? "\"" : "”");
}

static void value_put(struct writer *w, const struct plain *v)
{
    struct buffer number;
    switch (v->kind) {
    case PLAIN_TEXT:
        if (v->text.len)
            text_put(w, v->text);
        else
            buffer_text(w->out, w->english ? " blank" : "（空白）");
        break;
    case PLAIN_NUMBER:
        buffer_init(&number, 256);
        decimal_put(&number, v->number);
        text_put(w, buffer_slice(&number));
        buffer_release(&number);
        break;
    case PLAIN_NIL:
    case PLAIN_BOOLEAN:
    case PLAIN_TABLE:
    case PLAIN_FUNCTION: buffer_text(w->out, w->english ? " absent" : "（没有这一栏）"); break;
    }
}

static void table_put(struct writer *w, enum field_scope scope, const struct plain *table, int depth);

/* "指标 1（三级指标“…”，指标值“…”）" */
static void item_put(struct writer *w, enum field_scope scope, const char *zh, const char *en,
                     size_t number, const struct plain *item, int depth)
{
    between(w);
    buffer_format(w->out, "%s %zu", w->english ? en : zh, number);
    buffer_text(w->out, w->english ? " (" : "（");
    w->any = false;
    table_put(w, scope, item, depth);
    buffer_text(w->out, w->english ? ")" : "）");
    w->any = true;
}

static void items_put(struct writer *w, struct slice key, const struct plain *list, int depth)
{
    bool goals = slice_equal(key, SLICE("goals"));
    for (size_t i = 0; i < list->item_count; i++) {
        const struct plain *item = &list->items[i];
        if (item->kind == PLAIN_TABLE) {
            item_put(w, goals ? SCOPE_GOAL : SCOPE_INDICATOR, goals ? "目标" : "指标",
                     goals ? "goal" : "indicator", i + 1, item, depth);
        } else {
            if (i == 0) {
                between(w);
                label_put(w, SCOPE_PROJECT, key);
            }
            value_put(w, item);
        }
    }
}

static void entries_put(struct writer *w, struct slice key, const struct plain *table)
{
    bool plan = slice_equal(key, SLICE("payment_plan"));
    for (size_t i = 0; i < table->entry_count; i++) {
        between(w);
        if (plan)
            label_put(w, SCOPE_PROJECT, key);
        buffer_text(w->out, plan ? " " : "");
        buffer_put(w->out, table->entries[i].key);
        buffer_text(w->out, plan && !w->english ? " 月" : "");
        value_put(w, &table->entries[i].value);
    }
}

static void nested_put(struct writer *w, struct slice key, const struct plain *v, int depth)
{
    if (slice_equal(key, SLICE("project")))
        table_put(w, SCOPE_PROJECT, v, depth + 1);
    else if (v->item_count)
        items_put(w, key, v, depth + 1);
    else if (v->entry_count)
        entries_put(w, key, v);
    else {
        between(w);
        label_put(w, SCOPE_PROJECT, key);
        buffer_text(w->out, w->english ? " none" : "（没有）");
    }
}

static void entry_put(struct writer *w, enum field_scope scope, struct slice key,
                      const struct plain *v, int depth)
{
    if (v->kind == PLAIN_TABLE) {
        nested_put(w, key, v, depth);
        return;
    }
    between(w);
    label_put(w, scope, key);
    value_put(w, v);
}

/* In the order of a form, then what is no field of it. */
static void table_put(struct writer *w, enum field_scope scope, const struct plain *table, int depth)
{
    size_t count;
    const struct field *fields = field_table(scope, &count);
    for (size_t i = 0; depth < DEPTH_MAX && i < count; i++) {
        const struct plain *v = plain_get(table, fields[i].name);
        if (v)
            entry_put(w, scope, fields[i].name, v, depth);
    }
    for (size_t i = 0; depth < DEPTH_MAX && i < table->entry_count; i++) {
        struct slice key = table->entries[i].key;
        if (field_find(scope, key) < 0 && !slice_equal(key, SLICE("expect")))
            entry_put(w, scope, key, &table->entries[i].value, depth);
    }
}

void example_put(struct buffer *out, const struct rule *rule, const struct plain *example,
                 bool english)
{
    struct writer w = {.out = out, .english = english};
    if (rule->each == EACH_GROUP)
        for (size_t i = 0; i < example->item_count; i++)
            item_put(&w, SCOPE_PROJECT, "项目", "project", i + 1, &example->items[i], 0);
    else
        table_put(&w, rule->each == EACH_INDICATOR ? SCOPE_INDICATOR : SCOPE_PROJECT, example, 0);
    if (!w.any)
        buffer_text(out, english ? "the flawless form as it is" : "没有问题的样表，原样");
}
