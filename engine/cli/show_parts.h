/* Parts of `jihe rules show`. */
#ifndef JIHE_CLI_SHOW_PARTS_H
#define JIHE_CLI_SHOW_PARTS_H

#include <jihe.h>

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>

/* What the packs say of a rule and its parameters, from the widest inwards. */
void show_history(struct buffer *out, const jihe_rule *r, bool english);
/* The examples of a rule, what each writes and what the rule says to it. */
int show_examples(struct buffer *out, const jihe_engine *engine, const char *id, bool english,
                  jihe_error *error);

#endif
