/* Runs. Fields show their result, not their code; deleted and moved-away text is gone as
 * if the changes were accepted; a box is ticked by its state, not by the sign somebody
 * chose for it; the placeholder of a control that nobody filled in is no text. */
#include "decode/docx.h"

#include "decode/box.h"

#include "base/utf8.h"

#define MATH_URI "http://schemas.openxmlformats.org/officeDocument/2006/math"
#define MATH_STRICT "http://purl.oclc.org/ooxml/officeDocument/math"

static bool is_math(const struct xml_event *e, const char *name)
{
    return xml_is(e, MATH_URI, name) || xml_is(e, MATH_STRICT, name);
}

/* ---- what may be put ---- */

static bool in_code(const struct docx *d)
{
    for (size_t i = 0; i < d->fields; i++)
        if (d->code[i])
            return true;
    return d->fields_beyond > 0;
}

static int put(struct docx *d, struct slice text)
{
    if (in_code(d) || d->blanked)
        return d->page.rc;
    if (d->vanish) {
        d->dropped = d->dropped || slice_trim(text).len;
        return d->page.rc;
    }
    if (!d->boxed)
        return page_put(&d->page, text);
    if (!d->box_due)
        return d->page.rc;
    d->box_due = false;
    return page_put(&d->page, d->control_ticked ? SLICE(BOX_TICKED) : SLICE(BOX_EMPTY));
}

/* ---- symbols ---- */

static const char *symbol_text(uint32_t code)
{
    static const struct {
        unsigned char code;
        const char *text;
    } known[] = {{0xA3, "≤"}, {0xB3, "≥"}, {0xB1, "±"}, {0xB4, "×"},
                 {0xB8, "÷"}, {0xB9, "≠"}, {0xBB, "≈"}, {0xB0, "°"},
                 {0xA5, "∞"}, {0xB7, "•"}, {0xC5, "⊕"}, {0x2D, "−"}};
    uint32_t c = code >= 0xF000 ? code - 0xF000 : code;
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (known[i].code == c)
            return known[i].text;
    return NULL;
}

/* A character of a symbol font; those that are no sign we know stay as they are. */
static int put_symbol(struct docx *d, struct slice font, uint32_t code)
{
    char bytes[4];
    const char *text = box_symbol(font, code);
    bool symbol = font.len == 6 && strncasecmp(font.ptr, "Symbol", 6) == 0;
    bool dings = font.len >= 9 && strncasecmp(font.ptr, "Wingdings", 9) == 0;
    if (!text && symbol)
        text = symbol_text(code);
    if (!text && dings && (code == 0xFC || code == 0xF0FC))
        text = "√";
    if (text)
        return put(d, slice_str(text));
    if (symbol && code >= 0xF020 && code < 0xF07F)
        code -= 0xF000;
    return put(d, slice_of(bytes, utf8_put(bytes, code)));
}

static int put_symbols(struct docx *d, struct slice text)
{
    for (size_t at = 0; at < text.len && d->page.rc == 0;) {
        uint32_t code = utf8_next(text, &at);
        if (code != UTF8_BAD)
            (void)put_symbol(d, slice_str(d->font), code);
    }
    return d->page.rc;
}

static uint32_t hexadecimal(struct slice s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.len && i < 6; i++) {
        char c = s.ptr[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                                : 16;
        if (digit == 16)
            return 0;
        n = n * 16 + digit;
    }
    bool surrogate = n >= 0xD800 && n <= 0xDFFF;
    return surrogate || n > 0x10FFFF ? 0 : n;
}

static void symbol(struct docx *d, const struct xml_event *e)
{
    uint32_t code = hexadecimal(docx_value(e, "char"));
    if (code)
        (void)put_symbol(d, docx_value(e, "font"), code);
}

/* ---- run properties ---- */

static void keep_font(struct docx *d, struct slice font)
{
    static const char *const fonts[] = {"Wingdings", "Wingdings 2", "Symbol"};
    for (size_t i = 0; i < 3; i++)
        if (font.len == strlen(fonts[i]) &&
            strncasecmp(font.ptr, fonts[i], font.len) == 0)
            (void)snprintf(d->font, sizeof(d->font), "%s", fonts[i]);
}

static void run_property(struct docx *d, const struct xml_event *e)
{
    if (e->depth != d->properties + 1)
        return; /* what it was before a change */
    if (docx_is(e, "vanish"))
        d->vanish = docx_on(e);
    else if (docx_is(e, "rFonts"))
        keep_font(d, docx_value(e, "ascii"));
}

static void run_begin(struct docx *d)
{
    d->vanish = d->dropped = false;
    d->font[0] = '\0';
}

static void run_end(struct docx *d)
{
    if (d->dropped)
        page_dropped(&d->page);
    run_begin(d);
}

/* ---- fields ---- */

static void field_mark(struct docx *d, const struct xml_event *e)
{
    struct slice type = docx_value(e, "fldCharType");
    if (slice_equal(type, SLICE("begin"))) {
        memset(&d->old, 0, sizeof(d->old));
        if (d->fields < FIELDS_MAX)
            d->code[d->fields++] = true;
        else
            d->fields_beyond++;
    } else if (slice_equal(type, SLICE("separate"))) {
        if (d->fields && !d->fields_beyond)
            d->code[d->fields - 1] = false;
    } else if (slice_equal(type, SLICE("end"))) {
        if (d->fields_beyond)
            d->fields_beyond--;
        else if (d->fields)
            d->fields--;
    }
}

/* One more entry of a list; which one is chosen was said before them. */
static void old_entry(struct docx *d, struct slice text)
{
    if (d->old.entries++ == d->old.chosen)
        (void)snprintf(d->old.text, sizeof(d->old.text), "%.*s",
                       (int)utf8_cut(text, sizeof(d->old.text) - 1),
                       text.ptr ? text.ptr : "");
}

static bool old_state(struct docx *d, const struct xml_event *e, bool now)
{
    if (!now && d->old.known)
        return true;
    d->old.ticked = docx_on(e);
    d->old.chosen = docx_count(docx_value(e, "val"));
    d->old.known = now;
    return true;
}

/* Inside the data of a form field. */
static bool old_field(struct docx *d, const struct xml_event *e)
{
    if (docx_is(e, "checkBox"))
        return d->old.box = true;
    if (docx_is(e, "ddList"))
        return d->old.list = true;
    if (!d->old.box && !d->old.list)
        return false;
    if (docx_is(e, "default"))
        return old_state(d, e, false);
    if (docx_is(e, d->old.box ? "checked" : "result"))
        return old_state(d, e, true);
    if (!docx_is(e, "listEntry"))
        return false;
    old_entry(d, docx_value(e, "val"));
    return true;
}

/* It stands where its field begins, whose own code is no text. */
static void old_field_put(struct docx *d)
{
    bool own = d->fields && d->code[d->fields - 1];
    if (!d->old.box && !d->old.list)
        return;
    if (own)
        d->code[d->fields - 1] = false;
    (void)put(d, d->old.list     ? slice_str(d->old.text)
                 : d->old.ticked ? SLICE(BOX_TICKED)
                                 : SLICE(BOX_EMPTY));
    if (own)
        d->code[d->fields - 1] = true;
    d->old.box = d->old.list = false;
}

void docx_text_settle(struct docx *d)
{
    for (size_t i = 0; i < d->fields; i++)
        d->code[i] = false;
    d->fields_beyond = 0;
}

/* ---- content controls ---- */

static bool control_start(struct docx *d, const struct xml_event *e)
{
    if (docx_is(e, "sdtPr")) {
        d->control = e->depth;
        d->control_box = d->control_ticked = d->control_blank = false;
    } else if (docx_is(e, "sdtContent")) {
        if (d->control_box && !d->boxed) {
            d->boxed = e->depth;
            d->box_due = true;
        } else if (d->control_blank && !d->blanked) {
            d->blanked = e->depth;
        }
        d->control_box = d->control_blank = false;
    } else if (!d->control) {
        return false;
    } else if (slice_equal(e->name, SLICE("checkbox"))) {
        d->control_box = true;
    } else if (slice_equal(e->name, SLICE("checked")) && d->control_box) {
        d->control_ticked = docx_on(e);
    } else if (docx_is(e, "showingPlcHdr")) {
        d->control_blank = docx_on(e);
    }
    return true;
}

static void control_end(struct docx *d, size_t depth)
{
    if (d->control == depth)
        d->control = 0;
    if (d->blanked == depth)
        d->blanked = 0;
    if (d->boxed != depth)
        return;
    if (d->box_due)
        (void)put(d, SLICE(BOX_EMPTY)); /* put decides which */
    d->boxed = 0;
}

/* ---- elements ---- */

bool docx_text_start(struct docx *d, const struct xml_event *e)
{
    if (d->properties) {
        run_property(d, e);
        return true;
    }
    if (control_start(d, e) || old_field(d, e))
        return true;
    if (docx_is(e, "r"))
        run_begin(d);
    else if (docx_is(e, "rPr"))
        d->properties = e->depth;
    else if (docx_is(e, "t") || is_math(e, "t"))
        d->text = e->depth;
    else if (docx_is(e, "tab") || docx_is(e, "ptab"))
        (void)put(d, SLICE("\t"));
    else if (docx_is(e, "br") || docx_is(e, "cr"))
        (void)put(d, SLICE("\n"));
    else if (docx_is(e, "noBreakHyphen"))
        (void)put(d, SLICE("-"));
    else if (docx_is(e, "sym"))
        symbol(d, e);
    else if (docx_is(e, "fldChar"))
        field_mark(d, e);
    else
        return false;
    return true;
}

void docx_text_end(struct docx *d, const struct xml_event *e)
{
    if (d->properties == e->depth)
        d->properties = 0;
    else if (docx_is(e, "r"))
        run_end(d);
    else if (docx_is(e, "fldChar"))
        old_field_put(d);
    d->text = d->text == e->depth ? 0 : d->text;
    control_end(d, e->depth);
}

int docx_text(struct docx *d, const struct xml_event *e)
{
    if (e->depth != d->text)
        return d->page.rc;
    return d->font[0] ? put_symbols(d, e->text) : put(d, e->text);
}
