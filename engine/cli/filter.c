/* Filter expressions, read by descent: or, and, not, then a name or parentheses. Names are compared with
 * everything about a rule that has a name, so nobody has to say what kind of name it is; one that fits
 * nothing at all is a mistake and not an empty answer. */
#include "cli/filter.h"

#include "cli/say.h"

enum { DEPTH_MAX = 64 };

struct parser {
    struct filter *f;
    const char *const *words;
    size_t count, word, at; /* at: byte within the word */
    struct slice token;     /* the one that comes; empty at the end */
    int depth;
    struct error *err;
};

/* ---- tokens ---- */

static bool is_bracket(struct slice s, size_t at, size_t *len)
{
    static const char *const brackets[] = {"(", ")", "（", "）"};
    for (size_t i = 0; i < 4; i++) {
        *len = strlen(brackets[i]);
        if (slice_starts(slice_from(s, at), slice_str(brackets[i])))
            return true;
    }
    return false;
}

static void token_next(struct parser *p)
{
    p->token = SLICE_NONE;
    for (; p->word < p->count; p->word++, p->at = 0) {
        struct slice s = slice_str(p->words[p->word]);
        size_t len;
        while (p->at < s.len && strchr(" \t\n,", s.ptr[p->at]))
            p->at++;
        if (p->at >= s.len)
            continue;
        size_t end = p->at;
        if (is_bracket(s, p->at, &len))
            end += len;
        else
            while (end < s.len && !strchr(" \t\n,", s.ptr[end]) && !is_bracket(s, end, &len))
                end++;
        p->token = slice_sub(s, p->at, end - p->at);
        p->at = end;
        return;
    }
}

static bool token_is(const struct parser *p, const char *en, const char *zh)
{
    return slice_equal(p->token, slice_str(en)) || slice_equal(p->token, slice_str(zh));
}

/* ---- the tree ---- */

static int node_add(struct parser *p, enum filter_kind kind, size_t left, size_t right,
                    size_t *out)
{
    if (p->f->count == FILTER_NODES_MAX)
        return error_set(p->err, ERR_USAGE, "筛选条件过长", "the filter is too long");
    *out = p->f->count++;
    p->f->nodes[*out] = (struct filter_node){.kind = kind, .left = left, .right = right};
    return 0;
}

static int or_read(struct parser *p, size_t *out);

static int name_read(struct parser *p, size_t *out)
{
    if (p->token.len == 0 || token_is(p, ")", "）") || token_is(p, "and", "且") ||
        token_is(p, "or", "或"))
        return p->token.len
                   ? error_set(p->err, ERR_USAGE, "筛选条件里“%.*s”之前缺少名称",
                               "a name is missing in the filter before \"%.*s\"",
                               SLICE_ARG(p->token))
                   : error_set(p->err, ERR_USAGE, "筛选条件末尾缺少名称",
                               "a name is missing at the end of the filter");
    int rc = node_add(p, FILTER_NAME, 0, 0, out);
    if (rc)
        return rc;
    p->f->nodes[*out].name = p->token;
    near_init(&p->f->nodes[*out].near, p->token);
    token_next(p);
    return 0;
}

static int not_read(struct parser *p, size_t *out)
{
    int rc;
    size_t inner;
    if (++p->depth > DEPTH_MAX)
        return error_set(p->err, ERR_USAGE, "筛选条件嵌套过深", "the filter is nested too deeply");
    if (token_is(p, "not", "非")) {
        token_next(p);
        rc = not_read(p, &inner);
        if (rc == 0)
            rc = node_add(p, FILTER_NOT, inner, 0, out);
    } else if (token_is(p, "(", "（")) {
        token_next(p);
        rc = or_read(p, out);
        if (rc == 0 && !token_is(p, ")", "）"))
            rc = error_set(p->err, ERR_USAGE, "筛选条件缺少右括号", "the filter lacks a \")\"");
        token_next(p);
    } else {
        rc = name_read(p, out);
    }
    p->depth--;
    return rc;
}

static int pair_read(struct parser *p, enum filter_kind kind, size_t *out)
{
    const char *en = kind == FILTER_AND ? "and" : "or", *zh = kind == FILTER_AND ? "且" : "或";
    int rc = kind == FILTER_AND ? not_read(p, out) : pair_read(p, FILTER_AND, out);
    while (rc == 0 && token_is(p, en, zh)) {
        size_t left = *out, right;
        token_next(p);
        rc = kind == FILTER_AND ? not_read(p, &right) : pair_read(p, FILTER_AND, &right);
        if (rc == 0)
            rc = node_add(p, kind, left, right, out);
    }
    return rc;
}

static int or_read(struct parser *p, size_t *out)
{
    return pair_read(p, FILTER_OR, out);
}

int filter_read(struct filter *f, const char *const *words, size_t count, struct error *err)
{
    struct parser p = {.f = f, .words = words, .count = count, .err = err};
    f->count = 0;
    token_next(&p);
    if (!p.token.len)
        return 0;
    int rc = or_read(&p, &f->root);
    if (rc == 0 && p.token.len)
        rc = error_set(err, ERR_USAGE, "“%.*s”之前缺少 and 或 or",
                       "and or or is missing before \"%.*s\"", SLICE_ARG(p.token));
    return rc;
}

/* ---- fitting ---- */

static bool is_pattern(struct slice name)
{
    return slice_find(name, SLICE("*"), 0) != SIZE_MAX || slice_find(name, SLICE("?"), 0) != SIZE_MAX;
}

/* One name that the rule has: fits, or is perhaps what was meant. */
static bool offer(struct filter_node *n, struct slice name)
{
    if (slice_equal(n->name, name))
        return true;
    if (n->known || is_pattern(n->name))
        return false;
    near_offer(&n->near, name);
    if (n->near.best.ptr == name.ptr && name.len <= FILTER_NEAR_MAX) {
        memcpy(n->best, name.ptr, name.len);
        n->near.best = slice_of(n->best, name.len);
    }
    return false;
}

static bool offer_pair(struct filter_node *n, const char *en, struct slice given)
{
    const char *zh = say_word((jihe_text){en, strlen(en)}, false);
    bool fits = offer(n, slice_str(en)), also = offer(n, slice_str(zh));
    n->known = n->known || fits || also;
    return (fits || also) && slice_equal(given, slice_str(en));
}

static bool severity_fits(struct filter_node *n, const jihe_rule *r)
{
    struct slice s = text_slice(r->severity), each = text_slice(r->each);
    bool fits = offer_pair(n, "error", s);
    fits |= offer_pair(n, "warning", s);
    fits |= offer_pair(n, "note", s);
    fits |= offer_pair(n, "project", each);
    fits |= offer_pair(n, "indicator", each);
    fits |= offer_pair(n, "group", each);
    return fits | offer_pair(n, "off", r->on ? SLICE_NONE : SLICE("off"));
}

/* A rule without forms takes all of them. */
static bool forms_fit(struct filter_node *n, const jihe_rule *r)
{
    struct slice forms = text_slice(r->forms);
    const char *name;
    bool fits = false;
    for (size_t i = 0; (name = jihe_name(JIHE_NAMES_FORMS, i)) != NULL; i++) {
        if (!offer(n, slice_str(name)))
            continue;
        n->known = true;
        fits = forms.len == 0;
        for (size_t at = 0; at < forms.len && !fits;) {
            size_t end = slice_find(forms, SLICE(", "), at);
            end = end == SIZE_MAX ? forms.len : end;
            fits = slice_equal(slice_sub(forms, at, end - at), slice_str(name));
            at = end + 2;
        }
    }
    return fits;
}

static bool pack_fits(struct filter_node *n, const jihe_rule *r)
{
    struct slice label = text_slice(r->pack);
    size_t at = slice_find(label, SLICE("@"), 0);
    bool fits = offer(n, slice_sub(label, 0, at));
    return offer(n, label) || fits;
}

static bool name_fits(struct filter_node *n, const jihe_rule *r)
{
    bool fits = is_pattern(n->name) ? slice_fits(text_slice(r->id), n->name, '?')
                                    : offer(n, text_slice(r->id));
    fits |= offer(n, text_slice(r->aspect));
    fits |= pack_fits(n, r);
    for (size_t i = 0; i < r->param_count; i++)
        fits |= offer(n, text_slice(r->params[i].name));
    for (size_t i = 0; i < r->basis_count; i++)
        fits |= offer(n, text_slice(r->basis[i].id));
    n->known = n->known || fits;
    fits |= severity_fits(n, r);
    return forms_fit(n, r) || fits;
}

static bool node_fits(struct filter *f, size_t at, const jihe_rule *r)
{
    struct filter_node *n = &f->nodes[at];
    bool left, right;
    switch (n->kind) {
    case FILTER_NAME: return name_fits(n, r);
    case FILTER_NOT: return !node_fits(f, n->left, r);
    case FILTER_AND:
    case FILTER_OR: break;
    }
    left = node_fits(f, n->left, r); /* both, so that both learn their names */
    right = node_fits(f, n->right, r);
    return n->kind == FILTER_AND ? left && right : left || right;
}

bool filter_fits(struct filter *f, const jihe_rule *r)
{
    return f->count == 0 || node_fits(f, f->root, r);
}

int filter_check(const struct filter *f, struct error *err)
{
    for (size_t i = 0; i < f->count; i++) {
        const struct filter_node *n = &f->nodes[i];
        if (n->kind != FILTER_NAME || n->known)
            continue;
        if (n->near.best.len)
            return error_set(err, ERR_USAGE, "没有规则、方面、级别、表格、规则包、参数或文号叫“%.*s”，是否指 %.*s？",
                             "no rule, aspect, severity, form, pack, parameter or statute is called "
                             "\"%.*s\"; did you mean %.*s?",
                             SLICE_ARG(n->name), SLICE_ARG(n->near.best));
        return error_set(err, ERR_USAGE,
                         "没有规则、方面、级别、表格、规则包、参数或文号叫“%.*s”（各地的规则要写 --region）",
                         "no rule, aspect, severity, form, pack, parameter or statute is called "
                         "\"%.*s\" (rules of a region need --region)",
                         SLICE_ARG(n->name));
    }
    return 0;
}
