/* The progress line: on a terminal only, drawn by the watching process. */
#ifndef JIHE_CLI_PROGRESS_H
#define JIHE_CLI_PROGRESS_H

#include <jihe.h>

#include <stdbool.h>

struct progress {
    bool on, english, shown;
    int64_t start_ms, last_ms;
};

/* Milliseconds on a clock that only goes forward. */
int64_t progress_now(void);
/* Nothing is ever drawn unless `wanted` and standard error is a terminal. */
void progress_init(struct progress *p, bool wanted, bool english);
/* Called often; draws a few times a second, and not in the first second. */
void progress_draw(struct progress *p, const jihe_board *board);
void progress_clear(struct progress *p);
/* The line's text: share done, projects, rate, time left. `ms` since the start. Returns
 * its length. */
size_t progress_text(char *out, size_t cap, bool english, uint64_t done, uint64_t total,
                     uint64_t projects, int64_t ms);

#endif
