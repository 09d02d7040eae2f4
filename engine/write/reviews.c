/* The formats of review forms and their common words. */
#include "write/review_writer.h"
#include "write/writer.h"

static const struct review_format *const formats[] = {&review_xlsx, &review_html, &review_ndjson};

enum { FORMAT_COUNT = sizeof(formats) / sizeof(*formats) };

const char *review_format_name(size_t place)
{
    return place < FORMAT_COUNT ? formats[place]->name : NULL;
}

const struct review_format *review_format_find(struct slice name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (slice_equal(name, slice_str(formats[i]->name)))
            return formats[i];
    return NULL;
}

const struct review_format *review_format_for_path(struct slice path)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (slice_ends(path, slice_str(formats[i]->extension)))
            return formats[i];
    return NULL;
}

/* ---- life ---- */

int review_writer_open(struct review_writer **out, const struct review_format *format,
                       struct file_out *file, enum language language, struct write_sources sources,
                       struct error *err)
{
    struct review_writer *w = calloc(1, format->size);
    if (!w)
        return error_memory(err);
    w->format = format;
    w->file = file;
    w->language = language;
    w->sources = sources;
    buffer_init(&w->line, WRITE_LINE_MAX);
    int rc = format->open ? format->open(w, err) : 0;
    if (rc)
        review_writer_free(w);
    else
        *out = w;
    return rc;
}

int review_writer_put(struct review_writer *w, const struct review *r, struct error *err)
{
    w->count++;
    return w->format->put(w, r, err);
}

int review_writer_finish(struct review_writer *w, const struct summary *summary, struct error *err)
{
    return w->format->finish(w, summary, err);
}

void review_writer_free(struct review_writer *w)
{
    if (!w)
        return;
    if (w->format->release)
        w->format->release(w);
    buffer_release(&w->line);
    free(w);
}

int review_flush(struct review_writer *w, struct error *err)
{
    return line_flush(&w->line, w->file, err);
}

/* ---- words ---- */

const struct source *review_source(const struct review_writer *w, struct address at)
{
    return w->sources.items && at.file < *w->sources.count ? *w->sources.items + at.file : NULL;
}

struct slice review_message(const struct review_writer *w, const struct review_cause *c)
{
    return w->language == LANGUAGE_EN && c->message_en.len ? c->message_en : c->message;
}

struct slice review_suggestion(const struct review_writer *w, const struct review_cause *c)
{
    return w->language == LANGUAGE_EN && c->suggestion_en.len ? c->suggestion_en : c->suggestion;
}

const char *review_kind(const struct review_writer *w, const struct review_cause *c)
{
    return finding_word(c->kind, c->severity, w->language);
}

void review_put_points(struct buffer *out, unsigned tenths)
{
    buffer_format(out, tenths % 10 ? "%u.%u" : "%u", tenths / 10, tenths % 10);
}

struct slice review_grade(const struct review_writer *w, const struct review_item *item)
{
    return item->grade == REVIEW_UNVERIFIED ? slice_str(review_say(w, "未能核验", "not verified"))
                                            : item->grade_name;
}

void review_put_where(struct buffer *out, const struct review_writer *w,
                      const struct review_cause *c)
{
    bool said = false;
    if (c->seq) {
        buffer_format(out, "%s %u%s", review_say(w, "指标", "indicator"), (unsigned)c->seq,
                      c->indicator.len ? " " : "");
        buffer_put(out, c->indicator);
        said = true;
    }
    if (review_source(w, c->at)) {
        buffer_text(out, said ? review_say(w, "，", ", ") : "");
        write_address(out, review_source(w, c->at), c->at, w->language);
        said = true;
    }
    if (c->places > 1)
        buffer_format(out, review_say(w, "%s共 %zu 处", "%s%zu places"),
                      said ? review_say(w, "，", ", ") : "", c->places);
}

void review_put_standing(struct buffer *out, const struct review_writer *w,
                         const struct review_item *item)
{
    if (item->by_person)
        buffer_text(out, review_say(w, "本项不能由规则判断，请人工审核",
                                    "rules cannot judge this; a person must"));
    else if (item->grade == REVIEW_UNVERIFIED && item->checks == 0)
        buffer_text(out, review_say(w, "没有规则能核验本项，请人工审核",
                                    "no rule could judge this; a person must"));
    else if (item->grade == REVIEW_UNVERIFIED && item->partly)
        buffer_text(out, review_say(w, "部分内容无法核验，已核验的部分未见问题，请人工审核",
                                    "part of this could not be judged, nothing was found in the rest; "
                                    "a person must look"));
    else if (item->grade == REVIEW_UNVERIFIED)
        buffer_format(out, review_say(w, "只有 %u 项核验适用，不足以评价本项，请人工审核",
                                      "only %u checks apply, too few to judge this; a person must"),
                      item->checks);
    else if (item->partly)
        buffer_text(out, review_say(w, "另有内容未能核验，得分未计及",
                                    "part of this could not be judged; the points do not cover it"));
    else if (!item->causes)
        buffer_format(out, review_say(w, "%u 项核验均未见问题", "nothing found by %u checks"),
                      item->checks);
}

void review_put_share(struct buffer *out, const struct review *r)
{
    review_put_points(out, r->percent10);
    buffer_byte(out, '%');
}

void review_put_total(struct buffer *out, const struct review_writer *w, const struct review *r)
{
    buffer_format(out, review_say(w, "满分 %u 分，其中能核验 %u 分，建议得 ",
                                  "of %u points %u could be verified; suggested "),
                  r->points, r->verified);
    review_put_points(out, r->tenths);
    buffer_text(out, review_say(w, " 分，得分率 ", " points, "));
    review_put_share(out, r);
}

void review_put_grade(struct buffer *out, const struct review_writer *w, const struct review *r)
{
    if (r->other_form) {
        buffer_text(out, review_say(w, "本表审核绩效目标，不对自评表、运行监控表建议等级",
                                    "this form reviews targets; no grade for evaluations and "
                                    "monitoring"));
        return;
    }
    if (!r->graded) {
        buffer_text(out, review_say(w, "能核验的分值不足，不建议等级，请人工审核",
                                    "too little could be verified to suggest a grade; a person must"));
        return;
    }
    buffer_put(out, r->grade);
    if (r->consequence.len) {
        buffer_text(out, review_say(w, "：", ": "));
        buffer_put(out, r->consequence);
    }
    if (r->capped_by.len) {
        bool en = w->language == LANGUAGE_EN;
        buffer_text(out, en ? " (lowered because of " : "（因");
        buffer_put(out, en ? r->capped_by_en : r->capped_by);
        buffer_text(out, en ? ")" : "，降等）");
    }
}

void review_put_general(struct buffer *out, const struct review_writer *w, const struct review *r)
{
    bool en = w->language == LANGUAGE_EN;
    buffer_put(out, r->general);
    buffer_text(out, en ? " (" : "（");
    buffer_put(out, en ? r->general_counts_en : r->general_counts);
    buffer_text(out, en ? ")" : "）");
}
