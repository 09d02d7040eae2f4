/* From what the command line says to the library's options, for every command that reads forms. */
#ifndef JIHE_CLI_FILL_H
#define JIHE_CLI_FILL_H

#include "cli/options.h"

/* Each: JIHE_OK, JIHE_ERROR_MEMORY, or JIHE_ERROR_USAGE where a value is empty. */

/* The operands. */
int fill_inputs(jihe_options *o, const struct settings *s);
/* Region, year, stage and time. */
int fill_terms(jihe_options *o, const struct settings *s);
/* These, and parameters, form, threads and language. */
int fill_options(jihe_options *o, const struct settings *s);

#endif
