/* The pages of `jihe rules doc`. */
#ifndef JIHE_API_DOC_H
#define JIHE_API_DOC_H

#include "api/api.h"

/* What one example came to, as a line of Markdown. */
struct doc_example {
    uint32_t rule;
    bool bad;
    struct slice shown, said; /* in doc.arena */
};

struct doc {
    const struct pack_set *set;
    struct arena arena;
    struct doc_example *examples; /* by rule */
    size_t example_count, example_cap;
    struct buffer *out; /* the page at hand */
};

/* ---- doc_put.c ---- */
/* Text as one run of Markdown: no markup, no line end. */
void doc_text(struct buffer *out, struct slice s);
/* A value with its unit. */
void doc_value(struct buffer *out, const struct plain *value, struct slice unit);
/* "2024-01-01 起", "至 2026-12-31"; nothing for always. */
void doc_span(struct buffer *out, struct span span);
const char *doc_each(enum rule_each each);
void doc_forms(struct buffer *out, uint32_t forms);

/* ---- doc_rule.c ---- */
/* The severity in effect under the rule's own pack; *capped: it would be an error if its basis were firm. */
enum severity doc_effective(const struct pack_set *set, const struct rule *r, bool *capped);
void doc_rule(struct doc *d, const struct rule *r);

/* ---- doc_pack.c ---- */
/* Everything of a pack but its rules: parameters, changes, statutes, lists. */
void doc_pack_facts(struct doc *d, uint32_t pack);

#endif
