/* The kinds in the order they are tried: the surest marks first, CSV is what is left. */
#include "decode/kind.h"

#include "decode/legacy.h"
#include "decode/marks.h"
#include "decode/package.h"
#include "decode/text_dump.h"

static bool starts(const struct look *l, const char *bytes, size_t len)
{
    return slice_starts(l->content, slice_of(bytes, len));
}

static bool is_zip(const struct look *l)
{
    return starts(l, "PK\3\4", 4) || starts(l, "PK\5\6", 4);
}

static bool is_ole(const struct look *l) { return starts(l, "\xD0\xCF\x11\xE0", 4); }
static bool is_rtf(const struct look *l) { return starts(l, "{\\rtf", 5); }
static bool is_markup(const struct look *l) { return starts(l, "<", 1); }

static bool names_ndjson(const char *path)
{
    static const struct slice ends[] = {{".ndjson", 7}, {".jsonl", 6}, {".json", 5}};
    for (size_t i = 0; i < 3; i++)
        if (strlen(path) >= ends[i].len &&
            !strcasecmp(path + strlen(path) - ends[i].len, ends[i].ptr))
            return true;
    return false;
}

static bool is_ndjson(const struct look *l)
{
    struct slice content = l->content;
    if (content.len && content.ptr[0] == '\0') /* UTF-16, high byte first */
        content = slice_from(content, 1);
    bool json = content.len && (content.ptr[0] == '{' || content.ptr[0] == '[');
    return json || names_ndjson(l->in->path);
}

static bool is_dump(const struct look *l) { return text_is_dump(l->head, l->in->path, l->starved); }

static bool is_form_csv(const struct look *l) { return text_is_form_csv(l->head, l->starved); }

static bool is_any(const struct look *l)
{
    (void)l;
    return true;
}

static const struct kind kinds[] = {
    {.is = is_zip, .inside = package_kind},
    {.is = is_ole, .inside = legacy_kind},
    {.is = is_rtf, .source = SOURCE_DOCX, .open = legacy_open},
    {.is = marks_sheet_xml, .source = SOURCE_XLSX, .open = legacy_open},
    {.is = is_markup, .source = SOURCE_HTML, .decode = html_decode},
    {.is = is_dump, .source = SOURCE_TEXT, .decode = text_decode},
    {.is = is_ndjson, .source = SOURCE_NDJSON, .open = ndjson_open},
    {.is = is_form_csv, .source = SOURCE_TEXT, .decode = csv_form_decode},
    {.is = is_any, .source = SOURCE_CSV, .open = csv_single_open},
};

static struct slice past_mark(struct slice head)
{
    static const struct slice marks[] = {{"\xEF\xBB\xBF", 3}, {"\xFF\xFE", 2}, {"\xFE\xFF", 2}};
    for (size_t i = 0; i < 3; i++)
        if (slice_starts(head, marks[i]))
            return slice_from(head, marks[i].len);
    return head;
}

static struct slice content_of(struct slice head)
{
    struct slice s = past_mark(head);
    while (s.len && memchr(" \t\r\n\x1E", s.ptr[0], 5))
        s = slice_from(s, 1);
    return s;
}

static int refuse(const struct kind *k, const char *path, struct error *err)
{
    struct error english;
    (void)error_set(&english, ERR_INPUT, "%s: %s", "%s: %s", path, k->en);
    (void)error_set(err, ERR_INPUT, "%s: %s", "%s: %s", path, k->zh);
    memcpy(err->en, english.en, sizeof(err->en));
    return ERR_INPUT;
}

int kind_find(struct input *in, const struct limits *limits, const struct kind **out,
              struct error *err)
{
    bool starved = false;
    struct look look = {.in = in, .starved = &starved};
    int rc = input_peek(in, &look.head, err);
    if (rc)
        return rc;
    look.content = content_of(look.head);
    const struct kind *k = marks_find(&look);
    if (k)
        return refuse(k, in->path, err);
    for (k = kinds; !k->is(&look);)
        k++;
    if (starved)
        return error_memory(err);
    if (k->inside && (rc = k->inside(in, limits, &k, err)) != 0)
        return rc;
    if (!k->open && !k->decode)
        return refuse(k, in->path, err);
    in->sources->items[in->index].kind = k->source;
    *out = k;
    return 0;
}
