/* What a rule's text says without being run, for `jihe rules lint`: the lists and parameters it names,
 * comparisons of a member with a text, and whether it can fail at all. */
#include "script/host.h"

static bool token_says(const struct token *t, const char *text)
{
    return t->kind != TOKEN_STRING && slice_equal(t->text, slice_str(text));
}

/* A string's content; a string with escapes is left alone: *plain false. */
static struct slice string_content(const struct token *t, bool *plain)
{
    struct slice s = t->text;
    *plain = s.len >= 2 && (s.ptr[0] == '"' || s.ptr[0] == '\'') &&
             slice_find(s, SLICE("\\"), 0) == SIZE_MAX;
    return *plain ? slice_sub(s, 1, s.len - 2) : SLICE_NONE;
}

/* x.kind == "text", at the "." */
static bool comparison_at(const struct token *t, size_t left, struct comparison *out)
{
    bool plain;
    if (left < 4 || !token_says(&t[0], ".") || t[1].kind != TOKEN_NAME || t[3].kind != TOKEN_STRING)
        return false;
    if (!token_says(&t[2], "==") && !token_says(&t[2], "~="))
        return false;
    *out = (struct comparison){.member = t[1].text, .line = t[3].line};
    out->text = string_content(&t[3], &plain);
    return plain;
}

static int comparisons_find(const struct token *t, size_t count, struct arena *arena,
                            struct script_look *out, struct error *err)
{
    struct comparison one;
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += comparison_at(&t[i], count - i, &one);
    struct comparison *list = arena_zero(arena, n + 1, sizeof(*list));
    if (!list)
        return error_memory(err);
    for (size_t i = 0; i < count; i++)
        if (comparison_at(&t[i], count - i, &one))
            list[out->comparison_count++] = one;
    out->comparisons = list;
    return 0;
}

int script_look(struct slice text, struct arena *arena, struct script_look *out, struct error *err)
{
    struct source_facts facts;
    struct token *t;
    size_t count, line = 0;
    *out = (struct script_look){0};
    if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
        text = slice_from(text, 3);
    int rc = source_check(text, arena, arena, &facts, err, &line);
    if (rc == 0)
        rc = tokens_read(text, arena, &t, &count, err, &line);
    if (rc == 0)
        rc = comparisons_find(t, count, arena, out, err);
    if (rc)
        return rc;
    out->uses = facts.uses;
    out->use_count = facts.use_count;
    for (size_t i = 0; i < count; i++)
        out->fails = out->fails || (t[i].kind == TOKEN_NAME && token_says(&t[i], "fail"));
    return 0;
}

bool script_names_itself(struct slice verb, struct slice name)
{
    static const char *const words[] = {"unmet", "not_unmet", "boilerplate", "falls", "falls_wanted", "under_way",
                                        "whole_forms", "level1_department"};
    static const char *const codes[] = {"level1",   "level2",       "divisions",
                                        "flawless", "review_items", "review_grades",
                                        "exemptions", "columns", "units"};
    bool is_words = slice_equal(verb, SLICE("words"));
    for (size_t i = 0; i < sizeof(words) / sizeof(*words) && is_words; i++)
        if (slice_equal(name, slice_str(words[i])))
            return true;
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes) && slice_equal(verb, SLICE("codes")); i++)
        if (slice_equal(name, slice_str(codes[i])))
            return true;
    return slice_equal(verb, SLICE("param")) && slice_equal(name, SLICE("min_explanation"));
}
