/* Messages and output of the command line. */
#include "cli/say.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <unistd.h>

enum { MESSAGE_MAX = 64 << 10 };

static void put_visible(struct buffer *out, uint32_t code)
{
    char bytes[4];
    if (code == UTF8_BAD)
        buffer_text(out, "\xEF\xBF\xBD");
    else if (code < 0x20 || code == 0x7F)
        buffer_put(
            out, slice_of(bytes, utf8_put(bytes, code == 0x7F ? 0x2421 : 0x2400 + code)));
    else
        buffer_format(out, "<U+%04X>", (unsigned)code);
}

void say_safe(struct buffer *out, struct slice s, bool lines)
{
    size_t done = 0;
    for (size_t pos = 0; pos < s.len;) {
        size_t at = pos;
        uint32_t code = utf8_next(s, &pos);
        if ((code >= 0x20 && code < 0x7F) || (lines && (code == '\n' || code == '\t')) ||
            !unicode_is_hidden(code))
            continue;
        buffer_put(out, slice_of(s.ptr + done, at - done));
        put_visible(out, code);
        done = pos;
    }
    buffer_put(out, slice_from(s, done));
}

struct slice text_slice(jihe_text t)
{
    return slice_of(t.ptr, t.length);
}

void say_text(struct buffer *out, jihe_text t)
{
    say_safe(out, text_slice(t), false);
}

const char *say_word(jihe_text key, bool english)
{
    static const char *const words[][3] = {
        {"error", "错误", "error"},
        {"warning", "警告", "warning"},
        {"note", "提示", "note"},
        {"on", "启用", "on"},
        {"off", "停用", "off"},
        {"project", "项目", "project"},
        {"indicator", "指标", "indicator"},
        {"group", "跨项目", "group"},
        {"checked", "已核对原文", "checked"},
        {"seen", "见过原文", "seen"},
        {"second-hand", "转述", "second-hand"},
        {"memory", "凭记忆，未核对", "from memory"}};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (slice_equal(text_slice(key), slice_str(words[i][0])))
            return words[i][english ? 2 : 1];
    return NULL;
}

static void say_message(const char *message)
{
    struct buffer line;
    buffer_init(&line, MESSAGE_MAX);
    buffer_text(&line, "jihe: ");
    say_safe(&line, slice_str(message), false);
    buffer_byte(&line, '\n');
    ssize_t n = line.len ? write(STDERR_FILENO, line.ptr, line.len) : 0;
    (void)n; /* there is nowhere left to say that standard error is gone */
    buffer_release(&line);
}

void say_error(bool english, const struct error *err)
{
    say_message(english ? err->en : err->zh);
}

void say_api_error(bool english, const jihe_error *err)
{
    say_message(english ? err->en : err->zh);
}

int say_take(jihe_error *to, const struct error *from)
{
    memcpy(to->zh, from->zh, sizeof(to->zh));
    memcpy(to->en, from->en, sizeof(to->en));
    return from->code;
}

int say_status(int code)
{
    return code == 0                               ? EXIT_FINE
           : code == ERR_USAGE || code == ERR_PACK ? EXIT_USAGE
                                                   : EXIT_UNCHECKED;
}

int say_out(bool english, int fd, struct buffer *out)
{
    struct file_out file;
    struct error err;
    int rc = out->failed ? error_memory(&err) : file_create(&file, NULL, &err);
    if (rc == 0) {
        file.fd = fd;
        file_write(&file, buffer_slice(out));
        rc = file_commit(&file, &err);
    }
    buffer_release(out);
    if (rc && rc != ERR_STOPPED)
        say_error(english, &err);
    return say_status(rc);
}

void say_pad(struct buffer *out, size_t from, size_t width)
{
    size_t used = out->failed ? 0 : unicode_columns(slice_from(buffer_slice(out), from));
    for (; used < width; used++)
        buffer_byte(out, ' ');
}
