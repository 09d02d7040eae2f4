/* jihe rules forms: which forms can be read, and what each is known by. */
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

static void put(struct buffer *out, jihe_text t)
{
    say_safe(out, slice_of(t.ptr, t.length), false);
}

static int form_visit(void *context, const jihe_form *f)
{
    struct lister *l = context;
    bool en = l->settings->english;
    size_t from = l->out.len;
    put(&l->out, f->name);
    say_pad(&l->out, from, NAME_COLUMN);
    put(&l->out, en ? f->kind : f->kind_zh);
    say_pad(&l->out, from, KIND_COLUMN);
    put(&l->out, en && f->title_en.length ? f->title_en : f->title);
    buffer_text(&l->out, "  ");
    put(&l->out, f->path);
    buffer_byte(&l->out, '\n');
    jihe_text looks = en && f->looks_for_en.length ? f->looks_for_en : f->looks_for;
    if (looks.length) {
        buffer_text(&l->out, "    ");
        put(&l->out, looks);
        buffer_byte(&l->out, '\n');
    }
    l->count++;
    return l->out.failed;
}

static int forms_work(void *context, const jihe_engine *engine, int fd, bool alone,
                      jihe_error *error)
{
    const struct settings *s = context;
    struct lister l = {.settings = s};
    (void)alone;
    buffer_init(&l.out, OUT_MAX);
    int rc = jihe_forms(engine, s->region, form_visit, &l, error);
    if (rc == 0 && isatty(STDOUT_FILENO))
        buffer_format(&l.out, SAY(s->english, "共 %zu 个表样\n", "%zu form maps\n"), l.count);
    int status = rc ? 0 : say_out(s->english, fd, &l.out);
    buffer_release(&l.out);
    return rc ? rc : status;
}

int rules_forms_run(const struct settings *s)
{
    return rules_supervised(s, forms_work);
}
