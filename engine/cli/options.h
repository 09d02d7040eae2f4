/* Options as one table that both parses and prints the help. */
#ifndef JIHE_CLI_OPTIONS_H
#define JIHE_CLI_OPTIONS_H

#include <jihe.h>

#include "base/buffer.h"
#include "base/error.h"

/* Which commands take an option, as bits. */
enum {
    FOR_CHECK = 1,
    FOR_VALUE = 2,
    FOR_LIST = 4,
    FOR_SHOW = 8,
    FOR_TEST = 16,
    FOR_CONVERT = 32,
    FOR_REVIEW = 64,
    FOR_BASIS = 256,
    FOR_DIFF = 512,
    FOR_NEW = 1 << 16,
    FOR_DOC = 1 << 17,
    FOR_FORMS = 1 << 18,
    FOR_LINT = 1 << 19,
    FOR_PROBE = 1 << 20,
    FOR_RULES = FOR_LIST | FOR_SHOW | FOR_TEST | FOR_BASIS | FOR_NEW | FOR_DOC | FOR_FORMS | FOR_LINT |
                FOR_PROBE,
    FOR_ALL = FOR_CHECK | FOR_DIFF | FOR_CONVERT | FOR_REVIEW | FOR_VALUE | FOR_RULES
};

/* What the options said. Texts are the caller's argv. */
struct settings {
    const char *rules, *region, *form, *stage, *format, *output, *fail_on, *lang, *as_of, *baseline, *waivers, *old_forms, *new_forms;
    const char *reasons;                        /* of a probe */
    const char *pack, *aspect, *each, *subject; /* of a new rule */
    int year, jobs; /* 0: not given */
    bool quiet, help;
    bool english;        /* from --lang, else from the locale */
    const char **params; /* NAME=VALUE, owned list */
    size_t param_count;
    const char **operands; /* owned list */
    size_t operand_count;
};

/* Chinese, unless the locale (LC_ALL, LC_MESSAGES, LANG) or a --lang among the arguments
 * is English. */
bool options_english(int argc, char *const *argv);

/* Reads argv[0..argc) for a command. Options may stand anywhere before "--", as `--x y`
 * or `--x=y`. ERR_USAGE names the nearest real option or value. */
int options_parse(struct settings *s, unsigned command, int argc, char *const *argv,
                  struct error *err);
void options_release(struct settings *s);

/* The lines of help for a command's options. */
void options_help(struct buffer *out, unsigned command, bool english);

/* ERR_USAGE for `value`, which is none of the names; with the nearest one. `what` is an
 * option. */
int options_unknown(struct error *err, const char *what, const char *value,
                    jihe_names names);

#endif
