/* One cell: what is written there, by its type and format, as a text. */
#include "decode/xlsx_sheet.h"

#include "base/utf8.h"
#include "decode/tell.h"

/* What stands in a <c>. */
struct content {
    struct slice type, style;
    char type_text[16], style_text[16];
    struct buffer value; /* of <v>, or of <is> */
    bool has_value, has_inline, has_formula;
};

static int fail_cell(const struct xlsx_sheet *s, uint32_t column, const char *zh,
                     const char *en, struct slice value, struct error *err)
{
    char name[SHOWN_MAX], text[SHOWN_MAX], letters[8];
    size_t at = sizeof(letters) - 1;
    letters[at] = '\0';
    for (uint32_t c = column; c > 0; c = (c - 1) / 26)
        letters[--at] = (char)('A' + (c - 1) % 26);
    (void)shown(s->book->sheets[s->number - 1].name, name);
    (void)shown(value, text);
    struct error english;
    (void)error_set(&english, ERR_INPUT, "%s%s%s%u%s",
                    "%s: sheet \"%s\", cell %s%u: \"%s\"", en, name, letters + at,
                    (unsigned)s->row.number, text);
    (void)error_set(err, ERR_INPUT, "%s：工作表“%s”单元格 %s%u：“%s”", "%s%s%s%u%s", zh,
                    name, letters + at, (unsigned)s->row.number, text);
    memcpy(err->en, english.en, sizeof(err->en));
    return ERR_INPUT;
}

static struct slice keep(char out[16], struct slice text)
{
    if (text.len > 16)
        text = SLICE("?"); /* no type and no style is so long */
    if (text.len)
        memcpy(out, text.ptr, text.len);
    return slice_of(out, text.len);
}

/* ---- reading it ---- */

/* Text of the element that began at `depth`, to its end. */
static int value_read(struct xml *x, size_t depth, struct buffer *out, struct error *err)
{
    struct xml_event e;
    int rc;
    while ((rc = xml_next(x, &e, err)) == 1 && !(e.kind == XML_END && e.depth <= depth))
        if (e.kind == XML_TEXT)
            buffer_put(out, e.text);
    if (rc >= 0 && out->failed)
        return error_memory(err);
    if (rc >= 0 && out->len > XLSX_TEXT_MAX)
        return error_set(err, ERR_LIMIT, "一个单元格（cell）的文字过长，上限 %d 字节",
                         "the text of a cell is too long, the limit is %d bytes",
                         (int)XLSX_TEXT_MAX);
    return rc < 0 ? rc : 0;
}

static int content_read(struct xlsx_sheet *s, struct content *c, size_t depth,
                        uint32_t column, struct error *err)
{
    struct xml *x = s->part.xml;
    struct xml_event e;
    int rc;
    while ((rc = xml_next(x, &e, err)) == 1 && !(e.kind == XML_END && e.depth <= depth)) {
        if (e.kind != XML_START || e.depth != depth + 1)
            continue;
        bool value = xlsx_is(&e, "v"), in_line = xlsx_is(&e, "is");
        if ((value && c->has_value) || (in_line && c->has_inline))
            return fail_cell(s, column, "单元格有两个值", "a cell with two values",
                             SLICE_NONE, err);
        c->has_formula = c->has_formula || xlsx_is(&e, "f");
        c->has_value = c->has_value || value;
        c->has_inline = c->has_inline || in_line;
        if (value)
            rc = value_read(x, e.depth, &c->value, err);
        else if (in_line)
            rc = xlsx_text_read(x, e.depth, &c->value, err);
        else
            rc = xml_skip(x, e.depth, err);
        if (rc)
            return rc;
    }
    return rc < 0 ? rc : 0;
}

/* ---- showing it ---- */

static void odd(struct xlsx_sheet *s, enum xlsx_oddity kind, uint32_t column)
{
    xlsx_odd(&s->odd, kind, s->row.number, column);
}

static int put_shared(struct xlsx_sheet *s, struct slice index, uint32_t column,
                      struct error *err)
{
    const struct xlsx_strings *all = &s->book->strings;
    int rc = xlsx_strings_get(all, index, &s->texts, err);
    if (rc == 0 && all->count == 0)
        return fail_cell(s, column, "共享字符串（sharedStrings）缺失",
                         "the shared strings (sharedStrings.xml) are missing", index,
                         err);
    if (rc == 0)
        return fail_cell(s, column, "没有这个序号的共享字符串",
                         "there is no shared string of this index", index, err);
    return rc < 0 ? rc : 0;
}

static void put_number(struct xlsx_sheet *s, const struct content *c, uint32_t column)
{
    const struct number_format *f = xlsx_styles_get(&s->book->styles, c->style);
    struct slice text = slice_trim(buffer_slice(&c->value));
    switch (number_show(f, text, s->book->from_1904, &s->texts)) {
    case NUMBER_SHOWN: return;
    case NUMBER_LONG: odd(s, ODD_LONG, column); return;
    case NUMBER_PLAIN: odd(s, ODD_NO_DATE, column); return;
    case NUMBER_NONE: break;
    }
    buffer_put(&s->texts, text);
    odd(s, ODD_NO_NUMBER, column);
}

static void put_boolean(struct xlsx_sheet *s, struct slice text, uint32_t column)
{
    if (slice_equal(text, SLICE("1")) || slice_equal(text, SLICE("true")))
        buffer_text(&s->texts, "TRUE");
    else if (slice_equal(text, SLICE("0")) || slice_equal(text, SLICE("false")))
        buffer_text(&s->texts, "FALSE");
    else {
        buffer_put(&s->texts, text);
        odd(s, ODD_NO_NUMBER, column);
    }
}

/* 2024-01-01T00:00:00: the time only where it says something. */
static void put_iso_date(struct xlsx_sheet *s, struct slice text)
{
    size_t t = slice_find(text, SLICE("T"), 0);
    struct slice time = t == SIZE_MAX ? SLICE_NONE : slice_from(text, t + 1);
    buffer_put(&s->texts, t == SIZE_MAX ? text : slice_sub(text, 0, t));
    if (time.len == 0 || slice_starts(time, SLICE("00:00:00")))
        return;
    buffer_byte(&s->texts, ' ');
    buffer_put(&s->texts, time);
}

static void put_written(struct xlsx_sheet *s, const struct content *c)
{
    size_t start = s->texts.len;
    buffer_put(&s->texts, buffer_slice(&c->value));
    if (!c->has_inline)
        xlsx_text_unescape(&s->texts, start);
}

static int content_show(struct xlsx_sheet *s, const struct content *c, uint32_t column,
                        struct error *err)
{
    struct slice type = c->type, value = slice_trim(buffer_slice(&c->value));
    if (c->has_formula && !c->has_value && !c->has_inline) {
        buffer_text(&s->texts, "未计算");
        odd(s, ODD_NOT_CALCULATED, column);
        return 0;
    }
    if (!c->has_value && !c->has_inline)
        return 0;
    if (slice_equal(type, SLICE("s")))
        return put_shared(s, value, column, err);
    if (type.len == 0 || slice_equal(type, SLICE("n"))) {
        if (value.len)
            put_number(s, c, column);
    } else if (slice_equal(type, SLICE("b"))) {
        put_boolean(s, value, column);
    } else if (slice_equal(type, SLICE("d"))) {
        put_iso_date(s, value);
    } else {
        bool text =
            slice_equal(type, SLICE("str")) || slice_equal(type, SLICE("inlineStr"));
        bool error = slice_equal(type, SLICE("e"));
        put_written(s, c);
        if (!text)
            odd(s, error ? ODD_ERROR : ODD_NO_NUMBER, column);
    }
    return 0;
}

int xlsx_cell_read(struct xlsx_sheet *s, const struct xml_event *e, uint32_t column,
                   struct error *err)
{
    struct content c = {.has_value = false};
    c.type = keep(c.type_text, xml_value(e, "t"));
    c.style = keep(c.style_text, xml_value(e, "s"));
    buffer_init(&c.value, XLSX_TEXT_ROOM);
    size_t start = s->texts.len;
    int rc = content_read(s, &c, e->depth, column, err);
    if (rc == 0)
        rc = content_show(s, &c, column, err);
    struct slice font = xlsx_styles_font(&s->book->styles, c.style);
    if (rc == 0 && font.len &&
        utf8_count(slice_from(buffer_slice(&s->texts), start)) == 1) /* a box alone */
        xlsx_text_symbols(&s->texts, start, font);
    buffer_release(&c.value);
    if (rc == 0 && s->texts.failed && s->texts.max - s->texts.len > XLSX_TEXT_ROOM)
        rc = error_memory(err);
    else if (rc == 0 && s->texts.failed)
        rc = error_set(err, ERR_LIMIT, "第 %u 行过长", "row %u is too long",
                       (unsigned)s->row.number);
    return rc;
}
