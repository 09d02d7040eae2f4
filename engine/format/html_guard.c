/* libxml2's HTML parser takes quadratic time over the attributes of one tag, knows no
 * elements with raw content but script and style, and takes what is not UTF-8 for
 * Latin-1. Rather than guess where it and a browser disagree, this filter decides:
 * comments, declarations and what a browser does not show (script, style, noscript,
 * frames) are not passed on; textarea and title are passed on as text; bytes that are no
 * UTF-8 become U+FFFD; NUL bytes are dropped; long attributes (pictures) are cut. So the
 * parser sees start tags of bounded size, end tags and text only. */
#include "format/html_guard.h"

#include "format/text.h"

static const struct {
    const char *name;
    bool shown;
} raws[] = {{"script", false},   {"style", false},   {"noscript", false},
            {"xmp", false},      {"iframe", false},  {"noembed", false},
            {"noframes", false}, {"textarea", true}, {"title", true}};

void html_guard_init(struct html_guard *g, size_t attributes, size_t attribute_bytes,
                     size_t out_max)
{
    *g =
        (struct html_guard){.attributes = attributes, .attribute_bytes = attribute_bytes};
    buffer_init(&g->out, out_max);
}

void html_guard_release(struct html_guard *g)
{
    buffer_release(&g->out);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* ---- raw content ---- */

static bool named(const struct html_guard *g, const char *name)
{
    return slice_equal(slice_of(g->name, g->name_len), slice_str(name));
}

/* A start tag has ended: what comes next? */
static void tag_ended(struct html_guard *g)
{
    g->state = GUARD_TEXT;
    if (g->end_tag)
        return;
    if (named(g, "plaintext"))
        g->state = GUARD_LOST;
    for (size_t i = 0; i < sizeof(raws) / sizeof(*raws); i++)
        if (named(g, raws[i].name)) {
            g->state = GUARD_RAW;
            g->shown = raws[i].shown;
            g->matched = 0;
        }
}

static void put_shown(struct html_guard *g, char c)
{
    if (!g->shown)
        return;
    if (c == '<')
        buffer_text(&g->out, "&lt;");
    else
        buffer_byte(&g->out, c);
}

/* "</name", of which `at` characters have been seen. */
static char awaited(const struct html_guard *g, size_t at)
{
    return at == 0 ? '<' : at == 1 ? '/' : g->name[at - 2];
}

static void put_raw(struct html_guard *g, char c)
{
    size_t whole = g->name_len + 2;
    if (g->matched == whole && (is_blank(c) || c == '/' || c == '>')) {
        buffer_text(&g->out, "</");
        buffer_put(&g->out, slice_of(g->name, g->name_len));
        buffer_byte(&g->out, '>');
        g->end_tag = true;
        g->state = c == '>' ? GUARD_TEXT : GUARD_BOGUS;
        return;
    }
    if (g->matched < whole && lower(c) == awaited(g, g->matched)) {
        g->matched++;
        return;
    }
    for (size_t i = 0; i < g->matched; i++)
        put_shown(g, awaited(g, i));
    g->matched = c == '<';
    if (!g->matched)
        put_shown(g, c);
}

/* ---- tags ---- */

static int attribute_seen(struct html_guard *g, struct error *err)
{
    if (++g->seen <= g->attributes)
        return 0;
    return error_set(err, ERR_LIMIT, "标签 <%.*s> 的属性（attribute）超过 %zu 个",
                     "the tag <%.*s> has more than %zu attributes", (int)g->name_len,
                     g->name, g->attributes);
}

static int put_tag(struct html_guard *g, char c, struct error *err)
{
    int rc = 0;
    if (c == '>') {
        tag_ended(g);
    } else if ((c == '"' || c == '\'') && g->last == '=' && !g->end_tag) {
        g->state = GUARD_QUOTED;
        g->quote = c;
        g->length = 0;
    } else if (is_blank(c)) {
        g->blank = true;
    } else {
        if (g->blank && c != '=' && g->last != '=' && c != '/')
            rc = attribute_seen(g, err);
        g->blank = false;
    }
    if (!is_blank(c))
        g->last = c;
    buffer_byte(&g->out, c);
    return rc;
}

static void put_name(struct html_guard *g, char c)
{
    if (c != '>' && c != '/' && !is_blank(c)) {
        if (g->name_len < sizeof(g->name))
            g->name[g->name_len++] = lower(c);
        buffer_byte(&g->out, c);
        return;
    }
    g->seen = 0;
    g->last = '\0';
    g->blank = true;
    g->state = GUARD_TAG;
    (void)put_tag(g, c, NULL); /* a name's end is no attribute */
}

static void put_open(struct html_guard *g, char c)
{
    g->end_tag = c == '/';
    if (c == '!' || c == '?') {
        g->state = c == '!' ? GUARD_BANG : GUARD_BOGUS;
        g->dashes = 0;
    } else if (c == '<') {
        buffer_text(&g->out, "&lt;");
    } else if (is_letter(c)) {
        g->state = GUARD_NAME;
        g->name_len = 0;
        buffer_byte(&g->out, '<');
        put_name(g, c);
    } else if (c == '/') {
        g->state = GUARD_TAG;
        g->name_len = 0;
        g->blank = false;
        buffer_text(&g->out, "</");
    } else {
        g->state = GUARD_TEXT;
        buffer_text(&g->out, "&lt;");
        buffer_byte(&g->out, c);
    }
}

static void put_comment(struct html_guard *g, char c)
{
    if (c == '>' && g->dashes >= 2)
        g->state = GUARD_TEXT;
    else if (c == '-')
        g->dashes++;
    else if (c != '!' || g->dashes < 2) /* "--!>" ends a comment too */
        g->dashes = 0;
}

static void put_bang(struct html_guard *g, char c)
{
    if (c == '-' && ++g->dashes == 2)
        g->state = GUARD_COMMENT;
    else if (c == '>')
        g->state = GUARD_TEXT;
    else if (c != '-')
        g->state = GUARD_BOGUS;
}

static void put_quoted(struct html_guard *g, char c)
{
    if (c == g->quote) {
        g->state = GUARD_TAG;
        g->blank = true; /* the next attribute may follow at once */
        g->last = c;
    } else if (g->length++ >= g->attribute_bytes) {
        g->cut = true;
        return;
    }
    buffer_byte(&g->out, c);
}

static int put_char(struct html_guard *g, char c, struct error *err)
{
    switch (g->state) {
    case GUARD_TEXT:
        if (c == '<')
            g->state = GUARD_OPEN;
        else
            buffer_byte(&g->out, c);
        break;
    case GUARD_OPEN: put_open(g, c); break;
    case GUARD_NAME: put_name(g, c); break;
    case GUARD_TAG: return put_tag(g, c, err);
    case GUARD_QUOTED: put_quoted(g, c); break;
    case GUARD_BANG: put_bang(g, c); break;
    case GUARD_COMMENT: put_comment(g, c); break;
    case GUARD_BOGUS:
        if (c == '>')
            g->state = GUARD_TEXT;
        break;
    case GUARD_RAW: put_raw(g, c); break;
    case GUARD_LOST: break;
    }
    return 0;
}

/* ---- bytes ---- */

static int put_sound(struct html_guard *g, struct slice s, struct error *err)
{
    int rc = 0;
    for (size_t at = 0; at < s.len && rc == 0;) {
        size_t run = at;
        if (g->state == GUARD_TEXT) {
            const char *next = memchr(s.ptr + at, '<', s.len - at);
            run = next ? (size_t)(next - s.ptr) : s.len;
            if (memchr(s.ptr + at, '\0', run - at))
                run = at;
        }
        buffer_put(&g->out, slice_of(s.ptr + at, run - at));
        at = run;
        if (at == s.len)
            break;
        if (s.ptr[at] == '\0')
            g->nul = true;
        else
            rc = put_char(g, s.ptr[at], err);
        at++;
    }
    return rc;
}

/* True when the bytes could be the beginning of a character. */
static bool unfinished(struct slice s)
{
    unsigned char c = (unsigned char)s.ptr[0];
    size_t need = c >= 0xF0 && c <= 0xF4 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
    if (c > 0xF4 || s.len >= need)
        return false;
    for (size_t i = 1; i < s.len; i++)
        if (((unsigned char)s.ptr[i] & 0xC0) != 0x80)
            return false;
    return true;
}

static int put_checked(struct html_guard *g, struct slice s, bool last, struct error *err)
{
    int rc = 0;
    while (s.len && rc == 0) {
        size_t fault = text_fault(s);
        if (fault == SIZE_MAX)
            return put_sound(g, s, err);
        rc = put_sound(g, slice_of(s.ptr, fault), err);
        s = slice_from(s, fault);
        if (!last && unfinished(s)) {
            memcpy(g->carry, s.ptr, s.len);
            g->carry_len = s.len;
            return rc;
        }
        if (rc == 0)
            rc = put_sound(g, SLICE("\xEF\xBF\xBD"), err);
        g->faults++;
        s = slice_from(s, 1);
    }
    return rc;
}

/* The character begun by the last bytes, with as many of these as it takes. */
static int put_carried(struct html_guard *g, struct slice *bytes, bool last,
                       struct error *err)
{
    char whole[8];
    size_t had = g->carry_len;
    while (g->carry_len) {
        size_t take = 0;
        memcpy(whole, g->carry, had);
        while (had + take < 4 && take < bytes->len &&
               unfinished(slice_of(whole, had + take))) {
            whole[had + take] = bytes->ptr[take];
            take++;
        }
        *bytes = slice_from(*bytes, take);
        g->carry_len = 0;
        int rc =
            put_checked(g, slice_of(whole, had + take), last && bytes->len == 0, err);
        if (rc || bytes->len == 0)
            return rc;
        had = g->carry_len;
    }
    return 0;
}

int html_guard_put(struct html_guard *g, struct slice bytes, bool last, struct error *err)
{
    int rc = put_carried(g, &bytes, last, err);
    if (rc == 0)
        rc = put_checked(g, bytes, last, err);
    if (rc == 0 && last && g->state == GUARD_OPEN)
        buffer_text(&g->out, "&lt;");
    return rc == 0 && g->out.failed ? error_memory(err) : rc;
}
