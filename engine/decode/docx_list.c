/* Counting as Word does: a scheme has nine levels, a paragraph counts its own level on
 * and makes the deeper ones begin again, lists that share a scheme go on from each other
 * unless told to begin anew. Signs that only mark an item (bullets) are no text. */
#include "decode/docx_list.h"

#include "decode/docx.h"

#include "base/utf8.h"

enum { LISTS_MAX = 20000, NUMBER_MAX = 32768 };

enum format {
    FORMAT_NONE,
    FORMAT_DECIMAL,
    FORMAT_CHINESE,
    FORMAT_CIRCLE,
    FORMAT_WIDE,
    FORMAT_UPPER,
    FORMAT_LOWER,
    FORMAT_UPPER_ROMAN,
    FORMAT_LOWER_ROMAN
};

/* ---- numbers ---- */

static void put_code(struct buffer *out, uint32_t code)
{
    char bytes[4];
    buffer_put(out, slice_of(bytes, utf8_put(bytes, code)));
}

/* 一 … 九千九百九十九 */
static void put_chinese(struct buffer *out, uint32_t n)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    static const char *const places[] = {"", "十", "百", "千"};
    static const uint32_t powers[] = {1, 10, 100, 1000};
    bool begun = false, gap = false;
    if (n == 0 || n > 9999) {
        buffer_format(out, "%u", (unsigned)n);
        return;
    }
    for (size_t i = 4; i-- > 0;) {
        uint32_t digit = n / powers[i] % 10;
        if (digit == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            buffer_text(out, "零");
        if (!(digit == 1 && i == 1 && !begun))
            buffer_text(out, digits[digit]);
        buffer_text(out, places[i]);
        begun = true;
        gap = false;
    }
}

static void put_roman(struct buffer *out, uint32_t n, bool upper)
{
    static const struct {
        uint32_t value;
        const char *upper, *lower;
    } parts[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
                 {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
                 {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
                 {1, "I", "i"}};
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            buffer_text(out, upper ? parts[i].upper : parts[i].lower);
}

static void put_wide(struct buffer *out, uint32_t n)
{
    char digits[12];
    int len = snprintf(digits, sizeof(digits), "%u", (unsigned)n);
    for (int i = 0; i < len; i++)
        put_code(out, 0xFF10 + (uint32_t)(digits[i] - '0'));
}

static void put_number(struct buffer *out, uint32_t n, int format)
{
    switch (format) {
    case FORMAT_NONE: break;
    case FORMAT_CHINESE: put_chinese(out, n); break;
    case FORMAT_WIDE: put_wide(out, n); break;
    case FORMAT_UPPER_ROMAN: put_roman(out, n % 4000, true); break;
    case FORMAT_LOWER_ROMAN: put_roman(out, n % 4000, false); break;
    case FORMAT_UPPER:
    case FORMAT_LOWER: /* A … Z, AA … ZZ, as Word repeats the letter */
        for (uint32_t i = 0; n > 0 && i <= (n - 1) / 26 && i < 8; i++)
            buffer_byte(out, (char)((format == FORMAT_UPPER ? 'A' : 'a') + (n - 1) % 26));
        break;
    case FORMAT_CIRCLE:
        if (n >= 1 && n <= 20) {
            put_code(out, 0x2460 + n - 1);
            break;
        }
        buffer_format(out, "%u", (unsigned)n);
        break;
    default: buffer_format(out, "%u", (unsigned)n); break;
    }
}

static int format_of(struct slice name)
{
    static const struct {
        const char *name;
        int format;
    } known[] = {{"decimal", FORMAT_DECIMAL},
                 {"decimalZero", FORMAT_DECIMAL},
                 {"chineseCounting", FORMAT_CHINESE},
                 {"chineseCountingThousand", FORMAT_CHINESE},
                 {"taiwaneseCounting", FORMAT_CHINESE},
                 {"taiwaneseCountingThousand", FORMAT_CHINESE},
                 {"japaneseCounting", FORMAT_CHINESE},
                 {"ideographDigital", FORMAT_CHINESE},
                 {"decimalEnclosedCircle", FORMAT_CIRCLE},
                 {"decimalEnclosedCircleChinese", FORMAT_CIRCLE},
                 {"decimalFullWidth", FORMAT_WIDE},
                 {"decimalFullWidth2", FORMAT_WIDE},
                 {"upperLetter", FORMAT_UPPER},
                 {"lowerLetter", FORMAT_LOWER},
                 {"upperRoman", FORMAT_UPPER_ROMAN},
                 {"lowerRoman", FORMAT_LOWER_ROMAN},
                 {"bullet", FORMAT_NONE},
                 {"none", FORMAT_NONE}};
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (slice_equal(name, slice_str(known[i].name)))
            return known[i].format;
    return FORMAT_DECIMAL;
}

static uint32_t number_of(struct slice digits)
{
    uint32_t n = docx_count(digits);
    return n < NUMBER_MAX ? n : NUMBER_MAX;
}

/* ---- reading ---- */

/* `items` with room for one more, or NULL. */
static void *room(struct arena *arena, void *items, size_t count, size_t *cap,
                  size_t size)
{
    if (count < *cap)
        return items;
    size_t more = *cap ? *cap * 2 : 16;
    void *grown = count < LISTS_MAX ? arena_alloc(arena, more * size) : NULL;
    if (grown && count)
        memcpy(grown, items, count * size);
    *cap = grown ? more : *cap;
    return grown;
}

static int refused(const struct docx_lists *l, struct error *err)
{
    if (l->scheme_count < LISTS_MAX && l->use_count < LISTS_MAX &&
        l->style_count < LISTS_MAX)
        return error_memory(err);
    return error_set(err, ERR_LIMIT, "编号定义超过 %d 个的上限",
                     "more lists than the limit of %d are defined", LISTS_MAX);
}

static struct list_scheme *scheme_find(const struct docx_lists *l, struct slice id)
{
    for (size_t i = l->scheme_count; i-- > 0;)
        if (slice_equal(l->schemes[i]->id, id))
            return l->schemes[i];
    return NULL;
}

/* Where the reading of numbering.xml stands. */
struct lists_reading {
    struct docx_lists *lists;
    struct list_scheme *scheme;
    struct list_use *use;
    uint32_t level; /* LIST_LEVELS: outside of one */
};

static bool scheme_begin(struct lists_reading *r, struct slice id)
{
    struct docx_lists *l = r->lists;
    void *grown =
        room(&l->arena, l->schemes, l->scheme_count, &l->scheme_cap, sizeof(*l->schemes));
    r->scheme = grown ? arena_zero(&l->arena, 1, sizeof(*r->scheme)) : NULL;
    r->use = NULL;
    if (!r->scheme || !arena_copy(&l->arena, id, &r->scheme->id))
        return false;
    l->schemes = grown;
    l->schemes[l->scheme_count++] = r->scheme;
    return true;
}

static bool use_begin(struct lists_reading *r, struct slice id)
{
    struct docx_lists *l = r->lists;
    void *grown = room(&l->arena, l->uses, l->use_count, &l->use_cap, sizeof(*l->uses));
    if (!grown)
        return false;
    l->uses = grown;
    r->scheme = NULL;
    r->use = &l->uses[l->use_count++];
    *r->use = (struct list_use){.scheme = NULL};
    return arena_copy(&l->arena, id, &r->use->id);
}

static void level_part(struct list_level *v, const struct xml_event *e)
{
    struct slice value = docx_value(e, "val");
    if (docx_is(e, "start"))
        v->start = number_of(value);
    else if (docx_is(e, "numFmt"))
        v->format = format_of(value);
    else if (docx_is(e, "lvlText"))
        (void)snprintf(v->text, sizeof(v->text), "%.*s",
                       (int)utf8_cut(value, sizeof(v->text) - 1),
                       value.ptr ? value.ptr : "");
    else if (docx_is(e, "suff"))
        v->bare = slice_equal(value, SLICE("nothing"));
}

static bool lists_start(struct lists_reading *r, const struct xml_event *e)
{
    if (docx_is(e, "abstractNum"))
        return scheme_begin(r, docx_value(e, "abstractNumId"));
    if (docx_is(e, "num"))
        return use_begin(r, docx_value(e, "numId"));
    if (docx_is(e, "lvl") || docx_is(e, "lvlOverride"))
        r->level = number_of(docx_value(e, "ilvl"));
    if (r->use && docx_is(e, "abstractNumId"))
        r->use->scheme = scheme_find(r->lists, docx_value(e, "val"));
    else if (r->use && r->level < LIST_LEVELS && docx_is(e, "startOverride"))
        r->use->restart[r->level] = 1 + number_of(docx_value(e, "val"));
    else if (r->scheme && r->level < LIST_LEVELS)
        level_part(&r->scheme->levels[r->level], e);
    return true;
}

static int numbering_read(struct docx_lists *l, struct xml *x, struct error *err)
{
    struct lists_reading r = {.lists = l, .level = LIST_LEVELS};
    struct xml_event e;
    int rc;
    while ((rc = xml_next(x, &e, err)) == 1) {
        if (e.kind == XML_START && !lists_start(&r, &e))
            return refused(l, err);
        if (e.kind == XML_END && (docx_is(&e, "lvl") || docx_is(&e, "lvlOverride")))
            r.level = LIST_LEVELS;
    }
    return rc;
}

static int styles_read(struct docx_lists *l, struct xml *x, struct error *err)
{
    struct list_style style = {.level = 0};
    struct xml_event e;
    int rc;
    while ((rc = xml_next(x, &e, err)) == 1) {
        if (e.kind == XML_END && docx_is(&e, "style") && style.use.len) {
            void *grown =
                room(&l->arena, l->styles, l->style_count, &l->style_cap, sizeof(style));
            if (!grown)
                return refused(l, err);
            l->styles = grown;
            l->styles[l->style_count++] = style;
        }
        bool kept = true;
        if (e.kind != XML_START)
            continue;
        if (docx_is(&e, "style")) {
            style = (struct list_style){.level = 0};
            kept = arena_copy(&l->arena, docx_value(&e, "styleId"), &style.name);
        } else if (docx_is(&e, "numId")) {
            kept = arena_copy(&l->arena, docx_value(&e, "val"), &style.use);
        } else if (docx_is(&e, "ilvl")) {
            style.level = number_of(docx_value(&e, "val"));
        }
        if (!kept)
            return error_memory(err);
    }
    return rc;
}

static int part_read(struct docx_lists *l, struct package *p,
                     const struct package_relations *all, const char *type,
                     int (*read)(struct docx_lists *l, struct xml *x, struct error *err),
                     struct error *err)
{
    const struct package_relation *to = package_by_type(all, type);
    struct package_part part = {0};
    size_t index;
    if (!to || to->external || !zipfile_find(p->zip, to->target, &index))
        return 0;
    int rc = package_part_open(&part, p, to->target, err);
    if (rc == 0)
        rc = read(l, part.xml, err);
    package_part_close(&part);
    return rc;
}

int docx_lists_read(struct docx_lists *l, struct package *p, struct error *err)
{
    struct package_relations all;
    *l = (struct docx_lists){0};
    arena_init(&l->arena, p->limits->document_bytes / 4);
    int rc = package_relations(p, p->main, &all, err);
    if (rc == 0)
        rc = part_read(l, p, &all, "numbering", numbering_read, err);
    if (rc == 0 && l->use_count)
        rc = part_read(l, p, &all, "styles", styles_read, err);
    return rc;
}

void docx_lists_release(struct docx_lists *l)
{
    arena_release(&l->arena);
}

/* ---- counting ---- */

static void count_on(struct list_use *u, uint32_t level)
{
    struct list_scheme *s = u->scheme;
    if (u->restart[level])
        s->counted[level] = u->restart[level];
    else
        s->counted[level] =
            s->counted[level] ? s->counted[level] + 1 : 1 + s->levels[level].start;
    u->restart[level] = 0;
    for (uint32_t i = 0; i < level; i++)
        if (s->counted[i] == 0)
            s->counted[i] = 1 + s->levels[i].start;
    for (uint32_t i = level + 1; i < LIST_LEVELS; i++)
        s->counted[i] = 0;
}

static void put_mark(const struct list_scheme *s, uint32_t level, struct buffer *out)
{
    const struct list_level *v = &s->levels[level];
    size_t before = out->len;
    for (const char *t = v->text; *t; t++) {
        uint32_t other = t[0] == '%' && t[1] >= '1' && t[1] <= '9'
                             ? (uint32_t)(t[1] - '1')
                             : level + 1;
        if (other > level) {
            buffer_byte(out, *t);
            continue;
        }
        put_number(out, s->counted[other] - 1, s->levels[other].format);
        t++;
    }
    /* A space keeps "1." from what follows; behind 、 or ） none is needed. */
    if (!v->bare && out->len > before && (unsigned char)out->ptr[out->len - 1] < 0x80)
        buffer_byte(out, ' ');
}

void docx_lists_mark(struct docx_lists *l, struct slice use, uint32_t level,
                     struct slice style, struct buffer *out)
{
    for (size_t i = 0; i < l->style_count && use.len == 0 && style.len; i++)
        if (slice_equal(l->styles[i].name, style)) {
            use = l->styles[i].use;
            level = l->styles[i].level;
        }
    if (use.len == 0 || level >= LIST_LEVELS)
        return;
    for (size_t i = 0; i < l->use_count; i++)
        if (slice_equal(l->uses[i].id, use) && l->uses[i].scheme) {
            struct list_use *u = &l->uses[i];
            count_on(u, level);
            if (u->scheme->levels[level].format != FORMAT_NONE)
                put_mark(u->scheme, level, out);
            return;
        }
}
