/* Decimal arithmetic on 128-bit coefficients. Everything money and percentages need fits
 * in one machine type that way, so there is no allocation and no library; 34 digits are
 * kept of the 38 that the type holds so that one more digit can always be looked at
 * before rounding. What a number means (its unit, its sign of comparison) is left to
 * unit.h and value.h. */
#include "value/decimal.h"

#include <assert.h>

enum { POWERS = 39 }; /* 10^38 is the largest power of ten in the type */

static decimal_coefficient power_of_ten(int n)
{
    assert(n >= 0 && n < POWERS);
    decimal_coefficient p = 1;
    while (n-- > 0)
        p *= 10;
    return p;
}

static decimal_coefficient magnitude(decimal_coefficient c)
{
    return c < 0 ? -c : c;
}

static bool fits(decimal_coefficient c)
{
    const decimal_coefficient half = INT64_C(100000000000000000); /* 10^17 */
    return magnitude(c) < half * half;
}

static int digit_count(decimal_coefficient c)
{
    int n = 0;
    for (c = magnitude(c); c; c /= 10)
        n++;
    return n;
}

/* Every trailing zero moved into the exponent, as far as the exponent goes. */
static struct decimal strip(struct decimal a)
{
    if (a.coefficient == 0)
        return (struct decimal){0, 0};
    while (a.coefficient % 10 == 0 && a.exponent < DECIMAL_EXPONENT_MAX) {
        a.coefficient /= 10;
        a.exponent++;
    }
    return a;
}

/* Brings coefficient and exponent into their ranges without changing the number. */
static bool settle(decimal_coefficient c, int exponent, struct decimal *out)
{
    while (c % 10 == 0 && c != 0 && (!fits(c) || exponent < -DECIMAL_EXPONENT_MAX)) {
        c /= 10;
        exponent++;
    }
    while (exponent > DECIMAL_EXPONENT_MAX && c != 0 && digit_count(c) < DECIMAL_DIGITS) {
        c *= 10;
        exponent--;
    }
    if (c == 0)
        exponent = exponent < -DECIMAL_EXPONENT_MAX  ? -DECIMAL_EXPONENT_MAX
                   : exponent > DECIMAL_EXPONENT_MAX ? DECIMAL_EXPONENT_MAX
                                                     : exponent;
    if (!fits(c) || exponent < -DECIMAL_EXPONENT_MAX || exponent > DECIMAL_EXPONENT_MAX)
        return false;
    *out = (struct decimal){c, exponent};
    return true;
}

struct decimal decimal_int(int64_t n)
{
    return (struct decimal){n, 0};
}

int decimal_sign(struct decimal a)
{
    return (a.coefficient > 0) - (a.coefficient < 0);
}

struct decimal decimal_negate(struct decimal a)
{
    a.coefficient = -a.coefficient;
    return a;
}

bool decimal_shift(struct decimal a, int power, struct decimal *out)
{
    if (power < -2 * DECIMAL_EXPONENT_MAX || power > 2 * DECIMAL_EXPONENT_MAX)
        return false;
    return settle(a.coefficient, a.exponent + power, out);
}

/* a's coefficient told in 10^exponent, which is not above its own. */
static bool rescale(struct decimal a, int exponent, decimal_coefficient *out)
{
    int steps = a.exponent - exponent;
    if (a.coefficient == 0) {
        *out = 0;
        return true;
    }
    if (steps >= POWERS)
        return false;
    return !__builtin_mul_overflow(a.coefficient, power_of_ten(steps), out);
}

static bool sum(struct decimal a, struct decimal b, struct decimal *out)
{
    int exponent = a.exponent < b.exponent ? a.exponent : b.exponent;
    decimal_coefficient x, y, total;
    if (!rescale(a, exponent, &x) || !rescale(b, exponent, &y) ||
        __builtin_add_overflow(x, y, &total))
        return false;
    return settle(total, exponent, out);
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *out)
{
    if (sum(a, b, out))
        return true;
    if (a.coefficient == 0 || b.coefficient == 0) {
        *out = a.coefficient == 0 ? b : a;
        return true;
    }
    /* Zeros written behind one of them may be what did not fit. Without them the finer
     * exponent is that of a digit which is not zero, so a sum that still does not fit
     * really has none. */
    return sum(strip(a), strip(b), out);
}

bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *out)
{
    return decimal_add(a, decimal_negate(b), out);
}

/* Takes the twos of one factor and the fives of the other out as tens: what is left has
 * no trailing zero, so if it overflows, the product does not fit. */
static int take_tens(decimal_coefficient *a, decimal_coefficient *b)
{
    int tens = 0;
    while (*a % 5 == 0 && *b % 2 == 0) {
        *a /= 5;
        *b /= 2;
        tens++;
    }
    return tens;
}

bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *out)
{
    decimal_coefficient product;
    if (a.coefficient == 0 || b.coefficient == 0)
        return settle(0, a.exponent + b.exponent, out);
    if (!__builtin_mul_overflow(a.coefficient, b.coefficient, &product) &&
        settle(product, a.exponent + b.exponent, out))
        return true;
    a = strip(a);
    b = strip(b);
    int tens = take_tens(&a.coefficient, &b.coefficient);
    tens += take_tens(&b.coefficient, &a.coefficient);
    if (__builtin_mul_overflow(a.coefficient, b.coefficient, &product))
        return false;
    return settle(product, a.exponent + b.exponent + tens, out);
}

bool decimal_divide(struct decimal a, struct decimal b, struct decimal *out)
{
    if (b.coefficient == 0)
        return false;
    if (a.coefficient == 0) {
        *out = (struct decimal){0, 0};
        return true;
    }
    bool negative = (a.coefficient < 0) != (b.coefficient < 0);
    decimal_coefficient divisor = magnitude(b.coefficient);
    decimal_coefficient quotient = magnitude(a.coefficient) / divisor;
    decimal_coefficient rest = magnitude(a.coefficient) % divisor;
    int exponent = a.exponent - b.exponent;
    while (rest != 0 && digit_count(quotient) < DECIMAL_DIGITS) {
        rest *= 10; /* rest < 10^34 */
        quotient = quotient * 10 + rest / divisor;
        rest %= divisor;
        exponent--;
    }
    decimal_coefficient twice = rest * 2;
    if (twice > divisor || (twice == divisor && quotient % 2 != 0))
        quotient++;
    return settle(negative ? -quotient : quotient, exponent, out);
}

int decimal_compare(struct decimal a, struct decimal b)
{
    int sign = decimal_sign(a);
    if (sign != decimal_sign(b) || sign == 0)
        return sign - decimal_sign(b);
    int a_digits = digit_count(a.coefficient), b_digits = digit_count(b.coefficient);
    int a_size = a_digits + a.exponent, b_size = b_digits + b.exponent;
    if (a_size != b_size)
        return a_size > b_size ? sign : -sign;
    /* Same size: told with the same number of digits they compare as integers. */
    decimal_coefficient x = a.coefficient, y = b.coefficient;
    if (a_digits < b_digits)
        x *= power_of_ten(b_digits - a_digits);
    else
        y *= power_of_ten(a_digits - b_digits);
    return (x > y) - (x < y);
}

bool decimal_round(struct decimal a, int places, struct decimal *out)
{
    if (places < -DECIMAL_EXPONENT_MAX || places > DECIMAL_EXPONENT_MAX)
        return false;
    int drop = -places - a.exponent;
    decimal_coefficient c = 0;
    if (drop <= 0) {
        if (!rescale(a, -places, &c))
            return false;
    } else if (drop < POWERS) {
        decimal_coefficient unit = power_of_ten(drop);
        decimal_coefficient rest = magnitude(a.coefficient) % unit;
        c = a.coefficient / unit;
        if (rest >= unit - rest)
            c += a.coefficient < 0 ? -1 : 1;
    }
    if (!fits(c))
        return false;
    *out = (struct decimal){c, -places};
    return true;
}

struct decimal decimal_trim(struct decimal a)
{
    if (a.coefficient == 0)
        return (struct decimal){0, 0};
    while (a.exponent < 0 && a.coefficient % 10 == 0) {
        a.coefficient /= 10;
        a.exponent++;
    }
    while (a.exponent > 0 && digit_count(a.coefficient) < DECIMAL_DIGITS) {
        a.coefficient *= 10;
        a.exponent--;
    }
    return a;
}

bool decimal_to_int64(struct decimal a, int64_t *out)
{
    decimal_coefficient c;
    a = strip(a);
    if (a.exponent < 0 || !rescale(a, 0, &c) || c < INT64_MIN || c > INT64_MAX)
        return false;
    *out = (int64_t)c;
    return true;
}

/* The coefficient's digits at the end of `text`; returns where they begin. */
static size_t put_digits(decimal_coefficient c, char *text, size_t end)
{
    do {
        text[--end] = (char)('0' + (int)(c % 10));
        c /= 10;
    } while (c);
    return end;
}

void decimal_put(struct buffer *out, struct decimal a)
{
    char digits[POWERS + 1];
    size_t start = put_digits(magnitude(a.coefficient), digits, sizeof(digits));
    struct slice d = slice_of(digits + start, sizeof(digits) - start);
    if (a.coefficient < 0)
        buffer_byte(out, '-');
    if (a.exponent >= 0) {
        buffer_put(out, d);
        for (int i = 0; i < a.exponent && a.coefficient != 0; i++)
            buffer_byte(out, '0');
        return;
    }
    size_t places = (size_t)-a.exponent;
    size_t whole = d.len > places ? d.len - places : 0;
    if (whole == 0)
        buffer_byte(out, '0');
    buffer_put(out, slice_sub(d, 0, whole));
    buffer_byte(out, '.');
    for (size_t i = d.len; i < places; i++)
        buffer_byte(out, '0');
    buffer_put(out, slice_from(d, whole));
}

/* ---- parsing
 * -------------------------------------------------------------------------------- */

struct reading {
    struct slice text;
    size_t pos;
    decimal_coefficient coefficient;
    int exponent;
    size_t
        zeros; /* read but not yet in the coefficient: they may turn out to be trailing */
    size_t digits;
};

static bool is_digit(struct slice s, size_t pos)
{
    return pos < s.len && s.ptr[pos] >= '0' && s.ptr[pos] <= '9';
}

static bool push_zeros(struct reading *r)
{
    for (; r->zeros > 0 && r->coefficient != 0; r->zeros--) {
        if (!fits(r->coefficient * 10))
            return false;
        r->coefficient *= 10;
    }
    r->zeros = 0;
    return true;
}

static bool push_digit(struct reading *r, char c)
{
    r->digits++;
    if (c == '0') {
        r->zeros++;
        return true;
    }
    if (!push_zeros(r) || !fits(r->coefficient * 10 + (c - '0')))
        return false;
    r->coefficient = r->coefficient * 10 + (c - '0');
    return true;
}

static bool read_whole(struct reading *r)
{
    size_t group = 0, commas = 0;
    for (; r->pos < r->text.len; r->pos++) {
        char c = r->text.ptr[r->pos];
        if (c == ',') {
            if (group == 0 || group > 3 || (commas > 0 && group != 3))
                return false;
            commas++;
            group = 0;
        } else if (is_digit(r->text, r->pos)) {
            group++;
            if (!push_digit(r, c))
                return false;
        } else {
            break;
        }
    }
    return group > 0 && (commas == 0 || group == 3);
}

/* What zeros are left are kept where they fit, so that 95.50 stays 95.50; else they are exponent. */
static bool keep_zeros(struct reading *r)
{
    struct reading full = *r;
    if (push_zeros(&full)) {
        *r = full;
        return true;
    }
    if (r->zeros > 2 * DECIMAL_EXPONENT_MAX)
        return false;
    r->exponent += (int)r->zeros;
    r->zeros = 0;
    return true;
}

static bool read_fraction(struct reading *r)
{
    if (r->pos >= r->text.len || r->text.ptr[r->pos] != '.')
        return keep_zeros(r);
    size_t start = ++r->pos;
    while (is_digit(r->text, r->pos))
        if (!push_digit(r, r->text.ptr[r->pos++]))
            return false;
    size_t places = r->pos - start;
    if (places == 0 || places > DECIMAL_EXPONENT_MAX)
        return false;
    r->exponent -= (int)places;
    return keep_zeros(r);
}

static bool read_exponent(struct reading *r)
{
    if (r->pos >= r->text.len ||
        (r->text.ptr[r->pos] != 'e' && r->text.ptr[r->pos] != 'E'))
        return true;
    r->pos++;
    int sign = 1, n = 0;
    if (r->pos < r->text.len &&
        (r->text.ptr[r->pos] == '-' || r->text.ptr[r->pos] == '+'))
        sign = r->text.ptr[r->pos++] == '-' ? -1 : 1;
    if (!is_digit(r->text, r->pos))
        return false;
    for (; is_digit(r->text, r->pos); r->pos++) {
        n = n * 10 + (r->text.ptr[r->pos] - '0');
        if (n > 2 * DECIMAL_EXPONENT_MAX)
            return false;
    }
    r->exponent += sign * n;
    return true;
}

bool decimal_parse(struct slice text, struct decimal *out)
{
    struct reading r = {.text = text};
    bool negative = false;
    if (text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'))
        negative = text.ptr[r.pos++] == '-';
    if (!read_whole(&r) || !read_fraction(&r) || !read_exponent(&r) || r.pos != text.len)
        return false;
    return settle(negative ? -r.coefficient : r.coefficient, r.exponent, out);
}
