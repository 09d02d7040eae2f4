/* jihe rules forms: which forms can be read, and what each is known by; of a file, what maps see of it. */
#include "cli/commands.h"
#include "cli/rules.h"
#include "cli/say.h"

#include <unistd.h>

enum { OUT_MAX = 1 << 24, NAME_COLUMN = 30, KIND_COLUMN = 46 };

struct lister {
    const struct settings *settings;
    struct buffer out;
    size_t count;
};

static int form_visit(void *context, const jihe_form *f)
{
    struct lister *l = context;
    bool en = l->settings->english;
    size_t from = l->out.len;
    say_text(&l->out, f->name);
    say_pad(&l->out, from, NAME_COLUMN);
    say_text(&l->out, en ? f->kind : f->kind_zh);
    say_pad(&l->out, from, KIND_COLUMN);
    say_text(&l->out, en && f->title_en.length ? f->title_en : f->title);
    buffer_text(&l->out, "  ");
    say_text(&l->out, f->path);
    buffer_byte(&l->out, '\n');
    jihe_text looks = en && f->looks_for_en.length ? f->looks_for_en : f->looks_for;
    if (looks.length) {
        buffer_text(&l->out, "    ");
        say_text(&l->out, looks);
        buffer_byte(&l->out, '\n');
    }
    l->count++;
    return l->out.failed;
}

/* ---- a document as maps see it ---- */

static void put_file(struct buffer *out, const jihe_form_line *l)
{
    static const char *const kinds[] = {"csv", "ndjson", "xlsx", "docx", "html", "text"};
    say_text(out, l->text);
    if (l->number >= 2 && l->number < sizeof(kinds) / sizeof(*kinds))
        buffer_format(out, "  (%s)", kinds[l->number]);
}

static int line_visit(void *context, const jihe_form_line *l)
{
    struct lister *to = context;
    struct buffer *out = &to->out;
    bool en = to->settings->english;
    switch (l->kind) {
    case JIHE_FORM_FILE: put_file(out, l); break;
    case JIHE_FORM_TEXT:
        buffer_format(out, SAY(en, "  文字 %zu  ", "  text %zu  "), l->number);
        say_text(out, l->text);
        break;
    case JIHE_FORM_TABLE:
        buffer_format(out, SAY(en, "  表格 %zu  ", "  table %zu  "), l->number);
        say_text(out, l->text);
        break;
    case JIHE_FORM_ROW:
        buffer_format(out, "    %zu  ", l->number);
        say_text(out, l->text);
        break;
    case JIHE_FORM_CLAIM:
        to->count++;
        buffer_text(out, SAY(en, "  认领：", "  claimed by: "));
        say_text(out, l->text);
        buffer_text(out, "  ");
        say_text(out, l->more);
        if (l->number)
            buffer_text(out, SAY(en, "（让位于另一个）", "  (steps back before another one)"));
        break;
    case JIHE_FORM_FAULT:
        buffer_text(out, SAY(en, "  match 出错：", "  match failed: "));
        say_text(out, en ? l->text_en : l->text);
        break;
    case JIHE_FORM_NONE: buffer_text(out, SAY(en, "  没有表样认领", "  no form map claims it")); break;
    case JIHE_FORM_PLAIN:
        buffer_text(out, SAY(en, "  是数据表，按表头读取，不用表样",
                             "  a data table, read by its headings without a form map"));
        break;
    case JIHE_FORM_PROBLEM:
        buffer_text(out, "  ");
        say_text(out, en ? l->text_en : l->text);
        break;
    }
    buffer_byte(out, '\n');
    return out->failed;
}

static int documents_show(struct lister *l, const jihe_engine *engine, jihe_error *error)
{
    jihe_options *o = rules_options(l->settings, true);
    int rc = o ? jihe_forms_show(engine, o, line_visit, l, error) : JIHE_ERROR_MEMORY;
    jihe_options_free(o);
    return rc;
}

static int forms_work(void *context, const jihe_engine *engine, int fd, bool alone,
                      jihe_error *error)
{
    const struct settings *s = context;
    struct lister l = {.settings = s};
    (void)alone;
    buffer_init(&l.out, OUT_MAX);
    bool show = s->operand_count > 0;
    int rc = show ? documents_show(&l, engine, error)
                  : jihe_forms(engine, s->region, form_visit, &l, error);
    if (rc == 0 && !show && isatty(STDOUT_FILENO))
        buffer_format(&l.out, SAY(s->english, "共 %zu 个表样\n", "%zu form maps\n"), l.count);
    int status = rc ? 0 : say_out(s->english, fd, &l.out);
    buffer_release(&l.out);
    return rc ? rc : status;
}

int rules_forms_run(const struct settings *s)
{
    return rules_supervised(s, false, forms_work);
}
