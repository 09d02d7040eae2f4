/* Where we are: the rules that belong to this program, the terminal it writes to. */
#ifndef JIHE_CLI_PLACE_H
#define JIHE_CLI_PLACE_H

#include <stdbool.h>
#include <stddef.h>

/* The rules folder: what the user said, else $JIHE_RULES, else beside the executable,
 * else where `make install` puts it. malloc'ed; NULL when out of memory. */
char *place_rules(const char *said);
/* Columns of the terminal on standard output: $COLUMNS, else as the terminal says; 0
 * unknown. */
size_t place_columns(void);
/* Standard output is a terminal that shows colours, and the user has nothing against
 * them. */
bool place_colour(void);

#endif
