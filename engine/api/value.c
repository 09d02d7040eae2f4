/* `jihe value` for programs. */
#include "api/api.h"

enum { VALUE_LINE_MAX = 64 << 20 };

int jihe_value(const char *text, size_t length, jihe_sink sink, void *context,
               jihe_error *error)
{
    struct error err = {0};
    struct buffer line;
    buffer_init(&line, VALUE_LINE_MAX);
    int rc = write_value(&line, slice_of(text, length), &err);
    if (rc == 0)
        write_conceal(&line, 0);
    if (rc == 0 && line.failed)
        rc = error_set(&err, ERR_LIMIT, "文字过长", "the text is too long");
    if (rc == 0 && sink(context, line.ptr, line.len) != 0)
        rc = error_set(&err, ERR_STOPPED, "已停止", "stopped");
    buffer_release(&line);
    return api_error(error, &err, rc);
}
