/* Exact decimals: coefficient times a power of ten, at most 34 significant digits. Sums, differences
 * and products are exact or refused; a quotient is rounded half-even at 34 digits, far below
 * anything a form can print. No binary floating point comes near. Pure functions, no state. */
#ifndef JIHE_VALUE_DECIMAL_H
#define JIHE_VALUE_DECIMAL_H

#include "base/buffer.h"

__extension__ typedef __int128 decimal_coefficient;

enum { DECIMAL_DIGITS = 34, DECIMAL_EXPONENT_MAX = 100, DECIMAL_TEXT_MAX = 160 };

struct decimal {
    decimal_coefficient coefficient; /* |c| < 10^34 */
    int exponent; /* as written: 95.50 is 9550e-2; -DECIMAL_EXPONENT_MAX..DECIMAL_EXPONENT_MAX */
};

struct decimal decimal_int(int64_t n);
/* ASCII digits with an optional sign, point, thousands commas (1,234.50 or 1,234,567 only where the
 * groups are right) and exponent. False when the text is anything else or does not fit; *out is
 * untouched then. */
bool decimal_parse(struct slice text, struct decimal *out);
/* False when the exact result does not fit; *out is untouched then. A sum keeps the finer of the two
 * exponents, as on paper: 80.50 + 19.5 is 100.00. */
bool decimal_add(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *out);
/* False on division by zero too. An exact quotient is told with as few digits as it needs. */
bool decimal_divide(struct decimal a, struct decimal b, struct decimal *out);
struct decimal decimal_negate(struct decimal a);
/* <0, 0, >0; never fails. 1.0 equals 1. */
int decimal_compare(struct decimal a, struct decimal b);
int decimal_sign(struct decimal a);
/* a * 10^power; false when the exponent leaves its range. */
bool decimal_shift(struct decimal a, int power, struct decimal *out);
/* Rounded to `places` digits after the point, half away from zero (as a clerk rounds); the result has
 * exactly that many places. False when it does not fit. */
bool decimal_round(struct decimal a, int places, struct decimal *out);
/* Without trailing zeros in the fraction and with exponent <= 0 where it fits. */
struct decimal decimal_trim(struct decimal a);
/* Plain notation, never an exponent: "-12.50". Appends to `out` at most DECIMAL_TEXT_MAX bytes. Also a
 * valid JSON number. */
void decimal_put(struct buffer *out, struct decimal a);
/* True and the number when it is an integer within int64. */
bool decimal_to_int64(struct decimal a, int64_t *out);

#endif
