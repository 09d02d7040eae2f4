/* One finding in the text report: how bad, which rule, where, the value as written, what
 * is wrong, how to mend it, on what basis, and the address. */
#include "write/text.h"

#include "base/unicode.h"

enum { VALUE_COLUMNS = 72, TEXT_INDENT = 4, SCRATCH_MAX = 1 << 20 };

static bool english(const struct writer *w)
{
    return w->options.language == LANGUAGE_EN;
}

/* ---- copying ---- */

static bool keep(struct arena *arena, struct buffer *scratch, struct slice *out)
{
    bool ok = !scratch->failed && arena_copy(arena, buffer_slice(scratch), out);
    buffer_clear(scratch);
    return ok;
}

static void put_where(struct buffer *out, const struct writer *w, const struct finding *f)
{
    struct slice label = writer_field(w, f);
    if (f->place.seq) {
        buffer_format(out, english(w) ? "indicator %u " : "指标 %u ",
                      (unsigned)f->place.seq);
        buffer_put(out, f->indicator_name);
        if (label.len)
            buffer_text(out, f->indicator_name.len ? " · " : "· ");
    } else if (label.len == 0) {
        bool unit = f->rule && f->rule->each == EACH_GROUP; /* no cell of any one form */
        buffer_text(out, english(w) ? (unit ? "unit" : "project") : unit ? "单位" : "项目");
    }
    buffer_put(out, label);
}

bool text_entry_make(struct text_entry *e, const struct writer *w,
                     const struct finding *f, struct arena *arena)
{
    struct buffer scratch;
    struct slice suggestion = writer_suggestion(w, f);
    buffer_init(&scratch, SCRATCH_MAX);
    e->severity = f->severity;
    e->has_value = f->has_value;
    e->is_told = writer_tells_value(w, f);
    put_where(&scratch, w, f);
    bool ok = keep(arena, &scratch, &e->where);
    writer_put_basis(&scratch, w, f);
    ok = keep(arena, &scratch, &e->basis) && ok;
    writer_put_address(&scratch, w, f);
    ok = keep(arena, &scratch, &e->address) && ok;
    writer_put_related(&scratch, w, f);
    ok = keep(arena, &scratch, &e->related) && ok;
    buffer_release(&scratch);
    return ok && arena_copy(arena, f->rule_id, &e->rule) &&
           arena_copy(arena, f->value, &e->value) &&
           arena_copy(arena, writer_message(w, f), &e->message) &&
           arena_copy(arena, suggestion, &e->suggestion) &&
           arena_copy(arena, writer_heading(w, f), &e->heading);
}

bool text_entry_add(struct text_entry *e, const struct writer *w, const struct finding *f,
                    struct arena *arena)
{
    if (e->more_count >= TEXT_PLACES_MAX) {
        e->more_count++;
        return true;
    }
    struct text_more *m = arena_zero(arena, 1, sizeof(*m));
    if (!m)
        return false;
    struct buffer where;
    buffer_init(&where, SCRATCH_MAX);
    if (f->place.seq)
        buffer_format(&where, "%u", (unsigned)f->place.seq);
    else
        write_address(&where, writer_source(w, f, f->place.at), f->place.at,
                      w->options.language);
    bool ok = keep(arena, &where, &m->where);
    buffer_release(&where);
    m->has_value = f->has_value && !(e->has_value && slice_equal(e->value, f->value));
    if (!ok || (m->has_value && !arena_copy(arena, f->value, &m->value)))
        return false;
    if (e->last)
        e->last->next = m;
    else
        e->more = m;
    e->last = m;
    e->more_count++;
    return true;
}

/* ---- showing ---- */

static void put_value(struct layout *l, struct buffer *out, struct slice value)
{
    bool blank = slice_trim(value).len == 0;
    if (blank && l->language == LANGUAGE_EN) {
        buffer_text(out, "(blank)");
        return;
    }
    buffer_text(out, layout_say(l, "「", "'"));
    layout_clip(out, value, VALUE_COLUMNS);
    buffer_text(out, layout_say(l, "」", "'"));
    if (blank)
        buffer_text(out, "（空白）");
}

enum paint text_severity_paint(enum severity s)
{
    static const enum paint paints[] = {[SEVERITY_NOTE] = PAINT_NONE,
                                        [SEVERITY_WARNING] = PAINT_YELLOW,
                                        [SEVERITY_ERROR] = PAINT_RED};
    return paints[s];
}

static void put_head(struct layout *l, const struct text_entry *e)
{
    bool en = l->language == LANGUAGE_EN;
    size_t width = en ? 9 : 6;
    layout_spaces(l, TEXT_INDENT);
    layout_word(l, text_severity_paint(e->severity), severity_label(e->severity, en),
                width);
    size_t from = l->out->len;
    layout_safe(l->out, e->rule);
    size_t used =
        l->out->failed ? 0 : unicode_columns(slice_from(buffer_slice(l->out), from));
    size_t pad = used < 9 ? 9 - used : 2;
    layout_spaces(l, pad);
    struct buffer head;
    buffer_init(&head, l->out->max);
    buffer_put(&head, e->where);
    if (e->has_value && !e->is_told) {
        buffer_byte(&head, ' ');
        put_value(l, &head, e->value);
    }
    layout_hang(l, TEXT_INDENT + width + used + pad, TEXT_INDENT + width,
                buffer_slice(&head));
    buffer_release(&head);
}

static void put_more(struct layout *l, const struct text_entry *e, size_t indent)
{
    if (e->more_count == 0)
        return;
    struct buffer list;
    buffer_init(&list, l->out->max);
    size_t shown = 0;
    for (const struct text_more *m = e->more; m; m = m->next, shown++) {
        buffer_text(&list, shown ? layout_say(l, "、", ", ") : "");
        buffer_put(&list, m->where);
        if (m->has_value) {
            buffer_text(&list, layout_say(l, "", " "));
            put_value(l, &list, m->value);
        }
    }
    if (shown < e->more_count)
        buffer_text(&list, " …");
    char label[96];
    bool rows = e->more && e->more->where.len && e->more->where.ptr[0] >= '0' &&
                e->more->where.ptr[0] <= '9';
    (void)snprintf(
        label, sizeof(label),
        layout_say(l, "同一问题另有 %zu 处：%s", "the same in %zu more places: %s"),
        e->more_count, rows ? layout_say(l, "指标 ", "indicator ") : "");
    layout_labelled(l, indent, label, buffer_slice(&list));
    buffer_release(&list);
}

static void put_message(struct layout *l, const struct text_entry *e, size_t indent, bool again)
{
    struct buffer said;
    buffer_init(&said, l->out->max);
    buffer_put(&said, e->message);
    buffer_text(&said, again ? layout_say(l, "（建议同前）", " (advice as above)") : "");
    layout_spaces(l, indent);
    layout_hang(l, indent, indent, buffer_slice(&said));
    buffer_release(&said);
}

void text_entry_put(struct layout *l, const struct text_entry *e, bool again)
{
    size_t indent = TEXT_INDENT + (l->language == LANGUAGE_EN ? 9 : 6);
    put_head(l, e);
    put_message(l, e, indent, again);
    if (!again) {
        layout_labelled(l, indent, layout_say(l, "建议：", "do: "), e->suggestion);
        layout_labelled(l, indent, layout_say(l, "依据：", "basis: "), e->basis);
    }
    layout_labelled(l, indent, layout_say(l, "位置：", "at: "), e->address);
    layout_labelled(l, indent, layout_say(l, "另见：", "see also: "), e->related);
    put_more(l, e, indent);
}

void text_heading_put(struct layout *l, struct slice heading)
{
    layout_spaces(l, TEXT_INDENT);
    layout_hang(l, TEXT_INDENT, TEXT_INDENT, heading);
}

void text_project_put(struct layout *l, const struct project_key *key, int verdict)
{
    size_t width = l->language == LANGUAGE_EN ? 12 : 10;
    if (verdict >= 0)
        layout_word(l, text_verdict_paint(verdict), text_verdict(l, verdict), width);
    else
        layout_spaces(l, width);
    char ordinal[16];
    (void)snprintf(ordinal, sizeof(ordinal), "%3u", (unsigned)key->ordinal);
    layout_word(l, PAINT_BOLD, ordinal, 5);
    struct buffer name;
    buffer_init(&name, l->out->max);
    buffer_put(&name, key->name.len ? key->name : key->code);
    if (key->unit.len) {
        buffer_text(&name, " · ");
        buffer_put(&name, key->unit);
    }
    buffer_text(&name, " · ");
    buffer_put(&name,
               l->language == LANGUAGE_EN ? form_label_en(key->form) : form_label(key->form));
    if (key->year)
        buffer_format(&name, " %d", key->year);
    layout_hang(l, width + 5, width + 5, buffer_slice(&name));
    buffer_release(&name);
}
