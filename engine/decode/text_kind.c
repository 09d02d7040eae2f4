/* Forms and prose told apart from CSV: a CSV file begins with a line of headings, a dump with a title,
 * a label or a sentence. Where the first line says neither, the file's name decides, so that a broken
 * .csv is told what is wrong with its headings. */
#include "decode/text_dump.h"

#include "base/utf8.h"
#include "decode/headings.h"
#include "format/charset.h"

enum { SAMPLE = 4096, ROOM = 4 * SAMPLE };

/* The beginning as UTF-8, in `out`. False when it is no text. */
static bool decoded(struct slice head, char out[ROOM], struct slice *text)
{
    size_t bom = 0;
    enum charset_kind kind = charset_head(head, &bom);
    head = slice_sub(head, bom, SAMPLE);
    if (kind == CHARSET_ASCII)
        kind = charset_guess(head);
    if (kind == CHARSET_UTF32)
        return false;
    struct charset_decoder decoder = {0};
    if (kind == CHARSET_ASCII || kind == CHARSET_UTF8) {
        *text = head;
        return true;
    }
    if (charset_open(&decoder, kind, NULL))
        return false;
    *text = slice_of(out, charset_decode(&decoder, &head, false, out, ROOM));
    charset_close(&decoder);
    return true;
}

static bool looks_binary(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 && !memchr("\t\n\r\f\v\x1E\x07", c, 7))
            return true;
    }
    return false;
}

/* The first line that is not blank, ends trimmed at line ends only: a leading tab matters. */
static struct slice first_line(struct slice text)
{
    size_t from = 0;
    while (from < text.len) {
        const char *end = memchr(text.ptr + from, '\n', text.len - from);
        size_t len = end ? (size_t)(end - (text.ptr + from)) : text.len - from;
        struct slice line = slice_sub(text, from, len);
        if (slice_trim(line).len)
            return line;
        from += len + 1;
    }
    return SLICE_NONE;
}

/* The line looked at. */
struct heading_look {
    bool key;     /* one of its headings names projects or indicators */
    bool project; /* one names projects */
    bool label;   /* one is a project's or a goal's */
    bool starved; /* memory ran out */
};

static bool is_known(struct slice field, struct heading_look *look)
{
    static const enum field_scope scopes[] = {SCOPE_PROJECT, SCOPE_INDICATOR, SCOPE_GOAL};
    struct buffer folded;
    buffer_init(&folded, HEADING_MAX * 16);
    while (field.len && (field.ptr[0] == '"' || field.ptr[0] == '\''))
        field = slice_from(field, 1);
    while (field.len && (field.ptr[field.len - 1] == '"' || field.ptr[field.len - 1] == '\''))
        field.len--;
    heading_fold(slice_sub(field, 0, HEADING_MAX), &folded);
    struct heading h = heading_find(buffer_slice(&folded), scopes, 3, FORM_UNKNOWN);
    look->starved |= folded.failed;
    bool project = h.kind == HEADING_CELL && h.scope == SCOPE_PROJECT &&
                   (h.field == P_PROJECT_CODE || h.field == P_PROJECT_NAME);
    look->project |= project;
    look->label |= h.kind == HEADING_CELL && h.scope != SCOPE_INDICATOR;
    look->key |= project ||
                 (h.kind == HEADING_CELL && h.scope == SCOPE_INDICATOR && h.field == I_LEVEL3);
    buffer_release(&folded);
    return h.kind != HEADING_UNKNOWN;
}

/* How many of the line's fields are known headings, and how many there are that are not blank. */
static void count_headings(struct slice line, char separator, struct heading_look *look,
                           size_t *known, size_t *filled)
{
    *known = *filled = 0;
    while (line.len) {
        const char *end = memchr(line.ptr, separator, line.len);
        size_t len = end ? (size_t)(end - line.ptr) : line.len;
        struct slice field = slice_trim(slice_sub(line, 0, len));
        if (field.len) {
            ++*filled;
            *known += is_known(field, look);
        }
        line = slice_from(line, len + 1);
    }
}

/* A row of headings: at least two are known, and they are the most of it. Labels with their values
 * beside them are none. */
struct heading_row {
    bool is;
    bool project, strange; /* a column names projects; one is not known */
    size_t filled;         /* fields that are not blank, whatever the line is */
};

static struct heading_row look_at(struct slice line, bool *starved)
{
    static const char separators[] = ",\t;|";
    struct heading_row row = {0};
    for (const char *s = separators; *s && !row.is; s++) {
        size_t known, filled;
        struct heading_look look = {0};
        count_headings(line, *s, &look, &known, &filled);
        *starved |= look.starved;
        row.is = look.key && known >= 2 && known * 2 > filled;
        row.project = look.project;
        row.strange = known < filled;
        row.filled = filled > row.filled ? filled : row.filled;
    }
    return row;
}

static bool is_heading_row(struct slice line, bool *starved)
{
    return look_at(line, starved).is;
}

/* A title, and rows of tabs below it: what no data file begins with, whatever it is called. */
static bool is_titled(struct slice text, struct slice line, bool *starved)
{
    struct heading_look look = {0};
    bool known = is_known(slice_trim(line), &look);
    *starved |= look.starved;
    if (known)
        return false;
    for (size_t i = 0; i < line.len; i++)
        if (strchr(",\t;|\"", line.ptr[i]))
            return false;
    return memchr(text.ptr, '\t', text.len) != NULL;
}

static bool ends_in(const char *path, const char *end)
{
    size_t n = strlen(path), m = strlen(end);
    return n >= m && !strcasecmp(path + n - m, end);
}

bool text_is_dump(struct slice head, const char *path, bool *starved)
{
    static const char *const data[] = {".csv", ".tsv", ".ndjson", ".jsonl", ".json", NULL};
    char room[ROOM];
    struct slice text;
    if (!decoded(head, room, &text) || looks_binary(text))
        return false;
    struct slice line = first_line(text), start = slice_trim(line);
    bool json = start.len && (start.ptr[0] == '{' || start.ptr[0] == '[') &&
                !slice_starts(start, SLICE("[bookmark:"));
    if (line.len == 0 || json || is_heading_row(line, starved))
        return false;
    for (const char *const *end = data; *end; end++)
        if (ends_in(path, *end))
            return is_titled(text, line, starved);
    return strcmp(path, "-") != 0;
}

/* ---- forms saved as CSV ---- */

/* Names of levels side by side: a table that has its classes in columns. */
static bool has_classes(struct slice line)
{
    static const char *const classes[] = {"产出指标", "效益指标", "满意度指标", "成本指标", "数量指标", "质量指标", NULL};
    size_t found = 0;
    for (const char *const *c = classes; *c; c++)
        found += slice_find(line, slice_str(*c), 0) != SIZE_MAX;
    return found >= 2;
}

/* The line begins with what a form has as a label. */
static bool begins_with_label(struct slice line, bool *starved)
{
    static const char separators[] = ",\t;|";
    struct heading_look look = {0};
    size_t end = 0;
    while (end < line.len && !memchr(separators, line.ptr[end], sizeof(separators) - 1))
        end++;
    (void)is_known(slice_trim(slice_sub(line, 0, end)), &look);
    *starved |= look.starved;
    return look.label;
}

static bool next_of(struct slice *text, struct slice *line)
{
    if (text->len == 0)
        return false;
    const char *end = memchr(text->ptr, '\n', text->len);
    size_t len = end ? (size_t)(end - text->ptr) : text->len;
    *line = slice_sub(*text, 0, len);
    *text = slice_from(*text, len + (end != NULL));
    return true;
}

bool text_is_form_csv(struct slice head, bool *starved)
{
    enum { LOOKED_AT = 40, LABELS_LEAST = 2 };
    char room[ROOM];
    struct slice text, line;
    bool values = false; /* a row of several cells stands above */
    int labels = 0;
    if (!decoded(head, room, &text) || looks_binary(text))
        return false;
    for (int i = 0; i < LOOKED_AT && next_of(&text, &line); i++) {
        struct heading_row row = look_at(line, starved);
        if (row.filled >= 2 && has_classes(line))
            return true;
        if (row.is)
            return !row.project && (values || row.strange);
        values |= row.filled >= 2;
        labels += row.filled >= 2 && begins_with_label(line, starved);
    }
    return labels >= LABELS_LEAST;
}
