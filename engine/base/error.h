/* Operational errors: a file that cannot be read, a pack that contradicts itself. The message is
 * written once, where the fault is found, in both languages, and passed up untouched. Faults in the
 * data are findings and diagnostics, not errors; what cannot happen is an assert. */
#ifndef JIHE_BASE_ERROR_H
#define JIHE_BASE_ERROR_H

#include <stddef.h>

enum error_code {
    ERR_NONE = 0,
    ERR_MEMORY = -1,  /* out of memory */
    ERR_IO = -2,      /* a file could not be opened, read or written */
    ERR_INPUT = -3,   /* input that cannot be understood: encoding, syntax, unknown kind */
    ERR_LIMIT = -4,   /* an explicit limit was passed */
    ERR_PACK = -5,    /* a rule, a pack or a configuration is wrong */
    ERR_USAGE = -6,   /* the caller's arguments are wrong */
    ERR_STOPPED = -7, /* the caller asked to stop, or the reader of our output went away */
};

enum { ERROR_MESSAGE_MAX = 1024 };

struct error {
    enum error_code code;
    char zh[ERROR_MESSAGE_MAX]; /* UTF-8, NUL-terminated, cut at a character boundary */
    char en[ERROR_MESSAGE_MAX];
};

/* Sets both messages from one list of arguments: the two formats take the same arguments in the
 * same order. Returns `code`, so that a function can end with `return error_set(...)`. `err` may be
 * NULL. */
int error_set(struct error *err, enum error_code code, const char *zh, const char *en, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* "out of memory", without needing any. Returns ERR_MEMORY. */
int error_memory(struct error *err);

/* Puts "PATH:LINE: " (line 0: "PATH: ") before both messages. */
void error_locate(struct error *err, const char *path, size_t line);

#endif
