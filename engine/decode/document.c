/* A decoded document becomes records: tables with the project's code or name among their headings are
 * plain; what has none is a form, which a form map reads; a table of indicators alone, with nothing
 * else that speaks of a project, is the indicators of one project. */
#include "decode/kind.h"
#include "decode/plain.h"
#include "decode/settle.h"
#include "decode/tell.h"

struct reading {
    struct document doc;
    struct decode_options options;
    void *forms;       /* what o->forms->open gave */
    bool ended;
};

/* ---- plain tables ---- */

/* *keyed: one of the tables has the project's code or name among its headings. */
static int plain_find(struct plain_tables *out, const struct document *doc, bool key, bool *keyed,
                      const struct decode_options *o, struct error *err)
{
    uint32_t number = 0;
    const struct document_cell *unit = NULL, *title = NULL, *whose = NULL, *home = NULL; /* said in the lines before the table */
    for (size_t i = 0; i < doc->count; i++) {
        const struct document_table *t = &doc->blocks[i].table;
        struct plain_heading heading;
        struct error why = {0};
        if (doc->blocks[i].kind == BLOCK_TEXT && plain_unit(doc->blocks[i].text.text).len)
            unit = &doc->blocks[i].text;
        if (doc->blocks[i].kind == BLOCK_TEXT && plain_year(doc->blocks[i].text.text).len)
            title = &doc->blocks[i].text;
        if (doc->blocks[i].kind == BLOCK_TEXT && plain_whose(doc->blocks[i].text.text).len)
            whose = &doc->blocks[i].text;
        if (doc->blocks[i].kind == BLOCK_TEXT && plain_home(doc->blocks[i].text.text).len)
            home = &doc->blocks[i].text;
        if (doc->blocks[i].kind != BLOCK_TABLE)
            continue;
        number = t->at.a ? t->at.a : number + 1;
        if (t->rows == 0 || !plain_heading_find(t, &heading, &why)) {
            if (why.code)
                return error_memory(err);
            continue;
        }
        if (key ? !heading.key && plain_part_of(t->name) == PLAIN_SINGLE : heading.label)
            continue;
        struct plain_table *p = plain_add(out, number, plain_part_of(t->name), o->limits);
        if (!p)
            return error_memory(err);
        heading.unit = heading.unit ? heading.unit : unit;
        heading.title = heading.title ? heading.title : title;
        heading.whose = heading.whose ? heading.whose : whose;
        heading.home = heading.home ? heading.home : home;
        plain_copy(p, t, &heading);
        *keyed = *keyed || heading.key;
    }
    return 0;
}

/* One table, and no text that could say whose it is. */
static bool is_lone(const struct document *doc)
{
    size_t tables = 0;
    for (size_t i = 0; i < doc->count; i++) {
        tables += doc->blocks[i].kind == BLOCK_TABLE;
        if (doc->blocks[i].kind == BLOCK_TEXT && plain_is_label(doc->blocks[i].text.text))
            return false;
    }
    return tables == 1;
}

/* Beside plain tables: what else holds rows was not read, and that is said. */
static void tell_others(const struct plain_tables *read, const struct document *doc,
                        const struct decode_options *o)
{
    for (size_t i = 0; i < doc->count; i++) {
        const struct document_table *t = &doc->blocks[i].table;
        bool done = doc->blocks[i].kind != BLOCK_TABLE || t->count == 0;
        for (size_t k = 0; k < read->count && !done; k++)
            done = read->items[k].table == t->at.a;
        if (!done)
            plain_tell_other(t->name, doc->file, t->at.a, o);
    }
}

/* ---- forms ---- */

static bool indicators_settle(struct project *p)
{
    for (size_t i = 0; i < p->indicator_count; i++)
        if (!indicator_settle(p, &p->indicators[i], false, SLICE("计算符号")))
            return false;
    return true;
}

static int reading_next(void *state, struct project *p, struct error *err)
{
    struct reading *r = state;
    const struct form_source *forms = r->options.forms;
    while (!r->ended) {
        int rc = forms->next(r->forms, p, err);
        if (rc <= 0) {
            r->ended = true;
            return rc;
        }
        if (indicators_settle(p) && record_settle(p, &r->options))
            return 1;
        rc = arena_refused(p, &r->options, err);
        if (rc != ERR_LIMIT)
            return rc;
        struct rejection why = {.kind = REJECT_PROJECT,
                                .at = p->row,
                                .project_code = p->cells[P_PROJECT_CODE].text,
                                .project_name = p->cells[P_PROJECT_NAME].text};
        tell(&r->options, &why, err);
    }
    return 0;
}

static uint64_t reading_none(const void *state)
{
    (void)state;
    return 0;
}

static void reading_close(void *state)
{
    struct reading *r = state;
    if (r->forms)
        r->options.forms->close(r->forms);
    document_release(&r->doc);
    free(r);
}

/* ---- opening ---- */

static int tell_unreadable(const struct document *doc, const struct input *in,
                           const struct decode_options *o)
{
    struct error why;
    size_t tables = 0;
    for (size_t i = 0; i < doc->count; i++)
        tables += doc->blocks[i].kind == BLOCK_TABLE;
    static const char *const kinds[] = {"CSV", "NDJSON", "XLSX", "DOCX", "HTML", "TXT"};
    if (tables == 0)
        (void)error_set(&why, ERR_INPUT, "%s: 是 %s 文件，里面没有表格（table）",
                        "%s: a file of kind %s without any table", in->path, kinds[doc->kind]);
    else
        (void)error_set(&why, ERR_INPUT,
                        "%s: 有 %zu 个表格，没有一个的表头认识；数据表须有 project_code、项目名称、"
                        "三级指标这样的列名",
                        "%s: %zu tables, none with a heading row that is known; a data table has "
                        "names such as project_code, 项目名称, 三级指标",
                        in->path, tables);
    struct rejection r = {.kind = REJECT_FILE, .at = {in->index, 0, 0, 0}};
    tell(o, &r, &why);
    return 0;
}

/* 1: `tables` hold what is to be read; 0: none. */
static int try_plain(struct plain_tables *tables, const struct reading *r, bool key,
                     struct error *err)
{
    bool keyed = false;
    int rc = plain_find(tables, &r->doc, key, &keyed, &r->options, err);
    if (rc || (tables->count && (!key || keyed)))
        return rc ? rc : 1;
    plain_release(tables);
    return 0;
}

/* A column of projects beside one of indicators, or a sheet that bears the name of its part, is a plain
 * table whatever else claims it. */
static bool is_sure(const struct plain_tables *p, const struct document *doc)
{
    struct plain_heading heading;
    struct error why;
    for (size_t i = 0; i < p->count; i++)
        if (p->items[i].part != PLAIN_SINGLE)
            return true;
    for (size_t i = 0; i < doc->count; i++)
        if (doc->blocks[i].kind == BLOCK_TABLE &&
            plain_heading_find(&doc->blocks[i].table, &heading, &why) && heading.key &&
            heading.indicator)
            return true;
    return false;
}

/* 1: plain tables; 0: a form, perhaps one that nobody knows. */
static int judge(struct plain_tables *tables, const struct reading *r, struct error *err)
{
    const struct form_source *forms = r->options.forms;
    int rc = try_plain(tables, r, true, err);
    if (rc == 0 && is_lone(&r->doc))
        rc = try_plain(tables, r, false, err);
    if (rc != 1 || !forms || is_sure(tables, &r->doc))
        return rc;
    rc = forms->claims(forms->context, &r->doc, err);
    return rc < 0 ? rc : rc == 0;
}

/* `o` outlives what is opened, as `r` may not. */
static int choose(struct reading *r, const struct input *in, const struct decode_options *o,
                  struct format_reader *out, struct error *err)
{
    struct plain_tables tables = {0};
    const struct form_source *forms = r->options.forms;
    int rc = judge(&tables, r, err);
    if (rc == 1) {
        tell_others(&tables, &r->doc, &r->options);
        rc = plain_open(out, in, &tables, o, err);
        plain_release(&tables);
        if (rc == 0)
            reading_close(r);
        return rc;
    }
    plain_release(&tables);
    if (rc == 0)
        rc = forms ? forms->open(forms->context, &r->doc, &r->options, &r->forms, err)
                   : tell_unreadable(&r->doc, in, &r->options);
    if (rc < 0)
        return rc;
    r->ended = rc == 0;
    *out = (struct format_reader){r, reading_next, reading_none, reading_none, reading_close};
    return 0;
}

int document_open(struct format_reader *out, struct input *in, const struct kind *kind,
                  const struct decode_options *o, struct error *err)
{
    struct reading *r = calloc(1, sizeof(*r));
    if (!r)
        return error_memory(err);
    r->options = *o;
    document_init(&r->doc, o->limits);
    r->doc.kind = kind->source;
    r->doc.file = in->index;
    r->doc.path = slice_str(in->sources->items[in->index].path);
    int rc = kind->decode(&r->doc, in, o, err);
    if (rc && rc != ERR_MEMORY)
        error_locate(err, in->path, 0);
    if (rc == 0)
        rc = choose(r, in, o, out, err);
    if (rc)
        reading_close(r);
    return rc;
}
