/* What check, review and convert have in common: forms are read in the supervised child,
 * which writes to an unnamed file; what comes of it is put in its place by the parent,
 * whole or not at all. */
#ifndef JIHE_CLI_PRODUCE_H
#define JIHE_CLI_PRODUCE_H

#include "cli/remarks.h"

/* What differs. Functions that return an int give 0 or an error's code, unless they say
 * otherwise. */
struct product {
    bool lazy;    /* packs are loaded as they are needed */
    bool remarks; /* remarks are shown, and without a project nothing is put anywhere */
    /* Asked before hours of work: whether the output can be written. */
    int (*ready)(const struct settings *s, struct error *err);
    /* Sets what `fill_options` does not set, or only where something is said.
     * JIHE_ERROR_… */
    int (*fill)(jihe_options *o, const struct settings *s); /* or NULL */
    /* In the child. */
    int (*run)(const jihe_engine *engine, const jihe_options *o, struct remarks *remarks,
               jihe_result **result, jihe_error *error);
    int (*status)(const struct settings *s,
                  const jihe_result *result); /* the exit status */
    /* In the parent, where it is not the bytes themselves that go to the output. */
    int (*deliver)(const struct settings *s, int fd, struct error *err); /* or NULL */
    void (*told)(const struct settings *s, const struct counts *n);      /* or NULL */
};

/* The whole; the exit status. */
int produce(const struct settings *s, const struct product *product);

/* For `ready`: the output is none of the inputs; a file can be made there. */
int produce_apart(const struct settings *s, struct error *err);
int produce_probe(const struct settings *s, struct error *err);
/* No output was named, or "-". */
bool produce_to_stdout(const struct settings *s);
/* As the default of `deliver`. */
int produce_deliver(const struct settings *s, int fd, struct error *err);

#endif
