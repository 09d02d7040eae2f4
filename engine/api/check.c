/* One run: the pipeline's findings go into a writer, its summary becomes the result. */
#include "api/api.h"

/* What the pipeline's callbacks see. Without an output there is no writer and findings
 * are only counted. */
struct report {
    struct file_out file;
    struct writer *writer; /* or NULL */
    struct sources sources;
    const struct source *items; /* sources.items as the writer wants it */
    size_t count;               /* of the sources that findings have pointed into */
};

/* The list may grow at its end on a reading thread, so its count is not looked at: a
 * source that a finding points into was there before the finding was. */
static void report_source(struct report *r, struct address at)
{
    if (at.file != UINT32_MAX && at.file >= r->count)
        r->count = (size_t)at.file + 1;
}

static int report_finding(void *context, const struct finding *f, struct error *err)
{
    struct report *r = context;
    if (!r->writer)
        return 0;
    r->items = r->sources.items;
    report_source(r, f->place.at);
    for (size_t i = 0; i < f->related_count; i++)
        report_source(r, f->related[i].at);
    return writer_finding(r->writer, f, err);
}

static int report_project(void *context, const struct project_key *key,
                          enum verdict verdict, struct error *err)
{
    struct report *r = context;
    return r->writer ? writer_project(r->writer, key, verdict, err) : 0;
}

static int report_open(struct report *r, const jihe_options *o, struct error *err)
{
    if (!o->output && o->descriptor < 0)
        return 0;
    int rc = file_create(&r->file, o->output, err);
    if (rc)
        return rc;
    if (o->descriptor >= 0)
        r->file.fd = o->descriptor;
    rc = writer_open(&r->writer, o->format, &r->file, &o->write,
                     (struct write_sources){&r->items, &r->count}, err);
    if (rc)
        file_abandon(&r->file);
    return rc;
}

static int report_finish(struct report *r, const struct summary *summary,
                         struct error *err)
{
    if (!r->writer)
        return 0;
    r->items = r->sources.items;
    r->count = r->sources.count;
    int rc = writer_finish(r->writer, summary, err);
    return rc ? rc : file_commit(&r->file, err);
}

static void report_release(struct report *r)
{
    if (r->writer)
        file_abandon(&r->file);
    writer_free(r->writer);
    sources_release(&r->sources);
}

void api_rows_fill(jihe_result *result, uint64_t files, struct row_count projects,
                   struct row_count indicators)
{
    uint64_t *n = result->counts;
    n[JIHE_COUNT_FILES] = files;
    n[JIHE_COUNT_PROJECTS_READ] = projects.read;
    n[JIHE_COUNT_PROJECTS_CHECKED] = projects.checked;
    n[JIHE_COUNT_PROJECTS_REJECTED] = projects.rejected;
    n[JIHE_COUNT_INDICATORS_READ] = indicators.read;
    n[JIHE_COUNT_INDICATORS_CHECKED] = indicators.checked;
    n[JIHE_COUNT_INDICATORS_REJECTED] = indicators.rejected;
}

void api_result_fill(jihe_result *result, const struct summary *s, const jihe_engine *e)
{
    uint64_t *n = result->counts;
    result->verdict = s->verdict;
    n[JIHE_COUNT_ERRORS] = s->findings[SEVERITY_ERROR];
    n[JIHE_COUNT_WARNINGS] = s->findings[SEVERITY_WARNING];
    n[JIHE_COUNT_NOTES] = s->findings[SEVERITY_NOTE];
    n[JIHE_COUNT_UNDECIDED] = s->undecided;
    n[JIHE_COUNT_RULE_ERRORS] = s->rule_errors;
    n[JIHE_COUNT_INPUT_ERRORS] = s->input_errors;
    api_rows_fill(result, s->file_count, s->projects, s->indicators);
    n[JIHE_COUNT_RULES_LOADED] = s->rules_loaded;
    n[JIHE_COUNT_RULES_FAILED] = s->rules_failed;
    for (int k = SEVERITY_NOTE; k <= SEVERITY_ERROR; k++) {
        n[JIHE_COUNT_KNOWN] += s->known[k];
        n[JIHE_COUNT_WAIVED] += s->waived[k];
        result->known[k] = s->known[k];
    }
    result->rules_wrong = jihe_engine_failures(e) > e->excluded_rules;
    memcpy(result->fingerprint, s->fingerprint, sizeof(result->fingerprint));
}

int api_files_check(const jihe_options *o, struct error *err)
{
    if (o->input_count == 0)
        return error_set(err, ERR_USAGE, "没有指定要核验的文件",
                         "there is no input to check");
    for (size_t i = 0; o->output && i < o->input_count; i++)
        if (file_same(o->output, o->inputs[i]))
            return error_set(err, ERR_USAGE, "%s: 输出文件就是输入文件，请另取一个名字",
                             "%s: the output is one of the inputs; choose another name",
                             o->output);
    return 0;
}

int api_options_check(const jihe_engine *e, const jihe_options *o, struct error *err)
{
    int rc = api_loaded(e, err);
    if (rc == 0)
        rc = api_files_check(o, err);
    return rc ? rc : api_region_check(engine_packs(e->engine), o->region, err);
}

struct check_options api_check_options(const jihe_options *o)
{
    return (struct check_options){.inputs = (const char *const *)o->inputs,
                                  .input_count = o->input_count,
                                  .region = slice_str(o->region),
                                  .year = o->year,
                                  .form = o->form,
                                  .stage = o->stage,
                                  .as_of = o->as_of,
                                  .baseline = o->baseline,
                                  .waivers = o->waivers,
                                  .params = o->params,
                                  .param_count = o->param_count,
                                  .jobs = o->jobs};
}

static int check_run(const jihe_engine *e, const jihe_options *o, struct report *report,
                     jihe_result *result, struct error *err)
{
    struct arena arena;
    struct summary summary = {0};
    struct check_options options = api_check_options(o);
    struct check_sink sink = {.context = report,
                              .finding = report_finding,
                              .project = report_project,
                              .sources = &report->sources};
    arena_init(&arena, SIZE_MAX / 2);
    int rc = run_check(e->engine, &options, &sink, &arena, &summary, err);
    if (rc == 0)
        rc = report_finish(report, &summary, err);
    if (rc == 0)
        api_result_fill(result, &summary, e);
    arena_release(&arena);
    return rc;
}

int jihe_check(const jihe_engine *e, const jihe_options *o, jihe_result **out,
               jihe_error *error)
{
    struct error err = {0};
    struct report report = {0};
    int rc = api_options_check(e, o, &err);
    if (rc)
        return api_error(error, &err, rc);
    jihe_result *result = calloc(1, sizeof(*result));
    rc = result ? report_open(&report, o, &err) : error_memory(&err);
    if (rc == 0)
        rc = check_run(e, o, &report, result, &err);
    report_release(&report);
    if (rc)
        free(result);
    else
        *out = result;
    return api_error(error, &err, rc);
}

/* ---- the result ---- */

void jihe_result_free(jihe_result *result)
{
    free(result);
}

jihe_verdict jihe_result_verdict(const jihe_result *result)
{
    return (jihe_verdict)result->verdict;
}

uint64_t jihe_result_count(const jihe_result *result, jihe_count which)
{
    return (unsigned)which <= JIHE_COUNT_WAIVED ? result->counts[which] : 0;
}

const char *jihe_result_fingerprint(const jihe_result *result)
{
    return result->fingerprint;
}

int jihe_result_exit(const jihe_result *result, const char *fail_on)
{
    int severity = severity_find(slice_str(fail_on));
    if (severity < 0)
        return JIHE_ERROR_USAGE;
    if (result->rules_wrong)
        return 2;
    if (result->verdict == VERDICT_INCOMPLETE)
        return 3;
    const uint64_t *known = result->known;
    uint64_t found = result->counts[JIHE_COUNT_ERRORS] - known[SEVERITY_ERROR];
    if (severity <= SEVERITY_WARNING)
        found += result->counts[JIHE_COUNT_WARNINGS] - known[SEVERITY_WARNING];
    if (severity <= SEVERITY_NOTE)
        found += result->counts[JIHE_COUNT_NOTES] - known[SEVERITY_NOTE];
    return found ? 1 : 0;
}
