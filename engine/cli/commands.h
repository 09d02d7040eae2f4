/* The commands. Adding one is a file with its run function and a line in commands.c. */
#ifndef JIHE_CLI_COMMANDS_H
#define JIHE_CLI_COMMANDS_H

#include "cli/options.h"

struct command {
    const char *name;                     /* "check", "rules list" */
    unsigned bit;                         /* FOR_…, which options it takes */
    const char *usage;                    /* its operands */
    const char *zh, *en;                  /* one line */
    const char *more_zh, *more_en;        /* more help, or NULL */
    size_t least, most;                   /* operands; most SIZE_MAX: any number */
    int (*run)(const struct settings *s); /* the exit status */
};

int check_run(const struct settings *s);
int convert_run(const struct settings *s);
int review_run(const struct settings *s);
int diff_run(const struct settings *s);
int value_run(const struct settings *s);
int rules_list_run(const struct settings *s);
int rules_show_run(const struct settings *s);
int rules_test_run(const struct settings *s);
int rules_basis_run(const struct settings *s);
int rules_probe_run(const struct settings *s);
int rules_lint_run(const struct settings *s);
int rules_new_run(const struct settings *s);
int rules_doc_run(const struct settings *s);
int rules_forms_run(const struct settings *s);

/* Everything from argv on: the exit status. */
int commands_main(int argc, char *const *argv);

#endif
