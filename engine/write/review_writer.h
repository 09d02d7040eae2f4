/* What a format of review forms implements, and the words they share. */
#ifndef JIHE_WRITE_REVIEW_WRITER_H
#define JIHE_WRITE_REVIEW_WRITER_H

#include "write/review.h"

struct review_format {
    const char *name, *extension;
    size_t size; /* of its state, whose first member is a struct review_writer */
    int (*open)(struct review_writer *w, struct error *err); /* or NULL */
    int (*put)(struct review_writer *w, const struct review *r, struct error *err);
    int (*finish)(struct review_writer *w, const struct summary *summary, struct error *err);
    void (*release)(struct review_writer *w); /* or NULL */
};

struct review_writer {
    const struct review_format *format;
    struct file_out *file; /* borrowed */
    enum language language;
    struct write_sources sources;
    struct buffer line;
    uint64_t count; /* forms so far */
};

extern const struct review_format review_xlsx, review_html, review_ndjson;

/* Moves w->line into the file. */
int review_flush(struct review_writer *w, struct error *err);
const struct source *review_source(const struct review_writer *w, struct address at);
/* In the writer's language; a macro, so that the compiler still checks formats. */
#define review_say(w, zh, en) ((w)->language == LANGUAGE_EN ? (en) : (zh))
struct slice review_message(const struct review_writer *w, const struct review_cause *c);
struct slice review_suggestion(const struct review_writer *w, const struct review_cause *c);
/* 错误, 警告, 提示; 无法判断, 规则出错. */
const char *review_kind(const struct review_writer *w, const struct review_cause *c);
/* "13.5", "未能核验", "优". */
void review_put_points(struct buffer *out, unsigned tenths);
/* The share of the points that could be verified, by which the grade is suggested. */
void review_put_share(struct buffer *out, const struct review *r);
struct slice review_grade(const struct review_writer *w, const struct review_item *item);
/* "指标 3 “…” · file:3:5，共 4 处": where a cause shows. */
void review_put_where(struct buffer *out, const struct review_writer *w,
                      const struct review_cause *c);
/* Why nothing stands under an item, or why its grade does not cover all of it; may append nothing. */
void review_put_standing(struct buffer *out, const struct review_writer *w,
                         const struct review_item *item);
/* "已核验 90 分，建议得 78.5 分，得分率 87.2%". */
void review_put_total(struct buffer *out, const struct review_writer *w, const struct review *r);
/* The suggested grade with its consequence and what lowered it; or that none is suggested. */
void review_put_grade(struct buffer *out, const struct review_writer *w, const struct review *r);
/* The grade of a project that is reviewed without points, and the items behind it; only where there is one. */
void review_put_general(struct buffer *out, const struct review_writer *w, const struct review *r);

#endif
