/* How far a long run has come: share of bytes read, projects, rate, time left. */
#include "cli/progress.h"

#include "cli/say.h"

#include <unistd.h>

enum { FIRST_MS = 1000, EVERY_MS = 250, LINE_MAX_BYTES = 256 };

int64_t progress_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_init(struct progress *p, bool wanted, bool english)
{
    *p = (struct progress){.on = wanted && isatty(STDERR_FILENO), .english = english};
    p->start_ms = p->last_ms = progress_now();
}

size_t progress_text(char *out, size_t cap, bool english, uint64_t done, uint64_t total,
                     uint64_t projects, int64_t ms)
{
    uint64_t elapsed = ms > 0 ? (uint64_t)ms : 1;
    unsigned long long rate = projects * 1000 / elapsed;
    int n = 0;
    if (total > 0 && done <= total)
        n = snprintf(out, cap, "%3u%%  ", (unsigned)(done / (total / 100 + 1)));
    size_t used = n > 0 ? (size_t)n : 0;
    n = snprintf(out + used, cap - used,
                 SAY(english, "%llu 个项目，每秒 %llu 个", "%llu projects, %llu/s"),
                 (unsigned long long)projects, rate);
    used += n > 0 ? (size_t)n : 0;
    if (total > 0 && done > 0 && done < total && used < cap) {
        unsigned long long left =
            elapsed * ((total - done) / 1024) / (done / 1024 + 1) / 1000;
        n = snprintf(out + used, cap - used,
                     SAY(english, "，约余 %llu 秒", ", about %llu s left"), left);
        used += n > 0 ? (size_t)n : 0;
    }
    return used < cap ? used : cap - 1;
}

static void write_terminal(const char *bytes, size_t count)
{
    ssize_t n = write(STDERR_FILENO, bytes, count);
    (void)n; /* a progress line that does not arrive is no loss */
}

void progress_draw(struct progress *p, const jihe_board *board)
{
    char line[LINE_MAX_BYTES] = "\r\x1b[K";
    uint64_t done, total, projects;
    int64_t now = p->on ? progress_now() : 0;
    if (!p->on || now - p->start_ms < FIRST_MS || now - p->last_ms < EVERY_MS)
        return;
    p->last_ms = now;
    jihe_board_progress(board, &done, &total, &projects);
    size_t n = progress_text(line + 4, sizeof(line) - 4, p->english, done, total,
                             projects, now - p->start_ms);
    write_terminal(line, n + 4);
    p->shown = true;
}

void progress_clear(struct progress *p)
{
    if (p->shown)
        write_terminal("\r\x1b[K", 4);
    p->shown = false;
}
