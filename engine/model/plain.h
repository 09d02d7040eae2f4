/* Plain data as a manifest or an example holds it: what a Lua table constructor can say, without Lua.
 * Made by script, read by pack and run. Lives in one arena. */
#ifndef JIHE_MODEL_PLAIN_H
#define JIHE_MODEL_PLAIN_H

#include "base/arena.h"
#include "base/error.h"
#include "value/decimal.h"

enum plain_kind { PLAIN_NIL, PLAIN_BOOLEAN, PLAIN_NUMBER, PLAIN_TEXT, PLAIN_TABLE, PLAIN_FUNCTION };

struct plain {
    enum plain_kind kind;
    bool boolean;
    struct decimal number; /* exact when written as an integer or a decimal literal */
    struct slice text;
    const struct plain_entry *entries; /* table: keyed entries in source-independent sorted order */
    size_t entry_count;
    const struct plain *items; /* table: its array part 1..n */
    size_t item_count;
    uint32_t *lines; /* table: where in the file its entries stand, then its items; each 0 where that is
                      * not known. NULL where the table was not read from a file */
};

struct plain_entry {
    struct slice key;
    struct plain value;
};

/* An order of values that is the same everywhere: by kind, then by content. */
int plain_compare(const struct plain *a, const struct plain *b);
/* The value under a key; NULL when it is not there or `table` is no table. */
const struct plain *plain_get(const struct plain *table, struct slice key);
/* The index of a key among the entries of a table that was read from a file, or SIZE_MAX. */
size_t plain_entry_find(const struct plain *table, struct slice key);
/* The text under a key, or the empty slice. */
struct slice plain_text(const struct plain *table, struct slice key);

#endif
