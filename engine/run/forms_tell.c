/* What is told of a document that form maps look at: rejections and remarks, in both languages. */
#include "run/forms_inside.h"

#include "base/utf8.h"

enum { QUOTE_BYTES = 60, LIST_BYTES = 700 };

void form_tell(struct form_reading *r, int kind, struct address at, struct error *why)
{
    struct rejection j = {.at = at};
    j.kind = kind;
    memcpy(j.zh, why->zh, sizeof(j.zh));
    memcpy(j.en, why->en, sizeof(j.en));
    r->options.reject(r->options.context, &j);
    r->rejected += kind != REJECT_REMARK;
}

struct address form_file(const struct form_reading *r)
{
    return (struct address){r->doc->file, 0, 0, 0};
}

/* How much of a composed text to take: one that filled its buffer may end inside a character. */
static int fit(const char *text)
{
    struct slice s = slice_str(text);
    return (int)(s.len < ERROR_MESSAGE_MAX - 1 ? s.len : utf8_cut(s, s.len - 4));
}

void form_both(struct error *err, const char *zh, const char *en)
{
    struct error english;
    (void)error_set(&english, ERR_INPUT, "%.*s", "%.*s", fit(en), en);
    (void)error_set(err, ERR_INPUT, "%.*s", "%.*s", fit(zh), zh);
    memcpy(err->en, english.en, sizeof(err->en));
}

void form_tell_fault(struct form_reading *r, int kind, const struct form_map *m,
                       const struct form_answer *a)
{
    char zh[ERROR_MESSAGE_MAX], en[ERROR_MESSAGE_MAX];
    struct error why;
    bool own = a->outcome == FORM_REJECTED;
    (void)snprintf(zh, sizeof(zh), own ? "%.*s（表样 %.*s）" : "%.*s；这部分没有读出（表样 %.*s）",
                   SLICE_ARG(a->reason), SLICE_ARG(m->name));
    (void)snprintf(en, sizeof(en), own ? "%.*s (form map %.*s)"
                                       : "%.*s; this part was not read (form map %.*s)",
                   SLICE_ARG(a->reason_en), SLICE_ARG(m->name));
    form_both(&why, zh, en);
    form_tell(r, kind, a->at, &why);
    r->limits += a->limit;
}

/* Maps as a list in a message: names with their files, or what they look for. */
static void maps_put(struct buffer *zh, struct buffer *en, const struct form_map *m, bool looks)
{
    if (zh->len > LIST_BYTES) {
        buffer_text(zh, zh->ptr[zh->len - 1] == '.' ? "" : "；...");
        buffer_text(en, en->ptr[en->len - 1] == '.' ? "" : "; ...");
        return;
    }
    buffer_text(zh, zh->len ? "；" : "");
    buffer_text(en, en->len ? "; " : "");
    struct slice looks_en = m->looks_for_en.len ? m->looks_for_en : m->looks_for;
    struct slice title_en = m->title_en.len ? m->title_en : m->title;
    if (looks && m->looks_for.len) {
        buffer_format(zh, "%.*s：%.*s", SLICE_ARG(m->name), SLICE_ARG(m->looks_for));
        buffer_format(en, "%.*s: %.*s", SLICE_ARG(m->name), SLICE_ARG(looks_en));
    } else if (looks) {
        buffer_format(zh, "%.*s：%.*s", SLICE_ARG(m->name), SLICE_ARG(m->title));
        buffer_format(en, "%.*s: %.*s", SLICE_ARG(m->name), SLICE_ARG(title_en));
    } else {
        buffer_format(zh, "%.*s（%.*s）", SLICE_ARG(m->name), SLICE_ARG(m->path));
        buffer_format(en, "%.*s (%.*s)", SLICE_ARG(m->name), SLICE_ARG(m->path));
    }
}

int form_tell_maps(struct form_reading *r, const struct form_map *const *maps, size_t count,
                     const struct around *t, struct error *err)
{
    struct buffer list_zh, list_en;
    struct error why;
    char text_zh[ERROR_MESSAGE_MAX], text_en[ERROR_MESSAGE_MAX];
    buffer_init(&list_zh, 4 * LIST_BYTES);
    buffer_init(&list_en, 4 * LIST_BYTES);
    for (size_t i = 0; i < count; i++)
        maps_put(&list_zh, &list_en, maps[i], t->looks);
    struct slice a = buffer_slice(&list_zh), b = buffer_slice(&list_en);
    (void)snprintf(text_zh, sizeof(text_zh), "%.*s: %s%.*s%s", SLICE_ARG(r->doc->path), t->zh,
                   SLICE_ARG(a), t->zh_behind);
    (void)snprintf(text_en, sizeof(text_en), "%.*s: %s%.*s%s", SLICE_ARG(r->doc->path), t->en,
                   SLICE_ARG(b), t->en_behind);
    bool failed = list_zh.failed && !a.len;
    form_both(&why, text_zh, text_en);
    form_tell(r, REJECT_FILE, form_file(r), &why);
    buffer_release(&list_zh);
    buffer_release(&list_en);
    return failed ? error_memory(err) : 0;
}

/* A page copied as text, each cell on a line of its own: there is no table any more. */
static bool is_without_table(const struct document *doc)
{
    for (size_t i = 0; i < doc->count; i++)
        if (doc->blocks[i].kind == BLOCK_TABLE)
            return false;
    return true;
}

void form_tell_empty(struct form_reading *r, struct address at)
{
    struct error why;
    if (is_without_table(r->doc))
        (void)error_set(&why, ERR_INPUT,
                        "每行只有一格，认不出哪个值属于哪一栏；请用原来的文件（Word、Excel、网页），或从表格里整行复制"
                        "（表样 %.*s）",
                        "one cell a line: which value belongs to which label cannot be told; use the file it "
                        "came from, or copy whole rows (form map %.*s)",
                        SLICE_ARG(r->map->name));
    else
        (void)error_set(&why, ERR_INPUT,
                        "空表：项目名称、编码、金额、目标和指标都没有填写（未填的模板？）（表样 %.*s）",
                        "an empty form: no name, code, amount, goal or indicator is filled in (a "
                        "template?) (form map %.*s)",
                        SLICE_ARG(r->map->name));
    form_tell(r, REJECT_PROJECT, at, &why);
}

/* ---- the end ---- */

struct quote {
    char text[QUOTE_BYTES + sizeof("…")];
};

/* The beginning of a text, for a message. */
static struct quote quote_make(struct slice text)
{
    struct quote q;
    size_t n = utf8_cut(text, QUOTE_BYTES);
    memcpy(q.text, n ? text.ptr : "", n);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)q.text[i] < ' ')
            q.text[i] = ' ';
    (void)snprintf(q.text + n, sizeof(q.text) - n, "%s", n < text.len ? "…" : "");
    return q;
}

static void unused_put(struct buffer *zh, struct buffer *en, size_t n, const char *unit_zh,
                       const char *unit_en, struct slice text)
{
    if (n == 0)
        return;
    struct quote q = quote_make(text);
    buffer_format(zh, "%s%zu %s（“%s”%s）", zh->len ? "、" : "", n, unit_zh, q.text,
                  n > 1 ? "等" : "");
    buffer_format(en, "%s%zu %s (“%s”%s)", en->len ? ", " : "", n, unit_en, q.text,
                  n > 1 ? " …" : "");
}

int form_tell_used(struct form_reading *r, struct error *err)
{
    struct form_unused u;
    struct buffer zh, en;
    struct error why;
    char text_zh[ERROR_MESSAGE_MAX], text_en[ERROR_MESSAGE_MAX];
    form_unused(r->form, &u);
    buffer_init(&zh, ERROR_MESSAGE_MAX);
    buffer_init(&en, ERROR_MESSAGE_MAX);
    unused_put(&zh, &en, u.tables, "个表格", "tables", u.table_text);
    unused_put(&zh, &en, u.cells, "个单元格", "cells", u.cell_text);
    unused_put(&zh, &en, u.lines, "行文字", "lines of text", u.line_text);
    struct slice title = r->map->title_en.len ? r->map->title_en : r->map->title;
    (void)snprintf(text_zh, sizeof(text_zh), "按表样 %.*s（%.*s）读出 %zu 个项目；%s%.*s",
                   SLICE_ARG(r->map->name), SLICE_ARG(r->map->title), r->given,
                   zh.len ? "没有用到：" : "内容全部用到", SLICE_ARG(buffer_slice(&zh)));
    (void)snprintf(text_en, sizeof(text_en), "form map %.*s (%.*s) read %zu projects; %s%.*s",
                   SLICE_ARG(r->map->name), SLICE_ARG(title), r->given,
                   en.len ? "not used: " : "everything was used", SLICE_ARG(buffer_slice(&en)));
    bool failed = zh.failed && !zh.len && u.tables + u.cells + u.lines;
    buffer_release(&zh);
    buffer_release(&en);
    form_both(&why, text_zh, text_en);
    struct address at = u.tables ? u.table : u.cells ? u.cell : form_file(r);
    form_tell(r, REJECT_REMARK, at, &why);
    return failed ? error_memory(err) : 0;
}

void form_tell_nothing(struct form_reading *r)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT, "%.*s: 表样 %.*s 认得这份文件，但没有从中读出项目",
                    "%.*s: form map %.*s knows this document but found no project in it",
                    SLICE_ARG(r->doc->path), SLICE_ARG(r->map->name));
    form_tell(r, REJECT_FILE, form_file(r), &why);
}

void form_tell_given_up(struct form_reading *r)
{
    struct error why;
    (void)error_set(&why, ERR_INPUT,
                    "%.*s: 表样 %.*s 多次超出限制，其余 %zu 部分没有读取",
                    "%.*s: form map %.*s exceeded its limits too often; the other %zu parts were "
                    "not read",
                    SLICE_ARG(r->doc->path), SLICE_ARG(r->map->name), r->parts - r->part);
    form_tell(r, REJECT_FILE, form_file(r), &why);
}
