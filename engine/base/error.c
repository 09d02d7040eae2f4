/* Error values: one message in two languages, written where the fault is found. */
#include "base/error.h"

#include "base/utf8.h"

#include <stdarg.h>

static void message_cut(char *text)
{
    size_t len = strlen(text);
    text[utf8_cut(slice_of(text, len), len)] = '\0';
}

int error_set(struct error *err, enum error_code code, const char *zh, const char *en, ...)
{
    if (!err)
        return code;
    va_list args, again;
    va_start(args, en);
    va_copy(again, args);
    err->code = code;
    (void)vsnprintf(err->zh, sizeof(err->zh), zh, args);
    (void)vsnprintf(err->en, sizeof(err->en), en, again);
    va_end(again);
    va_end(args);
    message_cut(err->zh);
    message_cut(err->en);
    return code;
}

int error_memory(struct error *err)
{
    return error_set(err, ERR_MEMORY, "内存不足", "out of memory");
}

static void text_locate(char *text, const char *path, size_t line)
{
    char whole[ERROR_MESSAGE_MAX];
    if (line)
        (void)snprintf(whole, sizeof(whole), "%s:%zu: %s", path, line, text);
    else
        (void)snprintf(whole, sizeof(whole), "%s: %s", path, text);
    memcpy(text, whole, sizeof(whole));
    message_cut(text);
}

void error_locate(struct error *err, const char *path, size_t line)
{
    if (!err)
        return;
    text_locate(err->zh, path, line);
    text_locate(err->en, path, line);
}
