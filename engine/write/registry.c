/* The table of formats, and what all writers have in common: opening, scratch space, the
 * way into the file. What a report looks like is the business of each format's own file.
 */
#include "write/writer.h"

static const struct write_format *const formats[] = {
    &write_text, &write_ndjson, &write_json, &write_csv,
    &write_html, &write_xlsx,   &write_md,   &write_sarif, &write_junit};

enum { FORMAT_COUNT = sizeof(formats) / sizeof(*formats) };

const struct write_format *write_format_find(struct slice name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        struct slice extension = slice_str(formats[i]->extension);
        if (slice_equal(name, slice_str(formats[i]->name)) ||
            (extension.len && slice_equal(name, extension)))
            return formats[i];
    }
    return NULL;
}

const struct write_format *write_format_for_path(struct slice path)
{
    for (size_t i = path.len; i > 0 && path.ptr[i - 1] != '/'; i--)
        if (path.ptr[i - 1] == '.')
            return write_format_find(slice_from(path, i - 1));
    return NULL;
}

const char *write_format_name(size_t place)
{
    return place < FORMAT_COUNT ? formats[place]->name : NULL;
}

const char *write_format_title(const struct write_format *format)
{
    return format->name;
}

const char *finding_word(enum finding_kind kind, enum severity severity,
                         enum language language)
{
    static const char *const words[][2] = {[KIND_UNDECIDED] = {"无法判断", "undecided"},
                                           [KIND_RULE_ERROR] = {"规则出错", "rule error"},
                                           [KIND_INPUT_ERROR] = {"输入问题", "input"}};
    bool en = language == LANGUAGE_EN;
    return kind == KIND_FINDING ? severity_label(severity, en) : words[kind][en];
}

int writer_open(struct writer **out, const struct write_format *format,
                struct file_out *file, const struct write_options *options,
                struct write_sources sources, struct error *err)
{
    struct writer *w = calloc(1, format->size);
    if (!w)
        return error_memory(err);
    w->format = format;
    w->file = file;
    w->options = *options;
    w->sources = sources;
    buffer_init(&w->line, WRITE_LINE_MAX);
    w->said = malloc(2 * sizeof(*w->said));
    if (!w->said) {
        free(w);
        return error_memory(err);
    }
    buffer_init(&w->said[0], WRITE_LINE_MAX);
    buffer_init(&w->said[1], WRITE_LINE_MAX);
    if (format->open)
        format->open(w);
    *out = w;
    return 0;
}

int writer_finding(struct writer *w, const struct finding *f, struct error *err)
{
    return w->format->finding(w, f, err);
}

int writer_project(struct writer *w, const struct project_key *key, enum verdict verdict,
                   struct error *err)
{
    return w->format->project ? w->format->project(w, key, verdict, err) : 0;
}

int writer_finish(struct writer *w, const struct summary *summary, struct error *err)
{
    return w->format->finish(w, summary, err);
}

void writer_free(struct writer *w)
{
    if (!w)
        return;
    if (w->format->release)
        w->format->release(w);
    buffer_release(&w->line);
    buffer_release(&w->said[0]);
    buffer_release(&w->said[1]);
    free(w->said);
    free(w);
}

int writer_flush(struct writer *w, struct error *err)
{
    return line_flush(&w->line, w->file, err);
}

struct slice writer_message(const struct writer *w, const struct finding *f)
{
    bool english = w->options.language == LANGUAGE_EN;
    struct slice message = english && f->message_en.len ? f->message_en : f->message;
    const struct waiver *by = f->status == STATUS_WAIVED ? f->waiver : NULL;
    if (f->status == STATUS_NEW)
        return message;
    buffer_clear(w->said);
    if (f->status == STATUS_KNOWN)
        buffer_text(w->said, english ? "[known] " : "〔已知〕");
    else if (by)
        buffer_format(w->said, english ? "[waived: %.*s, %.*s] " : "〔已豁免：%.*s，%.*s〕",
                      SLICE_ARG(by->reason), SLICE_ARG(by->approver));
    else
        buffer_text(w->said, english ? "[waived] " : "〔已豁免〕");
    buffer_put(w->said, message);
    return w->said->failed ? message : buffer_slice(w->said);
}

struct slice writer_suggestion(const struct writer *w, const struct finding *f)
{
    bool en = w->options.language == LANGUAGE_EN && f->suggestion_en.len;
    if (f->remark && !writer_heading(w, f).len)
        return writer_advice(w, f);
    return en ? f->suggestion_en : f->suggestion;
}

struct slice writer_heading(const struct writer *w, const struct finding *f)
{
    bool en = w->options.language == LANGUAGE_EN && f->remark && f->remark->heading_en.len;
    return !f->remark ? SLICE_NONE : en ? f->remark->heading_en : f->remark->heading;
}

struct slice writer_advice(const struct writer *w, const struct finding *f)
{
    struct buffer *advice = &w->said[1];
    buffer_clear(advice);
    finding_advice(advice, f, w->options.language == LANGUAGE_EN);
    return advice->failed ? f->suggestion : buffer_slice(advice);
}

struct slice writer_field(const struct writer *w, const struct finding *f)
{
    struct slice name = f->place.field;
    enum field_scope scope = f->place.seq ? SCOPE_INDICATOR : SCOPE_PROJECT;
    int at = field_find(scope, name);
    if (at < 0) {
        scope = SCOPE_GOAL;
        at = field_find(scope, name);
    }
    size_t count;
    if (at < 0)
        return name;
    const struct field *field = &field_table(scope, &count)[at];
    return w->options.language == LANGUAGE_EN ? field->label_en : field->label;
}

struct slice aspect_label(struct slice aspect, enum language language)
{
    static const struct {
        const char *zh, *en;
    } known[] = {{"完整性", "completeness"},     {"相关性", "relevance"},
                 {"适当性", "appropriateness"},  {"可行性", "feasibility"},
                 {"自评质量", "self-evaluation"}, {"运行监控", "monitoring"},
                 {"公开与保密", "disclosure and secrecy"}};
    for (size_t i = 0; language == LANGUAGE_EN && i < sizeof(known) / sizeof(*known); i++)
        if (slice_equal(aspect, slice_str(known[i].zh)))
            return slice_str(known[i].en);
    return aspect;
}

const struct source *writer_source(const struct writer *w, const struct finding *f,
                                   struct address at)
{
    bool nowhere = f->kind == KIND_RULE_ERROR && f->place.project.ordinal == 0;
    if (nowhere || !w->sources.items || at.file >= *w->sources.count)
        return NULL;
    return *w->sources.items + at.file;
}
