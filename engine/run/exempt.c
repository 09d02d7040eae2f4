/* Lowering and remarks happen where findings are made, so it holds for every rule and none has to think of it. */
#include "run/exempt.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "model/untidy.h"
#include "value/value.h"

enum { NOTE_MAX = 1 << 16 };

/* ---- what the packs say ---- */

static const struct plain *settings_of(const struct profile *p, struct slice name)
{
    return plain_get(profile_codes(p, SLICE("exemptions")), name);
}

static const struct plain *list_at(const struct plain *settings, const char *key)
{
    static const struct plain none = {.kind = PLAIN_TABLE};
    const struct plain *list = plain_get(settings, slice_str(key));
    return list ? list : &none;
}

static bool list_has(const struct plain *settings, const char *key, struct slice text)
{
    const struct plain *list = list_at(settings, key);
    for (size_t i = 0; i < list->item_count; i++)
        if (slice_equal(list->items[i].text, text))
            return true;
    return false;
}

static bool list_within(const struct plain *settings, const char *key, struct slice text)
{
    const struct plain *list = list_at(settings, key);
    for (size_t i = 0; i < list->item_count && text.len; i++)
        if (list->items[i].text.len && slice_find(text, list->items[i].text, 0) != SIZE_MAX)
            return true;
    return false;
}

/* ---- withheld rows ---- */

static bool is_withheld(struct slice text, struct arena *arena)
{
    struct value v;
    if (slice_find(text, SLICE("密"), 0) == SIZE_MAX &&
        slice_find(text, SLICE("公开"), 0) == SIZE_MAX)
        return false;
    return value_parse(text, NULL, arena, &v) && v.kind == VALUE_WITHHELD;
}

/* A row is withheld when its name and its value both are. */
static bool row_is_withheld(const struct indicator *i, struct arena *arena)
{
    return is_withheld(i->cells[I_LEVEL3].text, arena) && is_withheld(i->cells[I_TARGET].text, arena);
}

/* ---- rows left blank ---- */

/* Dots and dashes say nothing: the "……" of a template is no name, nor is its "指标1：", a label and a number. */
static bool says_something(const struct plain *settings, struct slice text, struct buffer *folded)
{
    const struct plain *labels = list_at(settings, "labels");
    buffer_clear(folded);
    unicode_fold(text, folded);
    struct slice said = buffer_slice(folded);
    for (size_t i = 0; i < labels->item_count; i++) {
        struct slice label = labels->items[i].text;
        if (!label.len || said.len == label.len || !slice_starts(said, label))
            continue;
        struct slice rest = slice_from(said, label.len);
        while (rest.len && rest.ptr[0] >= '0' && rest.ptr[0] <= '9')
            rest = slice_from(rest, 1);
        return rest.len > 0;
    }
    return said.len > 0;
}

/* "%" is a target without its number, "……" is none. */
static bool is_no_target(struct slice text, struct arena *arena)
{
    struct value v;
    text = slice_trim(text);
    return !text.len || slice_equal(text, SLICE("……")) || slice_equal(text, SLICE("…")) ||
           (value_parse(text, NULL, arena, &v) && v.kind == VALUE_EMPTY);
}

/* No name, no description, no target and no actual value: the form has the row, nobody filled it in. */
static bool row_is_blank(const struct plain *settings, const struct indicator *i,
                         struct arena *arena, struct buffer *folded)
{
    static const enum indicator_field words[] = {I_LEVEL3, I_DESCRIPTION, I_ACTUAL};
    for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
        if (says_something(settings, i->cells[words[k]].text, folded))
            return false;
    return is_no_target(i->cells[I_TARGET].text, arena);
}

/* 无, 不涉及, / where a name and a target belong: this row of the form is not for the project. The name may
 * say so in a sentence ("本项目不适用此指标") while the target is 无. */
static bool row_is_not_applicable(const struct plain *settings, const struct indicator *i,
                                  struct arena *arena)
{
    static const enum indicator_field words[] = {I_LEVEL3, I_TARGET, I_DESCRIPTION, I_ACTUAL};
    bool said = false;
    for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++) {
        struct slice text = slice_trim(i->cells[words[k]].text);
        struct value v;
        if (text.len == 0)
            continue;
        bool none = value_parse(text, NULL, arena, &v) && v.kind == VALUE_NA;
        if (!none && (words[k] != I_LEVEL3 || !list_within(settings, "not_applicable", text)))
            return false;
        said = said || (none && k < 2);
    }
    return said;
}

/* ---- rows that are no indicators ---- */

/* The text of a row's column under one of the headings that `way` lists; the empty slice. */
static struct slice extra_of(const struct plain *way, const struct indicator *i)
{
    for (size_t k = 0; k < i->extras.count; k++)
        if (list_has(way, "headings", i->extras.items[k].key))
            return slice_trim(i->extras.items[k].cell.text);
    return SLICE_NONE;
}

/* The system marks such a row in a column of its own: by one of the values, or, where none are listed,
 * by anything while the target is blank (a target of the year's beginning that the adjustment took back). */
static bool row_is_passed_over(const struct plain *ways, const struct indicator *i)
{
    for (size_t k = 0; ways && i->extras.count && k < ways->item_count; k++) {
        const struct plain *way = &ways->items[k];
        struct slice text = extra_of(way, i);
        bool marked = plain_get(way, SLICE("values"))
                          ? list_has(way, "values", text)
                          : slice_trim(i->cells[I_TARGET].text).len == 0;
        if (text.len && marked)
            return true;
    }
    return false;
}

/* ---- set from above ---- */

/* Money that comes from above brings its targets with it; money that matches it does not. */
static bool project_from_above(const struct plain *s, const struct project *p)
{
    static const enum project_field fields[] = {P_CATEGORY, P_ATTRIBUTE, P_TYPE};
    struct slice name = p->cells[P_PROJECT_NAME].text;
    if (list_within(s, "not_names", name))
        return false;
    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
        struct slice text = p->cells[fields[i]].text;
        if (list_within(s, "not_categories", text))
            return false;
        if (list_within(s, "categories", text))
            return true;
    }
    return list_within(s, "names", name);
}

static bool row_from_above(const struct plain *s, const struct indicator *i)
{
    return list_within(s, "row_words", i->cells[I_TARGET_BASIS].text) ||
           list_within(s, "row_words", i->cells[I_REMARK].text);
}

/* ---- cut off ---- */

static bool is_yes(struct slice text)
{
    text = slice_trim(text);
    return slice_equal(text, SLICE("true")) || slice_equal(text, SLICE("是")) ||
           slice_equal(text, SLICE("1"));
}

/* Whoever read the form says so in a heading of its own. */
static bool project_is_cut(const struct plain *s, const struct project *p)
{
    for (size_t i = 0; i < p->extras.count; i++)
        if (list_has(s, "headings", p->extras.items[i].key) && is_yes(p->extras.items[i].cell.text))
            return true;
    return false;
}

/* A table that ends in a bare heading of benefits, before satisfaction comes up at all, breaks off there: a form
 * that the unit left unfinished still has the heading of satisfaction. */
static bool project_breaks_off(const struct plain *s, const struct slice *level1, const bool *blank, size_t n)
{
    if (n < 2 || blank[0] || !blank[n - 1] || !slice_equal(level1[n - 1], plain_text(s, SLICE("last"))))
        return false;
    for (size_t i = 0; i < n; i++)
        if (slice_equal(level1[i], plain_text(s, SLICE("next"))))
            return false;
    return true;
}

static struct exempt exempt_settings(const struct profile *profile, enum form_kind form,
                                     struct slice lowered)
{
    const struct plain *approved = settings_of(profile, SLICE("approved"));
    return (struct exempt){.from_above = settings_of(profile, SLICE("from_above")),
                           .cut = settings_of(profile, SLICE("cut")),
                           .approved = approved,
                           .phase = plain_get(approved, form_name(form)),
                           .lowered = lowered};
}

/* ---- levels ---- */

/* 投入 is an old name of cost; where a unit scores itself by the scheme of evaluations it is about funds and
 * rules instead, as the second level tells. */
static bool is_frame_input(const struct profile *profile, enum form_kind form, const struct indicator *at)
{
    struct slice second = slice_trim(at->cells[I_LEVEL2].text);
    return second.len && slice_find(second, SLICE("成本"), 0) == SIZE_MAX &&
           list_has(settings_of(profile, SLICE("frame_inputs")), form_name(form).ptr,
                    slice_trim(at->cells[I_LEVEL1].text));
}

/* Where the first level is blank or the form has no such column, the second tells it. */
static void levels_name(const struct profile *profile, enum form_kind form, const struct indicator *at,
                        struct slice *first, struct slice *second)
{
    *first = profile_level1(profile, at->cells[I_LEVEL1].text);
    *second = profile_level2(profile, at->cells[I_LEVEL2].text);
    if (first->len && is_frame_input(profile, form, at))
        *first = SLICE_NONE;
    if (!second->len || slice_trim(at->cells[I_LEVEL1].text).len)
        return;
    const struct plain *parents = plain_get(profile_codes(profile, SLICE("level_parent")), *second);
    if (parents && parents->item_count)
        *first = parents->items[0].text;
}

bool exempt_prepare(struct exempt *x, const struct profile *profile, struct project *project,
                    struct script_record *record, struct arena *arena)
{
    size_t n = project->indicator_count;
    struct slice *level1 = arena_zero(arena, n + 1, sizeof(*level1));
    struct slice *level2 = arena_zero(arena, n + 1, sizeof(*level2));
    bool *withheld = arena_zero(arena, n + 1, sizeof(*withheld));
    bool *blank = arena_zero(arena, n + 1, sizeof(*blank));
    bool *cost = arena_zero(arena, n + 1, sizeof(*cost));
    struct buffer folded;
    char *lowered = arena_zero(arena, n + 1, 1);
    *x = exempt_settings(profile, project->form, SLICE_NONE);
    if (!level1 || !level2 || !withheld || !blank || !cost || !lowered)
        return false;
    const struct plain *template = settings_of(profile, SLICE("blank"));
    bool all = x->from_above && project_from_above(x->from_above, project);
    bool any = x->cut && project_is_cut(x->cut, project);
    const struct plain *passed_over = settings_of(profile, SLICE("passed_over"));
    lowered[0] = any;
    buffer_init(&folded, NOTE_MAX);
    for (size_t i = 0; i < n; i++) {
        const struct indicator *at = &project->indicators[i];
        levels_name(profile, project->form, at, &level1[i], &level2[i]);
        cost[i] = slice_find(level1[i], SLICE("成本"), 0) != SIZE_MAX ||
                  slice_find(level2[i], SLICE("成本"), 0) != SIZE_MAX;
        withheld[i] = row_is_withheld(at, arena);
        blank[i] = row_is_blank(template, at, arena, &folded) || row_is_not_applicable(template, at, arena) ||
                   row_is_passed_over(passed_over, at);
        lowered[i + 1] = all || (x->from_above && row_from_above(x->from_above, at));
        any = any || lowered[i + 1];
    }
    if (x->cut && project_breaks_off(x->cut, level1, blank, n))
        lowered[0] = any = true;
    if (any)
        x->lowered = slice_of(lowered, n + 1);
    bool ok = !folded.failed;
    buffer_release(&folded);
    *record = (struct script_record){.project = project,
                                     .level1_names = level1,
                                     .level2_names = level2,
                                     .withheld = withheld,
                                     .blank = blank,
                                     .cost = cost,
                                     .untidy = project_untidy(project)};
    return ok;
}

/* ---- findings ---- */

static bool text_add(struct slice *text, struct slice more, struct slice mark, struct arena *arena)
{
    struct buffer out;
    if (more.len == 0)
        return true;
    buffer_init(&out, NOTE_MAX);
    buffer_put(&out, *text);
    buffer_put(&out, text->len ? mark : SLICE_NONE);
    buffer_put(&out, more);
    bool ok = !out.failed && arena_copy(arena, buffer_slice(&out), text);
    buffer_release(&out);
    return ok;
}

/* What was remarked before stays: a target can be set from above and approved. */
static bool remark_add(struct finding *f, const struct plain *s, struct arena *arena)
{
    struct remark *r = arena_zero(arena, 1, sizeof(*r));
    if (!r)
        return false;
    if (f->remark)
        *r = *f->remark;
    f->remark = r;
    return text_add(&r->text, plain_text(s, SLICE("note")), SLICE("；"), arena) &&
           text_add(&r->text_en, plain_text(s, SLICE("note_en")), SLICE("; "), arena) &&
           text_add(&r->heading, plain_text(s, SLICE("heading")), SLICE_NONE, arena) &&
           text_add(&r->heading_en, plain_text(s, SLICE("heading_en")), SLICE(" "), arena);
}

/* A cell that was set from above can be filled in, but not changed: what is blank is the unit's to mend. */
static bool is_set_above(const struct exempt *x, struct slice text, const struct finding *f)
{
    size_t row = f->place.index;
    return x->from_above && !f->rule->discreet && row < UINT32_MAX && row + 1 < x->lowered.len &&
           x->lowered.ptr[row + 1] && list_has(x->from_above, "aspects", f->aspect) &&
           list_has(x->from_above, "fields", f->place.field) && slice_trim(text).len > 0;
}

static bool is_cut(const struct exempt *x, const struct finding *f)
{
    return x->cut && x->lowered.len && x->lowered.ptr[0] &&
           list_has(x->cut, "aspects", f->aspect) && !list_has(x->cut, "heads", f->place.field);
}

/* `text` is what stands in the finding's field. */
static bool lower(const struct exempt *x, struct slice text, struct finding *f, struct arena *arena)
{
    if (f->kind != KIND_FINDING || f->severity == SEVERITY_NOTE)
        return true;
    if (is_set_above(x, text, f)) {
        f->severity = SEVERITY_NOTE;
        return remark_add(f, x->from_above, arena);
    }
    if (!is_cut(x, f))
        return true;
    f->severity--;
    return remark_add(f, x->cut, arena);
}

/* What a declaration is asked too is asked of the targets; what only later forms are asked, of what was
 * made of them, and that can be mended where it stands. */
static bool is_approved(const struct exempt *x, const struct finding *f)
{
    const unsigned setting = 1u << FORM_DECLARATION | 1u << FORM_TARGET;
    return x->phase && f->kind == KIND_FINDING && f->rule->forms & setting &&
           list_has(x->approved, "fields", f->place.field) && !list_has(x->approved, "not_rules", f->rule_id);
}

static bool finding_exempt(const struct exempt *x, struct slice text, struct finding *f,
                           struct arena *arena)
{
    if (is_approved(x, f) && !remark_add(f, x->phase, arena))
        return false;
    return x->lowered.len == 0 || lower(x, text, f, arena);
}

bool exempt_findings(const struct exempt *x, const struct project *project,
                     struct finding_list *list, size_t from, struct arena *arena)
{
    for (size_t k = from; (x->phase || x->lowered.len) && k < list->count; k++) {
        struct finding *f = &list->items[k];
        int field = field_find(SCOPE_INDICATOR, f->place.field);
        bool placed = field >= 0 && f->place.index < project->indicator_count;
        const struct indicator *at = placed ? &project->indicators[f->place.index] : NULL;
        if (!finding_exempt(x, at ? at->cells[field].text : SLICE_NONE, f, arena))
            return false;
    }
    return true;
}

bool exempt_group_finding(const struct profile *profile, struct slice lowered, struct slice text,
                          struct finding *f, struct arena *arena)
{
    struct exempt x = exempt_settings(profile, f->place.project.form, lowered);
    return finding_exempt(&x, text, f, arena);
}
