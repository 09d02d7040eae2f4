/* jihe rules new: writes the file, never over another one. */
#include "cli/commands.h"
#include "cli/place.h"
#include "cli/rules.h"
#include "cli/say.h"

#include <errno.h>
#include <sys/stat.h>

enum { OUT_MAX = 1 << 16, FOLDER_MODE = 0777 };

struct maker {
    const struct settings *settings;
    const char *rules;
    char *path; /* of the file written */
    struct error err;
};

static int folder_make(char *path, struct error *err)
{
    char *slash = strrchr(path, '/');
    if (!slash || slash == path)
        return 0;
    *slash = '\0';
    int rc = 0;
    if (mkdir(path, FOLDER_MODE) != 0 && errno != EEXIST)
        rc = error_set(err, ERR_IO, "%s: 无法建立文件夹", "%s: the folder cannot be made", path);
    *slash = '/';
    return rc;
}

static int file_make(const char *path, struct slice text, struct error *err)
{
    struct file_out out;
    int rc = file_create(&out, path, err);
    if (rc)
        return rc;
    file_write(&out, text);
    rc = file_commit(&out, err);
    file_abandon(&out);
    return rc;
}

static int maker_sink(void *context, jihe_text path, jihe_text text)
{
    struct maker *m = context;
    struct buffer name;
    int rc;
    buffer_init(&name, OUT_MAX);
    buffer_put(&name, text_slice(path));
    buffer_byte(&name, '\0');
    m->path = name.failed ? NULL : file_join(m->rules, name.ptr);
    buffer_release(&name);
    if (!m->path)
        return error_memory(&m->err);
    if (file_kind(m->path) != FILE_MISSING)
        rc = error_set(&m->err, ERR_USAGE, "%s 已经存在，未作改动；请换一个编号或 --subject",
                       "%s exists and is left alone; choose another id or --subject", m->path);
    else
        rc = folder_make(m->path, &m->err);
    return rc ? rc : file_make(m->path, text_slice(text), &m->err);
}

static int told(const struct maker *m, int fd)
{
    const struct settings *s = m->settings;
    struct buffer out;
    buffer_init(&out, OUT_MAX);
    say_safe(&out, slice_str(m->path), false);
    buffer_byte(&out, '\n');
    buffer_text(&out, SAY(s->english, "运行示例：", "run its examples: "));
    buffer_format(&out, "jihe rules test %s", s->operands[0]);
    if (s->rules) {
        buffer_text(&out, " --rules ");
        say_safe(&out, slice_str(s->rules), false);
    }
    buffer_byte(&out, '\n');
    return say_out(s->english, fd, &out);
}

static int new_work(void *context, const jihe_engine *engine, int fd, bool alone,
                    jihe_error *error)
{
    const struct settings *s = context;
    char *rules = place_rules(s->rules);
    struct maker m = {.settings = s, .rules = rules};
    jihe_new_rule wanted = {.id = s->operands[0],
                            .subject = s->subject,
                            .pack = s->pack,
                            .aspect = s->aspect,
                            .each = s->each,
                            .form = s->form,
                            .language = s->english ? JIHE_ENGLISH : JIHE_CHINESE};
    (void)alone;
    int rc = rules ? jihe_rules_new(engine, &wanted, maker_sink, &m, error)
                   : JIHE_ERROR_MEMORY;
    if (rc == JIHE_ERROR_STOPPED) {
        rc = say_take(error, &m.err);
    }
    if (rc == 0)
        rc = told(&m, fd);
    free(m.path);
    free(rules);
    return rc;
}

int rules_new_run(const struct settings *s)
{
    return rules_supervised(s, false, new_work);
}
