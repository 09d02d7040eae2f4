/* The counts stand at the beginning of the file, the lines behind them. */
#include "cli/remarks.h"

#include "cli/hold.h"
#include "cli/say.h"

#include <unistd.h>

enum { LINE_MOST = 64 << 20 };

bool remarks_open(struct remarks *r, const struct settings *s)
{
    *r = (struct remarks){s, hold_temporary()};
    return r->fd > 0;
}

void remarks_close(struct remarks *r)
{
    if (r->fd > 0)
        close(r->fd);
    r->fd = 0;
}

bool remarks_count(struct remarks *r, const struct counts *n)
{
    return pwrite(r->fd, n, sizeof(*n), 0) == (ssize_t)sizeof(*n);
}

bool remarks_begin(struct remarks *r)
{
    struct counts none = {0};
    return ftruncate(r->fd, 0) == 0 && remarks_count(r, &none) &&
           lseek(r->fd, sizeof(none), SEEK_SET) >= 0;
}

int remarks_put(void *remarks, const jihe_remark *remark)
{
    struct remarks *r = remarks;
    bool english = r->settings->english;
    struct buffer line;
    jihe_text where = english ? remark->where_en : remark->where_zh;
    jihe_text what = english ? remark->en : remark->zh;
    if (!remark->lost && r->settings->quiet)
        return 0;
    buffer_init(&line, LINE_MOST);
    buffer_text(&line, "jihe: ");
    buffer_text(&line, remark->lost ? "" : SAY(english, "提示：", "note: "));
    if (!slice_starts(text_slice(what), text_slice(where))) {
        say_text(&line, where);
        buffer_text(&line, where.length ? SAY(english, "：", ": ") : "");
    }
    say_text(&line, what);
    buffer_byte(&line, '\n');
    bool ok = !line.failed && write(r->fd, line.ptr, line.len) == (ssize_t)line.len;
    buffer_release(&line);
    return ok ? 0 : 1;
}

void remarks_show(struct remarks *r, struct counts *n)
{
    char chunk[16384];
    struct counts none = {0};
    if (pread(r->fd, n, sizeof(*n), 0) != (ssize_t)sizeof(*n))
        *n = none;
    for (off_t at = sizeof(*n);;) {
        ssize_t got = pread(r->fd, chunk, sizeof(chunk), at);
        if (got <= 0 || write(STDERR_FILENO, chunk, (size_t)got) != got)
            return;
        at += got;
    }
}
