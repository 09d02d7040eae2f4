/* Which rules are meant: names joined by and, or, not and parentheses. A name is a rule id, a pattern of
 * ids with * and ?, an aspect, a severity, a kind of record, a form, a pack, a parameter or a statute. */
#ifndef JIHE_CLI_FILTER_H
#define JIHE_CLI_FILTER_H

#include <jihe.h>

#include "base/error.h"
#include "base/near.h"

#include <stdbool.h>

enum { FILTER_NODES_MAX = 256, FILTER_NEAR_MAX = 128 };

enum filter_kind { FILTER_NAME, FILTER_NOT, FILTER_AND, FILTER_OR };

struct filter_node {
    enum filter_kind kind;
    struct slice name;
    size_t left, right;
    bool known; /* some rule has it */
    struct near near;
    char best[FILTER_NEAR_MAX]; /* holds near.best, whose owner may be gone */
};

struct filter {
    struct filter_node nodes[FILTER_NODES_MAX];
    size_t count, root; /* count 0: every rule */
};

/* Reads the words of an expression, which a shell may have split anywhere; they must outlive it. */
int filter_read(struct filter *f, const char *const *words, size_t count, struct error *err);
/* Whether the rule is meant. Learns which names are real. */
bool filter_fits(struct filter *f, const jihe_rule *r);
/* After all rules were seen: ERR_USAGE for a name that none of them has, with the nearest. */
int filter_check(const struct filter *f, struct error *err);

#endif
