/* JUnit XML, as build servers read it: a suite per project, a case per finding. Errors are failures;
 * warnings and notes are cases that passed and say something; what a rule could not judge is skipped;
 * what could not be checked at all is an error of the last suite. A project without findings is one
 * case that passed. A suite tells its counts first, so its cases wait. */
#include "write/told.h"
#include "write/html.h"

struct junit_writer {
    struct writer base; /* first */
    struct spool suites, unchecked;
    struct buffer waiting; /* the cases of the project that is not closed yet */
    struct buffer name;    /* of that project, as markup */
    struct junit_count {
        uint64_t cases, failures, skipped;
    } suite, all;
    uint64_t told, errors; /* of the last suite */
};

static struct junit_writer *junit_writer(struct writer *w)
{
    return (struct junit_writer *)w;
}

static void junit_open(struct writer *w)
{
    struct junit_writer *j = junit_writer(w);
    spool_init(&j->suites, WRITE_SPOOL_MEMORY);
    spool_init(&j->unchecked, WRITE_SPOOL_MEMORY);
    buffer_init(&j->waiting, WRITE_LINE_MAX);
    buffer_init(&j->name, WRITE_LINE_MAX);
}

static void junit_release(struct writer *w)
{
    struct junit_writer *j = junit_writer(w);
    spool_release(&j->suites);
    spool_release(&j->unchecked);
    buffer_release(&j->waiting);
    buffer_release(&j->name);
}

/* ---- cases ---- */

static void put_attribute(struct buffer *out, const char *name, struct slice text)
{
    buffer_format(out, " %s=\"", name);
    html_text(out, text);
    buffer_byte(out, '"');
}

static void put_case(struct buffer *out, const struct finding *f)
{
    struct buffer name;
    buffer_init(&name, WRITE_LINE_MAX);
    buffer_put(&name, f->rule_id);
    if (f->place.seq)
        buffer_format(&name, " #%u %.*s", (unsigned)f->place.seq, SLICE_ARG(f->indicator_name));
    if (f->place.field.len)
        buffer_format(&name, " %.*s", SLICE_ARG(f->place.field));
    buffer_text(out, "  <testcase");
    put_attribute(out, "classname", f->aspect.len ? f->aspect : finding_kind_name(f->kind));
    put_attribute(out, "name", buffer_slice(&name));
    buffer_text(out, ">");
    out->failed = out->failed || name.failed;
    buffer_release(&name);
}

/* Where and what to do, one to a line. */
static void put_details(struct buffer *out, const struct writer *w, const struct finding *f)
{
    bool en = w->options.language == LANGUAGE_EN;
    struct slice suggestion = writer_advice(w, f);
    struct buffer address;
    buffer_init(&address, WRITE_LINE_MAX);
    write_address(&address, writer_source(w, f, f->place.at), f->place.at, w->options.language);
    html_text(out, buffer_slice(&address));
    if (f->has_value) {
        buffer_text(out, en ? "\nvalue: " : "\n填报值：");
        html_text(out, f->value);
    }
    if (suggestion.len) {
        buffer_text(out, en ? "\ndo: " : "\n建议：");
        html_text(out, suggestion);
    }
    out->failed = out->failed || address.failed;
    buffer_release(&address);
}

static const char *element_of(const struct finding *f)
{
    if (f->kind == KIND_UNDECIDED)
        return "skipped";
    if (f->kind == KIND_RULE_ERROR || (f->kind == KIND_INPUT_ERROR && f->severity == SEVERITY_ERROR))
        return "error";
    return f->severity == SEVERITY_ERROR && f->status != STATUS_WAIVED ? "failure" : "system-out";
}

static void put_finding(struct buffer *out, const struct writer *w, const struct finding *f)
{
    const char *element = element_of(f);
    bool said = !strcmp(element, "system-out");
    put_case(out, f);
    buffer_format(out, "<%s", element);
    if (!said) {
        put_attribute(out, "message", writer_message(w, f));
        put_attribute(out, "type", severity_name(f->severity));
    }
    buffer_byte(out, '>');
    if (said) {
        html_text(out, severity_name(f->severity));
        buffer_text(out, ": ");
        html_text(out, writer_message(w, f));
        buffer_byte(out, '\n');
    }
    put_details(out, w, f);
    buffer_format(out, "</%s></testcase>\n", element);
}

/* ---- suites ---- */

static int suite_close(struct junit_writer *j, struct error *err)
{
    struct writer *w = &j->base;
    if (j->suite.cases == 0) {
        j->suite.cases = 1;
        buffer_text(&j->waiting, "  <testcase classname=\"jihe\" name=\"check\"/>\n");
    }
    buffer_text(&w->line, " <testsuite name=\"");
    buffer_put(&w->line, buffer_slice(&j->name));
    buffer_format(&w->line, "\" tests=\"%llu\" failures=\"%llu\" errors=\"0\" skipped=\"%llu\">\n",
                  (unsigned long long)j->suite.cases, (unsigned long long)j->suite.failures,
                  (unsigned long long)j->suite.skipped);
    buffer_put(&w->line, buffer_slice(&j->waiting));
    buffer_text(&w->line, " </testsuite>\n");
    w->line.failed = w->line.failed || j->waiting.failed || j->name.failed;
    j->all.cases += j->suite.cases;
    j->all.failures += j->suite.failures;
    j->all.skipped += j->suite.skipped;
    j->suite = (struct junit_count){0};
    buffer_clear(&j->waiting);
    buffer_clear(&j->name);
    return line_spool(&w->line, &j->suites, err);
}

/* Makes `key` the project whose cases wait; another's are closed first. */
static int suite_turn(struct junit_writer *j, const struct project_key *key, struct error *err)
{
    struct writer *w = &j->base;
    int rc = 0;
    html_project_title(&w->line, w, key);
    if (j->suite.cases && !slice_equal(buffer_slice(&w->line), buffer_slice(&j->name))) {
        buffer_clear(&w->line);
        rc = suite_close(j, err);
        html_project_title(&w->line, w, key);
    }
    buffer_clear(&j->name);
    buffer_put(&j->name, buffer_slice(&w->line));
    buffer_clear(&w->line);
    return rc;
}

static int junit_finding(struct writer *w, const struct finding *f, struct error *err)
{
    struct junit_writer *j = junit_writer(w);
    if (f->kind == KIND_RULE_ERROR || f->kind == KIND_INPUT_ERROR) {
        put_finding(&w->line, w, f);
        j->told++;
        j->errors += f->kind == KIND_RULE_ERROR || f->severity == SEVERITY_ERROR;
        return line_spool(&w->line, &j->unchecked, err);
    }
    int rc = suite_turn(j, &f->place.project, err);
    put_finding(&j->waiting, w, f);
    j->suite.cases++;
    j->suite.failures += !strcmp(element_of(f), "failure");
    j->suite.skipped += f->kind == KIND_UNDECIDED;
    return rc;
}

static int junit_project(struct writer *w, const struct project_key *key, enum verdict verdict,
                         struct error *err)
{
    struct junit_writer *j = junit_writer(w);
    (void)verdict;
    int rc = suite_turn(j, key, err);
    return rc ? rc : suite_close(j, err);
}

struct telling {
    struct buffer *out;
    enum language language;
};

static void put_property(struct buffer *out, const char *name, struct slice value)
{
    buffer_format(out, "   <property name=\"%s\" value=\"", name);
    html_text(out, value);
    buffer_text(out, "\"/>\n");
}

static void told_put(void *context, enum told_kind kind, struct slice text)
{
    struct telling *t = context;
    put_property(t->out, told_label(kind, t->language), text);
}

/* By what was judged: properties may stand in a suite only, so they have one to themselves. */
static void put_provenance(struct writer *w, const struct summary *s)
{
    struct buffer scratch;
    struct telling t = {&w->line, w->options.language};
    buffer_text(&w->line, " <testsuite name=\"jihe\" tests=\"0\" failures=\"0\" errors=\"0\" "
                          "skipped=\"0\">\n  <properties>\n");
    for (size_t i = 0; i < s->pack_count; i++)
        put_property(&w->line, "pack", s->packs[i]);
    put_property(&w->line, "fingerprint", slice_str(s->fingerprint));
    buffer_init(&scratch, WRITE_LINE_MAX);
    told_visit(s, w->options.language, &scratch, told_put, &t);
    w->line.failed = w->line.failed || scratch.failed;
    buffer_release(&scratch);
    buffer_text(&w->line, "  </properties>\n </testsuite>\n");
}

static int junit_finish(struct writer *w, const struct summary *s, struct error *err)
{
    struct junit_writer *j = junit_writer(w);
    int rc = j->suite.cases ? suite_close(j, err) : 0;
    if (rc)
        return rc;
    buffer_format(&w->line,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"jihe %s\" "
                  "tests=\"%llu\" failures=\"%llu\" errors=\"%llu\" skipped=\"%llu\">\n",
                  verdict_name(s->verdict).ptr, (unsigned long long)(j->all.cases + j->told),
                  (unsigned long long)j->all.failures, (unsigned long long)j->errors,
                  (unsigned long long)j->all.skipped);
    put_provenance(w, s);
    rc = writer_flush(w, err);
    if (rc == 0)
        rc = spool_copy(&j->suites, w->file, err);
    if (rc == 0 && j->told) {
        buffer_format(&w->line,
                      " <testsuite name=\"%s\" tests=\"%llu\" failures=\"0\" errors=\"%llu\" "
                      "skipped=\"0\">\n",
                      w->options.language == LANGUAGE_EN ? "not checked" : "未能核验",
                      (unsigned long long)j->told, (unsigned long long)j->errors);
        rc = writer_flush(w, err);
        if (rc == 0)
            rc = spool_copy(&j->unchecked, w->file, err);
        buffer_text(&w->line, " </testsuite>\n");
    }
    buffer_text(&w->line, "</testsuites>\n");
    return rc ? rc : writer_flush(w, err);
}

const struct write_format write_junit = {
    .name = "junit",
    .extension = ".xml",
    .size = sizeof(struct junit_writer),
    .open = junit_open,
    .finding = junit_finding,
    .project = junit_project,
    .finish = junit_finish,
    .release = junit_release,
};
