/* A reader of any kind: what the file is, is told from its first bytes. */
#include "decode/format_reader.h"

#include "decode/tell.h"

struct reader {
    struct format_reader format;
    struct decode_options options;
    bool empty;         /* a file that could not be opened or is of no known kind */
    bool told_inferred; /* that the form was told from the columns */
};

struct magic {
    const char *bytes, *zh, *en;
    size_t len;
};

static const struct magic magics[] = {
    {"PK\3\4", "像是 XLSX、DOCX 或 ZIP；请另存为 CSV", "looks like XLSX, DOCX or ZIP; save it as CSV", 4},
    {"\xD0\xCF\x11\xE0", "像是旧版 Office 文件（.xls、.doc）；请另存为 CSV",
     "looks like an old Office file (.xls, .doc); save it as CSV", 4},
    {"%PDF", "是 PDF；请取得电子表格", "is a PDF; ask for the spreadsheet", 4},
    {"{\\rtf", "是 RTF；请另存为 CSV", "is RTF; save it as CSV", 5},
    {"<", "像是 HTML 或 XML；请另存为 CSV", "looks like HTML or XML; save it as CSV", 1},
    {"\x7F" "ELF", "是程序文件", "is a program", 4},
    {"\x1F\x8B", "是压缩文件，请先解压", "is compressed; unpack it first", 2},
};

static struct slice past_mark(struct slice head)
{
    static const struct slice marks[] = {{"\xEF\xBB\xBF", 3}, {"\xFF\xFE", 2}, {"\xFE\xFF", 2}};
    for (size_t i = 0; i < 3; i++)
        if (slice_starts(head, marks[i]))
            return slice_from(head, marks[i].len);
    return head;
}

static bool names_ndjson(const char *path)
{
    static const struct slice ends[] = {{".ndjson", 7}, {".jsonl", 6}, {".json", 5}};
    for (size_t i = 0; i < 3; i++)
        if (strlen(path) >= ends[i].len &&
            !strcasecmp(path + strlen(path) - ends[i].len, ends[i].ptr))
            return true;
    return false;
}

/* Where the content begins: behind a byte order mark, blanks, a record separator. */
static struct slice content_of(struct slice head)
{
    struct slice s = past_mark(head);
    while (s.len && memchr(" \t\r\n\x1E", s.ptr[0], 5))
        s = slice_from(s, 1);
    return s;
}

static const struct magic *magic_find(struct slice content)
{
    for (size_t i = 0; i < sizeof(magics) / sizeof(*magics); i++)
        if (slice_starts(content, slice_of(magics[i].bytes, magics[i].len)))
            return &magics[i];
    return NULL;
}

static bool is_ndjson(struct slice content, const char *path)
{
    if (content.len && content.ptr[0] == '\0') /* UTF-16, high byte first */
        content = slice_from(content, 1);
    bool json = content.len && (content.ptr[0] == '{' || content.ptr[0] == '[');
    return json || names_ndjson(path);
}

static void refuse(struct reader *r, uint32_t file, const struct error *why)
{
    struct rejection rejection = {.kind = REJECT_FILE, .at = {file, 0, 0, 0}};
    tell(&r->options, &rejection, why);
    r->empty = true;
}

static int refuse_magic(const struct magic *m, const char *path, struct error *err)
{
    struct error english;
    (void)error_set(&english, ERR_INPUT, "%s: %s", "%s: %s", path, m->en);
    (void)error_set(err, ERR_INPUT, "%s: %s", "%s: %s", path, m->zh);
    memcpy(err->en, english.en, sizeof(err->en));
    return ERR_INPUT;
}

static int open_alone(struct reader *r, struct input *in, struct error *err)
{
    struct slice head;
    int rc = input_peek(in, &head, err);
    if (rc)
        return rc;
    struct slice content = content_of(head);
    const struct magic *magic = magic_find(content);
    if (magic)
        return refuse_magic(magic, in->path, err);
    return is_ndjson(content, in->path) ? ndjson_open(&r->format, in, &r->options, err)
                                        : csv_single_open(&r->format, in, &r->options, err);
}

int reader_open(struct reader **out, const struct input_unit *unit, struct sources *sources,
                const struct decode_options *options, struct error *err)
{
    struct reader *r = calloc(1, sizeof(*r));
    struct input in;
    struct error why;
    if (!r)
        return error_memory(err);
    r->options = *options;
    int rc = input_open(&in, unit->projects, sources, &why);
    if (rc == 0)
        rc = unit->indicators || unit->goals
                 ? csv_set_open(&r->format, &in, unit, sources, &r->options, &why)
                 : open_alone(r, &in, &why);
    if (rc != 0 && rc != ERR_MEMORY) {
        refuse(r, in.index, &why);
        rc = 0;
    }
    input_close(&in);
    if (rc) {
        free(r);
        return error_memory(err);
    }
    *out = r;
    return 0;
}

/* That a form's kind was inferred is told once per file. */
static void tell_inferred(struct reader *r, const struct project *p)
{
    struct error why, english;
    if (!p->form_inferred || r->told_inferred)
        return;
    r->told_inferred = true;
    (void)error_set(&why, ERR_INPUT, "没有注明表格种类，按列判断为%.*s；可用 form 列或 --form 指定",
                    "%.*s", SLICE_ARG(form_label(p->form)));
    (void)error_set(&english, ERR_INPUT, "%.*s",
                    "the kind of form is not given, taken as %.*s by its columns; a form column or "
                    "--form says it",
                    SLICE_ARG(form_name(p->form)));
    memcpy(why.en, english.en, sizeof(why.en));
    struct rejection remark = {.kind = REJECT_REMARK, .at = p->row};
    tell_row(&r->options, &remark, p->ordinal, &why);
}

int reader_next(struct reader *r, struct project *project, struct error *err)
{
    if (r->empty)
        return 0;
    int rc = r->format.next(r->format.state, project, err);
    if (rc == 1)
        tell_inferred(r, project);
    return rc;
}

void reader_progress(const struct reader *r, uint64_t *done, uint64_t *total)
{
    *done = r->empty ? 0 : r->format.done(r->format.state);
    *total = r->empty ? 0 : r->format.total(r->format.state);
}

void reader_close(struct reader *r)
{
    if (!r)
        return;
    if (r->format.close)
        r->format.close(r->format.state);
    free(r);
}
