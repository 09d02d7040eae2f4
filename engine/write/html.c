/* One page that needs nothing else: no script, no font, no picture from elsewhere. The
 * counts first, then a section per project, open where something is wrong. The counts are
 * known last, so the sections wait in a spool; a project's findings wait for its verdict,
 * errors apart from warnings and notes, which come behind them, and its section for the next
 * project, so that of a form that comes alone all stands together. */
#include "write/html.h"

enum { WAITING_MOST = 16 << 20 }; /* beyond it a project goes on in a second section */

struct html_writer {
    struct writer base; /* first */
    struct spool sections, unchecked;
    struct buffer title;                   /* of the project that is not closed yet */
    struct buffer waiting[SEVERITY_COUNT]; /* its rows */
    int verdict;                           /* its verdict; -1: not told */
};

static struct html_writer *html_writer(struct writer *w)
{
    return (struct html_writer *)w;
}

static void html_open(struct writer *w)
{
    struct html_writer *h = html_writer(w);
    spool_init(&h->sections, WRITE_SPOOL_MEMORY);
    spool_init(&h->unchecked, WRITE_SPOOL_MEMORY);
    buffer_init(&h->title, WRITE_LINE_MAX);
    for (int s = 0; s < SEVERITY_COUNT; s++)
        buffer_init(&h->waiting[s], WRITE_LINE_MAX);
    h->verdict = -1;
}

static void html_release(struct writer *w)
{
    struct html_writer *h = html_writer(w);
    spool_release(&h->sections);
    spool_release(&h->unchecked);
    buffer_release(&h->title);
    for (int s = 0; s < SEVERITY_COUNT; s++)
        buffer_release(&h->waiting[s]);
}

static size_t waiting_bytes(const struct html_writer *h)
{
    size_t n = 0;
    for (int s = 0; s < SEVERITY_COUNT; s++)
        n += h->waiting[s].len;
    return n;
}

/* The waiting project as a section. */
static int section_close(struct html_writer *h, struct error *err)
{
    struct writer *w = &h->base;
    if (h->title.len == 0)
        return 0;
    bool rows = waiting_bytes(h) > 0;
    html_section_begin(&w->line, w, buffer_slice(&h->title), h->verdict, rows);
    for (int s = SEVERITY_COUNT - 1; s >= 0; s--) {
        buffer_put(&w->line, buffer_slice(&h->waiting[s]));
        w->line.failed = w->line.failed || h->waiting[s].failed;
        buffer_clear(&h->waiting[s]);
    }
    html_section_end(&w->line, rows);
    w->line.failed = w->line.failed || h->title.failed;
    buffer_clear(&h->title);
    h->verdict = -1;
    return line_spool(&w->line, &h->sections, err);
}

/* Makes `key` the project that waits; another is closed first. Group rules, at the end of a run, go
 * from project to project without telling a verdict. */
static int section_turn(struct html_writer *h, const struct project_key *key,
                        struct error *err)
{
    struct buffer title;
    int rc = 0;
    buffer_init(&title, WRITE_LINE_MAX);
    html_project_title(&title, &h->base, key);
    if (waiting_bytes(h) > WAITING_MOST ||
        !slice_equal(buffer_slice(&title), buffer_slice(&h->title)))
        rc = section_close(h, err);
    buffer_clear(&h->title);
    buffer_put(&h->title, buffer_slice(&title));
    h->title.failed = h->title.failed || title.failed;
    buffer_release(&title);
    return rc;
}

static int html_finding(struct writer *w, const struct finding *f, struct error *err)
{
    struct html_writer *h = html_writer(w);
    int rc = f->kind == KIND_FINDING ? section_turn(h, &f->place.project, err) : 0;
    html_finding_row(&w->line, w, f);
    if (rc || w->line.failed)
        return rc ? rc : writer_flush(w, err);
    if (f->kind != KIND_FINDING)
        return line_spool(&w->line, &h->unchecked, err);
    buffer_put(&h->waiting[f->severity], buffer_slice(&w->line));
    buffer_clear(&w->line);
    return 0;
}

static int html_project(struct writer *w, const struct project_key *key,
                        enum verdict verdict, struct error *err)
{
    struct html_writer *h = html_writer(w);
    int rc = h->verdict < 0 ? 0 : section_close(h, err); /* two projects of one name */
    if (rc == 0)
        rc = section_turn(h, key, err);
    h->verdict = (int)verdict;
    return rc;
}

static int html_finish(struct writer *w, const struct summary *summary, struct error *err)
{
    struct html_writer *h = html_writer(w);
    int rc = section_close(h, err);
    if (rc)
        return rc;
    html_head(&w->line, w, summary);
    rc = writer_flush(w, err);
    if (rc == 0)
        rc = spool_copy(&h->sections, w->file, err);
    if (rc == 0 && h->unchecked.len) {
        html_unchecked_begin(&w->line, w);
        rc = writer_flush(w, err);
        if (rc == 0)
            rc = spool_copy(&h->unchecked, w->file, err);
        html_section_end(&w->line, true);
    }
    html_tail(&w->line, w->options.language, summary);
    return rc ? rc : writer_flush(w, err);
}

const struct write_format write_html = {
    .name = "html",
    .extension = ".html",
    .size = sizeof(struct html_writer),
    .open = html_open,
    .finding = html_finding,
    .project = html_project,
    .finish = html_finish,
    .release = html_release,
};
