/* jihe value: one JSON line per text. */
#include "cli/commands.h"
#include "cli/say.h"

static int value_put(void *context, const char *bytes, size_t length)
{
    struct buffer *out = context;
    buffer_put(out, slice_of(bytes, length));
    buffer_byte(out, '\n');
    return out->failed;
}

int value_run(const struct settings *s)
{
    struct buffer out;
    jihe_error error;
    buffer_init(&out, (size_t)1 << 30);
    for (size_t i = 0; i < s->operand_count; i++) {
        int rc =
            jihe_value(s->operands[i], strlen(s->operands[i]), value_put, &out, &error);
        if (rc) {
            buffer_release(&out);
            say_api_error(s->english, &error);
            return say_status(rc);
        }
    }
    return say_out(s->english, 1, &out);
}
