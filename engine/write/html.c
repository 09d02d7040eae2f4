/* One page that needs nothing else: no script, no font, no picture from elsewhere. The
 * counts first, then a section per project, open where something is wrong. The counts are
 * known last, so the sections wait in a spool; a project's findings wait for its verdict,
 * errors apart from warnings and notes, which come behind them, and its section for the next
 * project, so that of a form that comes alone all stands together. */
#include "write/html.h"

enum { WAITING_MOST = 16 << 20, PARTS_MOST = 8 }; /* beyond them a project goes on in a second section */

/* Rows under one heading: what can be mended as it stands (no heading) comes first. */
struct part {
    struct buffer heading;
    struct buffer rows[SEVERITY_COUNT];
};

struct html_writer {
    struct writer base; /* first */
    struct spool sections, unchecked;
    struct buffer title; /* of the project that is not closed yet */
    struct part parts[PARTS_MOST];
    size_t part_count; /* at least one */
    int verdict;       /* -1: not told */
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
    for (size_t p = 0; p < PARTS_MOST; p++) {
        buffer_init(&h->parts[p].heading, WRITE_LINE_MAX);
        for (int s = 0; s < SEVERITY_COUNT; s++)
            buffer_init(&h->parts[p].rows[s], WRITE_LINE_MAX);
    }
    h->part_count = 1;
    h->verdict = -1;
}

static void html_release(struct writer *w)
{
    struct html_writer *h = html_writer(w);
    spool_release(&h->sections);
    spool_release(&h->unchecked);
    buffer_release(&h->title);
    for (size_t p = 0; p < PARTS_MOST; p++) {
        buffer_release(&h->parts[p].heading);
        for (int s = 0; s < SEVERITY_COUNT; s++)
            buffer_release(&h->parts[p].rows[s]);
    }
}

static size_t waiting_bytes(const struct html_writer *h)
{
    size_t n = 0;
    for (size_t p = 0; p < h->part_count; p++)
        for (int s = 0; s < SEVERITY_COUNT; s++)
            n += h->parts[p].rows[s].len;
    return n;
}

/* A part's rows, the worst first; it is empty afterwards. */
static void part_put(struct html_writer *h, struct part *part)
{
    struct buffer *out = &h->base.line;
    if (part->heading.len)
        html_heading_row(out, buffer_slice(&part->heading));
    for (int s = SEVERITY_COUNT - 1; s >= 0; s--) {
        buffer_put(out, buffer_slice(&part->rows[s]));
        out->failed = out->failed || part->rows[s].failed;
        buffer_clear(&part->rows[s]);
    }
    out->failed = out->failed || part->heading.failed;
    buffer_clear(&part->heading);
}

/* The waiting project as a section. */
static int section_close(struct html_writer *h, struct error *err)
{
    struct writer *w = &h->base;
    if (h->title.len == 0)
        return 0;
    bool rows = waiting_bytes(h) > 0;
    html_section_begin(&w->line, w, buffer_slice(&h->title), h->verdict, rows);
    for (size_t p = 0; p < h->part_count; p++)
        part_put(h, &h->parts[p]);
    h->part_count = 1;
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

/* The part a finding belongs to; NULL where there is no room for one more. */
static struct part *part_of(struct html_writer *h, struct slice heading)
{
    if (!heading.len)
        return &h->parts[0];
    for (size_t p = 1; p < h->part_count; p++)
        if (slice_equal(buffer_slice(&h->parts[p].heading), heading))
            return &h->parts[p];
    if (h->part_count == PARTS_MOST)
        return NULL;
    struct part *part = &h->parts[h->part_count++];
    buffer_put(&part->heading, heading);
    return part;
}

static int row_take(struct html_writer *h, const struct finding *f, struct error *err)
{
    struct slice heading = writer_heading(&h->base, f);
    struct part *part = part_of(h, heading);
    if (!part) {
        struct buffer row = h->base.line; /* the section is written through the line */
        buffer_init(&h->base.line, WRITE_LINE_MAX);
        int rc = section_close(h, err);
        buffer_release(&h->base.line);
        h->base.line = row;
        html_project_title(&h->title, &h->base, &f->place.project);
        if (rc)
            return rc;
        part = part_of(h, heading);
    }
    buffer_put(&part->rows[f->severity], buffer_slice(&h->base.line));
    buffer_clear(&h->base.line);
    return 0;
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
    return row_take(h, f, err);
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
