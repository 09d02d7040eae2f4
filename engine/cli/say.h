/* What the command line says: to standard error one message per line, to standard output
 * whole texts whose failure to arrive is noticed. Data in either is shown, never obeyed.
 */
#ifndef JIHE_CLI_SAY_H
#define JIHE_CLI_SAY_H

#include <jihe.h>

#include "base/error.h"
#include "base/file.h"

/* Exit statuses. */
enum { EXIT_FINE = 0, EXIT_FOUND = 1, EXIT_USAGE = 2, EXIT_UNCHECKED = 3 };

/* Chinese or English. A macro, so that the compiler still checks formats. */
#define SAY(english, zh, en) ((english) ? (en) : (zh))

/* A text of the library's as a slice. */
struct slice text_slice(jihe_text t);
/* Appends `s` with control and other invisible characters made visible; line ends and
 * tabs stay only where `lines` says so. */
void say_safe(struct buffer *out, struct slice s, bool lines);
/* The same for a text of the library's, without line ends. */
void say_text(struct buffer *out, jihe_text t);
/* What a severity, a state, a statute's standing or what a rule looks at is called; NULL for any other
 * key. */
const char *say_word(jihe_text key, bool english);
/* "jihe: message" on standard error. */
void say_error(bool english, const struct error *err);
void say_api_error(bool english, const jihe_error *err);
/* Hands an error of ours to the supervisor; returns its code. */
int say_take(jihe_error *to, const struct error *from);
/* The exit status an error stands for. */
int say_status(int code);
/* Writes all of `out` to `fd` ("stdout" in messages) and releases it; an exit status.
 * Quiet about a reader that went away. */
int say_out(bool english, int fd, struct buffer *out);
/* Spaces up to `width` columns behind what was appended since byte `from`. */
void say_pad(struct buffer *out, size_t from, size_t width);

#endif
