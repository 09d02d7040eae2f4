/* From what the command line says to the library's options, for every command that reads forms. */
#ifndef JIHE_CLI_FILL_H
#define JIHE_CLI_FILL_H

#include "cli/options.h"

/* Inputs, parameters, region, year, form, stage, time, threads and language. JIHE_OK, JIHE_ERROR_MEMORY, or
 * JIHE_ERROR_USAGE where a value is empty. */
int fill_options(jihe_options *o, const struct settings *s);

#endif
