/* Records in, records out. The output is opened with the first record, so that an input without any
 * leaves what stood there before. */
#include "api/api.h"

#include "base/buffer.h"
#include "decode/headings.h"

/* The records' lines may be longer than those that are read from strangers. */
static const size_t OWN_LINE_BYTES = (size_t)1 << 30;

struct conversion {
    const jihe_options *options;
    const struct record_format *format;
    struct record_writer *writer; /* NULL until the first record */
    struct sources sources;
    int (*tell)(void *context, const jihe_remark *remark);
    void *context;
};

/* ---- names ---- */

static size_t scopes_of(enum field_scope scope, bool table, enum field_scope out[3])
{
    out[0] = scope;
    out[1] = scope == SCOPE_PROJECT ? SCOPE_GOAL : SCOPE_PROJECT;
    return table ? 2 : 1;
}

/* Whatever the form, no reader takes the name for a field. */
static bool is_extra(void *context, enum field_scope scope, struct slice name, bool table)
{
    (void)context;
    enum field_scope scopes[3];
    size_t count = scopes_of(scope, table, scopes);
    struct buffer folded;
    if (heading_extra(name).len != name.len || (!table && field_find(scope, name) >= 0))
        return false;
    buffer_init(&folded, name.len * 18 + 64);
    heading_fold(name, &folded);
    struct slice s = buffer_slice(&folded);
    bool extra = !folded.failed && s.len > 0 && !heading_is_absent(s) && !heading_is_row(s);
    for (int form = 0; form < FORM_COUNT && extra; form++) {
        struct heading h = heading_find(s, scopes, count, (enum form_kind)form);
        extra = h.kind == HEADING_UNKNOWN || h.kind == HEADING_KNOWN;
    }
    buffer_release(&folded);
    return extra;
}

/* ---- what comes ---- */

static const struct source *source_of(const struct conversion *c, struct address at)
{
    return at.file < c->sources.count ? &c->sources.items[at.file] : NULL;
}

static int project_take(void *context, const struct project *p, struct error *err)
{
    struct conversion *c = context;
    int rc = 0;
    if (!c->writer)
        rc = record_writer_open(&c->writer, c->format, c->options->output, c->options->descriptor,
                                (struct record_names){is_extra, c}, err);
    return rc ? rc : record_writer_put(c->writer, p, source_of(c, p->row), err);
}

int api_remark(int (*tell)(void *context, const jihe_remark *remark), void *context,
               const struct finding *f, const struct source *source, struct error *err)
{
    struct buffer where[2];
    for (int k = 0; k < 2; k++) {
        buffer_init(&where[k], 1 << 20);
        write_address(&where[k], source, f->place.at, k ? LANGUAGE_EN : LANGUAGE_ZH);
    }
    jihe_remark remark = {api_text(f->message), api_text(f->message_en),
                          api_text(buffer_slice(&where[0])), api_text(buffer_slice(&where[1])),
                          f->severity == SEVERITY_ERROR};
    int rc = tell(context, &remark);
    buffer_release(&where[0]);
    buffer_release(&where[1]);
    return rc ? error_set(err, ERR_STOPPED, "已停止", "stopped") : 0;
}

static int problem_take(void *context, const struct finding *f, struct error *err)
{
    struct conversion *c = context;
    if (!c->tell)
        return 0;
    return api_remark(c->tell, c->context, f, source_of(c, f->place.at), err);
}

static int hidden_tell(struct conversion *c, uint64_t hidden, struct error *err)
{
    struct error told;
    if (!c->tell || !hidden)
        return 0;
    error_set(&told, ERR_INPUT, "另有 %llu 条读取问题未逐条列出",
              "%llu more problems of the input are not listed", (unsigned long long)hidden);
    struct finding f = {.severity = SEVERITY_ERROR,
                        .message = slice_str(told.zh),
                        .message_en = slice_str(told.en)};
    return api_remark(c->tell, c->context, &f, NULL, err);
}

/* ---- the whole ---- */

static int format_choose(struct conversion *c, struct error *err)
{
    const jihe_options *o = c->options;
    if (!o->output && o->descriptor < 0)
        return error_set(err, ERR_USAGE, "没有指定输出", "there is no output");
    c->format = o->output ? record_format_for_path(o->output)
                          : record_format_find(SLICE("ndjson"));
    if (c->format)
        return 0;
    return error_set(err, ERR_USAGE,
                     "%s: 不认识的扩展名；可用 .ndjson、.xlsx，或一个没有扩展名的文件夹（CSV）",
                     "%s: unknown extension; use .ndjson, .xlsx, or a folder without extension "
                     "(CSV)",
                     o->output);
}

static void result_fill(jihe_result *result, const struct convert_counts *n)
{
    api_rows_fill(result, n->files, n->projects, n->indicators);
    result->verdict =
        n->incomplete || n->projects.checked == 0 ? VERDICT_INCOMPLETE : VERDICT_PASS;
}

static int convert_run(const jihe_engine *e, struct conversion *c, jihe_result *result,
                       struct error *err)
{
    const jihe_options *o = c->options;
    struct limits limits;
    struct convert_counts counts;
    struct check_options options = {.inputs = (const char *const *)o->inputs,
                                    .input_count = o->input_count,
                                    .region = slice_str(o->region),
                                    .year = o->year,
                                    .form = o->form};
    struct convert_sink sink = {.context = c,
                                .project = project_take,
                                .problem = problem_take,
                                .sources = &c->sources};
    limits_default(&limits);
    limits.line_bytes = OWN_LINE_BYTES;
    int rc = run_convert(e ? e->engine : NULL, &limits, &options, &sink, &counts, err);
    if (rc == 0)
        rc = hidden_tell(c, counts.hidden, err);
    if (rc == 0 && c->writer)
        rc = record_writer_commit(c->writer, err);
    if (rc == 0)
        result_fill(result, &counts);
    return rc;
}

int jihe_convert(const jihe_engine *e, const jihe_options *o,
                 int (*tell)(void *context, const jihe_remark *remark), void *context,
                 jihe_result **out, jihe_error *error)
{
    struct error err = {0};
    struct conversion c = {.options = o, .tell = tell, .context = context};
    int rc = api_files_check(o, &err);
    if (rc == 0)
        rc = format_choose(&c, &err);
    jihe_result *result = rc == 0 ? calloc(1, sizeof(*result)) : NULL;
    if (rc == 0)
        rc = result ? convert_run(e, &c, result, &err) : error_memory(&err);
    record_writer_free(c.writer);
    sources_release(&c.sources);
    if (rc)
        free(result);
    else
        *out = result;
    return api_error(error, &err, rc);
}
