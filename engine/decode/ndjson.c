/* NDJSON: one project per line. A line that is wrong costs that line. What stands in a line is
 * ndjson_record.c's business. */
#include "decode/format_reader.h"

#include "decode/ndjson_record.h"
#include "decode/tell.h"

enum { SKIP_LINES = 16 }; /* an over-long line is passed over up to this many line limits */

struct ndjson {
    struct input input;
    struct text text;
    struct json *json;
    const struct decode_options *options;
    struct record record;
    uint32_t lines;   /* read so far */
    uint64_t records; /* lines that are not blank */
    bool ended;
};

/* ---- lines ---- */

static void reject_line(struct ndjson *n, int kind, const struct error *why)
{
    const struct project *p = n->record.project;
    struct address at = p ? p->row : record_address(&n->record, 0);
    record_tell(&n->record, kind, at, SLICE_NONE, why);
}

/* Lines that are no text: 0 when the line is sound. */
static int line_check(struct ndjson *n, struct error *why)
{
    const char *nul = memchr(n->record.line.ptr, '\0', n->record.line.len);
    size_t bad = nul ? (size_t)(nul - n->record.line.ptr) : text_fault(n->record.line);
    if (bad == SIZE_MAX)
        return 0;
    unsigned column = record_address(&n->record, bad).b;
    if (nul)
        return error_set(why, ERR_INPUT, "第 %u 列有 NUL 字节（0x00）", "a NUL byte in column %u",
                         column);
    return error_set(why, ERR_INPUT, "第 %u 列不是有效的 %s 编码；请统一编码后另存",
                     "column %u is not valid %s; save the file in one encoding", column,
                     charset_name(n->text.kind));
}

/* A line beyond the limit: told, passed over. 1 to go on, 0: the rest of the file is given up. */
static int line_long(struct ndjson *n, struct error *err)
{
    struct error why;
    bool nul = false;
    size_t limit = n->options->limits->line_bytes;
    int rc = text_skip(&n->text, limit * SKIP_LINES, &nul, err);
    if (rc < 0)
        return rc;
    bool broken = rc == TEXT_LONG || nul;
    (void)error_set(&why, ERR_LIMIT, "这一行过长，上限为 %zu 字节%s",
                    "the line is too long, the limit is %zu bytes%s", limit, nul ? " (NUL)" : "");
    record_line(&n->record, SLICE_NONE, n->lines, ++n->records);
    reject_line(n, broken ? REJECT_FILE : REJECT_PROJECT, &why);
    return !broken;
}

static struct slice line_trim(struct slice line)
{
    while (line.len && strchr("\r\n \t", line.ptr[line.len - 1]) && line.ptr[line.len - 1])
        line.len--;
    if (line.len && line.ptr[0] == '\x1E') /* RFC 7464 */
        line = slice_from(line, 1);
    return line;
}

static bool is_array(struct slice line)
{
    line = slice_trim(line);
    return line.len && line.ptr[0] == '[';
}

/* A report of ours begins with the kind of its first line; records have no such key. */
static bool is_report(struct slice line)
{
    static const char *const kinds[] = {"finding",     "undecided", "rule_error",
                                        "input_error", "review",    "run"};
    const struct slice begins = SLICE("{\"kind\":\"");
    if (!slice_starts(line, begins))
        return false;
    struct slice kind = slice_from(line, begins.len);
    size_t end = slice_find(kind, SLICE("\""), 0);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds) && end != SIZE_MAX; i++)
        if (slice_equal(slice_sub(kind, 0, end), slice_str(kinds[i])))
            return true;
    return false;
}

/* What the whole file is instead of records, told at its first line. */
static int reject_file(struct ndjson *n, bool report)
{
    struct error why;
    if (report)
        (void)error_set(&why, ERR_INPUT,
                        "文件是核验结果，不是项目记录；请给出原来的表格，与上次结果比较用 --baseline 或 jihe diff",
                        "the file is a report of findings, not records; give the forms themselves, and compare "
                        "with a report by --baseline or jihe diff");
    else
        (void)error_set(&why, ERR_INPUT,
                        "文件是一个 JSON 数组；请改为 NDJSON，每行一个项目（jq -c '.[]' 可以转换）",
                        "the file is one JSON array; make it NDJSON with one object per line (jq -c "
                        "'.[]' does so)");
    reject_line(n, REJECT_FILE, &why);
    return 0;
}

/* One line that is not blank: 1, or 0 when it was rejected, or negative. */
static int line_take(struct ndjson *n, struct project *p, struct error *err)
{
    struct error why;
    int rc = line_check(n, &why);
    if (rc == 0)
        rc = record_parse(&n->record, n->json, p, &why);
    if (rc == ERR_MEMORY)
        return error_memory(err);
    if (rc)
        reject_line(n, REJECT_PROJECT, &why);
    return rc == 0;
}

static int line_next(struct ndjson *n, struct project *p, struct error *err)
{
    struct slice line;
    text_mark(&n->text);
    int rc = text_line(&n->text, &line, err);
    if (rc == TEXT_END || rc < 0) {
        n->ended = true;
        return rc;
    }
    n->lines++;
    if (rc == TEXT_LONG) {
        rc = line_long(n, err);
        n->ended = rc <= 0;
        return rc < 0 ? rc : 0;
    }
    line = line_trim(line);
    if (slice_trim(line).len == 0)
        return 0;
    record_line(&n->record, line, n->lines, ++n->records);
    if (n->records == 1 && (is_array(line) || is_report(line))) {
        n->ended = true;
        return reject_file(n, !is_array(line));
    }
    return line_take(n, p, err);
}

static int ndjson_next(void *state, struct project *p, struct error *err)
{
    struct ndjson *n = state;
    while (!n->ended) {
        int rc = line_next(n, p, err);
        if (rc > 0 || rc == ERR_MEMORY)
            return rc;
        if (rc < 0) {
            struct rejection r = {.kind = REJECT_FILE, .at = {n->input.index, 0, 0, 0}};
            tell(n->options, &r, err);
        }
    }
    return 0;
}

/* ---- life ---- */

static uint64_t ndjson_done(const void *state)
{
    return ((const struct ndjson *)state)->input.file.offset;
}

static uint64_t ndjson_total(const void *state)
{
    uint64_t size = ((const struct ndjson *)state)->input.file.size;
    return size != UINT64_MAX ? size : 0;
}

static void ndjson_close(void *state)
{
    struct ndjson *n = state;
    text_release(&n->text);
    json_free(n->json);
    record_release(&n->record);
    input_close(&n->input);
    free(n);
}

/* An empty file is told: it is no set of records that happens to hold none. */
static int ndjson_begin(struct ndjson *n, struct error *err)
{
    struct slice head;
    struct error why;
    int rc = text_head(&n->text, &head, err);
    if (rc == ERR_MEMORY || (rc == 0 && head.len > 0))
        return rc;
    if (rc == 0)
        (void)error_set(&why, ERR_INPUT, "%s: 文件是空的", "%s: the file is empty", n->input.path);
    struct rejection r = {.kind = REJECT_FILE, .at = {n->input.index, 0, 0, 0}};
    tell(n->options, &r, rc ? err : &why);
    n->ended = true;
    return 0;
}

int ndjson_open(struct format_reader *out, struct input *in, const struct decode_options *o,
                struct error *err)
{
    struct ndjson *n = calloc(1, sizeof(*n));
    if (!n)
        return error_memory(err);
    n->input = input_take(in);
    n->options = o;
    n->input.sources->items[n->input.index].kind = SOURCE_NDJSON;
    record_init(&n->record, o, n->input.index);
    struct text_source source = input_source(&n->input);
    source.line_max = o->limits->line_bytes;
    text_init(&n->text, source);
    struct json_limits limits = {o->limits->json_depth, o->limits->json_keys,
                                 o->limits->field_bytes};
    int rc = json_new(&n->json, &limits, err);
    if (rc == 0)
        rc = ndjson_begin(n, err);
    if (rc) {
        ndjson_close(n);
        return rc;
    }
    *out = (struct format_reader){n, ndjson_next, ndjson_done, ndjson_total, ndjson_close};
    return 0;
}
